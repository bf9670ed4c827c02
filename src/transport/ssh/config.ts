// OpenSSH's client configuration for one host: ~/.ssh/config, then the system's, the first value of each keyword wins.
// What `ssh -G` says is right here too; keywords that are none of ours are passed over, so that those of a newer OpenSSH
// break nothing. What the values are good for is session.ts's; nothing is run and nothing but these files is read.

import { createHash } from 'node:crypto'
import { open, readdir } from 'node:fs/promises'
import { UsageError } from '../../errors.ts'
import { traceDecision } from '../../trace.ts'
import { wordsFor } from '../node-error.ts'
import { hasWildcards, matchesFileName, matchesList } from './pattern.ts'

/** What of this machine and process the configuration is read with. */
export interface SshSurroundings {
  readonly home: string
  readonly localUser: string
  /** This machine's name. */
  readonly hostname: string
  readonly uid: number
  readonly env: Readonly<Record<string, string | undefined>>
  /** Folder of the system's configuration: `/etc/ssh`. */
  readonly etc: string
}

/** One host on the way to another. */
export interface JumpHop {
  readonly user: string | null
  /** IPv6 without brackets. */
  readonly host: string
  readonly port: number | null
}

/** What is configured for a host. Paths are expanded; null and [] mean that no line says anything. */
export interface HostConfig {
  /** Where to connect to: HostName, else the host as given; in lower case. */
  readonly hostName: string
  readonly user: string | null
  readonly port: number | null
  readonly identityFiles: readonly string[]
  /** Whether the usual key files (id_ed25519 and so on) are meant: not if an IdentityFile says otherwise, `none` included. */
  readonly usualKeys: boolean
  readonly identitiesOnly: boolean
  /** A socket's path, or `none`; null means SSH_AUTH_SOCK. */
  readonly identityAgent: string | null
  /** In the order they are passed. */
  readonly proxyJump: readonly JumpHop[]
  /** For the shell. */
  readonly proxyCommand: string | null
  /** In lower case. */
  readonly hostKeyAlias: string | null
  /** As it stands: a list, or one that begins with `+`, `-` or `^`. */
  readonly hostKeyAlgorithms: string | null
  readonly userKnownHostsFiles: readonly string[]
  readonly globalKnownHostsFiles: readonly string[]
  /** `no` and `off` are read as `accept-new`: a key that changed is refused all the same. */
  readonly strictHostKeyChecking: 'yes' | 'ask' | 'accept-new'
  readonly hashKnownHosts: boolean
  readonly connectTimeoutS: number | null
  readonly addressFamily: 'any' | 'inet' | 'inet6'
  readonly batchMode: boolean
  /** Every file that was there, those of Include too. */
  readonly filesRead: readonly string[]
}

/**
 * Reads what is configured for a host, whose name is as the user typed it.
 * @param given what the URI or a jump list says: it counts before any line
 * @throws UsageError `confSyntax` with file and line; also where others may write to the user's file
 */
export async function readSshConfig(
  host: string,
  given: { readonly user: string | null; readonly port: number | null },
  surroundings: SshSurroundings,
): Promise<HostConfig> {
  const reader = new Reader(host, given, surroundings)
  const { home, etc } = surroundings
  if (home !== '') await reader.read(`${home}/.ssh/config`, { folder: `${home}/.ssh`, own: true })
  await reader.read(`${etc}/ssh_config`, { folder: etc, own: false })
  return reader.result()
}

/** Where a line stands. */
interface Place {
  readonly file: string
  readonly line: number
}

/** A file on its way: whose it is, and what `Include` is relative to. */
interface Origin {
  readonly folder: string
  /** The user's own, `~` means something and others may not write to it. */
  readonly own: boolean
}

/** Text behind the keyword, as it stands and in words. */
interface Line {
  readonly keyword: string
  readonly rest: string
  readonly at: Place
}

const MAX_DEPTH = 16
const MAX_BYTES = 1 << 20
const MAX_IDENTITIES = 100
const WRITABLE_BY_OTHERS = 0o022

// --- the keywords ---

const none = /^none$/i

/** A keyword with exactly one word behind it. */
function one<T>(read: (word: string, at: Place) => T): (line: Line) => T {
  return (line) => {
    const [word, ...more] = wordsOf(line)
    if (word === undefined) throw wrong(line.at, `nothing stands behind ${line.keyword}`)
    if (word === '') throw wrong(line.at, `${line.keyword} is empty`)
    if (more.length > 0) throw wrong(line.at, `${line.keyword} takes one value; quote blanks`)
    return read(word, line.at)
  }
}

