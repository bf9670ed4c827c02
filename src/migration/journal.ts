// A migration's history on disk: one file each, lines of JSON with a checksum, only ever added to. What a later step stands on is
// flushed before that step is sent, so that a process that finds the file knows at least what had been sent. A torn last line is
// what a death in the middle of writing leaves: it is cut off and never counts.
//
// `NAME.journal` is a migration that is not over, or that left something to do; `NAME.done` one that needs nothing more. Beside the
// first stands `NAME.lock` while a process drives it. Secrets are left out: passwords in cookies and descriptions, and the
// descriptions of the request.

import { createHash, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { UsageError } from '../errors.ts'
import type { HistoryRecord } from './history.ts'
import type { ResultKind } from './result.ts'

/** Where journals lie unless the caller says otherwise: below XDG_STATE_HOME. */
export function journalFolder(env: Readonly<Record<string, string | undefined>> = process.env) {
  const { XDG_STATE_HOME: state } = env
  // A relative one is to be ignored, by the XDG Base Directory Specification.
  const base = state?.startsWith('/') ? state : join(homedir(), '.local', 'state')
  return join(base, 'lvrpc', 'migrations')
}

const OPEN = '.journal'
const DONE = '.done'
/** How long a journal that needs nothing more is kept, ms: 30 days. */
const KEEP_MS = 30 * 24 * 3600_000
/** No journal of ours comes near it. */
const MAX_BYTES = 64 * 1024 * 1024

/** Whether such an end leaves nothing that a resolver could still do. */
export function isFinal(kind: ResultKind): boolean {
  return FINAL.has(kind)
}
const FINAL: ReadonlySet<ResultKind> = new Set(['migrated', 'stayed', 'guest-stopped', 'lost'])

/** A journal that this process drives. */
export class Journal {
  #path: string
  #fd: number
  readonly #lock: string

  private constructor(path: string, fd: number, lock: string) {
    this.#path = path
    this.#fd = fd
    this.#lock = lock
  }

  /**
   * Makes a new one, and the folder if need be.
   * @param resumes it goes on with an earlier migration of this guest, which may be open then
   * @throws UsageError `operationInvalid` when it cannot be made, or an earlier migration of this guest is open: nothing was begun
   */
  static create(folder: string, uuid: string, at: Date, resumes = false): Journal {
    const hint = '; say where a journal may be kept (journal, --journals FOLDER)'
    return withReason(folder, hint, () => {
      const place = resolve(folder)
      mkdirSync(place, { recursive: true, mode: 0o700 })
      prune(place, at.getTime())
      refuseBesideOpen(place, uuid, resumes)
      const when = at.toISOString().replaceAll(/[-:]|\.\d+/g, '')
      const path = join(place, `${when}-${uuid}-${randomBytes(3).toString('hex')}${OPEN}`)
      const lock = takeLock(path)
      try {
        const fd = openSync(path, 'ax', 0o600)
        flushFolder(place)
        return new Journal(path, fd, lock)
      } catch (error) {
        releaseLock(lock)
        throw error
      }
    })
  }

  /**
   * Takes over one that is there, and reads it.
   * @throws UsageError `operationInvalid` when a process drives it, or it is no journal
   */
  static open(path: string): { readonly journal: Journal; readonly records: HistoryRecord[] } {
    return withReason(path, '', () => {
      if (!path.endsWith(OPEN) && !path.endsWith(DONE)) {
        throw invalid(`'${path}' is no journal: their names end in ${OPEN} or ${DONE}`)
      }
      const whole = resolve(path)
      // Looked for first: a path that was mistyped must not leave a lock behind.
      if (!existsSync(whole)) throw invalid(`there is no journal '${path}'`)
      const lock = takeLock(whole)
      try {
        const { records, bytes } = readJournal(whole)
        const fd = openSync(whole, 'a', 0o600)
        // What is behind the last whole line is a torn one: what follows must not be glued to it.
        if (fstatSync(fd).size > bytes) ftruncateSync(fd, bytes)
        return { journal: new Journal(whole, fd, lock), records }
      } catch (error) {
        releaseLock(lock)
        throw error
      }
    })
  }

  get path(): string {
    return this.#path
  }

  /** Adds a record. @throws UsageError `operationInvalid` when the disk does not take it */
  add(record: HistoryRecord, flush: boolean): void {
    withReason(this.#path, '', () => {
      const line = Buffer.from(lineOf(record))
      const before = fstatSync(this.#fd).size
      try {
        for (let done = 0; done < line.length; ) done += writeSync(this.#fd, line, done)
      } catch (error) {
        // Half a line would spoil the next one.
        ftruncateSync(this.#fd, before)
        throw error
      }
      if (flush) fdatasyncSync(this.#fd)
    })
  }

  /** Lets go of it; `done` when nothing is left that a resolver could do. Safe to call twice. */
  close(done: boolean): void {
    if (this.#fd < 0) return
    try {
      fdatasyncSync(this.#fd)
      const base = this.#path.slice(0, -(this.#path.endsWith(DONE) ? DONE : OPEN).length)
      const wanted = `${base}${done ? DONE : OPEN}`
      if (wanted !== this.#path) {
        renameSync(this.#path, wanted)
        this.#path = wanted
        flushFolder(dirname(wanted))
      }
    } catch {
      // It stays under its old name, where it is found again: nothing is lost.
    } finally {
      closeSync(this.#fd)
      this.#fd = -1
      releaseLock(this.#lock)
    }
  }
}

/** Journals of a folder that are not done, oldest first. A folder that is not there has none. */
export function openJournals(folder: string): string[] {
  return namesIn(folder)
    .filter((name) => name.endsWith(OPEN))
    .sort()
    .map((name) => join(folder, name))
}

/**
 * Reads without driving; `bytes` is where the last whole line ends.
 * @throws UsageError `operationInvalid` for what is no journal, or is damaged before its last line
 */
export function readJournal(path: string): {
  readonly records: HistoryRecord[]
  readonly bytes: number
} {
  return withReason(path, '', () => {
    if (statSync(path).size > MAX_BYTES) throw invalid(`'${path}' is too large for a journal`)
    const text = readFileSync(path)
    const records: HistoryRecord[] = []
    let at = 0
    for (let line = 1; at < text.length; line++) {
      const end = text.indexOf(0x0a, at)
      if (end < 0) break
      const record = recordOf(text.toString('utf8', at, end))
      if (record === undefined) {
        // Where a machine died the last line may have its end and not its beginning, which then reads as zeros.
        const last = text.indexOf(0x0a, end + 1) < 0
        if (last && text.subarray(at, end).includes(0)) break
        throw invalid(`${path}:${line}: this line was changed or damaged, so nothing is done by it`)
      }
      records.push(record)
      at = end + 1
    }
    const [first] = records
    if (first?.is !== 'start') {
      throw invalid(
        `'${path}' holds no start of a migration: nothing was begun by it, it can be removed`,
      )
    }
    if (first.version !== 1) {
      throw invalid(`'${path}' was written by a newer lvrpc; resolve it with that one`)
    }
    return { records, bytes: at }
  })
}

// Lines.

const SECRET = /passwd|<secret|password/i

function lineOf(record: HistoryRecord): string {
  const body = JSON.stringify(withoutSecrets(record), (_, value: unknown) => {
    if (typeof value === 'bigint') return { bigint: String(value) }
    if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') }
    return value
  })
  return `${sum(body)} ${body}\n`
}

/** A cookie that holds a password is not kept at all: with a part left out it would be another one. */
function withoutSecrets(record: HistoryRecord): HistoryRecord {
  if (record.is === 'start') {
    const { destinationXml: _, persistentXml: __, ...params } = record.plan.params
    return { ...record, plan: { ...record.plan, params } }
  }
  if (record.is === 'answered' && record.cookie !== undefined) {
    const { cookie, ...rest } = record
    return SECRET.test(Buffer.from(cookie).toString('latin1')) ? rest : record
  }
  return record
}

function recordOf(line: string): HistoryRecord | undefined {
  const [given, body] = [line.slice(0, 16), line.slice(17)]
  if (line[16] !== ' ' || given !== sum(body)) return undefined
  try {
    return JSON.parse(body, (_, value: unknown) => {
      if (typeof value !== 'object' || value === null) return value
      if ('bigint' in value && typeof value.bigint === 'string') return BigInt(value.bigint)
      if ('base64' in value && typeof value.base64 === 'string') {
        return new Uint8Array(Buffer.from(value.base64, 'base64'))
      }
      return value
    }) as HistoryRecord
  } catch {
    return undefined
  }
}

function sum(body: string): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 16)
}

// One process at a time.

/** Who holds a lock, told apart from a later process of the same number. */
interface Holder {
  readonly pid: number
  /** Of the machine's boot and of the process's start; empty where the system does not tell. */
  readonly since: string
  /** Numbers of processes mean nothing across these. */
  readonly space: string
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1').trim()
  } catch {
    return ''
  }
}

function holderOf(pid: number): Holder {
  // The 20th field behind the name, which may hold anything, is when it was started.
  const start =
    textOf(`/proc/${pid}/stat`)
      .replace(/^.*\) /s, '')
      .split(' ')[19] ?? ''
  let space = ''
  try {
    space = readlinkSync('/proc/self/ns/pid')
  } catch {
    // Not a Linux: one space for all.
  }
  return { pid, since: `${textOf('/proc/sys/kernel/random/boot_id')} ${start}`.trim(), space }
}

function isAlive(holder: Holder): boolean {
  const own = holderOf(holder.pid)
  // From here nobody can tell.
  if (holder.space !== own.space) return true
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  return holder.since === '' || own.since === '' || holder.since === own.since
}

function lockOf(path: string): string {
  return `${path.replace(/\.[a-z]+$/, '')}.lock`
}

/** @throws UsageError `operationInvalid` when a process that lives holds it */
function takeLock(path: string): string {
  const lock = lockOf(path)
  // Made whole and then linked: nobody ever reads half a lock.
  const own = `${lock}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(own, JSON.stringify(holderOf(process.pid)), { mode: 0o600 })
  try {
    for (let tries = 0; ; tries++) {
      try {
        linkSync(own, lock)
        return lock
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const holder = readHolder(lock)
      if (holder === undefined) continue
      if (tries > 20 || isAlive(holder)) {
        throw invalid(
          `'${path}' is driven by process ${holder.pid}: wait until it is over, or end that process`,
        )
      }
      breakLock(lock, holder)
    }
  } finally {
    unlinkSync(own)
  }
}

/** Removes a dead process's lock. One at a time: who comes second finds another's lock, and leaves it. */
function breakLock(lock: string, dead: Holder): void {
  const guard = `${lock}.breaking`
  try {
    closeSync(openSync(guard, 'wx', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw invalid(
      `another process is taking '${lock}' over; if none is, remove '${guard}' and try again`,
    )
  }
  try {
    const now = readHolder(lock)
    if (now !== undefined && now.pid === dead.pid && now.since === dead.since) unlinkSync(lock)
  } finally {
    unlinkSync(guard)
  }
}

function readHolder(lock: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Holder
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw invalid(`'${lock}' cannot be read; if no process drives that migration, remove it`)
  }
}

function releaseLock(lock: string): void {
  rmSync(lock, { force: true })
}

// Folders.

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw withoutCode(folder, '', error)
  }
}

/**
 * A guest whose last migration was never brought to its end is not as it seems: one that stands still may be about to run
 * elsewhere. What has only left a copy behind, on a host that need not take part in the next one, stands in nobody's way.
 */
function refuseBesideOpen(folder: string, uuid: string, resumes: boolean): void {
  for (const name of namesIn(folder)) {
    if (!name.endsWith(OPEN) || !name.includes(`-${uuid}-`)) continue
    const path = join(folder, name)
    // Held for a moment only: whoever drives it is not to be disturbed.
    releaseLock(takeLock(path))
    if (resumes) continue
    let records: readonly HistoryRecord[]
    try {
      records = readJournal(path).records
    } catch {
      throw invalid(
        `'${path}' is of an earlier migration of this guest and cannot be read: look for the guest on both hosts, then remove the file`,
      )
    }
    const last = records.at(-1)
    if (last?.is === 'result' && last.kind === 'migrated-leftover') continue
    // Nothing was sent yet when its process ended.
    if (!records.some(({ is }) => is === 'sending')) continue
    throw invalid(
      `an earlier migration of this guest was not brought to its end: resolve '${path}' first (lvrpc migrate --resolve), ` +
        'or remove the file if you have seen to the guest yourself',
    )
  }
}

/** Writes the end of a guest into its journals that are open still; one that cannot be written stays as it is. */
export function settleEarlier(folder: string, uuid: string, end: HistoryRecord): void {
  for (const name of namesIn(folder)) {
    if (!name.endsWith(OPEN) || !name.includes(`-${uuid}-`)) continue
    try {
      const { journal } = Journal.open(join(folder, name))
      journal.add(end, true)
      journal.close(true)
    } catch {
      // Somebody drives it, or the disk is full: `resolve` finds the same end.
    }
  }
}

/** Removes what is long over. */
function prune(folder: string, now: number): void {
  for (const name of namesIn(folder)) {
    if (!name.endsWith(DONE)) continue
    const path = join(folder, name)
    try {
      if (now - statSync(path).mtimeMs > KEEP_MS) unlinkSync(path)
    } catch {
      // Another process was faster.
    }
  }
}

/** A new name is only safe once its folder is. */
function flushFolder(folder: string): void {
  const fd = openSync(folder, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

// Errors.

function invalid(text: string): UsageError {
  return new UsageError('operationInvalid', text)
}

function withoutCode(path: string, hint: string, error: unknown): UsageError {
  if (error instanceof UsageError) return error
  const text = error instanceof Error ? error.message : String(error)
  return new UsageError('operationInvalid', `the journal ${basename(path)}: ${text}${hint}`, {
    cause: error,
  })
}

function withReason<T>(path: string, hint: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw withoutCode(path, hint, error)
  }
}
