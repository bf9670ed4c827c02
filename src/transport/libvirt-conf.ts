// libvirt's own configuration syntax, as in libvirt.conf: where such a file lies, what stands in it, and mistakes by file and
// line. What is taken and what is refused follows libvirt's parser, so that a file that virsh reads is read here, too. What
// the values mean is resolve.ts.

import { existsSync, readFileSync, type Stats, statSync } from 'node:fs'
import { UsageError } from '../errors.ts'
import { wordsFor } from './node-error.ts'
import type { Surroundings } from './uri.ts'

/** The client's file, and that of admin connections. */
export type ConfName = 'libvirt.conf' | 'libvirt-admin.conf'

/** A text and the line it stands on, from 1. */
export interface ConfText {
  readonly value: string
  readonly line: number
}

type Value =
  | { readonly is: 'text'; readonly bytes: string; readonly line: number }
  | { readonly is: 'number' }
  | { readonly is: 'list'; readonly items: readonly Value[] }

interface Entry {
  readonly line: number
  readonly value: Value
}

/** As much as libvirt reads. */
const SIZE_MAX = 10 * 1024 * 1024
const DEPTH_MAX = 32

/** Root has the host's file alone, everybody else their own alone. */
export function confPath(name: ConfName, { uid, env, etc = '/etc/libvirt' }: Surroundings): string {
  if (uid === 0) return `${etc}/${name}`
  return `${env.XDG_CONFIG_HOME || `${env.HOME ?? ''}/.config`}/libvirt/${name}`
}

/** Files as they were read last: who opens many connections reads them once. */
const lastRead = new Map<string, { readonly was: Stats; readonly conf: LibvirtConf }>()
// File systems date changes by ticks, the coarsest by two seconds: a file that is younger may change and look as it did.
const SETTLED_MS = 2000

/**
 * Reads a file whole; null if there is none. What has not changed since it was read is not read again.
 * @throws UsageError `confSyntax` with file and line, `invalidArg` when it is there and cannot be read
 */
export function readLibvirtConf(path: string, now = Date.now()): LibvirtConf | null {
  let bytes: Buffer
  let found: Stats | undefined
  try {
    found = statSync(path, { throwIfNoEntry: false })
    if (found === undefined) return null
    const last = lastRead.get(path)
    if (last !== undefined && isUnchanged(last.was, found)) return last.conf
    if (found.size > SIZE_MAX) {
      throw new UsageError('invalidArg', `'${path}' has more than ${SIZE_MAX} bytes`)
    }
    bytes = readFileSync(path)
  } catch (cause) {
    if (cause instanceof UsageError) throw cause
    // In a folder that may not be looked into there is nothing for us.
    if (!existsSync(path)) return null
    throw new UsageError('invalidArg', `'${path}' cannot be read: ${wordsFor(cause)}`, { cause })
  }
  const conf = parseLibvirtConf(bytes, path)
  if (now - Math.max(found.mtimeMs, found.ctimeMs) > SETTLED_MS) {
    lastRead.set(path, { was: found, conf })
  }
  return conf
}

function isUnchanged(was: Stats, is: Stats): boolean {
  const same = was.dev === is.dev && was.ino === is.ino && was.size === is.size
  return same && was.mtimeMs === is.mtimeMs && was.ctimeMs === is.ctimeMs
}

/** What a file says. Whether a value is of the right kind is seen when it is wanted. */
export class LibvirtConf {
  readonly path: string
  readonly #entries: ReadonlyMap<string, Entry>

  /** Use `parseLibvirtConf`. */
  constructor(path: string, entries: ReadonlyMap<string, Entry>) {
    this.path = path
    this.#entries = entries
  }

  /** A text. @throws UsageError `confSyntax` when it is something else */
  text(name: string): ConfText | undefined {
    const entry = this.#entries.get(name)
    if (entry === undefined) return undefined
    return this.#textOf(entry.value) ?? this.#wrong(entry.line, `${name} must be a text in quotes`)
  }

  /** A list of texts, each with its own line. @throws UsageError `confSyntax` when it is something else */
  texts(name: string): ConfText[] | undefined {
    const entry = this.#entries.get(name)
    if (entry === undefined) return undefined
    const { value, line } = entry
    const items = value.is === 'list' ? value.items.map((item) => this.#textOf(item)) : [undefined]
    const texts = items.filter((item) => item !== undefined)
    if (texts.length === items.length) return texts
    return this.#wrong(line, `${name} must be a list of texts: [ "…", "…" ]`)
  }

  #textOf(value: Value): ConfText | undefined {
    if (value.is !== 'text') return undefined
    const bytes = Buffer.from(value.bytes, 'latin1')
    const text = bytes.toString('utf8')
    if (!Buffer.from(text, 'utf8').equals(bytes)) this.#wrong(value.line, 'this is not UTF-8')
    return { value: text, line: value.line }
  }

