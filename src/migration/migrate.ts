// Drives a migration: opens both hosts, asks what they can do, begins a journal, walks the table of steps and the way back that the
// table of reactions names, and leaves to the resolver what is open then. What the result says was seen.

import { AsyncQueue, type Gap } from '../api/async-queue.ts'
import type { Connection, ConnectOptions, FeatureName } from '../api/connection.ts'
import type { Domain } from '../api/domain.ts'
import type { JobStats } from '../api/job.ts'
import { RemoteError, UsageError } from '../errors.ts'
import { traceDecision } from '../trace.ts'
import { isActive } from './decisions.ts'
import { type Before, type Condition, History } from './history.ts'
import { cancelledBefore, type Host, openHost } from './host.ts'
import { isFinal, Journal, journalFolder, settleEarlier } from './journal.ts'
import { type Clock, systemClock, type Tell, type Watch, watchEvents } from './monitor.ts'
import { checkPeerRequest, migratePeer } from './peer.ts'
import type { Run } from './phases.ts'
import {
  type Capabilities,
  checkOptions,
  type MigrationOptions,
  type MigrationPlan,
  planMigration,
} from './plan.ts'
import { reportedErrors } from './recovery.ts'
import { type Resolved, type ResolveOptions, Resolver, resolverOptions } from './resolver.ts'
import type { MigrationProgress, MigrationResult, PhaseName } from './result.ts'
import { checkHalves } from './resume.ts'
import { Switchover } from './switchover.ts'
import { Walk } from './walk.ts'

/** A migration to run: between which hosts, of which guest, how. */
export interface MigrationRequest extends MigrationOptions, ResolveOptions {
  /**
   * URI, or an open connection: that one is used to watch and stays open, and the engine opens one of its own beside it for
   * the phases. One that reconnects is only the pattern for two of its own, which do not.
   */
  readonly source: Connection | string
  /** With `p2p` a URI as the source sees it. */
  readonly destination: Connection | string
  /**
   * With `p2p`: where this client may look at the destination, before and after. Without it the word of the source has to do (since
   * 0.2.0).
   */
  readonly verify?: Connection | string
  /** Name, UUID or id of the guest on the source. */
  readonly domain: string
  /** Asks to stop; what became of the guest is in the result either way. */
  readonly signal?: AbortSignal
  /** For the connections the engine opens; `reconnect` has no say here. */
  readonly connect?: ConnectOptions
  /**
   * The folder for the journal of this migration, from which `resolve` brings an interrupted one to its end (since 0.2.0). Default:
   * `lvrpc/migrations` below XDG_STATE_HOME, or below ~/.local/state; false: none is kept.
   */
  readonly journal?: string | false
}

/** How many pieces of news may wait for a reader. */
const NEWS_MAX = 10_000

/**
 * Starts a migration and returns it at once.
 * @throws UsageError `invalidArg` for options that contradict each other
 */
