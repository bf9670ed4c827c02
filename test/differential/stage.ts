// What a script sees: two hosts, lines to them, their events, and a trace of everything that is said. Events come over a line of
// their own, in order; a bell that is rung on a host shows that whatever it told before has arrived.

import { createHash } from 'node:crypto'
import {
  domainEventDefinedDetailType,
  domainEventResumedDetailType,
  domainEventShutdownDetailType,
  domainEventStartedDetailType,
  domainEventStoppedDetailType,
  domainEventSuspendedDetailType,
  domainEventType,
  domainEventUndefinedDetailType,
  domainJobOperation,
  domainPausedReason,
  domainRunningReason,
  domainShutoffReason,
  domainState,
  errorNumber,
  networkEventLifecycleType,
  storagePoolEventLifecycleType,
} from '../../src/generated/constants.ts'
import * as remote from '../../src/generated/remote.ts'
import { type Connection, RemoteError } from '../../src/index.ts'
import type { Naming } from '../../src/xdr/enumeration.ts'
import type { Procedure } from '../../src/xdr/procedure.ts'
import { guestXml } from '../lab/guest.ts'
import type { Ground, GroundHost, Side } from './ground.ts'
import type { Known } from './rules.ts'
import { written, writtenError } from './trace.ts'

const BELL = 'bell'
const bells = {
  domain: (name: string, uuid: string) =>
    `<domain type='qemu'><name>${name}</name><uuid>${uuid}</uuid><memory>65536</memory>` +
    `<os><type arch='x86_64'>hvm</type></os></domain>`,
}

/** The same UUID for a name, always. */
export function uuidOf(name: string): string {
  const digits = createHash('sha256').update(name).digest('hex')
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-')
}

export function bytesOf(uuid: string): Uint8Array {
  return new Uint8Array(Buffer.from(uuid.replaceAll('-', ''), 'hex'))
}

/** A domain by name, as it is sent where the host's own answer is not at hand. */
export function ref(name: string, id = -1): remote.NonnullDomain {
  return { name, uuid: bytesOf(uuidOf(name)), id }
}

/** A call under way, whose answer is written down when it is asked for. */
export interface Doing<R> {
  readonly settled: () => boolean
  /** Waits for it; undefined: it was refused. */
  end(): Promise<R | undefined>
}

/** A line to a host. */
export class Line {
  readonly connection: Connection
  readonly #stage: Stage
  readonly #name: string

  constructor(stage: Stage, name: string, connection: Connection) {
    this.#stage = stage
    this.#name = name
    this.connection = connection
  }

  /** Makes a call and writes it down; undefined: it was refused, or void. */
  call<A, R>(row: Procedure<A, R>, args: A): Promise<R | undefined> {
    return this.start(row, args, '').end()
  }

  /** Begins a call. */
  start<A, R>(row: Procedure<A, R>, args: A, mark = ' (begun)'): Doing<R> {
    let settled = false
    const reply = this.connection.call(row, args)
    const over = () => {
      settled = true
    }
    reply.then(over, over)
    const stage = this.#stage
    const name = this.#name
    const said = args === undefined ? '' : ` ${written('', args, stage.known)}`
    const what = `${name} ${row.name}${said}`
    if (mark !== '') stage.note(`${what} ...`)
    return {
      settled: () => settled,
      async end() {
        const short = mark === '' ? what : `${name} ${row.name}${mark}`
        try {
          const ret = await stage.ground.wait(reply)
          stage.note(`${short} = ${ret === undefined ? 'ok' : written('', ret, stage.known)}`)
          return ret
        } catch (error) {
          stage.note(`${short} ! ${writtenError(error)}`)
          return undefined
        }
      },
    }
  }

  /** A call that is not written down. */
  async quietly<A, R>(row: Procedure<A, R>, args: A): Promise<R> {
    return this.#stage.ground.wait(this.connection.call(row, args))
  }

  /** The line is gone, and both sides know it. */
  get gone(): boolean {
    return !this.connection.isAlive
  }

  /** Drops the line without a word. */
  cut(): void {
    this.#stage.note(`${this.#name} is cut`)
    this.connection.destroy()
  }
}

