// How the faults of the matrix are made on embedded hosts: for every position of every row what is put in, and where the row needs
// more than one process, what is done. What must come of it is rows.ts; who looks whether it did is matrix.ts.

import { readdirSync } from 'node:fs'
import { paramsCalls } from '../../../src/api/migration-calls.ts'
import { type LibvirtError, RemoteError } from '../../../src/index.ts'
import { Migration } from '../../../src/migration/migrate.ts'
import { MigrationQueue } from '../../../src/migration/queue.ts'
import type { MigrationResult, ResultKind } from '../../../src/migration/result.ts'
import type { FaultPhase, LabHost } from '../../../src/testing/index.ts'
import { endless, type Options, type Scene, type SceneOptions, type Sight, slow } from './scene.ts'

/** What came of it: the last word, the first one where there were two, and what the play itself found wrong. */
export interface Played {
  readonly result?: MigrationResult
  readonly first?: MigrationResult
  /** How both hosts stood before anybody resolved. */
  readonly meanwhile?: Sight
  readonly wrong?: readonly string[]
}

export interface Play {
  /** Where a position has more than one. */
  readonly variant?: string
  readonly scene?: SceneOptions
  readonly options?: Options
  /** Puts the faults in, before the start. */
  place?(scene: Scene): void
  /** Instead of a migration that is run to its end. */
  run?(scene: Scene): Promise<Played>
  /** Nobody is left to say how it ended: what the hosts show is all there is. */
  readonly unsaid?: true
  /** What must hold besides. */
  check?(scene: Scene, result: MigrationResult): readonly string[]
}

/** While Perform runs. */
const duringPerform = (afterMs: number, run: (scene: Scene) => void, more: Play = {}): Play => ({
  scene: endless,
  ...more,
  place(scene) {
    scene.a.fault({ at: 'perform', when: 'running', afterMs, ...scene.deed(() => run(scene)) })
  },
})

/** When the copy is complete and the source is about to say so. */
const afterPerform = (run: (scene: Scene) => void, more: Play = {}): Play => ({
  ...more,
  place(scene) {
    scene.a.fault({ at: 'perform', when: 'reply', ...scene.deed(() => run(scene)) })
  },
})

const firstCode = (wanted: string) => (_: Scene, result: MigrationResult) => {
  const code = result.errors[0]?.code
  return code === wanted ? [] : [`the error is ${code}, not ${wanted}`]
}

function unreachable(scene: Scene, host: LabHost, ms: number): void {
  host.reachable = false
  host.cut('all')
  scene.clock.setTimeout(() => {
    host.reachable = true
  }, ms)
}

/** Destination whose Finish takes half a second. */
const slowFinish: SceneOptions = { destination: { finishMs: 500 } }

/** Kills the client, looks 45 s later, and lets another process resolve. */
const killed = (
  host: 'a' | 'b',
  at: FaultPhase,
  when: 'call' | 'reply' | 'running',
  scene: SceneOptions = {},
): Play => ({
  scene,
  async run(scene) {
    let journal: string | undefined
    scene[host].fault({
      at,
      when,
      ...(when === 'running' && { afterMs: 1000 }),
      ...scene.deed(() => {
        journal = scene.journalNow()
        scene.client.kill()
      }),
    })
    scene.start()
    return afterDeath(scene, () => journal)
  },
})

async function afterDeath(scene: Scene, journal: () => string | undefined): Promise<Played> {
  await waitFor(scene, () => scene.faultAt !== undefined)
  await scene.until(45_000)
  const path = journal()
  if (path === undefined) return { wrong: ['there was no journal when the client died'] }
  const meanwhile = scene.seen
  return { meanwhile, result: await scene.resolve(path) }
}

/** Lets time pass in small steps until something is so. @throws Error after an hour of it */
export async function waitFor(scene: Scene, condition: () => boolean): Promise<void> {
  for (let ms = 0; ms < 3_600_000; ms += 50) {
    if (condition()) return
    await scene.clock.advance(50)
  }
  throw new Error('it never came to be')
}

/** Lets the daemon give an empty cookie with its answer. */
function emptyCookie(
  host: LabHost,
  name: 'domainMigrateBegin3Params' | 'domainMigratePrepare3Params',
) {
  const { server } = host
  const handlerFor = server.handlerFor.bind(server)
  server.handlerFor = (called) => {
    const handler = handlerFor(called)
    if (called !== name || handler === undefined) return handler
    return async (session, args, tools) => ({
      ...((await handler(session, args, tools)) as object),
      cookieOut: new Uint8Array(0),
    })
  }
}

