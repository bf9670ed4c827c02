// `--debug`: what lvrpc does, as it does it, on stderr: frames and decisions with the seconds since the command began, and
// of an error all that stands behind its one line. What is told holds no secret (trace.ts), so nothing has to be masked here.

import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { DecisionTrace, FrameTrace } from '../index.ts'
import type { Io } from './io.ts'
import { isLibvirtError } from './output.ts'
import { visible } from './text.ts'

export interface Debug {
  /** Tells of what a command failed with. */
  failed(error: unknown): void
  stop(): void
}

export async function debugOn(io: Pick<Io, 'stderr' | 'now'>): Promise<Debug> {
  const begin = io.now().getTime()
  const { traceChannels } = await import('../index.ts')
  const say = (text: string, address?: string) => {
    const seconds = ((io.now().getTime() - begin) / 1000).toFixed(3)
    const where = address === undefined ? '' : ` (${address})`
    // Addresses and reasons may be a daemon's words.
    io.stderr.write(`debug: +${seconds} ${visible(text + where)}\n`)
  }
  const onDecision = (message: unknown) => {
    const { part, text, address } = message as DecisionTrace
    say(`${part}: ${text}`, address)
  }
  const onFrame = (message: unknown) => {
    const frame = message as FrameTrace
    const { program, procedure, type, serial, status, bytes, address } = frame
    const sign = frame.direction === 'sent' ? '>' : '<'
    say(`${sign} ${program} ${procedure} ${type} ${serial} ${status}, ${bytes} bytes`, address)
  }
  subscribe(traceChannels.decision, onDecision)
  subscribe(traceChannels.frame, onFrame)
  return {
    failed: (error) => {
      for (const line of story(error)) say(line)
    },
    stop: () => {
      unsubscribe(traceChannels.decision, onDecision)
      unsubscribe(traceChannels.frame, onFrame)
    },
  }
}

/** An error and what caused it, a line each, the outermost first. */
function* story(
  error: unknown,
  lead = 'failed with',
  seen = new Set<unknown>(),
): Generator<string> {
  // Whoever throws something else may have put anything into it.
  if (!(error instanceof Error) || seen.has(error)) return
  seen.add(error)
  yield `${lead} ${error.name}${factsOf(error)}: ${error.message.trimEnd()}`
  yield* story(error.cause, 'because of', seen)
  if (error instanceof AggregateError) {
    for (const one of error.errors) yield* story(one, 'because of', seen)
  }
}

function factsOf(error: Error): string {
  if (!isLibvirtError(error)) {
    const { code } = error as NodeJS.ErrnoException
    return code === undefined ? '' : ` ${code}`
  }
  const { code, number, domain, outcome, procedure, serial, address } = error
  const facts = [
    `number ${number}`,
    `domain ${domain}`,
    ...(outcome === undefined ? [] : [outcome]),
    ...(procedure === undefined ? [] : [procedure]),
    ...(serial === undefined ? [] : [`serial ${serial}`]),
    ...(address === undefined ? [] : [`at ${address}`]),
  ]
  return ` ${code} (${facts.join(', ')})`
}
