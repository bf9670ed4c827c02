import t from 'tap'
import { shapeDomainEvent } from '../../src/api/domain-events.ts'
import { eventText, gapText, timestamp } from '../../src/cli/commands/event.ts'
import * as remote from '../../src/generated/remote.ts'
import type { DomainEventName } from '../../src/index.ts'
import { domainRef, FakeDaemon, Refusal } from '../api/daemon.ts'
import { type FakeIo, fakeIo, lvrpc, offline } from './fake-io.ts'

const dom = domainRef('web', 1, 3)
const head = { callbackID: 7 }
const params = [
  { field: 'operation', value: { type: 1 as const, value: 5 } },
  { field: 'time_elapsed', value: { type: 4 as const, value: 6641n } },
]
const end = { family: 0, node: '10.0.0.1', service: '5900' }

/** One of each kind: what the daemon sends, and what virsh prints behind `event '…' for domain 'web'`. */
const cases: [DomainEventName, object, string, string][] = [
  ['lifecycle', { msg: { dom, event: 2, detail: 0 } }, 'lifecycle', ': Started Booted'],
  ['reboot', { msg: { dom } }, 'reboot', ''],
  ['rtcChange', { msg: { dom, offset: -3600n } }, 'rtc-change', ': -3600'],
  ['watchdog', { msg: { dom, action: 6 } }, 'watchdog', ': inject-nmi'],
  [
    'ioError',
    { msg: { dom, srcPath: '/a', devAlias: 'virtio0', action: 1 } },
    'io-error',
    ': /a (virtio0) pause',
  ],
  [
    'graphics',
    {
      msg: {
        dom,
        phase: 1,
        local: end,
        remote: { ...end, family: 1 },
        authScheme: 'vnc',
        subject: [{ type: 'x509dname', name: 'CN=me' }],
      },
    },
    'graphics',
    ' initialize local[IPv4 10.0.0.1 5900] remote[IPv6 10.0.0.1 5900] vnc\n\tx509dname=CN=me',
  ],
  [
    'ioErrorReason',
    { msg: { dom, srcPath: '/a', devAlias: 'virtio0', action: 2, reason: 'enospc' } },
    'io-error-reason',
    ': /a (virtio0) report due to enospc',
  ],
  ['controlError', { msg: { dom } }, 'control-error', ''],
  [
    'blockJob',
    { msg: { dom, path: '/a', type: 4, status: 3 } },
    'block-job',
    ': Active Block Commit for /a ready',
  ],
  [
    'diskChange',
    { msg: { dom, oldSrcPath: '/a', newSrcPath: null, devAlias: 'ide0', reason: 1 } },
    'disk-change',
    ' disk ide0: /a -> : dropped',
  ],
  [
    'trayChange',
    { msg: { dom, devAlias: 'ide0', reason: 0 } },
    'tray-change',
    ' disk ide0: opened',
  ],
  ['pmWakeup', { reason: 0, msg: { dom } }, 'pm-wakeup', ''],
  ['pmSuspend', { reason: 0, msg: { dom } }, 'pm-suspend', ''],
  ['balloonChange', { msg: { dom, actual: 2048n } }, 'balloon-change', ': 2048KiB'],
  ['pmSuspendDisk', { reason: 0, msg: { dom } }, 'pm-suspend-disk', ''],
  ['deviceRemoved', { msg: { dom, devAlias: 'net0' } }, 'device-removed', ': net0'],
  [
    'blockJob2',
    { dom, dst: 'vda', type: 1, status: 0 },
    'block-job-2',
    ': Block Pull for vda completed',
  ],
  ['tunable', { dom, params }, 'tunable', ':\n\toperation: 5\n\ttime_elapsed: 6641'],
  [
    'agentLifecycle',
    { dom, state: 2, reason: 2 },
    'agent-lifecycle',
    ": state: 'disconnected' reason: 'channel event'",
  ],
  ['deviceAdded', { dom, devAlias: 'net0' }, 'device-added', ': net0'],
  ['migrationIteration', { dom, iteration: 4 }, 'migration-iteration', ": iteration: '4'"],
  ['jobCompleted', { dom, params }, 'job-completed', ':\n\toperation: 5\n\ttime_elapsed: 6641'],
  ['deviceRemovalFailed', { dom, devAlias: 'net0' }, 'device-removal-failed', ': net0'],
  [
    'metadataChange',
    { dom, type: 2, nsuri: 'urn:x' },
    'metadata-change',
    ': type element, uri urn:x',
  ],
  [
    'blockThreshold',
    { dom, dev: 'vda', path: '/a', threshold: 10n, excess: 3n },
    'block-threshold',
    ': dev: vda(/a) 10 3',
  ],
  [
    'memoryFailure',
    { dom, recipient: 1, action: 2, flags: 2 },
    'memory-failure',
    ':\nrecipient: guest\naction: fatal\nflags:\n\taction required: 0\n\trecursive: 1',
  ],
  [
    'memoryDeviceSizeChange',
    { dom, alias: 'virtiomem0', size: 1024n },
    'memory-device-size-change',
    ':\nalias: virtiomem0\nsize: 1024',
  ],
  [
    'nicMacChange',
    { dom, alias: 'net0', oldMAC: 'a:b', newMAC: 'c:d' },
    'nic-mac-change',
    ": alias: 'net0' old MAC: a:b new MAC: c:d",
  ],
  ['vcpuRemoved', { dom, vcpuid: 3 }, 'vcpu-removed', ': vcpuid: 3'],
  [
    'channelLifecycle',
    { dom, channelName: 'org.x', state: 1, reason: 0 },
    'channel-lifecycle',
    ": channel: 'org.x' state: 'connected' reason: 'unknown'",
  ],
]

