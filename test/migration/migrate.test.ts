// The engine against two scripted hosts: every phase, every failure of every phase, and above all what is not sent.

import t from 'tap'
import { drvFeature } from '../../src/generated/constants.ts'
import { Migration, type MigrationRequest } from '../../src/migration/migrate.ts'
import type { Clock } from '../../src/migration/monitor.ts'
import type { MigrationResult } from '../../src/migration/result.ts'
import { lookOn } from '../looking-on.ts'
import { CUT, FakeHost, Fault, type Guest, runningGuest } from './fake-host.ts'

/** Time that passes only when somebody sleeps. */
class TestClock implements Clock {
  #time = 0
  now(): number {
    return this.#time
  }
  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return
    this.#time += ms
    await new Promise((resolve) => setImmediate(resolve))
  }
}

type Options = Omit<MigrationRequest, 'source' | 'destination' | 'domain'> & { domain?: string }

interface Pair {
  readonly source: FakeHost
  readonly destination: FakeHost
  start(options?: Options): Promise<Migration>
  run(options?: Options): Promise<MigrationResult>
}

function hosts(guest: Guest | null = runningGuest()): Pair {
  const source = new FakeHost('a', guest)
  const destination = new FakeHost('b', null)
  const start = async (options: Options = {}) => {
    const [from, to] = await Promise.all([source.open(), destination.open()])
    const common = { domain: 'guest', live: true, journal: false } as const
    const request = { ...common, ...options, source: from, destination: to }
    return new Migration(request, new TestClock())
  }
  return { source, destination, start, run: async (options) => (await start(options)).result }
}

/** The control connection is the second of each host: the first is the caller's, used to watch. */
const CONTROL = 1

t.test('a live migration runs the five phases in order and names the destination', async (t) => {
  const { source, destination, run } = hosts()
  const result = await run({ undefineSource: true, persistent: true })
  t.equal(result.kind, 'migrated')
  t.equal(result.host, 'destination')
  t.equal(result.id, 7)
  t.same(source.phases, ['begin', 'perform', 'confirm'])
  t.same(destination.phases, ['prepare', 'finish'])
  t.same(
    result.phases.map(({ phase, cancelled }) => [phase, cancelled]),
    ['begin', 'prepare', 'perform', 'finish', 'confirm'].map((phase) => [phase, false]),
  )
  t.same(result.errors, [])
  t.match(result.source, { is: 'absent' })
  t.match(result.destination, { is: 'present', state: { state: 'running' } })
  t.equal(result.downtimeMs, 120 + (result.gapMs ?? Number.NaN))
})

t.test('cookies go from call to call byte for byte, their trailing NUL included', async (t) => {
  const { source, destination, run } = hosts()
  await run()
  const cookieOf = (host: FakeHost, name: string) => {
    const call = host.calls.find((one) => one.name === name)
    return new TextDecoder().decode(call?.args.cookieIn as Uint8Array)
  }
  t.equal(cookieOf(destination, 'domainMigratePrepare3Params'), '<begin/>\0')
  t.equal(cookieOf(source, 'domainMigratePerform3Params'), '<prepare/>\0')
  t.equal(cookieOf(destination, 'domainMigrateFinish3Params'), '<perform/>\0')
  t.equal(cookieOf(source, 'domainMigrateConfirm3Params'), '<finish/>\0')
})

t.test(
  'phases have a connection per host to themselves, and all else goes elsewhere',
  async (t) => {
    const { source, destination, run } = hosts()
    await run()
    for (const host of [source, destination]) {
      for (const { name, connection } of host.calls) {
        if (name.startsWith('domainMigrate')) t.equal(connection, CONTROL, name)
        if (/^domain(?!Migrate)|Event/.test(name)) t.not(connection, CONTROL, name)
      }
    }
  },
)

t.test(
  'flags: protection stays with the source, and a paused guest is asked to stay so',
  async (t) => {
    const { source, destination, run } = hosts(runningGuest({ state: 3, reason: 1 }))
    source.on('domainMigratePerform3Params', () => {
      Object.assign(source.guest!, { job: 'out' })
      return { cookieOut: new Uint8Array([1]) }
    })
    const result = await run({ abortOnError: true, unsafe: true })
    t.equal(result.kind, 'migrated')
    const flagsOf = (host: FakeHost, name: string) =>
      host.calls.find((one) => one.name === `domainMigrate${name}3Params`)?.args.flags
    t.equal(flagsOf(source, 'Begin'), 0x1 | 0x200 | 0x1000 | 0x100)
    t.equal(flagsOf(destination, 'Prepare'), 0x1 | 0x200 | 0x20)
    t.equal(flagsOf(source, 'Perform'), 0x1 | 0x200 | 0x1000 | 0x100 | 0x20)
    t.equal(flagsOf(destination, 'Finish'), 0x1 | 0x200 | 0x20)
    t.equal(flagsOf(source, 'Confirm'), 0x1 | 0x200 | 0x1000 | 0x100 | 0x20)
    t.match(result.destination, { state: { state: 'paused', reason: 'user' } })
  },
)

