#!/usr/bin/env node
// The executable: answers for the version by itself and leaves the rest to the core, which is one file beside this one.
// Kept tiny because everybody waits for it.

import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFile, runCached } from './code-cache.ts'
import { version } from './version.ts'

/** Put in by the build: name of the core's bundle and hash of its content. */
declare const LVRPC_CORE: { readonly file: string; readonly hash: string }

const argv = process.argv.slice(2)
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-v')) {
  writeSync(1, `${version}\n`)
} else {
  const { file, hash } = LVRPC_CORE
  const cache = cacheFile('core', hash, process.env)
  const core = runCached<typeof import('./start.ts')>(join(__dirname, file), cache)
  void core.exports.start(argv, () => core.keep())
}
