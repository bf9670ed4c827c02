// The other side of a connection under test: a script of expect, answer and cut over a pair in memory. It reads and
// writes raw frames with code of its own (bytes.ts).

import { RpcConnection, type RpcOptions } from '../../src/rpc/connection.ts'
import { memoryPair } from '../../src/testing/memory.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { errorBody, frame, type Header } from './bytes.ts'

/** A frame the client sent. */
export interface Sent extends Header {
  readonly payload: Buffer
  readonly raw: Buffer
}

export class Peer {
  readonly #transport: Transport
  #bytes = Buffer.alloc(0)
  #frames: Sent[] = []
  #waiting: ((frame: Sent) => void)[] = []
  /** Resolves when the client's side of the stream has ended. */
  readonly ended: Promise<void>
  drains = 0

  constructor(transport: Transport) {
    this.#transport = transport
    this.ended = new Promise((resolve) => {
      transport.start({
        data: (chunk) => this.#data(Buffer.from(chunk)),
        drain: () => {
          this.drains++
        },
        closed: () => resolve(),
      })
    })
  }

  /** The next frame of the client; waits for it. */
  expect(): Promise<Sent> {
    const frame = this.#frames.shift()
    if (frame !== undefined) return Promise.resolve(frame)
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
    })
  }

  /** Frames that arrived and were not expected yet. */
  get unread(): readonly Sent[] {
    return this.#frames
  }

  /** Raw bytes to the client. */
  send(...bytes: Uint8Array[]): boolean {
    return this.#transport.write(Buffer.concat(bytes))
  }

  /** A reply with status ok. */
  answer(call: Sent, ...payload: Uint8Array[]): void {
    this.send(frame({ ...about(call), type: 1 }, ...payload))
  }

  /** A reply with an error. */
  refuse(call: Sent, code: number, message: string | null = 'no', domain = 10): void {
    this.send(frame({ ...about(call), type: 1, status: 1 }, errorBody(code, message, domain)))
  }

  /** A stream packet for the call that opened it. */
  stream(call: Sent, status: number, ...payload: Uint8Array[]): boolean {
    return this.send(frame({ ...about(call), type: 3, status }, ...payload))
  }

  /** Stops and restarts reading, so that the client's writes meet a full buffer. */
  pause(): void {
    this.#transport.pause()
  }

  resume(): void {
    this.#transport.resume()
  }

  /** Ends the stream as a daemon does when it goes away. */
  cut(): void {
    this.#transport.close()
  }

  #data(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk])
    while (this.#bytes.length >= 4) {
      const length = this.#bytes.readUInt32BE(0)
      if (this.#bytes.length < length) return
      const raw = this.#bytes.subarray(0, length)
      this.#bytes = this.#bytes.subarray(length)
      const sent: Sent = {
        program: raw.readUInt32BE(4),
        version: raw.readUInt32BE(8),
        procedure: raw.readInt32BE(12),
        type: raw.readInt32BE(16),
        serial: raw.readUInt32BE(20),
        status: raw.readInt32BE(24),
        payload: raw.subarray(28),
        raw,
      }
      const waiting = this.#waiting.shift()
      if (waiting === undefined) this.#frames.push(sent)
      else waiting(sent)
    }
  }
}

/** Header fields of an answer: those of the call, status ok. */
export function about(call: Sent): Partial<Header> {
  const { program, version, procedure, serial } = call
  return { program, version, procedure, serial }
}

/** A connection and its peer. `highWater`: bytes in the air from which a write asks to wait. */
export function connected(
  options: RpcOptions = {},
  highWater?: number,
): { rpc: RpcConnection; peer: Peer } {
  const [mine, theirs] = memoryPair(highWater)
  const peer = new Peer(theirs)
  return { rpc: new RpcConnection(mine, options), peer }
}

/** Lets everything run that is due now: some turns of the loop, no time. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** The error a promise is rejected with; an assertion of its own that it is. */
export async function failure(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('expected a rejection')
}
