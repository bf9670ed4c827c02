// Storage of an embedded host: pools that are folders only by name, and volumes whose bytes lie in memory, as extents, so that
// what was never written is a hole. How bytes travel is streams.ts.

import { randomUUID } from 'node:crypto'
import { amountKiB, elementText, escapeXml, identified } from './domain.ts'
import type { HostEvent } from './host.ts'
import { Refusal } from './refusal.ts'
import { checkRoot } from './xml.ts'

/** virStoragePoolEventLifecycleType */
const pools = { defined: 0, undefined: 1, started: 2, stopped: 3, created: 4, deleted: 5 } as const

export interface Pool {
  readonly uuid: string
  readonly name: string
  /** Folder the volumes seem to lie in. */
  readonly target: string
  xml: string
  active: boolean
  persistent: boolean
  autostart: boolean
  readonly volumes: Map<string, Volume>
}

const EXTENT = 65_536
const POOL_BYTES = 1n << 40n

/** A volume; its bytes are kept in extents of 64 KiB, those never written are zeros and not there. */
export class Volume {
  readonly pool: Pool
  readonly name: string
  readonly path: string
  readonly format: string
  capacity: number
  readonly #extents = new Map<number, Uint8Array>()

  constructor(pool: Pool, name: string, capacity: number, format: string) {
    this.pool = pool
    this.name = name
    this.path = `${pool.target}/${name}`
    this.capacity = capacity
    this.format = format
  }

