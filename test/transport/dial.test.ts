import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { type DecisionTrace, traceChannels } from '../../src/trace.ts'
import { dial } from '../../src/transport/dial.ts'
import { parseUri } from '../../src/transport/uri.ts'
import { hear, listen } from './listener.ts'

async function whoAnswers(uri: string, runtime: string): Promise<string> {
  const surroundings = { uid: 7, env: { XDG_RUNTIME_DIR: runtime } }
  const transport = await dial(parseUri(uri), { readonly: true }, surroundings)
  const heard = hear(transport)
  await heard.closed
  return heard.text()
}

t.test('mode auto takes the modular socket if it is there, else the old one', async (t) => {
  const runtime = mkdtempSync(join(tmpdir(), 'lvrpc-'))
  t.teardown(() => rmSync(runtime, { recursive: true }))
  mkdirSync(join(runtime, 'libvirt'))
  await listen(t, { path: join(runtime, 'libvirt/libvirt-sock') }, (socket) => socket.end('legacy'))
  t.equal(await whoAnswers('qemu:///session', runtime), 'legacy')
  await listen(t, { path: join(runtime, 'libvirt/virtqemud-sock') }, (socket) =>
    socket.end('direct'),
  )
  t.equal(await whoAnswers('qemu:///session', runtime), 'direct')
  t.equal(await whoAnswers('qemu:///session?mode=legacy', runtime), 'legacy')
  const path = join(runtime, 'libvirt/libvirt-sock')
  t.equal(await whoAnswers(`qemu:///system?socket=${path}`, runtime), 'legacy')
})

t.test('without any socket the message names the old one', async (t) => {
  const surroundings = { uid: 7, env: { XDG_RUNTIME_DIR: '/nonexistent' } }
  const error = await dial(parseUri('qemu:///session'), {}, surroundings).catch((e: unknown) => e)
  t.match(error, {
    code: 'connectFailed',
    message:
      /^Failed to connect socket to '\/nonexistent\/libvirt\/libvirt-sock': No such file or directory \(no session daemon of this user listens; start one with '\/usr\/sbin\/libvirtd --daemon --timeout=120'\)$/,
    address: '/nonexistent/libvirt/libvirt-sock',
    outcome: 'not sent',
  })
  const direct = await dial(parseUri('qemu:///session?mode=direct'), {}, surroundings).catch(
    (e: unknown) => e,
  )
  t.match(direct, {
    code: 'connectFailed',
    message: /start one with '\/usr\/sbin\/virtqemud --daemon --tim/,
  })
  const given = await dial(parseUri('qemu:///session?socket=/none/s'), {}, surroundings).catch(
    (e: unknown) => e,
  )
  t.match(given, { code: 'connectFailed', message: /is the libvirt daemon running on this host/ })
  const named = await dial(
    parseUri('qemu:///system?socket=/nonexistent/s'),
    {},
    surroundings,
  ).catch((e: unknown) => e)
  t.match(named, { code: 'connectFailed', message: /is the libvirt daemon running on this host/ })
})

t.test('without a URI the socket of a daemon decides', async (t) => {
  const runtime = mkdtempSync(join(tmpdir(), 'lvrpc-'))
  t.teardown(() => rmSync(runtime, { recursive: true }))
  mkdirSync(join(runtime, 'libvirt'))
  const add = (name: string) =>
    listen(t, { path: join(runtime, 'libvirt', name) }, (socket) => socket.end(name))
  await add('libvirt-sock')
  t.equal(await whoAnswers('', runtime), 'libvirt-sock')
  await add('virtvboxd-sock')
  t.equal(await whoAnswers('', runtime), 'virtvboxd-sock')
  await add('virtqemud-sock')
  t.equal(await whoAnswers('', runtime), 'virtqemud-sock')
  const said: string[] = []
  const onMessage = (message: unknown) => said.push((message as DecisionTrace).text)
  subscribe(traceChannels.decision, onMessage)
  t.teardown(() => unsubscribe(traceChannels.decision, onMessage))
  await whoAnswers('', runtime)
  t.match(said, [/virtqemud-sock \(direct\) is the first that is there of /])
})

t.test('without a URI and only modular daemons wanted, there must be one', async (t) => {
  const target = parseUri('', (name) =>
    name === 'mode' ? { value: 'direct', where: 'here' } : undefined,
  )
  const surroundings = { uid: 7, env: { XDG_RUNTIME_DIR: '/nonexistent' } }
  await t.rejects(dial(target, {}, surroundings), {
    code: 'operationUnsupported',
    message: /no URI is given and no daemon has a socket of its own here/,
  })
})

t.test('a tcp target is reached at its host and port', async (t) => {
  const server = await listen(t, { host: '127.0.0.1', port: 0 }, (socket) => socket.end('tcp'))
  const { port } = server.address() as AddressInfo
  const transport = await dial(parseUri(`qemu+tcp://127.0.0.1:${port}/system`))
  const heard = hear(transport)
  await heard.closed
  t.equal(heard.text(), 'tcp')
})

t.test('a host without a transport means TLS, with the files of the user', async (t) => {
  const home = mkdtempSync(join(tmpdir(), 'lvrpc-'))
  t.teardown(() => rmSync(home, { recursive: true }))
  mkdirSync(join(home, '.pki/libvirt'), { recursive: true })
  writeFileSync(join(home, '.pki/libvirt/cacert.pem'), 'none')
  for (const uri of ['qemu://h/system', 'qemu+tls://h/system']) {
    const surroundings = { uid: 7, env: { HOME: home } }
    const error = await dial(parseUri(uri), {}, surroundings).catch((error: unknown) => error)
    t.match(error, {
      code: 'connectFailed',
      message: /\.pki\/libvirt\/cacert\.pem' holds no certificate in PEM form$/,
    })
  }
})

t.test('a program of the user, and an ssh client of the user, are started', async (t) => {
  for (const [uri, message] of [
    ['qemu+ext:///system?command=/nonexistent/x', /^cannot run '\/nonexistent\/x': No such file/],
    ['qemu+ssh://h/system?command=/nonexistent/x', /^cannot run '\/nonexistent\/x', the client/],
  ] as const) {
    await t.rejects(dial(parseUri(uri)), { code: 'connectFailed', message })
  }
})

t.test('ssh is spoken in process; command= is for the transport ssh alone', async (t) => {
  const server = await listen(t, { host: '127.0.0.1', port: 0 }, (socket) => socket.end())
  const { port } = server.address() as AddressInfo
  for (const transport of ['ssh', 'libssh', 'libssh2']) {
    const command = transport === 'ssh' ? '' : '?command=/nonexistent/x'
    await t.rejects(dial(parseUri(`qemu+${transport}://127.0.0.1:${port}/system${command}`)), {
      code: 'connectFailed',
      message: /^no ssh session with 127\.0\.0\.1:\d+: Connection lost/,
    })
  }
})
