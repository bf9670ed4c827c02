// The matrix as cells, and their order: cells whose faults stay within their own lines run side by side, those that hurt a whole
// host have it for themselves. Most of a cell is waiting until its hosts are asked, and meanwhile others are at work there.

import { type Position, type Row, rows } from '../../faults/rows.ts'
import { releases, type Version } from '../images.ts'
import type { Lab } from '../lab.ts'
import { must } from '../process.ts'
import { type Cell, type Outcome, perform } from './judge.ts'
import { elsewhere, more, type Play, pairsOf, plays } from './plays.ts'
import type { Doing, Guest } from './stage.ts'

export interface Choice {
  /** Numbers of rows; all if absent. */
  readonly rows?: readonly number[]
  readonly releases?: readonly Version[]
  /** Only the few of every `npm test`. */
  readonly quick?: boolean
}

/** A position of the common list, or one that only real hosts have, with the way to play it. */
interface Entry {
  readonly row: Row
  readonly position: Position
  readonly play: Play
}

/** Every position that the lab plays, in the order of the matrix. */
export function entries(): Entry[] {
  return rows.flatMap((row) => [
    ...row.positions.flatMap((position) => {
      const play = plays[row.number]?.[position.name]
      return play === undefined ? [] : [{ row, position, play }]
    }),
    ...(more[row.number] ?? []).map((one) => ({ row, position: one, play: one })),
  ])
}

/** Positions that the lab does not play and for which it gives no reason. */
export function missing(): string[] {
  return rows.flatMap((row) =>
    row.positions
      .filter(({ name }) => plays[row.number]?.[name] === undefined)
      .filter(() => elsewhere[row.number] === undefined)
      .map(({ name }) => `${row.number}: ${name}`),
  )
}

/** Plays for which there is no position. */
export function astray(): string[] {
  return Object.entries(plays).flatMap(([number, byName]) =>
    Object.keys(byName)
      .filter((name) => {
        const row = rows.find((one) => one.number === Number(number))
        return row?.positions.every((position) => position.name !== name) ?? true
      })
      .map((name) => `${number}: ${name}`),
  )
}

export function cellsOf(choice: Choice): Cell[] {
  const versions = choice.releases ?? (Object.keys(releases) as Version[])
  return versions.flatMap((release) =>
    entries()
      .filter(({ row }) => choice.rows?.includes(row.number) ?? true)
      .filter(({ play }) => choice.quick !== true || play.quick === true)
      .filter(({ position }) => position.destinations?.includes(release) ?? true)
      .flatMap((entry, index) =>
        pairsOf(entry.play, release).map(([source, destination]) => {
          const name = `f${entry.row.number}-${index}-${source}-${destination}`
          return { ...entry, release, source, destination, name }
        }),
      ),
  )
}

/** How many cells are at work on a host at a time. */
export const AT_ONCE = 2
/** For each that may be at work there may be so many more that only wait until their hosts are asked. */
const WAITING_FOR_EACH = 2

/** Which cells are on which hosts, and who may come to them. */
class Hosts {
  readonly #cells = new Map<Cell, Doing>()
  readonly #atOnce: number

  constructor(atOnce: number) {
    this.#atOnce = atOnce
  }

