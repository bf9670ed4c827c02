// The embedded daemon as clients find it: ways in, logins, versions, signs of life, domains and their events.

import { connect as connectSocket } from 'node:net'
import t from 'tap'
import { type ConnectOptions, connect, type LibvirtError } from '../../src/index.ts'
import { remote } from '../../src/raw.ts'
import { guestXml } from '../../src/testing/domain.ts'
import { lab, VirtualClock } from '../../src/testing/index.ts'

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: LibvirtError) => error.code,
  )

t.test('a host is reached within the process, over a unix socket and over tcp', async (t) => {
  const made = await lab({ hosts: 2, listen: 'unix' })
  t.teardown(() => made.close())
  const [a, b] = made
  t.match(a!.uri, /^qemu\+unix:\/\/\/system\?socket=/)
  await b!.listen('tcp')
  t.match(b!.uri, /^qemu\+tcp:\/\/127\.0\.0\.1:\d+\/system$/)
  const ways = [await a!.connect(), await connect(a!.uri), await connect(b!.uri)]
  t.strictSame(await Promise.all(ways.map((one) => one.getHostname())), [
    'host-1',
    'host-1',
    'host-2',
  ])
  await Promise.all(ways.map((one) => one.close()))
})

t.test('a host answers as its release: versions, and procedures that came later', async (t) => {
  const made = await lab({ hosts: [{ version: '9.0.0' }, {}] })
  t.teardown(() => made.close())
  const [old, fresh] = await Promise.all(made.hosts.map((host) => host.connect()))
  t.strictSame((await old!.getLibVersion()).number, 9_000_000)
  t.strictSame((await fresh!.getLibVersion()).number, 11_003_000)
  await t.rejects(old!.call(remote.procedures.domainGetAutostartOnce, { dom: ref() }), {
    code: 'noSupport',
    message: /unknown procedure/,
  })
})

const ref = () => ({ name: 'x', uuid: new Uint8Array(16), id: -1 })

t.test('what has no handler is an unknown procedure, as at a daemon that is older', async (t) => {
  const made = await lab({ hosts: 1 })
  t.teardown(() => made.close())
  const host = await made.hosts[0]!.connect()
  await t.rejects(
    host.call(remote.procedures.connectListAllSecrets, { needResults: 1, flags: 0 }),
    {
      code: 'noSupport',
      number: 3,
    },
  )
})

t.test(
  'SASL lets in who knows the password, and nobody over a line that others can read',
  async (t) => {
    const made = await lab({ hosts: [{ auth: { is: 'sasl', users: { ann: 'wonder' } } }] })
    t.teardown(() => made.close())
    const [host] = made
    const as = (authname: string, password: string): ConnectOptions => ({
      credentials: async () => ({ authname, password }),
    })
    const inside = await host!.connect(as('ann', 'wonder'))
    t.equal(await inside.getHostname(), 'host-1')
    await inside.close()
    t.equal(await codeOf(host!.connect(as('ann', 'wrong'))), 'authFailed')
    t.equal(await codeOf(host!.connect(as('bob', 'wonder'))), 'authFailed')
    t.equal(await codeOf(host!.connect()), 'authFailed')
    const open = await host!.listen('tcp')
    t.equal(await codeOf(connect(open, as('ann', 'wonder'))), 'authFailed')
  },
)

t.test('a connection that may only look is refused what would change something', async (t) => {
  const made = await lab({ hosts: 1 })
  t.teardown(() => made.close())
  const uuid = made.hosts[0]!.addGuest({ name: 'g' })
  const host = await made.hosts[0]!.connect({ readonly: true })
  const guest = await host.lookupDomainByUuid(uuid)
  t.equal((await guest.getState()).state, 'running')
  await t.rejects(guest.destroy(), { code: 'operationDenied' })
})

