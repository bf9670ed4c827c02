// The known_hosts files: which keys a host is known by, what is to be said of the one it shows, and how one line is added.
// Lines that cannot be read are passed over, as OpenSSH does. What follows from a verdict is the session's.

import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { UsageError } from '../../errors.ts'
import { traceDecision } from '../../trace.ts'
import { wordsFor } from '../node-error.ts'
import { matchesList } from './pattern.ts'

/** What the files say of the key that a host shows; alternatives by `is`. */
export type HostKeyVerdict =
  /** This very key is there for this host. */
  | { readonly is: 'known' }
  /** The host is there with other keys only; the line is one of them. */
  | {
      readonly is: 'changed'
      readonly file: string
      readonly line: number
      readonly keyType: string
    }
  /** The key is marked as one never to be trusted. */
  | { readonly is: 'revoked'; readonly file: string; readonly line: number }
  /** Nothing but the key of an authority that would sign host certificates. */
  | { readonly is: 'authority'; readonly file: string; readonly line: number }
  | { readonly is: 'unknown' }

interface Entry {
  readonly file: string
  readonly line: number
  readonly marker: '' | '@revoked' | '@cert-authority'
  /** The whole field of patterns, or one hashed name. */
  readonly hosts: string
  readonly keyType: string
  readonly key: Buffer
}

// Sixteen times the longest key that OpenSSH makes: what is longer is no line of it.
const MAX_LINE = 1 << 16

/** What several files know together. */
export class KnownHosts {
  readonly #entries: readonly Entry[]
  /** Files that are there and could not be read, with the reason: what they know is missing. */
  readonly unread: readonly string[]
  /** Entries by name: whole files of hashed names are looked through but once. */
  readonly #found = new Map<string, readonly Entry[]>()

  private constructor(entries: readonly Entry[], unread: readonly string[] = []) {
    this.#entries = entries
    this.unread = unread
  }

  /** Reads the files that are there. */
  static async read(files: readonly string[]): Promise<KnownHosts> {
    const entries: Entry[] = []
    const unread: string[] = []
    for (const file of files) {
      try {
        entries.push(...entriesOf(await readFile(file, 'utf8'), file))
        traceDecision('ssh', () => `${file} is read for host keys`)
      } catch (error) {
        traceDecision('ssh', () => `${file} is not read for host keys: ${wordsFor(error)}`)
        const { code } = error as NodeJS.ErrnoException
        if (code !== 'ENOENT' && code !== 'ENOTDIR') unread.push(`${file} (${wordsFor(error)})`)
      }
    }
    return new KnownHosts(entries, unread)
  }

  /** Takes what one file would hold. */
  static parse(text: string, file: string): KnownHosts {
    return new KnownHosts(entriesOf(text, file))
  }

