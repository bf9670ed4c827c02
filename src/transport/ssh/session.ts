// An authenticated ssh connection, in process: reached directly, over jump hosts or through a ProxyCommand; its host key
// verified, its user logged in. Channels are opened on it by tunnel.ts, and by whoever has commands to run on that host.
// Which way leads there is route.ts's, who logs in auth.ts's, whom to trust host-key.ts's.

import { getCiphers } from 'node:crypto'
import { lookup } from 'node:dns'
import type { Duplex, Readable } from 'node:stream'
import ssh2, { type CipherAlgorithm, type Client, type ClientChannel } from 'ssh2'
import { ConnectionError, LibvirtError, UsageError } from '../../errors.ts'
import { traceDecision } from '../../trace.ts'
import { lostError, wordsFor } from '../node-error.ts'
import { type ChildLine, type Exit, exitWords, spawnShellLine } from '../process.ts'
import type { PromptCallback } from '../prompt.ts'
import { type DialOptions as SocketOptions, underDeadline } from '../socket.ts'
import { hostPort, openTcp } from '../tcp.ts'
import { shownUser } from '../uri.ts'
import { printable } from '../words.ts'
import { type Asking, Patience, Questions, unlessAborted } from './ask.ts'
import { type Brought, isOurs, Login, type StoredLogin } from './auth.ts'
import type { SshSurroundings } from './config.ts'
import { hostKeyAlgorithms, otherHostKey, verifyHostKey } from './host-key.ts'
import { keyIn } from './keys.ts'
import { KnownHosts } from './known-hosts.ts'
import { type Route, resolveRoute, type SshEndpoint } from './route.ts'
import { sshHere } from './surroundings.ts'

export type { SshEndpoint } from './route.ts'

/** How a session is opened. `signal` and `timeoutMs` bound the opening, questions to people included. */
export interface SshOptions extends SocketOptions {
  /** Answers what a person must: passwords, passphrases, unknown host keys. Without it what needs an answer is refused. */
  readonly prompt?: PromptCallback
  /** What auth.conf has for a login on a host. */
  readonly storedLogin?: (host: string) => Promise<StoredLogin>
  /** Hears in a sentence of what is no error. */
  readonly onWarning?: (text: string) => void
  /** Answers that led in before; handed to several openings, a person is asked once for all of them. Holds secrets. */
  readonly answers?: Map<string, string>
  /** A private key, as text, to log in with on the last host instead of all else that could be tried. */
  readonly privateKey?: string
  /** A key to be tried first on the last host; `alone`: nothing else is. */
  readonly identity?: NonNullable<Brought['identity']>
  /** How long the other side may be silent while the session is opened; default 30 000, or ConnectTimeout. */
  readonly silenceMs?: number
}

/**
 * A login on a host (since 0.2.0): usable from the moment `openSshSession` resolves until `closed` settles. Channels may be
 * opened side by side.
 */
export interface SshSession {
  /** `host:port`, the host as it was typed. */
  readonly address: string
  /** Who is logged in. */
  readonly user: string
  /** How the server names itself: `OpenSSH_9.2p1`. */
  readonly serverVersion: string
  /**
   * Runs a command line in the login shell of the user, without a terminal.
   * @throws ConnectionError `connectFailed` when sshd does not run commands, `connectionLost`
   */
  exec(command: string): Promise<SshChannel>
  /**
   * A stream that sshd joins to a UNIX socket of that host.
   * @throws ConnectionError `connectFailed` when it does not; sshd never says why
   */
  streamLocal(path: string): Promise<Duplex>
  /** A stream that sshd joins to a port it can reach. */
  forward(host: string, port: number): Promise<Duplex>
  /** Settles once, when the connection is over for whatever reason; with the reason if it broke. */
  readonly closed: Promise<Error | undefined>
  /** Says goodbye and ends the connection with all its channels. Safe to call twice. */
  close(): void
  /** Drops the connection now. */
  destroy(): void
}

