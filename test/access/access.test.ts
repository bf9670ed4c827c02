import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ssh2, { type AuthContext, type ServerChannel } from 'ssh2'
import t, { type Test } from 'tap'
import { checkAccess, grantAccess, revokeAccess } from '../../src/access/access.ts'
import { expiryOption, linesOf, optionValue, readExpiry } from '../../src/access/authorized-keys.ts'
import type { AccessGrant } from '../../src/access/types.ts'
import { type KeyType, keyTypes } from '../../src/transport/ssh/keygen.ts'
import { fingerprint } from '../../src/transport/ssh/known-hosts.ts'
import { watchSecrets } from '../secrets.ts'
import { makeKey, type Rules, sshServer, type TestServer } from '../transport/ssh/server.ts'
import { Home, type HomeOptions } from './shells.ts'

t.setTimeout(280_000)

const PASSWORD = 'geheim-pencil 9'
const secrets = watchSecrets(t, { password: PASSWORD })
const hostKey = makeKey()

interface World {
  readonly server: TestServer
  /** The user's home on the host. */
  readonly there: Home
  /** Ours. */
  readonly here: string
  /** For grantAccess. */
  readonly host: string
}

/** An sshd that lets in by the password, and by what authorized_keys says; and a home of ours that knows the host. */
async function world(t: Test, rules: Rules = {}, options: HomeOptions = {}): Promise<World> {
  const there = new Home(t, options)
  const server = await sshServer(t, {
    hostKeys: [hostKey],
    ident: 'OpenSSH_9.2p1',
    auth: (context) => authenticate(there, context),
    exec: (command, channel) => run(there, command, channel),
    ...rules,
  })
  const here = mkdtempSync(join(tmpdir(), 'lvrpc-access-'))
  t.teardown(() => rmSync(here, { recursive: true }))
  mkdirSync(join(here, '.ssh'), { mode: 0o700 })
  writeFileSync(join(here, '.ssh/known_hosts'), `[127.0.0.1]:${server.port} ${hostKey.public}\n`)
  const before = { HOME: process.env.HOME, SSH_AUTH_SOCK: process.env.SSH_AUTH_SOCK }
  process.env.HOME = here
  delete process.env.SSH_AUTH_SOCK
  t.teardown(() => Object.assign(process.env, before))
  return { server, there, here, host: `fred@127.0.0.1:${server.port}` }
}

function run(there: Home, command: string, channel: ServerChannel): void {
  const { child } = there.start(command)
  child.stdout!.pipe(channel)
  child.stderr!.pipe(channel.stderr)
  channel.pipe(child.stdin!)
  child.stdin!.on('error', () => {})
  child.once('close', (code) => {
    channel.exit(code ?? 255)
    channel.end()
  })
}

/** A key that no host knows. */
async function strangerIn(t: Test): Promise<string> {
  const path = join(t.testdir({}), 'stranger')
  writeFileSync(path, makeKey().private, { mode: 0o600 })
  return path
}

function authenticate(there: Home, context: AuthContext): void {
  if (isAllowed(there, context)) context.accept()
  else context.reject(['publickey', 'password'])
}

function isAllowed(there: Home, context: AuthContext): boolean {
  if (context.method === 'password') return context.password === PASSWORD
  if (context.method !== 'publickey') return false
  const text = existsSync(there.at('.ssh/authorized_keys')) ? there.read() : ''
  const [line] = linesOf(text, context.key.data)
  const expiry = optionValue(line?.options ?? null, 'expiry-time')
  const over = expiry !== null && (readExpiry(expiry)?.getTime() ?? 0) < Date.now()
  if (line === undefined || over) return false
  if (context.signature === undefined) return true
  const key = [ssh2.utils.parseKey(`${line.type} ${line.blob.toString('base64')}`)].flat()[0]
  if (key === undefined || key instanceof Error) return false
  return key.verify(context.blob!, context.signature, context.hashAlgo) === true
}

