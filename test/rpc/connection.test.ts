import fc from 'fast-check'
import t from 'tap'
import {
  CancelledError,
  ConnectionError,
  LibvirtError,
  ProtocolError,
  RemoteError,
  UsageError,
} from '../../src/errors.ts'
import { RpcConnection } from '../../src/rpc/connection.ts'
import { memoryPair } from '../../src/testing/memory.ts'
import { frame, hex, KEEPALIVE, optional, PING, PONG, QEMU, text, u32 } from './bytes.ts'
import { HandClock } from './clock.ts'
import { about, connected, failure, Peer, settled } from './peer.ts'
import { blob, close, download, feature, graphics, lifecycle, lookup, qemuLookup } from './rows.ts'

t.test('golden: a call and its reply are the bytes daemons know', async (t) => {
  const { rpc, peer } = connected()
  const call = rpc.call(lookup, { name: 'qemu:///system' })
  const sent = await peer.expect()
  t.same(
    sent.raw,
    hex(
      '00000030 20008086 00000001 00000017 00000000 00000001 00000000 0000000e 71656d75 3a2f2f2f 73797374 656d0000',
    ),
  )
  peer.answer(sent, text('guest'))
  t.same(await call, { name: 'guest' })
  const empty = rpc.call(close, undefined)
  const second = await peer.expect()
  t.same(second.raw, hex('0000001c 20008086 00000001 00000002 00000000 00000002 00000000'))
  peer.answer(second)
  t.equal(await empty, undefined)
})

t.test('pitfall 2: replies find their calls in whatever order they come', async (t) => {
  const { rpc, peer } = connected()
  const calls = [1, 2, 3, 4].map((n) => rpc.call(feature, { n }))
  const sent = [await peer.expect(), await peer.expect(), await peer.expect(), await peer.expect()]
  for (const at of [2, 0, 3, 1]) peer.answer(sent[at]!, u32(10 * (at + 1)))
  t.same(await Promise.all(calls), [{ n: 10 }, { n: 20 }, { n: 30 }, { n: 40 }])
})

t.test('programs share one counter; serials begin at 1', async (t) => {
  const { rpc, peer } = connected()
  const a = rpc.call(lookup, { name: 'a' })
  const b = rpc.call(qemuLookup, { name: 'b' })
  const [first, second] = [await peer.expect(), await peer.expect()]
  t.match([first, second], [{ serial: 1 }, { serial: 2, program: QEMU }])
  peer.answer(second, text('B'))
  peer.answer(first, text('A'))
  t.same([await a, await b], [{ name: 'A' }, { name: 'B' }])
})

t.test('pitfall 3: at most four calls are with the daemon, the others wait in order', async (t) => {
  const { rpc, peer } = connected()
  const calls = [1, 2, 3, 4, 5, 6].map((n) => rpc.call(feature, { n }))
  const sent = [await peer.expect(), await peer.expect(), await peer.expect(), await peer.expect()]
  await settled()
  t.equal(peer.unread.length, 0)
  peer.answer(sent[3]!, u32(4))
  const fifth = await peer.expect()
  t.same(fifth.payload, u32(5))
  await settled()
  t.equal(peer.unread.length, 0, 'one slot, one call')
  for (const call of [sent[0]!, sent[1]!, sent[2]!, fifth]) peer.answer(call, u32(0))
  peer.answer(await peer.expect(), u32(6))
  t.same((await Promise.all(calls)).at(-1), { n: 6 })
})

t.test('maxInFlight is what the options say', async (t) => {
  const { rpc, peer } = connected({ maxInFlight: 1 })
  const calls = [1, 2].map((n) => rpc.call(feature, { n }))
  const first = await peer.expect()
  await settled()
  t.equal(peer.unread.length, 0)
  peer.answer(first, u32(1))
  peer.answer(await peer.expect(), u32(2))
  await Promise.all(calls)
})

t.test('options that make no sense are refused', async (t) => {
  const [transport] = memoryPair()
  for (const options of [
    { maxInFlight: 0 },
    { maxInFlight: 1.5 },
    { keepalive: { intervalS: -1, count: 5 } },
    { keepalive: { intervalS: Number.NaN, count: 5 } },
    { keepalive: { intervalS: 1e9, count: 5 } },
    { keepalive: { intervalS: 5, count: -1 } },
  ]) {
    t.throws(() => new RpcConnection(transport, options), { code: 'invalidArg' })
  }
})

