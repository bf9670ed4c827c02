// One walk through the table of steps and, if need be, back: writes down that a step is sent, sends it, keeps what came of it, and
// takes the reaction that recovery.ts names for a failure. Where the guest is after that, is the resolver's to find out.

import type { Domain } from '../api/domain.ts'
import type { JobStats } from '../api/job.ts'
import { CancelledError, type LibvirtError } from '../errors.ts'
import { traceDecision } from '../trace.ts'
import { DEAD_AFTER_MS } from './decisions.ts'
import type { Fact, History } from './history.ts'
import { type Host, libvirtError } from './host.ts'
import { type Clock, sampleJob, type Tell } from './monitor.ts'
import { type Run, type Step, steps, undoSteps } from './phases.ts'
import { type Failure, failureOf, isCleanUndo, type Reaction, reactions } from './recovery.ts'
import type { PhaseName, PhaseRecord, Side } from './result.ts'
import type { Switchover } from './switchover.ts'

/** What a walk works with. */
export interface Path {
  readonly run: Run
  readonly source: Host
  readonly destination: Host
  /** The guest on the source, over its monitor. */
  readonly domain: Domain
  readonly history: History
  readonly clock: Clock
  /** ms since the migration started */
  readonly now: () => number
  readonly tell: Tell
  readonly enter: (phase: PhaseName) => void
  /** What is done beside Perform. */
  readonly switchover: Switchover
}

/** One walk through the steps and, if need be, back. Collects what the result will say. */
export class Walk {
  readonly records: PhaseRecord[] = []
  readonly errors: LibvirtError[] = []
  readonly evidence: string[] = []
  readonly warnings: string[] = []
  /** The last step that was sent. */
  reached: PhaseName = 'connect'
  gapMs: number | undefined
  /** The destination's statistics, for want of the source's. */
  stats: JobStats | undefined
  #performedAt = 0
  readonly #path: Path

  constructor(path: Path) {
    this.#path = path
  }

