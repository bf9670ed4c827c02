// What is known of a migration, as a list of records in the order in which they became true. The engine adds to the list while it
// works, the journal keeps it on disk, and whoever has to decide reads the sum: the process that drove the migration and one that
// finds its journal later know the same by the same function.

import type { Cookie } from '../api/migration-calls.ts'
import type { ErrorCode, LibvirtError } from '../errors.ts'
import type { CallPhase, MigrationPlan } from './plan.ts'
import type { ResultKind, Side } from './result.ts'

/** What the destination had of this UUID or name before the migration. */
export type Before =
  | { readonly is: 'nothing' }
  /** A definition that was shut off, as it was, without its secrets. */
  | { readonly is: 'definition'; readonly xml: string }
  | { readonly is: 'active' }
  /** It could not be asked. */
  | { readonly is: 'unknown' }

/** How the guest was on the source when it all began. */
export type Condition = 'running' | 'paused' | 'inactive'

/** The first record: everything that does not change. */
export interface Start {
  readonly is: 'start'
  /** Of the form of these records. */
  readonly version: 1
  /** URIs without what people put into them as passwords. */
  readonly source: string
  readonly destination: string
  readonly uuid: string
  readonly name: string
  readonly id: number | undefined
  readonly plan: MigrationPlan
  readonly condition: Condition
  readonly before: Before
}

export type HistoryRecord = { /** Wall clock, ms since 1970. */ readonly at: number } & (
  | Start
  /** The guest was found paused after Begin, so that it must stay so. */
  | { readonly is: 'paused' }
  /** Written before the call is sent. */
  | { readonly is: 'sending'; readonly phase: CallPhase; readonly cancelled: boolean }
  | {
      readonly is: 'answered'
      readonly phase: CallPhase
      readonly cancelled: boolean
      readonly fate: Exclude<Fate, 'no'> | 'not sent'
      readonly code?: ErrorCode
      readonly message?: string
      /** For the next call; not kept where it holds a secret. */
      readonly cookie?: Cookie
      /** Data URI, from Prepare. */
      readonly uri?: string
      /** Id on the destination, from Finish. */
      readonly id?: number
    }
  /** The switch to post-copy is about to be asked for: from here on there is no way back. */
  | { readonly is: 'postcopy' }
  /** A lifecycle event of the guest. */
  | {
      readonly is: 'event'
      readonly side: Side
      readonly event: string
      readonly detail: string
    }
  /** The destination's events are heard from here on, or no longer. */
  | { readonly is: 'watch'; readonly on: boolean }
  /** What the resolver is about to do, before it does it. */
  | { readonly is: 'acting'; readonly act: string }
  | { readonly is: 'result'; readonly kind: ResultKind; readonly because: string }
)

type WithoutTime<R> = R extends HistoryRecord ? Omit<R, 'at'> : never
/** A record before it is given its time. */
export type Fact = WithoutTime<HistoryRecord>

/** What became of a call: `no` was never sent, `unknown` may have run, be running or be yet to run. */
export type Fate = 'no' | 'ok' | 'refused' | 'unknown'

/** The sum of the records. */
export interface Known {
  readonly start: Start
  /** The guest must end paused. */
  readonly paused: boolean
  readonly forward: Readonly<Record<CallPhase, Fate>>
  /** Of the two calls that take back. */
  readonly back: Readonly<Record<'finish' | 'confirm', Fate>>
  /** Cookie of the last answer to a step forward. */
  readonly cookie: Cookie | undefined
  readonly uri: string | undefined
  readonly id: number | undefined
  /** When Finish was sent, ms since 1970. */
  readonly finishSentAt: number | undefined
  /** The switch to post-copy may have been made. */
  readonly postcopy: boolean
  /** The source told that it was made, whoever asked for it. */
  readonly switched: boolean
  /** The destination told of the guest that it ran there, since Finish was sent. */
  readonly ran: boolean
  /** The destination's events were heard without a gap from before Finish until now. */
  readonly watched: boolean
  /** How the guest ended, on which side, as its events told. */
  readonly ended: { readonly side: Side; readonly detail: string } | undefined
}

