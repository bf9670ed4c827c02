// Front door `lvrpc/raw`: the protocol as it is on the wire. Each program with every procedure as a row and every type as a
// codec; a Connection's `call`, `openStream` and `subscribe` carry any row. What things mean is in docs/protocol.md.

import * as adminFile from './generated/admin.ts'
import * as constants from './generated/constants.ts'
import * as keepaliveFile from './generated/keepalive.ts'
import * as lxcFile from './generated/lxc.ts'
import * as netFile from './generated/net.ts'
import * as qemuFile from './generated/qemu.ts'
import * as remoteFile from './generated/remote.ts'

export type { Codec, Value, Writable } from './xdr/codec.ts'
export type { Enumeration, NameOf, Naming } from './xdr/enumeration.ts'
export type {
  AnyProcedure,
  Event,
  EventClass,
  EventProcedure,
  FdPassing,
  Procedure,
  ProcedureTraits,
  Program,
  StreamSide,
} from './xdr/procedure.ts'

/**
 * Enums of the public API by their type's name without `vir`: `constants.domainState.values.running`,
 * `constants.domainState.nameOf(1)`.
 */
export { constants }

/** The main program: hypervisors, domains, networks, storage and the rest, with its events by class. */
export const remote = {
  program: remoteFile.program.program,
  version: remoteFile.program.version,
  procedures: remoteFile.procedures,
  types: remoteFile.types,
  events: {
    domain: remoteFile.domainEvents,
    network: remoteFile.networkEvents,
    storagePool: remoteFile.storagePoolEvents,
    nodeDevice: remoteFile.nodeDeviceEvents,
    secret: remoteFile.secretEvents,
    connection: remoteFile.connectionEvents,
  },
} as const

/** What only the QEMU driver has: its monitor, its guest agent. */
export const qemu = {
  program: qemuFile.program.program,
  version: qemuFile.program.version,
  procedures: qemuFile.procedures,
  types: qemuFile.types,
  events: { monitor: qemuFile.monitorEvents },
} as const

/** What only the LXC driver has; its one call passes file descriptors, which Node cannot receive. */
export const lxc = {
  program: lxcFile.program.program,
  version: lxcFile.program.version,
  procedures: lxcFile.procedures,
  types: lxcFile.types,
} as const

/** Administration of a daemon, on a socket of its own. */
export const admin = {
  program: adminFile.program.program,
  version: adminFile.program.version,
  procedures: adminFile.procedures,
  types: adminFile.types,
} as const

/** Ping and pong; a connection sends and answers them by itself. */
export const keepalive = {
  program: keepaliveFile.program.program,
  version: keepaliveFile.program.version,
  procedures: keepaliveFile.procedures,
  types: keepaliveFile.types,
} as const

/** Types of the packets themselves: header, error body, hole of a stream. No program has them, hence the nulls. */
export const net = {
  program: null,
  version: null,
  procedures: netFile.procedures,
  types: netFile.types,
} as const
