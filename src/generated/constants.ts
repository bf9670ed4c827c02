// Generated. Do not edit.

import { enumeration } from '../xdr/enumeration.ts'

/** virBlkioParameterType */
export const blkioParameterType = /* @__PURE__ */ enumeration('virBlkioParameterType', { int: 1, uint: 2, llong: 3, ullong: 4, double: 5, boolean: 6 })

/** virCPUCompareResult */
export const cPUCompareResult = /* @__PURE__ */ enumeration('virCPUCompareResult', { error: -1, incompatible: 0, identical: 1, superset: 2 })

/** virConnectBaselineCPUFlags */
export const connectBaselineCPUFlags = /* @__PURE__ */ enumeration('virConnectBaselineCPUFlags', { expandFeatures: 1, migratable: 2, ignoreHost: 4 })

/** virConnectCloseReason */
export const connectCloseReason = /* @__PURE__ */ enumeration('virConnectCloseReason', { error: 0, eof: 1, keepalive: 2, client: 3 })

/** virConnectCompareCPUFlags */
export const connectCompareCPUFlags = /* @__PURE__ */ enumeration('virConnectCompareCPUFlags', { failIncompatible: 1, validateXml: 2 })

/** virConnectCredentialType */
export const connectCredentialType = /* @__PURE__ */ enumeration('virConnectCredentialType', { username: 1, authname: 2, language: 3, cnonce: 4, passphrase: 5, echoprompt: 6, noechoprompt: 7, realm: 8, external: 9 })

/** virConnectDomainEventAgentLifecycleReason */
export const connectDomainEventAgentLifecycleReason = /* @__PURE__ */ enumeration('virConnectDomainEventAgentLifecycleReason', { unknown: 0, domainStarted: 1, channel: 2 })

/** virConnectDomainEventAgentLifecycleState */
export const connectDomainEventAgentLifecycleState = /* @__PURE__ */ enumeration('virConnectDomainEventAgentLifecycleState', { connected: 1, disconnected: 2 })

/** virConnectDomainEventBlockJobStatus */
export const connectDomainEventBlockJobStatus = /* @__PURE__ */ enumeration('virConnectDomainEventBlockJobStatus', { completed: 0, failed: 1, canceled: 2, ready: 3 })

/** virConnectDomainEventChannelLifecycleReason */
export const connectDomainEventChannelLifecycleReason = /* @__PURE__ */ enumeration('virConnectDomainEventChannelLifecycleReason', { unknown: 0, domainStarted: 1, channel: 2 })

/** virConnectDomainEventChannelLifecycleState */
export const connectDomainEventChannelLifecycleState = /* @__PURE__ */ enumeration('virConnectDomainEventChannelLifecycleState', { connected: 1, disconnected: 2 })

/** virConnectDomainEventDiskChangeReason */
export const connectDomainEventDiskChangeReason = /* @__PURE__ */ enumeration('virConnectDomainEventDiskChangeReason', { changeMissingOnStart: 0, dropMissingOnStart: 1 })

/** virConnectFlags */
export const connectFlags = /* @__PURE__ */ enumeration('virConnectFlags', { ro: 1, noAliases: 2 })

/** virConnectGetAllDomainStatsFlags */
export const connectGetAllDomainStatsFlags = /* @__PURE__ */ enumeration('virConnectGetAllDomainStatsFlags', { active: 1, inactive: 2, persistent: 4, transient: 8, running: 16, paused: 32, shutoff: 64, other: 128, nowait: 536870912, backing: 1073741824, enforceStats: 2147483648 })

/** virConnectGetDomainCapabilitiesFlags */
export const connectGetDomainCapabilitiesFlags = /* @__PURE__ */ enumeration('virConnectGetDomainCapabilitiesFlags', { disableDeprecatedFeatures: 1, expandCpuFeatures: 2, supportedCpuFeatures: 4 })

/** virConnectListAllDomainsFlags */
export const connectListAllDomainsFlags = /* @__PURE__ */ enumeration('virConnectListAllDomainsFlags', { active: 1, inactive: 2, persistent: 4, transient: 8, running: 16, paused: 32, shutoff: 64, other: 128, managedsave: 256, noManagedsave: 512, autostart: 1024, noAutostart: 2048, hasSnapshot: 4096, noSnapshot: 8192, hasCheckpoint: 16384, noCheckpoint: 32768 })

/** virConnectListAllInterfacesFlags */
export const connectListAllInterfacesFlags = /* @__PURE__ */ enumeration('virConnectListAllInterfacesFlags', { inactive: 1, active: 2 })

/** virConnectListAllNetworksFlags */
export const connectListAllNetworksFlags = /* @__PURE__ */ enumeration('virConnectListAllNetworksFlags', { inactive: 1, active: 2, persistent: 4, transient: 8, autostart: 16, noAutostart: 32 })

/** virConnectListAllNodeDeviceFlags */
export const connectListAllNodeDeviceFlags = /* @__PURE__ */ enumeration('virConnectListAllNodeDeviceFlags', { capSystem: 1, capPciDev: 2, capUsbDev: 4, capUsbInterface: 8, capNet: 16, capScsiHost: 32, capScsiTarget: 64, capScsi: 128, capStorage: 256, capFcHost: 512, capVports: 1024, capScsiGeneric: 2048, capDrm: 4096, capMdevTypes: 8192, capMdev: 16384, capCcwDev: 32768, capCssDev: 65536, capVdpa: 131072, capApCard: 262144, capApQueue: 524288, capApMatrix: 1048576, capVpd: 2097152, capCcwgroupDev: 4194304, capCcwgroupMember: 8388608, persistent: 268435456, transient: 536870912, inactive: 1073741824, active: 2147483648 })

/** virConnectListAllSecretsFlags */
export const connectListAllSecretsFlags = /* @__PURE__ */ enumeration('virConnectListAllSecretsFlags', { ephemeral: 1, noEphemeral: 2, private: 4, noPrivate: 8 })

