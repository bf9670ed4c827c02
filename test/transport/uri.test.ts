import fc from 'fast-check'
import t from 'tap'
import { UsageError } from '../../src/errors.ts'
import {
  helperUri,
  innerName,
  parseUri,
  type SocketCandidate,
  type SshTarget,
  shownUri,
  socketCandidates,
  type Target,
  type UnixTarget,
} from '../../src/transport/uri.ts'

type Row = [uri: string, expected: Partial<Record<string, unknown>>, inner: string]

const rows: Row[] = [
  // Without a transport: no host is this host, a host is TLS.
  [
    'qemu:///system',
    { transport: 'unix', mode: 'auto', socket: null, user: null },
    'qemu:///system',
  ],
  ['qemu:///session', { transport: 'unix', path: '/session' }, 'qemu:///session'],
  ['test:///default', { transport: 'unix', driver: 'test' }, 'test:///default'],
  ['qemu://host/system', { transport: 'tls', host: 'host', port: 16514 }, 'qemu:///system'],
  ['qemu:/system', { transport: 'unix', path: '/system' }, 'qemu:///system'],
  ['', { transport: 'unix', driver: '' }, ''],
  ['xen', { transport: 'unix', driver: 'xen', path: '/system' }, 'xen:///system'],
  ['xen://', { transport: 'unix', driver: 'xen', path: '/system' }, 'xen:///system'],
  ['remote:///', { transport: 'unix', driver: 'remote' }, ''],
  ['remote+tcp://h/', { transport: 'tcp', host: 'h' }, ''],
  // Transports by name, in any case.
  ['qemu+tcp://host/system', { transport: 'tcp', host: 'host', port: 16509 }, 'qemu:///system'],
  ['qemu+TCP://host/system', { transport: 'tcp', host: 'host' }, 'qemu:///system'],
  ['qemu+tcp:///system', { transport: 'tcp', host: 'localhost' }, 'qemu:///system'],
  ['qemu+tcp://host', { transport: 'tcp', path: '' }, 'qemu://'],
  ['qemu+tls:///system', { transport: 'tls', host: 'localhost', port: 16514 }, 'qemu:///system'],
  ['qemu+unix:///system', { transport: 'unix' }, 'qemu:///system'],
  [
    'qemu+ssh://joe@h:22/system?keyfile=k&x=1',
    { transport: 'ssh', user: 'joe', host: 'h', port: 22, keyfile: 'k', session: false },
    'qemu:///system?x=1',
  ],
  [
    'qemu+ssh://h/session',
    { transport: 'ssh', port: null, session: true, proxy: 'auto' },
    'qemu:///session',
  ],
  [
    'qemu+libssh2://h/system?known_hosts=f&known_hosts_verify=auto&sshauth=agent,password',
    {
      transport: 'libssh2',
      knownHosts: 'f',
      knownHostsVerify: 'auto',
      sshauth: ['agent', 'password'],
    },
    'qemu:///system',
  ],
  ['qemu+ssh://h/system?netcat=/bin/nc', { netcat: '/bin/nc', proxy: 'netcat' }, 'qemu:///system'],
  [
    'qemu+ssh://h/system?proxy=streamlocal&no_tty=1&no_verify=0',
    { proxy: 'streamlocal', noTty: true, noVerify: false },
    'qemu:///system',
  ],
  [
    'qemu+ext:///system?command=/bin/true',
    { transport: 'ext', command: '/bin/true' },
    'qemu:///system',
  ],
  [
    'qemu+tls://h/system?pkipath=/p&no_verify=1&no_sanity=2&tls_priority=NORMAL',
    { pkipath: '/p', noVerify: true, noSanity: true, tlsPriority: 'NORMAL' },
    'qemu:///system',
  ],
  // Hosts, users and ports.
  ['qemu+tcp://[::1]:5/system', { host: '::1', port: 5 }, 'qemu:///system'],
  ['qemu+tcp://[fe80::1%25eth0]/system', { host: 'fe80::1%eth0', port: 16509 }, 'qemu:///system'],
  [
    'qemu+tcp://user:pw@host:99/system',
    { user: 'user:pw', host: 'host', port: 99 },
    'qemu:///system',
  ],
  ['qemu+tcp://host:0/system', { port: 16509 }, 'qemu:///system'],
  ['qemu+tcp://host:/system', { port: 16509 }, 'qemu:///system'],
  ['qemu+tcp://:77/system', { host: 'localhost', port: 77 }, 'qemu:///system'],
  ['qemu+tcp://system/system', { host: 'system' }, 'qemu:///system'],
  // Parameters: ours are taken out whether used or not, others pass through.
  ['qemu:///system?socket=/x/y&mode=direct', { socket: '/x/y', mode: 'direct' }, 'qemu:///system'],
  ['qemu:///system?MODE=legacy', { mode: 'legacy' }, 'qemu:///system'],
  ['qemu:///system?mode=legacy&mode=direct', { mode: 'direct' }, 'qemu:///system'],
  ['qemu:///system?pkipath=x&sshauth=y&command=z&foo', {}, 'qemu:///system?foo='],
  [
    'qemu+tcp://h/system?auth=sasl.SCRAM-SHA-256&authfile=%2Ftmp%2Fa',
    { auth: 'sasl.SCRAM-SHA-256', authfile: '/tmp/a' },
    'qemu:///system',
  ],
  [
    'qemu+tcp://h/system?name=test%3A%2F%2F%2Fdefault',
    { name: 'test:///default' },
    'test:///default',
  ],
  ['qemu+tcp://h/system?name=', { name: '' }, ''],
  [
    'test:///a?b=1;c=2',
    {
      params: [
        ['b', '1'],
        ['c', '2'],
      ],
    },
    'test:///a?b=1&c=2',
  ],
  [
    'test:///a?b=1;c=2&d=3',
    {
      params: [
        ['b', '1;c=2'],
        ['d', '3'],
      ],
    },
    'test:///a?b=1%3Bc%3D2&d=3',
  ],
  [
    'test:///a?d=3&b=1;c=2',
    {
      params: [
        ['d', '3'],
        ['b', '1'],
        ['c', '2'],
      ],
    },
    'test:///a?d=3&b=1&c=2',
  ],
  [
    'test:///a?&&=x&y&z=',
    {
      params: [
        ['y', ''],
        ['z', ''],
      ],
    },
    'test:///a?y=&z=',
  ],
  ['test:///a?k=a+b%20c', { params: [['k', 'a+b c']] }, 'test:///a?k=a%2Bb%20c'],
  ['test:///a?k=%zz%4', { params: [['k', '%zz%4']] }, 'test:///a?k=%25zz%254'],
  ['test:///a?k=%C3%B1', { params: [['k', 'ñ']] }, 'test:///a?k=%C3%B1'],
  ["test:///a?k=!'()*", { params: [['k', "!'()*"]] }, 'test:///a?k=%21%27%28%29%2A'],
  ['test:///a?k=1=2', { params: [['k', '1=2']] }, 'test:///a?k=1%3D2'],
  [
    'test:///a#part?not=query',
    { fragment: 'part?not=query', params: [] },
    'test:///a#part?not=query',
  ],
  ['test:///a?x=1#f', { fragment: 'f' }, 'test:///a?x=1#f'],
  [
    'vpx://u@h/dc/cluster/esx?no_verify=1',
    { transport: 'tls', path: '/dc/cluster/esx' },
    'vpx:///dc/cluster/esx',
  ],
]

