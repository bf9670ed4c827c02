// What a suite may show to nobody. It hands in its secrets; what is seen of lvrpc from then on is kept, and at the end none of
// them may be in it, however it is written. A suite does three things:
//
//     const secrets = watchSecrets(t, { password: PASSWORD, 'private key': pem })   // at its beginning
//     secrets.hear('error', error); secrets.hear('cli', stdout + stderr)            // for all that it sees itself
//     t.test('no secret was shown', async (t) => secrets.prove(t, { error: 40, cli: 5, frame: 100 }))   // at its end
//
// Frames and decisions (src/trace.ts), warnings of the process and the arguments of every child are heard without being told;
// of what a child starts in turn, `hearProcesses` while it runs. The numbers are the least that must have been heard from a
// source, so that a suite that lost its ears fails. What a daemon writes into its own log is not ours.

import type { ChildProcess } from 'node:child_process'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { readdirSync, readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import type { Test } from 'tap'
import { traceChannels } from '../src/trace.ts'

/** Where something was heard: `frame`, `decision`, `warning` and `argv` by themselves, others as the suite calls them. */
export type Source = string

/** Begins to listen, until the test is over. */
export function watchSecrets(t: Test, known: Readonly<Record<string, string>> = {}): Secrets {
  const secrets = new Secrets(known)
  const frame = (message: unknown) => secrets.hear('frame', message)
  const decision = (message: unknown) => secrets.hear('decision', message)
  const warning = (message: Error) => secrets.hear('warning', message)
  const child = (message: unknown) => {
    const { process: started } = message as { readonly process: ChildProcess }
    // It is told of before it knows its arguments.
    queueMicrotask(() => secrets.hear('argv', started.spawnargs?.join(' ') ?? ''))
  }
  subscribe(traceChannels.frame, frame)
  subscribe(traceChannels.decision, decision)
  subscribe('child_process', child)
  process.on('warning', warning)
  t.teardown(() => {
    unsubscribe(traceChannels.frame, frame)
    unsubscribe(traceChannels.decision, decision)
    unsubscribe('child_process', child)
    process.off('warning', warning)
  })
  return secrets
}

export class Secrets {
  /** What to look for, by the bytes it would be; the name is for the report. */
  readonly #patterns = new Map<string, string>()
  readonly #heard = new Map<Source, Set<string>>()

  constructor(known: Readonly<Record<string, string>> = {}) {
    for (const [name, text] of Object.entries(known)) this.add(name, text)
  }

  /** One more secret; everything that was heard before counts, too. Of several lines each is one. */
  add(name: string, text: string): void {
    const lines = text.includes('\n')
      ? text.split('\n').filter((line) => line.length >= 16 && !line.startsWith('-----'))
      : [text]
    const patterns = lines.map((line) => line.trim())
    if (patterns.length === 0 || patterns.some((pattern) => pattern.length < 6)) {
      throw new Error(`the secret '${name}' is too short to be told from other text`)
    }
    for (const pattern of patterns) this.#patterns.set(bytesOf(pattern), name)
  }

  /** Keeps text as it is, and of anything else, errors above all, whatever can be read from it. */
  hear(source: Source, what: unknown): void {
    let texts = this.#heard.get(source)
    if (texts === undefined) {
      texts = new Set()
      this.#heard.set(source, texts)
    }
    for (const text of typeof what === 'string' ? [what] : readings(what)) texts.add(text)
  }

  /** Hears the error of an attempt and passes it on. */
  async of<T>(attempt: Promise<T>, source: Source = 'error'): Promise<T> {
    try {
      return await attempt
    } catch (error) {
      this.hear(source, error)
      throw error
    }
  }

  /** The arguments of a process and of all that it has started, as anybody on the machine can read them now. */
  hearProcesses(pid: number | undefined): void {
    if (pid !== undefined) for (const argv of argvBelow(pid)) this.hear('argv', argv)
  }

  /** How many different things a source has said. */
  count(source: Source): number {
    return this.#heard.get(source)?.size ?? 0
  }

  /** Every secret that was shown: where, how it was written, and what stood around it. */
  leaks(): string[] {
    const found = new Set<string>()
    for (const [source, texts] of this.#heard) {
      for (const text of texts) {
        for (const [form, view] of views(text)) {
          for (const [pattern, name] of this.#patterns) {
            const at = view.indexOf(pattern)
            if (at < 0) continue
            const before = view.slice(Math.max(0, at - 60), at)
            const after = view.slice(at + pattern.length, at + pattern.length + 30)
            found.add(`${name} in ${source}, ${form}: ${inspect(`${before}<it>${after}`)}`)
          }
        }
      }
    }
    return [...found]
  }

  /** @param least how much must have been heard from each source, or nothing would be proved */
  prove(t: Test, least: Readonly<Record<Source, number>>): void {
    t.ok(this.#patterns.size > 0, 'there are secrets')
    for (const [source, count] of Object.entries(least)) {
      t.ok(this.count(source) >= count, `${source}: ${this.count(source)} heard, ${count} wanted`)
    }
    t.strictSame(this.leaks(), [])
  }
}

/** All that can be read from a value: as people see it, hidden parts included, its stack, and as JSON. */
function* readings(what: unknown): Generator<string> {
  const whole = { depth: null, maxArrayLength: null, maxStringLength: null } as const
  yield inspect(what, { ...whole, showHidden: true, getters: true })
  try {
    yield JSON.stringify(what, (_key, part) => (typeof part === 'bigint' ? `${part}` : part)) ?? ''
  } catch {
    // What goes round in circles is no JSON.
  }
  if (what instanceof Error) {
    yield `${what.stack}`
    if (what.cause !== undefined) yield* readings(what.cause)
  }
}

/** UTF-8, a character for a byte: so text and binary data are searched alike. */
function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

/** A text as it stands, and what is written in it in some other form. */
function* views(text: string): Generator<[form: string, bytes: string]> {
  yield ['plain', bytesOf(text)]
  const unescaped = text.replace(
    /\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|(.))/gi,
    (_all, u?: string, x?: string, one?: string) =>
      one ?? String.fromCharCode(Number.parseInt(u ?? x ?? '', 16)),
  )
  if (unescaped !== text) yield ['with escapes', bytesOf(unescaped)]
  if (/%[0-9a-f]{2}/i.test(text)) {
    const decoded = bytesOf(text).replace(/%([0-9a-f]{2})/gi, (_all, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    yield ['URL-encoded', decoded]
    yield ['URL-encoded', decoded.replaceAll('+', ' ')]
  }
  for (const [run] of text.matchAll(/(?:[0-9a-f][\s:,-]?){12,}/gi)) {
    const digits = run.replace(/[^0-9a-f]/gi, '')
    for (const from of [0, 1])
      yield ['hex', Buffer.from(digits.slice(from), 'hex').toString('latin1')]
  }
  for (const [run] of text.matchAll(/\b\d{1,3}(?:,\s*\d{1,3}){5,}/g)) {
    yield ['as numbers', Buffer.from(run.split(',').map(Number)).toString('latin1')]
  }
  for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{8,}/g)) {
    // It may stand within something longer, so that its letters begin anywhere.
    for (let from = 0; from < 4; from++) {
      yield ['base64', Buffer.from(run.slice(from), 'base64').toString('latin1')]
    }
  }
}

function argvBelow(root: number): string[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    // The name of the program, in brackets, may hold anything.
    const after = read(`/proc/${name}/stat`).split(') ').at(-1) ?? ''
    parents.set(Number(name), Number(after.split(' ')[1]))
  }
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || isBelow(parents.get(pid)))
  return [...parents.keys()]
    .filter(isBelow)
    .map((pid) => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' '))
}

/** Nothing where the process has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
