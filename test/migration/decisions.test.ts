// The tables of decisions, row by row: what was sent and what both hosts show -> what is done next, and what is said at the end.

import t from 'tap'
import {
  type Circumstances,
  DEAD_AFTER_MS,
  type Decision,
  decide,
  type Ending,
  LONG_MS,
  tries,
  verdictOf,
} from '../../src/migration/decisions.ts'
import { type Fact, knownOf, type Start } from '../../src/migration/history.ts'
import type { Act, Observation } from '../../src/migration/result.ts'
import {
  absent,
  arrived,
  copying,
  done,
  heard,
  held,
  off,
  offline,
  paused,
  persistent,
  recordsOf,
  running,
  seen,
  sending,
  start,
  stopped,
  unknown,
  waiting,
} from './known.ts'

const NOW = 1_010_000
const usual: Circumstances = { ifAbsent: 'resume', preferForward: false, now: NOW, steady: 2 }

interface Case {
  readonly from?: Start
  readonly facts: readonly Fact[]
  readonly source: Observation
  readonly destination: Observation
  readonly how?: Partial<Circumstances>
  readonly elapsedMs?: number
}

function first({ from = start, facts, source, destination, how, elapsedMs = 0 }: Case): Decision {
  const known = knownOf(recordsOf(from, ...facts))
  return decide(known, source, destination, { ...usual, ...how }, {}, elapsedMs)
}

/** Everything a case leads to if nothing that is done changes anything: the acts in their order, and the ending. */
function path(given: Case): string {
  const { from = start, facts, source, destination, how, elapsedMs = 0 } = given
  const known = knownOf(recordsOf(from, ...facts))
  const counts: Partial<Record<Act, number>> = {}
  const steps: string[] = []
  for (let at = elapsedMs; ; ) {
    const circumstances = { ...usual, ...how, now: NOW + at }
    const decision = decide(known, source, destination, circumstances, counts, at)
    if ('end' in decision) return [...steps, decision.end].join('; ')
    if ('do' in decision) {
      if (counts[decision.do] === undefined) steps.push(decision.do)
      counts[decision.do] = (counts[decision.do] ?? 0) + 1
      continue
    }
    if (steps.at(-1) !== 'wait') steps.push('wait')
    at += 500
  }
}

const begun = done('begin')
const prepared = [heard, ...begun, ...done('prepare')]
const performUnknown = [...prepared, sending('perform')]
const performed = [...prepared, ...done('perform')]
const finishUnknown = [...performed, sending('finish')]
const deaf: Fact = { is: 'watch', on: false }
const finishUnheard = [...finishUnknown, deaf]
const finished = [...performed, ...done('finish')]
const over = [...finished, ...done('confirm')]
const refused = [...performed, ...done('finish', 'refused')]

