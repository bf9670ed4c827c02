// Options and abilities to flags and parameters, as tables.

import t from 'tap'
import {
  type CallPhase,
  type Capabilities,
  checkOptions,
  checkPeerUri,
  flagsFor,
  type MigrationOptions,
  type PeerCapabilities,
  paramsFor,
  planMigration,
  planPeer,
} from '../../src/migration/plan.ts'

const able: Capabilities = {
  sourceType: 'QEMU',
  destinationType: 'QEMU',
  params: true,
  v3: true,
  offline: true,
  changeProtection: true,
  keepalive: true,
}

t.test('options that contradict each other are refused with what to do', (t) => {
  const rows: [MigrationOptions, RegExp][] = [
    [{ live: true, offline: true, persistent: true }, /live and offline exclude/],
    [{ offline: true }, /needs persistent/],
    [{ offline: true, persistent: true, suspend: true }, /not running/],
    [{ persistentXml: '<domain/>' }, /needs persistent/],
    [{ destinationName: '' }, /destinationName must not be empty/],
    [{ migrateUri: '' }, /migrateUri must not be empty/],
    [{ listenAddress: '' }, /listenAddress must not be empty/],
    [{ destinationXml: ' \n' }, /destinationXml must not be empty/],
    [{ persistent: true, persistentXml: '' }, /persistentXml must not be empty/],
    [{ bandwidthMiBps: -1 }, /whole number of MiB\/s/],
    [{ bandwidthMiBps: 1.5 }, /whole number/],
    [{ bandwidthMiBps: Number.NaN }, /whole number/],
    [{ bandwidthMiBps: 2 ** 43 }, /whole number/],
    [{ postcopy: true }, /postcopy needs live/],
    [{ live: true, postcopy: true, suspend: true }, /postcopy and suspend exclude/],
    [{ live: true, postcopyAfterPrecopy: true }, /postcopyAfterPrecopy needs postcopy/],
    [{ postcopyBandwidthMiBps: -1 }, /post-copy bandwidth must be a whole number of MiB\/s/],
    [{ availableSwitchoverBandwidthMiBps: 0.5 }, /available bandwidth must be a whole number/],
    [{ live: true, postcopyResume: true }, /postcopyResume needs postcopy/],
    [{ live: true, postcopy: true, forcePostcopyResume: true }, /needs postcopyResume/],
    [{ timeoutS: 1 }, /timeout needs live/],
    [{ live: true, timeoutS: 0 }, /from 1 to/],
    [{ live: true, timeoutS: 1.5 }, /whole number of seconds/],
    [{ live: true, timeoutS: 2 ** 31 }, /from 1 to 2147483/],
    [{ p2p: true, direct: true, migrateUri: 'tcp://x' }, /p2p and direct exclude/],
    [{ direct: true }, /direct needs a migrateUri/],
    [{ tunnelled: true }, /tunnelled needs p2p/],
    [{ p2p: true, tunnelled: true, live: true, postcopy: true }, /tunnelled and postcopy exclude/],
    [{ p2p: true, tunnelled: true, migrateUri: 'tcp://x' }, /tunnelled and migrateUri exclude/],
    [{ p2p: true, tunnelled: true, listenAddress: '::' }, /tunnelled and listenAddress exclude/],
    [{ p2p: true, tunnelled: true, offline: true, persistent: true }, /no sense offline/],
    [{ live: true, timeoutAction: 'suspend' }, /timeoutAction needs timeoutS/],
    [{ live: true, timeoutS: 1, timeoutAction: 'postcopy' }, /needs postcopy/],
    [{ live: true, timeoutS: 1, timeoutAction: 'stop' as 'suspend' }, /not stop/],
  ]
  for (const [options, message] of rows) {
    const refusal = { code: 'invalidArg', outcome: 'not sent', message }
    t.throws(() => checkOptions(options), refusal, JSON.stringify(options))
    t.throws(() => planMigration(options, able), refusal)
  }
  checkOptions({ live: true, bandwidthMiBps: 0 })
  checkOptions({ bandwidthMiBps: 2 ** 43 - 1 })
  t.end()
})

