import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { authConfCandidates, parseAuthConf, readAuthConf } from '../../src/auth/auth-conf.ts'
import { UsageError } from '../../src/errors.ts'

const parse = (text: string) => parseAuthConf(Buffer.from(text), 'auth.conf')

const FILE = `
# who may in
[credentials-test]
authname=fred
password=geheim

  ; another comment
[auth-libvirt-host-a]
credentials=test

[credentials-all]
 authname = anna
password =  a=b # c \\s
username=boss
realm=example
other=ignored
[auth-libvirt-default]
credentials=all
[auth-ssh-host-a]
credentials=test
`

t.test('a host has its own credentials, or those of all', async (t) => {
  for (const conf of [parse(FILE), parse(FILE.replaceAll('\n', '\r\n')), parse(`\ufeff${FILE}`)]) {
    t.strictSame(conf.lookup('libvirt', 'host-a'), { authname: 'fred', password: 'geheim' })
    t.strictSame(conf.lookup('libvirt', 'host-b'), {
      authname: 'anna',
      password: 'a=b # c  ',
      username: 'boss',
      realm: 'example',
    })
    t.strictSame(conf.lookup('ssh', 'host-a'), { authname: 'fred', password: 'geheim' })
    t.equal(conf.lookup('ssh', 'host-b'), undefined)
  }
  t.equal(parse('').lookup('libvirt', 'x'), undefined)
})

t.test('a group that comes twice is one, and the last value counts', async (t) => {
  const conf = parse(
    '[auth-libvirt-h]\ncredentials=x\n[credentials-x]\npassword=1\n' +
      '[auth-libvirt-h]\n[credentials-x]\npassword=2\nauthname=a',
  )
  t.strictSame(conf.lookup('libvirt', 'h'), { authname: 'a', password: '2' })
})

t.test('blanks at the end belong to the value, escapes are undone', async (t) => {
  const conf = parse(
    '[auth-libvirt-h]\ncredentials=x\n[credentials-x]\nauthname=\\sa\\tb\\\\s\npassword=p  \n',
  )
  t.strictSame(conf.lookup('libvirt', 'h'), { authname: ' a\tb\\s', password: 'p  ' })
})

t.test('mistakes are told by file and line, and secrets are not', async (t) => {
  const cases: [string, string][] = [
    ['geheim', 'auth.conf:1: expected a group in brackets, or name=value'],
    ['\n# x\n=geheim', 'auth.conf:3: expected a group in brackets, or name=value'],
    ['password=geheim', 'auth.conf:1: a value before the first group'],
    ['[geheim', 'auth.conf:1: a group is a line like [auth-libvirt-HOST]'],
    ['[geheim] x', 'auth.conf:1: a group is a line like [auth-libvirt-HOST]'],
    ['[]', 'auth.conf:1: a group is a line like [auth-libvirt-HOST]'],
    ['[a]\npassword=gehe\0im', 'auth.conf:2: this line contains a NUL'],
  ]
  for (const [text, said] of cases) {
    t.throws(() => parse(text), {
      name: 'UsageError',
      code: 'confSyntax',
      number: 33,
      message: `configuration file syntax error: ${said}`,
    })
  }
  t.throws(() => parseAuthConf(Buffer.from('[a]\nx=1\ny=\xff geheim', 'latin1'), 'auth.conf'), {
    message: 'configuration file syntax error: auth.conf:3: this line is not UTF-8',
  })
  const lookups: [string, string][] = [
    [
      '\n[auth-libvirt-h]\nx=1',
      "auth.conf:2: Missing item 'credentials' in group 'auth-libvirt-h'",
    ],
    [
      '[auth-libvirt-h]\n\ncredentials=no',
      "auth.conf:3: Missing group 'credentials-no' referenced from group 'auth-libvirt-h'",
    ],
    [
      '[auth-libvirt-h]\ncredentials=x\n[credentials-x]\npassword=geh\\eim',
      'auth.conf:4: a backslash begins \\s, \\t, \\n or \\r, and one that is meant is \\\\',
    ],
    [
      '[auth-libvirt-h]\ncredentials=x\n[credentials-x]\npassword=geheim\\',
      'auth.conf:4: a backslash begins \\s, \\t, \\n or \\r, and one that is meant is \\\\',
    ],
  ]
  for (const [text, said] of lookups) {
    const conf = parse(text)
    t.equal(conf.lookup('libvirt', 'elsewhere'), undefined, 'nobody asked for it')
    t.throws(() => conf.lookup('libvirt', 'h'), {
      code: 'confSyntax',
      message: `configuration file syntax error: ${said}`,
    })
  }
})

