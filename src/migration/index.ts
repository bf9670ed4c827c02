// The front door `lvrpc/migration`: moves a running guest between two daemons, with every phase run by the client.

export { Migration, type MigrationRequest, migrate } from './migrate.ts'
export type { MigrationOptions, MigrationPlan } from './plan.ts'
export {
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
