// A domain: one guest of one host, running or only defined. Thin over the rows of generated/remote: each method names a
// row and shapes the answer. Listing and looking up is connection.ts, the calls of a migration are migration-calls.ts.

import { UsageError } from '../errors.ts'
import {
  domainBlockedReason,
  domainCrashedReason,
  domainJobType,
  domainNostateReason,
  domainPausedReason,
  domainPMSuspendedReason,
  domainRunningReason,
  domainShutdownReason,
  domainShutoffReason,
  domainState,
} from '../generated/constants.ts'
import * as remote from '../generated/remote.ts'
import type { CallOptions } from '../rpc/connection.ts'
import type { NameOf, Naming } from '../xdr/enumeration.ts'
import { bitsOf, type FlagOptions, flagsOf } from './flags.ts'
import { type JobInfo, type JobStats, jobInfoOf, jobStatsOf } from './job.ts'
import type { Caller } from './session.ts'
import { toRecord } from './typed-params.ts'
import { formatUuid } from './uuid.ts'

/** Name, UUID (16 bytes) and id of a domain as they travel; id is -1 while it is not running. */
export type DomainRef = remote.NonnullDomain

/** A state by name and number, and why it is so. Names newer than this release read `unknown`. */
export interface DomainStateInfo {
  readonly state: NameOf<typeof domainState>
  /** virDomainState */
  readonly stateNumber: number
  /** Name within the reasons of that state: `booted`, `migrated`, `user`, … */
  readonly reason: string
  readonly reasonNumber: number
}

/** virDomainInfo. */
export interface DomainInfo {
  readonly state: NameOf<typeof domainState>
  readonly stateNumber: number
  /** The most memory it may have, KiB (narrowed to number). */
  readonly maxMemoryKiB: number
  /** What it has now, KiB (narrowed to number). */
  readonly memoryKiB: number
  readonly vcpus: number
  /** CPU time used, ns. */
  readonly cpuTimeNs: bigint
}

/** Security driver label of a running domain. */
export interface SecurityLabel {
  readonly label: string
  readonly enforcing: boolean
}

/** Options of `create` (virDomainCreateFlags). */
export const createFlags = {
  paused: 1,
  autodestroy: 2,
  bypassCache: 4,
  forceBoot: 8,
  validate: 16,
  resetNvram: 32,
} as const
/** Ways to ask a guest to power off or restart (virDomainShutdownFlagValues, virDomainRebootFlagValues). */
export const shutdownModes = { acpi: 1, agent: 2, initctl: 4, signal: 8, paravirt: 16 } as const
/** `acpi`, `agent`, `initctl`, `signal`, `paravirt`. */
export type ShutdownMode = keyof typeof shutdownModes
/** Which ways may be tried; without any the daemon chooses. */
export interface ShutdownOptions extends CallOptions {
  readonly modes?: readonly ShutdownMode[]
}
/** Options of `destroy` (virDomainDestroyFlagsValues); removeLogs since 8.3.0. */
export const destroyFlags = { graceful: 1, removeLogs: 2 } as const
/** Options of `undefine` (virDomainUndefineFlagsValues); the tpm pair since 8.9.0. */
export const undefineFlags = {
  managedSave: 1,
  snapshotsMetadata: 2,
  nvram: 4,
  keepNvram: 8,
  checkpointsMetadata: 16,
  tpm: 32,
  keepTpm: 64,
} as const
/** Options of `getXml` (virDomainXMLFlags). */
export const xmlFlags = { secure: 1, inactive: 2, updateCpu: 4, migratable: 8 } as const
/** Options of `getJobStats` (virDomainGetJobStatsFlags); keepCompleted since 6.0.0. */
export const jobStatsFlags = { completed: 1, keepCompleted: 2 } as const
/** Options of `abortJob` (virDomainAbortJobFlagsValues), since 8.5.0. */
export const abortJobFlags = { postcopy: 1 } as const

/** Which of a migration's two speeds (virDomainMigrateMaxSpeedFlags); postcopy since 5.1.0. */
export const migrateSpeedFlags = { postcopy: 1 } as const

/** virDomainState number to the enum that names its reasons. */
const reasons: Readonly<Record<number, Naming>> = {
  0: domainNostateReason,
  1: domainRunningReason,
  2: domainBlockedReason,
  3: domainPausedReason,
  4: domainShutdownReason,
  5: domainShutoffReason,
  6: domainCrashedReason,
  7: domainPMSuspendedReason,
}

