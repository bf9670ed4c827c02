// The two ends of a transfer that are files of this machine: one that appears under its name only when it is whole, and one
// that is read with its runs of zeros told apart. Streams and daemons are transfer.ts.

import { randomBytes } from 'node:crypto'
import { constants, open as openNumber } from 'node:fs'
import { type FileHandle, open, realpath, rename, stat, unlink } from 'node:fs/promises'
import { Socket } from 'node:net'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { UploadItem } from './transfer.ts'

/** Zeros are looked for in steps of this, so a shorter run is data. */
const BLOCK = 16 * 1024
const READ = 1024 * 1024
const ZEROS = Buffer.alloc(READ)
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of its path is not a folder',
  ENOSPC: 'no space left',
  EDQUOT: 'no space left within the quota',
  EFBIG: 'larger than a file can be there',
  EROFS: 'the file system is read-only',
  EIO: 'the disk reports an error',
  ENXIO: 'nobody reads from it yet',
}

/** Node's error in words, with the name that the caller gave; `code` is the system's. */
function fileError(what: 'read' | 'write', path: string, cause: unknown): Error {
  const { code = '', message = String(cause) } = cause as { code?: string; message?: string }
  const error = new Error(`cannot ${what} '${path}': ${REASONS[code] ?? message}`, { cause })
  return Object.assign(error, { code })
}

async function told<T>(what: 'read' | 'write', path: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw fileError(what, path, error)
  }
}

const { O_RDONLY, O_WRONLY } = constants

const codeOf = (error: unknown) => (error as { code?: string }).code

