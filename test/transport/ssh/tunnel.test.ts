import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { writeFileSync } from 'node:fs'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import type { ServerChannel } from 'ssh2'
import t, { type Test } from 'tap'
import { traceChannels } from '../../../src/trace.ts'
import type { SshOptions } from '../../../src/transport/ssh/session.ts'
import { connectSsh } from '../../../src/transport/ssh/tunnel.ts'
import type { Transport } from '../../../src/transport/transport.ts'
import { parseUri, type SshTarget } from '../../../src/transport/uri.ts'
import { hear, listen } from '../listener.ts'
import { acceptsKeys, makeHome, makeKey, type Rules, sshServer, type TestServer } from './server.ts'

const DIRECT = '/var/run/libvirt/virtqemud-sock'
const LEGACY = '/var/run/libvirt/libvirt-sock'

const answer = Buffer.from(
  '00000024200080860000000100000042000000010000000000000000' + '0000000100000000',
  'hex',
)

/** A daemon as far as bytes go: answers the first question, then gives back what it gets. */
function daemon(channel: Duplex): void {
  let asked = 0
  channel.on('data', (chunk: Buffer) => {
    const rest = Math.max(0, asked + chunk.length - 28)
    if (asked < 28 && asked + chunk.length >= 28) channel.write(answer)
    asked += chunk.length
    if (rest > 0) channel.write(chunk.subarray(chunk.length - rest))
  })
  channel.on('end', () => channel.end())
}

/** Gives back what it gets. */
function echo(channel: Duplex): void {
  channel.pipe(channel)
}

const fails = (channel: ServerChannel, said: string, code = 1) => {
  channel.stderr.write(said)
  channel.exit(code)
  channel.end()
}

const leaves = (channel: ServerChannel) => {
  channel.exit(0)
  channel.end()
}

/** The network is gone. */
function cut({ sockets }: TestServer): void {
  for (const socket of sockets) socket.resetAndDestroy()
}

function target(uri: string, { port }: TestServer): SshTarget {
  const filled = uri.replace('//', `//joe@127.0.0.1:${port}`)
  return parseUri(`${filled}${uri.includes('?') ? '&' : '?'}no_verify=1`) as SshTarget
}

async function dial(
  t: Test,
  server: TestServer,
  uri = 'qemu+ssh:///system',
  options: SshOptions & { readonly?: boolean } = {},
): Promise<Transport> {
  return connectSsh(target(uri, server), options, makeHome(t))
}

async function failure(t: Test, ...args: [TestServer, string?, SshOptions?]): Promise<string> {
  try {
    const transport = await dial(t, ...args)
    transport.destroy()
    return 'open'
  } catch (error) {
    const { code, message } = error as { code: string; message: string }
    return `${code}: ${message}`
  }
}

const joins =
  (path: string): NonNullable<Rules['streamLocal']> =>
  (asked, accept, reject) => {
    if (asked === path) echo(accept())
    else reject()
  }

t.test('the first socket that sshd joins to is taken, and nothing is sent before', async (t) => {
  for (const path of [DIRECT, LEGACY]) {
    const server = await sshServer(t, { streamLocal: joins(path) })
    const transport = await dial(t, server)
    t.match(transport, { kind: 'ssh', secure: true, peer: `127.0.0.1:${server.port}` })
    const heard = hear(transport)
    transport.write(Buffer.from('frames'))
    await heard.until('frames')
    t.equal(heard.text(), 'frames')
    transport.close()
    t.equal(await heard.closed, undefined)
    t.strictSame(server.paths, path === DIRECT ? [DIRECT] : [DIRECT, LEGACY])
  }
})