t.test('every kind of event has its text', async (t) => {
  t.strictSame(
    cases.map(([kind]) => kind),
    Object.keys(remote.domainEvents),
  )
  for (const [kind, body, name, text] of cases) {
    const event = shapeDomainEvent(kind, { ...head, ...body })
    t.equal(eventText(event), `event '${name}' for domain 'web'${text}`)
  }
  const { stdout } = await lvrpc(['event', '--list'], offline())
  t.equal(stdout, `${cases.map(([, , name]) => name).join('\n')}\n\n`)
  const json = await lvrpc(['event', '--list', '--json'], offline())
  t.strictSame(
    JSON.parse(json.stdout),
    cases.map(([, , name]) => name),
  )
})

t.test('lifecycle events in virsh’s words', async (t) => {
  const details: [number, number, string][] = [
    [0, 3, 'Defined Snapshot'],
    [1, 0, 'Undefined Removed'],
    [2, 4, 'Started Event wakeup'],
    [3, 2, 'Suspended I/O Error'],
    [3, 6, 'Suspended API error'],
    [3, 7, 'Suspended Post-copy'],
    [3, 8, 'Suspended Post-copy Error'],
    [4, 1, 'Resumed Migrated'],
    [5, 5, 'Stopped Failed'],
    [6, 1, 'Shutdown Finished after guest request'],
    [6, 2, 'Shutdown Finished after host request'],
    [7, 0, 'PMSuspended Memory'],
    [8, 0, 'Crashed Panicked'],
    [99, 1, 'Unknown Unknown'],
  ]
  for (const [event, detail, text] of details) {
    const shaped = shapeDomainEvent('lifecycle', { ...head, msg: { dom, event, detail } })
    t.equal(eventText(shaped), `event 'lifecycle' for domain 'web': ${text}`)
  }
})

t.test('wrong usage is found before a connection is opened', async (t) => {
  const wrong: [string[], string][] = [
    [[], "'event' needs --event NAME, --all or --list"],
    [['--event', 'lifecicle'], "unknown event 'lifecicle'; did you mean 'lifecycle'?"],
    [['--event', 'nope'], "unknown event 'nope'; see lvrpc event --list"],
    [['--event', 'reboot', '--all'], '--event and --all exclude each other'],
    [['--all', '--list'], '--all and --list exclude each other'],
    [['--all', '--timeout', '0'], "--timeout must be a whole number from 1 to 2000000, not '0'"],
  ]
  for (const [args, message] of wrong) {
    const ran = await lvrpc(['event', ...args], offline())
    t.strictSame(ran, { code: 2, stdout: '', stderr: `error: ${message}\n` })
  }
})

