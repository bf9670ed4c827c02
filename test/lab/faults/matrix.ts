// The matrix as cells, and their order: cells whose faults stay within their own lines run side by side, those that hurt a whole
// host have it for themselves.

import { type Position, type Row, rows } from '../../faults/rows.ts'
import { releases, type Version } from '../images.ts'
import type { HostName, Lab } from '../lab.ts'
import { must } from '../process.ts'
import { type Cell, type Outcome, perform } from './judge.ts'
import { elsewhere, more, type Play, pairsOf, plays } from './plays.ts'
import type { Guest } from './stage.ts'

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

/** Hosts and who is on them. */
class Hosts {
  readonly #guests = new Map<HostName, number>()
  readonly #taken = new Set<HostName>()
  readonly #atOnce: number

  constructor(atOnce: number) {
    this.#atOnce = atOnce
  }

  /** Whether the cell may begin now; if so its hosts are its. */
  take({ source, destination, play }: Cell): boolean {
    const both = [source, destination]
    const guests = (name: HostName) => this.#guests.get(name) ?? 0
    const free = both.every((name) =>
      play.alone === true ? guests(name) === 0 : guests(name) < this.#atOnce,
    )
    if (!free || both.some((name) => this.#taken.has(name))) return false
    for (const name of both) {
      this.#guests.set(name, guests(name) + 1)
      if (play.alone === true) this.#taken.add(name)
    }
    return true
  }

  give({ source, destination }: Cell): void {
    for (const name of [source, destination]) {
      this.#guests.set(name, (this.#guests.get(name) ?? 1) - 1)
      this.#taken.delete(name)
    }
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
 * Plays cells, as many at once as the hosts bear.
 * @param atOnce guests on a host: all of them run in software, on the cores of this one machine
 * @param told hears of each as it ends
 */
export async function playAll(
  lab: Lab,
  cells: readonly Cell[],
  options: { readonly cli: string; readonly atOnce?: number },
  told: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const hosts = new Hosts(options.atOnce ?? 3)
  // Side by side first: what is alone waits for empty hosts, and must not hold up the others.
  const waiting = [...cells].sort(
    (a, b) => Number(a.play.alone ?? false) - Number(b.play.alone ?? false),
  )
  const guests = new Guests()
  const outcomes: (Outcome & { readonly asked: Cell })[] = []
  const running = new Set<Promise<void>>()
  while (waiting.length > 0 || running.size > 0) {
    for (const cell of [...waiting]) {
      if (!hosts.take(cell)) continue
      waiting.splice(waiting.indexOf(cell), 1)
      const [turned, guest] = guests.cast(cell)
      const playing = (async () => {
        const outcome = { ...(await perform(lab, turned, options.cli, guest)), asked: cell }
        guests.keep(outcome.left)
        outcomes.push(outcome)
        told(outcome)
      })().finally(() => {
        hosts.give(cell)
        running.delete(playing)
      })
      running.add(playing)
    }
    await Promise.race(running)
  }
  return outcomes.sort((a, b) => cells.indexOf(a.asked) - cells.indexOf(b.asked))
}

/** Bundles the command line as it is shipped. @returns its entry */
export async function buildCli(folder: string): Promise<string> {
  await must(process.execPath, [
    ...['--input-type=module', '-e'],
    `await (await import('${process.cwd()}/scripts/build.mjs')).bundleCli('${folder}/cli')`,
  ])
  return `${folder}/cli/main.js`
}
