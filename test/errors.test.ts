import { readFileSync } from 'node:fs'
import t from 'tap'
import {
  CancelledError,
  ConnectionError,
  LibvirtError,
  localErrors,
  ProtocolError,
  RemoteError,
  UsageError,
} from '../src/errors.ts'
import { errorNumber } from '../src/generated/constants.ts'

/** Rows of the tables below a heading of docs/errors.md, cells trimmed. */
function rowsBelow(heading: string): string[][] {
  const [, section = ''] = readFileSync('docs/errors.md', 'utf8').split(`## ${heading}\n`)
  return section
    .split(/^## /m)[0]!
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

const nameOf = (row: string[]): string => row[0]!.replaceAll('`', '')

t.test(
  'docs/errors.md has every code that lvrpc raises, with number, cause and remedy',
  async (t) => {
    const rows = rowsBelow('Codes lvrpc raises by itself')
    t.strictSame(rows.map(nameOf).sort(), Object.keys(localErrors).sort())
    for (const row of rows) {
      const [, , number, cause, remedy] = row
      t.equal(
        Number(number),
        localErrors[nameOf(row) as keyof typeof localErrors].number,
        nameOf(row),
      )
      t.ok(cause && remedy, `${nameOf(row)} has cause and remedy`)
    }
  },
)

t.test('docs/errors.md has every code of daemons, with number, cause and remedy', async (t) => {
  const rows = rowsBelow('Codes daemons answer with')
  const known: Record<string, number> = errorNumber.values
  t.strictSame(rows.map(nameOf), [...Object.keys(known), 'unknown'])
  for (const row of rows) {
    const [, number, cause, remedy] = row
    if (nameOf(row) !== 'unknown') t.equal(Number(number), known[nameOf(row)], nameOf(row))
    t.ok(cause && remedy, `${nameOf(row)} has cause and remedy`)
  }
})

t.test('local codes that a daemon can send too have the daemon’s number', async (t) => {
  const known: Record<string, number> = errorNumber.values
  for (const [code, { number }] of Object.entries(localErrors)) {
    if (code in known) t.equal(number, known[code], code)
  }
})

t.test('an error knows its class, code, number and what became of the request', async (t) => {
  const lost = new ConnectionError('connectionLost', 'gone', {
    outcome: 'unknown',
    procedure: 'DOMAIN_GET_STATE',
    serial: 7,
    address: 'h:1',
    cause: new Error('why'),
  })
  t.match(lost, {
    name: 'ConnectionError',
    code: 'connectionLost',
    number: 38,
    domain: 7,
    message: 'gone',
    outcome: 'unknown',
    procedure: 'DOMAIN_GET_STATE',
    serial: 7,
    address: 'h:1',
  })
  t.equal((lost.cause as Error).message, 'why')
  for (const error of [
    lost,
    new ProtocolError('malformedFrame', 'x'),
    new CancelledError('timeout', 'x'),
    new UsageError('invalidArg', 'x'),
  ]) {
    t.ok(error instanceof LibvirtError && error instanceof Error)
    t.equal(error.name, error.constructor.name)
  }
})

t.test('messages begin as libvirt’s own do', async (t) => {
  t.equal(new UsageError('invalidArg', 'x').message, 'invalid argument: x')
  t.equal(new ConnectionError('connectionClosed', 'x').message, 'internal error: x')
  t.equal(new ConnectionError('connectFailed', 'x').message, 'x')
})

t.test('a usage error has sent nothing, a refusal was answered', async (t) => {
  t.equal(new UsageError('invalidArg', 'x').outcome, 'not sent')
  const refused = new RemoteError('systemError', {
    number: 38,
    domain: 10,
    level: 2,
    message: 'cannot open',
    str1: '%s',
    str2: 'cannot open',
    str3: null,
    int1: 13,
    int2: -1,
  })
  t.match(refused, { outcome: 'refused', level: 2, number: 38, domain: 10, message: 'cannot open' })
  t.strictSame(refused.strings, ['%s', 'cannot open', null])
  t.strictSame(refused.ints, [13, -1])
})
