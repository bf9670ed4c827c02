// Which flags a call knows: one with any other is refused before anything else is looked at. Calls that are not in the table
// check for themselves, as the phases of a migration do, or have none.

import { Refusal, type RefusalDomain } from './refusal.ts'

interface KnownFlags {
  readonly flags: number
  /** Who refuses; default qemu. */
  readonly from?: RefusalDomain
}

const table: Readonly<Record<string, KnownFlags>> = {
  connectListAllDomains: { flags: 0x3fff },
  domainCreateXml: { flags: 0x33 },
  domainCreateWithFlags: { flags: 0x2f },
  domainDefineXmlFlags: { flags: 0x1 },
  domainUndefineFlags: { flags: 0x7f },
  domainDestroyFlags: { flags: 0x3 },
  domainShutdownFlags: { flags: 0x3 },
  domainGetState: { flags: 0 },
  domainGetXmlDesc: { flags: 0xf },
  domainHasManagedSaveImage: { flags: 0 },
  domainGetMessages: { flags: 0x3 },
  domainGetJobStats: { flags: 0x3 },
  domainAbortJobFlags: { flags: 0x1 },
  domainMigrateStartPostCopy: { flags: 0 },
  domainMigrateSetMaxDowntime: { flags: 0 },
  domainMigrateGetMaxDowntime: { flags: 0 },
  domainMigrateSetMaxSpeed: { flags: 0x1 },
  domainMigrateGetMaxSpeed: { flags: 0x1 },
  domainMigrateSetCompressionCache: { flags: 0 },
  domainMigrateGetCompressionCache: { flags: 0 },
  connectListAllNetworks: { flags: 0x3f, from: 'network' },
  networkGetXmlDesc: { flags: 0x1, from: 'network' },
  connectListAllStoragePools: { flags: 0xff_ffff, from: 'storage' },
  storagePoolDefineXml: { flags: 0x1, from: 'storage' },
  storagePoolCreate: { flags: 0x7, from: 'storage' },
  storagePoolGetXmlDesc: { flags: 0x1, from: 'storage' },
  storagePoolRefresh: { flags: 0, from: 'storage' },
  storagePoolListAllVolumes: { flags: 0, from: 'storage' },
  storageVolGetXmlDesc: { flags: 0, from: 'storage' },
  storageVolGetInfoFlags: { flags: 0x1, from: 'storage' },
  storageVolResize: { flags: 0x7, from: 'storage' },
  storageVolDownload: { flags: 0x1, from: 'storage' },
  storageVolUpload: { flags: 0x1, from: 'storage' },
}

/** @throws Refusal `invalidArg` */
export function checkFlags(name: string, { flags }: Readonly<Record<string, unknown>>): void {
  const known = table[name]
  if (known === undefined || typeof flags !== 'number') return
  const unknown = flags & ~known.flags
  if (unknown === 0) return
  throw new Refusal(
    'invalidArg',
    `unsupported flags (0x${(unknown >>> 0).toString(16)}) in function ${name}`,
    known.from,
  )
}
