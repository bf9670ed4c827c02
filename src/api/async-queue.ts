// Values that arrive by themselves, handed out through an async iterator: bounded, with an end, and honest about loss.

/** Stands where values were dropped because nobody read for too long. */
export interface Gap {
  /** Both tags that events and news are told apart by. */
  readonly kind: 'gap'
  readonly type: 'gap'
  /** How many values are missing here. */
  readonly lost: number
}

interface Waiting<T> {
  readonly resolve: (result: IteratorResult<T | Gap>) => void
  readonly reject: (error: Error) => void
}

type State<T> =
  | { is: 'filling'; items: (T | Gap)[]; lost: number }
  | { is: 'wanted'; waiting: Waiting<T>[] }
  | { is: 'ended'; items: (T | Gap)[]; error: Error | undefined }

/**
 * A queue with one consuming side. `filling`: values wait for a reader; `wanted`: readers wait for values; `ended`: what is
 * left is handed out, then the iterator finishes or throws `error` once.
 */
export class AsyncQueue<T> implements AsyncIterableIterator<T | Gap> {
  readonly #limit: number
  readonly #onReturn: () => void
  #state: State<T> = { is: 'filling', items: [], lost: 0 }

  /** @param limit how many values may wait; later ones are counted into a Gap. @param onReturn the reader left early */
  constructor(limit: number, onReturn: () => void = () => {}) {
    this.#limit = limit
    this.#onReturn = onReturn
  }

  push(value: T): void {
    const state = this.#state
    if (state.is === 'wanted') {
      const next = state.waiting.shift()
      if (state.waiting.length === 0) this.#state = { is: 'filling', items: [], lost: 0 }
      next?.resolve({ done: false, value })
    } else if (state.is === 'filling') {
      if (state.items.length >= this.#limit) state.lost++
      else {
        if (state.lost > 0) state.items.push({ kind: 'gap', type: 'gap', lost: state.lost })
        state.lost = 0
        state.items.push(value)
      }
    }
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
      if (state.lost > 0) state.items.push({ kind: 'gap', type: 'gap', lost: state.lost })
      this.#state = { is: 'ended', items: state.items, error }
    }
  }

  next(): Promise<IteratorResult<T | Gap>> {
    const state = this.#state
    if (state.is === 'wanted') {
      return new Promise((resolve, reject) => state.waiting.push({ resolve, reject }))
    }
    const value = state.items.shift()
    if (value !== undefined) return Promise.resolve({ done: false, value })
    if (state.is === 'filling') {
      if (state.lost > 0) {
        const lost = state.lost
        state.lost = 0
        return Promise.resolve({ done: false, value: { kind: 'gap', type: 'gap', lost } })
      }
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
