import t from 'tap'
import { CancelledError, type LibvirtError, ProtocolError } from '../../src/errors.ts'
import type { RpcOptions } from '../../src/rpc/connection.ts'
import { frame, text, u32 } from './bytes.ts'
import { HandClock } from './clock.ts'
import { connected, failure, type Peer, type Sent, settled } from './peer.ts'
import {
  connectionClosed,
  domainClass,
  feature,
  type Lifecycle,
  lifecycle,
  networkLifecycle,
  reboot,
} from './rows.ts'

const all = { dom: null }
const uuid = (byte: number) => new Uint8Array(16).fill(byte)

/** The message of an event as a daemon sends it, serial 1 included. */
function message(procedure: number, callbackId: number, name: string, event = 0): Buffer {
  return frame({ type: 2, procedure, serial: 1 }, u32(callbackId), text(name), u32(event))
}

const started = (callbackId: number, name: string) => message(318, callbackId, name)

/** A subscription whose registration the peer answered with this id. */
async function subscribed(callbackId: number, options: RpcOptions = {}) {
  const { rpc, peer } = connected(options)
  const heard: string[] = []
  const subscribing = rpc.subscribe(lifecycle, all, (body: Lifecycle) => heard.push(body.name))
  const call = await peer.expect()
  peer.answer(call, u32(callbackId))
  return { rpc, peer, heard, call, subscription: await subscribing }
}

async function answer(peer: Peer, ...payload: Buffer[]): Promise<Sent> {
  const call = await peer.expect()
  peer.answer(call, ...payload)
  return call
}

t.test(
  'a registration says which event and whose, and its events reach the listener',
  async (t) => {
    const { peer, heard, call, subscription } = await subscribed(7)
    t.match(call, { procedure: 316, payload: u32(0, 0) })
    t.equal(subscription.callbackId, 7)
    peer.send(started(7, 'a'), started(8, 'of another'), started(7, 'b'))
    await settled()
    t.same(heard, ['a', 'b'])
    const closing = subscription.close()
    peer.send(started(7, 'too late'))
    t.match(await answer(peer), { procedure: 317, payload: u32(7) })
    peer.send(started(7, 'trailing'))
    await closing
    await subscription.close()
    await subscription[Symbol.asyncDispose]()
    await settled()
    t.same(heard, ['a', 'b'])
    t.equal(peer.unread.length, 0, 'deregistered once')
  },
)

t.test(
  'pitfall 14: events that overtake the reply to their registration are kept for it',
  async (t) => {
    const { rpc, peer } = connected()
    const heard: string[] = []
    const first = rpc.subscribe(lifecycle, all, ({ name }) => heard.push(`life ${name}`))
    const second = rpc.subscribe(reboot, all, ({ name }) => heard.push(`boot ${name}`))
    const [one, two] = [await peer.expect(), await peer.expect()]
    peer.send(
      message(319, 2, 'x'),
      started(1, 'a'),
      started(1, 'b'),
      message(319, 2, 'y'),
      started(9, 'z'),
    )
    await settled()
    t.same(heard, [], 'nobody has these ids yet')
    peer.answer(two, u32(2))
    await second
    await settled()
    t.same(heard, ['boot x', 'boot y'])
    peer.answer(one, u32(1))
    await first
    await settled()
    t.same(heard, ['boot x', 'boot y', 'life a', 'life b'])
  },
)

t.test(
  'of events that wait for a registration 10 000 are kept, and the rest is told of',
  async (t) => {
    const { rpc, peer } = connected()
    const heard: (string | number)[] = []
    const others: (string | number)[] = []
    const subscribing = rpc.subscribe(lifecycle, all, ({ name }) => heard.push(name), {
      onLost: (count) => heard.push(count),
    })
    const call = await peer.expect()
    const second = rpc.subscribe(reboot, all, ({ name }) => others.push(name), {
      onLost: (count) => others.push(count),
    })
    const behind = await peer.expect()
    for (let n = 0; n < 10_100; n++) peer.send(started(5, `${n}`))
    peer.send(message(319, 6, 'x'), message(319, 6, 'y'), started(99, 'nobody'))
    await settled()
    peer.answer(call, u32(5))
    await subscribing
    peer.send(started(5, 'later'))
    await settled()
    t.equal(heard.length, 10_002)
    t.strictSame(heard.slice(-3), ['9999', 100, 'later'])
    peer.send(message(319, 6, 'z'))
    peer.answer(behind, u32(6))
    await second
    await settled()
    t.strictSame(others, [3], 'what is missing is missing at one place')
    peer.send(started(7, 'nobody'))
    const later = rpc.subscribe(reboot, { dom: null }, ({ name }) => heard.push(name))
    await later
    await settled()
    t.equal(heard.length, 10_002, 'what came while nobody registered is not replayed')
  },
)

