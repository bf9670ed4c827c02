// What leaves a connection, and in which order: signs of life first, then calls as far as there are slots with the daemon,
// then packets of streams. Nothing is handed to a transport that asked to wait, so that the order can still be chosen and
// what did not leave is known. What the frames mean is not known here.

import { tracesFrames } from '../trace.ts'
import type { Transport } from '../transport/transport.ts'
import type { StreamPacket } from './stream.ts'

/**
 * A call on its way: `queued` until the transport has it, `sent` then, `abandoned` when nobody waits for it any more. One
 * that is abandoned in line is passed over, one that was sent keeps its slot until its late reply.
 */
export interface OutgoingCall {
  phase: 'queued' | 'sent' | 'abandoned'
  /** Until the transport has it. */
  frame: Uint8Array | null
}

export class Outbox {
  readonly #transport: Transport
  readonly #slots: number
  readonly #ping: Uint8Array
  readonly #pong: Uint8Array
  readonly #looksOn: (frame: Uint8Array) => void
  readonly #calls: OutgoingCall[] = []
  readonly #packets: StreamPacket[] = []
  #inFlight = 0
  /** The transport asked to wait for room. */
  #blocked = false
  // One of a kind is enough, however many are due.
  #pongDue = false
  #pingDue = false

  /**
   * @param slots calls the daemon may have at a time
   * @param looksOn shown every frame that leaves, while frames are traced
   */
  constructor(
    transport: Transport,
    slots: number,
    ping: Uint8Array,
    pong: Uint8Array,
    looksOn: (frame: Uint8Array) => void,
  ) {
    this.#transport = transport
    this.#slots = slots
    this.#ping = ping
    this.#pong = pong
    this.#looksOn = looksOn
  }

  call(call: OutgoingCall): void {
    if (this.#blocked || this.#inFlight >= this.#slots) this.#calls.push(call)
    else this.#send(call)
  }

  /** The reply to a call that was sent has come: its slot is free. */
  answered(): void {
    this.#inFlight--
    this.#pump()
  }

  packet(packet: StreamPacket): void {
    this.#packets.push(packet)
    this.#pump()
  }

  /** Takes back a packet that has not left; false if it has. */
  withdraw(packet: StreamPacket): boolean {
    const at = this.#packets.indexOf(packet)
    if (at >= 0) this.#packets.splice(at, 1)
    return at >= 0
  }

  ping(): void {
    this.#pingDue = true
    this.#pump()
  }

  pong(): void {
    this.#pongDue = true
    this.#pump()
  }

  /** The transport has room again. */
  drained(): void {
    this.#blocked = false
    this.#pump()
  }

  #pump(): void {
    if (this.#pongDue && !this.#blocked) {
      this.#pongDue = false
      this.#write(this.#pong)
    }
    if (this.#pingDue && !this.#blocked) {
      this.#pingDue = false
      this.#write(this.#ping)
    }
    while (!this.#blocked && this.#inFlight < this.#slots) {
      const call = this.#calls.shift()
      if (call === undefined) break
      if (call.phase === 'queued') this.#send(call)
    }
    while (!this.#blocked) {
      const packet = this.#packets.shift()
      if (packet === undefined) break
      this.#write(packet.frame)
      packet.sent()
    }
  }

  #send(call: OutgoingCall): void {
    const { frame } = call
    call.phase = 'sent'
    call.frame = null
    this.#inFlight++
    this.#write(frame!)
  }

  #write(frame: Uint8Array): void {
    if (tracesFrames()) this.#looksOn(frame)
    if (!this.#transport.write(frame)) this.#blocked = true
  }
}
