import t, { type Test } from 'tap'
import { shapeDomainEvent } from '../../src/api/domain-events.ts'
import * as remote from '../../src/generated/remote.ts'
import { type ConnectOptions, connect, type DomainEventOf } from '../../src/index.ts'
import { domainRef, FakeDaemon, Refusal } from './daemon.ts'

const dom = domainRef('web', 1, 3)
const domain = { name: 'web', uuid: '01010101-0101-0101-0101-010101010101', id: 3 }
const { lifecycle, reboot, watchdog } = remote.domainEvents

t.test('a body becomes a flat object with names beside the numbers', async (t) => {
  t.strictSame(
    shapeDomainEvent('lifecycle', { callbackID: 1, msg: { dom, event: 3, detail: 2 } }),
    {
      kind: 'lifecycle',
      domain,
      event: 'suspended',
      eventNumber: 3,
      detail: 'ioerror',
      detailNumber: 2,
    },
  )
  t.strictSame(shapeDomainEvent('watchdog', { callbackID: 1, msg: { dom, action: 6 } }), {
    kind: 'watchdog',
    domain,
    action: 'injectnmi',
    actionNumber: 6,
  })
  t.strictSame(
    shapeDomainEvent('pmSuspend', { callbackID: 1, reason: 4, msg: { dom: { ...dom, id: -1 } } }),
    { kind: 'pmSuspend', domain: { ...domain, id: undefined }, reason: 4 },
  )
})

t.test('numbers nobody knows are passed on as unknown', async (t) => {
  t.match(shapeDomainEvent('lifecycle', { callbackID: 1, msg: { dom, event: 77, detail: 5 } }), {
    event: 'unknown',
    eventNumber: 77,
    detail: 'unknown',
    detailNumber: 5,
  })
  t.match(shapeDomainEvent('lifecycle', { callbackID: 1, msg: { dom, event: 0, detail: 55 } }), {
    event: 'defined',
    detail: 'unknown',
    detailNumber: 55,
  })
})

t.test('parameters become a record', async (t) => {
  const params = [
    { field: 'operation', value: { type: 1, value: 5 } },
    { field: 'time_elapsed', value: { type: 4, value: 6641n } },
  ]
  const event = shapeDomainEvent('jobCompleted', { callbackID: 1, dom, params })
  t.strictSame(
    { ...(event as DomainEventOf<'jobCompleted'>).params },
    { operation: 5, time_elapsed: 6641n },
  )
})

/** A daemon that gives every registration an id of its own. */
async function watched(t: Test, answers: object = {}, options: ConnectOptions = {}) {
  let id = 0
  const deregistered: unknown[] = []
  const registered: { eventID?: number; dom?: unknown }[] = []
  const daemon = await FakeDaemon.listen({
    connectDomainEventCallbackRegisterAny: ({ args }: { args: object }) => {
      registered.push(args)
      return { callbackID: ++id }
    },
    connectDomainEventCallbackDeregisterAny: ({ args }: { args: { callbackID?: number } }) => {
      deregistered.push(args.callbackID)
    },
    ...answers,
  })
  const connection = await connect(daemon.uri, options)
  t.teardown(async () => {
    await connection.close()
    await daemon.close()
  })
  return { daemon, connection, registered, deregistered }
}

const lifecycleBody = (callbackID: number, event: number) => ({
  callbackID,
  msg: { dom, event, detail: 0 },
})

t.test('an iterator has what came since it was opened, and ends when it is left', async (t) => {
  const { daemon, connection, registered, deregistered } = await watched(t)
  const events = await connection.domainEvents()
  t.match(registered, [{ eventID: 0, dom: null }])
  daemon.emit(lifecycle, lifecycleBody(1, 2))
  daemon.emit(lifecycle, lifecycleBody(1, 5))
  const seen: string[] = []
  for await (const one of events) {
    if ('kind' in one && one.kind === 'lifecycle') seen.push(one.event)
    if (seen.length === 2) break
  }
  t.strictSame(seen, ['started', 'stopped'])
  await events.close()
  t.strictSame(deregistered, [1])
})

t.test('several kinds, one domain', async (t) => {
  const { daemon, connection, registered, deregistered } = await watched(t)
  const events = await connection.domainEvents({
    events: ['lifecycle', 'watchdog', 'watchdog'],
    domain: { ref: dom },
  })
  t.strictSame(
    registered.map(({ eventID, dom }) => [eventID, (dom as { name: string }).name]),
    [
      [0, 'web'],
      [3, 'web'],
    ],
    'each kind once',
  )
  daemon.emit(watchdog, { callbackID: 2, msg: { dom, action: 1 } })
  const { value } = await events[Symbol.asyncIterator]().next()
  t.match(value, { kind: 'watchdog', action: 'pause' })
  await events.close()
  await events.close()
  t.strictSame(deregistered.sort(), [1, 2])
})

