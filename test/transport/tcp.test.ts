import type { AddressInfo } from 'node:net'
import t from 'tap'
import { CancelledError, ConnectionError } from '../../src/errors.ts'
import { connectTcp, hostPort } from '../../src/transport/tcp.ts'
import { lookOn } from '../looking-on.ts'
import { hear, listen } from './listener.ts'

const family = 4

t.test('carries bytes both ways', async (t) => {
  const server = await listen(t, { host: '127.0.0.1', port: 0 }, (socket) => {
    socket.on('data', (data) => socket.end(data.toString().toUpperCase()))
  })
  const { port } = server.address() as AddressInfo
  const transport = await connectTcp('127.0.0.1', port)
  t.match(transport, { kind: 'tcp', secure: false, peer: `127.0.0.1:${port}` })
  const heard = hear(transport)
  transport.write(Buffer.from('hello.'))
  t.equal(await heard.closed, undefined)
  t.equal(heard.text(), 'HELLO.')
})

t.test('every address of a name is tried in order until one answers', async (t) => {
  const server = await listen(t, { host: '127.0.0.1', port: 0 }, (socket) => socket.write('here.'))
  const { port } = server.address() as AddressInfo
  // Nobody listens on the others of the loopback network.
  const resolve = async () =>
    ['127.9.9.8', '127.9.9.9', '127.0.0.1'].map((address) => ({ address, family }))
  const transport = await connectTcp('many.example', port, {}, resolve)
  t.equal(transport.peer, `many.example:${port}`)
  const heard = hear(transport)
  await heard.until('here.')
  transport.destroy()
  await heard.closed
})

t.test('when no address answers, each is named with its reason', async (t) => {
  const server = await listen(t, { host: '127.0.0.1', port: 0 }, () => {})
  const { port } = server.address() as AddressInfo
  const resolve = async () => ['127.9.9.8', '127.9.9.9'].map((address) => ({ address, family }))
  const error = await connectTcp('many.example', port, {}, resolve).catch((error: unknown) => error)
  t.type(error, ConnectionError)
  t.match(error, {
    code: 'connectFailed',
    outcome: 'not sent',
    address: `many.example:${port}`,
    message:
      `unable to connect to server at 'many.example:${port}': 127.9.9.8:${port}: Connection refused; ` +
      `127.9.9.9:${port}: Connection refused (no daemon listens on that port`,
  })
})

t.test('a refused port and an unknown host each give one clear line', async (t) => {
  const server = await listen(t, { host: '127.0.0.1', port: 0 }, () => {})
  const { port } = server.address() as AddressInfo
  const refused = await connectTcp('127.9.9.9', port).catch((error: unknown) => error)
  t.match(refused, {
    message: new RegExp(`at '127.9.9.9:${port}': Connection refused \\(no daemon`),
  })

  const notFound = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
  const unknown = await connectTcp('nowhere', 1, {}, () => Promise.reject(notFound)).catch(
    (error: unknown) => error,
  )
  const message =
    "unable to connect to server at 'nowhere:1': Name or service not known (check the spelling of the host name)"
  t.match(unknown, { code: 'connectFailed', message, cause: notFound })
  const empty = await connectTcp('nowhere', 1, {}, async () => []).catch((error: unknown) => error)
  t.match(empty, { code: 'connectFailed', message })
})

t.test('signal and deadline end the wait for a slow resolver', async (t) => {
  const never = () => new Promise<never>(() => {})
  const late = await connectTcp('slow', 1, { timeoutMs: 1 }, never).catch((error: unknown) => error)
  t.type(late, CancelledError)
  t.match(late, {
    code: 'timeout',
    outcome: 'not sent',
    message: /no connection to slow:1 within 1 ms/,
  })

  const abort = new AbortController()
  const pending = connectTcp('slow', 1, { signal: abort.signal }, never)
  abort.abort('changed my mind')
  t.match(await pending.catch((error: unknown) => error), {
    code: 'aborted',
    cause: 'changed my mind',
  })
})

t.test('a signal ends an attempt under way', async (t) => {
  const abort = new AbortController()
  const server = await listen(t, { host: '127.0.0.1', port: 0 }, () => {})
  const { port } = server.address() as AddressInfo
  const resolve = async () => {
    queueMicrotask(() => queueMicrotask(() => abort.abort('stop')))
    return [{ address: '127.0.0.1', family }]
  }
  const error = await connectTcp('h', port, { signal: abort.signal }, resolve).catch(
    (error: unknown) => error,
  )
  t.match(error, { code: 'aborted', cause: 'stop' })
})

t.test('a connection the other side resets ends with the reason', async (t) => {
  const server = await listen(t, { host: '127.0.0.1', port: 0 }, (socket) => {
    socket.once('data', () => socket.resetAndDestroy())
  })
  const { port } = server.address() as AddressInfo
  const transport = await connectTcp('127.0.0.1', port)
  const heard = hear(transport)
  transport.write(Buffer.from('x'))
  const reason = await heard.closed
  t.type(reason, ConnectionError)
  t.match(reason, {
    code: 'connectionLost',
    message: `Cannot read data from 127.0.0.1:${port}: Connection reset by peer`,
  })
})

t.test('an IPv6 address stands in brackets before its port', async (t) => {
  t.equal(hostPort('::1', 5), '[::1]:5')
  t.equal(hostPort('host', 5), 'host:5')
})

t.test('who looks on hears of every address', async (t) => {
  const server = await listen(t, { host: '127.0.0.1', port: 0 }, (socket) => socket.write('here.'))
  const { port } = server.address() as AddressInfo
  const resolve = async () => ['127.9.9.9', '127.0.0.1'].map((address) => ({ address, family }))
  const { decisionLines } = lookOn(t)
  const transport = await connectTcp('many.example', port, {}, resolve)
  transport.destroy()
  t.strictSame(decisionLines(), [
    'dial: resolved to 127.9.9.9, 127.0.0.1',
    `dial: not 127.9.9.9:${port}: Connection refused`,
    `dial: connected to 127.0.0.1:${port}`,
  ])
})
