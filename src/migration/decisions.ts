// What to do about a migration whose end is open, as tables: what each host shows -> a class, two classes -> what is done next and
// what is said when nothing more can be done. Pure: nothing here calls a daemon, resolver.ts does. docs/recovery.md has the same
// tables in words.
//
// The rules behind them: Confirm with `cancelled` and RESUME let the guest run on the source, so both need proof that the
// destination does not run it. Finish without `cancelled` is sent once, ever. In post-copy there is no way back, so nothing is
// taken back there.

import type { Known } from './history.ts'
import type { Act, Observation, ResultKind, Side } from './result.ts'

/** How often one act is tried: a daemon may be busy the first time. Finish, never again. */
export const tries: Readonly<Record<Act, number>> = {
  abort: 2,
  finish: 1,
  'finish back': 3,
  confirm: 2,
  'confirm back': 2,
  resume: 3,
  'restore definition': 1,
  'clear ghost': 2,
}

/** What can be said of the end; `verdictOf` puts it into words. */
export type Ending =
  | 'migrated'
  | 'migrated, source not seen'
  | 'leftover'
  | 'stayed'
  | 'stayed, destination not seen'
  | 'back on the source'
  | 'stopped on the destination'
  | 'ended'
  | 'both'
  | 'nowhere'
  | 'lost in post-copy'
  | 'post-copy failed'
  | 'stopped on the source, ask'
  | 'stopped on the source, destination not seen'
  | 'not known'

/** One cell: acts in their order, each as often as `tries` allows, then looking again for a while, then the ending. */
export interface Cell {
  readonly acts?: readonly (Act | Delayed)[]
  /** How long to go on looking: not at all, until a dead client must have been noticed, or as long as a transfer may take. */
  readonly wait?: 'short' | 'long'
  readonly ending: Ending
}

/** An act that is not done before so many ms have passed since the loss. */
export interface Delayed {
  readonly act: Act
  readonly afterMs: number
}

/** By when a daemon has noticed a dead client (5 s × 6) with some room, ms. */
export const DEAD_AFTER_MS = 35_000
/** How long a transfer may go on before nobody waits for it any more, ms. */
export const LONG_MS = 600_000
/** For how long after Finish was sent its absence from the destination is taken for a Finish that never arrived, ms. */
export const ABSENT_MAX_MS = 95_000

/** virDomainMigrateFlags */
const PERSIST = 0x8
const UNDEFINE_SOURCE = 0x10

// Classes.

const RUNNING = 1
const PAUSED = 3
const SHUTOFF = 5
const CRASHED = 6
/** Of paused, the first two; of shutoff, the last. */
const reason = { migration: 2, apiError: 14, crashed: 3 } as const
const postcopyReason = { source: 12, sourceFailed: 13, running: 10, runningFailed: 11 } as const

function isIn(seen: Observation, state: number, ...reasons: readonly number[]): boolean {
  if (seen.is !== 'present') return false
  const { stateNumber, reasonNumber } = seen.state
  return stateNumber === state && (reasons.length === 0 || reasons.includes(reasonNumber))
}

/** shutoff and crashed */
const INACTIVE: ReadonlySet<number> = new Set([SHUTOFF, CRASHED])

/** Present and not shut off. */
export function isActive(seen: Observation): boolean {
  return seen.is === 'present' && !INACTIVE.has(seen.state.stateNumber)
}

/** The source: `held` stands still in the migration's job, `stopped` in none, `standing` as it did before it all. */
export type SourceClass =
  | 'held'
  | 'copying'
  | 'stopped'
  | 'running'
  | 'standing'
  | 'gone'
  | 'unknown'
  /** Of that UUID, but started anew since. */
  | 'another'

export function sourceClass(known: Known, seen: Observation): SourceClass {
  if (seen.is === 'unknown') return 'unknown'
  if (seen.is !== 'present' || !isActive(seen)) return 'gone'
  const { id, condition } = known.start
  if (id !== undefined && seen.id !== undefined && seen.id !== id) return 'another'
  const still = isIn(seen, PAUSED)
  if (seen.job === 'out') return still ? 'held' : 'copying'
  if (!still) return 'running'
  const byMigration = isIn(seen, PAUSED, reason.migration, reason.apiError)
  return byMigration && condition === 'running' ? 'stopped' : 'standing'
}

