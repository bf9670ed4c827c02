import t from 'tap'
import { readArguments, readGlobals, readValues } from '../../src/cli/arguments.ts'
import { command } from '../../src/cli/command.ts'

const row = command({
  name: 'try',
  summary: 'a row with one of everything',
  options: {
    domain: { kind: 'text', label: 'DOMAIN', help: '', positional: true, required: true },
    second: { kind: 'text', label: 'SECOND', help: '', positional: true },
    live: { kind: 'flag', help: '', excludes: ['offline'] },
    offline: { kind: 'flag', help: '', needs: ['persistent', 'forever'] },
    persistent: { kind: 'flag', help: '' },
    forever: { kind: 'flag', help: '' },
    bandwidth: { kind: 'number', label: 'N', help: '', min: 1, max: 100 },
    mode: { kind: 'text', label: 'MODE', help: '', choices: ['acpi', 'agent'], list: true },
    xml: { kind: 'file', label: 'FILE', help: '' },
  },
  run: async () => undefined,
})

async function values(args: string[]) {
  const files: Record<string, string> = { 'a.xml': '<a/>' }
  return readValues(row.options, readArguments(row, args), async (path) => {
    const text = files[path]
    if (text === undefined) throw Object.assign(new Error('ENOENT: x'), { code: 'ENOENT' })
    return text
  })
}

const nothing = {
  domain: 'web',
  second: undefined,
  live: false,
  offline: false,
  persistent: false,
  forever: false,
  bandwidth: undefined,
  mode: undefined,
  xml: undefined,
}

t.test('what is understood', async (t) => {
  const cases: [string[], object][] = [
    [['web'], {}],
    [['--domain', 'web'], {}],
    [['--domain=web'], {}],
    [['web', 'two'], { second: 'two' }],
    [['two', '--domain', 'web'], { second: 'two' }],
    [['--second', 'two', 'web'], { second: 'two' }],
    [['--', 'web'], {}],
    [['web', '--', '--odd'], { second: '--odd' }],
    [['web', '--second', '-odd'], { second: '-odd' }],
    [['web', '--live'], { live: true }],
    [['--live', 'web'], { live: true }],
    [['web', '--offline', '--persistent'], { offline: true, persistent: true }],
    [['web', '--offline', '--forever'], { offline: true, forever: true }],
    [['web', '--bandwidth', '100'], { bandwidth: 100 }],
    [['web', '--mode', 'acpi'], { mode: 'acpi' }],
    [['web', '--mode=acpi,agent'], { mode: 'acpi,agent' }],
    [['web', '--xml', 'a.xml'], { xml: { path: 'a.xml', text: '<a/>' } }],
  ]
  for (const [args, expected] of cases) {
    t.strictSame(await values(args), { ...nothing, ...expected }, args.join(' '))
  }
})

t.test('what is refused, in one line each', async (t) => {
  const cases: [string[], string][] = [
    [[], "'try' needs DOMAIN; see lvrpc help try"],
    [['web', 'two', 'three'], "'try' does not take 'three'"],
    [['web', '--liv'], "'try' has no option '--liv'; did you mean '--live'?"],
    [['web', '-x'], "'try' has no option '-x'; see lvrpc help try"],
    [['web', '--live=yes'], "'--live' takes no value"],
    [['web', '--live', '--live'], "'--live' is given twice"],
    [['--domain', 'a', '--domain', 'b'], "'--domain' is given twice"],
    [['web', '--second'], "'--second' needs a value: --second SECOND"],
    [['web', '--second='], "'--second' must not be empty"],
    [[''], 'DOMAIN must not be empty'],
    [['web', '--live', '--offline', '--persistent'], '--live and --offline exclude each other'],
    [['web', '--offline'], '--offline needs --persistent or --forever'],
    [['web', '--bandwidth', '0'], "--bandwidth must be a whole number from 1 to 100, not '0'"],
    [['web', '--bandwidth', '1e1'], "--bandwidth must be a whole number from 1 to 100, not '1e1'"],
    [['web', '--bandwidth', '-1'], "--bandwidth must be a whole number from 1 to 100, not '-1'"],
    [['web', '--mode', 'acpi,agnt'], "--mode does not know 'agnt'; did you mean 'agent'?"],
    [['web', '--mode', 'x'], "--mode does not know 'x'; one of acpi, agent"],
    [['web', '--xml', 'b.xml'], "cannot read 'b.xml': no such file"],
  ]
  for (const [args, message] of cases) {
    await t.rejects(values(args), { name: 'WrongUsage', message }, args.join(' '))
  }
})

t.test('a wrong number is found before a file is read', async (t) => {
  await t.rejects(values(['web', '--xml', 'b.xml', '--bandwidth', 'x']), {
    message: /^--bandwidth/,
  })
})

t.test('--help makes everything else unimportant', async (t) => {
  t.equal(readArguments(row, ['--help']).help, true)
  t.equal(readArguments(row, ['-h', '--live', '--offline']).help, true)
})

t.test('the options before the command', async (t) => {
  const none = {
    connect: undefined,
    readonly: false,
    keepalive: undefined,
    noTty: false,
    debug: false,
    quiet: false,
    json: false,
    help: false,
    version: false,
    command: 'list',
    rest: [],
  }
  const cases: [string[], object][] = [
    [['list'], {}],
    [['-c', 'u', 'list', '--all'], { connect: 'u', rest: ['--all'] }],
    [['-cu', 'list'], { connect: 'u' }],
    [['--connect=u', 'list', '-c', 'v'], { connect: 'u', rest: ['-c', 'v'] }],
    [['-r', '-q', '--json', 'list'], { readonly: true, quiet: true, json: true }],
    [['-rq', 'list'], { readonly: true, quiet: true }],
    [['-k', '0', 'list'], { keepalive: { intervalS: 0, count: 6 } }],
    [['-k2', '-K', '0', 'list'], { keepalive: { intervalS: 2, count: 0 } }],
    [['--keepalive-count=3', 'list'], { keepalive: { intervalS: 5, count: 3 } }],
    [['--keepalive-interval', '9', 'list'], { keepalive: { intervalS: 9, count: 6 } }],
    [['--no-tty', '--debug', 'list'], { noTty: true, debug: true }],
    [['-v'], { version: true, command: undefined }],
    [['--help'], { help: true, command: undefined }],
    [['list', '--json'], { rest: ['--json'] }],
    [['list', 'list'], { rest: ['list'] }],
    [[], { command: undefined }],
  ]
  for (const [argv, expected] of cases) {
    t.strictSame(readGlobals(argv), { ...none, ...expected }, argv.join(' '))
  }
  const wrong: [string[], string][] = [
    [['--nope', 'list'], "unknown option '--nope' before the command; see lvrpc --help"],
    [['-c'], "'-c' needs a value: -c URI"],
    [['-k'], "'-k' needs a value: -k SECONDS"],
    [['-k', 'x'], "--keepalive-interval must be a whole number from 0 to 2000000, not 'x'"],
    [['-k=-1'], "--keepalive-interval must be a whole number from 0 to 2000000, not '=-1'"],
    [['-K', '1.5'], "--keepalive-count must be a whole number from 0 to 1000000, not '1.5'"],
    [['-d', '0', 'list'], "unknown option '-d' before the command; see lvrpc --help"],
    [['--no-tty=1', 'list'], "'--no-tty' takes no value"],
    [['--json=1', 'list'], "'--json' takes no value"],
  ]
  for (const [argv, message] of wrong) {
    t.throws(() => readGlobals(argv), { name: 'WrongUsage', message }, argv.join(' '))
  }
})
