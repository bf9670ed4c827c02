// Migrations between embedded hosts: what each phase does, what the end of a connection means in each, and that over every fault
// a guest runs at most once and never backwards. The engine drives where it can; the calls are made by hand where it never would.

import t, { type Test } from 'tap'
import { paramsCalls } from '../../src/api/migration-calls.ts'
import * as remote from '../../src/generated/remote.ts'
import type { Connection, LibvirtError } from '../../src/index.ts'
import { Migration, type MigrationRequest } from '../../src/migration/migrate.ts'
import type { MigrationResult } from '../../src/migration/result.ts'
import {
  type Lab,
  type LabHost,
  type LabOptions,
  lab,
  VirtualClock,
} from '../../src/testing/index.ts'
import { prepared } from './by-hand.ts'

type Options = Omit<MigrationRequest, 'source' | 'destination' | 'domain'>

interface Scene {
  readonly made: Lab
  readonly clock: VirtualClock
  readonly a: LabHost
  readonly b: LabHost
  readonly uuid: string
  /** A connection of each host besides those of the engine. */
  readonly from: Connection
  readonly to: Connection
  run(options?: Options): Promise<MigrationResult>
}

async function scene(
  t: Test,
  options: LabOptions & { readonly dirtyMiBps?: number; readonly persistent?: boolean } = {},
): Promise<Scene> {
  const { dirtyMiBps = 100, persistent = true, ...rest } = options
  const clock = new VirtualClock()
  const made = await lab({ hosts: 2, clock, ...rest })
  t.teardown(() => made.close())
  const [a, b] = made.hosts as [LabHost, LabHost]
  const uuid = a.addGuest({ name: 'guest', memoryMiB: 512, dirtyMiBps, persistent })
  await clock.advance(1000)
  const [from, to] = await Promise.all([a.connect(), b.connect()])
  const run = (more: Options = {}) =>
    clock.run(
      new Migration(
        { source: from, destination: to, domain: 'guest', live: true, journal: false, ...more },
        clock,
      ).result,
    )
  return { made, clock, a, b, uuid, from, to, run }
}

/** Begin to Prepare by hand, over connections of their own. */
async function byHand({ a, b, uuid }: Scene, flags?: number) {
  return prepared(...(await Promise.all([a.connect(), b.connect()])), uuid, flags)
}

/** Holds an error against libvirt's number. */
async function refused(t: Test, promise: Promise<unknown>, number: number): Promise<void> {
  const error = await promise.then(
    () => undefined,
    (error: LibvirtError) => error,
  )
  t.equal(error?.number, number, error?.message ?? 'it was done')
}

async function lifecycleOf(connection: Connection): Promise<string[]> {
  const seen: string[] = []
  const events = await connection.domainEvents({
    events: ['lifecycle', 'migrationIteration', 'jobCompleted'],
  })
  void (async () => {
    for await (const one of events) {
      if (one.kind === 'lifecycle') seen.push(`${one.event} ${one.detail}`)
      else if (one.kind === 'migrationIteration') seen.push(`pass ${one.iteration}`)
      else if (one.kind === 'jobCompleted') seen.push('job completed')
    }
  })().catch(() => {})
  return seen
}

for (const version of ['9.0.0', '11.3.0'] as const) {
  t.test(
    `${version}: a live migration, its events in their order, the guest running once`,
    async (t) => {
      const { made, clock, a, b, uuid, from, to, run } = await scene(t, { version })
      const [source, destination] = [await lifecycleOf(from), await lifecycleOf(to)]
      const result = await run({ persistent: true, undefineSource: true })
      await clock.advance(1)
      t.match(result, {
        kind: 'migrated',
        host: 'destination',
        errors: [],
        source: { is: 'absent' },
      })
      const byHost = version === '9.0.0' ? [] : ['shutdown host']
      t.strictSame(source, [
        'pass 1',
        'suspended migrated',
        'pass 2',
        ...byHost,
        'stopped migrated',
        'job completed',
      ])
      t.strictSame(destination, ['started migrated', 'defined added', 'resumed migrated'])
      t.equal(a.guest(uuid), undefined)
      t.match(b.guest(uuid), { running: true, state: 1, reason: 2, persistent: true, job: 'none' })
      const { running, runs, violations } = made.runs(uuid)
      t.strictSame([running, runs.length, violations], [['host-2'], 2, []])
      t.equal(runs[1]!.fromCount, runs[0]!.toCount, 'it goes on where it stood')
      t.equal(result.stats?.memoryIteration, 2)
    },
  )
}

