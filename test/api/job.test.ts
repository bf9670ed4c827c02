import t from 'tap'
import { jobInfoOf, jobStatsOf } from '../../src/api/job.ts'
import { param, toRecord } from '../../src/api/typed-params.ts'

t.test('statistics get names with units, numbers, and keep what came', async (t) => {
  const record = toRecord([
    param.int('operation', 5),
    param.ullong('time_elapsed', 2461n),
    param.ullong('memory_bps', 19829620n),
    param.ullong('memory_dirty_rate', 0n),
    param.ullong('new_in_13', 7n),
  ])
  const job = jobStatsOf('unbounded', 2, record)
  t.strictSame(
    { ...job, params: { ...job.params } },
    {
      type: 'unbounded',
      typeNumber: 2,
      operation: 'migrationOut',
      timeElapsedMs: 2461,
      memoryBytesPerSecond: 19829620,
      memoryDirtyPagesPerSecond: 0,
      params: {
        operation: 5,
        time_elapsed: 2461n,
        memory_bps: 19829620n,
        memory_dirty_rate: 0n,
        new_in_13: 7n,
      },
    },
  )
})

t.test('a job that says nothing of its operation has an unknown one', async (t) => {
  t.equal(jobStatsOf('none', 0, {}).operation, 'unknown')
  t.equal(jobStatsOf('none', 0, { operation: 4711 }).operation, 'unknown')
})

t.test('the old, fixed shape', async (t) => {
  const info = jobInfoOf({
    type: 1,
    timeElapsed: 1n,
    timeRemaining: 2n,
    dataTotal: 3n,
    dataProcessed: 4n,
    dataRemaining: 5n,
    memTotal: 6n,
    memProcessed: 7n,
    memRemaining: 8n,
    fileTotal: 9n,
    fileProcessed: 10n,
    fileRemaining: 11n,
  })
  t.strictSame(info, {
    type: 'bounded',
    typeNumber: 1,
    timeElapsedMs: 1,
    timeRemainingMs: 2,
    dataTotal: 3,
    dataProcessed: 4,
    dataRemaining: 5,
    memoryTotal: 6,
    memoryProcessed: 7,
    memoryRemaining: 8,
    fileTotal: 9,
    fileProcessed: 10,
    fileRemaining: 11,
  })
})
