// Coming back after a loss, a layer above the RPC connection, which never does: reopens with growing delays, registers
// events again, and sorts out calls by what became of them. One that was not sent goes out again; one that may have run
// fails as such and is never repeated. How a session is opened is session.ts.
//
// States: `connected` to one RPC connection, left when that ends; `reconnecting`, left when a session is open with all
// registrations made, or when no attempt can or may follow; `closed` for good, by us or for that reason.

import {
  ConnectionError,
  type ErrorDetail,
  LibvirtError,
  ProtocolError,
  RemoteError,
  type RemoteErrorCode,
  UsageError,
} from '../errors.ts'
import { type CallOptions, cancellable, checkCallOptions } from '../rpc/cancel.ts'
import { type Clock, systemClock } from '../rpc/clock.ts'
import type { CloseInfo, RpcConnection } from '../rpc/connection.ts'
import type { Subscription } from '../rpc/events.ts'
import { share } from '../rpc/failure.ts'
import type { RpcStream, StreamOptions } from '../rpc/stream.ts'
import { traceDecision } from '../trace.ts'
import type { Event, Procedure } from '../xdr/procedure.ts'
import type { ReconnectedGap } from './async-queue.ts'
import { type Caller, type CallerSubscribeOptions, closeSession, limitsOf } from './session.ts'

/** When to try again, and when to stop (since 0.2.0). */
export interface ReconnectOptions {
  /** Before the first attempt, ms; default 250. */
  readonly firstDelayMs?: number
  /** Delays grow no further, ms; default 30 000. A connection that held that long begins with the first delay again. */
  readonly maxDelayMs?: number
  /** By how much each delay is longer than the one before; default 2. */
  readonly factor?: number
  /** Part of each delay that is left to chance, 0 to 1, so that many clients do not come back at once; default 0.5. */
  readonly jitter?: number
  /** What one attempt may take from dialling to the last registration, ms; default 30 000. */
  readonly attemptTimeoutMs?: number
  /** Attempts after one loss; default: no limit. */
  readonly attempts?: number
  /** No attempt begins later than this after a loss, ms; default: no limit. */
  readonly giveUpAfterMs?: number
}

/** What holds where nothing else is asked for. */
export const reconnectDefaults = Object.freeze({
  firstDelayMs: 250,
  maxDelayMs: 30_000,
  factor: 2,
  jitter: 0.5,
  attemptTimeoutMs: 30_000,
  attempts: Number.POSITIVE_INFINITY,
  giveUpAfterMs: Number.POSITIVE_INFINITY,
})

type Plan = Required<ReconnectOptions>

/** What a connection is at (since 0.2.0). */
export type ConnectionState =
  | {
      readonly is: 'connected'
      /** What lies before, if it was reopened. */
      readonly gap?: ReconnectedGap
    }
  | {
      readonly is: 'reconnecting'
      /** When the loss was noticed. */
      readonly since: Date
      /** Attempts that failed so far. */
      readonly failures: number
      /** Why the last attempt failed; before the first, why the connection was lost. */
      readonly error: LibvirtError
      /** Until the next attempt begins, ms. */
      readonly delayMs: number
    }
  | ({ readonly is: 'closed' } & CloseInfo)

/** Time and chance, handed in by tests. */
export interface World {
  readonly clock: Clock
  /** 0 to 1, as Math.random. */
  random(): number
  date(): Date
}

const realWorld: World = { clock: systemClock, random: Math.random, date: () => new Date() }

interface Connected {
  readonly is: 'connected'
  readonly rpc: RpcConnection
  /** By the clock. */
  readonly openedAt: number
  readonly gap: ReconnectedGap | undefined
}

interface Reconnecting {
  readonly is: 'reconnecting'
  readonly lostAt: number
  readonly since: Date
  /** Ends the attempt, or the wait for it. */
  readonly stop: AbortController
  /** Resolves when this state is left. */
  readonly over: Promise<void>
  readonly leave: () => void
  /** Settles when nothing is under way any more. */
  trying: Promise<void>
}

type State =
  | Connected
  | Reconnecting
  | {
      readonly is: 'closed'
      /** Why, unless we closed it. */
      readonly error: LibvirtError | undefined
      /** What a goodbye is still being said on. */
      readonly line: RpcConnection | undefined
    }

