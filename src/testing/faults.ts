// Scripted faults of an embedded host: a list of rules, each of which strikes one call, before it is carried out, while it is, or
// with its reply. What a strike does to a session is session.ts, the one place through which every frame goes.

import type { RefusalName } from './refusal.ts'

/** The five calls a migration consists of, whichever of the two families of procedures carries them. */
export type FaultPhase = 'begin' | 'prepare' | 'perform' | 'finish' | 'confirm'

/** What a fault is told of the call it strikes. */
export interface StruckCall {
  /** Row name: `domainGetState`. */
  readonly name: string
  readonly args: Readonly<Record<string, unknown>>
  /** Which connection it came over: 0 is the first the host ever had. */
  readonly connection: number
}

export type FaultEffect =
  /** Drops the line. A call is lost before the daemon sees it; of what the daemon sends `bytes` may still pass. */
  | { readonly do: 'cut'; readonly bytes?: number }
  /** Nothing passes on that line any more, in either direction, and nobody is told; after `ms` all of it does. */
  | { readonly do: 'hole'; readonly ms?: number; readonly bytes?: number }
  /** What is struck, and what is behind it, comes so much later. */
  | { readonly do: 'delay'; readonly ms: number; readonly bytes?: number }
  /** The call is carried out twice, its second answer is thrown away; a reply, event or packet is sent twice. */
  | { readonly do: 'duplicate' }
  /** Answers so instead: of a call nothing is carried out, of a reply everything was; a stream ends with it. */
  | { readonly do: 'error'; readonly code: RefusalName; readonly text?: string }
  /** The daemon dies; QEMUs go on. It comes back after `restartMs`, or by `host.restart()`. */
  | { readonly do: 'crash'; readonly restartMs?: number }
  /** The QEMU of the guest that the call is about dies. */
  | { readonly do: 'killQemu' }
  /** Anything else: cuts the other host's line, pulls the cable between hosts, … */
  | { readonly do: 'run'; readonly run: (call: StruckCall) => void }

export type Fault = FaultEffect & {
  /** A row name (`domainGetState`; of an event `domainEventCallbackLifecycle`), a phase of a migration, or `*`. */
  readonly at: string
  /** Only phases that take back (`cancelled`), or only those that do not. */
  readonly cancelled?: boolean
  /**
   * Default `call`. `running`: `afterMs` after it was begun, if it still goes on. `packet`: a packet of the stream it opened, up or
   * down. `event`: a message of the daemon's own.
   */
  readonly when?: 'call' | 'running' | 'reply' | 'packet' | 'event'
  readonly afterMs?: number
  /** The how-manieth such call; default the first. */
  readonly nth?: number
  /** How many of them are struck from there on; default 1. */
  readonly times?: number
}

/** A rule in force. */
export interface PlacedFault {
  /** How often it has struck. */
  readonly strikes: number
  /** Resolves when it strikes for the first time. */
  readonly struck: Promise<StruckCall>
  remove(): void
}

const PHASE_ROW = /^domainMigrate(Begin|Prepare|Perform|Finish|Confirm)3(?:Params)?$/

/** The phase a row carries; undefined for all others. */
export function phaseOf(name: string): FaultPhase | undefined {
  return PHASE_ROW.exec(name)?.[1]?.toLowerCase() as FaultPhase | undefined
}

class Placed implements PlacedFault {
  readonly fault: Fault
  readonly struck: Promise<StruckCall>
  readonly #list: Set<Placed>
  #strike: (call: StruckCall) => void = () => {}
  #seen = 0
  strikes = 0

  constructor(fault: Fault, list: Set<Placed>) {
    this.fault = fault
    this.#list = list
    this.struck = new Promise((resolve) => {
      this.#strike = resolve
    })
  }

  remove(): void {
    this.#list.delete(this)
  }

  /** Whether it strikes this one; counts it. */
  takes(when: NonNullable<Fault['when']>, call: StruckCall): boolean {
    const { at, cancelled, nth = 1, times = 1 } = this.fault
    if ((this.fault.when ?? 'call') !== when) return false
    if (at !== '*' && at !== call.name && at !== phaseOf(call.name)) return false
    if (cancelled !== undefined && (call.args.cancelled === 1) !== cancelled) return false
    this.#seen++
    if (this.#seen < nth) return false
    this.strikes++
    if (this.strikes >= times) this.remove()
    this.#strike(call)
    return true
  }
}

/** The rules of one host. */
export class Faults {
  readonly #placed = new Set<Placed>()

  /** Puts a rule in force. @throws RangeError for one that could never do what it says */
  add(fault: Fault): PlacedFault {
    if (fault.when === 'event' && (fault.do === 'error' || fault.do === 'killQemu')) {
      throw new RangeError(`an event is no call: '${fault.do}' can not befall it`)
    }
    if ('bytes' in fault && (fault.when ?? 'call') === 'call') {
      throw new RangeError(
        'bytes are of what the daemon sends; a call that is cut is lost as a whole',
      )
    }
    const placed = new Placed(fault, this.#placed)
    this.#placed.add(placed)
    return placed
  }

  clear(): void {
    this.#placed.clear()
  }

  /** The fault that strikes here, if one does. Those that only run something are done with here, and leave the call to others. */
  take(when: NonNullable<Fault['when']>, call: StruckCall): Fault | undefined {
    if (this.#placed.size === 0) return undefined
    let found: Fault | undefined
    for (const placed of this.#placed) {
      const { fault } = placed
      const looksOn = fault.do === 'run' && when !== 'running'
      if ((found !== undefined && !looksOn) || !placed.takes(when, call)) continue
      if (looksOn) fault.run(call)
      else found = fault
    }
    return found
  }
}
