// One connection to one daemon: serials, what waits for an answer, dispatch of what arrives, and the one end of it all.
// Bytes are the transport's, frames packet.ts, the order of what leaves outbox.ts, signs of life keepalive.ts, events
// events.ts, streams stream.ts; which calls open, authenticate and close a session is known a floor up.
//
// States: `open` holds everything that lives; `closing` after close(), until the transport has ended; `closed` for good.
// Whatever is pending when `open` is left is settled in that moment, once.

import {
  CancelledError,
  ConnectionError,
  type ErrorDetail,
  LibvirtError,
  ProtocolError,
  UsageError,
} from '../errors.ts'
import * as keepaliveProgram from '../generated/keepalive.ts'
import { traceDecision, tracesFrames } from '../trace.ts'
import type { Transport } from '../transport/transport.ts'
import { explain } from '../xdr/codec.ts'
import type { AnyProcedure, Event, Procedure, Program } from '../xdr/procedure.ts'
import { XdrReader } from '../xdr/reader.ts'
import { XdrWriter } from '../xdr/writer.ts'
import { type CallOptions, checkCallOptions, watchCancel } from './cancel.ts'
import { type Clock, systemClock, type Timer } from './clock.ts'
import {
  type BegunCall,
  EventTable,
  type ListenerErrorHook,
  type SubscribeOptions,
  type Subscription,
} from './events.ts'
import { refusal, share, unreadable } from './failure.ts'
import { FrameTracer, type Named } from './frame-trace.ts'
import { Keepalive, type KeepaliveOptions } from './keepalive.ts'
import { Outbox, type OutgoingCall } from './outbox.ts'
import {
  beginFrame,
  endFrame,
  FRAME_MAX,
  type Frame,
  FrameReader,
  messageStatus,
  messageType,
  nextSerial,
  rawFrame,
} from './packet.ts'
import { RpcStream, type StreamOptions, type StreamPacket } from './stream.ts'

export type { CallOptions } from './cancel.ts'

export interface RpcOptions {
  /**
   * Calls the daemon is given at a time; more wait here in order. One below the daemon's own limit of 5, because a daemon
   * at its limit stops reading the socket and then misses our signs of life.
   */
  readonly maxInFlight?: number
  /** When to ping, once `startKeepalive` was called; `intervalS: 0` switches it off. */
  readonly keepalive?: KeepaliveOptions
  readonly clock?: Clock
  /** Told of whatever an event listener throws. */
  readonly onListenerError?: ListenerErrorHook
}

/** What holds where nothing else is asked for. */
export const rpcDefaults = Object.freeze({
  maxInFlight: 4,
  keepalive: Object.freeze({ intervalS: 5, count: 6 }),
})

/** How a connection ended: broken or nonsense, ended by the daemon, silent for too long, closed by us. */
export type CloseReason = 'error' | 'eof' | 'keepalive' | 'client'

export interface CloseInfo {
  readonly reason: CloseReason
  readonly error?: LibvirtError
}

/** A call from its start to its reply; an abandoned one is kept so that the late reply is known and swallowed. */
interface Pending extends OutgoingCall {
  readonly row: AnyProcedure
  readonly serial: number
  readonly stream: RpcStream | null
  readonly resolve: (ret: unknown) => void
  readonly reject: (error: LibvirtError) => void
  calledOff: (() => void) | null
}

interface Open {
  readonly is: 'open'
  readonly keepalive: Keepalive
  readonly reader: FrameReader
  readonly outbox: Outbox
  /** By serial, queued ones too. */
  readonly calls: Map<number, Pending>
  readonly streams: Map<number, RpcStream>
  /** Streams that have more unread data than is good for us; while there are any, nothing is read. */
  readonly strained: Set<RpcStream>
  /** Programs we have called, with their versions: only these may send us messages. */
  readonly programs: Map<number, number>
  writer: XdrWriter
  serial: number
}

type State =
  | Open
  | { readonly is: 'closing'; readonly done: () => void; readonly timer: Timer }
  | { readonly is: 'closed'; readonly error: LibvirtError | undefined }

