// A connection to one daemon as users hold it: how it is asked for, what can be asked of a host, and finding domains. The
// steps of an opening are session.ts, coming back after a loss is reconnect.ts, what a domain can do is domain.ts.

import { EventEmitter } from 'eventemitter3'
import type { CredentialsCallback, PolkitAgent } from '../auth/negotiate.ts'
import {
  ConnectionError,
  type ErrorCode,
  type LibvirtError,
  RemoteError,
  UsageError,
} from '../errors.ts'
import {
  connectListAllStoragePoolsFlags,
  domainStatsTypes,
  drvFeature,
  storagePoolCreateFlags,
  storagePoolDefineFlags,
} from '../generated/constants.ts'
import * as remote from '../generated/remote.ts'
import type { CallOptions, CloseInfo, RpcConnection, RpcOptions } from '../rpc/connection.ts'
import type { Subscription } from '../rpc/events.ts'
import type { RpcStream, StreamOptions } from '../rpc/stream.ts'
import { traceDecision } from '../trace.ts'
import { type DialOptions, dial, type PromptCallback } from '../transport/dial.ts'
import { resolveTarget } from '../transport/resolve.ts'
import { innerName, type Target, withoutSecrets } from '../transport/uri.ts'
import type { Event, Procedure } from '../xdr/procedure.ts'
import {
  createFlags,
  Domain,
  type DomainRef,
  type DomainStateInfo,
  stateInfo,
  textOfChars,
} from './domain.ts'
import { DomainEventEmitter, DomainEventStream, type WatchOptions } from './domain-events.ts'
import { bitsOf, type FlagOptions, flagsOf } from './flags.ts'
import { StoragePool } from './pool.ts'
import {
  type ConnectionState,
  planOf,
  ReconnectingCaller,
  type ReconnectOptions,
} from './reconnect.ts'
import {
  type CallerSubscribeOptions,
  closeSession,
  type Dialer,
  limitsOf,
  type Opening,
  openSession,
} from './session.ts'
import { type TypedRecord, toRecord } from './typed-params.ts'
import { looksLikeUuid, parseUuid } from './uuid.ts'
import { StorageVolume } from './volume.ts'

export type {
  CredentialName,
  CredentialsCallback,
  CredentialsWanted,
  PolkitAgent,
} from '../auth/negotiate.ts'
export type { CallOptions } from '../rpc/connection.ts'
export type { SubscribeOptions } from '../rpc/events.ts'
export type { PromptCallback, PromptQuestion } from '../transport/dial.ts'
export type { Transport, TransportHandler } from '../transport/transport.ts'
export type { ConnectionState, ReconnectOptions } from './reconnect.ts'
export type { CallerSubscribeOptions, Dialer, Dialling } from './session.ts'
export { withoutSecrets }

