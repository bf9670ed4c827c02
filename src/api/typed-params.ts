// Typed parameters between their wire shape, a list of {field, {type, value}}, and what users hold:
// plain records when reading, explicitly typed builders when writing (a type is never guessed from a JS number).

import type { TypedParam } from '../generated/remote.ts'

/** int, unsigned int and double are numbers, both hypers bigints, boolean and string themselves. */
export type TypedValue = number | bigint | boolean | string

/** Parameters by name; a name that came several times holds the list of its values, in order. */
export type TypedRecord = Readonly<Record<string, TypedValue | readonly TypedValue[]>>

const BOOLEAN = 6

/** The list as a record; order within repeated names is kept. */
export function toRecord(params: readonly TypedParam[]): TypedRecord {
  const record: Record<string, TypedValue | TypedValue[]> = Object.create(null)
  for (const { field, value } of params) {
    const plain: TypedValue = value.type === BOOLEAN ? value.value !== 0 : value.value
    const before = record[field]
    if (before === undefined) record[field] = plain
    else if (Array.isArray(before)) before.push(plain)
    else record[field] = [before, plain]
  }
  return record
}

/** Builders of single parameters, one per wire type. */
export const param = {
  int: (field: string, value: number): TypedParam => ({ field, value: { type: 1, value } }),
  uint: (field: string, value: number): TypedParam => ({ field, value: { type: 2, value } }),
  llong: (field: string, value: bigint): TypedParam => ({ field, value: { type: 3, value } }),
  ullong: (field: string, value: bigint): TypedParam => ({ field, value: { type: 4, value } }),
  double: (field: string, value: number): TypedParam => ({ field, value: { type: 5, value } }),
  boolean: (field: string, value: boolean): TypedParam => ({
    field,
    value: { type: 6, value: value ? 1 : 0 },
  }),
  string: (field: string, value: string): TypedParam => ({ field, value: { type: 7, value } }),
}

/** A number out of a record: bigints are narrowed (exact up to 2^53), anything else is undefined. */
export function numberOf(record: TypedRecord, field: string): number | undefined {
  const value = record[field]
  if (typeof value === 'number') return value
  return typeof value === 'bigint' ? Number(value) : undefined
}