/** virConnectListAllStoragePoolsFlags */
export const connectListAllStoragePoolsFlags = /* @__PURE__ */ enumeration('virConnectListAllStoragePoolsFlags', { inactive: 1, active: 2, persistent: 4, transient: 8, autostart: 16, noAutostart: 32, dir: 64, fs: 128, netfs: 256, logical: 512, disk: 1024, iscsi: 2048, scsi: 4096, mpath: 8192, rbd: 16384, sheepdog: 32768, gluster: 65536, zfs: 131072, vstorage: 262144, iscsiDirect: 524288 })

/** virDomainAbortJobFlagsValues */
export const domainAbortJobFlagsValues = /* @__PURE__ */ enumeration('virDomainAbortJobFlagsValues', { postcopy: 1 })

/** virDomainAgentResponseTimeoutValues */
export const domainAgentResponseTimeoutValues = /* @__PURE__ */ enumeration('virDomainAgentResponseTimeoutValues', { block: -2, default: -1, nowait: 0 })

/** virDomainAuthorizedSSHKeysSetFlags */
export const domainAuthorizedSSHKeysSetFlags = /* @__PURE__ */ enumeration('virDomainAuthorizedSSHKeysSetFlags', { append: 1, remove: 2 })

/** virDomainBackupBeginFlags */
export const domainBackupBeginFlags = /* @__PURE__ */ enumeration('virDomainBackupBeginFlags', { reuseExternal: 1, preserveShutdownDomain: 2 })

/** virDomainBlockCommitFlags */
export const domainBlockCommitFlags = /* @__PURE__ */ enumeration('virDomainBlockCommitFlags', { shallow: 1, delete: 2, active: 4, relative: 8, bandwidthBytes: 16 })

/** virDomainBlockCopyFlags */
export const domainBlockCopyFlags = /* @__PURE__ */ enumeration('virDomainBlockCopyFlags', { shallow: 1, reuseExt: 2, transientJob: 4, synchronousWrites: 8, targetZeroed: 16 })

/** virDomainBlockJobAbortFlags */
export const domainBlockJobAbortFlags = /* @__PURE__ */ enumeration('virDomainBlockJobAbortFlags', { async: 1, pivot: 2 })

/** virDomainBlockJobInfoFlags */
export const domainBlockJobInfoFlags = /* @__PURE__ */ enumeration('virDomainBlockJobInfoFlags', { bytes: 1 })

/** virDomainBlockJobSetSpeedFlags */
export const domainBlockJobSetSpeedFlags = /* @__PURE__ */ enumeration('virDomainBlockJobSetSpeedFlags', { bytes: 1 })

/** virDomainBlockJobType */
export const domainBlockJobType = /* @__PURE__ */ enumeration('virDomainBlockJobType', { unknown: 0, pull: 1, copy: 2, commit: 3, activeCommit: 4, backup: 5 })

/** virDomainBlockPullFlags */
export const domainBlockPullFlags = /* @__PURE__ */ enumeration('virDomainBlockPullFlags', { bytes: 64 })

/** virDomainBlockRebaseFlags */
export const domainBlockRebaseFlags = /* @__PURE__ */ enumeration('virDomainBlockRebaseFlags', { shallow: 1, reuseExt: 2, copyRaw: 4, copy: 8, relative: 16, copyDev: 32, bandwidthBytes: 64 })

/** virDomainBlockResizeFlags */
export const domainBlockResizeFlags = /* @__PURE__ */ enumeration('virDomainBlockResizeFlags', { bytes: 1, capacity: 2, extend: 4 })

/** virDomainBlockedReason */
export const domainBlockedReason = /* @__PURE__ */ enumeration('virDomainBlockedReason', { unknown: 0 })

/** virDomainChannelFlags */
export const domainChannelFlags = /* @__PURE__ */ enumeration('virDomainChannelFlags', { force: 1 })

/** virDomainCheckpointCreateFlags */
export const domainCheckpointCreateFlags = /* @__PURE__ */ enumeration('virDomainCheckpointCreateFlags', { redefine: 1, quiesce: 2, redefineValidate: 4 })

/** virDomainCheckpointDeleteFlags */
export const domainCheckpointDeleteFlags = /* @__PURE__ */ enumeration('virDomainCheckpointDeleteFlags', { children: 1, metadataOnly: 2, childrenOnly: 4 })

/** virDomainCheckpointListFlags */
export const domainCheckpointListFlags = /* @__PURE__ */ enumeration('virDomainCheckpointListFlags', { descendants: 1, roots: 1, topological: 2, leaves: 4, noLeaves: 8 })

/** virDomainCheckpointXMLFlags */
export const domainCheckpointXMLFlags = /* @__PURE__ */ enumeration('virDomainCheckpointXMLFlags', { secure: 1, noDomain: 2, size: 4 })

/** virDomainConsoleFlags */
export const domainConsoleFlags = /* @__PURE__ */ enumeration('virDomainConsoleFlags', { force: 1, safe: 2 })

/** virDomainControlErrorReason */
export const domainControlErrorReason = /* @__PURE__ */ enumeration('virDomainControlErrorReason', { none: 0, unknown: 1, monitor: 2, internal: 3 })

/** virDomainControlState */
export const domainControlState = /* @__PURE__ */ enumeration('virDomainControlState', { ok: 0, job: 1, occupied: 2, error: 3 })

/** virDomainCoreDumpFlags */
export const domainCoreDumpFlags = /* @__PURE__ */ enumeration('virDomainCoreDumpFlags', { crash: 1, live: 2, bypassCache: 4, reset: 8, memoryOnly: 16 })

/** virDomainCoreDumpFormat */
export const domainCoreDumpFormat = /* @__PURE__ */ enumeration('virDomainCoreDumpFormat', { raw: 0, kdumpZlib: 1, kdumpLzo: 2, kdumpSnappy: 3, winDmp: 4 })

/** virDomainCrashedReason */
export const domainCrashedReason = /* @__PURE__ */ enumeration('virDomainCrashedReason', { unknown: 0, panicked: 1 })

