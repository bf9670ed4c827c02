import { type AddressInfo, createServer } from 'node:net'
import t, { type Test } from 'tap'
import type { Dialer } from '../../src/api/connection.ts'
import { drvFeature } from '../../src/generated/constants.ts'
import { Connection, type ConnectionState, type ConnectOptions, connect } from '../../src/index.ts'
import { dial } from '../../src/transport/dial.ts'
import { parseUri } from '../../src/transport/uri.ts'
import { domainRef, FakeDaemon, Refusal, stateParam } from './daemon.ts'

const web = domainRef('web', 1, 3)
const db = domainRef('db', 2)
const WEB_UUID = '01010101-0101-0101-0101-010101010101'

async function open(t: Test, answers: object = {}, options: ConnectOptions = {}) {
  const daemon = await FakeDaemon.listen(answers as Record<string, unknown>)
  t.teardown(() => daemon.close())
  const connection = await connect(daemon.uri, options)
  t.teardown(() => connection.close())
  return { daemon, connection }
}

/** Everything a daemon is asked, opening included. */
function script(answers: Record<string, unknown> = {}) {
  const log: [string, unknown][] = []
  const logged = Object.fromEntries(
    Object.entries({
      authList: { types: [0] },
      authPolkit: { complete: 1 },
      connectSupportsFeature: { supported: 0 },
      connectOpen: undefined,
      connectClose: undefined,
      ...answers,
    }).map(([name, answer]) => [
      name,
      ({ args }: { args: unknown }) => {
        log.push([name, args])
        return answer
      },
    ]),
  )
  return { log, logged }
}

t.test('opening asks for authentication and then for the driver', async (t) => {
  const { log, logged } = script()
  const { connection, daemon } = await open(t, logged)
  t.strictSame(log, [
    ['authList', {}],
    ['connectOpen', { name: 'qemu:///system', flags: 0 }],
  ])
  t.equal(connection.uri, daemon.uri)
  t.equal(connection.peer, daemon.socket)
  t.equal(connection.isAlive, true)
})

t.test(
  'pitfall 20: read-only is a flag, polkit one call more, no keepalive no question',
  async (t) => {
    const { log, logged } = script({ authList: { types: [2] } })
    const options = { readonly: true, keepalive: { intervalS: 0, count: 0 } }
    await open(t, logged, options)
    t.strictSame(
      log.map(([name]) => name),
      ['authList', 'authPolkit', 'connectOpen'],
    )
    t.match(log.at(-1), ['connectOpen', { flags: 1 }])
  },
)

t.test('an authentication we do not speak is said, and the line is closed', async (t) => {
  const { log, logged } = script({ authList: { types: [9] } })
  await t.rejects(open(t, logged), {
    code: 'authFailed',
    message: /^authentication failed: the daemon at .* wants method 9/,
  })
  t.equal(log.length, 1)
})

t.test('a daemon that refuses is quoted, and the line is closed', async (t) => {
  const { logged } = script({
    connectOpen: new Refusal(5, 'no connection driver available for qemu:///system'),
  })
  const daemon = await FakeDaemon.listen(logged)
  t.teardown(() => daemon.close())
  await t.rejects(connect(daemon.uri), {
    name: 'RemoteError',
    code: 'noConnect',
    number: 5,
    outcome: 'refused',
    procedure: 'CONNECT_OPEN',
    message: 'no connection driver available for qemu:///system',
  })
  await daemon.deserted()
})

t.test('a signal and a deadline bound the opening', async (t) => {
  const daemon = await FakeDaemon.listen({ authList: () => new Promise(() => {}) })
  t.teardown(() => daemon.close())
  const cancel = new AbortController()
  const opening = connect(daemon.uri, { signal: cancel.signal })
  setImmediate(() => cancel.abort(new Error('changed my mind')))
  await t.rejects(opening, { code: 'aborted', cause: { message: 'changed my mind' } })
  await t.rejects(connect(daemon.uri, { timeoutMs: 1 }), { code: 'timeout' })
})

