// A host's part in migrations: the five phases on either side, what the end of a connection means in each of them, post-copy,
// and the figures of the job. The memory on its way between two hosts is copy.ts.
//
// A job `out` goes begin -> perform -> performed (pre-copy) or postcopy -> Confirm; a job `in` goes prepared -> finishing or
// postcopy -> gone. Each holds whose connection it is tied to; after a failed post-copy both stay for recovery.

import { drvFeature } from '../generated/constants.ts'
import type { Transport } from '../transport/transport.ts'
import { Copy } from './copy.ts'
import {
  type Client,
  describe,
  elementText,
  escapeXml,
  type HostDomain,
  identified,
  isActive,
  renamed,
  type StatsField,
} from './domain.ts'
import type { HostModel } from './host.ts'
import { lostPeer, PeerLine } from './peer-line.ts'
import { Refusal } from './refusal.ts'

/** virDomainMigrateFlags, those a host here knows by their effect. */
export const flag = {
  live: 0x1,
  peer2peer: 0x2,
  tunnelled: 0x4,
  persistDest: 0x8,
  undefineSource: 0x10,
  paused: 0x20,
  nonSharedDisk: 0x40,
  nonSharedInc: 0x80,
  changeProtection: 0x100,
  offline: 0x400,
  autoConverge: 0x2000,
  postcopy: 0x8000,
  parallel: 0x20000,
  postcopyResume: 0x80000,
  zerocopy: 0x100000,
} as const
const KNOWN_FLAGS = 0x1fffff

/** What lies between hosts. */
export interface Network {
  /** The host that is called so in a migration URI or a connection URI. */
  find(name: string): HostModel | undefined
  /** Whether bytes get from one host to another; `silent`: neither of them notices that they do not. */
  line(from: string, to: string): 'whole' | 'broken' | 'silent'
  /** A connection of one host to the daemon of another. @throws ConnectionError while that does not answer */
  dial(from: string, to: string): Promise<Transport>
  /** What the line between two hosts carries. */
  readonly bytesPerS: number
}

export interface OutJob {
  readonly is: 'out'
  phase: 'begin' | 'perform' | 'performed' | 'postcopy' | 'postcopyFailed'
  readonly flags: number
  /** The connection it ends with; null once nobody is asked any more. */
  owner: Client | null
  readonly wasRunning: boolean
  abortAsked: boolean
  copy: Copy | null
  /** The phase its daemon died in, until another one has looked at it. */
  found: OutJob['phase'] | undefined
  readonly startedMs: number
}

export interface InJob {
  readonly is: 'in'
  phase: 'prepared' | 'finishing' | 'postcopy' | 'postcopyFailed'
  readonly flags: number
  owner: Client | null
  readonly port: number
  readonly offline: boolean
  /** What runs would be called and be kept as, once Finish says so. */
  readonly definitionBefore: string | null
  copy: Copy | null
  /** A Finish that came too early waits for a copy. */
  onCopy: () => void
  /** Why nothing will arrive any more. */
  failed: Refusal | null
  readonly startedMs: number
}

/** Parameters of a migration by libvirt's names. */
export type Params = ReadonlyMap<string, string | number | bigint | boolean>

export type Cookie = Uint8Array

/** Thrown where a real daemon dies; the server does so. */
export class DaemonDies extends Error {
  override readonly name = 'DaemonDies'
}

/** What a job that copies nothing yet shows. */
const beforeCopy = [
  ...['data_total', 'data_processed', 'data_remaining'],
  ...['memory_total', 'memory_processed', 'memory_remaining'],
  ...['memory_dirty_rate', 'memory_iteration', 'memory_postcopy_requests'],
  ...['disk_total', 'disk_processed', 'disk_remaining'],
] as const

const FIRST_PORT = 49_152
const LAST_PORT = 49_215

function cookieOf(host: HostModel, domain: HostDomain, extra = ''): Cookie {
  return new TextEncoder().encode(
    `<qemu-migration>
  <name>${escapeXml(domain.name)}</name>
  <uuid>${domain.uuid}</uuid>
  <hostname>${escapeXml(host.name)}</hostname>
  <hostuuid>${host.uuid}</hostuuid>${extra}
</qemu-migration>
\0`,
  )
}

/** A cookie's fields. @throws Refusal `internalError` for what is none */
function readCookie(cookie: Cookie): { readonly text: string; readonly hostUuid: string } {
  const text = new TextDecoder().decode(cookie)
  const hostUuid = elementText(text, 'hostuuid')
  if (!text.startsWith('<qemu-migration>') || hostUuid === undefined) {
    throw new Refusal('internalError', 'the migration cookie cannot be read')
  }
  return { text, hostUuid }
}

const invalid = (text: string) => new Refusal('operationInvalid', text)
const unsupported = (text: string) => new Refusal('argumentUnsupported', text)

