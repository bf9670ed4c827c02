// Temporary access to a host over ssh: a key's public half is put into an authorized_keys there (grant), shown to lead to the
// daemon without a question (check), and taken out again (revoke). What the file's text becomes is authorized-keys.ts's, how
// it gets there script.ts's, where the private half is key.ts's.

import { type CallOptions, Connection } from '../api/connection.ts'
import { limitsOf } from '../api/session.ts'
import { readAuthConf } from '../auth/auth-conf.ts'
import { CancelledError, ConnectionError, LibvirtError, UsageError } from '../errors.ts'
import { traceDecision } from '../trace.ts'
import type { PromptCallback } from '../transport/prompt.ts'
import { resolveTarget } from '../transport/resolve.ts'
import { underDeadline } from '../transport/socket.ts'
import { sshCandidates } from '../transport/ssh/candidates.ts'
import { fingerprint } from '../transport/ssh/known-hosts.ts'
import { openSshSession, type SshOptions, type SshSession } from '../transport/ssh/session.ts'
import { sshHere } from '../transport/ssh/surroundings.ts'
import { openWay } from '../transport/ssh/tunnel.ts'
import type { Transport } from '../transport/transport.ts'
import { innerName, type SshTarget, shownUser } from '../transport/uri.ts'
import {
  type AuthorizedKey,
  checkPatterns,
  expiryOption,
  linesOf,
  markedComment,
  optionValue,
  readExpiry,
  withLine,
  withoutKey,
} from './authorized-keys.ts'
import { type AccessKey, deleteOwn, newKey, takeKey, typeOf, usualPath } from './key.ts'
import { type Edit, editCommand, talk } from './script.ts'
import type {
  AccessGrant,
  AccessOptions,
  AccessReport,
  CheckOptions,
  GrantOptions,
  Revocation,
  RevokeOptions,
  StepOptions,
} from './types.ts'

const AUTHORIZED_KEYS = '.ssh/authorized_keys'
// Others may edit the file, too; more often in a row is no coincidence.
const TRIES = 5
// From the start of the script to its end; it waits half a minute for a lock that nobody gives back.
const EDIT_MS = 90_000

/** See lazy.ts, through which users come. */
export async function grantAccess(host: string, options: GrantOptions = {}): Promise<AccessGrant> {
  const { from = [], expiresAt, store = 'home', type = 'ed25519', keyfile } = options
  const place = new Place(host, options)
  checkPatterns(from)
  const now = new Date()
  if (expiresAt !== undefined && !(expiresAt.getTime() > now.getTime())) {
    throw new UsageError(
      'invalidArg',
      'the access would have ended before it began: expiresAt is past',
    )
  }
  const { localUser, home, hostname } = sshHere()
  const words = options.comment ?? `${localUser}@${hostname} ${now.toISOString().slice(0, 10)}`
  const comment = markedComment(words)

  const path = keyfile ?? usualPath(home, place.target)
  const taken = keyfile !== undefined || store === 'home' ? await takeKey(path) : null
  if (taken === null && keyfile !== undefined) {
    throw new UsageError('invalidArg', `there is no key ${keyfile}`)
  }
  const spot = store === 'home' ? ({ is: 'file', path } as const) : ({ is: store } as const)
  const key = taken ?? (await newKey(spot, type, comment))
  traceDecision('ssh', () => `key ${key.path ?? 'in memory'}: ${key.made ? 'made' : 'taken'}`)
  const limits = limitsOf(options)
  try {
    return await place.withSession(key.made ? null : key, limits(), async (session) => {
      let added = false
      let asked: string | undefined
      const edit: Edit = {
        path: place.file,
        create: true,
        at: expiresAt,
        edit: (text, localTime) => {
          added = linesOf(text, key.blob).length === 0
          asked = expiresAt && expiryFor(session.serverVersion, expiresAt, localTime)
          return added ? withLine(text, { blob: key.blob, words, expiry: asked, from }) : text
        },
      }
      if (expiresAt !== undefined || from.length > 0) checkKnows(session, expiresAt !== undefined)
      const { after } = await change(session, edit, key, limits)
      const [line] = linesOf(after ?? '', key.blob)
      if (line === undefined)
        throw failed(session, `${place.file} does not have the key, though it was written`)
      const what = added ? 'put into' : 'is already in'
      traceDecision('ssh', () => `${fingerprint(key.blob)} ${what} ${place.file}`, session.address)
      return new Grant(place, key, session, line, { added, asked, expiresAt, from })
    })
  } catch (error) {
    const unknown = error instanceof LibvirtError && error.outcome === 'unknown'
    if (!unknown || key.fleeting) await key.discard()
    throw error
  }
}

