// Generated from protocol/admin.x by protocol/generate.ts. Do not edit.

import { type Codec, codec, list } from '../xdr/codec.ts'
import { procedure } from '../xdr/procedure.ts'

export const program = { name: 'admin', program: 110102160, version: 1 } as const
export const ADMIN_STRING_MAX = 4194304
export const ADMIN_SERVER_LIST_MAX = 16384
export const ADMIN_SERVER_THREADPOOL_PARAMETERS_MAX = 32
export const ADMIN_CLIENT_LIST_MAX = 16384
export const ADMIN_CLIENT_INFO_PARAMETERS_MAX = 64
export const ADMIN_SERVER_CLIENT_LIMITS_MAX = 32
export const ADMIN_PROGRAM = 110102160
export const ADMIN_PROTOCOL_VERSION = 1

/** admin_nonnull_string */
export type NonnullString = string
export const NonnullString: Codec<NonnullString> = /* @__PURE__ */ codec<NonnullString>(
  (w, v) => { w.string(v, 4194304) },
  (r) => r.string(4194304))

/** admin_string */
export type String = NonnullString | null
export const String: Codec<String> = /* @__PURE__ */ codec<String>(
  (w, v) => { if (v === null) w.uint(0)
    else { w.uint(1); NonnullString.write(w, v) } },
  (r) => r.flag() ? NonnullString.read(r) : null)

/** admin_typed_param_value */
export type TypedParamValue =
  | { type: 1; value: number }
  | { type: 2; value: number }
  | { type: 3; value: bigint }
  | { type: 4; value: bigint }
  | { type: 5; value: number }
  | { type: 6; value: number }
  | { type: 7; value: NonnullString }
export const TypedParamValue: Codec<TypedParamValue> = /* @__PURE__ */ codec<TypedParamValue>(
  (w, v) => {
    w.int(v.type)
    switch (v.type) {
      case 1: w.int(v.value); break
      case 2: w.uint(v.value); break
      case 3: w.hyper(v.value); break
      case 4: w.uhyper(v.value); break
      case 5: w.double(v.value); break
      case 6: w.int(v.value); break
      case 7: NonnullString.write(w, v.value); break
      default: w.fail('badUnion', 'no such arm')
    }
  },
  (r) => {
    const type = r.int()
    switch (type) {
      case 1: return { type, value: r.int() }
      case 2: return { type, value: r.uint() }
      case 3: return { type, value: r.hyper() }
      case 4: return { type, value: r.uhyper() }
      case 5: return { type, value: r.double() }
      case 6: return { type, value: r.int() }
      case 7: return { type, value: NonnullString.read(r) }
      default: return r.fail('badUnion', `no arm ${type}`)
    }
  })

/** admin_typed_param */
export interface TypedParam { field: NonnullString; value: TypedParamValue }
export const TypedParam: Codec<TypedParam> = /* @__PURE__ */ codec<TypedParam>(
  (w, v) => {
    NonnullString.write(w, v.field)
    TypedParamValue.write(w, v.value)
  },
  (r) => ({ field: NonnullString.read(r), value: TypedParamValue.read(r) }))

/** admin_nonnull_server */
export interface NonnullServer { name: NonnullString }
export const NonnullServer: Codec<NonnullServer> = /* @__PURE__ */ codec<NonnullServer>(
  (w, v) => {
    NonnullString.write(w, v.name)
  },
  (r) => ({ name: NonnullString.read(r) }))

/** admin_nonnull_client */
export interface NonnullClient { srv: NonnullServer; id: bigint; timestamp: bigint; transport: number }
export const NonnullClient: Codec<NonnullClient> = /* @__PURE__ */ codec<NonnullClient>(
  (w, v) => {
    NonnullServer.write(w, v.srv)
    w.uhyper(v.id)
    w.hyper(v.timestamp)
    w.uint(v.transport)
  },
  (r) => ({ srv: NonnullServer.read(r), id: r.uhyper(), timestamp: r.hyper(), transport: r.uint() }))

/** admin_connect_open_args */
export interface ConnectOpenArgs { flags: number }
export const ConnectOpenArgs: Codec<ConnectOpenArgs> = /* @__PURE__ */ codec<ConnectOpenArgs>(
  (w, v) => {
    w.uint(v.flags)
  },
  (r) => ({ flags: r.uint() }))