  #wrong(line: number, text: string): never {
    throw new UsageError('confSyntax', `${this.path}:${line}: ${text}`)
  }
}

/** @throws UsageError `confSyntax` with file and line */
export function parseLibvirtConf(bytes: Uint8Array, path: string): LibvirtConf {
  return new LibvirtConf(path, new Parser(bytes, path).entries())
}

/**
 * One pass over the text. An entry is `name = value`, ended by a line end or a semicolon; comments run from `#` to the end of
 * the line and may stand anywhere but within a value, so not in a list either.
 */
class Parser {
  readonly #path: string
  // A character a byte: what is not ASCII matters within quotes alone.
  readonly #text: string
  #at = 0
  #line = 1

  constructor(bytes: Uint8Array, path: string) {
    this.#path = path
    this.#text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  }

  entries(): Map<string, Entry> {
    const entries = new Map<string, Entry>()
    for (;;) {
      // Not as one pattern: each of its turns would take room that a long file does not leave.
      while (this.#skip(SPACE) !== '' || this.#skip(COMMENT) !== '');
      if (this.#at === this.#text.length) return entries
      const line = this.#line
      const name = this.#skip(/[A-Za-z][A-Za-z0-9_]*/y)
      if (name === '') this.#wrong('a name was expected here, such as uri_default')
      this.#skip(BLANKS)
      if (this.#skip(/=/y) === '') this.#wrong(`'=' was expected after '${name}'`)
      this.#skip(BLANKS)
      const value = this.#value(0)
      this.#skip(BLANKS)
      this.#skip(COMMENT)
      const ended = this.#at === this.#text.length || this.#skip(/[\r\n;]/y) !== ''
      if (!ended) this.#wrong('the line goes on after the value; a comment begins with #')
      // Of a name that comes twice libvirt takes the first.
      if (!entries.has(name)) entries.set(name, { line, value })
    }
  }

  #value(depth: number): Value {
    const line = this.#line
    for (const [open, content, close] of quotes) {
      if (this.#skip(open) === '') continue
      const bytes = this.#skip(content)
      if (this.#skip(close) === '') this.#wrong('a text in quotes has no end', line)
      return { is: 'text', bytes, line }
    }
    if (this.#skip(/\[/y) !== '') return this.#list(depth + 1)
    if (this.#skip(/[+-]?[0-9]+/y) !== '') return { is: 'number' }
    return this.#wrong('a value was expected here: a text in quotes, a number or a list in [ ]')
  }

  #list(depth: number): Value {
    if (depth > DEPTH_MAX) this.#wrong(`lists lie ${depth} deep in each other`)
    const items: Value[] = []
    for (;;) {
      this.#skip(SPACE)
      if (this.#skip(/\]/y) !== '') return { is: 'list', items }
      if (this.#at === this.#text.length) this.#wrong('a list is not closed with ]')
      items.push(this.#value(depth))
      this.#skip(SPACE)
      if (this.#skip(/,/y) !== '') continue
      if (this.#skip(/\]/y) !== '') return { is: 'list', items }
      if (this.#at === this.#text.length) this.#wrong('a list is not closed with ]')
      this.#wrong("',' or ']' was expected here; a list takes no comments")
    }
  }

  /** What matches here, which is then behind us; empty if nothing does. */
  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0] ?? ''
    this.#at += found.length
    for (let end = found.indexOf('\n'); end >= 0; end = found.indexOf('\n', end + 1)) this.#line++
    return found
  }

  #wrong(text: string, line = this.#line): never {
    throw new UsageError('confSyntax', `${this.#path}:${line}: ${text}`)
  }
}

const BLANKS = /[ \t]+/y
const SPACE = /[ \t\r\n]+/y
const COMMENT = /#[^\r\n]*/y

/** Opening, content, closing; nothing is escaped in any of them. */
const quotes: readonly (readonly [RegExp, RegExp, RegExp])[] = [
  [/"""/y, /.*?(?=""")/sy, /"""/y],
  [/"/y, /[^"\r\n]*/y, /"/y],
  [/'/y, /[^'\r\n]*/y, /'/y],
]
