// Many migrations, a few at a time: a daemon has 20 workers for ordinary calls, and every guest that is copied from it, or arrives
// in post-copy, holds one of them all the while. When none is free, the daemon answers neither statistics nor a request to abort.

import type { Connection } from '../api/connection.ts'
import { CancelledError, UsageError } from '../errors.ts'
import { type Migration, type MigrationRequest, migrate } from './migrate.ts'

export interface MigrationQueueOptions {
  /** Migrations at a time from or to one host; default 10, half of a daemon's workers (`max_workers`). */
  readonly perHost?: number
}

const PER_HOST = 10

interface Waiting {
  readonly hosts: readonly string[]
  readonly start: () => void
}

/**
 * Starts migrations as soon as both of their hosts have room for them, in the order in which they were asked for (since 0.2.0). Hosts
 * are told apart by URI, that of a connection included: who reaches one host by two URIs has two hosts here.
 */
export class MigrationQueue {
  readonly #perHost: number
  readonly #start: (request: MigrationRequest) => Migration
  readonly #running = new Map<string, number>()
  readonly #line = new Set<Waiting>()

  /**
   * @param start for tests: in place of `migrate`
   * @throws UsageError `invalidArg` when there is to be room for none
   */
  constructor({ perHost = PER_HOST }: MigrationQueueOptions = {}, start = migrate) {
    if (!Number.isInteger(perHost) || perHost < 1) {
      throw new UsageError('invalidArg', `perHost must be a whole number above 0, not ${perHost}`)
    }
    this.#perHost = perHost
    this.#start = start
  }

  /** How many wait for their turn. */
  get waiting(): number {
    return this.#line.size
  }

  /** How many of those that were started are not over, from or to that host. */
  running(host: Connection | string): number {
    return this.#running.get(nameOf(host)) ?? 0
  }

  /**
   * Waits until it is its turn, and starts it; how it ends is `result` of what this resolves to.
   * @throws CancelledError `aborted` when the request's signal fired before its turn: nothing was begun
   * @throws UsageError `invalidArg` for options that contradict each other
   */
  async migrate(request: MigrationRequest): Promise<Migration> {
    const hosts = [...new Set([nameOf(request.source), nameOf(request.destination)])]
    await this.#turn(hosts, request.signal)
    try {
      const migration = this.#start(request)
      void migration.result.then(
        () => this.#over(hosts),
        () => this.#over(hosts),
      )
      return migration
    } catch (error) {
      this.#over(hosts)
      throw error
    }
  }

  #turn(hosts: readonly string[], signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted) return Promise.reject(cancelled(signal))
    return new Promise((resolve, reject) => {
      const waiting = {
        hosts,
        start: () => {
          signal?.removeEventListener('abort', leave)
          resolve()
        },
      }
      const leave = () => {
        this.#line.delete(waiting)
        reject(cancelled(signal!))
      }
      signal?.addEventListener('abort', leave, { once: true })
      this.#line.add(waiting)
      this.#next()
    })
  }

  #over(hosts: readonly string[]): void {
    for (const host of hosts) this.#count(host, -1)
    this.#next()
  }

  #count(host: string, by: number): void {
    const count = (this.#running.get(host) ?? 0) + by
    if (count === 0) this.#running.delete(host)
    else this.#running.set(host, count)
  }

  /** Lets those start for whom there is room; who waits for a full host does not hold up others. */
  #next(): void {
    for (const waiting of this.#line) {
      const full = waiting.hosts.some((host) => (this.#running.get(host) ?? 0) >= this.#perHost)
      if (full) continue
      this.#line.delete(waiting)
      for (const host of waiting.hosts) this.#count(host, 1)
      waiting.start()
    }
  }
}

function nameOf(host: Connection | string): string {
  return typeof host === 'string' ? host : host.uri
}

function cancelled(signal: AbortSignal): CancelledError {
  return new CancelledError('aborted', 'the migration was cancelled before its turn came', {
    cause: signal.reason,
    outcome: 'not sent',
  })
}