t.test('each option is one bit, and only protection is set beside them', (t) => {
  const bits: [MigrationOptions, number][] = [
    [{}, 0],
    [{ live: true }, 0x1],
    [{ persistent: true }, 0x8],
    [{ undefineSource: true }, 0x10],
    [{ suspend: true }, 0x20],
    [{ changeProtection: true }, 0],
    [{ unsafe: true }, 0x200],
    [{ offline: true, persistent: true }, 0x408],
    [{ abortOnError: true }, 0x1000],
    [{ live: true, postcopy: true }, 0x8001],
    [{ live: true, timeoutS: 1 }, 0x1],
    [{ live: true, postcopy: true, postcopyResume: true, forcePostcopyResume: true }, 0x88001],
  ]
  for (const [options, flags] of bits) {
    t.equal(planMigration(options, able).flags, flags, JSON.stringify(options))
  }
  const unprotected = planMigration({ live: true }, { ...able, changeProtection: false })
  t.equal(flagsFor(unprotected, 'begin', false), 0x1)
  t.equal(flagsFor(planMigration({ live: true }, able), 'begin', false), 0x101)
  t.end()
})

t.test('the destination is never asked for what only the source does', (t) => {
  const plan = planMigration({ live: true, abortOnError: true }, able)
  for (const phase of ['prepare', 'finish'] as const) {
    t.equal(flagsFor(plan, phase, false), 0x1)
    t.equal(flagsFor(plan, phase, true), 0x21)
  }
  t.equal(flagsFor(plan, 'begin', true), 0x1101, 'Begin comes before the guest is looked at')
  t.end()
})

t.test('hosts that cannot: refused before anything is begun, with the reason', (t) => {
  const rows: [MigrationOptions, Partial<Capabilities>, RegExp][] = [
    [{}, { destinationType: 'Xen' }, /different hypervisors/],
    [{}, { params: false, v3: false }, /versions 1 and 2 have no confirm phase/],
    [{ offline: true, persistent: true }, { offline: false }, /offline/],
    [{ changeProtection: true }, { changeProtection: false }, /cannot enforce change protection/],
    [{ listenAddress: '::' }, { params: false }, /cannot honour listenAddress/],
    [{ persistent: true, persistentXml: '<x/>' }, { params: false }, /cannot honour persistentXml/],
    [{ postcopyBandwidthMiBps: 1 }, { params: false }, /cannot honour postcopyBandwidth/],
    [
      { availableSwitchoverBandwidthMiBps: 1 },
      { params: false },
      /cannot honour availableSwitchoverBandwidth/,
    ],
    [
      { live: true, postcopy: true, postcopyAfterPrecopy: true },
      { keepalive: false },
      /no signs of life/,
    ],
    [
      { live: true, postcopy: true, timeoutS: 1, timeoutAction: 'postcopy' },
      { keepalive: false },
      /no signs of life/,
    ],
  ]
  for (const [options, less, message] of rows) {
    t.throws(() => planMigration(options, { ...able, ...less }), {
      code: 'argumentUnsupported',
      message,
    })
  }
  t.end()
})