/** A daemon that sends an event as soon as somebody registers. */
async function watching(t: { teardown(run: () => Promise<void>): void }, times = 1) {
  let registered = 0
  const daemon: FakeDaemon = await FakeDaemon.listen({
    domainLookupByName: { dom },
    connectDomainEventCallbackRegisterAny: () => {
      registered++
      setImmediate(() => {
        for (let i = 1; i <= times; i++) {
          daemon.emit(remote.domainEvents.lifecycle, { ...head, msg: { dom, event: 4, detail: i } })
        }
      })
      return { callbackID: 7 }
    },
  })
  t.teardown(() => daemon.close())
  return { daemon, registered: () => registered }
}

t.test('the first event ends it', async (t) => {
  const { daemon } = await watching(t, 3)
  const args = ['-c', daemon.uri, 'event', '--event', 'lifecycle', '--domain', 'web']
  t.strictSame(await lvrpc(args), {
    code: 0,
    stdout: "event 'lifecycle' for domain 'web': Resumed Migrated\nevents received: 1\n\n",
    stderr: '',
  })
  t.match(
    (await lvrpc([...args, '--timestamp'])).stdout,
    /^1970-01-01 \d\d:\d\d:00\.000[+-]\d{4}: event 'lifecycle'/,
  )
})

/** Lets the test end a command that would go on for ever. */
function watched(io: FakeIo, text: RegExp): Promise<void> {
  const { stdout } = io
  const write = stdout.write.bind(stdout)
  return new Promise((resolve) => {
    stdout.write = (chunk) => {
      write(chunk)
      if (text.test(stdout.text)) resolve()
    }
  })
}

t.test('--loop goes on until an interrupt', async (t) => {
  const { daemon } = await watching(t, 3)
  const io = fakeIo()
  const args = ['-c', daemon.uri, 'event', '--event', 'lifecycle', '--loop']
  const running = lvrpc(args, io)
  await watched(io, /Post-copy/)
  io.signals.emit('SIGINT')
  const { code, stdout } = await running
  t.equal(code, 0)
  t.match(
    stdout,
    /Migrated\n.*Snapshot\n.*Post-copy\nevent loop interrupted\nevents received: 3\n\n$/,
  )
  t.equal(io.signals.listenerCount('SIGINT'), 0)
})

t.test('JSON is one document per event and nothing else', async (t) => {
  const { daemon } = await watching(t, 2)
  const io = fakeIo()
  const args = ['-c', daemon.uri, 'event', '--event', 'lifecycle', '--loop', '--json']
  const running = lvrpc(args, io)
  await watched(io, /fromSnapshot/)
  io.signals.emit('SIGTERM')
  const { code, stdout } = await running
  t.equal(code, 0)
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  t.equal(lines.length, 2)
  t.strictSame(lines[0], {
    event: 'resumed',
    eventNumber: 4,
    detail: 'migrated',
    detailNumber: 1,
    kind: 'lifecycle',
    domain: { name: 'web', uuid: '01010101-0101-0101-0101-010101010101', id: 3 },
  })
})

t.test('an output that nobody reads any more ends it quietly', async (t) => {
  const { daemon } = await watching(t)
  const io = fakeIo()
  const running = lvrpc(['-c', daemon.uri, 'event', '--event', 'lifecycle', '--loop'], io)
  await watched(io, /Migrated/)
  io.stdout.leave()
  const { code, stderr } = await running
  t.equal(code, 0)
  t.equal(stderr, '')
})

t.test('no event in time is exit code 1', async (t) => {
  const daemon = await FakeDaemon.listen({})
  t.teardown(() => daemon.close())
  const args = ['-c', daemon.uri, 'event', '--event', 'reboot', '--timeout', '30']
  const waits: number[] = []
  const io = fakeIo({
    after: (ms, run) => {
      waits.push(ms)
      setImmediate(run)
      return () => {}
    },
  })
  t.strictSame(await lvrpc(args, io), {
    code: 1,
    stdout: 'event loop timed out\nevents received: 0\n',
    stderr: '',
  })
  t.strictSame(waits, [30_000])
})

