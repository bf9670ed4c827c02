// Migrations that go as they should: in both families of calls, with what their flags leave behind, and their figures.

import * as remote from '../../../src/generated/remote.ts'
import {
  CHANGE_PROTECTION,
  LIVE,
  Move,
  type MoveOptions,
  OFFLINE,
  PAUSED,
  PERSIST_DEST,
  string,
  UNDEFINE_SOURCE,
} from '../move.ts'
import { ref, type Script, type Stage } from '../stage.ts'

const guest = ref('guest')

interface Start {
  readonly persistent?: boolean
  readonly paused?: boolean
  readonly running?: boolean
}

/** A guest, a migration from Begin to Confirm, and what both hosts have after it. */
function move(about: string, start: Start, options: MoveOptions): Script {
  return {
    about,
    async play(stage) {
      const { paused = false, ...how } = start
      await stage.guest(stage.a, how)
      if (paused) await stage.a.main.call(remote.domainSuspend, { dom: guest })
      await stage.events()
      const made = await Move.open(stage, options)
      await made.begin()
      await made.prepare()
      await stage.show()
      await stage.events()
      await made.perform()
      await stage.show()
      await stage.events()
      await made.finish()
      await stage.show()
      await stage.events()
      await made.confirm()
      await stage.show()
    },
  }
}

async function figures(stage: Stage): Promise<void> {
  for (const { main } of [stage.a, stage.b]) {
    await main.call(remote.domainGetJobInfo, { dom: guest })
    await main.call(remote.domainGetJobStats, { dom: guest, flags: 0 })
    await main.call(remote.domainGetJobStats, { dom: guest, flags: 3 })
  }
}

