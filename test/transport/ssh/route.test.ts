import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { resolveRoute } from '../../../src/transport/ssh/route.ts'
import { endpoint, makeHome } from './server.ts'

const plain = { ...endpoint, host: 'Box', noVerify: false }

t.test(
  'without configuration OpenSSH defaults hold for ssh, libvirt ones for libssh',
  async (t) => {
    const around = makeHome(t, {}, { SSH_AUTH_SOCK: '/agent' })
    const ssh = await resolveRoute(plain, around)
    const folder = join(around.home, '.ssh')
    t.match(ssh, {
      hostName: 'box',
      port: 22,
      address: 'Box:22',
      user: 'joe',
      userGiven: false,
      ways: ['agent', 'privkey', 'password', 'keyboard-interactive'],
      keyFiles: [],
      usualFiles: ['id_ed25519', 'id_ecdsa', 'id_rsa'].map((name) => join(folder, name)),
      agent: '/agent',
      quiet: null,
      knownAs: 'box',
      addTo: join(folder, 'known_hosts'),
      unknownKeys: 'ask',
    })
    writeFileSync(join(folder, 'config'), 'User ann\nPort 2022\nHostKeyAlias x\n')
    const libssh = await resolveRoute({ ...plain, transport: 'libssh' }, around)
    const file = join(around.home, '.config/libvirt/known_hosts')
    t.match(libssh, { user: 'root', port: 22, knownAs: 'box', knownHosts: [file], addTo: file })
    const xdg = { ...around, env: { XDG_CONFIG_HOME: '/xdg' } }
    t.equal(
      (await resolveRoute({ ...plain, transport: 'libssh2' }, xdg)).addTo,
      '/xdg/libvirt/known_hosts',
    )
    const named = { ...plain, transport: 'libssh', knownHosts: '/k' } as const
    t.strictSame((await resolveRoute(named, around)).knownHosts, ['/k'])
  },
)

t.test('the configuration fills what the URI leaves open', async (t) => {
  const config = `HostName 192.0.2.7\nUser ann\nPort 2022\nIdentityFile /id\nIdentitiesOnly yes\nIdentityAgent none
HostKeyAlias alias\nHashKnownHosts yes\nConnectTimeout 7\nAddressFamily inet6\nBatchMode yes\nProxyCommand nc %h %p\n`
  const around = makeHome(t, { config }, { SSH_AUTH_SOCK: '/agent' })
  const open = await resolveRoute(plain, around)
  t.match(open, {
    hostName: '192.0.2.7',
    address: 'Box:2022',
    user: 'ann',
    userGiven: true,
    keyFiles: ['/id'],
    usualFiles: [],
    identitiesOnly: true,
    agent: null,
    knownAs: 'alias',
    hashed: true,
    connectTimeoutS: 7,
    addressFamily: 'inet6',
    quiet: 'BatchMode',
    proxyCommand: 'nc 192.0.2.7 2022',
  })
  const given = { ...plain, user: 'eve', port: 24, keyfile: '/mine', noTty: true, noVerify: true }
  t.match(await resolveRoute(given, around), {
    address: 'Box:24',
    user: 'eve',
    keyfile: '/mine',
    keyFiles: [],
    quiet: 'no_tty',
    unknownKeys: 'add',
    rule: 'no_verify=1',
  })
})

t.test('a host on a port of its own has a name of its own, by where it is', async (t) => {
  const around = makeHome(t, { config: 'HostName real.example\nPort 2022\n' })
  t.equal((await resolveRoute(plain, around)).knownAs, '[real.example]:2022')
})

t.test('sshauth= is a list of four words', async (t) => {
  const around = makeHome(t)
  const ways = async (...sshauth: string[]) =>
    (await resolveRoute({ ...plain, sshauth }, around)).ways
  t.strictSame(await ways('Password', ' agent'), ['password', 'agent'])
  await t.rejects(ways('agent', 'gssapi'), { code: 'invalidArg', message: /'gssapi' is not known/ })
})
