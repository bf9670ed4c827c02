// The API against real daemons: the test driver for what needs no guest, QEMU for what does. Each version in turn, and what
// virsh inside the host says is the measure.

import t from 'tap'
import { type Connection, connect, type DomainEvent } from '../../src/index.ts'
import { remote } from '../../src/raw.ts'
import { guestXml } from './guest.ts'
import { useLab } from './lab.ts'

const lab = await useLab(t)

/** The next lifecycle event of a name, from an iterator. */
async function nextOf(events: AsyncIterator<unknown>, name: string): Promise<DomainEvent> {
  for (;;) {
    const { value, done } = await events.next()
    if (done) throw new Error('the events ended')
    const event = value as DomainEvent
    if (event.domain?.name === name) return event
  }
}

for (const host of [lab.host('old-a'), lab.host('new-a')]) {
  const with_ = async <T>(uri: string, body: (connection: Connection) => Promise<T>) => {
    const connection = await connect(uri)
    try {
      return await body(connection)
    } finally {
      await connection.close()
    }
  }

  t.test(`${host.version}: a host describes itself`, async (t) => {
    for (const uri of [host.uri, host.unixUri]) {
      await with_(uri, async (connection) => {
        const { major, minor, release, number } = await connection.getLibVersion()
        t.equal(`${major}.${minor}.${release}`, host.version)
        t.equal(number, major * 1_000_000 + minor * 1000 + release)
        t.equal(await connection.getType(), 'QEMU')
        t.equal(await connection.getHostname(), await host.virsh('hostname'))
        t.equal(await connection.getUri(), 'qemu:///system')
        t.equal((await connection.getCapabilities()).trimEnd(), await host.virsh('capabilities'))
        const node = await connection.getNodeInfo()
        const said = await host.virsh('nodeinfo')
        t.match(said, new RegExp(`CPU model: +${node.model}\\n`))
        t.match(said, new RegExp(`CPU\\(s\\): +${node.cpus}\\n`))
        t.match(said, new RegExp(`Memory size: +${node.memoryKiB} KiB`))
        t.same(await connection.getSecurityModel(), { model: 'none', doi: '0' })
      })
    }
  })

  t.test(`${host.version}: a guest through its whole life, with its events`, async (t) => {
    t.teardown(() => lab.cleanup())
    await lab.prepare({ name: 'life' })
    await with_(host.uri, async (connection) => {
      const stream = await connection.domainEvents({ events: ['lifecycle'] })
      const emitter = await connection.domainEmitter({ events: ['lifecycle'] })
      const repeated: string[] = []
      emitter.on('lifecycle', ({ event, detail }) => repeated.push(`${event} ${detail}`))
      const events = stream[Symbol.asyncIterator]()
      const seen = async (event: string, detail: string) => {
        let next = await nextOf(events, 'life')
        // A QEMU that is being killed may say so before it is gone.
        if (event === 'stopped' && 'event' in next && next.event === 'shutdown') {
          next = await nextOf(events, 'life')
        }
        t.match(next, { kind: 'lifecycle', event, detail })
      }

      const domain = await connection.defineDomain(guestXml({ name: 'life' }), { validate: true })
      await seen('defined', 'added')
      t.equal(domain.id, undefined)
      t.match(await domain.getState(), { state: 'shutoff', reason: 'unknown', stateNumber: 5 })
      t.equal(await domain.isPersistent(), true)
      t.equal(await domain.isActive(), false)

      await domain.create({ paused: true })
      await seen('started', 'booted')
      await seen('suspended', 'paused')
      t.ok((domain.id ?? 0) > 0, 'the id is known after the start')
      t.equal(domain.id, Number(await host.virsh('domid', 'life')))
      await domain.resume()
      await seen('resumed', 'unpaused')
      t.match(await domain.getState(), { state: 'running' })
      const info = await domain.getInfo()
      t.match(info, { state: 'running', maxMemoryKiB: 262144, memoryKiB: 262144, vcpus: 1 })
      t.type(info.cpuTimeNs, 'bigint')
      t.equal(
        await domain.getXml({ inactive: true }),
        `${await host.virsh('dumpxml', '--inactive', 'life')}\n`,
      )
      t.equal(await domain.getOsType(), 'hvm')

      await domain.suspend()
      await seen('suspended', 'paused')
      t.match(await domain.getState(), { state: 'paused', reason: 'user', reasonNumber: 1 })

      t.equal(await domain.getAutostart(), false)
      await domain.setAutostart(true)
      t.match(await host.virsh('dominfo', 'life'), /Autostart: +enable/)
      await domain.setAutostart(false)

      t.match(await domain.getJobInfo(), { type: 'none' })
      t.match(await domain.getJobStats(), { type: 'none', params: {} })
      await t.rejects(domain.abortJob(), { code: 'operationInvalid', outcome: 'refused' })

      await domain.destroy()
      await seen('stopped', 'destroyed')
      t.equal(domain.id, undefined)
      await domain.undefine()
      await seen('undefined', 'removed')
      t.same(await host.domains(), [])
      await stream.close()
      t.match(await events.next(), { done: true })
      t.ok(repeated.includes('started booted') && repeated.includes('undefined removed'))
      await emitter.close()
    })
  })

  t.test(`${host.version}: shutdown and reboot reach the guest`, async (t) => {
    t.teardown(() => lab.cleanup())
    const counter = await lab.boot(host, { name: 'acpi' })
    await with_(host.uri, async (connection) => {
      const stream = await connection.domainEvents()
      const events = stream[Symbol.asyncIterator]()
      const domain = await connection.lookupDomain('acpi')
      await domain.reboot({ modes: ['acpi'] })
      await counter.advance(1)
      await domain.shutdown({ modes: ['acpi'] })
      let event = await nextOf(events, 'acpi')
      while (!('event' in event) || event.event !== 'stopped') event = await nextOf(events, 'acpi')
      t.match(event, { detail: 'shutdown' })
      await stream.close()
    })
  })

  t.test(
    `${host.version}: names that look like ids and UUIDs are found as virsh finds them`,
    async (t) => {
      t.teardown(() => lab.cleanup())
      const uuid = '11111111-2222-4333-8444-555555555555'
      await lab.prepare({ name: 'first' })
      await with_(host.uri, async (connection) => {
        const first = await connection.createDomain(guestXml({ name: 'first', uuid }), {
          paused: true,
        })
        const id = String(first.id)
        const asId = await connection.defineDomain(guestXml({ name: id }))
        const asUuid = await connection.defineDomain(guestXml({ name: uuid }))
        const free = '99999999-2222-4333-8444-555555555555'
        const asFree = await connection.defineDomain(guestXml({ name: free }))
        const asNumber = await connection.defineDomain(guestXml({ name: '4000000000' }))
        for (const text of [id, uuid, free, '4000000000', 'first']) {
          const said = /UUID: +(\S+)/.exec(await host.virsh('dominfo', text))?.[1]
          t.equal((await connection.lookupDomain(text)).uuid, said, text)
        }
        t.equal((await connection.lookupDomain(id)).name, 'first', 'the id wins over the name')
        t.equal((await connection.lookupDomain(uuid)).name, 'first', 'the UUID wins over the name')
        t.equal((await connection.lookupDomainByName(id)).uuid, asId.uuid)
        t.equal((await connection.lookupDomainByName(uuid)).uuid, asUuid.uuid)
        t.equal((await connection.lookupDomain(free)).uuid, asFree.uuid)
        t.equal((await connection.lookupDomain('4000000000')).uuid, asNumber.uuid)
        await t.rejects(connection.lookupDomain('nobody'), { code: 'noDomain', number: 42 })
      })
    },
  )

  t.test(`${host.version}: lists, states and statistics agree with each other`, async (t) => {
    t.teardown(() => lab.cleanup())
    await lab.boot(host, { name: 'runs' })
    await with_(host.uri, async (connection) => {
      await connection.defineDomain(guestXml({ name: 'rests' }))
      const names = (domains: readonly { name: string }[]) => domains.map(({ name }) => name).sort()
      t.same(names(await connection.listAllDomains()), ['rests', 'runs'])
      t.same(names(await connection.listAllDomains({ active: true })), ['runs'])
      t.same(names(await connection.listAllDomains({ persistent: true })), ['rests'])
      t.same(names(await connection.listAllDomains({ autostart: true })), [])
      const states = await connection.listDomainStates()
      t.same(Object.fromEntries(states.map(({ domain, state }) => [domain.name, state])), {
        rests: 'shutoff',
        runs: 'running',
      })
      const some = await connection.listDomainStates({ inactive: true, noAutostart: true })
      t.same(
        some.map(({ domain, state }) => [domain.name, state]),
        [['rests', 'shutoff']],
      )
      const all = await connection.getAllDomainStats(['state', 'balloon'])
      t.equal(all.length, 2)
      const [runs] = await connection.getAllDomainStats(['state', 'vcpu'], { active: true })
      t.match(runs?.stats, { 'state.state': 1, 'vcpu.current': 1 })
      t.same(await connection.getAllDomainStats([], { domains: [] }), [])
      const rests = await connection.lookupDomain('rests')
      const [only] = await connection.getAllDomainStats(['state'], { domains: [rests] })
      t.equal(only?.domain.name, 'rests')
      await t.rejects(connection.listAllDomains({ nonsense: true } as never), {
        code: 'invalidArg',
        outcome: 'not sent',
      })
    })
  })

  t.test(`${host.version}: a read-only connection may look and not touch`, async (t) => {
    const connection = await connect(host.testUri, { readonly: true })
    const domain = await connection.lookupDomain('test')
    t.match(await domain.getState(), { state: 'running' })
    await t.rejects(domain.suspend(), { code: 'operationDenied' })
    await connection.close()
  })

  t.test(`${host.version}: raw rows reach what has no method`, async (t) => {
    await with_(host.testUri, async (connection) => {
      const { procedures } = remote
      const { num } = await connection.call(procedures.connectNumOfNetworks, undefined)
      t.equal(num, 1)
      const args = { needResults: 1, flags: 0 }
      const { nets } = await connection.call(procedures.connectListAllNetworks, args)
      t.equal(nets[0]?.name, 'default')
      await t.rejects(
        connection.call(procedures.domainOpenGraphicsFd, { dom: domainOf('x'), idx: 0, flags: 0 }),
        {
          code: 'operationUnsupported',
          outcome: 'not sent',
        },
      )
    })
  })

  t.test(
    `${host.version}: a call that may pass files, with none, reaches the daemon`,
    async (t) => {
      t.teardown(() => lab.cleanup())
      await with_(host.uri, async (connection) => {
        const { ref } = await connection.defineDomain(guestXml({ name: 'files' }))
        const call = connection.call(remote.procedures.domainCreateWithFiles, {
          dom: ref,
          flags: 0,
        })
        // QEMU's driver has no such function: it is the daemon that says so.
        await t.rejects(call, { code: 'noSupport', outcome: 'refused', number: 3 })
      })
    },
  )

  t.test(
    `${host.version}: a connection that is lost ends what waits on it, and says why`,
    async (t) => {
      const connection = await connect(host.testUri)
      const stream = await connection.domainEvents()
      const events = stream[Symbol.asyncIterator]()
      const lost = events.next().catch((error: unknown) => error)
      await host.restartDaemon()
      t.match(await lost, { code: 'connectionLost' })
      t.match(await connection.closed, { error: { code: 'connectionLost' } })
      await t.rejects(connection.getHostname(), { code: 'connectionClosed', outcome: 'not sent' })
      await stream.close()
      await connection.close()
      const again = await connection.duplicate()
      t.equal(await again.getType(), 'TEST')
      await again.close()
    },
  )
}

function domainOf(name: string) {
  return { name, uuid: new Uint8Array(16), id: 1 }
}

t.test('a silent daemon is noticed in the time the options say', async (t) => {
  const host = lab.host('new-b')
  const keepalive = { intervalS: 1, count: 1 }
  const connection = await connect(host.testUri, { keepalive })
  await host.pauseDaemon()
  t.teardown(() => host.unpauseDaemon())
  const call = connection.getHostname()
  await t.rejects(call, { code: 'keepaliveTimeout', outcome: 'unknown' })
  t.match(await connection.closed, { reason: 'keepalive' })
})
