#!/usr/bin/env node
// The executable: hands the process to main() and its exit code back. What a command left open (a connection that three
// interrupts abandoned) must not keep the process alive, so it is ended once everything is written.

import { main } from './main.ts'
import { flushed, processIo } from './process-io.ts'

const code = await main(process.argv.slice(2), processIo)
const lost = await flushed()
if (lost !== undefined) processIo.stderr.write(`error: cannot write the output: ${lost.message}\n`)
process.exit(lost === undefined ? code : code || 1)
