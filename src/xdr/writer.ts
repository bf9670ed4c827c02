// Appends XDR primitives (RFC 4506) to a growing buffer. Every value is checked for type, range and declared maximum before
// a byte of it is written; what is written of a larger value before an error is the caller's to drop (`reset`).

import { XdrError, type XdrErrorCode } from './error.ts'
import { encodeEscaped, hasLoneSurrogate } from './utf8.ts'

const HYPER_MIN = -(2n ** 63n)
const HYPER_MAX = 2n ** 63n - 1n
const UHYPER_MAX = 2n ** 64n - 1n
/** Up to this length a loop over the characters beats a call into native code. */
const SHORT_STRING = 48
/** A word at a time pays up to about this many bytes. */
const SHORT_OPAQUE = 32
const INITIAL_SIZE = 512
/** Below this size a buffer that is full grows fourfold, then it doubles. */
const FAST_GROWTH = 65_536

export class XdrWriter {
  #bytes: Buffer
  #view: DataView
  #size: number
  #at = 0

  constructor(initialSize: number = INITIAL_SIZE) {
    this.#size = Math.max(initialSize, 16)
    // Small buffers come out of Node's pool, which takes a tenth of the time.
    this.#bytes = Buffer.allocUnsafe(this.#size)
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#size)
  }

  /** Bytes written so far. */
  get length(): number {
    return this.#at
  }

  /** Forgets what was written and keeps the buffer. */
  reset(): void {
    this.#at = 0
  }