t.test('parameters: each phase is sent what QEMU reads in it', async (t) => {
  const { source, destination, run } = hosts()
  await run({
    destinationName: 'renamed',
    bandwidthMiBps: 10,
    migrateUri: 'tcp://b',
    listenAddress: '0.0.0.0',
    persistent: true,
    persistentXml: '<p/>',
    destinationXml: '<d/>',
  })
  const paramsOf = (host: FakeHost, name: string) => {
    const call = host.calls.find((one) => one.name === `domainMigrate${name}3Params`)
    const params = call?.args.params as { field: string; value: { value: unknown } }[]
    return Object.fromEntries(params.map(({ field, value }) => [field, value.value]))
  }
  const all = {
    destination_name: 'renamed',
    bandwidth: 10n,
    migrate_uri: 'tcp://b',
    listen_address: '0.0.0.0',
    persistent_xml: '<p/>',
  }
  t.same(paramsOf(source, 'Begin'), { ...all, destination_xml: '<d/>' })
  t.same(paramsOf(destination, 'Prepare'), {
    destination_name: 'renamed',
    migrate_uri: 'tcp://b',
    listen_address: '0.0.0.0',
    destination_xml: "<domain id='1'/>",
  })
  t.same(paramsOf(source, 'Perform'), {
    ...all,
    destination_xml: "<domain id='1'/>",
    migrate_uri: 'tcp:there:49152',
  })
  t.same(paramsOf(destination, 'Finish'), { destination_name: 'renamed' })
  t.same(paramsOf(source, 'Confirm'), {})
})

t.test('Finish is told the source name when no new one is given', async (t) => {
  const { destination, run } = hosts()
  await run()
  const finish = destination.calls.find(({ name }) => name === 'domainMigrateFinish3Params')
  t.match(finish?.args.params, [{ field: 'destination_name', value: { value: 'guest' } }])
})

t.test('an offline migration skips Perform and sends Finish no cookie', async (t) => {
  const { source, destination, run } = hosts(runningGuest({ state: 5, reason: 1, id: -1 }))
  destination.on('domainMigratePrepare3Params', () => {
    destination.guest = { state: 5, reason: 0, job: 'none', persistent: false, id: -1 }
    return { cookieOut: new Uint8Array([7]), uriOut: null }
  })
  destination.on('domainMigrateFinish3Params', () => {
    destination.guest = { state: 5, reason: 0, job: 'none', persistent: true, id: -1 }
    const dom = { name: 'guest', uuid: new Uint8Array(16), id: -1 }
    return { dom, cookieOut: new Uint8Array(0) }
  })
  const result = await run({ live: false, offline: true, persistent: true })
  t.equal(result.kind, 'migrated')
  t.equal(result.id, undefined)
  t.same(source.phases, ['begin', 'confirm'])
  t.same(destination.phases, ['prepare', 'finish'])
  const finish = destination.calls.find(({ name }) => name === 'domainMigrateFinish3Params')
  t.same(finish?.args.cookieIn, new Uint8Array(0))
})

