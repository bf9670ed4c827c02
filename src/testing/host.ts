// A host as a model without any protocol: domains and what may be done with them, in libvirt's words and with libvirt's errors.
// Being moved is migration.ts, storage and networks have files of their own; who calls all this over a wire is server.ts.

import { randomUUID } from 'node:crypto'
import type { LabClock } from './clock.ts'
import {
  type Client,
  describe,
  type GuestOptions,
  guestXml,
  type HostDomain,
  identified,
  isActive,
  MAX_MIBPS,
  type StateName,
  states,
} from './domain.ts'
import type { Ledger } from './ledger.ts'
import { Migrations, type Network } from './migration.ts'
import { Networks } from './networks.ts'
import { Refusal } from './refusal.ts'
import { Storage } from './storage.ts'

/** News of a host. Numbers are libvirt's: virDomainEventType and its details, and so on. */
export type HostEvent =
  | {
      readonly kind: 'lifecycle'
      readonly domain: DomainName
      readonly event: number
      readonly detail: number
    }
  | { readonly kind: 'reboot'; readonly domain: DomainName }
  | { readonly kind: 'iteration'; readonly domain: DomainName; readonly iteration: number }
  | {
      readonly kind: 'jobCompleted'
      readonly domain: DomainName
      readonly stats: NonNullable<HostDomain['completed']>
    }
  | {
      readonly kind: 'pool' | 'network'
      readonly name: string
      readonly uuid: string
      readonly event: number
    }
  | { readonly kind: 'poolRefresh'; readonly name: string; readonly uuid: string }

/** A domain as events name it: as it was in that moment. */
export interface DomainName {
  readonly name: string
  readonly uuid: string
  readonly id: number
}

export type HostVersion = '9.0.0' | '11.3.0'

export interface HostModelOptions {
  readonly name: string
  readonly version: HostVersion
  readonly clock: LabClock
  readonly ledger: Ledger
  readonly network: Network
  /** How long Finish takes until the guest runs, ms; default 0. */
  readonly finishMs?: number
}

/** Event and detail of every domain lifecycle event that occurs here. */
export const lifecycle = {
  definedAdded: [0, 0],
  definedUpdated: [0, 1],
  undefined: [1, 0],
  startedBooted: [2, 0],
  startedMigrated: [2, 1],
  suspendedPaused: [3, 0],
  suspendedMigrated: [3, 1],
  suspendedPostcopy: [3, 7],
  suspendedPostcopyFailed: [3, 8],
  resumedUnpaused: [4, 0],
  resumedMigrated: [4, 1],
  resumedPostcopy: [4, 3],
  resumedPostcopyFailed: [4, 4],
  stoppedShutdown: [5, 0],
  stoppedDestroyed: [5, 1],
  stoppedCrashed: [5, 2],
  stoppedMigrated: [5, 3],
  stoppedFailed: [5, 5],
  shutdownGuest: [6, 1],
  shutdownHost: [6, 2],
} as const satisfies Record<string, readonly [number, number]>

export type LifecycleName = keyof typeof lifecycle

/** What is told when a QEMU ends. */
export interface Farewell {
  readonly bySelf?: readonly LifecycleName[]
  readonly byHost?: readonly LifecycleName[]
}

/** How long a call that would change a domain waits for a job on it, ms. */
const JOB_WAIT_MS = 30_000

export class HostModel {
  readonly name: string
  readonly version: HostVersion
  readonly uuid = randomUUID() as string
  readonly clock: LabClock
  readonly domains = new Map<string, HostDomain>()
  readonly migrations: Migrations
  readonly storage: Storage
  readonly networks: Networks
  readonly finishMs: number
  readonly #ledger: Ledger
  #lastId = 0
  /** Told of everything that happens, in its order. */
  onEvent: (event: HostEvent) => void = () => {}

  constructor({ name, version, clock, ledger, network, finishMs = 0 }: HostModelOptions) {
    this.name = name
    this.finishMs = finishMs
    this.version = version
    this.clock = clock
    this.#ledger = ledger
    this.migrations = new Migrations(this, network)
    this.storage = new Storage((event) => this.onEvent(event))
    this.networks = new Networks((event) => this.onEvent(event))
  }

  get isNew(): boolean {
    return this.version !== '9.0.0'
  }

  // Finding.

