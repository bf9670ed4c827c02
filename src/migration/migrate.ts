// Drives a migration: opens both hosts, asks what they can do, walks the table of steps, takes the way back that the table
// of reactions names, looks at both hosts and says what was seen. One walk, no second opinion: a step that failed in a way
// that leaves the guest's whereabouts open ends in `undetermined`, with nothing sent after it.

import { AsyncQueue, type Gap } from '../api/async-queue.ts'
import type { Connection, ConnectOptions } from '../api/connection.ts'
import type { Domain } from '../api/domain.ts'
import type { JobStats } from '../api/job.ts'
import { CancelledError, type LibvirtError, RemoteError, UsageError } from '../errors.ts'
import { type Host, libvirtError, openHost } from './host.ts'
import {
  type Clock,
  sampleJob,
  systemClock,
  type Tell,
  type Watch,
  watchEvents,
} from './monitor.ts'
import { type Run, type Step, steps, undoSteps } from './phases.ts'
import {
  type Capabilities,
  checkOptions,
  type MigrationOptions,
  type MigrationPlan,
  planMigration,
} from './plan.ts'
import {
  type Failure,
  failureOf,
  isActive,
  isCleanUndo,
  isSettled,
  type Knowledge,
  type Reaction,
  reactions,
  reportedErrors,
  verdict,
} from './recovery.ts'
import type {
  MigrationProgress,
  MigrationResult,
  Observation,
  PhaseName,
  PhaseRecord,
} from './result.ts'

/** A migration to run: between which hosts, of which guest, how. */
export interface MigrationRequest extends MigrationOptions {
  /**
   * URI, or an open connection: that one is used to watch and stays open, and the engine opens one of its own beside it for
   * the phases.
   */
  readonly source: Connection | string
  readonly destination: Connection | string
  /** Name, UUID or id of the guest on the source. */
  readonly domain: string
  /** Asks to stop; what became of the guest is in the result either way. */
  readonly signal?: AbortSignal
  /** For the connections the engine opens. */
  readonly connect?: ConnectOptions
}

/** How long to go on looking while a host is still busy with the migration's end, and how often, ms. */
const SETTLE_MS = 10_000
const LOOK_AGAIN_MS = 250
/** How many pieces of news may wait for a reader. */
const NEWS_MAX = 10_000

/**
 * Starts a migration and returns it at once.
 * @throws UsageError `invalidArg` for options that contradict each other
 */
export function migrate(request: MigrationRequest): Migration {
  checkOptions(request)
  return new Migration(request, systemClock)
}

/**
 * A migration under way. `result` resolves when it is over, however it ended, if it was begun; it rejects when nothing was
 * begun: a host that cannot be reached, an unknown guest, hosts that cannot do what was asked. Iterating gives the news;
 * nobody has to read them.
 */
export class Migration implements AsyncIterable<MigrationProgress | Gap> {
  /** How it ended. @throws LibvirtError when nothing was begun and nothing was changed */
  readonly result: Promise<MigrationResult>
  readonly #news = new AsyncQueue<MigrationProgress>(NEWS_MAX)
  readonly #clock: Clock
  readonly #startedAt: number
  #phase: PhaseName = 'connect'

  /** Use `migrate`; tests hand in a clock of their own. */
  constructor(request: MigrationRequest, clock: Clock) {
    this.#clock = clock
    this.#startedAt = clock.now()
    this.result = this.#start(request).finally(() => this.#news.end())
    // Whoever only reads the news must not be told of an unhandled rejection.
    this.result.catch(() => {})
  }

  /** The step it is in. */
  get phase(): PhaseName {
    return this.#phase
  }

  [Symbol.asyncIterator](): AsyncIterator<MigrationProgress | Gap> {
    return this.#news
  }

