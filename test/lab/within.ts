// Bounds for what the lab waits for: hosts hang and guests stand still, and whoever waits for one must hear of it by name.

/** Resolves as the promise does. @throws Error that names what was waited for, when that takes longer */
export async function within<T>(
  timeoutMs: number,
  what: string | (() => string),
  promise: Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const text = typeof what === 'string' ? what : what()
      reject(new Error(`${text}: not over in ${timeoutMs / 1000} s`))
    }, timeoutMs)
  })
  try {
    return await Promise.race([promise, limit])
  } finally {
    clearTimeout(timer)
  }
}

/** Lets a few at a time through, in their order. */
export class Gate {
  #room: number
  readonly #line: (() => void)[] = []

  constructor(room: number) {
    this.#room = room
  }

  async through<T>(work: () => Promise<T>): Promise<T> {
    if (this.#room > 0) this.#room--
    else await new Promise<void>((resolve) => this.#line.push(resolve))
    try {
      return await work()
    } finally {
      const next = this.#line.shift()
      if (next === undefined) this.#room++
      else next()
    }
  }
}
