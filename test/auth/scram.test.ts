import t from 'tap'
import { SaslError } from '../../src/auth/mechanism.ts'
import { Scram, type ScramHash } from '../../src/auth/scram.ts'
import { ScramServer, type ScramServerOptions } from '../../src/testing/scram-server.ts'

const text = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes).toString())

interface Vector {
  readonly hash: ScramHash
  readonly nonce: string
  readonly messages: readonly [first: string, challenge: string, last: string, proof: string]
}

const rfc5802: Vector = {
  hash: 'sha1',
  nonce: 'fyko+d2lbbFgONRv9qkxdawL',
  messages: [
    'n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL',
    'r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096',
    'c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=',
    'v=rmF9pqV8S7suAoZWja4dJRkFsKQ=',
  ],
}
const rfc7677: Vector = {
  hash: 'sha256',
  nonce: 'rOprNGfwEbeRWgbNEkqO',
  messages: [
    'n,,n=user,r=rOprNGfwEbeRWgbNEkqO',
    'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
    'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
    'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
  ],
}
// No RFC has one for SHA-512: this is the exchange of RFC 7677, computed with another language's library.
const sha512: Vector = {
  hash: 'sha512',
  nonce: 'rOprNGfwEbeRWgbNEkqO',
  messages: [
    rfc7677.messages[0],
    rfc7677.messages[1],
    'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,' +
      'p=gMGXRcevScNtxZ6/8lQYpGtnsNAc3mGcmNomv+xnoOMw+3R2xNJdMNnzMlTN8PPC6wdp6dybEmDYXYTxwnYPJQ==',
    'v=ZQnYEgWQMFmmsM8aQMF0nDDCy/AgCzkwk8CmMZYcMg0vSVlKDanekLtifDSeVGT4+5ZxXnJq199RVG2rR7N7Zw==',
  ],
}
const user = { authname: 'user', password: 'pencil' }

for (const [name, { hash, nonce, messages }] of Object.entries({ rfc5802, rfc7677, sha512 })) {
  t.test(`the exchange of ${name}, byte for byte`, async (t) => {
    const [first, challenge, last, proof] = messages
    const client = new Scram(hash, user, () => nonce)
    t.equal(text(await client.respond(null)), first)
    t.equal(text(await client.respond(Buffer.from(challenge))), last)
    t.equal(client.complete, false)
    t.equal(await client.respond(Buffer.from(proof)), null)
    t.equal(client.complete, true)
    await t.rejects(client.respond(null), SaslError)
  })
}

/** A whole login. @returns what the server took for the user's name */
async function login(
  client: Scram,
  server: ScramServer,
  distort: (proof: string) => string = (proof) => proof,
): Promise<string> {
  const last = await client.respond(server.first((await client.respond(null))!))
  const proof = server.final(last!)
  if (proof === undefined) throw new Error('the server refuses the proof')
  await client.respond(Buffer.from(distort(proof.toString())))
  if (!client.complete) throw new Error('not complete')
  return server.user
}

t.test('every hash, and a nonce that is new each time', async (t) => {
  for (const hash of ['sha1', 'sha256', 'sha512'] as const) {
    t.equal(await login(new Scram(hash, user), new ScramServer({ hash })), 'user')
  }
  const said = await Promise.all([0, 1].map(() => new Scram('sha1', user).respond(null)))
  t.not(text(said[0]!), text(said[1]!))
  t.match(text(said[0]!), /^n,,n=user,r=[A-Za-z0-9+/]{32}$/)
  await t.rejects(
    login(new Scram('sha256', { ...user, password: 'wrong' }), new ScramServer()),
    /refuses/,
  )
})

t.test('names with a comma or an equals sign, and acting as somebody else', async (t) => {
  const client = new Scram('sha256', { ...user, authname: 'a=b,c', username: 'x,y' }, () => 'N')
  t.equal(text(await client.respond(null)), 'n,a=x=2Cy,n=a=3Db=2Cc,r=N')
  const acting = new Scram('sha256', { ...user, username: 'other' })
  t.equal(await login(acting, new ScramServer()), 'user')
})

