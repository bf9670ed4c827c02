// Finds out where a guest is after something went wrong, and brings it to where it can be without running twice: looks at both
// hosts, decides by decisions.ts, does one thing, and looks again. What it says in the end it has seen. It is the same for the
// process that drove the migration and for one that found its journal.

import type { Domain } from '../api/domain.ts'
import { type LibvirtError, RemoteError } from '../errors.ts'
import { traceDecision } from '../trace.ts'
import {
  DEAD_AFTER_MS,
  type Decision,
  decide,
  type Ending,
  isActive,
  type Policies,
  type Sight,
  type Verdict,
  verdictOf,
} from './decisions.ts'
import type { History, Known } from './history.ts'
import { libvirtError, type ReachedHost } from './host.ts'
import type { Clock, Tell } from './monitor.ts'
import { type Run, type Step, steps, undoSteps } from './phases.ts'
import { failureOf, isCleanUndo } from './recovery.ts'
import type { Act, Observation, PhaseRecord, Side } from './result.ts'

/** Between two looks, ms. */
const LOOK_AGAIN_MS = 500
/** How long an act that must not last may take, ms: a daemon's own limit for a busy guest is 30 s. */
const ACT_MS = 40_000

/** What to do where more than one way is right (since 0.2.0). */
export interface ResolveOptions {
  /**
   * The guest stands stopped on the source and is absent from the destination, and nothing proves that it never ran there: `resume`
   * (the default) lets the source go on if Finish was sent less than 95 s ago and no event told of the guest; `ask` does nothing
   * and says so.
   */
  readonly ifAbsent?: 'resume' | 'ask'
  /** What becomes of a stopped copy on the source once the guest is seen on the destination; default `keep-paused`. */
  readonly leftover?: 'keep-paused' | 'destroy'
  /** Where the copy is complete and the source has lost its job: let the destination have the guest, and not the source. */
  readonly preferForward?: boolean
}

export interface ResolverOptions extends Policies {
  readonly leftover: NonNullable<ResolveOptions['leftover']>
}

/** With the defaults filled in. */
export function resolverOptions(options: ResolveOptions): ResolverOptions {
  const { ifAbsent = 'resume', leftover = 'keep-paused', preferForward = false } = options
  return { ifAbsent, leftover, preferForward }
}

/** Everything the resolver works with. */
export interface Scene {
  /** Plan, names and cookie for the calls of the phases; its hosts are `source` and `destination`. */
  readonly run: Run
  readonly source: ReachedHost
  readonly destination: ReachedHost
  readonly history: History
  readonly clock: Clock
  readonly wall: () => number
  readonly tell: Tell
  /** Passwords of the destination's earlier definition are only known to the process that saw it. */
  readonly definitionBefore: string | undefined
}

/** How it ended, and what the acts brought. */
export interface Resolved {
  readonly verdict: Verdict
  readonly source: Observation
  readonly destination: Observation
  readonly evidence: readonly string[]
  readonly errors: readonly LibvirtError[]
  readonly warnings: readonly string[]
  readonly records: readonly PhaseRecord[]
}

export class Resolver {
  readonly #scene: Scene
  readonly #options: ResolverOptions
  readonly #now: () => number
  readonly #evidence: string[] = []
  readonly #errors: LibvirtError[] = []
  readonly #warnings: string[] = []
  readonly #records: PhaseRecord[] = []
  readonly #done: Partial<Record<Act, number>> = {}

  constructor(scene: Scene, options: ResolverOptions, now: () => number) {
    this.#scene = scene
    this.#options = options
    this.#now = now
  }

