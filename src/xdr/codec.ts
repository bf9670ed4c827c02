// What a codec is: a pair of straight-line functions over one XDR type, and the two calls users make with it.
// The generated files hold one codec per declaration of protocol/*.x; nothing here knows any of them.

import { XdrError } from './error.ts'
import { type ReaderOptions, XdrReader } from './reader.ts'
import { XdrWriter } from './writer.ts'

/** The writing half of a codec of whatever type. */
export interface Writable {
  readonly name: string
  readonly write: (w: XdrWriter, value: never) => void
}

/** One XDR type: how its value is written and read (RFC 4506). */
export interface Codec<T> {
  /** Name of the type in its `.x` file; for codecs made by hand whatever they were given, or `value`. */
  readonly name: string
  /**
   * Appends the value. Throws XdrError when it breaks a declared maximum or range, and XdrError or TypeError when it has
   * another type than it should; `explain` makes an XdrError with the field's name of either.
   */
  readonly write: (w: XdrWriter, value: T) => void
  /** Reads one value at the reader's offset. @throws XdrError on anything malformed */
  readonly read: (r: XdrReader) => T
  /** The value's bytes, freshly allocated. @throws XdrError that names the field */
  encode(value: T): Uint8Array
  /** The value in these bytes; bytes after it are ignored, as daemons do, unless `strict`. @throws XdrError */
  decode(bytes: Uint8Array, options?: ReaderOptions): T
}

/** The value type of a codec: `Value<typeof remote.DomainGetStateRet>`. */
export type Value<C> = C extends Codec<infer T> ? T : never

const SMALL = 512
const LARGE = 65_536
/** Writers look a little ahead. */
const SPARE = 64

/** A codec from its two functions. */
export function codec<T>(
  write: (w: XdrWriter, value: T) => void,
  read: (r: XdrReader) => T,
  name = 'value',
): Codec<T> {
  // Messages of a type tend to be of a size: a buffer that need not grow saves a fifth of the time of a long one.
  let expected = 0
  const made: Codec<T> = {
    name,
    write,
    read,
    encode(value) {
      const w = new XdrWriter(Math.max(SMALL, expected))
      try {
        write(w, value)
      } catch (error) {
        throw explain(made, value, error)
      }
      expected = Math.min(LARGE, Math.max(w.length + SPARE, expected >> 1))
      return w.take()
    },
    decode(bytes, options) {
      const r = new XdrReader(bytes, 0, bytes.length, options)
      const value = read(r)
      r.finish()
      return value
    },
  }
  return made
}

/** A counted list, element by element: grown as it is read, after the count was held against what is left. */
export function list<T>(
  r: XdrReader,
  max: number,
  minItemSize: number,
  read: (r: XdrReader) => T,
): T[] {
  const count = r.count(max, minItemSize)
  const items: T[] = []
  for (let i = 0; i < count; i++) items.push(read(r))
  return items
}

/** A list whose length is known. */
export function fixedList<T>(r: XdrReader, length: number, read: (r: XdrReader) => T): T[] {
  const items: T[] = []
  for (let i = 0; i < length; i++) items.push(read(r))
  return items
}

/** `T *`: the value or null. */
export function optional<T>(of: Codec<T>): Codec<T | null> {
  return codec<T | null>(
    (w, value) => {
      if (w.flag(value)) of.write(w, value)
    },
    (r) => (r.flag() ? of.read(r) : null),
    of.name,
  )
}

/** `T<max>`; `minItemSize` is the fewest bytes an element can take. */
export function array<T>(of: Codec<T>, max: number, minItemSize = 4): Codec<T[]> {
  return codec<T[]>(
    (w, values) => {
      w.array(values, max)
      for (const value of values) of.write(w, value)
    },
    (r) => list(r, max, minItemSize, of.read),
    of.name,
  )
}

/**
 * The error of `write` as an XdrError that names the field. The value is written once more through proxies that remember
 * which field was asked for last, so that a value without mistakes pays nothing for good messages.
 */
export function explain(of: Writable, value: unknown, error: unknown): unknown {
  if (!(error instanceof XdrError || error instanceof TypeError)) return error
  const trail = { at: of.name, value }
  try {
    of.write(new XdrWriter(), follow(value, of.name, trail) as never)
  } catch (again) {
    if (again instanceof XdrError) return again.at(trail.at)
    // A field of something that has none was asked for: the last thing handed out was no object.
    if (again instanceof TypeError) {
      const found = trail.value === null ? 'null' : typeof trail.value
      return new XdrError('wrongType', 0, `an object is wanted, not ${found}`, trail.at, error)
    }
  }
  return error
}

function follow(value: unknown, path: string, trail: { at: string; value: unknown }): unknown {
  trail.at = path
  trail.value = value
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  const list = Array.isArray(value)
  return new Proxy(value, {
    get(target, key) {
      const field: unknown = Reflect.get(target, key)
      if (typeof key === 'symbol' || (list && !/^\d+$/.test(key))) return field
      return follow(field, list ? `${path}[${key}]` : `${path}.${key}`, trail)
    },
  })
}