/** admin_connect_get_lib_version_ret */
export interface ConnectGetLibVersionRet { libVer: bigint }
export const ConnectGetLibVersionRet: Codec<ConnectGetLibVersionRet> = /* @__PURE__ */ codec<ConnectGetLibVersionRet>(
  (w, v) => {
    w.uhyper(v.libVer)
  },
  (r) => ({ libVer: r.uhyper() }))

/** admin_connect_list_servers_args */
export interface ConnectListServersArgs { needResults: number; flags: number }
export const ConnectListServersArgs: Codec<ConnectListServersArgs> = /* @__PURE__ */ codec<ConnectListServersArgs>(
  (w, v) => {
    w.uint(v.needResults)
    w.uint(v.flags)
  },
  (r) => ({ needResults: r.uint(), flags: r.uint() }))

/** admin_connect_list_servers_ret */
export interface ConnectListServersRet { servers: NonnullServer[]; ret: number }
export const ConnectListServersRet: Codec<ConnectListServersRet> = /* @__PURE__ */ codec<ConnectListServersRet>(
  (w, v) => {
    w.count(v.servers.length, 16384); for (const e of v.servers) NonnullServer.write(w, e)
    w.uint(v.ret)
  },
  (r) => ({ servers: list(r, 16384, 4, (r) => NonnullServer.read(r)), ret: r.uint() }))

/** admin_connect_lookup_server_args */
export interface ConnectLookupServerArgs { name: NonnullString; flags: number }
export const ConnectLookupServerArgs: Codec<ConnectLookupServerArgs> = /* @__PURE__ */ codec<ConnectLookupServerArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
    w.uint(v.flags)
  },
  (r) => ({ name: NonnullString.read(r), flags: r.uint() }))

/** admin_connect_lookup_server_ret */
export interface ConnectLookupServerRet { srv: NonnullServer }
export const ConnectLookupServerRet: Codec<ConnectLookupServerRet> = /* @__PURE__ */ codec<ConnectLookupServerRet>(
  (w, v) => {
    NonnullServer.write(w, v.srv)
  },
  (r) => ({ srv: NonnullServer.read(r) }))

/** admin_server_get_threadpool_parameters_args */
export interface ServerGetThreadpoolParametersArgs { srv: NonnullServer; flags: number }
export const ServerGetThreadpoolParametersArgs: Codec<ServerGetThreadpoolParametersArgs> = /* @__PURE__ */ codec<ServerGetThreadpoolParametersArgs>(
  (w, v) => {
    NonnullServer.write(w, v.srv)
    w.uint(v.flags)
  },
  (r) => ({ srv: NonnullServer.read(r), flags: r.uint() }))

/** admin_server_get_threadpool_parameters_ret */
export interface ServerGetThreadpoolParametersRet { params: TypedParam[] }
export const ServerGetThreadpoolParametersRet: Codec<ServerGetThreadpoolParametersRet> = /* @__PURE__ */ codec<ServerGetThreadpoolParametersRet>(
  (w, v) => {
    w.count(v.params.length, 32); for (const e of v.params) TypedParam.write(w, e)
  },
  (r) => ({ params: list(r, 32, 12, (r) => TypedParam.read(r)) }))

/** admin_server_set_threadpool_parameters_args */
export interface ServerSetThreadpoolParametersArgs { srv: NonnullServer; params: TypedParam[]; flags: number }
export const ServerSetThreadpoolParametersArgs: Codec<ServerSetThreadpoolParametersArgs> = /* @__PURE__ */ codec<ServerSetThreadpoolParametersArgs>(
  (w, v) => {
    NonnullServer.write(w, v.srv)
    w.count(v.params.length, 32); for (const e of v.params) TypedParam.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ srv: NonnullServer.read(r), params: list(r, 32, 12, (r) => TypedParam.read(r)), flags: r.uint() }))

/** admin_server_list_clients_args */
export interface ServerListClientsArgs { srv: NonnullServer; needResults: number; flags: number }
export const ServerListClientsArgs: Codec<ServerListClientsArgs> = /* @__PURE__ */ codec<ServerListClientsArgs>(
  (w, v) => {
    NonnullServer.write(w, v.srv)
    w.uint(v.needResults)
    w.uint(v.flags)
  },
  (r) => ({ srv: NonnullServer.read(r), needResults: r.uint(), flags: r.uint() }))

