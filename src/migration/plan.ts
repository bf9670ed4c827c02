// What a migration would do, as plain data: options to flag words and parameters of each phase.
// Checks that need no daemon are made here; what the daemons can do is asked in migrate.ts, who runs it is phases.ts.

import { flagsOf } from '../api/flags.ts'
import {
  fixedParams,
  type MigrationParamName,
  type MigrationParams,
} from '../api/migration-calls.ts'
import { UsageError } from '../errors.ts'

/** What the operator wants; every field is off or absent by default. */
export interface MigrationOptions {
  /** Copy while the guest runs; without it the guest is paused for the whole copy. */
  readonly live?: boolean
  /** Move the definition of a guest that is shut off; needs `persistent`. */
  readonly offline?: boolean
  /** Define the guest on the destination. */
  readonly persistent?: boolean
  /** Undefine it on the source after success. */
  readonly undefineSource?: boolean
  /** Leave it paused on the destination. */
  readonly suspend?: boolean
  /** Refuse unless the source can hold its job from Begin to Confirm. */
  readonly changeProtection?: boolean
  /** Skip the source's check that disks are safe to move. */
  readonly unsafe?: boolean
  /** Let an I/O error of the guest fail the migration. */
  readonly abortOnError?: boolean
  /** New name on the destination. */
  readonly destinationName?: string
  /** Description to run on the destination: same name and UUID, compatible with what the guest sees. */
  readonly destinationXml?: string
  /** Description to define on the destination; needs `persistent`. */
  readonly persistentXml?: string
  /** Upper bound of the copy in MiB/s; 0 or absent: the host's setting. */
  readonly bandwidthMiBps?: number
  /**
   * Allow a later switch to post-copy: the guest goes on at the destination before all of its memory is there, and whatever it
   * misses is fetched (since 0.2.0). From the switch on there is no way back; needs `live`.
   */
  readonly postcopy?: boolean
  /** Switch when the first pass over the memory is done; needs `postcopy` (since 0.2.0). */
  readonly postcopyAfterPrecopy?: boolean
  /**
   * Go on with a post-copy that broke, whose guest has a part of its memory on each host; needs `postcopy`, and the options it was
   * begun with (since 0.2.0).
   */
  readonly postcopyResume?: boolean
  /**
   * Go on even though the destination is of a release whose daemon dies of it: the guest goes on, and every other migration on that
   * host breaks (since 0.2.0).
   */
  readonly forcePostcopyResume?: boolean
  /** Upper bound of the post-copy part in MiB/s; 0 or absent: the host's setting (since 0.2.0). */
  readonly postcopyBandwidthMiBps?: number
  /**
   * Bandwidth to count on when the source works out whether the rest can be sent within the allowed downtime, MiB/s; 0 or
   * absent: what it has measured. For sources since libvirt 11.1.0; the destination may be older (since 0.2.0).
   */
  readonly availableSwitchoverBandwidthMiBps?: number
  /**
   * Let the source drive the destination over a connection of its own: `destination` is a URI as the source sees it (since
   * 0.2.0). This client only watches, so the migration goes on without it, and nobody but the source decides when something
   * breaks.
   */
  readonly p2p?: boolean
  /** Send the data through the two daemons' connection; needs `p2p` (since 0.2.0). */
  readonly tunnelled?: boolean
  /** Let the source's hypervisor send the guest by itself to `migrateUri`; `destination` is not used (since 0.2.0). */
  readonly direct?: boolean
  /** What to do when the copy takes longer than this many seconds; needs `live` (since 0.2.0). */
  readonly timeoutS?: number
  /** Stop the guest for the rest of the copy (the default), or switch to post-copy (since 0.2.0). */
  readonly timeoutAction?: TimeoutAction
  /** Where the source sends the data: `tcp://host[:port]`. */
  readonly migrateUri?: string
  /** Address the destination listens on. */
  readonly listenAddress?: string
}

/** What happens when the copy takes too long. */
export type TimeoutAction = 'suspend' | 'postcopy'

