import t from 'tap'
import type { AccessFunctions } from '../../src/cli/io.ts'
import { ConnectionError, type GrantOptions } from '../../src/index.ts'
import { fakeIo, lvrpc, offline } from './fake-io.ts'

const uri = "qemu+ssh://root@a/system?keyfile=/home/o'hara/.ssh/lvrpc_root@a"
const given = {
  address: 'a:22',
  user: 'root',
  file: '~/.ssh/authorized_keys',
  keyfile: "/home/o'hara/.ssh/lvrpc_root@a",
  made: true,
  type: 'ed25519',
  fingerprint: 'SHA256:abc',
  added: true,
  comment: 'lvrpc-access me@desk 2026-11-23',
  options: null,
  expiresAt: null,
  asAsked: true,
}
const report = {
  ok: true,
  failed: null,
  reason: null,
  error: null,
  keyfile: '/k',
  fingerprint: 'SHA256:abc',
  address: 'a:22',
  user: 'root',
  expiresAt: null,
  way: 'socket /var/run/libvirt/libvirt-sock',
  daemon: { version: '11.3.0', hostname: 'a' },
} as const
const done = {
  fingerprint: 'SHA256:abc',
  address: 'a:22',
  user: 'root',
  file: '~/.ssh/authorized_keys',
  removed: 1,
  proved: true,
  unproved: null,
  deleted: ['/k', '/k.pub'],
} as const

/** An Io whose library does as told and writes down what it was told. */
function world(answers: { grant?: object; check?: object; revoke?: object } = {}) {
  const calls: unknown[][] = []
  const answer =
    (name: keyof typeof answers, fallback: object) =>
    async (...args: unknown[]) => {
      calls.push([name, ...args])
      return { uri: () => uri, ...fallback, ...answers[name] }
    }
  const access = {
    grant: answer('grant', given),
    check: answer('check', report),
    revoke: answer('revoke', done),
  } as unknown as AccessFunctions
  const now = new Date('2026-11-23T10:00:00Z')
  return { io: fakeIo({ access, now: () => now }), calls }
}

t.test('grant says what it did, how to use it, and how to end it', async (t) => {
  const { io, calls } = world()
  const ran = await lvrpc(['access', 'grant', 'root@a'], io)
  t.strictSame(ran, {
    code: 0,
    stderr: '',
    stdout: `Key:            /home/o'hara/.ssh/lvrpc_root@a (ed25519, new)
Fingerprint:    SHA256:abc
Added to:       ~/.ssh/authorized_keys of root on a:22
Comment:        lvrpc-access me@desk 2026-11-23
Use:            lvrpc -c '${uri.replace("'", "'\\''")}'
Check:          lvrpc access check root@a
Take back:      lvrpc access revoke root@a

`,
  })
  t.match(calls, [['grant', 'root@a', { signal: { aborted: false } }]])
  t.strictSame(Object.keys(calls[0]![2] as object).sort(), ['onWarning', 'signal'])
})

t.test('grant hands on what it was told', async (t) => {
  const rows: [string[], Partial<GrantOptions>][] = [
    [['--key', '/k'], { keyfile: '/k' }],
    [['--type', 'rsa'], { type: 'rsa' }],
    [['--from', '10.0.0.0/8,!10.1.*'], { from: ['10.0.0.0/8', '!10.1.*'] }],
    [['--comment', 'rack 7'], { comment: 'rack 7' }],
    [['--authorized-keys', 'keys'], { authorizedKeys: 'keys' }],
    [['--expires', '90s'], { expiresAt: new Date('2026-11-23T10:01:30Z') }],
    [['--expires', '2h'], { expiresAt: new Date('2026-11-23T12:00:00Z') }],
    [['--expires', '7d'], { expiresAt: new Date('2026-11-30T10:00:00Z') }],
    [['--expires', '2w'], { expiresAt: new Date('2026-12-07T10:00:00Z') }],
    [['--expires', '2026-12-31T18:00Z'], { expiresAt: new Date('2026-12-31T18:00:00Z') }],
    [['--expires', '2026-12-31T18:00:30+02:00'], { expiresAt: new Date('2026-12-31T16:00:30Z') }],
    [['--expires', '20261231180000Z'], { expiresAt: new Date('2026-12-31T18:00:00Z') }],
    [['--expires', '202612311800Z'], { expiresAt: new Date('2026-12-31T18:00:00Z') }],
  ]
  for (const [args, expected] of rows) {
    const { io, calls } = world()
    t.equal((await lvrpc(['access', 'grant', 'a', ...args], io)).code, 0, args.join(' '))
    t.match(calls[0]?.[2], expected, args.join(' '))
  }
})

t.test(
  'a key that was there says so; with other limits than asked for that is a failure',
  async (t) => {
    const there = await lvrpc(
      ['access', 'grant', 'a'],
      world({ grant: { added: false, made: false } }).io,
    )
    t.match(there, { code: 0, stdout: /\(ed25519, there before\)\n(.*\n)*Already in: +~\/.ssh/ })
    const limits = {
      added: false,
      asAsked: false,
      options: 'expiry-time="20261231180000Z"',
      expiresAt: new Date('2026-12-31T18:00:00Z'),
    }
    const other = await lvrpc(['access', 'grant', 'a'], world({ grant: limits }).io)
    t.match(other, {
      code: 1,
      stdout: /Limits: +expiry-time="20261231180000Z"\nEnds: +2026-12-31T18:00:00.000Z/,
      stderr:
        /^error: the key is in .* already, with other limits than asked for; nothing was changed: revoke it first\n$/,
    })
  },
)

