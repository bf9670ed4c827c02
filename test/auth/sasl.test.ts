// SASL logins against a scripted daemon: which mechanism is taken, what is said when, and daemons that are not what they
// should be. That the bytes are right is shown by the vectors of scram.test.ts and by the lab.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { AuthSaslStartArgs, AuthSaslStepArgs } from '../../src/generated/remote.ts'
import { Connection, type ConnectOptions, connect, LibvirtError } from '../../src/index.ts'
import { ScramServer, type ScramServerOptions } from '../../src/testing/scram-server.ts'
import { dial } from '../../src/transport/dial.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { parseUri } from '../../src/transport/uri.ts'
import { type Answers, FakeDaemon, Refusal, type Served } from '../api/daemon.ts'
import { lookOn } from '../looking-on.ts'

const PASSWORD = 'correct horse'
const DENIED = 'authentication failed: authentication failed'
const folder = t.testdir({})
const empty = join(folder, 'empty.conf')
await writeFile(empty, '', { mode: 0o600 })

const credentials = async () => ({ authname: 'fred', password: PASSWORD })
const nothing = { nil: 1, data: new Uint8Array() }
const some = (data: Uint8Array) => ({ nil: 0, data })
const dataOf = ({ args }: Served) => args.data as Uint8Array

interface ScramScript extends ScramServerOptions {
  readonly mechlist?: string
  /** Sends the last message with complete = 0 and waits for an empty STEP. */
  readonly patient?: boolean
  readonly distort?: (proof: Buffer) => Buffer
}

/** Answers of a daemon that speaks SCRAM. */
function scram({ mechlist = 'SCRAM-SHA-256', patient, distort, ...options }: ScramScript = {}) {
  const server = new ScramServer({ password: PASSWORD, ...options })
  let proved = false
  const answers: Answers = {
    authList: { types: [1] },
    authSaslInit: { mechlist },
    authSaslStart: (call: Served) => ({ complete: 0, ...some(server.first(dataOf(call))) }),
    authSaslStep: (call: Served) => {
      if (proved) return { complete: 1, ...nothing }
      const proof = server.final(dataOf(call))
      if (proof === undefined) return new Refusal(45, DENIED)
      proved = true
      return { complete: patient ? 0 : 1, ...some(distort?.(proof) ?? proof) }
    },
  }
  return answers
}

async function listen(t: Test, answers: Answers) {
  const daemon = await FakeDaemon.listen(answers)
  t.teardown(() => daemon.close())
  /** Opens with a URI that says this besides, and no auth.conf of this machine. */
  const open = async (params = '', options: ConnectOptions = { credentials }) => {
    const file = params.includes('authfile=') ? '' : `&authfile=${empty}`
    const connection = await connect(`${daemon.uri}${file}${params}`, options)
    t.teardown(() => connection.close())
    return connection
  }
  return { daemon, open, said: () => daemon.names().filter((name) => name.startsWith('authSasl')) }
}

async function failure(promise: Promise<unknown>): Promise<LibvirtError> {
  try {
    await promise
  } catch (error) {
    if (error instanceof LibvirtError) return error
    throw error
  }
  throw new Error('expected a rejection')
}

/** Proves itself and then still wants more. */
function insatiable(): Answers {
  const script = scram({ patient: true }) as Record<string, (call: Served) => object>
  return {
    ...script,
    authSaslStep: (call: Served) => ({ ...script.authSaslStep!(call), complete: 0 }),
  }
}

t.test('data of SASL takes four bytes a byte, and nothing is not empty', async (t) => {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  t.equal(
    hex(AuthSaslStartArgs.encode({ mech: 'X', nil: 0, data: Uint8Array.of(0x61, 0xff) })),
    '000000015800000000000000' + '00000002' + '00000061' + 'ffffffff',
  )
  t.equal(hex(AuthSaslStepArgs.encode(nothing)), '0000000100000000')
})