// --- refusals ---

t.test('a refusal carries all the daemon said and what is known of the call', async (t) => {
  const { rpc, peer } = connected()
  const call = rpc.call(lookup, { name: 'x' })
  peer.refuse(await peer.expect(), 42, "Domain not found: no domain with matching name 'x'\n")
  const error = await failure(call)
  t.type(error, RemoteError)
  t.match(error, {
    code: 'noDomain',
    number: 42,
    domain: 10,
    level: 2,
    message: "Domain not found: no domain with matching name 'x'",
    strings: ['%s', 'detail', null],
    ints: [-1, -1],
    outcome: 'refused',
    procedure: 'DOMAIN_LOOKUP_BY_NAME',
    serial: 1,
    address: 'memory:a',
  })
  t.ok(rpc.isOpen)
})

t.test('an unknown number is kept, an absent message has words', async (t) => {
  const { rpc, peer } = connected()
  const call = rpc.call(close, undefined)
  peer.refuse(await peer.expect(), 4711, null, 99)
  t.match(await failure(call), {
    code: 'unknown',
    number: 4711,
    domain: 99,
    message: 'Unknown error',
  })
})

t.test('a daemon that lacks the procedure is told apart by number and place', async (t) => {
  const { rpc, peer } = connected()
  const words = 'unknown procedure: 456'
  for (const [code, domain, message, expected] of [
    [39, 7, words, 'noSupport'],
    [39, 13, words, 'noSupport'],
    [39, 10, words, 'rpc'],
    [1, 7, words, 'internalError'],
    [39, 7, 'an unknown procedure', 'rpc'],
  ] as const) {
    const call = rpc.call(close, undefined)
    peer.refuse(await peer.expect(), code, message, domain)
    const error = await failure(call)
    t.match(error, { code: expected, number: expected === 'noSupport' ? 3 : code, message })
  }
})

t.test('a refusal that cannot be read fails its own call only', async (t) => {
  const { rpc, peer } = connected()
  const call = rpc.call(close, undefined)
  const sent = await peer.expect()
  peer.send(frame({ ...about(sent), type: 1, status: 1 }, u32(1, 2, 7)))
  const error = await failure(call)
  t.type(error, ProtocolError)
  t.match(error, { code: 'malformedMessage', outcome: 'refused', procedure: 'CONNECT_CLOSE' })
  t.ok(rpc.isOpen)
})

t.test('a reply that cannot be read fails its own call; it was carried out', async (t) => {
  const { rpc, peer } = connected()
  const call = rpc.call(lookup, { name: 'x' })
  peer.answer(await peer.expect(), u32(1000), Buffer.from('short'))
  t.match(await failure(call), {
    name: 'ProtocolError',
    code: 'malformedMessage',
    message: /^Unable to decode message payload: /,
    outcome: 'unknown',
    serial: 1,
  })
  t.ok(rpc.isOpen)
})

t.test('bytes behind a decoded payload are tolerated', async (t) => {
  const { rpc, peer } = connected()
  const call = rpc.call(feature, { n: 1 })
  peer.answer(await peer.expect(), u32(1, 2, 3))
  t.same(await call, { n: 1 })
})

t.test('a reply with a status that is none fails its call', async (t) => {
  const { rpc, peer } = connected()
  const call = rpc.call(feature, { n: 1 })
  peer.send(frame({ ...about(await peer.expect()), type: 1, status: 2 }))
  t.match(await failure(call), { code: 'malformedMessage', message: 'Unexpected message status 2' })
  t.ok(rpc.isOpen)
})

// --- arguments ---

t.test('arguments that cannot be encoded are refused here', async (t) => {
  const { rpc, peer } = connected()
  // @ts-expect-error the name is missing
  const missing = await failure(rpc.call(lookup, {}))
  t.type(missing, UsageError)
  t.match(missing, {
    code: 'invalidArg',
    outcome: 'not sent',
    message: /arguments of DOMAIN_LOOKUP_BY_NAME: /,
    procedure: 'DOMAIN_LOOKUP_BY_NAME',
  })
  // @ts-expect-error no arguments at all
  t.match(await failure(rpc.call(lookup, undefined)), { code: 'invalidArg' })
  await settled()
  t.equal(peer.unread.length, 0)
  const call = rpc.call(feature, { n: 1 })
  peer.answer(await peer.expect(), u32(1))
  t.same(await call, { n: 1 }, 'the next call is not disturbed')
})

