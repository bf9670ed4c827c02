// One domain of an embedded host as plain data, and what its XML says of it. What may be done with it is host.ts, being moved
// is migration.ts.

import type { InJob, OutJob } from './migration.ts'
import { Refusal } from './refusal.ts'
import { checkRoot } from './xml.ts'

/** Whoever holds a connection; the model only compares and remembers. */
export type Client = object

/** virDomainState with the reasons that occur here, as pairs of numbers. */
export const states = {
  runningBooted: [1, 1],
  runningMigrated: [1, 2],
  runningUnpaused: [1, 5],
  runningMigrationCanceled: [1, 6],
  runningPostcopy: [1, 10],
  runningPostcopyFailed: [1, 11],
  pausedUser: [3, 1],
  pausedMigration: [3, 2],
  pausedStartingUp: [3, 11],
  pausedPostcopy: [3, 12],
  pausedPostcopyFailed: [3, 13],
  shutoff: [5, 0],
  shutoffShutdown: [5, 1],
  shutoffDestroyed: [5, 2],
  shutoffCrashed: [5, 3],
  shutoffMigrated: [5, 4],
  shutoffFailed: [5, 6],
} as const satisfies Record<string, readonly [number, number]>

export type StateName = keyof typeof states

/** What an XML description says, as far as a host here minds. */
export interface Description {
  readonly name: string
  readonly uuid: string | undefined
  readonly memoryKiB: number
  readonly vcpus: number
  /** How fast the guest rewrites memory; from `dirty=N` (MiB/s) on its kernel's command line. */
  readonly dirtyBytesPerS: number
}

const units: Readonly<Record<string, number>> = {
  b: 1 / 1024,
  bytes: 1 / 1024,
  k: 1,
  kib: 1,
  m: 1024,
  mib: 1024,
  g: 1_048_576,
  gib: 1_048_576,
}

function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}

/** Text as it stands in an element or attribute. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&apos;')
}

/** The text of the first such element; undefined without one. */
export function elementText(xml: string, name: string): string | undefined {
  const found = new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}>`).exec(xml)?.[1]
  return found === undefined ? undefined : unescapeXml(found.trim())
}

/** An amount with a `unit` attribute, in KiB. */
export function amountKiB(xml: string, name: string, defaultUnit: string): number | undefined {
  const [, unit = defaultUnit, value] =
    new RegExp(`<${name}(?:\\s+unit=['"](\\w+)['"])?\\s*>\\s*(\\d+)\\s*</${name}>`).exec(xml) ?? []
  return value === undefined ? undefined : Number(value) * (units[unit.toLowerCase()] ?? 1)
}

/** Reads a domain's XML. @throws Refusal `xmlDetail`, `xmlError`, `noName`, `internalError` as libvirt's parser */
export function describe(xml: string): Description {
  checkRoot(xml, 'domain', 'domain')
  const name = elementText(xml, 'name')
  if (name === undefined || name === '')
    throw new Refusal('noName', 'a domain needs a name', 'domain')
  const uuid = elementText(xml, 'uuid')?.toLowerCase()
  if (uuid !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uuid)) {
    throw new Refusal('internalError', `malformed uuid element '${uuid}'`, 'domain')
  }
  const memoryKiB = amountKiB(xml, 'memory', 'KiB')
  if (memoryKiB === undefined) throw new Refusal('xmlError', 'a domain needs memory', 'domain')
  return {
    name,
    uuid,
    memoryKiB,
    vcpus: Number(elementText(xml, 'vcpu') ?? 1),
    dirtyBytesPerS: Number(/\bdirty=(\d+)/.exec(xml)?.[1] ?? 0) * 1_048_576,
  }
}

/** XML of another name. */
export function renamed(xml: string, name: string): string {
  return xml.replace(/<name>[^<]*<\/name>/, `<name>${escapeXml(name)}</name>`)
}

/** XML with this UUID, whatever it said before. */
export function identified(xml: string, uuid: string): string {
  return /<uuid>/.test(xml)
    ? xml.replace(/<uuid>[^<]*<\/uuid>/, `<uuid>${uuid}</uuid>`)
    : xml.replace(/(<\/name>)/, `$1\n  <uuid>${uuid}</uuid>`)
}

/** A guest to put on a host; what is left out is a small guest that runs and rewrites nothing. */
export interface GuestOptions {
  readonly name: string
  readonly uuid?: string
  readonly memoryMiB?: number
  readonly vcpus?: number
  /** How fast it rewrites memory. */
  readonly dirtyMiBps?: number
  /** Default true. */
  readonly running?: boolean
  /** Whether a definition stays when it stops; default true. */
  readonly persistent?: boolean
}

/** The XML of such a guest. */
export function guestXml(options: GuestOptions): string {
  const { name, uuid, memoryMiB = 64, vcpus = 1, dirtyMiBps = 0 } = options
  return `<domain type='qemu'>
  <name>${escapeXml(name)}</name>${uuid === undefined ? '' : `\n  <uuid>${uuid}</uuid>`}
  <memory unit='MiB'>${memoryMiB}</memory>
  <vcpu>${vcpus}</vcpu>
  <os>
    <type arch='x86_64' machine='pc-i440fx-7.2'>hvm</type>
    <cmdline>dirty=${dirtyMiBps}</cmdline>
  </os>
</domain>
`
}

/** A domain. `id` is -1 while it is not running. */
export interface HostDomain {
  readonly uuid: string
  name: string
  id: number
  state: number
  reason: number
  /** The definition that stays; null for a transient domain. */
  definition: string | null
  /** Whether it ever had one. */
  everDefined: boolean
  /** What runs, or what would. */
  xml: string
  about: Description
  autostart: boolean
  autostartOnce: boolean
  job: OutJob | InJob | null
  /** Waits for the job to end. */
  jobWaiters: (() => void)[]
  /** Destroyed when this one goes. */
  autodestroy: Client | null
  /** Which start it is in, and what its counter said when it began or stopped running: ms it has run. */
  boot: number
  count: number
  /** When it began to run, on the host's clock; undefined while its CPUs stand still. */
  since: number | undefined
  maxDowntimeMs: number
  /** MiB/s; 0, or the most there is: as fast as the host can. */
  maxSpeedMiBps: number
  postcopySpeedMiBps: number
  compressionCache: bigint
  /** Of the last migration, for GET_JOB_STATS with COMPLETED; gone once it is read. */
  completed: readonly StatsField[] | null
}

/** The most that can be asked of a copy: bytes per second in 63 bits. */
export const MAX_MIBPS = 8_796_093_022_207

/** A figure of a job, in the order daemons send them. */
export interface StatsField {
  readonly field: string
  readonly value: number
  /** Sent as an int; else as an unsigned long long. */
  readonly int?: true
}

/** Whether its QEMU is there. */
export function isActive(domain: HostDomain): boolean {
  return domain.id !== -1
}
