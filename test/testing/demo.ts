// The demonstration behind `npm run demo`: two libvirt hosts in this process, a guest that is moved between them while it
// rewrites its memory, and moved back while the line is cut at the worst moment. Whether it ran exactly once is asked of the
// ledger that watches both hosts, not of the migrations. Drawn live on a terminal, in plain lines elsewhere.

import { fileURLToPath } from 'node:url'
import type { Connection, Gap } from '../../src/index.ts'
import {
  Migration,
  type MigrationProgress,
  type MigrationResult,
} from '../../src/migration/index.ts'
import {
  type GuestRuns,
  type Lab,
  type LabClock,
  type LabHost,
  lab,
} from '../../src/testing/index.ts'
import { prepared } from './by-hand.ts'

/** Where it is shown: stdout, as a rule. */
export interface Stage {
  write(text: string): unknown
  /** Whether lines can be drawn over. */
  readonly live: boolean
  readonly colours: boolean
  readonly columns: number
}

/** Between two drawings, ms. */
const DRAW_MS = 80
/** How long the guest is left to run before, between and after, ms. */
const REST_MS = 400
/** Two passes over the memory, and a rest that fits into the downtime. */
const MEMORY_MIB = 512
const DIRTY_MIBPS = 120
const LINE_MIBPS = 400

/** As a guest is moved for good; nothing is written down of it. */
const moved = { live: true, persistent: true, undefineSource: true, journal: false } as const

/** The destination has taken the guest over, and nobody hears of it. */
const worstMoment = { at: 'finish', when: 'reply', do: 'cut' } as const

const ms = (value: number | undefined) =>
  value === undefined ? 'unknown' : `${Math.round(value)} ms`
