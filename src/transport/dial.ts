// From a Target to an open Transport: chooses the way by the target's transport, and the local socket by what is there.

import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { ConnectionError, UsageError } from '../errors.ts'
import { traceDecision } from '../trace.ts'
import { wordsFor } from './node-error.ts'
import type { PromptCallback } from './prompt.ts'
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

export type { PromptCallback, PromptQuestion } from './prompt.ts'

export interface DialOptions extends SocketOptions {
  /** Take the daemon's read-only socket, on this host or behind ssh. Elsewhere reading only is a flag of the session. */
  readonly readonly?: boolean
  /** Answers what ssh must ask a person: passwords, passphrases, unknown host keys. */
  readonly prompt?: PromptCallback
  /** What auth.conf has for a login over ssh. */
  readonly storedLogin?: (
    host: string,
  ) => Promise<{ readonly authname?: string; readonly password?: string } | undefined>
  /** Hears in a sentence of what is no error. */
  readonly onWarning?: (text: string) => void
  /** The only key to log in with over ssh, as text. */
  readonly privateKey?: string
  /** Answers that led in before, for ssh not to ask again. Holds secrets. */
  readonly answers?: Map<string, string>
}

/**
 * Opens the byte stream to the daemon a target means.
 * @throws ConnectionError `connectFailed`: who, where and why; CancelledError by signal or deadline
 * @throws ConnectionError `authFailed`, `hostKeyRefused`, `certificateRefused` where the way has a login of its own
 * @throws UsageError on what a URI or a configuration file says and cannot be done
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
    case 'ext': {
      const { connectExt } = await import('./ext.ts')
      return connectExt(target.command, options)
    }
    default: {
      const { command } = target
      if (command !== null && target.transport === 'ssh') {
        const { connectOpenSsh } = await import('./ssh/openssh.ts')
        return connectOpenSsh({ ...target, command }, options)
      }
      // ssh2 takes longest of all to load.
      const { connectSsh } = await import('./ssh/tunnel.ts')
      return connectSsh(target, options)
    }
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
    const own = isSession(target, surroundings) && last.kind !== 'given'
    throw own ? sessionAdvice(error, found ?? last) : error
  }
}

/** A session daemon is nobody's service: it runs when its user has started it. */
function sessionAdvice(error: unknown, { path }: SocketCandidate): unknown {
  if (!(error instanceof ConnectionError) || error.code !== 'connectFailed') return error
  const { code } = error.cause as NodeJS.ErrnoException
  if (code !== 'ENOENT' && code !== 'ECONNREFUSED') return error
  const name = basename(path).replace(/-sock$/, '')
  const daemon = name === 'libvirt' ? 'libvirtd' : name
  const text = `Failed to connect socket to '${path}': ${wordsFor(error.cause)} (no session daemon of this user listens; start one with '/usr/sbin/${daemon} --daemon --timeout=120')`
  const { address = path, cause } = error
  return new ConnectionError('connectFailed', text, { address, outcome: 'not sent', cause })
}