/** admin_server_list_clients_ret */
export interface ServerListClientsRet { clients: NonnullClient[]; ret: number }
export const ServerListClientsRet: Codec<ServerListClientsRet> = /* @__PURE__ */ codec<ServerListClientsRet>(
  (w, v) => {
    w.count(v.clients.length, 16384); for (const e of v.clients) NonnullClient.write(w, e)
    w.uint(v.ret)
  },
  (r) => ({ clients: list(r, 16384, 24, (r) => NonnullClient.read(r)), ret: r.uint() }))

/** admin_server_lookup_client_args */
export interface ServerLookupClientArgs { srv: NonnullServer; id: bigint; flags: number }
export const ServerLookupClientArgs: Codec<ServerLookupClientArgs> = /* @__PURE__ */ codec<ServerLookupClientArgs>(
  (w, v) => {
    NonnullServer.write(w, v.srv)
    w.uhyper(v.id)
    w.uint(v.flags)
  },
  (r) => ({ srv: NonnullServer.read(r), id: r.uhyper(), flags: r.uint() }))

/** admin_server_lookup_client_ret */
export interface ServerLookupClientRet { clnt: NonnullClient }
export const ServerLookupClientRet: Codec<ServerLookupClientRet> = /* @__PURE__ */ codec<ServerLookupClientRet>(
  (w, v) => {
    NonnullClient.write(w, v.clnt)
  },
  (r) => ({ clnt: NonnullClient.read(r) }))

/** admin_client_get_info_args */
export interface ClientGetInfoArgs { clnt: NonnullClient; flags: number }
export const ClientGetInfoArgs: Codec<ClientGetInfoArgs> = /* @__PURE__ */ codec<ClientGetInfoArgs>(
  (w, v) => {
    NonnullClient.write(w, v.clnt)
    w.uint(v.flags)
  },
  (r) => ({ clnt: NonnullClient.read(r), flags: r.uint() }))

/** admin_client_get_info_ret */
export interface ClientGetInfoRet { params: TypedParam[] }
export const ClientGetInfoRet: Codec<ClientGetInfoRet> = /* @__PURE__ */ codec<ClientGetInfoRet>(
  (w, v) => {
    w.count(v.params.length, 64); for (const e of v.params) TypedParam.write(w, e)
  },
  (r) => ({ params: list(r, 64, 12, (r) => TypedParam.read(r)) }))

/** admin_client_close_args */
export interface ClientCloseArgs { clnt: NonnullClient; flags: number }
export const ClientCloseArgs: Codec<ClientCloseArgs> = /* @__PURE__ */ codec<ClientCloseArgs>(
  (w, v) => {
    NonnullClient.write(w, v.clnt)
    w.uint(v.flags)
  },
  (r) => ({ clnt: NonnullClient.read(r), flags: r.uint() }))

/** admin_server_get_client_limits_args */
export interface ServerGetClientLimitsArgs { srv: NonnullServer; flags: number }
export const ServerGetClientLimitsArgs: Codec<ServerGetClientLimitsArgs> = /* @__PURE__ */ codec<ServerGetClientLimitsArgs>(
  (w, v) => {
    NonnullServer.write(w, v.srv)
    w.uint(v.flags)
  },
  (r) => ({ srv: NonnullServer.read(r), flags: r.uint() }))

/** admin_server_get_client_limits_ret */
export interface ServerGetClientLimitsRet { params: TypedParam[] }
export const ServerGetClientLimitsRet: Codec<ServerGetClientLimitsRet> = /* @__PURE__ */ codec<ServerGetClientLimitsRet>(
  (w, v) => {
    w.count(v.params.length, 32); for (const e of v.params) TypedParam.write(w, e)
  },
  (r) => ({ params: list(r, 32, 12, (r) => TypedParam.read(r)) }))

/** admin_server_set_client_limits_args */
export interface ServerSetClientLimitsArgs { srv: NonnullServer; params: TypedParam[]; flags: number }
export const ServerSetClientLimitsArgs: Codec<ServerSetClientLimitsArgs> = /* @__PURE__ */ codec<ServerSetClientLimitsArgs>(
  (w, v) => {
    NonnullServer.write(w, v.srv)
    w.count(v.params.length, 32); for (const e of v.params) TypedParam.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ srv: NonnullServer.read(r), params: list(r, 32, 12, (r) => TypedParam.read(r)), flags: r.uint() }))

