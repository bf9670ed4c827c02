// Connections over a UNIX stream socket, named by a path or, with a leading `@`, in Linux's abstract namespace.

import { UsageError } from '../errors.ts'
import { traceDecision } from '../trace.ts'
import { connectError, wordsFor } from './node-error.ts'
import { type DialOptions, openSocket, SocketTransport, underDeadline } from './socket.ts'
import type { Transport } from './transport.ts'

// The kernel's field has 108 bytes, one of them for the NUL.
const PATH_MAX = 107

/**
 * Connects to the socket.
 * @param path its path, or `@name` for an abstract one; at most 107 bytes
 * @throws ConnectionError `connectFailed`, CancelledError, UsageError `invalidArg` on a path no socket can have
 */
export function connectUnix(path: string, options: DialOptions = {}): Promise<Transport> {
  const open = async (signal?: AbortSignal) => {
    checkPath(path)
    const name = path.startsWith('@') ? `\0${path.slice(1)}` : path
    try {
      const socket = await openSocket({ path: name }, signal)
      traceDecision('dial', () => 'connected', path)
      return new SocketTransport('unix', true, path, socket)
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      traceDecision('dial', () => `not connected: ${wordsFor(error)}`, path)
      throw connectError('unix', path, [{ where: path, error }])
    }
  }
  // The quickest of all openings feels what it costs to wait for what nobody can ask for.
  const unbounded = options.signal === undefined && options.timeoutMs === undefined
  return unbounded ? open() : underDeadline(path, options, open)
}

function checkPath(path: string): void {
  const bytes = Buffer.byteLength(path)
  const wrong =
    path === '' || path === '@'
      ? 'is empty'
      : bytes > PATH_MAX
        ? `has ${bytes} bytes, at most ${PATH_MAX} are possible`
        : path.includes('\0')
          ? 'contains a NUL'
          : null
  if (wrong !== null) {
    throw new UsageError('invalidArg', `the socket path '${printable(path)}' ${wrong}`)
  }
}

function printable(path: string): string {
  return path.replaceAll('\0', '\\0')
}