t.test('arguments beyond 32 MiB are refused here', async (t) => {
  const { rpc, peer } = connected()
  const error = await failure(rpc.call(blob, { bytes: new Uint8Array(33_554_408) }))
  t.match(error, {
    code: 'messageTooLarge',
    outcome: 'not sent',
    message: /33554440 bytes, at most 33554436/,
  })
  const largest = rpc.call(blob, { bytes: new Uint8Array(33_554_404) })
  const sent = await peer.expect()
  t.equal(sent.raw.length, 33_554_436)
  peer.answer(sent, text('ok'))
  t.same((await largest).bytes, Buffer.from('ok'))
})

t.test('pitfall 15: calls that pass descriptors are refused here', async (t) => {
  const { rpc, peer } = connected()
  t.match(await failure(rpc.call(graphics, { n: 0 })), {
    name: 'UsageError',
    code: 'operationUnsupported',
    outcome: 'not sent',
    message: /DOMAIN_OPEN_GRAPHICS_FD passes file descriptors/,
  })
  await settled()
  t.equal(peer.unread.length, 0)
})

t.test(
  'pitfall 15: carrier bytes of a reply with descriptors do not disturb what follows',
  async (t) => {
    const { rpc, peer } = connected()
    const first = rpc.call(feature, { n: 1 })
    const second = rpc.call(feature, { n: 2 })
    const [a, b] = [await peer.expect(), await peer.expect()]
    peer.send(frame({ ...about(a), type: 5 }, u32(3), u32(7)), Buffer.alloc(2))
    peer.send(Buffer.alloc(1), frame({ ...about(b), type: 1 }, u32(20)))
    t.match(await failure(first), { code: 'internalError', number: 1, message: /file descriptors/ })
    t.same(await second, { n: 20 })
    t.ok(rpc.isOpen)
  },
)

// --- giving up ---

t.test('a call given up while it waits in line was not sent', async (t) => {
  const { rpc, peer } = connected({ maxInFlight: 1 })
  const first = rpc.call(feature, { n: 1 })
  const abort = new AbortController()
  const second = rpc.call(feature, { n: 2 }, { signal: abort.signal })
  const third = rpc.call(feature, { n: 3 })
  const reason = new Error('enough')
  abort.abort(reason)
  const error = await failure(second)
  t.type(error, CancelledError)
  t.match(error, { code: 'aborted', outcome: 'not sent', serial: 2 })
  t.equal((error as Error).cause, reason)
  peer.answer(await peer.expect(), u32(1))
  const next = await peer.expect()
  t.same(next.payload, u32(3), 'it was taken out of the line')
  peer.answer(next, u32(3))
  await Promise.all([first, third])
})

t.test('a call given up after it was sent may have run; its late reply is swallowed', async (t) => {
  const { rpc, peer } = connected()
  const abort = new AbortController()
  const call = rpc.call(feature, { n: 1 }, { signal: abort.signal })
  const sent = await peer.expect()
  abort.abort()
  t.match(await failure(call), { code: 'aborted', outcome: 'unknown', serial: 1 })
  peer.answer(sent, u32(1))
  const next = rpc.call(feature, { n: 2 })
  peer.answer(await peer.expect(), u32(2))
  t.same(await next, { n: 2 })
  peer.refuse(sent, 1)
  t.match((await rpc.closed).error, { code: 'malformedFrame' }, 'swallowed once, not twice')
})

t.test(
  'pitfall 3: a call that was given up keeps its slot until the daemon is done with it',
  async (t) => {
    const { rpc, peer } = connected({ maxInFlight: 1 })
    const abort = new AbortController()
    const given = rpc.call(feature, { n: 1 }, { signal: abort.signal })
    const sent = await peer.expect()
    abort.abort()
    await failure(given)
    const next = rpc.call(feature, { n: 2 })
    await settled()
    t.equal(peer.unread.length, 0)
    peer.answer(sent, u32(1))
    peer.answer(await peer.expect(), u32(2))
    t.same(await next, { n: 2 })
  },
)

