// The fault matrix as data: forty rows, each a fault, the positions at which it is put in, and what both hosts and the result must
// then say. Two suites run them: on embedded hosts (test/faults/embedded/), and on real daemons in the lab. How a fault is made is
// theirs; nothing in here knows either.
//
// The law behind every row: 45 s after the fault, seen by asking both hosts, the guest runs exactly once, on the host that the
// result names. A row that cannot keep it says so (`exception`), and its result must say so too.

/** Kinds of results, as the engine names them. */
export type Kind =
  | 'migrated'
  | 'migrated-leftover'
  | 'stayed'
  | 'guest-stopped'
  | 'postcopy-failed'
  | 'undetermined'
  | 'lost'
  | 'split-brain'

/**
 * A guest on one host, as a probe sees it.
 * - `running`: RUNNING, and no job that will not end
 * - `paused`: PAUSED as its owner left it (PAUSED/USER, or PAUSED/MIGRATION where a migration paused a guest that was paused before)
 * - `leftover`: PAUSED/MIGRATION without a job: the copy on the source that nobody removed
 * - `failed`: POSTCOPY_FAILED: RUNNING (1,11) on the destination, PAUSED (3,13) on the source
 * - `off`: not active; its definition may be there
 * - `none`: not known at all, and nothing of it was left behind
 */
export type HostEnd = 'running' | 'paused' | 'leftover' | 'failed' | 'off' | 'none'

/** How both hosts are left, and which results may say so. */
export interface End {
  readonly source: HostEnd
  readonly destination: HostEnd
  readonly kinds: readonly Kind[]
}

export interface Position {
  /** Short and unique in its row: `before delivery`. */
  readonly name: string
  /** One of these must be met, after everything is over (and resolved, where the row needs it). */
  readonly ends: readonly End[]
  /** How the hosts stand 45 s after the fault while nobody resolves: rows in which the client is gone or gave up. */
  readonly meanwhile?: Omit<End, 'kinds'>
  /** What the migration itself may say first, when the last word is a later resolve's. */
  readonly first?: readonly Kind[]
  /** What the guest was before; default `running`. */
  readonly guest?: 'running' | 'paused' | 'off'
  /** Options of the migration that the position needs. */
  readonly options?: Readonly<Record<string, boolean | number | string>>
  /** Destinations that the position is about; default both releases. */
  readonly destinations?: readonly ('9.0.0' | '11.3.0')[]
}

export interface Row {
  readonly number: number
  /** A sentence about behaviour. */
  readonly title: string
  /** The fault in the words of the matrix: P_s and P_d are the client's control lines to source and destination. */
  readonly fault: string
  /** Who has the last word: the migration, another process with its journal, or nobody because nothing is let through. */
  readonly by: 'migration' | 'resolve' | 'guard'
  readonly positions: readonly Position[]
  /** Why this row may leave other than exactly one running guest; the result must say it. */
  readonly exception?: 'lost' | 'stopped' | 'split-brain'
  /** Seconds within which the end must be reached, where the matrix names them. */
  readonly withinS?: number
}

const stayed: End = { source: 'running', destination: 'none', kinds: ['stayed'] }
const stayedPaused: End = { source: 'paused', destination: 'none', kinds: ['stayed'] }
const migrated: End = { source: 'off', destination: 'running', kinds: ['migrated'] }
const migratedPaused: End = { source: 'off', destination: 'paused', kinds: ['migrated'] }
const leftover: End = { source: 'leftover', destination: 'running', kinds: ['migrated-leftover'] }
/** Nothing runs: a resolver has to let the source run again. */
const standsStill = { source: 'leftover', destination: 'none' } as const
const runsAtSource = { source: 'running', destination: 'none' } as const
const runsTwiceHeld = { source: 'leftover', destination: 'running' } as const

const at = (name: string, ...ends: readonly End[]): Position => ({ name, ends })

