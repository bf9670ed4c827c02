// The layer that comes back, on scripted peers and a clock whose hands the test turns: what is repeated and what never is,
// who hears of a gap, when it tries again and when it stops. Against real daemons: test/lab/reconnect.test.ts.

import fc from 'fast-check'
import t from 'tap'
import type { Gap } from '../../src/api/async-queue.ts'
import {
  type ConnectionState,
  delayOf,
  isHopeless,
  planOf,
  ReconnectingCaller,
  type ReconnectOptions,
} from '../../src/api/reconnect.ts'
import {
  CancelledError,
  ConnectionError,
  type LibvirtError,
  ProtocolError,
  RemoteError,
  type RemoteErrorCode,
  UsageError,
} from '../../src/errors.ts'
import type { CallOptions, RpcConnection, RpcOptions } from '../../src/rpc/connection.ts'
import { lookOn } from '../looking-on.ts'
import { frame, text, u32 } from '../rpc/bytes.ts'
import { HandClock } from '../rpc/clock.ts'
import { connected, failure, type Peer, settled } from '../rpc/peer.ts'
import { close as closeRow, download, feature, lifecycle, reboot, upload } from '../rpc/rows.ts'

const all = { dom: null }
const REGISTER = 316
const DEREGISTER = 317
const CLOSE = 2

type Opener = (limits: () => CallOptions, fresh: () => RpcConnection) => Promise<RpcConnection>

/** A caller on its first connection. Attempts succeed unless `attempts` holds something else for them. */
function stage(options: ReconnectOptions = {}, rpcOptions: RpcOptions = {}) {
  const clock = new HandClock()
  const peers: Peer[] = []
  const attempts: (Error | Opener)[] = []
  const begun: number[] = []
  const states: ConnectionState[] = []
  const fresh = () => {
    const { rpc, peer } = connected({
      clock,
      keepalive: { intervalS: 0, count: 0 },
      ...rpcOptions,
    })
    peers.push(peer)
    return rpc
  }
  const open = async (limits: () => CallOptions) => {
    begun.push(clock.now())
    const script = attempts.shift()
    if (script instanceof Error) throw script
    return script === undefined ? fresh() : script(limits, fresh)
  }
  const caller = new ReconnectingCaller(
    fresh(),
    open,
    planOf({ firstDelayMs: 100, jitter: 0, ...options }),
    (state) => states.push(state),
    { clock, random: () => 0.5, date: () => new Date(clock.now()) },
  )
  return {
    caller,
    clock,
    peers,
    attempts,
    /** When attempts began. */
    begun,
    states,
    is: () => states.map(({ is }) => is),
    /** The line drops and everybody knows. */
    async lose() {
      peers.at(-1)!.cut()
      await settled()
    },
    /** Time passes; what it sets off has run. */
    async pass(ms: number) {
      clock.advance(ms)
      await settled()
    },
  }
}

const refused = () => new ConnectionError('connectFailed', 'nobody there')
const remote = (code: RemoteErrorCode, number = 1) =>
  new RemoteError(code, {
    number,
    domain: 10,
    level: 2,
    message: code,
    str1: null,
    str2: null,
    str3: null,
    int1: -1,
    int2: -1,
  })

/** Answers the next call with these words. */
async function answer(peer: Peer, ...payload: Uint8Array[]) {
  const call = await peer.expect()
  peer.answer(call, ...payload)
  return call
}

const started = (callbackId: number, name: string, procedure = 318) =>
  frame({ type: 2, procedure, serial: 1 }, u32(callbackId), text(name), u32(0))

t.test('without a loss it is the connection itself', async (t) => {
  const { caller, peers, states } = stage()
  const call = caller.call(feature, { n: 1 })
  t.match(await answer(peers[0]!, u32(5)), { procedure: 60, payload: u32(1) })
  t.strictSame(await call, { n: 5 })
  const refusal = caller.call(feature, { n: 2 })
  peers[0]!.refuse(await peers[0]!.expect(), 3)
  t.match(await failure(refusal), { name: 'RemoteError', outcome: 'refused' })
  t.equal(caller.peer, 'memory:a')
  t.equal(caller.isOpen, true)
  t.strictSame(states, [])
})

