// The daemon's side of a stream: a volume's bytes down to the client, or up from it, with holes where both sides know of them.

import { StreamHole } from '../generated/net.ts'
import { type Frame, messageStatus, messageType, STREAM_DATA_MAX } from '../rpc/packet.ts'
import { XdrReader } from '../xdr/reader.ts'
import { Refusal } from './refusal.ts'
import type { StreamTools } from './session.ts'
import type { Volume } from './storage.ts'

/** A stream as its session sees it. */
export interface ServedStream {
  /** The call that opened it was answered. */
  replied(): void
  packet(frame: Frame): void
  drain(): void
  /** The line is gone. */
  gone(): void
}

const END = (volume: Volume, length: bigint, offset: bigint) => {
  const end = length === 0n ? volume.capacity : Number(offset + length)
  return Math.min(volume.capacity, end)
}

/** STORAGE_VOL_DOWNLOAD: sends as fast as the line takes it, then the empty packet that ends it. */
export function download(
  tools: StreamTools,
  volume: Volume,
  offset: bigint,
  length: bigint,
  sparse: boolean,
): ServedStream {
  let at = Number(offset)
  const end = END(volume, length, offset)
  let state: 'opened' | 'flowing' | 'sent' | 'over' = 'opened'
  const flow = () => {
    while (state === 'flowing') {
      if (at >= end) {
        state = 'sent'
        tools.data()
        return
      }
      const piece = volume.piece(at, end)
      let room: boolean
      if (typeof piece !== 'number') {
        at += piece.length
        room = tools.data(piece)
      } else if (sparse) {
        at += piece
        room = tools.hole(StreamHole.encode({ length: BigInt(piece), flags: 0 }))
      } else {
        const zeros = new Uint8Array(Math.min(piece, STREAM_DATA_MAX))
        at += zeros.length
        room = tools.data(zeros)
      }
      if (!room) return
    }
  }
  return {
    replied() {
      if (state !== 'opened') return
      state = 'flowing'
      flow()
    },
    drain: flow,
    packet() {
      // The client has read all of it, or wants no more: either is confirmed.
      state = 'over'
      tools.confirm()
    },
    gone() {
      state = 'over'
    },
  }
}

/** STORAGE_VOL_UPLOAD: takes what comes; more than was announced is refused when the range is full. */
export function upload(
  tools: StreamTools,
  volume: Volume,
  range: { readonly offset: bigint; readonly length: bigint; readonly over: () => void },
): ServedStream {
  let at = Number(range.offset)
  const end = range.length === 0n ? Number.POSITIVE_INFINITY : at + Number(range.length)
  const full = () => {
    range.over()
    tools.fail(new Refusal('systemError', 'cannot write to stream: No space left', 'streams'))
  }
  return {
    replied() {},
    drain() {},
    gone: () => range.over(),
    packet(frame) {
      const { bytes, start, end: stop, type, status } = frame
      if (type === messageType.streamHole) {
        const { length: hole } = StreamHole.read(new XdrReader(bytes, start, stop))
        if (at + Number(hole) > end) return full()
        // What was there shows through a hole; what lies behind it is cut off.
        at += Number(hole)
        volume.truncate(at)
      } else if (status === messageStatus.continue) {
        const data = bytes.subarray(start, stop)
        const room = Math.min(data.length, end - at)
        volume.write(at, data.subarray(0, room))
        at += room
        if (room < data.length) full()
      } else {
        range.over()
        tools.confirm()
      }
    },
  }
}
