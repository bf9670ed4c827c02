// A daemon small enough to script: answers the calls of a migration from a model of one guest, over pairs in memory.
// Each procedure can be given another answer, an error, silence, or a cut line. It speaks with our own codecs, so it proves
// what the engine does with answers, never that the bytes are right: that is what the lab is for.

import { Connection, type ConnectOptions, type Dialer } from '../../src/api/connection.ts'
import { MessageError } from '../../src/generated/net.ts'
import * as remote from '../../src/generated/remote.ts'
import {
  beginFrame,
  endFrame,
  FrameReader,
  messageStatus,
  messageType,
} from '../../src/rpc/packet.ts'
import { memoryPair } from '../../src/testing/memory.ts'
import type { Transport } from '../../src/transport/transport.ts'
import type { Procedure } from '../../src/xdr/procedure.ts'
import { XdrReader } from '../../src/xdr/reader.ts'
import { XdrWriter } from '../../src/xdr/writer.ts'

export const UUID = new Uint8Array(16).map((_, i) => i + 1)

/** An error a handler throws: what the daemon answers. */
export class Fault extends Error {
  readonly number: number
  readonly domain: number

  constructor(number: number, message: string, domain = 10) {
    super(message)
    this.number = number
    this.domain = domain
  }
}

/** Drops the line instead of answering; the handler's effects stay. */
export class Cut {}
export const CUT = new Cut()

/** The guest on one host; null: not there. */
export interface Guest {
  state: number
  reason: number
  job: 'none' | 'in' | 'out'
  persistent: boolean
  id: number
}

type Rows = typeof remote
type CallName = {
  [K in keyof Rows]: Rows[K] extends Procedure<never, never> | Procedure<infer _A, infer _R>
    ? K
    : never
}[keyof Rows]
type ArgsOf<N extends CallName> = Rows[N] extends Procedure<infer A, infer _R> ? A : never
type RetOf<N extends CallName> = Rows[N] extends Procedure<infer _A, infer R> ? R : never
type Handler<N extends CallName> = (
  args: ArgsOf<N>,
  connection: number,
) => RetOf<N> | Cut | Promise<RetOf<N> | Cut>

export interface Call {
  readonly name: string
  readonly connection: number
  readonly args: Record<string, unknown>
}

const rowsByNumber = new Map<number, [string, Procedure<unknown, unknown>]>()
for (const [name, row] of Object.entries(remote.procedures)) {
  if (row.kind === 'call') rowsByNumber.set(row.number, [name, row as Procedure<unknown, unknown>])
}

export class FakeHost {
  readonly name: string
  guest: Guest | null
  /** Every call that arrived, in order, feature questions and the like included. */
  readonly calls: Call[] = []
  readonly #handlers = new Map<string, (args: never, connection: number) => unknown>()
  readonly #lines: Transport[] = []
  #callbacks = 0
  readonly #registered: { connection: number; id: number; eventID: number }[] = []
  /** False: nobody can connect any more. */
  reachable = true

  constructor(name: string, guest: Guest | null) {
    this.name = name
    this.guest = guest
    this.#defaults()
  }

  /** Answers one procedure in place of the model. */
  on<N extends CallName>(name: N, handler: Handler<N>): this {
    this.#handlers.set(name, handler as never)
    return this
  }

  /** What the model would answer, for handlers that add to it. */
  model<N extends CallName>(name: N): Handler<N> {
    const handler = this.#handlers.get(name)
    if (handler === undefined) throw new Error(`no model for ${name}`)
    return handler as unknown as Handler<N>
  }

  readonly dialer: Dialer = async () => {
    if (!this.reachable) throw new Fault(38, `${this.name} is not reachable`)
    const [ours, theirs] = memoryPair()
    const connection = this.#lines.push(theirs) - 1
    const reader = new FrameReader()
    theirs.start({
      data: (chunk) => {
        reader.push(chunk)
        for (let frame = reader.next(); frame !== null; frame = reader.next()) {
          if (frame.type !== messageType.call) continue
          const known = rowsByNumber.get(frame.procedure)
          if (known === undefined) throw new Error(`no procedure ${frame.procedure}`)
          const [name, row] = known
          const args = row.args?.read(new XdrReader(frame.bytes, frame.start, frame.end))
          void this.#answer(connection, frame.serial, name, row, args)
        }
      },
      drain: () => {},
      closed: () => {},
    })
    return ours
  }

  open(options: ConnectOptions = {}): Promise<Connection> {
    return Connection.open(this.dialer, 'qemu:///system', `qemu+memory://${this.name}/system`, {
      keepalive: { intervalS: 0, count: 0 },
      ...options,
    })
  }

  /** Drops one line, or all. The daemon's view: the peer went away. */
  cut(connection?: number): void {
    for (const [index, line] of this.#lines.entries()) {
      if (connection === undefined || connection === index) line.destroy(new Error('cut'))
    }
  }

  /** Names of the migration calls that arrived, with `(1)` behind those that undo. */
  get phases(): string[] {
    return this.calls
      .filter(({ name }) => name.startsWith('domainMigrate'))
      .map(({ name, args }) => {
        const short = name.replace(/^domainMigrate(.*?)3(Params)?$/, '$1').toLowerCase()
        return args.cancelled === 1 ? `${short}(1)` : short
      })
  }