t.test(
  'a loss splits what is in flight: sent calls are unknown, queued ones go again',
  async (t) => {
    const { caller, peers, lose, pass } = stage({}, { maxInFlight: 1 })
    const [sent, queued] = [caller.call(feature, { n: 1 }), caller.call(feature, { n: 2 })]
    const lost = failure(sent)
    t.match(await peers[0]!.expect(), { payload: u32(1) })
    await lose()
    t.match(await lost, { code: 'connectionLost', outcome: 'unknown' })
    await pass(100)
    t.match(await answer(peers[1]!, u32(9)), { payload: u32(2) })
    t.strictSame(await queued, { n: 9 })
    t.equal(peers[1]!.unread.length, 0, 'what may have run is not repeated')
  },
)

t.test('calls made meanwhile wait, each as long as it is allowed to', async (t) => {
  const { caller, clock, peers, lose, pass } = stage({ firstDelayMs: 1000 })
  await lose()
  const patient = caller.call(feature, { n: 1 })
  const hasty = failure(caller.call(feature, { n: 2 }, { timeoutMs: 500 }))
  const cancel = new AbortController()
  const aborted = failure(caller.call(feature, { n: 3 }, { signal: cancel.signal }))
  const dead = caller.call(feature, { n: 4 }, { timeoutMs: 0 })
  t.match(await failure(dead), { code: 'invalidArg' })
  const stream = caller.openStream(download, { flags: 0 })
  cancel.abort(new Error('enough'))
  t.match(await aborted, { code: 'aborted', outcome: 'not sent', cause: { message: 'enough' } })
  await pass(500)
  t.match(await hasty, {
    code: 'timeout',
    outcome: 'not sent',
    procedure: 'CONNECT_SUPPORTS_FEATURE',
  })
  await pass(500)
  t.match(await answer(peers[1]!, u32(1)), { payload: u32(1) })
  await patient
  t.match(await answer(peers[1]!), { procedure: 209 })
  await stream
  t.equal(clock.timers, 0)
})

t.test('a deadline counts from the call on, not from the reopening', async (t) => {
  const { caller, peers, clock, lose, pass } = stage({}, { maxInFlight: 1 })
  void caller.call(feature, { n: 1 }).catch(() => {})
  const queued = failure(caller.call(feature, { n: 2 }, { timeoutMs: 500 }))
  await peers[0]!.expect()
  await pass(300)
  await lose()
  await pass(100)
  await peers[1]!.expect()
  await pass(99)
  t.equal(clock.timers, 1, 'it still waits')
  await pass(1)
  t.match(await queued, { code: 'timeout', outcome: 'unknown' }, 'sent again, and not answered')
})

t.test('a stream ends with its connection and is not taken up again', async (t) => {
  const { caller, peers, lose, pass } = stage()
  const opening = caller.openStream(download, { flags: 0 })
  const call = await answer(peers[0]!)
  const { stream } = await opening
  peers[0]!.stream(call, 2, Buffer.from('half'))
  await settled()
  const reader = stream[Symbol.asyncIterator]()
  t.match(await reader.next(), { value: { kind: 'data' } })
  const next = failure(reader.next())
  await lose()
  t.match(await next, { code: 'connectionLost', outcome: 'unknown' })
  await pass(100)
  t.equal(peers[1]!.unread.length, 0)
})

t.test('a stream is opened as it was asked for', async (t) => {
  const { caller, peers } = stage()
  const opening = caller.openStream(upload, { flags: 0 }, { packetBytes: 3 })
  await answer(peers[0]!)
  const { stream } = await opening
  await stream.write(Buffer.from('abcde'))
  t.equal(String((await peers[0]!.expect()).payload), 'abc')
})