/**
 * The destination. `never ran` is proven, `absent` is not; `kept` is shut off and defined, as Finish leaves it before and after the
 * guest has run; `odd` runs although nobody let it.
 */
export type DestinationClass =
  | 'committed'
  | 'arriving'
  | 'ended'
  | 'never ran'
  | 'absent'
  | 'kept'
  | 'unknown'
  | 'odd'

export function destinationClass(known: Known, seen: Observation): DestinationClass {
  const { finish } = known.forward
  const foreign = known.start.before.is === 'active'
  if (finish === 'ok') return seen.is === 'unknown' || isActive(seen) ? 'committed' : 'ended'
  const arriving = isActive(seen) && isArriving(seen)
  // What was active there before is no copy of ours; the daemon refused to prepare beside it.
  if (arriving && !foreign) return 'arriving'
  const over = ranOver(known)
  if (isActive(seen) && !foreign) return finish === 'unknown' || over ? 'committed' : 'odd'
  // A post-copy that is gone on with has run there all the while.
  if (known.start.plan.resumes) return seen.is === 'unknown' ? 'unknown' : 'ended'
  if (finish === 'no' || finish === 'refused') return 'never ran'
  if (seen.is === 'unknown') return 'unknown'
  if (known.ran) return 'ended'
  if (neverRan(known, seen)) return 'never ran'
  return seen.is === 'present' && (known.start.plan.flags & PERSIST) !== 0 ? 'kept' : 'absent'
}

/**
 * In post-copy the guest has gone over for good: what runs there is no other one, though the Finish that is known of failed, or
 * never came, and somebody else has gone on with it.
 */
function ranOver({ start, postcopy, switched, ran }: Known): boolean {
  return start.plan.resumes || switched || (postcopy && ran)
}

/** A migration comes in, as far as one can see it. */
function isArriving(seen: Observation): boolean {
  const job = seen.is === 'present' && seen.job === 'in'
  return (job && !isIn(seen, RUNNING)) || isIn(seen, PAUSED, reason.migration)
}

/** shutoff because it failed to start: what a Finish that fails leaves of a definition it had kept already. */
const FAILED_START = 6

function neverRan(known: Known, seen: Observation): boolean {
  // Whoever hears every event would have heard that its CPUs were let go.
  if (known.watched) return true
  if ((known.start.plan.flags & PERSIST) === 0 || known.start.before.is !== 'nothing') return false
  // Finish keeps the definition before it starts the CPUs.
  if (seen.is === 'absent') return true
  return isIn(seen, SHUTOFF, FAILED_START)
}

// The tables.

type Row = Readonly<Record<Exclude<SourceClass, 'another'>, Cell>>

const all = (cell: Cell): Row => ({
  held: cell,
  copying: cell,
  stopped: cell,
  running: cell,
  standing: cell,
  gone: cell,
  unknown: cell,
})

const committed: Row = {
  held: { acts: ['confirm'], ending: 'leftover' },
  copying: { ending: 'both' },
  stopped: { ending: 'leftover' },
  running: { ending: 'both' },
  standing: { ending: 'leftover' },
  gone: { ending: 'migrated' },
  unknown: { wait: 'short', ending: 'migrated, source not seen' },
}

const ended: Row = {
  held: { acts: ['confirm'], ending: 'stopped on the destination' },
  copying: { ending: 'back on the source' },
  stopped: { ending: 'stopped on the destination' },
  running: { ending: 'back on the source' },
  standing: { ending: 'stopped on the destination' },
  gone: { ending: 'stopped on the destination' },
  unknown: { wait: 'short', ending: 'stopped on the destination' },
}

