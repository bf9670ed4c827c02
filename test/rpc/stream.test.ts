import t from 'tap'
import { CancelledError, ProtocolError, RemoteError, UsageError } from '../../src/errors.ts'
import type { RpcOptions } from '../../src/rpc/connection.ts'
import type { RpcStream, StreamItem } from '../../src/rpc/stream.ts'
import { errorBody, frame, hex, PING, PONG, text, u32, u64 } from './bytes.ts'
import { HandClock } from './clock.ts'
import { about, connected, failure, type Peer, type Sent, settled } from './peer.ts'
import { download, feature, screenshot, upload } from './rows.ts'

const CONTINUE = 2
const OK = 0
const ERROR = 1
const bytes = (data: string) => Buffer.from(data)

/** An open download stream: connection, peer, the opening call as the peer saw it, and the stream. */
async function opened(flags = 0, options: RpcOptions = {}, highWater?: number, row = download) {
  const { rpc, peer } = connected(options, highWater)
  const opening = rpc.openStream(row, { flags })
  const call = await peer.expect()
  peer.answer(call)
  const { stream } = await opening
  return { rpc, peer, call, stream }
}

function show(item: StreamItem): string {
  return item.kind === 'data' ? Buffer.from(item.bytes).toString() : `hole ${item.length}`
}

async function readAll(stream: RpcStream): Promise<string[]> {
  const found: string[] = []
  for await (const item of stream) found.push(show(item))
  return found
}

function hole(call: Sent, length: bigint, status = CONTINUE): Buffer {
  return frame({ ...about(call), type: 6, status }, u64(length), u32(0))
}

// --- opening ---

t.test('pitfall 4: data that overtakes the reply is not lost', async (t) => {
  const { rpc, peer } = connected()
  const opening = rpc.openStream(screenshot, { flags: 0 })
  const call = await peer.expect()
  peer.stream(call, CONTINUE, bytes('early'))
  peer.stream(call, CONTINUE)
  await settled()
  peer.answer(call, text('image/png'))
  const { ret, stream } = await opening
  t.same(ret, { name: 'image/png' })
  t.same(await readAll(stream), ['early'])
})

t.test('pitfall 4: an error that overtakes the reply is the stream’s', async (t) => {
  const { rpc, peer } = connected()
  const opening = rpc.openStream(download, { flags: 0 })
  const call = await peer.expect()
  peer.send(frame({ ...about(call), type: 3, status: ERROR }, errorBody(38, 'disk gone')))
  await settled()
  peer.answer(call)
  const { stream } = await opening
  t.match(await failure(readAll(stream)), { name: 'RemoteError', message: 'disk gone' })
})

t.test('a refused opening leaves no stream; its packets are dropped', async (t) => {
  const { rpc, peer } = connected()
  const opening = rpc.openStream(download, { flags: 0 })
  const call = await peer.expect()
  peer.refuse(call, 55, 'busy')
  t.match(await failure(opening), {
    name: 'RemoteError',
    code: 'operationInvalid',
    outcome: 'refused',
  })
  peer.stream(call, CONTINUE, bytes('late'))
  await settled()
  t.ok(rpc.isOpen)
  t.equal(peer.unread.length, 0)
})

t.test('a call that opens no stream is refused here', async (t) => {
  const { rpc } = connected()
  t.match(await failure(rpc.openStream(feature, { n: 1 })), {
    code: 'invalidArg',
    message: /CONNECT_SUPPORTS_FEATURE opens no stream/,
  })
})