/** See lazy.ts. */
export async function checkAccess(host: string, options: CheckOptions = {}): Promise<AccessReport> {
  const place = new Place(host, options)
  return check(place, await place.key(options.keyfile), options)
}

/** See lazy.ts. */
export async function revokeAccess(host: string, options: RevokeOptions = {}): Promise<Revocation> {
  const place = new Place(host, options)
  const key = await place.key(options.keyfile)
  const done = await revoke(place, key, options)
  return { ...done, deleted: options.keepKey === true ? [] : await deleteOwn(key) }
}

/** What a grant knows besides its line. */
interface Granted {
  readonly added: boolean
  /** What was to stand in expiry-time=. */
  readonly asked: string | undefined
  readonly expiresAt: Date | undefined
  readonly from: readonly string[]
}

/** See types.ts. */
class Grant implements AccessGrant {
  readonly #place: Place
  readonly #key: AccessKey
  #state: { is: 'granted' } | { is: 'revoked'; done: Promise<Revocation> } = { is: 'granted' }
  readonly address: string
  readonly user: string
  readonly file: string
  readonly keyfile: string | null
  readonly made: boolean
  readonly type: string
  readonly fingerprint: string
  readonly added: boolean
  readonly comment: string
  readonly options: string | null
  readonly expiresAt: Date | null
  readonly asAsked: boolean

  constructor(
    place: Place,
    key: AccessKey,
    session: SshSession,
    line: AuthorizedKey,
    granted: Granted,
  ) {
    const expiry = optionValue(line.options, 'expiry-time')
    const written = expiry === null ? null : readExpiry(expiry)
    const from = optionValue(line.options, 'from')
    this.#place = place
    this.#key = key
    this.address = session.address
    this.user = session.user
    this.file = place.shownFile
    this.keyfile = key.path
    this.made = key.made
    this.type = typeOf(key.blob)
    this.fingerprint = fingerprint(key.blob)
    this.added = granted.added
    this.comment = Buffer.from(line.comment, 'latin1').toString('utf8')
    this.options = line.options
    this.expiresAt = granted.added ? (granted.expiresAt ?? null) : written
    this.asAsked =
      granted.added ||
      (expiry === (granted.asked ?? null) && (from ?? '') === granted.from.join(','))
  }

  uri(path?: string): string {
    return this.#place.uri(this.keyfile, path)
  }

  connectOptions(): { readonly privateKey?: string } {
    return this.#key.text === null ? {} : { privateKey: this.#key.text }
  }