/** A command that runs on the other host. */
export interface SshChannel {
  /** Its stdin and stdout; `end()` closes the first. */
  readonly stream: Duplex
  /** Must be read, or it brakes the rest. */
  readonly stderr: Readable
  /** Settles when the command is over and its output was read; both null where the connection ended first. */
  readonly exit: Promise<Exit>
}

const SILENCE_MS = 30_000
// A ProxyJump may lead to a host with a ProxyJump: somewhere it has to end.
const HOPS_MAX = 8

/**
 * Logs in on a host: resolves the way to it, connects over every hop, verifies each host key, and tries what there is to
 * log in with. Every hop is reached by its own configuration and with its own credentials.
 * @throws ConnectionError `connectFailed`, `hostKeyRefused`, `authFailed` with every method that was tried and why it failed
 * @throws UsageError `confSyntax`, `invalidArg` for configuration that makes no sense; CancelledError by signal or deadline
 */
export function openSshSession(
  endpoint: SshEndpoint,
  options: SshOptions = {},
  surroundings: SshSurroundings = sshHere(),
): Promise<SshSession> {
  const address = hostPort(endpoint.host, endpoint.port ?? 22)
  return underDeadline(address, options, (signal) =>
    openHop(endpoint, { options, surroundings, signal, hops: 0 }, null),
  )
}

function identityOf({ identity, privateKey }: SshOptions): Brought['identity'] {
  if (identity !== undefined) return identity
  if (privateKey === undefined) return null
  return { file: keyIn('handed in by the caller', privateKey), alone: true }
}

// --- one hop ---

interface Journey {
  readonly options: SshOptions
  readonly surroundings: SshSurroundings
  readonly signal: AbortSignal
  /** How many hosts led here. */
  readonly hops: number
}

/** What carries a session, and what has to go with it. */
interface Bearer {
  readonly stream: Duplex
  drop(): void
  /** Why it ended, if it knows better than the stream. */
  why(): Promise<string | undefined>
}

async function openHop(
  endpoint: SshEndpoint,
  journey: Journey,
  through: SshSession | null,
): Promise<SshSession> {
  const { options, surroundings, signal, hops } = journey
  if (hops > HOPS_MAX) {
    const text = `more than ${HOPS_MAX} jump hosts on the way: does a ProxyJump lead back to where it came from?`
    throw new UsageError('invalidArg', text)
  }
  let route = await resolveRoute(endpoint, surroundings)
  const { host } = route
  let looked: Promise<StoredLogin> | undefined
  const stored = (): Promise<StoredLogin> => {
    looked ??= options.storedLogin?.(host) ?? Promise.resolve(undefined)
    return looked
  }
  if (!route.userGiven) route = { ...route, user: (await stored())?.authname ?? route.user }
  // Jump hosts are logged in on by their own configuration.
  const identity = hops === 0 ? identityOf(options) : null
  if (identity?.alone === true) route = { ...route, ways: ['privkey'] }
  const known = await KnownHosts.read(route.knownHosts)

  const over = new AbortController()
  const { address } = route
  const giveUp = () => over.abort(signal.reason)
  if (signal.aborted) giveUp()
  signal.addEventListener('abort', giveUp, { once: true })
  const patience = new Patience(() => {
    const text = `${address} is silent: no answer for ${waitMs / 1000} s`
    over.abort(new ConnectionError('connectFailed', text, { address, outcome: 'not sent' }))
  })
  const waitMs =
    route.connectTimeoutS === null
      ? (options.silenceMs ?? SILENCE_MS)
      : route.connectTimeoutS * 1000
  const asking: Asking = {
    prompt: options.prompt,
    answers: options.answers ?? new Map(),
    patience,
    signal: over.signal,
  }
  try {
    const bearer = await bearerOf(route, { ...journey, signal: over.signal }, through, () =>
      patience.restart(waitMs),
    )
    try {
      patience.restart(waitMs)
      const brought = { stored, identity }
      const session = await logIn(bearer, route, known, asking, brought, options.onWarning)
      return session
    } catch (error) {
      bearer.drop()
      throw error
    }
  } catch (error) {
    over.abort(error)
    throw error
  } finally {
    patience.stop()
    signal.removeEventListener('abort', giveUp)
  }
}

