// Going on with a post-copy that broke, between embedded hosts on a virtual clock; and everything that must be refused before any call.

import { readdirSync } from 'node:fs'
import t, { type Test } from 'tap'
import { stateInfo } from '../../src/api/domain.ts'
import { ConnectionError } from '../../src/errors.ts'
import { procedures } from '../../src/generated/remote.ts'
import { Migration, type MigrationRequest } from '../../src/migration/migrate.ts'
import type { Observation } from '../../src/migration/result.ts'
import { checkHalves } from '../../src/migration/resume.ts'
import { type HostVersion, type LabHost, lab, VirtualClock } from '../../src/testing/index.ts'

type Options = Partial<Omit<MigrationRequest, 'source' | 'domain'>>

/** A guest whose post-copy broke, and the cable plugged in again. */
async function broken(
  t: Test,
  version: HostVersion = '9.0.0',
  before: (destination: LabHost) => void = () => {},
) {
  const clock = new VirtualClock()
  const folder = t.testdir()
  const made = await lab({ hosts: 2, clock, lineMiBps: 100, version })
  t.teardown(() => made.close())
  const [a, b] = made.hosts as [LabHost, LabHost]
  before(b)
  const uuid = a.addGuest({ name: 'guest', memoryMiB: 512, dirtyMiBps: 200 })
  await clock.advance(1000)
  const [from, to] = await Promise.all([a.connect(), b.connect()])
  t.teardown(() => Promise.all([from.close(), to.close()]))
  const request = { source: from, destination: to, domain: 'guest', live: true, journal: folder }
  const options = { persistent: true, undefineSource: true, postcopy: true }
  const start = (more: Options) => new Migration({ ...request, ...options, ...more }, clock)
  const first = start({ postcopyAfterPrecopy: true })
  let switched = false
  void (async () => {
    for await (const { type } of first) if (type === 'switchover') switched = true
  })()
  while (!switched) await clock.advance(10)
  await clock.advance(100)
  made.pull(a, b)
  const failed = await clock.run(first.result)
  t.match(failed, { kind: 'postcopy-failed', host: 'destination', postcopy: true }, 'it broke')
  made.plug(a, b)
  const calls = [a, b].map((host) => host.phases.length)
  const nothingSent = () =>
    t.strictSame(
      [a, b].map((host) => host.phases.length),
      calls,
    )
  const resume = (more: Options = {}) => clock.run(start({ postcopyResume: true, ...more }).result)
  return { made, clock, a, b, uuid, from, to, folder, failed, resume, nothingSent }
}

const journals = (folder: string) => readdirSync(folder).map((name) => name.split('.').at(-1))

t.test('the four phases again, with the flag, and the guest is whole', async (t) => {
  const one = await broken(t)
  const before = one.a.calls.length
  const result = await one.resume({
    postcopyAfterPrecopy: true,
    timeoutS: 1,
    timeoutAction: 'postcopy',
    postcopyBandwidthMiBps: 50,
  })
  t.match(result, {
    kind: 'migrated',
    host: 'destination',
    postcopy: true,
    errors: [],
    source: { is: 'absent' },
    destination: { state: { state: 'running', reason: 'migrated' } },
  })
  t.strictSame(
    result.phases.map(({ phase, cancelled }) => [phase, cancelled]),
    ['begin', 'prepare', 'perform', 'finish', 'confirm'].map((phase) => [phase, false]),
  )
  const sent = one.a.calls.slice(before)
  const begun = sent.find(({ name }) => name === 'domainMigrateBegin3Params')!
  t.equal(begun.args.flags, 0x80000 | 0x8000 | 0x100 | 0x10 | 0x8 | 0x1)
  const prepared = one.b.calls.filter(({ name }) => name === 'domainMigratePrepare3Params').at(-1)!
  t.equal(prepared.args.flags, 0x80000 | 0x8000 | 0x10 | 0x8 | 0x1, 'and never paused')
  t.notOk(sent.some(({ name }) => name === 'domainMigrateStartPostCopy'))
  t.strictSame(one.made.runs(one.uuid).violations, [])
  t.strictSame(one.made.runs(one.uuid).running, ['host-2'])
  t.notOk(journals(one.folder).includes('open'), 'the journal of the one that broke is done, too')
})

t.test('it breaks again, and can be gone on with again', async (t) => {
  const one = await broken(t)
  one.a.fault({
    at: 'perform',
    when: 'reply',
    do: 'run',
    run: () => one.made.pull(one.a, one.b),
  })
  t.match(await one.resume(), { kind: 'postcopy-failed', host: 'destination' })
  one.made.plug(one.a, one.b)
  t.match(await one.resume(), { kind: 'migrated' })
  t.strictSame(one.made.runs(one.uuid).violations, [])
})

