// A polkit login: the daemon asks polkit about the process at the other end of the unix socket, and polkit may want to ask a
// person. For that it needs an agent; where there is none, or the person mistyped, it is asked again through the caller's hook.

import { ConnectionError, LibvirtError, RemoteError } from '../errors.ts'
import { authPolkit } from '../generated/remote.ts'
import { cancellable } from '../rpc/cancel.ts'
import { systemClock } from '../rpc/clock.ts'
import type { RpcConnection } from '../rpc/connection.ts'
import { traceDecision } from '../trace.ts'
import type { Limits, Login } from './credentials.ts'

/**
 * Runs `attempt`, once, while a polkit agent is registered for this process, and waits for it; without an agent it is not
 * run, and the daemon's refusal stands. An agent asks one thing at a time, so attempts of several connections are to be
 * run one after the other. `signal` fires when nobody waits for it any more.
 */
export type PolkitAgent = (attempt: () => Promise<void>, signal: AbortSignal) => Promise<void>

/** How often polkit may say no before it is believed: whoever types a password may mistype it. */
const DENIALS = 5

/**
 * Logs in. There is no deadline but the caller's: the answer may have to wait for a person.
 * @throws RemoteError `authUnavailable` nobody could be asked, `authCancelled` the question was dismissed, `authFailed` denied
 * @throws ConnectionError `authFailed` when the caller's agent failed; CancelledError
 */
export async function authenticatePolkit(
  rpc: RpcConnection,
  { polkitAgent, local }: Login,
  limits: Limits,
): Promise<void> {
  const { peer: address } = rpc
  const trace = (text: string) => traceDecision('auth', () => text, address)
  let refusal: RemoteError
  let denied = 0
  /** Whether asking again could help; what else goes wrong is thrown. */
  const ask = async (): Promise<boolean> => {
    try {
      await rpc.call(authPolkit, undefined, limits())
      trace('polkit lets this process in')
      return true
    } catch (error) {
      if (!isPolkits(error)) throw error
      trace(`polkit says no: ${error.code}`)
      refusal = error
      if (error.code === 'authFailed') denied++
      return false
    }
  }
  const hopeless = () =>
    denied >= DENIALS || !['authUnavailable', 'authFailed'].includes(refusal.code)

  if (await ask()) return
  if (polkitAgent === undefined || hopeless()) throw refusal!
  if (!local) {
    trace('an agent here is of no use: polkit there asks about another process')
    throw refusal!
  }
  trace('asking again with an agent of this process')
  let done = false
  const attempt = async () => {
    do {
      done = await ask()
      if (done) return
      // That there still is no agent will not change by asking.
    } while (refusal.code === 'authFailed' && !hopeless())
    throw refusal
  }
  const over = new AbortController()
  try {
    const asked = polkitAgent(attempt, over.signal)
    // A person may think for long; the caller need not wait for them, nor hear of a refusal later.
    asked.catch(() => {})
    await cancellable(asked, limits(), systemClock, { address, outcome: 'not sent' })
  } catch (error) {
    over.abort()
    if (error instanceof LibvirtError) throw error
    const text = `the polkit agent could not be used, and without one: ${refusal!.message}`
    throw new ConnectionError('authFailed', text, { address, outcome: 'not sent', cause: error })
  }
  if (!done) throw refusal!
}

function isPolkits(error: unknown): error is RemoteError {
  return error instanceof RemoteError && error.domain === POLKIT
}

// virErrorDomain
const POLKIT = 60
