// Connection URIs: text parsed once into a Target that says which transport leads where, the name the daemon is to open,
// and the sockets a local target may mean. Opens nothing and reads no file; see dial.ts.
// The parser is our own: `URL` rewrites schemes, ports and empty hosts that mean something here.

import { UsageError } from '../errors.ts'

/** Which of a host's daemons: the modular one of the driver, the old single one, or the first that is there. */
export type DaemonMode = 'auto' | 'legacy' | 'direct'

/** What every URI says. */
interface TargetBase {
  /** The URI as given. */
  readonly uri: string
  /** Scheme without transport, as typed: `qemu`, `test`, `remote`; empty when no URI was given. */
  readonly driver: string
  /** As typed, with its leading slash; empty if there is none. */
  readonly path: string
  /** Parameters that are not ours, in order; they go on to the daemon. */
  readonly params: readonly (readonly [name: string, value: string])[]
  /** Text behind `#`, as typed; null if there is none. */
  readonly fragment: string | null
  /** The inner name given outright with `name=`. */
  readonly name: string | null
  /** `sasl`, `sasl.MECHANISM` or `polkit`, as typed; checked by auth. */
  readonly auth: string | null
  readonly authfile: string | null
  /** Taken literally, `user:word` too; null if there is none. */
  readonly user: string | null
  /** Parameters of ours that this transport has no use for; they reach nobody. */
  readonly ignored: readonly string[]
}

export interface UnixTarget extends TargetBase {
  readonly transport: 'unix'
  readonly mode: DaemonMode
  /** Path of the socket, if given outright. */
  readonly socket: string | null
}

export interface TcpTarget extends TargetBase {
  readonly transport: 'tcp'
  /** As typed; IPv6 without brackets. */
  readonly host: string
  readonly port: number
}

export interface TlsTarget extends TargetBase {
  readonly transport: 'tls'
  readonly host: string
  readonly port: number
  readonly noVerify: boolean
  readonly noSanity: boolean
  readonly pkipath: string | null
  readonly tlsPriority: string | null
  /** Where it stands if not in the URI: `FILE:LINE: tls_priority`. */
  readonly tlsPriorityFrom: string | null
}

export interface SshTarget extends TargetBase {
  readonly transport: 'ssh' | 'libssh' | 'libssh2'
  readonly host: string
  /** Null where the URI names none: then ssh's configuration may. */
  readonly port: number | null
  readonly mode: DaemonMode
  /** Path of the socket on the other host. */
  readonly socket: string | null
  /** The daemon of the login user: decided by the path alone. */
  readonly session: boolean
  readonly command: string | null
  readonly netcat: string | null
  readonly proxy: 'auto' | 'netcat' | 'native' | 'streamlocal'
  readonly keyfile: string | null
  readonly noVerify: boolean
  readonly noTty: boolean
  readonly knownHosts: string | null
  readonly knownHostsVerify: 'normal' | 'auto' | 'ignore'
  readonly sshauth: readonly string[] | null
}

export interface ExtTarget extends TargetBase {
  readonly transport: 'ext'
  /** Program whose stdin and stdout carry the bytes. */
  readonly command: string
}

/** Where a URI leads; alternatives by `transport`. */
export type Target = UnixTarget | TcpTarget | TlsTarget | SshTarget | ExtTarget

const TCP_PORT = 16_509
const TLS_PORT = 16_514

const transports = ['tls', 'unix', 'ssh', 'libssh', 'libssh2', 'ext', 'tcp'] as const
/** How a daemon is reached, as the URI has it. */
export type TransportName = (typeof transports)[number]

const everywhere: readonly TransportName[] = transports
const overSsh: readonly TransportName[] = ['ssh', 'libssh', 'libssh2']
const inLibssh: readonly TransportName[] = ['libssh', 'libssh2']

/** Ours, by the transports that use them. Used or not, none of them reaches the daemon. */
const ownParams = {
  name: everywhere,
  auth: everywhere,
  authfile: everywhere,
  mode: ['unix', ...overSsh],
  socket: ['unix', ...overSsh],
  command: ['ssh', 'ext'],
  netcat: overSsh,
  proxy: overSsh,
  keyfile: overSsh,
  no_verify: ['ssh', 'tls'],
  no_tty: ['ssh'],
  no_sanity: ['tls'],
  pkipath: ['tls'],
  tls_priority: ['tls'],
  known_hosts: inLibssh,
  known_hosts_verify: inLibssh,
  sshauth: inLibssh,
} as const satisfies Readonly<Record<string, readonly TransportName[]>>
type OwnParam = keyof typeof ownParams
const ownNames = Object.keys(ownParams) as OwnParam[]

