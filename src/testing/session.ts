// One client of an embedded daemon: frames in and out, which calls may be made when, how many at a time, its subscriptions and
// streams, signs of life, and the faults that strike it. What calls do is the table of handlers; whose session it is, server.ts.
//
// States: `open` while the line is there; `ending` when it is gone and calls are still being carried out; `over` for good. The
// model hears of the end only in `over`: a call that was delivered is carried out, whatever became of its client.

import * as keepalive from '../generated/keepalive.ts'
import { MessageError } from '../generated/net.ts'
import * as remote from '../generated/remote.ts'
import {
  beginFrame,
  endFrame,
  FRAME_MAX,
  type Frame,
  FrameReader,
  messageStatus,
  messageType,
  rawFrame,
} from '../rpc/packet.ts'
import type { Transport } from '../transport/transport.ts'
import type { Event, EventClass, EventProcedure, Procedure, Program } from '../xdr/procedure.ts'
import { XdrReader } from '../xdr/reader.ts'
import { XdrWriter } from '../xdr/writer.ts'
import { type Answered, rowName } from './answers.ts'
import type { LabTimer } from './clock.ts'
import type { Fault, StruckCall } from './faults.ts'
import { phaseOf } from './faults.ts'
import { checkFlags } from './flags.ts'
import type { Handler } from './handlers.ts'
import { DaemonDies } from './migration.ts'
import { Refusal } from './refusal.ts'
import type { SaslExchange } from './sasl.ts'
import type { Server } from './server.ts'
import type { ServedStream } from './streams.ts'

type Row = Procedure<unknown, unknown>

interface KnownRow {
  readonly name: string
  readonly row: Row
  readonly since: number
}

const numberOf = (version: string) =>
  version.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0)

const rows = new Map<number, KnownRow>()
for (const [name, row] of Object.entries(remote.procedures)) {
  if (row.kind !== 'call') continue
  rows.set(row.number, { name, row: row as Row, since: numberOf(row.since) })
}

const PONG = rawFrame(
  keepalive.program,
  keepalive.pong.number,
  messageType.message,
  0,
  messageStatus.ok,
)
const PING = rawFrame(
  keepalive.program,
  keepalive.ping.number,
  messageType.message,
  0,
  messageStatus.ok,
)

/** The release each event came with, by class and number. */
const eventSince = new Map<string, number>()
for (const events of [remote.domainEvents, remote.networkEvents, remote.storagePoolEvents]) {
  for (const { class: of, id, message } of Object.values(events)) {
    eventSince.set(`${of.name} ${id}`, numberOf(message.since))
  }
}

/** As many calls of one client are carried out at a time; then its line is no longer read (max_client_requests). */
const REQUESTS_MAX = 5
/** What may be asked before a login, and before the connection is opened. */
const beforeLogin: ReadonlySet<string> = new Set([
  'authList',
  'authSaslInit',
  'authSaslStart',
  'authSaslStep',
  'authPolkit',
])
const beforeOpen: ReadonlySet<string> = new Set([
  ...beforeLogin,
  'connectOpen',
  'connectClose',
  'connectSupportsFeature',
])
/** What a connection that may only look is refused. */
const writing =
  /^(domain(Create|Define|Undefine|Destroy|Suspend|Resume|Shutdown|Reboot|Set|Abort|Migrate)|(storage|network)\w*(Create|Define|Undefine|Destroy|Delete|Build|Upload|Wipe|Resize|Set|Refresh))/

/** A call on its way through. */
interface Call extends StruckCall {
  readonly row: Row
  readonly serial: number
  readonly handler: Handler
  readonly value: unknown
}

interface Subscription {
  readonly eventClass: EventClass
  readonly eventID: number
  /** UUID in text, or null for all. */
  readonly filter: string | null
}

interface OpenStream {
  readonly stream: ServedStream
  readonly tools: StreamTools
  readonly call: Call
}

type State = 'open' | 'ending' | 'over'

