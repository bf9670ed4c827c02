// `npm run demo` says what it shows, and its exit code what the ledger says.

import { spawn } from 'node:child_process'
import t from 'tap'
import { VirtualClock } from '../../src/testing/index.ts'
import { complaintOf, demo, type Stage, stageOf } from './demo.ts'

/** Up three lines, and nothing from there on. */
const ERASE = '\x1b[3A\x1b[J'

function stage(how: Partial<Stage> = {}): { readonly stage: Stage; text(): string } {
  let text = ''
  const write = (more: string) => {
    text += more
  }
  return {
    stage: { write, live: false, colours: false, columns: 100, ...how },
    text: () => text,
  }
}

t.test('both moves are drawn in plain lines, and the guest ran exactly once', async (t) => {
  const clock = new VirtualClock()
  const { stage: out, text } = stage()
  t.equal(await clock.run(demo(out, clock)), true)
  const shown = [
    / {2}before {5}host-1 {2}running \(booted\), its counter says 400\n {13}host-2 {2}no such guest\n/,
    / {2}begin .* ok\n {2}prepare .* ok\n( {11}\[#+\.+\] +\d+ %, \d+ MiB left, pass \d\n)+ {2}perform .* ok\n/,
    / {2}finish .* ok\n {2}confirm .* ok\n {2}after {6}host-1 {2}no such guest\n {13}host-2 {2}running \(migrated\)/,
    / {2}migrated: .*\n/,
    / {2}before {5}host-2 {2}running \(migrated\)/,
    / {2}finish +\d+ ms {2}End of file.*\n {2}resolver {3}tell the source.*\n {2}confirm .* ok\n/,
    / {2}after {6}host-2 {2}no such guest\n {13}host-1 {2}running \(migrated\)/,
    / {2}migrated: .*\n {2}Nothing is left to do/,
    /'other' runs on host-2 and on host-1\n {2}at \d+ ms it began to run on host-1 while it ran on host-2\n/,
    / {2}host-1 {2}from {5}0 to (\d+)\n {2}host-2 {2}from +\1 to (\d+)\n {2}host-1 {2}from +\2 and still counts\n/,
    /it ran exactly once, all along\.\n$/,
  ]
  let rest = text()
  for (const part of shown) {
    const at = rest.search(part)
    t.not(at, -1, `${part} in ${rest}`)
    rest = rest.slice(Math.max(0, at))
  }
  t.notMatch(text(), '\x1b')
})

t.test(
  'a terminal sees the counters go on below the lines, and no line is wider than it',
  async (t) => {
    const clock = new VirtualClock()
    const { stage: out, text } = stage({ live: true, columns: 40 })
    await clock.run(demo(out, clock))
    // A block is the last three lines before it is erased.
    const blocks = text()
      .split(ERASE)
      .slice(0, -1)
      .map((part) => part.split('\n').slice(-4, -1))
    t.ok(blocks.length > 20, `${blocks.length} drawings`)
    t.strictSame(
      blocks.flat().filter((line) => line.length >= 40),
      [],
    )
    const [step, ...hosts] = blocks.find(([line]) => line?.includes('#')) ?? []
    t.match(step, /^ {2}perform {4}\[#+\.+\] +\d+/)
    t.match(hosts, [/^ {2}host-1 +runs +\d+$/, /^ {2}host-2 +stands still +0$/])
    t.notMatch(text().replaceAll(ERASE, ''), '\x1b', 'no colours unless they are wanted')
  },
)

t.test('NO_COLOR, a dumb terminal and a pipe are respected', async (t) => {
  const shown = (isTTY: boolean, env: NodeJS.ProcessEnv, columns = 100) => {
    // All of a stream that is asked for.
    const out = { isTTY, columns, write: () => true } as unknown as NodeJS.WriteStream
    const { live, colours, columns: wide } = stageOf(out, env)
    return { live, colours, wide }
  }
  t.strictSame(shown(true, { TERM: 'xterm' }), { live: true, colours: true, wide: 100 })
  t.strictSame(shown(true, { NO_COLOR: '1' }), { live: true, colours: false, wide: 100 })
  t.strictSame(shown(true, { NO_COLOR: '' }, 0), { live: true, colours: true, wide: 80 })
  t.strictSame(shown(true, { TERM: 'dumb' }), { live: false, colours: false, wide: 100 })
  t.strictSame(shown(false, {}), { live: false, colours: false, wide: 100 })
})

t.test('a guest that ran twice, nowhere, elsewhere or with a gap is complained of', async (t) => {
  const run = (host: string, fromCount: number, toCount?: number) => {
    const toMs = toCount
    return { host, fromMs: fromCount, toMs, fromCount, toCount, boot: 1 }
  }
  const good = [run('a', 0, 5), run('b', 5)]
  const of = (running: string[], runs = good, violations: string[] = []) =>
    complaintOf({ running, runs, violations }, 'b')
  t.equal(of(['b']), undefined)
  t.match(of(['b'], good, ['it ran twice']), /twice/)
  t.match(of([]), /no host/)
  t.match(of(['a']), /a, not b/)
  t.match(of(['a', 'b']), /a and b/)
  t.match(of(['b'], [run('a', 0, 5), run('b', 6)]), /went on from 6/)
})

t.test('the command itself ends with 0 and says why', async (t) => {
  const child = spawn(process.execPath, ['scripts/demo.mjs'], { stdio: ['ignore', 'pipe', 'pipe'] })
  let [text, errors] = ['', '']
  child.stdout.on('data', (chunk) => {
    text += chunk
  })
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  t.equal(code, 0, errors)
  t.match(text, /it ran exactly once, all along\.\n$/)
  t.notMatch(text, '\x1b', 'plain where it is no terminal')
})
