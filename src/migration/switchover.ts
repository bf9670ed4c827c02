// What is done beside Perform: the switch to post-copy, because the first pass is over, because it takes too long, or because the
// operator says so, and the stop of the guest when it takes too long. News of the job come in by `heard`; time is handed in.
//
// From the switch on neither host has all of the guest. If the destination's connection is lost before Finish is on its way, the
// destination kills what it has and the guest is lost. So the destination is asked for a sign of life right before, and
// without one the copy goes on as it was.

import type { Connection } from '../api/connection.ts'
import type { Domain } from '../api/domain.ts'
import {
  CancelledError,
  ConnectionError,
  type LibvirtError,
  RemoteError,
  UsageError,
} from '../errors.ts'
import { traceDecision } from '../trace.ts'
import { libvirtError } from './host.ts'
import { type Clock, SAMPLE_MS, type Tell } from './monitor.ts'
import type { SwitchoverPlan, TimeoutAction } from './plan.ts'
import type { MigrationProgress } from './result.ts'

/** How far a switch to post-copy has come: `started` from right before it is asked for, or when somebody else did. */
export type PostcopyState = 'no' | 'allowed' | 'started'

/** The part of a run that is read and written here. */
export interface Switchable {
  readonly plan: { readonly switchover: SwitchoverPlan; readonly keepalive: boolean }
  postcopy: PostcopyState
}

/** What it works with. */
export interface SwitchoverScene {
  readonly run: Switchable
  /** The guest on the source, over a connection that lives. */
  readonly guest: (signal?: AbortSignal) => Promise<Domain>
  /** The destination's control connection; undefined where the source drives and there is none of ours. */
  readonly line: Connection | undefined
  readonly clock: Clock
  readonly tell: Tell
  /** Keeps a sentence for the result. */
  readonly note: (text: string) => void
  /** Called when all is well, right before the switch is asked for; what it throws prevents the switch. */
  readonly beforePostcopy: () => void | Promise<void>
}

/** Within which the destination must have answered, ms. */
const ANSWER_MS = 2000
/** The pass that is the first repetition. */
const SECOND_PASS = 2

const PAUSED = 3
/** Reasons of a source that has switched: post-copy goes on, or has failed. */
const SWITCHED: ReadonlySet<number> = new Set([12, 13])

/** The time in which Perform runs. */
interface Copying {
  readonly over: AbortSignal
  readonly cancelled: AbortSignal | undefined
}

export class Switchover {
  readonly #scene: SwitchoverScene
  #copying: Copying | undefined
  #iteration = 0
  #dataSeen = false
  #switched = false
  #failed = false
  #attempt: Promise<void> | undefined
  #question: Promise<void> | undefined
  readonly #warned = new Set<TimeoutAction>()
  readonly #waiting = new Set<() => void>()

  constructor(scene: SwitchoverScene) {
    this.#scene = scene
  }

  /** Whether the source was seen in post-copy; a request alone may have come too late. */
  get switched(): boolean {
    return this.#switched
  }

