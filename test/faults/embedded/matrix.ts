// Runs the fault matrix on embedded hosts: every row over all its positions and all pairs of releases, each a scene of its own, and
// holds what is seen 45 s after the fault against the row.

import type { MigrationResult } from '../../../src/migration/result.ts'
import { CHECK_AFTER_S, type Position, type Row, rows } from '../rows.ts'
import { type Play, plays } from './plays.ts'
import {
  isEnd,
  type Options,
  Scene,
  type Sight,
  textOfSight,
  type Versions,
  versionPairs,
} from './scene.ts'

/** One run of one position. */
export interface Cell {
  readonly row: Row
  readonly position: Position
  readonly variant: string | undefined
  readonly versions: Versions
  readonly seen: Sight
  readonly kind: string
  /** What is not as the row wants it; empty is as it should be. */
  readonly wrong: readonly string[]
  readonly result: MigrationResult | undefined
}

/** What there is to run of a row, in order. */
export function runsOf(
  row: Row,
): readonly { position: Position; play: Play; versions: Versions }[] {
  return row.positions.flatMap((position) => {
    const found = plays[row.number]?.[position.name]
    const some = found === undefined ? [] : 'length' in found ? found : [found]
    return some.flatMap((play) =>
      versionPairs
        .filter(([, to]) => position.destinations?.includes(to) ?? true)
        .map((versions) => ({ position, play, versions })),
    )
  })
}

export async function runRow(row: Row): Promise<readonly Cell[]> {
  const cells: Cell[] = []
  for (const { position, play, versions } of runsOf(row)) {
    cells.push(await runCell(row, position, play, versions))
  }
  return cells
}

export async function runCell(
  row: Row,
  position: Position,
  play: Play,
  versions: Versions,
): Promise<Cell> {
  const { guest, options: wanted } = position
  const scene = await Scene.open({ versions, ...(guest && { guest }), ...play.scene })
  const wrong: string[] = []
  try {
    play.place?.(scene)
    if (row.withinS !== undefined) checkInTime(scene, row, position, row.withinS, wrong)
    const options = { ...wanted, ...play.options } as Options
    const {
      result,
      first,
      meanwhile,
      wrong: more,
    } = play.run ? await play.run(scene) : { result: await scene.migrate(options) }
    wrong.push(...(more ?? []))
    if (scene.faultAt === undefined) wrong.push('the fault never struck')
    await scene.until(CHECK_AFTER_S * 1000)
    const { seen } = scene
    wrong.push(...held(position, seen, result, play.unsaid === true))
    if (position.first && first && !position.first.includes(first.kind)) {
      wrong.push(`it first said ${first.kind}`)
    }
    if (position.meanwhile && meanwhile && !isEnd(position.meanwhile, meanwhile)) {
      wrong.push(`before anybody resolved it was ${textOfSight(meanwhile)}`)
    }
    const { violations } = scene.made.runs(scene.uuid)
    const alarmed = row.exception === 'split-brain' && result?.kind === 'split-brain'
    if (!alarmed) wrong.push(...violations)
    if (result !== undefined && play.check !== undefined) wrong.push(...play.check(scene, result))
    const kind = result?.kind ?? (play.unsaid ? 'nobody says' : 'refused')
    return { row, position, variant: play.variant, versions, seen, kind, wrong, result }
  } catch (error) {
    const { seen } = scene
    wrong.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
    const said = { kind: 'none', result: undefined }
    return { row, position, variant: play.variant, versions, seen, wrong, ...said }
  } finally {
    await scene.close()
  }
}

/** What of the end is not as wanted. */
function held(
  position: Position,
  seen: Sight,
  result: MigrationResult | undefined,
  unsaid: boolean,
): string[] {
  const ends = position.ends.filter((end) => isEnd(end, seen))
  if (ends.length === 0) return [`the hosts ended as ${textOfSight(seen)}`]
  // Nothing was to be begun, so nothing is said.
  if (unsaid || ends.some(({ kinds }) => kinds.length === 0)) return []
  if (result === undefined) return ['there is no result']
  if (!ends.some(({ kinds }) => kinds.includes(result.kind))) {
    return [`it says ${result.kind}, and the hosts ended as ${textOfSight(seen)}`]
  }
  return hostNamed(seen, result)
}

/** The host that the result names is the one on which the guest is. */
function hostNamed(seen: Sight, { host }: MigrationResult): string[] {
  const on = (side: 'source' | 'destination') => seen[side] === 'running' || seen[side] === 'paused'
  const where = on('destination') ? 'destination' : on('source') ? 'source' : undefined
  if (where === undefined || on('source') === on('destination') || host === where) return []
  return [`it names ${host}, and the guest is on the ${where}`]
}

function checkInTime(
  scene: Scene,
  row: Row,
  position: Position,
  seconds: number,
  wrong: string[],
): void {
  scene.onFault = () => {
    scene.clock.setTimeout(() => {
      if (position.ends.some((end) => isEnd(end, scene.seen))) return
      wrong.push(
        `${seconds} s after the fault it was ${textOfSight(scene.seen)} (row ${row.number})`,
      )
    }, seconds * 1000)
  }
}

export { rows }
