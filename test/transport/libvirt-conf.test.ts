import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { UsageError } from '../../src/errors.ts'
import { confPath, parseLibvirtConf, readLibvirtConf } from '../../src/transport/libvirt-conf.ts'
import { confCases, type Verdict } from './conf-cases.ts'

const parse = (text: string | Uint8Array) => parseLibvirtConf(Buffer.from(text as string), 'l.conf')

function verdict(text: string): Verdict {
  try {
    parse(text)
    return 'fine'
  } catch (error) {
    t.match(error, { code: 'confSyntax', number: 33 })
    return Number(/l\.conf:(\d+): /.exec((error as Error).message)?.[1])
  }
}

t.test('what libvirt reads is read, what it refuses is refused at the same line', async (t) => {
  for (const [text, expected] of confCases) t.equal(verdict(text), expected, JSON.stringify(text))
})

t.test('values', async (t) => {
  const conf = parse(
    [
      '# a comment with "quotes" and x = 1',
      'single = \'a "b" # no comment\'',
      'double = "a \'b\' \\n \u00f1"; third = """x',
      '  "y""z"""   # after three lines',
      'number = -17',
      'single = "the second one is not heard"',
      'list = [ "one",',
      '   \'two\', """th',
      'ree""", ]',
      'empty = []',
      'mixed = [ "a", 1 ]',
    ].join('\n'),
  )
  t.strictSame(conf.text('single'), { value: 'a "b" # no comment', line: 2 })
  t.strictSame(conf.text('double'), { value: "a 'b' \\n \u00f1", line: 3 })
  t.strictSame(conf.text('third'), { value: 'x\n  "y""z', line: 3 })
  t.strictSame(conf.texts('list'), [
    { value: 'one', line: 7 },
    { value: 'two', line: 8 },
    { value: 'th\nree', line: 8 },
  ])
  t.strictSame(conf.texts('empty'), [])
  t.equal(conf.text('absent'), undefined)
  t.equal(conf.texts('absent'), undefined)
  t.equal(conf.text('SINGLE'), undefined)
})

t.test('a value of the wrong kind is told when it is wanted, with its line', async (t) => {
  const conf = parse('\nx = 5\nlist = [ "a", 1 ]\ny = "text"\nz = [ [ "a" ] ]\nodd = "\u00ff"')
  const odd = parse(Buffer.from('odd = "\xff"', 'latin1'))
  const wrong: [() => unknown, RegExp][] = [
    [() => conf.text('x'), /l\.conf:2: x must be a text in quotes$/],
    [() => conf.text('list'), /l\.conf:3: list must be a text/],
    [() => conf.texts('list'), /l\.conf:3: list must be a list of texts/],
    [() => conf.texts('y'), /l\.conf:4: y must be a list/],
    [() => conf.texts('z'), /l\.conf:5: z must be a list/],
    [() => odd.text('odd'), /l\.conf:1: this is not UTF-8$/],
  ]
  for (const [ask, message] of wrong) t.throws(ask, { code: 'confSyntax', message })
  t.equal(conf.text('odd')?.value, '\u00ff')
})

t.test('lists in lists end somewhere', async (t) => {
  t.equal(verdict(`x = ${'['.repeat(32)}${']'.repeat(32)}`), 'fine')
  t.equal(verdict(`x = ${'['.repeat(100_000)}`), 1)
})

t.test('a text is a configuration or a UsageError, and its length is all it costs', async (t) => {
  const words = ['x', '=', ' ', '\n', '\r', '"', '"""', "'", '[', ']', ',', ';', '#', '1', '-']
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(fc.constantFrom(...words, 'x = ', '\0'), { maxLength: 40 }).map((w) => w.join('')),
  )
  fc.assert(
    fc.property(text, (one) => {
      try {
        const conf = parse(one)
        conf.text('x')
      } catch (error) {
        if (!(error instanceof UsageError)) throw error
        const line = Number(/l\.conf:(\d+): /.exec(error.message)?.[1])
        if (!(line >= 1 && line <= one.split('\n').length)) throw error
      }
    }),
    { numRuns: 3000 },
  )
  const begun = performance.now()
  for (const long of ['"a"'.repeat(1e6), '"""a'.repeat(1e6), `[${'1,'.repeat(1e6)}`]) {
    t.throws(() => parse(`x = ${long}`), UsageError)
  }
  parse('# \n'.repeat(1e6))
  // As long as a file may be.
  parse('\n'.repeat(10 * 1024 * 1024))
  t.ok(performance.now() - begun < 10_000)
})

t.test('which file it is, and one that is not there', async (t) => {
  const env = { HOME: '/h', XDG_CONFIG_HOME: '/x' }
  t.equal(confPath('libvirt.conf', { uid: 0, env }), '/etc/libvirt/libvirt.conf')
  t.equal(confPath('libvirt.conf', { uid: 0, env, etc: '/e' }), '/e/libvirt.conf')
  t.equal(confPath('libvirt.conf', { uid: 7, env }), '/x/libvirt/libvirt.conf')
  t.equal(
    confPath('libvirt-admin.conf', { uid: 7, env: { HOME: '/h', XDG_CONFIG_HOME: '' } }),
    '/h/.config/libvirt/libvirt-admin.conf',
  )
  const folder = mkdtempSync(join(tmpdir(), 'lvrpc-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'libvirt.conf')
  t.equal(readLibvirtConf(path), null)
  writeFileSync(path, 'x = "y"')
  t.match(readLibvirtConf(path), { path })
  t.equal(readLibvirtConf(join(path, 'below a file')), null)
  writeFileSync(path, '\nx')
  t.throws(() => readLibvirtConf(path), { code: 'confSyntax', message: `${path}:2: ` })
  truncateSync(path, 10 * 1024 * 1024 + 1)
  t.throws(() => readLibvirtConf(path), { code: 'invalidArg', message: 'has more than' })
  rmSync(path)
  mkdirSync(path)
  t.throws(() => readLibvirtConf(path), { code: 'invalidArg', message: /cannot be read/ })
})

t.test('a file is read again once it has changed, and not before', async (t) => {
  const path = join(t.testdir(), 'libvirt.conf')
  const later = Date.now() + 60_000
  const uri = (now: number) => readLibvirtConf(path, now)?.text('uri_default')?.value
  writeFileSync(path, 'uri_default = "a:///1"\n')
  t.equal(uri(later), 'a:///1')
  t.equal(readLibvirtConf(path, later), readLibvirtConf(path, later))
  const { atime, mtime } = statSync(path)
  rmSync(path)
  t.equal(readLibvirtConf(path, later), null)
  // The other file keeps the first from being given back its place on the disk.
  writeFileSync(`${path}.other`, '')
  writeFileSync(path, 'uri_default = "a:///2"\n')
  utimesSync(path, atime, mtime)
  t.equal(uri(later), 'a:///2', 'of the same size and date')
})

t.test('a file that was written a moment ago is read again whatever it looks like', async (t) => {
  const path = join(t.testdir(), 'libvirt.conf')
  writeFileSync(path, 'uri_default = "a:///1"\n')
  t.not(readLibvirtConf(path), readLibvirtConf(path))
})