/** Options that are one bit of the flag word each (virDomainMigrateFlags). */
export const migrateFlags = {
  live: 0x1,
  p2p: 0x2,
  tunnelled: 0x4,
  persistent: 0x8,
  undefineSource: 0x10,
  suspend: 0x20,
  changeProtection: 0x100,
  unsafe: 0x200,
  offline: 0x400,
  abortOnError: 0x1000,
  postcopy: 0x8000,
  postcopyResume: 0x80000,
} as const

const AUTO_CONVERGE = 0x2000
/** Never asked of a destination. */
const SOURCE_ONLY = migrateFlags.abortOnError | AUTO_CONVERGE

/** Largest bandwidth whose byte count the daemon's arithmetic holds, MiB/s. */
const BANDWIDTH_MAX = 2 ** 43

/** Longest timer of the machine, s. */
export const TIMEOUT_MAX_S = 2_147_483

/** What both ends said they can do, and what their drivers are. */
export interface Capabilities {
  readonly sourceType: string
  readonly destinationType: string
  /** Both ends take typed parameters (feature 13). */
  readonly params: boolean
  /** Both ends know version 3 (feature 6). */
  readonly v3: boolean
  /** Both ends can move a definition (feature 12); only asked for an offline migration. */
  readonly offline: boolean
  /** The source can hold its job from Begin to Confirm (feature 7). */
  readonly changeProtection: boolean
  /** Both ends answer signs of life, so that neither takes the other for alive when it is gone (feature 10). */
  readonly keepalive: boolean
  /** The destination's libvirt, major × 1 000 000 + minor × 1000 + release; only asked to go on with a post-copy. */
  readonly destinationVersion?: number | undefined
}

/** The steps whose calls take flags and parameters. */
export type CallPhase = 'begin' | 'prepare' | 'perform' | 'finish' | 'confirm'

/** What is done beside the copy, and when. */
export interface SwitchoverPlan {
  /** A switch to post-copy may be asked for. */
  readonly allowed: boolean
  /** Switch once the first pass is done. */
  readonly afterPrecopy: boolean
  readonly timeout: { readonly afterS: number; readonly action: TimeoutAction } | undefined
}

/** A migration decided on: which protocol, which bits, which parameters go where. Plain data; nothing is sent by it. */
export interface MigrationPlan {
  readonly protocol: 'params' | 'fixed'
  /** The operator's flags without change protection. */
  readonly flags: number
  /** Whether the source holds its job from Begin to Confirm. */
  readonly protected: boolean
  readonly offline: boolean
  /** It goes on with a post-copy that broke. */
  readonly resumes: boolean
  readonly switchover: SwitchoverPlan
  /** Both ends notice when the other is gone. */
  readonly keepalive: boolean
  /** The operator's parameters. */
  readonly params: MigrationParams
  /** Parameters each call is given; see `paramsFor`. */
  readonly sent: Readonly<Record<CallPhase, readonly MigrationParamName[]>>
  readonly warnings: readonly string[]
}

const ALL: readonly MigrationParamName[] = [
  'destinationXml',
  'destinationName',
  'migrateUri',
  'persistentXml',
  'bandwidth',
  'postcopyBandwidth',
  'availableSwitchoverBandwidth',
  'listenAddress',
]

/**
 * What QEMU reads of them in each phase. Only this is sent to a QEMU destination, so that a parameter that only the source
 * knows cannot make an older destination refuse.
 */
const READ_BY_QEMU: MigrationPlan['sent'] = {
  begin: ALL,
  prepare: [
    'destinationXml',
    'destinationName',
    'migrateUri',
    'postcopyBandwidth',
    'listenAddress',
  ],
  perform: ALL,
  finish: ['destinationName'],
  confirm: [],
}

const EVERYTHING: MigrationPlan['sent'] = {
  begin: ALL,
  prepare: ALL,
  perform: ALL,
  finish: ALL,
  confirm: ALL,
}

