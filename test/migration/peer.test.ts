// Migrations that the source drives, between embedded hosts on a virtual clock, and the table of what may be said of them.

import t, { type Test } from 'tap'
import { stateInfo } from '../../src/api/domain.ts'
import { ConnectionError } from '../../src/errors.ts'
import type { Connection } from '../../src/index.ts'
import { Migration, type MigrationRequest, migrate } from '../../src/migration/migrate.ts'
import { type PeerKnown, peerVerdict } from '../../src/migration/peer-verdict.ts'
import type { MigrationProgress, Observation } from '../../src/migration/result.ts'
import { type LabHost, type LabOptions, lab, VirtualClock } from '../../src/testing/index.ts'

type Options = Partial<Omit<MigrationRequest, 'source' | 'domain'>>

async function scene(t: Test, options: LabOptions & { readonly dirtyMiBps?: number } = {}) {
  const { dirtyMiBps = 50, ...rest } = options
  const clock = new VirtualClock()
  const made = await lab({ hosts: 2, clock, lineMiBps: 100, ...rest })
  t.teardown(() => made.close())
  const [a, b] = made.hosts as [LabHost, LabHost]
  const uuid = a.addGuest({ name: 'guest', memoryMiB: 512, dirtyMiBps })
  await clock.advance(1000)
  const [from, to] = await Promise.all([a.connect(), b.connect()])
  t.teardown(() => Promise.all([from.close(), to.close()]))
  const start = (more: Options = {}) => {
    const migration = new Migration(
      { source: from, destination: TO, domain: 'guest', live: true, p2p: true, ...more },
      clock,
    )
    const news: MigrationProgress[] = []
    void (async () => {
      for await (const one of migration) if (one.type !== 'gap') news.push(one)
    })()
    const until = async (what: (one: MigrationProgress) => boolean) => {
      for (let i = 0; !news.some(what); i++) {
        if (i > 10_000) throw new Error('it never came to that')
        await clock.advance(10)
      }
    }
    return { migration, news, until, end: () => clock.run(migration.result) }
  }
  const once = (t: Test, where: readonly string[]) => {
    t.strictSame(made.runs(uuid).violations, [])
    t.strictSame(made.runs(uuid).running, where)
  }
  return { made, clock, a, b, uuid, from, to, start, once }
}

const TO = 'qemu+tcp://host-2/system'
const copying = (one: MigrationProgress) => one.type === 'job'

t.test('one call to the source, with the flags and parameters as they were given', async (t) => {
  const one = await scene(t)
  const result = await one
    .start({
      verify: one.to,
      persistent: true,
      undefineSource: true,
      destinationName: 'moved',
      bandwidthMiBps: 90,
    })
    .end()
  t.match(result, {
    kind: 'migrated',
    host: 'destination',
    name: 'moved',
    errors: [],
    warnings: [],
    journal: undefined,
    source: { is: 'absent' },
    destination: { is: 'present', state: { state: 'running' } },
  })
  t.strictSame(one.a.phases, ['perform'])
  t.strictSame(one.b.phases, ['prepare', 'finish'])
  const there = one.b.calls.filter(({ name }) => name.startsWith('domainMigrate'))
  const drivers = [...new Set(there.map(({ connection }) => connection))]
  const ofDriver = one.b.calls.filter(({ connection }) => drivers.includes(connection))
  t.strictSame(
    [...new Set(ofDriver.map(({ name }) => name))],
    ['connectOpen', 'connectSupportsFeature', ...there.map(({ name }) => name)],
    'the source alone called them, over a connection on which it says nothing else',
  )
  const call = one.a.calls.find(({ name }) => name === 'domainMigratePerform3Params')!
  t.match(call.args, { dconnuri: TO, flags: 0x1 | 0x2 | 0x8 | 0x10 })
  t.equal((call.args.cookieIn as Uint8Array).length, 0)
  t.strictSame((call.args.params as { field: string }[]).map(({ field }) => field).sort(), [
    'bandwidth',
    'destination_name',
  ])
  one.once(t, ['host-2'])
})

t.test('without a look at the destination the word of the source has to do', async (t) => {
  const one = await scene(t)
  const before = one.b.clients
  const begun = one.start()
  await begun.until(copying)
  t.equal(one.b.clients, before + 1, 'the source connects there, and nobody else')
  t.match(await begun.end(), {
    kind: 'migrated',
    host: 'destination',
    destination: { is: 'unknown' },
    evidence: [/the source, which drove the migration, says/],
  })
})