t.test('mode, socket, proxy, netcat and reading only choose the ways', async (t) => {
  const server = await sshServer(t)
  const cases: [string, boolean, string[], RegExp[]][] = [
    ['qemu+ssh:///system', true, [`${DIRECT}-ro`, `${LEGACY}-ro`], [/-r .*system/, /sock-ro/]],
    ['qemu+ssh:///system?mode=legacy', false, [LEGACY], [/mode=legacy/, /libvirt-sock/]],
    ['qemu+ssh:///system?mode=direct', false, [DIRECT], [/mode=direct/, /virtqemud-sock/]],
    ['qemu+ssh:///system?socket=/s', false, ['/s'], [/\/s'/]],
    ['qemu+ssh:///system?proxy=native', false, [], [/exec virt-ssh-helper/]],
    ['qemu+ssh:///system?netcat=ncat', false, [], [/ncat.*-U/]],
    ['qemu+ssh:///system?proxy=streamlocal', false, [DIRECT, LEGACY], []],
    ['qemu+ssh:///session', false, [], [/session/, /XDG_RUNTIME_DIR/]],
  ]
  for (const [uri, readonly, paths, commands] of cases) {
    server.paths.length = 0
    server.commands.length = 0
    const text = await failure(t, server, uri, { readonly } as SshOptions)
    t.match(text, /^connectFailed: joe is logged in on 127.*no way leads to a daemon there/)
    t.strictSame(server.paths, paths, uri)
    t.match(server.commands, commands, uri)
    t.equal(server.commands.length, commands.length, uri)
  }
})

t.test('a command is taken when a daemon answers behind it, bytes whole', async (t) => {
  const server = await sshServer(t, {
    exec: (command, channel) => {
      if (command.includes('virt-ssh-helper')) fails(channel, 'sh: virt-ssh-helper: not found', 127)
      else daemon(channel)
    },
  })
  const transport = await dial(t, server)
  const heard = hear(transport)
  transport.write(Buffer.from('frames'))
  await heard.until('frames')
  t.equal(heard.text(), 'frames', 'the answer to the proof is not among them')
  transport.close()
  t.equal(await heard.closed, undefined)
})

t.test('every way that failed is told in order, with what would help', async (t) => {
  const server = await sshServer(t, {
    exec: (command, channel) => {
      if (command.includes('virt-ssh-helper')) fails(channel, 'sh: not\u0007 found\n', 127)
      else fails(channel, 'nc: unix connect failed: Permission denied')
    },
  })
  t.match(
    await failure(t, server),
    /: 1\. socket \S+virtqemud-sock: .*; 2\. socket \S+libvirt-sock: .*; 3\. virt-ssh-helper: the command exited with status 127: sh: not\? found; 4\. nc to \S+libvirt-sock: the command exited with status 1: nc: unix connect failed: Permission denied \(what helps: .*group libvirt.*\)$/,
  )
})

t.test('a login shell that talks is quoted', async (t) => {
  const server = await sshServer(t, {
    exec: (_, channel) => {
      channel.write('Welcome!\n')
      daemon(channel)
    },
  })
  t.match(
    await failure(t, server, 'qemu+ssh:///system?proxy=native'),
    /virt-ssh-helper: text comes before the daemon's bytes: 'Welcome!' \(a login shell/,
  )
})

t.test('a command that never answers is given up; a server that goes ends it all', async (t) => {
  const mute = await sshServer(t, { exec: () => {} })
  t.match(
    await failure(t, mute, 'qemu+ssh:///system', { silenceMs: 150 }),
    /3\. virt-ssh-helper: no answer for 0\.15 s; 4\. nc to .*: no answer for 0\.15 s/,
  )
  const leaving = await sshServer(t, {
    exec: () => cut(leaving),
  })
  const text = await failure(t, leaving)
  t.match(text, /^connectFailed: .*3\. virt-ssh-helper: .*; 4\. and the session is over \(what/)
  t.equal(leaving.commands.length, 1, 'and nothing is tried on a session that is over')
  t.match(await failure(t, mute, 'qemu+ssh:///system', { timeoutMs: 200 }), /^timeout: /)
})

t.test('called off at any moment of the opening, nothing of it stays', async (t) => {
  const key = makeKey()
  const near = await sshServer(t, { forwards: true, auth: acceptsKeys(key) })
  const far = await sshServer(t, {
    auth: acceptsKeys(key),
    exec: (command, channel) =>
      command.includes('helper') ? fails(channel, 'not installed', 127) : daemon(channel),
  })
  const at = ({ port }: TestServer) => `HostName 127.0.0.1\nPort ${port}\nIdentityAgent none\n`
  const home = makeHome(t, {
    id_ed25519: key.private,
    config: `Host near\n${at(near)}Host far\n${at(far)}ProxyJump near\n`,
  })
  const prompt: SshOptions['prompt'] = async () => 'yes'
  const way = parseUri('qemu+ssh://far/system') as SshTarget

  // A moment: anything is decided, or anything arrives at a server.
  let moment = () => {}
  const decided = () => moment()
  const arriving = (message: unknown) =>
    (message as { socket: Socket }).socket.on('data', () => moment())
  subscribe(traceChannels.decision, decided)
  subscribe('net.server.socket', arriving)
  t.teardown(() => {
    unsubscribe(traceChannels.decision, decided)
    unsubscribe('net.server.socket', arriving)
  })
  // Besides the two servers and what the test runner has.
  const held = () =>
    process
      .getActiveResourcesInfo()
      .filter((kind) => !/Server|^(Pipe|TTY)Wrap|Immediate/.test(kind))
  const nothingHeld = async () => {
    while (held().length > 0) await new Promise((resolve) => setTimeout(resolve, 1).unref())
  }
  await nothingHeld()
  let count = 0
  let open = 0
  for (let whole = false; !whole; ) {
    const nth = ++count
    writeFileSync(join(home.home, '.ssh/known_hosts'), '')
    const caller = new AbortController()
    let moments = 0
    moment = () => {
      if (++moments === nth) caller.abort()
    }
    const opening = connectSsh(way, { prompt, signal: caller.signal }, home)
    const said = await opening.then(
      (transport) => {
        moment = () => {}
        transport.destroy()
        return 'open'
      },
      (error: { code: string }) => error.code,
    )
    whole = !caller.signal.aborted
    if (said === 'open') open++
    else t.equal(said, 'aborted', `moment ${nth}`)
    await nothingHeld()
    t.equal(near.sockets.size + far.sockets.size, 0)
  }
  t.ok(count > 40, `${count} moments`)
  t.ok(open <= 2, 'the last decision is when it is done')
})

t.test('a deadline is told as one while the login is under way, too', async (t) => {
  const server = await listen(t, { host: '127.0.0.1', port: 0 }, () => {})
  const { port } = server.address() as AddressInfo
  const silent = parseUri(`qemu+ssh://joe@127.0.0.1:${port}/system`) as SshTarget
  await t.rejects(connectSsh(silent, { timeoutMs: 50 }, makeHome(t)), {
    code: 'timeout',
    message: /no connection to 127\.0\.0\.1:\d+ within 50 ms/,
  })
})

t.test('the end of the line is told once, with what the command said', async (t) => {
  let channels: ServerChannel[] = []
  const server = await sshServer(t, {
    exec: (_, channel) => {
      channels.push(channel)
      daemon(channel)
    },
  })
  const uri = 'qemu+ssh:///system?proxy=native'
  const ends: [(channel: ServerChannel) => void, unknown][] = [
    [
      (channel) => fails(channel, 'helper: broken\n', 3),
      {
        code: 'connectionLost',
        message:
          'End of file while reading data: the command exited with status 3: helper: broken: Input/output error',
      },
    ],
    [(channel) => leaves(channel), undefined],
    [() => cut(server), { code: 'connectionLost', message: /^Cannot read data from 127/ }],
  ]
  for (const [end, expected] of ends) {
    channels = []
    const heard = hear(await dial(t, server, uri))
    end(channels[0]!)
    const reason = await heard.closed
    if (expected === undefined) t.equal(reason, undefined)
    else t.match(reason, expected)
  }
})

t.test('a way that opens too late is closed, and the one in use goes on', async (t) => {
  let open: (() => Duplex) | undefined
  const server = await sshServer(t, {
    streamLocal: (path, accept, reject) => {
      if (path === DIRECT) open = accept
      else reject()
    },
    exec: (_, channel) => daemon(channel),
  })
  const transport = await dial(t, server, 'qemu+ssh:///system', { silenceMs: 200 })
  const heard = hear(transport)
  const late = open!()
  await new Promise<void>((resolve) => late.once('close', resolve).resume())
  transport.write(Buffer.from('still here'))
  await heard.until('still here')
  transport.close()
  t.equal(await heard.closed, undefined)
})

t.test('a daemon that closes its socket ends the connection in order', async (t) => {
  const server = await sshServer(t, { streamLocal: (_, accept) => void accept().end('bye') })
  const heard = hear(await dial(t, server))
  t.equal(await heard.closed, undefined)
  t.equal(heard.text(), 'bye')
})

t.test('destroyed in the middle of everything it is over at once, paused or not', async (t) => {
  for (const paused of [false, true]) {
    const server = await sshServer(t, {
      streamLocal: (_, accept) => void accept().write(Buffer.alloc(1 << 20)),
    })
    const transport = await dial(t, server)
    if (paused) transport.pause()
    const heard = hear(transport)
    const reason = new Error('enough')
    transport.destroy(reason)
    t.equal(await heard.closed, reason)
  }
})

t.test('a reader that stops brakes the sender, and a writer is told to wait', async (t) => {
  const SIZE = 24 << 20
  let sent = 0
  let got = 0
  let reading: (() => void) | undefined
  const server = await sshServer(t, {
    streamLocal: (_, accept) => {
      const channel = accept()
      const chunk = Buffer.alloc(1 << 18)
      const more = () => {
        while (sent < SIZE) {
          sent += chunk.length
          if (!channel.write(chunk)) return void channel.once('drain', more)
        }
      }
      more()
      channel.on('data', (bytes: Buffer) => {
        got += bytes.length
      })
      channel.pause()
      reading = () => channel.resume()
    },
  })
  const transport = await dial(t, server)
  transport.pause()
  let received = 0
  let drains = 0
  let whole!: () => void
  const done = new Promise<void>((resolve) => {
    whole = resolve
  })
  transport.start({
    data: (chunk) => {
      received += chunk.length
      if (received === SIZE) whole()
    },
    drain: () => {
      drains++
    },
    closed: () => {},
  })
  let written = 0
  while (transport.write(Buffer.alloc(1 << 18))) written += 1 << 18
  t.ok(written < 16 << 20, `${written >> 20} MiB before the writer was told to wait`)
  // Until nothing moves any more.
  for (let last = -1; last !== sent; ) {
    last = sent
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  t.equal(received, 0)
  t.ok(sent < SIZE, `${sent >> 20} MiB sent into a reader that does not read`)
  transport.resume()
  await done
  t.equal(received, SIZE)
  reading?.()
  while (drains === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  t.ok(got > 0)
  transport.destroy()
})
