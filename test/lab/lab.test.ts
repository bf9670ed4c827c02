// The ground itself, with virsh inside the hosts as the only actor: both libvirt versions answer, the
// guest boots, counts and obeys the power button, and libvirt moves it in every pair the suites of
// lvrpc use. What fails here is the lab's fault, never lvrpc's.

import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import t from 'tap'
import { Counter } from './guest.ts'
import { labUp, pairs, useLab } from './lab.ts'
import { run } from './process.ts'

const lab = await useLab(t)

t.test('the hosts run the libvirt they are named for, each with its own identity', async (t) => {
  for (const host of lab.hosts) {
    const versions = await host.virsh('version', '--daemon')
    t.match(versions, `Running against daemon: ${host.version}`, host.name)
    t.match(await host.virsh('capabilities'), `<uuid>${host.uuid}</uuid>`)
    t.equal(await host.virsh('hostname'), host.name)
  }
  t.equal(new Set(lab.hosts.map((host) => host.uuid)).size, lab.hosts.length)
})

t.test('a daemon is reached from this machine over TCP and over its unix socket', async (t) => {
  for (const host of lab.hosts) {
    for (const target of [{ host: host.address, port: 16509 }, { path: host.socket }]) {
      const socket = connect(target)
      await once(socket, 'connect')
      socket.destroy()
      t.pass(`${host.name} ${JSON.stringify(target)}`)
    }
  }
})

t.test('the hosts find each other by name, and hold the very same guest', async (t) => {
  const sums = new Set<string>()
  for (const host of lab.hosts) {
    for (const other of lab.hosts) {
      if (other === host) continue
      t.equal(
        await host.virsh('-c', `qemu+tcp://${other.name}/system`, 'hostname'),
        other.name,
        `${host.name} to ${other.name}`,
      )
    }
    sums.add((await host.exec(['sha256sum', '/guest/kernel', '/guest/initrd'])).stdout)
  }
  t.equal(sums.size, 1)
})

t.test('a lab that runs is found, not made anew', async (t) => {
  t.equal(await labUp(), lab)
  const fresh = await import(`./lab.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}?fresh`)
  const found: typeof lab = await fresh.labUp()
  t.not(found, lab)
  t.equal(found.reused, true)
  t.same(
    found.hosts.map(({ name, address }) => [name, address]),
    lab.hosts.map(({ name, address }) => [name, address]),
  )
})

for (const name of ['old-a', 'new-a'] as const) {
  t.test(`on ${name} a guest boots, counts, and goes off by the power button`, async (t) => {
    const host = lab.host(name)
    const counter = await lab.boot(host, { name: `lab-boot-${name}` })
    await counter.advance(5)
    t.same(await host.domains(), [`lab-boot-${name}`])
    const blocks = await host.virsh(
      'qemu-monitor-command',
      '--hmp',
      `lab-boot-${name}`,
      'info ramblock',
    )
    const pages = Number(/odd\.ram .*?0x[0-9a-f]+ (0x[0-9a-f]+) /.exec(blocks)?.[1]) / 4096
    t.equal(pages % 64, 62, `its memory must not end on a 64-page boundary: ${blocks}`)
    await host.virsh('shutdown', `lab-boot-${name}`)
    await host.exec([
      'timeout',
      '20',
      'sh',
      '-c',
      'while virsh -q list --name | grep -q .; do sleep 0.1; done',
    ])
    t.same(await host.domains(), [])
    await counter.check()
  })
}

for (const [from, to] of pairs) {
  t.test(`virsh moves a busy guest from ${from} to ${to} and its counter goes on`, async (t) => {
    const [source, destination] = [lab.host(from), lab.host(to)]
    const name = `lab-move-${from}`
    const counter = await lab.boot(source, { name, dirtyMiB: 8 })
    await counter.advance()
    await source.virsh('migrate', '--live', name, `qemu+tcp://${to}/system`)
    t.same(await source.domains(), [])
    t.equal(await destination.virsh('domstate', name), 'running')
    await counter.advance(10)
    t.ok((await counter.check()) > 10)
    await destination.cleanup()
  })
}

