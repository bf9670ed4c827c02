// Connections over TCP: resolves the name and tries every address in the order the resolver gave them.

import { type LookupAddress, lookup } from 'node:dns'
import { isIPv6, type Socket } from 'node:net'
import { traceDecision } from '../trace.ts'
import { connectError, type FailedAttempt, wordsFor } from './node-error.ts'
import { type DialOptions, openSocket, SocketTransport, underDeadline } from './socket.ts'
import type { Transport } from './transport.ts'

/** Resolves a name to its addresses; handed in by tests. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>

/**
 * Connects to the host. Not secure: whoever sits in between can read and change everything.
 * @param host name or address, IPv6 without brackets
 * @throws ConnectionError `connectFailed` with the reason for each address, CancelledError
 */
export function connectTcp(
  host: string,
  port: number,
  options: DialOptions = {},
  resolve: Resolve = resolveAll,
): Promise<Transport> {
  const address = hostPort(host, port)
  return underDeadline(address, options, async (signal) => {
    const socket = await openTcp('tcp', host, port, signal, resolve)
    return new SocketTransport('tcp', false, address, socket)
  })
}

/** A socket to the first address of the host that answers, for what is then spoken on it. */
export async function openTcp(
  kind: 'tcp' | 'tls' | 'ssh',
  host: string,
  port: number,
  signal: AbortSignal,
  resolve: Resolve = resolveAll,
): Promise<Socket> {
  const failed: FailedAttempt[] = []
  const address = hostPort(host, port)
  try {
    const addresses = await orAborted(resolve(host), signal)
    const listed = () => addresses.map(({ address: ip }) => ip).join(', ') || 'nothing'
    traceDecision('dial', () => `resolved to ${listed()}`, address)
    for (const { address: ip } of addresses) {
      try {
        const socket = await openSocket({ host: ip, port, noDelay: true }, signal)
        traceDecision('dial', () => `connected to ${hostPort(ip, port)}`, address)
        return socket
      } catch (error) {
        if (signal.aborted) throw error
        traceDecision('dial', () => `not ${hostPort(ip, port)}: ${wordsFor(error)}`, address)
        failed.push({ where: hostPort(ip, port), error })
      }
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason
    failed.push({ where: host, error })
  }
  if (failed.length === 0) failed.push({ where: host, error: { code: 'ENOTFOUND' } })
  throw connectError(kind, address, failed)
}

/** `host:port`, with brackets round an IPv6 address. */
export function hostPort(host: string, port: number): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`
}

function resolveAll(host: string): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    lookup(host, { all: true, verbatim: true }, (error, addresses) => {
      if (error === null) resolve(addresses)
      else reject(error)
    })
  })
}

/** A name server may take its time; the caller need not wait for it. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
