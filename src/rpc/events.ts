// Events: which callback id of the daemon belongs to which listeners. One registration per event and filter,
// shared by all who ask for the same; events that overtake the reply to their registration wait for it; listeners run
// in arrival order and never inside the parser. Which events exist is known from the rows that are subscribed to.

import { ConnectionError, type ErrorDetail, type LibvirtError, UsageError } from '../errors.ts'
import type { AnyProcedure, Event, EventClass } from '../xdr/procedure.ts'
import { XdrReader } from '../xdr/reader.ts'
import { type CallOptions, cancellable, checkCallOptions, watchCancel } from './cancel.ts'
import type { Clock } from './clock.ts'
import { share, unreadable } from './failure.ts'
import { type Frame, intAt } from './packet.ts'

/** What the caller holds of a subscription. */
export interface Subscription {
  /** The daemon's number of the registration, unique within its class; -1 where the class has none. */
  readonly callbackId: number
  /** Ends delivery at once; the daemon is told when no other subscription shares the registration. Safe to call twice. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** How to subscribe: the wait for the registration, and what else is told to the subscriber. */
export interface SubscribeOptions extends CallOptions {
  /**
   * Told of an event that could not be read (`malformedMessage`, the subscription goes on), of a listener that threw
   * (`operationInvalid` with it as cause), and, last, of the connection's loss. Closing the connection is no loss.
   */
  readonly onError?: (error: LibvirtError) => void
  /**
   * Told where events are missing that arrived and could not be kept: more came while a registration, or all of those of a
   * connection that was reopened, were being made than is sane (since 0.2.0).
   */
  readonly onLost?: (count: number) => void
}

/** Told of everything a listener throws or rejects with, with the event's public name. */
export type ListenerErrorHook = (thrown: unknown, eventName: string) => void

/** A registration call that was begun; it can be taken back as long as it waits in the local queue. */
export interface BegunCall {
  readonly reply: Promise<unknown>
  withdraw(): boolean
}

/** What events need of their connection. */
export interface EventOwner {
  readonly clock: Clock
  readonly peer: string
  begin(row: AnyProcedure, args: unknown): BegunCall
}

// What is kept at most while replies are under way, of either kind: enough for a burst; a daemon that sends more has gone mad.
const KEPT_MAX = 10_000
const KEPT_BYTES_MAX = 16 * 1024 * 1024
/** Callback ids of which is counted what was not kept. */
const IDS_MAX = 1000

/** What is kept for later, and whether there is room for more. */
class Room {
  #items = 0
  #bytes = 0

  take(bytes: number): boolean {
    if (this.#items >= KEPT_MAX || this.#bytes + bytes > KEPT_BYTES_MAX) return false
    this.#items++
    this.#bytes += bytes
    return true
  }

  clear(): void {
    this.#items = 0
    this.#bytes = 0
  }
}

interface Listener {
  readonly run: (body: unknown) => void
  readonly onError: ((error: LibvirtError) => void) | undefined
  readonly onLost: ((count: number) => void) | undefined
  /** Settles the wait of this one subscriber; null once it is over. */
  wait: { resolve: (callbackId: number) => void; reject: (error: LibvirtError) => void } | null
}

type Phase =
  | { readonly is: 'registering'; readonly call: BegunCall }
  | { readonly is: 'active'; readonly callbackId: number }
  | { readonly is: 'leaving'; readonly gone: Promise<void> }

interface Registration {
  readonly key: string
  readonly event: Event<unknown>
  readonly listeners: Set<Listener>
  phase: Phase
  /** Events that found no room while everything was held; from the first on none is kept, so that they are missing at one place. */
  lost: number
}

interface Early {
  readonly event: Event<unknown>
  readonly callbackId: number
  readonly payload: Uint8Array
}

/** The events of one connection. */
export class EventTable {
  readonly #owner: EventOwner
  readonly #hook: ListenerErrorHook | undefined
  /** Every event row that was ever subscribed to here, by program and procedure. */
  readonly #rows = new Map<string, Event<unknown>>()
  readonly #registrations = new Map<string, Registration>()
  /** Active registrations, by class and callback id: ids are unique within a class only. */
  readonly #active = new Map<EventClass['name'], Map<number, Registration>>()
  #registering = 0
  #early: Early[] = []
  readonly #earlyRoom = new Room()
  /** How many found no room there, by class and callback id. */
  readonly #earlyLost = new Map<string, number>()
  #deliveries: (() => void)[] = []
  #held = false
  readonly #heldRoom = new Room()
  #ended: LibvirtError | null = null