/** A client that stands still for 2 s in every 3 s. */
function stalls(scene: Scene): void {
  const again = () => {
    scene.struck()
    scene.client.stop(2000)
    scene.clock.setTimeout(again, 3000)
  }
  scene.clock.setTimeout(again, 1)
}

const postcopyScene: SceneOptions = { dirtyMiBps: 3000, lineMiBps: 100 }

/** Starts a migration and asks for post-copy after a second of Perform. */
function switching(scene: Scene, options: Options = {}): Migration {
  const migration = scene.start({ postcopy: true, ...options })
  scene.a.fault({
    at: 'perform',
    when: 'running',
    afterMs: 1000,
    do: 'run',
    run: () => void migration.startPostcopy().catch(() => {}),
  })
  return migration
}

const postcopy = (place: (scene: Scene) => void): Play => ({
  scene: postcopyScene,
  async run(scene) {
    place(scene)
    return { result: await scene.clock.run(switching(scene).result) }
  },
})

type Plays = Readonly<Record<number, Readonly<Record<string, Play | readonly Play[]>>>>

export const plays: Plays = {
  1: {
    'Begin before delivery': { place: (s) => s.a.fault({ at: 'begin', ...cutNow(s, 'a') }) },
    'Begin delivered, reply swallowed': {
      place: (s) => s.a.fault({ at: 'begin', when: 'reply', ...cutNow(s, 'a') }),
    },
    'Begin replied': {
      place: (s) =>
        s.a.fault({ at: 'begin', when: 'reply', ...s.deedAfter(() => s.a.cut('control')) }),
    },
  },
  2: {
    'Prepare before delivery': { place: (s) => s.b.fault({ at: 'prepare', ...cutNow(s, 'b') }) },
    'Prepare delivered, reply swallowed': {
      place: (s) => s.b.fault({ at: 'prepare', when: 'reply', ...cutNow(s, 'b') }),
    },
  },
  3: {
    'name conflict': {
      place(s) {
        s.struck()
        s.b.addGuest({ name: 'guest', running: false })
      },
      check: firstCode('operationFailed'),
    },
    'missing disk': refusedPrepare('systemError'),
    'missing network': refusedPrepare('noNetwork'),
    machine: refusedPrepare('configUnsupported'),
    'port range empty': refusedPrepare('internalError'),
  },
  4: {
    'Perform begun': duringPerform(0, (s) => s.a.cut('control')),
    'Perform in its midst': duringPerform(2000, (s) => s.a.cut('control')),
  },
  5: {
    'Perform running': [
      {
        ...duringPerform(2000, (s) => unreachable(s, s.a, 20_000)),
        variant: 'and goes on meanwhile',
      },
      {
        ...duringPerform(2000, (s) => unreachable(s, s.a, 20_000), { scene: slow }),
        variant: 'and is over meanwhile',
      },
    ],
  },
  6: { 'Perform completed, reply swallowed': afterPerform((s) => s.a.cut('control')) },
  7: {
    'Perform begun': duringPerform(0, (s) => s.b.cut('control')),
    'Perform in its midst': duringPerform(2000, (s) => s.b.cut('control')),
  },
  8: {
    'Perform running': duringPerform(1000, (s) => s.b.hole('control', 20_000), {
      scene: { memoryMiB: 40_960, dirtyMiBps: 10 },
    }),
    'Perform running, completed in the silence': duringPerform(
      1000,
      (s) => s.b.hole('control', 20_000),
      { scene: slow },
    ),
  },
  9: { 'Perform completed': afterPerform((s) => s.b.hole('control', 60_000)) },
  10: {
    'Finish before delivery': { place: (s) => s.b.fault({ at: 'finish', ...cutNow(s, 'b') }) },
  },
  11: {
    'Finish delivered, reply swallowed': {
      place: (s) => s.b.fault({ at: 'finish', when: 'reply', ...cutNow(s, 'b') }),
    },
    'Finish replied in part': [1, 4, 27, 60].map((bytes) => ({
      variant: `${bytes} bytes`,
      place(s: Scene) {
        s.fault(s.b, { at: 'finish', when: 'reply', do: 'cut', bytes })
      },
    })),
  },
  12: {
    'Finish delivered, reply swallowed': {
      async run(s) {
        s.b.fault({
          at: 'finish',
          when: 'reply',
          ...s.deed(() => unreachable(s, s.b, 300_000)),
        })
        const first = await s.migrate()
        const journal = s.journalNow()
        await s.until(45_000)
        const meanwhile = s.seen
        await s.until(310_000)
        return { first, meanwhile, result: await s.resolve(journal!) }
      },
    },
  },
  13: {
    'after success': [
      {
        variant: 'by hand',
        async run(s) {
          const result = await s.migrate()
          s.struck()
          const [, to] = await s.otherConnections()
          const params = { destinationName: 'guest' }
          const error = await s.clock.run(
            paramsCalls.finish(to, params, new Uint8Array(0), 1, false).then(
              () => undefined,
              (error: unknown) => error,
            ),
          )
          const refused = error instanceof RemoteError && error.number === 55
          return { result, wrong: refused ? [] : [`the second Finish got ${error}`] }
        },
      },
      {
        variant: 'on the line',
        place(s) {
          s.fault(s.b, { at: 'finish', do: 'duplicate' })
        },
      },
    ],
  },
  14: {
    'Finish running': {
      scene: slowFinish,
      place: (s) =>
        s.b.fault({
          at: 'finish',
          when: 'running',
          afterMs: 100,
          ...s.deed(() => s.a.cut('control')),
        }),
    },
    'Finish done': cutBehind('finish'),
  },
  15: {
    'Confirm(0) before delivery': {
      place: (s) => s.a.fault({ at: 'confirm', cancelled: false, ...cutNow(s, 'a') }),
    },
    'Confirm(0) delivered, reply swallowed': {
      place: (s) =>
        s.a.fault({ at: 'confirm', cancelled: false, when: 'reply', ...cutNow(s, 'a') }),
    },
  },
  16: {
    'Confirm(1) before delivery': failedFinish((s) =>
      s.a.fault({ at: 'confirm', cancelled: true, ...cutNow(s, 'a') }),
    ),
    'Confirm(1) delivered, reply swallowed': failedFinish((s) =>
      s.a.fault({ at: 'confirm', cancelled: true, when: 'reply', ...cutNow(s, 'a') }),
    ),
  },
  17: {
    Begin: [
      { variant: 'delivered', ...killed('a', 'begin', 'call') },
      { variant: 'done', ...killed('a', 'begin', 'reply') },
    ],
    Prepare: [
      { variant: 'delivered', ...killed('b', 'prepare', 'call') },
      { variant: 'done', ...killed('b', 'prepare', 'reply') },
    ],
    Perform: killed('a', 'perform', 'running', endless),
    'Perform done': killed('a', 'perform', 'reply'),
    'Finish delivered': [
      { variant: 'not begun', ...killed('b', 'finish', 'call') },
      {
        variant: 'running',
        ...killed('b', 'finish', 'running', { destination: { finishMs: 3000 } }),
      },
      { variant: 'done', ...killed('b', 'finish', 'reply') },
    ],
    'before Confirm': {
      async run(s) {
        let journal: string | undefined
        // The answer is read, and nothing more is sent.
        s.a.fault({
          at: 'confirm',
          ...s.deed(() => {
            journal = s.journalNow()
            s.a.cut('control')
            s.client.kill()
          }),
        })
        s.start()
        return afterDeath(s, () => journal)
      },
    },
  },
  18: { 'between Perform’s reply and Finish': afterPerform((s) => s.client.stop(40_000)) },
  19: {
    Begin: [
      { variant: 'not begun', place: (s) => s.a.fault({ at: 'begin', ...crash(s, 'a') }) },
      {
        variant: 'done',
        place: (s) => s.a.fault({ at: 'begin', when: 'reply', ...crash(s, 'a') }),
      },
    ],
    Perform: duringPerform(2000, (s) => s.a.crash(2000)),
    'after Perform': afterPerform((s) => s.a.crash(2000)),
  },
  20: {
    Prepare: [
      { variant: 'not begun', place: (s) => s.b.fault({ at: 'prepare', ...crash(s, 'b') }) },
      {
        variant: 'done',
        place: (s) => s.b.fault({ at: 'prepare', when: 'reply', ...crash(s, 'b') }),
      },
    ],
    Perform: duringPerform(2000, (s) => s.b.crash(2000)),
    'after Perform': afterPerform((s) => s.b.crash(2000)),
    'inside Finish': [
      { variant: 'not begun', place: (s) => s.b.fault({ at: 'finish', ...crash(s, 'b') }) },
      {
        variant: 'before the CPUs run',
        scene: slowFinish,
        place: (s) => s.b.fault({ at: 'finish', when: 'running', afterMs: 100, ...crash(s, 'b') }),
      },
      {
        variant: 'with the CPUs running',
        place: (s) => s.b.fault({ at: 'finish', when: 'reply', ...crash(s, 'b') }),
      },
    ],
  },
  21: { Perform: duringPerform(2000, (s) => s.a.killQemu(s.uuid)) },
  22: {
    Perform: duringPerform(2000, (s) => s.b.killQemu(s.uuid)),
    'before Finish': afterPerform((s) => s.b.killQemu(s.uuid)),
  },
  23: {
    'Perform, until QEMU’s error': duringPerform(2000, (s) => s.made.pull(s.a, s.b)),
    'Perform, user cancels': {
      scene: endless,
      async run(s) {
        s.a.fault({
          at: 'perform',
          when: 'running',
          afterMs: 2000,
          ...s.deed(() => s.made.pull(s.a, s.b, { silent: true })),
        })
        const migration = s.start({ signal: s.abort.signal })
        await waitFor(s, () => s.faultAt !== undefined)
        await s.clock.advance(5000)
        s.abort.abort()
        return { result: await s.clock.run(migration.result) }
      },
    },
  },
  24: {
    'gap from Begin to Perform': [
      { variant: 'at Begin', ...cancelledAt('a', 'begin', 'reply') },
      { variant: 'at Prepare', ...cancelledAt('b', 'prepare', 'reply') },
      {
        variant: 'by somebody else',
        run: (s) => abortedByOther(s, 'b', 'prepare'),
      },
    ],
    Perform: [
      {
        variant: 'by its user',
        scene: endless,
        async run(s) {
          const migration = s.start({ signal: s.abort.signal })
          await s.clock.advance(3000)
          s.struck()
          s.abort.abort()
          return { result: await s.clock.run(migration.result) }
        },
      },
      {
        variant: 'by somebody else',
        scene: endless,
        async run(s) {
          const [from] = await s.otherConnections()
          const migration = s.start()
          await s.clock.advance(3000)
          s.struck()
          await s.clock.run((await from.lookupDomainByUuid(s.uuid)).abortJob())
          return { result: await s.clock.run(migration.result) }
        },
      },
    ],
    'after Perform': [
      { variant: 'by its user', scene: slowFinish, ...cancelledAt('b', 'finish', 'call') },
      {
        variant: 'by somebody else',
        scene: slowFinish,
        run: (s) => abortedByOther(s, 'b', 'finish'),
      },
    ],
  },
  25: {
    Perform: duringPerform(2000, (s) => s.a.powerOff(s.uuid)),
    'right after Finish, reply swallowed': {
      place: (s) =>
        s.b.fault({
          at: 'finish',
          when: 'reply',
          ...s.deed(() => {
            s.b.powerOff(s.uuid)
            s.b.cut('control')
          }),
        }),
    },
  },
  26: {
    'as 4: Perform running': duringPerform(1000, (s) => s.a.cut('control'), {
      scene: { memoryMiB: 4096 },
    }),
    'as 6: Perform completed, reply swallowed': afterPerform((s) => s.a.cut('control')),
    'as 10: Finish before delivery': {
      place: (s) => s.b.fault({ at: 'finish', ...cutNow(s, 'b') }),
    },
    'as 11: Finish delivered, reply swallowed': {
      place: (s) => s.b.fault({ at: 'finish', when: 'reply', ...cutNow(s, 'b') }),
    },
  },
  27: {
    Perform: [
      { variant: 'the line of the memory breaks', ...afterSuspend((s) => s.made.pull(s.a, s.b)) },
      { variant: 'the line to the source breaks', ...afterSuspend((s) => s.a.cut('control')) },
      { variant: 'the line to the destination breaks', ...afterSuspend((s) => s.b.cut('control')) },
    ],
  },
  28: {
    'post-copy switch': [
      {
        variant: 'at the switch',
        ...postcopy((s) =>
          s.a.fault({
            at: 'domainMigrateStartPostCopy',
            when: 'reply',
            ...s.deed(() => s.a.cut('control')),
          }),
        ),
      },
      {
        variant: 'Perform’s reply swallowed',
        ...postcopy((s) => s.a.fault({ at: 'perform', when: 'reply', ...cutNow(s, 'a') })),
      },
    ],
  },
  29: {
    'post-copy, Finish delivered': postcopy((s) =>
      s.b.fault({ at: 'finish', when: 'running', afterMs: 500, ...cutNow(s, 'b') }),
    ),
  },
  30: {
    'post-copy switch, before Finish': postcopy((s) =>
      s.a.fault({ at: 'perform', when: 'reply', ...s.deed(() => s.b.cut('control')) }),
    ),
    'destination silent when the switch is wanted': {
      scene: { memoryMiB: 8192, dirtyMiBps: 100 },
      async run(s) {
        s.a.fault({
          at: 'perform',
          when: 'running',
          afterMs: 500,
          ...s.deed(() => s.b.hole('control', 20_000)),
        })
        const result = await s.clock.run(switching(s).result)
        const asked = s.a.calls.some(({ name }) => name === 'domainMigrateStartPostCopy')
        return { result, wrong: asked ? ['the switch was asked for all the same'] : [] }
      },
    },
  },
  31: {
    'post-copy, then --postcopy-resume': [
      { variant: 'at once', ...goneOnWith(async (s, options) => s.migrate(options)) },
      {
        variant: 'after it broke again',
        ...goneOnWith(async (s, options) => {
          s.a.fault({ at: 'perform', when: 'reply', do: 'run', run: () => s.made.pull(s.a, s.b) })
          const second = await s.migrate(options)
          if (second.kind !== 'postcopy-failed') throw new Error(`it then said ${second.kind}`)
          s.made.plug(s.a, s.b)
          return s.migrate(options)
        }),
      },
      {
        variant: 'and the line to the source breaks in it',
        ...goneOnWith(async (s, options) => {
          s.a.fault({ at: 'perform', when: 'reply', do: 'cut' })
          return s.migrate(options)
        }),
      },
      {
        variant: 'and the line to the destination breaks in it',
        ...goneOnWith(async (s, options) => {
          s.b.fault({ at: 'finish', when: 'running', afterMs: 500, do: 'cut' })
          return s.migrate(options)
        }),
      },
      {
        variant: 'and Finish never gets to the destination',
        ...goneOnWith(async (s, options) => {
          s.b.fault({ at: 'finish', do: 'cut' })
          return s.migrate(options)
        }),
      },
      {
        variant: 'and its client is killed, and another process resolves',
        ...goneOnWith(async (s, options) => {
          let journal: string | undefined
          const run = () => {
            journal = s.journalNow()
            s.client.kill()
          }
          s.b.fault({ at: 'finish', when: 'running', afterMs: 500, do: 'run', run })
          s.start(options)
          await waitFor(s, () => journal !== undefined)
          await s.clock.advance(45_000)
          return s.resolve(journal!)
        }),
      },
      { variant: 'driven by the source', ...goneOnWith(async (s, o) => s.migrate(o), true) },
    ],
    'post-copy': [
      {
        variant: 'driven by the client',
        scene: postcopyScene,
        run: async (s) => ({ result: await brokenPostcopy(s) }),
      },
      {
        variant: 'driven by the source',
        scene: postcopyScene,
        run: async (s) => ({ result: await brokenPostcopy(s, await peerOptions(s)) }),
      },
    ],
  },
  32: {
    'before any call': [
      { variant: 'driven by the client', ...refusedResume(async () => ({})) },
      { variant: 'driven by the source', ...refusedResume((s) => peerOptions(s)) },
      {
        variant: 'driven by the source, to a destination that nobody looks at',
        ...refusedResume((s) => peerOptions(s, false)),
      },
    ],
  },
  33: {
    Finish: {
      scene: slowFinish,
      place: (s) =>
        s.b.fault({
          at: 'finish',
          when: 'running',
          afterMs: 100,
          ...s.deed(() => s.b.killQemu(s.uuid)),
        }),
    },
  },
  34: {
    '--offline, after Prepare': [
      {
        variant: 'reply swallowed',
        options: { live: false },
        place: (s) => s.b.fault({ at: 'prepare', when: 'reply', ...cutNow(s, 'b') }),
      },
      {
        variant: 'replied',
        options: { live: false },
        place: (s) =>
          s.b.fault({ at: 'prepare', when: 'reply', ...s.deedAfter(() => s.b.cut('control')) }),
      },
    ],
  },
  35: {
    'Begin answers with an empty cookie': {
      place(s) {
        s.struck()
        emptyCookie(s.a, 'domainMigrateBegin3Params')
      },
      check: (s) => [
        ...(s.b.phases.includes('prepare') ? ['Prepare was sent'] : []),
        ...(s.b.reachable ? [] : ['the daemon of the destination died']),
      ],
    },
    'Prepare answers with an empty cookie': {
      place(s) {
        s.struck()
        emptyCookie(s.b, 'domainMigratePrepare3Params')
      },
      check: (s) => [
        ...(s.a.phases.includes('perform') ? ['Perform was sent'] : []),
        ...(s.a.reachable ? [] : ['the daemon of the source died']),
      ],
    },
  },
  36: {
    'client killed in Perform': {
      scene: slow,
      unsaid: true,
      async run(s) {
        s.a.fault({
          at: 'perform',
          when: 'running',
          afterMs: 1000,
          ...s.deed(() => s.client.kill()),
        })
        s.start(await peerOptions(s))
        await waitFor(s, () => s.faultAt !== undefined)
        return {}
      },
    },
    'source cut from destination in Perform': [
      peerCut('the cable is pulled', (s) => s.made.pull(s.a, s.b)),
      peerCut('the cable is silent', (s) => s.made.pull(s.a, s.b, { silent: true })),
      peerCut('the line of the daemons is cut', (s) => s.b.cut('control')),
      peerCut(
        'nobody looks at the destination',
        (s) => s.b.cut('control'),
        (s) => peerOptions(s, false),
      ),
      peerCut(
        'the memory takes that line, too',
        (s) => s.b.cut('control'),
        async (s) => ({
          ...(await peerOptions(s)),
          tunnelled: true,
        }),
      ),
    ],
    'source cut from destination in Finish': [
      peerCutInFinish('not delivered', 'stayed', (s) =>
        s.b.fault({ at: 'finish', ...s.deed(() => s.b.cut('control')) }),
      ),
      peerCutInFinish('running', 'split-brain', (s) =>
        s.b.fault({
          at: 'finish',
          when: 'running',
          afterMs: 100,
          ...s.deed(() => s.made.pull(s.a, s.b)),
        }),
      ),
      peerCutInFinish('done, reply swallowed', 'split-brain', (s) =>
        s.b.fault({ at: 'finish', when: 'reply', ...s.deed(() => s.b.cut('control')) }),
      ),
      peerCutInFinish('done, reply lost in a cable that is silent', 'split-brain', (s) =>
        s.b.fault({
          at: 'finish',
          when: 'reply',
          ...s.deed(() => s.made.pull(s.a, s.b, { silent: true })),
        }),
      ),
      peerCutInFinish('done, reply late', 'migrated', (s) =>
        s.b.fault({
          at: 'finish',
          when: 'reply',
          ...s.deed(() => {
            s.made.pull(s.a, s.b, { silent: true })
            s.clock.setTimeout(() => s.made.plug(s.a, s.b), 10_000)
          }),
        }),
      ),
    ],
  },
  37: {
    'after migrated-leftover': {
      async run(s) {
        s.b.fault({ at: 'finish', when: 'reply', ...s.deedAfter(() => s.a.cut('control')) })
        const first = await s.migrate()
        const journal = s.journalNow()
        const [from] = await s.otherConnections()
        await s.clock.run((await from.lookupDomainByUuid(s.uuid)).resume())
        return { first, result: await s.resolve(journal!) }
      },
    },
  },
  38: {
    'all finish': { run: (s) => crowd(s) },
    'one is aborted': { scene: endless, run: (s) => crowd(s, 3000) },
  },
  39: {
    Prepare: {
      async run(s) {
        s.struck()
        // A source of 9.0.0 could not begin with a parameter of 11.1.0: it is given one that destinations do not read.
        const [options, field] =
          s.options.versions?.[0] === '9.0.0'
            ? [{ bandwidthMiBps: 500 }, 'bandwidth']
            : [{ availableSwitchoverBandwidthMiBps: 500 }, 'bandwidth.avail.switchover']
        const result = await s.migrate(options)
        const known = ['destination_xml', 'destination_name', 'migrate_uri', 'listen_address']
        const more = fieldsOf(s.b, 'Prepare').filter((one) => !known.includes(one))
        return {
          result,
          wrong: [
            ...more.map((one) => `Prepare was sent ${one}`),
            ...(fieldsOf(s.a, 'Perform').includes(field) ? [] : [`Perform lacks ${field}`]),
          ],
        }
      },
    },
  },
  40: {
    'all phases': {
      scene: slow,
      place: stalls,
      check: (_, result) =>
        result.downtimeMs === undefined || result.gapMs === undefined
          ? ['downtime and gap are not reported']
          : [],
    },
  },
}

