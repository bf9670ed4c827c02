// The table of calls an embedded daemon answers: row name -> what it does. A row without a line here is a procedure the daemon
// does not know. Migrations and storage have tables of their own.

import { connectListAllDomainsFlags, domainStatsTypes, drvFeature } from '../generated/constants.ts'
import * as remote from '../generated/remote.ts'
import type { EventClass, Procedure } from '../xdr/procedure.ts'
import { type HostDomain, isActive } from './domain.ts'
import { migrationHandlers } from './handlers-migration.ts'
import { networkHandlers, storageHandlers } from './handlers-storage.ts'
import { Migrations } from './migration.ts'
import { Refusal } from './refusal.ts'
import { mechanisms, refusedLogin, SaslExchange } from './sasl.ts'
import type { Session, StreamTools } from './session.ts'
import type { ServedStream } from './streams.ts'
import { formatUuid, parseUuid } from './uuid.ts'

/** What a handler has of its call besides the arguments. */
export interface CallTools {
  stream(make: (tools: StreamTools) => ServedStream): void
}

export type Handler = (session: Session, args: never, tools: CallTools) => unknown

type Rows = typeof remote.procedures
/** Handlers by row name, typed by the rows; what one gives back for a row without an answer is thrown away. */
export type Handlers = {
  readonly [N in keyof Rows]?: Rows[N] extends Procedure<infer A, infer R>
    ? (
        session: Session,
        args: A,
        tools: CallTools,
      ) => [R] extends [undefined] ? unknown : R | Promise<R>
    : never
}

const HIGH_VERSION = 10_000_000n

/** `11.3.0` as daemons pack it. */
export function packVersion(version: string): bigint {
  const [major = 0, minor = 0, release = 0] = version.split('.').map(Number)
  return BigInt(major * 1_000_000 + minor * 1000 + release)
}

/** A domain as it travels. */
export function refOf({
  name,
  uuid,
  id,
}: {
  name: string
  uuid: string
  id: number
}): remote.NonnullDomain {
  return { name, uuid: parseUuid(uuid), id }
}

/** The domain a call is about, which is found by its UUID alone. */
export function domainOf(session: Session, dom: remote.NonnullDomain): HostDomain {
  const { domains } = session.server.model
  const found = domains.get(formatUuid(dom.uuid))
  if (found !== undefined) return found
  throw new Refusal(
    'noDomain',
    `no domain with matching uuid '${formatUuid(dom.uuid)}' (${dom.name})`,
  )
}

/** An answer that is the same for every domain there is. */
function known<R>(session: Session, dom: remote.NonnullDomain, answer: R): R {
  domainOf(session, dom)
  return answer
}

const bit = (on: boolean) => (on ? 1 : 0)

/** Filters come in groups; several of one group mean either. */
const filterGroups: readonly (readonly [
  keyof typeof connectListAllDomainsFlags.values,
  (d: HostDomain) => boolean,
][])[] = [
  [
    ['active', isActive],
    ['inactive', (d) => !isActive(d)],
  ],
  [
    ['persistent', (d) => d.definition !== null],
    ['transient', (d) => d.definition === null],
  ],
  [
    ['running', (d) => d.state === 1],
    ['paused', (d) => d.state === 3],
    ['shutoff', (d) => d.state === 5],
    ['other', (d) => ![1, 3, 5].includes(d.state)],
  ],
  [
    ['managedsave', () => false],
    ['noManagedsave', () => true],
  ],
  [
    ['autostart', (d) => d.autostart],
    ['noAutostart', (d) => !d.autostart],
  ],
  [
    ['hasSnapshot', () => false],
    ['noSnapshot', () => true],
  ],
  [
    ['hasCheckpoint', () => false],
    ['noCheckpoint', () => true],
  ],
]

function listed(session: Session, flags: number): HostDomain[] {
  return [...session.server.model.domains.values()].filter((domain) =>
    filterGroups.every((group) => {
      const asked = group.filter(
        ([name]) => (flags & connectListAllDomainsFlags.values[name]) !== 0,
      )
      return asked.length === 0 || asked.some(([, holds]) => holds(domain))
    }),
  )
}