t.test('Finish is not waited for where post-copy has failed', async (t) => {
  const one = await broken(t, '9.0.0', (destination) => {
    const { domainMigrateFinish3Params } = procedures
    destination.answer(domainMigrateFinish3Params, async (_, { otherwise }) => {
      await otherwise().catch(() => {})
      return new Promise(() => {})
    })
  })
  t.match(one.failed.errors, [{ code: 'timeout', outcome: 'unknown' }])
  t.match(one.failed.evidence.join(), /the destination has not answered Finish for 35 s/)
  t.ok(one.failed.totalMs > 35_000 && one.failed.totalMs < 60_000, `${one.failed.totalMs} ms`)
  t.equal(one.b.guest(one.uuid)?.running, true)
  t.strictSame(one.made.runs(one.uuid).violations, [])
})

t.test('a destination that does not answer is not waited for without a word', async (t) => {
  const warned = (result: { readonly warnings: readonly string[] }) =>
    result.warnings.filter((text) => text.includes('has not answered Prepare for 30 s'))
  const one = await broken(t)
  one.b.fault({ at: 'prepare', do: 'delay', ms: 31_000 })
  const late = await one.resume()
  t.match(late, { kind: 'migrated', errors: [] })
  t.equal(warned(late).length, 1)

  const other = await broken(t)
  other.b.fault({ at: 'prepare', do: 'delay', ms: 29_000 })
  t.strictSame(warned(await other.resume()), [])
})

t.test('nothing is taken back when it fails, whatever fails', async (t) => {
  for (const [side, at] of [
    ['a', 'begin'],
    ['b', 'prepare'],
    ['a', 'perform'],
  ] as const) {
    const one = await broken(t)
    one[side].fault({ at, do: 'error', code: 'internalError' })
    const result = await one.resume()
    t.match(result, { kind: 'postcopy-failed', host: 'destination' }, at)
    t.notOk([...one.a.phases, ...one.b.phases].includes('finish(1)'), 'that would destroy it')
    t.equal(one.b.guest(one.uuid)?.running, true)
    t.match(await one.resume(), { kind: 'migrated' }, `after ${at}`)
  }
})

t.test('an answer of Finish that is lost is found out', async (t) => {
  const one = await broken(t)
  one.b.fault({ at: 'finish', when: 'reply', do: 'cut' })
  t.match(await one.resume(), { kind: 'migrated', host: 'destination' })
  t.strictSame(one.made.runs(one.uuid).violations, [])
  t.strictSame(one.made.runs(one.uuid).running, ['host-2'])
})

t.test('who cancels is told that it is too late', async (t) => {
  const one = await broken(t)
  const stop = new AbortController()
  one.b.fault({ at: 'finish', do: 'run', run: () => stop.abort() })
  t.match(await one.resume({ signal: stop.signal }), { kind: 'migrated' })
})

t.test('a destination that would die of it is left alone, unless forced', async (t) => {
  const one = await broken(t, '11.3.0')
  await t.rejects(one.resume(), { code: 'argumentUnsupported', message: /runs libvirt 11\.3\.0/ })
  const peer = { p2p: true, destination: 'qemu+tcp://host-2/system' }
  await t.rejects(one.resume({ ...peer, verify: one.to }), {
    code: 'argumentUnsupported',
    message: /runs libvirt 11\.3\.0/,
  })
  await t.rejects(one.resume(peer), {
    code: 'argumentUnsupported',
    message: /give a way to look at it/,
  })
  one.nothingSent()
  const forced = await one.resume({ forcePostcopyResume: true })
  t.match(forced, { errors: [{ code: 'connectionLost' }] })
  t.notOk(one.b.phases.includes('finish(1)'))
  t.equal(one.b.reachable, false, 'its daemon died')
  one.b.restart()
  t.equal(one.b.guest(one.uuid)?.running, true, 'and the guest did not')
})

t.test('a guest whose post-copy has not failed is left alone', async (t) => {
  const one = await broken(t)
  const other = one.a.addGuest({ name: 'other' })
  await t.rejects(one.resume({ domain: 'other' } as Options), {
    code: 'operationInvalid',
    message: /'other' is running \(booted\) on the source/,
  })
  one.nothingSent()
  t.equal(one.a.guest(other)?.job, 'none')
})

const present = (state: number, reason: number): Observation => ({
  is: 'present',
  id: 1,
  state: stateInfo(state, reason),
  job: 'none',
  persistent: true,
})

t.test('both halves must wait for it', async (t) => {
  const lost = new ConnectionError('connectionLost', 'gone')
  const failed = present(3, 13)
  t.doesNotThrow(() => checkHalves('web', failed, present(1, 11)))
  t.doesNotThrow(() => checkHalves('web', failed, undefined))
  const rows: [Observation, Observation, RegExp | Error][] = [
    [present(3, 12), present(1, 10), /has not failed: it is under way/],
    [present(5, 4), present(1, 2), /shutoff \(migrated\) on the source/],
    [{ is: 'absent' }, present(1, 2), /not there on the source/],
    [failed, present(1, 10), /has not noticed yet/],
    [failed, { is: 'absent' }, /running guest is lost/],
    [failed, present(1, 2), /running \(migrated\) on the destination/],
    [failed, { is: 'unknown', error: lost }, lost],
  ]
  for (const [from, to, said] of rows) {
    const wanted = said instanceof RegExp ? { code: 'operationInvalid', message: said } : said
    t.throws(() => checkHalves('web', from, to), wanted)
  }
})
