// `npm run test:faults [-- --matrix] [--model] [--schedules] [--rows 1,6]`: the fault matrix, the model check and 10,000 random
// schedules on embedded hosts, or the parts that are named; with --lab the matrix on real daemons. Runs built JavaScript, as tests do.

import { spawnSync } from 'node:child_process'
import { setUp } from './setup.mjs'

setUp()
const args = process.argv.slice(2)
const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.test.json']
const { status: built } = spawnSync(process.execPath, tsc, { stdio: ['ignore', 2, 2] })
if (built !== 0) process.exit(built ?? 1)
const main = args.includes('--lab')
  ? 'build/test/lab/faults/main.js'
  : 'build/test/faults/embedded/main.js'
const { status } = spawnSync(process.execPath, ['--enable-source-maps', main, ...args], {
  stdio: 'inherit',
})
process.exitCode = status ?? 1
