// Generated from protocol/qemu.x by protocol/generate.ts. Do not edit.

import { type Codec, codec } from '../xdr/codec.ts'
import { event, eventProcedure, procedure } from '../xdr/procedure.ts'
import * as remote from './remote.ts'

export const program = { name: 'qemu', program: 536903815, version: 1 } as const
export const QEMU_PROGRAM = 536903815
export const QEMU_PROTOCOL_VERSION = 1

/** qemu_domain_monitor_command_args */
export interface DomainMonitorCommandArgs { dom: remote.NonnullDomain; cmd: remote.NonnullString; flags: number }
export const DomainMonitorCommandArgs: Codec<DomainMonitorCommandArgs> = /* @__PURE__ */ codec<DomainMonitorCommandArgs>(
  (w, v) => {
    remote.NonnullDomain.write(w, v.dom)
    remote.NonnullString.write(w, v.cmd)
    w.uint(v.flags)
  },
  (r) => ({ dom: remote.NonnullDomain.read(r), cmd: remote.NonnullString.read(r), flags: r.uint() }))

/** qemu_domain_monitor_command_ret */
export interface DomainMonitorCommandRet { result: remote.NonnullString }
export const DomainMonitorCommandRet: Codec<DomainMonitorCommandRet> = /* @__PURE__ */ codec<DomainMonitorCommandRet>(
  (w, v) => {
    remote.NonnullString.write(w, v.result)
  },
  (r) => ({ result: remote.NonnullString.read(r) }))

/** qemu_domain_attach_args */
export interface DomainAttachArgs { pidValue: number; flags: number }
export const DomainAttachArgs: Codec<DomainAttachArgs> = /* @__PURE__ */ codec<DomainAttachArgs>(
  (w, v) => {
    w.uint(v.pidValue)
    w.uint(v.flags)
  },
  (r) => ({ pidValue: r.uint(), flags: r.uint() }))

/** qemu_domain_attach_ret */
export interface DomainAttachRet { dom: remote.NonnullDomain }
export const DomainAttachRet: Codec<DomainAttachRet> = /* @__PURE__ */ codec<DomainAttachRet>(
  (w, v) => {
    remote.NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: remote.NonnullDomain.read(r) }))

/** qemu_domain_agent_command_args */
export interface DomainAgentCommandArgs { dom: remote.NonnullDomain; cmd: remote.NonnullString; timeout: number; flags: number }
export const DomainAgentCommandArgs: Codec<DomainAgentCommandArgs> = /* @__PURE__ */ codec<DomainAgentCommandArgs>(
  (w, v) => {
    remote.NonnullDomain.write(w, v.dom)
    remote.NonnullString.write(w, v.cmd)
    w.int(v.timeout)
    w.uint(v.flags)
  },
  (r) => ({ dom: remote.NonnullDomain.read(r), cmd: remote.NonnullString.read(r), timeout: r.int(), flags: r.uint() }))

/** qemu_domain_agent_command_ret */
export interface DomainAgentCommandRet { result: remote.String }
export const DomainAgentCommandRet: Codec<DomainAgentCommandRet> = /* @__PURE__ */ codec<DomainAgentCommandRet>(
  (w, v) => {
    remote.String.write(w, v.result)
  },
  (r) => ({ result: remote.String.read(r) }))

/** qemu_connect_domain_monitor_event_register_args */
export interface ConnectDomainMonitorEventRegisterArgs { dom: remote.Domain; event: remote.String; flags: number }
export const ConnectDomainMonitorEventRegisterArgs: Codec<ConnectDomainMonitorEventRegisterArgs> = /* @__PURE__ */ codec<ConnectDomainMonitorEventRegisterArgs>(
  (w, v) => {
    remote.Domain.write(w, v.dom)
    remote.String.write(w, v.event)
    w.uint(v.flags)
  },
  (r) => ({ dom: remote.Domain.read(r), event: remote.String.read(r), flags: r.uint() }))

/** qemu_connect_domain_monitor_event_register_ret */
export interface ConnectDomainMonitorEventRegisterRet { callbackID: number }
export const ConnectDomainMonitorEventRegisterRet: Codec<ConnectDomainMonitorEventRegisterRet> = /* @__PURE__ */ codec<ConnectDomainMonitorEventRegisterRet>(
  (w, v) => {
    w.int(v.callbackID)
  },
  (r) => ({ callbackID: r.int() }))

/** qemu_connect_domain_monitor_event_deregister_args */
export interface ConnectDomainMonitorEventDeregisterArgs { callbackID: number }
export const ConnectDomainMonitorEventDeregisterArgs: Codec<ConnectDomainMonitorEventDeregisterArgs> = /* @__PURE__ */ codec<ConnectDomainMonitorEventDeregisterArgs>(
  (w, v) => {
    w.int(v.callbackID)
  },
  (r) => ({ callbackID: r.int() }))

/** qemu_domain_monitor_event_msg */
export interface DomainMonitorEventMsg { callbackID: number; dom: remote.NonnullDomain; event: remote.NonnullString; seconds: bigint; micros: number; details: remote.String }
export const DomainMonitorEventMsg: Codec<DomainMonitorEventMsg> = /* @__PURE__ */ codec<DomainMonitorEventMsg>(
  (w, v) => {
    w.int(v.callbackID)
    remote.NonnullDomain.write(w, v.dom)
    remote.NonnullString.write(w, v.event)
    w.hyper(v.seconds)
    w.uint(v.micros)
    remote.String.write(w, v.details)
  },
  (r) => ({ callbackID: r.int(), dom: remote.NonnullDomain.read(r), event: remote.NonnullString.read(r), seconds: r.hyper(), micros: r.uint(), details: remote.String.read(r) }))

