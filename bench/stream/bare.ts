// The other column: a socket that speaks just enough to open a stream. A download counts bytes until the last of them is here, an
// upload writes one frame over and over; nothing is looked at, copied or queued.

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

const REMOTE = 0x20008086
const CALL = 0
const STREAM = 3
const UPLOAD = 208
const DOWNLOAD = 209
const HEAD = 28
/** As much as a daemon takes in one packet. */
const PIECE = 262_120

interface VolRef {
  readonly pool: string
  readonly name: string
  readonly key: string
}

function frame(procedure: number, type: number, status: number, body = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(HEAD)
  for (const [at, word] of [HEAD + body.length, REMOTE, 1, procedure, type, 1, status].entries()) {
    head.writeUInt32BE(word, at * 4)
  }
  return Buffer.concat([head, body])
}

function text(value: string): Buffer {
  const bytes = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4)
  bytes.writeUInt32BE(value.length)
  bytes.write(value, 4)
  return bytes
}

export class BareStream {
  readonly #socket: Socket
  #got = 0
  #heard: () => void = () => {}

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (chunk) => {
      this.#got += chunk.length
      this.#heard()
    })
  }

  static async connect(path: string): Promise<BareStream> {
    const socket = connect(path)
    await once(socket, 'connect')
    const bare = new BareStream(socket)
    await bare.#exchange(frame(66, CALL, 0), 36)
    const name = Buffer.concat([Buffer.from([0, 0, 0, 1]), text('qemu:///system'), Buffer.alloc(4)])
    await bare.#exchange(frame(1, CALL, 0, name), HEAD)
    return bare
  }

  /** Sends, and waits for so many bytes. */
  async #exchange(bytes: Buffer, wanted: number): Promise<void> {
    this.#socket.write(bytes)
    await this.#arrived(wanted)
  }

  #arrived(wanted: number): Promise<void> {
    return new Promise((resolve) => {
      this.#heard = () => {
        if (this.#got < wanted) return
        this.#got -= wanted
        this.#heard = () => {}
        resolve()
      }
      this.#heard()
    })
  }

  #open(procedure: number, { pool, name, key }: VolRef): Buffer {
    const body = Buffer.concat([text(pool), text(name), text(key), Buffer.alloc(20)])
    return frame(procedure, CALL, 0, body)
  }

  /** Every packet of a daemon is full but the last; one without data ends it. */
  async download(vol: VolRef, size: number): Promise<void> {
    const packets = Math.ceil(size / PIECE)
    await this.#exchange(this.#open(DOWNLOAD, vol), HEAD + size + packets * HEAD + HEAD)
    await this.#exchange(frame(DOWNLOAD, STREAM, 0), HEAD)
  }

  async upload(vol: VolRef, size: number): Promise<void> {
    await this.#exchange(this.#open(UPLOAD, vol), HEAD)
    const full = frame(UPLOAD, STREAM, 2, Buffer.alloc(PIECE, 'x'))
    for (let left = size; left > 0; left -= PIECE) {
      const piece =
        left >= PIECE ? full : Buffer.concat([frame(UPLOAD, STREAM, 2, Buffer.alloc(left, 'x'))])
      if (!this.#socket.write(piece)) await once(this.#socket, 'drain')
    }
    await this.#exchange(frame(UPLOAD, STREAM, 0), HEAD)
  }

  async close(): Promise<void> {
    const closed = once(this.#socket, 'close')
    this.#socket.destroySoon()
    await closed
  }
}
