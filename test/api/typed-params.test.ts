import t from 'tap'
import { numberOf, param, toRecord } from '../../src/api/typed-params.ts'

t.test('builders give each wire type its number', async (t) => {
  const built = [
    param.int('a', -1),
    param.uint('b', 1),
    param.llong('c', -(2n ** 63n)),
    param.ullong('d', 2n ** 64n - 1n),
    param.double('e', 0.5),
    param.boolean('f', true),
    param.boolean('g', false),
    param.string('h', 'x'),
  ]
  t.strictSame(
    built.map(({ field, value }) => [field, value.type, value.value]),
    [
      ['a', 1, -1],
      ['b', 2, 1],
      ['c', 3, -(2n ** 63n)],
      ['d', 4, 2n ** 64n - 1n],
      ['e', 5, 0.5],
      ['f', 6, 1],
      ['g', 6, 0],
      ['h', 7, 'x'],
    ],
  )
})

t.test('a list becomes a record', async (t) => {
  const record = toRecord([
    param.int('state', 1),
    param.ullong('time', 5n),
    param.boolean('on', true),
    param.string('disk', 'vda'),
    param.string('disk', 'vdb'),
    param.string('disk', 'vdc'),
  ])
  t.strictSame({ ...record }, { state: 1, time: 5n, on: true, disk: ['vda', 'vdb', 'vdc'] })
})

t.test('any name a daemon sends is only a name', async (t) => {
  const record = toRecord([param.int('__proto__', 1), param.int('constructor', 2)])
  t.strictSame(Object.entries(record), [
    ['__proto__', 1],
    ['constructor', 2],
  ])
  t.equal(toRecord([]).toString, undefined)
})

t.test('numbers are narrowed, other things are no numbers', async (t) => {
  const record = toRecord([
    param.ullong('big', 2n ** 40n),
    param.int('small', 3),
    param.string('text', '5'),
    param.int('list', 1),
    param.int('list', 2),
  ])
  t.equal(numberOf(record, 'big'), 2 ** 40)
  t.equal(numberOf(record, 'small'), 3)
  for (const field of ['text', 'list', 'missing']) t.equal(numberOf(record, field), undefined)
})