const { program: KEEPALIVE } = keepaliveProgram
const PING_PROCEDURE = keepaliveProgram.ping.number
const PONG_PROCEDURE = keepaliveProgram.pong.number
const PING = rawFrame(KEEPALIVE, PING_PROCEDURE, messageType.message, 0, messageStatus.ok)
const PONG = rawFrame(KEEPALIVE, PONG_PROCEDURE, messageType.message, 0, messageStatus.ok)

// Room a writer may keep between calls; one that grew beyond is replaced.
const WRITER_KEEP = 65_536
const WRITER_START = 512
// How long close() lets the transport finish what is written before it drops it.
const CLOSE_GRACE_MS = 2000

/** One RPC connection over an open transport. It never reconnects: serials, callback ids and streams end with it. */
export class RpcConnection {
  readonly peer: string
  readonly secure: boolean
  /** Resolves once, when the connection has ended in whatever way; never rejects. */
  readonly closed: Promise<CloseInfo>
  readonly #transport: Transport
  readonly #clock: Clock
  readonly #events: EventTable
  readonly #keepalive: KeepaliveOptions
  /** Made when the first frame is looked at. */
  #frameTracer: FrameTracer | undefined
  #state: State
  #resolveClosed!: (info: CloseInfo) => void

  /** Takes over the transport. @throws UsageError on options that make no sense */
  constructor(transport: Transport, options: RpcOptions = {}) {
    const { maxInFlight = rpcDefaults.maxInFlight, keepalive = rpcDefaults.keepalive } = options
    checkOptions(maxInFlight, keepalive)
    this.peer = transport.peer
    this.secure = transport.secure
    this.#transport = transport
    this.#clock = options.clock ?? systemClock
    this.#keepalive = keepalive
    this.#events = new EventTable(
      { clock: this.#clock, peer: this.peer, begin: (row, args) => this.#begun(row, args) },
      options.onListenerError,
    )
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve
    })
    const owner = {
      ping: () => this.#ping(),
      pong: () => this.#pong(),
      dead: () => this.#dead(),
    }
    this.#state = {
      is: 'open',
      keepalive: new Keepalive(owner, keepalive, this.#clock),
      reader: new FrameReader(this.peer),
      outbox: new Outbox(transport, maxInFlight, PING, PONG, (frame) => this.#tracer.sent(frame)),
      calls: new Map(),
      streams: new Map(),
      strained: new Set(),
      programs: new Map(),
      writer: new XdrWriter(WRITER_START),
      serial: 0,
    }
    transport.start({
      data: (chunk) => this.#data(chunk),
      drain: () => this.#drain(),
      closed: (reason) => this.#transportClosed(reason),
    })
  }

  get isOpen(): boolean {
    return this.#state.is === 'open'
  }

  /**
   * Makes one call. Calls overlap, and the daemon may run and answer them in any order: await the first where the second
   * depends on it.
   * @throws RemoteError the daemon refused
   * @throws ConnectionError the connection was lost or is closed
   * @throws ProtocolError `malformedMessage` the reply cannot be read; the call was carried out
   * @throws CancelledError signal or deadline; the daemon goes on with a call that was sent
   * @throws UsageError the arguments cannot be sent
   */
  call<A, R>(row: Procedure<A, R>, args: A, options?: CallOptions): Promise<R> {
    // The row ties the reply's codec to R; in between, pending calls of all rows share one table.
    return this.#begin(row, args, options, null) as Promise<R>
  }

  /** Makes a call that opens a stream; errors as in `call`, and then there is no stream. */
  async openStream<A, R>(
    row: Procedure<A, R>,
    args: A,
    options?: StreamOptions,
  ): Promise<{ readonly ret: R; readonly stream: RpcStream }> {
    if (row.stream === 'none') {
      throw new UsageError('invalidArg', `${row.name} opens no stream`, this.#detailOf(row))
    }
    const { flags = 0 } = (args ?? {}) as { flags?: number }
    const stream = new RpcStream(
      {
        clock: this.#clock,
        peer: this.peer,
        transmit: (packet) => this.#transmit(packet),
        withdraw: (packet) => this.#withdrawPacket(packet),
        strain: (strained) => this.#strain(strained),
        ease: (strained) => this.#ease(strained),
        forget: (ended) => this.#forget(ended),
      },
      row,
      (flags & row.sparseFlag) !== 0,
      options?.packetBytes,
    )
    const ret = (await this.#begin(row, args, options, stream)) as R
    return { ret, stream }
  }

  /**
   * Listens to an event. `registerArgs` are the register call's arguments without eventID: `{ dom: null }` for all domains.
   * Subscriptions to the same event and filter share one registration. Listeners run in arrival order, outside the
   * parser, and may make calls.
   * @throws RemoteError `noSupport` when the daemon's driver has no such events
   */
  subscribe<B>(
    event: Event<B>,
    registerArgs: object,
    listener: (body: B) => void,
    options?: SubscribeOptions,
  ): Promise<Subscription> {
    return this.#events.subscribe(event, registerArgs, listener, options)
  }

  /**
   * Keeps events from their listeners until `releaseEvents`, which delivers them in the order they came. For as long as
   * something must be told before them: of what comes when 10 000, or 16 MiB, are kept, only the number is told (`onLost`).
   */
  holdEvents(): void {
    this.#events.hold()
  }

  releaseEvents(): void {
    this.#events.release()
  }

  /** Begins to watch for signs of life, once; what is silent for too long is given up. */
  startKeepalive(): void {
    const state = this.#state
    if (state.is !== 'open') return
    const { intervalS, count } = this.#keepalive
    if (intervalS > 0) {
      const text = `a ping after ${intervalS} s of silence, given up after ${count} unanswered`
      traceDecision('keepalive', () => text, this.peer)
    }
    state.keepalive.start(state.strained.size > 0)
  }

  /** Stops watching for good, where the daemon turns out not to answer pings. */
  stopKeepalive(): void {
    if (this.#state.is === 'open') this.#state.keepalive.stop()
  }

  /**
   * Ends the connection: what is pending fails with `connectionClosed`, what is written is still delivered. Resolves when
   * the transport has ended. Safe to call twice.
   */
  async close(): Promise<void> {
    const state = this.#state
    if (state.is === 'open') {
      let done!: () => void
      const ended = new Promise<void>((resolve) => {
        done = resolve
      })
      const timer = this.#clock.setTimeout(() => this.#transport.destroy(), CLOSE_GRACE_MS)
      this.#leave(state, { is: 'closing', done, timer }, closedError(this.peer), false)
      // A paused transport would never see the other side's end.
      this.#transport.resume()
      this.#transport.close()
      await ended
    }
    await this.closed
  }

  /** Ends the connection at once, with the error everything pending fails with. */
  destroy(error: LibvirtError): void {
    this.#fail('error', error)
  }

  // --- calls ---

  #begin(
    row: AnyProcedure,
    args: unknown,
    options: CallOptions | undefined,
    stream: RpcStream | null,
  ): Promise<unknown> {
    const state = this.#state
    let serial: number
    let frame: Uint8Array
    try {
      if (state.is !== 'open') throw this.#notOpen(state, row)
      if (options !== undefined) checkCallOptions(options, this.#detailOf(row))
      serial = nextSerial(state.serial, (used) => state.calls.has(used) || state.streams.has(used))
      state.serial = serial
      frame = this.#encode(state, row, args, serial)
    } catch (error) {
      return Promise.reject(error)
    }
    return new Promise((resolve, reject) => {
      const call: Pending = {
        row,
        serial,
        stream,
        resolve,
        reject,
        phase: 'queued',
        frame,
        calledOff: null,
      }
      state.calls.set(serial, call)
      if (stream !== null) {
        // Data may overtake the reply, so the stream is known before the call leaves.
        stream.attach(serial)
        state.streams.set(serial, stream)
      }
      if (options !== undefined) {
        call.calledOff = watchCancel(
          options,
          this.#clock,
          () => this.#detailOf(row, call),
          (error) => this.#giveUp(call, error),
        )
      }
      state.outbox.call(call)
    })
  }

  #begun(row: AnyProcedure, args: unknown): BegunCall {
    let mine: Pending | undefined
    const before = this.#state.is === 'open' ? this.#state.serial : 0
    const reply = this.#begin(row, args, undefined, null)
    const state = this.#state
    if (state.is === 'open' && state.serial !== before) mine = state.calls.get(state.serial)
    return {
      reply,
      withdraw: () => {
        if (mine?.phase !== 'queued') return false
        const detail = this.#detailOf(mine.row, mine)
        this.#giveUp(mine, new CancelledError('aborted', 'nobody waits for it any more', detail))
        return true
      },
    }
  }

  #encode(open: Open, row: AnyProcedure, args: unknown, serial: number): Uint8Array {
    if (row.fds !== 'none' && row.fds !== 'optional') {
      throw new UsageError(
        'operationUnsupported',
        `${row.name} passes file descriptors, which Node cannot send or receive`,
        this.#detailOf(row),
      )
    }
    const { program, number } = row
    const w = open.writer
    try {
      beginFrame(w, program, number, messageType.call, serial, messageStatus.ok)
      // call() has held the arguments against the row; from plain JavaScript the codec still checks them.
      row.args?.write(w, args as never)
    } catch (error) {
      const cause = row.args === null ? error : explain(row.args, args as never, error)
      const why = cause instanceof Error ? cause.message : String(cause)
      const text = `arguments of ${row.name}: ${why}`
      throw new UsageError('invalidArg', text, { ...this.#detailOf(row), cause })
    }
    const { length } = w
    if (length > WRITER_KEEP) open.writer = new XdrWriter(WRITER_START)
    if (length > FRAME_MAX) {
      const text = `the arguments of ${row.name} take ${length} bytes, at most ${FRAME_MAX} can be sent`
      throw new UsageError('messageTooLarge', text, this.#detailOf(row))
    }
    if (!open.programs.has(program.program)) open.programs.set(program.program, program.version)
    return endFrame(w)
  }

  #giveUp(call: Pending, error: LibvirtError): void {
    const state = this.#state
    if (state.is !== 'open') return
    if (call.stream !== null) state.streams.delete(call.serial)
    if (call.phase === 'queued') {
      state.calls.delete(call.serial)
      call.frame = null
    }
    // In line as well as in flight: nobody waits for it any more.
    call.phase = 'abandoned'
    call.reject(error)
  }

  // --- what arrives ---

  #data(chunk: Uint8Array): void {
    const state = this.#state
    if (state.is !== 'open') return
    state.keepalive.heard()
    const { reader } = state
    try {
      reader.push(chunk)
      for (;;) {
        const frame = reader.next()
        if (frame === null) return
        if (tracesFrames()) this.#tracer.received(frame)
        this.#dispatch(state, frame)
        if (this.#state !== state) return
      }
    } catch (error) {
      const known = error instanceof ProtocolError
      this.#fail(
        'error',
        known ? error : this.#broken(`a packet could not be handled: ${String(error)}`, error),
      )
    }
  }

  #dispatch(open: Open, frame: Frame): void {
    switch (frame.type) {
      case messageType.reply:
      case messageType.replyWithFds:
        this.#reply(open, frame)
        break
      case messageType.message:
        this.#message(open, frame)
        break
      case messageType.stream:
      case messageType.streamHole:
        this.#streamPacket(open, frame)
        break
      default:
        throw this.#broken(`a packet of type ${frame.type}, which no daemon sends`)
    }
  }

  #reply(open: Open, frame: Frame): void {
    const call = open.calls.get(frame.serial)
    if (call === undefined || call.phase === 'queued' || !isFor(call.row, frame)) {
      const stream = open.streams.get(frame.serial)
      if (
        stream !== undefined &&
        frame.status === messageStatus.error &&
        isFor(stream.opener, frame)
      ) {
        // A hole the daemon could not write fails like this, long after the call was answered.
        if (frame.procedure !== stream.opener.number) throw this.#mismatch(stream.opener, frame)
        stream.error(frame)
        return
      }
      throw this.#broken(`a reply with serial ${frame.serial}, for which there is no call`)
    }
    const { row } = call
    if (frame.procedure !== row.number) throw this.#mismatch(row, frame)
    open.calls.delete(call.serial)
    if (call.phase === 'abandoned') this.#late(open, call, frame)
    else this.#settle(open, call, frame)
    open.outbox.answered()
  }

  #settle(open: Open, call: Pending, frame: Frame): void {
    call.calledOff?.()
    const { row, stream } = call
    if (frame.status === messageStatus.ok && frame.type === messageType.reply) {
      let ret: unknown
      try {
        ret = row.ret?.read(new XdrReader(frame.bytes, frame.start, frame.end))
      } catch (cause) {
        if (stream !== null) this.#late(open, call, frame)
        call.reject(unreadable(cause, this.#detailOf(row, call)))
        return
      }
      stream?.opened()
      call.resolve(ret)
      return
    }
    open.streams.delete(call.serial)
    const detail = this.#detailOf(row, call)
    if (frame.status === messageStatus.error) {
      call.reject(refusal(frame, { ...detail, outcome: 'refused' }))
    } else if (frame.status === messageStatus.ok) {
      const text = 'the reply came with file descriptors, which Node cannot receive'
      call.reject(new ProtocolError('internalError', text, detail))
    } else {
      const text = `Unexpected message status ${frame.status}`
      call.reject(new ProtocolError('malformedMessage', text, detail))
    }
  }

  /** An answer nobody waits for: a stream it opened must be let go. */
  #late(open: Open, call: Pending, frame: Frame): void {
    const { row, serial, stream } = call
    open.streams.delete(serial)
    if (stream === null || frame.status !== messageStatus.ok) return
    const { program, number } = row
    const abort = rawFrame(program, number, messageType.stream, serial, messageStatus.error)
    this.#transmit({ frame: abort, sent: () => {} })
  }

  #message(open: Open, frame: Frame): void {
    if (frame.program === KEEPALIVE.program) {
      if (frame.procedure === PING_PROCEDURE) open.outbox.pong()
      return
    }
    if (open.programs.get(frame.program) !== frame.version) {
      const program = `0x${frame.program.toString(16)} version ${frame.version}`
      throw this.#broken(`a message of program ${program}, which is not spoken here`)
    }
    this.#events.message(frame)
  }

  #streamPacket(open: Open, frame: Frame): void {
    const isHole = frame.type === messageType.streamHole
    const known = isHole
      ? frame.status === messageStatus.continue
      : frame.status >= messageStatus.ok && frame.status <= messageStatus.continue
    if (!known) {
      throw this.#broken(`a stream packet of type ${frame.type} with status ${frame.status}`)
    }
    const stream = open.streams.get(frame.serial)
    // What trails a stream that is over: the rest of its data, or the confirmation of an abort.
    if (stream === undefined || !isFor(stream.opener, frame)) return
    if (frame.procedure !== stream.opener.number) throw this.#mismatch(stream.opener, frame)
    if (isHole) stream.holePacket(frame)
    else stream.packet(frame)
  }

  #mismatch(expected: { readonly name: string; readonly number: number }, frame: Frame) {
    return this.#broken(
      `serial ${frame.serial} belongs to ${expected.name} (${expected.number}), ` +
        `but the packet is of procedure ${frame.procedure}`,
    )
  }

  // --- what is shown to whoever looks on ---

  get #tracer(): FrameTracer {
    this.#frameTracer ??= new FrameTracer(this.peer, (frame) => this.#rowOf(frame))
    return this.#frameTracer
  }

  #rowOf(frame: Frame): Named | undefined {
    const state = this.#state
    if (state.is !== 'open') return undefined
    const { program, procedure, serial } = frame
    const row = state.calls.get(serial)?.row ?? state.streams.get(serial)?.opener
    if (row?.number === procedure && isFor(row, frame)) return row
    return this.#events.rowOf(program, procedure)
  }

  // --- what streams need ---

  #transmit(packet: StreamPacket): void {
    const state = this.#state
    if (state.is === 'open') state.outbox.packet(packet)
  }

  #withdrawPacket(packet: StreamPacket): boolean {
    const state = this.#state
    return state.is === 'open' && state.outbox.withdraw(packet)
  }

  #strain(stream: RpcStream): void {
    const state = this.#state
    if (state.is !== 'open') return
    if (state.strained.size === 0) {
      this.#transport.pause()
      state.keepalive.pause()
    }
    state.strained.add(stream)
  }

  #ease(stream: RpcStream): void {
    const state = this.#state
    if (state.is !== 'open' || !state.strained.delete(stream) || state.strained.size > 0) return
    state.keepalive.resume()
    this.#transport.resume()
  }

  #forget(stream: RpcStream): void {
    const state = this.#state
    if (state.is === 'open') state.streams.delete(stream.serial)
  }

  // --- signs of life ---

  #ping(): void {
    const state = this.#state
    if (state.is === 'open') state.outbox.ping()
  }

  #pong(): void {
    const state = this.#state
    if (state.is === 'open') state.outbox.pong()
  }

  #dead(): void {
    const { intervalS, count } = this.#keepalive
    traceDecision(
      'keepalive',
      () => `given up: ${intervalS * (count + 1)} s of silence, unanswered pings: ${count}`,
      this.peer,
    )
    const text = 'connection closed due to keepalive timeout'
    this.#fail('keepalive', new ConnectionError('keepaliveTimeout', text, { address: this.peer }))
  }

  // --- the end ---

  #drain(): void {
    const state = this.#state
    if (state.is === 'open') state.outbox.drained()
  }

  #broken(text: string, cause?: unknown): ProtocolError {
    return new ProtocolError('malformedFrame', text, { address: this.peer, cause })
  }

  /** From our side: nothing that arrives from now on can be trusted, or nothing arrives at all. */
  #fail(reason: CloseReason, error: LibvirtError): void {
    const state = this.#state
    if (state.is === 'closing') this.#transport.destroy(error)
    if (state.is !== 'open') return
    this.#leave(state, { is: 'closed', error }, error, true)
    this.#transport.destroy(error)
    this.#resolveClosed({ reason, error })
  }

  #transportClosed(reason?: Error): void {
    const state = this.#state
    if (state.is === 'closing') {
      this.#clock.clearTimeout(state.timer)
      this.#state = { is: 'closed', error: undefined }
      state.done()
      this.#resolveClosed({ reason: 'client' })
    } else if (state.is === 'open') {
      const error = lostError(reason, this.peer)
      this.#leave(state, { is: 'closed', error }, error, true)
      this.#resolveClosed({ reason: reason === undefined ? 'eof' : 'error', error })
    }
  }

  /** The one way out of `open`: settles all that is pending, once. */
  #leave(open: Open, next: State, error: LibvirtError, lost: boolean): void {
    this.#state = next
    open.keepalive.stop()
    for (const call of open.calls.values()) {
      if (call.phase === 'abandoned') continue
      call.calledOff?.()
      call.reject(share(error, this.#detailOf(call.row, call)))
    }
    for (const stream of open.streams.values()) stream.lost(error)
    this.#events.end(error, lost)
  }

  #notOpen(state: Exclude<State, Open>, row: AnyProcedure): ConnectionError {
    const error = state.is === 'closed' ? state.error : undefined
    return closedError(this.peer, {
      procedure: row.name,
      outcome: 'not sent',
      ...(error === undefined ? {} : { cause: error }),
    })
  }

  /** What is known of a call when its error is made; without a call nothing was sent. */
  #detailOf(row: { readonly name: string }, call?: Pending): ErrorDetail {
    if (call === undefined) return { procedure: row.name, address: this.peer, outcome: 'not sent' }
    const outcome = call.phase === 'queued' ? 'not sent' : 'unknown'
    return { procedure: row.name, serial: call.serial, address: this.peer, outcome }
  }
}

