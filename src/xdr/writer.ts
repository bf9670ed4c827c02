// Appends XDR primitives (RFC 4506) to a growing buffer; every value is checked for type, range and declared maximum.

import { XdrError, type XdrErrorCode } from './error.ts'

const INT_MIN = -0x80000000
const INT_MAX = 0x7fffffff
const UINT_MAX = 0xffffffff
const HYPER_MIN = -(2n ** 63n)
const HYPER_MAX = 2n ** 63n - 1n
const UHYPER_MAX = 2n ** 64n - 1n

export class XdrWriter {
  #bytes: Buffer
  #view: DataView
  #at = 0

  constructor(initialSize = 512) {
    this.#bytes = Buffer.allocUnsafeSlow(initialSize)
    this.#view = new DataView(this.#bytes.buffer)
  }

  /** Bytes written so far. */
  get length(): number {
    return this.#at
  }

  reset(): void {
    this.#at = 0
  }

  /** What was written, as a copy the caller owns. */
  bytes(): Uint8Array {
    return Uint8Array.prototype.slice.call(this.#bytes, 0, this.#at)
  }

  /** Overwrites four bytes written before. */
  setUint(offset: number, value: number): void {
    this.#view.setUint32(offset, value)
  }

  fail(code: XdrErrorCode, message: string): never {
    throw new XdrError(code, this.#at, message)
  }

  #room(size: number): number {
    const at = this.#at
    const end = at + size
    if (end > this.#bytes.length) this.#grow(end)
    this.#at = end
    return at
  }

  #grow(end: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(end, this.#bytes.length * 2))
    this.#bytes.copy(grown, 0, 0, this.#at)
    this.#bytes = grown
    this.#view = new DataView(grown.buffer)
  }

  int(value: number): void {
    if ((value | 0) !== value) this.#badInt(value, INT_MIN, INT_MAX)
    const at = this.#room(4)
    this.#view.setInt32(at, value)
  }

  uint(value: number): void {
    if (value >>> 0 !== value) this.#badInt(value, 0, UINT_MAX)
    const at = this.#room(4)
    this.#view.setUint32(at, value)
  }

  #badInt(value: unknown, min: number, max: number): never {
    if (typeof value !== 'number') this.fail('wrongType', `a number is wanted, not ${describe(value)}`)
    this.fail('outOfRange', `${value} is no whole number from ${min} to ${max}`)
  }

  short(value: number, min: number, max: number): void {
    if (!(Number.isInteger(value) && value >= min && value <= max)) this.#badInt(value, min, max)
    const at = this.#room(4)
    this.#view.setInt32(at, value)
  }

  hyper(value: bigint): void {
    if (typeof value !== 'bigint') this.fail('wrongType', `a bigint is wanted, not ${describe(value)}`)
    if (value < HYPER_MIN || value > HYPER_MAX) this.fail('outOfRange', `${value} needs more than 64 bits`)
    const at = this.#room(8)
    this.#view.setBigInt64(at, value)
  }

  uhyper(value: bigint): void {
    if (typeof value !== 'bigint') this.fail('wrongType', `a bigint is wanted, not ${describe(value)}`)
    if (value < 0n || value > UHYPER_MAX) this.fail('outOfRange', `${value} is no unsigned 64 bit number`)
    const at = this.#room(8)
    this.#view.setBigUint64(at, value)
  }

  double(value: number): void {
    if (typeof value !== 'number') this.fail('wrongType', `a number is wanted, not ${describe(value)}`)
    const at = this.#room(8)
    this.#view.setFloat64(at, value)
  }

  /** Array length. */
  count(n: number, max: number): void {
    if (n > max) this.fail('tooLong', `${n} elements are more than the ${max} allowed`)
    this.uint(n)
  }

  fixedOpaque(value: Uint8Array, size: number): void {
    if (!(value instanceof Uint8Array)) this.fail('wrongType', `bytes are wanted, not ${describe(value)}`)
    if (value.length !== size) this.fail('outOfRange', `${value.length} bytes where ${size} are wanted`)
    this.#raw(value)
  }

  opaque(value: Uint8Array, max: number): void {
    if (!(value instanceof Uint8Array)) this.fail('wrongType', `bytes are wanted, not ${describe(value)}`)
    if (value.length > max) this.fail('tooLong', `${value.length} bytes are more than the ${max} allowed`)
    this.uint(value.length)
    this.#raw(value)
  }

  #raw(value: Uint8Array): void {
    const size = value.length
    const at = this.#room((size + 3) & ~3)
    this.#bytes.set(value, at)
    this.#bytes.fill(0, at + size, this.#at)
  }

  string(value: string, max: number): void {
    if (typeof value !== 'string') this.fail('wrongType', `a string is wanted, not ${describe(value)}`)
    const { length } = value
    const start = this.#at
    if (length <= 64 && length <= max) {
      const at = this.#room(4 + ((length + 3) & ~3))
      let i = 0
      for (; i < length; i++) {
        const code = value.charCodeAt(i)
        if (code > 0x7f || code === 0) break
        this.#bytes[at + 4 + i] = code
      }
      if (i === length) {
        this.#view.setUint32(at, length)
        for (let pad = at + 4 + length; pad < this.#at; pad++) this.#bytes[pad] = 0
        return
      }
      this.#at = start
    }
    this.#longString(value, max)
  }

  #longString(value: string, max: number): void {
    if (value.includes('\0')) this.fail('badString', 'a string must not contain NUL')
    const bytes = encodeUtf8(value, this)
    if (bytes.length > max) this.fail('tooLong', `${bytes.length} bytes are more than the ${max} allowed`)
    this.uint(bytes.length)
    this.#raw(bytes)
  }

  /** `char x<max>`: one XDR int per byte, sign-extended as C peers do. */
  chars(value: Uint8Array, max: number): void {
    if (!(value instanceof Uint8Array)) this.fail('wrongType', `bytes are wanted, not ${describe(value)}`)
    this.count(value.length, max)
    for (const byte of value) this.int((byte << 24) >> 24)
  }

  fixedChars(value: Uint8Array, size: number): void {
    if (!(value instanceof Uint8Array)) this.fail('wrongType', `bytes are wanted, not ${describe(value)}`)
    if (value.length !== size) this.fail('outOfRange', `${value.length} bytes where ${size} are wanted`)
    for (const byte of value) this.int((byte << 24) >> 24)
  }
}

function describe(value: unknown): string {
  return value === null ? 'null' : typeof value
}

const HALF_PAIR = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** UTF-8, with U+DC80 to U+DCFF standing for the bytes 0x80 to 0xff that were no UTF-8 when they came. */
function encodeUtf8(value: string, w: XdrWriter): Uint8Array {
  if (!HALF_PAIR.test(value)) return Buffer.from(value, 'utf8')
  const parts: Uint8Array[] = []
  for (const char of value) {
    const code = char.codePointAt(0)!
    if (code >= 0xdc80 && code <= 0xdcff) parts.push(Uint8Array.of(code - 0xdc00))
    else if (code >= 0xd800 && code <= 0xdfff) w.fail('badString', 'a string holds half a surrogate pair')
    else parts.push(Buffer.from(char, 'utf8'))
  }
  return Buffer.concat(parts)
}
