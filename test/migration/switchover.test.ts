// What is done beside Perform, between embedded hosts on a virtual clock: when the guest is let go on in post-copy or stopped, when
// it is not, and that either way it runs once.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import * as remote from '../../src/generated/remote.ts'
import type { Connection } from '../../src/index.ts'
import { Migration, type MigrationRequest } from '../../src/migration/migrate.ts'
import type { MigrationProgress, MigrationResult } from '../../src/migration/result.ts'
import {
  type Lab,
  type LabHost,
  type LabOptions,
  lab,
  VirtualClock,
} from '../../src/testing/index.ts'

type Options = Omit<MigrationRequest, 'source' | 'destination' | 'domain'>

interface Scene {
  readonly made: Lab
  readonly clock: VirtualClock
  readonly a: LabHost
  readonly b: LabHost
  readonly uuid: string
  readonly from: Connection
  start(options?: Options): Begun
  /** How often a call arrived at the source. */
  asked(name: string): number
}

interface Begun {
  readonly migration: Migration
  readonly news: MigrationProgress[]
  end(): Promise<MigrationResult>
  /** Lets time pass, a little at a time, until it is so. */
  until(what: () => boolean): Promise<void>
}

const POSTCOPY = 'domainMigrateStartPostCopy'

/** A guest of 512 MiB over a line of 100 MiB/s, which rewrites more than the line carries unless told otherwise. */
async function scene(
  t: Test,
  options: LabOptions & { readonly dirtyMiBps?: number; readonly running?: boolean } = {},
): Promise<Scene> {
  const { dirtyMiBps = 200, running = true, ...rest } = options
  const clock = new VirtualClock()
  const made = await lab({ hosts: 2, clock, lineMiBps: 100, ...rest })
  t.teardown(() => made.close())
  const [a, b] = made.hosts as [LabHost, LabHost]
  const uuid = a.addGuest({ name: 'guest', memoryMiB: 512, dirtyMiBps })
  await clock.advance(1000)
  const [from, to] = await Promise.all([a.connect(), b.connect()])
  if (!running) await (await from.lookupDomainByUuid(uuid)).suspend()
  t.teardown(() => Promise.all([from.close(), to.close()]))
  const start = (more: Options = {}): Begun => {
    const request = {
      source: from,
      destination: to,
      domain: 'guest',
      live: true,
      journal: false as const,
      ...more,
    }
    const migration = new Migration(request, clock)
    const news: MigrationProgress[] = []
    void (async () => {
      for await (const one of migration) if (one.type !== 'gap') news.push(one)
    })()
    const until = async (what: () => boolean) => {
      for (let i = 0; !what(); i++) {
        if (i > 10_000) throw new Error('it never came to that')
        await clock.advance(10)
      }
    }
    return { migration, news, end: () => clock.run(migration.result), until }
  }
  const asked = (name: string) => a.calls.filter((call) => call.name === name).length
  return { made, clock, a, b, uuid, from, start, asked }
}

const warningsOf = (news: readonly MigrationProgress[]) =>
  news.flatMap((one) => (one.type === 'warning' ? [one.message] : []))

function ranOnce(t: Test, { made, uuid }: Scene, where: readonly string[]): void {
  t.strictSame(made.runs(uuid).violations, [])
  t.strictSame(made.runs(uuid).running, where)
}

t.test('after the first pass the guest goes on at the destination', async (t) => {
  const one = await scene(t)
  const { end, news } = one.start({ postcopy: true, postcopyAfterPrecopy: true })
  const result = await end()
  t.match(result, { kind: 'migrated', host: 'destination', postcopy: true, errors: [] })
  t.equal(one.asked(POSTCOPY), 1)
  t.strictSame(one.b.phases, ['prepare', 'finish'])
  ranOnce(t, one, ['host-2'])
  const at = news.findIndex(({ type }) => type === 'switchover')
  t.match(news[at], { to: 'postcopy' })
  const passes = news.slice(0, at).flatMap((x) => (x.type === 'iteration' ? [x.iteration] : []))
  // The third is QEMU's last look at what was rewritten, at the switch.
  t.strictSame(passes, [1, 2, 3])
  const finish = news.findIndex((x) => x.type === 'phase' && x.phase === 'finish')
  t.ok(
    news.slice(finish).some(({ type }) => type === 'job'),
    'the rest of the copy is told of while Finish waits for it',
  )
  t.ok(result.evidence.includes('the source took the request to go on in post-copy'))
})