t.test('all kinds are those that the daemon knows', async (t) => {
  const unsupported = new Refusal(1, 'internal error: unsupported event ID')
  let id = 0
  const { daemon, connection, deregistered } = await watched(t, {
    connectDomainEventCallbackRegisterAny: ({ args }: { args: { eventID?: number } }) =>
      args.eventID! > 1 ? unsupported : { callbackID: ++id },
  })
  const events = await connection.domainEvents({ events: 'all' })
  daemon.emit(reboot, { callbackID: 2, msg: { dom } })
  const { value } = await events[Symbol.asyncIterator]().next()
  t.match(value, { kind: 'reboot' })
  await events.close()
  t.strictSame(deregistered.sort(), [1, 2])

  const none = await watched(t, { connectDomainEventCallbackRegisterAny: unsupported })
  await t.rejects(none.connection.domainEvents({ events: 'all' }), { code: 'internalError' })
})

t.test('registering is all or nothing', async (t) => {
  let id = 0
  const { connection, deregistered } = await watched(t, {
    connectDomainEventCallbackRegisterAny: ({ args }: { args: { eventID?: number } }) =>
      args.eventID === 3 ? new Refusal(84, 'no watchdog here') : { callbackID: ++id },
  })
  await t.rejects(connection.domainEvents({ events: ['lifecycle', 'watchdog', 'reboot'] }), {
    code: 'operationUnsupported',
    message: 'no watchdog here',
  })
  t.strictSame(deregistered.sort(), [1, 2])
})

t.test('an iterator throws when the connection is lost, and ends when we close it', async (t) => {
  const { daemon, connection } = await watched(t)
  const events = await connection.domainEvents()
  const waiting = events[Symbol.asyncIterator]().next()
  daemon.cut()
  await t.rejects(waiting, { code: 'connectionLost' })

  const other = await watched(t)
  const quiet = (await other.connection.domainEvents())[Symbol.asyncIterator]().next()
  await other.connection.close()
  t.match(await quiet, { done: true })
})

t.test('a slow reader is told how much it missed', async (t) => {
  const { daemon, connection } = await watched(t)
  const events = await connection.domainEvents({ maxQueued: 1 })
  for (const event of [0, 1, 2]) daemon.emit(lifecycle, lifecycleBody(1, event))
  // What was sent before an answer has arrived before it.
  await connection.supportsFeature('remote')
  const iterator = events[Symbol.asyncIterator]()
  t.match(await iterator.next(), { value: { event: 'defined' } })
  t.match(await iterator.next(), { value: { type: 'gap', lost: 2 } })
})

t.test('an emitter repeats the same news, typed by kind', async (t) => {
  const { daemon, connection, deregistered } = await watched(t)
  const emitter = await connection.domainEmitter({ events: ['lifecycle', 'reboot'] })
  const rebooted = new Promise<string>((resolve) => {
    emitter.once('reboot', (event) => resolve(event.domain.name))
  })
  const started = new Promise<string>((resolve) => {
    emitter.once('lifecycle', (event) => resolve(event.detail))
  })
  daemon.emit(lifecycle, lifecycleBody(1, 2))
  daemon.emit(reboot, { callbackID: 2, msg: { dom } })
  t.equal(await rebooted, 'web')
  t.equal(await started, 'booted')
  const closed = new Promise<Error | undefined>((resolve) => emitter.once('closed', resolve))
  daemon.cut()
  t.match(await closed, { code: 'connectionLost' })
  await emitter.close()
  await emitter.close()
  t.strictSame(deregistered, [], 'a lost connection has nothing to deregister')
})

t.test(
  'a listener that throws is a problem the emitter tells of, and the next event arrives',
  async (t) => {
    const { daemon, connection } = await watched(t)
    const emitter = await connection.domainEmitter()
    const mistake = new Error('a mistake of the listener')
    let heard = 0
    emitter.on('lifecycle', () => {
      if (++heard === 1) throw mistake
    })
    const problem = new Promise((resolve) => emitter.once('problem', resolve))
    daemon.emit(lifecycle, lifecycleBody(1, 2))
    t.match(await problem, { code: 'operationInvalid', cause: mistake })
    const second = new Promise<void>((resolve) => emitter.once('lifecycle', () => resolve()))
    daemon.emit(lifecycle, lifecycleBody(1, 2))
    await second
    t.equal(heard, 2)
    await emitter.close()
  },
)