/** virDomainCreateFlags */
export const domainCreateFlags = /* @__PURE__ */ enumeration('virDomainCreateFlags', { none: 0, startPaused: 1, startAutodestroy: 2, startBypassCache: 4, startForceBoot: 8, startValidate: 16, startResetNvram: 32 })

/** virDomainDefineFlags */
export const domainDefineFlags = /* @__PURE__ */ enumeration('virDomainDefineFlags', { validate: 1 })

/** virDomainDestroyFlagsValues */
export const domainDestroyFlagsValues = /* @__PURE__ */ enumeration('virDomainDestroyFlagsValues', { default: 0, graceful: 1, removeLogs: 2 })

/** virDomainDeviceModifyFlags */
export const domainDeviceModifyFlags = /* @__PURE__ */ enumeration('virDomainDeviceModifyFlags', { current: 0, live: 1, config: 2, force: 4 })

/** virDomainDirtyRateCalcFlags */
export const domainDirtyRateCalcFlags = /* @__PURE__ */ enumeration('virDomainDirtyRateCalcFlags', { pageSampling: 0, dirtyBitmap: 1, dirtyRing: 2 })

/** virDomainDirtyRateStatus */
export const domainDirtyRateStatus = /* @__PURE__ */ enumeration('virDomainDirtyRateStatus', { unstarted: 0, measuring: 1, measured: 2 })

/** virDomainDiskErrorCode */
export const domainDiskErrorCode = /* @__PURE__ */ enumeration('virDomainDiskErrorCode', { none: 0, unspec: 1, noSpace: 2 })

/** virDomainEventCrashedDetailType */
export const domainEventCrashedDetailType = /* @__PURE__ */ enumeration('virDomainEventCrashedDetailType', { panicked: 0, crashloaded: 1 })

/** virDomainEventDefinedDetailType */
export const domainEventDefinedDetailType = /* @__PURE__ */ enumeration('virDomainEventDefinedDetailType', { added: 0, updated: 1, renamed: 2, fromSnapshot: 3 })

/** virDomainEventGraphicsAddressType */
export const domainEventGraphicsAddressType = /* @__PURE__ */ enumeration('virDomainEventGraphicsAddressType', { ipv4: 0, ipv6: 1, unix: 2 })

/** virDomainEventGraphicsPhase */
export const domainEventGraphicsPhase = /* @__PURE__ */ enumeration('virDomainEventGraphicsPhase', { connect: 0, initialize: 1, disconnect: 2 })

/** virDomainEventID */
export const domainEventID = /* @__PURE__ */ enumeration('virDomainEventID', { lifecycle: 0, reboot: 1, rtcChange: 2, watchdog: 3, ioError: 4, graphics: 5, ioErrorReason: 6, controlError: 7, blockJob: 8, diskChange: 9, trayChange: 10, pmwakeup: 11, pmsuspend: 12, balloonChange: 13, pmsuspendDisk: 14, deviceRemoved: 15, blockJob2: 16, tunable: 17, agentLifecycle: 18, deviceAdded: 19, migrationIteration: 20, jobCompleted: 21, deviceRemovalFailed: 22, metadataChange: 23, blockThreshold: 24, memoryFailure: 25, memoryDeviceSizeChange: 26, nicMacChange: 27, vcpuRemoved: 28, channelLifecycle: 29 })

/** virDomainEventIOErrorAction */
export const domainEventIOErrorAction = /* @__PURE__ */ enumeration('virDomainEventIOErrorAction', { none: 0, pause: 1, report: 2 })

/** virDomainEventPMSuspendedDetailType */
export const domainEventPMSuspendedDetailType = /* @__PURE__ */ enumeration('virDomainEventPMSuspendedDetailType', { memory: 0, disk: 1 })

/** virDomainEventResumedDetailType */
export const domainEventResumedDetailType = /* @__PURE__ */ enumeration('virDomainEventResumedDetailType', { unpaused: 0, migrated: 1, fromSnapshot: 2, postcopy: 3, postcopyFailed: 4 })

/** virDomainEventShutdownDetailType */
export const domainEventShutdownDetailType = /* @__PURE__ */ enumeration('virDomainEventShutdownDetailType', { finished: 0, guest: 1, host: 2 })

/** virDomainEventStartedDetailType */
export const domainEventStartedDetailType = /* @__PURE__ */ enumeration('virDomainEventStartedDetailType', { booted: 0, migrated: 1, restored: 2, fromSnapshot: 3, wakeup: 4, recreated: 5 })

/** virDomainEventStoppedDetailType */
export const domainEventStoppedDetailType = /* @__PURE__ */ enumeration('virDomainEventStoppedDetailType', { shutdown: 0, destroyed: 1, crashed: 2, migrated: 3, saved: 4, failed: 5, fromSnapshot: 6, recreated: 7 })

/** virDomainEventSuspendedDetailType */
export const domainEventSuspendedDetailType = /* @__PURE__ */ enumeration('virDomainEventSuspendedDetailType', { paused: 0, migrated: 1, ioerror: 2, watchdog: 3, restored: 4, fromSnapshot: 5, apiError: 6, postcopy: 7, postcopyFailed: 8, guestShutdown: 9 })

/** virDomainEventTrayChangeReason */
export const domainEventTrayChangeReason = /* @__PURE__ */ enumeration('virDomainEventTrayChangeReason', { open: 0, close: 1 })

/** virDomainEventType */
export const domainEventType = /* @__PURE__ */ enumeration('virDomainEventType', { defined: 0, undefined: 1, started: 2, suspended: 3, resumed: 4, stopped: 5, shutdown: 6, pmsuspended: 7, crashed: 8 })

/** virDomainEventUndefinedDetailType */
export const domainEventUndefinedDetailType = /* @__PURE__ */ enumeration('virDomainEventUndefinedDetailType', { removed: 0, renamed: 1 })

/** virDomainEventWatchdogAction */
export const domainEventWatchdogAction = /* @__PURE__ */ enumeration('virDomainEventWatchdogAction', { none: 0, pause: 1, reset: 2, poweroff: 3, shutdown: 4, debug: 5, injectnmi: 6 })