t.test('a source without parameters is given the call with places', async (t) => {
  const PARAMS = 13
  const one = await scene(t, { hosts: [{ lacks: [PARAMS] }, {}] })
  const result = await one.start({ bandwidthMiBps: 80, tunnelled: true }).end()
  t.match(result, { kind: 'migrated' })
  const call = one.a.calls.find(({ name }) => name === 'domainMigratePerform3')!
  t.match(call.args, { dconnuri: TO, uri: null, xmlin: null, resource: 80n, flags: 0x7n })
})

t.test('what the source refuses leaves the guest where it was', async (t) => {
  const one = await scene(t)
  const result = await one.start({ destination: 'qemu+tcp://nowhere/system' }).end()
  t.match(result, { kind: 'stayed', host: 'source', errors: [{ code: 'systemError' }] })
  t.match(result.evidence.join(), /never stood still/)
  one.once(t, ['host-1'])
})

t.test('the line between the hosts breaks in the copy', async (t) => {
  const one = await scene(t)
  const begun = one.start({ verify: one.to })
  await begun.until(copying)
  one.made.pull(one.a, one.b)
  t.match(await begun.end(), { kind: 'stayed', host: 'source', destination: { is: 'absent' } })
  one.once(t, ['host-1'])
})

t.test('cancelled, the source is asked to stop', async (t) => {
  const one = await scene(t, { dirtyMiBps: 500 })
  const stop = new AbortController()
  const begun = one.start({ signal: stop.signal })
  await begun.until(copying)
  stop.abort()
  t.match(await begun.end(), { kind: 'stayed', errors: [{ code: 'operationAborted' }] })
  one.once(t, ['host-1'])
})

t.test('cancelled before the call, nothing is sent', async (t) => {
  const one = await scene(t)
  const stop = new AbortController()
  stop.abort()
  await t.rejects(one.start({ signal: stop.signal }).end(), { code: 'aborted' })
  t.strictSame(one.a.phases, [])
})

t.test('the answer is lost: the source goes on, and is watched until it is done', async (t) => {
  const one = await scene(t)
  const begun = one.start({ verify: one.to })
  await begun.until(copying)
  one.a.cut('control')
  const result = await begun.end()
  t.match(result, { kind: 'migrated', host: 'destination', errors: [{ code: 'connectionLost' }] })
  t.match(result.evidence.join(), /the source goes on by itself/)
  one.once(t, ['host-2'])
})

t.test('the answer is lost and so is the source: nothing is claimed', async (t) => {
  const one = await scene(t)
  const begun = one.start()
  await begun.until(copying)
  one.a.reachable = false
  one.a.cut('all')
  t.match(await begun.end(), { kind: 'undetermined', host: undefined, source: { is: 'unknown' } })
})

t.test('post-copy and the timeout work beside it', async (t) => {
  for (const more of [
    { postcopy: true, postcopyAfterPrecopy: true },
    { postcopy: true, timeoutS: 3, timeoutAction: 'postcopy' },
  ] as const) {
    const one = await scene(t, { dirtyMiBps: 500 })
    t.match(await one.start({ ...more, verify: one.to }).end(), {
      kind: 'migrated',
      postcopy: true,
    })
    one.once(t, ['host-2'])
  }
  const one = await scene(t, { dirtyMiBps: 500 })
  const begun = one.start({ postcopy: true })
  await begun.until(copying)
  await begun.migration.startPostcopy()
  t.match(await begun.end(), { kind: 'migrated', postcopy: true })
})

t.test('the line breaks in post-copy: each host has a part', async (t) => {
  const one = await scene(t, { dirtyMiBps: 500 })
  const begun = one.start({ postcopy: true, postcopyAfterPrecopy: true, verify: one.to })
  await begun.until(({ type }) => type === 'switchover')
  await one.clock.advance(100)
  one.made.pull(one.a, one.b)
  t.match(await begun.end(), { kind: 'postcopy-failed', host: 'destination', postcopy: true })
})