/** Version 3 with fixed arguments has places instead of parameters; its calls take what they have a place for. */
const FIXED: MigrationPlan['sent'] = {
  begin: ['destinationXml', 'destinationName', 'bandwidth'],
  prepare: ['destinationXml', 'destinationName', 'migrateUri', 'bandwidth'],
  perform: ['destinationName', 'migrateUri', 'bandwidth'],
  finish: ['destinationName', 'migrateUri'],
  confirm: [],
}

function refuse(text: string): never {
  throw new UsageError('invalidArg', text)
}

/**
 * Checks that need no daemon: options that contradict each other or make no sense.
 * @throws UsageError `invalidArg`
 */
export function checkOptions(options: MigrationOptions): void {
  if (options.live && options.offline) {
    refuse('live and offline exclude each other: an offline migration moves only the definition')
  }
  if (options.offline && !options.persistent) {
    refuse('an offline migration needs persistent: without it nothing would be left to move')
  }
  if (options.offline && options.suspend) {
    refuse('suspend makes no sense offline: the guest is not running')
  }
  if (options.persistentXml !== undefined && !options.persistent) {
    refuse('a persistent XML needs persistent: without it nothing is defined on the destination')
  }
  for (const field of ['destinationName', 'migrateUri', 'listenAddress'] as const) {
    if (options[field] === '') refuse(`${field} must not be empty`)
  }
  for (const field of ['destinationXml', 'persistentXml'] as const) {
    if (options[field]?.trim() === '') refuse(`${field} must not be empty`)
  }
  checkBandwidth('bandwidth', options.bandwidthMiBps)
  checkBandwidth('post-copy bandwidth', options.postcopyBandwidthMiBps)
  checkBandwidth('available bandwidth', options.availableSwitchoverBandwidthMiBps)
  checkSwitchover(options)
  checkWay(options)
}

/** Who drives. */
function checkWay({ p2p, direct, tunnelled, ...options }: MigrationOptions): void {
  if (p2p && direct) refuse('p2p and direct exclude each other')
  if (direct && options.migrateUri === undefined) {
    refuse('direct needs a migrateUri: it says where the source sends the guest')
  }
  if (!tunnelled) return
  if (!p2p) refuse('tunnelled needs p2p: the data goes through the connection of the two daemons')
  if (options.postcopy) refuse('tunnelled and postcopy exclude each other')
  if (options.offline) refuse('tunnelled makes no sense offline: there is no data')
  for (const field of ['migrateUri', 'listenAddress'] as const) {
    if (options[field] === undefined) continue
    refuse(`tunnelled and ${field} exclude each other: the data has no connection of its own`)
  }
}

function checkBandwidth(name: string, value: number | undefined): void {
  if (value === undefined || (Number.isInteger(value) && value >= 0 && value < BANDWIDTH_MAX))
    return
  refuse(`${name} must be a whole number of MiB/s from 0 to ${BANDWIDTH_MAX - 1}`)
}

function checkSwitchover(options: MigrationOptions): void {
  const { live, postcopy, timeoutS, timeoutAction } = options
  if (postcopy && !live)
    refuse('postcopy needs live: a guest that stands still has nothing to gain')
  if (postcopy && options.suspend) {
    refuse('postcopy and suspend exclude each other: after the switch the guest runs')
  }
  if (options.postcopyResume && !postcopy) refuse('postcopyResume needs postcopy')
  if (options.forcePostcopyResume && !options.postcopyResume) {
    refuse('forcePostcopyResume needs postcopyResume')
  }
  if (options.postcopyAfterPrecopy && !postcopy) refuse('postcopyAfterPrecopy needs postcopy')
  if (timeoutS === undefined) {
    if (timeoutAction !== undefined) refuse('timeoutAction needs timeoutS')
    return
  }
  if (!live) refuse('a timeout needs live: without it the guest stands still from the start')
  if (!Number.isInteger(timeoutS) || timeoutS < 1 || timeoutS > TIMEOUT_MAX_S) {
    refuse(`timeoutS must be a whole number of seconds from 1 to ${TIMEOUT_MAX_S}`)
  }
  if (timeoutAction !== undefined && timeoutAction !== 'suspend' && timeoutAction !== 'postcopy') {
    refuse(`timeoutAction must be suspend or postcopy, not ${String(timeoutAction)}`)
  }
  if (timeoutAction === 'postcopy' && !postcopy) {
    refuse('a timeout that switches to post-copy needs postcopy')
  }
}