function statsOf(session: Session, domain: HostDomain, groups: number): remote.TypedParam[] {
  const { model } = session.server
  const params: remote.TypedParam[] = []
  const wants = (group: keyof typeof domainStatsTypes.values) =>
    groups === 0 || (groups & domainStatsTypes.values[group]) !== 0
  const int = (field: string, value: number) => params.push({ field, value: { type: 1, value } })
  const ullong = (field: string, value: number) =>
    params.push({ field, value: { type: 4, value: BigInt(Math.round(value)) } })
  if (wants('state')) {
    int('state.state', domain.state)
    int('state.reason', domain.reason)
  }
  if (wants('cpuTotal') && isActive(domain)) ullong('cpu.time', model.countOf(domain) * 1e6)
  if (wants('balloon')) {
    ullong('balloon.current', domain.about.memoryKiB)
    ullong('balloon.maximum', domain.about.memoryKiB)
  }
  if (wants('vcpu')) {
    params.push({ field: 'vcpu.current', value: { type: 2, value: domain.about.vcpus } })
    params.push({ field: 'vcpu.maximum', value: { type: 2, value: domain.about.vcpus } })
  }
  return params
}

/** Registering and giving back, of one class of events. */
function subscribe(
  session: Session,
  eventClass: EventClass,
  eventID: number,
  of: { uuid: Uint8Array } | null,
) {
  return {
    callbackID: session.subscribe(eventClass, eventID, of === null ? null : formatUuid(of.uuid)),
  }
}

const common = new Set<number>([
  drvFeature.values.fdPassing,
  drvFeature.values.typedParamString,
  drvFeature.values.programKeepalive,
  drvFeature.values.remoteEventCallback,
  drvFeature.values.remoteCloseCallback,
  drvFeature.values.networkUpdateHasCorrectOrder,
])