t.test('the disks cause the error they are made for', async (t) => {
  const cases = [
    { from: 'old-a', to: 'old-b', disk: 'shared', unsafe: true },
    { from: 'new-a', to: 'new-b', disk: 'shared', unsafe: false },
    { from: 'new-a', to: 'new-b', disk: 'local', unsafe: true },
  ] as const
  for (const { from, to, disk, unsafe } of cases) {
    const name = `lab-disk-${from}-${disk}`
    await lab.boot(lab.host(from), { name, disk })
    const moved = lab.host(from).virsh('migrate', '--live', name, `qemu+tcp://${to}/system`)
    if (unsafe) await t.rejects(moved, { message: /Unsafe migration/ }, name)
    else await t.resolves(moved, name)
  }
  await lab.cleanup()
})

t.test('a daemon may die and come back while its guest runs on', async (t) => {
  const host = lab.host('old-b')
  const counter = await lab.boot(host, { name: 'lab-restart' })
  await host.killDaemon()
  await counter.advance()
  await host.startDaemon()
  t.equal(await host.virsh('domstate', 'lab-restart'), 'running')
  await counter.check()
})

t.test('a frozen host keeps its guest, a host that lost power does not', async (t) => {
  const host = lab.host('old-b')
  const counter = lab.counter('lab-restart')
  await host.pause()
  const at = await counter.last()
  await host.unpause()
  await counter.advance()
  t.ok((await counter.check()) > at)
  await host.kill()
  await host.start()
  t.same(await host.domains(), [])
  t.equal(await host.virsh('-c', host.uri, 'hostname'), 'old-b')
})

t.test('cleanup leaves no domain, no definition and no file', async (t) => {
  const host = lab.host('new-b')
  await lab.boot(host, { name: 'lab-left', disk: 'local' }, { persistent: true })
  await lab.cleanup()
  for (const each of lab.hosts) t.same(await each.domains(), [], each.name)
  t.equal((await host.exec(['ls', '/local', '/shared'])).stdout.trim(), '/local:\n\n/shared:')
})

t.test('the counter judges: only 1, 2, 3 and so on is one guest', async (t) => {
  const path = `${t.testdir()}/serial.log`
  const judge = async (text: string) => {
    await writeFile(path, text)
    return new Counter(path).check()
  }
  t.equal(await judge('COUNT 1\r\nCOUNT 2\r\nCOU'), 2)
  t.equal(await judge('[ 0.1] kernel\r\nCOUNT 1\r\n[ 9.0] reboot: Power down\r\n'), 1)
  await t.rejects(judge('COUNT 1\r\nCOUNT 1\r\n'), /printed 1 after 1/)
  await t.rejects(judge('COUNT 1\r\nCOUNT 2\r\nCOUNT 1\r\n'), /printed 1 after 2/)
  await t.rejects(judge('COUNT 1\r\nCOUNT 3\r\n'), /printed 3 after 1/)
  await t.rejects(judge('COUNT 4\r\n'), /printed 4 after nothing/)
  await t.rejects(new Counter(path).waitFor(5, 1), /the guest is at 4/)
})

t.test('without an engine a file is skipped with the reason, and in CI it fails', async (t) => {
  const url = new URL(import.meta.url.endsWith('.ts') ? './lab.ts' : './lab.js', import.meta.url)
  const file = `import t from 'tap'
    import { useLab } from '${url}'
    await useLab(t)
    t.pass('it went on')`
  const { NODE_TEST_CONTEXT: _, ...clean } = process.env
  const env = { ...clean, DOCKER_HOST: 'unix:///nonexistent/docker.sock', TAP: '1' }
  const start = (ci: string) =>
    run(process.execPath, [...process.execArgv, '--input-type=module', '-e', file], {
      env: { ...env, CI: ci },
    })
  const skipped = await start('')
  t.equal(skipped.code, 0)
  t.match(skipped.stdout, /^1\.\.0 # (SKIP )?DOCKER_HOST is set but no container engine answers/m)
  t.notMatch(skipped.stdout, 'it went on')
  const failed = await start('true')
  t.not(failed.code, 0)
  t.match(failed.stdout + failed.stderr, 'no container engine answers')
})
