// The two ways a caller ends a wait: a signal and a deadline. Costs nothing where neither is given.

import { CancelledError, type ErrorDetail, UsageError } from '../errors.ts'
import type { Clock } from './clock.ts'

/**
 * Last argument of everything that waits. Ending the wait does not end the work: a call that was sent goes on in the
 * daemon, and its late answer is swallowed.
 */
export interface CallOptions {
  /** Rejects the call with `aborted` when it fires; the error's cause is the signal's reason. */
  readonly signal?: AbortSignal
  /** Rejects the call with `timeout` after that many milliseconds, waiting in the local queue included. */
  readonly timeoutMs?: number
}

// What a 32-bit timer can hold, 24 days; a longer deadline would fire at once.
const TIMER_MAX_MS = 2_147_483_647

/** Refuses options nothing can be done with: a deadline that is none, a signal that has fired already. */
export function checkCallOptions(options: CallOptions, detail: ErrorDetail): void {
  const { signal, timeoutMs } = options
  if (timeoutMs !== undefined && !(timeoutMs > 0)) {
    throw new UsageError('invalidArg', `timeoutMs must be above 0, not ${timeoutMs}`, detail)
  }
  if (signal?.aborted) throw aborted(signal, { ...detail, outcome: 'not sent' })
}

function aborted(signal: AbortSignal, detail: ErrorDetail): CancelledError {
  return new CancelledError('aborted', 'the caller gave up waiting', {
    ...detail,
    cause: signal.reason,
  })
}

/** Who waits on a signal, with what takes our one listener off it again. */
interface Waiting {
  readonly runs: Set<() => void>
  readonly listener: () => void
}
const waiting = new WeakMap<AbortSignal, Waiting>()

/** One listener per signal, however many calls wait on it: Node warns of a leak from the eleventh on. @returns what calls it off */
function onAbort(signal: AbortSignal, run: () => void): () => void {
  let on = waiting.get(signal)
  if (on === undefined) {
    const runs = new Set<() => void>()
    const listener = () => {
      waiting.delete(signal)
      for (const one of runs) one()
    }
    on = { runs, listener }
    waiting.set(signal, on)
    signal.addEventListener('abort', listener, { once: true })
  }
  const { runs, listener } = on
  runs.add(run)
  return () => {
    if (!runs.delete(run) || runs.size > 0) return
    waiting.delete(signal)
    signal.removeEventListener('abort', listener)
  }
}

/**
 * Calls `give` with the error, at most once, when the signal fires or the time is up; `detail` is asked then.
 * @returns what calls it off, or null when nothing was asked for
 */
export function watchCancel(
  options: CallOptions,
  clock: Clock,
  detail: () => ErrorDetail,
  give: (error: CancelledError) => void,
): (() => void) | null {
  const { signal, timeoutMs } = options
  if (signal === undefined && timeoutMs === undefined) return null
  let leave = () => {}
  const timer =
    timeoutMs === undefined
      ? null
      : clock.setTimeout(
          () => {
            leave()
            give(
              new CancelledError(
                'timeout',
                `no answer within ${Math.round(timeoutMs)} ms`,
                detail(),
              ),
            )
          },
          Math.min(timeoutMs, TIMER_MAX_MS),
        )
  if (signal !== undefined) {
    leave = onAbort(signal, () => {
      if (timer !== null) clock.clearTimeout(timer)
      give(aborted(signal, detail()))
    })
  }
  return () => {
    if (timer !== null) clock.clearTimeout(timer)
    leave()
  }
}

/** The promise, or the error of whoever stops waiting for it; what it stands for goes on. */
export async function cancellable<T>(
  promise: Promise<T>,
  options: CallOptions | undefined,
  clock: Clock,
  detail: ErrorDetail,
): Promise<T> {
  if (options === undefined) return promise
  checkCallOptions(options, detail)
  let release: (() => void) | null = null
  const cancelled = new Promise<never>((_, reject) => {
    release = watchCancel(options, clock, () => ({ outcome: 'unknown', ...detail }), reject)
  })
  try {
    return await Promise.race([promise, cancelled])
  } finally {
    // The assignment above is out of the compiler's sight.
    ;(release as (() => void) | null)?.()
  }
}
