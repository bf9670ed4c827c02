// The calls of storage pools, of volumes and their data, and of virtual networks.

import type * as remote from '../generated/remote.ts'
import type { Handlers } from './handlers.ts'
import type { VirtualNetwork } from './networks.ts'
import { Refusal } from './refusal.ts'
import type { Session } from './session.ts'
import type { Pool, Volume } from './storage.ts'
import { download, upload } from './streams.ts'
import { formatUuid, parseUuid } from './uuid.ts'

const poolRef = ({ name, uuid }: { name: string; uuid: string }) => ({
  name,
  uuid: parseUuid(uuid),
})
const volRef = (volume: Volume) => ({ pool: volume.pool.name, name: volume.name, key: volume.path })
const bit = (on: boolean) => (on ? 1 : 0)

const poolOf = (session: Session, { uuid }: remote.NonnullStoragePool): Pool =>
  session.server.model.storage.pool({ uuid: formatUuid(uuid) })

function activePool(session: Session, pool: remote.NonnullStoragePool): Pool {
  const found = poolOf(session, pool)
  session.server.model.storage.mustBeActive(found)
  return found
}

function volumeOf(session: Session, { pool, name }: remote.NonnullStorageVol): Volume {
  const { storage } = session.server.model
  return storage.volume(storage.pool({ name: pool }), name)
}

/** What lists of pools and of networks are filtered by, with the same flags. */
type Listed = Pick<Pool, 'active' | 'persistent' | 'autostart'>

const filterGroups: readonly (readonly [number, (one: Listed) => boolean][])[] = [
  [
    [1, (one) => !one.active],
    [2, (one) => one.active],
  ],
  [
    [4, (one) => one.persistent],
    [8, (one) => !one.persistent],
  ],
  [
    [16, (one) => one.autostart],
    [32, (one) => !one.autostart],
  ],
]

function asked(one: Listed, flags: number): boolean {
  return filterGroups.every((group) => {
    const filters = group.filter(([bits]) => (flags & bits) !== 0)
    return filters.length === 0 || filters.some(([, holds]) => holds(one))
  })
}

/** virConnectListAllStoragePoolsFlags, as far as they tell folders apart. */
function pools(session: Session, flags: number): Pool[] {
  const kinds = flags & ~63
  const DIR = 64
  return [...session.server.model.storage.pools.values()].filter(
    (pool) => (kinds === 0 || (kinds & DIR) !== 0) && asked(pool, flags),
  )
}

const SPARSE = 1
/** virStorageVolResizeFlags */
const DELTA = 2
const SHRINK = 4
const RUNNING = 2
const INACTIVE = 0
const FILE = 0

function info(volume: Volume): { type: number; capacity: bigint; allocation: bigint } {
  return { type: FILE, capacity: BigInt(volume.capacity), allocation: BigInt(volume.allocation) }
}

function wipe(volume: Volume): void {
  volume.clear(0, volume.capacity)
}