t.test('SCRAM: name, proof, and the daemon’s proof', async (t) => {
  const { daemon, open } = await listen(t, scram())
  await open()
  t.match(daemon.calls, [
    { name: 'authSaslInit' },
    { name: 'authSaslStart', args: { mech: 'SCRAM-SHA-256', nil: 0 } },
    { name: 'authSaslStep', args: { nil: 0 } },
  ])
  t.equal(daemon.calls.length, 3, 'no step more than needed')
  t.match(Buffer.from(dataOf(daemon.calls[1]!)).toString(), /^n,,n=fred,r=/)
})

t.test('a daemon that waits after its proof gets an empty step', async (t) => {
  const { daemon, open } = await listen(t, scram({ patient: true }))
  await open()
  t.match(daemon.calls.at(-1), { name: 'authSaslStep', args: { nil: 1 } })
  t.equal(dataOf(daemon.calls.at(-1)!).length, 0)
  t.equal(daemon.calls.length, 4)
})

t.test('the best mechanism on offer is taken, or the one the URI names', async (t) => {
  const cases: [offer: string, params: string, mech: string, hash: 'sha1' | 'sha256' | 'sha512'][] =
    [
      ['GSSAPI,PLAIN,SCRAM-SHA-1,SCRAM-SHA-512,SCRAM-SHA-256', '', 'SCRAM-SHA-512', 'sha512'],
      ['ANONYMOUS,PLAIN,SCRAM-SHA-1', '&auth=sasl', 'SCRAM-SHA-1', 'sha1'],
      ['scram-sha-1,SCRAM-SHA-512', '&auth=SASL.Scram-Sha-1', 'SCRAM-SHA-1', 'sha1'],
      ['SCRAM-SHA-256-PLUS,XSCRAM-SHA-512,,SCRAM-SHA-256', '', 'SCRAM-SHA-256', 'sha256'],
    ]
  for (const [mechlist, params, mech, hash] of cases) {
    const { daemon, open } = await listen(t, scram({ mechlist, hash }))
    await open(params)
    t.equal(daemon.calls[1]?.args.mech, mech, mechlist)
  }
})

t.test('PLAIN, EXTERNAL and ANONYMOUS are one message', async (t) => {
  const cases: [string, string, ConnectOptions][] = [
    ['PLAIN,ANONYMOUS', `\0fred\0${PASSWORD}`, { credentials }],
    ['EXTERNAL,ANONYMOUS', '', {}],
    ['ANONYMOUS', 'lvrpc', {}],
  ]
  for (const [mechlist, message, options] of cases) {
    for (const end of [nothing, some(new Uint8Array())]) {
      const { daemon, open, said } = await listen(t, {
        authList: { types: [1] },
        authSaslInit: { mechlist },
        authSaslStart: { complete: 1, ...end },
      })
      await open('', options)
      t.strictSame(said(), ['authSaslInit', 'authSaslStart'])
      t.equal(daemon.calls[1]?.args.nil, 0)
      t.equal(Buffer.from(dataOf(daemon.calls[1]!)).toString(), message)
    }
  }
})

t.test('a refused login is the daemon’s undifferentiated word', async (t) => {
  const wrong = async () => ({ authname: 'fred', password: 'wrong' })
  const { open, said } = await listen(t, scram())
  const expected = { name: 'RemoteError', code: 'authFailed', number: 45, message: DENIED }
  t.match(await failure(open('', { credentials: wrong })), expected)
  t.strictSame(said(), ['authSaslInit', 'authSaslStart', 'authSaslStep'], 'and nothing after it')
  const unknown = await listen(t, { ...scram(), authSaslStart: new Refusal(45, DENIED) })
  t.match(await failure(unknown.open()), expected)
  t.strictSame(unknown.said(), ['authSaslInit', 'authSaslStart'])
  // Each login begins at the beginning.
  t.match(await failure(unknown.open()), expected)
  t.strictSame(unknown.said().slice(2), ['authSaslInit', 'authSaslStart'])
})

