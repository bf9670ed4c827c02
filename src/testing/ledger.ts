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
  /** Those of them that go on. */
  readonly open: Set<Stretch>
  /** How far it has come, by its starts. */
  readonly furthest: Map<number, number>
  readonly violations: string[]
}

export class Ledger {
  readonly #lives = new Map<string, Life>()

  #life(uuid: string): Life {
    let life = this.#lives.get(uuid)
    if (life === undefined) {
      life = {
        boots: 0,
        runs: [],
        open: new Set(),
        furthest: new Map(),
        violations: [],
      }
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
    const life = this.#life(uuid)
    const [other] = life.open
    if (other !== undefined) {
      life.violations.push(
        `at ${Math.round(atMs)} ms it began to run on ${host} while it ran on ${other.host}`,
      )
    }
    const furthest = life.furthest.get(boot) ?? 0
    if (count < furthest) {
      life.violations.push(
        `at ${Math.round(atMs)} ms it went on from ${Math.round(count)} on ${host}, though it had come to ${Math.round(furthest)}`,
      )
    }
    if (life.furthest.has(boot + 1)) {
      life.violations.push(
        `at ${Math.round(atMs)} ms it went on on ${host} as it was before it was started anew`,
      )
    }
    const stretch: Stretch = {
      host,
      fromMs: atMs,
      toMs: undefined,
      fromCount: count,
      toCount: undefined,
      boot,
    }
    life.runs.push(stretch)
    life.open.add(stretch)
    this.#reached(life, boot, count)
  }

  /** It stops running there. */
  end(uuid: string, host: string, atMs: number, count: number): void {
    const life = this.#life(uuid)
    for (const stretch of life.open) {
      if (stretch.host !== host) continue
      stretch.toMs = atMs
      stretch.toCount = count
      life.open.delete(stretch)
      this.#reached(life, stretch.boot, count)
      return
    }
  }

  #reached({ furthest }: Life, boot: number, count: number): void {
    furthest.set(boot, Math.max(furthest.get(boot) ?? 0, count))
  }

  of(uuid: string): GuestRuns {
    const { runs, open, violations } = this.#life(uuid)
    return {
      running: [...open].map(({ host }) => host),
      runs: runs.map((run) => ({ ...run })),
      violations: [...violations],
    }
  }
}
