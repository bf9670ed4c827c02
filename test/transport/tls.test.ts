import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { createServer, type TLSSocket, type TlsOptions } from 'node:tls'
import { inspect, promisify } from 'node:util'
import t, { type Test } from 'tap'
import { ConnectionError, UsageError } from '../../src/errors.ts'
import type { DialOptions } from '../../src/transport/socket.ts'
import { connectTls, tlsVersions } from '../../src/transport/tls.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { parseUri, type TlsTarget } from '../../src/transport/uri.ts'
import { lookOn } from '../looking-on.ts'
import {
  Authority,
  expired,
  future,
  type Issued,
  type Pki,
  pkiFolder,
  scratch,
} from './certificates.ts'
import { hear, listen } from './listener.ts'

const folder = scratch(t)
const ca = new Authority(folder, 'Root')
const other = new Authority(folder, 'Other')
const good = ca.issue('not.this.name', {
  names: 'DNS:host.example,DNS:*.wild.example,IP:127.0.0.1,IP:2001:db8::1',
  usage: 'serverAuth',
})
const client = ca.issue('me', { usage: 'clientAuth' })
const keys = [ca, other, good, client].map(({ key }) => readFileSync(key, 'utf8').split('\n')[1]!)

interface Peer {
  readonly port: number
  /** All that clients sent after their handshakes. */
  received(): string
  /** SNI of the last client; false where there was none. */
  name(): string | false | null
}

const yes = Buffer.of(1)
const sayYes = (socket: TLSSocket) => void socket.write(yes)

/** A daemon's TLS port as far as its certificate and its first byte. */
async function daemon(
  t: Test,
  { cert, key }: Issued,
  serve: (socket: TLSSocket) => void = sayYes,
  options: TlsOptions = {},
): Promise<Peer> {
  const open = new Set<TLSSocket>()
  let received = ''
  let name: string | false | null = null
  const pems = { cert: readFileSync(cert), key: readFileSync(key), ca: ca.pem }
  const server = createServer({ ...pems, ...options }, (socket) => {
    open.add(socket)
    // Typed without what @types/node leaves out of the server's side.
    name = (socket as TLSSocket & { servername: string | false }).servername
    socket.on('error', () => {})
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1')
    })
    serve(socket)
  })
  server.on('tlsClientError', () => {})
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { port, received: () => received, name: () => name }
}

/** The TCP connection below, which Node keeps to itself. */
function lineOf(socket: TLSSocket): Socket {
  return (socket as unknown as { _parent: Socket })._parent
}

interface Dialled extends DialOptions {
  readonly pki?: Pki
  readonly host?: string
  /** More of the URI's parameters. */
  readonly more?: string
}

/** Connects to a local port by any name. */
function connectTo(t: Test, { port }: { port: number }, how: Dialled = {}): Promise<Transport> {
  const { pki = { ca: ca.pem }, host = 'host.example', more = '', ...options } = how
  const written = host.includes(':') ? `[${host}]` : host
  const pkipath = pkiFolder(t, pki)
  const uri = `qemu+tls://${written}:${port}/system?pkipath=${pkipath}${more}`
  return connectTls(parseUri(uri) as TlsTarget, options, { uid: 7, env: {} }, async () => [
    { address: '127.0.0.1', family: 4 },
  ])
}

/** Why it failed; whatever the reason, no key stands in it. */
async function failure(t: Test, attempt: Promise<Transport>): Promise<Error> {
  const error = await attempt.then(
    (transport) => {
      transport.destroy()
      return new Error('it connected')
    },
    (error: Error) => error,
  )
  const whole = inspect(error, { depth: null, showHidden: true })
  t.notOk(
    keys.some((key) => whole.includes(key)),
    'no key in the error',
  )
  return error
}

async function connects(t: Test, attempt: Promise<Transport>, what: string): Promise<void> {
  await t.resolves(
    attempt.then((transport) => transport.destroy()),
    what,
  )
}