t.test('a deadline ends the wait, the queue included; no timer is left behind', async (t) => {
  const clock = new HandClock()
  const { rpc, peer } = connected({ maxInFlight: 1, clock })
  const slow = rpc.call(feature, { n: 1 }, { timeoutMs: 500 })
  const queued = rpc.call(feature, { n: 2 }, { timeoutMs: 200 })
  const quick = rpc.call(feature, { n: 3 }, { timeoutMs: 2 ** 40 })
  clock.advance(200)
  t.match(await failure(queued), { code: 'timeout', outcome: 'not sent', message: /within 200 ms/ })
  const sent = await peer.expect()
  clock.advance(300)
  t.match(await failure(slow), { code: 'timeout', outcome: 'unknown' })
  peer.answer(sent, u32(1))
  peer.answer(await peer.expect(), u32(3))
  t.same(await quick, { n: 3 })
  t.equal(clock.timers, 0)
})

t.test('a signal that has fired and a deadline that is none send nothing', async (t) => {
  const { rpc, peer } = connected()
  const signal = AbortSignal.abort('before')
  t.match(await failure(rpc.call(feature, { n: 1 }, { signal })), {
    code: 'aborted',
    outcome: 'not sent',
    cause: 'before',
    procedure: 'CONNECT_SUPPORTS_FEATURE',
  })
  for (const timeoutMs of [0, -5, Number.NaN]) {
    t.match(await failure(rpc.call(feature, { n: 1 }, { timeoutMs })), {
      code: 'invalidArg',
      outcome: 'not sent',
    })
  }
  await settled()
  t.equal(peer.unread.length, 0)
})

t.test('an answered call leaves nothing on its signal', async (t) => {
  const { rpc, peer } = connected()
  const { signal } = new AbortController()
  let listeners = 0
  const add = signal.addEventListener.bind(signal)
  const remove = signal.removeEventListener.bind(signal)
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    listeners++
    add(...args)
  }
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners--
    remove(...args)
  }
  const call = rpc.call(feature, { n: 1 }, { signal, timeoutMs: 1e6 })
  peer.answer(await peer.expect(), u32(1))
  await call
  t.equal(listeners, 0)
  const lost = rpc.call(feature, { n: 1 }, { signal })
  peer.cut()
  await failure(lost)
  t.equal(listeners, 0)
})

t.test('many calls on one signal are one listener on it, and all of them hear', async (t) => {
  const warnings: Error[] = []
  const warned = (warning: Error) => warnings.push(warning)
  process.on('warning', warned)
  t.teardown(() => process.off('warning', warned))
  const { rpc, peer } = connected()
  const cancel = new AbortController()
  const calls = Array.from({ length: 30 }, (_, n) =>
    rpc.call(feature, { n }, { signal: cancel.signal }),
  )
  peer.answer(await peer.expect(), u32(0))
  t.strictSame(await calls[0], { n: 0 })
  const rest = calls.slice(1).map(failure)
  cancel.abort()
  for (const error of await Promise.all(rest)) t.match(error, { code: 'aborted' })
  await settled()
  t.strictSame(warnings, [])
})

// --- what is fatal ---

const strays: [what: string, bytes: (serial: number) => Buffer, words: RegExp][] = [
  [
    'a reply nobody asked for',
    () => frame({ serial: 77 }),
    /serial 77, for which there is no call/,
  ],
  [
    'a reply of another program',
    (serial) => frame({ serial, program: QEMU, procedure: 60 }),
    /no call/,
  ],
  [
    'a reply of another version',
    (serial) => frame({ serial, version: 2, procedure: 60 }),
    /no call/,
  ],
  [
    'a reply of another procedure',
    (serial) => frame({ serial, procedure: 61 }),
    /CONNECT_SUPPORTS_FEATURE \(60\), but the packet is of procedure 61/,
  ],
  ['a call', (serial) => frame({ serial, type: 0 }), /type 0/],
  ['a call with descriptors', (serial) => frame({ serial, type: 4 }, u32(0)), /type 4/],
  ['an unknown type', (serial) => frame({ serial, type: 7 }), /type 7/],
  ['a negative type', (serial) => frame({ serial, type: -1 }), /type -1/],
  [
    'a stream packet with an unknown status',
    () => frame({ type: 3, status: 3 }),
    /type 3 with status 3/,
  ],
  ['a hole that confirms', () => frame({ type: 6, status: 0 }), /type 6 with status 0/],
  [
    'a message of a program not called',
    () => frame({ type: 2, program: QEMU }),
    /program 0x20008087 version 1/,
  ],
  [
    'a message of another version',
    () => frame({ type: 2, version: 9 }),
    /program 0x20008086 version 9/,
  ],
  ['a length of 27', () => u32(27), /announces 27 bytes/],
  ['text', () => Buffer.from('SSH-2.0-OpenSSH'), /does not speak the libvirt protocol/],
]

