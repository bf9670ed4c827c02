// Reads XDR primitives (RFC 4506) out of bytes it does not trust: every read is bounds-checked, and a length is compared
// with its maximum and with what is left before anything is allocated on its word. Nothing it returns is a view of the input.
//
// Padding bytes and what follows the value are not looked at, as in libvirt's own decoder; `strict` refuses both.

import { XdrError, type XdrErrorCode } from './error.ts'
import { shortText } from './short-text.ts'
import { decodeEscaped } from './utf8.ts'

export interface ReaderOptions {
  /** Padding must be zero and nothing may follow the value; for tests and for looking at captures. */
  readonly strict?: boolean
}

/** Longest text that is made of its characters; longer text goes through native code. */
const SHORT_STRING = 24
/** Longest opaque copied word by word, and laid in a slab once there are many. */
const SHORT_OPAQUE = 64
/** So many small opaques of a message have memory of their own; the next ones share slabs. */
const OWN_OPAQUES = 4
const SLAB_SIZE = 4096
/** So many words are read before the table of words is made. */
const WORDS_BEFORE_TABLE = 16
const WORD_TABLE_SIZE = 512
/** Longer ones are not looked up. */
const LONGEST_WORD = 64

export class XdrReader {
  /** Where the next read begins. */
  offset: number
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #end: number
  readonly #strict: boolean
  #buffer: Buffer | undefined
  #opaques = 0
  #slab: DataView | undefined
  #slabUsed = 0
  #words = 0
  #table: WordTable | undefined

  /** Reads `bytes` from `offset` up to `end`. */
  constructor(bytes: Uint8Array, offset = 0, end: number = bytes.length, options?: ReaderOptions) {
    if (offset < 0 || end > bytes.length || offset > end) {
      throw new RangeError(`${offset} to ${end} is no part of ${bytes.length} bytes`)
    }
    this.offset = offset
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#end = end
    this.#strict = options?.strict === true
  }

  /** Bytes not read yet. */
  get remaining(): number {
    return this.#end - this.offset
  }

  /** In strict mode refuses bytes after the value. */
  finish(): void {
    if (this.#strict && this.offset !== this.#end) {
      this.fail('trailing', `${this.remaining} bytes follow the value`)
    }
  }

  fail(code: XdrErrorCode, text: string): never {
    throw new XdrError(code, this.offset, text)
  }

