// Commands about the job of a domain: what it has done so far or did last, and asking it to stop.

import type { JobStats, TypedValue } from '../../index.ts'
import { type Command, command } from '../command.ts'
import { codeOf } from '../output.ts'
import { padEnd, size, visible } from '../text.ts'

const domainOption = {
  kind: 'text',
  label: 'DOMAIN',
  help: 'name, id or UUID of the domain',
  positional: true,
  required: true,
} as const

const types: Readonly<Record<string, string>> = {
  none: 'None',
  bounded: 'Bounded',
  unbounded: 'Unbounded',
  completed: 'Completed',
  failed: 'Failed',
  cancelled: 'Cancelled',
}

const operations: Readonly<Record<string, string>> = {
  unknown: 'Unknown',
  start: 'Start',
  save: 'Save',
  restore: 'Restore',
  migrationIn: 'Incoming migration',
  migrationOut: 'Outgoing migration',
  snapshot: 'Snapshot',
  snapshotRevert: 'Snapshot revert',
  dump: 'Dump',
  backup: 'Backup',
  snapshotDelete: 'Snapshot delete',
}

type NumberField = {
  [K in keyof JobStats]-?: NonNullable<JobStats[K]> extends number ? K : never
}[keyof JobStats]

interface Line {
  readonly title: string
  readonly field: NumberField
  readonly show: (value: number) => string
  /** Left out when the field is 0, as virsh does for parts a job does not have. */
  readonly unlessZero?: NumberField
}

const unit = (name: string) => (value: number) => `${padEnd(String(value), 12)} ${name}`
const ms = unit('ms')
const plain = (value: number): string => padEnd(String(value), 12)
const perSecond = (value: number): string => `${size(value)}/s`

/** What is shown, in virsh's order; a line without a value is left out. */
const lines: readonly Line[] = [
  { title: 'Time elapsed', field: 'timeElapsedMs', show: ms },
  { title: 'Time elapsed w/o network', field: 'timeElapsedNetMs', show: ms },
  { title: 'Time remaining', field: 'timeRemainingMs', show: ms },
  { title: 'Data processed', field: 'dataProcessed', show: size, unlessZero: 'dataTotal' },
  { title: 'Data remaining', field: 'dataRemaining', show: size, unlessZero: 'dataTotal' },
  { title: 'Data total', field: 'dataTotal', show: size, unlessZero: 'dataTotal' },
  { title: 'Memory processed', field: 'memoryProcessed', show: size, unlessZero: 'memoryTotal' },
  { title: 'Memory remaining', field: 'memoryRemaining', show: size, unlessZero: 'memoryTotal' },
  { title: 'Memory total', field: 'memoryTotal', show: size, unlessZero: 'memoryTotal' },
  {
    title: 'Memory bandwidth',
    field: 'memoryBytesPerSecond',
    show: perSecond,
    unlessZero: 'memoryBytesPerSecond',
  },
  { title: 'Dirty rate', field: 'memoryDirtyPagesPerSecond', show: unit('pages/s') },
  { title: 'Page size', field: 'memoryPageSize', show: unit('bytes') },
  { title: 'Iteration', field: 'memoryIteration', show: plain },
  { title: 'Postcopy requests', field: 'memoryPostcopyRequests', show: plain },
  { title: 'File processed', field: 'diskProcessed', show: size, unlessZero: 'diskTotal' },
  { title: 'File remaining', field: 'diskRemaining', show: size, unlessZero: 'diskTotal' },
  { title: 'File total', field: 'diskTotal', show: size, unlessZero: 'diskTotal' },
  {
    title: 'File bandwidth',
    field: 'diskBytesPerSecond',
    show: perSecond,
    unlessZero: 'diskBytesPerSecond',
  },
  { title: 'Constant pages', field: 'memoryConstantPages', show: plain },
  { title: 'Normal pages', field: 'memoryNormalPages', show: plain },
  { title: 'Normal data', field: 'memoryNormalBytes', show: size },
  { title: 'Total downtime', field: 'downtimeMs', show: ms },
  { title: 'Downtime w/o network', field: 'downtimeNetMs', show: ms },
  { title: 'Setup time', field: 'setupTimeMs', show: ms },
  { title: 'Compression cache', field: 'compressionCache', show: size },
  { title: 'Compressed data', field: 'compressionBytes', show: size },
  { title: 'Compressed pages', field: 'compressionPages', show: plain },
  { title: 'Compression cache misses', field: 'compressionCacheMisses', show: plain },
  { title: 'Compression overflows', field: 'compressionOverflow', show: plain },
  { title: 'Auto converge throttle', field: 'autoConvergeThrottlePercent', show: unit('%') },
]