t.test(
  'a guest that rewrites more than the line carries does not converge, until a limit is changed',
  async (t) => {
    const { clock, from, run, uuid, made } = await scene(t, { dirtyMiBps: 2000 })
    const over = run()
    const guest = await from.lookupDomainByUuid(uuid)
    await clock.advance(20_000)
    const job = await guest.getJobStats()
    t.ok(job.memoryIteration! > 10)
    t.match(job, { operation: 'migrationOut', typeNumber: 2 })
    await from.call(remote.domainMigrateSetMaxDowntime, {
      dom: guest.ref,
      downtime: 1000n,
      flags: 0,
    })
    t.equal((await clock.run(over)).kind, 'migrated')
    t.strictSame(made.runs(uuid).violations, [])
  },
)

t.test('auto-converge slows the guest until it fits', async (t) => {
  const one = await scene(t, { dirtyMiBps: 1100 })
  const calls = await byHand(one, 0x2001)
  await one.clock.run(calls.perform(), 600_000)
  await calls.finish()
  await calls.confirm()
  t.strictSame(one.made.runs(one.uuid).running, ['host-2'])
})

t.test('an aborted job: the guest goes on at the source, the destination forgets it', async (t) => {
  const { clock, a, b, uuid, from, run, made } = await scene(t, { dirtyMiBps: 2000 })
  const over = run()
  await clock.advance(5000)
  await (await from.lookupDomainByUuid(uuid)).abortJob()
  const result = await clock.run(over)
  t.match(result, { kind: 'stayed', host: 'source', errors: [{ code: 'operationAborted' }] })
  t.match(a.guest(uuid), { running: true, state: 1, reason: 1, job: 'none' })
  t.equal(b.guest(uuid), undefined)
  t.equal(made.runs(uuid).runs.length, 1)
})

t.test('flags and what they leave behind', async (t) => {
  t.test('paused', async (t) => {
    const { b, uuid, run, made } = await scene(t)
    t.equal((await run({ suspend: true })).kind, 'migrated')
    t.match(b.guest(uuid), { running: false, state: 3, reason: 1, persistent: false })
    t.strictSame(made.runs(uuid).running, [])
  })
  t.test('without persist and undefine: the definition stays, the copy is transient', async (t) => {
    const { a, b, uuid, run } = await scene(t)
    await run()
    t.match(a.guest(uuid), { running: false, state: 5, reason: 4, persistent: true })
    t.match(b.guest(uuid), { running: true, persistent: false })
  })
  t.test('offline', async (t) => {
    const { a, b, uuid, from, run } = await scene(t)
    await (await from.lookupDomainByUuid(uuid)).destroy()
    const result = await run({ live: false, offline: true, persistent: true, undefineSource: true })
    t.match(result, { kind: 'migrated', id: undefined })
    t.equal(a.guest(uuid), undefined)
    t.match(b.guest(uuid), { running: false, state: 5, persistent: true, job: 'none' })
  })
  t.test('a new name', async (t) => {
    const { b, uuid, run } = await scene(t)
    t.equal((await run({ destinationName: 'other' })).name, 'other')
    t.match(b.guest(uuid), { name: 'other' })
  })
})

t.test(
  'refusals by number: conflicts, the same host, phases out of place, flags that contradict each other',
  async (t) => {
    const one = await scene(t)
    const { a, b, from, to, uuid } = one
    b.addGuest({ name: 'guest', running: false })
    t.match(await one.run(), { kind: 'stayed', errors: [{ code: 'operationFailed', number: 9 }] })
    const domain = await from.lookupDomainByUuid(uuid)
    const begun = await paramsCalls.begin(from, domain.ref, {}, 0x101)
    await refused(t, paramsCalls.begin(from, domain.ref, {}, 0x101), 55)
    await refused(t, paramsCalls.prepare(from, { destinationXml: begun.xml }, begun.cookie, 1), 1)
    await paramsCalls.confirm(from, domain.ref, {}, new Uint8Array(0), 0x101, true)
    await refused(t, paramsCalls.confirm(from, domain.ref, {}, new Uint8Array(0), 1, true), 55)
    await refused(
      t,
      paramsCalls.finish(to, { destinationName: 'guest' }, new Uint8Array(0), 1, false),
      55,
    )
    await refused(
      t,
      paramsCalls.finish(to, { destinationName: 'nobody' }, new Uint8Array(0), 1, false),
      42,
    )
    await refused(t, paramsCalls.begin(from, domain.ref, {}, 0x8000), 74)
    await refused(t, paramsCalls.begin(from, domain.ref, {}, 0x400), 55)
    await refused(t, paramsCalls.begin(from, domain.ref, {}, 0x8000_0000), 8)
    await refused(t, domain.abortJob(), 55)
    t.equal(a.guest(uuid)?.running, true)
  },
)