interface FlagRule {
  readonly when: (flags: number) => boolean
  readonly refusal: () => Refusal
}
const has = (flags: number, bits: number) => (flags & bits) !== 0
const flagRules: readonly FlagRule[] = [
  {
    when: (f) => (f & ~KNOWN_FLAGS) !== 0,
    refusal: () => new Refusal('invalidArg', 'unsupported flags in the migration'),
  },
  {
    when: (f) => has(f, flag.postcopy) && !has(f, flag.live),
    refusal: () => unsupported('post-copy is not supported with non-live migration'),
  },
  {
    when: (f) => has(f, flag.postcopy) && has(f, flag.paused),
    refusal: () => unsupported('post-copy cannot end with a paused guest'),
  },
  {
    when: (f) => has(f, flag.postcopy) && has(f, flag.tunnelled),
    refusal: () => unsupported('post-copy is not supported with tunnelled migration'),
  },
  {
    when: (f) => has(f, flag.offline) && has(f, flag.nonSharedDisk | flag.nonSharedInc),
    refusal: () => invalid('offline migration cannot copy disks'),
  },
  {
    when: (f) => has(f, flag.offline) && !has(f, flag.persistDest),
    refusal: () => invalid('offline migration must keep the definition on the destination'),
  },
  {
    when: (f) => has(f, flag.postcopyResume) && !has(f, flag.postcopy),
    refusal: () => unsupported('to go on with post-copy needs the post-copy flag'),
  },
]
const beginRules: readonly FlagRule[] = [
  {
    when: (f) => has(f, flag.zerocopy) && !has(f, flag.parallel),
    refusal: () => invalid('zero-copy is only available for parallel migration'),
  },
  {
    when: (f) => has(f, flag.postcopyResume) && !has(f, flag.changeProtection | flag.peer2peer),
    refusal: () => unsupported('to go on with post-copy needs change protection'),
  },
]

function check(flags: number, ...rules: readonly FlagRule[]): void {
  const broken = rules.find(({ when }) => when(flags))
  if (broken !== undefined) throw broken.refusal()
}

export class Migrations {
  readonly #host: HostModel
  readonly #network: Network
  /** What an arriving guest died of, by its name, for a Finish that finds it gone (9.0.0). */
  readonly #incomingErrors = new Map<string, Refusal>()
  /** Which daemon it is: what one had begun when it died, the next one does not go on with. */
  #daemon = 0
  /** Connections to destinations that this host drives migrations to. */
  readonly #peerLines = new Set<PeerLine>()

  constructor(host: HostModel, network: Network) {
    this.#host = host
    this.#network = network
  }

  /** Features that only migrations ask for; what every daemon answers is server.ts. */
  static readonly features: ReadonlySet<number> = new Set([
    drvFeature.values.migrationV2,
    drvFeature.values.migrationP2p,
    drvFeature.values.migrationV3,
    drvFeature.values.migrateChangeProtection,
    drvFeature.values.xmlMigratable,
    drvFeature.values.migrationOffline,
    drvFeature.values.migrationParams,
  ])

  // The source's phases.

  begin(
    domain: HostDomain,
    client: Client,
    params: Params,
    flags: number,
  ): { cookie: Cookie; xml: string } {
    check(flags, ...flagRules, ...beginRules)
    const host = this.#host
    const given = params.get('destination_xml') as string | undefined
    if (has(flags, flag.postcopyResume)) {
      const { job } = domain
      if (job?.is !== 'out')
        throw invalid(`no migration of domain '${domain.name}' is to be gone on with`)
      if (job.phase !== 'postcopyFailed') throw invalid('the migration has not failed in post-copy')
      job.owner = client
      return { cookie: cookieOf(host, domain), xml: given ?? domain.xml }
    }
    if (domain.job !== null)
      throw invalid(`another migration of domain '${domain.name}' is under way`)
    if (!has(flags, flag.offline)) host.mustRun(domain)
    if (domain.autodestroy !== null) throw invalid('domain is marked for auto destroy')
    const xml = this.#migratableXml(domain, given)
    if (has(flags, flag.changeProtection)) {
      domain.job = this.#outJob(domain, client, flags)
    }
    return { cookie: cookieOf(host, domain), xml }
  }