/** Reaches the host's sshd. `begun` is called where the waiting is for the host itself. */
async function bearerOf(
  route: Route,
  journey: Journey,
  through: SshSession | null,
  begun: () => void,
): Promise<Bearer> {
  const { hostName, port, address, jumps, proxyCommand } = route
  const { signal, surroundings } = journey
  if (through !== null) return overSession(through, route, signal)
  if (jumps.length > 0) {
    const noTty = route.quiet === 'no_tty'
    let last: SshSession | null = null
    let hops = journey.hops
    try {
      for (const { host, user, port: jumpPort } of jumps) {
        traceDecision('ssh', () => `by way of ${hostPort(host, jumpPort ?? 22)}`, address)
        const endpoint: SshEndpoint = { ...plain, noTty, host, user, port: jumpPort }
        // Opened by itself: it has its own time, its own keys and its own configuration.
        last = await openHop(endpoint, { ...journey, hops: ++hops }, last)
      }
      return await overSession(last!, route, signal)
    } catch (error) {
      last?.destroy()
      throw error
    }
  }
  begun()
  if (proxyCommand !== null) {
    traceDecision('ssh', () => 'through its ProxyCommand', address)
    let line: ChildLine
    try {
      line = await spawnShellLine(proxyCommand, surroundings.env)
    } catch (error) {
      const text = `the ProxyCommand of ${address} cannot be started: ${wordsFor(error)}`
      throw failed(address, text, error)
    }
    const why = async () => `its ProxyCommand ${exitWords(await line.exit, line.stderr)}`
    return { stream: line.stream, drop: () => line.drop(), why }
  }
  const socket = await openTcp('ssh', hostName, port, signal, resolver(route))
  return { stream: socket, drop: () => void socket.destroy(), why: async () => undefined }
}

/** A jump host's rules are those of its own configuration alone. */
const plain: SshEndpoint = Object.freeze({
  transport: 'ssh',
  host: '',
  port: null,
  user: null,
  keyfile: null,
  noVerify: false,
  noTty: false,
  knownHosts: null,
  knownHostsVerify: 'normal',
  sshauth: null,
})

async function overSession(
  session: SshSession,
  { hostName, port, address }: Route,
  signal: AbortSignal,
): Promise<Bearer> {
  try {
    const stream = await unlessAborted(session.forward(hostName, port), signal)
    return { stream, drop: () => session.destroy(), why: async () => undefined }
  } catch (error) {
    session.destroy()
    if (signal.aborted) throw signal.reason
    const text = `${session.address} does not lead on to ${address}: ${wordsFor(error)}`
    throw failed(address, text, error)
  }
}

/** Node's resolver, for the family that is wanted. */
function resolver({ addressFamily }: Route): Parameters<typeof openTcp>[4] {
  if (addressFamily === 'any') return undefined
  const family = addressFamily === 'inet' ? 4 : 6
  return (host) =>
    new Promise((resolve, reject) => {
      lookup(host, { all: true, verbatim: true, family }, (error, found) => {
        if (error !== null) reject(error)
        // An address that was typed is given back whatever its family.
        else resolve(found.filter((one) => one.family === family))
      })
    })
}

function failed(address: string, text: string, cause?: unknown): ConnectionError {
  return new ConnectionError('connectFailed', text, { address, outcome: 'not sent', cause })
}

// --- the login ---

// AES in hardware first; the counter modes last, for they need a second pass over every byte.
const ciphers = (
  [
    ['aes128-gcm@openssh.com', 'aes-128-gcm'],
    ['aes256-gcm@openssh.com', 'aes-256-gcm'],
    ['chacha20-poly1305@openssh.com', 'chacha20'],
    ['aes128-ctr', 'aes-128-ctr'],
    ['aes192-ctr', 'aes-192-ctr'],
    ['aes256-ctr', 'aes-256-ctr'],
  ] as const
)
  // A build of OpenSSL may lack some, and ssh2 refuses a list that names one.
  .filter(([, name]) => getCiphers().includes(name))
  .map(([name]): CipherAlgorithm => name)

