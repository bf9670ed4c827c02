// Journals on a real disk: what is written is read back, a torn end is cut off, a changed line is noticed, one process at a time.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { type Fact, History, knownOf } from '../../src/migration/history.ts'
import {
  isFinal,
  Journal,
  journalFolder,
  openJournals,
  readJournal,
} from '../../src/migration/journal.ts'
import { done, recordsOf, sending, start, UUID } from './known.ts'

const AT = new Date('2026-11-27T19:00:00.123Z')
const refused = { code: 'operationInvalid' }

function made(
  t: Test,
  facts: readonly Fact[] = [start, ...done('begin')],
): { folder: string; path: string } {
  const folder = join(t.testdir({}), 'state')
  const journal = Journal.create(folder, UUID, AT)
  for (const record of recordsOf(...facts)) journal.add(record, true)
  journal.close(false)
  return { folder, path: journal.path }
}

t.test('what is written is read back, in its order', async (t) => {
  // Given, since JSON knows no undefined.
  const timeout = { afterS: 5, action: 'suspend' } as const
  const switchover = { ...start.plan.switchover, timeout }
  const plan = { ...start.plan, switchover, params: { bandwidth: 10n, destinationName: 'new' } }
  const facts: Fact[] = [
    { ...start, plan },
    ...done('begin'),
    { is: 'paused' },
    sending('prepare'),
    {
      is: 'answered',
      phase: 'prepare',
      cancelled: false,
      fate: 'ok',
      cookie: new Uint8Array([0, 255, 10]),
      uri: 'tcp:b:1',
    },
    { is: 'event', side: 'destination', event: 'resumed', detail: 'migrated' },
    { is: 'result', kind: 'undetermined', because: 'line\nbreak, "quotes", ümlaut' },
  ]
  const { path, folder } = made(t, facts)
  t.strictSame(readJournal(path).records, recordsOf(...facts))
  t.match(path, /20261127T190000Z-01020304-.*-[0-9a-f]{6}\.journal$/)
  t.equal(statSync(path).mode & 0o777, 0o600)
  t.equal(statSync(folder).mode & 0o777, 0o700)
  t.strictSame(readdirSync(folder).length, 1, 'no lock is left')
})

t.test('no secret gets into it', async (t) => {
  const params = { destinationXml: '<graphics passwd="hunter2"/>', persistentXml: '<hunter2/>' }
  const secret = new TextEncoder().encode('<domain><graphics passwd="hunter2"/></domain>\0')
  const facts: Fact[] = [
    { ...start, plan: { ...start.plan, params } },
    sending('perform'),
    { is: 'answered', phase: 'perform', cancelled: false, fate: 'ok', cookie: secret },
  ]
  const { path } = made(t, facts)
  t.notMatch(readFileSync(path, 'utf8'), /hunter2/)
  t.notMatch(readFileSync(path, 'utf8'), Buffer.from(secret).toString('base64').slice(0, 20))
  const known = knownOf(readJournal(path).records)
  t.equal(known.forward.perform, 'ok')
  t.equal(known.cookie, undefined, 'a cookie that is not whole is none')
})

t.test('cut off at any byte, it is a beginning of the history, never something else', async (t) => {
  const { path } = made(t, [start, ...done('begin'), ...done('prepare'), sending('perform')])
  const whole = readFileSync(path)
  const all = readJournal(path).records
  const first = whole.indexOf(0x0a)
  for (let length = first + 1; length <= whole.length; length++) {
    truncateSync(path, length)
    const { records, bytes } = readJournal(path)
    t.strictSame(records, all.slice(0, records.length))
    if (bytes > length) t.fail('it reads what is not there')
    writeFileSync(path, whole)
  }
  truncateSync(path, first - 3)
  t.throws(() => readJournal(path), { ...refused, message: /nothing was begun/ })
})

t.test('a last line whose beginning never reached the disk does not count', async (t) => {
  const { path } = made(t, [start, ...done('begin')])
  const whole = readFileSync(path)
  const lastLine = whole.lastIndexOf(0x0a, whole.length - 2) + 1
  whole.fill(0, lastLine, lastLine + 30)
  writeFileSync(path, whole)
  t.equal(readJournal(path).records.length, 2)
  whole.fill(0, 5, 10)
  writeFileSync(path, whole)
  t.throws(() => readJournal(path), { ...refused, message: /changed or damaged/ })
})