/** Finish may be at work: whatever is done to the guest could meet CPUs that have just been let go. */
const finishing: Row = {
  ...all({ wait: 'long', ending: 'not known' }),
  held: { wait: 'long', ending: 'stopped on the source, destination not seen' },
  stopped: { wait: 'long', ending: 'stopped on the source, destination not seen' },
}

/** Finish was never sent, and the source said that its copy is complete. */
const complete: Row = {
  held: { acts: ['finish'], ending: 'not known' },
  copying: { acts: ['abort', 'finish back'], wait: 'short', ending: 'stayed' },
  stopped: { acts: ['finish back'], wait: 'short', ending: 'not known' },
  running: { acts: ['finish back'], ending: 'stayed' },
  standing: { acts: ['finish back'], ending: 'stayed' },
  gone: { acts: ['finish'], ending: 'not known' },
  // Safe: the source stands still, and nobody but a client lets it run.
  unknown: { acts: [{ act: 'finish', afterMs: 2000 }], wait: 'short', ending: 'not known' },
}

/** The same where the operator would rather go on than back. */
const completeForward: Row = { ...complete, stopped: { acts: ['finish'], ending: 'not known' } }

/** Finish was never sent, and nobody knows what became of Perform. */
const unseen: Row = {
  held: {
    acts: ['abort', 'finish back', { act: 'confirm back', afterMs: DEAD_AFTER_MS }],
    wait: 'short',
    ending: 'not known',
  },
  copying: { acts: ['abort', 'finish back'], wait: 'short', ending: 'stayed' },
  stopped: { acts: ['finish back'], wait: 'short', ending: 'not known' },
  running: { acts: ['finish back'], ending: 'stayed' },
  standing: { acts: ['finish back'], ending: 'stayed' },
  gone: { acts: ['finish back'], ending: 'ended' },
  unknown: { wait: 'short', ending: 'not known' },
}

/** Perform was never sent, or refused: the guest never left. */
const untouched: Row = {
  ...unseen,
  held: { acts: ['finish back', 'confirm back'], wait: 'short', ending: 'not known' },
  copying: { acts: ['finish back', 'confirm back'], wait: 'short', ending: 'stayed' },
  unknown: { acts: ['finish back'], wait: 'short', ending: 'not known' },
}

const never: Row = {
  held: { acts: ['confirm back'], wait: 'short', ending: 'not known' },
  copying: { acts: ['confirm back'], wait: 'short', ending: 'stayed' },
  stopped: { acts: ['resume'], wait: 'short', ending: 'stopped on the source, ask' },
  running: { acts: ['restore definition'], ending: 'stayed' },
  standing: { acts: ['restore definition'], ending: 'stayed' },
  gone: { ending: 'ended' },
  unknown: { wait: 'short', ending: 'not known' },
}

/** The same while Perform may still be at work. */
const neverUnseen: Row = {
  ...never,
  held: {
    acts: ['abort', { act: 'confirm back', afterMs: DEAD_AFTER_MS }],
    wait: 'short',
    ending: 'not known',
  },
  copying: { acts: ['abort'], wait: 'short', ending: 'stayed' },
}

/** The same where Perform was refused: the source ends its job by itself. */
const neverRefused: Row = {
  ...never,
  copying: { wait: 'short', ending: 'stayed' },
}

/** Gone from the destination, and nobody can say whether it ran there; policy: let the source go on. */
const absentResume: Row = {
  held: { acts: ['confirm back'], wait: 'short', ending: 'stopped on the source, ask' },
  copying: { wait: 'short', ending: 'stayed' },
  stopped: { acts: ['resume'], wait: 'short', ending: 'stopped on the source, ask' },
  running: { ending: 'stayed' },
  standing: { ending: 'stayed' },
  gone: { ending: 'nowhere' },
  unknown: { wait: 'short', ending: 'not known' },
}

const absentAsk: Row = {
  ...absentResume,
  held: { ending: 'stopped on the source, ask' },
  stopped: { ending: 'stopped on the source, ask' },
}