  /** Sends a lifecycle event to everyone registered. */
  lifecycle(event: number, detail: number): void {
    for (const { connection, id, eventID } of this.#registered) {
      if (eventID !== 0) continue
      const w = new XdrWriter()
      const { number } = remote.domainEventCallbackLifecycle
      beginFrame(w, remote.program, number, messageType.message, 0, messageStatus.ok)
      remote.DomainEventCallbackLifecycleMsg.write(w, {
        callbackID: id,
        msg: { dom: this.#dom(), event, detail },
      })
      this.#lines[connection]?.write(endFrame(w))
    }
  }

  #dom(name = 'guest'): remote.NonnullDomain {
    return { name, uuid: UUID, id: this.guest?.id ?? -1 }
  }

  #present(): Guest {
    if (this.guest === null) throw new Fault(42, 'Domain not found: no domain with matching uuid')
    return this.guest
  }

  async #answer(
    connection: number,
    serial: number,
    name: string,
    row: Procedure<unknown, unknown>,
    args: unknown,
  ): Promise<void> {
    this.calls.push({ name, connection, args: (args ?? {}) as Record<string, unknown> })
    const handler = this.#handlers.get(name)
    const w = new XdrWriter()
    try {
      if (handler === undefined) throw new Fault(39, `unknown procedure: ${row.number}`, 7)
      const ret = await handler(args as never, connection)
      if (ret === CUT) {
        this.cut(connection)
        return
      }
      beginFrame(w, remote.program, row.number, messageType.reply, serial, messageStatus.ok)
      row.ret?.write(w, ret)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      beginFrame(w, remote.program, row.number, messageType.reply, serial, messageStatus.error)
      MessageError.write(w, {
        code: error.number,
        domain: error.domain,
        message: error.message,
        level: 2,
        dom: null,
        str1: null,
        str2: null,
        str3: null,
        int1: -1,
        int2: -1,
        net: null,
      })
    }
    this.#lines[connection]?.write(endFrame(w))
  }

  /** The model: one guest and the effect of each phase on it. */
  #defaults(): void {
    this.on('authList', () => ({ types: [0] }))
    this.on('connectSupportsFeature', () => ({ supported: 1 }))
    this.on('connectOpen', () => undefined)
    this.on('connectClose', () => undefined)
    this.on('connectGetType', () => ({ type: 'QEMU' }))
    const lookup = () => {
      this.#present()
      return { dom: this.#dom() }
    }
    this.on('domainLookupByName', ({ name }) => {
      if (name !== 'guest')
        throw new Fault(42, `Domain not found: no domain with matching name '${name}'`)
      return lookup()
    })
    this.on('domainLookupByUuid', lookup)
    this.on('domainLookupById', lookup)
    this.on('domainGetState', () => {
      const { state, reason } = this.#present()
      return { state, reason }
    })
    this.on('domainIsPersistent', () => ({ persistent: this.#present().persistent ? 1 : 0 }))
    this.on('domainGetJobStats', ({ flags }) => {
      const { job, state } = this.#present()
      if (job === 'in')
        throw new Fault(84, 'migration statistics are available only on the source host')
      if ((flags & 1) !== 0) {
        const value = { type: 4 as const, value: 120n }
        return { type: 3, params: [{ field: 'downtime_net', value }] }
      }
      if (state === 5) throw new Fault(55, 'domain is not running')
      const operation = { field: 'operation', value: { type: 1 as const, value: 5 } }
      return job === 'out' ? { type: 2, params: [operation] } : { type: 0, params: [] }
    })
    this.on('domainAbortJob', () => undefined)
    this.on('domainResume', () => {
      const guest = this.#present()
      if (guest.job !== 'none') throw new Fault(68, 'cannot acquire state change lock')
      Object.assign(guest, { state: 1, reason: 5 })
      return undefined
    })
    this.on('connectDomainEventCallbackRegisterAny', ({ eventID }, connection) => {
      const id = this.#callbacks++
      this.#registered.push({ connection, id, eventID })
      return { callbackID: id }
    })
    this.on('connectDomainEventCallbackDeregisterAny', () => undefined)
    const cookie = (text: string) => new TextEncoder().encode(`<${text}/>\0`)
    this.on('domainMigrateBegin3Params', ({ flags }) => {
      if ((flags & 0x100) !== 0) this.#present().job = 'out'
      return { cookieOut: cookie('begin'), xml: "<domain id='1'/>" }
    })
    this.on('domainMigratePrepare3Params', () => {
      this.guest = { state: 3, reason: 2, job: 'in', persistent: false, id: 7 }
      return { cookieOut: cookie('prepare'), uriOut: 'tcp:there:49152' }
    })
    this.on('domainMigratePerform3Params', () => {
      Object.assign(this.#present(), { state: 3, reason: 2, job: 'out' })
      return { cookieOut: cookie('perform') }
    })
    this.on('domainMigrateFinish3Params', ({ cancelled, flags }) => {
      if (cancelled === 1) {
        this.guest = null
        throw new Fault(93, 'migration successfully aborted')
      }
      const paused = (flags & 0x20) !== 0
      const persistent = (flags & 0x8) !== 0
      const state = paused ? { state: 3, reason: 1 } : { state: 1, reason: 2 }
      this.guest = { ...state, job: 'none', persistent, id: 7 }
      return { dom: this.#dom(), cookieOut: cookie('finish') }
    })
    this.on('domainMigrateConfirm3Params', ({ cancelled, flags }) => {
      const guest = this.#present()
      if (cancelled === 1) Object.assign(guest, { state: 1, reason: 6, job: 'none' })
      else if (guest.persistent && (flags & 0x10) === 0) {
        Object.assign(guest, { state: 5, reason: 4, job: 'none', id: -1 })
      } else this.guest = null
      return undefined
    })
  }
}

/** A guest that runs. */
export function runningGuest(extra: Partial<Guest> = {}): Guest {
  return { state: 1, reason: 1, job: 'none', persistent: true, id: 1, ...extra }
}
