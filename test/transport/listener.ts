// Servers for the transport tests: a net.Server that is closed with its connections when the test is over.

import { createServer, type Server, type Socket } from 'node:net'
import type { Test } from 'tap'
import type { Transport } from '../../src/transport/transport.ts'

/** Listens, hands each connection to `serve`, and goes away with the test. */
export async function listen(
  t: Test,
  where: { path: string } | { host: string; port: number },
  serve: (socket: Socket) => void,
): Promise<Server> {
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    serve(socket)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(where, resolve)
  })
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return server
}

/** What a transport delivered: all bytes as text, and its end. */
export interface Heard {
  text(): string
  /** Resolves when the text so far ends with this. */
  until(end: string): Promise<void>
  readonly closed: Promise<Error | undefined>
  drains: number
}

/** Starts a transport and records what it tells. */
export function hear(transport: Transport): Heard {
  let text = ''
  let wanted: { end: string; resolve: () => void } | null = null
  let close!: (reason: Error | undefined) => void
  const closed = new Promise<Error | undefined>((resolve) => {
    close = resolve
  })
  const check = () => {
    if (wanted !== null && text.endsWith(wanted.end)) wanted.resolve()
  }
  const heard: Heard = {
    text: () => text,
    until: (end) =>
      new Promise((resolve) => {
        wanted = { end, resolve }
        check()
      }),
    closed,
    drains: 0,
  }
  transport.start({
    data: (chunk) => {
      text += Buffer.from(chunk).toString('latin1')
      check()
    },
    drain: () => {
      heard.drains++
    },
    closed: close,
  })
  return heard
}
