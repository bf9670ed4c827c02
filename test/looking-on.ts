// Looks on at what lvrpc tells of itself, until a test is over.

import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Test } from 'tap'
import { type DecisionTrace, type FrameTrace, traceChannels } from '../src/trace.ts'

export interface LookingOn {
  readonly frames: FrameTrace[]
  readonly decisions: DecisionTrace[]
  /** Frames in a line each: direction, program, procedure, type, serial, status, bytes. */
  frameLines(): string[]
  /** Decisions in a line each: part and text. */
  decisionLines(): string[]
  stop(): void
}

export function lookOn(t: Test): LookingOn {
  const frames: FrameTrace[] = []
  const decisions: DecisionTrace[] = []
  const onFrame = (message: unknown) => frames.push(message as FrameTrace)
  const onDecision = (message: unknown) => decisions.push(message as DecisionTrace)
  subscribe(traceChannels.frame, onFrame)
  subscribe(traceChannels.decision, onDecision)
  const stop = () => {
    unsubscribe(traceChannels.frame, onFrame)
    unsubscribe(traceChannels.decision, onDecision)
  }
  t.teardown(stop)
  return {
    frames,
    decisions,
    frameLines: () =>
      frames.map(({ direction, program, procedure, type, serial, status, bytes }) => {
        const sign = direction === 'sent' ? '>' : '<'
        return [sign, program, procedure, type, serial, status, bytes].join(' ')
      }),
    decisionLines: () => decisions.map(({ part, text }) => `${part}: ${text}`),
    stop,
  }
}