t.test('whatever is in the file, it is read or refused by line, without its content', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...[
        '[auth-libvirt-h]',
        '[credentials-x]',
        'credentials=x',
        'password=',
        '\n',
        '\r\n',
        '#',
        ';',
      ],
      ...['[', ']', '=', '\\', ' ', '\0', 'SeCrEt', '\u00ff'],
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  const bytes = fc.oneof(
    fc.array(piece, { maxLength: 40 }).map((pieces) => Buffer.from(pieces.join(''))),
    fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
  )
  fc.assert(
    fc.property(bytes, (file) => {
      try {
        parseAuthConf(file, 'F').lookup('libvirt', 'h')
      } catch (error) {
        if (!(error instanceof UsageError) || error.code !== 'confSyntax') throw error
        const said = /^configuration file syntax error: F:(\d+): ./.exec(error.message)
        const lines = file.toString('latin1').split('\n').length
        if (said === null || Number(said[1]) < 1 || Number(said[1]) > lines) throw error
        // Names of groups may be told; values never.
        if (error.message.includes('SeCrEt') && !/Missing group/.test(error.message)) throw error
      }
    }),
    { numRuns: 3000 },
  )
})

t.test('what is written with escapes is read as it was', async () => {
  const signs = new Map([
    ['\\', '\\\\'],
    ['\n', '\\n'],
    ['\r', '\\r'],
    ['\t', '\\t'],
    [' ', '\\s'],
  ])
  const value = fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .filter((text) => !text.includes('\0'))
  fc.assert(
    fc.property(value, value, (authname, password) => {
      const write = (text: string) => text.replace(/[\\\n\r\t ]/g, (sign) => signs.get(sign)!)
      const conf = parse(
        `[auth-libvirt-default]\ncredentials=c\n[credentials-c]\nauthname=${write(authname)}\npassword=${write(password)}`,
      )
      const found = conf.lookup('libvirt', 'any')
      // Blanks other than these begin no value.
      return (
        found?.authname === authname.replace(/^\s+/, keepEscaped(signs)) &&
        found.password === password.replace(/^\s+/, keepEscaped(signs))
      )
    }),
    { numRuns: 1000 },
  )
})

/** Of leading blanks, what is left when those that have no escape are dropped up to the first that has. */
function keepEscaped(signs: ReadonlyMap<string, string>) {
  return (blanks: string) => {
    const at = [...blanks].findIndex((sign) => signs.has(sign))
    return at < 0 ? '' : blanks.slice(at)
  }
}

t.test('where it is looked for', async (t) => {
  const at = (authfile: string | null, env: Record<string, string>) =>
    authConfCandidates(authfile, { env, home: '/home/me', etc: '/etc/libvirt' })
      .map(({ path, named }) => `${path}${named === null ? '' : '!'}`)
      .join(' ')
  t.equal(at(null, {}), '/home/me/.config/libvirt/auth.conf /etc/libvirt/auth.conf')
  t.equal(at(null, { XDG_CONFIG_HOME: '/x' }), '/x/libvirt/auth.conf /etc/libvirt/auth.conf')
  t.equal(at('/uri', { XDG_CONFIG_HOME: '/x' }), '/uri!')
  t.equal(at('/uri', { LIBVIRT_AUTH_FILE: '/env' }), '/env!')
  t.equal(at('/uri', { LIBVIRT_AUTH_FILE: '' }), '/uri!')
})

t.test('the first that can be read is read; one that was named must be there', async (t) => {
  const root = t.testdir({ etc: { 'auth.conf': '# the host’s' }, home: {} })
  const [etc, home] = [join(root, 'etc'), join(root, 'home')]
  const around = { env: {}, home, etc }
  await chmod(join(etc, 'auth.conf'), 0o600)
  t.equal((await readAuthConf(null, undefined, around))?.path, join(etc, 'auth.conf'))
  t.equal(await readAuthConf(null, undefined, { ...around, etc: home }), null)
  for (const [authfile, env, said] of [
    [`${home}/no`, {}, `authfile= in the URI names '${home}/no', which cannot be read: ENOENT`],
    [home, {}, `authfile= in the URI names '${home}', which cannot be read: EISDIR`],
    [
      null,
      { LIBVIRT_AUTH_FILE: `${home}/no` },
      `LIBVIRT_AUTH_FILE names '${home}/no', which cannot be read: ENOENT`,
    ],
  ] as const) {
    await t.rejects(readAuthConf(authfile, undefined, { ...around, env }), {
      name: 'UsageError',
      code: 'invalidArg',
      message: `invalid argument: ${said}`,
    })
  }
})

t.test('a file that others can read is warned of, and read', async (t) => {
  const file = join(t.testdir({}), 'auth.conf')
  await writeFile(file, FILE)
  const warnings: string[] = []
  const read = () =>
    readAuthConf(file, (text) => warnings.push(text), { env: {}, home: '', etc: '' })
  await chmod(file, 0o600)
  await read()
  t.strictSame(warnings, [])
  for (const mode of [0o640, 0o604]) {
    await chmod(file, mode)
    t.ok((await read())?.lookup('libvirt', 'host-a'))
  }
  const said = `${file} holds passwords and others than its owner can read it: chmod 600`
  t.strictSame(warnings, [said, said])
})
