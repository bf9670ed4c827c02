// The one place where Node's error codes are read: what failed at a socket, said in clear words with what to do about it.

import { ConnectionError } from '../errors.ts'

// In the words of the C library, which is how virsh ends such messages.
const words: Readonly<Record<string, string>> = {
  EACCES: 'Permission denied',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  EAGAIN: 'Resource temporarily unavailable',
  EAI_AGAIN: 'Temporary failure in name resolution',
  ECONNABORTED: 'Software caused connection abort',
  ECONNREFUSED: 'Connection refused',
  ECONNRESET: 'Connection reset by peer',
  EHOSTDOWN: 'Host is down',
  EHOSTUNREACH: 'No route to host',
  EINVAL: 'Invalid argument',
  ELOOP: 'Too many levels of symbolic links',
  EMFILE: 'Too many open files',
  ENAMETOOLONG: 'File name too long',
  ENETDOWN: 'Network is down',
  ENETUNREACH: 'Network is unreachable',
  ENFILE: 'Too many open files in system',
  ENOENT: 'No such file or directory',
  ENOTDIR: 'Not a directory',
  ENOTFOUND: 'Name or service not known',
  ENOTSOCK: 'Socket operation on non-socket',
  EPERM: 'Operation not permitted',
  EPIPE: 'Broken pipe',
  EPROTOTYPE: 'Protocol wrong type for socket',
  ETIMEDOUT: 'Connection timed out',
}

const unixRemedies: Readonly<Record<string, string>> = {
  EACCES: 'this user may not open the socket: join its group (often libvirt) or become root',
  ECONNREFUSED: 'the socket is there but no daemon listens on it: start the libvirt daemon',
  ENOENT: 'is the libvirt daemon running on this host?',
}

const tcpRemedies = {
  ECONNREFUSED:
    'no daemon listens on that port: check the port, and that libvirtd listens on TCP there',
  EHOSTUNREACH: 'check the address and the network between here and there',
  ENETUNREACH: 'check the address and the network between here and there',
  ENOTFOUND: 'check the spelling of the host name',
  EAI_AGAIN: 'check the name servers of this machine',
  ETIMEDOUT: 'the host does not answer: check the address and any firewall in between',
}

// A URI with a host and no transport leads here too, so whoever meant another one must be told.
const tlsRemedies = {
  ...tcpRemedies,
  ECONNREFUSED:
    'no daemon listens for TLS on that port: check the port, and that TLS is set up there; a URI with a host and no transport means TLS',
}

const sshRemedies = {
  ...tcpRemedies,
  ECONNREFUSED: 'nothing listens on that port: check the port, and that sshd runs there',
}

const remediesOf = {
  unix: unixRemedies,
  tcp: tcpRemedies,
  tls: tlsRemedies,
  ssh: sshRemedies,
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>

function codeOf(error: unknown): string | undefined {
  // Node puts a string there, and a number at times for errors it does not know.
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : undefined
}

/** Why it failed, in a few words without Node's prefix. */
export function wordsFor(error: unknown): string {
  const code = codeOf(error)
  const known = code === undefined ? undefined : words[code]
  if (known !== undefined) return known
  // Errors of OpenSSL carry their words apart from numbers, files and lines of its sources.
  const reason = (error as { reason?: unknown } | null)?.reason
  if (typeof reason === 'string' && code?.startsWith('ERR_') === true) return reason
  return error instanceof Error ? error.message : String(error)
}

/** One attempt that failed: where it went and what Node said. */
export interface FailedAttempt {
  readonly where: string
  readonly error: unknown
}

/** No connection to the socket or host; says of every address that was tried why it failed. */
export function connectError(
  kind: keyof typeof remediesOf,
  address: string,
  failed: readonly FailedAttempt[],
): ConnectionError {
  const last = failed.at(-1)
  const reasons = failed.map(({ where, error }) =>
    failed.length === 1 ? wordsFor(error) : `${where}: ${wordsFor(error)}`,
  )
  const remedies: Readonly<Record<string, string>> = remediesOf[kind]
  const remedy = remedies[codeOf(last?.error) ?? '']
  const subject =
    kind === 'unix'
      ? `Failed to connect socket to '${address}'`
      : `unable to connect to server at '${address}'`
  const text = `${subject}: ${reasons.join('; ')}`
  return new ConnectionError('connectFailed', remedy === undefined ? text : `${text} (${remedy})`, {
    address,
    outcome: 'not sent',
    cause: last?.error,
  })
}

const notOfThatCa = 'no CA of that file issued it'
// What OpenSSL finds wrong with a chain, by the names that Node gives to it.
const distrust: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'it has expired, or the clock of this machine is wrong',
  CERT_NOT_YET_VALID: 'it is not valid yet, or the clock of this machine is wrong',
  CERT_REVOKED: 'it is revoked',
  CERT_SIGNATURE_FAILURE: notOfThatCa,
  CRL_HAS_EXPIRED: 'a revocation list has expired: fetch the current one',
  CRL_NOT_YET_VALID: 'a revocation list is not valid yet: check the clock of this machine',
  CRL_SIGNATURE_FAILURE: 'a revocation list was not signed by its CA',
  DEPTH_ZERO_SELF_SIGNED_CERT: `${notOfThatCa}: it is signed by itself`,
  INVALID_CA: 'a certificate of its chain is not that of a CA',
  INVALID_PURPOSE: 'its key usages do not allow it to be a server',
  SELF_SIGNED_CERT_IN_CHAIN: notOfThatCa,
  UNABLE_TO_GET_CRL:
    'the revocation list does not cover it: where there is one, every CA of the chain needs one, all in that file',
  UNABLE_TO_GET_ISSUER_CERT: notOfThatCa,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: notOfThatCa,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: notOfThatCa,
}

