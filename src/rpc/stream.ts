// One stream: data packets both ways beside the calls of a connection, back-pressure both ways, holes, and its two
// ends, finish and abort. Packets come from and go to connection.ts, which knows the socket.
//
// States: `opening` until the reply of the call that opens it, `open`, `finishing` and `aborting` until the daemon
// confirms, `ended` for good. In `ended` and `opening` nothing is sent.

import {
  CancelledError,
  type ErrorDetail,
  type LibvirtError,
  ProtocolError,
  UsageError,
} from '../errors.ts'
import { StreamHole } from '../generated/net.ts'
import type { Program } from '../xdr/procedure.ts'
import { XdrReader } from '../xdr/reader.ts'
import { type CallOptions, cancellable, checkCallOptions, watchCancel } from './cancel.ts'
import type { Clock } from './clock.ts'
import { refusal, share, unreadable } from './failure.ts'
import { type Frame, messageStatus, messageType, rawFrame, STREAM_DATA_MAX } from './packet.ts'

/** What a stream brings: bytes, or the length of a run of zeros that was not sent (sparse streams only). */
export type StreamItem =
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  | { readonly kind: 'hole'; readonly length: bigint }

/** A packet on its way out; `sent` is called when the transport took it. */
export interface StreamPacket {
  readonly frame: Uint8Array
  readonly sent: () => void
}

/** What opens a stream takes, beside what every call does (since 0.2.0). */
export interface StreamOptions extends CallOptions {
  /**
   * Most bytes of a packet that is written, 1 to 262,120; default 65,536. Large ones cost less, small ones let calls and signs of
   * life of the same connection pass sooner.
   */
  readonly packetBytes?: number
}

/** What a stream needs of its connection. */
export interface StreamOwner {
  readonly clock: Clock
  readonly peer: string
  /** Sends the packet once the transport has room. */
  transmit(packet: StreamPacket): void
  /** Takes a packet back that the transport does not have yet; false if it has. */
  withdraw(packet: StreamPacket): boolean
  /** Stops reading the whole connection until `ease` of the same stream. */
  strain(stream: RpcStream): void
  ease(stream: RpcStream): void
  /** The stream is over, its serial free. */
  forget(stream: RpcStream): void
}

/** The call that opened the stream; its program, number and serial stand in every packet. */
export interface StreamOpener {
  readonly program: Program
  readonly number: number
  readonly name: string
}

const PACKET_BYTES = 65_536
const HIGH_WATER = 4 * 1024 * 1024
const LOW_WATER = 1024 * 1024
// What an item costs beside its bytes, so that a flood of empty ones is bounded too.
const ITEM_COST = 64
const HOLE_MAX = 0x7fff_ffff_ffff_ffffn

interface Confirm {
  readonly promise: Promise<void>
  readonly resolve: () => void
  readonly reject: (error: LibvirtError) => void
}

type State =
  | { readonly is: 'opening'; early: LibvirtError | null }
  | { readonly is: 'open' }
  | { readonly is: 'finishing'; readonly confirm: Confirm }
  | { readonly is: 'aborting'; readonly confirm: Confirm }
  // `error`: what readers, writers and finish get; absent after a finish the daemon confirmed.
  | { readonly is: 'ended'; readonly error?: LibvirtError }

type Reader = {
  readonly resolve: (result: IteratorResult<StreamItem, undefined>) => void
  readonly reject: (error: LibvirtError) => void
}

function confirmation(): Confirm {
  let resolve!: () => void
  let reject!: (error: LibvirtError) => void
  const promise = new Promise<void>((yes, no) => {
    resolve = yes
    reject = no
  })
  // Whoever waits gets the error; that nobody waits (an abort in passing) is no fault of the process.
  promise.catch(() => {})
  return { promise, resolve, reject }
}

function costOf(item: StreamItem): number {
  return ITEM_COST + (item.kind === 'data' ? item.bytes.length : 0)
}

/** A frame's payload for somebody to keep. */
function payloadOf({ bytes, own, start, end }: Frame): Uint8Array {
  if (own) return new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start)
  const copy = new Uint8Array(end - start)
  copy.set(bytes.subarray(start, end))
  return copy
}

