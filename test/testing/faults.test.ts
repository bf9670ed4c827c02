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

t.test('half a reply, and the rest of it later or never', async (t) => {
  for (const fault of [
    { at: 'domainSuspend', when: 'reply', do: 'hole', bytes: 17, ms: 5000 },
    { at: 'domainSuspend', when: 'reply', do: 'delay', bytes: 1, ms: 5000 },
  ] as const) {
    const { clock, host, guest } = await one(t)
    host.fault(fault)
    t.equal(await clock.run(outcomeOf(guest.suspend())), 'done', fault.do)
    t.equal(clock.now(), 5000, 'and not before')
  }
  const { clock, host, guest } = await one(t)
  host.fault({ at: 'domainSuspend', when: 'reply', do: 'hole', bytes: 17 })
  const answer = outcomeOf(guest.suspend())
  await clock.advance(60_000)
  host.crash()
  t.equal(await answer, 'connectionLost unknown')
})

t.test('what is behind a call that a hole has taken waits for it', async (t) => {
  const { clock, host, guest } = await one(t)
  host.fault({ at: 'domainSuspend', do: 'hole', ms: 1000 })
  // Both are on their way before the first is looked at.
  const answered = [guest.suspend(), guest.getState()].map((call) => call.then(() => clock.now()))
  t.strictSame(await clock.run(Promise.all(answered)), [1000, 1000])
})

t.test('the nth packet of a stream, in either direction', async (t) => {
  const scene = async (fault: Fault) => {
    const { clock, host, connection } = await one(t)
    host.addPool('images')
    const pool = await connection.lookupStoragePool('images')
    const volume = await pool.createVolume(
      "<volume><name>v</name><capacity unit='bytes'>400000</capacity></volume>",
    )
    const placed = host.fault(fault)
    return { clock, host, volume, placed }
  }
  const data = new Uint8Array(400_000).fill(7)
  const up = async (fault: Fault) => {
    const { clock, host, volume, placed } = await scene(fault)
    const how = await clock.run(outcomeOf(volume.upload([data])))
    t.equal(placed.strikes, 1, 'it struck')
    const { volumes } = [...host.server.model.storage.pools.values()][0]!
    const held = volumes.get('v')!.bytes()
    return `${how}, ${held.lastIndexOf(7) + 1 === 400_000 ? 'whole' : 'not whole'}`
  }
  const at = { at: 'storageVolUpload', when: 'packet', nth: 2 } as const
  t.match(await up({ ...at, do: 'cut' }), /^connectionLost.*, not whole/)
  t.match(await up({ ...at, do: 'error', code: 'operationFailed' }), 'operationFailed')
  t.equal(await up({ ...at, do: 'delay', ms: 5000 }), 'done, whole')
  t.equal(await up({ ...at, do: 'hole', ms: 5000 }), 'done, whole')
  t.match(await up({ ...at, do: 'crash' }), /^connectionLost/)

  const down = async (fault: Fault) => {
    const { clock, volume, placed } = await scene(fault)
    await clock.run(volume.upload([data]))
    let bytes = 0
    const how = await clock.run(
      outcomeOf(
        (async () => {
          for await (const item of volume.download()) {
            bytes += item.kind === 'data' ? item.bytes.length : 0
          }
        })(),
      ),
    )
    t.equal(placed.strikes, 1, 'it struck')
    return `${how}, ${bytes}`
  }
  const from = { at: 'storageVolDownload', when: 'packet', nth: 2 } as const
  t.match(await down({ ...from, do: 'cut', bytes: 100 }), /^connectionLost.*, \d{2,}$/)
  t.match(await down({ ...from, do: 'error', code: 'internalError' }), /^internalError/)
  t.equal(await down({ ...from, do: 'delay', ms: 5000 }), 'done, 400000')
  t.equal(await down({ ...from, do: 'hole', ms: 5000, bytes: 30 }), 'done, 400000')
})

t.test('events are lost with their line, come late, or come twice', async (t) => {
  const scene = async (fault: Fault) => {
    const { clock, host, connection, guest } = await one(t)
    const heard: string[] = []
    const emitter = await connection.domainEmitter({ events: ['lifecycle'] })
    emitter.on('lifecycle', ({ event }) => heard.push(`${event} at ${clock.now()}`))
    host.fault(fault)
    const how = await clock.run(outcomeOf(guest.suspend()))
    await clock.advance(10_000)
    return [how, ...heard]
  }
  const at = { at: 'domainEventCallbackLifecycle', when: 'event' } as const
  t.strictSame(await scene({ ...at, do: 'duplicate' }), [
    'done',
    'suspended at 0',
    'suspended at 0',
  ])
  t.strictSame(await scene({ ...at, do: 'delay', ms: 3000 }), ['done', 'suspended at 3000'])
  t.strictSame(await scene({ ...at, do: 'cut', bytes: 20 }), ['connectionLost unknown'])
  t.strictSame(await scene({ ...at, do: 'hole', ms: 3000 }), ['done', 'suspended at 3000'])
})

t.test('a rule that could never do what it says is refused', async (t) => {
  const { host } = await one(t)
  const error = { at: '*', when: 'event', do: 'error', code: 'internalError' } as const
  t.throws(() => host.fault(error), RangeError)
  t.throws(() => host.fault({ at: '*', when: 'event', do: 'killQemu' }), RangeError)
  t.throws(() => host.fault({ at: 'domainSuspend', do: 'cut', bytes: 3 }), RangeError)
})