export function migrate(request: MigrationRequest): Migration {
  checkOptions(request)
  checkPeerRequest(request)
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

  /** @internal Use `migrate`; tests hand in a clock of their own. */
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
    const told = { ...news, atMs: this.#now() } as MigrationProgress
    this.#switchover?.heard(told)
    this.#news.push(told)
  }
  #switchover: Switchover | undefined

  /**
   * Lets the guest go on at the destination now, before all of its memory is there (since 0.2.0). Resolves when the source has
   * taken the request, at once if it has switched already; the result says whether the request came in time.
   * @throws UsageError `operationInvalid` unless the migration allows post-copy and is copying memory just now
   * @throws CancelledError `timeout` when the destination gives no sign of life: then the copy goes on as before
   */
  async startPostcopy(): Promise<void> {
    if (this.#switchover === undefined) {
      throw new UsageError(
        'operationInvalid',
        'a switch to post-copy is possible only while memory is copied',
      )
    }
    await this.#switchover.startPostcopy()
  }

  async #start(request: MigrationRequest): Promise<MigrationResult> {
    const { signal } = request
    const options: ConnectOptions = { ...request.connect, ...(signal && { signal }) }
    this.#tell({ type: 'phase', phase: 'connect', cancelled: false })
    if (request.p2p || request.direct) {
      return migratePeer(request, {
        clock: this.#clock,
        now: this.#now.bind(this),
        tell: this.#tell,
        enter: (phase) => {
          this.#phase = phase
        },
        began: (switchover) => {
          this.#switchover = switchover
        },
      })
    }
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
      askCapabilities(source, destination, request),
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
    const heard: Heard = { history: undefined, watching: false }
    const watching = (on: boolean) => {
      heard.watching = on
      heard.history?.add({ is: 'watch', on })
    }
    destination.onReopened = () => watching(false)
    const watch = watchEvents(source.monitor, destination.monitor, domain, this.#tell, {
      event: (side, event, detail) => heard.history?.add({ is: 'event', side, event, detail }),
      watching,
    })
    try {
      return await this.#watched(request, plan, source, destination, domain, watch, heard)
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
    heard: Heard,
  ): Promise<MigrationResult> {
    const [watch, persistent, state, before] = await Promise.all([
      watching,
      domain.isPersistent(),
      domain.getState(),
      lookBefore(destination, domain.uuid, request.persistent === true),
    ])
    const condition = conditionOf(state.stateNumber)
    if (plan.offline && condition !== 'inactive') {
      throw new UsageError(
        'operationInvalid',
        `'${domain.name}' is ${state.state}, and an offline migration moves the definition of a domain that is shut off; ` +
          'shut it off first, or migrate it live',
      )
    }
    if (plan.switchover.allowed && condition === 'paused') {
      throw new UsageError(
        'argumentUnsupported',
        `'${domain.name}' is paused, and post-copy ends with a guest that runs; leave post-copy out`,
      )
    }
    if (plan.resumes) {
      const { uuid } = domain
      const halves = await Promise.all([source.observe(uuid), destination.observe(uuid)])
      checkHalves(domain.name, ...halves)
    }
    const warnings = [...plan.warnings]
    if (persistent && !request.undefineSource) {
      warnings.push(
        'the definition stays on the source after success: starting it there would run the guest twice',
      )
    }
    for (const message of warnings) this.#tell({ type: 'warning', message })
    if (request.signal?.aborted) throw cancelledBefore(request.signal)

    const wall = () => this.#clock.wall?.() ?? Date.now()
    const { journal: folder = journalFolder() } = request
    const journal =
      folder === false
        ? undefined
        : Journal.create(folder, domain.uuid, new Date(wall()), plan.resumes)
    let done = true
    try {
      const history = new History(wall, journal)
      history.commit({
        is: 'start',
        version: 1,
        source: source.control.uriWithoutSecrets,
        destination: destination.control.uriWithoutSecrets,
        uuid: domain.uuid,
        name: domain.name,
        id: domain.id,
        plan,
        condition,
        // What runs there in post-copy is no other guest but the half of this one.
        before: plan.resumes ? { is: 'unknown' } : before.seen,
      })
      if (plan.resumes) history.commit({ is: 'postcopy' })
      history.add({ is: 'watch', on: heard.watching })
      heard.history = history
      const run: Run = {
        plan,
        domain,
        cookie: new Uint8Array(0),
        xml: undefined,
        paused: false,
        uri: undefined,
        performed: false,
        postcopy: plan.resumes ? 'started' : plan.switchover.allowed ? 'allowed' : 'no',
        handle: undefined,
      }
      const switchover = new Switchover({
        run,
        guest: (signal) => source.guest(domain, signal && { signal }),
        line: destination.control,
        clock: this.#clock,
        tell: this.#tell,
        note: (text) => walk.evidence.push(text),
        beforePostcopy: () => history.commit({ is: 'postcopy' }),
      })
      this.#switchover = switchover
      const common = { run, source, destination, history, clock: this.#clock, tell: this.#tell }
      const now = this.#now.bind(this)
      const enter = (phase: PhaseName) => {
        this.#phase = phase
      }
      const walk = new Walk({ ...common, domain, now, enter, switchover })
      done = false
      await walk.go(request.signal)
      enter('probe')
      const scene = { ...common, wall, definitionBefore: before.definition }
      const resolved = await new Resolver(scene, resolverOptions(request), now).resolve()
      const { kind, because } = resolved.verdict
      history.commitIfPossible({ is: 'result', kind, because })
      done = isFinal(kind)
      journal?.close(done)
      // What was begun before is over with it.
      if (plan.resumes && done && folder !== false) {
        settleEarlier(folder, domain.uuid, { at: wall(), is: 'result', kind, because })
      }
      return this.#conclude(walk, run, history, watch, resolved, warnings, journal?.path)
    } finally {
      journal?.close(done)
    }
  }

  #conclude(
    walk: Walk,
    run: Run,
    history: History,
    watch: Watch,
    { verdict, source, destination, ...resolved }: Resolved,
    warnings: readonly string[],
    journal: string | undefined,
  ): MigrationResult {
    const phases = [...walk.records, ...resolved.records]
    const inCalls = phases.reduce((sum, record) => sum + record.durationMs, 0)
    const stats = watch.completed() ?? walk.stats
    const migrated = verdict.host === 'destination'
    const totalMs = this.#now()
    const id = run.handle?.id ?? (migrated && destination.is === 'present' ? destination.id : -1)
    const { trouble, known } = history
    const { start } = known
    return {
      kind: verdict.kind,
      host: verdict.host,
      uris: { source: start.source, destination: start.destination },
      uuid: run.domain.uuid,
      name: migrated
        ? (run.handle?.name ?? run.plan.params.destinationName ?? run.domain.name)
        : run.domain.name,
      id: id === -1 ? undefined : id,
      source,
      destination,
      evidence: [...walk.evidence, ...resolved.evidence],
      advice: verdict.advice,
      journal,
      phase: walk.reached,
      errors: reportedErrors([...walk.errors, ...resolved.errors]),
      warnings: [
        ...warnings,
        ...walk.warnings,
        ...resolved.warnings,
        ...(trouble === undefined ? [] : [`the journal is not complete: ${trouble.message}`]),
      ],
      postcopy: this.#switchover?.switched === true || history.known.switched,
      phases,
      totalMs,
      downtimeMs: downtimeOf(stats, walk.gapMs),
      gapMs: walk.gapMs,
      overheadMs: totalMs - inCalls,
      stats,
    }
  }
}