t.test(
  'pitfall 5: a stream whose opening was given up is let go when the late reply comes',
  async (t) => {
    const { rpc, peer } = connected()
    const abort = new AbortController()
    const opening = rpc.openStream(download, { flags: 0 }, { signal: abort.signal })
    const call = await peer.expect()
    abort.abort()
    t.match(await failure(opening), { code: 'aborted', outcome: 'unknown' })
    peer.stream(call, CONTINUE, bytes('unwanted'))
    await settled()
    t.equal(peer.unread.length, 0, 'not before the reply: the daemon does not know the stream yet')
    peer.answer(call)
    t.match(await peer.expect(), {
      type: 3,
      status: ERROR,
      serial: call.serial,
      payload: { length: 0 },
    })
    peer.stream(call, CONTINUE, bytes('still coming'))
    peer.stream(call, OK)
    await settled()
    t.ok(rpc.isOpen)
    const refused = rpc.openStream(download, { flags: 0 }, { timeoutMs: 1 })
    const second = await peer.expect()
    await failure(refused)
    peer.refuse(second, 1)
    await settled()
    t.equal(peer.unread.length, 0, 'nothing to let go')
  },
)

t.test('an opening whose answer cannot be read is let go', async (t) => {
  const { rpc, peer } = connected()
  const opening = rpc.openStream(screenshot, { flags: 0 })
  const call = await peer.expect()
  peer.answer(call, u32(99))
  t.match(await failure(opening), { code: 'malformedMessage' })
  t.match(await peer.expect(), { type: 3, status: ERROR })
})

// --- reading ---

t.test('pitfall 8: an empty packet is the end of the data, not an error', async (t) => {
  const { stream, peer, call } = await opened()
  const reading = readAll(stream)
  peer.stream(call, CONTINUE, bytes('one'))
  peer.stream(call, CONTINUE, bytes('two'))
  peer.stream(call, CONTINUE)
  t.same(await reading, ['one', 'two'])
  const finish = stream.finish()
  t.same(
    (await peer.expect()).raw,
    hex('0000001c 20008086 00000001 000000d1 00000003 00000001 00000000'),
  )
  peer.stream(call, OK)
  await finish
  await stream.finish()
  t.same(await readAll(stream), [], 'nothing more, and no error')
})

t.test('readers that wait get the items in order', async (t) => {
  const { stream, peer, call } = await opened()
  const iterator = stream[Symbol.asyncIterator]()
  t.equal(iterator[Symbol.asyncIterator](), iterator)
  const three = [iterator.next(), iterator.next(), iterator.next()]
  peer.stream(call, CONTINUE, bytes('a'))
  peer.stream(call, CONTINUE, bytes('b'))
  peer.stream(call, CONTINUE)
  t.same(
    (await Promise.all(three)).map(({ done }) => done),
    [false, false, true],
  )
})

t.test('what readers get is theirs: no view of a receive buffer', async (t) => {
  const { stream, peer, call } = await opened()
  peer.stream(call, CONTINUE, bytes('mine'))
  const { value } = await stream[Symbol.asyncIterator]().next()
  t.equal(value?.kind, 'data')
  if (value?.kind === 'data') t.equal(value.bytes.buffer.byteLength, 4)
})

t.test('data that came in pieces is theirs without another copy', async (t) => {
  const { stream, peer, call } = await opened()
  const data = Buffer.alloc(100_000, 'x')
  const packet = frame({ ...about(call), type: 3, status: CONTINUE }, data)
  peer.send(packet.subarray(0, 60_000))
  await settled()
  peer.send(packet.subarray(60_000))
  const { value } = await stream[Symbol.asyncIterator]().next()
  t.equal(value?.kind, 'data')
  if (value?.kind !== 'data') return
  t.notOk(Buffer.isBuffer(value.bytes))
  t.ok(data.equals(value.bytes))
  packet.fill(0)
  t.ok(data.equals(value.bytes), 'nobody else writes there')
  t.equal(value.bytes.buffer.byteLength, packet.length, 'the frame, and nothing else')
})

t.test('data after its end fails the stream', async (t) => {
  const { stream, peer, call, rpc } = await opened()
  peer.stream(call, CONTINUE)
  peer.stream(call, CONTINUE, bytes('more'))
  await settled()
  const error = await failure(readAll(stream))
  t.type(error, ProtocolError)
  t.match(error, { code: 'streamBroken', message: /after the end of the data/ })
  t.ok(rpc.isOpen)
})