t.test('refusals', async (t) => {
  t.test('of Begin: nothing more is sent', async (t) => {
    const { source, destination, run } = hosts()
    source.on('domainMigrateBegin3Params', () => {
      throw new Fault(81, 'Unsafe migration: no shared storage')
    })
    const result = await run()
    t.match(result, { kind: 'stayed', host: 'source', errors: [{ code: 'migrateUnsafe' }] })
    t.same([source.phases, destination.phases], [['begin'], []])
  })

  t.test('of Prepare: the job on the source is ended, the destination is left alone', async (t) => {
    const { source, destination, run } = hosts()
    destination.on('domainMigratePrepare3Params', () => {
      throw new Fault(9, "domain 'guest' already exists with another uuid")
    })
    const result = await run()
    t.match(result, { kind: 'stayed', host: 'source', errors: [{ code: 'operationFailed' }] })
    t.same([source.phases, destination.phases], [['begin', 'confirm(1)'], ['prepare']])
    t.equal(source.guest?.job, 'none')
  })

  t.test('of Prepare without protection: there is no job to end', async (t) => {
    const { source, destination, run } = hosts()
    source.on('connectSupportsFeature', ({ feature }) => ({ supported: feature === 7 ? 0 : 1 }))
    destination.on('domainMigratePrepare3Params', () => {
      throw new Fault(9, 'no')
    })
    const result = await run()
    t.equal(result.kind, 'stayed')
    t.same(source.phases, ['begin'])
  })

  t.test('of Perform: the destination is undone, Confirm is not called', async (t) => {
    const { source, destination, run } = hosts()
    source.on('domainMigratePerform3Params', () => {
      Object.assign(source.guest!, { state: 1, reason: 6, job: 'none' })
      throw new Fault(38, 'unable to connect to server at b:49152', 0)
    })
    const result = await run()
    t.match(result, { kind: 'stayed', host: 'source', errors: [{ code: 'systemError' }] })
    t.equal(result.errors.length, 1, 'an undo that says it worked is no error')
    t.same(
      [source.phases, destination.phases],
      [
        ['begin', 'perform'],
        ['prepare', 'finish(1)'],
      ],
    )
  })

  t.test('of Perform and Finish(1), both by QEMU: one error with both texts', async (t) => {
    const { source, destination, run } = hosts()
    source.on('domainMigratePerform3Params', () => {
      Object.assign(source.guest!, { state: 1, reason: 6, job: 'none' })
      throw new Fault(9, 'unexpectedly failed')
    })
    destination.on('domainMigrateFinish3Params', () => {
      destination.guest = null
      throw new Fault(9, 'load of migration failed')
    })
    const result = await run()
    t.equal(result.errors[0]?.code, 'operationFailed')
    t.match(result.errors[0]?.message, /^unexpectedly failed.*load of migration failed/)
  })

  t.test('of Finish, by the daemon: proof enough to let the source go on', async (t) => {
    const { source, destination, run } = hosts()
    destination.on('domainMigrateFinish3Params', () => {
      destination.guest = null
      throw new Fault(1, 'internal error: qemu unexpectedly closed the monitor')
    })
    const result = await run()
    t.match(result, { kind: 'stayed', host: 'source' })
    t.same(source.phases, ['begin', 'perform', 'confirm(1)'])
  })

  for (const [number, name] of [
    [55, 'operationInvalid'],
    [39, 'rpc'],
  ] as const) {
    t.test(`of Finish with ${name}: no proof, so nothing is confirmed`, async (t) => {
      const { source, destination, run } = hosts()
      destination.on('domainMigrateFinish3Params', () => {
        throw new Fault(number, 'domain is not processing incoming migration')
      })
      const result = await run()
      t.match(result, { kind: 'undetermined', errors: [{ code: name }] })
      t.same(source.phases, ['begin', 'perform'])
    })
  }

  t.test('of Confirm, after success: a warning on a success', async (t) => {
    const { source, run } = hosts()
    source.on('domainMigrateConfirm3Params', () => {
      Object.assign(source.guest!, { job: 'none' })
      throw new Fault(55, 'domain is not being migrated')
    })
    const result = await run()
    t.match(result, { kind: 'migrated-leftover', host: 'destination', errors: [] })
    t.match(result.warnings.join(), /not being migrated/)
  })
})

t.test('lost answers', async (t) => {
  t.test('to Begin: the source drops its job by itself', async (t) => {
    const { source, destination, run } = hosts()
    source.on('domainMigrateBegin3Params', () => CUT)
    const result = await run()
    t.match(result, { kind: 'stayed', host: 'source', errors: [{ code: 'connectionLost' }] })
    t.same([source.phases, destination.phases], [['begin'], []])
  })

  t.test('to Prepare: the source is told, for Finish was never sent', async (t) => {
    const { source, destination, run } = hosts()
    destination.on('domainMigratePrepare3Params', () => CUT)
    const result = await run()
    t.match(result, { kind: 'stayed', host: 'source' })
    t.same(source.phases, ['begin', 'confirm(1)'])
  })

  t.test('to Perform: the destination is undone first, then the source runs again', async (t) => {
    const { source, destination, run } = hosts()
    const perform = source.model('domainMigratePerform3Params')
    source.on('domainMigratePerform3Params', async (args, connection) => {
      await perform(args, connection)
      source.guest!.job = 'none'
      return CUT
    })
    const resume = source.model('domainResume')
    source.on('domainResume', (args, connection) => {
      t.equal(destination.guest, null, 'nothing is there any more that could run')
      return resume(args, connection)
    })
    const result = await run()
    t.match(result, { kind: 'stayed', host: 'source', errors: [{ code: 'connectionLost' }] })
    t.match(result.source, { is: 'present', state: { state: 'running' } })
    t.match(result.destination, { is: 'absent' })
    t.same(
      [source.phases, destination.phases],
      [
        ['begin', 'perform'],
        ['prepare', 'finish(1)'],
      ],
    )
    t.match(result.evidence.join('\n'), /resumed the guest on the source/)
  })

  t.test(
    'to Finish, which ran: confirmed, and never Confirm(1), which would run the guest twice',
    async (t) => {
      const { source, destination, run } = hosts()
      const finish = destination.model('domainMigrateFinish3Params')
      destination.on('domainMigrateFinish3Params', async (args, connection) => {
        await finish(args, connection)
        return CUT
      })
      const result = await run({ undefineSource: true })
      t.match(result, { kind: 'migrated', host: 'destination', id: 7 })
      t.match(result.destination, { is: 'present', state: { state: 'running' }, job: 'none' })
      t.equal(result.source.is, 'absent')
      t.same(source.phases, ['begin', 'perform', 'confirm'])
      t.same(destination.phases, ['prepare', 'finish'], 'it was sent once')
    },
  )

  t.test('to Finish, with the destination gone: the host is unknown and said to be', async (t) => {
    const { source, destination, run } = hosts()
    destination.on('domainMigrateFinish3Params', () => {
      destination.reachable = false
      destination.cut()
      return CUT
    })
    const result = await run()
    t.equal(result.kind, 'undetermined')
    t.equal(result.destination.is, 'unknown')
    t.same(source.phases, ['begin', 'perform'])
  })

  t.test('to Confirm: the success stands, a copy on the source is named', async (t) => {
    const { source, run } = hosts()
    source.on('domainMigrateConfirm3Params', () => {
      source.guest!.job = 'none'
      return CUT
    })
    const result = await run()
    t.match(result, { kind: 'migrated-leftover', host: 'destination', errors: [] })
    t.match(result.evidence.join(), /never resume/)
  })

  t.test('to Confirm, which ran: migrated', async (t) => {
    const { source, run } = hosts()
    const confirm = source.model('domainMigrateConfirm3Params')
    source.on('domainMigrateConfirm3Params', async (args, connection) => {
      await confirm(args, connection)
      return CUT
    })
    t.match(await run(), { kind: 'migrated', host: 'destination' })
  })

  t.test('the source goes during Prepare: the destination is undone', async (t) => {
    const { source, destination, run } = hosts()
    const prepare = destination.model('domainMigratePrepare3Params')
    destination.on('domainMigratePrepare3Params', async (args, connection) => {
      source.cut(CONTROL)
      source.guest!.job = 'none'
      return prepare(args, connection)
    })
    const result = await run()
    t.match(result, { kind: 'stayed', host: 'source' })
    t.same(destination.phases, ['prepare', 'finish(1)'])
    t.same(source.phases, ['begin'])
  })

  t.test(
    'the destination goes during Perform, which still succeeds: Confirm(1), Finish was never sent',
    async (t) => {
      const { source, destination, run } = hosts()
      const perform = source.model('domainMigratePerform3Params')
      source.on('domainMigratePerform3Params', async (args, connection) => {
        destination.cut(CONTROL)
        destination.guest = null
        return perform(args, connection)
      })
      const result = await run()
      t.match(result, { kind: 'stayed', host: 'source' })
      t.same([source.phases, destination.phases], [['begin', 'perform', 'confirm(1)'], ['prepare']])
      t.match(source.guest, { state: 1, job: 'none' })
    },
  )
})