function switchoverOf(options: MigrationOptions): SwitchoverPlan {
  const { postcopy, postcopyAfterPrecopy, timeoutS, timeoutAction = 'suspend' } = options
  // The switch was made before it broke.
  if (options.postcopyResume) return { allowed: false, afterPrecopy: false, timeout: undefined }
  return {
    allowed: postcopy === true,
    afterPrecopy: postcopyAfterPrecopy === true,
    timeout: timeoutS === undefined ? undefined : { afterS: timeoutS, action: timeoutAction },
  }
}

/** Whether the switch to post-copy is made without anybody asking for it at that moment. */
export function switchesByItself({ afterPrecopy, timeout }: SwitchoverPlan): boolean {
  return afterPrecopy || timeout?.action === 'postcopy'
}

function paramsOf(options: MigrationOptions): MigrationParams {
  const { bandwidthMiBps: bandwidth, destinationXml, persistentXml } = options
  const { postcopyBandwidthMiBps: postcopyBandwidth } = options
  const { availableSwitchoverBandwidthMiBps: available } = options
  const { destinationName, migrateUri, listenAddress } = options
  return {
    ...(destinationXml !== undefined && { destinationXml }),
    ...(destinationName !== undefined && { destinationName }),
    ...(migrateUri !== undefined && { migrateUri }),
    ...(persistentXml !== undefined && { persistentXml }),
    ...(bandwidth !== undefined && bandwidth !== 0 && { bandwidth: BigInt(bandwidth) }),
    ...(postcopyBandwidth !== undefined &&
      postcopyBandwidth !== 0 && { postcopyBandwidth: BigInt(postcopyBandwidth) }),
    ...(available !== undefined &&
      available !== 0 && { availableSwitchoverBandwidth: BigInt(available) }),
    ...(listenAddress !== undefined && { listenAddress }),
  }
}

function unsupported(text: string): never {
  throw new UsageError('argumentUnsupported', text)
}

/** What an operator may not expect. */
function warningsOf(options: MigrationOptions): string[] {
  const warnings: string[] = []
  const { persistentXml } = options
  if (options.destinationXml !== undefined && options.persistent && persistentXml === undefined) {
    warnings.push(
      "the destination will define the source's persistent description, not the XML given; " +
        'give a persistent XML too if that is not what you want',
    )
  }
  if (options.offline && persistentXml !== undefined) {
    warnings.push('hosts do not read a persistent XML in an offline migration')
  }
  return warnings
}

/** The operator's flags but change protection. */
function flagWord(options: MigrationOptions): number {
  const { live, persistent, undefineSource, suspend, unsafe, offline, abortOnError } = options
  const { postcopy, postcopyResume, p2p, tunnelled } = options
  return flagsOf(migrateFlags, {
    live,
    p2p,
    tunnelled,
    persistent,
    undefineSource,
    suspend,
    unsafe,
    offline,
    abortOnError,
    postcopy,
    postcopyResume,
  })
}

/** Daemons from the first of these on, and before the second, die of a Prepare that goes on with a post-copy. */
const DIES = { from: 11_002_000, before: 12_008_000 } as const

/**
 * The guard of going on with a post-copy.
 * @param version of the destination's libvirt; undefined where it could not be asked
 * @throws UsageError `argumentUnsupported`
 */
function checkResume(options: MigrationOptions, version: number | undefined): void {
  if (!options.postcopyResume || options.forcePostcopyResume) return
  if (version === undefined) {
    unsupported(
      "whether the destination's daemon outlives going on with a post-copy is not known: give a way to look at it " +
        '(verify), or force it',
    )
  }
  if (version < DIES.from || version >= DIES.before) return
  const text = `${Math.floor(version / 1_000_000)}.${Math.floor(version / 1000) % 1000}.${version % 1000}`
  unsupported(
    `the destination runs libvirt ${text}, whose daemon dies when it is to go on with a post-copy (11.2.0 up to 12.8.0 do): ` +
      'the guest would live on, and every other migration on that host break; force it if that is what you want',
  )
}