const prompt = async ({ kind }: { kind: string }) => (kind === 'password' ? PASSWORD : undefined)
const nobody = { prompt: async () => undefined }

function hear(grant: AccessGrant): AccessGrant {
  if (grant.keyfile !== null) secrets.add(grant.fingerprint, readFileSync(grant.keyfile, 'utf8'))
  secrets.hear('grant', grant)
  return grant
}

t.test('a key is made, installed by a password, used, and revoked', async (t) => {
  const { server, there, here, host } = await world(t)
  const foreign = '# mine\nssh-rsa AAAA not a key \xff\r\n\nno end'
  there.write(foreign, undefined, 0o640)
  const grant = hear(await grantAccess(host, { prompt }))
  const keyfile = join(here, '.ssh', `lvrpc_fred@127.0.0.1_${server.port}`)
  t.match(grant, {
    keyfile,
    made: true,
    added: true,
    type: 'ed25519',
    user: 'fred',
    file: '~/.ssh/authorized_keys',
    address: `127.0.0.1:${server.port}`,
    comment: /^lvrpc-access\+ \S+@\S+ \d{4}-\d\d-\d\d$/,
    options: null,
    expiresAt: null,
    asAsked: true,
  })
  t.equal(statSync(keyfile).mode & 0o777, 0o600)
  const [type, base64] = readFileSync(`${keyfile}.pub`, 'utf8').split(' ')
  t.equal(there.read(), `${foreign}\n${type} ${base64} ${grant.comment}\n`)
  t.equal(statSync(there.at('.ssh/authorized_keys')).mode & 0o777, 0o640)
  t.equal(fingerprint(Buffer.from(base64!, 'base64')), grant.fingerprint)
  t.equal(grant.uri(), `qemu+ssh://${host}/system?keyfile=${keyfile}`)

  const again = hear(await grantAccess(host, nobody))
  t.match(again, {
    keyfile,
    made: false,
    added: false,
    asAsked: true,
    fingerprint: grant.fingerprint,
  })
  t.equal(there.read().match(/lvrpc-access/g)?.length, 1)
  t.match(server.attempts.at(-1), /^publickey/, 'and it came in by the key itself')

  const revocation = await revokeAccess(host)
  t.strictSame(revocation, {
    fingerprint: grant.fingerprint,
    address: grant.address,
    user: 'fred',
    file: '~/.ssh/authorized_keys',
    removed: 1,
    proved: true,
    unproved: null,
    deleted: [keyfile, `${keyfile}.pub`],
  })
  t.equal(there.read(), foreign)
  t.notOk(existsSync(keyfile) || existsSync(`${keyfile}.pub`))
  await t.rejects(revokeAccess(host), { code: 'invalidArg', message: /no key was granted/ })
})

t.test('keys of every type, and ssh-keygen knows them', async (t) => {
  const { host, here } = await world(t)
  for (const type of keyTypes satisfies readonly KeyType[]) {
    const grant = hear(await grantAccess(host, { prompt, type }))
    t.match(grant, { type, made: true })
    const options = { encoding: 'utf8', env: { ...process.env, HOME: here } } as const
    const { status, stdout } = spawnSync('ssh-keygen', ['-l', '-f', grant.keyfile!], options)
    // Where there is none, the library's own reading of the key has to do.
    if (status !== null) t.match(stdout, grant.fingerprint)
    t.match(await revokeAccess(host, nobody), { removed: 1, proved: true })
  }
})