t.test('an empty cookie never leaves the client', async (t) => {
  t.test('to Prepare', async (t) => {
    const { source, destination, run } = hosts()
    const begin = source.model('domainMigrateBegin3Params')
    source.on('domainMigrateBegin3Params', async (args, connection) => {
      const ret = await begin(args, connection)
      return ret === CUT ? ret : { ...ret, cookieOut: new Uint8Array(0) }
    })
    const result = await run()
    t.match(result, { kind: 'stayed', errors: [{ code: 'malformedMessage', outcome: 'not sent' }] })
    t.same([source.phases, destination.phases], [['begin', 'confirm(1)'], []])
  })

  t.test('to Perform', async (t) => {
    const { source, destination, run } = hosts()
    const prepare = destination.model('domainMigratePrepare3Params')
    destination.on('domainMigratePrepare3Params', async (args, connection) => {
      const ret = await prepare(args, connection)
      return ret === CUT ? ret : { ...ret, cookieOut: new Uint8Array(0) }
    })
    const result = await run()
    t.equal(result.kind, 'stayed')
    t.same(
      [source.phases, destination.phases],
      [
        ['begin', 'confirm(1)'],
        ['prepare', 'finish(1)'],
      ],
    )
  })
})

t.test('a destination that names no data address is undone', async (t) => {
  const { source, destination, run } = hosts()
  const prepare = destination.model('domainMigratePrepare3Params')
  destination.on('domainMigratePrepare3Params', async (args, connection) => {
    const ret = await prepare(args, connection)
    return ret === CUT ? ret : { ...ret, uriOut: null }
  })
  const result = await run()
  t.match(result, { kind: 'stayed', errors: [{ code: 'malformedMessage' }] })
  t.same(destination.phases, ['prepare', 'finish(1)'])
  t.same(source.phases, ['begin', 'confirm(1)'])
})

t.test("a guest whose state cannot be learned after Begin isn't moved", async (t) => {
  const { source, destination, run } = hosts()
  const begin = source.model('domainMigrateBegin3Params')
  source.on('domainMigrateBegin3Params', (args, connection) => {
    const state = source.model('domainGetState')
    source.on('domainGetState', () => {
      source.on('domainGetState', state)
      throw new Fault(1, 'internal error: no state')
    })
    return begin(args, connection)
  })
  const result = await run()
  t.match(result, { kind: 'stayed', errors: [{ code: 'internalError' }] })
  t.same([source.phases, destination.phases], [['begin', 'confirm(1)'], []])
})

