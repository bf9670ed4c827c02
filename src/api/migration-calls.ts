// The calls a client-run migration consists of, in both protocols lvrpc drives: version 3 with typed parameters, and
// version 3 with fixed arguments for hosts that lack them. Shapes only: which call when, with which flags and which
// parameters, is the business of migration/.

import * as remote from '../generated/remote.ts'
import type { CallOptions } from '../rpc/connection.ts'
import type { Connection } from './connection.ts'
import type { DomainRef } from './domain.ts'
import { param } from './typed-params.ts'

/** Parameters of a migration; absent ones are not sent. Bandwidth in MiB/s. */
export interface MigrationParams {
  readonly destinationXml?: string
  readonly destinationName?: string
  readonly migrateUri?: string
  readonly persistentXml?: string
  readonly bandwidth?: bigint
  readonly postcopyBandwidth?: bigint
  readonly availableSwitchoverBandwidth?: bigint
  readonly listenAddress?: string
}

export type MigrationParamName = keyof MigrationParams

/** How each parameter travels. */
const encoders: {
  readonly [K in MigrationParamName]-?: (
    value: NonNullable<MigrationParams[K]>,
  ) => remote.TypedParam
} = {
  destinationXml: (value) => param.string('destination_xml', value),
  destinationName: (value) => param.string('destination_name', value),
  migrateUri: (value) => param.string('migrate_uri', value),
  persistentXml: (value) => param.string('persistent_xml', value),
  bandwidth: (value) => param.ullong('bandwidth', value),
  postcopyBandwidth: (value) => param.ullong('bandwidth.postcopy', value),
  availableSwitchoverBandwidth: (value) => param.ullong('bandwidth.avail.switchover', value),
  listenAddress: (value) => param.string('listen_address', value),
}

/** Parameters the fixed arguments of version 3 have a place for. */
export const fixedParams: ReadonlySet<MigrationParamName> = new Set<MigrationParamName>([
  'destinationXml',
  'destinationName',
  'migrateUri',
  'bandwidth',
])

/** Cookies are opaque and travel byte for byte, a trailing NUL included. */
export type Cookie = Uint8Array

/** The five calls; each fails as any call does. `cancelled` tells the host to undo. */
export interface MigrationCalls {
  readonly protocol: 'params' | 'fixed'
  begin(
    source: Connection,
    dom: DomainRef,
    params: MigrationParams,
    flags: number,
  ): Promise<{ cookie: Cookie; xml: string }>
  prepare(
    destination: Connection,
    params: MigrationParams,
    cookie: Cookie,
    flags: number,
  ): Promise<{ cookie: Cookie; uri: string | null }>
  /** @param dconnuri the destination as the source sees it, for a source that is to drive all by itself */
  perform(
    source: Connection,
    dom: DomainRef,
    params: MigrationParams,
    cookie: Cookie,
    flags: number,
    dconnuri?: string | null,
  ): Promise<{ cookie: Cookie }>
  finish(
    destination: Connection,
    params: MigrationParams,
    cookie: Cookie,
    flags: number,
    cancelled: boolean,
  ): Promise<{ dom: DomainRef; cookie: Cookie }>
  confirm(
    source: Connection,
    dom: DomainRef,
    params: MigrationParams,
    cookie: Cookie,
    flags: number,
    cancelled: boolean,
  ): Promise<void>
}

function encode(params: MigrationParams): remote.TypedParam[] {
  const list: remote.TypedParam[] = []
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) continue
    const encoder = encoders[name as MigrationParamName] as (value: unknown) => remote.TypedParam
    list.push(encoder(value))
  }
  return list
}

/** A phase takes as long as it takes: no deadline, only the connection's keepalive. */
const WITHOUT_LIMIT: CallOptions = {}

