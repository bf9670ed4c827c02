// One walk through the table of steps and, if need be, back: sends each step, keeps its record, and takes the reaction that
// recovery.ts names for a failure. What is said of the end is migrate.ts; it reads what the walk has collected.

import type { JobStats } from '../api/job.ts'
import { CancelledError, type LibvirtError, RemoteError } from '../errors.ts'
import { traceDecision } from '../trace.ts'
import { libvirtError } from './host.ts'
import { type Clock, sampleJob, type Tell } from './monitor.ts'
import { type Run, type Step, steps, undoSteps } from './phases.ts'
import {
  type Failure,
  failureOf,
  isCleanUndo,
  type Knowledge,
  type Reaction,
  reactions,
} from './recovery.ts'
import type { PhaseName, PhaseRecord, Side } from './result.ts'

/** One walk through the steps and, if need be, back. Collects what the result will say. */
export class Walk {
  readonly run: Run
  readonly records: PhaseRecord[] = []
  readonly errors: LibvirtError[] = []
  readonly evidence: string[] = []
  readonly warnings: string[] = []
  /** The last step that was sent. */
  reached: PhaseName = 'connect'
  gapMs: number | undefined
  /** The destination's statistics, for want of the source's. */
  stats: JobStats | undefined
  #ambiguous = false
  #finishSent = false
  #performedAt = 0
  readonly #wasActive: boolean
  readonly #clock: Clock
  readonly #now: () => number
  readonly #tell: Tell
  readonly #enter: (phase: PhaseName) => void

  constructor(
    run: Run,
    wasActive: boolean,
    clock: Clock,
    now: () => number,
    tell: Tell,
    enter: (phase: PhaseName) => void,
  ) {
    this.run = run
    this.#wasActive = wasActive
    this.#clock = clock
    this.#now = now
    this.#tell = tell
    this.#enter = enter
  }

  get knowledge(): Knowledge {
    return {
      committed: this.run.handle !== undefined,
      ambiguous: this.#ambiguous,
      offline: this.run.plan.offline,
      wasActive: this.#wasActive,
      finishSent: this.#finishSent,
    }
  }

