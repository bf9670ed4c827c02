// A polkit login against a scripted daemon, with agents that are there, come late, fail or never come.

import t, { type Test } from 'tap'
import { Connection, type ConnectOptions, connect } from '../../src/index.ts'
import { connectUnix } from '../../src/transport/unix.ts'
import { FakeDaemon, Refusal } from '../api/daemon.ts'
import { lookOn } from '../looking-on.ts'

const POLKIT = 60
const yes = { complete: 1 }
const nobody = new Refusal(94, 'authentication unavailable: no polkit agent available', POLKIT)
const denied = new Refusal(45, 'authentication failed: access denied by policy', POLKIT)
const dismissed = new Refusal(79, 'authentication cancelled: user cancelled', POLKIT)
const elsewhere = new Refusal(45, 'authentication failed: of another kind', 7)

/** A daemon whose polkit gives these answers, one after the other. */
async function listen(t: Test, ...answers: (Refusal | typeof yes)[]) {
  const left = [...answers]
  const daemon = await FakeDaemon.listen({
    authList: { types: [2] },
    authPolkit: () => left.shift() ?? new Refusal(1, 'asked too often'),
  })
  t.teardown(() => daemon.close())
  return { daemon, asked: () => answers.length - left.length }
}

/** An agent that is there while it is needed. */
function agent() {
  const seen: string[] = []
  const polkitAgent: ConnectOptions['polkitAgent'] = async (attempt) => {
    seen.push('begin')
    try {
      await attempt()
    } finally {
      seen.push('end')
    }
  }
  return { seen, polkitAgent }
}

t.test('what polkit answers, and what becomes of it', async (t) => {
  const rows: [string, answers: (Refusal | typeof yes)[], code: string | null, agents: number][] = [
    ['let in at once', [yes], null, 0],
    ['let in once there is an agent', [nobody, yes], null, 1],
    ['mistyped, and then not', [nobody, denied, denied, yes], null, 1],
    ['an agent that was busy', [denied, yes], null, 1],
    ['mistyped for good', [nobody, denied, denied, denied, denied, denied], 'authFailed', 1],
    ['denied by policy', [denied, denied, denied, denied, denied], 'authFailed', 1],
    ['dismissed', [nobody, dismissed], 'authCancelled', 1],
    ['dismissed at an agent that was there', [dismissed], 'authCancelled', 0],
    ['dismissed after a wrong word', [nobody, denied, dismissed], 'authCancelled', 1],
    ['an agent that did not help', [nobody, nobody], 'authUnavailable', 1],
    ['refused, but not by polkit', [elsewhere], 'authFailed', 0],
    ['refused by another in between', [nobody, elsewhere], 'authFailed', 1],
  ]
  for (const [what, answers, code, agents] of rows) {
    const { daemon, asked } = await listen(t, ...answers)
    const { seen, polkitAgent } = agent()
    const opening = connect(daemon.uri, { polkitAgent })
    if (code === null) await (await opening).close()
    else await t.rejects(opening, { name: 'RemoteError', code, outcome: 'refused' }, what)
    t.equal(asked(), answers.length, what)
    t.strictSame(seen, agents === 0 ? [] : ['begin', 'end'], what)
  }
})

t.test('without a hook, or where it makes no attempt, the refusal stands', async (t) => {
  for (const polkitAgent of [undefined, async () => {}]) {
    const { daemon, asked } = await listen(t, nobody)
    const options = polkitAgent === undefined ? {} : { polkitAgent }
    const { message } = nobody
    await t.rejects(connect(daemon.uri, options), { code: 'authUnavailable', message })
    t.equal(asked(), 1)
  }
})

t.test('where the daemon does not see this process an agent of it is of no use', async (t) => {
  const { daemon } = await listen(t, nobody)
  const { seen, polkitAgent } = agent()
  const dialer = () => connectUnix(daemon.socket)
  const way = { auth: null, authfile: null, host: 'far-away', local: false }
  const { decisionLines } = lookOn(t)
  await t.rejects(Connection.open(dialer, '', '', { polkitAgent }, way), {
    code: 'authUnavailable',
  })
  t.strictSame(seen, [])
  t.match(decisionLines().at(-1), /^auth: an agent here is of no use/)
})

t.test('an agent that fails is told of, with why it was wanted', async (t) => {
  const { daemon } = await listen(t, nobody)
  const cause = new Error('no such program')
  await t.rejects(connect(daemon.uri, { polkitAgent: () => Promise.reject(cause) }), {
    name: 'ConnectionError',
    code: 'authFailed',
    outcome: 'not sent',
    message: `authentication failed: the polkit agent could not be used, and without one: ${nobody.message}`,
    cause,
  })
  const other = await listen(t, nobody, yes)
  const late = connect(other.daemon.uri, {
    polkitAgent: async (attempt) => {
      await attempt()
      throw cause
    },
  })
  await t.rejects(late, { code: 'authFailed', cause }, 'also when it fails at its end')
})

t.test('nobody need wait for a person: signal and deadline end it', async (t) => {
  for (const how of ['signal', 'timeoutMs'] as const) {
    const { daemon } = await listen(t, nobody)
    const given = new AbortController()
    let over: AbortSignal | undefined
    const opening = connect(daemon.uri, {
      ...(how === 'signal' ? { signal: given.signal } : { timeoutMs: 200 }),
      polkitAgent: (_attempt, signal) => {
        over = signal
        given.abort()
        return new Promise(() => {})
      },
    })
    const code = how === 'signal' ? 'aborted' : 'timeout'
    await t.rejects(opening, { name: 'CancelledError', code })
    t.equal(over?.aborted, true)
  }
})

t.test('every step is told to who looks on', async (t) => {
  const { daemon } = await listen(t, nobody, denied, yes)
  const { decisions } = lookOn(t)
  await (await connect(daemon.uri, { polkitAgent: agent().polkitAgent })).close()
  const told = decisions.filter(({ part }) => part === 'auth')
  t.ok(told.every(({ address }) => address === daemon.socket))
  t.strictSame(
    told.map(({ text }) => text),
    [
      'the daemon asks for polkit: polkit is taken',
      'polkit says no: authUnavailable',
      'asking again with an agent of this process',
      'polkit says no: authFailed',
      'polkit lets this process in',
    ],
  )
})

t.test('a duplicate may need an agent of its own', async (t) => {
  const { daemon } = await listen(t, nobody, yes, nobody, yes)
  const { seen, polkitAgent } = agent()
  const first = await connect(daemon.uri, { polkitAgent })
  await (await first.duplicate()).close()
  await first.close()
  t.strictSame(seen, ['begin', 'end', 'begin', 'end'])
})
