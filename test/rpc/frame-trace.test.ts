// What is told of the frames of a connection: both directions, names where they are known, headers and nothing else.

import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import t, { type Test } from 'tap'
import { type DecisionTrace, type FrameTrace, traceChannels } from '../../src/trace.ts'
import { frame, PING, QEMU, text, u32 } from './bytes.ts'
import { HandClock } from './clock.ts'
import { connected, failure, settled } from './peer.ts'
import { download, feature, lifecycle, lookup, qemuLookup } from './rows.ts'

const SECRET = 'pencil-case 7'

/** Looks on until the test is over. */
function watch(t: Test) {
  const frames: FrameTrace[] = []
  const decisions: DecisionTrace[] = []
  const onFrame = (message: unknown) => frames.push(message as FrameTrace)
  const onDecision = (message: unknown) => decisions.push(message as DecisionTrace)
  subscribe(traceChannels.frame, onFrame)
  subscribe(traceChannels.decision, onDecision)
  const stop = () => {
    unsubscribe(traceChannels.frame, onFrame)
    unsubscribe(traceChannels.decision, onDecision)
  }
  t.teardown(stop)
  const shown = () =>
    frames.map(({ direction, program, procedure, type, serial, status, bytes }) =>
      [direction === 'sent' ? '>' : '<', program, procedure, type, serial, status, bytes].join(' '),
    )
  return { frames, decisions, shown, stop }
}

t.test('calls and replies, by name, with the length of the whole frame', async (t) => {
  const { frames, shown, stop } = watch(t)
  const { rpc, peer } = connected()
  const call = rpc.call(lookup, { name: SECRET })
  const refused = rpc.call(qemuLookup, { name: 'b' })
  const first = await peer.expect()
  peer.refuse(await peer.expect(), 42, SECRET)
  peer.answer(first, text(SECRET))
  await call
  await failure(refused)
  const sent = shown()
  t.strictSame(sent.slice(0, 2), [
    `> remote DOMAIN_LOOKUP_BY_NAME call 1 ok ${28 + 4 + 16}`,
    '> qemu QEMU_LOOKUP call 2 ok 36',
  ])
  t.match(sent[2], /^< qemu QEMU_LOOKUP reply 2 error \d+$/)
  t.equal(sent[3], `< remote DOMAIN_LOOKUP_BY_NAME reply 1 ok ${28 + 4 + 16}`)
  t.equal(new Set(frames.map(({ address }) => address)).size, 1)
  t.equal(frames[0]?.address, rpc.peer)
  t.notMatch(JSON.stringify(frames), SECRET)

  stop()
  const unseen = rpc.call(feature, { n: 1 })
  peer.answer(await peer.expect(), u32(1))
  await unseen
  t.equal(frames.length, 4, 'nobody looks on any more')
})

t.test('who begins to look on later learns the names of what is under way', async (t) => {
  const { rpc, peer } = connected()
  const call = rpc.call(feature, { n: 1 })
  const { shown } = watch(t)
  peer.answer(await peer.expect(), u32(1))
  await call
  t.strictSame(shown(), ['< remote CONNECT_SUPPORTS_FEATURE reply 1 ok 32'])
})

t.test('events, signs of life, and what is not known', async (t) => {
  const { rpc, peer } = connected()
  const subscribing = rpc.subscribe(lifecycle, { dom: null }, () => {})
  peer.answer(await peer.expect(), u32(7))
  await subscribing
  const { shown } = watch(t)
  const event = (procedure: number) =>
    frame({ type: 2, procedure, serial: 1 }, u32(7), text('a'), u32(0))
  peer.send(event(318), event(399), PING)
  peer.send(frame({ type: 2, program: QEMU, procedure: 6 }))
  await settled()
  t.strictSame(shown(), [
    '< remote DOMAIN_EVENT_CALLBACK_LIFECYCLE message 1 ok 44',
    // Of a program that has been spoken the number is the procedure's alone.
    '< remote 399 message 1 ok 44',
    '< keepalive PING message 0 ok 28',
    '> keepalive PONG message 0 ok 28',
    `< 0x${QEMU.toString(16)} 6 message 0 ok 28`,
  ])
})

t.test('a frame that makes no sense is shown before it ends the connection', async (t) => {
  const { rpc, peer } = connected()
  const { shown } = watch(t)
  peer.send(frame({ type: 77, status: 9, procedure: -2, serial: 5 }))
  await rpc.closed
  t.strictSame(shown(), ['< 0x20008086 -2 77 5 9 28'])
})

t.test('streams: their packets, holes and the abort that trails them', async (t) => {
  const { rpc, peer } = connected()
  const { shown } = watch(t)
  const opening = rpc.openStream(download, { flags: 1 })
  const call = await peer.expect()
  peer.answer(call)
  peer.stream(call, 2, Buffer.from(SECRET))
  const { stream } = await opening
  const aborting = stream.abort()
  await peer.expect()
  peer.stream(call, 1)
  await aborting.catch(() => {})
  const late = new AbortController()
  const second = rpc.openStream(download, { flags: 0 }, { signal: late.signal })
  const given = await peer.expect()
  late.abort()
  await failure(second)
  peer.answer(given)
  await peer.expect()
  t.strictSame(shown(), [
    '> remote STORAGE_VOL_DOWNLOAD call 1 ok 32',
    '< remote STORAGE_VOL_DOWNLOAD reply 1 ok 28',
    `< remote STORAGE_VOL_DOWNLOAD stream 1 continue ${28 + SECRET.length}`,
    '> remote STORAGE_VOL_DOWNLOAD stream 1 error 28',
    '< remote STORAGE_VOL_DOWNLOAD stream 1 error 28',
    '> remote STORAGE_VOL_DOWNLOAD call 2 ok 32',
    '< remote STORAGE_VOL_DOWNLOAD reply 2 ok 28',
    '> remote STORAGE_VOL_DOWNLOAD stream 2 error 28',
  ])
})

t.test('when signs of life begin, and when they are missed', async (t) => {
  const { decisions } = watch(t)
  const clock = new HandClock()
  const { rpc } = connected({ clock, keepalive: { intervalS: 2, count: 1 } })
  rpc.startKeepalive()
  clock.advance(4000)
  await rpc.closed
  connected({ keepalive: { intervalS: 0, count: 0 } }).rpc.startKeepalive()
  const part = 'keepalive'
  t.match(decisions, [
    { part, address: rpc.peer, text: /^a ping after 2 s of silence, given up .* after 1 / },
    { part, address: rpc.peer, text: 'given up: 4 s of silence, unanswered pings: 1' },
    { part, text: /^off: / },
  ])
})