export const storageHandlers: Handlers = {
  connectListAllStoragePools(session, { needResults, flags }) {
    const found = pools(session, flags)
    return { pools: needResults === 0 ? [] : found.map(poolRef), ret: found.length }
  },
  connectNumOfStoragePools: (session) => ({ num: pools(session, 2).length }),
  connectListStoragePools: (session, { maxnames }) => ({
    names: pools(session, 2)
      .map(({ name }) => name)
      .slice(0, maxnames),
  }),
  storagePoolLookupByName: (session, { name }) => ({
    pool: poolRef(session.server.model.storage.pool({ name })),
  }),
  storagePoolLookupByUuid: (session, { uuid }) => ({
    pool: poolRef(session.server.model.storage.pool({ uuid: formatUuid(uuid) })),
  }),
  storagePoolLookupByVolume: (session, { vol }) => ({
    pool: poolRef(session.server.model.storage.pool({ name: vol.pool })),
  }),
  storagePoolLookupByTargetPath(session, { path }) {
    const found = pools(session, 0).find(({ target }) => target === path)
    if (found === undefined) {
      throw new Refusal(
        'noStoragePool',
        `no storage pool with matching target path '${path}'`,
        'storage',
      )
    }
    return { pool: poolRef(found) }
  },
  storagePoolDefineXml: (session, { xml }) => ({
    pool: poolRef(session.server.model.storage.define(xml)),
  }),
  storagePoolCreateXml(session, { xml }) {
    const { storage } = session.server.model
    const pool = storage.define(xml, false)
    storage.start(pool)
    return { pool: poolRef(pool) }
  },
  storagePoolCreate: (session, { pool }) =>
    session.server.model.storage.start(poolOf(session, pool)),
  storagePoolBuild: (session, { pool }) =>
    session.server.model.storage.build(poolOf(session, pool)),
  storagePoolDestroy: (session, { pool }) =>
    session.server.model.storage.stop(poolOf(session, pool)),
  storagePoolUndefine: (session, { pool }) =>
    session.server.model.storage.undefine(poolOf(session, pool)),
  storagePoolDelete: (session, { pool }) =>
    session.server.model.storage.deletePool(poolOf(session, pool)),
  storagePoolRefresh: (session, { pool }) =>
    session.server.model.storage.refresh(poolOf(session, pool)),
  storagePoolGetInfo(session, { pool }) {
    const found = poolOf(session, pool)
    const figures = session.server.model.storage.figures(found)
    return { state: found.active ? RUNNING : INACTIVE, ...figures }
  },
  storagePoolGetXmlDesc: (session, { pool }) => ({ xml: poolOf(session, pool).xml }),
  storagePoolGetAutostart: (session, { pool }) => ({
    autostart: bit(poolOf(session, pool).autostart),
  }),
  storagePoolSetAutostart: (session, { pool, autostart }) =>
    session.server.model.storage.setAutostart(poolOf(session, pool), autostart !== 0),
  storagePoolIsActive: (session, { pool }) => ({ active: bit(poolOf(session, pool).active) }),
  storagePoolIsPersistent: (session, { pool }) => ({
    persistent: bit(poolOf(session, pool).persistent),
  }),
  storagePoolNumOfVolumes: (session, { pool }) => ({ num: activePool(session, pool).volumes.size }),
  storagePoolListVolumes: (session, { pool, maxnames }) => ({
    names: [...activePool(session, pool).volumes.keys()].slice(0, maxnames),
  }),
  storagePoolListAllVolumes(session, { pool, needResults }) {
    const all = [...activePool(session, pool).volumes.values()]
    return { vols: needResults === 0 ? [] : all.map(volRef), ret: all.length }
  },
  storageVolCreateXml: (session, { pool, xml }) => ({
    vol: volRef(session.server.model.storage.createVolume(poolOf(session, pool), xml)),
  }),
  storageVolCreateXmlFrom(session, { pool, xml, clonevol }) {
    const from = volumeOf(session, clonevol)
    const volume = session.server.model.storage.createVolume(poolOf(session, pool), xml)
    volume.take(from)
    return { vol: volRef(volume) }
  },
  storageVolDelete: (session, { vol }) =>
    session.server.model.storage.deleteVolume(volumeOf(session, vol)),
  storageVolLookupByName: (session, { pool, name }) => ({
    vol: volRef(session.server.model.storage.volume(poolOf(session, pool), name)),
  }),
  storageVolLookupByKey: (session, { key }) => ({
    vol: volRef(session.server.model.storage.volumeByPath(key, 'key')),
  }),
  storageVolLookupByPath: (session, { path }) => ({
    vol: volRef(session.server.model.storage.volumeByPath(path, 'path')),
  }),
  storageVolGetInfo: (session, { vol }) => info(volumeOf(session, vol)),
  storageVolGetInfoFlags: (session, { vol }) => info(volumeOf(session, vol)),
  storageVolGetXmlDesc: (session, { vol }) => ({ xml: volumeOf(session, vol).xml }),
  storageVolGetPath: (session, { vol }) => ({ name: volumeOf(session, vol).path }),
  storageVolWipe: (session, { vol }) => wipe(volumeOf(session, vol)),
  storageVolWipePattern(session, { vol, algorithm }) {
    const ZERO = 0
    if (algorithm !== ZERO) {
      throw new Refusal('operationFailed', 'this host wipes with zeros alone', 'storage')
    }
    wipe(volumeOf(session, vol))
  },
  storageVolResize(session, { vol, capacity, flags }) {
    const volume = volumeOf(session, vol)
    const wanted = Number(capacity) + ((flags & DELTA) === 0 ? 0 : volume.capacity)
    if (wanted < volume.capacity && (flags & SHRINK) === 0) {
      const text = 'the volume would shrink, which needs its flag'
      throw new Refusal('invalidArg', text, 'storage')
    }
    volume.truncate(wanted)
  },
  storageVolDownload(session, { vol, offset, length, flags }, { stream }) {
    const volume = volumeOf(session, vol)
    stream((tools) => download(tools, volume, offset, length, (flags & SPARSE) !== 0))
  },
  storageVolUpload(session, { vol, offset, length }, { stream }) {
    const volume = volumeOf(session, vol)
    const over = () => session.server.model.storage.changed(volume.pool)
    stream((tools) => upload(tools, volume, { offset, length, over }))
  },
}

const networkOf = (session: Session, { uuid }: remote.NonnullNetwork): VirtualNetwork =>
  session.server.model.networks.find({ uuid: formatUuid(uuid) })

export const networkHandlers: Handlers = {
  connectListAllNetworks(session, { needResults, flags }) {
    const all = [...session.server.model.networks.all.values()].filter((one) => asked(one, flags))
    return { nets: needResults === 0 ? [] : all.map(poolRef), ret: all.length }
  },
  networkLookupByName: (session, { name }) => ({
    net: poolRef(session.server.model.networks.find({ name })),
  }),
  networkLookupByUuid: (session, { uuid }) => ({
    net: poolRef(session.server.model.networks.find({ uuid: formatUuid(uuid) })),
  }),
  networkDefineXml: (session, { xml }) => ({
    net: poolRef(session.server.model.networks.define(xml)),
  }),
  networkCreateXml(session, { xml }) {
    const { networks } = session.server.model
    const network = networks.define(xml, false)
    networks.start(network)
    return { net: poolRef(network) }
  },
  networkCreate: (session, { net }) => session.server.model.networks.start(networkOf(session, net)),
  networkDestroy: (session, { net }) => session.server.model.networks.stop(networkOf(session, net)),
  networkUndefine: (session, { net }) =>
    session.server.model.networks.undefine(networkOf(session, net)),
  networkGetXmlDesc: (session, { net }) => ({ xml: networkOf(session, net).xml }),
  networkIsActive: (session, { net }) => ({ active: bit(networkOf(session, net).active) }),
  networkIsPersistent: (session, { net }) => ({
    persistent: bit(networkOf(session, net).persistent),
  }),
  networkGetAutostart: (session, { net }) => ({
    autostart: bit(networkOf(session, net).autostart),
  }),
  networkSetAutostart: (session, { net, autostart }) =>
    session.server.model.networks.setAutostart(networkOf(session, net), autostart !== 0),
}
