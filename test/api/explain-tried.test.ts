// What `uri --explain` says of a URI beside what opening the same URI does: the ways that are tried and their order, the files
// that are looked at, the logins. Nothing answers as a daemon here, so every way is tried to the last.

import { appendFileSync, mkdirSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { dirname, join } from 'node:path'
import t, { type Test } from 'tap'
import { type ConnectOptions, connect, explainUri, type UriExplanation } from '../../src/index.ts'
import { lookOn } from '../looking-on.ts'
import { failure } from '../rpc/peer.ts'
import { makeHome, makeKey, type Rules, sshServer } from '../transport/ssh/server.ts'

/** The process lives in an empty home until the test is over. */
function inHome(t: Test, files: Readonly<Record<string, string>> = {}): string {
  const { home } = makeHome(t, files)
  const run = join(home, 'run')
  const settings = { HOME: home, XDG_RUNTIME_DIR: run, SSH_AUTH_SOCK: join(home, 'agent') }
  for (const [name, value] of Object.entries(settings)) {
    const before = process.env[name]
    process.env[name] = value
    t.teardown(() => {
      if (before === undefined) delete process.env[name]
      else process.env[name] = before
    })
  }
  return home
}

/** Paths that were named while a connection was being opened, in their order, each once. */
function pathsIn(lines: readonly string[]): string[] {
  return [...new Set(lines.flatMap((line) => line.match(/(?<![\w=?.'/])\/(?!\/)[\w./-]+/g) ?? []))]
}

/** The same with every host key taken, in the words of its transport. */
function trusting(uri: string): string {
  const rule = uri.includes('+libssh') ? 'known_hosts_verify=ignore' : 'no_verify=1'
  return `${uri}${uri.includes('?') ? '&' : '?'}${rule}`
}

const path = ({ path }: { readonly path: string }) => path

/** Explains, then opens; every way fails, and what was seen of it comes back. */
async function both(t: Test, uri: string, options: ConnectOptions) {
  const { readonly = false } = options
  const explained = await explainUri(uri, { readonly })
  const { decisionLines, stop } = lookOn(t)
  const error = (await failure(connect(uri, options))) as Error
  stop()
  return { explained, error, lines: decisionLines() }
}

t.test('over ssh: sockets, commands and their order', async (t) => {
  inHome(t)
  const server = await sshServer(t)
  const authority = `joe@127.0.0.1:${server.port}`
  const cases: [uri: string, readonly?: boolean][] = [
    [`qemu+ssh://${authority}/system`],
    [`qemu+ssh://${authority}/system`, true],
    [`qemu+libssh2://${authority}/system`],
    [`test+ssh://${authority}/default`],
    [`qemu+ssh://${authority}/session`],
    [`qemu+ssh://${authority}/session`, true],
    [`qemu+ssh://${authority}/system?socket=/run/other`],
    [`qemu+ssh://${authority}/session?socket=/run/other`, true],
    [`qemu+ssh://${authority}/system?mode=direct`],
    [`qemu+ssh://${authority}/system?mode=legacy`],
    [`xen+ssh://${authority}/?netcat=ncat`],
    [`qemu+ssh://${authority}/system?proxy=native`],
    [`qemu+ssh://${authority}/system?proxy=netcat`],
    [`qemu+ssh://${authority}/system?proxy=streamlocal&socket=/a/b`],
  ]
  for (const [uri, readonly = false] of cases) {
    server.paths.length = 0
    server.commands.length = 0
    const { explained, error } = await both(t, trusting(uri), { readonly })
    const name = `${uri}${readonly ? ' read-only' : ''}`
    t.match(error, { code: 'connectFailed', message: /no way leads to a daemon/ }, name)
    const { ways } = explained
    t.strictSame(
      server.paths,
      ways.flatMap((way) => (way.kind === 'streamlocal' ? [way.path] : [])),
      name,
    )
    const commands = ways.filter(({ kind }) => kind !== 'streamlocal')
    t.equal(server.commands.length, commands.length, name)
    for (const [i, way] of commands.entries()) {
      const command = server.commands[i]!
      if (way.kind === 'helper') {
        t.ok(command.includes(`exec virt-ssh-helper ${readonly ? '-r ' : ''}`), name)
        t.ok(command.includes(way.uri), name)
      } else if (way.kind === 'netcat') {
        t.ok(command.includes(way.program), name)
        t.ok(command.includes(way.socket ?? way.sessionSocket), name)
      }
    }
    // Of all of them, not of each kind: so the error counts them.
    const told = ways.map((way) => {
      if (way.kind === 'streamlocal') return way.path
      return way.kind === 'helper' ? 'virt-ssh-helper' : way.kind === 'netcat' ? way.program : ''
    })
    const places = told.map((text, i) =>
      error.message.indexOf(told.length === 1 ? text : `${i + 1}. `),
    )
    t.ok(
      places.every((at, i) => at > (places[i - 1] ?? 0)),
      `${name}: ${error.message}`,
    )
    t.equal(explained.port, server.port, name)
  }
})

/** What a login tried, by the words of `sshauth=`. */
const waysOf: Readonly<Record<string, string>> = {
  publickey: 'privkey',
  password: 'password',
  'keyboard-interactive': 'keyboard-interactive',
}

t.test('over ssh: files and logins', async (t) => {
  const key = makeKey()
  const home = inHome(t, {
    config: 'Host far\n  HostName 127.0.0.1\n  User ann\n  IdentityFile ~/.ssh/mine\n',
    mine: key.private,
    mine2: key.private,
    login: '[credentials-none]\n',
  })
  const refusing: Rules = {
    auth: (context) => context.reject(['publickey', 'password', 'keyboard-interactive']),
  }
  const server = await sshServer(t, refusing)
  appendFileSync(join(home, '.ssh/config'), `  Port ${server.port}\n`)
  const prompt = async () => 'an answer'
  const cases = [
    'qemu+ssh://far/system',
    'qemu+ssh://far/system?sshauth=password,privkey',
    `qemu+ssh://joe@far/system?keyfile=${home}/.ssh/mine2`,
    `qemu+ssh://far:${server.port}/system?known_hosts=${home}/known`,
    `qemu+libssh://ann@127.0.0.1:${server.port}/system?keyfile=${home}/.ssh/mine&authfile=${home}/.ssh/login`,
    `qemu+libssh2://127.0.0.1:${server.port}/system?sshauth=password`,
  ]
  for (const uri of cases) {
    server.attempts.length = 0
    const { explained, error, lines } = await both(t, trusting(uri), { prompt })
    t.match(error, { code: 'authFailed' }, uri)
    const { ssh, files } = explained
    const { user, logins } = ssh!
    t.ok(error.message.includes(`does not let ${user} in`), `${uri}: ${error.message}`)
    const tried = server.attempts.flatMap((one) => waysOf[one.split(' ')[0]!] ?? [])
    t.strictSame(
      [...new Set(tried)],
      logins.filter((way) => way !== 'agent'),
      `${uri}: ${server.attempts}`,
    )
    const there = new Set(files.map(path))
    const seen = pathsIn(lines)
    t.strictSame(
      seen.filter((one) => !there.has(one)),
      [],
      `${uri}: what was not explained`,
    )
    const unseen = files.filter((file) => !seen.includes(file.path))
    // Only a password is looked up in auth.conf, and only in the first that is there; nobody signs with a key twice.
    t.strictSame(unseen.map(path), [], `${uri}: what was explained and not looked at`)
  }
})

t.test('sockets of this host: the first that is there is taken', async (t) => {
  const home = inHome(t)
  const servers: Server[] = []
  const listen = async (socket: string) => {
    mkdirSync(dirname(socket), { recursive: true })
    const server = createServer((line) => line.destroy())
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(socket, resolve))
  }
  t.teardown(() => {
    for (const server of servers) server.close()
  })
  const folder = join(home, 'run/libvirt')
  const taken = ({ ways }: UriExplanation) =>
    ways.flatMap((way) => (way.kind === 'socket' && way.present ? [way.path] : []))[0]
  const uris = [
    'qemu:///session',
    'qemu:///session?mode=legacy',
    'qemu:///session?mode=direct',
    `qemu+unix:///system?socket=${home}/given`,
  ]
  // Beginning with nothing, and each better than the one before.
  const steps = [
    [],
    [join(home, 'given')],
    [join(folder, 'libvirt-sock')],
    [join(folder, 'virtqemud-sock')],
  ]
  for (const sockets of steps) {
    for (const socket of sockets) await listen(socket)
    for (const uri of uris) {
      const { explained, error } = await both(t, uri, {})
      const first = taken(explained)
      const { ways } = explained
      const last = ways.at(-1)!
      // Where none is there, the last is what people hear of.
      const expected = first ?? (last.kind === 'socket' ? last.path : '')
      t.equal((error as { address?: string }).address, expected, `${uri} with ${sockets}`)
    }
  }
})

t.test('over TCP and TLS: the address, and the first file that is missing', async (t) => {
  const home = inHome(t)
  const server = createServer((line) => line.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const { port } = server.address() as { port: number }
  const tcp = await both(t, `qemu+tcp://127.0.0.1:${port}/system`, {})
  t.strictSame(tcp.explained.ways, [{ kind: 'address', host: '127.0.0.1', port }])
  t.equal((tcp.error as { address?: string }).address, `127.0.0.1:${port}`)

  const uri = `qemu+tls://127.0.0.1:${port}/system?pkipath=${home}/pki`
  const { explained, error } = await both(t, uri, {})
  const missing = explained.files.find(({ kind }) => kind === 'CA certificate')!
  t.notOk(missing.present)
  t.ok(error.message.includes(missing.path), error.message)
})