t.test('carries bytes both ways once the daemon has said yes, and none before', async (t) => {
  const peer = await daemon(t, good, (socket) => {
    socket.once('data', () => socket.end('answer.'))
    // A round through the client's event loop: whatever it sends unasked would be there.
    setImmediate(() => setImmediate(() => socket.write(yes)))
  })
  const transport = await connectTo(t, peer)
  t.match(transport, { kind: 'tls', secure: true, peer: `host.example:${peer.port}` })
  const heard = hear(transport)
  transport.write(Buffer.from('question'))
  await heard.until('answer.')
  t.equal(await heard.closed, undefined)
  t.equal(peer.received(), 'question')
  t.equal(heard.text(), 'answer.', 'the byte is not among what the owner hears')
})

t.test('exactly one byte is taken, however the bytes are cut', async (t) => {
  const cuts: [string, (socket: TLSSocket) => void][] = [
    ['in one record', (socket) => socket.end(Buffer.from('\x01\x01two.'))],
    [
      'in two records of one packet',
      (socket) => {
        socket.cork()
        socket.write(yes)
        socket.write('\x01two.')
        socket.uncork()
        socket.end()
      },
    ],
    [
      'byte by byte',
      (socket) => {
        for (const byte of '\x01\x01two.') socket.write(byte)
        socket.end()
      },
    ],
  ]
  for (const [how, serve] of cuts) {
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const peer = await daemon(t, good, serve, { maxVersion: version })
      const transport = await connectTo(t, peer)
      // What comes before the owner is kept for it.
      await new Promise((resolve) => setImmediate(resolve))
      const heard = hear(transport)
      await heard.closed
      t.equal(heard.text(), '\x01two.', `${how}, ${version}`)
    }
  }
})

t.test('pausing holds back what is behind the byte', async (t) => {
  const peer = await daemon(t, good, (socket) => socket.write('\x01rest.'))
  const transport = await connectTo(t, peer)
  transport.pause()
  const heard = hear(transport)
  await new Promise((resolve) => setImmediate(resolve))
  t.equal(heard.text(), '')
  transport.resume()
  await heard.until('rest.')
  transport.close()
  t.equal(await heard.closed, undefined)
})

t.test('much at once asks to wait, arrives whole, and close lets it out first', async (t) => {
  const peer = await daemon(t, good, (socket) => {
    let length = 0
    socket.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length === 4_000_000) socket.write('half.')
    })
    socket.on('end', () => socket.end(`${length}.`))
    socket.write(yes)
  })
  const transport = await connectTo(t, peer)
  const heard = hear(transport)
  t.equal(transport.write(Buffer.alloc(4_000_000, 'x')), false)
  await heard.until('half.')
  t.equal(heard.drains, 1)
  transport.write(Buffer.alloc(1_000_000, 'y'))
  transport.close()
  t.equal(await heard.closed, undefined)
  while (peer.received().length < 5_000_000) await new Promise((resolve) => setImmediate(resolve))
  t.ok(peer.received().endsWith('y'))
})

t.test('every write is a record of its own, as daemons need it', async (t) => {
  const peer = await daemon(t, good, sayYes, { maxVersion: 'TLSv1.2' })
  const passed: Buffer[] = []
  const between = await listen(t, { host: '127.0.0.1', port: 0 }, (socket) => {
    const onward = connect(peer.port, '127.0.0.1')
    t.teardown(() => onward.destroy())
    socket.on('data', (chunk: Buffer) => passed.push(chunk))
    socket.pipe(onward).pipe(socket)
  })
  const transport = await connectTo(t, between.address() as AddressInfo)
  const heard = hear(transport)
  for (let i = 0; i < 50; i++) transport.write(Buffer.from('message '))
  transport.close()
  await heard.closed
  while (peer.received().length < 400) await new Promise((resolve) => setImmediate(resolve))
  // Type, version, length of each record; in TLS 1.2 nothing but data has type 23.
  const bytes = Buffer.concat(passed)
  let records = 0
  for (let at = 0; at < bytes.length; at += 5 + bytes.readUInt16BE(at + 3)) {
    if (bytes[at] === 23) records++
  }
  t.equal(records, 50)
})

