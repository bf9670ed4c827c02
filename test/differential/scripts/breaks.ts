// Migrations that do not go as they should: phases left out, made twice, at the wrong time or called off, lines that close between
// them, guests that go away under them, and what may be done with a guest while it is on its way.

import * as remote from '../../../src/generated/remote.ts'
import {
  CHANGE_PROTECTION,
  LIVE,
  Move,
  type MoveOptions,
  OFFLINE,
  PERSIST_DEST,
  POSTCOPY,
  slowly,
  string,
} from '../move.ts'
import {
  bytesOf,
  type Doing,
  type Line,
  type Place,
  ref,
  type Script,
  type Stage,
  uuidOf,
} from '../stage.ts'

const guest = ref('guest')
const idle = (place: Place, stage: Stage) =>
  stage.until(place, 'the end of its job', (look) => look === null || look.job === 'no job')
const absent = (place: Place, stage: Stage) =>
  stage.until(place, 'the end of the guest', (look) => look === null)

/** A migration as far as Prepare, of a guest that costs no time. */
async function prepared(
  stage: Stage,
  options: MoveOptions = {},
  how: { persistent?: boolean } = {},
): Promise<Move> {
  await stage.guest(stage.a, how)
  const made = await Move.open(stage, options)
  await made.begin()
  await made.prepare()
  return made
}

/** A migration as far as Perform. */
async function performed(
  stage: Stage,
  options: MoveOptions = {},
  how: { persistent?: boolean } = {},
): Promise<Move> {
  const made = await prepared(stage, options, how)
  await made.perform()
  return made
}

/** A migration in the middle of Perform. */
async function copying(
  stage: Stage,
  flags = LIVE,
): Promise<{ readonly made: Move; readonly doing: Doing<unknown> }> {
  await stage.guest(stage.a, { memoryMiB: 2048 })
  const made = await Move.open(stage, { flags, params: slowly })
  return { made, doing: await made.copying() }
}

/** A source called its copy off: the older destination's QEMU ends by itself, the newer one's knows of it in a moment. */
async function calledOff(stage: Stage): Promise<void> {
  if (stage.isNew) await stage.ground.pass(500)
  else await absent(stage.b, stage)
}

/** What both hosts have, and what they have told. */
async function now(stage: Stage): Promise<void> {
  await stage.show()
  await stage.events()
}

/** What tunes a migration, with values at and beyond both ends. */
async function tune(line: Line): Promise<void> {
  const dom = guest
  for (const flags of [0, 1]) {
    await line.call(remote.domainMigrateGetMaxSpeed, { dom, flags })
    for (const bandwidth of [0n, 16n, 8_796_093_022_207n, 8_796_093_022_208n, 2n ** 64n - 1n]) {
      await line.call(remote.domainMigrateSetMaxSpeed, { dom, bandwidth, flags })
      await line.call(remote.domainMigrateGetMaxSpeed, { dom, flags })
    }
  }
  await line.call(remote.domainMigrateSetMaxSpeed, { dom, bandwidth: 1n, flags: 2 })
  await line.call(remote.domainMigrateGetMaxDowntime, { dom, flags: 0 })
  for (const downtime of [0n, 250n, 2_000_000n, 2_000_001n, 2n ** 64n - 1n]) {
    await line.call(remote.domainMigrateSetMaxDowntime, { dom, downtime, flags: 0 })
    await line.call(remote.domainMigrateGetMaxDowntime, { dom, flags: 0 })
  }
}

async function hurry(line: Line): Promise<void> {
  await line.call(remote.domainMigrateStartPostCopy, { dom: guest, flags: 0 })
  await line.call(remote.domainAbortJobFlags, { dom: guest, flags: 1 })
  await line.call(remote.domainAbortJobFlags, { dom: guest, flags: 2 })
  await line.call(remote.domainAbortJob, { dom: guest })
}

/** Begins a call on a line of its own, so that none waits for another. */
async function beside<A, R>(
  place: Place,
  row: Parameters<typeof Line.prototype.start<A, R>>[0],
  args: A,
): Promise<Doing<R>> {
  return (await place.line()).start(row, args)
}

