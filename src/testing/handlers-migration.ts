// The calls of migrations, in both families: the one with typed parameters, and the one with fixed arguments, whose arguments
// are put into the same shape first. Which parameters there are is migration-params.ts.

import type * as remote from '../generated/remote.ts'
import { type HostDomain, isActive, MAX_MIBPS, type StatsField } from './domain.ts'
import { domainOf, type Handlers, packVersion, refOf } from './handlers.ts'
import { DaemonDies, flag, type Params } from './migration.ts'
import { INT, knownParams, ULLONG } from './migration-params.ts'
import { Refusal } from './refusal.ts'
import type { Session } from './session.ts'

/** Reads typed parameters. @throws Refusal `argumentUnsupported` for one this release does not know, `invalidArg` otherwise */
function paramsOf(session: Session, list: readonly remote.TypedParam[]): Params {
  const version = packVersion(session.server.model.version)
  const params = new Map<string, string | number | bigint>()
  for (const { field, value } of list) {
    const about = knownParams[field]
    if (about === undefined || (about.since !== undefined && packVersion(about.since) > version)) {
      throw new Refusal('argumentUnsupported', `parameter '${field}' is not supported`, 'none')
    }
    if (about.type !== value.type) {
      throw new Refusal('invalidArg', `parameter '${field}' has another type`, 'none')
    }
    if (params.has(field) && about.repeatable !== true) {
      throw new Refusal('invalidArg', `parameter '${field}' occurs more than once`, 'none')
    }
    params.set(field, value.value)
  }
  return params
}

/** The arguments of the older family, as parameters; 0 and null mean that nothing was said. */
function fixed(values: Readonly<Record<string, string | bigint | null>>): Params {
  const params = new Map<string, string | bigint>()
  for (const [field, value] of Object.entries(values)) {
    if (value !== null && value !== 0n) params.set(field, value)
  }
  return params
}

const dies = (what: string) => () => {
  throw new DaemonDies(what)
}

/** Figures as typed parameters. */
export function fieldsOf(fields: readonly StatsField[]): remote.TypedParam[] {
  return fields.map(({ field, value, int }) => {
    const whole = Math.round(value)
    return int === true
      ? { field, value: { type: INT, value: whole } }
      : { field, value: { type: ULLONG, value: BigInt(whole) } }
  })
}

function perform(
  session: Session,
  domain: HostDomain,
  dconnuri: string | null,
  params: Params,
  cookie: Uint8Array,
  flags: number,
): Promise<Uint8Array> {
  const { migrations } = session.server.model
  return (flags & flag.peer2peer) === 0
    ? migrations.perform(domain, session, params, cookie, flags)
    : migrations.performPeerToPeer(domain, dconnuri, params, cookie, flags)
}

async function finish(
  session: Session,
  params: Params,
  cookie: Uint8Array,
  flags: number,
  cancelled: number,
) {
  const { migrations } = session.server.model
  const name = (params.get('destination_name') as string | undefined) ?? ''
  const done = await migrations.finish(name, flags, cancelled !== 0, params, cookie)
  return { dom: refOf({ ...done.domain, id: done.id }), cookieOut: done.cookie }
}

const speedFlags = { postcopy: 1 } as const

/** What QEMU bears, and bytes per second in 64 bits. */
const MAX_DOWNTIME_MS = 2_000_000n
const MAX_POSTCOPY_MIBPS = 17_592_186_044_415n

/** A guest whose limits are asked for or set: a migration that leaves is not in the way, one that arrives is. */
async function tunable(session: Session, dom: remote.NonnullDomain): Promise<HostDomain> {
  const { model } = session.server
  const domain = domainOf(session, dom)
  if (domain.job?.is === 'in') await model.freeOfJob(domain)
  model.mustRun(domain)
  return domain
}