t.test('the deadline is one for all steps of the opening', async (t) => {
  const daemon = await FakeDaemon.listen({ authList: () => new Promise(() => {}) })
  t.teardown(() => daemon.close())
  const HOUR = 3_600_000
  const { now } = performance
  t.teardown(() => {
    performance.now = now
  })
  const slow: Dialer = async (how) => {
    const transport = await dial(parseUri(daemon.uri), how)
    // The dialling took the whole hour.
    performance.now = () => now.call(performance) + HOUR
    return transport
  }
  const opening = Connection.open(slow, 'qemu:///system', daemon.uri, { timeoutMs: HOUR })
  await t.rejects(opening, { code: 'timeout' })
})

t.test('a signal that opened a connection does not reach its calls', async (t) => {
  const cancel = new AbortController()
  const { connection } = await open(
    t,
    { connectGetHostname: { hostname: 'a' } },
    { signal: cancel.signal },
  )
  cancel.abort()
  t.equal(await connection.getHostname(), 'a')
})

t.test('a duplicate is opened the same way', async (t) => {
  const { log, logged } = script()
  const { connection, daemon } = await open(t, logged, { readonly: true })
  const second = await connection.duplicate()
  t.equal(daemon.connections, 2)
  t.equal(log.length, 4)
  t.strictSame(log.slice(2), log.slice(0, 2))
  await second.close()
  t.equal(connection.isAlive, true)
})

t.test('closing says goodbye, once, and settles', async (t) => {
  const { log, logged } = script()
  const { connection } = await open(t, logged)
  await connection.close()
  await connection.close()
  t.equal(log.filter(([name]) => name === 'connectClose').length, 1)
  t.equal(connection.isAlive, false)
  t.match(await connection.closed, { reason: 'client' })
  await t.rejects(connection.getHostname(), { code: 'connectionClosed', outcome: 'not sent' })
})

t.test('destroying says nothing', async (t) => {
  const { log, logged } = script()
  const { connection } = await open(t, logged)
  connection.destroy()
  t.match(await connection.closed, { reason: /./ })
  t.equal(log.filter(([name]) => name === 'connectClose').length, 0)
})

t.test('features are asked once each, failures again', async (t) => {
  let asked = 0
  let answer: unknown = new Refusal(1, 'not now')
  const { connection } = await open(t, {
    connectSupportsFeature: ({ args }: { args: { feature?: number } }) => {
      if (args.feature === drvFeature.values.programKeepalive) return { supported: 0 }
      asked++
      return answer
    },
  })
  await t.rejects(connection.supportsFeature('migrationParams'), { message: 'not now' })
  answer = { supported: 1 }
  t.equal(await connection.supportsFeature('migrationParams'), true)
  t.equal(await connection.supportsFeature('migrationParams'), true)
  t.equal(asked, 2)
})

t.test('facts about the host', async (t) => {
  const { connection } = await open(t, {
    connectGetType: { type: 'QEMU' },
    connectGetVersion: { hvVer: 10_000_013n },
    connectGetLibVersion: { libVer: 11_003_000n },
    connectGetHostname: { hostname: 'host-a' },
    connectGetUri: { uri: 'qemu:///system' },
    connectGetCapabilities: { capabilities: '<capabilities/>' },
    nodeGetSecurityModel: { model: Buffer.from('apparmor\0'), doi: Buffer.from('0\0') },
    nodeGetInfo: {
      model: Buffer.concat([Buffer.from('x86_64'), Buffer.alloc(26)]),
      memory: 4096n,
      cpus: 2,
      mhz: 3,
      nodes: 4,
      sockets: 5,
      cores: 6,
      threads: 7,
    },
  })
  t.equal(await connection.getType(), 'QEMU')
  t.strictSame(await connection.getVersion(), {
    major: 10,
    minor: 0,
    release: 13,
    number: 10_000_013,
  })
  t.match(await connection.getLibVersion(), { major: 11, minor: 3, release: 0 })
  t.equal(await connection.getHostname(), 'host-a')
  t.equal(await connection.getUri(), 'qemu:///system')
  t.equal(await connection.getCapabilities(), '<capabilities/>')
  t.strictSame(await connection.getSecurityModel(), { model: 'apparmor', doi: '0' })
  t.strictSame(await connection.getNodeInfo(), {
    model: 'x86_64',
    memoryKiB: 4096,
    cpus: 2,
    mhz: 3,
    nodes: 4,
    sockets: 5,
    cores: 6,
    threads: 7,
  })
})

