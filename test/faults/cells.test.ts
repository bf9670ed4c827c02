// How the lab plays its cells, with hosts that are none: what hangs or fails ends one cell with a clear word and is cleared away,
// what was never tried is tried once more, and the page tells of everything. What the cells show on real hosts is test/lab/faults/.

import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { type Cell, complaintsOf, type Outcome, perform } from '../lab/faults/judge.ts'
import { cellsOf, playAll } from '../lab/faults/matrix.ts'
import { page } from '../lab/faults/page.ts'
import type { Play } from '../lab/faults/plays.ts'
import type { Stage } from '../lab/faults/stage.ts'
import type { Host } from '../lab/host.ts'
import type { Lab } from '../lab/lab.ts'
import { Gate, within } from '../lab/within.ts'

/** Hosts that do whatever they are told, or do not answer. */
function labOf(options: { readonly answers?: boolean; readonly shared: string }) {
  const ran: string[] = []
  const hostOf = (name: string) => ({
    name,
    address: '127.0.0.1',
    comeBack: async () => {
      if (options.answers === false) throw new Error(`${name} is gone`)
    },
    exec: async (argv: readonly string[]) => {
      ran.push(`${name} ${argv.join(' ')}`)
      return { code: 0, stdout: '', stderr: '' }
    },
  })
  // As much of a lab and its hosts as a cell that fails before its guest boots has to do with.
  const lab = {
    shared: options.shared,
    host: (name: string) => hostOf(name) as unknown as Host,
    counter: () => ({ path: `${options.shared}/none`, check: async () => 0 }),
  }
  return { lab: lab as unknown as Lab, ran }
}

const [someCell] = cellsOf({ rows: [1] }) as [Cell]
const cellOf = (run: Play['run']): Cell => ({ ...someCell, play: { run } })

const outcomeOf = (cell: Cell, more: Partial<Outcome> = {}): Outcome => ({
  ...{ cell, said: undefined, first: undefined, between: undefined, seen: undefined },
  ...{ saidAfterMs: 1000, counted: 1, complaints: [], notSet: false, left: undefined, news: [] },
  ...more,
})

t.test('what hangs is named', async (t) => {
  await t.rejects(within(20, 'the guest', new Promise(() => {})), {
    message: 'the guest: not over in 0.02 s',
  })
  t.equal(await within(1000, 'the guest', Promise.resolve(1)), 1)
})

t.test('a gate lets so many through, in their order', async (t) => {
  const gate = new Gate(2)
  let inside = 0
  const order: number[] = []
  const all = [1, 2, 3, 4].map((n) =>
    gate.through(async () => {
      order.push(n)
      t.ok(++inside <= 2)
      await delay(5)
      inside--
      if (n === 1) throw new Error('it fails')
    }),
  )
  t.equal((await Promise.allSettled(all)).filter(({ status }) => status === 'rejected').length, 1)
  t.strictSame(order, [1, 2, 3, 4])
})

t.test('a play that hangs fails alone, and everything is taken back', async (t) => {
  const { lab, ran } = labOf({ shared: t.testdir() })
  const undone: string[] = []
  const hangs = cellOf((stage) => {
    stage.later(async () => undone.push('first'))
    stage.later(async () => {
      throw new Error('the rule would not go')
    })
    stage.later(async () => undone.push('last'))
    return new Promise(() => {})
  })
  const { complaints, left, notSet } = await perform(lab, hangs, { cli: '', limitMs: 50 })
  t.strictSame(complaints, ['the play: not over in 0.05 s', 'cleaning up: the rule would not go'])
  t.strictSame(undone, ['last', 'first'], 'one that fails does not keep the others from it')
  for (const host of [hangs.source, hangs.destination]) {
    t.ok(
      ran.some((line) => line.startsWith(`${host} sh -c`) && line.includes('undefine')),
      `the guest is removed from ${host}`,
    )
  }
  t.equal(left, undefined)
  t.equal(notSet, false)
})

t.test(
  'a host that does not come back is said, and keeps nothing from being cleared',
  async (t) => {
    const { lab, ran } = labOf({ shared: t.testdir(), answers: false })
    const fails = cellOf(async () => {
      throw new Error('it went wrong')
    })
    const { complaints } = await perform(lab, fails, { cli: '' })
    t.match(complaints, ['it went wrong', /cleaning up: .* is gone; .* is gone/])
    t.ok(ran.some((line) => line.includes('undefine')))
  },
)