/** The daemon's certificate cannot be trusted. `trusted` names the files it was held against. */
export function untrustedError(address: string, error: unknown, trusted: string): ConnectionError {
  const why = distrust[codeOf(error) ?? ''] ?? wordsFor(error)
  const text = `Failed to verify peer's certificate, of ${address}, with ${trusted}: ${why}`
  return new ConnectionError('authFailed', text, { address, outcome: 'not sent', cause: error })
}

// What the other side says in an alert when it is our certificate that it does not like.
const certificateAlert =
  /_ALERT_(?:NO_CERTIFICATE|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_\w+|UNKNOWN_CA|ACCESS_DENIED)$/

const otherLanguage = ' (does that port speak TLS? plain TCP is 16509 and qemu+tcp://)'
const handshakeRemedies: Readonly<Record<string, string>> = {
  ERR_SSL_PACKET_LENGTH_TOO_LONG: otherLanguage,
  ERR_SSL_WRONG_VERSION_NUMBER: otherLanguage,
}

/** No TLS session came about. `sent` says which certificate was ours. */
export function handshakeError(address: string, error: unknown, sent: string): ConnectionError {
  const code = codeOf(error) ?? ''
  if (certificateAlert.test(code)) return refusedError(address, wordsFor(error), sent, error)
  const broken = code === 'ECONNRESET' || code === 'EPIPE' || error === undefined
  const why = broken ? 'the other side ended the connection' : wordsFor(error)
  // Before TLS 1.3 whoever misses our certificate may just go, or give no better reason than that it failed.
  const hint = broken
    ? ` (does that port speak TLS, and does it take our certificate? ${sent})`
    : code.endsWith('_ALERT_HANDSHAKE_FAILURE')
      ? ` (it may want a certificate of ours: ${sent})`
      : (handshakeRemedies[code] ?? '')
  const text = `TLS handshake with ${address} failed: ${why}${hint}`
  return new ConnectionError('connectFailed', text, { address, outcome: 'not sent', cause: error })
}

/** The daemon verified us and did not say yes. */
export function refusedError(
  address: string,
  why: string,
  sent: string,
  cause?: unknown,
): ConnectionError {
  const text = `server verification (of our certificate or IP address) failed: ${address}: ${why} (${sent}; the daemon's log has its reason)`
  return new ConnectionError('certificateRefused', text, { address, outcome: 'not sent', cause })
}

/** An open socket broke. */
export function lostError(address: string, error: unknown): ConnectionError {
  const code = codeOf(error)
  const verb = code === 'EPIPE' ? 'write data to' : 'read data from'
  return new ConnectionError('connectionLost', `Cannot ${verb} ${address}: ${wordsFor(error)}`, {
    address,
    cause: error,
  })
}

/** The stream ended while it was needed; `said` is what whoever carried it had to say. */
export function endedError(address: string, said: string): ConnectionError {
  const text = `End of file while reading data: ${said}: Input/output error`
  return new ConnectionError('connectionLost', text, { address })
}
