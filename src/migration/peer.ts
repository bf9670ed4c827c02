// A migration that the source drives by itself (p2p, direct): one call, and everything that can be done beside it. Afterwards both
// hosts are looked at, the destination if there is a way to it, and peer-verdict.ts says what may be said. If the call's answer
// is lost the source goes on with it, so it is watched until its job is over.
//
// No journal is kept: there is nothing that this client could bring to an end in the source's place.

import { type Connection, type ConnectOptions, withoutSecrets } from '../api/connection.ts'
import type { Domain } from '../api/domain.ts'
import { fixedCalls, paramsCalls, performBare } from '../api/migration-calls.ts'
import { ConnectionError, type LibvirtError, UsageError } from '../errors.ts'
import { traceDecision } from '../trace.ts'
import { DEAD_AFTER_MS, isActive } from './decisions.ts'
import {
  cancelledBefore,
  type Host,
  libvirtError,
  openHost,
  openMonitor,
  type ReachedHost,
} from './host.ts'
import type { MigrationRequest } from './migrate.ts'
import { type Clock, SAMPLE_MS, sampleJob, type Tell, watchEvents } from './monitor.ts'
import { isUnderWay, type PeerKnown, peerVerdict } from './peer-verdict.ts'
import { checkPeerUri, type PeerCapabilities, type PeerPlan, planPeer } from './plan.ts'
import { failureOf } from './recovery.ts'
import type { MigrationResult, Observation, PhaseName, PhaseRecord } from './result.ts'
import { checkHalves } from './resume.ts'
import { type PostcopyState, Switchover } from './switchover.ts'

/** How long to look for an end of what is on its way once the call is over, ms. */
const SETTLE_MS = 10_000
const LOOK_AGAIN_MS = 250

export interface PeerScene {
  readonly clock: Clock
  /** ms since the migration started */
  readonly now: () => number
  readonly tell: Tell
  readonly enter: (phase: PhaseName) => void
  /** Learns who may be told to switch to post-copy. */
  readonly began: (switchover: Switchover) => void
}

/**
 * Checks what is known without a daemon.
 * @throws UsageError `invalidArg`
 */
export function checkPeerRequest(request: MigrationRequest): void {
  const { p2p, direct, destination, verify } = request
  if (verify !== undefined && !p2p) {
    throw new UsageError(
      'invalidArg',
      'verify needs p2p: otherwise the destination is looked at anyway',
    )
  }
  if (!p2p && !direct) return
  if (typeof destination !== 'string') {
    throw new UsageError(
      'invalidArg',
      'the destination of p2p is a URI as the source sees it, not a connection; give that as verify',
    )
  }
  if (p2p) checkPeerUri(destination)
}

/** @throws LibvirtError when nothing was begun and nothing was changed */
export async function migratePeer(
  request: MigrationRequest,
  scene: PeerScene,
): Promise<MigrationResult> {
  checkPeerRequest(request)
  const { signal, verify } = request
  const options: ConnectOptions = { ...request.connect, ...(signal && { signal }) }
  const opened = await Promise.allSettled([
    openHost('source', request.source, options),
    verify === undefined ? undefined : openMonitor('destination', verify, options),
  ])
  const [one, other] = opened
  try {
    if (one.status === 'rejected') throw one.reason
    if (other.status === 'rejected') throw other.reason
    return await new Peer(request, one.value, other.value, scene).run()
  } finally {
    await Promise.all(
      opened.map(async (host) => host.status === 'fulfilled' && (await host.value?.close())),
    )
  }
}

class Peer {
  readonly #request: MigrationRequest
  readonly #source: Host
  readonly #destination: ReachedHost | undefined
  readonly #scene: PeerScene
  readonly #evidence: string[] = []
  readonly #errors: LibvirtError[] = []
  readonly #warnings: string[] = []
  /** Whether events told that the guest stood still for the handing over, or may have been missed. */
  #stoodStill = false

  constructor(
    request: MigrationRequest,
    source: Host,
    destination: ReachedHost | undefined,
    scene: PeerScene,
  ) {
    this.#request = request
    this.#source = source
    this.#destination = destination
    this.#scene = scene
  }

