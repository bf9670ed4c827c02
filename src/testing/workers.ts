// The threads of a daemon that carry out calls: so many for all of them, some more for those of high priority alone. Whoever finds
// none free waits in line, whichever connection it came over: a daemon whose workers all copy guests answers nothing else.

interface Waiting {
  readonly high: boolean
  readonly run: (done: () => void) => void
}

/** max_workers and prio_workers, as daemons have them. */
const ORDINARY = 20
const HIGH = 5

export class Workers {
  readonly #free = { ordinary: ORDINARY, high: HIGH }
  #line: Waiting[] = []
  /** Grows with every daemon: a worker of a dead one is never free again. */
  #daemon = 0

  /** Runs it as soon as a worker is free, at once if one is; it calls `done` when it has ended. */
  take(high: boolean, run: (done: () => void) => void): void {
    if (this.#free.ordinary > 0) this.#start('ordinary', run)
    else if (high && this.#free.high > 0) this.#start('high', run)
    else this.#line.push({ high, run })
  }

  #start(kind: 'ordinary' | 'high', run: (done: () => void) => void): void {
    this.#free[kind]--
    const daemon = this.#daemon
    let over = false
    run(() => {
      if (over || daemon !== this.#daemon) return
      over = true
      this.#free[kind]++
      this.#next(kind)
    })
  }

  #next(kind: 'ordinary' | 'high'): void {
    const index = kind === 'ordinary' ? 0 : this.#line.findIndex(({ high }) => high)
    const [next] = index < 0 ? [] : this.#line.splice(index, 1)
    if (next !== undefined) this.#start(kind, next.run)
  }

  /** The daemon died: nobody waits any more, and the next one has all its workers. */
  clear(): void {
    this.#daemon++
    this.#line = []
    Object.assign(this.#free, { ordinary: ORDINARY, high: HIGH })
  }
}
