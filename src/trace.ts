// What lvrpc tells of its own doings, for whoever wants to look on: every frame's header, and every decision on the way to
// a daemon with its reason. Published on two channels of node:diagnostics_channel; without a listener it costs next to
// nothing. Nothing said here ever holds a secret: of frames the header alone, of decisions names and paths.

import { channel } from 'node:diagnostics_channel'

/** Channel `lvrpc:frame`: a frame that was sent or received whole (since 0.2.0). */
export interface FrameTrace {
  readonly direction: 'sent' | 'received'
  /** Socket path or `host:port`. */
  readonly address: string
  /** `remote`, `qemu`, `keepalive`, …; the number in hex where it is none of ours. */
  readonly program: string
  /** Name as in the `.x` file; the number where it is not known. */
  readonly procedure: string
  /** `call`, `reply`, `message`, `stream`, `streamHole`, … */
  readonly type: string
  readonly serial: number
  /** `ok`, `error` or `continue`. */
  readonly status: string
  /** Of the whole frame, its length word included. */
  readonly bytes: number
}

/** The part of the way that decided. */
export type TracePart =
  | 'uri'
  | 'dial'
  | 'ssh'
  | 'tls'
  | 'auth'
  | 'keepalive'
  | 'reconnect'
  | 'transfer'
  | 'migration'

/** Channel `lvrpc:decision`: what was chosen and why, in one sentence (since 0.2.0). */
export interface DecisionTrace {
  readonly part: TracePart
  /** Where it concerns one peer. */
  readonly address?: string
  readonly text: string
}

/** Subscribe with `node:diagnostics_channel`; messages are FrameTrace and DecisionTrace. */
export const traceChannels = Object.freeze({ frame: 'lvrpc:frame', decision: 'lvrpc:decision' })

const frames = channel(traceChannels.frame)
const decisions = channel(traceChannels.decision)

/** Says what was decided; the text is made only if somebody listens. Never a secret. */
export function traceDecision(part: TracePart, text: () => string, address?: string): void {
  if (!decisions.hasSubscribers) return
  decisions.publish({
    part,
    text: text(),
    ...(address !== undefined && { address }),
  } satisfies DecisionTrace)
}

/** Whether frames are looked at: asked before a trace of one is made. */
export function tracesFrames(): boolean {
  return frames.hasSubscribers
}

/** Shows a frame. */
export function traceFrame(frame: FrameTrace): void {
  frames.publish(frame)
}
