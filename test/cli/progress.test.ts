import t from 'tap'
import { jobStatsOf } from '../../src/api/job.ts'
import { percentText, progressOn } from '../../src/cli/progress.ts'
import type { MigrationProgress } from '../../src/migration/result.ts'
import { FakeSink } from './fake-io.ts'

const stats = (fields: Record<string, bigint | number>) => jobStatsOf('unbounded', 2, fields)

const MiB = 1024n * 1024n
const news: MigrationProgress[] = [
  { atMs: 0, type: 'phase', phase: 'connect', cancelled: false },
  { atMs: 12.3, type: 'phase', phase: 'begin', cancelled: false },
  { atMs: 20, type: 'phase', phase: 'perform', cancelled: false },
  {
    atMs: 520,
    type: 'job',
    percent: 45.678,
    stats: stats({ memory_remaining: 100n * MiB, memory_bps: 20n * MiB, memory_iteration: 1n }),
  },
  { atMs: 600, type: 'iteration', iteration: 2 },
  { atMs: 700, type: 'phase', phase: 'finish', cancelled: true },
]

function drawn(sink: FakeSink): string[] {
  return sink.text.split('\r').slice(1)
}

t.test('percent is cut, never rounded up', async (t) => {
  const cases: [number, string][] = [
    [0, '0.00'],
    [45.678, '45.67'],
    [99.99, '99.99'],
    [99.999, '99.99'],
    [0.29, '0.29'],
    [28.57, '28.57'],
    [100, '100.00'],
  ]
  for (const [percent, text] of cases) t.equal(percentText(percent), text)
})

t.test('a switch is a line of its own, on a terminal and elsewhere', async (t) => {
  for (const isTTY of [true, false]) {
    const sink = new FakeSink()
    sink.isTTY = isTTY
    const progress = progressOn(sink, false)
    progress.show({ atMs: 1, type: 'switchover', to: 'postcopy' })
    progress.show({ atMs: 2, type: 'switchover', to: 'suspended' })
    t.match(sink.text, /^the guest goes on at the destination, [^\n]*\n/m)
    t.match(sink.text, /the copy takes too long: [^\n]*\n/)
  }
})

t.test('on a terminal one line is drawn over itself', async (t) => {
  const sink = new FakeSink()
  sink.isTTY = true
  const progress = progressOn(sink, false)
  for (const one of news) progress.show(one)
  const lines = drawn(sink)
  t.strictSame(
    lines.map((line) => line.trimEnd()),
    [
      'Migration: connect',
      'Migration: begin',
      'Migration: perform',
      'Migration: perform  45.67 %  100.000 MiB left  20.000 MiB/s  iteration 1',
      'Migration: perform  45.67 %  100.000 MiB left  20.000 MiB/s  iteration 2',
      'Migration: finish (undoing)',
    ],
  )
  t.ok(lines[5]!.length >= lines[4]!.trimEnd().length, 'a shorter line covers a longer one')
  t.notOk(sink.text.includes('\n') || sink.text.includes('\x1b'))
  progress.interrupt()
  t.match(sink.text, /\r +\r$/)
  progress.show(news[1]!)
  progress.end()
  t.match(sink.text, /\rMigration: begin\n$/)
  progress.end()
  t.match(sink.text, /[^\n]\n$/, 'the end is written once')
})

t.test('a line never wraps', async (t) => {
  const sink = new FakeSink()
  sink.isTTY = true
  sink.columns = 20
  const progress = progressOn(sink, false)
  for (const one of news) progress.show(one)
  for (const line of drawn(sink)) t.ok(line.length < 20)
})

t.test('what the daemon does not say is not drawn', async (t) => {
  const sink = new FakeSink()
  sink.isTTY = true
  const progress = progressOn(sink, false)
  progress.show({ atMs: 0, type: 'phase', phase: 'perform', cancelled: false })
  progress.show({ atMs: 1, type: 'job', percent: undefined, stats: stats({}) })
  t.equal(drawn(sink).at(-1)!.trimEnd(), 'Migration: perform')
})

t.test('elsewhere there is one line per step', async (t) => {
  const sink = new FakeSink()
  const progress = progressOn(sink, false)
  for (const one of news) progress.show(one)
  progress.show({ kind: 'gap', type: 'gap', reason: 'overflow', lost: 3 })
  progress.end()
  t.equal(
    sink.text,
    '   0.000 s  connect\n' +
      '   0.012 s  begin\n' +
      '   0.020 s  perform\n' +
      '   0.700 s  finish (undoing)\n' +
      '(3 pieces of news left out)\n',
  )
})

t.test('as JSON every piece of news is one line', async (t) => {
  const sink = new FakeSink()
  const progress = progressOn(sink, true)
  for (const one of news) progress.show(one)
  const lines = sink.text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  t.strictSame(
    lines.map(({ type }) => type),
    news.map(({ type }) => type),
  )
  t.match(lines[3], { percent: 45.678, stats: { params: { memory_iteration: '1' } } })
})
