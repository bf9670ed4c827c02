// Authentication of a fresh connection: asks the daemon what it wants (AUTH_LIST is never optional, it is also the call
// that lets root in on a polkit socket) and runs it. SASL is not offered yet; asking for it gives a clear error.

import { ConnectionError } from '../errors.ts'
import { authList, authPolkit } from '../generated/remote.ts'
import type { CallOptions, RpcConnection } from '../rpc/connection.ts'

// remote_auth_type
const NONE = 0
const SASL = 1
const POLKIT = 2

/**
 * Authenticates the connection as the daemon asks.
 * @throws ConnectionError `authFailed` when only a method is offered that lvrpc does not speak
 * @throws RemoteError `authFailed`, `authCancelled` or `authUnavailable` when polkit says no
 */
export async function authenticate(rpc: RpcConnection, options?: CallOptions): Promise<void> {
  const { types } = await rpc.call(authList, undefined, options)
  const wanted = types[0] ?? NONE
  if (wanted === NONE) return
  if (wanted === POLKIT) {
    await rpc.call(authPolkit, undefined, options)
    return
  }
  const method = wanted === SASL ? 'SASL' : `method ${wanted}`
  throw new ConnectionError(
    'authFailed',
    `the daemon at ${rpc.peer} wants ${method}, which this release of lvrpc does not speak; ` +
      'use a socket or port whose authentication is none or polkit',
    { address: rpc.peer, outcome: 'not sent' },
  )
}