/** admin_server_update_tls_files_args */
export interface ServerUpdateTlsFilesArgs { srv: NonnullServer; flags: number }
export const ServerUpdateTlsFilesArgs: Codec<ServerUpdateTlsFilesArgs> = /* @__PURE__ */ codec<ServerUpdateTlsFilesArgs>(
  (w, v) => {
    NonnullServer.write(w, v.srv)
    w.uint(v.flags)
  },
  (r) => ({ srv: NonnullServer.read(r), flags: r.uint() }))

/** admin_connect_get_logging_outputs_args */
export interface ConnectGetLoggingOutputsArgs { flags: number }
export const ConnectGetLoggingOutputsArgs: Codec<ConnectGetLoggingOutputsArgs> = /* @__PURE__ */ codec<ConnectGetLoggingOutputsArgs>(
  (w, v) => {
    w.uint(v.flags)
  },
  (r) => ({ flags: r.uint() }))

/** admin_connect_get_logging_outputs_ret */
export interface ConnectGetLoggingOutputsRet { outputs: NonnullString; noutputs: number }
export const ConnectGetLoggingOutputsRet: Codec<ConnectGetLoggingOutputsRet> = /* @__PURE__ */ codec<ConnectGetLoggingOutputsRet>(
  (w, v) => {
    NonnullString.write(w, v.outputs)
    w.uint(v.noutputs)
  },
  (r) => ({ outputs: NonnullString.read(r), noutputs: r.uint() }))

/** admin_connect_get_logging_filters_args */
export interface ConnectGetLoggingFiltersArgs { flags: number }
export const ConnectGetLoggingFiltersArgs: Codec<ConnectGetLoggingFiltersArgs> = /* @__PURE__ */ codec<ConnectGetLoggingFiltersArgs>(
  (w, v) => {
    w.uint(v.flags)
  },
  (r) => ({ flags: r.uint() }))

/** admin_connect_get_logging_filters_ret */
export interface ConnectGetLoggingFiltersRet { filters: String; nfilters: number }
export const ConnectGetLoggingFiltersRet: Codec<ConnectGetLoggingFiltersRet> = /* @__PURE__ */ codec<ConnectGetLoggingFiltersRet>(
  (w, v) => {
    String.write(w, v.filters)
    w.uint(v.nfilters)
  },
  (r) => ({ filters: String.read(r), nfilters: r.uint() }))

/** admin_connect_set_logging_outputs_args */
export interface ConnectSetLoggingOutputsArgs { outputs: String; flags: number }
export const ConnectSetLoggingOutputsArgs: Codec<ConnectSetLoggingOutputsArgs> = /* @__PURE__ */ codec<ConnectSetLoggingOutputsArgs>(
  (w, v) => {
    String.write(w, v.outputs)
    w.uint(v.flags)
  },
  (r) => ({ outputs: String.read(r), flags: r.uint() }))

/** admin_connect_set_logging_filters_args */
export interface ConnectSetLoggingFiltersArgs { filters: String; flags: number }
export const ConnectSetLoggingFiltersArgs: Codec<ConnectSetLoggingFiltersArgs> = /* @__PURE__ */ codec<ConnectSetLoggingFiltersArgs>(
  (w, v) => {
    String.write(w, v.filters)
    w.uint(v.flags)
  },
  (r) => ({ filters: String.read(r), flags: r.uint() }))

/** admin_connect_set_daemon_timeout_args */
export interface ConnectSetDaemonTimeoutArgs { timeout: number; flags: number }
export const ConnectSetDaemonTimeoutArgs: Codec<ConnectSetDaemonTimeoutArgs> = /* @__PURE__ */ codec<ConnectSetDaemonTimeoutArgs>(
  (w, v) => {
    w.uint(v.timeout)
    w.uint(v.flags)
  },
  (r) => ({ timeout: r.uint(), flags: r.uint() }))

/** admin_connect_daemon_shutdown_args */
export interface ConnectDaemonShutdownArgs { flags: number }
export const ConnectDaemonShutdownArgs: Codec<ConnectDaemonShutdownArgs> = /* @__PURE__ */ codec<ConnectDaemonShutdownArgs>(
  (w, v) => {
    w.uint(v.flags)
  },
  (r) => ({ flags: r.uint() }))

/** ADMIN_PROC_CONNECT_OPEN */
export const connectOpen = /* @__PURE__ */ procedure(program, 1, 'CONNECT_OPEN', ConnectOpenArgs, null, { since: '2.0.0' })