t.test('what fails beside a play ends it', async (t) => {
  const { lab } = labOf({ shared: t.testdir() })
  const beside = cellOf((stage) => {
    stage.beside(async () => {
      await delay(5)
      throw new Error('the host did not thaw')
    })
    return new Promise(() => {})
  })
  t.strictSame((await perform(lab, beside, { cli: '', limitMs: 5000 })).complaints, [
    'the host did not thaw',
  ])
  const held = cellOf((stage: Stage) => {
    void stage.strike(
      'source',
      () => true,
      async () => {
        throw new Error('the QEMU would not die')
      },
    )
    const frame = { from: 'client', program: 0, procedure: 0, type: 0, status: 0 } as const
    const verdict = stage.lines.source.rule({ ...frame, connection: 0, payload: new Uint8Array() })
    t.resolveMatch(Promise.resolve(verdict), 'cut')
    return new Promise(() => {})
  })
  t.strictSame((await perform(lab, held, { cli: '', limitMs: 5000 })).complaints, [
    'the QEMU would not die',
  ])
})

t.test('a host that does not answer before anything was done is no result', async (t) => {
  const { lab } = labOf({ shared: t.testdir(), answers: false })
  const cell = cellOf(async (stage) => {
    await stage.boot()
    throw new Error('this is not reached')
  })
  const { notSet, complaints } = await perform(lab, cell, { cli: '' })
  t.equal(notSet, true)
  t.match(complaints[0], /^the stage was not set: .* is gone$/)
})

t.test('only a stage that was not set is set a second time', async (t) => {
  const { lab } = labOf({ shared: t.testdir() })
  const cells = cellsOf({ rows: [1], releases: ['9.0.0'] })
  const [unset, wrong, broken] = cells as [Cell, Cell, Cell]
  const tries = new Map<string, number>()
  const told: Outcome[] = []
  await playAll(
    lab,
    cells,
    { cli: '' },
    (outcome) => told.push(outcome),
    async (_, cell) => {
      const count = (tries.get(cell.name) ?? 0) + 1
      tries.set(cell.name, count)
      if (cell.name === broken.name) throw new Error('no port is free')
      if (cell.name === wrong.name) return outcomeOf(cell, { complaints: ['it ran twice'] })
      return count === 1
        ? outcomeOf(cell, { complaints: ['no boot'], notSet: true })
        : outcomeOf(cell)
    },
  )
  const of = (name: string) => told.find(({ cell }) => cell.name === name)
  t.equal(tries.get(unset.name), 2)
  t.match(of(unset.name), { complaints: [], before: ['no boot'] })
  t.equal(tries.get(wrong.name), 1)
  t.strictSame(of(wrong.name)?.complaints, ['it ran twice'])
  t.equal(tries.get(broken.name), 2)
  t.match(of(broken.name), { complaints: ['no port is free'], before: ['no port is free'] })
})

t.test('cells disturb nobody', async (t) => {
  const { lab } = labOf({ shared: t.testdir() })
  const cells = cellsOf({})
  const atWork = new Set<Cell>()
  const playing = new Set<Cell>()
  const most = { atWork: 0, playing: 0 }
  const outcomes = await playAll(
    lab,
    cells,
    { cli: '', atOnce: 2 },
    () => {},
    async (_, cell, { tell }) => {
      playing.add(cell)
      atWork.add(cell)
      for (const host of [cell.source, cell.destination]) {
        const on = (some: Set<Cell>) =>
          [...some].filter(({ source, destination }) => source === host || destination === host)
        most.atWork = Math.max(most.atWork, on(atWork).length)
        most.playing = Math.max(most.playing, on(playing).length)
        const besides = on(atWork).length > 1 && on(atWork).some(({ play }) => play.alone)
        const hurt = on(playing).length > 1 && cell.play.alone === 'guests'
        if (besides || hurt) t.fail(`${cell.name} and who is alone on ${host}`)
      }
      const singles = [...atWork].filter(({ play }) => play.single)
      if (singles.length > 1) t.fail(`at a time: ${singles.map(({ name }) => name).join()}`)
      await delay(2)
      const isCalm = cell.position.guest === undefined
      if (isCalm) {
        atWork.delete(cell)
        tell?.('calm')
      }
      await delay(3)
      atWork.delete(cell)
      playing.delete(cell)
      return outcomeOf(cell)
    },
  )
  t.strictSame(
    outcomes.map(({ cell }) => cell.name),
    cells.map(({ name }) => name),
    'all of them, in the order of the matrix',
  )
  t.strictSame(most, { atWork: 2, playing: 6 })
})

