// Who waits for a turn, who does not, and what becomes of those that are called off.

import t from 'tap'
import type { Migration, MigrationRequest } from '../../src/migration/migrate.ts'
import { MigrationQueue } from '../../src/migration/queue.ts'

/** Migrations that are over when the test says so. */
function scene(perHost?: number) {
  const started: string[] = []
  const ends = new Map<string, (failed: boolean) => void>()
  const start = ({ domain }: MigrationRequest) => {
    if (domain === 'contradictory') throw new RangeError('no')
    started.push(domain)
    const result = new Promise((resolve, reject) => {
      ends.set(domain, (failed) => (failed ? reject(new Error('refused')) : resolve({})))
    })
    // The queue only waits for the result.
    return { result } as unknown as Migration
  }
  const queue = new MigrationQueue(perHost === undefined ? {} : { perHost }, start)
  const ask = (domain: string, source = 'a', destination = 'b', signal?: AbortSignal) =>
    queue.migrate({ source, destination, domain, ...(signal && { signal }) })
  const end = async (domain: string, failed = false) => {
    ends.get(domain)?.(failed)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { queue, started, ask, end }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

t.test('ten at a time from or to one host, the others in their order', async (t) => {
  const { queue, started, ask, end } = scene()
  for (let n = 1; n <= 12; n++) void ask(`${n}`)
  await turn()
  t.equal(started.length, 10)
  t.equal(queue.waiting, 2)
  t.equal(queue.running('a'), 10)
  await end('4')
  t.strictSame(started.slice(10), ['11'])
  await end('5', true)
  t.strictSame(started.slice(10), ['11', '12'], 'one that was refused makes room, too')
  t.equal(queue.waiting, 0)
})

t.test('a full host holds up only those who go there', async (t) => {
  const { started, ask, end } = scene(1)
  void ask('one', 'a', 'b')
  void ask('two', 'c', 'b')
  void ask('three', 'c', 'd')
  await turn()
  t.strictSame(started, ['one', 'three'])
  await end('one')
  t.strictSame(started, ['one', 'three'], 'its source has one under way')
  await end('three')
  t.strictSame(started, ['one', 'three', 'two'])
})

t.test('who calls it off before its turn began nothing, and leaves the line', async (t) => {
  const { queue, started, ask, end } = scene(1)
  void ask('one')
  const over = new AbortController()
  const two = ask('two', 'a', 'b', over.signal)
  await turn()
  over.abort(new Error('enough'))
  await t.rejects(two, { code: 'aborted', outcome: 'not sent', cause: { message: 'enough' } })
  await t.rejects(ask('three', 'a', 'b', over.signal), { code: 'aborted' })
  t.equal(queue.waiting, 0)
  await end('one')
  t.strictSame(started, ['one'])
  t.equal(queue.running('a'), 0)
})

t.test('a request that contradicts itself takes no room', async (t) => {
  const { queue, ask, started } = scene(1)
  await t.rejects(ask('contradictory'), RangeError)
  t.equal(queue.running('b'), 0)
  await ask('one')
  t.strictSame(started, ['one'])
})

t.test('room for none is a mistake', async (t) => {
  for (const perHost of [0, -1, 1.5]) {
    t.throws(() => new MigrationQueue({ perHost }), { code: 'invalidArg' })
  }
})
