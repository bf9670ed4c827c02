import fc from 'fast-check'
import t from 'tap'
import {
  checkPatterns,
  expiryOption,
  isOurs,
  linesOf,
  markedComment,
  optionValue,
  readExpiry,
  readLine,
  withLine,
  withoutKey,
} from '../../src/access/authorized-keys.ts'
import { UsageError } from '../../src/errors.ts'

/** A public key as ssh sends it; what stands behind the type is of no interest here. */
function blobOf(type: string, rest = 'the key itself'): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(type.length)
  return Buffer.concat([head, Buffer.from(type), Buffer.from(rest)])
}
const ed = blobOf('ssh-ed25519')
const rsa = blobOf('ssh-rsa')
const ED = `ssh-ed25519 ${ed.toString('base64')}`
const RSA = `ssh-rsa ${rsa.toString('base64')}`

t.test('a line is read as sshd reads it', async (t) => {
  const plain = { options: null, type: 'ssh-ed25519', blob: ed, comment: '', authority: false }
  const rows: [string, object | null][] = [
    [ED, plain],
    [`${ED}\n`, plain],
    [`${ED}\r\n`, plain],
    [`\t ${ED}  me at home `, { ...plain, comment: 'me at home' }],
    [ED.replace(' ', '  \t'), plain],
    [`no-pty ${ED} x`, { ...plain, options: 'no-pty', comment: 'x' }],
    [
      `command="echo \\"a b\\" # ssh-rsa" ${ED}`,
      { ...plain, options: 'command="echo \\"a b\\" # ssh-rsa"' },
    ],
    [`from="a,b",no-pty\t${ED}`, { ...plain, options: 'from="a,b",no-pty' }],
    [`cert-authority,no-pty ${ED}`, { authority: true }],
    [`no-pty,CERT-AUTHORITY ${ED}`, { authority: true }],
    [`command="cert-authority" ${ED}`, { authority: false }],
    ['', null],
    ['   \n', null],
    ['# a comment', null],
    [`#${ED}`, null],
    [` # ${ED}`, null],
    ['ssh-ed25519', null],
    ['ssh-ed25519 no+base64=either', null],
    [ED.replace('ssh-ed25519', 'ssh-rsa'), null],
    [`command="never closed ${ED}`, null],
    [`no-pty, ${ED.replace(' ', '\n')}`, null],
    ['1024 35 1234567890 an old one', null],
  ]
  for (const [line, expected] of rows) {
    const found = readLine(line)
    if (expected === null) t.equal(found, null, JSON.stringify(line))
    else t.match(found, expected, JSON.stringify(line))
  }
})

t.test('options are found by name', async (t) => {
  const options =
    'no-pty,command="x,from=\\"no\\"",FROM="a*,!b",expiry-time="20261231Z",expiry-time="1",tunnel=2'
  const rows: [string, string | null][] = [
    ['from', 'a*,!b'],
    ['command', 'x,from="no"'],
    ['expiry-time', '20261231Z'],
    ['tunnel', '2'],
    ['no-pty', null],
    ['environment', null],
  ]
  for (const [name, expected] of rows) t.equal(optionValue(options, name), expected, name)
  t.equal(optionValue(null, 'from'), null)
})

t.test('expiry times are written to the second, in UTC, and read again', async (t) => {
  t.equal(expiryOption(new Date('2026-12-01T09:05:07.999Z')), '20261201090507Z')
  const rows: [string, string | null][] = [
    ['20261201090507Z', '2026-12-01T09:05:07.000Z'],
    ['202612010905Z', '2026-12-01T09:05:00.000Z'],
    ['20261201Z', '2026-12-01T00:00:00.000Z'],
    // Only the host knows its own time zone.
    ['20261201090507', null],
    ['20261301Z', null],
    ['202612012500Z', null],
    ['20261201090507z', null],
    ['always', null],
    ['', null],
  ]
  for (const [text, expected] of rows)
    t.equal(readExpiry(text)?.toISOString() ?? null, expected, text)
})

t.test('patterns that sshd could not read, or that let nobody in, are refused', async (t) => {
  for (const good of [
    ['10.0.0.0/8'],
    ['*.example.org', '!bad.example.org'],
    ['fe80::1%eth0'],
    ['*', '!10.?.0.1'],
  ]) {
    t.doesNotThrow(() => checkPatterns(good), good.join())
  }
  for (const bad of [
    ['a b'],
    ['a"b'],
    ['a,b'],
    [''],
    ['!'],
    ['a\nb'],
    ['!10.0.0.1'],
    ['ok', 'naïve'],
  ]) {
    t.throws(
      () => checkPatterns(bad),
      { name: 'UsageError', code: 'invalidArg' },
      JSON.stringify(bad),
    )
  }
})

