// The search for secrets finds them: in every place that is listened to and in every form, so that a suite in which it finds
// none has shown none.

import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import t from 'tap'
import { ConnectionError } from '../src/errors.ts'
import { traceDecision, traceFrame } from '../src/trace.ts'
import { Secrets, watchSecrets } from './secrets.ts'

const PASSWORD = 'pencil-case 7'
const ODD = ' b\\s=é# '
const bytes = Buffer.from(PASSWORD)

t.test('every form of a secret is found', async (t) => {
  const plain = Buffer.from(`\0fred\0${PASSWORD}`)
  const forms: [form: string, text: string][] = [
    ['plain', `error: ${PASSWORD} is wrong`],
    ['base64', bytes.toString('base64')],
    ['base64', `AUTH ${plain.toString('base64')}`],
    ['base64', `data=${plain.subarray(1).toString('base64url')}&`],
    ['base64', Buffer.concat([Buffer.from('xy'), bytes]).toString('base64')],
    ['hex', bytes.toString('hex')],
    ['hex', `0${bytes.toString('hex').toUpperCase()}`],
    ['hex', bytes.toString('hex').replace(/..(?=.)/g, '$&:')],
    ['URL-encoded', `authfile=/x&password=${encodeURIComponent(PASSWORD)}`],
    ['URL-encoded', new URLSearchParams({ a: PASSWORD, b: '%' }).toString()],
    ['as numbers', `[ ${[...bytes].join(', ')} ]`],
  ]
  for (const [form, text] of forms) {
    const secrets = new Secrets({ password: PASSWORD })
    secrets.hear('cli', text)
    t.match(secrets.leaks(), [new RegExp(`^password in cli, ${form}: `)], text)
    t.notMatch(secrets.leaks().join(), PASSWORD, 'and it is not shown once more')
  }
  const odd = new Secrets({ odd: ODD })
  for (const text of [ODD, JSON.stringify({ a: ODD }), encodeURIComponent(ODD)]) odd.hear('x', text)
  t.equal(odd.leaks().length, 3)
})

t.test('whatever an error holds is read', async (t) => {
  const holders: [where: string, error: unknown][] = [
    ['message', new Error(PASSWORD)],
    [
      'a cause far below',
      new Error('a', { cause: new Error('b', { cause: new Error(PASSWORD) }) }),
    ],
    ['one of many', new AggregateError([new Error('a'), new Error(PASSWORD)])],
    ['a property', Object.assign(new Error('a'), { stdin: { of: { it: [{ all: PASSWORD }] } } })],
    ['bytes', Object.assign(new Error('a'), { sent: new Uint8Array(bytes) })],
    ['a buffer', Object.assign(new Error('a'), { sent: bytes })],
    ['a map', Object.assign(new Error('a'), { known: new Map([[1, { password: PASSWORD }]]) })],
    [
      'what is not enumerable',
      Object.defineProperty(new Error('a'), 'config', { value: { password: PASSWORD } }),
    ],
    ['a getter', Object.assign(new Error('a'), { config: { get password() { return PASSWORD } } })], // biome-ignore format: one line
    ['its JSON alone', Object.assign(new Error('a'), { toJSON: () => ({ p: PASSWORD }) })],
    ['the stack', Object.assign(new Error('a'), { stack: `Error: a\n at ${PASSWORD}` })],
    ['ours', new ConnectionError('authFailed', 'no', { cause: { password: PASSWORD } })],
    ['no error at all', { password: PASSWORD }],
  ]
  for (const [where, error] of holders) {
    const secrets = new Secrets({ password: PASSWORD })
    await t.rejects(secrets.of(Promise.reject(error)))
    t.match(secrets.leaks(), [/^password in error, /], where)
  }
  const circle = Object.assign(new Error('a'), { self: {} })
  circle.self = circle
  new Secrets({ password: PASSWORD }).hear('error', circle)
})

t.test('the channels, warnings and arguments are listened to', async (t) => {
  const secrets = watchSecrets(t, { password: PASSWORD })
  const kinds = ['frame', 'decision', 'warning', 'argv']
  const heard = () => secrets.leaks().map((leak) => /in (\w+),/.exec(leak)?.[1])
  traceDecision('auth', () => 'nothing to hide')
  t.equal(secrets.count('decision'), 2, 'as text and as JSON')
  t.strictSame(heard(), [])

  traceDecision('auth', () => `logs in with ${PASSWORD}`)
  const frame = { direction: 'sent', address: 'x', program: 'remote', procedure: PASSWORD } as const
  traceFrame({ ...frame, type: 'call', serial: 1, status: 'ok', bytes: 28 })
  process.emitWarning(`a ${PASSWORD}`)
  await once(execFile('true', [`--password=${PASSWORD}`]), 'close')
  t.strictSame([...new Set(heard())].sort(), kinds.sort())
})

t.test('what a child has started is seen while it runs', async (t) => {
  const secrets = new Secrets({ password: PASSWORD })
  const child = spawn('sh', ['-c', 'sh -c "echo up; read line; :" "$0"; :', PASSWORD])
  await once(child.stdout, 'data')
  secrets.hearProcesses(child.pid)
  child.stdin.end('\n')
  await once(child, 'close')
  t.match(secrets.leaks(), [/^password in argv/])
  t.ok(secrets.count('argv') >= 2)
  secrets.hearProcesses(child.pid)
})

t.test('what could be in any text is no secret to look for', async (t) => {
  t.throws(() => new Secrets({ pin: '12345' }), /'pin' is too short/)
  t.throws(() => new Secrets({ key: '-----BEGIN KEY-----\n\n' }), /'key' is too short/)
})

t.test('a key is found by any of its lines', async (t) => {
  const body = ['b3BlbnNzaC1rZXktdjEAAAAABG5vbmU', 'QyNTUxOQAAACBPkrXL0Zb3mTQwRk5j1m']
  const pem = `-----BEGIN OPENSSH PRIVATE KEY-----\n${body.join('\n')}\n-----END OPENSSH PRIVATE KEY-----\n`
  for (const line of body) {
    const secrets = new Secrets({ key: pem })
    secrets.hear('cli', `-----BEGIN OPENSSH PRIVATE KEY----- ${line}`)
    t.match(secrets.leaks(), [/^key in cli, plain/])
  }
})

t.test('nothing heard is nothing proved', async (t) => {
  const judged = (secrets: Secrets, least: Record<string, number>): boolean[] => {
    const verdicts: boolean[] = []
    const judge = {
      ok: (value: unknown) => verdicts.push(Boolean(value)),
      strictSame: (a: unknown[]) => verdicts.push(a.length === 0),
    }
    secrets.prove(judge as never, least)
    return verdicts
  }
  const secrets = new Secrets({ password: PASSWORD })
  secrets.hear('error', 'one')
  t.strictSame(judged(secrets, { error: 1 }), [true, true, true])
  t.strictSame(judged(secrets, { error: 2 }), [true, false, true])
  t.strictSame(judged(secrets, { cli: 1 }), [true, false, true])
  secrets.hear('cli', PASSWORD)
  t.strictSame(judged(secrets, { cli: 1 }), [true, true, false])
  t.strictSame(judged(new Secrets(), {}), [false, true])
})
