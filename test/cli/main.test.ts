import t from 'tap'
import { allGroups, commandNames, findCommand } from '../../src/cli/commands/catalogue.ts'
import { FakeDaemon, Refusal } from '../api/daemon.ts'
import { fakeIo, lvrpc, offline } from './fake-io.ts'

t.test('the catalogue and the rows name the same commands', async (t) => {
  const groups = await allGroups()
  const rows = groups.flatMap(({ commands }) => commands.map(({ name }) => name))
  t.strictSame(rows, commandNames)
  t.equal(new Set(rows).size, rows.length, 'no name twice')
  for (const name of commandNames) t.equal((await findCommand(name))?.name, name)
  t.equal(await findCommand('nope'), undefined)
})

t.test('the version', async (t) => {
  const plain = await lvrpc(['--version'], offline())
  t.equal(plain.code, 0)
  t.match(plain.stdout, /^\S+\n$/)
  t.strictSame(await lvrpc(['-v'], offline()), plain)
  const { stdout } = await lvrpc(['--json', '--version'], offline())
  t.strictSame(JSON.parse(stdout), { version: plain.stdout.trim() })
})

t.test('help', async (t) => {
  const overview = await lvrpc(['--help'], offline())
  t.equal(overview.code, 0)
  for (const name of commandNames) t.match(overview.stdout, new RegExp(`^  ${name} `, 'm'))
  t.match(overview.stdout, /-c, --connect URI/)
  t.strictSame(await lvrpc(['help'], offline()).then(({ code }) => code), 0)
  for (const name of commandNames) {
    const page = await lvrpc(['help', name], offline())
    t.equal(page.code, 0)
    t.match(page.stdout, new RegExp(`^${name} - .+\n\n  lvrpc \\[-c URI\\] ${name}`))
    for (const args of [
      [name, '--help'],
      [name, '-h'],
      ['--help', name],
    ]) {
      const same = await lvrpc(args, offline())
      t.equal(same.stdout.trimEnd(), page.stdout.trimEnd(), args.join(' '))
    }
  }
  const json = JSON.parse((await lvrpc(['help', '--json'], offline())).stdout)
  t.strictSame(
    json.map(({ name }: { name: string }) => name),
    commandNames,
  )
  const one = JSON.parse((await lvrpc(['help', 'domstate', '--json'], offline())).stdout)
  t.match(one, {
    name: 'domstate',
    options: [{ name: 'domain', required: true }, { name: 'reason' }],
  })
  t.strictSame(await lvrpc(['help', 'lst'], offline()), {
    code: 2,
    stdout: '',
    stderr: "error: unknown command 'lst'; did you mean 'list'?\n",
  })
})

t.test('what is no command', async (t) => {
  const cases: [string[], string][] = [
    [[], 'no command given; see lvrpc --help'],
    [['lst'], "unknown command 'lst'; did you mean 'list'?"],
    [['frobnicate'], "unknown command 'frobnicate'; see lvrpc --help"],
    [['--frob', 'list'], "unknown option '--frob' before the command; see lvrpc --help"],
    [['-c'], "'-c' needs a value: -c URI"],
  ]
  for (const [args, message] of cases) {
    t.strictSame(await lvrpc(args, offline()), {
      code: 2,
      stdout: '',
      stderr: `error: ${message}\n`,
    })
    const { code, stdout } = await lvrpc([...args, '--json'], offline())
    t.equal(code, 2)
    t.equal(JSON.parse(stdout).error.code, 'usage')
  }
})

t.test('the URI of -c is the one that is opened, read-only if asked', async (t) => {
  const opened: unknown[] = []
  const connect = async (uri: string, options: object) => {
    opened.push([uri, options])
    throw new Error('enough')
  }
  const env = { LIBVIRT_DEFAULT_URI: 'for the library', VIRSH_DEFAULT_CONNECT_URI: 'from-env' }
  await lvrpc(['-c', 'given', 'hostname'], fakeIo({ connect, env }))
  await lvrpc(['-r', 'hostname'], fakeIo({ connect, env }))
  await lvrpc(['-c', '', 'hostname'], fakeIo({ connect, env }))
  await lvrpc(['hostname'], fakeIo({ connect, env: { ...env, VIRSH_DEFAULT_CONNECT_URI: '' } }))
  await lvrpc(['hostname'], fakeIo({ connect }))
  t.match(opened, [
    ['given', { readonly: undefined, credentials: undefined }],
    ['from-env', { readonly: true }],
    ['', { readonly: undefined }],
    ['', {}],
    ['', {}],
  ])
})

