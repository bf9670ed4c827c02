// What may be said of a migration that the source drove by itself, as pure functions: what became of its one call and what is seen of
// both hosts -> a verdict. Nothing is taken back or brought to an end here: the source does that, and does it without proof when
// its own link to the destination breaks. So where nobody could look at the destination, the word of the source is only taken
// when its guest never stood still for the handing over.

import { isActive, type Verdict } from './decisions.ts'
import type { Failure } from './recovery.ts'
import type { Observation, ResultKind, Side } from './result.ts'

/** What is known besides what is seen. */
export interface PeerKnown {
  /** What became of the call. */
  readonly fate: 'ok' | Exclude<Failure, 'stop after'>
  readonly offline: boolean
  /** The guest was active on the source before. */
  readonly wasActive: boolean
  /** The destination was asked at all. */
  readonly asked: boolean
  /** The destination had the guest running before: then it says nothing. */
  readonly before: boolean
  /** The guest stood still for the handing over, or may have: the source's events were not all heard. */
  readonly stoodStill: boolean
}

const PAUSED = 3
const RUNNING = 1
const SHUTOFF = 5
const MIGRATED = 4
/** Reasons of paused: by a migration, and by one whose resuming failed. */
const STOPPED: ReadonlySet<number> = new Set([2, 14])
/** Reasons of paused and of running in post-copy, the second that it failed. */
const source = { postcopy: 12, failed: 13 } as const
const destination = { postcopy: 10, failed: 11 } as const

function isIn(seen: Observation, state: number, ...reasons: readonly number[]): boolean {
  if (seen.is !== 'present' || seen.state.stateNumber !== state) return false
  return reasons.length === 0 || reasons.includes(seen.state.reasonNumber)
}

function stoppedByMigration(seen: Observation): boolean {
  return seen.is === 'present' && isIn(seen, PAUSED, ...STOPPED)
}

/** The guest belongs to the destination and does not wait for anything. */
function isThere(known: PeerKnown, seen: Observation): boolean {
  if (known.before || seen.is !== 'present') return false
  if (known.offline) return seen.persistent
  return isActive(seen) && seen.job !== 'in' && !stoppedByMigration(seen)
}

/** Whether it is worth looking again: something is on its way to another state. */
export function isUnderWay(from: Observation, to: Observation): boolean {
  const busy = (seen: Observation, job: 'in' | 'out') =>
    seen.is === 'present' && (seen.job === job || seen.job === 'unknown')
  return busy(from, 'out') || busy(to, 'in')
}

const verdict = (
  kind: ResultKind,
  host: Side | undefined,
  because: string,
  advice: string,
): Verdict => ({ kind, host, because, advice })

const NOTHING = 'Nothing is left to do.'
const LOOK = 'Look at both hosts before you do anything to the guest.'

/** Kind, host and advice. */
export function peerVerdict(known: PeerKnown, from: Observation, to: Observation): Verdict {
  const there = isThere(known, to)
  const runsHere = isActive(from) && !isIn(from, PAUSED)
  if (there && runsHere && !known.offline) {
    return verdict(
      'split-brain',
      undefined,
      'the guest was seen active on BOTH hosts: stop one of the copies before both write to its disks',
      'Stop one of the two copies at once: both write to the same disks. Then check the file systems of the guest.',
    )
  }
  if (isIn(from, PAUSED, source.postcopy, source.failed)) return halfWay(from, to, there)
  if (known.fate === 'ok') return afterSuccess(known, from, to, there)
  return afterFailure(known, from, to, there)
}

function halfWay(from: Observation, to: Observation, there: boolean): Verdict {
  if (to.is === 'absent') {
    return verdict(
      'lost',
      undefined,
      'the connection broke after the switch to post-copy: part of the memory was on each host, and the destination has ended its part',
      'The running guest is lost; only its disks are left. Destroy what stands on the source and start the guest anew.',
    )
  }
  const runs = isIn(to, RUNNING, destination.postcopy, destination.failed) || there
  const host = runs ? 'destination' : undefined
  if (isIn(from, PAUSED, source.failed)) {
    return verdict(
      'postcopy-failed',
      host,
      'the source has switched to post-copy, and the memory that is still there cannot get to the destination',
      'Mend the line between the hosts, then migrate again with the same options and postcopy-resume. Destroy neither side: ' +
        'each holds a part of the memory.',
    )
  }
  return verdict(
    'undetermined',
    host,
    'the guest is on its way in post-copy: each host has a part of it',
    'Wait until the source no longer has a job. Destroy neither side.',
  )
}

