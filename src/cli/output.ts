// What a command shows: the same rows as a table for people or as JSON for programs, errors as one line each on stderr.
// Layout is virsh's: columns padded, a line of dashes, and a blank line after every command.

import type { ErrorCode, LibvirtError } from '../index.ts'
import { EXIT, WrongUsage } from './command.ts'
import type { Io } from './io.ts'
import { padEnd, visible, width } from './text.ts'

/** A column of a table, and a member of the row's JSON object. */
export interface Column<Row> {
  /** Name of the member. */
  readonly key: string
  /** Heading; a column without one is in the JSON only. */
  readonly title?: string
  value(row: Row): unknown
  /** The cell; without it the value itself. */
  text?(row: Row): string
}

/** A line `Title:  text` of a record, and a member of its JSON object. */
export interface Field {
  readonly key: string
  /** Without one the field is in the JSON only. */
  readonly title?: string
  readonly value: unknown
  /** Shown as it is, line ends and all; without it the value itself. */
  readonly text?: string
}

export interface OutputOptions {
  readonly json: boolean
  readonly quiet: boolean
}

export class Output {
  readonly json: boolean
  readonly quiet: boolean
  readonly #io: Io
  #bare = false

  constructor(io: Io, options: OutputOptions) {
    this.#io = io
    this.json = options.json
    this.quiet = options.quiet
  }

  /** One answer: text with its own line ends inside, or a document. */
  show(text: string, json: unknown): void {
    this.#io.stdout.write(`${this.json ? toJson(json) : text}\n`)
  }

  /** Like `show`, but text that only confirms what was done: `--quiet` leaves it out. */
  confirm(text: string, json: unknown): void {
    if (this.json || !this.quiet) this.show(text, json)
  }

  table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): void {
    if (this.json) {
      this.show(
        '',
        rows.map((row) => Object.fromEntries(columns.map((c) => [c.key, c.value(row)]))),
      )
      return
    }
    const shown = columns.filter((column) => column.title !== undefined)
    const cells = rows.map((row) =>
      shown.map((column) => visible(column.text?.(row) ?? String(column.value(row)))),
    )
    const text = tableText(this.quiet ? undefined : shown.map((column) => column.title!), cells)
    this.#io.stdout.write(text)
  }

  /** @param indent columns that title and colon take */
  record(indent: number, fields: readonly Field[]): void {
    if (this.json) {
      this.show('', Object.fromEntries(fields.map(({ key, value }) => [key, value])))
      return
    }
    for (const { title, value, text } of fields) {
      if (title === undefined) continue
      this.#io.stdout.write(`${padEnd(`${title}:`, indent)}${text ?? visible(String(value))}\n`)
    }
  }

  /** Bytes that are the whole output: nothing is added to them. */
  async bytes(chunk: Uint8Array): Promise<void> {
    this.#bare = true
    this.#io.stdout.write(chunk)
    await this.#io.stdout.ready()
  }

  /** The blank line with which virsh ends what a command prints. */
  end(): void {
    if (!this.json && !this.quiet && !this.#bare) this.#io.stdout.write('\n')
  }

  warning(text: string): void {
    this.#io.stderr.write(`warning: ${text}\n`)
  }

  error(text: string): void {
    this.#io.stderr.write(`error: ${text}\n`)
  }

  /** Says on stderr what went wrong, with --json also as `{"error":…}` on stdout. @returns the exit code */
  fail(error: unknown): number {
    this.error(messageOf(error))
    const hint = hintFor(error)
    if (hint !== undefined) this.#io.stderr.write(`hint: ${hint}\n`)
    if (this.json) this.show('', { error: errorJson(error) })
    return error instanceof WrongUsage || isUsageError(error) ? EXIT.usage : EXIT.failed
  }
}

/** A table as virsh lays it out; without headings there is no line of dashes either. */
export function tableText(
  headings: readonly string[] | undefined,
  rows: readonly (readonly string[])[],
): string {
  const all = headings === undefined ? rows : [headings, ...rows]
  const widths: number[] = []
  for (const row of all) {
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, width(cell))
    })
  }
  const lines = all.map((row) =>
    row.map((cell, i) => ` ${i === row.length - 1 ? cell : padEnd(cell, widths[i]! + 2)}`).join(''),
  )
  if (headings !== undefined) {
    lines.splice(1, 0, '-'.repeat(widths.reduce((sum, columns) => sum + columns + 3, 0)))
  }
  return lines.map((line) => `${line}\n`).join('')
}

/**
 * JSON, on one line unless an indent is given: 64-bit integers as decimal strings, bytes as hex, errors as objects.
 */
export function toJson(value: unknown, indent = 0): string {
  const plain = (_key: string, part: unknown) => {
    if (typeof part === 'bigint') return part.toString()
    if (part instanceof Uint8Array) return Buffer.from(part).toString('hex')
    if (part instanceof Error) return errorJson(part)
    return part
  }
  return JSON.stringify(value, plain, indent)
}

/** An error as programs get it. */
export function errorJson(error: unknown): object {
  if (!isLibvirtError(error)) {
    return { code: error instanceof WrongUsage ? 'usage' : 'internal', message: messageOf(error) }
  }
  const { code, number, domain, message, outcome, procedure, address } = error
  return { code, number, domain, message: message.trimEnd(), outcome, procedure, address }
}

/** The text of an error as it is shown after `error: `. */
export function messageOf(error: unknown): string {
  const message = (error instanceof Error ? error.message : String(error)).trimEnd()
  // A line that drops says nothing of which one; a refusal is in the daemon's own words.
  const where =
    isLibvirtError(error) && error.name === 'ConnectionError' ? error.address : undefined
  if (where !== undefined && !message.includes(where)) return `${message} (${where})`
  return message || 'Unknown error'
}

const POLKIT = 60
/** What to do about a refusal whose words do not say it. */
const polkitHints: Readonly<Partial<Record<ErrorCode, string>>> = {
  authUnavailable:
    'polkit has nobody to ask: run it at a terminal where pkttyagent is installed, or as root, or let this user in by a ' +
    'polkit rule, on Debian by the group libvirt (docs/auth.md)',
  authFailed:
    'polkit does not let this user in: be root, or add a polkit rule, on Debian the group libvirt (docs/auth.md)',
}

function hintFor(error: unknown): string | undefined {
  return isLibvirtError(error) && error.domain === POLKIT ? polkitHints[error.code] : undefined
}

/** By shape: the class lives in a chunk that may never have been loaded. */
export function isLibvirtError(error: unknown): error is LibvirtError {
  return error instanceof Error && 'code' in error && 'number' in error && 'domain' in error
}

function isUsageError(error: unknown): boolean {
  return isLibvirtError(error) && error.name === 'UsageError'
}

/** The code of a LibvirtError, nothing for anything else. */
export function codeOf(error: unknown): LibvirtError['code'] | undefined {
  return isLibvirtError(error) ? error.code : undefined
}
