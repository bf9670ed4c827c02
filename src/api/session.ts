// A session with a daemon from its opening to the goodbye: dial, RPC, authentication, signs of life, CONNECT_OPEN. A
// Connection goes through here once, reconnect.ts as often as it has to; what is asked in between is theirs.

import { authenticate, type Login } from '../auth/negotiate.ts'
import { drvFeature } from '../generated/constants.ts'
import * as remote from '../generated/remote.ts'
import { type Clock, systemClock } from '../rpc/clock.ts'
import { type CallOptions, RpcConnection, type RpcOptions } from '../rpc/connection.ts'
import type { SubscribeOptions, Subscription } from '../rpc/events.ts'
import { traceDecision } from '../trace.ts'
import type { PromptCallback } from '../transport/dial.ts'
import type { Transport } from '../transport/transport.ts'
import type { Event } from '../xdr/procedure.ts'
import type { ReconnectedGap } from './async-queue.ts'

/** How a byte stream is to be made: what a duplicate may have otherwise than its original. */
export interface Dialling extends CallOptions {
  readonly readonly: boolean
  readonly prompt?: PromptCallback
  readonly onWarning?: (text: string) => void
}

/** Makes a fresh byte stream to the daemon, for a connection and for its duplicates. */
export type Dialer = (how: Dialling) => Promise<Transport>

/** How to subscribe on a connection that may be reopened. */
export interface CallerSubscribeOptions extends SubscribeOptions {
  /** The registration was lost with its connection and made again: what happened in between is not known. */
  readonly onGap?: (gap: ReconnectedGap) => void
}

/** What objects of the API need of a connection; whether it is one RPC connection or many in turn is not theirs to know. */
export interface Caller
  extends Pick<
    RpcConnection,
    'peer' | 'secure' | 'isOpen' | 'closed' | 'call' | 'openStream' | 'close' | 'destroy'
  > {
  subscribe<Body>(
    event: Event<Body>,
    registerArgs: object,
    listener: (body: Body) => void,
    options?: CallerSubscribeOptions,
  ): Promise<Subscription>
}

/** Everything it takes to open a session, and to open it again. */
export interface Opening {
  readonly dialer: Dialer
  readonly prompt: PromptCallback | undefined
  /** What the daemon is told to open. */
  readonly name: string
  readonly readonly: boolean
  readonly login: Login
  readonly rpc: RpcOptions
}

const READONLY = 1
/** How long a goodbye may wait for its answer. */
const FAREWELL_MS = 2000
/** How old a connection is when the daemon is asked to watch it. */
const ASK_AFTER_MS = 1000

/** One deadline for many steps: each is given what the ones before have left. */
export function limitsOf(
  { signal, timeoutMs }: CallOptions,
  now: () => number = () => performance.now(),
): () => CallOptions {
  const deadline = timeoutMs === undefined ? undefined : now() + timeoutMs
  return () => ({
    ...(signal !== undefined && { signal }),
    ...(deadline !== undefined && { timeoutMs: Math.max(1, deadline - now()) }),
  })
}

/** Opens a session; a line on which it fails is closed. */
export async function openSession(
  { dialer, prompt, name, readonly, login, rpc: options }: Opening,
  limits: () => CallOptions,
): Promise<RpcConnection> {
  const { onWarning } = login
  const transport = await dialer({
    ...limits(),
    readonly,
    ...(prompt !== undefined && { prompt }),
    ...(onWarning !== undefined && { onWarning }),
  })
  const rpc = new RpcConnection(transport, options)
  try {
    await authenticate(rpc, login, limits)
    const watched = options.keepalive?.intervalS !== 0
    if (watched) rpc.startKeepalive()
    else traceDecision('keepalive', () => 'off, as asked for', rpc.peer)
    await rpc.call(remote.connectOpen, { name, flags: readonly ? READONLY : 0 }, limits())
    if (watched) askForPings(rpc, options.clock)
  } catch (error) {
    await rpc.close()
    throw error
  }
  return rpc
}

/**
 * Has the daemon watch us, too: the question whether it answers pings is what starts its own. Nobody waits for the answer, and
 * a connection that is over soon never asks: every opening would pay for it. Daemons of the releases we speak to answer our
 * pings, asked or not.
 */
function askForPings(rpc: RpcConnection, clock: Clock = systemClock): void {
  const feature = drvFeature.values.programKeepalive
  const ask = async () => {
    try {
      const { supported } = await rpc.call(remote.connectSupportsFeature, { feature })
      if (supported === 1) return
      rpc.stopKeepalive()
      traceDecision('keepalive', () => 'off: the daemon does not answer pings', rpc.peer)
    } catch {
      // A connection that was lost or closed has said so to those who use it.
    }
  }
  const timer = clock.setTimeout(() => void ask(), ASK_AFTER_MS)
  void rpc.closed.then(() => clock.clearTimeout(timer))
}

/** Says goodbye and closes; safe on a connection that has ended. */
export async function closeSession(rpc: RpcConnection): Promise<void> {
  if (rpc.isOpen) {
    // The daemon may close before it answers; that is success.
    await rpc.call(remote.connectClose, undefined, { timeoutMs: FAREWELL_MS }).catch(() => {})
  }
  await rpc.close()
}