  constructor(owner: EventOwner, hook: ListenerErrorHook | undefined) {
    this.#owner = owner
    this.#hook = hook
  }

  async subscribe<B>(
    event: Event<B>,
    registerArgs: object,
    run: (body: B) => void,
    options: SubscribeOptions | undefined,
  ): Promise<Subscription> {
    // Rows are told apart by their numbers; what the body is, only the caller's listener knows.
    const row = event as unknown as Event<unknown>
    const detail = { procedure: row.class.register.name, address: this.#owner.peer }
    if (options !== undefined) checkCallOptions(options, detail)
    const key = keyOf(row, registerArgs)
    let registration = this.#registrations.get(key)
    while (registration?.phase.is === 'leaving') {
      // The daemon refuses a second registration while the first is there.
      await cancellable(registration.phase.gone, options, this.#owner.clock, {
        ...detail,
        outcome: 'not sent',
      })
      registration = this.#registrations.get(key)
    }
    if (this.#ended !== null) throw share(this.#ended, { ...detail, outcome: 'not sent' })
    const listener: Listener = {
      run: run as (body: unknown) => void,
      onError: options?.onError,
      onLost: options?.onLost,
      wait: null,
    }
    registration ??= this.#register(key, row, registerArgs)
    registration.listeners.add(listener)
    const { phase } = registration
    const callbackId =
      phase.is === 'active'
        ? phase.callbackId
        : await this.#wait(registration, listener, options, detail)
    return new Membership(callbackId, () => this.#leave(registration, listener))
  }

  /** A message of one of our programs arrived. Only looks at it and queues; listeners run later. */
  message(frame: Frame): void {
    const event = this.#rows.get(rowKey(frame.program, frame.procedure))
    if (event === undefined) return
    let callbackId = -1
    if (hasIds(event.class)) {
      if (frame.end - frame.start < 4) {
        this.#unreadable(event, new Error('the event does not say whom it is for'))
        return
      }
      callbackId = intAt(frame.bytes, frame.start)
    }
    const registration = this.#active.get(event.class.name)?.get(callbackId)
    if (registration !== undefined) {
      this.#deliver(registration, event, frame.bytes, frame.start, frame.end)
    } else if (this.#registering > 0) {
      this.#keepEarly(event, callbackId, frame)
    }
  }

  /** The message that a frame of this procedure is, if it was ever subscribed to. */
  rowOf(program: number, procedure: number): Event['message'] | undefined {
    return this.#rows.get(rowKey(program, procedure))?.message
  }

  /** Keeps everything that is to be delivered, in its order, until `release`. */
  hold(): void {
    this.#held = true
  }

  release(): void {
    this.#held = false
    this.#heldRoom.clear()
    for (const registration of this.#registrations.values()) {
      const { lost } = registration
      registration.lost = 0
      if (lost > 0) this.#missing(registration, lost)
    }
    queueMicrotask(() => this.#flush())
  }

  /** The connection ended: by a loss, told to every subscriber after what arrived before it, or by our own will. */
  end(reason: LibvirtError, lost: boolean): void {
    this.#ended = reason
    this.#early = []
    this.#earlyLost.clear()
    if (!lost) this.#deliveries = []
    for (const { event, listeners } of this.#registrations.values()) {
      for (const listener of listeners) {
        // Who still waits for the registration is told by its call, which fails like all others.
        if (listener.wait !== null) continue
        if (!lost) listeners.delete(listener)
        if (!lost || listener.onError === undefined) continue
        const detail = { procedure: event.message.name, address: this.#owner.peer }
        this.#later(() => this.#tell(listener, share(reason, detail), event))
      }
    }
  }

  // --- registrations ---

  #register(key: string, event: Event<unknown>, registerArgs: object): Registration {
    this.#rows.set(rowKey(event.message.program.program, event.message.number), event)
    const { register } = event.class
    const args = event.id < 0 ? registerArgs : { ...registerArgs, eventID: event.id }
    const call = this.#owner.begin(register, register.args === null ? undefined : args)
    const registration: Registration = {
      key,
      event,
      listeners: new Set(),
      phase: { is: 'registering', call },
      lost: 0,
    }
    this.#registrations.set(key, registration)
    this.#registering++
    call.reply.then(
      (ret) => this.#registered(registration, ret),
      (error: LibvirtError) => this.#refused(registration, error),
    )
    return registration
  }

  #registered(registration: Registration, ret: unknown): void {
    const { event } = registration
    const callbackId = hasIds(event.class) ? (ret as { callbackID: number }).callbackID : -1
    registration.phase = { is: 'active', callbackId }
    const ofClass = this.#active.get(event.class.name) ?? new Map<number, Registration>()
    this.#active.set(event.class.name, ofClass.set(callbackId, registration))
    for (const listener of registration.listeners) {
      listener.wait?.resolve(callbackId)
      listener.wait = null
    }
    this.#registering--
    this.#replay()
    if (registration.listeners.size === 0) this.#deregister(registration).catch(() => {})
  }

  #refused(registration: Registration, error: LibvirtError): void {
    this.#forget(registration)
    for (const listener of registration.listeners) listener.wait?.reject(error)
    registration.listeners.clear()
    this.#registering--
    this.#replay()
  }

  /** Gives out what waited for the reply that just came; what belongs to nobody is kept while others register. */
  #replay(): void {
    const early = this.#early
    this.#early = []
    this.#earlyRoom.clear()
    for (const item of early) {
      const registration = this.#active.get(item.event.class.name)?.get(item.callbackId)
      const { payload } = item
      if (registration !== undefined) {
        this.#deliver(registration, item.event, payload, 0, payload.length)
      } else if (this.#registering > 0 && this.#earlyRoom.take(payload.length)) {
        this.#early.push(item)
      }
    }
    for (const [key, lost] of this.#earlyLost) {
      const registration = this.#registrationOf(key)
      if (registration !== undefined) this.#missing(registration, lost)
      if (registration !== undefined || this.#registering === 0) this.#earlyLost.delete(key)
    }
  }

  /** Keeps an event whose registration is under way, if it has one; of what is not kept the number is. */
  #keepEarly(event: Event<unknown>, callbackId: number, { bytes, start, end }: Frame): void {
    const key = `${event.class.name} ${callbackId}`
    const lost = this.#earlyLost.get(key)
    if (lost === undefined && this.#earlyRoom.take(end - start)) {
      const payload = new Uint8Array(bytes.slice(start, end))
      this.#early.push({ event, callbackId, payload })
    } else if (lost !== undefined || this.#earlyLost.size < IDS_MAX) {
      this.#earlyLost.set(key, (lost ?? 0) + 1)
    }
  }

