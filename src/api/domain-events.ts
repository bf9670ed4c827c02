// Domain events as tagged objects: what a row's body holds, without the callback id, with enum numbers named. Two ways
// to get them, an async iterator that buffers and a typed emitter that repeats news; rpc/events.ts does the registering.

import { EventEmitter } from 'eventemitter3'
import { ConnectionError, type LibvirtError, RemoteError } from '../errors.ts'
import * as constants from '../generated/constants.ts'
import * as remote from '../generated/remote.ts'
import type { CallOptions } from '../rpc/connection.ts'
import type { Subscription } from '../rpc/events.ts'
import type { NameOf, Naming } from '../xdr/enumeration.ts'
import type { Event } from '../xdr/procedure.ts'
import { AsyncQueue, type Gap } from './async-queue.ts'
import type { DomainRef } from './domain.ts'
import type { Caller } from './session.ts'
import { type TypedRecord, toRecord } from './typed-params.ts'
import { formatUuid } from './uuid.ts'

/** `lifecycle`, `reboot`, `migrationIteration`, `jobCompleted`, …: virDomainEventID in camelCase. */
export type DomainEventName = keyof typeof remote.domainEvents

/** Which domain an event is about; `id` undefined while it is not running. */
export interface EventDomain {
  readonly name: string
  readonly uuid: string
  readonly id: number | undefined
}

/** Details of a lifecycle event, by its virDomainEventType. */
const lifecycleDetails: Readonly<Record<number, Naming>> = {
  0: constants.domainEventDefinedDetailType,
  1: constants.domainEventUndefinedDetailType,
  2: constants.domainEventStartedDetailType,
  3: constants.domainEventSuspendedDetailType,
  4: constants.domainEventResumedDetailType,
  5: constants.domainEventStoppedDetailType,
  6: constants.domainEventShutdownDetailType,
  7: constants.domainEventPMSuspendedDetailType,
  8: constants.domainEventCrashedDetailType,
}

/** Event and field to the enum of its numbers; everything else is passed on as it came. */
const enumFields = {
  lifecycle: { event: constants.domainEventType },
  watchdog: { action: constants.domainEventWatchdogAction },
  ioError: { action: constants.domainEventIOErrorAction },
  ioErrorReason: { action: constants.domainEventIOErrorAction },
  graphics: { phase: constants.domainEventGraphicsPhase },
  blockJob: {
    type: constants.domainBlockJobType,
    status: constants.connectDomainEventBlockJobStatus,
  },
  blockJob2: {
    type: constants.domainBlockJobType,
    status: constants.connectDomainEventBlockJobStatus,
  },
  diskChange: { reason: constants.connectDomainEventDiskChangeReason },
  trayChange: { reason: constants.domainEventTrayChangeReason },
  agentLifecycle: {
    state: constants.connectDomainEventAgentLifecycleState,
    reason: constants.connectDomainEventAgentLifecycleReason,
  },
  channelLifecycle: {
    state: constants.connectDomainEventChannelLifecycleState,
    reason: constants.connectDomainEventChannelLifecycleReason,
  },
  metadataChange: { type: constants.domainMetadataType },
  memoryFailure: {
    recipient: constants.domainMemoryFailureRecipientType,
    action: constants.domainMemoryFailureActionType,
  },
} as const satisfies Partial<Record<DomainEventName, Readonly<Record<string, Naming>>>>

type BodyOf<N extends DomainEventName> =
  (typeof remote.domainEvents)[N] extends Event<infer B> ? B : never
type Flat<B> = B extends { msg: infer M } ? Omit<B, 'msg'> & M : B
type Fields<N extends DomainEventName> = Omit<Flat<BodyOf<N>>, 'callbackID' | 'dom'>
type Enums<N> = N extends keyof typeof enumFields ? (typeof enumFields)[N] : Record<never, Naming>
type Shaped<N extends DomainEventName> = {
  readonly [F in keyof Fields<N>]: F extends keyof Enums<N>
    ? NameOf<Enums<N>[F]>
    : F extends 'params'
      ? TypedRecord
      : N extends 'lifecycle'
        ? string
        : Fields<N>[F]
} & {
  readonly [F in keyof Enums<N> & string as `${F}Number`]: number
} & (N extends 'lifecycle' ? { readonly detailNumber: number } : unknown)

