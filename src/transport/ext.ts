// `+ext`: a program of the user's own carries the bytes. Nobody knows where to, so it is no secure channel.

import { ConnectionError } from '../errors.ts'
import { wordsFor } from './node-error.ts'
import { type ChildLine, childLine, spawnLine } from './process.ts'
import { type DialOptions, LineTransport, underDeadline } from './socket.ts'
import type { Transport } from './transport.ts'

/**
 * Starts the program, without arguments and without a shell.
 * @throws ConnectionError `connectFailed` when it cannot be started, CancelledError
 */
export function connectExt(command: string, options: DialOptions = {}): Promise<Transport> {
  return underDeadline(command, options, async (signal) => {
    let child: ChildLine
    try {
      child = await spawnLine(command, [])
    } catch (error) {
      const text = `cannot run '${command}': ${wordsFor(error)}`
      const detail = { address: command, outcome: 'not sent', cause: error } as const
      throw new ConnectionError('connectFailed', text, detail)
    }
    if (signal.aborted) {
      child.drop()
      throw signal.reason
    }
    return new LineTransport('ext', false, command, childLine(child, command))
  })
}
