import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { CancelledError, ConnectionError, UsageError } from '../../src/errors.ts'
import { connectUnix } from '../../src/transport/unix.ts'
import { lookOn } from '../looking-on.ts'
import { hear, listen } from './listener.ts'

function folder(t: import('tap').Test): string {
  const made = mkdtempSync(join(tmpdir(), 'lvrpc-'))
  t.teardown(() => rmSync(made, { recursive: true }))
  return made
}

t.test('carries bytes both ways and ends in order', async (t) => {
  const path = join(folder(t), 'sock')
  await listen(t, { path }, (socket) => {
    socket.on('data', (data) => socket.write(data.toString().toUpperCase()))
    socket.on('end', () => socket.end())
  })
  const transport = await connectUnix(path)
  t.match(transport, { kind: 'unix', secure: true, peer: path })
  const heard = hear(transport)
  transport.write(Buffer.from('hello.'))
  await heard.until('HELLO.')
  transport.close()
  t.equal(await heard.closed, undefined)
})

t.test(
  'an abstract socket is named with a leading @',
  { skip: process.platform !== 'linux' },
  async (t) => {
    const name = `lvrpc-test-${process.pid}`
    await listen(t, { path: `\0${name}` }, (socket) => socket.write('here.'))
    const transport = await connectUnix(`@${name}`)
    t.equal(transport.peer, `@${name}`)
    const heard = hear(transport)
    await heard.until('here.')
    transport.destroy()
    await heard.closed
  },
)

t.test('bytes that came before start are delivered first, and the end after them', async (t) => {
  const path = join(folder(t), 'sock')
  await listen(t, { path }, (socket) => socket.end('early.'))
  const transport = await connectUnix(path)
  await new Promise((resolve) => setImmediate(resolve))
  const heard = hear(transport)
  t.equal(await heard.closed, undefined)
  t.equal(heard.text(), 'early.')
})

t.test('a full socket asks to wait and tells when there is room', async (t) => {
  const path = join(folder(t), 'sock')
  const held: (() => void)[] = []
  await listen(t, { path }, (socket) => {
    socket.pause()
    held.push(() => socket.resume())
  })
  const transport = await connectUnix(path)
  const drained = new Promise<void>((resolve) => {
    transport.start({ data() {}, drain: resolve, closed() {} })
  })
  const chunk = Buffer.alloc(1 << 20)
  let room = true
  while (room) room = transport.write(chunk)
  while (held.length === 0) await new Promise((resolve) => setImmediate(resolve))
  for (const go of held) go()
  await drained
  t.pass('drain came')
  transport.destroy()
})

t.test('pause holds the data, resume lets it come', async (t) => {
  const path = join(folder(t), 'sock')
  await listen(t, { path }, (socket) => {
    socket.write('one.')
    socket.on('data', () => socket.write('two.'))
  })
  const transport = await connectUnix(path)
  const heard = hear(transport)
  await heard.until('one.')
  transport.resume()
  transport.pause()
  transport.write(Buffer.from('?'))
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  t.equal(heard.text(), 'one.')
  transport.resume()
  await heard.until('two.')
  transport.destroy()
  t.equal(await heard.closed, undefined)
})

t.test('an end before anyone listened is told to who listens then', async (t) => {
  const path = join(folder(t), 'sock')
  await listen(t, { path }, () => {})
  const transport = await connectUnix(path)
  transport.destroy()
  await new Promise((resolve) => setImmediate(resolve))
  t.equal(await hear(transport).closed, undefined)
})

t.test('a reason given to destroy comes back with the end', async (t) => {
  const path = join(folder(t), 'sock')
  await listen(t, { path }, () => {})
  const transport = await connectUnix(path)
  const heard = hear(transport)
  const reason = new ConnectionError('keepaliveTimeout', 'silent')
  transport.destroy(reason)
  t.equal(await heard.closed, reason)
})

t.test('a socket that is not there is told with path, reason and remedy', async (t) => {
  const path = join(folder(t), 'none')
  const error = await connectUnix(path).catch((error: unknown) => error)
  t.type(error, ConnectionError)
  t.match(error, {
    code: 'connectFailed',
    outcome: 'not sent',
    address: path,
    message: `Failed to connect socket to '${path}': No such file or directory (is the libvirt daemon`,
  })
})

t.test('a file that nobody listens on is told apart', async (t) => {
  const path = join(folder(t), 'file')
  writeFileSync(path, '')
  const error = await connectUnix(path).catch((error: unknown) => error)
  t.match(error, {
    code: 'connectFailed',
    message: /Connection refused \(the socket is there but no/,
  })
})

t.test('a path no socket can have is refused before anything is tried', async (t) => {
  for (const [path, words] of [
    ['', /'' is empty/],
    ['@', /'@' is empty/],
    ['/a\0b', /'\/a\\0b' contains a NUL/],
    [`/${'x'.repeat(107)}`, /has 108 bytes, at most 107/],
    [`/${'ñ'.repeat(54)}`, /has 109 bytes/],
  ] as const) {
    const error = await connectUnix(path).catch((error: unknown) => error)
    t.type(error, UsageError)
    t.match(error, { code: 'invalidArg', message: words })
  }
})

t.test('a signal that has fired and a deadline that is none open nothing', async (t) => {
  const signal = AbortSignal.abort(new Error('enough'))
  const error = await connectUnix('/nowhere', { signal }).catch((error: unknown) => error)
  t.type(error, CancelledError)
  t.match(error, { code: 'aborted', outcome: 'not sent', cause: { message: 'enough' } })
  for (const timeoutMs of [0, -1, Number.NaN]) {
    const wrong = await connectUnix('/nowhere', { timeoutMs }).catch((error: unknown) => error)
    t.match(wrong, { code: 'invalidArg', message: /timeoutMs must be above 0/ })
  }
})

t.test('who looks on hears whether it went well', async (t) => {
  const path = join(folder(t), 'sock')
  const { decisions } = lookOn(t)
  await t.rejects(connectUnix(path), ConnectionError)
  await listen(t, { path }, () => {})
  const transport = await connectUnix(path)
  transport.destroy()
  t.strictSame(decisions, [
    { part: 'dial', text: 'not connected: No such file or directory', address: path },
    { part: 'dial', text: 'connected', address: path },
  ])
})
