// Hosts that know each other, in one process: what tests hold. The only file here that opens connections, and it does so through
// the library's front door, as its users do.

import { Connection, type ConnectOptions } from '../index.ts'
import type { Event, Procedure } from '../xdr/procedure.ts'
import type { OwnAnswer, PlacedAnswer } from './answers.ts'
import { type LabClock, MachineClock } from './clock.ts'
import type { GuestOptions, HostDomain } from './domain.ts'
import type { Fault, PlacedFault, StruckCall } from './faults.ts'
import type { HostVersion } from './host.ts'
import { type GuestRuns, Ledger } from './ledger.ts'
import type { Network } from './migration.ts'
import type { HostAuth } from './sasl.ts'
import { type ListenAt, Server } from './server.ts'
import type { Session } from './session.ts'
import type { Pool } from './storage.ts'

export interface LabHostOptions {
  /** Default `host-1`, `host-2`, … */
  readonly name?: string
  readonly version?: HostVersion
  readonly auth?: HostAuth
  /** When silent clients are asked, and given up; default 5 s and 5 times. `intervalS: 0`: never. */
  readonly keepalive?: { readonly intervalS: number; readonly count: number }
  /** Numbers of features (virDrvFeature) that it does not have, though its release would. */
  readonly lacks?: readonly number[]
  /** How long Finish takes until the guest runs, ms; default 0. */
  readonly finishMs?: number
}

export interface LabOptions {
  /** How many hosts, or what each is; default 2. */
  readonly hosts?: number | readonly LabHostOptions[]
  /** As which release they behave, unless a host says otherwise; default 11.3.0. */
  readonly version?: HostVersion
  /** `real` (default), or a virtual one: then only connections within the process make sense. */
  readonly clock?: 'real' | LabClock
  /** Where every host listens, for `connect(host.uri)` and other processes; default nowhere. */
  readonly listen?: ListenAt
  /** What the line between hosts carries; default 1024. */
  readonly lineMiBps?: number
}

/** Makes hosts, listening if that was asked for. */
export async function lab(options: LabOptions = {}): Promise<Lab> {
  const made = new Lab(options)
  if (options.listen !== undefined) {
    await Promise.all(made.hosts.map((host) => host.listen(options.listen)))
  }
  return made
}

/** Some hosts, the cables between them, and one clock. */
export class Lab {
  readonly clock: LabClock
  readonly hosts: readonly LabHost[]
  readonly #ledger = new Ledger()
  readonly #pulled = new Map<string, 'broken' | 'silent'>()

  constructor({ hosts = 2, version = '11.3.0', clock = 'real', lineMiBps = 1024 }: LabOptions) {
    this.clock = clock === 'real' ? new MachineClock() : clock
    const network: Network = {
      find: (name) =>
        this.hosts.find((host) => host.name === name || host.listensAt(name))?.server.model,
      line: (from, to) => this.#pulled.get([from, to].sort().join(' ')) ?? 'whole',
      dial: (from, to) => this.host(to).server.dial(from),
      bytesPerS: lineMiBps * 1_048_576,
    }
    const wanted = typeof hosts === 'number' ? Array.from({ length: hosts }, () => ({})) : hosts
    this.hosts = wanted.map((one: LabHostOptions, index) => {
      const { name = `host-${index + 1}`, ...rest } = one
      const common = { clock: this.clock, ledger: this.#ledger, network }
      const server = new Server({ version, ...rest, name, ...common })
      return new LabHost(server, clock === 'real' ? undefined : clock)
    })
  }

  /** The hosts one by one: `const [a, b] = lab`. */
  [Symbol.iterator](): Iterator<LabHost> {
    return this.hosts[Symbol.iterator]()
  }

  /** @throws RangeError when there is none of that name */
  host(name: string): LabHost {
    const found = this.hosts.find((host) => host.name === name)
    if (found === undefined) throw new RangeError(`no host is called '${name}'`)
    return found
  }

  /** Where and when a guest ran, over all hosts; its violations are what must never be. */
  runs(uuid: string): GuestRuns {
    return this.#ledger.of(uuid)
  }

  /**
   * Pulls the cable between two hosts: no memory gets from one to the other, and neither does what a source says that drives by
   * itself. What is on its way breaks at once, as after a reset; with `silent` it only stands still, as behind a filter that drops
   * packets, and goes on when the cable is plugged in again.
   */
  pull(one: LabHost, other: LabHost, how: { readonly silent?: boolean } = {}): void {
    const key = [one.name, other.name].sort().join(' ')
    this.#pulled.set(key, how.silent === true ? 'silent' : 'broken')
    for (const session of this.#between(one, other)) {
      if (how.silent === true) session.hold('both', undefined)
      else session.cut()
    }
  }

  /** Connections of one of them to the daemon of the other. */
  #between(one: LabHost, other: LabHost): readonly Session[] {
    const to = (host: LabHost, peer: LabHost) =>
      [...host.server.sessions].filter(({ from }) => from === peer.name)
    return [...to(one, other), ...to(other, one)]
  }