const silent: Row = {
  held: { wait: 'short', ending: 'stopped on the source, destination not seen' },
  copying: { wait: 'short', ending: 'not known' },
  stopped: { wait: 'short', ending: 'stopped on the source, destination not seen' },
  running: { wait: 'short', ending: 'stayed, destination not seen' },
  standing: { wait: 'short', ending: 'not known' },
  gone: { wait: 'short', ending: 'not known' },
  unknown: { wait: 'short', ending: 'not known' },
}

const odd: Row = {
  ...all({ wait: 'short', ending: 'not known' }),
  copying: { ending: 'both' },
  running: { ending: 'both' },
}

/** What the operator wants where more than one way is right. */
export interface Policies {
  readonly ifAbsent: 'resume' | 'ask'
  readonly preferForward: boolean
}

/** What a decision is made on besides what is known and seen. */
export interface Circumstances extends Policies {
  /** Wall clock, ms since 1970. */
  readonly now: number
  /** How often in a row the destination showed its present class. */
  readonly steady: number
}

function rowOf(known: Known, destination: DestinationClass, how: Circumstances): Row {
  const { perform } = known.forward
  switch (destination) {
    case 'committed':
      return committed
    case 'ended':
      return ended
    case 'odd':
      return odd
    case 'unknown':
      return silent
    case 'arriving':
      return arrivingRow(known, how)
    case 'never ran':
      // Told by silence: the event that would tell otherwise may be behind the answer.
      if (known.forward.finish === 'unknown' && how.steady < 2) return lookAgain
      if (perform === 'unknown') return neverUnseen
      return perform === 'refused' ? neverRefused : never
    case 'kept':
      return absentAsk
    case 'absent': {
      if (how.steady < 2) return lookAgain
      const sentAgo = how.now - (known.finishSentAt ?? 0)
      return how.ifAbsent === 'resume' && sentAgo < ABSENT_MAX_MS ? absentResume : absentAsk
    }
  }
}

const lookAgain: Row = all({ wait: 'short', ending: 'not known' })

function arrivingRow({ forward, back, cookie }: Known, how: Circumstances): Row {
  if (forward.finish === 'unknown') return finishing
  if (forward.finish !== 'no' || forward.perform === 'no' || forward.perform === 'refused') {
    return untouched
  }
  // Once taken back, or without what Finish must be given, there is no way forward.
  if (forward.perform === 'unknown' || back.finish !== 'no' || cookie === undefined) return unseen
  return how.preferForward ? completeForward : complete
}

// Post-copy.

type PostcopySource = 'switched' | 'failed' | 'gone' | 'unknown'
type PostcopyDestination = 'committed' | 'moving' | 'broken' | 'waiting' | 'absent' | 'unknown'

function postcopyClasses(
  known: Known,
  source: Observation,
  destination: Observation,
): readonly [PostcopyDestination, PostcopySource] | undefined {
  const from =
    isActive(source) && isIn(source, PAUSED, postcopyReason.source)
      ? 'switched'
      : isActive(source) && isIn(source, PAUSED, postcopyReason.sourceFailed)
        ? 'failed'
        : source.is === 'unknown'
          ? 'unknown'
          : isActive(source)
            ? undefined
            : 'gone'
  const to = !isActive(destination)
    ? destination.is === 'unknown'
      ? 'unknown'
      : 'absent'
    : isIn(destination, RUNNING, postcopyReason.running)
      ? 'moving'
      : isIn(destination, RUNNING, postcopyReason.runningFailed)
        ? 'broken'
        : isArriving(destination)
          ? 'waiting'
          : 'committed'
  if (from === 'switched' || from === 'failed') return [to, from]
  if (to === 'moving' || to === 'broken') return [to, from ?? 'unknown']
  if (!known.postcopy) return undefined
  if (from === 'unknown') return [to, from]
  // A source that has sent everything leaves by itself once its line is gone: what waits is then all there is of the guest.
  const ended = known.ended?.side === 'source' && known.ended.detail !== 'migrated'
  return from === 'gone' && to === 'waiting' && !ended ? [to, from] : undefined
}

type PostcopyRow = Readonly<Record<PostcopySource, Cell>>