t.test('an empty cookie to Prepare kills the daemon, and its guests live on', async (t) => {
  const { b, to } = await scene(t)
  b.addGuest({ name: 'bystander' })
  await t.rejects(paramsCalls.prepare(to, { destinationXml: '<domain/>' }, new Uint8Array(0), 1), {
    code: 'connectionLost',
    outcome: 'unknown',
  })
  t.equal(b.reachable, false)
  b.restart()
  t.equal(b.guest('bystander')?.running, true)
})

t.test(
  'change protection: what would change the guest waits half a minute and is refused',
  async (t) => {
    const one = await scene(t)
    const { clock, uuid } = one
    const { domain, source, confirm } = await byHand(one)
    const resumed = (await one.from.lookupDomainByUuid(uuid)).resume()
    resumed.catch(() => {})
    await clock.advance(29_000)
    await clock.advance(2000)
    await refused(t, resumed, 68)
    t.match(await domain.getState(), { state: 'running' })
    await confirm(true)
    const free = await source.lookupDomainByUuid(uuid)
    await free.suspend()
    await free.resume()
  },
)

t.test(
  'an abort between Begin and Perform is remembered; one after Perform has no effect',
  async (t) => {
    const one = await scene(t)
    const early = await byHand(one)
    await early.domain.abortJob()
    await refused(t, one.clock.run(early.perform()), 78)
    await refused(t, early.finish(true), 93)
    const late = await byHand(one)
    await one.clock.run(late.perform())
    await late.domain.abortJob()
    await late.finish()
    await late.confirm()
    t.strictSame(one.made.runs(one.uuid).running, ['host-2'])
  },
)

t.test('the incoming side has no statistics, and that is how one knows it', async (t) => {
  const one = await scene(t)
  const { to, uuid } = one
  await byHand(one)
  const there = await to.lookupDomainByUuid(uuid)
  await refused(t, there.getJobStats(), 84)
  await refused(t, one.clock.run(there.abortJob()), 68)
  t.match(await there.getState(), { state: 'paused', reason: 'migration' })
})

t.test('what the end of a connection means', async (t) => {
  const gone = async (host: LabHost, clients: number) => {
    while (host.clients > clients) await new Promise((resolve) => setImmediate(resolve))
  }
  t.test('to the source after Begin: its job ends, the guest is untouched', async (t) => {
    const one = await scene(t)
    const { source } = await byHand(one)
    await source.close()
    await gone(one.a, 1)
    t.match(one.a.guest(one.uuid), { running: true, job: 'none' })
  })
  t.test('to the source after Perform: the guest stands still and nobody resumes it', async (t) => {
    const one = await scene(t)
    const { source, perform } = await byHand(one)
    await one.clock.run(perform())
    await source.close()
    await gone(one.a, 1)
    t.match(one.a.guest(one.uuid), { running: false, state: 3, reason: 2, job: 'none' })
    await (await one.from.lookupDomainByUuid(one.uuid)).resume()
    t.equal(one.a.guest(one.uuid)?.running, true)
  })
  t.test('to the destination before Finish: the guest that came is destroyed', async (t) => {
    const one = await scene(t)
    const { destination, perform, confirm } = await byHand(one)
    const events = await lifecycleOf(one.to)
    await one.clock.run(perform())
    await destination.close()
    await gone(one.b, 1)
    await one.clock.advance(1)
    t.equal(one.b.guest(one.uuid), undefined)
    t.strictSame(events, ['shutdown host', 'stopped destroyed'])
    await confirm(true)
    t.match(one.a.guest(one.uuid), { running: true, reason: 6 })
  })
  t.test('to the destination during Perform: Perform fails by itself', async (t) => {
    const one = await scene(t, { dirtyMiBps: 3000 })
    const { destination, perform } = await byHand(one)
    const performed = perform()
    performed.catch(() => {})
    await one.clock.advance(2000)
    await destination.close()
    await refused(t, one.clock.run(performed), 9)
    t.match(one.a.guest(one.uuid), { running: true, job: 'none' })
  })
  t.test('Finish and Confirm may come over another connection', async (t) => {
    const one = await scene(t)
    const { destination, perform, finish } = await byHand(one)
    await one.clock.run(perform())
    await finish(false, one.to)
    await destination.close()
    await gone(one.b, 1)
    t.equal(one.b.guest(one.uuid)?.running, true)
  })
})

