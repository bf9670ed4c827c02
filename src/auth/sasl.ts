// A SASL login over AUTH_SASL_INIT, _START and _STEP: which mechanism is taken, and its messages to and fro until both sides
// are done. What the messages say is the mechanism's. With these mechanisms the connection stays as it is afterwards: none adds a
// layer, so on a way that others can read none of them may be used at all.

import { ConnectionError, RemoteError, UsageError } from '../errors.ts'
import { authSaslInit, authSaslStart, authSaslStep } from '../generated/remote.ts'
import type { RpcConnection } from '../rpc/connection.ts'
import { traceDecision } from '../trace.ts'
import { findCredentials, type Limits, type Login } from './credentials.ts'
import { SaslError } from './mechanism.ts'
import { type MechanismRow, mechanisms } from './mechanisms.ts'

/**
 * Logs in.
 * @param wanted the mechanism that the URI insists on
 * @throws RemoteError `authFailed` when the daemon refuses; it does not say whether name or password was wrong
 * @throws ConnectionError `authFailed` when nothing fits, something is missing, or the daemon is not what it should be
 * @throws UsageError `configUnsupported` when the daemon offers nothing that lvrpc speaks
 */
export async function authenticateSasl(
  rpc: RpcConnection,
  login: Login,
  wanted: string | null,
  options: Limits,
): Promise<void> {
  const list = await offered(rpc, options)
  const row = choose(rpc, list, wanted)
  const { name: mech, needs: names } = row
  const trace = (text: string) => traceDecision('auth', () => text, rpc.peer)
  const taken = wanted === null ? 'is taken' : 'is taken, as the URI insists'
  trace(`${mech} ${taken}, the daemon offers ${list.join(', ')}`)
  const question = { names, mechanism: mech, address: rpc.peer }
  const client = row.begin(await findCredentials(login, question, options))
  try {
    // Each message waits for the answer to the one before, and nothing else may be sent meanwhile.
    const first = packed(await client.respond(null))
    let answer = await rpc.call(authSaslStart, { mech, ...first }, options())
    for (;;) {
      const done = answer.complete !== 0
      if (client.complete) {
        if (done) return trace(`${mech} is complete`)
        throw new SaslError(`the daemon asks for more than ${mech} has to say`)
      }
      // Even when the daemon is done: the proof that it is the right one may have come with it.
      const response = await client.respond(answer.nil === 0 ? answer.data : null)
      if (done) {
        if (client.complete) return trace(`${mech} is complete`)
        throw new SaslError(`the daemon ended ${mech} before it proved that it knows the password`)
      }
      answer = await rpc.call(authSaslStep, packed(response), options())
    }
  } catch (error) {
    if (!(error instanceof SaslError)) throw error
    throw new ConnectionError('authFailed', `${error.message} (${mech}, ${rpc.peer})`, {
      address: rpc.peer,
      outcome: 'not sent',
      cause: error,
    })
  }
}

function packed(data: Uint8Array | null): { nil: number; data: Uint8Array } {
  return data === null ? { nil: 1, data: new Uint8Array() } : { nil: 0, data }
}

/** Names of the mechanisms a daemon offers; what could not be one is left out. */
async function offered(rpc: RpcConnection, options: Limits): Promise<string[]> {
  try {
    const { mechlist } = await rpc.call(authSaslInit, undefined, options())
    return mechlist.split(',').filter((name) => /^[A-Za-z0-9_-]{1,20}$/.test(name))
  } catch (error) {
    // A daemon refuses even this where no mechanism of its own is good enough for a way that others can read.
    if (!rpc.secure && error instanceof RemoteError && error.code === 'authFailed') return []
    throw error
  }
}

const same = (a: string, b: string) => a.toUpperCase() === b.toUpperCase()

function choose(rpc: RpcConnection, names: readonly string[], wanted: string | null): MechanismRow {
  const { peer: address } = rpc
  const spoken = mechanisms.map(({ name }) => name).join(', ')
  const list = names.join(', ') || 'nothing'
  const refused = (text: string) =>
    new ConnectionError('authFailed', text, { address, outcome: 'not sent' })
  const unsupported = (which: string) => {
    const why = names.some((name) => same(name, 'GSSAPI'))
      ? ' (GSSAPI, which is Kerberos, needs a native library)'
      : ''
    const way = `let mech_list in its sasl2/libvirt.conf name one of those`
    return new UsageError(
      'configUnsupported',
      `${which}, and lvrpc speaks ${spoken}${why}; ${way}`,
      { address },
    )
  }
  if (!rpc.secure) {
    throw refused(
      `negotiation SSF 0 was not strong enough: the way to ${address} is not encrypted, and no SASL mechanism ` +
        `lvrpc speaks (${spoken}) encrypts it; the daemon offers ${list} there. ` +
        'Use TLS, ssh or a UNIX socket',
    )
  }
  if (wanted !== null) {
    if (!names.some((name) => same(name, wanted))) {
      throw refused(`SASL mechanism ${wanted} is not offered by the daemon at ${address}: ${list}`)
    }
    const row = mechanisms.find(({ name }) => same(name, wanted))
    if (row === undefined) throw unsupported(`the URI asks for the SASL mechanism ${wanted}`)
    return row
  }
  const row = mechanisms.find((one) => names.some((name) => same(name, one.name)))
  if (row === undefined) {
    throw unsupported(`the daemon at ${address} offers only these SASL mechanisms: ${list}`)
  }
  return row
}
