// The rows of the fault matrix that matter most, on real daemons of both releases: a line lost in the copy, around Finish and
// around Confirm, a client that is killed, a guest that ends by itself. The whole matrix is `npm run test:faults -- --lab`.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { buildCli, cellsOf, playAll } from './faults/matrix.ts'
import { endText } from './faults/report.ts'
import { useLab } from './lab.ts'

const lab = await useLab(t)
const folder = await mkdtemp(join(tmpdir(), 'lvrpc-faults-'))
t.teardown(() => rm(folder, { recursive: true, force: true }))

const cells = cellsOf({ quick: true })
const outcomes = await playAll(lab, cells, { cli: await buildCli(folder) }, () => {})

for (const outcome of outcomes) {
  const { row, position, release } = outcome.cell
  t.test(`row ${row.number} to ${release}: ${row.title} (${position.name})`, async (t) => {
    t.comment(endText(outcome))
    t.strictSame(outcome.complaints, [])
    if (outcome.complaints.length > 0) t.comment(JSON.stringify(outcome.said, null, 2))
  })
}
