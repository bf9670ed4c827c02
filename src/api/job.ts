// A domain's job as data: virDomainJobInfo and the statistics of virDomainGetJobStats, which a table turns from
// libvirt's parameter names into fields with units.

import { domainJobOperation, domainJobType } from '../generated/constants.ts'
import type { DomainGetJobInfoRet } from '../generated/remote.ts'
import type { NameOf } from '../xdr/enumeration.ts'
import { numberOf, type TypedRecord } from './typed-params.ts'

/** virDomainJobInfo; bytes and ms, narrowed to number. */
export interface JobInfo {
  readonly type: NameOf<typeof domainJobType>
  readonly typeNumber: number
  readonly timeElapsedMs: number
  readonly timeRemainingMs: number
  readonly dataTotal: number
  readonly dataProcessed: number
  readonly dataRemaining: number
  readonly memoryTotal: number
  readonly memoryProcessed: number
  readonly memoryRemaining: number
  readonly fileTotal: number
  readonly fileProcessed: number
  readonly fileRemaining: number
}

/** Public field, and the parameter it comes from. Times in ms, sizes in bytes, rates in bytes or pages per second. */
const statsFields = {
  timeElapsedMs: 'time_elapsed',
  timeElapsedNetMs: 'time_elapsed_net',
  timeRemainingMs: 'time_remaining',
  downtimeMs: 'downtime',
  downtimeNetMs: 'downtime_net',
  setupTimeMs: 'setup_time',
  dataTotal: 'data_total',
  dataProcessed: 'data_processed',
  dataRemaining: 'data_remaining',
  memoryTotal: 'memory_total',
  memoryProcessed: 'memory_processed',
  memoryRemaining: 'memory_remaining',
  memoryBytesPerSecond: 'memory_bps',
  memoryConstantPages: 'memory_constant',
  memoryNormalPages: 'memory_normal',
  memoryNormalBytes: 'memory_normal_bytes',
  memoryDirtyPagesPerSecond: 'memory_dirty_rate',
  memoryPageSize: 'memory_page_size',
  memoryIteration: 'memory_iteration',
  memoryPostcopyRequests: 'memory_postcopy_requests',
  diskTotal: 'disk_total',
  diskProcessed: 'disk_processed',
  diskRemaining: 'disk_remaining',
  diskBytesPerSecond: 'disk_bps',
  compressionCache: 'compression_cache',
  compressionBytes: 'compression_bytes',
  compressionPages: 'compression_pages',
  compressionCacheMisses: 'compression_cache_misses',
  compressionOverflow: 'compression_overflow',
  autoConvergeThrottlePercent: 'auto_converge_throttle',
  vfioDataTransferred: 'vfio_data_transferred',
} as const

type StatsFields = { readonly [K in keyof typeof statsFields]?: number }

/** A job as virDomainGetJobStats tells it. A field is absent when the daemon did not send its parameter. */
export interface JobStats extends StatsFields {
  readonly type: NameOf<typeof domainJobType>
  /** virDomainJobType */
  readonly typeNumber: number
  /** What the job does; `unknown` when the daemon does not say. */
  readonly operation: NameOf<typeof domainJobOperation>
  /** All parameters as they came, also those this release does not know. */
  readonly params: TypedRecord
}

/** Shapes the reply of GET_JOB_INFO. */
export function jobInfoOf(ret: DomainGetJobInfoRet): JobInfo {
  return {
    type: domainJobType.nameOf(ret.type),
    typeNumber: ret.type,
    timeElapsedMs: Number(ret.timeElapsed),
    timeRemainingMs: Number(ret.timeRemaining),
    dataTotal: Number(ret.dataTotal),
    dataProcessed: Number(ret.dataProcessed),
    dataRemaining: Number(ret.dataRemaining),
    memoryTotal: Number(ret.memTotal),
    memoryProcessed: Number(ret.memProcessed),
    memoryRemaining: Number(ret.memRemaining),
    fileTotal: Number(ret.fileTotal),
    fileProcessed: Number(ret.fileProcessed),
    fileRemaining: Number(ret.fileRemaining),
  }
}

/** Shapes job parameters, from a reply or from the jobCompleted event. */
export function jobStatsOf(
  type: NameOf<typeof domainJobType>,
  typeNumber: number,
  record: TypedRecord,
): JobStats {
  const fields: Record<string, number> = {}
  for (const [field, name] of Object.entries(statsFields)) {
    const value = numberOf(record, name)
    if (value !== undefined) fields[field] = value
  }
  const operation = domainJobOperation.nameOf(numberOf(record, 'operation') ?? 0)
  return { type, typeNumber, operation, ...fields, params: record }
}