t.test('a lost connection is an error', async (t) => {
  const { daemon } = await watching(t)
  const io = fakeIo()
  const running = lvrpc(['-c', daemon.uri, 'event', '--event', 'lifecycle', '--loop'], io)
  await watched(io, /Migrated/)
  daemon.cut()
  const { code, stderr } = await running
  t.equal(code, 1)
  t.match(stderr, /^error: [^\n]+\n$/)
})

t.test('timestamps have the local offset', async (t) => {
  const at = new Date(2026, 0, 2, 3, 4, 5, 6)
  t.match(timestamp(at), /^2026-01-02 03:04:05\.006[+-]\d{4}$/)
})

t.test(
  '--reconnect goes on over a loss, and a line stands where events may be missing',
  async (t) => {
    for (const json of [false, true]) {
      const { daemon } = await watching(t)
      const io = fakeIo()
      const args = ['-c', daemon.uri, 'event', '--event', 'lifecycle', '--loop', '--reconnect']
      const running = lvrpc([...args, ...(json ? ['--json'] : []), '--timestamp'], io)
      await watched(io, /igrated/)
      const again = watched(io, /gap[\s\S]*igrated/)
      daemon.cut()
      await again
      io.signals.emit('SIGINT')
      const { code, stdout, stderr } = await running
      t.equal(code, 0)
      t.equal(daemon.connections, 2)
      t.match(stderr, /^warning: not connected, trying again: End of file[^\n]+\n$/)
      if (json) {
        const gap = JSON.parse(stdout.split('\n')[1]!)
        const { since, durationMs } = gap
        t.match(gap, { at: '1970-01-01T00:00:00.000Z', kind: 'gap', reason: 'reconnected' })
        t.match(since, /^\d{4}-\d\d-\d\dT.*Z$/)
        t.type(durationMs, 'number')
      } else {
        t.match(
          stdout.split('\n')[1],
          /^1970-\S+ \S+: gap: not connected for \d+\.\d s since \d{4}-\S+ \S+; events may be missing$/,
        )
        t.match(stdout, /events received: 2\n\n?$/, 'a gap is no event')
      }
    }
  },
)

t.test('a reader that is too slow finds the gap in its place', async (t) => {
  t.equal(
    gapText({ kind: 'gap', type: 'gap', reason: 'overflow', lost: 3 }),
    'gap: 3 events were lost because they came faster than they could be read',
  )
})

t.test('an interrupt ends it while there is no connection, too', async (t) => {
  const { daemon } = await watching(t)
  const io = fakeIo()
  const args = ['-c', daemon.uri, 'event', '--event', 'lifecycle', '--loop', '--reconnect']
  const running = lvrpc(args, io)
  await watched(io, /igrated/)
  const write = io.stderr.write.bind(io.stderr)
  const warned = new Promise<void>((resolve) => {
    io.stderr.write = (chunk) => {
      write(chunk)
      resolve()
    }
  })
  await daemon.close()
  await warned
  io.signals.emit('SIGINT')
  const { code, stdout } = await running
  t.equal(code, 0)
  t.match(stdout, /event loop interrupted\nevents received: 1\n/)
})

t.test('--all is what the daemon knows', async (t) => {
  const daemon: FakeDaemon = await FakeDaemon.listen({
    connectDomainEventCallbackRegisterAny: ({ args }: { args: { eventID?: number } }) => {
      if (args.eventID! > 1) return new Refusal(1, 'internal error: unsupported event ID')
      if (args.eventID === 1) {
        const body = { callbackID: 1, msg: { dom } }
        setImmediate(() => daemon.emit(remote.domainEvents.reboot, body))
      }
      return { callbackID: args.eventID }
    },
  })
  t.teardown(() => daemon.close())
  t.strictSame(await lvrpc(['-c', daemon.uri, 'event', '--all']), {
    code: 0,
    stdout: "event 'reboot' for domain 'web'\nevents received: 1\n\n",
    stderr: '',
  })
})
