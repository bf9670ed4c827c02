import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { UsageError } from '../../src/errors.ts'
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
    message: /Failed to connect socket to '\/nonexistent\/libvirt\/libvirt-sock': No such file/,
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

t.test('a transport this release does not have is named, and nothing is opened', async (t) => {
  for (const [uri, name] of [
    ['qemu+ssh://h/system', 'ssh'],
    ['qemu+libssh2://h/system', 'libssh2'],
    ['qemu+ext:///system?command=x', 'ext'],
  ] as const) {
    const error = await dial(parseUri(uri)).catch((error: unknown) => error)
    t.type(error, UsageError)
    t.match(error, {
      code: 'argumentUnsupported',
      message: new RegExp(`unix, tcp and tls only, and '.*' asks for ${name}$`),
    })
  }
})