t.test('every form of a URI leads where it should', async (t) => {
  for (const [uri, expected, inner] of rows) {
    const target = parseUri(uri)
    t.match(target, expected, uri)
    t.equal(innerName(target), inner, `inner name of ${uri}`)
    t.equal(target.uri, uri)
  }
})

t.test('pitfall 19: user, host, port and transport never reach the inner name', async (t) => {
  const inner = innerName(
    parseUri('qemu+tcp://joe@secret.example:17/system?unknown=kept&no_verify=1'),
  )
  t.equal(inner, 'qemu:///system?unknown=kept')
})

const refused: [uri: string, code: string, words: RegExp][] = [
  ['/system', 'noConnect', /no connection driver available for '\/system'/],
  ['host', 'noConnect', /'host'/],
  ['://host/system', 'noConnect', /./],
  ['1qemu:///system', 'noConnect', /./],
  [
    'qemu+carrier://h/system',
    'invalidArg',
    /unknown transport 'carrier'; there are tls, unix, ssh/,
  ],
  ['qemu+://h/system', 'invalidArg', /unknown transport ''/],
  ['qemu+unix://host/system', 'invalidArg', /UNIX socket is on this host, so 'host'/],
  ['qemu+unix://:7/system', 'invalidArg', /no port/],
  ['qemu://system', 'invalidArg', /maybe you want qemu:\/\/\/system/],
  ['vbox://session', 'invalidArg', /maybe you want vbox:\/\/\/session/],
  ['qemu:///embed', 'configUnsupported', /embedded/],
  ['qemu:system', 'invalidArg', /after 'qemu:'/],
  ['qemu+tcp://h:99999/system', 'invalidArg', /'99999' is not a port/],
  ['qemu+tcp://h:1x/system', 'invalidArg', /'1x' is not a port/],
  ['qemu+tcp://h:-1/system', 'invalidArg', /'-1' is not a port/],
  ['qemu+tcp://::1/system', 'invalidArg', /'::1' is not|is not a port/],
  ['qemu+tcp://[::1/system', 'invalidArg', /not a host name/],
  ['qemu+tcp://[host]/system', 'invalidArg', /'host' is not an IPv6/],
  ['qemu+tcp://a@b@c/system', 'invalidArg', /'b@c' is not a host name/],
  ['qemu+tcp://a b/system', 'invalidArg', /'a b' is not a host name/],
  ['qemu:///system?mode=both', 'invalidArg', /mode=both.*auto, legacy, direct/],
  ['qemu+tcp://h/system?mode=both', 'invalidArg', /mode=both.*auto, legacy, direct/],
  ['qemu:///system?proxy=both', 'invalidArg', /proxy=both.*auto, netcat, native, streamlocal/],
  ['qemu+libssh://h/system?known_hosts_verify=x', 'invalidArg', /known_hosts_verify=x/],
  ['qemu+libssh2://h/system?sshauth=agent,key', 'invalidArg', /sshauth=agent,key.*privkey/],
  ['qemu+libssh2://h/system?sshauth=', 'invalidArg', /sshauth=/],
  ['qemu:///system?no_verify=99999999999', 'invalidArg', /whole number/],
  ['qemu+ssh://h/system?proxy=x', 'invalidArg', /proxy=x/],
  ['qemu+ssh://h/system?no_tty=yes', 'invalidArg', /no_tty=yes.*whole number/],
  ['qemu:///system?no_verify=', 'invalidArg', /no_verify=/],
  ['qemu+ssh://h/system?netcat=nc&proxy=native', 'invalidArg', /netcat= cannot go/],
  ['qemu+ext:///system', 'invalidArg', /command=PROGRAM/],
  ['qemu:///system?x=%ff', 'invalidArg', /not UTF-8/],
  ['qemu:///system?x=%00', 'invalidArg', /NUL/],
  ['qemu:///sys\0tem', 'invalidArg', /control characters/],
  ['qemu:///\ud800', 'invalidArg', /control characters/],
]

