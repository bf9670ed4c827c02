// Generated from protocol/keepalive.x by protocol/generate.ts. Do not edit.

import { eventProcedure, } from '../xdr/procedure.ts'

export const program = { name: 'keepalive', program: 1801807216, version: 1 } as const
export const KEEPALIVE_PROGRAM = 1801807216
export const KEEPALIVE_PROTOCOL_VERSION = 1

/** KEEPALIVE_PROC_PING */
export const ping = /* @__PURE__ */ eventProcedure(program, 1, 'PING', null, { since: '9.0.0' })

/** KEEPALIVE_PROC_PONG */
export const pong = /* @__PURE__ */ eventProcedure(program, 2, 'PONG', null, { since: '9.0.0' })

export const procedures = {
  ping,
  pong,
} as const

export const types = {

} as const
