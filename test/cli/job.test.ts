import t from 'tap'
import { jobStatsOf } from '../../src/api/job.ts'
import { toRecord } from '../../src/api/typed-params.ts'
import { jobText } from '../../src/cli/commands/job.ts'
import { domainRef, FakeDaemon, Refusal } from '../api/daemon.ts'
import { lvrpc } from './fake-io.ts'

/** What a daemon of 11.3.0 said in the middle of a migration, and after it. */
const running: Record<string, number> = {
  operation: 5,
  time_elapsed: 2461,
  downtime: 300,
  setup_time: 1,
  data_total: 268967936,
  data_processed: 25226642,
  data_remaining: 238780416,
  memory_total: 268967936,
  memory_processed: 25226642,
  memory_remaining: 238780416,
  memory_bps: 19829620,
  memory_constant: 1226,
  memory_normal: 6144,
  memory_normal_bytes: 25165824,
  memory_dirty_rate: 0,
  memory_iteration: 1,
  memory_postcopy_requests: 0,
  memory_page_size: 4096,
  disk_total: 0,
  disk_processed: 0,
  disk_remaining: 0,
}
const params = (values: Record<string, number>) =>
  Object.entries(values).map(([field, value]) =>
    field === 'operation'
      ? { field, value: { type: 1 as const, value } }
      : { field, value: { type: 4 as const, value: BigInt(value) } },
  )

const runningText = [
  'Job type:         Unbounded   ',
  'Operation:        Outgoing migration',
  'Time elapsed:     2461         ms',
  'Data processed:   24.058 MiB',
  'Data remaining:   227.719 MiB',
  'Data total:       256.508 MiB',
  'Memory processed: 24.058 MiB',
  'Memory remaining: 227.719 MiB',
  'Memory total:     256.508 MiB',
  'Memory bandwidth: 18.911 MiB/s',
  'Dirty rate:       0            pages/s',
  'Page size:        4096         bytes',
  'Iteration:        1           ',
  'Postcopy requests: 0           ',
  'Constant pages:   1226        ',
  'Normal pages:     6144        ',
  'Normal data:      24.000 MiB',
  'Expected downtime: 300          ms',
  'Setup time:       1            ms',
]

const web = domainRef('web', 1, 3)

async function withDaemon(t: { teardown(run: () => Promise<void>): void }, answers: object) {
  const daemon = await FakeDaemon.listen({ domainLookupByName: { dom: web }, ...answers })
  t.teardown(() => daemon.close())
  return { daemon, run: (...args: string[]) => lvrpc(['-c', daemon.uri, ...args]) }
}

t.test('a running job, as virsh shows the same numbers', async (t) => {
  const { daemon, run } = await withDaemon(t, {
    domainGetJobStats: { type: 2, params: params(running) },
  })
  const { stdout } = await run('domjobinfo', 'web')
  t.equal(stdout, `${runningText.join('\n')}\n\n`)
  t.match(daemon.calls.at(-1), { args: { flags: 0 } })
  const json = JSON.parse((await run('domjobinfo', 'web', '--json')).stdout)
  t.match(json, {
    type: 'unbounded',
    operation: 'migrationOut',
    memoryRemaining: 238780416,
    params: { memory_remaining: '238780416', operation: 5 },
  })
})

t.test('no job', async (t) => {
  const { run } = await withDaemon(t, { domainGetJobStats: { type: 0, params: [] } })
  t.equal((await run('domjobinfo', 'web')).stdout, 'Job type:         None        \n\n')
  t.equal((await run('domjobinfo', 'web', '--rawstats')).stdout, 'Job type: 0\n\n\n')
})

t.test('a completed job has had its downtime', async (t) => {
  const done = { ...running, time_elapsed_net: 2459, downtime: 22, downtime_net: 20 }
  const { daemon, run } = await withDaemon(t, {
    domainGetJobStats: { type: 3, params: params(done) },
  })
  const { stdout } = await run('domjobinfo', 'web', '--completed')
  t.match(stdout, /^Job type: {9}Completed {3}$/m)
  t.match(stdout, /^Time elapsed w\/o network: 2459 {9}ms$/m)
  t.match(stdout, /^Total downtime: {3}22 {11}ms$/m)
  t.match(stdout, /^Downtime w\/o network: 20 {11}ms$/m)
  t.match(daemon.calls.at(-1), { args: { flags: 1 } })
  await run('domjobinfo', 'web', '--completed', '--keep-completed')
  t.match(daemon.calls.at(-1), { args: { flags: 3 } })
})

t.test('raw statistics are everything under the daemon’s names', async (t) => {
  const { run } = await withDaemon(t, {
    domainGetJobStats: { type: 2, params: params({ operation: 5, new_thing: 7 }) },
  })
  const { stdout } = await run('domjobinfo', 'web', '--rawstats')
  t.equal(stdout, 'Job type: 2\n\noperation: 5\nnew_thing: 7\n\n')
})

t.test('a failed job shows its numbers only when asked', async (t) => {
  const { run } = await withDaemon(t, { domainGetJobStats: { type: 4, params: params(running) } })
  t.equal((await run('domjobinfo', 'web')).stdout, 'Job type:         None        \n\n')
  t.match((await run('domjobinfo', 'web', '--anystats')).stdout, /^Job type: +Failed/)
})

t.test('a driver without statistics still has the old answer', async (t) => {
  const zero = 0n
  const info = {
    type: 1,
    timeElapsed: 5n,
    timeRemaining: 7n,
    dataTotal: 2048n,
    dataProcessed: 1024n,
    dataRemaining: 1024n,
    memTotal: zero,
    memProcessed: zero,
    memRemaining: zero,
    fileTotal: zero,
    fileProcessed: zero,
    fileRemaining: zero,
  }
  const { run } = await withDaemon(t, {
    domainGetJobStats: new Refusal(3, 'this function is not supported'),
    domainGetJobInfo: info,
  })
  t.equal(
    (await run('domjobinfo', 'web')).stdout,
    [
      'Job type:         Bounded     ',
      'Operation:        Unknown     ',
      'Time elapsed:     5            ms',
      'Time remaining:   7            ms',
      'Data processed:   1.000 KiB',
      'Data remaining:   1.000 KiB',
      'Data total:       2.000 KiB',
      '\n',
    ].join('\n'),
  )
  const refused = await run('domjobinfo', 'web', '--completed')
  t.equal(refused.code, 1)
  t.equal(refused.stderr, 'error: this function is not supported\n')
})

t.test('an operation newer than this release is shown by what it is called', async (t) => {
  const job = jobStatsOf('unbounded', 2, toRecord(params({ operation: 99, time_elapsed: 1 })))
  t.match(jobText(job, false), /^Operation: +Unknown/m)
})

t.test('domjobabort', async (t) => {
  const { daemon, run } = await withDaemon(t, {
    domainAbortJob: undefined,
    domainAbortJobFlags: undefined,
  })
  t.strictSame(await run('domjobabort', 'web'), { code: 0, stdout: '\n', stderr: '' })
  t.equal(daemon.names().at(-1), 'domainAbortJob')
  const { stdout } = await run('domjobabort', 'web', '--postcopy', '--json')
  t.match(daemon.calls.at(-1), { name: 'domainAbortJobFlags', args: { flags: 1 } })
  t.match(JSON.parse(stdout), { domain: { name: 'web' }, done: 'abort-requested' })
})