t.test('pitfall 14: the same id means another thing in another class', async (t) => {
  const { rpc, peer } = connected()
  const heard: string[] = []
  const domains = rpc.subscribe(lifecycle, all, ({ name }) => heard.push(`domain ${name}`))
  await answer(peer, u32(0))
  const networks = rpc.subscribe(networkLifecycle, all, ({ name }) => heard.push(`net ${name}`))
  await answer(peer, u32(0))
  t.same([(await domains).callbackId, (await networks).callbackId], [0, 0])
  peer.send(message(315, 0, 'n'), started(0, 'd'))
  await settled()
  t.same(heard, ['net n', 'domain d'])
})

t.test('an event that comes over another event’s procedure is not for this callback', async (t) => {
  const { rpc, peer, heard } = await subscribed(3)
  const boots = rpc.subscribe(reboot, all, () => heard.push('boot'))
  await answer(peer, u32(4))
  await boots
  peer.send(message(319, 3, 'wrong'), started(4, 'wrong'), started(3, 'right'))
  await settled()
  t.same(heard, ['right'])
})

t.test(
  'pitfall 14: the same registration is made once, shared, and given back with the last',
  async (t) => {
    const { rpc, peer, heard, subscription } = await subscribed(1)
    const again = await rpc.subscribe(lifecycle, { dom: null }, ({ name }) =>
      heard.push(`2 ${name}`),
    )
    t.equal(again.callbackId, 1)
    await settled()
    t.equal(peer.unread.length, 0)
    peer.send(started(1, 'a'))
    await settled()
    t.same(heard, ['a', '2 a'])
    await subscription.close()
    peer.send(started(1, 'b'))
    await settled()
    t.same(heard, ['a', '2 a', '2 b'])
    t.equal(peer.unread.length, 0)
    const closing = again.close()
    t.match(await answer(peer), { procedure: 317 })
    await closing
  },
)

t.test('two who ask at once wait for one reply', async (t) => {
  const { rpc, peer } = connected()
  const both = [0, 1].map(() => rpc.subscribe(lifecycle, all, () => {}))
  await answer(peer, u32(4))
  t.same(
    (await Promise.all(both)).map(({ callbackId }) => callbackId),
    [4, 4],
  )
  t.equal(peer.unread.length, 0)
})

t.test('a filter is the object it names: UUID, not the id that changes at a start', async (t) => {
  const { rpc, peer } = connected()
  const dom = { name: 'g', uuid: uuid(1), id: 5 }
  const first = rpc.subscribe(lifecycle, { dom }, () => {})
  t.match(await answer(peer, u32(0)), { payload: { length: 4 + 4 + 4 + 4 + 16 + 4 } })
  await first
  await rpc.subscribe(lifecycle, { dom: { ...dom, id: -1 } }, () => {})
  t.equal(peer.unread.length, 0, 'the same guest, shared')
  const other = rpc.subscribe(lifecycle, { dom: { ...dom, uuid: uuid(2) } }, () => {})
  await answer(peer, u32(1))
  t.equal((await other).callbackId, 1)
})

t.test('who subscribes while the last one leaves waits for that and registers anew', async (t) => {
  const { rpc, peer, heard, subscription } = await subscribed(1)
  const closing = subscription.close()
  const again = rpc.subscribe(lifecycle, all, ({ name }) => heard.push(`new ${name}`))
  const leave = await peer.expect()
  t.equal(leave.procedure, 317)
  await settled()
  t.equal(peer.unread.length, 0, 'the daemon would call it a second registration')
  peer.answer(leave)
  await closing
  t.match(await answer(peer, u32(2)), { procedure: 316 })
  t.equal((await again).callbackId, 2)
  peer.send(started(2, 'x'))
  await settled()
  t.same(heard, ['new x'])
})

t.test('a refused registration fails all who waited; the next one asks again', async (t) => {
  const { rpc, peer } = connected()
  const both = [0, 1].map(() => failure(rpc.subscribe(lifecycle, all, () => {})))
  const call = await peer.expect()
  peer.refuse(call, 3, 'no events here')
  t.match(await Promise.all(both), [
    { code: 'noSupport' },
    { code: 'noSupport', procedure: domainClass.register.name },
  ])
  const again = rpc.subscribe(lifecycle, all, () => {})
  await answer(peer, u32(0))
  await again
})

