// A volume's data up and down: the line it travels on, the stream, its two ends, and what becomes of holes. Where bytes come
// from and go to on this machine is volume-file.ts; packets and back-pressure are rpc/stream.ts.

import { type CancelledError, ProtocolError, UsageError } from '../errors.ts'
import {
  storageVolDownloadFlags,
  storageVolInfoFlags,
  storageVolUploadFlags,
} from '../generated/constants.ts'
import * as remote from '../generated/remote.ts'
import { type CallOptions, checkCallOptions, watchCancel } from '../rpc/cancel.ts'
import { systemClock } from '../rpc/clock.ts'
import type { RpcStream, StreamItem } from '../rpc/stream.ts'
import { traceDecision } from '../trace.ts'
import type { Procedure } from '../xdr/procedure.ts'
import type { Connection } from './connection.ts'

/** What storage objects need of the connection they come from. */
export type StorageHost = Pick<Connection, 'call' | 'openTransferConnection'>

/** How far a transfer is (since 0.2.0). Together the two counts are the distance from `offset`. */
export interface TransferProgress {
  /** Bytes that travelled, zeros included. */
  readonly dataBytes: bigint
  /** Bytes that were holes and did not travel. */
  readonly holeBytes: bigint
  /** Both together at the end, where it is known from the beginning. */
  readonly totalBytes: bigint | undefined
}

/** What a transfer carried (since 0.2.0). */
export type TransferResult = Pick<TransferProgress, 'dataBytes' | 'holeBytes'>

/** Which part of a volume is carried, and how (since 0.2.0). `signal` and `timeoutMs` end the whole transfer. */
export interface TransferOptions extends CallOptions {
  /** Where in the volume it begins; default 0. */
  readonly offset?: bigint
  /** At most so many bytes; without it, or with 0, to the end. */
  readonly length?: bigint
  /** Let runs of zeros travel as holes. */
  readonly sparse?: boolean
  /**
   * The connection that carries it: one from `openTransferConnection` for many transfers in turn. Without it the transfer opens
   * one of its own and closes it at its end.
   */
  readonly over?: Connection
  /** Told after every piece; what it throws fails the transfer. */
  readonly onProgress?: (progress: TransferProgress) => void
}

/** What an upload takes: bytes, or what a download brings (since 0.2.0). */
export type UploadItem = Uint8Array | StreamItem
/** A source of an upload (since 0.2.0). */
export type UploadSource = AsyncIterable<UploadItem> | Iterable<UploadItem>

/** How long an end that is no success waits until the daemon has let go of the stream. */
const LET_GO_MS = 2000
/**
 * Nothing has to pass between the packets of a line that carries bulk data. Of what pieces are cut into, this is the largest that
 * divides them.
 */
const PACKET_BYTES = 128 * 1024
const ZEROS = new Uint8Array(2 * PACKET_BYTES)

type VolRef = remote.NonnullStorageVol

/** One transfer: its line, its limits, its stream. Whatever happens, `end` comes last. */
class Transfer {
  readonly line: Connection
  readonly #own: boolean
  readonly #signal: AbortSignal
  readonly #release: (() => void) | null
  #stream: RpcStream | null = null

  private constructor(
    line: Connection,
    own: boolean,
    signal: AbortSignal,
    release: (() => void) | null,
  ) {
    this.line = line
    this.#own = own
    this.#signal = signal
    this.#release = release
  }

  static async begin(host: StorageHost, options: TransferOptions): Promise<Transfer> {
    const { over, offset = 0n, length = 0n } = options
    checkCallOptions(options, {})
    if (offset < 0n || length < 0n) {
      const text = `offset and length are 0 or more, not ${offset} and ${length}`
      throw new UsageError('invalidArg', text)
    }
    // One deadline for everything, so that what is under way can be told of it by one signal.
    const cancel = new AbortController()
    const { signal } = cancel
    const give = (error: CancelledError) => cancel.abort(error)
    const release = watchCancel(options, systemClock, () => ({ outcome: 'unknown' }), give)
    try {
      const line = over ?? (await host.openTransferConnection({ signal }))
      return new Transfer(line, over === undefined, signal, release)
    } catch (error) {
      release?.()
      throw signal.aborted ? signal.reason : error
    }
  }