/** One event of one kind: `kind` says which, `domain` whose; the other fields are those of the body. */
export type DomainEventOf<N extends DomainEventName> = N extends DomainEventName
  ? { readonly kind: N; readonly domain: EventDomain } & Shaped<N>
  : never

/** Any domain event; narrow by `kind`. */
export type DomainEvent = DomainEventOf<DomainEventName>

/** What to watch: the kinds (default lifecycle only) and one domain (default all). */
export interface WatchOptions extends CallOptions {
  /** `all`: every kind that the daemon knows; an older one does not know all of ours (since 0.2.0). */
  readonly events?: readonly DomainEventName[] | 'all'
  readonly domain?: { readonly ref: DomainRef }
  /** How many events may wait for the reader of an iterator before a gap is counted; default 10 000. */
  readonly maxQueued?: number
}

/** Shapes the body of one event. */
export function shapeDomainEvent(kind: DomainEventName, body: object): DomainEvent {
  const { msg, callbackID: _, ...outer } = body as Record<string, unknown>
  const { dom, ...fields } = { ...(msg as object | undefined), ...outer } as Record<string, unknown>
  const { name, uuid, id } = dom as DomainRef
  const shaped: Record<string, unknown> = {
    kind,
    domain: { name, uuid: formatUuid(uuid), id: id === -1 ? undefined : id },
  }
  const enums: Readonly<Record<string, Naming>> =
    kind in enumFields ? enumFields[kind as keyof typeof enumFields] : {}
  for (const [field, value] of Object.entries(fields)) {
    const named =
      kind === 'lifecycle' && field === 'detail'
        ? lifecycleDetails[fields.event as number]
        : enums[field]
    if (named !== undefined || (kind === 'lifecycle' && field === 'detail')) {
      shaped[field] = named?.nameOf(value as number) ?? 'unknown'
      shaped[`${field}Number`] = value
    } else shaped[field] = field === 'params' ? toRecord(value as remote.TypedParam[]) : value
  }
  return shaped as DomainEvent
}

/** Who hears of the events, of what goes wrong with them, and of gaps. */
interface Listeners {
  readonly event: (event: DomainEvent) => void
  readonly error: (error: LibvirtError) => void
  readonly gap: (gap: Gap) => void
}

const allKinds = Object.keys(remote.domainEvents) as DomainEventName[]

/** Registers each wanted kind; all or nothing, but for `all`. */
async function subscribeAll(
  rpc: Caller,
  watch: WatchOptions,
  listeners: Listeners,
): Promise<readonly Subscription[]> {
  const dom = watch.domain?.ref ?? null
  const { events = ['lifecycle'] } = watch
  const kinds = events === 'all' ? allKinds : [...new Set(events)]
  const options = {
    ...(watch.signal && { signal: watch.signal }),
    ...(watch.timeoutMs !== undefined && { timeoutMs: watch.timeoutMs }),
    onError: listeners.error,
    onLost: (lost: number) => listeners.gap({ kind: 'gap', type: 'gap', reason: 'overflow', lost }),
  }
  const results = await Promise.allSettled(
    kinds.map((kind, index) => {
      // A union of rows is no row; the body is told apart by `kind` when it is shaped.
      const event = remote.domainEvents[kind] as unknown as Event<object>
      return rpc.subscribe(
        event,
        { dom },
        (body) => listeners.event(shapeDomainEvent(kind, body)),
        // They come and go together, so the first speaks for all.
        index === 0 ? { ...options, onGap: listeners.gap } : options,
      )
    }),
  )
  const made = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const failed = results.find(
    (result, index) =>
      result.status === 'rejected' &&
      // A daemon that knows the first, the oldest of all, refuses another because it does not know it.
      !(events === 'all' && index > 0 && result.reason instanceof RemoteError),
  ) as PromiseRejectedResult | undefined
  if (failed !== undefined) {
    await closeAll(made)
    throw failed.reason
  }
  return made
}