  #registrationOf(key: string): Registration | undefined {
    const [name, callbackId] = key.split(' ') as [EventClass['name'], string]
    return this.#active.get(name)?.get(Number(callbackId))
  }

  #wait(
    registration: Registration,
    listener: Listener,
    options: SubscribeOptions | undefined,
    detail: ErrorDetail,
  ): Promise<number> {
    return new Promise((resolve, reject) => {
      const release =
        options === undefined
          ? null
          : watchCancel(
              options,
              this.#owner.clock,
              () => {
                // The last who waits takes the call back if it has not left; others still want it.
                const { phase, listeners } = registration
                listeners.delete(listener)
                const taken =
                  phase.is === 'registering' && listeners.size === 0 && phase.call.withdraw()
                if (taken) this.#forget(registration)
                return { ...detail, outcome: taken ? 'not sent' : 'unknown' }
              },
              (error) => {
                listener.wait = null
                reject(error)
              },
            )
      listener.wait = {
        resolve: (callbackId) => {
          release?.()
          resolve(callbackId)
        },
        reject: (error) => {
          release?.()
          reject(error)
        },
      }
    })
  }

  #leave(registration: Registration, listener: Listener): Promise<void> {
    registration.listeners.delete(listener)
    if (registration.listeners.size > 0 || this.#ended !== null) return Promise.resolve()
    return this.#deregister(registration)
  }