t.test('check tells what it saw, by exit code, too', async (t) => {
  const { io } = world()
  t.strictSame(await lvrpc(['access', 'check', 'a'], io), {
    code: 0,
    stderr: '',
    stdout: `Key:            /k
Fingerprint:    SHA256:abc
Login:          as root on a:22, nobody asked
Way:            socket /var/run/libvirt/libvirt-sock
Daemon:         libvirt 11.3.0 on a

`,
  })
  const failed = { ok: false, failed: 'login', reason: 'no.', user: null, way: null, daemon: null }
  const ran = await lvrpc(['access', 'check', 'a'], world({ check: failed }).io)
  t.match(ran, { code: 1, stderr: 'error: no.\n', stdout: /Login: +no\n/ })
  const json = await lvrpc(['access', 'check', 'a', '--json'], world({ check: failed }).io)
  t.equal(json.code, 1)
  t.match(JSON.parse(json.stdout), { ok: false, failed: 'login', reason: 'no.', daemon: null })
})

t.test('revoke tells what went, and whether that was seen to work', async (t) => {
  const { io, calls } = world()
  t.strictSame(await lvrpc(['access', 'revoke', 'a'], io), {
    code: 0,
    stderr: '',
    stdout: `Fingerprint:    SHA256:abc
Taken out:      1 line of ~/.ssh/authorized_keys of root on a:22
Login:          refused
Deleted:        /k, /k.pub

`,
  })
  t.match(calls, [['revoke', 'a', { keepKey: false }]])
  const kept = world({ revoke: { removed: 0, deleted: [] } })
  const ran = await lvrpc(['access', 'revoke', 'a', '--keep-key', '--key', '/k'], kept.io)
  t.match(ran, { code: 0, stdout: /Taken out: +nothing: it is not in ~/ })
  t.match(kept.calls, [['revoke', 'a', { keepKey: true, keyfile: '/k' }]])
  const unproved = world({ revoke: { proved: false, unproved: 'the line dropped' } })
  t.match(await lvrpc(['access', 'revoke', 'a'], unproved.io), {
    code: 1,
    stderr: 'error: whether sshd refuses the key was not found out: the line dropped\n',
  })
})

t.test('JSON has every member, and no next commands', async (t) => {
  const json = async (...args: string[]) =>
    JSON.parse((await lvrpc(['access', ...args, '--json'], world().io)).stdout)
  t.strictSame(await json('grant', 'a'), { ...given, uri })
  const { error: _, ...shown } = report
  t.strictSame(await json('check', 'a'), shown)
  t.strictSame(await json('revoke', 'a'), done)
})

t.test('quiet: only what a check found out', async (t) => {
  t.equal((await lvrpc(['-q', 'access', 'grant', 'a'], world().io)).stdout, '')
  t.equal((await lvrpc(['-q', 'access', 'revoke', 'a'], world().io)).stdout, '')
  t.match((await lvrpc(['-q', 'access', 'check', 'a'], world().io)).stdout, /Daemon:/)
})

t.test('wrong usage is found before anything is opened', async (t) => {
  const rows: [string[], RegExp][] = [
    [[], /needs ACTION/],
    [['grant'], /needs HOST/],
    [['give', 'a'], /does not know 'give'/],
    [['check', 'a', '--expires', '2h'], /--expires belongs to access grant/],
    [['revoke', 'a', '--from', 'x'], /--from belongs to access grant/],
    [['grant', 'a', '--keep-key'], /--keep-key belongs to access revoke/],
    [['grant', 'a', '--key', 'k', '--type', 'rsa'], /exclude each other/],
    [['grant', 'a', '--type', 'dsa'], /does not know 'dsa'/],
    [['grant', 'a', '--expires', 'tomorrow'], /neither a time from now/],
    [['grant', 'a', '--expires', '2026-12-31T18:00'], /with its zone/],
    [['grant', 'a', '--expires', '2026-13-31T18:00Z'], /neither a time from now/],
  ]
  for (const [args, message] of rows) {
    const ran = await lvrpc(['access', ...args], offline())
    t.match(ran, { code: 2, stderr: message }, args.join(' '))
  }
})

t.test('a failure is told as any other, and an interrupt calls off what runs', async (t) => {
  const error = new ConnectionError('accessFailed', 'left as it was', {
    address: 'a:22',
    outcome: 'refused',
  })
  const failing = fakeIo({ access: { ...world().io.access, grant: () => Promise.reject(error) } })
  t.match(await lvrpc(['access', 'grant', 'a'], failing), {
    code: 1,
    stderr: 'error: left as it was (a:22)\n',
  })

  let signal: AbortSignal | undefined
  const io = fakeIo({
    access: {
      ...world().io.access,
      grant: (_host, options) =>
        new Promise((_, reject) => {
          signal = options.signal
          signal?.addEventListener('abort', () => reject(new Error('called off')))
        }),
    },
  })
  const running = lvrpc(['access', 'grant', 'a'], io)
  while (signal === undefined) await new Promise(setImmediate)
  io.signals.emit('SIGINT')
  t.match(await running, { code: 1, stderr: 'error: called off\n' })
  t.equal(io.signals.listenerCount('SIGINT') + io.signals.listenerCount('SIGTERM'), 0)
})