/** A subscription as it was asked for. */
interface Wanted {
  readonly event: Event<unknown>
  readonly args: object
  readonly listener: (body: unknown) => void
  readonly options: CallerSubscribeOptions
}

/** The same with what stands for it on the present connection. */
interface Entry extends Wanted {
  current: Subscription
}

/** Errors of an opening that another attempt cannot mend. A code without a line here does not compile. */
const hopeless: Readonly<Record<ConnectionError['code'], boolean>> = {
  connectFailed: false,
  connectionLost: false,
  keepaliveTimeout: false,
  connectionClosed: false,
  certificateRefused: true,
  authFailed: true,
  hostKeyRefused: true,
  accessFailed: true,
}

/** The same in a daemon's mouth: who may not come in now may not in a minute either. */
const hopelessRemote: ReadonlySet<RemoteErrorCode> = new Set<RemoteErrorCode>([
  'authFailed',
  'authCancelled',
  'authUnavailable',
  'accessDenied',
  'operationDenied',
])

/** Whether an attempt that failed so should be the last. Pure, for its tests. */
export function isHopeless(error: unknown): boolean {
  if (error instanceof ConnectionError) return hopeless[error.code]
  if (error instanceof RemoteError) return hopelessRemote.has(error.code)
  // A mistake of the caller's stays one, and so does what no part of lvrpc threw.
  return error instanceof UsageError || !(error instanceof LibvirtError)
}

/** The delay before an attempt, in ms; `strikes` attempts failed since a connection held. Pure, for its tests. */
export function delayOf(strikes: number, plan: Plan, random: number): number {
  const { firstDelayMs, maxDelayMs, factor, jitter } = plan
  return Math.min(maxDelayMs, firstDelayMs * factor ** strikes) * (1 - jitter * random)
}

/** Options with the defaults filled in. @throws UsageError `invalidArg` */
export function planOf(options: true | ReconnectOptions): Plan {
  const plan: Plan = { ...reconnectDefaults, ...(options === true ? {} : options) }
  const must = (holds: boolean, name: keyof Plan, range: string) => {
    if (holds) return
    throw new UsageError('invalidArg', `reconnect.${name} must be ${range}, not ${plan[name]}`)
  }
  // A timer holds 24 days.
  const fits = (ms: number) => ms >= 1 && ms <= 2_000_000_000
  const range = '1 to 2 000 000 000'
  must(fits(plan.firstDelayMs), 'firstDelayMs', range)
  must(fits(plan.maxDelayMs), 'maxDelayMs', range)
  must(fits(plan.attemptTimeoutMs), 'attemptTimeoutMs', range)
  must(plan.factor >= 1, 'factor', '1 or more')
  must(plan.jitter >= 0 && plan.jitter <= 1, 'jitter', '0 to 1')
  must(plan.attempts >= 1, 'attempts', '1 or more')
  must(plan.giveUpAfterMs >= 0, 'giveUpAfterMs', '0 or more')
  return plan
}

/**
 * One connection after another to the same daemon, used as if it were one. Calls and subscriptions wait while there is
 * none; streams and callback ids end with the connection they were made on.
 */
export class ReconnectingCaller implements Caller {
  /** Resolves once, when no connection will follow; never rejects. */
  readonly closed: Promise<CloseInfo>
  readonly #open: (limits: () => CallOptions) => Promise<RpcConnection>
  readonly #plan: Plan
  readonly #tell: (state: ConnectionState) => void
  readonly #world: World
  readonly #entries = new Set<Entry>()
  #state: State
  /** Attempts that failed since a connection held. */
  #strikes = 0
  /** Of the connection in use, or the last one. */
  #peer: string
  #secure: boolean
  #resolveClosed!: (info: CloseInfo) => void