t.test('pitfall 6: leaving the loop early aborts the stream and frees its serial', async (t) => {
  const { stream, peer, call, rpc } = await opened()
  peer.stream(call, CONTINUE, bytes('one'))
  peer.stream(call, CONTINUE, bytes('two'))
  const leaving = (async () => {
    for await (const item of stream) return show(item)
    return 'nothing'
  })()
  t.same(
    (await peer.expect()).raw,
    hex('0000001c 20008086 00000001 000000d1 00000003 00000001 00000001'),
  )
  peer.stream(call, CONTINUE, bytes('crossing'))
  peer.stream(call, OK)
  t.equal(await leaving, 'one')
  peer.stream(call, CONTINUE, bytes('late'))
  await settled()
  t.ok(rpc.isOpen, 'pitfall 5: the rest is dropped')
  await stream.abort()
  await stream[Symbol.asyncDispose]()
  t.match(await failure(stream.write(bytes('x'))), { name: 'CancelledError', code: 'aborted' })
})

t.test('pitfall 6: a loop left by an exception aborts too', async (t) => {
  const { stream, peer, call } = await opened()
  peer.stream(call, CONTINUE, bytes('one'))
  const leaving = failure(
    (async () => {
      for await (const item of stream) throw new Error(show(item))
    })(),
  )
  t.match(await peer.expect(), { type: 3, status: ERROR })
  peer.stream(call, OK)
  t.match(await leaving, { message: 'one' })
})

t.test('a loop that ended leaves the stream to be finished', async (t) => {
  const { stream, peer, call } = await opened()
  peer.stream(call, CONTINUE)
  const iterator = stream[Symbol.asyncIterator]()
  await iterator.next()
  t.same(await iterator.return?.(), { done: true, value: undefined })
  await settled()
  t.equal(peer.unread.length, 0)
})

// --- ends ---

t.test(
  'an error packet reaches readers, writers and finish; nothing is awaited after it',
  async (t) => {
    const { stream, peer, call, rpc } = await opened()
    const waiting = failure(stream[Symbol.asyncIterator]().next())
    peer.send(frame({ ...about(call), type: 3, status: ERROR }, errorBody(38, 'disk gone')))
    const error = await waiting
    t.type(error, RemoteError)
    t.match(error, {
      code: 'systemError',
      message: 'disk gone',
      procedure: 'STORAGE_VOL_DOWNLOAD',
      serial: 1,
      address: 'memory:a',
    })
    // pitfall 5: no confirmation ever comes, so none of these may wait for one.
    t.equal(await failure(stream.finish()), error)
    t.equal(await failure(stream.write(bytes('x'))), error)
    t.equal(await failure(stream[Symbol.asyncIterator]().next()), error)
    await stream.abort()
    await stream[Symbol.asyncDispose]()
    t.match(
      await peer.expect(),
      { type: 3, status: ERROR, serial: 1 },
      'one abort, for a daemon that kept it',
    )
    peer.stream(call, OK)
    await settled()
    t.equal(peer.unread.length, 0)
    t.ok(rpc.isOpen)
  },
)

t.test('data that came before an error is read before it', async (t) => {
  const { stream, peer, call } = await opened()
  peer.stream(call, CONTINUE, bytes('good'))
  peer.send(frame({ ...about(call), type: 3, status: ERROR }, errorBody(38, 'then not')))
  await settled()
  const iterator = stream[Symbol.asyncIterator]()
  t.match(await iterator.next(), { value: { kind: 'data' } })
  t.match(await failure(iterator.next()), { message: 'then not' })
})

t.test('pitfall 7: the confirmation of an abort is no success', async (t) => {
  const { stream, peer, call } = await opened(0, {}, undefined, upload)
  const finish = failure(stream.finish())
  const abort = stream.abort()
  t.match([await peer.expect(), await peer.expect()], [{ status: OK }, { status: ERROR }])
  peer.stream(call, OK)
  await abort
  t.match(await finish, { name: 'CancelledError', code: 'aborted' })
  t.match(await failure(stream.finish()), { code: 'aborted' })
})