t.test(
  'what is done about each sight, in its order, and what is said when it changes nothing',
  async (t) => {
    const rows: [string, Case, string][] = [
      ['a clean success', { facts: over, source: absent, destination: arrived }, 'migrated'],
      [
        'definition kept on the source',
        { facts: over, source: off, destination: arrived },
        'migrated',
      ],
      [
        'success, the destination silent',
        { facts: over, source: absent, destination: unknown },
        'migrated',
      ],
      ['success, a copy left', { facts: over, source: stopped, destination: arrived }, 'leftover'],
      [
        'success, the source silent',
        { facts: over, source: unknown, destination: arrived },
        'wait; migrated, source not seen',
      ],
      [
        'success, then it ended',
        { facts: over, source: absent, destination: absent },
        'stopped on the destination',
      ],
      [
        'success, then it shut off',
        { facts: over, source: off, destination: off },
        'stopped on the destination',
      ],
      [
        'success, and the copy runs',
        { facts: over, source: running, destination: arrived },
        'both',
      ],
      [
        'success, Confirm lost, the job there',
        { facts: finished, source: held, destination: arrived },
        'confirm; leftover',
      ],

      [
        'Begin refused',
        { facts: done('begin', 'refused'), source: running, destination: absent },
        'stayed',
      ],
      [
        'Begin refused over another migration',
        { facts: done('begin', 'refused'), source: copying, destination: waiting },
        'stayed',
      ],
      [
        'Begin unknown, the job lingers',
        { facts: [sending('begin')], source: copying, destination: absent },
        'wait; stayed',
      ],
      [
        'Begin unknown, the job gone',
        { facts: [sending('begin')], source: running, destination: absent },
        'stayed',
      ],
      [
        'Prepare refused, Confirm(1) lost',
        { facts: [...begun, ...done('prepare', 'refused')], source: copying, destination: absent },
        'confirm back; wait; stayed',
      ],
      [
        'Prepare unknown, it is there',
        { facts: [...begun, sending('prepare')], source: running, destination: waiting },
        'finish back; stayed',
      ],
      [
        'another of that UUID was there',
        {
          from: { ...start, before: { is: 'active' } },
          facts: [...begun, ...done('prepare', 'refused')],
          source: running,
          destination: running,
        },
        'stayed',
      ],

      [
        'Perform unknown, copying',
        { facts: performUnknown, source: copying, destination: waiting },
        'abort; finish back; wait; stayed',
      ],
      [
        'Perform unknown, complete and held',
        { facts: performUnknown, source: held, destination: waiting },
        'abort; finish back; wait; confirm back; not known',
      ],
      [
        'Perform unknown, complete and dropped',
        { facts: performUnknown, source: stopped, destination: waiting },
        'finish back; wait; not known',
      ],
      [
        'the same, the destination undone',
        { facts: performUnknown, source: stopped, destination: absent },
        'resume; wait; stopped on the source, ask',
      ],
      [
        'Perform unknown, put back',
        { facts: performUnknown, source: running, destination: absent },
        'stayed',
      ],
      [
        'Perform unknown, the source away',
        { facts: performUnknown, source: unknown, destination: waiting },
        'wait; not known',
      ],
      [
        'Perform unknown, the guest gone',
        { facts: performUnknown, source: absent, destination: absent },
        'ended',
      ],
      [
        'Perform refused, the job ending',
        {
          facts: [...prepared, ...done('perform', 'refused')],
          source: copying,
          destination: absent,
        },
        'wait; stayed',
      ],
      [
        'Perform refused, still there',
        {
          facts: [...prepared, ...done('perform', 'refused')],
          source: running,
          destination: waiting,
        },
        'finish back; stayed',
      ],

      [
        'complete, Finish never sent, both there',
        { facts: performed, source: held, destination: waiting },
        'finish; not known',
      ],
      [
        'complete, the source lost its job',
        { facts: performed, source: stopped, destination: waiting },
        'finish back; wait; not known',
      ],
      [
        'the same, forward preferred',
        { facts: performed, source: stopped, destination: waiting, how: { preferForward: true } },
        'finish; not known',
      ],
      [
        'complete, the source away',
        { facts: performed, source: unknown, destination: waiting },
        'wait; finish; wait; not known',
      ],
      [
        'complete, the destination gone',
        { facts: performed, source: held, destination: absent },
        'confirm back; wait; not known',
      ],

      [
        'Finish unknown, at work',
        { facts: finishUnknown, source: held, destination: waiting },
        'wait; stopped on the source, destination not seen',
      ],
      [
        'Finish unknown, it ran',
        { facts: finishUnknown, source: held, destination: arrived },
        'confirm; leftover',
      ],
      [
        'Finish unknown, it ran, the source dropped',
        { facts: finishUnknown, source: stopped, destination: arrived },
        'leftover',
      ],
      [
        'Finish unknown, gone, every event heard',
        { facts: finishUnknown, source: held, destination: absent },
        'confirm back; wait; not known',
      ],
      [
        'Finish unknown, gone, it had run',
        {
          facts: [
            ...finishUnheard,
            { is: 'event', side: 'destination', event: 'resumed', detail: 'migrated' },
          ],
          source: held,
          destination: absent,
        },
        'confirm; stopped on the destination',
      ],
      [
        'Finish unknown, gone, nobody heard',
        { facts: finishUnheard, source: stopped, destination: absent },
        'resume; wait; stopped on the source, ask',
      ],
      [
        'the same, asked',
        { facts: finishUnheard, source: stopped, destination: absent, how: { ifAbsent: 'ask' } },
        'stopped on the source, ask',
      ],
      [
        'the same, long ago',
        { facts: finishUnheard, source: stopped, destination: absent, elapsedMs: 100_000 },
        'stopped on the source, ask',
      ],
      [
        'nobody heard, but it would be defined',
        {
          from: persistent,
          facts: finishUnheard,
          source: stopped,
          destination: absent,
          elapsedMs: 1_000_000,
        },
        'resume; stopped on the source, ask',
      ],
      [
        'nobody heard, defined and failed to start',
        {
          from: persistent,
          facts: finishUnheard,
          source: held,
          destination: seen(5, 6, 'inactive', { persistent: true }),
        },
        'confirm back; wait; not known',
      ],
      [
        'nobody heard, defined and shut down',
        {
          from: persistent,
          facts: finishUnheard,
          source: held,
          destination: seen(5, 1, 'inactive', { persistent: true }),
        },
        'stopped on the source, ask',
      ],
      [
        'Finish unknown, the destination away',
        { facts: finishUnheard, source: held, destination: unknown },
        'wait; stopped on the source, destination not seen',
      ],
      [
        'Finish unknown, both away',
        { facts: finishUnheard, source: unknown, destination: unknown },
        'wait; not known',
      ],
      [
        'Finish unknown, the source runs',
        { facts: finishUnheard, source: running, destination: absent },
        'stayed',
      ],
      [
        'Finish unknown, both run',
        { facts: finishUnheard, source: running, destination: arrived },
        'both',
      ],
      [
        'Finish unknown, nowhere',
        { facts: finishUnheard, source: absent, destination: absent },
        'nowhere',
      ],
      [
        'Finish refused, Confirm(1) lost',
        { facts: refused, source: stopped, destination: absent },
        'resume; wait; stopped on the source, ask',
      ],
      [
        'Finish refused, and yet it runs there',
        { facts: refused, source: held, destination: arrived },
        'wait; not known',
      ],
      [
        'never finished by us, and yet it runs there',
        { facts: performed, source: running, destination: arrived },
        'both',
      ],
      [
        'refused after it was defined',
        {
          from: persistent,
          facts: refused,
          source: running,
          destination: seen(5, 6, 'inactive', { persistent: true }),
        },
        'restore definition; stayed',
      ],

      [
        'paused before: it stayed',
        {
          from: { ...start, condition: 'paused' },
          facts: performUnknown,
          source: paused,
          destination: absent,
        },
        'stayed',
      ],
      [
        'paused before: it moved',
        {
          from: { ...start, condition: 'paused' },
          facts: finishUnknown,
          source: seen(3, 1, 'out'),
          destination: paused,
        },
        'confirm; leftover',
      ],
      [
        'paused before: never resumed',
        {
          from: { ...start, condition: 'paused' },
          facts: finishUnheard,
          source: stopped,
          destination: absent,
        },
        'stayed',
      ],

      [
        'started anew on the source since',
        { facts: finishUnheard, source: seen(3, 2, 'none', { id: 9 }), destination: absent },
        'back on the source',
      ],
      [
        'started anew on the source, and there',
        { facts: over, source: seen(1, 1, 'none', { id: 9 }), destination: arrived },
        'both',
      ],
      [
        'a host is busy',
        { facts: finishUnheard, source: seen(3, 2, 'unknown'), destination: absent },
        'wait; not known',
      ],
    ]
    for (const [name, given, expected] of rows) t.equal(path(given), expected, name)
  },
)

