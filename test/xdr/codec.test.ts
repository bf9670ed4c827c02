// Codecs made by hand: helpers, errors that name the field, strict decoding.

import t from 'tap'
import {
  array,
  codec,
  explain,
  fixedList,
  list,
  optional,
  XdrError,
  XdrWriter,
} from '../../src/xdr.ts'
import { hex, toHex } from './bytes.ts'

interface Point {
  x: number
  label: string | null
}
const point = codec<Point>(
  (w, v) => {
    w.int(v.x)
    if (w.flag(v.label)) w.string(v.label, 8)
  },
  (r) => ({ x: r.int(), label: r.flag() ? r.string(8) : null }),
  'point',
)
interface Shape {
  points: Point[]
  pair: number[]
}
const shape = codec<Shape>(
  (w, v) => {
    w.array(v.points, 4)
    for (const item of v.points) point.write(w, item)
    w.fixedArray(v.pair, 2)
    for (const item of v.pair) w.int(item)
  },
  (r) => ({ points: list(r, 4, 8, point.read), pair: fixedList(r, 2, (r) => r.int()) }),
  'shape',
)

function problem(run: () => unknown): XdrError {
  try {
    run()
  } catch (error) {
    if (error instanceof XdrError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

t.test('a codec encodes and decodes', async (t) => {
  const value = {
    points: [
      { x: 1, label: 'a' },
      { x: -1, label: null },
    ],
    pair: [5, 6],
  }
  const bytes = shape.encode(value)
  t.equal(
    toHex(bytes),
    toHex(hex('00000002 00000001 00000001 00000001 61000000 ffffffff 00000000 00000005 00000006')),
  )
  t.same(shape.decode(bytes), value)
})

t.test('what is long is encoded as often as it is asked for', async (t) => {
  const texts = array(
    codec<string>(
      (w, v) => w.string(v, 100_000),
      (r) => r.string(100_000),
    ),
    10_000,
  )
  for (const count of [3, 3000, 1, 3000, 0]) {
    const value = Array.from({ length: count }, (_, i) => 'y'.repeat(i % 90))
    t.same(texts.decode(texts.encode(value), { strict: true }), value)
  }
})

t.test('bytes after the value are ignored, except in strict mode', async (t) => {
  const bytes = Buffer.concat([point.encode({ x: 1, label: null }), Buffer.alloc(4)])
  t.same(point.decode(bytes), { x: 1, label: null })
  t.equal(problem(() => point.decode(bytes, { strict: true })).code, 'trailing')
})

t.test('optional and array are codecs of codecs', async (t) => {
  const maybe = optional(point)
  t.equal(toHex(maybe.encode(null)), '00000000')
  t.same(maybe.decode(maybe.encode({ x: 3, label: null })), { x: 3, label: null })
  const many = array(point, 2, 8)
  t.same(many.decode(many.encode([{ x: 3, label: 'x' }])), [{ x: 3, label: 'x' }])
  t.equal(problem(() => many.decode(hex('00000002 00000000 00000000'))).code, 'truncated')
  t.equal(problem(() => many.decode(hex('00000003 00000000 00000000'))).code, 'tooLong')
})

t.test('an error of encode names the field', async (t) => {
  const wrong: [unknown, string, string][] = [
    [{ points: [], pair: [1] }, 'shape.pair', 'outOfRange'],
    [{ points: [], pair: [1, 'b'] }, 'shape.pair[1]', 'wrongType'],
    [{ points: [], pair: [1, 0.5] }, 'shape.pair[1]', 'outOfRange'],
    [
      { points: [{ x: 1, label: 'too long for it' }], pair: [1, 2] },
      'shape.points[0].label',
      'tooLong',
    ],
    [{ points: [{ x: 1 }], pair: [1, 2] }, 'shape.points[0].label', 'wrongType'],
    [{ points: [{ x: 1, label: null }, undefined], pair: [1, 2] }, 'shape.points[1]', 'wrongType'],
    [{ points: 'none', pair: [1, 2] }, 'shape.points', 'wrongType'],
    [{ pair: [1, 2] }, 'shape.points', 'wrongType'],
    [null, 'shape', 'wrongType'],
    [undefined, 'shape', 'wrongType'],
  ]
  for (const [value, path, code] of wrong) {
    const error = problem(() => shape.encode(value as Shape))
    t.equal(error.path, path)
    t.equal(error.code, code, path)
    t.match(error.message, `${path}: `)
  }
  t.equal(
    problem(() => shape.encode({ points: [{ x: 1, label: 5 as never }], pair: [1, 2] })).message,
    'shape.points[0].label: a string is wanted, not a number',
  )
})

t.test('explain leaves errors of others as they are', async (t) => {
  const other = new RangeError('not about types')
  t.equal(explain(point, { x: 1, label: null }, other), other)
  const once = new TypeError('cannot be repeated')
  t.equal(explain(point, { x: 1, label: null }, once), once)
})

t.test('a writer goes on after a refused value when it is reset', async (t) => {
  const w = new XdrWriter()
  t.throws(() => shape.write(w, { points: [{ x: 1, label: null }], pair: [] }))
  w.reset()
  point.write(w, { x: 2, label: null })
  t.equal(toHex(w.bytes()), '0000000200000000')
})