t.test('what follows a torn line is not glued to it', async (t) => {
  const { path } = made(t, [start, ...done('begin')])
  truncateSync(path, statSync(path).size - 7)
  const { journal, records } = Journal.open(path)
  t.equal(records.length, 2)
  const history = new History(() => 5, journal, records)
  history.commit(sending('prepare'))
  journal.close(false)
  t.strictSame(
    readJournal(path).records.map(({ is }) => is),
    ['start', 'sending', 'sending'],
  )
})

t.test('a changed byte before the end is noticed, with its line', async (t) => {
  const { path } = made(t, [start, ...done('begin'), ...done('prepare')])
  const whole = readFileSync(path)
  const lastLine = whole.lastIndexOf(0x0a, whole.length - 2) + 1
  fc.assert(
    fc.property(fc.nat(lastLine - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const changed = Buffer.from(whole)
      changed[at] = (changed[at]! + by) % 256
      writeFileSync(path, changed)
      try {
        readJournal(path)
        return false
      } catch (error) {
        return (error as { code?: string }).code === 'operationInvalid'
      }
    }),
    { numRuns: 300 },
  )
  writeFileSync(path, Buffer.concat([whole.subarray(0, 30), whole]))
  t.throws(() => readJournal(path), { ...refused, message: /journal:1: .*changed or damaged/ })
})

t.test('anything at all in the place of a journal is an error of ours', async (t) => {
  const { path } = made(t)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      writeFileSync(path, bytes)
      try {
        readJournal(path)
        return false
      } catch (error) {
        return (error as { code?: string }).code === 'operationInvalid'
      }
    }),
    { numRuns: 200 },
  )
})

t.test('what is no journal is not opened, and leaves no lock', async (t) => {
  const folder = t.testdir({ 'a.txt': 'x', 'b.journal': 'x' })
  t.throws(() => Journal.open(join(folder, 'a.txt')), { ...refused, message: /is no journal/ })
  t.throws(() => Journal.open(join(folder, 'c.journal')), {
    ...refused,
    message: /there is no journal/,
  })
  t.throws(() => Journal.open(join(folder, 'b.journal')), refused)
  t.strictSame(readdirSync(folder).sort(), ['a.txt', 'b.journal'])
  const { path } = made(t, [{ ...start, version: 2 as 1 }])
  t.throws(() => readJournal(path), { ...refused, message: /newer lvrpc/ })
})

t.test('one that is over changes its name, and is found no more', async (t) => {
  const { folder, path } = made(t)
  t.strictSame(openJournals(folder), [path])
  const { journal } = Journal.open(path)
  journal.close(true)
  journal.close(false)
  t.equal(journal.path, path.replace(/journal$/, 'done'))
  t.strictSame(openJournals(folder), [])
  const again = Journal.open(journal.path).journal
  again.close(false)
  t.equal(again.path, path, 'and can be taken up again')
  t.strictSame(openJournals(join(folder, 'nowhere')), [])
})

t.test('what is long over is removed when another begins; the rest stays', async (t) => {
  const { folder, path } = made(t)
  Journal.open(path).journal.close(true)
  const over = path.replace(/journal$/, 'done')
  const old = join(folder, 'x.done')
  writeFileSync(old, '')
  utimesSync(old, 1, 1)
  utimesSync(over, AT, AT)
  Journal.create(folder, '11111111-0506-0708-090a-0b0c0d0e0f10', AT).close(false)
  t.notOk(readdirSync(folder).includes('x.done'))
  t.ok(readdirSync(folder).some((name) => over.endsWith(name)))
})