function afterSuccess(
  known: PeerKnown,
  from: Observation,
  to: Observation,
  there: boolean,
): Verdict {
  if (known.asked && to.is !== 'unknown' && !there && !known.before) {
    return verdict(
      known.offline ? 'undetermined' : 'guest-stopped',
      known.offline ? undefined : 'destination',
      'the source says that the guest has moved, and it is not active on the destination: it has ended there since',
      known.offline ? LOOK : 'Start the guest anew where you want it.',
    )
  }
  if (isActive(from)) {
    return verdict(
      'migrated-leftover',
      'destination',
      'the source says that the guest has moved, and a copy that stands still was seen there; never resume that copy',
      'Destroy the copy on the source once you have seen the guest run on the destination. NEVER resume it.',
    )
  }
  return verdict(
    'migrated',
    'destination',
    there
      ? 'the guest was seen on the destination and no longer on the source'
      : 'the source, which drove the migration, says that the guest is on the destination',
    NOTHING,
  )
}

function afterFailure(
  known: PeerKnown,
  from: Observation,
  to: Observation,
  there: boolean,
): Verdict {
  if (from.is === 'unknown') {
    return verdict(
      'undetermined',
      there ? 'destination' : undefined,
      there
        ? 'the guest was seen on the destination; the source, which drives the migration, could not be asked'
        : 'the source, which drives the migration, could not be asked; it may go on with it',
      LOOK,
    )
  }
  if (known.offline || !known.wasActive) {
    return from.is === 'present' && !there
      ? verdict('stayed', 'source', 'the definition is still on the source', NOTHING)
      : verdict('migrated', 'destination', 'the definition was seen on the destination', NOTHING)
  }
  if (!isActive(from)) return sourceGone(from, to, there)
  if (stoppedByMigration(from)) {
    return there
      ? verdict(
          'migrated-leftover',
          'destination',
          'the guest is on the destination, and a stopped copy is still on the source; never resume that copy',
          'Destroy the copy on the source. NEVER resume it: the guest would run twice.',
        )
      : verdict(
          'undetermined',
          'source',
          'the guest stands stopped on the source, and was not seen on the destination',
          'If you are sure that it never ran on the destination, resume it on the source.',
        )
  }
  if (to.is === 'unknown' && known.stoodStill) {
    return verdict(
      'undetermined',
      'source',
      'the guest was seen on the source after it had stood still for the handing over, and the destination was not looked at: ' +
        'a source whose link breaks then lets its guest run again without proof',
      'Look for the guest on the destination: if it runs there, too, stop one of the two at once.',
    )
  }
  return verdict(
    'stayed',
    'source',
    to.is === 'unknown'
      ? 'the guest was seen on the source, and never stood still for the handing over'
      : 'the guest was seen on the source and not on the destination',
    'The guest is as it was. Mend what the error says and migrate again.',
  )
}

function sourceGone(from: Observation, to: Observation, there: boolean): Verdict {
  const said = isIn(from, SHUTOFF, MIGRATED)
  if (there || (said && to.is === 'unknown')) {
    return verdict(
      'migrated',
      'destination',
      there
        ? 'the guest was seen on the destination and no longer on the source'
        : 'the source says that its guest was migrated',
      NOTHING,
    )
  }
  if (to.is === 'unknown') {
    return verdict(
      'undetermined',
      undefined,
      'the guest is no longer on the source, and the destination was not looked at',
      'Look for the guest on the destination.',
    )
  }
  return verdict(
    'guest-stopped',
    said ? 'destination' : from.is === 'present' ? 'source' : undefined,
    'the guest runs on neither host: it ended while the migration was under way',
    'Start the guest anew where you want it.',
  )
}