/**
 * Chooses protocol, flags and parameters. Begins nothing.
 * @throws UsageError `argumentUnsupported` when the two ends cannot do what is asked
 */
export function planMigration(options: MigrationOptions, able: Capabilities): MigrationPlan {
  checkOptions(options)
  if (able.sourceType !== able.destinationType) {
    unsupported(
      `the source runs ${able.sourceType} and the destination ${able.destinationType}: ` +
        'a guest cannot move between different hypervisors',
    )
  }
  if (options.offline && !able.offline) {
    unsupported('offline migration is not known to both hosts')
  }
  if (options.changeProtection && !able.changeProtection) {
    unsupported('the source cannot enforce change protection')
  }
  checkResume(options, able.destinationVersion)
  if (options.postcopyResume && !able.changeProtection) {
    unsupported('the source cannot hold its job, without which a post-copy is not gone on with')
  }
  const switchover = switchoverOf(options)
  if (switchesByItself(switchover) && !able.keepalive) {
    unsupported(
      'one of the hosts answers no signs of life, so a lost link would not be noticed; a switch to post-copy ' +
        'could then lose the guest',
    )
  }
  const params = paramsOf(options)
  if (!able.params && !able.v3) {
    unsupported(
      'these hosts share no version 3 of the migration protocol; versions 1 and 2 have no confirm phase, ' +
        'so a lost answer could lose the guest, and lvrpc does not use them',
    )
  }
  if (!able.params) {
    const extended = ALL.filter((name) => params[name] !== undefined && !fixedParams.has(name))
    if (extended.length > 0) {
      unsupported(
        `one of the hosts takes no typed parameters, so it cannot honour ${extended.join(', ')}`,
      )
    }
  }
  return {
    protocol: able.params ? 'params' : 'fixed',
    flags: flagWord(options),
    protected: able.changeProtection,
    offline: options.offline === true,
    resumes: options.postcopyResume === true,
    switchover,
    keepalive: able.keepalive,
    params,
    sent: !able.params ? FIXED : able.destinationType === 'QEMU' ? READ_BY_QEMU : EVERYTHING,
    warnings: warningsOf(options),
  }
}

/** What a source said of driving by itself. */
export interface PeerCapabilities {
  /** It can connect to the destination and drive both (feature 4). */
  readonly p2p: boolean
  /** Its hypervisor can send a guest without a daemon at the other end (feature 5). */
  readonly direct: boolean
  readonly params: boolean
  readonly v3: boolean
  readonly offline: boolean
  readonly changeProtection: boolean
  readonly keepalive: boolean
  /** The destination's libvirt, where it may be looked at; only asked to go on with a post-copy. */
  readonly destinationVersion?: number | undefined
}

/** A migration that the source drives: one call. */
export interface PeerPlan {
  /** `bare`: the call of version 1, which is all that a direct migration may have. */
  readonly protocol: MigrationPlan['protocol'] | 'bare'
  /** The destination as the source sees it; null for a direct migration. */
  readonly dconnuri: string | null
  readonly flags: number
  readonly params: MigrationParams
  readonly offline: boolean
  /** It goes on with a post-copy that broke. */
  readonly resumes: boolean
  readonly switchover: SwitchoverPlan
  readonly keepalive: boolean
  readonly warnings: readonly string[]
}

/** Parameters the older calls have a place for when the source drives. */
const BARE: readonly MigrationParamName[] = ['destinationName', 'migrateUri', 'bandwidth']

/**
 * A URI that the source may be told to connect to: one with a host that is another one.
 * @throws UsageError `invalidArg`
 */