t.test('cancelling', async (t) => {
  t.test('before it begins: nothing is sent, the result rejects', async (t) => {
    const { source, run } = hosts()
    await t.rejects(run({ signal: AbortSignal.abort() }), { code: 'aborted', outcome: 'not sent' })
    t.same(source.phases, [])
  })

  t.test('during Begin: stops at the boundary', async (t) => {
    const { source, destination, start } = hosts()
    const stop = new AbortController()
    const begin = source.model('domainMigrateBegin3Params')
    source.on('domainMigrateBegin3Params', (args, connection) => {
      stop.abort()
      return begin(args, connection)
    })
    const result = await (await start({ signal: stop.signal })).result
    t.match(result, { kind: 'stayed', errors: [{ code: 'aborted' }] })
    t.same([source.phases, destination.phases], [['begin', 'confirm(1)'], []])
  })

  t.test('during Prepare: waits for its answer and undoes it', async (t) => {
    const { source, destination, start } = hosts()
    const stop = new AbortController()
    const prepare = destination.model('domainMigratePrepare3Params')
    destination.on('domainMigratePrepare3Params', (args, connection) => {
      stop.abort()
      return prepare(args, connection)
    })
    const result = await (await start({ signal: stop.signal })).result
    t.equal(result.kind, 'stayed')
    t.same(
      [source.phases, destination.phases],
      [
        ['begin', 'confirm(1)'],
        ['prepare', 'finish(1)'],
      ],
    )
  })

  t.test('during Perform: over the monitor, and only its answer counts', async (t) => {
    const { source, destination, start } = hosts()
    const stop = new AbortController()
    source.on('domainMigratePerform3Params', async () => {
      const aborted = new Promise<void>((resolve) => {
        source.on('domainAbortJob', (_, connection) => {
          t.not(connection, CONTROL)
          resolve()
          return undefined
        })
      })
      stop.abort()
      await aborted
      Object.assign(source.guest!, { state: 1, reason: 6, job: 'none' })
      throw new Fault(78, 'operation aborted: migration out job: canceled by client')
    })
    const result = await (await start({ signal: stop.signal })).result
    t.match(result, { kind: 'stayed', host: 'source', errors: [{ code: 'operationAborted' }] })
    t.same(destination.phases, ['prepare', 'finish(1)'])
  })

  t.test('too late for Perform: the migration goes through', async (t) => {
    const { source, start } = hosts()
    const stop = new AbortController()
    const perform = source.model('domainMigratePerform3Params')
    source.on('domainMigratePerform3Params', (args, connection) => {
      stop.abort()
      return perform(args, connection)
    })
    t.equal((await (await start({ signal: stop.signal })).result).kind, 'migrated')
  })

  t.test('during Finish: said to be too late', async (t) => {
    const { destination, start } = hosts()
    const stop = new AbortController()
    const finish = destination.model('domainMigrateFinish3Params')
    destination.on('domainMigrateFinish3Params', (args, connection) => {
      stop.abort()
      return finish(args, connection)
    })
    const migration = await start({ signal: stop.signal })
    const seen: string[] = []
    for await (const news of migration) if (news.type === 'cancelling') seen.push(news.how)
    t.same(seen, ['too-late'])
    t.equal((await migration.result).kind, 'migrated')
  })
})

t.test('a guest that powers itself off during the copy is not resurrected', async (t) => {
  const { source, destination, run } = hosts()
  source.on('domainMigratePerform3Params', () => {
    Object.assign(source.guest!, { state: 5, reason: 1, job: 'none', id: -1 })
    throw new Fault(55, 'domain is not running')
  })
  const result = await run()
  t.match(result, { kind: 'guest-stopped', host: 'source' })
  t.same(destination.phases, ['prepare', 'finish(1)'])
})

t.test('a shut off guest cannot be moved live, and stays where it is', async (t) => {
  const { source, run } = hosts(runningGuest({ state: 5, reason: 1, id: -1 }))
  source.on('domainMigrateBegin3Params', () => {
    throw new Fault(55, 'domain is not running')
  })
  t.match(await run(), { kind: 'stayed', host: 'source', errors: [{ code: 'operationInvalid' }] })
})

t.test(
  'a guest of the same UUID that was on the destination before is no result of ours',
  async (t) => {
    const { destination, run } = hosts()
    destination.guest = runningGuest()
    destination.on('domainMigratePrepare3Params', () => {
      throw new Fault(55, 'domain is already active')
    })
    t.match(await run(), { kind: 'stayed', host: 'source' })
  },
)

