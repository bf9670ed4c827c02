// A client that can be killed or stopped: a process that runs one migration and prints its news as JSON, a line each, and what
// was said of the end as the last. With `stallMs` its event loop stands still for so long, again and again.

import { type MigrationRequest, migrate } from '../../../src/migration/index.ts'
import { saidOf } from './said.ts'

const { stallMs, ...request } = JSON.parse(process.argv[2] ?? '{}') as MigrationRequest & {
  stallMs?: number
}

const print = (line: unknown) =>
  process.stdout.write(
    `${JSON.stringify(line, (_, value) => (typeof value === 'bigint' ? String(value) : value))}\n`,
  )

/** Longer than half the time at work is spent deaf. */
function stall(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until) {
    // Nothing else happens in this process.
  }
  setTimeout(() => stall(ms), ms / 2).unref()
}

const migration = migrate(request)
if (stallMs !== undefined) setTimeout(() => stall(stallMs), stallMs / 2).unref()
for await (const news of migration) print({ news })
print({ said: saidOf(await migration.result) })