t.test('every connection of a command opens as the options say', async (t) => {
  const opened: object[] = []
  const connect = async (_uri: string, options: object) => {
    opened.push(options)
    throw new Error('enough')
  }
  const migrate = async ({ connect }: { connect?: object }) => {
    opened.push(connect ?? {})
    throw new Error('enough')
  }
  const terminal = { ask: async () => 'x', startAgent: async () => undefined }
  const before = ['-r', '-k', '0', '-K', '2']
  for (const command of [['hostname'], ['migrate', 'web', 'test:///default']]) {
    const io = () => fakeIo({ connect, migrate, ...terminal })
    await lvrpc(command, io())
    await lvrpc([...before, ...command], io())
    await lvrpc([...before, '--no-tty', ...command], io())
    const keepalive = { intervalS: 0, count: 2 }
    const [plain, given, quiet] = opened.splice(0)
    t.strictSame(Object.keys(plain!), ['onWarning', 'credentials', 'prompt', 'polkitAgent'])
    t.match(given, { readonly: true, keepalive })
    t.strictSame(Object.keys(quiet!), ['onWarning', 'readonly', 'keepalive'])
    t.match(quiet, { readonly: true, keepalive })
  }
})

t.test('what polkit refuses comes with what to do about it', async (t) => {
  const rows: [Refusal, stderr: RegExp][] = [
    [
      new Refusal(94, 'authentication unavailable: no polkit agent', 60),
      /^error: authentication unavailable: no polkit agent\nhint: polkit has nobody to ask: .*\n$/,
    ],
    [
      new Refusal(45, 'access denied', 60),
      /^error: access denied\nhint: polkit does not let .*\n$/,
    ],
    [new Refusal(79, 'user cancelled', 60), /^error: user cancelled\n$/],
    [new Refusal(45, 'access denied', 7), /^error: access denied\n$/],
  ]
  for (const [refusal, expected] of rows) {
    const daemon = await FakeDaemon.listen({ authList: { types: [2] }, authPolkit: refusal })
    t.teardown(() => daemon.close())
    const { code, stderr } = await lvrpc(['-c', daemon.uri, 'hostname'])
    t.equal(code, 1)
    t.match(stderr, expected)
  }
})

t.test('the admin program has a URI of its own', async (t) => {
  const opened: string[] = []
  const connectAdmin = async (uri: string) => {
    opened.push(uri)
    throw new Error('enough')
  }
  const env = { VIRSH_DEFAULT_CONNECT_URI: 'qemu:///system' }
  await lvrpc(['call', 'admin', 'connectGetLibVersion'], fakeIo({ connectAdmin, env }))
  await lvrpc(['-c', 'x', 'call', 'admin', 'connectGetLibVersion'], fakeIo({ connectAdmin, env }))
  t.strictSame(opened, ['', 'x'])
})

t.test('a URI that makes no sense is wrong usage', async (t) => {
  const { code, stderr, stdout } = await lvrpc(['-c', 'no-scheme', 'list'])
  t.equal(code, 2)
  t.match(stderr, /^error: no connection driver available for .*no-scheme.*\n$/)
  t.equal(stdout, '')
})

t.test('a daemon that is not there is one line and exit code 1', async (t) => {
  const missing = await lvrpc(['-c', 'qemu+unix:///system?socket=/nonexistent/sock', 'list'])
  t.equal(missing.code, 1)
  t.match(missing.stderr, /^error: [^\n]*\/nonexistent\/sock[^\n]*\n$/)
  const refused = await lvrpc(['-c', 'qemu+tcp://127.0.0.1:1/system', 'list', '--json'])
  t.equal(refused.code, 1)
  t.match(refused.stderr, /^error: [^\n]*127\.0\.0\.1:1[^\n]*\n$/)
  t.match(JSON.parse(refused.stdout), { error: { code: 'connectFailed', outcome: 'not sent' } })
})