t.test('a guest that is copied in one pass never switches', async (t) => {
  const one = await scene(t, { dirtyMiBps: 0 })
  const result = await one.start({ postcopy: true, postcopyAfterPrecopy: true }).end()
  t.match(result, { kind: 'migrated', postcopy: false })
  t.equal(one.asked(POSTCOPY), 0)
})

t.test('post-copy that is only allowed is not begun', async (t) => {
  const one = await scene(t, { dirtyMiBps: 50 })
  const result = await one.start({ postcopy: true, postcopyBandwidthMiBps: 64 }).end()
  t.match(result, { kind: 'migrated', postcopy: false })
  t.equal(one.asked(POSTCOPY), 0)
  const fields = one.b.calls
    .filter(({ name }) => name === 'domainMigratePrepare3Params')
    .flatMap(({ args }) => args.params as { field: string; value: { value: bigint } }[])
  t.match(
    fields.find(({ field }) => field === 'bandwidth.postcopy'),
    { value: { value: 64n } },
  )
})

t.test('a timeout counts from the first data, and switches or stops the guest', async (t) => {
  for (const [timeoutAction, call, postcopy] of [
    ['postcopy', POSTCOPY, true],
    ['suspend', 'domainSuspend', false],
    [undefined, 'domainSuspend', false],
  ] as const) {
    const one = await scene(t)
    // Long before anything is copied: none of it counts.
    one.b.fault({ at: 'prepare', do: 'delay', ms: 60_000 })
    const begun = one.start({
      postcopy: true,
      timeoutS: 20,
      ...(timeoutAction !== undefined && { timeoutAction }),
    })
    await begun.until(() => one.asked(call) > 0)
    const first = begun.news.find((x) => x.type === 'job' && (x.stats.dataTotal ?? 0) > 0)!
    const acted = begun.news.find((x) => x.type === 'switchover')
    const atMs = acted?.atMs ?? Number.NaN
    t.ok(atMs - first.atMs >= 20_000 && atMs - first.atMs < 20_600, `${call} at ${atMs}`)
    t.ok(first.atMs >= 60_000)
    const result = await begun.end()
    t.match(result, { kind: 'migrated', postcopy, destination: { state: { state: 'running' } } })
    t.equal(one.asked(call), 1)
    ranOnce(t, one, ['host-2'])
  }
})

t.test('a migration that is over in time is left alone', async (t) => {
  const one = await scene(t, { dirtyMiBps: 0 })
  t.match(await one.start({ timeoutS: 30 }).end(), { kind: 'migrated' })
  t.equal(one.asked('domainSuspend'), 0)
})

t.test('stopped by a timeout, a guest whose migration fails runs on at the source', async (t) => {
  const one = await scene(t)
  const begun = one.start({ timeoutS: 5 })
  await begun.until(() => one.asked('domainSuspend') > 0)
  t.equal(one.a.guest(one.uuid)?.running, false)
  one.made.pull(one.a, one.b)
  t.match(await begun.end(), { kind: 'stayed', source: { state: { state: 'running' } } })
  ranOnce(t, one, ['host-1'])
})