t.test('a URI that leads nowhere is refused with the reason, and nothing is sent', async (t) => {
  for (const [uri, code, words] of refused) {
    try {
      const target: Target = parseUri(uri)
      t.fail(`${uri} was accepted as ${target.transport}`)
    } catch (error) {
      t.type(error, UsageError, uri)
      t.match(error, { code, message: words, outcome: 'not sent' }, uri)
    }
  }
})

t.test('any text is a target or a UsageError, and an inner name that parses again', async (t) => {
  const word = fc.constantFrom(
    ...[
      'qemu',
      '+',
      'tcp',
      'ssh',
      'unix',
      ':',
      '//',
      '/',
      '@',
      '[',
      ']',
      '::1',
      '?',
      '&',
      ';',
      '=',
      '#',
    ],
    ...[
      '%',
      '%41',
      '%ff',
      'mode',
      'name',
      'socket',
      'x',
      ' ',
      'ñ',
      '\0',
      '0',
      '65536',
      'system',
      '.',
      '-',
    ],
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(word, { maxLength: 25 }).map((words) => words.join('')),
    fc.array(word, { maxLength: 25 }).map((words) => `qemu+tcp://h/${words.join('')}`),
  )
  fc.assert(
    fc.property(texts, (text) => {
      let target: Target
      try {
        target = parseUri(text)
      } catch (error) {
        if (error instanceof UsageError) return
        throw error
      }
      const inner = innerName(target)
      if (target.name === null && inner !== '') {
        // Nothing of the way there may be left in it.
        const start = `${target.driver}://${target.path}`
        if (!inner.startsWith(start) || target.driver.includes('+')) throw new Error(inner)
        if (target.path !== '' && !target.path.startsWith('/')) throw new Error(inner)
      }
      if (target.name !== null || inner === '') return
      const again = parseUri(inner)
      if (innerName(again) !== inner) throw new Error(`${inner} became ${innerName(again)}`)
      if (JSON.stringify(again.params) !== JSON.stringify(target.params)) throw new Error(inner)
    }),
    { numRuns: 3000 },
  )
  t.pass('3000 texts')
})