  #deregister(registration: Registration): Promise<void> {
    const { phase, event } = registration
    if (phase.is !== 'active') return Promise.resolve()
    const { callbackId } = phase
    const { deregister } = event.class
    this.#active.get(event.class.name)?.delete(callbackId)
    const args = deregister.args === null ? undefined : { callbackID: callbackId }
    const done = this.#owner.begin(deregister, args).reply.then(
      () => this.#forget(registration),
      (error: unknown) => {
        this.#forget(registration)
        // With the connection the registration is gone as well.
        if (!(error instanceof ConnectionError)) throw error
      },
    )
    registration.phase = { is: 'leaving', gone: done.catch(() => {}) }
    return done
  }

  #forget(registration: Registration): void {
    const { key } = registration
    if (this.#registrations.get(key) === registration) this.#registrations.delete(key)
  }

  // --- delivery ---

  #deliver(
    registration: Registration,
    event: Event<unknown>,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): void {
    // Every event has a procedure of its own: one that came over another's is not for this callback.
    if (registration.event.message.number !== event.message.number) return
    if (this.#held && (registration.lost > 0 || !this.#heldRoom.take(end - start))) {
      registration.lost++
      return
    }
    let body: unknown
    try {
      body = event.message.args?.read(new XdrReader(bytes, start, end))
    } catch (cause) {
      this.#unreadable(event, cause, registration)
      return
    }
    this.#later(() => {
      for (const listener of [...registration.listeners]) {
        if (registration.listeners.has(listener)) this.#run(listener, body, event)
      }
    })
  }

  #unreadable(event: Event<unknown>, cause: unknown, only?: Registration): void {
    // One is like the other: what finds no room is not told.
    if (only === undefined && this.#held && !this.#heldRoom.take(0)) return
    const error = unreadable(cause, { procedure: event.message.name, address: this.#owner.peer })
    this.#later(() => {
      for (const registration of this.#registrations.values()) {
        const concerned = only === undefined ? registration.event === event : registration === only
        if (!concerned) continue
        for (const listener of registration.listeners) this.#tell(listener, error, event)
      }
    })
  }

  /** Tells the listeners that events are missing at this place. */
  #missing(registration: Registration, count: number): void {
    const { event } = registration
    this.#later(() => {
      for (const listener of [...registration.listeners]) {
        try {
          listener.onLost?.(count)
        } catch (thrown) {
          this.#report(thrown, event)
        }
      }
    })
  }

  #later(delivery: () => void): void {
    this.#deliveries.push(delivery)
    if (this.#deliveries.length === 1) queueMicrotask(() => this.#flush())
  }

  #flush(): void {
    if (this.#held) return
    const deliveries = this.#deliveries
    // What a listener causes to arrive goes to the end of the next round.
    this.#deliveries = []
    for (const delivery of deliveries) delivery()
  }

  #run(listener: Listener, body: unknown, event: Event<unknown>): void {
    try {
      const result: unknown = listener.run(body)
      // An async listener throws later; unheard, that would end the process.
      if (result instanceof Promise) {
        result.catch((thrown: unknown) => this.#thrown(listener, thrown, event))
      }
    } catch (thrown) {
      this.#thrown(listener, thrown, event)
    }
  }

  #thrown(listener: Listener, thrown: unknown, event: Event<unknown>): void {
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    const detail = { procedure: event.message.name, address: this.#owner.peer, cause: thrown }
    const text = `a listener of the event ${event.name} failed: ${why}`
    this.#tell(listener, new UsageError('operationInvalid', text, detail), event)
    this.#report(thrown, event)
  }

  #tell(listener: Listener, error: LibvirtError, event: Event<unknown>): void {
    try {
      listener.onError?.(error)
    } catch (thrown) {
      this.#report(thrown, event)
    }
  }

  #report(thrown: unknown, event: Event<unknown>): void {
    try {
      this.#hook?.(thrown, event.name)
    } catch {
      // There is nobody left to tell.
    }
  }
}

class Membership implements Subscription {
  readonly callbackId: number
  readonly #leave: () => Promise<void>
  #closed: Promise<void> | null = null

  constructor(callbackId: number, leave: () => Promise<void>) {
    this.callbackId = callbackId
    this.#leave = leave
  }

  close(): Promise<void> {
    this.#closed ??= this.#leave()
    return this.#closed
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}

function hasIds(eventClass: EventClass): boolean {
  return eventClass.register.ret !== null
}

function rowKey(program: number, procedure: number): string {
  return `${program}/${procedure}`
}

/** The same key for what the daemon takes for the same registration. */
function keyOf(event: Event<unknown>, registerArgs: object): string {
  const { filterField, name } = event.class
  const args = Object.entries(registerArgs).map(([field, value]) =>
    field === filterField && value !== null ? [field, identity(value)] : [field, value],
  )
  args.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
  return JSON.stringify([name, event.id, event.message.number, args])
}

/** What makes an object of the daemon the same one: its UUID where it has one, not the id, which changes at a start. */
function identity(value: object): unknown {
  const { uuid } = value as { uuid?: Uint8Array }
  return uuid === undefined ? value : Buffer.from(uuid).toString('hex')
}