async function logIn(
  bearer: Bearer,
  route: Route,
  known: KnownHosts,
  asking: Asking,
  brought: Brought,
  onWarning: ((text: string) => void) | undefined,
): Promise<SshSession> {
  const { address, user } = route
  const { signal, patience } = asking
  const questions = new Questions(asking, address, route.quiet)
  const client = new ssh2.Client()
  let phase: 'greeting' | 'keys' | 'login' = 'greeting'
  try {
    return await new Promise<SshSession>((resolve, reject) => {
      const login = new Login(route, asking, questions, brought, (error) => onError(error as Error))
      const onError = (error: Error) => {
        if (isOurs(error)) return
        if (error instanceof LibvirtError) return reject(error)
        // An agent that fails is in the login's account of it.
        if ((error as { level?: unknown }).level === 'agent') return
        bearerWhy(bearer, signal).then((why) => reject(explain(error, why, phase, route, login)))
      }
      const onClose = () => onError(new Error('the other side ended the connection'))
      const onAbort = () => reject(signal.reason)
      if (signal.aborted) return onAbort()
      signal.addEventListener('abort', onAbort, { once: true })
      client.on('error', onError)
      client.once('close', onClose)
      client.on('greeting', () => patience.restart())
      client.once('handshake', () => {
        phase = 'login'
        patience.restart()
      })
      client.on('banner', (text) =>
        traceDecision('ssh', () => `the server says: ${printable(text)}`, address),
      )
      client.on('change password', () => {
        const text = `the password of ${shownUser(user)} on ${address} has expired: change it there first`
        reject(new ConnectionError('authFailed', text, { address, outcome: 'not sent' }))
      })
      client.once('ready', () => {
        signal.removeEventListener('abort', onAbort)
        client.removeListener('error', onError)
        client.removeListener('close', onClose)
        questions.keep()
        traceDecision('ssh', () => `${shownUser(user)} is logged in`, address)
        resolve(new Link(client, bearer, address, user))
      })
      let trusted: Buffer | undefined
      // Called at every exchange of keys: at the first, and whenever keys are renewed, hours later too.
      const hostVerifier = (key: Buffer, verdict: (permitted: boolean) => void): void => {
        if (trusted?.equals(key)) {
          queueMicrotask(() => verdict(true))
          return
        }
        if (trusted !== undefined) {
          // Decided once: a person is not asked in the middle of something else.
          client.emit('error', otherHostKey(key, route))
          bearer.drop()
          return
        }
        phase = 'keys'
        patience.restart()
        const copy = Buffer.from(key)
        verifyHostKey(copy, route, known, questions, onWarning).then(() => {
          trusted = copy
          verdict(true)
        }, reject)
      }
      client.connect({
        sock: bearer.stream,
        username: user,
        hostVerifier,
        authHandler: login.handler,
        // Our own clock stands still while a person is asked.
        readyTimeout: 0,
        // Servers that are not OpenSSH may know its extensions; they say so when asked.
        strictVendor: false,
        algorithms: {
          cipher: ciphers,
          serverHostKey: hostKeyAlgorithms(route, known.keyTypes(route.knownAs)),
        },
      })
    })
  } catch (error) {
    // Whatever it still has to say is nobody's any more.
    client.on('error', () => {})
    client.destroy()
    throw error
  }
}

/** A ProxyCommand that ended knows more than the end of its stream tells, if it ends soon. */
function bearerWhy(bearer: Bearer, signal: AbortSignal): Promise<string | undefined> {
  const soon = new Promise<undefined>((resolve) => {
    setTimeout(resolve, 500, undefined).unref()
  })
  return unlessAborted(Promise.race([bearer.why(), soon]), signal).catch(() => undefined)
}

