// What to do when a step fails, and what may be said about the end. Two tables: (step, what is known of the failure) ->
// reaction, and (what was seen on both hosts) -> verdict. Pure: nothing here calls a daemon.
//
// The one rule behind the first table: Confirm with `cancelled` lets the guest run again on the source, so it is only sent
// with proof that the destination does not run it. Proof is that Finish was never sent, or that the destination's daemon
// itself refused it. Where there is no proof, nothing is sent.

import { type LibvirtError, RemoteError } from '../errors.ts'
import type { CallPhase } from './plan.ts'
import type { JobSeen, Observation, ResultKind, Side } from './result.ts'

/** What is known of a step that did not succeed, or must not be followed by the next. */
export type Failure =
  /** The daemon answered with an error. */
  | 'refused'
  /** The call never left this client. */
  | 'not sent'
  /** It left, and no answer came. */
  | 'unknown'
  /** It succeeded, but the operator wants no more, or the other host's link is gone. */
  | 'stop after'

/** The way back from a failure, in order; `ambiguous`: look at both hosts and do nothing more. */
export type Reaction =
  | { readonly undo: readonly ('finish' | 'confirm')[] }
  | 'ambiguous'
  | 'settled'

/** (step, failure) -> reaction. `settled`: the migration has succeeded, only the source's leftovers are in question. */
export const reactions: Readonly<Record<CallPhase, Readonly<Record<Failure, Reaction>>>> = {
  begin: {
    refused: { undo: [] },
    'not sent': { undo: [] },
    // The daemon drops the job together with the connection; the guest was not touched.
    unknown: { undo: [] },
    'stop after': { undo: ['confirm'] },
  },
  prepare: {
    refused: { undo: ['confirm'] },
    'not sent': { undo: ['confirm'] },
    // The daemon undoes what it prepared once the call is over, because its connection is gone. Finish was not sent.
    unknown: { undo: ['confirm'] },
    'stop after': { undo: ['finish', 'confirm'] },
  },
  perform: {
    // The source has put the guest back and ended its job by itself: there is nothing left to confirm.
    refused: { undo: ['finish'] },
    'not sent': { undo: ['finish', 'confirm'] },
    unknown: 'ambiguous',
    // Reached only when the destination's link is gone, so that Finish cannot be sent: the guest never ran there.
    'stop after': { undo: ['confirm'] },
  },
  finish: {
    refused: { undo: ['confirm'] },
    'not sent': { undo: ['confirm'] },
    unknown: 'ambiguous',
    'stop after': 'settled',
  },
  confirm: {
    refused: 'settled',
    'not sent': 'settled',
    unknown: 'settled',
    'stop after': 'settled',
  },
}

/** What an error says about its call. A refused Finish proves nothing if the daemon did not get to the guest. */
export function failureOf(phase: CallPhase, error: LibvirtError): Failure {
  if (error.outcome === 'not sent') return 'not sent'
  if (error.outcome !== 'refused') return 'unknown'
  if (phase === 'finish' && !provesNotRunning(error)) return 'unknown'
  return 'refused'
}

/** Errors with which a daemon may answer Finish although an earlier Finish has already let the guest run. */
function provesNotRunning(error: LibvirtError): boolean {
  return error instanceof RemoteError && error.code !== 'rpc' && error.code !== 'operationInvalid'
}

/** Finish with `cancelled` always answers with an error; these mean that it did what was asked. */
export function isCleanUndo(error: LibvirtError): boolean {
  return (
    error instanceof RemoteError && (error.code === 'migrateFinishOk' || error.code === 'noDomain')
  )
}

/**
 * The failure to report first. Only where QEMU says on both sides that the transfer failed are the two texts put together,
 * the source's first: either alone may be the one that means nothing.
 */
export function reportedErrors(errors: readonly LibvirtError[]): readonly LibvirtError[] {
  const [first, second, ...rest] = errors
  if (!(first instanceof RemoteError) || !(second instanceof RemoteError)) return errors
  const QEMU = 10
  const both =
    first.procedure?.includes('PERFORM') &&
    second.procedure?.includes('FINISH') &&
    first.domain === QEMU &&
    second.domain === QEMU &&
    first.code === 'operationFailed' &&
    second.message !== first.message
  if (!both) return errors
  const joined = new RemoteError(
    'operationFailed',
    {
      number: first.number,
      domain: first.domain,
      level: first.level,
      message: `${first.message}; destination: ${second.message}`,
      str1: first.strings[0],
      str2: first.strings[1],
      str3: first.strings[2],
      int1: first.ints[0],
      int2: first.ints[1],
    },
    { cause: first, ...(first.procedure !== undefined && { procedure: first.procedure }) },
  )
  return [joined, second, ...rest]
}

const PAUSED = 3
const MIGRATION = 2

/** Present and not shut off. */
export function isActive(seen: Observation): boolean {
  return seen.is === 'present' && !INACTIVE.has(seen.state.stateNumber)
}
/** shutoff and crashed */
const INACTIVE: ReadonlySet<number> = new Set([5, 6])

/** Stopped by a migration: the state both of a source whose copy is complete and of a destination that waits. */
export function isStoppedByMigration(seen: Observation): boolean {
  return (
    seen.is === 'present' &&
    seen.state.stateNumber === PAUSED &&
    seen.state.reasonNumber === MIGRATION
  )
}

