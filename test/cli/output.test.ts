import t from 'tap'
import { WrongUsage } from '../../src/cli/command.ts'
import { Output, tableText, toJson } from '../../src/cli/output.ts'
import { ConnectionError, RemoteError, UsageError } from '../../src/errors.ts'
import { fakeIo } from './fake-io.ts'

function output(options: { json?: boolean; quiet?: boolean } = {}) {
  const io = fakeIo()
  return { io, out: new Output(io, { json: false, quiet: false, ...options }) }
}

t.test('a table looks as virsh lays it out', async (t) => {
  t.equal(
    tableText(['Id', 'Name', 'State'], [['1', 'test', 'running']]),
    ' Id   Name   State\n----------------------\n 1    test   running\n',
  )
  t.equal(tableText(['Id', 'Name', 'State'], []), ' Id   Name   State\n--------------------\n')
  t.equal(tableText(undefined, [['1', 'test', 'running']]), ' 1   test   running\n')
  t.equal(
    tableText(
      ['Id', 'Name', 'State'],
      [
        ['-', '日本', 'shut off'],
        ['12', 'a', 'x'],
      ],
    ),
    ' Id   Name   State\n-----------------------\n -    日本   shut off\n 12   a      x\n',
  )
})

const columns = [
  { key: 'name', title: 'Name', value: (row: { name: string; id: number }) => row.name },
  { key: 'id', value: (row: { name: string; id: number }) => row.id },
]

t.test('the same rows are a table or JSON', async (t) => {
  const rows = [{ name: 'a\x07', id: 1 }]
  const text = output()
  text.out.table(columns, rows)
  text.out.end()
  t.equal(text.io.stdout.text, ' Name\n--------\n a\\x07\n\n')
  const json = output({ json: true })
  json.out.table(columns, rows)
  json.out.end()
  t.equal(json.io.stdout.text, '[{"name":"a\\u0007","id":1}]\n')
  const quiet = output({ quiet: true })
  quiet.out.table(columns, rows)
  quiet.out.end()
  t.equal(quiet.io.stdout.text, ' a\\x07\n')
})

t.test('the same record is lines or JSON', async (t) => {
  const fields = [
    { key: 'cpus', title: 'CPU(s)', value: 2 },
    { key: 'cpuTimeNs', title: 'CPU time', value: 10n ** 20n, text: '1.0s' },
    { key: 'hidden', value: null },
  ]
  const text = output()
  text.out.record(16, fields)
  t.equal(text.io.stdout.text, 'CPU(s):         2\nCPU time:       1.0s\n')
  const json = output({ json: true })
  json.out.record(16, fields)
  t.equal(json.io.stdout.text, '{"cpus":2,"cpuTimeNs":"100000000000000000000","hidden":null}\n')
})

t.test('confirmations are left out when quiet, answers are not', async (t) => {
  const { io, out } = output({ quiet: true })
  out.confirm('done', {})
  out.show('answer', {})
  t.equal(io.stdout.text, 'answer\n')
  const json = output({ json: true, quiet: true })
  json.out.confirm('done', { done: 1 })
  t.equal(json.io.stdout.text, '{"done":1}\n')
})

t.test('JSON of what JSON does not know', async (t) => {
  t.equal(toJson({ big: 1n, bytes: Uint8Array.of(0, 255) }), '{"big":"1","bytes":"00ff"}')
  const error = new ConnectionError('connectFailed', 'no', { address: 'h:1', outcome: 'not sent' })
  t.strictSame(JSON.parse(toJson({ errors: [error] })), {
    errors: [
      {
        code: 'connectFailed',
        number: 38,
        domain: 7,
        message: 'no',
        outcome: 'not sent',
        address: 'h:1',
      },
    ],
  })
  t.equal(toJson({ a: 1 }, 2), '{\n  "a": 1\n}')
})

t.test('errors are one line in their own words, with an exit code', async (t) => {
  const body = {
    number: 42,
    domain: 10,
    level: 2,
    str1: null,
    str2: null,
    str3: null,
    int1: -1,
    int2: -1,
  }
  const cases: [unknown, number, string, object][] = [
    [
      new RemoteError('noDomain', { ...body, message: 'Domain not found: x\n' }),
      1,
      'error: Domain not found: x\n',
      {
        code: 'noDomain',
        number: 42,
        domain: 10,
        message: 'Domain not found: x',
        outcome: 'refused',
      },
    ],
    [
      new RemoteError('noDomain', { ...body, message: '' }),
      1,
      'error: Unknown error\n',
      { code: 'noDomain', number: 42, domain: 10, message: '', outcome: 'refused' },
    ],
    [
      new UsageError('invalidArg', 'no such thing'),
      2,
      'error: invalid argument: no such thing\n',
      {
        code: 'invalidArg',
        number: 8,
        domain: 7,
        message: 'invalid argument: no such thing',
        outcome: 'not sent',
      },
    ],
    [new WrongUsage('what?'), 2, 'error: what?\n', { code: 'usage', message: 'what?' }],
    [new TypeError('oops'), 1, 'error: oops\n', { code: 'internal', message: 'oops' }],
  ]
  for (const [error, code, line, json] of cases) {
    const text = output()
    t.equal(text.out.fail(error), code)
    t.equal(text.io.stderr.text, line)
    t.equal(text.io.stdout.text, '')
    const data = output({ json: true })
    t.equal(data.out.fail(error), code)
    t.equal(data.io.stderr.text, line)
    t.strictSame(JSON.parse(data.io.stdout.text), { error: json })
  }
})