const switched = seen(3, 12, 'out')
const failed = seen(3, 13, 'out')
const moving = seen(1, 10, 'in')
const broken = seen(1, 11, 'in')

t.test(
  'a source that left by itself in post-copy has left all of the guest to the destination',
  async (t) => {
    const asked: Fact[] = [...prepared, sending('perform'), { is: 'postcopy' }]
    for (const source of [absent, off]) {
      t.equal(path({ facts: asked, source, destination: waiting }), 'finish; wait; not known')
    }
    const powered: Fact = { is: 'event', side: 'source', event: 'stopped', detail: 'shutdown' }
    const given = { facts: [...asked, powered], source: off, destination: waiting }
    t.equal(path(given), 'finish back; ended', 'one that the guest itself has ended is gone')
  },
)

t.test('in post-copy nothing is taken back', async (t) => {
  const asked: Fact[] = [...prepared, sending('perform'), { is: 'postcopy' }]
  const answered: Fact[] = [
    ...asked,
    { is: 'answered', phase: 'perform', cancelled: false, fate: 'ok' },
  ]
  const sent: Fact[] = [...answered, sending('finish')]
  const rows: [string, Case, string][] = [
    [
      'switched, Finish never sent',
      { facts: asked, source: switched, destination: waiting },
      'finish; wait; post-copy failed',
    ],
    [
      'the source lost, Finish never sent',
      { facts: asked, source: failed, destination: waiting },
      'finish; wait; post-copy failed',
    ],
    ['the source away', { facts: asked, source: unknown, destination: waiting }, 'wait; not known'],
    [
      'Finish may be at work',
      { facts: sent, source: failed, destination: waiting },
      'wait; not known',
    ],
    ['it moves', { facts: sent, source: failed, destination: moving }, 'wait; post-copy failed'],
    [
      'it is complete, the job is there',
      { facts: sent, source: switched, destination: arrived },
      'confirm; wait; leftover',
    ],
    [
      'it is complete, the source gone',
      { facts: sent, source: absent, destination: arrived },
      'migrated',
    ],
    [
      'broken on both sides',
      { facts: sent, source: failed, destination: broken },
      'post-copy failed',
    ],
    [
      'broken, the source not yet',
      { facts: sent, source: switched, destination: broken },
      'wait; post-copy failed',
    ],
    [
      'the destination is gone',
      { facts: answered, source: failed, destination: absent },
      'lost in post-copy',
    ],
    [
      'it ran there and ended',
      {
        facts: [
          ...sent,
          { is: 'event', side: 'destination', event: 'resumed', detail: 'postcopy' },
        ],
        source: failed,
        destination: absent,
      },
      'stopped on the destination',
    ],
    [
      'Perform failed before the CPUs started',
      {
        facts: [...asked, { is: 'answered', phase: 'perform', cancelled: false, fate: 'refused' }],
        source: failed,
        destination: waiting,
      },
      'post-copy failed',
    ],
    [
      'asked for and never switched',
      {
        facts: [...asked, { is: 'answered', phase: 'perform', cancelled: false, fate: 'refused' }],
        source: running,
        destination: waiting,
      },
      'finish back; stayed',
    ],
  ]
  for (const [name, given, expected] of rows) {
    t.equal(path(given), expected, name)
    if (!name.includes('never switched')) t.notMatch(path(given), / back/, name)
  }
  const after = (source: Observation, elapsedMs: number) =>
    first({ facts: sent, source, destination: moving, elapsedMs })
  t.match(after(failed, DEAD_AFTER_MS - 1), { wait: 'short' })
  t.match(after(failed, DEAD_AFTER_MS), { end: 'post-copy failed' }, 'it may never notice')
  t.match(after(switched, DEAD_AFTER_MS), { wait: 'long' }, 'it may take its time')
})

