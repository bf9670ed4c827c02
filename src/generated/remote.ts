// Generated from protocol/remote.x by protocol/generate.ts. Do not edit.

import { type Codec, codec, list } from '../xdr/codec.ts'
import { event, eventProcedure, procedure } from '../xdr/procedure.ts'

export const program = { name: 'remote', program: 536903814, version: 1 } as const
export const REMOTE_STRING_MAX = 4194304
export const REMOTE_CONNECT_IDENTITY_PARAMS_MAX = 20
export const REMOTE_DOMAIN_LIST_MAX = 16384
export const REMOTE_CPUMAP_MAX = 2048
export const REMOTE_VCPUINFO_MAX = 16384
export const REMOTE_CPUMAPS_MAX = 8388608
export const REMOTE_IOTHREAD_INFO_MAX = 16384
export const REMOTE_MIGRATE_COOKIE_MAX = 4194304
export const REMOTE_NETWORK_LIST_MAX = 16384
export const REMOTE_NETWORK_PORT_LIST_MAX = 16384
export const REMOTE_INTERFACE_LIST_MAX = 16384
export const REMOTE_STORAGE_POOL_LIST_MAX = 16384
export const REMOTE_STORAGE_VOL_LIST_MAX = 16384
export const REMOTE_NODE_DEVICE_LIST_MAX = 65536
export const REMOTE_NODE_DEVICE_CAPS_LIST_MAX = 65536
export const REMOTE_NWFILTER_LIST_MAX = 16384
export const REMOTE_NWFILTER_BINDING_LIST_MAX = 16384
export const REMOTE_DOMAIN_SCHEDULER_PARAMETERS_MAX = 16
export const REMOTE_DOMAIN_BLKIO_PARAMETERS_MAX = 16
export const REMOTE_DOMAIN_MEMORY_PARAMETERS_MAX = 16
export const REMOTE_DOMAIN_BLOCK_IO_TUNE_PARAMETERS_MAX = 32
export const REMOTE_DOMAIN_NUMA_PARAMETERS_MAX = 16
export const REMOTE_DOMAIN_PERF_EVENTS_MAX = 64
export const REMOTE_DOMAIN_BLOCK_COPY_PARAMETERS_MAX = 16
export const REMOTE_NODE_CPU_STATS_MAX = 16
export const REMOTE_NODE_MEMORY_STATS_MAX = 16
export const REMOTE_DOMAIN_BLOCK_STATS_PARAMETERS_MAX = 16
export const REMOTE_NODE_MAX_CELLS = 1024
export const REMOTE_AUTH_SASL_DATA_MAX = 65536
export const REMOTE_AUTH_TYPE_LIST_MAX = 20
export const REMOTE_DOMAIN_MEMORY_STATS_MAX = 1024
export const REMOTE_DOMAIN_CHECKPOINT_LIST_MAX = 16384
export const REMOTE_DOMAIN_SNAPSHOT_LIST_MAX = 16384
export const REMOTE_DOMAIN_BLOCK_PEEK_BUFFER_MAX = 4194304
export const REMOTE_DOMAIN_MEMORY_PEEK_BUFFER_MAX = 4194304
export const REMOTE_SECURITY_LABEL_LIST_MAX = 64
export const REMOTE_SECURITY_MODEL_MAX = 257
export const REMOTE_SECURITY_LABEL_MAX = 4097
export const REMOTE_SECURITY_DOI_MAX = 257
export const REMOTE_SECRET_VALUE_MAX = 65536
export const REMOTE_SECRET_LIST_MAX = 16384
export const REMOTE_CPU_BASELINE_MAX = 256
export const REMOTE_DOMAIN_SEND_KEY_MAX = 16
export const REMOTE_DOMAIN_INTERFACE_PARAMETERS_MAX = 16
export const REMOTE_DOMAIN_GET_CPU_STATS_NCPUS_MAX = 128
export const REMOTE_DOMAIN_GET_CPU_STATS_MAX = 2048
export const REMOTE_DOMAIN_DISK_ERRORS_MAX = 256
export const REMOTE_NODE_MEMORY_PARAMETERS_MAX = 64
export const REMOTE_DOMAIN_MIGRATE_PARAM_LIST_MAX = 64
export const REMOTE_DOMAIN_SAVE_PARAMS_MAX = 64
export const REMOTE_DOMAIN_JOB_STATS_MAX = 64
export const REMOTE_CONNECT_CPU_MODELS_MAX = 8192
export const REMOTE_DOMAIN_FSFREEZE_MOUNTPOINTS_MAX = 256
export const REMOTE_NETWORK_DHCP_LEASES_MAX = 65536
export const REMOTE_CONNECT_GET_ALL_DOMAIN_STATS_MAX = 262144
export const REMOTE_DOMAIN_EVENT_TUNABLE_MAX = 2048
export const REMOTE_DOMAIN_FSINFO_MAX = 256
export const REMOTE_DOMAIN_FSINFO_DISKS_MAX = 256
export const REMOTE_DOMAIN_INTERFACE_MAX = 2048
export const REMOTE_DOMAIN_IP_ADDR_MAX = 2048
export const REMOTE_DOMAIN_GUEST_VCPU_PARAMS_MAX = 64
export const REMOTE_DOMAIN_IOTHREAD_PARAMS_MAX = 64
export const REMOTE_NODE_SEV_INFO_MAX = 64
export const REMOTE_DOMAIN_LAUNCH_SECURITY_INFO_PARAMS_MAX = 64
export const REMOTE_DOMAIN_LAUNCH_SECURITY_STATE_PARAMS_MAX = 64
export const REMOTE_DOMAIN_GUEST_INFO_PARAMS_MAX = 2048
export const REMOTE_NETWORK_PORT_PARAMETERS_MAX = 16
export const REMOTE_DOMAIN_AUTHORIZED_SSH_KEYS_MAX = 2048
export const REMOTE_DOMAIN_MESSAGES_MAX = 2048
export const REMOTE_DOMAIN_EVENT_GRAPHICS_IDENTITY_MAX = 20
export const REMOTE_PROGRAM = 536903814
export const REMOTE_PROTOCOL_VERSION = 1

/** remote_nonnull_string */
export type NonnullString = string
export const NonnullString: Codec<NonnullString> = /* @__PURE__ */ codec<NonnullString>(
  (w, v) => { w.string(v, 4194304) },
  (r) => r.string(4194304))

/** remote_string */
export type String = NonnullString | null
export const String: Codec<String> = /* @__PURE__ */ codec<String>(
  (w, v) => { if (v === null) w.uint(0)
    else { w.uint(1); NonnullString.write(w, v) } },
  (r) => r.flag() ? NonnullString.read(r) : null)

/** remote_uuid */
export type Uuid = Uint8Array
export const Uuid: Codec<Uuid> = /* @__PURE__ */ codec<Uuid>(
  (w, v) => { w.fixedOpaque(v, 16) },
  (r) => r.fixedOpaque(16))

/** remote_nonnull_domain */
export interface NonnullDomain { name: NonnullString; uuid: Uuid; id: number }
export const NonnullDomain: Codec<NonnullDomain> = /* @__PURE__ */ codec<NonnullDomain>(
  (w, v) => {
    NonnullString.write(w, v.name)
    Uuid.write(w, v.uuid)
    w.int(v.id)
  },
  (r) => ({ name: NonnullString.read(r), uuid: Uuid.read(r), id: r.int() }))

/** remote_nonnull_network */
export interface NonnullNetwork { name: NonnullString; uuid: Uuid }
export const NonnullNetwork: Codec<NonnullNetwork> = /* @__PURE__ */ codec<NonnullNetwork>(
  (w, v) => {
    NonnullString.write(w, v.name)
    Uuid.write(w, v.uuid)
  },
  (r) => ({ name: NonnullString.read(r), uuid: Uuid.read(r) }))

/** remote_nonnull_network_port */
export interface NonnullNetworkPort { net: NonnullNetwork; uuid: Uuid }
export const NonnullNetworkPort: Codec<NonnullNetworkPort> = /* @__PURE__ */ codec<NonnullNetworkPort>(
  (w, v) => {
    NonnullNetwork.write(w, v.net)
    Uuid.write(w, v.uuid)
  },
  (r) => ({ net: NonnullNetwork.read(r), uuid: Uuid.read(r) }))

/** remote_nonnull_nwfilter */
export interface NonnullNwfilter { name: NonnullString; uuid: Uuid }
export const NonnullNwfilter: Codec<NonnullNwfilter> = /* @__PURE__ */ codec<NonnullNwfilter>(
  (w, v) => {
    NonnullString.write(w, v.name)
    Uuid.write(w, v.uuid)
  },
  (r) => ({ name: NonnullString.read(r), uuid: Uuid.read(r) }))

/** remote_nonnull_nwfilter_binding */
export interface NonnullNwfilterBinding { portdev: NonnullString; filtername: NonnullString }
export const NonnullNwfilterBinding: Codec<NonnullNwfilterBinding> = /* @__PURE__ */ codec<NonnullNwfilterBinding>(
  (w, v) => {
    NonnullString.write(w, v.portdev)
    NonnullString.write(w, v.filtername)
  },
  (r) => ({ portdev: NonnullString.read(r), filtername: NonnullString.read(r) }))

/** remote_nonnull_interface */
export interface NonnullInterface { name: NonnullString; mac: NonnullString }
export const NonnullInterface: Codec<NonnullInterface> = /* @__PURE__ */ codec<NonnullInterface>(
  (w, v) => {
    NonnullString.write(w, v.name)
    NonnullString.write(w, v.mac)
  },
  (r) => ({ name: NonnullString.read(r), mac: NonnullString.read(r) }))

/** remote_nonnull_storage_pool */
export interface NonnullStoragePool { name: NonnullString; uuid: Uuid }
export const NonnullStoragePool: Codec<NonnullStoragePool> = /* @__PURE__ */ codec<NonnullStoragePool>(
  (w, v) => {
    NonnullString.write(w, v.name)
    Uuid.write(w, v.uuid)
  },
  (r) => ({ name: NonnullString.read(r), uuid: Uuid.read(r) }))

/** remote_nonnull_storage_vol */
export interface NonnullStorageVol { pool: NonnullString; name: NonnullString; key: NonnullString }
export const NonnullStorageVol: Codec<NonnullStorageVol> = /* @__PURE__ */ codec<NonnullStorageVol>(
  (w, v) => {
    NonnullString.write(w, v.pool)
    NonnullString.write(w, v.name)
    NonnullString.write(w, v.key)
  },
  (r) => ({ pool: NonnullString.read(r), name: NonnullString.read(r), key: NonnullString.read(r) }))

/** remote_nonnull_node_device */
export interface NonnullNodeDevice { name: NonnullString }
export const NonnullNodeDevice: Codec<NonnullNodeDevice> = /* @__PURE__ */ codec<NonnullNodeDevice>(
  (w, v) => {
    NonnullString.write(w, v.name)
  },
  (r) => ({ name: NonnullString.read(r) }))

/** remote_nonnull_secret */
export interface NonnullSecret { uuid: Uuid; usageType: number; usageID: NonnullString }
export const NonnullSecret: Codec<NonnullSecret> = /* @__PURE__ */ codec<NonnullSecret>(
  (w, v) => {
    Uuid.write(w, v.uuid)
    w.int(v.usageType)
    NonnullString.write(w, v.usageID)
  },
  (r) => ({ uuid: Uuid.read(r), usageType: r.int(), usageID: NonnullString.read(r) }))

/** remote_nonnull_domain_checkpoint */
export interface NonnullDomainCheckpoint { name: NonnullString; dom: NonnullDomain }
export const NonnullDomainCheckpoint: Codec<NonnullDomainCheckpoint> = /* @__PURE__ */ codec<NonnullDomainCheckpoint>(
  (w, v) => {
    NonnullString.write(w, v.name)
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ name: NonnullString.read(r), dom: NonnullDomain.read(r) }))

/** remote_nonnull_domain_snapshot */
export interface NonnullDomainSnapshot { name: NonnullString; dom: NonnullDomain }
export const NonnullDomainSnapshot: Codec<NonnullDomainSnapshot> = /* @__PURE__ */ codec<NonnullDomainSnapshot>(
  (w, v) => {
    NonnullString.write(w, v.name)
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ name: NonnullString.read(r), dom: NonnullDomain.read(r) }))

/** remote_domain */
export type Domain = NonnullDomain | null
export const Domain: Codec<Domain> = /* @__PURE__ */ codec<Domain>(
  (w, v) => { if (v === null) w.uint(0)
    else { w.uint(1); NonnullDomain.write(w, v) } },
  (r) => r.flag() ? NonnullDomain.read(r) : null)

/** remote_network */
export type Network = NonnullNetwork | null
export const Network: Codec<Network> = /* @__PURE__ */ codec<Network>(
  (w, v) => { if (v === null) w.uint(0)
    else { w.uint(1); NonnullNetwork.write(w, v) } },
  (r) => r.flag() ? NonnullNetwork.read(r) : null)

/** remote_network_port */
export type NetworkPort = NonnullNetworkPort | null
export const NetworkPort: Codec<NetworkPort> = /* @__PURE__ */ codec<NetworkPort>(
  (w, v) => { if (v === null) w.uint(0)
    else { w.uint(1); NonnullNetworkPort.write(w, v) } },
  (r) => r.flag() ? NonnullNetworkPort.read(r) : null)

/** remote_nwfilter */
export type Nwfilter = NonnullNwfilter | null
export const Nwfilter: Codec<Nwfilter> = /* @__PURE__ */ codec<Nwfilter>(
  (w, v) => { if (v === null) w.uint(0)
    else { w.uint(1); NonnullNwfilter.write(w, v) } },
  (r) => r.flag() ? NonnullNwfilter.read(r) : null)

/** remote_nwfilter_binding */
export type NwfilterBinding = NonnullNwfilterBinding | null
export const NwfilterBinding: Codec<NwfilterBinding> = /* @__PURE__ */ codec<NwfilterBinding>(
  (w, v) => { if (v === null) w.uint(0)
    else { w.uint(1); NonnullNwfilterBinding.write(w, v) } },
  (r) => r.flag() ? NonnullNwfilterBinding.read(r) : null)

/** remote_storage_pool */
export type StoragePool = NonnullStoragePool | null
export const StoragePool: Codec<StoragePool> = /* @__PURE__ */ codec<StoragePool>(
  (w, v) => { if (v === null) w.uint(0)
    else { w.uint(1); NonnullStoragePool.write(w, v) } },
  (r) => r.flag() ? NonnullStoragePool.read(r) : null)

/** remote_storage_vol */
export type StorageVol = NonnullStorageVol | null
export const StorageVol: Codec<StorageVol> = /* @__PURE__ */ codec<StorageVol>(
  (w, v) => { if (v === null) w.uint(0)
    else { w.uint(1); NonnullStorageVol.write(w, v) } },
  (r) => r.flag() ? NonnullStorageVol.read(r) : null)

/** remote_node_device */
export type NodeDevice = NonnullNodeDevice | null
export const NodeDevice: Codec<NodeDevice> = /* @__PURE__ */ codec<NodeDevice>(
  (w, v) => { if (v === null) w.uint(0)
    else { w.uint(1); NonnullNodeDevice.write(w, v) } },
  (r) => r.flag() ? NonnullNodeDevice.read(r) : null)

/** remote_secret */
export type Secret = NonnullSecret | null
export const Secret: Codec<Secret> = /* @__PURE__ */ codec<Secret>(
  (w, v) => { if (v === null) w.uint(0)
    else { w.uint(1); NonnullSecret.write(w, v) } },
  (r) => r.flag() ? NonnullSecret.read(r) : null)

/** remote_error */
export interface Error { code: number; domain: number; message: String; level: number; dom: Domain; str1: String; str2: String; str3: String; int1: number; int2: number; net: Network }
export const Error: Codec<Error> = /* @__PURE__ */ codec<Error>(
  (w, v) => {
    w.int(v.code)
    w.int(v.domain)
    String.write(w, v.message)
    w.int(v.level)
    Domain.write(w, v.dom)
    String.write(w, v.str1)
    String.write(w, v.str2)
    String.write(w, v.str3)
    w.int(v.int1)
    w.int(v.int2)
    Network.write(w, v.net)
  },
  (r) => ({ code: r.int(), domain: r.int(), message: String.read(r), level: r.int(), dom: Domain.read(r), str1: String.read(r), str2: String.read(r), str3: String.read(r), int1: r.int(), int2: r.int(), net: Network.read(r) }))

/** remote_auth_type */
export type AuthType = number
export const AuthType: Codec<number> = /* @__PURE__ */ codec<number>((w, v) => w.int(v), (r) => r.int())

/** remote_vcpu_info */
export interface VcpuInfo { number: number; state: number; cpuTime: bigint; cpu: number }
export const VcpuInfo: Codec<VcpuInfo> = /* @__PURE__ */ codec<VcpuInfo>(
  (w, v) => {
    w.uint(v.number)
    w.int(v.state)
    w.uhyper(v.cpuTime)
    w.int(v.cpu)
  },
  (r) => ({ number: r.uint(), state: r.int(), cpuTime: r.uhyper(), cpu: r.int() }))

/** remote_typed_param_value */
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

/** remote_typed_param */
export interface TypedParam { field: NonnullString; value: TypedParamValue }
export const TypedParam: Codec<TypedParam> = /* @__PURE__ */ codec<TypedParam>(
  (w, v) => {
    NonnullString.write(w, v.field)
    TypedParamValue.write(w, v.value)
  },
  (r) => ({ field: NonnullString.read(r), value: TypedParamValue.read(r) }))

/** remote_node_get_cpu_stats */
export interface NodeGetCpuStats { field: NonnullString; value: bigint }
export const NodeGetCpuStats: Codec<NodeGetCpuStats> = /* @__PURE__ */ codec<NodeGetCpuStats>(
  (w, v) => {
    NonnullString.write(w, v.field)
    w.uhyper(v.value)
  },
  (r) => ({ field: NonnullString.read(r), value: r.uhyper() }))

/** remote_node_get_memory_stats */
export interface NodeGetMemoryStats { field: NonnullString; value: bigint }
export const NodeGetMemoryStats: Codec<NodeGetMemoryStats> = /* @__PURE__ */ codec<NodeGetMemoryStats>(
  (w, v) => {
    NonnullString.write(w, v.field)
    w.uhyper(v.value)
  },
  (r) => ({ field: NonnullString.read(r), value: r.uhyper() }))

/** remote_domain_disk_error */
export interface DomainDiskError { disk: NonnullString; error: number }
export const DomainDiskError: Codec<DomainDiskError> = /* @__PURE__ */ codec<DomainDiskError>(
  (w, v) => {
    NonnullString.write(w, v.disk)
    w.int(v.error)
  },
  (r) => ({ disk: NonnullString.read(r), error: r.int() }))

/** remote_connect_open_args */
export interface ConnectOpenArgs { name: String; flags: number }
export const ConnectOpenArgs: Codec<ConnectOpenArgs> = /* @__PURE__ */ codec<ConnectOpenArgs>(
  (w, v) => {
    String.write(w, v.name)
    w.uint(v.flags)
  },
  (r) => ({ name: String.read(r), flags: r.uint() }))

/** remote_connect_supports_feature_args */
export interface ConnectSupportsFeatureArgs { feature: number }
export const ConnectSupportsFeatureArgs: Codec<ConnectSupportsFeatureArgs> = /* @__PURE__ */ codec<ConnectSupportsFeatureArgs>(
  (w, v) => {
    w.int(v.feature)
  },
  (r) => ({ feature: r.int() }))

/** remote_connect_supports_feature_ret */
export interface ConnectSupportsFeatureRet { supported: number }
export const ConnectSupportsFeatureRet: Codec<ConnectSupportsFeatureRet> = /* @__PURE__ */ codec<ConnectSupportsFeatureRet>(
  (w, v) => {
    w.int(v.supported)
  },
  (r) => ({ supported: r.int() }))

/** remote_connect_get_type_ret */
export interface ConnectGetTypeRet { type: NonnullString }
export const ConnectGetTypeRet: Codec<ConnectGetTypeRet> = /* @__PURE__ */ codec<ConnectGetTypeRet>(
  (w, v) => {
    NonnullString.write(w, v.type)
  },
  (r) => ({ type: NonnullString.read(r) }))

/** remote_connect_get_version_ret */
export interface ConnectGetVersionRet { hvVer: bigint }
export const ConnectGetVersionRet: Codec<ConnectGetVersionRet> = /* @__PURE__ */ codec<ConnectGetVersionRet>(
  (w, v) => {
    w.uhyper(v.hvVer)
  },
  (r) => ({ hvVer: r.uhyper() }))

/** remote_connect_get_lib_version_ret */
export interface ConnectGetLibVersionRet { libVer: bigint }
export const ConnectGetLibVersionRet: Codec<ConnectGetLibVersionRet> = /* @__PURE__ */ codec<ConnectGetLibVersionRet>(
  (w, v) => {
    w.uhyper(v.libVer)
  },
  (r) => ({ libVer: r.uhyper() }))

/** remote_connect_get_hostname_ret */
export interface ConnectGetHostnameRet { hostname: NonnullString }
export const ConnectGetHostnameRet: Codec<ConnectGetHostnameRet> = /* @__PURE__ */ codec<ConnectGetHostnameRet>(
  (w, v) => {
    NonnullString.write(w, v.hostname)
  },
  (r) => ({ hostname: NonnullString.read(r) }))

/** remote_connect_get_sysinfo_args */
export interface ConnectGetSysinfoArgs { flags: number }
export const ConnectGetSysinfoArgs: Codec<ConnectGetSysinfoArgs> = /* @__PURE__ */ codec<ConnectGetSysinfoArgs>(
  (w, v) => {
    w.uint(v.flags)
  },
  (r) => ({ flags: r.uint() }))

/** remote_connect_get_sysinfo_ret */
export interface ConnectGetSysinfoRet { sysinfo: NonnullString }
export const ConnectGetSysinfoRet: Codec<ConnectGetSysinfoRet> = /* @__PURE__ */ codec<ConnectGetSysinfoRet>(
  (w, v) => {
    NonnullString.write(w, v.sysinfo)
  },
  (r) => ({ sysinfo: NonnullString.read(r) }))

/** remote_connect_get_uri_ret */
export interface ConnectGetUriRet { uri: NonnullString }
export const ConnectGetUriRet: Codec<ConnectGetUriRet> = /* @__PURE__ */ codec<ConnectGetUriRet>(
  (w, v) => {
    NonnullString.write(w, v.uri)
  },
  (r) => ({ uri: NonnullString.read(r) }))

/** remote_connect_get_max_vcpus_args */
export interface ConnectGetMaxVcpusArgs { type: String }
export const ConnectGetMaxVcpusArgs: Codec<ConnectGetMaxVcpusArgs> = /* @__PURE__ */ codec<ConnectGetMaxVcpusArgs>(
  (w, v) => {
    String.write(w, v.type)
  },
  (r) => ({ type: String.read(r) }))

/** remote_connect_get_max_vcpus_ret */
export interface ConnectGetMaxVcpusRet { maxVcpus: number }
export const ConnectGetMaxVcpusRet: Codec<ConnectGetMaxVcpusRet> = /* @__PURE__ */ codec<ConnectGetMaxVcpusRet>(
  (w, v) => {
    w.int(v.maxVcpus)
  },
  (r) => ({ maxVcpus: r.int() }))

/** remote_node_get_info_ret */
export interface NodeGetInfoRet { model: Uint8Array; memory: bigint; cpus: number; mhz: number; nodes: number; sockets: number; cores: number; threads: number }
export const NodeGetInfoRet: Codec<NodeGetInfoRet> = /* @__PURE__ */ codec<NodeGetInfoRet>(
  (w, v) => {
    w.fixedChars(v.model, 32)
    w.uhyper(v.memory)
    w.int(v.cpus)
    w.int(v.mhz)
    w.int(v.nodes)
    w.int(v.sockets)
    w.int(v.cores)
    w.int(v.threads)
  },
  (r) => ({ model: r.fixedChars(32), memory: r.uhyper(), cpus: r.int(), mhz: r.int(), nodes: r.int(), sockets: r.int(), cores: r.int(), threads: r.int() }))

/** remote_connect_get_capabilities_ret */
export interface ConnectGetCapabilitiesRet { capabilities: NonnullString }
export const ConnectGetCapabilitiesRet: Codec<ConnectGetCapabilitiesRet> = /* @__PURE__ */ codec<ConnectGetCapabilitiesRet>(
  (w, v) => {
    NonnullString.write(w, v.capabilities)
  },
  (r) => ({ capabilities: NonnullString.read(r) }))

/** remote_connect_get_domain_capabilities_args */
export interface ConnectGetDomainCapabilitiesArgs { emulatorbin: String; arch: String; machine: String; virttype: String; flags: number }
export const ConnectGetDomainCapabilitiesArgs: Codec<ConnectGetDomainCapabilitiesArgs> = /* @__PURE__ */ codec<ConnectGetDomainCapabilitiesArgs>(
  (w, v) => {
    String.write(w, v.emulatorbin)
    String.write(w, v.arch)
    String.write(w, v.machine)
    String.write(w, v.virttype)
    w.uint(v.flags)
  },
  (r) => ({ emulatorbin: String.read(r), arch: String.read(r), machine: String.read(r), virttype: String.read(r), flags: r.uint() }))

/** remote_connect_get_domain_capabilities_ret */
export interface ConnectGetDomainCapabilitiesRet { capabilities: NonnullString }
export const ConnectGetDomainCapabilitiesRet: Codec<ConnectGetDomainCapabilitiesRet> = /* @__PURE__ */ codec<ConnectGetDomainCapabilitiesRet>(
  (w, v) => {
    NonnullString.write(w, v.capabilities)
  },
  (r) => ({ capabilities: NonnullString.read(r) }))

/** remote_node_get_cpu_stats_args */
export interface NodeGetCpuStatsArgs { cpuNum: number; nparams: number; flags: number }
export const NodeGetCpuStatsArgs: Codec<NodeGetCpuStatsArgs> = /* @__PURE__ */ codec<NodeGetCpuStatsArgs>(
  (w, v) => {
    w.int(v.cpuNum)
    w.int(v.nparams)
    w.uint(v.flags)
  },
  (r) => ({ cpuNum: r.int(), nparams: r.int(), flags: r.uint() }))

/** remote_node_get_cpu_stats_ret */
export interface NodeGetCpuStatsRet { params: NodeGetCpuStats[]; nparams: number }
export const NodeGetCpuStatsRet: Codec<NodeGetCpuStatsRet> = /* @__PURE__ */ codec<NodeGetCpuStatsRet>(
  (w, v) => {
    w.count(v.params.length, 16); for (const e of v.params) NodeGetCpuStats.write(w, e)
    w.int(v.nparams)
  },
  (r) => ({ params: list(r, 16, 12, (r) => NodeGetCpuStats.read(r)), nparams: r.int() }))

/** remote_node_get_memory_stats_args */
export interface NodeGetMemoryStatsArgs { nparams: number; cellNum: number; flags: number }
export const NodeGetMemoryStatsArgs: Codec<NodeGetMemoryStatsArgs> = /* @__PURE__ */ codec<NodeGetMemoryStatsArgs>(
  (w, v) => {
    w.int(v.nparams)
    w.int(v.cellNum)
    w.uint(v.flags)
  },
  (r) => ({ nparams: r.int(), cellNum: r.int(), flags: r.uint() }))

/** remote_node_get_memory_stats_ret */
export interface NodeGetMemoryStatsRet { params: NodeGetMemoryStats[]; nparams: number }
export const NodeGetMemoryStatsRet: Codec<NodeGetMemoryStatsRet> = /* @__PURE__ */ codec<NodeGetMemoryStatsRet>(
  (w, v) => {
    w.count(v.params.length, 16); for (const e of v.params) NodeGetMemoryStats.write(w, e)
    w.int(v.nparams)
  },
  (r) => ({ params: list(r, 16, 12, (r) => NodeGetMemoryStats.read(r)), nparams: r.int() }))

/** remote_node_get_cells_free_memory_args */
export interface NodeGetCellsFreeMemoryArgs { startCell: number; maxcells: number }
export const NodeGetCellsFreeMemoryArgs: Codec<NodeGetCellsFreeMemoryArgs> = /* @__PURE__ */ codec<NodeGetCellsFreeMemoryArgs>(
  (w, v) => {
    w.int(v.startCell)
    w.int(v.maxcells)
  },
  (r) => ({ startCell: r.int(), maxcells: r.int() }))

/** remote_node_get_cells_free_memory_ret */
export interface NodeGetCellsFreeMemoryRet { cells: bigint[] }
export const NodeGetCellsFreeMemoryRet: Codec<NodeGetCellsFreeMemoryRet> = /* @__PURE__ */ codec<NodeGetCellsFreeMemoryRet>(
  (w, v) => {
    w.count(v.cells.length, 1024); for (const e of v.cells) w.uhyper(e)
  },
  (r) => ({ cells: list(r, 1024, 8, (r) => r.uhyper()) }))

/** remote_node_get_free_memory_ret */
export interface NodeGetFreeMemoryRet { freeMem: bigint }
export const NodeGetFreeMemoryRet: Codec<NodeGetFreeMemoryRet> = /* @__PURE__ */ codec<NodeGetFreeMemoryRet>(
  (w, v) => {
    w.uhyper(v.freeMem)
  },
  (r) => ({ freeMem: r.uhyper() }))

/** remote_domain_get_scheduler_type_args */
export interface DomainGetSchedulerTypeArgs { dom: NonnullDomain }
export const DomainGetSchedulerTypeArgs: Codec<DomainGetSchedulerTypeArgs> = /* @__PURE__ */ codec<DomainGetSchedulerTypeArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_get_scheduler_type_ret */
export interface DomainGetSchedulerTypeRet { type: NonnullString; nparams: number }
export const DomainGetSchedulerTypeRet: Codec<DomainGetSchedulerTypeRet> = /* @__PURE__ */ codec<DomainGetSchedulerTypeRet>(
  (w, v) => {
    NonnullString.write(w, v.type)
    w.int(v.nparams)
  },
  (r) => ({ type: NonnullString.read(r), nparams: r.int() }))

/** remote_domain_get_scheduler_parameters_args */
export interface DomainGetSchedulerParametersArgs { dom: NonnullDomain; nparams: number }
export const DomainGetSchedulerParametersArgs: Codec<DomainGetSchedulerParametersArgs> = /* @__PURE__ */ codec<DomainGetSchedulerParametersArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.int(v.nparams)
  },
  (r) => ({ dom: NonnullDomain.read(r), nparams: r.int() }))

/** remote_domain_get_scheduler_parameters_ret */
export interface DomainGetSchedulerParametersRet { params: TypedParam[] }
export const DomainGetSchedulerParametersRet: Codec<DomainGetSchedulerParametersRet> = /* @__PURE__ */ codec<DomainGetSchedulerParametersRet>(
  (w, v) => {
    w.count(v.params.length, 16); for (const e of v.params) TypedParam.write(w, e)
  },
  (r) => ({ params: list(r, 16, 12, (r) => TypedParam.read(r)) }))

/** remote_domain_get_scheduler_parameters_flags_args */
export interface DomainGetSchedulerParametersFlagsArgs { dom: NonnullDomain; nparams: number; flags: number }
export const DomainGetSchedulerParametersFlagsArgs: Codec<DomainGetSchedulerParametersFlagsArgs> = /* @__PURE__ */ codec<DomainGetSchedulerParametersFlagsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.int(v.nparams)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), nparams: r.int(), flags: r.uint() }))

/** remote_domain_get_scheduler_parameters_flags_ret */
export interface DomainGetSchedulerParametersFlagsRet { params: TypedParam[] }
export const DomainGetSchedulerParametersFlagsRet: Codec<DomainGetSchedulerParametersFlagsRet> = /* @__PURE__ */ codec<DomainGetSchedulerParametersFlagsRet>(
  (w, v) => {
    w.count(v.params.length, 16); for (const e of v.params) TypedParam.write(w, e)
  },
  (r) => ({ params: list(r, 16, 12, (r) => TypedParam.read(r)) }))

/** remote_domain_set_scheduler_parameters_args */
export interface DomainSetSchedulerParametersArgs { dom: NonnullDomain; params: TypedParam[] }
export const DomainSetSchedulerParametersArgs: Codec<DomainSetSchedulerParametersArgs> = /* @__PURE__ */ codec<DomainSetSchedulerParametersArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.count(v.params.length, 16); for (const e of v.params) TypedParam.write(w, e)
  },
  (r) => ({ dom: NonnullDomain.read(r), params: list(r, 16, 12, (r) => TypedParam.read(r)) }))

/** remote_domain_set_scheduler_parameters_flags_args */
export interface DomainSetSchedulerParametersFlagsArgs { dom: NonnullDomain; params: TypedParam[]; flags: number }
export const DomainSetSchedulerParametersFlagsArgs: Codec<DomainSetSchedulerParametersFlagsArgs> = /* @__PURE__ */ codec<DomainSetSchedulerParametersFlagsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.count(v.params.length, 16); for (const e of v.params) TypedParam.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), params: list(r, 16, 12, (r) => TypedParam.read(r)), flags: r.uint() }))

/** remote_domain_set_blkio_parameters_args */
export interface DomainSetBlkioParametersArgs { dom: NonnullDomain; params: TypedParam[]; flags: number }
export const DomainSetBlkioParametersArgs: Codec<DomainSetBlkioParametersArgs> = /* @__PURE__ */ codec<DomainSetBlkioParametersArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.count(v.params.length, 16); for (const e of v.params) TypedParam.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), params: list(r, 16, 12, (r) => TypedParam.read(r)), flags: r.uint() }))

/** remote_domain_get_blkio_parameters_args */
export interface DomainGetBlkioParametersArgs { dom: NonnullDomain; nparams: number; flags: number }
export const DomainGetBlkioParametersArgs: Codec<DomainGetBlkioParametersArgs> = /* @__PURE__ */ codec<DomainGetBlkioParametersArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.int(v.nparams)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), nparams: r.int(), flags: r.uint() }))

/** remote_domain_get_blkio_parameters_ret */
export interface DomainGetBlkioParametersRet { params: TypedParam[]; nparams: number }
export const DomainGetBlkioParametersRet: Codec<DomainGetBlkioParametersRet> = /* @__PURE__ */ codec<DomainGetBlkioParametersRet>(
  (w, v) => {
    w.count(v.params.length, 16); for (const e of v.params) TypedParam.write(w, e)
    w.int(v.nparams)
  },
  (r) => ({ params: list(r, 16, 12, (r) => TypedParam.read(r)), nparams: r.int() }))

/** remote_domain_set_memory_parameters_args */
export interface DomainSetMemoryParametersArgs { dom: NonnullDomain; params: TypedParam[]; flags: number }
export const DomainSetMemoryParametersArgs: Codec<DomainSetMemoryParametersArgs> = /* @__PURE__ */ codec<DomainSetMemoryParametersArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.count(v.params.length, 16); for (const e of v.params) TypedParam.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), params: list(r, 16, 12, (r) => TypedParam.read(r)), flags: r.uint() }))

/** remote_domain_get_memory_parameters_args */
export interface DomainGetMemoryParametersArgs { dom: NonnullDomain; nparams: number; flags: number }
export const DomainGetMemoryParametersArgs: Codec<DomainGetMemoryParametersArgs> = /* @__PURE__ */ codec<DomainGetMemoryParametersArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.int(v.nparams)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), nparams: r.int(), flags: r.uint() }))

/** remote_domain_get_memory_parameters_ret */
export interface DomainGetMemoryParametersRet { params: TypedParam[]; nparams: number }
export const DomainGetMemoryParametersRet: Codec<DomainGetMemoryParametersRet> = /* @__PURE__ */ codec<DomainGetMemoryParametersRet>(
  (w, v) => {
    w.count(v.params.length, 16); for (const e of v.params) TypedParam.write(w, e)
    w.int(v.nparams)
  },
  (r) => ({ params: list(r, 16, 12, (r) => TypedParam.read(r)), nparams: r.int() }))

/** remote_domain_block_resize_args */
export interface DomainBlockResizeArgs { dom: NonnullDomain; disk: NonnullString; size: bigint; flags: number }
export const DomainBlockResizeArgs: Codec<DomainBlockResizeArgs> = /* @__PURE__ */ codec<DomainBlockResizeArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.disk)
    w.uhyper(v.size)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), disk: NonnullString.read(r), size: r.uhyper(), flags: r.uint() }))

/** remote_domain_set_numa_parameters_args */
export interface DomainSetNumaParametersArgs { dom: NonnullDomain; params: TypedParam[]; flags: number }
export const DomainSetNumaParametersArgs: Codec<DomainSetNumaParametersArgs> = /* @__PURE__ */ codec<DomainSetNumaParametersArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.count(v.params.length, 16); for (const e of v.params) TypedParam.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), params: list(r, 16, 12, (r) => TypedParam.read(r)), flags: r.uint() }))

/** remote_domain_get_numa_parameters_args */
export interface DomainGetNumaParametersArgs { dom: NonnullDomain; nparams: number; flags: number }
export const DomainGetNumaParametersArgs: Codec<DomainGetNumaParametersArgs> = /* @__PURE__ */ codec<DomainGetNumaParametersArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.int(v.nparams)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), nparams: r.int(), flags: r.uint() }))

/** remote_domain_get_numa_parameters_ret */
export interface DomainGetNumaParametersRet { params: TypedParam[]; nparams: number }
export const DomainGetNumaParametersRet: Codec<DomainGetNumaParametersRet> = /* @__PURE__ */ codec<DomainGetNumaParametersRet>(
  (w, v) => {
    w.count(v.params.length, 16); for (const e of v.params) TypedParam.write(w, e)
    w.int(v.nparams)
  },
  (r) => ({ params: list(r, 16, 12, (r) => TypedParam.read(r)), nparams: r.int() }))

/** remote_domain_set_perf_events_args */
export interface DomainSetPerfEventsArgs { dom: NonnullDomain; params: TypedParam[]; flags: number }
export const DomainSetPerfEventsArgs: Codec<DomainSetPerfEventsArgs> = /* @__PURE__ */ codec<DomainSetPerfEventsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.count(v.params.length, 64); for (const e of v.params) TypedParam.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), params: list(r, 64, 12, (r) => TypedParam.read(r)), flags: r.uint() }))

/** remote_domain_get_perf_events_args */
export interface DomainGetPerfEventsArgs { dom: NonnullDomain; flags: number }
export const DomainGetPerfEventsArgs: Codec<DomainGetPerfEventsArgs> = /* @__PURE__ */ codec<DomainGetPerfEventsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_get_perf_events_ret */
export interface DomainGetPerfEventsRet { params: TypedParam[] }
export const DomainGetPerfEventsRet: Codec<DomainGetPerfEventsRet> = /* @__PURE__ */ codec<DomainGetPerfEventsRet>(
  (w, v) => {
    w.count(v.params.length, 64); for (const e of v.params) TypedParam.write(w, e)
  },
  (r) => ({ params: list(r, 64, 12, (r) => TypedParam.read(r)) }))

/** remote_domain_block_stats_args */
export interface DomainBlockStatsArgs { dom: NonnullDomain; path: NonnullString }
export const DomainBlockStatsArgs: Codec<DomainBlockStatsArgs> = /* @__PURE__ */ codec<DomainBlockStatsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.path)
  },
  (r) => ({ dom: NonnullDomain.read(r), path: NonnullString.read(r) }))

/** remote_domain_block_stats_ret */
export interface DomainBlockStatsRet { rdReq: bigint; rdBytes: bigint; wrReq: bigint; wrBytes: bigint; errs: bigint }
export const DomainBlockStatsRet: Codec<DomainBlockStatsRet> = /* @__PURE__ */ codec<DomainBlockStatsRet>(
  (w, v) => {
    w.hyper(v.rdReq)
    w.hyper(v.rdBytes)
    w.hyper(v.wrReq)
    w.hyper(v.wrBytes)
    w.hyper(v.errs)
  },
  (r) => ({ rdReq: r.hyper(), rdBytes: r.hyper(), wrReq: r.hyper(), wrBytes: r.hyper(), errs: r.hyper() }))

/** remote_domain_block_stats_flags_args */
export interface DomainBlockStatsFlagsArgs { dom: NonnullDomain; path: NonnullString; nparams: number; flags: number }
export const DomainBlockStatsFlagsArgs: Codec<DomainBlockStatsFlagsArgs> = /* @__PURE__ */ codec<DomainBlockStatsFlagsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.path)
    w.int(v.nparams)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), path: NonnullString.read(r), nparams: r.int(), flags: r.uint() }))

/** remote_domain_block_stats_flags_ret */
export interface DomainBlockStatsFlagsRet { params: TypedParam[]; nparams: number }
export const DomainBlockStatsFlagsRet: Codec<DomainBlockStatsFlagsRet> = /* @__PURE__ */ codec<DomainBlockStatsFlagsRet>(
  (w, v) => {
    w.count(v.params.length, 16); for (const e of v.params) TypedParam.write(w, e)
    w.int(v.nparams)
  },
  (r) => ({ params: list(r, 16, 12, (r) => TypedParam.read(r)), nparams: r.int() }))

/** remote_domain_interface_stats_args */
export interface DomainInterfaceStatsArgs { dom: NonnullDomain; device: NonnullString }
export const DomainInterfaceStatsArgs: Codec<DomainInterfaceStatsArgs> = /* @__PURE__ */ codec<DomainInterfaceStatsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.device)
  },
  (r) => ({ dom: NonnullDomain.read(r), device: NonnullString.read(r) }))

/** remote_domain_interface_stats_ret */
export interface DomainInterfaceStatsRet { rxBytes: bigint; rxPackets: bigint; rxErrs: bigint; rxDrop: bigint; txBytes: bigint; txPackets: bigint; txErrs: bigint; txDrop: bigint }
export const DomainInterfaceStatsRet: Codec<DomainInterfaceStatsRet> = /* @__PURE__ */ codec<DomainInterfaceStatsRet>(
  (w, v) => {
    w.hyper(v.rxBytes)
    w.hyper(v.rxPackets)
    w.hyper(v.rxErrs)
    w.hyper(v.rxDrop)
    w.hyper(v.txBytes)
    w.hyper(v.txPackets)
    w.hyper(v.txErrs)
    w.hyper(v.txDrop)
  },
  (r) => ({ rxBytes: r.hyper(), rxPackets: r.hyper(), rxErrs: r.hyper(), rxDrop: r.hyper(), txBytes: r.hyper(), txPackets: r.hyper(), txErrs: r.hyper(), txDrop: r.hyper() }))

/** remote_domain_set_interface_parameters_args */
export interface DomainSetInterfaceParametersArgs { dom: NonnullDomain; device: NonnullString; params: TypedParam[]; flags: number }
export const DomainSetInterfaceParametersArgs: Codec<DomainSetInterfaceParametersArgs> = /* @__PURE__ */ codec<DomainSetInterfaceParametersArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.device)
    w.count(v.params.length, 16); for (const e of v.params) TypedParam.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), device: NonnullString.read(r), params: list(r, 16, 12, (r) => TypedParam.read(r)), flags: r.uint() }))

/** remote_domain_get_interface_parameters_args */
export interface DomainGetInterfaceParametersArgs { dom: NonnullDomain; device: NonnullString; nparams: number; flags: number }
export const DomainGetInterfaceParametersArgs: Codec<DomainGetInterfaceParametersArgs> = /* @__PURE__ */ codec<DomainGetInterfaceParametersArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.device)
    w.int(v.nparams)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), device: NonnullString.read(r), nparams: r.int(), flags: r.uint() }))

/** remote_domain_get_interface_parameters_ret */
export interface DomainGetInterfaceParametersRet { params: TypedParam[]; nparams: number }
export const DomainGetInterfaceParametersRet: Codec<DomainGetInterfaceParametersRet> = /* @__PURE__ */ codec<DomainGetInterfaceParametersRet>(
  (w, v) => {
    w.count(v.params.length, 16); for (const e of v.params) TypedParam.write(w, e)
    w.int(v.nparams)
  },
  (r) => ({ params: list(r, 16, 12, (r) => TypedParam.read(r)), nparams: r.int() }))

/** remote_domain_memory_stats_args */
export interface DomainMemoryStatsArgs { dom: NonnullDomain; maxStats: number; flags: number }
export const DomainMemoryStatsArgs: Codec<DomainMemoryStatsArgs> = /* @__PURE__ */ codec<DomainMemoryStatsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.maxStats)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), maxStats: r.uint(), flags: r.uint() }))

/** remote_domain_memory_stat */
export interface DomainMemoryStat { tag: number; val: bigint }
export const DomainMemoryStat: Codec<DomainMemoryStat> = /* @__PURE__ */ codec<DomainMemoryStat>(
  (w, v) => {
    w.int(v.tag)
    w.uhyper(v.val)
  },
  (r) => ({ tag: r.int(), val: r.uhyper() }))

/** remote_domain_memory_stats_ret */
export interface DomainMemoryStatsRet { stats: DomainMemoryStat[] }
export const DomainMemoryStatsRet: Codec<DomainMemoryStatsRet> = /* @__PURE__ */ codec<DomainMemoryStatsRet>(
  (w, v) => {
    w.count(v.stats.length, 1024); for (const e of v.stats) DomainMemoryStat.write(w, e)
  },
  (r) => ({ stats: list(r, 1024, 12, (r) => DomainMemoryStat.read(r)) }))

/** remote_domain_block_peek_args */
export interface DomainBlockPeekArgs { dom: NonnullDomain; path: NonnullString; offset: bigint; size: number; flags: number }
export const DomainBlockPeekArgs: Codec<DomainBlockPeekArgs> = /* @__PURE__ */ codec<DomainBlockPeekArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.path)
    w.uhyper(v.offset)
    w.uint(v.size)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), path: NonnullString.read(r), offset: r.uhyper(), size: r.uint(), flags: r.uint() }))

/** remote_domain_block_peek_ret */
export interface DomainBlockPeekRet { buffer: Uint8Array }
export const DomainBlockPeekRet: Codec<DomainBlockPeekRet> = /* @__PURE__ */ codec<DomainBlockPeekRet>(
  (w, v) => {
    w.opaque(v.buffer, 4194304)
  },
  (r) => ({ buffer: r.opaque(4194304) }))

/** remote_domain_memory_peek_args */
export interface DomainMemoryPeekArgs { dom: NonnullDomain; offset: bigint; size: number; flags: number }
export const DomainMemoryPeekArgs: Codec<DomainMemoryPeekArgs> = /* @__PURE__ */ codec<DomainMemoryPeekArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uhyper(v.offset)
    w.uint(v.size)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), offset: r.uhyper(), size: r.uint(), flags: r.uint() }))

/** remote_domain_memory_peek_ret */
export interface DomainMemoryPeekRet { buffer: Uint8Array }
export const DomainMemoryPeekRet: Codec<DomainMemoryPeekRet> = /* @__PURE__ */ codec<DomainMemoryPeekRet>(
  (w, v) => {
    w.opaque(v.buffer, 4194304)
  },
  (r) => ({ buffer: r.opaque(4194304) }))

/** remote_domain_get_block_info_args */
export interface DomainGetBlockInfoArgs { dom: NonnullDomain; path: NonnullString; flags: number }
export const DomainGetBlockInfoArgs: Codec<DomainGetBlockInfoArgs> = /* @__PURE__ */ codec<DomainGetBlockInfoArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.path)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), path: NonnullString.read(r), flags: r.uint() }))

/** remote_domain_get_block_info_ret */
export interface DomainGetBlockInfoRet { allocation: bigint; capacity: bigint; physical: bigint }
export const DomainGetBlockInfoRet: Codec<DomainGetBlockInfoRet> = /* @__PURE__ */ codec<DomainGetBlockInfoRet>(
  (w, v) => {
    w.uhyper(v.allocation)
    w.uhyper(v.capacity)
    w.uhyper(v.physical)
  },
  (r) => ({ allocation: r.uhyper(), capacity: r.uhyper(), physical: r.uhyper() }))

/** remote_connect_list_domains_args */
export interface ConnectListDomainsArgs { maxids: number }
export const ConnectListDomainsArgs: Codec<ConnectListDomainsArgs> = /* @__PURE__ */ codec<ConnectListDomainsArgs>(
  (w, v) => {
    w.int(v.maxids)
  },
  (r) => ({ maxids: r.int() }))

/** remote_connect_list_domains_ret */
export interface ConnectListDomainsRet { ids: number[] }
export const ConnectListDomainsRet: Codec<ConnectListDomainsRet> = /* @__PURE__ */ codec<ConnectListDomainsRet>(
  (w, v) => {
    w.count(v.ids.length, 16384); for (const e of v.ids) w.int(e)
  },
  (r) => ({ ids: list(r, 16384, 4, (r) => r.int()) }))

/** remote_connect_num_of_domains_ret */
export interface ConnectNumOfDomainsRet { num: number }
export const ConnectNumOfDomainsRet: Codec<ConnectNumOfDomainsRet> = /* @__PURE__ */ codec<ConnectNumOfDomainsRet>(
  (w, v) => {
    w.int(v.num)
  },
  (r) => ({ num: r.int() }))

/** remote_domain_create_xml_args */
export interface DomainCreateXmlArgs { xmlDesc: NonnullString; flags: number }
export const DomainCreateXmlArgs: Codec<DomainCreateXmlArgs> = /* @__PURE__ */ codec<DomainCreateXmlArgs>(
  (w, v) => {
    NonnullString.write(w, v.xmlDesc)
    w.uint(v.flags)
  },
  (r) => ({ xmlDesc: NonnullString.read(r), flags: r.uint() }))

/** remote_domain_create_xml_ret */
export interface DomainCreateXmlRet { dom: NonnullDomain }
export const DomainCreateXmlRet: Codec<DomainCreateXmlRet> = /* @__PURE__ */ codec<DomainCreateXmlRet>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_create_xml_with_files_args */
export interface DomainCreateXmlWithFilesArgs { xmlDesc: NonnullString; flags: number }
export const DomainCreateXmlWithFilesArgs: Codec<DomainCreateXmlWithFilesArgs> = /* @__PURE__ */ codec<DomainCreateXmlWithFilesArgs>(
  (w, v) => {
    NonnullString.write(w, v.xmlDesc)
    w.uint(v.flags)
  },
  (r) => ({ xmlDesc: NonnullString.read(r), flags: r.uint() }))

/** remote_domain_create_xml_with_files_ret */
export interface DomainCreateXmlWithFilesRet { dom: NonnullDomain }
export const DomainCreateXmlWithFilesRet: Codec<DomainCreateXmlWithFilesRet> = /* @__PURE__ */ codec<DomainCreateXmlWithFilesRet>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_lookup_by_id_args */
export interface DomainLookupByIdArgs { id: number }
export const DomainLookupByIdArgs: Codec<DomainLookupByIdArgs> = /* @__PURE__ */ codec<DomainLookupByIdArgs>(
  (w, v) => {
    w.int(v.id)
  },
  (r) => ({ id: r.int() }))

/** remote_domain_lookup_by_id_ret */
export interface DomainLookupByIdRet { dom: NonnullDomain }
export const DomainLookupByIdRet: Codec<DomainLookupByIdRet> = /* @__PURE__ */ codec<DomainLookupByIdRet>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_lookup_by_uuid_args */
export interface DomainLookupByUuidArgs { uuid: Uuid }
export const DomainLookupByUuidArgs: Codec<DomainLookupByUuidArgs> = /* @__PURE__ */ codec<DomainLookupByUuidArgs>(
  (w, v) => {
    Uuid.write(w, v.uuid)
  },
  (r) => ({ uuid: Uuid.read(r) }))

/** remote_domain_lookup_by_uuid_ret */
export interface DomainLookupByUuidRet { dom: NonnullDomain }
export const DomainLookupByUuidRet: Codec<DomainLookupByUuidRet> = /* @__PURE__ */ codec<DomainLookupByUuidRet>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_lookup_by_name_args */
export interface DomainLookupByNameArgs { name: NonnullString }
export const DomainLookupByNameArgs: Codec<DomainLookupByNameArgs> = /* @__PURE__ */ codec<DomainLookupByNameArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
  },
  (r) => ({ name: NonnullString.read(r) }))

/** remote_domain_lookup_by_name_ret */
export interface DomainLookupByNameRet { dom: NonnullDomain }
export const DomainLookupByNameRet: Codec<DomainLookupByNameRet> = /* @__PURE__ */ codec<DomainLookupByNameRet>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_suspend_args */
export interface DomainSuspendArgs { dom: NonnullDomain }
export const DomainSuspendArgs: Codec<DomainSuspendArgs> = /* @__PURE__ */ codec<DomainSuspendArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_resume_args */
export interface DomainResumeArgs { dom: NonnullDomain }
export const DomainResumeArgs: Codec<DomainResumeArgs> = /* @__PURE__ */ codec<DomainResumeArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_pm_suspend_for_duration_args */
export interface DomainPmSuspendForDurationArgs { dom: NonnullDomain; target: number; duration: bigint; flags: number }
export const DomainPmSuspendForDurationArgs: Codec<DomainPmSuspendForDurationArgs> = /* @__PURE__ */ codec<DomainPmSuspendForDurationArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.target)
    w.uhyper(v.duration)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), target: r.uint(), duration: r.uhyper(), flags: r.uint() }))

/** remote_domain_pm_wakeup_args */
export interface DomainPmWakeupArgs { dom: NonnullDomain; flags: number }
export const DomainPmWakeupArgs: Codec<DomainPmWakeupArgs> = /* @__PURE__ */ codec<DomainPmWakeupArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_shutdown_args */
export interface DomainShutdownArgs { dom: NonnullDomain }
export const DomainShutdownArgs: Codec<DomainShutdownArgs> = /* @__PURE__ */ codec<DomainShutdownArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_reboot_args */
export interface DomainRebootArgs { dom: NonnullDomain; flags: number }
export const DomainRebootArgs: Codec<DomainRebootArgs> = /* @__PURE__ */ codec<DomainRebootArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_reset_args */
export interface DomainResetArgs { dom: NonnullDomain; flags: number }
export const DomainResetArgs: Codec<DomainResetArgs> = /* @__PURE__ */ codec<DomainResetArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_destroy_args */
export interface DomainDestroyArgs { dom: NonnullDomain }
export const DomainDestroyArgs: Codec<DomainDestroyArgs> = /* @__PURE__ */ codec<DomainDestroyArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_destroy_flags_args */
export interface DomainDestroyFlagsArgs { dom: NonnullDomain; flags: number }
export const DomainDestroyFlagsArgs: Codec<DomainDestroyFlagsArgs> = /* @__PURE__ */ codec<DomainDestroyFlagsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_get_os_type_args */
export interface DomainGetOsTypeArgs { dom: NonnullDomain }
export const DomainGetOsTypeArgs: Codec<DomainGetOsTypeArgs> = /* @__PURE__ */ codec<DomainGetOsTypeArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_get_os_type_ret */
export interface DomainGetOsTypeRet { type: NonnullString }
export const DomainGetOsTypeRet: Codec<DomainGetOsTypeRet> = /* @__PURE__ */ codec<DomainGetOsTypeRet>(
  (w, v) => {
    NonnullString.write(w, v.type)
  },
  (r) => ({ type: NonnullString.read(r) }))

/** remote_domain_get_max_memory_args */
export interface DomainGetMaxMemoryArgs { dom: NonnullDomain }
export const DomainGetMaxMemoryArgs: Codec<DomainGetMaxMemoryArgs> = /* @__PURE__ */ codec<DomainGetMaxMemoryArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_get_max_memory_ret */
export interface DomainGetMaxMemoryRet { memory: bigint }
export const DomainGetMaxMemoryRet: Codec<DomainGetMaxMemoryRet> = /* @__PURE__ */ codec<DomainGetMaxMemoryRet>(
  (w, v) => {
    w.uhyper(v.memory)
  },
  (r) => ({ memory: r.uhyper() }))

/** remote_domain_set_max_memory_args */
export interface DomainSetMaxMemoryArgs { dom: NonnullDomain; memory: bigint }
export const DomainSetMaxMemoryArgs: Codec<DomainSetMaxMemoryArgs> = /* @__PURE__ */ codec<DomainSetMaxMemoryArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uhyper(v.memory)
  },
  (r) => ({ dom: NonnullDomain.read(r), memory: r.uhyper() }))

/** remote_domain_set_memory_args */
export interface DomainSetMemoryArgs { dom: NonnullDomain; memory: bigint }
export const DomainSetMemoryArgs: Codec<DomainSetMemoryArgs> = /* @__PURE__ */ codec<DomainSetMemoryArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uhyper(v.memory)
  },
  (r) => ({ dom: NonnullDomain.read(r), memory: r.uhyper() }))

/** remote_domain_set_memory_flags_args */
export interface DomainSetMemoryFlagsArgs { dom: NonnullDomain; memory: bigint; flags: number }
export const DomainSetMemoryFlagsArgs: Codec<DomainSetMemoryFlagsArgs> = /* @__PURE__ */ codec<DomainSetMemoryFlagsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uhyper(v.memory)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), memory: r.uhyper(), flags: r.uint() }))

/** remote_domain_set_memory_stats_period_args */
export interface DomainSetMemoryStatsPeriodArgs { dom: NonnullDomain; period: number; flags: number }
export const DomainSetMemoryStatsPeriodArgs: Codec<DomainSetMemoryStatsPeriodArgs> = /* @__PURE__ */ codec<DomainSetMemoryStatsPeriodArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.int(v.period)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), period: r.int(), flags: r.uint() }))

/** remote_domain_get_info_args */
export interface DomainGetInfoArgs { dom: NonnullDomain }
export const DomainGetInfoArgs: Codec<DomainGetInfoArgs> = /* @__PURE__ */ codec<DomainGetInfoArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_get_info_ret */
export interface DomainGetInfoRet { state: number; maxMem: bigint; memory: bigint; nrVirtCpu: number; cpuTime: bigint }
export const DomainGetInfoRet: Codec<DomainGetInfoRet> = /* @__PURE__ */ codec<DomainGetInfoRet>(
  (w, v) => {
    w.uint(v.state)
    w.uhyper(v.maxMem)
    w.uhyper(v.memory)
    w.uint(v.nrVirtCpu)
    w.uhyper(v.cpuTime)
  },
  (r) => ({ state: r.uint() & 0xff, maxMem: r.uhyper(), memory: r.uhyper(), nrVirtCpu: r.uint() & 0xffff, cpuTime: r.uhyper() }))

/** remote_domain_save_args */
export interface DomainSaveArgs { dom: NonnullDomain; to: NonnullString }
export const DomainSaveArgs: Codec<DomainSaveArgs> = /* @__PURE__ */ codec<DomainSaveArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.to)
  },
  (r) => ({ dom: NonnullDomain.read(r), to: NonnullString.read(r) }))

/** remote_domain_save_flags_args */
export interface DomainSaveFlagsArgs { dom: NonnullDomain; to: NonnullString; dxml: String; flags: number }
export const DomainSaveFlagsArgs: Codec<DomainSaveFlagsArgs> = /* @__PURE__ */ codec<DomainSaveFlagsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.to)
    String.write(w, v.dxml)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), to: NonnullString.read(r), dxml: String.read(r), flags: r.uint() }))

/** remote_domain_save_params_args */
export interface DomainSaveParamsArgs { dom: NonnullDomain; params: TypedParam[]; flags: number }
export const DomainSaveParamsArgs: Codec<DomainSaveParamsArgs> = /* @__PURE__ */ codec<DomainSaveParamsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.count(v.params.length, 64); for (const e of v.params) TypedParam.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), params: list(r, 64, 12, (r) => TypedParam.read(r)), flags: r.uint() }))

/** remote_domain_restore_args */
export interface DomainRestoreArgs { from: NonnullString }
export const DomainRestoreArgs: Codec<DomainRestoreArgs> = /* @__PURE__ */ codec<DomainRestoreArgs>(
  (w, v) => {
    NonnullString.write(w, v.from)
  },
  (r) => ({ from: NonnullString.read(r) }))

/** remote_domain_restore_flags_args */
export interface DomainRestoreFlagsArgs { from: NonnullString; dxml: String; flags: number }
export const DomainRestoreFlagsArgs: Codec<DomainRestoreFlagsArgs> = /* @__PURE__ */ codec<DomainRestoreFlagsArgs>(
  (w, v) => {
    NonnullString.write(w, v.from)
    String.write(w, v.dxml)
    w.uint(v.flags)
  },
  (r) => ({ from: NonnullString.read(r), dxml: String.read(r), flags: r.uint() }))

/** remote_domain_restore_params_args */
export interface DomainRestoreParamsArgs { params: TypedParam[]; flags: number }
export const DomainRestoreParamsArgs: Codec<DomainRestoreParamsArgs> = /* @__PURE__ */ codec<DomainRestoreParamsArgs>(
  (w, v) => {
    w.count(v.params.length, 64); for (const e of v.params) TypedParam.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ params: list(r, 64, 12, (r) => TypedParam.read(r)), flags: r.uint() }))

/** remote_domain_save_image_get_xml_desc_args */
export interface DomainSaveImageGetXmlDescArgs { file: NonnullString; flags: number }
export const DomainSaveImageGetXmlDescArgs: Codec<DomainSaveImageGetXmlDescArgs> = /* @__PURE__ */ codec<DomainSaveImageGetXmlDescArgs>(
  (w, v) => {
    NonnullString.write(w, v.file)
    w.uint(v.flags)
  },
  (r) => ({ file: NonnullString.read(r), flags: r.uint() }))

/** remote_domain_save_image_get_xml_desc_ret */
export interface DomainSaveImageGetXmlDescRet { xml: NonnullString }
export const DomainSaveImageGetXmlDescRet: Codec<DomainSaveImageGetXmlDescRet> = /* @__PURE__ */ codec<DomainSaveImageGetXmlDescRet>(
  (w, v) => {
    NonnullString.write(w, v.xml)
  },
  (r) => ({ xml: NonnullString.read(r) }))

/** remote_domain_save_image_define_xml_args */
export interface DomainSaveImageDefineXmlArgs { file: NonnullString; dxml: NonnullString; flags: number }
export const DomainSaveImageDefineXmlArgs: Codec<DomainSaveImageDefineXmlArgs> = /* @__PURE__ */ codec<DomainSaveImageDefineXmlArgs>(
  (w, v) => {
    NonnullString.write(w, v.file)
    NonnullString.write(w, v.dxml)
    w.uint(v.flags)
  },
  (r) => ({ file: NonnullString.read(r), dxml: NonnullString.read(r), flags: r.uint() }))

/** remote_domain_core_dump_args */
export interface DomainCoreDumpArgs { dom: NonnullDomain; to: NonnullString; flags: number }
export const DomainCoreDumpArgs: Codec<DomainCoreDumpArgs> = /* @__PURE__ */ codec<DomainCoreDumpArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.to)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), to: NonnullString.read(r), flags: r.uint() }))

/** remote_domain_core_dump_with_format_args */
export interface DomainCoreDumpWithFormatArgs { dom: NonnullDomain; to: NonnullString; dumpformat: number; flags: number }
export const DomainCoreDumpWithFormatArgs: Codec<DomainCoreDumpWithFormatArgs> = /* @__PURE__ */ codec<DomainCoreDumpWithFormatArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.to)
    w.uint(v.dumpformat)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), to: NonnullString.read(r), dumpformat: r.uint(), flags: r.uint() }))

/** remote_domain_screenshot_args */
export interface DomainScreenshotArgs { dom: NonnullDomain; screen: number; flags: number }
export const DomainScreenshotArgs: Codec<DomainScreenshotArgs> = /* @__PURE__ */ codec<DomainScreenshotArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.screen)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), screen: r.uint(), flags: r.uint() }))

/** remote_domain_screenshot_ret */
export interface DomainScreenshotRet { mime: String }
export const DomainScreenshotRet: Codec<DomainScreenshotRet> = /* @__PURE__ */ codec<DomainScreenshotRet>(
  (w, v) => {
    String.write(w, v.mime)
  },
  (r) => ({ mime: String.read(r) }))

/** remote_domain_get_xml_desc_args */
export interface DomainGetXmlDescArgs { dom: NonnullDomain; flags: number }
export const DomainGetXmlDescArgs: Codec<DomainGetXmlDescArgs> = /* @__PURE__ */ codec<DomainGetXmlDescArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_get_xml_desc_ret */
export interface DomainGetXmlDescRet { xml: NonnullString }
export const DomainGetXmlDescRet: Codec<DomainGetXmlDescRet> = /* @__PURE__ */ codec<DomainGetXmlDescRet>(
  (w, v) => {
    NonnullString.write(w, v.xml)
  },
  (r) => ({ xml: NonnullString.read(r) }))

/** remote_domain_migrate_prepare_args */
export interface DomainMigratePrepareArgs { uriIn: String; flags: bigint; dname: String; resource: bigint }
export const DomainMigratePrepareArgs: Codec<DomainMigratePrepareArgs> = /* @__PURE__ */ codec<DomainMigratePrepareArgs>(
  (w, v) => {
    String.write(w, v.uriIn)
    w.uhyper(v.flags)
    String.write(w, v.dname)
    w.uhyper(v.resource)
  },
  (r) => ({ uriIn: String.read(r), flags: r.uhyper(), dname: String.read(r), resource: r.uhyper() }))

/** remote_domain_migrate_prepare_ret */
export interface DomainMigratePrepareRet { cookie: Uint8Array; uriOut: String }
export const DomainMigratePrepareRet: Codec<DomainMigratePrepareRet> = /* @__PURE__ */ codec<DomainMigratePrepareRet>(
  (w, v) => {
    w.opaque(v.cookie, 4194304)
    String.write(w, v.uriOut)
  },
  (r) => ({ cookie: r.opaque(4194304), uriOut: String.read(r) }))

/** remote_domain_migrate_perform_args */
export interface DomainMigratePerformArgs { dom: NonnullDomain; cookie: Uint8Array; uri: NonnullString; flags: bigint; dname: String; resource: bigint }
export const DomainMigratePerformArgs: Codec<DomainMigratePerformArgs> = /* @__PURE__ */ codec<DomainMigratePerformArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.opaque(v.cookie, 4194304)
    NonnullString.write(w, v.uri)
    w.uhyper(v.flags)
    String.write(w, v.dname)
    w.uhyper(v.resource)
  },
  (r) => ({ dom: NonnullDomain.read(r), cookie: r.opaque(4194304), uri: NonnullString.read(r), flags: r.uhyper(), dname: String.read(r), resource: r.uhyper() }))

/** remote_domain_migrate_finish_args */
export interface DomainMigrateFinishArgs { dname: NonnullString; cookie: Uint8Array; uri: NonnullString; flags: bigint }
export const DomainMigrateFinishArgs: Codec<DomainMigrateFinishArgs> = /* @__PURE__ */ codec<DomainMigrateFinishArgs>(
  (w, v) => {
    NonnullString.write(w, v.dname)
    w.opaque(v.cookie, 4194304)
    NonnullString.write(w, v.uri)
    w.uhyper(v.flags)
  },
  (r) => ({ dname: NonnullString.read(r), cookie: r.opaque(4194304), uri: NonnullString.read(r), flags: r.uhyper() }))

/** remote_domain_migrate_finish_ret */
export interface DomainMigrateFinishRet { ddom: NonnullDomain }
export const DomainMigrateFinishRet: Codec<DomainMigrateFinishRet> = /* @__PURE__ */ codec<DomainMigrateFinishRet>(
  (w, v) => {
    NonnullDomain.write(w, v.ddom)
  },
  (r) => ({ ddom: NonnullDomain.read(r) }))

/** remote_domain_migrate_prepare2_args */
export interface DomainMigratePrepare2Args { uriIn: String; flags: bigint; dname: String; resource: bigint; domXml: NonnullString }
export const DomainMigratePrepare2Args: Codec<DomainMigratePrepare2Args> = /* @__PURE__ */ codec<DomainMigratePrepare2Args>(
  (w, v) => {
    String.write(w, v.uriIn)
    w.uhyper(v.flags)
    String.write(w, v.dname)
    w.uhyper(v.resource)
    NonnullString.write(w, v.domXml)
  },
  (r) => ({ uriIn: String.read(r), flags: r.uhyper(), dname: String.read(r), resource: r.uhyper(), domXml: NonnullString.read(r) }))

/** remote_domain_migrate_prepare2_ret */
export interface DomainMigratePrepare2Ret { cookie: Uint8Array; uriOut: String }
export const DomainMigratePrepare2Ret: Codec<DomainMigratePrepare2Ret> = /* @__PURE__ */ codec<DomainMigratePrepare2Ret>(
  (w, v) => {
    w.opaque(v.cookie, 4194304)
    String.write(w, v.uriOut)
  },
  (r) => ({ cookie: r.opaque(4194304), uriOut: String.read(r) }))

/** remote_domain_migrate_finish2_args */
export interface DomainMigrateFinish2Args { dname: NonnullString; cookie: Uint8Array; uri: NonnullString; flags: bigint; retcode: number }
export const DomainMigrateFinish2Args: Codec<DomainMigrateFinish2Args> = /* @__PURE__ */ codec<DomainMigrateFinish2Args>(
  (w, v) => {
    NonnullString.write(w, v.dname)
    w.opaque(v.cookie, 4194304)
    NonnullString.write(w, v.uri)
    w.uhyper(v.flags)
    w.int(v.retcode)
  },
  (r) => ({ dname: NonnullString.read(r), cookie: r.opaque(4194304), uri: NonnullString.read(r), flags: r.uhyper(), retcode: r.int() }))

/** remote_domain_migrate_finish2_ret */
export interface DomainMigrateFinish2Ret { ddom: NonnullDomain }
export const DomainMigrateFinish2Ret: Codec<DomainMigrateFinish2Ret> = /* @__PURE__ */ codec<DomainMigrateFinish2Ret>(
  (w, v) => {
    NonnullDomain.write(w, v.ddom)
  },
  (r) => ({ ddom: NonnullDomain.read(r) }))

/** remote_connect_list_defined_domains_args */
export interface ConnectListDefinedDomainsArgs { maxnames: number }
export const ConnectListDefinedDomainsArgs: Codec<ConnectListDefinedDomainsArgs> = /* @__PURE__ */ codec<ConnectListDefinedDomainsArgs>(
  (w, v) => {
    w.int(v.maxnames)
  },
  (r) => ({ maxnames: r.int() }))

/** remote_connect_list_defined_domains_ret */
export interface ConnectListDefinedDomainsRet { names: NonnullString[] }
export const ConnectListDefinedDomainsRet: Codec<ConnectListDefinedDomainsRet> = /* @__PURE__ */ codec<ConnectListDefinedDomainsRet>(
  (w, v) => {
    w.count(v.names.length, 16384); for (const e of v.names) NonnullString.write(w, e)
  },
  (r) => ({ names: list(r, 16384, 4, (r) => NonnullString.read(r)) }))

/** remote_connect_num_of_defined_domains_ret */
export interface ConnectNumOfDefinedDomainsRet { num: number }
export const ConnectNumOfDefinedDomainsRet: Codec<ConnectNumOfDefinedDomainsRet> = /* @__PURE__ */ codec<ConnectNumOfDefinedDomainsRet>(
  (w, v) => {
    w.int(v.num)
  },
  (r) => ({ num: r.int() }))

/** remote_domain_create_args */
export interface DomainCreateArgs { dom: NonnullDomain }
export const DomainCreateArgs: Codec<DomainCreateArgs> = /* @__PURE__ */ codec<DomainCreateArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_create_with_flags_args */
export interface DomainCreateWithFlagsArgs { dom: NonnullDomain; flags: number }
export const DomainCreateWithFlagsArgs: Codec<DomainCreateWithFlagsArgs> = /* @__PURE__ */ codec<DomainCreateWithFlagsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_create_with_flags_ret */
export interface DomainCreateWithFlagsRet { dom: NonnullDomain }
export const DomainCreateWithFlagsRet: Codec<DomainCreateWithFlagsRet> = /* @__PURE__ */ codec<DomainCreateWithFlagsRet>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_create_with_files_args */
export interface DomainCreateWithFilesArgs { dom: NonnullDomain; flags: number }
export const DomainCreateWithFilesArgs: Codec<DomainCreateWithFilesArgs> = /* @__PURE__ */ codec<DomainCreateWithFilesArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_create_with_files_ret */
export interface DomainCreateWithFilesRet { dom: NonnullDomain }
export const DomainCreateWithFilesRet: Codec<DomainCreateWithFilesRet> = /* @__PURE__ */ codec<DomainCreateWithFilesRet>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_define_xml_args */
export interface DomainDefineXmlArgs { xml: NonnullString }
export const DomainDefineXmlArgs: Codec<DomainDefineXmlArgs> = /* @__PURE__ */ codec<DomainDefineXmlArgs>(
  (w, v) => {
    NonnullString.write(w, v.xml)
  },
  (r) => ({ xml: NonnullString.read(r) }))

/** remote_domain_define_xml_ret */
export interface DomainDefineXmlRet { dom: NonnullDomain }
export const DomainDefineXmlRet: Codec<DomainDefineXmlRet> = /* @__PURE__ */ codec<DomainDefineXmlRet>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_define_xml_flags_args */
export interface DomainDefineXmlFlagsArgs { xml: NonnullString; flags: number }
export const DomainDefineXmlFlagsArgs: Codec<DomainDefineXmlFlagsArgs> = /* @__PURE__ */ codec<DomainDefineXmlFlagsArgs>(
  (w, v) => {
    NonnullString.write(w, v.xml)
    w.uint(v.flags)
  },
  (r) => ({ xml: NonnullString.read(r), flags: r.uint() }))

/** remote_domain_define_xml_flags_ret */
export interface DomainDefineXmlFlagsRet { dom: NonnullDomain }
export const DomainDefineXmlFlagsRet: Codec<DomainDefineXmlFlagsRet> = /* @__PURE__ */ codec<DomainDefineXmlFlagsRet>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_undefine_args */
export interface DomainUndefineArgs { dom: NonnullDomain }
export const DomainUndefineArgs: Codec<DomainUndefineArgs> = /* @__PURE__ */ codec<DomainUndefineArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_undefine_flags_args */
export interface DomainUndefineFlagsArgs { dom: NonnullDomain; flags: number }
export const DomainUndefineFlagsArgs: Codec<DomainUndefineFlagsArgs> = /* @__PURE__ */ codec<DomainUndefineFlagsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_inject_nmi_args */
export interface DomainInjectNmiArgs { dom: NonnullDomain; flags: number }
export const DomainInjectNmiArgs: Codec<DomainInjectNmiArgs> = /* @__PURE__ */ codec<DomainInjectNmiArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_send_key_args */
export interface DomainSendKeyArgs { dom: NonnullDomain; codeset: number; holdtime: number; keycodes: number[]; flags: number }
export const DomainSendKeyArgs: Codec<DomainSendKeyArgs> = /* @__PURE__ */ codec<DomainSendKeyArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.codeset)
    w.uint(v.holdtime)
    w.count(v.keycodes.length, 16); for (const e of v.keycodes) w.uint(e)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), codeset: r.uint(), holdtime: r.uint(), keycodes: list(r, 16, 4, (r) => r.uint()), flags: r.uint() }))

/** remote_domain_send_process_signal_args */
export interface DomainSendProcessSignalArgs { dom: NonnullDomain; pidValue: bigint; signum: number; flags: number }
export const DomainSendProcessSignalArgs: Codec<DomainSendProcessSignalArgs> = /* @__PURE__ */ codec<DomainSendProcessSignalArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.hyper(v.pidValue)
    w.uint(v.signum)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), pidValue: r.hyper(), signum: r.uint(), flags: r.uint() }))

/** remote_domain_set_vcpus_args */
export interface DomainSetVcpusArgs { dom: NonnullDomain; nvcpus: number }
export const DomainSetVcpusArgs: Codec<DomainSetVcpusArgs> = /* @__PURE__ */ codec<DomainSetVcpusArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.nvcpus)
  },
  (r) => ({ dom: NonnullDomain.read(r), nvcpus: r.uint() }))

/** remote_domain_set_vcpus_flags_args */
export interface DomainSetVcpusFlagsArgs { dom: NonnullDomain; nvcpus: number; flags: number }
export const DomainSetVcpusFlagsArgs: Codec<DomainSetVcpusFlagsArgs> = /* @__PURE__ */ codec<DomainSetVcpusFlagsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.nvcpus)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), nvcpus: r.uint(), flags: r.uint() }))

/** remote_domain_get_vcpus_flags_args */
export interface DomainGetVcpusFlagsArgs { dom: NonnullDomain; flags: number }
export const DomainGetVcpusFlagsArgs: Codec<DomainGetVcpusFlagsArgs> = /* @__PURE__ */ codec<DomainGetVcpusFlagsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_get_vcpus_flags_ret */
export interface DomainGetVcpusFlagsRet { num: number }
export const DomainGetVcpusFlagsRet: Codec<DomainGetVcpusFlagsRet> = /* @__PURE__ */ codec<DomainGetVcpusFlagsRet>(
  (w, v) => {
    w.int(v.num)
  },
  (r) => ({ num: r.int() }))

/** remote_domain_pin_vcpu_args */
export interface DomainPinVcpuArgs { dom: NonnullDomain; vcpu: number; cpumap: Uint8Array }
export const DomainPinVcpuArgs: Codec<DomainPinVcpuArgs> = /* @__PURE__ */ codec<DomainPinVcpuArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.vcpu)
    w.opaque(v.cpumap, 2048)
  },
  (r) => ({ dom: NonnullDomain.read(r), vcpu: r.uint(), cpumap: r.opaque(2048) }))

/** remote_domain_pin_vcpu_flags_args */
export interface DomainPinVcpuFlagsArgs { dom: NonnullDomain; vcpu: number; cpumap: Uint8Array; flags: number }
export const DomainPinVcpuFlagsArgs: Codec<DomainPinVcpuFlagsArgs> = /* @__PURE__ */ codec<DomainPinVcpuFlagsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.vcpu)
    w.opaque(v.cpumap, 2048)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), vcpu: r.uint(), cpumap: r.opaque(2048), flags: r.uint() }))

/** remote_domain_get_vcpu_pin_info_args */
export interface DomainGetVcpuPinInfoArgs { dom: NonnullDomain; ncpumaps: number; maplen: number; flags: number }
export const DomainGetVcpuPinInfoArgs: Codec<DomainGetVcpuPinInfoArgs> = /* @__PURE__ */ codec<DomainGetVcpuPinInfoArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.int(v.ncpumaps)
    w.int(v.maplen)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), ncpumaps: r.int(), maplen: r.int(), flags: r.uint() }))

/** remote_domain_get_vcpu_pin_info_ret */
export interface DomainGetVcpuPinInfoRet { cpumaps: Uint8Array; num: number }
export const DomainGetVcpuPinInfoRet: Codec<DomainGetVcpuPinInfoRet> = /* @__PURE__ */ codec<DomainGetVcpuPinInfoRet>(
  (w, v) => {
    w.opaque(v.cpumaps, 8388608)
    w.int(v.num)
  },
  (r) => ({ cpumaps: r.opaque(8388608), num: r.int() }))

/** remote_domain_pin_emulator_args */
export interface DomainPinEmulatorArgs { dom: NonnullDomain; cpumap: Uint8Array; flags: number }
export const DomainPinEmulatorArgs: Codec<DomainPinEmulatorArgs> = /* @__PURE__ */ codec<DomainPinEmulatorArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.opaque(v.cpumap, 2048)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), cpumap: r.opaque(2048), flags: r.uint() }))

/** remote_domain_get_emulator_pin_info_args */
export interface DomainGetEmulatorPinInfoArgs { dom: NonnullDomain; maplen: number; flags: number }
export const DomainGetEmulatorPinInfoArgs: Codec<DomainGetEmulatorPinInfoArgs> = /* @__PURE__ */ codec<DomainGetEmulatorPinInfoArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.int(v.maplen)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), maplen: r.int(), flags: r.uint() }))

/** remote_domain_get_emulator_pin_info_ret */
export interface DomainGetEmulatorPinInfoRet { cpumaps: Uint8Array; ret: number }
export const DomainGetEmulatorPinInfoRet: Codec<DomainGetEmulatorPinInfoRet> = /* @__PURE__ */ codec<DomainGetEmulatorPinInfoRet>(
  (w, v) => {
    w.opaque(v.cpumaps, 8388608)
    w.int(v.ret)
  },
  (r) => ({ cpumaps: r.opaque(8388608), ret: r.int() }))

/** remote_domain_get_vcpus_args */
export interface DomainGetVcpusArgs { dom: NonnullDomain; maxinfo: number; maplen: number }
export const DomainGetVcpusArgs: Codec<DomainGetVcpusArgs> = /* @__PURE__ */ codec<DomainGetVcpusArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.int(v.maxinfo)
    w.int(v.maplen)
  },
  (r) => ({ dom: NonnullDomain.read(r), maxinfo: r.int(), maplen: r.int() }))

/** remote_domain_get_vcpus_ret */
export interface DomainGetVcpusRet { info: VcpuInfo[]; cpumaps: Uint8Array }
export const DomainGetVcpusRet: Codec<DomainGetVcpusRet> = /* @__PURE__ */ codec<DomainGetVcpusRet>(
  (w, v) => {
    w.count(v.info.length, 16384); for (const e of v.info) VcpuInfo.write(w, e)
    w.opaque(v.cpumaps, 8388608)
  },
  (r) => ({ info: list(r, 16384, 20, (r) => VcpuInfo.read(r)), cpumaps: r.opaque(8388608) }))

/** remote_domain_get_max_vcpus_args */
export interface DomainGetMaxVcpusArgs { dom: NonnullDomain }
export const DomainGetMaxVcpusArgs: Codec<DomainGetMaxVcpusArgs> = /* @__PURE__ */ codec<DomainGetMaxVcpusArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_get_max_vcpus_ret */
export interface DomainGetMaxVcpusRet { num: number }
export const DomainGetMaxVcpusRet: Codec<DomainGetMaxVcpusRet> = /* @__PURE__ */ codec<DomainGetMaxVcpusRet>(
  (w, v) => {
    w.int(v.num)
  },
  (r) => ({ num: r.int() }))

/** remote_domain_iothread_info */
export interface DomainIothreadInfo { iothreadId: number; cpumap: Uint8Array }
export const DomainIothreadInfo: Codec<DomainIothreadInfo> = /* @__PURE__ */ codec<DomainIothreadInfo>(
  (w, v) => {
    w.uint(v.iothreadId)
    w.opaque(v.cpumap, 2048)
  },
  (r) => ({ iothreadId: r.uint(), cpumap: r.opaque(2048) }))

/** remote_domain_get_iothread_info_args */
export interface DomainGetIothreadInfoArgs { dom: NonnullDomain; flags: number }
export const DomainGetIothreadInfoArgs: Codec<DomainGetIothreadInfoArgs> = /* @__PURE__ */ codec<DomainGetIothreadInfoArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_get_iothread_info_ret */
export interface DomainGetIothreadInfoRet { info: DomainIothreadInfo[]; ret: number }
export const DomainGetIothreadInfoRet: Codec<DomainGetIothreadInfoRet> = /* @__PURE__ */ codec<DomainGetIothreadInfoRet>(
  (w, v) => {
    w.count(v.info.length, 16384); for (const e of v.info) DomainIothreadInfo.write(w, e)
    w.uint(v.ret)
  },
  (r) => ({ info: list(r, 16384, 8, (r) => DomainIothreadInfo.read(r)), ret: r.uint() }))

/** remote_domain_pin_iothread_args */
export interface DomainPinIothreadArgs { dom: NonnullDomain; iothreadsId: number; cpumap: Uint8Array; flags: number }
export const DomainPinIothreadArgs: Codec<DomainPinIothreadArgs> = /* @__PURE__ */ codec<DomainPinIothreadArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.iothreadsId)
    w.opaque(v.cpumap, 2048)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), iothreadsId: r.uint(), cpumap: r.opaque(2048), flags: r.uint() }))

/** remote_domain_add_iothread_args */
export interface DomainAddIothreadArgs { dom: NonnullDomain; iothreadId: number; flags: number }
export const DomainAddIothreadArgs: Codec<DomainAddIothreadArgs> = /* @__PURE__ */ codec<DomainAddIothreadArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.iothreadId)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), iothreadId: r.uint(), flags: r.uint() }))

/** remote_domain_del_iothread_args */
export interface DomainDelIothreadArgs { dom: NonnullDomain; iothreadId: number; flags: number }
export const DomainDelIothreadArgs: Codec<DomainDelIothreadArgs> = /* @__PURE__ */ codec<DomainDelIothreadArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.iothreadId)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), iothreadId: r.uint(), flags: r.uint() }))

/** remote_domain_set_iothread_params_args */
export interface DomainSetIothreadParamsArgs { dom: NonnullDomain; iothreadId: number; params: TypedParam[]; flags: number }
export const DomainSetIothreadParamsArgs: Codec<DomainSetIothreadParamsArgs> = /* @__PURE__ */ codec<DomainSetIothreadParamsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.iothreadId)
    w.count(v.params.length, 64); for (const e of v.params) TypedParam.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), iothreadId: r.uint(), params: list(r, 64, 12, (r) => TypedParam.read(r)), flags: r.uint() }))

/** remote_domain_get_security_label_args */
export interface DomainGetSecurityLabelArgs { dom: NonnullDomain }
export const DomainGetSecurityLabelArgs: Codec<DomainGetSecurityLabelArgs> = /* @__PURE__ */ codec<DomainGetSecurityLabelArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_get_security_label_ret */
export interface DomainGetSecurityLabelRet { label: Uint8Array; enforcing: number }
export const DomainGetSecurityLabelRet: Codec<DomainGetSecurityLabelRet> = /* @__PURE__ */ codec<DomainGetSecurityLabelRet>(
  (w, v) => {
    w.chars(v.label, 4097)
    w.int(v.enforcing)
  },
  (r) => ({ label: r.chars(4097), enforcing: r.int() }))

/** remote_domain_get_security_label_list_args */
export interface DomainGetSecurityLabelListArgs { dom: NonnullDomain }
export const DomainGetSecurityLabelListArgs: Codec<DomainGetSecurityLabelListArgs> = /* @__PURE__ */ codec<DomainGetSecurityLabelListArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_get_security_label_list_ret */
export interface DomainGetSecurityLabelListRet { labels: DomainGetSecurityLabelRet[]; ret: number }
export const DomainGetSecurityLabelListRet: Codec<DomainGetSecurityLabelListRet> = /* @__PURE__ */ codec<DomainGetSecurityLabelListRet>(
  (w, v) => {
    w.count(v.labels.length, 64); for (const e of v.labels) DomainGetSecurityLabelRet.write(w, e)
    w.int(v.ret)
  },
  (r) => ({ labels: list(r, 64, 8, (r) => DomainGetSecurityLabelRet.read(r)), ret: r.int() }))

/** remote_node_get_security_model_ret */
export interface NodeGetSecurityModelRet { model: Uint8Array; doi: Uint8Array }
export const NodeGetSecurityModelRet: Codec<NodeGetSecurityModelRet> = /* @__PURE__ */ codec<NodeGetSecurityModelRet>(
  (w, v) => {
    w.chars(v.model, 257)
    w.chars(v.doi, 257)
  },
  (r) => ({ model: r.chars(257), doi: r.chars(257) }))

/** remote_domain_attach_device_args */
export interface DomainAttachDeviceArgs { dom: NonnullDomain; xml: NonnullString }
export const DomainAttachDeviceArgs: Codec<DomainAttachDeviceArgs> = /* @__PURE__ */ codec<DomainAttachDeviceArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.xml)
  },
  (r) => ({ dom: NonnullDomain.read(r), xml: NonnullString.read(r) }))

/** remote_domain_attach_device_flags_args */
export interface DomainAttachDeviceFlagsArgs { dom: NonnullDomain; xml: NonnullString; flags: number }
export const DomainAttachDeviceFlagsArgs: Codec<DomainAttachDeviceFlagsArgs> = /* @__PURE__ */ codec<DomainAttachDeviceFlagsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.xml)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), xml: NonnullString.read(r), flags: r.uint() }))

/** remote_domain_detach_device_args */
export interface DomainDetachDeviceArgs { dom: NonnullDomain; xml: NonnullString }
export const DomainDetachDeviceArgs: Codec<DomainDetachDeviceArgs> = /* @__PURE__ */ codec<DomainDetachDeviceArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.xml)
  },
  (r) => ({ dom: NonnullDomain.read(r), xml: NonnullString.read(r) }))

/** remote_domain_detach_device_flags_args */
export interface DomainDetachDeviceFlagsArgs { dom: NonnullDomain; xml: NonnullString; flags: number }
export const DomainDetachDeviceFlagsArgs: Codec<DomainDetachDeviceFlagsArgs> = /* @__PURE__ */ codec<DomainDetachDeviceFlagsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.xml)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), xml: NonnullString.read(r), flags: r.uint() }))

/** remote_domain_update_device_flags_args */
export interface DomainUpdateDeviceFlagsArgs { dom: NonnullDomain; xml: NonnullString; flags: number }
export const DomainUpdateDeviceFlagsArgs: Codec<DomainUpdateDeviceFlagsArgs> = /* @__PURE__ */ codec<DomainUpdateDeviceFlagsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.xml)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), xml: NonnullString.read(r), flags: r.uint() }))

/** remote_domain_detach_device_alias_args */
export interface DomainDetachDeviceAliasArgs { dom: NonnullDomain; alias: NonnullString; flags: number }
export const DomainDetachDeviceAliasArgs: Codec<DomainDetachDeviceAliasArgs> = /* @__PURE__ */ codec<DomainDetachDeviceAliasArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.alias)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), alias: NonnullString.read(r), flags: r.uint() }))

/** remote_domain_get_autostart_args */
export interface DomainGetAutostartArgs { dom: NonnullDomain }
export const DomainGetAutostartArgs: Codec<DomainGetAutostartArgs> = /* @__PURE__ */ codec<DomainGetAutostartArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_get_autostart_ret */
export interface DomainGetAutostartRet { autostart: number }
export const DomainGetAutostartRet: Codec<DomainGetAutostartRet> = /* @__PURE__ */ codec<DomainGetAutostartRet>(
  (w, v) => {
    w.int(v.autostart)
  },
  (r) => ({ autostart: r.int() }))

/** remote_domain_set_autostart_args */
export interface DomainSetAutostartArgs { dom: NonnullDomain; autostart: number }
export const DomainSetAutostartArgs: Codec<DomainSetAutostartArgs> = /* @__PURE__ */ codec<DomainSetAutostartArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.int(v.autostart)
  },
  (r) => ({ dom: NonnullDomain.read(r), autostart: r.int() }))

/** remote_domain_set_metadata_args */
export interface DomainSetMetadataArgs { dom: NonnullDomain; type: number; metadata: String; key: String; uri: String; flags: number }
export const DomainSetMetadataArgs: Codec<DomainSetMetadataArgs> = /* @__PURE__ */ codec<DomainSetMetadataArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.int(v.type)
    String.write(w, v.metadata)
    String.write(w, v.key)
    String.write(w, v.uri)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), type: r.int(), metadata: String.read(r), key: String.read(r), uri: String.read(r), flags: r.uint() }))

/** remote_domain_get_metadata_args */
export interface DomainGetMetadataArgs { dom: NonnullDomain; type: number; uri: String; flags: number }
export const DomainGetMetadataArgs: Codec<DomainGetMetadataArgs> = /* @__PURE__ */ codec<DomainGetMetadataArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.int(v.type)
    String.write(w, v.uri)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), type: r.int(), uri: String.read(r), flags: r.uint() }))

/** remote_domain_get_metadata_ret */
export interface DomainGetMetadataRet { metadata: NonnullString }
export const DomainGetMetadataRet: Codec<DomainGetMetadataRet> = /* @__PURE__ */ codec<DomainGetMetadataRet>(
  (w, v) => {
    NonnullString.write(w, v.metadata)
  },
  (r) => ({ metadata: NonnullString.read(r) }))

/** remote_domain_block_job_abort_args */
export interface DomainBlockJobAbortArgs { dom: NonnullDomain; path: NonnullString; flags: number }
export const DomainBlockJobAbortArgs: Codec<DomainBlockJobAbortArgs> = /* @__PURE__ */ codec<DomainBlockJobAbortArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.path)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), path: NonnullString.read(r), flags: r.uint() }))

/** remote_domain_get_block_job_info_args */
export interface DomainGetBlockJobInfoArgs { dom: NonnullDomain; path: NonnullString; flags: number }
export const DomainGetBlockJobInfoArgs: Codec<DomainGetBlockJobInfoArgs> = /* @__PURE__ */ codec<DomainGetBlockJobInfoArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.path)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), path: NonnullString.read(r), flags: r.uint() }))

/** remote_domain_get_block_job_info_ret */
export interface DomainGetBlockJobInfoRet { found: number; type: number; bandwidth: bigint; cur: bigint; end: bigint }
export const DomainGetBlockJobInfoRet: Codec<DomainGetBlockJobInfoRet> = /* @__PURE__ */ codec<DomainGetBlockJobInfoRet>(
  (w, v) => {
    w.int(v.found)
    w.int(v.type)
    w.uhyper(v.bandwidth)
    w.uhyper(v.cur)
    w.uhyper(v.end)
  },
  (r) => ({ found: r.int(), type: r.int(), bandwidth: r.uhyper(), cur: r.uhyper(), end: r.uhyper() }))

/** remote_domain_block_job_set_speed_args */
export interface DomainBlockJobSetSpeedArgs { dom: NonnullDomain; path: NonnullString; bandwidth: bigint; flags: number }
export const DomainBlockJobSetSpeedArgs: Codec<DomainBlockJobSetSpeedArgs> = /* @__PURE__ */ codec<DomainBlockJobSetSpeedArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.path)
    w.uhyper(v.bandwidth)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), path: NonnullString.read(r), bandwidth: r.uhyper(), flags: r.uint() }))

/** remote_domain_block_pull_args */
export interface DomainBlockPullArgs { dom: NonnullDomain; path: NonnullString; bandwidth: bigint; flags: number }
export const DomainBlockPullArgs: Codec<DomainBlockPullArgs> = /* @__PURE__ */ codec<DomainBlockPullArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.path)
    w.uhyper(v.bandwidth)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), path: NonnullString.read(r), bandwidth: r.uhyper(), flags: r.uint() }))

/** remote_domain_block_rebase_args */
export interface DomainBlockRebaseArgs { dom: NonnullDomain; path: NonnullString; base: String; bandwidth: bigint; flags: number }
export const DomainBlockRebaseArgs: Codec<DomainBlockRebaseArgs> = /* @__PURE__ */ codec<DomainBlockRebaseArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.path)
    String.write(w, v.base)
    w.uhyper(v.bandwidth)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), path: NonnullString.read(r), base: String.read(r), bandwidth: r.uhyper(), flags: r.uint() }))

/** remote_domain_block_copy_args */
export interface DomainBlockCopyArgs { dom: NonnullDomain; path: NonnullString; destxml: NonnullString; params: TypedParam[]; flags: number }
export const DomainBlockCopyArgs: Codec<DomainBlockCopyArgs> = /* @__PURE__ */ codec<DomainBlockCopyArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.path)
    NonnullString.write(w, v.destxml)
    w.count(v.params.length, 16); for (const e of v.params) TypedParam.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), path: NonnullString.read(r), destxml: NonnullString.read(r), params: list(r, 16, 12, (r) => TypedParam.read(r)), flags: r.uint() }))

/** remote_domain_block_commit_args */
export interface DomainBlockCommitArgs { dom: NonnullDomain; disk: NonnullString; base: String; top: String; bandwidth: bigint; flags: number }
export const DomainBlockCommitArgs: Codec<DomainBlockCommitArgs> = /* @__PURE__ */ codec<DomainBlockCommitArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.disk)
    String.write(w, v.base)
    String.write(w, v.top)
    w.uhyper(v.bandwidth)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), disk: NonnullString.read(r), base: String.read(r), top: String.read(r), bandwidth: r.uhyper(), flags: r.uint() }))

/** remote_domain_set_block_io_tune_args */
export interface DomainSetBlockIoTuneArgs { dom: NonnullDomain; disk: NonnullString; params: TypedParam[]; flags: number }
export const DomainSetBlockIoTuneArgs: Codec<DomainSetBlockIoTuneArgs> = /* @__PURE__ */ codec<DomainSetBlockIoTuneArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.disk)
    w.count(v.params.length, 32); for (const e of v.params) TypedParam.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), disk: NonnullString.read(r), params: list(r, 32, 12, (r) => TypedParam.read(r)), flags: r.uint() }))

/** remote_domain_get_block_io_tune_args */
export interface DomainGetBlockIoTuneArgs { dom: NonnullDomain; disk: String; nparams: number; flags: number }
export const DomainGetBlockIoTuneArgs: Codec<DomainGetBlockIoTuneArgs> = /* @__PURE__ */ codec<DomainGetBlockIoTuneArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    String.write(w, v.disk)
    w.int(v.nparams)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), disk: String.read(r), nparams: r.int(), flags: r.uint() }))

/** remote_domain_get_block_io_tune_ret */
export interface DomainGetBlockIoTuneRet { params: TypedParam[]; nparams: number }
export const DomainGetBlockIoTuneRet: Codec<DomainGetBlockIoTuneRet> = /* @__PURE__ */ codec<DomainGetBlockIoTuneRet>(
  (w, v) => {
    w.count(v.params.length, 32); for (const e of v.params) TypedParam.write(w, e)
    w.int(v.nparams)
  },
  (r) => ({ params: list(r, 32, 12, (r) => TypedParam.read(r)), nparams: r.int() }))

/** remote_domain_set_throttle_group_args */
export interface DomainSetThrottleGroupArgs { dom: NonnullDomain; group: NonnullString; params: TypedParam[]; flags: number }
export const DomainSetThrottleGroupArgs: Codec<DomainSetThrottleGroupArgs> = /* @__PURE__ */ codec<DomainSetThrottleGroupArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.group)
    w.count(v.params.length, 32); for (const e of v.params) TypedParam.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), group: NonnullString.read(r), params: list(r, 32, 12, (r) => TypedParam.read(r)), flags: r.uint() }))

/** remote_domain_del_throttle_group_args */
export interface DomainDelThrottleGroupArgs { dom: NonnullDomain; group: String; flags: number }
export const DomainDelThrottleGroupArgs: Codec<DomainDelThrottleGroupArgs> = /* @__PURE__ */ codec<DomainDelThrottleGroupArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    String.write(w, v.group)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), group: String.read(r), flags: r.uint() }))

/** remote_domain_get_cpu_stats_args */
export interface DomainGetCpuStatsArgs { dom: NonnullDomain; nparams: number; startCpu: number; ncpus: number; flags: number }
export const DomainGetCpuStatsArgs: Codec<DomainGetCpuStatsArgs> = /* @__PURE__ */ codec<DomainGetCpuStatsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.nparams)
    w.int(v.startCpu)
    w.uint(v.ncpus)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), nparams: r.uint(), startCpu: r.int(), ncpus: r.uint(), flags: r.uint() }))

/** remote_domain_get_cpu_stats_ret */
export interface DomainGetCpuStatsRet { params: TypedParam[]; nparams: number }
export const DomainGetCpuStatsRet: Codec<DomainGetCpuStatsRet> = /* @__PURE__ */ codec<DomainGetCpuStatsRet>(
  (w, v) => {
    w.count(v.params.length, 2048); for (const e of v.params) TypedParam.write(w, e)
    w.int(v.nparams)
  },
  (r) => ({ params: list(r, 2048, 12, (r) => TypedParam.read(r)), nparams: r.int() }))

/** remote_domain_get_hostname_args */
export interface DomainGetHostnameArgs { dom: NonnullDomain; flags: number }
export const DomainGetHostnameArgs: Codec<DomainGetHostnameArgs> = /* @__PURE__ */ codec<DomainGetHostnameArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_get_hostname_ret */
export interface DomainGetHostnameRet { hostname: NonnullString }
export const DomainGetHostnameRet: Codec<DomainGetHostnameRet> = /* @__PURE__ */ codec<DomainGetHostnameRet>(
  (w, v) => {
    NonnullString.write(w, v.hostname)
  },
  (r) => ({ hostname: NonnullString.read(r) }))

/** remote_connect_num_of_networks_ret */
export interface ConnectNumOfNetworksRet { num: number }
export const ConnectNumOfNetworksRet: Codec<ConnectNumOfNetworksRet> = /* @__PURE__ */ codec<ConnectNumOfNetworksRet>(
  (w, v) => {
    w.int(v.num)
  },
  (r) => ({ num: r.int() }))

/** remote_connect_list_networks_args */
export interface ConnectListNetworksArgs { maxnames: number }
export const ConnectListNetworksArgs: Codec<ConnectListNetworksArgs> = /* @__PURE__ */ codec<ConnectListNetworksArgs>(
  (w, v) => {
    w.int(v.maxnames)
  },
  (r) => ({ maxnames: r.int() }))

/** remote_connect_list_networks_ret */
export interface ConnectListNetworksRet { names: NonnullString[] }
export const ConnectListNetworksRet: Codec<ConnectListNetworksRet> = /* @__PURE__ */ codec<ConnectListNetworksRet>(
  (w, v) => {
    w.count(v.names.length, 16384); for (const e of v.names) NonnullString.write(w, e)
  },
  (r) => ({ names: list(r, 16384, 4, (r) => NonnullString.read(r)) }))

/** remote_connect_num_of_defined_networks_ret */
export interface ConnectNumOfDefinedNetworksRet { num: number }
export const ConnectNumOfDefinedNetworksRet: Codec<ConnectNumOfDefinedNetworksRet> = /* @__PURE__ */ codec<ConnectNumOfDefinedNetworksRet>(
  (w, v) => {
    w.int(v.num)
  },
  (r) => ({ num: r.int() }))

/** remote_connect_list_defined_networks_args */
export interface ConnectListDefinedNetworksArgs { maxnames: number }
export const ConnectListDefinedNetworksArgs: Codec<ConnectListDefinedNetworksArgs> = /* @__PURE__ */ codec<ConnectListDefinedNetworksArgs>(
  (w, v) => {
    w.int(v.maxnames)
  },
  (r) => ({ maxnames: r.int() }))

/** remote_connect_list_defined_networks_ret */
export interface ConnectListDefinedNetworksRet { names: NonnullString[] }
export const ConnectListDefinedNetworksRet: Codec<ConnectListDefinedNetworksRet> = /* @__PURE__ */ codec<ConnectListDefinedNetworksRet>(
  (w, v) => {
    w.count(v.names.length, 16384); for (const e of v.names) NonnullString.write(w, e)
  },
  (r) => ({ names: list(r, 16384, 4, (r) => NonnullString.read(r)) }))

/** remote_network_lookup_by_uuid_args */
export interface NetworkLookupByUuidArgs { uuid: Uuid }
export const NetworkLookupByUuidArgs: Codec<NetworkLookupByUuidArgs> = /* @__PURE__ */ codec<NetworkLookupByUuidArgs>(
  (w, v) => {
    Uuid.write(w, v.uuid)
  },
  (r) => ({ uuid: Uuid.read(r) }))

/** remote_network_lookup_by_uuid_ret */
export interface NetworkLookupByUuidRet { net: NonnullNetwork }
export const NetworkLookupByUuidRet: Codec<NetworkLookupByUuidRet> = /* @__PURE__ */ codec<NetworkLookupByUuidRet>(
  (w, v) => {
    NonnullNetwork.write(w, v.net)
  },
  (r) => ({ net: NonnullNetwork.read(r) }))

/** remote_network_lookup_by_name_args */
export interface NetworkLookupByNameArgs { name: NonnullString }
export const NetworkLookupByNameArgs: Codec<NetworkLookupByNameArgs> = /* @__PURE__ */ codec<NetworkLookupByNameArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
  },
  (r) => ({ name: NonnullString.read(r) }))

/** remote_network_lookup_by_name_ret */
export interface NetworkLookupByNameRet { net: NonnullNetwork }
export const NetworkLookupByNameRet: Codec<NetworkLookupByNameRet> = /* @__PURE__ */ codec<NetworkLookupByNameRet>(
  (w, v) => {
    NonnullNetwork.write(w, v.net)
  },
  (r) => ({ net: NonnullNetwork.read(r) }))

/** remote_network_create_xml_args */
export interface NetworkCreateXmlArgs { xml: NonnullString }
export const NetworkCreateXmlArgs: Codec<NetworkCreateXmlArgs> = /* @__PURE__ */ codec<NetworkCreateXmlArgs>(
  (w, v) => {
    NonnullString.write(w, v.xml)
  },
  (r) => ({ xml: NonnullString.read(r) }))

/** remote_network_create_xml_ret */
export interface NetworkCreateXmlRet { net: NonnullNetwork }
export const NetworkCreateXmlRet: Codec<NetworkCreateXmlRet> = /* @__PURE__ */ codec<NetworkCreateXmlRet>(
  (w, v) => {
    NonnullNetwork.write(w, v.net)
  },
  (r) => ({ net: NonnullNetwork.read(r) }))

/** remote_network_create_xml_flags_args */
export interface NetworkCreateXmlFlagsArgs { xml: NonnullString; flags: number }
export const NetworkCreateXmlFlagsArgs: Codec<NetworkCreateXmlFlagsArgs> = /* @__PURE__ */ codec<NetworkCreateXmlFlagsArgs>(
  (w, v) => {
    NonnullString.write(w, v.xml)
    w.uint(v.flags)
  },
  (r) => ({ xml: NonnullString.read(r), flags: r.uint() }))

/** remote_network_create_xml_flags_ret */
export interface NetworkCreateXmlFlagsRet { net: NonnullNetwork }
export const NetworkCreateXmlFlagsRet: Codec<NetworkCreateXmlFlagsRet> = /* @__PURE__ */ codec<NetworkCreateXmlFlagsRet>(
  (w, v) => {
    NonnullNetwork.write(w, v.net)
  },
  (r) => ({ net: NonnullNetwork.read(r) }))

/** remote_network_define_xml_args */
export interface NetworkDefineXmlArgs { xml: NonnullString }
export const NetworkDefineXmlArgs: Codec<NetworkDefineXmlArgs> = /* @__PURE__ */ codec<NetworkDefineXmlArgs>(
  (w, v) => {
    NonnullString.write(w, v.xml)
  },
  (r) => ({ xml: NonnullString.read(r) }))

/** remote_network_define_xml_ret */
export interface NetworkDefineXmlRet { net: NonnullNetwork }
export const NetworkDefineXmlRet: Codec<NetworkDefineXmlRet> = /* @__PURE__ */ codec<NetworkDefineXmlRet>(
  (w, v) => {
    NonnullNetwork.write(w, v.net)
  },
  (r) => ({ net: NonnullNetwork.read(r) }))

/** remote_network_define_xml_flags_args */
export interface NetworkDefineXmlFlagsArgs { xml: NonnullString; flags: number }
export const NetworkDefineXmlFlagsArgs: Codec<NetworkDefineXmlFlagsArgs> = /* @__PURE__ */ codec<NetworkDefineXmlFlagsArgs>(
  (w, v) => {
    NonnullString.write(w, v.xml)
    w.uint(v.flags)
  },
  (r) => ({ xml: NonnullString.read(r), flags: r.uint() }))

/** remote_network_define_xml_flags_ret */
export interface NetworkDefineXmlFlagsRet { net: NonnullNetwork }
export const NetworkDefineXmlFlagsRet: Codec<NetworkDefineXmlFlagsRet> = /* @__PURE__ */ codec<NetworkDefineXmlFlagsRet>(
  (w, v) => {
    NonnullNetwork.write(w, v.net)
  },
  (r) => ({ net: NonnullNetwork.read(r) }))

/** remote_network_undefine_args */
export interface NetworkUndefineArgs { net: NonnullNetwork }
export const NetworkUndefineArgs: Codec<NetworkUndefineArgs> = /* @__PURE__ */ codec<NetworkUndefineArgs>(
  (w, v) => {
    NonnullNetwork.write(w, v.net)
  },
  (r) => ({ net: NonnullNetwork.read(r) }))

/** remote_network_update_args */
export interface NetworkUpdateArgs { net: NonnullNetwork; command: number; section: number; parentIndex: number; xml: NonnullString; flags: number }
export const NetworkUpdateArgs: Codec<NetworkUpdateArgs> = /* @__PURE__ */ codec<NetworkUpdateArgs>(
  (w, v) => {
    NonnullNetwork.write(w, v.net)
    w.uint(v.command)
    w.uint(v.section)
    w.int(v.parentIndex)
    NonnullString.write(w, v.xml)
    w.uint(v.flags)
  },
  (r) => ({ net: NonnullNetwork.read(r), command: r.uint(), section: r.uint(), parentIndex: r.int(), xml: NonnullString.read(r), flags: r.uint() }))

/** remote_network_create_args */
export interface NetworkCreateArgs { net: NonnullNetwork }
export const NetworkCreateArgs: Codec<NetworkCreateArgs> = /* @__PURE__ */ codec<NetworkCreateArgs>(
  (w, v) => {
    NonnullNetwork.write(w, v.net)
  },
  (r) => ({ net: NonnullNetwork.read(r) }))

/** remote_network_destroy_args */
export interface NetworkDestroyArgs { net: NonnullNetwork }
export const NetworkDestroyArgs: Codec<NetworkDestroyArgs> = /* @__PURE__ */ codec<NetworkDestroyArgs>(
  (w, v) => {
    NonnullNetwork.write(w, v.net)
  },
  (r) => ({ net: NonnullNetwork.read(r) }))

/** remote_network_get_xml_desc_args */
export interface NetworkGetXmlDescArgs { net: NonnullNetwork; flags: number }
export const NetworkGetXmlDescArgs: Codec<NetworkGetXmlDescArgs> = /* @__PURE__ */ codec<NetworkGetXmlDescArgs>(
  (w, v) => {
    NonnullNetwork.write(w, v.net)
    w.uint(v.flags)
  },
  (r) => ({ net: NonnullNetwork.read(r), flags: r.uint() }))

/** remote_network_get_xml_desc_ret */
export interface NetworkGetXmlDescRet { xml: NonnullString }
export const NetworkGetXmlDescRet: Codec<NetworkGetXmlDescRet> = /* @__PURE__ */ codec<NetworkGetXmlDescRet>(
  (w, v) => {
    NonnullString.write(w, v.xml)
  },
  (r) => ({ xml: NonnullString.read(r) }))

/** remote_network_get_bridge_name_args */
export interface NetworkGetBridgeNameArgs { net: NonnullNetwork }
export const NetworkGetBridgeNameArgs: Codec<NetworkGetBridgeNameArgs> = /* @__PURE__ */ codec<NetworkGetBridgeNameArgs>(
  (w, v) => {
    NonnullNetwork.write(w, v.net)
  },
  (r) => ({ net: NonnullNetwork.read(r) }))

/** remote_network_get_bridge_name_ret */
export interface NetworkGetBridgeNameRet { name: NonnullString }
export const NetworkGetBridgeNameRet: Codec<NetworkGetBridgeNameRet> = /* @__PURE__ */ codec<NetworkGetBridgeNameRet>(
  (w, v) => {
    NonnullString.write(w, v.name)
  },
  (r) => ({ name: NonnullString.read(r) }))

/** remote_network_get_autostart_args */
export interface NetworkGetAutostartArgs { net: NonnullNetwork }
export const NetworkGetAutostartArgs: Codec<NetworkGetAutostartArgs> = /* @__PURE__ */ codec<NetworkGetAutostartArgs>(
  (w, v) => {
    NonnullNetwork.write(w, v.net)
  },
  (r) => ({ net: NonnullNetwork.read(r) }))

/** remote_network_get_autostart_ret */
export interface NetworkGetAutostartRet { autostart: number }
export const NetworkGetAutostartRet: Codec<NetworkGetAutostartRet> = /* @__PURE__ */ codec<NetworkGetAutostartRet>(
  (w, v) => {
    w.int(v.autostart)
  },
  (r) => ({ autostart: r.int() }))

/** remote_network_set_autostart_args */
export interface NetworkSetAutostartArgs { net: NonnullNetwork; autostart: number }
export const NetworkSetAutostartArgs: Codec<NetworkSetAutostartArgs> = /* @__PURE__ */ codec<NetworkSetAutostartArgs>(
  (w, v) => {
    NonnullNetwork.write(w, v.net)
    w.int(v.autostart)
  },
  (r) => ({ net: NonnullNetwork.read(r), autostart: r.int() }))

/** remote_connect_num_of_nwfilters_ret */
export interface ConnectNumOfNwfiltersRet { num: number }
export const ConnectNumOfNwfiltersRet: Codec<ConnectNumOfNwfiltersRet> = /* @__PURE__ */ codec<ConnectNumOfNwfiltersRet>(
  (w, v) => {
    w.int(v.num)
  },
  (r) => ({ num: r.int() }))

/** remote_connect_list_nwfilters_args */
export interface ConnectListNwfiltersArgs { maxnames: number }
export const ConnectListNwfiltersArgs: Codec<ConnectListNwfiltersArgs> = /* @__PURE__ */ codec<ConnectListNwfiltersArgs>(
  (w, v) => {
    w.int(v.maxnames)
  },
  (r) => ({ maxnames: r.int() }))

/** remote_connect_list_nwfilters_ret */
export interface ConnectListNwfiltersRet { names: NonnullString[] }
export const ConnectListNwfiltersRet: Codec<ConnectListNwfiltersRet> = /* @__PURE__ */ codec<ConnectListNwfiltersRet>(
  (w, v) => {
    w.count(v.names.length, 16384); for (const e of v.names) NonnullString.write(w, e)
  },
  (r) => ({ names: list(r, 16384, 4, (r) => NonnullString.read(r)) }))

/** remote_nwfilter_lookup_by_uuid_args */
export interface NwfilterLookupByUuidArgs { uuid: Uuid }
export const NwfilterLookupByUuidArgs: Codec<NwfilterLookupByUuidArgs> = /* @__PURE__ */ codec<NwfilterLookupByUuidArgs>(
  (w, v) => {
    Uuid.write(w, v.uuid)
  },
  (r) => ({ uuid: Uuid.read(r) }))

/** remote_nwfilter_lookup_by_uuid_ret */
export interface NwfilterLookupByUuidRet { nwfilter: NonnullNwfilter }
export const NwfilterLookupByUuidRet: Codec<NwfilterLookupByUuidRet> = /* @__PURE__ */ codec<NwfilterLookupByUuidRet>(
  (w, v) => {
    NonnullNwfilter.write(w, v.nwfilter)
  },
  (r) => ({ nwfilter: NonnullNwfilter.read(r) }))

/** remote_nwfilter_lookup_by_name_args */
export interface NwfilterLookupByNameArgs { name: NonnullString }
export const NwfilterLookupByNameArgs: Codec<NwfilterLookupByNameArgs> = /* @__PURE__ */ codec<NwfilterLookupByNameArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
  },
  (r) => ({ name: NonnullString.read(r) }))

/** remote_nwfilter_lookup_by_name_ret */
export interface NwfilterLookupByNameRet { nwfilter: NonnullNwfilter }
export const NwfilterLookupByNameRet: Codec<NwfilterLookupByNameRet> = /* @__PURE__ */ codec<NwfilterLookupByNameRet>(
  (w, v) => {
    NonnullNwfilter.write(w, v.nwfilter)
  },
  (r) => ({ nwfilter: NonnullNwfilter.read(r) }))

/** remote_nwfilter_define_xml_args */
export interface NwfilterDefineXmlArgs { xml: NonnullString }
export const NwfilterDefineXmlArgs: Codec<NwfilterDefineXmlArgs> = /* @__PURE__ */ codec<NwfilterDefineXmlArgs>(
  (w, v) => {
    NonnullString.write(w, v.xml)
  },
  (r) => ({ xml: NonnullString.read(r) }))

/** remote_nwfilter_define_xml_ret */
export interface NwfilterDefineXmlRet { nwfilter: NonnullNwfilter }
export const NwfilterDefineXmlRet: Codec<NwfilterDefineXmlRet> = /* @__PURE__ */ codec<NwfilterDefineXmlRet>(
  (w, v) => {
    NonnullNwfilter.write(w, v.nwfilter)
  },
  (r) => ({ nwfilter: NonnullNwfilter.read(r) }))

/** remote_nwfilter_define_xml_flags_args */
export interface NwfilterDefineXmlFlagsArgs { xml: NonnullString; flags: number }
export const NwfilterDefineXmlFlagsArgs: Codec<NwfilterDefineXmlFlagsArgs> = /* @__PURE__ */ codec<NwfilterDefineXmlFlagsArgs>(
  (w, v) => {
    NonnullString.write(w, v.xml)
    w.uint(v.flags)
  },
  (r) => ({ xml: NonnullString.read(r), flags: r.uint() }))

/** remote_nwfilter_define_xml_flags_ret */
export interface NwfilterDefineXmlFlagsRet { nwfilter: NonnullNwfilter }
export const NwfilterDefineXmlFlagsRet: Codec<NwfilterDefineXmlFlagsRet> = /* @__PURE__ */ codec<NwfilterDefineXmlFlagsRet>(
  (w, v) => {
    NonnullNwfilter.write(w, v.nwfilter)
  },
  (r) => ({ nwfilter: NonnullNwfilter.read(r) }))

/** remote_nwfilter_undefine_args */
export interface NwfilterUndefineArgs { nwfilter: NonnullNwfilter }
export const NwfilterUndefineArgs: Codec<NwfilterUndefineArgs> = /* @__PURE__ */ codec<NwfilterUndefineArgs>(
  (w, v) => {
    NonnullNwfilter.write(w, v.nwfilter)
  },
  (r) => ({ nwfilter: NonnullNwfilter.read(r) }))

/** remote_nwfilter_get_xml_desc_args */
export interface NwfilterGetXmlDescArgs { nwfilter: NonnullNwfilter; flags: number }
export const NwfilterGetXmlDescArgs: Codec<NwfilterGetXmlDescArgs> = /* @__PURE__ */ codec<NwfilterGetXmlDescArgs>(
  (w, v) => {
    NonnullNwfilter.write(w, v.nwfilter)
    w.uint(v.flags)
  },
  (r) => ({ nwfilter: NonnullNwfilter.read(r), flags: r.uint() }))

/** remote_nwfilter_get_xml_desc_ret */
export interface NwfilterGetXmlDescRet { xml: NonnullString }
export const NwfilterGetXmlDescRet: Codec<NwfilterGetXmlDescRet> = /* @__PURE__ */ codec<NwfilterGetXmlDescRet>(
  (w, v) => {
    NonnullString.write(w, v.xml)
  },
  (r) => ({ xml: NonnullString.read(r) }))

/** remote_connect_num_of_interfaces_ret */
export interface ConnectNumOfInterfacesRet { num: number }
export const ConnectNumOfInterfacesRet: Codec<ConnectNumOfInterfacesRet> = /* @__PURE__ */ codec<ConnectNumOfInterfacesRet>(
  (w, v) => {
    w.int(v.num)
  },
  (r) => ({ num: r.int() }))

/** remote_connect_list_interfaces_args */
export interface ConnectListInterfacesArgs { maxnames: number }
export const ConnectListInterfacesArgs: Codec<ConnectListInterfacesArgs> = /* @__PURE__ */ codec<ConnectListInterfacesArgs>(
  (w, v) => {
    w.int(v.maxnames)
  },
  (r) => ({ maxnames: r.int() }))

/** remote_connect_list_interfaces_ret */
export interface ConnectListInterfacesRet { names: NonnullString[] }
export const ConnectListInterfacesRet: Codec<ConnectListInterfacesRet> = /* @__PURE__ */ codec<ConnectListInterfacesRet>(
  (w, v) => {
    w.count(v.names.length, 16384); for (const e of v.names) NonnullString.write(w, e)
  },
  (r) => ({ names: list(r, 16384, 4, (r) => NonnullString.read(r)) }))

/** remote_connect_num_of_defined_interfaces_ret */
export interface ConnectNumOfDefinedInterfacesRet { num: number }
export const ConnectNumOfDefinedInterfacesRet: Codec<ConnectNumOfDefinedInterfacesRet> = /* @__PURE__ */ codec<ConnectNumOfDefinedInterfacesRet>(
  (w, v) => {
    w.int(v.num)
  },
  (r) => ({ num: r.int() }))

/** remote_connect_list_defined_interfaces_args */
export interface ConnectListDefinedInterfacesArgs { maxnames: number }
export const ConnectListDefinedInterfacesArgs: Codec<ConnectListDefinedInterfacesArgs> = /* @__PURE__ */ codec<ConnectListDefinedInterfacesArgs>(
  (w, v) => {
    w.int(v.maxnames)
  },
  (r) => ({ maxnames: r.int() }))

/** remote_connect_list_defined_interfaces_ret */
export interface ConnectListDefinedInterfacesRet { names: NonnullString[] }
export const ConnectListDefinedInterfacesRet: Codec<ConnectListDefinedInterfacesRet> = /* @__PURE__ */ codec<ConnectListDefinedInterfacesRet>(
  (w, v) => {
    w.count(v.names.length, 16384); for (const e of v.names) NonnullString.write(w, e)
  },
  (r) => ({ names: list(r, 16384, 4, (r) => NonnullString.read(r)) }))

/** remote_interface_lookup_by_name_args */
export interface InterfaceLookupByNameArgs { name: NonnullString }
export const InterfaceLookupByNameArgs: Codec<InterfaceLookupByNameArgs> = /* @__PURE__ */ codec<InterfaceLookupByNameArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
  },
  (r) => ({ name: NonnullString.read(r) }))

/** remote_interface_lookup_by_name_ret */
export interface InterfaceLookupByNameRet { iface: NonnullInterface }
export const InterfaceLookupByNameRet: Codec<InterfaceLookupByNameRet> = /* @__PURE__ */ codec<InterfaceLookupByNameRet>(
  (w, v) => {
    NonnullInterface.write(w, v.iface)
  },
  (r) => ({ iface: NonnullInterface.read(r) }))

/** remote_interface_lookup_by_mac_string_args */
export interface InterfaceLookupByMacStringArgs { mac: NonnullString }
export const InterfaceLookupByMacStringArgs: Codec<InterfaceLookupByMacStringArgs> = /* @__PURE__ */ codec<InterfaceLookupByMacStringArgs>(
  (w, v) => {
    NonnullString.write(w, v.mac)
  },
  (r) => ({ mac: NonnullString.read(r) }))

/** remote_interface_lookup_by_mac_string_ret */
export interface InterfaceLookupByMacStringRet { iface: NonnullInterface }
export const InterfaceLookupByMacStringRet: Codec<InterfaceLookupByMacStringRet> = /* @__PURE__ */ codec<InterfaceLookupByMacStringRet>(
  (w, v) => {
    NonnullInterface.write(w, v.iface)
  },
  (r) => ({ iface: NonnullInterface.read(r) }))

/** remote_interface_get_xml_desc_args */
export interface InterfaceGetXmlDescArgs { iface: NonnullInterface; flags: number }
export const InterfaceGetXmlDescArgs: Codec<InterfaceGetXmlDescArgs> = /* @__PURE__ */ codec<InterfaceGetXmlDescArgs>(
  (w, v) => {
    NonnullInterface.write(w, v.iface)
    w.uint(v.flags)
  },
  (r) => ({ iface: NonnullInterface.read(r), flags: r.uint() }))

/** remote_interface_get_xml_desc_ret */
export interface InterfaceGetXmlDescRet { xml: NonnullString }
export const InterfaceGetXmlDescRet: Codec<InterfaceGetXmlDescRet> = /* @__PURE__ */ codec<InterfaceGetXmlDescRet>(
  (w, v) => {
    NonnullString.write(w, v.xml)
  },
  (r) => ({ xml: NonnullString.read(r) }))

/** remote_interface_define_xml_args */
export interface InterfaceDefineXmlArgs { xml: NonnullString; flags: number }
export const InterfaceDefineXmlArgs: Codec<InterfaceDefineXmlArgs> = /* @__PURE__ */ codec<InterfaceDefineXmlArgs>(
  (w, v) => {
    NonnullString.write(w, v.xml)
    w.uint(v.flags)
  },
  (r) => ({ xml: NonnullString.read(r), flags: r.uint() }))

/** remote_interface_define_xml_ret */
export interface InterfaceDefineXmlRet { iface: NonnullInterface }
export const InterfaceDefineXmlRet: Codec<InterfaceDefineXmlRet> = /* @__PURE__ */ codec<InterfaceDefineXmlRet>(
  (w, v) => {
    NonnullInterface.write(w, v.iface)
  },
  (r) => ({ iface: NonnullInterface.read(r) }))

/** remote_interface_undefine_args */
export interface InterfaceUndefineArgs { iface: NonnullInterface }
export const InterfaceUndefineArgs: Codec<InterfaceUndefineArgs> = /* @__PURE__ */ codec<InterfaceUndefineArgs>(
  (w, v) => {
    NonnullInterface.write(w, v.iface)
  },
  (r) => ({ iface: NonnullInterface.read(r) }))

/** remote_interface_create_args */
export interface InterfaceCreateArgs { iface: NonnullInterface; flags: number }
export const InterfaceCreateArgs: Codec<InterfaceCreateArgs> = /* @__PURE__ */ codec<InterfaceCreateArgs>(
  (w, v) => {
    NonnullInterface.write(w, v.iface)
    w.uint(v.flags)
  },
  (r) => ({ iface: NonnullInterface.read(r), flags: r.uint() }))

/** remote_interface_destroy_args */
export interface InterfaceDestroyArgs { iface: NonnullInterface; flags: number }
export const InterfaceDestroyArgs: Codec<InterfaceDestroyArgs> = /* @__PURE__ */ codec<InterfaceDestroyArgs>(
  (w, v) => {
    NonnullInterface.write(w, v.iface)
    w.uint(v.flags)
  },
  (r) => ({ iface: NonnullInterface.read(r), flags: r.uint() }))

/** remote_interface_change_begin_args */
export interface InterfaceChangeBeginArgs { flags: number }
export const InterfaceChangeBeginArgs: Codec<InterfaceChangeBeginArgs> = /* @__PURE__ */ codec<InterfaceChangeBeginArgs>(
  (w, v) => {
    w.uint(v.flags)
  },
  (r) => ({ flags: r.uint() }))

/** remote_interface_change_commit_args */
export interface InterfaceChangeCommitArgs { flags: number }
export const InterfaceChangeCommitArgs: Codec<InterfaceChangeCommitArgs> = /* @__PURE__ */ codec<InterfaceChangeCommitArgs>(
  (w, v) => {
    w.uint(v.flags)
  },
  (r) => ({ flags: r.uint() }))

/** remote_interface_change_rollback_args */
export interface InterfaceChangeRollbackArgs { flags: number }
export const InterfaceChangeRollbackArgs: Codec<InterfaceChangeRollbackArgs> = /* @__PURE__ */ codec<InterfaceChangeRollbackArgs>(
  (w, v) => {
    w.uint(v.flags)
  },
  (r) => ({ flags: r.uint() }))

/** remote_auth_list_ret */
export interface AuthListRet { types: number[] }
export const AuthListRet: Codec<AuthListRet> = /* @__PURE__ */ codec<AuthListRet>(
  (w, v) => {
    w.count(v.types.length, 20); for (const e of v.types) w.int(e)
  },
  (r) => ({ types: list(r, 20, 4, (r) => r.int()) }))

/** remote_auth_sasl_init_ret */
export interface AuthSaslInitRet { mechlist: NonnullString }
export const AuthSaslInitRet: Codec<AuthSaslInitRet> = /* @__PURE__ */ codec<AuthSaslInitRet>(
  (w, v) => {
    NonnullString.write(w, v.mechlist)
  },
  (r) => ({ mechlist: NonnullString.read(r) }))

/** remote_auth_sasl_start_args */
export interface AuthSaslStartArgs { mech: NonnullString; nil: number; data: Uint8Array }
export const AuthSaslStartArgs: Codec<AuthSaslStartArgs> = /* @__PURE__ */ codec<AuthSaslStartArgs>(
  (w, v) => {
    NonnullString.write(w, v.mech)
    w.int(v.nil)
    w.chars(v.data, 65536)
  },
  (r) => ({ mech: NonnullString.read(r), nil: r.int(), data: r.chars(65536) }))

/** remote_auth_sasl_start_ret */
export interface AuthSaslStartRet { complete: number; nil: number; data: Uint8Array }
export const AuthSaslStartRet: Codec<AuthSaslStartRet> = /* @__PURE__ */ codec<AuthSaslStartRet>(
  (w, v) => {
    w.int(v.complete)
    w.int(v.nil)
    w.chars(v.data, 65536)
  },
  (r) => ({ complete: r.int(), nil: r.int(), data: r.chars(65536) }))

/** remote_auth_sasl_step_args */
export interface AuthSaslStepArgs { nil: number; data: Uint8Array }
export const AuthSaslStepArgs: Codec<AuthSaslStepArgs> = /* @__PURE__ */ codec<AuthSaslStepArgs>(
  (w, v) => {
    w.int(v.nil)
    w.chars(v.data, 65536)
  },
  (r) => ({ nil: r.int(), data: r.chars(65536) }))

/** remote_auth_sasl_step_ret */
export interface AuthSaslStepRet { complete: number; nil: number; data: Uint8Array }
export const AuthSaslStepRet: Codec<AuthSaslStepRet> = /* @__PURE__ */ codec<AuthSaslStepRet>(
  (w, v) => {
    w.int(v.complete)
    w.int(v.nil)
    w.chars(v.data, 65536)
  },
  (r) => ({ complete: r.int(), nil: r.int(), data: r.chars(65536) }))

/** remote_auth_polkit_ret */
export interface AuthPolkitRet { complete: number }
export const AuthPolkitRet: Codec<AuthPolkitRet> = /* @__PURE__ */ codec<AuthPolkitRet>(
  (w, v) => {
    w.int(v.complete)
  },
  (r) => ({ complete: r.int() }))

/** remote_connect_num_of_storage_pools_ret */
export interface ConnectNumOfStoragePoolsRet { num: number }
export const ConnectNumOfStoragePoolsRet: Codec<ConnectNumOfStoragePoolsRet> = /* @__PURE__ */ codec<ConnectNumOfStoragePoolsRet>(
  (w, v) => {
    w.int(v.num)
  },
  (r) => ({ num: r.int() }))

/** remote_connect_list_storage_pools_args */
export interface ConnectListStoragePoolsArgs { maxnames: number }
export const ConnectListStoragePoolsArgs: Codec<ConnectListStoragePoolsArgs> = /* @__PURE__ */ codec<ConnectListStoragePoolsArgs>(
  (w, v) => {
    w.int(v.maxnames)
  },
  (r) => ({ maxnames: r.int() }))

/** remote_connect_list_storage_pools_ret */
export interface ConnectListStoragePoolsRet { names: NonnullString[] }
export const ConnectListStoragePoolsRet: Codec<ConnectListStoragePoolsRet> = /* @__PURE__ */ codec<ConnectListStoragePoolsRet>(
  (w, v) => {
    w.count(v.names.length, 16384); for (const e of v.names) NonnullString.write(w, e)
  },
  (r) => ({ names: list(r, 16384, 4, (r) => NonnullString.read(r)) }))

/** remote_connect_num_of_defined_storage_pools_ret */
export interface ConnectNumOfDefinedStoragePoolsRet { num: number }
export const ConnectNumOfDefinedStoragePoolsRet: Codec<ConnectNumOfDefinedStoragePoolsRet> = /* @__PURE__ */ codec<ConnectNumOfDefinedStoragePoolsRet>(
  (w, v) => {
    w.int(v.num)
  },
  (r) => ({ num: r.int() }))

/** remote_connect_list_defined_storage_pools_args */
export interface ConnectListDefinedStoragePoolsArgs { maxnames: number }
export const ConnectListDefinedStoragePoolsArgs: Codec<ConnectListDefinedStoragePoolsArgs> = /* @__PURE__ */ codec<ConnectListDefinedStoragePoolsArgs>(
  (w, v) => {
    w.int(v.maxnames)
  },
  (r) => ({ maxnames: r.int() }))

/** remote_connect_list_defined_storage_pools_ret */
export interface ConnectListDefinedStoragePoolsRet { names: NonnullString[] }
export const ConnectListDefinedStoragePoolsRet: Codec<ConnectListDefinedStoragePoolsRet> = /* @__PURE__ */ codec<ConnectListDefinedStoragePoolsRet>(
  (w, v) => {
    w.count(v.names.length, 16384); for (const e of v.names) NonnullString.write(w, e)
  },
  (r) => ({ names: list(r, 16384, 4, (r) => NonnullString.read(r)) }))

/** remote_connect_find_storage_pool_sources_args */
export interface ConnectFindStoragePoolSourcesArgs { type: NonnullString; srcSpec: String; flags: number }
export const ConnectFindStoragePoolSourcesArgs: Codec<ConnectFindStoragePoolSourcesArgs> = /* @__PURE__ */ codec<ConnectFindStoragePoolSourcesArgs>(
  (w, v) => {
    NonnullString.write(w, v.type)
    String.write(w, v.srcSpec)
    w.uint(v.flags)
  },
  (r) => ({ type: NonnullString.read(r), srcSpec: String.read(r), flags: r.uint() }))

/** remote_connect_find_storage_pool_sources_ret */
export interface ConnectFindStoragePoolSourcesRet { xml: NonnullString }
export const ConnectFindStoragePoolSourcesRet: Codec<ConnectFindStoragePoolSourcesRet> = /* @__PURE__ */ codec<ConnectFindStoragePoolSourcesRet>(
  (w, v) => {
    NonnullString.write(w, v.xml)
  },
  (r) => ({ xml: NonnullString.read(r) }))

/** remote_storage_pool_lookup_by_uuid_args */
export interface StoragePoolLookupByUuidArgs { uuid: Uuid }
export const StoragePoolLookupByUuidArgs: Codec<StoragePoolLookupByUuidArgs> = /* @__PURE__ */ codec<StoragePoolLookupByUuidArgs>(
  (w, v) => {
    Uuid.write(w, v.uuid)
  },
  (r) => ({ uuid: Uuid.read(r) }))

/** remote_storage_pool_lookup_by_uuid_ret */
export interface StoragePoolLookupByUuidRet { pool: NonnullStoragePool }
export const StoragePoolLookupByUuidRet: Codec<StoragePoolLookupByUuidRet> = /* @__PURE__ */ codec<StoragePoolLookupByUuidRet>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
  },
  (r) => ({ pool: NonnullStoragePool.read(r) }))

/** remote_storage_pool_lookup_by_name_args */
export interface StoragePoolLookupByNameArgs { name: NonnullString }
export const StoragePoolLookupByNameArgs: Codec<StoragePoolLookupByNameArgs> = /* @__PURE__ */ codec<StoragePoolLookupByNameArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
  },
  (r) => ({ name: NonnullString.read(r) }))

/** remote_storage_pool_lookup_by_name_ret */
export interface StoragePoolLookupByNameRet { pool: NonnullStoragePool }
export const StoragePoolLookupByNameRet: Codec<StoragePoolLookupByNameRet> = /* @__PURE__ */ codec<StoragePoolLookupByNameRet>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
  },
  (r) => ({ pool: NonnullStoragePool.read(r) }))

/** remote_storage_pool_lookup_by_volume_args */
export interface StoragePoolLookupByVolumeArgs { vol: NonnullStorageVol }
export const StoragePoolLookupByVolumeArgs: Codec<StoragePoolLookupByVolumeArgs> = /* @__PURE__ */ codec<StoragePoolLookupByVolumeArgs>(
  (w, v) => {
    NonnullStorageVol.write(w, v.vol)
  },
  (r) => ({ vol: NonnullStorageVol.read(r) }))

/** remote_storage_pool_lookup_by_volume_ret */
export interface StoragePoolLookupByVolumeRet { pool: NonnullStoragePool }
export const StoragePoolLookupByVolumeRet: Codec<StoragePoolLookupByVolumeRet> = /* @__PURE__ */ codec<StoragePoolLookupByVolumeRet>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
  },
  (r) => ({ pool: NonnullStoragePool.read(r) }))

/** remote_storage_pool_lookup_by_target_path_args */
export interface StoragePoolLookupByTargetPathArgs { path: NonnullString }
export const StoragePoolLookupByTargetPathArgs: Codec<StoragePoolLookupByTargetPathArgs> = /* @__PURE__ */ codec<StoragePoolLookupByTargetPathArgs>(
  (w, v) => {
    NonnullString.write(w, v.path)
  },
  (r) => ({ path: NonnullString.read(r) }))

/** remote_storage_pool_lookup_by_target_path_ret */
export interface StoragePoolLookupByTargetPathRet { pool: NonnullStoragePool }
export const StoragePoolLookupByTargetPathRet: Codec<StoragePoolLookupByTargetPathRet> = /* @__PURE__ */ codec<StoragePoolLookupByTargetPathRet>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
  },
  (r) => ({ pool: NonnullStoragePool.read(r) }))

/** remote_storage_pool_create_xml_args */
export interface StoragePoolCreateXmlArgs { xml: NonnullString; flags: number }
export const StoragePoolCreateXmlArgs: Codec<StoragePoolCreateXmlArgs> = /* @__PURE__ */ codec<StoragePoolCreateXmlArgs>(
  (w, v) => {
    NonnullString.write(w, v.xml)
    w.uint(v.flags)
  },
  (r) => ({ xml: NonnullString.read(r), flags: r.uint() }))

/** remote_storage_pool_create_xml_ret */
export interface StoragePoolCreateXmlRet { pool: NonnullStoragePool }
export const StoragePoolCreateXmlRet: Codec<StoragePoolCreateXmlRet> = /* @__PURE__ */ codec<StoragePoolCreateXmlRet>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
  },
  (r) => ({ pool: NonnullStoragePool.read(r) }))

/** remote_storage_pool_define_xml_args */
export interface StoragePoolDefineXmlArgs { xml: NonnullString; flags: number }
export const StoragePoolDefineXmlArgs: Codec<StoragePoolDefineXmlArgs> = /* @__PURE__ */ codec<StoragePoolDefineXmlArgs>(
  (w, v) => {
    NonnullString.write(w, v.xml)
    w.uint(v.flags)
  },
  (r) => ({ xml: NonnullString.read(r), flags: r.uint() }))

/** remote_storage_pool_define_xml_ret */
export interface StoragePoolDefineXmlRet { pool: NonnullStoragePool }
export const StoragePoolDefineXmlRet: Codec<StoragePoolDefineXmlRet> = /* @__PURE__ */ codec<StoragePoolDefineXmlRet>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
  },
  (r) => ({ pool: NonnullStoragePool.read(r) }))

/** remote_storage_pool_build_args */
export interface StoragePoolBuildArgs { pool: NonnullStoragePool; flags: number }
export const StoragePoolBuildArgs: Codec<StoragePoolBuildArgs> = /* @__PURE__ */ codec<StoragePoolBuildArgs>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
    w.uint(v.flags)
  },
  (r) => ({ pool: NonnullStoragePool.read(r), flags: r.uint() }))

/** remote_storage_pool_undefine_args */
export interface StoragePoolUndefineArgs { pool: NonnullStoragePool }
export const StoragePoolUndefineArgs: Codec<StoragePoolUndefineArgs> = /* @__PURE__ */ codec<StoragePoolUndefineArgs>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
  },
  (r) => ({ pool: NonnullStoragePool.read(r) }))

/** remote_storage_pool_create_args */
export interface StoragePoolCreateArgs { pool: NonnullStoragePool; flags: number }
export const StoragePoolCreateArgs: Codec<StoragePoolCreateArgs> = /* @__PURE__ */ codec<StoragePoolCreateArgs>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
    w.uint(v.flags)
  },
  (r) => ({ pool: NonnullStoragePool.read(r), flags: r.uint() }))

/** remote_storage_pool_destroy_args */
export interface StoragePoolDestroyArgs { pool: NonnullStoragePool }
export const StoragePoolDestroyArgs: Codec<StoragePoolDestroyArgs> = /* @__PURE__ */ codec<StoragePoolDestroyArgs>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
  },
  (r) => ({ pool: NonnullStoragePool.read(r) }))

/** remote_storage_pool_delete_args */
export interface StoragePoolDeleteArgs { pool: NonnullStoragePool; flags: number }
export const StoragePoolDeleteArgs: Codec<StoragePoolDeleteArgs> = /* @__PURE__ */ codec<StoragePoolDeleteArgs>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
    w.uint(v.flags)
  },
  (r) => ({ pool: NonnullStoragePool.read(r), flags: r.uint() }))

/** remote_storage_pool_refresh_args */
export interface StoragePoolRefreshArgs { pool: NonnullStoragePool; flags: number }
export const StoragePoolRefreshArgs: Codec<StoragePoolRefreshArgs> = /* @__PURE__ */ codec<StoragePoolRefreshArgs>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
    w.uint(v.flags)
  },
  (r) => ({ pool: NonnullStoragePool.read(r), flags: r.uint() }))

/** remote_storage_pool_get_xml_desc_args */
export interface StoragePoolGetXmlDescArgs { pool: NonnullStoragePool; flags: number }
export const StoragePoolGetXmlDescArgs: Codec<StoragePoolGetXmlDescArgs> = /* @__PURE__ */ codec<StoragePoolGetXmlDescArgs>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
    w.uint(v.flags)
  },
  (r) => ({ pool: NonnullStoragePool.read(r), flags: r.uint() }))

/** remote_storage_pool_get_xml_desc_ret */
export interface StoragePoolGetXmlDescRet { xml: NonnullString }
export const StoragePoolGetXmlDescRet: Codec<StoragePoolGetXmlDescRet> = /* @__PURE__ */ codec<StoragePoolGetXmlDescRet>(
  (w, v) => {
    NonnullString.write(w, v.xml)
  },
  (r) => ({ xml: NonnullString.read(r) }))

/** remote_storage_pool_get_info_args */
export interface StoragePoolGetInfoArgs { pool: NonnullStoragePool }
export const StoragePoolGetInfoArgs: Codec<StoragePoolGetInfoArgs> = /* @__PURE__ */ codec<StoragePoolGetInfoArgs>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
  },
  (r) => ({ pool: NonnullStoragePool.read(r) }))

/** remote_storage_pool_get_info_ret */
export interface StoragePoolGetInfoRet { state: number; capacity: bigint; allocation: bigint; available: bigint }
export const StoragePoolGetInfoRet: Codec<StoragePoolGetInfoRet> = /* @__PURE__ */ codec<StoragePoolGetInfoRet>(
  (w, v) => {
    w.uint(v.state)
    w.uhyper(v.capacity)
    w.uhyper(v.allocation)
    w.uhyper(v.available)
  },
  (r) => ({ state: r.uint() & 0xff, capacity: r.uhyper(), allocation: r.uhyper(), available: r.uhyper() }))

/** remote_storage_pool_get_autostart_args */
export interface StoragePoolGetAutostartArgs { pool: NonnullStoragePool }
export const StoragePoolGetAutostartArgs: Codec<StoragePoolGetAutostartArgs> = /* @__PURE__ */ codec<StoragePoolGetAutostartArgs>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
  },
  (r) => ({ pool: NonnullStoragePool.read(r) }))

/** remote_storage_pool_get_autostart_ret */
export interface StoragePoolGetAutostartRet { autostart: number }
export const StoragePoolGetAutostartRet: Codec<StoragePoolGetAutostartRet> = /* @__PURE__ */ codec<StoragePoolGetAutostartRet>(
  (w, v) => {
    w.int(v.autostart)
  },
  (r) => ({ autostart: r.int() }))

/** remote_storage_pool_set_autostart_args */
export interface StoragePoolSetAutostartArgs { pool: NonnullStoragePool; autostart: number }
export const StoragePoolSetAutostartArgs: Codec<StoragePoolSetAutostartArgs> = /* @__PURE__ */ codec<StoragePoolSetAutostartArgs>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
    w.int(v.autostart)
  },
  (r) => ({ pool: NonnullStoragePool.read(r), autostart: r.int() }))

/** remote_storage_pool_num_of_volumes_args */
export interface StoragePoolNumOfVolumesArgs { pool: NonnullStoragePool }
export const StoragePoolNumOfVolumesArgs: Codec<StoragePoolNumOfVolumesArgs> = /* @__PURE__ */ codec<StoragePoolNumOfVolumesArgs>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
  },
  (r) => ({ pool: NonnullStoragePool.read(r) }))

/** remote_storage_pool_num_of_volumes_ret */
export interface StoragePoolNumOfVolumesRet { num: number }
export const StoragePoolNumOfVolumesRet: Codec<StoragePoolNumOfVolumesRet> = /* @__PURE__ */ codec<StoragePoolNumOfVolumesRet>(
  (w, v) => {
    w.int(v.num)
  },
  (r) => ({ num: r.int() }))

/** remote_storage_pool_list_volumes_args */
export interface StoragePoolListVolumesArgs { pool: NonnullStoragePool; maxnames: number }
export const StoragePoolListVolumesArgs: Codec<StoragePoolListVolumesArgs> = /* @__PURE__ */ codec<StoragePoolListVolumesArgs>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
    w.int(v.maxnames)
  },
  (r) => ({ pool: NonnullStoragePool.read(r), maxnames: r.int() }))

/** remote_storage_pool_list_volumes_ret */
export interface StoragePoolListVolumesRet { names: NonnullString[] }
export const StoragePoolListVolumesRet: Codec<StoragePoolListVolumesRet> = /* @__PURE__ */ codec<StoragePoolListVolumesRet>(
  (w, v) => {
    w.count(v.names.length, 16384); for (const e of v.names) NonnullString.write(w, e)
  },
  (r) => ({ names: list(r, 16384, 4, (r) => NonnullString.read(r)) }))

/** remote_storage_vol_lookup_by_name_args */
export interface StorageVolLookupByNameArgs { pool: NonnullStoragePool; name: NonnullString }
export const StorageVolLookupByNameArgs: Codec<StorageVolLookupByNameArgs> = /* @__PURE__ */ codec<StorageVolLookupByNameArgs>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
    NonnullString.write(w, v.name)
  },
  (r) => ({ pool: NonnullStoragePool.read(r), name: NonnullString.read(r) }))

/** remote_storage_vol_lookup_by_name_ret */
export interface StorageVolLookupByNameRet { vol: NonnullStorageVol }
export const StorageVolLookupByNameRet: Codec<StorageVolLookupByNameRet> = /* @__PURE__ */ codec<StorageVolLookupByNameRet>(
  (w, v) => {
    NonnullStorageVol.write(w, v.vol)
  },
  (r) => ({ vol: NonnullStorageVol.read(r) }))

/** remote_storage_vol_lookup_by_key_args */
export interface StorageVolLookupByKeyArgs { key: NonnullString }
export const StorageVolLookupByKeyArgs: Codec<StorageVolLookupByKeyArgs> = /* @__PURE__ */ codec<StorageVolLookupByKeyArgs>(
  (w, v) => {
    NonnullString.write(w, v.key)
  },
  (r) => ({ key: NonnullString.read(r) }))

/** remote_storage_vol_lookup_by_key_ret */
export interface StorageVolLookupByKeyRet { vol: NonnullStorageVol }
export const StorageVolLookupByKeyRet: Codec<StorageVolLookupByKeyRet> = /* @__PURE__ */ codec<StorageVolLookupByKeyRet>(
  (w, v) => {
    NonnullStorageVol.write(w, v.vol)
  },
  (r) => ({ vol: NonnullStorageVol.read(r) }))

/** remote_storage_vol_lookup_by_path_args */
export interface StorageVolLookupByPathArgs { path: NonnullString }
export const StorageVolLookupByPathArgs: Codec<StorageVolLookupByPathArgs> = /* @__PURE__ */ codec<StorageVolLookupByPathArgs>(
  (w, v) => {
    NonnullString.write(w, v.path)
  },
  (r) => ({ path: NonnullString.read(r) }))

/** remote_storage_vol_lookup_by_path_ret */
export interface StorageVolLookupByPathRet { vol: NonnullStorageVol }
export const StorageVolLookupByPathRet: Codec<StorageVolLookupByPathRet> = /* @__PURE__ */ codec<StorageVolLookupByPathRet>(
  (w, v) => {
    NonnullStorageVol.write(w, v.vol)
  },
  (r) => ({ vol: NonnullStorageVol.read(r) }))

/** remote_storage_vol_create_xml_args */
export interface StorageVolCreateXmlArgs { pool: NonnullStoragePool; xml: NonnullString; flags: number }
export const StorageVolCreateXmlArgs: Codec<StorageVolCreateXmlArgs> = /* @__PURE__ */ codec<StorageVolCreateXmlArgs>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
    NonnullString.write(w, v.xml)
    w.uint(v.flags)
  },
  (r) => ({ pool: NonnullStoragePool.read(r), xml: NonnullString.read(r), flags: r.uint() }))

/** remote_storage_vol_create_xml_ret */
export interface StorageVolCreateXmlRet { vol: NonnullStorageVol }
export const StorageVolCreateXmlRet: Codec<StorageVolCreateXmlRet> = /* @__PURE__ */ codec<StorageVolCreateXmlRet>(
  (w, v) => {
    NonnullStorageVol.write(w, v.vol)
  },
  (r) => ({ vol: NonnullStorageVol.read(r) }))

/** remote_storage_vol_create_xml_from_args */
export interface StorageVolCreateXmlFromArgs { pool: NonnullStoragePool; xml: NonnullString; clonevol: NonnullStorageVol; flags: number }
export const StorageVolCreateXmlFromArgs: Codec<StorageVolCreateXmlFromArgs> = /* @__PURE__ */ codec<StorageVolCreateXmlFromArgs>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
    NonnullString.write(w, v.xml)
    NonnullStorageVol.write(w, v.clonevol)
    w.uint(v.flags)
  },
  (r) => ({ pool: NonnullStoragePool.read(r), xml: NonnullString.read(r), clonevol: NonnullStorageVol.read(r), flags: r.uint() }))

/** remote_storage_vol_create_xml_from_ret */
export interface StorageVolCreateXmlFromRet { vol: NonnullStorageVol }
export const StorageVolCreateXmlFromRet: Codec<StorageVolCreateXmlFromRet> = /* @__PURE__ */ codec<StorageVolCreateXmlFromRet>(
  (w, v) => {
    NonnullStorageVol.write(w, v.vol)
  },
  (r) => ({ vol: NonnullStorageVol.read(r) }))

/** remote_storage_vol_delete_args */
export interface StorageVolDeleteArgs { vol: NonnullStorageVol; flags: number }
export const StorageVolDeleteArgs: Codec<StorageVolDeleteArgs> = /* @__PURE__ */ codec<StorageVolDeleteArgs>(
  (w, v) => {
    NonnullStorageVol.write(w, v.vol)
    w.uint(v.flags)
  },
  (r) => ({ vol: NonnullStorageVol.read(r), flags: r.uint() }))

/** remote_storage_vol_wipe_args */
export interface StorageVolWipeArgs { vol: NonnullStorageVol; flags: number }
export const StorageVolWipeArgs: Codec<StorageVolWipeArgs> = /* @__PURE__ */ codec<StorageVolWipeArgs>(
  (w, v) => {
    NonnullStorageVol.write(w, v.vol)
    w.uint(v.flags)
  },
  (r) => ({ vol: NonnullStorageVol.read(r), flags: r.uint() }))

/** remote_storage_vol_wipe_pattern_args */
export interface StorageVolWipePatternArgs { vol: NonnullStorageVol; algorithm: number; flags: number }
export const StorageVolWipePatternArgs: Codec<StorageVolWipePatternArgs> = /* @__PURE__ */ codec<StorageVolWipePatternArgs>(
  (w, v) => {
    NonnullStorageVol.write(w, v.vol)
    w.uint(v.algorithm)
    w.uint(v.flags)
  },
  (r) => ({ vol: NonnullStorageVol.read(r), algorithm: r.uint(), flags: r.uint() }))

/** remote_storage_vol_get_xml_desc_args */
export interface StorageVolGetXmlDescArgs { vol: NonnullStorageVol; flags: number }
export const StorageVolGetXmlDescArgs: Codec<StorageVolGetXmlDescArgs> = /* @__PURE__ */ codec<StorageVolGetXmlDescArgs>(
  (w, v) => {
    NonnullStorageVol.write(w, v.vol)
    w.uint(v.flags)
  },
  (r) => ({ vol: NonnullStorageVol.read(r), flags: r.uint() }))

/** remote_storage_vol_get_xml_desc_ret */
export interface StorageVolGetXmlDescRet { xml: NonnullString }
export const StorageVolGetXmlDescRet: Codec<StorageVolGetXmlDescRet> = /* @__PURE__ */ codec<StorageVolGetXmlDescRet>(
  (w, v) => {
    NonnullString.write(w, v.xml)
  },
  (r) => ({ xml: NonnullString.read(r) }))

/** remote_storage_vol_get_info_args */
export interface StorageVolGetInfoArgs { vol: NonnullStorageVol }
export const StorageVolGetInfoArgs: Codec<StorageVolGetInfoArgs> = /* @__PURE__ */ codec<StorageVolGetInfoArgs>(
  (w, v) => {
    NonnullStorageVol.write(w, v.vol)
  },
  (r) => ({ vol: NonnullStorageVol.read(r) }))

/** remote_storage_vol_get_info_ret */
export interface StorageVolGetInfoRet { type: number; capacity: bigint; allocation: bigint }
export const StorageVolGetInfoRet: Codec<StorageVolGetInfoRet> = /* @__PURE__ */ codec<StorageVolGetInfoRet>(
  (w, v) => {
    w.int(v.type)
    w.uhyper(v.capacity)
    w.uhyper(v.allocation)
  },
  (r) => ({ type: (r.int() << 24) >> 24, capacity: r.uhyper(), allocation: r.uhyper() }))

/** remote_storage_vol_get_info_flags_args */
export interface StorageVolGetInfoFlagsArgs { vol: NonnullStorageVol; flags: number }
export const StorageVolGetInfoFlagsArgs: Codec<StorageVolGetInfoFlagsArgs> = /* @__PURE__ */ codec<StorageVolGetInfoFlagsArgs>(
  (w, v) => {
    NonnullStorageVol.write(w, v.vol)
    w.uint(v.flags)
  },
  (r) => ({ vol: NonnullStorageVol.read(r), flags: r.uint() }))

/** remote_storage_vol_get_info_flags_ret */
export interface StorageVolGetInfoFlagsRet { type: number; capacity: bigint; allocation: bigint }
export const StorageVolGetInfoFlagsRet: Codec<StorageVolGetInfoFlagsRet> = /* @__PURE__ */ codec<StorageVolGetInfoFlagsRet>(
  (w, v) => {
    w.int(v.type)
    w.uhyper(v.capacity)
    w.uhyper(v.allocation)
  },
  (r) => ({ type: (r.int() << 24) >> 24, capacity: r.uhyper(), allocation: r.uhyper() }))

/** remote_storage_vol_get_path_args */
export interface StorageVolGetPathArgs { vol: NonnullStorageVol }
export const StorageVolGetPathArgs: Codec<StorageVolGetPathArgs> = /* @__PURE__ */ codec<StorageVolGetPathArgs>(
  (w, v) => {
    NonnullStorageVol.write(w, v.vol)
  },
  (r) => ({ vol: NonnullStorageVol.read(r) }))

/** remote_storage_vol_get_path_ret */
export interface StorageVolGetPathRet { name: NonnullString }
export const StorageVolGetPathRet: Codec<StorageVolGetPathRet> = /* @__PURE__ */ codec<StorageVolGetPathRet>(
  (w, v) => {
    NonnullString.write(w, v.name)
  },
  (r) => ({ name: NonnullString.read(r) }))

/** remote_storage_vol_resize_args */
export interface StorageVolResizeArgs { vol: NonnullStorageVol; capacity: bigint; flags: number }
export const StorageVolResizeArgs: Codec<StorageVolResizeArgs> = /* @__PURE__ */ codec<StorageVolResizeArgs>(
  (w, v) => {
    NonnullStorageVol.write(w, v.vol)
    w.uhyper(v.capacity)
    w.uint(v.flags)
  },
  (r) => ({ vol: NonnullStorageVol.read(r), capacity: r.uhyper(), flags: r.uint() }))

/** remote_node_num_of_devices_args */
export interface NodeNumOfDevicesArgs { cap: String; flags: number }
export const NodeNumOfDevicesArgs: Codec<NodeNumOfDevicesArgs> = /* @__PURE__ */ codec<NodeNumOfDevicesArgs>(
  (w, v) => {
    String.write(w, v.cap)
    w.uint(v.flags)
  },
  (r) => ({ cap: String.read(r), flags: r.uint() }))

/** remote_node_num_of_devices_ret */
export interface NodeNumOfDevicesRet { num: number }
export const NodeNumOfDevicesRet: Codec<NodeNumOfDevicesRet> = /* @__PURE__ */ codec<NodeNumOfDevicesRet>(
  (w, v) => {
    w.int(v.num)
  },
  (r) => ({ num: r.int() }))

/** remote_node_list_devices_args */
export interface NodeListDevicesArgs { cap: String; maxnames: number; flags: number }
export const NodeListDevicesArgs: Codec<NodeListDevicesArgs> = /* @__PURE__ */ codec<NodeListDevicesArgs>(
  (w, v) => {
    String.write(w, v.cap)
    w.int(v.maxnames)
    w.uint(v.flags)
  },
  (r) => ({ cap: String.read(r), maxnames: r.int(), flags: r.uint() }))

/** remote_node_list_devices_ret */
export interface NodeListDevicesRet { names: NonnullString[] }
export const NodeListDevicesRet: Codec<NodeListDevicesRet> = /* @__PURE__ */ codec<NodeListDevicesRet>(
  (w, v) => {
    w.count(v.names.length, 65536); for (const e of v.names) NonnullString.write(w, e)
  },
  (r) => ({ names: list(r, 65536, 4, (r) => NonnullString.read(r)) }))

/** remote_node_device_lookup_by_name_args */
export interface NodeDeviceLookupByNameArgs { name: NonnullString }
export const NodeDeviceLookupByNameArgs: Codec<NodeDeviceLookupByNameArgs> = /* @__PURE__ */ codec<NodeDeviceLookupByNameArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
  },
  (r) => ({ name: NonnullString.read(r) }))

/** remote_node_device_lookup_by_name_ret */
export interface NodeDeviceLookupByNameRet { dev: NonnullNodeDevice }
export const NodeDeviceLookupByNameRet: Codec<NodeDeviceLookupByNameRet> = /* @__PURE__ */ codec<NodeDeviceLookupByNameRet>(
  (w, v) => {
    NonnullNodeDevice.write(w, v.dev)
  },
  (r) => ({ dev: NonnullNodeDevice.read(r) }))

/** remote_node_device_lookup_scsi_host_by_wwn_args */
export interface NodeDeviceLookupScsiHostByWwnArgs { wwnn: NonnullString; wwpn: NonnullString; flags: number }
export const NodeDeviceLookupScsiHostByWwnArgs: Codec<NodeDeviceLookupScsiHostByWwnArgs> = /* @__PURE__ */ codec<NodeDeviceLookupScsiHostByWwnArgs>(
  (w, v) => {
    NonnullString.write(w, v.wwnn)
    NonnullString.write(w, v.wwpn)
    w.uint(v.flags)
  },
  (r) => ({ wwnn: NonnullString.read(r), wwpn: NonnullString.read(r), flags: r.uint() }))

/** remote_node_device_lookup_scsi_host_by_wwn_ret */
export interface NodeDeviceLookupScsiHostByWwnRet { dev: NonnullNodeDevice }
export const NodeDeviceLookupScsiHostByWwnRet: Codec<NodeDeviceLookupScsiHostByWwnRet> = /* @__PURE__ */ codec<NodeDeviceLookupScsiHostByWwnRet>(
  (w, v) => {
    NonnullNodeDevice.write(w, v.dev)
  },
  (r) => ({ dev: NonnullNodeDevice.read(r) }))

/** remote_node_device_get_xml_desc_args */
export interface NodeDeviceGetXmlDescArgs { name: NonnullString; flags: number }
export const NodeDeviceGetXmlDescArgs: Codec<NodeDeviceGetXmlDescArgs> = /* @__PURE__ */ codec<NodeDeviceGetXmlDescArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
    w.uint(v.flags)
  },
  (r) => ({ name: NonnullString.read(r), flags: r.uint() }))

/** remote_node_device_get_xml_desc_ret */
export interface NodeDeviceGetXmlDescRet { xml: NonnullString }
export const NodeDeviceGetXmlDescRet: Codec<NodeDeviceGetXmlDescRet> = /* @__PURE__ */ codec<NodeDeviceGetXmlDescRet>(
  (w, v) => {
    NonnullString.write(w, v.xml)
  },
  (r) => ({ xml: NonnullString.read(r) }))

/** remote_node_device_get_parent_args */
export interface NodeDeviceGetParentArgs { name: NonnullString }
export const NodeDeviceGetParentArgs: Codec<NodeDeviceGetParentArgs> = /* @__PURE__ */ codec<NodeDeviceGetParentArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
  },
  (r) => ({ name: NonnullString.read(r) }))

/** remote_node_device_get_parent_ret */
export interface NodeDeviceGetParentRet { parentName: String }
export const NodeDeviceGetParentRet: Codec<NodeDeviceGetParentRet> = /* @__PURE__ */ codec<NodeDeviceGetParentRet>(
  (w, v) => {
    String.write(w, v.parentName)
  },
  (r) => ({ parentName: String.read(r) }))

/** remote_node_device_num_of_caps_args */
export interface NodeDeviceNumOfCapsArgs { name: NonnullString }
export const NodeDeviceNumOfCapsArgs: Codec<NodeDeviceNumOfCapsArgs> = /* @__PURE__ */ codec<NodeDeviceNumOfCapsArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
  },
  (r) => ({ name: NonnullString.read(r) }))

/** remote_node_device_num_of_caps_ret */
export interface NodeDeviceNumOfCapsRet { num: number }
export const NodeDeviceNumOfCapsRet: Codec<NodeDeviceNumOfCapsRet> = /* @__PURE__ */ codec<NodeDeviceNumOfCapsRet>(
  (w, v) => {
    w.int(v.num)
  },
  (r) => ({ num: r.int() }))

/** remote_node_device_list_caps_args */
export interface NodeDeviceListCapsArgs { name: NonnullString; maxnames: number }
export const NodeDeviceListCapsArgs: Codec<NodeDeviceListCapsArgs> = /* @__PURE__ */ codec<NodeDeviceListCapsArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
    w.int(v.maxnames)
  },
  (r) => ({ name: NonnullString.read(r), maxnames: r.int() }))

/** remote_node_device_list_caps_ret */
export interface NodeDeviceListCapsRet { names: NonnullString[] }
export const NodeDeviceListCapsRet: Codec<NodeDeviceListCapsRet> = /* @__PURE__ */ codec<NodeDeviceListCapsRet>(
  (w, v) => {
    w.count(v.names.length, 65536); for (const e of v.names) NonnullString.write(w, e)
  },
  (r) => ({ names: list(r, 65536, 4, (r) => NonnullString.read(r)) }))

/** remote_node_device_dettach_args */
export interface NodeDeviceDettachArgs { name: NonnullString }
export const NodeDeviceDettachArgs: Codec<NodeDeviceDettachArgs> = /* @__PURE__ */ codec<NodeDeviceDettachArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
  },
  (r) => ({ name: NonnullString.read(r) }))

/** remote_node_device_detach_flags_args */
export interface NodeDeviceDetachFlagsArgs { name: NonnullString; driverName: String; flags: number }
export const NodeDeviceDetachFlagsArgs: Codec<NodeDeviceDetachFlagsArgs> = /* @__PURE__ */ codec<NodeDeviceDetachFlagsArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
    String.write(w, v.driverName)
    w.uint(v.flags)
  },
  (r) => ({ name: NonnullString.read(r), driverName: String.read(r), flags: r.uint() }))

/** remote_node_device_re_attach_args */
export interface NodeDeviceReAttachArgs { name: NonnullString }
export const NodeDeviceReAttachArgs: Codec<NodeDeviceReAttachArgs> = /* @__PURE__ */ codec<NodeDeviceReAttachArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
  },
  (r) => ({ name: NonnullString.read(r) }))

/** remote_node_device_reset_args */
export interface NodeDeviceResetArgs { name: NonnullString }
export const NodeDeviceResetArgs: Codec<NodeDeviceResetArgs> = /* @__PURE__ */ codec<NodeDeviceResetArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
  },
  (r) => ({ name: NonnullString.read(r) }))

/** remote_node_device_create_xml_args */
export interface NodeDeviceCreateXmlArgs { xmlDesc: NonnullString; flags: number }
export const NodeDeviceCreateXmlArgs: Codec<NodeDeviceCreateXmlArgs> = /* @__PURE__ */ codec<NodeDeviceCreateXmlArgs>(
  (w, v) => {
    NonnullString.write(w, v.xmlDesc)
    w.uint(v.flags)
  },
  (r) => ({ xmlDesc: NonnullString.read(r), flags: r.uint() }))

/** remote_node_device_create_xml_ret */
export interface NodeDeviceCreateXmlRet { dev: NonnullNodeDevice }
export const NodeDeviceCreateXmlRet: Codec<NodeDeviceCreateXmlRet> = /* @__PURE__ */ codec<NodeDeviceCreateXmlRet>(
  (w, v) => {
    NonnullNodeDevice.write(w, v.dev)
  },
  (r) => ({ dev: NonnullNodeDevice.read(r) }))

/** remote_node_device_destroy_args */
export interface NodeDeviceDestroyArgs { name: NonnullString }
export const NodeDeviceDestroyArgs: Codec<NodeDeviceDestroyArgs> = /* @__PURE__ */ codec<NodeDeviceDestroyArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
  },
  (r) => ({ name: NonnullString.read(r) }))

/** remote_node_device_define_xml_args */
export interface NodeDeviceDefineXmlArgs { xmlDesc: NonnullString; flags: number }
export const NodeDeviceDefineXmlArgs: Codec<NodeDeviceDefineXmlArgs> = /* @__PURE__ */ codec<NodeDeviceDefineXmlArgs>(
  (w, v) => {
    NonnullString.write(w, v.xmlDesc)
    w.uint(v.flags)
  },
  (r) => ({ xmlDesc: NonnullString.read(r), flags: r.uint() }))

/** remote_node_device_define_xml_ret */
export interface NodeDeviceDefineXmlRet { dev: NonnullNodeDevice }
export const NodeDeviceDefineXmlRet: Codec<NodeDeviceDefineXmlRet> = /* @__PURE__ */ codec<NodeDeviceDefineXmlRet>(
  (w, v) => {
    NonnullNodeDevice.write(w, v.dev)
  },
  (r) => ({ dev: NonnullNodeDevice.read(r) }))

/** remote_node_device_undefine_args */
export interface NodeDeviceUndefineArgs { name: NonnullString; flags: number }
export const NodeDeviceUndefineArgs: Codec<NodeDeviceUndefineArgs> = /* @__PURE__ */ codec<NodeDeviceUndefineArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
    w.uint(v.flags)
  },
  (r) => ({ name: NonnullString.read(r), flags: r.uint() }))

/** remote_node_device_create_args */
export interface NodeDeviceCreateArgs { name: NonnullString; flags: number }
export const NodeDeviceCreateArgs: Codec<NodeDeviceCreateArgs> = /* @__PURE__ */ codec<NodeDeviceCreateArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
    w.uint(v.flags)
  },
  (r) => ({ name: NonnullString.read(r), flags: r.uint() }))

/** remote_node_device_get_autostart_args */
export interface NodeDeviceGetAutostartArgs { name: NonnullString }
export const NodeDeviceGetAutostartArgs: Codec<NodeDeviceGetAutostartArgs> = /* @__PURE__ */ codec<NodeDeviceGetAutostartArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
  },
  (r) => ({ name: NonnullString.read(r) }))

/** remote_node_device_get_autostart_ret */
export interface NodeDeviceGetAutostartRet { autostart: number }
export const NodeDeviceGetAutostartRet: Codec<NodeDeviceGetAutostartRet> = /* @__PURE__ */ codec<NodeDeviceGetAutostartRet>(
  (w, v) => {
    w.int(v.autostart)
  },
  (r) => ({ autostart: r.int() }))

/** remote_node_device_set_autostart_args */
export interface NodeDeviceSetAutostartArgs { name: NonnullString; autostart: number }
export const NodeDeviceSetAutostartArgs: Codec<NodeDeviceSetAutostartArgs> = /* @__PURE__ */ codec<NodeDeviceSetAutostartArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
    w.int(v.autostart)
  },
  (r) => ({ name: NonnullString.read(r), autostart: r.int() }))

/** remote_node_device_is_persistent_args */
export interface NodeDeviceIsPersistentArgs { name: NonnullString }
export const NodeDeviceIsPersistentArgs: Codec<NodeDeviceIsPersistentArgs> = /* @__PURE__ */ codec<NodeDeviceIsPersistentArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
  },
  (r) => ({ name: NonnullString.read(r) }))

/** remote_node_device_is_persistent_ret */
export interface NodeDeviceIsPersistentRet { persistent: number }
export const NodeDeviceIsPersistentRet: Codec<NodeDeviceIsPersistentRet> = /* @__PURE__ */ codec<NodeDeviceIsPersistentRet>(
  (w, v) => {
    w.int(v.persistent)
  },
  (r) => ({ persistent: r.int() }))

/** remote_node_device_is_active_args */
export interface NodeDeviceIsActiveArgs { name: NonnullString }
export const NodeDeviceIsActiveArgs: Codec<NodeDeviceIsActiveArgs> = /* @__PURE__ */ codec<NodeDeviceIsActiveArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
  },
  (r) => ({ name: NonnullString.read(r) }))

/** remote_node_device_is_active_ret */
export interface NodeDeviceIsActiveRet { active: number }
export const NodeDeviceIsActiveRet: Codec<NodeDeviceIsActiveRet> = /* @__PURE__ */ codec<NodeDeviceIsActiveRet>(
  (w, v) => {
    w.int(v.active)
  },
  (r) => ({ active: r.int() }))

/** remote_node_device_update_args */
export interface NodeDeviceUpdateArgs { name: NonnullString; xmlDesc: NonnullString; flags: number }
export const NodeDeviceUpdateArgs: Codec<NodeDeviceUpdateArgs> = /* @__PURE__ */ codec<NodeDeviceUpdateArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
    NonnullString.write(w, v.xmlDesc)
    w.uint(v.flags)
  },
  (r) => ({ name: NonnullString.read(r), xmlDesc: NonnullString.read(r), flags: r.uint() }))

/** remote_connect_domain_event_register_ret */
export interface ConnectDomainEventRegisterRet { cbRegistered: number }
export const ConnectDomainEventRegisterRet: Codec<ConnectDomainEventRegisterRet> = /* @__PURE__ */ codec<ConnectDomainEventRegisterRet>(
  (w, v) => {
    w.int(v.cbRegistered)
  },
  (r) => ({ cbRegistered: r.int() }))

/** remote_connect_domain_event_deregister_ret */
export interface ConnectDomainEventDeregisterRet { cbRegistered: number }
export const ConnectDomainEventDeregisterRet: Codec<ConnectDomainEventDeregisterRet> = /* @__PURE__ */ codec<ConnectDomainEventDeregisterRet>(
  (w, v) => {
    w.int(v.cbRegistered)
  },
  (r) => ({ cbRegistered: r.int() }))

/** remote_domain_event_lifecycle_msg */
export interface DomainEventLifecycleMsg { dom: NonnullDomain; event: number; detail: number }
export const DomainEventLifecycleMsg: Codec<DomainEventLifecycleMsg> = /* @__PURE__ */ codec<DomainEventLifecycleMsg>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.int(v.event)
    w.int(v.detail)
  },
  (r) => ({ dom: NonnullDomain.read(r), event: r.int(), detail: r.int() }))

/** remote_domain_event_callback_lifecycle_msg */
export interface DomainEventCallbackLifecycleMsg { callbackID: number; msg: DomainEventLifecycleMsg }
export const DomainEventCallbackLifecycleMsg: Codec<DomainEventCallbackLifecycleMsg> = /* @__PURE__ */ codec<DomainEventCallbackLifecycleMsg>(
  (w, v) => {
    w.int(v.callbackID)
    DomainEventLifecycleMsg.write(w, v.msg)
  },
  (r) => ({ callbackID: r.int(), msg: DomainEventLifecycleMsg.read(r) }))

/** remote_connect_domain_xml_from_native_args */
export interface ConnectDomainXmlFromNativeArgs { nativeFormat: NonnullString; nativeConfig: NonnullString; flags: number }
export const ConnectDomainXmlFromNativeArgs: Codec<ConnectDomainXmlFromNativeArgs> = /* @__PURE__ */ codec<ConnectDomainXmlFromNativeArgs>(
  (w, v) => {
    NonnullString.write(w, v.nativeFormat)
    NonnullString.write(w, v.nativeConfig)
    w.uint(v.flags)
  },
  (r) => ({ nativeFormat: NonnullString.read(r), nativeConfig: NonnullString.read(r), flags: r.uint() }))

/** remote_connect_domain_xml_from_native_ret */
export interface ConnectDomainXmlFromNativeRet { domainXml: NonnullString }
export const ConnectDomainXmlFromNativeRet: Codec<ConnectDomainXmlFromNativeRet> = /* @__PURE__ */ codec<ConnectDomainXmlFromNativeRet>(
  (w, v) => {
    NonnullString.write(w, v.domainXml)
  },
  (r) => ({ domainXml: NonnullString.read(r) }))

/** remote_connect_domain_xml_to_native_args */
export interface ConnectDomainXmlToNativeArgs { nativeFormat: NonnullString; domainXml: NonnullString; flags: number }
export const ConnectDomainXmlToNativeArgs: Codec<ConnectDomainXmlToNativeArgs> = /* @__PURE__ */ codec<ConnectDomainXmlToNativeArgs>(
  (w, v) => {
    NonnullString.write(w, v.nativeFormat)
    NonnullString.write(w, v.domainXml)
    w.uint(v.flags)
  },
  (r) => ({ nativeFormat: NonnullString.read(r), domainXml: NonnullString.read(r), flags: r.uint() }))

/** remote_connect_domain_xml_to_native_ret */
export interface ConnectDomainXmlToNativeRet { nativeConfig: NonnullString }
export const ConnectDomainXmlToNativeRet: Codec<ConnectDomainXmlToNativeRet> = /* @__PURE__ */ codec<ConnectDomainXmlToNativeRet>(
  (w, v) => {
    NonnullString.write(w, v.nativeConfig)
  },
  (r) => ({ nativeConfig: NonnullString.read(r) }))

/** remote_connect_num_of_secrets_ret */
export interface ConnectNumOfSecretsRet { num: number }
export const ConnectNumOfSecretsRet: Codec<ConnectNumOfSecretsRet> = /* @__PURE__ */ codec<ConnectNumOfSecretsRet>(
  (w, v) => {
    w.int(v.num)
  },
  (r) => ({ num: r.int() }))

/** remote_connect_list_secrets_args */
export interface ConnectListSecretsArgs { maxuuids: number }
export const ConnectListSecretsArgs: Codec<ConnectListSecretsArgs> = /* @__PURE__ */ codec<ConnectListSecretsArgs>(
  (w, v) => {
    w.int(v.maxuuids)
  },
  (r) => ({ maxuuids: r.int() }))

/** remote_connect_list_secrets_ret */
export interface ConnectListSecretsRet { uuids: NonnullString[] }
export const ConnectListSecretsRet: Codec<ConnectListSecretsRet> = /* @__PURE__ */ codec<ConnectListSecretsRet>(
  (w, v) => {
    w.count(v.uuids.length, 16384); for (const e of v.uuids) NonnullString.write(w, e)
  },
  (r) => ({ uuids: list(r, 16384, 4, (r) => NonnullString.read(r)) }))

/** remote_secret_lookup_by_uuid_args */
export interface SecretLookupByUuidArgs { uuid: Uuid }
export const SecretLookupByUuidArgs: Codec<SecretLookupByUuidArgs> = /* @__PURE__ */ codec<SecretLookupByUuidArgs>(
  (w, v) => {
    Uuid.write(w, v.uuid)
  },
  (r) => ({ uuid: Uuid.read(r) }))

/** remote_secret_lookup_by_uuid_ret */
export interface SecretLookupByUuidRet { secret: NonnullSecret }
export const SecretLookupByUuidRet: Codec<SecretLookupByUuidRet> = /* @__PURE__ */ codec<SecretLookupByUuidRet>(
  (w, v) => {
    NonnullSecret.write(w, v.secret)
  },
  (r) => ({ secret: NonnullSecret.read(r) }))

/** remote_secret_define_xml_args */
export interface SecretDefineXmlArgs { xml: NonnullString; flags: number }
export const SecretDefineXmlArgs: Codec<SecretDefineXmlArgs> = /* @__PURE__ */ codec<SecretDefineXmlArgs>(
  (w, v) => {
    NonnullString.write(w, v.xml)
    w.uint(v.flags)
  },
  (r) => ({ xml: NonnullString.read(r), flags: r.uint() }))

/** remote_secret_define_xml_ret */
export interface SecretDefineXmlRet { secret: NonnullSecret }
export const SecretDefineXmlRet: Codec<SecretDefineXmlRet> = /* @__PURE__ */ codec<SecretDefineXmlRet>(
  (w, v) => {
    NonnullSecret.write(w, v.secret)
  },
  (r) => ({ secret: NonnullSecret.read(r) }))

/** remote_secret_get_xml_desc_args */
export interface SecretGetXmlDescArgs { secret: NonnullSecret; flags: number }
export const SecretGetXmlDescArgs: Codec<SecretGetXmlDescArgs> = /* @__PURE__ */ codec<SecretGetXmlDescArgs>(
  (w, v) => {
    NonnullSecret.write(w, v.secret)
    w.uint(v.flags)
  },
  (r) => ({ secret: NonnullSecret.read(r), flags: r.uint() }))

/** remote_secret_get_xml_desc_ret */
export interface SecretGetXmlDescRet { xml: NonnullString }
export const SecretGetXmlDescRet: Codec<SecretGetXmlDescRet> = /* @__PURE__ */ codec<SecretGetXmlDescRet>(
  (w, v) => {
    NonnullString.write(w, v.xml)
  },
  (r) => ({ xml: NonnullString.read(r) }))

/** remote_secret_set_value_args */
export interface SecretSetValueArgs { secret: NonnullSecret; value: Uint8Array; flags: number }
export const SecretSetValueArgs: Codec<SecretSetValueArgs> = /* @__PURE__ */ codec<SecretSetValueArgs>(
  (w, v) => {
    NonnullSecret.write(w, v.secret)
    w.opaque(v.value, 65536)
    w.uint(v.flags)
  },
  (r) => ({ secret: NonnullSecret.read(r), value: r.opaque(65536), flags: r.uint() }))

/** remote_secret_get_value_args */
export interface SecretGetValueArgs { secret: NonnullSecret; flags: number }
export const SecretGetValueArgs: Codec<SecretGetValueArgs> = /* @__PURE__ */ codec<SecretGetValueArgs>(
  (w, v) => {
    NonnullSecret.write(w, v.secret)
    w.uint(v.flags)
  },
  (r) => ({ secret: NonnullSecret.read(r), flags: r.uint() }))

/** remote_secret_get_value_ret */
export interface SecretGetValueRet { value: Uint8Array }
export const SecretGetValueRet: Codec<SecretGetValueRet> = /* @__PURE__ */ codec<SecretGetValueRet>(
  (w, v) => {
    w.opaque(v.value, 65536)
  },
  (r) => ({ value: r.opaque(65536) }))

/** remote_secret_undefine_args */
export interface SecretUndefineArgs { secret: NonnullSecret }
export const SecretUndefineArgs: Codec<SecretUndefineArgs> = /* @__PURE__ */ codec<SecretUndefineArgs>(
  (w, v) => {
    NonnullSecret.write(w, v.secret)
  },
  (r) => ({ secret: NonnullSecret.read(r) }))

/** remote_secret_lookup_by_usage_args */
export interface SecretLookupByUsageArgs { usageType: number; usageID: NonnullString }
export const SecretLookupByUsageArgs: Codec<SecretLookupByUsageArgs> = /* @__PURE__ */ codec<SecretLookupByUsageArgs>(
  (w, v) => {
    w.int(v.usageType)
    NonnullString.write(w, v.usageID)
  },
  (r) => ({ usageType: r.int(), usageID: NonnullString.read(r) }))

/** remote_secret_lookup_by_usage_ret */
export interface SecretLookupByUsageRet { secret: NonnullSecret }
export const SecretLookupByUsageRet: Codec<SecretLookupByUsageRet> = /* @__PURE__ */ codec<SecretLookupByUsageRet>(
  (w, v) => {
    NonnullSecret.write(w, v.secret)
  },
  (r) => ({ secret: NonnullSecret.read(r) }))

/** remote_domain_migrate_prepare_tunnel_args */
export interface DomainMigratePrepareTunnelArgs { flags: bigint; dname: String; resource: bigint; domXml: NonnullString }
export const DomainMigratePrepareTunnelArgs: Codec<DomainMigratePrepareTunnelArgs> = /* @__PURE__ */ codec<DomainMigratePrepareTunnelArgs>(
  (w, v) => {
    w.uhyper(v.flags)
    String.write(w, v.dname)
    w.uhyper(v.resource)
    NonnullString.write(w, v.domXml)
  },
  (r) => ({ flags: r.uhyper(), dname: String.read(r), resource: r.uhyper(), domXml: NonnullString.read(r) }))

/** remote_connect_is_secure_ret */
export interface ConnectIsSecureRet { secure: number }
export const ConnectIsSecureRet: Codec<ConnectIsSecureRet> = /* @__PURE__ */ codec<ConnectIsSecureRet>(
  (w, v) => {
    w.int(v.secure)
  },
  (r) => ({ secure: r.int() }))

/** remote_domain_is_active_args */
export interface DomainIsActiveArgs { dom: NonnullDomain }
export const DomainIsActiveArgs: Codec<DomainIsActiveArgs> = /* @__PURE__ */ codec<DomainIsActiveArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_is_active_ret */
export interface DomainIsActiveRet { active: number }
export const DomainIsActiveRet: Codec<DomainIsActiveRet> = /* @__PURE__ */ codec<DomainIsActiveRet>(
  (w, v) => {
    w.int(v.active)
  },
  (r) => ({ active: r.int() }))

/** remote_domain_is_persistent_args */
export interface DomainIsPersistentArgs { dom: NonnullDomain }
export const DomainIsPersistentArgs: Codec<DomainIsPersistentArgs> = /* @__PURE__ */ codec<DomainIsPersistentArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_is_persistent_ret */
export interface DomainIsPersistentRet { persistent: number }
export const DomainIsPersistentRet: Codec<DomainIsPersistentRet> = /* @__PURE__ */ codec<DomainIsPersistentRet>(
  (w, v) => {
    w.int(v.persistent)
  },
  (r) => ({ persistent: r.int() }))

/** remote_domain_is_updated_args */
export interface DomainIsUpdatedArgs { dom: NonnullDomain }
export const DomainIsUpdatedArgs: Codec<DomainIsUpdatedArgs> = /* @__PURE__ */ codec<DomainIsUpdatedArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_is_updated_ret */
export interface DomainIsUpdatedRet { updated: number }
export const DomainIsUpdatedRet: Codec<DomainIsUpdatedRet> = /* @__PURE__ */ codec<DomainIsUpdatedRet>(
  (w, v) => {
    w.int(v.updated)
  },
  (r) => ({ updated: r.int() }))

/** remote_network_is_active_args */
export interface NetworkIsActiveArgs { net: NonnullNetwork }
export const NetworkIsActiveArgs: Codec<NetworkIsActiveArgs> = /* @__PURE__ */ codec<NetworkIsActiveArgs>(
  (w, v) => {
    NonnullNetwork.write(w, v.net)
  },
  (r) => ({ net: NonnullNetwork.read(r) }))

/** remote_network_is_active_ret */
export interface NetworkIsActiveRet { active: number }
export const NetworkIsActiveRet: Codec<NetworkIsActiveRet> = /* @__PURE__ */ codec<NetworkIsActiveRet>(
  (w, v) => {
    w.int(v.active)
  },
  (r) => ({ active: r.int() }))

/** remote_network_is_persistent_args */
export interface NetworkIsPersistentArgs { net: NonnullNetwork }
export const NetworkIsPersistentArgs: Codec<NetworkIsPersistentArgs> = /* @__PURE__ */ codec<NetworkIsPersistentArgs>(
  (w, v) => {
    NonnullNetwork.write(w, v.net)
  },
  (r) => ({ net: NonnullNetwork.read(r) }))

/** remote_network_is_persistent_ret */
export interface NetworkIsPersistentRet { persistent: number }
export const NetworkIsPersistentRet: Codec<NetworkIsPersistentRet> = /* @__PURE__ */ codec<NetworkIsPersistentRet>(
  (w, v) => {
    w.int(v.persistent)
  },
  (r) => ({ persistent: r.int() }))

/** remote_storage_pool_is_active_args */
export interface StoragePoolIsActiveArgs { pool: NonnullStoragePool }
export const StoragePoolIsActiveArgs: Codec<StoragePoolIsActiveArgs> = /* @__PURE__ */ codec<StoragePoolIsActiveArgs>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
  },
  (r) => ({ pool: NonnullStoragePool.read(r) }))

/** remote_storage_pool_is_active_ret */
export interface StoragePoolIsActiveRet { active: number }
export const StoragePoolIsActiveRet: Codec<StoragePoolIsActiveRet> = /* @__PURE__ */ codec<StoragePoolIsActiveRet>(
  (w, v) => {
    w.int(v.active)
  },
  (r) => ({ active: r.int() }))

/** remote_storage_pool_is_persistent_args */
export interface StoragePoolIsPersistentArgs { pool: NonnullStoragePool }
export const StoragePoolIsPersistentArgs: Codec<StoragePoolIsPersistentArgs> = /* @__PURE__ */ codec<StoragePoolIsPersistentArgs>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
  },
  (r) => ({ pool: NonnullStoragePool.read(r) }))

/** remote_storage_pool_is_persistent_ret */
export interface StoragePoolIsPersistentRet { persistent: number }
export const StoragePoolIsPersistentRet: Codec<StoragePoolIsPersistentRet> = /* @__PURE__ */ codec<StoragePoolIsPersistentRet>(
  (w, v) => {
    w.int(v.persistent)
  },
  (r) => ({ persistent: r.int() }))

/** remote_interface_is_active_args */
export interface InterfaceIsActiveArgs { iface: NonnullInterface }
export const InterfaceIsActiveArgs: Codec<InterfaceIsActiveArgs> = /* @__PURE__ */ codec<InterfaceIsActiveArgs>(
  (w, v) => {
    NonnullInterface.write(w, v.iface)
  },
  (r) => ({ iface: NonnullInterface.read(r) }))

/** remote_interface_is_active_ret */
export interface InterfaceIsActiveRet { active: number }
export const InterfaceIsActiveRet: Codec<InterfaceIsActiveRet> = /* @__PURE__ */ codec<InterfaceIsActiveRet>(
  (w, v) => {
    w.int(v.active)
  },
  (r) => ({ active: r.int() }))

/** remote_connect_compare_cpu_args */
export interface ConnectCompareCpuArgs { xml: NonnullString; flags: number }
export const ConnectCompareCpuArgs: Codec<ConnectCompareCpuArgs> = /* @__PURE__ */ codec<ConnectCompareCpuArgs>(
  (w, v) => {
    NonnullString.write(w, v.xml)
    w.uint(v.flags)
  },
  (r) => ({ xml: NonnullString.read(r), flags: r.uint() }))

/** remote_connect_compare_cpu_ret */
export interface ConnectCompareCpuRet { result: number }
export const ConnectCompareCpuRet: Codec<ConnectCompareCpuRet> = /* @__PURE__ */ codec<ConnectCompareCpuRet>(
  (w, v) => {
    w.int(v.result)
  },
  (r) => ({ result: r.int() }))

/** remote_connect_baseline_cpu_args */
export interface ConnectBaselineCpuArgs { xmlCPUs: NonnullString[]; flags: number }
export const ConnectBaselineCpuArgs: Codec<ConnectBaselineCpuArgs> = /* @__PURE__ */ codec<ConnectBaselineCpuArgs>(
  (w, v) => {
    w.count(v.xmlCPUs.length, 256); for (const e of v.xmlCPUs) NonnullString.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ xmlCPUs: list(r, 256, 4, (r) => NonnullString.read(r)), flags: r.uint() }))

/** remote_connect_baseline_cpu_ret */
export interface ConnectBaselineCpuRet { cpu: NonnullString }
export const ConnectBaselineCpuRet: Codec<ConnectBaselineCpuRet> = /* @__PURE__ */ codec<ConnectBaselineCpuRet>(
  (w, v) => {
    NonnullString.write(w, v.cpu)
  },
  (r) => ({ cpu: NonnullString.read(r) }))

/** remote_domain_get_job_info_args */
export interface DomainGetJobInfoArgs { dom: NonnullDomain }
export const DomainGetJobInfoArgs: Codec<DomainGetJobInfoArgs> = /* @__PURE__ */ codec<DomainGetJobInfoArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_get_job_info_ret */
export interface DomainGetJobInfoRet { type: number; timeElapsed: bigint; timeRemaining: bigint; dataTotal: bigint; dataProcessed: bigint; dataRemaining: bigint; memTotal: bigint; memProcessed: bigint; memRemaining: bigint; fileTotal: bigint; fileProcessed: bigint; fileRemaining: bigint }
export const DomainGetJobInfoRet: Codec<DomainGetJobInfoRet> = /* @__PURE__ */ codec<DomainGetJobInfoRet>(
  (w, v) => {
    w.int(v.type)
    w.uhyper(v.timeElapsed)
    w.uhyper(v.timeRemaining)
    w.uhyper(v.dataTotal)
    w.uhyper(v.dataProcessed)
    w.uhyper(v.dataRemaining)
    w.uhyper(v.memTotal)
    w.uhyper(v.memProcessed)
    w.uhyper(v.memRemaining)
    w.uhyper(v.fileTotal)
    w.uhyper(v.fileProcessed)
    w.uhyper(v.fileRemaining)
  },
  (r) => ({ type: r.int(), timeElapsed: r.uhyper(), timeRemaining: r.uhyper(), dataTotal: r.uhyper(), dataProcessed: r.uhyper(), dataRemaining: r.uhyper(), memTotal: r.uhyper(), memProcessed: r.uhyper(), memRemaining: r.uhyper(), fileTotal: r.uhyper(), fileProcessed: r.uhyper(), fileRemaining: r.uhyper() }))

/** remote_domain_get_job_stats_args */
export interface DomainGetJobStatsArgs { dom: NonnullDomain; flags: number }
export const DomainGetJobStatsArgs: Codec<DomainGetJobStatsArgs> = /* @__PURE__ */ codec<DomainGetJobStatsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_get_job_stats_ret */
export interface DomainGetJobStatsRet { type: number; params: TypedParam[] }
export const DomainGetJobStatsRet: Codec<DomainGetJobStatsRet> = /* @__PURE__ */ codec<DomainGetJobStatsRet>(
  (w, v) => {
    w.int(v.type)
    w.count(v.params.length, 64); for (const e of v.params) TypedParam.write(w, e)
  },
  (r) => ({ type: r.int(), params: list(r, 64, 12, (r) => TypedParam.read(r)) }))

/** remote_domain_abort_job_args */
export interface DomainAbortJobArgs { dom: NonnullDomain }
export const DomainAbortJobArgs: Codec<DomainAbortJobArgs> = /* @__PURE__ */ codec<DomainAbortJobArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_abort_job_flags_args */
export interface DomainAbortJobFlagsArgs { dom: NonnullDomain; flags: number }
export const DomainAbortJobFlagsArgs: Codec<DomainAbortJobFlagsArgs> = /* @__PURE__ */ codec<DomainAbortJobFlagsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_migrate_get_max_downtime_args */
export interface DomainMigrateGetMaxDowntimeArgs { dom: NonnullDomain; flags: number }
export const DomainMigrateGetMaxDowntimeArgs: Codec<DomainMigrateGetMaxDowntimeArgs> = /* @__PURE__ */ codec<DomainMigrateGetMaxDowntimeArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_migrate_get_max_downtime_ret */
export interface DomainMigrateGetMaxDowntimeRet { downtime: bigint }
export const DomainMigrateGetMaxDowntimeRet: Codec<DomainMigrateGetMaxDowntimeRet> = /* @__PURE__ */ codec<DomainMigrateGetMaxDowntimeRet>(
  (w, v) => {
    w.uhyper(v.downtime)
  },
  (r) => ({ downtime: r.uhyper() }))

/** remote_domain_migrate_set_max_downtime_args */
export interface DomainMigrateSetMaxDowntimeArgs { dom: NonnullDomain; downtime: bigint; flags: number }
export const DomainMigrateSetMaxDowntimeArgs: Codec<DomainMigrateSetMaxDowntimeArgs> = /* @__PURE__ */ codec<DomainMigrateSetMaxDowntimeArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uhyper(v.downtime)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), downtime: r.uhyper(), flags: r.uint() }))

/** remote_domain_migrate_get_compression_cache_args */
export interface DomainMigrateGetCompressionCacheArgs { dom: NonnullDomain; flags: number }
export const DomainMigrateGetCompressionCacheArgs: Codec<DomainMigrateGetCompressionCacheArgs> = /* @__PURE__ */ codec<DomainMigrateGetCompressionCacheArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_migrate_get_compression_cache_ret */
export interface DomainMigrateGetCompressionCacheRet { cacheSize: bigint }
export const DomainMigrateGetCompressionCacheRet: Codec<DomainMigrateGetCompressionCacheRet> = /* @__PURE__ */ codec<DomainMigrateGetCompressionCacheRet>(
  (w, v) => {
    w.uhyper(v.cacheSize)
  },
  (r) => ({ cacheSize: r.uhyper() }))

/** remote_domain_migrate_set_compression_cache_args */
export interface DomainMigrateSetCompressionCacheArgs { dom: NonnullDomain; cacheSize: bigint; flags: number }
export const DomainMigrateSetCompressionCacheArgs: Codec<DomainMigrateSetCompressionCacheArgs> = /* @__PURE__ */ codec<DomainMigrateSetCompressionCacheArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uhyper(v.cacheSize)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), cacheSize: r.uhyper(), flags: r.uint() }))

/** remote_domain_migrate_set_max_speed_args */
export interface DomainMigrateSetMaxSpeedArgs { dom: NonnullDomain; bandwidth: bigint; flags: number }
export const DomainMigrateSetMaxSpeedArgs: Codec<DomainMigrateSetMaxSpeedArgs> = /* @__PURE__ */ codec<DomainMigrateSetMaxSpeedArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uhyper(v.bandwidth)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), bandwidth: r.uhyper(), flags: r.uint() }))

/** remote_domain_migrate_get_max_speed_args */
export interface DomainMigrateGetMaxSpeedArgs { dom: NonnullDomain; flags: number }
export const DomainMigrateGetMaxSpeedArgs: Codec<DomainMigrateGetMaxSpeedArgs> = /* @__PURE__ */ codec<DomainMigrateGetMaxSpeedArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_migrate_get_max_speed_ret */
export interface DomainMigrateGetMaxSpeedRet { bandwidth: bigint }
export const DomainMigrateGetMaxSpeedRet: Codec<DomainMigrateGetMaxSpeedRet> = /* @__PURE__ */ codec<DomainMigrateGetMaxSpeedRet>(
  (w, v) => {
    w.uhyper(v.bandwidth)
  },
  (r) => ({ bandwidth: r.uhyper() }))

/** remote_connect_domain_event_register_any_args */
export interface ConnectDomainEventRegisterAnyArgs { eventID: number }
export const ConnectDomainEventRegisterAnyArgs: Codec<ConnectDomainEventRegisterAnyArgs> = /* @__PURE__ */ codec<ConnectDomainEventRegisterAnyArgs>(
  (w, v) => {
    w.int(v.eventID)
  },
  (r) => ({ eventID: r.int() }))

/** remote_connect_domain_event_deregister_any_args */
export interface ConnectDomainEventDeregisterAnyArgs { eventID: number }
export const ConnectDomainEventDeregisterAnyArgs: Codec<ConnectDomainEventDeregisterAnyArgs> = /* @__PURE__ */ codec<ConnectDomainEventDeregisterAnyArgs>(
  (w, v) => {
    w.int(v.eventID)
  },
  (r) => ({ eventID: r.int() }))

/** remote_connect_domain_event_callback_register_any_args */
export interface ConnectDomainEventCallbackRegisterAnyArgs { eventID: number; dom: Domain }
export const ConnectDomainEventCallbackRegisterAnyArgs: Codec<ConnectDomainEventCallbackRegisterAnyArgs> = /* @__PURE__ */ codec<ConnectDomainEventCallbackRegisterAnyArgs>(
  (w, v) => {
    w.int(v.eventID)
    Domain.write(w, v.dom)
  },
  (r) => ({ eventID: r.int(), dom: Domain.read(r) }))

/** remote_connect_domain_event_callback_register_any_ret */
export interface ConnectDomainEventCallbackRegisterAnyRet { callbackID: number }
export const ConnectDomainEventCallbackRegisterAnyRet: Codec<ConnectDomainEventCallbackRegisterAnyRet> = /* @__PURE__ */ codec<ConnectDomainEventCallbackRegisterAnyRet>(
  (w, v) => {
    w.int(v.callbackID)
  },
  (r) => ({ callbackID: r.int() }))

/** remote_connect_domain_event_callback_deregister_any_args */
export interface ConnectDomainEventCallbackDeregisterAnyArgs { callbackID: number }
export const ConnectDomainEventCallbackDeregisterAnyArgs: Codec<ConnectDomainEventCallbackDeregisterAnyArgs> = /* @__PURE__ */ codec<ConnectDomainEventCallbackDeregisterAnyArgs>(
  (w, v) => {
    w.int(v.callbackID)
  },
  (r) => ({ callbackID: r.int() }))

/** remote_domain_event_reboot_msg */
export interface DomainEventRebootMsg { dom: NonnullDomain }
export const DomainEventRebootMsg: Codec<DomainEventRebootMsg> = /* @__PURE__ */ codec<DomainEventRebootMsg>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_event_callback_reboot_msg */
export interface DomainEventCallbackRebootMsg { callbackID: number; msg: DomainEventRebootMsg }
export const DomainEventCallbackRebootMsg: Codec<DomainEventCallbackRebootMsg> = /* @__PURE__ */ codec<DomainEventCallbackRebootMsg>(
  (w, v) => {
    w.int(v.callbackID)
    DomainEventRebootMsg.write(w, v.msg)
  },
  (r) => ({ callbackID: r.int(), msg: DomainEventRebootMsg.read(r) }))

/** remote_domain_event_rtc_change_msg */
export interface DomainEventRtcChangeMsg { dom: NonnullDomain; offset: bigint }
export const DomainEventRtcChangeMsg: Codec<DomainEventRtcChangeMsg> = /* @__PURE__ */ codec<DomainEventRtcChangeMsg>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.hyper(v.offset)
  },
  (r) => ({ dom: NonnullDomain.read(r), offset: r.hyper() }))

/** remote_domain_event_callback_rtc_change_msg */
export interface DomainEventCallbackRtcChangeMsg { callbackID: number; msg: DomainEventRtcChangeMsg }
export const DomainEventCallbackRtcChangeMsg: Codec<DomainEventCallbackRtcChangeMsg> = /* @__PURE__ */ codec<DomainEventCallbackRtcChangeMsg>(
  (w, v) => {
    w.int(v.callbackID)
    DomainEventRtcChangeMsg.write(w, v.msg)
  },
  (r) => ({ callbackID: r.int(), msg: DomainEventRtcChangeMsg.read(r) }))

/** remote_domain_event_watchdog_msg */
export interface DomainEventWatchdogMsg { dom: NonnullDomain; action: number }
export const DomainEventWatchdogMsg: Codec<DomainEventWatchdogMsg> = /* @__PURE__ */ codec<DomainEventWatchdogMsg>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.int(v.action)
  },
  (r) => ({ dom: NonnullDomain.read(r), action: r.int() }))

/** remote_domain_event_callback_watchdog_msg */
export interface DomainEventCallbackWatchdogMsg { callbackID: number; msg: DomainEventWatchdogMsg }
export const DomainEventCallbackWatchdogMsg: Codec<DomainEventCallbackWatchdogMsg> = /* @__PURE__ */ codec<DomainEventCallbackWatchdogMsg>(
  (w, v) => {
    w.int(v.callbackID)
    DomainEventWatchdogMsg.write(w, v.msg)
  },
  (r) => ({ callbackID: r.int(), msg: DomainEventWatchdogMsg.read(r) }))

/** remote_domain_event_io_error_msg */
export interface DomainEventIoErrorMsg { dom: NonnullDomain; srcPath: NonnullString; devAlias: NonnullString; action: number }
export const DomainEventIoErrorMsg: Codec<DomainEventIoErrorMsg> = /* @__PURE__ */ codec<DomainEventIoErrorMsg>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.srcPath)
    NonnullString.write(w, v.devAlias)
    w.int(v.action)
  },
  (r) => ({ dom: NonnullDomain.read(r), srcPath: NonnullString.read(r), devAlias: NonnullString.read(r), action: r.int() }))

/** remote_domain_event_callback_io_error_msg */
export interface DomainEventCallbackIoErrorMsg { callbackID: number; msg: DomainEventIoErrorMsg }
export const DomainEventCallbackIoErrorMsg: Codec<DomainEventCallbackIoErrorMsg> = /* @__PURE__ */ codec<DomainEventCallbackIoErrorMsg>(
  (w, v) => {
    w.int(v.callbackID)
    DomainEventIoErrorMsg.write(w, v.msg)
  },
  (r) => ({ callbackID: r.int(), msg: DomainEventIoErrorMsg.read(r) }))

/** remote_domain_event_io_error_reason_msg */
export interface DomainEventIoErrorReasonMsg { dom: NonnullDomain; srcPath: NonnullString; devAlias: NonnullString; action: number; reason: NonnullString }
export const DomainEventIoErrorReasonMsg: Codec<DomainEventIoErrorReasonMsg> = /* @__PURE__ */ codec<DomainEventIoErrorReasonMsg>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.srcPath)
    NonnullString.write(w, v.devAlias)
    w.int(v.action)
    NonnullString.write(w, v.reason)
  },
  (r) => ({ dom: NonnullDomain.read(r), srcPath: NonnullString.read(r), devAlias: NonnullString.read(r), action: r.int(), reason: NonnullString.read(r) }))

/** remote_domain_event_callback_io_error_reason_msg */
export interface DomainEventCallbackIoErrorReasonMsg { callbackID: number; msg: DomainEventIoErrorReasonMsg }
export const DomainEventCallbackIoErrorReasonMsg: Codec<DomainEventCallbackIoErrorReasonMsg> = /* @__PURE__ */ codec<DomainEventCallbackIoErrorReasonMsg>(
  (w, v) => {
    w.int(v.callbackID)
    DomainEventIoErrorReasonMsg.write(w, v.msg)
  },
  (r) => ({ callbackID: r.int(), msg: DomainEventIoErrorReasonMsg.read(r) }))

/** remote_domain_event_graphics_address */
export interface DomainEventGraphicsAddress { family: number; node: NonnullString; service: NonnullString }
export const DomainEventGraphicsAddress: Codec<DomainEventGraphicsAddress> = /* @__PURE__ */ codec<DomainEventGraphicsAddress>(
  (w, v) => {
    w.int(v.family)
    NonnullString.write(w, v.node)
    NonnullString.write(w, v.service)
  },
  (r) => ({ family: r.int(), node: NonnullString.read(r), service: NonnullString.read(r) }))

/** remote_domain_event_graphics_identity */
export interface DomainEventGraphicsIdentity { type: NonnullString; name: NonnullString }
export const DomainEventGraphicsIdentity: Codec<DomainEventGraphicsIdentity> = /* @__PURE__ */ codec<DomainEventGraphicsIdentity>(
  (w, v) => {
    NonnullString.write(w, v.type)
    NonnullString.write(w, v.name)
  },
  (r) => ({ type: NonnullString.read(r), name: NonnullString.read(r) }))

/** remote_domain_event_graphics_msg */
export interface DomainEventGraphicsMsg { dom: NonnullDomain; phase: number; local: DomainEventGraphicsAddress; remote: DomainEventGraphicsAddress; authScheme: NonnullString; subject: DomainEventGraphicsIdentity[] }
export const DomainEventGraphicsMsg: Codec<DomainEventGraphicsMsg> = /* @__PURE__ */ codec<DomainEventGraphicsMsg>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.int(v.phase)
    DomainEventGraphicsAddress.write(w, v.local)
    DomainEventGraphicsAddress.write(w, v.remote)
    NonnullString.write(w, v.authScheme)
    w.count(v.subject.length, 20); for (const e of v.subject) DomainEventGraphicsIdentity.write(w, e)
  },
  (r) => ({ dom: NonnullDomain.read(r), phase: r.int(), local: DomainEventGraphicsAddress.read(r), remote: DomainEventGraphicsAddress.read(r), authScheme: NonnullString.read(r), subject: list(r, 20, 8, (r) => DomainEventGraphicsIdentity.read(r)) }))

/** remote_domain_event_callback_graphics_msg */
export interface DomainEventCallbackGraphicsMsg { callbackID: number; msg: DomainEventGraphicsMsg }
export const DomainEventCallbackGraphicsMsg: Codec<DomainEventCallbackGraphicsMsg> = /* @__PURE__ */ codec<DomainEventCallbackGraphicsMsg>(
  (w, v) => {
    w.int(v.callbackID)
    DomainEventGraphicsMsg.write(w, v.msg)
  },
  (r) => ({ callbackID: r.int(), msg: DomainEventGraphicsMsg.read(r) }))

/** remote_domain_event_block_job_msg */
export interface DomainEventBlockJobMsg { dom: NonnullDomain; path: NonnullString; type: number; status: number }
export const DomainEventBlockJobMsg: Codec<DomainEventBlockJobMsg> = /* @__PURE__ */ codec<DomainEventBlockJobMsg>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.path)
    w.int(v.type)
    w.int(v.status)
  },
  (r) => ({ dom: NonnullDomain.read(r), path: NonnullString.read(r), type: r.int(), status: r.int() }))

/** remote_domain_event_callback_block_job_msg */
export interface DomainEventCallbackBlockJobMsg { callbackID: number; msg: DomainEventBlockJobMsg }
export const DomainEventCallbackBlockJobMsg: Codec<DomainEventCallbackBlockJobMsg> = /* @__PURE__ */ codec<DomainEventCallbackBlockJobMsg>(
  (w, v) => {
    w.int(v.callbackID)
    DomainEventBlockJobMsg.write(w, v.msg)
  },
  (r) => ({ callbackID: r.int(), msg: DomainEventBlockJobMsg.read(r) }))

/** remote_domain_event_disk_change_msg */
export interface DomainEventDiskChangeMsg { dom: NonnullDomain; oldSrcPath: String; newSrcPath: String; devAlias: NonnullString; reason: number }
export const DomainEventDiskChangeMsg: Codec<DomainEventDiskChangeMsg> = /* @__PURE__ */ codec<DomainEventDiskChangeMsg>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    String.write(w, v.oldSrcPath)
    String.write(w, v.newSrcPath)
    NonnullString.write(w, v.devAlias)
    w.int(v.reason)
  },
  (r) => ({ dom: NonnullDomain.read(r), oldSrcPath: String.read(r), newSrcPath: String.read(r), devAlias: NonnullString.read(r), reason: r.int() }))

/** remote_domain_event_callback_disk_change_msg */
export interface DomainEventCallbackDiskChangeMsg { callbackID: number; msg: DomainEventDiskChangeMsg }
export const DomainEventCallbackDiskChangeMsg: Codec<DomainEventCallbackDiskChangeMsg> = /* @__PURE__ */ codec<DomainEventCallbackDiskChangeMsg>(
  (w, v) => {
    w.int(v.callbackID)
    DomainEventDiskChangeMsg.write(w, v.msg)
  },
  (r) => ({ callbackID: r.int(), msg: DomainEventDiskChangeMsg.read(r) }))

/** remote_domain_event_tray_change_msg */
export interface DomainEventTrayChangeMsg { dom: NonnullDomain; devAlias: NonnullString; reason: number }
export const DomainEventTrayChangeMsg: Codec<DomainEventTrayChangeMsg> = /* @__PURE__ */ codec<DomainEventTrayChangeMsg>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.devAlias)
    w.int(v.reason)
  },
  (r) => ({ dom: NonnullDomain.read(r), devAlias: NonnullString.read(r), reason: r.int() }))

/** remote_domain_event_callback_tray_change_msg */
export interface DomainEventCallbackTrayChangeMsg { callbackID: number; msg: DomainEventTrayChangeMsg }
export const DomainEventCallbackTrayChangeMsg: Codec<DomainEventCallbackTrayChangeMsg> = /* @__PURE__ */ codec<DomainEventCallbackTrayChangeMsg>(
  (w, v) => {
    w.int(v.callbackID)
    DomainEventTrayChangeMsg.write(w, v.msg)
  },
  (r) => ({ callbackID: r.int(), msg: DomainEventTrayChangeMsg.read(r) }))

/** remote_domain_event_pmwakeup_msg */
export interface DomainEventPmwakeupMsg { dom: NonnullDomain }
export const DomainEventPmwakeupMsg: Codec<DomainEventPmwakeupMsg> = /* @__PURE__ */ codec<DomainEventPmwakeupMsg>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_event_callback_pmwakeup_msg */
export interface DomainEventCallbackPmwakeupMsg { callbackID: number; reason: number; msg: DomainEventPmwakeupMsg }
export const DomainEventCallbackPmwakeupMsg: Codec<DomainEventCallbackPmwakeupMsg> = /* @__PURE__ */ codec<DomainEventCallbackPmwakeupMsg>(
  (w, v) => {
    w.int(v.callbackID)
    w.int(v.reason)
    DomainEventPmwakeupMsg.write(w, v.msg)
  },
  (r) => ({ callbackID: r.int(), reason: r.int(), msg: DomainEventPmwakeupMsg.read(r) }))

/** remote_domain_event_pmsuspend_msg */
export interface DomainEventPmsuspendMsg { dom: NonnullDomain }
export const DomainEventPmsuspendMsg: Codec<DomainEventPmsuspendMsg> = /* @__PURE__ */ codec<DomainEventPmsuspendMsg>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_event_callback_pmsuspend_msg */
export interface DomainEventCallbackPmsuspendMsg { callbackID: number; reason: number; msg: DomainEventPmsuspendMsg }
export const DomainEventCallbackPmsuspendMsg: Codec<DomainEventCallbackPmsuspendMsg> = /* @__PURE__ */ codec<DomainEventCallbackPmsuspendMsg>(
  (w, v) => {
    w.int(v.callbackID)
    w.int(v.reason)
    DomainEventPmsuspendMsg.write(w, v.msg)
  },
  (r) => ({ callbackID: r.int(), reason: r.int(), msg: DomainEventPmsuspendMsg.read(r) }))

/** remote_domain_event_balloon_change_msg */
export interface DomainEventBalloonChangeMsg { dom: NonnullDomain; actual: bigint }
export const DomainEventBalloonChangeMsg: Codec<DomainEventBalloonChangeMsg> = /* @__PURE__ */ codec<DomainEventBalloonChangeMsg>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uhyper(v.actual)
  },
  (r) => ({ dom: NonnullDomain.read(r), actual: r.uhyper() }))

/** remote_domain_event_callback_balloon_change_msg */
export interface DomainEventCallbackBalloonChangeMsg { callbackID: number; msg: DomainEventBalloonChangeMsg }
export const DomainEventCallbackBalloonChangeMsg: Codec<DomainEventCallbackBalloonChangeMsg> = /* @__PURE__ */ codec<DomainEventCallbackBalloonChangeMsg>(
  (w, v) => {
    w.int(v.callbackID)
    DomainEventBalloonChangeMsg.write(w, v.msg)
  },
  (r) => ({ callbackID: r.int(), msg: DomainEventBalloonChangeMsg.read(r) }))

/** remote_domain_event_pmsuspend_disk_msg */
export interface DomainEventPmsuspendDiskMsg { dom: NonnullDomain }
export const DomainEventPmsuspendDiskMsg: Codec<DomainEventPmsuspendDiskMsg> = /* @__PURE__ */ codec<DomainEventPmsuspendDiskMsg>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_event_callback_pmsuspend_disk_msg */
export interface DomainEventCallbackPmsuspendDiskMsg { callbackID: number; reason: number; msg: DomainEventPmsuspendDiskMsg }
export const DomainEventCallbackPmsuspendDiskMsg: Codec<DomainEventCallbackPmsuspendDiskMsg> = /* @__PURE__ */ codec<DomainEventCallbackPmsuspendDiskMsg>(
  (w, v) => {
    w.int(v.callbackID)
    w.int(v.reason)
    DomainEventPmsuspendDiskMsg.write(w, v.msg)
  },
  (r) => ({ callbackID: r.int(), reason: r.int(), msg: DomainEventPmsuspendDiskMsg.read(r) }))

/** remote_domain_managed_save_args */
export interface DomainManagedSaveArgs { dom: NonnullDomain; flags: number }
export const DomainManagedSaveArgs: Codec<DomainManagedSaveArgs> = /* @__PURE__ */ codec<DomainManagedSaveArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_has_managed_save_image_args */
export interface DomainHasManagedSaveImageArgs { dom: NonnullDomain; flags: number }
export const DomainHasManagedSaveImageArgs: Codec<DomainHasManagedSaveImageArgs> = /* @__PURE__ */ codec<DomainHasManagedSaveImageArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_has_managed_save_image_ret */
export interface DomainHasManagedSaveImageRet { result: number }
export const DomainHasManagedSaveImageRet: Codec<DomainHasManagedSaveImageRet> = /* @__PURE__ */ codec<DomainHasManagedSaveImageRet>(
  (w, v) => {
    w.int(v.result)
  },
  (r) => ({ result: r.int() }))

/** remote_domain_managed_save_remove_args */
export interface DomainManagedSaveRemoveArgs { dom: NonnullDomain; flags: number }
export const DomainManagedSaveRemoveArgs: Codec<DomainManagedSaveRemoveArgs> = /* @__PURE__ */ codec<DomainManagedSaveRemoveArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_managed_save_get_xml_desc_args */
export interface DomainManagedSaveGetXmlDescArgs { dom: NonnullDomain; flags: number }
export const DomainManagedSaveGetXmlDescArgs: Codec<DomainManagedSaveGetXmlDescArgs> = /* @__PURE__ */ codec<DomainManagedSaveGetXmlDescArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_managed_save_get_xml_desc_ret */
export interface DomainManagedSaveGetXmlDescRet { xml: NonnullString }
export const DomainManagedSaveGetXmlDescRet: Codec<DomainManagedSaveGetXmlDescRet> = /* @__PURE__ */ codec<DomainManagedSaveGetXmlDescRet>(
  (w, v) => {
    NonnullString.write(w, v.xml)
  },
  (r) => ({ xml: NonnullString.read(r) }))

/** remote_domain_managed_save_define_xml_args */
export interface DomainManagedSaveDefineXmlArgs { dom: NonnullDomain; dxml: String; flags: number }
export const DomainManagedSaveDefineXmlArgs: Codec<DomainManagedSaveDefineXmlArgs> = /* @__PURE__ */ codec<DomainManagedSaveDefineXmlArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    String.write(w, v.dxml)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), dxml: String.read(r), flags: r.uint() }))

/** remote_domain_snapshot_create_xml_args */
export interface DomainSnapshotCreateXmlArgs { dom: NonnullDomain; xmlDesc: NonnullString; flags: number }
export const DomainSnapshotCreateXmlArgs: Codec<DomainSnapshotCreateXmlArgs> = /* @__PURE__ */ codec<DomainSnapshotCreateXmlArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.xmlDesc)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), xmlDesc: NonnullString.read(r), flags: r.uint() }))

/** remote_domain_snapshot_create_xml_ret */
export interface DomainSnapshotCreateXmlRet { snap: NonnullDomainSnapshot }
export const DomainSnapshotCreateXmlRet: Codec<DomainSnapshotCreateXmlRet> = /* @__PURE__ */ codec<DomainSnapshotCreateXmlRet>(
  (w, v) => {
    NonnullDomainSnapshot.write(w, v.snap)
  },
  (r) => ({ snap: NonnullDomainSnapshot.read(r) }))

/** remote_domain_snapshot_get_xml_desc_args */
export interface DomainSnapshotGetXmlDescArgs { snap: NonnullDomainSnapshot; flags: number }
export const DomainSnapshotGetXmlDescArgs: Codec<DomainSnapshotGetXmlDescArgs> = /* @__PURE__ */ codec<DomainSnapshotGetXmlDescArgs>(
  (w, v) => {
    NonnullDomainSnapshot.write(w, v.snap)
    w.uint(v.flags)
  },
  (r) => ({ snap: NonnullDomainSnapshot.read(r), flags: r.uint() }))

/** remote_domain_snapshot_get_xml_desc_ret */
export interface DomainSnapshotGetXmlDescRet { xml: NonnullString }
export const DomainSnapshotGetXmlDescRet: Codec<DomainSnapshotGetXmlDescRet> = /* @__PURE__ */ codec<DomainSnapshotGetXmlDescRet>(
  (w, v) => {
    NonnullString.write(w, v.xml)
  },
  (r) => ({ xml: NonnullString.read(r) }))

/** remote_domain_snapshot_num_args */
export interface DomainSnapshotNumArgs { dom: NonnullDomain; flags: number }
export const DomainSnapshotNumArgs: Codec<DomainSnapshotNumArgs> = /* @__PURE__ */ codec<DomainSnapshotNumArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_snapshot_num_ret */
export interface DomainSnapshotNumRet { num: number }
export const DomainSnapshotNumRet: Codec<DomainSnapshotNumRet> = /* @__PURE__ */ codec<DomainSnapshotNumRet>(
  (w, v) => {
    w.int(v.num)
  },
  (r) => ({ num: r.int() }))

/** remote_domain_snapshot_list_names_args */
export interface DomainSnapshotListNamesArgs { dom: NonnullDomain; maxnames: number; flags: number }
export const DomainSnapshotListNamesArgs: Codec<DomainSnapshotListNamesArgs> = /* @__PURE__ */ codec<DomainSnapshotListNamesArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.int(v.maxnames)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), maxnames: r.int(), flags: r.uint() }))

/** remote_domain_snapshot_list_names_ret */
export interface DomainSnapshotListNamesRet { names: NonnullString[] }
export const DomainSnapshotListNamesRet: Codec<DomainSnapshotListNamesRet> = /* @__PURE__ */ codec<DomainSnapshotListNamesRet>(
  (w, v) => {
    w.count(v.names.length, 16384); for (const e of v.names) NonnullString.write(w, e)
  },
  (r) => ({ names: list(r, 16384, 4, (r) => NonnullString.read(r)) }))

/** remote_domain_list_all_snapshots_args */
export interface DomainListAllSnapshotsArgs { dom: NonnullDomain; needResults: number; flags: number }
export const DomainListAllSnapshotsArgs: Codec<DomainListAllSnapshotsArgs> = /* @__PURE__ */ codec<DomainListAllSnapshotsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.int(v.needResults)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), needResults: r.int(), flags: r.uint() }))

/** remote_domain_list_all_snapshots_ret */
export interface DomainListAllSnapshotsRet { snapshots: NonnullDomainSnapshot[]; ret: number }
export const DomainListAllSnapshotsRet: Codec<DomainListAllSnapshotsRet> = /* @__PURE__ */ codec<DomainListAllSnapshotsRet>(
  (w, v) => {
    w.count(v.snapshots.length, 16384); for (const e of v.snapshots) NonnullDomainSnapshot.write(w, e)
    w.int(v.ret)
  },
  (r) => ({ snapshots: list(r, 16384, 28, (r) => NonnullDomainSnapshot.read(r)), ret: r.int() }))

/** remote_domain_snapshot_num_children_args */
export interface DomainSnapshotNumChildrenArgs { snap: NonnullDomainSnapshot; flags: number }
export const DomainSnapshotNumChildrenArgs: Codec<DomainSnapshotNumChildrenArgs> = /* @__PURE__ */ codec<DomainSnapshotNumChildrenArgs>(
  (w, v) => {
    NonnullDomainSnapshot.write(w, v.snap)
    w.uint(v.flags)
  },
  (r) => ({ snap: NonnullDomainSnapshot.read(r), flags: r.uint() }))

/** remote_domain_snapshot_num_children_ret */
export interface DomainSnapshotNumChildrenRet { num: number }
export const DomainSnapshotNumChildrenRet: Codec<DomainSnapshotNumChildrenRet> = /* @__PURE__ */ codec<DomainSnapshotNumChildrenRet>(
  (w, v) => {
    w.int(v.num)
  },
  (r) => ({ num: r.int() }))

/** remote_domain_snapshot_list_children_names_args */
export interface DomainSnapshotListChildrenNamesArgs { snap: NonnullDomainSnapshot; maxnames: number; flags: number }
export const DomainSnapshotListChildrenNamesArgs: Codec<DomainSnapshotListChildrenNamesArgs> = /* @__PURE__ */ codec<DomainSnapshotListChildrenNamesArgs>(
  (w, v) => {
    NonnullDomainSnapshot.write(w, v.snap)
    w.int(v.maxnames)
    w.uint(v.flags)
  },
  (r) => ({ snap: NonnullDomainSnapshot.read(r), maxnames: r.int(), flags: r.uint() }))

/** remote_domain_snapshot_list_children_names_ret */
export interface DomainSnapshotListChildrenNamesRet { names: NonnullString[] }
export const DomainSnapshotListChildrenNamesRet: Codec<DomainSnapshotListChildrenNamesRet> = /* @__PURE__ */ codec<DomainSnapshotListChildrenNamesRet>(
  (w, v) => {
    w.count(v.names.length, 16384); for (const e of v.names) NonnullString.write(w, e)
  },
  (r) => ({ names: list(r, 16384, 4, (r) => NonnullString.read(r)) }))

/** remote_domain_snapshot_list_all_children_args */
export interface DomainSnapshotListAllChildrenArgs { snapshot: NonnullDomainSnapshot; needResults: number; flags: number }
export const DomainSnapshotListAllChildrenArgs: Codec<DomainSnapshotListAllChildrenArgs> = /* @__PURE__ */ codec<DomainSnapshotListAllChildrenArgs>(
  (w, v) => {
    NonnullDomainSnapshot.write(w, v.snapshot)
    w.int(v.needResults)
    w.uint(v.flags)
  },
  (r) => ({ snapshot: NonnullDomainSnapshot.read(r), needResults: r.int(), flags: r.uint() }))

/** remote_domain_snapshot_list_all_children_ret */
export interface DomainSnapshotListAllChildrenRet { snapshots: NonnullDomainSnapshot[]; ret: number }
export const DomainSnapshotListAllChildrenRet: Codec<DomainSnapshotListAllChildrenRet> = /* @__PURE__ */ codec<DomainSnapshotListAllChildrenRet>(
  (w, v) => {
    w.count(v.snapshots.length, 16384); for (const e of v.snapshots) NonnullDomainSnapshot.write(w, e)
    w.int(v.ret)
  },
  (r) => ({ snapshots: list(r, 16384, 28, (r) => NonnullDomainSnapshot.read(r)), ret: r.int() }))

/** remote_domain_snapshot_lookup_by_name_args */
export interface DomainSnapshotLookupByNameArgs { dom: NonnullDomain; name: NonnullString; flags: number }
export const DomainSnapshotLookupByNameArgs: Codec<DomainSnapshotLookupByNameArgs> = /* @__PURE__ */ codec<DomainSnapshotLookupByNameArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.name)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), name: NonnullString.read(r), flags: r.uint() }))

/** remote_domain_snapshot_lookup_by_name_ret */
export interface DomainSnapshotLookupByNameRet { snap: NonnullDomainSnapshot }
export const DomainSnapshotLookupByNameRet: Codec<DomainSnapshotLookupByNameRet> = /* @__PURE__ */ codec<DomainSnapshotLookupByNameRet>(
  (w, v) => {
    NonnullDomainSnapshot.write(w, v.snap)
  },
  (r) => ({ snap: NonnullDomainSnapshot.read(r) }))

/** remote_domain_has_current_snapshot_args */
export interface DomainHasCurrentSnapshotArgs { dom: NonnullDomain; flags: number }
export const DomainHasCurrentSnapshotArgs: Codec<DomainHasCurrentSnapshotArgs> = /* @__PURE__ */ codec<DomainHasCurrentSnapshotArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_has_current_snapshot_ret */
export interface DomainHasCurrentSnapshotRet { result: number }
export const DomainHasCurrentSnapshotRet: Codec<DomainHasCurrentSnapshotRet> = /* @__PURE__ */ codec<DomainHasCurrentSnapshotRet>(
  (w, v) => {
    w.int(v.result)
  },
  (r) => ({ result: r.int() }))

/** remote_domain_snapshot_get_parent_args */
export interface DomainSnapshotGetParentArgs { snap: NonnullDomainSnapshot; flags: number }
export const DomainSnapshotGetParentArgs: Codec<DomainSnapshotGetParentArgs> = /* @__PURE__ */ codec<DomainSnapshotGetParentArgs>(
  (w, v) => {
    NonnullDomainSnapshot.write(w, v.snap)
    w.uint(v.flags)
  },
  (r) => ({ snap: NonnullDomainSnapshot.read(r), flags: r.uint() }))

/** remote_domain_snapshot_get_parent_ret */
export interface DomainSnapshotGetParentRet { snap: NonnullDomainSnapshot }
export const DomainSnapshotGetParentRet: Codec<DomainSnapshotGetParentRet> = /* @__PURE__ */ codec<DomainSnapshotGetParentRet>(
  (w, v) => {
    NonnullDomainSnapshot.write(w, v.snap)
  },
  (r) => ({ snap: NonnullDomainSnapshot.read(r) }))

/** remote_domain_snapshot_current_args */
export interface DomainSnapshotCurrentArgs { dom: NonnullDomain; flags: number }
export const DomainSnapshotCurrentArgs: Codec<DomainSnapshotCurrentArgs> = /* @__PURE__ */ codec<DomainSnapshotCurrentArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_snapshot_current_ret */
export interface DomainSnapshotCurrentRet { snap: NonnullDomainSnapshot }
export const DomainSnapshotCurrentRet: Codec<DomainSnapshotCurrentRet> = /* @__PURE__ */ codec<DomainSnapshotCurrentRet>(
  (w, v) => {
    NonnullDomainSnapshot.write(w, v.snap)
  },
  (r) => ({ snap: NonnullDomainSnapshot.read(r) }))

/** remote_domain_snapshot_is_current_args */
export interface DomainSnapshotIsCurrentArgs { snap: NonnullDomainSnapshot; flags: number }
export const DomainSnapshotIsCurrentArgs: Codec<DomainSnapshotIsCurrentArgs> = /* @__PURE__ */ codec<DomainSnapshotIsCurrentArgs>(
  (w, v) => {
    NonnullDomainSnapshot.write(w, v.snap)
    w.uint(v.flags)
  },
  (r) => ({ snap: NonnullDomainSnapshot.read(r), flags: r.uint() }))

/** remote_domain_snapshot_is_current_ret */
export interface DomainSnapshotIsCurrentRet { current: number }
export const DomainSnapshotIsCurrentRet: Codec<DomainSnapshotIsCurrentRet> = /* @__PURE__ */ codec<DomainSnapshotIsCurrentRet>(
  (w, v) => {
    w.int(v.current)
  },
  (r) => ({ current: r.int() }))

/** remote_domain_snapshot_has_metadata_args */
export interface DomainSnapshotHasMetadataArgs { snap: NonnullDomainSnapshot; flags: number }
export const DomainSnapshotHasMetadataArgs: Codec<DomainSnapshotHasMetadataArgs> = /* @__PURE__ */ codec<DomainSnapshotHasMetadataArgs>(
  (w, v) => {
    NonnullDomainSnapshot.write(w, v.snap)
    w.uint(v.flags)
  },
  (r) => ({ snap: NonnullDomainSnapshot.read(r), flags: r.uint() }))

/** remote_domain_snapshot_has_metadata_ret */
export interface DomainSnapshotHasMetadataRet { metadata: number }
export const DomainSnapshotHasMetadataRet: Codec<DomainSnapshotHasMetadataRet> = /* @__PURE__ */ codec<DomainSnapshotHasMetadataRet>(
  (w, v) => {
    w.int(v.metadata)
  },
  (r) => ({ metadata: r.int() }))

/** remote_domain_revert_to_snapshot_args */
export interface DomainRevertToSnapshotArgs { snap: NonnullDomainSnapshot; flags: number }
export const DomainRevertToSnapshotArgs: Codec<DomainRevertToSnapshotArgs> = /* @__PURE__ */ codec<DomainRevertToSnapshotArgs>(
  (w, v) => {
    NonnullDomainSnapshot.write(w, v.snap)
    w.uint(v.flags)
  },
  (r) => ({ snap: NonnullDomainSnapshot.read(r), flags: r.uint() }))

/** remote_domain_snapshot_delete_args */
export interface DomainSnapshotDeleteArgs { snap: NonnullDomainSnapshot; flags: number }
export const DomainSnapshotDeleteArgs: Codec<DomainSnapshotDeleteArgs> = /* @__PURE__ */ codec<DomainSnapshotDeleteArgs>(
  (w, v) => {
    NonnullDomainSnapshot.write(w, v.snap)
    w.uint(v.flags)
  },
  (r) => ({ snap: NonnullDomainSnapshot.read(r), flags: r.uint() }))

/** remote_domain_open_console_args */
export interface DomainOpenConsoleArgs { dom: NonnullDomain; devName: String; flags: number }
export const DomainOpenConsoleArgs: Codec<DomainOpenConsoleArgs> = /* @__PURE__ */ codec<DomainOpenConsoleArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    String.write(w, v.devName)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), devName: String.read(r), flags: r.uint() }))

/** remote_domain_open_channel_args */
export interface DomainOpenChannelArgs { dom: NonnullDomain; name: String; flags: number }
export const DomainOpenChannelArgs: Codec<DomainOpenChannelArgs> = /* @__PURE__ */ codec<DomainOpenChannelArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    String.write(w, v.name)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), name: String.read(r), flags: r.uint() }))

/** remote_storage_vol_upload_args */
export interface StorageVolUploadArgs { vol: NonnullStorageVol; offset: bigint; length: bigint; flags: number }
export const StorageVolUploadArgs: Codec<StorageVolUploadArgs> = /* @__PURE__ */ codec<StorageVolUploadArgs>(
  (w, v) => {
    NonnullStorageVol.write(w, v.vol)
    w.uhyper(v.offset)
    w.uhyper(v.length)
    w.uint(v.flags)
  },
  (r) => ({ vol: NonnullStorageVol.read(r), offset: r.uhyper(), length: r.uhyper(), flags: r.uint() }))

/** remote_storage_vol_download_args */
export interface StorageVolDownloadArgs { vol: NonnullStorageVol; offset: bigint; length: bigint; flags: number }
export const StorageVolDownloadArgs: Codec<StorageVolDownloadArgs> = /* @__PURE__ */ codec<StorageVolDownloadArgs>(
  (w, v) => {
    NonnullStorageVol.write(w, v.vol)
    w.uhyper(v.offset)
    w.uhyper(v.length)
    w.uint(v.flags)
  },
  (r) => ({ vol: NonnullStorageVol.read(r), offset: r.uhyper(), length: r.uhyper(), flags: r.uint() }))

/** remote_domain_get_state_args */
export interface DomainGetStateArgs { dom: NonnullDomain; flags: number }
export const DomainGetStateArgs: Codec<DomainGetStateArgs> = /* @__PURE__ */ codec<DomainGetStateArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_get_state_ret */
export interface DomainGetStateRet { state: number; reason: number }
export const DomainGetStateRet: Codec<DomainGetStateRet> = /* @__PURE__ */ codec<DomainGetStateRet>(
  (w, v) => {
    w.int(v.state)
    w.int(v.reason)
  },
  (r) => ({ state: r.int(), reason: r.int() }))

/** remote_domain_migrate_begin3_args */
export interface DomainMigrateBegin3Args { dom: NonnullDomain; xmlin: String; flags: bigint; dname: String; resource: bigint }
export const DomainMigrateBegin3Args: Codec<DomainMigrateBegin3Args> = /* @__PURE__ */ codec<DomainMigrateBegin3Args>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    String.write(w, v.xmlin)
    w.uhyper(v.flags)
    String.write(w, v.dname)
    w.uhyper(v.resource)
  },
  (r) => ({ dom: NonnullDomain.read(r), xmlin: String.read(r), flags: r.uhyper(), dname: String.read(r), resource: r.uhyper() }))

/** remote_domain_migrate_begin3_ret */
export interface DomainMigrateBegin3Ret { cookieOut: Uint8Array; xml: NonnullString }
export const DomainMigrateBegin3Ret: Codec<DomainMigrateBegin3Ret> = /* @__PURE__ */ codec<DomainMigrateBegin3Ret>(
  (w, v) => {
    w.opaque(v.cookieOut, 4194304)
    NonnullString.write(w, v.xml)
  },
  (r) => ({ cookieOut: r.opaque(4194304), xml: NonnullString.read(r) }))

/** remote_domain_migrate_prepare3_args */
export interface DomainMigratePrepare3Args { cookieIn: Uint8Array; uriIn: String; flags: bigint; dname: String; resource: bigint; domXml: NonnullString }
export const DomainMigratePrepare3Args: Codec<DomainMigratePrepare3Args> = /* @__PURE__ */ codec<DomainMigratePrepare3Args>(
  (w, v) => {
    w.opaque(v.cookieIn, 4194304)
    String.write(w, v.uriIn)
    w.uhyper(v.flags)
    String.write(w, v.dname)
    w.uhyper(v.resource)
    NonnullString.write(w, v.domXml)
  },
  (r) => ({ cookieIn: r.opaque(4194304), uriIn: String.read(r), flags: r.uhyper(), dname: String.read(r), resource: r.uhyper(), domXml: NonnullString.read(r) }))

/** remote_domain_migrate_prepare3_ret */
export interface DomainMigratePrepare3Ret { cookieOut: Uint8Array; uriOut: String }
export const DomainMigratePrepare3Ret: Codec<DomainMigratePrepare3Ret> = /* @__PURE__ */ codec<DomainMigratePrepare3Ret>(
  (w, v) => {
    w.opaque(v.cookieOut, 4194304)
    String.write(w, v.uriOut)
  },
  (r) => ({ cookieOut: r.opaque(4194304), uriOut: String.read(r) }))

/** remote_domain_migrate_prepare_tunnel3_args */
export interface DomainMigratePrepareTunnel3Args { cookieIn: Uint8Array; flags: bigint; dname: String; resource: bigint; domXml: NonnullString }
export const DomainMigratePrepareTunnel3Args: Codec<DomainMigratePrepareTunnel3Args> = /* @__PURE__ */ codec<DomainMigratePrepareTunnel3Args>(
  (w, v) => {
    w.opaque(v.cookieIn, 4194304)
    w.uhyper(v.flags)
    String.write(w, v.dname)
    w.uhyper(v.resource)
    NonnullString.write(w, v.domXml)
  },
  (r) => ({ cookieIn: r.opaque(4194304), flags: r.uhyper(), dname: String.read(r), resource: r.uhyper(), domXml: NonnullString.read(r) }))

/** remote_domain_migrate_prepare_tunnel3_ret */
export interface DomainMigratePrepareTunnel3Ret { cookieOut: Uint8Array }
export const DomainMigratePrepareTunnel3Ret: Codec<DomainMigratePrepareTunnel3Ret> = /* @__PURE__ */ codec<DomainMigratePrepareTunnel3Ret>(
  (w, v) => {
    w.opaque(v.cookieOut, 4194304)
  },
  (r) => ({ cookieOut: r.opaque(4194304) }))

/** remote_domain_migrate_perform3_args */
export interface DomainMigratePerform3Args { dom: NonnullDomain; xmlin: String; cookieIn: Uint8Array; dconnuri: String; uri: String; flags: bigint; dname: String; resource: bigint }
export const DomainMigratePerform3Args: Codec<DomainMigratePerform3Args> = /* @__PURE__ */ codec<DomainMigratePerform3Args>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    String.write(w, v.xmlin)
    w.opaque(v.cookieIn, 4194304)
    String.write(w, v.dconnuri)
    String.write(w, v.uri)
    w.uhyper(v.flags)
    String.write(w, v.dname)
    w.uhyper(v.resource)
  },
  (r) => ({ dom: NonnullDomain.read(r), xmlin: String.read(r), cookieIn: r.opaque(4194304), dconnuri: String.read(r), uri: String.read(r), flags: r.uhyper(), dname: String.read(r), resource: r.uhyper() }))

/** remote_domain_migrate_perform3_ret */
export interface DomainMigratePerform3Ret { cookieOut: Uint8Array }
export const DomainMigratePerform3Ret: Codec<DomainMigratePerform3Ret> = /* @__PURE__ */ codec<DomainMigratePerform3Ret>(
  (w, v) => {
    w.opaque(v.cookieOut, 4194304)
  },
  (r) => ({ cookieOut: r.opaque(4194304) }))

/** remote_domain_migrate_finish3_args */
export interface DomainMigrateFinish3Args { dname: NonnullString; cookieIn: Uint8Array; dconnuri: String; uri: String; flags: bigint; cancelled: number }
export const DomainMigrateFinish3Args: Codec<DomainMigrateFinish3Args> = /* @__PURE__ */ codec<DomainMigrateFinish3Args>(
  (w, v) => {
    NonnullString.write(w, v.dname)
    w.opaque(v.cookieIn, 4194304)
    String.write(w, v.dconnuri)
    String.write(w, v.uri)
    w.uhyper(v.flags)
    w.int(v.cancelled)
  },
  (r) => ({ dname: NonnullString.read(r), cookieIn: r.opaque(4194304), dconnuri: String.read(r), uri: String.read(r), flags: r.uhyper(), cancelled: r.int() }))

/** remote_domain_migrate_finish3_ret */
export interface DomainMigrateFinish3Ret { dom: NonnullDomain; cookieOut: Uint8Array }
export const DomainMigrateFinish3Ret: Codec<DomainMigrateFinish3Ret> = /* @__PURE__ */ codec<DomainMigrateFinish3Ret>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.opaque(v.cookieOut, 4194304)
  },
  (r) => ({ dom: NonnullDomain.read(r), cookieOut: r.opaque(4194304) }))

/** remote_domain_migrate_confirm3_args */
export interface DomainMigrateConfirm3Args { dom: NonnullDomain; cookieIn: Uint8Array; flags: bigint; cancelled: number }
export const DomainMigrateConfirm3Args: Codec<DomainMigrateConfirm3Args> = /* @__PURE__ */ codec<DomainMigrateConfirm3Args>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.opaque(v.cookieIn, 4194304)
    w.uhyper(v.flags)
    w.int(v.cancelled)
  },
  (r) => ({ dom: NonnullDomain.read(r), cookieIn: r.opaque(4194304), flags: r.uhyper(), cancelled: r.int() }))

/** remote_domain_event_control_error_msg */
export interface DomainEventControlErrorMsg { dom: NonnullDomain }
export const DomainEventControlErrorMsg: Codec<DomainEventControlErrorMsg> = /* @__PURE__ */ codec<DomainEventControlErrorMsg>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_event_callback_control_error_msg */
export interface DomainEventCallbackControlErrorMsg { callbackID: number; msg: DomainEventControlErrorMsg }
export const DomainEventCallbackControlErrorMsg: Codec<DomainEventCallbackControlErrorMsg> = /* @__PURE__ */ codec<DomainEventCallbackControlErrorMsg>(
  (w, v) => {
    w.int(v.callbackID)
    DomainEventControlErrorMsg.write(w, v.msg)
  },
  (r) => ({ callbackID: r.int(), msg: DomainEventControlErrorMsg.read(r) }))

/** remote_domain_get_control_info_args */
export interface DomainGetControlInfoArgs { dom: NonnullDomain; flags: number }
export const DomainGetControlInfoArgs: Codec<DomainGetControlInfoArgs> = /* @__PURE__ */ codec<DomainGetControlInfoArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_get_control_info_ret */
export interface DomainGetControlInfoRet { state: number; details: number; stateTime: bigint }
export const DomainGetControlInfoRet: Codec<DomainGetControlInfoRet> = /* @__PURE__ */ codec<DomainGetControlInfoRet>(
  (w, v) => {
    w.uint(v.state)
    w.uint(v.details)
    w.uhyper(v.stateTime)
  },
  (r) => ({ state: r.uint(), details: r.uint(), stateTime: r.uhyper() }))

/** remote_domain_open_graphics_args */
export interface DomainOpenGraphicsArgs { dom: NonnullDomain; idx: number; flags: number }
export const DomainOpenGraphicsArgs: Codec<DomainOpenGraphicsArgs> = /* @__PURE__ */ codec<DomainOpenGraphicsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.idx)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), idx: r.uint(), flags: r.uint() }))

/** remote_domain_open_graphics_fd_args */
export interface DomainOpenGraphicsFdArgs { dom: NonnullDomain; idx: number; flags: number }
export const DomainOpenGraphicsFdArgs: Codec<DomainOpenGraphicsFdArgs> = /* @__PURE__ */ codec<DomainOpenGraphicsFdArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.idx)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), idx: r.uint(), flags: r.uint() }))

/** remote_node_suspend_for_duration_args */
export interface NodeSuspendForDurationArgs { target: number; duration: bigint; flags: number }
export const NodeSuspendForDurationArgs: Codec<NodeSuspendForDurationArgs> = /* @__PURE__ */ codec<NodeSuspendForDurationArgs>(
  (w, v) => {
    w.uint(v.target)
    w.uhyper(v.duration)
    w.uint(v.flags)
  },
  (r) => ({ target: r.uint(), duration: r.uhyper(), flags: r.uint() }))

/** remote_domain_shutdown_flags_args */
export interface DomainShutdownFlagsArgs { dom: NonnullDomain; flags: number }
export const DomainShutdownFlagsArgs: Codec<DomainShutdownFlagsArgs> = /* @__PURE__ */ codec<DomainShutdownFlagsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_get_disk_errors_args */
export interface DomainGetDiskErrorsArgs { dom: NonnullDomain; maxerrors: number; flags: number }
export const DomainGetDiskErrorsArgs: Codec<DomainGetDiskErrorsArgs> = /* @__PURE__ */ codec<DomainGetDiskErrorsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.maxerrors)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), maxerrors: r.uint(), flags: r.uint() }))

/** remote_domain_get_disk_errors_ret */
export interface DomainGetDiskErrorsRet { errors: DomainDiskError[]; nerrors: number }
export const DomainGetDiskErrorsRet: Codec<DomainGetDiskErrorsRet> = /* @__PURE__ */ codec<DomainGetDiskErrorsRet>(
  (w, v) => {
    w.count(v.errors.length, 256); for (const e of v.errors) DomainDiskError.write(w, e)
    w.int(v.nerrors)
  },
  (r) => ({ errors: list(r, 256, 8, (r) => DomainDiskError.read(r)), nerrors: r.int() }))

/** remote_connect_list_all_domains_args */
export interface ConnectListAllDomainsArgs { needResults: number; flags: number }
export const ConnectListAllDomainsArgs: Codec<ConnectListAllDomainsArgs> = /* @__PURE__ */ codec<ConnectListAllDomainsArgs>(
  (w, v) => {
    w.int(v.needResults)
    w.uint(v.flags)
  },
  (r) => ({ needResults: r.int(), flags: r.uint() }))

/** remote_connect_list_all_domains_ret */
export interface ConnectListAllDomainsRet { domains: NonnullDomain[]; ret: number }
export const ConnectListAllDomainsRet: Codec<ConnectListAllDomainsRet> = /* @__PURE__ */ codec<ConnectListAllDomainsRet>(
  (w, v) => {
    w.count(v.domains.length, 16384); for (const e of v.domains) NonnullDomain.write(w, e)
    w.uint(v.ret)
  },
  (r) => ({ domains: list(r, 16384, 24, (r) => NonnullDomain.read(r)), ret: r.uint() }))

/** remote_connect_list_all_storage_pools_args */
export interface ConnectListAllStoragePoolsArgs { needResults: number; flags: number }
export const ConnectListAllStoragePoolsArgs: Codec<ConnectListAllStoragePoolsArgs> = /* @__PURE__ */ codec<ConnectListAllStoragePoolsArgs>(
  (w, v) => {
    w.int(v.needResults)
    w.uint(v.flags)
  },
  (r) => ({ needResults: r.int(), flags: r.uint() }))

/** remote_connect_list_all_storage_pools_ret */
export interface ConnectListAllStoragePoolsRet { pools: NonnullStoragePool[]; ret: number }
export const ConnectListAllStoragePoolsRet: Codec<ConnectListAllStoragePoolsRet> = /* @__PURE__ */ codec<ConnectListAllStoragePoolsRet>(
  (w, v) => {
    w.count(v.pools.length, 16384); for (const e of v.pools) NonnullStoragePool.write(w, e)
    w.uint(v.ret)
  },
  (r) => ({ pools: list(r, 16384, 20, (r) => NonnullStoragePool.read(r)), ret: r.uint() }))

/** remote_storage_pool_list_all_volumes_args */
export interface StoragePoolListAllVolumesArgs { pool: NonnullStoragePool; needResults: number; flags: number }
export const StoragePoolListAllVolumesArgs: Codec<StoragePoolListAllVolumesArgs> = /* @__PURE__ */ codec<StoragePoolListAllVolumesArgs>(
  (w, v) => {
    NonnullStoragePool.write(w, v.pool)
    w.int(v.needResults)
    w.uint(v.flags)
  },
  (r) => ({ pool: NonnullStoragePool.read(r), needResults: r.int(), flags: r.uint() }))

/** remote_storage_pool_list_all_volumes_ret */
export interface StoragePoolListAllVolumesRet { vols: NonnullStorageVol[]; ret: number }
export const StoragePoolListAllVolumesRet: Codec<StoragePoolListAllVolumesRet> = /* @__PURE__ */ codec<StoragePoolListAllVolumesRet>(
  (w, v) => {
    w.count(v.vols.length, 16384); for (const e of v.vols) NonnullStorageVol.write(w, e)
    w.uint(v.ret)
  },
  (r) => ({ vols: list(r, 16384, 12, (r) => NonnullStorageVol.read(r)), ret: r.uint() }))

/** remote_connect_list_all_networks_args */
export interface ConnectListAllNetworksArgs { needResults: number; flags: number }
export const ConnectListAllNetworksArgs: Codec<ConnectListAllNetworksArgs> = /* @__PURE__ */ codec<ConnectListAllNetworksArgs>(
  (w, v) => {
    w.int(v.needResults)
    w.uint(v.flags)
  },
  (r) => ({ needResults: r.int(), flags: r.uint() }))

/** remote_connect_list_all_networks_ret */
export interface ConnectListAllNetworksRet { nets: NonnullNetwork[]; ret: number }
export const ConnectListAllNetworksRet: Codec<ConnectListAllNetworksRet> = /* @__PURE__ */ codec<ConnectListAllNetworksRet>(
  (w, v) => {
    w.count(v.nets.length, 16384); for (const e of v.nets) NonnullNetwork.write(w, e)
    w.uint(v.ret)
  },
  (r) => ({ nets: list(r, 16384, 20, (r) => NonnullNetwork.read(r)), ret: r.uint() }))

/** remote_connect_list_all_interfaces_args */
export interface ConnectListAllInterfacesArgs { needResults: number; flags: number }
export const ConnectListAllInterfacesArgs: Codec<ConnectListAllInterfacesArgs> = /* @__PURE__ */ codec<ConnectListAllInterfacesArgs>(
  (w, v) => {
    w.int(v.needResults)
    w.uint(v.flags)
  },
  (r) => ({ needResults: r.int(), flags: r.uint() }))

/** remote_connect_list_all_interfaces_ret */
export interface ConnectListAllInterfacesRet { ifaces: NonnullInterface[]; ret: number }
export const ConnectListAllInterfacesRet: Codec<ConnectListAllInterfacesRet> = /* @__PURE__ */ codec<ConnectListAllInterfacesRet>(
  (w, v) => {
    w.count(v.ifaces.length, 16384); for (const e of v.ifaces) NonnullInterface.write(w, e)
    w.uint(v.ret)
  },
  (r) => ({ ifaces: list(r, 16384, 8, (r) => NonnullInterface.read(r)), ret: r.uint() }))

/** remote_connect_list_all_node_devices_args */
export interface ConnectListAllNodeDevicesArgs { needResults: number; flags: number }
export const ConnectListAllNodeDevicesArgs: Codec<ConnectListAllNodeDevicesArgs> = /* @__PURE__ */ codec<ConnectListAllNodeDevicesArgs>(
  (w, v) => {
    w.int(v.needResults)
    w.uint(v.flags)
  },
  (r) => ({ needResults: r.int(), flags: r.uint() }))

/** remote_connect_list_all_node_devices_ret */
export interface ConnectListAllNodeDevicesRet { devices: NonnullNodeDevice[]; ret: number }
export const ConnectListAllNodeDevicesRet: Codec<ConnectListAllNodeDevicesRet> = /* @__PURE__ */ codec<ConnectListAllNodeDevicesRet>(
  (w, v) => {
    w.count(v.devices.length, 65536); for (const e of v.devices) NonnullNodeDevice.write(w, e)
    w.uint(v.ret)
  },
  (r) => ({ devices: list(r, 65536, 4, (r) => NonnullNodeDevice.read(r)), ret: r.uint() }))

/** remote_connect_list_all_nwfilters_args */
export interface ConnectListAllNwfiltersArgs { needResults: number; flags: number }
export const ConnectListAllNwfiltersArgs: Codec<ConnectListAllNwfiltersArgs> = /* @__PURE__ */ codec<ConnectListAllNwfiltersArgs>(
  (w, v) => {
    w.int(v.needResults)
    w.uint(v.flags)
  },
  (r) => ({ needResults: r.int(), flags: r.uint() }))

/** remote_connect_list_all_nwfilters_ret */
export interface ConnectListAllNwfiltersRet { filters: NonnullNwfilter[]; ret: number }
export const ConnectListAllNwfiltersRet: Codec<ConnectListAllNwfiltersRet> = /* @__PURE__ */ codec<ConnectListAllNwfiltersRet>(
  (w, v) => {
    w.count(v.filters.length, 16384); for (const e of v.filters) NonnullNwfilter.write(w, e)
    w.uint(v.ret)
  },
  (r) => ({ filters: list(r, 16384, 20, (r) => NonnullNwfilter.read(r)), ret: r.uint() }))

/** remote_connect_list_all_secrets_args */
export interface ConnectListAllSecretsArgs { needResults: number; flags: number }
export const ConnectListAllSecretsArgs: Codec<ConnectListAllSecretsArgs> = /* @__PURE__ */ codec<ConnectListAllSecretsArgs>(
  (w, v) => {
    w.int(v.needResults)
    w.uint(v.flags)
  },
  (r) => ({ needResults: r.int(), flags: r.uint() }))

/** remote_connect_list_all_secrets_ret */
export interface ConnectListAllSecretsRet { secrets: NonnullSecret[]; ret: number }
export const ConnectListAllSecretsRet: Codec<ConnectListAllSecretsRet> = /* @__PURE__ */ codec<ConnectListAllSecretsRet>(
  (w, v) => {
    w.count(v.secrets.length, 16384); for (const e of v.secrets) NonnullSecret.write(w, e)
    w.uint(v.ret)
  },
  (r) => ({ secrets: list(r, 16384, 24, (r) => NonnullSecret.read(r)), ret: r.uint() }))

/** remote_node_set_memory_parameters_args */
export interface NodeSetMemoryParametersArgs { params: TypedParam[]; flags: number }
export const NodeSetMemoryParametersArgs: Codec<NodeSetMemoryParametersArgs> = /* @__PURE__ */ codec<NodeSetMemoryParametersArgs>(
  (w, v) => {
    w.count(v.params.length, 64); for (const e of v.params) TypedParam.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ params: list(r, 64, 12, (r) => TypedParam.read(r)), flags: r.uint() }))

/** remote_node_get_memory_parameters_args */
export interface NodeGetMemoryParametersArgs { nparams: number; flags: number }
export const NodeGetMemoryParametersArgs: Codec<NodeGetMemoryParametersArgs> = /* @__PURE__ */ codec<NodeGetMemoryParametersArgs>(
  (w, v) => {
    w.int(v.nparams)
    w.uint(v.flags)
  },
  (r) => ({ nparams: r.int(), flags: r.uint() }))

/** remote_node_get_memory_parameters_ret */
export interface NodeGetMemoryParametersRet { params: TypedParam[]; nparams: number }
export const NodeGetMemoryParametersRet: Codec<NodeGetMemoryParametersRet> = /* @__PURE__ */ codec<NodeGetMemoryParametersRet>(
  (w, v) => {
    w.count(v.params.length, 64); for (const e of v.params) TypedParam.write(w, e)
    w.int(v.nparams)
  },
  (r) => ({ params: list(r, 64, 12, (r) => TypedParam.read(r)), nparams: r.int() }))

/** remote_node_get_cpu_map_args */
export interface NodeGetCpuMapArgs { needMap: number; needOnline: number; flags: number }
export const NodeGetCpuMapArgs: Codec<NodeGetCpuMapArgs> = /* @__PURE__ */ codec<NodeGetCpuMapArgs>(
  (w, v) => {
    w.int(v.needMap)
    w.int(v.needOnline)
    w.uint(v.flags)
  },
  (r) => ({ needMap: r.int(), needOnline: r.int(), flags: r.uint() }))

/** remote_node_get_cpu_map_ret */
export interface NodeGetCpuMapRet { cpumap: Uint8Array; online: number; ret: number }
export const NodeGetCpuMapRet: Codec<NodeGetCpuMapRet> = /* @__PURE__ */ codec<NodeGetCpuMapRet>(
  (w, v) => {
    w.opaque(v.cpumap, 2048)
    w.uint(v.online)
    w.int(v.ret)
  },
  (r) => ({ cpumap: r.opaque(2048), online: r.uint(), ret: r.int() }))

/** remote_domain_fstrim_args */
export interface DomainFstrimArgs { dom: NonnullDomain; mountPoint: String; minimum: bigint; flags: number }
export const DomainFstrimArgs: Codec<DomainFstrimArgs> = /* @__PURE__ */ codec<DomainFstrimArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    String.write(w, v.mountPoint)
    w.uhyper(v.minimum)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), mountPoint: String.read(r), minimum: r.uhyper(), flags: r.uint() }))

/** remote_domain_get_time_args */
export interface DomainGetTimeArgs { dom: NonnullDomain; flags: number }
export const DomainGetTimeArgs: Codec<DomainGetTimeArgs> = /* @__PURE__ */ codec<DomainGetTimeArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_get_time_ret */
export interface DomainGetTimeRet { seconds: bigint; nseconds: number }
export const DomainGetTimeRet: Codec<DomainGetTimeRet> = /* @__PURE__ */ codec<DomainGetTimeRet>(
  (w, v) => {
    w.hyper(v.seconds)
    w.uint(v.nseconds)
  },
  (r) => ({ seconds: r.hyper(), nseconds: r.uint() }))

/** remote_domain_set_time_args */
export interface DomainSetTimeArgs { dom: NonnullDomain; seconds: bigint; nseconds: number; flags: number }
export const DomainSetTimeArgs: Codec<DomainSetTimeArgs> = /* @__PURE__ */ codec<DomainSetTimeArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.hyper(v.seconds)
    w.uint(v.nseconds)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), seconds: r.hyper(), nseconds: r.uint(), flags: r.uint() }))

/** remote_domain_migrate_begin3_params_args */
export interface DomainMigrateBegin3ParamsArgs { dom: NonnullDomain; params: TypedParam[]; flags: number }
export const DomainMigrateBegin3ParamsArgs: Codec<DomainMigrateBegin3ParamsArgs> = /* @__PURE__ */ codec<DomainMigrateBegin3ParamsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.count(v.params.length, 64); for (const e of v.params) TypedParam.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), params: list(r, 64, 12, (r) => TypedParam.read(r)), flags: r.uint() }))

/** remote_domain_migrate_begin3_params_ret */
export interface DomainMigrateBegin3ParamsRet { cookieOut: Uint8Array; xml: NonnullString }
export const DomainMigrateBegin3ParamsRet: Codec<DomainMigrateBegin3ParamsRet> = /* @__PURE__ */ codec<DomainMigrateBegin3ParamsRet>(
  (w, v) => {
    w.opaque(v.cookieOut, 4194304)
    NonnullString.write(w, v.xml)
  },
  (r) => ({ cookieOut: r.opaque(4194304), xml: NonnullString.read(r) }))

/** remote_domain_migrate_prepare3_params_args */
export interface DomainMigratePrepare3ParamsArgs { params: TypedParam[]; cookieIn: Uint8Array; flags: number }
export const DomainMigratePrepare3ParamsArgs: Codec<DomainMigratePrepare3ParamsArgs> = /* @__PURE__ */ codec<DomainMigratePrepare3ParamsArgs>(
  (w, v) => {
    w.count(v.params.length, 64); for (const e of v.params) TypedParam.write(w, e)
    w.opaque(v.cookieIn, 4194304)
    w.uint(v.flags)
  },
  (r) => ({ params: list(r, 64, 12, (r) => TypedParam.read(r)), cookieIn: r.opaque(4194304), flags: r.uint() }))

/** remote_domain_migrate_prepare3_params_ret */
export interface DomainMigratePrepare3ParamsRet { cookieOut: Uint8Array; uriOut: String }
export const DomainMigratePrepare3ParamsRet: Codec<DomainMigratePrepare3ParamsRet> = /* @__PURE__ */ codec<DomainMigratePrepare3ParamsRet>(
  (w, v) => {
    w.opaque(v.cookieOut, 4194304)
    String.write(w, v.uriOut)
  },
  (r) => ({ cookieOut: r.opaque(4194304), uriOut: String.read(r) }))

/** remote_domain_migrate_prepare_tunnel3_params_args */
export interface DomainMigratePrepareTunnel3ParamsArgs { params: TypedParam[]; cookieIn: Uint8Array; flags: number }
export const DomainMigratePrepareTunnel3ParamsArgs: Codec<DomainMigratePrepareTunnel3ParamsArgs> = /* @__PURE__ */ codec<DomainMigratePrepareTunnel3ParamsArgs>(
  (w, v) => {
    w.count(v.params.length, 64); for (const e of v.params) TypedParam.write(w, e)
    w.opaque(v.cookieIn, 4194304)
    w.uint(v.flags)
  },
  (r) => ({ params: list(r, 64, 12, (r) => TypedParam.read(r)), cookieIn: r.opaque(4194304), flags: r.uint() }))

/** remote_domain_migrate_prepare_tunnel3_params_ret */
export interface DomainMigratePrepareTunnel3ParamsRet { cookieOut: Uint8Array }
export const DomainMigratePrepareTunnel3ParamsRet: Codec<DomainMigratePrepareTunnel3ParamsRet> = /* @__PURE__ */ codec<DomainMigratePrepareTunnel3ParamsRet>(
  (w, v) => {
    w.opaque(v.cookieOut, 4194304)
  },
  (r) => ({ cookieOut: r.opaque(4194304) }))

/** remote_domain_migrate_perform3_params_args */
export interface DomainMigratePerform3ParamsArgs { dom: NonnullDomain; dconnuri: String; params: TypedParam[]; cookieIn: Uint8Array; flags: number }
export const DomainMigratePerform3ParamsArgs: Codec<DomainMigratePerform3ParamsArgs> = /* @__PURE__ */ codec<DomainMigratePerform3ParamsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    String.write(w, v.dconnuri)
    w.count(v.params.length, 64); for (const e of v.params) TypedParam.write(w, e)
    w.opaque(v.cookieIn, 4194304)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), dconnuri: String.read(r), params: list(r, 64, 12, (r) => TypedParam.read(r)), cookieIn: r.opaque(4194304), flags: r.uint() }))

/** remote_domain_migrate_perform3_params_ret */
export interface DomainMigratePerform3ParamsRet { cookieOut: Uint8Array }
export const DomainMigratePerform3ParamsRet: Codec<DomainMigratePerform3ParamsRet> = /* @__PURE__ */ codec<DomainMigratePerform3ParamsRet>(
  (w, v) => {
    w.opaque(v.cookieOut, 4194304)
  },
  (r) => ({ cookieOut: r.opaque(4194304) }))

/** remote_domain_migrate_finish3_params_args */
export interface DomainMigrateFinish3ParamsArgs { params: TypedParam[]; cookieIn: Uint8Array; flags: number; cancelled: number }
export const DomainMigrateFinish3ParamsArgs: Codec<DomainMigrateFinish3ParamsArgs> = /* @__PURE__ */ codec<DomainMigrateFinish3ParamsArgs>(
  (w, v) => {
    w.count(v.params.length, 64); for (const e of v.params) TypedParam.write(w, e)
    w.opaque(v.cookieIn, 4194304)
    w.uint(v.flags)
    w.int(v.cancelled)
  },
  (r) => ({ params: list(r, 64, 12, (r) => TypedParam.read(r)), cookieIn: r.opaque(4194304), flags: r.uint(), cancelled: r.int() }))

/** remote_domain_migrate_finish3_params_ret */
export interface DomainMigrateFinish3ParamsRet { dom: NonnullDomain; cookieOut: Uint8Array }
export const DomainMigrateFinish3ParamsRet: Codec<DomainMigrateFinish3ParamsRet> = /* @__PURE__ */ codec<DomainMigrateFinish3ParamsRet>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.opaque(v.cookieOut, 4194304)
  },
  (r) => ({ dom: NonnullDomain.read(r), cookieOut: r.opaque(4194304) }))

/** remote_domain_migrate_confirm3_params_args */
export interface DomainMigrateConfirm3ParamsArgs { dom: NonnullDomain; params: TypedParam[]; cookieIn: Uint8Array; flags: number; cancelled: number }
export const DomainMigrateConfirm3ParamsArgs: Codec<DomainMigrateConfirm3ParamsArgs> = /* @__PURE__ */ codec<DomainMigrateConfirm3ParamsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.count(v.params.length, 64); for (const e of v.params) TypedParam.write(w, e)
    w.opaque(v.cookieIn, 4194304)
    w.uint(v.flags)
    w.int(v.cancelled)
  },
  (r) => ({ dom: NonnullDomain.read(r), params: list(r, 64, 12, (r) => TypedParam.read(r)), cookieIn: r.opaque(4194304), flags: r.uint(), cancelled: r.int() }))

/** remote_domain_event_device_removed_msg */
export interface DomainEventDeviceRemovedMsg { dom: NonnullDomain; devAlias: NonnullString }
export const DomainEventDeviceRemovedMsg: Codec<DomainEventDeviceRemovedMsg> = /* @__PURE__ */ codec<DomainEventDeviceRemovedMsg>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.devAlias)
  },
  (r) => ({ dom: NonnullDomain.read(r), devAlias: NonnullString.read(r) }))

/** remote_domain_event_callback_device_removed_msg */
export interface DomainEventCallbackDeviceRemovedMsg { callbackID: number; msg: DomainEventDeviceRemovedMsg }
export const DomainEventCallbackDeviceRemovedMsg: Codec<DomainEventCallbackDeviceRemovedMsg> = /* @__PURE__ */ codec<DomainEventCallbackDeviceRemovedMsg>(
  (w, v) => {
    w.int(v.callbackID)
    DomainEventDeviceRemovedMsg.write(w, v.msg)
  },
  (r) => ({ callbackID: r.int(), msg: DomainEventDeviceRemovedMsg.read(r) }))

/** remote_domain_event_block_job_2_msg */
export interface DomainEventBlockJob2Msg { callbackID: number; dom: NonnullDomain; dst: NonnullString; type: number; status: number }
export const DomainEventBlockJob2Msg: Codec<DomainEventBlockJob2Msg> = /* @__PURE__ */ codec<DomainEventBlockJob2Msg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.dst)
    w.int(v.type)
    w.int(v.status)
  },
  (r) => ({ callbackID: r.int(), dom: NonnullDomain.read(r), dst: NonnullString.read(r), type: r.int(), status: r.int() }))

/** remote_domain_event_block_threshold_msg */
export interface DomainEventBlockThresholdMsg { callbackID: number; dom: NonnullDomain; dev: NonnullString; path: String; threshold: bigint; excess: bigint }
export const DomainEventBlockThresholdMsg: Codec<DomainEventBlockThresholdMsg> = /* @__PURE__ */ codec<DomainEventBlockThresholdMsg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.dev)
    String.write(w, v.path)
    w.uhyper(v.threshold)
    w.uhyper(v.excess)
  },
  (r) => ({ callbackID: r.int(), dom: NonnullDomain.read(r), dev: NonnullString.read(r), path: String.read(r), threshold: r.uhyper(), excess: r.uhyper() }))

/** remote_domain_event_callback_tunable_msg */
export interface DomainEventCallbackTunableMsg { callbackID: number; dom: NonnullDomain; params: TypedParam[] }
export const DomainEventCallbackTunableMsg: Codec<DomainEventCallbackTunableMsg> = /* @__PURE__ */ codec<DomainEventCallbackTunableMsg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullDomain.write(w, v.dom)
    w.count(v.params.length, 2048); for (const e of v.params) TypedParam.write(w, e)
  },
  (r) => ({ callbackID: r.int(), dom: NonnullDomain.read(r), params: list(r, 2048, 12, (r) => TypedParam.read(r)) }))

/** remote_domain_event_callback_device_added_msg */
export interface DomainEventCallbackDeviceAddedMsg { callbackID: number; dom: NonnullDomain; devAlias: NonnullString }
export const DomainEventCallbackDeviceAddedMsg: Codec<DomainEventCallbackDeviceAddedMsg> = /* @__PURE__ */ codec<DomainEventCallbackDeviceAddedMsg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.devAlias)
  },
  (r) => ({ callbackID: r.int(), dom: NonnullDomain.read(r), devAlias: NonnullString.read(r) }))

/** remote_connect_event_connection_closed_msg */
export interface ConnectEventConnectionClosedMsg { reason: number }
export const ConnectEventConnectionClosedMsg: Codec<ConnectEventConnectionClosedMsg> = /* @__PURE__ */ codec<ConnectEventConnectionClosedMsg>(
  (w, v) => {
    w.int(v.reason)
  },
  (r) => ({ reason: r.int() }))

/** remote_connect_get_cpu_model_names_args */
export interface ConnectGetCpuModelNamesArgs { arch: NonnullString; needResults: number; flags: number }
export const ConnectGetCpuModelNamesArgs: Codec<ConnectGetCpuModelNamesArgs> = /* @__PURE__ */ codec<ConnectGetCpuModelNamesArgs>(
  (w, v) => {
    NonnullString.write(w, v.arch)
    w.int(v.needResults)
    w.uint(v.flags)
  },
  (r) => ({ arch: NonnullString.read(r), needResults: r.int(), flags: r.uint() }))

/** remote_connect_get_cpu_model_names_ret */
export interface ConnectGetCpuModelNamesRet { models: NonnullString[]; ret: number }
export const ConnectGetCpuModelNamesRet: Codec<ConnectGetCpuModelNamesRet> = /* @__PURE__ */ codec<ConnectGetCpuModelNamesRet>(
  (w, v) => {
    w.count(v.models.length, 8192); for (const e of v.models) NonnullString.write(w, e)
    w.int(v.ret)
  },
  (r) => ({ models: list(r, 8192, 4, (r) => NonnullString.read(r)), ret: r.int() }))

/** remote_connect_network_event_register_any_args */
export interface ConnectNetworkEventRegisterAnyArgs { eventID: number; net: Network }
export const ConnectNetworkEventRegisterAnyArgs: Codec<ConnectNetworkEventRegisterAnyArgs> = /* @__PURE__ */ codec<ConnectNetworkEventRegisterAnyArgs>(
  (w, v) => {
    w.int(v.eventID)
    Network.write(w, v.net)
  },
  (r) => ({ eventID: r.int(), net: Network.read(r) }))

/** remote_connect_network_event_register_any_ret */
export interface ConnectNetworkEventRegisterAnyRet { callbackID: number }
export const ConnectNetworkEventRegisterAnyRet: Codec<ConnectNetworkEventRegisterAnyRet> = /* @__PURE__ */ codec<ConnectNetworkEventRegisterAnyRet>(
  (w, v) => {
    w.int(v.callbackID)
  },
  (r) => ({ callbackID: r.int() }))

/** remote_connect_network_event_deregister_any_args */
export interface ConnectNetworkEventDeregisterAnyArgs { callbackID: number }
export const ConnectNetworkEventDeregisterAnyArgs: Codec<ConnectNetworkEventDeregisterAnyArgs> = /* @__PURE__ */ codec<ConnectNetworkEventDeregisterAnyArgs>(
  (w, v) => {
    w.int(v.callbackID)
  },
  (r) => ({ callbackID: r.int() }))

/** remote_network_event_lifecycle_msg */
export interface NetworkEventLifecycleMsg { callbackID: number; net: NonnullNetwork; event: number; detail: number }
export const NetworkEventLifecycleMsg: Codec<NetworkEventLifecycleMsg> = /* @__PURE__ */ codec<NetworkEventLifecycleMsg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullNetwork.write(w, v.net)
    w.int(v.event)
    w.int(v.detail)
  },
  (r) => ({ callbackID: r.int(), net: NonnullNetwork.read(r), event: r.int(), detail: r.int() }))

/** remote_network_event_callback_metadata_change_msg */
export interface NetworkEventCallbackMetadataChangeMsg { callbackID: number; net: NonnullNetwork; type: number; nsuri: String }
export const NetworkEventCallbackMetadataChangeMsg: Codec<NetworkEventCallbackMetadataChangeMsg> = /* @__PURE__ */ codec<NetworkEventCallbackMetadataChangeMsg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullNetwork.write(w, v.net)
    w.int(v.type)
    String.write(w, v.nsuri)
  },
  (r) => ({ callbackID: r.int(), net: NonnullNetwork.read(r), type: r.int(), nsuri: String.read(r) }))

/** remote_network_set_metadata_args */
export interface NetworkSetMetadataArgs { network: NonnullNetwork; type: number; metadata: String; key: String; uri: String; flags: number }
export const NetworkSetMetadataArgs: Codec<NetworkSetMetadataArgs> = /* @__PURE__ */ codec<NetworkSetMetadataArgs>(
  (w, v) => {
    NonnullNetwork.write(w, v.network)
    w.int(v.type)
    String.write(w, v.metadata)
    String.write(w, v.key)
    String.write(w, v.uri)
    w.uint(v.flags)
  },
  (r) => ({ network: NonnullNetwork.read(r), type: r.int(), metadata: String.read(r), key: String.read(r), uri: String.read(r), flags: r.uint() }))

/** remote_network_get_metadata_args */
export interface NetworkGetMetadataArgs { network: NonnullNetwork; type: number; uri: String; flags: number }
export const NetworkGetMetadataArgs: Codec<NetworkGetMetadataArgs> = /* @__PURE__ */ codec<NetworkGetMetadataArgs>(
  (w, v) => {
    NonnullNetwork.write(w, v.network)
    w.int(v.type)
    String.write(w, v.uri)
    w.uint(v.flags)
  },
  (r) => ({ network: NonnullNetwork.read(r), type: r.int(), uri: String.read(r), flags: r.uint() }))

/** remote_network_get_metadata_ret */
export interface NetworkGetMetadataRet { metadata: NonnullString }
export const NetworkGetMetadataRet: Codec<NetworkGetMetadataRet> = /* @__PURE__ */ codec<NetworkGetMetadataRet>(
  (w, v) => {
    NonnullString.write(w, v.metadata)
  },
  (r) => ({ metadata: NonnullString.read(r) }))

/** remote_connect_storage_pool_event_register_any_args */
export interface ConnectStoragePoolEventRegisterAnyArgs { eventID: number; pool: StoragePool }
export const ConnectStoragePoolEventRegisterAnyArgs: Codec<ConnectStoragePoolEventRegisterAnyArgs> = /* @__PURE__ */ codec<ConnectStoragePoolEventRegisterAnyArgs>(
  (w, v) => {
    w.int(v.eventID)
    StoragePool.write(w, v.pool)
  },
  (r) => ({ eventID: r.int(), pool: StoragePool.read(r) }))

/** remote_connect_storage_pool_event_register_any_ret */
export interface ConnectStoragePoolEventRegisterAnyRet { callbackID: number }
export const ConnectStoragePoolEventRegisterAnyRet: Codec<ConnectStoragePoolEventRegisterAnyRet> = /* @__PURE__ */ codec<ConnectStoragePoolEventRegisterAnyRet>(
  (w, v) => {
    w.int(v.callbackID)
  },
  (r) => ({ callbackID: r.int() }))

/** remote_connect_storage_pool_event_deregister_any_args */
export interface ConnectStoragePoolEventDeregisterAnyArgs { callbackID: number }
export const ConnectStoragePoolEventDeregisterAnyArgs: Codec<ConnectStoragePoolEventDeregisterAnyArgs> = /* @__PURE__ */ codec<ConnectStoragePoolEventDeregisterAnyArgs>(
  (w, v) => {
    w.int(v.callbackID)
  },
  (r) => ({ callbackID: r.int() }))

/** remote_storage_pool_event_lifecycle_msg */
export interface StoragePoolEventLifecycleMsg { callbackID: number; pool: NonnullStoragePool; event: number; detail: number }
export const StoragePoolEventLifecycleMsg: Codec<StoragePoolEventLifecycleMsg> = /* @__PURE__ */ codec<StoragePoolEventLifecycleMsg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullStoragePool.write(w, v.pool)
    w.int(v.event)
    w.int(v.detail)
  },
  (r) => ({ callbackID: r.int(), pool: NonnullStoragePool.read(r), event: r.int(), detail: r.int() }))

/** remote_storage_pool_event_refresh_msg */
export interface StoragePoolEventRefreshMsg { callbackID: number; pool: NonnullStoragePool }
export const StoragePoolEventRefreshMsg: Codec<StoragePoolEventRefreshMsg> = /* @__PURE__ */ codec<StoragePoolEventRefreshMsg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullStoragePool.write(w, v.pool)
  },
  (r) => ({ callbackID: r.int(), pool: NonnullStoragePool.read(r) }))

/** remote_connect_node_device_event_register_any_args */
export interface ConnectNodeDeviceEventRegisterAnyArgs { eventID: number; dev: NodeDevice }
export const ConnectNodeDeviceEventRegisterAnyArgs: Codec<ConnectNodeDeviceEventRegisterAnyArgs> = /* @__PURE__ */ codec<ConnectNodeDeviceEventRegisterAnyArgs>(
  (w, v) => {
    w.int(v.eventID)
    NodeDevice.write(w, v.dev)
  },
  (r) => ({ eventID: r.int(), dev: NodeDevice.read(r) }))

/** remote_connect_node_device_event_register_any_ret */
export interface ConnectNodeDeviceEventRegisterAnyRet { callbackID: number }
export const ConnectNodeDeviceEventRegisterAnyRet: Codec<ConnectNodeDeviceEventRegisterAnyRet> = /* @__PURE__ */ codec<ConnectNodeDeviceEventRegisterAnyRet>(
  (w, v) => {
    w.int(v.callbackID)
  },
  (r) => ({ callbackID: r.int() }))

/** remote_connect_node_device_event_deregister_any_args */
export interface ConnectNodeDeviceEventDeregisterAnyArgs { callbackID: number }
export const ConnectNodeDeviceEventDeregisterAnyArgs: Codec<ConnectNodeDeviceEventDeregisterAnyArgs> = /* @__PURE__ */ codec<ConnectNodeDeviceEventDeregisterAnyArgs>(
  (w, v) => {
    w.int(v.callbackID)
  },
  (r) => ({ callbackID: r.int() }))

/** remote_node_device_event_lifecycle_msg */
export interface NodeDeviceEventLifecycleMsg { callbackID: number; dev: NonnullNodeDevice; event: number; detail: number }
export const NodeDeviceEventLifecycleMsg: Codec<NodeDeviceEventLifecycleMsg> = /* @__PURE__ */ codec<NodeDeviceEventLifecycleMsg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullNodeDevice.write(w, v.dev)
    w.int(v.event)
    w.int(v.detail)
  },
  (r) => ({ callbackID: r.int(), dev: NonnullNodeDevice.read(r), event: r.int(), detail: r.int() }))

/** remote_node_device_event_update_msg */
export interface NodeDeviceEventUpdateMsg { callbackID: number; dev: NonnullNodeDevice }
export const NodeDeviceEventUpdateMsg: Codec<NodeDeviceEventUpdateMsg> = /* @__PURE__ */ codec<NodeDeviceEventUpdateMsg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullNodeDevice.write(w, v.dev)
  },
  (r) => ({ callbackID: r.int(), dev: NonnullNodeDevice.read(r) }))

/** remote_domain_fsfreeze_args */
export interface DomainFsfreezeArgs { dom: NonnullDomain; mountpoints: NonnullString[]; flags: number }
export const DomainFsfreezeArgs: Codec<DomainFsfreezeArgs> = /* @__PURE__ */ codec<DomainFsfreezeArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.count(v.mountpoints.length, 256); for (const e of v.mountpoints) NonnullString.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), mountpoints: list(r, 256, 4, (r) => NonnullString.read(r)), flags: r.uint() }))

/** remote_domain_fsfreeze_ret */
export interface DomainFsfreezeRet { filesystems: number }
export const DomainFsfreezeRet: Codec<DomainFsfreezeRet> = /* @__PURE__ */ codec<DomainFsfreezeRet>(
  (w, v) => {
    w.int(v.filesystems)
  },
  (r) => ({ filesystems: r.int() }))

/** remote_domain_fsthaw_args */
export interface DomainFsthawArgs { dom: NonnullDomain; mountpoints: NonnullString[]; flags: number }
export const DomainFsthawArgs: Codec<DomainFsthawArgs> = /* @__PURE__ */ codec<DomainFsthawArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.count(v.mountpoints.length, 256); for (const e of v.mountpoints) NonnullString.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), mountpoints: list(r, 256, 4, (r) => NonnullString.read(r)), flags: r.uint() }))

/** remote_domain_fsthaw_ret */
export interface DomainFsthawRet { filesystems: number }
export const DomainFsthawRet: Codec<DomainFsthawRet> = /* @__PURE__ */ codec<DomainFsthawRet>(
  (w, v) => {
    w.int(v.filesystems)
  },
  (r) => ({ filesystems: r.int() }))

/** remote_node_get_free_pages_args */
export interface NodeGetFreePagesArgs { pages: number[]; startCell: number; cellCount: number; flags: number }
export const NodeGetFreePagesArgs: Codec<NodeGetFreePagesArgs> = /* @__PURE__ */ codec<NodeGetFreePagesArgs>(
  (w, v) => {
    w.count(v.pages.length, 1024); for (const e of v.pages) w.uint(e)
    w.int(v.startCell)
    w.uint(v.cellCount)
    w.uint(v.flags)
  },
  (r) => ({ pages: list(r, 1024, 4, (r) => r.uint()), startCell: r.int(), cellCount: r.uint(), flags: r.uint() }))

/** remote_node_get_free_pages_ret */
export interface NodeGetFreePagesRet { counts: bigint[] }
export const NodeGetFreePagesRet: Codec<NodeGetFreePagesRet> = /* @__PURE__ */ codec<NodeGetFreePagesRet>(
  (w, v) => {
    w.count(v.counts.length, 1024); for (const e of v.counts) w.uhyper(e)
  },
  (r) => ({ counts: list(r, 1024, 8, (r) => r.uhyper()) }))

/** remote_node_alloc_pages_args */
export interface NodeAllocPagesArgs { pageSizes: number[]; pageCounts: bigint[]; startCell: number; cellCount: number; flags: number }
export const NodeAllocPagesArgs: Codec<NodeAllocPagesArgs> = /* @__PURE__ */ codec<NodeAllocPagesArgs>(
  (w, v) => {
    w.count(v.pageSizes.length, 1024); for (const e of v.pageSizes) w.uint(e)
    w.count(v.pageCounts.length, 1024); for (const e of v.pageCounts) w.uhyper(e)
    w.int(v.startCell)
    w.uint(v.cellCount)
    w.uint(v.flags)
  },
  (r) => ({ pageSizes: list(r, 1024, 4, (r) => r.uint()), pageCounts: list(r, 1024, 8, (r) => r.uhyper()), startCell: r.int(), cellCount: r.uint(), flags: r.uint() }))

/** remote_node_alloc_pages_ret */
export interface NodeAllocPagesRet { ret: number }
export const NodeAllocPagesRet: Codec<NodeAllocPagesRet> = /* @__PURE__ */ codec<NodeAllocPagesRet>(
  (w, v) => {
    w.int(v.ret)
  },
  (r) => ({ ret: r.int() }))

/** remote_network_dhcp_lease */
export interface NetworkDhcpLease { iface: NonnullString; expirytime: bigint; type: number; mac: String; iaid: String; ipaddr: NonnullString; prefix: number; hostname: String; clientid: String }
export const NetworkDhcpLease: Codec<NetworkDhcpLease> = /* @__PURE__ */ codec<NetworkDhcpLease>(
  (w, v) => {
    NonnullString.write(w, v.iface)
    w.hyper(v.expirytime)
    w.int(v.type)
    String.write(w, v.mac)
    String.write(w, v.iaid)
    NonnullString.write(w, v.ipaddr)
    w.uint(v.prefix)
    String.write(w, v.hostname)
    String.write(w, v.clientid)
  },
  (r) => ({ iface: NonnullString.read(r), expirytime: r.hyper(), type: r.int(), mac: String.read(r), iaid: String.read(r), ipaddr: NonnullString.read(r), prefix: r.uint(), hostname: String.read(r), clientid: String.read(r) }))

/** remote_network_get_dhcp_leases_args */
export interface NetworkGetDhcpLeasesArgs { net: NonnullNetwork; mac: String; needResults: number; flags: number }
export const NetworkGetDhcpLeasesArgs: Codec<NetworkGetDhcpLeasesArgs> = /* @__PURE__ */ codec<NetworkGetDhcpLeasesArgs>(
  (w, v) => {
    NonnullNetwork.write(w, v.net)
    String.write(w, v.mac)
    w.int(v.needResults)
    w.uint(v.flags)
  },
  (r) => ({ net: NonnullNetwork.read(r), mac: String.read(r), needResults: r.int(), flags: r.uint() }))

/** remote_network_get_dhcp_leases_ret */
export interface NetworkGetDhcpLeasesRet { leases: NetworkDhcpLease[]; ret: number }
export const NetworkGetDhcpLeasesRet: Codec<NetworkGetDhcpLeasesRet> = /* @__PURE__ */ codec<NetworkGetDhcpLeasesRet>(
  (w, v) => {
    w.count(v.leases.length, 65536); for (const e of v.leases) NetworkDhcpLease.write(w, e)
    w.uint(v.ret)
  },
  (r) => ({ leases: list(r, 65536, 40, (r) => NetworkDhcpLease.read(r)), ret: r.uint() }))

/** remote_domain_stats_record */
export interface DomainStatsRecord { dom: NonnullDomain; params: TypedParam[] }
export const DomainStatsRecord: Codec<DomainStatsRecord> = /* @__PURE__ */ codec<DomainStatsRecord>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.count(v.params.length, 262144); for (const e of v.params) TypedParam.write(w, e)
  },
  (r) => ({ dom: NonnullDomain.read(r), params: list(r, 262144, 12, (r) => TypedParam.read(r)) }))

/** remote_connect_get_all_domain_stats_args */
export interface ConnectGetAllDomainStatsArgs { doms: NonnullDomain[]; stats: number; flags: number }
export const ConnectGetAllDomainStatsArgs: Codec<ConnectGetAllDomainStatsArgs> = /* @__PURE__ */ codec<ConnectGetAllDomainStatsArgs>(
  (w, v) => {
    w.count(v.doms.length, 16384); for (const e of v.doms) NonnullDomain.write(w, e)
    w.uint(v.stats)
    w.uint(v.flags)
  },
  (r) => ({ doms: list(r, 16384, 24, (r) => NonnullDomain.read(r)), stats: r.uint(), flags: r.uint() }))

/** remote_domain_event_callback_agent_lifecycle_msg */
export interface DomainEventCallbackAgentLifecycleMsg { callbackID: number; dom: NonnullDomain; state: number; reason: number }
export const DomainEventCallbackAgentLifecycleMsg: Codec<DomainEventCallbackAgentLifecycleMsg> = /* @__PURE__ */ codec<DomainEventCallbackAgentLifecycleMsg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullDomain.write(w, v.dom)
    w.int(v.state)
    w.int(v.reason)
  },
  (r) => ({ callbackID: r.int(), dom: NonnullDomain.read(r), state: r.int(), reason: r.int() }))

/** remote_connect_get_all_domain_stats_ret */
export interface ConnectGetAllDomainStatsRet { retStats: DomainStatsRecord[] }
export const ConnectGetAllDomainStatsRet: Codec<ConnectGetAllDomainStatsRet> = /* @__PURE__ */ codec<ConnectGetAllDomainStatsRet>(
  (w, v) => {
    w.count(v.retStats.length, 16384); for (const e of v.retStats) DomainStatsRecord.write(w, e)
  },
  (r) => ({ retStats: list(r, 16384, 28, (r) => DomainStatsRecord.read(r)) }))

/** remote_domain_fsinfo */
export interface DomainFsinfo { mountpoint: NonnullString; name: NonnullString; fstype: NonnullString; devAliases: NonnullString[] }
export const DomainFsinfo: Codec<DomainFsinfo> = /* @__PURE__ */ codec<DomainFsinfo>(
  (w, v) => {
    NonnullString.write(w, v.mountpoint)
    NonnullString.write(w, v.name)
    NonnullString.write(w, v.fstype)
    w.count(v.devAliases.length, 256); for (const e of v.devAliases) NonnullString.write(w, e)
  },
  (r) => ({ mountpoint: NonnullString.read(r), name: NonnullString.read(r), fstype: NonnullString.read(r), devAliases: list(r, 256, 4, (r) => NonnullString.read(r)) }))

/** remote_domain_get_fsinfo_args */
export interface DomainGetFsinfoArgs { dom: NonnullDomain; flags: number }
export const DomainGetFsinfoArgs: Codec<DomainGetFsinfoArgs> = /* @__PURE__ */ codec<DomainGetFsinfoArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_get_fsinfo_ret */
export interface DomainGetFsinfoRet { info: DomainFsinfo[]; ret: number }
export const DomainGetFsinfoRet: Codec<DomainGetFsinfoRet> = /* @__PURE__ */ codec<DomainGetFsinfoRet>(
  (w, v) => {
    w.count(v.info.length, 256); for (const e of v.info) DomainFsinfo.write(w, e)
    w.uint(v.ret)
  },
  (r) => ({ info: list(r, 256, 16, (r) => DomainFsinfo.read(r)), ret: r.uint() }))

/** remote_domain_ip_addr */
export interface DomainIpAddr { type: number; addr: NonnullString; prefix: number }
export const DomainIpAddr: Codec<DomainIpAddr> = /* @__PURE__ */ codec<DomainIpAddr>(
  (w, v) => {
    w.int(v.type)
    NonnullString.write(w, v.addr)
    w.uint(v.prefix)
  },
  (r) => ({ type: r.int(), addr: NonnullString.read(r), prefix: r.uint() }))

/** remote_domain_interface */
export interface DomainInterface { name: NonnullString; hwaddr: String; addrs: DomainIpAddr[] }
export const DomainInterface: Codec<DomainInterface> = /* @__PURE__ */ codec<DomainInterface>(
  (w, v) => {
    NonnullString.write(w, v.name)
    String.write(w, v.hwaddr)
    w.count(v.addrs.length, 2048); for (const e of v.addrs) DomainIpAddr.write(w, e)
  },
  (r) => ({ name: NonnullString.read(r), hwaddr: String.read(r), addrs: list(r, 2048, 12, (r) => DomainIpAddr.read(r)) }))

/** remote_domain_interface_addresses_args */
export interface DomainInterfaceAddressesArgs { dom: NonnullDomain; source: number; flags: number }
export const DomainInterfaceAddressesArgs: Codec<DomainInterfaceAddressesArgs> = /* @__PURE__ */ codec<DomainInterfaceAddressesArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.source)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), source: r.uint(), flags: r.uint() }))

/** remote_domain_interface_addresses_ret */
export interface DomainInterfaceAddressesRet { ifaces: DomainInterface[] }
export const DomainInterfaceAddressesRet: Codec<DomainInterfaceAddressesRet> = /* @__PURE__ */ codec<DomainInterfaceAddressesRet>(
  (w, v) => {
    w.count(v.ifaces.length, 2048); for (const e of v.ifaces) DomainInterface.write(w, e)
  },
  (r) => ({ ifaces: list(r, 2048, 12, (r) => DomainInterface.read(r)) }))

/** remote_domain_set_user_password_args */
export interface DomainSetUserPasswordArgs { dom: NonnullDomain; user: String; password: String; flags: number }
export const DomainSetUserPasswordArgs: Codec<DomainSetUserPasswordArgs> = /* @__PURE__ */ codec<DomainSetUserPasswordArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    String.write(w, v.user)
    String.write(w, v.password)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), user: String.read(r), password: String.read(r), flags: r.uint() }))

/** remote_domain_rename_args */
export interface DomainRenameArgs { dom: NonnullDomain; newName: String; flags: number }
export const DomainRenameArgs: Codec<DomainRenameArgs> = /* @__PURE__ */ codec<DomainRenameArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    String.write(w, v.newName)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), newName: String.read(r), flags: r.uint() }))

/** remote_domain_rename_ret */
export interface DomainRenameRet { retcode: number }
export const DomainRenameRet: Codec<DomainRenameRet> = /* @__PURE__ */ codec<DomainRenameRet>(
  (w, v) => {
    w.int(v.retcode)
  },
  (r) => ({ retcode: r.int() }))

/** remote_domain_event_callback_migration_iteration_msg */
export interface DomainEventCallbackMigrationIterationMsg { callbackID: number; dom: NonnullDomain; iteration: number }
export const DomainEventCallbackMigrationIterationMsg: Codec<DomainEventCallbackMigrationIterationMsg> = /* @__PURE__ */ codec<DomainEventCallbackMigrationIterationMsg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullDomain.write(w, v.dom)
    w.int(v.iteration)
  },
  (r) => ({ callbackID: r.int(), dom: NonnullDomain.read(r), iteration: r.int() }))

/** remote_domain_event_callback_job_completed_msg */
export interface DomainEventCallbackJobCompletedMsg { callbackID: number; dom: NonnullDomain; params: TypedParam[] }
export const DomainEventCallbackJobCompletedMsg: Codec<DomainEventCallbackJobCompletedMsg> = /* @__PURE__ */ codec<DomainEventCallbackJobCompletedMsg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullDomain.write(w, v.dom)
    w.count(v.params.length, 64); for (const e of v.params) TypedParam.write(w, e)
  },
  (r) => ({ callbackID: r.int(), dom: NonnullDomain.read(r), params: list(r, 64, 12, (r) => TypedParam.read(r)) }))

/** remote_domain_migrate_start_post_copy_args */
export interface DomainMigrateStartPostCopyArgs { dom: NonnullDomain; flags: number }
export const DomainMigrateStartPostCopyArgs: Codec<DomainMigrateStartPostCopyArgs> = /* @__PURE__ */ codec<DomainMigrateStartPostCopyArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_event_callback_device_removal_failed_msg */
export interface DomainEventCallbackDeviceRemovalFailedMsg { callbackID: number; dom: NonnullDomain; devAlias: NonnullString }
export const DomainEventCallbackDeviceRemovalFailedMsg: Codec<DomainEventCallbackDeviceRemovalFailedMsg> = /* @__PURE__ */ codec<DomainEventCallbackDeviceRemovalFailedMsg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.devAlias)
  },
  (r) => ({ callbackID: r.int(), dom: NonnullDomain.read(r), devAlias: NonnullString.read(r) }))

/** remote_domain_get_guest_vcpus_args */
export interface DomainGetGuestVcpusArgs { dom: NonnullDomain; flags: number }
export const DomainGetGuestVcpusArgs: Codec<DomainGetGuestVcpusArgs> = /* @__PURE__ */ codec<DomainGetGuestVcpusArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_get_guest_vcpus_ret */
export interface DomainGetGuestVcpusRet { params: TypedParam[] }
export const DomainGetGuestVcpusRet: Codec<DomainGetGuestVcpusRet> = /* @__PURE__ */ codec<DomainGetGuestVcpusRet>(
  (w, v) => {
    w.count(v.params.length, 64); for (const e of v.params) TypedParam.write(w, e)
  },
  (r) => ({ params: list(r, 64, 12, (r) => TypedParam.read(r)) }))

/** remote_domain_set_guest_vcpus_args */
export interface DomainSetGuestVcpusArgs { dom: NonnullDomain; cpumap: NonnullString; state: number; flags: number }
export const DomainSetGuestVcpusArgs: Codec<DomainSetGuestVcpusArgs> = /* @__PURE__ */ codec<DomainSetGuestVcpusArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.cpumap)
    w.int(v.state)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), cpumap: NonnullString.read(r), state: r.int(), flags: r.uint() }))

/** remote_domain_set_vcpu_args */
export interface DomainSetVcpuArgs { dom: NonnullDomain; cpumap: NonnullString; state: number; flags: number }
export const DomainSetVcpuArgs: Codec<DomainSetVcpuArgs> = /* @__PURE__ */ codec<DomainSetVcpuArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.cpumap)
    w.int(v.state)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), cpumap: NonnullString.read(r), state: r.int(), flags: r.uint() }))

/** remote_domain_event_callback_metadata_change_msg */
export interface DomainEventCallbackMetadataChangeMsg { callbackID: number; dom: NonnullDomain; type: number; nsuri: String }
export const DomainEventCallbackMetadataChangeMsg: Codec<DomainEventCallbackMetadataChangeMsg> = /* @__PURE__ */ codec<DomainEventCallbackMetadataChangeMsg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullDomain.write(w, v.dom)
    w.int(v.type)
    String.write(w, v.nsuri)
  },
  (r) => ({ callbackID: r.int(), dom: NonnullDomain.read(r), type: r.int(), nsuri: String.read(r) }))

/** remote_domain_event_memory_failure_msg */
export interface DomainEventMemoryFailureMsg { callbackID: number; dom: NonnullDomain; recipient: number; action: number; flags: number }
export const DomainEventMemoryFailureMsg: Codec<DomainEventMemoryFailureMsg> = /* @__PURE__ */ codec<DomainEventMemoryFailureMsg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullDomain.write(w, v.dom)
    w.int(v.recipient)
    w.int(v.action)
    w.uint(v.flags)
  },
  (r) => ({ callbackID: r.int(), dom: NonnullDomain.read(r), recipient: r.int(), action: r.int(), flags: r.uint() }))

/** remote_connect_secret_event_register_any_args */
export interface ConnectSecretEventRegisterAnyArgs { eventID: number; secret: Secret }
export const ConnectSecretEventRegisterAnyArgs: Codec<ConnectSecretEventRegisterAnyArgs> = /* @__PURE__ */ codec<ConnectSecretEventRegisterAnyArgs>(
  (w, v) => {
    w.int(v.eventID)
    Secret.write(w, v.secret)
  },
  (r) => ({ eventID: r.int(), secret: Secret.read(r) }))

/** remote_connect_secret_event_register_any_ret */
export interface ConnectSecretEventRegisterAnyRet { callbackID: number }
export const ConnectSecretEventRegisterAnyRet: Codec<ConnectSecretEventRegisterAnyRet> = /* @__PURE__ */ codec<ConnectSecretEventRegisterAnyRet>(
  (w, v) => {
    w.int(v.callbackID)
  },
  (r) => ({ callbackID: r.int() }))

/** remote_connect_secret_event_deregister_any_args */
export interface ConnectSecretEventDeregisterAnyArgs { callbackID: number }
export const ConnectSecretEventDeregisterAnyArgs: Codec<ConnectSecretEventDeregisterAnyArgs> = /* @__PURE__ */ codec<ConnectSecretEventDeregisterAnyArgs>(
  (w, v) => {
    w.int(v.callbackID)
  },
  (r) => ({ callbackID: r.int() }))

/** remote_secret_event_lifecycle_msg */
export interface SecretEventLifecycleMsg { callbackID: number; secret: NonnullSecret; event: number; detail: number }
export const SecretEventLifecycleMsg: Codec<SecretEventLifecycleMsg> = /* @__PURE__ */ codec<SecretEventLifecycleMsg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullSecret.write(w, v.secret)
    w.int(v.event)
    w.int(v.detail)
  },
  (r) => ({ callbackID: r.int(), secret: NonnullSecret.read(r), event: r.int(), detail: r.int() }))

/** remote_secret_event_value_changed_msg */
export interface SecretEventValueChangedMsg { callbackID: number; secret: NonnullSecret }
export const SecretEventValueChangedMsg: Codec<SecretEventValueChangedMsg> = /* @__PURE__ */ codec<SecretEventValueChangedMsg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullSecret.write(w, v.secret)
  },
  (r) => ({ callbackID: r.int(), secret: NonnullSecret.read(r) }))

/** remote_domain_set_block_threshold_args */
export interface DomainSetBlockThresholdArgs { dom: NonnullDomain; dev: NonnullString; threshold: bigint; flags: number }
export const DomainSetBlockThresholdArgs: Codec<DomainSetBlockThresholdArgs> = /* @__PURE__ */ codec<DomainSetBlockThresholdArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.dev)
    w.uhyper(v.threshold)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), dev: NonnullString.read(r), threshold: r.uhyper(), flags: r.uint() }))

/** remote_domain_set_lifecycle_action_args */
export interface DomainSetLifecycleActionArgs { dom: NonnullDomain; type: number; action: number; flags: number }
export const DomainSetLifecycleActionArgs: Codec<DomainSetLifecycleActionArgs> = /* @__PURE__ */ codec<DomainSetLifecycleActionArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.type)
    w.uint(v.action)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), type: r.uint(), action: r.uint(), flags: r.uint() }))

/** remote_connect_compare_hypervisor_cpu_args */
export interface ConnectCompareHypervisorCpuArgs { emulator: String; arch: String; machine: String; virttype: String; xmlCPU: NonnullString; flags: number }
export const ConnectCompareHypervisorCpuArgs: Codec<ConnectCompareHypervisorCpuArgs> = /* @__PURE__ */ codec<ConnectCompareHypervisorCpuArgs>(
  (w, v) => {
    String.write(w, v.emulator)
    String.write(w, v.arch)
    String.write(w, v.machine)
    String.write(w, v.virttype)
    NonnullString.write(w, v.xmlCPU)
    w.uint(v.flags)
  },
  (r) => ({ emulator: String.read(r), arch: String.read(r), machine: String.read(r), virttype: String.read(r), xmlCPU: NonnullString.read(r), flags: r.uint() }))

/** remote_connect_compare_hypervisor_cpu_ret */
export interface ConnectCompareHypervisorCpuRet { result: number }
export const ConnectCompareHypervisorCpuRet: Codec<ConnectCompareHypervisorCpuRet> = /* @__PURE__ */ codec<ConnectCompareHypervisorCpuRet>(
  (w, v) => {
    w.int(v.result)
  },
  (r) => ({ result: r.int() }))

/** remote_connect_baseline_hypervisor_cpu_args */
export interface ConnectBaselineHypervisorCpuArgs { emulator: String; arch: String; machine: String; virttype: String; xmlCPUs: NonnullString[]; flags: number }
export const ConnectBaselineHypervisorCpuArgs: Codec<ConnectBaselineHypervisorCpuArgs> = /* @__PURE__ */ codec<ConnectBaselineHypervisorCpuArgs>(
  (w, v) => {
    String.write(w, v.emulator)
    String.write(w, v.arch)
    String.write(w, v.machine)
    String.write(w, v.virttype)
    w.count(v.xmlCPUs.length, 256); for (const e of v.xmlCPUs) NonnullString.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ emulator: String.read(r), arch: String.read(r), machine: String.read(r), virttype: String.read(r), xmlCPUs: list(r, 256, 4, (r) => NonnullString.read(r)), flags: r.uint() }))

/** remote_connect_baseline_hypervisor_cpu_ret */
export interface ConnectBaselineHypervisorCpuRet { cpu: NonnullString }
export const ConnectBaselineHypervisorCpuRet: Codec<ConnectBaselineHypervisorCpuRet> = /* @__PURE__ */ codec<ConnectBaselineHypervisorCpuRet>(
  (w, v) => {
    NonnullString.write(w, v.cpu)
  },
  (r) => ({ cpu: NonnullString.read(r) }))

/** remote_node_get_sev_info_args */
export interface NodeGetSevInfoArgs { nparams: number; flags: number }
export const NodeGetSevInfoArgs: Codec<NodeGetSevInfoArgs> = /* @__PURE__ */ codec<NodeGetSevInfoArgs>(
  (w, v) => {
    w.int(v.nparams)
    w.uint(v.flags)
  },
  (r) => ({ nparams: r.int(), flags: r.uint() }))

/** remote_node_get_sev_info_ret */
export interface NodeGetSevInfoRet { params: TypedParam[]; nparams: number }
export const NodeGetSevInfoRet: Codec<NodeGetSevInfoRet> = /* @__PURE__ */ codec<NodeGetSevInfoRet>(
  (w, v) => {
    w.count(v.params.length, 64); for (const e of v.params) TypedParam.write(w, e)
    w.int(v.nparams)
  },
  (r) => ({ params: list(r, 64, 12, (r) => TypedParam.read(r)), nparams: r.int() }))

/** remote_domain_get_launch_security_info_args */
export interface DomainGetLaunchSecurityInfoArgs { dom: NonnullDomain; flags: number }
export const DomainGetLaunchSecurityInfoArgs: Codec<DomainGetLaunchSecurityInfoArgs> = /* @__PURE__ */ codec<DomainGetLaunchSecurityInfoArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_get_launch_security_info_ret */
export interface DomainGetLaunchSecurityInfoRet { params: TypedParam[] }
export const DomainGetLaunchSecurityInfoRet: Codec<DomainGetLaunchSecurityInfoRet> = /* @__PURE__ */ codec<DomainGetLaunchSecurityInfoRet>(
  (w, v) => {
    w.count(v.params.length, 64); for (const e of v.params) TypedParam.write(w, e)
  },
  (r) => ({ params: list(r, 64, 12, (r) => TypedParam.read(r)) }))

/** remote_domain_set_launch_security_state_args */
export interface DomainSetLaunchSecurityStateArgs { dom: NonnullDomain; params: TypedParam[]; flags: number }
export const DomainSetLaunchSecurityStateArgs: Codec<DomainSetLaunchSecurityStateArgs> = /* @__PURE__ */ codec<DomainSetLaunchSecurityStateArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.count(v.params.length, 64); for (const e of v.params) TypedParam.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), params: list(r, 64, 12, (r) => TypedParam.read(r)), flags: r.uint() }))

/** remote_nwfilter_binding_lookup_by_port_dev_args */
export interface NwfilterBindingLookupByPortDevArgs { name: NonnullString }
export const NwfilterBindingLookupByPortDevArgs: Codec<NwfilterBindingLookupByPortDevArgs> = /* @__PURE__ */ codec<NwfilterBindingLookupByPortDevArgs>(
  (w, v) => {
    NonnullString.write(w, v.name)
  },
  (r) => ({ name: NonnullString.read(r) }))

/** remote_nwfilter_binding_lookup_by_port_dev_ret */
export interface NwfilterBindingLookupByPortDevRet { nwfilter: NonnullNwfilterBinding }
export const NwfilterBindingLookupByPortDevRet: Codec<NwfilterBindingLookupByPortDevRet> = /* @__PURE__ */ codec<NwfilterBindingLookupByPortDevRet>(
  (w, v) => {
    NonnullNwfilterBinding.write(w, v.nwfilter)
  },
  (r) => ({ nwfilter: NonnullNwfilterBinding.read(r) }))

/** remote_nwfilter_binding_create_xml_args */
export interface NwfilterBindingCreateXmlArgs { xml: NonnullString; flags: number }
export const NwfilterBindingCreateXmlArgs: Codec<NwfilterBindingCreateXmlArgs> = /* @__PURE__ */ codec<NwfilterBindingCreateXmlArgs>(
  (w, v) => {
    NonnullString.write(w, v.xml)
    w.uint(v.flags)
  },
  (r) => ({ xml: NonnullString.read(r), flags: r.uint() }))

/** remote_nwfilter_binding_create_xml_ret */
export interface NwfilterBindingCreateXmlRet { nwfilter: NonnullNwfilterBinding }
export const NwfilterBindingCreateXmlRet: Codec<NwfilterBindingCreateXmlRet> = /* @__PURE__ */ codec<NwfilterBindingCreateXmlRet>(
  (w, v) => {
    NonnullNwfilterBinding.write(w, v.nwfilter)
  },
  (r) => ({ nwfilter: NonnullNwfilterBinding.read(r) }))

/** remote_nwfilter_binding_delete_args */
export interface NwfilterBindingDeleteArgs { nwfilter: NonnullNwfilterBinding }
export const NwfilterBindingDeleteArgs: Codec<NwfilterBindingDeleteArgs> = /* @__PURE__ */ codec<NwfilterBindingDeleteArgs>(
  (w, v) => {
    NonnullNwfilterBinding.write(w, v.nwfilter)
  },
  (r) => ({ nwfilter: NonnullNwfilterBinding.read(r) }))

/** remote_nwfilter_binding_get_xml_desc_args */
export interface NwfilterBindingGetXmlDescArgs { nwfilter: NonnullNwfilterBinding; flags: number }
export const NwfilterBindingGetXmlDescArgs: Codec<NwfilterBindingGetXmlDescArgs> = /* @__PURE__ */ codec<NwfilterBindingGetXmlDescArgs>(
  (w, v) => {
    NonnullNwfilterBinding.write(w, v.nwfilter)
    w.uint(v.flags)
  },
  (r) => ({ nwfilter: NonnullNwfilterBinding.read(r), flags: r.uint() }))

/** remote_nwfilter_binding_get_xml_desc_ret */
export interface NwfilterBindingGetXmlDescRet { xml: NonnullString }
export const NwfilterBindingGetXmlDescRet: Codec<NwfilterBindingGetXmlDescRet> = /* @__PURE__ */ codec<NwfilterBindingGetXmlDescRet>(
  (w, v) => {
    NonnullString.write(w, v.xml)
  },
  (r) => ({ xml: NonnullString.read(r) }))

/** remote_connect_list_all_nwfilter_bindings_args */
export interface ConnectListAllNwfilterBindingsArgs { needResults: number; flags: number }
export const ConnectListAllNwfilterBindingsArgs: Codec<ConnectListAllNwfilterBindingsArgs> = /* @__PURE__ */ codec<ConnectListAllNwfilterBindingsArgs>(
  (w, v) => {
    w.int(v.needResults)
    w.uint(v.flags)
  },
  (r) => ({ needResults: r.int(), flags: r.uint() }))

/** remote_connect_list_all_nwfilter_bindings_ret */
export interface ConnectListAllNwfilterBindingsRet { bindings: NonnullNwfilterBinding[]; ret: number }
export const ConnectListAllNwfilterBindingsRet: Codec<ConnectListAllNwfilterBindingsRet> = /* @__PURE__ */ codec<ConnectListAllNwfilterBindingsRet>(
  (w, v) => {
    w.count(v.bindings.length, 16384); for (const e of v.bindings) NonnullNwfilterBinding.write(w, e)
    w.uint(v.ret)
  },
  (r) => ({ bindings: list(r, 16384, 8, (r) => NonnullNwfilterBinding.read(r)), ret: r.uint() }))

/** remote_connect_get_storage_pool_capabilities_args */
export interface ConnectGetStoragePoolCapabilitiesArgs { flags: number }
export const ConnectGetStoragePoolCapabilitiesArgs: Codec<ConnectGetStoragePoolCapabilitiesArgs> = /* @__PURE__ */ codec<ConnectGetStoragePoolCapabilitiesArgs>(
  (w, v) => {
    w.uint(v.flags)
  },
  (r) => ({ flags: r.uint() }))

/** remote_connect_get_storage_pool_capabilities_ret */
export interface ConnectGetStoragePoolCapabilitiesRet { capabilities: NonnullString }
export const ConnectGetStoragePoolCapabilitiesRet: Codec<ConnectGetStoragePoolCapabilitiesRet> = /* @__PURE__ */ codec<ConnectGetStoragePoolCapabilitiesRet>(
  (w, v) => {
    NonnullString.write(w, v.capabilities)
  },
  (r) => ({ capabilities: NonnullString.read(r) }))

/** remote_network_list_all_ports_args */
export interface NetworkListAllPortsArgs { network: NonnullNetwork; needResults: number; flags: number }
export const NetworkListAllPortsArgs: Codec<NetworkListAllPortsArgs> = /* @__PURE__ */ codec<NetworkListAllPortsArgs>(
  (w, v) => {
    NonnullNetwork.write(w, v.network)
    w.int(v.needResults)
    w.uint(v.flags)
  },
  (r) => ({ network: NonnullNetwork.read(r), needResults: r.int(), flags: r.uint() }))

/** remote_network_list_all_ports_ret */
export interface NetworkListAllPortsRet { ports: NonnullNetworkPort[]; ret: number }
export const NetworkListAllPortsRet: Codec<NetworkListAllPortsRet> = /* @__PURE__ */ codec<NetworkListAllPortsRet>(
  (w, v) => {
    w.count(v.ports.length, 16384); for (const e of v.ports) NonnullNetworkPort.write(w, e)
    w.uint(v.ret)
  },
  (r) => ({ ports: list(r, 16384, 36, (r) => NonnullNetworkPort.read(r)), ret: r.uint() }))

/** remote_network_port_lookup_by_uuid_args */
export interface NetworkPortLookupByUuidArgs { network: NonnullNetwork; uuid: Uuid }
export const NetworkPortLookupByUuidArgs: Codec<NetworkPortLookupByUuidArgs> = /* @__PURE__ */ codec<NetworkPortLookupByUuidArgs>(
  (w, v) => {
    NonnullNetwork.write(w, v.network)
    Uuid.write(w, v.uuid)
  },
  (r) => ({ network: NonnullNetwork.read(r), uuid: Uuid.read(r) }))

/** remote_network_port_lookup_by_uuid_ret */
export interface NetworkPortLookupByUuidRet { port: NonnullNetworkPort }
export const NetworkPortLookupByUuidRet: Codec<NetworkPortLookupByUuidRet> = /* @__PURE__ */ codec<NetworkPortLookupByUuidRet>(
  (w, v) => {
    NonnullNetworkPort.write(w, v.port)
  },
  (r) => ({ port: NonnullNetworkPort.read(r) }))

/** remote_network_port_create_xml_args */
export interface NetworkPortCreateXmlArgs { network: NonnullNetwork; xml: NonnullString; flags: number }
export const NetworkPortCreateXmlArgs: Codec<NetworkPortCreateXmlArgs> = /* @__PURE__ */ codec<NetworkPortCreateXmlArgs>(
  (w, v) => {
    NonnullNetwork.write(w, v.network)
    NonnullString.write(w, v.xml)
    w.uint(v.flags)
  },
  (r) => ({ network: NonnullNetwork.read(r), xml: NonnullString.read(r), flags: r.uint() }))

/** remote_network_port_create_xml_ret */
export interface NetworkPortCreateXmlRet { port: NonnullNetworkPort }
export const NetworkPortCreateXmlRet: Codec<NetworkPortCreateXmlRet> = /* @__PURE__ */ codec<NetworkPortCreateXmlRet>(
  (w, v) => {
    NonnullNetworkPort.write(w, v.port)
  },
  (r) => ({ port: NonnullNetworkPort.read(r) }))

/** remote_network_port_set_parameters_args */
export interface NetworkPortSetParametersArgs { port: NonnullNetworkPort; params: TypedParam[]; flags: number }
export const NetworkPortSetParametersArgs: Codec<NetworkPortSetParametersArgs> = /* @__PURE__ */ codec<NetworkPortSetParametersArgs>(
  (w, v) => {
    NonnullNetworkPort.write(w, v.port)
    w.count(v.params.length, 16); for (const e of v.params) TypedParam.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ port: NonnullNetworkPort.read(r), params: list(r, 16, 12, (r) => TypedParam.read(r)), flags: r.uint() }))

/** remote_network_port_get_parameters_args */
export interface NetworkPortGetParametersArgs { port: NonnullNetworkPort; nparams: number; flags: number }
export const NetworkPortGetParametersArgs: Codec<NetworkPortGetParametersArgs> = /* @__PURE__ */ codec<NetworkPortGetParametersArgs>(
  (w, v) => {
    NonnullNetworkPort.write(w, v.port)
    w.int(v.nparams)
    w.uint(v.flags)
  },
  (r) => ({ port: NonnullNetworkPort.read(r), nparams: r.int(), flags: r.uint() }))

/** remote_network_port_get_parameters_ret */
export interface NetworkPortGetParametersRet { params: TypedParam[]; nparams: number }
export const NetworkPortGetParametersRet: Codec<NetworkPortGetParametersRet> = /* @__PURE__ */ codec<NetworkPortGetParametersRet>(
  (w, v) => {
    w.count(v.params.length, 16); for (const e of v.params) TypedParam.write(w, e)
    w.int(v.nparams)
  },
  (r) => ({ params: list(r, 16, 12, (r) => TypedParam.read(r)), nparams: r.int() }))

/** remote_network_port_get_xml_desc_args */
export interface NetworkPortGetXmlDescArgs { port: NonnullNetworkPort; flags: number }
export const NetworkPortGetXmlDescArgs: Codec<NetworkPortGetXmlDescArgs> = /* @__PURE__ */ codec<NetworkPortGetXmlDescArgs>(
  (w, v) => {
    NonnullNetworkPort.write(w, v.port)
    w.uint(v.flags)
  },
  (r) => ({ port: NonnullNetworkPort.read(r), flags: r.uint() }))

/** remote_network_port_get_xml_desc_ret */
export interface NetworkPortGetXmlDescRet { xml: NonnullString }
export const NetworkPortGetXmlDescRet: Codec<NetworkPortGetXmlDescRet> = /* @__PURE__ */ codec<NetworkPortGetXmlDescRet>(
  (w, v) => {
    NonnullString.write(w, v.xml)
  },
  (r) => ({ xml: NonnullString.read(r) }))

/** remote_network_port_delete_args */
export interface NetworkPortDeleteArgs { port: NonnullNetworkPort; flags: number }
export const NetworkPortDeleteArgs: Codec<NetworkPortDeleteArgs> = /* @__PURE__ */ codec<NetworkPortDeleteArgs>(
  (w, v) => {
    NonnullNetworkPort.write(w, v.port)
    w.uint(v.flags)
  },
  (r) => ({ port: NonnullNetworkPort.read(r), flags: r.uint() }))

/** remote_domain_checkpoint_create_xml_args */
export interface DomainCheckpointCreateXmlArgs { dom: NonnullDomain; xmlDesc: NonnullString; flags: number }
export const DomainCheckpointCreateXmlArgs: Codec<DomainCheckpointCreateXmlArgs> = /* @__PURE__ */ codec<DomainCheckpointCreateXmlArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.xmlDesc)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), xmlDesc: NonnullString.read(r), flags: r.uint() }))

/** remote_domain_checkpoint_create_xml_ret */
export interface DomainCheckpointCreateXmlRet { checkpoint: NonnullDomainCheckpoint }
export const DomainCheckpointCreateXmlRet: Codec<DomainCheckpointCreateXmlRet> = /* @__PURE__ */ codec<DomainCheckpointCreateXmlRet>(
  (w, v) => {
    NonnullDomainCheckpoint.write(w, v.checkpoint)
  },
  (r) => ({ checkpoint: NonnullDomainCheckpoint.read(r) }))

/** remote_domain_checkpoint_get_xml_desc_args */
export interface DomainCheckpointGetXmlDescArgs { checkpoint: NonnullDomainCheckpoint; flags: number }
export const DomainCheckpointGetXmlDescArgs: Codec<DomainCheckpointGetXmlDescArgs> = /* @__PURE__ */ codec<DomainCheckpointGetXmlDescArgs>(
  (w, v) => {
    NonnullDomainCheckpoint.write(w, v.checkpoint)
    w.uint(v.flags)
  },
  (r) => ({ checkpoint: NonnullDomainCheckpoint.read(r), flags: r.uint() }))

/** remote_domain_checkpoint_get_xml_desc_ret */
export interface DomainCheckpointGetXmlDescRet { xml: NonnullString }
export const DomainCheckpointGetXmlDescRet: Codec<DomainCheckpointGetXmlDescRet> = /* @__PURE__ */ codec<DomainCheckpointGetXmlDescRet>(
  (w, v) => {
    NonnullString.write(w, v.xml)
  },
  (r) => ({ xml: NonnullString.read(r) }))

/** remote_domain_list_all_checkpoints_args */
export interface DomainListAllCheckpointsArgs { dom: NonnullDomain; needResults: number; flags: number }
export const DomainListAllCheckpointsArgs: Codec<DomainListAllCheckpointsArgs> = /* @__PURE__ */ codec<DomainListAllCheckpointsArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.int(v.needResults)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), needResults: r.int(), flags: r.uint() }))

/** remote_domain_list_all_checkpoints_ret */
export interface DomainListAllCheckpointsRet { checkpoints: NonnullDomainCheckpoint[]; ret: number }
export const DomainListAllCheckpointsRet: Codec<DomainListAllCheckpointsRet> = /* @__PURE__ */ codec<DomainListAllCheckpointsRet>(
  (w, v) => {
    w.count(v.checkpoints.length, 16384); for (const e of v.checkpoints) NonnullDomainCheckpoint.write(w, e)
    w.int(v.ret)
  },
  (r) => ({ checkpoints: list(r, 16384, 28, (r) => NonnullDomainCheckpoint.read(r)), ret: r.int() }))

/** remote_domain_checkpoint_list_all_children_args */
export interface DomainCheckpointListAllChildrenArgs { checkpoint: NonnullDomainCheckpoint; needResults: number; flags: number }
export const DomainCheckpointListAllChildrenArgs: Codec<DomainCheckpointListAllChildrenArgs> = /* @__PURE__ */ codec<DomainCheckpointListAllChildrenArgs>(
  (w, v) => {
    NonnullDomainCheckpoint.write(w, v.checkpoint)
    w.int(v.needResults)
    w.uint(v.flags)
  },
  (r) => ({ checkpoint: NonnullDomainCheckpoint.read(r), needResults: r.int(), flags: r.uint() }))

/** remote_domain_checkpoint_list_all_children_ret */
export interface DomainCheckpointListAllChildrenRet { checkpoints: NonnullDomainCheckpoint[]; ret: number }
export const DomainCheckpointListAllChildrenRet: Codec<DomainCheckpointListAllChildrenRet> = /* @__PURE__ */ codec<DomainCheckpointListAllChildrenRet>(
  (w, v) => {
    w.count(v.checkpoints.length, 16384); for (const e of v.checkpoints) NonnullDomainCheckpoint.write(w, e)
    w.int(v.ret)
  },
  (r) => ({ checkpoints: list(r, 16384, 28, (r) => NonnullDomainCheckpoint.read(r)), ret: r.int() }))

/** remote_domain_checkpoint_lookup_by_name_args */
export interface DomainCheckpointLookupByNameArgs { dom: NonnullDomain; name: NonnullString; flags: number }
export const DomainCheckpointLookupByNameArgs: Codec<DomainCheckpointLookupByNameArgs> = /* @__PURE__ */ codec<DomainCheckpointLookupByNameArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.name)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), name: NonnullString.read(r), flags: r.uint() }))

/** remote_domain_checkpoint_lookup_by_name_ret */
export interface DomainCheckpointLookupByNameRet { checkpoint: NonnullDomainCheckpoint }
export const DomainCheckpointLookupByNameRet: Codec<DomainCheckpointLookupByNameRet> = /* @__PURE__ */ codec<DomainCheckpointLookupByNameRet>(
  (w, v) => {
    NonnullDomainCheckpoint.write(w, v.checkpoint)
  },
  (r) => ({ checkpoint: NonnullDomainCheckpoint.read(r) }))

/** remote_domain_checkpoint_get_parent_args */
export interface DomainCheckpointGetParentArgs { checkpoint: NonnullDomainCheckpoint; flags: number }
export const DomainCheckpointGetParentArgs: Codec<DomainCheckpointGetParentArgs> = /* @__PURE__ */ codec<DomainCheckpointGetParentArgs>(
  (w, v) => {
    NonnullDomainCheckpoint.write(w, v.checkpoint)
    w.uint(v.flags)
  },
  (r) => ({ checkpoint: NonnullDomainCheckpoint.read(r), flags: r.uint() }))

/** remote_domain_checkpoint_get_parent_ret */
export interface DomainCheckpointGetParentRet { parent: NonnullDomainCheckpoint }
export const DomainCheckpointGetParentRet: Codec<DomainCheckpointGetParentRet> = /* @__PURE__ */ codec<DomainCheckpointGetParentRet>(
  (w, v) => {
    NonnullDomainCheckpoint.write(w, v.parent)
  },
  (r) => ({ parent: NonnullDomainCheckpoint.read(r) }))

/** remote_domain_checkpoint_delete_args */
export interface DomainCheckpointDeleteArgs { checkpoint: NonnullDomainCheckpoint; flags: number }
export const DomainCheckpointDeleteArgs: Codec<DomainCheckpointDeleteArgs> = /* @__PURE__ */ codec<DomainCheckpointDeleteArgs>(
  (w, v) => {
    NonnullDomainCheckpoint.write(w, v.checkpoint)
    w.uint(v.flags)
  },
  (r) => ({ checkpoint: NonnullDomainCheckpoint.read(r), flags: r.uint() }))

/** remote_domain_get_guest_info_args */
export interface DomainGetGuestInfoArgs { dom: NonnullDomain; types: number; flags: number }
export const DomainGetGuestInfoArgs: Codec<DomainGetGuestInfoArgs> = /* @__PURE__ */ codec<DomainGetGuestInfoArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.types)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), types: r.uint(), flags: r.uint() }))

/** remote_domain_get_guest_info_ret */
export interface DomainGetGuestInfoRet { params: TypedParam[] }
export const DomainGetGuestInfoRet: Codec<DomainGetGuestInfoRet> = /* @__PURE__ */ codec<DomainGetGuestInfoRet>(
  (w, v) => {
    w.count(v.params.length, 2048); for (const e of v.params) TypedParam.write(w, e)
  },
  (r) => ({ params: list(r, 2048, 12, (r) => TypedParam.read(r)) }))

/** remote_connect_set_identity_args */
export interface ConnectSetIdentityArgs { params: TypedParam[]; flags: number }
export const ConnectSetIdentityArgs: Codec<ConnectSetIdentityArgs> = /* @__PURE__ */ codec<ConnectSetIdentityArgs>(
  (w, v) => {
    w.count(v.params.length, 20); for (const e of v.params) TypedParam.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ params: list(r, 20, 12, (r) => TypedParam.read(r)), flags: r.uint() }))

/** remote_domain_agent_set_response_timeout_args */
export interface DomainAgentSetResponseTimeoutArgs { dom: NonnullDomain; timeout: number; flags: number }
export const DomainAgentSetResponseTimeoutArgs: Codec<DomainAgentSetResponseTimeoutArgs> = /* @__PURE__ */ codec<DomainAgentSetResponseTimeoutArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.int(v.timeout)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), timeout: r.int(), flags: r.uint() }))

/** remote_domain_agent_set_response_timeout_ret */
export interface DomainAgentSetResponseTimeoutRet { result: number }
export const DomainAgentSetResponseTimeoutRet: Codec<DomainAgentSetResponseTimeoutRet> = /* @__PURE__ */ codec<DomainAgentSetResponseTimeoutRet>(
  (w, v) => {
    w.int(v.result)
  },
  (r) => ({ result: r.int() }))

/** remote_domain_backup_begin_args */
export interface DomainBackupBeginArgs { dom: NonnullDomain; backupXml: NonnullString; checkpointXml: String; flags: number }
export const DomainBackupBeginArgs: Codec<DomainBackupBeginArgs> = /* @__PURE__ */ codec<DomainBackupBeginArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.backupXml)
    String.write(w, v.checkpointXml)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), backupXml: NonnullString.read(r), checkpointXml: String.read(r), flags: r.uint() }))

/** remote_domain_backup_get_xml_desc_args */
export interface DomainBackupGetXmlDescArgs { dom: NonnullDomain; flags: number }
export const DomainBackupGetXmlDescArgs: Codec<DomainBackupGetXmlDescArgs> = /* @__PURE__ */ codec<DomainBackupGetXmlDescArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_backup_get_xml_desc_ret */
export interface DomainBackupGetXmlDescRet { xml: NonnullString }
export const DomainBackupGetXmlDescRet: Codec<DomainBackupGetXmlDescRet> = /* @__PURE__ */ codec<DomainBackupGetXmlDescRet>(
  (w, v) => {
    NonnullString.write(w, v.xml)
  },
  (r) => ({ xml: NonnullString.read(r) }))

/** remote_domain_authorized_ssh_keys_get_args */
export interface DomainAuthorizedSshKeysGetArgs { dom: NonnullDomain; user: NonnullString; flags: number }
export const DomainAuthorizedSshKeysGetArgs: Codec<DomainAuthorizedSshKeysGetArgs> = /* @__PURE__ */ codec<DomainAuthorizedSshKeysGetArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.user)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), user: NonnullString.read(r), flags: r.uint() }))

/** remote_domain_authorized_ssh_keys_get_ret */
export interface DomainAuthorizedSshKeysGetRet { keys: NonnullString[] }
export const DomainAuthorizedSshKeysGetRet: Codec<DomainAuthorizedSshKeysGetRet> = /* @__PURE__ */ codec<DomainAuthorizedSshKeysGetRet>(
  (w, v) => {
    w.count(v.keys.length, 2048); for (const e of v.keys) NonnullString.write(w, e)
  },
  (r) => ({ keys: list(r, 2048, 4, (r) => NonnullString.read(r)) }))

/** remote_domain_authorized_ssh_keys_set_args */
export interface DomainAuthorizedSshKeysSetArgs { dom: NonnullDomain; user: NonnullString; keys: NonnullString[]; flags: number }
export const DomainAuthorizedSshKeysSetArgs: Codec<DomainAuthorizedSshKeysSetArgs> = /* @__PURE__ */ codec<DomainAuthorizedSshKeysSetArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.user)
    w.count(v.keys.length, 2048); for (const e of v.keys) NonnullString.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), user: NonnullString.read(r), keys: list(r, 2048, 4, (r) => NonnullString.read(r)), flags: r.uint() }))

/** remote_domain_get_messages_args */
export interface DomainGetMessagesArgs { dom: NonnullDomain; flags: number }
export const DomainGetMessagesArgs: Codec<DomainGetMessagesArgs> = /* @__PURE__ */ codec<DomainGetMessagesArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), flags: r.uint() }))

/** remote_domain_get_messages_ret */
export interface DomainGetMessagesRet { msgs: NonnullString[] }
export const DomainGetMessagesRet: Codec<DomainGetMessagesRet> = /* @__PURE__ */ codec<DomainGetMessagesRet>(
  (w, v) => {
    w.count(v.msgs.length, 2048); for (const e of v.msgs) NonnullString.write(w, e)
  },
  (r) => ({ msgs: list(r, 2048, 4, (r) => NonnullString.read(r)) }))

/** remote_domain_start_dirty_rate_calc_args */
export interface DomainStartDirtyRateCalcArgs { dom: NonnullDomain; seconds: number; flags: number }
export const DomainStartDirtyRateCalcArgs: Codec<DomainStartDirtyRateCalcArgs> = /* @__PURE__ */ codec<DomainStartDirtyRateCalcArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.int(v.seconds)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), seconds: r.int(), flags: r.uint() }))

/** remote_domain_graphics_reload_args */
export interface DomainGraphicsReloadArgs { dom: NonnullDomain; type: number; flags: number }
export const DomainGraphicsReloadArgs: Codec<DomainGraphicsReloadArgs> = /* @__PURE__ */ codec<DomainGraphicsReloadArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.uint(v.type)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), type: r.uint(), flags: r.uint() }))

/** remote_domain_event_memory_device_size_change_msg */
export interface DomainEventMemoryDeviceSizeChangeMsg { callbackID: number; dom: NonnullDomain; alias: NonnullString; size: bigint }
export const DomainEventMemoryDeviceSizeChangeMsg: Codec<DomainEventMemoryDeviceSizeChangeMsg> = /* @__PURE__ */ codec<DomainEventMemoryDeviceSizeChangeMsg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.alias)
    w.uhyper(v.size)
  },
  (r) => ({ callbackID: r.int(), dom: NonnullDomain.read(r), alias: NonnullString.read(r), size: r.uhyper() }))

/** remote_domain_fd_associate_args */
export interface DomainFdAssociateArgs { dom: NonnullDomain; name: NonnullString; flags: number }
export const DomainFdAssociateArgs: Codec<DomainFdAssociateArgs> = /* @__PURE__ */ codec<DomainFdAssociateArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.name)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), name: NonnullString.read(r), flags: r.uint() }))

/** remote_domain_get_autostart_once_args */
export interface DomainGetAutostartOnceArgs { dom: NonnullDomain }
export const DomainGetAutostartOnceArgs: Codec<DomainGetAutostartOnceArgs> = /* @__PURE__ */ codec<DomainGetAutostartOnceArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
  },
  (r) => ({ dom: NonnullDomain.read(r) }))

/** remote_domain_get_autostart_once_ret */
export interface DomainGetAutostartOnceRet { autostart: number }
export const DomainGetAutostartOnceRet: Codec<DomainGetAutostartOnceRet> = /* @__PURE__ */ codec<DomainGetAutostartOnceRet>(
  (w, v) => {
    w.int(v.autostart)
  },
  (r) => ({ autostart: r.int() }))

/** remote_domain_set_autostart_once_args */
export interface DomainSetAutostartOnceArgs { dom: NonnullDomain; autostart: number }
export const DomainSetAutostartOnceArgs: Codec<DomainSetAutostartOnceArgs> = /* @__PURE__ */ codec<DomainSetAutostartOnceArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    w.int(v.autostart)
  },
  (r) => ({ dom: NonnullDomain.read(r), autostart: r.int() }))

/** remote_domain_event_nic_mac_change_msg */
export interface DomainEventNicMacChangeMsg { callbackID: number; dom: NonnullDomain; alias: NonnullString; oldMAC: NonnullString; newMAC: NonnullString }
export const DomainEventNicMacChangeMsg: Codec<DomainEventNicMacChangeMsg> = /* @__PURE__ */ codec<DomainEventNicMacChangeMsg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.alias)
    NonnullString.write(w, v.oldMAC)
    NonnullString.write(w, v.newMAC)
  },
  (r) => ({ callbackID: r.int(), dom: NonnullDomain.read(r), alias: NonnullString.read(r), oldMAC: NonnullString.read(r), newMAC: NonnullString.read(r) }))

/** remote_domain_event_vcpu_removed_msg */
export interface DomainEventVcpuRemovedMsg { callbackID: number; dom: NonnullDomain; vcpuid: number }
export const DomainEventVcpuRemovedMsg: Codec<DomainEventVcpuRemovedMsg> = /* @__PURE__ */ codec<DomainEventVcpuRemovedMsg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullDomain.write(w, v.dom)
    w.uint(v.vcpuid)
  },
  (r) => ({ callbackID: r.int(), dom: NonnullDomain.read(r), vcpuid: r.uint() }))

/** remote_domain_event_callback_channel_lifecycle_msg */
export interface DomainEventCallbackChannelLifecycleMsg { callbackID: number; dom: NonnullDomain; channelName: NonnullString; state: number; reason: number }
export const DomainEventCallbackChannelLifecycleMsg: Codec<DomainEventCallbackChannelLifecycleMsg> = /* @__PURE__ */ codec<DomainEventCallbackChannelLifecycleMsg>(
  (w, v) => {
    w.int(v.callbackID)
    NonnullDomain.write(w, v.dom)
    NonnullString.write(w, v.channelName)
    w.int(v.state)
    w.int(v.reason)
  },
  (r) => ({ callbackID: r.int(), dom: NonnullDomain.read(r), channelName: NonnullString.read(r), state: r.int(), reason: r.int() }))

/** remote_domain_announce_interface_args */
export interface DomainAnnounceInterfaceArgs { dom: NonnullDomain; device: String; params: TypedParam[]; flags: number }
export const DomainAnnounceInterfaceArgs: Codec<DomainAnnounceInterfaceArgs> = /* @__PURE__ */ codec<DomainAnnounceInterfaceArgs>(
  (w, v) => {
    NonnullDomain.write(w, v.dom)
    String.write(w, v.device)
    w.count(v.params.length, 16); for (const e of v.params) TypedParam.write(w, e)
    w.uint(v.flags)
  },
  (r) => ({ dom: NonnullDomain.read(r), device: String.read(r), params: list(r, 16, 12, (r) => TypedParam.read(r)), flags: r.uint() }))

/** REMOTE_PROC_CONNECT_OPEN */
export const connectOpen = /* @__PURE__ */ procedure(program, 1, 'CONNECT_OPEN', ConnectOpenArgs, null, { since: '0.0.3', priority: 'high' })

/** REMOTE_PROC_CONNECT_CLOSE */
export const connectClose = /* @__PURE__ */ procedure(program, 2, 'CONNECT_CLOSE', null, null, { since: '0.0.3', priority: 'high' })

/** REMOTE_PROC_CONNECT_GET_TYPE */
export const connectGetType = /* @__PURE__ */ procedure(program, 3, 'CONNECT_GET_TYPE', null, ConnectGetTypeRet, { since: '0.0.3', priority: 'high' })

/** REMOTE_PROC_CONNECT_GET_VERSION */
export const connectGetVersion = /* @__PURE__ */ procedure(program, 4, 'CONNECT_GET_VERSION', null, ConnectGetVersionRet, { since: '0.0.3', priority: 'high' })

/** REMOTE_PROC_CONNECT_GET_MAX_VCPUS */
export const connectGetMaxVcpus = /* @__PURE__ */ procedure(program, 5, 'CONNECT_GET_MAX_VCPUS', ConnectGetMaxVcpusArgs, ConnectGetMaxVcpusRet, { since: '0.2.1', priority: 'high' })

/** REMOTE_PROC_NODE_GET_INFO */
export const nodeGetInfo = /* @__PURE__ */ procedure(program, 6, 'NODE_GET_INFO', null, NodeGetInfoRet, { since: '0.1.0', priority: 'high' })

/** REMOTE_PROC_CONNECT_GET_CAPABILITIES */
export const connectGetCapabilities = /* @__PURE__ */ procedure(program, 7, 'CONNECT_GET_CAPABILITIES', null, ConnectGetCapabilitiesRet, { since: '0.2.1' })

/** REMOTE_PROC_DOMAIN_ATTACH_DEVICE */
export const domainAttachDevice = /* @__PURE__ */ procedure(program, 8, 'DOMAIN_ATTACH_DEVICE', DomainAttachDeviceArgs, null, { since: '0.1.9' })

/** REMOTE_PROC_DOMAIN_CREATE */
export const domainCreate = /* @__PURE__ */ procedure(program, 9, 'DOMAIN_CREATE', DomainCreateArgs, null, { since: '0.1.1' })

/** REMOTE_PROC_DOMAIN_CREATE_XML */
export const domainCreateXml = /* @__PURE__ */ procedure(program, 10, 'DOMAIN_CREATE_XML', DomainCreateXmlArgs, DomainCreateXmlRet, { since: '0.5.0' })

/** REMOTE_PROC_DOMAIN_DEFINE_XML */
export const domainDefineXml = /* @__PURE__ */ procedure(program, 11, 'DOMAIN_DEFINE_XML', DomainDefineXmlArgs, DomainDefineXmlRet, { since: '0.1.1', priority: 'high' })

/** REMOTE_PROC_DOMAIN_DESTROY */
export const domainDestroy = /* @__PURE__ */ procedure(program, 12, 'DOMAIN_DESTROY', DomainDestroyArgs, null, { since: '0.0.3', priority: 'high' })

/** REMOTE_PROC_DOMAIN_DETACH_DEVICE */
export const domainDetachDevice = /* @__PURE__ */ procedure(program, 13, 'DOMAIN_DETACH_DEVICE', DomainDetachDeviceArgs, null, { since: '0.1.9' })

/** REMOTE_PROC_DOMAIN_GET_XML_DESC */
export const domainGetXmlDesc = /* @__PURE__ */ procedure(program, 14, 'DOMAIN_GET_XML_DESC', DomainGetXmlDescArgs, DomainGetXmlDescRet, { since: '0.0.3' })

/** REMOTE_PROC_DOMAIN_GET_AUTOSTART */
export const domainGetAutostart = /* @__PURE__ */ procedure(program, 15, 'DOMAIN_GET_AUTOSTART', DomainGetAutostartArgs, DomainGetAutostartRet, { since: '0.2.1', priority: 'high' })

/** REMOTE_PROC_DOMAIN_GET_INFO */
export const domainGetInfo = /* @__PURE__ */ procedure(program, 16, 'DOMAIN_GET_INFO', DomainGetInfoArgs, DomainGetInfoRet, { since: '0.0.3' })

/** REMOTE_PROC_DOMAIN_GET_MAX_MEMORY */
export const domainGetMaxMemory = /* @__PURE__ */ procedure(program, 17, 'DOMAIN_GET_MAX_MEMORY', DomainGetMaxMemoryArgs, DomainGetMaxMemoryRet, { since: '0.0.3', priority: 'high' })

/** REMOTE_PROC_DOMAIN_GET_MAX_VCPUS */
export const domainGetMaxVcpus = /* @__PURE__ */ procedure(program, 18, 'DOMAIN_GET_MAX_VCPUS', DomainGetMaxVcpusArgs, DomainGetMaxVcpusRet, { since: '0.2.1', priority: 'high' })

/** REMOTE_PROC_DOMAIN_GET_OS_TYPE */
export const domainGetOsType = /* @__PURE__ */ procedure(program, 19, 'DOMAIN_GET_OS_TYPE', DomainGetOsTypeArgs, DomainGetOsTypeRet, { since: '0.0.3', priority: 'high' })

/** REMOTE_PROC_DOMAIN_GET_VCPUS */
export const domainGetVcpus = /* @__PURE__ */ procedure(program, 20, 'DOMAIN_GET_VCPUS', DomainGetVcpusArgs, DomainGetVcpusRet, { since: '0.1.4', priority: 'high' })

/** REMOTE_PROC_CONNECT_LIST_DEFINED_DOMAINS */
export const connectListDefinedDomains = /* @__PURE__ */ procedure(program, 21, 'CONNECT_LIST_DEFINED_DOMAINS', ConnectListDefinedDomainsArgs, ConnectListDefinedDomainsRet, { since: '0.1.1', priority: 'high' })

/** REMOTE_PROC_DOMAIN_LOOKUP_BY_ID */
export const domainLookupById = /* @__PURE__ */ procedure(program, 22, 'DOMAIN_LOOKUP_BY_ID', DomainLookupByIdArgs, DomainLookupByIdRet, { since: '0.0.3', priority: 'high' })

/** REMOTE_PROC_DOMAIN_LOOKUP_BY_NAME */
export const domainLookupByName = /* @__PURE__ */ procedure(program, 23, 'DOMAIN_LOOKUP_BY_NAME', DomainLookupByNameArgs, DomainLookupByNameRet, { since: '0.0.3', priority: 'high' })

/** REMOTE_PROC_DOMAIN_LOOKUP_BY_UUID */
export const domainLookupByUuid = /* @__PURE__ */ procedure(program, 24, 'DOMAIN_LOOKUP_BY_UUID', DomainLookupByUuidArgs, DomainLookupByUuidRet, { since: '0.0.5', priority: 'high' })

/** REMOTE_PROC_CONNECT_NUM_OF_DEFINED_DOMAINS */
export const connectNumOfDefinedDomains = /* @__PURE__ */ procedure(program, 25, 'CONNECT_NUM_OF_DEFINED_DOMAINS', null, ConnectNumOfDefinedDomainsRet, { since: '0.1.5', priority: 'high' })

/** REMOTE_PROC_DOMAIN_PIN_VCPU */
export const domainPinVcpu = /* @__PURE__ */ procedure(program, 26, 'DOMAIN_PIN_VCPU', DomainPinVcpuArgs, null, { since: '0.1.4' })

/** REMOTE_PROC_DOMAIN_REBOOT */
export const domainReboot = /* @__PURE__ */ procedure(program, 27, 'DOMAIN_REBOOT', DomainRebootArgs, null, { since: '0.1.0' })

/** REMOTE_PROC_DOMAIN_RESUME */
export const domainResume = /* @__PURE__ */ procedure(program, 28, 'DOMAIN_RESUME', DomainResumeArgs, null, { since: '0.0.3' })

/** REMOTE_PROC_DOMAIN_SET_AUTOSTART */
export const domainSetAutostart = /* @__PURE__ */ procedure(program, 29, 'DOMAIN_SET_AUTOSTART', DomainSetAutostartArgs, null, { since: '0.2.1', priority: 'high' })

/** REMOTE_PROC_DOMAIN_SET_MAX_MEMORY */
export const domainSetMaxMemory = /* @__PURE__ */ procedure(program, 30, 'DOMAIN_SET_MAX_MEMORY', DomainSetMaxMemoryArgs, null, { since: '0.0.3', priority: 'high' })

/** REMOTE_PROC_DOMAIN_SET_MEMORY */
export const domainSetMemory = /* @__PURE__ */ procedure(program, 31, 'DOMAIN_SET_MEMORY', DomainSetMemoryArgs, null, { since: '0.1.1' })

/** REMOTE_PROC_DOMAIN_SET_VCPUS */
export const domainSetVcpus = /* @__PURE__ */ procedure(program, 32, 'DOMAIN_SET_VCPUS', DomainSetVcpusArgs, null, { since: '0.1.4' })

/** REMOTE_PROC_DOMAIN_SHUTDOWN */
export const domainShutdown = /* @__PURE__ */ procedure(program, 33, 'DOMAIN_SHUTDOWN', DomainShutdownArgs, null, { since: '0.0.3' })

/** REMOTE_PROC_DOMAIN_SUSPEND */
export const domainSuspend = /* @__PURE__ */ procedure(program, 34, 'DOMAIN_SUSPEND', DomainSuspendArgs, null, { since: '0.0.3' })

/** REMOTE_PROC_DOMAIN_UNDEFINE */
export const domainUndefine = /* @__PURE__ */ procedure(program, 35, 'DOMAIN_UNDEFINE', DomainUndefineArgs, null, { since: '0.1.1', priority: 'high' })

/** REMOTE_PROC_CONNECT_LIST_DEFINED_NETWORKS */
export const connectListDefinedNetworks = /* @__PURE__ */ procedure(program, 36, 'CONNECT_LIST_DEFINED_NETWORKS', ConnectListDefinedNetworksArgs, ConnectListDefinedNetworksRet, { since: '0.2.0', priority: 'high' })

/** REMOTE_PROC_CONNECT_LIST_DOMAINS */
export const connectListDomains = /* @__PURE__ */ procedure(program, 37, 'CONNECT_LIST_DOMAINS', ConnectListDomainsArgs, ConnectListDomainsRet, { since: '0.0.3', priority: 'high' })

/** REMOTE_PROC_CONNECT_LIST_NETWORKS */
export const connectListNetworks = /* @__PURE__ */ procedure(program, 38, 'CONNECT_LIST_NETWORKS', ConnectListNetworksArgs, ConnectListNetworksRet, { since: '0.2.0', priority: 'high' })

/** REMOTE_PROC_NETWORK_CREATE */
export const networkCreate = /* @__PURE__ */ procedure(program, 39, 'NETWORK_CREATE', NetworkCreateArgs, null, { since: '0.2.0' })

/** REMOTE_PROC_NETWORK_CREATE_XML */
export const networkCreateXml = /* @__PURE__ */ procedure(program, 40, 'NETWORK_CREATE_XML', NetworkCreateXmlArgs, NetworkCreateXmlRet, { since: '0.2.0' })

/** REMOTE_PROC_NETWORK_DEFINE_XML */
export const networkDefineXml = /* @__PURE__ */ procedure(program, 41, 'NETWORK_DEFINE_XML', NetworkDefineXmlArgs, NetworkDefineXmlRet, { since: '0.2.0', priority: 'high' })

/** REMOTE_PROC_NETWORK_DESTROY */
export const networkDestroy = /* @__PURE__ */ procedure(program, 42, 'NETWORK_DESTROY', NetworkDestroyArgs, null, { since: '0.2.0', priority: 'high' })

/** REMOTE_PROC_NETWORK_GET_XML_DESC */
export const networkGetXmlDesc = /* @__PURE__ */ procedure(program, 43, 'NETWORK_GET_XML_DESC', NetworkGetXmlDescArgs, NetworkGetXmlDescRet, { since: '0.2.0', priority: 'high' })

/** REMOTE_PROC_NETWORK_GET_AUTOSTART */
export const networkGetAutostart = /* @__PURE__ */ procedure(program, 44, 'NETWORK_GET_AUTOSTART', NetworkGetAutostartArgs, NetworkGetAutostartRet, { since: '0.2.1', priority: 'high' })

/** REMOTE_PROC_NETWORK_GET_BRIDGE_NAME */
export const networkGetBridgeName = /* @__PURE__ */ procedure(program, 45, 'NETWORK_GET_BRIDGE_NAME', NetworkGetBridgeNameArgs, NetworkGetBridgeNameRet, { since: '0.2.0', priority: 'high' })

/** REMOTE_PROC_NETWORK_LOOKUP_BY_NAME */
export const networkLookupByName = /* @__PURE__ */ procedure(program, 46, 'NETWORK_LOOKUP_BY_NAME', NetworkLookupByNameArgs, NetworkLookupByNameRet, { since: '0.2.0', priority: 'high' })

/** REMOTE_PROC_NETWORK_LOOKUP_BY_UUID */
export const networkLookupByUuid = /* @__PURE__ */ procedure(program, 47, 'NETWORK_LOOKUP_BY_UUID', NetworkLookupByUuidArgs, NetworkLookupByUuidRet, { since: '0.2.0', priority: 'high' })

/** REMOTE_PROC_NETWORK_SET_AUTOSTART */
export const networkSetAutostart = /* @__PURE__ */ procedure(program, 48, 'NETWORK_SET_AUTOSTART', NetworkSetAutostartArgs, null, { since: '0.2.1', priority: 'high' })

/** REMOTE_PROC_NETWORK_UNDEFINE */
export const networkUndefine = /* @__PURE__ */ procedure(program, 49, 'NETWORK_UNDEFINE', NetworkUndefineArgs, null, { since: '0.2.0', priority: 'high' })

/** REMOTE_PROC_CONNECT_NUM_OF_DEFINED_NETWORKS */
export const connectNumOfDefinedNetworks = /* @__PURE__ */ procedure(program, 50, 'CONNECT_NUM_OF_DEFINED_NETWORKS', null, ConnectNumOfDefinedNetworksRet, { since: '0.2.0', priority: 'high' })

/** REMOTE_PROC_CONNECT_NUM_OF_DOMAINS */
export const connectNumOfDomains = /* @__PURE__ */ procedure(program, 51, 'CONNECT_NUM_OF_DOMAINS', null, ConnectNumOfDomainsRet, { since: '0.0.3', priority: 'high' })

/** REMOTE_PROC_CONNECT_NUM_OF_NETWORKS */
export const connectNumOfNetworks = /* @__PURE__ */ procedure(program, 52, 'CONNECT_NUM_OF_NETWORKS', null, ConnectNumOfNetworksRet, { since: '0.2.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_CORE_DUMP */
export const domainCoreDump = /* @__PURE__ */ procedure(program, 53, 'DOMAIN_CORE_DUMP', DomainCoreDumpArgs, null, { since: '0.1.9' })

/** REMOTE_PROC_DOMAIN_RESTORE */
export const domainRestore = /* @__PURE__ */ procedure(program, 54, 'DOMAIN_RESTORE', DomainRestoreArgs, null, { since: '0.0.3' })

/** REMOTE_PROC_DOMAIN_SAVE */
export const domainSave = /* @__PURE__ */ procedure(program, 55, 'DOMAIN_SAVE', DomainSaveArgs, null, { since: '0.0.3' })

/** REMOTE_PROC_DOMAIN_GET_SCHEDULER_TYPE */
export const domainGetSchedulerType = /* @__PURE__ */ procedure(program, 56, 'DOMAIN_GET_SCHEDULER_TYPE', DomainGetSchedulerTypeArgs, DomainGetSchedulerTypeRet, { since: '0.2.3' })

/** REMOTE_PROC_DOMAIN_GET_SCHEDULER_PARAMETERS */
export const domainGetSchedulerParameters = /* @__PURE__ */ procedure(program, 57, 'DOMAIN_GET_SCHEDULER_PARAMETERS', DomainGetSchedulerParametersArgs, DomainGetSchedulerParametersRet, { since: '0.2.3' })

/** REMOTE_PROC_DOMAIN_SET_SCHEDULER_PARAMETERS */
export const domainSetSchedulerParameters = /* @__PURE__ */ procedure(program, 58, 'DOMAIN_SET_SCHEDULER_PARAMETERS', DomainSetSchedulerParametersArgs, null, { since: '0.2.3' })

/** REMOTE_PROC_CONNECT_GET_HOSTNAME */
export const connectGetHostname = /* @__PURE__ */ procedure(program, 59, 'CONNECT_GET_HOSTNAME', null, ConnectGetHostnameRet, { since: '0.3.0', priority: 'high' })

/** REMOTE_PROC_CONNECT_SUPPORTS_FEATURE */
export const connectSupportsFeature = /* @__PURE__ */ procedure(program, 60, 'CONNECT_SUPPORTS_FEATURE', ConnectSupportsFeatureArgs, ConnectSupportsFeatureRet, { since: '9.0.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_MIGRATE_PREPARE */
export const domainMigratePrepare = /* @__PURE__ */ procedure(program, 61, 'DOMAIN_MIGRATE_PREPARE', DomainMigratePrepareArgs, DomainMigratePrepareRet, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_MIGRATE_PERFORM */
export const domainMigratePerform = /* @__PURE__ */ procedure(program, 62, 'DOMAIN_MIGRATE_PERFORM', DomainMigratePerformArgs, null, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_MIGRATE_FINISH */
export const domainMigrateFinish = /* @__PURE__ */ procedure(program, 63, 'DOMAIN_MIGRATE_FINISH', DomainMigrateFinishArgs, DomainMigrateFinishRet, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_BLOCK_STATS */
export const domainBlockStats = /* @__PURE__ */ procedure(program, 64, 'DOMAIN_BLOCK_STATS', DomainBlockStatsArgs, DomainBlockStatsRet, { since: '0.3.2' })

/** REMOTE_PROC_DOMAIN_INTERFACE_STATS */
export const domainInterfaceStats = /* @__PURE__ */ procedure(program, 65, 'DOMAIN_INTERFACE_STATS', DomainInterfaceStatsArgs, DomainInterfaceStatsRet, { since: '0.3.2', priority: 'high' })

/** REMOTE_PROC_AUTH_LIST */
export const authList = /* @__PURE__ */ procedure(program, 66, 'AUTH_LIST', null, AuthListRet, { since: '9.0.0', priority: 'high' })

/** REMOTE_PROC_AUTH_SASL_INIT */
export const authSaslInit = /* @__PURE__ */ procedure(program, 67, 'AUTH_SASL_INIT', null, AuthSaslInitRet, { since: '9.0.0', priority: 'high' })

/** REMOTE_PROC_AUTH_SASL_START */
export const authSaslStart = /* @__PURE__ */ procedure(program, 68, 'AUTH_SASL_START', AuthSaslStartArgs, AuthSaslStartRet, { since: '9.0.0', priority: 'high' })

/** REMOTE_PROC_AUTH_SASL_STEP */
export const authSaslStep = /* @__PURE__ */ procedure(program, 69, 'AUTH_SASL_STEP', AuthSaslStepArgs, AuthSaslStepRet, { since: '9.0.0', priority: 'high' })

/** REMOTE_PROC_AUTH_POLKIT */
export const authPolkit = /* @__PURE__ */ procedure(program, 70, 'AUTH_POLKIT', null, AuthPolkitRet, { since: '9.0.0', priority: 'high' })

/** REMOTE_PROC_CONNECT_NUM_OF_STORAGE_POOLS */
export const connectNumOfStoragePools = /* @__PURE__ */ procedure(program, 71, 'CONNECT_NUM_OF_STORAGE_POOLS', null, ConnectNumOfStoragePoolsRet, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_CONNECT_LIST_STORAGE_POOLS */
export const connectListStoragePools = /* @__PURE__ */ procedure(program, 72, 'CONNECT_LIST_STORAGE_POOLS', ConnectListStoragePoolsArgs, ConnectListStoragePoolsRet, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_CONNECT_NUM_OF_DEFINED_STORAGE_POOLS */
export const connectNumOfDefinedStoragePools = /* @__PURE__ */ procedure(program, 73, 'CONNECT_NUM_OF_DEFINED_STORAGE_POOLS', null, ConnectNumOfDefinedStoragePoolsRet, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_CONNECT_LIST_DEFINED_STORAGE_POOLS */
export const connectListDefinedStoragePools = /* @__PURE__ */ procedure(program, 74, 'CONNECT_LIST_DEFINED_STORAGE_POOLS', ConnectListDefinedStoragePoolsArgs, ConnectListDefinedStoragePoolsRet, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_CONNECT_FIND_STORAGE_POOL_SOURCES */
export const connectFindStoragePoolSources = /* @__PURE__ */ procedure(program, 75, 'CONNECT_FIND_STORAGE_POOL_SOURCES', ConnectFindStoragePoolSourcesArgs, ConnectFindStoragePoolSourcesRet, { since: '0.4.5' })

/** REMOTE_PROC_STORAGE_POOL_CREATE_XML */
export const storagePoolCreateXml = /* @__PURE__ */ procedure(program, 76, 'STORAGE_POOL_CREATE_XML', StoragePoolCreateXmlArgs, StoragePoolCreateXmlRet, { since: '0.4.1' })

/** REMOTE_PROC_STORAGE_POOL_DEFINE_XML */
export const storagePoolDefineXml = /* @__PURE__ */ procedure(program, 77, 'STORAGE_POOL_DEFINE_XML', StoragePoolDefineXmlArgs, StoragePoolDefineXmlRet, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_STORAGE_POOL_CREATE */
export const storagePoolCreate = /* @__PURE__ */ procedure(program, 78, 'STORAGE_POOL_CREATE', StoragePoolCreateArgs, null, { since: '0.4.1' })

/** REMOTE_PROC_STORAGE_POOL_BUILD */
export const storagePoolBuild = /* @__PURE__ */ procedure(program, 79, 'STORAGE_POOL_BUILD', StoragePoolBuildArgs, null, { since: '0.4.1' })

/** REMOTE_PROC_STORAGE_POOL_DESTROY */
export const storagePoolDestroy = /* @__PURE__ */ procedure(program, 80, 'STORAGE_POOL_DESTROY', StoragePoolDestroyArgs, null, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_STORAGE_POOL_DELETE */
export const storagePoolDelete = /* @__PURE__ */ procedure(program, 81, 'STORAGE_POOL_DELETE', StoragePoolDeleteArgs, null, { since: '0.4.1' })

/** REMOTE_PROC_STORAGE_POOL_UNDEFINE */
export const storagePoolUndefine = /* @__PURE__ */ procedure(program, 82, 'STORAGE_POOL_UNDEFINE', StoragePoolUndefineArgs, null, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_STORAGE_POOL_REFRESH */
export const storagePoolRefresh = /* @__PURE__ */ procedure(program, 83, 'STORAGE_POOL_REFRESH', StoragePoolRefreshArgs, null, { since: '0.4.1' })

/** REMOTE_PROC_STORAGE_POOL_LOOKUP_BY_NAME */
export const storagePoolLookupByName = /* @__PURE__ */ procedure(program, 84, 'STORAGE_POOL_LOOKUP_BY_NAME', StoragePoolLookupByNameArgs, StoragePoolLookupByNameRet, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_STORAGE_POOL_LOOKUP_BY_UUID */
export const storagePoolLookupByUuid = /* @__PURE__ */ procedure(program, 85, 'STORAGE_POOL_LOOKUP_BY_UUID', StoragePoolLookupByUuidArgs, StoragePoolLookupByUuidRet, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_STORAGE_POOL_LOOKUP_BY_VOLUME */
export const storagePoolLookupByVolume = /* @__PURE__ */ procedure(program, 86, 'STORAGE_POOL_LOOKUP_BY_VOLUME', StoragePoolLookupByVolumeArgs, StoragePoolLookupByVolumeRet, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_STORAGE_POOL_GET_INFO */
export const storagePoolGetInfo = /* @__PURE__ */ procedure(program, 87, 'STORAGE_POOL_GET_INFO', StoragePoolGetInfoArgs, StoragePoolGetInfoRet, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_STORAGE_POOL_GET_XML_DESC */
export const storagePoolGetXmlDesc = /* @__PURE__ */ procedure(program, 88, 'STORAGE_POOL_GET_XML_DESC', StoragePoolGetXmlDescArgs, StoragePoolGetXmlDescRet, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_STORAGE_POOL_GET_AUTOSTART */
export const storagePoolGetAutostart = /* @__PURE__ */ procedure(program, 89, 'STORAGE_POOL_GET_AUTOSTART', StoragePoolGetAutostartArgs, StoragePoolGetAutostartRet, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_STORAGE_POOL_SET_AUTOSTART */
export const storagePoolSetAutostart = /* @__PURE__ */ procedure(program, 90, 'STORAGE_POOL_SET_AUTOSTART', StoragePoolSetAutostartArgs, null, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_STORAGE_POOL_NUM_OF_VOLUMES */
export const storagePoolNumOfVolumes = /* @__PURE__ */ procedure(program, 91, 'STORAGE_POOL_NUM_OF_VOLUMES', StoragePoolNumOfVolumesArgs, StoragePoolNumOfVolumesRet, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_STORAGE_POOL_LIST_VOLUMES */
export const storagePoolListVolumes = /* @__PURE__ */ procedure(program, 92, 'STORAGE_POOL_LIST_VOLUMES', StoragePoolListVolumesArgs, StoragePoolListVolumesRet, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_STORAGE_VOL_CREATE_XML */
export const storageVolCreateXml = /* @__PURE__ */ procedure(program, 93, 'STORAGE_VOL_CREATE_XML', StorageVolCreateXmlArgs, StorageVolCreateXmlRet, { since: '0.4.1' })

/** REMOTE_PROC_STORAGE_VOL_DELETE */
export const storageVolDelete = /* @__PURE__ */ procedure(program, 94, 'STORAGE_VOL_DELETE', StorageVolDeleteArgs, null, { since: '0.4.1' })

/** REMOTE_PROC_STORAGE_VOL_LOOKUP_BY_NAME */
export const storageVolLookupByName = /* @__PURE__ */ procedure(program, 95, 'STORAGE_VOL_LOOKUP_BY_NAME', StorageVolLookupByNameArgs, StorageVolLookupByNameRet, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_STORAGE_VOL_LOOKUP_BY_KEY */
export const storageVolLookupByKey = /* @__PURE__ */ procedure(program, 96, 'STORAGE_VOL_LOOKUP_BY_KEY', StorageVolLookupByKeyArgs, StorageVolLookupByKeyRet, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_STORAGE_VOL_LOOKUP_BY_PATH */
export const storageVolLookupByPath = /* @__PURE__ */ procedure(program, 97, 'STORAGE_VOL_LOOKUP_BY_PATH', StorageVolLookupByPathArgs, StorageVolLookupByPathRet, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_STORAGE_VOL_GET_INFO */
export const storageVolGetInfo = /* @__PURE__ */ procedure(program, 98, 'STORAGE_VOL_GET_INFO', StorageVolGetInfoArgs, StorageVolGetInfoRet, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_STORAGE_VOL_GET_XML_DESC */
export const storageVolGetXmlDesc = /* @__PURE__ */ procedure(program, 99, 'STORAGE_VOL_GET_XML_DESC', StorageVolGetXmlDescArgs, StorageVolGetXmlDescRet, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_STORAGE_VOL_GET_PATH */
export const storageVolGetPath = /* @__PURE__ */ procedure(program, 100, 'STORAGE_VOL_GET_PATH', StorageVolGetPathArgs, StorageVolGetPathRet, { since: '0.4.1', priority: 'high' })

/** REMOTE_PROC_NODE_GET_CELLS_FREE_MEMORY */
export const nodeGetCellsFreeMemory = /* @__PURE__ */ procedure(program, 101, 'NODE_GET_CELLS_FREE_MEMORY', NodeGetCellsFreeMemoryArgs, NodeGetCellsFreeMemoryRet, { since: '0.3.3', priority: 'high' })

/** REMOTE_PROC_NODE_GET_FREE_MEMORY */
export const nodeGetFreeMemory = /* @__PURE__ */ procedure(program, 102, 'NODE_GET_FREE_MEMORY', null, NodeGetFreeMemoryRet, { since: '0.3.3', priority: 'high' })

/** REMOTE_PROC_DOMAIN_BLOCK_PEEK */
export const domainBlockPeek = /* @__PURE__ */ procedure(program, 103, 'DOMAIN_BLOCK_PEEK', DomainBlockPeekArgs, DomainBlockPeekRet, { since: '0.4.2' })

/** REMOTE_PROC_DOMAIN_MEMORY_PEEK */
export const domainMemoryPeek = /* @__PURE__ */ procedure(program, 104, 'DOMAIN_MEMORY_PEEK', DomainMemoryPeekArgs, DomainMemoryPeekRet, { since: '0.4.2' })

/** REMOTE_PROC_CONNECT_DOMAIN_EVENT_REGISTER */
export const connectDomainEventRegister = /* @__PURE__ */ procedure(program, 105, 'CONNECT_DOMAIN_EVENT_REGISTER', null, ConnectDomainEventRegisterRet, { since: '0.5.0', priority: 'high' })

/** REMOTE_PROC_CONNECT_DOMAIN_EVENT_DEREGISTER */
export const connectDomainEventDeregister = /* @__PURE__ */ procedure(program, 106, 'CONNECT_DOMAIN_EVENT_DEREGISTER', null, ConnectDomainEventDeregisterRet, { since: '0.5.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_EVENT_LIFECYCLE */
export const domainEventLifecycle = /* @__PURE__ */ eventProcedure(program, 107, 'DOMAIN_EVENT_LIFECYCLE', DomainEventLifecycleMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_MIGRATE_PREPARE2 */
export const domainMigratePrepare2 = /* @__PURE__ */ procedure(program, 108, 'DOMAIN_MIGRATE_PREPARE2', DomainMigratePrepare2Args, DomainMigratePrepare2Ret, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_MIGRATE_FINISH2 */
export const domainMigrateFinish2 = /* @__PURE__ */ procedure(program, 109, 'DOMAIN_MIGRATE_FINISH2', DomainMigrateFinish2Args, DomainMigrateFinish2Ret, { since: '9.0.0' })

/** REMOTE_PROC_CONNECT_GET_URI */
export const connectGetUri = /* @__PURE__ */ procedure(program, 110, 'CONNECT_GET_URI', null, ConnectGetUriRet, { since: '0.3.0', priority: 'high' })

/** REMOTE_PROC_NODE_NUM_OF_DEVICES */
export const nodeNumOfDevices = /* @__PURE__ */ procedure(program, 111, 'NODE_NUM_OF_DEVICES', NodeNumOfDevicesArgs, NodeNumOfDevicesRet, { since: '0.5.0', priority: 'high' })

/** REMOTE_PROC_NODE_LIST_DEVICES */
export const nodeListDevices = /* @__PURE__ */ procedure(program, 112, 'NODE_LIST_DEVICES', NodeListDevicesArgs, NodeListDevicesRet, { since: '0.5.0', priority: 'high' })

/** REMOTE_PROC_NODE_DEVICE_LOOKUP_BY_NAME */
export const nodeDeviceLookupByName = /* @__PURE__ */ procedure(program, 113, 'NODE_DEVICE_LOOKUP_BY_NAME', NodeDeviceLookupByNameArgs, NodeDeviceLookupByNameRet, { since: '0.5.0', priority: 'high' })

/** REMOTE_PROC_NODE_DEVICE_GET_XML_DESC */
export const nodeDeviceGetXmlDesc = /* @__PURE__ */ procedure(program, 114, 'NODE_DEVICE_GET_XML_DESC', NodeDeviceGetXmlDescArgs, NodeDeviceGetXmlDescRet, { since: '0.5.0' })

/** REMOTE_PROC_NODE_DEVICE_GET_PARENT */
export const nodeDeviceGetParent = /* @__PURE__ */ procedure(program, 115, 'NODE_DEVICE_GET_PARENT', NodeDeviceGetParentArgs, NodeDeviceGetParentRet, { since: '0.5.0', priority: 'high' })

/** REMOTE_PROC_NODE_DEVICE_NUM_OF_CAPS */
export const nodeDeviceNumOfCaps = /* @__PURE__ */ procedure(program, 116, 'NODE_DEVICE_NUM_OF_CAPS', NodeDeviceNumOfCapsArgs, NodeDeviceNumOfCapsRet, { since: '0.5.0', priority: 'high' })

/** REMOTE_PROC_NODE_DEVICE_LIST_CAPS */
export const nodeDeviceListCaps = /* @__PURE__ */ procedure(program, 117, 'NODE_DEVICE_LIST_CAPS', NodeDeviceListCapsArgs, NodeDeviceListCapsRet, { since: '0.5.0', priority: 'high' })

/** REMOTE_PROC_NODE_DEVICE_DETTACH */
export const nodeDeviceDettach = /* @__PURE__ */ procedure(program, 118, 'NODE_DEVICE_DETTACH', NodeDeviceDettachArgs, null, { since: '0.6.1' })

/** REMOTE_PROC_NODE_DEVICE_RE_ATTACH */
export const nodeDeviceReAttach = /* @__PURE__ */ procedure(program, 119, 'NODE_DEVICE_RE_ATTACH', NodeDeviceReAttachArgs, null, { since: '0.6.1' })

/** REMOTE_PROC_NODE_DEVICE_RESET */
export const nodeDeviceReset = /* @__PURE__ */ procedure(program, 120, 'NODE_DEVICE_RESET', NodeDeviceResetArgs, null, { since: '0.6.1' })

/** REMOTE_PROC_DOMAIN_GET_SECURITY_LABEL */
export const domainGetSecurityLabel = /* @__PURE__ */ procedure(program, 121, 'DOMAIN_GET_SECURITY_LABEL', DomainGetSecurityLabelArgs, DomainGetSecurityLabelRet, { since: '0.6.1', priority: 'high' })

/** REMOTE_PROC_NODE_GET_SECURITY_MODEL */
export const nodeGetSecurityModel = /* @__PURE__ */ procedure(program, 122, 'NODE_GET_SECURITY_MODEL', null, NodeGetSecurityModelRet, { since: '0.6.1', priority: 'high' })

/** REMOTE_PROC_NODE_DEVICE_CREATE_XML */
export const nodeDeviceCreateXml = /* @__PURE__ */ procedure(program, 123, 'NODE_DEVICE_CREATE_XML', NodeDeviceCreateXmlArgs, NodeDeviceCreateXmlRet, { since: '0.6.3' })

/** REMOTE_PROC_NODE_DEVICE_DESTROY */
export const nodeDeviceDestroy = /* @__PURE__ */ procedure(program, 124, 'NODE_DEVICE_DESTROY', NodeDeviceDestroyArgs, null, { since: '0.6.3', priority: 'high' })

/** REMOTE_PROC_STORAGE_VOL_CREATE_XML_FROM */
export const storageVolCreateXmlFrom = /* @__PURE__ */ procedure(program, 125, 'STORAGE_VOL_CREATE_XML_FROM', StorageVolCreateXmlFromArgs, StorageVolCreateXmlFromRet, { since: '0.6.4' })

/** REMOTE_PROC_CONNECT_NUM_OF_INTERFACES */
export const connectNumOfInterfaces = /* @__PURE__ */ procedure(program, 126, 'CONNECT_NUM_OF_INTERFACES', null, ConnectNumOfInterfacesRet, { since: '0.6.4', priority: 'high' })

/** REMOTE_PROC_CONNECT_LIST_INTERFACES */
export const connectListInterfaces = /* @__PURE__ */ procedure(program, 127, 'CONNECT_LIST_INTERFACES', ConnectListInterfacesArgs, ConnectListInterfacesRet, { since: '0.6.4', priority: 'high' })

/** REMOTE_PROC_INTERFACE_LOOKUP_BY_NAME */
export const interfaceLookupByName = /* @__PURE__ */ procedure(program, 128, 'INTERFACE_LOOKUP_BY_NAME', InterfaceLookupByNameArgs, InterfaceLookupByNameRet, { since: '0.6.4', priority: 'high' })

/** REMOTE_PROC_INTERFACE_LOOKUP_BY_MAC_STRING */
export const interfaceLookupByMacString = /* @__PURE__ */ procedure(program, 129, 'INTERFACE_LOOKUP_BY_MAC_STRING', InterfaceLookupByMacStringArgs, InterfaceLookupByMacStringRet, { since: '0.6.4', priority: 'high' })

/** REMOTE_PROC_INTERFACE_GET_XML_DESC */
export const interfaceGetXmlDesc = /* @__PURE__ */ procedure(program, 130, 'INTERFACE_GET_XML_DESC', InterfaceGetXmlDescArgs, InterfaceGetXmlDescRet, { since: '0.6.4' })

/** REMOTE_PROC_INTERFACE_DEFINE_XML */
export const interfaceDefineXml = /* @__PURE__ */ procedure(program, 131, 'INTERFACE_DEFINE_XML', InterfaceDefineXmlArgs, InterfaceDefineXmlRet, { since: '0.6.4', priority: 'high' })

/** REMOTE_PROC_INTERFACE_UNDEFINE */
export const interfaceUndefine = /* @__PURE__ */ procedure(program, 132, 'INTERFACE_UNDEFINE', InterfaceUndefineArgs, null, { since: '0.6.4', priority: 'high' })

/** REMOTE_PROC_INTERFACE_CREATE */
export const interfaceCreate = /* @__PURE__ */ procedure(program, 133, 'INTERFACE_CREATE', InterfaceCreateArgs, null, { since: '0.6.4' })

/** REMOTE_PROC_INTERFACE_DESTROY */
export const interfaceDestroy = /* @__PURE__ */ procedure(program, 134, 'INTERFACE_DESTROY', InterfaceDestroyArgs, null, { since: '0.6.4', priority: 'high' })

/** REMOTE_PROC_CONNECT_DOMAIN_XML_FROM_NATIVE */
export const connectDomainXmlFromNative = /* @__PURE__ */ procedure(program, 135, 'CONNECT_DOMAIN_XML_FROM_NATIVE', ConnectDomainXmlFromNativeArgs, ConnectDomainXmlFromNativeRet, { since: '0.6.4' })

/** REMOTE_PROC_CONNECT_DOMAIN_XML_TO_NATIVE */
export const connectDomainXmlToNative = /* @__PURE__ */ procedure(program, 136, 'CONNECT_DOMAIN_XML_TO_NATIVE', ConnectDomainXmlToNativeArgs, ConnectDomainXmlToNativeRet, { since: '0.6.4' })

/** REMOTE_PROC_CONNECT_NUM_OF_DEFINED_INTERFACES */
export const connectNumOfDefinedInterfaces = /* @__PURE__ */ procedure(program, 137, 'CONNECT_NUM_OF_DEFINED_INTERFACES', null, ConnectNumOfDefinedInterfacesRet, { since: '0.7.0', priority: 'high' })

/** REMOTE_PROC_CONNECT_LIST_DEFINED_INTERFACES */
export const connectListDefinedInterfaces = /* @__PURE__ */ procedure(program, 138, 'CONNECT_LIST_DEFINED_INTERFACES', ConnectListDefinedInterfacesArgs, ConnectListDefinedInterfacesRet, { since: '0.7.0', priority: 'high' })

/** REMOTE_PROC_CONNECT_NUM_OF_SECRETS */
export const connectNumOfSecrets = /* @__PURE__ */ procedure(program, 139, 'CONNECT_NUM_OF_SECRETS', null, ConnectNumOfSecretsRet, { since: '0.7.1', priority: 'high' })

/** REMOTE_PROC_CONNECT_LIST_SECRETS */
export const connectListSecrets = /* @__PURE__ */ procedure(program, 140, 'CONNECT_LIST_SECRETS', ConnectListSecretsArgs, ConnectListSecretsRet, { since: '0.7.1', priority: 'high' })

/** REMOTE_PROC_SECRET_LOOKUP_BY_UUID */
export const secretLookupByUuid = /* @__PURE__ */ procedure(program, 141, 'SECRET_LOOKUP_BY_UUID', SecretLookupByUuidArgs, SecretLookupByUuidRet, { since: '0.7.1', priority: 'high' })

/** REMOTE_PROC_SECRET_DEFINE_XML */
export const secretDefineXml = /* @__PURE__ */ procedure(program, 142, 'SECRET_DEFINE_XML', SecretDefineXmlArgs, SecretDefineXmlRet, { since: '0.7.1', priority: 'high' })

/** REMOTE_PROC_SECRET_GET_XML_DESC */
export const secretGetXmlDesc = /* @__PURE__ */ procedure(program, 143, 'SECRET_GET_XML_DESC', SecretGetXmlDescArgs, SecretGetXmlDescRet, { since: '0.7.1', priority: 'high' })

/** REMOTE_PROC_SECRET_SET_VALUE */
export const secretSetValue = /* @__PURE__ */ procedure(program, 144, 'SECRET_SET_VALUE', SecretSetValueArgs, null, { since: '0.7.1', priority: 'high' })

/** REMOTE_PROC_SECRET_GET_VALUE */
export const secretGetValue = /* @__PURE__ */ procedure(program, 145, 'SECRET_GET_VALUE', SecretGetValueArgs, SecretGetValueRet, { since: '0.7.1', priority: 'high' })

/** REMOTE_PROC_SECRET_UNDEFINE */
export const secretUndefine = /* @__PURE__ */ procedure(program, 146, 'SECRET_UNDEFINE', SecretUndefineArgs, null, { since: '0.7.1', priority: 'high' })

/** REMOTE_PROC_SECRET_LOOKUP_BY_USAGE */
export const secretLookupByUsage = /* @__PURE__ */ procedure(program, 147, 'SECRET_LOOKUP_BY_USAGE', SecretLookupByUsageArgs, SecretLookupByUsageRet, { since: '0.7.1', priority: 'high' })

/** REMOTE_PROC_DOMAIN_MIGRATE_PREPARE_TUNNEL */
export const domainMigratePrepareTunnel = /* @__PURE__ */ procedure(program, 148, 'DOMAIN_MIGRATE_PREPARE_TUNNEL', DomainMigratePrepareTunnelArgs, null, { since: '9.0.0', stream: 'write' })

/** REMOTE_PROC_CONNECT_IS_SECURE */
export const connectIsSecure = /* @__PURE__ */ procedure(program, 149, 'CONNECT_IS_SECURE', null, ConnectIsSecureRet, { since: '0.7.3', priority: 'high' })

/** REMOTE_PROC_DOMAIN_IS_ACTIVE */
export const domainIsActive = /* @__PURE__ */ procedure(program, 150, 'DOMAIN_IS_ACTIVE', DomainIsActiveArgs, DomainIsActiveRet, { since: '0.7.3', priority: 'high' })

/** REMOTE_PROC_DOMAIN_IS_PERSISTENT */
export const domainIsPersistent = /* @__PURE__ */ procedure(program, 151, 'DOMAIN_IS_PERSISTENT', DomainIsPersistentArgs, DomainIsPersistentRet, { since: '0.7.3', priority: 'high' })

/** REMOTE_PROC_NETWORK_IS_ACTIVE */
export const networkIsActive = /* @__PURE__ */ procedure(program, 152, 'NETWORK_IS_ACTIVE', NetworkIsActiveArgs, NetworkIsActiveRet, { since: '0.7.3', priority: 'high' })

/** REMOTE_PROC_NETWORK_IS_PERSISTENT */
export const networkIsPersistent = /* @__PURE__ */ procedure(program, 153, 'NETWORK_IS_PERSISTENT', NetworkIsPersistentArgs, NetworkIsPersistentRet, { since: '0.7.3', priority: 'high' })

/** REMOTE_PROC_STORAGE_POOL_IS_ACTIVE */
export const storagePoolIsActive = /* @__PURE__ */ procedure(program, 154, 'STORAGE_POOL_IS_ACTIVE', StoragePoolIsActiveArgs, StoragePoolIsActiveRet, { since: '0.7.3', priority: 'high' })

/** REMOTE_PROC_STORAGE_POOL_IS_PERSISTENT */
export const storagePoolIsPersistent = /* @__PURE__ */ procedure(program, 155, 'STORAGE_POOL_IS_PERSISTENT', StoragePoolIsPersistentArgs, StoragePoolIsPersistentRet, { since: '0.7.3', priority: 'high' })

/** REMOTE_PROC_INTERFACE_IS_ACTIVE */
export const interfaceIsActive = /* @__PURE__ */ procedure(program, 156, 'INTERFACE_IS_ACTIVE', InterfaceIsActiveArgs, InterfaceIsActiveRet, { since: '0.7.3', priority: 'high' })

/** REMOTE_PROC_CONNECT_GET_LIB_VERSION */
export const connectGetLibVersion = /* @__PURE__ */ procedure(program, 157, 'CONNECT_GET_LIB_VERSION', null, ConnectGetLibVersionRet, { since: '0.7.3', priority: 'high' })

/** REMOTE_PROC_CONNECT_COMPARE_CPU */
export const connectCompareCpu = /* @__PURE__ */ procedure(program, 158, 'CONNECT_COMPARE_CPU', ConnectCompareCpuArgs, ConnectCompareCpuRet, { since: '0.7.5', priority: 'high' })

/** REMOTE_PROC_DOMAIN_MEMORY_STATS */
export const domainMemoryStats = /* @__PURE__ */ procedure(program, 159, 'DOMAIN_MEMORY_STATS', DomainMemoryStatsArgs, DomainMemoryStatsRet, { since: '0.7.5' })

/** REMOTE_PROC_DOMAIN_ATTACH_DEVICE_FLAGS */
export const domainAttachDeviceFlags = /* @__PURE__ */ procedure(program, 160, 'DOMAIN_ATTACH_DEVICE_FLAGS', DomainAttachDeviceFlagsArgs, null, { since: '0.7.7' })

/** REMOTE_PROC_DOMAIN_DETACH_DEVICE_FLAGS */
export const domainDetachDeviceFlags = /* @__PURE__ */ procedure(program, 161, 'DOMAIN_DETACH_DEVICE_FLAGS', DomainDetachDeviceFlagsArgs, null, { since: '0.7.7' })

/** REMOTE_PROC_CONNECT_BASELINE_CPU */
export const connectBaselineCpu = /* @__PURE__ */ procedure(program, 162, 'CONNECT_BASELINE_CPU', ConnectBaselineCpuArgs, ConnectBaselineCpuRet, { since: '0.7.7' })

/** REMOTE_PROC_DOMAIN_GET_JOB_INFO */
export const domainGetJobInfo = /* @__PURE__ */ procedure(program, 163, 'DOMAIN_GET_JOB_INFO', DomainGetJobInfoArgs, DomainGetJobInfoRet, { since: '0.7.7' })

/** REMOTE_PROC_DOMAIN_ABORT_JOB */
export const domainAbortJob = /* @__PURE__ */ procedure(program, 164, 'DOMAIN_ABORT_JOB', DomainAbortJobArgs, null, { since: '0.7.7' })

/** REMOTE_PROC_STORAGE_VOL_WIPE */
export const storageVolWipe = /* @__PURE__ */ procedure(program, 165, 'STORAGE_VOL_WIPE', StorageVolWipeArgs, null, { since: '0.8.0' })

/** REMOTE_PROC_DOMAIN_MIGRATE_SET_MAX_DOWNTIME */
export const domainMigrateSetMaxDowntime = /* @__PURE__ */ procedure(program, 166, 'DOMAIN_MIGRATE_SET_MAX_DOWNTIME', DomainMigrateSetMaxDowntimeArgs, null, { since: '0.8.0' })

/** REMOTE_PROC_CONNECT_DOMAIN_EVENT_REGISTER_ANY */
export const connectDomainEventRegisterAny = /* @__PURE__ */ procedure(program, 167, 'CONNECT_DOMAIN_EVENT_REGISTER_ANY', ConnectDomainEventRegisterAnyArgs, null, { since: '0.8.0', priority: 'high' })

/** REMOTE_PROC_CONNECT_DOMAIN_EVENT_DEREGISTER_ANY */
export const connectDomainEventDeregisterAny = /* @__PURE__ */ procedure(program, 168, 'CONNECT_DOMAIN_EVENT_DEREGISTER_ANY', ConnectDomainEventDeregisterAnyArgs, null, { since: '0.8.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_EVENT_REBOOT */
export const domainEventReboot = /* @__PURE__ */ eventProcedure(program, 169, 'DOMAIN_EVENT_REBOOT', DomainEventRebootMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_RTC_CHANGE */
export const domainEventRtcChange = /* @__PURE__ */ eventProcedure(program, 170, 'DOMAIN_EVENT_RTC_CHANGE', DomainEventRtcChangeMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_WATCHDOG */
export const domainEventWatchdog = /* @__PURE__ */ eventProcedure(program, 171, 'DOMAIN_EVENT_WATCHDOG', DomainEventWatchdogMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_IO_ERROR */
export const domainEventIoError = /* @__PURE__ */ eventProcedure(program, 172, 'DOMAIN_EVENT_IO_ERROR', DomainEventIoErrorMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_GRAPHICS */
export const domainEventGraphics = /* @__PURE__ */ eventProcedure(program, 173, 'DOMAIN_EVENT_GRAPHICS', DomainEventGraphicsMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_UPDATE_DEVICE_FLAGS */
export const domainUpdateDeviceFlags = /* @__PURE__ */ procedure(program, 174, 'DOMAIN_UPDATE_DEVICE_FLAGS', DomainUpdateDeviceFlagsArgs, null, { since: '0.8.0' })

/** REMOTE_PROC_NWFILTER_LOOKUP_BY_NAME */
export const nwfilterLookupByName = /* @__PURE__ */ procedure(program, 175, 'NWFILTER_LOOKUP_BY_NAME', NwfilterLookupByNameArgs, NwfilterLookupByNameRet, { since: '0.8.0', priority: 'high' })

/** REMOTE_PROC_NWFILTER_LOOKUP_BY_UUID */
export const nwfilterLookupByUuid = /* @__PURE__ */ procedure(program, 176, 'NWFILTER_LOOKUP_BY_UUID', NwfilterLookupByUuidArgs, NwfilterLookupByUuidRet, { since: '0.8.0', priority: 'high' })

/** REMOTE_PROC_NWFILTER_GET_XML_DESC */
export const nwfilterGetXmlDesc = /* @__PURE__ */ procedure(program, 177, 'NWFILTER_GET_XML_DESC', NwfilterGetXmlDescArgs, NwfilterGetXmlDescRet, { since: '0.8.0', priority: 'high' })

/** REMOTE_PROC_CONNECT_NUM_OF_NWFILTERS */
export const connectNumOfNwfilters = /* @__PURE__ */ procedure(program, 178, 'CONNECT_NUM_OF_NWFILTERS', null, ConnectNumOfNwfiltersRet, { since: '0.8.0', priority: 'high' })

/** REMOTE_PROC_CONNECT_LIST_NWFILTERS */
export const connectListNwfilters = /* @__PURE__ */ procedure(program, 179, 'CONNECT_LIST_NWFILTERS', ConnectListNwfiltersArgs, ConnectListNwfiltersRet, { since: '0.8.0', priority: 'high' })

/** REMOTE_PROC_NWFILTER_DEFINE_XML */
export const nwfilterDefineXml = /* @__PURE__ */ procedure(program, 180, 'NWFILTER_DEFINE_XML', NwfilterDefineXmlArgs, NwfilterDefineXmlRet, { since: '0.8.0', priority: 'high' })

/** REMOTE_PROC_NWFILTER_UNDEFINE */
export const nwfilterUndefine = /* @__PURE__ */ procedure(program, 181, 'NWFILTER_UNDEFINE', NwfilterUndefineArgs, null, { since: '0.8.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_MANAGED_SAVE */
export const domainManagedSave = /* @__PURE__ */ procedure(program, 182, 'DOMAIN_MANAGED_SAVE', DomainManagedSaveArgs, null, { since: '0.8.0' })

/** REMOTE_PROC_DOMAIN_HAS_MANAGED_SAVE_IMAGE */
export const domainHasManagedSaveImage = /* @__PURE__ */ procedure(program, 183, 'DOMAIN_HAS_MANAGED_SAVE_IMAGE', DomainHasManagedSaveImageArgs, DomainHasManagedSaveImageRet, { since: '0.8.0' })

/** REMOTE_PROC_DOMAIN_MANAGED_SAVE_REMOVE */
export const domainManagedSaveRemove = /* @__PURE__ */ procedure(program, 184, 'DOMAIN_MANAGED_SAVE_REMOVE', DomainManagedSaveRemoveArgs, null, { since: '0.8.0' })

/** REMOTE_PROC_DOMAIN_SNAPSHOT_CREATE_XML */
export const domainSnapshotCreateXml = /* @__PURE__ */ procedure(program, 185, 'DOMAIN_SNAPSHOT_CREATE_XML', DomainSnapshotCreateXmlArgs, DomainSnapshotCreateXmlRet, { since: '0.8.0' })

/** REMOTE_PROC_DOMAIN_SNAPSHOT_GET_XML_DESC */
export const domainSnapshotGetXmlDesc = /* @__PURE__ */ procedure(program, 186, 'DOMAIN_SNAPSHOT_GET_XML_DESC', DomainSnapshotGetXmlDescArgs, DomainSnapshotGetXmlDescRet, { since: '0.8.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_SNAPSHOT_NUM */
export const domainSnapshotNum = /* @__PURE__ */ procedure(program, 187, 'DOMAIN_SNAPSHOT_NUM', DomainSnapshotNumArgs, DomainSnapshotNumRet, { since: '0.8.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_SNAPSHOT_LIST_NAMES */
export const domainSnapshotListNames = /* @__PURE__ */ procedure(program, 188, 'DOMAIN_SNAPSHOT_LIST_NAMES', DomainSnapshotListNamesArgs, DomainSnapshotListNamesRet, { since: '0.8.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_SNAPSHOT_LOOKUP_BY_NAME */
export const domainSnapshotLookupByName = /* @__PURE__ */ procedure(program, 189, 'DOMAIN_SNAPSHOT_LOOKUP_BY_NAME', DomainSnapshotLookupByNameArgs, DomainSnapshotLookupByNameRet, { since: '0.8.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_HAS_CURRENT_SNAPSHOT */
export const domainHasCurrentSnapshot = /* @__PURE__ */ procedure(program, 190, 'DOMAIN_HAS_CURRENT_SNAPSHOT', DomainHasCurrentSnapshotArgs, DomainHasCurrentSnapshotRet, { since: '0.8.0' })

/** REMOTE_PROC_DOMAIN_SNAPSHOT_CURRENT */
export const domainSnapshotCurrent = /* @__PURE__ */ procedure(program, 191, 'DOMAIN_SNAPSHOT_CURRENT', DomainSnapshotCurrentArgs, DomainSnapshotCurrentRet, { since: '0.8.0' })

/** REMOTE_PROC_DOMAIN_REVERT_TO_SNAPSHOT */
export const domainRevertToSnapshot = /* @__PURE__ */ procedure(program, 192, 'DOMAIN_REVERT_TO_SNAPSHOT', DomainRevertToSnapshotArgs, null, { since: '0.8.0' })

/** REMOTE_PROC_DOMAIN_SNAPSHOT_DELETE */
export const domainSnapshotDelete = /* @__PURE__ */ procedure(program, 193, 'DOMAIN_SNAPSHOT_DELETE', DomainSnapshotDeleteArgs, null, { since: '0.8.0' })

/** REMOTE_PROC_DOMAIN_GET_BLOCK_INFO */
export const domainGetBlockInfo = /* @__PURE__ */ procedure(program, 194, 'DOMAIN_GET_BLOCK_INFO', DomainGetBlockInfoArgs, DomainGetBlockInfoRet, { since: '0.8.1' })

/** REMOTE_PROC_DOMAIN_EVENT_IO_ERROR_REASON */
export const domainEventIoErrorReason = /* @__PURE__ */ eventProcedure(program, 195, 'DOMAIN_EVENT_IO_ERROR_REASON', DomainEventIoErrorReasonMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_CREATE_WITH_FLAGS */
export const domainCreateWithFlags = /* @__PURE__ */ procedure(program, 196, 'DOMAIN_CREATE_WITH_FLAGS', DomainCreateWithFlagsArgs, DomainCreateWithFlagsRet, { since: '0.8.2' })

/** REMOTE_PROC_DOMAIN_SET_MEMORY_PARAMETERS */
export const domainSetMemoryParameters = /* @__PURE__ */ procedure(program, 197, 'DOMAIN_SET_MEMORY_PARAMETERS', DomainSetMemoryParametersArgs, null, { since: '0.8.5' })

/** REMOTE_PROC_DOMAIN_GET_MEMORY_PARAMETERS */
export const domainGetMemoryParameters = /* @__PURE__ */ procedure(program, 198, 'DOMAIN_GET_MEMORY_PARAMETERS', DomainGetMemoryParametersArgs, DomainGetMemoryParametersRet, { since: '0.8.5' })

/** REMOTE_PROC_DOMAIN_SET_VCPUS_FLAGS */
export const domainSetVcpusFlags = /* @__PURE__ */ procedure(program, 199, 'DOMAIN_SET_VCPUS_FLAGS', DomainSetVcpusFlagsArgs, null, { since: '0.8.5' })

/** REMOTE_PROC_DOMAIN_GET_VCPUS_FLAGS */
export const domainGetVcpusFlags = /* @__PURE__ */ procedure(program, 200, 'DOMAIN_GET_VCPUS_FLAGS', DomainGetVcpusFlagsArgs, DomainGetVcpusFlagsRet, { since: '0.8.5' })

/** REMOTE_PROC_DOMAIN_OPEN_CONSOLE */
export const domainOpenConsole = /* @__PURE__ */ procedure(program, 201, 'DOMAIN_OPEN_CONSOLE', DomainOpenConsoleArgs, null, { since: '0.8.6', stream: 'read' })

/** REMOTE_PROC_DOMAIN_IS_UPDATED */
export const domainIsUpdated = /* @__PURE__ */ procedure(program, 202, 'DOMAIN_IS_UPDATED', DomainIsUpdatedArgs, DomainIsUpdatedRet, { since: '0.8.6', priority: 'high' })

/** REMOTE_PROC_CONNECT_GET_SYSINFO */
export const connectGetSysinfo = /* @__PURE__ */ procedure(program, 203, 'CONNECT_GET_SYSINFO', ConnectGetSysinfoArgs, ConnectGetSysinfoRet, { since: '0.8.8', priority: 'high' })

/** REMOTE_PROC_DOMAIN_SET_MEMORY_FLAGS */
export const domainSetMemoryFlags = /* @__PURE__ */ procedure(program, 204, 'DOMAIN_SET_MEMORY_FLAGS', DomainSetMemoryFlagsArgs, null, { since: '0.9.0' })

/** REMOTE_PROC_DOMAIN_SET_BLKIO_PARAMETERS */
export const domainSetBlkioParameters = /* @__PURE__ */ procedure(program, 205, 'DOMAIN_SET_BLKIO_PARAMETERS', DomainSetBlkioParametersArgs, null, { since: '0.9.0' })

/** REMOTE_PROC_DOMAIN_GET_BLKIO_PARAMETERS */
export const domainGetBlkioParameters = /* @__PURE__ */ procedure(program, 206, 'DOMAIN_GET_BLKIO_PARAMETERS', DomainGetBlkioParametersArgs, DomainGetBlkioParametersRet, { since: '0.9.0' })

/** REMOTE_PROC_DOMAIN_MIGRATE_SET_MAX_SPEED */
export const domainMigrateSetMaxSpeed = /* @__PURE__ */ procedure(program, 207, 'DOMAIN_MIGRATE_SET_MAX_SPEED', DomainMigrateSetMaxSpeedArgs, null, { since: '0.9.0' })

/** REMOTE_PROC_STORAGE_VOL_UPLOAD */
export const storageVolUpload = /* @__PURE__ */ procedure(program, 208, 'STORAGE_VOL_UPLOAD', StorageVolUploadArgs, null, { since: '0.9.0', stream: 'write', sparseFlag: 1 })

/** REMOTE_PROC_STORAGE_VOL_DOWNLOAD */
export const storageVolDownload = /* @__PURE__ */ procedure(program, 209, 'STORAGE_VOL_DOWNLOAD', StorageVolDownloadArgs, null, { since: '0.9.0', stream: 'read', sparseFlag: 1 })

/** REMOTE_PROC_DOMAIN_INJECT_NMI */
export const domainInjectNmi = /* @__PURE__ */ procedure(program, 210, 'DOMAIN_INJECT_NMI', DomainInjectNmiArgs, null, { since: '0.9.2' })

/** REMOTE_PROC_DOMAIN_SCREENSHOT */
export const domainScreenshot = /* @__PURE__ */ procedure(program, 211, 'DOMAIN_SCREENSHOT', DomainScreenshotArgs, DomainScreenshotRet, { since: '0.9.2', stream: 'read' })

/** REMOTE_PROC_DOMAIN_GET_STATE */
export const domainGetState = /* @__PURE__ */ procedure(program, 212, 'DOMAIN_GET_STATE', DomainGetStateArgs, DomainGetStateRet, { since: '0.9.2', priority: 'high' })

/** REMOTE_PROC_DOMAIN_MIGRATE_BEGIN3 */
export const domainMigrateBegin3 = /* @__PURE__ */ procedure(program, 213, 'DOMAIN_MIGRATE_BEGIN3', DomainMigrateBegin3Args, DomainMigrateBegin3Ret, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_MIGRATE_PREPARE3 */
export const domainMigratePrepare3 = /* @__PURE__ */ procedure(program, 214, 'DOMAIN_MIGRATE_PREPARE3', DomainMigratePrepare3Args, DomainMigratePrepare3Ret, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_MIGRATE_PREPARE_TUNNEL3 */
export const domainMigratePrepareTunnel3 = /* @__PURE__ */ procedure(program, 215, 'DOMAIN_MIGRATE_PREPARE_TUNNEL3', DomainMigratePrepareTunnel3Args, DomainMigratePrepareTunnel3Ret, { since: '9.0.0', stream: 'write' })

/** REMOTE_PROC_DOMAIN_MIGRATE_PERFORM3 */
export const domainMigratePerform3 = /* @__PURE__ */ procedure(program, 216, 'DOMAIN_MIGRATE_PERFORM3', DomainMigratePerform3Args, DomainMigratePerform3Ret, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_MIGRATE_FINISH3 */
export const domainMigrateFinish3 = /* @__PURE__ */ procedure(program, 217, 'DOMAIN_MIGRATE_FINISH3', DomainMigrateFinish3Args, DomainMigrateFinish3Ret, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_MIGRATE_CONFIRM3 */
export const domainMigrateConfirm3 = /* @__PURE__ */ procedure(program, 218, 'DOMAIN_MIGRATE_CONFIRM3', DomainMigrateConfirm3Args, null, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_SET_SCHEDULER_PARAMETERS_FLAGS */
export const domainSetSchedulerParametersFlags = /* @__PURE__ */ procedure(program, 219, 'DOMAIN_SET_SCHEDULER_PARAMETERS_FLAGS', DomainSetSchedulerParametersFlagsArgs, null, { since: '0.9.2' })

/** REMOTE_PROC_INTERFACE_CHANGE_BEGIN */
export const interfaceChangeBegin = /* @__PURE__ */ procedure(program, 220, 'INTERFACE_CHANGE_BEGIN', InterfaceChangeBeginArgs, null, { since: '0.9.2' })

/** REMOTE_PROC_INTERFACE_CHANGE_COMMIT */
export const interfaceChangeCommit = /* @__PURE__ */ procedure(program, 221, 'INTERFACE_CHANGE_COMMIT', InterfaceChangeCommitArgs, null, { since: '0.9.2' })

/** REMOTE_PROC_INTERFACE_CHANGE_ROLLBACK */
export const interfaceChangeRollback = /* @__PURE__ */ procedure(program, 222, 'INTERFACE_CHANGE_ROLLBACK', InterfaceChangeRollbackArgs, null, { since: '0.9.2' })

/** REMOTE_PROC_DOMAIN_GET_SCHEDULER_PARAMETERS_FLAGS */
export const domainGetSchedulerParametersFlags = /* @__PURE__ */ procedure(program, 223, 'DOMAIN_GET_SCHEDULER_PARAMETERS_FLAGS', DomainGetSchedulerParametersFlagsArgs, DomainGetSchedulerParametersFlagsRet, { since: '0.9.2' })

/** REMOTE_PROC_DOMAIN_EVENT_CONTROL_ERROR */
export const domainEventControlError = /* @__PURE__ */ eventProcedure(program, 224, 'DOMAIN_EVENT_CONTROL_ERROR', DomainEventControlErrorMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_PIN_VCPU_FLAGS */
export const domainPinVcpuFlags = /* @__PURE__ */ procedure(program, 225, 'DOMAIN_PIN_VCPU_FLAGS', DomainPinVcpuFlagsArgs, null, { since: '0.9.3' })

/** REMOTE_PROC_DOMAIN_SEND_KEY */
export const domainSendKey = /* @__PURE__ */ procedure(program, 226, 'DOMAIN_SEND_KEY', DomainSendKeyArgs, null, { since: '0.9.3' })

/** REMOTE_PROC_NODE_GET_CPU_STATS */
export const nodeGetCpuStats = /* @__PURE__ */ procedure(program, 227, 'NODE_GET_CPU_STATS', NodeGetCpuStatsArgs, NodeGetCpuStatsRet, { since: '0.9.3', priority: 'high' })

/** REMOTE_PROC_NODE_GET_MEMORY_STATS */
export const nodeGetMemoryStats = /* @__PURE__ */ procedure(program, 228, 'NODE_GET_MEMORY_STATS', NodeGetMemoryStatsArgs, NodeGetMemoryStatsRet, { since: '0.9.3', priority: 'high' })

/** REMOTE_PROC_DOMAIN_GET_CONTROL_INFO */
export const domainGetControlInfo = /* @__PURE__ */ procedure(program, 229, 'DOMAIN_GET_CONTROL_INFO', DomainGetControlInfoArgs, DomainGetControlInfoRet, { since: '0.9.3', priority: 'high' })

/** REMOTE_PROC_DOMAIN_GET_VCPU_PIN_INFO */
export const domainGetVcpuPinInfo = /* @__PURE__ */ procedure(program, 230, 'DOMAIN_GET_VCPU_PIN_INFO', DomainGetVcpuPinInfoArgs, DomainGetVcpuPinInfoRet, { since: '0.9.3' })

/** REMOTE_PROC_DOMAIN_UNDEFINE_FLAGS */
export const domainUndefineFlags = /* @__PURE__ */ procedure(program, 231, 'DOMAIN_UNDEFINE_FLAGS', DomainUndefineFlagsArgs, null, { since: '0.9.4', priority: 'high' })

/** REMOTE_PROC_DOMAIN_SAVE_FLAGS */
export const domainSaveFlags = /* @__PURE__ */ procedure(program, 232, 'DOMAIN_SAVE_FLAGS', DomainSaveFlagsArgs, null, { since: '0.9.4' })

/** REMOTE_PROC_DOMAIN_RESTORE_FLAGS */
export const domainRestoreFlags = /* @__PURE__ */ procedure(program, 233, 'DOMAIN_RESTORE_FLAGS', DomainRestoreFlagsArgs, null, { since: '0.9.4' })

/** REMOTE_PROC_DOMAIN_DESTROY_FLAGS */
export const domainDestroyFlags = /* @__PURE__ */ procedure(program, 234, 'DOMAIN_DESTROY_FLAGS', DomainDestroyFlagsArgs, null, { since: '0.9.4', priority: 'high' })

/** REMOTE_PROC_DOMAIN_SAVE_IMAGE_GET_XML_DESC */
export const domainSaveImageGetXmlDesc = /* @__PURE__ */ procedure(program, 235, 'DOMAIN_SAVE_IMAGE_GET_XML_DESC', DomainSaveImageGetXmlDescArgs, DomainSaveImageGetXmlDescRet, { since: '0.9.4', priority: 'high' })

/** REMOTE_PROC_DOMAIN_SAVE_IMAGE_DEFINE_XML */
export const domainSaveImageDefineXml = /* @__PURE__ */ procedure(program, 236, 'DOMAIN_SAVE_IMAGE_DEFINE_XML', DomainSaveImageDefineXmlArgs, null, { since: '0.9.4', priority: 'high' })

/** REMOTE_PROC_DOMAIN_BLOCK_JOB_ABORT */
export const domainBlockJobAbort = /* @__PURE__ */ procedure(program, 237, 'DOMAIN_BLOCK_JOB_ABORT', DomainBlockJobAbortArgs, null, { since: '0.9.4' })

/** REMOTE_PROC_DOMAIN_GET_BLOCK_JOB_INFO */
export const domainGetBlockJobInfo = /* @__PURE__ */ procedure(program, 238, 'DOMAIN_GET_BLOCK_JOB_INFO', DomainGetBlockJobInfoArgs, DomainGetBlockJobInfoRet, { since: '0.9.4' })

/** REMOTE_PROC_DOMAIN_BLOCK_JOB_SET_SPEED */
export const domainBlockJobSetSpeed = /* @__PURE__ */ procedure(program, 239, 'DOMAIN_BLOCK_JOB_SET_SPEED', DomainBlockJobSetSpeedArgs, null, { since: '0.9.4' })

/** REMOTE_PROC_DOMAIN_BLOCK_PULL */
export const domainBlockPull = /* @__PURE__ */ procedure(program, 240, 'DOMAIN_BLOCK_PULL', DomainBlockPullArgs, null, { since: '0.9.4' })

/** REMOTE_PROC_DOMAIN_EVENT_BLOCK_JOB */
export const domainEventBlockJob = /* @__PURE__ */ eventProcedure(program, 241, 'DOMAIN_EVENT_BLOCK_JOB', DomainEventBlockJobMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_MIGRATE_GET_MAX_SPEED */
export const domainMigrateGetMaxSpeed = /* @__PURE__ */ procedure(program, 242, 'DOMAIN_MIGRATE_GET_MAX_SPEED', DomainMigrateGetMaxSpeedArgs, DomainMigrateGetMaxSpeedRet, { since: '0.9.5' })

/** REMOTE_PROC_DOMAIN_BLOCK_STATS_FLAGS */
export const domainBlockStatsFlags = /* @__PURE__ */ procedure(program, 243, 'DOMAIN_BLOCK_STATS_FLAGS', DomainBlockStatsFlagsArgs, DomainBlockStatsFlagsRet, { since: '0.9.5' })

/** REMOTE_PROC_DOMAIN_SNAPSHOT_GET_PARENT */
export const domainSnapshotGetParent = /* @__PURE__ */ procedure(program, 244, 'DOMAIN_SNAPSHOT_GET_PARENT', DomainSnapshotGetParentArgs, DomainSnapshotGetParentRet, { since: '0.9.7', priority: 'high' })

/** REMOTE_PROC_DOMAIN_RESET */
export const domainReset = /* @__PURE__ */ procedure(program, 245, 'DOMAIN_RESET', DomainResetArgs, null, { since: '0.9.7' })

/** REMOTE_PROC_DOMAIN_SNAPSHOT_NUM_CHILDREN */
export const domainSnapshotNumChildren = /* @__PURE__ */ procedure(program, 246, 'DOMAIN_SNAPSHOT_NUM_CHILDREN', DomainSnapshotNumChildrenArgs, DomainSnapshotNumChildrenRet, { since: '0.9.7', priority: 'high' })

/** REMOTE_PROC_DOMAIN_SNAPSHOT_LIST_CHILDREN_NAMES */
export const domainSnapshotListChildrenNames = /* @__PURE__ */ procedure(program, 247, 'DOMAIN_SNAPSHOT_LIST_CHILDREN_NAMES', DomainSnapshotListChildrenNamesArgs, DomainSnapshotListChildrenNamesRet, { since: '0.9.7', priority: 'high' })

/** REMOTE_PROC_DOMAIN_EVENT_DISK_CHANGE */
export const domainEventDiskChange = /* @__PURE__ */ eventProcedure(program, 248, 'DOMAIN_EVENT_DISK_CHANGE', DomainEventDiskChangeMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_OPEN_GRAPHICS */
export const domainOpenGraphics = /* @__PURE__ */ procedure(program, 249, 'DOMAIN_OPEN_GRAPHICS', DomainOpenGraphicsArgs, null, { since: '0.9.7', fds: 'in' })

/** REMOTE_PROC_NODE_SUSPEND_FOR_DURATION */
export const nodeSuspendForDuration = /* @__PURE__ */ procedure(program, 250, 'NODE_SUSPEND_FOR_DURATION', NodeSuspendForDurationArgs, null, { since: '0.9.8' })

/** REMOTE_PROC_DOMAIN_BLOCK_RESIZE */
export const domainBlockResize = /* @__PURE__ */ procedure(program, 251, 'DOMAIN_BLOCK_RESIZE', DomainBlockResizeArgs, null, { since: '0.9.8' })

/** REMOTE_PROC_DOMAIN_SET_BLOCK_IO_TUNE */
export const domainSetBlockIoTune = /* @__PURE__ */ procedure(program, 252, 'DOMAIN_SET_BLOCK_IO_TUNE', DomainSetBlockIoTuneArgs, null, { since: '0.9.8' })

/** REMOTE_PROC_DOMAIN_GET_BLOCK_IO_TUNE */
export const domainGetBlockIoTune = /* @__PURE__ */ procedure(program, 253, 'DOMAIN_GET_BLOCK_IO_TUNE', DomainGetBlockIoTuneArgs, DomainGetBlockIoTuneRet, { since: '0.9.8' })

/** REMOTE_PROC_DOMAIN_SET_NUMA_PARAMETERS */
export const domainSetNumaParameters = /* @__PURE__ */ procedure(program, 254, 'DOMAIN_SET_NUMA_PARAMETERS', DomainSetNumaParametersArgs, null, { since: '0.9.9' })

/** REMOTE_PROC_DOMAIN_GET_NUMA_PARAMETERS */
export const domainGetNumaParameters = /* @__PURE__ */ procedure(program, 255, 'DOMAIN_GET_NUMA_PARAMETERS', DomainGetNumaParametersArgs, DomainGetNumaParametersRet, { since: '0.9.9' })

/** REMOTE_PROC_DOMAIN_SET_INTERFACE_PARAMETERS */
export const domainSetInterfaceParameters = /* @__PURE__ */ procedure(program, 256, 'DOMAIN_SET_INTERFACE_PARAMETERS', DomainSetInterfaceParametersArgs, null, { since: '0.9.9' })

/** REMOTE_PROC_DOMAIN_GET_INTERFACE_PARAMETERS */
export const domainGetInterfaceParameters = /* @__PURE__ */ procedure(program, 257, 'DOMAIN_GET_INTERFACE_PARAMETERS', DomainGetInterfaceParametersArgs, DomainGetInterfaceParametersRet, { since: '0.9.9' })

/** REMOTE_PROC_DOMAIN_SHUTDOWN_FLAGS */
export const domainShutdownFlags = /* @__PURE__ */ procedure(program, 258, 'DOMAIN_SHUTDOWN_FLAGS', DomainShutdownFlagsArgs, null, { since: '0.9.10' })

/** REMOTE_PROC_STORAGE_VOL_WIPE_PATTERN */
export const storageVolWipePattern = /* @__PURE__ */ procedure(program, 259, 'STORAGE_VOL_WIPE_PATTERN', StorageVolWipePatternArgs, null, { since: '0.9.10' })

/** REMOTE_PROC_STORAGE_VOL_RESIZE */
export const storageVolResize = /* @__PURE__ */ procedure(program, 260, 'STORAGE_VOL_RESIZE', StorageVolResizeArgs, null, { since: '0.9.10' })

/** REMOTE_PROC_DOMAIN_PM_SUSPEND_FOR_DURATION */
export const domainPmSuspendForDuration = /* @__PURE__ */ procedure(program, 261, 'DOMAIN_PM_SUSPEND_FOR_DURATION', DomainPmSuspendForDurationArgs, null, { since: '0.9.10' })

/** REMOTE_PROC_DOMAIN_GET_CPU_STATS */
export const domainGetCpuStats = /* @__PURE__ */ procedure(program, 262, 'DOMAIN_GET_CPU_STATS', DomainGetCpuStatsArgs, DomainGetCpuStatsRet, { since: '0.9.10' })

/** REMOTE_PROC_DOMAIN_GET_DISK_ERRORS */
export const domainGetDiskErrors = /* @__PURE__ */ procedure(program, 263, 'DOMAIN_GET_DISK_ERRORS', DomainGetDiskErrorsArgs, DomainGetDiskErrorsRet, { since: '0.9.10' })

/** REMOTE_PROC_DOMAIN_SET_METADATA */
export const domainSetMetadata = /* @__PURE__ */ procedure(program, 264, 'DOMAIN_SET_METADATA', DomainSetMetadataArgs, null, { since: '0.9.10' })

/** REMOTE_PROC_DOMAIN_GET_METADATA */
export const domainGetMetadata = /* @__PURE__ */ procedure(program, 265, 'DOMAIN_GET_METADATA', DomainGetMetadataArgs, DomainGetMetadataRet, { since: '0.9.10' })

/** REMOTE_PROC_DOMAIN_BLOCK_REBASE */
export const domainBlockRebase = /* @__PURE__ */ procedure(program, 266, 'DOMAIN_BLOCK_REBASE', DomainBlockRebaseArgs, null, { since: '0.9.10' })

/** REMOTE_PROC_DOMAIN_PM_WAKEUP */
export const domainPmWakeup = /* @__PURE__ */ procedure(program, 267, 'DOMAIN_PM_WAKEUP', DomainPmWakeupArgs, null, { since: '0.9.11' })

/** REMOTE_PROC_DOMAIN_EVENT_TRAY_CHANGE */
export const domainEventTrayChange = /* @__PURE__ */ eventProcedure(program, 268, 'DOMAIN_EVENT_TRAY_CHANGE', DomainEventTrayChangeMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_PMWAKEUP */
export const domainEventPmwakeup = /* @__PURE__ */ eventProcedure(program, 269, 'DOMAIN_EVENT_PMWAKEUP', DomainEventPmwakeupMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_PMSUSPEND */
export const domainEventPmsuspend = /* @__PURE__ */ eventProcedure(program, 270, 'DOMAIN_EVENT_PMSUSPEND', DomainEventPmsuspendMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_SNAPSHOT_IS_CURRENT */
export const domainSnapshotIsCurrent = /* @__PURE__ */ procedure(program, 271, 'DOMAIN_SNAPSHOT_IS_CURRENT', DomainSnapshotIsCurrentArgs, DomainSnapshotIsCurrentRet, { since: '0.9.13' })

/** REMOTE_PROC_DOMAIN_SNAPSHOT_HAS_METADATA */
export const domainSnapshotHasMetadata = /* @__PURE__ */ procedure(program, 272, 'DOMAIN_SNAPSHOT_HAS_METADATA', DomainSnapshotHasMetadataArgs, DomainSnapshotHasMetadataRet, { since: '0.9.13' })

/** REMOTE_PROC_CONNECT_LIST_ALL_DOMAINS */
export const connectListAllDomains = /* @__PURE__ */ procedure(program, 273, 'CONNECT_LIST_ALL_DOMAINS', ConnectListAllDomainsArgs, ConnectListAllDomainsRet, { since: '0.9.13', priority: 'high' })

/** REMOTE_PROC_DOMAIN_LIST_ALL_SNAPSHOTS */
export const domainListAllSnapshots = /* @__PURE__ */ procedure(program, 274, 'DOMAIN_LIST_ALL_SNAPSHOTS', DomainListAllSnapshotsArgs, DomainListAllSnapshotsRet, { since: '0.9.13', priority: 'high' })

/** REMOTE_PROC_DOMAIN_SNAPSHOT_LIST_ALL_CHILDREN */
export const domainSnapshotListAllChildren = /* @__PURE__ */ procedure(program, 275, 'DOMAIN_SNAPSHOT_LIST_ALL_CHILDREN', DomainSnapshotListAllChildrenArgs, DomainSnapshotListAllChildrenRet, { since: '0.9.13', priority: 'high' })

/** REMOTE_PROC_DOMAIN_EVENT_BALLOON_CHANGE */
export const domainEventBalloonChange = /* @__PURE__ */ eventProcedure(program, 276, 'DOMAIN_EVENT_BALLOON_CHANGE', DomainEventBalloonChangeMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_GET_HOSTNAME */
export const domainGetHostname = /* @__PURE__ */ procedure(program, 277, 'DOMAIN_GET_HOSTNAME', DomainGetHostnameArgs, DomainGetHostnameRet, { since: '0.10.0' })

/** REMOTE_PROC_DOMAIN_GET_SECURITY_LABEL_LIST */
export const domainGetSecurityLabelList = /* @__PURE__ */ procedure(program, 278, 'DOMAIN_GET_SECURITY_LABEL_LIST', DomainGetSecurityLabelListArgs, DomainGetSecurityLabelListRet, { since: '0.10.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_PIN_EMULATOR */
export const domainPinEmulator = /* @__PURE__ */ procedure(program, 279, 'DOMAIN_PIN_EMULATOR', DomainPinEmulatorArgs, null, { since: '0.10.0' })

/** REMOTE_PROC_DOMAIN_GET_EMULATOR_PIN_INFO */
export const domainGetEmulatorPinInfo = /* @__PURE__ */ procedure(program, 280, 'DOMAIN_GET_EMULATOR_PIN_INFO', DomainGetEmulatorPinInfoArgs, DomainGetEmulatorPinInfoRet, { since: '0.10.0' })

/** REMOTE_PROC_CONNECT_LIST_ALL_STORAGE_POOLS */
export const connectListAllStoragePools = /* @__PURE__ */ procedure(program, 281, 'CONNECT_LIST_ALL_STORAGE_POOLS', ConnectListAllStoragePoolsArgs, ConnectListAllStoragePoolsRet, { since: '0.10.2', priority: 'high' })

/** REMOTE_PROC_STORAGE_POOL_LIST_ALL_VOLUMES */
export const storagePoolListAllVolumes = /* @__PURE__ */ procedure(program, 282, 'STORAGE_POOL_LIST_ALL_VOLUMES', StoragePoolListAllVolumesArgs, StoragePoolListAllVolumesRet, { since: '0.10.2', priority: 'high' })

/** REMOTE_PROC_CONNECT_LIST_ALL_NETWORKS */
export const connectListAllNetworks = /* @__PURE__ */ procedure(program, 283, 'CONNECT_LIST_ALL_NETWORKS', ConnectListAllNetworksArgs, ConnectListAllNetworksRet, { since: '0.10.2', priority: 'high' })

/** REMOTE_PROC_CONNECT_LIST_ALL_INTERFACES */
export const connectListAllInterfaces = /* @__PURE__ */ procedure(program, 284, 'CONNECT_LIST_ALL_INTERFACES', ConnectListAllInterfacesArgs, ConnectListAllInterfacesRet, { since: '0.10.2', priority: 'high' })

/** REMOTE_PROC_CONNECT_LIST_ALL_NODE_DEVICES */
export const connectListAllNodeDevices = /* @__PURE__ */ procedure(program, 285, 'CONNECT_LIST_ALL_NODE_DEVICES', ConnectListAllNodeDevicesArgs, ConnectListAllNodeDevicesRet, { since: '0.10.2', priority: 'high' })

/** REMOTE_PROC_CONNECT_LIST_ALL_NWFILTERS */
export const connectListAllNwfilters = /* @__PURE__ */ procedure(program, 286, 'CONNECT_LIST_ALL_NWFILTERS', ConnectListAllNwfiltersArgs, ConnectListAllNwfiltersRet, { since: '0.10.2', priority: 'high' })

/** REMOTE_PROC_CONNECT_LIST_ALL_SECRETS */
export const connectListAllSecrets = /* @__PURE__ */ procedure(program, 287, 'CONNECT_LIST_ALL_SECRETS', ConnectListAllSecretsArgs, ConnectListAllSecretsRet, { since: '0.10.2', priority: 'high' })

/** REMOTE_PROC_NODE_SET_MEMORY_PARAMETERS */
export const nodeSetMemoryParameters = /* @__PURE__ */ procedure(program, 288, 'NODE_SET_MEMORY_PARAMETERS', NodeSetMemoryParametersArgs, null, { since: '0.10.2' })

/** REMOTE_PROC_NODE_GET_MEMORY_PARAMETERS */
export const nodeGetMemoryParameters = /* @__PURE__ */ procedure(program, 289, 'NODE_GET_MEMORY_PARAMETERS', NodeGetMemoryParametersArgs, NodeGetMemoryParametersRet, { since: '0.10.2' })

/** REMOTE_PROC_DOMAIN_BLOCK_COMMIT */
export const domainBlockCommit = /* @__PURE__ */ procedure(program, 290, 'DOMAIN_BLOCK_COMMIT', DomainBlockCommitArgs, null, { since: '0.10.2' })

/** REMOTE_PROC_NETWORK_UPDATE */
export const networkUpdate = /* @__PURE__ */ procedure(program, 291, 'NETWORK_UPDATE', NetworkUpdateArgs, null, { since: '0.10.2', priority: 'high' })

/** REMOTE_PROC_DOMAIN_EVENT_PMSUSPEND_DISK */
export const domainEventPmsuspendDisk = /* @__PURE__ */ eventProcedure(program, 292, 'DOMAIN_EVENT_PMSUSPEND_DISK', DomainEventPmsuspendDiskMsg, { since: '9.0.0' })

/** REMOTE_PROC_NODE_GET_CPU_MAP */
export const nodeGetCpuMap = /* @__PURE__ */ procedure(program, 293, 'NODE_GET_CPU_MAP', NodeGetCpuMapArgs, NodeGetCpuMapRet, { since: '1.0.0' })

/** REMOTE_PROC_DOMAIN_FSTRIM */
export const domainFstrim = /* @__PURE__ */ procedure(program, 294, 'DOMAIN_FSTRIM', DomainFstrimArgs, null, { since: '1.0.1' })

/** REMOTE_PROC_DOMAIN_SEND_PROCESS_SIGNAL */
export const domainSendProcessSignal = /* @__PURE__ */ procedure(program, 295, 'DOMAIN_SEND_PROCESS_SIGNAL', DomainSendProcessSignalArgs, null, { since: '1.0.1' })

/** REMOTE_PROC_DOMAIN_OPEN_CHANNEL */
export const domainOpenChannel = /* @__PURE__ */ procedure(program, 296, 'DOMAIN_OPEN_CHANNEL', DomainOpenChannelArgs, null, { since: '1.0.2', stream: 'read' })

/** REMOTE_PROC_NODE_DEVICE_LOOKUP_SCSI_HOST_BY_WWN */
export const nodeDeviceLookupScsiHostByWwn = /* @__PURE__ */ procedure(program, 297, 'NODE_DEVICE_LOOKUP_SCSI_HOST_BY_WWN', NodeDeviceLookupScsiHostByWwnArgs, NodeDeviceLookupScsiHostByWwnRet, { since: '1.0.3', priority: 'high' })

/** REMOTE_PROC_DOMAIN_GET_JOB_STATS */
export const domainGetJobStats = /* @__PURE__ */ procedure(program, 298, 'DOMAIN_GET_JOB_STATS', DomainGetJobStatsArgs, DomainGetJobStatsRet, { since: '1.0.3' })

/** REMOTE_PROC_DOMAIN_MIGRATE_GET_COMPRESSION_CACHE */
export const domainMigrateGetCompressionCache = /* @__PURE__ */ procedure(program, 299, 'DOMAIN_MIGRATE_GET_COMPRESSION_CACHE', DomainMigrateGetCompressionCacheArgs, DomainMigrateGetCompressionCacheRet, { since: '1.0.3' })

/** REMOTE_PROC_DOMAIN_MIGRATE_SET_COMPRESSION_CACHE */
export const domainMigrateSetCompressionCache = /* @__PURE__ */ procedure(program, 300, 'DOMAIN_MIGRATE_SET_COMPRESSION_CACHE', DomainMigrateSetCompressionCacheArgs, null, { since: '1.0.3' })

/** REMOTE_PROC_NODE_DEVICE_DETACH_FLAGS */
export const nodeDeviceDetachFlags = /* @__PURE__ */ procedure(program, 301, 'NODE_DEVICE_DETACH_FLAGS', NodeDeviceDetachFlagsArgs, null, { since: '1.0.5' })

/** REMOTE_PROC_DOMAIN_MIGRATE_BEGIN3_PARAMS */
export const domainMigrateBegin3Params = /* @__PURE__ */ procedure(program, 302, 'DOMAIN_MIGRATE_BEGIN3_PARAMS', DomainMigrateBegin3ParamsArgs, DomainMigrateBegin3ParamsRet, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_MIGRATE_PREPARE3_PARAMS */
export const domainMigratePrepare3Params = /* @__PURE__ */ procedure(program, 303, 'DOMAIN_MIGRATE_PREPARE3_PARAMS', DomainMigratePrepare3ParamsArgs, DomainMigratePrepare3ParamsRet, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_MIGRATE_PREPARE_TUNNEL3_PARAMS */
export const domainMigratePrepareTunnel3Params = /* @__PURE__ */ procedure(program, 304, 'DOMAIN_MIGRATE_PREPARE_TUNNEL3_PARAMS', DomainMigratePrepareTunnel3ParamsArgs, DomainMigratePrepareTunnel3ParamsRet, { since: '9.0.0', stream: 'write' })

/** REMOTE_PROC_DOMAIN_MIGRATE_PERFORM3_PARAMS */
export const domainMigratePerform3Params = /* @__PURE__ */ procedure(program, 305, 'DOMAIN_MIGRATE_PERFORM3_PARAMS', DomainMigratePerform3ParamsArgs, DomainMigratePerform3ParamsRet, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_MIGRATE_FINISH3_PARAMS */
export const domainMigrateFinish3Params = /* @__PURE__ */ procedure(program, 306, 'DOMAIN_MIGRATE_FINISH3_PARAMS', DomainMigrateFinish3ParamsArgs, DomainMigrateFinish3ParamsRet, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_MIGRATE_CONFIRM3_PARAMS */
export const domainMigrateConfirm3Params = /* @__PURE__ */ procedure(program, 307, 'DOMAIN_MIGRATE_CONFIRM3_PARAMS', DomainMigrateConfirm3ParamsArgs, null, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_SET_MEMORY_STATS_PERIOD */
export const domainSetMemoryStatsPeriod = /* @__PURE__ */ procedure(program, 308, 'DOMAIN_SET_MEMORY_STATS_PERIOD', DomainSetMemoryStatsPeriodArgs, null, { since: '1.1.1' })

/** REMOTE_PROC_DOMAIN_CREATE_XML_WITH_FILES */
export const domainCreateXmlWithFiles = /* @__PURE__ */ procedure(program, 309, 'DOMAIN_CREATE_XML_WITH_FILES', DomainCreateXmlWithFilesArgs, DomainCreateXmlWithFilesRet, { since: '1.1.1', fds: 'in' })

/** REMOTE_PROC_DOMAIN_CREATE_WITH_FILES */
export const domainCreateWithFiles = /* @__PURE__ */ procedure(program, 310, 'DOMAIN_CREATE_WITH_FILES', DomainCreateWithFilesArgs, DomainCreateWithFilesRet, { since: '1.1.1', fds: 'in' })

/** REMOTE_PROC_DOMAIN_EVENT_DEVICE_REMOVED */
export const domainEventDeviceRemoved = /* @__PURE__ */ eventProcedure(program, 311, 'DOMAIN_EVENT_DEVICE_REMOVED', DomainEventDeviceRemovedMsg, { since: '9.0.0' })

/** REMOTE_PROC_CONNECT_GET_CPU_MODEL_NAMES */
export const connectGetCpuModelNames = /* @__PURE__ */ procedure(program, 312, 'CONNECT_GET_CPU_MODEL_NAMES', ConnectGetCpuModelNamesArgs, ConnectGetCpuModelNamesRet, { since: '1.1.3' })

/** REMOTE_PROC_CONNECT_NETWORK_EVENT_REGISTER_ANY */
export const connectNetworkEventRegisterAny = /* @__PURE__ */ procedure(program, 313, 'CONNECT_NETWORK_EVENT_REGISTER_ANY', ConnectNetworkEventRegisterAnyArgs, ConnectNetworkEventRegisterAnyRet, { since: '1.2.1', priority: 'high' })

/** REMOTE_PROC_CONNECT_NETWORK_EVENT_DEREGISTER_ANY */
export const connectNetworkEventDeregisterAny = /* @__PURE__ */ procedure(program, 314, 'CONNECT_NETWORK_EVENT_DEREGISTER_ANY', ConnectNetworkEventDeregisterAnyArgs, null, { since: '1.2.1', priority: 'high' })

/** REMOTE_PROC_NETWORK_EVENT_LIFECYCLE */
export const networkEventLifecycle = /* @__PURE__ */ eventProcedure(program, 315, 'NETWORK_EVENT_LIFECYCLE', NetworkEventLifecycleMsg, { since: '9.0.0' })

/** REMOTE_PROC_CONNECT_DOMAIN_EVENT_CALLBACK_REGISTER_ANY */
export const connectDomainEventCallbackRegisterAny = /* @__PURE__ */ procedure(program, 316, 'CONNECT_DOMAIN_EVENT_CALLBACK_REGISTER_ANY', ConnectDomainEventCallbackRegisterAnyArgs, ConnectDomainEventCallbackRegisterAnyRet, { since: '9.0.0', priority: 'high' })

/** REMOTE_PROC_CONNECT_DOMAIN_EVENT_CALLBACK_DEREGISTER_ANY */
export const connectDomainEventCallbackDeregisterAny = /* @__PURE__ */ procedure(program, 317, 'CONNECT_DOMAIN_EVENT_CALLBACK_DEREGISTER_ANY', ConnectDomainEventCallbackDeregisterAnyArgs, null, { since: '9.0.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_LIFECYCLE */
export const domainEventCallbackLifecycle = /* @__PURE__ */ eventProcedure(program, 318, 'DOMAIN_EVENT_CALLBACK_LIFECYCLE', DomainEventCallbackLifecycleMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_REBOOT */
export const domainEventCallbackReboot = /* @__PURE__ */ eventProcedure(program, 319, 'DOMAIN_EVENT_CALLBACK_REBOOT', DomainEventCallbackRebootMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_RTC_CHANGE */
export const domainEventCallbackRtcChange = /* @__PURE__ */ eventProcedure(program, 320, 'DOMAIN_EVENT_CALLBACK_RTC_CHANGE', DomainEventCallbackRtcChangeMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_WATCHDOG */
export const domainEventCallbackWatchdog = /* @__PURE__ */ eventProcedure(program, 321, 'DOMAIN_EVENT_CALLBACK_WATCHDOG', DomainEventCallbackWatchdogMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_IO_ERROR */
export const domainEventCallbackIoError = /* @__PURE__ */ eventProcedure(program, 322, 'DOMAIN_EVENT_CALLBACK_IO_ERROR', DomainEventCallbackIoErrorMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_GRAPHICS */
export const domainEventCallbackGraphics = /* @__PURE__ */ eventProcedure(program, 323, 'DOMAIN_EVENT_CALLBACK_GRAPHICS', DomainEventCallbackGraphicsMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_IO_ERROR_REASON */
export const domainEventCallbackIoErrorReason = /* @__PURE__ */ eventProcedure(program, 324, 'DOMAIN_EVENT_CALLBACK_IO_ERROR_REASON', DomainEventCallbackIoErrorReasonMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_CONTROL_ERROR */
export const domainEventCallbackControlError = /* @__PURE__ */ eventProcedure(program, 325, 'DOMAIN_EVENT_CALLBACK_CONTROL_ERROR', DomainEventCallbackControlErrorMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_BLOCK_JOB */
export const domainEventCallbackBlockJob = /* @__PURE__ */ eventProcedure(program, 326, 'DOMAIN_EVENT_CALLBACK_BLOCK_JOB', DomainEventCallbackBlockJobMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_DISK_CHANGE */
export const domainEventCallbackDiskChange = /* @__PURE__ */ eventProcedure(program, 327, 'DOMAIN_EVENT_CALLBACK_DISK_CHANGE', DomainEventCallbackDiskChangeMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_TRAY_CHANGE */
export const domainEventCallbackTrayChange = /* @__PURE__ */ eventProcedure(program, 328, 'DOMAIN_EVENT_CALLBACK_TRAY_CHANGE', DomainEventCallbackTrayChangeMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_PMWAKEUP */
export const domainEventCallbackPmwakeup = /* @__PURE__ */ eventProcedure(program, 329, 'DOMAIN_EVENT_CALLBACK_PMWAKEUP', DomainEventCallbackPmwakeupMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_PMSUSPEND */
export const domainEventCallbackPmsuspend = /* @__PURE__ */ eventProcedure(program, 330, 'DOMAIN_EVENT_CALLBACK_PMSUSPEND', DomainEventCallbackPmsuspendMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_BALLOON_CHANGE */
export const domainEventCallbackBalloonChange = /* @__PURE__ */ eventProcedure(program, 331, 'DOMAIN_EVENT_CALLBACK_BALLOON_CHANGE', DomainEventCallbackBalloonChangeMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_PMSUSPEND_DISK */
export const domainEventCallbackPmsuspendDisk = /* @__PURE__ */ eventProcedure(program, 332, 'DOMAIN_EVENT_CALLBACK_PMSUSPEND_DISK', DomainEventCallbackPmsuspendDiskMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_DEVICE_REMOVED */
export const domainEventCallbackDeviceRemoved = /* @__PURE__ */ eventProcedure(program, 333, 'DOMAIN_EVENT_CALLBACK_DEVICE_REMOVED', DomainEventCallbackDeviceRemovedMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_CORE_DUMP_WITH_FORMAT */
export const domainCoreDumpWithFormat = /* @__PURE__ */ procedure(program, 334, 'DOMAIN_CORE_DUMP_WITH_FORMAT', DomainCoreDumpWithFormatArgs, null, { since: '1.2.3' })

/** REMOTE_PROC_DOMAIN_FSFREEZE */
export const domainFsfreeze = /* @__PURE__ */ procedure(program, 335, 'DOMAIN_FSFREEZE', DomainFsfreezeArgs, DomainFsfreezeRet, { since: '1.2.5' })

/** REMOTE_PROC_DOMAIN_FSTHAW */
export const domainFsthaw = /* @__PURE__ */ procedure(program, 336, 'DOMAIN_FSTHAW', DomainFsthawArgs, DomainFsthawRet, { since: '1.2.5' })

/** REMOTE_PROC_DOMAIN_GET_TIME */
export const domainGetTime = /* @__PURE__ */ procedure(program, 337, 'DOMAIN_GET_TIME', DomainGetTimeArgs, DomainGetTimeRet, { since: '1.2.5' })

/** REMOTE_PROC_DOMAIN_SET_TIME */
export const domainSetTime = /* @__PURE__ */ procedure(program, 338, 'DOMAIN_SET_TIME', DomainSetTimeArgs, null, { since: '1.2.5' })

/** REMOTE_PROC_DOMAIN_EVENT_BLOCK_JOB_2 */
export const domainEventBlockJob2 = /* @__PURE__ */ eventProcedure(program, 339, 'DOMAIN_EVENT_BLOCK_JOB_2', DomainEventBlockJob2Msg, { since: '9.0.0' })

/** REMOTE_PROC_NODE_GET_FREE_PAGES */
export const nodeGetFreePages = /* @__PURE__ */ procedure(program, 340, 'NODE_GET_FREE_PAGES', NodeGetFreePagesArgs, NodeGetFreePagesRet, { since: '1.2.6', priority: 'high' })

/** REMOTE_PROC_NETWORK_GET_DHCP_LEASES */
export const networkGetDhcpLeases = /* @__PURE__ */ procedure(program, 341, 'NETWORK_GET_DHCP_LEASES', NetworkGetDhcpLeasesArgs, NetworkGetDhcpLeasesRet, { since: '1.2.6' })

/** REMOTE_PROC_CONNECT_GET_DOMAIN_CAPABILITIES */
export const connectGetDomainCapabilities = /* @__PURE__ */ procedure(program, 342, 'CONNECT_GET_DOMAIN_CAPABILITIES', ConnectGetDomainCapabilitiesArgs, ConnectGetDomainCapabilitiesRet, { since: '1.2.7' })

/** REMOTE_PROC_DOMAIN_OPEN_GRAPHICS_FD */
export const domainOpenGraphicsFd = /* @__PURE__ */ procedure(program, 343, 'DOMAIN_OPEN_GRAPHICS_FD', DomainOpenGraphicsFdArgs, null, { since: '1.2.8', fds: 'out' })

/** REMOTE_PROC_CONNECT_GET_ALL_DOMAIN_STATS */
export const connectGetAllDomainStats = /* @__PURE__ */ procedure(program, 344, 'CONNECT_GET_ALL_DOMAIN_STATS', ConnectGetAllDomainStatsArgs, ConnectGetAllDomainStatsRet, { since: '1.2.8' })

/** REMOTE_PROC_DOMAIN_BLOCK_COPY */
export const domainBlockCopy = /* @__PURE__ */ procedure(program, 345, 'DOMAIN_BLOCK_COPY', DomainBlockCopyArgs, null, { since: '1.2.8' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_TUNABLE */
export const domainEventCallbackTunable = /* @__PURE__ */ eventProcedure(program, 346, 'DOMAIN_EVENT_CALLBACK_TUNABLE', DomainEventCallbackTunableMsg, { since: '9.0.0' })

/** REMOTE_PROC_NODE_ALLOC_PAGES */
export const nodeAllocPages = /* @__PURE__ */ procedure(program, 347, 'NODE_ALLOC_PAGES', NodeAllocPagesArgs, NodeAllocPagesRet, { since: '1.2.9' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_AGENT_LIFECYCLE */
export const domainEventCallbackAgentLifecycle = /* @__PURE__ */ eventProcedure(program, 348, 'DOMAIN_EVENT_CALLBACK_AGENT_LIFECYCLE', DomainEventCallbackAgentLifecycleMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_GET_FSINFO */
export const domainGetFsinfo = /* @__PURE__ */ procedure(program, 349, 'DOMAIN_GET_FSINFO', DomainGetFsinfoArgs, DomainGetFsinfoRet, { since: '1.2.11' })

/** REMOTE_PROC_DOMAIN_DEFINE_XML_FLAGS */
export const domainDefineXmlFlags = /* @__PURE__ */ procedure(program, 350, 'DOMAIN_DEFINE_XML_FLAGS', DomainDefineXmlFlagsArgs, DomainDefineXmlFlagsRet, { since: '1.2.12', priority: 'high' })

/** REMOTE_PROC_DOMAIN_GET_IOTHREAD_INFO */
export const domainGetIothreadInfo = /* @__PURE__ */ procedure(program, 351, 'DOMAIN_GET_IOTHREAD_INFO', DomainGetIothreadInfoArgs, DomainGetIothreadInfoRet, { since: '1.2.14' })

/** REMOTE_PROC_DOMAIN_PIN_IOTHREAD */
export const domainPinIothread = /* @__PURE__ */ procedure(program, 352, 'DOMAIN_PIN_IOTHREAD', DomainPinIothreadArgs, null, { since: '1.2.14' })

/** REMOTE_PROC_DOMAIN_INTERFACE_ADDRESSES */
export const domainInterfaceAddresses = /* @__PURE__ */ procedure(program, 353, 'DOMAIN_INTERFACE_ADDRESSES', DomainInterfaceAddressesArgs, DomainInterfaceAddressesRet, { since: '1.2.14' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_DEVICE_ADDED */
export const domainEventCallbackDeviceAdded = /* @__PURE__ */ eventProcedure(program, 354, 'DOMAIN_EVENT_CALLBACK_DEVICE_ADDED', DomainEventCallbackDeviceAddedMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_ADD_IOTHREAD */
export const domainAddIothread = /* @__PURE__ */ procedure(program, 355, 'DOMAIN_ADD_IOTHREAD', DomainAddIothreadArgs, null, { since: '1.2.15' })

/** REMOTE_PROC_DOMAIN_DEL_IOTHREAD */
export const domainDelIothread = /* @__PURE__ */ procedure(program, 356, 'DOMAIN_DEL_IOTHREAD', DomainDelIothreadArgs, null, { since: '1.2.15' })

/** REMOTE_PROC_DOMAIN_SET_USER_PASSWORD */
export const domainSetUserPassword = /* @__PURE__ */ procedure(program, 357, 'DOMAIN_SET_USER_PASSWORD', DomainSetUserPasswordArgs, null, { since: '1.2.16' })

/** REMOTE_PROC_DOMAIN_RENAME */
export const domainRename = /* @__PURE__ */ procedure(program, 358, 'DOMAIN_RENAME', DomainRenameArgs, DomainRenameRet, { since: '1.2.19' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_MIGRATION_ITERATION */
export const domainEventCallbackMigrationIteration = /* @__PURE__ */ eventProcedure(program, 359, 'DOMAIN_EVENT_CALLBACK_MIGRATION_ITERATION', DomainEventCallbackMigrationIterationMsg, { since: '9.0.0' })

/** REMOTE_PROC_CONNECT_REGISTER_CLOSE_CALLBACK */
export const connectRegisterCloseCallback = /* @__PURE__ */ procedure(program, 360, 'CONNECT_REGISTER_CLOSE_CALLBACK', null, null, { since: '0.10.0', priority: 'high' })

/** REMOTE_PROC_CONNECT_UNREGISTER_CLOSE_CALLBACK */
export const connectUnregisterCloseCallback = /* @__PURE__ */ procedure(program, 361, 'CONNECT_UNREGISTER_CLOSE_CALLBACK', null, null, { since: '0.10.0', priority: 'high' })

/** REMOTE_PROC_CONNECT_EVENT_CONNECTION_CLOSED */
export const connectEventConnectionClosed = /* @__PURE__ */ eventProcedure(program, 362, 'CONNECT_EVENT_CONNECTION_CLOSED', ConnectEventConnectionClosedMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_JOB_COMPLETED */
export const domainEventCallbackJobCompleted = /* @__PURE__ */ eventProcedure(program, 363, 'DOMAIN_EVENT_CALLBACK_JOB_COMPLETED', DomainEventCallbackJobCompletedMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_MIGRATE_START_POST_COPY */
export const domainMigrateStartPostCopy = /* @__PURE__ */ procedure(program, 364, 'DOMAIN_MIGRATE_START_POST_COPY', DomainMigrateStartPostCopyArgs, null, { since: '1.3.3' })

/** REMOTE_PROC_DOMAIN_GET_PERF_EVENTS */
export const domainGetPerfEvents = /* @__PURE__ */ procedure(program, 365, 'DOMAIN_GET_PERF_EVENTS', DomainGetPerfEventsArgs, DomainGetPerfEventsRet, { since: '1.3.3' })

/** REMOTE_PROC_DOMAIN_SET_PERF_EVENTS */
export const domainSetPerfEvents = /* @__PURE__ */ procedure(program, 366, 'DOMAIN_SET_PERF_EVENTS', DomainSetPerfEventsArgs, null, { since: '1.3.3' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_DEVICE_REMOVAL_FAILED */
export const domainEventCallbackDeviceRemovalFailed = /* @__PURE__ */ eventProcedure(program, 367, 'DOMAIN_EVENT_CALLBACK_DEVICE_REMOVAL_FAILED', DomainEventCallbackDeviceRemovalFailedMsg, { since: '9.0.0' })

/** REMOTE_PROC_CONNECT_STORAGE_POOL_EVENT_REGISTER_ANY */
export const connectStoragePoolEventRegisterAny = /* @__PURE__ */ procedure(program, 368, 'CONNECT_STORAGE_POOL_EVENT_REGISTER_ANY', ConnectStoragePoolEventRegisterAnyArgs, ConnectStoragePoolEventRegisterAnyRet, { since: '2.0.0', priority: 'high' })

/** REMOTE_PROC_CONNECT_STORAGE_POOL_EVENT_DEREGISTER_ANY */
export const connectStoragePoolEventDeregisterAny = /* @__PURE__ */ procedure(program, 369, 'CONNECT_STORAGE_POOL_EVENT_DEREGISTER_ANY', ConnectStoragePoolEventDeregisterAnyArgs, null, { since: '2.0.0', priority: 'high' })

/** REMOTE_PROC_STORAGE_POOL_EVENT_LIFECYCLE */
export const storagePoolEventLifecycle = /* @__PURE__ */ eventProcedure(program, 370, 'STORAGE_POOL_EVENT_LIFECYCLE', StoragePoolEventLifecycleMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_GET_GUEST_VCPUS */
export const domainGetGuestVcpus = /* @__PURE__ */ procedure(program, 371, 'DOMAIN_GET_GUEST_VCPUS', DomainGetGuestVcpusArgs, DomainGetGuestVcpusRet, { since: '2.0.0' })

/** REMOTE_PROC_DOMAIN_SET_GUEST_VCPUS */
export const domainSetGuestVcpus = /* @__PURE__ */ procedure(program, 372, 'DOMAIN_SET_GUEST_VCPUS', DomainSetGuestVcpusArgs, null, { since: '2.0.0' })

/** REMOTE_PROC_STORAGE_POOL_EVENT_REFRESH */
export const storagePoolEventRefresh = /* @__PURE__ */ eventProcedure(program, 373, 'STORAGE_POOL_EVENT_REFRESH', StoragePoolEventRefreshMsg, { since: '9.0.0' })

/** REMOTE_PROC_CONNECT_NODE_DEVICE_EVENT_REGISTER_ANY */
export const connectNodeDeviceEventRegisterAny = /* @__PURE__ */ procedure(program, 374, 'CONNECT_NODE_DEVICE_EVENT_REGISTER_ANY', ConnectNodeDeviceEventRegisterAnyArgs, ConnectNodeDeviceEventRegisterAnyRet, { since: '2.2.0', priority: 'high' })

/** REMOTE_PROC_CONNECT_NODE_DEVICE_EVENT_DEREGISTER_ANY */
export const connectNodeDeviceEventDeregisterAny = /* @__PURE__ */ procedure(program, 375, 'CONNECT_NODE_DEVICE_EVENT_DEREGISTER_ANY', ConnectNodeDeviceEventDeregisterAnyArgs, null, { since: '2.2.0', priority: 'high' })

/** REMOTE_PROC_NODE_DEVICE_EVENT_LIFECYCLE */
export const nodeDeviceEventLifecycle = /* @__PURE__ */ eventProcedure(program, 376, 'NODE_DEVICE_EVENT_LIFECYCLE', NodeDeviceEventLifecycleMsg, { since: '9.0.0' })

/** REMOTE_PROC_NODE_DEVICE_EVENT_UPDATE */
export const nodeDeviceEventUpdate = /* @__PURE__ */ eventProcedure(program, 377, 'NODE_DEVICE_EVENT_UPDATE', NodeDeviceEventUpdateMsg, { since: '9.0.0' })

/** REMOTE_PROC_STORAGE_VOL_GET_INFO_FLAGS */
export const storageVolGetInfoFlags = /* @__PURE__ */ procedure(program, 378, 'STORAGE_VOL_GET_INFO_FLAGS', StorageVolGetInfoFlagsArgs, StorageVolGetInfoFlagsRet, { since: '3.0.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_METADATA_CHANGE */
export const domainEventCallbackMetadataChange = /* @__PURE__ */ eventProcedure(program, 379, 'DOMAIN_EVENT_CALLBACK_METADATA_CHANGE', DomainEventCallbackMetadataChangeMsg, { since: '9.0.0' })

/** REMOTE_PROC_CONNECT_SECRET_EVENT_REGISTER_ANY */
export const connectSecretEventRegisterAny = /* @__PURE__ */ procedure(program, 380, 'CONNECT_SECRET_EVENT_REGISTER_ANY', ConnectSecretEventRegisterAnyArgs, ConnectSecretEventRegisterAnyRet, { since: '3.0.0', priority: 'high' })

/** REMOTE_PROC_CONNECT_SECRET_EVENT_DEREGISTER_ANY */
export const connectSecretEventDeregisterAny = /* @__PURE__ */ procedure(program, 381, 'CONNECT_SECRET_EVENT_DEREGISTER_ANY', ConnectSecretEventDeregisterAnyArgs, null, { since: '3.0.0', priority: 'high' })

/** REMOTE_PROC_SECRET_EVENT_LIFECYCLE */
export const secretEventLifecycle = /* @__PURE__ */ eventProcedure(program, 382, 'SECRET_EVENT_LIFECYCLE', SecretEventLifecycleMsg, { since: '9.0.0' })

/** REMOTE_PROC_SECRET_EVENT_VALUE_CHANGED */
export const secretEventValueChanged = /* @__PURE__ */ eventProcedure(program, 383, 'SECRET_EVENT_VALUE_CHANGED', SecretEventValueChangedMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_SET_VCPU */
export const domainSetVcpu = /* @__PURE__ */ procedure(program, 384, 'DOMAIN_SET_VCPU', DomainSetVcpuArgs, null, { since: '3.1.0' })

/** REMOTE_PROC_DOMAIN_EVENT_BLOCK_THRESHOLD */
export const domainEventBlockThreshold = /* @__PURE__ */ eventProcedure(program, 385, 'DOMAIN_EVENT_BLOCK_THRESHOLD', DomainEventBlockThresholdMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_SET_BLOCK_THRESHOLD */
export const domainSetBlockThreshold = /* @__PURE__ */ procedure(program, 386, 'DOMAIN_SET_BLOCK_THRESHOLD', DomainSetBlockThresholdArgs, null, { since: '3.1.0' })

/** REMOTE_PROC_DOMAIN_MIGRATE_GET_MAX_DOWNTIME */
export const domainMigrateGetMaxDowntime = /* @__PURE__ */ procedure(program, 387, 'DOMAIN_MIGRATE_GET_MAX_DOWNTIME', DomainMigrateGetMaxDowntimeArgs, DomainMigrateGetMaxDowntimeRet, { since: '3.7.0' })

/** REMOTE_PROC_DOMAIN_MANAGED_SAVE_GET_XML_DESC */
export const domainManagedSaveGetXmlDesc = /* @__PURE__ */ procedure(program, 388, 'DOMAIN_MANAGED_SAVE_GET_XML_DESC', DomainManagedSaveGetXmlDescArgs, DomainManagedSaveGetXmlDescRet, { since: '3.7.0' })

/** REMOTE_PROC_DOMAIN_MANAGED_SAVE_DEFINE_XML */
export const domainManagedSaveDefineXml = /* @__PURE__ */ procedure(program, 389, 'DOMAIN_MANAGED_SAVE_DEFINE_XML', DomainManagedSaveDefineXmlArgs, null, { since: '3.7.0' })

/** REMOTE_PROC_DOMAIN_SET_LIFECYCLE_ACTION */
export const domainSetLifecycleAction = /* @__PURE__ */ procedure(program, 390, 'DOMAIN_SET_LIFECYCLE_ACTION', DomainSetLifecycleActionArgs, null, { since: '3.9.0' })

/** REMOTE_PROC_STORAGE_POOL_LOOKUP_BY_TARGET_PATH */
export const storagePoolLookupByTargetPath = /* @__PURE__ */ procedure(program, 391, 'STORAGE_POOL_LOOKUP_BY_TARGET_PATH', StoragePoolLookupByTargetPathArgs, StoragePoolLookupByTargetPathRet, { since: '4.1.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_DETACH_DEVICE_ALIAS */
export const domainDetachDeviceAlias = /* @__PURE__ */ procedure(program, 392, 'DOMAIN_DETACH_DEVICE_ALIAS', DomainDetachDeviceAliasArgs, null, { since: '4.4.0' })

/** REMOTE_PROC_CONNECT_COMPARE_HYPERVISOR_CPU */
export const connectCompareHypervisorCpu = /* @__PURE__ */ procedure(program, 393, 'CONNECT_COMPARE_HYPERVISOR_CPU', ConnectCompareHypervisorCpuArgs, ConnectCompareHypervisorCpuRet, { since: '4.4.0' })

/** REMOTE_PROC_CONNECT_BASELINE_HYPERVISOR_CPU */
export const connectBaselineHypervisorCpu = /* @__PURE__ */ procedure(program, 394, 'CONNECT_BASELINE_HYPERVISOR_CPU', ConnectBaselineHypervisorCpuArgs, ConnectBaselineHypervisorCpuRet, { since: '4.4.0' })

/** REMOTE_PROC_NODE_GET_SEV_INFO */
export const nodeGetSevInfo = /* @__PURE__ */ procedure(program, 395, 'NODE_GET_SEV_INFO', NodeGetSevInfoArgs, NodeGetSevInfoRet, { since: '4.5.0' })

/** REMOTE_PROC_DOMAIN_GET_LAUNCH_SECURITY_INFO */
export const domainGetLaunchSecurityInfo = /* @__PURE__ */ procedure(program, 396, 'DOMAIN_GET_LAUNCH_SECURITY_INFO', DomainGetLaunchSecurityInfoArgs, DomainGetLaunchSecurityInfoRet, { since: '4.5.0' })

/** REMOTE_PROC_NWFILTER_BINDING_LOOKUP_BY_PORT_DEV */
export const nwfilterBindingLookupByPortDev = /* @__PURE__ */ procedure(program, 397, 'NWFILTER_BINDING_LOOKUP_BY_PORT_DEV', NwfilterBindingLookupByPortDevArgs, NwfilterBindingLookupByPortDevRet, { since: '4.5.0', priority: 'high' })

/** REMOTE_PROC_NWFILTER_BINDING_GET_XML_DESC */
export const nwfilterBindingGetXmlDesc = /* @__PURE__ */ procedure(program, 398, 'NWFILTER_BINDING_GET_XML_DESC', NwfilterBindingGetXmlDescArgs, NwfilterBindingGetXmlDescRet, { since: '4.5.0', priority: 'high' })

/** REMOTE_PROC_NWFILTER_BINDING_CREATE_XML */
export const nwfilterBindingCreateXml = /* @__PURE__ */ procedure(program, 399, 'NWFILTER_BINDING_CREATE_XML', NwfilterBindingCreateXmlArgs, NwfilterBindingCreateXmlRet, { since: '4.5.0', priority: 'high' })

/** REMOTE_PROC_NWFILTER_BINDING_DELETE */
export const nwfilterBindingDelete = /* @__PURE__ */ procedure(program, 400, 'NWFILTER_BINDING_DELETE', NwfilterBindingDeleteArgs, null, { since: '4.5.0', priority: 'high' })

/** REMOTE_PROC_CONNECT_LIST_ALL_NWFILTER_BINDINGS */
export const connectListAllNwfilterBindings = /* @__PURE__ */ procedure(program, 401, 'CONNECT_LIST_ALL_NWFILTER_BINDINGS', ConnectListAllNwfilterBindingsArgs, ConnectListAllNwfilterBindingsRet, { since: '4.5.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_SET_IOTHREAD_PARAMS */
export const domainSetIothreadParams = /* @__PURE__ */ procedure(program, 402, 'DOMAIN_SET_IOTHREAD_PARAMS', DomainSetIothreadParamsArgs, null, { since: '4.10.0' })

/** REMOTE_PROC_CONNECT_GET_STORAGE_POOL_CAPABILITIES */
export const connectGetStoragePoolCapabilities = /* @__PURE__ */ procedure(program, 403, 'CONNECT_GET_STORAGE_POOL_CAPABILITIES', ConnectGetStoragePoolCapabilitiesArgs, ConnectGetStoragePoolCapabilitiesRet, { since: '5.2.0' })

/** REMOTE_PROC_NETWORK_LIST_ALL_PORTS */
export const networkListAllPorts = /* @__PURE__ */ procedure(program, 404, 'NETWORK_LIST_ALL_PORTS', NetworkListAllPortsArgs, NetworkListAllPortsRet, { since: '5.5.0', priority: 'high' })

/** REMOTE_PROC_NETWORK_PORT_LOOKUP_BY_UUID */
export const networkPortLookupByUuid = /* @__PURE__ */ procedure(program, 405, 'NETWORK_PORT_LOOKUP_BY_UUID', NetworkPortLookupByUuidArgs, NetworkPortLookupByUuidRet, { since: '5.5.0', priority: 'high' })

/** REMOTE_PROC_NETWORK_PORT_CREATE_XML */
export const networkPortCreateXml = /* @__PURE__ */ procedure(program, 406, 'NETWORK_PORT_CREATE_XML', NetworkPortCreateXmlArgs, NetworkPortCreateXmlRet, { since: '5.5.0' })

/** REMOTE_PROC_NETWORK_PORT_GET_PARAMETERS */
export const networkPortGetParameters = /* @__PURE__ */ procedure(program, 407, 'NETWORK_PORT_GET_PARAMETERS', NetworkPortGetParametersArgs, NetworkPortGetParametersRet, { since: '5.5.0' })

/** REMOTE_PROC_NETWORK_PORT_SET_PARAMETERS */
export const networkPortSetParameters = /* @__PURE__ */ procedure(program, 408, 'NETWORK_PORT_SET_PARAMETERS', NetworkPortSetParametersArgs, null, { since: '5.5.0' })

/** REMOTE_PROC_NETWORK_PORT_GET_XML_DESC */
export const networkPortGetXmlDesc = /* @__PURE__ */ procedure(program, 409, 'NETWORK_PORT_GET_XML_DESC', NetworkPortGetXmlDescArgs, NetworkPortGetXmlDescRet, { since: '5.5.0' })

/** REMOTE_PROC_NETWORK_PORT_DELETE */
export const networkPortDelete = /* @__PURE__ */ procedure(program, 410, 'NETWORK_PORT_DELETE', NetworkPortDeleteArgs, null, { since: '5.5.0' })

/** REMOTE_PROC_DOMAIN_CHECKPOINT_CREATE_XML */
export const domainCheckpointCreateXml = /* @__PURE__ */ procedure(program, 411, 'DOMAIN_CHECKPOINT_CREATE_XML', DomainCheckpointCreateXmlArgs, DomainCheckpointCreateXmlRet, { since: '5.6.0' })

/** REMOTE_PROC_DOMAIN_CHECKPOINT_GET_XML_DESC */
export const domainCheckpointGetXmlDesc = /* @__PURE__ */ procedure(program, 412, 'DOMAIN_CHECKPOINT_GET_XML_DESC', DomainCheckpointGetXmlDescArgs, DomainCheckpointGetXmlDescRet, { since: '5.6.0' })

/** REMOTE_PROC_DOMAIN_LIST_ALL_CHECKPOINTS */
export const domainListAllCheckpoints = /* @__PURE__ */ procedure(program, 413, 'DOMAIN_LIST_ALL_CHECKPOINTS', DomainListAllCheckpointsArgs, DomainListAllCheckpointsRet, { since: '5.6.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_CHECKPOINT_LIST_ALL_CHILDREN */
export const domainCheckpointListAllChildren = /* @__PURE__ */ procedure(program, 414, 'DOMAIN_CHECKPOINT_LIST_ALL_CHILDREN', DomainCheckpointListAllChildrenArgs, DomainCheckpointListAllChildrenRet, { since: '5.6.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_CHECKPOINT_LOOKUP_BY_NAME */
export const domainCheckpointLookupByName = /* @__PURE__ */ procedure(program, 415, 'DOMAIN_CHECKPOINT_LOOKUP_BY_NAME', DomainCheckpointLookupByNameArgs, DomainCheckpointLookupByNameRet, { since: '5.6.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_CHECKPOINT_GET_PARENT */
export const domainCheckpointGetParent = /* @__PURE__ */ procedure(program, 416, 'DOMAIN_CHECKPOINT_GET_PARENT', DomainCheckpointGetParentArgs, DomainCheckpointGetParentRet, { since: '5.6.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_CHECKPOINT_DELETE */
export const domainCheckpointDelete = /* @__PURE__ */ procedure(program, 417, 'DOMAIN_CHECKPOINT_DELETE', DomainCheckpointDeleteArgs, null, { since: '5.6.0' })

/** REMOTE_PROC_DOMAIN_GET_GUEST_INFO */
export const domainGetGuestInfo = /* @__PURE__ */ procedure(program, 418, 'DOMAIN_GET_GUEST_INFO', DomainGetGuestInfoArgs, DomainGetGuestInfoRet, { since: '5.7.0' })

/** REMOTE_PROC_CONNECT_SET_IDENTITY */
export const connectSetIdentity = /* @__PURE__ */ procedure(program, 419, 'CONNECT_SET_IDENTITY', ConnectSetIdentityArgs, null, { since: '5.8.0' })

/** REMOTE_PROC_DOMAIN_AGENT_SET_RESPONSE_TIMEOUT */
export const domainAgentSetResponseTimeout = /* @__PURE__ */ procedure(program, 420, 'DOMAIN_AGENT_SET_RESPONSE_TIMEOUT', DomainAgentSetResponseTimeoutArgs, DomainAgentSetResponseTimeoutRet, { since: '5.10.0' })

/** REMOTE_PROC_DOMAIN_BACKUP_BEGIN */
export const domainBackupBegin = /* @__PURE__ */ procedure(program, 421, 'DOMAIN_BACKUP_BEGIN', DomainBackupBeginArgs, null, { since: '6.0.0' })

/** REMOTE_PROC_DOMAIN_BACKUP_GET_XML_DESC */
export const domainBackupGetXmlDesc = /* @__PURE__ */ procedure(program, 422, 'DOMAIN_BACKUP_GET_XML_DESC', DomainBackupGetXmlDescArgs, DomainBackupGetXmlDescRet, { since: '6.0.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_EVENT_MEMORY_FAILURE */
export const domainEventMemoryFailure = /* @__PURE__ */ eventProcedure(program, 423, 'DOMAIN_EVENT_MEMORY_FAILURE', DomainEventMemoryFailureMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_AUTHORIZED_SSH_KEYS_GET */
export const domainAuthorizedSshKeysGet = /* @__PURE__ */ procedure(program, 424, 'DOMAIN_AUTHORIZED_SSH_KEYS_GET', DomainAuthorizedSshKeysGetArgs, DomainAuthorizedSshKeysGetRet, { since: '6.10.0' })

/** REMOTE_PROC_DOMAIN_AUTHORIZED_SSH_KEYS_SET */
export const domainAuthorizedSshKeysSet = /* @__PURE__ */ procedure(program, 425, 'DOMAIN_AUTHORIZED_SSH_KEYS_SET', DomainAuthorizedSshKeysSetArgs, null, { since: '6.10.0' })

/** REMOTE_PROC_DOMAIN_GET_MESSAGES */
export const domainGetMessages = /* @__PURE__ */ procedure(program, 426, 'DOMAIN_GET_MESSAGES', DomainGetMessagesArgs, DomainGetMessagesRet, { since: '7.1.0' })

/** REMOTE_PROC_DOMAIN_START_DIRTY_RATE_CALC */
export const domainStartDirtyRateCalc = /* @__PURE__ */ procedure(program, 427, 'DOMAIN_START_DIRTY_RATE_CALC', DomainStartDirtyRateCalcArgs, null, { since: '7.2.0' })

/** REMOTE_PROC_NODE_DEVICE_DEFINE_XML */
export const nodeDeviceDefineXml = /* @__PURE__ */ procedure(program, 428, 'NODE_DEVICE_DEFINE_XML', NodeDeviceDefineXmlArgs, NodeDeviceDefineXmlRet, { since: '7.3.0' })

/** REMOTE_PROC_NODE_DEVICE_UNDEFINE */
export const nodeDeviceUndefine = /* @__PURE__ */ procedure(program, 429, 'NODE_DEVICE_UNDEFINE', NodeDeviceUndefineArgs, null, { since: '7.3.0', priority: 'high' })

/** REMOTE_PROC_NODE_DEVICE_CREATE */
export const nodeDeviceCreate = /* @__PURE__ */ procedure(program, 430, 'NODE_DEVICE_CREATE', NodeDeviceCreateArgs, null, { since: '7.3.0', priority: 'high' })

/** REMOTE_PROC_NWFILTER_DEFINE_XML_FLAGS */
export const nwfilterDefineXmlFlags = /* @__PURE__ */ procedure(program, 431, 'NWFILTER_DEFINE_XML_FLAGS', NwfilterDefineXmlFlagsArgs, NwfilterDefineXmlFlagsRet, { since: '7.7.0', priority: 'high' })

/** REMOTE_PROC_NETWORK_DEFINE_XML_FLAGS */
export const networkDefineXmlFlags = /* @__PURE__ */ procedure(program, 432, 'NETWORK_DEFINE_XML_FLAGS', NetworkDefineXmlFlagsArgs, NetworkDefineXmlFlagsRet, { since: '7.7.0', priority: 'high' })

/** REMOTE_PROC_NODE_DEVICE_GET_AUTOSTART */
export const nodeDeviceGetAutostart = /* @__PURE__ */ procedure(program, 433, 'NODE_DEVICE_GET_AUTOSTART', NodeDeviceGetAutostartArgs, NodeDeviceGetAutostartRet, { since: '7.8.0', priority: 'high' })

/** REMOTE_PROC_NODE_DEVICE_SET_AUTOSTART */
export const nodeDeviceSetAutostart = /* @__PURE__ */ procedure(program, 434, 'NODE_DEVICE_SET_AUTOSTART', NodeDeviceSetAutostartArgs, null, { since: '7.8.0', priority: 'high' })

/** REMOTE_PROC_NODE_DEVICE_IS_PERSISTENT */
export const nodeDeviceIsPersistent = /* @__PURE__ */ procedure(program, 435, 'NODE_DEVICE_IS_PERSISTENT', NodeDeviceIsPersistentArgs, NodeDeviceIsPersistentRet, { since: '7.8.0', priority: 'high' })

/** REMOTE_PROC_NODE_DEVICE_IS_ACTIVE */
export const nodeDeviceIsActive = /* @__PURE__ */ procedure(program, 436, 'NODE_DEVICE_IS_ACTIVE', NodeDeviceIsActiveArgs, NodeDeviceIsActiveRet, { since: '7.8.0', priority: 'high' })

/** REMOTE_PROC_NETWORK_CREATE_XML_FLAGS */
export const networkCreateXmlFlags = /* @__PURE__ */ procedure(program, 437, 'NETWORK_CREATE_XML_FLAGS', NetworkCreateXmlFlagsArgs, NetworkCreateXmlFlagsRet, { since: '7.8.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_EVENT_MEMORY_DEVICE_SIZE_CHANGE */
export const domainEventMemoryDeviceSizeChange = /* @__PURE__ */ eventProcedure(program, 438, 'DOMAIN_EVENT_MEMORY_DEVICE_SIZE_CHANGE', DomainEventMemoryDeviceSizeChangeMsg, { since: '9.0.0' })

/** REMOTE_PROC_DOMAIN_SET_LAUNCH_SECURITY_STATE */
export const domainSetLaunchSecurityState = /* @__PURE__ */ procedure(program, 439, 'DOMAIN_SET_LAUNCH_SECURITY_STATE', DomainSetLaunchSecurityStateArgs, null, { since: '8.0.0' })

/** REMOTE_PROC_DOMAIN_SAVE_PARAMS */
export const domainSaveParams = /* @__PURE__ */ procedure(program, 440, 'DOMAIN_SAVE_PARAMS', DomainSaveParamsArgs, null, { since: '8.4.0' })

/** REMOTE_PROC_DOMAIN_RESTORE_PARAMS */
export const domainRestoreParams = /* @__PURE__ */ procedure(program, 441, 'DOMAIN_RESTORE_PARAMS', DomainRestoreParamsArgs, null, { since: '8.4.0' })

/** REMOTE_PROC_DOMAIN_ABORT_JOB_FLAGS */
export const domainAbortJobFlags = /* @__PURE__ */ procedure(program, 442, 'DOMAIN_ABORT_JOB_FLAGS', DomainAbortJobFlagsArgs, null, { since: '8.5.0' })

/** REMOTE_PROC_DOMAIN_FD_ASSOCIATE */
export const domainFdAssociate = /* @__PURE__ */ procedure(program, 443, 'DOMAIN_FD_ASSOCIATE', DomainFdAssociateArgs, null, { since: '9.0.0', fds: 'in' })

/** REMOTE_PROC_NETWORK_SET_METADATA */
export const networkSetMetadata = /* @__PURE__ */ procedure(program, 444, 'NETWORK_SET_METADATA', NetworkSetMetadataArgs, null, { since: '9.7.0' })

/** REMOTE_PROC_NETWORK_GET_METADATA */
export const networkGetMetadata = /* @__PURE__ */ procedure(program, 445, 'NETWORK_GET_METADATA', NetworkGetMetadataArgs, NetworkGetMetadataRet, { since: '9.7.0' })

/** REMOTE_PROC_NETWORK_EVENT_CALLBACK_METADATA_CHANGE */
export const networkEventCallbackMetadataChange = /* @__PURE__ */ eventProcedure(program, 446, 'NETWORK_EVENT_CALLBACK_METADATA_CHANGE', NetworkEventCallbackMetadataChangeMsg, { since: '11.3.0' })

/** REMOTE_PROC_NODE_DEVICE_UPDATE */
export const nodeDeviceUpdate = /* @__PURE__ */ procedure(program, 447, 'NODE_DEVICE_UPDATE', NodeDeviceUpdateArgs, null, { since: '10.1.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_GRAPHICS_RELOAD */
export const domainGraphicsReload = /* @__PURE__ */ procedure(program, 448, 'DOMAIN_GRAPHICS_RELOAD', DomainGraphicsReloadArgs, null, { since: '10.2.0' })

/** REMOTE_PROC_DOMAIN_GET_AUTOSTART_ONCE */
export const domainGetAutostartOnce = /* @__PURE__ */ procedure(program, 449, 'DOMAIN_GET_AUTOSTART_ONCE', DomainGetAutostartOnceArgs, DomainGetAutostartOnceRet, { since: '11.2.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_SET_AUTOSTART_ONCE */
export const domainSetAutostartOnce = /* @__PURE__ */ procedure(program, 450, 'DOMAIN_SET_AUTOSTART_ONCE', DomainSetAutostartOnceArgs, null, { since: '11.2.0', priority: 'high' })

/** REMOTE_PROC_DOMAIN_SET_THROTTLE_GROUP */
export const domainSetThrottleGroup = /* @__PURE__ */ procedure(program, 451, 'DOMAIN_SET_THROTTLE_GROUP', DomainSetThrottleGroupArgs, null, { since: '11.2.0' })

/** REMOTE_PROC_DOMAIN_DEL_THROTTLE_GROUP */
export const domainDelThrottleGroup = /* @__PURE__ */ procedure(program, 452, 'DOMAIN_DEL_THROTTLE_GROUP', DomainDelThrottleGroupArgs, null, { since: '11.2.0' })

/** REMOTE_PROC_DOMAIN_EVENT_NIC_MAC_CHANGE */
export const domainEventNicMacChange = /* @__PURE__ */ eventProcedure(program, 453, 'DOMAIN_EVENT_NIC_MAC_CHANGE', DomainEventNicMacChangeMsg, { since: '11.3.0' })

/** REMOTE_PROC_DOMAIN_EVENT_VCPU_REMOVED */
export const domainEventVcpuRemoved = /* @__PURE__ */ eventProcedure(program, 454, 'DOMAIN_EVENT_VCPU_REMOVED', DomainEventVcpuRemovedMsg, { since: '12.8.0' })

/** REMOTE_PROC_DOMAIN_EVENT_CALLBACK_CHANNEL_LIFECYCLE */
export const domainEventCallbackChannelLifecycle = /* @__PURE__ */ eventProcedure(program, 455, 'DOMAIN_EVENT_CALLBACK_CHANNEL_LIFECYCLE', DomainEventCallbackChannelLifecycleMsg, { since: '12.8.0' })

/** REMOTE_PROC_DOMAIN_ANNOUNCE_INTERFACE */
export const domainAnnounceInterface = /* @__PURE__ */ procedure(program, 456, 'DOMAIN_ANNOUNCE_INTERFACE', DomainAnnounceInterfaceArgs, null, { since: '12.5.0' })

export const domainEventClass = /* @__PURE__ */ Object.freeze({ name: 'domain', register: connectDomainEventCallbackRegisterAny, deregister: connectDomainEventCallbackDeregisterAny, filterField: 'dom' } as const)

export const networkEventClass = /* @__PURE__ */ Object.freeze({ name: 'network', register: connectNetworkEventRegisterAny, deregister: connectNetworkEventDeregisterAny, filterField: 'net' } as const)

export const storagePoolEventClass = /* @__PURE__ */ Object.freeze({ name: 'storagePool', register: connectStoragePoolEventRegisterAny, deregister: connectStoragePoolEventDeregisterAny, filterField: 'pool' } as const)

export const nodeDeviceEventClass = /* @__PURE__ */ Object.freeze({ name: 'nodeDevice', register: connectNodeDeviceEventRegisterAny, deregister: connectNodeDeviceEventDeregisterAny, filterField: 'dev' } as const)

export const secretEventClass = /* @__PURE__ */ Object.freeze({ name: 'secret', register: connectSecretEventRegisterAny, deregister: connectSecretEventDeregisterAny, filterField: 'secret' } as const)

export const connectionEventClass = /* @__PURE__ */ Object.freeze({ name: 'connection', register: connectRegisterCloseCallback, deregister: connectUnregisterCloseCallback, filterField: null } as const)

export const domainEvents = {
  lifecycle: /* @__PURE__ */ event(domainEventClass, 0, 'lifecycle', domainEventCallbackLifecycle),
  reboot: /* @__PURE__ */ event(domainEventClass, 1, 'reboot', domainEventCallbackReboot),
  rtcChange: /* @__PURE__ */ event(domainEventClass, 2, 'rtcChange', domainEventCallbackRtcChange),
  watchdog: /* @__PURE__ */ event(domainEventClass, 3, 'watchdog', domainEventCallbackWatchdog),
  ioError: /* @__PURE__ */ event(domainEventClass, 4, 'ioError', domainEventCallbackIoError),
  graphics: /* @__PURE__ */ event(domainEventClass, 5, 'graphics', domainEventCallbackGraphics),
  ioErrorReason: /* @__PURE__ */ event(domainEventClass, 6, 'ioErrorReason', domainEventCallbackIoErrorReason),
  controlError: /* @__PURE__ */ event(domainEventClass, 7, 'controlError', domainEventCallbackControlError),
  blockJob: /* @__PURE__ */ event(domainEventClass, 8, 'blockJob', domainEventCallbackBlockJob),
  diskChange: /* @__PURE__ */ event(domainEventClass, 9, 'diskChange', domainEventCallbackDiskChange),
  trayChange: /* @__PURE__ */ event(domainEventClass, 10, 'trayChange', domainEventCallbackTrayChange),
  pmWakeup: /* @__PURE__ */ event(domainEventClass, 11, 'pmWakeup', domainEventCallbackPmwakeup),
  pmSuspend: /* @__PURE__ */ event(domainEventClass, 12, 'pmSuspend', domainEventCallbackPmsuspend),
  balloonChange: /* @__PURE__ */ event(domainEventClass, 13, 'balloonChange', domainEventCallbackBalloonChange),
  pmSuspendDisk: /* @__PURE__ */ event(domainEventClass, 14, 'pmSuspendDisk', domainEventCallbackPmsuspendDisk),
  deviceRemoved: /* @__PURE__ */ event(domainEventClass, 15, 'deviceRemoved', domainEventCallbackDeviceRemoved),
  blockJob2: /* @__PURE__ */ event(domainEventClass, 16, 'blockJob2', domainEventBlockJob2),
  tunable: /* @__PURE__ */ event(domainEventClass, 17, 'tunable', domainEventCallbackTunable),
  agentLifecycle: /* @__PURE__ */ event(domainEventClass, 18, 'agentLifecycle', domainEventCallbackAgentLifecycle),
  deviceAdded: /* @__PURE__ */ event(domainEventClass, 19, 'deviceAdded', domainEventCallbackDeviceAdded),
  migrationIteration: /* @__PURE__ */ event(domainEventClass, 20, 'migrationIteration', domainEventCallbackMigrationIteration),
  jobCompleted: /* @__PURE__ */ event(domainEventClass, 21, 'jobCompleted', domainEventCallbackJobCompleted),
  deviceRemovalFailed: /* @__PURE__ */ event(domainEventClass, 22, 'deviceRemovalFailed', domainEventCallbackDeviceRemovalFailed),
  metadataChange: /* @__PURE__ */ event(domainEventClass, 23, 'metadataChange', domainEventCallbackMetadataChange),
  blockThreshold: /* @__PURE__ */ event(domainEventClass, 24, 'blockThreshold', domainEventBlockThreshold),
  memoryFailure: /* @__PURE__ */ event(domainEventClass, 25, 'memoryFailure', domainEventMemoryFailure),
  memoryDeviceSizeChange: /* @__PURE__ */ event(domainEventClass, 26, 'memoryDeviceSizeChange', domainEventMemoryDeviceSizeChange),
  nicMacChange: /* @__PURE__ */ event(domainEventClass, 27, 'nicMacChange', domainEventNicMacChange),
  vcpuRemoved: /* @__PURE__ */ event(domainEventClass, 28, 'vcpuRemoved', domainEventVcpuRemoved),
  channelLifecycle: /* @__PURE__ */ event(domainEventClass, 29, 'channelLifecycle', domainEventCallbackChannelLifecycle),
} as const

export const networkEvents = {
  lifecycle: /* @__PURE__ */ event(networkEventClass, 0, 'lifecycle', networkEventLifecycle),
  metadataChange: /* @__PURE__ */ event(networkEventClass, 1, 'metadataChange', networkEventCallbackMetadataChange),
} as const

export const storagePoolEvents = {
  lifecycle: /* @__PURE__ */ event(storagePoolEventClass, 0, 'lifecycle', storagePoolEventLifecycle),
  refresh: /* @__PURE__ */ event(storagePoolEventClass, 1, 'refresh', storagePoolEventRefresh),
} as const

export const nodeDeviceEvents = {
  lifecycle: /* @__PURE__ */ event(nodeDeviceEventClass, 0, 'lifecycle', nodeDeviceEventLifecycle),
  update: /* @__PURE__ */ event(nodeDeviceEventClass, 1, 'update', nodeDeviceEventUpdate),
} as const

export const secretEvents = {
  lifecycle: /* @__PURE__ */ event(secretEventClass, 0, 'lifecycle', secretEventLifecycle),
  valueChanged: /* @__PURE__ */ event(secretEventClass, 1, 'valueChanged', secretEventValueChanged),
} as const

export const connectionEvents = {
  closed: /* @__PURE__ */ event(connectionEventClass, -1, 'closed', connectEventConnectionClosed),
} as const

export const procedures = {
  connectOpen,
  connectClose,
  connectGetType,
  connectGetVersion,
  connectGetMaxVcpus,
  nodeGetInfo,
  connectGetCapabilities,
  domainAttachDevice,
  domainCreate,
  domainCreateXml,
  domainDefineXml,
  domainDestroy,
  domainDetachDevice,
  domainGetXmlDesc,
  domainGetAutostart,
  domainGetInfo,
  domainGetMaxMemory,
  domainGetMaxVcpus,
  domainGetOsType,
  domainGetVcpus,
  connectListDefinedDomains,
  domainLookupById,
  domainLookupByName,
  domainLookupByUuid,
  connectNumOfDefinedDomains,
  domainPinVcpu,
  domainReboot,
  domainResume,
  domainSetAutostart,
  domainSetMaxMemory,
  domainSetMemory,
  domainSetVcpus,
  domainShutdown,
  domainSuspend,
  domainUndefine,
  connectListDefinedNetworks,
  connectListDomains,
  connectListNetworks,
  networkCreate,
  networkCreateXml,
  networkDefineXml,
  networkDestroy,
  networkGetXmlDesc,
  networkGetAutostart,
  networkGetBridgeName,
  networkLookupByName,
  networkLookupByUuid,
  networkSetAutostart,
  networkUndefine,
  connectNumOfDefinedNetworks,
  connectNumOfDomains,
  connectNumOfNetworks,
  domainCoreDump,
  domainRestore,
  domainSave,
  domainGetSchedulerType,
  domainGetSchedulerParameters,
  domainSetSchedulerParameters,
  connectGetHostname,
  connectSupportsFeature,
  domainMigratePrepare,
  domainMigratePerform,
  domainMigrateFinish,
  domainBlockStats,
  domainInterfaceStats,
  authList,
  authSaslInit,
  authSaslStart,
  authSaslStep,
  authPolkit,
  connectNumOfStoragePools,
  connectListStoragePools,
  connectNumOfDefinedStoragePools,
  connectListDefinedStoragePools,
  connectFindStoragePoolSources,
  storagePoolCreateXml,
  storagePoolDefineXml,
  storagePoolCreate,
  storagePoolBuild,
  storagePoolDestroy,
  storagePoolDelete,
  storagePoolUndefine,
  storagePoolRefresh,
  storagePoolLookupByName,
  storagePoolLookupByUuid,
  storagePoolLookupByVolume,
  storagePoolGetInfo,
  storagePoolGetXmlDesc,
  storagePoolGetAutostart,
  storagePoolSetAutostart,
  storagePoolNumOfVolumes,
  storagePoolListVolumes,
  storageVolCreateXml,
  storageVolDelete,
  storageVolLookupByName,
  storageVolLookupByKey,
  storageVolLookupByPath,
  storageVolGetInfo,
  storageVolGetXmlDesc,
  storageVolGetPath,
  nodeGetCellsFreeMemory,
  nodeGetFreeMemory,
  domainBlockPeek,
  domainMemoryPeek,
  connectDomainEventRegister,
  connectDomainEventDeregister,
  domainEventLifecycle,
  domainMigratePrepare2,
  domainMigrateFinish2,
  connectGetUri,
  nodeNumOfDevices,
  nodeListDevices,
  nodeDeviceLookupByName,
  nodeDeviceGetXmlDesc,
  nodeDeviceGetParent,
  nodeDeviceNumOfCaps,
  nodeDeviceListCaps,
  nodeDeviceDettach,
  nodeDeviceReAttach,
  nodeDeviceReset,
  domainGetSecurityLabel,
  nodeGetSecurityModel,
  nodeDeviceCreateXml,
  nodeDeviceDestroy,
  storageVolCreateXmlFrom,
  connectNumOfInterfaces,
  connectListInterfaces,
  interfaceLookupByName,
  interfaceLookupByMacString,
  interfaceGetXmlDesc,
  interfaceDefineXml,
  interfaceUndefine,
  interfaceCreate,
  interfaceDestroy,
  connectDomainXmlFromNative,
  connectDomainXmlToNative,
  connectNumOfDefinedInterfaces,
  connectListDefinedInterfaces,
  connectNumOfSecrets,
  connectListSecrets,
  secretLookupByUuid,
  secretDefineXml,
  secretGetXmlDesc,
  secretSetValue,
  secretGetValue,
  secretUndefine,
  secretLookupByUsage,
  domainMigratePrepareTunnel,
  connectIsSecure,
  domainIsActive,
  domainIsPersistent,
  networkIsActive,
  networkIsPersistent,
  storagePoolIsActive,
  storagePoolIsPersistent,
  interfaceIsActive,
  connectGetLibVersion,
  connectCompareCpu,
  domainMemoryStats,
  domainAttachDeviceFlags,
  domainDetachDeviceFlags,
  connectBaselineCpu,
  domainGetJobInfo,
  domainAbortJob,
  storageVolWipe,
  domainMigrateSetMaxDowntime,
  connectDomainEventRegisterAny,
  connectDomainEventDeregisterAny,
  domainEventReboot,
  domainEventRtcChange,
  domainEventWatchdog,
  domainEventIoError,
  domainEventGraphics,
  domainUpdateDeviceFlags,
  nwfilterLookupByName,
  nwfilterLookupByUuid,
  nwfilterGetXmlDesc,
  connectNumOfNwfilters,
  connectListNwfilters,
  nwfilterDefineXml,
  nwfilterUndefine,
  domainManagedSave,
  domainHasManagedSaveImage,
  domainManagedSaveRemove,
  domainSnapshotCreateXml,
  domainSnapshotGetXmlDesc,
  domainSnapshotNum,
  domainSnapshotListNames,
  domainSnapshotLookupByName,
  domainHasCurrentSnapshot,
  domainSnapshotCurrent,
  domainRevertToSnapshot,
  domainSnapshotDelete,
  domainGetBlockInfo,
  domainEventIoErrorReason,
  domainCreateWithFlags,
  domainSetMemoryParameters,
  domainGetMemoryParameters,
  domainSetVcpusFlags,
  domainGetVcpusFlags,
  domainOpenConsole,
  domainIsUpdated,
  connectGetSysinfo,
  domainSetMemoryFlags,
  domainSetBlkioParameters,
  domainGetBlkioParameters,
  domainMigrateSetMaxSpeed,
  storageVolUpload,
  storageVolDownload,
  domainInjectNmi,
  domainScreenshot,
  domainGetState,
  domainMigrateBegin3,
  domainMigratePrepare3,
  domainMigratePrepareTunnel3,
  domainMigratePerform3,
  domainMigrateFinish3,
  domainMigrateConfirm3,
  domainSetSchedulerParametersFlags,
  interfaceChangeBegin,
  interfaceChangeCommit,
  interfaceChangeRollback,
  domainGetSchedulerParametersFlags,
  domainEventControlError,
  domainPinVcpuFlags,
  domainSendKey,
  nodeGetCpuStats,
  nodeGetMemoryStats,
  domainGetControlInfo,
  domainGetVcpuPinInfo,
  domainUndefineFlags,
  domainSaveFlags,
  domainRestoreFlags,
  domainDestroyFlags,
  domainSaveImageGetXmlDesc,
  domainSaveImageDefineXml,
  domainBlockJobAbort,
  domainGetBlockJobInfo,
  domainBlockJobSetSpeed,
  domainBlockPull,
  domainEventBlockJob,
  domainMigrateGetMaxSpeed,
  domainBlockStatsFlags,
  domainSnapshotGetParent,
  domainReset,
  domainSnapshotNumChildren,
  domainSnapshotListChildrenNames,
  domainEventDiskChange,
  domainOpenGraphics,
  nodeSuspendForDuration,
  domainBlockResize,
  domainSetBlockIoTune,
  domainGetBlockIoTune,
  domainSetNumaParameters,
  domainGetNumaParameters,
  domainSetInterfaceParameters,
  domainGetInterfaceParameters,
  domainShutdownFlags,
  storageVolWipePattern,
  storageVolResize,
  domainPmSuspendForDuration,
  domainGetCpuStats,
  domainGetDiskErrors,
  domainSetMetadata,
  domainGetMetadata,
  domainBlockRebase,
  domainPmWakeup,
  domainEventTrayChange,
  domainEventPmwakeup,
  domainEventPmsuspend,
  domainSnapshotIsCurrent,
  domainSnapshotHasMetadata,
  connectListAllDomains,
  domainListAllSnapshots,
  domainSnapshotListAllChildren,
  domainEventBalloonChange,
  domainGetHostname,
  domainGetSecurityLabelList,
  domainPinEmulator,
  domainGetEmulatorPinInfo,
  connectListAllStoragePools,
  storagePoolListAllVolumes,
  connectListAllNetworks,
  connectListAllInterfaces,
  connectListAllNodeDevices,
  connectListAllNwfilters,
  connectListAllSecrets,
  nodeSetMemoryParameters,
  nodeGetMemoryParameters,
  domainBlockCommit,
  networkUpdate,
  domainEventPmsuspendDisk,
  nodeGetCpuMap,
  domainFstrim,
  domainSendProcessSignal,
  domainOpenChannel,
  nodeDeviceLookupScsiHostByWwn,
  domainGetJobStats,
  domainMigrateGetCompressionCache,
  domainMigrateSetCompressionCache,
  nodeDeviceDetachFlags,
  domainMigrateBegin3Params,
  domainMigratePrepare3Params,
  domainMigratePrepareTunnel3Params,
  domainMigratePerform3Params,
  domainMigrateFinish3Params,
  domainMigrateConfirm3Params,
  domainSetMemoryStatsPeriod,
  domainCreateXmlWithFiles,
  domainCreateWithFiles,
  domainEventDeviceRemoved,
  connectGetCpuModelNames,
  connectNetworkEventRegisterAny,
  connectNetworkEventDeregisterAny,
  networkEventLifecycle,
  connectDomainEventCallbackRegisterAny,
  connectDomainEventCallbackDeregisterAny,
  domainEventCallbackLifecycle,
  domainEventCallbackReboot,
  domainEventCallbackRtcChange,
  domainEventCallbackWatchdog,
  domainEventCallbackIoError,
  domainEventCallbackGraphics,
  domainEventCallbackIoErrorReason,
  domainEventCallbackControlError,
  domainEventCallbackBlockJob,
  domainEventCallbackDiskChange,
  domainEventCallbackTrayChange,
  domainEventCallbackPmwakeup,
  domainEventCallbackPmsuspend,
  domainEventCallbackBalloonChange,
  domainEventCallbackPmsuspendDisk,
  domainEventCallbackDeviceRemoved,
  domainCoreDumpWithFormat,
  domainFsfreeze,
  domainFsthaw,
  domainGetTime,
  domainSetTime,
  domainEventBlockJob2,
  nodeGetFreePages,
  networkGetDhcpLeases,
  connectGetDomainCapabilities,
  domainOpenGraphicsFd,
  connectGetAllDomainStats,
  domainBlockCopy,
  domainEventCallbackTunable,
  nodeAllocPages,
  domainEventCallbackAgentLifecycle,
  domainGetFsinfo,
  domainDefineXmlFlags,
  domainGetIothreadInfo,
  domainPinIothread,
  domainInterfaceAddresses,
  domainEventCallbackDeviceAdded,
  domainAddIothread,
  domainDelIothread,
  domainSetUserPassword,
  domainRename,
  domainEventCallbackMigrationIteration,
  connectRegisterCloseCallback,
  connectUnregisterCloseCallback,
  connectEventConnectionClosed,
  domainEventCallbackJobCompleted,
  domainMigrateStartPostCopy,
  domainGetPerfEvents,
  domainSetPerfEvents,
  domainEventCallbackDeviceRemovalFailed,
  connectStoragePoolEventRegisterAny,
  connectStoragePoolEventDeregisterAny,
  storagePoolEventLifecycle,
  domainGetGuestVcpus,
  domainSetGuestVcpus,
  storagePoolEventRefresh,
  connectNodeDeviceEventRegisterAny,
  connectNodeDeviceEventDeregisterAny,
  nodeDeviceEventLifecycle,
  nodeDeviceEventUpdate,
  storageVolGetInfoFlags,
  domainEventCallbackMetadataChange,
  connectSecretEventRegisterAny,
  connectSecretEventDeregisterAny,
  secretEventLifecycle,
  secretEventValueChanged,
  domainSetVcpu,
  domainEventBlockThreshold,
  domainSetBlockThreshold,
  domainMigrateGetMaxDowntime,
  domainManagedSaveGetXmlDesc,
  domainManagedSaveDefineXml,
  domainSetLifecycleAction,
  storagePoolLookupByTargetPath,
  domainDetachDeviceAlias,
  connectCompareHypervisorCpu,
  connectBaselineHypervisorCpu,
  nodeGetSevInfo,
  domainGetLaunchSecurityInfo,
  nwfilterBindingLookupByPortDev,
  nwfilterBindingGetXmlDesc,
  nwfilterBindingCreateXml,
  nwfilterBindingDelete,
  connectListAllNwfilterBindings,
  domainSetIothreadParams,
  connectGetStoragePoolCapabilities,
  networkListAllPorts,
  networkPortLookupByUuid,
  networkPortCreateXml,
  networkPortGetParameters,
  networkPortSetParameters,
  networkPortGetXmlDesc,
  networkPortDelete,
  domainCheckpointCreateXml,
  domainCheckpointGetXmlDesc,
  domainListAllCheckpoints,
  domainCheckpointListAllChildren,
  domainCheckpointLookupByName,
  domainCheckpointGetParent,
  domainCheckpointDelete,
  domainGetGuestInfo,
  connectSetIdentity,
  domainAgentSetResponseTimeout,
  domainBackupBegin,
  domainBackupGetXmlDesc,
  domainEventMemoryFailure,
  domainAuthorizedSshKeysGet,
  domainAuthorizedSshKeysSet,
  domainGetMessages,
  domainStartDirtyRateCalc,
  nodeDeviceDefineXml,
  nodeDeviceUndefine,
  nodeDeviceCreate,
  nwfilterDefineXmlFlags,
  networkDefineXmlFlags,
  nodeDeviceGetAutostart,
  nodeDeviceSetAutostart,
  nodeDeviceIsPersistent,
  nodeDeviceIsActive,
  networkCreateXmlFlags,
  domainEventMemoryDeviceSizeChange,
  domainSetLaunchSecurityState,
  domainSaveParams,
  domainRestoreParams,
  domainAbortJobFlags,
  domainFdAssociate,
  networkSetMetadata,
  networkGetMetadata,
  networkEventCallbackMetadataChange,
  nodeDeviceUpdate,
  domainGraphicsReload,
  domainGetAutostartOnce,
  domainSetAutostartOnce,
  domainSetThrottleGroup,
  domainDelThrottleGroup,
  domainEventNicMacChange,
  domainEventVcpuRemoved,
  domainEventCallbackChannelLifecycle,
  domainAnnounceInterface,
} as const

export const types = {
  remote_nonnull_string: NonnullString,
  remote_string: String,
  remote_uuid: Uuid,
  remote_nonnull_domain: NonnullDomain,
  remote_nonnull_network: NonnullNetwork,
  remote_nonnull_network_port: NonnullNetworkPort,
  remote_nonnull_nwfilter: NonnullNwfilter,
  remote_nonnull_nwfilter_binding: NonnullNwfilterBinding,
  remote_nonnull_interface: NonnullInterface,
  remote_nonnull_storage_pool: NonnullStoragePool,
  remote_nonnull_storage_vol: NonnullStorageVol,
  remote_nonnull_node_device: NonnullNodeDevice,
  remote_nonnull_secret: NonnullSecret,
  remote_nonnull_domain_checkpoint: NonnullDomainCheckpoint,
  remote_nonnull_domain_snapshot: NonnullDomainSnapshot,
  remote_domain: Domain,
  remote_network: Network,
  remote_network_port: NetworkPort,
  remote_nwfilter: Nwfilter,
  remote_nwfilter_binding: NwfilterBinding,
  remote_storage_pool: StoragePool,
  remote_storage_vol: StorageVol,
  remote_node_device: NodeDevice,
  remote_secret: Secret,
  remote_error: Error,
  remote_auth_type: AuthType,
  remote_vcpu_info: VcpuInfo,
  remote_typed_param_value: TypedParamValue,
  remote_typed_param: TypedParam,
  remote_node_get_cpu_stats: NodeGetCpuStats,
  remote_node_get_memory_stats: NodeGetMemoryStats,
  remote_domain_disk_error: DomainDiskError,
  remote_connect_open_args: ConnectOpenArgs,
  remote_connect_supports_feature_args: ConnectSupportsFeatureArgs,
  remote_connect_supports_feature_ret: ConnectSupportsFeatureRet,
  remote_connect_get_type_ret: ConnectGetTypeRet,
  remote_connect_get_version_ret: ConnectGetVersionRet,
  remote_connect_get_lib_version_ret: ConnectGetLibVersionRet,
  remote_connect_get_hostname_ret: ConnectGetHostnameRet,
  remote_connect_get_sysinfo_args: ConnectGetSysinfoArgs,
  remote_connect_get_sysinfo_ret: ConnectGetSysinfoRet,
  remote_connect_get_uri_ret: ConnectGetUriRet,
  remote_connect_get_max_vcpus_args: ConnectGetMaxVcpusArgs,
  remote_connect_get_max_vcpus_ret: ConnectGetMaxVcpusRet,
  remote_node_get_info_ret: NodeGetInfoRet,
  remote_connect_get_capabilities_ret: ConnectGetCapabilitiesRet,
  remote_connect_get_domain_capabilities_args: ConnectGetDomainCapabilitiesArgs,
  remote_connect_get_domain_capabilities_ret: ConnectGetDomainCapabilitiesRet,
  remote_node_get_cpu_stats_args: NodeGetCpuStatsArgs,
  remote_node_get_cpu_stats_ret: NodeGetCpuStatsRet,
  remote_node_get_memory_stats_args: NodeGetMemoryStatsArgs,
  remote_node_get_memory_stats_ret: NodeGetMemoryStatsRet,
  remote_node_get_cells_free_memory_args: NodeGetCellsFreeMemoryArgs,
  remote_node_get_cells_free_memory_ret: NodeGetCellsFreeMemoryRet,
  remote_node_get_free_memory_ret: NodeGetFreeMemoryRet,
  remote_domain_get_scheduler_type_args: DomainGetSchedulerTypeArgs,
  remote_domain_get_scheduler_type_ret: DomainGetSchedulerTypeRet,
  remote_domain_get_scheduler_parameters_args: DomainGetSchedulerParametersArgs,
  remote_domain_get_scheduler_parameters_ret: DomainGetSchedulerParametersRet,
  remote_domain_get_scheduler_parameters_flags_args: DomainGetSchedulerParametersFlagsArgs,
  remote_domain_get_scheduler_parameters_flags_ret: DomainGetSchedulerParametersFlagsRet,
  remote_domain_set_scheduler_parameters_args: DomainSetSchedulerParametersArgs,
  remote_domain_set_scheduler_parameters_flags_args: DomainSetSchedulerParametersFlagsArgs,
  remote_domain_set_blkio_parameters_args: DomainSetBlkioParametersArgs,
  remote_domain_get_blkio_parameters_args: DomainGetBlkioParametersArgs,
  remote_domain_get_blkio_parameters_ret: DomainGetBlkioParametersRet,
  remote_domain_set_memory_parameters_args: DomainSetMemoryParametersArgs,
  remote_domain_get_memory_parameters_args: DomainGetMemoryParametersArgs,
  remote_domain_get_memory_parameters_ret: DomainGetMemoryParametersRet,
  remote_domain_block_resize_args: DomainBlockResizeArgs,
  remote_domain_set_numa_parameters_args: DomainSetNumaParametersArgs,
  remote_domain_get_numa_parameters_args: DomainGetNumaParametersArgs,
  remote_domain_get_numa_parameters_ret: DomainGetNumaParametersRet,
  remote_domain_set_perf_events_args: DomainSetPerfEventsArgs,
  remote_domain_get_perf_events_args: DomainGetPerfEventsArgs,
  remote_domain_get_perf_events_ret: DomainGetPerfEventsRet,
  remote_domain_block_stats_args: DomainBlockStatsArgs,
  remote_domain_block_stats_ret: DomainBlockStatsRet,
  remote_domain_block_stats_flags_args: DomainBlockStatsFlagsArgs,
  remote_domain_block_stats_flags_ret: DomainBlockStatsFlagsRet,
  remote_domain_interface_stats_args: DomainInterfaceStatsArgs,
  remote_domain_interface_stats_ret: DomainInterfaceStatsRet,
  remote_domain_set_interface_parameters_args: DomainSetInterfaceParametersArgs,
  remote_domain_get_interface_parameters_args: DomainGetInterfaceParametersArgs,
  remote_domain_get_interface_parameters_ret: DomainGetInterfaceParametersRet,
  remote_domain_memory_stats_args: DomainMemoryStatsArgs,
  remote_domain_memory_stat: DomainMemoryStat,
  remote_domain_memory_stats_ret: DomainMemoryStatsRet,
  remote_domain_block_peek_args: DomainBlockPeekArgs,
  remote_domain_block_peek_ret: DomainBlockPeekRet,
  remote_domain_memory_peek_args: DomainMemoryPeekArgs,
  remote_domain_memory_peek_ret: DomainMemoryPeekRet,
  remote_domain_get_block_info_args: DomainGetBlockInfoArgs,
  remote_domain_get_block_info_ret: DomainGetBlockInfoRet,
  remote_connect_list_domains_args: ConnectListDomainsArgs,
  remote_connect_list_domains_ret: ConnectListDomainsRet,
  remote_connect_num_of_domains_ret: ConnectNumOfDomainsRet,
  remote_domain_create_xml_args: DomainCreateXmlArgs,
  remote_domain_create_xml_ret: DomainCreateXmlRet,
  remote_domain_create_xml_with_files_args: DomainCreateXmlWithFilesArgs,
  remote_domain_create_xml_with_files_ret: DomainCreateXmlWithFilesRet,
  remote_domain_lookup_by_id_args: DomainLookupByIdArgs,
  remote_domain_lookup_by_id_ret: DomainLookupByIdRet,
  remote_domain_lookup_by_uuid_args: DomainLookupByUuidArgs,
  remote_domain_lookup_by_uuid_ret: DomainLookupByUuidRet,
  remote_domain_lookup_by_name_args: DomainLookupByNameArgs,
  remote_domain_lookup_by_name_ret: DomainLookupByNameRet,
  remote_domain_suspend_args: DomainSuspendArgs,
  remote_domain_resume_args: DomainResumeArgs,
  remote_domain_pm_suspend_for_duration_args: DomainPmSuspendForDurationArgs,
  remote_domain_pm_wakeup_args: DomainPmWakeupArgs,
  remote_domain_shutdown_args: DomainShutdownArgs,
  remote_domain_reboot_args: DomainRebootArgs,
  remote_domain_reset_args: DomainResetArgs,
  remote_domain_destroy_args: DomainDestroyArgs,
  remote_domain_destroy_flags_args: DomainDestroyFlagsArgs,
  remote_domain_get_os_type_args: DomainGetOsTypeArgs,
  remote_domain_get_os_type_ret: DomainGetOsTypeRet,
  remote_domain_get_max_memory_args: DomainGetMaxMemoryArgs,
  remote_domain_get_max_memory_ret: DomainGetMaxMemoryRet,
  remote_domain_set_max_memory_args: DomainSetMaxMemoryArgs,
  remote_domain_set_memory_args: DomainSetMemoryArgs,
  remote_domain_set_memory_flags_args: DomainSetMemoryFlagsArgs,
  remote_domain_set_memory_stats_period_args: DomainSetMemoryStatsPeriodArgs,
  remote_domain_get_info_args: DomainGetInfoArgs,
  remote_domain_get_info_ret: DomainGetInfoRet,
  remote_domain_save_args: DomainSaveArgs,
  remote_domain_save_flags_args: DomainSaveFlagsArgs,
  remote_domain_save_params_args: DomainSaveParamsArgs,
  remote_domain_restore_args: DomainRestoreArgs,
  remote_domain_restore_flags_args: DomainRestoreFlagsArgs,
  remote_domain_restore_params_args: DomainRestoreParamsArgs,
  remote_domain_save_image_get_xml_desc_args: DomainSaveImageGetXmlDescArgs,
  remote_domain_save_image_get_xml_desc_ret: DomainSaveImageGetXmlDescRet,
  remote_domain_save_image_define_xml_args: DomainSaveImageDefineXmlArgs,
  remote_domain_core_dump_args: DomainCoreDumpArgs,
  remote_domain_core_dump_with_format_args: DomainCoreDumpWithFormatArgs,
  remote_domain_screenshot_args: DomainScreenshotArgs,
  remote_domain_screenshot_ret: DomainScreenshotRet,
  remote_domain_get_xml_desc_args: DomainGetXmlDescArgs,
  remote_domain_get_xml_desc_ret: DomainGetXmlDescRet,
  remote_domain_migrate_prepare_args: DomainMigratePrepareArgs,
  remote_domain_migrate_prepare_ret: DomainMigratePrepareRet,
  remote_domain_migrate_perform_args: DomainMigratePerformArgs,
  remote_domain_migrate_finish_args: DomainMigrateFinishArgs,
  remote_domain_migrate_finish_ret: DomainMigrateFinishRet,
  remote_domain_migrate_prepare2_args: DomainMigratePrepare2Args,
  remote_domain_migrate_prepare2_ret: DomainMigratePrepare2Ret,
  remote_domain_migrate_finish2_args: DomainMigrateFinish2Args,
  remote_domain_migrate_finish2_ret: DomainMigrateFinish2Ret,
  remote_connect_list_defined_domains_args: ConnectListDefinedDomainsArgs,
  remote_connect_list_defined_domains_ret: ConnectListDefinedDomainsRet,
  remote_connect_num_of_defined_domains_ret: ConnectNumOfDefinedDomainsRet,
  remote_domain_create_args: DomainCreateArgs,
  remote_domain_create_with_flags_args: DomainCreateWithFlagsArgs,
  remote_domain_create_with_flags_ret: DomainCreateWithFlagsRet,
  remote_domain_create_with_files_args: DomainCreateWithFilesArgs,
  remote_domain_create_with_files_ret: DomainCreateWithFilesRet,
  remote_domain_define_xml_args: DomainDefineXmlArgs,
  remote_domain_define_xml_ret: DomainDefineXmlRet,
  remote_domain_define_xml_flags_args: DomainDefineXmlFlagsArgs,
  remote_domain_define_xml_flags_ret: DomainDefineXmlFlagsRet,
  remote_domain_undefine_args: DomainUndefineArgs,
  remote_domain_undefine_flags_args: DomainUndefineFlagsArgs,
  remote_domain_inject_nmi_args: DomainInjectNmiArgs,
  remote_domain_send_key_args: DomainSendKeyArgs,
  remote_domain_send_process_signal_args: DomainSendProcessSignalArgs,
  remote_domain_set_vcpus_args: DomainSetVcpusArgs,
  remote_domain_set_vcpus_flags_args: DomainSetVcpusFlagsArgs,
  remote_domain_get_vcpus_flags_args: DomainGetVcpusFlagsArgs,
  remote_domain_get_vcpus_flags_ret: DomainGetVcpusFlagsRet,
  remote_domain_pin_vcpu_args: DomainPinVcpuArgs,
  remote_domain_pin_vcpu_flags_args: DomainPinVcpuFlagsArgs,
  remote_domain_get_vcpu_pin_info_args: DomainGetVcpuPinInfoArgs,
  remote_domain_get_vcpu_pin_info_ret: DomainGetVcpuPinInfoRet,
  remote_domain_pin_emulator_args: DomainPinEmulatorArgs,
  remote_domain_get_emulator_pin_info_args: DomainGetEmulatorPinInfoArgs,
  remote_domain_get_emulator_pin_info_ret: DomainGetEmulatorPinInfoRet,
  remote_domain_get_vcpus_args: DomainGetVcpusArgs,
  remote_domain_get_vcpus_ret: DomainGetVcpusRet,
  remote_domain_get_max_vcpus_args: DomainGetMaxVcpusArgs,
  remote_domain_get_max_vcpus_ret: DomainGetMaxVcpusRet,
  remote_domain_iothread_info: DomainIothreadInfo,
  remote_domain_get_iothread_info_args: DomainGetIothreadInfoArgs,
  remote_domain_get_iothread_info_ret: DomainGetIothreadInfoRet,
  remote_domain_pin_iothread_args: DomainPinIothreadArgs,
  remote_domain_add_iothread_args: DomainAddIothreadArgs,
  remote_domain_del_iothread_args: DomainDelIothreadArgs,
  remote_domain_set_iothread_params_args: DomainSetIothreadParamsArgs,
  remote_domain_get_security_label_args: DomainGetSecurityLabelArgs,
  remote_domain_get_security_label_ret: DomainGetSecurityLabelRet,
  remote_domain_get_security_label_list_args: DomainGetSecurityLabelListArgs,
  remote_domain_get_security_label_list_ret: DomainGetSecurityLabelListRet,
  remote_node_get_security_model_ret: NodeGetSecurityModelRet,
  remote_domain_attach_device_args: DomainAttachDeviceArgs,
  remote_domain_attach_device_flags_args: DomainAttachDeviceFlagsArgs,
  remote_domain_detach_device_args: DomainDetachDeviceArgs,
  remote_domain_detach_device_flags_args: DomainDetachDeviceFlagsArgs,
  remote_domain_update_device_flags_args: DomainUpdateDeviceFlagsArgs,
  remote_domain_detach_device_alias_args: DomainDetachDeviceAliasArgs,
  remote_domain_get_autostart_args: DomainGetAutostartArgs,
  remote_domain_get_autostart_ret: DomainGetAutostartRet,
  remote_domain_set_autostart_args: DomainSetAutostartArgs,
  remote_domain_set_metadata_args: DomainSetMetadataArgs,
  remote_domain_get_metadata_args: DomainGetMetadataArgs,
  remote_domain_get_metadata_ret: DomainGetMetadataRet,
  remote_domain_block_job_abort_args: DomainBlockJobAbortArgs,
  remote_domain_get_block_job_info_args: DomainGetBlockJobInfoArgs,
  remote_domain_get_block_job_info_ret: DomainGetBlockJobInfoRet,
  remote_domain_block_job_set_speed_args: DomainBlockJobSetSpeedArgs,
  remote_domain_block_pull_args: DomainBlockPullArgs,
  remote_domain_block_rebase_args: DomainBlockRebaseArgs,
  remote_domain_block_copy_args: DomainBlockCopyArgs,
  remote_domain_block_commit_args: DomainBlockCommitArgs,
  remote_domain_set_block_io_tune_args: DomainSetBlockIoTuneArgs,
  remote_domain_get_block_io_tune_args: DomainGetBlockIoTuneArgs,
  remote_domain_get_block_io_tune_ret: DomainGetBlockIoTuneRet,
  remote_domain_set_throttle_group_args: DomainSetThrottleGroupArgs,
  remote_domain_del_throttle_group_args: DomainDelThrottleGroupArgs,
  remote_domain_get_cpu_stats_args: DomainGetCpuStatsArgs,
  remote_domain_get_cpu_stats_ret: DomainGetCpuStatsRet,
  remote_domain_get_hostname_args: DomainGetHostnameArgs,
  remote_domain_get_hostname_ret: DomainGetHostnameRet,
  remote_connect_num_of_networks_ret: ConnectNumOfNetworksRet,
  remote_connect_list_networks_args: ConnectListNetworksArgs,
  remote_connect_list_networks_ret: ConnectListNetworksRet,
  remote_connect_num_of_defined_networks_ret: ConnectNumOfDefinedNetworksRet,
  remote_connect_list_defined_networks_args: ConnectListDefinedNetworksArgs,
  remote_connect_list_defined_networks_ret: ConnectListDefinedNetworksRet,
  remote_network_lookup_by_uuid_args: NetworkLookupByUuidArgs,
  remote_network_lookup_by_uuid_ret: NetworkLookupByUuidRet,
  remote_network_lookup_by_name_args: NetworkLookupByNameArgs,
  remote_network_lookup_by_name_ret: NetworkLookupByNameRet,
  remote_network_create_xml_args: NetworkCreateXmlArgs,
  remote_network_create_xml_ret: NetworkCreateXmlRet,
  remote_network_create_xml_flags_args: NetworkCreateXmlFlagsArgs,
  remote_network_create_xml_flags_ret: NetworkCreateXmlFlagsRet,
  remote_network_define_xml_args: NetworkDefineXmlArgs,
  remote_network_define_xml_ret: NetworkDefineXmlRet,
  remote_network_define_xml_flags_args: NetworkDefineXmlFlagsArgs,
  remote_network_define_xml_flags_ret: NetworkDefineXmlFlagsRet,
  remote_network_undefine_args: NetworkUndefineArgs,
  remote_network_update_args: NetworkUpdateArgs,
  remote_network_create_args: NetworkCreateArgs,
  remote_network_destroy_args: NetworkDestroyArgs,
  remote_network_get_xml_desc_args: NetworkGetXmlDescArgs,
  remote_network_get_xml_desc_ret: NetworkGetXmlDescRet,
  remote_network_get_bridge_name_args: NetworkGetBridgeNameArgs,
  remote_network_get_bridge_name_ret: NetworkGetBridgeNameRet,
  remote_network_get_autostart_args: NetworkGetAutostartArgs,
  remote_network_get_autostart_ret: NetworkGetAutostartRet,
  remote_network_set_autostart_args: NetworkSetAutostartArgs,
  remote_connect_num_of_nwfilters_ret: ConnectNumOfNwfiltersRet,
  remote_connect_list_nwfilters_args: ConnectListNwfiltersArgs,
  remote_connect_list_nwfilters_ret: ConnectListNwfiltersRet,
  remote_nwfilter_lookup_by_uuid_args: NwfilterLookupByUuidArgs,
  remote_nwfilter_lookup_by_uuid_ret: NwfilterLookupByUuidRet,
  remote_nwfilter_lookup_by_name_args: NwfilterLookupByNameArgs,
  remote_nwfilter_lookup_by_name_ret: NwfilterLookupByNameRet,
  remote_nwfilter_define_xml_args: NwfilterDefineXmlArgs,
  remote_nwfilter_define_xml_ret: NwfilterDefineXmlRet,
  remote_nwfilter_define_xml_flags_args: NwfilterDefineXmlFlagsArgs,
  remote_nwfilter_define_xml_flags_ret: NwfilterDefineXmlFlagsRet,
  remote_nwfilter_undefine_args: NwfilterUndefineArgs,
  remote_nwfilter_get_xml_desc_args: NwfilterGetXmlDescArgs,
  remote_nwfilter_get_xml_desc_ret: NwfilterGetXmlDescRet,
  remote_connect_num_of_interfaces_ret: ConnectNumOfInterfacesRet,
  remote_connect_list_interfaces_args: ConnectListInterfacesArgs,
  remote_connect_list_interfaces_ret: ConnectListInterfacesRet,
  remote_connect_num_of_defined_interfaces_ret: ConnectNumOfDefinedInterfacesRet,
  remote_connect_list_defined_interfaces_args: ConnectListDefinedInterfacesArgs,
  remote_connect_list_defined_interfaces_ret: ConnectListDefinedInterfacesRet,
  remote_interface_lookup_by_name_args: InterfaceLookupByNameArgs,
  remote_interface_lookup_by_name_ret: InterfaceLookupByNameRet,
  remote_interface_lookup_by_mac_string_args: InterfaceLookupByMacStringArgs,
  remote_interface_lookup_by_mac_string_ret: InterfaceLookupByMacStringRet,
  remote_interface_get_xml_desc_args: InterfaceGetXmlDescArgs,
  remote_interface_get_xml_desc_ret: InterfaceGetXmlDescRet,
  remote_interface_define_xml_args: InterfaceDefineXmlArgs,
  remote_interface_define_xml_ret: InterfaceDefineXmlRet,
  remote_interface_undefine_args: InterfaceUndefineArgs,
  remote_interface_create_args: InterfaceCreateArgs,
  remote_interface_destroy_args: InterfaceDestroyArgs,
  remote_interface_change_begin_args: InterfaceChangeBeginArgs,
  remote_interface_change_commit_args: InterfaceChangeCommitArgs,
  remote_interface_change_rollback_args: InterfaceChangeRollbackArgs,
  remote_auth_list_ret: AuthListRet,
  remote_auth_sasl_init_ret: AuthSaslInitRet,
  remote_auth_sasl_start_args: AuthSaslStartArgs,
  remote_auth_sasl_start_ret: AuthSaslStartRet,
  remote_auth_sasl_step_args: AuthSaslStepArgs,
  remote_auth_sasl_step_ret: AuthSaslStepRet,
  remote_auth_polkit_ret: AuthPolkitRet,
  remote_connect_num_of_storage_pools_ret: ConnectNumOfStoragePoolsRet,
  remote_connect_list_storage_pools_args: ConnectListStoragePoolsArgs,
  remote_connect_list_storage_pools_ret: ConnectListStoragePoolsRet,
  remote_connect_num_of_defined_storage_pools_ret: ConnectNumOfDefinedStoragePoolsRet,
  remote_connect_list_defined_storage_pools_args: ConnectListDefinedStoragePoolsArgs,
  remote_connect_list_defined_storage_pools_ret: ConnectListDefinedStoragePoolsRet,
  remote_connect_find_storage_pool_sources_args: ConnectFindStoragePoolSourcesArgs,
  remote_connect_find_storage_pool_sources_ret: ConnectFindStoragePoolSourcesRet,
  remote_storage_pool_lookup_by_uuid_args: StoragePoolLookupByUuidArgs,
  remote_storage_pool_lookup_by_uuid_ret: StoragePoolLookupByUuidRet,
  remote_storage_pool_lookup_by_name_args: StoragePoolLookupByNameArgs,
  remote_storage_pool_lookup_by_name_ret: StoragePoolLookupByNameRet,
  remote_storage_pool_lookup_by_volume_args: StoragePoolLookupByVolumeArgs,
  remote_storage_pool_lookup_by_volume_ret: StoragePoolLookupByVolumeRet,
  remote_storage_pool_lookup_by_target_path_args: StoragePoolLookupByTargetPathArgs,
  remote_storage_pool_lookup_by_target_path_ret: StoragePoolLookupByTargetPathRet,
  remote_storage_pool_create_xml_args: StoragePoolCreateXmlArgs,
  remote_storage_pool_create_xml_ret: StoragePoolCreateXmlRet,
  remote_storage_pool_define_xml_args: StoragePoolDefineXmlArgs,
  remote_storage_pool_define_xml_ret: StoragePoolDefineXmlRet,
  remote_storage_pool_build_args: StoragePoolBuildArgs,
  remote_storage_pool_undefine_args: StoragePoolUndefineArgs,
  remote_storage_pool_create_args: StoragePoolCreateArgs,
  remote_storage_pool_destroy_args: StoragePoolDestroyArgs,
  remote_storage_pool_delete_args: StoragePoolDeleteArgs,
  remote_storage_pool_refresh_args: StoragePoolRefreshArgs,
  remote_storage_pool_get_xml_desc_args: StoragePoolGetXmlDescArgs,
  remote_storage_pool_get_xml_desc_ret: StoragePoolGetXmlDescRet,
  remote_storage_pool_get_info_args: StoragePoolGetInfoArgs,
  remote_storage_pool_get_info_ret: StoragePoolGetInfoRet,
  remote_storage_pool_get_autostart_args: StoragePoolGetAutostartArgs,
  remote_storage_pool_get_autostart_ret: StoragePoolGetAutostartRet,
  remote_storage_pool_set_autostart_args: StoragePoolSetAutostartArgs,
  remote_storage_pool_num_of_volumes_args: StoragePoolNumOfVolumesArgs,
  remote_storage_pool_num_of_volumes_ret: StoragePoolNumOfVolumesRet,
  remote_storage_pool_list_volumes_args: StoragePoolListVolumesArgs,
  remote_storage_pool_list_volumes_ret: StoragePoolListVolumesRet,
  remote_storage_vol_lookup_by_name_args: StorageVolLookupByNameArgs,
  remote_storage_vol_lookup_by_name_ret: StorageVolLookupByNameRet,
  remote_storage_vol_lookup_by_key_args: StorageVolLookupByKeyArgs,
  remote_storage_vol_lookup_by_key_ret: StorageVolLookupByKeyRet,
  remote_storage_vol_lookup_by_path_args: StorageVolLookupByPathArgs,
  remote_storage_vol_lookup_by_path_ret: StorageVolLookupByPathRet,
  remote_storage_vol_create_xml_args: StorageVolCreateXmlArgs,
  remote_storage_vol_create_xml_ret: StorageVolCreateXmlRet,
  remote_storage_vol_create_xml_from_args: StorageVolCreateXmlFromArgs,
  remote_storage_vol_create_xml_from_ret: StorageVolCreateXmlFromRet,
  remote_storage_vol_delete_args: StorageVolDeleteArgs,
  remote_storage_vol_wipe_args: StorageVolWipeArgs,
  remote_storage_vol_wipe_pattern_args: StorageVolWipePatternArgs,
  remote_storage_vol_get_xml_desc_args: StorageVolGetXmlDescArgs,
  remote_storage_vol_get_xml_desc_ret: StorageVolGetXmlDescRet,
  remote_storage_vol_get_info_args: StorageVolGetInfoArgs,
  remote_storage_vol_get_info_ret: StorageVolGetInfoRet,
  remote_storage_vol_get_info_flags_args: StorageVolGetInfoFlagsArgs,
  remote_storage_vol_get_info_flags_ret: StorageVolGetInfoFlagsRet,
  remote_storage_vol_get_path_args: StorageVolGetPathArgs,
  remote_storage_vol_get_path_ret: StorageVolGetPathRet,
  remote_storage_vol_resize_args: StorageVolResizeArgs,
  remote_node_num_of_devices_args: NodeNumOfDevicesArgs,
  remote_node_num_of_devices_ret: NodeNumOfDevicesRet,
  remote_node_list_devices_args: NodeListDevicesArgs,
  remote_node_list_devices_ret: NodeListDevicesRet,
  remote_node_device_lookup_by_name_args: NodeDeviceLookupByNameArgs,
  remote_node_device_lookup_by_name_ret: NodeDeviceLookupByNameRet,
  remote_node_device_lookup_scsi_host_by_wwn_args: NodeDeviceLookupScsiHostByWwnArgs,
  remote_node_device_lookup_scsi_host_by_wwn_ret: NodeDeviceLookupScsiHostByWwnRet,
  remote_node_device_get_xml_desc_args: NodeDeviceGetXmlDescArgs,
  remote_node_device_get_xml_desc_ret: NodeDeviceGetXmlDescRet,
  remote_node_device_get_parent_args: NodeDeviceGetParentArgs,
  remote_node_device_get_parent_ret: NodeDeviceGetParentRet,
  remote_node_device_num_of_caps_args: NodeDeviceNumOfCapsArgs,
  remote_node_device_num_of_caps_ret: NodeDeviceNumOfCapsRet,
  remote_node_device_list_caps_args: NodeDeviceListCapsArgs,
  remote_node_device_list_caps_ret: NodeDeviceListCapsRet,
  remote_node_device_dettach_args: NodeDeviceDettachArgs,
  remote_node_device_detach_flags_args: NodeDeviceDetachFlagsArgs,
  remote_node_device_re_attach_args: NodeDeviceReAttachArgs,
  remote_node_device_reset_args: NodeDeviceResetArgs,
  remote_node_device_create_xml_args: NodeDeviceCreateXmlArgs,
  remote_node_device_create_xml_ret: NodeDeviceCreateXmlRet,
  remote_node_device_destroy_args: NodeDeviceDestroyArgs,
  remote_node_device_define_xml_args: NodeDeviceDefineXmlArgs,
  remote_node_device_define_xml_ret: NodeDeviceDefineXmlRet,
  remote_node_device_undefine_args: NodeDeviceUndefineArgs,
  remote_node_device_create_args: NodeDeviceCreateArgs,
  remote_node_device_get_autostart_args: NodeDeviceGetAutostartArgs,
  remote_node_device_get_autostart_ret: NodeDeviceGetAutostartRet,
  remote_node_device_set_autostart_args: NodeDeviceSetAutostartArgs,
  remote_node_device_is_persistent_args: NodeDeviceIsPersistentArgs,
  remote_node_device_is_persistent_ret: NodeDeviceIsPersistentRet,
  remote_node_device_is_active_args: NodeDeviceIsActiveArgs,
  remote_node_device_is_active_ret: NodeDeviceIsActiveRet,
  remote_node_device_update_args: NodeDeviceUpdateArgs,
  remote_connect_domain_event_register_ret: ConnectDomainEventRegisterRet,
  remote_connect_domain_event_deregister_ret: ConnectDomainEventDeregisterRet,
  remote_domain_event_lifecycle_msg: DomainEventLifecycleMsg,
  remote_domain_event_callback_lifecycle_msg: DomainEventCallbackLifecycleMsg,
  remote_connect_domain_xml_from_native_args: ConnectDomainXmlFromNativeArgs,
  remote_connect_domain_xml_from_native_ret: ConnectDomainXmlFromNativeRet,
  remote_connect_domain_xml_to_native_args: ConnectDomainXmlToNativeArgs,
  remote_connect_domain_xml_to_native_ret: ConnectDomainXmlToNativeRet,
  remote_connect_num_of_secrets_ret: ConnectNumOfSecretsRet,
  remote_connect_list_secrets_args: ConnectListSecretsArgs,
  remote_connect_list_secrets_ret: ConnectListSecretsRet,
  remote_secret_lookup_by_uuid_args: SecretLookupByUuidArgs,
  remote_secret_lookup_by_uuid_ret: SecretLookupByUuidRet,
  remote_secret_define_xml_args: SecretDefineXmlArgs,
  remote_secret_define_xml_ret: SecretDefineXmlRet,
  remote_secret_get_xml_desc_args: SecretGetXmlDescArgs,
  remote_secret_get_xml_desc_ret: SecretGetXmlDescRet,
  remote_secret_set_value_args: SecretSetValueArgs,
  remote_secret_get_value_args: SecretGetValueArgs,
  remote_secret_get_value_ret: SecretGetValueRet,
  remote_secret_undefine_args: SecretUndefineArgs,
  remote_secret_lookup_by_usage_args: SecretLookupByUsageArgs,
  remote_secret_lookup_by_usage_ret: SecretLookupByUsageRet,
  remote_domain_migrate_prepare_tunnel_args: DomainMigratePrepareTunnelArgs,
  remote_connect_is_secure_ret: ConnectIsSecureRet,
  remote_domain_is_active_args: DomainIsActiveArgs,
  remote_domain_is_active_ret: DomainIsActiveRet,
  remote_domain_is_persistent_args: DomainIsPersistentArgs,
  remote_domain_is_persistent_ret: DomainIsPersistentRet,
  remote_domain_is_updated_args: DomainIsUpdatedArgs,
  remote_domain_is_updated_ret: DomainIsUpdatedRet,
  remote_network_is_active_args: NetworkIsActiveArgs,
  remote_network_is_active_ret: NetworkIsActiveRet,
  remote_network_is_persistent_args: NetworkIsPersistentArgs,
  remote_network_is_persistent_ret: NetworkIsPersistentRet,
  remote_storage_pool_is_active_args: StoragePoolIsActiveArgs,
  remote_storage_pool_is_active_ret: StoragePoolIsActiveRet,
  remote_storage_pool_is_persistent_args: StoragePoolIsPersistentArgs,
  remote_storage_pool_is_persistent_ret: StoragePoolIsPersistentRet,
  remote_interface_is_active_args: InterfaceIsActiveArgs,
  remote_interface_is_active_ret: InterfaceIsActiveRet,
  remote_connect_compare_cpu_args: ConnectCompareCpuArgs,
  remote_connect_compare_cpu_ret: ConnectCompareCpuRet,
  remote_connect_baseline_cpu_args: ConnectBaselineCpuArgs,
  remote_connect_baseline_cpu_ret: ConnectBaselineCpuRet,
  remote_domain_get_job_info_args: DomainGetJobInfoArgs,
  remote_domain_get_job_info_ret: DomainGetJobInfoRet,
  remote_domain_get_job_stats_args: DomainGetJobStatsArgs,
  remote_domain_get_job_stats_ret: DomainGetJobStatsRet,
  remote_domain_abort_job_args: DomainAbortJobArgs,
  remote_domain_abort_job_flags_args: DomainAbortJobFlagsArgs,
  remote_domain_migrate_get_max_downtime_args: DomainMigrateGetMaxDowntimeArgs,
  remote_domain_migrate_get_max_downtime_ret: DomainMigrateGetMaxDowntimeRet,
  remote_domain_migrate_set_max_downtime_args: DomainMigrateSetMaxDowntimeArgs,
  remote_domain_migrate_get_compression_cache_args: DomainMigrateGetCompressionCacheArgs,
  remote_domain_migrate_get_compression_cache_ret: DomainMigrateGetCompressionCacheRet,
  remote_domain_migrate_set_compression_cache_args: DomainMigrateSetCompressionCacheArgs,
  remote_domain_migrate_set_max_speed_args: DomainMigrateSetMaxSpeedArgs,
  remote_domain_migrate_get_max_speed_args: DomainMigrateGetMaxSpeedArgs,
  remote_domain_migrate_get_max_speed_ret: DomainMigrateGetMaxSpeedRet,
  remote_connect_domain_event_register_any_args: ConnectDomainEventRegisterAnyArgs,
  remote_connect_domain_event_deregister_any_args: ConnectDomainEventDeregisterAnyArgs,
  remote_connect_domain_event_callback_register_any_args: ConnectDomainEventCallbackRegisterAnyArgs,
  remote_connect_domain_event_callback_register_any_ret: ConnectDomainEventCallbackRegisterAnyRet,
  remote_connect_domain_event_callback_deregister_any_args: ConnectDomainEventCallbackDeregisterAnyArgs,
  remote_domain_event_reboot_msg: DomainEventRebootMsg,
  remote_domain_event_callback_reboot_msg: DomainEventCallbackRebootMsg,
  remote_domain_event_rtc_change_msg: DomainEventRtcChangeMsg,
  remote_domain_event_callback_rtc_change_msg: DomainEventCallbackRtcChangeMsg,
  remote_domain_event_watchdog_msg: DomainEventWatchdogMsg,
  remote_domain_event_callback_watchdog_msg: DomainEventCallbackWatchdogMsg,
  remote_domain_event_io_error_msg: DomainEventIoErrorMsg,
  remote_domain_event_callback_io_error_msg: DomainEventCallbackIoErrorMsg,
  remote_domain_event_io_error_reason_msg: DomainEventIoErrorReasonMsg,
  remote_domain_event_callback_io_error_reason_msg: DomainEventCallbackIoErrorReasonMsg,
  remote_domain_event_graphics_address: DomainEventGraphicsAddress,
  remote_domain_event_graphics_identity: DomainEventGraphicsIdentity,
  remote_domain_event_graphics_msg: DomainEventGraphicsMsg,
  remote_domain_event_callback_graphics_msg: DomainEventCallbackGraphicsMsg,
  remote_domain_event_block_job_msg: DomainEventBlockJobMsg,
  remote_domain_event_callback_block_job_msg: DomainEventCallbackBlockJobMsg,
  remote_domain_event_disk_change_msg: DomainEventDiskChangeMsg,
  remote_domain_event_callback_disk_change_msg: DomainEventCallbackDiskChangeMsg,
  remote_domain_event_tray_change_msg: DomainEventTrayChangeMsg,
  remote_domain_event_callback_tray_change_msg: DomainEventCallbackTrayChangeMsg,
  remote_domain_event_pmwakeup_msg: DomainEventPmwakeupMsg,
  remote_domain_event_callback_pmwakeup_msg: DomainEventCallbackPmwakeupMsg,
  remote_domain_event_pmsuspend_msg: DomainEventPmsuspendMsg,
  remote_domain_event_callback_pmsuspend_msg: DomainEventCallbackPmsuspendMsg,
  remote_domain_event_balloon_change_msg: DomainEventBalloonChangeMsg,
  remote_domain_event_callback_balloon_change_msg: DomainEventCallbackBalloonChangeMsg,
  remote_domain_event_pmsuspend_disk_msg: DomainEventPmsuspendDiskMsg,
  remote_domain_event_callback_pmsuspend_disk_msg: DomainEventCallbackPmsuspendDiskMsg,
  remote_domain_managed_save_args: DomainManagedSaveArgs,
  remote_domain_has_managed_save_image_args: DomainHasManagedSaveImageArgs,
  remote_domain_has_managed_save_image_ret: DomainHasManagedSaveImageRet,
  remote_domain_managed_save_remove_args: DomainManagedSaveRemoveArgs,
  remote_domain_managed_save_get_xml_desc_args: DomainManagedSaveGetXmlDescArgs,
  remote_domain_managed_save_get_xml_desc_ret: DomainManagedSaveGetXmlDescRet,
  remote_domain_managed_save_define_xml_args: DomainManagedSaveDefineXmlArgs,
  remote_domain_snapshot_create_xml_args: DomainSnapshotCreateXmlArgs,
  remote_domain_snapshot_create_xml_ret: DomainSnapshotCreateXmlRet,
  remote_domain_snapshot_get_xml_desc_args: DomainSnapshotGetXmlDescArgs,
  remote_domain_snapshot_get_xml_desc_ret: DomainSnapshotGetXmlDescRet,
  remote_domain_snapshot_num_args: DomainSnapshotNumArgs,
  remote_domain_snapshot_num_ret: DomainSnapshotNumRet,
  remote_domain_snapshot_list_names_args: DomainSnapshotListNamesArgs,
  remote_domain_snapshot_list_names_ret: DomainSnapshotListNamesRet,
  remote_domain_list_all_snapshots_args: DomainListAllSnapshotsArgs,
  remote_domain_list_all_snapshots_ret: DomainListAllSnapshotsRet,
  remote_domain_snapshot_num_children_args: DomainSnapshotNumChildrenArgs,
  remote_domain_snapshot_num_children_ret: DomainSnapshotNumChildrenRet,
  remote_domain_snapshot_list_children_names_args: DomainSnapshotListChildrenNamesArgs,
  remote_domain_snapshot_list_children_names_ret: DomainSnapshotListChildrenNamesRet,
  remote_domain_snapshot_list_all_children_args: DomainSnapshotListAllChildrenArgs,
  remote_domain_snapshot_list_all_children_ret: DomainSnapshotListAllChildrenRet,
  remote_domain_snapshot_lookup_by_name_args: DomainSnapshotLookupByNameArgs,
  remote_domain_snapshot_lookup_by_name_ret: DomainSnapshotLookupByNameRet,
  remote_domain_has_current_snapshot_args: DomainHasCurrentSnapshotArgs,
  remote_domain_has_current_snapshot_ret: DomainHasCurrentSnapshotRet,
  remote_domain_snapshot_get_parent_args: DomainSnapshotGetParentArgs,
  remote_domain_snapshot_get_parent_ret: DomainSnapshotGetParentRet,
  remote_domain_snapshot_current_args: DomainSnapshotCurrentArgs,
  remote_domain_snapshot_current_ret: DomainSnapshotCurrentRet,
  remote_domain_snapshot_is_current_args: DomainSnapshotIsCurrentArgs,
  remote_domain_snapshot_is_current_ret: DomainSnapshotIsCurrentRet,
  remote_domain_snapshot_has_metadata_args: DomainSnapshotHasMetadataArgs,
  remote_domain_snapshot_has_metadata_ret: DomainSnapshotHasMetadataRet,
  remote_domain_revert_to_snapshot_args: DomainRevertToSnapshotArgs,
  remote_domain_snapshot_delete_args: DomainSnapshotDeleteArgs,
  remote_domain_open_console_args: DomainOpenConsoleArgs,
  remote_domain_open_channel_args: DomainOpenChannelArgs,
  remote_storage_vol_upload_args: StorageVolUploadArgs,
  remote_storage_vol_download_args: StorageVolDownloadArgs,
  remote_domain_get_state_args: DomainGetStateArgs,
  remote_domain_get_state_ret: DomainGetStateRet,
  remote_domain_migrate_begin3_args: DomainMigrateBegin3Args,
  remote_domain_migrate_begin3_ret: DomainMigrateBegin3Ret,
  remote_domain_migrate_prepare3_args: DomainMigratePrepare3Args,
  remote_domain_migrate_prepare3_ret: DomainMigratePrepare3Ret,
  remote_domain_migrate_prepare_tunnel3_args: DomainMigratePrepareTunnel3Args,
  remote_domain_migrate_prepare_tunnel3_ret: DomainMigratePrepareTunnel3Ret,
  remote_domain_migrate_perform3_args: DomainMigratePerform3Args,
  remote_domain_migrate_perform3_ret: DomainMigratePerform3Ret,
  remote_domain_migrate_finish3_args: DomainMigrateFinish3Args,
  remote_domain_migrate_finish3_ret: DomainMigrateFinish3Ret,
  remote_domain_migrate_confirm3_args: DomainMigrateConfirm3Args,
  remote_domain_event_control_error_msg: DomainEventControlErrorMsg,
  remote_domain_event_callback_control_error_msg: DomainEventCallbackControlErrorMsg,
  remote_domain_get_control_info_args: DomainGetControlInfoArgs,
  remote_domain_get_control_info_ret: DomainGetControlInfoRet,
  remote_domain_open_graphics_args: DomainOpenGraphicsArgs,
  remote_domain_open_graphics_fd_args: DomainOpenGraphicsFdArgs,
  remote_node_suspend_for_duration_args: NodeSuspendForDurationArgs,
  remote_domain_shutdown_flags_args: DomainShutdownFlagsArgs,
  remote_domain_get_disk_errors_args: DomainGetDiskErrorsArgs,
  remote_domain_get_disk_errors_ret: DomainGetDiskErrorsRet,
  remote_connect_list_all_domains_args: ConnectListAllDomainsArgs,
  remote_connect_list_all_domains_ret: ConnectListAllDomainsRet,
  remote_connect_list_all_storage_pools_args: ConnectListAllStoragePoolsArgs,
  remote_connect_list_all_storage_pools_ret: ConnectListAllStoragePoolsRet,
  remote_storage_pool_list_all_volumes_args: StoragePoolListAllVolumesArgs,
  remote_storage_pool_list_all_volumes_ret: StoragePoolListAllVolumesRet,
  remote_connect_list_all_networks_args: ConnectListAllNetworksArgs,
  remote_connect_list_all_networks_ret: ConnectListAllNetworksRet,
  remote_connect_list_all_interfaces_args: ConnectListAllInterfacesArgs,
  remote_connect_list_all_interfaces_ret: ConnectListAllInterfacesRet,
  remote_connect_list_all_node_devices_args: ConnectListAllNodeDevicesArgs,
  remote_connect_list_all_node_devices_ret: ConnectListAllNodeDevicesRet,
  remote_connect_list_all_nwfilters_args: ConnectListAllNwfiltersArgs,
  remote_connect_list_all_nwfilters_ret: ConnectListAllNwfiltersRet,
  remote_connect_list_all_secrets_args: ConnectListAllSecretsArgs,
  remote_connect_list_all_secrets_ret: ConnectListAllSecretsRet,
  remote_node_set_memory_parameters_args: NodeSetMemoryParametersArgs,
  remote_node_get_memory_parameters_args: NodeGetMemoryParametersArgs,
  remote_node_get_memory_parameters_ret: NodeGetMemoryParametersRet,
  remote_node_get_cpu_map_args: NodeGetCpuMapArgs,
  remote_node_get_cpu_map_ret: NodeGetCpuMapRet,
  remote_domain_fstrim_args: DomainFstrimArgs,
  remote_domain_get_time_args: DomainGetTimeArgs,
  remote_domain_get_time_ret: DomainGetTimeRet,
  remote_domain_set_time_args: DomainSetTimeArgs,
  remote_domain_migrate_begin3_params_args: DomainMigrateBegin3ParamsArgs,
  remote_domain_migrate_begin3_params_ret: DomainMigrateBegin3ParamsRet,
  remote_domain_migrate_prepare3_params_args: DomainMigratePrepare3ParamsArgs,
  remote_domain_migrate_prepare3_params_ret: DomainMigratePrepare3ParamsRet,
  remote_domain_migrate_prepare_tunnel3_params_args: DomainMigratePrepareTunnel3ParamsArgs,
  remote_domain_migrate_prepare_tunnel3_params_ret: DomainMigratePrepareTunnel3ParamsRet,
  remote_domain_migrate_perform3_params_args: DomainMigratePerform3ParamsArgs,
  remote_domain_migrate_perform3_params_ret: DomainMigratePerform3ParamsRet,
  remote_domain_migrate_finish3_params_args: DomainMigrateFinish3ParamsArgs,
  remote_domain_migrate_finish3_params_ret: DomainMigrateFinish3ParamsRet,
  remote_domain_migrate_confirm3_params_args: DomainMigrateConfirm3ParamsArgs,
  remote_domain_event_device_removed_msg: DomainEventDeviceRemovedMsg,
  remote_domain_event_callback_device_removed_msg: DomainEventCallbackDeviceRemovedMsg,
  remote_domain_event_block_job_2_msg: DomainEventBlockJob2Msg,
  remote_domain_event_block_threshold_msg: DomainEventBlockThresholdMsg,
  remote_domain_event_callback_tunable_msg: DomainEventCallbackTunableMsg,
  remote_domain_event_callback_device_added_msg: DomainEventCallbackDeviceAddedMsg,
  remote_connect_event_connection_closed_msg: ConnectEventConnectionClosedMsg,
  remote_connect_get_cpu_model_names_args: ConnectGetCpuModelNamesArgs,
  remote_connect_get_cpu_model_names_ret: ConnectGetCpuModelNamesRet,
  remote_connect_network_event_register_any_args: ConnectNetworkEventRegisterAnyArgs,
  remote_connect_network_event_register_any_ret: ConnectNetworkEventRegisterAnyRet,
  remote_connect_network_event_deregister_any_args: ConnectNetworkEventDeregisterAnyArgs,
  remote_network_event_lifecycle_msg: NetworkEventLifecycleMsg,
  remote_network_event_callback_metadata_change_msg: NetworkEventCallbackMetadataChangeMsg,
  remote_network_set_metadata_args: NetworkSetMetadataArgs,
  remote_network_get_metadata_args: NetworkGetMetadataArgs,
  remote_network_get_metadata_ret: NetworkGetMetadataRet,
  remote_connect_storage_pool_event_register_any_args: ConnectStoragePoolEventRegisterAnyArgs,
  remote_connect_storage_pool_event_register_any_ret: ConnectStoragePoolEventRegisterAnyRet,
  remote_connect_storage_pool_event_deregister_any_args: ConnectStoragePoolEventDeregisterAnyArgs,
  remote_storage_pool_event_lifecycle_msg: StoragePoolEventLifecycleMsg,
  remote_storage_pool_event_refresh_msg: StoragePoolEventRefreshMsg,
  remote_connect_node_device_event_register_any_args: ConnectNodeDeviceEventRegisterAnyArgs,
  remote_connect_node_device_event_register_any_ret: ConnectNodeDeviceEventRegisterAnyRet,
  remote_connect_node_device_event_deregister_any_args: ConnectNodeDeviceEventDeregisterAnyArgs,
  remote_node_device_event_lifecycle_msg: NodeDeviceEventLifecycleMsg,
  remote_node_device_event_update_msg: NodeDeviceEventUpdateMsg,
  remote_domain_fsfreeze_args: DomainFsfreezeArgs,
  remote_domain_fsfreeze_ret: DomainFsfreezeRet,
  remote_domain_fsthaw_args: DomainFsthawArgs,
  remote_domain_fsthaw_ret: DomainFsthawRet,
  remote_node_get_free_pages_args: NodeGetFreePagesArgs,
  remote_node_get_free_pages_ret: NodeGetFreePagesRet,
  remote_node_alloc_pages_args: NodeAllocPagesArgs,
  remote_node_alloc_pages_ret: NodeAllocPagesRet,
  remote_network_dhcp_lease: NetworkDhcpLease,
  remote_network_get_dhcp_leases_args: NetworkGetDhcpLeasesArgs,
  remote_network_get_dhcp_leases_ret: NetworkGetDhcpLeasesRet,
  remote_domain_stats_record: DomainStatsRecord,
  remote_connect_get_all_domain_stats_args: ConnectGetAllDomainStatsArgs,
  remote_domain_event_callback_agent_lifecycle_msg: DomainEventCallbackAgentLifecycleMsg,
  remote_connect_get_all_domain_stats_ret: ConnectGetAllDomainStatsRet,
  remote_domain_fsinfo: DomainFsinfo,
  remote_domain_get_fsinfo_args: DomainGetFsinfoArgs,
  remote_domain_get_fsinfo_ret: DomainGetFsinfoRet,
  remote_domain_ip_addr: DomainIpAddr,
  remote_domain_interface: DomainInterface,
  remote_domain_interface_addresses_args: DomainInterfaceAddressesArgs,
  remote_domain_interface_addresses_ret: DomainInterfaceAddressesRet,
  remote_domain_set_user_password_args: DomainSetUserPasswordArgs,
  remote_domain_rename_args: DomainRenameArgs,
  remote_domain_rename_ret: DomainRenameRet,
  remote_domain_event_callback_migration_iteration_msg: DomainEventCallbackMigrationIterationMsg,
  remote_domain_event_callback_job_completed_msg: DomainEventCallbackJobCompletedMsg,
  remote_domain_migrate_start_post_copy_args: DomainMigrateStartPostCopyArgs,
  remote_domain_event_callback_device_removal_failed_msg: DomainEventCallbackDeviceRemovalFailedMsg,
  remote_domain_get_guest_vcpus_args: DomainGetGuestVcpusArgs,
  remote_domain_get_guest_vcpus_ret: DomainGetGuestVcpusRet,
  remote_domain_set_guest_vcpus_args: DomainSetGuestVcpusArgs,
  remote_domain_set_vcpu_args: DomainSetVcpuArgs,
  remote_domain_event_callback_metadata_change_msg: DomainEventCallbackMetadataChangeMsg,
  remote_domain_event_memory_failure_msg: DomainEventMemoryFailureMsg,
  remote_connect_secret_event_register_any_args: ConnectSecretEventRegisterAnyArgs,
  remote_connect_secret_event_register_any_ret: ConnectSecretEventRegisterAnyRet,
  remote_connect_secret_event_deregister_any_args: ConnectSecretEventDeregisterAnyArgs,
  remote_secret_event_lifecycle_msg: SecretEventLifecycleMsg,
  remote_secret_event_value_changed_msg: SecretEventValueChangedMsg,
  remote_domain_set_block_threshold_args: DomainSetBlockThresholdArgs,
  remote_domain_set_lifecycle_action_args: DomainSetLifecycleActionArgs,
  remote_connect_compare_hypervisor_cpu_args: ConnectCompareHypervisorCpuArgs,
  remote_connect_compare_hypervisor_cpu_ret: ConnectCompareHypervisorCpuRet,
  remote_connect_baseline_hypervisor_cpu_args: ConnectBaselineHypervisorCpuArgs,
  remote_connect_baseline_hypervisor_cpu_ret: ConnectBaselineHypervisorCpuRet,
  remote_node_get_sev_info_args: NodeGetSevInfoArgs,
  remote_node_get_sev_info_ret: NodeGetSevInfoRet,
  remote_domain_get_launch_security_info_args: DomainGetLaunchSecurityInfoArgs,
  remote_domain_get_launch_security_info_ret: DomainGetLaunchSecurityInfoRet,
  remote_domain_set_launch_security_state_args: DomainSetLaunchSecurityStateArgs,
  remote_nwfilter_binding_lookup_by_port_dev_args: NwfilterBindingLookupByPortDevArgs,
  remote_nwfilter_binding_lookup_by_port_dev_ret: NwfilterBindingLookupByPortDevRet,
  remote_nwfilter_binding_create_xml_args: NwfilterBindingCreateXmlArgs,
  remote_nwfilter_binding_create_xml_ret: NwfilterBindingCreateXmlRet,
  remote_nwfilter_binding_delete_args: NwfilterBindingDeleteArgs,
  remote_nwfilter_binding_get_xml_desc_args: NwfilterBindingGetXmlDescArgs,
  remote_nwfilter_binding_get_xml_desc_ret: NwfilterBindingGetXmlDescRet,
  remote_connect_list_all_nwfilter_bindings_args: ConnectListAllNwfilterBindingsArgs,
  remote_connect_list_all_nwfilter_bindings_ret: ConnectListAllNwfilterBindingsRet,
  remote_connect_get_storage_pool_capabilities_args: ConnectGetStoragePoolCapabilitiesArgs,
  remote_connect_get_storage_pool_capabilities_ret: ConnectGetStoragePoolCapabilitiesRet,
  remote_network_list_all_ports_args: NetworkListAllPortsArgs,
  remote_network_list_all_ports_ret: NetworkListAllPortsRet,
  remote_network_port_lookup_by_uuid_args: NetworkPortLookupByUuidArgs,
  remote_network_port_lookup_by_uuid_ret: NetworkPortLookupByUuidRet,
  remote_network_port_create_xml_args: NetworkPortCreateXmlArgs,
  remote_network_port_create_xml_ret: NetworkPortCreateXmlRet,
  remote_network_port_set_parameters_args: NetworkPortSetParametersArgs,
  remote_network_port_get_parameters_args: NetworkPortGetParametersArgs,
  remote_network_port_get_parameters_ret: NetworkPortGetParametersRet,
  remote_network_port_get_xml_desc_args: NetworkPortGetXmlDescArgs,
  remote_network_port_get_xml_desc_ret: NetworkPortGetXmlDescRet,
  remote_network_port_delete_args: NetworkPortDeleteArgs,
  remote_domain_checkpoint_create_xml_args: DomainCheckpointCreateXmlArgs,
  remote_domain_checkpoint_create_xml_ret: DomainCheckpointCreateXmlRet,
  remote_domain_checkpoint_get_xml_desc_args: DomainCheckpointGetXmlDescArgs,
  remote_domain_checkpoint_get_xml_desc_ret: DomainCheckpointGetXmlDescRet,
  remote_domain_list_all_checkpoints_args: DomainListAllCheckpointsArgs,
  remote_domain_list_all_checkpoints_ret: DomainListAllCheckpointsRet,
  remote_domain_checkpoint_list_all_children_args: DomainCheckpointListAllChildrenArgs,
  remote_domain_checkpoint_list_all_children_ret: DomainCheckpointListAllChildrenRet,
  remote_domain_checkpoint_lookup_by_name_args: DomainCheckpointLookupByNameArgs,
  remote_domain_checkpoint_lookup_by_name_ret: DomainCheckpointLookupByNameRet,
  remote_domain_checkpoint_get_parent_args: DomainCheckpointGetParentArgs,
  remote_domain_checkpoint_get_parent_ret: DomainCheckpointGetParentRet,
  remote_domain_checkpoint_delete_args: DomainCheckpointDeleteArgs,
  remote_domain_get_guest_info_args: DomainGetGuestInfoArgs,
  remote_domain_get_guest_info_ret: DomainGetGuestInfoRet,
  remote_connect_set_identity_args: ConnectSetIdentityArgs,
  remote_domain_agent_set_response_timeout_args: DomainAgentSetResponseTimeoutArgs,
  remote_domain_agent_set_response_timeout_ret: DomainAgentSetResponseTimeoutRet,
  remote_domain_backup_begin_args: DomainBackupBeginArgs,
  remote_domain_backup_get_xml_desc_args: DomainBackupGetXmlDescArgs,
  remote_domain_backup_get_xml_desc_ret: DomainBackupGetXmlDescRet,
  remote_domain_authorized_ssh_keys_get_args: DomainAuthorizedSshKeysGetArgs,
  remote_domain_authorized_ssh_keys_get_ret: DomainAuthorizedSshKeysGetRet,
  remote_domain_authorized_ssh_keys_set_args: DomainAuthorizedSshKeysSetArgs,
  remote_domain_get_messages_args: DomainGetMessagesArgs,
  remote_domain_get_messages_ret: DomainGetMessagesRet,
  remote_domain_start_dirty_rate_calc_args: DomainStartDirtyRateCalcArgs,
  remote_domain_graphics_reload_args: DomainGraphicsReloadArgs,
  remote_domain_event_memory_device_size_change_msg: DomainEventMemoryDeviceSizeChangeMsg,
  remote_domain_fd_associate_args: DomainFdAssociateArgs,
  remote_domain_get_autostart_once_args: DomainGetAutostartOnceArgs,
  remote_domain_get_autostart_once_ret: DomainGetAutostartOnceRet,
  remote_domain_set_autostart_once_args: DomainSetAutostartOnceArgs,
  remote_domain_event_nic_mac_change_msg: DomainEventNicMacChangeMsg,
  remote_domain_event_vcpu_removed_msg: DomainEventVcpuRemovedMsg,
  remote_domain_event_callback_channel_lifecycle_msg: DomainEventCallbackChannelLifecycleMsg,
  remote_domain_announce_interface_args: DomainAnnounceInterfaceArgs,
} as const