t.test('events are registered again before calls go on, and told of behind the gap', async (t) => {
  const { caller, peers, clock, lose, pass, states } = stage()
  const heard: unknown[] = []
  const onGap = (gap: Gap) => heard.push(gap)
  const one = caller.subscribe(lifecycle, all, ({ name }) => heard.push(`life ${name}`), { onGap })
  await answer(peers[0]!, u32(1))
  const two = caller.subscribe(reboot, all, ({ name }) => heard.push(`boot ${name}`))
  await answer(peers[0]!, u32(2))
  const [life, boot] = [await one, await two]
  t.strictSame([life.callbackId, boot.callbackId], [1, 2])
  clock.advance(5000)
  peers[0]!.send(started(1, 'a'))
  await lose()
  const call = caller.call(feature, { n: 1 })
  await pass(100)
  const peer = peers[1]!
  const first = await peer.expect()
  const second = await peer.expect()
  t.strictSame([first.procedure, second.procedure], [REGISTER, REGISTER])
  clock.advance(40)
  peer.answer(first, u32(7))
  peer.send(started(7, 'b'))
  await settled()
  t.equal(peer.unread.length, 0, 'the call waits until all is registered')
  t.strictSame(heard, ['life a'], 'what comes before that is kept')
  peer.send(started(8, 'c', 319))
  peer.answer(second, u32(8))
  await answer(peer, u32(1))
  await call
  peer.send(started(7, 'd'))
  await settled()
  const gap = {
    kind: 'gap',
    type: 'gap',
    reason: 'reconnected',
    since: new Date(5000),
    durationMs: 140,
  }
  t.strictSame(heard, ['life a', gap, 'life b', 'boot c', 'life d'])
  t.strictSame(states.at(-1), { is: 'connected', gap })
  t.strictSame([life.callbackId, boot.callbackId], [7, 8])
  const closing = life.close()
  t.match(await answer(peer), { procedure: DEREGISTER, payload: u32(7) })
  await closing
  await life[Symbol.asyncDispose]()
  await lose()
  await pass(200)
  t.equal((await peers[2]!.expect()).procedure, REGISTER, 'only what is still wanted')
  t.equal(peers[2]!.unread.length, 0)
})

t.test('a registration the daemon refuses ends its own subscription and no other', async (t) => {
  const { caller, peers, lose, pass, is } = stage()
  const errors: LibvirtError[] = []
  const heard: string[] = []
  const subscribing = [
    caller.subscribe(lifecycle, all, () => {}, { onError: (error) => errors.push(error) }),
    caller.subscribe(reboot, all, ({ name }) => heard.push(name)),
  ]
  await answer(peers[0]!, u32(1))
  await answer(peers[0]!, u32(2))
  const [life] = await Promise.all(subscribing)
  await lose()
  await pass(100)
  const peer = peers[1]!
  peer.refuse(await peer.expect(), 3, 'no such events here')
  await answer(peer, u32(4))
  peer.send(started(4, 'a', 319))
  await settled()
  t.match(errors, [{ name: 'RemoteError', message: 'no such events here' }])
  t.strictSame(heard, ['a'])
  t.strictSame(is(), ['reconnecting', 'connected'])
  await life!.close()
  await lose()
  await pass(200)
  await peers[2]!.expect()
  t.equal(peers[2]!.unread.length, 0, 'it is not tried again')
})

t.test('a subscription that is closed meanwhile does not come back', async (t) => {
  const { caller, peers, lose, pass } = stage()
  const heard: string[] = []
  const subscribe = async (id: number) => {
    const made = caller.subscribe(id === 1 ? lifecycle : reboot, all, ({ name }) =>
      heard.push(name),
    )
    await answer(peers[0]!, u32(id))
    return made
  }
  const [early, late] = [await subscribe(1), await subscribe(2)]
  await lose()
  await early.close()
  await pass(100)
  const peer = peers[1]!
  const call = await peer.expect()
  await late.close()
  peer.answer(call, u32(5))
  peer.send(started(5, 'x', 319))
  t.match(await answer(peer), { procedure: DEREGISTER, payload: u32(5) })
  await settled()
  t.strictSame(heard, [])
  t.equal(peer.unread.length, 0)
})

