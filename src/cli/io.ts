// The world outside a command: streams, environment, signals, files, and the way to a daemon. Commands get it handed in,
// so that tests can stand in for any part; the real one is made by bin.ts.

import type {
  AccessGrant,
  AccessReport,
  AdminConnection,
  CheckOptions,
  Connection,
  ConnectOptions,
  ExplainOptions,
  GrantOptions,
  Revocation,
  RevokeOptions,
  UriExplanation,
} from '../index.ts'
import type {
  Migration,
  MigrationRequest,
  Resolution,
  ResolutionRequest,
} from '../migration/index.ts'
import type { AskOptions } from './prompt.ts'

/** A stream that text and bytes can be written to. */
export interface Sink {
  readonly isTTY: boolean
  /** Columns of the terminal, if it is one. */
  readonly columns: number
  /** Queues it; a reader that went away is no error here, see `gone`. */
  write(chunk: string | Uint8Array): void
  /** Resolves when there is room for more, at once if there is. */
  ready(): Promise<void>
  /** Aborted when writing failed, most often because nobody reads any more (EPIPE). */
  readonly gone: AbortSignal
}

/** The signals a command may want to hear of instead of dying from them. */
export type SignalName = 'SIGINT' | 'SIGTERM' | 'SIGHUP'

export interface SignalSource {
  on(name: SignalName, listener: () => void): void
  off(name: SignalName, listener: () => void): void
}

export interface Io {
  readonly stdout: Sink
  readonly stderr: Sink
  stdin(): AsyncIterable<Uint8Array>
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signals: SignalSource
  /** Puts a question to the person at the terminal; undefined where there is none. */
  readonly ask: ((question: string, options: AskOptions) => Promise<string>) | undefined
  /** Starts a polkit agent for this process at the terminal; undefined where there is none. */
  readonly startAgent: (() => Promise<Agent | undefined>) | undefined
  now(): Date
  /** Runs it once after so many ms. @returns what calls it off */
  after(ms: number, run: () => void): () => void
  /** Whole files; errors are Node's. */
  readFile(path: string): Promise<string>
  /** Opens the file that `call` copies a stream into, or out of. */
  openFile(path: string, mode: 'r' | 'w'): Promise<FileEnd>
  connect(uri: string, options: ConnectOptions): Promise<Connection>
  connectAdmin(uri: string): Promise<AdminConnection>
  readonly access: AccessFunctions
  explainUri(uri: string, options: ExplainOptions): Promise<UriExplanation>
  migrate(request: MigrationRequest): Promise<Migration>
  resolve(request: ResolutionRequest): Promise<Resolution>
  /** Journals that are not done; without a folder of the usual one. */
  openJournals(folder: string | undefined): Promise<string[]>
}

/** A polkit agent that runs. */
export interface Agent {
  /** Ends it, and whatever it is asking. */
  stop(): Promise<void>
}

/** Temporary access to a host, as the library grants it. */
export interface AccessFunctions {
  grant(host: string, options: GrantOptions): Promise<AccessGrant>
  check(host: string, options: CheckOptions): Promise<AccessReport>
  revoke(host: string, options: RevokeOptions): Promise<Revocation>
}

/** An open file. */
export interface FileEnd {
  read(): AsyncIterable<Uint8Array>
  /** Writes at a position; what lies between written parts is a hole. */
  writeAt(bytes: Uint8Array, position: number): Promise<void>
  truncate(length: number): Promise<void>
  close(): Promise<void>
}