const postcopyRows: Readonly<Record<PostcopyDestination, PostcopyRow>> = {
  committed: {
    switched: { acts: ['confirm'], wait: 'short', ending: 'leftover' },
    // It removes itself when its QEMU says that all is over there.
    failed: { acts: [{ act: 'confirm', afterMs: 5000 }], wait: 'short', ending: 'leftover' },
    gone: { ending: 'migrated' },
    unknown: { wait: 'short', ending: 'migrated, source not seen' },
  },
  moving: {
    switched: { wait: 'long', ending: 'not known' },
    // It has not noticed, or its QEMU answers nobody any more.
    failed: { wait: 'short', ending: 'post-copy failed' },
    gone: { wait: 'long', ending: 'not known' },
    unknown: { wait: 'long', ending: 'not known' },
  },
  broken: {
    switched: { wait: 'short', ending: 'post-copy failed' },
    failed: { ending: 'post-copy failed' },
    gone: { wait: 'short', ending: 'post-copy failed' },
    unknown: { wait: 'short', ending: 'post-copy failed' },
  },
  waiting: {
    switched: { acts: ['finish'], wait: 'long', ending: 'post-copy failed' },
    failed: { acts: ['finish'], wait: 'long', ending: 'post-copy failed' },
    gone: { acts: ['finish'], wait: 'long', ending: 'not known' },
    // To leave is to let the destination drop what may be the whole guest.
    unknown: { wait: 'long', ending: 'not known' },
  },
  absent: {
    switched: { wait: 'short', ending: 'lost in post-copy' },
    failed: { ending: 'lost in post-copy' },
    gone: { ending: 'nowhere' },
    unknown: { wait: 'short', ending: 'not known' },
  },
  unknown: {
    switched: { wait: 'short', ending: 'not known' },
    failed: { wait: 'short', ending: 'not known' },
    gone: { wait: 'short', ending: 'not known' },
    unknown: { wait: 'short', ending: 'not known' },
  },
}

function postcopyCell(
  { start, forward, ran }: Known,
  [destination, source]: readonly [PostcopyDestination, PostcopySource],
): Cell {
  const cell = postcopyRows[destination][source]
  if (start.plan.resumes) {
    // It comes again for somebody who will say Finish, and that one may have lost his line.
    const prepared = forward.prepare === 'ok' && forward.finish === 'no'
    if (destination === 'moving' && prepared) return { ...cell, acts: ['finish'] }
    // Called failed because nobody looks after it; as long as the source does not call it so, too, it goes on.
    if (destination === 'broken' && source === 'switched') return { ...cell, wait: 'long' }
  }
  if (destination === 'absent' && ran) return { ending: 'stopped on the destination' }
  if (destination !== 'waiting' || source === 'unknown') return cell
  // Sent once, ever; and where Perform failed before the destination's CPUs started no value of it helps.
  if (forward.finish === 'unknown') return { wait: 'long', ending: 'not known' }
  const hopeless = forward.finish === 'refused' || forward.perform === 'refused'
  return hopeless ? { ending: 'post-copy failed' } : cell
}

// A definition that moves without a guest.

function offlineCell(known: Known, source: Observation, destination: Observation): Cell {
  const { start, forward } = known
  const here = source.is === 'present'
  const keeps = destination.is === 'present' && destination.persistent === true
  // A definition that had been there before says nothing.
  const arrived =
    forward.finish === 'ok' ||
    (forward.finish === 'unknown' && keeps && start.before.is === 'nothing')
  if (arrived) {
    if (source.is === 'unknown') return { wait: 'short', ending: 'migrated, source not seen' }
    const goes = (start.plan.flags & UNDEFINE_SOURCE) !== 0
    return here && goes ? { acts: ['confirm'], ending: 'leftover' } : { ending: 'migrated' }
  }
  const ghost =
    destination.is === 'present' && destination.persistent === false && !isActive(destination)
  if (ghost && forward.prepare !== 'no' && start.before.is === 'nothing') {
    return { acts: ['clear ghost'], ending: here ? 'stayed' : 'not known' }
  }
  if (forward.finish === 'unknown' && destination.is === 'unknown') {
    return { wait: 'short', ending: 'not known' }
  }
  return { ending: here ? 'stayed' : source.is === 'unknown' ? 'not known' : 'nowhere' }
}