  #migratableXml(domain: HostDomain, given: string | undefined): string {
    if (given === undefined) return domain.xml
    const about = describe(given)
    const same =
      about.name === domain.name &&
      (about.uuid ?? domain.uuid) === domain.uuid &&
      about.memoryKiB === domain.about.memoryKiB &&
      about.vcpus === domain.about.vcpus
    if (!same) {
      throw new Refusal(
        'configUnsupported',
        'the target domain differs from the source in what a guest can see',
        'domain',
      )
    }
    return identified(given, domain.uuid)
  }

  #outJob(domain: HostDomain, owner: Client, flags: number): OutJob {
    return {
      is: 'out',
      phase: 'begin',
      flags,
      owner,
      wasRunning: domain.state === 1,
      abortAsked: false,
      copy: null,
      found: undefined,
      startedMs: this.#host.clock.now(),
    }
  }

  /** Copies the guest; resolves when it stands still and all of it is there, or with the switch to post-copy. */
  async perform(
    domain: HostDomain,
    client: Client,
    params: Params,
    cookieIn: Cookie,
    flags: number,
  ): Promise<Cookie> {
    check(flags, ...flagRules)
    if (cookieIn.length === 0 && this.#host.isNew)
      throw new DaemonDies('an empty cookie in Perform')
    if (!isActive(domain)) throw invalid('domain is not running')
    const held = has(flags, flag.changeProtection)
    if (held && domain.job?.is !== 'out') {
      throw invalid(`domain '${domain.name}' is not being migrated`)
    }
    if (!held && domain.job !== null) {
      throw invalid(`another migration of domain '${domain.name}' is under way`)
    }
    const job = held ? (domain.job as OutJob) : this.#outJob(domain, client, flags)
    domain.job = job
    job.owner = client
    if (has(flags, flag.postcopyResume)) {
      if (job.copy === null) throw invalid('the migration has not failed in post-copy')
      this.#resumePostcopy(domain, job, job.copy)
      return cookieOf(this.#host, domain)
    }
    job.phase = 'perform'
    const daemon = this.#daemon
    try {
      await this.#copyOut(domain, job, params)
    } catch (error) {
      if (daemon === this.#daemon && this.#host.domains.get(domain.uuid)?.job === job) {
        this.#restore(domain, job)
      }
      throw error
    }
    return cookieOf(this.#host, domain, this.#statisticsXml(job))
  }

  #statisticsXml(job: OutJob | InJob): string {
    const { copy, startedMs } = job
    return copy === null
      ? ''
      : `
  <statistics>
    <started>${Math.round(startedMs)}</started>
    <stopped>${Math.round(copy.stoppedMs ?? this.#host.clock.now())}</stopped>
    <sent>${Math.round(this.#host.clock.now())}</sent>
  </statistics>`
  }

  async #copyOut(domain: HostDomain, job: OutJob, params: Params): Promise<void> {
    const host = this.#host
    if (job.abortAsked) throw aborted()
    if (!has(job.flags, flag.live) && domain.since !== undefined) {
      host.stopCpus(domain, 'pausedMigration')
      host.tell(domain, 'suspendedMigrated')
    }
    const uri = params.get('migrate_uri') as string | undefined
    const [peer, arriving] = this.#connect(uri)
    const bandwidth = Number(params.get('bandwidth') ?? 0)
    if (bandwidth > 0) domain.maxSpeedMiBps = bandwidth
    const postcopySpeed = Number(params.get('bandwidth.postcopy') ?? 0)
    if (postcopySpeed > 0) domain.postcopySpeedMiBps = postcopySpeed
    const copy = new Copy({
      source: { host, domain },
      destination: { host: peer, domain: arriving },
      network: this.#network,
      autoConverge: has(job.flags, flag.autoConverge),
    })
    job.copy = copy
    const arrival = arriving.job as InJob
    arrival.copy = copy
    arrival.onCopy()
    const how = await copy.run()
    if (how === 'switched') {
      job.phase = 'postcopy'
      void copy.rest().then((whole) => this.#restOver(domain, job, whole))
    } else job.phase = 'performed'
  }

  /** Who listens there. @throws Refusal */
  #connect(uri: string | undefined): readonly [HostModel, HostDomain] {
    const [, name = '', port = ''] =
      /^tcp:(?:\/\/)?(\[[^\]]*\]|[^:/]+):(\d+)\/?$/.exec(uri ?? '') ?? []
    const refused = () =>
      new Refusal(
        'systemError',
        `unable to connect to server at '${name}:${port}': Connection refused`,
        'rpc',
      )
    const peer = this.#network.find(name.replace(/^\[|\]$/g, ''))
    if (peer === undefined || !this.#reaches(peer)) throw refused()
    for (const domain of peer.domains.values()) {
      const { job } = domain
      if (job?.is === 'in' && job.port === Number(port) && job.copy === null && !job.offline) {
        return [peer, domain]
      }
    }
    throw refused()
  }

  /** After a Perform that failed: the guest goes on here as it was. */
  #restore(domain: HostDomain, job: OutJob): void {
    const host = this.#host
    if (isActive(domain) && job.wasRunning && domain.since === undefined) {
      host.startCpus(domain, 'runningMigrationCanceled')
      host.tell(domain, 'resumedMigrated')
    }
    host.endJob(domain)
  }

  /** The memory that post-copy had left is over there, or will never be. */
  #restOver(domain: HostDomain, job: OutJob, whole: boolean): void {
    const host = this.#host
    if (domain.job !== job) return
    if (!whole) {
      // Whose connection broke before has told it.
      if (job.phase === 'postcopyFailed') return
      job.phase = 'postcopyFailed'
      host.setState(domain, 'pausedPostcopyFailed')
      host.tell(domain, 'suspendedPostcopyFailed')
    } else if (job.phase === 'postcopyFailed') this.#left(domain, job)
  }

  #resumePostcopy(domain: HostDomain, job: OutJob, copy: Copy): void {
    const host = this.#host
    job.phase = 'postcopy'
    host.setState(domain, 'pausedPostcopy')
    host.tell(domain, 'suspendedPostcopy')
    const { destination } = copy
    void copy.again().then((whole) => this.#restOver(domain, job, whole))
    destination.host.migrations.goOn(destination.domain)
  }

  /** What is left of a post-copy that broke comes again. */
  goOn(domain: HostDomain): void {
    const host = this.#host
    const { job } = domain
    if (job?.is !== 'in') return
    if (job.owner === null) {
      // Who prepared it is gone.
      this.#arriveUnattended(domain, job)
      return
    }
    job.phase = 'postcopy'
    host.setState(domain, 'runningPostcopy')
    host.tell(domain, 'resumedPostcopy')
  }

  confirm(domain: HostDomain, flags: number, cancelled: boolean): void {
    const host = this.#host
    const { job } = domain
    if (has(flags, flag.offline)) {
      if (job?.is === 'out') host.endJob(domain)
      if (
        !cancelled &&
        has(flags, flag.undefineSource) &&
        !isActive(domain) &&
        domain.definition !== null
      ) {
        domain.definition = null
        host.domains.delete(domain.uuid)
      }
      return
    }
    if (job?.is !== 'out') throw invalid(`domain '${domain.name}' is not being migrated`)
    // A daemon believes who says so, also when there never was a Perform.
    if (!cancelled && (job.phase === 'perform' || job.phase === 'postcopyFailed')) {
      if (job.copy?.state.is !== 'whole') {
        throw new Refusal('internalError', 'the phases of the migration came in the wrong order')
      }
    }
    if (!cancelled) {
      this.#left(domain, job, flags)
      return
    }
    if (job.phase === 'postcopy' || job.phase === 'postcopyFailed') {
      if (job.copy?.state.is === 'whole') {
        this.#left(domain, job, flags)
        return
      }
      if (job.phase === 'postcopy') {
        job.phase = 'postcopyFailed'
        host.setState(domain, 'pausedPostcopyFailed')
        host.tell(domain, 'suspendedPostcopyFailed')
      }
      return
    }
    this.#restore(domain, job)
  }

  /** The guest is elsewhere for good. */
  #left(domain: HostDomain, job: OutJob, flags = job.flags): void {
    const host = this.#host
    const stats = this.#figures(job.copy, job.startedMs, 'out')
    const about = { name: domain.name, uuid: domain.uuid, id: -1 }
    if (has(flags, flag.undefineSource)) {
      domain.definition = null
      domain.autostart = false
    }
    host.stop(domain, 'shutoffMigrated', {
      bySelf: host.endedByHost(),
      byHost: ['stoppedMigrated'],
    })
    domain.completed = stats
    host.onEvent({ kind: 'jobCompleted', domain: about, stats })
  }

  // The destination's phases.

  prepare(
    client: Client,
    params: Params,
    cookieIn: Cookie,
    flags: number,
  ): { cookie: Cookie; uri: string | null } {
    check(flags, ...flagRules)
    const host = this.#host
    const offline = has(flags, flag.offline)
    if (cookieIn.length === 0) {
      if (!offline) throw new DaemonDies('an empty cookie in Prepare')
    } else this.#checkCookie(cookieIn)
    const given = params.get('destination_xml') as string | undefined
    if (given === undefined) throw new Refusal('internalError', 'no domain XML was passed')
    const name = params.get('destination_name') as string | undefined
    const xml = name === undefined ? given : renamed(given, name)
    const about = describe(xml)
    if (has(flags, flag.postcopyResume)) return this.#prepareAgain(about.name, client, params)
    const uuid = about.uuid
    if (uuid === undefined)
      throw new Refusal('xmlError', 'the arriving domain has no UUID', 'domain')
    const asked = params.get('migrate_uri') as string | undefined
    const where = this.#listenAddress(asked)
    const same = host.checkConflict(about.name, uuid)
    if (same !== undefined && (isActive(same) || same.job !== null)) {
      const how = same.job === null ? 'already active' : 'already being migrated'
      throw new Refusal('operationInvalid', `domain '${about.name}' is ${how}`, 'domain')
    }
    this.#incomingErrors.delete(about.name)
    const domain = same ?? host.add(xml, uuid, null)
    domain.job = {
      is: 'in',
      phase: 'prepared',
      flags,
      owner: client,
      port: where.port,
      offline,
      definitionBefore: domain.definition,
      copy: null,
      onCopy: () => {},
      failed: null,
      startedMs: host.clock.now(),
    }
    if (!offline) {
      domain.xml = xml
      domain.about = about
      host.receive(domain)
      host.tell(domain, 'startedMigrated')
    }
    return { cookie: cookieOf(host, domain), uri: where.uri }
  }

  #prepareAgain(
    name: string,
    client: Client,
    params: Params,
  ): { cookie: Cookie; uri: string | null } {
    if (this.#host.isNew) throw new DaemonDies('Prepare with POSTCOPY_RESUME')
    const domain = this.#host.byName(name)
    const { job } = domain
    if (job?.is !== 'in') throw invalid(`no migration of domain '${name}' is to be gone on with`)
    if (job.phase !== 'postcopyFailed') throw invalid('the migration has not failed in post-copy')
    job.owner = client
    const { uri } = this.#listenAddress(params.get('migrate_uri') as string | undefined)
    return { cookie: cookieOf(this.#host, domain), uri }
  }

  /** Where to listen, and what to tell the source of it. @throws Refusal */
  #listenAddress(asked: string | undefined): {
    readonly port: number
    readonly uri: string | null
  } {
    if (asked === undefined) {
      const port = this.#freePort()
      return { port, uri: `tcp:${this.#host.name}:${port}` }
    }
    const [, scheme = '', rest = ''] = /^([a-z]+):(.*)$/.exec(asked) ?? []
    if (scheme !== 'tcp') {
      throw new Refusal(
        'argumentUnsupported',
        `unsupported scheme ${scheme} in migration URI ${asked}`,
      )
    }
    const [, slashes = '', name = '', port] =
      /^(\/\/)?(\[[^\]]*\]|[^:/]*)(?::(\d+))?\/?$/.exec(rest) ?? []
    if (name === '') throw new Refusal('invalidArg', `missing host in migration URI: ${asked}`)
    if (port !== undefined) return { port: Number(port), uri: null }
    const free = this.#freePort()
    return { port: free, uri: `tcp:${slashes}${name}:${free}` }
  }

  #freePort(): number {
    const taken = new Set<number>()
    for (const { job } of this.#host.domains.values()) if (job?.is === 'in') taken.add(job.port)
    for (let port = FIRST_PORT; port <= LAST_PORT; port++) if (!taken.has(port)) return port
    throw new Refusal('internalError', `no port from ${FIRST_PORT} to ${LAST_PORT} is free`)
  }

  async finish(
    name: string,
    flags: number,
    cancelled: boolean,
    params: Params = new Map(),
    cookieIn: Cookie = new Uint8Array(0),
  ): Promise<{ domain: HostDomain; id: number; cookie: Cookie }> {
    const host = this.#host
    const domain = host.findByName(name)
    if (domain === undefined) {
      const why = this.#incomingErrors.get(name)
      this.#incomingErrors.delete(name)
      throw why ?? new Refusal('noDomain', `no domain with matching name '${name}'`)
    }
    const { job } = domain
    if (job?.is !== 'in' || job.phase === 'finishing') {
      throw invalid(`domain '${name}' is not processing incoming migration`)
    }
    if (cancelled) throw this.#dropArrived(domain, job)
    const daemon = this.#daemon
    if (job.offline) return this.#finishOffline(domain, params, cookieIn)
    const before = job.definitionBefore
    try {
      this.#checkCookie(cookieIn)
      if (has(flags, flag.persistDest)) this.#persist(domain, params)
      const postcopy =
        job.copy?.state.is === 'rest' || job.phase === 'postcopy' || job.copy?.wasPostcopy === true
      if (postcopy) await this.#finishPostcopy(domain, job)
      else await this.#finishPrecopy(domain, job, flags)
    } catch (error) {
      if (daemon !== this.#daemon) throw error
      // What runs after post-copy stays; else the guest never ran here.
      if (domain.job === job && domain.since === undefined && job.phase !== 'postcopyFailed') {
        this.#host.stop(domain, 'shutoffFailed', {
          bySelf: host.endedByHost(),
          byHost: ['stoppedFailed'],
        })
        if (!host.isNew && before === null) this.#incomingErrors.delete(name)
      }
      throw error
    }
    host.endJob(domain)
    if (job.copy !== null)
      domain.completed = job.copy.wasPostcopy ? null : this.#figures(job.copy, job.startedMs, 'in')
    return { domain, id: domain.id, cookie: cookieOf(host, domain, this.#statisticsXml(job)) }
  }

  /** Finish with `cancelled`: always an error, that it went as asked or what the guest had died of. */
  #dropArrived(domain: HostDomain, job: InJob): Refusal {
    const host = this.#host
    const why = job.failed ?? new Refusal('migrateFinishOk', 'migration successfully aborted')
    if (job.offline) {
      // A real daemon forgets the domain it added here: a ghost stays until somebody defines it.
      host.endJob(domain)
      return why
    }
    job.copy?.break('destination')
    host.stop(domain, 'shutoffFailed', { bySelf: host.endedByHost(), byHost: ['stoppedFailed'] })
    return why
  }

  /** @throws Refusal `internalError` for a cookie that this host made itself, or that is none */
  #checkCookie(cookie: Cookie): void {
    const { uuid } = this.#host
    if (cookie.length > 0 && readCookie(cookie).hostUuid === uuid) {
      throw new Refusal('internalError', `attempt to migrate a guest to the same host ${uuid}`)
    }
  }

  #finishOffline(
    domain: HostDomain,
    params: Params,
    cookieIn: Cookie,
  ): { domain: HostDomain; id: number; cookie: Cookie } {
    try {
      this.#checkCookie(cookieIn)
    } catch (error) {
      this.#host.endJob(domain)
      throw error
    }
    this.#persist(domain, params)
    this.#host.endJob(domain)
    return { domain, id: -1, cookie: cookieOf(this.#host, domain) }
  }

  #persist(domain: HostDomain, params: Params): void {
    const before = domain.definition
    const wanted = domain.job?.is === 'in' ? domain.job.copy?.definition : undefined
    const given = (params.get('persistent_xml') as string | undefined) ?? wanted ?? domain.xml
    domain.definition = identified(renamed(given, domain.name), domain.uuid)
    domain.everDefined = true
    this.#host.tell(domain, before === null ? 'definedAdded' : 'definedUpdated')
  }

  async #finishPrecopy(domain: HostDomain, job: InJob, flags: number): Promise<void> {
    const host = this.#host
    job.phase = 'finishing'
    if (job.failed !== null) throw job.failed
    const daemon = this.#daemon
    const copy = job.copy ?? (await this.#coming(domain, job))
    if (daemon !== this.#daemon) throw new Refusal('internalError', 'the daemon died')
    if (copy === null) throw new Refusal('operationFailed', 'domain is not running', 'domain')
    const whole = await copy.over
    if (host.finishMs > 0) await host.clock.sleep(host.finishMs)
    if (daemon !== this.#daemon) throw new Refusal('internalError', 'the daemon died')
    if (!whole || domain.job !== job) {
      throw job.failed ?? new Refusal('operationFailed', 'the guest ended while it arrived')
    }
    copy.finishedMs = host.clock.now()
    if (has(flags, flag.paused)) {
      host.stopCpus(domain, 'pausedUser')
      host.tell(domain, 'suspendedPaused')
    } else {
      host.startCpus(domain, 'runningMigrated')
      host.tell(domain, 'resumedMigrated')
    }
  }

  /** Waits for a source to begin its copy; null: the guest ended before. */
  async #coming(domain: HostDomain, job: InJob): Promise<Copy | null> {
    while (job.copy === null && domain.job === job) {
      await new Promise<void>((resolve) => {
        job.onCopy = resolve
        domain.jobWaiters.push(resolve)
      })
    }
    return job.copy
  }

  async #finishPostcopy(domain: HostDomain, job: InJob): Promise<void> {
    const host = this.#host
    const copy = job.copy!
    // The line broke before its processors were started here: without what is missing they never are.
    if (domain.since === undefined && job.failed !== null) throw job.failed
    job.phase = 'postcopy'
    // From here on Finish looks after it, whoever asked for it.
    job.owner = null
    if (domain.since === undefined) {
      copy.finishedMs = host.clock.now()
      host.startCpus(domain, 'runningPostcopy')
      host.tell(domain, 'resumedPostcopy')
    }
    const daemon = this.#daemon
    const whole = await copy.over
    if (daemon !== this.#daemon) throw new Refusal('internalError', 'the daemon died')
    if (domain.job !== job) throw new Refusal('operationFailed', 'the guest ended while it arrived')
    if (!whole) {
      // Its state was told when the line broke; the job waits to be gone on with.
      throw new Refusal('operationFailed', 'the migration failed in post-copy')
    }
    host.setState(domain, 'runningMigrated')
    host.tell(domain, 'resumedMigrated')
  }

  // What comes from outside.

  /** A source went away, or the line to it: what was on its way here will not come. */
  lost(domain: HostDomain): void {
    const host = this.#host
    const { job } = domain
    if (job?.is !== 'in') return
    if (domain.since !== undefined && job.phase === 'postcopy') {
      job.phase = 'postcopyFailed'
      host.setState(domain, 'runningPostcopyFailed')
      host.tell(domain, 'resumedPostcopyFailed')
      return
    }
    if (job.copy?.wasPostcopy === true) {
      // Not started yet, and a part of it is missing for good.
      job.failed = new Refusal('operationFailed', 'the line broke in post-copy')
      return
    }
    if (host.isNew) {
      job.failed = new Refusal('operationFailed', 'load of migration failed: Input/output error')
      return
    }
    this.#incomingErrors.set(
      domain.name,
      new Refusal(
        'internalError',
        'QEMU unexpectedly closed the monitor: load of migration failed',
      ),
    )
    host.stop(domain, 'shutoffFailed', { bySelf: ['stoppedFailed'] })
  }

  /** A domain's QEMU goes: whatever is copied from or to it ends. */
  interrupt(domain: HostDomain, why: 'destroyed' | 'ended' | 'died'): void {
    const { job } = domain
    if (job === null) return
    job.copy?.break(job.is === 'out' ? 'source' : 'destination', why)
  }

  /** DOMAIN_ABORT_JOB(_FLAGS). `postcopy`: pause a transfer that cannot be undone any more. */
  async abort(domain: HostDomain, postcopy: boolean): Promise<void> {
    if (domain.job?.is === 'in') await this.#host.freeOfJob(domain)
    const { job } = domain
    this.#host.mustRun(domain)
    if (job?.is !== 'out') throw invalid('no job is active on the domain')
    if (postcopy && job.phase !== 'postcopy' && job.phase !== 'postcopyFailed') {
      throw invalid('the migration is not in post-copy')
    }
    if (job.phase === 'postcopy' || job.phase === 'postcopyFailed') {
      if (!postcopy) throw invalid('a migration in post-copy cannot be aborted')
      if (job.phase === 'postcopy') job.copy?.break('line')
      return
    }
    if (job.phase === 'begin') job.abortAsked = true
    // After Perform it is too late, and the answer is the same.
    if (job.phase === 'perform') {
      job.abortAsked = true
      job.copy?.abort(aborted())
    }
  }

  /** DOMAIN_MIGRATE_START_POST_COPY. */
  async startPostCopy(domain: HostDomain): Promise<void> {
    if (domain.job?.is === 'in') await this.#host.freeOfJob(domain)
    const { job } = domain
    this.#host.mustRun(domain)
    if (job?.is !== 'out') throw invalid('post-copy can only be started while a migration goes out')
    if (!has(job.flags, flag.postcopy)) {
      throw invalid('post-copy is only possible for a migration started with its flag')
    }
    if (job.copy === null) {
      throw new Refusal('internalError', 'QEMU switches only a migration that is under way')
    }
    job.copy.switchToPostcopy()
  }

  /** A client is gone: what its jobs make of it. */
  ownerGone(domain: HostDomain, client: Client): void {
    const host = this.#host
    const { job } = domain
    if (job === null || job.owner !== client) return
    job.owner = null
    if (job.is === 'out') {
      if (job.phase === 'begin') host.endJob(domain)
      // Nobody will let it run again by itself, and nobody has to destroy it: it stands still.
      else if (job.phase === 'performed') host.endJob(domain)
      else if (job.phase === 'postcopy') {
        job.phase = 'postcopyFailed'
        host.setState(domain, 'pausedPostcopyFailed')
        host.tell(domain, 'suspendedPostcopyFailed')
        if (job.copy?.state.is === 'whole') this.#left(domain, job)
      }
    } else if (domain.since !== undefined) {
      // It had come for a post-copy to be gone on with, and Finish will not.
      if (job.phase === 'postcopy') {
        this.#arriveUnattended(domain, job)
        if (domain.job === job) host.tell(domain, 'resumedPostcopyFailed')
      }
    } else if (!job.offline) {
      job.copy?.break('destination')
      host.stop(domain, 'shutoffDestroyed', {
        bySelf: ['shutdownHost'],
        byHost: ['stoppedDestroyed'],
      })
    }
  }

  /** The daemon died: what it had written down of each job is what it will find. */
  daemonDied(): void {
    this.#daemon++
    for (const line of this.#peerLines) line.close()
    for (const { job } of this.#host.domains.values()) if (job?.is === 'out') job.found = job.phase
  }

  /** The daemon was started again: what it makes of the migrations it finds. */
  recover(): void {
    const host = this.#host
    for (const domain of [...host.domains.values()]) {
      const { job } = domain
      if (job === null) continue
      if (job.is === 'in') {
        if (job.phase === 'prepared' || domain.since === undefined) {
          job.copy?.break('destination')
          if (isActive(domain)) {
            host.stop(domain, 'shutoffFailed', {
              bySelf: host.endedByHost(),
              byHost: ['stoppedFailed'],
            })
          } else host.endJob(domain)
        } else if (job.phase === 'postcopy') this.#arriveUnattended(domain, job)
        else if (job.phase === 'finishing') host.endJob(domain)
        continue
      }
      const found = job.found ?? job.phase
      job.found = undefined
      // Its QEMU knows of a switch that nobody had written down yet.
      const phase = job.copy?.wasPostcopy === true ? 'postcopy' : found
      if (phase === 'begin' || phase === 'performed') host.endJob(domain)
      else if (phase === 'perform') {
        // It called its copy off, also one that was complete meanwhile: nobody had been told.
        job.copy?.abort(aborted())
        this.#restore(domain, job)
      } else if (job.copy?.state.is === 'whole') this.#left(domain, job)
      else {
        job.phase = 'postcopyFailed'
        host.setState(domain, 'pausedPostcopyFailed')
      }
    }
  }

  /** After the switch, and no Finish is there to wait for the rest: QEMU says when it has come. */
  #arriveUnattended(domain: HostDomain, job: InJob): void {
    const host = this.#host
    const arrived = () => {
      host.setState(domain, 'runningMigrated')
      host.tell(domain, 'resumedMigrated')
      host.endJob(domain)
    }
    if (job.copy?.state.is === 'whole') {
      arrived()
      return
    }
    job.phase = 'postcopyFailed'
    host.setState(domain, 'runningPostcopyFailed')
    void job.copy?.over.then((whole) => {
      if (whole && domain.job === job && job.phase === 'postcopyFailed') arrived()
    })
  }

  /**
   * PEER2PEER: this host drives the other one itself, over a connection of its own that nobody else sees.
   * @param to the host the connection URI names
   */
  async performPeerToPeer(
    domain: HostDomain,
    to: string | null,
    params: Params,
    cookieIn: Cookie,
    flags: number,
  ): Promise<Cookie> {
    if (cookieIn.length > 0) throw invalid('a peer-to-peer migration takes no cookie')
    if (to === null) throw new Refusal('invalidArg', 'a peer-to-peer migration needs a destination')
    const name = /^[^/]*\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/]*)/.exec(to)?.[1] ?? ''
    const peer = this.#network.find(name)
    if (peer === undefined || !this.#reaches(peer)) {
      throw unreachable(name)
    }
    const daemon = this.#daemon
    const line = await this.#peerLine(peer)
    try {
      await this.#drive(domain, line, params, flags)
    } catch (error) {
      // With a daemon its connections end, and it undoes nothing itself.
      throw daemon === this.#daemon ? error : new Refusal('internalError', 'the daemon died')
    } finally {
      this.#peerLines.delete(line)
      line.close()
    }
    return new Uint8Array(0)
  }

  async #peerLine(peer: HostModel): Promise<PeerLine> {
    let transport: Transport
    try {
      transport = await this.#network.dial(this.#host.name, peer.name)
    } catch {
      throw unreachable(peer.name)
    }
    const line = await PeerLine.open(transport, this.#host.clock)
    this.#peerLines.add(line)
    return line
  }

  /** All phases, those of the destination over that line. */
  async #drive(domain: HostDomain, line: PeerLine, params: Params, flags: number): Promise<void> {
    const daemon = this.#daemon
    const checkLife = () => {
      if (daemon !== this.#daemon) throw new Refusal('internalError', 'the daemon died')
    }
    const bare = flags & ~(flag.peer2peer | flag.tunnelled)
    const held = bare | flag.changeProtection
    const there = bare & ~flag.changeProtection
    // Not the caller's: his going away changes nothing.
    const owner: Client = line
    const begun = this.begin(domain, owner, params, held)
    const { job } = domain
    const confirm = (cancelled: boolean) => {
      if (job !== null && domain.job === job) this.confirm(domain, held, cancelled)
    }
    const all = new Map(params).set('destination_xml', begun.xml)
    let prepared: { readonly cookie: Cookie; readonly uri: string | null }
    try {
      prepared = await line.prepare(all, begun.cookie, there)
    } catch (error) {
      checkLife()
      confirm(true)
      throw error
    }
    checkLife()
    const uri = prepared.uri ?? (params.get('migrate_uri') as string)
    const target = (params.get('destination_name') as string | undefined) ?? domain.name
    const toFinish = new Map(params).set('destination_name', target)
    const toPerform = new Map(all).set('migrate_uri', uri)
    let cookie: Cookie
    try {
      // A source that waits for its copy looks whether its peer is still there.
      line.onLost = () => {
        if (job?.is === 'out') job.copy?.abort(lostPeer())
      }
      if (!line.isOpen) throw lostPeer()
      cookie = has(flags, flag.offline)
        ? new Uint8Array(0)
        : await this.perform(domain, owner, toPerform, prepared.cookie, held)
    } catch (error) {
      checkLife()
      await line.finish(toFinish, new Uint8Array(0), there, true).catch(() => {})
      checkLife()
      confirm(true)
      throw error
    }
    checkLife()
    try {
      await line.finish(toFinish, cookie, there, false)
    } catch (error) {
      checkLife()
      // What a real source makes of an answer that is lost: it does not ask again whether the guest runs there.
      confirm(true)
      throw error
    }
    checkLife()
    confirm(false)
  }

  #reaches(peer: HostModel): boolean {
    return this.#network.line(this.#host.name, peer.name) === 'whole'
  }

  // Figures.

  /** virDomainGetJobStats: its type and its fields. */
  stats(
    domain: HostDomain,
    completed: boolean,
    keep: boolean,
  ): { type: number; fields: readonly StatsField[] } {
    const { job } = domain
    if (completed) {
      const fields = domain.completed
      if (!keep) domain.completed = null
      return fields === null ? { type: 0, fields: [] } : { type: 3, fields }
    }
    if (job?.is === 'in') {
      throw new Refusal(
        'operationUnsupported',
        'migration statistics are available only on the source host',
      )
    }
    this.#host.mustRun(domain)
    return job === null
      ? { type: 0, fields: [] }
      : { type: 2, fields: this.#figures(job.copy, job.startedMs, 'out') }
  }

  #figures(copy: Copy | null, startedMs: number, way: 'in' | 'out'): StatsField[] {
    const now = this.#host.clock.now()
    const fields: StatsField[] = [
      { field: 'operation', value: way === 'in' ? 4 : 5, int: true },
      { field: 'time_elapsed', value: now - startedMs },
    ]
    if (copy?.state.is === 'whole') {
      fields.push({ field: 'time_elapsed_net', value: (copy.finishedMs ?? now) - startedMs })
    }
    if (copy !== null) fields.push(...copy.figures(now))
    else for (const field of beforeCopy) fields.push({ field, value: 0 })
    return fields
  }
}

function unreachable(name: string): Refusal {
  const text = `unable to connect to server at '${name}:16509': No route to host`
  return new Refusal('systemError', text, 'rpc')
}

function aborted(): Refusal {
  return new Refusal('operationAborted', "job 'migration out' was cancelled by the client")
}