t.test('a post-copy that is gone on with', async (t) => {
  const { plan } = start
  const from: Start = { ...start, plan: { ...plan, resumes: true }, before: { is: 'unknown' } }
  const asked: Fact[] = [{ is: 'postcopy' }, ...prepared, sending('perform')]
  const unsent: Fact[] = [{ is: 'postcopy' }, ...prepared, ...done('perform')]
  const sent: Fact[] = [...unsent, sending('finish')]
  const rows: [string, Omit<Case, 'from'>, string][] = [
    [
      'Perform’s answer was lost, and it comes: somebody has to say Finish',
      { facts: asked, source: failed, destination: moving },
      'finish; wait; post-copy failed',
    ],
    [
      'so with a source that has left by itself',
      { facts: unsent, source: off, destination: moving },
      'finish; wait; not known',
    ],
    [
      'Finish may be at work',
      { facts: sent, source: switched, destination: moving },
      'wait; not known',
    ],
    [
      'nobody looks after it on the destination, and it comes all the same',
      { facts: unsent, source: switched, destination: broken },
      'wait; post-copy failed',
    ],
    ['Prepare refused', { facts: begun, source: failed, destination: broken }, 'post-copy failed'],
    [
      'all has come without Finish',
      { facts: unsent, source: off, destination: arrived },
      'migrated',
    ],
    [
      'so after a Finish that failed',
      { facts: [...unsent, ...done('finish', 'refused')], source: absent, destination: arrived },
      'migrated',
    ],
    [
      'it has ended there since',
      { facts: unsent, source: off, destination: absent },
      'stopped on the destination',
    ],
    [
      'nobody can look there',
      { facts: unsent, source: off, destination: unknown },
      'wait; not known',
    ],
  ]
  for (const [name, given, expected] of rows) t.equal(path({ from, ...given }), expected, name)
  const called = decide(
    knownOf(recordsOf(from, ...unsent)),
    ...([switched, broken, usual, {}, DEAD_AFTER_MS + 1] as const),
  )
  t.match(called, { wait: 'long' }, 'it may take its time')
})

