// The same two messages in js-xdr, as its users write them: types defined once, values built of its classes beforehand when
// encoding, and whatever its types are (Buffers for text, objects for 64-bit numbers) when decoding.

import jsXdr, { type StructType, type Type, type UnionType } from 'js-xdr'
import type { ConnectGetAllDomainStatsRet, TypedParamValue } from '../../src/generated/remote.ts'
import type { RecordList } from '../generated/record.ts'

const STRING_MAX = 4_194_304

const types = jsXdr.config((xdr) => {
  xdr.struct('Record', [
    ['id', xdr.uint()],
    ['name', xdr.string(STRING_MAX)],
    ['uuid', xdr.opaque(16)],
    ['a', xdr.hyper()],
    ['b', xdr.int()],
  ])
  xdr.struct('RecordList', [['records', xdr.varArray(xdr.lookup('Record'), 16_384)]])
  xdr.union('TypedParamValue', {
    switchOn: xdr.int(),
    switches: [
      [1, 'i'],
      [2, 'ui'],
      [3, 'l'],
      [4, 'ul'],
      [5, 'd'],
      [6, 'b'],
      [7, 's'],
    ],
    arms: {
      i: xdr.int(),
      ui: xdr.uint(),
      l: xdr.hyper(),
      ul: xdr.uhyper(),
      d: xdr.double(),
      b: xdr.int(),
      s: xdr.string(STRING_MAX),
    },
  })
  xdr.struct('TypedParam', [
    ['field', xdr.string(STRING_MAX)],
    ['value', xdr.lookup('TypedParamValue')],
  ])
  xdr.struct('Domain', [
    ['name', xdr.string(STRING_MAX)],
    ['uuid', xdr.opaque(16)],
    ['id', xdr.int()],
  ])
  xdr.struct('StatsRecord', [
    ['dom', xdr.lookup('Domain')],
    ['params', xdr.varArray(xdr.lookup('TypedParam'), 262_144)],
  ])
  xdr.struct('AllDomainStats', [['retStats', xdr.varArray(xdr.lookup('StatsRecord'), 262_144)]])
})

function struct(name: string): StructType {
  return types[name] as StructType
}

const Union = types.TypedParamValue as UnionType

/** A type with a value of its own classes. */
export interface Made {
  readonly type: Type<object>
  readonly value: object
}

export function records({ records }: RecordList): Made {
  const Item = struct('Record')
  const List = struct('RecordList')
  const list = records.map(
    ({ id, name, uuid, a, b }) =>
      new Item({ id, name, uuid: Buffer.from(uuid), a: new jsXdr.Hyper(a), b }),
  )
  return { type: List, value: new List({ records: list }) }
}

function param({ type, value }: TypedParamValue): object {
  if (type === 3) return new Union(type, new jsXdr.Hyper(value))
  if (type === 4) return new Union(type, new jsXdr.UnsignedHyper(value))
  return new Union(type, value)
}

export function domainStats({ retStats }: ConnectGetAllDomainStatsRet): Made {
  const Stats = struct('AllDomainStats')
  const StatsRecord = struct('StatsRecord')
  const Domain = struct('Domain')
  const Param = struct('TypedParam')
  const list = retStats.map(
    ({ dom, params }) =>
      new StatsRecord({
        dom: new Domain({ ...dom, uuid: Buffer.from(dom.uuid) }),
        params: params.map(({ field, value }) => new Param({ field, value: param(value) })),
      }),
  )
  return { type: Stats, value: new Stats({ retStats: list }) }
}
