// The resolver on embedded hosts: what a lost answer, a dead client and a leftover come to, in the process that drove the migration
// and in one that only has the journal. What every fault comes to is test/faults; here it is what the resolver itself does.

import { copyFileSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { Connection } from '../../src/index.ts'
import { readJournal } from '../../src/migration/journal.ts'
import { Migration, type MigrationRequest } from '../../src/migration/migrate.ts'
import { Resolution, type ResolutionRequest } from '../../src/migration/resolve.ts'
import type { MigrationResult } from '../../src/migration/result.ts'
import { type Fault, type Lab, type LabHost, lab, VirtualClock } from '../../src/testing/index.ts'

/** A clock of a day in 2026 that stands still until it is told otherwise. */
class WallClock extends VirtualClock {
  wall(): number {
    return Date.UTC(2026, 10, 27) + this.now()
  }
}

interface Scene {
  readonly made: Lab
  readonly clock: WallClock
  readonly a: LabHost
  readonly b: LabHost
  readonly uuid: string
  readonly folder: string
  run(options?: Partial<MigrationRequest>): Promise<MigrationResult>
  /** Starts and, once `when` has resolved, dies: nothing of it is heard of any more. @returns a copy of its journal */
  killed(when: Promise<unknown>, options?: Partial<MigrationRequest>): Promise<string>
  resolve(journal: string, options?: Partial<ResolutionRequest>): Promise<MigrationResult>
  open(host: LabHost): Promise<Connection>
}

async function scene(
  t: Test,
  guest: { readonly persistent?: boolean; readonly running?: boolean } = {},
): Promise<Scene> {
  const clock = new WallClock()
  const made = await lab({ hosts: [{}, { finishMs: 50 }], clock })
  t.teardown(() => made.close())
  const [a, b] = made.hosts as [LabHost, LabHost]
  const uuid = a.addGuest({ name: 'guest', memoryMiB: 256, dirtyMiBps: 20, ...guest })
  await clock.advance(1000)
  const folder = join(t.testdir({}), 'journals')
  const timed = { clock } as object
  const open = (host: LabHost) => host.connect(timed)
  const start = async (options: Partial<MigrationRequest> = {}) => {
    const [source, destination] = await Promise.all([open(a), open(b)])
    const live = options.offline !== true
    const request = { domain: 'guest', live, journal: folder, connect: timed, ...options }
    return new Migration({ ...request, source, destination }, clock)
  }
  return {
    ...{ made, clock, a, b, uuid, folder, open },
    run: async (options) => clock.run((await start(options)).result),
    killed: async (when, options) => {
      let copy = ''
      const dead = when.then(() => {
        const [name] = readdirSync(folder).filter((one) => one.endsWith('.journal'))
        copy = join(folder, '..', `copy-${name}`)
        copyFileSync(join(folder, name!), copy)
        // Whatever it would send now gets nowhere.
        for (const host of [a, b]) {
          host.reachable = false
          host.cut('all')
        }
      })
      await start(options)
      await clock.run(dead)
      await clock.advance(1000)
      for (const host of [a, b]) host.reachable = true
      return copy
    },
    resolve: async (journal, options) => {
      const [source, destination] = await Promise.all([open(a), open(b)])
      const request = { journal, source, destination, connect: timed, ...options }
      return clock.run(new Resolution(request, clock).result)
    },
  }
}

/** It runs on that host and nowhere else, and never did anything it must not. */
function once(t: Test, { made, uuid }: Scene, where: string): void {
  const { running, violations } = made.runs(uuid)
  t.strictSame([running, violations], [[where], []])
}

const cut = (at: string, when: 'call' | 'reply'): Fault => ({ at, when, do: 'cut' })

t.test(
  'the answer to Finish is lost: the guest is on the destination, and the journal is done',
  async (t) => {
    const s = await scene(t)
    s.b.fault(cut('finish', 'reply'))
    const result = await s.run({ persistent: true, undefineSource: true })
    t.match(result, { kind: 'migrated', host: 'destination', errors: [{ code: 'connectionLost' }] })
    once(t, s, 'host-2')
    t.match(result.journal, /\.done$/)
    t.ok(existsSync(result.journal!))
    t.match(readJournal(result.journal!).records.at(-1), { is: 'result', kind: 'migrated' })
    t.equal(s.b.phases.filter((phase) => phase === 'finish').length, 1, 'Finish is sent once')
  },
)

t.test('Finish never arrived: the source goes on', async (t) => {
  const s = await scene(t)
  s.b.fault(cut('finish', 'call'))
  t.match(await s.run(), { kind: 'stayed', host: 'source' })
  once(t, s, 'host-1')
})

t.test(
  'the answer to Perform is lost: the destination is undone, then the source resumed',
  async (t) => {
    const s = await scene(t)
    s.a.fault(cut('perform', 'reply'))
    const result = await s.run()
    t.match(result, { kind: 'stayed', host: 'source' })
    once(t, s, 'host-1')
    t.strictSame(s.b.phases, ['prepare', 'finish(1)'])
  },
)

t.test('the line to the source breaks while it copies: aborted, and it runs on', async (t) => {
  const s = await scene(t)
  s.a.fault({ at: 'perform', when: 'running', afterMs: 30, do: 'cut' })
  t.match(await s.run(), { kind: 'stayed', host: 'source' })
  once(t, s, 'host-1')
  t.equal(s.b.guest(s.uuid), undefined)
})

t.test('events heard on another line than the looks prove nothing', async (t) => {
  const s = await scene(t)
  // The guest ends on the destination at once, and the line that tells of it swallows everything.
  s.b.fault({
    at: 'finish',
    when: 'running',
    afterMs: 10,
    do: 'run',
    run: () => {
      s.b.cut('control')
      s.b.hole('monitor')
      s.clock.setTimeout(() => s.b.powerOff(s.uuid), 100)
    },
  })
  const result = await s.run({ ifAbsent: 'ask' })
  t.match(result, { kind: 'undetermined', host: 'source' })
  t.strictSame(s.made.runs(s.uuid).running, [], 'stale memory is not let run')
})

t.test('both hosts away: undetermined, named, and resolved once they are back', async (t) => {
  const s = await scene(t)
  s.b.fault({
    at: 'finish',
    when: 'reply',
    do: 'run',
    run: () => {
      s.b.reachable = false
      s.b.cut('all')
    },
  })
  const result = await s.run()
  t.match(result, { kind: 'undetermined', host: 'source', destination: { is: 'unknown' } })
  t.match(result.journal, /\.journal$/)
  t.match(result.advice, /resolve the journal/)
  s.b.reachable = true
  await t.rejects(s.run(), { code: 'operationInvalid', message: /resolve '.*' first/ })
  const again = await s.resolve(result.journal!)
  t.match(again, { kind: 'migrated-leftover', host: 'destination' })
  once(t, s, 'host-2')
})

t.test('killed at each point, resolved by a process that never saw it', async (t) => {
  const points: [string, 'a' | 'b', Fault['at'], 'call' | 'reply', string, string][] = [
    ['Begin sent', 'a', 'begin', 'call', 'stayed', 'host-1'],
    ['Begin answered', 'a', 'begin', 'reply', 'stayed', 'host-1'],
    ['Prepare answered', 'b', 'prepare', 'reply', 'stayed', 'host-1'],
    ['Perform sent', 'a', 'perform', 'call', 'stayed', 'host-1'],
    ['Perform answered', 'a', 'perform', 'reply', 'stayed', 'host-1'],
    ['Finish never delivered', 'b', 'finish', 'call', 'stayed', 'host-1'],
    ['Finish answered', 'b', 'finish', 'reply', 'migrated-leftover', 'host-2'],
    ['Confirm never delivered', 'a', 'confirm', 'call', 'migrated-leftover', 'host-2'],
    ['Confirm answered', 'a', 'confirm', 'reply', 'migrated', 'host-2'],
  ]
  for (const [name, side, at, when, kind, where] of points) {
    t.test(name, async (t) => {
      const s = await scene(t)
      const placed = s[side].fault(cut(at, when))
      const journal = await s.killed(placed.struck, { persistent: true, undefineSource: true })
      const result = await s.resolve(journal)
      t.match(result, { kind, uuid: s.uuid, uris: { source: s.a.uri, destination: s.b.uri } })
      once(t, s, where)
    })
  }
})

t.test('a leftover', async (t) => {
  const left = async (t: Test, options: Partial<MigrationRequest> = {}) => {
    const s = await scene(t)
    s.a.fault(cut('confirm', 'call'))
    return { s, result: await s.run(options) }
  }

  t.test('is kept paused, and said to be', async (t) => {
    const { s, result } = await left(t)
    t.match(result, { kind: 'migrated-leftover', host: 'destination', source: { is: 'present' } })
    t.match(result.journal, /\.journal$/)
    once(t, s, 'host-2')
  })

  t.test('is destroyed where that is asked for, at once or later', async (t) => {
    const { s, result } = await left(t, {
      leftover: 'destroy',
      persistent: true,
      undefineSource: true,
    })
    t.match(result, { kind: 'migrated', source: { is: 'absent' } })
    once(t, s, 'host-2')
    const later = await left(t)
    const again = await later.s.resolve(later.result.journal!, { leftover: 'destroy' })
    t.match(again, { kind: 'migrated', host: 'destination' })
    t.match(later.s.a.guest(later.s.uuid), { running: false, state: 5, persistent: true })
    once(t, later.s, 'host-2')
  })

  t.test('that somebody resumed is a split brain, and nothing is destroyed', async (t) => {
    const { s, result } = await left(t)
    const source = await s.open(s.a)
    await (await source.lookupDomainByUuid(s.uuid)).resume()
    const again = await s.resolve(result.journal!, { leftover: 'destroy' })
    t.match(again, { kind: 'split-brain', host: undefined })
    t.match(again.advice, /at once/)
    t.equal(s.made.runs(s.uuid).running.length, 2)
  })
})

t.test('a Finish that fails late', async (t) => {
  const late = { at: 'finish', when: 'running', afterMs: 10, do: 'killQemu' } as const

  t.test('leaves no definition', async (t) => {
    const s = await scene(t)
    s.b.fault(late)
    t.match(await s.run({ persistent: true }), { kind: 'stayed', host: 'source' })
    t.equal(s.b.guest(s.uuid), undefined)
    once(t, s, 'host-1')
  })

  t.test('puts an older definition back', async (t) => {
    const s = await scene(t)
    const [source, destination] = await Promise.all([s.open(s.a), s.open(s.b)])
    const xml = await (await source.lookupDomainByUuid(s.uuid)).getXml({ inactive: true })
    const older = xml.replace('</name>', '</name><description>older</description>')
    await destination.defineDomain(older)
    s.b.fault(late)
    t.match(await s.run({ persistent: true }), { kind: 'stayed', host: 'source' })
    const there = await destination.lookupDomainByUuid(s.uuid)
    t.match(await there.getXml({ inactive: true }), /older/)
    once(t, s, 'host-1')
  })
})

t.test('an offline migration whose line breaks leaves no ghost', async (t) => {
  for (const [at, when] of [
    ['prepare', 'reply'],
    ['finish', 'call'],
  ] as const) {
    const s = await scene(t, { running: false })
    s.b.fault(cut(at, when))
    const result = await s.run({ offline: true, persistent: true, undefineSource: true })
    t.match(result, { kind: 'stayed', host: 'source' }, `${at} ${when}`)
    t.equal(s.b.guest(s.uuid), undefined)
    t.match(s.a.guest(s.uuid), { persistent: true, job: 'none' })
  }
  const s = await scene(t, { running: false })
  s.b.fault(cut('finish', 'reply'))
  const result = await s.run({ offline: true, persistent: true, undefineSource: true })
  t.match(result, { kind: 'migrated', host: 'destination' })
  t.equal(s.a.guest(s.uuid), undefined)
  t.match(s.b.guest(s.uuid), { persistent: true })
})

t.test('a journal that cannot be begun begins nothing', async (t) => {
  const s = await scene(t)
  const journal = join(t.testdir({ file: '' }), 'file', 'below')
  await t.rejects(s.run({ journal }), { code: 'operationInvalid', outcome: 'not sent' })
  t.strictSame(s.a.phases, [])
})

t.test('a guest that was paused is paused on one host, and never woken', async (t) => {
  for (const [host, at, when, where] of [
    ['b', 'finish', 'reply', 'b'],
    ['b', 'finish', 'call', 'a'],
    ['a', 'perform', 'reply', 'a'],
  ] as const) {
    const s = await scene(t)
    const source = await s.open(s.a)
    await (await source.lookupDomainByUuid(s.uuid)).suspend()
    s[host].fault(cut(at, when))
    const result = await s.run()
    t.equal(result.host, where === 'b' ? 'destination' : 'source', `${at} ${when}`)
    t.match(s[where].guest(s.uuid), { running: false, state: 3 })
    t.strictSame(s.made.runs(s.uuid).running, [])
  }
})

t.test('news tell what is done about it', async (t) => {
  const s = await scene(t)
  s.a.fault(cut('perform', 'reply'))
  const [source, destination] = await Promise.all([s.open(s.a), s.open(s.b)])
  const migration = new Migration(
    { domain: 'guest', live: true, journal: false, source, destination },
    s.clock,
  )
  await s.clock.run(migration.result)
  const acts: string[] = []
  for await (const news of migration) if (news.type === 'resolving') acts.push(news.act)
  t.strictSame(acts, ['finish back', 'resume'])
})
