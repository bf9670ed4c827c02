// The ground of real daemons: two hosts of one release of the lab. They are emptied before each script, not made anew, and by
// calls of ours: a hundred scripts with a virsh for everything would take long.

import { setTimeout as delay } from 'node:timers/promises'
import * as remote from '../../src/generated/remote.ts'
import { type Connection, connect, RemoteError } from '../../src/index.ts'
import type { HostVersion } from '../../src/testing/index.ts'
import type { Ground, GroundHost } from '../differential/ground.ts'
import { OFFLINE } from '../differential/move.ts'
import type { Host } from './host.ts'
import type { HostName, Lab } from './lab.ts'

const pairOf: Readonly<Record<HostVersion, readonly [HostName, HostName]>> = {
  '9.0.0': ['old-a', 'old-b'],
  '11.3.0': ['new-a', 'new-b'],
}

export async function realGround(lab: Lab, version: HostVersion): Promise<Ground> {
  const hosts = pairOf[version].map((name) => lab.host(name)) as [Host, Host]
  await Promise.all(hosts.map(clean))
  return {
    version,
    a: hostOf(hosts[0]),
    b: hostOf(hosts[1]),
    wait: (promise) => promise,
    pass: async (ms) => void (await delay(ms)),
    prepare: async (guest) => void (await lab.prepare({ name: guest })),
    booted: async (guest) => void (await lab.counter(guest).waitFor(10, 120_000)),
    close: async () => {},
  }
}

function hostOf(host: Host): GroundHost {
  return {
    name: host.name,
    connect: () => connect(host.uri),
    restartDaemon: () => host.restartDaemon(),
    powerOff: async (guest) =>
      void (await host.virsh('qemu-monitor-command', '--hmp', guest, 'system_powerdown')),
    async killQemu(guest) {
      const { code } = await host.exec(['pkill', '-KILL', '-f', `guest=${guest},`])
      if (code !== 0) throw new Error(`${host.name} has no QEMU of ${guest}`)
    },
  }
}

/** Ends everything on a host but what it came with. */
async function clean(host: Host): Promise<void> {
  await using connection = await connect(host.uri).catch(async () => {
    // A script killed its daemon.
    await host.startDaemon()
    return connect(host.uri)
  })
  const all = { needResults: 1, flags: 0 }
  const { domains } = await connection.call(remote.connectListAllDomains, all)
  for (const dom of domains) {
    await ended(connection.call(remote.domainDestroy, { dom }))
    if ((await ended(connection.call(remote.domainUndefine, { dom }))) !== 'refused') continue
    // Gone by now, or what an offline migration left: no definition, no QEMU, maybe a job.
    const name = { field: 'destination_name', value: { type: 7 as const, value: dom.name } }
    await ended(
      connection.call(remote.domainMigrateFinish3Params, {
        params: [name],
        cookieIn: new Uint8Array(0),
        flags: OFFLINE,
        cancelled: 1,
      }),
    )
    if ((await ended(connection.call(remote.domainLookupByUuid, dom))) === 'refused') continue
    await connection.call(remote.domainDefineXml, { xml: definition(dom) })
    await connection.call(remote.domainUndefine, { dom })
  }
  await cleanStorage(connection)
  const { ret } = await connection.call(remote.connectListAllDomains, all)
  if (ret !== 0) throw new Error(`${host.name}: ${ret} domains that would not go`)
}

async function cleanStorage(connection: Connection): Promise<void> {
  const all = { needResults: 1, flags: 0 }
  for (const pool of (await connection.call(remote.connectListAllStoragePools, all)).pools) {
    if (pool.name === 'pool') {
      const list = connection.call(remote.storagePoolListAllVolumes, { pool, ...all })
      const listed = await ended(list)
      for (const vol of listed === 'refused' ? [] : listed.vols) {
        await ended(connection.call(remote.storageVolDelete, { vol, flags: 0 }))
      }
    }
    await ended(connection.call(remote.storagePoolDestroy, { pool }))
    // The folder too; the bell's is one of the host's own, and not empty.
    if (pool.name === 'pool')
      await ended(connection.call(remote.storagePoolDelete, { pool, flags: 0 }))
    await ended(connection.call(remote.storagePoolUndefine, { pool }))
  }
  for (const net of (await connection.call(remote.connectListAllNetworks, all)).nets) {
    if (net.name === 'default') continue
    await ended(connection.call(remote.networkDestroy, { net }))
    await ended(connection.call(remote.networkUndefine, { net }))
  }
}

function definition({ name, uuid }: remote.NonnullDomain): string {
  return (
    `<domain type='qemu'><name>${name}</name><uuid>${Buffer.from(uuid).toString('hex')}</uuid>` +
    `<memory>65536</memory><os><type arch='x86_64'>hvm</type></os></domain>`
  )
}

/** What may be refused because it is so already. */
async function ended<R>(call: Promise<R>): Promise<R | 'refused'> {
  return call.catch((error: unknown) => {
    if (error instanceof RemoteError) return 'refused' as const
    throw error
  })
}
