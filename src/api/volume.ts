// A storage volume: one image of a pool. Thin over the rows of generated/remote; its data up and down is transfer.ts, files of
// this machine are volume-file.ts. Finding volumes is pool.ts and connection.ts.

import { UsageError } from '../errors.ts'
import {
  storageVolDeleteFlags,
  storageVolInfoFlags,
  storageVolResizeFlags,
  storageVolType,
  storageVolWipeAlgorithm,
} from '../generated/constants.ts'
import * as remote from '../generated/remote.ts'
import { cancellable } from '../rpc/cancel.ts'
import { systemClock } from '../rpc/clock.ts'
import type { CallOptions } from '../rpc/connection.ts'
import type { StreamItem } from '../rpc/stream.ts'
import type { NameOf } from '../xdr/enumeration.ts'
import { type FlagOptions, flagsOf } from './flags.ts'
import { limitsOf } from './session.ts'
import {
  download,
  type StorageHost,
  type TransferOptions,
  type TransferResult,
  type UploadSource,
  upload,
} from './transfer.ts'

/** Pool, name and key of a volume as they travel (since 0.2.0). */
export type StorageVolumeRef = remote.NonnullStorageVol

/** virStorageVolInfo (since 0.2.0). */
export interface StorageVolumeInfo {
  /** `file`, `block`, `dir`, `network`, `netdir`, `ploop`. */
  readonly type: NameOf<typeof storageVolType>
  /** virStorageVolType */
  readonly typeNumber: number
  /** What it looks like from inside. */
  readonly capacityBytes: bigint
  /** What it takes on the disk; with `physical` how long the file is instead. */
  readonly allocationBytes: bigint
}

/** How to overwrite a volume (virStorageVolWipeAlgorithm): `zero`, `random`, `trim`, … (since 0.2.0). */
export type WipeAlgorithm = keyof typeof storageVolWipeAlgorithm.values

/**
 * A volume of one connection (since 0.2.0). Every method can fail with RemoteError in the daemon's words (`noStorageVol` when
 * it is gone), ConnectionError, and CancelledError by its options.
 *
 * Transfers have a connection of their own, so that calls, events and signs of life of the one the volume came from never wait
 * behind megabytes. They end with `connectionClosed` when that one is closed.
 */
export class StorageVolume {
  readonly #host: StorageHost
  /** What identifies it on the wire, for raw calls. */
  readonly ref: StorageVolumeRef

  /** @internal Volumes come from look-ups and lists of a Connection or a StoragePool. */
  constructor(host: StorageHost, ref: StorageVolumeRef) {
    this.#host = host
    this.ref = ref
  }

  get name(): string {
    return this.ref.name
  }

  /** Identifies it among all volumes of the host; for most pools its path. */
  get key(): string {
    return this.ref.key
  }

  /** Name of the pool it is in. */
  get poolName(): string {
    return this.ref.pool
  }

  /** Type and sizes, as they are now (virStorageVolGetInfoFlags). */
  async getInfo(
    options: { readonly physical?: boolean } & CallOptions = {},
  ): Promise<StorageVolumeInfo> {
    const { physical, ...call } = options
    const flags = physical ? storageVolInfoFlags.values.getPhysical : 0
    const args = { vol: this.ref, flags }
    const ret = await this.#host.call(remote.storageVolGetInfoFlags, args, call)
    return {
      type: storageVolType.nameOf(ret.type),
      typeNumber: ret.type,
      capacityBytes: ret.capacity,
      allocationBytes: ret.allocation,
    }
  }