  /** What was written, as a copy the caller owns. */
  bytes(): Uint8Array {
    const copy = new Uint8Array(this.#at)
    copy.set(this.#bytes.subarray(0, this.#at))
    return copy
  }

  /** Copies what was written to the beginning of `target`, which has room for it. */
  copyTo(target: Uint8Array): void {
    target.set(this.#bytes.subarray(0, this.#at))
  }

  /**
   * What was written, for a writer that is not used again: its own buffer where that is nearly full, else a copy. Buffers
   * out of Node's pool are always copied.
   */
  take(): Uint8Array {
    const at = this.#at
    const { buffer, byteOffset, length } = this.#bytes
    const own = byteOffset === 0 && buffer.byteLength === length
    return own && length - at <= at >> 2 ? new Uint8Array(buffer, 0, at) : this.bytes()
  }

  /** Overwrites four bytes written before: lengths are known last. */
  setUint(offset: number, value: number): void {
    if (offset < 0 || offset + 4 > this.#at)
      throw new RangeError(`nothing was written at ${offset} yet`)
    if (typeof value !== 'number' || value >>> 0 !== value) this.#badNumber(value, 0, 0xffffffff)
    this.#view.setUint32(offset, value)
  }

  fail(code: XdrErrorCode, text: string): never {
    throw new XdrError(code, this.#at, text)
  }

  #grow(size: number): void {
    const wanted = Math.max(this.#at + size, this.#size * (this.#size < FAST_GROWTH ? 4 : 2))
    const grown = Buffer.allocUnsafeSlow(wanted)
    grown.set(this.#bytes.subarray(0, this.#at))
    this.#bytes = grown
    this.#view = new DataView(grown.buffer, grown.byteOffset, wanted)
    this.#size = wanted
  }

  int(value: number): void {
    if (typeof value !== 'number' || (value | 0) !== value)
      this.#badNumber(value, -0x80000000, 0x7fffffff)
    const at = this.#at
    if (at + 4 > this.#size) this.#grow(4)
    this.#view.setInt32(at, value)
    this.#at = at + 4
  }

  uint(value: number): void {
    if (typeof value !== 'number' || value >>> 0 !== value) this.#badNumber(value, 0, 0xffffffff)
    const at = this.#at
    if (at + 4 > this.#size) this.#grow(4)
    this.#view.setUint32(at, value)
    this.#at = at + 4
  }

  hyper(value: bigint): void {
    if (typeof value !== 'bigint') this.#wrong('a bigint', value)
    if (BigInt.asIntN(64, value) !== value) this.#badRange(value, HYPER_MIN, HYPER_MAX)
    const at = this.#at
    if (at + 8 > this.#size) this.#grow(8)
    this.#view.setBigInt64(at, value)
    this.#at = at + 8
  }

  uhyper(value: bigint): void {
    if (typeof value !== 'bigint') this.#wrong('a bigint', value)
    if (BigInt.asUintN(64, value) !== value) this.#badRange(value, 0n, UHYPER_MAX)
    const at = this.#at
    if (at + 8 > this.#size) this.#grow(8)
    this.#view.setBigUint64(at, value)
    this.#at = at + 8
  }

  double(value: number): void {
    if (typeof value !== 'number') this.#wrong('a number', value)
    const at = this.#at
    if (at + 8 > this.#size) this.#grow(8)
    this.#view.setFloat64(at, value)
    this.#at = at + 8
  }

  /** An int that a C peer keeps 8 bits of. */
  char(value: number): void {
    if (typeof value !== 'number' || (value << 24) >> 24 !== value)
      this.#badNumber(value, -0x80, 0x7f)
    this.int(value)
  }

  uchar(value: number): void {
    if (typeof value !== 'number' || (value & 0xff) !== value) this.#badNumber(value, 0, 0xff)
    this.uint(value)
  }

  /** An int that a C peer keeps 16 bits of. */
  short(value: number): void {
    if (typeof value !== 'number' || (value << 16) >> 16 !== value)
      this.#badNumber(value, -0x8000, 0x7fff)
    this.int(value)
  }

  ushort(value: number): void {
    if (typeof value !== 'number' || (value & 0xffff) !== value) this.#badNumber(value, 0, 0xffff)
    this.uint(value)
  }

  /** UTF-8 with its length in bytes; U+DC80 to U+DCFF alone stand for the bytes they came from. */
  string(value: string, max: number): void {
    if (typeof value !== 'string') this.#wrong('a string', value)
    const { length } = value
    if (length > SHORT_STRING || length > max) {
      this.#longString(value, max)
      return
    }
    const at = this.#at
    const padded = (length + 3) & ~3
    if (at + 8 + padded > this.#size) this.#grow(8 + padded)
    const view = this.#view
    view.setInt32(at, length)
    // A word at a time; `other` gathers the bits above ASCII, which NUL has too when one is taken from it.
    let to = at + 4
    let other = 0
    let i = 0
    for (; i + 4 <= length; i += 4) {
      const a = value.charCodeAt(i)
      const b = value.charCodeAt(i + 1)
      const c = value.charCodeAt(i + 2)
      const d = value.charCodeAt(i + 3)
      other |= a | (a - 1) | b | (b - 1) | c | (c - 1) | d | (d - 1)
      view.setInt32(to, (a << 24) | (b << 16) | (c << 8) | d)
      to += 4
    }
    if (i < length) {
      let last = 0
      for (let shift = 24; i < length; i++, shift -= 8) {
        const code = value.charCodeAt(i)
        other |= code | (code - 1)
        last |= code << shift
      }
      view.setInt32(to, last)
      to += 4
    }
    if ((other & ~0x7f) !== 0) this.#longString(value, max)
    else this.#at = to
  }

  #longString(value: string, max: number): void {
    if (value.includes('\0'))
      this.fail('badString', 'a string must not hold NUL, a daemon would cut it there')
    // A character takes at least one byte: no need to look at what is too long in any case.
    if (value.length > max) this.#tooMany(value.length, max, 'bytes')
    const size = Buffer.byteLength(value, 'utf8')
    if (size !== value.length && hasLoneSurrogate(value)) {
      const bytes = encodeEscaped(value)
      if (bytes === undefined) this.fail('badString', 'a string holds half of a surrogate pair')
      this.opaque(bytes, max)
      return
    }
    if (size > max) this.#tooMany(size, max, 'bytes')
    const padded = (size + 3) & ~3
    const at = this.#at
    if (at + 8 + padded > this.#size) this.#grow(8 + padded)
    this.#view.setInt32(at + padded, 0)
    this.#view.setInt32(at, size)
    this.#bytes.write(value, at + 4, size, 'utf8')
    this.#at = at + 4 + padded
  }

  /** Bytes with their length. */
  opaque(value: Uint8Array, max: number): void {
    if (!(value instanceof Uint8Array)) this.#wrong('a Uint8Array', value)
    if (value.length > max) this.#tooMany(value.length, max, 'bytes')
    this.uint(value.length)
    this.#raw(value)
  }

  /** Bytes whose length is known to both sides. */
  fixedOpaque(value: Uint8Array, size: number): void {
    if (!(value instanceof Uint8Array)) this.#wrong('a Uint8Array', value)
    if (value.length !== size) this.#badLength(value.length, size, 'bytes')
    this.#raw(value)
  }

  #raw(value: Uint8Array): void {
    const size = value.length
    if (size === 0) return
    const padded = (size + 3) & ~3
    const at = this.#at
    if (at + padded > this.#size) this.#grow(padded)
    this.#view.setInt32(at + padded - 4, 0)
    if (size <= SHORT_OPAQUE) {
      // UUIDs, mostly: whole words first.
      const view = this.#view
      let i = 0
      for (; i + 4 <= size; i += 4) {
        const high = (value[i]! << 24) | (value[i + 1]! << 16)
        view.setInt32(at + i, high | (value[i + 2]! << 8) | value[i + 3]!)
      }
      for (; i < size; i++) view.setUint8(at + i, value[i]!)
    } else {
      this.#bytes.set(value, at)
    }
    this.#at = at + padded
  }

  /** `char x<max>`: a count, then one int per byte, sign-extended as C peers do. */
  chars(value: Uint8Array, max: number): void {
    if (!(value instanceof Uint8Array)) this.#wrong('a Uint8Array', value)
    this.count(value.length, max)
    for (const byte of value) this.int((byte << 24) >> 24)
  }

  /** `char x[size]`. */
  fixedChars(value: Uint8Array, size: number): void {
    if (!(value instanceof Uint8Array)) this.#wrong('a Uint8Array', value)
    if (value.length !== size) this.#badLength(value.length, size, 'bytes')
    for (const byte of value) this.int((byte << 24) >> 24)
  }

  /** Length of an array. */
  count(n: number, max: number): void {
    if (n > max) this.#tooMany(n, max, 'elements')
    this.uint(n)
  }

  /** Length of this array; the elements follow. */
  array(value: readonly unknown[], max: number): void {
    if (!Array.isArray(value)) this.#wrong('an array', value)
    this.count(value.length, max)
  }

  /** Checks an array whose length is known to both sides; the elements follow. */
  fixedArray(value: readonly unknown[], length: number): void {
    if (!Array.isArray(value)) this.#wrong('an array', value)
    if (value.length !== length) this.#badLength(value.length, length, 'elements')
  }

  /** Says whether an optional value is there; if it is, it follows. */
  flag<T>(value: T | null): value is T {
    if (value === undefined) this.#wrong('a value or null', value)
    this.uint(value === null ? 0 : 1)
    return value !== null
  }

  /** Refuses a union whose discriminant selects nothing. */
  noArm(_: never): never {
    this.fail('badUnion', 'there is no arm for this')
  }

  // Errors are made out of line, so that what runs every time stays small.

  #wrong(wanted: string, value: unknown): never {
    this.fail('wrongType', `${wanted} is wanted, not ${describe(value)}`)
  }

  #badNumber(value: unknown, min: number, max: number): never {
    if (typeof value !== 'number') this.#wrong('a number', value)
    this.fail('outOfRange', `${value} is no whole number from ${min} to ${max}`)
  }

  #badRange(value: bigint, min: bigint, max: bigint): never {
    this.fail('outOfRange', `${value} is not between ${min} and ${max}`)
  }

  #badLength(length: number, wanted: number, unit: string): never {
    this.fail('outOfRange', `exactly ${wanted} ${unit} are wanted, not ${length}`)
  }

  #tooMany(count: number, max: number, unit: string): never {
    this.fail('tooLong', `${count} ${unit} are more than the ${max} allowed`)
  }
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