t.test('a registration under way at the loss is made again: it ended with its line', async (t) => {
  const { caller, peers, lose, pass } = stage()
  const subscribing = caller.subscribe(lifecycle, all, () => {})
  await peers[0]!.expect()
  await lose()
  await pass(100)
  t.match(await answer(peers[1]!, u32(3)), { procedure: REGISTER })
  t.equal((await subscribing).callbackId, 3)
  t.equal(peers[1]!.unread.length, 0)
  await lose()
  await pass(200)
  await answer(peers[2]!, u32(4))
  await settled()
  t.equal((await subscribing).callbackId, 4)
})

t.test(
  'a registration lost before anybody heard of it is made again, and the gap is told',
  async (t) => {
    const { caller, peers, pass } = stage()
    const gaps: Gap[] = []
    const subscribing = caller.subscribe(lifecycle, all, () => {}, {
      onGap: (gap) => gaps.push(gap),
    })
    const call = await peers[0]!.expect()
    peers[0]!.answer(call, u32(1))
    peers[0]!.cut()
    await settled()
    await pass(100)
    // Which of the two came first is the business of promises; either way it is there once.
    t.equal((await answer(peers[1]!, u32(2))).procedure, REGISTER)
    t.equal((await subscribing).callbackId, 2)
    t.equal(gaps.length, 1)
    t.equal(peers[1]!.unread.length, 0)
  },
)

t.test('a subscription that is refused, or given up, fails as on any connection', async (t) => {
  const { caller, peers, clock, lose } = stage({ firstDelayMs: 1000 })
  const subscribing = failure(caller.subscribe(lifecycle, all, () => {}))
  peers[0]!.refuse(await peers[0]!.expect(), 3)
  t.match(await subscribing, { name: 'RemoteError' })
  await lose()
  const waiting = failure(caller.subscribe(lifecycle, all, () => {}, { timeoutMs: 10 }))
  clock.advance(10)
  t.match(await waiting, { code: 'timeout', outcome: 'not sent' })
})

t.test('what listeners do wrong harms nobody', async (t) => {
  const { caller, peers, lose, pass } = stage()
  const errors: LibvirtError[] = []
  const mistake = new Error('a mistake')
  const subscribing = caller.subscribe(
    lifecycle,
    all,
    () => {
      throw mistake
    },
    {
      onGap: () => {
        throw mistake
      },
      onError: (error) => {
        errors.push(error)
        throw mistake
      },
    },
  )
  await answer(peers[0]!, u32(1))
  await subscribing
  await lose()
  await pass(100)
  await answer(peers[1]!, u32(2))
  peers[1]!.send(started(2, 'a'))
  await settled()
  t.match(errors, [
    { code: 'operationInvalid', cause: mistake, message: /onGap/ },
    { code: 'operationInvalid', cause: mistake },
  ])
  const call = caller.call(feature, { n: 1 })
  await answer(peers[1]!, u32(1))
  t.strictSame(await call, { n: 1 })
})

t.test('delays grow to a limit, and start anew after a connection that held', async (t) => {
  const { begun, attempts, clock, lose, pass, states } = stage({ maxDelayMs: 700 })
  attempts.push(refused(), refused(), refused(), refused())
  await lose()
  for (const delay of [100, 200, 400, 700, 700]) await pass(delay)
  t.strictSame(begun, [100, 300, 700, 1400, 2100])
  t.match(states, [
    { is: 'reconnecting', failures: 0, delayMs: 100, error: { code: 'connectionLost' } },
    { is: 'reconnecting', failures: 1, delayMs: 200, error: { code: 'connectFailed' } },
    { is: 'reconnecting', failures: 2, delayMs: 400 },
    { is: 'reconnecting', failures: 3, delayMs: 700 },
    { is: 'reconnecting', failures: 4, delayMs: 700, since: new Date(0) },
    { is: 'connected', gap: { durationMs: 2100 } },
  ])
  await pass(699)
  await lose()
  t.match(states.at(-1), { delayMs: 700 }, 'it did not hold')
  await pass(700)
  await pass(700)
  await lose()
  t.match(states.at(-1), { delayMs: 100 }, 'it held')
  await pass(100)
  t.equal(clock.timers, 0)
})