export const breaks: readonly Script[] = [
  {
    about: 'given up before Prepare',
    async play(stage) {
      await stage.guest(stage.a, { persistent: true })
      const made = await Move.open(stage)
      await made.begin()
      await made.confirm(1)
      await now(stage)
      await made.confirm(1)
      await made.confirm(0)
    },
  },
  {
    about: 'given up after Prepare',
    async play(stage) {
      const made = await prepared(stage)
      await made.finish(1)
      await now(stage)
      await made.confirm(1)
      await now(stage)
      await made.finish(1)
      await made.confirm(1)
    },
  },
  {
    about: 'given up after Prepare, where the destination had a definition',
    async play(stage) {
      await stage.b.main.call(remote.domainDefineXml, { xml: stage.xml() })
      const made = await prepared(stage, { flags: LIVE | PERSIST_DEST })
      await stage.show()
      await made.finish(1)
      await now(stage)
      await made.finish(0)
      await made.confirm(1)
      await now(stage)
    },
  },
  {
    about: 'given up after Perform',
    async play(stage) {
      const made = await performed(stage, {}, { persistent: true })
      await made.finish(1)
      await now(stage)
      await made.confirm(1)
      await now(stage)
    },
  },
  {
    about: 'given up at the source first, after Perform',
    async play(stage) {
      const made = await performed(stage)
      await made.confirm(1)
      await now(stage)
      await made.confirm(1)
      await made.finish(1)
      await now(stage)
    },
  },
  {
    about: 'a guest that was paused, given up after Perform',
    async play(stage) {
      await stage.guest(stage.a)
      await stage.a.main.call(remote.domainSuspend, { dom: guest })
      const made = await Move.open(stage)
      await made.begin()
      await made.prepare()
      await made.perform()
      await made.finish(1)
      await made.confirm(1)
      await now(stage)
    },
  },
  {
    about: 'without change protection, given up after Perform',
    async play(stage) {
      const made = await performed(stage, { protect: false })
      await made.finish(1)
      await made.confirm(1)
      await now(stage)
    },
  },
  {
    about: 'Confirm of what was never performed',
    async play(stage) {
      const made = await prepared(stage, {}, { persistent: true })
      await made.confirm(0)
      await now(stage)
      await made.confirm(0)
      await made.finish(1)
      await now(stage)
    },
  },
  {
    about: 'Finish of what was never performed',
    async play(stage) {
      const made = await prepared(stage)
      const doing = made.finishing()
      await stage.pass(1000)
      stage.note(doing.settled() ? 'it is over' : 'it goes on')
      await stage.show()
      await stage.b.main.call(remote.domainDestroy, { dom: guest })
      // What Finish says of it is left out, as what Perform says of the like.
      await absent(stage.b, stage)
      await made.confirm(1)
      await now(stage)
    },
  },
  {
    about: 'Begin and Prepare twice',
    async play(stage) {
      await stage.guest(stage.a)
      const made = await Move.open(stage)
      await made.begin()
      const cookieIn = made.cookie
      await made.prepare()
      const again = { dom: guest, params: [], flags: LIVE }
      for (const line of [made.source, stage.a.main]) {
        await line.call(remote.domainMigrateBegin3Params, again)
        await line.call(remote.domainMigrateBegin3Params, {
          ...again,
          flags: LIVE | CHANGE_PROTECTION,
        })
      }
      for (const line of [made.destination, stage.b.main]) {
        await line.call(remote.domainMigratePrepare3Params, {
          params: [string('destination_xml', made.xml)],
          cookieIn,
          flags: LIVE,
        })
      }
      await stage.show()
      await made.finish(1)
      await made.confirm(1)
      await made.run()
      await now(stage)
    },
  },
  {
    about:
      'a destination where such a guest runs, is defined under another UUID, or has another name',
    async play(stage) {
      const { main } = stage.b
      await stage.guest(stage.a)
      const made = await Move.open(stage)
      await made.begin()
      await main.call(remote.domainDefineXml, {
        xml: stage.xml().replace(uuidOf('guest'), uuidOf('other')),
      })
      await made.prepare()
      await main.call(remote.domainUndefine, { dom: ref('other') })
      await main.call(remote.domainDefineXml, {
        xml: stage.xml().replace('<name>guest<', '<name>other<'),
      })
      await made.prepare()
      await main.call(remote.domainUndefine, { dom: guest })
      await main.call(remote.domainCreateXml, { xmlDesc: stage.xml(), flags: 0 })
      await made.prepare()
      await made.finish(1)
      await made.confirm(1)
      await now(stage)
    },
  },
  {
    about: 'Finish and Confirm where no migration is',
    async play(stage) {
      await stage.guest(stage.a)
      const made = await Move.open(stage)
      for (const cancelled of [0, 1]) {
        await made.finish(cancelled)
        await made.finish(cancelled, made.source)
        await made.confirm(cancelled)
        await made.confirm(cancelled, made.destination)
        await made.source.call(remote.domainMigrateFinish3Params, {
          params: [],
          cookieIn: new Uint8Array(0),
          flags: LIVE,
          cancelled,
        })
      }
      await made.begin()
      await made.finish(0, made.source)
      await made.confirm(1)
      await now(stage)
    },
  },
  {
    about: 'Finish and Confirm once more, when all is over',
    async play(stage) {
      await stage.guest(stage.a, { persistent: true })
      const made = await Move.open(stage)
      await made.run()
      await made.finish(0)
      await made.finish(1)
      await made.confirm(0)
      await made.confirm(1)
      await now(stage)
    },
  },
  {
    about: 'cookies that come back to the host that made them',
    async play(stage) {
      await stage.guest(stage.a)
      const made = await Move.open(stage)
      await made.begin()
      await made.prepare(made.source)
      await made.prepare()
      const own = made.cookie
      await made.perform()
      made.performed = own
      await made.finish()
      await now(stage)
      await made.confirm(1)
      await now(stage)
    },
  },
  {
    about: "the source's line is closed after Begin",
    async play(stage) {
      await stage.guest(stage.a)
      const made = await Move.open(stage)
      await made.begin()
      made.source.cut()
      await idle(stage.a, stage)
      await now(stage)
      await (await Move.open(stage)).run()
      await now(stage)
    },
  },
  {
    about: "the source's line is closed after Perform",
    async play(stage) {
      const made = await performed(stage)
      made.source.cut()
      await idle(stage.a, stage)
      await now(stage)
      await made.confirm(1, stage.a.main)
      await made.finish(1)
      await now(stage)
      await stage.a.main.call(remote.domainResume, { dom: guest })
      await now(stage)
    },
  },
  {
    about: "the source's line is closed after Finish",
    async play(stage) {
      const made = await performed(stage, {}, { persistent: true })
      await made.finish()
      made.source.cut()
      await idle(stage.a, stage)
      await now(stage)
      await made.confirm(0, stage.a.main)
      await stage.a.main.call(remote.domainDestroy, { dom: guest })
      await now(stage)
    },
  },
  {
    about: "the destination's line is closed after Prepare",
    async play(stage) {
      const made = await prepared(stage)
      made.destination.cut()
      await absent(stage.b, stage)
      await now(stage)
      await made.perform()
      await now(stage)
      await made.confirm(1)
      await made.finish(1, stage.b.main)
    },
  },
  {
    about: "the destination's line is closed after Perform",
    async play(stage) {
      const made = await performed(stage)
      made.destination.cut()
      await absent(stage.b, stage)
      await now(stage)
      await made.finish(0, stage.b.main)
      await made.confirm(1)
      await now(stage)
    },
  },
  {
    about: "the destination's line is closed after Finish",
    async play(stage) {
      const made = await performed(stage)
      await made.finish()
      made.destination.cut()
      await now(stage)
      await made.confirm(0)
      await now(stage)
    },
  },
  {
    about: 'a phase over another line, and the one that prepared it closed',
    async play(stage) {
      const made = await performed(stage)
      await made.finish(0, stage.b.main)
      made.destination.cut()
      await now(stage)
      await made.confirm(0, stage.a.main)
      await now(stage)
    },
  },
  {
    about: 'called off before Perform',
    async play(stage) {
      await stage.guest(stage.a)
      const made = await Move.open(stage)
      await made.begin()
      await stage.a.main.call(remote.domainAbortJob, { dom: guest })
      await stage.show()
      await made.prepare()
      await made.perform()
      await now(stage)
      await made.finish(1)
      await made.confirm(1)
      await now(stage)
    },
  },
  {
    about: 'called off after Perform',
    async play(stage) {
      const made = await performed(stage)
      await stage.a.main.call(remote.domainAbortJob, { dom: guest })
      await stage.a.main.call(remote.domainMigrateStartPostCopy, { dom: guest, flags: 0 })
      await now(stage)
      await made.finish()
      await made.confirm()
      await now(stage)
    },
  },
  {
    about: 'limits of migrations where none is',
    async play(stage) {
      const { main } = stage.a
      await main.call(remote.domainMigrateGetMaxSpeed, { dom: guest, flags: 0 })
      await main.call(remote.domainMigrateSetMaxSpeed, { dom: guest, bandwidth: 16n, flags: 0 })
      await main.call(remote.domainMigrateSetMaxDowntime, { dom: guest, downtime: 250n, flags: 0 })
      await hurry(main)
      await main.call(remote.domainDefineXml, { xml: stage.xml() })
      await tune(main)
      await hurry(main)
      await stage.ground.prepare('guest')
      await main.call(remote.domainCreate, { dom: guest })
      await tune(main)
      await hurry(main)
      await stage.show()
    },
  },
  {
    about: 'limits while memory is on its way, until it is called off',
    async play(stage) {
      const { made, doing } = await copying(stage)
      await stage.show()
      const { main } = stage.a
      await main.call(remote.domainMigrateGetMaxSpeed, { dom: guest, flags: 0 })
      await main.call(remote.domainMigrateSetMaxSpeed, { dom: guest, bandwidth: 2n, flags: 0 })
      await main.call(remote.domainMigrateGetMaxSpeed, { dom: guest, flags: 0 })
      await main.call(remote.domainMigrateSetMaxDowntime, { dom: guest, downtime: 10n, flags: 0 })
      await main.call(remote.domainMigrateGetMaxDowntime, { dom: guest, flags: 0 })
      await hurry(main)
      await doing.end()
      await calledOff(stage)
      await now(stage)
      await made.finish(1)
      await made.confirm(1)
      await now(stage)
    },
  },
  {
    about: 'suspended while memory is on its way, then called off',
    async play(stage) {
      const { made, doing } = await copying(stage)
      await stage.a.main.call(remote.domainSuspend, { dom: guest })
      await now(stage)
      await stage.a.main.call(remote.domainAbortJob, { dom: guest })
      await doing.end()
      await calledOff(stage)
      await now(stage)
      await made.finish(1)
    },
  },
  {
    about: 'destroyed while memory is on its way',
    async play(stage) {
      const { made } = await copying(stage)
      await stage.a.main.call(remote.domainDestroy, { dom: guest })
      // What Perform says of it is left out: 11.3.0's error comes from one part or another, as it happens.
      await absent(stage.a, stage)
      await calledOff(stage)
      await made.finish(1)
      await made.confirm(1)
      await now(stage)
    },
  },
  {
    about: "the destination's line is closed while memory is on its way",
    async play(stage) {
      const { made, doing } = await copying(stage)
      made.destination.cut()
      await doing.end()
      await now(stage)
      await made.confirm(1)
      await made.finish(1, stage.b.main)
    },
  },
  {
    about: "the source's line is closed while memory is on its way",
    async play(stage) {
      const { made } = await copying(stage)
      made.source.cut()
      await stage.pass(500)
      await stage.show()
      await stage.a.main.call(remote.domainAbortJob, { dom: guest })
      await idle(stage.a, stage)
      await calledOff(stage)
      await now(stage)
      await made.finish(1)
      await now(stage)
    },
  },
  {
    about: 'switched to post-copy',
    async play(stage) {
      const { made, doing } = await copying(stage, LIVE | POSTCOPY)
      await stage.show()
      await stage.a.main.call(remote.domainMigrateStartPostCopy, { dom: guest, flags: 0 })
      await doing.end()
      await now(stage)
      await stage.a.main.call(remote.domainAbortJob, { dom: guest })
      await made.finish()
      await now(stage)
      await made.confirm()
      await now(stage)
    },
  },
  {
    about: 'switched to post-copy before there is a copy, which is then given up',
    async play(stage) {
      const made = await prepared(stage, { flags: LIVE | POSTCOPY })
      await stage.a.main.call(remote.domainMigrateStartPostCopy, { dom: guest, flags: 0 })
      await stage.show()
      await made.finish(1)
      await made.confirm(1)
      await now(stage)
    },
  },
  {
    about: 'suspended between Begin and Prepare, then moved',
    async play(stage) {
      await stage.guest(stage.a)
      const made = await Move.open(stage)
      await made.begin()
      await stage.a.main.call(remote.domainSuspend, { dom: guest })
      await now(stage)
      await made.prepare()
      await made.perform()
      await made.finish()
      await made.confirm()
      await now(stage)
    },
  },
  {
    about: 'suspended between Begin and Prepare, then given up',
    async play(stage) {
      await stage.guest(stage.a)
      const made = await Move.open(stage)
      await made.begin()
      await stage.a.main.call(remote.domainSuspend, { dom: guest })
      await made.confirm(1)
      await now(stage)
      await stage.a.main.call(remote.domainResume, { dom: guest })
      await now(stage)
    },
  },
  {
    about: 'destroyed between Begin and Prepare',
    async play(stage) {
      await stage.guest(stage.a, { persistent: true })
      const made = await Move.open(stage)
      await made.begin()
      await stage.a.main.call(remote.domainDestroy, { dom: guest })
      await now(stage)
      await made.prepare()
      await made.perform()
      await made.finish(1)
      await made.confirm(1)
      await now(stage)
    },
  },
  {
    about: 'destroyed after Perform',
    async play(stage) {
      const made = await performed(stage, {}, { persistent: true })
      await stage.a.main.call(remote.domainDestroy, { dom: guest })
      await now(stage)
      await made.finish()
      await made.confirm()
      await now(stage)
    },
  },
  {
    about: 'an arriving guest that is looked at and destroyed',
    async play(stage) {
      const made = await prepared(stage)
      const { main } = stage.b
      await main.call(remote.domainLookupByName, { name: 'guest' })
      await main.call(remote.domainLookupByUuid, { uuid: bytesOf(uuidOf('guest')) })
      await main.call(remote.domainGetState, { dom: guest, flags: 0 })
      await main.call(remote.domainIsActive, { dom: guest })
      await main.call(remote.domainIsPersistent, { dom: guest })
      await main.call(remote.domainGetXmlDesc, { dom: guest, flags: 0 })
      await main.call(remote.domainGetJobStats, { dom: guest, flags: 1 })
      await main.call(remote.domainCreateXml, { xmlDesc: stage.xml(), flags: 0 })
      await main.call(remote.domainDestroy, { dom: guest })
      await now(stage)
      await made.perform()
      await made.finish(1)
      await made.confirm(1)
      await now(stage)
    },
  },
  {
    about: 'what waits for a guest that is on its way, and gives up after half a minute',
    async play(stage) {
      const made = await prepared(stage, {}, { persistent: true })
      const dom = guest
      const { a, b } = stage
      const doings: Doing<unknown>[] = [
        await beside(a, remote.domainResume, { dom }),
        await beside(a, remote.domainShutdown, { dom }),
        await beside(a, remote.domainReboot, { dom, flags: 0 }),
        await beside(a, remote.domainSetAutostart, { dom, autostart: 1 }),
        await beside(a, remote.domainUndefine, { dom }),
        await beside(a, remote.domainDefineXml, { xml: stage.xml() }),
        await beside(b, remote.domainCreate, { dom }),
        await beside(b, remote.domainSuspend, { dom }),
        await beside(b, remote.domainResume, { dom }),
        await beside(b, remote.domainShutdown, { dom }),
        await beside(b, remote.domainReboot, { dom, flags: 0 }),
        await beside(b, remote.domainDefineXml, { xml: stage.xml() }),
        await beside(b, remote.domainAbortJob, { dom }),
        await beside(b, remote.domainMigrateStartPostCopy, { dom, flags: 0 }),
        await beside(b, remote.domainMigrateSetMaxSpeed, { dom, bandwidth: 16n, flags: 0 }),
        await beside(b, remote.domainMigrateSetMaxDowntime, { dom, downtime: 250n, flags: 0 }),
        await beside(b, remote.domainMigrateGetMaxDowntime, { dom, flags: 0 }),
      ]
      for (const doing of doings) await doing.end()
      await now(stage)
      await made.finish(1)
      await made.confirm(1)
      await now(stage)
    },
  },
  {
    about: 'offline, given up after Prepare',
    async play(stage) {
      await stage.guest(stage.a, { persistent: true, running: false })
      const made = await Move.open(stage, { flags: OFFLINE | PERSIST_DEST })
      await made.begin()
      await made.prepare()
      await stage.show()
      await made.finish(1)
      await made.confirm(1)
      await now(stage)
      await stage.b.main.call(remote.domainUndefine, { dom: guest })
      await stage.b.main.call(remote.domainCreate, { dom: guest })
    },
  },
]
