// Values that arrive by themselves, handed out through an async iterator: bounded, with an end, and honest about loss.

/** Stands where values are missing; `reason` says why. What was built on them must be looked at anew. */
export type Gap = OverflowGap | ReconnectedGap

interface GapTags {
  /** Both tags that events and news are told apart by. */
  readonly kind: 'gap'
  readonly type: 'gap'
}

/** Values were dropped: nobody read for too long, or more came at once than is kept while registrations are made. */
export interface OverflowGap extends GapTags {
  readonly reason: 'overflow'
  /** How many values are missing here. */
  readonly lost: number
}

/** The connection was lost and opened again: what the daemon had to tell in between nobody knows (since 0.2.0). */
export interface ReconnectedGap extends GapTags {
  readonly reason: 'reconnected'
  /** When the loss was noticed; a peer that fell silent was gone before, by as much as keepalive allows. */
  readonly since: Date
  /** From then until all registrations were made again, ms. */
  readonly durationMs: number
  /** Nobody can count them. */
  readonly lost?: undefined
}

interface Waiting<T> {
  readonly resolve: (result: IteratorResult<T | Gap>) => void
  readonly reject: (error: Error) => void
}

/** Markers that stand behind the last item; a value that finds room goes behind them. */
interface Pending {
  overflow: number
  reconnected: ReconnectedGap | undefined
}

type State<T> =
  | ({ is: 'filling'; items: (T | Gap)[] } & Pending)
  | { is: 'wanted'; waiting: Waiting<T>[] }
  | { is: 'ended'; items: (T | Gap)[]; error: Error | undefined }

/**
 * A queue with one consuming side. `filling`: values wait for a reader; `wanted`: readers wait for values; `ended`: what is
 * left is handed out, then the iterator finishes or throws `error` once.
 */
export class AsyncQueue<T> implements AsyncIterableIterator<T | Gap> {
  readonly #limit: number
  readonly #onReturn: () => void
  #state: State<T> = filling()

  /** @param limit how many values may wait; later ones are counted into a Gap. @param onReturn the reader left early */
  constructor(limit: number, onReturn: () => void = () => {}) {
    this.#limit = limit
    this.#onReturn = onReturn
  }

  push(value: T): void {
    const state = this.#state
    if (state.is === 'wanted') this.#hand(state, value)
    else if (state.is === 'filling') {
      if (state.items.length >= this.#limit) state.overflow++
      else state.items.push(...takeMarkers(state), value)
    }
  }

  /** Marks where values are missing. Losses with nothing between them are one; however many, a full queue grows no further. */
  mark(gap: Gap): void {
    const state = this.#state
    if (state.is === 'wanted') this.#hand(state, gap)
    else if (state.is === 'filling') {
      const { reconnected } = state
      if (gap.reason === 'overflow') state.overflow += gap.lost
      else state.reconnected = reconnected === undefined ? gap : joined(reconnected, gap)
    }
  }

  #hand(state: State<T> & { is: 'wanted' }, value: T | Gap): void {
    const next = state.waiting.shift()
    if (state.waiting.length === 0) this.#state = filling()
    next?.resolve({ done: false, value })
  }

  /** Nothing more will come; with an error, the reader gets it after what is left. Later calls change nothing. */
  end(error?: Error): void {
    const state = this.#state
    if (state.is === 'ended') return
    if (state.is === 'wanted') {
      this.#state = { is: 'ended', items: [], error: undefined }
      const [first, ...others] = state.waiting
      if (error !== undefined) first?.reject(error)
      else first?.resolve({ done: true, value: undefined })
      for (const { resolve } of others) resolve({ done: true, value: undefined })
    } else {
      this.#state = { is: 'ended', items: [...state.items, ...takeMarkers(state)], error }
    }
  }

  next(): Promise<IteratorResult<T | Gap>> {
    const state = this.#state
    if (state.is === 'wanted') {
      return new Promise((resolve, reject) => state.waiting.push({ resolve, reject }))
    }
    if (state.is === 'filling' && state.items.length === 0) state.items.push(...takeMarkers(state))
    const value = state.items.shift()
    if (value !== undefined) return Promise.resolve({ done: false, value })
    if (state.is === 'filling') {
      return new Promise((resolve, reject) => {
        this.#state = { is: 'wanted', waiting: [{ resolve, reject }] }
      })
    }
    const { error } = state
    state.error = undefined
    return error === undefined
      ? Promise.resolve({ done: true, value: undefined })
      : Promise.reject(error)
  }

  /** The reader leaves: what waits is dropped. */
  return(): Promise<IteratorResult<T | Gap>> {
    this.end()
    if (this.#state.is === 'ended') this.#state.items.length = 0
    this.#onReturn()
    return Promise.resolve({ done: true, value: undefined })
  }

  [Symbol.asyncIterator](): this {
    return this
  }
}

function filling(): { is: 'filling'; items: never[] } & Pending {
  return { is: 'filling', items: [], overflow: 0, reconnected: undefined }
}

function takeMarkers(pending: Pending): Gap[] {
  const { overflow, reconnected } = pending
  pending.overflow = 0
  pending.reconnected = undefined
  return [
    ...(overflow > 0
      ? [{ kind: 'gap', type: 'gap', reason: 'overflow', lost: overflow } as const]
      : []),
    ...(reconnected === undefined ? [] : [reconnected]),
  ]
}

/** One loss from the start of the first to the end of the second. */
function joined(first: ReconnectedGap, second: ReconnectedGap): ReconnectedGap {
  const end = second.since.getTime() + second.durationMs
  return { ...first, durationMs: end - first.since.getTime() }
}
