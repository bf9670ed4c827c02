// Plays one cell and judges it: both hosts are asked 45 s after the fault, and what they show, what was said and what the guest
// has counted must be what the row demands.

import { readFile } from 'node:fs/promises'
import type { Side } from '../../../src/migration/index.ts'
import type { End, HostEnd, Position, Row } from '../../faults/rows.ts'
import type { Version } from '../images.ts'
import type { HostName, Lab } from '../lab.ts'
import { within } from '../within.ts'
import type { HostSeen } from './look.ts'
import type { Play } from './plays.ts'
import type { Said } from './said.ts'
import { type Guest, type Means, NotSet, Stage } from './stage.ts'

/** One row at one position between two hosts. */
export interface Cell {
  readonly row: Row
  readonly position: Position
  readonly play: Play
  /** Of the destination: the column of the matrix. */
  readonly release: Version
  readonly source: HostName
  readonly destination: HostName
  /** Of its guest; unique in a run. */
  readonly name: string
}

export interface Outcome {
  readonly cell: Cell
  readonly said: Said | undefined
  readonly first: Said | undefined
  readonly between: Readonly<Record<Side, HostSeen>> | undefined
  readonly seen: Readonly<Record<Side, HostSeen>> | undefined
  /** From the fault to the last word. */
  readonly saidAfterMs: number | undefined
  /** How far the guest has counted, without a gap or a repetition. */
  readonly counted: number | undefined
  /** What is not as the row demands; empty when all is well. */
  readonly complaints: readonly string[]
  /** Nothing was tried: the guest did not boot, or a host did not answer before there was any fault. */
  readonly notSet: boolean
  /** What stood in the way of a first try that was no try. */
  readonly before?: readonly string[]
  /** A guest that goes on counting, with nothing of it elsewhere: good for the next cell. */
  readonly left: { readonly host: HostName; readonly guest: Guest } | undefined
  /** The news of the migration, for whoever has to find out. */
  readonly news: readonly unknown[]
}

/** A play that goes on longer than this hangs: each of its waits is bounded, and this is for all of them together. */
const LIMIT_MS = 15 * 60_000

export interface Setting extends Means {
  /** One that counts on the cell's source already. */
  readonly guest?: Guest | undefined
  readonly limitMs?: number
}

/** Plays a cell. Whatever goes wrong is in the outcome. */
export async function perform(
  lab: Lab,
  cell: Cell,
  { guest, limitMs = LIMIT_MS, ...means }: Setting,
): Promise<Outcome> {
  const { source, destination } = cell
  const hosts = { source: lab.host(source), destination: lab.host(destination) }
  const stage = await Stage.set(lab, { ...cell, ...hosts, guest }, means)
  const complaints: string[] = []
  let said: Said | undefined
  let saidAfterMs: number | undefined
  let seen: Outcome['seen']
  let counted: number | undefined
  let notSet = false
  try {
    const played = Promise.race([cell.play.run(stage), stage.failure])
    said = await within(limitMs, 'the play', played)
    saidAfterMs = stage.sinceFaultMs
    await stage.settled()
    await stage.lastly(isPlain(cell, said) ? 'calm' : 'waits')
    seen = await stage.look()
    complaints.push(...stage.complaints, ...complaintsOf(cell, stage, said, saidAfterMs, seen))
    counted = await count(stage, seen)
  } catch (error) {
    notSet = error instanceof NotSet
    complaints.push(error instanceof Error ? error.message : String(error))
    if (!notSet) seen ??= await stage.look().catch(() => undefined)
  }
  const at = isGood(cell, complaints, counted) ? leftRunning(seen) : undefined
  await stage
    .clear(at !== undefined)
    .catch((error: Error) => complaints.push(`cleaning up: ${error.message}`))
  const { first, between, name, uuid } = stage
  const news = stage.course?.news.all ?? []
  const left = at === undefined ? undefined : { host: cell[at], guest: { name, uuid } }
  return { cell, said, first, between, seen, saidAfterMs, counted, complaints, notSet, news, left }
}

/** Whether a guest is left that only runs: what is paused or broken may look different once a daemon has started anew. */
function isPlain({ position }: Cell, said: Said | undefined): boolean {
  const { guest = 'running' } = position
  return guest === 'running' && (said?.kind === 'stayed' || said?.kind === 'migrated')
}

