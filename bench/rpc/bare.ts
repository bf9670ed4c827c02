// The other column: a socket, bytes made beforehand, and a count of the bytes that come back. No serial changes, nothing is
// encoded or decoded, nothing is checked: what is left is what the system and the daemon take.

import { connect, type Socket } from 'node:net'

const REMOTE = 0x20008086

/** A call as bytes. */
export function frame(procedure: number, ...payload: Uint8Array[]): Buffer {
  const body = Buffer.concat(payload)
  const head = Buffer.alloc(28)
  for (const [at, word] of [28 + body.length, REMOTE, 1, procedure, 0, 1, 0].entries()) {
    head.writeUInt32BE(word, at * 4)
  }
  return Buffer.concat([head, body])
}

export const authList = { call: frame(66), reply: 36 }
export const feature = { call: frame(60, Buffer.from([0, 0, 0, 10])), reply: 32 }
export const open = {
  // name: present, 15 bytes and their padding; flags 0
  call: frame(1, Buffer.from([0, 0, 0, 1, 0, 0, 0, 15]), Buffer.from('test:///default\0\0\0\0\0')),
  reply: 28,
}
export const libVersion = { call: frame(157), reply: 36 }

type Exchange = typeof libVersion

export class BareSocket {
  readonly #socket: Socket
  #got = 0
  #heard: () => void = () => {}
  #failed: (error: Error) => void = () => {}

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (chunk) => {
      this.#got += chunk.length
      this.#heard()
    })
    socket.on('close', () => this.#failed(new Error('the bare socket was closed')))
    socket.on('error', (error) => this.#failed(error))
  }

  static async connect(path: string): Promise<BareSocket> {
    const socket = connect(path)
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('error', reject)
    })
    return new BareSocket(socket)
  }

  /** Exchanges `count` calls for their replies, `abreast` at a time. */
  exchange({ call, reply }: Exchange, count = 1, abreast = 1): Promise<void> {
    return new Promise((resolve, reject) => {
      let sent = Math.min(abreast, count)
      let received = 0
      this.#failed = reject
      this.#heard = () => {
        while (this.#got >= reply) {
          this.#got -= reply
          received++
          if (sent < count) {
            sent++
            this.#socket.write(call)
          }
        }
        if (received === count) resolve()
      }
      for (let n = 0; n < sent; n++) this.#socket.write(call)
    })
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#failed = () => resolve()
      this.#socket.destroySoon()
    })
  }
}