t.test('a client that falls silent is given up by the clock, and not before', async (t) => {
  const clock = new VirtualClock()
  const made = await lab({ hosts: 1, clock })
  t.teardown(() => made.close())
  const [host] = made
  const transport = await host!.dialer()
  let ended = false
  transport.start({
    data: () => {},
    drain: () => {},
    closed: () => {
      ended = true
    },
  })
  // AUTH_LIST, then the question that starts the daemon's pings.
  transport.write(Buffer.from('0000001c200080860000000100000042000000000000000100000000', 'hex'))
  transport.write(
    Buffer.from('0000002020008086000000010000003c0000000000000002000000000000000a', 'hex'),
  )
  await clock.advance(29_000)
  t.equal(ended, false)
  await clock.advance(1500)
  t.equal(ended, true)
  t.equal(host!.clients, 0)
})

t.test('a client that answers pings is kept', async (t) => {
  const clock = new VirtualClock()
  const made = await lab({ hosts: 1, clock })
  t.teardown(() => made.close())
  const host = await made.hosts[0]!.connect()
  await clock.advance(120_000)
  t.equal(host.isAlive, true)
  await host.close()
})

t.test('nonsense ends a connection and nothing else', async (t) => {
  const made = await lab({ hosts: 1, listen: 'unix' })
  t.teardown(() => made.close())
  const socket = connectSocket(made.hosts[0]!.uri.split('socket=')[1]!)
  socket.write('GET / HTTP/1.1\r\n\r\n')
  await new Promise((resolve) => socket.on('close', resolve))
  const host = await made.hosts[0]!.connect()
  t.equal(host.isAlive, true)
  await host.close()
})

t.test(
  'a domain lives: defined, started, paused, resumed, shut down, undefined, with its events',
  async (t) => {
    const made = await lab({ hosts: 1 })
    t.teardown(() => made.close())
    const host = await made.hosts[0]!.connect()
    const events: string[] = []
    const news = await host.domainEvents({ events: ['lifecycle'] })
    const heard = (async () => {
      for await (const one of news) {
        if (one.kind === 'lifecycle') events.push(`${one.event} ${one.detail}`)
        if (events.at(-1)?.startsWith('undefined')) break
      }
    })()
    const guest = await host.defineDomain(guestXml({ name: 'web', memoryMiB: 32 }))
    await t.rejects(guest.suspend(), { code: 'operationInvalid' })
    await guest.create()
    t.match(await guest.getState(), { state: 'running', reason: 'booted' })
    t.equal((await guest.getInfo()).maxMemoryKiB, 32 * 1024)
    await guest.suspend()
    t.match(await guest.getState(), { state: 'paused', reason: 'user' })
    await guest.resume()
    t.match(await guest.getState(), { state: 'running', reason: 'unpaused' })
    await t.rejects(guest.create(), { code: 'operationInvalid' })
    await guest.shutdown()
    t.match(await guest.getState(), { state: 'shutoff', reason: 'shutdown' })
    await guest.undefine()
    await t.rejects(guest.getState(), { code: 'noDomain' })
    await heard
    t.strictSame(events, [
      'defined added',
      'resumed unpaused',
      'started booted',
      'suspended paused',
      'resumed unpaused',
      'shutdown guest',
      'stopped shutdown',
      'undefined removed',
    ])
    await host.close()
  },
)

t.test("domains are looked up and listed by every way, with libvirt's errors", async (t) => {
  const made = await lab({ hosts: 1 })
  t.teardown(() => made.close())
  const [server] = made
  const uuid = server!.addGuest({ name: 'a' })
  server!.addGuest({ name: 'b', running: false })
  server!.addGuest({ name: 'c', persistent: false })
  const host = await server!.connect()
  for (const key of ['a', uuid, '1']) t.equal((await host.lookupDomain(key)).uuid, uuid, key)
  await t.rejects(host.lookupDomain('nobody'), { code: 'noDomain' })
  const names = async (filter: Parameters<typeof host.listAllDomains>[0]) =>
    (await host.listAllDomains(filter)).map(({ name }) => name)
  t.strictSame(await names({}), ['a', 'b', 'c'])
  t.strictSame(await names({ active: true }), ['a', 'c'])
  t.strictSame(await names({ inactive: true }), ['b'])
  t.strictSame(await names({ transient: true, persistent: true, shutoff: true }), ['b'])
  await t.rejects(
    host.defineDomain(guestXml({ name: 'a', uuid: '12345678-0000-0000-0000-000000000000' })),
    {
      code: 'operationFailed',
    },
  )
  await t.rejects(host.defineDomain('<network/>'), { code: 'xmlError' })
  const stats = await host.getAllDomainStats(['state'])
  t.strictSame(
    stats.map(({ stats }) => stats['state.state']),
    [1, 5, 1],
  )
  await host.close()
})