/** A job as virsh shows it. */
export function jobText(job: JobStats, completed: boolean): string {
  const titled = (title: string, text: string) => `${padEnd(`${title}:`, 17)} ${text}`
  const out = [titled('Job type', padEnd(types[job.type] ?? job.type, 12))]
  if (job.type === 'none') return out.join('\n')
  out.push(titled('Operation', padEnd(operations[job.operation] ?? job.operation, 12)))
  for (const { title, field, show, unlessZero } of lines) {
    const value = job[field]
    if (value === undefined || (unlessZero !== undefined && !job[unlessZero])) continue
    // A running job cannot know yet how long its guest will stand still.
    const name = field === 'downtimeMs' && !completed ? 'Expected downtime' : title
    if (field === 'timeRemainingMs' && job.type !== 'bounded') continue
    out.push(titled(name, show(value)))
  }
  return out.join('\n')
}

const domjobinfo = command({
  name: 'domjobinfo',
  summary: "what a domain's job has done so far, or did last",
  options: {
    domain: domainOption,
    completed: {
      kind: 'flag',
      help: 'the last job that ended, which is forgotten when it is read',
    },
    'keep-completed': { kind: 'flag', help: 'read it without forgetting it' },
    anystats: { kind: 'flag', help: 'also statistics of jobs that failed' },
    rawstats: { kind: 'flag', help: "all parameters under the daemon's own names" },
  },
  async run({ connection, out }, values) {
    const domain = await (await connection()).lookupDomain(values.domain)
    const keepCompleted = values['keep-completed']
    const completed = values.completed || keepCompleted
    let job: JobStats
    try {
      job = await domain.getJobStats({ completed, keepCompleted })
    } catch (error) {
      if (codeOf(error) !== 'noSupport' || completed || values.rawstats) throw error
      // Drivers without statistics may still have the old, fixed answer.
      const { dataTotal, fileTotal, ...info } = await domain.getJobInfo()
      job = { ...info, dataTotal, diskTotal: fileTotal, operation: 'unknown', params: {} }
    }
    if (values.rawstats) {
      const raw = Object.entries(job.params).flatMap(([name, value]) =>
        (Array.isArray(value) ? value : [value]).map(
          (one: TypedValue) => `${name}: ${visible(String(one))}`,
        ),
      )
      out.show([`Job type: ${job.typeNumber}`, '', ...raw].join('\n'), job)
      return
    }
    // A failed or cancelled job left no useful numbers; virsh shows them only when asked.
    const shown =
      values.anystats || (job.type !== 'failed' && job.type !== 'cancelled')
        ? job
        : { ...job, type: 'none' as const }
    out.show(jobText(shown, completed), job)
  },
})

const domjobabort = command({
  name: 'domjobabort',
  summary: "ask a domain's job to stop",
  options: {
    domain: domainOption,
    postcopy: { kind: 'flag', help: 'interrupt a migration that is in its post-copy part' },
  },
  async run({ connection, out }, values) {
    const domain = await (await connection()).lookupDomain(values.domain)
    await domain.abortJob({ postcopy: values.postcopy })
    const { name, uuid, id } = domain
    if (out.json) out.show('', { domain: { name, uuid, id: id ?? null }, done: 'abort-requested' })
  },
})

export const commands: readonly Command[] = [domjobinfo, domjobabort]
