import { join } from 'node:path'
import t from 'tap'
import { FakeDaemon, Refusal, type Served } from '../api/daemon.ts'
import { lvrpc, offline } from './fake-io.ts'

const ref = (name: string, digit: number) => ({ name, uuid: new Uint8Array(16).fill(digit) })
const [images, iso] = [ref('images', 1), ref('ISO', 2)]
const GiB = 1n << 30n

const poolOf = ({ args }: Served) => (args.pool as { name: string }).name
const answers = {
  storagePoolLookupByName: ({ args }: Served) =>
    args.name === 'images' ? { pool: images } : new Refusal(49, `no pool '${args.name}'`),
  connectListAllStoragePools: { pools: [iso, images], ret: 2 },
  storagePoolGetInfo: (call: Served) =>
    poolOf(call) === 'images'
      ? { state: 2, capacity: 252n * GiB, allocation: 26n * GiB + GiB / 4n, available: 225n * GiB }
      : { state: 0, capacity: 0n, allocation: 0n, available: 0n },
  storagePoolGetAutostart: (call: Served) => ({ autostart: poolOf(call) === 'images' ? 1 : 0 }),
  storagePoolIsPersistent: { persistent: 1 },
  storagePoolRefresh: undefined,
  storagePoolDestroy: undefined,
  storagePoolDelete: undefined,
  storagePoolUndefine: undefined,
  storagePoolBuild: undefined,
  storagePoolCreate: undefined,
  storagePoolSetAutostart: undefined,
}

async function withDaemon(t: { teardown(run: () => Promise<void>): void }, changes: object = {}) {
  const daemon = await FakeDaemon.listen({ ...answers, ...changes })
  t.teardown(() => daemon.close())
  return { daemon, run: (...args: string[]) => lvrpc(['-c', daemon.uri, ...args]) }
}

t.test('pools as virsh lists them, by name', async (t) => {
  const { daemon, run } = await withDaemon(t)
  const { stdout } = await run('pool-list', '--all')
  t.equal(
    stdout,
    [
      ' Name     State      Autostart',
      '--------------------------------',
      ' images   active     yes',
      ' ISO      inactive   no',
      '',
      '',
    ].join('\n'),
  )
  t.match(daemon.calls.at(0), { args: { needResults: 1, flags: 3 } })
})

t.test('pools with their sizes', async (t) => {
  const { run } = await withDaemon(t)
  const lines = (await run('pool-list', '--all', '--details')).stdout.split('\n')
  t.strictSame(lines.slice(0, 4), [
    ' Name     State      Autostart   Persistent   Capacity     Allocation   Available',
    '------------------------------------------------------------------------------------',
    ' images   running    yes         yes          252.00 GiB   26.25 GiB    225.00 GiB',
    ' ISO      inactive   no          yes          -            -            -',
  ])
})

t.test('pools in JSON', async (t) => {
  const { run } = await withDaemon(t)
  t.match(JSON.parse((await run('pool-list', '--json')).stdout), [
    {
      name: 'images',
      uuid: '01010101-0101-0101-0101-010101010101',
      state: 'running',
      autostart: true,
      persistent: true,
      capacityBytes: String(252n * GiB),
    },
    { name: 'ISO', state: 'inactive', availableBytes: '0' },
  ])
})

t.test('names and UUIDs alone, and every filter', async (t) => {
  const { daemon, run } = await withDaemon(t)
  t.equal((await run('pool-list', '--name')).stdout, 'images\nISO\n\n')
  const both = (await run('pool-list', '--name', '--uuid')).stdout.split('\n')
  t.equal(both[0], '01010101-0101-0101-0101-010101010101 images')
  const flags: [string[], number][] = [
    [[], 2],
    [['--inactive'], 1],
    [['--all', '--transient', '--autostart'], 1 | 2 | 8 | 16],
    [['--persistent', '--no-autostart'], 2 | 4 | 32],
    [['--type', 'dir,iscsi-direct'], 2 | 64 | 524288],
  ]
  for (const [args, expected] of flags) {
    await run('pool-list', '--name', ...args)
    t.match(daemon.calls.at(-1), { args: { flags: expected } })
  }
  const wrong = await lvrpc(['pool-list', '--type', 'dri'], offline())
  t.match(wrong, { code: 2, stderr: /did you mean 'dir'/ })
})

t.test('a pool that disappears meanwhile is left out', async (t) => {
  const { run } = await withDaemon(t, {
    storagePoolGetAutostart: (call: Served) =>
      poolOf(call) === 'images' ? { autostart: 0 } : new Refusal(49, 'gone'),
  })
  t.equal(JSON.parse((await run('pool-list', '--all', '--json')).stdout).length, 1)
})