  #note(text: string): void {
    this.#evidence.push(text)
    traceDecision('migration', () => text)
  }

  #warn(message: string): void {
    this.#warnings.push(message)
    this.#scene.tell({ type: 'warning', message })
  }

  async run(): Promise<MigrationResult> {
    const request = this.#request
    const source = this.#source
    const domain = await source.monitor.lookupDomain(request.domain)
    const able = await this.#capabilities()
    const plan = planPeer(request, request.destination as string, able)
    const [state, persistent, before] = await Promise.all([
      domain.getState(),
      domain.isPersistent(),
      this.#lookThere(domain.uuid),
    ])
    const seen: Observation = { is: 'present', id: domain.id, state, job: 'none', persistent }
    const wasActive = isActive(seen)
    if (plan.resumes) {
      const here = await source.observe(domain.uuid)
      checkHalves(domain.name, here, this.#destination === undefined ? undefined : before)
    }
    if (plan.offline === wasActive) {
      throw new UsageError(
        'operationInvalid',
        plan.offline
          ? `'${domain.name}' is ${state.state}, and an offline migration moves the definition of a domain that is shut off`
          : `'${domain.name}' is ${state.state}; without offline a migration moves a domain that is running`,
      )
    }
    if (plan.switchover.allowed && state.state === 'paused') {
      throw new UsageError(
        'argumentUnsupported',
        `'${domain.name}' is paused, and post-copy ends with a guest that runs; leave post-copy out`,
      )
    }
    for (const message of plan.warnings) this.#warn(message)
    if (persistent && !request.undefineSource) {
      this.#warn(
        'the definition stays on the source after success: starting it there would run the guest twice',
      )
    }
    // Nothing that is live stands still before it is handed over; all else says nothing.
    this.#stoodStill = !request.live || state.state === 'paused'
    const there = await this.#destination?.liveMonitor()
    const watch = await watchEvents(source.monitor, there, domain, this.#heard, {
      event: () => {},
      watching: () => {},
    })
    try {
      return await this.#perform(
        plan,
        domain,
        {
          offline: plan.offline,
          wasActive,
          asked: this.#destination !== undefined,
          before: !plan.resumes && isActive(before),
        },
        () => watch.completed(),
      )
    } finally {
      await watch.close().catch(() => {})
    }
  }

  readonly #heard: Tell = (news) => {
    if (news.type === 'lifecycle' && news.side === 'source' && news.event === 'suspended') {
      this.#stoodStill = true
    }
    // A source without events may have done it unheard.
    if (news.type === 'warning') {
      this.#warnings.push(news.message)
      this.#stoodStill = true
    }
    this.#scene.tell(news)
  }

  async #capabilities(): Promise<PeerCapabilities> {
    const { control } = this.#source
    const [p2p, direct, params, v3, offline, changeProtection, keepalive] = await Promise.all([
      control.supportsFeature('migrationP2p'),
      control.supportsFeature('migrationDirect'),
      control.supportsFeature('migrationParams'),
      control.supportsFeature('migrationV3'),
      control.supportsFeature('migrationOffline'),
      control.supportsFeature('migrateChangeProtection'),
      control.supportsFeature('programKeepalive'),
    ])
    // A source that goes on with a post-copy makes the call that some destinations die of.
    const there = this.#request.postcopyResume ? await this.#destination?.liveMonitor() : undefined
    const destinationVersion = (await there?.getLibVersion())?.number
    return { p2p, direct, params, v3, offline, changeProtection, keepalive, destinationVersion }
  }

  async #perform(
    plan: PeerPlan,
    domain: Domain,
    about: Omit<PeerKnown, 'fate' | 'stoodStill'>,
    completed: () => MigrationResult['stats'],
  ): Promise<MigrationResult> {
    const { clock, now, tell, enter, began } = this.#scene
    const { signal } = this.#request
    const source = this.#source
    const allowed = plan.switchover.allowed ? 'allowed' : 'no'
    const run = { plan, postcopy: (plan.resumes ? 'started' : allowed) as PostcopyState }
    const switchover = new Switchover({
      run,
      guest: (stop) => source.guest(domain, stop && { signal: stop }),
      // The source has its own line to the destination, and looks after it itself.
      line: undefined,
      clock,
      tell,
      note: (text) => this.#note(text),
      beforePostcopy: () => {},
    })
    began(switchover)
    if (signal?.aborted) throw cancelledBefore(signal)
    enter('perform')
    const startMs = now()
    const sent = perform(source.control, plan, domain)
    tell({ type: 'phase', phase: 'perform', cancelled: false })
    const over = new AbortController()
    const beside = [
      sampleJob(source, domain, clock, tell, over.signal),
      switchover.beside(over.signal, signal),
    ]
    const onAbort = () => {
      const tooLate = run.postcopy === 'started'
      tell({ type: 'cancelling', how: tooLate ? 'too-late' : 'abort-job' })
      if (!tooLate) beside.push(switchover.abort(over.signal))
    }
    signal?.addEventListener('abort', onAbort)
    let error: LibvirtError | undefined
    try {
      await sent
    } catch (cause) {
      error = libvirtError(cause)
      this.#errors.push(error)
    }
    const failure = error === undefined ? 'ok' : failureOf('perform', error)
    if (failure === 'unknown') {
      this.#note('the answer was lost; the source goes on by itself and is watched')
      await this.#untilJobIsOver(domain)
    }
    over.abort()
    signal?.removeEventListener('abort', onAbort)
    await Promise.all(beside)
    const record: PhaseRecord = {
      phase: 'perform',
      cancelled: false,
      startMs,
      durationMs: now() - startMs,
      ...(error !== undefined && { error }),
    }
    tell({ type: 'phase-done', record })
    enter('probe')
    const [from, to] = await this.#look(domain.uuid)
    const verdict = peerVerdict({ ...about, fate: failure, stoodStill: this.#stoodStill }, from, to)
    traceDecision('migration', () => `${verdict.kind}: ${verdict.because}`)
    const moved = verdict.host === 'destination'
    const stats = completed()
    const totalMs = now()
    return {
      kind: verdict.kind,
      host: verdict.host,
      uris: {
        source: source.control.uriWithoutSecrets,
        destination: withoutSecrets(this.#request.destination as string),
      },
      uuid: domain.uuid,
      name: moved ? (plan.params.destinationName ?? domain.name) : domain.name,
      id: moved && to.is === 'present' ? to.id : undefined,
      source: from,
      destination: to,
      evidence: [...this.#evidence, verdict.because],
      advice: verdict.advice,
      journal: undefined,
      phase: 'perform',
      errors: this.#errors,
      warnings: this.#warnings,
      postcopy: switchover.switched,
      phases: [record],
      totalMs,
      downtimeMs: stats?.downtimeNetMs ?? stats?.downtimeMs,
      gapMs: undefined,
      overheadMs: totalMs - record.durationMs,
      stats,
    }
  }

  /** As long as the copy takes, if the source can be reached at all. */
  async #untilJobIsOver(domain: Domain): Promise<void> {
    const { clock, now } = this.#scene
    let heardAt = now()
    for (;;) {
      const seen = await this.#source.observe(domain.uuid)
      if (seen.is !== 'unknown') heardAt = now()
      const busy = seen.is === 'present' && (seen.job === 'out' || seen.job === 'unknown')
      if (seen.is === 'unknown' ? now() - heardAt >= DEAD_AFTER_MS : !busy) return
      await clock.sleep(SAMPLE_MS)
    }
  }

  async #lookThere(uuid: string): Promise<Observation> {
    if (this.#destination !== undefined) return this.#destination.observe(uuid)
    const error = new ConnectionError('connectFailed', 'nobody was to look at the destination', {
      outcome: 'not sent',
    })
    return { is: 'unknown', error }
  }

  async #look(uuid: string): Promise<readonly [Observation, Observation]> {
    const { clock, now } = this.#scene
    const deadline = now() + SETTLE_MS
    for (;;) {
      const [from, to] = await Promise.all([this.#source.observe(uuid), this.#lookThere(uuid)])
      if (!isUnderWay(from, to) || now() >= deadline) return [from, to]
      await clock.sleep(LOOK_AGAIN_MS)
    }
  }
}

async function perform(line: Connection, plan: PeerPlan, { ref }: Domain): Promise<void> {
  const { params, flags, dconnuri } = plan
  if (plan.protocol === 'bare') {
    await performBare(line, ref, params, flags)
    return
  }
  const calls = plan.protocol === 'params' ? paramsCalls : fixedCalls
  // A source that drives by itself refuses a cookie.
  await calls.perform(line, ref, params, new Uint8Array(0), flags, dconnuri)
}
