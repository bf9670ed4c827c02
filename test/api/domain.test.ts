import t, { type Test } from 'tap'
import { textOfChars } from '../../src/api/domain.ts'
import { connect, type Domain } from '../../src/index.ts'
import { domainRef, FakeDaemon } from './daemon.ts'

const web = domainRef('web', 1, 3)

async function withDomain(t: Test, answers: object = {}) {
  const daemon = await FakeDaemon.listen({ domainLookupByName: { dom: web }, ...answers })
  t.teardown(() => daemon.close())
  const connection = await connect(daemon.uri)
  t.teardown(() => connection.close())
  const domain = await connection.lookupDomainByName('web')
  daemon.calls.length = 0
  return { daemon, domain }
}

t.test('who it is', async (t) => {
  const { domain } = await withDomain(t)
  t.equal(domain.name, 'web')
  t.equal(domain.uuid, '01010101-0101-0101-0101-010101010101')
  t.equal(domain.id, 3)
  t.match(domain.ref, { name: 'web', id: 3 })
})

t.test('answers are shaped', async (t) => {
  const { domain } = await withDomain(t, {
    domainGetState: { state: 3, reason: 5 },
    domainGetInfo: { state: 1, maxMem: 2048n, memory: 1024n, nrVirtCpu: 2, cpuTime: 7n },
    domainGetXmlDesc: { xml: '<domain/>' },
    domainGetOsType: { type: 'hvm' },
    domainIsActive: { active: 1 },
    domainIsPersistent: { persistent: 0 },
    domainHasManagedSaveImage: { result: 1 },
    domainGetAutostart: { autostart: 1 },
    domainGetAutostartOnce: { autostart: 0 },
    domainGetMessages: { msgs: ['a', 'b'] },
    domainGetSecurityLabel: { label: Buffer.from('x:y\0'), enforcing: 1 },
    domainMigrateGetMaxDowntime: { downtime: 300n },
    domainMigrateGetMaxSpeed: { bandwidth: 8796093022207n },
    domainMigrateGetCompressionCache: { cacheSize: 67108864n },
  })
  t.strictSame(await domain.getState(), {
    state: 'paused',
    stateNumber: 3,
    reason: 'ioerror',
    reasonNumber: 5,
  })
  t.strictSame(await domain.getInfo(), {
    state: 'running',
    stateNumber: 1,
    maxMemoryKiB: 2048,
    memoryKiB: 1024,
    vcpus: 2,
    cpuTimeNs: 7n,
  })
  t.equal(await domain.getXml(), '<domain/>')
  t.equal(await domain.getOsType(), 'hvm')
  t.equal(await domain.isActive(), true)
  t.equal(await domain.isPersistent(), false)
  t.equal(await domain.hasManagedSaveImage(), true)
  t.equal(await domain.getAutostart(), true)
  t.equal(await domain.getAutostartOnce(), false)
  t.strictSame(await domain.getMessages(), ['a', 'b'])
  t.strictSame(await domain.getSecurityLabel(), { label: 'x:y', enforcing: true })
  t.equal(await domain.migrateGetMaxDowntime(), 300)
  t.equal(await domain.migrateGetMaxSpeed({ postcopy: true }), 8796093022207)
  t.equal(await domain.migrateGetCompressionCache(), 67108864)
})

