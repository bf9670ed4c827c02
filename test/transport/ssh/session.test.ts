import { readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import ssh2, { type PasswordAuthContext } from 'ssh2'
import t, { type Test } from 'tap'
import type { SshSurroundings } from '../../../src/transport/ssh/config.ts'
import type { SshEndpoint } from '../../../src/transport/ssh/route.ts'
import {
  openSshSession,
  type SshOptions,
  type SshSession,
} from '../../../src/transport/ssh/session.ts'
import {
  acceptsKeys,
  endpoint,
  fingerprintOf,
  makeHome,
  makeKey,
  sshServer,
  type TestServer,
} from './server.ts'

const hostKey = makeKey()
const hostRsa = makeKey('rsa')

function open(
  port: number,
  home: SshSurroundings,
  how: Partial<SshEndpoint> = {},
  options: SshOptions = {},
): Promise<SshSession> {
  return openSshSession({ ...endpoint, noVerify: false, port, ...how }, options, home)
}

async function outcome(opening: Promise<SshSession>): Promise<string> {
  try {
    const session = await opening
    session.destroy()
    return 'open'
  } catch (error) {
    const { code, message } = error as { code: string; message: string }
    return `${code}: ${message}`
  }
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let all = ''
  for await (const chunk of stream) all += String(chunk)
  return all
}

// --- host keys ---

const known = (port: number, pair: typeof hostKey) => `[127.0.0.1]:${port} ${pair.public}\n`

t.test('a host whose key is known is let through, and nobody is asked', async (t) => {
  const server = await sshServer(t, { hostKeys: [hostKey] })
  const home = makeHome(t, { known_hosts: known(server.port, hostKey) })
  t.equal(await outcome(open(server.port, home)), 'open')
  const strict = makeHome(t, {
    known_hosts: known(server.port, hostKey),
    config: 'StrictHostKeyChecking yes\n',
  })
  t.equal(await outcome(open(server.port, strict)), 'open')
})

t.test(
  'the kind of key that is known is asked for, though another would be preferred',
  async (t) => {
    const server = await sshServer(t, { hostKeys: [hostKey, hostRsa] })
    const home = makeHome(t, { known_hosts: known(server.port, hostRsa) })
    t.equal(await outcome(open(server.port, home)), 'open')
  },
)

t.test('a changed key is refused by every rule but one that ignores it', async (t) => {
  const server = await sshServer(t, { hostKeys: [hostKey] })
  const files = { known_hosts: `# first\n${known(server.port, makeKey())}` }
  const print = fingerprintOf(hostKey)
  let asked = 0
  const prompt = async () => {
    asked++
    return 'yes'
  }
  for (const config of ['', 'StrictHostKeyChecking accept-new', 'StrictHostKeyChecking no']) {
    for (const noVerify of [false, true]) {
      const home = makeHome(t, { ...files, config })
      const said = await outcome(open(server.port, home, { noVerify }, { prompt }))
      t.match(said, /^hostKeyRefused: SSH transport error: the key of 127\.0\.0\.1:\d+ has changed/)
      t.ok(said.includes(`${home.home}/.ssh/known_hosts:2 has another one (ssh-ed25519)`), said)
      t.ok(said.includes(print), said)
    }
  }
  t.equal(asked, 0)
  const home = makeHome(t, files)
  const libssh = { transport: 'libssh', knownHosts: join(home.home, '.ssh/known_hosts') } as const
  const rules = { normal: /^hostKeyRefused/, auto: /^hostKeyRefused/, ignore: /^open$/ } as const
  for (const [knownHostsVerify, expected] of Object.entries(rules)) {
    const how = { ...libssh, knownHostsVerify: knownHostsVerify as keyof typeof rules }
    t.match(await outcome(open(server.port, home, how, { prompt })), expected, knownHostsVerify)
  }
})

t.test('a revoked key is refused by every rule', async (t) => {
  const server = await sshServer(t, { hostKeys: [hostKey] })
  const line = `@revoked * ${hostKey.public}\n${known(server.port, hostKey)}`
  const home = makeHome(t, { known_hosts: line })
  t.match(
    await outcome(open(server.port, home, { noVerify: true })),
    /^hostKeyRefused.*is revoked by/,
  )
  for (const knownHostsVerify of ['normal', 'auto', 'ignore'] as const) {
    const knownHosts = join(home.home, '.ssh/known_hosts')
    const how = { transport: 'libssh2', knownHosts, knownHostsVerify } as const
    t.match(await outcome(open(server.port, home, how)), /is revoked by .*known_hosts:1/)
  }
})

t.test('keys that are renewed have to stay the same, and are not asked about again', async (t) => {
  const server = await sshServer(t, {
    hostKeys: [hostKey],
    exec: (command, channel) => {
      channel.exit(0)
      channel.end(command)
    },
  })
  const home = makeHome(t, {})
  let asked = 0
  const prompt = async () => {
    asked++
    return 'yes'
  }
  const session = await open(server.port, home, {}, { prompt, answers: new Map() })
  const client = server.connections[0]!
  const said = async () => text((await session.exec('still here')).stream)
  for (let i = 0; i < 3; i++) {
    await new Promise<void>((done) => client.rekey(() => done()))
    t.equal(await said(), 'still here')
  }
  t.equal(asked, 1)
  t.equal(readFileSync(join(home.home, '.ssh/known_hosts'), 'utf8'), known(server.port, hostKey))

  // What a server of ssh2's signs with.
  const { _hostKeys } = (client as unknown as { _protocol: { _hostKeys: Record<string, object> } })
    ._protocol
  const [other] = [ssh2.utils.parseKey(makeKey().private)].flat()
  _hostKeys['ssh-ed25519'] = other!
  client.rekey()
  t.match(await session.closed, { code: 'hostKeyRefused', message: /another key than before/ })
  t.equal(asked, 1)
})

t.test('a revoked key does not pass by being written otherwise', async (t) => {
  const server = await sshServer(t, { hostKeys: [hostKey] })
  const home = makeHome(t, { known_hosts: `@revoked * ${hostKey.public}\n` })
  // As a server of ssh2's sends its key.
  const parsed = Object.getPrototypeOf([ssh2.utils.parseKey(hostKey.private)].flat()[0]) as {
    getPublicSSH(): Buffer
  }
  const { getPublicSSH } = parsed
  t.teardown(() => Object.assign(parsed, { getPublicSSH }))
  Object.assign(parsed, {
    getPublicSSH(this: object) {
      return Buffer.concat([getPublicSSH.call(this), Buffer.alloc(4)])
    },
  })
  t.match(
    await outcome(open(server.port, home, { noVerify: true })),
    /^hostKeyRefused: .*is not written as ssh writes keys/,
  )
})

t.test('a file that cannot be read may know the key: nothing new is taken by itself', async (t) => {
  const server = await sshServer(t, { hostKeys: [hostKey] })
  const home = makeHome(t, { config: 'GlobalKnownHostsFile ~/.ssh\n' })
  const said = /^hostKeyRefused: .*may be known or not: .*\.ssh \(.*directory.*\) cannot be read/
  t.match(await outcome(open(server.port, home, { noVerify: true })), said)
  const warnings: string[] = []
  const options = { prompt: async () => 'yes', onWarning: (word: string) => warnings.push(word) }
  t.equal(await outcome(open(server.port, home, {}, options)), 'open', 'a person may')
  t.match(warnings, [/\.ssh \(.*\): whether it knows the key of .* cannot be told/])
  t.equal(await outcome(open(server.port, home)), 'open', 'what another file knows is known')
})

t.test('a host known by its authority alone is refused, with the way around', async (t) => {
  const server = await sshServer(t, { hostKeys: [hostKey] })
  const home = makeHome(t, { known_hosts: `@cert-authority * ${makeKey().public}\n` })
  t.match(
    await outcome(open(server.port, home)),
    /certificate authority alone \(.*known_hosts:1\).*command=ssh/,
  )
})

t.test('an unknown key is asked about, and added when the answer is yes', async (t) => {
  const server = await sshServer(t, { hostKeys: [hostKey] })
  const home = makeHome(t, { config: 'HashKnownHosts no\n' })
  const questions: unknown[] = []
  const answer = (word: string | undefined) => ({
    prompt: async (question: unknown) => {
      questions.push(question)
      return word
    },
  })
  for (const word of ['no', 'y', '', undefined]) {
    const said = await outcome(open(server.port, home, {}, answer(word)))
    t.match(said, /^hostKeyRefused: .*was not accepted$/, String(word))
  }
  const file = join(home.home, '.ssh/known_hosts')
  t.equal(await outcome(open(server.port, home, {}, answer('yes'))), 'open')
  t.strictSame(questions.at(-1), {
    kind: 'hostKey',
    host: `[127.0.0.1]:${server.port}`,
    keyType: 'ssh-ed25519',
    fingerprint: fingerprintOf(hostKey),
    file,
  })
  t.equal(readFileSync(file, 'utf8'), known(server.port, hostKey))
  t.equal(questions.length, 5)
  t.equal(await outcome(open(server.port, home)), 'open', 'and known from then on')
})

t.test('an unknown key is refused where nobody can be asked', async (t) => {
  const server = await sshServer(t, { hostKeys: [hostKey] })
  const home = makeHome(t, {})
  const prompt = async () => 'yes'
  const cases: [Partial<SshEndpoint>, SshOptions, string, RegExp][] = [
    [{}, {}, '', /is not known and there is nobody to ask; look at it with ssh-keyscan -p \d+ 127/],
    [{ noTty: true }, { prompt }, '', /no_tty forbids to ask/],
    [{}, { prompt }, 'BatchMode yes', /BatchMode forbids to ask/],
    [{}, { prompt }, 'StrictHostKeyChecking yes', /StrictHostKeyChecking=yes takes no new ones/],
  ]
  for (const [how, options, config, expected] of cases) {
    writeFileSync(join(home.home, '.ssh/config'), config)
    t.match(await outcome(open(server.port, home, how, options)), expected)
  }
})

t.test('no_verify, accept-new and auto add an unknown key; ignore writes nothing', async (t) => {
  const server = await sshServer(t, { hostKeys: [hostKey] })
  const ways: [Partial<SshEndpoint>, string][] = [
    [{ noVerify: true }, ''],
    [{}, 'StrictHostKeyChecking accept-new\n'],
    [{}, 'StrictHostKeyChecking no\n'],
  ]
  for (const [how, config] of ways) {
    const home = makeHome(t, { config })
    t.equal(await outcome(open(server.port, home, how)), 'open')
    t.equal(readFileSync(join(home.home, '.ssh/known_hosts'), 'utf8'), known(server.port, hostKey))
  }
  const home = makeHome(t, {})
  const libssh = { transport: 'libssh' } as const
  t.equal(await outcome(open(server.port, home, { ...libssh, knownHostsVerify: 'ignore' })), 'open')
  const file = join(home.home, '.config/libvirt/known_hosts')
  t.throws(() => readFileSync(file), { code: 'ENOENT' })
  t.equal(await outcome(open(server.port, home, { ...libssh, knownHostsVerify: 'auto' })), 'open')
  t.equal(readFileSync(file, 'utf8'), known(server.port, hostKey))
})

t.test('a file that cannot be added to is a warning and no failure', async (t) => {
  const server = await sshServer(t, { hostKeys: [hostKey] })
  const home = makeHome(t, { blocked: '', config: 'UserKnownHostsFile ~/.ssh/blocked/known\n' })
  const warnings: string[] = []
  const onWarning = (said: string) => warnings.push(said)
  t.equal(await outcome(open(server.port, home, { noVerify: true }, { onWarning })), 'open')
  t.match(warnings, [/^the key of \[127\.0\.0\.1\]:\d+ could not be added to .*blocked\/known: /])
})

t.test('HostKeyAlgorithms is honoured, and refused where nothing of it can be done', async (t) => {
  const server = await sshServer(t, { hostKeys: [hostKey, hostRsa] })
  const home = makeHome(t, { config: 'HostKeyAlgorithms rsa-sha2-*\n' })
  t.equal(await outcome(open(server.port, home, { noVerify: true })), 'open')
  t.match(readFileSync(join(home.home, '.ssh/known_hosts'), 'utf8'), /ssh-rsa/)
  writeFileSync(join(home.home, '.ssh/config'), 'HostKeyAlgorithms sk-ssh-ed25519@openssh.com\n')
  t.match(await outcome(open(server.port, home)), /^connectFailed: .*leaves none.*command=ssh/)
})

// --- on the way ---

async function rawServer(t: Test, serve: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    serve(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

t.test('servers that are none are left with a word on why', async (t) => {
  const home = makeHome(t)
  const cases: [string, (socket: Socket) => void, RegExp][] = [
    ['silent', () => {}, /^connectFailed: 127.* is silent: no answer for 0\.2 s$/],
    [
      'leaves',
      (socket) => socket.end(),
      /no ssh session with .*\(is it sshd that listens there\?\)$/,
    ],
    ['web', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'), /no ssh session with/],
    ['resets', (socket) => socket.resetAndDestroy(), /^connectFailed: .*([Rr]eset|ended)/],
    [
      'greets and leaves',
      (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
      /no ssh session with .*the other side ended/,
    ],
    [
      'greets and talks junk',
      (socket) => socket.write(`SSH-2.0-x\r\n${'\x00\x00\xff\xff'.repeat(4000)}`, 'latin1'),
      /^connectFailed: no ssh session with/,
    ],
    [
      'greets and says nothing',
      (socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'),
      /is silent: no answer for 0\.2 s$/,
    ],
    ['speaks SSH 1', (socket) => socket.write('SSH-1.5-old\r\n'), /no ssh session with/],
    [
      'talks without end',
      (socket) => {
        const more = () => {
          while (!socket.destroyed && socket.write('x'.repeat(9999)));
        }
        socket.on('drain', more)
        more()
      },
      /^connectFailed: /,
    ],
  ]
  for (const [name, serve, expected] of cases) {
    const port = await rawServer(t, serve)
    t.match(await outcome(open(port, home, {}, { silenceMs: 200 })), expected, name)
  }
})

t.test('nothing that listens, no such host', async (t) => {
  const home = makeHome(t)
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  t.match(
    await outcome(open(port, home)),
    /^connectFailed: unable to connect to server at .*sshd runs there/,
  )
  const host = 'nowhere.invalid'
  t.match(await outcome(open(22, home, { host })), /^connectFailed: .*nowhere\.invalid:22/)
})

t.test('ConnectTimeout and AddressFamily of the configuration count', async (t) => {
  const port = await rawServer(t, () => {})
  const home = makeHome(t, { config: 'Host slow\nHostName 127.0.0.1\nConnectTimeout 1\n' })
  t.match(
    await outcome(open(port, home, { host: 'slow' })),
    /^connectFailed: slow:\d+ is silent: no answer for 1 s$/,
  )
  const six = makeHome(t, { config: 'AddressFamily inet6\n' })
  t.match(await outcome(open(port, six)), /^connectFailed: unable to connect to server at '127/)
})

t.test('the caller ends it by signal and deadline, in the middle of a question too', async (t) => {
  const server = await sshServer(t, { auth: (context) => context.reject(['password']) })
  const home = makeHome(t)
  const port = await rawServer(t, () => {})
  t.match(await outcome(open(port, home, {}, { timeoutMs: 50 })), /^timeout: .*within 50 ms/)
  let heard: AbortSignal | undefined
  const caller = new AbortController()
  const prompt = (_: unknown, signal: AbortSignal) => {
    heard = signal
    setImmediate(() => caller.abort())
    return new Promise<string>(() => {})
  }
  const how = { noVerify: true }
  const said = await outcome(open(server.port, home, how, { prompt, signal: caller.signal }))
  t.match(said, /^aborted: /)
  t.equal(heard?.aborted, true, 'whoever asks is told that nobody waits')
})

t.test('a person may think longer than the other side may be silent', async (t) => {
  const server = await sshServer(t, {
    auth: (context) => {
      if (context.method === 'password') context.accept()
      else context.reject(['password'])
    },
  })
  const prompt = () => new Promise<string>((resolve) => setTimeout(resolve, 2500, 'open'))
  // Long enough for a login on a machine that is busy.
  const options = { prompt, silenceMs: 2000 }
  t.equal(await outcome(open(server.port, makeHome(t), { noVerify: true }, options)), 'open')
})

t.test('answers that led in are not asked for again', async (t) => {
  const server = await sshServer(t, {
    auth: (context) => {
      if (context.method === 'password' && context.password === 'open') context.accept()
      else context.reject(['password'])
    },
  })
  const home = makeHome(t)
  const answers = new Map<string, string>()
  const words = ['wrong', 'open']
  let asked = 0
  const prompt = async () => {
    asked++
    return words.shift()
  }
  for (let i = 0; i < 2; i++) {
    const opening = open(server.port, home, { noVerify: true }, { prompt, answers })
    t.equal(await outcome(opening), 'open')
  }
  t.equal(asked, 2)
  for (const key of answers.keys()) answers.set(key, 'old')
  words.push('open')
  t.equal(await outcome(open(server.port, home, { noVerify: true }, { prompt, answers })), 'open')
  t.equal(asked, 3, 'one that does not hold any more is asked for anew')
})

t.test('an answer is for the port it was given for, and for no other', async (t) => {
  const heard: string[] = []
  const server = () =>
    sshServer(t, {
      auth: (context) => {
        if (context.method !== 'password') return context.reject(['password'])
        heard.push((context as PasswordAuthContext).password)
        context.accept()
      },
    })
  const answers = new Map<string, string>()
  const words = ['for the one', 'for the other']
  const options = { answers, prompt: async () => words.shift() }
  for (const { port } of [await server(), await server()]) {
    for (let i = 0; i < 2; i++) {
      t.equal(await outcome(open(port, makeHome(t), { noVerify: true }, options)), 'open')
    }
  }
  t.strictSame(heard, ['for the one', 'for the one', 'for the other', 'for the other'])
})

// --- over other hosts ---

async function chain(
  t: Test,
): Promise<{ home: SshSurroundings; far: TestServer; near: TestServer[] }> {
  const key = makeKey()
  const jumpKey = makeKey()
  const far = await sshServer(t, {
    auth: acceptsKeys(key),
    exec: (command, channel) => {
      channel.write(command)
      channel.exit(0)
      channel.end()
    },
  })
  const near = [
    await sshServer(t, { forwards: true, auth: acceptsKeys(jumpKey) }),
    await sshServer(t, { forwards: true, auth: acceptsKeys(jumpKey) }),
  ]
  const at = (port: number) =>
    `HostName 127.0.0.1\nPort ${port}\nStrictHostKeyChecking accept-new\n`
  const config = `Host one\n${at(near[0]!.port)}IdentityFile ~/.ssh/jump\nHost two\n${at(near[1]!.port)}IdentityFile ~/.ssh/jump
Host far\n${at(far.port)}IdentityFile ~/.ssh/mine\nProxyJump one,eve@two\nHost lost\n${at(far.port)}ProxyJump none.invalid
Host loop\nProxyJump loop2\nHost loop2\nProxyJump loop\n`
  const home = makeHome(t, { mine: key.private, jump: jumpKey.private, config })
  return { home, far, near }
}

t.test('over jump hosts, each verified and logged in on by its own configuration', async (t) => {
  const { home, far, near } = await chain(t)
  const session = await openSshSession({ ...endpoint, noVerify: false, host: 'far' }, {}, home)
  t.equal(session.user, 'joe')
  const { stream, stderr } = await session.exec('hostname')
  stderr.resume()
  t.equal(await text(stream), 'hostname')
  const hosts = readFileSync(join(home.home, '.ssh/known_hosts'), 'utf8').trim().split('\n')
  t.strictSame(
    hosts.map((line) => line.split(' ')[0]),
    [...near, far].map(({ port }) => `[127.0.0.1]:${port}`),
  )
  const gone = near.map(({ sockets }) =>
    Promise.all(
      [...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve))),
    ),
  )
  session.close()
  t.equal(await session.closed, undefined)
  await Promise.all(gone)
  t.pass('and every hop goes with it')
})

t.test('a jump host that changed its key, is not there, or leads in a circle', async (t) => {
  const { home, near } = await chain(t)
  writeFileSync(
    join(home.home, '.ssh/known_hosts'),
    `[127.0.0.1]:${near[1]!.port} ${makeKey().public}\n`,
  )
  const to = (host: string) =>
    outcome(openSshSession({ ...endpoint, noVerify: true, host }, {}, home))
  t.match(await to('far'), /^hostKeyRefused: .*the key of two:\d+ has changed/)
  t.match(await to('lost'), /^connectFailed: .*none\.invalid:22/)
  t.match(await to('loop'), /^invalidArg: .*does a ProxyJump lead back/)
})

t.test('a jump host that does not lead on is named', async (t) => {
  const near = await sshServer(t)
  const config = `Host near\nHostName 127.0.0.1\nPort ${near.port}\nStrictHostKeyChecking no\nHost far\nProxyJump near\n`
  const home = makeHome(t, { config })
  t.match(
    await outcome(openSshSession({ ...endpoint, host: 'far' }, {}, home)),
    /^connectFailed: near:\d+ does not lead on to far:22: /,
  )
})

t.test('a ProxyCommand carries the session; one that fails is quoted', async (t) => {
  const server = await sshServer(t)
  const node = process.execPath
  const pipe = `const s = require('net').connect(${server.port}, '127.0.0.1'); process.stdin.pipe(s).pipe(process.stdout)`
  const config = `Host good\nProxyCommand ${node} -e "${pipe}"\nHost bad\nProxyCommand echo no way >&2; exit 7\nHost none\nProxyCommand /nonexistent/%h\n`
  const home = makeHome(t, { config }, { PATH: process.env.PATH, SHELL: '/bin/sh' })
  const to = (host: string) => openSshSession({ ...endpoint, host }, {}, home)
  const session = await to('good')
  session.close()
  t.equal(await session.closed, undefined)
  t.match(
    await outcome(to('bad')),
    /^connectFailed: no ssh session with bad:22: its ProxyCommand exited with status/,
  )
  t.match(await outcome(to('none')), /its ProxyCommand exited with status 127: .*nonexistent\/none/)
})

// --- what it is for ---

t.test('commands run, and their end, their output and their complaints are told', async (t) => {
  const server = await sshServer(t, {
    exec: (command, channel) => {
      if (command === 'killed') {
        // By its name: ssh2's types know the numbers alone.
        channel.exit('TERM' as unknown as number)
        return void channel.end()
      }
      channel.stderr.write('careful')
      channel.on('data', (chunk: Buffer) => channel.write(String(chunk).toUpperCase()))
      channel.on('end', () => {
        channel.exit(3)
        channel.end()
      })
    },
  })
  const session = await open(server.port, makeHome(t), { noVerify: true })
  t.equal(session.address, `127.0.0.1:${server.port}`)
  const { stream, stderr, exit } = await session.exec('shout')
  stream.end('hello')
  t.strictSame(await Promise.all([text(stream), text(stderr), exit]), [
    'HELLO',
    'careful',
    { code: 3, signal: null },
  ])
  const killed = await session.exec('killed')
  killed.stream.resume()
  killed.stderr.resume()
  t.strictSame(await killed.exit, { code: null, signal: 'SIGTERM' })
  session.destroy()
})

t.test('what the server does not do fails by itself, and the session goes on', async (t) => {
  const server = await sshServer(t, {
    streamLocal: (path, accept, reject) => {
      if (path !== '/there') return reject()
      const channel = accept()
      channel.pipe(channel)
    },
  })
  const session = await open(server.port, makeHome(t), { noVerify: true })
  await t.rejects(session.exec('anything'), { code: 'connectFailed' })
  await t.rejects(session.streamLocal('/elsewhere'), { code: 'connectFailed' })
  await t.rejects(session.forward('h', 1), { code: 'connectFailed' })
  const stream = await session.streamLocal('/there')
  stream.end('echo')
  t.equal(await text(stream), 'echo')
  session.close()
  t.equal(await session.closed, undefined)
  await t.rejects(session.exec('late'), { code: 'connectionLost' })
})

t.test('a session that breaks says so once, and its streams end', async (t) => {
  const server = await sshServer(t, {
    streamLocal: (_, accept) => void accept(),
  })
  const session = await open(server.port, makeHome(t), { noVerify: true })
  const stream = await session.streamLocal('/there')
  const ended = new Promise((resolve) => stream.once('close', resolve))
  stream.resume()
  for (const socket of server.sockets) socket.resetAndDestroy()
  t.match(await session.closed, { code: 'connectionLost', message: /Cannot read data from 127/ })
  await ended
})