/** ADMIN_PROC_CONNECT_CLOSE */
export const connectClose = /* @__PURE__ */ procedure(program, 2, 'CONNECT_CLOSE', null, null, { since: '2.0.0' })

/** ADMIN_PROC_CONNECT_GET_LIB_VERSION */
export const connectGetLibVersion = /* @__PURE__ */ procedure(program, 3, 'CONNECT_GET_LIB_VERSION', null, ConnectGetLibVersionRet, { since: '2.0.0' })

/** ADMIN_PROC_CONNECT_LIST_SERVERS */
export const connectListServers = /* @__PURE__ */ procedure(program, 4, 'CONNECT_LIST_SERVERS', ConnectListServersArgs, ConnectListServersRet, { since: '2.0.0' })

/** ADMIN_PROC_CONNECT_LOOKUP_SERVER */
export const connectLookupServer = /* @__PURE__ */ procedure(program, 5, 'CONNECT_LOOKUP_SERVER', ConnectLookupServerArgs, ConnectLookupServerRet, { since: '2.0.0' })

/** ADMIN_PROC_SERVER_GET_THREADPOOL_PARAMETERS */
export const serverGetThreadpoolParameters = /* @__PURE__ */ procedure(program, 6, 'SERVER_GET_THREADPOOL_PARAMETERS', ServerGetThreadpoolParametersArgs, ServerGetThreadpoolParametersRet, { since: '2.0.0' })

/** ADMIN_PROC_SERVER_SET_THREADPOOL_PARAMETERS */
export const serverSetThreadpoolParameters = /* @__PURE__ */ procedure(program, 7, 'SERVER_SET_THREADPOOL_PARAMETERS', ServerSetThreadpoolParametersArgs, null, { since: '2.0.0' })

/** ADMIN_PROC_SERVER_LIST_CLIENTS */
export const serverListClients = /* @__PURE__ */ procedure(program, 8, 'SERVER_LIST_CLIENTS', ServerListClientsArgs, ServerListClientsRet, { since: '2.0.0' })

/** ADMIN_PROC_SERVER_LOOKUP_CLIENT */
export const serverLookupClient = /* @__PURE__ */ procedure(program, 9, 'SERVER_LOOKUP_CLIENT', ServerLookupClientArgs, ServerLookupClientRet, { since: '2.0.0' })

/** ADMIN_PROC_CLIENT_GET_INFO */
export const clientGetInfo = /* @__PURE__ */ procedure(program, 10, 'CLIENT_GET_INFO', ClientGetInfoArgs, ClientGetInfoRet, { since: '2.0.0' })

/** ADMIN_PROC_CLIENT_CLOSE */
export const clientClose = /* @__PURE__ */ procedure(program, 11, 'CLIENT_CLOSE', ClientCloseArgs, null, { since: '2.0.0' })

/** ADMIN_PROC_SERVER_GET_CLIENT_LIMITS */
export const serverGetClientLimits = /* @__PURE__ */ procedure(program, 12, 'SERVER_GET_CLIENT_LIMITS', ServerGetClientLimitsArgs, ServerGetClientLimitsRet, { since: '2.0.0' })

/** ADMIN_PROC_SERVER_SET_CLIENT_LIMITS */
export const serverSetClientLimits = /* @__PURE__ */ procedure(program, 13, 'SERVER_SET_CLIENT_LIMITS', ServerSetClientLimitsArgs, null, { since: '2.0.0' })

/** ADMIN_PROC_CONNECT_GET_LOGGING_OUTPUTS */
export const connectGetLoggingOutputs = /* @__PURE__ */ procedure(program, 14, 'CONNECT_GET_LOGGING_OUTPUTS', ConnectGetLoggingOutputsArgs, ConnectGetLoggingOutputsRet, { since: '3.0.0' })

/** ADMIN_PROC_CONNECT_GET_LOGGING_FILTERS */
export const connectGetLoggingFilters = /* @__PURE__ */ procedure(program, 15, 'CONNECT_GET_LOGGING_FILTERS', ConnectGetLoggingFiltersArgs, ConnectGetLoggingFiltersRet, { since: '3.0.0' })

/** ADMIN_PROC_CONNECT_SET_LOGGING_OUTPUTS */
export const connectSetLoggingOutputs = /* @__PURE__ */ procedure(program, 16, 'CONNECT_SET_LOGGING_OUTPUTS', ConnectSetLoggingOutputsArgs, null, { since: '3.0.0' })

