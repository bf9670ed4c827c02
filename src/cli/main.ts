// From arguments to an exit code. Kept tiny on purpose: the version is answered here, everything else is loaded when it is
// needed, because start-up is what users of a command line feel.

import type { Io } from './io.ts'
import { version } from './version.ts'

/** Runs `lvrpc` with these arguments and returns its exit code; never throws. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-v')) {
    io.stdout.write(`${version}\n`)
    return 0
  }
  const { run } = await import('./run.ts')
  return run(argv, io)
}