t.test('a refused deregistration is told to who closed', async (t) => {
  const { peer, subscription } = await subscribed(1)
  const closing = failure(subscription.close())
  peer.refuse(await peer.expect(), 8, 'no such callback')
  t.match(await closing, { message: 'no such callback' })
})

t.test('arguments that cannot be encoded fail the subscription', async (t) => {
  const { rpc } = connected()
  t.match(await failure(rpc.subscribe(lifecycle, {}, () => {})), {
    code: 'invalidArg',
    outcome: 'not sent',
  })
  t.match(await failure(rpc.subscribe(lifecycle, { dom: { name: 5 } }, () => {})), {
    code: 'invalidArg',
  })
})

t.test(
  'giving up a subscription: taken back from the line, or given back after the reply',
  async (t) => {
    const clock = new HandClock()
    const { rpc, peer } = connected({ maxInFlight: 1, clock })
    const busy = rpc.call(feature, { n: 1 })
    const queued = rpc.subscribe(lifecycle, all, () => {}, { timeoutMs: 5 })
    clock.advance(5)
    const error = await failure(queued)
    t.type(error, CancelledError)
    t.match(error, { code: 'timeout', outcome: 'not sent' })
    await answer(peer, u32(1))
    await busy
    await settled()
    t.equal(peer.unread.length, 0, 'it never left')

    const abort = new AbortController()
    const sent = rpc.subscribe(lifecycle, all, () => {}, { signal: abort.signal })
    const call = await peer.expect()
    abort.abort()
    t.match(await failure(sent), { code: 'aborted', outcome: 'unknown' })
    peer.answer(call, u32(3))
    t.match(await answer(peer), { procedure: 317, payload: u32(3) }, 'nobody wants it')

    const signal = AbortSignal.abort('before')
    t.match(await failure(rpc.subscribe(lifecycle, all, () => {}, { signal })), {
      outcome: 'not sent',
    })
    t.equal(clock.timers, 0)
  },
)

t.test('who gives up does not take the registration from who still waits', async (t) => {
  const { rpc, peer } = connected({ maxInFlight: 1 })
  const busy = rpc.call(feature, { n: 1 })
  const abort = new AbortController()
  const heard: string[] = []
  const leaving = rpc.subscribe(lifecycle, all, () => heard.push('gone'), { signal: abort.signal })
  const staying = rpc.subscribe(lifecycle, all, ({ name }) => heard.push(name), { timeoutMs: 1e6 })
  abort.abort()
  t.match(await failure(leaving), { outcome: 'unknown' })
  await answer(peer, u32(1))
  await busy
  await answer(peer, u32(4))
  const subscription = await staying
  peer.send(started(4, 'x'))
  await settled()
  t.same(heard, ['x'])
  const closing = subscription.close()
  await answer(peer)
  await closing
})

t.test('giving up while the last one leaves sends nothing', async (t) => {
  const { rpc, peer, subscription } = await subscribed(1)
  const closing = subscription.close()
  const abort = new AbortController()
  const waiting = rpc.subscribe(lifecycle, all, () => {}, { signal: abort.signal })
  abort.abort()
  t.match(await failure(waiting), { code: 'aborted', outcome: 'not sent' })
  await answer(peer)
  await closing
  await settled()
  t.equal(peer.unread.length, 0)
})

// --- delivery ---

t.test(
  'pitfall 1: a listener may make a call and await it, while events and replies go on',
  async (t) => {
    const { rpc, peer } = connected()
    const heard: string[] = []
    const done = new Promise<void>((resolve) => {
      const subscribing = rpc.subscribe(lifecycle, all, async ({ name }) => {
        heard.push(`begin ${name}`)
        const { n } = await rpc.call(feature, { n: 1 })
        heard.push(`end ${name} ${n}`)
        if (heard.length === 4) resolve()
      })
      void subscribing
    })
    await answer(peer, u32(0))
    peer.send(started(0, 'a'), started(0, 'b'))
    const [first, second] = [await peer.expect(), await peer.expect()]
    peer.answer(second, u32(2))
    peer.answer(first, u32(1))
    await done
    t.same(heard, ['begin a', 'begin b', 'end b 2', 'end a 1'])
  },
)

