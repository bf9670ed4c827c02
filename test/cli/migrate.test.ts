import t from 'tap'
import { stateInfo } from '../../src/api/domain.ts'
import { ConnectionError, RemoteError, UsageError } from '../../src/errors.ts'
import type {
  Migration,
  MigrationRequest,
  Resolution,
  ResolutionRequest,
} from '../../src/migration/index.ts'
import type {
  MigrationProgress,
  MigrationResult,
  Observation,
  PhaseName,
} from '../../src/migration/result.ts'
import { type FakeIo, fakeIo, lvrpc, offline } from './fake-io.ts'

const SOURCE = 'qemu+tcp://a/system'
const DESTINATION = 'qemu+tcp://b/system'

const present = (state: number, reason: number): Observation => ({
  is: 'present',
  id: 4,
  state: stateInfo(state, reason),
  job: 'none',
  persistent: true,
})
const absent: Observation = { is: 'absent' }

const refused = new RemoteError('migrateUnsafe', {
  number: 81,
  domain: 10,
  level: 2,
  message: 'Unsafe migration: Migration without shared storage is unsafe',
  str1: null,
  str2: null,
  str3: null,
  int1: -1,
  int2: -1,
})
const lost = new ConnectionError('connectionLost', 'End of file while reading data')

const migrated: MigrationResult = {
  kind: 'migrated',
  host: 'destination',
  uris: { source: SOURCE, destination: DESTINATION },
  uuid: '01010101-0101-0101-0101-010101010101',
  name: 'web',
  id: 4,
  source: absent,
  destination: present(1, 2),
  evidence: ['seen running on the destination'],
  advice: 'Nothing is left to do.',
  journal: '/state/20261127T190000Z-01010101-0101-0101-0101-010101010101-a1b2c3.done',
  phase: 'confirm',
  errors: [],
  warnings: [],
  phases: [],
  totalMs: 1923.4,
  downtimeMs: 138.4,
  gapMs: 0.4,
  postcopy: false,
  overheadMs: 20,
  stats: undefined,
}
const stayed: MigrationResult = {
  ...migrated,
  kind: 'stayed',
  host: 'source',
  id: undefined,
  source: present(1, 1),
  destination: absent,
  phase: 'begin',
  errors: [refused],
  downtimeMs: undefined,
  gapMs: undefined,
}

interface Scene {
  readonly io: FakeIo
  readonly requests: MigrationRequest[]
  /** What the engine is told. */
  phase: PhaseName
  finish(result: MigrationResult): void
}

/** An engine that does what the test says: some news, then a result when `finish` is called or at once. */
function engine(
  end: MigrationResult | Error | 'later',
  news: readonly MigrationProgress[] = [],
): Scene {
  const requests: MigrationRequest[] = []
  let finish!: (result: MigrationResult) => void
  const later = new Promise<MigrationResult>((resolve) => {
    finish = resolve
  })
  const scene: Scene = {
    requests,
    phase: 'connect',
    finish,
    io: fakeIo({
      readFile: async (path) => `<${path}/>`,
      migrate: async (request) => {
        requests.push(request)
        const result =
          end === 'later'
            ? later
            : end instanceof Error
              ? Promise.reject(end)
              : Promise.resolve(end)
        result.catch(() => {})
        return {
          result,
          get phase() {
            return scene.phase
          },
          async *[Symbol.asyncIterator]() {
            yield* news
            await result.catch(() => {})
          },
          // The command uses what a migration shows, not how it is made.
        } as Partial<Migration> as Migration
      },
    }),
  }
  return scene
}

const run = ({ io }: Scene, ...args: string[]) =>
  lvrpc(['-c', SOURCE, 'migrate', 'web', DESTINATION, ...args], io)

