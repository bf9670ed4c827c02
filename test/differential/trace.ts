// A trace: what two hosts said to one script, as lines of text that are the same wherever the same thing happened. What is made
// the same, and why, is the table in rules.ts; how values are written is here.

import { errorDomain, errorNumber } from '../../src/generated/constants.ts'
import { LibvirtError, RemoteError } from '../../src/index.ts'
import { type Known, ruled, unsteady } from './rules.ts'

/** A typed parameter as it travels. */
interface Param {
  readonly field: string
  readonly value: { readonly type: number; readonly value: unknown }
}

function isParam(value: unknown): value is Param {
  return typeof value === 'object' && value !== null && 'field' in value && 'value' in value
}

/** A value under its field's name, as text; names of typed parameters begin with `$` here. */
export function written(field: string, value: unknown, known: Known): string {
  const text = ruled(field, value, known)
  if (text !== undefined) return text
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every(isParam)) {
      const steady = value.filter((one) => !unsteady.has(one.field))
      const one = ({ field, value }: Param) =>
        `${field}: ${written(`$${field}`, value.value, known)}`
      return `[${steady.map(one).join(', ')}]`
    }
    return `[${value.map((one) => written(field, one, known)).join(', ')}]`
  }
  if (typeof value === 'object') return writtenFields(value, known)
  return String(value)
}

/** The fields of an object as text: `{state: 1, reason: 5}`. */
function writtenFields(value: object, known: Known): string {
  const fields = Object.entries(value).map(([name, one]) => `${name}: ${written(name, one, known)}`)
  return `{${fields.join(', ')}}`
}

/** An error by its numbers: what it says in words is the daemon's own business. */
export function writtenError(error: unknown): string {
  if (error instanceof RemoteError) {
    const level = error.level === 2 ? '' : `, level ${error.level}`
    return `${errorNumber.nameOf(error.number)}(${error.number}) of ${errorDomain.nameOf(error.domain)}${level}`
  }
  // What the library found: the line is gone.
  if (error instanceof LibvirtError) return error.code
  throw error
}
