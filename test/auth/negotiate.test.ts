// Authentication against a scripted daemon: what is called, and what is said when it cannot be done.

import t from 'tap'
import { connect } from '../../src/index.ts'
import { FakeDaemon, Refusal } from '../api/daemon.ts'

t.test('none: the list is asked for, and nothing else', async (t) => {
  const daemon = await FakeDaemon.listen({ authList: { types: [0] } })
  t.teardown(() => daemon.close())
  const connection = await connect(daemon.uri)
  t.ok(connection.isAlive)
  await connection.close()
})

t.test('a daemon that offers nothing at all wants nothing', async (t) => {
  const daemon = await FakeDaemon.listen({ authList: { types: [] } })
  t.teardown(() => daemon.close())
  await (await connect(daemon.uri)).close()
})

t.test('polkit: asked, and its refusal passed on in the daemon’s words', async (t) => {
  const yes = await FakeDaemon.listen({ authList: { types: [2] }, authPolkit: { complete: 1 } })
  t.teardown(() => yes.close())
  await (await connect(yes.uri)).close()

  const text = 'authentication unavailable: no polkit agent available to authenticate action'
  const no = await FakeDaemon.listen({
    authList: { types: [2] },
    authPolkit: new Refusal(94, text),
  })
  t.teardown(() => no.close())
  await t.rejects(connect(no.uri), { code: 'authUnavailable', message: text })
})

t.test('an unknown method: a clear refusal, before anything is opened', async (t) => {
  const daemon = await FakeDaemon.listen({ authList: { types: [9] } })
  t.teardown(() => daemon.close())
  await t.rejects(connect(daemon.uri), {
    code: 'authFailed',
    message: /wants method 9/,
    outcome: 'not sent',
  })
})

t.test('a daemon that does not know the question wants nothing', async (t) => {
  const daemon = await FakeDaemon.listen({ authList: new Refusal(3, 'unknown procedure: 66') })
  t.teardown(() => daemon.close())
  await (await connect(daemon.uri)).close()
  const broken = await FakeDaemon.listen({ authList: new Refusal(38, 'out of order') })
  t.teardown(() => broken.close())
  await t.rejects(connect(broken.uri), { code: 'systemError', message: 'out of order' })
})

t.test('auth= insists, and takes no other', async (t) => {
  const cases: [types: number[], auth: string, said: string | null][] = [
    [[2], 'polkit', null],
    [[0, 2], 'POLKIT', null],
    [[0], 'polkit', 'requested authentication type polkit rejected: the daemon at S asks for none'],
    [[], 'sasl', 'requested authentication type sasl rejected: the daemon at S asks for none'],
    [
      [2, 7],
      'sasl.X',
      'requested authentication type sasl.X rejected: the daemon at S asks for polkit, method 7',
    ],
    [[1], 'none', 'unknown authentication type none; auth= may be sasl, sasl.MECHANISM or polkit'],
    [
      [1],
      'sasl.',
      'unknown authentication type sasl.; auth= may be sasl, sasl.MECHANISM or polkit',
    ],
    [
      [2],
      'polkit.x',
      'unknown authentication type polkit.x; auth= may be sasl, sasl.MECHANISM or polkit',
    ],
  ]
  for (const [types, auth, said] of cases) {
    const daemon = await FakeDaemon.listen({ authList: { types }, authPolkit: { complete: 1 } })
    t.teardown(() => daemon.close())
    const opening = connect(`${daemon.uri}&auth=${auth}`)
    if (said === null) {
      await (await opening).close()
      t.strictSame(daemon.names(), ['authPolkit'])
      continue
    }
    await t.rejects(opening, {
      name: 'ConnectionError',
      code: 'authFailed',
      outcome: 'not sent',
      message: `authentication failed: ${said.replace(' S ', ` ${daemon.socket} `)}`,
    })
    t.strictSame(daemon.names(), [])
  }
})
