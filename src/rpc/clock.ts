// Time as the floors above a socket need it, handed in so that tests can turn the hands themselves.

/** A running timer; only its clock knows what it is. */
export type Timer = unknown

/** A monotonic clock with timers; all times in milliseconds. */
export interface Clock {
  now(): number
  setTimeout(run: () => void, ms: number): Timer
  clearTimeout(timer: Timer): void
  /** Runs after the input that is already waiting has been read. */
  setImmediate(run: () => void): void
}

/** The clock of the machine; it never jumps when the wall clock is set. */
export const systemClock: Clock = {
  // Not performance.now(): loading what is behind it is felt by programs that only make one call.
  now: () => Number(process.hrtime.bigint()) / 1e6,
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
  setImmediate: (run) => {
    setImmediate(run)
  },
}
