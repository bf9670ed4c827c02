// Embedded daemons and real ones: the same scripts are played on both, and their traces must agree, with each other and with the
// golden ones, by which embedded daemons are held to real ones where there is no lab. Both releases side by side.

import t from 'tap'
import { embeddedGround } from '../differential/embedded.ts'
import { readGolden, versions } from '../differential/record.ts'
import { groups, quick } from '../differential/scripts/index.ts'
import { play } from '../differential/stage.ts'
import { useLab } from './lab.ts'
import { realGround } from './real-ground.ts'

const lab = await useLab(t)
const all = process.env.LVRPC_DIFFERENTIAL === 'all'
t.jobs = versions.length

for (const version of versions) {
  t.test(`${version}: embedded and real hosts say the same`, { buffered: true }, async (t) => {
    for (const [group, scripts] of Object.entries(groups)) {
      const golden = await readGolden(group, version)
      for (const script of scripts) {
        if (!all && !quick.has(script.about)) continue
        const real = await play(script, await realGround(lab, version))
        const embedded = await play(script, await embeddedGround(version))
        t.strictSame(embedded, real, `${script.about}: as on the lab`)
        t.strictSame(real, golden.get(script.about), `${script.about}: the lab as recorded`)
      }
    }
  })
}
