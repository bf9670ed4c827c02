// A daemon has so many workers: what waits for one, what does not, and what becomes of the line when it dies.

import t from 'tap'
import { Workers } from '../../src/testing/workers.ts'

function pool() {
  const workers = new Workers()
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const take = (name: string, high = false) =>
    workers.take(high, (done) => {
      begun.push(name)
      ends.set(name, done)
    })
  return { workers, begun, take, end: (name: string) => ends.get(name)?.() }
}

t.test('twenty calls are carried out at a time, the next when one of them has ended', async (t) => {
  const { begun, take, end } = pool()
  for (let n = 1; n <= 22; n++) take(`${n}`)
  t.equal(begun.length, 20)
  end('3')
  end('3')
  t.strictSame(begun.slice(20), ['21'], 'one end makes room for one')
  end('4')
  t.equal(begun.at(-1), '22')
})

t.test('five more are kept for calls of high priority', async (t) => {
  const { begun, take, end } = pool()
  for (let n = 1; n <= 20; n++) take(`${n}`)
  take('low')
  for (let n = 1; n <= 6; n++) take(`high ${n}`, true)
  t.strictSame(begun.slice(20), ['high 1', 'high 2', 'high 3', 'high 4', 'high 5'])
  end('high 1')
  t.equal(begun.at(-1), 'high 6', 'those never go to others')
  end('1')
  t.equal(begun.at(-1), 'low')
})

t.test('with a daemon its line ends, and its calls give nothing back to the next', async (t) => {
  const { workers, begun, take, end } = pool()
  for (let n = 1; n <= 21; n++) take(`${n}`)
  workers.clear()
  end('1')
  t.equal(begun.length, 20)
  for (let n = 1; n <= 21; n++) take(`again ${n}`)
  t.equal(begun.length, 40)
})
