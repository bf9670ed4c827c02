// The front door `lvrpc/migration`: moves a running guest between two daemons, with every phase run by the client, and brings what
// was interrupted to its end.

export type { MigrationParamName, MigrationParams } from '../api/migration-calls.ts'
export { journalFolder, openJournals } from './journal.ts'
export { Migration, type MigrationRequest, migrate } from './migrate.ts'
export type {
  CallPhase,
  MigrationOptions,
  MigrationPlan,
  SwitchoverPlan,
  TimeoutAction,
} from './plan.ts'
export { MigrationQueue, type MigrationQueueOptions } from './queue.ts'
export { Resolution, type ResolutionRequest, resolve } from './resolve.ts'
export type { ResolveOptions } from './resolver.ts'
export {
  type Act,
  exitCodes,
  type JobSeen,
  type MigrationProgress,
  type MigrationResult,
  type Observation,
  type PhaseName,
  type PhaseRecord,
  type ResultKind,
  type Side,
} from './result.ts'
