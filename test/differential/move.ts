// A migration phase by phase, as a client makes it: each phase takes what the one before gave. What is left out, done twice or
// done at the wrong time is the script's business.

import * as remote from '../../src/generated/remote.ts'
import type { Side } from './ground.ts'
import { type Doing, type Line, ref, type Stage } from './stage.ts'

/** virDomainMigrateFlags */
export const LIVE = 0x1
export const PERSIST_DEST = 0x8
export const UNDEFINE_SOURCE = 0x10
export const PAUSED = 0x20
export const CHANGE_PROTECTION = 0x100
export const OFFLINE = 0x400
export const POSTCOPY = 0x8000
export const POSTCOPY_RESUME = 0x80000

export const string = (field: string, value: string): remote.TypedParam => ({
  field,
  value: { type: 7, value },
})
export const ullong = (field: string, value: bigint): remote.TypedParam => ({
  field,
  value: { type: 4, value },
})
export const int = (field: string, value: number): remote.TypedParam => ({
  field,
  value: { type: 1, value },
})

export interface MoveOptions {
  readonly flags?: number
  /** Parameters of the user's. */
  readonly params?: readonly remote.TypedParam[]
  readonly name?: string
  /** Where it begins; default a. */
  readonly from?: Side
  /** Whether the source holds the guest from Begin to Confirm; default true. */
  readonly protect?: boolean
}

const NONE = new Uint8Array(0)

export class Move {
  readonly stage: Stage
  readonly source: Line
  readonly destination: Line
  readonly flags: number
  readonly name: string
  readonly #protect: number
  readonly #params: readonly remote.TypedParam[]
  dom: remote.NonnullDomain
  xml = ''
  uri = ''
  /** What Begin gave, then what Prepare gave: for Prepare and Perform. */
  cookie: Uint8Array = NONE
  /** What Perform gave, empty without it: for Finish. */
  performed: Uint8Array = NONE
  /** What Finish gave, empty without it: for Confirm. */
  finished: Uint8Array = NONE

  private constructor(stage: Stage, source: Line, destination: Line, options: MoveOptions) {
    const { flags = LIVE, params = [], name = 'guest', protect = true } = options
    this.stage = stage
    this.source = source
    this.destination = destination
    this.flags = flags
    this.name = name
    this.#params = params
    this.#protect = protect ? CHANGE_PROTECTION : 0
    this.dom = ref(name)
  }

  /** From one host to the other, over lines of its own. */
  static async open(stage: Stage, options: MoveOptions = {}): Promise<Move> {
    const { from = 'a' } = options
    const [source, destination] = from === 'a' ? [stage.a, stage.b] : [stage.b, stage.a]
    return new Move(stage, await source.line(), await destination.line(), options)
  }

  #with(...more: readonly remote.TypedParam[]): remote.TypedParam[] {
    return [...this.#params, ...more]
  }

  async begin(): Promise<boolean> {
    const ret = await this.source.call(remote.domainMigrateBegin3Params, {
      dom: this.dom,
      params: this.#with(),
      flags: this.flags | this.#protect,
    })
    if (ret === undefined) return false
    this.xml = ret.xml
    this.cookie = ret.cookieOut
    return true
  }

  async prepare(over: Line = this.destination): Promise<boolean> {
    const ret = await over.call(remote.domainMigratePrepare3Params, {
      params: this.#with(string('destination_xml', this.xml)),
      cookieIn: this.cookie,
      flags: this.flags,
    })
    if (ret === undefined) return false
    this.cookie = ret.cookieOut
    this.uri = ret.uriOut ?? this.uri
    return true
  }

  #perform() {
    return {
      dom: this.dom,
      dconnuri: null,
      params: this.#with(string('destination_xml', this.xml), string('migrate_uri', this.uri)),
      cookieIn: this.cookie,
      flags: this.flags | this.#protect,
    }
  }

  async perform(): Promise<boolean> {
    const ret = await this.source.call(remote.domainMigratePerform3Params, this.#perform())
    this.performed = ret?.cookieOut ?? NONE
    return ret !== undefined
  }

  /** Begins Perform; `end` of what comes back waits for it. */
  performing(): Doing<unknown> {
    const doing = this.source.start(remote.domainMigratePerform3Params, this.#perform())
    return {
      settled: doing.settled,
      end: async () => {
        const ret = await doing.end()
        this.performed = ret?.cookieOut ?? NONE
        return ret
      },
    }
  }

  #finish() {
    const named = this.#params.some(({ field }) => field === 'destination_name')
    return {
      params: this.#with(...(named ? [] : [string('destination_name', this.name)])),
      cookieIn: this.performed,
      flags: this.flags,
    }
  }

  async finish(cancelled = 0, over: Line = this.destination): Promise<boolean> {
    const args = { ...this.#finish(), cancelled }
    const ret = await over.call(remote.domainMigrateFinish3Params, args)
    this.finished = ret?.cookieOut ?? NONE
    return ret !== undefined
  }

  /** Begins Finish. */
  finishing(over: Line = this.destination): Doing<unknown> {
    const args = { ...this.#finish(), cancelled: 0 }
    return over.start(remote.domainMigrateFinish3Params, args)
  }

  async confirm(cancelled = 0, over: Line = this.source): Promise<void> {
    await over.call(remote.domainMigrateConfirm3Params, {
      dom: this.dom,
      params: [],
      cookieIn: this.finished,
      flags: this.flags | this.#protect,
      cancelled,
    })
  }

  /** All of them, from the first to the last. */
  async run(): Promise<void> {
    if (!(await this.begin())) return
    if (!(await this.prepare())) return this.confirm(1)
    if (!(await this.perform())) return void (await this.finish(1))
    await this.confirm((await this.finish()) ? 0 : 1)
  }

  /** From Begin to Prepare, then Perform begun and under way, at a rate that takes longer than any script. */
  async copying(): Promise<Doing<unknown>> {
    await this.begin()
    await this.prepare()
    const doing = this.performing()
    await this.stage.copying(this.name)
    return doing
  }
}

/** A rate at which no guest of a script arrives: MiB/s. */
export const slowly: readonly remote.TypedParam[] = [ullong('bandwidth', 1n)]
