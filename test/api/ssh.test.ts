// Connections over ssh as users of the library open them: what is asked, once, and what auth.conf and the migration engine
// have to do with it. The way itself is tested beside its files.

import { chmodSync, writeFileSync } from 'node:fs'
import { connect as connectSocket } from 'node:net'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { connect, type PromptQuestion } from '../../src/index.ts'
import { openHost } from '../../src/migration/host.ts'
import { lookOn } from '../looking-on.ts'
import { makeHome, sshServer } from '../transport/ssh/server.ts'
import { FakeDaemon } from './daemon.ts'

/** A daemon behind an ssh server that takes the password `open`; HOME is an empty one. */
async function withDaemon(t: Test) {
  const daemon = await FakeDaemon.listen({ connectGetHostname: { hostname: 'far' } })
  t.teardown(() => daemon.close())
  const server = await sshServer(t, {
    auth: (context) => {
      if (context.method === 'password' && context.password === 'open') context.accept()
      else context.reject(['password'])
    },
    streamLocal: (path, accept, reject) => {
      const socket = connectSocket(path)
      socket.once('error', () => reject())
      socket.once('connect', () => {
        const channel = accept()
        channel.pipe(socket).pipe(channel)
        channel.once('close', () => socket.destroy())
      })
    },
  })
  const { home } = makeHome(t)
  const before = { HOME: process.env.HOME, SSH_AUTH_SOCK: process.env.SSH_AUTH_SOCK }
  process.env.HOME = home
  delete process.env.SSH_AUTH_SOCK
  t.teardown(() => Object.assign(process.env, JSON.parse(JSON.stringify(before))))
  const uri = `qemu+ssh://joe@127.0.0.1:${server.port}/system?socket=${daemon.socket}`
  const asked: PromptQuestion[] = []
  const prompt = async (question: PromptQuestion) => {
    asked.push(question)
    return question.kind === 'hostKey' ? 'yes' : 'open'
  }
  return { daemon, server, uri, asked, prompt, home }
}

t.test('what is answered once leads in every duplicate, too', async (t) => {
  const { server, uri, asked, prompt } = await withDaemon(t)
  const connection = await connect(uri, { prompt })
  const second = await connection.duplicate()
  const third = await second.duplicate({ prompt: () => t.fail('asked again') as never })
  for (const one of [connection, second, third]) t.equal(await one.getHostname(), 'far')
  t.equal(connection.peer, `127.0.0.1:${server.port}`)
  t.strictSame(
    asked.map(({ kind }) => kind),
    ['hostKey', 'password'],
  )
  for (const one of [third, second, connection]) await one.close()
})

t.test('both connections of a host that migrates ask once', async (t) => {
  const { uri, asked, prompt } = await withDaemon(t)
  const host = await openHost('destination', uri, { prompt })
  t.strictSame(
    asked.map(({ kind }) => kind),
    ['hostKey', 'password'],
  )
  await host.close()
})

t.test('the password may stand in auth.conf, for the service ssh', async (t) => {
  const { uri, home } = await withDaemon(t)
  const file = join(home, 'auth.conf')
  writeFileSync(
    file,
    '[auth-ssh-127.0.0.1]\ncredentials=c\n[credentials-c]\nauthname=joe\npassword=open\n',
  )
  chmodSync(file, 0o600)
  const connection = await connect(`${uri}&no_verify=1&authfile=${file}`)
  t.equal(await connection.getHostname(), 'far')
  await connection.close()
  writeFileSync(file, '[auth-ssh-127.0.0.1]\ncredentials=none\n')
  await t.rejects(connect(`${uri}&authfile=${file}`), { code: 'confSyntax' })
})

t.test('without anybody to ask it fails with what to do', async (t) => {
  const { uri } = await withDaemon(t)
  await t.rejects(connect(uri), { code: 'hostKeyRefused', number: 85, outcome: 'not sent' })
  await t.rejects(connect(`${uri}&no_verify=1`), {
    code: 'authFailed',
    message: /does not let joe in \(it takes password\): password: there is nobody to ask/,
  })
})

t.test(
  'a password that somebody puts behind the user is in no error and in no decision',
  async (t) => {
    const { uri, prompt } = await withDaemon(t)
    const { decisionLines } = lookOn(t)
    const withPassword = uri.replace('joe@', 'joe:hunter2@')
    await t.rejects(connect(`${withPassword}&no_verify=1`), {
      code: 'authFailed',
      message: /does not let joe:… in/,
    })
    await t.rejects(connect(withPassword.replace(/socket=.*/, 'socket=/none'), { prompt }), {
      code: 'connectFailed',
      message: /^(?!.*hunter2).*joe:… is logged in on .*joe:… may open its socket/,
    })
    t.match(decisionLines().join('\n'), /joe:… is logged in/)
    t.notMatch(decisionLines().join('\n'), /hunter2/)
  },
)

t.test('a line that breaks is told to every call', async (t) => {
  const { server, uri, prompt } = await withDaemon(t)
  const connection = await connect(uri, { prompt })
  for (const socket of server.sockets) socket.resetAndDestroy()
  const { error } = await connection.closed
  t.match(error, { code: 'connectionLost', message: /Cannot read data from 127\.0\.0\.1/ })
  await t.rejects(connection.getHostname(), { code: 'connectionClosed' })
})
