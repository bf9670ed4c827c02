import t, { type Test } from 'tap'
import { domainRef, FakeDaemon, Refusal, stateParam } from '../api/daemon.ts'
import { fakeIo, lvrpc, offline, type Ran } from './fake-io.ts'

const UUID_1 = '01010101-0101-0101-0101-010101010101'

const web = domainRef('web', 1, 3)
const db = domainRef('db', 2)
const old = domainRef('Archive', 4)
const record = (dom: object, state: number, reason: number) => ({
  dom,
  params: [stateParam('state.state', state), stateParam('state.reason', reason)],
})

const noDomain = (name: string) =>
  new Refusal(42, `Domain not found: no domain with matching name '${name}'`)

const answers = {
  connectGetAllDomainStats: { retStats: [record(db, 5, 1), record(web, 1, 1), record(old, 5, 3)] },
  domainLookupByName: ({ args }: { args: { name?: string } }) =>
    args.name === 'web' ? { dom: web } : args.name === 'db' ? { dom: db } : noDomain(args.name!),
  domainLookupById: ({ args }: { args: { id?: number } }) =>
    args.id === 3 ? { dom: web } : new Refusal(42, 'Domain not found: no domain with matching id'),
  domainLookupByUuid: { dom: web },
  domainGetState: { state: 3, reason: 5 },
  domainGetInfo: {
    state: 1,
    maxMem: 262144n,
    memory: 131072n,
    nrVirtCpu: 2,
    cpuTime: 30_850_000_000n,
  },
  domainGetOsType: { type: 'hvm' },
  domainIsPersistent: { persistent: 1 },
  domainGetAutostart: { autostart: 0 },
  domainHasManagedSaveImage: ({ args }: { args: { dom?: { name: string } } }) => ({
    result: args.dom!.name === 'db' ? 1 : 0,
  }),
  nodeGetSecurityModel: { model: Buffer.from('none\0'), doi: Buffer.from('0\0') },
  domainGetSecurityLabel: { label: Buffer.from('\0'), enforcing: 0 },
  domainGetMessages: { msgs: ['tainted: one', 'two'] },
  domainGetXmlDesc: { xml: '<domain/>\n' },
  domainCreateWithFlags: { dom: { ...db, id: 9 } },
  domainDefineXmlFlags: { dom: db },
  domainShutdownFlags: undefined,
  domainReboot: undefined,
  domainDestroyFlags: undefined,
  domainSuspend: undefined,
  domainResume: undefined,
  domainUndefineFlags: undefined,
  domainSetAutostart: undefined,
}

async function withDaemon(t: Test, changes: object = {}) {
  const daemon = await FakeDaemon.listen({ ...answers, ...changes })
  t.teardown(() => daemon.close())
  const run = (...args: string[]): Promise<Ran> =>
    lvrpc(['-c', daemon.uri, ...args], fakeIo({ readFile: async () => '<domain/>' }))
  return { daemon, run }
}

t.test('list shows what virsh shows, in its order', async (t) => {
  const { daemon, run } = await withDaemon(t)
  t.strictSame(await run('list', '--all'), {
    code: 0,
    stdout:
      ' Id   Name      State\n' +
      '--------------------------\n' +
      ' 3    web       running\n' +
      ' -    Archive   shut off\n' +
      ' -    db        shut off\n' +
      '\n',
    stderr: '',
  })
  t.strictSame(daemon.names(), ['connectGetAllDomainStats'], 'one call for all of them')
})

t.test('list asks for what the filters say', async (t) => {
  const { daemon, run } = await withDaemon(t, {
    connectListAllDomains: { domains: [web], ret: 1 },
  })
  const NOWAIT = 0x20000000
  const cases: [string[], string, number][] = [
    [['list'], 'connectGetAllDomainStats', 1 | NOWAIT],
    [['list', '--inactive'], 'connectGetAllDomainStats', 2 | NOWAIT],
    [['list', '--all'], 'connectGetAllDomainStats', NOWAIT],
    [['list', '--all', '--inactive', '--state-paused'], 'connectGetAllDomainStats', 32 | NOWAIT],
    [['list', '--state-shutoff'], 'connectGetAllDomainStats', 2 | 64 | NOWAIT],
    [['list', '--transient', '--persistent'], 'connectGetAllDomainStats', 1 | 4 | 8 | NOWAIT],
    [['list', '--with-snapshot', '--no-autostart'], 'connectListAllDomains', 1 | 4096 | 2048],
  ]
  for (const [args, name, flags] of cases) {
    daemon.calls.length = 0
    t.equal((await run(...args)).code, 0)
    const [first] = daemon.calls
    t.match(first, { name, args: { flags } }, args.join(' '))
  }
})

