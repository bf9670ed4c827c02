// When to ask the peer for a sign of life, and when to give it up. No socket and no frame in here: bytes
// that arrived are reported by `heard`, the clock is handed in, and what must be sent or ended is told to the owner.
// Answering the peer's own pings needs no state and is connection.ts.

import type { Clock, Timer } from './clock.ts'

export interface KeepaliveOptions {
  /** Seconds of silence before a ping; 0 switches our pings and the verdict off. */
  readonly intervalS: number
  /** Pings without an answer before the peer counts as dead, one interval after the last. */
  readonly count: number
}

export interface KeepaliveOwner {
  ping(): void
  /** A sign of life the peer did not ask for: it must not count us as dead while we do not read its pings. */
  pong(): void
  dead(): void
}

// What daemons use by default; while we do not read we must be heard that often, whatever our own interval is.
const PULSE_MS = 5000

// `since`: last sign of life known to the timer, or last ping; it is due one interval later. `heardAt`: a sign of life
// since then.
type Watching = {
  readonly is: 'watching'
  timer: Timer
  since: number
  heardAt: number | null
  remaining: number
}
type State =
  | { readonly is: 'idle' }
  | Watching
  // We stopped reading, so silence proves nothing; the timer only pulses.
  | { readonly is: 'paused'; readonly timer: Timer }
  | { readonly is: 'stopped' }

/** The keepalive of one connection: idle until started, watching or paused, stopped for good. */
export class Keepalive {
  readonly #owner: KeepaliveOwner
  readonly #clock: Clock
  readonly #intervalMs: number
  readonly #count: number
  #state: State = { is: 'idle' }

  constructor(owner: KeepaliveOwner, options: KeepaliveOptions, clock: Clock) {
    this.#owner = owner
    this.#clock = clock
    this.#intervalMs = options.intervalS * 1000
    this.#count = options.count
  }

  /** Begins to watch; `paused` if the socket is not being read just now. */
  start(paused: boolean): void {
    if (this.#state.is !== 'idle') return
    if (paused) this.#pulse()
    else this.#watch()
  }

  /** Bytes arrived. Called for every chunk, so it only takes the time; the timer looks at it when it is due. */
  heard(): void {
    const state = this.#state
    if (state.is === 'watching') state.heardAt = this.#clock.now()
  }

  /** The socket is no longer read. */
  pause(): void {
    if (this.#state.is !== 'watching') return
    this.#clearTimer()
    this.#pulse()
  }

  /** The socket is read again: what the peer sent meanwhile comes first, so the count starts over. */
  resume(): void {
    if (this.#state.is !== 'paused') return
    this.#clearTimer()
    this.#watch()
  }

  /** Ends for good; no timer is left. */
  stop(): void {
    this.#clearTimer()
    this.#state = { is: 'stopped' }
  }

  #clearTimer(): void {
    const state = this.#state
    if (state.is !== 'watching' && state.is !== 'paused') return
    if (state.timer !== null) this.#clock.clearTimeout(state.timer)
  }

  #watch(): void {
    const now = this.#clock.now()
    const state: Watching = {
      is: 'watching',
      timer: null,
      since: now,
      heardAt: null,
      remaining: this.#count,
    }
    this.#state = state
    if (this.#intervalMs > 0) this.#arm(state, this.#intervalMs)
  }

  #arm(state: Watching, ms: number): void {
    // Timers run before the socket is polled. After a blocked loop or a sleep of the machine the answer may lie there
    // unread, so the verdict waits until it had its turn.
    state.timer = this.#clock.setTimeout(() => {
      this.#clock.setImmediate(() => this.#due(state))
    }, ms)
  }

  #due(state: Watching): void {
    if (this.#state !== state) return
    const now = this.#clock.now()
    if (state.heardAt !== null) {
      state.since = state.heardAt
      state.heardAt = null
      state.remaining = this.#count
    }
    const left = state.since + this.#intervalMs - now
    if (left > 0) {
      this.#arm(state, left)
    } else if (state.remaining === 0) {
      this.stop()
      this.#owner.dead()
    } else {
      state.remaining--
      state.since = now
      this.#arm(state, this.#intervalMs)
      this.#owner.ping()
    }
  }

  #pulse(): void {
    const ms = this.#intervalMs > 0 ? Math.min(this.#intervalMs, PULSE_MS) : PULSE_MS
    const timer = this.#clock.setTimeout(() => {
      this.#pulse()
      this.#owner.pong()
    }, ms)
    this.#state = { is: 'paused', timer }
  }
}
