// What is told of the frames of a connection: both directions, names where they are known, headers and nothing else.

import t from 'tap'
import { lookOn } from '../looking-on.ts'
import { frame, PING, QEMU, text, u32 } from './bytes.ts'
import { HandClock } from './clock.ts'
import { connected, failure, settled } from './peer.ts'
import { download, feature, lifecycle, lookup, qemuLookup } from './rows.ts'

const SECRET = 'pencil-case 7'

t.test('calls and replies, by name, with the length of the whole frame', async (t) => {
  const { frames, frameLines, stop } = lookOn(t)
  const { rpc, peer } = connected()
  const call = rpc.call(lookup, { name: SECRET })
  const refused = rpc.call(qemuLookup, { name: 'b' })
  const first = await peer.expect()
  peer.refuse(await peer.expect(), 42, SECRET)
  peer.answer(first, text(SECRET))
  await call
  await failure(refused)
  const sent = frameLines()
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
  const { frameLines } = lookOn(t)
  peer.answer(await peer.expect(), u32(1))
  await call
  t.strictSame(frameLines(), ['< remote CONNECT_SUPPORTS_FEATURE reply 1 ok 32'])
})

t.test('events, signs of life, and what is not known', async (t) => {
  const { rpc, peer } = connected()
  const subscribing = rpc.subscribe(lifecycle, { dom: null }, () => {})
  peer.answer(await peer.expect(), u32(7))
  await subscribing
  const { frameLines } = lookOn(t)
  const event = (procedure: number) =>
    frame({ type: 2, procedure, serial: 1 }, u32(7), text('a'), u32(0))
  peer.send(event(318), event(399), PING)
  peer.send(frame({ type: 2, program: QEMU, procedure: 6 }))
  await settled()
  t.strictSame(frameLines(), [
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
  const { frameLines } = lookOn(t)
  peer.send(frame({ type: 77, status: 9, procedure: -2, serial: 5 }))
  await rpc.closed
  t.strictSame(frameLines(), ['< 0x20008086 -2 77 5 9 28'])
})

t.test('streams: their packets, holes and the abort that trails them', async (t) => {
  const { rpc, peer } = connected()
  const { frameLines } = lookOn(t)
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
  t.strictSame(frameLines(), [
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
  const { decisions } = lookOn(t)
  const clock = new HandClock()
  const { rpc } = connected({ clock, keepalive: { intervalS: 2, count: 1 } })
  rpc.startKeepalive()
  clock.advance(4000)
  await rpc.closed
  const part = 'keepalive'
  t.match(decisions, [
    { part, address: rpc.peer, text: /^a ping after 2 s of silence, given up after 1 unanswered$/ },
    { part, address: rpc.peer, text: 'given up: 4 s of silence, unanswered pings: 1' },
  ])
})
