// Properties of the primitives on generated values; the seed of a failure is in its message.

import fc from 'fast-check'
import t from 'tap'
import { XdrError } from '../../src/xdr/error.ts'
import { XdrReader } from '../../src/xdr/reader.ts'
import { XdrWriter } from '../../src/xdr/writer.ts'

const MAX = 4_194_304

function written(write: (w: XdrWriter) => void): Uint8Array {
  const w = new XdrWriter()
  write(w)
  return w.bytes()
}

t.test('bytes of any text come back as the same bytes', async (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      const noNul = bytes.map((byte) => byte || 1)
      const wire = written((w) => w.opaque(noNul, MAX))
      const text = new XdrReader(wire).string(MAX)
      return Buffer.from(written((w) => w.string(text, MAX))).equals(wire)
    }),
    { numRuns: 2000 },
  )
  t.pass()
})

t.test('any text without NUL and broken pairs is plain UTF-8 on the wire', async (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      if (text.includes('\0')) return true
      const wire = written((w) => w.string(text, MAX))
      const utf8 = Buffer.from(text)
      const plain = Buffer.from(wire)
        .subarray(4, 4 + utf8.length)
        .equals(utf8)
      return plain && new XdrReader(wire).string(MAX) === text
    }),
    { numRuns: 2000 },
  )
  t.pass()
})

t.test('text of any UTF-16 goes through whole or not at all', async (t) => {
  const units = fc.array(fc.integer({ min: 1, max: 0xffff }), { maxLength: 20 })
  const near = fc.array(
    fc.constantFrom(0x61, 0xd83d, 0xdc27, 0xdc80, 0xdcff, 0xdd00, 0xe4, 0xfffd),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(fc.oneof(units, near), (codes) => {
      const text = String.fromCharCode(...codes)
      let wire: Uint8Array
      try {
        wire = written((w) => w.string(text, MAX))
      } catch (error) {
        return error instanceof XdrError && error.code === 'badString'
      }
      // Text whose escapes happen to make up a character is that character when it comes back; its bytes are the same.
      const back = new XdrReader(wire).string(MAX)
      return Buffer.from(written((w) => w.string(back, MAX))).equals(wire)
    }),
    { numRuns: 2000 },
  )
  t.pass()
})

t.test('every 64-bit number goes both ways', async (t) => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
      const wire = written((w) => w.hyper(value))
      const unsigned = BigInt.asUintN(64, value)
      return (
        new XdrReader(wire).hyper() === value &&
        new XdrReader(wire).uhyper() === unsigned &&
        Buffer.from(written((w) => w.uhyper(unsigned))).equals(wire)
      )
    }),
  )
  t.pass()
})

t.test('every double goes both ways', async (t) => {
  fc.assert(
    fc.property(fc.double(), (value) =>
      Object.is(new XdrReader(written((w) => w.double(value))).double(), value),
    ),
  )
  t.pass()
})
