// Authentication of a fresh connection: asks the daemon what it wants (AUTH_LIST is never optional, it is also the call
// that lets root in on a polkit socket) and runs it. A SASL login is sasl.ts, one by polkit
// polkit.ts.

import { ConnectionError, RemoteError } from '../errors.ts'
import { authList } from '../generated/remote.ts'
import type { RpcConnection } from '../rpc/connection.ts'
import { traceDecision } from '../trace.ts'
import type { Limits, Login } from './credentials.ts'

export type {
  CredentialName,
  CredentialsCallback,
  CredentialsWanted,
  Login,
} from './credentials.ts'
export type { PolkitAgent } from './polkit.ts'

// remote_auth_type
const NONE = 0
const SASL = 1
const POLKIT = 2
const typeNames: readonly (string | undefined)[] = ['none', 'sasl', 'polkit']

/**
 * Authenticates the connection as the daemon asks, or as the URI insists.
 * @param options what each step may take, asked anew for each
 * @throws ConnectionError `authFailed` when what is wanted is not offered, or the login cannot be made
 * @throws RemoteError `authFailed`, `authCancelled` or `authUnavailable` when the daemon says no
 * @throws UsageError over auth.conf, or when the daemon offers only SASL mechanisms lvrpc does not speak
 */
export async function authenticate(
  rpc: RpcConnection,
  login: Login,
  options: Limits = () => ({}),
): Promise<void> {
  const insisted = insistence(login.auth, rpc.peer)
  const types = await methods(rpc, options)
  const failed = (text: string) =>
    new ConnectionError('authFailed', text, { address: rpc.peer, outcome: 'not sent' })
  if (insisted !== null && !types.includes(insisted.type)) {
    const offered = types.map(nameOfType).join(', ') || 'none'
    const text = `requested authentication type ${login.auth} rejected`
    throw failed(`${text}: the daemon at ${rpc.peer} asks for ${offered}`)
  }
  const type = insisted?.type ?? types[0] ?? NONE
  traceDecision(
    'auth',
    () => {
      const offered = types.map(nameOfType).join(', ') || 'nothing'
      const why = insisted === null ? '' : `, as auth=${login.auth} insists`
      return `the daemon asks for ${offered}: ${nameOfType(type)} is taken${why}`
    },
    rpc.peer,
  )
  // Loaded when asked for: most connections never are, and a short-lived program feels it.
  switch (type) {
    case NONE:
      return
    case POLKIT: {
      const { authenticatePolkit } = await import('./polkit.ts')
      return authenticatePolkit(rpc, login, options)
    }
    case SASL: {
      const { authenticateSasl } = await import('./sasl.ts')
      return authenticateSasl(rpc, login, insisted?.mechanism ?? null, options)
    }
    default:
      throw failed(
        `the daemon at ${rpc.peer} wants ${nameOfType(type)}, which lvrpc does not speak; ` +
          'use a socket or port whose authentication is none, polkit or SASL',
      )
  }
}

function nameOfType(type: number): string {
  return typeNames[type] ?? `method ${type}`
}

/** A daemon too old for the question wants nothing. */
async function methods(rpc: RpcConnection, options: Limits): Promise<readonly number[]> {
  try {
    return (await rpc.call(authList, undefined, options())).types
  } catch (error) {
    if (error instanceof RemoteError && error.code === 'noSupport') return []
    throw error
  }
}

/** What `auth=` of a URI insists on, null where it says nothing. */
function insistence(
  auth: string | null,
  address: string,
): { readonly type: number; readonly mechanism: string | null } | null {
  if (auth === null) return null
  const [, word = '', mechanism = null] =
    /^(sasl|polkit)(?:\.([A-Za-z0-9_-]{1,20}))?$/i.exec(auth) ?? []
  if (word.toLowerCase() === 'sasl') return { type: SASL, mechanism }
  if (word.toLowerCase() === 'polkit' && mechanism === null) return { type: POLKIT, mechanism }
  throw new ConnectionError(
    'authFailed',
    `unknown authentication type ${auth}; auth= may be sasl, sasl.MECHANISM or polkit`,
    { address, outcome: 'not sent' },
  )
}
