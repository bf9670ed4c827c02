// What an embedded host costs a test: its calls, and what one of many takes of memory. Beside it stands a peer over the same kind
// of line that answers every procedure with a frame it has heard once, so that what is left is the host's own work.

import * as remote from '../../src/generated/remote.ts'
import { Connection } from '../../src/index.ts'
import { FrameReader, HEADER_SIZE, messageType } from '../../src/rpc/packet.ts'
import { type LabHost, lab } from '../../src/testing/index.ts'
import { memoryPair } from '../../src/testing/memory.ts'
import type { Transport } from '../../src/transport/transport.ts'
import { prepared } from '../../test/testing/by-hand.ts'
import { type Bench, type Running, type Sample, Unavailable } from '../harness.ts'

const CALLS = 5000
const MIGRATIONS = 200
const HOSTS = 1000

/** Where the serial of a frame is. */
const SERIAL = 20

/** Replies by procedure, as a host gave them last, and how many it has given. */
interface Heard {
  readonly replies: Map<number, Uint8Array>
  count: number
}

/** A line to a host that is listened to. */
async function heard(host: LabHost, into: Heard): Promise<Transport> {
  const line = await host.dialer()
  const reader = new FrameReader()
  return {
    kind: line.kind,
    secure: line.secure,
    peer: line.peer,
    start(handler) {
      line.start({
        drain: () => handler.drain(),
        closed: (reason) => handler.closed(reason),
        data(chunk) {
          reader.push(chunk)
          for (let frame = reader.next(); frame !== null; frame = reader.next()) {
            if (frame.type !== messageType.reply) continue
            const whole = frame.bytes.subarray(frame.start - HEADER_SIZE, frame.end)
            into.replies.set(frame.procedure, new Uint8Array(whole))
            into.count++
          }
          handler.data(chunk)
        },
      })
    },
    write: (chunk) => line.write(chunk),
    pause: () => line.pause(),
    resume: () => line.resume(),
    close: () => line.close(),
    destroy: (reason) => line.destroy(reason),
  }
}

/** A peer that only knows what it has heard. */
async function parrot({ replies }: Heard): Promise<Transport> {
  const [ours, theirs] = memoryPair()
  const reader = new FrameReader()
  theirs.start({
    data(chunk) {
      reader.push(chunk)
      for (let frame = reader.next(); frame !== null; frame = reader.next()) {
        const known = replies.get(frame.procedure)
        if (known === undefined) throw new Error(`procedure ${frame.procedure} was never answered`)
        const reply = new Uint8Array(known)
        new DataView(reply.buffer).setUint32(SERIAL, frame.serial)
        theirs.write(reply)
      }
    },
    drain() {},
    closed() {},
  })
  return ours
}

const open = (dialer: () => Promise<Transport>) =>
  Connection.open(dialer, 'qemu:///system', 'qemu+memory://bench/system', {
    keepalive: { intervalS: 0, count: 0 },
  })

/** What so many calls take by the clock, and of the processor, which is what counts where others run too. */
async function rates(calls: number, work: () => Promise<void>): Promise<Sample> {
  const [begin, before] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(before)
  return { '': (calls / (performance.now() - begin)) * 1000, cpu: (user + system) / calls }
}

/** Has one column take its sample over lines to hosts, the other over lines to their parrots. */
interface Both {
  readonly ours: readonly Connection[]
  readonly other: readonly Connection[]
  /** How many calls `learn` made. */
  readonly calls: number
  close(): Promise<void>
}

