// `npm run test:faults` on embedded hosts: prints the matrix, the model check and the random schedules, and ends with how many rows
// hold. The schedules are played by as many processes as there are processors: each of them is one long line of migrations.

import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { rows, runRow } from './matrix.ts'
import { exploreSetup, type ModelRun, modelSetups, modelText } from './model.ts'
import { rowHolds, rowText, summary } from './report.ts'
import { commandFor, kindsText, playMany, type ScheduleRun, wantedSchedules } from './schedules.ts'

const SCHEDULES = 10_000

const say = (text: string) => process.stdout.write(`${text}\n`)

async function matrix(numbers: readonly number[] | undefined): Promise<string | undefined> {
  const wanted = rows.filter(({ number }) => numbers?.includes(number) ?? true)
  let held = 0
  for (const row of wanted) {
    const cells = await runRow(row)
    if (rowHolds(row, cells)) held++
    say(rowText(row, cells))
  }
  if (held < wanted.length) process.exitCode = 1
  return summary(held)
}

async function schedules(): Promise<void> {
  const { seed, count } = wantedSchedules(SCHEDULES)
  say(`\n${count} random schedules from seed ${seed}`)
  const runs = await Promise.all(
    sharesOf(seed, count).map((share) => elsewhere<ScheduleRun>(share)),
  )
  const kinds = new Map<string, number>()
  for (const run of runs) {
    for (const [kind, times] of run.kinds) kinds.set(kind, (kinds.get(kind) ?? 0) + times)
  }
  const failures = runs.flatMap((run) => run.failures)
  for (const { text } of failures) say(`\n${text}`)
  const played = runs.reduce((sum, run) => sum + run.count, 0)
  say(
    `${played} schedules played, ${failures.length} broke the invariant; last words: ${kindsText(kinds)}`,
  )
  if (failures.length > 0) {
    say(failures.map(({ seed: one }) => commandFor(one)).join('\n'))
    process.exitCode = 1
  }
}

function sharesOf(seed: number, count: number): Work[] {
  const processes = Math.min(availableParallelism(), Math.ceil(count / 50))
  const each = Math.ceil(count / processes)
  return Array.from({ length: processes }, (_, n) => ({
    do: 'play',
    seed: seed + n * each,
    count: Math.min(each, count - n * each),
  }))
}

/** What another process of this program is given to do, and gives back. */
type Work =
  | { readonly do: 'play'; readonly seed: number; readonly count: number }
  | { readonly do: 'explore'; readonly setup: number; readonly depth: number }

const line: (() => void)[] = []
let atWork = 0

/** Does it in a process of its own, as soon as a processor is free for it. */
async function elsewhere<T>(work: Work): Promise<T> {
  if (atWork >= availableParallelism()) await new Promise<void>((resolve) => line.push(resolve))
  atWork++
  try {
    return await forked(work)
  } finally {
    atWork--
    line.shift()?.()
  }
}

function forked<T>(work: Work): Promise<T> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ['--work'], { serialization: 'advanced' })
    let done: T | undefined
    child.on('message', (message) => {
      // Our own child: it sends its answer and nothing else.
      done = message as T
    })
    child.on('exit', (code) => {
      if (done === undefined) reject(new Error(`a process of this run ended with ${code}`))
      else resolve(done)
    })
    child.send(work)
  })
}

function serve(): void {
  process.once('message', (message) => {
    const work = message as Work
    const done =
      work.do === 'play'
        ? playMany(work.seed, work.count)
        : exploreSetup(modelSetups()[work.setup]!, work.depth)
    done
      .then((answer) => process.send?.(answer, () => process.disconnect()))
      .catch((error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
        process.exit(1)
      })
  })
}

/** Each setup in a process of its own. */
async function model(depth: number): Promise<void> {
  say(`\nevery loss at every call, ${depth} deep`)
  const runs = await Promise.all(
    modelSetups().map((_, setup) => elsewhere<ModelRun>({ do: 'explore', setup, depth })),
  )
  for (const run of runs) {
    for (const { setup, places, wrong } of run.failures) {
      say(`${setup}: ${places.join(', then ')}: ${wrong.join('; ')}`)
      process.exitCode = 1
    }
  }
  say(
    [...runs]
      .flatMap(({ ends }) => [...ends])
      .map((end) => `  ${end}`)
      .join('\n'),
  )
  say(modelText(runs))
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      matrix: { type: 'boolean', default: false },
      model: { type: 'boolean', default: false },
      schedules: { type: 'boolean', default: false },
      rows: { type: 'string' },
      depth: { type: 'string', default: '2' },
      work: { type: 'boolean', default: false },
    },
  })
  if (values.work) {
    serve()
    return
  }
  const all = !values.matrix && !values.model && !values.schedules && values.rows === undefined
  const numbers = values.rows?.split(',').map(Number)
  const last = all || values.matrix || numbers ? await matrix(numbers) : undefined
  if (all || values.model) await model(Number(values.depth))
  if (all || values.schedules) await schedules()
  if (last !== undefined) say(`\n${last}`)
}

await main()