/** Ways to log in over ssh that `sshauth=` can name. */
const sshMethods: readonly string[] = ['agent', 'privkey', 'password', 'keyboard-interactive']

/** What stands for a parameter that a URI does not have, and where that was written. */
export type UriDefaults = (
  name: 'mode' | 'proxy' | 'tls_priority',
) => { readonly value: string; readonly where: string } | undefined

/**
 * Parses a connection URI. An empty text stands for the local host's own daemon.
 * @throws UsageError `noConnect` without a scheme, `configUnsupported` for embedded drivers, `invalidArg` otherwise
 */
export function parseUri(text: string, defaults: UriDefaults = () => undefined): Target {
  const whole = expand(text)
  const pieces = split(whole)
  const transport = transportOf(pieces)
  const { own, params, ignored } = sortParams(pieces.query, transport)
  checkHost(pieces, transport)
  if (pieces.path === '/embed') {
    const why = `${shown(text)}: embedded drivers run inside the client, and this one has none`
    throw new UsageError('configUnsupported', why)
  }
  const base: TargetBase = {
    uri: text,
    driver: pieces.driver,
    path: pieces.path,
    params,
    fragment: pieces.fragment,
    name: own.name ?? null,
    auth: own.auth ?? null,
    authfile: own.authfile ?? null,
    user: pieces.user,
    ignored,
  }
  const host = pieces.host === '' ? 'localhost' : pieces.host
  // Asked for by every transport, as libvirt does: a wrong default is not only found by the first URI that meets it.
  const mode = choice('mode', own.mode, daemonModes, defaults)
  const proxy = choice('proxy', own.proxy, sshProxies, defaults)
  const socket = own.socket ?? null
  switch (transport) {
    case 'unix':
      return { ...base, transport, mode, socket }
    case 'tcp':
      return { ...base, transport, host, port: pieces.port ?? TCP_PORT }
    case 'tls': {
      const priority = own.tls_priority === undefined ? defaults('tls_priority') : undefined
      return {
        ...base,
        transport,
        host,
        port: pieces.port ?? TLS_PORT,
        noVerify: flag('no_verify', own.no_verify),
        noSanity: flag('no_sanity', own.no_sanity),
        pkipath: own.pkipath ?? null,
        tlsPriority: own.tls_priority ?? priority?.value ?? null,
        tlsPriorityFrom: priority?.where ?? null,
      }
    }
    case 'ext':
      if (own.command === undefined || own.command === '') {
        throw invalid(`${shown(text)}: the transport ext needs command=PROGRAM`)
      }
      return { ...base, transport, command: own.command }
    default:
      if (own.netcat !== undefined && own.proxy === 'native') {
        throw invalid(`${shown(text)}: netcat= cannot go with proxy=native`)
      }
      return {
        ...base,
        transport,
        host,
        port: pieces.port,
        mode,
        socket,
        session: pieces.path === '/session',
        command: own.command ?? null,
        netcat: own.netcat ?? null,
        proxy: own.netcat !== undefined && own.proxy !== 'streamlocal' ? 'netcat' : proxy,
        keyfile: own.keyfile ?? null,
        noVerify: flag('no_verify', own.no_verify),
        noTty: flag('no_tty', own.no_tty),
        knownHosts: own.known_hosts ?? null,
        knownHostsVerify: choice('known_hosts_verify', own.known_hosts_verify, hostKeyPolicies),
        sshauth: own.sshauth === undefined ? null : sshMethodsOf(own.sshauth),
      }
  }
}

const daemonModes = ['auto', 'legacy', 'direct'] as const
const sshProxies = ['auto', 'netcat', 'native', 'streamlocal'] as const
const hostKeyPolicies = ['normal', 'auto', 'ignore'] as const

/**
 * The name the daemon is asked to open: the URI without what only concerns the way to it. Empty where the daemon is to
 * find a driver by itself.
 */
export function innerName(target: Target): string {
  if (target.name !== null) return target.name
  if (target.driver === '' || target.driver.toLowerCase() === 'remote') return ''
  return localUri(target, [])
}

/**
 * What virt-ssh-helper on the other host is told: the URI as it reads there, which socket to take included (helpers of
 * libvirt 9.0.0 look for the socket themselves whatever it says).
 */