/** virDomainFDAssociateFlags */
export const domainFDAssociateFlags = /* @__PURE__ */ enumeration('virDomainFDAssociateFlags', { restore: 1, writable: 2 })

/** virDomainGetHostnameFlags */
export const domainGetHostnameFlags = /* @__PURE__ */ enumeration('virDomainGetHostnameFlags', { lease: 1, agent: 2 })

/** virDomainGetJobStatsFlags */
export const domainGetJobStatsFlags = /* @__PURE__ */ enumeration('virDomainGetJobStatsFlags', { completed: 1, keepCompleted: 2 })

/** virDomainGraphicsReloadType */
export const domainGraphicsReloadType = /* @__PURE__ */ enumeration('virDomainGraphicsReloadType', { any: 0, vnc: 1 })

/** virDomainGuestInfoTypes */
export const domainGuestInfoTypes = /* @__PURE__ */ enumeration('virDomainGuestInfoTypes', { users: 1, os: 2, timezone: 4, hostname: 8, filesystem: 16, disks: 32, interfaces: 64, load: 128, devices: 256 })

/** virDomainInterfaceAddressesSource */
export const domainInterfaceAddressesSource = /* @__PURE__ */ enumeration('virDomainInterfaceAddressesSource', { lease: 0, agent: 1, arp: 2 })

/** virDomainJobOperation */
export const domainJobOperation = /* @__PURE__ */ enumeration('virDomainJobOperation', { unknown: 0, start: 1, save: 2, restore: 3, migrationIn: 4, migrationOut: 5, snapshot: 6, snapshotRevert: 7, dump: 8, backup: 9, snapshotDelete: 10 })

/** virDomainJobType */
export const domainJobType = /* @__PURE__ */ enumeration('virDomainJobType', { none: 0, bounded: 1, unbounded: 2, completed: 3, failed: 4, cancelled: 5 })

/** virDomainLifecycle */
export const domainLifecycle = /* @__PURE__ */ enumeration('virDomainLifecycle', { poweroff: 0, reboot: 1, crash: 2 })

/** virDomainLifecycleAction */
export const domainLifecycleAction = /* @__PURE__ */ enumeration('virDomainLifecycleAction', { destroy: 0, restart: 1, restartRename: 2, preserve: 3, coredumpDestroy: 4, coredumpRestart: 5, preserveRunning: 6 })

/** virDomainMemoryFailureActionType */
export const domainMemoryFailureActionType = /* @__PURE__ */ enumeration('virDomainMemoryFailureActionType', { ignore: 0, inject: 1, fatal: 2, reset: 3 })

/** virDomainMemoryFailureFlags */
export const domainMemoryFailureFlags = /* @__PURE__ */ enumeration('virDomainMemoryFailureFlags', { actionRequired: 1, recursive: 2 })

/** virDomainMemoryFailureRecipientType */
export const domainMemoryFailureRecipientType = /* @__PURE__ */ enumeration('virDomainMemoryFailureRecipientType', { hypervisor: 0, guest: 1 })

/** virDomainMemoryFlags */
export const domainMemoryFlags = /* @__PURE__ */ enumeration('virDomainMemoryFlags', { virtual: 1, physical: 2 })

/** virDomainMemoryModFlags */
export const domainMemoryModFlags = /* @__PURE__ */ enumeration('virDomainMemoryModFlags', { current: 0, live: 1, config: 2, maximum: 4 })

/** virDomainMemoryStatTags */
export const domainMemoryStatTags = /* @__PURE__ */ enumeration('virDomainMemoryStatTags', { swapIn: 0, swapOut: 1, majorFault: 2, minorFault: 3, unused: 4, available: 5, actualBalloon: 6, rss: 7, usable: 8, lastUpdate: 9, diskCaches: 10, hugetlbPgalloc: 11, hugetlbPgfail: 12, nr: 13 })

/** virDomainMessageType */
export const domainMessageType = /* @__PURE__ */ enumeration('virDomainMessageType', { deprecation: 1, tainting: 2, ioerrors: 4 })

/** virDomainMetadataType */
export const domainMetadataType = /* @__PURE__ */ enumeration('virDomainMetadataType', { description: 0, title: 1, element: 2 })

/** virDomainMigrateFlags */
export const domainMigrateFlags = /* @__PURE__ */ enumeration('virDomainMigrateFlags', { live: 1, peer2peer: 2, tunnelled: 4, persistDest: 8, undefineSource: 16, paused: 32, nonSharedDisk: 64, nonSharedInc: 128, changeProtection: 256, unsafe: 512, offline: 1024, compressed: 2048, abortOnError: 4096, autoConverge: 8192, rdmaPinAll: 16384, postcopy: 32768, tls: 65536, parallel: 131072, nonSharedSynchronousWrites: 262144, postcopyResume: 524288, zerocopy: 1048576 })

/** virDomainMigrateMaxSpeedFlags */
export const domainMigrateMaxSpeedFlags = /* @__PURE__ */ enumeration('virDomainMigrateMaxSpeedFlags', { postcopy: 1 })

/** virDomainModificationImpact */
export const domainModificationImpact = /* @__PURE__ */ enumeration('virDomainModificationImpact', { current: 0, live: 1, config: 2 })

/** virDomainNostateReason */
export const domainNostateReason = /* @__PURE__ */ enumeration('virDomainNostateReason', { unknown: 0 })

/** virDomainNumatuneMemMode */
export const domainNumatuneMemMode = /* @__PURE__ */ enumeration('virDomainNumatuneMemMode', { strict: 0, preferred: 1, interleave: 2, restrictive: 3 })

/** virDomainOpenGraphicsFlags */
export const domainOpenGraphicsFlags = /* @__PURE__ */ enumeration('virDomainOpenGraphicsFlags', { skipauth: 1 })

/** virDomainPMSuspendedDiskReason */
export const domainPMSuspendedDiskReason = /* @__PURE__ */ enumeration('virDomainPMSuspendedDiskReason', { unknown: 0 })

/** virDomainPMSuspendedReason */
export const domainPMSuspendedReason = /* @__PURE__ */ enumeration('virDomainPMSuspendedReason', { unknown: 0 })