t.test('a daemon that is not what it should be is found out', async (t) => {
  const step = (answer: object): Answers => ({ ...scram(), authSaslStep: answer })
  const start = (answer: object): Answers => ({ ...scram(), authSaslStart: answer })
  const zeros = Buffer.from(`v=${Buffer.alloc(32).toString('base64')}`)
  const plain = { authList: { types: [1] }, authSaslInit: { mechlist: 'PLAIN' } }
  const hostile: [string, Answers, RegExp, steps: number][] = [
    ['a wrong signature', scram({ distort: () => zeros }), /did not prove/, 1],
    [
      'a wrong signature, then more',
      scram({ distort: () => zeros, patient: true }),
      /did not prove/,
      1,
    ],
    ['no signature', step({ complete: 1, ...nothing }), /sent nothing/, 1],
    ['an empty one', step({ complete: 1, ...some(Buffer.from('')) }), /did not prove/, 1],
    ['an error', step({ complete: 0, ...some(Buffer.from('e=other')) }), /not accept the proof/, 1],
    ['a foreign nonce', scram({ nonce: () => 'mine' }), /nonce does not go on from ours/, 0],
    ['hours of work', scram({ iterations: 100_000_000 }), /iteration count/, 0],
    ['welcome at once, without a word', start({ complete: 1, ...nothing }), /sent nothing/, 0],
    ['welcome at once', start({ complete: 1, ...some(zeros) }), /cannot be read/, 0],
    [
      'welcome before the proof',
      start(({ args }: Served) => {
        const first = new ScramServer().first(args.data as Uint8Array)
        return { complete: 1, ...some(first) }
      }),
      /ended SCRAM-SHA-256 before it proved/,
      0,
    ],
    ['never content', insatiable(), /asks for more/, 2],
    [
      'PLAIN and more',
      { ...plain, authSaslStart: { complete: 0, ...nothing } },
      /asks for more/,
      0,
    ],
  ]
  for (const [what, answers, message, steps] of hostile) {
    const { daemon, open, said } = await listen(t, answers)
    const error = await failure(open())
    t.match(error, { name: 'ConnectionError', code: 'authFailed', message }, what)
    t.match(error.message, daemon.socket)
    t.equal(said().filter((name) => name === 'authSaslStep').length, steps, what)
    await daemon.deserted()
  }
})

t.test('what a daemon offers and lvrpc does not speak', async (t) => {
  const offers = (mechlist: string): Answers => ({
    authList: { types: [1] },
    authSaslInit: { mechlist },
  })
  const kerberos = await listen(t, offers('GSSAPI'))
  const error = await failure(kerberos.open())
  t.match(error, { name: 'UsageError', code: 'configUnsupported', number: 67, outcome: 'not sent' })
  t.match(error.message, /offers only these SASL mechanisms: GSSAPI, .*GSSAPI, which is Kerberos/)
  t.match(await failure((await listen(t, offers('DIGEST-MD5,X'))).open()), {
    code: 'configUnsupported',
    message:
      /only these SASL mechanisms: DIGEST-MD5, X, and lvrpc speaks SCRAM-SHA-512, .*mech_list/,
  })
  t.match(await failure((await listen(t, offers(''))).open()), { code: 'configUnsupported' })
  const plain = await listen(t, offers('PLAIN,GSSAPI'))
  t.match(await failure(plain.open('&auth=sasl.GSSAPI')), {
    code: 'configUnsupported',
    message: /the URI asks for the SASL mechanism GSSAPI/,
  })
  t.match(await failure(plain.open('&auth=sasl.SCRAM-SHA-256')), {
    code: 'authFailed',
    message: /SCRAM-SHA-256 is not offered by the daemon at .*: PLAIN, GSSAPI/,
  })
  // A part of a name is not the name.
  t.match(await failure(plain.open('&auth=sasl.PLAI')), { code: 'authFailed' })
  t.strictSame(new Set(plain.said()), new Set(['authSaslInit']))
})

/** A stream on which others can read. */
const open = (inner: Transport): Transport => ({
  kind: 'tcp',
  secure: false,
  peer: inner.peer,
  start: (handler) => inner.start(handler),
  write: (chunk) => inner.write(chunk),
  pause: () => inner.pause(),
  resume: () => inner.resume(),
  close: () => inner.close(),
  destroy: (reason) => inner.destroy(reason),
})