t.test('an autodestroy guest goes with the connection that started it', async (t) => {
  const made = await lab({ hosts: 1 })
  t.teardown(() => made.close())
  const [server] = made
  const host = await server!.connect()
  const guest = await host.createDomain(guestXml({ name: 'short' }), { autodestroy: true })
  t.equal(guest.name, 'short')
  await host.close()
  while (server!.clients > 0) await new Promise((resolve) => setImmediate(resolve))
  t.equal(server!.guest('short'), undefined)
})

t.test(
  'a host that does not answer cannot be opened, and lines that are cut are lost',
  async (t) => {
    const made = await lab({ hosts: 1 })
    t.teardown(() => made.close())
    const [server] = made
    const host = await server!.connect()
    server!.reachable = false
    t.equal(await codeOf(server!.connect()), 'connectFailed')
    server!.reachable = true
    server!.cut()
    t.equal((await host.closed).reason, 'eof')
  },
)

t.test('a thousand hosts, each with a guest and a client, fit into a gigabyte', async (t) => {
  const made = await lab({ hosts: 1000 })
  t.teardown(() => made.close())
  const connections = await Promise.all(
    made.hosts.map((host) => {
      host.addGuest({ name: 'g' })
      return host.connect()
    }),
  )
  const states = await Promise.all(
    connections.map(async (one) => (await (await one.lookupDomain('g')).getState()).state),
  )
  t.strictSame(new Set(states), new Set(['running']))
  const { rss } = process.memoryUsage()
  t.ok(rss < 1e9, `${Math.round(rss / 1e6)} MB`)
  await Promise.all(connections.map((one) => one.close()))
})

t.test('a guest that is rebooted counts from nothing, and says so', async (t) => {
  const clock = new VirtualClock()
  const made = await lab({ hosts: 1, clock })
  t.teardown(() => made.close())
  const host = made.host('host-1')
  const uuid = host.addGuest({ name: 'g' })
  const connection = await host.connect()
  const guest = await connection.lookupDomain('g')
  const emitter = await connection.domainEmitter({ events: ['reboot'] })
  const heard: string[] = []
  emitter.on('reboot', ({ domain }) => heard.push(domain.name))
  await clock.advance(1000)
  await clock.run(guest.reboot())
  await clock.advance(10)
  t.strictSame(heard, ['g'])
  t.match(host.guest('g'), { running: true, count: 10 })
  t.match(made.runs(uuid), { running: ['host-1'], violations: [] })
  await guest.suspend()
  await t.rejects(guest.reboot(), { code: 'operationInvalid' })
})

t.test(
  'what only the newer release knows, and what a host without a security driver says',
  async (t) => {
    const made = await lab({ hosts: [{ version: '9.0.0' }, {}] })
    t.teardown(() => made.close())
    const once = []
    for (const host of made) {
      host.addGuest({ name: 'g' })
      const connection = await host.connect()
      const { ref } = await connection.lookupDomain('g')
      const { model } = await connection.call(remote.procedures.nodeGetSecurityModel, undefined)
      t.equal(model.length, 0)
      const label = await connection.call(remote.procedures.domainGetSecurityLabel, { dom: ref })
      t.equal(label.enforcing, 0)
      once.push(
        await connection
          .call(remote.procedures.domainSetAutostartOnce, { dom: ref, autostart: 1 })
          .then(() => connection.call(remote.procedures.domainGetAutostartOnce, { dom: ref }))
          .catch(({ code }: LibvirtError) => code),
      )
    }
    t.strictSame(once, ['noSupport', { autostart: 1 }])
  },
)