const text = one((word) => word)

function choice<const T extends Readonly<Record<string, unknown>>>(
  choices: T,
): (line: Line) => T[keyof T] {
  return one((word, at) => {
    const found = Object.entries(choices).find(([name]) => name === word.toLowerCase())
    if (found === undefined) {
      throw wrong(at, `'${word}' is none of ${Object.keys(choices).join(', ')}`)
    }
    return found[1] as T[keyof T]
  })
}

const flag = choice({ yes: true, true: true, no: false, false: false })

const seconds = one((word, at): number | null => {
  if (word === 'none') return null
  const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }
  if (!/^[0-9]+(?:[smhdw][0-9]+)*[smhdw]?$/i.test(word))
    throw wrong(at, `'${word}' is not a time like 90 or 1m30s`)
  let sum = 0
  for (const [, digits, unit = 's'] of word.matchAll(/([0-9]+)([a-z])?/gi)) {
    sum += Number(digits) * units[unit.toLowerCase()]!
  }
  if (sum > 0x7fff_ffff) throw wrong(at, `'${word}' is too long a time`)
  return sum
})

const count = one((word, at): number => {
  if (!/^[0-9]{1,9}$/.test(word)) throw wrong(at, `'${word}' is not a whole number`)
  return Number(word)
})

const port = one((word, at): number => portOf(word) ?? fail(at, `'${word}' is not a port number`))

function portOf(word: string): number | undefined {
  // The one name of a service that anybody writes there.
  if (word === 'ssh') return 22
  const number = /^\+?[0-9]{1,9}$/.test(word) ? Number(word) : 0
  return number > 0 && number <= 65_535 ? number : undefined
}

function files(line: Line): readonly string[] {
  const words = wordsOf(line)
  if (words.length === 0) throw wrong(line.at, `nothing stands behind ${line.keyword}`)
  if (words.includes('')) throw wrong(line.at, `${line.keyword} has an empty name`)
  if (!words.some((word) => none.test(word))) return words
  if (words.length > 1) throw wrong(line.at, `none stands alone behind ${line.keyword}`)
  return []
}

/** To the end of the line, as the shell will read it. */
function command(line: Line): string {
  const whole = line.rest.replace(/^[\s=]+/, '')
  if (whole === '') throw wrong(line.at, `nothing stands behind ${line.keyword}`)
  return whole
}

function jumps(line: Line): readonly JumpHop[] {
  const [list] = wordsOf(line)
  if (list === undefined) throw wrong(line.at, `nothing stands behind ${line.keyword}`)
  return none.test(list) ? [] : list.split(',').map((hop) => jump(hop, line.at))
}

function jump(hop: string, at: Place): JumpHop {
  const uri = /^ssh:\/\//i.test(hop)
  const plain = uri ? hop.slice(6).replace(/\/$/, '') : hop
  const cut = plain.lastIndexOf('@')
  const user = cut < 0 ? null : plain.slice(0, cut)
  const found = /^(?:\[([0-9A-Fa-f:.%\w]+)\]|([^:[\]@\s/]+))(?::([^:]*))?$/.exec(
    plain.slice(cut + 1),
  )
  const number = found?.[3] === undefined ? null : portOf(found[3])
  if (found === null || user === '' || number === undefined) {
    throw wrong(at, `'${hop}' is not a host to pass through, like user@host:port or [::1]:22`)
  }
  const plainUser =
    user !== null && uri ? (unquoted(user) ?? fail(at, `'${hop}': bad quoting`)) : user
  return { user: plainUser, host: found[1] ?? found[2]!, port: number }
}

function unquoted(word: string): string | undefined {
  try {
    return decodeURIComponent(word)
  } catch {
    return undefined
  }
}

/** What is read of the files, and how; whatever is not in here is passed over. */
const keywords = {
  hostname: text,
  user: text,
  port,
  identitiesonly: flag,
  identityagent: text,
  proxyjump: jumps,
  proxycommand: command,
  hostkeyalias: text,
  hostkeyalgorithms: text,
  userknownhostsfile: files,
  globalknownhostsfile: files,
  stricthostkeychecking: choice({
    yes: 'yes',
    true: 'yes',
    ask: 'ask',
    'accept-new': 'accept-new',
    no: 'accept-new',
    false: 'accept-new',
    off: 'accept-new',
  }),
  hashknownhosts: flag,
  connecttimeout: seconds,
  addressfamily: choice({ any: 'any', inet: 'inet', inet6: 'inet6' }),
  batchmode: flag,
  // Read for their mistakes alone: libvirt's own keepalive does this work.
  serveraliveinterval: seconds,
  serveralivecountmax: count,
} as const

