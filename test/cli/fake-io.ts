// The world of a command under test: what it writes is kept, its signals are ours, and connections are real ones to
// whatever the URI names, unless the test says otherwise.

import { EventEmitter } from 'node:events'
import type { Io, Sink } from '../../src/cli/io.ts'
import { main } from '../../src/cli/main.ts'
import { processIo } from '../../src/cli/process-io.ts'

export class FakeSink implements Sink {
  isTTY = false
  columns = 80
  text = ''
  readonly bytes: Buffer[] = []
  readonly #gone = new AbortController()

  get gone(): AbortSignal {
    return this.#gone.signal
  }

  write(chunk: string | Uint8Array): void {
    const bytes = Buffer.from(chunk as string)
    this.bytes.push(bytes)
    this.text += bytes.toString()
  }

  ready(): Promise<void> {
    return Promise.resolve()
  }

  /** The reader goes away. */
  leave(): void {
    this.#gone.abort()
  }
}

export interface FakeIo extends Io {
  readonly stdout: FakeSink
  readonly stderr: FakeSink
  readonly signals: EventEmitter
}

export function fakeIo(changes: Partial<Io> = {}): FakeIo {
  return {
    ...processIo,
    stdin: async function* () {},
    env: {},
    ask: undefined,
    startAgent: undefined,
    now: () => new Date(0),
    ...changes,
    stdout: new FakeSink(),
    stderr: new FakeSink(),
    signals: new EventEmitter(),
  }
}

/** One run of `lvrpc`. */
export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export async function lvrpc(args: readonly string[], io: FakeIo = fakeIo()): Promise<Ran> {
  const code = await main(args, io)
  return { code, stdout: io.stdout.text, stderr: io.stderr.text }
}

/** An Io that fails the test when a connection is opened: for everything that must be found out before. */
export function offline(): FakeIo {
  const never = () => {
    throw new Error('a connection was opened')
  }
  return fakeIo({
    access: { grant: never, check: never, revoke: never },
    connect: never,
    connectAdmin: never,
    migrate: never,
    resolve: never,
    openJournals: never,
  })
}
