// auth.conf, libvirt's file of credentials: where it lies, its key-file syntax, and whom it names for a service on a host.
// Mistakes are told by file and line, never with what stands there: it may be a password.

import { open } from 'node:fs/promises'
import { homedir } from 'node:os'
import { UsageError } from '../errors.ts'
import { traceDecision } from '../trace.ts'
import type { Credentials } from './credentials.ts'

/** `libvirt` is SASL, `ssh` a login over ssh. */
export type AuthService = 'libvirt' | 'ssh'

/** What of this process decides which file is read. */
export interface AuthSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** Folder of the host's configuration. */
  readonly etc: string
}

const here = (): AuthSurroundings => ({
  env: process.env,
  home: homedir(),
  etc: '/etc/libvirt',
})

/** Files to look at, in order; one that was named must be there. */
export function authConfCandidates(
  authfile: string | null,
  { env, home, etc }: AuthSurroundings = here(),
): { readonly path: string; readonly named: string | null }[] {
  const { LIBVIRT_AUTH_FILE, XDG_CONFIG_HOME } = env
  if (LIBVIRT_AUTH_FILE) return [{ path: LIBVIRT_AUTH_FILE, named: 'LIBVIRT_AUTH_FILE' }]
  if (authfile !== null) return [{ path: authfile, named: 'authfile= in the URI' }]
  return [
    { path: `${XDG_CONFIG_HOME || `${home}/.config`}/libvirt/auth.conf`, named: null },
    { path: `${etc}/auth.conf`, named: null },
  ]
}

/**
 * Reads the first of the candidates that is there; null if none is.
 * @param onWarning hears when others than the owner can read it
 * @throws UsageError `invalidArg` when a named file cannot be read, `confSyntax` with file and line
 */
export async function readAuthConf(
  authfile: string | null,
  onWarning?: (text: string) => void,
  surroundings: AuthSurroundings = here(),
): Promise<AuthConf | null> {
  for (const { path, named } of authConfCandidates(authfile, surroundings)) {
    let bytes: Buffer
    try {
      const file = await open(path, 'r')
      try {
        const { mode } = await file.stat()
        bytes = await file.readFile()
        if (process.platform !== 'win32' && (mode & READABLE_BY_OTHERS) !== 0) {
          onWarning?.(`${path} holds passwords and others than its owner can read it: chmod 600`)
        }
      } finally {
        await file.close()
      }
    } catch (cause) {
      const why = (cause as NodeJS.ErrnoException).code ?? 'unknown error'
      if (named === null) {
        traceDecision('auth', () => `${path} is passed over: ${why}`)
        continue
      }
      const text = `${named} names '${path}', which cannot be read: ${why}`
      throw new UsageError('invalidArg', text, { cause })
    }
    traceDecision('auth', () => `${path} is read${named === null ? '' : `, for ${named}`}`)
    return parseAuthConf(bytes, path)
  }
  return null
}

const READABLE_BY_OTHERS = 0o044

/** A value and where it stands. */
interface Entry {
  readonly text: string
  readonly line: number
}

interface Group {
  readonly line: number
  readonly entries: Map<string, Entry>
}

const credentialKeys = ['username', 'authname', 'password', 'realm'] as const

/** What a file says. Values stay as they are written until somebody is looked up. */
export class AuthConf {
  readonly path: string
  readonly #groups: ReadonlyMap<string, Group>

  /** Use `parseAuthConf`. */
  constructor(path: string, groups: ReadonlyMap<string, Group>) {
    this.path = path
    this.#groups = groups
  }

  /**
   * Credentials for a service on a host, or else for every host; undefined if there is no group for either.
   * @throws UsageError `confSyntax` when the group leads nowhere
   */
  lookup(service: AuthService, host: string): Credentials | undefined {
    const found = [host, 'default']
      .map((one) => `auth-${service}-${one}`)
      .find((one) => this.#groups.has(one))
    if (found === undefined) return undefined
    const group = this.#groups.get(found)!
    const pointer = group.entries.get('credentials')
    if (pointer === undefined) {
      throw wrong(this.path, group.line, `Missing item 'credentials' in group '${found}'`)
    }
    const name = `credentials-${this.#unescape(pointer)}`
    const target = this.#groups.get(name)
    if (target === undefined) {
      const text = `Missing group '${name}' referenced from group '${found}'`
      throw wrong(this.path, pointer.line, text)
    }
    const credentials: { -readonly [K in keyof Credentials]: Credentials[K] } = {}
    for (const key of credentialKeys) {
      const entry = target.entries.get(key)
      if (entry !== undefined) credentials[key] = this.#unescape(entry)
    }
    return credentials
  }

  #unescape({ text, line }: Entry): string {
    return text.replace(/\\(.?)/gs, (_, sign: string) => {
      const meant = escapes.get(sign)
      if (meant === undefined) {
        const known = 'a backslash begins \\s, \\t, \\n or \\r, and one that is meant is \\\\'
        throw wrong(this.path, line, known)
      }
      return meant
    })
  }
}

const escapes = new Map([
  ['s', ' '],
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
  ['\\', '\\'],
])

/** @throws UsageError `confSyntax` with file and line */
export function parseAuthConf(bytes: Uint8Array, path: string): AuthConf {
  const groups = new Map<string, Group>()
  let group: Group | undefined
  let line = 0
  for (const text of linesOf(bytes, path)) {
    line++
    const start = text.trimStart()
    // An empty line or a comment.
    if (start === '' || start.startsWith('#') || start.startsWith(';')) continue
    if (start.startsWith('[')) {
      const name = /^\[([^[\]]+)\]\s*$/.exec(start)?.[1]
      if (name === undefined) throw wrong(path, line, 'a group is a line like [auth-libvirt-HOST]')
      // One that comes twice goes on where it was left.
      group = groups.get(name) ?? { line, entries: new Map() }
      groups.set(name, group)
      continue
    }
    const equals = start.indexOf('=')
    const key = start.slice(0, Math.max(equals, 0)).trimEnd()
    if (key === '') throw wrong(path, line, 'expected a group in brackets, or name=value')
    if (group === undefined) throw wrong(path, line, 'a value before the first group')
    // Blanks at the end belong to the value, as in every key file.
    group.entries.set(key, { text: start.slice(equals + 1).trimStart(), line })
  }
  return new AuthConf(path, groups)
}

function* linesOf(bytes: Uint8Array, path: string): Generator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 0
  for (let at = 0; at < bytes.length; ) {
    line++
    const found = bytes.indexOf(0x0a, at)
    const end = found < 0 ? bytes.length : found
    let text: string
    try {
      text = decoder.decode(bytes.subarray(at, end))
    } catch {
      throw wrong(path, line, 'this line is not UTF-8')
    }
    if (text.includes('\0')) throw wrong(path, line, 'this line contains a NUL')
    yield text.endsWith('\r') ? text.slice(0, -1) : text
    at = end + 1
  }
}

function wrong(path: string, line: number, text: string): UsageError {
  return new UsageError('confSyntax', `${path}:${line}: ${text}`)
}