type SocketRow = [
  uri: string,
  readonly: boolean,
  uid: number,
  env: Record<string, string>,
  paths: string[],
]
const SYSTEM = '/var/run/libvirt'
const socketRows: SocketRow[] = [
  ['qemu:///system', false, 0, {}, [`${SYSTEM}/virtqemud-sock`, `${SYSTEM}/libvirt-sock`]],
  ['qemu:///system', true, 0, {}, [`${SYSTEM}/virtqemud-sock-ro`, `${SYSTEM}/libvirt-sock-ro`]],
  ['qemu:///system', false, 7, {}, [`${SYSTEM}/virtqemud-sock`, `${SYSTEM}/libvirt-sock`]],
  ['QEMU:///system?mode=direct', false, 0, {}, [`${SYSTEM}/virtqemud-sock`]],
  ['qemu:///system?mode=legacy', true, 0, {}, [`${SYSTEM}/libvirt-sock-ro`]],
  ['qemu:///system?socket=/s&mode=legacy', true, 0, {}, ['/s']],
  ['network:///system', false, 0, {}, [`${SYSTEM}/virtnetworkd-sock`, `${SYSTEM}/libvirt-sock`]],
  [
    'qemu:///session',
    true,
    7,
    { XDG_RUNTIME_DIR: '/r' },
    ['/r/libvirt/virtqemud-sock', '/r/libvirt/libvirt-sock'],
  ],
  [
    'qemu:///session',
    false,
    7,
    { XDG_CACHE_HOME: '/c' },
    ['/c/libvirt/virtqemud-sock', '/c/libvirt/libvirt-sock'],
  ],
  [
    'qemu:///session',
    false,
    7,
    { HOME: '/h' },
    ['/h/.cache/libvirt/virtqemud-sock', '/h/.cache/libvirt/libvirt-sock'],
  ],
  [
    'qemu:///session',
    false,
    0,
    { XDG_RUNTIME_DIR: '/r' },
    [`${SYSTEM}/virtqemud-sock`, `${SYSTEM}/libvirt-sock`],
  ],
  [
    'test+unix:///default',
    false,
    7,
    { XDG_RUNTIME_DIR: '/r' },
    ['/r/libvirt/virttestd-sock', '/r/libvirt/libvirt-sock'],
  ],
  ['test:///default', false, 7, {}, [`${SYSTEM}/virttestd-sock`, `${SYSTEM}/libvirt-sock`]],
  ['remote:///', false, 0, {}, [`${SYSTEM}/libvirt-sock`]],
  [
    '',
    false,
    7,
    { XDG_RUNTIME_DIR: '/r' },
    ['/r/libvirt/virtqemud-sock', '/r/libvirt/virtvboxd-sock', '/r/libvirt/libvirt-sock'],
  ],
  [
    '',
    true,
    0,
    {},
    [
      ...['xen', 'qemu', 'lxc', 'vbox', 'bhyve', 'vz'].map((d) => `${SYSTEM}/virt${d}d-sock-ro`),
      `${SYSTEM}/libvirt-sock-ro`,
    ],
  ],
]

t.test('a local target means these sockets, in this order', async (t) => {
  for (const [uri, readonly, uid, env, paths] of socketRows) {
    const target = parseUri(uri) as UnixTarget
    const found: SocketCandidate[] = socketCandidates(target, readonly, { uid, env })
    t.same(
      found.map(({ path }) => path),
      paths,
      `${uri} for ${uid}`,
    )
  }
})

