// Random schedules: a guest, options and up to four faults at random calls, moments and bytes, all of it from one seed. A schedule
// is plain data: it can be printed, played again, and made smaller while it still fails.

import type { Fault, HostVersion, LabHost } from '../../../src/testing/index.ts'
import type { Options, SceneOptions } from './scene.ts'
import { Trial, type TrialEnd, type TrialSetup } from './trial.ts'

type Side = 'source' | 'destination'

/** What is done; `ms`: how long it lasts, or until the daemon is back. */
export type Deed =
  | { readonly do: 'cut'; readonly which: 'control' | 'monitor' | 'all' }
  | { readonly do: 'cut line' }
  | { readonly do: 'cut reply'; readonly bytes: number }
  | { readonly do: 'hole'; readonly which: 'control' | 'monitor' | 'all'; readonly ms: number }
  | { readonly do: 'hole line'; readonly ms: number }
  | { readonly do: 'delay'; readonly ms: number }
  | {
      readonly do: 'error'
      readonly code: 'operationTimeout' | 'operationFailed' | 'internalError'
    }
  | { readonly do: 'crash'; readonly ms: number }
  | { readonly do: 'unreachable'; readonly ms: number }
  | { readonly do: 'killQemu' }
  | { readonly do: 'powerOff' }
  | { readonly do: 'pull'; readonly ms: number; readonly silent: boolean }
  | { readonly do: 'kill' }
  | { readonly do: 'stop'; readonly ms: number }
  | { readonly do: 'abort' }

/** When: at a call, or so long after the start. */
export type Moment =
  | {
      readonly at: string
      readonly when: 'call' | 'running' | 'reply'
      readonly nth: number
      readonly afterMs: number
    }
  | { readonly atMs: number }

export interface Strike {
  readonly side: Side
  readonly moment: Moment
  readonly deed: Deed
}

export interface Schedule {
  readonly seed: number
  readonly setup: TrialSetup
  readonly strikes: readonly Strike[]
}

/** Mulberry32: the same numbers for the same seed, everywhere. */
export class Dice {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  below(n: number): number {
    return Math.floor(this.next() * n)
  }

  chance(p: number): boolean {
    return this.next() < p
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }
}

const versions: readonly HostVersion[] = ['9.0.0', '11.3.0']

const phases = ['begin', 'prepare', 'perform', 'finish', 'confirm'] as const
/** What strikes where post-copy is. */
const postcopyCalls = ['domainMigrateStartPostCopy', 'connectGetLibVersion'] as const
const phaseSide: Readonly<Record<string, Side>> = {
  begin: 'source',
  prepare: 'destination',
  perform: 'source',
  finish: 'destination',
  confirm: 'source',
}
/** Calls beside the phases. */
const others = [
  'connectOpen',
  'connectSupportsFeature',
  'connectDomainEventCallbackRegisterAny',
  'connectClose',
  'domainLookupByUuid',
  'domainGetState',
  'domainGetJobStats',
  'domainIsPersistent',
  'domainResume',
  'domainAbortJob',
  'domainUndefineFlags',
  'domainDefineXmlFlags',
  '*',
] as const

/** What is known to be the worst of all: an answer is lost on which everything hangs. */
const cores: readonly (readonly Strike[])[] = [
  [lost('destination', 'finish', 'reply')],
  [lost('destination', 'finish', 'reply', 'all')],
  [lost('destination', 'finish', 'call')],
  [lost('source', 'perform', 'reply')],
  [lost('source', 'perform', 'reply', 'all')],
  [lost('source', 'confirm', 'call')],
  [strikeAt('destination', 'finish', 'reply', { do: 'kill' })],
  [strikeAt('source', 'perform', 'reply', { do: 'kill' })],
  [
    strikeAt('destination', 'finish', 'reply', { do: 'powerOff' }, 50),
    lost('destination', 'finish', 'reply', 'all'),
  ],
  [
    strikeAt('destination', 'finish', 'reply', { do: 'killQemu' }),
    strikeAt('destination', 'finish', 'reply', { do: 'kill' }),
  ],
]

function strikeAt(side: Side, at: string, when: 'call' | 'reply', deed: Deed, afterMs = 0): Strike {
  return { side, moment: { at, when, nth: 1, afterMs }, deed }
}

function lost(side: Side, at: string, when: 'call' | 'reply', which?: 'all'): Strike {
  return strikeAt(side, at, when, which === undefined ? { do: 'cut line' } : { do: 'cut', which })
}