t.test('a guest in two halves is there, and a word that came late is late', async (t) => {
  const [halves] = cellsOf({ rows: [31], releases: ['11.3.0'] }) as [Cell]
  const failed = { end: 'failed', words: 'post-copy failed' } as const
  const none = { end: 'none', words: 'absent' } as const
  const running = { end: 'running', words: 'running' } as const
  const nothing = { first: undefined, between: undefined }
  const said = {
    ...({ kind: 'postcopy-failed', host: 'destination', phase: 'finish' } as const),
    ...{ source: '', destination: '', evidence: [], errors: [], warnings: [] },
  }
  const both = { source: failed, destination: failed }
  t.strictSame(complaintsOf(halves, nothing, said, 1000, both), [])
  t.match(complaintsOf(halves, nothing, said, 1000, { source: failed, destination: none }), [
    /^ended postcopy-failed/,
    /there 0 times/,
  ])
  const [aborted] = cellsOf({ rows: [4] }) as [Cell]
  const stayed = { ...said, kind: 'stayed', host: 'source' } as const
  const back = { source: running, destination: none }
  t.strictSame(complaintsOf(aborted, nothing, stayed, 14_900, back), [])
  t.match(complaintsOf(aborted, nothing, stayed, 16_000, back), [/16 s after the fault/])
})

t.test('the page tells what was not met, and on what', async (t) => {
  const cells = cellsOf({ rows: [1, 39] })
  const outcomes = cells.map((cell, index) => {
    if (index === 1)
      return outcomeOf(cell, { complaints: ['the guest | is there 2 times', 'x'.repeat(999)] })
    return index === 2 ? outcomeOf(cell, { before: ['no boot'] }) : outcomeOf(cell)
  })
  const hosts = ['| `old-a` | 9.0.0 | 7.2.22 |']
  const facts = { hosts, date: new Date('2026-01-02'), minutes: 50.2, atOnce: 3, whole: true }
  const text = page(outcomes, facts)
  t.match(text, /Last whole run: 2026-01-02, 50 minutes/)
  t.match(text, '| `old-a` | 9.0.0 | 7.2.22 |')
  t.match(text, /\*\*1 of 2 rows\*\*/)
  t.match(text, `${outcomes.length - 1} of ${outcomes.length} cells`)
  t.match(text, /The stage of 1 had to be set twice/)
  t.match(text, /NOT MET .*the guest \/ is there 2 times; x{20,400} … \|/)
  t.match(
    text,
    /## Not met\n\n### Row 1, .*\(9\.0\.0\)\n\n- the guest \| is there 2 times\n- x{999}\n/,
  )
  t.match(
    text,
    /\| 39 .*from 11\.3\.0: no result.*<br>no result.*from 9\.0\.0/,
    'cells of both sources in one field',
  )
  t.notMatch(page(outcomes.slice(2, 3), facts), /Not met/)
})

t.test(
  'rows that are played again replace what the page said of them, and nothing else',
  async (t) => {
    const hosts = ['| `old-a` | 9.0.0 | 7.2.22 |']
    const facts = { hosts, date: new Date('2026-01-02'), minutes: 50, atOnce: 2, whole: true }
    const cells = cellsOf({})
    // Two positions of one row, one of which begins with the other's name and a comma.
    const failed = cells.filter(({ row }) => row.number === 31)
    const outcomes = cells.map((cell) =>
      outcomeOf(
        cell,
        failed.includes(cell) ? { complaints: [`went wrong to ${cell.release}`] } : {},
      ),
    )
    const before = page(outcomes, facts)
    t.equal(before.match(/^### Row 31, /gm)?.length, failed.length)
    const later = { ...facts, date: new Date('2026-01-03'), minutes: 2, whole: false }
    const one = failed.find(
      ({ position, release }) => position.name === 'post-copy' && release === '9.0.0',
    )!
    const text = page([outcomeOf(one)], later, before)
    t.match(text, /Last whole run: 2026-01-02, 50 minutes.* Rows 31 again on 2026-01-03\./)
    t.equal(text.match(/^### Row 31, /gm)?.length, failed.length - 1)
    t.notMatch(text, /### Row 31, post-copy, old-a to old-b \(9\.0\.0\)/)
    t.match(text, /### Row 31, post-copy, then --postcopy-resume, old-a to old-b \(9\.0\.0\)/)
    const changed = (a: string, b: string) =>
      a.split('\n').filter((line) => !b.split('\n').includes(line))
    t.equal(changed(text, before).length, 3, 'the runs, the count and the cell')
    const good = page(
      failed.map((cell) => outcomeOf(cell)),
      later,
      text,
    )
    t.notMatch(good, /Not met|NOT MET/)
    t.match(good, /\*\*(\d+) of \1 rows\*\*/)
    const bad = page([outcomeOf(one, { complaints: ['again'] })], later, good)
    t.match(bad, /## Not met\n\n### Row 31, post-copy, old-a to old-b \(9\.0\.0\)\n\n- again\n/)
    t.throws(() => page([outcomeOf(one)], later, 'a page of something else'), /no whole run/)
  },
)