t.test('post-copy', async (t) => {
  const POSTCOPY = 0x8001
  const switched = async (t: Test, version: '9.0.0' | '11.3.0' = '11.3.0') => {
    const one = await scene(t, { dirtyMiBps: 3000, version, lineMiBps: 100 })
    const calls = await byHand(one, POSTCOPY)
    const performed = calls.perform()
    performed.catch(() => {})
    await one.clock.advance(1000)
    await one.from.call(remote.domainMigrateStartPostCopy, {
      dom: calls.domain.ref,
      flags: 0,
    })
    await one.clock.run(performed)
    return { one, calls }
  }
  t.test('runs on the destination at once and is over when the rest has come', async (t) => {
    const { one, calls } = await switched(t)
    t.match(one.a.guest(one.uuid), { running: false, state: 3, reason: 12 })
    const finished = calls.finish()
    await one.clock.advance(100)
    t.match(one.b.guest(one.uuid), { running: true, state: 1, reason: 10, job: 'in' })
    await one.clock.run(finished)
    t.match(one.b.guest(one.uuid), { running: true, state: 1, reason: 2, job: 'none' })
    await calls.confirm()
    t.match(one.a.guest(one.uuid), { state: 5, reason: 4 })
    t.strictSame(one.made.runs(one.uuid).violations, [])
  })
  t.test('a source that dies before Finish leaves nothing to start', async (t) => {
    for (const version of ['9.0.0', '11.3.0'] as const) {
      const { one, calls } = await switched(t, version)
      one.a.killQemu(one.uuid)
      await t.rejects(one.clock.run(calls.finish()), { code: 'operationFailed' })
      t.match(one.b.guest(one.uuid), undefined, `${version}: half a guest is no guest`)
      const { violations, running } = one.made.runs(one.uuid)
      t.strictSame([violations, running], [[], []])
    }
  })
  t.test('a broken line leaves both halves, on 9.0.0 to be gone on with', async (t) => {
    const { one, calls } = await switched(t, '9.0.0')
    const finished = calls.finish()
    finished.catch(() => {})
    await one.clock.advance(100)
    one.made.pull(one.a, one.b)
    await refused(t, one.clock.run(finished), 9)
    t.match(one.a.guest(one.uuid), { state: 3, reason: 13, job: 'out' })
    t.match(one.b.guest(one.uuid), { running: true, state: 1, reason: 11, job: 'in' })
    one.made.plug(one.a, one.b)
    const again = await byHand(one, POSTCOPY | 0x80000)
    await one.clock.run(again.perform())
    await one.clock.run(again.finish())
    await again.confirm()
    t.strictSame(one.made.runs(one.uuid).running, ['host-2'])
    t.match(one.a.guest(one.uuid), { state: 5, reason: 4 })
  })
  t.test('gone on with, and Finish never comes: it is whole in the end', async (t) => {
    for (const when of ['before Perform', 'after it'] as const) {
      const { one, calls } = await switched(t, '9.0.0')
      const finished = calls.finish()
      finished.catch(() => {})
      await one.clock.advance(100)
      one.made.pull(one.a, one.b)
      await refused(t, one.clock.run(finished), 9)
      one.made.plug(one.a, one.b)
      const again = await byHand(one, POSTCOPY | 0x80000)
      const told = await lifecycleOf(one.to)
      if (when === 'before Perform') await again.destination.close()
      await one.clock.run(again.perform())
      if (when === 'after it') await again.destination.close()
      await one.clock.advance(100)
      t.match(one.b.guest(one.uuid), { running: true, state: 1, reason: 11, job: 'in' }, when)
      t.match(one.a.guest(one.uuid), { state: 3, reason: 12 })
      await one.clock.advance(20_000)
      t.match(one.b.guest(one.uuid), { running: true, state: 1, reason: 2, job: 'none' })
      await again.confirm()
      t.match(one.a.guest(one.uuid), { state: 5, reason: 4 })
      t.strictSame(
        told,
        when === 'after it'
          ? ['resumed postcopy', 'resumed postcopyFailed', 'resumed migrated']
          : ['resumed migrated'],
      )
      t.strictSame(one.made.runs(one.uuid).violations, [])
    }
  })
  t.test('whose Finish goes over another connection is not called failed', async (t) => {
    const { one, calls } = await switched(t, '9.0.0')
    const finished = calls.finish(false, one.to)
    await one.clock.advance(100)
    await calls.destination.close()
    await one.clock.advance(100)
    t.match(one.b.guest(one.uuid), { state: 1, reason: 10 })
    await one.clock.run(finished)
    t.match(one.b.guest(one.uuid), { state: 1, reason: 2, job: 'none' })
  })
  t.test('to go on with it kills an 11.3.0 destination', async (t) => {
    const { one, calls } = await switched(t)
    const finished = calls.finish()
    finished.catch(() => {})
    await one.clock.advance(100)
    one.made.pull(one.a, one.b)
    await t.rejects(one.clock.run(finished))
    await t.rejects(byHand(one, POSTCOPY | 0x80000))
    t.equal(one.b.reachable, false)
  })
  t.test(
    'a destination lost before Finish: the guest is lost, and the source says so',
    async (t) => {
      const { one, calls } = await switched(t)
      await calls.destination.close()
      await one.clock.advance(100)
      t.equal(one.b.guest(one.uuid), undefined)
      t.match(one.a.guest(one.uuid), { state: 3, reason: 13 })
      await refused(t, calls.domain.abortJob(), 55)
    },
  )
  t.test('a source connection lost after the switch: it removes its copy by itself', async (t) => {
    const { one, calls } = await switched(t)
    await calls.source.close()
    await one.clock.advance(1)
    t.match(one.a.guest(one.uuid), { state: 3, reason: 13 })
    await one.clock.run(calls.finish())
    t.match(one.a.guest(one.uuid), { state: 5, reason: 4, job: 'none' })
    t.strictSame(one.made.runs(one.uuid).running, ['host-2'])
  })
})