type Keyword = keyof typeof keywords

/** A value and the line it came from. */
interface Found<T> {
  readonly value: T
  readonly at: Place
}

type Settings = { [K in Keyword]?: Found<ReturnType<(typeof keywords)[K]>> }

// Signs behind % and what may have them: OpenSSH allows each keyword its own.
const everyToken = 'CdhijkLlnpru'
const tokensFor = { hostname: 'h', user: 'dhijkLlnpu', proxy: 'hnpr', file: everyToken } as const

class Reader {
  readonly #host: string
  readonly #given: { readonly user: string | null; readonly port: number | null }
  readonly #here: SshSurroundings
  readonly #settings: Settings = {}
  readonly #identities: Found<string>[] = []
  readonly #filesRead: string[] = []

  constructor(
    host: string,
    given: { readonly user: string | null; readonly port: number | null },
    here: SshSurroundings,
  ) {
    this.#host = host
    this.#given = given
    this.#here = here
  }

  /** Reads one of the two files to start from; one that is not there says nothing. */
  async read(file: string, origin: Origin): Promise<void> {
    const lines = await this.#linesOf(file, origin.own)
    if (lines instanceof Error) {
      traceDecision('ssh', () => `${file} is not read: ${wordsFor(lines)}`)
      return
    }
    await this.#take(lines, file, origin, true, 0)
  }