/** How a connection is opened and kept. `signal` and `timeoutMs` bound the opening alone. */
export interface ConnectOptions extends CallOptions {
  /** Ask for a connection that may only look; on unix sockets the read-only socket is dialled. */
  readonly readonly?: boolean
  /** Pings after `intervalS` silent seconds, dead after `count` unanswered; default 5 × 6. intervalS 0 switches it off. */
  readonly keepalive?: { readonly intervalS: number; readonly count: number }
  /** Calls on the wire at once; more wait in line. Default 4: one below the daemon's own limit, beyond which it stops reading. */
  readonly maxInFlight?: number
  /**
   * Asked for the user name and password of a SASL login, as far as auth.conf does not have them (docs/auth.md); for every
   * connection anew, duplicates included; `signal` and `timeoutMs` end the wait for it, too. Without it such a login fails
   * with `authFailed`.
   */
  readonly credentials?: CredentialsCallback
  /** Whether names in `uri_aliases` of libvirt.conf are looked up; default true (VIR_CONNECT_NO_ALIASES; since 0.2.0). */
  readonly aliases?: boolean
  /**
   * Called where polkit wants to ask a person and finds no agent for this process, or was told a wrong password; on unix
   * sockets only (docs/auth.md). It registers an agent, `pkttyagent` say, and runs what it is given (since 0.2.0).
   */
  readonly polkitAgent?: PolkitAgent
  /**
   * Answers what a login over ssh must ask a person: a password, a passphrase, a server's challenge, whether an unknown host
   * key is the right one (docs/ssh.md). `signal` and `timeoutMs` end the wait for it, too. Duplicates do not ask again what led
   * in once. Without it what has to be asked is refused (since 0.2.0).
   */
  readonly prompt?: PromptCallback
  /**
   * A private key, as text, to log in with over ssh instead of all else that could be tried: what a grant holds whose key is in
   * memory alone (docs/access.md). Jump hosts on the way are logged in on as ever (since 0.2.0).
   */
  readonly privateKey?: string
  /** Hears in a sentence of what is no error and should not stay: an auth.conf that everybody can read. */
  readonly onWarning?: (text: string) => void
  /**
   * Opens the connection again whenever it is lost, the same way and by itself (since 0.2.0); default: it stays lost. What
   * that means for calls, streams and events is docs/reconnect.md. The first opening is tried once.
   */
  readonly reconnect?: boolean | ReconnectOptions
}

interface ConnectionNews {
  /** It was lost, an attempt failed, it was opened again, or it ended for good (since 0.2.0). */
  state: [state: ConnectionState]
}

/** A version number as daemons pack it: 11003000 is 11.3.0. */
export interface Version {
  readonly major: number
  readonly minor: number
  readonly release: number
  /** major × 1 000 000 + minor × 1000 + release */
  readonly number: number
}

/** virNodeInfo. */
export interface NodeInfo {
  /** CPU model or architecture. */
  readonly model: string
  /** KiB (narrowed to number). */
  readonly memoryKiB: number
  readonly cpus: number
  readonly mhz: number
  readonly nodes: number
  readonly sockets: number
  readonly cores: number
  readonly threads: number
}

/** Security driver of a host; empty strings where none is active. */
export interface SecurityModel {
  readonly model: string
  readonly doi: string
}

/** What a domain's statistics hold, by libvirt's field names (`state.state`, `cpu.time`, …). */
export interface DomainStats {
  readonly domain: Domain
  readonly stats: TypedRecord
}

/** A domain with its state, as listings show it. */
export interface ListedDomain extends DomainStateInfo {
  readonly domain: Domain
}

/** Filters that lists and statistics share; several of one pair mean either. */
const stateFilters = {
  active: 1,
  inactive: 2,
  persistent: 4,
  transient: 8,
  running: 16,
  paused: 32,
  shutoff: 64,
  other: 128,
} as const
/** Filters of `listAllDomains` (virConnectListAllDomainsFlags); several of one pair mean either. */
export const listFlags = {
  ...stateFilters,
  managedSave: 256,
  noManagedSave: 512,
  autostart: 1024,
  noAutostart: 2048,
  hasSnapshot: 4096,
  noSnapshot: 8192,
  hasCheckpoint: 16384,
  noCheckpoint: 32768,
} as const
/** Options of `getAllDomainStats` (virConnectGetAllDomainStatsFlags). */
export const statsFlags = {
  ...stateFilters,
  nowait: 0x20000000,
  backing: 0x40000000,
  enforceStats: 0x80000000,
} as const
/** Options of `defineDomain` (virDomainDefineFlags). */
export const defineFlags = { validate: 1 } as const

/** Groups of statistics to ask for (virDomainStatsTypes): `state`, `cpuTotal`, `balloon`, … */
export type StatsGroup = keyof typeof domainStatsTypes.values
/** Features of a daemon or driver (virDrvFeature). */
export type FeatureName = keyof typeof drvFeature.values