t.test(
  'what breaks the rules of a connection ends it, and fails every call with the same error',
  async (t) => {
    for (const [what, bytes, words] of strays) {
      const { rpc, peer } = connected({ maxInFlight: 1 })
      const sent = rpc.call(feature, { n: 1 })
      const queued = rpc.call(feature, { n: 2 })
      const { serial } = await peer.expect()
      peer.send(bytes(serial))
      const [first, second] = [await failure(sent), await failure(queued)]
      t.type(first, ProtocolError, what)
      t.match(
        first,
        { code: 'malformedFrame', message: words, outcome: 'unknown', serial: 1 },
        what,
      )
      t.match(
        second,
        { code: 'malformedFrame', message: words, outcome: 'not sent', serial: 2 },
        what,
      )
      const info = await rpc.closed
      t.equal(info.reason, 'error')
      t.match(info.error, { code: 'malformedFrame', message: words, address: 'memory:a' })
      await peer.ended
      t.match(await failure(rpc.call(feature, { n: 3 })), {
        code: 'connectionClosed',
        message: 'internal error: client socket is closed',
        outcome: 'not sent',
        cause: { code: 'malformedFrame' },
      })
    }
  },
)

t.test('what does not concern anybody is dropped and harms nobody', async (t) => {
  const { rpc, peer } = connected()
  const call = rpc.call(feature, { n: 1 })
  const sent = await peer.expect()
  peer.send(
    frame({ type: 3, status: 2, serial: 99 }, Buffer.from('data of a stream that is gone')),
    frame({ type: 3, status: 0, serial: 99 }),
    frame({ type: 6, status: 2, serial: 99 }, Buffer.alloc(12)),
    frame({ type: 2, procedure: 9999, serial: 1 }),
    frame({ type: 2, procedure: 318 }, u32(1)),
    frame({ type: 2, program: KEEPALIVE, procedure: 3 }),
    frame({ type: 2, program: KEEPALIVE, procedure: 2 }),
  )
  peer.answer(sent, u32(1))
  t.same(await call, { n: 1 })
  t.ok(rpc.isOpen)
})

// --- the end ---

t.test(
  'when the daemon goes, everything pending is settled once, with what became of it',
  async (t) => {
    const { rpc, peer } = connected({ maxInFlight: 2 })
    const abort = new AbortController()
    const calls = [1, 2, 3, 4].map((n) => rpc.call(feature, { n }, { signal: abort.signal }))
    const settlements: string[] = []
    calls.forEach((call, at) => {
      call.catch((error: LibvirtError) => settlements.push(`${at} ${error.outcome}`))
    })
    await peer.expect()
    peer.cut()
    const info = await rpc.closed
    abort.abort()
    await settled()
    t.same(settlements, ['0 unknown', '1 unknown', '2 not sent', '3 not sent'])
    const error = await failure(calls[0]!)
    t.type(error, ConnectionError)
    t.match(error, {
      code: 'connectionLost',
      number: 38,
      domain: 7,
      message: 'End of file while reading data: Input/output error',
      procedure: 'CONNECT_SUPPORTS_FEATURE',
      serial: 1,
      address: 'memory:a',
    })
    t.match(info, { reason: 'eof', error: { code: 'connectionLost' } })
    t.equal(rpc.isOpen, false)
    t.match(await failure(rpc.call(close, undefined)), {
      code: 'connectionClosed',
      outcome: 'not sent',
    })
    await rpc.close()
  },
)

t.test('a reply cut at every byte fails the call and closes cleanly', async (t) => {
  const reply = frame({ procedure: 23, serial: 1 }, text('a name of some length'))
  for (let at = 0; at <= reply.length; at++) {
    const { rpc, peer } = connected()
    const call = rpc.call(lookup, { name: 'x' })
    await peer.expect()
    peer.send(reply.subarray(0, at))
    peer.cut()
    if (at === reply.length) {
      t.same(await call, { name: 'a name of some length' })
    } else {
      t.match(await failure(call), { code: 'connectionLost', outcome: 'unknown' }, `cut at ${at}`)
    }
    t.equal((await rpc.closed).reason, 'eof')
  }
})