t.test('pitfall 7: an error reply for a hole is the stream’s error packet', async (t) => {
  const { stream, peer, call, rpc } = await opened(1, {}, undefined, upload)
  await stream.hole(1n << 20n)
  t.same(
    (await peer.expect()).raw,
    hex(
      `00000028 20008086 00000001 000000d0 00000006 00000001 00000002 00000000 00100000 00000000`,
    ),
  )
  peer.refuse(call, 38, 'no space')
  await settled()
  t.match(await failure(stream.finish()), { name: 'RemoteError', message: 'no space' })
  t.ok(rpc.isOpen)
})

t.test('a reply without error for an open stream, or of another procedure, is fatal', async (t) => {
  const first = await opened()
  first.peer.answer(first.call)
  t.match(await first.rpc.closed, { reason: 'error', error: { code: 'malformedFrame' } })
  const second = await opened()
  second.peer.refuse({ ...second.call, procedure: 1 }, 38)
  t.match(await second.rpc.closed, {
    error: { message: /STORAGE_VOL_DOWNLOAD \(209\).*procedure 1/ },
  })
  const third = await opened()
  third.peer.stream({ ...third.call, procedure: 1 }, CONTINUE, bytes('x'))
  t.match(await third.rpc.closed, { error: { message: /procedure 1/ } })
  const fourth = await opened()
  fourth.peer.stream({ ...fourth.call, version: 2 }, CONTINUE, bytes('x'))
  await settled()
  t.ok(fourth.rpc.isOpen, 'another version is another stream')
})

t.test(
  'an upload succeeds with the confirmation, and fails with the error in its place',
  async (t) => {
    const { stream, peer, call } = await opened(0, {}, undefined, upload)
    await stream.write(bytes('abc'))
    t.same(
      (await peer.expect()).raw,
      hex('0000001f 20008086 00000001 000000d0 00000003 00000001 00000002 616263'),
    )
    const finish = stream.finish()
    const again = stream.finish()
    t.match(await peer.expect(), { type: 3, status: OK })
    peer.stream(call, CONTINUE, bytes('ignored'))
    peer.send(frame({ ...about(call), type: 3, status: ERROR }, errorBody(38, 'checksum')))
    t.match(await failure(finish), { message: 'checksum', outcome: 'refused' })
    t.match(await failure(again), { message: 'checksum' })
    await settled()
    t.equal(peer.unread.length, 0, 'one finish, no abort')
  },
)

t.test('a confirmation nobody asked for fails the stream', async (t) => {
  const { stream, peer, call } = await opened()
  peer.stream(call, OK)
  t.match(await failure(readAll(stream)), { code: 'streamBroken', message: /nobody asked for/ })
})

t.test('nothing is written after finish', async (t) => {
  const { stream, peer, call } = await opened(0, {}, undefined, upload)
  const finish = stream.finish()
  const error = await failure(stream.write(bytes('x')))
  t.type(error, UsageError)
  t.match(error, { code: 'operationInvalid' })
  await peer.expect()
  peer.stream(call, OK)
  await finish
  t.match(await failure(stream.write(bytes('x'))), { code: 'operationInvalid' })
})

t.test('finish waits behind writes that are still under way', async (t) => {
  const { stream, peer, call } = await opened(0, {}, 1, upload)
  peer.pause()
  const writes = [stream.write(bytes('one')), stream.write(bytes('two'))]
  const finish = stream.finish()
  peer.resume()
  const sent = [await peer.expect(), await peer.expect(), await peer.expect()]
  t.same(
    sent.map(({ status, payload }) => `${status} ${payload}`),
    ['2 one', '2 two', '0 '],
  )
  peer.stream(call, OK)
  await Promise.all([...writes, finish])
})