// The decision.

export type Decision =
  | { readonly do: Act }
  | { readonly wait: 'short' | 'long'; readonly ending: Ending }
  | { readonly end: Ending }

/** Two classes in words, for those who look on. */
export interface Sight {
  readonly source: string
  readonly destination: string
}

/**
 * What to do next.
 * @param done how often each act has been done
 * @param elapsedMs since the loss
 */
export function decide(
  known: Known,
  source: Observation,
  destination: Observation,
  how: Circumstances,
  done: Readonly<Partial<Record<Act, number>>>,
  elapsedMs: number,
): Decision & { readonly sight: Sight } {
  const { cell, sight } = cellOf(known, source, destination, how)
  let later = false
  for (const entry of cell.acts ?? []) {
    const { act, afterMs } = typeof entry === 'string' ? { act: entry, afterMs: 0 } : entry
    if ((done[act] ?? 0) >= tries[act] || !isOpen(act, known)) continue
    if (elapsedMs >= afterMs) return { do: act, sight }
    later = true
    break
  }
  const limit = cell.wait === 'long' ? LONG_MS : DEAD_AFTER_MS
  const { wait = later ? 'short' : undefined } = cell
  if (wait !== undefined && (elapsedMs < limit || later)) {
    return { wait, ending: cell.ending, sight }
  }
  return { end: cell.ending, sight }
}

/** Whether an act makes sense at all after what was sent. */
function isOpen(act: Act, { start, forward, back }: Known): boolean {
  switch (act) {
    case 'finish':
      return forward.finish === 'no' && back.finish === 'no'
    case 'resume':
      return start.condition === 'running'
    case 'confirm':
      return forward.confirm !== 'ok'
    case 'restore definition': {
      // Finish keeps the definition before anything else, so one that failed may have left it.
      const kept = forward.finish !== 'no' && (start.plan.flags & PERSIST) !== 0
      return kept && (start.before.is === 'nothing' || start.before.is === 'definition')
    }
    case 'clear ghost':
    case 'abort':
    case 'finish back':
      return true
    case 'confirm back':
      return back.confirm !== 'ok'
  }
}

function cellOf(
  known: Known,
  source: Observation,
  destination: Observation,
  how: Circumstances,
): { readonly cell: Cell; readonly sight: Sight } {
  const busy = [source, destination].some((seen) => seen.is === 'present' && seen.job === 'unknown')
  const { start, forward } = known
  if (start.plan.offline) {
    const cell = offlineCell(known, source, destination)
    return { cell, sight: { source: source.is, destination: destination.is } }
  }
  const postcopy = postcopyClasses(known, source, destination)
  const { resumes } = start.plan
  if (postcopy !== undefined && (resumes || forward.begin !== 'refused')) {
    const [to, from] = postcopy
    const sight = { source: from, destination: to }
    // Not ours, as nothing was copied yet.
    const ours = resumes || forward.perform !== 'no'
    return { cell: ours ? postcopyCell(known, postcopy) : lookAgain.unknown, sight }
  }
  const from = sourceClass(known, source)
  const to = destinationClass(known, destination)
  const sight = { source: from, destination: to }
  if (busy) return { cell: { wait: 'short', ending: 'not known' }, sight }
  // Nothing of ours was begun: whatever job is there is somebody else's.
  if (forward.begin === 'no' || forward.begin === 'refused') {
    return { cell: { ending: stayedOr(start.condition, source) }, sight }
  }
  if (from === 'another') {
    const ending = to === 'committed' || to === 'odd' ? 'both' : 'back on the source'
    return { cell: { ending }, sight }
  }
  if (forward.begin === 'unknown' && forward.prepare === 'no') {
    // The daemon drops its job together with the connection.
    const wait = from === 'held' || from === 'copying' || from === 'unknown'
    const ending = stayedOr(start.condition, source)
    return { cell: wait ? { wait: 'short', ending } : { ending }, sight }
  }
  return { cell: rowOf(known, to, how)[from], sight }
}

