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

/** Checks a range as the call gives it. @throws Refusal */
function begin(volume: Volume, offset: bigint): number {
  if (offset > BigInt(volume.capacity)) {
    throw new Refusal(
      'invalidArg',
      `offset ${offset} is beyond the end of '${volume.name}'`,
      'storage',
    )
  }
  return Number(offset)
}

/** STORAGE_VOL_DOWNLOAD: sends as fast as the line takes it, then the empty packet that ends it. */
export function download(
  tools: StreamTools,
  volume: Volume,
  offset: bigint,
  length: bigint,
  sparse: boolean,
): ServedStream {
  let at = begin(volume, offset)
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

/** STORAGE_VOL_UPLOAD: takes what comes into the range, and refuses what does not fit. */
export function upload(
  tools: StreamTools,
  volume: Volume,
  offset: bigint,
  length: bigint,
): ServedStream {
  let at = begin(volume, offset)
  const end = END(volume, length, offset)
  const tooMuch = () =>
    tools.fail(
      new Refusal('operationFailed', `no room left for the data in '${volume.name}'`, 'storage'),
    )
  return {
    replied() {},
    drain() {},
    gone() {},
    packet(frame) {
      const { bytes, start, end: stop, type, status } = frame
      if (type === messageType.streamHole) {
        const { length: hole } = StreamHole.read(new XdrReader(bytes, start, stop))
        if (at + Number(hole) > end) return tooMuch()
        volume.clear(at, Number(hole))
        at += Number(hole)
      } else if (status === messageStatus.continue) {
        const data = bytes.subarray(start, stop)
        if (at + data.length > end) return tooMuch()
        volume.write(at, data)
        at += data.length
      } else tools.confirm()
    },
  }
}
