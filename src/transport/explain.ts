// How a target would be dialled, without dialling: the ways in their order, and the files that would be looked at. Asks the
// very functions that dial.ts and those behind it ask; reads nothing but the configuration they read, and sends nothing.

import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { confPath } from './libvirt-conf.ts'
import type { SshCandidate } from './ssh/candidates.ts'
import type { JumpHop, SshSurroundings } from './ssh/config.ts'
import type { LoginWay, Route, UnknownKeys } from './ssh/route.ts'
import { tlsPaths } from './tls-files.ts'
import {
  type SshTarget,
  type Surroundings,
  shownUser,
  socketCandidates,
  type Target,
} from './uri.ts'

export type { LoginWay, UnknownKeys } from './ssh/route.ts'

/** A way to the daemon. Alternatives by `kind`. */
export type ExplainedWay =
  /** A socket of this host. */
  | {
      readonly kind: 'socket'
      readonly path: string
      /** Named in the URI, that of the driver's own daemon, or that of the daemon for all. */
      readonly daemon: 'given' | 'direct' | 'legacy'
      readonly present: boolean
    }
  /** A connection over TCP. */
  | { readonly kind: 'address'; readonly host: string; readonly port: number }
  /** A program that is started here. */
  | { readonly kind: 'program'; readonly command: string; readonly present: boolean }
  /** On the other host: a channel of sshd to the socket, virt-ssh-helper, or nc. */
  | SshCandidate

/** What a file is for. */
export type ExplainedFileKind =
  | 'libvirt.conf'
  | 'auth.conf'
  | 'CA certificate'
  | 'revocation list'
  | 'client certificate'
  | 'client key'
  | 'ssh configuration'
  | 'known hosts'
  | 'private key'
  | 'ssh agent'

/** A file that would be looked at. */
export interface ExplainedFile {
  readonly kind: ExplainedFileKind
  readonly path: string
  readonly present: boolean
}

/** How ssh logs in; of the host at the end of the way. */
export interface ExplainedSsh {
  readonly user: string
  /** Where it is, after ssh's configuration. */
  readonly hostName: string
  readonly port: number
  /** Hosts that are passed, in order: `user@host:port`, as they were given. */
  readonly jumps: readonly string[]
  readonly proxyCommand: string | null
  /** In the order they are tried. */
  readonly logins: readonly LoginWay[]
  /** Its name in known hosts. */
  readonly knownAs: string
  /** What becomes of a key that is not known. */
  readonly unknownKeys: UnknownKeys
  /** The setting that says so. */
  readonly rule: string
}

export interface ExplainedWays {
  /** The port that is dialled; null where there is none. */
  readonly port: number | null
  readonly ways: readonly ExplainedWay[]
  readonly files: readonly ExplainedFile[]
  /** Null where ssh is not used, or done by a program. */
  readonly ssh: ExplainedSsh | null
}

/** @throws UsageError where dialling would */
export async function explainWays(
  target: Target,
  readonly: boolean,
  surroundings: Surroundings,
  ssh?: SshSurroundings,
): Promise<ExplainedWays> {
  const libvirtConf = file('libvirt.conf', confPath('libvirt.conf', surroundings))
  const nothing = { port: null, files: [libvirtConf], ssh: null }
  switch (target.transport) {
    case 'unix': {
      const ways = socketCandidates(target, readonly, surroundings).map(
        ({ path, kind }): ExplainedWay => ({
          kind: 'socket',
          path,
          daemon: kind,
          present: existsSync(path),
        }),
      )
      return { ...nothing, ways }
    }
    case 'tcp':
    case 'tls': {
      const { host, port } = target
      const files = [libvirtConf]
      if (target.transport === 'tls') {
        const { ca, crl, cert, key } = tlsPaths(target.pkipath, surroundings)
        files.push(file('CA certificate', ca), file('revocation list', crl))
        files.push(file('client certificate', cert), file('client key', key))
      }
      return { port, ways: [{ kind: 'address', host, port }], files, ssh: null }
    }
    case 'ext':
      return { ...nothing, ways: [programOf(target.command, surroundings)] }
    default: {
      const { sshCandidates } = await import('./ssh/candidates.ts')
      const candidates = sshCandidates(target, readonly)
      if (target.transport === 'ssh' && target.command !== null) {
        // A program cannot be asked for a channel to a socket.
        const rest = candidates.filter(({ kind }) => kind !== 'streamlocal')
        const ways = [programOf(target.command, surroundings), ...rest]
        return { ...nothing, port: target.port, ways }
      }
      const { route, files } = await routeOf(target, ssh)
      const { port, user, hostName, ways: logins, knownAs, unknownKeys, rule } = route
      const jumps = route.jumps.map(hopText)
      const { proxyCommand } = route
      const how = { user, hostName, port, jumps, proxyCommand, logins, knownAs, unknownKeys, rule }
      return { port, ways: candidates, files: [libvirtConf, ...files], ssh: how }
    }
  }
}

async function routeOf(
  target: SshTarget,
  given?: SshSurroundings,
): Promise<{ route: Route; files: ExplainedFile[] }> {
  const { sshHere } = await import('./ssh/surroundings.ts')
  const { resolveRoute } = await import('./ssh/route.ts')
  const { readSshConfig } = await import('./ssh/config.ts')
  const surroundings = given ?? sshHere()
  const route = await resolveRoute(target, surroundings)
  const files: ExplainedFile[] = []
  if (target.transport === 'ssh') {
    const { home, etc } = surroundings
    const { filesRead } = await readSshConfig(target.host, target, surroundings)
    // The two that are always looked for, and whatever they include.
    const paths = new Set([`${home}/.ssh/config`, `${etc}/ssh_config`, ...filesRead])
    for (const path of paths) files.push(file('ssh configuration', path))
  }
  for (const path of route.knownHosts) files.push(file('known hosts', path))
  if (route.ways.includes('agent') && route.agent !== null) {
    files.push(file('ssh agent', route.agent))
  }
  if (route.ways.includes('privkey')) {
    const { keyfile, keyFiles, usualFiles } = route
    const keys = [...(keyfile === null ? [] : [keyfile]), ...keyFiles, ...usualFiles]
    for (const path of keys) files.push(file('private key', path))
  }
  return { route, files }
}

/** A file and whether it is there. */
export function file(kind: ExplainedFileKind, path: string): ExplainedFile {
  return { kind, path, present: existsSync(path) }
}

function hopText({ user, host, port }: JumpHop): string {
  const at = host.includes(':') ? `[${host}]` : host
  return `${user === null ? '' : `${shownUser(user)}@`}${at}${port === null ? '' : `:${port}`}`
}

function programOf(command: string, { env }: Surroundings): ExplainedWay {
  const places = command.includes('/')
    ? [command]
    : (env.PATH ?? '').split(delimiter).map((folder) => join(folder, command))
  return { kind: 'program', command, present: places.some((path) => existsSync(path)) }
}
