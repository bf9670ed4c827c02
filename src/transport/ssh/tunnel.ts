// From an ssh target to a Transport: one login, then the ways of candidates.ts one after the other until one leads to a daemon.
// sshd's own channel to the socket needs no proof; a command has to show that a daemon answers behind it.

import type { Duplex } from 'node:stream'
import { ConnectionError, type LibvirtError } from '../../errors.ts'
import { traceDecision } from '../../trace.ts'
import { endedError, wordsFor } from '../node-error.ts'
import { type Exit, exitWords } from '../process.ts'
import { type Line, LineTransport, underDeadline } from '../socket.ts'
import { hostPort } from '../tcp.ts'
import type { Transport } from '../transport.ts'
import { type SshTarget, shownUser } from '../uri.ts'
import { Tail } from '../words.ts'
import { unlessAborted } from './ask.ts'
import { type SshCandidate, sshCandidates } from './candidates.ts'
import type { SshSurroundings } from './config.ts'
import { commandLine, NoDaemon, prove } from './remote.ts'
import { openSshSession, type SshOptions, type SshSession } from './session.ts'

// Socket activation may start a daemon first.
const CANDIDATE_MS = 30_000

/**
 * Logs in and opens a way to the daemon.
 * @throws ConnectionError `connectFailed` with every way that was tried and why it did not lead there; `hostKeyRefused`,
 * `authFailed`; CancelledError, UsageError
 */
export function connectSsh(
  target: SshTarget,
  options: SshOptions & { readonly readonly?: boolean },
  surroundings?: SshSurroundings,
): Promise<Transport> {
  const { readonly = false, timeoutMs: _, ...rest } = options
  const candidates = sshCandidates(target, readonly)
  const address = hostPort(target.host, target.port ?? 22)
  return underDeadline(address, options, async (signal) => {
    const session = await openSshSession(target, { ...rest, signal }, surroundings)
    const { transport } = await openWay(session, candidates, readonly, signal, options.silenceMs)
    return transport
  })
}

/**
 * Opens a way to the daemon in a session, which then belongs to it: it ends with the transport, and where no way is found.
 * @throws ConnectionError `connectFailed`, the signal's reason
 */
export async function openWay(
  session: SshSession,
  candidates: readonly SshCandidate[],
  readonly: boolean,
  signal: AbortSignal,
  silenceMs?: number,
): Promise<{ readonly name: string; readonly transport: Transport }> {
  try {
    const tried: string[] = []
    for (const candidate of candidates) {
      const name = nameOf(candidate)
      try {
        const line = await open(session, candidate, readonly, signal, silenceMs)
        traceDecision('ssh', () => `${name} leads to the daemon`, session.address)
        return { name, transport: new LineTransport('ssh', true, session.address, line) }
      } catch (error) {
        signal.throwIfAborted()
        const why = wordsFor(error)
        traceDecision('ssh', () => `${name} does not lead to a daemon: ${why}`, session.address)
        tried.push(`${name}: ${why}`)
        if ((await stateOf(session)) !== 'open') {
          throw noWay(session, [...tried, 'and the session is over'])
        }
      }
    }
    throw noWay(session, tried)
  } catch (error) {
    session.destroy()
    throw error
  }
}

/** How a candidate is named in messages. */
export function nameOf(candidate: SshCandidate): string {
  switch (candidate.kind) {
    case 'streamlocal':
      return `socket ${candidate.path}`
    case 'helper':
      return 'virt-ssh-helper'
    case 'netcat':
      return `${candidate.program} to ${candidate.socket ?? `the session's ${candidate.sessionSocket}`}`
  }
}

function noWay(session: SshSession, tried: readonly string[]): ConnectionError {
  const { address } = session
  const user = shownUser(session.user)
  const ways = tried.map((text, i) => (tried.length === 1 ? text : `${i + 1}. ${text}`)).join('; ')
  const advice = `what helps: the daemon runs there, ${user} may open its socket (group libvirt, often), and sshd allows streamlocal forwarding or virt-ssh-helper or nc is installed`
  const text = `${user} is logged in on ${address}, and no way leads to a daemon there: ${ways} (${advice})`
  return new ConnectionError('connectFailed', text, { address, outcome: 'not sent' })
}