const noDomain = new Refusal(42, 'Domain not found')

/** A daemon that knows some domains by name, id and UUID, and says what it was asked. */
async function withDomains(t: Test, refs: readonly ReturnType<typeof domainRef>[]) {
  const find = (test: (ref: ReturnType<typeof domainRef>) => boolean) => {
    const dom = refs.find(test)
    return dom === undefined ? noDomain : { dom }
  }
  return open(t, {
    domainLookupByName: ({ args }: { args: { name?: string } }) =>
      find(({ name }) => name === args.name),
    domainLookupById: ({ args }: { args: { id?: number } }) => find(({ id }) => id === args.id),
    domainLookupByUuid: ({ args }: { args: { uuid?: Uint8Array } }) =>
      find(({ uuid }) => Buffer.compare(uuid, args.uuid!) === 0),
  })
}

t.test('a domain is looked up as virsh does', async (t) => {
  const numbered = domainRef('3', 4)
  const shaped = domainRef('02020202-0202-0202-0202-0202020202ff', 5)
  const { connection, daemon } = await withDomains(t, [web, db, numbered, shaped])
  const cases: [string, string, string[]][] = [
    ['web', 'web', ['domainLookupByName']],
    ['3', 'web', ['domainLookupById']],
    ['03', 'web', ['domainLookupById']],
    [WEB_UUID, 'web', ['domainLookupByUuid']],
    [WEB_UUID.toUpperCase(), 'web', ['domainLookupByUuid']],
    // A name that looks like something else is still found, after the something else.
    [shaped.name, shaped.name, ['domainLookupByUuid', 'domainLookupByName']],
  ]
  for (const [text, name, asked] of cases) {
    daemon.calls.length = 0
    t.equal((await connection.lookupDomain(text)).name, name, text)
    t.strictSame(daemon.names(), asked)
  }
  const other = await withDomains(t, [numbered])
  t.equal((await other.connection.lookupDomain('3')).name, '3', 'no id 3: the name')
  await t.rejects(connection.lookupDomain('77'), { code: 'noDomain' })
  t.strictSame(daemon.names().slice(-2), ['domainLookupById', 'domainLookupByName'])
  // Too large for an id, so nobody is asked for one.
  daemon.calls.length = 0
  await t.rejects(connection.lookupDomain('4294967296'), { code: 'noDomain' })
  t.strictSame(daemon.names(), ['domainLookupByName'])
})

t.test('a look-up that fails for another reason is not taken for a no', async (t) => {
  const { connection, daemon } = await open(t, {
    domainLookupById: new Refusal(38, 'something broke'),
  })
  await t.rejects(connection.lookupDomain('3'), { code: 'systemError' })
  t.strictSame(daemon.names(), ['domainLookupById'])
  await t.rejects(connection.lookupDomainByUuid('web'), { code: 'invalidArg' })
})

const record = (dom: object, state: number, reason: number) => ({
  dom,
  params: [stateParam('state.state', state), stateParam('state.reason', reason)],
})

t.test('states of all domains are one call', async (t) => {
  const { connection, daemon } = await open(t, {
    connectGetAllDomainStats: { retStats: [record(web, 3, 1), record(db, 5, 99)] },
  })
  const listed = await connection.listDomainStates({ running: true })
  t.match(listed, [
    { state: 'paused', stateNumber: 3, reason: 'user', reasonNumber: 1 },
    { state: 'shutoff', stateNumber: 5, reason: 'unknown', reasonNumber: 99 },
  ])
  t.strictSame(
    listed.map(({ domain }) => [domain.name, domain.id, domain.uuid]),
    [
      ['web', 3, WEB_UUID],
      ['db', undefined, '02020202-0202-0202-0202-020202020202'],
    ],
  )
  t.match(daemon.calls, [{ args: { doms: [], stats: 1, flags: 0x20000010 } }])
})

