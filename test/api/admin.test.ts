import t from 'tap'
import { adminTarget } from '../../src/api/admin.ts'
import * as admin from '../../src/generated/admin.ts'
import { connectAdmin } from '../../src/index.ts'
import { FakeDaemon, Refusal } from './daemon.ts'

t.test('where an admin URI leads', async (t) => {
  const env = { XDG_RUNTIME_DIR: '/run/user/7', HOME: '/home/me' }
  const cases: [string, string][] = [
    ['libvirtd:///system', '/var/run/libvirt/libvirt-admin-sock'],
    ['libvirtd:///session', '/run/user/7/libvirt/libvirt-admin-sock'],
    ['virtqemud:///system', '/var/run/libvirt/virtqemud-admin-sock'],
    ['virtproxyd:///session', '/run/user/7/libvirt/virtproxyd-admin-sock'],
    ['virtlogd:///system?socket=/x/y', '/x/y'],
  ]
  for (const [uri, path] of cases) t.equal(adminTarget(uri, env).socket, path, uri)
  t.equal(
    adminTarget('libvirtd:///session', { HOME: '/home/me' }).socket,
    '/home/me/.cache/libvirt/libvirt-admin-sock',
  )
  const wrong: [string, string][] = [
    ['qemu:///system', 'invalidArg'],
    ['libvirtd+tcp://host/system', 'invalidArg'],
    ['libvirtd:///other', 'invalidArg'],
    ['libvirtd:///system?mode=auto&x=1', 'configUnsupported'],
    ['libvirtd', 'noConnect'],
  ]
  for (const [uri, code] of wrong) {
    t.throws(() => adminTarget(uri, env), { code }, uri)
    if (code === 'noConnect') continue
    const secret = `${uri}${uri.includes('?') ? '&' : '?'}password=hunter2`
    t.throws(() => adminTarget(secret, env), { message: /^(?!.*hunter2).*password=…/ }, uri)
  }
})

t.test('it opens, carries rows, and says goodbye once', async (t) => {
  const daemon = await FakeDaemon.listen({
    connectGetLibVersion: { libVer: 11_003_000n },
    connectListServers: new Refusal(88, 'access denied'),
  })
  t.teardown(() => daemon.close())
  const connection = await connectAdmin(`libvirtd:///system?socket=${daemon.socket}`)
  t.strictSame(await connection.call(admin.connectGetLibVersion, undefined), {
    libVer: 11_003_000n,
  })
  await t.rejects(connection.call(admin.connectListServers, { needResults: 1, flags: 0 }), {
    code: 'accessDenied',
  })
  t.equal(connection.isAlive, true)
  await connection.close()
  await connection.close()
  t.equal(connection.isAlive, false)
})

t.test('a refusal closes the line', async (t) => {
  const daemon = await FakeDaemon.listen({ connectOpen: new Refusal(45, 'not you') })
  t.teardown(() => daemon.close())
  await t.rejects(connectAdmin(`libvirtd:///system?socket=${daemon.socket}`), {
    code: 'authFailed',
    message: 'not you',
  })
})
