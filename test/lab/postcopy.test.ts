// Post-copy and timeouts with real guests, copied so slowly that a switch can be placed. What the engine says is held against what
// virsh inside the hosts says, and against the guest's own counter, which must go on without a gap or a repetition.

import t, { type Test } from 'tap'
import { connect } from '../../src/index.ts'
import {
  type Migration,
  type MigrationProgress,
  type MigrationRequest,
  type MigrationResult,
  migrate,
} from '../../src/migration/index.ts'
import type { Host } from './host.ts'
import { pairs, useLab } from './lab.ts'

const lab = await useLab(t)

type Options = Omit<MigrationRequest, 'source' | 'destination' | 'domain'>

interface Moving {
  readonly migration: Migration
  readonly news: MigrationProgress[]
  /** The first piece of news of which it is so, also one that has come already; fails when the migration ends without. */
  until(what: (news: MigrationProgress) => boolean): Promise<MigrationProgress>
}

/** Starts a migration and listens. */
function moving(source: string, destination: string, domain: string, options: Options): Moving {
  const request = { source, destination, domain, live: true, journal: false as const, ...options }
  const migration = migrate(request)
  const news: MigrationProgress[] = []
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const one of waiting) one()
    waiting.clear()
  }
  let over = false
  void (async () => {
    for await (const one of migration) {
      if (one.type === 'gap') continue
      news.push(one)
      wake()
    }
    over = true
    wake()
  })()
  const until = async (what: (news: MigrationProgress) => boolean) => {
    for (;;) {
      const found = news.find(what)
      if (found !== undefined) return found
      if (over) throw new Error('the migration was over before it came to that')
      await new Promise<void>((resolve) => waiting.add(resolve))
    }
  }
  return { migration, news, until }
}

/** So slow that the guest of a test is far from copied while one looks. */
const SLOW = { bandwidthMiBps: 8 } as const
const copying = (news: MigrationProgress): boolean =>
  news.type === 'job' && (news.stats.memoryProcessed ?? 0) > 0

async function stateOn(host: Host, domain: string): Promise<string> {
  return host.virsh('domstate', domain, '--reason')
}

/** The end of a post-copy that went well. */
async function wentOver(
  t: Test,
  { source, destination, name }: { source: Host; destination: Host; name: string },
  result: MigrationResult,
): Promise<void> {
  t.match(result, { kind: 'migrated', host: 'destination', postcopy: true, errors: [] })
  t.same(await source.domains(), [])
  t.equal(await stateOn(destination, name), 'running (migrated)')
}

const warningsOf = (news: readonly MigrationProgress[]) =>
  news.flatMap((one) => (one.type === 'warning' ? [one.message] : []))

for (const [from, to] of pairs) {
  const [source, destination] = [lab.host(from), lab.host(to)]
  const way = `${source.version} to ${destination.version}`

  t.test(`${way}: switched by hand, the guest goes on before its memory is there`, async (t) => {
    t.teardown(() => lab.cleanup())
    const counter = await lab.boot(source, { name: 'hand', dirtyMiB: 8 })
    const { migration, news, until } = moving(source.uri, destination.uri, 'hand', {
      ...SLOW,
      postcopy: true,
      postcopyBandwidthMiBps: 16,
    })
    await until(copying)
    t.match(await stateOn(source, 'hand'), /^running/)
    await migration.startPostcopy()
    await until((one) => one.type === 'phase' && one.phase === 'finish')
    await until(
      (one) => one.type === 'lifecycle' && one.side === 'destination' && one.detail === 'postcopy',
    )
    await counter.advance(3)
    const result = await migration.result
    await wentOver(t, { source, destination, name: 'hand' }, result)
    t.ok((result.gapMs ?? Number.NaN) < 100, `Finish followed Perform by ${result.gapMs} ms`)
    t.ok(
      news.some((one) => one.type === 'switchover' && one.to === 'postcopy'),
      'the switch is told',
    )
    await counter.advance(3)
    await counter.check()
  })

  t.test(`${way}: switched after the first pass`, async (t) => {
    t.teardown(() => lab.cleanup())
    const counter = await lab.boot(source, { name: 'pass', dirtyMiB: 32 })
    const { migration, news } = moving(source.uri, destination.uri, 'pass', {
      bandwidthMiBps: 24,
      postcopy: true,
      postcopyAfterPrecopy: true,
    })
    await wentOver(t, { source, destination, name: 'pass' }, await migration.result)
    const at = news.findIndex(({ type }) => type === 'switchover')
    const before = news.slice(0, at)
    t.ok(
      before.some((one) => one.type === 'iteration' && one.iteration === 2),
      'the second pass had begun',
    )
    await counter.advance(3)
    await counter.check()
  })
}

