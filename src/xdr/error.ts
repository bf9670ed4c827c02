// What is wrong with a value or with bytes, and where.

/** Which rule was broken. */
export type XdrErrorCode =
  | 'truncated'
  | 'tooLong'
  | 'outOfRange'
  | 'badString'
  | 'badFlag'
  | 'badUnion'
  | 'padding'
  | 'trailing'
  | 'wrongType'

/** Bytes that are no such value, or a value that has no such bytes. */
export class XdrError extends Error {
  readonly code: XdrErrorCode
  /** Byte offset at which it was noticed. */
  readonly offset: number

  constructor(code: XdrErrorCode, offset: number, message: string) {
    super(`${message} (at byte ${offset})`)
    this.name = 'XdrError'
    this.code = code
    this.offset = offset
  }
}