const mib = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`

const paints = { bold: 1, red: 31, green: 32, cyan: 36 } as const

/** Lines that stay, and below them a block that is drawn over itself. */
class Screen {
  readonly live: boolean
  readonly #stage: Stage
  #drawn = 0

  constructor(stage: Stage) {
    this.#stage = stage
    this.live = stage.live
  }

  paint(how: keyof typeof paints, text: string): string {
    return this.#stage.colours ? `\x1b[${paints[how]}m${text}\x1b[0m` : text
  }

  say(line = ''): void {
    this.#stage.write(`${this.#wiped()}${line}\n`)
  }

  /** Shows these until something else is shown. */
  draw(lines: readonly string[]): void {
    // A line that wraps cannot be drawn over.
    const fit = lines.map((line) => line.slice(0, Math.max(1, this.#stage.columns - 1)))
    const text = fit.map((line) => `${this.paint('cyan', line)}\n`).join('')
    this.#stage.write(`${this.#wiped()}${text}`)
    this.#drawn = fit.length
  }

  /** What takes the block away. */
  #wiped(): string {
    const text = this.#drawn === 0 ? '' : `\x1b[${this.#drawn}A\x1b[J`
    this.#drawn = 0
    return text
  }
}

/** A migration under way, drawn. */
class Way {
  readonly #screen: Screen
  readonly #hosts: readonly LabHost[]
  readonly #uuid: string
  #step = ''
  #copied = ''
  #pass = 1

  constructor(screen: Screen, hosts: readonly LabHost[], uuid: string) {
    this.#screen = screen
    this.#hosts = hosts
    this.#uuid = uuid
  }

  tell(news: MigrationProgress | Gap): void {
    const screen = this.#screen
    if (news.type === 'phase') {
      this.#step = news.phase
      this.#copied = ''
    } else if (news.type === 'iteration') this.#pass = news.iteration
    else if (news.type === 'job' && news.percent !== undefined) {
      const left = mib(news.stats.memoryRemaining ?? 0)
      const percent = `${news.percent.toFixed(0).padStart(3)} %`
      this.#copied = `${bar(news.percent)} ${percent}, ${left} left, pass ${this.#pass}`
      if (!screen.live) screen.say(`           ${this.#copied}`)
    } else if (news.type === 'resolving') {
      screen.say(`  ${'resolver'.padEnd(10)} ${news.text}`)
    } else if (news.type === 'phase-done') {
      const { phase, cancelled, durationMs, error } = news.record
      const how =
        error === undefined ? screen.paint('green', 'ok') : screen.paint('red', error.message)
      const name = cancelled ? `${phase}(1)` : phase
      screen.say(`  ${name.padEnd(10)} ${ms(durationMs).padStart(8)}  ${how}`)
    }
    this.draw()
  }

  draw(): void {
    if (!this.#screen.live) return
    const hosts = this.#hosts.map((host) => {
      const guest = host.guest(this.#uuid)
      const how = guest === undefined ? '-' : guest.running ? 'runs' : 'stands still'
      const count = guest === undefined ? '' : String(Math.round(guest.count)).padStart(8)
      return `  ${host.name.padEnd(10)} ${how.padEnd(12)} ${count}`
    })
    this.#screen.draw([`  ${this.#step.padEnd(10)} ${this.#copied}`, ...hosts])
  }
}

function bar(percent: number): string {
  const full = Math.round(percent / 5)
  return `[${'#'.repeat(full)}${'.'.repeat(20 - full)}]`
}

/** What a client sees of the guest on one host, and how far the guest there has counted. */
async function sight(connection: Connection, host: LabHost, uuid: string): Promise<string> {
  const guest = host.guest(uuid)
  if (guest === undefined) return 'no such guest'
  const { state, reason } = await (await connection.lookupDomainByUuid(uuid)).getState()
  const count = state === 'shutoff' ? '' : `, its counter says ${Math.round(guest.count)}`
  return `${state} (${reason})${count}`
}

/** Moves the guest, draws the way, and shows both hosts before and after. */
async function move(
  made: Lab,
  screen: Screen,
  uuid: string,
  from: LabHost,
  to: LabHost,
): Promise<MigrationResult> {
  const hosts = [from, to]
  const [source, destination] = await Promise.all([from.connect(), to.connect()])
  const show = async (when: string) => {
    for (const [host, connection] of [[from, source] as const, [to, destination] as const]) {
      const label = host === from ? when : ''
      screen.say(`  ${label.padEnd(10)} ${host.name}  ${await sight(connection, host, uuid)}`)
    }
  }
  await show('before')
  const migration = new Migration({ ...moved, source, destination, domain: uuid }, made.clock)
  const way = new Way(screen, hosts, uuid)
  const over = new AbortController()
  const drawing = (async () => {
    while (!over.signal.aborted) {
      way.draw()
      await made.clock.sleep(DRAW_MS, over.signal)
    }
  })()
  for await (const news of migration) way.tell(news)
  over.abort()
  await drawing
  const result = await migration.result
  await show('after')
  screen.say(`  ${screen.paint('bold', result.kind)}: ${result.evidence.at(-1)}`)
  screen.say(`  ${result.advice}`)
  screen.say(`  in all ${ms(result.totalMs)}; the guest stood still for ${ms(result.downtimeMs)}`)
  await Promise.all([source.close(), destination.close()])
  return result
}

/** The same phases and the same loss, ended as libvirt's own client ends them: a Finish without an answer is a failed one. */
async function asLibvirtDoes(made: Lab, uuid: string, from: LabHost, to: LabHost): Promise<void> {
  const [source, destination] = await Promise.all([from.connect(), to.connect()])
  const { perform, finish, confirm } = await prepared(source, destination, uuid)
  await perform()
  to.fault(worstMoment)
  const answered = await finish().then(
    () => true,
    () => false,
  )
  await confirm(!answered)
  await made.clock.sleep(REST_MS)
  await Promise.all([source.close(), destination.close()])
}

/** Why the guest did not run exactly once and on that host at the end; undefined if it did. */
export function complaintOf({ running, runs, violations }: GuestRuns, on: string) {
  if (violations[0] !== undefined) return violations[0]
  if (running.join(' ') !== on) return `it runs on ${running.join(' and ') || 'no host'}, not ${on}`
  const gap = runs.find((run, at) => at > 0 && run.fromCount !== runs[at - 1]?.toCount)
  return gap === undefined
    ? undefined
    : `it went on from ${gap.fromCount}, which is not where it stood`
}

/** Shows it all. True when the guest ran exactly once throughout. */
export async function demo(stage: Stage, clock: 'real' | LabClock = 'real'): Promise<boolean> {
  const screen = new Screen(stage)
  const title = (text: string) => screen.say(`\n${screen.paint('bold', text)}`)
  await using made = await lab({ hosts: 2, clock, lineMiBps: LINE_MIBPS })
  const [a, b] = [made.host('host-1'), made.host('host-2')]
  const name = 'web'
  const uuid = a.addGuest({ name, memoryMiB: MEMORY_MIB, dirtyMiBps: DIRTY_MIBPS })
  screen.say('Two libvirt hosts inside this process: no engine, no root, no network.')
  screen.say(
    `On ${a.name} runs '${name}' with ${MEMORY_MIB} MiB, of which it rewrites ${DIRTY_MIBPS} a second.`,
  )
  screen.say('It counts the milliseconds it has run.')
  await made.clock.sleep(REST_MS)

  title(`lvrpc migrates '${name}' from ${a.name} to ${b.name}, live`)
  await move(made, screen, uuid, a, b)
  await made.clock.sleep(REST_MS)

  title(`And back to ${a.name}, but the line to ${a.name} is cut at the worst moment`)
  screen.say(`${a.name} has let the guest run, and its answer to Finish is lost.`)
  a.fault(worstMoment)
  await move(made, screen, uuid, b, a)
  await made.clock.sleep(REST_MS)

  title("The same loss with another guest, ended by libvirt's own rule: no answer, so it failed")
  const other = a.addGuest({ name: 'other', memoryMiB: 64 })
  await made.clock.sleep(REST_MS)
  await asLibvirtDoes(made, other, a, b)
  const twice = made.runs(other)
  screen.say(`  'other' runs on ${twice.running.join(' and on ') || 'no host'}`)
  for (const violation of twice.violations) screen.say(`  ${screen.paint('red', violation)}`)

  title(`What '${name}' counted, and where`)
  const runs = made.runs(uuid)
  for (const { host, fromCount, toCount } of runs.runs) {
    const to = toCount === undefined ? 'and still counts' : `to ${Math.round(toCount)}`
    screen.say(`  ${host}  from ${String(Math.round(fromCount)).padStart(5)} ${to}`)
  }
  const wrong = complaintOf(runs, a.name)
  screen.say(
    wrong === undefined
      ? screen.paint('green', 'Every number once and in order: it ran exactly once, all along.')
      : screen.paint('red', `It did not run exactly once: ${wrong}.`),
  )
  return wrong === undefined
}

/** How stdout can be drawn on. */
export function stageOf(
  out: NodeJS.WriteStream,
  { TERM, NO_COLOR = '' }: NodeJS.ProcessEnv = process.env,
): Stage {
  const live = out.isTTY === true && TERM !== 'dumb'
  return {
    write: (text) => out.write(text),
    live,
    colours: live && NO_COLOR === '',
    get columns() {
      return out.columns || 80
    },
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = (await demo(stageOf(process.stdout))) ? 0 : 1
}
