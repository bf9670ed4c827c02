// Migrations that the source drives, between real hosts: what the engine says of them is held against virsh inside the hosts and
// against the guest's own counter.

import t from 'tap'
import { type MigrationRequest, type MigrationResult, migrate } from '../../src/migration/index.ts'
import type { Host } from './host.ts'
import { pairs, useLab } from './lab.ts'
import { CuttingProxy } from './proxy.ts'

const lab = await useLab(t)

type Options = Partial<Omit<MigrationRequest, 'destination' | 'domain'>>

/** The destination as the hosts call each other. */
const amongHosts = (host: Host): string => `qemu+tcp://${host.name}/system`

function request(from: Host, to: Host, domain: string, options: Options = {}): MigrationRequest {
  const destination = amongHosts(to)
  return { source: from.uri, destination, domain, live: true, p2p: true, ...options }
}

function move(
  from: Host,
  to: Host,
  domain: string,
  options: Options = {},
): Promise<MigrationResult> {
  return migrate(request(from, to, domain, options)).result
}

async function stateOn(host: Host, domain: string): Promise<string> {
  return host.virsh('domstate', domain, '--reason')
}

const PERFORM3_PARAMS = 305
const REPLY = 1

for (const [from, to] of pairs.slice(0, 2)) {
  const [source, destination] = [lab.host(from), lab.host(to)]
  const way = `${source.version} to ${destination.version}`

  t.test(`${way}: driven by the source and looked at, the guest moves`, async (t) => {
    t.teardown(() => lab.cleanup())
    const counter = await lab.boot(source, { name: 'peer', dirtyMiB: 8 }, { persistent: true })
    const result = await move(source, destination, 'peer', {
      verify: destination.uri,
      persistent: true,
      undefineSource: true,
      destinationName: 'moved',
      bandwidthMiBps: 200,
    })
    t.match(result, {
      kind: 'migrated',
      host: 'destination',
      name: 'moved',
      errors: [],
      warnings: [],
      journal: undefined,
      source: { is: 'absent' },
    })
    t.equal(result.id, Number(await destination.virsh('domid', 'moved')))
    t.same(await source.domains(), [])
    t.equal(await stateOn(destination, 'moved'), 'running (migrated)')
    await counter.advance(3)
    await counter.check()
  })

  t.test(`${way}: tunnelled, and nobody looks at the destination`, async (t) => {
    t.teardown(() => lab.cleanup())
    const counter = await lab.boot(source, { name: 'tunnel' })
    const result = await move(source, destination, 'tunnel', { tunnelled: true })
    t.match(result, { kind: 'migrated', host: 'destination', destination: { is: 'unknown' } })
    t.equal(await stateOn(destination, 'tunnel'), 'running (migrated)')
    await counter.advance(3)
    await counter.check()
  })

  t.test(`${way}: in post-copy`, async (t) => {
    t.teardown(() => lab.cleanup())
    const counter = await lab.boot(source, { name: 'post', dirtyMiB: 32 })
    const result = await move(source, destination, 'post', {
      verify: destination.uri,
      bandwidthMiBps: 16,
      postcopy: true,
      timeoutS: 1,
      timeoutAction: 'postcopy',
    })
    t.match(result, { kind: 'migrated', postcopy: true })
    t.equal(await stateOn(destination, 'post'), 'running (migrated)')
    await counter.advance(3)
    await counter.check()
  })

  t.test(`${way}: cancelled in the copy, the guest runs on where it was`, async (t) => {
    t.teardown(() => lab.cleanup())
    const counter = await lab.boot(source, { name: 'cancel', dirtyMiB: 32 })
    const stop = new AbortController()
    const migration = migrate(
      request(source, destination, 'cancel', { bandwidthMiBps: 5, signal: stop.signal }),
    )
    for await (const news of migration) if (news.type === 'job') stop.abort()
    t.match(await migration.result, { kind: 'stayed', host: 'source' })
    t.match(await stateOn(source, 'cancel'), /^running/)
    t.same(await destination.domains(), [])
    await counter.advance(3)
    await counter.check()
  })

  t.test(`${way}: the answer is lost, and both hosts say that the guest moved`, async (t) => {
    t.teardown(() => lab.cleanup())
    const counter = await lab.boot(source, { name: 'lost' })
    const proxy = await CuttingProxy.open(source.address)
    t.teardown(() => proxy.close())
    proxy.rule = ({ from, procedure, type }) =>
      from === 'daemon' && type === REPLY && procedure === PERFORM3_PARAMS ? 'cut' : 'pass'
    const result = await move(source, destination, 'lost', {
      source: proxy.uri,
      verify: destination.uri,
    })
    t.match(result, { kind: 'migrated', host: 'destination', errors: [{ outcome: 'unknown' }] })
    t.equal(await stateOn(destination, 'lost'), 'running (migrated)')
    await counter.advance(3)
    await counter.check()
  })

  t.test(`${way}: a definition moves offline`, async (t) => {
    t.teardown(() => lab.cleanup())
    await lab.boot(source, { name: 'offline' }, { persistent: true })
    await source.virsh('destroy', 'offline')
    const result = await move(source, destination, 'offline', {
      live: false,
      offline: true,
      persistent: true,
      undefineSource: true,
      verify: destination.uri,
    })
    t.match(result, { kind: 'migrated', errors: [] })
    t.same(await source.domains(), [])
    t.match(await stateOn(destination, 'offline'), /^shut off/)
  })

  t.test(`${way}: what cannot be done leaves the guest alone`, async (t) => {
    t.teardown(() => lab.cleanup())
    const counter = await lab.boot(source, { name: 'stays' })
    const nowhere = await migrate({
      ...request(source, destination, 'stays'),
      destination: 'qemu+tcp://no-such-host.invalid/system',
    }).result
    t.match(nowhere, { kind: 'stayed', host: 'source', errors: [{ outcome: 'refused' }] })
    const itself = await move(source, source, 'stays')
    t.match(itself, { kind: 'stayed', host: 'source', errors: [{ code: 'internalError' }] })
    const direct = { p2p: false, direct: true, migrateUri: `tcp://${destination.name}` }
    await t.rejects(move(source, destination, 'stays', direct), { code: 'argumentUnsupported' })
    t.match(await stateOn(source, 'stays'), /^running/)
    t.same(await destination.domains(), [])
    await counter.advance(3)
    await counter.check()
  })
}