  /** Resolves once the source has said that its post-copy failed, and for so long nobody has gone on with it; or when it is over. */
  async failedFor(ms: number, over: AbortSignal): Promise<void> {
    over.addEventListener('abort', () => this.#wake())
    while (!over.aborted) {
      while (!this.#failed && !over.aborted) await this.#news(over)
      await this.#scene.clock.sleep(ms, over)
      if (this.#failed) return
    }
  }

  /** Takes notice of what is told of the migration. */
  heard(news: MigrationProgress): void {
    if (news.type === 'iteration') this.#pass(news.iteration)
    else if (news.type === 'job') {
      this.#pass(news.stats.memoryIteration ?? 0)
      if ((news.stats.dataTotal ?? 0) > 0) this.#dataSeen = true
    } else if (news.type === 'lifecycle') {
      if (news.side !== 'source' || news.event !== 'suspended') return
      if (news.detail === 'postcopy') this.#seenSwitched()
      if (news.detail === 'postcopy' || news.detail === 'postcopyFailed') {
        this.#failed = news.detail === 'postcopyFailed'
      }
    } else return
    this.#wake()
  }

  #pass(iteration: number): void {
    this.#iteration = Math.max(this.#iteration, iteration)
  }

  #seenSwitched(): void {
    this.#switched = true
    this.#scene.run.postcopy = 'started'
  }

  /**
   * Does what the plan says until the copy is over. Never fails.
   * @param over aborts when Perform has been answered
   * @param cancelled aborts when the operator wants no more: then nothing is switched either
   */
  async beside(over: AbortSignal, cancelled: AbortSignal | undefined): Promise<void> {
    this.#copying = { over, cancelled }
    over.addEventListener('abort', () => {
      this.#copying = undefined
      this.#wake()
    })
    await Promise.all([this.#afterPrecopy(over, cancelled), this.#onTimeout(over, cancelled)])
  }

  /**
   * Switches now (virDomainMigrateStartPostCopy); resolves when the source has taken the request.
   * @throws UsageError `operationInvalid` unless a migration that allows post-copy is copying memory just now
   * @throws CancelledError `timeout` when the destination gave no sign of life: then nothing was switched
   */
  async startPostcopy(): Promise<void> {
    const { plan } = this.#scene.run
    if (!plan.switchover.allowed) {
      throw new UsageError(
        'operationInvalid',
        'this migration was not begun with post-copy allowed',
      )
    }
    if (!plan.keepalive) {
      throw new UsageError(
        'operationInvalid',
        'one of the hosts answers no signs of life: a lost link would lose the guest in post-copy',
      )
    }
    await this.#switch()
  }

  async #afterPrecopy(over: AbortSignal, cancelled: AbortSignal | undefined): Promise<void> {
    if (!this.#scene.run.plan.switchover.afterPrecopy) return
    while (!over.aborted && !cancelled?.aborted) {
      if (this.#iteration >= SECOND_PASS && (await this.#done('postcopy', over, cancelled))) return
      await this.#news(over)
    }
  }

  async #onTimeout(over: AbortSignal, cancelled: AbortSignal | undefined): Promise<void> {
    const { clock, run } = this.#scene
    const { timeout } = run.plan.switchover
    if (timeout === undefined) return
    // Only what is being copied can take too long: connecting and preparing are not counted.
    while (!this.#dataSeen) {
      if (over.aborted) return
      await this.#news(over)
    }
    await clock.sleep(timeout.afterS * 1000, over)
    while (!over.aborted && !cancelled?.aborted) {
      if (await this.#done(timeout.action, over, cancelled)) return
      await clock.sleep(SAMPLE_MS, over)
    }
  }

  /** The next piece of news, or the end. */
  #news(over: AbortSignal): Promise<void> {
    if (over.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      this.#waiting.add(resolve)
    })
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve()
    this.#waiting.clear()
  }

  /** Tries once. What stands in the way is told once, and tried again: it may pass. */
  async #done(
    action: TimeoutAction,
    over: AbortSignal,
    cancelled: AbortSignal | undefined,
  ): Promise<boolean> {
    if (this.#scene.run.postcopy === 'started') return true
    try {
      await (action === 'postcopy' ? this.#switch() : this.#suspend(over))
      return true
    } catch (error) {
      if (over.aborted || cancelled?.aborted || this.#warned.has(action)) return false
      this.#warned.add(action)
      const what =
        action === 'postcopy'
          ? 'the switch to post-copy was not made, the copy goes on'
          : 'the guest could not be stopped, the copy goes on'
      this.#scene.tell({ type: 'warning', message: `${what}: ${libvirtError(error).message}` })
      return false
    }
  }

  async #suspend(over: AbortSignal): Promise<void> {
    const { guest, tell } = this.#scene
    await (await guest()).suspend({ signal: over })
    this.#note('the copy took too long: the guest was stopped for the rest of it')
    tell({ type: 'switchover', to: 'suspended' })
  }

  /**
   * Asks the source to stop the copy, again until it is taken, Perform is over, or there is no way back. Only Perform's answer says
   * what became of it.
   */
  async abort(over: AbortSignal): Promise<void> {
    const { run, guest, clock } = this.#scene
    while (!over.aborted && run.postcopy !== 'started') {
      try {
        await (await guest(over)).abortJob({ signal: over })
        this.#note('the source took the request to abort')
        return
      } catch (error) {
        if (error instanceof RemoteError && error.code === 'noDomain') return
      }
      await clock.sleep(100, over)
    }
  }

  #note(text: string): void {
    this.#scene.note(text)
    traceDecision('migration', () => text)
  }

  /** One at a time, whoever asked for it. */
  #switch(): Promise<void> {
    this.#attempt ??= this.#switchOnce().finally(() => {
      this.#attempt = undefined
    })
    return this.#attempt
  }

  async #switchOnce(): Promise<void> {
    const { run, guest, tell, beforePostcopy } = this.#scene
    if (run.postcopy === 'started') return
    this.#mustCopy()
    const asked = await guest()
    await this.#destinationAnswers()
    this.#mustCopy()
    await beforePostcopy()
    this.#mustCopy()
    run.postcopy = 'started'
    try {
      await asked.migrateStartPostCopy()
    } catch (cause) {
      const error = libvirtError(cause)
      if (!this.#switched && neverStarted(error)) run.postcopy = 'allowed'
      throw error
    }
    this.#note('the source took the request to go on in post-copy')
    tell({ type: 'switchover', to: 'postcopy' })
  }

  #mustCopy(): void {
    if (this.#copying === undefined) {
      throw new UsageError(
        'operationInvalid',
        'a switch to post-copy is possible only while memory is copied',
      )
    }
    if (this.#copying.cancelled?.aborted) {
      throw new CancelledError('aborted', 'the migration is being cancelled', {
        cause: this.#copying.cancelled.reason,
        outcome: 'not sent',
      })
    }
  }

  /** @throws ConnectionError when it is not known to be there, right now */
  async #destinationAnswers(): Promise<void> {
    const { line, clock } = this.#scene
    if (line === undefined) return
    const address = line.peer
    if (!line.isAlive) {
      throw new ConnectionError('connectionLost', 'the connection to the destination is lost', {
        address,
        outcome: 'not sent',
      })
    }
    // One question at a time: those that pile up unanswered would stand before Finish.
    this.#question ??= line
      .getLibVersion()
      .then(() => {})
      .finally(() => {
        this.#question = undefined
      })
    const late = new AbortController()
    const answer = this.#question.then(
      () => true,
      () => false,
    )
    const answered = await Promise.race([
      answer,
      clock.sleep(ANSWER_MS, late.signal).then(() => false),
    ])
    late.abort()
    if (answered) return
    throw new CancelledError(
      'timeout',
      `the destination gave no sign of life within ${ANSWER_MS / 1000} s`,
      { address, outcome: 'not sent' },
    )
  }

  /**
   * Looks, beside Finish, which way it went: who switches need not be us. Finish leaves first, between Perform's answer and
   * Finish every ms counts.
   */
  async look(): Promise<void> {
    if (this.#scene.run.postcopy === 'no') return
    await Promise.resolve()
    try {
      const { stateNumber, reasonNumber } = await (await this.#scene.guest()).getState()
      if (stateNumber === PAUSED && SWITCHED.has(reasonNumber)) this.#seenSwitched()
    } catch {
      // Its events tell it, too; without either nothing is claimed.
    }
  }
}

/** The request did not reach the source, or was refused because its job is not one that can switch. */
function neverStarted(error: LibvirtError): boolean {
  return (
    error.outcome === 'not sent' ||
    (error.outcome === 'refused' && error.code === 'operationInvalid')
  )
}