function cutNow(scene: Scene, host: 'a' | 'b') {
  return scene.deed(() => scene[host].cut('control'))
}

function crash(scene: Scene, host: 'a' | 'b') {
  return scene.deed(() => scene[host].crash(2000))
}

function refusedPrepare(code: 'systemError' | 'noNetwork' | 'configUnsupported' | 'internalError') {
  return {
    place(scene: Scene) {
      scene.fault(scene.b, { at: 'prepare', do: 'error', code })
    },
    check: firstCode(code),
  } satisfies Play
}

/** Just after the answer of Finish, before anything is made of it. */
function cutBehind(at: FaultPhase): Play {
  return {
    place: (scene) =>
      scene.b.fault({ at, when: 'reply', ...scene.deedAfter(() => scene.a.cut('control')) }),
  }
}

/** What had arrived is dead when Finish comes, which says so. */
function failedFinish(place: (scene: Scene) => void): Play {
  return {
    place(scene) {
      scene.a.fault({
        at: 'perform',
        when: 'reply',
        do: 'run',
        run: () => scene.b.killQemu(scene.uuid),
      })
      place(scene)
    },
  }
}

function cancelledAt(host: 'a' | 'b', at: FaultPhase, when: 'call' | 'reply'): Play {
  return {
    async run(scene) {
      scene[host].fault({ at, when, ...scene.deed(() => scene.abort.abort()) })
      return { result: await scene.migrate({ signal: scene.abort.signal }) }
    },
  }
}

