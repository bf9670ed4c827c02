// The text of an authorized_keys file: its lines as sshd reads them (sshd(8), AUTHORIZED_KEYS FILE FORMAT), one of ours added,
// those of a key taken out, every other byte as it was. Text here is latin1, a character for a byte. Reads and writes no file.

import { UsageError } from '../errors.ts'

/** A line that lets a key in. */
export interface AuthorizedKey {
  /** As they stand, null if there are none. */
  readonly options: string | null
  /** `ssh-ed25519`, … */
  readonly type: string
  /** The public key as ssh sends it. */
  readonly blob: Buffer
  /** Empty if there is none. */
  readonly comment: string
  /** Trusted to sign certificates: the key itself does not log in by this line. */
  readonly authority: boolean
}

/** A line to be added. */
export interface NewLine {
  readonly blob: Buffer
  /** What the comment says besides that it is ours. */
  readonly words: string
  /** As sshd wants it: see `expiryOption`. */
  readonly expiry?: string | undefined
  /** Patterns that `checkPatterns` let pass. */
  readonly from?: readonly string[]
}

// The first word of our comments. The second form says that the line before had no line end and was given one.
const MARK = 'lvrpc-access'
const MARK_COMPLETED = 'lvrpc-access+'

/** Whether a comment says that lvrpc made the key. */
export function isOurs(comment: string): boolean {
  const [first] = comment.split(' ', 1)
  return first === MARK || first === MARK_COMPLETED
}

/** The comment of a key or a line that says so. @throws UsageError `invalidArg` for text that would not stay on its line */
export function markedComment(words: string): string {
  if (/\p{Cc}|\p{Surrogate}/u.test(words)) {
    const why = 'it ends a line, so it cannot contain control characters'
    throw new UsageError('invalidArg', `the comment ${JSON.stringify(words)}: ${why}`)
  }
  return isOurs(words.trim()) ? words.trim() : `${MARK} ${words.trim()}`.trim()
}

/** What sshd makes of a line; null where it lets no key in. */
export function readLine(line: string): AuthorizedKey | null {
  const text = line.replace(/^[ \t]+/, '').replace(/[\r\n]+$/, '')
  if (text === '' || text.startsWith('#')) return null
  const plain = keyIn(text)
  if (plain !== null) return { options: null, ...plain, authority: false }
  const end = endOfOptions(text)
  const key = keyIn(text.slice(end).replace(/^[ \t]+/, ''))
  if (key === null) return null
  const options = text.slice(0, end)
  const authority = splitOptions(options).some((one) => one.toLowerCase() === 'cert-authority')
  return { options, ...key, authority }
}

/** `type base64 comment`. The base64 counts, not how it is written. */
function keyIn(text: string): Omit<AuthorizedKey, 'options' | 'authority'> | null {
  const found = /^([A-Za-z0-9@.-]+)[ \t]+([A-Za-z0-9+/]+={0,2})(?:[ \t]+(.*))?$/.exec(text)
  if (found === null) return null
  const [, type = '', base64 = '', comment = ''] = found
  const blob = Buffer.from(base64, 'base64')
  return typeIn(blob) === type ? { type, blob, comment: comment.trim() } : null
}

/** The name that a public key begins with; empty if it is none. */
function typeIn(blob: Buffer): string {
  if (blob.length < 4) return ''
  const end = 4 + blob.readUInt32BE(0)
  return end > blob.length ? '' : blob.toString('latin1', 4, end)
}

/** The first blank outside of quotes. */
function endOfOptions(text: string): number {
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (char === '\\' && text[i + 1] === '"') i++
    else if (char === '"') quoted = !quoted
    else if (!quoted && (char === ' ' || char === '\t')) return i
  }
  return text.length
}

function splitOptions(options: string): string[] {
  return options.match(/(?:\\"|"(?:\\"|[^"])*"?|[^,"])+/g) ?? []
}

/** The value of an option, without its quotes; null where it is not there. The first counts. */
export function optionValue(options: string | null, name: string): string | null {
  for (const option of splitOptions(options ?? '')) {
    const [head = ''] = option.split('=', 1)
    if (head.toLowerCase() !== name || head === option) continue
    const value = option.slice(head.length + 1)
    const quoted = /^"((?:\\"|[^"])*)"?/.exec(value)
    return quoted === null ? value : quoted[1]!.replaceAll('\\"', '"')
  }
  return null
}

/** The moment that `expiry-time=` names; null for one in the host's own time zone, which only the host knows, and for nonsense. */
export function readExpiry(value: string): Date | null {
  const found = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?Z$/.exec(value)
  if (found === null) return null
  const [year, month, day, hour = '00', minute = '00', second = '00'] = found.slice(1)
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(date.getTime()) ? null : date
}

/** A time as `expiry-time=` takes it from OpenSSH 9.1 on: UTC, to the second. */
export function expiryOption(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`
}

/** @throws UsageError `invalidArg` for what `from=` could not hold */
export function checkPatterns(patterns: readonly string[]): void {
  for (const pattern of patterns) {
    if (/^!?[A-Za-z0-9._:*?/%-]+$/.test(pattern)) continue
    const how = 'a host name or address with * and ?, or address/bits, with ! before it to exclude'
    throw new UsageError('invalidArg', `'${pattern}' is no pattern for from=: it is ${how}`)
  }
  if (patterns.length > 0 && patterns.every((pattern) => pattern.startsWith('!'))) {
    const why = 'only excludes, so that nobody could log in; add who may, or *'
    throw new UsageError('invalidArg', `from=${patterns.join(',')} ${why}`)
  }
}

/** The lines by which a key logs in. */
export function linesOf(text: string, blob: Buffer): AuthorizedKey[] {
  return linesIn(text)
    .map(readLine)
    .filter((line) => letsIn(line, blob))
}

function letsIn(line: AuthorizedKey | null, blob: Buffer): line is AuthorizedKey {
  return line !== null && !line.authority && line.blob.equals(blob)
}

/** Adds a line for a key. A last line without an end gets one first, and the new line says so. */
export function withLine(text: string, { blob, words, expiry, from = [] }: NewLine): string {
  const complete = text === '' || text.endsWith('\n')
  const options = [
    ...(from.length > 0 ? [`from="${from.join(',')}"`] : []),
    ...(expiry === undefined ? [] : [`expiry-time="${expiry}"`]),
  ].join(',')
  const comment = markedComment(words).replace(MARK, complete ? MARK : MARK_COMPLETED)
  const latin1 = Buffer.from(comment, 'utf8').toString('latin1')
  const line = [options, typeIn(blob), blob.toString('base64'), latin1]
  const end = complete ? '' : '\n'
  return `${text}${end}${line.filter((part) => part !== '').join(' ')}\n`
}

/** Takes out every line by which a key logs in. */
export function withoutKey(text: string, blob: Buffer): string {
  let kept = ''
  let missing = false
  for (const line of linesIn(text)) {
    const key = readLine(line)
    if (letsIn(key, blob)) {
      missing = key.comment.split(' ', 1)[0] === MARK_COMPLETED && kept.endsWith('\n')
    } else {
      kept += line
      missing = false
    }
  }
  // The line end that came with ours goes with it, unless somebody has written behind it.
  return missing ? kept.slice(0, -1) : kept
}

/** Each with its line end, the last perhaps without. */
function linesIn(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}