const DONE: IteratorResult<StreamItem, undefined> = { done: true, value: undefined }

/**
 * One open stream (virStream). Read it with `for await`; leaving the loop early aborts it. Success is known only after
 * `finish()`, for a download too: errors of the daemon's last steps come there. A stream that is neither finished nor
 * aborted stays allocated in the daemon until the connection ends.
 */
export class RpcStream implements AsyncIterable<StreamItem> {
  /** Whether holes may travel on it, as asked for when it was opened. */
  readonly sparse: boolean
  readonly #owner: StreamOwner
  readonly #opener: StreamOpener
  readonly #packetBytes: number
  #serial = 0
  #state: State = { is: 'opening', early: null }
  readonly #items: StreamItem[] = []
  #queued = 0
  #strained = false
  #eof = false
  readonly #readers: Reader[] = []
  /** End of the line of writes, each of which waits for the one before; null when none is under way. */
  #writing: Promise<void> | null = null
  #outbound: StreamPacket | null = null
  #failWriter: ((error: LibvirtError) => void) | null = null

  /** @throws UsageError `invalidArg` on packets of a size that cannot be */
  constructor(
    owner: StreamOwner,
    opener: StreamOpener,
    sparse: boolean,
    packetBytes = PACKET_BYTES,
  ) {
    this.#owner = owner
    this.#opener = opener
    this.sparse = sparse
    this.#packetBytes = packetBytes
    if (Number.isInteger(packetBytes) && packetBytes >= 1 && packetBytes <= STREAM_DATA_MAX) return
    const text = `packetBytes must be 1 to ${STREAM_DATA_MAX}, not ${packetBytes}`
    throw new UsageError('invalidArg', text, {
      procedure: opener.name,
      address: owner.peer,
      outcome: 'not sent',
    })
  }

  // --- what users do ---

