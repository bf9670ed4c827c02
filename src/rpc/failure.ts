// Errors as this floor makes them: the daemon's error body turned into RemoteError, and one lost connection told to
// each of the calls and streams it took along.

import {
  ConnectionError,
  type ErrorDetail,
  type LibvirtError,
  localErrors,
  ProtocolError,
  RemoteError,
} from '../errors.ts'
import { errorNumber, MessageError } from '../generated/net.ts'
import { XdrReader } from '../xdr/reader.ts'
import type { Frame } from './packet.ts'

const UNKNOWN_PROCEDURE = 'unknown procedure'
const RPC_ERROR = 39
const NO_SUPPORT = 3

/** The error in a frame's payload: the daemon's refusal, or a ProtocolError where the body cannot be read. */
export function refusal(frame: Frame, detail: ErrorDetail): LibvirtError {
  let body: MessageError
  try {
    body = MessageError.read(new XdrReader(frame.bytes, frame.start, frame.end))
  } catch (cause) {
    return unreadable(cause, { ...detail, outcome: 'refused' })
  }
  const message = (body.message ?? 'Unknown error').replace(/\n$/, '')
  // A daemon that lacks a procedure has no number of its own for that.
  const lacking =
    body.code === RPC_ERROR &&
    body.level === 2 &&
    (body.domain === 7 || body.domain === 13) &&
    message.startsWith(UNKNOWN_PROCEDURE)
  const number = lacking ? NO_SUPPORT : body.code
  const { domain, level, str1, str2, str3, int1, int2 } = body
  return new RemoteError(
    errorNumber.nameOf(number),
    { number, domain, level, message, str1, str2, str3, int1, int2 },
    detail,
  )
}

/** A message that was delivered whole and makes no sense; only what waited for it fails. */
export function unreadable(cause: unknown, detail: ErrorDetail): ProtocolError {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new ProtocolError('malformedMessage', `Unable to decode message payload: ${why}`, {
    ...detail,
    cause,
  })
}

/** The same failure for one of many: same kind, code and words, with what is known of this one. */
export function share(error: LibvirtError, detail: ErrorDetail): ConnectionError | ProtocolError {
  const known = { ...detail, cause: error }
  if (error instanceof ProtocolError) return new ProtocolError(error.code, bare(error), known)
  if (error instanceof ConnectionError) return new ConnectionError(error.code, bare(error), known)
  return new ConnectionError('connectionLost', error.message, known)
}

function bare(error: ConnectionError | ProtocolError): string {
  return error.message.slice(localErrors[error.code].prefix.length)
}