t.test('a transport that breaks gives its own reason', async (t) => {
  const [mine, theirs] = memoryPair()
  const rpc = new RpcConnection(mine)
  void new Peer(theirs)
  const call = rpc.call(close, undefined)
  mine.destroy(new Error('cable eaten'))
  t.match(await failure(call), {
    code: 'connectionLost',
    message: 'cable eaten',
    outcome: 'unknown',
  })
  t.match(await rpc.closed, { reason: 'error', error: { cause: { message: 'cable eaten' } } })
})

t.test(
  'pitfall 22: close settles what is pending once, may be called twice, and leaves no timer',
  async (t) => {
    const clock = new HandClock()
    const { rpc, peer } = connected({ maxInFlight: 1, clock })
    rpc.startKeepalive()
    const calls = [rpc.call(feature, { n: 1 }), rpc.call(feature, { n: 2 })].map(failure)
    const closing = rpc.close()
    t.equal(rpc.isOpen, false)
    t.match(await Promise.all(calls), [
      {
        code: 'connectionClosed',
        outcome: 'unknown',
        message: 'internal error: client socket is closed',
      },
      { code: 'connectionClosed', outcome: 'not sent' },
    ])
    await Promise.all([closing, rpc.close(), peer.ended])
    t.same(await rpc.closed, { reason: 'client' })
    t.same((await peer.expect()).payload, u32(1), 'what was written is delivered')
    rpc.destroy(new ConnectionError('connectionLost', 'too late'))
    await rpc.close()
    rpc.startKeepalive()
    t.equal(clock.timers, 0, 'no timer keeps the process')
  },
)

t.test('close does not wait for ever for a transport that cannot finish', async (t) => {
  const clock = new HandClock()
  let destroyed = 0
  let told: { closed(): void } | undefined
  const stuck = {
    kind: 'stuck',
    secure: false,
    peer: 'stuck',
    start(handler: { closed(): void }) {
      told = handler
    },
    write: () => false,
    pause() {},
    resume() {},
    close() {},
    destroy() {
      destroyed++
      told?.closed()
    },
  }
  const rpc = new RpcConnection(stuck, { clock })
  const closing = rpc.close()
  clock.advance(1999)
  t.equal(destroyed, 0)
  clock.advance(1)
  await closing
  t.equal(destroyed, 1)
  t.same(await rpc.closed, { reason: 'client' })
})

t.test('destroy fails everything with the error it is given', async (t) => {
  for (const [error, expected] of [
    [
      new ConnectionError('authFailed', 'no'),
      { name: 'ConnectionError', code: 'authFailed', message: 'authentication failed: no' },
    ],
    [
      new ProtocolError('malformedMessage', 'odd'),
      { name: 'ProtocolError', code: 'malformedMessage', message: 'odd' },
    ],
    [new UsageError('invalidArg', 'x'), { code: 'connectionLost', message: 'invalid argument: x' }],
  ] as const) {
    const { rpc } = connected()
    const call = rpc.call(close, undefined)
    rpc.destroy(error)
    rpc.destroy(new ConnectionError('connectionLost', 'second'))
    const got = await failure(call)
    t.match(got, { ...expected, outcome: 'unknown', procedure: 'CONNECT_CLOSE' })
    t.equal((got as Error).cause, error)
    t.same(await rpc.closed, { reason: 'error', error })
  }
})

// --- signs of life ---

t.test(
  'pitfall 11: a ping is answered before anything was asked and with our own keepalive off',
  async (t) => {
    const { rpc, peer } = connected({ keepalive: { intervalS: 0, count: 0 } })
    peer.send(PING)
    t.same((await peer.expect()).raw, PONG)
    rpc.startKeepalive()
    peer.send(PING, PING)
    t.same((await peer.expect()).raw, PONG)
    t.same((await peer.expect()).raw, PONG)
  },
)

t.test('a silent daemon is pinged and then given up', async (t) => {
  const clock = new HandClock()
  const { rpc, peer } = connected({ clock, keepalive: { intervalS: 5, count: 2 } })
  rpc.startKeepalive()
  const call = rpc.call(feature, { n: 1 })
  await peer.expect()
  clock.advance(5000)
  t.same((await peer.expect()).raw, PING)
  peer.send(PONG)
  await settled()
  clock.advance(10_000)
  t.same((await peer.expect()).raw, PING)
  t.same((await peer.expect()).raw, PING)
  clock.advance(5000)
  t.match(await failure(call), {
    name: 'ConnectionError',
    code: 'keepaliveTimeout',
    number: 1,
    message: 'internal error: connection closed due to keepalive timeout',
    outcome: 'unknown',
  })
  t.match(await rpc.closed, { reason: 'keepalive', error: { code: 'keepaliveTimeout' } })
  t.equal(clock.timers, 0)
})

