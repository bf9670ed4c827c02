// A clock whose hands the test turns. Timers run in order of their time; immediates run when the test lets the loop turn.

import type { Clock } from '../../src/rpc/clock.ts'

export class HandClock implements Clock {
  #now = 0
  #timers = new Set<{ at: number; run: () => void }>()
  #immediates: (() => void)[] = []

  now(): number {
    return this.#now
  }

  setTimeout(run: () => void, ms: number): unknown {
    const timer = { at: this.#now + ms, run }
    this.#timers.add(timer)
    return timer
  }

  clearTimeout(timer: unknown): void {
    this.#timers.delete(timer as { at: number; run: () => void })
  }

  setImmediate(run: () => void): void {
    this.#immediates.push(run)
  }

  /** Timers that are set; none may be left when a connection has ended. */
  get timers(): number {
    return this.#timers.size
  }

  /** Runs what setImmediate holds. */
  turn(): void {
    for (const run of this.#immediates.splice(0)) run()
  }

  /** Time passes; due timers run, and after each of them the loop turns. */
  advance(ms: number): void {
    const end = this.#now + ms
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
      if (next === undefined) break
      this.#now = Math.max(this.#now, next.at)
      this.#timers.delete(next)
      next.run()
      this.turn()
    }
    this.#now = end
  }

  /** Time passes without anything running: a blocked loop, a sleeping machine. */
  stall(ms: number): void {
    this.#now += ms
  }

  /** Timers that became due while stalled run, but the loop has not turned yet. */
  fire(): void {
    for (const timer of [...this.#timers].filter(({ at }) => at <= this.#now)) {
      this.#timers.delete(timer)
      timer.run()
    }
  }
}