export function checkPeerUri(uri: string): void {
  const [, scheme, host = '', rest = ''] =
    /^([^:/?#]+):\/\/(?:[^@/?#]*@)?(\[[^\]]*\]|[^:/?#]*)(.*)$/.exec(uri) ?? []
  if (scheme === undefined) refuse('a migration with p2p needs a URI as destination')
  if (host.startsWith('localhost')) {
    refuse('the destination of p2p is as the source sees it, and localhost is the source itself')
  }
  const socket = scheme.endsWith('+unix') && /[?&;]socket=/.test(rest)
  if (host === '' && !socket) {
    refuse('the destination of p2p needs a host: it is as the source sees it')
  }
}

/**
 * The same for a migration that the source drives.
 * @param destination URI as the source sees it
 * @throws UsageError `argumentUnsupported` when the source cannot do what is asked
 */
export function planPeer(
  options: MigrationOptions,
  destination: string,
  able: PeerCapabilities,
): PeerPlan {
  checkOptions(options)
  const { p2p, offline } = options
  if (p2p) checkPeerUri(destination)
  checkResume(options, able.destinationVersion)
  if (p2p && !able.p2p) unsupported('the source cannot drive a migration by itself')
  if (!p2p && !able.direct) {
    unsupported('the source cannot send a guest to a host without a daemon; leave direct out')
  }
  if (p2p && !able.params && !able.v3) {
    unsupported(
      'the source knows no version 3 of the migration protocol, and lvrpc uses no older one',
    )
  }
  if (offline && !able.offline) unsupported('offline migration is not known to the source')
  if (options.changeProtection && !able.changeProtection) {
    unsupported('the source cannot enforce change protection')
  }
  const switchover = switchoverOf(options)
  if (switchesByItself(switchover) && !able.keepalive) {
    unsupported('the source answers no signs of life, so a lost link would not be noticed')
  }
  const protocol = p2p && able.params ? 'params' : able.v3 ? 'fixed' : 'bare'
  const params = paramsOf(options)
  if (protocol !== 'params') {
    const places = protocol === 'fixed' ? fixedParams : new Set(BARE)
    const extended = ALL.filter((name) => params[name] !== undefined && !places.has(name))
    if (extended.length > 0) {
      unsupported(`the call that is left to use cannot carry ${extended.join(', ')}`)
    }
  }
  const held = options.changeProtection ? migrateFlags.changeProtection : 0
  return {
    protocol,
    dconnuri: p2p ? destination : null,
    flags: flagWord(options) | held,
    params,
    offline: offline === true,
    resumes: options.postcopyResume === true,
    switchover,
    keepalive: able.keepalive,
    warnings: warningsOf(options),
  }
}

/** The flag word of one call; `paused` says that the guest was found paused after Begin. */
export function flagsFor(plan: MigrationPlan, phase: CallPhase, paused: boolean): number {
  const found = plan.flags | (paused ? migrateFlags.suspend : 0)
  const held = plan.protected ? migrateFlags.changeProtection : 0
  switch (phase) {
    case 'begin':
      return plan.flags | held
    case 'prepare':
    case 'finish':
      return found & ~SOURCE_ONLY
    case 'perform':
    case 'confirm':
      return found | held
  }
}

/** What the phases learned and later ones need in place of the operator's words. */
export interface Learned {
  /** Name of the guest on the source. */
  readonly sourceName: string
  /** Begin's description, which Prepare must be given. */
  readonly xml?: string | undefined
  /** The data URI chosen after Prepare. */
  readonly uri?: string | undefined
}

/** The parameters of one call. */
export function paramsFor(
  plan: MigrationPlan,
  phase: CallPhase,
  learned: Learned,
): MigrationParams {
  const afterBegin = phase !== 'begin'
  const all: MigrationParams = {
    ...plan.params,
    ...(afterBegin && learned.xml !== undefined && { destinationXml: learned.xml }),
    ...(afterBegin && learned.uri !== undefined && { migrateUri: learned.uri }),
    ...(phase === 'finish' && {
      destinationName: plan.params.destinationName ?? learned.sourceName,
    }),
  }
  const names = plan.sent[phase]
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => names.includes(name as MigrationParamName)),
  )
}
