// What one cell of the matrix plays on: a guest on its source, a line that can be cut to each host, a journal, and the hour of the
// fault. It does what a fault needs and keeps what was seen; which faults there are is plays.ts, the judgement judge.ts.

import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type MigrationRequest, migrate, type Side } from '../../../src/migration/index.ts'
import { CHECK_AFTER_S, type Position, type Row } from '../../faults/rows.ts'
import { type Counter, diskPath, type GuestOptions, guestXml, logName } from '../guest.ts'
import type { Host } from '../host.ts'
import type { Lab } from '../lab.ts'
import { run } from '../process.ts'
import { CuttingProxy, type Passing, type Verdict } from '../proxy.ts'
import { Gate, within } from '../within.ts'
import { Client, type Course, courseOf } from './course.ts'
import { type HostSeen, lookAt } from './look.ts'
import type { Said } from './said.ts'

/** What a play may say of its migration; the stage knows the rest. */
export type Options = Partial<Omit<MigrationRequest, 'source' | 'domain'>>

/** Slow enough that the copy of a guest takes ten seconds and more. */
export const slow: Options = { bandwidthMiBps: 4 }

/** A guest that counts, left over from a cell in which all went well. */
export interface Guest {
  readonly name: string
  readonly uuid: string
}

/** What a stage is set with. */
export interface Scene {
  readonly row: Row
  readonly position: Position
  readonly source: Host
  readonly destination: Host
  /** Of the guest, if one has to be booted. */
  readonly name: string
  readonly guest?: Guest | undefined
}

/** What comes from whoever plays the cells. */
export interface Means {
  /** The shipped command line. */
  readonly cli: string
  /** Hears what the cell does, so that others can do something meanwhile. */
  readonly tell?: ((doing: Doing) => void) | undefined
}

/** The stage could not be set: nothing was tried, so nothing is known, and it may be tried once more. */
export class NotSet extends Error {
  override readonly name = 'NotSet'
}

/** Guests run in software: to boot takes a core for as long as it lasts, so there are no more at once than cores. */
const boots = new Gate(availableParallelism())
const BOOT_MS = 240_000
/** A guest that counts does so ten times a second. */
const COUNT_MS = 30_000
/** What `migrate --resolve` may take: the resolver looks for 35 s, and for longer only where Finish is at work. */
const RESOLVE_MS = 300_000
/** Whatever is taken back, or goes on beside a play. */
const UNDO_MS = 180_000

/**
 * What a cell does.
 * - `works`: boots, copies, resolves: it needs a core, and its hosts as they are
 * - `waits`: until its hosts are asked, which must stay as they are
 * - `calm`: the same with a guest that merely runs, and does not notice when a daemon dies
 */
export type Doing = 'works' | 'waits' | 'calm'

export class Stage {
  readonly lab: Lab
  readonly row: Row
  readonly position: Position
  readonly source: Host
  readonly destination: Host
  readonly name: string
  readonly uuid: string
  readonly counter: Counter
  /** Whether the guest was already counting on the source when the stage was set. */
  readonly inherited: boolean
  /** The lines to the two hosts: P_s and P_d. */
  readonly lines: Readonly<Record<Side, CuttingProxy>>
  /** The shipped command line. */
  readonly cli: string
  readonly journal: string
  /** The migration, once it was begun. */
  course: Course | undefined
  /** What the migration said first, where a resolver has the last word. */
  first: Said | undefined
  /** How both hosts stood 45 s after the fault, before anybody resolved. */
  between: Readonly<Record<Side, HostSeen>> | undefined
  /** What the play itself found wrong. */
  readonly complaints: string[] = []
  /** Rejects with the first failure of what goes on beside the play. */
  readonly failure: Promise<never>
  readonly #tell: (doing: Doing) => void
  #fail: (error: unknown) => void = () => {}
  #faultAt: number | undefined
  readonly #beside: Promise<unknown>[] = []
  readonly #undo: (() => Promise<unknown>)[] = []