t.test('a destination that is silent is not switched to, until it answers', async (t) => {
  const one = await scene(t)
  const { clock } = one
  const begun = one.start({ postcopy: true, postcopyAfterPrecopy: true })
  await begun.until(() => begun.news.some((x) => x.type === 'iteration' && x.iteration === 1))
  one.b.hole('control')
  await begun.until(() => begun.news.some((x) => x.type === 'iteration' && x.iteration === 2))
  await clock.advance(9000)
  t.equal(one.asked(POSTCOPY), 0)
  t.strictSame(warningsOf(begun.news).slice(1), [
    'the switch to post-copy was not made, the copy goes on: Timed out during operation: ' +
      'the destination gave no sign of life within 2 s',
  ])
  t.equal(one.a.guest(one.uuid)?.running, true, 'the guest never stood still for it')
  one.b.heal()
  t.match(await begun.end(), { kind: 'migrated', postcopy: true })
  t.equal(one.asked(POSTCOPY), 1)
  ranOnce(t, one, ['host-2'])
})

t.test('a destination whose line is gone is not switched to', async (t) => {
  const one = await scene(t)
  const begun = one.start({ postcopy: true, postcopyAfterPrecopy: true })
  await begun.until(() => begun.news.some((x) => x.type === 'iteration'))
  one.b.cut('control')
  t.match(await begun.end(), { kind: 'stayed', host: 'source', postcopy: false })
  t.equal(one.asked(POSTCOPY), 0)
  ranOnce(t, one, ['host-1'])
})

t.test('what the source refuses is asked again with the next news, and told once', async (t) => {
  const one = await scene(t)
  one.a.fault({ at: POSTCOPY, do: 'error', code: 'operationInvalid', times: 3 })
  const begun = one.start({ postcopy: true, postcopyAfterPrecopy: true })
  t.match(await begun.end(), { kind: 'migrated', postcopy: true })
  t.equal(one.asked(POSTCOPY), 4)
  t.equal(warningsOf(begun.news).filter((text) => text.includes('was not made')).length, 1)
})

t.test('a refusal that says nothing of the switch is not tried again', async (t) => {
  const one = await scene(t)
  one.a.fault({ at: POSTCOPY, when: 'reply', do: 'error', code: 'internalError' })
  t.match(await one.start({ postcopy: true, postcopyAfterPrecopy: true }).end(), {
    kind: 'migrated',
    postcopy: true,
  })
  t.equal(one.asked(POSTCOPY), 1)
})

t.test('the operator switches when he likes', async (t) => {
  const one = await scene(t)
  const begun = one.start({ postcopy: true })
  await t.rejects(begun.migration.startPostcopy(), { code: 'operationInvalid' }, 'too early')
  await begun.until(() => begun.news.some(({ type }) => type === 'job'))
  await Promise.all([begun.migration.startPostcopy(), begun.migration.startPostcopy()])
  t.match(await begun.end(), { kind: 'migrated', postcopy: true })
  t.equal(one.asked(POSTCOPY), 1)
  await begun.migration.startPostcopy()
  t.equal(one.asked(POSTCOPY), 1, 'it has been made')
  ranOnce(t, one, ['host-2'])
})

t.test('and is refused where it was not allowed, or the destination is silent', async (t) => {
  const one = await scene(t)
  const plain = one.start({ bandwidthMiBps: 10 })
  await plain.until(() => plain.news.some(({ type }) => type === 'job'))
  await t.rejects(plain.migration.startPostcopy(), { code: 'operationInvalid' })

  const two = await scene(t)
  const begun = two.start({ postcopy: true })
  await begun.until(() => begun.news.some(({ type }) => type === 'job'))
  two.b.hole('control', 4000)
  await t.rejects(two.clock.run(begun.migration.startPostcopy()), {
    code: 'timeout',
    outcome: 'not sent',
  })
  t.equal(two.asked(POSTCOPY), 0)
  two.b.heal()
  await begun.migration.startPostcopy()
  t.match(await begun.end(), { kind: 'migrated', postcopy: true })
})

