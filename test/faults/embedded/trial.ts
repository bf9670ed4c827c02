// One migration with whatever is done to it, brought to its end: the client's process may die, and so may the processes that resolve
// after it; then everything is healed, resolved until there is a last word, and that is held against what the hosts show. Random
// schedules and the model check are both made of trials.

import { rmSync } from 'node:fs'
import type { LibvirtError } from '../../../src/index.ts'
import type { ResolutionRequest } from '../../../src/migration/resolve.ts'
import type { MigrationResult } from '../../../src/migration/result.ts'
import type { LabHost } from '../../../src/testing/index.ts'
import { ClientProcess } from './process.ts'
import { type Options, Scene, type SceneOptions, type Sight, textOfSight } from './scene.ts'

export interface TrialSetup {
  readonly scene: SceneOptions
  readonly options: Options
  readonly resolve: Pick<ResolutionRequest, 'ifAbsent' | 'leftover' | 'preferForward'>
  /** How long after a death somebody resolves, ms. */
  readonly resolveAfterMs: number
  /** Whether post-copy is asked for so long into Perform. */
  readonly postcopyAfterMs?: number
}

export interface TrialEnd {
  /** What broke the invariant; empty is as it should be. */
  readonly wrong: readonly string[]
  /** The last word, or why there was none. */
  readonly kind: string
  readonly sight: Sight
  readonly result: MigrationResult | undefined
  /** How often somebody resolved. */
  readonly resolves: number
}

/** Kinds after which nothing is left for a resolver. */
const LAST: ReadonlySet<string> = new Set([
  'migrated',
  'migrated-leftover',
  'stayed',
  'guest-stopped',
  'lost',
  'split-brain',
  'postcopy-failed',
])

const RESOLVES_MAX = 5
/** After so long its user calls a migration off. */
const PATIENCE_MS = 300_000

/** What a fault may do besides what hosts can do to themselves. */
export class Trial {
  readonly scene: Scene
  readonly setup: TrialSetup
  /** Lines of what happened, with their time, when somebody asked for them. */
  readonly trace: string[] | undefined
  /** The QEMU that was the guest died, or the guest ended itself: it may run nowhere from then on. */
  died = false
  /** A loss after which post-copy cannot be saved. */
  lost = false
  /** It ran on the destination, and died there. */
  #diedThere = false
  #process: ClientProcess
  #journal: string | undefined
  #killed: () => void = () => {}
  #death: Promise<'killed'>

  private constructor(scene: Scene, setup: TrialSetup, trace: string[] | undefined) {
    this.scene = scene
    this.setup = setup
    this.trace = trace
    this.#process = scene.client
    this.#death = this.#nextDeath()
    if (trace !== undefined) for (const host of scene.made.hosts) this.#follow(host)
  }

  static async run(
    setup: TrialSetup,
    place: (trial: Trial) => void,
    trace?: string[],
  ): Promise<TrialEnd> {
    const scene = await Scene.open(setup.scene)
    const trial = new Trial(scene, setup, trace)
    try {
      place(trial)
      return await trial.#run()
    } finally {
      await scene.close()
      rmSync(scene.folder, { recursive: true, force: true })
    }
  }