t.test('pitfall 1: listeners run in arrival order, and never inside the parser', async (t) => {
  const { rpc, peer, heard } = await subscribed(1)
  const boots = rpc.subscribe(reboot, all, ({ name }) => heard.push(`boot ${name}`))
  await answer(peer, u32(2))
  await boots
  const call = rpc.call(feature, { n: 1 }).then(() => heard.push('reply'))
  const { serial } = await peer.expect()
  // One chunk: what is behind the events is parsed before any listener runs.
  peer.send(
    started(1, 'a'),
    message(319, 2, 'b'),
    started(1, 'c'),
    frame({ procedure: 60, serial }, u32(1)),
  )
  await call
  t.same(heard, ['a', 'boot b', 'c', 'reply'])
})

t.test(
  'a listener that closes its subscription hears no more, nor does one closed by another',
  async (t) => {
    const { rpc, peer } = connected()
    const heard: string[] = []
    const subscribing = rpc.subscribe(lifecycle, all, ({ name }) => {
      heard.push(`1 ${name}`)
      void first.close()
      void second.close()
    })
    await answer(peer, u32(0))
    const first = await subscribing
    const second = await rpc.subscribe(lifecycle, all, ({ name }) => heard.push(`2 ${name}`))
    peer.send(started(0, 'a'), started(0, 'b'))
    await answer(peer)
    await settled()
    t.same(heard, ['1 a'])
  },
)

t.test('what a listener throws harms nobody else, and is told', async (t) => {
  const thrown: string[] = []
  const { rpc, peer } = connected({
    onListenerError: (error, name) => {
      thrown.push(`${name}: ${(error as Error).message}`)
      throw new Error('even this')
    },
  })
  const errors: LibvirtError[] = []
  const heard: string[] = []
  const onError = (error: LibvirtError) => {
    errors.push(error)
    throw new Error('and this')
  }
  const subscriptions = [
    rpc.subscribe(
      lifecycle,
      all,
      () => {
        throw new Error('sync')
      },
      { onError },
    ),
    rpc.subscribe(
      lifecycle,
      all,
      async () => {
        throw new Error('async')
      },
      { onError },
    ),
    rpc.subscribe(lifecycle, all, () => {
      throw 'no error object'
    }),
    rpc.subscribe(lifecycle, all, ({ name }) => heard.push(name)),
  ]
  await answer(peer, u32(0))
  await Promise.all(subscriptions)
  peer.send(started(0, 'a'))
  await settled()
  t.same(heard, ['a'])
  t.match(errors, [
    {
      code: 'operationInvalid',
      message: /a listener of the event lifecycle failed: sync/,
      cause: { message: 'sync' },
    },
    { code: 'operationInvalid', message: /failed: async/ },
  ])
  t.ok(thrown.includes('lifecycle: sync') && thrown.includes('lifecycle: async'))
  t.ok(rpc.isOpen)
})

t.test(
  'an event that cannot be read is told to its subscription only, which goes on',
  async (t) => {
    const { rpc, peer, heard } = await subscribed(1)
    const errors: LibvirtError[] = []
    const boots = rpc.subscribe(reboot, all, ({ name }) => heard.push(name), {
      onError: (error) => errors.push(error),
    })
    await answer(peer, u32(2))
    await boots
    peer.send(
      frame({ type: 2, procedure: 319 }, u32(2), u32(1000)),
      frame({ type: 2, procedure: 319 }, Buffer.alloc(3)),
      message(319, 2, 'good'),
    )
    await settled()
    t.same(heard, ['good'])
    t.equal(errors.length, 2)
    t.type(errors[0], ProtocolError)
    t.match(errors, [
      { code: 'malformedMessage', procedure: 'DOMAIN_EVENT_CALLBACK_REBOOT', address: 'memory:a' },
      { code: 'malformedMessage', message: /whom it is for/ },
    ])
    t.ok(rpc.isOpen)
  },
)

t.test('the class without ids has one registration and needs no number', async (t) => {
  const { rpc, peer } = connected()
  const heard: number[] = []
  const subscribing = rpc.subscribe(connectionClosed, {}, ({ n }) => heard.push(n))
  t.match(await answer(peer), { procedure: 360, payload: { length: 0 } })
  const subscription = await subscribing
  t.equal(subscription.callbackId, -1)
  peer.send(frame({ type: 2, procedure: 362 }, u32(2)))
  await settled()
  t.same(heard, [2])
  const closing = subscription.close()
  t.match(await answer(peer), { procedure: 361, payload: { length: 0 } })
  await closing
})

// --- the end ---

t.test('the loss of the connection is told last, after what arrived before it', async (t) => {
  const { rpc, peer, heard } = await subscribed(1)
  await rpc.subscribe(lifecycle, all, ({ name }) => heard.push(`2 ${name}`), {
    onError: (error) => heard.push(error.code),
  })
  peer.send(started(1, 'a'))
  peer.cut()
  await rpc.closed
  await settled()
  t.same(heard, ['a', '2 a', 'connectionLost'])
  t.match(await failure(rpc.subscribe(lifecycle, all, () => {})), {
    code: 'connectionLost',
    outcome: 'not sent',
  })
})