  private constructor(
    lab: Lab,
    cell: Scene,
    lines: Readonly<Record<Side, CuttingProxy>>,
    journal: string,
    { cli, tell = () => {} }: Means,
  ) {
    this.#tell = tell
    this.lab = lab
    this.row = cell.row
    this.position = cell.position
    this.source = cell.source
    this.destination = cell.destination
    this.name = cell.guest?.name ?? cell.name
    this.uuid = cell.guest?.uuid ?? randomUUID()
    this.inherited = cell.guest !== undefined
    this.counter = lab.counter(this.name)
    this.lines = lines
    this.journal = journal
    this.cli = cli
    this.failure = new Promise((_, reject) => {
      this.#fail = reject
    })
    this.failure.catch(() => {})
  }

  static async set(lab: Lab, cell: Scene, means: Means): Promise<Stage> {
    const lines = {
      source: await CuttingProxy.open(() => cell.source.address),
      destination: await CuttingProxy.open(() => cell.destination.address),
    }
    const journal = await mkdtemp(join(tmpdir(), 'lvrpc-faults-'))
    return new Stage(lab, cell, lines, journal, means)
  }

  host(side: Side): Host {
    return side === 'source' ? this.source : this.destination
  }

  /**
   * The guest as the position wants it: counting, counting and then paused, or defined only.
   * @throws NotSet
   */
  async boot(options: Omit<GuestOptions, 'name' | 'uuid'> = {}): Promise<void> {
    try {
      for (const host of [this.source, this.destination]) await host.comeBack()
      await this.#bootGuest({ ...options, name: this.name, uuid: this.uuid })
    } catch (error) {
      throw new NotSet(`the stage was not set: ${textOf(error)}`, { cause: error })
    }
  }

  async #bootGuest(guest: GuestOptions): Promise<void> {
    if (this.position.guest === 'off') {
      await this.define(this.source, guestXml(guest))
      return
    }
    if (!this.inherited || !(await this.#countsStill())) {
      await boots.through(async () => {
        await this.#removeGuest()
        await this.lab.boot(this.source, guest, { timeoutMs: BOOT_MS }).catch(async (error) => {
          const said = await readFile(this.counter.path, 'latin1').catch(() => '')
          throw new Error(`${textOf(error)}; its console: ${JSON.stringify(said.slice(-300))}`)
        })
      })
    }
    if (this.position.guest === 'paused') await this.source.virsh('suspend', this.name)
  }

