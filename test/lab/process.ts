// Child processes of the lab: run one to its end and keep what it said. Nothing here knows docker.

import { type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'

/** What a finished process left. A command that could not be started has code 127. */
export interface Finished {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command to its end; never rejects, so that a missing command is an answer too. */
export async function run(
  command: string,
  args: readonly string[],
  options: Pick<SpawnOptions, 'env' | 'cwd' | 'timeout' | 'killSignal'> = {},
): Promise<Finished> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  try {
    const [code] = (await once(child, 'close')) as [number | null]
    return { code: code ?? 128, stdout, stderr }
  } catch (error) {
    return { code: 127, stdout, stderr: String(error) }
  }
}

/** Runs a command that must succeed; the error carries the end of what it said. */
export async function must(
  command: string,
  args: readonly string[],
  options: Pick<SpawnOptions, 'env' | 'cwd'> = {},
): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, options)
  if (code !== 0) {
    const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-15).join('\n')
    throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${said}`)
  }
  return stdout
}
