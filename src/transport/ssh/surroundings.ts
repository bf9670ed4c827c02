// What of this process and machine ssh's configuration is read with.

import { homedir, hostname, userInfo } from 'node:os'
import type { SshSurroundings } from './config.ts'

/** This process, as ssh's configuration sees it. */
export function sshHere(): SshSurroundings {
  let localUser = ''
  try {
    localUser = userInfo().username
  } catch {
    // A user id without a name: who logs in must then be said.
    localUser = process.env.USER ?? process.env.USERNAME ?? ''
  }
  const uid = process.geteuid?.() ?? -1
  return {
    home: homedir(),
    localUser,
    hostname: hostname(),
    uid,
    env: process.env,
    etc: '/etc/ssh',
  }
}