  /**
   * What the files say of a key shown under a name that `lookupName` made. On a port of its own a host counts as known
   * by its plain name too, and never as changed by it.
   */
  check(name: string, key: Uint8Array): HostKeyVerdict {
    const verdict = judge(this.#entriesFor(name), key)
    const plain = plainName(name)
    if (verdict.is !== 'unknown' || plain === undefined) return verdict
    const other = judge(this.#entriesFor(plain), key)
    return other.is === 'known' || other.is === 'revoked' ? other : verdict
  }

  /** Algorithms of the keys a name is known by, to be asked for first: an RSA key is good for three. */
  keyTypes(name: string): readonly string[] {
    const plain = plainName(name)
    const own = keysOf(this.#entriesFor(name))
    const found = own.length > 0 || plain === undefined ? own : keysOf(this.#entriesFor(plain))
    const types = found.flatMap(({ keyType }) =>
      keyType === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'] : [keyType],
    )
    return [...new Set(types)]
  }

  #entriesFor(name: string): readonly Entry[] {
    const folded = name.toLowerCase()
    let found = this.#found.get(folded)
    if (found === undefined) {
      found = this.#entries.filter(({ hosts }) => matchesHosts(folded, hosts))
      this.#found.set(folded, found)
    }
    return found
  }
}

/** The name under which known_hosts has a host: its alias, or the host itself with a port that is not ssh's own. */
export function lookupName(host: string, port: number, alias: string | null): string {
  if (alias !== null) return alias.toLowerCase()
  const folded = host.toLowerCase()
  return port === 22 ? folded : `[${folded}]:${port}`
}

/** `SHA256:` and base64 without padding, as OpenSSH shows a key. */
export function fingerprint(key: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`
}

/** The key type that a public key names itself; undefined if that is none. */
export function keyTypeOf(key: Uint8Array): string | undefined {
  const bytes = Buffer.from(key.buffer, key.byteOffset, key.byteLength)
  if (bytes.length < 4) return undefined
  const length = bytes.readUInt32BE(0)
  if (length > 64 || length > bytes.length - 4) return undefined
  const type = bytes.toString('latin1', 4, 4 + length)
  return /^[!-~]+$/.test(type) ? type : undefined
}

const pointSizes: Readonly<Record<string, number>> = { nistp256: 65, nistp384: 97, nistp521: 133 }

/**
 * Whether a public key of a kind that is verified here stands in the one form there is for it (RFC 4253 §6.6, RFC 5656,
 * RFC 8709). Keys are compared by their bytes: written otherwise, one that is revoked would not be found.
 */
export function isCanonical(key: Uint8Array): boolean {
  const bytes = Buffer.from(key.buffer, key.byteOffset, key.byteLength)
  const fields: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    const end = at + 4 <= bytes.length ? at + 4 + bytes.readUInt32BE(at) : Number.POSITIVE_INFINITY
    if (end > bytes.length) return false
    fields.push(bytes.subarray(at + 4, end))
    at = end
  }
  const [type, first, second] = fields
  switch (type?.toString('latin1')) {
    case 'ssh-ed25519':
      return fields.length === 2 && first!.length === 32
    case 'ssh-rsa':
      return fields.length === 3 && isNumber(first!) && isNumber(second!)
    case 'ecdsa-sha2-nistp256':
    case 'ecdsa-sha2-nistp384':
    case 'ecdsa-sha2-nistp521': {
      const curve = type!.toString('latin1', 'ecdsa-sha2-'.length)
      if (fields.length !== 3 || first!.toString('latin1') !== curve) return false
      // Not compressed, which nobody sends.
      return second!.length === pointSizes[curve] && second![0] === 4
    }
    default:
      return false
  }
}

/** A whole number above zero, in as few bytes as it takes. */
function isNumber(field: Buffer): boolean {
  const [high = 0x80, next = 0] = field
  return high < 0x80 && (high > 0 || next >= 0x80)
}

/**
 * Adds one line to a file, which is made if need be (0600, its folder 0700). What stands there stays as it is.
 * @param name as `lookupName` made it
 * @param hashed writes the name so that the file does not tell it
 * @throws UsageError `invalidArg` when the file cannot be written, or no line can hold this name
 */
export async function appendKnownHost(
  file: string,
  name: string,
  key: Uint8Array,
  hashed: boolean,
): Promise<void> {
  const type = keyTypeOf(key)
  if (type === undefined)
    throw new UsageError('invalidArg', 'the host key names no type of its own')
  // Any of these would make another line of it.
  if (!hashed && (name === '' || /[\s,*?!|#@\p{Cc}]/u.test(name))) {
    throw new UsageError('invalidArg', `'${name}' cannot be written to '${file}' as a host's name`)
  }
  const hosts = hashed ? hashedName(name, randomBytes(20)) : name
  const line = `${hosts} ${type} ${Buffer.from(key).toString('base64')}\n`
  let handle: FileHandle | undefined
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    handle = await open(file, 'a+', 0o600)
    const bytes = Buffer.from((await endsInLine(handle)) ? line : `\n${line}`)
    // One write, so that nobody else's line stands in the middle of ours.
    const { bytesWritten } = await handle.write(bytes)
    if (bytesWritten !== bytes.length) throw new Error('only a part of the line was written')
  } catch (cause) {
    const text = `the host key of '${name}' cannot be added to '${file}': ${wordsFor(cause)}`
    throw new UsageError('invalidArg', text, { cause })
  } finally {
    await handle?.close()
  }
  traceDecision('ssh', () => `the ${type} key of ${name} is added to ${file}`)
}

async function endsInLine(handle: FileHandle): Promise<boolean> {
  const stat = await handle.stat()
  if (!stat.isFile() || stat.size === 0) return true
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(1), 0, 1, stat.size - 1)
  return bytesRead === 0 || buffer[0] === 0x0a
}