t.test('options become a request', async (t) => {
  const scene = engine(migrated)
  const all = [
    '--live',
    '--persistent',
    '--undefinesource',
    '--suspend',
    '--change-protection',
    '--unsafe',
    '--abort-on-error',
    ...['--bandwidth', '20', '--migrateuri', 'tcp://b:49152', '--listen-address', '0.0.0.0'],
    ...['--dname', 'web2', '--xml', 'x', '--persistent-xml', 'p'],
  ]
  t.equal((await run(scene, ...all)).code, 0)
  const [{ signal, connect, ...request }] = scene.requests as [MigrationRequest]
  t.type(connect?.onWarning, 'function', 'a login can warn')
  t.equal(signal?.aborted, false)
  t.strictSame(request, {
    source: SOURCE,
    destination: DESTINATION,
    domain: 'web',
    live: true,
    offline: false,
    persistent: true,
    undefineSource: true,
    suspend: true,
    changeProtection: true,
    unsafe: true,
    abortOnError: true,
    migrateUri: 'tcp://b:49152',
    listenAddress: '0.0.0.0',
    destinationName: 'web2',
    destinationXml: '<x/>',
    persistentXml: '<p/>',
    bandwidthMiBps: 20,
    p2p: false,
    tunnelled: false,
    direct: false,
    postcopy: false,
    postcopyAfterPrecopy: false,
    postcopyResume: false,
    forcePostcopyResume: false,
  })
  const plain = engine(migrated)
  await run(plain)
  t.notMatch(plain.requests[0], { destinationName: /./ })
  t.notOk('bandwidthMiBps' in plain.requests[0]!)
})

t.test('options of post-copy, of the timeout and of p2p become a request', async (t) => {
  const requestOf = async (...args: string[]) => {
    const scene = engine(migrated)
    t.equal((await run(scene, '--live', ...args)).code, 0)
    return scene.requests[0]!
  }
  t.match(await requestOf('--postcopy', '--postcopy-after-precopy', '--postcopy-bandwidth', '9'), {
    postcopy: true,
    postcopyAfterPrecopy: true,
    postcopyBandwidthMiBps: 9,
  })
  t.match(await requestOf('--available-switchover-bandwidth', '3'), {
    availableSwitchoverBandwidthMiBps: 3,
  })
  t.match(await requestOf('--postcopy', '--postcopy-resume', '--force-postcopy-resume'), {
    postcopyResume: true,
    forcePostcopyResume: true,
  })
  t.match(await requestOf('--timeout', '5'), { timeoutS: 5, timeoutAction: 'suspend' })
  t.match(await requestOf('--timeout', '5', '--timeout-suspend'), { timeoutAction: 'suspend' })
  t.match(await requestOf('--postcopy', '--timeout', '5', '--timeout-postcopy'), {
    timeoutS: 5,
    timeoutAction: 'postcopy',
  })
  t.notOk('timeoutS' in (await requestOf()))
  t.match(await requestOf('--p2p', '--tunneled', '--verify-uri', 'qemu+tcp://v/system'), {
    p2p: true,
    tunnelled: true,
    verify: 'qemu+tcp://v/system',
  })
  t.match(await requestOf('--direct', '--migrateuri', 'tcp://b'), { direct: true })
})

t.test('a guest that went over by post-copy is said to have', async (t) => {
  const { stdout } = await run(engine({ ...migrated, postcopy: true }))
  t.equal(
    stdout,
    `Domain 'web' is running on ${DESTINATION} by post-copy, downtime 138 ms, 1.92 s in all\n\n`,
  )
})