/** The file that is there under this name, links followed; undefined where there is none. */
async function present(path: string) {
  try {
    const is = await stat(path)
    // What is no file is opened where it is asked for: behind /dev/stdout there may be a pipe, which has no name.
    return { place: is.isFile() ? await realpath(path) : path, is }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Where a file lies until it is whole, and the name it then takes. */
interface Beside {
  readonly part: string
  readonly place: string
}

/**
 * A file that is written beside its name and takes it at `commit`, keeping mode and owner of the one it replaces. What is no
 * file, a block device or a pipe, is written as it stands, with zeros for holes.
 */
export class TargetFile {
  readonly #path: string
  readonly #file: FileHandle | Socket
  /** null for what is written as it stands */
  readonly #beside: Beside | null
  #at = 0

  private constructor(path: string, file: FileHandle | Socket, beside: Beside | null) {
    this.#path = path
    this.#file = file
    this.#beside = beside
  }

  static open(path: string): Promise<TargetFile> {
    return told('write', path, TargetFile.#open(path))
  }

  static async #open(path: string): Promise<TargetFile> {
    const old = await present(path)
    if (old !== undefined && !old.is.isFile()) {
      const file = old.is.isFIFO() ? await pipeOf(path, O_WRONLY) : await open(path, 'w')
      return new TargetFile(path, file, null)
    }
    const place = old?.place ?? path
    const part = join(dirname(place), `.lvrpc-${randomBytes(6).toString('hex')}.part`)
    const file = await open(part, 'wx', old === undefined ? 0o666 : 0o600)
    const target = new TargetFile(path, file, { part, place })
    try {
      if (old !== undefined) {
        // Only root may give a file away; to anybody else the new one belongs as new files do.
        await file.chown(old.is.uid, old.is.gid).catch(() => {})
        await file.chmod(old.is.mode & 0o777)
      }
    } catch (error) {
      await target.discard()
      throw error
    }
    return target
  }

  async write(bytes: Uint8Array): Promise<void> {
    await told('write', this.#path, this.#write(this.#file, bytes))
    this.#at += bytes.length
  }

  async #write(file: FileHandle | Socket, bytes: Uint8Array): Promise<void> {
    if (file instanceof Socket) {
      await new Promise<void>((resolve, reject) => {
        file.write(bytes, (error) => (error ? reject(error) : resolve()))
      })
      return
    }
    let done = 0
    while (done < bytes.length) {
      const position = this.#beside === null ? null : this.#at + done
      done += (await file.write(bytes, done, bytes.length - done, position)).bytesWritten
    }
  }

  async hole(length: bigint): Promise<void> {
    if (this.#beside !== null) {
      this.#at += Number(length)
      return
    }
    for (let left = length; left > 0n; left -= BigInt(READ)) {
      await this.write(left < READ ? ZEROS.subarray(0, Number(left)) : ZEROS)
    }
  }

  /** Gives the file its name, with everything on the disk. */
  async commit(): Promise<void> {
    await told('write', this.#path, this.#finish(this.#file))
  }

  async #finish(file: FileHandle | Socket): Promise<void> {
    if (file instanceof Socket || this.#beside === null) return closed(file)
    const { part, place } = this.#beside
    // A hole at the end is part of the file, too.
    await file.truncate(this.#at)
    await file.sync()
    await file.close()
    await rename(part, place)
  }

  /** Leaves nothing behind, a write that waits for a pipe's reader neither; what failed before is what the caller must hear of. */
  async discard(): Promise<void> {
    await closed(this.#file).catch(() => {})
    if (this.#beside !== null) await unlink(this.#beside.part).catch(() => {})
  }
}

/** A file to be sent. */
export class SourceFile {
  readonly #path: string
  readonly #file: FileHandle | Socket
  /** Its length; undefined where that is not known, of a pipe or a device. */
  readonly size: bigint | undefined

  private constructor(path: string, file: FileHandle | Socket, size: bigint | undefined) {
    this.#path = path
    this.#file = file
    this.size = size
  }

  static open(path: string): Promise<SourceFile> {
    return told('read', path, SourceFile.#open(path))
  }

  static async #open(path: string): Promise<SourceFile> {
    if ((await stat(path)).isFIFO()) {
      return new SourceFile(path, await pipeOf(path, O_RDONLY), undefined)
    }
    const file = await open(path, 'r')
    const is = await file.stat({ bigint: true })
    if (!is.isDirectory()) return new SourceFile(path, file, is.isFile() ? is.size : undefined)
    await file.close()
    throw Object.assign(new Error(), { code: 'EISDIR' })
  }

  /** From the beginning to the end, once. Each piece is good until the next is asked for. */
  async *items(sparse: boolean): AsyncGenerator<UploadItem, undefined, undefined> {
    const file = this.#file
    if (file instanceof Socket) {
      for await (const bytes of file) {
        if (sparse) yield* runsOf(bytes)
        else yield bytes
      }
      return
    }
    const buffers = [Buffer.allocUnsafe(READ), Buffer.allocUnsafe(READ)] as const
    const fill = (buffer: Buffer) => file.read(buffer, 0, READ, null)
    let reading = fill(buffers[0])
    for (let turn = 1; ; turn ^= 1) {
      const { buffer, bytesRead } = await told('read', this.#path, reading)
      if (bytesRead === 0) return
      // The disk works while the line does; what it reports is heard in the next turn, if there is one.
      reading = fill(buffers[turn as 0 | 1])
      reading.catch(() => {})
      const bytes = buffer.subarray(0, bytesRead)
      if (sparse) yield* runsOf(bytes)
      else yield bytes
    }
  }

  async close(): Promise<void> {
    await closed(this.#file)
  }
}

/**
 * A pipe as a socket: the wait for who is at its other end, who may take for ever, can be ended, which that of a file cannot.
 * One that is to be written and has no reader is refused, `ENXIO`.
 */
async function pipeOf(path: string, way: typeof O_RDONLY | typeof O_WRONLY): Promise<Socket> {
  const fd = await promisify(openNumber)(path, way | constants.O_NONBLOCK)
  const socket = new Socket({ fd, readable: way === O_RDONLY, writable: way === O_WRONLY })
  // Who reads or writes is told of it there.
  return socket.on('error', () => {})
}

/** What was written to a socket has left: each write is waited for. */
async function closed(file: FileHandle | Socket): Promise<void> {
  if (file instanceof Socket) file.destroy()
  else await file.close()
}

function isZero(bytes: Buffer): boolean {
  return bytes.equals(ZEROS.subarray(0, bytes.length))
}

/** Cuts bytes into runs of zero blocks and what lies between them. */
export function* runsOf(bytes: Buffer): Generator<UploadItem, undefined, undefined> {
  for (let at = 0; at < bytes.length; ) {
    const start = at
    const zero = isZero(bytes.subarray(at, at + BLOCK))
    do at += BLOCK
    while (at < bytes.length && isZero(bytes.subarray(at, at + BLOCK)) === zero)
    const run = bytes.subarray(start, at)
    yield zero ? { kind: 'hole', length: BigInt(run.length) } : run
  }
}
