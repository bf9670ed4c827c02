// Encoding and decoding beside js-xdr: the list of 1000 small structs, and the statistics of 1000
// domains in one reply, seeded ones of busy guests and a recorded reply. Both sides must give the same bytes before anything is measured.

import { performance } from 'node:perf_hooks'
import { ConnectGetAllDomainStatsRet } from '../../src/generated/remote.ts'
import type { Codec } from '../../src/xdr/codec.ts'
import { domainStats, recordedDomainStats, records } from '../corpus.ts'
import { RecordList } from '../generated/record.ts'
import type { Bench, Running } from '../harness.ts'
import * as other from './other.ts'

const ENCODE_AT_LEAST = 6
const DECODE_AT_LEAST = 4
/** A sample repeats a message for so long. */
const SAMPLE_MS = 150
const WARM_UP = 3

/** Messages per second of processor time: what else the machine does must not decide who is faster. */
function rate(once: () => unknown): number {
  const end = performance.now() + SAMPLE_MS
  const before = process.cpuUsage()
  let count = 0
  do {
    once()
    count++
  } while (performance.now() < end)
  const { user, system } = process.cpuUsage(before)
  return (count * 1e6) / (user + system)
}

interface Message<T> {
  readonly name: string
  readonly codec: Codec<T>
  readonly value: T
  readonly made: other.Made
}

function same<T>({ name, codec, value, made }: Message<T>): Uint8Array {
  const bytes = codec.encode(value)
  if (!made.type.toXDR(made.value).equals(bytes)) throw new Error(`${name}: the two sides differ`)
  return bytes
}

function pair(ours: () => unknown, theirs: () => unknown): Running {
  // The engine takes its time until it has compiled either side for good.
  for (let i = 0; i < WARM_UP; i++) {
    rate(ours)
    rate(theirs)
  }
  return { sample: (column) => ({ '': rate(column === 'ours' ? ours : theirs) }) }
}

function both<T>(name: string, make: () => Omit<Message<T>, 'name'>): Bench[] {
  const columns = ['lvrpc', 'js-xdr'] as const
  return [
    {
      name: `xdr/encode/${name}`,
      columns,
      rows: { '': { unit: 'msg/s', limit: { of: 'ratio', atLeast: ENCODE_AT_LEAST } } },
      open() {
        const message = { name, ...make() }
        same(message)
        const { codec, value, made } = message
        return pair(
          () => codec.encode(value),
          () => made.type.toXDR(made.value),
        )
      },
    },
    {
      name: `xdr/decode/${name}`,
      columns,
      rows: { '': { unit: 'msg/s', limit: { of: 'ratio', atLeast: DECODE_AT_LEAST } } },
      open() {
        const message = { name, ...make() }
        const bytes = Buffer.from(same(message))
        const { codec, made } = message
        return pair(
          () => codec.decode(bytes),
          () => made.type.fromXDR(bytes),
        )
      },
    },
  ]
}

export const benches: readonly Bench[] = [
  ...both('structs', () => {
    const value = records()
    return { codec: RecordList, value, made: other.records(value) }
  }),
  ...both('domain-stats', () => {
    const value = domainStats()
    return { codec: ConnectGetAllDomainStatsRet, value, made: other.domainStats(value) }
  }),
  ...both('domain-stats-recorded', () => {
    const value = recordedDomainStats()
    return { codec: ConnectGetAllDomainStatsRet, value, made: other.domainStats(value) }
  }),
]
