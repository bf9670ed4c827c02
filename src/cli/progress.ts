// The progress of a migration: one line that is drawn over itself on a terminal, one line per step elsewhere, or one JSON
// document per piece of news.

import type { Gap } from '../index.ts'
import type { MigrationProgress } from '../migration/index.ts'
import type { Sink } from './io.ts'
import { toJson } from './output.ts'
import { padEnd, size, width } from './text.ts'

type News = MigrationProgress | Gap

export interface Progress {
  show(news: News): void
  /** Clears the way for another line. */
  interrupt(): void
  end(): void
}

/** @param sink stderr; the result alone goes to stdout, except with JSON */
export function progressOn(sink: Sink, json: boolean): Progress {
  if (json) return { show: (news) => sink.write(`${toJson(news)}\n`), interrupt() {}, end() {} }
  return sink.isTTY ? new DrawnLine(sink) : new StepLines(sink)
}

/** Percent with two decimals, cut: a migration is not over before it is over. */
export function percentText(percent: number): string {
  // Nudged first: 0.29 × 100 is 28.999… in binary.
  return (Math.floor(percent * 100 + 1e-6) / 100).toFixed(2)
}

const stepText = (phase: string, cancelled: boolean): string =>
  cancelled ? `${phase} (undoing)` : phase

/** What is a line of its own in both forms. */
function remark(news: News): string | undefined {
  if (news.type === 'gap') return `(${news.lost} pieces of news left out)`
  if (news.type === 'resolving') return `the end is open; resolving it: ${news.text}`
  if (news.type === 'switchover') return switched[news.to]
  return undefined
}

const switched = {
  postcopy: 'the guest goes on at the destination, the rest of its memory follows (post-copy)',
  suspended: 'the copy takes too long: the guest stands still for the rest of it',
} as const

class StepLines implements Progress {
  readonly #sink: Sink

  constructor(sink: Sink) {
    this.#sink = sink
  }

  show(news: News): void {
    const said = remark(news)
    if (said !== undefined) this.#sink.write(`${said}\n`)
    if (news.type !== 'phase') return
    const seconds = (news.atMs / 1000).toFixed(3).padStart(8)
    this.#sink.write(`${seconds} s  ${stepText(news.phase, news.cancelled)}\n`)
  }

  interrupt(): void {}
  end(): void {}
}

/** A line on a terminal that is drawn over itself. */
export class Overdrawn {
  readonly #sink: Sink
  #drawn = 0

  constructor(sink: Sink) {
    this.#sink = sink
  }

  draw(text: string): void {
    // A line that wraps cannot be drawn over.
    const line = text.slice(0, Math.max(1, this.#sink.columns - 1))
    this.#sink.write(`\r${padEnd(line, this.#drawn)}`)
    this.#drawn = width(line)
  }

  /** Clears the way for another line. */
  interrupt(): void {
    if (this.#drawn > 0) this.#sink.write(`\r${' '.repeat(this.#drawn)}\r`)
    this.#drawn = 0
  }

  end(): void {
    if (this.#drawn > 0) this.#sink.write('\n')
    this.#drawn = 0
  }
}

class DrawnLine implements Progress {
  readonly #sink: Sink
  readonly #line: Overdrawn
  #step = 'connect'
  #job: readonly string[] = []
  #iteration = 0

  constructor(sink: Sink) {
    this.#sink = sink
    this.#line = new Overdrawn(sink)
  }

  show(news: News): void {
    if (news.type === 'phase') {
      this.#step = stepText(news.phase, news.cancelled)
      // What was copied is told while it is copied.
      if (news.phase !== 'perform') this.#job = []
    } else if (news.type === 'iteration') this.#iteration = news.iteration
    else if (news.type === 'job') {
      const { percent, stats } = news
      this.#iteration = Math.max(this.#iteration, stats.memoryIteration ?? 0)
      const parts = [percent === undefined ? '' : `${percentText(percent)} %`]
      if (stats.memoryRemaining !== undefined) parts.push(`${size(stats.memoryRemaining)} left`)
      if (stats.memoryBytesPerSecond) parts.push(`${size(stats.memoryBytesPerSecond)}/s`)
      this.#job = parts.filter((part) => part !== '')
    } else {
      const said = remark(news)
      if (said === undefined) return
      this.interrupt()
      this.#sink.write(`${said}\n`)
    }
    this.#draw()
  }

  #draw(): void {
    const iteration = this.#job.length > 0 && this.#iteration > 0
    const parts = [
      `Migration: ${this.#step}`,
      ...this.#job,
      ...(iteration ? [`iteration ${this.#iteration}`] : []),
    ]
    this.#line.draw(parts.join('  '))
  }

  interrupt(): void {
    this.#line.interrupt()
  }

  end(): void {
    this.#line.end()
  }
}
