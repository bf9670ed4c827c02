// Histories and sights for tests of what is decided on them.

import { stateInfo } from '../../src/api/domain.ts'
import { ConnectionError } from '../../src/errors.ts'
import type { Fact, HistoryRecord, Start } from '../../src/migration/history.ts'
import { planMigration } from '../../src/migration/plan.ts'
import type { JobSeen, Observation } from '../../src/migration/result.ts'

export const UUID = '01020304-0506-0708-090a-0b0c0d0e0f10'

const able = {
  sourceType: 'QEMU',
  destinationType: 'QEMU',
  params: true,
  v3: true,
  offline: true,
  changeProtection: true,
  keepalive: true,
}

export const start: Start = {
  is: 'start',
  version: 1,
  source: 'qemu+tcp://a/system',
  destination: 'qemu+tcp://b/system',
  uuid: UUID,
  name: 'guest',
  id: 1,
  plan: planMigration({ live: true }, able),
  condition: 'running',
  before: { is: 'nothing' },
}

/** The same for one that defines the guest there. */
export const persistent: Start = {
  ...start,
  plan: planMigration({ live: true, persistent: true, undefineSource: true }, able),
}

export const offline: Start = {
  ...persistent,
  id: undefined,
  condition: 'inactive',
  plan: planMigration({ offline: true, persistent: true, undefineSource: true }, able),
}

/** Facts as a history, a second apart. */
export function recordsOf(...facts: readonly Fact[]): HistoryRecord[] {
  return facts.map((fact, index) => ({ ...fact, at: 1_000_000 + index * 1000 }) as HistoryRecord)
}

type Phase = Extract<Fact, { is: 'sending' }>['phase']
type Fate = Extract<Fact, { is: 'answered' }>['fate']

export function sending(phase: Phase, cancelled = false): Fact {
  return { is: 'sending', phase, cancelled }
}

/** A phase that was sent and answered; its cookie says whose it is. */
export function done(phase: Phase, fate: Fate = 'ok', cancelled = false): Fact[] {
  const cookie = fate === 'ok' && !cancelled ? { cookie: new TextEncoder().encode(phase) } : {}
  return [sending(phase, cancelled), { is: 'answered', phase, cancelled, fate, ...cookie }]
}

export const heard: Fact = { is: 'watch', on: true }

export const seen = (
  state: number,
  reason: number,
  job: JobSeen = 'none',
  more: { readonly id?: number; readonly persistent?: boolean } = {},
): Observation => ({
  is: 'present',
  id: undefined,
  state: stateInfo(state, reason),
  job,
  persistent: false,
  ...more,
})

export const running = seen(1, 1)
export const arrived = seen(1, 2)
export const paused = seen(3, 1)
export const stopped = seen(3, 2)
export const held = seen(3, 2, 'out')
export const copying = seen(1, 1, 'out')
export const waiting = seen(3, 2, 'in')
export const off = seen(5, 4, 'inactive', { persistent: true })
export const absent: Observation = { is: 'absent' }
export const unknown: Observation = {
  is: 'unknown',
  error: new ConnectionError('connectionLost', 'gone', { outcome: 'unknown' }),
}