/** Version 3 with typed parameters (since 1.1.0): procedures 302 to 307. */
export const paramsCalls: MigrationCalls = {
  protocol: 'params',
  async begin(source, dom, params, flags) {
    const args = { dom, params: encode(params), flags }
    const ret = await source.call(remote.domainMigrateBegin3Params, args, WITHOUT_LIMIT)
    return { cookie: ret.cookieOut, xml: ret.xml }
  },
  async prepare(destination, params, cookie, flags) {
    const args = { params: encode(params), cookieIn: cookie, flags }
    const ret = await destination.call(remote.domainMigratePrepare3Params, args, WITHOUT_LIMIT)
    return { cookie: ret.cookieOut, uri: ret.uriOut }
  },
  async perform(source, dom, params, cookie, flags, dconnuri = null) {
    const args = { dom, dconnuri, params: encode(params), cookieIn: cookie, flags }
    const ret = await source.call(remote.domainMigratePerform3Params, args, WITHOUT_LIMIT)
    return { cookie: ret.cookieOut }
  },
  async finish(destination, params, cookie, flags, cancelled) {
    const args = { params: encode(params), cookieIn: cookie, flags, cancelled: cancelled ? 1 : 0 }
    const ret = await destination.call(remote.domainMigrateFinish3Params, args, WITHOUT_LIMIT)
    return { dom: ret.dom, cookie: ret.cookieOut }
  },
  async confirm(source, dom, params, cookie, flags, cancelled) {
    const args = {
      dom,
      params: encode(params),
      cookieIn: cookie,
      flags,
      cancelled: cancelled ? 1 : 0,
    }
    await source.call(remote.domainMigrateConfirm3Params, args, WITHOUT_LIMIT)
  },
}

/** Version 3 with fixed arguments (since 0.9.2): procedures 213 to 218. */
export const fixedCalls: MigrationCalls = {
  protocol: 'fixed',
  async begin(source, dom, params, flags) {
    const args = {
      dom,
      xmlin: params.destinationXml ?? null,
      flags: BigInt(flags),
      dname: params.destinationName ?? null,
      resource: params.bandwidth ?? 0n,
    }
    const ret = await source.call(remote.domainMigrateBegin3, args, WITHOUT_LIMIT)
    return { cookie: ret.cookieOut, xml: ret.xml }
  },
  async prepare(destination, params, cookie, flags) {
    const args = {
      cookieIn: cookie,
      uriIn: params.migrateUri ?? null,
      flags: BigInt(flags),
      dname: params.destinationName ?? null,
      resource: params.bandwidth ?? 0n,
      domXml: params.destinationXml ?? '',
    }
    const ret = await destination.call(remote.domainMigratePrepare3, args, WITHOUT_LIMIT)
    return { cookie: ret.cookieOut, uri: ret.uriOut }
  },
  async perform(source, dom, params, cookie, flags, dconnuri = null) {
    const args = {
      dom,
      // Only a source that drives by itself reads it here.
      xmlin: params.destinationXml ?? null,
      cookieIn: cookie,
      dconnuri,
      uri: params.migrateUri ?? null,
      flags: BigInt(flags),
      dname: params.destinationName ?? null,
      resource: params.bandwidth ?? 0n,
    }
    const ret = await source.call(remote.domainMigratePerform3, args, WITHOUT_LIMIT)
    return { cookie: ret.cookieOut }
  },
  async finish(destination, params, cookie, flags, cancelled) {
    const args = {
      dname: params.destinationName ?? '',
      cookieIn: cookie,
      dconnuri: null,
      uri: params.migrateUri ?? null,
      flags: BigInt(flags),
      cancelled: cancelled ? 1 : 0,
    }
    const ret = await destination.call(remote.domainMigrateFinish3, args, WITHOUT_LIMIT)
    return { dom: ret.dom, cookie: ret.cookieOut }
  },
  async confirm(source, dom, _params, cookie, flags, cancelled) {
    const args = { dom, cookieIn: cookie, flags: BigInt(flags), cancelled: cancelled ? 1 : 0 }
    await source.call(remote.domainMigrateConfirm3, args, WITHOUT_LIMIT)
  },
}

/** The one call of a direct migration by a source without version 3 (procedure 62). */
export async function performBare(
  source: Connection,
  dom: DomainRef,
  params: MigrationParams,
  flags: number,
): Promise<void> {
  const args = {
    dom,
    cookie: new Uint8Array(0),
    uri: params.migrateUri ?? '',
    flags: BigInt(flags),
    dname: params.destinationName ?? null,
    resource: params.bandwidth ?? 0n,
  }
  await source.call(remote.domainMigratePerform, args, WITHOUT_LIMIT)
}