t.test('when the line drops, readers, writers, finish and abort are settled', async (t) => {
  for (const end of ['finish', 'abort'] as const) {
    const { stream, peer, call } = await opened()
    const reading = failure(stream[Symbol.asyncIterator]().next())
    const ending = failure(stream[end]())
    await peer.expect()
    peer.cut()
    t.match(await ending, { code: 'connectionLost', outcome: 'unknown', serial: call.serial }, end)
    t.match(await reading, { code: end === 'finish' ? 'connectionLost' : 'aborted' })
    await stream[Symbol.asyncDispose]()
  }
})

t.test('disposing aborts, waits for a finish under way, and never throws', async (t) => {
  const first = await opened()
  const disposing = first.stream[Symbol.asyncDispose]()
  t.match(await first.peer.expect(), { status: ERROR })
  first.peer.cut()
  await disposing

  const second = await opened()
  const finish = second.stream.finish()
  const waiting = second.stream[Symbol.asyncDispose]()
  t.match(await second.peer.expect(), { status: OK })
  second.peer.stream(second.call, OK)
  await Promise.all([finish, waiting])
  t.equal(second.peer.unread.length, 0)
})

t.test('signal and deadline end the wait for a confirmation, not the end itself', async (t) => {
  const clock = new HandClock()
  const { stream, peer, call } = await opened(0, { clock })
  const finish = stream.finish({ timeoutMs: 10 })
  clock.advance(10)
  t.match(await failure(finish), { name: 'CancelledError', code: 'timeout', outcome: 'unknown' })
  t.match(await failure(stream.finish({ signal: AbortSignal.abort() })), { code: 'aborted' })
  const later = stream.finish({ timeoutMs: 10 })
  await peer.expect()
  peer.stream(call, OK)
  await later
  t.equal(clock.timers, 0)
})

// --- holes ---

t.test('holes come in order with the data, and may be huge', async (t) => {
  const { stream, peer, call } = await opened(1)
  peer.stream(call, CONTINUE, bytes('a'))
  peer.send(hole(call, 1n << 62n))
  peer.stream(call, CONTINUE, bytes('b'))
  peer.send(hole(call, 5n))
  peer.stream(call, CONTINUE)
  t.same(await readAll(stream), ['a', `hole ${1n << 62n}`, 'b', 'hole 5'])
})

t.test('a hole on a stream that is not sparse fails the stream only', async (t) => {
  const { stream, peer, call, rpc } = await opened()
  peer.send(hole(call, 5n))
  t.match(await failure(readAll(stream)), { code: 'streamBroken', message: /not opened sparse/ })
  t.match(await peer.expect(), { type: 3, status: ERROR })
  t.ok(rpc.isOpen)
  const { stream: second, peer: other } = await opened()
  t.match(await failure(second.hole(5n)), { code: 'operationInvalid' })
  await settled()
  t.equal(other.unread.length, 0)
})

t.test('holes that are none fail the stream', async (t) => {
  for (const [make, words] of [
    [(call: Sent) => hole(call, 0n), /hole of 0 bytes/],
    [(call: Sent) => hole(call, -1n), /hole of -1 bytes/],
    [(call: Sent) => frame({ ...about(call), type: 6, status: 2 }, u32(1)), /Unable to decode/],
    [
      (call: Sent) =>
        Buffer.concat([frame({ ...about(call), type: 3, status: 2 }), hole(call, 1n)]),
      /after the end/,
    ],
  ] as const) {
    const { stream, peer, call } = await opened(1)
    peer.send(make(call))
    await settled()
    t.match(await failure(readAll(stream)), { message: words })
  }
  const { stream } = await opened(1)
  for (const length of [0n, -1n, 1n << 63n]) {
    t.match(await failure(stream.hole(length)), { code: 'invalidArg' })
  }
})

// --- back-pressure ---

