// Runs a script with what V8 made of it the last time. Compiling the core of the command line takes longer than most commands
// do, so V8's code is kept in the user's cache folder. V8 refuses code of another version of itself; that nobody else wrote
// it is checked here, because whoever can write it can run anything.

import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { Script } from 'node:vm'

/** A script that ran. */
export interface Ran<Exports> {
  readonly exports: Exports
  /** Keeps V8's code of everything that has run so far, unless it came from the cache; never throws. */
  keep(): void
}

/**
 * Where the code of a script belongs: `NAME-HASH-V8-ARCH` in the user's cache folder. Undefined if there is none, or if Node's
 * own switch for such caches is set.
 */
export function cacheFile(
  name: string,
  hash: string,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const { NODE_DISABLE_COMPILE_CACHE, XDG_CACHE_HOME, HOME } = env
  const base = XDG_CACHE_HOME || (HOME && join(HOME, '.cache'))
  if (NODE_DISABLE_COMPILE_CACHE === '1' || !base || !isAbsolute(base)) return undefined
  return join(base, 'lvrpc', `${name}-${hash}-${process.versions.v8}-${process.arch}`)
}

/** Runs a CommonJS file. @param cache where its code may be, see `cacheFile` */
export function runCached<Exports>(file: string, cache: string | undefined): Ran<Exports> {
  // Bundles are plain ASCII, and V8 reads one byte per character fastest.
  const text = readFileSync(file, 'latin1')
  const source = `(function (exports, require, module, __filename, __dirname) {${text}\n})`
  const cachedData = cache === undefined ? undefined : readOwn(cache)
  const script = new Script(source, { filename: file, ...(cachedData && { cachedData }) })
  const module = { exports: {} as Exports }
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file))
  const missing = cachedData === undefined || script.cachedDataRejected === true
  return {
    exports: module.exports,
    keep() {
      if (cache !== undefined && missing) write(cache, script.createCachedData())
    },
  }
}

/** A file that this user wrote, in a folder where nobody else could have put it. */
function readOwn(file: string): Buffer | undefined {
  try {
    return [dirname(file), file].every(isOwn) ? readFileSync(file) : undefined
  } catch {
    // Not there yet, most often.
    return undefined
  }
}

function isOwn(path: string): boolean {
  const { uid, mode } = statSync(path)
  return uid === process.geteuid?.() && (mode & 0o022) === 0
}

/** Without it everything works, only slower: a full disk or a read-only home is no reason to complain. */
function write(file: string, code: Buffer): void {
  const folder = dirname(file)
  const draft = `${file}.${process.pid}`
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (!isOwn(folder)) return
    // Code of releases that were replaced.
    const [name, hash] = basename(file).split('-')
    for (const other of readdirSync(folder)) {
      if (other.startsWith(`${name}-`) && !other.startsWith(`${name}-${hash}-`)) {
        rmSync(join(folder, other), { force: true })
      }
    }
    // Whole and on the disk, or not at all: V8 checks where its code comes from, not every byte of it.
    writeFileSync(draft, code, { mode: 0o600, flush: true })
    renameSync(draft, file)
  } catch {
    discard(draft)
  }
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // There is no such folder, most likely.
  }
}