  #now(): number {
    return this.#clock.now() - this.#startedAt
  }

  readonly #tell: Tell = (news) => {
    this.#news.push({ ...news, atMs: this.#now() } as MigrationProgress)
  }

  async #start(request: MigrationRequest): Promise<MigrationResult> {
    const { signal } = request
    const options: ConnectOptions = { ...request.connect, ...(signal && { signal }) }
    this.#tell({ type: 'phase', phase: 'connect', cancelled: false })
    const opened = await Promise.allSettled([
      openHost('source', request.source, options),
      openHost('destination', request.destination, options),
    ])
    const hosts = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    try {
      const failed = opened.find((one) => one.status === 'rejected')
      if (failed !== undefined) throw failed.reason
      const [source, destination] = hosts as [Host, Host]
      return await this.#run(request, source, destination)
    } finally {
      await Promise.all(hosts.map((host) => host.close()))
    }
  }

  async #run(request: MigrationRequest, source: Host, destination: Host): Promise<MigrationResult> {
    const [domain, able] = await Promise.all([
      source.monitor.lookupDomain(request.domain),
      askCapabilities(source, destination, request.offline === true),
    ])
    const plan = planMigration(request, able)
    const watch = watchEvents(source, destination, domain, this.#tell)
    try {
      return await this.#watched(request, plan, source, destination, domain, watch)
    } finally {
      await watch.then(({ close }) => close()).catch(() => {})
    }
  }

  async #watched(
    request: MigrationRequest,
    plan: MigrationPlan,
    source: Host,
    destination: Host,
    domain: Domain,
    watching: Promise<Watch>,
  ): Promise<MigrationResult> {
    const [watch, persistent, state] = await Promise.all([
      watching,
      domain.isPersistent(),
      domain.getState(),
    ])
    const wasActive = isActive({ is: 'present', state, job: 'none' })
    if (plan.offline && wasActive) {
      throw new UsageError(
        'operationInvalid',
        `'${domain.name}' is ${state.state}, and an offline migration moves the definition of a domain that is shut off; ` +
          'shut it off first, or migrate it live',
      )
    }
    const run: Run = {
      plan,
      source,
      destination,
      domain,
      cookie: new Uint8Array(0),
      xml: undefined,
      paused: false,
      uri: undefined,
      performed: false,
      handle: undefined,
    }
    const warnings = [...plan.warnings]
    if (persistent && !request.undefineSource) {
      warnings.push(
        'the definition stays on the source after success: starting it there would run the guest twice',
      )
    }
    for (const message of warnings) this.#tell({ type: 'warning', message })
    if (request.signal?.aborted) throw cancelled(request.signal)
    const walk = new Walk(
      run,
      wasActive,
      this.#clock,
      this.#now.bind(this),
      this.#tell,
      (phase) => {
        this.#phase = phase
      },
    )
    await walk.go(request.signal)
    const seen = await this.#look(run)
    return this.#conclude(walk, watch, seen, warnings)
  }

  /** Looks at both hosts until nothing is on its way any more. */
  async #look(run: Run): Promise<readonly [Observation, Observation]> {
    this.#phase = 'probe'
    const deadline = this.#now() + SETTLE_MS
    for (;;) {
      const [source, destination] = await Promise.all([
        run.source.observe(run.domain.uuid),
        run.destination.observe(run.domain.uuid),
      ])
      if (isSettled(source, destination) || this.#now() >= deadline) return [source, destination]
      await this.#clock.sleep(LOOK_AGAIN_MS)
    }
  }

  #conclude(
    walk: Walk,
    watch: Watch,
    [source, destination]: readonly [Observation, Observation],
    warnings: readonly string[],
  ): MigrationResult {
    const { run } = walk
    const said = verdict(walk.knowledge, source, destination)
    const inCalls = walk.records.reduce((sum, record) => sum + record.durationMs, 0)
    const stats = watch.completed() ?? walk.stats
    const migrated = said.host === 'destination'
    const totalMs = this.#now()
    return {
      kind: said.kind,
      host: said.host,
      uuid: run.domain.uuid,
      name: (migrated ? run.handle?.name : undefined) ?? run.domain.name,
      id: run.handle === undefined || run.handle.id === -1 ? undefined : run.handle.id,
      source,
      destination,
      evidence: [...walk.evidence, said.because],
      phase: walk.reached,
      errors: reportedErrors(walk.errors),
      warnings: [...warnings, ...walk.warnings],
      phases: walk.records,
      totalMs,
      downtimeMs: downtimeOf(stats, walk.gapMs),
      gapMs: walk.gapMs,
      overheadMs: totalMs - inCalls,
      stats,
    }
  }
}

/**
 * How long the guest stood still. The net figure leaves out the difference of the hosts' clocks, and with it the time between
 * Perform's answer and Finish, which only the client can see; the plain figure holds both.
 */
function downtimeOf(stats: JobStats | undefined, gapMs: number | undefined): number | undefined {
  if (stats?.downtimeNetMs === undefined) return stats?.downtimeMs
  return gapMs === undefined ? undefined : stats.downtimeNetMs + gapMs
}

function cancelled(signal: AbortSignal): CancelledError {
  return new CancelledError('aborted', 'the migration was cancelled before it began', {
    cause: signal.reason,
    outcome: 'not sent',
  })
}

/** Asks both ends what they can do, over the connections that will be used. A question that fails ends the migration. */
async function askCapabilities(
  source: Host,
  destination: Host,
  offline: boolean,
): Promise<Capabilities> {
  const both = async (feature: 'migrationParams' | 'migrationV3' | 'migrationOffline') => {
    const answers = await Promise.all([
      source.control.supportsFeature(feature),
      destination.control.supportsFeature(feature),
    ])
    return answers.every(Boolean)
  }
  const [sourceType, destinationType, params, v3, canOffline, changeProtection] = await Promise.all(
    [
      source.control.getType(),
      destination.control.getType(),
      both('migrationParams'),
      both('migrationV3'),
      offline ? both('migrationOffline') : true,
      source.control.supportsFeature('migrateChangeProtection'),
    ],
  )
  return { sourceType, destinationType, params, v3, offline: canOffline, changeProtection }
}

/** One walk through the steps and, if need be, back. Collects what the result will say. */
class Walk {
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

  async go(signal: AbortSignal | undefined): Promise<void> {
    const path = steps.filter((step) => !(step.onlineOnly && this.run.plan.offline))
    for (const [index, step] of path.entries()) {
      const failure = await this.#take(step, path[index + 1], signal)
      if (failure !== undefined) {
        this.#tellKept()
        await this.#react(step, reactions[step.phase][failure])
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
      this.evidence.push(`${step.phase} on the ${step.side}: ${describe(failure, error)}`)
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
      if (this.run.paused) this.evidence.push(`the guest was ${state} on the source, and stays so`)
      return false
    } catch (error) {
      this.errors.push(libvirtError(error))
      this.evidence.push('the state of the guest could not be learned, so it was not moved')
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
    this.evidence.push(`cancelled after ${step.phase}`)
    return true
  }

  #lost(side: 'source' | 'destination'): void {
    const host = this.run[side]
    this.evidence.push(`the control connection to the ${side} was lost`)
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
        this.evidence.push('the source took the request to abort')
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
      this.evidence.push(
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
        this.evidence.push(`${undo} could not be taken back: the ${back.side}'s link is gone`)
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