t.test('names and passwords are prepared', async (t) => {
  const written = { authname: 'us\u00ader', password: 'pen\u00a0cil \u2168' }
  const server = new ScramServer({ password: 'pen cil IX' })
  t.equal(await login(new Scram('sha256', written), server), 'user')
  for (const [what, credentials] of [
    ['user name', { ...user, authname: 'a\u0007é' }],
    ['password', { ...user, password: 'geheim\u0000' }],
    ['authorization name', { ...user, username: 'a\ue000' }],
  ] as const) {
    t.throws(() => new Scram('sha256', credentials), {
      code: 'invalidArg',
      message: `invalid argument: the ${what} contains a character that SASL does not allow`,
    })
  }
  t.throws(() => new Scram('sha256', { ...user, authname: '\u00ad' }), { code: 'invalidArg' })
})

t.test('a first message that is hostile or wrong is answered with nothing', async (t) => {
  const hostile: [string, ScramServerOptions, RegExp][] = [
    ['another nonce', { nonce: () => 'theirs' }, /nonce does not go on from ours/],
    ['only our nonce', { nonce: (ours) => ours }, /nonce does not go on from ours/],
    ['a nonce cut short', { nonce: (ours) => ours.slice(0, -1) }, /does not go on/],
    ['a nonce with a blank', { nonce: (ours) => `${ours} x` }, /characters/],
    ['hours of work', { iterations: 2_000_001 }, /iteration count/],
    ['a number beyond all', { iterations: '9'.repeat(400) }, /iteration count/],
    ['next to no work', { iterations: 4095 }, /iteration count/],
    ['no work', { iterations: 0 }, /cannot be read/],
    ['less than none', { iterations: -4096 }, /cannot be read/],
    ['a fraction', { iterations: '4096.5' }, /cannot be read/],
  ]
  for (const [what, options, message] of hostile) {
    const client = new Scram('sha256', user)
    const challenge = new ScramServer(options).first((await client.respond(null))!)
    await t.rejects(client.respond(challenge), { name: 'SaslError', message }, what)
    t.equal(client.complete, false)
  }
  const lines: [string | Uint8Array | null, RegExp][] = [
    [null, /sent nothing/],
    ['', /cannot be read/],
    ['r=NX', /cannot be read/],
    ['r=NX,s=,i=4096', /cannot be read/],
    ['r=NX,s=!!!!,i=4096', /cannot be read/],
    ['r=NX,s=c2E,i=4096', /cannot be read/],
    ['s=c2E=,r=NX,i=4096', /cannot be read/],
    ['m=x,r=NX,s=c2E=,i=4096', /unknown extension/],
    ['e=other-error', /ended the exchange/],
    ['v=c2E=', /cannot be read/],
    [Uint8Array.of(0x72, 0x3d, 0x4e, 0xff), /not UTF-8/],
  ]
  for (const [line, message] of lines) {
    const client = new Scram('sha256', user, () => 'N')
    await client.respond(null)
    const challenge = typeof line === 'string' ? Buffer.from(line) : line
    await t.rejects(client.respond(challenge), { name: 'SaslError', message }, String(line))
  }
})

t.test('extensions that need not be known are passed over, and still signed', async (t) => {
  const client = new Scram('sha256', user, () => 'N')
  await client.respond(null)
  const last = await client.respond(Buffer.from('r=NX,s=c2E=,i=4096,x=later'))
  t.match(text(last), /^c=biws,r=NX,p=/)
})

t.test('a daemon that does not know the password is found out', async (t) => {
  const distorted: [string, (proof: string) => string][] = [
    ['another signature', () => `v=${Buffer.alloc(32).toString('base64')}`],
    ['one byte off', (proof) => `v=${proof[2] === 'A' ? 'B' : 'A'}${proof.slice(3)}`],
    [
      'cut short',
      (proof) => `v=${Buffer.from(proof.slice(2), 'base64').subarray(1).toString('base64')}`,
    ],
    ['none', () => 'v='],
    ['no message', () => ''],
    ['no base64', (proof) => proof.replace('=', '=*')],
    ['the first again', () => 'r=NX,s=c2E=,i=4096'],
  ]
  for (const [what, distort] of distorted) {
    const client = new Scram('sha256', user)
    await t.rejects(
      login(client, new ScramServer(), distort),
      { name: 'SaslError', message: 'the daemon did not prove that it knows the password' },
      what,
    )
    t.equal(client.complete, false)
  }
  await t.rejects(
    login(new Scram('sha256', user), new ScramServer(), () => 'e=invalid-proof'),
    {
      message: 'the daemon did not accept the proof',
    },
  )
})
