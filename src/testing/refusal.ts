// What a handler or the model throws to answer with an error: libvirt's number, the part that raised it, and the text with the
// beginning that libvirt gives errors of that number.

import { errorDomain, errorNumber } from '../generated/constants.ts'

/** Name of an error number: `noDomain`, `operationInvalid`, … */
export type RefusalName = Exclude<keyof typeof errorNumber.values, 'ok'>

/** Where an error comes from. */
export type RefusalDomain = keyof typeof errorDomain.values

const beginnings: Partial<Record<RefusalName, string>> = {
  internalError: 'internal error: ',
  invalidArg: 'invalid argument: ',
  operationFailed: 'operation failed: ',
  xmlError: 'XML error: ',
  operationDenied: 'operation forbidden: ',
  noDomain: 'Domain not found: ',
  noNetwork: 'Network not found: ',
  authFailed: 'authentication failed: ',
  noStoragePool: 'Storage pool not found: ',
  noStorageVol: 'Storage volume not found: ',
  operationInvalid: 'Requested operation is not valid: ',
  configUnsupported: 'unsupported configuration: ',
  operationTimeout: 'Timed out during operation: ',
  argumentUnsupported: 'argument unsupported: ',
  operationAborted: 'operation aborted: ',
  migrateUnsafe: 'Unsafe migration: ',
  operationUnsupported: 'Operation not supported: ',
  storageVolExist: 'storage volume exists already: ',
  noSecret: 'Secret not found: ',
}

/** An answer that is an error. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalName
  /** virErrorNumber */
  readonly number: number
  /** virErrorDomain */
  readonly domain: number

  /** `text` goes behind libvirt's own beginning for that error. */
  constructor(code: RefusalName, text: string, from: RefusalDomain = 'qemu') {
    super(`${beginnings[code] ?? ''}${text}`)
    this.code = code
    this.number = errorNumber.values[code]
    this.domain = errorDomain.values[from]
  }

  /** The same error as another daemon gave it. */
  static received(code: number, domain: number, message: string | null): Refusal {
    const name = errorNumber.nameOf(code)
    const known = name === 'ok' || name === 'unknown' ? 'internalError' : name
    const from = errorDomain.nameOf(domain)
    const start = beginnings[known] ?? ''
    const said = message ?? ''
    const text = said.startsWith(start) ? said.slice(start.length) : said
    return new Refusal(known, text, from === 'unknown' ? 'none' : from)
  }
}
