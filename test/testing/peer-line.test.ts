// A source that drives by itself is a client of its destination: what it says there, and what comes of it when that line breaks.

import t, { type Test } from 'tap'
import * as remote from '../../src/generated/remote.ts'
import type { LibvirtError } from '../../src/index.ts'
import { type LabOptions, lab, VirtualClock } from '../../src/testing/index.ts'

const PEER2PEER = 0x3
const POSTCOPY = 0x8000

interface Options extends LabOptions {
  readonly dirtyMiBps?: number
  readonly running?: boolean
}

async function scene(t: Test, options: Options = {}) {
  const { dirtyMiBps = 100, running = true, ...rest } = options
  const clock = new VirtualClock()
  const made = await lab({ hosts: 2, clock, ...rest })
  t.teardown(() => made.close())
  const [a, b] = [made.hosts[0]!, made.hosts[1]!]
  const uuid = a.addGuest({ name: 'guest', memoryMiB: 512, dirtyMiBps, running })
  await clock.advance(1000)
  const from = await a.connect()
  const { ref: dom } = await from.lookupDomainByUuid(uuid)
  const start = (flags = PEER2PEER, params: remote.TypedParam[] = []) => {
    const args = { dom, dconnuri: 'qemu+tcp://host-2/system', cookieIn: new Uint8Array(0) }
    const performed = from.call(remote.domainMigratePerform3Params, { ...args, params, flags })
    performed.catch(() => {})
    return performed
  }
  const runsOn = () => [...made.runs(uuid).running].sort()
  const once = (t: Test, where: string) => {
    t.strictSame(runsOn(), [where])
    t.strictSame(made.runs(uuid).violations, [])
  }
  return { made, clock, a, b, uuid, from, start, runsOn, once }
}

/** Holds an error against libvirt's number. */
async function refused(t: Test, promise: Promise<unknown>, number: number): Promise<LibvirtError> {
  const error = await promise.then(
    () => undefined,
    (error: LibvirtError) => error,
  )
  t.equal(error?.number, number, error?.message ?? 'it was done')
  return error as LibvirtError
}

/** Never ends by itself. */
const endless = { dirtyMiBps: 3000 }

t.test('it opens, asks, prepares and finishes over one connection, and closes it', async (t) => {
  const { clock, b, start, once } = await scene(t)
  const performed = start(PEER2PEER)
  await clock.advance(50)
  t.equal(b.clients, 1)
  await clock.run(performed)
  await clock.advance(1)
  t.equal(b.clients, 0)
  t.strictSame(
    b.calls.map(({ name, connection }) => [name, connection]),
    [
      ['connectOpen', 0],
      ['connectSupportsFeature', 0],
      ['connectSupportsFeature', 0],
      ['connectSupportsFeature', 0],
      ['domainMigratePrepare3Params', 0],
      ['domainMigrateFinish3Params', 0],
    ],
  )
  once(t, 'host-2')
})

t.test('a destination without typed parameters is given the calls with places', async (t) => {
  const PARAMS = 13
  const { clock, b, start, once } = await scene(t, { hosts: [{}, { lacks: [PARAMS] }] })
  await clock.run(start())
  t.strictSame(b.phases, ['prepare', 'finish'])
  t.ok(b.calls.some(({ name }) => name === 'domainMigratePrepare3'))
  once(t, 'host-2')
})

t.test('a destination that wants a login lets another daemon in', async (t) => {
  const auth = { is: 'sasl', users: { me: 'secret' } } as const
  const { clock, start, once } = await scene(t, { hosts: [{}, { auth }] })
  await clock.run(start())
  once(t, 'host-2')
})

t.test('a destination that cannot be a peer is told nothing more', async (t) => {
  const P2P = 4
  const { clock, a, b, uuid, start, once } = await scene(t, { hosts: [{}, { lacks: [P2P] }] })
  await refused(t, clock.run(start()), 9)
  t.strictSame(b.phases, [])
  t.equal(a.guest(uuid)?.job, 'none')
  once(t, 'host-1')
})

t.test('what only newer releases know stays with the source', async (t) => {
  const { clock, b, start, once } = await scene(t, {
    hosts: [{ version: '11.3.0' }, { version: '9.0.0' }],
  })
  const field = 'bandwidth.avail.switchover'
  await clock.run(start(PEER2PEER, [{ field, value: { type: 4, value: 100n } }]))
  const prepare = b.calls.find(({ name }) => name === 'domainMigratePrepare3Params')!
  t.strictSame(
    (prepare.args.params as remote.TypedParam[]).map(({ field }) => field),
    ['destination_xml'],
  )
  once(t, 'host-2')
})

t.test('a definition moves', async (t) => {
  const OFFLINE = 0x400 | 0x8 | 0x10
  const { clock, a, b, uuid, start } = await scene(t, { running: false })
  await clock.run(start(0x2 | OFFLINE))
  t.equal(a.guest(uuid), undefined)
  t.match(b.guest(uuid), { state: 5, persistent: true, job: 'none' })
})

t.test('what the destination says is handed on as it was said', async (t) => {
  const { clock, a, b, uuid, start, once } = await scene(t)
  b.addGuest({ name: 'guest', running: false })
  const error = await refused(t, clock.run(start()), 9)
  t.match(error.message, /operation failed: domain 'guest' already exists/)
  t.notMatch(error.message, /operation failed: operation failed/)
  t.equal(a.guest(uuid)?.job, 'none')
  once(t, 'host-1')
})