export const migrationHandlers: Handlers = {
  // Protocol 2 has no cookies, and that is what a daemon dies of.
  domainMigratePrepare2: dies('Prepare without a cookie'),
  domainMigrateBegin3Params(session, { dom, params, flags }) {
    const { migrations } = session.server.model
    const begun = migrations.begin(
      domainOf(session, dom),
      session,
      paramsOf(session, params),
      flags,
    )
    return { cookieOut: begun.cookie, xml: begun.xml }
  },
  domainMigratePrepare3Params(session, { params, cookieIn, flags }) {
    const { migrations } = session.server.model
    const prepared = migrations.prepare(session, paramsOf(session, params), cookieIn, flags)
    return { cookieOut: prepared.cookie, uriOut: prepared.uri }
  },
  async domainMigratePerform3Params(session, { dom, dconnuri, params, cookieIn, flags }) {
    const given = paramsOf(session, params)
    const domain = domainOf(session, dom)
    return { cookieOut: await perform(session, domain, dconnuri, given, cookieIn, flags) }
  },
  domainMigrateFinish3Params: (session, { params, cookieIn, flags, cancelled }) =>
    finish(session, paramsOf(session, params), cookieIn, flags, cancelled),
  domainMigrateConfirm3Params(session, { dom, flags, cancelled }) {
    session.server.model.migrations.confirm(domainOf(session, dom), flags, cancelled !== 0)
  },
  domainMigrateBegin3(session, { dom, xmlin, flags, dname, resource }) {
    const { migrations } = session.server.model
    const params = fixed({ destination_xml: xmlin, destination_name: dname, bandwidth: resource })
    const begun = migrations.begin(domainOf(session, dom), session, params, Number(flags))
    return { cookieOut: begun.cookie, xml: begun.xml }
  },
  domainMigratePrepare3(session, { cookieIn, uriIn, flags, dname, domXml }) {
    const { migrations } = session.server.model
    const params = fixed({ migrate_uri: uriIn, destination_name: dname, destination_xml: domXml })
    const prepared = migrations.prepare(session, params, cookieIn, Number(flags))
    return { cookieOut: prepared.cookie, uriOut: prepared.uri }
  },
  async domainMigratePerform3(session, { dom, cookieIn, dconnuri, uri, flags, dname, resource }) {
    const params = fixed({ migrate_uri: uri, destination_name: dname, bandwidth: resource })
    const domain = domainOf(session, dom)
    return { cookieOut: await perform(session, domain, dconnuri, params, cookieIn, Number(flags)) }
  },
  domainMigrateFinish3: (session, { dname, cookieIn, flags, cancelled }) =>
    finish(session, fixed({ destination_name: dname }), cookieIn, Number(flags), cancelled),
  domainMigrateConfirm3(session, { dom, flags, cancelled }) {
    session.server.model.migrations.confirm(domainOf(session, dom), Number(flags), cancelled !== 0)
  },
  domainMigrateStartPostCopy: (session, { dom }) =>
    session.server.model.migrations.startPostCopy(domainOf(session, dom)),
  domainAbortJob: (session, { dom }) =>
    session.server.model.migrations.abort(domainOf(session, dom), false),
  domainAbortJobFlags: (session, { dom, flags }) =>
    session.server.model.migrations.abort(domainOf(session, dom), (flags & 1) !== 0),
  domainGetJobStats(session, { dom, flags }) {
    const domain = domainOf(session, dom)
    const { migrations } = session.server.model
    const { type, fields } = migrations.stats(domain, (flags & 1) !== 0, (flags & 2) !== 0)
    return { type, params: fieldsOf(fields) }
  },
  domainGetJobInfo(session, { dom }) {
    const { type, fields } = session.server.model.migrations.stats(
      domainOf(session, dom),
      false,
      false,
    )
    const figure = (name: string) =>
      BigInt(Math.round(fields.find(({ field }) => field === name)?.value ?? 0))
    return {
      type,
      timeElapsed: figure('time_elapsed'),
      timeRemaining: 0n,
      dataTotal: figure('data_total'),
      dataProcessed: figure('data_processed'),
      dataRemaining: figure('data_remaining'),
      memTotal: figure('memory_total'),
      memProcessed: figure('memory_processed'),
      memRemaining: figure('memory_remaining'),
      fileTotal: 0n,
      fileProcessed: 0n,
      fileRemaining: 0n,
    }
  },
  async domainMigrateSetMaxDowntime(session, { dom, downtime }) {
    const domain = await tunable(session, dom)
    if (downtime > MAX_DOWNTIME_MS) {
      throw new Refusal('internalError', `a downtime of ${downtime} ms is refused by QEMU`)
    }
    domain.maxDowntimeMs = Number(downtime)
  },
  async domainMigrateGetMaxDowntime(session, { dom }) {
    const { maxDowntimeMs } = await tunable(session, dom)
    return { downtime: BigInt(maxDowntimeMs) }
  },
  async domainMigrateSetMaxSpeed(session, { dom, bandwidth, flags }) {
    const domain = domainOf(session, dom)
    const postcopy = (flags & speedFlags.postcopy) !== 0
    const most = postcopy ? MAX_POSTCOPY_MIBPS : BigInt(MAX_MIBPS)
    if (bandwidth > most) {
      throw new Refusal('overflow', `bandwidth must be at most ${most}, not ${bandwidth}`)
    }
    if (postcopy) (await tunable(session, dom)).postcopySpeedMiBps = Number(bandwidth)
    else {
      if (isActive(domain)) await tunable(session, dom)
      domain.maxSpeedMiBps = Number(bandwidth)
    }
  },
  async domainMigrateGetMaxSpeed(session, { dom, flags }) {
    const postcopy = (flags & speedFlags.postcopy) !== 0
    const domain = postcopy ? await tunable(session, dom) : domainOf(session, dom)
    return { bandwidth: BigInt(postcopy ? domain.postcopySpeedMiBps : domain.maxSpeedMiBps) }
  },
  async domainMigrateSetCompressionCache(session, { dom, cacheSize }) {
    const domain = await tunable(session, dom)
    domain.compressionCache = cacheSize
  },
  async domainMigrateGetCompressionCache(session, { dom }) {
    return { cacheSize: (await tunable(session, dom)).compressionCache }
  },
}