const reconnect = { firstDelayMs: 1, jitter: 0 }

t.test('over a reconnection an iterator goes on behind one gap, and no kind is lost', async (t) => {
  const { daemon, connection, registered } = await watched(t, {}, { reconnect })
  const events = await connection.domainEvents({ events: ['lifecycle', 'watchdog', 'reboot'] })
  const iterator = events[Symbol.asyncIterator]()
  daemon.emit(lifecycle, lifecycleBody(1, 2))
  t.match(await iterator.next(), { value: { kind: 'lifecycle' } })
  daemon.cut()
  t.match(await iterator.next(), {
    value: { kind: 'gap', reason: 'reconnected', since: Date, durationMs: Number },
  })
  t.strictSame(
    registered.map(({ eventID }) => eventID),
    [0, 3, 1, 0, 3, 1],
  )
  daemon.emit(watchdog, { callbackID: 5, msg: { dom, action: 1 } })
  daemon.emit(reboot, { callbackID: 6, msg: { dom } })
  daemon.emit(lifecycle, lifecycleBody(4, 5))
  t.match(await iterator.next(), { value: { kind: 'watchdog' } })
  t.match(await iterator.next(), { value: { kind: 'reboot' } })
  t.match(await iterator.next(), { value: { kind: 'lifecycle', event: 'stopped' } })
  await connection.close()
  t.match(await iterator.next(), { done: true })
})

t.test('an iterator tells of events that came in excess with its registration', async (t) => {
  const { daemon, connection } = await watched(t, {
    connectDomainEventCallbackRegisterAny: () => {
      for (let n = 0; n < 10_002; n++) daemon.emit(lifecycle, lifecycleBody(1, 2))
      return { callbackID: 1 }
    },
  })
  let count = 0
  for await (const one of await connection.domainEvents({ maxQueued: 20_000 })) {
    if (one.kind === 'gap') {
      t.match(one, { kind: 'gap', type: 'gap', reason: 'overflow', lost: 2 })
      break
    }
    count++
  }
  t.equal(count, 10_000)
})

t.test('a kind that the daemon refuses after a gap ends its iterator and no other', async (t) => {
  let id = 0
  const { daemon, connection, deregistered } = await watched(
    t,
    {
      connectDomainEventCallbackRegisterAny: ({ args }: { args: { eventID?: number } }) =>
        args.eventID === 3 && id >= 3
          ? new Refusal(3, 'no watchdog any more')
          : { callbackID: ++id },
    },
    { reconnect },
  )
  const both = await connection.domainEvents({ events: ['lifecycle', 'watchdog'] })
  const emitter = await connection.domainEmitter({ events: ['watchdog'] })
  const other = await connection.domainEvents({ events: ['reboot'] })
  const closed = new Promise((resolve) => emitter.once('closed', resolve))
  const reading = (async () => {
    for await (const _ of both) {
    }
  })()
  const next = other[Symbol.asyncIterator]().next()
  daemon.cut()
  await t.rejects(reading, { code: 'noSupport', message: 'no watchdog any more' })
  t.match(await closed, { code: 'noSupport' })
  t.match(await next, { value: { reason: 'reconnected' } })
  await both.close()
  await connection.supportsFeature('remote')
  t.equal(deregistered.length, 1, 'the other kind of the same iterator is let go')
  await emitter.close()
})

t.test('an emitter tells of the gap, and of what comes behind it', async (t) => {
  const { daemon, connection } = await watched(t, {}, { reconnect })
  const emitter = await connection.domainEmitter({ events: ['lifecycle', 'reboot'] })
  const told: unknown[] = []
  emitter.on('gap', ({ reason }) => told.push(reason))
  emitter.on('closed', (error) => told.push(error))
  const back = new Promise((resolve) => emitter.once('gap', resolve))
  daemon.cut()
  await back
  const next = new Promise((resolve) => emitter.once('reboot', resolve))
  daemon.emit(reboot, { callbackID: 4, msg: { dom } })
  await next
  t.strictSame(told, ['reconnected'])
  const closed = new Promise((resolve) => emitter.once('closed', resolve))
  await connection.close()
  await closed
  t.strictSame(told, ['reconnected', undefined])
})