t.test('chance takes away from a delay what the options allow', async (t) => {
  const plan = planOf({ firstDelayMs: 100, maxDelayMs: 1000, factor: 3, jitter: 0.5 })
  for (const [strikes, random, delay] of [
    [0, 0, 100],
    [0, 1, 50],
    [1, 0.5, 225],
    [9, 0, 1000],
    [2000, 0, 1000],
  ] as const) {
    t.equal(delayOf(strikes, plan, random), delay, `${strikes} ${random}`)
  }
})

t.test('options that make no sense are refused', async (t) => {
  for (const options of [
    { firstDelayMs: 0 },
    { firstDelayMs: -1 },
    { maxDelayMs: Number.NaN },
    { maxDelayMs: 3_000_000_000 },
    { factor: 0.5 },
    { jitter: 1.5 },
    { attemptTimeoutMs: 0 },
    { attempts: 0 },
    { giveUpAfterMs: -1 },
  ]) {
    const [name] = Object.keys(options)
    t.throws(() => planOf(options), {
      code: 'invalidArg',
      message: new RegExp(`reconnect.${name}`),
    })
  }
  t.match(planOf(true), {
    firstDelayMs: 250,
    maxDelayMs: 30_000,
    attempts: Number.POSITIVE_INFINITY,
  })
})

t.test('what cannot get better is told apart by code', async (t) => {
  const table: [unknown, boolean][] = [
    [new ConnectionError('connectFailed', ''), false],
    [new ConnectionError('connectionLost', ''), false],
    [new ConnectionError('keepaliveTimeout', ''), false],
    [new ConnectionError('connectionClosed', ''), false],
    [new ConnectionError('certificateRefused', ''), true],
    [new ConnectionError('authFailed', ''), true],
    [new ConnectionError('hostKeyRefused', ''), true],
    [new ProtocolError('malformedFrame', ''), false],
    [new CancelledError('timeout', ''), false],
    [new UsageError('confSyntax', ''), true],
    [remote('authFailed'), true],
    [remote('authCancelled'), true],
    [remote('authUnavailable'), true],
    [remote('accessDenied'), true],
    [remote('operationDenied'), true],
    [remote('internalError'), false],
    [remote('noConnect'), false],
    [new TypeError('a bug'), true],
  ]
  for (const [error, expected] of table) t.equal(isHopeless(error), expected, String(error))
})

t.test('an error that cannot get better ends it at once, with that reason for all', async (t) => {
  const { caller, peers, attempts, clock, begun, lose, pass, is } = stage()
  const told: LibvirtError[] = []
  const subscribing = caller.subscribe(lifecycle, all, () => {}, {
    onError: (error) => told.push(error),
  })
  await answer(peers[0]!, u32(1))
  const subscription = await subscribing
  const denied = new ConnectionError('authFailed', 'the password has changed')
  attempts.push(refused(), denied)
  await lose()
  const waiting = failure(caller.call(feature, { n: 1 }))
  await pass(100)
  await pass(200)
  t.match(await caller.closed, { reason: 'error', error: denied })
  t.match(await waiting, { code: 'authFailed', outcome: 'not sent', cause: denied })
  t.match(told, [{ code: 'authFailed', procedure: 'DOMAIN_EVENT_CALLBACK_LIFECYCLE' }])
  t.match(await failure(caller.call(feature, { n: 1 })), {
    code: 'connectionClosed',
    outcome: 'not sent',
    cause: denied,
  })
  t.equal(caller.isOpen, false)
  await subscription.close()
  await caller.close()
  await pass(100_000)
  t.equal(begun.length, 2)
  t.equal(clock.timers, 0)
  t.strictSame(is(), ['reconnecting', 'reconnecting'], 'the end is told by `closed`')
})

t.test('it gives up after so many attempts, or so much time', async (t) => {
  for (const [options, begins, words] of [
    [{ attempts: 2 }, [100, 300], /gave up after 2 attempts to connect again: nobody there/],
    [{ giveUpAfterMs: 650 }, [100, 300], /gave up connecting again within 650 ms: nobody there/],
    [{ giveUpAfterMs: 0 }, [], /within 0 ms: End of file/],
  ] as const) {
    const { caller, attempts, begun, lose, pass } = stage(options)
    attempts.push(refused(), refused(), refused())
    await lose()
    for (const delay of [100, 200, 400]) await pass(delay)
    t.match(await caller.closed, {
      reason: 'error',
      error: { code: 'connectFailed', message: words },
    })
    t.strictSame(begun, begins)
  }
})