/** Events that come before there is a history are only news. */
interface Heard {
  history: History | undefined
  watching: boolean
}

function conditionOf(state: number): Condition {
  const SHUTOFF = 5
  const CRASHED = 6
  const PAUSED = 3
  if (state === SHUTOFF || state === CRASHED) return 'inactive'
  return state === PAUSED ? 'paused' : 'running'
}

/** What the destination has of this UUID already; its definition with its secrets stays in memory. */
async function lookBefore(
  { monitor }: Host,
  uuid: string,
  persistent: boolean,
): Promise<{ readonly seen: Before; readonly definition: string | undefined }> {
  try {
    const there = await monitor.lookupDomainByUuid(uuid)
    const state = await there.getState()
    if (isActive({ is: 'present', id: there.id, state, job: 'none', persistent: true })) {
      return { seen: { is: 'active' }, definition: undefined }
    }
    const xml = persistent ? await there.getXml({ inactive: true }) : ''
    const secret = persistent ? await there.getXml({ inactive: true, secure: true }) : undefined
    return { seen: { is: 'definition', xml }, definition: secret }
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error
    const is = error.code === 'noDomain' ? 'nothing' : 'unknown'
    return { seen: { is }, definition: undefined }
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

/** Asks both ends what they can do, over the connections that will be used. A question that fails ends the migration. */
async function askCapabilities(
  source: Host,
  destination: Host,
  { offline = false, postcopyResume = false }: MigrationOptions,
): Promise<Capabilities> {
  const both = async (feature: FeatureName) => {
    const answers = await Promise.all([
      source.control.supportsFeature(feature),
      destination.control.supportsFeature(feature),
    ])
    return answers.every(Boolean)
  }
  const [
    sourceType,
    destinationType,
    params,
    v3,
    canOffline,
    changeProtection,
    keepalive,
    version,
  ] = await Promise.all([
    source.control.getType(),
    destination.control.getType(),
    both('migrationParams'),
    both('migrationV3'),
    offline ? both('migrationOffline') : true,
    source.control.supportsFeature('migrateChangeProtection'),
    // To ask is to start the daemon's own pings: without them it would keep what was prepared for a client long gone.
    both('programKeepalive'),
    postcopyResume ? destination.control.getLibVersion() : undefined,
  ])
  return {
    sourceType,
    destinationType,
    params,
    v3,
    offline: canOffline,
    changeProtection,
    keepalive,
    destinationVersion: version?.number,
  }
}