/** Names for a state and a reason as daemons send them. */
export function stateInfo(state: number, reason: number): DomainStateInfo {
  return {
    state: domainState.nameOf(state),
    stateNumber: state,
    reason: reasons[state]?.nameOf(reason) ?? 'unknown',
    reasonNumber: reason,
  }
}

/** Text in a `char` array of the protocol: counted with its NUL, cut at the first. */
export function textOfChars(chars: Uint8Array): string {
  const end = chars.indexOf(0)
  return new TextDecoder().decode(end < 0 ? chars : chars.subarray(0, end))
}

/**
 * A domain of one connection. Every method can fail with RemoteError in the daemon's words (`noDomain` when it is gone,
 * `operationInvalid` in the wrong state), ConnectionError, and CancelledError by its options; after an abort the daemon
 * goes on with what it was asked.
 */
export class Domain {
  readonly #rpc: Caller
  #ref: DomainRef

  /** @internal Domains come from a Connection's look-ups and lists. */
  constructor(rpc: Caller, ref: DomainRef) {
    this.#rpc = rpc
    this.#ref = ref
  }

  get name(): string {
    return this.#ref.name
  }

  /** In text form, lower case. */
  get uuid(): string {
    return formatUuid(this.#ref.uuid)
  }

  /** The id while it runs, else undefined; as of the last call that told us. */
  get id(): number | undefined {
    return this.#ref.id === -1 ? undefined : this.#ref.id
  }

  /** What identifies it on the wire, for raw calls. */
  get ref(): DomainRef {
    return this.#ref
  }

  /** State and reason (virDomainGetState). */
  async getState(options?: CallOptions): Promise<DomainStateInfo> {
    const ret = await this.#rpc.call(remote.domainGetState, { dom: this.#ref, flags: 0 }, options)
    return stateInfo(ret.state, ret.reason)
  }

  /** Memory, CPUs and CPU time (virDomainGetInfo). */
  async getInfo(options?: CallOptions): Promise<DomainInfo> {
    const ret = await this.#rpc.call(remote.domainGetInfo, { dom: this.#ref }, options)
    return {
      state: domainState.nameOf(ret.state),
      stateNumber: ret.state,
      maxMemoryKiB: Number(ret.maxMem),
      memoryKiB: Number(ret.memory),
      vcpus: ret.nrVirtCpu,
      cpuTimeNs: ret.cpuTime,
    }
  }

  /** The description (virDomainGetXMLDesc). */
  async getXml(options?: FlagOptions<typeof xmlFlags> & CallOptions): Promise<string> {
    const flags = flagsOf(xmlFlags, options)
    const ret = await this.#rpc.call(remote.domainGetXmlDesc, { dom: this.#ref, flags }, options)
    return ret.xml
  }

  /** Kind of guest: `hvm`, `linux`, `exe` (virDomainGetOSType). */
  async getOsType(options?: CallOptions): Promise<string> {
    return (await this.#rpc.call(remote.domainGetOsType, { dom: this.#ref }, options)).type
  }

  async isActive(options?: CallOptions): Promise<boolean> {
    return (await this.#rpc.call(remote.domainIsActive, { dom: this.#ref }, options)).active === 1
  }

  /** Whether a definition stays when it stops (virDomainIsPersistent). */
  async isPersistent(options?: CallOptions): Promise<boolean> {
    const ret = await this.#rpc.call(remote.domainIsPersistent, { dom: this.#ref }, options)
    return ret.persistent === 1
  }

  /** Whether a managed save image waits for the next start (virDomainHasManagedSaveImage). */
  async hasManagedSaveImage(options?: CallOptions): Promise<boolean> {
    const args = { dom: this.#ref, flags: 0 }
    return (await this.#rpc.call(remote.domainHasManagedSaveImage, args, options)).result === 1
  }

  async getAutostart(options?: CallOptions): Promise<boolean> {
    const ret = await this.#rpc.call(remote.domainGetAutostart, { dom: this.#ref }, options)
    return ret.autostart === 1
  }

  /** Whether it starts with its host once (virDomainGetAutostartOnce), since 11.2.0. */
  async getAutostartOnce(options?: CallOptions): Promise<boolean> {
    const ret = await this.#rpc.call(remote.domainGetAutostartOnce, { dom: this.#ref }, options)
    return ret.autostart === 1
  }

  /** What the daemon thinks the operator should know of it: taints, deprecations (virDomainGetMessages), since 7.1.0. */
  async getMessages(options?: CallOptions): Promise<readonly string[]> {
    const args = { dom: this.#ref, flags: 0 }
    return (await this.#rpc.call(remote.domainGetMessages, args, options)).msgs
  }

  async setAutostart(on: boolean, options?: CallOptions): Promise<void> {
    const args = { dom: this.#ref, autostart: on ? 1 : 0 }
    await this.#rpc.call(remote.domainSetAutostart, args, options)
  }

  /** Label the security driver gave it; empty where it has none (virDomainGetSecurityLabel). */
  async getSecurityLabel(options?: CallOptions): Promise<SecurityLabel> {
    const ret = await this.#rpc.call(remote.domainGetSecurityLabel, { dom: this.#ref }, options)
    return { label: textOfChars(ret.label), enforcing: ret.enforcing === 1 }
  }

  /** Starts a defined domain (virDomainCreateWithFlags); the id is known afterwards. */
  async create(options?: FlagOptions<typeof createFlags> & CallOptions): Promise<void> {
    const args = { dom: this.#ref, flags: flagsOf(createFlags, options) }
    this.#ref = (await this.#rpc.call(remote.domainCreateWithFlags, args, options)).dom
  }

  /** Asks the guest to power off and returns at once (virDomainShutdownFlags). */
  async shutdown(options: ShutdownOptions = {}): Promise<void> {
    const args = { dom: this.#ref, flags: bitsOf(shutdownModes, options.modes ?? []) }
    await this.#rpc.call(remote.domainShutdownFlags, args, options)
  }

  /** Asks the guest to restart and returns at once (virDomainReboot). */
  async reboot(options: ShutdownOptions = {}): Promise<void> {
    const args = { dom: this.#ref, flags: bitsOf(shutdownModes, options.modes ?? []) }
    await this.#rpc.call(remote.domainReboot, args, options)
  }

  /** Pulls the plug (virDomainDestroyFlags); a transient domain is gone afterwards. */
  async destroy(options?: FlagOptions<typeof destroyFlags> & CallOptions): Promise<void> {
    const args = { dom: this.#ref, flags: flagsOf(destroyFlags, options) }
    await this.#rpc.call(remote.domainDestroyFlags, args, options)
    this.#ref = { ...this.#ref, id: -1 }
  }

  /** Stops the guest's CPUs; memory stays (virDomainSuspend). */
  async suspend(options?: CallOptions): Promise<void> {
    await this.#rpc.call(remote.domainSuspend, { dom: this.#ref }, options)
  }

  /** Lets the guest's CPUs run again (virDomainResume). */
  async resume(options?: CallOptions): Promise<void> {
    await this.#rpc.call(remote.domainResume, { dom: this.#ref }, options)
  }

  /** Removes the definition; a running domain becomes transient (virDomainUndefineFlags). */
  async undefine(options?: FlagOptions<typeof undefineFlags> & CallOptions): Promise<void> {
    const args = { dom: this.#ref, flags: flagsOf(undefineFlags, options) }
    await this.#rpc.call(remote.domainUndefineFlags, args, options)
  }

  /** The running job in the old, fixed shape (virDomainGetJobInfo). */
  async getJobInfo(options?: CallOptions): Promise<JobInfo> {
    return jobInfoOf(await this.#rpc.call(remote.domainGetJobInfo, { dom: this.#ref }, options))
  }

  /**
   * The running job, or with `completed` the last one that ended (virDomainGetJobStats). Reading a completed job forgets it
   * unless `keepCompleted` is given.
   * @throws RemoteError `operationUnsupported` on the destination of a migration that is coming in
   */
  async getJobStats(options?: FlagOptions<typeof jobStatsFlags> & CallOptions): Promise<JobStats> {
    const args = { dom: this.#ref, flags: flagsOf(jobStatsFlags, options) }
    const ret = await this.#rpc.call(remote.domainGetJobStats, args, options)
    return jobStatsOf(domainJobType.nameOf(ret.type), ret.type, toRecord(ret.params))
  }

  /**
   * Asks for the running job to stop (virDomainAbortJob, with `postcopy` virDomainAbortJobFlags). An answer means that the
   * request was taken, not that the job stopped.
   */
  async abortJob(options?: FlagOptions<typeof abortJobFlags> & CallOptions): Promise<void> {
    const flags = flagsOf(abortJobFlags, options)
    if (flags === 0) await this.#rpc.call(remote.domainAbortJob, { dom: this.#ref }, options)
    else await this.#rpc.call(remote.domainAbortJobFlags, { dom: this.#ref, flags }, options)
  }

  /** How long a migration may let the guest stand still at its end, ms (virDomainMigrateGetMaxDowntime, since 3.7.0). */
  async migrateGetMaxDowntime(options?: CallOptions): Promise<number> {
    const args = { dom: this.#ref, flags: 0 }
    const ret = await this.#rpc.call(remote.domainMigrateGetMaxDowntime, args, options)
    return Number(ret.downtime)
  }

  /**
   * Sets it, also while a migration is under way (virDomainMigrateSetMaxDowntime).
   * @param downtimeMs whole ms, at least 1
   */
  async migrateSetMaxDowntime(downtimeMs: number, options?: CallOptions): Promise<void> {
    const downtime = whole('downtimeMs', downtimeMs, 1)
    const args = { dom: this.#ref, downtime, flags: 0 }
    await this.#rpc.call(remote.domainMigrateSetMaxDowntime, args, options)
  }

  /**
   * Upper bound of a migration's speed, MiB/s, of its post-copy part with `postcopy` (virDomainMigrateGetMaxSpeed). Without a
   * bound the daemon says 0 or the largest number it knows, 8796093022207.
   */
  async migrateGetMaxSpeed(
    options?: FlagOptions<typeof migrateSpeedFlags> & CallOptions,
  ): Promise<number> {
    const args = { dom: this.#ref, flags: flagsOf(migrateSpeedFlags, options) }
    return Number((await this.#rpc.call(remote.domainMigrateGetMaxSpeed, args, options)).bandwidth)
  }

  /**
   * Sets it, also while a migration is under way; a domain that is not running remembers it for the next
   * (virDomainMigrateSetMaxSpeed).
   * @throws RemoteError `overflow` when it is more than the hypervisor can be told
   */
  async migrateSetMaxSpeed(
    rateMiBps: number,
    options?: FlagOptions<typeof migrateSpeedFlags> & CallOptions,
  ): Promise<void> {
    const bandwidth = whole('rateMiBps', rateMiBps, 0)
    const args = { dom: this.#ref, bandwidth, flags: flagsOf(migrateSpeedFlags, options) }
    await this.#rpc.call(remote.domainMigrateSetMaxSpeed, args, options)
  }

  /** Size of the cache of a compressed migration, bytes (virDomainMigrateGetCompressionCache). */
  async migrateGetCompressionCache(options?: CallOptions): Promise<number> {
    const args = { dom: this.#ref, flags: 0 }
    const ret = await this.#rpc.call(remote.domainMigrateGetCompressionCache, args, options)
    return Number(ret.cacheSize)
  }

  /** Sets it, also while a migration is under way (virDomainMigrateSetCompressionCache). */
  async migrateSetCompressionCache(bytes: number, options?: CallOptions): Promise<void> {
    const args = { dom: this.#ref, cacheSize: whole('bytes', bytes, 0), flags: 0 }
    await this.#rpc.call(remote.domainMigrateSetCompressionCache, args, options)
  }

  /**
   * Lets the guest go on at the destination of the migration under way, whose memory follows (virDomainMigrateStartPostCopy).
   * From then on neither host has all of the guest until the rest has arrived.
   * @throws RemoteError `operationInvalid` unless a migration that allows post-copy goes out
   */
  async migrateStartPostCopy(options?: CallOptions): Promise<void> {
    const args = { dom: this.#ref, flags: 0 }
    await this.#rpc.call(remote.domainMigrateStartPostCopy, args, options)
  }
}

/** A number for the wire. @throws UsageError `invalidArg` */
function whole(name: string, value: number, least: number): bigint {
  if (Number.isSafeInteger(value) && value >= least) return BigInt(value)
  throw new UsageError(
    'invalidArg',
    `${name} must be a whole number from ${least} on, not ${value}`,
  )
}
