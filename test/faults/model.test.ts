// Every loss at every call of a migration and of its resolver, one deep; `npm run test:faults` goes two deep.

import t from 'tap'
import { exploreSetup, modelSetups, modelText } from './embedded/model.ts'

// The two that differ most.
for (const setup of [modelSetups()[0]!, modelSetups()[3]!]) {
  t.test(
    `${setup[0]}: whatever is lost at whichever call, the guest runs exactly once`,
    async (t) => {
      const run = await exploreSetup(setup, 1)
      t.comment(modelText([run]))
      t.ok(run.places > 300, `${run.places} places`)
      t.strictSame(run.failures, [])
    },
  )
}
