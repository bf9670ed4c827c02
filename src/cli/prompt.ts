// A question to the person at the terminal: shown on stderr, so that output stays output; a hidden answer leaves no trace on
// the screen. Only process-io.ts uses it, and only where there is a terminal.

import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

export interface AskOptions {
  /** The answer is a secret. */
  readonly hidden: boolean
  /** Takes the question back. */
  readonly signal?: AbortSignal | undefined
}

/** @throws Error when the question is called off: by Ctrl-C, Ctrl-D, the end of input or the signal */
export function ask(
  question: string,
  { hidden, signal }: AskOptions,
  input: NodeJS.ReadableStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
    const lines = createInterface({
      input,
      output: hidden ? nowhere : output,
      terminal: true,
      historySize: 0,
      ...(signal && { signal }),
    })
    // Not before: from here on the terminal does not echo what is typed, however fast.
    if (hidden) output.write(question)
    let answer: string | undefined
    lines.on('SIGINT', () => lines.close())
    // Comes last, whatever happened; the terminal is as it was.
    lines.on('close', () => {
      if (hidden || answer === undefined) output.write('\n')
      if (answer === undefined) reject(new Error('the question was called off'))
      else resolve(answer)
    })
    lines.question(hidden ? '' : question, (line) => {
      answer = line
      lines.close()
    })
  })
}
