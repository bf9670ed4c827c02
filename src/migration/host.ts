// One of the two hosts of a migration and its two connections: `control` carries the phases and nothing else, because the
// daemon acts when it closes; `monitor` carries everything one may look at or ask for meanwhile, and may be reopened.

import { type CallOptions, Connection, type ConnectOptions, connect } from '../api/connection.ts'
import type { Domain } from '../api/domain.ts'
import { ConnectionError, LibvirtError, RemoteError } from '../errors.ts'
import type { JobSeen, Observation, Side } from './result.ts'

/** How long one question of a probe may take before the host counts as not answering, ms. */
const PROBE_MS = 5000

/** An error of any origin as ours. */
export function libvirtError(error: unknown): LibvirtError {
  if (error instanceof LibvirtError) return error
  const text = error instanceof Error ? error.message : String(error)
  return new ConnectionError('connectionLost', text, { cause: error })
}

function isRemote(error: unknown, code: string): boolean {
  return error instanceof RemoteError && error.code === code
}

/** Without signs of life neither side would notice that the other is gone, so what the engine opens always has them. */
function keepaliveOf({ keepalive }: ConnectOptions): NonNullable<ConnectOptions['keepalive']> {
  return keepalive === undefined || keepalive.intervalS === 0
    ? { intervalS: 5, count: 6 }
    : keepalive
}

/** Opens the connections of one host; either both are open afterwards or none. */
export async function openHost(
  side: Side,
  endpoint: Connection | string,
  options: ConnectOptions,
): Promise<Host> {
  // The engine must see every loss: a connection that comes back by itself would hide what the daemon did at the first end.
  const kept = { ...options, keepalive: keepaliveOf(options), reconnect: false }
  const open = () =>
    endpoint instanceof Connection ? endpoint.duplicate(kept) : connect(endpoint, kept)
  if (endpoint instanceof Connection && !endpoint.reconnects) {
    return new Host(side, await open(), endpoint, false)
  }
  const control = await open()
  try {
    // Not side by side: what the first one had to ask a person the second one knows.
    return new Host(side, control, await control.duplicate(kept), true)
  } catch (error) {
    await control.close()
    throw error
  }
}

export class Host {
  readonly side: Side
  readonly control: Connection
  #monitor: Connection
  /** Whether the monitor is ours to close; a caller's connection is not. */
  #owned: boolean
  #reopened = false

  constructor(side: Side, control: Connection, monitor: Connection, owned: boolean) {
    this.side = side
    this.control = control
    this.#monitor = monitor
    this.#owned = owned
  }

  /** The monitor connection as it is; it may have died. */
  get monitor(): Connection {
    return this.#monitor
  }

  /** A monitor that lives: reopened when the last one died. @throws LibvirtError when the host cannot be reached */
  async liveMonitor(): Promise<Connection> {
    if (this.#monitor.isAlive) return this.#monitor
    const fresh = await this.#monitor.duplicate({ timeoutMs: PROBE_MS })
    this.#monitor = fresh
    this.#owned = true
    this.#reopened = true
    return fresh
  }

  /** The guest over a monitor that lives: the one at hand, or found again by its UUID after a reopening. */
  async guest(domain: Domain, options?: CallOptions): Promise<Domain> {
    if (!this.#reopened && this.#monitor.isAlive) return domain
    return (await this.liveMonitor()).lookupDomainByUuid(domain.uuid, options)
  }

  /** Looks at the guest, without touching anything. Never fails: what cannot be seen is `unknown`. */
  async observe(uuid: string): Promise<Observation> {
    try {
      const monitor = await this.liveMonitor()
      const limits = { timeoutMs: PROBE_MS }
      const domain = await monitor.lookupDomainByUuid(uuid, limits)
      const [state, job] = await Promise.all([domain.getState(limits), seeJob(domain)])
      return { is: 'present', state, job }
    } catch (error) {
      if (isRemote(error, 'noDomain')) return { is: 'absent' }
      return { is: 'unknown', error: libvirtError(error) }
    }
  }

  async close(): Promise<void> {
    const owned = this.#owned ? [this.#monitor.close()] : []
    await Promise.allSettled([this.control.close(), ...owned])
  }
}

/** The one remote sign of an arriving migration is that its statistics are refused. */
async function seeJob(domain: Domain): Promise<JobSeen> {
  try {
    const { typeNumber, operation } = await domain.getJobStats({ timeoutMs: PROBE_MS })
    if (typeNumber === 0) return 'none'
    return operation === 'migrationOut' ? 'out' : 'other'
  } catch (error) {
    if (isRemote(error, 'operationUnsupported')) return 'in'
    if (isRemote(error, 'operationInvalid')) return 'inactive'
    if (isRemote(error, 'operationTimeout')) return 'unknown'
    throw error
  }
}