  /** Keeps it for the result. */
  #note(text: string): void {
    this.evidence.push(text)
    traceDecision('migration', () => text)
  }

  async go(signal: AbortSignal | undefined): Promise<void> {
    const path = steps.filter((step) => !(step.onlineOnly && this.run.plan.offline))
    for (const [index, step] of path.entries()) {
      const failure = await this.#take(step, path[index + 1], signal)
      if (failure !== undefined) {
        this.#tellKept()
        const reaction = reactions[step.phase][failure]
        traceDecision('migration', () => `${step.phase}: ${failure}; ${reactionText(reaction)}`)
        await this.#react(step, reaction)
        return
      }
    }
    await this.#statistics
  }

  /** Runs one step and what belongs to its end. Undefined: go on with the next. */
  async #take(
    step: Step,
    next: Step | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Failure | undefined> {
    if (step.phase === 'finish') this.#finishSent = true
    const stopWatching = this.#whileRunning(step, signal)
    const error = await this.#send(step, false)
    await stopWatching()
    if (error !== undefined) {
      this.errors.push(error)
      const failure = failureOf(step.phase, error)
      if (step.phase === 'finish' && failure === 'not sent') this.#finishSent = false
      this.#note(`${step.phase} on the ${step.side}: ${describe(failure, error)}`)
      return failure
    }
    if (step.phase === 'finish') this.#afterFinish()
    if (step.phase === 'begin') {
      const refused = await this.#lookAfterBegin()
      if (refused) return 'stop after'
    }
    return this.#mustStop(step, next, signal) ? 'stop after' : undefined
  }

  /** Sends a step and keeps its record. Never throws: the error is the answer. */
  async #send(step: Step, undoing: boolean): Promise<LibvirtError | undefined> {
    const { phase } = step
    this.#enter(phase)
    if (!undoing) this.reached = phase
    const startMs = this.#now()
    if (phase === 'finish' && !undoing && this.run.performed) {
      this.gapMs = startMs - this.#performedAt
    }
    // The request goes out before anyone hears of it: between Perform's answer and Finish every ms is downtime.
    const sent = step.run(this.run)
    this.#tellKept()
    this.#tell({ type: 'phase', phase, cancelled: undoing })
    let error: LibvirtError | undefined
    try {
      await sent
      if (phase === 'perform') this.#performedAt = this.#now()
    } catch (cause) {
      error = libvirtError(cause)
    }
    const record: PhaseRecord = {
      phase,
      cancelled: undoing,
      startMs,
      durationMs: this.#now() - startMs,
      ...(error !== undefined && { error }),
    }
    this.records.push(record)
    if (phase === 'perform' && error === undefined) this.#kept = record
    else this.#tell({ type: 'phase-done', record })
    return error
  }

  /** Perform's end, told once the next request has left: who reads the news must not make the guest wait. */
  #tellKept(): void {
    const record = this.#kept
    this.#kept = undefined
    if (record !== undefined) this.#tell({ type: 'phase-done', record })
  }
  #kept: PhaseRecord | undefined

  /** The guest's state decides whether the destination may start it, so without an answer nothing goes on. */
  async #lookAfterBegin(): Promise<boolean> {
    if (this.run.plan.offline) return false
    try {
      const guest = await this.run.source.guest(this.run.domain)
      const { state, stateNumber } = await guest.getState()
      this.run.paused = stateNumber === PAUSED
      if (this.run.paused) this.#note(`the guest was ${state} on the source, and stays so`)
      return false
    } catch (error) {
      this.errors.push(libvirtError(error))
      this.#note('the state of the guest could not be learned, so it was not moved')
      return true
    }
  }

  /** Fetches the destination's view of the downtime, beside Confirm: nothing waits for it but the result. */
  #afterFinish(): void {
    const { destination, domain, plan } = this.run
    if (plan.offline) return
    this.#statistics = (async () => {
      try {
        const arrived = await destination.monitor.lookupDomainByUuid(domain.uuid)
        const stats = await arrived.getJobStats({ completed: true, keepCompleted: true })
        if (stats.typeNumber !== 0) this.stats = stats
      } catch {
        // The source's own statistics come with an event; without both the result says that it does not know.
      }
    })()
  }
  #statistics: Promise<void> = Promise.resolve()

  /** Whether this is the end although the step succeeded: cancelled, or a link that later steps need is gone. */
  #mustStop(step: Step, next: Step | undefined, signal: AbortSignal | undefined): boolean {
    if (next === undefined || step.phase === 'finish') return false
    const { source, destination } = this.run
    if (step.phase === 'perform') {
      if (destination.control.isAlive) return false
      this.#lost('destination')
      return true
    }
    for (const host of [source, destination]) {
      if (!host.control.isAlive) {
        this.#lost(host.side)
        return true
      }
    }
    if (!signal?.aborted) return false
    this.#tell({ type: 'cancelling', how: 'at-boundary' })
    this.errors.push(
      new CancelledError('aborted', 'the migration was cancelled', { cause: signal.reason }),
    )
    this.#note(`cancelled after ${step.phase}`)
    return true
  }

  #lost(side: Side): void {
    const host = this.run[side]
    this.#note(`the control connection to the ${side} was lost`)
    this.errors.push(libvirtError(new Error(`the connection to ${host.control.peer} was lost`)))
  }

  /** What goes on beside a step: samples and the abort request beside Perform, a word to who cancels too late. */
  #whileRunning(step: Step, signal: AbortSignal | undefined): () => Promise<void> {
    const over = new AbortController()
    const beside: Promise<void>[] = []
    const onAbort = () => {
      if (step.phase === 'perform') {
        this.#tell({ type: 'cancelling', how: 'abort-job' })
        beside.push(this.#abortJob(over.signal))
      } else if (step.phase === 'finish' || step.phase === 'confirm') {
        this.#tell({ type: 'cancelling', how: 'too-late' })
      }
    }
    signal?.addEventListener('abort', onAbort)
    if (step.phase === 'perform') {
      const { source, domain } = this.run
      beside.push(sampleJob(source, domain, this.#clock, this.#tell, over.signal))
      if (signal?.aborted) onAbort()
    }
    return async () => {
      signal?.removeEventListener('abort', onAbort)
      over.abort()
      // Finish must not wait for a sample that is on its way.
      if (step.phase !== 'perform') await Promise.all(beside)
    }
  }

  /** Asks the source to stop the copy, again until it is taken or Perform is over. Only Perform's answer says what became of it. */
  async #abortJob(over: AbortSignal): Promise<void> {
    const { source, domain } = this.run
    while (!over.aborted) {
      try {
        const guest = await source.guest(domain, { signal: over })
        await guest.abortJob({ signal: over })
        this.#note('the source took the request to abort')
        return
      } catch (error) {
        if (error instanceof RemoteError && error.code === 'noDomain') return
      }
      await this.#clock.sleep(100, over)
    }
  }

  /** Takes the way back. */
  async #react(step: Step, reaction: Reaction): Promise<void> {
    if (reaction === 'ambiguous') {
      this.#ambiguous = true
      this.#note(
        `no answer to ${step.phase}: what became of it is not known, and nothing was sent after it`,
      )
      return
    }
    if (reaction === 'settled') {
      const error = this.errors.pop()
      if (error !== undefined) {
        this.warnings.push(`the source did not confirm: ${error.message}`)
      }
      await this.#statistics
      return
    }
    for (const undo of reaction.undo) {
      const back = undoSteps[undo]
      if (undo === 'confirm' && !this.#holdsJob()) continue
      if (!this.run[back.side].control.isAlive) {
        this.#note(`${undo} could not be taken back: the ${back.side}'s link is gone`)
        continue
      }
      const error = await this.#send(back, true)
      if (error !== undefined && !(undo === 'finish' && isCleanUndo(error))) {
        this.errors.push(error)
      }
    }
  }

  /** Whether the source has a job that Confirm can end: from Begin if it is protected, else from Perform. */
  #holdsJob(): boolean {
    return this.run.plan.protected || this.run.performed
  }
}

const PAUSED = 3

function reactionText(reaction: Reaction): string {
  if (reaction === 'ambiguous') return 'what became of it is not known, nothing more is sent'
  if (reaction === 'settled') return 'it has succeeded'
  return reaction.undo.length === 0
    ? 'nothing to take back'
    : `taken back by ${reaction.undo.join(', ')}`
}

function describe(failure: Failure, error: LibvirtError): string {
  switch (failure) {
    case 'refused':
      return `refused (${error.message})`
    case 'not sent':
      return `not sent (${error.message})`
    default:
      return `no usable answer (${error.message})`
  }
}