t.test('peer-to-peer: the source drives, whatever becomes of its client', async (t) => {
  const one = await scene(t)
  const domain = await one.from.lookupDomainByUuid(one.uuid)
  const args = {
    dom: domain.ref,
    dconnuri: 'qemu+tcp://host-2/system',
    params: [],
    cookieIn: new Uint8Array(0),
    flags: 0xb,
  }
  const performed = one.from.call(remote.domainMigratePerform3Params, args)
  performed.catch(() => {})
  await one.clock.advance(50)
  one.a.cut()
  await one.clock.advance(10_000)
  t.match(one.b.guest(one.uuid), { running: true, persistent: true })
  t.strictSame(one.made.runs(one.uuid).violations, [])
})

t.test('a daemon that dies and comes back', async (t) => {
  t.test('the source in Perform: its copy is called off and the guest goes on', async (t) => {
    const one = await scene(t, { dirtyMiBps: 3000 })
    const { perform } = await byHand(one)
    const performed = perform()
    performed.catch(() => {})
    await one.clock.advance(1000)
    one.a.crash(2000)
    await t.rejects(performed, { code: 'connectionLost', outcome: 'unknown' })
    await one.clock.advance(3000)
    t.match(one.a.guest(one.uuid), { running: true, job: 'none' })
  })
  t.test('the source after Perform: the job is forgotten, the guest stands still', async (t) => {
    const one = await scene(t)
    const { perform } = await byHand(one)
    await one.clock.run(perform())
    one.a.restart()
    t.match(one.a.guest(one.uuid), { running: false, state: 3, reason: 2, job: 'none' })
  })
  t.test('the destination before Finish: what came is killed', async (t) => {
    const one = await scene(t)
    const { perform } = await byHand(one)
    await one.clock.run(perform())
    one.b.restart()
    t.equal(one.b.guest(one.uuid), undefined)
  })
})