/** How a domain is on one host. */
export interface Look {
  readonly state: string
  readonly reason: string
  readonly persistent: boolean
  readonly job: string
}

const reasons: Readonly<Record<string, Naming>> = {
  running: domainRunningReason,
  paused: domainPausedReason,
  shutoff: domainShutoffReason,
}

const details: Readonly<Record<string, Naming>> = {
  defined: domainEventDefinedDetailType,
  undefined: domainEventUndefinedDetailType,
  started: domainEventStartedDetailType,
  suspended: domainEventSuspendedDetailType,
  resumed: domainEventResumedDetailType,
  stopped: domainEventStoppedDetailType,
  shutdown: domainEventShutdownDetailType,
}

/** One host of a stage. */
export class Place {
  readonly side: Side
  readonly host: GroundHost
  readonly #stage: Stage
  readonly #open = new Set<Connection>()
  #lines = 0
  #heard: string[] = []
  #rung: (() => void) | null = null
  #main: Line | undefined

  constructor(stage: Stage, side: Side, host: GroundHost) {
    this.#stage = stage
    this.side = side
    this.host = host
  }

  /** The line for everything that needs none of its own. */
  get main(): Line {
    if (this.#main === undefined) throw new Error('the stage is not set')
    return this.#main
  }

  /** A line of its own; lines are counted: `a1`, `a2`. */
  async line(): Promise<Line> {
    const { ground } = this.#stage
    const connection = await ground.wait(this.host.connect())
    this.#open.add(connection)
    return new Line(this.#stage, `${this.side}${this.#lines++ || ''}`, connection)
  }

  /** Opens what the stage itself needs of it. */
  async set(): Promise<void> {
    this.#lines = 0
    this.#main = await this.line()
    const { connection } = this.#main
    const { ground, known } = this.#stage
    const hear = (text: string) => void this.#heard.push(text)
    const { lifecycle, migrationIteration, jobCompleted } = remote.domainEvents
    const subscribed = [
      connection.subscribe(lifecycle, { dom: null }, ({ msg }) => {
        if (msg.dom.name === BELL) this.#rung?.()
        else {
          const event = domainEventType.nameOf(msg.event)
          const detail = details[event]?.nameOf(msg.detail) ?? msg.detail
          hear(`${written('', msg.dom, known)}: ${event} ${detail}`)
        }
      }),
      connection.subscribe(migrationIteration, { dom: null }, ({ dom }) => {
        const text = `${written('', dom, known)}: passes over its memory`
        if (this.#heard.at(-1) !== text) hear(text)
      }),
      connection.subscribe(jobCompleted, { dom: null }, ({ dom, params }) =>
        hear(`${written('', dom, known)}: job completed ${written('', params, known)}`),
      ),
      connection.subscribe(remote.networkEvents.lifecycle, { net: null }, ({ net, event }) => {
        if (net.name === BELL) this.#rung?.()
        else hear(`${written('', net, known)}: ${networkEventLifecycleType.nameOf(event)}`)
      }),
      connection.subscribe(remote.storagePoolEvents.lifecycle, { pool: null }, (body) => {
        if (body.pool.name === BELL) this.#rung?.()
        else
          hear(
            `${written('', body.pool, known)}: ${storagePoolEventLifecycleType.nameOf(body.event)}`,
          )
      }),
      connection.subscribe(remote.storagePoolEvents.refresh, { pool: null }, ({ pool }) => {
        // After an upload a thread of the daemon's own refreshes the pool, sometime: how often in a row is chance.
        const line = `${written('', pool, known)}: refreshed`
        if (this.#heard.at(-1) !== line) hear(line)
      }),
    ]
    for (const one of subscribed) await ground.wait(one)
    await this.ring()
    this.#heard = []
  }

  /** Resolves when everything that the host told until now is here. */
  async ring(): Promise<void> {
    const uuid = uuidOf(BELL)
    const { main } = this
    await this.#strike(() =>
      main.quietly(remote.domainDefineXml, { xml: bells.domain(BELL, uuid) }),
    )
    if (!this.#stage.withStorage) return
    await this.#strike(() =>
      main.quietly(remote.networkDefineXml, {
        xml: `<network><name>${BELL}</name><uuid>${uuid}</uuid></network>`,
      }),
    )
    await this.#strike(() =>
      main.quietly(remote.storagePoolDefineXml, {
        xml: `<pool type='dir'><name>${BELL}</name><uuid>${uuid}</uuid><target><path>/tmp</path></target></pool>`,
        flags: 0,
      }),
    )
  }

  async #strike(define: () => Promise<unknown>): Promise<void> {
    const rung = new Promise<void>((resolve) => {
      this.#rung = resolve
    })
    await define()
    await this.#stage.ground.wait(rung)
    this.#rung = null
  }

  /** What was heard since it was last asked. */
  takeHeard(): readonly string[] {
    const heard = this.#heard
    this.#heard = []
    return heard
  }

  /** How a domain is here; null: it is not. Asks over the main line and writes nothing down. */
  async look(name: string): Promise<Look | null> {
    const { main } = this
    try {
      const { dom } = await main.quietly(remote.domainLookupByUuid, {
        uuid: bytesOf(uuidOf(name)),
      })
      const { state, reason } = await main.quietly(remote.domainGetState, { dom, flags: 0 })
      const { persistent } = await main.quietly(remote.domainIsPersistent, { dom })
      const word = domainState.nameOf(state)
      return {
        state: word,
        reason: reasons[word]?.nameOf(reason) ?? String(reason),
        persistent: persistent === 1,
        job: await this.#jobOf(dom),
      }
    } catch (error) {
      if (error instanceof RemoteError && error.number === errorNumber.values.noDomain) return null
      throw error
    }
  }

  async #jobOf(dom: remote.NonnullDomain): Promise<string> {
    try {
      const { type, params } = await this.main.quietly(remote.domainGetJobStats, { dom, flags: 0 })
      if (type === 0) return 'no job'
      const operation = params.find(({ field }) => field === 'operation')?.value.value
      return `job ${typeof operation === 'number' ? domainJobOperation.nameOf(operation) : '?'}`
    } catch (error) {
      if (!(error instanceof RemoteError)) throw error
      if (error.number === errorNumber.values.operationUnsupported) return 'job migrationIn'
      if (error.number === errorNumber.values.operationInvalid) return 'no job asked'
      throw error
    }
  }