t.test('wrong usage starts nothing', async (t) => {
  const wrong: [string[], string][] = [
    [['web'], "'migrate' needs DESTURI; see lvrpc help migrate"],
    [
      ['web', 'u', '--live', '--offline', '--persistent'],
      '--live and --offline exclude each other',
    ],
    [['web', 'u', '--offline'], '--offline needs --persistent'],
    [['web', 'u', '--persistent-xml', 'f'], '--persistent-xml needs --persistent'],
    [['web', 'u', '--postcopy'], '--postcopy needs --live'],
    [
      ['web', 'u', '--live', '--postcopy-after-precopy'],
      '--postcopy-after-precopy needs --postcopy',
    ],
    [
      ['web', 'u', '--live', '--postcopy', '--suspend'],
      '--postcopy and --suspend exclude each other',
    ],
    [['web', 'u', '--timeout', '3'], '--timeout needs --live'],
    [['web', 'u', '--live', '--timeout-suspend'], '--timeout-suspend needs --timeout'],
    [
      ['web', 'u', '--live', '--timeout', '3', '--timeout-postcopy'],
      '--timeout-postcopy needs --postcopy',
    ],
    [['web', 'u', '--live', '--timeout', '0'], '^--timeout must be a whole number from 1'],
    [['web', 'u', '--xml', '/nonexistent/f'], "cannot read '/nonexistent/f': no such file"],
    [['web', 'u', '--bandwidth', 'fast'], /^--bandwidth must be a whole number/.source],
    [['web', 'u', '--p2', '--live'], "'migrate' has no option '--p2'; did you mean '--p2p'?"],
    [['web', 'u', '--postcopy-resume'], '--postcopy-resume needs --postcopy'],
    [['web', 'u', '--verify-uri', 'v'], '--verify-uri needs --p2p'],
    [['web', 'u', '--tunneled'], '--tunneled needs --p2p'],
    [['web', 'u', '--direct'], '--direct needs --migrateuri'],
    [
      ['web', 'u', '--p2p', '--direct', '--migrateuri', 'tcp://x'],
      '--p2p and --direct exclude each other',
    ],
    [
      ['web', 'u', '--p2p', '--live', '--postcopy', '--tunnelled'],
      '--tunnelled and --postcopy exclude each other',
    ],
    [['web', 'u', 'tcp://x'], "'migrate' does not take 'tcp://x'"],
  ]
  for (const [args, message] of wrong) {
    const { code, stdout, stderr } = await lvrpc(['migrate', ...args], offline())
    t.equal(code, 2)
    t.equal(stdout, '')
    t.match(stderr, message.startsWith('^') ? new RegExp(message.slice(1)) : `error: ${message}\n`)
  }
  const scene = engine(new UsageError('invalidArg', 'not so'))
  t.strictSame(await run(scene), {
    code: 2,
    stdout: '',
    stderr: 'error: invalid argument: not so\n',
  })
})

t.test('success names the host and the downtime', async (t) => {
  t.strictSame(await run(engine(migrated)), {
    code: 0,
    stdout: `Domain 'web' is running on ${DESTINATION}, downtime 138 ms, 1.92 s in all\n\n`,
    stderr: '',
  })
  const paused = engine({ ...migrated, destination: present(3, 1), downtimeMs: undefined })
  t.equal((await run(paused)).stdout, `Domain 'web' is paused on ${DESTINATION}, 1.92 s in all\n\n`)
  const quiet = await lvrpc(
    ['-q', '-c', SOURCE, 'migrate', 'web', DESTINATION],
    engine(migrated).io,
  )
  t.strictSame(quiet, { code: 0, stdout: '', stderr: '' })
})

t.test('a migration that stayed is the daemon’s sentence', async (t) => {
  t.strictSame(await run(engine(stayed)), {
    code: 1,
    stdout: '',
    stderr: 'error: Unsafe migration: Migration without shared storage is unsafe\n',
  })
})

t.test('every kind of result has its exit code, what was seen, and what to do', async (t) => {
  const unknown: Observation = { is: 'unknown', error: lost }
  const open = { advice: 'Do this.', journal: '/state/one of mine.journal' }
  const told =
    "warning: what to do: Do this.\nwarning: to look again: lvrpc migrate --resolve '/state/one of mine.journal'\n"
  const cases: [MigrationResult, number, string, string][] = [
    [
      { ...migrated, ...open, kind: 'migrated-leftover', source: present(3, 2), errors: [lost] },
      3,
      `Domain 'web' is running on ${DESTINATION}, downtime 138 ms, 1.92 s in all\n`,
      'error: End of file while reading data\n' +
        `warning: a leftover is still on ${SOURCE}: source: paused; destination: running\n${told}`,
    ],
    [
      { ...stayed, kind: 'guest-stopped', host: undefined, source: present(5, 1) },
      4,
      '',
      'error: Unsafe migration: Migration without shared storage is unsafe\n' +
        "warning: what was seen of 'web' - source: shut off; destination: not there\n",
    ],
    [
      { ...stayed, ...open, kind: 'postcopy-failed', source: present(3, 13), errors: [] },
      5,
      '',
      'error: the migration ended as postcopy-failed: seen running on the destination\n' +
        `warning: what was seen of 'web' - source: paused; destination: not there\n${told}`,
    ],
    [
      {
        ...stayed,
        ...open,
        kind: 'undetermined',
        host: undefined,
        destination: unknown,
        errors: [],
      },
      6,
      '',
      'error: the migration ended as undetermined: seen running on the destination\n' +
        "warning: what was seen of 'web' - source: running; destination: not known (End of file while reading data)\n" +
        told,
    ],
    [
      { ...stayed, kind: 'lost', host: undefined, source: absent, advice: 'Start it anew.' },
      7,
      '',
      'error: Unsafe migration: Migration without shared storage is unsafe\n' +
        "warning: what was seen of 'web' - source: not there; destination: not there\n" +
        'warning: what to do: Start it anew.\n',
    ],
    [
      { ...stayed, ...open, kind: 'split-brain', host: undefined, errors: [] },
      8,
      '',
      'error: the migration ended as split-brain: seen running on the destination\n' +
        `warning: what was seen of 'web' - source: running; destination: not there\n${told}`,
    ],
  ]
  for (const [result, code, stdout, stderr] of cases) {
    t.strictSame(await run(engine(result)), { code, stdout, stderr }, result.kind)
  }
})

