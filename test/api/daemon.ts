// A daemon on a unix socket, scripted by a table from procedure name to answer: what `connect` opens in tests that are about
// flow, not format. It speaks with our codecs; that the bytes are right is shown by the golden bytes and the lab.

import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import * as admin from '../../src/generated/admin.ts'
import * as remote from '../../src/generated/remote.ts'
import type { Codec } from '../../src/xdr/codec.ts'
import type { Event } from '../../src/xdr/procedure.ts'
import { errorBody, frame, u32, u64 } from '../rpc/bytes.ts'

/** An answer that is an error, by libvirt's numbers; the domain is QEMU's where none is given. */
export class Refusal {
  readonly code: number
  readonly message: string
  readonly domain: number

  constructor(code: number, message: string, domain = 10) {
    this.code = code
    this.message = message
    this.domain = domain
  }
}

/** A call as an answer function sees it. */
export interface Served {
  readonly name: string
  /** Decoded; tests say what they expect in it. */
  readonly args: Readonly<Record<string, unknown>>
  /** Sends a packet of the stream that this call opens. */
  stream(status: 0 | 1 | 2, ...payload: Uint8Array[]): void
  /** Ends that stream with an error. */
  fail(code: number, message: string): void
  /** Sends a hole of that stream. */
  hole(length: bigint): void
}

type Answer = unknown | ((call: Served) => unknown)
export type Answers = Readonly<Record<string, Answer>>

interface AnyRow {
  readonly kind: 'call' | 'event'
  readonly number: number
  readonly args: Codec<unknown> | null
  readonly ret: Codec<unknown> | null
}

const rowsOf = (procedures: object): ReadonlyMap<number, readonly [string, AnyRow]> =>
  new Map(
    (Object.entries(procedures) as [string, AnyRow][])
      .filter(([, row]) => row.kind === 'call')
      .map(([name, row]) => [row.number, [name, row]]),
  )
const programs = new Map([
  [remote.program.program as number, rowsOf(remote.procedures)],
  [admin.program.program as number, rowsOf(admin.procedures)],
])

/** What every daemon answers, so that a script need not say it. */
const defaults: Answers = {
  authList: { types: [0] },
  connectSupportsFeature: { supported: 0 },
  connectOpen: undefined,
  connectClose: undefined,
  connectDomainEventCallbackRegisterAny: { callbackID: 7 },
  connectDomainEventCallbackDeregisterAny: undefined,
}

export class FakeDaemon {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly #answers: Answers
  /** `qemu+unix:///system?socket=…` */
  readonly uri: string
  readonly socket: string
  /** Every call that came, in order, without those that open and close a connection. */
  readonly calls: Served[] = []
  #received = ''
  /** What streams brought, in order: data, and the lengths of holes. */
  readonly items: (Buffer | bigint)[] = []
  /** From now on a stream that is finished hears this instead of a confirmation. */
  finishing: Refusal | undefined
  /** How many connections were opened. */
  connections = 0

  private constructor(server: Server, socket: string, answers: Answers) {
    this.#server = server
    this.socket = socket
    this.uri = `qemu+unix:///system?socket=${socket}`
    this.#answers = { ...defaults, ...answers }
  }