t.test('nothing is begun', async (t) => {
  const one = await scene(t)
  const P2P = 4
  const other = await scene(t, { hosts: [{ lacks: [P2P] }, {}] })
  await t.rejects(other.start().end(), { code: 'argumentUnsupported', message: /by itself/ })
  await t.rejects(one.start({ p2p: false, direct: true, migrateUri: 'tcp://x' }).end(), {
    code: 'argumentUnsupported',
    message: /direct/,
  })
  await t.rejects(one.start({ live: false, offline: true, persistent: true }).end(), {
    code: 'operationInvalid',
  })
  t.strictSame([...one.a.phases, ...other.a.phases], [])

  const wrong: [Options & { destination?: Connection | string }, RegExp][] = [
    [{ destination: one.to }, /not a connection/],
    [{ destination: 'qemu+tcp://localhost/system' }, /localhost/],
    [{ destination: 'qemu:///system' }, /needs a host/],
    [{ destination: 'host-2' }, /needs a URI/],
    [{ p2p: false, verify: one.to }, /verify needs p2p/],
  ]
  for (const [more, message] of wrong) {
    const request = { source: one.from, destination: TO, domain: 'guest', p2p: true, ...more }
    t.throws(() => migrate(request), { code: 'invalidArg', message })
  }
})

const known: PeerKnown = {
  fate: 'refused',
  offline: false,
  wasActive: true,
  asked: true,
  before: false,
  stoodStill: true,
}
const present = (
  state: number,
  reason: number,
  job: 'none' | 'in' | 'out' = 'none',
): Observation => ({ is: 'present', id: 1, state: stateInfo(state, reason), job, persistent: true })
const absent: Observation = { is: 'absent' }
const unknown: Observation = {
  is: 'unknown',
  error: new ConnectionError('connectionLost', 'gone'),
}
const [running, stopped, off] = [present(1, 1), present(3, 2), present(5, 1)]

t.test('what may be said', async (t) => {
  const rows: [string, Partial<PeerKnown>, Observation, Observation, string, string?][] = [
    ['it moved', { fate: 'ok' }, present(5, 4), present(1, 2), 'migrated', 'destination'],
    ['nobody looked', { fate: 'ok', asked: false }, absent, unknown, 'migrated', 'destination'],
    ['it ended there', { fate: 'ok' }, absent, absent, 'guest-stopped', 'destination'],
    ['a copy is left', { fate: 'ok' }, stopped, running, 'migrated-leftover', 'destination'],
    ['twice', {}, running, present(1, 2), 'split-brain'],
    ['it had it before', { before: true }, running, running, 'stayed', 'source'],
    ['back', {}, running, absent, 'stayed', 'source'],
    ['back, waiting there', {}, running, present(3, 2, 'in'), 'stayed', 'source'],
    ['back, unseen there', { asked: false }, running, unknown, 'undetermined', 'source'],
    ['never handed over', { stoodStill: false }, running, unknown, 'stayed', 'source'],
    ['as paused as before', {}, present(3, 1), absent, 'stayed', 'source'],
    ['there, stopped here', {}, stopped, present(1, 2), 'migrated-leftover', 'destination'],
    ['stopped here', {}, stopped, absent, 'undetermined', 'source'],
    ['gone, there', { fate: 'unknown' }, absent, present(1, 2), 'migrated', 'destination'],
    ['said to be gone', { fate: 'unknown' }, present(5, 4), unknown, 'migrated', 'destination'],
    ['gone, unseen', { fate: 'unknown' }, absent, unknown, 'undetermined'],
    ['powered off', {}, off, absent, 'guest-stopped', 'source'],
    ['source unseen', { fate: 'unknown' }, unknown, present(1, 2), 'undetermined', 'destination'],
    ['both unseen', { fate: 'unknown' }, unknown, unknown, 'undetermined'],
    [
      'broken half way',
      {},
      present(3, 13, 'out'),
      present(1, 11, 'in'),
      'postcopy-failed',
      'destination',
    ],
    ['lost half way', {}, present(3, 13, 'out'), absent, 'lost'],
    [
      'half way',
      { fate: 'unknown' },
      present(3, 12, 'out'),
      present(1, 10, 'in'),
      'undetermined',
      'destination',
    ],
    [
      'a definition',
      { offline: true, wasActive: false, fate: 'ok' },
      off,
      off,
      'migrated',
      'destination',
    ],
    ['a definition stays', { offline: true, wasActive: false }, off, absent, 'stayed', 'source'],
  ]
  for (const [name, less, from, to, kind, host] of rows) {
    const said = peerVerdict({ ...known, ...less }, from, to)
    t.match(said, { kind, host }, name)
    t.equal(said.host, host, name)
    t.ok(said.because !== '' && said.advice !== '', name)
  }
})
