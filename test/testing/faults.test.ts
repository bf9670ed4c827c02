// Every fault, at every place it can strike: what the client sees of it, and what the host has done all the same.

import t, { type Test } from 'tap'
import type { LibvirtError } from '../../src/index.ts'
import { Migration } from '../../src/migration/migrate.ts'
import { type Fault, type LabHost, lab, VirtualClock } from '../../src/testing/index.ts'

async function one(t: Test) {
  const clock = new VirtualClock()
  const made = await lab({ hosts: 1, clock })
  t.teardown(() => made.close())
  const host = made.hosts[0] as LabHost
  const uuid = host.addGuest({ name: 'g' })
  const connection = await host.connect({ keepalive: { intervalS: 0, count: 0 } })
  return { clock, made, host, uuid, connection, guest: await connection.lookupDomainByUuid(uuid) }
}

const outcomeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: LibvirtError) => `${error.code} ${error.outcome}`,
  )

/** What DOMAIN_SUSPEND sees, and whether the guest stands still afterwards. */
const cases: readonly (readonly [string, Fault, string, boolean])[] = [
  ['a cut before the call', { at: 'domainSuspend', do: 'cut' }, 'connectionLost unknown', false],
  [
    'a cut of the reply',
    { at: 'domainSuspend', when: 'reply', do: 'cut' },
    'connectionLost unknown',
    true,
  ],
  [
    'a cut within the reply',
    { at: 'domainSuspend', when: 'reply', do: 'cut', bytes: 10 },
    'connectionLost unknown',
    true,
  ],
  [
    'an error before',
    { at: 'domainSuspend', do: 'error', code: 'operationFailed' },
    'operationFailed refused',
    false,
  ],
  [
    'an error after',
    { at: 'domainSuspend', when: 'reply', do: 'error', code: 'operationFailed' },
    'operationFailed refused',
    true,
  ],
  ['a crash before', { at: 'domainSuspend', do: 'crash' }, 'connectionLost unknown', false],
  [
    'a crash after',
    { at: 'domainSuspend', when: 'reply', do: 'crash' },
    'connectionLost unknown',
    true,
  ],
  ['a duplicate call', { at: 'domainSuspend', do: 'duplicate' }, 'done', true],
  ['a duplicate reply', { at: 'domainSuspend', when: 'reply', do: 'duplicate' }, 'done', true],
  ['a delay of the call', { at: 'domainSuspend', do: 'delay', ms: 5000 }, 'done', true],
  [
    'a delay of the reply',
    { at: 'domainSuspend', when: 'reply', do: 'delay', ms: 5000 },
    'done',
    true,
  ],
  ['a hole that heals', { at: 'domainSuspend', do: 'hole', ms: 5000 }, 'done', true],
  [
    'a hole behind the call',
    { at: 'domainSuspend', when: 'reply', do: 'hole', ms: 5000 },
    'done',
    true,
  ],
]

for (const [name, fault, outcome, stands] of cases) {
  t.test(`${name}: ${outcome}, ${stands ? 'carried out' : 'not carried out'}`, async (t) => {
    const { clock, host, uuid, guest } = await one(t)
    const placed = host.fault(fault)
    t.equal(await clock.run(outcomeOf(guest.suspend())), outcome)
    t.equal(host.guest(uuid)?.running, !stands)
    t.equal(placed.strikes, 1)
    t.match(await placed.struck, { name: 'domainSuspend' })
    if (fault.do === 'delay' || fault.do === 'hole') t.equal(clock.now(), 5000)
  })
}

t.test(
  'a rule strikes the how-manieth call it is for, as often as it says, and can be taken away',
  async (t) => {
    const { host, guest } = await one(t)
    const placed = host.fault({
      at: 'domainGetState',
      nth: 2,
      times: 2,
      do: 'error',
      code: 'noDomain',
    })
    const said: string[] = []
    for (let n = 0; n < 5; n++) said.push(await outcomeOf(guest.getState()))
    t.strictSame(said, ['done', 'noDomain refused', 'noDomain refused', 'done', 'done'])
    t.equal(placed.strikes, 2)
    host.fault({ at: '*', do: 'cut' }).remove()
    t.equal(await outcomeOf(guest.getState()), 'done')
  },
)

t.test(
  'inside a hole nobody hears anything; the daemon gives the client up, who learns of it when it heals',
  async (t) => {
    const { clock, host, connection } = await one(t)
    // The question that starts the daemon's pings.
    await connection.call((await import('../../src/generated/remote.ts')).connectSupportsFeature, {
      feature: 10,
    })
    host.hole()
    await clock.advance(40_000)
    t.equal(host.clients, 0)
    t.equal(connection.isAlive, true)
    t.equal(host.reachable, true, 'others still get in')
  },
)

t.test('a crash with a time comes back by itself; guests live on', async (t) => {
  const { clock, host, uuid } = await one(t)
  host.crash(3000)
  t.equal(await outcomeOf(host.connect()), 'connectFailed not sent')
  await clock.advance(3000)
  t.equal((await host.connect()).isAlive, true)
  t.equal(host.guest(uuid)?.running, true)
})

// The engine's answer to each is its own business; that a guest never runs twice is everybody's.
t.test(
  'whatever strikes a migration wherever, the guest never runs twice nor backwards',
  async (t) => {
    const phases = ['begin', 'prepare', 'perform', 'finish', 'confirm'] as const
    const effects: readonly Fault[] = [
      { at: '', do: 'cut' },
      { at: '', do: 'crash', restartMs: 2000 },
      { at: '', do: 'killQemu' },
      { at: '', do: 'hole', ms: 20_000 },
      { at: '', do: 'duplicate' },
      { at: '', do: 'error', code: 'operationFailed' },
    ]
    for (const at of phases) {
      for (const when of ['call', 'reply'] as const) {
        for (const effect of effects) {
          if (effect.do === 'duplicate' && when === 'reply') continue
          if (effect.do === 'killQemu' && (when === 'reply' || at === 'prepare')) continue
          // A daemon that carries Finish out and says that it failed lies, and no client can know.
          if (effect.do === 'error' && at === 'finish' && when === 'reply') continue
          const clock = new VirtualClock()
          const made = await lab({ hosts: 2, clock })
          const [a, b] = made.hosts as [LabHost, LabHost]
          const uuid = a.addGuest({ name: 'g', dirtyMiBps: 50 })
          const struck = at === 'prepare' || at === 'finish' ? b : a
          struck.fault({ ...effect, at, when })
          const silent = { keepalive: { intervalS: 3600, count: 1 } }
          const [from, to] = await Promise.all([a.connect(silent), b.connect(silent)])
          const request = {
            source: from,
            destination: to,
            domain: 'g',
            live: true,
            connect: silent,
            journal: false,
          } as const
          const result = await clock.run(new Migration(request, clock).result)
          const { violations } = made.runs(uuid)
          t.strictSame(violations, [], `${effect.do} at ${at}, ${when}: ${result.kind}`)
          await made.close()
        }
      }
    }
  },
)
