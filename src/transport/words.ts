// Text that the other side wrote, made fit to be shown: bounded, and without what a terminal would obey.

/** Bytes of a program's complaints that are kept for messages. */
export const STDERR_MAX = 1024

/** @returns one line of at most `max` characters; control characters as `?`, line ends as blanks */
export function printable(text: string | Uint8Array, max = STDERR_MAX): string {
  const whole = typeof text === 'string' ? text : Buffer.from(text).toString('utf8')
  const line = whole
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\p{Cc}|\p{Cf}|\uFFFD/gu, '?')
  return line.length > max ? `${line.slice(0, max)}…` : line
}

/** The last bytes of what a program complains. */
export class Tail {
  #bytes: Buffer = Buffer.alloc(0)

  push(chunk: Uint8Array): void {
    const all = Buffer.concat([this.#bytes, chunk.subarray(-STDERR_MAX)])
    this.#bytes = all.subarray(-STDERR_MAX)
  }

  /** In one line; empty if there was nothing. */
  get text(): string {
    return printable(this.#bytes)
  }
}
