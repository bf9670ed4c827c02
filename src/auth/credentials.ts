// Who logs in and with what: from auth.conf first, then from the caller for whatever is not there. Values go to the mechanism
// that asked and nowhere else; no message here ever holds one.

import { CancelledError, ConnectionError } from '../errors.ts'
import { type CallOptions, cancellable } from '../rpc/cancel.ts'
import { systemClock } from '../rpc/clock.ts'
import { traceDecision } from '../trace.ts'
import { readAuthConf } from './auth-conf.ts'
import type { PolkitAgent } from './polkit.ts'

/** What can be asked of the caller: the name to log in as, and its password. */
export type CredentialName = 'authname' | 'password'

/** What a login needs that no auth.conf gave. */
export interface CredentialsWanted {
  readonly names: readonly CredentialName[]
  /** Host of the URI, `localhost` where it has none. */
  readonly host: string
  /** Socket path or `host:port`. */
  readonly address: string
  /** SASL mechanism they are for: `SCRAM-SHA-256`. */
  readonly mechanism: string
  /** The name to log in as, where auth.conf had it and the password alone is wanted. */
  readonly authname: string | undefined
  /** Fires when nobody waits for the answer any more. */
  readonly signal: AbortSignal
}

/** Gives what is wanted; undefined, or one that is missing, ends the login with `authFailed`. */
export type CredentialsCallback = (
  wanted: CredentialsWanted,
) => Promise<{ readonly [N in CredentialName]?: string } | undefined>

/** What auth.conf can hold. `username` is whom to act as, where that is not who logs in (authorization id). */
export interface Credentials {
  readonly username?: string
  readonly authname?: string
  readonly password?: string
  readonly realm?: string
}

/** What a step of the login may take, when it begins. */
export type Limits = () => CallOptions

/** How a connection is to log in. */
export interface Login {
  /** `auth=` of the URI. */
  readonly auth: string | null
  /** `authfile=` of the URI. */
  readonly authfile: string | null
  /** Host of the URI, `localhost` where it has none. */
  readonly host: string
  /** Whether the daemon has this very process at the other end: a unix socket of this machine. */
  readonly local: boolean
  readonly credentials: CredentialsCallback | undefined
  readonly polkitAgent: PolkitAgent | undefined
  readonly onWarning: ((text: string) => void) | undefined
}

/**
 * Finds what a mechanism needs.
 * @throws UsageError `confSyntax`, `invalidArg` over auth.conf
 * @throws ConnectionError `authFailed` when something is missing and nobody can be asked, CancelledError `aborted`, `timeout`
 */
export async function findCredentials(
  login: Login,
  wanted: Pick<CredentialsWanted, 'address' | 'mechanism' | 'names'>,
  limits: Limits,
): Promise<Credentials> {
  const conf = await readAuthConf(login.authfile, login.onWarning)
  const known = conf?.lookup('libvirt', login.host) ?? {}
  const names = wanted.names.filter((name) => known[name] === undefined)
  const { address, mechanism } = wanted
  const there = wanted.names.filter((name) => !names.includes(name))
  if (conf !== null && there.length > 0) {
    traceDecision('auth', () => `${there.join(' and ')} from ${conf.path}`, address)
  }
  if (names.length === 0) return known
  const failed = (text: string, cause?: unknown) =>
    new ConnectionError('authFailed', text, { address, outcome: 'not sent', cause })
  if (login.credentials === undefined) {
    const where = conf === null ? 'there is no auth.conf' : `${conf.path} does not have it`
    const what = names.map((name) => words[name]).join(' and ')
    throw failed(
      `No authentication callback available: ${mechanism} needs the ${what} and ${where}`,
    )
  }
  traceDecision('auth', () => `the caller is asked for ${names.join(' and ')}`, address)
  const { host } = login
  const over = new AbortController()
  const { signal } = over
  const question = { names, host, address, mechanism, authname: known.authname, signal }
  let given: Awaited<ReturnType<CredentialsCallback>>
  try {
    const answer = login.credentials(question)
    // A person may think for long; the caller need not wait for them, nor hear of a refusal later.
    answer.catch(() => {})
    given = await cancellable(answer, limits(), systemClock, { address, outcome: 'not sent' })
  } catch (error) {
    over.abort()
    if (error instanceof CancelledError) throw error
    // Its message is not ours to repeat: it may quote what was typed.
    throw failed('the credentials that were asked for were not given', error)
  }
  const found: Credentials = { ...known }
  for (const name of names) {
    const value = given?.[name]
    if (typeof value !== 'string') throw failed(`no ${words[name]} was given`)
    Object.assign(found, { [name]: value })
  }
  return found
}

const words = { authname: 'user name', password: 'password' } as const