function explain(
  error: Error,
  why: string | undefined,
  phase: 'greeting' | 'keys' | 'login',
  route: Route,
  login: Login,
): LibvirtError {
  const { address } = route
  // A word of the server, by its number; its text is for people.
  const words = printable(why ?? wordsFor(error), 300)
  if (phase === 'login' && login.begun) return login.failure(`the server ended it: ${words}`, error)
  const { level } = error as { level?: unknown }
  const advice =
    phase === 'greeting' && level === 'handshake'
      ? ' (command=ssh in the URI has OpenSSH do it, which knows more algorithms)'
      : phase === 'greeting' && why === undefined
        ? ' (is it sshd that listens there?)'
        : ''
  return failed(address, `no ssh session with ${address}: ${words}${advice}`, error)
}

/** An open session of ssh2. */
class Link implements SshSession {
  readonly address: string
  readonly user: string
  readonly serverVersion: string
  readonly closed: Promise<Error | undefined>
  readonly #client: Client
  readonly #bearer: Bearer

  constructor(client: Client, bearer: Bearer, address: string, user: string) {
    this.address = address
    this.user = user
    // ssh2 keeps it to itself.
    const { _remoteVer } = client as unknown as { readonly _remoteVer?: string }
    this.serverVersion = printable(_remoteVer ?? '', 100)
    this.#client = client
    this.#bearer = bearer
    // Its packets are written in pieces: held back by Nagle, every one costs the time of a delayed acknowledgement.
    client.setNoDelay(true)
    this.closed = new Promise((resolve) => {
      let reason: Error | undefined
      client.on('error', (error) => {
        reason ??= error instanceof LibvirtError ? error : lostError(address, error)
      })
      client.once('close', () => {
        bearer.drop()
        resolve(reason)
      })
    })
  }

  async exec(command: string): Promise<SshChannel> {
    let exit: Promise<Exit> | undefined
    const channel = await this.#open<ClientChannel>((done) =>
      this.#client.exec(command, (error, channel) => {
        // At once: a short command is over before anybody else has a turn.
        if (channel !== undefined) exit = exitOf(channel)
        done(error, channel)
      }),
    )
    return { stream: channel, stderr: channel.stderr, exit: exit! }
  }

  streamLocal(path: string): Promise<Duplex> {
    return this.#open((done) => this.#client.openssh_forwardOutStreamLocal(path, done))
  }

  forward(host: string, port: number): Promise<Duplex> {
    return this.#open((done) => this.#client.forwardOut('127.0.0.1', 0, host, port, done))
  }

  close(): void {
    this.#client.end()
    const { stream } = this.#bearer
    // The goodbye is written; an answer is not waited for.
    if ('destroySoon' in stream && typeof stream.destroySoon === 'function') stream.destroySoon()
    else stream.end(() => this.#bearer.drop())
  }

  destroy(): void {
    this.#bearer.drop()
  }

  #open<T>(how: (done: (error: Error | undefined, channel: T) => void) => void): Promise<T> {
    const { address } = this
    return new Promise((resolve, reject) => {
      try {
        how((error, channel) => {
          if (error === undefined || error === null) resolve(channel)
          else reject(failed(address, reasonOf(error), error))
        })
      } catch (error) {
        // ssh2 throws where the connection is gone.
        reject(lostError(address, error))
      }
    })
  }
}

function exitOf(channel: ClientChannel): Promise<Exit> {
  return new Promise((resolve) => {
    let exit: Exit = { code: null, signal: null }
    channel.on('exit', (code: number | null, signal?: string) => {
      exit = { code, signal: signal ?? null }
    })
    channel.once('close', () => resolve(exit))
  })
}

/** sshd says a number, and a text of its own that ssh2 puts behind a prefix. */
function reasonOf(error: Error): string {
  return printable(error.message.replace(/^\(SSH\) Channel open failure: ?/, ''), 300)
}
