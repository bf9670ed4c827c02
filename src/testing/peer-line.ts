// The connection of a source that drives a migration by itself to the daemon of its destination: a client like any other, with signs
// of life of its own. It can break at any of its calls: then the source hears that at once, or when it gives a silent one up, and the
// destination carries out what was delivered.

import * as keepalive from '../generated/keepalive.ts'
import { MessageError } from '../generated/net.ts'
import {
  connectOpen,
  connectSupportsFeature,
  domainMigrateFinish3,
  domainMigrateFinish3Params,
  domainMigratePrepare3,
  domainMigratePrepare3Params,
} from '../generated/remote.ts'
import {
  beginFrame,
  endFrame,
  type Frame,
  FrameReader,
  messageStatus,
  messageType,
  rawFrame,
} from '../rpc/packet.ts'
import type { Transport } from '../transport/transport.ts'
import type { Procedure } from '../xdr/procedure.ts'
import { XdrReader } from '../xdr/reader.ts'
import { XdrWriter } from '../xdr/writer.ts'
import type { LabClock, LabTimer } from './clock.ts'
import type { Cookie, Params } from './migration.ts'
import { knownParams, listOf } from './migration-params.ts'
import { Refusal } from './refusal.ts'

/** virDrvFeature: what is asked of the destination. */
const feature = { p2p: 4, keepalive: 10, params: 13 } as const

/** When a silent destination is asked, and given up: keepalive_interval and keepalive_count of qemu.conf. */
const INTERVAL_MS = 5000
const COUNT = 5

interface Pending {
  readonly answer: (reader: XdrReader) => void
  readonly reject: (error: Refusal) => void
}

export const lostPeer = () => new Refusal('operationFailed', 'Lost connection to destination host')

export class PeerLine {
  readonly #transport: Transport
  readonly #clock: LabClock
  readonly #reader = new FrameReader()
  readonly #writer = new XdrWriter(512)
  readonly #pending = new Map<number, Pending>()
  #serial = 0
  #state: 'open' | 'closed' = 'open'
  #heardMs: number
  #unanswered = 0
  #timer: LabTimer
  /** Whether the destination knows the calls with typed parameters. */
  #typed = false
  /** Told once, when the line breaks by itself. */
  onLost: () => void = () => {}

  private constructor(transport: Transport, clock: LabClock) {
    this.#transport = transport
    this.#clock = clock
    this.#heardMs = clock.now()
    transport.start({
      data: (chunk) => this.#data(chunk),
      drain: () => {},
      closed: () => this.#lost(),
    })
  }