t.test('nothing is begun', async (t) => {
  t.test('for an unknown guest', async (t) => {
    const { source, destination, run } = hosts()
    await t.rejects(run({ domain: 'nobody' }), { code: 'noDomain' })
    t.same([source.phases, destination.phases], [[], []])
  })

  t.test('when a feature question fails: a failure is not a no', async (t) => {
    const { source, run } = hosts()
    source.on('connectSupportsFeature', ({ feature }) => {
      if (feature === 7) throw new Fault(38, 'broken', 7)
      return { supported: 1 }
    })
    await t.rejects(run(), { code: 'systemError' })
    t.same(source.phases, [])
  })

  t.test('between different hypervisors', async (t) => {
    const { destination, run } = hosts()
    destination.on('connectGetType', () => ({ type: 'Xen' }))
    await t.rejects(run(), { code: 'argumentUnsupported' })
  })

  t.test('when only protocols 1 and 2 are shared, with the reason', async (t) => {
    const { destination, run } = hosts()
    destination.on('connectSupportsFeature', ({ feature }) => ({
      supported: feature === 6 || feature === 13 ? 0 : 1,
    }))
    await t.rejects(run(), { code: 'argumentUnsupported', message: /no confirm phase/ })
  })

  t.test('when change protection is asked for and cannot be had', async (t) => {
    const { source, run } = hosts()
    source.on('connectSupportsFeature', ({ feature }) => ({ supported: feature === 7 ? 0 : 1 }))
    await t.rejects(run({ changeProtection: true }), { code: 'argumentUnsupported' })
  })

  t.test('offline, between hosts of which one cannot', async (t) => {
    const { destination, run } = hosts()
    destination.on('connectSupportsFeature', ({ feature }) => ({
      supported: feature === 12 ? 0 : 1,
    }))
    const options = { live: false, offline: true, persistent: true }
    await t.rejects(run(options), { code: 'argumentUnsupported' })
  })

  t.test('when a host cannot be reached', async (t) => {
    const { destination, start } = hosts()
    const connection = destination.dialer
    t.ok(connection)
    const pair = hosts()
    const from = await pair.source.open()
    const to = await pair.destination.open()
    pair.destination.reachable = false
    const migration = new Migration(
      { source: from, destination: to, domain: 'guest', live: true, journal: false },
      new TestClock(),
    )
    await t.rejects(migration.result)
    t.same(pair.source.phases, [])
    t.equal(from.isAlive, true, "a caller's connection stays open")
    t.ok(start)
  })
})

t.test('hosts without typed parameters get the fixed arguments', async (t) => {
  const { source, destination, run } = hosts()
  for (const host of [source, destination]) {
    host.on('connectSupportsFeature', ({ feature }) => ({ supported: feature === 13 ? 0 : 1 }))
  }
  const cookie = new Uint8Array([1, 0])
  source.on('domainMigrateBegin3', (args) => {
    t.match(args, { xmlin: null, dname: 'new', resource: 5n, flags: 0x101n })
    return { cookieOut: cookie, xml: '<d/>' }
  })
  destination.on('domainMigratePrepare3', (args) => {
    t.match(args, { domXml: '<d/>', uriIn: null, dname: 'new', flags: 0x1n })
    t.same(args.cookieIn, cookie)
    destination.guest = { state: 3, reason: 2, job: 'in', persistent: false, id: 2 }
    return { cookieOut: cookie, uriOut: 'tcp:b:1' }
  })
  source.on('domainMigratePerform3', (args) => {
    t.match(args, { xmlin: null, dconnuri: null, uri: 'tcp:b:1', dname: 'new' })
    return { cookieOut: cookie }
  })
  destination.on('domainMigrateFinish3', (args) => {
    t.match(args, { dname: 'new', dconnuri: null, uri: 'tcp:b:1', cancelled: 0 })
    destination.guest = { state: 1, reason: 2, job: 'none', persistent: false, id: 2 }
    return { dom: { name: 'new', uuid: args.cookieIn, id: 2 } as never, cookieOut: cookie }
  })
  destination.on('domainMigrateFinish3', (args) => {
    t.equal(args.dname, 'new')
    destination.guest = { state: 1, reason: 2, job: 'none', persistent: false, id: 2 }
    return { dom: { name: 'new', uuid: new Uint8Array(16), id: 2 }, cookieOut: cookie }
  })
  source.on('domainMigrateConfirm3', ({ cancelled }) => {
    t.equal(cancelled, 0)
    source.guest = null
    return undefined
  })
  const result = await run({ destinationName: 'new', bandwidthMiBps: 5 })
  t.match(result, { kind: 'migrated', name: 'new' })
  await t.rejects(hostsWithoutParams().run({ listenAddress: '::' }), {
    code: 'argumentUnsupported',
  })
})

function hostsWithoutParams(): Pair {
  const pair = hosts()
  pair.source.on('connectSupportsFeature', ({ feature }) => ({ supported: feature === 13 ? 0 : 1 }))
  return pair
}