t.test('one process at a time', async (t) => {
  t.test('within this one', async (t) => {
    const { path, folder } = made(t)
    const { journal } = Journal.open(path)
    t.throws(() => Journal.open(path), { ...refused, message: `driven by process ${process.pid}` })
    t.throws(() => Journal.create(folder, UUID, AT), { ...refused, message: /driven by process/ })
    journal.close(false)
    Journal.open(path).journal.close(false)
  })

  t.test('a process that lives keeps it, and its death gives it free', async (t) => {
    const { path } = made(t)
    // The same file as here, built or not.
    const journal = `../../src/migration/journal${import.meta.url.slice(-3)}`
    const script = `
      const { Journal } = await import(${JSON.stringify(new URL(journal, import.meta.url).href)})
      Journal.open(process.argv[1])
      process.stdout.write('open')
      setInterval(() => {}, 1000)`
    const node = [...process.execArgv, '--input-type=module', '-e', script, path]
    const child = spawn(process.execPath, node, { stdio: ['ignore', 'pipe', 'inherit'] })
    t.teardown(() => child.kill('SIGKILL'))
    await once(child.stdout, 'data')
    t.throws(() => Journal.open(path), { ...refused, message: `driven by process ${child.pid}` })
    child.kill('SIGSTOP')
    t.throws(() => Journal.open(path), refused, 'one that stands still lives, too')
    child.kill('SIGKILL')
    await once(child, 'exit')
    Journal.open(path).journal.close(false)
  })

  t.test('a lock of another process of the same number, and of another machine', async (t) => {
    const { path } = made(t)
    const lock = path.replace(/journal$/, 'lock')
    const { journal } = Journal.open(path)
    const mine = JSON.parse(readFileSync(lock, 'utf8'))
    journal.close(false)
    writeFileSync(lock, JSON.stringify({ ...mine, since: 'an earlier boot 17' }))
    if (mine.since === '') t.throws(() => Journal.open(path), refused)
    else Journal.open(path).journal.close(false)
    writeFileSync(lock, JSON.stringify({ ...mine, space: 'pid:[1]', pid: 999_999_999 }))
    t.throws(() => Journal.open(path), refused, 'whose processes cannot be seen from here')
    writeFileSync(lock, 'no lock of ours')
    t.throws(() => Journal.open(path), { ...refused, message: /remove it/ })
  })

  t.test('somebody who is taking it over is not disturbed', async (t) => {
    const { path } = made(t)
    const lock = path.replace(/journal$/, 'lock')
    writeFileSync(
      lock,
      JSON.stringify({ pid: 999_999_999, since: 'long ago', space: spaceOf(path) }),
    )
    writeFileSync(`${lock}.breaking`, '')
    t.throws(() => Journal.open(path), { ...refused, message: /taking .* over/ })
  })
})

/** The space of process numbers as the journal's own lock names it. */
function spaceOf(path: string): string {
  const { journal } = Journal.open(path)
  const { space } = JSON.parse(readFileSync(path.replace(/journal$/, 'lock'), 'utf8'))
  journal.close(false)
  return space
}

t.test('a guest whose last migration is open is not migrated again', async (t) => {
  const message = /resolve '.*' first/
  for (const [facts, free] of [
    [[start, sending('begin')], false],
    [[start, ...done('begin'), { is: 'result', kind: 'undetermined', because: '' }], false],
    [[start, ...done('begin'), { is: 'result', kind: 'postcopy-failed', because: '' }], false],
    [[start, ...done('begin'), { is: 'result', kind: 'migrated-leftover', because: '' }], true],
    [[start, { is: 'watch', on: true }], true],
  ] as [Fact[], boolean][]) {
    const { folder } = made(t, facts)
    if (free) Journal.create(folder, UUID, AT).close(false)
    else t.throws(() => Journal.create(folder, UUID, AT), { ...refused, message })
    Journal.create(folder, '22222222-0506-0708-090a-0b0c0d0e0f10', AT).close(false)
  }
  const { folder, path } = made(t)
  appendFileSync(path, 'damaged\ndamaged\n')
  t.throws(() => Journal.create(folder, UUID, AT), { ...refused, message: /cannot be read/ })
})

t.test('a disk that takes nothing is an error with the reason', async (t) => {
  const folder = t.testdir({ file: '' })
  t.throws(() => Journal.create(join(folder, 'file'), UUID, AT), {
    ...refused,
    message: /the journal.*say where/,
  })
  mkdirSync(join(folder, 'full'))
  const path = join(folder, 'full', 'x.journal')
  symlinkSync('/dev/full', path)
  const history = new History(() => 1, {
    add: () => {
      throw new Error('no room')
    },
  })
  t.throws(() => history.commit(sending('begin')), /no room/)
  t.strictSame(history.records, [], 'what the next step stands on does not count unless it is kept')
  history.add({ is: 'paused' })
  history.commitIfPossible(sending('confirm'))
  t.equal(history.records.length, 2, 'all else counts here, and is known to be missing there')
  t.match(history.trouble, { message: 'no room' })
})

t.test('where journals lie', async (t) => {
  t.equal(journalFolder({ XDG_STATE_HOME: '/s' }), '/s/lvrpc/migrations')
  t.match(journalFolder({}), /\/\.local\/state\/lvrpc\/migrations$/)
  t.match(journalFolder({ XDG_STATE_HOME: 'relative' }), /^\/.*\/\.local\/state\//)
})

t.test('which ends leave something to do', async (t) => {
  t.strictSame(
    (
      [
        'migrated',
        'migrated-leftover',
        'stayed',
        'guest-stopped',
        'postcopy-failed',
        'undetermined',
        'lost',
        'split-brain',
      ] as const
    ).filter(isFinal),
    ['migrated', 'stayed', 'guest-stopped', 'lost'],
  )
})