t.test('where others can read, nobody logs in', async (t) => {
  const asked: unknown[] = []
  const secretive = async (wanted: unknown) => {
    asked.push(wanted)
    return { authname: 'fred', password: PASSWORD }
  }
  for (const [init, said] of [
    [{ mechlist: 'PLAIN,SCRAM-SHA-256' }, 'PLAIN, SCRAM-SHA-256'],
    [{ mechlist: 'DIGEST-MD5' }, 'DIGEST-MD5'],
    [new Refusal(45, DENIED), 'nothing'],
  ] as const) {
    for (const auth of [null, 'sasl.PLAIN']) {
      const { daemon, said: calls } = await listen(t, { ...scram(), authSaslInit: init })
      const dialer = async () => open(await dial(parseUri(daemon.uri)))
      const way = { auth, authfile: empty, host: 'h', local: true }
      const options = { credentials: secretive }
      const error = await failure(Connection.open(dialer, '', '', options, way))
      t.match(error, { name: 'ConnectionError', code: 'authFailed', number: 45 })
      t.match(error.message, /^authentication failed: negotiation SSF 0 was not strong enough: /)
      t.match(error.message, `is not encrypted, and no SASL mechanism lvrpc speaks`)
      t.match(error.message, `the daemon offers ${said} there`)
      t.strictSame(calls(), ['authSaslInit'])
    }
  }
  t.strictSame(asked, [])
})

t.test('credentials: auth.conf first, then whom it may ask', async (t) => {
  const { daemon, open } = await listen(t, scram())
  const conf = async (name: string, lines: string) => {
    const file = join(folder, name)
    const head = '[auth-libvirt-localhost]\ncredentials=c\n[credentials-c]\n'
    await writeFile(file, head + lines, { mode: 0o600 })
    return `&authfile=${file}`
  }
  const both = await conf('both', `authname=fred\npassword=${PASSWORD}\nusername=boss`)
  const never = async () => {
    throw new Error('nobody should be asked')
  }
  const fresh = async () => {
    const { open } = await listen(t, scram())
    return open
  }
  await open(both, { credentials: never })
  t.match(Buffer.from(dataOf(daemon.calls[1]!)).toString(), /^n,a=boss,n=fred,r=/)

  const half = await conf('half', 'authname=fred')
  const wanted: unknown[] = []
  await (await fresh())(half, {
    credentials: async (question) => {
      wanted.push(question)
      return { authname: 'ignored', password: PASSWORD }
    },
  })
  t.match(wanted, [
    { names: ['password'], authname: 'fred', host: 'localhost', mechanism: 'SCRAM-SHA-256' },
  ])
  const failures: [string, ConnectOptions, RegExp][] = [
    [
      '',
      {},
      /No authentication callback available: .*user name and password and .*empty.conf does/,
    ],
    [half, {}, /No authentication callback available: SCRAM-SHA-256 needs the password and/],
    ['', { credentials: async () => undefined }, /no user name was given/],
    ['', { credentials: async () => ({ authname: 'fred' }) }, /no password was given/],
    ['', { credentials: never }, /the credentials that were asked for were not given/],
  ]
  for (const [params, options, message] of failures) {
    const error = await failure((await fresh())(params, options))
    t.match(error, { name: 'ConnectionError', code: 'authFailed', message, outcome: 'not sent' })
  }
  t.match(await failure(open(await conf('bad', 'x'))), {
    code: 'confSyntax',
    message: /bad:4: expected/,
  })
  t.match(await failure(open('&authfile=/nonexistent/auth.conf')), { code: 'invalidArg' })
})

t.test('a signal and the deadline end the wait for an answer', async (t) => {
  const { open } = await listen(t, scram())
  const cancel = new AbortController()
  const signals: AbortSignal[] = []
  const opening = open('', {
    signal: cancel.signal,
    credentials: ({ signal }) => {
      setImmediate(() => cancel.abort(new Error('too long')))
      signals.push(signal)
      return new Promise(() => {})
    },
  })
  t.match(await failure(opening), { code: 'aborted', cause: { message: 'too long' } })
  const late = open('', {
    timeoutMs: 200,
    credentials: ({ signal }) => {
      signals.push(signal)
      return new Promise(() => {})
    },
  })
  t.match(await failure(late), { code: 'timeout', outcome: 'not sent' })
  t.strictSame(
    signals.map(({ aborted }) => aborted),
    [true, true],
    'who was asked is told',
  )
})