function isFor(row: { readonly program: Program }, frame: Frame): boolean {
  return row.program.program === frame.program && row.program.version === frame.version
}

function closedError(peer: string, detail?: ErrorDetail): ConnectionError {
  return new ConnectionError('connectionClosed', 'client socket is closed', {
    address: peer,
    ...detail,
  })
}

function lostError(reason: Error | undefined, peer: string): LibvirtError {
  if (reason instanceof LibvirtError) return reason
  const detail = { address: peer, cause: reason }
  const text = reason?.message ?? 'End of file while reading data: Input/output error'
  return new ConnectionError('connectionLost', text, detail)
}

function checkOptions(maxInFlight: number, keepalive: KeepaliveOptions): void {
  const { intervalS, count } = keepalive
  if (!Number.isInteger(maxInFlight) || maxInFlight < 1) {
    throw new UsageError('invalidArg', `maxInFlight must be 1 or more, not ${maxInFlight}`)
  }
  // A timer holds 24 days.
  if (!(intervalS >= 0 && intervalS <= 2_000_000)) {
    throw new UsageError('invalidArg', `keepalive interval must be 0 or more, not ${intervalS}`)
  }
  if (!Number.isInteger(count) || count < 0) {
    throw new UsageError('invalidArg', `keepalive count must be 0 or more, not ${count}`)
  }
}
