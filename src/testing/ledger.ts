// Who ran a guest, from when to when, and from which count to which: kept for all hosts of a lab together, so that "it runs
// exactly once and never backwards" can be asked instead of believed. A guest counts the milliseconds it has run.

/** One stretch of a guest running on one host. */
export interface GuestRun {
  readonly host: string
  /** Time on the lab's clock, ms; `toMs` is undefined while it runs. */
  readonly fromMs: number
  readonly toMs: number | undefined
  /** What the guest's counter said at both ends. */
  readonly fromCount: number
  readonly toCount: number | undefined
  /** Which start of the guest it belongs to: a reboot counts from 0. */
  readonly boot: number
}

/** What is known of one guest over all hosts. */
export interface GuestRuns {
  /** Hosts on which it runs now. */
  readonly running: readonly string[]
  readonly runs: readonly GuestRun[]
  /** Where it ran twice at a time, or counted backwards; empty is as it should be. */
  readonly violations: readonly string[]
}

interface Stretch {
  host: string
  fromMs: number
  toMs: number | undefined
  fromCount: number
  toCount: number | undefined
  boot: number
}

interface Life {
  boots: number
  readonly runs: Stretch[]
  readonly violations: string[]
}

export class Ledger {
  readonly #lives = new Map<string, Life>()

  #life(uuid: string): Life {
    let life = this.#lives.get(uuid)
    if (life === undefined) {
      life = { boots: 0, runs: [], violations: [] }
      this.#lives.set(uuid, life)
    }
    return life
  }

  /** A new start from nothing. */
  boot(uuid: string): number {
    return ++this.#life(uuid).boots
  }

  /** The guest begins to run there. */
  begin(uuid: string, host: string, boot: number, atMs: number, count: number): void {
    const { runs, violations } = this.#life(uuid)
    const other = runs.find(({ toMs }) => toMs === undefined)
    if (other !== undefined) {
      violations.push(
        `at ${Math.round(atMs)} ms it began to run on ${host} while it ran on ${other.host}`,
      )
    }
    const furthest = runs.reduce(
      (most, run) => (run.boot === boot ? Math.max(most, run.toCount ?? run.fromCount) : most),
      0,
    )
    if (count < furthest) {
      violations.push(
        `at ${Math.round(atMs)} ms it went on from ${Math.round(count)} on ${host}, though it had come to ${Math.round(furthest)}`,
      )
    }
    runs.push({ host, fromMs: atMs, toMs: undefined, fromCount: count, toCount: undefined, boot })
  }

  /** It stops running there. */
  end(uuid: string, host: string, atMs: number, count: number): void {
    const open = this.#life(uuid).runs.find((run) => run.host === host && run.toMs === undefined)
    if (open === undefined) return
    open.toMs = atMs
    open.toCount = count
  }

  of(uuid: string): GuestRuns {
    const { runs, violations } = this.#life(uuid)
    return {
      running: runs.filter(({ toMs }) => toMs === undefined).map(({ host }) => host),
      runs: runs.map((run) => ({ ...run })),
      violations: [...violations],
    }
  }
}
