// The command, killed with SIGKILL in the middle of a migration, and another one that resolves what it left: real processes, real
// sockets, real journals; the hosts are embedded.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { readJournal } from '../../src/migration/journal.ts'
import { type Fault, type LabHost, lab } from '../../src/testing/index.ts'

// As it was built, or through whatever runs this file as it stands.
const program = fileURLToPath(new URL(`./command${extname(import.meta.url)}`, import.meta.url))

// A good many processes.
t.setTimeout(120_000)

/** Starts `lvrpc`. */
function lvrpc(...args: string[]) {
  const child = spawn(process.execPath, [...process.execArgv, program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  child.stdout.on('data', (text) => {
    out += text
  })
  child.stderr.on('data', (text) => {
    out += text
  })
  const end = once(child, 'close').then(([code]) => ({ code: code as number | null, out }))
  return { child, end }
}

interface Point {
  readonly name: string
  readonly side: 'source' | 'destination'
  readonly at: string
  readonly when: 'call' | 'running' | 'reply'
  readonly code: number
  readonly says: RegExp
  readonly runs: string
}

const points: readonly Point[] = [
  {
    name: 'Begin',
    side: 'source',
    at: 'begin',
    when: 'reply',
    code: 1,
    says: /ended as stayed/,
    runs: 'host-1',
  },
  {
    name: 'Prepare',
    side: 'destination',
    at: 'prepare',
    when: 'reply',
    code: 1,
    says: /ended as stayed/,
    runs: 'host-1',
  },
  {
    name: 'Perform',
    side: 'source',
    at: 'perform',
    when: 'running',
    code: 1,
    says: /ended as stayed/,
    runs: 'host-1',
  },
  {
    name: 'the end of Perform',
    side: 'source',
    at: 'perform',
    when: 'reply',
    code: 1,
    says: /ended as stayed/,
    runs: 'host-1',
  },
  {
    name: 'Finish',
    side: 'destination',
    at: 'finish',
    when: 'reply',
    code: 3,
    says: /leftover/,
    runs: 'host-2',
  },
  {
    name: 'Confirm',
    side: 'source',
    at: 'confirm',
    when: 'call',
    code: 0,
    says: /is running on/,
    runs: 'host-2',
  },
]

for (const { name, side, at, when, code, says, runs } of points) {
  t.test(`killed in ${name}`, async (t) => {
    const made = await lab({ hosts: 2, listen: 'tcp' })
    t.teardown(() => made.close())
    const [a, b] = made.hosts as [LabHost, LabHost]
    const uuid = a.addGuest({ name: 'guest', memoryMiB: 128, dirtyMiBps: 20 })
    const folder = join(t.testdir({}), 'journals')
    const host = side === 'source' ? a : b
    const kept = ['--journals', folder]
    const first = lvrpc('-c', a.uri, 'migrate', '--live', 'guest', b.uri, ...kept)
    // It dies before the host goes on, so nothing of it can be heard afterwards.
    const fault: Fault = {
      ...{ at, when, afterMs: 30 },
      ...{ do: 'run', run: () => void first.child.kill('SIGKILL') },
    }
    host.fault(fault)
    t.equal((await first.end).code, null, 'it was killed')
    const [journal] = readdirSync(folder).filter((one) => one.endsWith('.journal'))
    t.ok(journal, 'the journal is open')
    if (at === 'prepare') {
      const again = await lvrpc('-c', a.uri, 'migrate', '--live', 'guest', b.uri, ...kept).end
      t.match(again, { code: 2, out: /resolve '.*' first/ }, 'first that one is resolved')
    }
    t.equal(readJournal(join(folder, journal!)).records[0]?.is, 'start')

    const second = await lvrpc('migrate', '--resolve', '--all', ...kept).end
    t.equal(second.code, code, second.out)
    t.match(second.out, says)
    const { running, violations } = made.runs(uuid)
    t.strictSame([running, violations], [[runs], []])

    if (at !== 'finish') return
    // What is left to do is only done where it is asked for.
    const destroy = ['--leftover', 'destroy']
    const third = await lvrpc('migrate', '--resolve', '--all', ...kept, ...destroy).end
    t.equal(third.code, 0, third.out)
    t.strictSame(made.runs(uuid).running, [runs])
    t.equal(a.guest(uuid)?.state, 5)
    const last = await lvrpc('migrate', '--resolve', '--all', ...kept).end
    t.match(last, { code: 0, out: /no migration is open/ })
  })
}
