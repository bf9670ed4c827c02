// The front door `lvrpc/migration`: moves a running guest between two daemons, with every phase run by the client, and brings what
// was interrupted to its end.

export type { Act } from './decisions.ts'
export { journalFolder, openJournals } from './journal.ts'
export { Migration, type MigrationRequest, migrate, type ResolveOptions } from './migrate.ts'
export type { MigrationOptions, MigrationPlan } from './plan.ts'
export { Resolution, type ResolutionRequest, resolve } from './resolve.ts'
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