t.test('an attempt is bounded, from dialling to the last registration', async (t) => {
  const { caller, peers, attempts, clock, lose, pass, states } = stage({ attemptTimeoutMs: 1000 })
  const subscribing = caller.subscribe(lifecycle, all, () => {})
  await answer(peers[0]!, u32(1))
  await subscribing
  let given: CallOptions[] = []
  attempts.push(async (limits, fresh) => {
    given = [limits()]
    clock.advance(400)
    given.push(limits())
    return fresh()
  })
  await lose()
  await pass(100)
  t.match(given, [{ timeoutMs: 1000 }, { timeoutMs: 600 }])
  t.equal((await peers[1]!.expect()).procedure, REGISTER, 'which is never answered')
  await pass(599)
  t.equal(states.length, 1)
  await pass(1)
  t.match(states.at(-1), { is: 'reconnecting', failures: 1, error: { code: 'timeout' } })
  await peers[1]!.ended
  await pass(200)
  await answer(peers[2]!, u32(1))
  await settled()
  t.match(states.at(-1), { is: 'connected' })
})

t.test(
  'what comes in excess while registrations are remade is told of, behind the gap',
  async (t) => {
    const { caller, peers, lose, pass } = stage()
    const heard: unknown[] = []
    const subscribe = (event: typeof lifecycle) =>
      caller.subscribe(event, all, ({ name }) => heard.push(name), {
        onGap: ({ reason }) => heard.push(reason),
        onLost: (count) => heard.push(count),
      })
    const one = subscribe(lifecycle)
    await answer(peers[0]!, u32(1))
    const two = subscribe(reboot)
    await answer(peers[0]!, u32(2))
    await Promise.all([one, two])
    await lose()
    await pass(100)
    const peer = peers[1]!
    const [first, second] = [await peer.expect(), await peer.expect()]
    peer.answer(first, u32(7))
    await settled()
    for (let n = 0; n < 10_050; n++) peer.send(started(7, `${n}`))
    await settled()
    peer.answer(second, u32(8))
    await settled()
    peer.send(started(7, 'after'))
    await settled()
    t.strictSame(heard.slice(0, 3), ['reconnected', 'reconnected', '0'])
    t.strictSame(heard.slice(-3), ['9999', 50, 'after'])
  },
)

t.test('a line that drops while it is being made ready is one more failed attempt', async (t) => {
  const { caller, peers, lose, pass, is } = stage()
  const errors: LibvirtError[] = []
  let gaps = 0
  const subscribing = caller.subscribe(lifecycle, all, () => {}, {
    onError: (error) => errors.push(error),
    onGap: () => gaps++,
  })
  await answer(peers[0]!, u32(1))
  await subscribing
  const waiting = caller.call(feature, { n: 1 })
  const lost = failure(waiting)
  await lose()
  t.match(await lost, { outcome: 'unknown' })
  await pass(100)
  await peers[1]!.expect()
  await lose()
  await pass(200)
  await answer(peers[2]!, u32(1))
  await settled()
  t.strictSame(is(), ['reconnecting', 'reconnecting', 'connected'])
  t.strictSame(errors, [])
  t.equal(gaps, 1)
})