  get allocation(): number {
    return Math.min(this.capacity, this.#extents.size * EXTENT)
  }

  write(offset: number, bytes: Uint8Array): void {
    // A file grows where it is written beyond its end.
    this.capacity = Math.max(this.capacity, offset + bytes.length)
    let at = offset
    let from = 0
    while (from < bytes.length) {
      const index = Math.floor(at / EXTENT)
      let extent = this.#extents.get(index)
      if (extent === undefined) {
        extent = new Uint8Array(EXTENT)
        this.#extents.set(index, extent)
      }
      const start = at - index * EXTENT
      const take = Math.min(EXTENT - start, bytes.length - from)
      extent.set(bytes.subarray(from, from + take), start)
      at += take
      from += take
    }
  }

  /** Takes over what another one holds; it grows to that one's size if it is smaller. */
  take(from: Volume): void {
    this.capacity = Math.max(this.capacity, from.capacity)
    for (const [index, extent] of from.#extents) this.#extents.set(index, extent.slice())
  }

  /** Makes zeros of a range; whole extents of it become holes. */
  clear(offset: number, length: number): void {
    const end = offset + length
    for (const [index, extent] of this.#extents) {
      const start = index * EXTENT
      if (start >= offset && start + EXTENT <= end) this.#extents.delete(index)
      else if (start < end && start + EXTENT > offset) {
        extent.fill(0, Math.max(0, offset - start), Math.min(EXTENT, end - start))
      }
    }
  }

  /** Ends the file there, or lets it grow to there with a hole. */
  truncate(length: number): void {
    this.clear(length, Math.max(0, this.capacity - length))
    this.capacity = length
  }

  /** The next piece of a range: data, or the length of a hole. */
  piece(offset: number, end: number): Uint8Array | number {
    const index = Math.floor(offset / EXTENT)
    const extent = this.#extents.get(index)
    if (extent !== undefined) {
      return extent.slice(offset - index * EXTENT, Math.min(EXTENT, end - index * EXTENT))
    }
    let next = index + 1
    while (next * EXTENT < end && !this.#extents.has(next)) next++
    return Math.min(end, next * EXTENT) - offset
  }

  /** All of it, for a test to look at. */
  bytes(): Uint8Array {
    const all = new Uint8Array(this.capacity)
    for (const [index, extent] of this.#extents) {
      const start = index * EXTENT
      all.set(extent.subarray(0, Math.min(EXTENT, this.capacity - start)), start)
    }
    return all
  }

  get xml(): string {
    return `<volume type='file'>
  <name>${escapeXml(this.name)}</name>
  <key>${escapeXml(this.path)}</key>
  <capacity unit='bytes'>${this.capacity}</capacity>
  <allocation unit='bytes'>${this.allocation}</allocation>
  <target>
    <path>${escapeXml(this.path)}</path>
    <format type='${this.format}'/>
  </target>
</volume>
`
  }
}

export class Storage {
  readonly #tell: (event: HostEvent) => void
  readonly pools = new Map<string, Pool>()
  /** Folders that are there: a pool is only started over one. */
  readonly #folders = new Set<string>()

  constructor(tell: (event: HostEvent) => void) {
    this.#tell = tell
  }

  #event(pool: Pool, event: keyof typeof pools): void {
    this.#tell({ kind: 'pool', name: pool.name, uuid: pool.uuid, event: pools[event] })
  }

  /** Puts an active pool here, without a client. */
  addPool(name: string, target = `/var/lib/${name}`): Pool {
    const xml = `<pool type='dir'><name>${escapeXml(name)}</name><target><path>${escapeXml(target)}</path></target></pool>`
    this.#folders.add(target)
    const pool = this.define(xml)
    this.start(pool)
    return pool
  }

  /** STORAGE_POOL_DEFINE_XML and CREATE_XML. */
  define(given: string, persistent = true): Pool {
    checkRoot(given, 'pool', 'storage')
    if (!/<pool\s[^>]*\btype=/.test(given)) {
      throw new Refusal('xmlError', 'a pool needs a type', 'xml')
    }
    const name = elementText(given, 'name')
    if (name === undefined || name === '') {
      throw new Refusal('xmlError', 'a pool needs a name', 'storage')
    }
    const uuid = elementText(given, 'uuid')?.toLowerCase() ?? randomUUID()
    for (const other of this.pools.values()) {
      if (
        (other.name === name) !== (other.uuid === uuid) &&
        (other.name === name || other.uuid === uuid)
      ) {
        throw new Refusal(
          'operationFailed',
          `pool '${name}' already exists with uuid ${other.uuid}`,
          'storage',
        )
      }
    }
    const same = this.pools.get(uuid)
    const pool: Pool = same ?? {
      uuid,
      name,
      target: elementText(given, 'path') ?? `/var/lib/${name}`,
      xml: '',
      active: false,
      persistent,
      autostart: false,
      volumes: new Map(),
    }
    pool.xml = identified(given, uuid)
    pool.persistent ||= persistent
    this.pools.set(uuid, pool)
    if (persistent) this.#event(pool, 'defined')
    return pool
  }

  start(pool: Pool): void {
    if (pool.active) {
      throw new Refusal(
        'operationInvalid',
        `storage pool '${pool.name}' is already active`,
        'storage',
      )
    }
    if (!this.#folders.has(pool.target)) {
      const text = `cannot open directory '${pool.target}': No such file or directory`
      throw new Refusal('systemError', text, 'none')
    }
    pool.active = true
    this.#event(pool, 'started')
  }

  stop(pool: Pool): void {
    this.mustBeActive(pool)
    pool.active = false
    this.#event(pool, 'stopped')
    if (!pool.persistent) this.pools.delete(pool.uuid)
  }

  build(pool: Pool): void {
    this.#folders.add(pool.target)
    this.#event(pool, 'created')
  }

  undefine(pool: Pool): void {
    if (pool.active) {
      throw new Refusal(
        'operationInvalid',
        `storage pool '${pool.name}' is still active`,
        'storage',
      )
    }
    this.pools.delete(pool.uuid)
    this.#event(pool, 'undefined')
  }

  /** STORAGE_POOL_DELETE: the folder is gone, the definition stays; a folder with something in it cannot go. */
  deletePool(pool: Pool): void {
    if (pool.active) {
      throw new Refusal(
        'operationInvalid',
        `storage pool '${pool.name}' is still active`,
        'storage',
      )
    }
    if (pool.volumes.size > 0) {
      throw new Refusal('systemError', `failed to remove pool '${pool.target}'`, 'storage')
    }
    this.#event(pool, 'deleted')
  }

  refresh(pool: Pool): void {
    this.mustBeActive(pool)
    this.changed(pool)
  }

  setAutostart(pool: Pool, on: boolean): void {
    if (!pool.persistent) {
      throw new Refusal('internalError', 'cannot set autostart for transient pool', 'storage')
    }
    pool.autostart = on
  }

  /** What is told when a pool was looked through again: on demand, and after every upload. */
  changed(pool: Pool): void {
    this.#tell({ kind: 'poolRefresh', name: pool.name, uuid: pool.uuid })
  }

  /** @throws Refusal `operationInvalid` */
  mustBeActive(pool: Pool): void {
    if (pool.active) return
    throw new Refusal('operationInvalid', `storage pool '${pool.name}' is not active`, 'storage')
  }

  pool(by: { readonly name: string } | { readonly uuid: string }): Pool {
    if ('uuid' in by) {
      const found = this.pools.get(by.uuid)
      if (found !== undefined) return found
      throw new Refusal(
        'noStoragePool',
        `no storage pool with matching uuid '${by.uuid}'`,
        'storage',
      )
    }
    for (const pool of this.pools.values()) if (pool.name === by.name) return pool
    throw new Refusal('noStoragePool', `no storage pool with matching name '${by.name}'`, 'storage')
  }

  /** STORAGE_VOL_CREATE_XML. */
  createVolume(pool: Pool, xml: string): Volume {
    this.mustBeActive(pool)
    checkRoot(xml, 'volume', 'storage')
    const name = elementText(xml, 'name')
    const capacity = amountKiB(xml, 'capacity', 'bytes')
    if (name === undefined || capacity === undefined) {
      throw new Refusal('xmlError', 'a volume needs a name and a capacity', 'storage')
    }
    if (pool.volumes.has(name)) {
      throw new Refusal(
        'storageVolExist',
        `storage volume name '${name}' already in use.`,
        'storage',
      )
    }
    const format = /<format\s+type=['"](\w+)['"]/.exec(xml)?.[1] ?? 'raw'
    const volume = new Volume(pool, name, Math.round(capacity * 1024), format)
    pool.volumes.set(name, volume)
    return volume
  }

  volume(pool: Pool, name: string): Volume {
    this.mustBeActive(pool)
    const found = pool.volumes.get(name)
    if (found !== undefined) return found
    throw new Refusal('noStorageVol', `no storage vol with matching name '${name}'`, 'storage')
  }

  volumeByPath(path: string, what: 'path' | 'key'): Volume {
    for (const pool of this.pools.values()) {
      if (!pool.active) continue
      for (const volume of pool.volumes.values()) if (volume.path === path) return volume
    }
    throw new Refusal('noStorageVol', `no storage vol with matching ${what} '${path}'`, 'storage')
  }

  deleteVolume(volume: Volume): void {
    volume.pool.volumes.delete(volume.name)
  }

  figures(pool: Pool): { capacity: bigint; allocation: bigint; available: bigint } {
    let allocation = 0n
    for (const volume of pool.volumes.values()) allocation += BigInt(volume.allocation)
    return pool.active
      ? { capacity: POOL_BYTES, allocation, available: POOL_BYTES - allocation }
      : { capacity: 0n, allocation: 0n, available: 0n }
  }
}
