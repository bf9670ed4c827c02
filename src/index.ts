// The front door `lvrpc`: connections, domains, errors. Migration is `lvrpc/migration`, every call there is `lvrpc/raw`.

export { checkAccess, grantAccess, revokeAccess } from './access/lazy.ts'
export type {
  AccessGrant,
  AccessOptions,
  AccessReport,
  CheckOptions,
  GrantOptions,
  KeyType,
  Revocation,
  RevokeOptions,
  StepOptions,
} from './access/types.ts'
export { AdminConnection, type AdminConnectOptions, connectAdmin } from './api/admin.ts'
export type { Gap, OverflowGap, ReconnectedGap } from './api/async-queue.ts'
export {
  type CallerSubscribeOptions,
  Connection,
  type ConnectionState,
  type ConnectOptions,
  type CredentialName,
  type CredentialsCallback,
  type CredentialsWanted,
  connect,
  type Dialer,
  type Dialling,
  type DomainStats,
  defineFlags,
  type FeatureName,
  type ListedDomain,
  type LoginHints,
  listFlags,
  type NodeInfo,
  type PolkitAgent,
  type PromptCallback,
  type PromptQuestion,
  type ReconnectOptions,
  type SecurityModel,
  type StatsGroup,
  type SubscribeOptions,
  statsFlags,
  type Transport,
  type TransportHandler,
  type Version,
} from './api/connection.ts'
export {
  abortJobFlags,
  createFlags,
  Domain,
  type DomainInfo,
  type DomainRef,
  type DomainStateInfo,
  destroyFlags,
  jobStatsFlags,
  migrateSpeedFlags,
  type SecurityLabel,
  type ShutdownMode,
  type ShutdownOptions,
  shutdownModes,
  undefineFlags,
  xmlFlags,
} from './api/domain.ts'
export {
  type DomainEvent,
  DomainEventEmitter,
  type DomainEventName,
  type DomainEventOf,
  DomainEventStream,
  type EventDomain,
  type WatchOptions,
} from './api/domain-events.ts'
export {
  type ExplainedFile,
  type ExplainedFileKind,
  type ExplainedSsh,
  type ExplainedWay,
  type ExplainOptions,
  explainUri,
  type LoginWay,
  type SshCandidate,
  shownUri,
  type TransportName,
  type UnknownKeys,
  type UriExplanation,
  type UriSource,
  type UsedAlias,
  type UsedDefault,
} from './api/explain.ts'
export type { FlagOptions, FlagTable } from './api/flags.ts'
export type { JobInfo, JobStats } from './api/job.ts'
export { StoragePool, type StoragePoolInfo, type StoragePoolRef } from './api/pool.ts'
export type {
  TransferOptions,
  TransferProgress,
  TransferResult,
  UploadItem,
  UploadSource,
} from './api/transfer.ts'
export { param, type TypedRecord, type TypedValue } from './api/typed-params.ts'
export { formatUuid, parseUuid } from './api/uuid.ts'
export {
  StorageVolume,
  type StorageVolumeInfo,
  type StorageVolumeRef,
  type WipeAlgorithm,
} from './api/volume.ts'
export {
  CancelledError,
  ConnectionError,
  type ErrorCode,
  type ErrorDetail,
  LibvirtError,
  type LocalErrorCode,
  type Outcome,
  ProtocolError,
  RemoteError,
  type RemoteErrorBody,
  type RemoteErrorCode,
  UsageError,
} from './errors.ts'
export type { CallOptions, CloseInfo, CloseReason } from './rpc/connection.ts'
export type { Subscription } from './rpc/events.ts'
export type { RpcStream, StreamItem, StreamOptions } from './rpc/stream.ts'
export { type DecisionTrace, type FrameTrace, type TracePart, traceChannels } from './trace.ts'
