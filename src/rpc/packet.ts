// Frames: length word, header, payload. Cuts them out of any split of the input and begins the ones we send. A length
// is judged before a buffer exists for it, and a buffer grows with what has arrived, never on the word of a length.
// Meaning of types and serials is connection.ts; payloads are codecs'.

import { type ErrorDetail, ProtocolError } from '../errors.ts'
import type { Program } from '../xdr/procedure.ts'
import type { XdrWriter } from '../xdr/writer.ts'

/** What a frame is, `type` in its header. */
export const messageType = {
  call: 0,
  reply: 1,
  message: 2,
  stream: 3,
  callWithFds: 4,
  replyWithFds: 5,
  streamHole: 6,
} as const

/** How a frame went, `status` in its header. */
export const messageStatus = { ok: 0, error: 1, continue: 2 } as const

/** Length word and header: the length of a frame without payload. */
export const HEADER_SIZE = 28
/** Greatest length of a whole frame: 32 MiB and its length word. */
export const FRAME_MAX = 33_554_436
/** Most bytes one data packet of a stream may carry. */
export const STREAM_DATA_MAX = 262_120
const FDS_MAX = 32
// A data packet of a stream then gets its buffer at once, and needs no other.
const FIRST_GROWTH = HEADER_SIZE + STREAM_DATA_MAX

/** One frame that arrived. `bytes` is a receive buffer: whoever keeps something of it copies it out, unless it is `own`. */
export interface Frame {
  readonly program: number
  readonly version: number
  readonly procedure: number
  readonly type: number
  readonly serial: number
  readonly status: number
  readonly bytes: Uint8Array
  /** Whether `bytes` was made for this frame alone: whoever is handed the frame may keep them. */
  readonly own: boolean
  /** Where the payload begins and ends in `bytes`. */
  readonly start: number
  readonly end: number
}

function uintAt(bytes: Uint8Array, offset: number): number {
  return (
    ((bytes[offset]! << 24) |
      (bytes[offset + 1]! << 16) |
      (bytes[offset + 2]! << 8) |
      bytes[offset + 3]!) >>>
    0
  )
}

/** The signed integer at this offset, for peeking at the first field of a payload. */
export function intAt(bytes: Uint8Array, offset: number): number {
  return uintAt(bytes, offset) | 0
}

function detailOf(peer: string | undefined): ErrorDetail {
  return peer === undefined ? {} : { address: peer }
}

function checkedLength(bytes: Uint8Array, offset: number, peer: string | undefined): number {
  const length = uintAt(bytes, offset)
  if (length < HEADER_SIZE || length > FRAME_MAX) {
    const shown = Buffer.from(bytes.subarray(offset, offset + 4)).toString('hex')
    throw new ProtocolError(
      'malformedFrame',
      `a packet announces ${length} bytes (0x${shown}); between ${HEADER_SIZE} and ${FRAME_MAX} are allowed, ` +
        'so the other side does not speak the libvirt protocol here',
      detailOf(peer),
    )
  }
  return length
}

/**
 * Cuts frames out of a byte stream: `push` a chunk, then call `next` until it returns null. A frame that lies within one
 * chunk is not copied. Carrier bytes of passed descriptors, which stand outside any frame, are skipped.
 */
export class FrameReader {
  readonly #peer: string | undefined
  #chunk: Uint8Array | null = null
  #offset = 0
  /** A frame of which only `#filled` bytes are here; `#length` is 0 while its length word is incomplete. */
  #partial: Uint8Array | null = null
  #filled = 0
  #length = 0
  #skip = 0

  /** `peer` is named in errors. */
  constructor(peer?: string) {
    this.#peer = peer
  }

  /** Takes the next chunk; the one before must have been read to its end. */
  push(chunk: Uint8Array): void {
    this.#chunk = chunk
    this.#offset = 0
  }