  /** Looks, decides and acts until there is something to say. Never throws. */
  async resolve(): Promise<Resolved> {
    const { clock, history } = this.#scene
    const startedMs = clock.now()
    let before = ''
    let steady = 0
    for (;;) {
      const [source, destination] = await this.#look()
      const { known } = history
      const elapsedMs = clock.now() - startedMs
      const first = this.#decide(known, source, destination, 1, elapsedMs)
      steady = first.sight.destination === before ? steady + 1 : 1
      before = first.sight.destination
      const decision =
        steady === 1 ? first : this.#decide(known, source, destination, steady, elapsedMs)
      this.#say(decision)
      if ('do' in decision) await this.#act(decision.do)
      else if ('end' in decision) return this.#end(decision.end, known, source, destination)
      else await clock.sleep(LOOK_AGAIN_MS)
    }
  }

  #decide(
    known: Known,
    source: Observation,
    destination: Observation,
    steady: number,
    elapsedMs: number,
  ): Decision & { readonly sight: Sight } {
    const how = { ...this.#options, now: this.#scene.wall(), steady }
    return decide(known, source, destination, how, this.#done, elapsedMs)
  }

  #look(): Promise<readonly [Observation, Observation]> {
    const { source, destination, run } = this.#scene
    return Promise.all([source.observe(run.domain.uuid), destination.observe(run.domain.uuid)])
  }

  #said = ''

  /** Tells those who look on, once per change. */
  #say(decision: Decision & { readonly sight: Sight }): void {
    const { sight } = decision
    const next =
      'do' in decision
        ? actText[decision.do].doing
        : 'wait' in decision
          ? 'looks again'
          : `concludes: ${decision.end}`
    const text = `source: ${sight.source}, destination: ${sight.destination}; ${next}`
    if (text === this.#said) return
    this.#said = text
    traceDecision('migration', () => text)
  }

  #note(text: string): void {
    this.#evidence.push(text)
    traceDecision('migration', () => text)
  }

  // Acts.

  async #act(act: Act): Promise<void> {
    const { history, tell } = this.#scene
    this.#done[act] = (this.#done[act] ?? 0) + 1
    history.commitIfPossible({ is: 'acting', act })
    tell({ type: 'resolving', act, text: actText[act].doing })
    const error = await this.#perform(act).then(
      () => undefined,
      (error: unknown) => libvirtError(error),
    )
    if (error === undefined) {
      this.#note(`the resolver ${actText[act].done}`)
      return
    }
    this.#note(`the resolver could not ${actText[act].doing}: ${error.message}`)
    this.#errors.push(error)
    // Whatever stands in the way, it will not be gone at once.
    await this.#scene.clock.sleep(LOOK_AGAIN_MS)
  }

  #perform(act: Act): Promise<void> {
    const { source, destination } = this.#scene
    switch (act) {
      case 'abort':
        return this.#abort()
      case 'finish':
        return this.#send(stepOf('finish'), destination, false)
      case 'finish back':
        return this.#send(undoSteps.finish, destination, true)
      case 'confirm':
        return this.#send(stepOf('confirm'), source, false)
      case 'confirm back':
        return this.#send(undoSteps.confirm, source, true)
      case 'resume':
        return this.#resume()
      case 'restore definition':
        return this.#restoreDefinition()
      case 'clear ghost':
        return this.#clearGhost()
    }
  }

  /** A request, no more: a copy that is complete does not hear of it, and one that has ended by itself need not. */
  async #abort(): Promise<void> {
    try {
      await (await this.#guest('source')).abortJob({ timeoutMs: ACT_MS })
    } catch (error) {
      const over = error instanceof RemoteError && error.code === 'operationInvalid'
      if (!over) throw error
    }
  }

  /** A phase over whatever line there is: the one that carried the others, if it lives. */
  async #send(step: Step, host: ReachedHost, cancelled: boolean): Promise<void> {
    const { history, run, tell } = this.#scene
    const { phase } = step
    const line = await host.line()
    const startMs = this.#now()
    // Finish is sent once, so it is written down or not sent; all else may be repeated.
    if (phase === 'finish' && !cancelled) history.commit({ is: 'sending', phase, cancelled })
    else history.commitIfPossible({ is: 'sending', phase, cancelled })
    tell({ type: 'phase', phase, cancelled })
    let error: LibvirtError | undefined
    try {
      await step.run(run, line)
    } catch (cause) {
      error = libvirtError(cause)
    }
    const record: PhaseRecord = {
      phase,
      cancelled,
      startMs,
      durationMs: this.#now() - startMs,
      ...(error !== undefined && { error }),
    }
    this.#records.push(record)
    tell({ type: 'phase-done', record })
    const clean = error === undefined || (cancelled && phase === 'finish' && isCleanUndo(error))
    history.add({
      is: 'answered',
      phase,
      cancelled,
      fate: error === undefined || clean ? 'ok' : failureOf(phase, error),
      ...(error !== undefined && { code: error.code, message: error.message }),
      ...(run.handle !== undefined && phase === 'finish' && { id: run.handle.id }),
    })
    if (error !== undefined && !clean) throw error
  }

  #warn(text: string): void {
    if (!this.#warnings.includes(text)) this.#warnings.push(text)
  }

  /** Lets the guest go on where it stood, if it stands there still. */
  async #resume(): Promise<void> {
    await (await this.#guest('source')).resume({ timeoutMs: ACT_MS })
  }

  async #guest(side: Side): Promise<Domain> {
    const { run } = this.#scene
    const monitor = await this.#scene[side].liveMonitor()
    return monitor.lookupDomainByUuid(run.domain.uuid, { timeoutMs: ACT_MS })
  }

  /**
   * Puts the destination's definitions back to what they were: a Finish that failed late has kept one already, or has written over
   * an older one.
   */
  async #restoreDefinition(): Promise<void> {
    const { history, destination, definitionBefore } = this.#scene
    const { before } = history.known.start
    if (before.is === 'nothing') {
      const left = await this.#find('destination')
      if (left === undefined || (await left.isActive({ timeoutMs: ACT_MS }))) return
      // What belongs to the guest and not to the definition stays for whoever still has it.
      await undefineKeeping(left)
      return
    }
    if (before.is !== 'definition') return
    const left = await this.#find('destination')
    if (left === undefined) {
      this.#warn('the definition that the destination had before is gone; define it again there')
      return
    }
    const now = await left.getXml({ inactive: true, timeoutMs: ACT_MS })
    if (now === before.xml) return
    const monitor = await destination.liveMonitor()
    await monitor.defineDomain(definitionBefore ?? before.xml, { timeoutMs: ACT_MS })
    if (definitionBefore === undefined) {
      this.#warn(
        "the destination's earlier definition was put back without the passwords it may have had",
      )
    }
  }

  /**
   * An offline migration whose line broke after Prepare leaves a domain on the destination that is neither running nor defined. It
   * still holds Prepare's job, so that is ended first; then only a definition of the same name and UUID takes it over, and can be
   * removed.
   */
  async #clearGhost(): Promise<void> {
    const { destination } = this.#scene
    await this.#send(undoSteps.finish, destination, true).catch(() => {})
    const ghost = await this.#find('destination')
    if (ghost === undefined) return
    if (await ghost.isPersistent({ timeoutMs: ACT_MS })) return
    const xml = await ghost.getXml({ inactive: true, timeoutMs: ACT_MS })
    const monitor = await destination.liveMonitor()
    await undefineKeeping(await monitor.defineDomain(xml, { timeoutMs: ACT_MS }))
  }

  async #find(side: Side): Promise<Domain | undefined> {
    try {
      return await this.#guest(side)
    } catch (error) {
      if (error instanceof RemoteError && error.code === 'noDomain') return undefined
      throw error
    }
  }

  // The end.

  async #end(
    ending: Ending,
    known: Known,
    source: Observation,
    destination: Observation,
  ): Promise<Resolved> {
    let seen: readonly [Observation, Observation] = [source, destination]
    let last = ending
    if (ending === 'leftover' && this.#options.leftover === 'destroy') {
      const after = await this.#destroyLeftover(known)
      if (after !== undefined) {
        seen = after
        const gone = !isActive(after[0]) && after[0].is !== 'unknown'
        if (gone) last = 'migrated'
      }
    }
    const verdict = verdictOf(last, known, ...seen)
    traceDecision('migration', () => `${verdict.kind}: ${verdict.because}`)
    return {
      verdict,
      source: seen[0],
      destination: seen[1],
      evidence: [...this.#evidence, verdict.because],
      errors: this.#errors,
      warnings: this.#warnings,
      records: this.#records,
    }
  }

  /**
   * Removes the stopped copy, after one more look at both. To destroy is not to migrate away: the source gives the disks back to
   * themselves, and on shared storage that can take them from the guest that runs, so that one is looked at afterwards.
   */
  async #destroyLeftover(known: Known): Promise<readonly [Observation, Observation] | undefined> {
    const [source, destination] = await this.#look()
    const how = this.#decide(known, source, destination, 2, DEAD_AFTER_MS)
    if (!('end' in how) || how.end !== 'leftover' || !isActive(destination)) return undefined
    const UNDEFINE_SOURCE = 0x10
    try {
      const copy = await this.#guest('source')
      if (isActive(source)) {
        await copy.destroy({ timeoutMs: ACT_MS })
        this.#note('the stopped copy on the source was destroyed, as asked for')
      }
      const undefine = (known.start.plan.flags & UNDEFINE_SOURCE) !== 0
      if (undefine) {
        const left = await this.#find('source')
        if (left !== undefined) await undefineKeeping(left)
      }
    } catch (error) {
      this.#errors.push(libvirtError(error))
      this.#note(
        `the stopped copy on the source could not be removed: ${libvirtError(error).message}`,
      )
    }
    await this.#scene.clock.sleep(LOOK_AGAIN_MS * 2)
    const after = await this.#look()
    const IO_ERROR = 5
    const [, there] = after
    const PAUSED = 3
    if (
      there.is === 'present' &&
      there.state.stateNumber === PAUSED &&
      there.state.reasonNumber === IO_ERROR
    ) {
      this.#warn(
        'the guest on the destination stands still after an I/O error: destroying the copy may have taken its disks away; ' +
          'mend their ownership there and resume it',
      )
    }
    return after
  }
}