t.test('a daemon that does not say yes has refused', async (t) => {
  const answers: [(socket: TLSSocket) => void, RegExp][] = [
    [(socket) => socket.end(), /: it ended the connection \(/],
    // Later, so that the last of the handshake is on its way.
    [(socket) => void setImmediate(() => socket.destroy()), /: it ended the connection \(/],
    [(socket) => socket.write(Buffer.of(0)), /: it answered with 0 where 1 means yes \(/],
    [(socket) => socket.write('HTTP'), /: it answered with 72 where 1 means yes \(/],
    [
      (socket) => void setImmediate(() => lineOf(socket).resetAndDestroy()),
      /: (Connection reset by peer|it ended the connection) \(/,
    ],
  ]
  for (const [serve, why] of answers) {
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const peer = await daemon(t, good, serve, { maxVersion: version })
      const error = await failure(t, connectTo(t, peer, { pki: { ca: ca.pem, client } }))
      t.type(error, ConnectionError)
      t.match(error, {
        code: 'certificateRefused',
        number: 39,
        outcome: 'not sent',
        address: `host.example:${peer.port}`,
        message:
          /^server verification \(of our certificate or IP address\) failed: host.example:\d+: /,
      })
      t.match(error.message, why)
      t.match(error.message, /clientcert.pem' was sent; the daemon's log has its reason\)$/)
    }
  }
})

t.test(
  'a client certificate is sent if there is one, and missed by whoever wants one',
  async (t) => {
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      // As libvirt's daemons do it: the handshake succeeds, the look at the certificate comes after.
      const asDaemon = await daemon(
        t,
        good,
        (socket) => (socket.authorized ? socket.write(yes) : socket.end()),
        { maxVersion, requestCert: true, rejectUnauthorized: false },
      )
      await connects(t, connectTo(t, asDaemon, { pki: { ca: ca.pem, client } }), maxVersion)
      const without = await failure(t, connectTo(t, asDaemon))
      t.match(without, { code: 'certificateRefused' })
      t.match(
        without.message,
        /: it ended the connection \(no certificate was sent, for '.*\/clientcert.pem' and '.*\/clientkey.pem' are not both there; /,
      )
      const strange = { cert: other.issue('me').cert, key: '' }
      strange.key = strange.cert.replace(/pem$/, 'key')
      const pki = { ca: ca.pem, client: strange }
      const foreign = await failure(t, connectTo(t, asDaemon, { pki, more: '&no_sanity=1' }))
      t.match(foreign, { code: 'certificateRefused', message: /clientcert.pem' was sent/ })

      // As others do it: with TLS 1.3 the refusal comes after a handshake that looked good to us.
      const strict = await daemon(t, good, sayYes, {
        maxVersion,
        requestCert: true,
        rejectUnauthorized: true,
      })
      await connects(t, connectTo(t, strict, { pki: { ca: ca.pem, client } }), maxVersion)
      t.match(
        await failure(t, connectTo(t, strict)),
        maxVersion === 'TLSv1.3'
          ? { code: 'certificateRefused', message: /no certificate was sent/ }
          : {
              code: 'connectFailed',
              message: /alert handshake failure \(it may want .*: no certificate was sent/,
            },
        maxVersion,
      )
    }
  },
)

t.test('a daemon is trusted for the name it was asked by', async (t) => {
  const peer = await daemon(t, good)
  const byName = await daemon(t, ca.issue('only.cn'))
  const accepted: [Peer, string][] = [
    [peer, 'host.example'],
    [peer, 'HOST.example'],
    [peer, 'host.example.'],
    [peer, 'a.wild.example'],
    [peer, '127.0.0.1'],
    [peer, '2001:db8::1'],
    [peer, '2001:db8:0::1'],
    [peer, '2001:db8::1%25eth0'],
    [byName, 'only.cn'],
  ]
  for (const [to, host] of accepted) await connects(t, connectTo(t, to, { host }), host)

  const names = 'DNS:host.example, DNS:\\*.wild.example, IP Address:127.0.0.1'
  const refused: [Peer, string, string][] = [
    [peer, 'other.example', names],
    [peer, 'a.b.wild.example', names],
    [peer, 'wild.example', names],
    [peer, 'not.this.name', names],
    [peer, '127.0.0.2', names],
    [peer, '2001:db8::2', names],
    [byName, 'other.cn', 'CN=only.cn'],
    [byName, '127.0.0.1', 'CN=only.cn'],
  ]
  for (const [to, host, forWhom] of refused) {
    const error = await failure(t, connectTo(t, to, { host }))
    t.match(error, { code: 'authFailed', number: 45, outcome: 'not sent' })
    t.match(
      error.message,
      new RegExp(
        `^authentication failed: Failed to verify peer's certificate, of .*, with '.*/cacert.pem': it is not for '${host}' but for ${forWhom}`,
      ),
    )
    await connects(t, connectTo(t, to, { host, more: '&no_verify=1' }), `${host} unverified`)
  }
  t.equal(peer.received() + byName.received(), '')
})

t.test('an address in the place of a name is none', async (t) => {
  const misplaced = await daemon(t, ca.issue('127.0.0.1', { names: 'DNS:127.0.0.1' }))
  const error = await failure(t, connectTo(t, misplaced, { host: '127.0.0.1' }))
  t.match(error, { code: 'authFailed', message: /not for '127.0.0.1' but for DNS:127.0.0.1$/ })
})

t.test('names are told to the daemon beforehand, addresses are not', async (t) => {
  const peer = await daemon(t, good)
  for (const [host, told] of [
    ['host.example', 'host.example'],
    ['host.example.', 'host.example'],
    ['127.0.0.1', false],
    ['2001:db8::1', false],
    ['2001:db8::1%25eth0', false],
  ] as const) {
    await connects(t, connectTo(t, peer, { host }), host)
    t.equal(peer.name(), told, host)
  }
})

t.test('a certificate nobody should trust is refused, unless it is not looked at', async (t) => {
  const names = 'DNS:host.example'
  const middle = new Authority(folder, 'Middle', {}, ca)
  const late = ca.issue('late', { names, to: expired })
  const cases: [string, Issued, RegExp, TlsOptions?][] = [
    ['expired', late, /: it has expired, or/],
    ['early', ca.issue('early', { names, from: future }), /: it is not valid yet/],
    ['of another CA', other.issue('foreign', { names }), /: no CA of that file issued it$/],
    [
      'its own',
      new Authority(folder, 'Self', { names, ca: false }),
      /issued it: it is signed by itself$/,
    ],
    [
      'no server',
      ca.issue('no', { names, usage: 'clientAuth' }),
      /key usages do not allow it to be a server$/,
    ],
    ['without what is between', middle.issue('leaf', { names }), /: no CA of that file issued it$/],
  ]
  for (const [what, issued, why] of cases) {
    const peer = await daemon(t, issued, () => t.fail('a daemon got to say something'))
    const error = await failure(t, connectTo(t, peer))
    t.match(error, { code: 'authFailed', number: 45, outcome: 'not sent' }, what)
    t.match(error.message, why, what)
    const careless = await daemon(t, issued)
    await connects(t, connectTo(t, careless, { more: '&no_verify=1' }), `${what}, unverified`)
  }
})

t.test('any CA of the file counts, one in the middle of a chain too', async (t) => {
  const middle = new Authority(folder, 'Between', {}, ca)
  const peer = await daemon(t, middle.issue('leaf', { names: 'DNS:host.example' }))
  await connects(t, connectTo(t, peer, { pki: { ca: other.pem + middle.pem } }), 'the middle')
  await connects(t, connectTo(t, peer, { pki: { ca: middle.pem + ca.pem } }), 'both')
})

t.test('neither the system nor the environment adds to the CA file', async (t) => {
  const peer = await daemon(t, good, sayYes)
  const pkipath = pkiFolder(t, { ca: other.pem })
  const script = process.argv[1]!.replace('tls.test', 'tls-dial')
  const dialled = async (...more: string[]) => {
    const uri = `qemu+tls://127.0.0.1:${peer.port}/system?pkipath=${pkipath}${more.join('')}`
    const env = {
      ...process.env,
      NODE_EXTRA_CA_CERTS: ca.cert,
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      NODE_NO_WARNINGS: '1',
    }
    const argv = [...process.execArgv.filter((arg) => arg !== '--test'), script, uri]
    return (await promisify(execFile)(process.execPath, argv, { env })).stdout
  }
  t.equal(await dialled(), 'authFailed')
  t.equal(await dialled('&no_verify=1'), 'connected')
})

t.test('revocation lists count where there are any', async (t) => {
  const root = new Authority(folder, 'Listing')
  const names = 'DNS:host.example'
  const gone = root.issue('gone', { names })
  const fine = root.issue('fine', { names })
  const middle = new Authority(folder, 'Listed', {}, root)
  const below = middle.issue('below', { names })
  root.revoke(gone)
  const list = root.list()
  const to = async (issued: Issued, crl?: string) => {
    const chain = Buffer.from(readFileSync(issued.cert, 'utf8') + middle.pem)
    const peer = await daemon(t, issued, sayYes, { cert: chain })
    return connectTo(t, peer, { pki: { ca: root.pem, ...(crl !== undefined && { crl }) } })
  }
  await connects(t, to(gone), 'without a list')
  await connects(t, to(fine, list), 'not listed')
  const revoked = await failure(t, to(gone, list))
  t.match(revoked, {
    code: 'authFailed',
    message: /with '.*\/cacert.pem' and '.*\/cacrl.pem': it is revoked$/,
  })
  await connects(t, to(below, list + middle.list()), 'a list for each CA')
  t.match(await failure(t, to(below, list)), {
    code: 'authFailed',
    message: /every CA of the chain needs one, all in that file$/,
  })
  t.match(await failure(t, to(fine, root.list({ to: expired }))), {
    code: 'authFailed',
    message: /a revocation list has expired/,
  })
})

t.test('TLS 1.2 is the least, and tls_priority may take away one of the two', async (t) => {
  let spoken = ''
  const peer = await daemon(t, good, (socket) => {
    spoken = socket.getProtocol() ?? ''
    sayYes(socket)
  })
  for (const [more, version] of [
    ['', 'TLSv1.3'],
    ['&tls_priority=NORMAL', 'TLSv1.3'],
    ['&tls_priority=@SYSTEM:-VERS-TLS1.0:-VERS-TLS1.1', 'TLSv1.3'],
    ['&tls_priority=NORMAL:-VERS-TLS1.3', 'TLSv1.2'],
  ] as const) {
    await connects(t, connectTo(t, peer, { more }), more)
    t.equal(spoken, version, more)
  }
  const only13 = { code: 'connectFailed', message: /^TLS handshake with .* failed: .*version/ }
  const at12 = await daemon(t, good, sayYes, { maxVersion: 'TLSv1.2' })
  const more = '&tls_priority=NORMAL:-VERS-TLS1.2'
  t.match(await failure(t, connectTo(t, at12, { more })), only13)
  const at11 = await daemon(t, good, sayYes, {
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
    ciphers: 'ALL:@SECLEVEL=0',
  })
  t.match(await failure(t, connectTo(t, at11)), only13)
})

t.test('of GnuTLS priorities those are known that have a counterpart', async (t) => {
  t.same(tlsVersions(null), { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' })
  t.same(tlsVersions('@LIBVIRT,SYSTEM'), { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' })
  for (const [priority, text] of [
    ['SECURE256', /tls_priority: 'SECURE256' is not known here; there are NORMAL or @NAME/],
    ['NORMAL:+AES-256-GCM', /tls_priority: '\+AES-256-GCM' is not known/],
    ['NORMAL:%COMPAT', /tls_priority: '%COMPAT' is not known/],
    ['-VERS-TLS1.3', /tls_priority: '-VERS-TLS1.3' is not known/],
    ['', /tls_priority: '' is not known/],
    ['NORMAL:-VERS-TLS1.2:-VERS-TLS1.3', /leaves neither TLS 1.2 nor TLS 1.3/],
  ] as const) {
    t.throws(() => tlsVersions(priority), { code: 'configUnsupported', message: text })
  }
  const error = await failure(t, connectTo(t, { port: 1 }, { more: '&tls_priority=SUITEB128' }))
  t.type(error, UsageError)
  t.match(error, { outcome: 'not sent', number: 67 })
})

t.test('a port that does not speak TLS is said to be one', async (t) => {
  const serve = ['hang up', 'talk'].map((what) =>
    listen(t, { host: '127.0.0.1', port: 0 }, (socket) =>
      what === 'talk' ? socket.end('SSH-2.0-x\r\n') : socket.once('data', () => socket.end()),
    ),
  )
  for (const server of await Promise.all(serve)) {
    const peer = server.address() as AddressInfo
    const error = await failure(t, connectTo(t, peer))
    t.match(error, {
      code: 'connectFailed',
      outcome: 'not sent',
      message: /^TLS handshake with host.example:\d+ failed: .*\(does that port speak TLS[?,]/,
    })
  }
})

t.test('where nobody listens the message says what such a URI means', async (t) => {
  const server = await listen(t, { host: '127.0.0.1', port: 0 }, () => {})
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  t.match(await failure(t, connectTo(t, { port })), {
    code: 'connectFailed',
    message: /Connection refused \(no daemon listens for TLS on that port: .* means TLS\)$/,
  })
})

t.test('bad files of ours are told before anything is dialled', async (t) => {
  let dialled = false
  const target = parseUri(`qemu://h/system?pkipath=${pkiFolder(t, {})}`) as TlsTarget
  const attempt = connectTls(target, {}, { uid: 7, env: {} }, async () => {
    dialled = true
    return []
  })
  t.match(await failure(t, attempt), { code: 'connectFailed', message: /^Cannot read CA cert/ })
  t.notOk(dialled)
})

t.test('signal and deadline end the wait for the byte, and the connection with it', async (t) => {
  const abort = new AbortController()
  const ended: Promise<unknown>[] = []
  const silent = await daemon(t, good, (socket) => {
    ended.push(once(socket, 'close'))
    abort.abort('changed my mind')
  })
  const aborted = await failure(t, connectTo(t, silent, { signal: abort.signal }))
  t.match(aborted, { code: 'aborted', outcome: 'not sent', cause: 'changed my mind' })
  const late = await failure(t, connectTo(t, silent, { timeoutMs: 50 }))
  t.match(late, { code: 'timeout', message: /no connection to host.example:\d+ within 50 ms/ })
  await Promise.all(ended)
})

t.test('an open connection ends as others do', async (t) => {
  // Without the farewell of TLS, as from a daemon that was killed.
  const cut = await daemon(t, good, (socket) => {
    socket.write(yes)
    socket.once('data', () => lineOf(socket).destroy())
  })
  const transport = await connectTo(t, cut)
  const heard = hear(transport)
  transport.write(Buffer.from('x'))
  t.equal(await heard.closed, undefined)

  const reason = new Error('enough')
  const peer = await daemon(t, good)
  const mine = await connectTo(t, peer)
  const end = hear(mine)
  mine.destroy(reason)
  t.equal(await end.closed, reason)
})

t.test('who looks on hears which files count and how both sides judged', async (t) => {
  const { decisions } = lookOn(t)
  const said = () => decisions.splice(0).filter(({ part }) => part === 'tls')
  const peer = await daemon(t, good)
  const transport = await connectTo(t, peer, { pki: { ca: ca.pem, client } })
  transport.destroy()
  const address = `host.example:${peer.port}`
  t.match(said(), [
    {
      address,
      text: /^TLSv1.2 to TLSv1.3; trusts '.*cacert.pem'; no list of revoked ones; shows '.*clientcert.pem'$/,
    },
    { address, text: 'TLSv1.3: the daemon is trusted and takes us' },
  ])
  const refusing = await daemon(t, good, (socket) => socket.end(Buffer.of(0)))
  await failure(t, connectTo(t, refusing, { more: '&no_verify=1' }))
  t.match(said(), [
    { text: /nothing is verified \(no_verify\); .*; no certificate of ours$/ },
    { text: /^TLSv1.3: the daemon does not take us: it answered with 0 where 1 means yes$/ },
  ])
  await failure(t, connectTo(t, peer, { host: 'elsewhere.example' }))
  t.match(said()[1], { text: /: untrusted: it is not for 'elsewhere.example'/ })
})
