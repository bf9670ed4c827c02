// Loss and coming back against real daemons of both versions: stopped, killed, restarted, cut off at every packet, a host
// frozen and one whose plug is pulled. That nothing runs twice is read off the daemon, not off us.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import t, { type Test } from 'tap'
import {
  type Connection,
  type ConnectOptions,
  connect,
  type DomainEventName,
  type Gap,
  type LibvirtError,
} from '../../src/index.ts'
import { remote } from '../../src/raw.ts'
import { guestXml } from './guest.ts'
import type { Host } from './host.ts'
import { useLab } from './lab.ts'
import { CuttingProxy } from './proxy.ts'
import { next, reconnect } from './reconnecting.ts'
import { bundledCli } from './terminal.ts'

const lab = await useLab(t)
const hosts = [lab.host('old-a'), lab.host('new-a')]

const { procedures } = remote
/** Every kind that both versions know. */
const kinds = Object.entries(remote.events.domain)
  .filter(([, { id }]) => id <= 26)
  .map(([name]) => name as DomainEventName)

async function open(t: Test, uri: string, options: ConnectOptions = {}): Promise<Connection> {
  const connection = await connect(uri, { reconnect, ...options })
  t.teardown(() => connection.close())
  return connection
}

async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'answered'
  } catch (error) {
    return String((error as LibvirtError).outcome)
  }
}

/** A guest that is started and stands still: it costs next to nothing. */
const create = (connection: Connection, name: string) =>
  connection.createDomain(guestXml({ name }), { paused: true })

const secretXml = (uuid: string) => `<secret><uuid>${uuid}</uuid></secret>`
const SECRET = '5ec2e700-0000-4000-8000-000000000001'
const poolXml = `<pool type='dir'><name>again</name><target><path>/var/lib/lvrpc-again</path></target></pool>`

/** Makes something happen of each kind that can be made to happen, through a connection of its own. */
async function stir(host: Host, name: string): Promise<void> {
  const other = await connect(host.uri)
  try {
    const domain = await other.defineDomain(guestXml({ name }))
    await other.call(procedures.domainSetMetadata, {
      dom: domain.ref,
      type: 1,
      metadata: 'a title',
      key: null,
      uri: null,
      flags: 2,
    })
    const secret = {
      secret: (await other.call(procedures.secretDefineXml, { xml: secretXml(SECRET), flags: 0 }))
        .secret,
    }
    await other.call(procedures.secretSetValue, { ...secret, value: new Uint8Array([1]), flags: 0 })
    await other.call(procedures.secretUndefine, secret)
    const { pool } = await other.call(procedures.storagePoolCreateXml, { xml: poolXml, flags: 0 })
    await other.call(procedures.storagePoolRefresh, { pool, flags: 0 })
    await other.call(procedures.storagePoolDestroy, { pool })
    await domain.undefine()
  } finally {
    await other.close()
  }
}

/** What of `stir` has been heard. */
async function listen(connection: Connection): Promise<{ heard: string[]; gaps: Gap[] }> {
  const heard: string[] = []
  const gaps: Gap[] = []
  const { secret, storagePool } = remote.events
  const note = (what: string) => () => {
    heard.push(what)
  }
  const onGap = (gap: Gap) => gaps.push(gap)
  const all = { secret: null }
  const pools = { pool: null }
  await connection.subscribe(secret.lifecycle, all, note('secret lifecycle'), { onGap })
  await connection.subscribe(secret.valueChanged, all, note('secret value'), { onGap })
  await connection.subscribe(storagePool.lifecycle, pools, note('pool lifecycle'), { onGap })
  await connection.subscribe(storagePool.refresh, pools, note('pool refresh'), { onGap })
  return { heard, gaps }
}

/** Whether the daemon has a registration of each of these: it refuses a second one on the same connection. */
async function registered(connection: Connection, wanted: readonly DomainEventName[]) {
  const has: DomainEventName[] = []
  for (const kind of wanted) {
    const args = { eventID: remote.events.domain[kind].id, dom: null }
    try {
      await connection.call(procedures.connectDomainEventCallbackRegisterAny, args)
    } catch (error) {
      if ((error as LibvirtError).code === 'invalidArg') has.push(kind)
      else throw error
    }
  }
  return has
}