async function abortedByOther(scene: Scene, host: 'a' | 'b', at: FaultPhase): Promise<Played> {
  const [from] = await scene.otherConnections()
  const guest = await from.lookupDomainByUuid(scene.uuid)
  scene[host].fault({
    at,
    ...scene.deed(() => void guest.abortJob().catch(() => {})),
  })
  return { result: await scene.migrate() }
}

/** Suspended after two seconds of a copy that goes on for eight more. */
function afterSuspend(run: (scene: Scene) => void): Play {
  return {
    scene: { memoryMiB: 10_240, dirtyMiBps: 100 },
    place(scene) {
      scene.a.fault({
        at: 'domainSuspend',
        when: 'reply',
        ...scene.deed(() => scene.clock.setTimeout(() => run(scene), 1000)),
      })
    },
    check: (scene) => (scene.faultAt === undefined ? ['the guest was never suspended'] : []),
  }
}

async function brokenPostcopy(scene: Scene, options: Options = {}): Promise<MigrationResult> {
  const migration = switching(scene, options)
  scene.b.fault({
    at: 'finish',
    when: 'running',
    afterMs: 500,
    ...scene.deed(() => scene.made.pull(scene.a, scene.b)),
  })
  return scene.clock.run(migration.result)
}

/** The source drives; the client may look at the destination, or not. */
async function peerOptions(scene: Scene, looks = true): Promise<Options> {
  const [, verify] = await scene.connections(scene.client)
  const destination = `qemu+tcp://${scene.b.name}/system`
  return { p2p: true, destination, ...(looks && { verify }) }
}