t.test('while it copies', async (t) => {
  t.test('the line breaks: the copy is called off, the arriving guest destroyed', async (t) => {
    const { clock, a, b, uuid, start, once } = await scene(t, endless)
    const performed = start()
    await clock.advance(1000)
    t.equal(b.guest(uuid)?.job, 'in')
    b.cut('control')
    await refused(t, clock.run(performed), 9)
    // As recorded from real hosts: one that never stood still is as it was.
    t.match(a.guest(uuid), { job: 'none', state: 1, reason: 1 })
    t.equal(b.guest(uuid), undefined)
    once(t, 'host-1')
  })

  t.test('the line is silent: both give each other up after half a minute', async (t) => {
    const { made, clock, a, b, uuid, start, once } = await scene(t, endless)
    const performed = start()
    await clock.advance(1000)
    const silentAt = clock.now()
    made.pull(a, b, { silent: true })
    await refused(t, clock.run(performed), 9)
    t.ok(clock.now() - silentAt >= 25_000 && clock.now() - silentAt <= 35_000, `${clock.now()}`)
    await clock.advance(10_000)
    t.equal(b.guest(uuid), undefined)
    made.plug(a, b)
    await clock.advance(10_000)
    once(t, 'host-1')
  })

  t.test('the line is silent for ten seconds: it goes on', async (t) => {
    const { made, clock, a, b, start, once } = await scene(t)
    const performed = start()
    await clock.advance(100)
    made.pull(a, b, { silent: true })
    await clock.advance(10_000)
    made.plug(a, b)
    await clock.run(performed)
    once(t, 'host-2')
  })

  t.test('the daemon of the destination dies', async (t) => {
    const { clock, a, b, uuid, start, once } = await scene(t, endless)
    const performed = start()
    await clock.advance(1000)
    b.crash(1000)
    await refused(t, clock.run(performed), 9)
    await clock.advance(2000)
    t.equal(a.guest(uuid)?.job, 'none')
    t.equal(b.guest(uuid), undefined)
    once(t, 'host-1')
  })

  t.test('the daemon of the source dies', async (t) => {
    const { clock, a, b, uuid, start, once } = await scene(t, endless)
    const performed = start()
    await clock.advance(1000)
    a.crash(1000)
    await t.rejects(performed, { code: 'connectionLost' })
    await clock.advance(2000)
    t.match(a.guest(uuid), { job: 'none' })
    t.equal(b.guest(uuid), undefined)
    once(t, 'host-1')
  })
})

t.test('in Finish', async (t) => {
  t.test('that never arrives, the guest runs at the source alone', async (t) => {
    const { clock, b, uuid, start, once } = await scene(t)
    b.fault({ at: 'finish', do: 'cut' })
    await refused(t, clock.run(start()), 9)
    await clock.advance(1000)
    t.equal(b.guest(uuid), undefined)
    once(t, 'host-1')
  })

  for (const [when, how] of [
    ['running', 'that was begun'],
    ['reply', 'whose answer is lost'],
  ] as const) {
    t.test(`${how}, the guest runs on both`, async (t) => {
      const { made, clock, a, b, uuid, start, runsOn } = await scene(t, {
        hosts: [{}, { finishMs: 500 }],
      })
      b.fault({ at: 'finish', when, afterMs: 100, do: 'run', run: () => made.pull(a, b) })
      await refused(t, clock.run(start()), 9)
      await clock.advance(1000)
      t.strictSame(runsOn(), ['host-1', 'host-2'])
      t.match(
        [a, b].map((host) => host.guest(uuid)?.job),
        ['none', 'none'],
      )
      t.equal(made.runs(uuid).violations.length, 1)
    })
  }

  t.test(
    'of post-copy: the destination has all of it in the end, and the source goes',
    async (t) => {
      const { clock, a, b, uuid, from, start, once } = await scene(t, {
        ...endless,
        lineMiBps: 100,
      })
      const performed = start(PEER2PEER | POSTCOPY)
      await clock.advance(1000)
      b.fault({
        at: 'finish',
        when: 'running',
        afterMs: 500,
        do: 'run',
        run: () => b.cut('control'),
      })
      const domain = await from.lookupDomainByUuid(uuid)
      await from.call(remote.domainMigrateStartPostCopy, { dom: domain.ref, flags: 0 })
      await refused(t, clock.run(performed), 9)
      t.match(a.guest(uuid), { state: 3, reason: 13 })
      await clock.advance(10_000)
      t.match(a.guest(uuid), { state: 5, reason: 4, job: 'none' })
      t.match(b.guest(uuid), { state: 1, reason: 2, job: 'none' })
      once(t, 'host-2')
    },
  )
})

t.test('a post-copy that broke is gone on with', async (t) => {
  const { made, clock, a, b, uuid, from, start, once } = await scene(t, {
    ...endless,
    version: '9.0.0',
    lineMiBps: 100,
  })
  const performed = start(PEER2PEER | POSTCOPY)
  await clock.advance(1000)
  const domain = await from.lookupDomainByUuid(uuid)
  await from.call(remote.domainMigrateStartPostCopy, { dom: domain.ref, flags: 0 })
  await clock.advance(500)
  made.pull(a, b)
  await refused(t, clock.run(performed), 9)
  t.match(a.guest(uuid), { state: 3, reason: 13, job: 'out' })
  await clock.advance(100)
  t.match(b.guest(uuid), { state: 1, reason: 11, job: 'in' }, 'whose QEMU notices a little later')
  made.plug(a, b)
  await clock.run(start(PEER2PEER | POSTCOPY | 0x80000))
  t.match(a.guest(uuid), { state: 5, reason: 4, job: 'none' })
  once(t, 'host-2')
})