  /** @throws Refusal `noDomain` */
  byUuid(uuid: string): HostDomain {
    const found = this.domains.get(uuid)
    if (found === undefined) throw new Refusal('noDomain', `no domain with matching uuid '${uuid}'`)
    return found
  }

  findByName(name: string): HostDomain | undefined {
    for (const domain of this.domains.values()) if (domain.name === name) return domain
    return undefined
  }

  /** @throws Refusal `noDomain` */
  byName(name: string): HostDomain {
    const found = this.findByName(name)
    if (found === undefined) throw new Refusal('noDomain', `no domain with matching name '${name}'`)
    return found
  }

  /** @throws Refusal `noDomain` */
  byId(id: number): HostDomain {
    for (const domain of this.domains.values())
      if (isActive(domain) && domain.id === id) return domain
    throw new Refusal('noDomain', `no domain with matching id ${id}`)
  }

  // Time and CPUs.

  /** What the guest's counter says now: how many ms it has run since it was started. */
  countOf(domain: HostDomain): number {
    return domain.since === undefined
      ? domain.count
      : domain.count + (this.clock.now() - domain.since)
  }

  /** Lets its CPUs run. */
  startCpus(domain: HostDomain, state: StateName): void {
    this.setState(domain, state)
    if (domain.since !== undefined) return
    domain.since = this.clock.now()
    this.#ledger.begin(domain.uuid, this.name, domain.boot, domain.since, domain.count)
  }

  /** Makes its CPUs stand still. */
  stopCpus(domain: HostDomain, state: StateName): void {
    this.setState(domain, state)
    this.#haltClock(domain)
  }

