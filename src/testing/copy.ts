// Memory on its way from one QEMU to another: passes over what the guest keeps rewriting until the rest fits into the allowed
// downtime, the stop of the source, and post-copy, which stops it first and fetches the rest after. It goes as fast as line
// and limits let it, by the source's clock.
//
// States: `passes` while the guest still runs at the source (or stood still before); `rest` after the switch to post-copy;
// `whole` when all is there; `broken` when it never will be, though a broken post-copy can be taken up `again`.

import type { HostDomain, StatsField } from './domain.ts'
import type { HostModel } from './host.ts'
import type { Network } from './migration.ts'
import { Refusal } from './refusal.ts'

interface End {
  readonly host: HostModel
  readonly domain: HostDomain
}

interface CopyOptions {
  readonly source: End
  readonly destination: End
  readonly network: Network
  readonly autoConverge: boolean
}

type State =
  | { readonly is: 'passes' }
  | { readonly is: 'rest' }
  | { readonly is: 'whole' }
  | { readonly is: 'broken'; readonly error: Refusal }

/** How often limits are looked at while a pass goes on, ms. */
const STEP_MS = 50
const PAGE = 4096
const MIB = 1_048_576

export class Copy {
  readonly source: End
  readonly destination: End
  readonly #network: Network
  readonly #autoConverge: boolean
  readonly #total: number
  /** The source's lasting definition as it was, for a destination that is to keep one. */
  readonly definition: string | undefined
  state: State = { is: 'passes' }
  /** Whether the switch to post-copy was made. */
  wasPostcopy = false
  /** When the guest stood still, and when Finish let it go on. */
  stoppedMs: number | undefined
  finishedMs: number | undefined
  #remaining: number
  #processed = 0
  #dirty = 0
  #iteration = 0
  #throttle = 0
  /** Pages a guest that ran on after the switch asked for. */
  #requests = 0
  #postcopyAsked = false
  #wake = new AbortController()
  #over: { readonly promise: Promise<boolean>; readonly settle: (whole: boolean) => void }

  constructor({ source, destination, network, autoConverge }: CopyOptions) {
    this.source = source
    this.destination = destination
    this.#network = network
    this.#autoConverge = autoConverge
    this.definition = source.domain.definition ?? undefined
    this.#total = source.domain.about.memoryKiB * 1024
    this.#remaining = this.#total
    this.#over = pending()
  }

  /** Whether all of it arrived, once that is known. */
  get over(): Promise<boolean> {
    return this.#over.promise
  }

