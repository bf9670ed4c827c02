// `--debug`: frames, decisions and the causes of an error on stderr, with times, beside any output and never in it.

import t from 'tap'
import { debugOn } from '../../src/cli/debug.ts'
import { ConnectionError } from '../../src/errors.ts'
import { connect } from '../../src/index.ts'
import { traceDecision } from '../../src/trace.ts'
import { FakeDaemon, Refusal } from '../api/daemon.ts'
import { FakeSink, fakeIo, lvrpc } from './fake-io.ts'

t.test('what a command does is told on stderr, and its output stays what it is', async (t) => {
  const daemon = await FakeDaemon.listen({ connectGetHostname: { hostname: 'host-a' } })
  t.teardown(() => daemon.close())
  for (const json of [false, true]) {
    const args = ['-c', daemon.uri, ...(json ? ['--json'] : []), 'hostname']
    const quiet = await lvrpc(args)
    const { code, stdout, stderr } = await lvrpc(['--debug', ...args])
    t.equal(code, 0)
    t.equal(stdout, quiet.stdout)
    t.equal(quiet.stderr, '')
    const lines = stderr.trimEnd().split('\n')
    t.ok(lines.every((line) => line.startsWith('debug: +0.000 ')))
    const at = ` (${daemon.socket})`
    t.ok(lines.includes(`debug: +0.000 dial: connected${at}`))
    t.ok(lines.includes(`debug: +0.000 > remote AUTH_LIST call 1 ok, 28 bytes${at}`))
    t.ok(lines.includes(`debug: +0.000 auth: the daemon asks for none: none is taken${at}`))
    t.ok(lines.some((line) => line.includes('< remote CONNECT_GET_HOSTNAME reply ')))
  }
  const after = new FakeSink()
  await (await connect(daemon.uri)).close()
  t.equal(after.text, '')
})

t.test('times are seconds since the command began', async (t) => {
  const stderr = new FakeSink()
  let ms = 5_000_000
  const debug = await debugOn({ stderr, now: () => new Date(ms) })
  ms += 1234
  traceDecision('ssh', () => 'a name with \u001b[31m in it', 'host-a:22')
  debug.stop()
  traceDecision('ssh', () => 'nobody hears this')
  t.equal(stderr.text, 'debug: +1.234 ssh: a name with \\x1b[31m in it (host-a:22)\n')
})

t.test('of an error all that stands behind its line', async (t) => {
  const daemon = await FakeDaemon.listen({ connectOpen: new Refusal(38, 'no driver') })
  t.teardown(() => daemon.close())
  const refused = await lvrpc(['--debug', '-c', daemon.uri, 'hostname'])
  t.equal(refused.code, 1)
  const [story, line] = refused.stderr.trimEnd().split('\n').slice(-2)
  t.equal(line, 'error: no driver')
  t.match(
    story,
    /^debug: \+0\.000 failed with RemoteError systemError \(number 38, domain 10, refused, CONNECT_OPEN, serial \d+, at .+\): no driver$/,
  )
  const gone = await lvrpc(['--debug', '-c', 'qemu:///system?socket=/nowhere/x', 'hostname'])
  t.match(
    gone.stderr,
    /failed with ConnectionError connectFailed \(.*, not sent, at \/nowhere\/x\)/,
  )
  t.match(gone.stderr, /debug: \+0\.000 because of Error ENOENT: connect ENOENT \/nowhere\/x\n/)
})

t.test('causes are told to their end, whatever they are', async (t) => {
  const secret = { password: 'pencil-case 7' }
  const inner = new TypeError('inner', { cause: secret })
  const many = new AggregateError([new Error('one'), inner], 'several')
  const error = new ConnectionError('connectFailed', 'outer', { cause: many })
  inner.cause = secret
  Object.assign(many, { cause: error })
  const connect = () => Promise.reject(error)
  const { stderr } = await lvrpc(['--debug', 'hostname'], fakeIo({ connect }))
  t.strictSame(stderr.split('\n'), [
    'debug: +0.000 failed with ConnectionError connectFailed (number 38, domain 7): outer',
    'debug: +0.000 because of AggregateError: several',
    'debug: +0.000 because of Error: one',
    'debug: +0.000 because of TypeError: inner',
    'error: outer',
    '',
  ])
})