const version = (major: number, minor: number, release: number) =>
  BigInt(major * 1_000_000 + minor * 1000 + release)

const answers = {
  connectGetType: { type: 'QEMU' },
  connectGetVersion: { hvVer: version(7, 2, 22) },
  connectGetLibVersion: { libVer: version(9, 0, 0) },
  connectGetHostname: { hostname: 'host-a' },
  connectGetUri: { uri: 'qemu:///system' },
  connectGetCapabilities: { capabilities: '<capabilities/>\n' },
  nodeGetInfo: {
    model: Buffer.concat([Buffer.from('x86_64'), Buffer.alloc(26)]),
    memory: 6645964n,
    cpus: 2,
    mhz: 2596,
    nodes: 1,
    sockets: 1,
    cores: 2,
    threads: 1,
  },
}

t.test('commands about the host', async (t) => {
  const daemon = await FakeDaemon.listen(answers)
  t.teardown(() => daemon.close())
  const library = (await lvrpc(['--version'])).stdout.trim()
  const versions =
    `Using library: lvrpc ${library}\n` +
    'Using API: QEMU 9.0.0\n' +
    'Running hypervisor: QEMU 7.2.22\n'
  const cases: [string[], string, unknown][] = [
    [['hostname'], 'host-a\n', { hostname: 'host-a' }],
    [['uri'], 'qemu:///system\n', { uri: 'qemu:///system' }],
    [['capabilities'], '<capabilities/>\n', { xml: '<capabilities/>\n' }],
    [
      ['version'],
      versions,
      { library, driver: 'QEMU', api: '9.0.0', hypervisor: '7.2.22', daemon: '9.0.0' },
    ],
    [
      ['version', '--daemon'],
      `${versions}Running against daemon: 9.0.0\n`,
      { library, driver: 'QEMU', api: '9.0.0', hypervisor: '7.2.22', daemon: '9.0.0' },
    ],
    [
      ['nodeinfo'],
      'CPU model:           x86_64\n' +
        'CPU(s):              2\n' +
        'CPU frequency:       2596 MHz\n' +
        'CPU socket(s):       1\n' +
        'Core(s) per socket:  2\n' +
        'Thread(s) per core:  1\n' +
        'NUMA cell(s):        1\n' +
        'Memory size:         6645964 KiB\n',
      {
        model: 'x86_64',
        cpus: 2,
        mhz: 2596,
        sockets: 1,
        cores: 2,
        threads: 1,
        nodes: 1,
        memoryKiB: 6645964,
      },
    ],
  ]
  for (const [args, text, json] of cases) {
    const command = ['-c', daemon.uri, ...args]
    t.strictSame(await lvrpc(command), { code: 0, stdout: `${text}\n`, stderr: '' }, args.join(' '))
    t.equal((await lvrpc(['-q', ...command])).stdout, text)
    const data = await lvrpc([...command, '--json'])
    t.match(data.stdout, /^[^\n]+\n$/, 'one line')
    t.strictSame(JSON.parse(data.stdout), json)
  }
})

t.test('a connection is closed even when the command fails', async (t) => {
  let closed = 0
  const daemon = await FakeDaemon.listen({
    connectGetHostname: new Refusal(1, 'internal error: no'),
    connectClose: () => {
      closed++
    },
  })
  t.teardown(() => daemon.close())
  t.equal((await lvrpc(['-c', daemon.uri, 'hostname'])).code, 1)
  t.equal(closed, 1)
})

t.test('a line that breaks is one line and exit code 1', async (t) => {
  const daemon = await FakeDaemon.listen({
    connectGetHostname: () => {
      daemon.cut()
      return { hostname: 'too late' }
    },
  })
  t.teardown(() => daemon.close())
  const { code, stderr } = await lvrpc(['-c', daemon.uri, 'hostname'])
  t.equal(code, 1)
  t.match(stderr, /^error: End of file while reading data[^\n]*\n$/)
})
