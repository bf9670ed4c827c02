// The command line of the benches: `npm run bench [-- FILTER…] [--json FILE] [--rounds N]`. A filter is a regular expression on
// the layered names. Prints a table as it goes; with --json also writes all figures to FILE (`-` for stdout, without the
// table). Figures are never judged by the exit code: it says only whether everything could be run.

import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { type Bench, type Result, runBench, type Spread, Unavailable } from './harness.ts'

/** Where benches are found. */
const folders: Readonly<Record<string, () => Promise<{ readonly benches: readonly Bench[] }>>> = {
  xdr: () => import('./xdr/benches.ts'),
  rpc: () => import('./rpc/benches.ts'),
  stream: () => import('./stream/benches.ts'),
  open: () => import('./open/benches.ts'),
  cli: () => import('./cli/benches.ts'),
  migration: () => import('./migration/benches.ts'),
  testing: () => import('./testing/benches.ts'),
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, rounds: { type: 'string' } },
})
const filters = positionals.map((text) => new RegExp(text))
const rounds = values.rounds === undefined ? undefined : Number(values.rounds)
if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0)) {
  process.stderr.write('error: --rounds takes a whole number from 1\n')
  process.exit(2)
}
const out = values.json === '-' ? process.stderr : process.stdout

const wanted: Bench[] = []
for (const load of Object.values(folders)) {
  const { benches } = await load()
  wanted.push(...benches.filter(({ name }) => filters.every((filter) => filter.test(name))))
}
if (wanted.length === 0) {
  process.stderr.write(`error: no bench matches ${positionals.join(' ')}\n`)
  process.exit(2)
}

out.write(
  `node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}\n`,
)
const results: Result[] = []
const skipped: { name: string; reason: string }[] = []
for (const bench of wanted) {
  try {
    const rows = await runBench(bench, rounds)
    results.push(...rows)
    for (const row of rows) out.write(`${text(row)}\n`)
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    skipped.push({ name: bench.name, reason: error.message })
    out.write(`\n${bench.name}\n  skipped: ${error.message}\n`)
  }
}

if (values.json !== undefined) {
  const record = { node: process.version, date: new Date().toISOString(), results, skipped }
  const json = `${JSON.stringify(record, null, 1)}\n`
  if (values.json === '-') process.stdout.write(json)
  else writeFileSync(values.json, json)
}
const over = results.filter(({ met }) => met === false)
for (const { name, limit } of over) out.write(`over its limit: ${name} (${limit})\n`)
// Pools of containers' clients and the like must not hold a finished run.
process.exit(0)

function text(result: Result): string {
  const { name, unit, columns, ours, other, ratio, ratioOfMeans, limit, met } = result
  const lines = ['', name]
  const [mine = '', theirs = ''] = columns
  const width = Math.max(mine.length, theirs.length, 5)
  const line = (label: string, figures: Spread | null, what: string) => {
    if (figures === null) return
    const { min, median, max } = figures
    const cells = [min, median, max].map((figure) => shown(figure).padStart(10))
    lines.push(`  ${label.padEnd(width)} ${cells.join('')}  ${what}`)
  }
  lines[1] = `${name.padEnd(width + 2)}`
  lines.push(
    `  ${''.padEnd(width)} ${['min', 'median', 'max'].map((head) => head.padStart(10)).join('')}`,
  )
  line(mine, ours, unit)
  line(theirs, other, unit)
  const verdict =
    limit === null || met === null ? '' : met ? `(${limit}: met)` : `(${limit}: NOT MET)`
  const ofMeans = ratioOfMeans === null ? '' : `, of the means ${shown(ratioOfMeans)} x`
  line('ratio', ratio, `x${ofMeans} ${verdict}`.trimEnd())
  if (ratio === null && verdict !== '') lines.push(`  ${verdict}`)
  return lines.join('\n')
}

function shown(figure: number): string {
  const digits = Math.abs(figure) >= 100 ? 0 : Math.abs(figure) >= 10 ? 1 : 2
  return figure.toFixed(digits)
}