t.test(
  'a driver without statistics is asked for each, and one that is gone is left out',
  async (t) => {
    const gone = domainRef('gone', 9)
    const { connection, daemon } = await open(t, {
      connectGetAllDomainStats: new Refusal(3, 'this function is not supported'),
      connectListAllDomains: { domains: [web, gone, db], ret: 3 },
      domainGetState: ({ args }: { args: { dom?: { name: string } } }) =>
        args.dom!.name === 'gone' ? noDomain : { state: 1, reason: 1 },
    })
    const listed = await connection.listDomainStates()
    t.strictSame(
      listed.map(({ domain, state }) => [domain.name, state]),
      [
        ['web', 'running'],
        ['db', 'running'],
      ],
    )
    t.match(daemon.calls[1], { name: 'connectListAllDomains', args: { needResults: 1, flags: 0 } })
  },
)

t.test('filters that statistics do not know go to the list', async (t) => {
  const { connection, daemon } = await open(t, {
    connectListAllDomains: { domains: [web], ret: 1 },
    domainGetState: new Refusal(1, 'internal error: no'),
  })
  await t.rejects(connection.listDomainStates({ autostart: true }), { code: 'internalError' })
  t.match(daemon.calls[0], { name: 'connectListAllDomains', args: { flags: 1024 } })
})

t.test('pitfall 21: statistics of no domain are no call; groups and flags', async (t) => {
  const { connection, daemon } = await open(t, {
    connectGetAllDomainStats: { retStats: [record(web, 1, 1)] },
    connectListAllDomains: { domains: [web], ret: 1 },
  })
  const [domain] = await connection.listAllDomains({ active: true })
  const [first] = await connection.getAllDomainStats(['state', 'balloon'], {
    domains: [domain!],
    enforceStats: true,
  })
  t.match(daemon.calls.at(-1), {
    args: { doms: [{ name: 'web' }], stats: 5, flags: 0x80000000 },
  })
  t.strictSame({ ...first!.stats }, { 'state.state': 1, 'state.reason': 1 })
  t.equal(first!.domain.name, 'web')
  const before = daemon.calls.length
  t.strictSame(await connection.getAllDomainStats(['state'], { domains: [] }), [])
  t.equal(daemon.calls.length, before)
})

t.test('a typo in a filter sends nothing', async (t) => {
  const { connection, daemon } = await open(t)
  const wrong = { runing: true } as Parameters<Connection['listAllDomains']>[0]
  await t.rejects(connection.listAllDomains(wrong), { code: 'invalidArg', outcome: 'not sent' })
  await t.rejects(connection.listDomainStates(wrong), { code: 'invalidArg' })
  t.strictSame(daemon.calls, [])
})

t.test('domains are defined and created from XML', async (t) => {
  const { connection, daemon } = await open(t, {
    domainDefineXmlFlags: { dom: db },
    domainCreateXml: { dom: web },
  })
  t.equal((await connection.defineDomain('<d/>', { validate: true })).name, 'db')
  t.equal((await connection.createDomain('<c/>', { paused: true, autodestroy: true })).id, 3)
  t.match(daemon.calls, [
    { name: 'domainDefineXmlFlags', args: { xml: '<d/>', flags: 1 } },
    { name: 'domainCreateXml', args: { xmlDesc: '<c/>', flags: 3 } },
  ])
})

t.test('`await using` closes it', async (t) => {
  const { logged, log } = script()
  const daemon = await FakeDaemon.listen(logged)
  t.teardown(() => daemon.close())
  {
    await using connection = await connect(daemon.uri)
    t.equal(connection.isAlive, true)
  }
  t.equal(log.at(-1)![0], 'connectClose')
})