t.test('a key that is there already is taken, and stays', async (t) => {
  const { host, here, there } = await world(t)
  const pair = makeKey('rsa')
  const keyfile = join(here, 'mine')
  writeFileSync(keyfile, pair.private, { mode: 0o600 })
  const grant = hear(await grantAccess(host, { prompt, keyfile, comment: 'move of rack 7' }))
  t.match(grant, {
    keyfile,
    made: false,
    added: true,
    type: 'rsa',
    comment: 'lvrpc-access move of rack 7',
  })
  t.match(await grant.revoke(nobody), { removed: 1, proved: true, deleted: [] })
  t.ok(existsSync(keyfile))
  t.equal(there.read(), '')
  // An encrypted one, of which the public half can be read.
  const locked = makeKey('ed25519', 'sesame-9')
  secrets.add('passphrase', 'sesame-9')
  writeFileSync(keyfile, locked.private, { mode: 0o600 })
  t.match(await grantAccess(host, { prompt, keyfile }), { added: true })
  t.match(await revokeAccess(host, { prompt, keyfile }), { removed: 1, proved: true, deleted: [] })
  writeFileSync(keyfile, 'this is no key', { mode: 0o600 })
  await t.rejects(grantAccess(host, { prompt, keyfile }), {
    code: 'invalidArg',
    message: /cannot be used/,
  })
  await t.rejects(grantAccess(host, { prompt, keyfile: '/nowhere' }), { code: 'invalidArg' })
  t.equal(there.read(), '')
})

t.test('limits stand in the line, as the sshd of the host wants them', async (t) => {
  const expiresAt = new Date(Date.now() + 3_600_500)
  const from = ['10.0.0.0/8', '!10.1.*']
  const local = (at: Date) =>
    spawnSync('date', ['-d', `@${Math.floor(at.getTime() / 1000)}`, '+%Y%m%d%H%M%S'], {
      encoding: 'utf8',
      env: { ...process.env, TZ: undefined },
    }).stdout.trim()
  const rows = [
    ['OpenSSH_9.2p1', expiryOption(expiresAt)],
    ['OpenSSH_10.0p2', expiryOption(expiresAt)],
    ['OpenSSH_9.0', local(expiresAt)],
    ['OpenSSH_7.7', local(expiresAt)],
  ] as const
  for (const [ident, expiry] of rows) {
    await t.test(ident, async (t) => {
      const { host, there } = await world(t, { ident })
      const grant = hear(await grantAccess(host, { prompt, expiresAt, from }))
      t.match(grant, { options: `from="10.0.0.0/8,!10.1.*",expiry-time="${expiry}"`, expiresAt })
      t.match(there.read(), /^from="10.0.0.0\/8,!10.1.\*",expiry-time="\d+Z?" ssh-ed25519 /)
      await grant.revoke({ prompt })
      t.equal(there.read(), '')
    })
  }
  for (const ident of ['OpenSSH_7.6p1', 'dropbear_2022.83', 'x']) {
    await t.test(ident, async (t) => {
      const { host, here, there } = await world(t, { ident })
      const refusal = {
        name: 'UsageError',
        code: 'operationUnsupported',
        message: /grant without a limit, and revoke/,
      }
      await t.rejects(grantAccess(host, { prompt, expiresAt }), refusal)
      t.notOk(existsSync(there.at('.ssh')))
      t.strictSame(
        spawnSync('ls', [join(here, '.ssh')], { encoding: 'utf8' }).stdout,
        'known_hosts\n',
      )
    })
  }
})

t.test('a key that is there with other limits is left, and that is said', async (t) => {
  const { host, there } = await world(t)
  const expiresAt = new Date(Date.now() + 3_600_000)
  await grantAccess(host, { prompt, expiresAt })
  const text = there.read()
  t.match(await grantAccess(host, { prompt, expiresAt }), { added: false, asAsked: true })
  t.match(await grantAccess(host, { prompt }), {
    added: false,
    asAsked: false,
    expiresAt: new Date(Math.floor(expiresAt.getTime() / 1000) * 1000),
  })
  t.match(await grantAccess(host, { prompt, expiresAt, from: ['*'] }), { asAsked: false })
  t.equal(there.read(), text)
})

