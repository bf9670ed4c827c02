// What the tests of coming back share: how to, and when it has happened.

import type { Connection, ConnectionState } from '../../src/index.ts'

/** Comes back quickly, and lets nothing that fails for good go unseen. */
export const reconnect = {
  firstDelayMs: 50,
  maxDelayMs: 500,
  attemptTimeoutMs: 2000,
  giveUpAfterMs: 120_000,
}

/** Resolves when the connection is in a state, again or for the first time from now on. */
export function next<S extends ConnectionState['is']>(
  connection: Connection,
  is: S,
): Promise<ConnectionState & { is: S }> {
  return new Promise((resolve) => {
    const listen = (state: ConnectionState) => {
      if (state.is !== is) return
      connection.off('state', listen)
      resolve(state as ConnectionState & { is: S })
    }
    connection.on('state', listen)
  })
}