  /** The next complete frame, or null when more input is needed. @throws ProtocolError `malformedFrame` */
  next(): Frame | null {
    const chunk = this.#chunk
    if (chunk === null) return null
    if (this.#skip > 0) {
      const skipped = Math.min(this.#skip, chunk.length - this.#offset)
      this.#skip -= skipped
      this.#offset += skipped
    }
    const start = this.#offset
    const available = chunk.length - start
    if (available === 0) {
      this.#chunk = null
      return null
    }
    if (this.#partial !== null || available < 4) return this.#gather(chunk)
    const length = checkedLength(chunk, start, this.#peer)
    if (available < length) return this.#gather(chunk)
    this.#offset = start + length
    return this.#frame(chunk, start, length, false)
  }

  /** Whether the input ended inside a frame. */
  get midFrame(): boolean {
    return this.#partial !== null || this.#skip > 0
  }

  #gather(chunk: Uint8Array): Frame | null {
    let partial = this.#partial ?? new Uint8Array(HEADER_SIZE)
    if (this.#length === 0) {
      while (this.#filled < 4 && this.#offset < chunk.length) {
        partial[this.#filled++] = chunk[this.#offset++]!
      }
      if (this.#filled === 4) this.#length = checkedLength(partial, 0, this.#peer)
    }
    if (this.#length > 0) {
      const wanted = Math.min(this.#length - this.#filled, chunk.length - this.#offset)
      const filled = this.#filled + wanted
      if (filled > partial.length) {
        const room = Math.max(filled, partial.length * 2, FIRST_GROWTH)
        // Nobody sees it before it is full, so nothing has to be cleared.
        const grown = Buffer.allocUnsafeSlow(Math.min(this.#length, room))
        grown.set(partial.subarray(0, this.#filled))
        partial = grown
      }
      partial.set(chunk.subarray(this.#offset, this.#offset + wanted), this.#filled)
      this.#filled = filled
      this.#offset += wanted
      if (filled === this.#length) {
        this.#partial = null
        this.#filled = 0
        this.#length = 0
        return this.#frame(partial, 0, filled, true)
      }
    }
    this.#partial = partial
    this.#chunk = null
    return null
  }

  #frame(bytes: Uint8Array, at: number, length: number, own: boolean): Frame {
    const type = uintAt(bytes, at + 16) | 0
    let start = at + HEADER_SIZE
    const end = at + length
    if (type === messageType.replyWithFds) {
      const count = end - start < 4 ? -1 : uintAt(bytes, start)
      if (count < 0 || count > FDS_MAX) {
        throw new ProtocolError(
          'malformedFrame',
          count < 0
            ? 'a reply with descriptors does not say how many'
            : `a reply announces ${count} descriptors; at most ${FDS_MAX} are allowed`,
          detailOf(this.#peer),
        )
      }
      this.#skip = count
      start += 4
    }
    return {
      program: uintAt(bytes, at + 4),
      version: uintAt(bytes, at + 8),
      procedure: uintAt(bytes, at + 12) | 0,
      type,
      serial: uintAt(bytes, at + 20),
      status: uintAt(bytes, at + 24) | 0,
      bytes,
      own,
      start,
      end,
    }
  }
}

/** The serial after `last`: never 0, and none of a call or stream that is older than 2^32 calls. */
export function nextSerial(last: number, isUsed: (serial: number) => boolean): number {
  let serial = last
  do {
    serial = serial === 0xffff_ffff ? 1 : serial + 1
  } while (isUsed(serial))
  return serial
}

/** Writes length word (still 0) and header; the payload goes behind them. */
export function beginFrame(
  w: XdrWriter,
  program: Program,
  procedure: number,
  type: number,
  serial: number,
  status: number,
): void {
  w.reset()
  w.uint(0)
  w.uint(program.program)
  w.uint(program.version)
  w.int(procedure)
  w.int(type)
  w.uint(serial)
  w.int(status)
}

/** Fills in the length and gives the frame, a copy of its own. The caller has checked it against FRAME_MAX. */
export function endFrame(w: XdrWriter): Uint8Array {
  w.setUint(0, w.length)
  // Out of Node's pool, and a Buffer, which is what a socket wants: an array of its own costs a small frame more than all
  // the rest of it.
  const frame = Buffer.allocUnsafe(w.length)
  w.copyTo(frame)
  return frame
}

/** A frame whose payload is raw bytes, copied once: stream data, or no payload at all. */
export function rawFrame(
  program: Program,
  procedure: number,
  type: number,
  serial: number,
  status: number,
  payload?: Uint8Array,
): Uint8Array {
  const length = HEADER_SIZE + (payload?.length ?? 0)
  const frame = Buffer.allocUnsafe(length)
  frame.writeUInt32BE(length, 0)
  frame.writeUInt32BE(program.program, 4)
  frame.writeUInt32BE(program.version, 8)
  frame.writeInt32BE(procedure, 12)
  frame.writeInt32BE(type, 16)
  frame.writeUInt32BE(serial, 20)
  frame.writeInt32BE(status, 24)
  if (payload !== undefined) frame.set(payload, HEADER_SIZE)
  return frame
}
