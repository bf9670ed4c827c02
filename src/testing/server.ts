// An embedded daemon: a host's model, the clients that are connected to it, and what happens to them all at once. It listens on
// sockets and takes in-memory lines; what one client says is session.ts.

import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server as NetServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ConnectionError, UsageError } from '../errors.ts'
import { domainEvents, networkEvents, storagePoolEvents } from '../generated/remote.ts'
import type { Transport } from '../transport/transport.ts'
import { Answers } from './answers.ts'
import type { LabClock } from './clock.ts'
import { Faults, phaseOf, type StruckCall } from './faults.ts'
import { type Handler, handlers, refOf } from './handlers.ts'
import { fieldsOf } from './handlers-migration.ts'
import { type HostEvent, HostModel, type HostModelOptions } from './host.ts'
import { memoryPair } from './memory.ts'
import type { HostAuth } from './sasl.ts'
import { Session } from './session.ts'
import { socketTransport } from './socket.ts'
import { parseUuid } from './uuid.ts'
import { Workers } from './workers.ts'

export interface ServerOptions extends HostModelOptions {
  readonly auth?: HostAuth
  /** When silent clients are asked, and given up; default 5 s and 5 times, as daemons have it. 0 s: never. */
  readonly keepalive?: { readonly intervalS: number; readonly count: number }
  /** Numbers of features (virDrvFeature) that it does not have, though its release would. */
  readonly lacks?: readonly number[]
}

/** Where a daemon listens. */
export type ListenAt = 'unix' | 'tcp'

/** How many calls are remembered for tests. */
const CALLS_KEPT = 10_000

export class Server {
  readonly model: HostModel
  readonly auth: HostAuth
  readonly clock: LabClock
  readonly keepalive: { readonly intervalMs: number; readonly count: number }
  readonly lacks: ReadonlySet<number>
  readonly faults = new Faults()
  readonly answers = new Answers()
  readonly workers = new Workers()
  /** What was asked, the latest calls first to go. */
  readonly calls: StruckCall[] = []
  readonly sessions = new Set<Session>()
  readonly #listeners: { readonly net: NetServer; readonly at: ListenAt; path: string }[] = []
  readonly #callbacks = new Map<string, number>()
  #connections = 0
  #deaths = 0
  #state: 'up' | 'down' | 'unreachable' = 'up'

  constructor(options: ServerOptions) {
    const { auth = { is: 'none' }, keepalive = { intervalS: 5, count: 5 }, lacks = [] } = options
    this.model = new HostModel(options)
    this.model.onEvent = (event) => this.#event(event)
    this.auth = auth
    this.clock = options.clock
    this.keepalive = { intervalMs: keepalive.intervalS * 1000, count: keepalive.count }
    this.lacks = new Set(lacks)
  }

  // Ways in.

  /**
   * A new line to this host within the process.
   * @param from the host whose daemon it is that connects: such a one needs no login
   * @throws ConnectionError `connectFailed` while it does not answer
   */
  async dial(from?: string): Promise<Transport> {
    const { name } = this.model
    if (this.#state !== 'up') {
      throw new ConnectionError('connectFailed', `nothing answers at ${name}`, {
        address: name,
        outcome: 'not sent',
      })
    }
    const [ours, theirs] = memoryPair()
    this.#accept(theirs, from)
    return ours
  }