t.test('a parameter that the transport has no use for is ignored by name', async (t) => {
  const all =
    'name=n&auth=sasl&authfile=f&mode=legacy&socket=/s&command=c&netcat=nc&proxy=netcat&keyfile=k&no_verify=1&no_tty=1' +
    '&no_sanity=1&pkipath=p&tls_priority=NORMAL&known_hosts=h&known_hosts_verify=auto&sshauth=agent&other=1'
  const local = ['command', 'netcat', 'proxy', 'keyfile', 'no_verify', 'no_tty', 'no_sanity']
  const tls = ['pkipath', 'tls_priority']
  const libssh = ['known_hosts', 'known_hosts_verify', 'sshauth']
  const rows: [transport: string, ignored: string[]][] = [
    ['unix', [...local, ...tls, ...libssh]],
    ['tcp', ['mode', 'socket', ...local, ...tls, ...libssh]],
    ['tls', ['mode', 'socket', ...local.filter((p) => !/^no_[vs]/.test(p)), ...libssh]],
    ['ext', ['mode', 'socket', ...local.slice(1), ...tls, ...libssh]],
    ['ssh', ['no_sanity', ...tls, ...libssh]],
    ['libssh', ['command', 'no_verify', 'no_tty', 'no_sanity', ...tls]],
    ['libssh2', ['command', 'no_verify', 'no_tty', 'no_sanity', ...tls]],
  ]
  for (const [transport, ignored] of rows) {
    const target = parseUri(`qemu+${transport}:///system?${all}`)
    t.strictSame([...target.ignored].sort(), ignored.sort(), transport)
    t.strictSame(target.params, [['other', '1']])
    t.equal(innerName(target), 'n')
  }
  t.match(parseUri('qemu+libssh://h/system?no_verify=1&command=x'), {
    noVerify: false,
    command: null,
  })
})

t.test('what the helper on the other host is told', async (t) => {
  const rows: [uri: string, told: string][] = [
    ['qemu+ssh://joe@h:22/system?keyfile=k&x=1', 'qemu:///system?x=1'],
    ['qemu+ssh://h/system?mode=direct&x=1', 'qemu:///system?x=1&mode=direct'],
    ['qemu+ssh://h/system?mode=auto', 'qemu:///system'],
    ['qemu+ssh://h/session?socket=%2Fa%20b#f', 'qemu:///session?socket=%2Fa%20b#f'],
    ['remote+ssh://h/', 'remote:///'],
    ['qemu+ssh://h/system?name=test:///default', 'qemu:///system'],
  ]
  for (const [uri, told] of rows) t.equal(helperUri(parseUri(uri) as SshTarget), told, uri)
})

t.test('alternatives are told apart by the transport', async (t) => {
  const target = parseUri('qemu+tcp://h:7/system')
  if (target.transport !== 'tcp') throw new Error('not tcp')
  const port: number = target.port
  // @ts-expect-error a TCP target has no socket path
  t.equal(target.socket, undefined)
  t.equal(port, 7)
})

t.test('a password in a URI is not shown, where it has no place at all', async (t) => {
  const rows: [uri: string, text: string][] = [
    ['qemu+ssh://joe@h:22/system?x=1', 'qemu+ssh://joe@h:22/system?x=1'],
    ['esx://joe:s3cret@h/?no_verify=1', 'esx://joe:…@h/?no_verify=1'],
    ['esx://joe:a:b@h/', 'esx://joe:…@h/'],
    ['qemu://h/x?Password=s3cret&x=1;api_token=y#z', 'qemu://h/x?Password=…&x=1;api_token=…#z'],
    ['qemu://h/a@b:c?d=e:f@g', 'qemu://h/a@b:c?d=e:f@g'],
    ['qemu://[::1]:22/x', 'qemu://[::1]:22/x'],
    ['no URI', 'no URI'],
    ['a\nb', 'a?b'],
  ]
  for (const [uri, text] of rows) t.equal(shownUri(uri), text)
  for (const uri of ['esx+foo://joe:s3cret@h/', 'qemu+tcp://joe:s3cret@h:x/?password=s3cret']) {
    const error = t.throws(() => parseUri(uri), { code: 'invalidArg' })
    t.notMatch(String(error), /s3cret/)
  }
})

t.test('a long URI costs its length', async (t) => {
  const begun = performance.now()
  for (const part of [';', '&', 'pass', ':', '@', '/', '%41', '?']) {
    const long = `qemu://${part.repeat(1e6)}`
    shownUri(long)
    for (const uri of [long, `qemu:///system?${part.repeat(2e6)}`]) {
      try {
        parseUri(uri)
      } catch (error) {
        if (!(error instanceof UsageError)) throw error
      }
    }
  }
  t.ok(performance.now() - begun < 20_000)
})