export const moves: readonly Script[] = [
  move('live, a transient guest', {}, {}),
  move('live, without change protection', {}, { protect: false }),
  move(
    'live, a persistent guest that keeps its definition at the source',
    { persistent: true },
    {},
  ),
  move(
    'live, persistent there and undefined here',
    { persistent: true },
    { flags: LIVE | PERSIST_DEST | UNDEFINE_SOURCE },
  ),
  move('live, a transient guest made persistent', {}, { flags: LIVE | PERSIST_DEST }),
  move('live, paused when it arrives', {}, { flags: LIVE | PAUSED }),
  move('a paused guest', { paused: true }, { flags: LIVE | PAUSED }),
  move('a paused guest that is to run there', { paused: true }, { flags: LIVE }),
  move('not live', { persistent: true }, { flags: 0 }),
  move(
    'under another name',
    { persistent: true },
    {
      flags: LIVE | PERSIST_DEST | UNDEFINE_SOURCE,
      params: [string('destination_name', 'renamed')],
    },
  ),
  {
    about: 'over an existing definition',
    async play(stage) {
      await stage.guest(stage.a, { persistent: true })
      await stage.b.main.call(remote.domainDefineXml, { xml: stage.xml() })
      const made = await Move.open(stage, { flags: LIVE | PERSIST_DEST })
      await made.run()
      await stage.show()
      await stage.events()
      const back = ref('guest')
      await stage.b.main.call(remote.domainDestroy, { dom: back })
      await stage.show()
    },
  },
  {
    about: 'to an existing definition, which stays',
    async play(stage) {
      await stage.guest(stage.a)
      await stage.b.main.call(remote.domainDefineXml, { xml: stage.xml() })
      const made = await Move.open(stage, { flags: LIVE })
      await made.run()
      await stage.show()
    },
  },
  {
    about: 'with a definition of its own for the destination',
    async play(stage) {
      await stage.guest(stage.a, { persistent: true })
      const made = await Move.open(stage, { flags: LIVE | PERSIST_DEST })
      await made.begin()
      await made.prepare()
      const performed = await made.source.call(remote.domainMigratePerform3Params, {
        dom: guest,
        dconnuri: null,
        params: [string('persistent_xml', stage.xml()), string('migrate_uri', made.uri)],
        cookieIn: made.cookie,
        flags: LIVE | PERSIST_DEST | CHANGE_PROTECTION,
      })
      made.performed = performed?.cookieOut ?? new Uint8Array(0)
      await made.finish()
      await made.confirm()
      await stage.show()
    },
  },
  {
    about: 'in the family of calls with fixed arguments',
    async play(stage) {
      await stage.guest(stage.a)
      const [source, destination] = [await stage.a.line(), await stage.b.line()]
      const flags = BigInt(LIVE)
      const held = flags | BigInt(CHANGE_PROTECTION)
      const common = { dname: null, resource: 0n }
      const begun = await source.call(remote.domainMigrateBegin3, {
        dom: guest,
        xmlin: null,
        flags: held,
        ...common,
      })
      const prepared = await destination.call(remote.domainMigratePrepare3, {
        cookieIn: begun?.cookieOut ?? new Uint8Array(0),
        uriIn: null,
        flags,
        ...common,
        domXml: begun?.xml ?? '',
      })
      const uri = prepared?.uriOut ?? null
      const performed = await source.call(remote.domainMigratePerform3, {
        dom: guest,
        xmlin: null,
        cookieIn: prepared?.cookieOut ?? new Uint8Array(0),
        dconnuri: null,
        uri,
        flags: held,
        ...common,
      })
      const finished = await destination.call(remote.domainMigrateFinish3, {
        dname: 'guest',
        cookieIn: performed?.cookieOut ?? new Uint8Array(0),
        dconnuri: null,
        uri,
        flags,
        cancelled: 0,
      })
      await source.call(remote.domainMigrateConfirm3, {
        dom: guest,
        cookieIn: finished?.cookieOut ?? new Uint8Array(0),
        flags: held,
        cancelled: 0,
      })
      await stage.show()
    },
  },
  {
    about: 'there and back again',
    async play(stage) {
      await stage.guest(stage.a, { persistent: true })
      const flags = LIVE | PERSIST_DEST | UNDEFINE_SOURCE
      await (await Move.open(stage, { flags })).run()
      await stage.show()
      await (await Move.open(stage, { flags, from: 'b' })).run()
      await stage.show()
    },
  },
  {
    about: 'figures of the job in each phase, and when it is over',
    async play(stage) {
      await stage.guest(stage.a, { persistent: true })
      const made = await Move.open(stage)
      await figures(stage)
      await made.begin()
      await made.source.call(remote.domainGetJobInfo, { dom: guest })
      await made.source.call(remote.domainGetJobStats, { dom: guest, flags: 0 })
      await made.source.call(remote.domainGetJobStats, { dom: guest, flags: 3 })
      await made.prepare()
      await figures(stage)
      await made.perform()
      await figures(stage)
      await made.finish()
      await figures(stage)
      await made.confirm()
      await figures(stage)
      for (const { main } of [stage.a, stage.b]) {
        await main.call(remote.domainGetJobStats, { dom: guest, flags: 1 })
        await main.call(remote.domainGetJobStats, { dom: guest, flags: 1 })
      }
    },
  },
  ...[0, UNDEFINE_SOURCE].map(
    (more): Script => ({
      about: `offline, ${more === 0 ? 'kept' : 'undefined'} at the source`,
      async play(stage) {
        await stage.guest(stage.a, { persistent: true, running: false })
        const made = await Move.open(stage, { flags: OFFLINE | PERSIST_DEST | more })
        await made.begin()
        await stage.show()
        await made.prepare()
        await stage.events()
        await made.finish()
        await stage.show()
        await made.confirm()
        await stage.show()
      },
    }),
  ),
  {
    about: 'offline, while the guest runs on',
    async play(stage) {
      await stage.guest(stage.a, { persistent: true })
      const made = await Move.open(stage, { flags: OFFLINE | PERSIST_DEST | UNDEFINE_SOURCE })
      await made.begin()
      await made.prepare()
      await made.finish()
      await made.confirm()
      await stage.show()
    },
  },
]
