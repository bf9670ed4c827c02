// Two ends of a byte stream in memory, for tests and for whoever speaks to a peer in the same process. Delivers like a
// socket does: later, in order, never inside the call that sent it; holds data while paused and asks to wait when full.

import type { Transport, TransportHandler } from '../transport/transport.ts'

// As much as a socket of Node takes before it asks to wait.
const HIGH_WATER = 16_384

/** Two transports; what one writes the other receives. `highWater`: unread bytes from which `write` returns false. */
export function memoryPair(highWater = HIGH_WATER): [Transport, Transport] {
  const a = new MemoryTransport('memory:a', highWater)
  const b = new MemoryTransport('memory:b', highWater)
  a.join(b)
  b.join(a)
  return [a, b]
}

type State =
  | { readonly is: 'open' }
  // `reason`: told to the owner with the end.
  | { readonly is: 'ending'; readonly reason: Error | undefined }
  | { readonly is: 'closed' }

class MemoryTransport implements Transport {
  readonly kind = 'memory'
  readonly secure = true
  readonly peer: string
  readonly #highWater: number
  #other: MemoryTransport | undefined
  #state: State = { is: 'open' }
  #handler: TransportHandler | null = null
  #paused = false
  #inbox: Uint8Array[] = []
  #unread = 0
  /** The other side ended: the end is told when the inbox is empty. */
  #endComes = false
  #scheduled = false
  #drainDue = false

  constructor(peer: string, highWater: number) {
    this.peer = peer
    this.#highWater = highWater
  }

  join(other: MemoryTransport): void {
    this.#other = other
  }

  start(handler: TransportHandler): void {
    this.#handler = handler
    this.#schedule()
  }

  write(chunk: Uint8Array): boolean {
    if (this.#state.is !== 'open' || chunk.length === 0) return true
    const full = this.#other!.#accept(chunk)
    if (full) this.#drainDue = true
    return !full
  }

  pause(): void {
    this.#paused = true
  }

  resume(): void {
    this.#paused = false
    this.#schedule()
  }

  close(): void {
    this.#finish(undefined)
  }

  destroy(reason?: Error): void {
    this.#finish(reason)
  }

  #finish(reason: Error | undefined): void {
    if (this.#state.is !== 'open') return
    this.#state = { is: 'ending', reason }
    this.#inbox = []
    this.#other!.#endComes = true
    this.#other!.#schedule()
    this.#schedule()
  }

  /** Whether the sender should wait now. */
  #accept(chunk: Uint8Array): boolean {
    if (this.#state.is !== 'open') return false
    this.#inbox.push(chunk)
    this.#unread += chunk.length
    this.#schedule()
    return this.#unread >= this.#highWater
  }

  #schedule(): void {
    if (this.#scheduled || this.#handler === null) return
    this.#scheduled = true
    queueMicrotask(() => {
      this.#scheduled = false
      this.#deliver()
    })
  }

  #deliver(): void {
    const handler = this.#handler!
    while (this.#state.is === 'open' && !this.#paused && this.#inbox.length > 0) {
      const chunk = this.#inbox.shift()!
      this.#unread -= chunk.length
      handler.data(chunk)
    }
    if (this.#inbox.length === 0) this.#other!.#roomAgain()
    if (this.#state.is === 'ending') this.#closed(this.#state.reason)
    else if (this.#state.is === 'open' && this.#endComes && this.#inbox.length === 0) {
      this.#closed(undefined)
    }
  }

  #roomAgain(): void {
    if (!this.#drainDue) return
    this.#drainDue = false
    queueMicrotask(() => {
      if (this.#state.is === 'open') this.#handler?.drain()
    })
  }

  #closed(reason: Error | undefined): void {
    this.#state = { is: 'closed' }
    this.#other!.#endComes = true
    this.#other!.#schedule()
    this.#handler!.closed(reason)
  }
}
