// Drives a migration: opens both hosts, asks what they can do, walks the table of steps, takes the way back that the table
// of reactions names, looks at both hosts and says what was seen. One walk, no second opinion: a step that failed in a way
// that leaves the guest's whereabouts open ends in `undetermined`, with nothing sent after it.

import { AsyncQueue, type Gap } from '../api/async-queue.ts'
import type { Connection, ConnectOptions, FeatureName } from '../api/connection.ts'
import type { Domain } from '../api/domain.ts'
import type { JobStats } from '../api/job.ts'
import { CancelledError, UsageError } from '../errors.ts'
import { traceDecision } from '../trace.ts'
import { type Host, openHost } from './host.ts'
import { type Clock, systemClock, type Tell, type Watch, watchEvents } from './monitor.ts'
import type { Run } from './phases.ts'
import {
  type Capabilities,
  checkOptions,
  type MigrationOptions,
  type MigrationPlan,
  planMigration,
} from './plan.ts'
import { isActive, isSettled, reportedErrors, verdict } from './recovery.ts'
import type { MigrationProgress, MigrationResult, Observation, PhaseName } from './result.ts'
import { Walk } from './walk.ts'

/** A migration to run: between which hosts, of which guest, how. */
export interface MigrationRequest extends MigrationOptions {
  /**
   * URI, or an open connection: that one is used to watch and stays open, and the engine opens one of its own beside it for
   * the phases. One that reconnects is only the pattern for two of its own, which do not.
   */
  readonly source: Connection | string
  readonly destination: Connection | string
  /** Name, UUID or id of the guest on the source. */
  readonly domain: string
  /** Asks to stop; what became of the guest is in the result either way. */
  readonly signal?: AbortSignal
  /** For the connections the engine opens; `reconnect` has no say here. */
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
    traceDecision('migration', () => {
      const { name, uuid } = domain
      const calls = able.params ? 'calls with typed parameters' : 'calls without typed parameters'
      const held = plan.protected
        ? 'the source holds its job throughout'
        : 'the source holds no job'
      return `'${name}' (${uuid}), ${able.sourceType} to ${able.destinationType}: ${calls}; ${held}`
    })
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
    traceDecision('migration', () => `${said.kind}: ${said.because}`)
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
  const both = async (feature: FeatureName) => {
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
      // To ask is to start the daemon's own pings: without them it would keep what was prepared for a client long gone.
      both('programKeepalive'),
    ],
  )
  return { sourceType, destinationType, params, v3, offline: canOffline, changeProtection }
}