t.test('a duplicate logs in as the first did, by the same URI', async (t) => {
  const daemon = await FakeDaemon.listen({
    authList: { types: [1] },
    authSaslInit: { mechlist: 'SCRAM-SHA-256,PLAIN' },
    authSaslStart: { complete: 1, ...nothing },
  })
  t.teardown(() => daemon.close())
  const uri = `${daemon.uri}&auth=sasl.PLAIN&authfile=${empty}`
  const connection = await connect(uri, { credentials })
  const second = await connection.duplicate()
  await Promise.all([connection.close(), second.close()])
  const [first, again] = daemon.calls.filter(({ name }) => name === 'authSaslStart')
  t.match(again, { args: { mech: 'PLAIN' } })
  t.strictSame(dataOf(again!), dataOf(first!))
})

t.test('no secret is in any error or warning', async (t) => {
  const file = join(folder, 'open.conf')
  const lines = `[auth-libvirt-default]\ncredentials=c\n[credentials-c]\nauthname=fred\npassword=${PASSWORD}`
  await writeFile(file, lines, { mode: 0o644 })
  const heard: string[] = []
  const hear = (text: string) => heard.push(text)
  const scripts: Answers[] = [
    { ...scram(), authSaslStart: new Refusal(45, DENIED) },
    scram({ password: 'another' }),
    scram({ distort: () => Buffer.from('v=AAAA') }),
    scram({ iterations: 1 }),
    { ...scram(), authSaslStep: { complete: 1, ...nothing } },
    { ...scram(), authSaslInit: { mechlist: 'GSSAPI' } },
    {
      authList: { types: [1] },
      authSaslInit: { mechlist: 'PLAIN' },
      authSaslStart: new Refusal(45, DENIED),
    },
  ]
  for (const answers of scripts) {
    const { open } = await listen(t, answers)
    for (const [params, options] of [
      [`&authfile=${file}`, { onWarning: hear }],
      ['', { credentials }],
    ] as const) {
      const error = await failure(open(params, options))
      heard.push(JSON.stringify(error), String(error.stack), error.message, String(error.cause))
    }
  }
  const { open } = await listen(t, scram())
  const odd = [`${PASSWORD}\u0007é`, `\ue000${PASSWORD}`]
  for (const password of odd) {
    const error = await failure(
      open('', { credentials: async () => ({ authname: 'a', password }) }),
    )
    t.match(error, { code: 'invalidArg' })
    heard.push(String(error.stack), JSON.stringify(error))
  }
  const talkative = async () => {
    throw new Error(`mistyped ${PASSWORD}`)
  }
  const error = await failure(open('', { credentials: talkative }))
  heard.push(error.message, JSON.stringify(error))
  t.ok(heard.some((text) => text.includes('chmod 600')))
  t.ok(heard.length > 60)
  const leaks = heard.filter((text) =>
    [
      PASSWORD,
      Buffer.from(PASSWORD).toString('base64'),
      Buffer.from(PASSWORD).toString('hex'),
    ].some((secret) => text.includes(secret)),
  )
  t.strictSame(leaks, [])
})

t.test('who looks on hears which mechanism and whose credentials, and no secret', async (t) => {
  const file = join(t.testdir({}), 'auth.conf')
  const conf = `[auth-libvirt-default]\ncredentials=c\n[credentials-c]\nauthname=fred\n`
  await writeFile(file, conf, { mode: 0o600 })
  const { daemon, open } = await listen(t, scram({ mechlist: 'GSSAPI,SCRAM-SHA-256' }))
  const { decisions, frames } = lookOn(t)
  await open(`&authfile=${file}`)
  const told = decisions.filter(({ part }) => part === 'auth').map(({ text }) => text)
  t.strictSame(told, [
    'the daemon asks for sasl: sasl is taken',
    'SCRAM-SHA-256 is taken, the daemon offers GSSAPI, SCRAM-SHA-256',
    `${file} is read, for authfile= in the URI`,
    `authname from ${file}`,
    'the caller is asked for password',
    'SCRAM-SHA-256 is complete',
  ])
  t.ok(frames.length > 5 && frames.every(({ address }) => address === daemon.socket))
  t.notMatch(JSON.stringify([decisions, frames]), PASSWORD)
})