t.test(
  'pitfall 9: a slow reader stops the reading of the connection, and lets it go on',
  async (t) => {
    const clock = new HandClock()
    const keepalive = { intervalS: 5, count: 1 }
    const { rpc, stream, peer, call } = await opened(0, { clock, keepalive }, 300_000)
    rpc.startKeepalive()
    const chunk = Buffer.alloc(262_120)
    let sent = 0
    while (sent < 64 && peer.stream(call, CONTINUE, chunk)) {
      sent++
      await settled()
    }
    t.ok(sent < 20, `${sent} packets were taken, then the peer was asked to wait`)
    // While nothing is read, a ping cannot be seen; pongs of our own keep the daemon from giving up.
    clock.advance(12_000)
    await settled()
    t.same([(await peer.expect()).raw, (await peer.expect()).raw], [PONG, PONG])
    t.ok(rpc.isOpen, 'and silence proves nothing')
    peer.send(PING)
    await settled()
    t.equal(peer.unread.length, 0)
    peer.stream(call, CONTINUE)
    let read = 0
    for await (const item of stream) if (item.kind === 'data') read += item.bytes.length
    t.equal(read, (sent + 1) * chunk.length)
    t.same((await peer.expect()).raw, PONG, 'reading goes on')
    await rpc.close()
    t.equal(clock.timers, 0)
  },
)

t.test('a strained stream that is aborted or finished lets the others be read', async (t) => {
  for (const end of ['abort', 'finish'] as const) {
    const { rpc, stream, peer, call } = await opened()
    const chunk = Buffer.alloc(1 << 20)
    for (let n = 0; n < 5; n++) peer.stream(call, CONTINUE, chunk)
    await settled()
    peer.stream(call, OK)
    await settled()
    const other = rpc.call(feature, { n: 1 })
    const ending = stream[end]()
    let opening = await peer.expect()
    while (opening.type !== 0) opening = await peer.expect()
    peer.answer(opening, u32(1))
    t.same((await Promise.all([other, ending]))[0], { n: 1 }, end)
    await rpc.close()
  }
})

t.test('close works while reading is stopped', async (t) => {
  const { rpc, peer, call } = await opened()
  for (let n = 0; n < 5; n++) peer.stream(call, CONTINUE, Buffer.alloc(1 << 20))
  await settled()
  await rpc.close()
  t.match(await rpc.closed, { reason: 'client' })
})

t.test(
  'a write is cut into packets, one in the air at a time, and calls pass between them',
  async (t) => {
    const { rpc, stream, peer } = await opened(0, {}, 16_384, upload)
    peer.pause()
    const data = Buffer.alloc(200_000, 'x')
    let written = false
    const writing = stream.write(data).then(() => {
      written = true
    })
    await settled()
    t.equal(written, false, 'nobody has taken it yet')
    const call = rpc.call(feature, { n: 1 })
    peer.send(PING)
    await settled()
    peer.resume()
    const types: string[] = []
    let got = 0
    while (got < data.length) {
      const sent = await peer.expect()
      types.push(sent.raw.equals(PONG) ? 'pong' : sent.type === 0 ? 'call' : 'data')
      if (sent.type === 3) got += sent.payload.length
      if (sent.type === 0) peer.answer(sent, u32(1))
    }
    t.same(types, ['data', 'pong', 'call', 'data', 'data', 'data'])
    await Promise.all([writing, call])
  },
)

t.test('a stream has packets of the size that was asked for', async (t) => {
  for (const [packetBytes, sizes] of [
    [undefined, [65_536, 65_536, 65_536, 65_536, 17_856]],
    [131_072, [131_072, 131_072, 17_856]],
    [262_120, [262_120, 17_880]],
  ] as const) {
    const { rpc, peer } = connected()
    const opening = rpc.openStream(upload, { flags: 0 }, packetBytes ? { packetBytes } : {})
    peer.answer(await peer.expect())
    const { stream } = await opening
    await stream.write(Buffer.alloc(280_000, 'x'))
    const sent: number[] = []
    for (const _ of sizes) sent.push((await peer.expect()).payload.length)
    t.same(sent, sizes)
  }
  const { rpc, peer } = connected()
  for (const packetBytes of [0, -1, 262_121, 1.5, Number.NaN]) {
    const refused = rpc.openStream(upload, { flags: 0 }, { packetBytes })
    t.match(await failure(refused), { name: UsageError.name, outcome: 'not sent' })
  }
  t.equal(peer.unread.length, 0)
})