  static async listen(answers: Answers = {}): Promise<FakeDaemon> {
    // Not a folder named after the test: the path of a socket must be short.
    const socket = join(await mkdtemp(join(tmpdir(), 'lvrpc-')), 's')
    const server = createServer()
    const daemon = new FakeDaemon(server, socket, answers)
    server.on('connection', (one) => daemon.#serve(one))
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(socket, resolve)
    })
    return daemon
  }

  /** Resolves when no client is connected any more. */
  deserted(): Promise<void> {
    return this.served(0)
  }

  /** Resolves when so many clients are connected. */
  async served(clients: number): Promise<void> {
    while (this.#sockets.size !== clients) await new Promise((resolve) => setImmediate(resolve))
  }

  /** Resolves when this has been called. */
  async called(name: string): Promise<void> {
    while (!this.names().includes(name)) await new Promise((resolve) => setImmediate(resolve))
  }

  names(): string[] {
    return this.calls.map(({ name }) => name)
  }

  /** What came in streams since this was asked last. */
  received(): string {
    const text = this.#received
    this.#received = ''
    return text
  }

  /** Sends an event to every client. */
  emit<B>(event: Event<B>, body: B): void {
    const { program, number, args } = event.message
    const head = { program: program.program, version: program.version, procedure: number, type: 2 }
    for (const socket of this.#sockets) socket.write(frame(head, args!.encode(body)))
  }

  /** From now on every client hears this first, whatever it says. */
  greet(text: string): void {
    this.#server.prependListener('connection', (socket: Socket) => socket.write(text))
  }

  /** Ends every connection from this one on, in the order they were opened, as a daemon does that goes away. */
  cut(from = 0): void {
    for (const socket of [...this.#sockets].slice(from)) socket.destroy()
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise((resolve) => this.#server.close(resolve))
    await rm(dirname(this.socket), { recursive: true, force: true })
  }

  #serve(socket: Socket): void {
    this.connections++
    this.#sockets.add(socket)
    let bytes = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk])
      while (bytes.length >= 4 && bytes.length >= bytes.readUInt32BE(0)) {
        const length = bytes.readUInt32BE(0)
        void this.#answer(socket, bytes.subarray(0, length))
        bytes = bytes.subarray(length)
      }
    })
  }

  /** Keeps what a stream brings; its end is confirmed. */
  #packet(socket: Socket, raw: Buffer): void {
    const status = raw.readUInt32BE(24)
    if (status === 2) {
      this.#received += raw.subarray(28).toString()
      this.items.push(Buffer.from(raw.subarray(28)))
    } else if (status === 0 && this.finishing !== undefined) {
      const { code, message } = this.finishing
      const [procedure, serial] = [raw.readUInt32BE(12), raw.readUInt32BE(20)]
      socket.write(frame({ procedure, serial, type: 3, status: 1 }, errorBody(code, message)))
    } else socket.write(raw.subarray(0, 28).fill(0, 24).fill(28, 3, 4))
  }

  async #answer(socket: Socket, raw: Buffer): Promise<void> {
    const [program, version, procedure, type, serial] = [4, 8, 12, 16, 20].map((at) =>
      raw.readUInt32BE(at),
    ) as [number, number, number, number, number]
    if (type === 3) {
      this.#packet(socket, raw)
      return
    }
    if (type === 6) this.items.push(raw.readBigInt64BE(28))
    if (type !== 0) return
    const head = { program, version, procedure, serial }
    const found = programs.get(program)?.get(procedure)
    if (found === undefined) throw new Error(`no row for ${program}:${procedure}`)
    const [name, row] = found
    const served: Served = {
      name,
      args: (row.args?.decode(raw.subarray(28)) ?? {}) as Served['args'],
      stream: (status, ...payload) => {
        socket.write(frame({ ...head, type: 3, status }, ...payload))
      },
      fail: (code, message) => served.stream(1, errorBody(code, message)),
      hole: (length) => {
        socket.write(frame({ ...head, type: 6, status: 2 }, u64(length), u32(0)))
      },
    }
    if (!(name in defaults)) this.calls.push(served)
    let ret: unknown = new Refusal(3, `the script has no answer to ${name}`)
    if (name in this.#answers) {
      const answer = this.#answers[name]
      ret = typeof answer === 'function' ? await answer(served) : answer
    }
    if (ret instanceof Refusal) {
      socket.write(
        frame({ ...head, type: 1, status: 1 }, errorBody(ret.code, ret.message, ret.domain)),
      )
    } else {
      socket.write(frame({ ...head, type: 1 }, row.ret?.encode(ret) ?? Buffer.alloc(0)))
    }
  }
}

/** A domain as it travels: the digit makes the UUID. */
export function domainRef(name: string, digit: number, id = -1): remote.NonnullDomain {
  return { name, uuid: new Uint8Array(16).fill(digit), id }
}

export const stateParam = (field: string, value: number) => ({
  field,
  value: { type: 1 as const, value },
})