/** A post-copy breaks, both hosts are looked at 45 s later, the cable is plugged in, and somebody goes on with it. */
function goneOnWith(
  goOn: (scene: Scene, options: Options) => Promise<MigrationResult>,
  p2p = false,
): Play {
  return {
    scene: postcopyScene,
    async run(scene) {
      const options = p2p ? await peerOptions(scene) : {}
      const first = await brokenPostcopy(scene, options)
      await scene.until(45_000)
      const meanwhile = scene.seen
      scene.made.plug(scene.a, scene.b)
      const result = await goOn(scene, { postcopy: true, postcopyResume: true, ...options })
      await scene.clock.advance(45_000)
      return { first, meanwhile, result }
    },
  }
}

/** It is refused by what the destination says of itself: no phase is sent, and nothing is written down. */
function refusedResume(optionsOf: (scene: Scene) => Promise<Options>): Play {
  return {
    scene: postcopyScene,
    async run(scene) {
      const { made, a, b } = scene
      const first = await brokenPostcopy(scene)
      made.plug(a, b)
      const before = [a.phases.length, b.phases.length].join()
      const journals = readdirSync(scene.folder).join()
      const options = { postcopy: true, postcopyResume: true, ...(await optionsOf(scene)) }
      const refused = await scene.migrate(options).then(
        ({ kind }) => `it went on, and said ${kind}`,
        (error: LibvirtError) =>
          error.code === 'argumentUnsupported' ? undefined : `it was refused: ${error}`,
      )
      return {
        first,
        wrong: [
          ...(refused === undefined ? [] : [refused]),
          ...([a.phases.length, b.phases.length].join() === before ? [] : ['a phase was sent']),
          ...(readdirSync(scene.folder).join() === journals ? [] : ['a journal was begun']),
          ...(b.reachable ? [] : ['the daemon of the destination died']),
        ],
      }
    },
  }
}