t.test('what a pool is', async (t) => {
  const { run } = await withDaemon(t)
  const { stdout } = await run('pool-info', 'images')
  t.equal(
    stdout,
    [
      'Name:           images',
      'UUID:           01010101-0101-0101-0101-010101010101',
      'State:          running',
      'Persistent:     yes',
      'Autostart:      yes',
      'Capacity:       252.00 GiB',
      'Allocation:     26.25 GiB',
      'Available:      225.00 GiB',
      '',
      '',
    ].join('\n'),
  )
  t.match((await run('pool-info', 'images', '--bytes')).stdout, /Capacity: {7}270582939648\n/)
  t.match(await run('pool-info', 'none'), { code: 1, stderr: "error: no pool 'none'\n" })
})

t.test('an inactive pool has no sizes', async (t) => {
  const { run } = await withDaemon(t, { storagePoolLookupByName: { pool: iso } })
  t.notMatch((await run('pool-info', 'ISO')).stdout, /Capacity/)
})

t.test('what is done to a pool is asked for once and confirmed', async (t) => {
  const { daemon, run } = await withDaemon(t)
  const rows: [args: string[], text: string, call: string, asked: object][] = [
    [['pool-refresh'], 'refreshed', 'storagePoolRefresh', {}],
    [['pool-destroy'], 'destroyed', 'storagePoolDestroy', {}],
    [['pool-delete'], 'deleted', 'storagePoolDelete', { flags: 0 }],
    [['pool-undefine'], 'has been undefined', 'storagePoolUndefine', {}],
    [['pool-build'], 'built', 'storagePoolBuild', { flags: 0 }],
    [['pool-build', '--overwrite'], 'built', 'storagePoolBuild', { flags: 8 }],
    [['pool-build', '--no-overwrite'], 'built', 'storagePoolBuild', { flags: 4 }],
    [['pool-start'], 'started', 'storagePoolCreate', { flags: 0 }],
    [['pool-start', '--build'], 'started', 'storagePoolCreate', { flags: 1 }],
    [['pool-start', '--overwrite'], 'started', 'storagePoolCreate', { flags: 2 }],
    [['pool-start', '--build', '--no-overwrite'], 'started', 'storagePoolCreate', { flags: 5 }],
    [['pool-autostart'], 'marked as autostarted', 'storagePoolSetAutostart', { autostart: 1 }],
    [
      ['pool-autostart', '--disable'],
      'unmarked as autostarted',
      'storagePoolSetAutostart',
      { autostart: 0 },
    ],
  ]
  for (const [[name = '', ...options], text, call, asked] of rows) {
    const said = await run(name, 'images', ...options)
    t.match(said, { code: 0, stdout: `Pool images ${text}\n\n`, stderr: '' }, name)
    t.match(daemon.calls.at(-1), { name: call, args: { pool: { name: 'images' }, ...asked } })
  }
  for (const name of ['pool-build', 'pool-start']) {
    const both = await lvrpc([name, 'images', '--overwrite', '--no-overwrite'], offline())
    t.match(both, { code: 2, stderr: /exclude each other/ })
  }
  const { stdout } = await run('pool-undefine', 'images', '--json')
  t.match(JSON.parse(stdout), { pool: { name: 'images' }, done: 'undefined' })
  t.match(await run('pool-destroy', 'none'), { code: 1, stderr: "error: no pool 'none'\n" })
})

t.test('a pool is defined from a file, and described', async (t) => {
  const xml = '<pool><name>images</name></pool>'
  const { daemon, run } = await withDaemon(t, {
    storagePoolDefineXml: { pool: images },
    storagePoolGetXmlDesc: { xml: `${xml}\n` },
  })
  const file = join(t.testdir({ 'pool.xml': xml }), 'pool.xml')
  const { stdout } = await run('pool-define', file, '--validate')
  t.equal(stdout, `Pool images defined from ${file}\n\n`)
  t.match(daemon.calls.at(-1), { name: 'storagePoolDefineXml', args: { xml, flags: 1 } })
  t.equal((await run('pool-dumpxml', 'images', '--inactive')).stdout, `${xml}\n\n`)
  t.match(daemon.calls.at(-1), { name: 'storagePoolGetXmlDesc', args: { flags: 1 } })
  const json = JSON.parse((await run('pool-dumpxml', 'images', '--json')).stdout)
  t.match(json, { pool: { name: 'images' }, xml: `${xml}\n` })
})
