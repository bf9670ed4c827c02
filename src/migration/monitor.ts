// What can be watched while a migration runs: the source's job, sampled twice a second over the monitor connection, and
// the events of both hosts. News only; what the phases do does not depend on any of it.

import type { Connection } from '../api/connection.ts'
import type { Domain } from '../api/domain.ts'
import type { DomainEventEmitter } from '../api/domain-events.ts'
import { type JobStats, jobStatsOf } from '../api/job.ts'
import { RemoteError } from '../errors.ts'
import type { Host } from './host.ts'
import type { MigrationProgress, Side } from './result.ts'

/** Time as the engine sees it; handed in so that tests need not wait. */
export interface Clock {
  /** ms from any fixed point */
  now(): number
  /** ms since 1970; the machine's if it has none. */
  wall?(): number
  /** Resolves after `ms`, or at once when the signal aborts; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) {
        resolve()
        return
      }
      const done = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      signal?.addEventListener('abort', done, { once: true })
    }),
}

/** Between two samples of the job, ms. */
export const SAMPLE_MS = 500

type News = MigrationProgress extends infer P
  ? P extends MigrationProgress
    ? Omit<P, 'atMs'>
    : never
  : never
export type Tell = (news: News) => void

/**
 * How far the copy is, in percent cut to two decimals; undefined while the total is unknown. Never 100 before Perform has
 * answered: `remaining` already reads 0 while the source still works.
 */
export function percentOf(stats: JobStats): number | undefined {
  const { dataTotal: total, dataRemaining: remaining } = stats
  if (total === undefined || remaining === undefined || total <= 0) return undefined
  const percent = 100 - (remaining * 100) / total
  return Math.max(0, Math.min(99.99, Math.floor(percent * 100) / 100))
}

/** Samples the source's job until `stop` aborts. A sample that fails is left out; a dead monitor is reopened. */
export async function sampleJob(
  host: Host,
  domain: Domain,
  clock: Clock,
  tell: Tell,
  stop: AbortSignal,
): Promise<void> {
  await clock.sleep(SAMPLE_MS, stop)
  while (!stop.aborted) {
    try {
      const guest = await host.guest(domain, { signal: stop })
      const stats = await guest.getJobStats({ signal: stop })
      if (!stop.aborted && stats.typeNumber !== 0) {
        tell({ type: 'job', stats, percent: percentOf(stats) })
      }
    } catch {
      // The phases decide what a lost host means; a missing sample means nothing.
    }
    await clock.sleep(SAMPLE_MS, stop)
  }
}

/** Who hears of the guest's life on either host, for the history. */
export interface Listener {
  event(side: Side, event: string, detail: string): void
  /** The destination's events are heard from now on, or no longer. */
  watching(on: boolean): void
}

/** The events of both hosts, and the statistics the source sends when its job is over. */
export interface Watch {
  readonly completed: () => JobStats | undefined
  close(): Promise<void>
}

/**
 * Watches both hosts, or the source alone: the source's guest, and on the destination, where it does not exist yet, every guest, of which this
 * UUID is picked. A driver without such events is watched without.
 */
export async function watchEvents(
  source: Connection,
  destination: Connection | undefined,
  domain: Domain,
  tell: Tell,
  listener: Listener,
): Promise<Watch> {
  const { uuid } = domain
  let completed: JobStats | undefined
  const opened = await Promise.allSettled([
    source.domainEmitter({
      events: ['lifecycle', 'migrationIteration', 'jobCompleted'],
      domain,
    }),
    ...(destination === undefined ? [] : [destination.domainEmitter({ events: ['lifecycle'] })]),
  ])
  const emitters: DomainEventEmitter[] = []
  for (const [index, result] of opened.entries()) {
    const side: Side = index === 0 ? 'source' : 'destination'
    if (result.status === 'rejected') {
      if (!(result.reason instanceof RemoteError)) {
        await Promise.all(emitters.map((emitter) => emitter.close()))
        throw result.reason
      }
      tell({ type: 'warning', message: `the ${side} sends no events: ${result.reason.message}` })
      continue
    }
    const emitter = result.value
    emitters.push(emitter)
    emitter.on('lifecycle', ({ domain: about, event, detail }) => {
      if (about.uuid !== uuid) return
      listener.event(side, event, detail)
      tell({ type: 'lifecycle', side, event, detail })
    })
    if (side === 'destination') {
      listener.watching(true)
      emitter.on('gap', () => listener.watching(false))
      emitter.on('problem', () => listener.watching(false))
      emitter.on('closed', () => listener.watching(false))
    }
    emitter.on('migrationIteration', ({ iteration }) => tell({ type: 'iteration', iteration }))
    emitter.on('jobCompleted', ({ params }) => {
      completed = jobStatsOf('completed', 3, params)
    })
  }
  return {
    completed: () => completed,
    async close() {
      await Promise.all(emitters.map((emitter) => emitter.close()))
    },
  }
}
