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

t.test('SASL and unknown methods: a clear refusal, before anything is opened', async (t) => {
  for (const [types, said] of [
    [[1], /wants SASL/],
    [[9], /wants method 9/],
  ] as const) {
    const daemon = await FakeDaemon.listen({ authList: { types } })
    t.teardown(() => daemon.close())
    await t.rejects(connect(daemon.uri), { code: 'authFailed', message: said, outcome: 'not sent' })
  }
})
