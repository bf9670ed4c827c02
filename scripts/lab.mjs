// `npm run lab:up`, `lab:down`, `lab:record` and `demo:lab` on a machine that may have nothing yet: installs what is
// needed, then hands over to test/lab/main.ts.

import { spawnSync } from 'node:child_process'
import { setUp } from './setup.mjs'

setUp()
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', 'test/lab/main.ts', ...process.argv.slice(2)],
  { stdio: 'inherit' },
)
process.exitCode = status ?? 1