export function helperUri(target: SshTarget): string {
  const { mode, socket } = target
  return localUri(target, [
    ...(mode === 'auto' ? [] : [['mode', mode] as const]),
    ...(socket === null ? [] : [['socket', socket] as const]),
  ])
}

function localUri(
  { driver, path, params, fragment }: Target,
  more: readonly (readonly [string, string])[],
): string {
  const all = [...params, ...more].map(([name, value]) => `${quote(name)}=${quote(value)}`)
  const query = all.length === 0 ? '' : `?${all.join('&')}`
  return `${driver}://${path}${query}${fragment === null ? '' : `#${fragment}`}`
}

/** What of this process decides which socket is meant. */
export interface Surroundings {
  /** Effective user id; 0 is root. */
  readonly uid: number
  readonly env: Readonly<Record<string, string | undefined>>
  /** Folder of the host's configuration; `/etc/libvirt` where it is left out. */
  readonly etc?: string
}

/** A socket a target may mean, and why it was chosen. */
export interface SocketCandidate {
  readonly path: string
  readonly kind: 'given' | 'direct' | 'legacy'
}

// Where there is no URI at all, in this order.
const probedSystem = ['xen', 'qemu', 'lxc', 'vbox', 'bhyve', 'vz']
const probedSession = ['qemu', 'vbox']

/**
 * The sockets to try for a local target: the first that exists is the one; if none does, the last stands in the message.
 * Session daemons have no read-only socket, so `readonly` changes nothing there.
 */
export function socketCandidates(
  target: UnixTarget,
  readonly: boolean,
  { uid, env }: Surroundings,
): SocketCandidate[] {
  if (target.socket !== null) return [{ path: target.socket, kind: 'given' }]
  const { driver, mode } = target
  const session = isSession(target, { uid })
  const folder = session ? `${runtimeFolder(env)}/libvirt` : '/var/run/libvirt'
  const suffix = readonly && !session ? '-ro' : ''
  const legacy = { path: `${folder}/libvirt-sock${suffix}`, kind: 'legacy' } as const
  const direct = (name: string): SocketCandidate => ({
    path: `${folder}/virt${name.toLowerCase()}d-sock${suffix}`,
    kind: 'direct',
  })
  if (driver === '') {
    const probed = (session ? probedSession : probedSystem).map(direct)
    if (mode === 'direct') return probed
    return mode === 'legacy' ? [legacy] : [...probed, legacy]
  }
  if (driver.toLowerCase() === 'remote') return [legacy]
  if (mode === 'direct') return [direct(driver)]
  return mode === 'legacy' ? [legacy] : [direct(driver), legacy]
}

/** Whether a local target means the daemon of this user; root's own is the system's. */
export function isSession(target: UnixTarget, { uid }: Pick<Surroundings, 'uid'>): boolean {
  if (uid === 0) return false
  const { driver, path, uri } = target
  return driver === '' || path === '/session' || uri.toLowerCase().startsWith('test+')
}

function runtimeFolder(env: Surroundings['env']): string {
  const home = env.HOME ?? ''
  return env.XDG_RUNTIME_DIR || env.XDG_CACHE_HOME || `${home}/.cache`
}

// --- pieces ---

interface Pieces {
  readonly text: string
  readonly driver: string
  /** Null where the scheme names none. */
  readonly transport: string | null
  readonly user: string | null
  /** Empty if there is none; IPv6 without brackets. */
  readonly host: string
  readonly port: number | null
  readonly path: string
  readonly query: string
  readonly fragment: string | null
}

function expand(text: string): string {
  if (/[\p{Cc}\p{Surrogate}]/u.test(text)) {
    throw invalid(`the URI ${shown(text)} contains control characters`)
  }
  return text === 'xen' || text === 'xen://' ? 'xen:///system' : text
}

function split(text: string): Pieces {
  if (text === '') return nothing
  const scheme = /^([A-Za-z][A-Za-z0-9.-]*)(?:\+([A-Za-z0-9.-]*))?:/.exec(text)
  if (scheme === null) throw new UsageError('noConnect', shown(text))
  const [head, driver = '', transport = null] = scheme
  let rest = text.slice(head.length)
  const hash = rest.indexOf('#')
  const fragment = hash < 0 ? null : rest.slice(hash + 1)
  if (hash >= 0) rest = rest.slice(0, hash)
  const mark = rest.indexOf('?')
  const query = mark < 0 ? '' : rest.slice(mark + 1)
  if (mark >= 0) rest = rest.slice(0, mark)
  if (!rest.startsWith('//')) {
    if (rest !== '' && !rest.startsWith('/')) {
      throw invalid(`${shown(text)}: after '${head}' comes '//', a host or none, and a path`)
    }
    return { ...nothing, text, driver, transport, path: rest, query, fragment }
  }
  const slash = rest.indexOf('/', 2)
  const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash)
  const path = slash < 0 ? '' : rest.slice(slash)
  const at = authority.indexOf('@')
  const user = at < 0 ? null : authority.slice(0, at)
  const { host, port } = hostAndPort(text, authority.slice(at + 1))
  return { text, driver, transport, user, host, port, path, query, fragment }
}

