// A socket that somebody opened to an embedded daemon, as a Transport.

import type { Socket } from 'node:net'
import type { Transport, TransportHandler } from '../transport/transport.ts'

/** @param kind what the listener is of: only unix sockets keep onlookers out */
export function socketTransport(socket: Socket, kind: 'unix' | 'tcp'): Transport {
  let reason: Error | undefined
  socket.setNoDelay(true)
  // Until the owner has started.
  socket.pause()
  socket.on('error', (error) => {
    reason ??= error
  })
  return {
    kind,
    secure: kind === 'unix',
    peer: socket.remoteAddress ?? kind,
    start(handler: TransportHandler) {
      socket.on('data', (chunk) => handler.data(chunk))
      socket.on('drain', () => handler.drain())
      // A client that has ended its side is gone: half an RPC connection is none.
      socket.on('end', () => socket.end())
      socket.on('close', () => handler.closed(reason))
      socket.resume()
    },
    write: (chunk) => socket.destroyed || socket.write(chunk),
    pause: () => {
      socket.pause()
    },
    resume: () => {
      socket.resume()
    },
    close: () => {
      socket.end()
    },
    destroy: (why) => {
      reason = why
      socket.destroy()
    },
  }
}
