// `npm run test:faults -- --lab [--rows 1,6,11] [--versions 9.0.0,11.3.0] [--quick] [--at-once N] [--write] [--traces FOLDER]`: plays the
// matrix on the lab, prints every cell as it ends, and writes docs/fault-matrix.md: anew after a whole run, and after one of some rows,
// where it is asked to, what the page says of those. Cells that were not met are named there with all that is known.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { releases, type Version } from '../images.ts'
import { labDown, labUp } from '../lab.ts'
import type { Outcome } from './judge.ts'
import { AT_ONCE, buildCli, type Choice, cellsOf, playAll } from './matrix.ts'
import { page } from './page.ts'
import { countOf, hostLines, lineOf } from './report.ts'

const { values } = parseArgs({
  options: {
    lab: { type: 'boolean' },
    rows: { type: 'string' },
    versions: { type: 'string' },
    quick: { type: 'boolean' },
    'at-once': { type: 'string' },
    write: { type: 'boolean' },
    traces: { type: 'string' },
  },
})

const PAGE = 'docs/fault-matrix.md'

const say = (line: string) => process.stdout.write(`${line}\n`)

function listed(text: string | undefined): string[] | undefined {
  return text?.split(',').map((part) => part.trim())
}

const known = Object.keys(releases) as Version[]
const choice: Choice = {
  ...(values.rows !== undefined && { rows: listed(values.rows)!.map(Number) }),
  ...(values.versions !== undefined && {
    releases: known.filter((version) => listed(values.versions)!.includes(version)),
  }),
  ...(values.quick !== undefined && { quick: values.quick }),
}
const cells = cellsOf(choice)
if (cells.length === 0) {
  say('no cell of the matrix is so')
  process.exit(2)
}

/** All that is known of a cell, errors by their text. */
function trace(outcome: Outcome): string {
  const { cell, ...rest } = outcome
  const told = { row: cell.row.number, at: cell.position.name, to: cell.release, ...rest }
  const plain = (_: string, value: unknown) =>
    typeof value === 'bigint'
      ? String(value)
      : value instanceof Error
        ? `${value.name}: ${value.message}`
        : value
  return `${JSON.stringify(told, plain, 2)}\n`
}

const lab = await labUp((line) => process.stderr.write(`lab: ${line}\n`))
const folder = await mkdtemp(join(tmpdir(), 'lvrpc-faults-'))
const atOnce = Number(values['at-once'] ?? AT_ONCE)
let failed = 0
// An hour's work is not thrown away for what nobody waited for; but it is said, and the run has failed.
process.on('unhandledRejection', (reason) => {
  failed++
  say(`not ok  outside of any cell: ${reason instanceof Error ? reason.stack : reason}`)
})
try {
  await lab.cleanup()
  const hosts = await hostLines(lab)
  const cli = await buildCli(folder)
  const began = performance.now()
  say(`${cells.length} cells`)
  let over = 0
  const outcomes = await playAll(lab, cells, { cli, atOnce }, (outcome) => {
    if (outcome.complaints.length > 0) failed++
    const minute = ((performance.now() - began) / 60_000).toFixed(1)
    say(`${`${++over}/${cells.length} ${minute} min`.padEnd(17)} ${lineOf(outcome)}`)
    if (values.traces === undefined) return
    const { cell } = outcome
    const file = join(values.traces, `${cell.name}.json`)
    void mkdir(values.traces, { recursive: true }).then(() => writeFile(file, trace(outcome)))
  })
  const minutes = (performance.now() - began) / 60_000
  const { met, of } = countOf(outcomes)
  const good = outcomes.filter(({ complaints }) => complaints.length === 0).length
  say('')
  for (const outcome of outcomes) say(lineOf(outcome))
  say(`${met} of ${of} rows, ${good} of ${outcomes.length} cells, ${minutes.toFixed(0)} min`)
  const whole = values.rows === undefined && values.versions === undefined && !values.quick
  if (whole || values.write) {
    const facts = { hosts, date: new Date(), minutes, atOnce, whole }
    const before = whole ? undefined : await readFile(PAGE, 'utf8')
    await writeFile(PAGE, page(outcomes, facts, before))
    say(`written: ${PAGE}`)
  }
} finally {
  await rm(folder, { recursive: true, force: true })
  try {
    await lab.cleanup()
  } finally {
    if (!lab.reused) await labDown()
  }
}
process.exit(failed === 0 ? 0 : 1)