const nothing: Pieces = {
  text: '',
  driver: '',
  transport: null,
  user: null,
  host: '',
  port: null,
  path: '',
  query: '',
  fragment: null,
}

function hostAndPort(text: string, authority: string): { host: string; port: number | null } {
  const found = /^(?:\[([^\]]*)\]|([^:[\]@\s]*))(?::(.*))?$/.exec(authority)
  if (found === null) {
    const hint = 'a host name, or an IPv6 address in brackets, and perhaps a port'
    throw invalid(`${shown(text)}: '${authority}' is not ${hint}`)
  }
  const [, bracketed, plain = '', digits = ''] = found
  // A zone is written with the percent sign quoted, and asked of the system without.
  const host = bracketed === undefined ? plain : bracketed.replace('%25', '%')
  if (bracketed !== undefined && !/^[0-9A-Fa-f:.]+(%.+)?$/.test(bracketed)) {
    throw invalid(`${shown(text)}: '${bracketed}' is not an IPv6 address`)
  }
  if (!/^[0-9]*$/.test(digits) || Number(digits) > 65_535) {
    throw invalid(`${shown(text)}: '${digits}' is not a port number`)
  }
  return { host, port: Number(digits) || null }
}

function transportOf({ text, driver, transport, host }: Pieces): TransportName {
  if (transport === null) {
    // Here a slash is more likely missing than a host of that name meant.
    const typo = /^(qemu|vbox|vz)$/i.test(driver) && (host === 'system' || host === 'session')
    if (typo) {
      throw invalid(`invalid URI ${shown(text)} (maybe you want ${driver}:///${host})`)
    }
    return host === '' ? 'unix' : 'tls'
  }
  const name = transport.toLowerCase()
  const known = transports.find((one) => one === name)
  if (known === undefined) {
    const all = transports.join(', ')
    throw invalid(`${shown(text)}: unknown transport '${transport}'; there are ${all}`)
  }
  return known
}

function checkHost({ text, host, port }: Pieces, transport: TransportName): void {
  if (transport !== 'unix') return
  if (host !== '') {
    const why = `a UNIX socket is on this host, so '${host}' cannot be given with it`
    throw invalid(`${shown(text)}: ${why}`)
  }
  if (port !== null) throw invalid(`${shown(text)}: a UNIX socket has no port`)
}

// --- parameters ---

/** Ours that the transport uses, ours that it does not, and those of others. */
function sortParams(
  query: string,
  transport: TransportName,
): {
  own: Partial<Record<OwnParam, string>>
  params: (readonly [string, string])[]
  ignored: string[]
} {
  const own: Partial<Record<OwnParam, string>> = {}
  const params: (readonly [string, string])[] = []
  for (const [name, value] of splitQuery(query)) {
    const lower = name.toLowerCase()
    const mine = ownNames.find((one) => one === lower)
    if (mine === undefined) params.push([name, value])
    else own[mine] = value
  }
  const given = Object.keys(own) as OwnParam[]
  const ignored = given.filter((name) => !usedBy(name).includes(transport))
  for (const name of ignored) {
    check(name, own[name])
    delete own[name]
  }
  return { own, params, ignored }
}

function usedBy(name: OwnParam): readonly TransportName[] {
  return ownParams[name]
}

/** These are refused with a wrong value even where nobody would look at it, as libvirt does. */
function check(name: OwnParam, value: string | undefined): void {
  if (name === 'mode') choice(name, value, daemonModes)
  if (name === 'proxy') choice(name, value, sshProxies)
  if (name === 'no_verify' || name === 'no_tty' || name === 'no_sanity') flag(name, value)
}