t.test('something that is no daemon is said to be none', async (t) => {
  const stranger = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  t.teardown(() => stranger.close())
  const { port } = stranger.address() as AddressInfo
  await t.rejects(connect(`qemu+tcp://127.0.0.1:${port}/system`), { code: 'malformedFrame' })
})

t.test('one that reconnects goes on after a loss, and tells of it', async (t) => {
  const { log, logged } = script({
    connectSupportsFeature: { supported: 1 },
    connectGetHostname: { hostname: 'a' },
    connectListAllDomains: { domains: [web], ret: 1 },
    domainGetState: { state: 1, reason: 1 },
  })
  const reconnect = { firstDelayMs: 1, jitter: 0 }
  const { daemon, connection } = await open(t, logged, { reconnect, readonly: true })
  t.equal(connection.reconnects, true)
  t.strictSame(connection.state, { is: 'connected' })
  t.equal(await connection.supportsFeature('migrationV3'), true)
  const [domain] = await connection.listAllDomains()
  const states: ConnectionState[] = []
  connection.on('state', (state) => states.push(state))
  const back = new Promise((resolve) => {
    connection.on('state', (state) => state.is === 'connected' && resolve(state))
  })
  daemon.cut()
  await back
  t.match(states, [
    { is: 'reconnecting', failures: 0, delayMs: 1, error: { code: 'connectionLost' } },
    { is: 'connected', gap: { reason: 'reconnected' } },
  ])
  t.equal(connection.state, states[1])
  t.equal(connection.isAlive, true)
  t.equal(daemon.connections, 2)
  t.match(
    log.slice(-2),
    [['authList'], ['connectOpen', { name: 'qemu:///system', flags: 1 }]],
    'opened by the same steps',
  )
  t.equal((await domain!.getState()).state, 'running', 'what was looked up stays good')
  await connection.supportsFeature('migrationV3')
  t.match(log.at(-1), ['connectSupportsFeature'], 'what another daemon said is forgotten')
  const ended = new Promise((resolve) => connection.once('state', resolve))
  await connection.close()
  t.strictSame(log.at(-1), ['connectClose', {}])
  t.match(await ended, { is: 'closed', reason: 'client' })
  t.match(await connection.closed, { reason: 'client' })
  t.equal(connection.isAlive, false)
  t.equal(daemon.connections, 2)
})

t.test('one that does not is lost, and says so as well', async (t) => {
  const { daemon, connection } = await open(t, {}, { reconnect: false })
  t.equal(connection.reconnects, false)
  const ended = new Promise((resolve) => connection.once('state', resolve))
  daemon.cut()
  t.match(await ended, { is: 'closed', reason: 'eof', error: { code: 'connectionLost' } })
  t.match(connection.state, { is: 'closed' })
  t.equal(daemon.connections, 1)
})

t.test('a duplicate reconnects as its pattern does, unless it is told otherwise', async (t) => {
  const { connection } = await open(t, {}, { reconnect: true })
  const same = await connection.duplicate()
  const other = await connection.duplicate({ reconnect: false })
  t.strictSame([same.reconnects, other.reconnects], [true, false])
  await Promise.all([same.close(), other.close()])
})

t.test('options of reconnecting are looked at before anything is opened', async (t) => {
  const daemon = await FakeDaemon.listen({})
  t.teardown(() => daemon.close())
  const opening = connect(daemon.uri, { reconnect: { factor: 0 } })
  await t.rejects(opening, { code: 'invalidArg', message: /reconnect.factor must be 1 or more/ })
  t.equal(daemon.connections, 0)
})

t.test('destroy ends one that is coming back', async (t) => {
  const { daemon, connection } = await open(t, {}, { reconnect: { firstDelayMs: 3_600_000 } })
  const lost = new Promise((resolve) => connection.once('state', resolve))
  daemon.cut()
  t.match(await lost, { is: 'reconnecting' })
  const call = connection.getHostname()
  connection.destroy()
  await t.rejects(call, { code: 'connectionClosed', outcome: 'not sent' })
  t.match(await connection.closed, { reason: 'error', error: { code: 'connectionClosed' } })
})
