// Named options to flag bits and back: one table per call, so that an option is a row and a typo is an error.

import { UsageError } from '../errors.ts'

/** Name of an option to its bit. */
export type FlagTable = Readonly<Record<string, number>>

/** The options a table allows; each is off unless true. */
export type FlagOptions<T extends FlagTable> = { readonly [K in keyof T]?: boolean | undefined }

/** What stands beside the flags in one options object and is no flag. */
const NO_FLAG = new Set(['signal', 'timeoutMs'])

/** The bits of the options that are true. @throws UsageError `invalidArg` for a name the table does not have */
export function flagsOf<T extends FlagTable>(table: T, options: FlagOptions<T> = {}): number {
  const named = Object.entries(options).filter(([name]) => !NO_FLAG.has(name))
  for (const [name] of named) bitOf(table, name)
  return bitsOf(
    table,
    named.filter(([, on]) => on).map(([name]) => name),
  )
}

/** Like `flagsOf`, for a list of names. @throws UsageError `invalidArg` for a name the table does not have */
export function bitsOf<T extends FlagTable>(
  table: T,
  names: readonly (keyof T & string)[],
): number {
  let bits = 0
  for (const name of names) bits |= bitOf(table, name)
  return bits >>> 0
}

function bitOf(table: FlagTable, name: string): number {
  const bit = Object.hasOwn(table, name) ? table[name] : undefined
  if (bit !== undefined) return bit
  const known = Object.keys(table).join(', ')
  throw new UsageError('invalidArg', `unknown option '${name}'; known are ${known}`)
}
