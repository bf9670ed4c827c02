// One migration between two embedded hosts under a virtual clock: a guest, a client's process that drives, other processes that
// resolve its journal, and the two questions everything here is about: how do both hosts stand, and is what the result says true.

import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Connection } from '../../../src/index.ts'
import { Migration, type MigrationRequest } from '../../../src/migration/migrate.ts'
import { Resolution, type ResolutionRequest } from '../../../src/migration/resolve.ts'
import type { MigrationResult } from '../../../src/migration/result.ts'
import {
  type Fault,
  type GuestState,
  type HostVersion,
  type Lab,
  type LabHost,
  type LabHostOptions,
  lab,
  VirtualClock,
} from '../../../src/testing/index.ts'
import type { End, HostEnd } from '../rows.ts'
import { ClientProcess } from './process.ts'

export type Versions = readonly [source: HostVersion, destination: HostVersion]

/** Both releases in both directions. */
export const versionPairs: readonly Versions[] = [
  ['9.0.0', '9.0.0'],
  ['9.0.0', '11.3.0'],
  ['11.3.0', '9.0.0'],
  ['11.3.0', '11.3.0'],
]

export interface SceneOptions {
  readonly versions?: Versions
  readonly guest?: 'running' | 'paused' | 'off'
  readonly persistent?: boolean
  readonly memoryMiB?: number
  readonly dirtyMiBps?: number
  readonly lineMiBps?: number
  readonly source?: LabHostOptions
  readonly destination?: LabHostOptions
}

/** A copy of 512 MiB over 1024 MiB/s takes half a second, and with 2000 MiB/s of dirt it never ends. */
export const endless = { dirtyMiBps: 2000 } as const
/** Takes about four seconds. */
export const slow = { memoryMiB: 4096, dirtyMiBps: 100 } as const

export type Options = Partial<MigrationRequest>

/** Journals are flushed often: in memory that costs nothing. */
function scratch(): string {
  let base = tmpdir()
  try {
    if (statSync('/dev/shm').isDirectory()) base = '/dev/shm'
  } catch {
    // Not a Linux.
  }
  return mkdtempSync(join(base, 'lvrpc-faults-'))
}

let root: string | undefined
let scenes = 0

/** Where journals of all scenes lie; removed with the process. */
function folderOfScene(): string {
  if (root === undefined) {
    const made = scratch()
    root = made
    process.on('exit', () => rmSync(made, { recursive: true, force: true }))
  }
  const folder = join(root, `${++scenes}`)
  mkdirSync(folder)
  return folder
}

/** How a guest stands on a host, for people and to be compared. */
export type Seen = HostEnd | 'busy' | 'off, defined'

export function seenAs(guest: GuestState | undefined): Seen {
  if (guest === undefined) return 'none'
  const { state, reason, job } = guest
  if (state === 5) return guest.persistent ? 'off, defined' : 'off'
  if ((state === 1 && reason === 11) || (state === 3 && reason === 13)) return 'failed'
  if (job !== 'none') return 'busy'
  if (state === 1) return 'running'
  return reason === 2 ? 'leftover' : 'paused'
}

/** Whether a host stands as a row wants it. What is shut off at the source may also be gone from it. */
export function isAs(wanted: HostEnd, seen: Seen, side: 'source' | 'destination'): boolean {
  if (wanted === 'off') {
    return seen === 'off' || seen === 'off, defined' || (seen === 'none' && side === 'source')
  }
  return wanted === seen
}

/** How the guest stands on both. */
export interface Sight {
  readonly source: Seen
  readonly destination: Seen
}

export function isEnd(end: Pick<End, 'source' | 'destination'>, seen: Sight): boolean {
  return (
    isAs(end.source, seen.source, 'source') &&
    isAs(end.destination, seen.destination, 'destination')
  )
}

export const textOfSight = ({ source, destination }: Sight) => `${source}@S ${destination}@D`

export class Scene {
  readonly made: Lab
  readonly clock: VirtualClock
  readonly a: LabHost
  readonly b: LabHost
  readonly uuid: string
  readonly options: SceneOptions
  /** The process that drives the migration. */
  readonly client: ClientProcess
  /** Somebody else with connections of his own: another operator, who never migrates. */
  readonly other: ClientProcess
  readonly abort = new AbortController()
  /** Where its journals lie. */
  readonly folder: string
  /** The folder in which the latest process writes. */
  #latest: string
  #journals = 0
  #client: readonly [Connection, Connection] | undefined
  #faultAt: number | undefined
  /** Called when a fault strikes for the first time. */
  onFault: () => void = () => {}