t.test('who cancels is not overtaken by a switch', async (t) => {
  const one = await scene(t)
  // The source takes its time to stop.
  one.a.fault({ at: 'domainAbortJob', do: 'delay', ms: 8000 })
  const stop = new AbortController()
  const begun = one.start({ postcopy: true, postcopyAfterPrecopy: true, signal: stop.signal })
  await begun.until(() => begun.news.some(({ type }) => type === 'job'))
  stop.abort()
  await t.rejects(begun.migration.startPostcopy(), { code: 'aborted' })
  t.match(await begun.end(), { kind: 'stayed', errors: [{ code: 'operationAborted' }] })
  t.equal(one.asked(POSTCOPY), 0)
  ranOnce(t, one, ['host-1'])
})

t.test('after the switch it is too late to cancel', async (t) => {
  const one = await scene(t)
  const stop = new AbortController()
  const begun = one.start({ postcopy: true, postcopyAfterPrecopy: true, signal: stop.signal })
  await begun.until(() => begun.news.some(({ type }) => type === 'switchover'))
  stop.abort()
  t.match(await begun.end(), { kind: 'migrated', postcopy: true })
  t.match(
    begun.news.find(({ type }) => type === 'cancelling'),
    { how: 'too-late' },
  )
  t.equal(one.asked('domainAbortJob'), 0)
  ranOnce(t, one, ['host-2'])
})

t.test('a switch that somebody else made is seen', async (t) => {
  const one = await scene(t)
  const begun = one.start({ postcopy: true })
  await begun.until(() => begun.news.some(({ type }) => type === 'job'))
  const { ref } = await one.from.lookupDomainByUuid(one.uuid)
  await one.from.call(remote.domainMigrateStartPostCopy, { dom: ref, flags: 0 })
  t.match(await begun.end(), { kind: 'migrated', postcopy: true })
  ranOnce(t, one, ['host-2'])
})

t.test('the switch is in the journal before the source is asked for it', async (t) => {
  const folder = t.testdir()
  const one = await scene(t)
  let seen = ''
  one.a.fault({
    at: POSTCOPY,
    do: 'run',
    run: () => {
      for (const file of readdirSync(folder)) seen += readFileSync(join(folder, file), 'utf8')
    },
  })
  const begun = one.start({ postcopy: true, postcopyAfterPrecopy: true, journal: folder })
  t.match(await begun.end(), { kind: 'migrated', postcopy: true })
  t.match(seen, /"is":"postcopy"/)
})

t.test('nothing is begun', async (t) => {
  t.test('for a guest that is paused', async (t) => {
    const one = await scene(t, { running: false })
    const { end } = one.start({ postcopy: true })
    await t.rejects(end(), { code: 'argumentUnsupported', message: /paused/ })
    t.strictSame(one.a.phases, [])
  })
  t.test('where a lost link would not be noticed', async (t) => {
    const KEEPALIVE = 10
    const one = await scene(t, { hosts: [{}, { lacks: [KEEPALIVE] }] })
    await t.rejects(one.start({ postcopy: true, postcopyAfterPrecopy: true }).end(), {
      code: 'argumentUnsupported',
      message: /signs of life/,
    })
    t.strictSame(one.a.phases, [])
    const begun = one.start({ postcopy: true })
    await begun.until(() => begun.news.some(({ type }) => type === 'job'))
    await t.rejects(begun.migration.startPostcopy(), { code: 'operationInvalid' })
  })
})

t.test('Finish leaves in the turn in which Perform’s answer came', async (t) => {
  const one = await scene(t)
  const turns: string[] = []
  let turn = 0
  one.a.fault({
    at: 'perform',
    when: 'reply',
    do: 'run',
    run: () => {
      turns.push('performed')
      const count = () => {
        turn++
        if (!turns.includes('finish')) setImmediate(count)
      }
      setImmediate(count)
    },
  })
  one.b.fault({
    at: 'finish',
    do: 'run',
    run: () => {
      turns.push('finish')
    },
  })
  t.match(await one.start({ postcopy: true, postcopyAfterPrecopy: true }).end(), {
    kind: 'migrated',
    gapMs: 0,
  })
  t.strictSame(turns, ['performed', 'finish'])
  // One turn for the answer to arrive, one for the request; looking at anything in between would take more.
  t.ok(turn <= 3, `${turn} turns of the event loop`)
})