t.test('the journal of a post-copy that broke and was gone on with by others', async (t) => {
  const broke: Fact[] = [
    ...prepared,
    sending('perform'),
    { is: 'postcopy' },
    { is: 'event', side: 'source', event: 'suspended', detail: 'postcopy' },
    { is: 'answered', phase: 'perform', cancelled: false, fate: 'ok' },
    ...done('finish', 'refused'),
  ]
  t.equal(path({ facts: broke, source: off, destination: arrived }), 'migrated')
  t.equal(path({ facts: broke, source: absent, destination: arrived }), 'migrated')
  t.equal(path({ facts: broke, source: running, destination: arrived }), 'both')
  const inPrecopy = broke.filter(({ is }) => is !== 'postcopy' && is !== 'event')
  t.equal(path({ facts: inPrecopy, source: off, destination: arrived }), 'wait; not known')
})

t.test('a definition that moves without a guest', async (t) => {
  const kept = seen(5, 0, 'inactive', { persistent: true })
  const ghost = seen(5, 0, 'inactive', { persistent: false })
  const sent = [...begun, ...done('prepare'), sending('finish')]
  const rows: [string, Case, string][] = [
    [
      'moved',
      {
        facts: [...begun, ...done('prepare'), ...done('finish'), ...done('confirm')],
        source: absent,
        destination: kept,
      },
      'migrated',
    ],
    [
      'moved, the source has it still',
      { facts: [...begun, ...done('prepare'), ...done('finish')], source: kept, destination: kept },
      'confirm; leftover',
    ],
    [
      'Finish unknown, it is there',
      { facts: sent, source: kept, destination: kept },
      'confirm; leftover',
    ],
    [
      'Finish unknown, a ghost',
      { facts: sent, source: kept, destination: ghost },
      'clear ghost; stayed',
    ],
    [
      'Prepare unknown, a ghost',
      { facts: [...begun, sending('prepare')], source: kept, destination: ghost },
      'clear ghost; stayed',
    ],
    ['Finish unknown, nothing there', { facts: sent, source: kept, destination: absent }, 'stayed'],
    [
      'Finish unknown, the destination away',
      { facts: sent, source: kept, destination: unknown },
      'wait; not known',
    ],
  ]
  for (const [name, given, expected] of rows) {
    t.equal(path({ from: offline, ...given }), expected, name)
  }
})

t.test('what rests on silence is looked at twice', async (t) => {
  for (const facts of [finishUnknown, finishUnheard]) {
    const given = { facts, source: stopped, destination: absent }
    t.match(first({ ...given, how: { steady: 1 } }), { wait: 'short' })
    t.match(first(given), { do: 'resume' })
  }
})

t.test(
  'over every history and sight: the rules that keep a guest from running twice',
  async (t) => {
    const histories: [string, readonly Fact[]][] = [
      ['begun', begun],
      ['preparing', [...begun, sending('prepare')]],
      ['prepared', prepared],
      ['performing', performUnknown],
      ['performed', performed],
      ['finishing', finishUnknown],
      ['finishing, unheard', finishUnheard],
      ['finish refused', refused],
      ['finished', finished],
      ['over', over],
      ['post-copy', [...performUnknown, { is: 'postcopy' }]],
    ]
    const sights = [
      absent,
      unknown,
      running,
      arrived,
      paused,
      stopped,
      held,
      copying,
      waiting,
      off,
      switched,
      failed,
      moving,
      broken,
      seen(5, 6, 'inactive'),
    ]
    let cases = 0
    const violations = new Set<string>()
    for (const from of [start, persistent, { ...start, condition: 'paused' } as const]) {
      for (const [name, facts] of histories) {
        for (const source of sights) {
          for (const destination of sights) {
            for (const how of [{}, { ifAbsent: 'ask' }, { preferForward: true }] as const) {
              const known = knownOf(recordsOf(from, ...facts))
              const counts: Partial<Record<Act, number>> = {}
              for (let at = 0; at <= LONG_MS + 1000; at += at < 40_000 ? 2500 : 100_000) {
                const circumstances = { ...usual, ...how, now: NOW + at }
                const decision = decide(known, source, destination, circumstances, counts, at)
                cases++
                if (!('do' in decision)) continue
                const { do: act } = decision
                counts[act] = (counts[act] ?? 0) + 1
                const text = `${name}: ${act}, source ${JSON.stringify(source)}, destination ${JSON.stringify(destination)}`
                const active =
                  destination.is === 'present' && ![5, 6].includes(destination.state.stateNumber)
                const runs = active && destination.state.stateNumber === 1
                if (act === 'resume' || act === 'confirm back') {
                  if (runs || (active && known.forward.finish === 'unknown'))
                    violations.add(`lets the source run beside it: ${text}`)
                  if (destination.is === 'unknown' && known.forward.finish === 'unknown')
                    violations.add(`without a look: ${text}`)
                  if (known.forward.finish === 'ok') violations.add(`after success: ${text}`)
                }
                if (act === 'finish' && known.forward.finish !== 'no')
                  violations.add(`a second Finish: ${text}`)
                if (act === 'finish back' && known.forward.finish === 'unknown')
                  violations.add(`kills what may run: ${text}`)
                if (
                  act === 'finish back' &&
                  (runs ||
                    [switched, failed].includes(source) ||
                    (known.postcopy && [absent, off].includes(source)))
                )
                  violations.add(`kills what runs: ${text}`)
                if (act === 'confirm' && !active && known.forward.finish !== 'ok' && !known.ran)
                  violations.add(`removes the only copy: ${text}`)
                if (act === 'resume' && from.condition !== 'running')
                  violations.add(`wakes a paused guest: ${text}`)
                if ((counts[act] ?? 0) > tries[act]) violations.add(`too often: ${text}`)
              }
            }
          }
        }
      }
    }
    t.strictSame([...violations].slice(0, 5), [])
    t.ok(cases > 50_000, `${cases} decisions`)
  },
)

