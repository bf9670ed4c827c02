// Both suites' plays against the common list of rows: none is forgotten, none is played for nothing.

import t from 'tap'
import { astray, cellsOf, entries, missing } from '../lab/faults/matrix.ts'
import { elsewhere, plays as labPlays, pairsOf } from '../lab/faults/plays.ts'
import { runsOf } from './embedded/matrix.ts'
import { plays } from './embedded/plays.ts'
import { versionPairs } from './embedded/scene.ts'
import { rows } from './rows.ts'

t.test(
  'every position of every row is played on embedded hosts, and nothing besides',
  async (t) => {
    t.equal(rows.length, 40)
    const namesOf = (of: Readonly<Record<string, unknown>> | undefined) => Object.keys(of ?? {})
    t.strictSame(
      Object.keys(plays).map(Number),
      rows.map(({ number }) => number),
    )
    for (const { number, positions } of rows) {
      t.strictSame(
        namesOf(plays[number]),
        positions.map(({ name }) => name),
      )
    }
  },
)

t.test('and between all pairs of releases that it is about', async (t) => {
  for (const row of rows) {
    for (const { name, destinations } of row.positions) {
      const wanted = versionPairs.filter(([, to]) => destinations?.includes(to) ?? true)
      const runs = runsOf(row).filter(({ position }) => position.name === name)
      const variants = new Set(runs.map(({ play }) => play))
      t.equal(runs.length, variants.size * wanted.length, `${row.number}: ${name}`)
      t.ok(wanted.length === 4 || wanted.length === 2, `${row.number}: ${name}`)
    }
  }
})

t.test('every position has a play in the lab, or a reason why it has none', async (t) => {
  t.strictSame(missing(), [])
  for (const [row, why] of Object.entries(elsewhere)) {
    t.ok(why.length > 20)
    t.notOk(labPlays[Number(row)], `row ${row} is not excused and played`)
  }
  // What never leaves the client is all that real hosts cannot show.
  t.strictSame(Object.keys(elsewhere), ['35'])
})

t.test('every play has its position', async (t) => {
  t.strictSame(astray(), [])
})

t.test('a cell has a guest of its own, and its destination is of its release', async (t) => {
  const cells = cellsOf({})
  t.equal(new Set(cells.map(({ name }) => name)).size, cells.length)
  for (const { name, destination, release, source } of cells) {
    t.ok(destination.startsWith(release === '9.0.0' ? 'old' : 'new'), name)
    t.not(source, destination)
  }
})

t.test('the quick ones are few, and the same for both releases', async (t) => {
  const quick = cellsOf({ quick: true })
  const of = (release: string) =>
    quick
      .filter((cell) => cell.release === release)
      .map(({ row, position }) => `${row.number} ${position.name}`)
  t.strictSame(of('9.0.0'), of('11.3.0'))
  t.ok(of('9.0.0').length >= 8 && of('9.0.0').length <= 10)
})

t.test('a play between releases is played towards each of them', async (t) => {
  const pairs = [
    ['new-a', 'old-b'],
    ['old-a', 'new-b'],
    ['old-a', 'old-b'],
  ] as const
  const play = { pairs, run: entries()[0]!.play.run }
  t.strictSame(pairsOf(play, '9.0.0'), [pairs[0], pairs[2]])
  t.strictSame(pairsOf(play, '11.3.0'), [pairs[1]])
})