t.test('a grant that disposes of itself', async (t) => {
  for (const store of ['memory', 'temporary'] as const) {
    await t.test(store, async (t) => {
      const { host, here, there } = await world(t)
      there.write('before\n')
      let keyfile: string | null = null
      {
        await using grant = await grantAccess(host, { prompt, store })
        hear(grant)
        const { privateKey } = grant.connectOptions()
        if (privateKey !== undefined) secrets.add('key in memory', privateKey)
        keyfile = grant.keyfile
        if (store === 'memory')
          t.strictSame([keyfile, grant.uri()], [null, `qemu+ssh://${host}/system`])
        else t.equal(statSync(keyfile!).mode & 0o777, 0o600)
        t.match(there.read(), /^before\nssh-ed25519 \S+ lvrpc-access /)
      }
      t.equal(there.read(), 'before\n')
      t.notOk(keyfile !== null && existsSync(keyfile))
      t.strictSame(
        spawnSync('ls', [join(here, '.ssh')], { encoding: 'utf8' }).stdout,
        'known_hosts\n',
      )
    })
  }
  await t.test('what was there before is left', async (t) => {
    const { host, here, there } = await world(t)
    const pair = makeKey()
    const keyfile = join(here, 'mine')
    writeFileSync(keyfile, pair.private, { mode: 0o600 })
    there.write(`${pair.public}\n`)
    {
      await using grant = await grantAccess(host, { keyfile })
      t.match(grant, { added: false, made: false })
      t.match(await grant.revoke(), { removed: 0, proved: false })
    }
    t.equal(there.read(), `${pair.public}\n`)
    t.ok(existsSync(keyfile))
  })
})

t.test('a grant that fails leaves nothing here either', async (t) => {
  const { host, here, there, server } = await world(t)
  const left = () => spawnSync('ls', [join(here, '.ssh')], { encoding: 'utf8' }).stdout
  const wrong = { prompt: async () => 'a wrong password' }
  await t.rejects(secrets.of(grantAccess(host, wrong)), { code: 'authFailed' })
  await t.rejects(secrets.of(grantAccess(host)), { code: 'authFailed' })
  await t.rejects(grantAccess(`127.0.0.1:${server.port + 1}`, { prompt }), {
    code: 'connectFailed',
  })
  const refused = { name: 'ConnectionError', code: 'accessFailed', outcome: 'refused' }
  await t.rejects(grantAccess(host, { prompt, authorizedKeys: 'nowhere/keys' }), {
    ...refused,
    message: /nowhere\/keys of fred on 127.0.0.1:\d+ is as it was: its folder is not there/,
  })
  await t.rejects(grantAccess(host, { prompt, signal: AbortSignal.abort() }), { code: 'aborted' })
  t.equal(left(), 'known_hosts\n')
  t.notOk(existsSync(there.at('.ssh')))
  // A public half that nobody knows the private one of.
  writeFileSync(join(here, '.ssh', `lvrpc_fred@127.0.0.1_${server.port}`), 'in the way')
  await t.rejects(grantAccess(host, { prompt }), { code: 'invalidArg' })
})

t.test(
  'a session that is cut in the middle leaves it unknown, and the key for another try',
  async (t) => {
    let cut = true
    const { host, there, server } = await world(
      t,
      {},
      {
        // The new file has arrived, and is not in its place yet.
        programs: { sync: 'while [ -e "$HOME/wait" ]; do sleep 0.02; done' },
      },
    )
    there.write('before\n')
    writeFileSync(there.at('wait'), '')
    const attempt = grantAccess(host, { prompt })
    while (cut) {
      await new Promise(setImmediate)
      const { stdout } = spawnSync('ls', ['-A', there.at('.ssh')], { encoding: 'utf8' })
      const name = stdout.split('\n').find((one) => one.includes('.new.'))
      if (name === undefined || !there.read(`.ssh/${name}`).includes('ssh-ed25519')) continue
      for (const socket of server.sockets) socket.destroy()
      cut = false
    }
    await t.rejects(attempt, {
      code: 'accessFailed',
      outcome: 'unknown',
      message: /may have been changed or not.*look for SHA256:\S+ there, or run it again/,
    })
    t.equal(there.read(), 'before\n')
    spawnSync('rm', [there.at('wait')])
    const grant = hear(await grantAccess(host, { prompt }))
    t.match(grant, { made: false })
    t.match(there.read(), /^before\nssh-ed25519 \S+ lvrpc-access [^\n]+\n$/)
  },
)