t.test('--resolve', async (t) => {
  const resolver = (results: Readonly<Record<string, MigrationResult | Error>>) => {
    const asked: ResolutionRequest[] = []
    const io = fakeIo({
      openJournals: async (folder) => {
        t.equal(folder, '/state')
        return Object.keys(results)
      },
      resolve: async (request) => {
        asked.push(request)
        const end = results[request.journal]!
        const result = end instanceof Error ? Promise.reject(end) : Promise.resolve(end)
        result.catch(() => {})
        // The command uses what a resolution shows, not how it is made.
        return { result, async *[Symbol.asyncIterator]() {} } as Partial<Resolution> as Resolution
      },
    })
    return { io, asked }
  }

  t.test('brings one journal to its end, as the policies say', async (t) => {
    const { io, asked } = resolver({ 'a.journal': migrated })
    const policies = ['--if-absent', 'ask', '--leftover', 'destroy', '--prefer-forward']
    const { code, stdout } = await lvrpc(['migrate', '--resolve', 'a.journal', ...policies], io)
    t.equal(code, 0)
    t.match(stdout, `Domain 'web' is running on ${DESTINATION}`)
    t.match(asked, [
      { journal: 'a.journal', ifAbsent: 'ask', leftover: 'destroy', preferForward: true },
    ])
  })

  t.test('--all: each in turn, one that fails keeps nobody, the highest code counts', async (t) => {
    const { io, asked } = resolver({
      a: stayed,
      b: new UsageError('operationInvalid', "'b' is driven by process 7"),
      c: { ...migrated, kind: 'migrated-leftover' },
      d: migrated,
    })
    const { code, stderr } = await lvrpc(
      ['migrate', '--resolve', '--all', '--journals', '/state'],
      io,
    )
    t.equal(code, 3)
    t.strictSame(
      asked.map(({ journal }) => journal),
      ['a', 'b', 'c', 'd'],
    )
    t.match(stderr, /error: b: .*driven by process 7/)
  })

  t.test('--all where nothing is open', async (t) => {
    const { io } = resolver({})
    const args = ['migrate', '--resolve', '--all', '--journals', '/state']
    t.strictSame(await lvrpc(args, io), {
      code: 0,
      stdout: 'no migration is open\n\n',
      stderr: '',
    })
  })

  t.test('needs one of both, and takes nothing of a new migration', async (t) => {
    const { io } = resolver({})
    const usage = async (...args: string[]) => {
      const { code, stderr } = await lvrpc(['migrate', ...args], io)
      t.equal(code, 2, args.join(' '))
      return stderr
    }
    t.match(await usage('--resolve'), /needs a JOURNAL, or --all/)
    t.match(await usage('--resolve', 'a', DESTINATION), /exclude each other/)
    t.match(await usage('--resolve', '--all', 'a'), /exclude each other/)
    t.match(await usage('--all'), /needs --resolve/)
    t.match(await usage('a'), /needs DESTURI/)
    t.match(await usage(), /needs DOMAIN/)
    t.match(await usage('--resolve', 'a', '--if-absent', 'perhaps'), /does not know 'perhaps'/)
  })
})