  /** Whether the guest that was left here is as it was left: a host that lost its power has lost it, too. */
  async #countsStill(): Promise<boolean> {
    const { source, destination } = await this.look()
    if (source.end !== 'running' || destination.end !== 'none') return false
    return this.counter.advance(1, COUNT_MS).then(
      () => true,
      () => false,
    )
  }

  /** Defines a guest of this one's name on a host, until the curtain falls. */
  async define(host: Host, xml: string): Promise<void> {
    const script = 'printf %s "$1" > "/tmp/$0.xml" && virsh -q define "/tmp/$0.xml"'
    const { code, stderr } = await host.exec(['sh', '-c', script, this.name, xml])
    if (code !== 0) throw new Error(`${host.name}: ${stderr}`)
    this.later(() => host.exec(['virsh', '-q', 'undefine', this.name]))
  }

  /** The request of this cell's migration. */
  request(options: Options): MigrationRequest {
    const live = this.position.options?.offline !== true
    return {
      live,
      destination: this.lines.destination.uri,
      ...this.position.options,
      ...options,
      source: this.lines.source.uri,
      domain: this.name,
      journal: this.journal,
    }
  }

  /** A line for the source's own connection to the destination: a proxy that it can reach, and its URI there. */
  async peerLine(): Promise<{ readonly line: CuttingProxy; readonly uri: string }> {
    const { stdout } = await this.source.exec(['ip', '-4', 'route', 'show', 'default'])
    const gateway = /default via (\S+)/.exec(stdout)?.[1]
    if (gateway === undefined) throw new Error(`${this.source.name} has no way to this machine`)
    const line = await CuttingProxy.open(this.destination.address, undefined, '0.0.0.0')
    this.later(() => line.close())
    return { line, uri: line.uri.replace('127.0.0.1', gateway) }
  }

  /** Begins the migration in this process. */
  begin(options: Options = {}): Course {
    this.course = courseOf(migrate(this.request(options)))
    return this.course
  }

  /** Begins it in a process that can be killed. */
  client(options: Options & { readonly stallMs?: number } = {}): Client {
    const client = new Client(this.request(options))
    this.course = client
    this.later(() => client.kill())
    return client
  }

  /** Lets another process, which never saw the migration, resolve its journal. */
  async resolve(...options: readonly string[]): Promise<Said> {
    const [file] = (await readdir(this.journal)).filter((name) => /\.(journal|done)$/.test(name))
    if (file === undefined) throw new Error('the migration left no journal')
    const path = join(this.journal, file)
    const env = { PATH: process.env.PATH, HOME: this.journal, XDG_CACHE_HOME: tmpdir() }
    const args = [this.cli, '--json', 'migrate', '--resolve', path, ...options]
    const began = performance.now()
    const { code, stdout, stderr } = await run(process.execPath, args, {
      env,
      timeout: RESOLVE_MS,
      killSignal: 'SIGKILL',
    })
    try {
      return saidByCli(JSON.parse(stdout))
    } catch {
      const took = Math.round((performance.now() - began) / 1000)
      throw new Error(
        `lvrpc migrate --resolve ended with ${code} after ${took} s: ${stdout}${stderr}`,
      )
    }
  }

  /** Strikes once, at the first frame on that line that matches: only then is the rule asked. */
  strike(
    where: Side | CuttingProxy,
    matches: (frame: Passing) => boolean,
    act: () => Promise<Verdict>,
  ): Promise<void> {
    const line = where instanceof CuttingProxy ? where : this.lines[where]
    return new Promise((resolve) => {
      line.rule = (frame) => {
        if (!matches(frame)) return 'pass'
        line.rule = () => 'pass'
        this.struck()
        const verdict = act().catch((error: unknown): Verdict => {
          this.#fail(error)
          return 'cut'
        })
        resolve()
        return verdict
      }
    })
  }

  /** Does something while the play goes on. If it fails the cell does; the stage is not cleared before it is over. */
  beside(work: () => Promise<unknown>): void {
    const done = within(UNDO_MS, 'what goes on beside the play', work())
    this.#beside.push(done.catch((error: unknown) => this.#fail(error)))
  }

  /** Keeps what the play found wrong, for the judgement. */
  complain(text: string): void {
    this.complaints.push(text)
  }

  /** Marks the hour of the fault; the last one counts. */
  struck(): void {
    this.#faultAt = performance.now()
  }

  /** Since the fault, ms. */
  get sinceFaultMs(): number {
    if (this.#faultAt === undefined) throw new Error('the fault never struck')
    return performance.now() - this.#faultAt
  }

  /** Resolves so many seconds after the fault, by default when the hosts are asked. */
  async after(seconds = CHECK_AFTER_S, doing: Doing = 'waits'): Promise<void> {
    const left = seconds * 1000 - this.sinceFaultMs
    if (left <= 0) return
    this.#tell(doing)
    await delay(left)
    this.#tell('works')
  }

  /** The last word is said: waits until the hosts are asked. */
  async lastly(doing: Doing): Promise<void> {
    const left = CHECK_AFTER_S * 1000 - this.sinceFaultMs
    this.#tell(doing)
    if (left > 0) await delay(left)
  }

  /** Resolves when nothing goes on beside the play any more. */
  async settled(): Promise<void> {
    await Promise.race([Promise.all(this.#beside), this.failure])
  }

  /** Both hosts as they are now. */
  async look(): Promise<Record<Side, HostSeen>> {
    const paused = this.position.guest === 'paused'
    const [source, destination] = await Promise.all([
      lookAt(this.source, this.uuid, paused),
      lookAt(this.destination, this.uuid, paused),
    ])
    return { source, destination }
  }

  /** Waits until the hosts are asked, and keeps how they stand while nobody has resolved anything. */
  async meanwhile(): Promise<void> {
    await this.after()
    this.between = await this.look()
  }

  /** Resolves once a host shows the guest so. */
  async until(
    side: Side,
    matches: (seen: HostSeen) => boolean,
    timeoutMs = 60_000,
  ): Promise<HostSeen> {
    const deadline = performance.now() + timeoutMs
    for (;;) {
      const seen = await lookAt(this.host(side), this.uuid, false)
      if (matches(seen)) return seen
      if (performance.now() > deadline) {
        throw new Error(`the ${side} still shows the guest as ${seen.words}`)
      }
      await delay(100)
    }
  }

  /** Takes something back when the curtain falls, the last first. */
  later(undo: () => Promise<unknown>): void {
    this.#undo.push(undo)
  }

  /** Takes a rule of a host's firewall into use until it is taken back, or the curtain falls. */
  async firewall(host: Host, ...rule: readonly string[]): Promise<() => Promise<void>> {
    const undo = await host.firewall(...rule)
    let done = false
    const once = async () => {
      if (done) return
      done = true
      await undo()
    }
    this.later(once)
    return once
  }

  /**
   * Takes everything back and closes the lines; what fails does not keep the rest from it.
   * @param keep whether the guest is to stay where it runs; otherwise nothing is left of it, and both hosts answer again
   * @throws AggregateError
   */
  async clear(keep: boolean): Promise<void> {
    const errors: unknown[] = []
    const step = async (what: string, work: () => Promise<unknown>) => {
      await within(UNDO_MS, what, work()).catch((error: unknown) => errors.push(error))
    }
    await Promise.all(this.#beside)
    for (const host of [this.source, this.destination]) {
      await step(`${host.name} comes back`, () => host.comeBack())
    }
    for (const undo of this.#undo.reverse()) await step('to take something back', undo)
    await step('the lines are closed', () =>
      Promise.all([this.lines.source.close(), this.lines.destination.close()]),
    )
    await rm(this.journal, { recursive: true, force: true })
    if (!keep) {
      await step(`'${this.name}' is removed`, async () => {
        await this.#removeGuest()
        await rm(join(this.lab.shared, logName(this.name)), { force: true })
      })
    }
    if (errors.length > 0) throw new AggregateError(errors, errors.map(textOf).join('; '))
  }

  /** Leaves nothing of the guest on either host, whatever state it is in. */
  async #removeGuest(): Promise<void> {
    for (const host of [this.source, this.destination]) {
      const argv = ['sh', '-c', removal, this.name, diskPath('local', this.name)]
      const { code, stdout } = await host.exec(argv)
      if (code !== 0) throw new Error(`${host.name}: '${this.name}' would not go: ${stdout}`)
    }
  }
}

/**
 * Ends a guest and forgets it: by the daemon, or its QEMU without it. What an offline migration may leave, neither running nor defined,
 * has to be defined before it can be undefined.
 */
const removal = `
known() { virsh -q list --all --name | grep -qx -- "$1"; }
known "$0" && {
  timeout 60 virsh -q destroy "$0" > /dev/null 2>&1
  virsh -q undefine "$0" --nvram > /dev/null 2>&1
}
known "$0" && {
  kill -KILL "$(cat "/run/libvirt/qemu/$0.pid")" 2> /dev/null; sleep 2
  virsh -q dumpxml --inactive "$0" > "/tmp/$0.xml" && virsh -q define "/tmp/$0.xml" > /dev/null 2>&1
  virsh -q undefine "$0" --nvram > /dev/null 2>&1
}
rm -f "/tmp/$0.xml" "$1"
known "$0" && { virsh -q list --all; exit 1; }
exit 0`

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** What the command line prints with --json. */
function saidByCli(printed: Partial<Said>): Said {
  const { kind, host, phase = '', evidence = [], warnings = [] } = printed
  if (kind === undefined) throw new Error('no kind')
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
  return {
    kind,
    host: host ?? undefined,
    phase,
    source: text(printed.source),
    destination: text(printed.destination),
    evidence,
    errors: (printed.errors ?? []).map(text),
    warnings,
  }
}
