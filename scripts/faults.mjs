// `npm run test:faults -- --lab [--rows 1,6,11] [--versions 9.0.0,11.3.0] [--quick] [--at-once N] [--write] [--traces FOLDER]`: installs and
// builds what is needed, then plays the fault matrix on the lab.

import { spawnSync } from 'node:child_process'
import { setUp } from './setup.mjs'

setUp()
const args = process.argv.slice(2)
if (!args.includes('--lab')) {
  process.stderr.write('error: say where to play the matrix: --lab\n')
  process.exit(2)
}
for (const command of [
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.test.json'],
  ['--enable-source-maps', 'build/test/lab/faults/main.js', ...args],
]) {
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
