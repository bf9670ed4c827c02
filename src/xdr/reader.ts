// Reads XDR primitives (RFC 4506) out of bytes it does not trust: every read is bounds-checked, and a length is compared with
// its maximum and with what is left before anything is allocated on its word. Nothing it returns is a view of the input.

import { XdrError, type XdrErrorCode } from './error.ts'

export class XdrReader {
  readonly #bytes: Buffer
  readonly #view: DataView
  readonly #end: number
  offset: number

  constructor(bytes: Uint8Array, offset = 0, end: number = bytes.length) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.offset = offset
    this.#end = end
  }

  /** Bytes not read yet. */
  get remaining(): number {
    return this.#end - this.offset
  }

  fail(code: XdrErrorCode, message: string): never {
    throw new XdrError(code, this.offset, message)
  }

  #take(size: number): number {
    const at = this.offset
    if (size > this.#end - at) this.fail('truncated', `${size} bytes are wanted, ${this.#end - at} are left`)
    this.offset = at + size
    return at
  }

  int(): number {
    return this.#view.getInt32(this.#take(4))
  }

  uint(): number {
    return this.#view.getUint32(this.#take(4))
  }

  hyper(): bigint {
    return this.#view.getBigInt64(this.#take(8))
  }

  uhyper(): bigint {
    return this.#view.getBigUint64(this.#take(8))
  }

  double(): number {
    return this.#view.getFloat64(this.#take(8))
  }

  /** The flag before an optional value. */
  flag(): boolean {
    const value = this.uint()
    if (value > 1) {
      this.offset -= 4
      this.fail('badFlag', `an optional begins with 0 or 1, not ${value}`)
    }
    return value === 1
  }

  /** Length of an array whose items take at least `minItemSize` bytes each. */
  count(max: number, minItemSize: number): number {
    const count = this.uint()
    if (count > max) this.fail('tooLong', `${count} elements are more than the ${max} allowed`)
    if (count * minItemSize > this.remaining) {
      this.fail('truncated', `${count} elements cannot be in the ${this.remaining} bytes left`)
    }
    return count
  }

  #length(max: number): number {
    const length = this.uint()
    if (length > max) this.fail('tooLong', `${length} bytes are more than the ${max} allowed`)
    return length
  }

  fixedOpaque(size: number): Uint8Array {
    const at = this.#take((size + 3) & ~3)
    return Uint8Array.prototype.slice.call(this.#bytes, at, at + size)
  }

  opaque(max: number): Uint8Array {
    return this.fixedOpaque(this.#length(max))
  }

  string(max: number): string {
    const length = this.#length(max)
    const at = this.#take((length + 3) & ~3)
    const text = this.#bytes.toString("utf8", at, at + length)
    if (text.includes('\0')) this.fail('badString', 'a string contains NUL')
    return text.includes('\ufffd') ? decodeLossless(this.#bytes.subarray(at, at + length)) : text
  }

  chars(max: number): Uint8Array {
    return this.fixedChars(this.count(max, 4))
  }

  fixedChars(size: number): Uint8Array {
    const at = this.#take(size * 4)
    const chars = new Uint8Array(size)
    for (let i = 0; i < size; i++) chars[i] = this.#bytes[at + 4 * i + 3]!
    return chars
  }
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Text whose bytes may be no UTF-8: each such byte 0xNN becomes U+DCNN, which the writer turns back. */
function decodeLossless(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at]!
    const size = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
    try {
      text += strict.decode(bytes.subarray(at, at + size))
      at += size
    } catch {
      text += String.fromCharCode(0xdc00 + lead)
      at++
    }
  }
  return text
}
