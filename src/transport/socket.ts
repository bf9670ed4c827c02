// What unix.ts, tcp.ts and tls.ts share: opening a socket of node:net with a signal and a deadline, and an open socket as
// a Transport.

import { connect, type NetConnectOpts, type Socket } from 'node:net'
import { CancelledError, LibvirtError, UsageError } from '../errors.ts'
import { lostError } from './node-error.ts'
import type { Transport, TransportHandler } from './transport.ts'

/** How long opening may take, and who may call it off. */
export interface DialOptions {
  readonly signal?: AbortSignal
  /** For all addresses together. */
  readonly timeoutMs?: number
}

// What a 32-bit timer can hold; a longer deadline would fire at once.
const TIMER_MAX_MS = 2_147_483_647

/**
 * Runs an attempt under a signal that fires at the caller's signal or at the deadline.
 * @throws CancelledError `aborted` or `timeout`, UsageError on a deadline that is none
 */
export async function underDeadline<T>(
  address: string,
  options: DialOptions,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal, timeoutMs } = options
  const detail = { address, outcome: 'not sent' } as const
  if (timeoutMs !== undefined && !(timeoutMs > 0)) {
    throw new UsageError('invalidArg', `timeoutMs must be above 0, not ${timeoutMs}`, detail)
  }
  const own = new AbortController()
  const giveUp = () => {
    const text = `the caller gave up connecting to ${address}`
    own.abort(new CancelledError('aborted', text, { ...detail, cause: signal?.reason }))
  }
  if (signal?.aborted) giveUp()
  signal?.addEventListener('abort', giveUp, { once: true })
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(
          () => {
            const text = `no connection to ${address} within ${timeoutMs} ms`
            own.abort(new CancelledError('timeout', text, detail))
          },
          Math.min(timeoutMs, TIMER_MAX_MS),
        )
  try {
    own.signal.throwIfAborted()
    return await attempt(own.signal)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', giveUp)
  }
}

/** Opens one socket; rejects with Node's own error, or with the signal's reason. */
export function openSocket(options: NetConnectOpts, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    // It may have fired since the last look, and then never fires again.
    signal.throwIfAborted()
    const socket = connect(options)
    const settle = () => {
      socket.removeListener('connect', onConnect)
      socket.removeListener('error', onError)
      signal.removeEventListener('abort', onAbort)
    }
    const onConnect = () => {
      settle()
      resolve(socket)
    }
    const onError = (error: Error) => {
      settle()
      reject(error)
    }
    const onAbort = () => {
      settle()
      // An error that still comes is nobody's any more, and must not end the process.
      socket.on('error', () => {})
      socket.destroy()
      reject(signal.reason)
    }
    socket.once('connect', onConnect)
    socket.once('error', onError)
    signal.addEventListener('abort', onAbort, { once: true })
  })
}

/** An open socket of node:net as a transport. Reading begins with `start`. */
export class SocketTransport implements Transport {
  readonly kind: string
  readonly secure: boolean
  readonly peer: string
  readonly #socket: Socket
  /** Why it ended, if not in order; the first reason counts. */
  #reason: Error | undefined
  #paused = false

  constructor(kind: string, secure: boolean, peer: string, socket: Socket) {
    this.kind = kind
    this.secure = secure
    this.peer = peer
    this.#socket = socket
    // From here to the end, so that no error of a socket nobody asks is ever unheard.
    socket.on('error', (error) => {
      this.#reason ??= error instanceof LibvirtError ? error : lostError(peer, error)
    })
  }

  start(handler: TransportHandler): void {
    const socket = this.#socket
    socket.on('drain', () => handler.drain())
    socket.once('close', () => handler.closed(this.#reason))
    if (socket.closed) {
      // It broke before anyone was there to hear it.
      queueMicrotask(() => handler.closed(this.#reason))
      return
    }
    socket.on('data', (chunk: Buffer) => handler.data(chunk))
  }

  write(chunk: Uint8Array): boolean {
    return this.#socket.write(chunk)
  }

  pause(): void {
    this.#paused = true
    this.#socket.pause()
  }

  resume(): void {
    if (!this.#paused) return
    this.#paused = false
    this.#socket.resume()
  }

  close(): void {
    // Ends both directions once everything is written: whoever closes does not want to hear more.
    this.#socket.destroySoon()
  }

  destroy(reason?: Error): void {
    this.#reason ??= reason
    this.#socket.destroy()
  }
}
