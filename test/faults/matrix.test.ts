// The fault matrix on embedded hosts: every row of rows.ts over all its positions and all pairs of releases.

import t from 'tap'
import { rows, runRow } from './embedded/matrix.ts'
import { plays } from './embedded/plays.ts'

/** Options of the engine that these need are still to come. */
const later = [31, 32, 36]

for (const row of rows.filter(({ number }) => !later.includes(number))) {
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

t.test('all other rows and positions have their faults, and there are none besides', async (t) => {
  t.equal(rows.length, 40)
  const wanted = rows.filter(({ number }) => !later.includes(number) || plays[number] !== undefined)
  for (const { number, positions } of wanted.filter((one) => !later.includes(one.number))) {
    t.strictSame(
      Object.keys(plays[number] ?? {}),
      positions.map(({ name }) => name),
    )
  }
  t.strictSame(
    Object.keys(plays).map(Number),
    wanted.map(({ number }) => number),
  )
})