  /** Whether the cell may begin now; if so it has. */
  take(cell: Cell): boolean {
    const { alone, single } = cell.play
    const all = [...this.#cells.keys()]
    const weighs = (one: Cell) => one.play.single === true && this.#cells.get(one) === 'works'
    if (single === true && all.some(weighs)) return false
    for (const name of [cell.source, cell.destination]) {
      const there = all.filter((one) => one.source === name || one.destination === name)
      const restless = there.filter((one) => this.#cells.get(one) !== 'calm')
      if (restless.some(({ play }) => play.alone !== undefined)) return false
      const inTheWay = alone === 'guests' ? there : alone === 'daemon' ? restless : []
      if (inTheWay.length > 0) return false
      const working = there.filter((one) => this.#cells.get(one) === 'works')
      if (working.length >= this.#atOnce || there.length >= this.#atOnce * (1 + WAITING_FOR_EACH)) {
        return false
      }
    }
    this.#cells.set(cell, 'works')
    return true
  }

  set(cell: Cell, doing: Doing): void {
    this.#cells.set(cell, doing)
  }

  give(cell: Cell): void {
    this.#cells.delete(cell)
  }
}

/** Guests that earlier cells left counting: to boot one takes longer than most cells. */
class Guests {
  readonly #left: NonNullable<Outcome['left']>[] = []

  /** Turns the cell round if the guest for it runs on its destination: both hosts are of one release then. */
  cast(cell: Cell): readonly [Cell, Guest | undefined] {
    const { play, source, destination } = cell
    if (play.special === true || play.pairs !== undefined) return [cell, undefined]
    const index = this.#left.findIndex(({ host }) => host === source || host === destination)
    const [found] = index === -1 ? [] : this.#left.splice(index, 1)
    if (found === undefined) return [cell, undefined]
    const turned =
      found.host === source ? cell : { ...cell, source: destination, destination: source }
    return [turned, found.guest]
  }

  keep(left: Outcome['left']): void {
    if (left !== undefined) this.#left.push(left)
  }
}

/**
 * Plays cells, as many at once as the hosts bear. A cell whose stage could not be set is tried once more; what was tried and went
 * wrong is not.
 * @param atOnce cells at work on a host: all guests run in software, on the cores of this one machine
 * @param told hears of each as it ends
 * @param play for tests: in place of `perform`
 */
export async function playAll(
  lab: Lab,
  cells: readonly Cell[],
  options: { readonly cli: string; readonly atOnce?: number },
  told: (outcome: Outcome) => void,
  play: typeof perform = perform,
): Promise<Outcome[]> {
  const hosts = new Hosts(options.atOnce ?? AT_ONCE)
  // Side by side first: what is alone waits for empty hosts, and must not hold up the others. Of each kind the longest first.
  const weight = ({ play: { alone, long } }: Cell) =>
    (alone === undefined ? 0 : alone === 'daemon' ? 2 : 4) - (long === true ? 1 : 0)
  const waiting = [...cells].sort((a, b) => weight(a) - weight(b))
  const guests = new Guests()
  const outcomes: (Outcome & { readonly asked: Cell })[] = []
  const running = new Set<Promise<void>>()
  const playOne = async (cell: Cell): Promise<void> => {
    const [turned, guest] = guests.cast(cell)
    const tell = (doing: Doing) => {
      hosts.set(cell, doing)
      if (doing !== 'works') begin()
    }
    const setting = { cli: options.cli, tell }
    let outcome = await orNotSet(turned, play(lab, turned, { ...setting, guest }))
    if (outcome.notSet) {
      const again = await orNotSet(cell, play(lab, cell, setting))
      outcome = { ...again, before: outcome.complaints }
    }
    guests.keep(outcome.left)
    outcomes.push({ ...outcome, asked: cell })
    told(outcome)
  }
  const begin = () => {
    for (const cell of [...waiting]) {
      if (!hosts.take(cell)) continue
      waiting.splice(waiting.indexOf(cell), 1)
      const playing = playOne(cell).finally(() => {
        hosts.give(cell)
        running.delete(playing)
        begin()
      })
      running.add(playing)
    }
  }
  begin()
  while (running.size > 0) await Promise.race(running)
  return outcomes.sort((a, b) => cells.indexOf(a.asked) - cells.indexOf(b.asked))
}

/** A cell that could not even be given its lines is one whose stage was not set, and no reason to end all the others. */
async function orNotSet(cell: Cell, playing: Promise<Outcome>): Promise<Outcome> {
  try {
    return await playing
  } catch (error) {
    const nothing = {
      ...{ said: undefined, first: undefined, between: undefined, seen: undefined },
      ...{ saidAfterMs: undefined, counted: undefined, left: undefined },
    }
    const complaints = [error instanceof Error ? error.message : String(error)]
    return { cell, ...nothing, complaints, notSet: true, news: [] }
  }
}

/** Bundles the command line as it is shipped. @returns its entry */
export async function buildCli(folder: string): Promise<string> {
  await must(process.execPath, [
    ...['--input-type=module', '-e'],
    `await (await import('${process.cwd()}/scripts/build.mjs')).bundleCli('${folder}/cli')`,
  ])
  return `${folder}/cli/main.js`
}