/** Every listing filter that statistics understand too. */
const STATS_FILTER = 0xff

/**
 * Opens a connection to the daemon a URI names (virConnectOpen): dials, authenticates, starts keepalive, opens the driver.
 * @param uri a URI, a name from `uri_aliases` of libvirt.conf, or `''`: then `LIBVIRT_DEFAULT_URI`, else `uri_default` of
 * libvirt.conf, else the daemon of this host whose socket is there (docs/uri.md)
 * @throws UsageError `invalidArg`, `noConnect` for a URI that makes no sense, `confSyntax` for such a libvirt.conf
 * @throws ConnectionError `connectFailed` when nothing answers there
 * @throws ConnectionError `authFailed` when the login cannot be made, `hostKeyRefused` when ssh does not trust the host
 * @throws RemoteError in the daemon's words when it refuses, `authFailed` for a wrong password
 */
export async function connect(uri: string, options: ConnectOptions = {}): Promise<Connection> {
  const { aliases, privateKey, ...kept } = options
  const { target, text } = resolveTarget(uri, { aliases })
  const { auth, authfile } = target
  const login = { auth, authfile, host: hostOf(target), local: target.transport === 'unix' }
  const way = { ...login, reopen: withoutSecrets(text) }
  const over: Pick<DialOptions, 'answers' | 'storedLogin' | 'privateKey'> = {
    answers: new Map(),
    ...(privateKey !== undefined && { privateKey }),
    storedLogin: async (host) => {
      const { readAuthConf } = await import('../auth/auth-conf.ts')
      return (await readAuthConf(authfile, options.onWarning))?.lookup('ssh', host)
    },
  }
  const dialer: Dialer = (how) => dial(target, { ...over, ...how })
  return Connection.open(dialer, innerName(target), uri, kept, way)
}

/** What of a URI concerns the login; nothing where there is no URI. */
export interface LoginHints {
  /** The login that `auth=` insists on. */
  readonly auth: string | null
  /** The file of credentials that `authfile=` names. */
  readonly authfile: string | null
  /** What credentials are looked up by. */
  readonly host: string
  /** Whether the daemon has this very process at the other end: a unix socket of this machine. */
  readonly local: boolean
  /** The URI to open it by another time. */
  readonly reopen?: string
}
const noWay: LoginHints = Object.freeze({
  auth: null,
  authfile: null,
  host: 'localhost',
  local: false,
})

function hostOf(target: Target): string {
  return 'host' in target ? target.host : noWay.host
}

/**
 * An open connection. Methods fail with RemoteError in the daemon's words, ConnectionError when the line is gone and
 * CancelledError by their options; a cancelled call goes on in the daemon.
 */
export class Connection extends EventEmitter<ConnectionNews> {
  readonly #dialer: Dialer
  readonly #name: string
  readonly #options: ConnectOptions
  readonly #way: LoginHints
  readonly #rpc: RpcConnection | ReconnectingCaller
  #state: ConnectionState = { is: 'connected' }
  readonly #features = new Map<number, boolean>()
  /** Open connections for bulk data, which end with this one; null when it has been closed. */
  #transfers: Set<Connection> | null = new Set()
  /** The URI as it was given. */
  readonly uri: string

  private constructor(
    dialer: Dialer,
    name: string,
    uri: string,
    options: ConnectOptions,
    way: LoginHints,
    rpc: (tell: (state: ConnectionState) => void) => RpcConnection | ReconnectingCaller,
  ) {
    super()
    this.#dialer = dialer
    this.#name = name
    this.uri = uri
    this.#options = options
    this.#way = way
    this.#rpc = rpc((state) => this.#changed(state))
    void this.#rpc.closed.then((info) => this.#changed({ is: 'closed', ...info }))
  }

