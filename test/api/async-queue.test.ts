import t from 'tap'
import { AsyncQueue, type ReconnectedGap } from '../../src/api/async-queue.ts'

const value = (value: unknown) => ({ done: false, value })
const over = { done: true, value: undefined }

t.test('values come in the order they were put', async (t) => {
  const queue = new AsyncQueue<number>(10)
  queue.push(1)
  queue.push(2)
  t.strictSame(await queue.next(), value(1))
  t.strictSame(await queue.next(), value(2))
  const waiting = [queue.next(), queue.next()]
  queue.push(3)
  queue.push(4)
  queue.push(5)
  t.strictSame(await Promise.all(waiting), [value(3), value(4)])
  t.strictSame(await queue.next(), value(5))
})

t.test('what is left is handed out before the end', async (t) => {
  const queue = new AsyncQueue<number>(10)
  queue.push(1)
  queue.end()
  queue.push(2)
  t.strictSame(await queue.next(), value(1))
  t.strictSame(await queue.next(), over)
  t.strictSame(await queue.next(), over)
})

t.test('an error comes after what is left, once', async (t) => {
  const queue = new AsyncQueue<number>(10)
  queue.push(1)
  queue.end(new Error('lost'))
  queue.end(new Error('again'))
  t.strictSame(await queue.next(), value(1))
  await t.rejects(queue.next(), { message: 'lost' })
  t.strictSame(await queue.next(), over)
})

t.test('of several who wait one gets the error', async (t) => {
  const queue = new AsyncQueue<number>(10)
  const [first, second] = [queue.next(), queue.next()]
  queue.end(new Error('lost'))
  await t.rejects(first, { message: 'lost' })
  t.strictSame(await second, over)
})

t.test('what nobody reads in time is counted where it is missing', async (t) => {
  const queue = new AsyncQueue<number>(2)
  for (const number of [1, 2, 3, 4]) queue.push(number)
  t.strictSame(await queue.next(), value(1))
  queue.push(5)
  t.strictSame(await queue.next(), value(2))
  t.strictSame(await queue.next(), value({ kind: 'gap', type: 'gap', reason: 'overflow', lost: 2 }))
  t.strictSame(await queue.next(), value(5))
  for (const number of [6, 7, 8]) queue.push(number)
  t.strictSame(await queue.next(), value(6))
  t.strictSame(await queue.next(), value(7))
  t.strictSame(await queue.next(), value({ kind: 'gap', type: 'gap', reason: 'overflow', lost: 1 }))
})

t.test('a loss just before the end is counted, too', async (t) => {
  const queue = new AsyncQueue<number>(1)
  queue.push(1)
  queue.push(2)
  queue.end()
  const all: unknown[] = []
  for await (const one of queue) all.push(one)
  t.strictSame(all, [1, { kind: 'gap', type: 'gap', reason: 'overflow', lost: 1 }])
})

t.test('a reader that leaves drops the rest and says so', async (t) => {
  let left = 0
  const queue = new AsyncQueue<number>(10, () => left++)
  queue.push(1)
  queue.push(2)
  for await (const one of queue) {
    t.equal(one, 1)
    break
  }
  t.equal(left, 1)
  queue.push(3)
  t.strictSame(await queue.next(), over)
})

const lost = (since: number, durationMs: number): ReconnectedGap => ({
  kind: 'gap',
  type: 'gap',
  reason: 'reconnected',
  since: new Date(since),
  durationMs,
})

t.test('a mark stands where the connection was gone, for a reader that waits too', async (t) => {
  const queue = new AsyncQueue<number>(10)
  const waiting = queue.next()
  queue.mark(lost(1, 2))
  t.strictSame(await waiting, value(lost(1, 2)))
  queue.push(1)
  queue.mark(lost(5, 1))
  queue.push(2)
  queue.mark(lost(7, 1))
  queue.end()
  queue.mark(lost(9, 1))
  const all = []
  for await (const one of queue) all.push(one)
  t.strictSame(all, [1, lost(5, 1), 2, lost(7, 1)])
})

t.test('losses with nothing between them are one, from the first to the last', async (t) => {
  const queue = new AsyncQueue<number>(10)
  queue.mark(lost(10, 5))
  queue.mark(lost(20, 5))
  t.strictSame(await queue.next(), value(lost(10, 15)))
})

t.test('marks do not make a full queue grow, and both reasons are told', async (t) => {
  const queue = new AsyncQueue<number>(1)
  for (let i = 0; i < 100; i++) {
    queue.push(i)
    queue.mark(lost(i, 1))
  }
  queue.end()
  const all = []
  for await (const one of queue) all.push(one)
  t.strictSame(all, [0, { kind: 'gap', type: 'gap', reason: 'overflow', lost: 99 }, lost(0, 100)])
})

t.test(
  'values that were lost before they came here are counted with those that found no room',
  async (t) => {
    const missing = (lost: number) =>
      ({ kind: 'gap', type: 'gap', reason: 'overflow', lost }) as const
    const queue = new AsyncQueue<number>(1)
    const first = queue.next()
    queue.mark(missing(4))
    t.strictSame((await first).value, missing(4))
    queue.push(1)
    queue.push(2)
    queue.mark(missing(5))
    queue.end()
    const all: unknown[] = []
    for await (const one of queue) all.push(one)
    t.strictSame(all, [1, missing(6)])
  },
)
