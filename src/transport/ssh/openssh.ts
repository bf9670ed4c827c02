// `command=` with `+ssh`: the OpenSSH client, or what takes its place, does all of ssh; certificates, Kerberos and hardware
// keys included. It asks at the terminal itself, where there is somebody to be asked. What runs on the other host is the same as for tunnel.ts.

import { ConnectionError, UsageError } from '../../errors.ts'
import { traceDecision } from '../../trace.ts'
import { wordsFor } from '../node-error.ts'
import { type ChildLine, childLine, exitWords, spawnLine } from '../process.ts'
import type { PromptCallback } from '../prompt.ts'
import { type DialOptions, LineTransport, underDeadline } from '../socket.ts'
import { hostPort } from '../tcp.ts'
import type { Transport } from '../transport.ts'
import { type SshTarget, shownUri } from '../uri.ts'
import { unlessAborted } from './ask.ts'
import { sshCandidates } from './candidates.ts'
import { type Command, commandLine, NoDaemon, prove } from './remote.ts'

/**
 * The client's arguments; what the URI does not say is left to its own configuration.
 * @param quiet nobody shall be asked: it would ask at the terminal of this process, whoever that belongs to
 */
export function openSshArguments(target: SshTarget, readonly: boolean, quiet: boolean): string[] {
  const { host, port, user, keyfile, noTty, noVerify } = target
  const commands = sshCandidates(target, readonly).filter(
    (one): one is Command => one.kind !== 'streamlocal',
  )
  if (commands.length === 0) {
    const text = `'${shownUri(target.uri)}': proxy=streamlocal is for ssh in process and cannot go with command=`
    throw new UsageError('argumentUnsupported', text)
  }
  return [
    ...(port === null ? [] : ['-p', String(port)]),
    ...(user === null ? [] : ['-l', user]),
    ...(keyfile === null ? [] : ['-i', keyfile]),
    '-T',
    ...['-e', 'none'],
    ...(noTty || quiet ? ['-o', 'BatchMode=yes'] : []),
    // Not `no`: that would take a changed key, too.
    ...(noVerify ? ['-o', 'StrictHostKeyChecking=accept-new'] : []),
    '--',
    host,
    commandLine(commands, readonly),
  ]
}

/**
 * Runs the client and waits until a daemon answers through it. However long a person takes to log in: only the caller's
 * deadline ends it.
 * @throws ConnectionError `connectFailed` with what the client said; CancelledError, UsageError
 */
export function connectOpenSsh(
  target: SshTarget & { readonly command: string },
  options: DialOptions & { readonly readonly?: boolean; readonly prompt?: PromptCallback },
): Promise<Transport> {
  const { command, host, port } = target
  const args = openSshArguments(target, options.readonly ?? false, options.prompt === undefined)
  const address = hostPort(host, port ?? 22)
  const failed = (text: string, cause?: unknown) =>
    new ConnectionError('connectFailed', text, { address, outcome: 'not sent', cause })
  return underDeadline(address, options, async (signal) => {
    let child: ChildLine
    try {
      child = await spawnLine(command, args)
    } catch (error) {
      throw failed(`cannot run '${command}', the client for ${address}: ${wordsFor(error)}`, error)
    }
    traceDecision('ssh', () => `'${command}' is running`, address)
    try {
      await prove(child.stream, signal)
    } catch (error) {
      child.finish()
      const exit = await unlessAborted(child.exit, signal).catch((reason: unknown) => {
        child.drop()
        throw reason
      })
      const end = `it ${exitWords(exit, child.stderr)}`
      const mute = error instanceof NoDaemon && error.mute
      const why = mute ? end : `${wordsFor(error)}; ${end}`
      throw failed(`no daemon through '${command}' to ${address}: ${why}`, error)
    }
    return new LineTransport('ssh', true, address, childLine(child, address))
  })
}
