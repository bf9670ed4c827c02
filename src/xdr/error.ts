// What is wrong with a value or with bytes, and where. The one error of this floor; the floors above wrap it.

/**
 * Which rule was broken. Of bytes: `truncated`, `tooLong`, `badString`, `badFlag`, `badUnion`, and in strict mode `padding`
 * and `trailing`. Of a value: `wrongType`, `outOfRange`, `tooLong`, `badString`, `badUnion`.
 */
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
  /** Byte offset at which it was noticed: in the bytes read, or in those written so far. */
  readonly offset: number
  /** Of a value: the field, from its type's name in the `.x` file on: `remote_domain_get_state_args.dom.name`. */
  readonly path: string | undefined

  constructor(code: XdrErrorCode, offset: number, text: string, path?: string, cause?: unknown) {
    super(path === undefined ? `${text} (at byte ${offset})` : `${path}: ${text}`, { cause })
    this.name = 'XdrError'
    this.code = code
    this.offset = offset
    this.path = path
    this.#text = text
  }

  readonly #text: string

  /** The same error, found to be about this field. */
  at(path: string): XdrError {
    return new XdrError(this.code, this.offset, this.#text, path, this)
  }
}