/** virDomainPausedReason */
export const domainPausedReason = /* @__PURE__ */ enumeration('virDomainPausedReason', { unknown: 0, user: 1, migration: 2, save: 3, dump: 4, ioerror: 5, watchdog: 6, fromSnapshot: 7, shuttingDown: 8, snapshot: 9, crashed: 10, startingUp: 11, postcopy: 12, postcopyFailed: 13, apiError: 14 })

/** virDomainProcessSignal */
export const domainProcessSignal = /* @__PURE__ */ enumeration('virDomainProcessSignal', { nop: 0, hup: 1, int: 2, quit: 3, ill: 4, trap: 5, abrt: 6, bus: 7, fpe: 8, kill: 9, usr1: 10, segv: 11, usr2: 12, pipe: 13, alrm: 14, term: 15, stkflt: 16, chld: 17, cont: 18, stop: 19, tstp: 20, ttin: 21, ttou: 22, urg: 23, xcpu: 24, xfsz: 25, vtalrm: 26, prof: 27, winch: 28, poll: 29, pwr: 30, sys: 31, rt0: 32, rt1: 33, rt2: 34, rt3: 35, rt4: 36, rt5: 37, rt6: 38, rt7: 39, rt8: 40, rt9: 41, rt10: 42, rt11: 43, rt12: 44, rt13: 45, rt14: 46, rt15: 47, rt16: 48, rt17: 49, rt18: 50, rt19: 51, rt20: 52, rt21: 53, rt22: 54, rt23: 55, rt24: 56, rt25: 57, rt26: 58, rt27: 59, rt28: 60, rt29: 61, rt30: 62, rt31: 63, rt32: 64 })

/** virDomainRebootFlagValues */
export const domainRebootFlagValues = /* @__PURE__ */ enumeration('virDomainRebootFlagValues', { default: 0, acpiPowerBtn: 1, guestAgent: 2, initctl: 4, signal: 8, paravirt: 16 })

/** virDomainRunningReason */
export const domainRunningReason = /* @__PURE__ */ enumeration('virDomainRunningReason', { unknown: 0, booted: 1, migrated: 2, restored: 3, fromSnapshot: 4, unpaused: 5, migrationCanceled: 6, saveCanceled: 7, wakeup: 8, crashed: 9, postcopy: 10, postcopyFailed: 11 })

/** virDomainSaveImageXMLFlags */
export const domainSaveImageXMLFlags = /* @__PURE__ */ enumeration('virDomainSaveImageXMLFlags', { secure: 1 })

/** virDomainSaveRestoreFlags */
export const domainSaveRestoreFlags = /* @__PURE__ */ enumeration('virDomainSaveRestoreFlags', { bypassCache: 1, running: 2, paused: 4, resetNvram: 8 })

/** virDomainSetTimeFlags */
export const domainSetTimeFlags = /* @__PURE__ */ enumeration('virDomainSetTimeFlags', { sync: 1 })

/** virDomainSetUserPasswordFlags */
export const domainSetUserPasswordFlags = /* @__PURE__ */ enumeration('virDomainSetUserPasswordFlags', { encrypted: 1 })

/** virDomainSetVcpuFlags */
export const domainSetVcpuFlags = /* @__PURE__ */ enumeration('virDomainSetVcpuFlags', { affectCurrent: 0, affectLive: 1, affectConfig: 2, asyncUnplug: 4 })

/** virDomainShutdownFlagValues */
export const domainShutdownFlagValues = /* @__PURE__ */ enumeration('virDomainShutdownFlagValues', { default: 0, acpiPowerBtn: 1, guestAgent: 2, initctl: 4, signal: 8, paravirt: 16 })

/** virDomainShutdownReason */
export const domainShutdownReason = /* @__PURE__ */ enumeration('virDomainShutdownReason', { unknown: 0, user: 1 })

/** virDomainShutoffReason */
export const domainShutoffReason = /* @__PURE__ */ enumeration('virDomainShutoffReason', { unknown: 0, shutdown: 1, destroyed: 2, crashed: 3, migrated: 4, saved: 5, failed: 6, fromSnapshot: 7, daemon: 8 })

/** virDomainSnapshotCreateFlags */
export const domainSnapshotCreateFlags = /* @__PURE__ */ enumeration('virDomainSnapshotCreateFlags', { redefine: 1, current: 2, noMetadata: 4, halt: 8, diskOnly: 16, reuseExt: 32, quiesce: 64, atomic: 128, live: 256, validate: 512 })

/** virDomainSnapshotDeleteFlags */
export const domainSnapshotDeleteFlags = /* @__PURE__ */ enumeration('virDomainSnapshotDeleteFlags', { children: 1, metadataOnly: 2, childrenOnly: 4 })

/** virDomainSnapshotListFlags */
export const domainSnapshotListFlags = /* @__PURE__ */ enumeration('virDomainSnapshotListFlags', { descendants: 1, roots: 1, metadata: 2, leaves: 4, noLeaves: 8, noMetadata: 16, inactive: 32, active: 64, diskOnly: 128, internal: 256, external: 512, topological: 1024 })

/** virDomainSnapshotRevertFlags */
export const domainSnapshotRevertFlags = /* @__PURE__ */ enumeration('virDomainSnapshotRevertFlags', { running: 1, paused: 2, force: 4, resetNvram: 8 })

/** virDomainSnapshotXMLFlags */
export const domainSnapshotXMLFlags = /* @__PURE__ */ enumeration('virDomainSnapshotXMLFlags', { secure: 1 })

/** virDomainState */
export const domainState = /* @__PURE__ */ enumeration('virDomainState', { nostate: 0, running: 1, blocked: 2, paused: 3, shutdown: 4, shutoff: 5, crashed: 6, pmsuspended: 7 })

/** virDomainStatsTypes */
export const domainStatsTypes = /* @__PURE__ */ enumeration('virDomainStatsTypes', { state: 1, cpuTotal: 2, balloon: 4, vcpu: 8, interface: 16, block: 32, perf: 64, iothread: 128, memory: 256, dirtyrate: 512, vm: 1024 })

