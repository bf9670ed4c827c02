// A migration under way, in this process or in one of its own: its news as they come, and what it says at the end.

import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type {
  Migration,
  MigrationProgress,
  MigrationRequest,
} from '../../../src/migration/index.ts'
import { within } from '../within.ts'
import { type Said, saidOf } from './said.ts'

export type News = MigrationProgress | { readonly type: 'gap' }

/** The slowest copy of the matrix takes a minute, and its faults no more than another: what takes longer does not end. */
const COURSE_MS = 300_000
/** From the first call to the first memory, and from the switch to the guest that goes on. */
const STEP_MS = 120_000

/** The news of a migration, and who waits for one of them. */
class NewsLog {
  readonly all: News[] = []
  readonly #waiting = new Set<(news: News) => void>()

  add(news: News): void {
    this.all.push(news)
    for (const tell of this.#waiting) tell(news)
  }

  /** Resolves with the first news that matches, past or to come. */
  first(matches: (news: News) => boolean): Promise<News> {
    const past = this.all.find(matches)
    if (past !== undefined) return Promise.resolve(past)
    return new Promise((resolve) => {
      const tell = (news: News) => {
        if (!matches(news)) return
        this.#waiting.delete(tell)
        resolve(news)
      }
      this.#waiting.add(tell)
    })
  }
}

export interface Course {
  readonly news: NewsLog
  readonly said: Promise<Said>
}

/** What a migration told of last, for the one who waited for its end in vain. */
function lastOf({ all }: NewsLog): string {
  const phase = all.findLast((news) => news.type === 'phase')
  const job = all.findLast((news) => news.type === 'job')
  const at = phase?.type === 'phase' ? phase.phase : 'no phase'
  const percent = job?.type === 'job' ? `, ${job.percent ?? 0} % copied` : ''
  return `the migration (in ${at}${percent})`
}

/** Its end within the bound. */
function bounded(news: NewsLog, said: Promise<Said>): Promise<Said> {
  const end = within(COURSE_MS, () => lastOf(news), said)
  // Who waits for news first hears of a failure there.
  end.catch(() => {})
  return end
}

/** Memory is being copied, and not yet all of it. */
export const isCopying = (news: News): boolean =>
  news.type === 'job' && news.percent !== undefined && news.percent > 0

/** Resolves with a piece of news, `what` in the words of a complaint. @throws Error when the migration ended before */
export async function heard(
  { news, said }: Course,
  what: string,
  matches: (news: News) => boolean,
): Promise<void> {
  const ended = said.then(({ kind }) => {
    throw new Error(`the migration ended (${kind}) before ${what}`)
  })
  await within(
    STEP_MS,
    () => `${lastOf(news)} before ${what}`,
    Promise.race([news.first(matches), ended]),
  )
}

/** Resolves in the midst of the copy. @throws Error when the migration ended before */
export function copying(course: Course): Promise<void> {
  return heard(course, 'its copy was seen', isCopying)
}

/** A migration in this process. */
export function courseOf(migration: Migration): Course {
  const news = new NewsLog()
  const reading = (async () => {
    for await (const one of migration) news.add(one)
  })()
  const said = (async () => {
    const result = await migration.result
    await reading
    return saidOf(result)
  })()
  return { news, said: bounded(news, said) }
}

/** A migration in a process of its own. */
export class Client implements Course {
  readonly news = new NewsLog()
  /** @throws Error when the process ended without a word */
  readonly said: Promise<Said>
  /** Resolves when the process is gone, however it went. */
  readonly gone: Promise<void>
  readonly #child: ChildProcessByStdio<null, Readable, Readable>

  constructor(request: MigrationRequest & { readonly stallMs?: number }) {
    const script = fileURLToPath(new URL('./client.js', import.meta.url))
    this.#child = spawn(process.execPath, [script, JSON.stringify(request)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const closed = once(this.#child, 'close')
    this.gone = closed.then(() => {})
    let complaint = ''
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text
    })
    let last: Said | undefined
    const lines = createInterface({ input: this.#child.stdout })
    lines.on('line', (line) => {
      // Written by client.ts, which knows no other lines; a killed one may leave half of one.
      try {
        const { news, said } = JSON.parse(line) as { news?: News; said?: Said }
        if (news !== undefined) this.news.add(news)
        last = said ?? last
      } catch {
        complaint += line
      }
    })
    const said = closed.then(() => {
      if (last === undefined) throw new Error(`the client ended without a result: ${complaint}`)
      return last
    })
    this.said = bounded(this.news, said)
  }

  /** Ends it without a chance to do anything. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.gone
  }

  stop(): void {
    this.#child.kill('SIGSTOP')
  }

  goOn(): void {
    this.#child.kill('SIGCONT')
  }
}