/** Its whole count is read again and again: one that has counted for twenty minutes is not handed on. */
const COUNTED_ENOUGH = 12_000

/** Whether the guest is one for the next cell. */
function isGood({ play }: Cell, complaints: readonly string[], counted = COUNTED_ENOUGH): boolean {
  return complaints.length === 0 && play.special !== true && counted < COUNTED_ENOUGH
}

/** Where the guest runs, if it is there alone and nothing of it is anywhere else. */
function leftRunning(seen: Outcome['seen']): Side | undefined {
  if (seen === undefined) return undefined
  if (isThere(seen.source) && seen.destination.end === 'none') return 'source'
  return isThere(seen.destination) && seen.source.end === 'none' ? 'destination' : undefined
}

type Seen = Readonly<Record<Side, HostSeen>>

function isAs(want: HostEnd, { end }: HostSeen): boolean {
  // A transient guest that is off is not known any more.
  return end === want || (want === 'off' && end === 'none')
}

const stands = (want: Omit<End, 'kinds'>, seen: Seen) =>
  isAs(want.source, seen.source) && isAs(want.destination, seen.destination)

const shown = ({ source, destination }: Seen) =>
  `source ${source.words}, destination ${destination.words}`

/** What is not as the row demands. */
export function complaintsOf(
  cell: Cell,
  stage: Pick<Stage, 'first' | 'between'>,
  said: Said | undefined,
  saidAfterMs: number,
  seen: Seen,
): string[] {
  const { row, position } = cell
  const list: string[] = []
  // Nothing was begun where no kind is named, and nothing is said by the dead.
  const rightly = ({ kinds }: End) =>
    said === undefined ? cell.play.unsaid === true || kinds.length === 0 : kinds.includes(said.kind)
  if (!position.ends.some((one) => stands(one, seen) && rightly(one))) {
    list.push(`ended ${said?.kind ?? 'before it began'}: ${shown(seen)}`)
  }
  const { meanwhile, first } = position
  if (meanwhile !== undefined && stage.between !== undefined && !stands(meanwhile, stage.between)) {
    list.push(`unresolved at 45 s: ${shown(stage.between)}`)
  }
  if (first !== undefined && stage.first !== undefined && !first.includes(stage.first.kind)) {
    list.push(`first said ${stage.first.kind}`)
  }
  const there = (['source', 'destination'] as const).filter((side) => isThere(seen[side]))
  const once = there.length === 1
  // Broken in post-copy it is on both, a half on each, and runs on neither.
  const halves = seen.source.end === 'failed' && seen.destination.end === 'failed'
  if (!once && !halves && row.exception === undefined && position.guest !== 'off') {
    list.push(`the guest is there ${there.length} times: ${shown(seen)}`)
  }
  if (row.withinS !== undefined && saidAfterMs > row.withinS * 1000) {
    list.push(
      `said ${Math.round(saidAfterMs / 1000)} s after the fault, not within ${row.withinS} s`,
    )
  }
  if (once && said !== undefined && said.host !== there[0]) {
    list.push(`the result names ${said.host ?? 'no host'}, the guest is on the ${there[0]}`)
  }
  return list
}

/** It runs there, or waits there for its owner. */
function isThere({ end }: HostSeen): boolean {
  return end === 'running' || end === 'paused'
}

/** Proves by its counter that the guest was one all along, and that it goes on where it is. */
async function count(stage: Stage, seen: Seen): Promise<number | undefined> {
  if (stage.position.guest === 'off') return undefined
  const there = (['source', 'destination'] as const).filter((side) => isThere(seen[side]))
  // Two copies write into one log: there is nothing to prove.
  if (there.length > 1) return undefined
  const [side] = there
  if (side !== undefined) {
    if (seen[side].end === 'paused') await stage.host(side).virsh('resume', stage.name)
    await stage.counter.advance(3, 300_000)
  }
  try {
    return await stage.counter.check()
  } catch (error) {
    // A guest whose kernel gave up begins anew: then this is on its console between the numbers.
    const text = await readFile(stage.counter.path, 'latin1')
    const besides = text.replace(/^COUNT \d+\r?\n/gm, '').slice(0, 2000)
    throw new Error(`${error}; besides on its console: ${JSON.stringify(besides)}`)
  }
}
