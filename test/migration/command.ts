// `lvrpc` as a process, without the bundle that is shipped: run by killed.test.ts.

import { start } from '../../src/cli/start.ts'

await start(process.argv.slice(2))
