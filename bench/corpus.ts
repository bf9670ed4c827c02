// Seeded data for benches: the same on every machine and in every run, shaped like what daemons send. The names and types of
// the statistics are those a QEMU guest with two processors, one disk and one network card reports.

import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { ConnectGetAllDomainStatsRet, type TypedParam } from '../src/generated/remote.ts'
import type { RecordList } from './generated/record.ts'

/** Numbers from 0 up to 1, the same for the same seed. */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function uuid(next: () => number): Uint8Array {
  return Uint8Array.from({ length: 16 }, () => Math.floor(next() * 256))
}

/** 1000 small structs: number, short name, UUID, 64-bit number, number. */
export function records(count = 1000, seed = 1): RecordList {
  const next = random(seed)
  const list = Array.from({ length: count }, (_, id) => ({
    id,
    name: `guest-${String(id).padStart(5, '0')}`,
    uuid: uuid(next),
    a: BigInt(Math.floor(next() * 2 ** 50)) - 2n ** 49n,
    b: Math.floor(next() * 2 ** 31) - 2 ** 30,
  }))
  return { records: list }
}

const INT = 1
const UINT = 2
const LLONG = 3
const ULLONG = 4
const STRING = 7

const queue = ['count', 'time', 'max']
const disk = ['rd', 'wr', 'fl']

/** Statistics of one domain: about 75 parameters. */
function stats(index: number, next: () => number): TypedParam[] {
  const big = (bits: number): bigint => BigInt(Math.floor(next() * 2 ** bits))
  const params: TypedParam[] = []
  const int = (field: string, value: number) => params.push({ field, value: { type: INT, value } })
  const uint = (field: string, value: number) =>
    params.push({ field, value: { type: UINT, value } })
  const hyper = (field: string, bits: number) =>
    params.push({ field, value: { type: ULLONG, value: bits === 0 ? 0n : big(bits) } })
  const text = (field: string, value: string) =>
    params.push({ field, value: { type: STRING, value } })
  int('state.state', 1)
  int('state.reason', 1 + (index % 3))
  for (const name of ['cpu.time', 'cpu.user', 'cpu.system']) hyper(name, 48)
  uint('cpu.cache.monitor.count', 0)
  for (const name of ['cpu.haltpoll.success.time', 'cpu.haltpoll.fail.time']) hyper(name, 0)
  for (const name of [
    'current',
    'maximum',
    'swap_in',
    'swap_out',
    'major_fault',
    'minor_fault',
    'unused',
  ]) {
    hyper(`balloon.${name}`, 23)
  }
  for (const name of ['available', 'usable', 'last-update', 'rss']) hyper(`balloon.${name}`, 31)
  uint('vcpu.current', 2)
  uint('vcpu.maximum', 2)
  for (let i = 0; i < 2; i++) {
    int(`vcpu.${i}.state`, 1)
    hyper(`vcpu.${i}.time`, 48)
    hyper(`vcpu.${i}.wait`, 0)
    hyper(`vcpu.${i}.delay`, 40)
  }
  uint('net.count', 1)
  text('net.0.name', `vnet${index}`)
  for (const way of ['rx', 'tx']) {
    for (const name of ['bytes', 'pkts']) hyper(`net.0.${way}.${name}`, 36)
    for (const name of ['errs', 'drop']) hyper(`net.0.${way}.${name}`, 0)
  }
  uint('block.count', 1)
  text('block.0.name', 'vda')
  text('block.0.path', `/var/lib/libvirt/images/guest-${String(index).padStart(5, '0')}.qcow2`)
  uint('block.0.backingIndex', 1 + (index % 8))
  for (const way of disk) {
    hyper(`block.0.${way}.reqs`, 30)
    if (way !== 'fl') hyper(`block.0.${way}.bytes`, 40)
    hyper(`block.0.${way}.times`, 44)
  }
  for (const name of ['allocation', 'capacity', 'physical']) hyper(`block.0.${name}`, 37)
  for (const way of disk) for (const name of queue) hyper(`block.0.latency.${way}.${name}`, 30)
  uint('iothread.count', 0)
  for (const name of ['cmt', 'mbmt', 'mbml', 'cpu_cycles', 'instructions'])
    hyper(`perf.${name}`, 44)
  int('dirtyrate.calc_status', 2)
  params.push({ field: 'dirtyrate.calc_start_time', value: { type: LLONG, value: big(33) } })
  int('dirtyrate.calc_period', 1)
  text('dirtyrate.calc_mode', 'page-sampling')
  return params
}

/** The reply of CONNECT_GET_ALL_DOMAIN_STATS on a host with so many domains. */
export function domainStats(count = 1000, seed = 2): ConnectGetAllDomainStatsRet {
  const next = random(seed)
  return {
    retStats: Array.from({ length: count }, (_, index) => ({
      dom: { name: `guest-${String(index).padStart(5, '0')}`, uuid: uuid(next), id: index + 1 },
      params: stats(index, next),
    })),
  }
}

/**
 * A real reply: libvirt 11.3.0 with 1000 defined guests of two disks each and four that run, all groups of statistics, 500 KB.
 * Recorded with CONNECT_GET_ALL_DOMAIN_STATS in the lab.
 */
export function recordedDomainStats(): ConnectGetAllDomainStatsRet {
  const packed = readFileSync('bench/recorded/domain-stats-11.3.0.xdr.gz')
  return ConnectGetAllDomainStatsRet.decode(gunzipSync(packed))
}
