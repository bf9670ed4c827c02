// Connections over TLS: certificates both ways, the daemon's name verified as it was typed, and the one byte with which
// a daemon says that it takes ours. The files are tls-files.ts's, the words for failures node-error.ts's.

import { isIP } from 'node:net'
import {
  checkServerIdentity,
  connect,
  createSecureContext,
  type PeerCertificate,
  type SecureContext,
  type SecureContextOptions,
  type SecureVersion,
  type TLSSocket,
} from 'node:tls'
import { ConnectionError, UsageError } from '../errors.ts'
import { traceDecision } from '../trace.ts'
import { handshakeError, refusedError, untrustedError, wordsFor } from './node-error.ts'
import { type DialOptions, SocketTransport, underDeadline } from './socket.ts'
import { hostPort, openTcp, type Resolve } from './tcp.ts'
import { type Credentials, readCredentials } from './tls-files.ts'
import type { Transport } from './transport.ts'
import type { Surroundings, TlsTarget } from './uri.ts'

/**
 * Connects, verifies the daemon and waits until the daemon has verified us; nothing is sent before.
 * @throws ConnectionError `connectFailed` for our own files, the network and the handshake, `authFailed` for a daemon not
 * to be trusted, `certificateRefused` when the daemon does not take us; CancelledError
 * @throws UsageError `configUnsupported` for a tls_priority that cannot be carried out
 */
export function connectTls(
  target: TlsTarget,
  options: DialOptions,
  surroundings: Surroundings,
  resolve?: Resolve,
): Promise<Transport> {
  const { host, port, noVerify } = target
  const address = hostPort(host, port)
  return underDeadline(address, options, async (signal) => {
    const versions = tlsVersions(target.tlsPriority, target.tlsPriorityFrom ?? undefined)
    const credentials = await readCredentials(target, surroundings)
    const secureContext = contextOf(credentials, versions)
    traceDecision('tls', () => planText(credentials, versions, noVerify), address)
    const socket = connect({
      socket: await openTcp('tls', host, port, signal, resolve),
      secureContext,
      // Said in every case: the environment shall not decide it.
      rejectUnauthorized: !noVerify,
      checkServerIdentity: (_, certificate) => checkName(host, certificate),
      // Addresses may not stand there (RFC 6066), nor the dot of a rooted name.
      ...(isIP(withoutZone(host)) === 0 && { servername: host.replace(/\.$/, '') }),
    })
    const verdict = await verdictOf(socket, signal)
    const version = socket.getProtocol() ?? 'no TLS'
    traceDecision('tls', () => `${version}: ${verdictText(verdict)}`, address)
    if (verdict.is === 'confirmed') {
      oneRecordAWrite(socket)
      return new SocketTransport('tls', true, address, socket)
    }
    socket.destroy()
    if (verdict.is === 'cancelled') throw signal.reason
    throw failure(address, verdict, credentials)
  })
}

/**
 * The versions a GnuTLS priority string leaves: `NORMAL` or a name of the system's settings (`@SYSTEM`), then removals
 * such as `-VERS-TLS1.3`. What else such strings can say has no counterpart here.
 * @throws UsageError `configUnsupported`
 */
export function tlsVersions(
  priority: string | null,
  where = 'tls_priority',
): {
  readonly minVersion: SecureVersion
  readonly maxVersion: SecureVersion
} {
  const [base = '', ...removals] = (priority ?? 'NORMAL').split(':')
  const odd = [
    ...(/^(NORMAL|@[\w,-]+)$/.test(base) ? [] : [base]),
    ...removals.filter((word) => !/^-VERS-TLS1\.[0-3]$/.test(word)),
  ]
  if (odd.length > 0) {
    const known = 'NORMAL or @NAME, then any of -VERS-TLS1.0 to -VERS-TLS1.3'
    throw unsupported(`${where}: '${odd[0]}' is not known here; there are ${known}`)
  }
  const minVersion = removals.includes('-VERS-TLS1.2') ? 'TLSv1.3' : 'TLSv1.2'
  const maxVersion = removals.includes('-VERS-TLS1.3') ? 'TLSv1.2' : 'TLSv1.3'
  if (minVersion > maxVersion) {
    throw unsupported(`${where}: '${priority}' leaves neither TLS 1.2 nor TLS 1.3`)
  }
  return { minVersion, maxVersion }
}

function contextOf(
  { ca, crl, client, paths }: Credentials,
  versions: ReturnType<typeof tlsVersions>,
): SecureContext {
  const trust: SecureContextOptions = {
    ca,
    // As in GnuTLS any CA of the file is trusted, one in the middle of a chain too. Early releases of Node 20 do not know it.
    allowPartialTrustChain: true,
    ...versions,
  }
  if (crl !== null) trust.crl = [...crl]
  try {
    return createSecureContext({ ...trust, ...client })
  } catch (error) {
    const files = client === null ? `'${paths.ca}'` : `'${paths.ca}', '${paths.cert}'`
    const text = `The certificates of ${files} cannot be used: ${wordsFor(error)}`
    throw new ConnectionError('connectFailed', text, { outcome: 'not sent', cause: error })
  }
}

