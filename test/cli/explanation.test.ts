import t from 'tap'
import type { ExplainOptions, UriExplanation } from '../../src/index.ts'
import { fakeIo, lvrpc } from './fake-io.ts'

const local: UriExplanation = {
  ...{ given: '', uri: '', source: { is: 'default' }, alias: null, transport: 'unix' },
  ...{ host: null, port: null, user: null, readonly: false, session: true, name: '', auth: null },
  ...{ defaults: [], ignored: [], ssh: null },
  ways: [
    { kind: 'socket', path: '/r/virtqemud-sock', daemon: 'direct', present: false },
    { kind: 'socket', path: '/r/libvirt-sock', daemon: 'legacy', present: true },
  ],
  files: [{ kind: 'libvirt.conf', path: '/c/libvirt.conf', present: true }],
}

const remote: UriExplanation = {
  ...local,
  given: 'a',
  uri: 'qemu+ssh://a/system',
  source: { is: 'argument' },
  alias: { name: 'a', file: '/c/libvirt.conf', line: 3 },
  ...{ transport: 'ssh', host: 'a', port: 22, readonly: true, session: false },
  ...{ name: 'qemu:///system', auth: 'sasl', ignored: ['pkipath', 'no_sanity'] },
  defaults: [{ key: 'remote_mode', value: 'auto', file: '/c/libvirt.conf', line: 9 }],
  ways: [
    { kind: 'streamlocal', path: '/v/libvirt-sock' },
    { kind: 'helper', uri: 'qemu:///system' },
    { kind: 'netcat', program: 'nc', socket: null, sessionSocket: 'libvirt-sock' },
    { kind: 'program', command: 'ssh', present: true },
    { kind: 'address', host: 'a', port: 1 },
  ],
  ssh: {
    ...{ user: 'joe', hostName: 'a.example', port: 22, jumps: ['x', 'y:1'], proxyCommand: null },
    ...{ logins: ['agent', 'privkey'], knownAs: 'a.example', unknownKeys: 'ask' },
    rule: 'StrictHostKeyChecking=ask',
  },
}

const answering = (explanation: UriExplanation, env = {}) => {
  const asked: [string, ExplainOptions][] = []
  const io = fakeIo({
    env,
    explainUri: async (uri, options) => {
      asked.push([uri, options])
      return explanation
    },
  })
  return { io, asked }
}

t.test('the daemon of this host', async (t) => {
  const { io, asked } = answering(local)
  const { stdout, code } = await lvrpc(['uri', '--explain'], io)
  t.equal(code, 0)
  t.equal(
    stdout,
    [
      'URI:          none: a daemon of this host is looked for',
      'From:         nowhere',
      'Transport:    unix',
      "Daemon:       the user's session",
      'Opens:        what the daemon finds',
      'Login:        as the daemon asks',
      '',
      ' Try   Way              Where               There',
      '---------------------------------------------------',
      ' 1     modular socket   /r/virtqemud-sock   no',
      ' 2     socket           /r/libvirt-sock     yes',
      '',
      ' File           Path              There',
      '-----------------------------------------',
      ' libvirt.conf   /c/libvirt.conf   yes',
      '',
      '',
    ].join('\n'),
  )
  t.strictSame(asked, [['', { readonly: false }]])
})

t.test('a host behind ssh', async (t) => {
  const { io, asked } = answering(remote)
  const { stdout } = await lvrpc(['-r', 'uri', '--explain', 'a'], io)
  t.equal(
    stdout.split('\n\n')[0],
    [
      'URI:          qemu+ssh://a/system',
      'From:         the command line; it is an alias in /c/libvirt.conf:3',
      'Transport:    ssh',
      'Host:         a',
      'Port:         22',
      'User:         joe',
      'Reached at:   a.example, port 22',
      'Through:      x, y:1',
      'Logs in by:   agent, privkey',
      'Known as:     a.example; an unknown key is asked about (StrictHostKeyChecking=ask)',
      'Daemon:       the system, only to look',
      'Opens:        qemu:///system',
      'Login:        sasl',
      'Setting:      remote_mode = auto (/c/libvirt.conf:9)',
      'Ignored:      pkipath, no_sanity',
    ].join('\n'),
  )
  for (const row of [
    / 1 +socket, by sshd +\/v\/libvirt-sock +\?\n/,
    / 2 +virt-ssh-helper +qemu:\/\/\/system +\?\n/,
    / 3 +nc +\$RUN\/libvirt\/libvirt-sock +\?\n/,
    / 4 +program +ssh +yes\n/,
    / 5 +connection +a, port 1 +\?\n/,
  ]) {
    t.match(stdout, row)
  }
  t.strictSame(asked, [['a', { readonly: true }]])
})

t.test('who named the URI', async (t) => {
  const given = { ...remote, alias: null }
  const env = { VIRSH_DEFAULT_CONNECT_URI: 'v' }
  const from = async (args: string[], explanation: UriExplanation, environment = {}) => {
    const { io } = answering(explanation, environment)
    const { stdout } = await lvrpc(args, io)
    return /^From: +(.*)$/m.exec(stdout)?.[1]
  }
  t.equal(await from(['uri', '--explain'], given, env), 'VIRSH_DEFAULT_CONNECT_URI')
  t.equal(await from(['-c', 'x', 'uri', '--explain'], given, env), 'the command line')
  t.equal(await from(['uri', '--explain', 'x'], given, env), 'the command line')
  const source = { is: 'environment', name: 'LIBVIRT_DEFAULT_URI' } as const
  t.equal(
    await from(['uri', '--explain'], { ...remote, source, given: '' }),
    "LIBVIRT_DEFAULT_URI; 'a' is an alias in /c/libvirt.conf:3",
  )
  const file = { is: 'file', file: '/c/libvirt.conf', line: 4 } as const
  t.equal(
    await from(['uri', '--explain'], { ...given, source: file }),
    'uri_default in /c/libvirt.conf:4',
  )
})

t.test('as JSON it is what the library says', async (t) => {
  const { io } = answering(remote)
  const { stdout } = await lvrpc(['uri', '--explain', 'a', '--json'], io)
  t.strictSame(JSON.parse(stdout), remote)
})

t.test('a URI alone is not explained', async (t) => {
  const { io, asked } = answering(local)
  const { code, stderr } = await lvrpc(['uri', 'qemu:///system'], io)
  t.equal(code, 2)
  t.match(stderr, /--uri needs --explain/)
  t.strictSame(asked, [])
})

t.test('nothing that is shown can move the cursor', async (t) => {
  const { io } = answering({ ...local, uri: 'qemu:///\u009b31m', name: 'x\u001b[2J' })
  t.notMatch((await lvrpc(['uri', '--explain'], io)).stdout, /\p{Cc}(?<!\n)/u)
})