function momentOf(dice: Dice, postcopy: boolean): { readonly side: Side; readonly moment: Moment } {
  const side = dice.of(['source', 'destination'] as const)
  if (dice.chance(0.2)) return { side, moment: { atMs: dice.below(6000) } }
  const when = dice.of(['call', 'call', 'reply', 'reply', 'running'] as const)
  const afterMs = dice.of([0, 0, 1, 50, 400, 1500, 6000])
  if (dice.chance(0.65)) {
    const at = dice.of(phases)
    // What strikes at one host's call may strike the other host.
    const where = dice.chance(0.75) ? phaseSide[at]! : side
    return { side: where, moment: { at, when, nth: dice.chance(0.85) ? 1 : 2, afterMs } as const }
  }
  const at = dice.of(postcopy ? [...others, ...postcopyCalls] : others)
  const nth = 1 + dice.below(at === '*' ? 60 : 6)
  return { side, moment: { at, when: when === 'running' ? 'reply' : when, nth, afterMs } }
}

const outages = [100, 3000, 12_000, 28_000, 33_000, 40_000, 100_000] as const

function deedOf(dice: Dice, moment: Moment): Deed {
  const which = dice.of(['control', 'control', 'monitor', 'all'] as const)
  const ms = dice.of(outages)
  const roll = dice.below(100)
  const atCall = 'at' in moment && moment.when !== 'running'
  if (roll < 14) return { do: 'cut', which }
  if (roll < 28) return atCall ? { do: 'cut line' } : { do: 'cut', which }
  if (roll < 34 && 'at' in moment && moment.when === 'reply') {
    return { do: 'cut reply', bytes: 1 + dice.below(80) }
  }
  if (roll < 42) return { do: 'hole', which, ms }
  if (roll < 48) return atCall ? { do: 'hole line', ms } : { do: 'hole', which, ms }
  if (roll < 53 && atCall) return { do: 'delay', ms: dice.of([10, 700, 6000, 20_000]) }
  if (roll < 57 && 'at' in moment && moment.when === 'call' && mayRefuse(moment.at)) {
    return { do: 'error', code: dice.of(['operationTimeout', 'operationFailed', 'internalError']) }
  }
  if (roll < 67) return { do: 'crash', ms: dice.of([50, 2000, 20_000, 60_000]) }
  if (roll < 75) return { do: 'unreachable', ms }
  if (roll < 78) return { do: 'killQemu' }
  if (roll < 80) return { do: 'powerOff' }
  if (roll < 84) return { do: 'pull', ms, silent: dice.chance(0.5) }
  if (roll < 94) return { do: 'kill' }
  if (roll < 98) return { do: 'stop', ms: dice.of([2000, 29_000, 36_000, 90_000]) }
  return { do: 'abort' }
}

/** Calls that a healthy daemon may refuse without having done anything, and without telling what is not so. */
function mayRefuse(at: string): boolean {
  return at !== '*' && !at.startsWith('connect') && at !== 'domainLookupByUuid'
}

export function scheduleOf(seed: number): Schedule {
  const dice = new Dice(seed)
  const postcopy = dice.chance(0.2)
  const guest = postcopy || dice.chance(0.7) ? 'running' : 'paused'
  const scene: SceneOptions = {
    versions: [dice.of(versions), dice.of(versions)],
    guest,
    persistent: dice.chance(0.6),
    memoryMiB: dice.of([64, 512, 3000]),
    dirtyMiBps: dice.of(postcopy ? [50, 2000] : [0, 50, 400]),
    ...(postcopy && { lineMiBps: 200 }),
    source: {},
    destination: { finishMs: dice.of([0, 0, 40, 2500]) },
  }
  const options: Options = {
    live: postcopy || dice.chance(0.85),
    ...(postcopy && { postcopy, postcopyAfterPrecopy: dice.chance(0.3) }),
    ...(dice.chance(0.35) && { persistent: true }),
    ...(dice.chance(0.35) && { undefineSource: true }),
    ...(dice.chance(0.1) && !postcopy && { suspend: true }),
    ...(dice.chance(0.1) && { timeoutS: 1, timeoutAction: postcopy ? 'postcopy' : 'suspend' }),
    ...(dice.chance(0.1) && { destinationName: 'renamed' }),
    ...(dice.chance(0.2) && { bandwidthMiBps: 500 }),
  }
  const ifAbsent = dice.chance(0.5) ? ('ask' as const) : undefined
  const leftover = dice.chance(0.15) ? ('destroy' as const) : undefined
  const preferForward = dice.chance(0.15)
  const resolve = {
    ...(ifAbsent && { ifAbsent }),
    ...(leftover && { leftover }),
    ...(preferForward && { preferForward }),
  }
  const core = dice.chance(0.3) ? dice.of(cores) : []
  const more = core.length === 0 ? 1 + dice.below(4) : dice.below(4 - core.length)
  const strikes = [
    ...core,
    ...Array.from({ length: more }, () => {
      const { side, moment } = momentOf(dice, postcopy)
      return { side, moment, deed: deedOf(dice, moment) }
    }),
  ]
  const resolveAfterMs = dice.of([0, 1000, 20_000, 40_000, 120_000])
  return {
    seed,
    setup: { scene, options: { ...options, ...resolve }, resolve, resolveAfterMs },
    strikes,
  }
}

