// The lab's plays against the common list of rows: none is forgotten, none is played for nothing.

import t from 'tap'
import { astray, cellsOf, entries, missing } from '../lab/faults/matrix.ts'
import { elsewhere, pairsOf, plays } from '../lab/faults/plays.ts'

t.test('every position has a play in the lab, or a reason why it has none', async (t) => {
  t.strictSame(missing(), [])
  for (const [row, why] of Object.entries(elsewhere)) {
    t.ok(why.length > 20)
    t.notOk(plays[Number(row)], `row ${row} is not excused and played`)
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