for (const [from, to] of pairs.slice(0, 2)) {
  const [source, destination] = [lab.host(from), lab.host(to)]
  const way = `${source.version} to ${destination.version}`

  t.test(`${way}: switched by a timeout`, async (t) => {
    t.teardown(() => lab.cleanup())
    const counter = await lab.boot(source, { name: 'late', dirtyMiB: 32 })
    const { migration } = moving(source.uri, destination.uri, 'late', {
      ...SLOW,
      postcopy: true,
      timeoutS: 2,
      timeoutAction: 'postcopy',
    })
    await wentOver(t, { source, destination, name: 'late' }, await migration.result)
    await counter.advance(3)
    await counter.check()
  })

  t.test(`${way}: stopped by a timeout, the guest runs on at the destination`, async (t) => {
    t.teardown(() => lab.cleanup())
    const counter = await lab.boot(source, { name: 'stopped', dirtyMiB: 32 })
    const { migration, until } = moving(source.uri, destination.uri, 'stopped', {
      bandwidthMiBps: 24,
      timeoutS: 1,
    })
    await until((one) => one.type === 'switchover' && one.to === 'suspended')
    t.match(await stateOn(source, 'stopped'), /^paused/)
    const result = await migration.result
    t.match(result, { kind: 'migrated', postcopy: false })
    t.equal(await stateOn(destination, 'stopped'), 'running (migrated)')
    await counter.advance(3)
    await counter.check()
  })

  t.test(`${way}: stopped by a timeout and then cancelled, it runs on at the source`, async (t) => {
    t.teardown(() => lab.cleanup())
    const counter = await lab.boot(source, { name: 'back', dirtyMiB: 32 })
    const stop = new AbortController()
    const { migration, until } = moving(source.uri, destination.uri, 'back', {
      ...SLOW,
      timeoutS: 1,
      signal: stop.signal,
    })
    await until((one) => one.type === 'switchover' && one.to === 'suspended')
    stop.abort()
    t.match(await migration.result, { kind: 'stayed', host: 'source' })
    t.match(await stateOn(source, 'back'), /^running/)
    t.same(await destination.domains(), [])
    await counter.advance(3)
    await counter.check()
  })

  t.test(`${way}: a destination that is silent is not switched to`, async (t) => {
    t.teardown(() => lab.cleanup())
    const counter = await lab.boot(source, { name: 'silent', dirtyMiB: 32 })
    const { migration, news, until } = moving(source.uri, destination.uri, 'silent', {
      ...SLOW,
      postcopy: true,
    })
    await until(copying)
    await destination.pauseDaemon()
    await t.rejects(migration.startPostcopy(), { code: 'timeout', outcome: 'not sent' })
    t.match(await stateOn(source, 'silent'), /^running/)
    await destination.unpauseDaemon()
    t.same(warningsOf(news), [])
    await source.virsh('migrate-setspeed', 'silent', '1000')
    t.match(await migration.result, { kind: 'migrated', postcopy: false })
    await counter.advance(3)
    await counter.check()
  })

  t.test(`${way}: limits are read and set while it runs`, async (t) => {
    t.teardown(() => lab.cleanup())
    const counter = await lab.boot(source, { name: 'limits', dirtyMiB: 8 })
    const host = await connect(source.uri)
    t.teardown(() => host.close())
    const domain = await host.lookupDomain('limits')
    t.equal(
      await domain.migrateGetMaxSpeed(),
      Number(await source.virsh('migrate-getspeed', 'limits')),
    )
    t.equal(
      await domain.migrateGetMaxDowntime(),
      Number(await source.virsh('migrate-getmaxdowntime', 'limits')),
    )
    await domain.migrateSetMaxSpeed(4)
    await domain.migrateSetMaxDowntime(450)
    await domain.migrateSetCompressionCache(32 * 1_048_576)
    t.equal(Number(await source.virsh('migrate-getspeed', 'limits')), 4)
    t.equal(Number(await source.virsh('migrate-getmaxdowntime', 'limits')), 450)
    t.match(await source.virsh('migrate-compcache', 'limits'), /32\.000/)
    t.equal(await domain.migrateGetCompressionCache(), 32 * 1_048_576)
    await t.rejects(domain.migrateStartPostCopy(), { code: 'operationInvalid' })
    const { migration, until } = moving(source.uri, destination.uri, 'limits', {})
    await until(copying)
    await t.rejects(domain.migrateStartPostCopy(), { code: 'operationInvalid' }, 'not allowed')
    await domain.migrateSetMaxSpeed(1000)
    t.match(await migration.result, { kind: 'migrated', postcopy: false })
    await counter.advance(3)
    await counter.check()
  })
}