  #haltClock(domain: HostDomain): void {
    if (domain.since === undefined) return
    domain.count = this.countOf(domain)
    domain.since = undefined
    this.#ledger.end(domain.uuid, this.name, this.clock.now(), domain.count)
  }

  setState(domain: HostDomain, state: StateName): void {
    ;[domain.state, domain.reason] = states[state]
  }

  tell(domain: HostDomain, ...names: readonly LifecycleName[]): void {
    const { name, uuid, id } = domain
    for (const one of names) {
      const [event, detail] = lifecycle[one]
      this.onEvent({ kind: 'lifecycle', domain: { name, uuid, id }, event, detail })
    }
  }

  // Jobs.

  /** Waits until no job is in the way. @throws Refusal `operationTimeout` after half a minute */
  async freeOfJob(domain: HostDomain): Promise<void> {
    if (domain.job === null) return
    const over = new AbortController()
    domain.jobWaiters.push(() => over.abort())
    await this.clock.sleep(JOB_WAIT_MS, over.signal)
    if (domain.job !== null) {
      const text = 'a migration holds the domain and did not let go of it'
      throw new Refusal('operationTimeout', text, 'none')
    }
    if (this.domains.get(domain.uuid) !== domain) this.byUuid(domain.uuid)
  }

  endJob(domain: HostDomain): void {
    domain.job = null
    for (const wake of domain.jobWaiters.splice(0)) wake()
  }

  // Life.

  /** @throws Refusal `operationFailed` when another domain has that name or that UUID */
  checkConflict(name: string, uuid: string | undefined): HostDomain | undefined {
    const same = uuid === undefined ? undefined : this.domains.get(uuid)
    if (same !== undefined && same.name !== name) {
      throw new Refusal(
        'operationFailed',
        `domain '${same.name}' is already defined with uuid ${uuid}`,
        'domain',
      )
    }
    const other = this.findByName(name)
    if (other !== undefined && other !== same) {
      throw new Refusal(
        'operationFailed',
        `domain '${name}' already exists with uuid ${other.uuid}`,
        'domain',
      )
    }
    return same
  }

  /** A domain that is in the list and does not run. */
  add(xml: string, uuid: string, definition: string | null): HostDomain {
    const about = describe(xml)
    const domain: HostDomain = {
      uuid,
      name: about.name,
      id: -1,
      state: 5,
      reason: 0,
      definition,
      everDefined: definition !== null,
      xml,
      about,
      autostart: false,
      autostartOnce: false,
      job: null,
      jobWaiters: [],
      autodestroy: null,
      boot: 0,
      count: 0,
      since: undefined,
      maxDowntimeMs: 300,
      maxSpeedMiBps: MAX_MIBPS,
      postcopySpeedMiBps: 0,
      compressionCache: 67_108_864n,
      completed: null,
    }
    this.domains.set(uuid, domain)
    return domain
  }

  /** Puts a guest here, without a client. */
  addGuest(options: GuestOptions): HostDomain {
    const { running = true, persistent = true } = options
    const xml = guestXml(options)
    if (!persistent && !running)
      throw new RangeError('a domain that neither runs nor stays is none')
    if (!persistent) return this.createXml(xml, {})
    const domain = this.define(xml)
    if (running) this.start(domain, {})
    return domain
  }

  /** DOMAIN_UNDEFINE(_FLAGS) by a client. */
  async forget(domain: HostDomain): Promise<void> {
    await this.freeOfJob(domain)
    this.undefine(domain)
  }

  /** Keeps a definition. */
  define(given: string): HostDomain {
    const about = describe(given)
    const same = this.checkConflict(about.name, about.uuid)
    const uuid = about.uuid ?? randomUUID()
    const xml = identified(given, uuid)
    if (same === undefined) {
      const domain = this.add(xml, uuid, xml)
      this.tell(domain, 'definedAdded')
      return domain
    }
    // One that runs and never had a definition is new to the list of those that have.
    const first = isActive(same) && !same.everDefined
    same.definition = xml
    same.everDefined = true
    if (!isActive(same)) {
      same.xml = xml
      same.about = describe(xml)
    }
    this.tell(same, first ? 'definedAdded' : 'definedUpdated')
    return same
  }

  /** Keeps it no longer. */
  undefine(domain: HostDomain): void {
    if (domain.definition === null) {
      throw new Refusal('operationInvalid', 'cannot undefine transient domain')
    }
    domain.definition = null
    domain.autostart = false
    this.tell(domain, 'undefined')
    if (!isActive(domain)) this.domains.delete(domain.uuid)
  }

  /** DOMAIN_CREATE_XML. */
  createXml(given: string, how: { paused?: boolean; autodestroy?: Client | null }): HostDomain {
    const about = describe(given)
    const same = this.checkConflict(about.name, about.uuid)
    if (same !== undefined && isActive(same)) {
      throw new Refusal('operationInvalid', `domain '${about.name}' is already active`, 'domain')
    }
    const uuid = about.uuid ?? randomUUID()
    const domain = same ?? this.add(identified(given, uuid), uuid, null)
    domain.xml = identified(given, uuid)
    domain.about = describe(domain.xml)
    this.start(domain, how)
    return domain
  }

  /** DOMAIN_SET_AUTOSTART(_ONCE) by a client. */
  async setAutostart(
    domain: HostDomain,
    which: 'autostart' | 'autostartOnce',
    on: boolean,
  ): Promise<void> {
    if (domain.definition === null) {
      throw new Refusal('operationInvalid', 'cannot set autostart for transient domain')
    }
    if (domain[which] === on) return
    await this.freeOfJob(domain)
    domain[which] = on
  }

  /** DOMAIN_CREATE(_WITH_FLAGS) by a client. */
  async startFree(
    domain: HostDomain,
    how: { paused?: boolean; autodestroy?: Client | null },
  ): Promise<void> {
    await this.freeOfJob(domain)
    this.start(domain, how)
  }

  /** Starts it. */
  start(domain: HostDomain, how: { paused?: boolean; autodestroy?: Client | null }): void {
    if (isActive(domain)) throw new Refusal('operationInvalid', 'domain is already running')
    this.boot(domain)
    domain.autodestroy = how.autodestroy ?? null
    // QEMU starts with its CPUs standing still; that they run is told before the start is.
    if (how.paused !== true) {
      this.startCpus(domain, 'runningBooted')
      this.tell(domain, 'resumedUnpaused')
    }
    this.tell(domain, 'startedBooted')
    if (how.paused === true) {
      this.stopCpus(domain, 'pausedUser')
      this.tell(domain, 'suspendedPaused')
    }
  }

  /** A QEMU of its own, its CPUs standing still and its counter at nothing. */
  boot(domain: HostDomain): void {
    domain.id = ++this.#lastId
    domain.boot = this.#ledger.boot(domain.uuid)
    domain.count = 0
    domain.since = undefined
    this.setState(domain, 'pausedStartingUp')
  }

  /** A QEMU that takes over what another one ran: no new start of the guest. */
  receive(domain: HostDomain): void {
    domain.id = ++this.#lastId
    domain.since = undefined
    this.setState(domain, 'pausedMigration')
  }

  /**
   * Its QEMU is gone; a transient domain goes with it. What QEMU itself said is told of the domain as it was, what the daemon did
   * of one that has no id any more.
   */
  stop(domain: HostDomain, state: StateName, { bySelf = [], byHost = [] }: Farewell): void {
    this.#haltClock(domain)
    this.setState(domain, state)
    this.tell(domain, ...bySelf)
    domain.id = -1
    this.tell(domain, ...byHost)
    domain.autodestroy = null
    this.endJob(domain)
    if (domain.definition === null) this.domains.delete(domain.uuid)
    else {
      domain.xml = domain.definition
      domain.about = describe(domain.xml)
    }
  }

  /** Newer QEMUs say that the host ended them before libvirt says that they stopped. */
  endedByHost(): readonly LifecycleName[] {
    return this.isNew ? ['shutdownHost'] : []
  }

  /** @throws Refusal `operationInvalid` */
  mustRun(domain: HostDomain): void {
    if (!isActive(domain)) throw new Refusal('operationInvalid', 'domain is not running', 'domain')
  }

  /** DOMAIN_DESTROY(_FLAGS). */
  destroy(domain: HostDomain): void {
    this.mustRun(domain)
    this.migrations.interrupt(domain, 'destroyed')
    const byHost = ['stoppedDestroyed'] as const
    this.stop(domain, 'shutoffDestroyed', { bySelf: ['shutdownHost'], byHost })
  }

  /** DOMAIN_SUSPEND; allowed while the domain is being migrated away. */
  async suspend(domain: HostDomain): Promise<void> {
    this.mustRun(domain)
    const out = domain.job?.is === 'out'
    if (!out) await this.freeOfJob(domain)
    this.mustRun(domain)
    if (domain.state === 3) return
    this.stopCpus(domain, out ? 'pausedMigration' : 'pausedUser')
    this.tell(domain, out ? 'suspendedMigrated' : 'suspendedPaused')
  }

  /** DOMAIN_RESUME. */
  async resume(domain: HostDomain): Promise<void> {
    this.mustRun(domain)
    await this.freeOfJob(domain)
    this.mustRun(domain)
    if (domain.state === 1) throw new Refusal('operationInvalid', 'domain is already running')
    this.startCpus(domain, 'runningUnpaused')
    this.tell(domain, 'resumedUnpaused')
  }

  /** DOMAIN_SHUTDOWN(_FLAGS): this guest obeys at once. */
  async shutdown(domain: HostDomain): Promise<void> {
    if (!isActive(domain)) throw new Refusal('operationInvalid', 'domain is not running')
    await this.freeOfJob(domain)
    if (domain.state !== 1) throw new Refusal('operationInvalid', 'domain is not running')
    this.powerOff(domain)
  }

  /** DOMAIN_REBOOT: the guest starts anew at once, in the same QEMU. */
  async reboot(domain: HostDomain): Promise<void> {
    this.mustRun(domain)
    await this.freeOfJob(domain)
    if (domain.state !== 1) throw new Refusal('operationInvalid', 'domain is not running')
    this.#haltClock(domain)
    domain.boot = this.#ledger.boot(domain.uuid)
    domain.count = 0
    this.startCpus(domain, 'runningBooted')
    const { name, uuid, id } = domain
    this.onEvent({ kind: 'reboot', domain: { name, uuid, id } })
  }

  /** The guest powers itself off. */
  powerOff(domain: HostDomain): void {
    this.migrations.interrupt(domain, 'ended')
    this.stop(domain, 'shutoffShutdown', { bySelf: ['shutdownGuest', 'stoppedShutdown'] })
  }

  /** Its QEMU dies under it. */
  killQemu(domain: HostDomain): void {
    this.migrations.interrupt(domain, 'died')
    this.stop(domain, 'shutoffCrashed', { bySelf: ['stoppedFailed'] })
  }

  /** A client is gone, and all its calls have ended. */
  clientGone(client: Client): void {
    for (const domain of [...this.domains.values()]) {
      this.migrations.ownerGone(domain, client)
      if (domain.autodestroy === client && isActive(domain)) this.destroy(domain)
    }
  }
}