t.test(
  'what each call is given: all to other drivers, what is read to QEMU, what fits to fixed calls',
  (t) => {
    const options: MigrationOptions = {
      persistent: true,
      destinationName: 'new',
      destinationXml: '<d/>',
      persistentXml: '<p/>',
      bandwidthMiBps: 7,
      migrateUri: 'tcp://d',
      listenAddress: '::',
      postcopyBandwidthMiBps: 9,
      // A destination of before 11.1.0 would refuse it.
      availableSwitchoverBandwidthMiBps: 11,
    }
    const learned = { sourceName: 'old', xml: '<begun/>', uri: 'tcp:d:1' }
    const namesIn = (plan: ReturnType<typeof planMigration>, phase: CallPhase) =>
      Object.keys(paramsFor(plan, phase, learned))
        .sort()
        .join()
    const qemu = planMigration(options, able)
    const all =
      'availableSwitchoverBandwidth,bandwidth,destinationName,destinationXml,listenAddress,migrateUri,persistentXml,postcopyBandwidth'
    t.equal(namesIn(qemu, 'begin'), all)
    t.equal(
      namesIn(qemu, 'prepare'),
      'destinationName,destinationXml,listenAddress,migrateUri,postcopyBandwidth',
    )
    t.equal(namesIn(qemu, 'perform'), all)
    t.equal(namesIn(qemu, 'finish'), 'destinationName')
    t.equal(namesIn(qemu, 'confirm'), '')
    const other = planMigration(options, { ...able, sourceType: 'Xen', destinationType: 'Xen' })
    for (const phase of ['begin', 'prepare', 'perform', 'finish', 'confirm'] as const) {
      t.equal(namesIn(other, phase), all)
    }
    const { listenAddress: _l, persistentXml: _p, ...rest } = options
    const { postcopyBandwidthMiBps: _b, availableSwitchoverBandwidthMiBps: _a, ...fixed } = rest
    const plain = planMigration(fixed, { ...able, params: false })
    t.equal(plain.protocol, 'fixed')
    t.equal(namesIn(plain, 'begin'), 'bandwidth,destinationName,destinationXml')
    t.equal(namesIn(plain, 'perform'), 'bandwidth,destinationName,migrateUri')
    t.match(paramsFor(qemu, 'begin', learned), { destinationXml: '<d/>', migrateUri: 'tcp://d' })
    t.match(paramsFor(qemu, 'perform', learned), {
      destinationXml: '<begun/>',
      migrateUri: 'tcp:d:1',
    })
    t.end()
  },
)

const peer: PeerCapabilities = {
  p2p: true,
  direct: true,
  params: true,
  v3: true,
  offline: true,
  changeProtection: true,
  keepalive: true,
}
const TO = 'qemu+tcp://d/system'

t.test('a source that drives: the flags as they are, and the newest call it knows', (t) => {
  const p2p: MigrationOptions = { live: true, p2p: true, changeProtection: true, tunnelled: true }
  t.match(planPeer(p2p, TO, peer), { protocol: 'params', dconnuri: TO, flags: 0x107 })
  t.equal(planPeer({ p2p: true }, TO, peer).flags, 0x2, 'protection is only what was asked for')
  t.match(planPeer(p2p, TO, { ...peer, params: false }), { protocol: 'fixed', dconnuri: TO })
  const direct: MigrationOptions = { direct: true, migrateUri: 'tcp://d' }
  t.match(planPeer(direct, '', peer), { protocol: 'fixed', dconnuri: null, flags: 0 })
  t.match(planPeer(direct, '', { ...peer, v3: false }), { protocol: 'bare' })
  t.end()
})

t.test('a source that cannot drive is refused before anything is begun', (t) => {
  const direct: MigrationOptions = { direct: true, migrateUri: 'tcp://d' }
  const rows: [MigrationOptions, Partial<PeerCapabilities>, RegExp][] = [
    [{ p2p: true }, { p2p: false }, /cannot drive/],
    [direct, { direct: false }, /leave direct out/],
    [{ p2p: true }, { params: false, v3: false }, /no version 3/],
    [{ p2p: true, offline: true, persistent: true }, { offline: false }, /offline/],
    [{ p2p: true, changeProtection: true }, { changeProtection: false }, /cannot enforce/],
    [{ p2p: true, listenAddress: '::' }, { params: false }, /cannot carry listenAddress/],
    [{ ...direct, destinationXml: '<x/>' }, { v3: false }, /cannot carry destinationXml/],
    [
      { p2p: true, live: true, postcopy: true, postcopyAfterPrecopy: true },
      { keepalive: false },
      /no signs of life/,
    ],
  ]
  for (const [options, less, message] of rows) {
    const refusal = { code: 'argumentUnsupported', message }
    t.throws(() => planPeer(options, TO, { ...peer, ...less }), refusal)
  }
  t.end()
})

