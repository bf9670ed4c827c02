import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { explainWays } from '../../src/transport/explain.ts'
import type { SshSurroundings } from '../../src/transport/ssh/config.ts'
import { parseUri } from '../../src/transport/uri.ts'

const home = mkdtempSync(join(tmpdir(), 'lvrpc-'))
t.teardown(() => rmSync(home, { recursive: true }))
const put = (path: string, text = '') => {
  const whole = join(home, path)
  mkdirSync(join(whole, '..'), { recursive: true })
  writeFileSync(whole, text)
  chmodSync(whole, 0o600)
  return whole
}

const env = { HOME: home, XDG_RUNTIME_DIR: join(home, 'run'), PATH: '/nonexistent:/bin' }
const surroundings = { uid: 7, env }
const ssh: SshSurroundings = {
  ...{ home, localUser: 'me', hostname: 'here', uid: process.getuid?.() ?? -1, env },
  etc: join(home, 'etc'),
}
const explain = (uri: string, readonly = false) =>
  explainWays(parseUri(uri), readonly, surroundings, ssh)

/** The files of an answer, the ones that are there with a plus. */
async function filesOf(uri: string): Promise<string[]> {
  const { files } = await explain(uri)
  return files.map(
    ({ kind, path, present }) => `${present ? '+' : '-'} ${kind} ${path.replace(home, '~')}`,
  )
}

t.test('sockets of this host, and which are there', async (t) => {
  const legacy = put('run/libvirt/libvirt-sock')
  const direct = join(home, 'run/libvirt/virtqemud-sock')
  t.match(await explain('qemu:///session'), {
    port: null,
    ssh: null,
    ways: [
      { kind: 'socket', path: direct, daemon: 'direct', present: false },
      { kind: 'socket', path: legacy, daemon: 'legacy', present: true },
    ],
  })
  t.match(await explain('qemu:///system?socket=/s', true), {
    ways: [{ kind: 'socket', path: '/s', daemon: 'given', present: false }],
  })
  t.strictSame(await filesOf('qemu:///session'), ['- libvirt.conf ~/.config/libvirt/libvirt.conf'])
})

t.test('addresses and programs', async (t) => {
  t.match(await explain('qemu+tcp://h/system'), {
    port: 16_509,
    ways: [{ kind: 'address', host: 'h', port: 16_509 }],
  })
  put('.pki/libvirt/cacert.pem')
  t.match(await explain('qemu://h:7/system'), { port: 7, ways: [{ kind: 'address' }] })
  t.strictSame((await filesOf('qemu://h/system')).slice(1), [
    '+ CA certificate ~/.pki/libvirt/cacert.pem',
    '- revocation list /etc/pki/CA/cacrl.pem',
    '- client certificate /etc/pki/libvirt/clientcert.pem',
    '- client key /etc/pki/libvirt/private/clientkey.pem',
  ])
  const found: [command: string, present: boolean][] = [
    ['sh', true],
    ['/bin/sh', true],
    ['no-such-program', false],
    ['/nonexistent/sh', false],
  ]
  for (const [command, present] of found) {
    t.match(await explain(`qemu+ext:///system?command=${command}`), {
      ways: [{ kind: 'program', command, present }],
    })
  }
})

t.test('a login over ssh: the ways behind it, and its own files', async (t) => {
  put('.ssh/config', 'Include more\nHost short\n HostName long.example\n Port 2222\n User joe\n')
  put('.ssh/more', `Host *\n ProxyJump jump@gate:77,[::1]\n IdentityFile ${home}/key\n`)
  put('key')
  const found = await explain('qemu+ssh://short/system?mode=legacy', true)
  t.match(found, {
    port: 2222,
    ways: [
      { kind: 'streamlocal', path: '/var/run/libvirt/libvirt-sock-ro' },
      { kind: 'helper', uri: 'qemu:///system?mode=legacy' },
      { kind: 'netcat', program: 'nc' },
    ],
    ssh: {
      user: 'joe',
      hostName: 'long.example',
      port: 2222,
      jumps: ['jump@gate:77', '[::1]'],
      proxyCommand: null,
      logins: ['agent', 'privkey', 'password', 'keyboard-interactive'],
      knownAs: '[long.example]:2222',
      unknownKeys: 'ask',
      rule: 'StrictHostKeyChecking=ask',
    },
  })
  t.match(await filesOf('qemu+ssh://short/system'), [
    '- libvirt.conf ~/.config/libvirt/libvirt.conf',
    '+ ssh configuration ~/.ssh/config',
    '- ssh configuration ~/etc/ssh_config',
    '+ ssh configuration ~/.ssh/more',
    '- known hosts ~/.ssh/known_hosts',
    '- known hosts ~/.ssh/known_hosts2',
    '- known hosts ~/etc/ssh_known_hosts',
    '- known hosts ~/etc/ssh_known_hosts2',
    '+ private key ~/key',
  ])
})

t.test('libssh reads no configuration of ssh, and only what it may log in with', async (t) => {
  t.match(await explain('qemu+libssh://short/session'), {
    port: 22,
    ways: [{ kind: 'helper' }, { kind: 'netcat', socket: null, sessionSocket: 'libvirt-sock' }],
    ssh: { user: 'root', hostName: 'short', jumps: [] },
  })
  t.strictSame((await filesOf('qemu+libssh://h/system?known_hosts=/k&sshauth=password')).slice(1), [
    '- known hosts /k',
  ])
  t.strictSame((await filesOf('qemu+libssh2://h/system?keyfile=/id&sshauth=privkey')).slice(2), [
    '- private key /id',
  ])
})

t.test(
  'a program that does ssh reads its own files and opens no channel to a socket',
  async (t) => {
    const found = await explain('qemu+ssh://short/system?command=/bin/sh')
    t.match(found, {
      port: null,
      ssh: null,
      ways: [{ kind: 'program', command: '/bin/sh', present: true }, { kind: 'helper' }, {}],
    })
    t.equal(found.ways.length, 3)
    t.equal(found.files.length, 1)
  },
)

t.test('what dialling would refuse is refused', async (t) => {
  await t.rejects(explain('qemu+ssh://h/session?proxy=streamlocal'), { code: 'invalidArg' })
  put('.ssh/config', 'Port\n')
  await t.rejects(explain('qemu+ssh://h/system'), { code: 'confSyntax' })
})