  /** @throws Refusal when the destination is lost meanwhile, or can be no peer */
  static async open(transport: Transport, clock: LabClock): Promise<PeerLine> {
    const line = new PeerLine(transport, clock)
    try {
      await line.#call(connectOpen, { name: 'qemu:///system', flags: 0 })
      if (await line.#has(feature.keepalive)) line.#watch()
      if (!(await line.#has(feature.p2p))) {
        throw new Refusal('operationFailed', 'the destination cannot be a peer of a migration')
      }
      line.#typed = await line.#has(feature.params)
      return line
    } catch (error) {
      line.close()
      throw error
    }
  }

  get isOpen(): boolean {
    return this.#state === 'open'
  }

  async #has(number: number): Promise<boolean> {
    const { supported } = await this.#call(connectSupportsFeature, { feature: number })
    return supported !== 0
  }

  async prepare(
    params: Params,
    cookieIn: Cookie,
    flags: number,
  ): Promise<{ readonly cookie: Cookie; readonly uri: string | null }> {
    if (this.#typed) {
      const list = listOf(params, (field) => knownParams[field]?.arrives === true)
      const args = { params: list, cookieIn, flags }
      const { cookieOut, uriOut } = await this.#call(domainMigratePrepare3Params, args)
      return { cookie: cookieOut, uri: uriOut }
    }
    const { cookieOut, uriOut } = await this.#call(domainMigratePrepare3, {
      cookieIn,
      uriIn: (params.get('migrate_uri') as string | undefined) ?? null,
      flags: BigInt(flags),
      dname: (params.get('destination_name') as string | undefined) ?? null,
      resource: BigInt(params.get('bandwidth') ?? 0),
      domXml: params.get('destination_xml') as string,
    })
    return { cookie: cookieOut, uri: uriOut }
  }

  async finish(params: Params, cookieIn: Cookie, flags: number, cancelled: boolean): Promise<void> {
    const back = cancelled ? 1 : 0
    if (this.#typed) {
      const wanted = ['destination_name', 'persistent_xml']
      const list = listOf(params, (field) => wanted.includes(field))
      await this.#call(domainMigrateFinish3Params, {
        params: list,
        cookieIn,
        flags,
        cancelled: back,
      })
      return
    }
    await this.#call(domainMigrateFinish3, {
      dname: params.get('destination_name') as string,
      cookieIn,
      dconnuri: null,
      uri: null,
      flags: BigInt(flags),
      cancelled: back,
    })
  }

  /** Ends it from here: nobody is told that it was lost. */
  close(): void {
    if (this.#state === 'closed') return
    this.onLost = () => {}
    this.#lost()
    this.#transport.close()
  }

  #call<A, R>(row: Procedure<A, R>, args: A): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      if (this.#state === 'closed') {
        reject(lostPeer())
        return
      }
      const serial = ++this.#serial
      this.#pending.set(serial, {
        // A row without an answer has void for its R.
        answer: (reader) => resolve(row.ret?.read(reader) as R),
        reject,
      })
      const w = this.#writer
      beginFrame(w, row.program, row.number, messageType.call, serial, messageStatus.ok)
      row.args?.write(w, args)
      this.#transport.write(endFrame(w))
    })
  }

  #data(chunk: Uint8Array): void {
    this.#heardMs = this.#clock.now()
    this.#unanswered = 0
    this.#reader.push(chunk)
    for (let frame = this.#reader.next(); frame !== null; frame = this.#reader.next()) {
      if (frame.type === messageType.reply) this.#replied(frame)
      else if (isPing(frame)) this.#transport.write(signOfLife(keepalive.pong.number))
    }
  }

  #replied(frame: Frame): void {
    const pending = this.#pending.get(frame.serial)
    if (pending === undefined) return
    this.#pending.delete(frame.serial)
    const reader = new XdrReader(frame.bytes, frame.start, frame.end)
    if (frame.status === messageStatus.error) {
      const { code, domain, message } = MessageError.read(reader)
      pending.reject(Refusal.received(code, domain, message))
    } else pending.answer(reader)
  }

  #watch(): void {
    const arm = (ms: number) => {
      this.#timer = this.#clock.setTimeout(
        () => {
          const left = this.#heardMs + INTERVAL_MS * (this.#unanswered + 1) - this.#clock.now()
          if (left > 0) arm(left)
          else if (this.#unanswered === COUNT) {
            this.#transport.destroy()
            this.#lost()
          } else {
            this.#unanswered++
            this.#transport.write(signOfLife(keepalive.ping.number))
            arm(INTERVAL_MS)
          }
        },
        ms,
        true,
      )
    }
    arm(INTERVAL_MS)
  }

  #lost(): void {
    if (this.#state === 'closed') return
    this.#state = 'closed'
    this.#clock.clearTimeout(this.#timer)
    for (const { reject } of this.#pending.values()) reject(lostPeer())
    this.#pending.clear()
    this.onLost()
  }
}

function isPing({ type, program, procedure }: Frame): boolean {
  return (
    type === messageType.message &&
    program === keepalive.program.program &&
    procedure === keepalive.ping.number
  )
}

function signOfLife(procedure: number): Uint8Array {
  return rawFrame(keepalive.program, procedure, messageType.message, 0, messageStatus.ok)
}