/** Something breaks in the midst of a copy that the source drives. */
function peerCut(
  variant: string,
  cut: (scene: Scene) => void,
  optionsOf: (scene: Scene) => Promise<Options> = (one) => peerOptions(one),
): Play {
  return {
    variant,
    scene: endless,
    async run(scene) {
      const at = { at: 'perform', when: 'running', afterMs: 2000 } as const
      scene.a.fault({ ...at, ...scene.deed(() => cut(scene)) })
      return { result: await scene.migrate(await optionsOf(scene)) }
    },
  }
}

/** What the engine then has to say is not left open: the hosts are these, and the faults, too. */
function peerCutInFinish(variant: string, kind: ResultKind, place: (scene: Scene) => void): Play {
  return {
    variant,
    scene: slowFinish,
    async run(scene) {
      place(scene)
      const result = await scene.migrate(await peerOptions(scene))
      return { result, wrong: result.kind === kind ? [] : [`it says ${result.kind}, not ${kind}`] }
    },
  }
}

/** Names of the typed parameters that a phase was sent with. */
function fieldsOf(host: LabHost, phase: 'Prepare' | 'Perform'): readonly string[] {
  const call = host.calls.find(({ name }) => name === `domainMigrate${phase}3Params`)
  const params = (call?.args.params ?? []) as readonly { readonly field: string }[]
  return params.map(({ field }) => field)
}