  #changed(state: ConnectionState): void {
    this.#state = state
    // It may be another daemon's turn to answer.
    this.#features.clear()
    // A listener that throws must not stop what is going on here.
    void Promise.resolve().then(() => this.emit('state', state))
  }

  /**
   * Opens over any byte stream: `name` is what the daemon is told to open, `uri` what people are shown, `way` what a URI says
   * of the login. `connect` is the way in for a URI.
   */
  static async open(
    dialer: Dialer,
    name: string,
    uri: string,
    options: ConnectOptions = {},
    way: LoginHints = noWay,
  ): Promise<Connection> {
    const { signal: _, timeoutMs: __, ...kept } = options
    const {
      readonly = false,
      credentials,
      polkitAgent,
      prompt,
      onWarning,
      reconnect = false,
      ...rpc
    } = kept
    const plan = reconnect === false ? undefined : planOf(reconnect)
    const login = { ...way, credentials, polkitAgent, onWarning }
    const opening: Opening = { dialer, prompt, name, readonly, login, rpc }
    // Embedded hosts hand in their own time, and an opening takes part in it.
    const { clock }: RpcOptions = rpc
    const first = await openSession(opening, limitsOf(options, clock && (() => clock.now())))
    const again = (limits: () => CallOptions) => openSession(opening, limits)
    return new Connection(dialer, name, uri, kept, way, (tell) =>
      plan === undefined ? first : new ReconnectingCaller(first, again, plan, tell),
    )
  }

  /** A second connection to the same daemon, opened the same way but for the options given. */
  duplicate(options: ConnectOptions = {}): Promise<Connection> {
    const all = { ...this.#options, ...options }
    return Connection.open(this.#dialer, this.#name, this.uri, all, this.#way)
  }

  /**
   * A connection to the same daemon for bulk data, opened the same way (since 0.2.0). A stream that is slower than its sender
   * holds up everything else on its connection: calls, events, signs of life. Transfers of volumes therefore open one each, by
   * this; to open it oneself is worth it for many transfers in turn (`over`). It belongs to the caller, and ends with
   * `connectionClosed` when this connection is closed; when this one is lost it goes on. It never reconnects: half a transfer
   * cannot be gone on with.
   */
  async openTransferConnection(options: CallOptions = {}): Promise<Connection> {
    if (this.#transfers === null) throw ownerClosed(this.peer)
    const opened = await this.duplicate({ ...options, reconnect: false })
    // It may have been closed meanwhile.
    const transfers = this.#transfers
    if (transfers === null) {
      await opened.close()
      throw ownerClosed(opened.peer)
    }
    transfers.add(opened)
    traceDecision('transfer', () => 'bulk data gets a connection of its own', opened.peer)
    void opened.closed.then(() => transfers.delete(opened))
    return opened
  }

  /**
   * The URI by which this daemon can be opened again, also where it was left out or an alias, without what people put into it as a
   * password (since 0.2.0).
   */
  get uriWithoutSecrets(): string {
    return this.#way.reopen ?? withoutSecrets(this.uri)
  }

  /** Where the transport leads: a socket path or `host:port`. */
  get peer(): string {
    return this.#rpc.peer
  }

  /** Whether it comes back by itself after a loss (since 0.2.0). */
  get reconnects(): boolean {
    return this.#rpc instanceof ReconnectingCaller
  }

  /** What it is at; every change is told by the event `state` (since 0.2.0). */
  get state(): ConnectionState {
    return this.#state
  }

  /** Whether it can still be used; local knowledge (virConnectIsAlive). One that is coming back can: calls wait. */
  get isAlive(): boolean {
    return this.#rpc.isOpen
  }

  /** Settles once, when the connection ended for good, whatever the reason; never rejects. */
  get closed(): Promise<CloseInfo> {
    return this.#rpc.closed
  }

  /** Carries any row of `lvrpc/raw` to the daemon. */
  call<Args, Ret>(row: Procedure<Args, Ret>, args: Args, options?: CallOptions): Promise<Ret> {
    return this.#rpc.call(row, args, options)
  }

  /** Makes a call that opens a stream; the stream must be finished or aborted. */
  openStream<Args, Ret>(
    row: Procedure<Args, Ret>,
    args: Args,
    options?: StreamOptions,
  ): Promise<{ ret: Ret; stream: RpcStream }> {
    return this.#rpc.openStream(row, args, options)
  }

  /** Registers for any event row of `lvrpc/raw`; `args` are the register call's, without eventID. */
  subscribe<Body>(
    event: Event<Body>,
    args: object,
    listener: (body: Body) => void,
    options?: CallerSubscribeOptions,
  ): Promise<Subscription> {
    return this.#rpc.subscribe(event, args, listener, options)
  }

  /**
   * Whether the daemon has a feature (virDrvSupportsFeature); answers are remembered, failures are not.
   * @throws RemoteError a question that fails is a failure, not a no
   */
  async supportsFeature(name: FeatureName, options?: CallOptions): Promise<boolean> {
    const feature = drvFeature.values[name]
    const known = this.#features.get(feature)
    if (known !== undefined) return known
    const { supported } = await this.#rpc.call(remote.connectSupportsFeature, { feature }, options)
    this.#features.set(feature, supported === 1)
    return supported === 1
  }

  /** Driver name: `QEMU`, `TEST` (virConnectGetType). */
  async getType(options?: CallOptions): Promise<string> {
    return (await this.#rpc.call(remote.connectGetType, undefined, options)).type
  }

  /** Version of the hypervisor (virConnectGetVersion). */
  async getVersion(options?: CallOptions): Promise<Version> {
    return versionOf((await this.#rpc.call(remote.connectGetVersion, undefined, options)).hvVer)
  }

  /** Version of the daemon's libvirt (virConnectGetLibVersion). */
  async getLibVersion(options?: CallOptions): Promise<Version> {
    return versionOf((await this.#rpc.call(remote.connectGetLibVersion, undefined, options)).libVer)
  }

  async getHostname(options?: CallOptions): Promise<string> {
    return (await this.#rpc.call(remote.connectGetHostname, undefined, options)).hostname
  }

  /** The URI the daemon opened: never more than it needs itself (virConnectGetURI). */
  async getUri(options?: CallOptions): Promise<string> {
    return (await this.#rpc.call(remote.connectGetUri, undefined, options)).uri
  }

  /** Host and guest capabilities as XML (virConnectGetCapabilities). */
  async getCapabilities(options?: CallOptions): Promise<string> {
    return (await this.#rpc.call(remote.connectGetCapabilities, undefined, options)).capabilities
  }

  /** The host's CPUs and memory (virNodeGetInfo). */
  async getNodeInfo(options?: CallOptions): Promise<NodeInfo> {
    const { model, memory, ...rest } = await this.#rpc.call(remote.nodeGetInfo, undefined, options)
    return { model: textOfChars(model), memoryKiB: Number(memory), ...rest }
  }

  /** The host's security driver (virNodeGetSecurityModel). */
  async getSecurityModel(options?: CallOptions): Promise<SecurityModel> {
    const ret = await this.#rpc.call(remote.nodeGetSecurityModel, undefined, options)
    return { model: textOfChars(ret.model), doi: textOfChars(ret.doi) }
  }

  /** Domains that pass the filters, all without any (virConnectListAllDomains). */
  async listAllDomains(options?: FlagOptions<typeof listFlags> & CallOptions): Promise<Domain[]> {
    const args = { needResults: 1, flags: flagsOf(listFlags, options) }
    const { domains } = await this.#rpc.call(remote.connectListAllDomains, args, options)
    return domains.map((ref) => new Domain(this.#rpc, ref))
  }

  /**
   * Domains that pass the filters, each with its state: one call where the driver has statistics, else one per domain with
   * as many at once as the connection allows. A domain that disappears meanwhile is left out.
   */
  async listDomainStates(
    options: FlagOptions<typeof listFlags> & CallOptions = {},
  ): Promise<ListedDomain[]> {
    const flags = flagsOf(listFlags, options)
    if ((flags & ~STATS_FILTER) === 0) {
      try {
        const args = {
          doms: [],
          stats: domainStatsTypes.values.state,
          flags: flags | statsFlags.nowait,
        }
        const { retStats } = await this.#rpc.call(remote.connectGetAllDomainStats, args, options)
        return retStats.map(({ dom, params }) => {
          const stats = toRecord(params)
          const state = stateInfo(Number(stats['state.state']), Number(stats['state.reason']))
          return { domain: new Domain(this.#rpc, dom), ...state }
        })
      } catch (error) {
        if (!(error instanceof RemoteError && error.code === 'noSupport')) throw error
      }
    }
    const domains = await this.listAllDomains(options)
    const listed = await Promise.all(
      domains.map(async (domain) => {
        try {
          return { domain, ...(await domain.getState(options)) }
        } catch (error) {
          if (error instanceof RemoteError && error.code === 'noDomain') return undefined
          throw error
        }
      }),
    )
    return listed.filter((one) => one !== undefined)
  }

  /** @throws RemoteError `noDomain` */
  async lookupDomainByName(name: string, options?: CallOptions): Promise<Domain> {
    const { dom } = await this.#rpc.call(remote.domainLookupByName, { name }, options)
    return new Domain(this.#rpc, dom)
  }

  /** @throws RemoteError `noDomain`, UsageError `invalidArg` for text that is no UUID */
  async lookupDomainByUuid(uuid: string, options?: CallOptions): Promise<Domain> {
    const args = { uuid: parseUuid(uuid) }
    const { dom } = await this.#rpc.call(remote.domainLookupByUuid, args, options)
    return new Domain(this.#rpc, dom)
  }

  /** Only running domains have an id. @throws RemoteError `noDomain` */
  async lookupDomainById(id: number, options?: CallOptions): Promise<Domain> {
    const { dom } = await this.#rpc.call(remote.domainLookupById, { id }, options)
    return new Domain(this.#rpc, dom)
  }

  /**
   * The domain an operator means, as virsh looks it up: text that is a number is tried as an id first, text of a UUID's shape
   * as a UUID, and what neither knows as a name.
   * @throws RemoteError `noDomain` when none is found
   */
  async lookupDomain(text: string, options?: CallOptions): Promise<Domain> {
    const id = /^\d{1,10}$/.test(text) ? Number(text) : -1
    if (id >= 0 && id <= 0x7fffffff) {
      const domain = await absent(this.lookupDomainById(id, options), 'noDomain')
      if (domain !== undefined) return domain
    }
    if (looksLikeUuid(text)) {
      const domain = await absent(this.lookupDomainByUuid(text, options), 'noDomain')
      if (domain !== undefined) return domain
    }
    return this.lookupDomainByName(text, options)
  }

  /** Defines a domain, or replaces its definition (virDomainDefineXMLFlags). */
  async defineDomain(
    xml: string,
    options?: FlagOptions<typeof defineFlags> & CallOptions,
  ): Promise<Domain> {
    const args = { xml, flags: flagsOf(defineFlags, options) }
    const { dom } = await this.#rpc.call(remote.domainDefineXmlFlags, args, options)
    return new Domain(this.#rpc, dom)
  }

  /** Starts a domain that is not defined: it is gone when it stops (virDomainCreateXML). */
  async createDomain(
    xml: string,
    options?: FlagOptions<typeof createFlags> & CallOptions,
  ): Promise<Domain> {
    const args = { xmlDesc: xml, flags: flagsOf(createFlags, options) }
    const { dom } = await this.#rpc.call(remote.domainCreateXml, args, options)
    return new Domain(this.#rpc, dom)
  }

  /**
   * Statistics of domains (virConnectGetAllDomainStats): of all that pass the flags, or of those given; an empty list of
   * domains gives an empty answer without asking. Without groups the daemon sends all it has.
   */
  async getAllDomainStats(
    groups: readonly StatsGroup[] = [],
    options: FlagOptions<typeof statsFlags> &
      CallOptions & { readonly domains?: readonly Domain[] } = {},
  ): Promise<DomainStats[]> {
    const { domains, ...flagOptions } = options
    if (domains?.length === 0) return []
    const args = {
      // On the wire an empty list means all domains.
      doms: (domains ?? []).map((domain): DomainRef => domain.ref),
      stats: bitsOf(domainStatsTypes.values, groups),
      flags: flagsOf(statsFlags, flagOptions),
    }
    const { retStats } = await this.#rpc.call(remote.connectGetAllDomainStats, args, options)
    return retStats.map(({ dom, params }) => ({
      domain: new Domain(this.#rpc, dom),
      stats: toRecord(params),
    }))
  }

  /** Pools that pass the filters, all without any (virConnectListAllStoragePools; since 0.2.0). */
  async listAllStoragePools(
    options?: FlagOptions<typeof connectListAllStoragePoolsFlags.values> & CallOptions,
  ): Promise<StoragePool[]> {
    const flags = flagsOf(connectListAllStoragePoolsFlags.values, options)
    const args = { needResults: 1, flags }
    const { pools } = await this.#rpc.call(remote.connectListAllStoragePools, args, options)
    return pools.map((ref) => new StoragePool(this, ref))
  }

  /** @throws RemoteError `noStoragePool` (virStoragePoolLookupByName; since 0.2.0) */
  async lookupStoragePoolByName(name: string, options?: CallOptions): Promise<StoragePool> {
    const { pool } = await this.#rpc.call(remote.storagePoolLookupByName, { name }, options)
    return new StoragePool(this, pool)
  }

  /** @throws RemoteError `noStoragePool`, UsageError `invalidArg` (virStoragePoolLookupByUUID; since 0.2.0) */
  async lookupStoragePoolByUuid(uuid: string, options?: CallOptions): Promise<StoragePool> {
    const args = { uuid: parseUuid(uuid) }
    const { pool } = await this.#rpc.call(remote.storagePoolLookupByUuid, args, options)
    return new StoragePool(this, pool)
  }

  /** The pool a volume is in (virStoragePoolLookupByVolume; since 0.2.0). */
  async lookupStoragePoolByVolume(
    volume: StorageVolume,
    options?: CallOptions,
  ): Promise<StoragePool> {
    const args = { vol: volume.ref }
    const { pool } = await this.#rpc.call(remote.storagePoolLookupByVolume, args, options)
    return new StoragePool(this, pool)
  }

  /** The pool an operator means: text of a UUID's shape is tried as one, what is not known so as a name (since 0.2.0). */
  async lookupStoragePool(text: string, options?: CallOptions): Promise<StoragePool> {
    if (looksLikeUuid(text)) {
      const pool = await absent(this.lookupStoragePoolByUuid(text, options), 'noStoragePool')
      if (pool !== undefined) return pool
    }
    return this.lookupStoragePoolByName(text, options)
  }

  /** Defines a pool (virStoragePoolDefineXML; since 0.2.0); `validate` since libvirt 7.8.0. */
  async defineStoragePool(
    xml: string,
    options?: FlagOptions<typeof storagePoolDefineFlags.values> & CallOptions,
  ): Promise<StoragePool> {
    const args = { xml, flags: flagsOf(storagePoolDefineFlags.values, options) }
    const { pool } = await this.#rpc.call(remote.storagePoolDefineXml, args, options)
    return new StoragePool(this, pool)
  }

  /** Starts a pool that is not defined: it is gone when it stops (virStoragePoolCreateXML; since 0.2.0). */
  async createStoragePool(
    xml: string,
    options?: FlagOptions<typeof storagePoolCreateFlags.values> & CallOptions,
  ): Promise<StoragePool> {
    const args = { xml, flags: flagsOf(storagePoolCreateFlags.values, options) }
    const { pool } = await this.#rpc.call(remote.storagePoolCreateXml, args, options)
    return new StoragePool(this, pool)
  }

  /** @throws RemoteError `noStorageVol` (virStorageVolLookupByKey; since 0.2.0) */
  async lookupVolumeByKey(key: string, options?: CallOptions): Promise<StorageVolume> {
    const { vol } = await this.#rpc.call(remote.storageVolLookupByKey, { key }, options)
    return new StorageVolume(this, vol)
  }

  /** @throws RemoteError `noStorageVol` (virStorageVolLookupByPath; since 0.2.0) */
  async lookupVolumeByPath(path: string, options?: CallOptions): Promise<StorageVolume> {
    const { vol } = await this.#rpc.call(remote.storageVolLookupByPath, { path }, options)
    return new StorageVolume(this, vol)
  }

  /**
   * The volume an operator means, as virsh looks it up: as a name if the pool is given, then as a key, then as a path
   * (since 0.2.0).
   * @throws RemoteError `noStorageVol` when none is found, UsageError `invalidArg` for one of another pool
   */
  async lookupVolume(
    text: string,
    options: { readonly pool?: StoragePool } & CallOptions = {},
  ): Promise<StorageVolume> {
    const { pool, ...call } = options
    const named = pool && (await absent(pool.lookupVolume(text, call), 'noStorageVol'))
    if (named !== undefined) return named
    const keyed = await absent(this.lookupVolumeByKey(text, call), 'noStorageVol')
    const volume = keyed ?? (await this.lookupVolumeByPath(text, call))
    if (pool !== undefined && volume.poolName !== pool.name) {
      throw new UsageError('invalidArg', `volume '${text}' is not in pool '${pool.name}'`)
    }
    return volume
  }

  /** Domain events as an async iterable, from the moment this resolves. */
  domainEvents(options: WatchOptions = {}): Promise<DomainEventStream> {
    return DomainEventStream.open(this.#rpc, options)
  }

  /** Domain events on a typed emitter. */
  domainEmitter(options: WatchOptions = {}): Promise<DomainEventEmitter> {
    return DomainEventEmitter.open(this.#rpc, options)
  }

  /** Says goodbye and closes (virConnectClose); what is pending fails with `connectionClosed`. Safe to call twice. */
  close(): Promise<void> {
    this.#endTransfers()
    return this.#rpc instanceof ReconnectingCaller ? this.#rpc.close() : closeSession(this.#rpc)
  }

  /** Drops the line at once, without a goodbye. */
  destroy(error?: LibvirtError): void {
    this.#endTransfers()
    this.#rpc.destroy(
      error ??
        new ConnectionError('connectionClosed', 'client socket is closed', { address: this.peer }),
    )
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  #endTransfers(): void {
    const transfers = this.#transfers
    this.#transfers = null
    for (const transfer of transfers ?? []) transfer.destroy(ownerClosed(transfer.peer))
  }
}

function ownerClosed(address: string): ConnectionError {
  const text = 'the connection that the transfer belongs to was closed'
  return new ConnectionError('connectionClosed', text, { address, outcome: 'not sent' })
}

/** What was looked up; undefined where the daemon says by this code that it is not there. */
async function absent<T>(lookup: Promise<T>, code: ErrorCode): Promise<T | undefined> {
  try {
    return await lookup
  } catch (error) {
    if (error instanceof RemoteError && error.code === code) return undefined
    throw error
  }
}

function versionOf(packed: bigint): Version {
  const number = Number(packed)
  return {
    major: Math.floor(number / 1_000_000),
    minor: Math.floor(number / 1000) % 1000,
    release: number % 1000,
    number,
  }
}
