// A storage pool: where volumes of a host lie. Thin over the rows of generated/remote. Finding pools is connection.ts, what a
// volume can do is volume.ts.

import {
  storagePoolBuildFlags,
  storagePoolCreateFlags,
  storagePoolDeleteFlags,
  storagePoolState,
  storageVolCreateFlags,
  storageXMLFlags,
} from '../generated/constants.ts'
import * as remote from '../generated/remote.ts'
import type { CallOptions } from '../rpc/connection.ts'
import type { NameOf } from '../xdr/enumeration.ts'
import { type FlagOptions, flagsOf } from './flags.ts'
import type { StorageHost } from './transfer.ts'
import { formatUuid } from './uuid.ts'
import { StorageVolume } from './volume.ts'

/** Name and UUID (16 bytes) of a pool as they travel (since 0.2.0). */
export type StoragePoolRef = remote.NonnullStoragePool

/** virStoragePoolInfo (since 0.2.0); sizes are those of the last refresh. */
export interface StoragePoolInfo {
  /** `inactive`, `building`, `running`, `degraded`, `inaccessible`. */
  readonly state: NameOf<typeof storagePoolState>
  /** virStoragePoolState */
  readonly stateNumber: number
  readonly capacityBytes: bigint
  readonly allocationBytes: bigint
  readonly availableBytes: bigint
}

/**
 * A pool of one connection (since 0.2.0). Every method can fail with RemoteError in the daemon's words (`noStoragePool` when it
 * is gone, `operationInvalid` when it is not active), ConnectionError, and CancelledError by its options.
 */
export class StoragePool {
  readonly #host: StorageHost
  /** What identifies it on the wire, for raw calls. */
  readonly ref: StoragePoolRef

  /** @internal Pools come from a Connection's look-ups and lists. */
  constructor(host: StorageHost, ref: StoragePoolRef) {
    this.#host = host
    this.ref = ref
  }

  get name(): string {
    return this.ref.name
  }

  /** In text form, lower case. */
  get uuid(): string {
    return formatUuid(this.ref.uuid)
  }

  /** State and sizes (virStoragePoolGetInfo). */
  async getInfo(options?: CallOptions): Promise<StoragePoolInfo> {
    const ret = await this.#host.call(remote.storagePoolGetInfo, { pool: this.ref }, options)
    return {
      state: storagePoolState.nameOf(ret.state),
      stateNumber: ret.state,
      capacityBytes: ret.capacity,
      allocationBytes: ret.allocation,
      availableBytes: ret.available,
    }
  }