t.test('pitfall 10: a pong goes in front of everything that waits for room', async (t) => {
  // One byte in the air is enough to make the transport ask to wait.
  const { rpc, peer } = connected({}, 1)
  peer.pause()
  const calls = [1, 2, 3].map((n) => rpc.call(feature, { n }))
  peer.send(PING, PING, PING)
  await settled()
  peer.resume()
  const first = await peer.expect()
  t.same(first.payload, u32(1), 'was in the air already')
  t.same((await peer.expect()).raw, PONG)
  const rest = [await peer.expect(), await peer.expect()]
  t.same(
    rest.map(({ payload }) => payload),
    [u32(2), u32(3)],
  )
  t.equal(peer.unread.length, 0, 'one pong is enough for pings that came together')
  for (const call of [first, ...rest]) peer.answer(call, u32(0))
  await Promise.all(calls)
})

t.test('a call that waits for room when the line drops was not sent', async (t) => {
  const { rpc, peer } = connected({}, 1)
  peer.pause()
  const [first, second] = [rpc.call(feature, { n: 1 }), rpc.call(feature, { n: 2 })]
  peer.cut()
  t.match(await failure(first), { outcome: 'unknown' })
  t.match(await failure(second), { outcome: 'not sent' })
})

// --- robustness ---

t.test('calling from the continuation of a call goes on without end', async (t) => {
  const { rpc, peer } = connected()
  const rounds = 300
  const server = (async () => {
    for (let n = 0; n < rounds; n++) peer.answer(await peer.expect(), u32(n))
  })()
  for (let n = 0; n < rounds; n++) t.same(await rpc.call(feature, { n }), { n })
  await server
})

t.test(
  'random bytes end the connection with a ProtocolError or are waited upon, never more',
  async (t) => {
    const header = fc.record({
      program: fc.constantFrom(0x20008086, 0x20008087, KEEPALIVE, 5),
      version: fc.constantFrom(1, 1, 1, 2),
      procedure: fc.constantFrom(60, 60, 23, 1, 2, 318),
      type: fc.integer({ min: -1, max: 8 }),
      serial: fc.integer({ min: 0, max: 4 }),
      status: fc.integer({ min: -1, max: 4 }),
    })
    const bytes = fc.uint8Array({ maxLength: 60 })
    const pieces = fc.oneof(
      bytes,
      fc.tuple(header, bytes).map(([head, payload]) => frame(head, payload)),
      fc.tuple(header, bytes).map(([head, payload]) => frame(head, optional(payload))),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 8 }), async (chunks) => {
        const { rpc, peer } = connected()
        const calls = [rpc.call(feature, { n: 1 }), rpc.call(lookup, { name: 'x' })]
        const outcomes = Promise.allSettled(calls)
        for (const chunk of chunks) peer.send(chunk)
        await settled()
        if (!rpc.isOpen) {
          const { reason, error } = await rpc.closed
          if (reason !== 'error' || !(error instanceof ProtocolError))
            throw error ?? new Error(reason)
        }
        await rpc.close()
        for (const outcome of await outcomes) {
          if (outcome.status === 'rejected' && !(outcome.reason instanceof LibvirtError)) {
            throw outcome.reason
          }
        }
      }),
      { numRuns: 400 },
    )
    t.pass('400 inputs')
  },
)

