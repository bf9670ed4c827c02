import { createHmac, generateKeyPairSync } from 'node:crypto'
import {
  chmodSync,
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
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { UsageError } from '../../../src/errors.ts'
import {
  appendKnownHost,
  fingerprint,
  isCanonical,
  KnownHosts,
  keyTypeOf,
  lookupName,
} from '../../../src/transport/ssh/known-hosts.ts'

/** A public key as ssh sends it; the number tells keys of one type apart. */
function key(type: string, number: number): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(type.length)
  return Buffer.concat([length, Buffer.from(type), Buffer.alloc(32, number)])
}

const ed1 = key('ssh-ed25519', 1)
const ed2 = key('ssh-ed25519', 2)
const rsa1 = key('ssh-rsa', 1)
const ec1 = key('ecdsa-sha2-nistp256', 1)

const written = (blob: Buffer) => `${keyTypeOf(blob)} ${blob.toString('base64')}`
const line = (hosts: string, blob: Buffer) => `${hosts} ${written(blob)}\n`

function folder(t: Test): string {
  const path = mkdtempSync(join(tmpdir(), 'lvrpc-known-'))
  t.teardown(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** A hash that is not of our making: that of a line `ssh-keygen -H` wrote for 'h.example.org'. */
const hashed = '|1|Y/T6ZzIzzINdPSFBlPE5IUvhVWE=|G+PYUiq2aryHnvKzmUiYqcwQv3M='

function hash(name: string): string {
  const salt = Buffer.alloc(20, 7)
  return `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(name).digest('base64')}`
}

t.test('the name of a host, a port of its own, and an alias', async (t) => {
  t.equal(lookupName('Host.Example', 22, null), 'host.example')
  t.equal(lookupName('HOST', 2222, null), '[host]:2222')
  t.equal(lookupName('::1', 2222, null), '[::1]:2222')
  t.equal(lookupName('host', 2222, 'Alias'), 'alias')
})

t.test('what is said of a key', async (t) => {
  const changed = (line: number, keyType = 'ssh-ed25519') => ({
    is: 'changed',
    file: 'F',
    line,
    keyType,
  })
  const cases: [string, string, unknown][] = [
    ['', 'h', { is: 'unknown' }],
    [line('h', ed1), 'h', { is: 'known' }],
    [line('h', ed1), 'H', { is: 'known' }],
    [line('H', ed1), 'h', { is: 'known' }],
    [line('h', ed1), 'g', { is: 'unknown' }],
    [line('g,h', ed1), 'h', { is: 'known' }],
    [line('h', ed2), 'h', changed(1)],
    [line('h', rsa1), 'h', changed(1, 'ssh-rsa')],
    [`\n# c\n${line('h', rsa1)}${line('h', ed2)}`, 'h', changed(4)],
    [line('h', ed2) + line('h', ed1), 'h', { is: 'known' }],
    [line('*.lab', ed1), 'a.b.lab', { is: 'known' }],
    [line('h?', ed1), 'h1', { is: 'known' }],
    [line('h?', ed1), 'h', { is: 'unknown' }],
    [line('*,!h', ed1), 'h', { is: 'unknown' }],
    [line('!h,*', ed1), 'g', { is: 'known' }],
    [line('!g', ed1), 'h', { is: 'unknown' }],
    [line('[h]:2222', ed1), '[h]:2222', { is: 'known' }],
    [line('[h]:2222', ed2), '[h]:2222', changed(1)],
    [line('[h]:2222', ed1), 'h', { is: 'unknown' }],
    [line('[h]:2222', ed1), '[h]:2223', { is: 'unknown' }],
    [line('[*]:2222', ed1), '[h]:2222', { is: 'known' }],
    [line('h', ed1), '[h]:2222', { is: 'known' }],
    [line('h', ed2), '[h]:2222', { is: 'unknown' }],
    [`@revoked ${line('h', ed1)}`, '[h]:2222', { is: 'revoked', file: 'F', line: 1 }],
    [line('::1', ed1), '::1', { is: 'known' }],
    [line(hashed, ed1), 'h.example.org', { is: 'known' }],
    [line(hashed, ed1), 'H.example.org', { is: 'known' }],
    [line(hashed, ed2), 'h.example.org', changed(1)],
    [line(hashed, ed1), 'g.example.org', { is: 'unknown' }],
    [line(hash('[h]:2222'), ed1), '[h]:2222', { is: 'known' }],
    [`@revoked ${line('h', ed1)}`, 'h', { is: 'revoked', file: 'F', line: 1 }],
    [`${line('h', ed1)}@revoked ${line('*', ed1)}`, 'h', { is: 'revoked', file: 'F', line: 2 }],
    [`@revoked ${line('g', ed1)}`, 'h', { is: 'unknown' }],
    [`@revoked ${line('h', ed2)}`, 'h', { is: 'unknown' }],
    [`@revoked ${line('h', ed2)}${line('h', ed1)}`, 'h', { is: 'known' }],
    [`@cert-authority ${line('*', rsa1)}`, 'h', { is: 'authority', file: 'F', line: 1 }],
    [`@cert-authority ${line('*', ed1)}`, 'h', { is: 'authority', file: 'F', line: 1 }],
    [`@cert-authority ${line('*', rsa1)}${line('h', ed1)}`, 'h', { is: 'known' }],
    [`@cert-authority ${line('*', rsa1)}${line('h', ed2)}`, 'h', changed(2)],
    [`@cert-authority ${line('*.lab', rsa1)}`, 'h', { is: 'unknown' }],
  ]
  for (const [text, name, verdict] of cases) {
    t.strictSame(KnownHosts.parse(text, 'F').check(name, ed1), verdict, `${name} in ${text}`)
  }
})

t.test('lines as editors and other tools leave them', async (t) => {
  const good = `h ${written(ed1)}`
  const cases: [string, boolean][] = [
    [good, true],
    [`${good}\r\n`, true],
    [`\t ${good}  a comment of some words\n`, true],
    [`h\t\t${written(ed1)}`, true],
    [`#${good}`, false],
    [`@other ${good}`, false],
    [`h ssh-rsa ${ed1.toString('base64')}`, false],
    [`h ssh-ed25519`, false],
    ['h', false],
    [`h ssh-ed25519 ${ed1.toString('base64').slice(0, 8)}`, false],
    [`h ssh-ed25519 ${ed1.toString('base64')}!`, false],
    ['h 1024 35 1234567890', false],
    [`|1|x ${written(ed1)}`, false],
    [`|2|AAAA|AAAA ${written(ed1)}`, false],
    [`|1|AAAA|AAAA ${written(ed1)}`, false],
    [`${'g,'.repeat(40_000)}h ${written(ed1)}`, false],
    [`${'g,'.repeat(30_000)}h ${written(ed1)}`, true],
    [`\0\0\n${good}`, true],
  ]
  for (const [text, known] of cases) {
    const { is } = KnownHosts.parse(`${text}\n`, 'F').check('h', ed1)
    t.equal(is, known ? 'known' : 'unknown', text.slice(0, 80))
    // What is passed over does not hide what comes behind it.
    t.equal(KnownHosts.parse(`${text}\n${line('h', ed1)}`, 'F').check('h', ed1).is, 'known')
  }
})

t.test('algorithms of known keys, RSA for three of them', async (t) => {
  const rsa = ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa']
  const cases: [string, string, readonly string[]][] = [
    ['', 'h', []],
    [line('h', ed1), 'h', ['ssh-ed25519']],
    [line('h', rsa1) + line('h', ed1) + line('h', ed2), 'h', [...rsa, 'ssh-ed25519']],
    [line(hashed, ec1), 'h.example.org', ['ecdsa-sha2-nistp256']],
    [`@revoked ${line('h', ed1)}@cert-authority ${line('h', rsa1)}`, 'h', []],
    [line('h', ed1), '[h]:22022', ['ssh-ed25519']],
    [line('h', ed1) + line('[h]:22022', rsa1), '[h]:22022', rsa],
    [line('*,!h', ed1), 'h', []],
  ]
  for (const [text, name, types] of cases) {
    t.strictSame(KnownHosts.parse(text, 'F').keyTypes(name), types, `${name} in ${text}`)
  }
})

t.test('several files count together, and those that are missing do not', async (t) => {
  const root = folder(t)
  const [a, b] = [join(root, 'a'), join(root, 'b')]
  writeFileSync(a, line('h', ed2))
  writeFileSync(b, `${line('h', ed1)}@revoked ${line('h', ec1)}`)
  const known = await KnownHosts.read([join(root, 'none'), a, root, b])
  t.strictSame(known.check('h', ed1), { is: 'known' })
  t.strictSame(known.check('h', rsa1), {
    is: 'changed',
    file: a,
    line: 1,
    keyType: 'ssh-ed25519',
  })
  t.strictSame(known.check('h', ec1), { is: 'revoked', file: b, line: 2 })
})

t.test('a fingerprint is the one that OpenSSH shows', async (t) => {
  const { publicKey } = generateKeyPairSync('ed25519')
  t.match(fingerprint(publicKey.export({ type: 'spki', format: 'der' })), /^SHA256:[\w+/]{43}$/)
  const blob = 'AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti'
  t.equal(
    fingerprint(Buffer.from(blob, 'base64')),
    'SHA256:UCUiLr7Pjs9wFFJMDByLgc3NrtdU344OgUM45wZPcIQ',
  )
})

t.test('a line is added, and nothing else is touched', async (t) => {
  const root = folder(t)
  const file = join(root, 'ssh/deep/known_hosts')
  await appendKnownHost(file, 'h', ed1, false)
  t.equal(readFileSync(file, 'utf8'), line('h', ed1))
  t.equal(statSync(file).mode & 0o777, 0o600)
  t.equal(statSync(join(root, 'ssh/deep')).mode & 0o777, 0o700)

  await appendKnownHost(file, '[h]:2222', rsa1, true)
  const [first, second, ...rest] = readFileSync(file, 'utf8').split('\n')
  t.equal(`${first}\n`, line('h', ed1))
  t.match(second, /^\|1\|[\w+/]{27}=\|[\w+/]{27}= ssh-rsa /)
  t.strictSame(rest, [''])
  const known = await KnownHosts.read([file])
  t.strictSame(known.check('[h]:2222', rsa1), { is: 'known' })

  writeFileSync(file, '# no end')
  chmodSync(file, 0o644)
  await appendKnownHost(file, 'h', ed1, false)
  t.equal(readFileSync(file, 'utf8'), `# no end\n${line('h', ed1)}`)
  t.equal(statSync(file).mode & 0o777, 0o644, 'its owner chose that')
})

t.test('lines of many at a time do not run into each other', async (t) => {
  const file = join(folder(t), 'known_hosts')
  const names = Array.from({ length: 50 }, (_, i) => `h${i}`)
  await Promise.all(names.map((name, i) => appendKnownHost(file, name, ed1, i % 2 === 0)))
  const known = await KnownHosts.read([file])
  t.strictSame(
    names.filter((name) => known.check(name, ed1).is !== 'known'),
    [],
  )
  t.equal(readFileSync(file, 'utf8').split('\n').length, 51)
})

t.test('what cannot be added is refused, and the file stays as it is', async (t) => {
  const root = folder(t)
  const file = join(root, 'known_hosts')
  for (const name of ['', 'a b', 'a,b', 'a\nb', '*', 'h?', '!h', '|1|a', '#h', '@revoked']) {
    await t.rejects(appendKnownHost(file, name, ed1, false), {
      name: 'UsageError',
      code: 'invalidArg',
      message: /cannot be written to '.*known_hosts' as a host's name/,
    })
  }
  await t.rejects(appendKnownHost(file, 'h', Buffer.from('x'), false), { code: 'invalidArg' })
  t.notOk(existsSync(file))
  mkdirSync(file)
  await t.rejects(appendKnownHost(file, 'h', ed1, false), {
    message: /the host key of 'h' cannot be added to '.*known_hosts': EISDIR/,
  })
})

t.test('whatever stands in a file: a verdict, and soon', async (t) => {
  const word = fc.oneof(
    fc.constantFrom('h', '*', '!h', ',', ' ', '\n', '\n', '@revoked ', '@cert-authority ', '|1|'),
    fc.constantFrom('=', '#', '\r', 'a*'.repeat(100), hashed, written(ed1), written(rsa1)),
    fc.string({ maxLength: 6 }),
    fc.base64String({ maxLength: 40 }),
  )
  const marker = fc.constantFrom('', '', '@revoked ', '@cert-authority ')
  const hosts = fc.constantFrom('h', 'g,h', '*', '*,!h', '[*]:*', hashed, '\t')
  const whole = fc
    .tuple(marker, hosts, fc.constantFrom(ed1, ed2, rsa1))
    .map(([marker, hosts, blob]) => marker + line(hosts, blob))
  const text = fc.array(fc.oneof(word, whole), { maxLength: 30 }).map((words) => words.join(''))
  const name = fc.constantFrom('h', '[h]:22', 'a'.repeat(300), '', '[]:1', '[[h]:1]:2')
  const seen = new Set<string>()
  fc.assert(
    fc.property(text, name, (text, name) => {
      const known = KnownHosts.parse(text, 'F')
      const verdict = known.check(name, ed1)
      seen.add(verdict.is)
      // What it is known by is asked for, and what is asked for it is known by.
      if (verdict.is === 'unknown' && !name.includes(']')) return known.keyTypes(name).length === 0
      return verdict.is !== 'known' || known.keyTypes(name).includes('ssh-ed25519')
    }),
    { numRuns: 3000 },
  )
  t.strictSame([...seen].sort(), ['authority', 'changed', 'known', 'revoked', 'unknown'])
})

t.test('what is added is found again, under every name that can be one', async (t) => {
  const file = join(folder(t), 'known_hosts')
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 12 }), fc.boolean(), async (name, hashed) => {
      try {
        await appendKnownHost(file, lookupName(name, 22, null), ed1, hashed)
      } catch (error) {
        if (error instanceof UsageError) return true
        throw error
      }
      return (await KnownHosts.read([file])).check(lookupName(name, 22, null), ed1).is === 'known'
    }),
    { numRuns: 150 },
  )
  t.pass()
})

