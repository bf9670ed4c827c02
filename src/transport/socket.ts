// What the ways to a daemon share: opening a socket of node:net with a signal and a deadline, and an open stream, of a
// socket or of anything else, as a Transport.

import { connect, type NetConnectOpts, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
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
    const why: unknown = signal?.reason
    // A deadline further out speaks for itself.
    const ours = why instanceof CancelledError
    own.abort(ours ? why : new CancelledError('aborted', text, { ...detail, cause: why }))
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

/** Opens one socket; rejects with Node's own error, or with the reason of a signal. */
export function openSocket(options: NetConnectOpts, signal?: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    // It may have fired since the last look, and then never fires again.
    signal?.throwIfAborted()
    const socket = connect(options)
    const settle = () => {
      socket.removeListener('connect', onConnect)
      socket.removeListener('error', onError)
      signal?.removeEventListener('abort', onAbort)
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
      reject(signal?.reason)
    }
    socket.once('connect', onConnect)
    socket.once('error', onError)
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}

/** A byte stream whose end somebody knows how to bring about and to explain. */
export interface Line {
  readonly stream: Duplex
  /** Ends both directions once everything is written. */
  finish(): void
  /** Ends them now. */
  drop(): void
  /** Calls back once, when it is over and everything that came has been read: with the reason if it broke. */
  ended(listener: (reason?: Error) => void): void
}

/** Any open stream as a transport. Reading begins with `start`. */
export class LineTransport implements Transport {
  readonly kind: string
  readonly secure: boolean
  readonly peer: string
  readonly #line: Line
  #state: 'flowing' | 'paused' | 'dropped' = 'flowing'
  /** Why it was dropped; comes before what the line says of its end. */
  #reason: Error | undefined
  #over = false
  #handler: TransportHandler | undefined

  constructor(kind: string, secure: boolean, peer: string, line: Line) {
    this.kind = kind
    this.secure = secure
    this.peer = peer
    this.#line = line
    line.ended((reason) => {
      this.#over = true
      this.#reason ??= reason
      this.#handler?.closed(this.#reason)
    })
  }

  start(handler: TransportHandler): void {
    if (this.#over) {
      // It broke before anyone was there to hear it.
      queueMicrotask(() => handler.closed(this.#reason))
      return
    }
    this.#handler = handler
    const { stream } = this.#line
    stream.on('drain', () => handler.drain())
    stream.on('data', (chunk: Buffer) => {
      if (this.#state !== 'dropped') handler.data(chunk)
    })
  }

  write(chunk: Uint8Array): boolean {
    return this.#line.stream.write(chunk)
  }

  pause(): void {
    if (this.#state === 'dropped') return
    this.#state = 'paused'
    this.#line.stream.pause()
  }

  resume(): void {
    if (this.#state !== 'paused') return
    this.#state = 'flowing'
    this.#line.stream.resume()
  }

  close(): void {
    this.#line.finish()
  }

  destroy(reason?: Error): void {
    this.#reason ??= reason
    this.#state = 'dropped'
    this.#line.drop()
  }
}

/** An open socket of node:net as a transport. */
export class SocketTransport extends LineTransport {
  constructor(kind: string, secure: boolean, peer: string, socket: Socket) {
    let broken: Error | undefined
    // From here to the end, so that no error of a socket nobody asks is ever unheard.
    socket.on('error', (error) => {
      broken ??= error instanceof LibvirtError ? error : lostError(peer, error)
    })
    super(kind, secure, peer, {
      stream: socket,
      // Whoever closes does not want to hear more.
      finish: () => socket.destroySoon(),
      drop: () => void socket.destroy(),
      ended: (listener) => {
        if (socket.closed) listener(broken)
        else socket.once('close', () => listener(broken))
      },
    })
  }
}