  /** Keeps it for the result. */
  #note(text: string): void {
    this.evidence.push(text)
    traceDecision('migration', () => text)
  }

  async go(signal: AbortSignal | undefined): Promise<void> {
    const { offline } = this.#path.run.plan
    const path = steps.filter((step) => !(step.onlineOnly && offline))
    for (const [index, step] of path.entries()) {
      const failure = await this.#take(step, path[index + 1], signal)
      if (failure !== undefined) {
        this.#tellKept()
        // In post-copy nothing can be taken back, and what is lost may be lost for good: whoever decides looks first.
        const { postcopy } = this.#path.run
        const reaction = postcopy === 'started' ? 'ambiguous' : reactions[step.phase][failure]
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
    const stopWatching = this.#whileRunning(step, signal)
    const error = await this.#send(step, false)
    await stopWatching()
    if (error !== undefined) {
      this.errors.push(error)
      const failure = failureOf(step.phase, error)
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
  async #send(step: Step, cancelled: boolean): Promise<LibvirtError | undefined> {
    const { run, enter, now, tell } = this.#path
    const { phase } = step
    enter(phase)
    const startMs = now()
    let error = this.#announce({ is: 'sending', phase, cancelled })
    if (error === undefined) {
      if (!cancelled) this.reached = phase
      if (phase === 'finish' && !cancelled && run.performed) {
        this.gapMs = now() - this.#performedAt
      }
      // The request goes out before anyone hears of it: between Perform's answer and Finish every ms is downtime.
      const sent = step.run(run, this.#path[step.side].control)
      this.#tellKept()
      tell({ type: 'phase', phase, cancelled })
      try {
        await (phase === 'finish' && !cancelled ? this.#unlessFailed(sent) : sent)
        if (phase === 'perform') this.#performedAt = now()
      } catch (cause) {
        error = libvirtError(cause)
      }
    }
    this.#answered(step, cancelled, error)
    const record: PhaseRecord = {
      phase,
      cancelled,
      startMs,
      durationMs: now() - startMs,
      ...(error !== undefined && { error }),
    }
    this.records.push(record)
    if (phase === 'perform' && error === undefined) this.#kept = record
    else tell({ type: 'phase-done', record })
    return error
  }

  /**
   * Finish is waited for as long as it takes, but not for a post-copy that has failed: a destination that has not noticed by then may
   * never do, since QEMU there may wait for a page under its own lock, and then its daemon never answers.
   */
  async #unlessFailed(sent: Promise<void>): Promise<void> {
    const over = new AbortController()
    const failed = this.#path.switchover.failedFor(DEAD_AFTER_MS, over.signal).then(() => {
      const text = `the source says that the post-copy failed, and the destination has not answered Finish for ${DEAD_AFTER_MS / 1000} s since`
      throw new CancelledError('timeout', text, { outcome: 'unknown' })
    })
    // Whichever comes second is nobody's.
    for (const one of [sent, failed]) one.catch(() => {})
    try {
      await Promise.race([sent, failed])
    } finally {
      over.abort()
    }
  }

  /** Without a record nothing new is begun; what brings a guest to where it can run goes on all the same. */
  #announce(fact: Fact & { readonly is: 'sending' }): LibvirtError | undefined {
    const { history, run } = this.#path
    const { phase, cancelled } = fact
    if (cancelled || phase === 'confirm' || (phase === 'finish' && run.postcopy === 'started')) {
      history.commitIfPossible(fact)
      return undefined
    }
    try {
      history.commit(fact)
      return undefined
    } catch (error) {
      return libvirtError(error)
    }
  }

  #answered({ phase }: Step, cancelled: boolean, error: LibvirtError | undefined): void {
    const { run, history } = this.#path
    const clean = error === undefined || (cancelled && phase === 'finish' && isCleanUndo(error))
    history.add({
      is: 'answered',
      phase,
      cancelled,
      fate: clean ? 'ok' : failureOf(phase, error),
      ...(error !== undefined && { code: error.code, message: error.message }),
      ...(error === undefined && !cancelled && phase !== 'confirm' && { cookie: run.cookie }),
      ...(phase === 'prepare' && run.uri !== undefined && { uri: run.uri }),
      ...(phase === 'finish' && run.handle !== undefined && { id: run.handle.id }),
    })
  }

  /** Perform's end, told once the next request has left: who reads the news must not make the guest wait. */
  #tellKept(): void {
    const record = this.#kept
    this.#kept = undefined
    if (record !== undefined) this.#path.tell({ type: 'phase-done', record })
  }
  #kept: PhaseRecord | undefined

  /** The guest's state decides whether the destination may start it, so without an answer nothing goes on. */
  async #lookAfterBegin(): Promise<boolean> {
    const { run, source, domain, history } = this.#path
    // What goes on in post-copy runs at the destination already, whatever the source's half looks like.
    if (run.plan.offline || run.plan.resumes) return false
    try {
      const guest = await source.guest(domain)
      const { state, stateNumber } = await guest.getState()
      run.paused = stateNumber === PAUSED
      if (run.paused) {
        history.commit({ is: 'paused' })
        this.#note(`the guest was ${state} on the source, and stays so`)
      }
      return false
    } catch (error) {
      this.errors.push(libvirtError(error))
      this.#note('the state of the guest could not be learned, so it was not moved')
      return true
    }
  }

  /** Fetches the destination's view of the downtime, beside Confirm: nothing waits for it but the result. */
  #afterFinish(): void {
    const { destination, domain, run } = this.#path
    if (run.plan.offline) return
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
    const { source, destination, tell } = this.#path
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
    tell({ type: 'cancelling', how: 'at-boundary' })
    this.errors.push(
      new CancelledError('aborted', 'the migration was cancelled', { cause: signal.reason }),
    )
    this.#note(`cancelled after ${step.phase}`)
    return true
  }

  #lost(side: Side): void {
    const host = this.#path[side]
    this.#note(`the control connection to the ${side} was lost`)
    this.errors.push(libvirtError(new Error(`the connection to ${host.control.peer} was lost`)))
  }

  /** What goes on beside a step: samples and the abort request beside Perform, a word to who cancels too late. */
  #whileRunning(step: Step, signal: AbortSignal | undefined): () => Promise<void> {
    const { run, source, domain, clock, tell, switchover } = this.#path
    const over = new AbortController()
    const beside: Promise<void>[] = []
    const onAbort = () => {
      if (step.phase === 'perform' && run.postcopy !== 'started') {
        tell({ type: 'cancelling', how: 'abort-job' })
        beside.push(switchover.abort(over.signal))
      } else if (step.phase !== 'begin' && step.phase !== 'prepare') {
        tell({ type: 'cancelling', how: 'too-late' })
      }
    }
    signal?.addEventListener('abort', onAbort)
    const sampling = () => sampleJob(source, domain, clock, tell, over.signal)
    if (step.phase === 'perform') {
      beside.push(sampling(), switchover.beside(over.signal, signal))
      if (signal?.aborted) onAbort()
    }
    if (step.phase === 'prepare' && run.plan.resumes) {
      beside.push(this.#afterSilence(over.signal))
    }
    if (step.phase === 'finish') {
      void switchover.look()
      // After the switch most of the memory is still to come.
      if (run.postcopy === 'started') beside.push(sampling())
    }
    return async () => {
      signal?.removeEventListener('abort', onAbort)
      over.abort()
      // Finish must not wait for a sample that is on its way.
      if (step.phase !== 'perform') await Promise.all(beside)
    }
  }

  /** Says what may be the matter when the destination does not answer Prepare of a post-copy that is gone on with. */
  async #afterSilence(over: AbortSignal): Promise<void> {
    const { clock, tell } = this.#path
    await clock.sleep(SILENCE_MS, over)
    if (over.aborted) return
    const message =
      `the destination has not answered Prepare for ${SILENCE_MS / 1000} s; if QEMU there answers nobody any more, this post-copy ` +
      'cannot be gone on with: end this client, destroy both halves and start the guest anew'
    this.warnings.push(message)
    tell({ type: 'warning', message })
  }

  /** Takes the way back. */
  async #react(step: Step, reaction: Reaction): Promise<void> {
    if (reaction === 'ambiguous') {
      this.#note(`no answer to ${step.phase}: what became of it has to be found out`)
      return
    }
    if (reaction === 'settled') {
      const error = this.errors.pop()
      if (error !== undefined) this.warnings.push(`the source did not confirm: ${error.message}`)
      await this.#statistics
      return
    }
    for (const undo of reaction.undo) {
      const back = undoSteps[undo]
      if (undo === 'confirm' && !this.#holdsJob()) continue
      if (!this.#path[back.side].control.isAlive) {
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
    const { plan, performed } = this.#path.run
    return plan.protected || performed
  }
}

const PAUSED = 3
/** Prepare of a post-copy that is gone on with starts nothing, so it is answered within a second or two. */
const SILENCE_MS = 30_000

function reactionText(reaction: Reaction): string {
  if (reaction === 'ambiguous') return 'what became of it has to be found out'
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