export class Session {
  readonly server: Server
  readonly index: number
  readonly secure: boolean
  readonly #transport: Transport
  /** The release it behaves as, to be compared with `since` of rows. */
  readonly #release: number
  readonly #reader = new FrameReader()
  readonly #writer = new XdrWriter(512)
  readonly #subscriptions = new Map<string, Subscription>()
  readonly #streams = new Map<number, OpenStream>()
  #state: State = 'open'
  #running = 0
  #waiting: Call[] = []
  /** What is held back in each direction, by a hole or a delay; null: it flows. */
  #heldIn: (() => void)[] | null = null
  #heldOut: (() => void)[] | null = null
  #holed = false
  #silent: { timer: LabTimer; left: number; heardMs: number } | null = null
  /** Where a login stands. */
  login:
    | { readonly is: 'wanted' }
    | { readonly is: 'begun'; readonly exchange: SaslExchange }
    | { readonly is: 'done' }
  opened: { readonly name: string; readonly readonly: boolean } | null = null
  /** Whether a phase of a migration came over it: such a connection means something by its end. */
  control = false

  /** The host that this client is the daemon of. */
  readonly from: string | undefined

  constructor(server: Server, transport: Transport, index: number, from?: string) {
    this.server = server
    this.index = index
    this.from = from
    this.#transport = transport
    this.#release = numberOf(server.model.version)
    this.secure = transport.secure
    const trusted = server.auth.is === 'none' || from !== undefined
    this.login = { is: trusted ? 'done' : 'wanted' }
    transport.start({
      data: (chunk) => this.#in(() => this.#data(chunk)),
      drain: () => {
        for (const { stream } of this.#streams.values()) stream.drain()
      },
      closed: () => this.#in(() => this.#end()),
    })
  }

  get isOpen(): boolean {
    return this.#state === 'open'
  }

  // What passes, and what is held back.

  #in(deliver: () => void): void {
    if (this.#heldIn === null) deliver()
    else this.#heldIn.push(deliver)
  }

  /** Sends bytes; false: wait for `drain`. */
  #out(bytes: Uint8Array): boolean {
    if (this.#state !== 'open') return true
    if (this.#heldOut === null) return this.#transport.write(bytes)
    this.#heldOut.push(() => this.#transport.write(bytes))
    return true
  }

  /** Holds back one direction or both; without `ms` until `heal`. */
  hold(where: 'in' | 'out' | 'both', ms: number | undefined): void {
    if (where !== 'out') this.#heldIn ??= []
    if (where !== 'in') this.#heldOut ??= []
    if (where === 'both') this.#holed = true
    if (ms !== undefined) this.server.clock.setTimeout(() => this.heal(), ms)
  }

  /** Lets everything pass that was held back, in its order; what comes of it may hold the rest back again. */
  heal(): void {
    const [arrived, sent] = [this.#heldIn ?? [], this.#heldOut ?? []]
    this.#heldIn = null
    this.#heldOut = null
    this.#holed = false
    for (const send of sent) send()
    for (const deliver of arrived) this.#in(deliver)
    this.#read()
    if (this.#state !== 'open') this.#transport.destroy()
  }

  #data(chunk: Uint8Array): void {
    if (this.#state !== 'open') return
    if (this.#silent !== null) {
      this.#silent.left = this.server.keepalive.count
      this.#silent.heardMs = this.server.clock.now()
    }
    this.#reader.push(chunk)
    this.#read()
  }

  /** Takes what has arrived, as far as it is not held back. */
  #read(): void {
    try {
      while (this.#state === 'open' && this.#heldIn === null) {
        const frame = this.#reader.next()
        if (frame === null) return
        this.#frame(frame)
      }
    } catch {
      // Nonsense ends a connection, as at a real daemon, without a word.
      this.cut()
    }
  }

  #frame(frame: Frame): void {
    switch (frame.type) {
      case messageType.message:
        if (
          frame.program === keepalive.program.program &&
          frame.procedure === keepalive.ping.number
        ) {
          this.#out(PONG)
        }
        return
      case messageType.stream:
      case messageType.streamHole:
        this.#packet(frame)
        return
      case messageType.call:
        this.#called(frame)
        return
      default:
        this.cut()
    }
  }

  // Calls.

  /** Who answers a call. */
  #answeredBy({ program, version, procedure }: Frame): Answered | Refusal {
    const own = this.server.answers.find(program, version, procedure)
    if (own !== undefined) return own
    if (program !== remote.program.program || version !== remote.program.version) {
      return new Refusal('rpc', `Cannot find program ${program} version ${version}`, 'rpc')
    }
    const known = rows.get(procedure)
    const handler = known && this.server.handlerFor(known.name)
    if (known === undefined || handler === undefined || known.since > this.#release) {
      return new Refusal('rpc', `unknown procedure: ${procedure}`, 'rpc')
    }
    return { ...known, handler }
  }

  #called(frame: Frame): void {
    const { program, version, procedure, serial } = frame
    const refuse = (error: Refusal) =>
      this.#refuse({ name: '', program, version }, procedure, serial, error)
    const answered = this.#answeredBy(frame)
    if (answered instanceof Refusal) {
      refuse(answered)
      return
    }
    const { name, row, handler } = answered
    let value: unknown
    try {
      value = row.args?.read(new XdrReader(frame.bytes, frame.start, frame.end))
    } catch {
      refuse(new Refusal('rpc', 'Unable to decode message payload', 'rpc'))
      return
    }
    const args = (value ?? {}) as Record<string, unknown>
    const call: Call = { name, row, serial, handler, value, args, connection: this.index }
    this.server.note(call)
    if (phaseOf(name) !== undefined) this.control = true
    const fault = this.server.faults.take('call', call)
    if (fault === undefined) {
      this.#admit(call)
      return
    }
    this.#strikeCall(fault, call)
  }

