// Answers in a host's place: to what it does not know, in front of what it does, and of other programs.

import t, { type Test } from 'tap'
import { connectAdmin } from '../../src/index.ts'
import { admin, qemu, remote } from '../../src/raw.ts'
import { type LabHost, lab, Refusal } from '../../src/testing/index.ts'

async function one(t: Test) {
  const made = await lab({ hosts: 1 })
  t.teardown(() => made.close())
  const host = made.hosts[0] as LabHost
  const uuid = host.addGuest({ name: 'g' })
  const connection = await host.connect()
  return { made, host, uuid, connection, guest: await connection.lookupDomain('g') }
}

t.test('a procedure the host does not know, until the answer is taken away', async (t) => {
  const { host, connection, guest } = await one(t)
  const ask = () =>
    connection.call(remote.procedures.domainGetHostname, { dom: guest.ref, flags: 0 })
  await t.rejects(ask(), { code: 'noSupport' })
  const placed = host.answer(remote.procedures.domainGetHostname, ({ dom }, { connection }) => ({
    hostname: `${dom.name}.example over line ${connection}`,
  }))
  t.strictSame(await ask(), { hostname: 'g.example over line 0' })
  t.equal(placed.calls, 1)
  placed.remove()
  await t.rejects(ask(), { code: 'noSupport' })
  t.equal(placed.calls, 1)
})

t.test("in front of the host's own answer, which can be had and changed", async (t) => {
  const { host, connection, guest } = await one(t)
  host.answer(remote.procedures.domainSuspend, async (_, { otherwise }) => {
    await otherwise()
    throw new Refusal('operationFailed', 'it stands still, but the host says it does not')
  })
  await t.rejects(guest.suspend(), {
    code: 'operationFailed',
    message: 'operation failed: it stands still, but the host says it does not',
    outcome: 'refused',
  })
  t.equal((await guest.getState()).state, 'paused')
  const latest = host.answer(remote.procedures.domainGetState, async (_, { otherwise }) => ({
    ...(await otherwise()),
    state: 6,
  }))
  t.match(await guest.getState(), { state: 'crashed', reasonNumber: 1 })
  latest.remove()
  host.answer(remote.procedures.connectListAllSecrets, (_, { otherwise }) => otherwise())
  await t.rejects(connection.call(remote.procedures.connectListAllSecrets, args), {
    code: 'noSupport',
  })
})
const args = { needResults: 1, flags: 0 }

t.test('who answers for the opening lets in, or does not', async (t) => {
  const { host } = await one(t)
  const placed = host.answer(remote.procedures.connectOpen, ({ name }) => {
    if (name !== 'qemu:///system') throw new Refusal('noConnect', 'not here')
  })
  const connection = await host.connect()
  t.equal(await connection.getHostname(), 'host-1')
  placed.remove()
  host.answer(remote.procedures.connectOpen, () => {
    throw new Refusal('authFailed', 'not today', 'rpc')
  })
  await t.rejects(host.connect(), { code: 'authFailed', message: /not today/ })
})

t.test('other programs are there as far as they are answered', async (t) => {
  const { made, host, connection, guest } = await one(t)
  const command = { dom: guest.ref, cmd: 'query-status', flags: 0 }
  const ask = () => connection.call(qemu.procedures.domainMonitorCommand, command)
  await t.rejects(ask(), { message: /Cannot find program/ })
  host.answer(qemu.procedures.domainMonitorCommand, ({ cmd }) => ({ result: `"${cmd}"` }))
  t.strictSame(await ask(), { result: '"query-status"' })

  host.answer(admin.procedures.connectOpen, () => undefined)
  host.answer(admin.procedures.connectListServers, () => ({
    servers: [{ name: 'libvirtd' }],
    ret: 1,
  }))
  await host.listen('unix')
  t.teardown(() => made.close())
  const socket = new URL(host.uri).searchParams.get('socket')
  const daemon = await connectAdmin(`libvirtd+unix:///system?socket=${socket}`)
  t.strictSame(await daemon.call(admin.procedures.connectListServers, args), {
    servers: [{ name: 'libvirtd' }],
    ret: 1,
  })
  await daemon.close()
})

t.test('an event reaches those that asked for it, for that guest', async (t) => {
  const { host, uuid, connection, guest } = await one(t)
  const heard: unknown[] = []
  const emitter = await connection.domainEmitter({ events: ['watchdog'], domain: guest })
  emitter.on('watchdog', ({ domain, action }) => heard.push(`${domain.name} ${action}`))
  const bite = (of: string) =>
    host.tell(remote.events.domain.watchdog, of, (callbackID) => ({
      callbackID,
      msg: { dom: guest.ref, action: 1 },
    }))
  bite('00000000-0000-0000-0000-000000000000')
  bite(uuid)
  await connection.getHostname()
  t.strictSame(heard, ['g pause'])
  await emitter.close()
})