  /**
   * Sends bytes (virStreamSend); resolves when the transport took the last of them, so awaiting it is the back-pressure.
   * The bytes must not change until then. Cancelling stops between packets and leaves the stream open.
   * @throws UsageError `operationInvalid` after finish or abort
   * @throws RemoteError when the daemon ended the stream
   */
  write(bytes: Uint8Array, options?: CallOptions): Promise<void> {
    return this.#line(options, async (guard) => {
      const size = this.#packetBytes
      for (let at = 0; at < bytes.length; at += size) {
        await this.#send(
          messageType.stream,
          messageStatus.continue,
          bytes.subarray(at, at + size),
          guard,
        )
      }
    })
  }

  /**
   * Sends a run of zeros without sending them (virStreamSendHole). A hole at the end must be sent before `finish`.
   * @throws UsageError `operationInvalid` when the stream was not opened sparse
   */
  hole(length: bigint, options?: CallOptions): Promise<void> {
    if (!this.sparse) {
      const text = 'the stream was not opened sparse, so it cannot carry holes'
      return Promise.reject(new UsageError('operationInvalid', text, this.#detail()))
    }
    if (length <= 0n || length > HOLE_MAX) {
      const text = `a hole is 1 to ${HOLE_MAX} bytes long, not ${length}`
      return Promise.reject(new UsageError('invalidArg', text, this.#detail()))
    }
    return this.#line(options, (guard) =>
      this.#send(
        messageType.streamHole,
        messageStatus.continue,
        StreamHole.encode({ length, flags: 0 }),
        guard,
      ),
    )
  }

  /**
   * Ends the stream in order (virStreamFinish) and waits for the daemon's confirmation; only then an upload has
   * succeeded. What is still unread stays readable, what arrives from now on is dropped. Cancelling stops the wait only.
   * @throws RemoteError when the daemon could not complete what the stream was for
   */
  finish(options?: CallOptions): Promise<void> {
    const state = this.#state
    if (state.is === 'finishing') return this.#await(state.confirm, options)
    if (state.is === 'ended' && state.error === undefined) return Promise.resolve()
    const refused = this.#refused()
    if (refused !== null) return Promise.reject(refused)
    try {
      if (options !== undefined) checkCallOptions(options, this.#detail())
    } catch (error) {
      return Promise.reject(error)
    }
    const confirm = confirmation()
    this.#state = { is: 'finishing', confirm }
    // Writes that are still under way come first; the daemon must see the end behind them.
    if (this.#writing === null) this.#control(messageStatus.ok)
    else {
      void this.#writing.then(() => {
        if (this.#state.is === 'finishing') this.#control(messageStatus.ok)
      })
    }
    this.#ease()
    return this.#await(confirm, options)
  }

  /**
   * Ends the stream in disorder (virStreamAbort) and waits until the daemon has let go. What is unread or unsent is
   * dropped; readers and writers get `aborted`. Nothing happens if the stream is over already.
   */
  abort(options?: CallOptions): Promise<void> {
    const state = this.#state
    if (state.is === 'aborting') return this.#await(state.confirm, options)
    if (state.is === 'ended') return Promise.resolve()
    const error = new CancelledError('aborted', 'the stream was aborted', this.#detail())
    const confirm = confirmation()
    if (state.is === 'finishing') state.confirm.reject(error)
    this.#state = { is: 'aborting', confirm }
    this.#drop()
    this.#stopWriter(error)
    this.#settleReaders(error)
    this.#control(messageStatus.error)
    return this.#await(confirm, options)
  }

  /** Aborts unless the stream is over, waits for a finish under way; never throws, safe to call twice. */
  async [Symbol.asyncDispose](): Promise<void> {
    const state = this.#state
    const end = state.is === 'finishing' ? state.confirm.promise : this.abort()
    // A stream that failed, or is gone with its connection, is as much over as one should be after this.
    await end.catch(() => {})
  }

  /**
   * What the daemon sends, in order. Ends when the daemon says that there is no more; throws what the daemon reports
   * instead. All iterators of a stream share its data.
   */
  [Symbol.asyncIterator](): AsyncIterableIterator<StreamItem, undefined> {
    const iterator: AsyncIterableIterator<StreamItem, undefined> = {
      next: () => this.#next(),
      return: async () => {
        if (!this.#eof || this.#items.length > 0) await this[Symbol.asyncDispose]()
        return DONE
      },
      [Symbol.asyncIterator]: () => iterator,
    }
    return iterator
  }

  // --- what the connection tells ---

  /** The opening call is about to be sent under this serial. */
  attach(serial: number): void {
    this.#serial = serial
  }

  get serial(): number {
    return this.#serial
  }

  /** @internal */
  get opener(): StreamOpener {
    return this.#opener
  }

  /** @internal The daemon accepted the opening call. */
  opened(): void {
    if (this.#state.is !== 'opening') return
    const { early } = this.#state
    this.#state = { is: 'open' }
    if (early !== null) this.#failed(early)
  }

  /** @internal Data, end of data, confirmation or error. @throws ProtocolError on a status no stream knows */
  packet(frame: Frame): void {
    if (frame.status === messageStatus.continue) this.#data(frame)
    else if (frame.status === messageStatus.ok) this.#confirmed()
    else this.error(frame)
  }

  /** @internal An error packet, or the error reply that stands for one. */
  error(frame: Frame): void {
    const error = refusal(frame, this.#detail())
    const state = this.#state
    if (state.is === 'opening') state.early ??= error
    else if (state.is === 'open') this.#failed(error)
    else if (state.is === 'finishing') {
      state.confirm.reject(error)
      this.#end(error)
    } else if (state.is === 'aborting') {
      state.confirm.resolve()
      this.#end(new CancelledError('aborted', 'the stream was aborted', this.#detail()))
    }
  }

  /** @internal A hole. */
  holePacket(frame: Frame): void {
    const state = this.#state
    if (state.is !== 'open' && state.is !== 'opening') return
    if (!this.sparse) {
      this.#broken('the daemon sent a hole on a stream that was not opened sparse')
      return
    }
    let length: bigint
    try {
      length = StreamHole.read(new XdrReader(frame.bytes, frame.start, frame.end)).length
    } catch (cause) {
      this.#fatal(unreadable(cause, this.#detail()))
      return
    }
    if (length <= 0n) this.#broken(`the daemon sent a hole of ${length} bytes`)
    else if (this.#eof) this.#broken('the daemon sent a hole after the end of the data')
    else this.#give({ kind: 'hole', length })
  }

  /** The connection ended. */
  lost(cause: LibvirtError): void {
    const state = this.#state
    if (state.is === 'ended') return
    const error = share(cause, { ...this.#detail(), outcome: 'unknown' })
    if (state.is === 'finishing' || state.is === 'aborting') state.confirm.reject(error)
    this.#end(error)
  }

  // --- incoming ---

  #data(frame: Frame): void {
    const state = this.#state
    if (state.is !== 'open' && state.is !== 'opening') return
    if (frame.end === frame.start) {
      // Not an error and no sign of life: this is how a daemon says that the data is over.
      this.#eof = true
      if (this.#items.length === 0) this.#settleReaders(null)
    } else if (this.#eof) {
      this.#broken('the daemon sent data after the end of the data')
    } else {
      this.#give({ kind: 'data', bytes: payloadOf(frame) })
    }
  }

  #give(item: StreamItem): void {
    const reader = this.#readers.shift()
    if (reader !== undefined) {
      reader.resolve({ done: false, value: item })
      return
    }
    this.#items.push(item)
    this.#queued += costOf(item)
    if (this.#queued > HIGH_WATER && !this.#strained) {
      this.#strained = true
      this.#owner.strain(this)
    }
  }

  #next(): Promise<IteratorResult<StreamItem, undefined>> {
    const item = this.#items.shift()
    if (item !== undefined) {
      this.#queued -= costOf(item)
      if (this.#queued < LOW_WATER) this.#ease()
      return Promise.resolve({ done: false, value: item })
    }
    const state = this.#state
    if (state.is === 'ended' && state.error !== undefined) return Promise.reject(state.error)
    if (state.is === 'aborting') {
      const text = 'the stream was aborted'
      return Promise.reject(new CancelledError('aborted', text, this.#detail()))
    }
    if (this.#eof || state.is === 'ended') return Promise.resolve(DONE)
    return new Promise((resolve, reject) => {
      this.#readers.push({ resolve, reject })
    })
  }

  #ease(): void {
    if (!this.#strained) return
    this.#strained = false
    this.#owner.ease(this)
  }

  #drop(): void {
    this.#items.length = 0
    this.#queued = 0
    this.#ease()
  }

  #settleReaders(error: LibvirtError | null): void {
    for (const reader of this.#readers.splice(0)) {
      if (error === null) reader.resolve(DONE)
      else reader.reject(error)
    }
  }

  #confirmed(): void {
    const state = this.#state
    if (state.is === 'finishing') {
      this.#end()
      state.confirm.resolve()
    } else if (state.is === 'aborting') {
      this.#end(new CancelledError('aborted', 'the stream was aborted', this.#detail()))
      state.confirm.resolve()
    } else {
      this.#broken('the daemon confirmed an end of the stream that nobody asked for')
    }
  }

  #broken(text: string): void {
    this.#fatal(new ProtocolError('streamBroken', text, { ...this.#detail(), outcome: 'unknown' }))
  }

  #fatal(error: LibvirtError): void {
    if (this.#state.is === 'opening') this.#state.early ??= error
    else this.#failed(error)
  }

  #failed(error: LibvirtError): void {
    // A daemon that reported an error has mostly forgotten the stream and answers nothing any more; one that kept it
    // lets go with this abort, and its confirmation is dropped as one for an unknown serial.
    this.#stopWriter(error)
    this.#control(messageStatus.error)
    this.#end(error)
  }

  #end(error?: LibvirtError): void {
    this.#state = error === undefined ? { is: 'ended' } : { is: 'ended', error }
    this.#stopWriter(error ?? this.#over())
    // What arrived before the end stays readable; it must only no longer hold up the connection.
    this.#ease()
    this.#settleReaders(error ?? null)
    this.#owner.forget(this)
  }

  // --- outgoing ---

  #line(options: CallOptions | undefined, work: (guard: Guard) => Promise<void>): Promise<void> {
    const refused = this.#refused()
    if (refused !== null) return Promise.reject(refused)
    let guard: Guard
    try {
      guard = new Guard(this.#owner, options, () => this.#detail())
    } catch (error) {
      return Promise.reject(error)
    }
    const started = this.#writing === null ? work(guard) : this.#writing.then(() => work(guard))
    const turn = started.finally(() => guard.release())
    const line: Promise<void> = turn
      .catch(() => {})
      .then(() => {
        if (this.#writing === line) this.#writing = null
      })
    this.#writing = line
    return guard.cancelled === null ? turn : Promise.race([turn, guard.cancelled])
  }

  #send(type: number, status: number, payload: Uint8Array, guard: Guard): Promise<void> {
    return new Promise((resolve, reject) => {
      const state = this.#state
      const writable = state.is === 'open' || state.is === 'finishing'
      const refused = writable ? guard.error : (this.#refused() ?? this.#over())
      if (refused !== null) {
        reject(refused)
        return
      }
      const packet: StreamPacket = {
        frame: this.#frame(type, status, payload),
        sent: () => {
          this.#outbound = null
          this.#failWriter = null
          guard.sent()
          resolve()
        },
      }
      this.#outbound = packet
      this.#failWriter = reject
      guard.watch((error) => {
        if (this.#outbound === packet && this.#owner.withdraw(packet)) {
          this.#outbound = null
          this.#failWriter = null
          reject(error)
        }
      })
      this.#owner.transmit(packet)
    })
  }

  /** Finish or abort: no payload, no wait. */
  #control(status: number): void {
    this.#owner.transmit({ frame: this.#frame(messageType.stream, status), sent: () => {} })
  }

  #frame(type: number, status: number, payload?: Uint8Array): Uint8Array {
    const { program, number } = this.#opener
    return rawFrame(program, number, type, this.#serial, status, payload)
  }

  #stopWriter(error: LibvirtError): void {
    const fail = this.#failWriter
    if (this.#outbound !== null) this.#owner.withdraw(this.#outbound)
    this.#outbound = null
    this.#failWriter = null
    fail?.(error)
  }

  /** Why nothing more can be written or finished now; null if it can. */
  #refused(): LibvirtError | null {
    const state = this.#state
    if (state.is === 'open') return null
    if (state.is === 'ended' && state.error !== undefined) return state.error
    return this.#over()
  }

  #over(): UsageError {
    const text =
      this.#state.is === 'opening'
        ? 'the stream is not open yet'
        : 'the stream was finished or aborted already'
    return new UsageError('operationInvalid', text, this.#detail())
  }

  #await(confirm: Confirm, options: CallOptions | undefined): Promise<void> {
    return cancellable(confirm.promise, options, this.#owner.clock, this.#detail())
  }

  #detail(): ErrorDetail {
    return { procedure: this.#opener.name, serial: this.#serial, address: this.#owner.peer }
  }
}

/** Signal and deadline of one write over its many packets; knows whether any of them left. */
class Guard {
  /** Rejects when the write is given up; null when nobody can. */
  readonly cancelled: Promise<never> | null = null
  error: LibvirtError | null = null
  #left = false
  #onCancel: ((error: LibvirtError) => void) | null = null
  readonly #release: (() => void) | null = null

  constructor(owner: StreamOwner, options: CallOptions | undefined, detail: () => ErrorDetail) {
    if (options === undefined) return
    checkCallOptions(options, detail())
    let reject!: (error: LibvirtError) => void
    this.cancelled = new Promise<never>((_, no) => {
      reject = no
    })
    this.#release = watchCancel(
      options,
      owner.clock,
      () => ({ ...detail(), outcome: this.#left ? 'unknown' : 'not sent' }),
      (error) => {
        this.error = error
        this.#onCancel?.(error)
        reject(error)
      },
    )
  }

  watch(onCancel: (error: LibvirtError) => void): void {
    this.#onCancel = onCancel
  }

  sent(): void {
    this.#left = true
    this.#onCancel = null
  }

  release(): void {
    this.#release?.()
  }
}
