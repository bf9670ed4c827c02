// Many random schedules, one after the other: how they ended, and of those that broke the invariant everything it takes to play
// them again.

import { play, type Schedule, scheduleOf, shrunk, textOfStrike } from './schedule.ts'

export interface ScheduleRun {
  readonly count: number
  /** How often each kind of result was the last word. */
  readonly kinds: ReadonlyMap<string, number>
  readonly failures: readonly ScheduleFailure[]
}

export interface ScheduleFailure {
  readonly seed: number
  readonly wrong: readonly string[]
  /** The smallest schedule that was found to fail, and its calls. */
  readonly text: string
}

/** Seed and number of schedules as asked for by environment; without a seed this one, or a new one. */
export function wantedSchedules(
  count: number,
  usual = Math.floor(Math.random() * 1_000_000_000),
): { readonly seed: number; readonly count: number } {
  const { LVRPC_FAULT_SEED: seed, LVRPC_FAULT_COUNT: wanted } = process.env
  return {
    seed: seed === undefined ? usual : Number(seed),
    count: wanted === undefined ? count : Number(wanted),
  }
}

/** The command that plays one schedule again. */
export function commandFor(seed: number): string {
  return `LVRPC_FAULT_SEED=${seed} LVRPC_FAULT_COUNT=1 npm run test:faults -- --schedules`
}

/** Plays schedules of seeds that follow each other. @param failuresMax after so many it has seen enough */
export async function playMany(seed: number, count: number, failuresMax = 5): Promise<ScheduleRun> {
  const kinds = new Map<string, number>()
  const failures: ScheduleFailure[] = []
  let played = 0
  for (; played < count && failures.length < failuresMax; played++) {
    const schedule = scheduleOf(seed + played)
    const { kind, wrong } = await play(schedule)
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    if (wrong.length > 0) failures.push(await failureOf(schedule, wrong))
  }
  return { count: played, kinds, failures }
}

async function failureOf(schedule: Schedule, wrong: readonly string[]): Promise<ScheduleFailure> {
  const small = await shrunk(schedule)
  const trace: string[] = []
  const again = await play(small, trace)
  const { scene, options, resolve, resolveAfterMs } = small.setup
  const text = [
    `seed ${schedule.seed}: ${wrong.join('; ')}`,
    `again: ${commandFor(schedule.seed)}`,
    `all of it: ${schedule.strikes.map(textOfStrike).join(' | ')}`,
    `smaller: ${small.strikes.map(textOfStrike).join(' | ')}, which ends so: ${again.wrong.join('; ')}`,
    `with ${JSON.stringify({ scene, options, resolve, resolveAfterMs })}`,
    ...(again.result === undefined ? [] : [`evidence: ${again.result.evidence.join('; ')}`]),
    ...trace,
  ].join('\n')
  return { seed: schedule.seed, wrong, text }
}

export function kindsText(kinds: ReadonlyMap<string, number>): string {
  return [...kinds]
    .sort(([, a], [, b]) => b - a)
    .map(([kind, times]) => `${kind} ${times}`)
    .join(', ')
}