  /** A packet of a stream. */
  #packet(frame: Frame): void {
    const one = this.#streams.get(frame.serial)
    if (one === undefined) return
    const { stream, call } = one
    const fault = this.server.faults.take('packet', call)
    if (fault === undefined) {
      stream.packet(frame)
      return
    }
    switch (fault.do) {
      case 'cut':
        this.cut()
        return
      case 'hole':
      case 'delay':
        this.hold(fault.do === 'hole' ? 'both' : 'in', fault.ms)
        // The reader's buffer is its own.
        this.#in(this.#later(stream, frame))
        return
      case 'error':
        one.tools.fail(new Refusal(fault.code, fault.text ?? 'scripted'))
        stream.gone()
        return
      case 'duplicate':
        stream.packet(frame)
        break
      default:
        this.#strike(fault, call)
        if (this.#state !== 'open') return
    }
    stream.packet(frame)
  }

  #later(stream: ServedStream, frame: Frame): () => void {
    const bytes = frame.bytes.slice(frame.start, frame.end)
    const kept = { ...frame, bytes, start: 0, end: bytes.length }
    return () => stream.packet(kept)
  }

  #strikeCall(fault: Fault, call: Call): void {
    switch (fault.do) {
      case 'cut':
        this.cut()
        return
      case 'hole':
        this.hold('both', fault.ms)
        this.#in(() => this.#admit(call))
        return
      case 'delay':
        this.server.clock.setTimeout(() => this.#admit(call), fault.ms)
        return
      case 'error':
        this.#refuseCall(call, new Refusal(fault.code, fault.text ?? 'scripted'))
        return
      case 'duplicate':
        this.#admit(call)
        void (async () => call.handler(this, call.value as never, this.#toolsOf(call)))().catch(
          () => {},
        )
        return
      default:
        this.#strike(fault, call)
        if (this.#state === 'open') this.#admit(call)
    }
  }

  /** What a fault does to more than one call. */
  #strike(fault: Fault, call: StruckCall): void {
    switch (fault.do) {
      case 'cut':
        this.cut()
        return
      case 'hole':
        this.hold('both', fault.ms)
        return
      case 'crash':
        this.server.crash(fault.restartMs)
        return
      case 'killQemu':
        this.server.killQemuOf(call)
        return
      case 'run':
        fault.run(call)
        return
    }
  }

  #admit(call: Call): void {
    if (this.#state !== 'open') return
    if (this.#running >= REQUESTS_MAX) {
      this.#waiting.push(call)
      this.#transport.pause()
      return
    }
    this.#carryOut(call)
  }

  #carryOut(call: Call): void {
    this.#running++
    this.server.workers.take(call.row.priority === 'high', (done) => this.#work(call, done))
  }

  /** A worker has it: `done` lets that one go on to something else. */
  #work(call: Call, done: () => void): void {
    // A daemon that died meanwhile does nothing more.
    if (this.#state === 'over') {
      done()
      return
    }
    try {
      if (call.row.program === remote.program) {
        this.#check(call.name)
        // Who answers in the host's place decides what he takes.
        if (call.handler === this.server.handlerFor(call.name)) checkFlags(call.name, call.args)
      }
      const running = this.server.faults.take('running', call)
      const ret = call.handler(this, call.value as never, this.#toolsOf(call))
      if (!(ret instanceof Promise)) {
        done()
        this.#answer(call, ret, null)
        return
      }
      const timer =
        running &&
        this.server.clock.setTimeout(() => this.#strike(running, call), running.afterMs ?? 0)
      const over = () => {
        if (timer !== undefined) this.server.clock.clearTimeout(timer)
        done()
      }
      ret.then(
        (value) => {
          over()
          this.#answer(call, value, null)
        },
        (error: unknown) => {
          over()
          this.#answer(call, undefined, error)
        },
      )
    } catch (error) {
      done()
      this.#answer(call, undefined, error)
    }
  }

  #check(name: string): void {
    if (this.login.is !== 'done' && !beforeLogin.has(name)) {
      throw new Refusal('rpc', 'authentication required', 'rpc')
    }
    if (this.opened === null && !beforeOpen.has(name)) {
      throw new Refusal('internalError', 'hypervisor connection not open', 'rpc')
    }
    if (this.opened?.readonly === true && writing.test(name)) {
      throw new Refusal('operationDenied', `read only access prevents ${name}`)
    }
  }

  #toolsOf(call: Call) {
    const { row, serial } = call
    const send = (type: number, status: number, body?: Uint8Array) =>
      this.#sendPacket(rawFrame(row.program, row.number, type, serial, status, body), call)
    const tools: StreamTools = {
      data: (bytes) => send(messageType.stream, messageStatus.continue, bytes),
      hole: (body) => send(messageType.streamHole, messageStatus.continue, body),
      confirm: () => {
        send(messageType.stream, messageStatus.ok)
        this.#streams.delete(serial)
      },
      fail: (error) => {
        this.#out(this.#errorFrame(row.program, row.number, messageType.stream, serial, error))
        this.#streams.delete(serial)
      },
      over: () => this.#streams.delete(serial),
    }
    return {
      /** Opens the stream of this call; what it sends goes behind the reply. */
      stream: (make: (tools: StreamTools) => ServedStream) => {
        this.#streams.set(serial, { stream: make(tools), tools, call })
      },
    }
  }

  /** Sends a packet of the stream a call has opened, or what a fault makes of it. False: wait for `drain`. */
  #sendPacket(frame: Uint8Array, call: Call): boolean {
    const fault = this.server.faults.take('packet', call)
    if (fault === undefined) return this.#out(frame)
    if (fault.do === 'error') {
      const one = this.#streams.get(call.serial)
      one?.stream.gone()
      one?.tools.fail(new Refusal(fault.code, fault.text ?? 'scripted'))
    } else this.#sendStruck(frame, fault, call)
    return true
  }

  /** Sends a frame as a fault has it, with its first bytes in front of what befalls the rest. */
  #sendStruck(frame: Uint8Array, fault: Exclude<Fault, { do: 'error' }>, call: StruckCall): void {
    const passes = 'bytes' in fault ? (fault.bytes ?? 0) : 0
    if (passes > 0) this.#out(frame.subarray(0, passes))
    const rest = frame.subarray(passes)
    switch (fault.do) {
      case 'cut':
        // What was written goes out first.
        if (passes > 0) this.#transport.close()
        this.cut()
        return
      case 'hole':
        this.hold('both', fault.ms)
        break
      case 'delay':
        this.hold('out', fault.ms)
        break
      case 'duplicate':
        this.#out(frame)
        break
      default:
        this.#strike(fault, call)
    }
    this.#out(rest)
  }

  #answer(call: Call, value: unknown, error: unknown): void {
    this.#running--
    if (error instanceof DaemonDies) this.server.crash()
    else if (error !== null && !(error instanceof Refusal)) {
      // A mistake of the embedded daemon's own: a test must not take it for the behaviour of a host.
      this.cut()
      this.#next()
      throw error
    }
    if (this.#state === 'open') this.#reply(call, value, error instanceof Refusal ? error : null)
    this.#next()
  }

  #next(): void {
    const next = this.#state === 'open' ? this.#waiting.shift() : undefined
    if (next !== undefined) {
      if (this.#waiting.length === 0) this.#transport.resume()
      this.#carryOut(next)
    } else if (this.#state === 'ending' && this.#running === 0) this.#over()
  }

  #reply(call: Call, value: unknown, error: Refusal | null): void {
    const fault = this.server.faults.take('reply', call)
    if (fault?.do === 'error') {
      this.#refuseCall(call, new Refusal(fault.code, fault.text ?? 'scripted'))
      return
    }
    const frame = this.#replyFrame(call, value, error)
    if (fault === undefined) this.#out(frame)
    else this.#sendStruck(frame, fault, call)
    if (this.#state !== 'open') return
    if (error === null) for (const { stream } of this.#streams.values()) stream.replied()
    else this.#streams.delete(call.serial)
    if (call.name === 'connectClose') this.#transport.close()
  }

  #replyFrame({ row, serial }: Call, value: unknown, error: Refusal | null): Uint8Array {
    const { program, number } = row
    if (error !== null) return this.#errorFrame(program, number, messageType.reply, serial, error)
    const w = this.#writer
    beginFrame(w, program, number, messageType.reply, serial, messageStatus.ok)
    row.ret?.write(w, value)
    if (w.length <= FRAME_MAX) return endFrame(w)
    const tooLong = new Refusal('rpc', 'Unable to encode message payload', 'rpc')
    return this.#errorFrame(program, number, messageType.reply, serial, tooLong)
  }

  #refuseCall({ row, serial }: Call, error: Refusal): void {
    this.#refuse(row.program, row.number, serial, error)
  }

  #refuse(program: Program, procedure: number, serial: number, error: Refusal): void {
    this.#out(this.#errorFrame(program, procedure, messageType.reply, serial, error))
  }

  #errorFrame(
    program: Program,
    procedure: number,
    type: number,
    serial: number,
    error: Refusal,
  ): Uint8Array {
    const w = this.#writer
    beginFrame(w, program, procedure, type, serial, messageStatus.error)
    MessageError.write(w, {
      code: error.number,
      domain: error.domain,
      message: error.message,
      level: 2,
      dom: null,
      str1: error.message,
      str2: null,
      str3: null,
      int1: -1,
      int2: -1,
      net: null,
    })
    return endFrame(w)
  }

  // Events.

  /** @throws Refusal when this client is already told of exactly that */
  subscribe(eventClass: EventClass, eventID: number, filter: string | null): number {
    for (const one of this.#subscriptions.values()) {
      if (one.eventClass === eventClass && one.eventID === eventID && one.filter === filter) {
        throw new Refusal('invalidArg', 'event callback already tracked', 'none')
      }
    }
    const since = eventSince.get(`${eventClass.name} ${eventID}`)
    if (since === undefined || since > numberOf(this.server.model.version)) {
      throw new Refusal(
        'internalError',
        `unsupported ${eventClass.name} event ID ${eventID}`,
        'rpc',
      )
    }
    const id = this.server.nextCallback(eventClass.name)
    this.#subscriptions.set(`${eventClass.name} ${id}`, { eventClass, eventID, filter })
    return id
  }

  unsubscribe(eventClass: EventClass, id: number): void {
    if (!this.#subscriptions.delete(`${eventClass.name} ${id}`)) {
      throw new Refusal('internalError', `${eventClass.name} event callback ${id} not found`, 'rpc')
    }
  }

  /** Tells this client, once for each of its subscriptions that wants it. */
  tell<B>(event: Event<B>, uuid: string, body: (callbackID: number) => B): void {
    if (this.#subscriptions.size === 0) return
    for (const [key, { eventClass, eventID, filter }] of this.#subscriptions) {
      if (eventClass !== event.class || eventID !== event.id) continue
      if (filter !== null && filter !== uuid) continue
      this.#message(event.message, body(Number(key.slice(eventClass.name.length + 1))))
    }
  }

  /** Sends a message of the daemon's own, whether the client asked for it or not. */
  send<B>({ message }: Event<B>, body: B): void {
    this.#message(message, body)
  }

  #message<B>(message: EventProcedure<B>, body: B): void {
    const { program, number } = message
    const w = this.#writer
    beginFrame(w, program, number, messageType.message, 1, messageStatus.ok)
    message.args?.write(w, body)
    const frame = endFrame(w)
    // A body is a struct, of which a fault may look at the fields.
    const args = body as Readonly<Record<string, unknown>>
    const call = { name: rowName(message), args, connection: this.index }
    const fault = this.server.faults.take('event', call)
    if (fault === undefined || fault.do === 'error') this.#out(frame)
    else this.#sendStruck(frame, fault, call)
  }

  // Life and end.

  /** From now on this client is asked for signs of life, and given up without them. */
  watch(): void {
    const { intervalMs, count } = this.server.keepalive
    if (this.#silent !== null || intervalMs <= 0) return
    const { clock } = this.server
    const silent = { timer: null as LabTimer, left: count, heardMs: clock.now() }
    this.#silent = silent
    const arm = (ms: number) => {
      silent.timer = clock.setTimeout(
        () => {
          if (this.#state !== 'open') return
          const left = silent.heardMs + intervalMs - clock.now()
          if (left > 0) return arm(left)
          if (silent.left === 0) return this.cut()
          silent.left--
          silent.heardMs = clock.now()
          this.#out(PING)
          arm(intervalMs)
        },
        ms,
        true,
      )
    }
    arm(intervalMs)
  }

  /** Drops the line; inside a hole the client hears of it only when that is healed. */
  cut(): void {
    if (this.#state !== 'open') return
    if (!this.#holed) this.#transport.destroy()
    this.#end()
  }

  #end(): void {
    if (this.#state !== 'open') return
    this.#state = 'ending'
    if (this.#silent !== null) this.server.clock.clearTimeout(this.#silent.timer)
    this.#silent = null
    this.#subscriptions.clear()
    for (const { stream } of this.#streams.values()) stream.gone()
    this.#streams.clear()
    this.#waiting = []
    if (this.#running === 0) this.#over()
  }

  #over(): void {
    this.#state = 'over'
    this.server.gone(this)
  }

  /** The daemon died: nothing it would have done at the end of a connection is done. */
  abandon(): void {
    if (this.#state === 'over') return
    this.#transport.destroy()
    this.#state = 'over'
    if (this.#silent !== null) this.server.clock.clearTimeout(this.#silent.timer)
    this.#subscriptions.clear()
    this.#streams.clear()
    this.#waiting = []
  }
}

/** What a stream sends with. */
export interface StreamTools {
  /** False: wait for `drain`. */
  data(bytes?: Uint8Array): boolean
  hole(body: Uint8Array): boolean
  /** Confirms the end, or that it was called off. */
  confirm(): void
  fail(error: Refusal): void
  /** Nothing more is sent or taken. */
  over(): void
}