/** Opens hosts and parrots; `learn` is carried out on the hosts once, so that the parrots know it. */
async function both(
  count: number,
  prepare: (host: LabHost) => void,
  learn: (over: readonly Connection[]) => Promise<unknown>,
): Promise<Both> {
  const made = await lab({ hosts: count })
  prepare(made.hosts[0] as LabHost)
  const known = made.hosts.map((): Heard => ({ replies: new Map(), count: 0 }))
  const counted = () => known.reduce((sum, { count }) => sum + count, 0)
  const listened = await Promise.all(
    made.hosts.map((host, index) => open(() => heard(host, known[index] as Heard))),
  )
  const before = counted()
  await learn(listened)
  const calls = counted() - before
  await Promise.all(listened.map((connection) => connection.close()))
  const ours = await Promise.all(made.hosts.map((host) => open(host.dialer)))
  const other = await Promise.all(known.map((one) => open(() => parrot(one))))
  return {
    ours,
    other,
    calls,
    async close() {
      await Promise.all([...ours, ...other].map((connection) => connection.close()))
      await made.close()
    },
  }
}

const NAME = 'bench'

/** A migration's worth of calls; of a guest without memory, so that nothing but calls is in it. */
async function migrateOnce(source: Connection, destination: Connection): Promise<void> {
  for (const one of [source, destination]) {
    for (const feature of [13, 6, 10]) await one.call(remote.connectSupportsFeature, { feature })
    await one.getType()
  }
  await source.call(remote.connectSupportsFeature, { feature: 7 })
  const guest = await source.lookupDomain(NAME)
  await guest.isPersistent()
  const { perform, finish, confirm, domain } = await prepared(source, destination, guest.uuid)
  await domain.getState()
  await perform()
  await domain.getJobStats()
  await finish()
  await confirm()
  const there = await destination.lookupDomainByUuid(guest.uuid)
  await there.getState()
  await there.isPersistent()
  await there.getJobStats()
}

function bytesInUse(): number {
  const { gc } = globalThis
  if (gc === undefined) throw new Unavailable('needs node --expose-gc')
  for (let n = 0; n < 3; n++) gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const columns = ['embedded host', 'its parrot'] as const
const rows: Bench['rows'] = {
  '': { unit: 'calls/s', limit: { of: 'ours', atLeast: 10_000 } },
  cpu: { unit: 'µs', limit: { of: 'ours', atMost: 100 } },
}

export const benches: readonly Bench[] = [
  {
    name: 'testing/calls/one',
    columns,
    rows,
    async open(): Promise<Running> {
      const ask = async (connection: Connection) => {
        const guest = await connection.lookupDomain(NAME)
        return guest.getState()
      }
      const lines = await both(
        1,
        (host) => host.addGuest({ name: NAME }),
        ([line]) => ask(line as Connection),
      )
      return {
        async sample(column) {
          const guest = await (lines[column][0] as Connection).lookupDomain(NAME)
          return rates(CALLS, async () => {
            for (let n = 0; n < CALLS; n++) await guest.getState()
          })
        },
        close: lines.close,
      }
    },
  },
  {
    name: 'testing/migration',
    columns,
    rows,
    async open(): Promise<Running> {
      const lines = await both(
        2,
        (host) => host.addGuest({ name: NAME, memoryMiB: 0, persistent: false }),
        async ([a, b]) => {
          await migrateOnce(a as Connection, b as Connection)
          await migrateOnce(b as Connection, a as Connection)
        },
      )
      return {
        sample(column) {
          const [a, b] = lines[column] as [Connection, Connection]
          return rates((lines.calls / 2) * MIGRATIONS, async () => {
            for (let n = 0; n < MIGRATIONS; n += 2) {
              await migrateOnce(a, b)
              await migrateOnce(b, a)
            }
          })
        },
        close: lines.close,
      }
    },
  },
  {
    name: 'testing/memory',
    columns: ['embedded host'],
    rows: { '': { unit: 'KB', limit: { of: 'ours', atMost: 1000 } } },
    async open(): Promise<Running> {
      return {
        async sample() {
          const before = bytesInUse()
          const made = await lab({ hosts: HOSTS })
          const connections: Connection[] = []
          for (const host of made.hosts) {
            host.addGuest({ name: NAME })
            connections.push(await host.connect())
          }
          const grown = bytesInUse() - before
          await Promise.all(connections.map((connection) => connection.close()))
          await made.close()
          return { '': grown / HOSTS / 1024 }
        },
      }
    },
  },
]