t.test('news: phases, samples, iterations and events of both hosts arrive in order', async (t) => {
  const { source, destination, start } = hosts()
  const finish = destination.model('domainMigrateFinish3Params')
  destination.on('domainMigrateFinish3Params', (args, connection) => {
    destination.lifecycle(4, 1)
    return finish(args, connection)
  })
  const perform = source.model('domainMigratePerform3Params')
  let samples = 0
  const stats = source.model('domainGetJobStats')
  const sampled = new Promise<void>((resolve) => {
    source.on('domainGetJobStats', (args, connection) => {
      if (++samples === 2) resolve()
      return stats(args, connection)
    })
  })
  source.on('domainMigratePerform3Params', async (args, connection) => {
    source.lifecycle(3, 1)
    await sampled
    return perform(args, connection)
  })
  const migration = await start()
  const news = []
  for await (const one of migration) news.push(one)
  const phases = news.flatMap((one) => ('phase' in one ? [one.phase] : []))
  t.same(phases, ['connect', 'begin', 'prepare', 'perform', 'finish', 'confirm'])
  t.ok(news.filter(({ type }) => type === 'job').length >= 1)
  t.match(
    news.filter(({ type }) => type === 'lifecycle'),
    [
      { side: 'source', event: 'suspended', detail: 'migrated' },
      { side: 'destination', event: 'resumed', detail: 'migrated' },
    ],
  )
  t.ok(news.some((one) => one.type === 'warning' && /twice/.test(one.message)))
})

t.test('what the engine opened is closed afterwards, what it was given is not', async (t) => {
  const { source, start } = hosts()
  const migration = await start()
  await migration.result
  const closed = source.calls.filter(({ name }) => name === 'connectClose')
  t.same(
    closed.map(({ connection }) => connection),
    [CONTROL],
  )
})

t.test('a monitor that dies on the way is opened again, and the end is still seen', async (t) => {
  const MONITOR = 0
  const { source, destination, run } = hosts()
  const perform = source.model('domainMigratePerform3Params')
  source.on('domainMigratePerform3Params', (args, connection) => {
    source.cut(MONITOR)
    destination.cut(MONITOR)
    return perform(args, connection)
  })
  const result = await run()
  t.match(result, { kind: 'migrated', host: 'destination' })
  t.match(result.destination, { is: 'present', state: { state: 'running' } })
  const looked = destination.calls.filter(({ name }) => name === 'domainGetState')
  t.ok(looked.every(({ connection }) => connection > CONTROL))
})

t.test('cancelling reaches the source over a monitor opened again', async (t) => {
  const { source, start } = hosts()
  const stop = new AbortController()
  source.on('domainMigratePerform3Params', async () => {
    source.cut(0)
    const asked = new Promise<void>((resolve) => {
      source.on('domainAbortJob', (_, connection) => {
        t.ok(connection > CONTROL)
        resolve()
        return undefined
      })
    })
    stop.abort()
    await asked
    Object.assign(source.guest!, { state: 1, reason: 6, job: 'none' })
    throw new Fault(78, 'operation aborted: canceled by client')
  })
  const result = await (await start({ signal: stop.signal })).result
  t.match(result, { kind: 'stayed', errors: [{ code: 'operationAborted' }] })
})

t.test('hosts without events are watched without, and said so', async (t) => {
  const { source, destination, start } = hosts()
  for (const host of [source, destination]) {
    host.on('connectDomainEventCallbackRegisterAny', () => {
      throw new Fault(3, 'this function is not supported by the connection driver')
    })
  }
  const migration = await start()
  const warnings: string[] = []
  for await (const news of migration) if (news.type === 'warning') warnings.push(news.message)
  t.match(warnings.join('\n'), /the source sends no events.*\n.*the destination sends no events/)
  t.equal((await migration.result).kind, 'migrated')
})

t.test('a reader of the news cannot keep Finish waiting', async (t) => {
  const { destination, start } = hosts()
  const migration = await start()
  for await (const news of migration) {
    if (news.type !== 'phase-done' || news.record.phase !== 'perform') continue
    // What is told after Perform is told when Finish has left; the pair in memory delivers at its next turn.
    t.equal(migration.phase, 'finish')
    await new Promise((resolve) => setImmediate(resolve))
    t.same(destination.phases, ['prepare', 'finish'])
  }
  t.equal((await migration.result).kind, 'migrated')
})

t.test('downtime: the net figure and the gap, or the plain figure that holds it', async (t) => {
  const downtimeWith = async (field: string) => {
    const { destination, run } = hosts()
    destination.on('domainGetJobStats', ({ flags }) => {
      const value = { type: 4 as const, value: 120n }
      return flags === 0 ? { type: 0, params: [] } : { type: 3, params: [{ field, value }] }
    })
    return run()
  }
  const net = await downtimeWith('downtime_net')
  t.equal(net.downtimeMs, 120 + net.gapMs!)
  t.equal((await downtimeWith('downtime')).downtimeMs, 120)
  t.equal((await downtimeWith('setup_time')).downtimeMs, undefined)
})

t.test(
  'an offline migration of a guest that runs is refused, and nothing is left registered',
  async (t) => {
    const { source, destination, run } = hosts()
    const options = { live: false, offline: true, persistent: true }
    await t.rejects(run(options), {
      code: 'operationInvalid',
      outcome: 'not sent',
      message: /is running/,
    })
    t.same([source.phases, destination.phases], [[], []])
    for (const host of [source, destination]) {
      const count = (name: string) => host.calls.filter((call) => call.name === name).length
      t.equal(
        count('connectDomainEventCallbackDeregisterAny'),
        count('connectDomainEventCallbackRegisterAny'),
      )
    }
  },
)