/** `open`, or why it is not. */
function stateOf(session: SshSession): Promise<Error | undefined | 'open'> {
  // Settled promises win in their order.
  return Promise.race([session.closed, Promise.resolve('open' as const)])
}

async function open(
  session: SshSession,
  candidate: SshCandidate,
  readonly: boolean,
  outer: AbortSignal,
  ms = CANDIDATE_MS,
): Promise<Line> {
  const over = new AbortController()
  const { signal } = over
  const giveUp = () => over.abort(outer.reason)
  if (outer.aborted) giveUp()
  outer.addEventListener('abort', giveUp, { once: true })
  const timer = setTimeout(() => over.abort(new Error(`no answer for ${ms / 1000} s`)), ms)
  try {
    if (candidate.kind === 'streamlocal') {
      const opening = session.streamLocal(candidate.path)
      return tunnel(session, await orDropped(opening, (stream) => stream.destroy(), signal))
    }
    const opening = session.exec(commandLine([candidate], readonly))
    const { stream, stderr, exit } = await orDropped(
      opening,
      ({ stream }) => stream.destroy(),
      signal,
    )
    const tail = new Tail()
    stderr.on('data', (chunk: Buffer) => tail.push(chunk))
    const command = { exit, tail }
    try {
      await prove(stream, signal)
    } catch (error) {
      stream.on('error', () => {})
      stream.resume()
      stream.destroy()
      if (signal.aborted) throw signal.reason
      throw new Error(await explained(error, command))
    }
    return tunnel(session, stream, command)
  } finally {
    clearTimeout(timer)
    outer.removeEventListener('abort', giveUp)
  }
}

/** What is opened although nobody waits any more is dropped when it comes. */
function orDropped<T>(
  opening: Promise<T>,
  drop: (opened: T) => void,
  signal: AbortSignal,
): Promise<T> {
  return unlessAborted(opening, signal).catch((error: unknown) => {
    opening.then(drop, () => {})
    throw error
  })
}

/** A command on the other host. */
interface Run {
  readonly exit: Promise<Exit>
  /** The last of its stderr. */
  readonly tail: Tail
}

// A command whose output has ended is over in a moment.
const EXIT_MS = 1000

/** Why a command did not do, with what it said itself. */
async function explained(error: unknown, { exit, tail }: Run): Promise<string> {
  let timer: NodeJS.Timeout | undefined
  const soon = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, EXIT_MS, null)
  })
  const end = await Promise.race([exit, soon])
  clearTimeout(timer)
  const how = end === null ? tail.text : exitWords(end, tail.text)
  if (error instanceof NoDaemon && error.mute) return `the command ${how || 'ended'}`
  return how === '' ? wordsFor(error) : `${wordsFor(error)}; the command ${how}`
}

/** A channel as a line; the session is its own and goes with it. */
function tunnel(session: SshSession, stream: Duplex, command?: Run): Line {
  let leaving = false
  let broken: Error | undefined
  stream.on('error', (error) => {
    broken ??= error
  })
  // A daemon that ends its side is gone; sshd closes the channel when we end ours.
  stream.once('end', () => stream.end())
  const reason = async (): Promise<LibvirtError | Error | undefined> => {
    const state = await stateOf(session)
    if (leaving) return undefined
    const lost = state === 'open' ? broken : state
    if (command === undefined) return lost
    const said = command.tail.text
    if (lost !== undefined) {
      return said === '' ? lost : endedError(session.address, `${wordsFor(lost)} (${said})`)
    }
    const exit = await command.exit
    const fine = exit.code === 0 && said === ''
    return fine ? undefined : endedError(session.address, `the command ${exitWords(exit, said)}`)
  }
  return {
    stream,
    finish: () => {
      leaving = true
      stream.end(() => session.close())
    },
    drop: () => {
      leaving = true
      // Unread bytes would hold back its end.
      stream.resume()
      session.destroy()
    },
    ended: (listener) => {
      let over = false
      const end = async () => {
        if (over) return
        over = true
        const why = await reason()
        session.close()
        listener(why)
      }
      stream.once('close', () => void end())
      void session.closed.then(() => {
        if (leaving) void end()
      })
    },
  }
}