t.test('a revoked key that still logs in is told of', async (t) => {
  const there = await world(t)
  const grant = hear(await grantAccess(there.host, { prompt }))
  const auth = (context: AuthContext) => context.accept()
  const careless = await world(t, { auth })
  // The same key, on a host that takes every key.
  await t.rejects(revokeAccess(careless.host, { keyfile: grant.keyfile! }), {
    code: 'accessFailed',
    outcome: 'refused',
    message: /still logs fred in.*another file of sshd's AuthorizedKeysFile/,
  })
  t.ok(existsSync(grant.keyfile!))
})

t.test('a line that drops while the revoked key is tried proves nothing', async (t) => {
  let logins = 0
  const there = new Home(t)
  const auth: NonNullable<Rules['auth']> = (context, client) => {
    if (context.method === 'publickey' && context.signature === undefined) logins++
    // The grant came by password, and the revocation by the key.
    if (logins > 1) client.end()
    else authenticate(there, context)
  }
  const exec: NonNullable<Rules['exec']> = (command, channel) => run(there, command, channel)
  const { host } = await world(t, { auth, exec })
  const grant = hear(await grantAccess(host, { prompt }))
  t.match(await grant.revoke(), { removed: 1, proved: false, unproved: /the server ended it/ })
  t.equal(there.read(), '')
  t.match(await checkAccess(host, { keyfile: await strangerIn(t) }), { failed: 'unreachable' })
})

t.test('hosts as they are written', async (t) => {
  const rows: [string, RegExp][] = [
    ['', /no host/],
    ['a b', /no host/],
    ['host/path', /no host/],
    ['qemu+tcp://host/system', /leads over tcp, and access is granted over ssh alone/],
    ['qemu:///system', /leads over unix/],
    ['host:nowhere', /port number/],
  ]
  for (const [host, message] of rows) {
    await t.rejects(grantAccess(host), { name: 'UsageError', code: 'invalidArg', message }, host)
  }
  const files = ['~joe/keys', '/', 'a\nb', '%h/.ssh/authorized_keys', 'folder/', '']
  for (const authorizedKeys of files) {
    await t.rejects(grantAccess('host', { authorizedKeys }), { code: 'invalidArg' }, authorizedKeys)
  }
  await t.rejects(grantAccess('host', { from: ['"'] }), { code: 'invalidArg' })
  await t.rejects(grantAccess('host', { comment: 'a\nb' }), { code: 'invalidArg' })
  await t.rejects(grantAccess('host', { expiresAt: new Date(0) }), {
    code: 'invalidArg',
    message: /past/,
  })
})

t.test('URIs of a grant keep what the host was named with', async (t) => {
  const { server } = await world(t)
  const { port } = server
  const rows: [string, string | undefined, string][] = [
    [`127.0.0.1:${port}`, undefined, `qemu+ssh://127.0.0.1:${port}/system`],
    [`ssh://joe@127.0.0.1:${port}/`, '/session', `qemu+ssh://joe@127.0.0.1:${port}/session`],
    [
      `qemu+ssh://joe@127.0.0.1:${port}/system?keyfile=/old&proxy=netcat&x=%20#y`,
      undefined,
      `qemu+ssh://joe@127.0.0.1:${port}/system?proxy=netcat&x=%20`,
    ],
  ]
  for (const [host, path, expected] of rows) {
    await using grant = await grantAccess(host, { prompt, store: 'memory' })
    t.equal(grant.uri(path), expected, host)
  }
})

t.test('no secret was shown', async (t) => secrets.prove(t, { grant: 10, error: 2, decision: 40 }))