/** It is there and does not run, for whatever reason. */
function standsStill(seen: Observation): boolean {
  return seen.is === 'present' && seen.state.stateNumber === PAUSED
}

/** The guest belongs to the destination: it is active there, and not merely waiting for Finish. */
export function isCommitted(seen: Observation): boolean {
  return isActive(seen) && seen.is === 'present' && seen.job !== 'in' && !isStoppedByMigration(seen)
}

/** Nothing is on its way to another state: worth no second look. */
export function isSettled(source: Observation, destination: Observation): boolean {
  const busy = (seen: Observation, jobs: readonly JobSeen[]) =>
    seen.is === 'present' && (jobs.includes(seen.job) || seen.job === 'unknown')
  return !busy(source, ['out']) && !busy(destination, ['in'])
}

/** What the walk through the steps knows when it is over. */
export interface Knowledge {
  /** Finish returned the guest's handle. */
  readonly committed: boolean
  /** A step's outcome is unknown and nothing was sent after it. */
  readonly ambiguous: boolean
  readonly offline: boolean
  /** The guest was active on the source before the migration. */
  readonly wasActive: boolean
  /** Finish without `cancelled` was sent: only then can a guest seen on the destination be this one's copy. */
  readonly finishSent: boolean
}

export interface Verdict {
  readonly kind: ResultKind
  readonly host: Side | undefined
  readonly because: string
}

/** Kind and host from what was seen. */
export function verdict(known: Knowledge, source: Observation, destination: Observation): Verdict {
  if (isCommitted(destination) && known.finishSent && isActive(source) && !standsStill(source)) {
    return {
      kind: 'split-brain',
      host: undefined,
      because:
        'the guest was seen active on BOTH hosts: stop one of the copies before both write to its disks',
    }
  }
  if (known.ambiguous) return { kind: 'undetermined', ...whereSeen(source, destination) }
  return known.committed
    ? afterSuccess(known, source, destination)
    : afterFailure(known, source, destination)
}

function afterSuccess(known: Knowledge, source: Observation, destination: Observation): Verdict {
  if (!known.offline && destination.is === 'absent') {
    return {
      kind: 'guest-stopped',
      host: 'destination',
      because: 'the destination took the guest over, and it is no longer there: it has ended since',
    }
  }
  if (!known.offline && destination.is === 'present' && !isActive(destination)) {
    return {
      kind: 'guest-stopped',
      host: 'destination',
      because: 'the destination took the guest over, and it has stopped there since',
    }
  }
  if (isActive(source)) {
    return {
      kind: 'migrated-leftover',
      host: 'destination',
      because:
        'the guest is on the destination, and a stopped copy is still on the source; never resume that copy',
    }
  }
  if (source.is === 'unknown') {
    return {
      kind: 'migrated-leftover',
      host: 'destination',
      because:
        'the guest is on the destination; the source could not be asked whether a stopped copy is left there',
    }
  }
  return {
    kind: 'migrated',
    host: 'destination',
    because:
      destination.is === 'unknown'
        ? "the destination's own answer to Finish says that the guest is there"
        : 'the guest was seen on the destination and no longer on the source',
  }
}

function afterFailure(known: Knowledge, source: Observation, destination: Observation): Verdict {
  if (known.finishSent && isCommitted(destination)) {
    return { kind: 'undetermined', ...whereSeen(source, destination) }
  }
  if (!known.wasActive && source.is === 'present') {
    return { kind: 'stayed', host: 'source', because: 'the definition is still on the source' }
  }
  if (isActive(source) && !isStoppedByMigration(source)) {
    return { kind: 'stayed', host: 'source', because: 'the guest was seen on the source' }
  }
  if (source.is !== 'unknown' && !isActive(source) && destination.is !== 'unknown') {
    return {
      kind: 'guest-stopped',
      host: source.is === 'present' ? 'source' : undefined,
      because: 'the guest runs on neither host: it ended while the migration was under way',
    }
  }
  return { kind: 'undetermined', ...whereSeen(source, destination) }
}

/** For an ambiguous end: the host on which the guest was seen to belong, if the two sights allow only one. */
function whereSeen(
  source: Observation,
  destination: Observation,
): { host: Side | undefined; because: string } {
  const runsOnSource = isActive(source) && !isStoppedByMigration(source)
  const runsOnDestination = isCommitted(destination)
  if (runsOnDestination) {
    return {
      host: 'destination',
      because: standsStill(source)
        ? 'the guest was seen on the destination; the stopped copy on the source must not be resumed'
        : 'the guest was seen on the destination',
    }
  }
  if (runsOnSource) return { host: 'source', because: 'the guest was seen on the source' }
  if (isStoppedByMigration(source) && destination.is === 'absent') {
    return {
      host: 'source',
      because:
        'the guest stands stopped on the source and is absent from the destination; resume it there once you are sure ' +
        'that it never ran on the destination',
    }
  }
  if (isStoppedByMigration(source)) {
    return {
      host: 'source',
      because:
        'the guest stands stopped on the source; whether the destination runs it is not known',
    }
  }
  return { host: undefined, because: 'the guest was seen running on neither host' }
}