  private constructor(made: Lab, clock: VirtualClock, options: SceneOptions) {
    this.made = made
    this.clock = clock
    this.options = options
    const [a, b] = made.hosts
    this.a = a!
    this.b = b!
    this.client = new ClientProcess(clock)
    this.other = new ClientProcess(clock)
    const { guest = 'running', persistent = true, memoryMiB = 512, dirtyMiBps = 100 } = options
    this.uuid = this.a.addGuest({
      name: 'guest',
      memoryMiB,
      dirtyMiBps,
      persistent,
      running: guest !== 'off',
    })
    this.folder = folderOfScene()
    this.#latest = this.folder
  }

  static async open(options: SceneOptions = {}): Promise<Scene> {
    const { versions = ['11.3.0', '11.3.0'], lineMiBps = 1024, source, destination } = options
    const clock = new VirtualClock()
    const hosts = [
      { version: versions[0], ...source },
      { version: versions[1], ...destination },
    ]
    const scene = new Scene(await lab({ hosts, clock, lineMiBps }), clock, options)
    await clock.advance(1000)
    scene.#client = await scene.connections(scene.client)
    if (options.guest === 'paused') {
      const [source] = scene.#client
      const guest = await source.lookupDomainByUuid(scene.uuid)
      await guest.suspend()
    }
    return scene
  }

  connections(process: ClientProcess): Promise<readonly [Connection, Connection]> {
    return this.clock.run(Promise.all([process.connect(this.a), process.connect(this.b)]))
  }

  /** Connections of that operator. */
  async otherConnections(): Promise<readonly [Connection, Connection]> {
    return this.connections(this.other)
  }

  /** Starts the migration in its process. */
  start(options: Options = {}): Migration {
    const [source, destination] = this.#client!
    const request = {
      source,
      destination,
      domain: this.uuid,
      live: true,
      journal: this.folder,
      ...options,
    }
    return new Migration(request, this.client.clock)
  }

  /** Starts it and lets time pass until it is over. */
  migrate(options: Options = {}): Promise<MigrationResult> {
    return this.clock.run(this.start(options).result)
  }

  /** The journal as it is now, copied for another process: the first one's lock dies with it. Undefined before it is begun. */
  journalNow(): string | undefined {
    const name = readdirSync(this.#latest).find((one) => /\.(journal|done)$/.test(one))
    if (name === undefined) return undefined
    const folder = join(this.folder, `copy-${++this.#journals}`)
    mkdirSync(folder)
    const copy = join(folder, name)
    copyFileSync(join(this.#latest, name), copy)
    return copy
  }

  /** From now on that one is the latest. */
  follow(journal: string): void {
    this.#latest = dirname(journal)
  }

  /** Starts to resolve by a journal, in a process that saw nothing of it. */
  startResolve(
    journal: string,
    options: Partial<ResolutionRequest> = {},
    process = new ClientProcess(this.clock),
  ): Resolution {
    const hosts = { source: process.pattern(this.a), destination: process.pattern(this.b) }
    return new Resolution({ journal, ...hosts, ...options }, process.clock)
  }

  resolve(journal: string, options: Partial<ResolutionRequest> = {}): Promise<MigrationResult> {
    return this.clock.run(this.startResolve(journal, options).result)
  }

  /** To be called by a fault where it strikes. */
  struck(): void {
    if (this.#faultAt !== undefined) return
    this.#faultAt = this.clock.now()
    this.onFault()
  }

  get faultAt(): number | undefined {
    return this.#faultAt
  }

  /** Puts a rule in force that tells when it strikes. */
  fault(host: LabHost, fault: Fault): void {
    void host.fault(fault).struck.then(() => this.struck())
  }

  /** A fault's deed that tells when it was done. */
  deed(run: () => void): { readonly do: 'run'; readonly run: () => void } {
    return {
      do: 'run',
      run: () => {
        this.struck()
        run()
      },
    }
  }

  /** The same behind whatever is being sent just now. */
  deedAfter(run: () => void): { readonly do: 'run'; readonly run: () => void } {
    return this.deed(() => queueMicrotask(run))
  }

  /** Lets time pass until so long after the fault. */
  async until(afterMs: number): Promise<void> {
    const left = (this.#faultAt ?? this.clock.now()) + afterMs - this.clock.now()
    if (left > 0) await this.clock.advance(left)
  }

  /** Everything that was broken is whole again. */
  heal(): void {
    for (const host of this.made.hosts) {
      host.server.faults.clear()
      host.reachable = true
      // Still not: it is dead.
      if (!host.reachable) host.restart()
      host.heal()
    }
    this.made.plug(this.a, this.b)
  }

  get seen(): Sight {
    return { source: seenAs(this.a.guest(this.uuid)), destination: seenAs(this.b.guest(this.uuid)) }
  }

  close(): Promise<void> {
    return this.made.close()
  }
}
