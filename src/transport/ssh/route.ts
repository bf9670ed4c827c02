// What a URI and the configuration together say of reaching one host: where it is, who logs in and with what, which host keys
// are known. Reads files, opens nothing.

import { UsageError } from '../../errors.ts'
import { traceDecision } from '../../trace.ts'
import { hostPort } from '../tcp.ts'
import { type SshTarget, shownUser } from '../uri.ts'
import { type HostConfig, type JumpHop, readSshConfig, type SshSurroundings } from './config.ts'
import { lookupName } from './known-hosts.ts'

/** What a login may be tried with; libvirt's words for `sshauth=`. */
export type LoginWay = 'agent' | 'privkey' | 'password' | 'keyboard-interactive'

const loginWays: readonly LoginWay[] = ['agent', 'privkey', 'password', 'keyboard-interactive']

/** Host, user and rules as a URI gives them. */
export type SshEndpoint = Pick<
  SshTarget,
  | 'transport'
  | 'host'
  | 'port'
  | 'user'
  | 'keyfile'
  | 'noVerify'
  | 'noTty'
  | 'knownHosts'
  | 'knownHostsVerify'
  | 'sshauth'
>

/** What becomes of a host key that is not known: refused, a person decides, added to the file, accepted unseen. */
export type UnknownKeys = 'refuse' | 'ask' | 'add' | 'ignore'

/** The way to one host, resolved. */
export interface Route {
  /** As it was typed. */
  readonly host: string
  /** Where it is. */
  readonly hostName: string
  readonly port: number
  /** `host:port` for messages. */
  readonly address: string
  readonly user: string
  /** Whether somebody said who logs in; else a name stored with the password may. */
  readonly userGiven: boolean
  readonly addressFamily: 'any' | 'inet' | 'inet6'
  readonly connectTimeoutS: number | null
  readonly jumps: readonly JumpHop[]
  readonly proxyCommand: string | null
  /** In the order they are tried. */
  readonly ways: readonly LoginWay[]
  readonly keyfile: string | null
  readonly keyFiles: readonly string[]
  /** Tried if they are there. */
  readonly usualFiles: readonly string[]
  readonly identitiesOnly: boolean
  /** Socket of the agent. */
  readonly agent: string | null
  /** Why nobody may be asked. */
  readonly quiet: string | null
  /** Its name in known_hosts. */
  readonly knownAs: string
  readonly knownHosts: readonly string[]
  /** Where a new key is added, if anywhere. */
  readonly addTo: string | null
  readonly unknownKeys: UnknownKeys
  /** The setting that says so, for messages. */
  readonly rule: string
  readonly hashed: boolean
  readonly hostKeyAlgorithms: string | null
  /** Whose private files must be private; negative where that cannot be told. */
  readonly uid: number
}

const SSH_PORT = 22

/**
 * Resolves the way to a host; `ssh` as OpenSSH would, `libssh` and `libssh2` by the URI alone.
 * @throws UsageError `invalidArg` on an sshauth= that makes no sense, `confSyntax` with file and line
 */
export async function resolveRoute(
  endpoint: SshEndpoint,
  surroundings: SshSurroundings,
): Promise<Route> {
  const ways = waysOf(endpoint.sshauth)
  const { host, port, user, keyfile } = endpoint
  const { home, env, localUser, uid } = surroundings
  const config =
    endpoint.transport === 'ssh' ? await readSshConfig(host, { user, port }, surroundings) : null
  const configured = user ?? config?.user ?? null
  const number = port ?? config?.port ?? SSH_PORT
  const usual = keyfile === null && (config === null || config.usualKeys)
  const rules = config === null ? libsshRules(endpoint, surroundings) : sshRules(endpoint, config)
  const route: Route = {
    host,
    hostName: config?.hostName ?? host,
    port: number,
    address: hostPort(host, number),
    user: configured ?? (config === null ? 'root' : localUser),
    userGiven: configured !== null,
    addressFamily: config?.addressFamily ?? 'any',
    connectTimeoutS: config?.connectTimeoutS ?? null,
    jumps: config?.proxyJump ?? [],
    proxyCommand: config?.proxyCommand ?? null,
    ways,
    keyfile,
    keyFiles: keyfile === null ? (config?.identityFiles ?? []) : [],
    usualFiles:
      usual && home !== ''
        ? ['id_ed25519', 'id_ecdsa', 'id_rsa'].map((name) => `${home}/.ssh/${name}`)
        : [],
    identitiesOnly: config?.identitiesOnly ?? false,
    agent: agentOf(config?.identityAgent ?? null, env),
    quiet: endpoint.noTty ? 'no_tty' : config?.batchMode ? 'BatchMode' : null,
    knownAs: lookupName(config?.hostName ?? host, number, config?.hostKeyAlias ?? null),
    ...rules,
    hashed: config?.hashKnownHosts ?? false,
    hostKeyAlgorithms: config?.hostKeyAlgorithms ?? null,
    uid,
  }
  const { address } = route
  traceDecision('ssh', () => `${shownUser(route.user)} logs in, by ${ways.join(', ')}`, address)
  if (route.hostName !== host) {
    traceDecision('ssh', () => `the configuration leads to ${route.hostName}`, address)
  }
  return route
}

function waysOf(sshauth: readonly string[] | null): readonly LoginWay[] {
  if (sshauth === null) return loginWays
  return sshauth.map((word) => {
    const way = loginWays.find((one) => one === word.trim().toLowerCase())
    if (way !== undefined) return way
    const known = loginWays.join(', ')
    throw new UsageError('invalidArg', `sshauth=: '${word}' is not known; there are ${known}`)
  })
}

function agentOf(configured: string | null, env: SshSurroundings['env']): string | null {
  if (configured === 'none') return null
  if (configured !== null) return configured
  if (env.SSH_AUTH_SOCK) return env.SSH_AUTH_SOCK
  return process.platform === 'win32' ? '\\\\.\\pipe\\openssh-ssh-agent' : null
}

type Rules = Pick<Route, 'knownHosts' | 'addTo' | 'unknownKeys' | 'rule'>

function sshRules({ noVerify }: SshEndpoint, config: HostConfig): Rules {
  const { userKnownHostsFiles, globalKnownHostsFiles, strictHostKeyChecking } = config
  const choice: Readonly<Record<typeof strictHostKeyChecking, UnknownKeys>> = {
    yes: 'refuse',
    ask: 'ask',
    'accept-new': 'add',
  }
  return {
    knownHosts: [...userKnownHostsFiles, ...globalKnownHostsFiles],
    addTo: userKnownHostsFiles[0] ?? null,
    unknownKeys: noVerify ? 'add' : choice[strictHostKeyChecking],
    rule: noVerify ? 'no_verify=1' : `StrictHostKeyChecking=${strictHostKeyChecking}`,
  }
}

function libsshRules(
  { knownHosts, knownHostsVerify }: SshEndpoint,
  { home, env }: SshSurroundings,
): Rules {
  const file = knownHosts ?? `${env.XDG_CONFIG_HOME || `${home}/.config`}/libvirt/known_hosts`
  const choice: Readonly<Record<typeof knownHostsVerify, UnknownKeys>> = {
    normal: 'ask',
    auto: 'add',
    ignore: 'ignore',
  }
  return {
    knownHosts: [file],
    addTo: file,
    unknownKeys: choice[knownHostsVerify],
    rule: `known_hosts_verify=${knownHostsVerify}`,
  }
}