/** Adds up. @throws RangeError when the first record is no start */
export function knownOf(records: readonly HistoryRecord[]): Known {
  const [start] = records
  if (start?.is !== 'start') throw new RangeError('a history begins with its start')
  const forward: Record<CallPhase, Fate> = {
    begin: 'no',
    prepare: 'no',
    perform: 'no',
    finish: 'no',
    confirm: 'no',
  }
  const back: Record<'finish' | 'confirm', Fate> = { finish: 'no', confirm: 'no' }
  const sum = {
    paused: false,
    cookie: undefined as Cookie | undefined,
    uri: undefined as string | undefined,
    id: undefined as number | undefined,
    finishSentAt: undefined as number | undefined,
    postcopy: false,
    switched: false,
    ran: false,
    ended: undefined as Known['ended'],
  }
  let watching = false
  let watched = false
  const fateOf = (phase: CallPhase, cancelled: boolean, fate: Fate) => {
    if (!cancelled) forward[phase] = fate
    else if (phase === 'finish' || phase === 'confirm') back[phase] = fate
  }
  for (const record of records) {
    switch (record.is) {
      case 'paused':
        sum.paused = true
        break
      case 'sending':
        fateOf(record.phase, record.cancelled, 'unknown')
        if (record.phase === 'finish' && !record.cancelled) {
          sum.finishSentAt = record.at
          watched = watching
        }
        break
      case 'answered': {
        const { fate } = record
        fateOf(record.phase, record.cancelled, fate === 'not sent' ? 'no' : fate)
        if (record.cancelled) break
        if (record.phase === 'finish' && fate === 'not sent') sum.finishSentAt = undefined
        if (fate !== 'ok') break
        sum.cookie = record.cookie
        if (record.uri !== undefined) sum.uri = record.uri
        if (record.id !== undefined) sum.id = record.id
        break
      }
      case 'postcopy':
        sum.postcopy = true
        break
      case 'watch':
        watching = record.on
        if (!record.on) watched = false
        break
      case 'event':
        if (
          record.side === 'destination' &&
          record.event === 'resumed' &&
          forward.finish !== 'no'
        ) {
          sum.ran = true
        }
        if (record.side === 'source' && record.detail === 'postcopy') {
          sum.postcopy = true
          sum.switched = true
        }
        if (record.event === 'stopped' || record.event === 'crashed') {
          sum.ended = { side: record.side, detail: record.detail }
        } else if (record.event === 'resumed' || record.event === 'started') sum.ended = undefined
        break
    }
  }
  return { start, forward, back, watched, ...sum }
}

/** Where a history is kept besides in memory: the journal. */
export interface Keeper {
  add(record: HistoryRecord, flush: boolean): void
}

/** The list as it grows. */
export class History {
  readonly #records: HistoryRecord[]
  readonly #wall: () => number
  readonly #keeper: Keeper | undefined
  /** Why something is known here that the journal does not say. */
  trouble: LibvirtError | undefined

  constructor(wall: () => number, keeper?: Keeper, records: readonly HistoryRecord[] = []) {
    this.#wall = wall
    this.#keeper = keeper
    this.#records = [...records]
  }

  /**
   * Adds a fact, in memory and to what keeps it; there it outlives the process, not yet the machine. What cannot be written counts
   * all the same, and is `trouble`: whoever finds the journal knows less, which is never more than is true.
   */
  add(fact: Fact): void {
    const record = this.#stamp(fact)
    this.#records.push(record)
    try {
      this.#keeper?.add(record, false)
    } catch (error) {
      this.trouble ??= error as LibvirtError
    }
  }

  /**
   * Adds a fact that the next step stands on: it is on the disk when this returns.
   * @throws UsageError `operationInvalid` when it cannot be written; then nothing was added
   */
  commit(fact: Fact): void {
    const record = this.#stamp(fact)
    this.#keeper?.add(record, true)
    this.#records.push(record)
  }

  /** The same for what has to be done whether or not a disk is full. */
  commitIfPossible(fact: Fact): void {
    try {
      this.commit(fact)
    } catch (error) {
      this.trouble ??= error as LibvirtError
      this.#records.push(this.#stamp(fact))
    }
  }

  #stamp(fact: Fact): HistoryRecord {
    return { ...fact, at: this.#wall() }
  }

  get records(): readonly HistoryRecord[] {
    return this.#records
  }

  get known(): Known {
    return knownOf(this.#records)
  }
}