  /** Plugs it in again. */
  plug(one: LabHost, other: LabHost): void {
    this.#pulled.delete([one.name, other.name].sort().join(' '))
    for (const session of this.#between(one, other)) session.heal()
  }

  /** Ends all of it: daemons, guests, and on the machine's clock their time. */
  async close(): Promise<void> {
    await Promise.all(this.hosts.map((host) => host.close()))
    if (this.clock instanceof MachineClock) this.clock.stop()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}

/** A guest as it is on one host. */
export interface GuestState {
  readonly uuid: string
  readonly name: string
  readonly running: boolean
  /** virDomainState and the reason of that state. */
  readonly state: number
  readonly reason: number
  readonly persistent: boolean
  readonly job: 'none' | 'in' | 'out'
  /** How many ms the guest has run since it was started, on whichever host. */
  readonly count: number
}

/** One host: what a test does to it, and the ways in. */
export class LabHost {
  /** @internal The daemon itself, for who writes handlers of his own or looks into the model; not part of the stable interface. */
  readonly server: Server
  /** The clock of connections made here: they live in the lab's time, unless that is the machine's. */
  readonly #clock: LabClock | undefined
  #uri: string | undefined

  /** @internal Hosts are those of a `lab`. */
  constructor(server: Server, clock: LabClock | undefined) {
    this.server = server
    this.#clock = clock
  }

  get name(): string {
    return this.server.model.name
  }

  /** Where it listens; without a socket a URI that only names it. */
  get uri(): string {
    return this.#uri ?? `qemu+memory://${this.name}/system`
  }

  listensAt(name: string): boolean {
    return this.#uri !== undefined && /\/\/([^:/]*)/.exec(this.#uri)?.[1] === name && name !== ''
  }

  /** Opens a socket for other processes; gives the URI. */
  async listen(at: ListenAt = 'unix'): Promise<string> {
    this.#uri = await this.server.listen(at)
    return this.#uri
  }

  /** Ways in within the process, for `Connection.open`. */
  readonly dialer = () => this.server.dial()

  /** A connection within the process; its deadlines and signs of life go by the lab's clock. */
  connect(options: ConnectOptions = {}): Promise<Connection> {
    const timed = { ...options, ...(this.#clock !== undefined && { clock: this.#clock }) }
    return Connection.open(this.dialer, 'qemu:///system', this.uri, timed, {
      auth: null,
      authfile: null,
      host: this.name,
      local: false,
    })
  }

  /** Puts a guest here; it runs unless told otherwise. Gives its UUID. */
  addGuest(options: GuestOptions): string {
    return this.server.model.addGuest(options).uuid
  }

  /** Puts an active pool here, as a folder that is not there. */
  addPool(name: string, target?: string): Pool {
    return this.server.model.storage.addPool(name, target)
  }

  /** The guest of that name or UUID as this host has it; undefined when it has none. */
  guest(nameOrUuid: string): GuestState | undefined {
    const domain = this.#find(nameOrUuid)
    return domain === undefined
      ? undefined
      : {
          uuid: domain.uuid,
          name: domain.name,
          running: domain.since !== undefined,
          state: domain.state,
          reason: domain.reason,
          persistent: domain.definition !== null,
          job: domain.job?.is ?? 'none',
          count: this.server.model.countOf(domain),
        }
  }

  #find(nameOrUuid: string): HostDomain | undefined {
    const { model } = this.server
    return model.domains.get(nameOrUuid) ?? model.findByName(nameOrUuid)
  }

  #must(nameOrUuid: string): HostDomain {
    const found = this.#find(nameOrUuid)
    if (found === undefined) throw new RangeError(`${this.name} has no guest '${nameOrUuid}'`)
    return found
  }

  /** The guest powers itself off. */
  powerOff(nameOrUuid: string): void {
    this.server.model.powerOff(this.#must(nameOrUuid))
  }

  /** The guest's QEMU dies. */
  killQemu(nameOrUuid: string): void {
    this.server.model.killQemu(this.#must(nameOrUuid))
  }

  /** Puts a fault in force. */
  fault(fault: Fault): PlacedFault {
    return this.server.faults.add(fault)
  }

  /**
   * Answers calls of a row (`lvrpc/raw`) in its place, of whichever program: `host.answer(remote.procedures.domainPinVcpu, …)`. An
   * answer that throws a `Refusal` is an error of the daemon's.
   */
  answer<A, R>(row: Procedure<A, R>, answer: OwnAnswer<NoInfer<A>, NoInfer<R>>): PlacedAnswer {
    return this.server.answers.add(row, answer)
  }

  /** Sends an event to every client that asked for it, for the guest (network, pool, …) of that UUID. */
  tell<B>(event: Event<B>, uuid: string, body: (callbackID: number) => B): void {
    for (const session of this.server.sessions) session.tell(event, uuid, body)
  }

  /** What was asked of it, in order; the last 10,000 calls at least. */
  get calls(): readonly StruckCall[] {
    return this.server.calls
  }

  /** The phases of migrations among them: `begin`, `prepare`, … with `(1)` behind those that take back. */
  get phases(): readonly string[] {
    return this.server.phases
  }

  /** How many clients are connected. */
  get clients(): number {
    return this.server.sessions.size
  }

  /** While false nobody new gets in. */
  get reachable(): boolean {
    return this.server.reachable
  }

  set reachable(value: boolean) {
    this.server.reachable = value
  }

  /** Drops lines: all, those that carried a phase of a migration (`control`), the others, or one by its number. */
  cut(which?: 'all' | 'control' | 'monitor' | number): void {
    this.server.cut(which)
  }

  /** Lets nothing pass on lines and tells nobody; `ms` later, or by `heal`, all of it does. */
  hole(which?: 'all' | 'control' | 'monitor' | number, ms?: number): void {
    this.server.hole(which, ms)
  }

  heal(): void {
    this.server.heal()
  }

  /** The daemon dies, its guests' QEMUs do not; it comes back after `restartMs`, or by `restart`. */
  crash(restartMs?: number): void {
    this.server.crash(restartMs)
  }

  /** The daemon starts (again) and looks what became of its guests. */
  restart(): void {
    this.server.restart()
  }

  close(): Promise<void> {
    return this.server.close()
  }
}