/** virDomainUndefineFlagsValues */
export const domainUndefineFlagsValues = /* @__PURE__ */ enumeration('virDomainUndefineFlagsValues', { managedSave: 1, snapshotsMetadata: 2, nvram: 4, keepNvram: 8, checkpointsMetadata: 16, tpm: 32, keepTpm: 64 })

/** virDomainVcpuFlags */
export const domainVcpuFlags = /* @__PURE__ */ enumeration('virDomainVcpuFlags', { current: 0, live: 1, config: 2, maximum: 4, guest: 8, hotpluggable: 16, asyncUnplug: 32 })

/** virDomainXMLFlags */
export const domainXMLFlags = /* @__PURE__ */ enumeration('virDomainXMLFlags', { secure: 1, inactive: 2, updateCpu: 4, migratable: 8 })

/** virErrorDomain */
export const errorDomain = /* @__PURE__ */ enumeration('virErrorDomain', { none: 0, xen: 1, xend: 2, xenstore: 3, sexpr: 4, xml: 5, dom: 6, rpc: 7, proxy: 8, conf: 9, qemu: 10, net: 11, test: 12, remote: 13, openvz: 14, xenxm: 15, statsLinux: 16, lxc: 17, storage: 18, network: 19, domain: 20, uml: 21, nodedev: 22, xenInotify: 23, security: 24, vbox: 25, interface: 26, one: 27, esx: 28, phyp: 29, secret: 30, cpu: 31, xenapi: 32, nwfilter: 33, hook: 34, domainSnapshot: 35, audit: 36, sysinfo: 37, streams: 38, vmware: 39, event: 40, libxl: 41, locking: 42, hyperv: 43, capabilities: 44, uri: 45, auth: 46, dbus: 47, parallels: 48, device: 49, ssh: 50, lockspace: 51, initctl: 52, identity: 53, cgroup: 54, access: 55, systemd: 56, bhyve: 57, crypto: 58, firewall: 59, polkit: 60, thread: 61, admin: 62, logging: 63, xenxl: 64, perf: 65, libssh: 66, resctrl: 67, firewalld: 68, domainCheckpoint: 69, tpm: 70, bpf: 71, ch: 72 })

/** virErrorLevel */
export const errorLevel = /* @__PURE__ */ enumeration('virErrorLevel', { none: 0, warning: 1, error: 2 })

/** virErrorNumber */
export const errorNumber = /* @__PURE__ */ enumeration('virErrorNumber', { ok: 0, internalError: 1, noMemory: 2, noSupport: 3, unknownHost: 4, noConnect: 5, invalidConn: 6, invalidDomain: 7, invalidArg: 8, operationFailed: 9, getFailed: 10, postFailed: 11, httpError: 12, sexprSerial: 13, noXen: 14, xenCall: 15, osType: 16, noKernel: 17, noRoot: 18, noSource: 19, noTarget: 20, noName: 21, noOs: 22, noDevice: 23, noXenstore: 24, driverFull: 25, callFailed: 26, xmlError: 27, domExist: 28, operationDenied: 29, openFailed: 30, readFailed: 31, parseFailed: 32, confSyntax: 33, writeFailed: 34, xmlDetail: 35, invalidNetwork: 36, networkExist: 37, systemError: 38, rpc: 39, gnutlsError: 40, warNoNetwork: 41, noDomain: 42, noNetwork: 43, invalidMac: 44, authFailed: 45, invalidStoragePool: 46, invalidStorageVol: 47, warNoStorage: 48, noStoragePool: 49, noStorageVol: 50, warNoNode: 51, invalidNodeDevice: 52, noNodeDevice: 53, noSecurityModel: 54, operationInvalid: 55, warNoInterface: 56, noInterface: 57, invalidInterface: 58, multipleInterfaces: 59, warNoNwfilter: 60, invalidNwfilter: 61, noNwfilter: 62, buildFirewall: 63, warNoSecret: 64, invalidSecret: 65, noSecret: 66, configUnsupported: 67, operationTimeout: 68, migratePersistFailed: 69, hookScriptFailed: 70, invalidDomainSnapshot: 71, noDomainSnapshot: 72, invalidStream: 73, argumentUnsupported: 74, storageProbeFailed: 75, storagePoolBuilt: 76, snapshotRevertRisky: 77, operationAborted: 78, authCancelled: 79, noDomainMetadata: 80, migrateUnsafe: 81, overflow: 82, blockCopyActive: 83, operationUnsupported: 84, ssh: 85, agentUnresponsive: 86, resourceBusy: 87, accessDenied: 88, dbusService: 89, storageVolExist: 90, cpuIncompatible: 91, xmlInvalidSchema: 92, migrateFinishOk: 93, authUnavailable: 94, noServer: 95, noClient: 96, agentUnsynced: 97, libssh: 98, deviceMissing: 99, invalidNwfilterBinding: 100, noNwfilterBinding: 101, invalidDomainCheckpoint: 102, noDomainCheckpoint: 103, noDomainBackup: 104, invalidNetworkPort: 105, networkPortExist: 106, noNetworkPort: 107, noHostname: 108, checkpointInconsistent: 109, multipleDomains: 110, noNetworkMetadata: 111, agentCommandTimeout: 112, agentCommandFailed: 113, invalidEncrKeySecret: 114 })

/** virEventHandleType */
export const eventHandleType = /* @__PURE__ */ enumeration('virEventHandleType', { readable: 1, writable: 2, error: 4, hangup: 8 })

/** virIPAddrType */
export const iPAddrType = /* @__PURE__ */ enumeration('virIPAddrType', { ipv4: 0, ipv6: 1 })

/** virInterfaceDefineFlags */
export const interfaceDefineFlags = /* @__PURE__ */ enumeration('virInterfaceDefineFlags', { validate: 1 })

/** virInterfaceXMLFlags */
export const interfaceXMLFlags = /* @__PURE__ */ enumeration('virInterfaceXMLFlags', { inactive: 1 })

