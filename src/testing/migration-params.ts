// Parameters of migrations as a table: which there are, of which type and since when, and which of them a destination reads.

import type * as remote from '../generated/remote.ts'
import type { Params } from './migration.ts'

/** libvirt's type numbers. */
export const INT = 1
export const ULLONG = 4
export const STRING = 7

interface KnownParam {
  readonly type: typeof INT | typeof ULLONG | typeof STRING
  readonly repeatable?: true
  /** Only from that release on. */
  readonly since?: string
  /** Prepare reads it: what a source sends that drives by itself. */
  readonly arrives?: true
}

export const knownParams: Readonly<Record<string, KnownParam>> = {
  migrate_uri: { type: STRING, arrives: true },
  destination_name: { type: STRING, arrives: true },
  destination_xml: { type: STRING, arrives: true },
  persistent_xml: { type: STRING },
  bandwidth: { type: ULLONG },
  'bandwidth.postcopy': { type: ULLONG, arrives: true },
  'bandwidth.avail.switchover': { type: ULLONG, since: '11.1.0' },
  graphics_uri: { type: STRING },
  listen_address: { type: STRING, arrives: true },
  migrate_disks: { type: STRING, repeatable: true, arrives: true },
  migrate_disks_detect_zeroes: { type: STRING, repeatable: true, since: '10.9.0' },
  disks_port: { type: INT, arrives: true },
  disks_uri: { type: STRING, arrives: true },
  compression: { type: STRING, repeatable: true, arrives: true },
  'compression.mt.level': { type: INT, arrives: true },
  'compression.mt.threads': { type: INT, arrives: true },
  'compression.mt.dthreads': { type: INT, arrives: true },
  'compression.xbzrle.cache': { type: ULLONG, arrives: true },
  'compression.zlib.level': { type: INT, since: '9.4.0', arrives: true },
  'compression.zstd.level': { type: INT, since: '9.4.0', arrives: true },
  'auto_converge.initial': { type: INT },
  'auto_converge.increment': { type: INT },
  'parallel.connections': { type: INT, arrives: true },
  'tls.destination': { type: STRING },
}

/** Parameters as they go over a line, without those that `wanted` leaves out. */
export function listOf(params: Params, wanted: (field: string) => boolean): remote.TypedParam[] {
  return [...params].flatMap(([field, value]): remote.TypedParam[] => {
    const about = knownParams[field]
    if (about === undefined || !wanted(field)) return []
    if (about.type === INT) return [{ field, value: { type: INT, value: Number(value) } }]
    if (about.type === ULLONG) return [{ field, value: { type: ULLONG, value: BigInt(value) } }]
    return [{ field, value: { type: STRING, value: String(value) } }]
  })
}