t.test('where a source may be sent to', (t) => {
  const good = [
    TO,
    'qemu+ssh://root@d/system',
    'qemu+tls://[2001:db8::1]:16514/system?no_verify=1',
    'qemu+unix:///system?socket=/run/there',
    'xen://d',
  ]
  for (const uri of good) t.doesNotThrow(() => checkPeerUri(uri), uri)
  const bad = [
    'd',
    'qemu:///system',
    'qemu+unix:///system',
    'qemu+tcp://localhost/system',
    'qemu+ssh://root@localhost.localdomain/system',
  ]
  for (const uri of bad) t.throws(() => checkPeerUri(uri), { code: 'invalidArg' }, uri)
  t.end()
})

t.test('releases whose daemon dies of it are not asked to go on with a post-copy', (t) => {
  const resume: MigrationOptions = { live: true, postcopy: true, postcopyResume: true }
  const forced = { ...resume, forcePostcopyResume: true }
  const plan = (options: MigrationOptions, destinationVersion: number | undefined) =>
    planMigration(options, { ...able, destinationVersion })
  const rows: [number | undefined, boolean][] = [
    [9_000_000, true],
    [11_001_000, true],
    [11_002_000, false],
    [11_003_000, false],
    [12_007_999, false],
    [12_008_000, true],
    [undefined, false],
  ]
  for (const [version, fine] of rows) {
    if (fine) t.match(plan(resume, version), { resumes: true }, String(version))
    else t.throws(() => plan(resume, version), { code: 'argumentUnsupported' }, String(version))
    t.match(plan(forced, version), { resumes: true })
  }
  t.throws(() => planMigration(forced, { ...able, changeProtection: false }), {
    code: 'argumentUnsupported',
  })
  // The switch lies behind it.
  t.match(plan({ ...forced, postcopyAfterPrecopy: true, timeoutS: 5 }, undefined).switchover, {
    allowed: false,
    afterPrecopy: false,
    timeout: undefined,
  })
  t.end()
})

t.test('what is done beside the copy, with what is not said filled in', (t) => {
  const of = (options: MigrationOptions) => planMigration(options, able).switchover
  const none = { allowed: false, afterPrecopy: false, timeout: undefined }
  t.strictSame(of({ live: true }), none)
  t.strictSame(of({ live: true, postcopy: true }), { ...none, allowed: true })
  t.strictSame(of({ live: true, timeoutS: 9 }), {
    ...none,
    timeout: { afterS: 9, action: 'suspend' },
  })
  const all: MigrationOptions = {
    live: true,
    postcopy: true,
    postcopyAfterPrecopy: true,
    timeoutS: 9,
    timeoutAction: 'postcopy',
  }
  t.strictSame(of(all), {
    allowed: true,
    afterPrecopy: true,
    timeout: { afterS: 9, action: 'postcopy' },
  })
  // Nobody switches by himself here, so silent hosts are no reason to refuse.
  planMigration({ live: true, postcopy: true, timeoutS: 1 }, { ...able, keepalive: false })
  t.end()
})

t.test('warnings: what an operator may not expect', (t) => {
  const warned = (options: MigrationOptions) => planMigration(options, able).warnings.join()
  t.match(warned({ persistent: true, destinationXml: '<d/>' }), /persistent description/)
  t.equal(warned({ persistent: true, destinationXml: '<d/>', persistentXml: '<p/>' }), '')
  t.match(warned({ offline: true, persistent: true, persistentXml: '<p/>' }), /do not read/)
  t.end()
})
