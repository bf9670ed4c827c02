// One of the two hosts of a migration and its two connections: `control` carries the phases and nothing else, because the
// daemon acts when it closes; `monitor` carries everything one may look at or ask for meanwhile, and may be reopened.

import { type CallOptions, Connection, type ConnectOptions, connect } from '../api/connection.ts'
import type { Domain } from '../api/domain.ts'
import { CancelledError, ConnectionError, LibvirtError, RemoteError } from '../errors.ts'
import type { JobSeen, Observation, Side } from './result.ts'

/** How long one question of a probe may take before the host counts as not answering, ms. */
const PROBE_MS = 5000

/** An error of any origin as ours. */
export function libvirtError(error: unknown): LibvirtError {
  if (error instanceof LibvirtError) return error
  const text = error instanceof Error ? error.message : String(error)
  return new ConnectionError('connectionLost', text, { cause: error })
}

/** The operator called it off while there was nothing to take back. */
export function cancelledBefore(signal: AbortSignal): CancelledError {
  return new CancelledError('aborted', 'the migration was cancelled before it began', {
    cause: signal.reason,
    outcome: 'not sent',
  })
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

/** Opens one that is only looked at. @throws LibvirtError when it cannot be reached */
export async function openMonitor(
  side: Side,
  endpoint: Connection | string,
  options: ConnectOptions,
): Promise<ReachedHost> {
  const kept = { ...options, keepalive: keepaliveOf(options), reconnect: false }
  if (endpoint instanceof Connection && !endpoint.reconnects) {
    return new ReachedHost(
      side,
      (more) => endpoint.duplicate({ ...kept, ...more }),
      endpoint,
      false,
    )
  }
  const open = endpoint instanceof Connection ? endpoint.duplicate(kept) : connect(endpoint, kept)
  const monitor = await open
  return new ReachedHost(side, (more) => monitor.duplicate({ ...kept, ...more }), monitor)
}

/** A host as far as one can look at it and ask something of it: by a connection that is opened when it is needed, and again. */
export class ReachedHost {
  readonly side: Side
  readonly #open: (options: CallOptions) => Promise<Connection>
  #monitor: Connection | undefined
  /** Whether the monitor is ours to close; a caller's connection is not. */
  #owned: boolean
  #reopened = false
  /** Called when looks go over another connection than before: what is heard on the first one says nothing of them. */
  onReopened: () => void = () => {}

  constructor(
    side: Side,
    open: (options: CallOptions) => Promise<Connection>,
    monitor?: Connection,
    owned = true,
  ) {
    this.side = side
    this.#open = open
    this.#monitor = monitor
    this.#owned = owned
  }

  /** A monitor that lives: reopened when the last one died. @throws LibvirtError when the host cannot be reached */
  async liveMonitor(): Promise<Connection> {
    if (this.#monitor?.isAlive) return this.#monitor
    const fresh = await this.#open({ timeoutMs: PROBE_MS })
    if (this.#monitor !== undefined) this.#reopened = true
    if (this.#reopened) this.onReopened()
    this.#monitor = fresh
    this.#owned = true
    return fresh
  }

  /** The line for a phase out of turn. @throws LibvirtError when the host cannot be reached */
  line(): Promise<Connection> {
    return this.liveMonitor()
  }

  /** The guest over a monitor that lives: the one at hand, or found again by its UUID after a reopening. */
  async guest(domain: Domain, options?: CallOptions): Promise<Domain> {
    if (!this.#reopened && this.#monitor?.isAlive) return domain
    return (await this.liveMonitor()).lookupDomainByUuid(domain.uuid, options)
  }

  /** Looks at the guest, without touching anything. Never fails: what cannot be seen is `unknown`. */
  async observe(uuid: string): Promise<Observation> {
    try {
      const monitor = await this.liveMonitor()
      const limits = { timeoutMs: PROBE_MS }
      const domain = await monitor.lookupDomainByUuid(uuid, limits)
      const [state, job, persistent] = await Promise.all([
        domain.getState(limits),
        seeJob(domain),
        domain.isPersistent(limits),
      ])
      return { is: 'present', id: domain.id, state, job, persistent }
    } catch (error) {
      if (isRemote(error, 'noDomain')) return { is: 'absent' }
      const why = libvirtError(error)
      // A line that swallows questions may be dead on the way while the host is well: the next look takes a new one.
      if (why.code === 'timeout') this.#abandon()
      return { is: 'unknown', error: why }
    }
  }

  #abandon(): void {
    const silent = this.#monitor
    if (silent === undefined) return
    this.#monitor = undefined
    this.#reopened = true
    if (this.#owned) silent.destroy()
  }

  async close(): Promise<void> {
    if (this.#owned) await this.#monitor?.close().catch(() => {})
  }
}

/** A host of a migration under way: `control` carries its phases. */
export class Host extends ReachedHost {
  readonly control: Connection
  /** The monitor connection that was there at the start; it may have died. */
  readonly monitor: Connection

  constructor(side: Side, control: Connection, monitor: Connection, owned: boolean) {
    super(side, (options) => monitor.duplicate(options), monitor, owned)
    this.control = control
    this.monitor = monitor
  }

  override async line(): Promise<Connection> {
    return this.control.isAlive ? this.control : this.liveMonitor()
  }

  override async close(): Promise<void> {
    await Promise.allSettled([this.control.close(), super.close()])
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