t.test('what could not be begun is an error like any other', async (t) => {
  const error = new ConnectionError('connectFailed', 'unable to connect to b:16509: refused')
  t.strictSame(await run(engine(error)), {
    code: 1,
    stdout: '',
    stderr: 'error: unable to connect to b:16509: refused\n',
  })
})

t.test('JSON is the result, or the error', async (t) => {
  const good = await run(engine(migrated), '--json')
  t.match(good.stdout, /^[^\n]+\n$/)
  t.match(JSON.parse(good.stdout), {
    type: 'result',
    uri: DESTINATION,
    exitCode: 0,
    kind: 'migrated',
    host: 'destination',
    downtimeMs: 138.4,
    destination: { is: 'present', state: { state: 'running' } },
  })
  const bad = await run(engine(stayed), '--json')
  t.equal(bad.code, 1)
  t.match(JSON.parse(bad.stdout), {
    kind: 'stayed',
    uri: SOURCE,
    errors: [{ code: 'migrateUnsafe', number: 81, outcome: 'refused' }],
  })
  const none = await run(engine(lost), '--json')
  t.match(JSON.parse(none.stdout), { error: { code: 'connectionLost' } })
})

const news: MigrationProgress[] = [
  { atMs: 0, type: 'phase', phase: 'connect', cancelled: false },
  { atMs: 1, type: 'warning', message: 'mind the gap' },
  { atMs: 2, type: 'phase', phase: 'begin', cancelled: false },
  { atMs: 3, type: 'cancelling', how: 'too-late' },
]

t.test('--verbose shows the steps on stderr, with JSON all news on stdout', async (t) => {
  const { stdout, stderr } = await run(engine(migrated, news), '--verbose')
  t.match(stdout, /^Domain 'web' is running/)
  t.equal(stderr, '   0.000 s  connect\nwarning: mind the gap\n   0.002 s  begin\n')
  const json = await run(engine(migrated, news), '--verbose', '--json')
  t.strictSame(
    json.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).type),
    ['phase', 'warning', 'phase', 'cancelling', 'result'],
  )
})

t.test('warnings are shown without --verbose, too', async (t) => {
  const { stderr } = await run(engine(migrated, news.slice(0, 2)))
  t.equal(stderr, 'warning: mind the gap\n')
})

/** The command has started its migration once it listens. */
async function started({ io }: Scene): Promise<void> {
  while (io.signals.listenerCount('SIGINT') === 0) {
    await new Promise((resolve) => setImmediate(resolve))
  }
}

t.test('an interrupt cancels the migration, and its result is still told', async (t) => {
  const scene = engine('later')
  const running = run(scene)
  await started(scene)
  scene.phase = 'perform'
  scene.io.signals.emit('SIGINT')
  t.equal(scene.requests[0]!.signal?.aborted, true)
  scene.finish({ ...stayed, errors: [refused] })
  const { code, stderr } = await running
  t.equal(code, 1)
  t.match(stderr, /^cancelling: [^\n]+\nerror: [^\n]+\n$/)
  t.equal(scene.io.signals.listenerCount('SIGINT'), 0)
})

t.test('three interrupts within Perform leave it alone, with exit code 6', async (t) => {
  const scene = engine('later')
  const running = run(scene, '--json')
  await started(scene)
  scene.phase = 'perform'
  for (let i = 0; i < 3; i++) scene.io.signals.emit('SIGINT')
  const { code, stdout, stderr } = await running
  t.equal(code, 6)
  t.match(
    stderr,
    /\nerror: interrupted three times: [^\n]+qemu\+tcp:\/\/b\/system, or resolve [^\n]+\n$/,
  )
  t.match(JSON.parse(stdout), { type: 'result', kind: 'undetermined', abandoned: true })
})

t.test('after Perform no number of interrupts ends it', async (t) => {
  const scene = engine('later')
  const running = run(scene)
  await started(scene)
  scene.phase = 'finish'
  for (let i = 0; i < 10; i++) scene.io.signals.emit('SIGTERM')
  scene.phase = 'confirm'
  for (let i = 0; i < 10; i++) scene.io.signals.emit('SIGINT')
  scene.finish(migrated)
  const { code } = await running
  t.equal(code, 0)
})
