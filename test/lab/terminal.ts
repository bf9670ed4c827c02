// A command on a terminal of its own, with somebody at it who answers what is asked; and the command line as it is shipped, to
// be run there.

import { spawn } from 'node:child_process'
import { must } from './process.ts'

/** Bundles the command line as it is published. @returns its main file */
export async function bundledCli(folder: string): Promise<string> {
  await must(process.execPath, [
    ...['--input-type=module', '-e'],
    `await (await import('${process.cwd()}/scripts/build.mjs')).bundleCli('${folder}')`,
  ])
  return `${folder}/main.js`
}

/** Part of the question to wait for, and what to type then; keys that end a line are typed along. */
export type Exchange = readonly [question: string, answer: string]

export interface TerminalOptions {
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
  /** Told of whatever is shown, while the processes behind it still run. */
  readonly onShown?: (text: string, pid: number | undefined) => void
}

/** Runs a command of the shell on a terminal. @returns its exit code and all that stood on the screen */
export async function onTerminal(
  command: string,
  dialogue: readonly Exchange[],
  { env = process.env, cwd, onShown }: TerminalOptions = {},
): Promise<{ readonly code: number | null; readonly shown: string }> {
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    ...(cwd !== undefined && { cwd }),
    env: { ...env, NODE_EXTRA_CA_CERTS: undefined, TERM: 'xterm' },
    timeout: 60_000,
  })
  const left = [...dialogue]
  let shown = ''
  let seen = 0
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text
    onShown?.(text, child.pid)
    const [question, answer] = left[0] ?? []
    const at = question === undefined ? -1 : shown.indexOf(question, seen)
    if (at < 0) return
    seen = shown.length
    left.shift()
    child.stdin.write(`${answer}\r`)
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return { code, shown }
}