  check(options: CallOptions = {}): Promise<AccessReport> {
    return check(this.#place, this.#key, options)
  }

  async revoke(options: StepOptions = {}): Promise<Revocation> {
    if (this.#state.is === 'granted') this.#state = { is: 'revoked', done: this.#takeBack(options) }
    const { done } = this.#state
    try {
      return await done
    } catch (error) {
      if (this.#state.is === 'revoked' && this.#state.done === done) this.#state = { is: 'granted' }
      throw error
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.revoke()
    } finally {
      // A line that is left behind is worth nothing without it.
      if (this.#key.fleeting) await this.#key.discard()
    }
  }

  async #takeBack(options: StepOptions): Promise<Revocation> {
    const { fingerprint, address, user, file } = this
    const unproved = 'the line was there before the grant, and was left'
    const nothing = { fingerprint, address, user, file, removed: 0, proved: false, unproved }
    const place = this.#place.with(options)
    const done = this.added ? await revoke(place, this.#key, options) : nothing
    const { path, made } = this.#key
    await this.#key.discard()
    return { ...done, deleted: made && path !== null ? [path, `${path}.pub`] : [] }
  }
}

// --- the host ---

/** A host as it was named, and how to log in there. */
class Place {
  readonly target: SshTarget
  readonly #options: AccessOptions
  /** Path on the host, for the script. */
  readonly file: string
  readonly #named: string
  /** A person is asked once, however many sessions it takes. */
  readonly #answers: Map<string, string>

  constructor(
    host: string,
    { signal: _signal, timeoutMs: _timeoutMs, ...options }: AccessOptions,
    answers = new Map<string, string>(),
  ) {
    this.target = targetOf(host)
    this.#answers = answers
    this.#named = host
    this.#options = options
    this.file = fileOf(options.authorizedKeys ?? AUTHORIZED_KEYS)
  }

  /** The same host, with some options otherwise. */
  with(options: StepOptions): Place {
    return new Place(this.#named, { ...this.#options, ...options }, this.#answers)
  }

  get shownFile(): string {
    return this.file.startsWith('/') ? this.file : `~/${this.file}`
  }

  /** The key of a grant that was made before. */
  async key(keyfile: string | undefined): Promise<AccessKey> {
    const path = keyfile ?? usualPath(sshHere().home, this.target)
    const key = await takeKey(path)
    if (key !== null) return key
    const why =
      keyfile === undefined
        ? `no key was granted to '${this.#named}' from here: ${path} is not there; name another with --key or \`keyfile\``
        : `there is no key ${path}`
    throw new UsageError('invalidArg', why)
  }

  /** Logs in by everything ssh knows, first by a key that needs nobody. */
  open(key: AccessKey | null, limits: CallOptions): Promise<SshSession> {
    const first = key?.file.is === 'open' && { identity: { file: key.file, alone: false } }
    return openSshSession(this.target, { ...this.#ssh(), ...limits, ...first })
  }

  /** Logs in by one key and nothing else. @param prompt asked for the passphrase, where sshd would take the key */
  openBy({ file }: AccessKey, limits: CallOptions, prompt?: PromptCallback): Promise<SshSession> {
    const { prompt: _prompt, ...options } = this.#ssh()
    const identity = { file, alone: true }
    const target = { ...this.target, noTty: prompt === undefined }
    return openSshSession(target, { ...options, ...limits, identity, ...(prompt && { prompt }) })
  }

  /** Goes on to the daemon. */
  way(session: SshSession, limits: CallOptions): ReturnType<typeof openWay> {
    const candidates = sshCandidates(this.target, false)
    return underDeadline(session.address, limits, (signal) =>
      openWay(session, candidates, false, signal),
    )
  }

  /** Opens the daemon behind a transport. */
  connection(transport: Transport, limits: CallOptions): Promise<Connection> {
    const { target } = this
    const { auth, authfile, host, uri } = target
    const options = { ...limits, keepalive: { intervalS: 0, count: 0 } }
    const login = { auth, authfile, host, local: false }
    return Connection.open(async () => transport, innerName(target), uri, options, login)
  }

  /** Runs a piece of work in a session, which is closed after it. @param key see `open` */
  async withSession<T>(
    key: AccessKey | null,
    limits: CallOptions,
    work: (session: SshSession) => Promise<T>,
  ): Promise<T> {
    const session = await this.open(key, limits)
    try {
      return await work(session)
    } finally {
      session.close()
    }
  }

  #ssh(): SshOptions {
    const { prompt, onWarning } = this.#options
    const { authfile } = this.target
    return {
      answers: this.#answers,
      storedLogin: async (host) => (await readAuthConf(authfile, onWarning))?.lookup('ssh', host),
      ...(prompt && { prompt }),
      ...(onWarning && { onWarning }),
    }
  }

  /** The host's URI with a key file in it; every other parameter stays. */
  uri(keyfile: string | null, path = this.target.path || '/system', ...more: string[]): string {
    const { driver, transport, user, host, port, uri } = this.target
    const named = host.includes(':') ? `[${host.replace('%', '%25')}]` : host
    const authority = `${user === null ? '' : `${user}@`}${named}${port === null ? '' : `:${port}`}`
    const query = /\?([^#]*)/.exec(uri)?.[1] ?? ''
    const kept = query.split(/[&;]/).filter((one) => one !== '' && !/^keyfile(=|$)/i.test(one))
    const own =
      keyfile === null
        ? []
        : [`keyfile=${encodeURIComponent(keyfile).replace(/%2F|%40/g, decodeURIComponent)}`]
    const params = [...kept, ...own, ...more].join('&')
    return `${driver}+${transport}://${authority}${path}${params === '' ? '' : `?${params}`}`
  }
}

/** `[user@]host[:port]`, the same behind `ssh://`, or a connection URI over ssh. */
function targetOf(host: string): SshTarget {
  const rest = /^ssh:\/\/([^/?#]*)\/?$/i.exec(host)?.[1] ?? host
  const colons = rest.slice(rest.lastIndexOf('@') + 1).split(':').length - 1
  if (rest === '' || (!rest.includes('://') && /[/?#\s]/.test(rest))) {
    throw new UsageError(
      'invalidArg',
      `'${host}' is no host: write [user@]host[:port], or a connection URI over ssh`,
    )
  }
  // An address of IPv6 needs its brackets; who leaves them out has no port.
  const bare = colons > 1 && !rest.includes('[') ? rest.replace(/[^@]*$/, '[$&]') : rest
  const uri = rest.includes('://') ? rest : `qemu+ssh://${bare}/system`
  // What libvirt.conf says of the way counts here, too; its names for URIs do not, for they could be those of hosts.
  const { target } = resolveTarget(uri, { aliases: false })
  if ('netcat' in target) return target
  const why = `'${host}' leads over ${target.transport}, and access is granted over ssh alone`
  throw new UsageError('invalidArg', `${why}: write qemu+ssh://…, or the host alone`)
}

function fileOf(path: string): string {
  const plain = path.replace(/^~\//, '')
  if (/^\/*$|\/$|\p{Cc}/u.test(plain) || plain.startsWith('~')) {
    const how = 'from the home folder of the user, or beginning with a slash'
    throw new UsageError(
      'invalidArg',
      `'${path}' is no path of an authorized_keys file: name it ${how}`,
    )
  }
  if (plain.includes('%')) {
    const why = 'what sshd_config has percent signs for is to be written out'
    throw new UsageError('invalidArg', `'${path}': ${why}`)
  }
  return plain
}

// --- the steps ---

/** Edits the file on the host, anew where somebody else was faster. */
async function change(
  session: SshSession,
  edit: Edit,
  key: AccessKey,
  limits: () => CallOptions,
): Promise<{ readonly before: string | null; readonly after: string | null }> {
  const { signal, timeoutMs = EDIT_MS } = limits()
  let ended: 'aborted' | 'timeout' | null = null
  const end = (how: 'aborted' | 'timeout') => {
    ended = how
    session.destroy()
  }
  const onAbort = () => end('aborted')
  signal?.addEventListener('abort', onAbort, { once: true })
  if (signal?.aborted) onAbort()
  const timer = setTimeout(() => end('timeout'), Math.min(timeoutMs, EDIT_MS))
  const where = `${edit.path} of ${shownUser(session.user)} on ${session.address}`
  try {
    for (let i = 0; i < TRIES; i++) {
      const result = await talk(await session.exec(editCommand), edit)
      switch (result.is) {
        case 'done':
          return result
        case 'failed':
          throw failed(session, `${where} is as it was: ${result.why}`)
        case 'broken': {
          const { sent, why } = result
          const fate = sent ? 'may have been changed or not' : 'is as it was'
          const text = `${where} ${fate}: ${why}`
          if (sent)
            throw failed(
              session,
              `${text}; look for ${fingerprint(key.blob)} there, or run it again`,
              'unknown',
            )
          throw failed(session, text)
        }
        case 'changed':
          traceDecision(
            'ssh',
            () => `${edit.path} was changed meanwhile: once more`,
            session.address,
          )
      }
    }
    throw failed(session, `${where} is as others left it: they change it all the time`)
  } catch (error) {
    if (ended === null) throw error
    const outcome = error instanceof LibvirtError ? (error.outcome ?? 'not sent') : 'not sent'
    const detail = { address: session.address, outcome, cause: signal?.reason ?? error } as const
    throw new CancelledError(ended, `the change of ${where} was given up`, detail)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }
}

async function revoke(
  place: Place,
  key: AccessKey,
  options: AccessOptions,
): Promise<Omit<Revocation, 'deleted'>> {
  const limits = limitsOf(options)
  const done = await place.withSession(key, limits(), async (session) => {
    const edit = {
      path: place.file,
      create: false,
      edit: (text: string) => withoutKey(text, key.blob),
    }
    const { before, after } = await change(session, edit, key, limits)
    if (linesOf(after ?? '', key.blob).length > 0) {
      throw failed(session, `${place.file} has the key still, though it was taken out`)
    }
    const removed = linesOf(before ?? '', key.blob).length
    const { address, user } = session
    traceDecision(
      'ssh',
      () => `${removed} lines with ${fingerprint(key.blob)} taken out of ${place.file}`,
      address,
    )
    return { fingerprint: fingerprint(key.blob), address, user, file: place.shownFile, removed }
  })
  const unproved = await tryOut(place, key, limits(), done)
  return { ...done, proved: unproved === null, unproved }
}

/**
 * Tries a key that was taken out.
 * @returns null where sshd refuses it, else why that could not be found out
 * @throws ConnectionError `accessFailed` when it logs in
 */
async function tryOut(
  place: Place,
  key: AccessKey,
  limits: CallOptions,
  { address, user, file }: Pick<Revocation, 'address' | 'user' | 'file'>,
): Promise<string | null> {
  if (key.file.is === 'unusable') return `its private half is not here: ${key.file.why}`
  let logsIn = false
  // Asked for where sshd would take the key, and not before.
  const prompt: PromptCallback = async ({ kind }) => {
    logsIn ||= kind === 'passphrase'
    return undefined
  }
  try {
    const session = await place.openBy(key, limits, prompt)
    logsIn = true
    session.close()
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error
    // Anything but the refusal of this very host says nothing of the key.
    if (!isRefusal(error) || error.address !== address) return error.message
    if (!logsIn) return null
  }
  const text = `the key is in no line of ${file} any more, and still logs ${shownUser(user)} in on ${address}: it stands in another file of sshd's AuthorizedKeysFile, or comes from an AuthorizedKeysCommand`
  throw new ConnectionError('accessFailed', text, { address, outcome: 'refused' })
}

async function check(place: Place, key: AccessKey, options: CallOptions): Promise<AccessReport> {
  const limits = limitsOf(options)
  const { host, port } = place.target
  const start = {
    ok: false,
    failed: null,
    reason: null,
    error: null,
    keyfile: key.path,
    fingerprint: fingerprint(key.blob),
    address: `${host.includes(':') ? `[${host}]` : host}:${port ?? 22}`,
    user: null,
    expiresAt: null,
    way: null,
    daemon: null,
  } as const
  if (key.file.is !== 'open') {
    const why =
      key.file.is === 'locked'
        ? 'it is encrypted, so somebody would be asked for its passphrase'
        : key.file.why
    return { ...start, failed: 'key', reason: `the key ${key.path} cannot be used alone: ${why}` }
  }
  let session: SshSession
  try {
    session = await place.openBy(key, limits())
  } catch (error) {
    return { ...start, ...verdict(error, place.target) }
  }
  const { address, user } = session
  const expiresAt = await expiryOn(session, place, key)
  const seen = { ...start, address, user, expiresAt }
  let connection: Connection | undefined
  try {
    const { name, transport } = await place.way(session, limits())
    connection = await place.connection(transport, limits())
    const [version, hostname] = await Promise.all([
      connection.getLibVersion(limits()),
      connection.getHostname(limits()),
    ])
    const text = `${version.major}.${version.minor}.${version.release}`
    return { ...seen, ok: true, way: name, daemon: { version: text, hostname } }
  } catch (error) {
    if (!(error instanceof LibvirtError) || error instanceof CancelledError) throw error
    return { ...seen, failed: 'daemon', reason: error.message, error }
  } finally {
    if (connection === undefined) session.destroy()
    else await connection.close()
  }
}

/** What the line says; null also where the file cannot be read that way. */
async function expiryOn(session: SshSession, place: Place, key: AccessKey): Promise<Date | null> {
  const result = await talk(await session.exec(editCommand), { path: place.file }).catch(() => null)
  if (result?.is !== 'done') return null
  const [line] = linesOf(result.after ?? '', key.blob)
  const value = optionValue(line?.options ?? null, 'expiry-time')
  return value === null ? null : readExpiry(value)
}

const verdicts: Readonly<Record<string, AccessReport['failed']>> = {
  connectFailed: 'unreachable',
  connectionLost: 'unreachable',
  hostKeyRefused: 'hostKey',
  // Of a jump host, or because the line dropped meanwhile.
  authFailed: 'unreachable',
}

/** An answer of sshd; a line that drops in the middle of a login is none. */
function isRefusal({ code, cause }: ConnectionError): boolean {
  return code === 'authFailed' && cause === undefined
}

function verdict(
  error: unknown,
  { host }: SshTarget,
): Pick<AccessReport, 'failed' | 'reason' | 'error'> {
  if (!(error instanceof ConnectionError)) throw error
  const here = error.address?.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1') === host
  const failed = isRefusal(error) && here ? 'login' : verdicts[error.code]
  if (failed === undefined || failed === null) throw error
  const { message } = error
  const hint =
    failed === 'login'
      ? '. The key was not granted, or has expired, or may not come from here: sshd does not tell which'
      : ''
  return { failed, reason: `${message}${hint}`, error }
}

// --- what sshd knows ---

/** @throws UsageError `operationUnsupported` where a line with limits would let nobody in, or everybody */
function checkKnows({ serverVersion, address }: SshSession, expiry: boolean): void {
  const version = openSshVersion(serverVersion)
  if (version !== null && (!expiry || version >= EXPIRY_SINCE)) return
  const who = `${address} runs ${serverVersion || 'an sshd without a name'}`
  const why =
    version === null
      ? 'which is not known to understand from= and expiry-time='
      : 'which refuses keys with expiry-time= (OpenSSH 7.7 and later know it)'
  throw new UsageError(
    'operationUnsupported',
    `${who}, ${why}: grant without a limit, and revoke`,
    { address },
  )
}

// Older ones refuse the whole line over an option that they do not know.
const EXPIRY_SINCE = 707
// Before, a time was the host's own, and one with a Z behind it none.
const UTC_SINCE = 901

/** 902 for 9.2; null where it is not OpenSSH. */
function openSshVersion(text: string): number | null {
  const found = /^OpenSSH_(\d+)\.(\d+)/.exec(text)
  return found === null ? null : Number(found[1]) * 100 + Number(found[2])
}

function expiryFor(serverVersion: string, at: Date, localTime: string | null): string {
  if ((openSshVersion(serverVersion) ?? 0) >= UTC_SINCE) return expiryOption(at)
  if (localTime !== null && /^\d{14}$/.test(localTime)) return localTime
  const why =
    'its sshd takes times of its own time zone only, and its date command does not tell them'
  throw new UsageError('operationUnsupported', `${why}: grant without an end, and revoke`)
}

// --- errors ---

function failed(
  { address }: SshSession,
  text: string,
  outcome: 'refused' | 'unknown' = 'refused',
): ConnectionError {
  return new ConnectionError('accessFailed', text, { address, outcome })
}
