// What a migration says of its end, as plain data: what this process, a client of its own and the command line tell alike.

import type { MigrationResult, Observation, Side } from '../../../src/migration/index.ts'
import type { Kind } from '../../faults/rows.ts'

export interface Said {
  readonly kind: Kind
  readonly host: Side | undefined
  readonly phase: string
  readonly source: string
  readonly destination: string
  readonly evidence: readonly string[]
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
  /** How long the guest stood still, ms, and the client's own part of that. */
  readonly downtimeMs?: number | undefined
  readonly gapMs?: number | undefined
}

export function saidOf(result: MigrationResult): Said {
  const { kind, host, phase, evidence, warnings, downtimeMs, gapMs } = result
  return {
    kind,
    host,
    phase,
    source: textOf(result.source),
    destination: textOf(result.destination),
    evidence,
    errors: result.errors.map((error) => `${error.code}: ${error.message}`),
    warnings,
    downtimeMs,
    gapMs,
  }
}

function textOf(seen: Observation): string {
  switch (seen.is) {
    case 'present':
      return `${seen.state.state} (${seen.state.reason}), job ${seen.job}`
    case 'absent':
      return 'absent'
    default:
      return `unknown (${seen.error.message})`
  }
}