t.test('list without a table', async (t) => {
  const { run } = await withDaemon(t)
  const cases: [string[], string][] = [
    [['--name'], 'web\nArchive\ndb\n\n'],
    [['--id'], '3\n\n'],
    [['--id', '--name'], '3 web\n- Archive\n- db\n\n'],
    [['--uuid', '--name', '--id'], `${UUID_1} 3 web\n`],
  ]
  for (const [args, text] of cases) {
    const { stdout } = await run('list', '--all', ...args)
    t.equal(stdout.slice(0, text.length), text, args.join(' '))
  }
  const quiet = await run('-q', 'list', '--all', '--managed-save')
  t.equal(quiet.stdout, ' 3   web       running\n -   Archive   shut off\n -   db        saved\n')
})

t.test('list as JSON', async (t) => {
  const { run } = await withDaemon(t)
  const { stdout } = await run('list', '--all', '--json')
  t.strictSame(JSON.parse(stdout), [
    { id: 3, name: 'web', uuid: UUID_1, state: 'running', reason: 'booted' },
    {
      id: null,
      name: 'Archive',
      uuid: '04040404-0404-0404-0404-040404040404',
      state: 'shutoff',
      reason: 'crashed',
    },
    {
      id: null,
      name: 'db',
      uuid: '02020202-0202-0202-0202-020202020202',
      state: 'shutoff',
      reason: 'shutdown',
    },
  ])
})

t.test('dominfo', async (t) => {
  const { run } = await withDaemon(t)
  t.strictSame(await run('dominfo', 'web'), {
    code: 0,
    stdout:
      'Id:             3\n' +
      'Name:           web\n' +
      `UUID:           ${UUID_1}\n` +
      'OS Type:        hvm\n' +
      'State:          running\n' +
      'CPU(s):         2\n' +
      'CPU time:       30.9s\n' +
      'Max memory:     262144 KiB\n' +
      'Used memory:    131072 KiB\n' +
      'Persistent:     yes\n' +
      'Autostart:      disable\n' +
      'Managed save:   no\n' +
      'Security model: none\n' +
      'Security DOI:   0\n' +
      'Messages:       tainted: one\n' +
      '                two\n' +
      '\n',
    stderr: '',
  })
  const { stdout } = await run('dominfo', 'web', '--json')
  t.strictSame(JSON.parse(stdout), {
    id: 3,
    name: 'web',
    uuid: UUID_1,
    osType: 'hvm',
    state: 'running',
    vcpus: 2,
    cpuTimeNs: '30850000000',
    maxMemoryKiB: 262144,
    memoryKiB: 131072,
    persistent: true,
    autostart: false,
    autostartOnce: null,
    managedSave: false,
    securityModel: 'none',
    securityDoi: '0',
    securityLabel: '',
    securityEnforcing: false,
    messages: ['tainted: one', 'two'],
  })
})

t.test('dominfo of a domain that is off, with a label where there is one', async (t) => {
  const { run } = await withDaemon(t, {
    domainGetInfo: { state: 5, maxMem: 1n, memory: 1n, nrVirtCpu: 1, cpuTime: 0n },
    domainGetAutostart: new Refusal(3, 'this function is not supported'),
    nodeGetSecurityModel: { model: Buffer.from('\0'), doi: Buffer.from('\0') },
    domainGetMessages: { msgs: [] },
  })
  const { stdout } = await run('dominfo', 'db')
  t.notMatch(stdout, /CPU time|Autostart|Security|Messages/)
  t.match(stdout, /^Id: {13}-$/m)
  t.match(stdout, /^State: {10}shut off$/m)
  t.match(stdout, /^Managed save: {3}yes$/m)

  const labelled = await withDaemon(t, {
    nodeGetSecurityModel: { model: Buffer.from('apparmor\0'), doi: Buffer.from('0\0') },
    domainGetSecurityLabel: { label: Buffer.from('libvirt-1\0'), enforcing: 1 },
  })
  const shown = await labelled.run('dominfo', 'web')
  t.match(shown.stdout, /^Security label: libvirt-1 \(enforcing\)$/m)
})

