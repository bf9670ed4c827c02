// A connection to the admin socket of a daemon: the program that manages the daemon itself. It has no authentication, no
// drivers and no keepalive question; what it can do is the rows of `raw.admin`, carried by `call`.

import { UsageError } from '../errors.ts'
import * as admin from '../generated/admin.ts'
import { type CallOptions, RpcConnection } from '../rpc/connection.ts'
import { dial } from '../transport/dial.ts'
import { resolveAdminUri } from '../transport/resolve.ts'
import { here } from '../transport/surroundings.ts'
import { parseUri, shownUri, type UnixTarget } from '../transport/uri.ts'
import type { Procedure } from '../xdr/procedure.ts'

/** Runs on this host only: as the user the daemon runs as, over its socket. */
const DAEMON = /^(libvirt|virt[a-z]+)d$/

/** How an admin connection is opened (since 0.2.0). */
export interface AdminConnectOptions extends CallOptions {
  /** Whether names in `uri_aliases` of libvirt-admin.conf are looked up; default true. */
  readonly aliases?: boolean
}

/**
 * Opens the admin socket of a local daemon (virAdmConnectOpen): `libvirtd:///system`, `virtqemud:///session`, or any with
 * `?socket=PATH`; `''` is `LIBVIRT_ADMIN_DEFAULT_URI`, else `uri_default` of libvirt-admin.conf, else libvirtd.
 * @throws UsageError `invalidArg`, `configUnsupported` for a URI that names no daemon or has other parameters, `confSyntax`
 * over libvirt-admin.conf
 * @throws ConnectionError `connectFailed` when nothing answers there
 */
export async function connectAdmin(
  uri: string,
  options: AdminConnectOptions = {},
): Promise<AdminConnection> {
  const surroundings = here()
  const { text } = resolveAdminUri(uri, { aliases: options.aliases, surroundings })
  const target = adminTarget(text, surroundings.env)
  const rpc = new RpcConnection(await dial(target, options))
  try {
    await rpc.call(admin.connectOpen, { flags: 0 }, options)
  } catch (error) {
    await rpc.close()
    throw error
  }
  return new AdminConnection(rpc)
}

/** An open admin connection; safe to close twice. */
export class AdminConnection {
  readonly #rpc: RpcConnection

  /** @internal Use `connectAdmin`. */
  constructor(rpc: RpcConnection) {
    this.#rpc = rpc
  }

  get isAlive(): boolean {
    return this.#rpc.isOpen
  }

  /** Carries any row of `raw.admin` to the daemon. */
  call<Args, Ret>(row: Procedure<Args, Ret>, args: Args, options?: CallOptions): Promise<Ret> {
    return this.#rpc.call(row, args, options)
  }

  /** Says goodbye and closes (virAdmConnectClose). */
  async close(): Promise<void> {
    if (this.#rpc.isOpen) {
      // The daemon may close before it answers; that is success.
      await this.#rpc.call(admin.connectClose, undefined, { timeoutMs: 2000 }).catch(() => {})
    }
    await this.#rpc.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}

/** Where a URI leads. Pure, for its tests. */
export function adminTarget(
  uri: string,
  env: Readonly<Record<string, string | undefined>>,
): UnixTarget {
  const target = parseUri(uri)
  const shown = `'${shownUri(uri)}'`
  if (target.transport !== 'unix' || !DAEMON.test(target.driver)) {
    const want = 'libvirtd:///system, virtqemud:///system or the like'
    throw new UsageError('invalidArg', `${shown} names no daemon to manage; it must be ${want}`)
  }
  const [param] = target.params
  if (param !== undefined) {
    throw new UsageError('configUnsupported', `${shown}: '${param[0]}' is not a parameter of it`)
  }
  if (target.path !== '/system' && target.path !== '/session') {
    throw new UsageError('invalidArg', `${shown}: the path must be /system or /session`)
  }
  if (target.socket !== null) return target
  const { XDG_RUNTIME_DIR, XDG_CACHE_HOME, HOME = '' } = env
  const runtime = XDG_RUNTIME_DIR || XDG_CACHE_HOME || `${HOME}/.cache`
  const folder = target.path === '/session' ? `${runtime}/libvirt` : '/var/run/libvirt'
  const name = target.driver === 'libvirtd' ? 'libvirt' : target.driver
  return { ...target, socket: `${folder}/${name}-admin-sock` }
}
