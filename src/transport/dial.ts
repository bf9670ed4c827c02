// From a Target to an open Transport: chooses the way by the target's transport, and the local socket by what is there.

import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { ConnectionError, UsageError } from '../errors.ts'
import { traceDecision } from '../trace.ts'
import { wordsFor } from './node-error.ts'
import type { DialOptions as SocketOptions } from './socket.ts'
import { here } from './surroundings.ts'
import type { Transport } from './transport.ts'
import { connectUnix } from './unix.ts'
import {
  isSession,
  type SocketCandidate,
  type Surroundings,
  socketCandidates,
  type Target,
  type UnixTarget,
} from './uri.ts'

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
      return connectLocal(target, options, surroundings)
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

async function connectLocal(
  target: UnixTarget,
  options: DialOptions,
  surroundings: Surroundings,
): Promise<Transport> {
  const candidates = socketCandidates(target, options.readonly ?? false, surroundings)
  // A few looks at the local disk; asynchronous ones would cost more than they save.
  const found = candidates.find(({ path }) => existsSync(path))
  const last = candidates.at(-1)!
  traceDecision('dial', () => {
    const paths = candidates.map(({ path }) => path).join(', ')
    if (found === undefined) return `no socket is there of ${paths}`
    return `the socket ${found.path} (${found.kind}) is the first that is there of ${paths}`
  })
  if (found === undefined && target.driver === '' && last.kind === 'direct') {
    const text =
      'no URI is given and no daemon has a socket of its own here (remote_mode is direct)'
    throw new UsageError('operationUnsupported', text)
  }
  try {
    return await connectUnix((found ?? last).path, options)
  } catch (error) {
    throw isSession(target, surroundings) ? sessionAdvice(error, found ?? last) : error
  }
}

/** A session daemon is nobody's service: it runs when its user has started it. */
function sessionAdvice(error: unknown, { path }: SocketCandidate): unknown {
  if (!(error instanceof ConnectionError) || error.code !== 'connectFailed') return error
  const { code } = error.cause as NodeJS.ErrnoException
  if (code !== 'ENOENT' && code !== 'ECONNREFUSED') return error
  const name = basename(path).replace(/-sock$/, '')
  const daemon = name === 'libvirt' ? 'libvirtd' : name
  const text = `Failed to connect socket to '${path}': ${wordsFor(error.cause)} (no session daemon of this user listens; start one with '${daemon} --daemon --timeout=120')`
  const { address = path, cause } = error
  return new ConnectionError('connectFailed', text, { address, outcome: 'not sent', cause })
}

function shownUri(target: Target): string {
  return `'${target.uri}'`
}
