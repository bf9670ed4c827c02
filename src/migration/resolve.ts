// Brings an interrupted migration to its end by its journal, in a process that need not have seen it: opens both hosts as far as they
// can be reached, and hands what the journal knows to the resolver.

import { AsyncQueue, type Gap } from '../api/async-queue.ts'
import {
  type CallOptions,
  type Connection,
  type ConnectOptions,
  connect,
} from '../api/connection.ts'
import { parseUuid } from '../api/uuid.ts'
import { History, type Known } from './history.ts'
import { ReachedHost } from './host.ts'
import { isFinal, Journal } from './journal.ts'
import { type Clock, systemClock, type Tell } from './monitor.ts'
import type { Run } from './phases.ts'
import { reportedErrors } from './recovery.ts'
import { type Resolved, type ResolveOptions, Resolver, resolverOptions } from './resolver.ts'
import type { MigrationProgress, MigrationResult, PhaseName, Side } from './result.ts'

/** Which migration to bring to its end, and how (since 0.2.0). */
export interface ResolutionRequest extends ResolveOptions {
  /** The journal: `result.journal` of the migration, or a file below the folder of journals. */
  readonly journal: string
  /** In place of what the journal says: another URI of the same host, or an open connection to it, which stays open. */
  readonly source?: Connection | string
  readonly destination?: Connection | string
  /** For the connections that are opened; `reconnect` has no say here. */
  readonly connect?: ConnectOptions
}

/**
 * Starts to resolve and returns at once.
 */
export function resolve(request: ResolutionRequest): Resolution {
  return new Resolution(request, systemClock)
}

const NEWS_MAX = 10_000

/**
 * An interrupted migration being brought to its end. `result` is that of the migration as it is now; hosts that cannot be reached
 * make it `undetermined`. Iterating gives the news; nobody has to read them.
 */
export class Resolution implements AsyncIterable<MigrationProgress | Gap> {
  /** @throws UsageError `operationInvalid` for a file that is no journal, or one that a process drives */
  readonly result: Promise<MigrationResult>
  readonly #news = new AsyncQueue<MigrationProgress>(NEWS_MAX)
  readonly #clock: Clock
  readonly #startedAt: number

  /** @internal Use `resolve`; tests hand in a clock of their own. */
  constructor(request: ResolutionRequest, clock: Clock) {
    this.#clock = clock
    this.#startedAt = clock.now()
    this.result = this.#start(request).finally(() => this.#news.end())
    // Whoever only reads the news must not be told of an unhandled rejection.
    this.result.catch(() => {})
  }

  /** What a migration is in when its phases are over. */
  get phase(): PhaseName {
    return 'probe'
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

  async #start(request: ResolutionRequest): Promise<MigrationResult> {
    const { journal, records } = Journal.open(request.journal)
    const hosts: ReachedHost[] = []
    let done = false
    try {
      const wall = () => this.#clock.wall?.() ?? Date.now()
      const history = new History(wall, journal, records)
      // Whatever was heard, it is not heard any more.
      history.add({ is: 'watch', on: false })
      const { start } = history.known
      for (const side of ['source', 'destination'] as const) {
        hosts.push(hostOf(side, request[side] ?? start[side], request.connect))
      }
      const [source, destination] = hosts as [ReachedHost, ReachedHost]
      const run = runOf(history.known)
      const scene = { run, source, destination, history, clock: this.#clock, wall }
      const resolver = new Resolver(
        { ...scene, tell: this.#tell, definitionBefore: undefined },
        resolverOptions(request),
        this.#now.bind(this),
      )
      this.#tell({ type: 'phase', phase: 'probe', cancelled: false })
      const resolved = await resolver.resolve()
      const { kind, because } = resolved.verdict
      history.commitIfPossible({ is: 'result', kind, because })
      done = isFinal(kind)
      journal.close(done)
      return this.#conclude(history, resolved, journal.path)
    } finally {
      journal.close(done)
      await Promise.all(hosts.map((host) => host.close()))
    }
  }

  #conclude(
    history: History,
    { verdict, source, destination, records, ...resolved }: Resolved,
    journal: string,
  ): MigrationResult {
    const { known, trouble } = history
    const { start } = known
    const totalMs = this.#now()
    const there = verdict.host === 'destination' && destination.is === 'present'
    const sent = known.forward
    const order = ['confirm', 'finish', 'perform', 'prepare', 'begin'] as const
    return {
      kind: verdict.kind,
      host: verdict.host,
      uris: { source: start.source, destination: start.destination },
      uuid: start.uuid,
      name: (there ? start.plan.params.destinationName : undefined) ?? start.name,
      id: there ? destination.id : undefined,
      source,
      destination,
      evidence: resolved.evidence,
      advice: verdict.advice,
      journal,
      phase: order.find((phase) => sent[phase] !== 'no') ?? 'connect',
      errors: reportedErrors(resolved.errors),
      warnings: [
        ...resolved.warnings,
        ...(trouble === undefined ? [] : [`the journal is not complete: ${trouble.message}`]),
      ],
      postcopy: known.switched,
      phases: records,
      totalMs,
      downtimeMs: undefined,
      gapMs: undefined,
      overheadMs: totalMs - records.reduce((sum, record) => sum + record.durationMs, 0),
      stats: undefined,
    }
  }
}

/** Nothing is opened here: a host that is away now may be back at the next look. */
function hostOf(
  side: Side,
  endpoint: Connection | string,
  options: ConnectOptions = {},
): ReachedHost {
  const { signal: _, timeoutMs: __, ...kept } = options
  const common = { ...kept, reconnect: false }
  if (typeof endpoint === 'string') {
    return new ReachedHost(side, (limits: CallOptions) =>
      connect(endpoint, { ...common, ...limits }),
    )
  }
  return new ReachedHost(side, (limits) => endpoint.duplicate({ ...common, ...limits }))
}

/** What the calls need that are still to be made. */
function runOf(known: Known): Run {
  const { start } = known
  return {
    plan: start.plan,
    domain: {
      name: start.name,
      uuid: start.uuid,
      ref: { name: start.name, uuid: parseUuid(start.uuid), id: start.id ?? -1 },
    },
    cookie: known.cookie ?? new Uint8Array(0),
    xml: undefined,
    paused: known.paused,
    uri: known.uri,
    performed: known.forward.perform === 'ok',
    postcopy: known.postcopy ? 'started' : 'no',
    handle: undefined,
  }
}