t.test('what an arriving guest died of: told by Finish(1) on either release', async (t) => {
  for (const [version, number] of [
    ['9.0.0', 1],
    ['11.3.0', 9],
  ] as const) {
    const one = await scene(t, { version, dirtyMiBps: 3000 })
    const { perform, finish } = await byHand(one)
    const performed = perform()
    performed.catch(() => {})
    await one.clock.advance(500)
    one.made.pull(one.a, one.b)
    await refused(t, one.clock.run(performed), 9)
    t.equal(one.b.guest(one.uuid) !== undefined, version === '11.3.0')
    await refused(t, finish(true), number)
    t.equal(one.b.guest(one.uuid), undefined)
    t.equal(one.a.guest(one.uuid)?.running, true)
  }
})

t.test(
  'Finish takes its time, and with a daemon that dies in it the guest that came',
  async (t) => {
    const one = await scene(t, { hosts: [{}, { finishMs: 200 }] })
    const { clock, b, uuid, made } = one
    const calls = await byHand(one)
    await clock.run(calls.perform())
    const finished = calls.finish()
    finished.catch(() => {})
    await clock.advance(100)
    t.match(b.guest(uuid), { running: false, job: 'in' })
    b.crash(1000)
    await t.rejects(clock.run(finished), { code: 'connectionLost' })
    await clock.advance(2000)
    t.equal(b.guest(uuid), undefined)
    t.strictSame(made.runs(uuid).running, [])
    await calls.confirm(true)
    t.strictSame(made.runs(uuid).running, ['host-1'])
  },
)

t.test('peer-to-peer: an answer of Finish that is lost lets the guest run twice', async (t) => {
  const one = await scene(t, { hosts: [{}, { finishMs: 500 }] })
  const domain = await one.from.lookupDomainByUuid(one.uuid)
  const args = {
    dom: domain.ref,
    dconnuri: 'qemu+tcp://host-2/system',
    params: [],
    cookieIn: new Uint8Array(0),
    flags: 0x3,
  }
  const performed = one.from.call(remote.domainMigratePerform3Params, args)
  performed.catch(() => {})
  await one.clock.advance(1000)
  one.made.pull(one.a, one.b)
  await refused(t, one.clock.run(performed), 9)
  // The destination has Finish, and carries it out.
  t.strictSame(one.made.runs(one.uuid).running, ['host-1'])
  await one.clock.advance(1000)
  t.strictSame(one.made.runs(one.uuid).running, ['host-1', 'host-2'])
  t.equal(one.made.runs(one.uuid).violations.length, 1)
})

t.test('a daemon of the destination that dies in post-copy finds its guest arrived', async (t) => {
  const one = await scene(t, { dirtyMiBps: 3000, lineMiBps: 100 })
  const { clock, a, b, uuid, from, made } = one
  const calls = await byHand(one, 0x8001)
  const performed = calls.perform()
  await clock.advance(1000)
  await from.call(remote.domainMigrateStartPostCopy, { dom: calls.domain.ref, flags: 0 })
  await clock.run(performed)
  const finished = calls.finish()
  finished.catch(() => {})
  await clock.advance(100)
  b.crash(500)
  await clock.advance(1000)
  t.match(b.guest(uuid), { running: true, state: 1, reason: 11 })
  await clock.advance(20_000)
  t.match(b.guest(uuid), { running: true, state: 1, reason: 2, job: 'none' })
  await calls.confirm()
  t.match(a.guest(uuid), { state: 5, reason: 4 })
  t.strictSame(made.runs(uuid).violations, [])
})

t.test('a silent line stops the copy and tells nobody; plugged in again it goes on', async (t) => {
  const one = await scene(t)
  const { clock, made, a, b } = one
  const over = one.run()
  await clock.advance(100)
  made.pull(a, b, { silent: true })
  await clock.advance(60_000)
  t.match(a.guest(one.uuid), { running: true, job: 'out' })
  made.plug(a, b)
  t.equal((await over).kind, 'migrated')
})

t.test('what undefines a domain waits for the job on it, what defines it does not', async (t) => {
  const one = await scene(t)
  const { clock, from, uuid } = one
  const calls = await byHand(one)
  const xml = await calls.domain.getXml()
  await from.defineDomain(xml)
  const over = calls.domain.undefine()
  over.catch(() => {})
  await clock.advance(31_000)
  await refused(t, over, 68)
  t.equal(one.a.guest(uuid)?.persistent, true)
})
