// From a Target to an open Transport: chooses the way by the target's transport, and the local socket by what is there.

import { existsSync } from 'node:fs'
import { UsageError } from '../errors.ts'
import type { DialOptions as SocketOptions } from './socket.ts'
import type { Transport } from './transport.ts'
import { connectUnix } from './unix.ts'
import { type Surroundings, socketCandidates, type Target, type UnixTarget } from './uri.ts'

export interface DialOptions extends SocketOptions {
  /** Local sockets only: take the daemon's read-only socket. Elsewhere reading only is a flag of the session. */
  readonly readonly?: boolean
}

/**
 * Opens the byte stream to the daemon a target means.
 * @throws ConnectionError `connectFailed`: who, where and why; CancelledError by signal or deadline
 * @throws UsageError `argumentUnsupported` for transports this release cannot open
 */
export async function dial(
  target: Target,
  options: DialOptions = {},
  surroundings: Surroundings = here(),
): Promise<Transport> {
  switch (target.transport) {
    case 'unix':
      return connectUnix(socketOf(target, options.readonly ?? false, surroundings), options)
    case 'tcp': {
      // Loaded when asked for: a short-lived program feels what Node's resolver costs at start.
      const { connectTcp } = await import('./tcp.ts')
      return connectTcp(target.host, target.port, options)
    }
    case 'tls': {
      const { connectTls } = await import('./tls.ts')
      return connectTls(target, options, surroundings)
    }
    default:
      throw new UsageError(
        'argumentUnsupported',
        `this release opens connections over unix, tcp and tls only, and ${shownUri(target)} asks for ${target.transport}`,
      )
  }
}

function here(): Surroundings {
  return { uid: process.geteuid?.() ?? -1, env: process.env }
}

function socketOf(target: UnixTarget, readonly: boolean, surroundings: Surroundings): string {
  const candidates = socketCandidates(target, readonly, surroundings)
  // Two or three looks at the local disk; asynchronous ones would cost more than they save.
  const found = candidates.find(({ path }, i) => i === candidates.length - 1 || existsSync(path))
  return found!.path
}

function shownUri(target: Target): string {
  return `'${target.uri}'`
}
