// `npm run bench [-- FILTER…] [--json FILE] [--rounds N]`: installs and builds what is needed, then runs bench/main.ts as built
// JavaScript, because that is what users run.

import { spawnSync } from 'node:child_process'
import { setUp } from './setup.mjs'

setUp()
for (const args of [
  ['scripts/build.mjs'],
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.test.json'],
]) {
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 2, 2] })
  if (status !== 0) process.exit(status ?? 1)
}
const { status } = spawnSync(
  process.execPath,
  ['--expose-gc', 'build/bench/main.js', ...process.argv.slice(2)],
  { stdio: 'inherit' },
)
process.exitCode = status ?? 1
