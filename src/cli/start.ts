// Runs a command in this process: the streams and signals of process-io.ts, the exit code of main.ts, and an orderly end.

import type { Io } from './io.ts'
import { main } from './main.ts'
import { flushed, processIo } from './process-io.ts'

/**
 * Runs `lvrpc` and ends the process with its exit code once everything is written. It has to be ended: what a command left
 * open, a migration that three interrupts abandoned, must not keep it alive.
 * @param warm called after a command that went well and had to load the library
 */
export async function start(argv: readonly string[], warm: () => void = () => {}): Promise<void> {
  let loaded = false
  const io: Io = {
    ...processIo,
    connect: (uri, options) => {
      loaded = true
      return processIo.connect(uri, options)
    },
    migrate: (request) => {
      loaded = true
      return processIo.migrate(request)
    },
  }
  const code = await main(argv, io)
  const lost = await flushed()
  if (lost !== undefined) io.stderr.write(`error: cannot write the output: ${lost.message}\n`)
  if (code === 0 && loaded) warm()
  process.exit(lost === undefined ? code : code || 1)
}