  #nextDeath(): Promise<'killed'> {
    return new Promise((resolve) => {
      this.#killed = () => resolve('killed')
    })
  }

  note(text: string): void {
    this.trace?.push(`${(this.scene.clock.now() / 1000).toFixed(3).padStart(9)} s  ${text}`)
  }

  #follow(host: LabHost): void {
    const { server } = host
    const note = server.note.bind(server)
    server.note = (call) => {
      const back = call.args.cancelled === 1 ? '(1)' : ''
      this.note(`${host.name} line ${call.connection}: ${call.name}${back}`)
      note(call)
    }
  }

  /** kill -9 of whatever process is at work. */
  kill(): void {
    if (this.#process.isDead) return
    this.note('the process is killed')
    this.#journal = this.scene.journalNow()
    this.#process.kill()
    this.#killed()
  }

  /** SIGSTOP, and SIGCONT so much later. */
  stop(ms: number): void {
    this.note(`the process stands still for ${ms} ms`)
    this.#process.stop(ms)
  }

  /** The guest ends itself, or its QEMU dies; on a host that has none nothing happens. */
  end(host: LabHost, how: 'powerOff' | 'killQemu'): void {
    const { uuid, a } = this.scene
    const guest = host.guest(uuid)
    if (guest === undefined || guest.state === 5) return
    if (how === 'powerOff' && !guest.running) return
    this.note(`${host.name}: ${how}`)
    // What had not run there yet is only a copy; the source's is the guest, even where it stands still.
    if (guest.running || host === a || guest.job === 'none') {
      this.died = true
      if (host !== a) this.#diedThere = true
    }
    const inPostcopy = a.guest(uuid)?.reason === 12 || a.guest(uuid)?.reason === 13
    if (inPostcopy) this.lost = true
    host[how](uuid)
  }

  async #run(): Promise<TrialEnd> {
    const { scene, setup } = this
    const { clock } = scene
    const wrong: string[] = []
    let last = await this.#drive()
    let resolves = 0
    for (; resolves < RESOLVES_MAX && !LAST.has(last.kind); resolves++) {
      if (last.kind === 'refused') break
      if (last.kind === 'killed') {
        if (this.#journal === undefined) break
        await clock.advance(setup.resolveAfterMs)
      }
      // The first who resolves meets what is still to come; later ones find everything mended.
      if (resolves > 0) {
        scene.heal()
        await clock.advance(30_000)
      }
      wrong.push(...this.#said(last.result))
      last = await this.#resolve()
    }
    wrong.push(...this.#said(last.result))
    scene.heal()
    await clock.advance(45_000)
    wrong.push(...this.#judge(last.kind, last.result))
    this.note(`the end: ${last.kind}, ${textOfSight(scene.seen)}`)
    return { wrong, kind: last.kind, sight: scene.seen, result: last.result, resolves }
  }

  async #drive(): Promise<Word> {
    const { scene, setup } = this
    const migration = scene.start({ ...setup.options, signal: scene.abort.signal })
    // A copy that never ends by itself, because the switch that would end it was not made.
    scene.clock.setTimeout(() => scene.abort.abort(), PATIENCE_MS)
    const { postcopyAfterMs: afterMs } = setup
    if (afterMs !== undefined) {
      const ask = () => void migration.startPostcopy().catch(() => {})
      const run = () => void this.#process.clock.setTimeout(ask, afterMs)
      scene.a.fault({ at: 'perform', do: 'run', run })
    }
    const over = migration.result.then(
      (result): Word => ({ kind: result.kind, result }),
      (error: LibvirtError): Word => {
        this.note(`refused: ${error.message}`)
        return { kind: 'refused', result: undefined }
      },
    )
    return this.#orDeath(over)
  }

  async #resolve(): Promise<Word> {
    const { scene, setup } = this
    const path = scene.journalNow()
    if (path === undefined) return { kind: 'killed', result: undefined }
    this.note('somebody resolves')
    this.#process = new ClientProcess(scene.clock)
    this.#death = this.#nextDeath()
    const resolution = scene.startResolve(path, setup.resolve, this.#process)
    scene.follow(path)
    const over = resolution.result.then((result): Word => ({ kind: result.kind, result }))
    return this.#orDeath(over)
  }

  async #orDeath(over: Promise<Word>): Promise<Word> {
    const word = await this.scene.clock.run(
      Promise.race([over, this.#death.then((): Word => ({ kind: 'killed', result: undefined }))]),
    )
    this.note(`the word is ${word.kind}`)
    return word
  }

  /** Whether a result is true in the moment in which it is given. */
  #said(result: MigrationResult | undefined): string[] {
    if (result === undefined || this.died || this.lost || this.#process.isDead) return []
    const { source, destination } = this.#alive()
    const where = this.scene.seen
    switch (result.kind) {
      case 'migrated':
      case 'migrated-leftover':
        return destination ? [] : [`it said ${result.kind} while it was ${textOfSight(where)}`]
      case 'stayed':
        return source ? [] : [`it said stayed while it was ${textOfSight(where)}`]
      default:
        return []
    }
  }

  /** On which hosts the guest lives: running, or paused as it has to be. */
  #alive(): { readonly source: boolean; readonly destination: boolean } {
    const { scene, setup } = this
    const { source, destination } = scene.seen
    const runsBefore = (setup.scene.guest ?? 'running') === 'running'
    const pausedThere = !runsBefore || setup.options.suspend === true
    return {
      source: source === 'running' || (!runsBefore && source === 'paused'),
      destination: destination === 'running' || (pausedThere && destination === 'paused'),
    }
  }

  #judge(kind: string, result: MigrationResult | undefined): string[] {
    const { scene, setup, died, lost } = this
    const { violations, running } = scene.made.runs(scene.uuid)
    // A guest that ended on the destination, and nobody heard of it: who resolves with `resume` said that it may go on then.
    const accepted = this.#diedThere && setup.resolve.ifAbsent !== 'ask' && running.length < 2
    const wrong = accepted ? [] : violations.map((one) => `it ran twice, or backwards: ${one}`)
    if (running.length > 1) wrong.push(`it runs on ${running.join(' and ')}`)
    const { seen } = scene
    const alive = this.#alive()
    const ended = !alive.source && !alive.destination
    const as = textOfSight(seen)
    const bad = (why: string) => wrong.push(`${kind}: ${why} (${as})`)
    const hostIs = (side: 'source' | 'destination') => {
      if (result !== undefined && result.host !== side) bad(`it names ${result.host}`)
    }
    switch (kind) {
      case 'migrated':
      case 'migrated-leftover':
        hostIs('destination')
        if (!alive.destination && !died && !lost) bad('it does not live on the destination')
        if (seen.source === 'running' || seen.source === 'busy') bad('the source has it')
        if (kind === 'migrated' && (seen.source === 'leftover' || seen.source === 'paused')) {
          // Of a source that was out of reach nobody could say more.
          if (result?.source.is !== 'unknown') bad('the source still has a copy')
        }
        break
      case 'stayed':
      case 'refused':
        if (kind === 'stayed') hostIs('source')
        if (!alive.source && !died) bad('it does not live on the source')
        if (
          seen.destination !== 'none' &&
          !(this.#diedThere && seen.destination === 'off, defined')
        ) {
          bad('something is left on the destination')
        }
        break
      case 'killed':
        // Nothing had been begun that anybody could resolve.
        if (!alive.source && !died) bad('it does not live on the source')
        if (seen.destination !== 'none') bad('something is left on the destination')
        break
      case 'guest-stopped':
        if (!died) bad('nothing ended it')
        // Of one that ended on the destination a copy may still stand on the source.
        if (alive.destination || seen.source === 'running') bad('it lives')
        break
      case 'lost':
        if (!died && !lost && setup.options.postcopy !== true) bad('nothing could lose it')
        if (!ended) bad('it lives')
        break
      case 'postcopy-failed':
        if (seen.destination !== 'failed' && seen.destination !== 'running') {
          bad('it is not as a failed post-copy leaves it')
        }
        break
      case 'undetermined':
        if (!this.#mayAsk()) bad('there is no last word')
        break
      default:
        bad('that must never be')
    }
    return wrong
  }

  /** The one end that is left to a person: stopped on the source, gone from the destination, and nobody heard whether it ran there. */
  #mayAsk(): boolean {
    const { seen } = this.scene
    const stands = seen.source === 'leftover' || this.died || this.lost
    return stands && (seen.destination === 'none' || seen.destination === 'off, defined')
  }
}

interface Word {
  readonly kind: string
  readonly result: MigrationResult | undefined
}
