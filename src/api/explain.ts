// How a URI would be dialled, told without dialling. The work is transport/explain.ts's, which is loaded when somebody asks;
// here it is put together with what the login would read.

import type { ExplainedFile, ExplainedSsh, ExplainedWay } from '../transport/explain.ts'
import {
  resolveTarget,
  type UriSource,
  type UsedAlias,
  type UsedDefault,
} from '../transport/resolve.ts'
import { here } from '../transport/surroundings.ts'
import { innerName, isSession, shownUri, shownUser, type TransportName } from '../transport/uri.ts'

export type {
  ExplainedFile,
  ExplainedFileKind,
  ExplainedSsh,
  ExplainedWay,
  LoginWay,
  UnknownKeys,
} from '../transport/explain.ts'
export type { UriSource, UsedAlias, UsedDefault } from '../transport/resolve.ts'
export type { SshCandidate } from '../transport/ssh/candidates.ts'
export { shownUri, type TransportName } from '../transport/uri.ts'

/** As for `connect`. */
export interface ExplainOptions {
  readonly readonly?: boolean
  readonly aliases?: boolean
}

/** How a URI would be dialled (since 0.2.0). Plain data, to be shown: passwords in the URI are left out wherever it stands. */
export interface UriExplanation {
  /** What was asked for. */
  readonly given: string
  /** The URI that counts; empty where the daemons of this host are looked for. */
  readonly uri: string
  readonly source: UriSource
  /** The name that stood for the URI. */
  readonly alias: UsedAlias | null
  readonly transport: TransportName
  /** Null where the transport has none. */
  readonly host: string | null
  readonly port: number | null
  /** As the URI has it; ssh's configuration may know one all the same, see `ssh`. */
  readonly user: string | null
  readonly readonly: boolean
  /** Whether it is the daemon of a user. */
  readonly session: boolean
  /** What the daemon is told to open; empty where it is to find a driver itself. */
  readonly name: string
  /** The login that `auth=` insists on; null leaves it to the daemon. */
  readonly auth: string | null
  /** Settings of libvirt.conf that count because the URI does not say. */
  readonly defaults: readonly UsedDefault[]
  /** Parameters that this transport has no use for. */
  readonly ignored: readonly string[]
  /** In the order they are tried: of sockets here the first that is there is taken, on other hosts the first that answers. */
  readonly ways: readonly ExplainedWay[]
  /** Files that would be looked at. Of several auth.conf the first that is there counts, and only if a login needs one. */
  readonly files: readonly ExplainedFile[]
  readonly ssh: ExplainedSsh | null
}

/**
 * Tells how a URI would be dialled. Reads libvirt.conf and ssh's configuration, looks which files there are, and opens nothing.
 * @param uri as for `connect`
 * @throws UsageError where `connect` would, before it dials
 */
export async function explainUri(
  uri: string,
  { readonly = false, aliases }: ExplainOptions = {},
): Promise<UriExplanation> {
  const surroundings = here()
  const { target, text, source, alias, defaults } = resolveTarget(uri, { aliases, surroundings })
  const { explainWays, file } = await import('../transport/explain.ts')
  const { authConfCandidates } = await import('../auth/auth-conf.ts')
  const { port, ways, files, ssh } = await explainWays(target, readonly, surroundings)
  const logins = authConfCandidates(target.authfile).map(({ path }) => file('auth.conf', path))
  return {
    given: shownUri(uri),
    uri: shownUri(text),
    source,
    alias,
    transport: target.transport,
    host: 'host' in target ? target.host : null,
    port,
    user: target.user && shownUser(target.user),
    readonly,
    session:
      target.transport === 'unix'
        ? isSession(target, surroundings)
        : 'session' in target && target.session,
    name: shownUri(innerName(target)),
    auth: target.auth,
    defaults,
    ignored: target.ignored,
    ways: ways.map((way) => (way.kind === 'helper' ? { ...way, uri: shownUri(way.uri) } : way)),
    files: [...files, ...logins],
    ssh: ssh && { ...ssh, user: shownUser(ssh.user) },
  }
}