t.test('every ending is put into words, with what to do', async (t) => {
  const known = knownOf(recordsOf(start, ...finishUnheard))
  const rows: [Ending, Observation, Observation, string, string | undefined, RegExp][] = [
    ['migrated', absent, arrived, 'migrated', 'destination', /Nothing/],
    ['migrated, source not seen', unknown, arrived, 'migrated-leftover', 'destination', /resolve/],
    ['leftover', stopped, arrived, 'migrated-leftover', 'destination', /NEVER resume/],
    ['stayed', running, absent, 'stayed', 'source', /migrate again/],
    ['stayed, destination not seen', running, unknown, 'stayed', 'source', /look there/],
    ['back on the source', running, absent, 'stayed', 'source', /what you want/],
    ['stopped on the destination', absent, absent, 'guest-stopped', 'destination', /anew/],
    ['stopped on the destination', stopped, absent, 'guest-stopped', 'destination', /NEVER resume/],
    ['ended', absent, absent, 'guest-stopped', undefined, /anew/],
    ['ended', seen(5, 3, 'inactive'), absent, 'lost', undefined, /anew/],
    ['both', running, arrived, 'split-brain', undefined, /at once/],
    ['nowhere', absent, absent, 'lost', undefined, /definition/],
    ['lost in post-copy', failed, absent, 'lost', undefined, /only its disks/],
    ['post-copy failed', failed, broken, 'postcopy-failed', 'destination', /postcopy-resume/],
    ['post-copy failed', failed, waiting, 'postcopy-failed', undefined, /postcopy-resume/],
    ['stopped on the source, ask', stopped, absent, 'undetermined', 'source', /If you are sure/],
    [
      'stopped on the source, destination not seen',
      stopped,
      unknown,
      'undetermined',
      'source',
      /answers/,
    ],
    ['not known', unknown, arrived, 'undetermined', 'destination', /Change nothing/],
    ['not known', running, unknown, 'undetermined', 'source', /Change nothing/],
    ['not known', held, unknown, 'undetermined', 'source', /Change nothing/],
    ['not known', unknown, unknown, 'undetermined', undefined, /Change nothing/],
  ]
  for (const [ending, source, destination, kind, host, advice] of rows) {
    const said = verdictOf(ending, known, source, destination)
    t.match(said, { kind, advice, because: /\w/ }, ending)
    t.equal(said.host, host, `${ending}: host`)
  }
  const died = knownOf(
    recordsOf(start, { is: 'event', side: 'source', event: 'stopped', detail: 'failed' }),
  )
  t.match(verdictOf('ended', died, absent, absent), { kind: 'lost' })
  const postcopyAsked = knownOf(recordsOf(start, ...performUnknown, { is: 'postcopy' }))
  t.match(verdictOf('ended', postcopyAsked, off, absent), { kind: 'lost', because: /post-copy/ })
  t.equal(DEAD_AFTER_MS > 30_000, true, 'a daemon needs 30 s to notice a dead client')
})
