// Questions on the way in: who can be asked, what was answered before, and a clock that stands still meanwhile. What is asked
// and when is auth.ts's and host-key.ts's.

import { ConnectionError } from '../../errors.ts'
import type { PromptCallback, PromptQuestion } from '../prompt.ts'

/**
 * Counts how long the other side has been silent; a person who thinks is not counted. Runs from `restart` to `stop`, and each
 * sign of life starts it anew.
 */
export class Patience {
  readonly #expired: () => void
  #ms = 0
  #held = 0
  #timer: NodeJS.Timeout | undefined

  constructor(expired: () => void) {
    this.#expired = expired
  }

  restart(ms = this.#ms): void {
    this.#ms = ms
    clearTimeout(this.#timer)
    if (this.#held === 0 && ms > 0) this.#timer = setTimeout(this.#expired, ms)
  }

  stop(): void {
    this.#ms = 0
    clearTimeout(this.#timer)
  }

  /** Waits for a person; afterwards the other side has all its time again. */
  async during<T>(wait: Promise<T>): Promise<T> {
    this.#held++
    clearTimeout(this.#timer)
    try {
      return await wait
    } finally {
      this.#held--
      this.restart()
    }
  }
}

/** What a session needs to ask, and to remember answers for the next one that leads the same way. */
export interface Asking {
  readonly prompt: PromptCallback | undefined
  /** Answers that led in before, by question; those of this session join them when it is open. */
  readonly answers: Map<string, string>
  readonly patience: Patience
  readonly signal: AbortSignal
}

/** Puts the questions of one login. */
export class Questions {
  readonly #asking: Asking
  readonly #address: string
  /** Why nobody may be asked, though somebody could: no_tty, BatchMode. */
  readonly #quiet: string | null
  readonly #given = new Map<string, string>()
  readonly #recalled = new Set<string>()

  constructor(asking: Asking, address: string, quiet: string | null) {
    this.#asking = asking
    this.#address = address
    this.#quiet = quiet
  }

  /** Why nobody can be asked; null where somebody can. */
  get mute(): string | null {
    if (this.#quiet !== null) return `${this.#quiet} forbids to ask`
    return this.#asking.prompt === undefined ? 'there is nobody to ask' : null
  }

  /**
   * @returns undefined where nobody can be asked or nobody knows
   * @throws ConnectionError `authFailed` when the question is called off, the signal's reason when the opening is
   */
  async ask(question: PromptQuestion): Promise<string | undefined> {
    const { prompt, answers, patience, signal } = this.#asking
    const key = this.#keyOf(question)
    const known = answers.get(key)
    if (known !== undefined && !this.#recalled.has(key)) {
      this.#recalled.add(key)
      return known
    }
    // It did not help, or never was given.
    answers.delete(key)
    if (this.mute !== null || prompt === undefined) return undefined
    let answer: string | undefined
    try {
      answer = await patience.during(unlessAborted(prompt(question, signal), signal))
    } catch (cause) {
      if (signal.aborted) throw signal.reason
      // Its message is not ours to repeat: it may quote what was typed.
      const text = `${this.#address}: the question for ${nameOf(question)} was not answered`
      const detail = { address: this.#address, outcome: 'not sent', cause } as const
      throw new ConnectionError('authFailed', text, detail)
    }
    if (answer !== undefined) this.#given.set(key, answer)
    return answer
  }

  /** By what an answer is found again: one for a host is for its port alone, where somebody else may listen on another. */
  #keyOf(question: PromptQuestion): string {
    return JSON.stringify(question.kind === 'passphrase' ? question : [this.#address, question])
  }

  /** The login was made: what was answered holds for the next one, too. */
  keep(): void {
    for (const [key, answer] of this.#given) this.#asking.answers.set(key, answer)
  }
}

function nameOf(question: PromptQuestion): string {
  switch (question.kind) {
    case 'password':
      return 'the password'
    case 'passphrase':
      return `the passphrase of '${question.path}'`
    case 'challenge':
      return "the server's challenge"
    case 'hostKey':
      return 'the host key'
  }
}

/** What a promise gives, unless the signal fires first; then its reason, and nobody hears of the rest. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  promise.catch(() => {})
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