async function closeAll(subscriptions: readonly Subscription[]): Promise<void> {
  await Promise.allSettled(subscriptions.map((subscription) => subscription.close()))
}

/**
 * Domain events as an async iterable, buffered from the moment of registration. It ends when it is closed or the connection
 * is closed by us, and throws the connection's error when that is lost. A Gap stands where the reader was too slow, and
 * where a connection that reconnects was gone; if the daemon then refuses one of the kinds, the iterator throws that.
 */
export class DomainEventStream implements AsyncIterable<DomainEvent | Gap> {
  readonly #queue: AsyncQueue<DomainEvent>
  #subscriptions: readonly Subscription[] = []

  private constructor(maxQueued: number) {
    this.#queue = new AsyncQueue(maxQueued, () => void this.close())
  }

  /** @internal Use a Connection's. @throws RemoteError `noSupport` when the driver has no such events */
  static async open(rpc: Caller, options: WatchOptions): Promise<DomainEventStream> {
    const stream = new DomainEventStream(options.maxQueued ?? 10_000)
    const queue = stream.#queue
    stream.#subscriptions = await subscribeAll(rpc, options, {
      event: (event) => queue.push(event),
      error: (error) => {
        queue.end(error)
        // Who gets the error need not close.
        void stream.close()
      },
      gap: (gap) => queue.mark(gap),
    })
    void rpc.closed.then(({ error }) => queue.end(error))
    return stream
  }

  [Symbol.asyncIterator](): AsyncIterator<DomainEvent | Gap> {
    return this.#queue
  }

  /** Deregisters and ends the iterator; safe to call twice. */
  close(): Promise<void> {
    this.#queue.end()
    return closeAll(this.#subscriptions)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}

type EmitterMap = { [N in DomainEventName]: [event: DomainEventOf<N>] } & {
  /**
   * Events are missing here. Most often a connection that reconnects was gone, and is there again: nobody knows what happened
   * meanwhile (since 0.2.0).
   */
  gap: [gap: Gap]
  /** An event that could not be read, or a listener that threw (`operationInvalid`, with what it threw as the cause). */
  problem: [error: LibvirtError]
  /**
   * Nothing follows: the connection ended, with the error if it was lost and nothing if we closed it; or, after a gap, the
   * daemon refused to register one of the kinds again.
   */
  closed: [error: Error | undefined]
}

/** Domain events on a typed emitter: `emitter.on('lifecycle', (event) => …)`. Only kinds that were asked for arrive. */
export class DomainEventEmitter extends EventEmitter<EmitterMap> {
  #subscriptions: readonly Subscription[] = []
  #ended = false

  private constructor() {
    super()
  }

  /** @internal Use a Connection's. @throws RemoteError `noSupport` when the driver has no such events */
  static async open(rpc: Caller, options: WatchOptions): Promise<DomainEventEmitter> {
    const emitter = new DomainEventEmitter()
    const emit = emitter.emit.bind(emitter) as (kind: string, event: unknown) => boolean
    emitter.#subscriptions = await subscribeAll(rpc, options, {
      event: (event) => emit(event.kind, event),
      error: (error) => {
        // The end of the connection is told by `closed`.
        if (error instanceof ConnectionError) return
        if (!(error instanceof RemoteError)) emit('problem', error)
        // A daemon refuses nothing here but to register again; the kinds come and go together.
        else emitter.#end(error)
      },
      gap: (gap) => emit('gap', gap),
    })
    void rpc.closed.then(({ error }) => emitter.#end(error))
    return emitter
  }

  #end(error: Error | undefined): void {
    if (this.#ended) return
    this.#ended = true
    void closeAll(this.#subscriptions)
    this.emit('closed', error)
  }

  /** Deregisters and drops the listeners; safe to call twice. */
  close(): Promise<void> {
    this.removeAllListeners()
    return closeAll(this.#subscriptions)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}
