// `npm run demo` on a fresh clone: installs what is needed, then hands over to test/testing/demo.ts. No engine, no root,
// no network. Exit code 0 only when the guest ran exactly once.

import { spawnSync } from 'node:child_process'
import { setUp } from './setup.mjs'

setUp()
const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'test/testing/demo.ts'], {
  stdio: 'inherit',
})
process.exitCode = status ?? 1