const connectionHandlers: Handlers = {
  authList: (session) => ({ types: [session.login.is === 'done' ? 0 : 1] }),
  authSaslInit(session) {
    const { auth } = session.server
    if (auth.is !== 'sasl' || !session.secure || session.login.is !== 'wanted') throw refusedLogin()
    session.login = { is: 'begun', exchange: new SaslExchange(auth.users) }
    return { mechlist: mechanisms }
  },
  authSaslStart: (session, { mech, nil, data }) =>
    saslStep(session, (exchange) => exchange.start(mech, nil === 0 ? data : null)),
  authSaslStep: (session, { nil, data }) =>
    saslStep(session, (exchange) => exchange.step(nil === 0 ? data : null)),
  connectOpen(session, { name, flags }) {
    if (session.opened !== null) {
      session.opened = null
      throw new Refusal('internalError', 'connection already open', 'rpc')
    }
    const asked = name === null || name === '' ? 'qemu:///system' : name
    if (!/^qemu:\/\/\/(system|session)?/.test(asked)) {
      throw new Refusal('noConnect', `no connection driver available for ${asked}`, 'none')
    }
    session.opened = { name: asked, readonly: (flags & 1) !== 0 }
  },
  connectClose: () => undefined,
  connectSupportsFeature(session, { feature }) {
    if (feature === drvFeature.values.programKeepalive) session.watch()
    const known = common.has(feature) || Migrations.features.has(feature)
    return { supported: bit(known && !session.server.lacks.has(feature)) }
  },
  connectGetType: () => ({ type: 'QEMU' }),
  connectGetUri: (session) => ({ uri: session.opened?.name ?? '' }),
  connectGetHostname: (session) => ({ hostname: session.server.model.name }),
  connectGetLibVersion: (session) => ({ libVer: packVersion(session.server.model.version) }),
  connectGetVersion: (session) => ({
    hvVer: session.server.model.isNew ? HIGH_VERSION : 7_002_000n,
  }),
  connectIsSecure: (session) => ({ secure: bit(session.secure) }),
  connectGetMaxVcpus: () => ({ maxVcpus: 16 }),
  connectGetCapabilities: ({ server }) => ({
    capabilities: `<capabilities>
  <host>
    <uuid>${server.model.uuid}</uuid>
    <cpu><arch>x86_64</arch></cpu>
    <migration_features>
      <live/>
      <uri_transports><uri_transport>tcp</uri_transport></uri_transports>
    </migration_features>
  </host>
  <guest>
    <os_type>hvm</os_type>
    <arch name='x86_64'>
      <emulator>/usr/bin/qemu-system-x86_64</emulator>
      <machine canonical='pc-i440fx-7.2' maxCpus='255'>pc</machine>
      <domain type='qemu'/>
    </arch>
  </guest>
</capabilities>
`,
  }),
  nodeGetInfo() {
    const model = new Uint8Array(32)
    new TextEncoder().encodeInto('x86_64', model)
    return {
      model,
      memory: 16_777_216n,
      cpus: 8,
      mhz: 2000,
      nodes: 1,
      sockets: 1,
      cores: 8,
      threads: 1,
    }
  },
  // A host without a security driver.
  nodeGetSecurityModel: () => ({ model: new Uint8Array(0), doi: new Uint8Array(0) }),
  nodeGetFreeMemory: () => ({ freeMem: 8_589_934_592n }),
  connectListAllDomains(session, { needResults, flags }) {
    const found = listed(session, flags)
    return { domains: needResults === 0 ? [] : found.map(refOf), ret: found.length }
  },
  connectNumOfDomains: (session) => ({ num: listed(session, 1).length }),
  connectListDomains: (session, { maxids }) => ({
    ids: listed(session, 1)
      .map(({ id }) => id)
      .slice(0, maxids),
  }),
  connectNumOfDefinedDomains: (session) => ({ num: listed(session, 2).length }),
  connectListDefinedDomains: (session, { maxnames }) => ({
    names: listed(session, 2)
      .map(({ name }) => name)
      .slice(0, maxnames),
  }),
  connectGetAllDomainStats(session, { doms, stats, flags }) {
    const of =
      doms.length === 0 ? listed(session, flags & 0xff) : doms.map((dom) => domainOf(session, dom))
    return {
      retStats: of.map((domain) => ({
        dom: refOf(domain),
        params: statsOf(session, domain, stats),
      })),
    }
  },
  connectDomainEventCallbackRegisterAny: (session, { eventID, dom }) =>
    subscribe(session, remote.domainEventClass, eventID, dom),
  connectDomainEventCallbackDeregisterAny: (session, { callbackID }) =>
    session.unsubscribe(remote.domainEventClass, callbackID),
  connectNetworkEventRegisterAny: (session, { eventID, net }) =>
    subscribe(session, remote.networkEventClass, eventID, net),
  connectNetworkEventDeregisterAny: (session, { callbackID }) =>
    session.unsubscribe(remote.networkEventClass, callbackID),
  connectStoragePoolEventRegisterAny: (session, { eventID, pool }) =>
    subscribe(session, remote.storagePoolEventClass, eventID, pool),
  connectStoragePoolEventDeregisterAny: (session, { callbackID }) =>
    session.unsubscribe(remote.storagePoolEventClass, callbackID),
  connectRegisterCloseCallback: () => undefined,
  connectUnregisterCloseCallback: () => undefined,
}

function saslStep(
  session: Session,
  step: (exchange: SaslExchange) => { readonly data: Uint8Array; readonly done: boolean },
): { complete: number; nil: number; data: Uint8Array } {
  const { login } = session
  try {
    if (login.is !== 'begun') throw refusedLogin()
    const { data, done } = step(login.exchange)
    if (done) session.login = { is: 'done' }
    return { complete: bit(done), nil: 0, data }
  } catch (error) {
    if (login.is !== 'done') session.login = { is: 'wanted' }
    throw error
  }
}

const createFlags = { paused: 1, autodestroy: 2 } as const

async function start(
  session: Session,
  dom: remote.NonnullDomain,
  flags: number,
): Promise<HostDomain> {
  const domain = domainOf(session, dom)
  await session.server.model.startFree(domain, howToStart(session, flags))
  return domain
}

function howToStart(session: Session, flags: number) {
  return {
    paused: (flags & createFlags.paused) !== 0,
    autodestroy: (flags & createFlags.autodestroy) === 0 ? null : session,
  }
}