t.test('nothing is sent for an empty write', async (t) => {
  const { stream, peer } = await opened(0, {}, undefined, upload)
  await stream.write(new Uint8Array(0))
  await settled()
  t.equal(peer.unread.length, 0, 'an empty packet would mean the end')
})

t.test('a write given up before it left was not sent; later ones go on', async (t) => {
  const { stream, peer } = await opened(0, {}, 1, upload)
  peer.pause()
  const first = stream.write(bytes('one'))
  const abort = new AbortController()
  const second = stream.write(bytes('two'), { signal: abort.signal })
  const third = stream.write(bytes('three'))
  const fourth = stream.write(bytes('four'), { signal: abort.signal })
  await settled()
  abort.abort('enough')
  const error = await failure(second)
  t.type(error, CancelledError)
  t.match(error, { code: 'aborted', outcome: 'not sent', cause: 'enough' })
  t.match(await failure(fourth), { outcome: 'not sent' })
  peer.resume()
  await Promise.all([first, third])
  t.same(
    [(await peer.expect()).payload, (await peer.expect()).payload],
    [bytes('one'), bytes('three')],
  )
  t.match(await failure(stream.write(bytes('x'), { timeoutMs: 0 })), { code: 'invalidArg' })
})

t.test('a write given up half way says so', async (t) => {
  const clock = new HandClock()
  const { stream, peer } = await opened(0, { clock }, 1, upload)
  const writing = stream.write(Buffer.alloc(200_000), { timeoutMs: 5 })
  await peer.expect()
  peer.pause()
  await settled()
  clock.advance(5)
  t.match(await failure(writing), { code: 'timeout', outcome: 'unknown' })
  t.equal(clock.timers, 0)
})

t.test('writers are settled when the stream fails or is aborted', async (t) => {
  const failing = await opened(0, {}, 1, upload)
  failing.peer.pause()
  const writes = [failing.stream.write(bytes('one')), failing.stream.write(bytes('two'))].map(
    settle,
  )
  await settled()
  failing.peer.send(
    frame({ ...about(failing.call), type: 3, status: ERROR }, errorBody(38, 'full')),
  )
  t.match(await Promise.all(writes), ['sent', { message: 'full' }])

  const aborting = await opened(0, {}, 1, upload)
  aborting.peer.pause()
  const more = [aborting.stream.write(bytes('one')), aborting.stream.write(bytes('two'))].map(
    settle,
  )
  await settled()
  const abort = aborting.stream.abort()
  t.match(await Promise.all(more), ['sent', { code: 'aborted' }])
  aborting.peer.resume()
  t.match(
    [await aborting.peer.expect(), await aborting.peer.expect()],
    [{ status: 2 }, { status: 1 }],
  )
  aborting.peer.stream(aborting.call, OK)
  await abort
})

function settle(writing: Promise<void>): Promise<unknown> {
  return writing.then(
    () => 'sent',
    (error: unknown) => error,
  )
}

t.test('streams beside each other share nothing but the line', async (t) => {
  const { rpc, peer } = connected()
  const openings = [rpc.openStream(download, { flags: 0 }), rpc.openStream(download, { flags: 0 })]
  const calls: Sent[] = [await peer.expect(), await peer.expect()]
  for (const call of calls) peer.answer(call)
  const [a, b] = await Promise.all(openings)
  send(peer, calls[0]!, 'a1')
  send(peer, calls[1]!, 'b1')
  send(peer, calls[0]!, '')
  send(peer, calls[1]!, 'b2')
  send(peer, calls[1]!, '')
  t.same(await Promise.all([readAll(a!.stream), readAll(b!.stream)]), [['a1'], ['b1', 'b2']])
})

function send(peer: Peer, call: Sent, data: string): void {
  peer.stream(call, CONTINUE, bytes(data))
}