t.test('closing in whatever state settles everything, once, and tries nothing more', async (t) => {
  const cases: Record<string, (on: ReturnType<typeof stage>) => Promise<void>> = {
    connected: async () => {},
    'waiting for an attempt': ({ lose }) => lose(),
    'in an attempt': async ({ attempts, lose, pass }) => {
      attempts.push(
        (limits) =>
          new Promise((_, reject) => {
            const { signal } = limits()
            signal!.addEventListener('abort', () => reject(new CancelledError('aborted', 'stop')))
          }),
      )
      await lose()
      await pass(100)
    },
    registering: async ({ lose, pass }) => {
      await lose()
      await pass(100)
    },
  }
  for (const way of ['close', 'destroy'] as const) {
    for (const [name, arrange] of Object.entries(cases)) {
      const on = stage()
      const { caller, peers, clock, begun, pass } = on
      const told: LibvirtError[] = []
      const subscribing = caller.subscribe(lifecycle, all, () => {}, {
        onError: (error) => told.push(error),
      })
      await answer(peers[0]!, u32(1))
      const subscription = await subscribing
      await arrange(on)
      const before = begun.length
      const call = failure(caller.call(feature, { n: 1 }))
      await settled()
      const reason = new ConnectionError('connectionClosed', 'enough')
      const ended = way === 'close' ? caller.close() : caller.destroy(reason)
      if (way === 'close' && name === 'connected') {
        const peer = peers[0]!
        t.equal((await peer.expect()).procedure, feature.number)
        t.equal((await answer(peer)).procedure, CLOSE)
        await peer.ended
      }
      await ended
      const error = (await call) as LibvirtError
      t.equal(error.code, 'connectionClosed', `${way} ${name}`)
      t.equal(error.outcome, name === 'connected' ? 'unknown' : 'not sent')
      t.match(await caller.closed, way === 'close' ? { reason: 'client' } : { error: reason })
      t.equal(told.length, way === 'close' ? 0 : 1, 'our own closing is no loss')
      t.equal(caller.isOpen, false)
      await Promise.all([caller.close(), caller.close(), subscription.close()])
      caller.destroy(reason)
      await pass(1_000_000)
      t.equal(begun.length, before, 'no attempt follows')
      t.equal(clock.timers, 0)
    }
  }
})

t.test('who hears of a loss may close in that moment', async (t) => {
  const { caller, attempts, lose, states } = stage()
  attempts.push(async () => t.fail('it was tried') as never)
  const closing: Promise<void>[] = []
  states.push = (...told) => {
    closing.push(caller.close())
    return Array.prototype.push.apply(states, told)
  }
  await lose()
  t.equal(closing.length, 1)
  await closing[0]
  t.strictSame(await caller.closed, { reason: 'client' })
})

t.test('destroy cuts a goodbye short', async (t) => {
  const { caller, peers } = stage()
  const closing = caller.close()
  t.equal((await peers[0]!.expect()).procedure, CLOSE)
  caller.destroy(new ConnectionError('connectionClosed', 'now'))
  await closing
  t.match(await caller.closed, { reason: 'client' })
})

t.test('an opening that comes through after the end is closed again', async (t) => {
  const { caller, attempts, peers, lose, pass } = stage()
  let give: (rpc: RpcConnection) => void = () => {}
  let fresh: () => RpcConnection = () => {
    throw new Error('no attempt')
  }
  attempts.push((_, make) => {
    fresh = make
    return new Promise((resolve) => {
      give = resolve
    })
  })
  await lose()
  await pass(100)
  const closing = caller.close()
  give(fresh())
  t.equal((await peers[1]!.expect()).procedure, CLOSE)
  peers[1]!.cut()
  await closing
})