for (const host of hosts) {
  t.test(
    `${host.version}: a daemon restarted under open iterators: they go on behind a gap, and no registration is lost`,
    async (t) => {
      await host.exec(['mkdir', '-p', '/var/lib/lvrpc-again'])
      t.teardown(() => host.exec(['rm', '-rf', '/var/lib/lvrpc-again']))
      const connection = await open(t, host.uri)
      const events = await connection.domainEvents({ events: kinds })
      const iterator = events[Symbol.asyncIterator]()
      const seen: string[] = []
      const until = async (what: string) => {
        for (;;) {
          const { value, done } = await iterator.next()
          if (done) throw new Error('the iterator ended')
          seen.push(value.kind === 'lifecycle' ? `lifecycle ${value.event}` : value.kind)
          if (seen.at(-1) === what) return
        }
      }
      const { heard, gaps } = await listen(connection)
      await stir(host, 'before')
      await until('lifecycle undefined')
      t.strictSame(seen, ['lifecycle defined', 'metadataChange', 'lifecycle undefined'])
      const before = [...heard].sort()
      t.strictSame([...new Set(before)].length, 4)

      const back = next(connection, 'connected')
      await host.restartDaemon()
      await back
      seen.length = 0
      heard.length = 0
      await stir(host, 'after')
      await until('lifecycle undefined')
      t.strictSame(seen, ['gap', 'lifecycle defined', 'metadataChange', 'lifecycle undefined'])
      await connection.getHostname()
      t.strictSame([...heard].sort(), before)
      t.equal(gaps.length, 4, 'each raw subscription is told')
      t.strictSame(await registered(connection, kinds), kinds)
      await events.close()
    },
  )

  t.test(`${host.version}: a stopped daemon is noticed in the time the options say`, async (t) => {
    const keepalive = { intervalS: 1, count: 2 }
    const options = { keepalive, reconnect: { ...reconnect, attemptTimeoutMs: 500 } }
    const connection = await open(t, host.uri, options)
    const lost = next(connection, 'reconnecting')
    const back = next(connection, 'connected')
    await host.pauseDaemon()
    try {
      const call = connection.supportsFeature('remote')
      t.match((await lost).error, { code: 'keepaliveTimeout' })
      t.equal(await outcome(call), 'unknown')
      // Its socket takes connections, and nobody answers.
      const failed = await next(connection, 'reconnecting')
      t.match(failed, { failures: 1, error: { code: 'timeout' } })
    } finally {
      await host.unpauseDaemon()
    }
    t.match(await back, { gap: { reason: 'reconnected' } })
    t.equal(await connection.getType(), 'QEMU')
  })

  t.test(`${host.version}: silence is measured from the last sign of life`, async (t) => {
    const keepalive = { intervalS: 1, count: 2 }
    const connection = await open(t, host.uri, { keepalive, reconnect: false })
    await host.pauseDaemon()
    try {
      // The last thing heard is older than this, by less than the pause took.
      const from = performance.now()
      t.match(await connection.closed, { reason: 'keepalive' })
      const took = performance.now() - from
      t.ok(took < 5000 && took > 1500, `${Math.round(took)} ms`)
    } finally {
      await host.unpauseDaemon()
    }
  })

  t.test(
    `${host.version}: what was sent to a daemon that dies is not repeated, what waited is sent`,
    async (t) => {
      t.teardown(() => lab.cleanup())
      const connection = await open(t, host.uri, { maxInFlight: 1 })
      await connection.getHostname()
      await host.pauseDaemon()
      const sent = outcome(create(connection, 'sent'))
      const queued = outcome(create(connection, 'queued'))
      const back = next(connection, 'connected')
      await host.killDaemon()
      t.equal(await sent, 'unknown')
      const meanwhile = outcome(create(connection, 'meanwhile'))
      const hasty = connection.getHostname({ timeoutMs: 20 })
      t.equal(await outcome(hasty), 'not sent')
      await host.startDaemon()
      await back
      t.strictSame([await queued, await meanwhile], ['answered', 'answered'])
      t.strictSame((await host.domains()).sort(), ['meanwhile', 'queued'])
    },
  )

  t.test(`${host.version}: a call whose answer is cut off has run, once`, async (t) => {
    t.teardown(() => lab.cleanup())
    const proxy = await CuttingProxy.open(host.address)
    t.teardown(() => proxy.close())
    const connection = await open(t, proxy.uri)
    let asked = 0
    proxy.rule = ({ from, procedure }) => {
      if (procedure !== procedures.domainCreateXml.number) return 'pass'
      if (from === 'client') asked++
      return from === 'daemon' ? 'cut' : 'pass'
    }
    const back = next(connection, 'connected')
    t.equal(await outcome(create(connection, 'once')), 'unknown')
    await back
    t.equal((await connection.lookupDomainByName('once')).name, 'once')
    t.strictSame(await host.domains(), ['once'])
    t.equal(asked, 1)
  })

  t.test(
    `${host.version}: cut off at every packet of a reopening, it comes back whole`,
    async (t) => {
      const proxy = await CuttingProxy.open(host.address)
      t.teardown(() => proxy.close())
      const connection = await open(t, proxy.uri, { reconnect: { ...reconnect, firstDelayMs: 1 } })
      const events = await connection.domainEvents({ events: ['lifecycle', 'reboot'] })
      const iterator = events[Symbol.asyncIterator]()
      const other = await connect(host.uri)
      t.teardown(() => other.close())
      let cutAt = 0
      for (let whole = false; !whole; cutAt++) {
        let frames = 0
        let lines = new Set<number>()
        whole = true
        const back = next(connection, 'connected')
        proxy.rule = ({ procedure, connection: line }) => {
          if (procedure === procedures.connectGetHostname.number && lines.size === 0) {
            lines = new Set([line])
            return 'cut'
          }
          lines.add(line)
          // The first line after the loss.
          if (lines.size !== 2 || frames++ !== cutAt) return 'pass'
          whole = false
          return 'cut'
        }
        t.equal(await outcome(connection.getHostname()), 'unknown')
        await back
        proxy.rule = () => 'pass'
        t.match(await iterator.next(), { value: { kind: 'gap' } }, `cut at packet ${cutAt}`)
        const domain = await other.defineDomain(guestXml({ name: 'again' }))
        t.match(await iterator.next(), { value: { kind: 'lifecycle', event: 'defined' } })
        await domain.undefine()
        t.match(await iterator.next(), { value: { kind: 'lifecycle', event: 'undefined' } })
      }
      // Four of the opening and four of the registrations: the last round was the one without a cut.
      t.equal(cutAt, 9)
      t.strictSame(await registered(connection, ['lifecycle', 'reboot']), ['lifecycle', 'reboot'])
      await events.close()
    },
  )

  t.test(`${host.version}: a host that freezes is a silent one`, async (t) => {
    const keepalive = { intervalS: 1, count: 1 }
    const connection = await open(t, host.uri, { keepalive })
    const events = await connection.domainEvents()
    const lost = next(connection, 'reconnecting')
    const back = next(connection, 'connected')
    await host.pause()
    try {
      t.match(await lost, { error: { code: 'keepaliveTimeout' } })
    } finally {
      await host.unpause()
    }
    await back
    t.match(await events[Symbol.asyncIterator]().next(), { value: { kind: 'gap' } })
    await events.close()
  })

  t.test(`${host.version}: a host whose plug is pulled is found again when it boots`, async (t) => {
    // Over its unix socket: the address may be another one after a start.
    const connection = await open(t, host.unixUri)
    const events = await connection.domainEvents()
    const lost = next(connection, 'reconnecting')
    const back = next(connection, 'connected')
    await host.kill()
    t.match(await lost, { error: { code: 'connectionLost' } })
    const waiting = connection.getHostname()
    await host.start()
    const { gap } = await back
    t.ok(gap !== undefined && gap.durationMs > 0)
    t.equal(await waiting, host.name)
    t.match(await events[Symbol.asyncIterator]().next(), { value: { kind: 'gap' } })
    await events.close()
  })
}