  /** Kills and starts the daemon; its lines are gone, the main one is opened again. */
  async restartDaemon(): Promise<void> {
    this.#stage.note(`${this.side}: the daemon is killed and started`)
    const heard = this.#heard
    await this.host.restartDaemon()
    this.leave()
    await this.set()
    this.#heard = [...heard]
  }

  /** Drops every line. */
  leave(): void {
    for (const connection of this.#open) connection.destroy()
    this.#open.clear()
  }
}

/** How long a script waits for a state. */
const UNTIL_MS = 300_000
const LOOK_MS = 50

export class Stage {
  readonly ground: Ground
  readonly a: Place
  readonly b: Place
  readonly known: Known
  /** Whether networks and pools take part, whose events have ways of their own. */
  readonly withStorage: boolean
  readonly #lines: string[] = []

  constructor(ground: Ground, names: readonly string[], withStorage: boolean) {
    this.ground = ground
    this.withStorage = withStorage
    this.a = new Place(this, 'a', ground.a)
    this.b = new Place(this, 'b', ground.b)
    this.known = {
      uuids: new Map(names.map((name) => [uuidOf(name).replaceAll('-', ''), name])),
      hosts: new Map([
        [ground.a.name, 'A'],
        [ground.b.name, 'B'],
      ]),
    }
  }

  get isNew(): boolean {
    return this.ground.version !== '9.0.0'
  }

  /** Writes a line into the trace. */
  note(text: string): void {
    this.#lines.push(text)
  }

  get trace(): readonly string[] {
    return this.#lines
  }