  get limits(): CallOptions {
    return { signal: this.#signal }
  }

  async open<Args>(row: Procedure<Args, undefined>, args: Args): Promise<RpcStream> {
    const { stream } = await this.line.openStream(row, args, {
      ...this.limits,
      packetBytes: PACKET_BYTES,
    })
    this.#stream = stream
    // Whoever reads or writes hears of it by that.
    const abort = () => void stream.abort().catch(() => {})
    if (this.#signal.aborted) abort()
    else this.#signal.addEventListener('abort', abort, { once: true })
    return stream
  }

  /** What a failure is to the caller: who gave up is told that, not that the stream was aborted. */
  reason(error: unknown): unknown {
    return this.#signal.aborted ? this.#signal.reason : error
  }

  /** Lets go of what is left: of a stream that is not over, of a line of its own. */
  async end(): Promise<void> {
    this.#release?.()
    const letGo = this.#stream?.abort({ timeoutMs: LET_GO_MS }) ?? Promise.resolve()
    const inOrder = await letGo.then(
      () => true,
      () => false,
    )
    if (!this.#own) return
    if (!inOrder) this.line.destroy()
    await this.line.close()
  }
}

/** Counts what was carried, and tells it. */
class Tally implements TransferResult {
  dataBytes = 0n
  holeBytes = 0n
  readonly #total: bigint | undefined
  readonly #tell: TransferOptions['onProgress']

  constructor(total: bigint | undefined, tell: TransferOptions['onProgress']) {
    this.#total = total
    this.#tell = tell
  }

  add(dataBytes: number, holeBytes: bigint): void {
    this.dataBytes += BigInt(dataBytes)
    this.holeBytes += holeBytes
    const { dataBytes: data, holeBytes: hole } = this
    this.#tell?.({ dataBytes: data, holeBytes: hole, totalBytes: this.#total })
  }

  get result(): TransferResult {
    return { dataBytes: this.dataBytes, holeBytes: this.holeBytes }
  }
}

/** How large a volume is to its user, how much of it is stored, and how long what is stored is. */
interface Extent {
  readonly capacity: bigint
  readonly allocation: bigint
  readonly physical: bigint
}

async function extentOf({ line, limits }: Transfer, vol: VolRef): Promise<Extent> {
  const { useAllocation, getPhysical } = storageVolInfoFlags.values
  const [stored, long] = await Promise.all(
    [useAllocation, getPhysical].map((flags) =>
      line.call(remote.storageVolGetInfoFlags, { vol, flags }, limits),
    ),
  )
  const { capacity, allocation } = stored!
  return { capacity, allocation, physical: long!.allocation }
}

/** A volume's data, read to its end and confirmed by the daemon; leaving early aborts it. */
export async function* download(
  host: StorageHost,
  vol: VolRef,
  options: TransferOptions = {},
): AsyncGenerator<StreamItem, undefined, undefined> {
  const { offset = 0n, length = 0n, sparse = false, onProgress } = options
  const transfer = await Transfer.begin(host, options)
  try {
    const total = onProgress && amount(await extentOf(transfer, vol), offset, length)
    const flags = sparse ? storageVolDownloadFlags.values.sparseStream : 0
    const stream = await transfer.open(remote.storageVolDownload, { vol, offset, length, flags })
    const tally = new Tally(total, onProgress)
    const items = stream[Symbol.asyncIterator]()
    for (let item = await items.next(); !item.done; item = await items.next()) {
      const { value } = item
      if (value.kind === 'data') tally.add(value.bytes.length, 0n)
      else tally.add(0, value.length)
      yield value
    }
    await stream.finish(transfer.limits)
  } catch (error) {
    throw transfer.reason(error)
  } finally {
    await transfer.end()
  }
}

/** How much a download will bring. */
function amount({ physical }: Extent, offset: bigint, length: bigint): bigint {
  const there = physical > offset ? physical - offset : 0n
  return length > 0n && length < there ? length : there
}

/** Sends a source's data; has succeeded when this resolves. */
export async function upload(
  host: StorageHost,
  vol: VolRef,
  source: UploadSource,
  options: TransferOptions = {},
): Promise<TransferResult> {
  const { offset = 0n, length = 0n, sparse = false, onProgress } = options
  const items =
    Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]()
  let transfer: Transfer | undefined
  try {
    transfer = await Transfer.begin(host, options)
    const before = await extentOf(transfer, vol)
    const stream = await transfer.open(remote.storageVolUpload, {
      vol,
      offset,
      // Here it is counted by us: a sparse upload has to reach the volume's end, and libvirtd 11.3.0 dies of more than it was
      // told to expect.
      length: sparse ? 0n : length,
      flags: sparse ? storageVolUploadFlags.values.sparseStream : 0,
    })
    const tally = new Tally(length > 0n ? length : undefined, onProgress)
    const sink = new Sink(stream, before, offset, length, tally)
    if (sparse) traceDecision('transfer', () => sink.intent(vol.name), transfer.line.peer)
    const next = listening(stream, items)
    for (let item = await next(); !item.done; item = await next()) await sink.put(item.value)
    await sink.reachEnd()
    await stream.finish(transfer.limits)
    if (sink.sentHole) checkLength(await extentOf(transfer, vol), sink.end, vol, transfer)
    return tally.result
  } catch (error) {
    // Not awaited: a source that waits for something would hold up the news.
    void Promise.resolve(items.return?.()).catch(() => {})
    throw transfer === undefined ? error : transfer.reason(error)
  } finally {
    await transfer?.end()
  }
}

/** The source's next item, or what ended the stream while the source took its time. */
function listening(
  stream: RpcStream,
  items: AsyncIterator<UploadItem> | Iterator<UploadItem>,
): () => Promise<IteratorResult<UploadItem>> {
  let fail: (error: unknown) => void = () => {}
  // A stream that is only written to has nothing to be read, but a reader hears how it ends.
  stream[Symbol.asyncIterator]()
    .next()
    .catch((error: unknown) => fail(error))
  return () =>
    new Promise((resolve, reject) => {
      fail = reject
      Promise.resolve(items.next()).then(resolve, reject)
    })
}

/** Where items go: data as it is, holes as holes where the daemon makes zeros of them, as zeros elsewhere. */
class Sink {
  readonly #stream: RpcStream
  readonly #before: Extent
  readonly #limit: bigint
  readonly #tally: Tally
  /** The part of the volume where a hole is read back as zeros: nothing is stored there, and it belongs to the volume. */
  readonly #from: bigint
  #at: bigint
  sentHole = false

  constructor(stream: RpcStream, before: Extent, offset: bigint, length: bigint, tally: Tally) {
    this.#stream = stream
    this.#before = before
    this.#limit = length > 0n ? offset + length : 0n
    this.#tally = tally
    this.#at = offset
    // A daemon passes over a hole: what was stored there stays.
    this.#from = before.allocation === 0n ? 0n : before.physical
  }

  /** How long the volume must be at least when all is done. */
  get end(): bigint {
    const { physical } = this.#before
    return this.#at > physical ? this.#at : physical
  }

  /** What will become of holes. */
  intent(name: string): string {
    if (this.#from === 0n) return `volume '${name}' stores nothing yet: holes travel as holes`
    return `volume '${name}' stores data: holes before byte ${this.#from} are sent as zeros`
  }

  async put(item: UploadItem): Promise<void> {
    if (item instanceof Uint8Array) await this.#data(item)
    else if (item.kind === 'data') await this.#data(item.bytes)
    else await this.#hole(item.length)
  }

  /** The last hole cut the file off behind itself: what was there before, empty as it is, belongs to the volume. */
  async reachEnd(): Promise<void> {
    const missing = this.#before.physical - this.#at
    if (this.sentHole && missing > 0n) await this.#stream.hole(missing)
  }

  async #data(bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) return
    this.#claim(BigInt(bytes.length))
    await this.#stream.write(bytes)
    this.#tally.add(bytes.length, 0n)
  }

  async #hole(length: bigint): Promise<void> {
    const { capacity } = this.#before
    if (length === 0n) return
    if (length < 0n || length > capacity) {
      const text = `a hole of ${length} bytes cannot belong to a volume of ${capacity}`
      throw new UsageError('invalidArg', text, { outcome: 'unknown' })
    }
    const start = this.#at
    this.#claim(length)
    const end = this.#at
    const within = (at: bigint) => (at < start ? start : at > end ? end : at)
    const [first, last] = this.#stream.sparse
      ? [within(this.#from), within(capacity > this.#from ? capacity : this.#from)]
      : [end, end]
    await this.#zeros(first - start)
    if (last > first) {
      await this.#stream.hole(last - first)
      this.sentHole = true
      this.#tally.add(0, last - first)
    }
    await this.#zeros(end - last)
  }

  async #zeros(length: bigint): Promise<void> {
    for (let left = length; left > 0n; left -= BigInt(ZEROS.length)) {
      const bytes = left < ZEROS.length ? ZEROS.subarray(0, Number(left)) : ZEROS
      await this.#stream.write(bytes)
      this.#tally.add(bytes.length, 0n)
    }
  }

  /** Makes room for what comes next. @throws UsageError `invalidArg` when it is more than was announced */
  #claim(length: bigint): void {
    const end = this.#at + length
    if (this.#limit > 0n && end > this.#limit) {
      const text = `the source has more than the length given, ${this.#limit - this.#at} bytes were left`
      throw new UsageError('invalidArg', text, { outcome: 'unknown' })
    }
    this.#at = end
  }
}

/** A daemon can confirm an upload although its last hole failed: the file is too short then. */
function checkLength({ physical }: Extent, end: bigint, vol: VolRef, { line }: Transfer): void {
  if (physical >= end) return
  const text =
    `the daemon confirmed the upload, but volume '${vol.name}' ` +
    `is ${physical} bytes long and not ${end}`
  const detail = { outcome: 'unknown', address: line.peer } as const
  throw new ProtocolError('streamBroken', text, detail)
}