const CROWD = 25
/** How long a daemon that is not overrun may take to carry out an abort, ms. */
const ABORT_MS = 2000

/** 25 guests at a time; `abortMs` into it the migration of the scene's own guest is aborted. */
async function crowd(scene: Scene, abortMs?: number): Promise<Played> {
  const names = Array.from({ length: CROWD - 1 }, (_, n) => `guest-${n + 2}`)
  const others = names.map((name) => scene.a.addGuest({ name, ...slow }))
  const queue = new MigrationQueue({}, (request) => new Migration(request, scene.client.clock))
  const [source, destination] = await scene.connections(scene.client)
  let most = 0
  const migrate = async (domain: string, options: Options = {}): Promise<MigrationResult> => {
    const request = { source, destination, domain, live: true, journal: false as const, ...options }
    const migration = await queue.migrate(request)
    most = Math.max(most, queue.running(source))
    return migration.result
  }
  const own = migrate(scene.uuid, { signal: scene.abort.signal })
  const all = Promise.all(others.map((uuid) => migrate(uuid)))
  const wrong: string[] = []
  let aborted = 0
  scene.clock.setTimeout(() => {
    scene.struck()
    aborted = scene.clock.now()
    if (abortMs !== undefined) scene.abort.abort()
  }, abortMs ?? 3000)
  const result = await scene.clock.run(own)
  const took = scene.clock.now() - aborted
  if (abortMs !== undefined && took > ABORT_MS) wrong.push(`the abort took ${took} ms`)
  const results = await scene.clock.run(all)
  if (most > CROWD / 2) wrong.push(`${most} migrations went at a time`)
  for (const { kind, uuid } of results) {
    const { running, violations } = scene.made.runs(uuid)
    if (kind !== 'migrated' || running.join() !== scene.b.name) wrong.push(`one was ${kind}`)
    wrong.push(...violations)
  }
  return { result, wrong }
}