const domainHandlers: Handlers = {
  domainLookupByName: (session, { name }) => ({ dom: refOf(session.server.model.byName(name)) }),
  domainLookupByUuid: (session, { uuid }) => ({
    dom: refOf(session.server.model.byUuid(formatUuid(uuid))),
  }),
  domainLookupById: (session, { id }) => ({ dom: refOf(session.server.model.byId(id)) }),
  domainGetState(session, { dom }) {
    const { state, reason } = domainOf(session, dom)
    return { state, reason }
  },
  domainGetInfo(session, { dom }) {
    const domain = domainOf(session, dom)
    const memory = BigInt(domain.about.memoryKiB)
    const cpuTime = isActive(domain)
      ? BigInt(Math.round(session.server.model.countOf(domain) * 1e6))
      : 0n
    const { vcpus } = domain.about
    return { state: domain.state, maxMem: memory, memory, nrVirtCpu: vcpus, cpuTime }
  },
  domainGetXmlDesc(session, { dom, flags }) {
    const domain = domainOf(session, dom)
    const INACTIVE = 2
    if ((flags & INACTIVE) !== 0 && domain.definition !== null) return { xml: domain.definition }
    return {
      xml: isActive(domain)
        ? domain.xml.replace(/<domain\b/, `<domain id='${domain.id}'`)
        : domain.xml,
    }
  },
  domainGetOsType: (session, { dom }) => known(session, dom, { type: 'hvm' }),
  domainGetMaxMemory: (session, { dom }) => ({
    memory: BigInt(domainOf(session, dom).about.memoryKiB),
  }),
  domainGetMaxVcpus(session, { dom }) {
    const domain = domainOf(session, dom)
    session.server.model.mustRun(domain)
    return { num: domain.about.vcpus }
  },
  domainIsActive: (session, { dom }) => ({ active: bit(isActive(domainOf(session, dom))) }),
  domainIsPersistent: (session, { dom }) => ({
    persistent: bit(domainOf(session, dom).definition !== null),
  }),
  domainIsUpdated: (session, { dom }) => known(session, dom, { updated: 0 }),
  domainHasManagedSaveImage: (session, { dom }) => known(session, dom, { result: 0 }),
  domainSnapshotNum: (session, { dom }) => known(session, dom, { num: 0 }),
  domainGetMessages: (session, { dom }) => known(session, dom, { msgs: [] }),
  domainGetAutostart: (session, { dom }) => ({ autostart: bit(domainOf(session, dom).autostart) }),
  domainSetAutostart: (session, { dom, autostart }) =>
    session.server.model.setAutostart(domainOf(session, dom), 'autostart', autostart !== 0),
  domainDefineXml: (session, { xml }) => ({ dom: refOf(session.server.model.define(xml)) }),
  domainDefineXmlFlags: (session, { xml }) => ({ dom: refOf(session.server.model.define(xml)) }),
  domainUndefine: (session, { dom }) => session.server.model.forget(domainOf(session, dom)),
  domainUndefineFlags: (session, { dom }) => session.server.model.forget(domainOf(session, dom)),
  async domainCreate(session, { dom }) {
    await start(session, dom, 0)
  },
  domainCreateWithFlags: async (session, { dom, flags }) => ({
    dom: refOf(await start(session, dom, flags)),
  }),
  domainCreateXml: (session, { xmlDesc, flags }) => ({
    dom: refOf(session.server.model.createXml(xmlDesc, howToStart(session, flags))),
  }),
  domainDestroy: (session, { dom }) => session.server.model.destroy(domainOf(session, dom)),
  domainDestroyFlags: (session, { dom }) => session.server.model.destroy(domainOf(session, dom)),
  domainSuspend: (session, { dom }) => session.server.model.suspend(domainOf(session, dom)),
  domainResume: (session, { dom }) => session.server.model.resume(domainOf(session, dom)),
  domainReboot: (session, { dom }) => session.server.model.reboot(domainOf(session, dom)),
  domainGetAutostartOnce: (session, { dom }) => ({
    autostart: bit(domainOf(session, dom).autostartOnce),
  }),
  domainSetAutostartOnce: (session, { dom, autostart }) =>
    session.server.model.setAutostart(domainOf(session, dom), 'autostartOnce', autostart !== 0),
  domainGetSecurityLabel: (session, { dom }) =>
    known(session, dom, { label: new Uint8Array(0), enforcing: 0 }),
  domainShutdown: (session, { dom }) => session.server.model.shutdown(domainOf(session, dom)),
  domainShutdownFlags: (session, { dom }) => session.server.model.shutdown(domainOf(session, dom)),
}

/** Every call an embedded daemon answers. */
export const handlers: Handlers = {
  ...connectionHandlers,
  ...domainHandlers,
  ...migrationHandlers,
  ...storageHandlers,
  ...networkHandlers,
}
