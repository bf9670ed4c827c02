// The model check: the engine with its resolver, the real code, over every interleaving of losses, not a sample of them. A run is
// first made without a loss, and every call that reached a host is noted. Then each of these calls is a place at which one of the
// four lines is lost, before the call is carried out or with its answer, or at which the client's process dies; and in each of
// those runs the calls after the loss are places for the next one, those of the resolver and of the processes after it too.
//
// Two places are one where all that can decide what follows is the same: how both hosts stand, which lines there are, what was lost
// before, the phases sent, and the call. So a host that is asked every half second does not make the tree larger.

import type { LabHost, StruckCall } from '../../../src/testing/index.ts'
import { textOfSight } from './scene.ts'
import { Trial, type TrialEnd, type TrialSetup } from './trial.ts'

const whens = ['before', 'after'] as const
const lines = [
  'source control',
  'source monitor',
  'destination control',
  'destination monitor',
] as const

/** What is lost: one of the lines, or the process, before a call is carried out or after. */
export interface Loss {
  readonly what: (typeof lines)[number] | 'client'
  readonly when: (typeof whens)[number]
}

const losses: readonly Loss[] = [...lines, 'client' as const].flatMap((what) =>
  whens.map((when) => ({ what, when })),
)

/** A loss at the how-manieth of all calls to both hosts. */
export interface Place {
  readonly index: number
  readonly loss: Loss
}

/** A call as a place of its own. */
interface Seen {
  readonly name: string
  readonly key: string
}

export interface ModelFailure {
  readonly setup: string
  readonly places: readonly string[]
  readonly wrong: readonly string[]
}

export interface ModelRun {
  /** Runs made, each with other losses. */
  schedules: number
  /** Places at which something was lost. */
  places: number
  /** Different ends: the result, and how both hosts stood. */
  readonly ends: Set<string>
  readonly failures: ModelFailure[]
}

/** What is migrated, and how. */
export function modelSetups(): readonly (readonly [name: string, setup: TrialSetup])[] {
  return (['running', 'paused'] as const).flatMap((guest) =>
    [false, true].map((persistent): readonly [string, TrialSetup] => [
      `${guest}, ${persistent ? 'persistent' : 'transient'}`,
      {
        scene: { guest, persistent, memoryMiB: 64, dirtyMiBps: 0, destination: { finishMs: 20 } },
        options: { persistent, undefineSource: persistent },
        resolve: {},
        resolveAfterMs: 1000,
      },
    ]),
  )
}

/** The scene's own connection is the first of each host, the one that the engine opens for the phases the second. */
const CONTROL = 1

function cut(trial: Trial, what: (typeof lines)[number]): void {
  const { a, b } = trial.scene
  const host = what.startsWith('source') ? a : b
  const control = what.endsWith('control')
  for (const { index } of [...host.server.sessions]) {
    if ((index === CONTROL) === control) host.cut(index)
  }
}

function lose(trial: Trial, host: LabHost, call: StruckCall, { what, when }: Loss): void {
  const { name: at } = call
  const deed = () => {
    trial.note(`${what} lost ${when} ${at} of ${host.name}`)
    if (what === 'client') trial.kill()
    else cut(trial, what)
  }
  if (when === 'after') {
    // A process that dies has its call carried out all the same.
    host.fault({ at, when: what === 'client' ? 'call' : 'reply', do: 'run', run: deed })
    return
  }
  deed()
  // What was on its way over the lost line never arrives.
  if (what === 'client') host.cut(call.connection)
}

/** Runs a migration with these losses. Its calls are keyed only for who looks for further places in it. */
async function runWith(
  setup: TrialSetup,
  places: readonly Place[],
  { keyed = false, trace }: { readonly keyed?: boolean; readonly trace?: string[] } = {},
): Promise<{ readonly calls: readonly Seen[]; readonly end: TrialEnd }> {
  const calls: Seen[] = []
  const end = await Trial.run(
    setup,
    (trial) => {
      const { scene } = trial
      for (const host of scene.made.hosts) {
        const { server } = host
        const note = server.note.bind(server)
        server.note = (call) => {
          const index = calls.length
          const key = keyed ? keyOf(trial, host, call) : ''
          calls.push({ name: `${call.name} of ${host.name}`, key })
          note(call)
          const place = places.find((one) => one.index === index)
          if (place !== undefined) lose(trial, host, call, place.loss)
        }
      }
    },
    trace,
  )
  return { calls, end }
}

function keyOf({ scene }: Trial, host: LabHost, call: StruckCall): string {
  const hosts = scene.made.hosts.map((one) => {
    const guest = one.guest(scene.uuid)
    const stands = guest && `${guest.state}/${guest.reason} ${guest.job} ${guest.persistent}`
    const open = [...one.server.sessions].map(({ index }) => index)
    return `${stands}, lines ${open.join(' ')}, sent ${one.phases.join(' ')}`
  })
  return [host.name, call.name, call.connection, call.args.cancelled ?? '', ...hosts].join('; ')
}

/** Looks through one setup, that many losses deep. */
export async function exploreSetup(
  [name, setup]: readonly [string, TrialSetup],
  depth: number,
): Promise<ModelRun> {
  const into: ModelRun = { schedules: 0, places: 0, ends: new Set(), failures: [] }
  const visited = new Set<string>()
  const from = async (places: readonly Place[], told: readonly string[]): Promise<void> => {
    const { calls, end } = await runWith(setup, places, { keyed: places.length < depth })
    into.schedules++
    into.ends.add(`${name}: ${end.kind}, ${textOfSight(end.sight)}`)
    if (end.wrong.length > 0) into.failures.push({ setup: name, places: told, wrong: end.wrong })
    if (places.length === depth) return
    const first = (places.at(-1)?.index ?? -1) + 1
    for (let index = first; index < calls.length; index++) {
      const call = calls[index]!
      const key = [...told, call.key].join(' > ')
      if (visited.has(key)) continue
      visited.add(key)
      for (const loss of losses) {
        into.places++
        const where = `${loss.what} lost ${loss.when} call ${index}, ${call.name}`
        await from([...places, { index, loss }], [...told, where])
      }
    }
  }
  await from([], [])
  return into
}

/** One run again, with its trace: for who looks into a failure. */
export async function traceOf(setup: TrialSetup, places: readonly Place[]): Promise<string[]> {
  const trace: string[] = []
  await runWith(setup, places, { trace })
  return trace
}

export function modelText(runs: readonly ModelRun[]): string {
  const sum = (count: (run: ModelRun) => number) => runs.reduce((all, run) => all + count(run), 0)
  const [schedules, places] = [sum((run) => run.schedules), sum((run) => run.places)]
  const [ends, failures] = [sum((run) => run.ends.size), sum((run) => run.failures.length)]
  return `${schedules} runs with losses at ${places} places, ${ends} different ends, ${failures} broke the invariant`
}