  /** The description (virStorageVolGetXMLDesc). */
  async getXml(options?: CallOptions): Promise<string> {
    const args = { vol: this.ref, flags: 0 }
    return (await this.#host.call(remote.storageVolGetXmlDesc, args, options)).xml
  }

  /** Where it lies on the host (virStorageVolGetPath). */
  async getPath(options?: CallOptions): Promise<string> {
    return (await this.#host.call(remote.storageVolGetPath, { vol: this.ref }, options)).name
  }

  /** Deletes it with all its data (virStorageVolDelete). */
  async delete(
    options?: FlagOptions<typeof storageVolDeleteFlags.values> & CallOptions,
  ): Promise<void> {
    const args = { vol: this.ref, flags: flagsOf(storageVolDeleteFlags.values, options) }
    await this.#host.call(remote.storageVolDelete, args, options)
  }

  /**
   * Overwrites its data (virStorageVolWipePattern), with zeros unless told otherwise.
   * @throws RemoteError where the pool or the host cannot do it that way
   */
  async wipe(options: { readonly algorithm?: WipeAlgorithm } & CallOptions = {}): Promise<void> {
    const { algorithm: name = 'zero', ...call } = options
    const algorithm = storageVolWipeAlgorithm.values[name]
    if (algorithm === undefined) {
      const known = Object.keys(storageVolWipeAlgorithm.values).join(', ')
      throw new UsageError('invalidArg', `unknown algorithm '${name}'; known are ${known}`)
    }
    await this.#host.call(
      remote.storageVolWipePattern,
      { vol: this.ref, algorithm, flags: 0 },
      call,
    )
  }

  /**
   * Changes its capacity (virStorageVolResize). With `delta` the size is added; making it smaller needs `shrink`, and with both
   * it is taken away.
   */
  async resize(
    capacityBytes: bigint,
    options?: FlagOptions<typeof storageVolResizeFlags.values> & CallOptions,
  ): Promise<void> {
    const flags = flagsOf(storageVolResizeFlags.values, options)
    const args = { vol: this.ref, capacity: capacityBytes, flags }
    await this.#host.call(remote.storageVolResize, args, options)
  }

  /**
   * Its data, piece by piece (virStorageVolDownload): bytes, and with `sparse` holes. The loop ends when the daemon has
   * confirmed that all was sent; leaving it early aborts the transfer.
   * @throws ConnectionError `connectionLost` and the like, of the transfer's own connection
   */
  download(options?: TransferOptions): AsyncGenerator<StreamItem, undefined, undefined> {
    return download(this.#host, this.ref, options)
  }

  /**
   * Replaces its data from `offset` on (virStorageVolUpload). Resolves when the daemon has confirmed it, and after a sparse
   * upload has been asked how long the volume now is. When it fails, the volume holds what was written so far; an error of the
   * source comes as it was thrown.
   *
   * A hole stands for zeros. It travels as one with `sparse` and where nothing is stored in the volume (`allocationBytes` is 0,
   * or behind the end of its file); elsewhere the zeros are sent, because daemons pass over a hole and leave what was there.
   * @throws UsageError `invalidArg` more data than `length`, or a hole that is longer than the volume
   * @throws ProtocolError `streamBroken` the daemon confirmed what did not happen
   */
  upload(source: UploadSource, options?: TransferOptions): Promise<TransferResult> {
    return upload(this.#host, this.ref, source, options)
  }

  /**
   * Downloads into a file, which appears under its name only when it is whole and on the disk; a file that was there keeps mode
   * and owner, and stays as it was if anything fails. With `sparse` holes of the volume are holes of the file. What is no file,
   * a block device for example, is written as it stands.
   * @throws Error with the system's `code` when the file cannot be written
   */
  async downloadToFile(path: string, options: TransferOptions = {}): Promise<TransferResult> {
    // Loaded when asked for: a short-lived program feels what Node's cryptography, which names the file, costs at start.
    const { TargetFile } = await import('./volume-file.ts')
    const file = await TargetFile.open(path)
    const result = { dataBytes: 0n, holeBytes: 0n }
    const limits = limitsOf(options)
    // A pipe may have a reader who takes for ever.
    const patient = (writing: Promise<void>) => {
      // Who has given up before does not hear of it.
      writing.catch(() => {})
      return cancellable(writing, limits(), systemClock, { outcome: 'unknown' })
    }
    try {
      for await (const item of this.download(options)) {
        if (item.kind === 'data') {
          await patient(file.write(item.bytes))
          result.dataBytes += BigInt(item.bytes.length)
        } else {
          await patient(file.hole(item.length))
          result.holeBytes += item.length
        }
      }
      await file.commit()
    } catch (error) {
      await file.discard()
      throw error
    }
    return result
  }

  /**
   * Uploads a file. With `sparse` its runs of zeros are sent as holes, found by reading: in steps of 16 KiB.
   * @throws UsageError `invalidArg` the file is longer than `length`; nothing was sent
   * @throws Error with the system's `code` when the file cannot be read
   */
  async uploadFromFile(path: string, options: TransferOptions = {}): Promise<TransferResult> {
    const { length = 0n, sparse = false, onProgress } = options
    const { SourceFile } = await import('./volume-file.ts')
    const file = await SourceFile.open(path)
    try {
      const { size } = file
      if (size !== undefined && length > 0n && size > length) {
        const text = `'${path}' has ${size} bytes, more than the length given, ${length}`
        throw new UsageError('invalidArg', text)
      }
      const told =
        size === undefined || onProgress === undefined
          ? options
          : {
              ...options,
              onProgress: (progress: Parameters<typeof onProgress>[0]) =>
                onProgress({ ...progress, totalBytes: size }),
            }
      return await this.upload(file.items(sparse), told)
    } finally {
      await file.close()
    }
  }
}
