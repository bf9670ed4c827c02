// What one connection tells of its frames to whoever looks on (trace.ts): headers with names in place of numbers. Names come
// from the rows that pass by, so of a procedure nobody here has called there is only its number. Payloads are not looked at.

import * as keepaliveProgram from '../generated/keepalive.ts'
import { type FrameTrace, traceFrame } from '../trace.ts'
import type { Program } from '../xdr/procedure.ts'
import { type Frame, FrameReader, HEADER_SIZE, messageStatus, messageType } from './packet.ts'

/** What is known of a procedure besides its number. */
export interface Named {
  readonly program: Program
  readonly number: number
  readonly name: string
}

const typeNames = namesOf(messageType)
const statusNames = namesOf(messageStatus)

function namesOf(values: Readonly<Record<string, number>>): ReadonlyMap<number, string> {
  return new Map(Object.entries(values).map(([name, value]) => [value, name]))
}

/** Tells of the frames of one connection; made when the first is looked at. */
export class FrameTracer {
  readonly #address: string
  readonly #find: (frame: Frame) => Named | undefined
  readonly #programs = new Map<number, string>()
  readonly #procedures = new Map<string, string>()

  /** @param find the row a frame belongs to, as far as the connection knows it */
  constructor(address: string, find: (frame: Frame) => Named | undefined) {
    this.#address = address
    this.#find = find
    this.#learn(keepaliveProgram.ping)
    this.#learn(keepaliveProgram.pong)
  }

  /** A whole frame as it leaves. */
  sent(bytes: Uint8Array): void {
    const reader = new FrameReader()
    reader.push(bytes)
    const frame = reader.next()
    if (frame !== null) this.#show('sent', frame)
  }

  /** A frame that came whole, before anything is done about it. */
  received(frame: Frame): void {
    this.#show('received', frame)
  }

  #show(direction: FrameTrace['direction'], frame: Frame): void {
    const row = this.#find(frame)
    // Remembered: what trails a call that is settled, an abort or the rest of a stream, is the same procedure.
    if (row !== undefined) this.#learn(row)
    const { program, procedure, type, serial, status } = frame
    traceFrame({
      direction,
      address: this.#address,
      program: this.#programs.get(program) ?? `0x${program.toString(16)}`,
      procedure: this.#procedures.get(`${program}/${procedure}`) ?? String(procedure),
      type: typeNames.get(type) ?? String(type),
      serial,
      status: statusNames.get(status) ?? String(status),
      bytes: HEADER_SIZE + frame.end - frame.start + (type === messageType.replyWithFds ? 4 : 0),
    })
  }

  #learn({ program, number, name }: Named): void {
    this.#programs.set(program.program, program.name)
    this.#procedures.set(`${program.program}/${number}`, name)
  }
}
