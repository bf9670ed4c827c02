// What one cell of the matrix plays on: a guest on its source, a line that can be cut to each host, a journal, and the hour of the
// fault. It does what a fault needs and keeps what was seen; which faults there are is plays.ts, the judgement judge.ts.

import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { MigrationRequest, Side } from '../../../src/migration/index.ts'
import { CHECK_AFTER_S, type Position, type Row } from '../../faults/rows.ts'
import { type Counter, diskPath, type GuestOptions, guestXml, logName } from '../guest.ts'
import type { Host } from '../host.ts'
import type { Lab } from '../lab.ts'
import { run } from '../process.ts'
import { CuttingProxy, type Passing, type Verdict } from '../proxy.ts'
import { Client, type Course, courseHere } from './course.ts'
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

/** Guests run in software, and several boot at once. */
const BOOT_MS = 600_000

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
  #faultAt: number | undefined
  readonly #undo: (() => Promise<unknown>)[] = []

  private constructor(
    lab: Lab,
    cell: Scene,
    lines: Readonly<Record<Side, CuttingProxy>>,
    journal: string,
    cli: string,
  ) {
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
  }

  static async set(lab: Lab, cell: Scene, cli: string): Promise<Stage> {
    const lines = {
      source: await CuttingProxy.open(cell.source.address),
      destination: await CuttingProxy.open(cell.destination.address),
    }
    const journal = await mkdtemp(join(tmpdir(), 'lvrpc-faults-'))
    return new Stage(lab, cell, lines, journal, cli)
  }

  host(side: Side): Host {
    return side === 'source' ? this.source : this.destination
  }

  /** The guest as the position wants it: counting, counting and then paused, or defined only. */
  async boot(options: Omit<GuestOptions, 'name' | 'uuid'> = {}): Promise<void> {
    const guest = { ...options, name: this.name, uuid: this.uuid }
    if (this.position.guest === 'off') {
      await this.define(this.source, guestXml(guest))
      return
    }
    if (this.inherited) await this.counter.advance(1, BOOT_MS)
    else
      await this.lab.boot(this.source, guest, { timeoutMs: BOOT_MS }).catch(async (error) => {
        const said = await readFile(this.counter.path, 'latin1').catch(() => '')
        throw new Error(`${error}; its console: ${JSON.stringify(said.slice(-300))}`)
      })
    if (this.position.guest === 'paused') await this.source.virsh('suspend', this.name)
  }

  /** Defines a guest of this one's name on a host, until the curtain falls. */
  async define(host: Host, xml: string): Promise<void> {
    const script = 'printf %s "$1" > "/tmp/$0.xml" && virsh -q define "/tmp/$0.xml"'
    const { code, stderr } = await host.exec(['sh', '-c', script, this.name, xml])
    if (code !== 0) throw new Error(`${host.name}: ${stderr}`)
    this.later(() => host.exec(['virsh', '-q', 'undefine', this.name]))
  }

  #request(options: Options): MigrationRequest {
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
    this.course = courseHere(this.#request(options))
    return this.course
  }

  /** Begins it in a process that can be killed. */
  client(options: Options & { readonly stallMs?: number } = {}): Client {
    const client = new Client(this.#request(options))
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
    const { code, stdout, stderr } = await run(process.execPath, args, { env })
    try {
      return saidByCli(JSON.parse(stdout))
    } catch {
      throw new Error(`lvrpc migrate --resolve ended with ${code}: ${stdout}${stderr}`)
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
        const verdict = act()
        resolve()
        return verdict
      }
    })
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
  async after(seconds = CHECK_AFTER_S): Promise<void> {
    const left = seconds * 1000 - this.sinceFaultMs
    if (left > 0) await delay(left)
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
   * Takes everything back and closes the lines.
   * @param keep whether the guest is to stay where it runs; otherwise nothing is left of it
   */
  async clear(keep: boolean): Promise<void> {
    for (const undo of this.#undo.reverse()) await undo()
    await Promise.all([this.lines.source.close(), this.lines.destination.close()])
    await rm(this.journal, { recursive: true, force: true })
    if (keep) return
    const script = `virsh -q destroy "$0" > /dev/null 2>&1
virsh -q undefine "$0" --nvram > /dev/null 2>&1
rm -f "/tmp/$0.xml" "$1"
virsh -q list --all --name | grep -x -- "$0" && exit 1 || exit 0`
    for (const host of [this.source, this.destination]) {
      const argv = ['sh', '-c', script, this.name, diskPath('local', this.name)]
      const { code } = await host.exec(argv)
      if (code !== 0) throw new Error(`${host.name}: '${this.name}' would not go`)
    }
    await rm(join(this.lab.shared, logName(this.name)), { force: true })
  }
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
