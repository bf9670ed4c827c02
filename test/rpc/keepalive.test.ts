import fc from 'fast-check'
import t from 'tap'
import { Keepalive } from '../../src/rpc/keepalive.ts'
import { HandClock } from './clock.ts'

function watch(intervalS: number, count: number) {
  const clock = new HandClock()
  const said: string[] = []
  const note = (what: string) => () => {
    said.push(`${what} at ${clock.now() / 1000}`)
  }
  const owner = { ping: note('ping'), pong: note('pong'), dead: note('dead') }
  const keepalive = new Keepalive(owner, { intervalS, count }, clock)
  return { clock, said, keepalive }
}

t.test('nothing happens before start', async (t) => {
  const { clock, said, keepalive } = watch(5, 2)
  keepalive.heard()
  keepalive.pause()
  keepalive.resume()
  clock.advance(100_000)
  t.same(said, [])
  t.equal(clock.timers, 0)
})

t.test('a silent peer is pinged count times and dead one interval later', async (t) => {
  const { clock, said, keepalive } = watch(5, 3)
  keepalive.start(false)
  keepalive.start(false)
  clock.advance(60_000)
  t.same(said, ['ping at 5', 'ping at 10', 'ping at 15', 'dead at 20'])
  t.equal(clock.timers, 0, 'its timer died with it')
})

t.test('count 0 is dead after one silent interval, without a ping', async (t) => {
  const { clock, said, keepalive } = watch(5, 0)
  keepalive.start(false)
  clock.advance(60_000)
  t.same(said, ['dead at 5'])
})

t.test('any sign of life starts the interval and the count over', async (t) => {
  const { clock, said, keepalive } = watch(5, 1)
  keepalive.start(false)
  clock.advance(4000)
  keepalive.heard()
  clock.advance(4000)
  t.same(said, [], 'at 8 s: heard at 4 s')
  clock.advance(2000)
  t.same(said, ['ping at 9'])
  keepalive.heard()
  clock.advance(4900)
  t.same(said, ['ping at 9'])
  clock.advance(10_000)
  t.same(said, ['ping at 9', 'ping at 15', 'dead at 20'])
})

t.test('pitfall 10: after a stall the waiting input is read before the verdict', async (t) => {
  const { clock, said, keepalive } = watch(5, 0)
  keepalive.start(false)
  clock.stall(3_600_000)
  clock.fire()
  // The loop reads the socket between its timers and its immediates.
  keepalive.heard()
  clock.turn()
  t.same(said, [], 'the answer lay there unread')
  clock.advance(5000)
  t.same(said, ['dead at 3605'])
})

t.test('after a stall without input the pings go on one by one', async (t) => {
  const { clock, said, keepalive } = watch(5, 2)
  keepalive.start(false)
  clock.stall(3_600_000)
  clock.fire()
  clock.turn()
  clock.advance(60_000)
  t.same(said, ['ping at 3600', 'ping at 3605', 'dead at 3610'])
})

t.test('pitfall 9: while we do not read, nobody is dead and we show life', async (t) => {
  const { clock, said, keepalive } = watch(5, 1)
  keepalive.start(false)
  clock.advance(2000)
  keepalive.pause()
  keepalive.pause()
  clock.advance(16_000)
  t.same(said, ['pong at 7', 'pong at 12', 'pong at 17'])
  keepalive.resume()
  keepalive.resume()
  clock.advance(4999)
  t.equal(said.length, 3, 'the interval starts over')
  clock.advance(20_000)
  t.same(said.slice(3), ['ping at 23', 'dead at 28'])
})

t.test('an immediate that comes after pause and resume decides nothing', async (t) => {
  const { clock, said, keepalive } = watch(5, 0)
  keepalive.start(false)
  clock.stall(5000)
  clock.fire()
  keepalive.pause()
  keepalive.resume()
  clock.turn()
  t.same(said, [])
  t.equal(clock.timers, 1)
})

t.test('started while paused it pulses at once', async (t) => {
  const { clock, said, keepalive } = watch(60, 1)
  keepalive.start(true)
  clock.advance(11_000)
  t.same(said, ['pong at 5', 'pong at 10'], 'as often as daemons need it')
})

t.test('interval 0 neither pings nor gives up, but still shows life while paused', async (t) => {
  const { clock, said, keepalive } = watch(0, 5)
  keepalive.start(false)
  clock.advance(1_000_000)
  t.same(said, [])
  keepalive.pause()
  clock.advance(5000)
  t.same(said, ['pong at 1005'])
  keepalive.resume()
  t.equal(clock.timers, 0)
})

t.test('stop leaves no timer and cannot be undone', async (t) => {
  const { clock, said, keepalive } = watch(5, 5)
  keepalive.start(false)
  keepalive.stop()
  keepalive.start(false)
  keepalive.heard()
  clock.advance(60_000)
  t.same(said, [])
  t.equal(clock.timers, 0)
})

t.test(
  'whenever it was last heard, it is dead interval × (count + 1) later and not before',
  async (t) => {
    const property = fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 0, max: 6 }),
      // Pauses between signs of life, each shorter than what is deadly.
      fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { maxLength: 20 }),
      (intervalS, count, pauses) => {
        const { clock, said, keepalive } = watch(intervalS, count)
        const deadly = intervalS * (count + 1) * 1000
        keepalive.start(false)
        for (const part of pauses) {
          clock.advance(Math.floor(part * deadly))
          keepalive.heard()
        }
        const before = said.length
        const last = clock.now()
        clock.advance(deadly - 1)
        const early = said.some((what) => what.startsWith('dead'))
        clock.advance(1)
        const end = said.slice(before)
        return (
          !early &&
          end.length === count + 1 &&
          end.at(-1) === `dead at ${(last + deadly) / 1000}` &&
          end.slice(0, -1).every((what) => what.startsWith('ping')) &&
          clock.timers === 0
        )
      },
    )
    t.doesNotThrow(() => fc.assert(property, { numRuns: 500 }))
  },
)