t.test('each method is one row with the flags its options name', async (t) => {
  const { daemon, domain } = await withDomain(t, {
    domainCreateWithFlags: { dom: { ...web, id: 9 } },
    domainShutdownFlags: undefined,
    domainReboot: undefined,
    domainDestroyFlags: undefined,
    domainSuspend: undefined,
    domainResume: undefined,
    domainUndefineFlags: undefined,
    domainSetAutostart: undefined,
    domainGetXmlDesc: { xml: '' },
    domainGetJobStats: { type: 0, params: [] },
    domainAbortJob: undefined,
    domainAbortJobFlags: undefined,
    domainMigrateStartPostCopy: undefined,
    domainMigrateSetMaxDowntime: undefined,
    domainMigrateSetMaxSpeed: undefined,
    domainMigrateSetCompressionCache: undefined,
  })
  const cases: [(domain: Domain) => Promise<unknown>, string, object][] = [
    [(d) => d.create(), 'domainCreateWithFlags', { flags: 0 }],
    [(d) => d.create({ paused: true, resetNvram: true }), 'domainCreateWithFlags', { flags: 33 }],
    [(d) => d.shutdown(), 'domainShutdownFlags', { flags: 0 }],
    [(d) => d.shutdown({ modes: ['acpi', 'signal'] }), 'domainShutdownFlags', { flags: 9 }],
    [(d) => d.reboot({ modes: ['agent'] }), 'domainReboot', { flags: 2 }],
    [(d) => d.destroy({ graceful: true }), 'domainDestroyFlags', { flags: 1 }],
    [(d) => d.suspend(), 'domainSuspend', {}],
    [(d) => d.resume(), 'domainResume', {}],
    [(d) => d.undefine({ nvram: true, tpm: true }), 'domainUndefineFlags', { flags: 36 }],
    [(d) => d.setAutostart(true), 'domainSetAutostart', { autostart: 1 }],
    [(d) => d.getXml({ secure: true, migratable: true }), 'domainGetXmlDesc', { flags: 9 }],
    [(d) => d.getJobStats({ completed: true }), 'domainGetJobStats', { flags: 1 }],
    [(d) => d.abortJob(), 'domainAbortJob', {}],
    [(d) => d.abortJob({ postcopy: true }), 'domainAbortJobFlags', { flags: 1 }],
    [(d) => d.migrateStartPostCopy(), 'domainMigrateStartPostCopy', { flags: 0 }],
    [(d) => d.migrateSetMaxDowntime(5), 'domainMigrateSetMaxDowntime', { downtime: 5n }],
    [(d) => d.migrateSetMaxSpeed(7), 'domainMigrateSetMaxSpeed', { bandwidth: 7n, flags: 0 }],
    [
      (d) => d.migrateSetMaxSpeed(0, { postcopy: true }),
      'domainMigrateSetMaxSpeed',
      { bandwidth: 0n, flags: 1 },
    ],
    [(d) => d.migrateSetCompressionCache(9), 'domainMigrateSetCompressionCache', { cacheSize: 9n }],
  ]
  for (const [act, name, args] of cases) {
    await act(domain)
    t.match(daemon.calls.at(-1), { name, args: { dom: { name: 'web' }, ...args } })
  }
  t.equal(daemon.calls.length, cases.length, 'one call each')
})

t.test('the id follows what is done to it', async (t) => {
  const { domain } = await withDomain(t, {
    domainCreateWithFlags: { dom: { ...web, id: 9 } },
    domainDestroyFlags: undefined,
  })
  await domain.destroy()
  t.equal(domain.id, undefined)
  await domain.create()
  t.equal(domain.id, 9)
})

t.test('what is wrong is found before anything is sent', async (t) => {
  const { daemon, domain } = await withDomain(t)
  await t.rejects(domain.shutdown({ modes: ['kill' as 'acpi'] }), { code: 'invalidArg' })
  await t.rejects(domain.destroy({ force: true } as never), { code: 'invalidArg' })
  await t.rejects(domain.migrateSetMaxDowntime(0), { code: 'invalidArg' })
  await t.rejects(domain.migrateSetMaxSpeed(1.5), { code: 'invalidArg' })
  await t.rejects(domain.migrateSetCompressionCache(-1), { code: 'invalidArg' })
  t.strictSame(daemon.calls, [])
})

t.test('a deadline ends the wait', async (t) => {
  const { domain } = await withDomain(t, { domainSuspend: () => new Promise(() => {}) })
  await t.rejects(domain.suspend({ timeoutMs: 1 }), {
    code: 'timeout',
    outcome: 'unknown',
    procedure: 'DOMAIN_SUSPEND',
  })
})

t.test('pitfall 13: text in char arrays ends at its NUL', async (t) => {
  t.equal(textOfChars(Buffer.from('abc\0def')), 'abc')
  t.equal(textOfChars(Buffer.from('abc')), 'abc')
  t.equal(textOfChars(new Uint8Array(0)), '')
  t.equal(textOfChars(Buffer.from('ñ\0')), 'ñ')
})