function stayedOr(condition: Known['start']['condition'], source: Observation): Ending {
  if (source.is === 'unknown') return 'not known'
  return isActive(source) || (condition === 'inactive' && source.is === 'present')
    ? 'stayed'
    : 'ended'
}

// What is said.

export interface Verdict {
  readonly kind: ResultKind
  readonly host: Side | undefined
  readonly because: string
  /** What the operator should do now. */
  readonly advice: string
}

const NOTHING = 'Nothing is left to do.'

/** An ending in words. */
export function verdictOf(
  ending: Ending,
  known: Known,
  source: Observation,
  destination: Observation,
): Verdict {
  const offline = known.start.plan.offline
  switch (ending) {
    case 'migrated':
      return {
        kind: 'migrated',
        host: 'destination',
        because: offline
          ? 'the definition is on the destination'
          : destination.is === 'unknown'
            ? "the destination's own answer to Finish says that the guest is there"
            : 'the guest was seen on the destination and no longer on the source',
        advice: NOTHING,
      }
    case 'migrated, source not seen':
      return {
        kind: 'migrated-leftover',
        host: 'destination',
        because:
          'the guest is on the destination; the source could not be asked whether a stopped copy is left there',
        advice:
          'Once the source answers again, resolve the journal. Do not resume or start the guest on the source.',
      }
    case 'leftover':
      return offline
        ? {
            kind: 'migrated-leftover',
            host: 'destination',
            because: 'the definition is on the destination, and still on the source',
            advice: 'Undefine it on the source: starting it there too would run the guest twice.',
          }
        : {
            kind: 'migrated-leftover',
            host: 'destination',
            because:
              'the guest is on the destination, and a stopped copy is still on the source; never resume that copy',
            advice:
              'Destroy the copy on the source, by hand or by resolving the journal with leftover destroy. NEVER resume it: ' +
              'the guest would run twice.',
          }
    case 'stayed':
      return {
        kind: 'stayed',
        host: 'source',
        because:
          known.start.condition === 'inactive'
            ? 'the definition is still on the source'
            : 'the guest was seen on the source',
        advice: 'The guest is as it was. Mend what the error says and migrate again.',
      }
    case 'stayed, destination not seen':
      return {
        kind: 'stayed',
        host: 'source',
        because: 'the guest was seen on the source; the destination could not be asked',
        advice:
          'Once the destination answers again, look there for a copy that runs before you do anything to the guest.',
      }
    case 'back on the source':
      return {
        kind: 'stayed',
        host: 'source',
        because:
          'the guest was seen on the source and not on the destination: it was started, resumed or moved there since',
        advice:
          'Make sure that this is what you want: it is not the guest as it was in the migration.',
      }
    case 'stopped on the destination': {
      const left = isActive(source)
      return {
        kind: 'guest-stopped',
        host: 'destination',
        because: left
          ? 'the destination took the guest over and it has ended there since; a stopped copy from before is on the source'
          : 'the destination took the guest over, and it has ended there since',
        advice: left
          ? 'Destroy the stopped copy on the source, NEVER resume it: its memory is older than its disks. Start the guest anew ' +
            'where you want it.'
          : 'Start the guest anew where you want it.',
      }
    }
    case 'ended':
      return endedVerdict(known, source)
    case 'both':
      return {
        kind: 'split-brain',
        host: undefined,
        because:
          'the guest was seen active on BOTH hosts: stop one of the copies before both write to its disks',
        advice:
          'Stop one of the two copies at once: both write to the same disks. Which one is right only you can say; the one on the ' +
          'destination is the one that the migration moved. Then check the file systems of the guest.',
      }
    case 'nowhere':
      return {
        kind: 'lost',
        host: undefined,
        because: offline
          ? 'the definition was seen on neither host'
          : 'the guest runs on neither host, and nobody can say how it ended',
        advice: `Look for its definition on both hosts (${definitions(source, destination)}) and start it anew from its disks.`,
      }
    case 'lost in post-copy':
      return {
        kind: 'lost',
        host: undefined,
        because:
          'the connection broke after the switch to post-copy: part of the memory was on each host, and the destination has ended its part',
        advice:
          'The running guest is lost; only its disks are left. Destroy what stands on the source and start the guest anew.',
      }
    case 'post-copy failed':
      return {
        kind: 'postcopy-failed',
        host: isActive(destination) && isIn(destination, RUNNING) ? 'destination' : undefined,
        because:
          'the guest is on the destination, and the memory that is still on the source cannot get there',
        advice:
          'Mend the line between the hosts, then migrate again with the same options and postcopy-resume. Destroy neither side: ' +
          'each holds a part of the memory.',
      }
    case 'stopped on the source, ask':
      return {
        kind: 'undetermined',
        host: 'source',
        because: 'the guest stands stopped on the source and is not on the destination',
        advice:
          'If you are sure that it never ran on the destination, resume it on the source; if it did run there, destroy the copy on ' +
          'the source and start the guest anew.',
      }
    case 'stopped on the source, destination not seen':
      return {
        kind: 'undetermined',
        host: 'source',
        because:
          'the guest stands stopped on the source; whether the destination runs it is not known',
        advice:
          'Leave the copy on the source as it is, and resolve the journal once the destination answers again.',
      }
    case 'not known':
      return {
        kind: 'undetermined',
        ...whereSeen(known, source, destination),
        advice: 'Change nothing on either host, and resolve the journal once both answer.',
      }
  }
}