/** virKeycodeSet */
export const keycodeSet = /* @__PURE__ */ enumeration('virKeycodeSet', { linux: 0, xt: 1, atset1: 2, atset2: 3, atset3: 4, osx: 5, xtKbd: 6, usb: 7, win32: 8, qnum: 9 })

/** virMemoryParameterType */
export const memoryParameterType = /* @__PURE__ */ enumeration('virMemoryParameterType', { int: 1, uint: 2, llong: 3, ullong: 4, double: 5, boolean: 6 })

/** virNWFilterBindingCreateFlags */
export const nWFilterBindingCreateFlags = /* @__PURE__ */ enumeration('virNWFilterBindingCreateFlags', { validate: 1 })

/** virNWFilterDefineFlags */
export const nWFilterDefineFlags = /* @__PURE__ */ enumeration('virNWFilterDefineFlags', { validate: 1 })

/** virNetworkCreateFlags */
export const networkCreateFlags = /* @__PURE__ */ enumeration('virNetworkCreateFlags', { validate: 1 })

/** virNetworkDefineFlags */
export const networkDefineFlags = /* @__PURE__ */ enumeration('virNetworkDefineFlags', { validate: 1 })

/** virNetworkEventID */
export const networkEventID = /* @__PURE__ */ enumeration('virNetworkEventID', { lifecycle: 0, metadataChange: 1 })

/** virNetworkEventLifecycleType */
export const networkEventLifecycleType = /* @__PURE__ */ enumeration('virNetworkEventLifecycleType', { defined: 0, undefined: 1, started: 2, stopped: 3 })

/** virNetworkMetadataType */
export const networkMetadataType = /* @__PURE__ */ enumeration('virNetworkMetadataType', { description: 0, title: 1, element: 2 })

/** virNetworkPortCreateFlags */
export const networkPortCreateFlags = /* @__PURE__ */ enumeration('virNetworkPortCreateFlags', { reclaim: 1, validate: 2 })

/** virNetworkUpdateCommand */
export const networkUpdateCommand = /* @__PURE__ */ enumeration('virNetworkUpdateCommand', { none: 0, modify: 1, delete: 2, addFirst: 4 })

/** virNetworkUpdateFlags */
export const networkUpdateFlags = /* @__PURE__ */ enumeration('virNetworkUpdateFlags', { current: 0, live: 1, config: 2 })

/** virNetworkUpdateSection */
export const networkUpdateSection = /* @__PURE__ */ enumeration('virNetworkUpdateSection', { none: 0, bridge: 1, domain: 2, ip: 3, ipDhcpHost: 4, ipDhcpRange: 5, forward: 6, forwardInterface: 7, forwardPf: 8, portgroup: 9, dnsHost: 10, dnsTxt: 11, dnsSrv: 12 })

/** virNetworkXMLFlags */
export const networkXMLFlags = /* @__PURE__ */ enumeration('virNetworkXMLFlags', { inactive: 1 })

/** virNodeAllocPagesFlags */
export const nodeAllocPagesFlags = /* @__PURE__ */ enumeration('virNodeAllocPagesFlags', { add: 0, set: 1 })

/** virNodeDeviceCreateXMLFlags */
export const nodeDeviceCreateXMLFlags = /* @__PURE__ */ enumeration('virNodeDeviceCreateXMLFlags', { validate: 1 })

/** virNodeDeviceDefineXMLFlags */
export const nodeDeviceDefineXMLFlags = /* @__PURE__ */ enumeration('virNodeDeviceDefineXMLFlags', { validate: 1 })

/** virNodeDeviceEventID */
export const nodeDeviceEventID = /* @__PURE__ */ enumeration('virNodeDeviceEventID', { lifecycle: 0, update: 1 })

/** virNodeDeviceEventLifecycleType */
export const nodeDeviceEventLifecycleType = /* @__PURE__ */ enumeration('virNodeDeviceEventLifecycleType', { created: 0, deleted: 1, defined: 2, undefined: 3 })

/** virNodeDeviceUpdateFlags */
export const nodeDeviceUpdateFlags = /* @__PURE__ */ enumeration('virNodeDeviceUpdateFlags', { current: 0, live: 1, config: 2 })

/** virNodeDeviceXMLFlags */
export const nodeDeviceXMLFlags = /* @__PURE__ */ enumeration('virNodeDeviceXMLFlags', { inactive: 1 })

/** virNodeGetCPUStatsAllCPUs */
export const nodeGetCPUStatsAllCPUs = /* @__PURE__ */ enumeration('virNodeGetCPUStatsAllCPUs', { cpus: -1 })

/** virNodeGetMemoryStatsAllCells */
export const nodeGetMemoryStatsAllCells = /* @__PURE__ */ enumeration('virNodeGetMemoryStatsAllCells', { cells: -1 })

/** virNodeSuspendTarget */
export const nodeSuspendTarget = /* @__PURE__ */ enumeration('virNodeSuspendTarget', { mem: 0, disk: 1, hybrid: 2 })

/** virSchedParameterType */
export const schedParameterType = /* @__PURE__ */ enumeration('virSchedParameterType', { int: 1, uint: 2, llong: 3, ullong: 4, double: 5, boolean: 6 })

/** virSecretDefineFlags */
export const secretDefineFlags = /* @__PURE__ */ enumeration('virSecretDefineFlags', { validate: 1 })

/** virSecretEventID */
export const secretEventID = /* @__PURE__ */ enumeration('virSecretEventID', { lifecycle: 0, valueChanged: 1 })

/** virSecretEventLifecycleType */
export const secretEventLifecycleType = /* @__PURE__ */ enumeration('virSecretEventLifecycleType', { defined: 0, undefined: 1 })

/** virSecretUsageType */
export const secretUsageType = /* @__PURE__ */ enumeration('virSecretUsageType', { none: 0, volume: 1, ceph: 2, iscsi: 3, tls: 4, vtpm: 5 })

/** virStoragePoolBuildFlags */
export const storagePoolBuildFlags = /* @__PURE__ */ enumeration('virStoragePoolBuildFlags', { new: 0, repair: 1, resize: 2, noOverwrite: 4, overwrite: 8 })