t.test('closing the connection is no loss: nothing is told, nothing more delivered', async (t) => {
  const { rpc, peer, heard, subscription } = await subscribed(1)
  await rpc.subscribe(lifecycle, all, () => {}, { onError: () => heard.push('error') })
  peer.send(started(1, 'a'))
  await settled()
  peer.send(started(1, 'b'))
  await rpc.close()
  await settled()
  t.same(heard, ['a'])
  await subscription.close()
})

t.test('subscriptions under way when the connection ends are settled', async (t) => {
  const { rpc, peer, subscription } = await subscribed(1)
  const waiting = failure(
    rpc.subscribe(reboot, all, () => {}, { onError: () => t.fail('told twice') }),
  )
  const leaving = subscription.close()
  const behind = failure(rpc.subscribe(lifecycle, all, () => {}))
  await peer.expect()
  peer.cut()
  t.match(await waiting, { code: 'connectionLost', outcome: 'unknown' })
  await leaving
  t.match(await behind, { code: 'connectionLost', outcome: 'not sent' })
})

t.test('events that are held come later, in their order, and never after a loss', async (t) => {
  const { rpc, peer, heard } = await subscribed(7)
  peer.send(started(7, 'a'))
  rpc.holdEvents()
  await settled()
  peer.send(started(7, 'b'))
  await settled()
  t.same(heard, [])
  rpc.releaseEvents()
  await settled()
  t.same(heard, ['a', 'b'])
  peer.send(started(7, 'c'))
  await settled()
  t.same(heard, ['a', 'b', 'c'])
  rpc.holdEvents()
  peer.send(started(7, 'd'))
  peer.cut()
  await rpc.closed
  await settled()
  t.same(heard, ['a', 'b', 'c'], 'whoever held them is asked to let them go, or they are gone')
})

t.test(
  'of events that are held the first 10 000 are kept, and behind them is told how many are not',
  async (t) => {
    const { rpc, peer, heard: names } = await subscribed(7)
    const heard: (string | number)[] = []
    const watching = rpc.subscribe(lifecycle, all, ({ name }) => heard.push(name), {
      onLost: (count) => heard.push(count),
    })
    const rebooting = rpc.subscribe(reboot, all, ({ name }) => heard.push(name), {
      onLost: () => {
        throw new Error('thrown by who is told')
      },
    })
    await answer(peer, u32(8))
    await Promise.all([watching, rebooting])
    rpc.holdEvents()
    for (let n = 0; n < 10_000; n++) peer.send(started(7, `${n}`))
    peer.send(message(319, 8, 'boot'), frame({ type: 2, procedure: 318, serial: 1 }, u32(7)))
    for (let n = 0; n < 4; n++) peer.send(started(7, 'too many'))
    await settled()
    t.strictSame(heard, [])
    rpc.releaseEvents()
    peer.send(started(7, 'after'))
    await settled()
    t.equal(heard.length, 10_002)
    t.strictSame(heard.slice(-3), ['9999', 5, 'after'])
    t.equal(names.length, 10_001, 'who does not want to know of it misses it all the same')
    rpc.holdEvents()
    peer.send(started(7, 'again'))
    rpc.releaseEvents()
    await settled()
    t.strictSame(heard.slice(-2), ['after', 'again'], 'there is room again')
  },
)

t.test('nor is more than 16 MiB held, in however few events', async (t) => {
  const { rpc, peer } = await subscribed(7)
  const heard: number[] = []
  let lost = 0
  await rpc.subscribe(lifecycle, all, ({ name }) => heard.push(name.length), {
    onLost: (count) => {
      lost = count
    },
  })
  rpc.holdEvents()
  const MiB = 1024 * 1024
  for (let n = 0; n < 6; n++) peer.send(started(7, 'x'.repeat(3 * MiB)))
  peer.send(started(7, 'small'))
  await settled()
  rpc.releaseEvents()
  await settled()
  t.strictSame([heard.length, lost], [5, 2])
})

t.test('a registration under way when we close fails like any call', async (t) => {
  const { rpc, peer } = connected()
  const subscribing = failure(rpc.subscribe(lifecycle, all, () => {}))
  await peer.expect()
  void rpc.close()
  t.match(await subscribing, { code: 'connectionClosed', outcome: 'unknown' })
})