  /** Passes until the guest stands still. @throws Refusal when it is broken or called off */
  async run(): Promise<'whole' | 'switched'> {
    const { host, domain } = this.source
    for (;;) {
      this.#pass()
      while (this.#remaining > 0) {
        await this.#step()
        if (this.#postcopyAsked) return this.#switch()
      }
      this.#remaining = this.#dirty
      this.#dirty = 0
      if (this.#remaining <= (this.#bytesPerS() * domain.maxDowntimeMs) / 1000) break
      if (this.#autoConverge && this.#iteration > 1)
        this.#throttle = this.#throttle === 0 ? 20 : Math.min(99, this.#throttle + 10)
    }
    if (this.#postcopyAsked) return this.#switch()
    this.stoppedMs = host.clock.now()
    if (domain.since !== undefined) {
      host.stopCpus(domain, 'pausedMigration')
      host.tell(domain, 'suspendedMigrated')
    }
    // What is left of a guest that stands still is a pass of its own.
    this.#pass()
    while (this.#remaining > 0) await this.#step()
    this.#handOver()
    this.state = { is: 'whole' }
    this.#over.settle(true)
    return 'whole'
  }

  /** Another pass over what is left, which is told. */
  #pass(): void {
    const { host, domain } = this.source
    const { name, uuid, id } = domain
    this.#iteration++
    host.onEvent({ kind: 'iteration', domain: { name, uuid, id }, iteration: this.#iteration })
  }

  /** The guest as it is belongs to the destination's QEMU. */
  #handOver(): void {
    const { host, domain } = this.source
    this.destination.domain.count = host.countOf(domain)
    this.destination.domain.boot = domain.boot
  }

  #switch(): 'switched' {
    const { host, domain } = this.source
    this.stoppedMs = host.clock.now()
    this.#remaining += this.#dirty
    this.#dirty = 0
    if (domain.since !== undefined) {
      host.stopCpus(domain, 'pausedPostcopy')
      host.tell(domain, 'suspendedMigrated')
      // QEMU looks at what was rewritten once more.
      if (host.isNew) this.#pass()
      host.tell(domain, 'suspendedPostcopy')
      if (!host.isNew) this.#pass()
    }
    this.#handOver()
    this.wasPostcopy = true
    this.state = { is: 'rest' }
    return 'switched'
  }

  /** After the switch: fetches what is left; false when the line broke. */
  async rest(): Promise<boolean> {
    try {
      while (this.#remaining > 0) await this.#step()
    } catch {
      return false
    }
    this.state = { is: 'whole' }
    this.#over.settle(true)
    return true
  }

  /** Goes on with a post-copy that broke. */
  again(): Promise<boolean> {
    this.state = { is: 'rest' }
    this.#wake = new AbortController()
    this.#over = pending()
    return this.rest()
  }

  switchToPostcopy(): void {
    this.#postcopyAsked = true
    this.#wake.abort()
    this.#wake = new AbortController()
  }

  /** Called off by the source: the destination gets no more. */
  abort(error: Refusal): void {
    if (this.state.is !== 'passes') return
    this.#broken(error)
    this.destination.host.migrations.lost(this.destination.domain)
  }

  /** One end is gone, or the line between them. */
  break(
    where: 'source' | 'destination' | 'line',
    why: 'destroyed' | 'ended' | 'died' = 'died',
  ): void {
    if (this.state.is === 'whole' || this.state.is === 'broken') return
    const error =
      where === 'source'
        ? new Refusal(
            'operationFailed',
            `the domain was ${why} while it was migrated`,
            why === 'destroyed' ? 'domain' : 'qemu',
          )
        : new Refusal(
            'operationFailed',
            "job 'migration out' failed: Unable to write to socket: Broken pipe",
          )
    this.#broken(error)
    if (where !== 'destination') this.destination.host.migrations.lost(this.destination.domain)
  }

  #broken(error: Refusal): void {
    this.state = { is: 'broken', error }
    this.#over.settle(false)
    this.#wake.abort()
  }

  #bytesPerS(): number {
    const { domain } = this.source
    const limit =
      (this.state.is === 'rest' ? domain.postcopySpeedMiBps : domain.maxSpeedMiBps) * MIB
    return limit > 0 ? Math.min(limit, this.#network.bytesPerS) : this.#network.bytesPerS
  }

  #dirtyBytesPerS(): number {
    const { domain } = this.source
    if (domain.since === undefined) return 0
    return (domain.about.dirtyBytesPerS * (100 - this.#throttle)) / 100
  }

  /** A little time of copying. @throws Refusal */
  async #step(): Promise<void> {
    const { host } = this.source
    const bytesPerS = this.#bytesPerS()
    const before = host.clock.now()
    const carries = this.#network.line(host.name, this.destination.host.name) === 'whole'
    await host.clock.sleep(
      carries ? Math.min(STEP_MS, (this.#remaining / bytesPerS) * 1000) : STEP_MS,
      this.#wake.signal,
    )
    if (this.state.is === 'broken') throw this.state.error
    const line = this.#network.line(host.name, this.destination.host.name)
    if (line === 'broken') {
      this.break('line')
      throw (this.state as { error: Refusal } & State).error
    }
    const elapsedS = (host.clock.now() - before) / 1000
    const moved = line === 'silent' ? 0 : Math.min(this.#remaining, bytesPerS * elapsedS)
    // What is less than a page is rounding.
    this.#remaining = this.#remaining - moved < 1 ? 0 : this.#remaining - moved
    this.#processed += moved
    if (this.state.is === 'rest') this.#requests++
    if (this.state.is === 'passes') {
      this.#dirty = Math.min(this.#total, this.#dirty + this.#dirtyBytesPerS() * elapsedS)
    }
  }

  figures(now: number): StatsField[] {
    const remaining = this.#remaining + this.#dirty
    const stopped =
      this.stoppedMs === undefined ? undefined : (this.finishedMs ?? now) - this.stoppedMs
    return [
      { field: 'downtime', value: stopped ?? this.source.domain.maxDowntimeMs },
      ...(stopped === undefined ? [] : [{ field: 'downtime_net', value: stopped }]),
      { field: 'setup_time', value: 0 },
      { field: 'data_total', value: this.#total },
      { field: 'data_processed', value: this.#processed },
      { field: 'data_remaining', value: remaining },
      { field: 'memory_total', value: this.#total },
      { field: 'memory_processed', value: this.#processed },
      { field: 'memory_remaining', value: remaining },
      { field: 'memory_bps', value: this.#bytesPerS() },
      { field: 'memory_constant', value: 0 },
      { field: 'memory_normal', value: this.#processed / PAGE },
      { field: 'memory_normal_bytes', value: this.#processed },
      { field: 'memory_dirty_rate', value: this.#dirtyBytesPerS() / PAGE },
      { field: 'memory_iteration', value: this.#iteration },
      { field: 'memory_postcopy_requests', value: this.#requests },
      { field: 'memory_page_size', value: PAGE },
      { field: 'disk_total', value: 0 },
      { field: 'disk_processed', value: 0 },
      { field: 'disk_remaining', value: 0 },
      ...(this.#throttle === 0
        ? []
        : [{ field: 'auto_converge_throttle', value: this.#throttle, int: true as const }]),
    ]
  }
}

function pending(): { promise: Promise<boolean>; settle: (whole: boolean) => void } {
  let settle: (whole: boolean) => void = () => {}
  const promise = new Promise<boolean>((resolve) => {
    settle = resolve
  })
  return { promise, settle }
}
