// What a migration says: while it runs (progress) and when it is over (the result). Plain data, no behaviour; who decides
// which kind of result it is, is recovery.ts.

import type { DomainStateInfo } from '../api/domain.ts'
import type { JobStats } from '../api/job.ts'
import type { LibvirtError } from '../errors.ts'

/** Steps of a migration in their order; `probe` looks at both hosts, and brings to its end what was left open. */
export type PhaseName = 'connect' | 'begin' | 'prepare' | 'perform' | 'finish' | 'confirm' | 'probe'

/** Which of the two hosts. */
export type Side = 'source' | 'destination'

/** One step that was taken, with its times on the engine's clock. */
export interface PhaseRecord {
  readonly phase: PhaseName
  /** Whether the call was sent to undo (Finish and Confirm with `cancelled`). */
  readonly cancelled: boolean
  /** ms since the migration started */
  readonly startMs: number
  readonly durationMs: number
  readonly error?: LibvirtError
}

/** What the resolver may do. `back`: the call carries `cancelled`. */
export type Act =
  | 'abort'
  | 'finish'
  | 'finish back'
  | 'confirm'
  | 'confirm back'
  | 'resume'
  | 'restore definition'
  | 'clear ghost'

/** News of a running migration. `atMs` counts from its start. */
export type MigrationProgress = { readonly atMs: number } & (
  | { readonly type: 'phase'; readonly phase: PhaseName; readonly cancelled: boolean }
  | { readonly type: 'phase-done'; readonly record: PhaseRecord }
  | {
      /** A sample of the source's job, every 0.5 s while memory is copied. */
      readonly type: 'job'
      readonly stats: JobStats
      /** 0 to 99.99 while it runs; undefined before the daemon knows the total. */
      readonly percent: number | undefined
    }
  | { readonly type: 'iteration'; readonly iteration: number }
  | {
      readonly type: 'lifecycle'
      readonly side: Side
      readonly event: string
      readonly detail: string
    }
  | { readonly type: 'cancelling'; readonly how: 'abort-job' | 'at-boundary' | 'too-late' }
  /** The end is open, and the resolver is about to do something about it (since 0.2.0). */
  | { readonly type: 'resolving'; readonly act: Act; readonly text: string }
  /** The source has taken the request to let the guest go on in post-copy, or to stop it for the rest of the copy (since 0.2.0). */
  | { readonly type: 'switchover'; readonly to: 'postcopy' | 'suspended' }
  | { readonly type: 'warning'; readonly message: string }
)

/** What was seen of the guest on one host, by its UUID, over that host's monitor connection. */
export type Observation =
  | {
      readonly is: 'present'
      /** Of the running guest; a guest that was started anew has another one. */
      readonly id: number | undefined
      readonly state: DomainStateInfo
      readonly job: JobSeen
      /** Whether a definition stays when it stops. */
      readonly persistent: boolean
    }
  | { readonly is: 'absent' }
  /** The host could not be asked. */
  | { readonly is: 'unknown'; readonly error: LibvirtError }

/** The job of a guest as one probe can see it (`in`: a migration is arriving; `inactive`: it is not running). */
export type JobSeen = 'none' | 'in' | 'out' | 'other' | 'inactive' | 'unknown'

/** How it ended. Only kinds with a host name where the guest was observed. */
export type ResultKind =
  | 'migrated'
  | 'migrated-leftover'
  | 'stayed'
  | 'guest-stopped'
  /** The switch to post-copy was made, and the memory that is left cannot get across: to be gone on with. */
  | 'postcopy-failed'
  | 'undetermined'
  /** It runs nowhere, and it did not end by itself. */
  | 'lost'
  | 'split-brain'

/** The end of a migration that was begun. Kind and host are what was observed, never what was inferred. */
export interface MigrationResult {
  readonly kind: ResultKind
  /** The host on which the guest was seen; undefined where that is not known. */
  readonly host: Side | undefined
  /** The two daemons, without what people put into their URIs as passwords (since 0.2.0). */
  readonly uris: Readonly<Record<Side, string>>
  readonly uuid: string
  /** Name on the host where it is now: the new one after `destinationName`. */
  readonly name: string
  /** Id on the destination once migrated. */
  readonly id: number | undefined
  readonly source: Observation
  readonly destination: Observation
  /** What the verdict stands on, in the order it was learned; for people. */
  readonly evidence: readonly string[]
  /** What the operator should do now. */
  readonly advice: string
  /** The file with what was done and seen; undefined where none was kept. */
  readonly journal: string | undefined
  /** The last step that was sent. */
  readonly phase: PhaseName
  /** The failure to report, with the later ones behind it; empty after a clean success. */
  readonly errors: readonly LibvirtError[]
  readonly warnings: readonly string[]
  /** Whether the guest went over in post-copy: the source was seen to have switched (since 0.2.0). */
  readonly postcopy: boolean
  readonly phases: readonly PhaseRecord[]
  /** From start to result, connecting included, ms. */
  readonly totalMs: number
  /** Time the guest stood still: the daemons' net downtime and the engine's own gap; undefined if no daemon said. */
  readonly downtimeMs: number | undefined
  /** From Perform's answer to Finish's request, ms; part of downtimeMs. */
  readonly gapMs: number | undefined
  /** Time spent outside the daemons' phases, connecting and looking included, ms. */
  readonly overheadMs: number
  /** The daemon's last word on the job, if it gave one. */
  readonly stats: JobStats | undefined
}

/** Exit codes of `lvrpc migrate` by kind of result; pre-flight refusals and wrong usage are 2. */
export const exitCodes: Readonly<Record<ResultKind, number>> = {
  migrated: 0,
  stayed: 1,
  'migrated-leftover': 3,
  'guest-stopped': 4,
  'postcopy-failed': 5,
  undetermined: 6,
  lost: 7,
  'split-brain': 8,
}
