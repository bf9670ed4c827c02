// Embedded daemons held to what real ones said: every script whose golden trace is there is played, and every line must agree.

import t from 'tap'
import { embeddedGround } from '../differential/embedded.ts'
import { readGolden, textOf, tracesOf, versions } from '../differential/record.ts'
import { groups, quick } from '../differential/scripts/index.ts'
import { play } from '../differential/stage.ts'

for (const [group, scripts] of Object.entries(groups)) {
  for (const version of versions) {
    t.test(`${version}, ${group}: embedded hosts say what real ones said`, async (t) => {
      const golden = await readGolden(group, version)
      const titles = scripts.map(({ about }) => about)
      t.strictSame([...golden.keys()], titles, 'each script was recorded, and nothing else')
      for (const script of scripts) {
        const trace = await play(script, await embeddedGround(version))
        t.strictSame(trace, golden.get(script.about), script.about)
      }
    })
  }
}

t.test('what is played on the lab each time is there', async (t) => {
  const there = new Set(Object.values(groups).flatMap((scripts) => scripts.map((s) => s.about)))
  t.strictSame(
    [...quick].filter((about) => !there.has(about)),
    [],
  )
  t.equal(there.size, Object.values(groups).flat().length, 'no two scripts are about the same')
})

t.test('a file of traces is read as it was written', async (t) => {
  const traces = new Map([
    ['one', ['a line', 'a second']],
    ['two', ['# not a header']],
  ])
  t.strictSame(tracesOf(textOf('header', traces)), traces)
})