t.test('states and reasons in virsh’s words', async (t) => {
  const cases: [number, number, string][] = [
    [1, 1, 'running (booted)'],
    [1, 8, 'running (event wakeup)'],
    [1, 10, 'running (post-copy)'],
    [1, 6, 'running (migration canceled)'],
    [2, 0, 'idle (unknown)'],
    [3, 2, 'paused (migrating)'],
    [3, 5, 'paused (I/O error)'],
    [3, 9, 'paused (creating snapshot)'],
    [3, 13, 'paused (post-copy failed)'],
    [3, 14, 'paused (api error)'],
    [4, 1, 'in shutdown (user)'],
    [5, 7, 'shut off (from snapshot)'],
    [6, 1, 'crashed (panicked)'],
    [7, 0, 'pmsuspended (unknown)'],
    [0, 0, 'no state (unknown)'],
  ]
  const state = { state: 0, reason: 0 }
  const { run } = await withDaemon(t, { domainGetState: () => state })
  for (const [number, reason, text] of cases) {
    Object.assign(state, { state: number, reason })
    t.equal((await run('domstate', 'web', '--reason')).stdout, `${text}\n\n`)
    t.equal((await run('domstate', 'web')).stdout, `${text.replace(/ \(.*/, '')}\n\n`)
  }
  t.strictSame(JSON.parse((await run('domstate', 'web', '--json')).stdout), {
    domain: { name: 'web', uuid: UUID_1, id: 3 },
    state: 'nostate',
    reason: 'unknown',
  })
})

t.test('commands that do something: one call, virsh’s sentence, or JSON', async (t) => {
  const { daemon, run } = await withDaemon(t)
  const cases: [string[], string, object, string, string][] = [
    [
      ['start', 'db', '--paused'],
      'domainCreateWithFlags',
      { flags: 1 },
      "Domain 'db' started",
      'started',
    ],
    [
      ['start', 'db', '--bypass-cache', '--force-boot', '--reset-nvram'],
      'domainCreateWithFlags',
      { flags: 4 | 8 | 32 },
      "Domain 'db' started",
      'started',
    ],
    [
      ['shutdown', 'web'],
      'domainShutdownFlags',
      { flags: 0 },
      "Domain 'web' is being shutdown",
      'shutdown',
    ],
    [
      ['shutdown', 'web', '--mode', 'acpi,signal'],
      'domainShutdownFlags',
      { flags: 1 | 8 },
      "Domain 'web' is being shutdown",
      'shutdown',
    ],
    [
      ['reboot', 'web', '--mode', 'agent'],
      'domainReboot',
      { flags: 2 },
      "Domain 'web' is being rebooted",
      'rebooted',
    ],
    [
      ['destroy', 'web', '--graceful', '--remove-logs'],
      'domainDestroyFlags',
      { flags: 1 | 2 },
      "Domain 'web' destroyed",
      'destroyed',
    ],
    [['suspend', 'web'], 'domainSuspend', {}, "Domain 'web' suspended", 'suspended'],
    [['resume', 'web'], 'domainResume', {}, "Domain 'web' resumed", 'resumed'],
    [
      ['define', 'a.xml', '--validate'],
      'domainDefineXmlFlags',
      { xml: '<domain/>', flags: 1 },
      "Domain 'db' defined from a.xml",
      'defined',
    ],
    [
      ['undefine', 'db', '--managed-save', '--nvram', '--keep-tpm'],
      'domainUndefineFlags',
      { flags: 1 | 4 | 64 },
      "Domain 'db' has been undefined",
      'undefined',
    ],
    [
      ['autostart', 'web'],
      'domainSetAutostart',
      { autostart: 1 },
      "Domain 'web' marked as autostarted",
      'autostart-marked',
    ],
    [
      ['autostart', 'web', '--disable'],
      'domainSetAutostart',
      { autostart: 0 },
      "Domain 'web' unmarked as autostarted",
      'autostart-unmarked',
    ],
  ]
  for (const [args, name, sent, text, done] of cases) {
    daemon.calls.length = 0
    t.strictSame(await run(...args), { code: 0, stdout: `${text}\n\n`, stderr: '' }, args.join(' '))
    t.match(daemon.calls.at(-1), { name, args: sent })
    t.strictSame(await run('-q', ...args), { code: 0, stdout: '', stderr: '' })
    t.match(JSON.parse((await run(...args, '--json')).stdout), {
      domain: { name: /^(web|db)$/ },
      done,
    })
  }
})