/** Revoked before all, and one right line among wrong ones is enough. */
function judge(entries: readonly Entry[], key: Uint8Array): HostKeyVerdict {
  const same = entries.filter((entry) => entry.key.equals(key))
  const revoked = same.find(({ marker }) => marker === '@revoked')
  if (revoked !== undefined) return { is: 'revoked', file: revoked.file, line: revoked.line }
  if (same.some(({ marker }) => marker === '')) return { is: 'known' }

  const others = keysOf(entries)
  const type = keyTypeOf(key)
  const changed = others.find(({ keyType }) => keyType === type) ?? others[0]
  if (changed !== undefined) {
    const { file, line, keyType } = changed
    return { is: 'changed', file, line, keyType }
  }
  const authority = entries.find(({ marker }) => marker === '@cert-authority')
  if (authority !== undefined) {
    return { is: 'authority', file: authority.file, line: authority.line }
  }
  return { is: 'unknown' }
}

function keysOf(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(({ marker }) => marker === '')
}

/** The host alone of `[host]:port`. */
function plainName(name: string): string | undefined {
  return /^\[(.+)\]:[0-9]+$/.exec(name)?.[1]
}

function matchesHosts(name: string, hosts: string): boolean {
  if (!hosts.startsWith('|')) return matchesList(name, hosts.toLowerCase().split(','))
  const [, , salt = '', sum = ''] = hosts.split('|')
  const expected = Buffer.from(sum, 'base64')
  const actual = nameHash(name, Buffer.from(salt, 'base64'))
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

function hashedName(name: string, salt: Buffer): string {
  return `|1|${salt.toString('base64')}|${nameHash(name, salt).toString('base64')}`
}

function nameHash(name: string, salt: Buffer): Buffer {
  return createHmac('sha1', salt).update(name).digest()
}

// --- lines ---

function entriesOf(text: string, file: string): Entry[] {
  const entries: Entry[] = []
  let at = 0
  for (let line = 1; at < text.length; line++) {
    const found = text.indexOf('\n', at)
    const end = found < 0 ? text.length : found
    const entry = entryOf(end - at > MAX_LINE ? undefined : text.slice(at, end), file, line)
    at = end + 1
    if (typeof entry === 'string') {
      traceDecision('ssh', () => `${file}:${line} is passed over: ${entry}`)
    } else if (entry !== undefined) {
      entries.push(entry)
    }
  }
  return entries
}

/** An entry; undefined for a line that says nothing; a string that says why it cannot be read. */
function entryOf(text: string | undefined, file: string, line: number): Entry | string | undefined {
  if (text === undefined) return 'it is too long'
  const words = text.trim().split(/[ \t]+/)
  if (words[0] === '' || words[0]!.startsWith('#')) return undefined
  const marker = words[0]!.startsWith('@') ? words.shift()! : ''
  if (marker !== '' && marker !== '@revoked' && marker !== '@cert-authority') {
    return 'its marker is not known'
  }
  const [hosts = '', keyType = '', base64 = ''] = words
  if (hosts.startsWith('|') && !/^\|1\|[A-Za-z0-9+/]+=*\|[A-Za-z0-9+/]+=*$/.test(hosts)) {
    return 'its name is not hashed in a way that is known'
  }
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return 'no key in base64 stands in it'
  const key = Buffer.from(base64, 'base64')
  if (keyTypeOf(key) !== keyType) return 'the key is not of the type that is written before it'
  return { file, line, marker, hosts, keyType, key }
}
