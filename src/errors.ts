// What goes wrong, as classes: one for each thing a caller can do about it, with a code to decide by and the fate of the
// request. docs/errors.md has cause and remedy of every code; a test holds the two together.

import type { errorNumber } from './generated/constants.ts'
import type { NameOf } from './xdr/enumeration.ts'

/** Codes a daemon can answer with: libvirt's virErrorNumber in camelCase; `unknown` for a newer number. */
export type RemoteErrorCode = NameOf<typeof errorNumber>

/**
 * Codes lvrpc raises by itself: the number libvirt's own client would give, and the words its message begins with.
 * Kept as one table so that `error.number` and the texts can be compared with virsh's.
 */
export const localErrors = {
  connectFailed: { number: 38, prefix: '' },
  connectionLost: { number: 38, prefix: '' },
  keepaliveTimeout: { number: 1, prefix: 'internal error: ' },
  connectionClosed: { number: 1, prefix: 'internal error: ' },
  certificateRefused: { number: 39, prefix: '' },
  malformedFrame: { number: 39, prefix: '' },
  malformedMessage: { number: 39, prefix: '' },
  streamBroken: { number: 39, prefix: '' },
  internalError: { number: 1, prefix: 'internal error: ' },
  messageTooLarge: { number: 39, prefix: '' },
  aborted: { number: 78, prefix: 'operation aborted: ' },
  timeout: { number: 68, prefix: 'Timed out during operation: ' },
  invalidArg: { number: 8, prefix: 'invalid argument: ' },
  noConnect: { number: 5, prefix: 'no connection driver available for ' },
  noSupport: { number: 3, prefix: 'this function is not supported by the connection driver: ' },
  confSyntax: { number: 33, prefix: 'configuration file syntax error: ' },
  configUnsupported: { number: 67, prefix: 'unsupported configuration: ' },
  operationInvalid: { number: 55, prefix: 'Requested operation is not valid: ' },
  operationUnsupported: { number: 84, prefix: 'Operation not supported: ' },
  argumentUnsupported: { number: 74, prefix: 'argument unsupported: ' },
  authFailed: { number: 45, prefix: 'authentication failed: ' },
  hostKeyRefused: { number: 85, prefix: 'SSH transport error: ' },
  accessFailed: { number: 38, prefix: '' },
} as const

export type LocalErrorCode = keyof typeof localErrors

/** Every code an lvrpc error can carry. */
export type ErrorCode = RemoteErrorCode | LocalErrorCode

/**
 * What became of the request of a failed call: `not sent` is safe to repeat, `refused` means that the daemon answered
 * with an error, `unknown` that it may have run, may be running or may never have arrived.
 */
export type Outcome = 'not sent' | 'refused' | 'unknown'

/** What the floors add to an error on its way up; each floor fills what it knows. */
export interface ErrorDetail {
  readonly cause?: unknown
  readonly outcome?: Outcome
  /** Name of the procedure as in the `.x` file. */
  readonly procedure?: string
  readonly serial?: number
  /** Socket path or `host:port`. */
  readonly address?: string
}

/** Base of everything lvrpc throws. `message` is complete and meant for people; decide by `code`. */
export abstract class LibvirtError extends Error {
  // Written out in each class: taken from the class, it would be what a bundler made of it.
  abstract override readonly name: string
  readonly code: ErrorCode
  /** libvirt's virErrorNumber (since 0.1.0). */
  readonly number: number
  /** libvirt's virErrorDomain: the part that raised it; 7 (RPC) for our own. */
  readonly domain: number
  /** Only on errors that ended a call. */
  readonly outcome: Outcome | undefined
  readonly procedure: string | undefined
  readonly serial: number | undefined
  readonly address: string | undefined

  constructor(
    code: ErrorCode,
    number: number,
    domain: number,
    message: string,
    detail: ErrorDetail = {},
  ) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause })
    this.code = code
    this.number = number
    this.domain = domain
    this.outcome = detail.outcome
    this.procedure = detail.procedure
    this.serial = detail.serial
    this.address = detail.address
  }
}

/** The error body of a daemon's answer, as far as people and programs use it. */
export interface RemoteErrorBody {
  readonly number: number
  readonly domain: number
  readonly level: number
  readonly message: string
  readonly str1: string | null
  readonly str2: string | null
  readonly str3: string | null
  readonly int1: number
  readonly int2: number
}

/** The daemon refused. `message` is the daemon's own text. */
export class RemoteError extends LibvirtError {
  override readonly name = 'RemoteError'
  declare readonly code: RemoteErrorCode
  /** 1 warning, 2 error. */
  readonly level: number
  /** Format and details the daemon sent along; informational. */
  readonly strings: readonly [string | null, string | null, string | null]
  /** `ints[0]` is the errno where `code` is `systemError`. */
  readonly ints: readonly [number, number]

  constructor(code: RemoteErrorCode, body: RemoteErrorBody, detail: ErrorDetail = {}) {
    super(code, body.number, body.domain, body.message, { outcome: 'refused', ...detail })
    this.level = body.level
    this.strings = [body.str1, body.str2, body.str3]
    this.ints = [body.int1, body.int2]
  }
}

const RPC_DOMAIN = 7

abstract class LocalError extends LibvirtError {
  constructor(code: LocalErrorCode, text: string, detail: ErrorDetail = {}) {
    const { number, prefix } = localErrors[code]
    super(code, number, RPC_DOMAIN, prefix + text, detail)
  }
}

/** Not connected, or no longer: opening failed, the peer went away, or the connection was closed. */
export class ConnectionError extends LocalError {
  override readonly name = 'ConnectionError'
  declare readonly code:
    | 'connectFailed'
    | 'connectionLost'
    | 'keepaliveTimeout'
    | 'connectionClosed'
    | 'certificateRefused'
    | 'authFailed'
    | 'hostKeyRefused'
    | 'accessFailed'
}

/** Bytes broke the rules of the protocol: of a whole connection, of one message, or of one stream. */
export class ProtocolError extends LocalError {
  override readonly name = 'ProtocolError'
  declare readonly code: 'malformedFrame' | 'malformedMessage' | 'streamBroken' | 'internalError'
}

/** The caller's signal or deadline ended the wait; the daemon goes on with what it was asked. */
export class CancelledError extends LocalError {
  override readonly name = 'CancelledError'
  declare readonly code: 'aborted' | 'timeout'
}

/** The caller's mistake: nothing was sent. */
export class UsageError extends LocalError {
  override readonly name = 'UsageError'
  declare readonly code: Exclude<
    LocalErrorCode,
    ConnectionError['code'] | ProtocolError['code'] | CancelledError['code']
  >

  constructor(
    code: Exclude<
      LocalErrorCode,
      ConnectionError['code'] | ProtocolError['code'] | CancelledError['code']
    >,
    text: string,
    detail: ErrorDetail = {},
  ) {
    super(code, text, { outcome: 'not sent', ...detail })
  }
}