  /** Listens on a socket; gives the URI that leads there. */
  async listen(at: ListenAt): Promise<string> {
    const net = createServer((socket) => this.#connected(socket, at))
    const path = at === 'unix' ? join(await mkdtemp(join(tmpdir(), 'lvrpc-')), 's') : ''
    await new Promise<void>((resolve, reject) => {
      net.once('error', reject)
      if (at === 'unix') net.listen(path, resolve)
      else net.listen(0, '127.0.0.1', resolve)
    })
    this.#listeners.push({ net, at, path })
    if (at === 'unix') return `qemu+unix:///system?socket=${path}`
    const address = net.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    return `qemu+tcp://127.0.0.1:${port}/system`
  }

  #connected(socket: Socket, at: ListenAt): void {
    if (this.#state === 'up') this.#accept(socketTransport(socket, at))
    else socket.destroy()
  }

  #accept(transport: Transport, from?: string): void {
    this.sessions.add(new Session(this, transport, this.#connections++, from))
  }

  handlerFor(name: string): Handler | undefined {
    return (handlers as Readonly<Record<string, Handler>>)[name]
  }

  /** Remembers a call. */
  note({ name, args, connection }: StruckCall): void {
    if (this.calls.length >= CALLS_KEPT * 2) this.calls.splice(0, CALLS_KEPT)
    this.calls.push({ name, args, connection })
  }

  nextCallback(eventClass: string): number {
    const id = this.#callbacks.get(eventClass) ?? 0
    this.#callbacks.set(eventClass, id + 1)
    return id
  }

  #event(event: HostEvent): void {
    if (this.sessions.size === 0 || this.#state === 'down') return
    for (const session of this.sessions) this.#tell(session, event)
  }

  #tell(session: Session, event: HostEvent): void {
    switch (event.kind) {
      case 'lifecycle': {
        const msg = { dom: refOf(event.domain), event: event.event, detail: event.detail }
        session.tell(domainEvents.lifecycle, event.domain.uuid, (callbackID) => ({
          callbackID,
          msg,
        }))
        return
      }
      case 'reboot': {
        const msg = { dom: refOf(event.domain) }
        session.tell(domainEvents.reboot, event.domain.uuid, (callbackID) => ({ callbackID, msg }))
        return
      }
      case 'iteration': {
        const { iteration } = event
        const dom = refOf(event.domain)
        session.tell(domainEvents.migrationIteration, event.domain.uuid, (callbackID) => ({
          callbackID,
          dom,
          iteration,
        }))
        return
      }
      case 'jobCompleted': {
        const dom = refOf(event.domain)
        const params = fieldsOf(event.stats)
        session.tell(domainEvents.jobCompleted, event.domain.uuid, (callbackID) => ({
          callbackID,
          dom,
          params,
        }))
        return
      }
      case 'pool': {
        const pool = { name: event.name, uuid: parseUuid(event.uuid) }
        session.tell(storagePoolEvents.lifecycle, event.uuid, (callbackID) => ({
          callbackID,
          pool,
          event: event.event,
          detail: 0,
        }))
        return
      }
      case 'poolRefresh': {
        const pool = { name: event.name, uuid: parseUuid(event.uuid) }
        session.tell(storagePoolEvents.refresh, event.uuid, (callbackID) => ({
          callbackID,
          pool,
        }))
        return
      }
      case 'network': {
        const net = { name: event.name, uuid: parseUuid(event.uuid) }
        session.tell(networkEvents.lifecycle, event.uuid, (callbackID) => ({
          callbackID,
          net,
          event: event.event,
          detail: 0,
        }))
        return
      }
    }
  }

  // What happens to clients, and to the daemon.

  /** A client is gone and its calls have ended. */
  gone(session: Session): void {
    this.sessions.delete(session)
    if (this.#state !== 'down') this.model.clientGone(session)
  }

  /** Drops lines: all, those that carried a phase of a migration, all but those, or one by its number. */
  cut(which: 'all' | 'control' | 'monitor' | number = 'all'): void {
    for (const session of this.#chosen(which)) session.cut()
  }

  /** Lets nothing pass on lines, as a cable does that is pulled; `heal` or `ms` puts it back. */
  hole(which: 'all' | 'control' | 'monitor' | number = 'all', ms?: number): void {
    for (const session of this.#chosen(which)) session.hold('both', ms)
  }

  heal(): void {
    for (const session of [...this.sessions]) session.heal()
  }

  #chosen(which: 'all' | 'control' | 'monitor' | number): Session[] {
    return [...this.sessions].filter(
      (session) =>
        which === 'all' ||
        which === session.index ||
        which === (session.control ? 'control' : 'monitor'),
    )
  }

  /** How many connections there were since it was made. */
  get connections(): number {
    return this.#connections
  }

  get reachable(): boolean {
    return this.#state === 'up'
  }

  /** While false nobody new gets in; who is in stays in. */
  set reachable(value: boolean) {
    if (this.#state !== 'down') this.#state = value ? 'up' : 'unreachable'
  }

  /** The daemon dies: every line drops, nothing is tidied up, QEMUs go on. It comes back after `restartMs`, or by `restart`. */
  crash(restartMs?: number): void {
    if (this.#state === 'down') return
    this.#state = 'down'
    for (const session of this.sessions) session.abandon()
    this.sessions.clear()
    this.workers.clear()
    this.model.migrations.daemonDied()
    if (restartMs === undefined) return
    const deaths = ++this.#deaths
    this.clock.setTimeout(() => {
      // Somebody may have started it before.
      if (this.#state === 'down' && deaths === this.#deaths) this.restart()
    }, restartMs)
  }

  /** The daemon starts again and looks what became of its guests. */
  restart(): void {
    if (this.#state !== 'down') this.crash()
    this.#state = 'up'
    this.model.migrations.recover()
  }

  /** The QEMU of the guest a call is about dies. */
  killQemuOf(call: StruckCall): void {
    const { dom, params } = call.args as {
      dom?: { name: string }
      params?: readonly { field: string; value: { value: unknown } }[]
    }
    const named = params?.find(({ field }) => field === 'destination_name')?.value.value
    const name = dom?.name ?? named ?? call.args.dname
    const domain = typeof name === 'string' ? this.model.findByName(name) : undefined
    if (domain === undefined) {
      throw new UsageError(
        'invalidArg',
        `no guest to kill: ${call.name} names none that is on ${this.model.name}`,
      )
    }
    this.model.killQemu(domain)
  }

  /** The phases of migrations that were asked for, in order; `(1)` behind those that take back. */
  get phases(): readonly string[] {
    return this.calls.flatMap(({ name, args }) => {
      const phase = phaseOf(name)
      return phase === undefined ? [] : [args.cancelled === 1 ? `${phase}(1)` : phase]
    })
  }

  /** Ends it: lines drop, sockets are closed, their files removed. */
  async close(): Promise<void> {
    this.crash()
    for (const { net, at, path } of this.#listeners.splice(0)) {
      await new Promise((resolve) => net.close(resolve))
      if (at === 'unix') await rm(dirname(path), { recursive: true, force: true })
    }
  }
}