  /** The lines, or why there are none. */
  async #linesOf(file: string, guarded: boolean): Promise<string[] | Error> {
    let handle: Awaited<ReturnType<typeof open>>
    try {
      handle = await open(file, 'r')
    } catch (error) {
      return error as Error
    }
    try {
      const { mode, uid, size } = await handle.stat()
      if (guarded && process.platform !== 'win32') {
        const owned = uid === 0 || uid === this.#here.uid
        if (!owned || (mode & WRITABLE_BY_OTHERS) !== 0) {
          const why = owned ? 'others than its owner may write to it: chmod 600' : 'it is not yours'
          throw new UsageError('confSyntax', `${file}: Bad owner or permissions: ${why}`)
        }
      }
      if (size > MAX_BYTES) throw new UsageError('confSyntax', `${file}: is longer than 1 MiB`)
      const content = await handle.readFile('utf8')
      this.#filesRead.push(file)
      traceDecision('ssh', () => `${file} is read`)
      return content.split('\n')
    } catch (error) {
      if (error instanceof UsageError) throw error
      return error as Error
    } finally {
      await handle.close()
    }
  }

  /**
   * Takes what lines say. `outer` tells whether the block that included them matches: if not, no Host of theirs can.
   */
  async #take(
    lines: readonly string[],
    file: string,
    origin: Origin,
    outer: boolean,
    depth: number,
  ): Promise<void> {
    let active = outer
    for (const [i, raw] of lines.entries()) {
      const line = lineOf(raw, { file, line: i + 1 })
      if (line === undefined) continue
      switch (line.keyword) {
        case 'host':
          active = this.#hostMatches(line) && outer
          break
        case 'match':
          active = this.#criteriaMatch(line) && outer
          break
        case 'include':
          await this.#include(line, origin, active, depth)
          break
        case 'identityfile':
          this.#addIdentity({ value: text(line), at: line.at }, active)
          break
        default:
          if (Object.hasOwn(keywords, line.keyword))
            this.#set(line.keyword as Keyword, line, active)
      }
    }
  }

  /** Values are looked at even where the block does not match, so that mistakes show themselves. */
  #set<K extends Keyword>(keyword: K, line: Line, active: boolean): void {
    const value = keywords[keyword](line) as ReturnType<(typeof keywords)[K]>
    if (!active || this.#settings[keyword] !== undefined) return
    // Whichever of the two comes first is the way. `none` for jump hosts leaves the other its chance, not so the other way round.
    const { proxyjump, proxycommand } = this.#settings
    if (keyword === 'proxyjump' && proxycommand !== undefined) return
    if (keyword === 'proxycommand' && proxyjump !== undefined && proxyjump.value.length > 0) return
    const settings: { [P in K]?: Found<ReturnType<(typeof keywords)[P]>> } = this.#settings
    settings[keyword] = { value, at: line.at }
    traceDecision('ssh', () => `${this.#host}: ${keyword} is that of ${shown(line.at)}`)
  }

  #addIdentity(found: Found<string>, active: boolean): void {
    if (!active || this.#identities.some(({ value }) => value === found.value)) return
    if (this.#identities.length === MAX_IDENTITIES) {
      throw wrong(found.at, `more than ${MAX_IDENTITIES} key files`)
    }
    this.#identities.push(found)
    traceDecision('ssh', () => `${this.#host}: a key file is that of ${shown(found.at)}`)
  }

  #hostMatches(line: Line): boolean {
    const patterns = wordsOf(line)
    if (patterns.length === 0) throw wrong(line.at, 'no pattern stands behind Host')
    if (patterns.some((pattern) => pattern === '' || pattern === '!')) {
      throw wrong(line.at, 'an empty pattern stands behind Host')
    }
    return matchesList(this.#host, patterns)
  }

  #criteriaMatch(line: Line): boolean {
    const words = wordsOf(line).flatMap(splitAtEquals)
    if (words.length === 0) throw wrong(line.at, 'no criterion stands behind Match')
    let matches = true
    for (let i = 0; i < words.length; i++) {
      const negated = words[i]!.startsWith('!')
      const name = words[i]!.slice(negated ? 1 : 0).toLowerCase()
      if (name === 'all') {
        // Behind one other criterion, with its value, OpenSSH lets it pass.
        if (i > 2 || i !== words.length - 1) {
          throw wrong(line.at, "'all' stands alone behind Match, or behind one other criterion")
        }
        return matches && !negated
      }
      // Of neither there is a second reading here, so they are as in the first of OpenSSH's.
      if (name === 'canonical' || name === 'final') {
        matches &&= negated
        continue
      }
      const subject = this.#subjectOf(name)
      if (subject === undefined) {
        traceDecision(
          'ssh',
          () => `${shown(line.at)}: Match ${name} is not known here, so it does not match`,
        )
        return false
      }
      const list = words[++i]
      if (list === undefined || list === '') {
        throw wrong(line.at, `nothing stands behind Match ${name}`)
      }
      const { value, folded } = subject
      const patterns = (folded ? list.toLowerCase() : list).split(',')
      if (matchesList(folded ? value.toLowerCase() : value, patterns) === negated) matches = false
    }
    return matches
  }

  /** What a criterion is about; host names are the same in upper and lower case. */
  #subjectOf(criterion: string): { value: string; folded: boolean } | undefined {
    switch (criterion) {
      case 'host':
        return { value: this.#hostName(), folded: true }
      case 'originalhost':
        return { value: this.#host, folded: true }
      case 'user':
        return { value: this.#user() ?? this.#here.localUser, folded: false }
      case 'localuser':
        return { value: this.#here.localUser, folded: false }
      default:
        return undefined
    }
  }

  async #include(line: Line, origin: Origin, active: boolean, depth: number): Promise<void> {
    const words = wordsOf(line)
    if (words.length === 0) throw wrong(line.at, 'nothing stands behind Include')
    if (depth + 1 === MAX_DEPTH) {
      throw wrong(line.at, `Include inside Include, ${MAX_DEPTH} deep: does a file include itself?`)
    }
    for (const word of words) {
      if (word === '') throw wrong(line.at, 'Include has an empty name')
      if (word.startsWith('~') && !origin.own) {
        throw wrong(line.at, `'${word}': whose home would that be? This file is everybody's`)
      }
      const path = this.#path(word, line.at)
      const pattern = /^(?:[A-Za-z]:)?[/\\]/.test(path) ? path : `${origin.folder}/${path}`
      for (const file of await filesLike(pattern)) {
        const lines = await this.#linesOf(file, true)
        if (!(lines instanceof Error)) await this.#take(lines, file, origin, active, depth + 1)
        else if ((lines as NodeJS.ErrnoException).code !== 'ENOENT') {
          throw wrong(line.at, `cannot read ${file}: ${wordsFor(lines)}`)
        }
      }
    }
  }

  result(): HostConfig {
    const found = this.#settings
    const { home, etc } = this.#here
    const paths = (setting: Found<readonly string[]> | undefined, usual: readonly string[]) =>
      setting === undefined ? usual : setting.value.map((path) => this.#path(path, setting.at))
    const { proxyjump, proxycommand, hostkeyalias, globalknownhostsfile: global } = found
    return {
      hostName: this.#hostName().toLowerCase(),
      user: this.#user(),
      port: this.#given.port ?? found.port?.value ?? null,
      identityFiles: this.#identities
        .filter(({ value }) => !none.test(value))
        .map(({ value, at }) => this.#path(value, at)),
      usualKeys: this.#identities.length === 0,
      identitiesOnly: found.identitiesonly?.value ?? false,
      identityAgent: this.#agent(),
      proxyJump: (proxyjump?.value ?? []).map((hop) => ({
        user: hop.user === null ? null : this.#expand(hop.user, tokensFor.proxy, proxyjump!.at),
        host: this.#expand(hop.host, tokensFor.proxy, proxyjump!.at),
        port: hop.port,
      })),
      proxyCommand:
        proxycommand === undefined || none.test(proxycommand.value)
          ? null
          : this.#command(proxycommand),
      hostKeyAlias: hostkeyalias?.value.toLowerCase() ?? null,
      hostKeyAlgorithms: found.hostkeyalgorithms?.value ?? null,
      userKnownHostsFiles: paths(found.userknownhostsfile, [
        `${home}/.ssh/known_hosts`,
        `${home}/.ssh/known_hosts2`,
      ]),
      // Of these OpenSSH expands the home alone.
      globalKnownHostsFiles: global?.value.map((path) => this.#tilde(path, global.at)) ?? [
        `${etc}/ssh_known_hosts`,
        `${etc}/ssh_known_hosts2`,
      ],
      strictHostKeyChecking: found.stricthostkeychecking?.value ?? 'ask',
      hashKnownHosts: found.hashknownhosts?.value ?? false,
      connectTimeoutS: found.connecttimeout?.value || null,
      addressFamily: found.addressfamily?.value ?? 'any',
      batchMode: found.batchmode?.value ?? false,
      filesRead: [...this.#filesRead],
    }
  }

  #hostName(): string {
    const setting = this.#settings.hostname
    if (setting === undefined) return this.#host
    // Its own %h is the host as typed.
    return replaced(setting.value, setting.at, tokensFor.hostname, () => this.#host)
  }

  #user(): string | null {
    if (this.#given.user !== null) return this.#given.user
    const setting = this.#settings.user
    if (setting === undefined) return null
    return this.#variables(this.#expand(setting.value, tokensFor.user, setting.at), setting.at)
  }

  #agent(): string | null {
    const setting = this.#settings.identityagent
    if (setting === undefined || setting.value === 'SSH_AUTH_SOCK') return null
    const { value, at } = setting
    if (value === 'none') return 'none'
    if (!value.startsWith('$') || value.startsWith('${')) return this.#path(value, at)
    const name = value.slice(1)
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      throw wrong(at, `'${value}' is not the name of a variable`)
    }
    return this.#here.env[name] ?? 'none'
  }

  #command({ value, at }: Found<string>): string {
    return this.#expand(value, tokensFor.proxy, at, (sign, meant) => {
      // It goes to a shell, and a URI may come from anywhere.
      if (sign !== 'p' && /^-|[\s'"`$\\;&<>|(){}]|\p{Cc}/u.test(meant)) {
        throw wrong(at, `%${sign} would put '${meant}' into a command, where it could mean more`)
      }
    })
  }

  /** A path as OpenSSH expands it: variables, tokens, the home. */
  #path(path: string, at: Place): string {
    return this.#tilde(this.#expand(this.#variables(path, at), tokensFor.file, at), at)
  }

  #tilde(path: string, at: Place): string {
    const name = /^~([^/]*)/.exec(path)?.[1]
    if (name === undefined) return path
    if (name !== '' && name !== this.#here.localUser) {
      throw wrong(at, `'~${name}': homes of other users are not looked up, write the path`)
    }
    return this.#here.home + path.slice(name.length + 1)
  }

  #variables(value: string, at: Place): string {
    return value.replace(/\$\{([^}]*)(\})?/g, (_, name: string, end?: string) => {
      const meant = end === undefined ? undefined : this.#here.env[name]
      if (meant === undefined) throw wrong(at, `the variable \${${name}} is not set`)
      return meant
    })
  }

  #expand(
    value: string,
    allowed: string,
    at: Place,
    check: (sign: string, meant: string) => void = () => {},
  ): string {
    return replaced(value, at, allowed, (sign) => {
      const meant = this.#token(sign)
      check(sign, meant)
      return meant
    })
  }

  #token(sign: string): string {
    const { home, localUser, hostname, uid } = this.#here
    switch (sign) {
      case 'C':
        return createHash('sha1')
          .update(['l', 'h', 'p', 'r', 'j'].map((part) => this.#token(part)).join(''))
          .digest('hex')
      case 'd':
        return home
      case 'h':
        return this.#hostName().toLowerCase()
      case 'i':
        return String(uid)
      case 'j':
        return this.#settings.proxyjump?.value.at(-1)?.host ?? ''
      case 'k':
        return this.#settings.hostkeyalias?.value.toLowerCase() ?? this.#host
      case 'L':
        return hostname.split('.')[0]!
      case 'l':
        return hostname
      case 'n':
        return this.#host
      case 'p':
        return String(this.#given.port ?? this.#settings.port?.value ?? 22)
      case 'r':
        return this.#user() ?? localUser
      default:
        return localUser
    }
  }
}

/** Puts values in the place of `%x`; only signs that are allowed. */
function replaced(
  value: string,
  at: Place,
  allowed: string,
  meant: (sign: string) => string,
): string {
  return value.replace(/%(.?)/gsu, (_, sign: string) => {
    if (sign === '%') return '%'
    if (sign === '' || !allowed.includes(sign)) {
      const known = [...allowed].map((one) => `%${one}`).join(', ')
      throw wrong(at, `'%${sign}' in '${value}' means nothing there: only ${known} and %%`)
    }
    return meant(sign)
  })
}

// --- lines ---

/** Keyword and rest; undefined for an empty line or a comment. */
function lineOf(raw: string, at: Place): Line | undefined {
  const line = raw.trim()
  if (line === '' || line.startsWith('#')) return undefined
  if (line.includes('\0')) throw wrong(at, 'this line contains a NUL')
  const found = /^(?:"([^"]*)"|([^\s="]+))\s*=?\s*(.*)$/s.exec(line)
  const keyword = found?.[1] ?? found?.[2]
  if (keyword === undefined || keyword === '') {
    throw wrong(at, 'expected a keyword and a value')
  }
  return { keyword: keyword.toLowerCase(), rest: found![3]!, at }
}