t.test('a key has one form only', async (t) => {
  const field = (bytes: Uint8Array | string) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    return Buffer.concat([length, Buffer.from(bytes as string, 'latin1')])
  }
  const made = (...fields: (Uint8Array | string)[]) => Buffer.concat(fields.map(field))
  const [e, n] = [Buffer.of(1, 0, 1), Buffer.from('00c3a5', 'hex')]
  const point = Buffer.concat([Buffer.of(4), Buffer.alloc(64, 7)])
  const rows: [boolean, string, Buffer][] = [
    [true, 'ed25519', made('ssh-ed25519', Buffer.alloc(32))],
    [
      false,
      'with more behind it',
      Buffer.concat([made('ssh-ed25519', Buffer.alloc(32)), Buffer.of(0)]),
    ],
    [false, 'with a field more', made('ssh-ed25519', Buffer.alloc(32), '')],
    [false, 'too short', made('ssh-ed25519', Buffer.alloc(31))],
    [true, 'rsa', made('ssh-rsa', e, n)],
    [false, 'a zero before e', made('ssh-rsa', Buffer.concat([Buffer.of(0), e]), n)],
    [false, 'a zero before n', made('ssh-rsa', e, Buffer.concat([Buffer.of(0), n]))],
    [false, 'n below zero', made('ssh-rsa', e, n.subarray(1))],
    [false, 'no number', made('ssh-rsa', e, '')],
    [true, 'ecdsa', made('ecdsa-sha2-nistp256', 'nistp256', point)],
    [false, 'of another curve', made('ecdsa-sha2-nistp256', 'nistp384', point)],
    [false, 'compressed', made('ecdsa-sha2-nistp256', 'nistp256', Buffer.alloc(33, 2))],
    [false, 'of no kind that is verified here', made('ssh-dss', e, n)],
    [false, 'nothing', Buffer.alloc(0)],
  ]
  for (const [expected, what, key] of rows) t.equal(isCanonical(key), expected, what)
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (key) => !isCanonical(key)))
})