  #short(size: number): never {
    this.fail('truncated', `${size} bytes are wanted, ${this.remaining} are left`)
  }

  int(): number {
    const at = this.offset
    if (at + 4 > this.#end) this.#short(4)
    this.offset = at + 4
    return this.#view.getInt32(at)
  }

  uint(): number {
    const at = this.offset
    if (at + 4 > this.#end) this.#short(4)
    this.offset = at + 4
    return this.#view.getUint32(at)
  }

  hyper(): bigint {
    const at = this.offset
    if (at + 8 > this.#end) this.#short(8)
    this.offset = at + 8
    return this.#isZero(at) ? 0n : this.#view.getBigInt64(at)
  }

  uhyper(): bigint {
    const at = this.offset
    if (at + 8 > this.#end) this.#short(8)
    this.offset = at + 8
    return this.#isZero(at) ? 0n : this.#view.getBigUint64(at)
  }

  /** Zeroes are common, and a constant needs no memory. */
  #isZero(at: number): boolean {
    return (this.#view.getInt32(at + 4) | this.#view.getInt32(at)) === 0
  }

  double(): number {
    const at = this.offset
    if (at + 8 > this.#end) this.#short(8)
    this.offset = at + 8
    return this.#view.getFloat64(at)
  }

  // Narrow integers are cut to their width, as C peers do with what does not fit.

  char(): number {
    return (this.int() << 24) >> 24
  }

  uchar(): number {
    return this.int() & 0xff
  }

  short(): number {
    return (this.int() << 16) >> 16
  }

  ushort(): number {
    return this.int() & 0xffff
  }

  /** The 0 or 1 before an optional value. */
  flag(): boolean {
    const at = this.offset
    const value = this.uint()
    if (value <= 1) return value === 1
    this.offset = at
    this.fail('badFlag', `an optional begins with 0 or 1, not ${value}`)
  }

  /** Length of an array whose elements take at least `minItemSize` bytes each. */
  count(max: number, minItemSize: number): number {
    const at = this.offset
    const count = this.uint()
    if (count <= max && count * minItemSize <= this.remaining) return count
    this.offset = at
    if (count > max) this.fail('tooLong', `${count} elements are more than the ${max} allowed`)
    this.fail('truncated', `${count} elements do not fit into the ${this.remaining - 4} bytes left`)
  }

  /** Moves past `size` bytes and their padding; returns where they begin. */
  #take(size: number): number {
    const at = this.offset
    const padded = Math.ceil(size / 4) * 4
    if (padded > this.#end - at) this.#short(padded)
    this.offset = at + padded
    if (this.#strict) this.#checkPadding(at + size, at + padded)
    return at
  }

  /** The same after a length that must not be above `max`. */
  #takeCounted(max: number): number {
    const at = this.offset
    const size = this.uint()
    if (size > max) {
      this.offset = at
      this.fail('tooLong', `${size} bytes are more than the ${max} allowed`)
    }
    return this.#take(size)
  }

  #checkPadding(from: number, to: number): void {
    for (let at = from; at < to; at++) {
      if (this.#bytes[at] === 0) continue
      throw new XdrError('padding', at, `padding is zero, not ${this.#bytes[at]}`)
    }
  }

  /** Text; a byte 0xNN that is no UTF-8 becomes U+DCNN, which the writer turns back. */
  string(max: number): string {
    const start = this.offset + 4
    const at = this.#takeCounted(max)
    return this.#text(at, this.#view.getUint32(start - 4))
  }

  #text(at: number, size: number): string {
    if (size <= SHORT_STRING) {
      const bytes = this.#bytes
      let i = 0
      while (i < size && (bytes[at + i]! - 1) >>> 0 < 0x7f) i++
      if (i === size) return shortText(bytes, at, size)
    }
    return this.#longText(at, at + size)
  }

  #longText(from: number, to: number): string {
    this.#buffer ??= Buffer.from(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength)
    const text = this.#buffer.toString('utf8', from, to)
    if (text.includes('\0')) throw new XdrError('badString', from, 'a string holds NUL')
    return text.includes('\ufffd') ? decodeEscaped(this.#buffer.subarray(from, to)) : text
  }

  /** Text of a kind that repeats within a message, such as the names of statistics: made once, then found by its bytes. */
  word(max: number): string {
    if (this.#words < WORDS_BEFORE_TABLE) {
      this.#words++
      return this.string(max)
    }
    const length = this.offset
    const at = this.#takeCounted(max)
    const size = this.#view.getUint32(length)
    if (size > LONGEST_WORD) return this.#text(at, size)
    this.#table ??= new WordTable(this.#view)
    const slot = this.#table.slot(length, this.offset)
    const known = this.#table.get(slot, length, this.offset)
    if (known !== undefined) return known
    const text = this.#text(at, size)
    this.#table.set(slot, length, text)
    return text
  }

  /** Bytes with their length. */
  opaque(max: number): Uint8Array {
    const length = this.offset
    const at = this.#takeCounted(max)
    return this.#copy(at, this.#view.getUint32(length))
  }

  /** Bytes whose length is known. */
  fixedOpaque(size: number): Uint8Array {
    return this.#copy(this.#take(size), size)
  }

  /**
   * Bytes of the caller's own. The small ones of a long list lie side by side in slabs of 4 KiB, which are made for them and
   * never reused, because making 16 bytes their own memory takes longer than reading them.
   */
  #copy(at: number, size: number): Uint8Array {
    if (size > SHORT_OPAQUE) return new Uint8Array(this.#bytes.subarray(at, at + size))
    const padded = (size + 3) & ~3
    if (this.#opaques < OWN_OPAQUES) {
      this.#opaques++
      const own = new Uint8Array(size)
      for (let i = 0; i < size; i++) own[i] = this.#bytes[at + i]!
      return own
    }
    if (this.#slab === undefined || this.#slabUsed + padded > this.#slab.byteLength) {
      const wanted = Math.min(SLAB_SIZE, padded + this.remaining)
      this.#slab = new DataView(new ArrayBuffer(wanted))
      this.#slabUsed = 0
    }
    const slab = this.#slab
    const start = this.#slabUsed
    for (let i = 0; i < padded; i += 4) slab.setInt32(start + i, this.#view.getInt32(at + i))
    this.#slabUsed = start + padded
    return new Uint8Array(slab.buffer, start, size)
  }

  /** `char x<max>`: one int per byte, of which the low 8 bits count. */
  chars(max: number): Uint8Array {
    return this.fixedChars(this.count(max, 4))
  }

  /** `char x[size]`. */
  fixedChars(size: number): Uint8Array {
    const at = this.#take(size * 4)
    const chars = new Uint8Array(size)
    for (let i = 0; i < size; i++) chars[i] = this.#bytes[at + 4 * i + 3]!
    return chars
  }

  /** Refuses a discriminant that selects nothing. */
  noArm(discriminant: number): never {
    this.offset -= 4
    this.fail('badUnion', `no arm is selected by ${discriminant}`)
  }
}

/**
 * Words of one message. Each slot keeps one word and where its bytes stood; a new word pushes the old one out. Words with
 * the same bytes are the same text, so nothing of what was checked when it was made need be checked again.
 */
class WordTable {
  readonly #view: DataView
  readonly #offsets = new Int32Array(WORD_TABLE_SIZE)
  readonly #texts: (string | undefined)[] = new Array(WORD_TABLE_SIZE).fill(undefined)

  constructor(view: DataView) {
    this.#view = view
  }

  /** Of a word with its length and padding. */
  slot(from: number, to: number): number {
    let hash = 0
    for (let at = from; at < to; at += 4)
      hash = Math.imul(hash ^ this.#view.getInt32(at), 0x9e3779b1)
    return (hash ^ (hash >>> 15)) & (WORD_TABLE_SIZE - 1)
  }

  get(slot: number, from: number, to: number): string | undefined {
    const text = this.#texts[slot]
    if (text === undefined) return undefined
    let other = this.#offsets[slot]!
    for (let at = from; at < to; at += 4, other += 4) {
      if (this.#view.getInt32(at) !== this.#view.getInt32(other)) return undefined
    }
    return text
  }

  set(slot: number, from: number, text: string): void {
    this.#texts[slot] = text
    this.#offsets[slot] = from
  }
}