/** ADMIN_PROC_CONNECT_SET_LOGGING_FILTERS */
export const connectSetLoggingFilters = /* @__PURE__ */ procedure(program, 17, 'CONNECT_SET_LOGGING_FILTERS', ConnectSetLoggingFiltersArgs, null, { since: '3.0.0' })

/** ADMIN_PROC_SERVER_UPDATE_TLS_FILES */
export const serverUpdateTlsFiles = /* @__PURE__ */ procedure(program, 18, 'SERVER_UPDATE_TLS_FILES', ServerUpdateTlsFilesArgs, null, { since: '2.0.0' })

/** ADMIN_PROC_CONNECT_SET_DAEMON_TIMEOUT */
export const connectSetDaemonTimeout = /* @__PURE__ */ procedure(program, 19, 'CONNECT_SET_DAEMON_TIMEOUT', ConnectSetDaemonTimeoutArgs, null, { since: '8.6.0' })

/** ADMIN_PROC_CONNECT_DAEMON_SHUTDOWN */
export const connectDaemonShutdown = /* @__PURE__ */ procedure(program, 20, 'CONNECT_DAEMON_SHUTDOWN', ConnectDaemonShutdownArgs, null, { since: '11.2.0' })

export const procedures = {
  connectOpen,
  connectClose,
  connectGetLibVersion,
  connectListServers,
  connectLookupServer,
  serverGetThreadpoolParameters,
  serverSetThreadpoolParameters,
  serverListClients,
  serverLookupClient,
  clientGetInfo,
  clientClose,
  serverGetClientLimits,
  serverSetClientLimits,
  connectGetLoggingOutputs,
  connectGetLoggingFilters,
  connectSetLoggingOutputs,
  connectSetLoggingFilters,
  serverUpdateTlsFiles,
  connectSetDaemonTimeout,
  connectDaemonShutdown,
} as const

export const types = {
  admin_nonnull_string: NonnullString,
  admin_string: String,
  admin_typed_param_value: TypedParamValue,
  admin_typed_param: TypedParam,
  admin_nonnull_server: NonnullServer,
  admin_nonnull_client: NonnullClient,
  admin_connect_open_args: ConnectOpenArgs,
  admin_connect_get_lib_version_ret: ConnectGetLibVersionRet,
  admin_connect_list_servers_args: ConnectListServersArgs,
  admin_connect_list_servers_ret: ConnectListServersRet,
  admin_connect_lookup_server_args: ConnectLookupServerArgs,
  admin_connect_lookup_server_ret: ConnectLookupServerRet,
  admin_server_get_threadpool_parameters_args: ServerGetThreadpoolParametersArgs,
  admin_server_get_threadpool_parameters_ret: ServerGetThreadpoolParametersRet,
  admin_server_set_threadpool_parameters_args: ServerSetThreadpoolParametersArgs,
  admin_server_list_clients_args: ServerListClientsArgs,
  admin_server_list_clients_ret: ServerListClientsRet,
  admin_server_lookup_client_args: ServerLookupClientArgs,
  admin_server_lookup_client_ret: ServerLookupClientRet,
  admin_client_get_info_args: ClientGetInfoArgs,
  admin_client_get_info_ret: ClientGetInfoRet,
  admin_client_close_args: ClientCloseArgs,
  admin_server_get_client_limits_args: ServerGetClientLimitsArgs,
  admin_server_get_client_limits_ret: ServerGetClientLimitsRet,
  admin_server_set_client_limits_args: ServerSetClientLimitsArgs,
  admin_server_update_tls_files_args: ServerUpdateTlsFilesArgs,
  admin_connect_get_logging_outputs_args: ConnectGetLoggingOutputsArgs,
  admin_connect_get_logging_outputs_ret: ConnectGetLoggingOutputsRet,
  admin_connect_get_logging_filters_args: ConnectGetLoggingFiltersArgs,
  admin_connect_get_logging_filters_ret: ConnectGetLoggingFiltersRet,
  admin_connect_set_logging_outputs_args: ConnectSetLoggingOutputsArgs,
  admin_connect_set_logging_filters_args: ConnectSetLoggingFiltersArgs,
  admin_connect_set_daemon_timeout_args: ConnectSetDaemonTimeoutArgs,
  admin_connect_daemon_shutdown_args: ConnectDaemonShutdownArgs,
} as const
