// The fault matrix on embedded hosts: every row of rows.ts over all its positions and all pairs of releases.

import t from 'tap'
import { rows, runRow } from './embedded/matrix.ts'

for (const row of rows) {
  t.test(`${row.number}: ${row.title}`, async (t) => {
    const cells = await runRow(row)
    for (const { name } of row.positions) {
      t.ok(
        cells.some(({ position }) => position.name === name),
        `${name} was run`,
      )
    }
    for (const { position, variant, versions, wrong } of cells) {
      t.strictSame(wrong, [], [position.name, variant, versions.join(' to ')].join(', '))
    }
  })
}