t.test('a comment says that it is ours, once, and stays on its line', async (t) => {
  t.equal(markedComment('joe@desk'), 'lvrpc-access joe@desk')
  t.equal(markedComment(' lvrpc-access joe '), 'lvrpc-access joe')
  t.equal(markedComment(''), 'lvrpc-access')
  t.ok(isOurs('lvrpc-access') && isOurs('lvrpc-access x') && isOurs('lvrpc-access+ x'))
  t.notOk(isOurs('x lvrpc-access') || isOurs('lvrpc-accessible') || isOurs(''))
  for (const bad of ['a\nb', 'a\0b', '\ud800']) t.throws(() => markedComment(bad), UsageError)
})

t.test('a line is added behind the others', async (t) => {
  const line = { blob: ed, words: 'Jö', expiry: '20261201090507Z', from: ['a', '!b'] }
  const text = withLine(`${RSA}\n`, line)
  const name = Buffer.from('Jö').toString('latin1')
  t.equal(text, `${RSA}\nfrom="a,!b",expiry-time="20261201090507Z" ${ED} lvrpc-access ${name}\n`)
  t.match(linesOf(text, ed), [{ comment: `lvrpc-access ${name}` }])
  t.equal(withLine('', { blob: ed, words: '' }), `${ED} lvrpc-access\n`)
  t.equal(withLine(RSA, { blob: ed, words: 'x' }), `${RSA}\n${ED} lvrpc-access+ x\n`)
  t.equal(withLine('\r', { blob: ed, words: 'x' }), `\r\n${ED} lvrpc-access+ x\n`)
})

t.test('every line of a key goes, however it is written, and no other', async (t) => {
  const others = [
    '# mine',
    '',
    `  no-pty ${RSA} a`,
    `cert-authority ${ED} an authority`,
    `#${ED}`,
    'drivel \xff\0',
  ]
  const lines = [ED, `${ED} x`, `\tfrom="a b" ${ED.replace(' ', '\t')}\r`]
  const mixed = others.flatMap((other, i) => [other, lines[i % lines.length]!])
  t.equal(withoutKey(`${mixed.join('\n')}\n`, ed), `${others.join('\n')}\n`)
  t.equal(withoutKey(mixed.join('\n'), ed), `${others.join('\n')}\n`)
  t.equal(withoutKey(`${ED}\n`, ed), '')
  t.equal(withoutKey('', ed), '')
})

t.test(
  'the line end that came with ours goes with it, but not from under another line',
  async (t) => {
    const text = withLine('last', { blob: ed, words: 'x' })
    t.equal(withoutKey(text, ed), 'last')
    t.equal(withoutKey(`${text}more\n`, ed), 'last\nmore\n')
    t.equal(withoutKey(`${text}more`, ed), 'last\nmore')
  },
)

t.test(
  'whatever a file holds: adding adds one line, taking it out restores every byte',
  async (_t) => {
    const piece = fc.oneof(
      fc.constantFrom(
        '\n',
        '\r\n',
        ' ',
        '\t',
        '"',
        '\\',
        '#',
        ',',
        ED,
        RSA,
        'from="x"',
        'cert-authority ',
      ),
      fc.string({
        unit: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)),
      }),
    )
    const file = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(file, fc.string(), (text, words) => {
        const mine = blobOf('ssh-ed25519', 'another')
        let added: string
        try {
          added = withLine(text, { blob: mine, words })
        } catch (error) {
          return error instanceof UsageError
        }
        return (
          added.startsWith(text) &&
          linesOf(added, mine).length === 1 &&
          withoutKey(added, mine) === text &&
          linesOf(withoutKey(text, ed), ed).length === 0 &&
          linesOf(added, rsa).length === linesOf(text, rsa).length
        )
      }),
      { numRuns: 2000 },
    )
  },
)

t.test('hostile text takes no longer than its length', async () => {
  for (const text of [
    '"'.repeat(200_000),
    '\\"'.repeat(100_000),
    'a,'.repeat(100_000),
    `${' '.repeat(200_000)}x`,
    `a="${'\\"'.repeat(100_000)}`,
  ]) {
    const started = performance.now()
    readLine(text)
    readLine(`${text} ${ED}`)
    optionValue(text, 'from')
    withoutKey(text, ed)
    t.ok(performance.now() - started < 2000, `${text.slice(0, 8)}…`)
  }
})
