// What a codec is: a pair of straight-line functions over one XDR type, and the two calls users make with it.
// The generated files hold one codec per declaration of protocol/*.x; nothing here knows any of them.

import { XdrReader } from './reader.ts'
import { XdrWriter } from './writer.ts'

/** One XDR type: how its value is written and read (RFC 4506). */
export interface Codec<T> {
  /** Appends the value; throws XdrError when it breaks a declared maximum or range. */
  readonly write: (w: XdrWriter, value: T) => void
  /** Reads one value at the reader's offset; throws XdrError on anything malformed. */
  readonly read: (r: XdrReader) => T
  /** The value's bytes, freshly allocated. @throws XdrError */
  encode(value: T): Uint8Array
  /** The value in these bytes; bytes after it are ignored, as daemons do. @throws XdrError */
  decode(bytes: Uint8Array): T
}

/** The value type of a codec: `Value<typeof remote.DomainGetStateRet>`. */
export type Value<C> = C extends Codec<infer T> ? T : never

/** A codec from its two functions. */
export function codec<T>(
  write: (w: XdrWriter, value: T) => void,
  read: (r: XdrReader) => T,
): Codec<T> {
  return {
    write,
    read,
    encode(value) {
      const w = new XdrWriter()
      write(w, value)
      return w.bytes()
    },
    decode: (bytes) => read(new XdrReader(bytes)),
  }
}

/** A counted list. */
export function list<T>(r: XdrReader, max: number, minItemSize: number, read: (r: XdrReader) => T): T[] {
  const count = r.count(max, minItemSize)
  const items: T[] = []
  for (let i = 0; i < count; i++) items.push(read(r))
  return items
}