/** virStoragePoolCreateFlags */
export const storagePoolCreateFlags = /* @__PURE__ */ enumeration('virStoragePoolCreateFlags', { normal: 0, withBuild: 1, withBuildOverwrite: 2, withBuildNoOverwrite: 4 })

/** virStoragePoolDefineFlags */
export const storagePoolDefineFlags = /* @__PURE__ */ enumeration('virStoragePoolDefineFlags', { validate: 1 })

/** virStoragePoolDeleteFlags */
export const storagePoolDeleteFlags = /* @__PURE__ */ enumeration('virStoragePoolDeleteFlags', { normal: 0, zeroed: 1 })

/** virStoragePoolEventID */
export const storagePoolEventID = /* @__PURE__ */ enumeration('virStoragePoolEventID', { lifecycle: 0, refresh: 1 })

/** virStoragePoolEventLifecycleType */
export const storagePoolEventLifecycleType = /* @__PURE__ */ enumeration('virStoragePoolEventLifecycleType', { defined: 0, undefined: 1, started: 2, stopped: 3, created: 4, deleted: 5 })

/** virStoragePoolState */
export const storagePoolState = /* @__PURE__ */ enumeration('virStoragePoolState', { inactive: 0, building: 1, running: 2, degraded: 3, inaccessible: 4 })

/** virStorageVolCreateFlags */
export const storageVolCreateFlags = /* @__PURE__ */ enumeration('virStorageVolCreateFlags', { preallocMetadata: 1, reflink: 2, validate: 4 })

/** virStorageVolDeleteFlags */
export const storageVolDeleteFlags = /* @__PURE__ */ enumeration('virStorageVolDeleteFlags', { normal: 0, zeroed: 1, withSnapshots: 2 })

/** virStorageVolDownloadFlags */
export const storageVolDownloadFlags = /* @__PURE__ */ enumeration('virStorageVolDownloadFlags', { stream: 1 })

/** virStorageVolInfoFlags */
export const storageVolInfoFlags = /* @__PURE__ */ enumeration('virStorageVolInfoFlags', { useAllocation: 0, getPhysical: 1 })

/** virStorageVolResizeFlags */
export const storageVolResizeFlags = /* @__PURE__ */ enumeration('virStorageVolResizeFlags', { allocate: 1, delta: 2, shrink: 4 })

/** virStorageVolType */
export const storageVolType = /* @__PURE__ */ enumeration('virStorageVolType', { file: 0, block: 1, dir: 2, network: 3, netdir: 4, ploop: 5 })

/** virStorageVolUploadFlags */
export const storageVolUploadFlags = /* @__PURE__ */ enumeration('virStorageVolUploadFlags', { stream: 1 })

/** virStorageVolWipeAlgorithm */
export const storageVolWipeAlgorithm = /* @__PURE__ */ enumeration('virStorageVolWipeAlgorithm', { zero: 0, nnsa: 1, dod: 2, bsi: 3, gutmann: 4, schneier: 5, pfitzner7: 6, pfitzner33: 7, random: 8, trim: 9 })

/** virStorageXMLFlags */
export const storageXMLFlags = /* @__PURE__ */ enumeration('virStorageXMLFlags', { inactive: 1 })

/** virStreamEventType */
export const streamEventType = /* @__PURE__ */ enumeration('virStreamEventType', { readable: 1, writable: 2, error: 4, hangup: 8 })

/** virStreamFlags */
export const streamFlags = /* @__PURE__ */ enumeration('virStreamFlags', { nonblock: 1 })

/** virStreamRecvFlagsValues */
export const streamRecvFlagsValues = /* @__PURE__ */ enumeration('virStreamRecvFlagsValues', { hole: 1 })

/** virTypedParameterFlags */
export const typedParameterFlags = /* @__PURE__ */ enumeration('virTypedParameterFlags', { okay: 4 })

/** virTypedParameterType */
export const typedParameterType = /* @__PURE__ */ enumeration('virTypedParameterType', { int: 1, uint: 2, llong: 3, ullong: 4, double: 5, boolean: 6, string: 7 })

/** virVcpuHostCpuState */
export const vcpuHostCpuState = /* @__PURE__ */ enumeration('virVcpuHostCpuState', { unavailable: -2, offline: -1 })

/** virVcpuState */
export const vcpuState = /* @__PURE__ */ enumeration('virVcpuState', { offline: 0, running: 1, blocked: 2 })

/** virConnectDomainQemuMonitorEventRegisterFlags */
export const connectDomainQemuMonitorEventRegisterFlags = /* @__PURE__ */ enumeration('virConnectDomainQemuMonitorEventRegisterFlags', { regex: 1, nocase: 2 })

/** virDomainQemuAgentCommandTimeoutValues */
export const domainQemuAgentCommandTimeoutValues = /* @__PURE__ */ enumeration('virDomainQemuAgentCommandTimeoutValues', { block: -2, min: -2, default: -1, nowait: 0, shutdown: 60 })

/** virDomainQemuMonitorCommandFlags */
export const domainQemuMonitorCommandFlags = /* @__PURE__ */ enumeration('virDomainQemuMonitorCommandFlags', { default: 0, hmp: 1 })

/** virAdmConnectDaemonShutdownFlags */
export const admConnectDaemonShutdownFlags = /* @__PURE__ */ enumeration('virAdmConnectDaemonShutdownFlags', { preserve: 1 })

/** virClientTransport */
export const clientTransport = /* @__PURE__ */ enumeration('virClientTransport', { unix: 0, tcp: 1, tls: 2 })

/** virDrvFeature */
export const drvFeature = /* @__PURE__ */ enumeration('virDrvFeature', { migrationV1: 1, remote: 2, migrationV2: 3, migrationP2p: 4, migrationDirect: 5, migrationV3: 6, migrateChangeProtection: 7, fdPassing: 8, typedParamString: 9, programKeepalive: 10, xmlMigratable: 11, migrationOffline: 12, migrationParams: 13, remoteEventCallback: 14, remoteCloseCallback: 15, networkUpdateHasCorrectOrder: 16 })