function endedVerdict(known: Known, source: Observation): Verdict {
  const detail = known.ended?.side === 'source' ? known.ended.detail : undefined
  const crashed = isIn(source, CRASHED) || isIn(source, SHUTOFF, reason.crashed)
  const died = detail === 'failed' || detail === 'crashed' || crashed
  const told = detail !== undefined && detail !== 'migrated'
  if (known.postcopy && !told && !crashed) {
    return {
      kind: 'lost',
      host: undefined,
      because:
        'the switch to post-copy was asked for, and the guest is on neither host: the destination ended its part before it was let run',
      advice: 'The running guest is lost; only its disks are left. Start it anew.',
    }
  }
  if (died) {
    return {
      kind: 'lost',
      host: undefined,
      because:
        'the guest died on the source while the migration was under way: it runs on neither host',
      advice: 'Start the guest anew; its disks are on the source as it left them.',
    }
  }
  return {
    kind: 'guest-stopped',
    host: source.is === 'present' ? 'source' : undefined,
    because: 'the guest runs on neither host: it ended while the migration was under way',
    advice: 'Start the guest anew where you want it.',
  }
}
function definitions(source: Observation, destination: Observation): string {
  const said = (seen: Observation) =>
    seen.is === 'present' ? 'there is one' : seen.is === 'absent' ? 'there is none' : 'not known'
  return `source: ${said(source)}; destination: ${said(destination)}`
}

/** The host on which the guest was seen to belong, if the two sights allow only one. */
function whereSeen(
  known: Known,
  source: Observation,
  destination: Observation,
): { readonly host: Side | undefined; readonly because: string } {
  const [from, to] = [sourceClass(known, source), destinationClass(known, destination)]
  const runsThere = isActive(destination) && isIn(destination, RUNNING)
  if (to === 'committed' || to === 'odd' || runsThere) {
    return {
      host: isActive(destination) ? 'destination' : undefined,
      because:
        'the guest was seen on the destination, and it is not known what became of the source',
    }
  }
  if (from === 'running' || from === 'standing') {
    return {
      host: 'source',
      because: 'the guest was seen on the source; what the destination has is not known',
    }
  }
  if (from === 'held' || from === 'stopped') {
    return {
      host: 'source',
      because:
        'the guest stands stopped on the source; whether the destination runs it is not known',
    }
  }
  return { host: undefined, because: 'the guest was seen running on neither host' }
}
