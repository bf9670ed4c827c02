// From what somebody asked for to a Target: where nothing is said the environment, then libvirt.conf, then this host's own
// daemon; then aliases, and defaults for what the URI leaves open. Says where everything came from; dials nothing.

import { localErrors, UsageError } from '../errors.ts'
import { traceDecision } from '../trace.ts'
import {
  type ConfName,
  type ConfText,
  confPath,
  type LibvirtConf,
  readLibvirtConf,
} from './libvirt-conf.ts'
import { here } from './surroundings.ts'
import { parseUri, type Surroundings, shownUri, type Target, type UriDefaults } from './uri.ts'

/** Where the text of a URI stood. */
export type UriSource =
  | { readonly is: 'argument' }
  | { readonly is: 'environment'; readonly name: string }
  | { readonly is: 'file'; readonly file: string; readonly line: number }
  /** Nobody named one: a daemon of this host is meant. */
  | { readonly is: 'default' }

/** A name that stood for a URI. */
export interface UsedAlias {
  readonly name: string
  readonly file: string
  readonly line: number
}

/** A setting of libvirt.conf that counted because the URI leaves it open. */
export interface UsedDefault {
  readonly key: 'remote_mode' | 'remote_proxy' | 'tls_priority'
  readonly value: string
  readonly file: string
  readonly line: number
}

/** The text that counts and how it was found. */
export interface ResolvedText {
  /** Empty where sockets are to be looked for. */
  readonly text: string
  readonly source: UriSource
  readonly alias: UsedAlias | null
  readonly file: { readonly path: string; readonly present: boolean }
}

export interface Resolved extends ResolvedText {
  readonly target: Target
  readonly defaults: readonly UsedDefault[]
}

export interface ResolveOptions {
  /** Whether `uri_aliases` are looked up (off: VIR_CONNECT_NO_ALIASES); true where it is left out. */
  readonly aliases?: boolean | undefined
  readonly surroundings?: Surroundings
}

/** What of a program decides its URI when nobody gives one. */
interface Chain {
  readonly conf: ConfName
  readonly variable: string
  /** What counts when neither says anything; empty: sockets are looked for. */
  readonly otherwise: string
}

/**
 * Finds what a connection URI means.
 * @throws UsageError `confSyntax`, `invalidArg` over libvirt.conf, and as `parseUri`, then with where the text came from
 */
export function resolveTarget(text: string, options: ResolveOptions = {}): Resolved {
  const chain: Chain = { conf: 'libvirt.conf', variable: 'LIBVIRT_DEFAULT_URI', otherwise: '' }
  const { conf, ...found } = resolveText(text, chain, options)
  const used: UsedDefault[] = []
  const defaults: UriDefaults = (name) => {
    const key = name === 'tls_priority' ? name : (`remote_${name}` as const)
    const setting = conf?.text(key)
    if (conf === null || setting === undefined) return undefined
    const { value, line } = setting
    used.push({ key, value, file: conf.path, line })
    return { value, where: `${conf.path}:${line}: ${key}` }
  }
  const target = withSource(found, () => parseUri(found.text, defaults))
  for (const { key, value, file, line } of used) {
    traceDecision('uri', () => `${key} is '${value}' (${file}:${line})`)
  }
  // What this transport has no use for was looked at, but decides nothing.
  const counting = used.filter(({ key }) => {
    if (key === 'tls_priority') return target.transport === 'tls'
    return key === 'remote_mode' ? 'mode' in target : 'proxy' in target
  })
  return { ...found, target, defaults: counting }
}

/** The same for the admin socket of a daemon; the text is left to its caller to parse. */
export function resolveAdminUri(text: string, options: ResolveOptions = {}): ResolvedText {
  const { uid } = options.surroundings ?? here()
  const { conf: _, ...found } = resolveText(
    text,
    {
      conf: 'libvirt-admin.conf',
      variable: 'LIBVIRT_ADMIN_DEFAULT_URI',
      otherwise: uid === 0 ? 'libvirtd:///system' : 'libvirtd:///session',
    },
    options,
  )
  return found
}

function resolveText(
  given: string,
  chain: Chain,
  { aliases = true, surroundings = here() }: ResolveOptions,
): ResolvedText & { readonly conf: LibvirtConf | null } {
  const path = confPath(chain.conf, surroundings)
  const conf = readLibvirtConf(path)
  traceDecision('uri', () => `${path} ${conf === null ? 'is not there' : 'was read'}`)
  const first = startOf(given, chain, conf, surroundings)
  const alias = aliases && conf !== null ? findAlias(first.text, conf) : undefined
  const found = {
    text: alias?.value ?? first.text,
    source: first.source,
    alias: alias === undefined ? null : { name: first.text, file: path, line: alias.line },
    file: { path, present: conf !== null },
    conf,
  }
  traceDecision('uri', () => `the URI is '${shownUri(found.text)}', from ${sourceText(found)}`)
  if (found.text === '' && (alias !== undefined || first.source.is === 'file')) {
    withSource(found, () => {
      throw new UsageError('noConnect', "''")
    })
  }
  return found
}

function startOf(
  given: string,
  { variable, otherwise }: Chain,
  conf: LibvirtConf | null,
  { env }: Surroundings,
): Pick<ResolvedText, 'text' | 'source'> {
  if (given !== '') return { text: given, source: { is: 'argument' } }
  const fromEnvironment = env[variable]
  if (fromEnvironment) {
    return { text: fromEnvironment, source: { is: 'environment', name: variable } }
  }
  const setting = conf?.text('uri_default')
  if (conf !== null && setting !== undefined) {
    const { value, line } = setting
    return { text: value, source: { is: 'file', file: conf.path, line } }
  }
  return { text: otherwise, source: { is: 'default' } }
}

/** The first entry of that name; entries in front of it must be well formed, those behind it are not looked at. */
function findAlias(name: string, conf: LibvirtConf): ConfText | undefined {
  if (name === '') return undefined
  for (const { value, line } of conf.texts('uri_aliases') ?? []) {
    const equals = value.indexOf('=')
    if (equals < 0 || !/^[A-Za-z0-9_-]*$/.test(value.slice(0, equals))) {
      throw new UsageError(
        'confSyntax',
        `${conf.path}:${line}: '${shownUri(value)}' in uri_aliases must read NAME=URI, the name of letters, digits, _ and -`,
      )
    }
    if (value.slice(0, equals) === name) return { value: value.slice(equals + 1), line }
  }
  return undefined
}

/** Where a text came from, as a person would say it. */
export function sourceText({ source, alias }: Pick<ResolvedText, 'source' | 'alias'>): string {
  if (alias !== null) return `the alias '${alias.name}' in ${alias.file}:${alias.line}`
  switch (source.is) {
    case 'argument':
      return 'the caller'
    case 'environment':
      return source.name
    case 'file':
      return `uri_default in ${source.file}:${source.line}`
    case 'default':
      return 'nobody: a daemon of this host is meant'
  }
}

/** A mistake in a URI that the caller did not type is told with where it stands. */
function withSource<T>(found: Pick<ResolvedText, 'source' | 'alias'>, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    const { is } = found.source
    const obvious = found.alias === null && (is === 'argument' || is === 'default')
    if (obvious || !(error instanceof UsageError) || error.code === 'confSyntax') throw error
    const { prefix } = localErrors[error.code]
    const text = `${error.message.slice(prefix.length)} (the URI comes from ${sourceText(found)})`
    throw new UsageError(error.code, text, { cause: error })
  }
}