/** qemu_domain_monitor_command_with_files_args */
export interface DomainMonitorCommandWithFilesArgs { dom: remote.NonnullDomain; cmd: remote.NonnullString; flags: number }
export const DomainMonitorCommandWithFilesArgs: Codec<DomainMonitorCommandWithFilesArgs> = /* @__PURE__ */ codec<DomainMonitorCommandWithFilesArgs>(
  (w, v) => {
    remote.NonnullDomain.write(w, v.dom)
    remote.NonnullString.write(w, v.cmd)
    w.uint(v.flags)
  },
  (r) => ({ dom: remote.NonnullDomain.read(r), cmd: remote.NonnullString.read(r), flags: r.uint() }))

/** qemu_domain_monitor_command_with_files_ret */
export interface DomainMonitorCommandWithFilesRet { result: remote.NonnullString }
export const DomainMonitorCommandWithFilesRet: Codec<DomainMonitorCommandWithFilesRet> = /* @__PURE__ */ codec<DomainMonitorCommandWithFilesRet>(
  (w, v) => {
    remote.NonnullString.write(w, v.result)
  },
  (r) => ({ result: remote.NonnullString.read(r) }))

/** QEMU_PROC_DOMAIN_MONITOR_COMMAND */
export const domainMonitorCommand = /* @__PURE__ */ procedure(program, 1, 'DOMAIN_MONITOR_COMMAND', DomainMonitorCommandArgs, DomainMonitorCommandRet, { since: '0.8.3' })

/** QEMU_PROC_DOMAIN_ATTACH */
export const domainAttach = /* @__PURE__ */ procedure(program, 2, 'DOMAIN_ATTACH', DomainAttachArgs, DomainAttachRet, { since: '0.9.4' })

/** QEMU_PROC_DOMAIN_AGENT_COMMAND */
export const domainAgentCommand = /* @__PURE__ */ procedure(program, 3, 'DOMAIN_AGENT_COMMAND', DomainAgentCommandArgs, DomainAgentCommandRet, { since: '0.10.0' })

/** QEMU_PROC_CONNECT_DOMAIN_MONITOR_EVENT_REGISTER */
export const connectDomainMonitorEventRegister = /* @__PURE__ */ procedure(program, 4, 'CONNECT_DOMAIN_MONITOR_EVENT_REGISTER', ConnectDomainMonitorEventRegisterArgs, ConnectDomainMonitorEventRegisterRet, { since: '1.2.3', priority: 'high' })

/** QEMU_PROC_CONNECT_DOMAIN_MONITOR_EVENT_DEREGISTER */
export const connectDomainMonitorEventDeregister = /* @__PURE__ */ procedure(program, 5, 'CONNECT_DOMAIN_MONITOR_EVENT_DEREGISTER', ConnectDomainMonitorEventDeregisterArgs, null, { since: '1.2.3', priority: 'high' })

/** QEMU_PROC_DOMAIN_MONITOR_EVENT */
export const domainMonitorEvent = /* @__PURE__ */ eventProcedure(program, 6, 'DOMAIN_MONITOR_EVENT', DomainMonitorEventMsg, { since: '9.0.0' })

/** QEMU_PROC_DOMAIN_MONITOR_COMMAND_WITH_FILES */
export const domainMonitorCommandWithFiles = /* @__PURE__ */ procedure(program, 7, 'DOMAIN_MONITOR_COMMAND_WITH_FILES', DomainMonitorCommandWithFilesArgs, DomainMonitorCommandWithFilesRet, { since: '8.2.0', fds: 'both' })

export const monitorEventClass = /* @__PURE__ */ Object.freeze({ name: 'monitor', register: connectDomainMonitorEventRegister, deregister: connectDomainMonitorEventDeregister, filterField: 'dom' } as const)
export const monitorEvents = {
  monitor: /* @__PURE__ */ event(monitorEventClass, -1, 'monitor', domainMonitorEvent),
} as const

export const procedures = {
  domainMonitorCommand,
  domainAttach,
  domainAgentCommand,
  connectDomainMonitorEventRegister,
  connectDomainMonitorEventDeregister,
  domainMonitorEvent,
  domainMonitorCommandWithFiles,
} as const

export const types = {
  qemu_domain_monitor_command_args: DomainMonitorCommandArgs,
  qemu_domain_monitor_command_ret: DomainMonitorCommandRet,
  qemu_domain_attach_args: DomainAttachArgs,
  qemu_domain_attach_ret: DomainAttachRet,
  qemu_domain_agent_command_args: DomainAgentCommandArgs,
  qemu_domain_agent_command_ret: DomainAgentCommandRet,
  qemu_connect_domain_monitor_event_register_args: ConnectDomainMonitorEventRegisterArgs,
  qemu_connect_domain_monitor_event_register_ret: ConnectDomainMonitorEventRegisterRet,
  qemu_connect_domain_monitor_event_deregister_args: ConnectDomainMonitorEventDeregisterArgs,
  qemu_domain_monitor_event_msg: DomainMonitorEventMsg,
  qemu_domain_monitor_command_with_files_args: DomainMonitorCommandWithFilesArgs,
  qemu_domain_monitor_command_with_files_ret: DomainMonitorCommandWithFilesRet,
} as const