/** Plays a schedule. */
export function play(schedule: Schedule, trace?: string[]): Promise<TrialEnd> {
  return Trial.run(
    schedule.setup,
    (trial) => {
      for (const strike of schedule.strikes) place(trial, strike)
    },
    trace,
  )
}

function place(trial: Trial, strike: Strike): void {
  const { scene } = trial
  const host = strike.side === 'source' ? scene.a : scene.b
  const { moment, deed } = strike
  const tell = () => trial.note(`${host.name}: fault ${textOfDeed(deed)}`)
  if ('atMs' in moment) {
    scene.clock.setTimeout(() => {
      tell()
      act(trial, host, deed)
    }, moment.atMs)
    return
  }
  const { at, when, nth, afterMs } = moment
  const rule = { at, when, nth, ...(when === 'running' && { afterMs }) }
  // A phase is called on one host only, whichever of them is struck.
  const called = phaseSide[at] === undefined ? host : phaseSide[at] === 'source' ? scene.a : scene.b
  const effect = called === host ? effectOf(deed) : undefined
  if (effect !== undefined) {
    void called.fault({ ...rule, ...effect }).struck.then(tell)
    return
  }
  const run = () => {
    tell()
    act(trial, host, deed)
  }
  const later = when !== 'running' && afterMs > 0
  const deedThen = later ? () => void scene.clock.setTimeout(run, afterMs) : run
  called.fault({ ...rule, do: 'run', run: deedThen })
}

/** Deeds that strike one call and its line. */
function effectOf(deed: Deed): Fault | undefined {
  const at = ''
  switch (deed.do) {
    case 'cut line':
      return { at, do: 'cut' }
    case 'cut reply':
      return { at, do: 'cut', bytes: deed.bytes }
    case 'hole line':
      return { at, do: 'hole', ms: deed.ms }
    case 'delay':
      return { at, do: 'delay', ms: deed.ms }
    case 'error':
      return { at, do: 'error', code: deed.code }
    default:
      return undefined
  }
}

/** Deeds that can be done at any moment. */
function act(trial: Trial, host: LabHost, deed: Deed): void {
  const { scene } = trial
  switch (deed.do) {
    case 'cut':
      host.cut(deed.which)
      return
    case 'hole':
      host.hole(deed.which, deed.ms)
      return
    case 'crash':
      host.crash(deed.ms)
      return
    case 'unreachable':
      host.reachable = false
      host.hole('all', deed.ms)
      scene.clock.setTimeout(() => {
        host.reachable = true
      }, deed.ms)
      return
    case 'killQemu':
    case 'powerOff':
      trial.end(host, deed.do)
      return
    case 'pull':
      scene.made.pull(scene.a, scene.b, { silent: deed.silent })
      scene.clock.setTimeout(() => scene.made.plug(scene.a, scene.b), deed.ms)
      return
    case 'kill':
      trial.kill()
      return
    case 'stop':
      trial.stop(deed.ms)
      return
    case 'abort':
      scene.abort.abort()
      return
  }
}

export function textOfDeed(deed: Deed): string {
  const { do: what, ...rest } = deed
  const more = Object.entries(rest).map(([name, value]) => `${name} ${value}`)
  return [what, ...more].join(', ')
}

export function textOfStrike({ side, moment, deed }: Strike): string {
  if ('atMs' in moment) return `${moment.atMs} ms after the start, ${side}: ${textOfDeed(deed)}`
  const { at, when, nth, afterMs } = moment
  const then = when === 'running' ? `${afterMs} ms into` : when === 'reply' ? 'reply of' : 'call of'
  return `${then} ${at}, no. ${nth}, ${side}: ${textOfDeed(deed)}`
}

/** Makes a failing schedule smaller: whatever can be left out while it still fails. */
export async function shrunk(schedule: Schedule): Promise<Schedule> {
  let small = schedule
  const fails = async (one: Schedule) => (await play(one)).wrong.length > 0
  for (let index = 0; index < small.strikes.length; ) {
    const less = { ...small, strikes: small.strikes.filter((_, n) => n !== index) }
    if (less.strikes.length > 0 && (await fails(less))) small = less
    else index++
  }
  for (const name of Object.keys(small.setup.options)) {
    const { [name as keyof Options]: _, ...options } = small.setup.options
    const less = { ...small, setup: { ...small.setup, options: { live: true, ...options } } }
    if (name !== 'live' && (await fails(less))) small = less
  }
  return small
}