/**
 * Keeps Node from joining writes that wait into one record: of two messages in a record libvirtd reads the first and then
 * waits for its socket (seen on 9.0.0 and 11.3.0), while the second lies decrypted in its TLS library.
 */
function oneRecordAWrite(socket: TLSSocket): void {
  // A stream without it is handed its chunks one by one.
  Object.assign(socket, { _writev: undefined })
}

/** For an address the addresses of the certificate count, for a name its names, its CN only if it has none. */
function checkName(host: string, certificate: PeerCertificate): Error | undefined {
  if (checkServerIdentity(withoutZone(host), certificate) === undefined) return undefined
  const { subject, subjectaltname } = certificate
  const names = subjectaltname ?? `CN=${[subject?.CN ?? ''].flat().join(', CN=')}`
  // Written by the other side, so it is not shown unseen.
  const shown = names.replaceAll(/\p{Cc}/gu, '?').slice(0, 300)
  return new Error(`it is not for '${host}' but for ${shown}`)
}

function withoutZone(host: string): string {
  return host.replace(/%.*$/, '')
}

/** How it went: `untrusted` and `unspoken` before the end of the handshake, `refused` after it. */
type Verdict =
  | { readonly is: 'confirmed' }
  | { readonly is: 'refused'; readonly why: string; readonly error?: Error }
  | { readonly is: 'untrusted' | 'unspoken'; readonly error: Error | undefined }
  | { readonly is: 'cancelled' }

/** Waits for handshake and byte; takes that byte off the stream and leaves what is behind it. */
function verdictOf(socket: TLSSocket, signal: AbortSignal): Promise<Verdict> {
  return new Promise((resolve) => {
    let secured = false
    const settle = (verdict: Verdict) => {
      socket.removeListener('secureConnect', onSecure)
      socket.removeListener('readable', onReadable)
      socket.removeListener('end', onEnd)
      socket.removeListener('close', onEnd)
      signal.removeEventListener('abort', onAbort)
      resolve(verdict)
    }
    const onSecure = () => {
      secured = true
      socket.on('readable', onReadable)
    }
    const onReadable = () => {
      const byte: Buffer | null = socket.read(1)
      if (byte === null) return
      const why = `it answered with ${byte[0]} where 1 means yes`
      settle(byte[0] === 1 ? { is: 'confirmed' } : { is: 'refused', why })
    }
    const onEnd = () => {
      if (secured) settle({ is: 'refused', why: 'it ended the connection' })
      else settle({ is: 'unspoken', error: undefined })
    }
    const onError = (error: Error) => {
      if (secured) settle({ is: 'refused', why: wordsFor(error), error })
      else settle({ is: socket.authorizationError ? 'untrusted' : 'unspoken', error })
    }
    const onAbort = () => settle({ is: 'cancelled' })
    socket.once('secureConnect', onSecure)
    socket.once('end', onEnd)
    socket.once('close', onEnd)
    // Stays: an error that comes later is the transport's, or nobody's any more.
    socket.on('error', onError)
    signal.addEventListener('abort', onAbort, { once: true })
    // It may have fired since the last look, and then never fires again.
    if (signal.aborted) onAbort()
  })
}

/** What is about to be tried, with files and no contents. */
function planText(
  { paths, crl, client }: Credentials,
  { minVersion, maxVersion }: ReturnType<typeof tlsVersions>,
  noVerify: boolean,
): string {
  const trusted = noVerify ? 'nothing is verified (no_verify)' : `trusts '${paths.ca}'`
  const revoked = crl === null ? 'no list of revoked ones' : `revoked are those of '${paths.crl}'`
  const shown = client === null ? 'no certificate of ours' : `shows '${paths.cert}'`
  return `${minVersion} to ${maxVersion}; ${trusted}; ${revoked}; ${shown}`
}

function verdictText(verdict: Verdict): string {
  switch (verdict.is) {
    case 'confirmed':
      return 'the daemon is trusted and takes us'
    case 'refused':
      return `the daemon does not take us: ${verdict.why}`
    case 'cancelled':
      return 'cancelled'
    default:
      return `${verdict.is}: ${verdict.error === undefined ? 'the end of the connection' : wordsFor(verdict.error)}`
  }
}

function failure(
  address: string,
  verdict: Exclude<Verdict, { is: 'confirmed' | 'cancelled' }>,
  { paths, crl, client }: Credentials,
): ConnectionError {
  const sent =
    client === null
      ? `no certificate was sent, for '${paths.cert}' and '${paths.key}' are not both there`
      : `'${paths.cert}' was sent`
  switch (verdict.is) {
    case 'refused':
      return refusedError(address, verdict.why, sent, verdict.error)
    case 'untrusted': {
      const trusted = crl === null ? `'${paths.ca}'` : `'${paths.ca}' and '${paths.crl}'`
      return untrustedError(address, verdict.error, trusted)
    }
    case 'unspoken':
      return handshakeError(address, verdict.error, sent)
  }
}

function unsupported(text: string): UsageError {
  return new UsageError('configUnsupported', text)
}
