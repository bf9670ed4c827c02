// The commands about a migration under way, against a scripted daemon: what each asks, and what it prints.

import t, { type Test } from 'tap'
import { domainRef, FakeDaemon } from '../api/daemon.ts'
import { lvrpc } from './fake-io.ts'

const web = domainRef('web', 1, 3)
const UUID = '01010101-0101-0101-0101-010101010101'
const domain = { name: 'web', uuid: UUID, id: 3 }

async function withDaemon(t: Test) {
  const daemon = await FakeDaemon.listen({
    domainLookupByName: { dom: web },
    domainMigrateStartPostCopy: undefined,
    domainMigrateSetMaxDowntime: undefined,
    domainMigrateGetMaxDowntime: { downtime: 300n },
    domainMigrateSetMaxSpeed: undefined,
    domainMigrateGetMaxSpeed: { bandwidth: 8796093022207n },
    domainMigrateSetCompressionCache: undefined,
    domainMigrateGetCompressionCache: { cacheSize: 67108864n },
  })
  t.teardown(() => daemon.close())
  return { daemon, run: (...args: string[]) => lvrpc(['-c', daemon.uri, ...args]) }
}

t.test('what only does something prints nothing, and says in JSON what it did', async (t) => {
  const { daemon, run } = await withDaemon(t)
  const cases: [args: string[], name: string, sent: object, told: object][] = [
    [
      ['migrate-postcopy', 'web'],
      'domainMigrateStartPostCopy',
      { flags: 0 },
      { done: 'postcopy-requested' },
    ],
    [
      ['migrate-setmaxdowntime', 'web', '150'],
      'domainMigrateSetMaxDowntime',
      { downtime: 150n, flags: 0 },
      { done: 'max-downtime-set', downtimeMs: 150 },
    ],
    [
      ['migrate-setspeed', 'web', '32'],
      'domainMigrateSetMaxSpeed',
      { bandwidth: 32n, flags: 0 },
      { done: 'max-speed-set', rateMiBps: 32, postcopy: false },
    ],
    [
      ['migrate-setspeed', 'web', '--bandwidth', '0', '--postcopy'],
      'domainMigrateSetMaxSpeed',
      { bandwidth: 0n, flags: 1 },
      { done: 'max-speed-set', rateMiBps: 0, postcopy: true },
    ],
  ]
  for (const [args, name, sent, told] of cases) {
    t.strictSame(await run(...args), { code: 0, stdout: '\n', stderr: '' })
    t.match(daemon.calls.at(-1), { name, args: { dom: { name: 'web' }, ...sent } })
    t.strictSame(JSON.parse((await run(...args, '--json')).stdout), { domain, ...told })
  }
})

t.test('what asks prints the number alone, as virsh does', async (t) => {
  const { daemon, run } = await withDaemon(t)
  t.equal((await run('migrate-getmaxdowntime', 'web')).stdout, '300\n\n')
  t.equal((await run('migrate-getspeed', 'web')).stdout, '8796093022207\n\n')
  t.match(daemon.calls.at(-1), { args: { flags: 0 } })
  const json = (await run('migrate-getspeed', 'web', '--postcopy', '--json')).stdout
  t.match(daemon.calls.at(-1), { args: { flags: 1 } })
  t.strictSame(JSON.parse(json), { domain, rateMiBps: 8796093022207, postcopy: true })
})

t.test('the cache is set only when a size is given, and shown as the host has it', async (t) => {
  const { daemon, run } = await withDaemon(t)
  t.equal((await run('migrate-compcache', 'web')).stdout, 'Compression cache: 64.000 MiB\n\n')
  t.notOk(daemon.names().includes('domainMigrateSetCompressionCache'))
  await run('migrate-compcache', 'web', '--size', '1000000')
  t.match(daemon.calls.at(-2), {
    name: 'domainMigrateSetCompressionCache',
    args: { cacheSize: 1000000n, flags: 0 },
  })
  t.equal(daemon.names().at(-1), 'domainMigrateGetCompressionCache')
})

t.test('a number that makes no sense is found before anything is sent', async (t) => {
  const { daemon, run } = await withDaemon(t)
  for (const args of [
    ['migrate-setmaxdowntime', 'web', '0'],
    ['migrate-setmaxdowntime', 'web', '1.5'],
    ['migrate-setspeed', 'web', '-1'],
    ['migrate-setspeed', 'web'],
  ]) {
    t.equal((await run(...args)).code, 2, args.join(' '))
  }
  t.strictSame(daemon.calls, [])
})