t.test('names, ids and UUIDs', async (t) => {
  const { run } = await withDaemon(t)
  t.equal((await run('domid', 'web')).stdout, '3\n\n')
  t.equal((await run('domid', 'db')).stdout, '-\n\n')
  t.equal((await run('domuuid', '3')).stdout, `${UUID_1}\n\n`)
  t.equal((await run('domname', UUID_1)).stdout, 'web\n\n')
  t.strictSame(JSON.parse((await run('domid', 'db', '--json')).stdout).id, null)
})

t.test('dumpxml asks for the right XML and prints it whole', async (t) => {
  const { daemon, run } = await withDaemon(t)
  const all = ['--inactive', '--security-info', '--update-cpu', '--migratable']
  t.equal((await run('dumpxml', 'web', ...all)).stdout, '<domain/>\n\n')
  t.match(daemon.calls.at(-1), { name: 'domainGetXmlDesc', args: { flags: 15 } })
  t.equal(JSON.parse((await run('dumpxml', 'web', '--json')).stdout).xml, '<domain/>\n')
})

t.test('a refusal is the daemon’s sentence and exit code 1', async (t) => {
  const { daemon, run } = await withDaemon(t, {
    domainCreateWithFlags: new Refusal(
      55,
      'Requested operation is not valid: domain is already running',
    ),
  })
  t.strictSame(await run('start', 'web'), {
    code: 1,
    stdout: '',
    stderr: 'error: Requested operation is not valid: domain is already running\n',
  })
  t.strictSame(await run('dominfo', 'nope'), {
    code: 1,
    stdout: '',
    stderr: "error: Domain not found: no domain with matching name 'nope'\n",
  })
  const { code, stdout } = await run('domstate', 'nope', '--json')
  t.equal(code, 1)
  t.match(JSON.parse(stdout), { error: { code: 'noDomain', number: 42, outcome: 'refused' } })
  t.equal(daemon.connections, 3)
})

t.test('wrong usage opens no connection', async (t) => {
  const cases: [string[], string][] = [
    [['dominfo'], "error: 'dominfo' needs DOMAIN; see lvrpc help dominfo\n"],
    [['list', 'web'], "error: 'list' does not take 'web'\n"],
    [['list', '--al'], "error: 'list' has no option '--al'; did you mean '--all'?\n"],
    [['list', '--table', '--name'], 'error: --table and --name exclude each other\n'],
    [
      ['shutdown', 'web', '--mode', 'kill'],
      "error: --mode does not know 'kill'; one of acpi, agent, initctl, signal, paravirt\n",
    ],
    [['define', '/nonexistent/x.xml'], "error: cannot read '/nonexistent/x.xml': no such file\n"],
    [
      ['undefine', 'web', '--nvram', '--keep-nvram'],
      'error: --nvram and --keep-nvram exclude each other\n',
    ],
    [
      ['start', 'web', '--autodestroy'],
      "error: 'start' has no option '--autodestroy'; see lvrpc help start\n",
    ],
  ]
  for (const [args, stderr] of cases) {
    t.strictSame(await lvrpc(args, offline()), { code: 2, stdout: '', stderr }, args.join(' '))
  }
})