async function undefineKeeping(domain: Domain): Promise<void> {
  try {
    await domain.undefine({ keepNvram: true, keepTpm: true, timeoutMs: ACT_MS })
  } catch (error) {
    const flagless =
      error instanceof RemoteError &&
      (error.code === 'invalidArg' || error.code === 'argumentUnsupported')
    if (!flagless) throw error
    // A driver that knows neither has neither.
    await domain.undefine({ timeoutMs: ACT_MS })
  }
}

function stepOf(phase: 'finish' | 'confirm'): Step {
  return steps.find((step) => step.phase === phase)!
}

const actText: Readonly<Record<Act, { readonly doing: string; readonly done: string }>> = {
  abort: {
    doing: 'ask the source to stop the copy',
    done: 'asked the source to stop the copy',
  },
  finish: {
    doing: 'let the destination run the guest',
    done: 'let the destination run the guest',
  },
  'finish back': {
    doing: 'have the destination drop what had arrived',
    done: 'had the destination drop what had arrived',
  },
  confirm: {
    doing: 'tell the source that the guest is gone',
    done: 'told the source that the guest is gone',
  },
  'confirm back': {
    doing: 'let the guest go on on the source',
    done: 'let the guest go on on the source',
  },
  resume: {
    doing: 'resume the guest on the source',
    done: 'resumed the guest on the source',
  },
  'restore definition': {
    doing: 'put the definition on the destination back to what it was',
    done: 'put the definition on the destination back to what it was',
  },
  'clear ghost': {
    doing: 'remove what an offline migration left on the destination',
    done: 'removed what an offline migration had left on the destination',
  },
}