t.test('whatever happens, each call arrives at most once and is settled once', async (t) => {
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.constant('call' as const) },
    { weight: 2, arbitrary: fc.constant('timed call' as const) },
    { weight: 4, arbitrary: fc.constant('answer' as const) },
    { weight: 2, arbitrary: fc.constant('subscribe' as const) },
    { weight: 2, arbitrary: fc.constant('cut' as const) },
    { weight: 1, arbitrary: fc.constant('refuse the attempt' as const) },
    { weight: 4, arbitrary: fc.constant('time' as const) },
    { weight: 2, arbitrary: fc.constant('turn' as const) },
  )
  const property = fc.asyncProperty(
    fc.array(step, { maxLength: 40 }),
    fc.constantFrom('close', 'destroy', 'give up'),
    async (steps, end) => {
      const { caller, clock, peers, attempts } = stage({}, { maxInFlight: 2 })
      let asked = 0
      const arrived: number[] = []
      const fates: string[] = []
      let settledCalls = 0
      const subscriptions: Promise<unknown>[] = []
      const call = (options?: CallOptions) => {
        const n = asked++
        caller.call(feature, { n }, options).then(
          ({ n: got }) => {
            settledCalls++
            fates[n] = got === n ? 'answered' : 'wrong answer'
          },
          (error: LibvirtError) => {
            settledCalls++
            fates[n] = String(error.outcome)
          },
        )
      }
      const serve = (peer: Peer, one: Awaited<ReturnType<Peer['expect']>>) => {
        if (one.procedure === feature.number) {
          arrived.push(one.payload.readUInt32BE(0))
          peer.answer(one, one.payload)
        } else if (one.procedure === REGISTER) peer.answer(one, u32(1))
        else peer.answer(one)
      }
      const drain = async (peer: Peer, most: number) => {
        for (let i = 0; i < most && peer.unread.length > 0; i++) serve(peer, await peer.expect())
      }
      for (const one of steps) {
        if (one === 'call') call()
        else if (one === 'timed call') call({ timeoutMs: 150 })
        else if (one === 'answer') await drain(peers.at(-1)!, 1)
        else if (one === 'subscribe') {
          subscriptions.push(caller.subscribe(lifecycle, all, () => {}).catch(() => {}))
        } else if (one === 'cut') peers.at(-1)!.cut()
        else if (one === 'refuse the attempt') attempts.push(refused())
        else if (one === 'time') clock.advance(100)
        else await settled()
      }
      if (end === 'give up') {
        attempts.unshift(new UsageError('confSyntax', 'broken'))
        peers.at(-1)!.cut()
        for (let i = 0; i < 50 && caller.isOpen; i++) {
          clock.advance(30_000)
          await settled()
        }
      } else if (end === 'destroy') caller.destroy(new ConnectionError('connectionClosed', 'x'))
      else {
        const closing = caller.close()
        peers.at(-1)!.cut()
        await closing
      }
      await caller.closed
      await Promise.all(subscriptions)
      await settled()
      for (const peer of peers) await drain(peer, 1000)
      t.equal(settledCalls, asked)
      t.equal(new Set(arrived).size, arrived.length, 'nothing ran twice')
      for (const n of arrived) if (fates[n] === 'not sent') t.fail(`${n} ran and was not sent`)
      if (fates.includes('wrong answer')) t.fail('an answer of another')
      t.equal(clock.timers, 0)
    },
  )
  await fc.assert(property, { numRuns: 300 })
})

t.test('rows without arguments are carried too', async (t) => {
  const { caller, peers } = stage()
  const call = caller.call(closeRow, undefined)
  await answer(peers[0]!)
  t.equal(await call, undefined)
})

t.test('who looks on hears what was decided and why', async (t) => {
  const { caller, peers, attempts, lose, pass } = stage({ attempts: 2 }, { maxInFlight: 1 })
  const { decisionLines } = lookOn(t)
  const subscribing = caller.subscribe(lifecycle, all, () => {})
  await answer(peers[0]!, u32(1))
  await subscribing
  const [sent, queued] = [caller.call(feature, { n: 1 }), caller.call(feature, { n: 2 })]
  sent.catch(() => {})
  attempts.push(refused())
  await lose()
  await pass(100)
  await pass(200)
  peers[1]!.refuse(await peers[1]!.expect(), 3, 'no such events')
  await answer(peers[1]!, u32(2))
  await queued
  attempts.push(refused(), refused())
  await lose()
  await pass(400)
  await pass(800)
  t.match(
    decisionLines().filter((line) => line.startsWith('reconnect')),
    [
      'reconnect: CONNECT_SUPPORTS_FEATURE was not sent and waits',
      /^reconnect: lost: End of file.*; the next attempt is in 100 ms$/,
      'reconnect: attempt 1 failed: nobody there; the next attempt is in 200 ms',
      'reconnect: the daemon does not register lifecycle again: no such events',
      'reconnect: open again after 300 ms',
      /^reconnect: lost: .*; the next attempt is in 400 ms$/,
      'reconnect: attempt 1 failed: nobody there; the next attempt is in 800 ms',
      /^reconnect: it ends here: gave up after 2 attempts to connect again: nobody there$/,
    ],
  )
})