t.test('a name that leads elsewhere by then is followed there', async (t) => {
  const [before, after] = [lab.host('old-b'), lab.host('new-b')]
  const folder = await mkdtemp(join(tmpdir(), 'lvrpc-name-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const cli = await bundledCli(join(folder, 'cli'))
  const names = join(folder, 'hosts')
  const lead = (host: Host) => writeFile(names, `${host.address} moving.invalid\n`)
  await lead(before)
  // Names are the system's, so a process is given a file of names of its own.
  const watch = ['-c', 'qemu+tcp://moving.invalid/system', '--debug', 'event', '--json', '--loop']
  const child = spawn('unshare', [
    ...['-m', 'sh', '-ec', 'mount --bind "$0" /etc/hosts; exec "$@"', names],
    ...[process.execPath, cli, ...watch, '--event', 'lifecycle', '--reconnect'],
  ])
  t.teardown(() => child.kill())
  const ended = once(child, 'close')
  const told: string[] = []
  const listening = new Promise<void>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      told.push(line)
      if (line.includes('< remote CONNECT_DOMAIN_EVENT_CALLBACK_REGISTER_ANY')) resolve()
    })
  })
  const events = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const event = async () => JSON.parse((await events.next()).value)
  await Promise.race([listening, ended])
  await lead(after)
  t.teardown(() => before.startDaemon())
  await before.killDaemon()
  t.match(await event(), { kind: 'gap', reason: 'reconnected' })
  const domain = await (await open(t, after.uri)).defineDomain(guestXml({ name: 'elsewhere' }))
  t.match(await event(), { kind: 'lifecycle', event: 'defined', domain: { name: 'elsewhere' } })
  await domain.undefine()
  child.kill('SIGINT')
  await ended
  const resolved = told.filter((one) => one.includes('resolved to'))
  t.match(resolved.at(0), `resolved to ${before.address} `)
  t.match(resolved.at(-1), `resolved to ${after.address} `)
})

t.test('a connection without it stays lost, and says so', async (t) => {
  const host = lab.host('new-b')
  const connection = await connect(host.uri)
  await host.restartDaemon()
  t.match(await connection.closed, { error: { code: 'connectionLost' } })
  t.match(connection.state, { is: 'closed', reason: 'eof' })
})
