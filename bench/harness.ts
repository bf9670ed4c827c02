// How a bench is told and run. A bench has up to two columns, ours and the one it is held against, and takes a sample of each
// in turn, round after round, in one run: machines drift, so only the ratio of a pair means something. A sample gives one
// figure per row; a row may have a limit, on the ratio of ours to the other or on our own figure.

/** One figure of a bench. Smaller is better, unless `more` is. */
export interface Row {
  /** `ms`, `msg/s`, `KB` … */
  readonly unit: string
  readonly limit?: {
    /**
     * What is held to the limit: the median of the pairs' ratios (ours / other); the ratio of both columns' means, where what
     * makes a figure vary is not the machine and strikes each sample by itself; or our own median.
     */
    readonly of: 'ratio' | 'means' | 'ours'
    readonly atMost?: number
    readonly atLeast?: number
  }
}

/** One sample: a figure per row; a column without a row's figure leaves it out. */
export type Sample = Readonly<Record<string, number>>

/** A bench made ready. */
export interface Running {
  /** Takes one sample of one column. */
  sample(column: 'ours' | 'other', round: number): Sample | Promise<Sample>
  close?(): void | Promise<void>
}

export interface Bench {
  /** Layered: `xdr/decode/structs`. */
  readonly name: string
  /** Headings: ours, and what it is held against. */
  readonly columns: readonly [string, string] | readonly [string]
  /** Rounds that count; default 7. One more is run before them and thrown away, unless `warmup` is false. */
  readonly rounds?: number
  readonly warmup?: boolean
  /** By name; a bench with one row calls it `''`. */
  readonly rows: Readonly<Record<string, Row>>
  /** @throws Unavailable where this machine cannot run it */
  open(): Running | Promise<Running>
}

/** This machine lacks what the bench needs; the message says what. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'
}

export interface Spread {
  readonly min: number
  readonly median: number
  readonly max: number
}

/** What was measured of one row. */
export interface Result {
  readonly name: string
  readonly unit: string
  readonly columns: readonly string[]
  readonly ours: Spread | null
  readonly other: Spread | null
  /** Of ours to other, pair by pair. */
  readonly ratio: Spread | null
  /** Of the mean of ours to the mean of other. */
  readonly ratioOfMeans: number | null
  readonly limit: string | null
  /** null without a limit, or without the figure it speaks of. */
  readonly met: boolean | null
}

/** Minimum, median, maximum; null of nothing. */
export function spread(figures: readonly number[]): Spread | null {
  const sorted = [...figures].sort((a, b) => a - b)
  const [min, max] = [sorted[0], sorted.at(-1)]
  if (min === undefined || max === undefined) return null
  const half = sorted.length >> 1
  const upper = sorted[half] ?? max
  const median = sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? min) + upper) / 2
  return { min, median, max }
}

function mean(figures: readonly number[]): number | null {
  if (figures.length === 0) return null
  return figures.reduce((sum, figure) => sum + figure, 0) / figures.length
}

/** Runs a bench to its end, one result per row. @throws Unavailable */
export async function runBench(bench: Bench, rounds = bench.rounds ?? 7): Promise<Result[]> {
  const running = await bench.open()
  const taken: Record<'ours' | 'other', Sample[]> = { ours: [], other: [] }
  try {
    for (let round = bench.warmup === false ? 0 : -1; round < rounds; round++) {
      // Who goes first changes, so that neither column always finds the machine warm.
      const order = round % 2 === 0 ? (['ours', 'other'] as const) : (['other', 'ours'] as const)
      for (const column of order) {
        if (column === 'other' && bench.columns.length === 1) continue
        const sample = await running.sample(column, round)
        if (round >= 0) taken[column].push(sample)
      }
    }
  } finally {
    await running.close?.()
  }
  return Object.entries(bench.rows).map(([row, about]) => resultOf(bench, row, about, taken))
}

function resultOf(
  bench: Bench,
  row: string,
  { unit, limit }: Row,
  taken: Record<'ours' | 'other', readonly Sample[]>,
): Result {
  const figures = (samples: readonly Sample[]) =>
    samples.flatMap((sample) => (sample[row] === undefined ? [] : [sample[row]]))
  const ours = spread(figures(taken.ours))
  const other = spread(figures(taken.other))
  const pairs = taken.ours.flatMap((sample, index) => {
    const [a, b] = [sample[row], taken.other[index]?.[row]]
    return a === undefined || b === undefined ? [] : [a / b]
  })
  const ratio = spread(pairs)
  const means = [taken.ours, taken.other].map((samples) => mean(figures(samples)))
  const [ourMean = null, otherMean = null] = means
  const ratioOfMeans = ourMean === null || otherMean === null ? null : ourMean / otherMean
  const held = { ratio: ratio?.median, means: ratioOfMeans, ours: ours?.median }
  const figure = limit === undefined ? null : (held[limit.of] ?? null)
  const met =
    limit === undefined || figure === null
      ? null
      : figure <= (limit.atMost ?? Number.POSITIVE_INFINITY) &&
        figure >= (limit.atLeast ?? Number.NEGATIVE_INFINITY)
  return {
    name: row === '' ? bench.name : `${bench.name}/${row}`,
    unit,
    columns: bench.columns,
    ours,
    other,
    ratio,
    ratioOfMeans,
    limit: limit === undefined ? null : limitText(limit, unit),
    met,
  }
}

function limitText({ of, atMost, atLeast }: NonNullable<Row['limit']>, unit: string): string {
  const bound = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`
  if (of === 'ours') return `${bound} ${unit}`
  return of === 'means' ? `means: ${bound} x` : `${bound} x`
}