  /** Writes down what both hosts have told since last time. */
  async events(): Promise<void> {
    for (const place of [this.a, this.b]) {
      await place.ring()
      for (const text of place.takeHeard()) this.note(`${place.side} tells: ${text}`)
    }
  }

  /** Writes down how a domain is on both hosts. */
  async show(name = 'guest'): Promise<void> {
    for (const place of [this.a, this.b]) {
      const look = await place.look(name)
      const text =
        look === null
          ? 'is not there'
          : `${look.state} ${look.reason}, ${look.persistent ? 'persistent' : 'transient'}, ${look.job}`
      this.note(`${place.side} has: ${name} ${text}`)
    }
  }

  /** Waits until a domain is so; gives up by writing that down. */
  async until(
    place: Place,
    words: string,
    is: (look: Look | null) => boolean,
    name = 'guest',
  ): Promise<void> {
    for (let waited = 0; waited < UNTIL_MS; waited += LOOK_MS) {
      if (is(await place.look(name))) return
      await this.ground.pass(LOOK_MS)
    }
    this.note(`${place.side}: ${words} did not come`)
  }

  /** Lets time pass, which the trace says. */
  async pass(ms: number): Promise<void> {
    this.note(`${ms} ms pass`)
    await this.ground.pass(ms)
  }

  /** Waits until memory of a guest is on its way. */
  async copying(name = 'guest'): Promise<void> {
    const { main } = this.a
    const dom = ref(name)
    for (let waited = 0; waited < UNTIL_MS; waited += LOOK_MS) {
      const { params } = await main.quietly(remote.domainGetJobStats, { dom, flags: 0 })
      const total = params.find(({ field }) => field === 'memory_total')?.value.value
      if (typeof total === 'bigint' && total > 0n) return
      await this.ground.pass(LOOK_MS)
    }
    this.note('a: no memory is on its way')
  }

  /**
   * A guest that the hosts can run. One that boots hears its power button; any other finds nothing to boot from and costs no time.
   * To say of a page that it is empty takes nine bytes, so a large guest that never touched its memory keeps a slow line busy
   * for seconds.
   */
  xml(name = 'guest', boots = false, memoryMiB = 256): string {
    const xml = guestXml({ name, uuid: uuidOf(name), memoryMiB })
    return boots ? xml : xml.replace(/^ *<(kernel|initrd|cmdline)>.*\n/gm, '')
  }

  /** Puts a guest on a host and lets it run; nothing of it is written down. */
  async guest(
    place: Place,
    how: {
      name?: string
      persistent?: boolean
      boots?: boolean
      running?: boolean
      memoryMiB?: number
    } = {},
  ): Promise<remote.NonnullDomain> {
    const { name = 'guest', persistent = false, boots = false, running = true, memoryMiB } = how
    await this.ground.prepare(name)
    const xml = this.xml(name, boots, memoryMiB)
    const { main } = place
    if (!persistent) {
      const { dom } = await main.quietly(remote.domainCreateXml, { xmlDesc: xml, flags: 0 })
      await this.#forget(place)
      return dom
    }
    const defined = await main.quietly(remote.domainDefineXml, { xml })
    if (!running) {
      await this.#forget(place)
      return defined.dom
    }
    const { dom } = await main.quietly(remote.domainCreateWithFlags, {
      dom: defined.dom,
      flags: 0,
    })
    await this.#forget(place)
    return dom
  }

  async #forget(place: Place): Promise<void> {
    await place.ring()
    place.takeHeard()
  }
}

/** A script: what it is about, as a sentence, and what is done. */
export interface Script {
  readonly about: string
  readonly withStorage?: boolean
  readonly play: (stage: Stage) => Promise<void>
}

/** Plays a script on fresh ground; gives its trace. */
export async function play(script: Script, ground: Ground): Promise<readonly string[]> {
  const names = ['guest', 'other', 'net', 'pool']
  const stage = new Stage(ground, names, script.withStorage === true)
  try {
    await stage.a.set()
    await stage.b.set()
    await script.play(stage)
    await stage.events()
    return stage.trace
  } finally {
    stage.a.leave()
    stage.b.leave()
    await ground.close()
  }
}