  /** @param open opens one more session @param tell hears of every change but the last, which is `closed` */
  constructor(
    first: RpcConnection,
    open: (limits: () => CallOptions) => Promise<RpcConnection>,
    plan: Plan,
    tell: (state: ConnectionState) => void,
    world = realWorld,
  ) {
    this.#open = open
    this.#plan = plan
    this.#tell = tell
    this.#world = world
    this.#peer = first.peer
    this.#secure = first.secure
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve
    })
    this.#state = this.#connected(first, undefined)
  }

  get peer(): string {
    return this.#peer
  }

  get secure(): boolean {
    return this.#secure
  }

  /** Whether it can still be used; a call may have to wait. */
  get isOpen(): boolean {
    return this.#state.is !== 'closed'
  }

  call<A, R>(row: Procedure<A, R>, args: A, options?: CallOptions): Promise<R> {
    return this.#carry(row, options, (rpc, limits) => rpc.call(row, args, limits))
  }

  openStream<A, R>(
    row: Procedure<A, R>,
    args: A,
    options?: StreamOptions,
  ): Promise<{ readonly ret: R; readonly stream: RpcStream }> {
    return this.#carry(row, options, (rpc, limits) =>
      rpc.openStream(row, args, { ...options, ...limits }),
    )
  }

  async subscribe<B>(
    event: Event<B>,
    args: object,
    listener: (body: B) => void,
    options: CallerSubscribeOptions = {},
  ): Promise<Subscription> {
    const wanted: Wanted = {
      // Rows are told apart by their numbers; what the body is, only the caller's listener knows.
      event: event as unknown as Event<unknown>,
      args,
      listener: listener as (body: unknown) => void,
      options,
    }
    const { register } = event.class
    const limits = this.#limits(register, options)
    for (let missed = false; ; ) {
      const state = await this.#ready(register, limits())
      let current: Subscription
      try {
        current = await this.#register(state.rpc, wanted, limits())
      } catch (error) {
        // A registration ends with its connection, so one that was under way is not there twice.
        if (state.rpc.isOpen || !isLoss(error)) throw error
        continue
      }
      if (this.#state === state) {
        const entry: Entry = { ...wanted, current }
        this.#entries.add(entry)
        if (missed && state.gap !== undefined) this.#tellGap(entry, state.gap)
        return new Kept(entry, () => this.#entries.delete(entry))
      }
      // Made, and lost before anybody heard of it.
      missed = true
    }
  }

  /** Says goodbye and closes; attempts and waits end at once. Safe to call twice. */
  async close(): Promise<void> {
    const state = this.#state
    if (state.is !== 'closed') {
      const line = state.is === 'connected' ? state.rpc : undefined
      this.#leave(state, { is: 'closed', error: undefined, line })
      this.#entries.clear()
      if (state.is === 'connected') await closeSession(state.rpc)
      // An attempt under way lets go of its line first.
      else await state.trying
      this.#resolveClosed({ reason: 'client' })
    }
    await this.closed
  }

  /** Ends it at once, with the error everything pending fails with. */
  destroy(error: LibvirtError): void {
    const state = this.#state
    if (state.is === 'closed') {
      state.line?.destroy(error)
      return
    }
    if (state.is === 'connected') state.rpc.destroy(error)
    this.#end(state, error)
  }

  // --- calls ---

  async #carry<T>(
    row: { readonly name: string },
    options: CallOptions | undefined,
    send: (rpc: RpcConnection, limits: CallOptions | undefined) => Promise<T>,
  ): Promise<T> {
    const limits = this.#limits(row, options)
    for (;;) {
      const { rpc } = await this.#ready(row, limits())
      try {
        return await send(rpc, limits())
      } catch (error) {
        if (rpc.isOpen || !isLoss(error) || error.outcome !== 'not sent') throw error
        traceDecision('reconnect', () => `${row.name} was not sent and waits`, this.#peer)
      }
    }
  }

  /** What is left of a caller's patience, however often something is sent. @throws UsageError, CancelledError at once */
  #limits(
    row: { readonly name: string },
    options: CallOptions | undefined,
  ): () => CallOptions | undefined {
    if (options === undefined) return () => undefined
    checkCallOptions(options, { procedure: row.name, address: this.#peer, outcome: 'not sent' })
    return limitsOf(options, () => this.#world.clock.now())
  }

  /** A connection that lives, as soon as there is one. */
  async #ready(
    row: { readonly name: string },
    options: CallOptions | undefined,
  ): Promise<Connected> {
    for (let waited = false; ; waited = true) {
      const state = this.#state
      if (state.is === 'connected' && state.rpc.isOpen) return state
      const detail: ErrorDetail = { procedure: row.name, address: this.#peer, outcome: 'not sent' }
      if (state.is === 'closed') {
        const { error: cause } = state
        if (waited && cause !== undefined) throw share(cause, detail)
        const known = { ...detail, ...(cause !== undefined && { cause }) }
        throw new ConnectionError('connectionClosed', 'client socket is closed', known)
      }
      // Its end has happened and is about to be told.
      const changed = state.is === 'connected' ? state.rpc.closed : state.over
      await cancellable<unknown>(changed, options, this.#world.clock, detail)
    }
  }

  // --- subscriptions ---

  #register(
    rpc: RpcConnection,
    wanted: Wanted,
    limits: CallOptions | undefined,
  ): Promise<Subscription> {
    const { event, args, listener } = wanted
    const { onLost } = wanted.options
    return rpc.subscribe(event, args, listener, {
      ...limits,
      ...(onLost && { onLost }),
      onError: (error) => {
        // The loss of one connection is not the end of the subscription.
        if (!isLoss(error)) tellError(wanted, error)
      },
    })
  }

  /** Makes all registrations again. What the daemon refuses ends its own subscription; all else fails the attempt. */
  async #registerAll(rpc: RpcConnection, limits: () => CallOptions): Promise<void> {
    await Promise.all(
      [...this.#entries].map(async (entry) => {
        try {
          const current = await this.#register(rpc, entry, limits())
          if (this.#entries.has(entry)) entry.current = current
          else await current.close()
        } catch (error) {
          if (!(error instanceof RemoteError || error instanceof UsageError)) throw error
          traceDecision(
            'reconnect',
            () => `the daemon does not register ${entry.event.name} again: ${error.message}`,
            rpc.peer,
          )
          // One that was closed meanwhile has nobody to tell.
          if (this.#entries.delete(entry)) tellError(entry, error)
        }
      }),
    )
  }

  #tellGap(entry: Entry, gap: ReconnectedGap): void {
    try {
      entry.options.onGap?.(gap)
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown)
      const text = `onGap of the event ${entry.event.name} failed: ${why}`
      tellError(entry, new UsageError('operationInvalid', text, { cause: thrown }))
    }
  }

  // --- states ---

  #connected(rpc: RpcConnection, gap: ReconnectedGap | undefined): Connected {
    const openedAt = this.#world.clock.now()
    const state: Connected = { is: 'connected', rpc, openedAt, gap }
    this.#peer = rpc.peer
    this.#secure = rpc.secure
    void rpc.closed.then(({ error }) => {
      if (this.#state === state && error !== undefined) this.#lost(state, error)
    })
    return state
  }

  #lost(connected: Connected, error: LibvirtError): void {
    const { clock, date } = this.#world
    const now = clock.now()
    if (now - connected.openedAt >= this.#plan.maxDelayMs) this.#strikes = 0
    let leave!: () => void
    const over = new Promise<void>((resolve) => {
      leave = resolve
    })
    const stop = new AbortController()
    const state: Reconnecting = {
      is: 'reconnecting',
      lostAt: now,
      since: date(),
      stop,
      over,
      leave,
      trying: Promise.resolve(),
    }
    this.#leave(connected, state)
    state.trying = this.#try(state, error)
  }

  /** Attempt after attempt, until one succeeds, none may follow, or the state has been left. Never rejects. */
  async #try(state: Reconnecting, loss: LibvirtError): Promise<void> {
    const { clock, random } = this.#world
    const { signal } = state.stop
    const timeoutMs = this.#plan.attemptTimeoutMs
    let error = loss
    for (let failures = 0; this.#state === state; failures++) {
      const delayMs = delayOf(this.#strikes++, this.#plan, random())
      const tired = this.#tired(state, failures, delayMs)
      if (tired !== undefined) {
        const text = `${tired}: ${error.message}`
        const known = { address: this.#peer, cause: error }
        this.#end(state, new ConnectionError('connectFailed', text, known))
        return
      }
      const why = error
      traceDecision('reconnect', () => waitText(failures, delayMs, why), this.#peer)
      this.#tell({ is: 'reconnecting', since: state.since, failures, error, delayMs })
      await sleep(clock, delayMs, signal)
      if (this.#state !== state) return
      try {
        await this.#attempt(
          state,
          limitsOf({ signal, timeoutMs }, () => clock.now()),
        )
        return
      } catch (thrown) {
        error = asLibvirtError(thrown)
        if (this.#state === state && isHopeless(thrown)) this.#end(state, error)
      }
    }
  }

  /** Why no attempt may follow; undefined if one may. */
  #tired(state: Reconnecting, failures: number, delayMs: number): string | undefined {
    const { attempts, giveUpAfterMs } = this.#plan
    if (failures >= attempts) return `gave up after ${failures} attempts to connect again`
    const late = this.#world.clock.now() - state.lostAt + delayMs > giveUpAfterMs
    return late ? `gave up connecting again within ${giveUpAfterMs} ms` : undefined
  }

  async #attempt(state: Reconnecting, limits: () => CallOptions): Promise<void> {
    const rpc = await this.#open(limits)
    // What is heard before all is registered stands behind the marker of the gap, in every iterator.
    rpc.holdEvents()
    try {
      await this.#registerAll(rpc, limits)
    } catch (error) {
      rpc.destroy(asLibvirtError(error))
      throw error
    }
    if (this.#state !== state) {
      await closeSession(rpc)
      return
    }
    const durationMs = Math.round(this.#world.clock.now() - state.lostAt)
    const { since } = state
    const gap = { kind: 'gap', type: 'gap', reason: 'reconnected', since, durationMs } as const
    traceDecision('reconnect', () => `open again after ${durationMs} ms`, rpc.peer)
    const connected = this.#connected(rpc, gap)
    this.#leave(state, connected)
    this.#tell({ is: 'connected', gap })
    for (const entry of this.#entries) this.#tellGap(entry, gap)
    rpc.releaseEvents()
  }

  /** The end that is not our will: every subscriber learns why nothing follows. */
  #end(state: Connected | Reconnecting, error: LibvirtError): void {
    traceDecision('reconnect', () => `it ends here: ${error.message}`, this.#peer)
    this.#leave(state, { is: 'closed', error, line: undefined })
    for (const entry of this.#entries) {
      tellError(entry, share(error, { procedure: entry.event.message.name, address: this.#peer }))
    }
    this.#entries.clear()
    this.#resolveClosed({ reason: 'error', error })
  }

  #leave(state: Connected | Reconnecting, next: State): void {
    this.#state = next
    if (state.is !== 'reconnecting') return
    if (next.is === 'closed') state.stop.abort()
    state.leave()
  }
}

/** What the caller holds: the subscription, whichever connection carries it. */
class Kept implements Subscription {
  readonly #entry: Entry
  readonly #forget: () => void

  constructor(entry: Entry, forget: () => void) {
    this.#entry = entry
    this.#forget = forget
  }

  get callbackId(): number {
    return this.#entry.current.callbackId
  }

  close(): Promise<void> {
    this.#forget()
    return this.#entry.current.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}

/** Told of a connection's end, as against one message that made no sense, or a refusal. */
function isLoss(error: unknown): error is ConnectionError | ProtocolError {
  return (
    error instanceof ConnectionError ||
    (error instanceof ProtocolError && error.code !== 'malformedMessage')
  )
}

function tellError({ options }: Wanted, error: LibvirtError): void {
  try {
    options.onError?.(error)
  } catch {
    // There is nobody left to tell.
  }
}

function asLibvirtError(thrown: unknown): LibvirtError {
  if (thrown instanceof LibvirtError) return thrown
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  return new ConnectionError('connectFailed', text, { cause: thrown })
}

function waitText(failures: number, delayMs: number, { message }: LibvirtError): string {
  const what = failures === 0 ? 'lost' : `attempt ${failures} failed`
  return `${what}: ${message}; the next attempt is in ${Math.round(delayMs)} ms`
}

/** Ends early when the signal fires; never rejects. */
function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = clock.setTimeout(() => {
      signal.removeEventListener('abort', stopped)
      resolve()
    }, ms)
    function stopped(): void {
      clock.clearTimeout(timer)
      resolve()
    }
    signal.addEventListener('abort', stopped, { once: true })
  })
}