/** Cut at `&`; what follows the last one is cut at `;`. Without `=` the value is empty, without a name it does not count. */
function splitQuery(query: string): [string, string][] {
  const parts = query.split('&')
  const last = parts.pop() ?? ''
  const found: [string, string][] = []
  for (const part of [...parts, ...last.split(';')]) {
    const equals = part.indexOf('=')
    if (part === '' || equals === 0) continue
    const name = equals < 0 ? part : part.slice(0, equals)
    found.push([unquote(name), equals < 0 ? '' : unquote(part.slice(equals + 1))])
  }
  return found
}

/** Percent signs back into bytes; one that begins no byte stands for itself, and plus is a plus. */
function unquote(text: string): string {
  const plain = text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => {
    const bytes = Buffer.from(run.replaceAll('%', ''), 'hex')
    const decoded = bytes.toString('utf8')
    if (!Buffer.from(decoded, 'utf8').equals(bytes)) {
      throw invalid(`'${text}' in the URI is not UTF-8 when decoded`)
    }
    return decoded
  })
  if (plain.includes('\0')) throw invalid(`'${text}' in the URI contains a NUL`)
  return plain
}

function quote(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function choice<const T extends readonly [string, ...string[]]>(
  name: OwnParam,
  value: string | undefined,
  allowed: T,
  defaults?: UriDefaults,
): T[number] {
  if (value !== undefined) return oneOf(`${name}=${value} in the URI`, value, allowed)
  const instead = name === 'mode' || name === 'proxy' ? defaults?.(name) : undefined
  if (instead === undefined) return allowed[0]
  return oneOf(`${instead.where} is '${instead.value}'`, instead.value, allowed)
}

function oneOf<const T extends readonly string[]>(
  what: string,
  value: string,
  allowed: T,
): T[number] {
  const found = allowed.find((one) => one === value)
  if (found === undefined) throw invalid(`${what}: must be one of ${allowed.join(', ')}`)
  return found
}

function sshMethodsOf(list: string): string[] {
  const words = list.split(',').map((word) => word.trim().toLowerCase())
  return words.map((word) => oneOf(`sshauth=${list} in the URI`, word, sshMethods))
}

function flag(name: OwnParam, value: string | undefined): boolean {
  if (value === undefined) return false
  if (!/^[+-]?[0-9]+$/.test(value) || Math.abs(Number(value)) > 0x7fffffff) {
    throw invalid(`${name}=${value} in the URI: must be a whole number, 0 for no`)
  }
  return Number(value) !== 0
}

function invalid(text: string): UsageError {
  return new UsageError('invalidArg', text)
}

function shown(text: string): string {
  return `'${shownUri(text)}'`
}

const SECRET_NAME = /pass|pwd|secret|token/i

/** How long the beginning is that names a user, and where in it a password begins. */
function passwordIn(text: string): { readonly at: number; readonly end: number } | undefined {
  const user = /^[^/?#]*\/\/([^/?#@]*)@/.exec(text)
  const colon = user?.[1]?.indexOf(':') ?? -1
  if (user === null || colon < 0) return undefined
  const end = user[0].length - 1
  return { at: end - user[1]!.length + colon, end }
}

/**
 * A URI as it may be shown. It has no place for a password, and people put one into it all the same: behind the user, or into a
 * parameter that is called so.
 */
export function shownUri(text: string): string {
  const password = passwordIn(text)
  const head = password === undefined ? '' : `${text.slice(0, password.at)}:…`
  const rest = text.slice(password?.end ?? 0).replaceAll(/[^?&;#]+/g, (part) => {
    const name = part.slice(0, Math.max(0, part.indexOf('=')))
    return SECRET_NAME.test(name) ? `${name}=…` : part
  })
  return `${head}${rest}`.replaceAll(/\p{Cc}/gu, '?')
}

/** A user as a URI names one, without what people put behind it as a password. */
export function shownUser(user: string): string {
  const colon = user.indexOf(':')
  return colon < 0 ? user : `${user.slice(0, colon)}:…`
}

/** The same URI with such a password left out: it can be kept on a disk, and opened again by who can log in otherwise. */
export function withoutSecrets(text: string): string {
  const password = passwordIn(text)
  const bare = password === undefined ? text : text.slice(0, password.at) + text.slice(password.end)
  const query = bare.indexOf('?')
  if (query < 0) return bare
  const hash = bare.indexOf('#', query)
  const end = hash < 0 ? bare.length : hash
  const kept = bare
    .slice(query + 1, end)
    .split(/[&;]/)
    .filter((part) => !SECRET_NAME.test(part.split('=', 1)[0]!))
  return `${bare.slice(0, query)}${kept.length > 0 ? `?${kept.join('&')}` : ''}${bare.slice(end)}`
}
