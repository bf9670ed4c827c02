// An embedded host whose every answer is scripted: a table from procedure name to answer, for tests that are about what the client
// makes of answers, whatever a host would have said. What is in no table is refused. Lines, logins, frames and streams are
// `lvrpc/testing`'s; that the bytes are right is shown by the golden bytes and the lab.

import * as admin from '../../src/generated/admin.ts'
import { StreamHole } from '../../src/generated/net.ts'
import * as remote from '../../src/generated/remote.ts'
import { messageStatus, messageType } from '../../src/rpc/packet.ts'
import { rowName } from '../../src/testing/answers.ts'
import type { CallTools } from '../../src/testing/handlers.ts'
import { type Lab, type LabHost, lab, Refusal as NamedRefusal } from '../../src/testing/index.ts'
import type { Session, StreamTools } from '../../src/testing/session.ts'
import type { ServedStream } from '../../src/testing/streams.ts'
import type { Event, Procedure } from '../../src/xdr/procedure.ts'

/** An answer that is an error, by libvirt's numbers; the domain is QEMU's where none is given. */
export class Refusal extends NamedRefusal {
  override readonly number: number
  override readonly domain: number

  constructor(number: number, message: string, domain = 10) {
    super('internalError', '')
    this.message = message
    this.number = number
    this.domain = domain
  }
}

/** A call as an answer function sees it. */
export interface Served {
  readonly name: string
  /** Decoded; tests say what they expect in it. */
  readonly args: Readonly<Record<string, unknown>>
  /** Sends a packet of the stream that this call opens: data, or without any its end. */
  stream(...payload: Uint8Array[]): void
  /** Ends that stream with an error. */
  fail(code: number, message: string): void
  /** Sends a hole of that stream. */
  hole(length: bigint): void
}

type Answer = unknown | ((call: Served) => unknown)
export type Answers = Readonly<Record<string, Answer>>

/** What every daemon answers, so that a script need not say it. */
const defaults: Answers = {
  authList: { types: [0] },
  connectSupportsFeature: { supported: 0 },
  connectOpen: undefined,
  connectClose: undefined,
  connectDomainEventCallbackRegisterAny: { callbackID: 7 },
  connectDomainEventCallbackDeregisterAny: undefined,
}

const rows = [remote, admin].flatMap(({ procedures }) =>
  Object.values(procedures).filter(({ kind }) => kind === 'call'),
) as Procedure<unknown, unknown>[]

export class FakeDaemon {
  readonly #lab: Lab
  readonly #host: LabHost
  readonly #answers: Answers
  /** Every call that came, in order, without those that open and close a connection. */
  readonly calls: Served[] = []
  #received = ''
  /** What streams brought, in order: data, and the lengths of holes. */
  readonly items: (Buffer | bigint)[] = []
  /** From now on a stream that is finished hears this instead of a confirmation. */
  finishing: Refusal | undefined

  private constructor(made: Lab, answers: Answers) {
    this.#lab = made
    this.#host = made.hosts[0] as LabHost
    this.#answers = { ...defaults, ...answers }
    for (const row of rows) {
      this.#host.server.answers.place(row, (_, args, tools) => this.#answer(row, args, tools))
    }
  }

  static async listen(answers: Answers = {}): Promise<FakeDaemon> {
    return new FakeDaemon(await lab({ hosts: 1, listen: 'unix' }), answers)
  }

  /** `qemu+unix:///system?socket=…` */
  get uri(): string {
    return this.#host.uri
  }

  get socket(): string {
    return new URL(this.uri).searchParams.get('socket') as string
  }

  /** How many connections were opened. */
  get connections(): number {
    return this.#host.server.connections
  }

  /** Those that are connected, in the order they came. */
  get #sessions(): Session[] {
    return [...this.#host.server.sessions].filter(({ isOpen }) => isOpen)
  }

  /** Resolves when no client is connected any more. */
  deserted(): Promise<void> {
    return this.served(0)
  }

  /** Resolves when so many clients are connected. */
  async served(clients: number): Promise<void> {
    while (this.#sessions.length !== clients) await new Promise((resolve) => setImmediate(resolve))
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

  /** Sends an event to every client, whether it asked or not. */
  emit<B>(event: Event<B>, body: B): void {
    for (const session of this.#sessions) session.send(event, body)
  }

  /** Ends every connection from this one on, in the order they were opened, as a daemon does that goes away. */
  cut(from = 0): void {
    for (const session of this.#sessions.slice(from)) session.cut()
  }

  close(): Promise<void> {
    return this.#lab.close()
  }

  async #answer(
    row: Procedure<unknown, unknown>,
    args: unknown,
    { stream: open }: CallTools,
  ): Promise<unknown> {
    const name = rowName(row)
    let tools: StreamTools | undefined
    if (row.stream !== 'none') {
      open((given) => {
        tools = given
        return this.#stream(given)
      })
    }
    const served: Served = {
      name,
      args: (args ?? {}) as Served['args'],
      stream: (...payload) => tools?.data(Buffer.concat(payload)),
      fail: (code, message) => tools?.fail(new Refusal(code, message)),
      hole: (length) => tools?.hole(StreamHole.encode({ length, flags: 0 })),
    }
    if (!(name in defaults)) this.calls.push(served)
    if (!(name in this.#answers)) {
      throw new Refusal(3, `the script has no answer to ${name}`)
    }
    const answer = this.#answers[name]
    const ret = typeof answer === 'function' ? await answer(served) : answer
    if (ret instanceof Refusal) throw ret
    return ret
  }

  /** Keeps what a stream brings; its end is confirmed. */
  #stream(tools: StreamTools): ServedStream {
    return {
      replied() {},
      drain() {},
      gone() {},
      packet: ({ bytes, start, end, type, status }) => {
        const payload = Buffer.from(bytes.subarray(start, end))
        if (type === messageType.streamHole) this.items.push(StreamHole.decode(payload).length)
        else if (status === messageStatus.continue) {
          this.#received += payload.toString()
          this.items.push(payload)
        } else if (status === messageStatus.ok && this.finishing !== undefined) {
          tools.fail(this.finishing)
        } else tools.confirm()
      },
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