t.test(
  'in whatever order things happen, everything pending is settled once, with reason and outcome',
  async (t) => {
    const steps = fc.array(
      fc.oneof(
        ...(
          [
            ['call', 5],
            ['timed call', 2],
            ['cancelled call', 2],
            ['stream', 2],
            ['subscribe', 2],
            ['answer', 5],
            ['refuse', 2],
            ['data', 2],
            ['time', 2],
            ['turn', 3],
          ] as const
        ).map(([what, weight]) => ({ weight, arbitrary: fc.constant(what) })),
      ),
      { maxLength: 60 },
    )
    const ends = {
      close: 'connectionClosed',
      destroy: 'streamBroken',
      cut: 'connectionLost',
      garbage: 'malformedFrame',
      silence: 'keepaliveTimeout',
    } as const
    const end = fc.constantFrom(...(Object.keys(ends) as (keyof typeof ends)[]))
    const property = fc.asyncProperty(steps, end, async (steps, end) => {
      const clock = new HandClock()
      const keepalive = { intervalS: 5, count: 1 }
      const { rpc, peer } = connected({ clock, maxInFlight: 2, keepalive })
      rpc.startKeepalive()
      let asked = 0
      let settlements = 0
      let closings = 0
      void rpc.closed.then(() => closings++)
      const fates: string[] = []
      const seen = new Set<number>()
      const answered = new Set<number>()
      const note = (promise: Promise<unknown>, n?: number) => {
        asked++
        promise.then(
          () => {
            settlements++
          },
          (error: LibvirtError) => {
            settlements++
            if (n !== undefined) fates[n] = `${error.code} ${error.outcome}`
          },
        )
      }
      const signals: AbortController[] = []
      let calls = 0
      const onError = () => {}
      for (const step of steps) {
        if (step === 'call') note(rpc.call(feature, { n: calls }), calls++)
        else if (step === 'timed call') {
          note(rpc.call(feature, { n: calls }, { timeoutMs: 500 }), calls++)
        } else if (step === 'cancelled call') {
          const cancel = new AbortController()
          signals.push(cancel)
          note(rpc.call(feature, { n: calls }, { signal: cancel.signal }), calls++)
        } else if (step === 'stream') {
          const opening = rpc.openStream(download, { flags: 0 })
          note(opening)
          // Its reader and its end are pending things, too.
          const rest = opening.then(async ({ stream }) => {
            for await (const _ of stream) {
            }
            await stream.finish()
          })
          note(rest)
        } else if (step === 'subscribe') {
          note(rpc.subscribe(lifecycle, { dom: null }, () => {}, { onError }))
        } else if (step === 'time') {
          clock.advance(300)
          signals.pop()?.abort()
        } else if (step === 'turn') await settled()
        else if (peer.unread.length > 0) {
          const one = await peer.expect()
          if (one.type !== 0 || one.program === KEEPALIVE) continue
          const n = one.procedure === feature.number ? one.payload.readUInt32BE(0) : -1
          seen.add(n)
          if (step === 'refuse') peer.refuse(one, 1)
          else if (step === 'answer' || step === 'data') {
            answered.add(n)
            peer.answer(one, u32(n))
            if (step === 'data' && one.procedure === download.number) {
              peer.stream(one, 2, Buffer.from('some'))
            }
          }
        }
      }
      if (end === 'close') void rpc.close()
      else if (end === 'destroy') rpc.destroy(new ProtocolError('streamBroken', 'x'))
      else if (end === 'cut') peer.cut()
      else if (end === 'garbage') peer.send(u32(3, 0, 0, 0, 0, 0, 0))
      else clock.advance(60_000)
      await rpc.closed
      await settled()
      // What the transport had taken is still there to be looked at.
      for (const one of peer.unread) {
        if (one.procedure === feature.number) seen.add(one.payload.readUInt32BE(0))
      }
      const words: string[] = []
      if (settlements !== asked) words.push(`${settlements} of ${asked} settled`)
      if (closings !== 1) words.push(`closed ${closings} times`)
      if (clock.timers !== 0) words.push(`${clock.timers} timers left`)
      fates.forEach((fate, n) => {
        const [code, outcome] = fate.split(' ')
        if (seen.has(n) && outcome === 'not sent') words.push(`${n} arrived and was 'not sent'`)
        if (outcome === 'undefined') words.push(`${n} has no outcome`)
        const known = ['timeout', 'aborted', 'internalError', ends[end]]
        if (!known.includes(code!)) words.push(`${n}: ${code}`)
      })
      if (words.length > 0) throw new Error(words.join('; '))
    })
    await t.resolves(fc.assert(property, { numRuns: 500 }))
  },
)

t.test('a row ties arguments and result together', async (t) => {
  const { rpc } = connected()
  const call: Promise<{ name: string }> = rpc.call(lookup, { name: 'x' })
  // @ts-expect-error the answer holds a name, not a number
  const wrong: Promise<{ n: number }> = call
  // @ts-expect-error the argument is a name, not a number
  const other = failure(rpc.call(lookup, { n: 1 }))
  await rpc.close()
  t.match(await failure(wrong), { code: 'connectionClosed' })
  t.match(await other, { code: 'invalidArg' })
})
