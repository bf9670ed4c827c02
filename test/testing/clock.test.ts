// A clock whose hands only the test turns.

import t from 'tap'
import { MachineClock, VirtualClock } from '../../src/testing/clock.ts'

t.test('time passes when it is told to, and timers run in their order at their time', async (t) => {
  const clock = new VirtualClock()
  const seen: string[] = []
  clock.setTimeout(() => seen.push(`late at ${clock.now()}`), 20)
  clock.setTimeout(() => {
    seen.push(`early at ${clock.now()}`)
    clock.setTimeout(() => seen.push(`within at ${clock.now()}`), 5)
  }, 10)
  clock.clearTimeout(clock.setTimeout(() => seen.push('never'), 1))
  await clock.advance(9)
  t.strictSame(seen, [])
  await clock.advance(11)
  t.strictSame(seen, ['early at 10', 'within at 15', 'late at 20'])
})

t.test('it runs until a promise is settled, and says when nothing can settle it', async (t) => {
  const clock = new VirtualClock()
  await clock.run(clock.sleep(3_600_000))
  t.equal(clock.now(), 3_600_000)
  await t.rejects(clock.run(Promise.reject(new Error('as it was'))), { message: 'as it was' })
  await t.rejects(clock.run(new Promise(() => {})), { message: /not settled/ })
})

t.test('a signal ends a sleep, on either clock, and leaves no timer', async (t) => {
  const clock = new VirtualClock()
  for (const one of [clock, new MachineClock()]) {
    const over = new AbortController()
    const slept = one.sleep(1_000_000, over.signal)
    over.abort()
    await slept
    await one.sleep(1_000_000, over.signal)
  }
  await clock.advance(0)
  t.equal(clock.now(), 0)
})

t.test('a machine clock that was stopped has no more to come', async (t) => {
  const clock = new MachineClock()
  const due: string[] = []
  clock.setTimeout(() => due.push('before'), 0)
  clock.stop()
  t.equal(
    clock.setTimeout(() => due.push('after'), 0),
    undefined,
  )
  clock.clearTimeout(undefined)
  // The machine's own timers run in order: whatever was due has run.
  await new Promise((resolve) => setTimeout(resolve, 1))
  t.strictSame(due, [])
})