  /** The description (virStoragePoolGetXMLDesc). */
  async getXml(
    options?: FlagOptions<typeof storageXMLFlags.values> & CallOptions,
  ): Promise<string> {
    const args = { pool: this.ref, flags: flagsOf(storageXMLFlags.values, options) }
    return (await this.#host.call(remote.storagePoolGetXmlDesc, args, options)).xml
  }

  async isActive(options?: CallOptions): Promise<boolean> {
    const ret = await this.#host.call(remote.storagePoolIsActive, { pool: this.ref }, options)
    return ret.active === 1
  }

  /** Whether a definition stays when it stops (virStoragePoolIsPersistent). */
  async isPersistent(options?: CallOptions): Promise<boolean> {
    const ret = await this.#host.call(remote.storagePoolIsPersistent, { pool: this.ref }, options)
    return ret.persistent === 1
  }

  async getAutostart(options?: CallOptions): Promise<boolean> {
    const ret = await this.#host.call(remote.storagePoolGetAutostart, { pool: this.ref }, options)
    return ret.autostart === 1
  }

  async setAutostart(on: boolean, options?: CallOptions): Promise<void> {
    const args = { pool: this.ref, autostart: on ? 1 : 0 }
    await this.#host.call(remote.storagePoolSetAutostart, args, options)
  }

  /** Makes what the pool lies on: a folder, a file system (virStoragePoolBuild). */
  async build(
    options?: FlagOptions<typeof storagePoolBuildFlags.values> & CallOptions,
  ): Promise<void> {
    const args = { pool: this.ref, flags: flagsOf(storagePoolBuildFlags.values, options) }
    await this.#host.call(remote.storagePoolBuild, args, options)
  }

  /** Starts a defined pool (virStoragePoolCreate). */
  async create(
    options?: FlagOptions<typeof storagePoolCreateFlags.values> & CallOptions,
  ): Promise<void> {
    const args = { pool: this.ref, flags: flagsOf(storagePoolCreateFlags.values, options) }
    await this.#host.call(remote.storagePoolCreate, args, options)
  }

  /** Stops it; volumes stay where they are, a transient pool is gone (virStoragePoolDestroy). */
  async destroy(options?: CallOptions): Promise<void> {
    await this.#host.call(remote.storagePoolDestroy, { pool: this.ref }, options)
  }

  /** Deletes what a stopped pool lies on, which for a folder must be empty (virStoragePoolDelete). */
  async delete(
    options?: FlagOptions<typeof storagePoolDeleteFlags.values> & CallOptions,
  ): Promise<void> {
    const args = { pool: this.ref, flags: flagsOf(storagePoolDeleteFlags.values, options) }
    await this.#host.call(remote.storagePoolDelete, args, options)
  }

  /** Removes the definition of a stopped pool (virStoragePoolUndefine). */
  async undefine(options?: CallOptions): Promise<void> {
    await this.#host.call(remote.storagePoolUndefine, { pool: this.ref }, options)
  }

  /** Has the daemon look which volumes there are, and how large (virStoragePoolRefresh). */
  async refresh(options?: CallOptions): Promise<void> {
    await this.#host.call(remote.storagePoolRefresh, { pool: this.ref, flags: 0 }, options)
  }

  /** Its volumes, as of the last refresh (virStoragePoolListAllVolumes). */
  async listAllVolumes(options?: CallOptions): Promise<StorageVolume[]> {
    const args = { pool: this.ref, needResults: 1, flags: 0 }
    const { vols } = await this.#host.call(remote.storagePoolListAllVolumes, args, options)
    return vols.map((ref) => new StorageVolume(this.#host, ref))
  }

  /** By name (virStorageVolLookupByName). @throws RemoteError `noStorageVol` */
  async lookupVolume(name: string, options?: CallOptions): Promise<StorageVolume> {
    const args = { pool: this.ref, name }
    const { vol } = await this.#host.call(remote.storageVolLookupByName, args, options)
    return new StorageVolume(this.#host, vol)
  }

  /**
   * Makes a volume (virStorageVolCreateXML). Without `<allocation>` all of its capacity is stored at once; say 0 for one that
   * is to be filled by a sparse upload.
   * @throws RemoteError `storageVolExist`
   */
  async createVolume(
    xml: string,
    options?: FlagOptions<typeof storageVolCreateFlags.values> & CallOptions,
  ): Promise<StorageVolume> {
    const flags = flagsOf(storageVolCreateFlags.values, options)
    const args = { pool: this.ref, xml, flags }
    const { vol } = await this.#host.call(remote.storageVolCreateXml, args, options)
    return new StorageVolume(this.#host, vol)
  }

  /** Makes a volume with the data of another, which the daemon copies (virStorageVolCreateXMLFrom). */
  async createVolumeFrom(
    xml: string,
    clone: StorageVolume,
    options?: FlagOptions<typeof storageVolCreateFlags.values> & CallOptions,
  ): Promise<StorageVolume> {
    const flags = flagsOf(storageVolCreateFlags.values, options)
    const args = { pool: this.ref, xml, clonevol: clone.ref, flags }
    const { vol } = await this.#host.call(remote.storageVolCreateXmlFrom, args, options)
    return new StorageVolume(this.#host, vol)
  }
}
