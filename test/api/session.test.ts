import t, { type Test } from 'tap'
import { type Opening, openSession } from '../../src/api/session.ts'
import { memoryPair } from '../../src/testing/memory.ts'
import { u32 } from '../rpc/bytes.ts'
import { HandClock } from '../rpc/clock.ts'
import { Peer, settled } from '../rpc/peer.ts'

const procedures = { open: 1, supportsFeature: 60, authList: 66 } as const
const PING = { program: 0x6b656570, procedure: 1 }

/** An opening over memory, by a clock of its own. */
function opening(intervalS = 5, count = 1) {
  const [ours, theirs] = memoryPair()
  const clock = new HandClock()
  const how: Opening = {
    dialer: async () => ours,
    prompt: undefined,
    name: 'qemu:///system',
    readonly: false,
    login: {
      auth: null,
      authfile: null,
      host: 'localhost',
      local: true,
      credentials: undefined,
      polkitAgent: undefined,
      onWarning: undefined,
    },
    rpc: { clock, keepalive: { intervalS, count } },
  }
  return { session: openSession(how, () => ({})), peer: new Peer(theirs), clock }
}

/** Lets the daemon ask nobody who he is. */
async function welcome(t: Test, peer: Peer): Promise<void> {
  const asked = await peer.expect()
  t.equal(asked.procedure, procedures.authList)
  peer.answer(asked, u32(1), u32(0))
}

t.test(
  'the question for pings follows a second after the opening, and nobody waits for its answer',
  async (t) => {
    const { session, peer, clock } = opening()
    await welcome(t, peer)
    const open = await peer.expect()
    t.equal(open.procedure, procedures.open)
    await settled()
    t.same(peer.unread, [], 'one step after the other')
    peer.answer(open)
    const rpc = await session
    clock.advance(999)
    t.same(peer.unread, [], 'a connection that is over soon never asks')
    clock.advance(1)
    const question = await peer.expect()
    t.equal(question.procedure, procedures.supportsFeature)
    t.same(question.payload, u32(10))
    peer.answer(question, u32(1))
    await settled()
    clock.advance(6000)
    t.match(await peer.expect(), PING)
    await rpc.close()
    t.equal(clock.timers, 0)
  },
)

t.test('a daemon that goes silent while it opens the driver is given up', async (t) => {
  const { session, peer, clock } = opening()
  const failure = t.rejects(session, { code: 'keepaliveTimeout', outcome: 'unknown' })
  await welcome(t, peer)
  await peer.expect()
  clock.advance(10_000)
  t.match(await peer.expect(), PING)
  await failure
})

t.test('a daemon that goes silent before it answers the question is given up', async (t) => {
  const { session, peer, clock } = opening()
  await welcome(t, peer)
  peer.answer(await peer.expect())
  const rpc = await session
  clock.advance(1000)
  await peer.expect()
  clock.advance(10_000)
  t.match(await peer.expect(), PING)
  t.match(await rpc.closed, { reason: 'keepalive', error: { code: 'keepaliveTimeout' } })
})

t.test('a daemon that answers no pings is sent none', async (t) => {
  const { session, peer, clock } = opening()
  await welcome(t, peer)
  peer.answer(await peer.expect())
  const rpc = await session
  clock.advance(1000)
  peer.answer(await peer.expect(), u32(0))
  await settled()
  t.equal(clock.timers, 0)
  clock.advance(60_000)
  t.equal(rpc.isOpen, true)
  t.same(peer.unread, [])
  await rpc.close()
})

t.test("a question that cannot be answered any more is nobody's trouble", async (t) => {
  const { session, peer, clock } = opening()
  await welcome(t, peer)
  peer.answer(await peer.expect())
  const rpc = await session
  clock.advance(1000)
  await peer.expect()
  await rpc.close()
  t.match(await rpc.closed, { reason: 'client' })
  t.equal(clock.timers, 0)
})

t.test('with keepalive switched off nothing is asked', async (t) => {
  const { session, peer, clock } = opening(0, 0)
  await welcome(t, peer)
  peer.answer(await peer.expect())
  const rpc = await session
  await settled()
  t.same(peer.unread, [])
  t.equal(clock.timers, 0)
  await rpc.close()
})