t.test(
  'the control connections are kept alive, whatever the caller does with its own',
  async (t) => {
    const { run } = hosts()
    const { decisionLines } = lookOn(t)
    await run({ connect: { keepalive: { intervalS: 0, count: 0 } } })
    const said = decisionLines().filter((line) => line.startsWith('keepalive: '))
    const watched = said.filter((line) => line.startsWith('keepalive: a ping after 5 s'))
    t.equal(watched.length, 2, 'one at each host')
    t.ok(said.length > watched.length, 'and only those')
  },
)

t.test('both daemons watch the line of the phases before the first of them', async (t) => {
  const { source, destination, run } = hosts()
  const watching: string[] = []
  for (const host of [source, destination]) {
    const name = host === source ? 'source' : 'destination'
    host.on('connectSupportsFeature', ({ feature }) => {
      if (feature === drvFeature.values.programKeepalive) watching.push(name)
      return { supported: 1 }
    })
  }
  const begin = source.model('domainMigrateBegin3Params')
  source.on('domainMigrateBegin3Params', (args, connection) => {
    watching.push('begin')
    return begin(args, connection)
  })
  t.match(await run(), { kind: 'migrated' })
  t.strictSame(watching.slice(0, 3).sort(), ['begin', 'destination', 'source'])
  t.equal(watching[2], 'begin')
})

t.test(
  'a paused guest whose answer to Finish is lost: nothing runs, and nobody cries split brain',
  async (t) => {
    const { source, destination, run } = hosts(runningGuest({ state: 3, reason: 1 }))
    source.on('domainMigratePerform3Params', () => {
      source.guest!.job = 'out'
      return { cookieOut: new Uint8Array([1]) }
    })
    const finish = destination.model('domainMigrateFinish3Params')
    destination.on('domainMigrateFinish3Params', async (args, connection) => {
      await finish(args, connection)
      source.guest!.job = 'none'
      return CUT
    })
    const result = await run()
    t.match(result, { kind: 'migrated-leftover', host: 'destination' })
    t.match(result.advice, /NEVER resume/)
    t.notMatch(result.evidence.join(), /BOTH/)
  },
)

t.test('a copy that somebody resumed on the source is called what it is', async (t) => {
  const { source, run } = hosts()
  source.on('domainMigrateConfirm3Params', () => {
    Object.assign(source.guest!, { state: 1, reason: 5, job: 'none' })
    return CUT
  })
  const result = await run()
  t.match(result, { kind: 'split-brain' })
  t.equal(result.host, undefined)
  t.match(result.evidence.join(), /BOTH/)
})

t.test('who looks on hears what was decided and why', async (t) => {
  const { decisionLines } = lookOn(t)
  const migrations = () => decisionLines().filter((line) => line.startsWith('migration: '))
  await hosts().run()
  t.match(migrations(), [
    /^migration: 'guest' \(.*\), QEMU to QEMU: calls with typed parameters; the source holds/,
    'migration: source: gone, destination: committed; concludes: migrated',
    /^migration: migrated: /,
  ])
  const failing = hosts()
  failing.destination.on('domainMigratePrepare3Params', () => {
    throw new Fault(9, 'no')
  })
  await failing.run()
  t.match(migrations().slice(4), [
    /^migration: prepare on the destination: refused \(.*no\)$/,
    'migration: prepare: refused; taken back by confirm',
    'migration: source: running, destination: never ran; concludes: stayed',
    /^migration: stayed: /,
  ])
})

t.test('a connection that reconnects is only a pattern: the engine sees every loss', async (t) => {
  const source = new FakeHost('a', runningGuest())
  const destination = new FakeHost('b', null)
  const reconnect = { firstDelayMs: 1, jitter: 0 }
  const [from, to] = await Promise.all([
    source.open({ reconnect }),
    destination.open({ reconnect }),
  ])
  const cutOff = source.model('domainMigratePerform3Params')
  source.on('domainMigratePerform3Params', async (args, connection) => {
    await cutOff(args, connection)
    return CUT
  })
  const request = {
    domain: 'guest',
    live: true,
    source: from,
    destination: to,
    connect: { reconnect },
    journal: false,
  } as const
  const result = await new Migration(request, new TestClock()).result
  t.match(result.errors, [{ code: 'connectionLost', outcome: 'unknown' }])
  t.equal(
    source.phases.filter((phase) => phase === 'perform').length,
    1,
    'what may have run is not repeated',
  )
  const users = source.calls.filter(({ connection }) => connection === 0).map(({ name }) => name)
  t.strictSame(
    users.filter((name) => !/^(auth|connectOpen|connectSupports)/.test(name)),
    [],
    'the caller’s own connection carries nothing of it',
  )
  const opened = new Set(source.calls.map(({ connection }) => connection))
  t.strictSame([...opened].sort(), [0, 1, 2], 'and neither of the two of the engine came back')
  t.equal(from.state.is, 'connected')
  await Promise.all([from.close(), to.close()])
})
