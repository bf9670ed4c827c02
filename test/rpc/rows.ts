// Small rows for the tests of this floor: one of each kind, with the numbers of the real ones they resemble.

import { type Codec, codec } from '../../src/xdr/codec.ts'
import type {
  Event,
  EventClass,
  EventProcedure,
  Procedure,
  ProcedureTraits,
  Program,
} from '../../src/xdr/procedure.ts'
import { QEMU, REMOTE } from './bytes.ts'

const remote: Program = { name: 'remote', program: REMOTE, version: 1 }
const qemu: Program = { name: 'qemu', program: QEMU, version: 1 }
const MAX = 4_194_304

const traits: ProcedureTraits = {
  stream: 'none',
  priority: 'high',
  since: '9.0.0',
  fds: 'none',
  sparseFlag: 0,
}

function row<A, R>(
  number: number,
  name: string,
  args: Codec<A> | null,
  ret: Codec<R> | null,
  more: Partial<ProcedureTraits> = {},
  program = remote,
): Procedure<A, R> {
  return { kind: 'call', program, number, name, args, ret, ...traits, ...more }
}

interface Name {
  name: string
}
const name = codec<Name>(
  (w, v) => w.string(v.name, MAX),
  (r) => ({ name: r.string(MAX) }),
)
interface Num {
  n: number
}
const num = codec<Num>(
  (w, v) => w.int(v.n),
  (r) => ({ n: r.int() }),
)
interface Bytes {
  bytes: Uint8Array
}
const bytes = codec<Bytes>(
  (w, v) => w.opaque(v.bytes, 64 * 1024 * 1024),
  (r) => ({ bytes: r.opaque(64 * 1024 * 1024) }),
)

/** Gives a name, gets a name. */
export const lookup = row(23, 'DOMAIN_LOOKUP_BY_NAME', name, name)
/** Gives a number, gets a number. */
export const feature = row(60, 'CONNECT_SUPPORTS_FEATURE', num, num)
/** Void both ways. */
export const close: Procedure<undefined, undefined> = row<undefined, undefined>(
  2,
  'CONNECT_CLOSE',
  null,
  null,
)
/** No arguments, an opaque answer of any length. */
export const blob = row(113, 'SECRET_GET_VALUE', bytes, bytes)
/** The same number in another program. */
export const qemuLookup = row(23, 'QEMU_LOOKUP', name, name, {}, qemu)
/** Needs descriptors. */
export const graphics = row(343, 'DOMAIN_OPEN_GRAPHICS_FD', num, num, { fds: 'out' })

interface Flags {
  flags: number
}
const flags = codec<Flags>(
  (w, v) => w.uint(v.flags),
  (r) => ({ flags: r.uint() }),
)
export const upload = row<Flags, undefined>(208, 'STORAGE_VOL_UPLOAD', flags, null, {
  stream: 'write',
  sparseFlag: 1,
})
export const download = row<Flags, undefined>(209, 'STORAGE_VOL_DOWNLOAD', flags, null, {
  stream: 'read',
  sparseFlag: 1,
})
export const screenshot = row(211, 'DOMAIN_SCREENSHOT', flags, name, { stream: 'read' })

// --- events ---

interface Filter {
  name: string
  uuid: Uint8Array
  id: number
}
interface Registration {
  eventID: number
  dom: Filter | null
}
const registration = codec<Registration>(
  (w, v) => {
    w.int(v.eventID)
    w.uint(v.dom === null ? 0 : 1)
    if (v.dom === null) return
    w.string(v.dom.name, MAX)
    w.fixedOpaque(v.dom.uuid, 16)
    w.int(v.dom.id)
  },
  () => {
    throw new Error('not read by clients')
  },
)
interface CallbackId {
  callbackID: number
}
const callbackId = codec<CallbackId>(
  (w, v) => w.int(v.callbackID),
  (r) => ({ callbackID: r.int() }),
)

function message<B>(number: number, name: string, args: Codec<B> | null): EventProcedure<B> {
  return { kind: 'event', program: remote, number, name, args, ret: null, ...traits }
}

export const domainClass: EventClass = {
  name: 'domain',
  register: row(316, 'CONNECT_DOMAIN_EVENT_CALLBACK_REGISTER_ANY', registration, callbackId),
  deregister: row(317, 'CONNECT_DOMAIN_EVENT_CALLBACK_DEREGISTER_ANY', callbackId, null),
  filterField: 'dom',
}
export const networkClass: EventClass = {
  name: 'network',
  register: row(313, 'CONNECT_NETWORK_EVENT_REGISTER_ANY', registration, callbackId),
  deregister: row(314, 'CONNECT_NETWORK_EVENT_DEREGISTER_ANY', callbackId, null),
  filterField: 'dom',
}
export const connectionClass: EventClass = {
  name: 'connection',
  register: row<undefined, undefined>(360, 'CONNECT_REGISTER_CLOSE_CALLBACK', null, null),
  deregister: row<undefined, undefined>(361, 'CONNECT_UNREGISTER_CLOSE_CALLBACK', null, null),
  filterField: null,
}

/** What the events of these tests carry. */
export interface Lifecycle {
  callbackID: number
  name: string
  event: number
}
const lifecycleBody = codec<Lifecycle>(
  (w, v) => {
    w.int(v.callbackID)
    w.string(v.name, MAX)
    w.int(v.event)
  },
  (r) => ({ callbackID: r.int(), name: r.string(MAX), event: r.int() }),
)

function event<B>(
  eventClass: EventClass,
  id: number,
  name: string,
  message: EventProcedure<B>,
): Event<B> {
  return { class: eventClass, id, name, message }
}

export const lifecycle = event(
  domainClass,
  0,
  'lifecycle',
  message(318, 'DOMAIN_EVENT_CALLBACK_LIFECYCLE', lifecycleBody),
)
export const reboot = event(
  domainClass,
  1,
  'reboot',
  message(319, 'DOMAIN_EVENT_CALLBACK_REBOOT', lifecycleBody),
)
export const networkLifecycle = event(
  networkClass,
  0,
  'lifecycle',
  message(315, 'NETWORK_EVENT_LIFECYCLE', lifecycleBody),
)
export const connectionClosed = event(
  connectionClass,
  -1,
  'closed',
  message(362, 'CONNECT_EVENT_CONNECTION_CLOSED', num),
)
