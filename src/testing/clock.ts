// Time of embedded hosts: the machine's, or one whose hands only the test turns. Everything a host does by time (copying memory,
// counting in a guest, giving up a silent client) asks its clock, so a minute of a virtual one costs nothing.

/** A running timer; only its clock knows what it is. */
export type LabTimer = unknown

/** A monotonic clock with timers; ms. Fits wherever the library takes a clock of its own. */
export interface LabClock {
  now(): number
  /** `idle`: a timer that nobody waits for, so that it need not keep a process alive. */
  setTimeout(run: () => void, ms: number, idle?: boolean): LabTimer
  clearTimeout(timer: LabTimer): void
  setImmediate(run: () => void): void
  /** Waits; a signal ends the wait without an error. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

function sleepOn(clock: LabClock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      clock.clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = clock.setTimeout(done, ms)
    signal?.addEventListener('abort', done)
  })
}

/**
 * The machine's clock, until it is stopped: then nothing more comes due. Timers that somebody waits for keep the process alive, or
 * a test would end in the middle of a migration that has nothing else to keep it.
 */
export class MachineClock implements LabClock {
  readonly #timers = new Set<NodeJS.Timeout>()
  #stopped = false

  now(): number {
    return performance.now()
  }

  setTimeout(run: () => void, ms: number, idle = false): LabTimer {
    if (this.#stopped) return undefined
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      run()
    }, ms)
    if (idle) timer.unref()
    this.#timers.add(timer)
    return timer
  }

  clearTimeout(timer: LabTimer): void {
    // Nobody else makes them.
    const mine = timer as NodeJS.Timeout | undefined
    if (mine === undefined) return
    clearTimeout(mine)
    this.#timers.delete(mine)
  }

  setImmediate(run: () => void): void {
    setImmediate(run)
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return sleepOn(this, ms, signal)
  }

  /** Ends it: what was waited for never comes. */
  stop(): void {
    this.#stopped = true
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }
}

interface Due {
  readonly at: number
  readonly run: () => void
}

/**
 * A clock that stands still until it is told otherwise: `advance` by an amount, or `run` until a promise is settled. Between two
 * timers everything that is on its way inside the process arrives; sockets of the machine are not waited for, so connections
 * under a virtual clock are those of `host.dialer`.
 */
export class VirtualClock implements LabClock {
  #now = 0
  readonly #due = new Set<Due>()

  now(): number {
    return this.#now
  }

  setTimeout(run: () => void, ms: number): LabTimer {
    const due = { at: this.#now + Math.max(0, ms), run }
    this.#due.add(due)
    return due
  }

  clearTimeout(timer: LabTimer): void {
    this.#due.delete(timer as Due)
  }

  setImmediate(run: () => void): void {
    setImmediate(run)
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return sleepOn(this, ms, signal)
  }

  /** Lets so much time pass; what is due runs in its order, at its time. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms
    await settle()
    while (this.#next(end)) await settle()
    this.#now = end
    await settle()
  }

  /**
   * Lets time pass until the promise is settled, and gives what it gives.
   * @throws Error when nothing is left that could settle it
   */
  async run<T>(promise: Promise<T>, limitMs = 24 * 3600_000): Promise<T> {
    let settled = false
    const over = () => {
      settled = true
    }
    promise.then(over, over)
    const end = this.#now + limitMs
    // What the machine itself has to do (a file to write) takes turns, not time: a clock without timers waits a little.
    for (let idle = 0; !settled; ) {
      await settle()
      if (settled) break
      if (this.#next(end)) idle = 0
      else if (++idle > IDLE_TURNS) {
        throw new Error(
          'the virtual clock has no timer left, or ran too long, and what it waits for is not settled',
        )
      } else if (idle > BUSY_TURNS) await new Promise((resolve) => setTimeout(resolve, 1))
    }
    return promise
  }

  /** Runs the first timer due by then; false when there is none. */
  #next(end: number): boolean {
    let first: Due | undefined
    for (const due of this.#due) if (first === undefined || due.at < first.at) first = due
    if (first === undefined || first.at > end) return false
    this.#due.delete(first)
    this.#now = first.at
    first.run()
    return true
  }
}

const IDLE_TURNS = 2000
/** So many of them without a rest: most of what the process has to do by itself is done by then. */
const BUSY_TURNS = 50

/** Lets what is on its way arrive: microtasks run to their end, and immediates twice, for what they begin. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise<void>((resolve) => setImmediate(resolve))
}
