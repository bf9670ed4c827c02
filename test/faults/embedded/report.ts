// The matrix as text: a line for each row with what was seen, for each release of the destination, and the verdict.

import { type Row, rows } from '../rows.ts'
import type { Cell } from './matrix.ts'
import { textOfSight } from './scene.ts'

const releases = ['9.0.0', '11.3.0'] as const

/** What was seen with a destination of that release: each different end once. */
function endsOf(cells: readonly Cell[], release: string): string {
  const ends = cells
    .filter(({ versions: [, to] }) => to === release)
    .map(({ kind, seen }) => `${kind}: ${textOfSight(seen)}`)
  return [...new Set(ends)].join('; ') || 'not about it'
}

/** Whether every position was run, and every run was as it must be. */
export const rowHolds = (row: Row, cells: readonly Cell[]): boolean =>
  row.positions.every(({ name }) => cells.some(({ position }) => position.name === name)) &&
  cells.every(({ wrong }) => wrong.length === 0)

/** The lines of one row. */
export function rowText(row: Row, cells: readonly Cell[]): string {
  const verdict = rowHolds(row, cells) ? 'ok' : 'NOT OK'
  const seen = [...new Set(releases.map((release) => endsOf(cells, release)))]
  const ends =
    seen.length === 1
      ? [`both releases: ${seen[0]}`]
      : releases.map((release) => `${release}: ${endsOf(cells, release)}`)
  const head = `${String(row.number).padStart(2)}  ${verdict}  ${row.fault}; ${row.title}`
  const positions = `${row.positions.length} positions, ${cells.length} runs`
  return [
    head,
    ...[positions, ...ends].map((line) => `        ${line}`),
    ...missing(row, cells),
    ...wrongText(cells),
  ].join('\n')
}

function missing(row: Row, cells: readonly Cell[]): readonly string[] {
  return row.positions
    .filter(({ name }) => !cells.some(({ position }) => position.name === name))
    .map(({ name }) => `        ! ${name}: not run`)
}

function wrongText(cells: readonly Cell[]): readonly string[] {
  return cells
    .filter(({ wrong }) => wrong.length > 0)
    .map(
      ({ position, variant, versions, wrong }) =>
        `        ! ${position.name}${variant === undefined ? '' : `, ${variant}`}, ${versions.join(' to ')}: ${wrong.join('; ')}`,
    )
}

export function summary(held: number): string {
  return `${held} of ${rows.length} rows`
}