/** The rows in their order. */
export const rows: readonly Row[] = [
  {
    number: 1,
    title: 'the line to the source breaks around Begin',
    fault: 'cut P_s',
    by: 'migration',
    positions: [
      at('Begin before delivery', stayed),
      at('Begin delivered, reply swallowed', stayed),
      at('Begin replied', stayed),
    ],
  },
  {
    number: 2,
    title: 'the line to the destination breaks around Prepare',
    fault: 'cut P_d',
    by: 'migration',
    positions: [
      at('Prepare before delivery', stayed),
      at('Prepare delivered, reply swallowed', stayed),
    ],
  },
  {
    number: 3,
    title: 'the destination refuses Prepare, and its code is reported',
    fault: 'Prepare error',
    by: 'migration',
    positions: [
      at('name conflict', stayed),
      at('missing disk', stayed),
      at('missing network', stayed),
      at('machine', stayed),
      at('port range empty', stayed),
    ],
  },
  {
    number: 4,
    title: 'the line to the source breaks during the copy, which is aborted over the monitor',
    fault: 'cut P_s',
    by: 'migration',
    withinS: 15,
    positions: [at('Perform begun', stayed), at('Perform in its midst', stayed)],
  },
  {
    number: 5,
    title: 'the source is out of reach for 20 s during the copy',
    fault: 'cut P_s and the monitor, source unreachable 20 s',
    by: 'migration',
    positions: [{ ...at('Perform running', stayed), first: ['stayed', 'undetermined'] }],
  },
  {
    number: 6,
    title: 'the answer that the copy is complete is lost with the line to the source',
    fault: 'cut P_s',
    by: 'migration',
    positions: [at('Perform completed, reply swallowed', stayed)],
  },
  {
    number: 7,
    title: 'the line to the destination breaks during the copy',
    fault: 'cut P_d',
    by: 'migration',
    positions: [at('Perform begun', stayed), at('Perform in its midst', stayed)],
  },
  {
    number: 8,
    title: 'the line to the destination is silent for 20 s and heals',
    fault: 'hole P_d 20 s',
    by: 'migration',
    positions: [
      at('Perform running', migrated),
      at('Perform running, completed in the silence', migrated),
    ],
  },
  {
    number: 9,
    title: 'the line to the destination stays silent, which gives its client up at 30 s',
    fault: 'hole P_d 60 s',
    by: 'migration',
    positions: [at('Perform completed', stayed)],
  },
  {
    number: 10,
    title: 'Finish never gets to the destination',
    fault: 'cut P_d',
    by: 'migration',
    positions: [at('Finish before delivery', stayed)],
  },
  {
    number: 11,
    title: 'the answer of Finish is lost, and Confirm is not sent blindly',
    fault: 'cut P_d',
    by: 'migration',
    positions: [
      at('Finish delivered, reply swallowed', migrated),
      at('Finish replied in part', migrated),
    ],
  },
  {
    number: 12,
    title: 'the destination is out of reach for 5 min after Finish was delivered',
    fault: 'cut P_d, destination unreachable 5 min',
    by: 'resolve',
    positions: [
      {
        name: 'Finish delivered, reply swallowed',
        first: ['undetermined'],
        meanwhile: runsTwiceHeld,
        // Confirm(0) while the source's job is still held, else the copy stays there.
        ends: [migrated, { ...leftover, kinds: ['migrated', 'migrated-leftover'] }],
      },
    ],
  },
  {
    number: 13,
    title: 'a second Finish is refused and changes nothing',
    fault: 'duplicate Finish',
    by: 'migration',
    positions: [at('after success', migrated)],
  },
  {
    number: 14,
    title: 'the line to the source breaks while Finish runs, or after it',
    fault: 'cut P_s',
    by: 'migration',
    positions: [at('Finish running', leftover), at('Finish done', leftover)],
  },
  {
    number: 15,
    title: 'Confirm(0) never gets to the source, or its answer never back',
    fault: 'cut P_s',
    by: 'migration',
    positions: [
      at('Confirm(0) before delivery', migrated, leftover),
      at('Confirm(0) delivered, reply swallowed', migrated),
    ],
  },
  {
    number: 16,
    title: 'Confirm(1) never gets to the source, which is let run by Resume',
    fault: 'cut P_s',
    by: 'migration',
    positions: [
      at('Confirm(1) before delivery', stayed),
      at('Confirm(1) delivered, reply swallowed', stayed),
    ],
  },
  {
    number: 17,
    title: 'the client is killed, and another process resolves its journal',
    fault: 'kill -9 client',
    by: 'resolve',
    positions: [
      { ...at('Begin', stayed), meanwhile: runsAtSource },
      { ...at('Prepare', stayed), meanwhile: runsAtSource },
      { ...at('Perform', stayed), meanwhile: runsAtSource },
      { ...at('Perform done', stayed), meanwhile: standsStill },
      { ...at('Finish delivered', leftover), meanwhile: runsTwiceHeld },
      { ...at('before Confirm', leftover), meanwhile: runsTwiceHeld },
    ],
  },
  {
    number: 18,
    title: 'the client stands still for 40 s and goes on after both hosts gave it up',
    fault: 'SIGSTOP client 40 s',
    by: 'migration',
    positions: [at('between Perform’s reply and Finish', stayed)],
  },
  {
    number: 19,
    title: 'the daemon of the source dies and starts again',
    fault: 'kill source daemon',
    by: 'migration',
    positions: [at('Begin', stayed), at('Perform', stayed), at('after Perform', stayed)],
  },
  {
    number: 20,
    title: 'the daemon of the destination dies and starts again',
    fault: 'kill destination daemon',
    by: 'migration',
    positions: [
      at('Prepare', stayed),
      at('Perform', stayed),
      at('after Perform', stayed),
      at('inside Finish', stayed, migrated, leftover),
    ],
  },
  {
    number: 21,
    title: 'the guest dies with its QEMU on the source, and the result says so',
    fault: 'kill source QEMU',
    by: 'migration',
    exception: 'lost',
    positions: [
      at('Perform', { source: 'off', destination: 'none', kinds: ['lost', 'guest-stopped'] }),
    ],
  },
  {
    number: 22,
    title: 'the QEMU on the destination dies',
    fault: 'kill destination QEMU',
    by: 'migration',
    positions: [at('Perform', stayed), at('before Finish', stayed)],
  },
  {
    number: 23,
    title: 'the line that carries the memory breaks',
    fault: 'drop data path',
    by: 'migration',
    positions: [at('Perform, until QEMU’s error', stayed), at('Perform, user cancels', stayed)],
  },
  {
    number: 24,
    title: 'the user cancels',
    fault: 'ABORT_JOB by user',
    by: 'migration',
    positions: [
      at('gap from Begin to Perform', stayed),
      at('Perform', stayed),
      at('after Perform', migrated),
    ],
  },
  {
    number: 25,
    title: 'the guest powers itself off, and is not started again',
    fault: 'guest powers off',
    by: 'migration',
    exception: 'stopped',
    positions: [
      at('Perform', { source: 'off', destination: 'none', kinds: ['guest-stopped'] }),
      at(
        'right after Finish, reply swallowed',
        { source: 'leftover', destination: 'none', kinds: ['guest-stopped'] },
        { source: 'off', destination: 'none', kinds: ['guest-stopped'] },
      ),
    ],
  },
  {
    number: 26,
    title: 'a guest that was paused is paused exactly once, on the same host as a running one',
    fault: 'guest paused before, each of 4, 6, 10, 11',
    by: 'migration',
    positions: [
      { ...at('as 4: Perform running', stayedPaused), guest: 'paused' },
      { ...at('as 6: Perform completed, reply swallowed', stayedPaused), guest: 'paused' },
      { ...at('as 10: Finish before delivery', stayedPaused), guest: 'paused' },
      { ...at('as 11: Finish delivered, reply swallowed', migratedPaused), guest: 'paused' },
    ],
  },
  {
    number: 27,
    title: 'the guest was suspended because the copy took too long, and then the copy fails',
    fault: '--timeout-suspend, then fail',
    by: 'migration',
    positions: [
      {
        ...at('Perform', stayed),
        options: { timeoutS: 2, timeoutAction: 'suspend' },
      },
    ],
  },
  {
    number: 28,
    title: 'the line to the source breaks at the switch to post-copy',
    fault: 'cut P_s',
    by: 'migration',
    positions: [{ ...at('post-copy switch', migrated), options: { postcopy: true } }],
  },
  {
    number: 29,
    title: 'the line to the destination breaks in post-copy',
    fault: 'cut P_d',
    by: 'migration',
    positions: [{ ...at('post-copy, Finish delivered', migrated), options: { postcopy: true } }],
  },
  {
    number: 30,
    title: 'the line to the destination breaks between the switch to post-copy and Finish',
    fault: 'cut P_d',
    by: 'migration',
    exception: 'lost',
    positions: [
      {
        name: 'post-copy switch, before Finish',
        options: { postcopy: true },
        ends: [
          { source: 'failed', destination: 'none', kinds: ['lost'] },
          // Finish got through first.
          migrated,
        ],
      },
      {
        // The switch is not made while the destination does not answer.
        name: 'destination silent when the switch is wanted',
        options: { postcopy: true },
        ends: [migrated, stayed],
      },
    ],
  },
  {
    number: 31,
    title:
      'the line that carries the memory breaks in post-copy, and the migration is gone on with',
    fault: 'break data path',
    by: 'migration',
    positions: [
      {
        name: 'post-copy, then --postcopy-resume',
        options: { postcopy: true },
        destinations: ['9.0.0'],
        first: ['postcopy-failed'],
        meanwhile: { source: 'failed', destination: 'failed' },
        ends: [migrated],
      },
      {
        name: 'post-copy',
        options: { postcopy: true },
        ends: [{ source: 'failed', destination: 'failed', kinds: ['postcopy-failed'] }],
      },
    ],
  },
  {
    number: 32,
    title: 'going on with a failed post-copy is refused where it would kill the daemon',
    fault: '--postcopy-resume towards 11.3.0',
    by: 'guard',
    positions: [
      {
        name: 'before any call',
        options: { postcopy: true, postcopyResume: true },
        destinations: ['11.3.0'],
        ends: [{ source: 'failed', destination: 'failed', kinds: [] }],
      },
    ],
  },
  {
    number: 33,
    title: 'Finish fails with --persistent and leaves no definition on the destination',
    fault: 'Finish fails with --persistent',
    by: 'migration',
    positions: [{ ...at('Finish', stayed), options: { persistent: true } }],
  },
  {
    number: 34,
    title: 'the line to the destination breaks while only the definition is moved',
    fault: 'cut P_d',
    by: 'migration',
    positions: [
      {
        name: '--offline, after Prepare',
        guest: 'off',
        options: { offline: true, persistent: true },
        ends: [{ source: 'off', destination: 'none', kinds: ['stayed'] }],
      },
    ],
  },
  {
    number: 35,
    title: 'a call with an empty cookie never leaves the client',
    fault: 'empty cookie guard',
    by: 'guard',
    positions: [
      at('Begin answers with an empty cookie', stayed),
      at('Prepare answers with an empty cookie', stayed),
    ],
  },
  {
    number: 36,
    title: 'the source drives the migration itself, and a line or the client is lost',
    fault: 'P2P: kill client / cut source from destination',
    by: 'resolve',
    exception: 'split-brain',
    positions: [
      { ...at('client killed in Perform', migrated), options: { p2p: true } },
      { ...at('source cut from destination in Perform', stayed), options: { p2p: true } },
      {
        name: 'source cut from destination in Finish',
        options: { p2p: true },
        ends: [
          stayed,
          migrated,
          leftover,
          { source: 'running', destination: 'running', kinds: ['split-brain'] },
        ],
      },
    ],
  },
  {
    number: 37,
    title: 'somebody lets the leftover run, and the resolver tells of two copies',
    fault: 'someone RESUMEs the leftover',
    by: 'resolve',
    exception: 'split-brain',
    positions: [
      {
        name: 'after migrated-leftover',
        first: ['migrated-leftover'],
        ends: [{ source: 'running', destination: 'running', kinds: ['split-brain'] }],
      },
    ],
  },
  {
    number: 38,
    title: '25 migrations at a time of a host with 20 workers all finish, and aborts are answered',
    fault: '25 concurrent migrations, 20 workers',
    by: 'migration',
    positions: [at('all finish', migrated), at('one is aborted', stayed)],
  },
  {
    number: 39,
    title: 'a parameter that only newer hosts know is not sent to an older one',
    fault: 'version pairs with a new-only parameter',
    by: 'migration',
    positions: [at('Prepare', migrated)],
  },
  {
    number: 40,
    title: 'a client that stalls for 2 s again and again is not given up',
    fault: 'slow client (2 s event-loop stalls)',
    by: 'migration',
    positions: [at('all phases', migrated)],
  },
]

/** Seconds after the fault at which both hosts are asked. */
export const CHECK_AFTER_S = 45
