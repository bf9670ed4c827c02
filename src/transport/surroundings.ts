// What of this process decides where files and sockets are looked for. Everything takes it as an argument, so that tests
// can be somebody else somewhere else.

import { homedir } from 'node:os'
import type { Surroundings } from './uri.ts'

/** This process as it is. A home folder is there even where the environment names none, as in a service. */
export function here(): Surroundings {
  const { env } = process
  return {
    uid: process.geteuid?.() ?? -1,
    env: env.HOME ? env : { ...env, HOME: homedir() },
  }
}