/** Words of a value: quotes hold blanks together, a backslash keeps a quote, a backslash or a blank, `#` ends them. */
function wordsOf({ rest, at }: Line): string[] {
  const words: string[] = []
  let word: string | undefined
  let quote: string | undefined
  for (let i = 0; i < rest.length; i++) {
    const sign = rest[i]!
    const next = rest[i + 1]
    if (
      sign === '\\' &&
      next !== undefined &&
      (`'"\\`.includes(next) || (next === ' ' && !quote))
    ) {
      word = (word ?? '') + next
      i++
    } else if (quote !== undefined) {
      if (sign === quote) quote = undefined
      else word += sign
    } else if (sign === '"' || sign === "'") {
      quote = sign
      word ??= ''
    } else if (/\s/.test(sign)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (sign === '#' && word === undefined) {
      break
    } else {
      word = (word ?? '') + sign
    }
  }
  if (quote !== undefined) throw wrong(at, `a quote (${quote}) is not closed`)
  if (word !== undefined) words.push(word)
  return words
}

/** A criterion may be joined to its value. */
function splitAtEquals(word: string): string[] {
  const joined = /^(!?[A-Za-z]+)=(.*)$/s.exec(word)
  return joined === null ? [word] : [joined[1]!, joined[2]!]
}

/** The files a pattern of the shell means, in the order of their names. */
async function filesLike(pattern: string): Promise<string[]> {
  if (!hasWildcards(pattern)) return [pattern.replaceAll(/\\(.)/g, '$1')]
  let found = ['']
  for (const [i, part] of pattern.split('/').entries()) {
    if (i === 0 && part === '') continue
    const step = i === 0 ? '' : '/'
    if (!hasWildcards(part)) {
      const plain = part.replaceAll(/\\(.)/g, '$1')
      found = found.map((folder) => `${folder}${step}${plain}`)
      continue
    }
    const next: string[] = []
    for (const folder of found) {
      // A folder that is not there, or none at all, has nothing that matches.
      const names = await readdir(folder === '' ? '/' : folder).catch(() => [])
      for (const name of names.sort()) {
        if (matchesFileName(name, part)) next.push(`${folder}${step}${name}`)
      }
    }
    found = next
  }
  return found
}

function shown({ file, line }: Place): string {
  return `${file}:${line}`
}

function wrong(at: Place, why: string): UsageError {
  return new UsageError('confSyntax', `${shown(at)}: ${why}`)
}

function fail(at: Place, why: string): never {
  throw wrong(at, why)
}
