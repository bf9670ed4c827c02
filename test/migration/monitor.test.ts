// Percent, and the clock that real migrations run on.

import t from 'tap'
import { jobStatsOf } from '../../src/api/job.ts'
import { percentOf, systemClock } from '../../src/migration/monitor.ts'

t.test('percent is cut, never rounded up, and never 100 while it runs', (t) => {
  const percent = (total: bigint, remaining: bigint) =>
    percentOf(jobStatsOf('unbounded', 2, { data_total: total, data_remaining: remaining }))
  t.equal(percent(1000n, 1000n), 0)
  t.equal(percent(1000n, 500n), 50)
  t.equal(percent(30_000n, 1n), 99.99)
  t.equal(percent(3n, 1n), 66.66)
  t.equal(percent(1000n, 0n), 99.99)
  t.equal(percent(1000n, 2000n), 0, 'a total that shrank')
  t.equal(percent(0n, 0n), undefined)
  t.equal(percentOf(jobStatsOf('unbounded', 2, {})), undefined)
  t.end()
})

t.test('a sleep ends with its signal, before or during it', async (t) => {
  await systemClock.sleep(3_600_000, AbortSignal.abort())
  const stop = new AbortController()
  const slept = systemClock.sleep(3_600_000, stop.signal)
  stop.abort()
  await slept
  await systemClock.sleep(0)
  t.ok(systemClock.now() > 0)
})
