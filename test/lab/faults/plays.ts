// How each fault of the matrix is made on real daemons, by row and position of test/faults/rows.ts. A play lets a migration run on a
// stage, puts the fault in, and hands on the last word said; whether that is true is judge.ts's.

import { setTimeout as delay } from 'node:timers/promises'
import { paramsCalls } from '../../../src/api/migration-calls.ts'
import { connect, LibvirtError, RemoteError } from '../../../src/index.ts'
import { MigrationQueue, type MigrationResult, type Side } from '../../../src/migration/index.ts'
import { intAt } from '../../../src/rpc/packet.ts'
import type { Position } from '../../faults/rows.ts'
import { diskPath, guestXml } from '../guest.ts'
import type { Version } from '../images.ts'
import { type HostName, hostVersions } from '../lab.ts'
import type { CuttingProxy, Passing, Verdict } from '../proxy.ts'
import { within } from '../within.ts'
import { type Course, copying, courseOf, heard } from './course.ts'
import type { Said } from './said.ts'
import { type Options, type Stage, slow } from './stage.ts'

export interface Play {
  /**
   * Nobody else may be at work on its two hosts meanwhile: `daemon` where guests that merely run do not notice it, `guests` where they
   * do.
   */
  readonly alone?: 'daemon' | 'guests'
  /** Nor may another of these be at work anywhere: it weighs on the whole machine, or on the lab's network. */
  readonly single?: true
  /** Takes minutes for its fault alone. */
  readonly long?: true
  /** Sources and destinations; by default two hosts of each release. */
  readonly pairs?: readonly (readonly [HostName, HostName])[]
  /** Nobody is left to say how it ended: what the hosts show is all there is. */
  readonly unsaid?: true
  /** Its guest is not like the others, and is of no use to them. */
  readonly special?: true
  /** One of the few that every `npm test` plays. */
  readonly quick?: true
  /** @returns the last word; undefined where the row demands that nothing is begun */
  run(stage: Stage): Promise<Said | undefined>
}

/** The calls of the two families, by phase. */
const procedures = {
  begin: [213, 302],
  prepare: [214, 303],
  perform: [216, 305],
  finish: [217, 306],
  confirm: [218, 307],
} as const
type Phase = keyof typeof procedures

const REMOTE = 0x20008086
const [CALL, REPLY] = [0, 1]

function isOf(phase: Phase, { program, procedure }: Passing): boolean {
  return program === REMOTE && procedures[phase].some((number) => number === procedure)
}

/** The call of a phase. Finish and Confirm end with the word that tells to take back. */
const call =
  (phase: Phase, cancelled = false) =>
  (frame: Passing): boolean => {
    if (!isOf(phase, frame) || frame.type !== CALL) return false
    if (phase !== 'finish' && phase !== 'confirm') return true
    return (intAt(frame.payload, frame.payload.length - 4) !== 0) === cancelled
  }

/** Its answer, an error included. */
const reply =
  (phase: Phase) =>
  (frame: Passing): boolean =>
    isOf(phase, frame) && frame.type === REPLY

/** The line to one host breaks at a frame. */
const cutAt =
  (
    side: Side,
    matches: (frame: Passing) => boolean,
    verdict: Verdict = 'cut',
    options: Options = {},
  ) =>
  async (stage: Stage): Promise<Said> => {
    await stage.boot()
    stage.strike(side, matches, async () => verdict)
    return stage.begin(options).said
  }

/** Something happens in the midst of the copy. */
const inCopy =
  (act: (stage: Stage) => Promise<unknown>, options: Options = slow) =>
  async (stage: Stage): Promise<Said> => {
    await stage.boot()
    const course = stage.begin(options)
    await copying(course)
    stage.struck()
    await act(stage)
    return course.said
  }

/** Something happens while a frame is held back; it then goes on, or not. */
const heldAt =
  (
    side: Side,
    matches: (frame: Passing) => boolean,
    act: (stage: Stage) => Promise<Verdict>,
    options: Options = {},
  ) =>
  async (stage: Stage): Promise<Said> => {
    await stage.boot()
    stage.strike(side, matches, () => act(stage))
    return stage.begin(options).said
  }

/** The control line alone: it is the first that is opened. */
const CONTROL = 0

/** A client of its own is killed at a frame, and a process that never saw the migration has the last word. */
const killedAt =
  (side: Side, matches: (frame: Passing) => boolean) =>
  async (stage: Stage): Promise<Said> => {
    await stage.boot()
    const client = stage.client()
    const dead = stage.strike(side, matches, async () => {
      // What was sent is delivered; what comes for the dead finds nobody.
      void client.kill()
      return 'pass'
    })
    await Promise.race([dead, client.said])
    await client.gone
    await stage.meanwhile()
    return stage.resolve()
  }

async function killedInCopy(stage: Stage): Promise<Said> {
  await stage.boot()
  const client = stage.client(slow)
  await copying(client)
  stage.struck()
  await client.kill()
  await stage.meanwhile()
  return stage.resolve()
}

/** The destination's QEMU dies when Finish is about to arrive: an honest refusal, after which the engine sends Confirm(1). */
async function refuseFinish(stage: Stage): Promise<Verdict> {
  await stage.destination.signalGuest(stage.name, 'KILL')
  await stage.until('destination', ({ end }) => end === 'none')
  return 'pass'
}

/** Confirm(1) is called for, and lost. */
const confirmLost =
  (matches: (frame: Passing) => boolean) =>
  async (stage: Stage): Promise<Said> => {
    await stage.boot()
    stage.strike('destination', call('finish'), () => refuseFinish(stage))
    const course = stage.begin()
    stage.strike('source', matches, async () => 'cut')
    return course.said
  }

/** The daemon of a host is killed, and started again after a while, as a supervisor does. */
async function restart(stage: Stage, side: Side): Promise<void> {
  const host = stage.host(side)
  await host.killDaemon()
  stage.struck()
  // Whoever looks at the host later waits for it.
  stage.beside(async () => {
    await delay(2000)
    await host.startDaemon()
  })
}

/** Gives every cell that blocks its data a port of its own. */
let dataPorts = 49_300
const dataPort = () => dataPorts++

const dataBreaks =
  (rule: readonly string[], then: (stop: AbortController) => Promise<void>) =>
  async (stage: Stage): Promise<Said> => {
    await stage.boot()
    const port = dataPort()
    const stop = new AbortController()
    const course = stage.begin({
      ...slow,
      migrateUri: `tcp://${stage.destination.name}:${port}`,
      signal: stop.signal,
    })
    await copying(course)
    const heal = await stage.firewall(
      stage.destination,
      ...['INPUT', '-p', 'tcp', '--dport', String(port), ...rule],
    )
    stage.struck()
    await then(stop)
    const said = await course.said
    await heal()
    return said
  }

async function nameConflict(stage: Stage): Promise<Said> {
  await stage.boot()
  await stage.define(stage.destination, guestXml({ name: stage.name }))
  stage.struck()
  return stage.begin().said
}

async function missingDisk(stage: Stage): Promise<Said> {
  await stage.boot({ disk: 'local' })
  await stage.destination.exec(['rm', diskPath('local', stage.name)])
  stage.struck()
  return stage.begin({ unsafe: true }).said
}

/** A virtual network that leads to a bridge, and exists on the source alone. */
async function missingNetwork(stage: Stage): Promise<Said> {
  const { source, name } = stage
  const xml = `<network><name>${name}</name><forward mode='bridge'/><bridge name='br-f3'/></network>`
  const script = `ip link add br-f3 type bridge && ip link set br-f3 up && printf %s "$1" > "/tmp/$0.net" &&
virsh -q net-define "/tmp/$0.net" && virsh -q net-start "$0"`
  const { code, stderr } = await source.exec(['sh', '-c', script, name, xml])
  if (code !== 0) throw new Error(stderr)
  stage.later(() =>
    source.exec([
      ...['sh', '-c'],
      `virsh -q net-destroy "$0"; virsh -q net-undefine "$0"; ip link del br-f3; rm "/tmp/$0.net"`,
      name,
    ]),
  )
  await stage.boot({
    devices: `<interface type='network'><source network='${name}'/><model type='virtio'/></interface>`,
  })
  stage.struck()
  return stage.begin().said
}

/** Machine types that one QEMU still knows, or already, and the other does not. */
const machineOf = { '9.0.0': 'pc-i440fx-2.0', '11.3.0': 'pc-i440fx-10.0' } as const

async function unknownMachine(stage: Stage): Promise<Said> {
  await stage.boot({ machine: machineOf[stage.source.version] })
  stage.struck()
  return stage.begin().said
}

/** Every port that libvirt may take is taken. */
async function noPort(stage: Stage): Promise<Said> {
  const { destination } = stage
  await stage.boot()
  const take = `use Socket; for my $port (49152..49215) {
  my $s; socket($s, PF_INET6, SOCK_STREAM, 0) && setsockopt($s, SOL_SOCKET, SO_REUSEADDR, 1) && bind($s, pack_sockaddr_in6($port, Socket::IN6ADDR_ANY)) && listen($s, 1)
    or die "$port: $!"; push @all, $s }
open(F, '>', '/tmp/ports.pid'); print F $$; close F; sleep 600`
  const script = `rm -f /tmp/ports.pid; perl -e "$0" > /tmp/ports.log 2>&1 &
for try in $(seq 50); do [ -s /tmp/ports.pid ] || sleep 0.2; done`
  const { code, stderr } = await destination.exec(['sh', '-c', script, take])
  if (code !== 0) throw new Error(stderr)
  const giveBack = () =>
    destination.exec(['sh', '-c', 'kill "$(cat /tmp/ports.pid)"; rm /tmp/ports.pid'])
  stage.later(giveBack)
  const taken = await destination.exec(['sh', '-c', 'cat /tmp/ports.pid /tmp/ports.log'])
  if (taken.code !== 0) throw new Error(`the ports could not be taken: ${taken.stdout}`)
  stage.struck()
  const said = await stage.begin().said
  // Whoever comes to this host while it waits to be looked at needs one.
  await giveBack()
  return said
}

/** Cuts both connections to the source, and lets none in for a while. */
async function sourceAway(stage: Stage): Promise<void> {
  const { source } = stage.lines
  source.refusing = true
  source.cut()
  await delay(20_000)
  source.refusing = false
}

async function destinationAway(stage: Stage): Promise<Said> {
  const { destination } = stage.lines
  await stage.boot()
  stage.strike('destination', reply('finish'), async () => {
    destination.refusing = true
    destination.cut()
    return 'cut'
  })
  stage.first = await stage.begin().said
  await stage.meanwhile()
  await stage.after(300)
  destination.refusing = false
  return stage.resolve()
}

async function secondFinish(stage: Stage): Promise<Said> {
  await stage.boot()
  const said = await stage.begin().said
  stage.struck()
  const host = await connect(stage.destination.uri)
  try {
    const params = { destinationName: stage.name }
    const finish = paramsCalls.finish(host, params, new Uint8Array(0), 0x1, false)
    await within(60_000, 'the second Finish', finish)
    throw new Error('the second Finish was carried out')
  } catch (error) {
    if (!(error instanceof RemoteError) || error.code !== 'operationInvalid') throw error
  } finally {
    await host.close()
  }
  return said
}

async function stopped(stage: Stage): Promise<Said> {
  await stage.boot()
  const client = stage.client()
  const standing = stage.strike('source', reply('perform'), async () => {
    client.stop()
    return 'pass'
  })
  await Promise.race([standing, client.said])
  await stage.after(40)
  client.goOn()
  return client.said
}

/** Finish is inside the daemon, waiting for a QEMU that does not answer, when the daemon dies. */
async function dieInFinish(stage: Stage): Promise<Said> {
  const { destination, name } = stage
  await stage.boot()
  stage.strike('destination', call('finish'), async () => {
    await destination.signalGuest(name, 'STOP')
    stage.beside(async () => {
      await delay(1000)
      await restart(stage, 'destination')
      await destination.signalGuest(name, 'CONT')
    })
    return 'pass'
  })
  return stage.begin().said
}

/** Finish has defined the guest, and waits for its QEMU, which dies. */
async function failLateInFinish(stage: Stage): Promise<Said> {
  const { destination, name } = stage
  await stage.boot()
  stage.strike('destination', call('finish'), async () => {
    await destination.signalGuest(name, 'STOP')
    stage.beside(async () => {
      await delay(1000)
      await destination.signalGuest(name, 'KILL')
    })
    return 'pass'
  })
  return stage.begin().said
}

async function abortBefore(stage: Stage): Promise<Said> {
  const stop = new AbortController()
  await stage.boot()
  stage.strike('destination', reply('prepare'), async () => {
    stop.abort()
    return 'pass'
  })
  return stage.begin({ signal: stop.signal }).said
}

async function abortInCopy(stage: Stage): Promise<Said> {
  const stop = new AbortController()
  return inCopy(async () => stop.abort(), { ...slow, signal: stop.signal })(stage)
}

/** Too late, by the user of the engine and by somebody else: the daemon takes the request, which has no effect. */
async function abortAfter(stage: Stage): Promise<Said> {
  const stop = new AbortController()
  await stage.boot()
  stage.strike('destination', call('finish'), async () => {
    stop.abort()
    await stage.source.exec(['virsh', 'domjobabort', stage.name])
    return 'pass'
  })
  return stage.begin({ signal: stop.signal }).said
}

/** Its power button is pressed at QEMU itself: the daemon lets nobody shut down a guest that it moves. */
async function powersOffInCopy(stage: Stage): Promise<void> {
  await stage.source.virsh('qemu-monitor-command', '--hmp', stage.name, 'system_powerdown')
}

async function powersOffAfterFinish(stage: Stage): Promise<Verdict> {
  await stage.destination.virsh('shutdown', stage.name)
  await stage.until('destination', ({ end }) => end === 'none')
  return 'cut'
}

/** Switches a second after the first data, and is slow then, too: long enough in post-copy for a fault. */
const switching: Options = {
  bandwidthMiBps: 4,
  postcopyBandwidthMiBps: 4,
  timeoutS: 1,
  timeoutAction: 'postcopy',
}

/** A migration whose line for the memory breaks in both directions, after the switch, and stays broken until it is healed. */
async function broken(
  stage: Stage,
): Promise<{ said: Said; options: Options; heal: () => Promise<void> }> {
  await stage.boot()
  const port = dataPort()
  const { destination } = stage
  const options = { ...switching, migrateUri: `tcp://${destination.name}:${port}` }
  const course = stage.begin({ ...options, postcopyResume: false })
  // Told when the guest runs on the destination, and fetches what it misses.
  await heard(
    course,
    'the guest went over',
    (news) =>
      news.type === 'lifecycle' && news.side === 'destination' && news.detail === 'postcopy',
  )
  // Before the pages that it uses all the time are there, its processor may wait for the one with the interrupt stack and hold
  // QEMU's lock meanwhile: then that QEMU never answers its daemon again, and does not notice either (seen on 9.0.0 with QEMU 7.2).
  await stage.counter.advance(20, 60_000)
  const [tcp, reset] = [
    ['-p', 'tcp'],
    ['-j', 'REJECT', '--reject-with', 'tcp-reset'],
  ]
  // What comes from outside is turned back, what leaves is too, but for the resets: those for either end have to arrive.
  const rules = [
    ['INPUT', '-i', 'eth0', ...tcp, '--dport', String(port), ...reset],
    ['OUTPUT', ...tcp, '--sport', String(port), '--tcp-flags', 'RST', 'NONE', ...reset],
  ]
  const undo: (() => Promise<void>)[] = []
  for (const rule of rules) undo.push(await stage.firewall(destination, ...rule))
  stage.struck()
  const said = await course.said
  const heal = async () => {
    for (const one of undo) await one()
  }
  return { said, options, heal }
}

async function breakInPostcopy(stage: Stage): Promise<Said> {
  const { said, heal } = await broken(stage)
  await heal()
  return said
}

/** The line is mended, and the migration gone on with. */
async function resumePostcopy(stage: Stage): Promise<Said> {
  const { said, options, heal } = await broken(stage)
  stage.first = said
  await stage.meanwhile()
  await heal()
  return stage.begin({ ...options, postcopyResume: true, postcopyBandwidthMiBps: 64 }).said
}

/** It is refused before any phase is called, and the daemon, which would have died of Prepare, is the same as before. */
async function resumeRefused(stage: Stage): Promise<undefined> {
  const { options, heal } = await broken(stage)
  await heal()
  for (const side of ['source', 'destination'] as const) {
    await stage.until(side, ({ end }) => end === 'failed')
  }
  const daemon = () => stage.destination.exec(['pgrep', '-x', 'libvirtd'])
  const { stdout: before } = await daemon()
  const called: string[] = []
  for (const line of Object.values(stage.lines)) {
    line.rule = (frame) => {
      for (const phase of Object.keys(procedures) as Phase[]) {
        if (isOf(phase, frame)) called.push(phase)
      }
      return 'pass'
    }
  }
  stage.struck()
  const refusal = await stage.begin({ ...options, postcopyResume: true }).said.then(
    ({ kind }) => kind,
    (error: unknown) => error,
  )
  if (!(refusal instanceof LibvirtError) || refusal.code !== 'argumentUnsupported') {
    stage.complain(`it was not refused, but ended so: ${refusal}`)
  }
  if (called.length > 0) stage.complain(`called all the same: ${called.join(', ')}`)
  const { stdout: after } = await daemon()
  if (after !== before) stage.complain('the daemon of the destination is another one')
}

/** The source drives: its line to the destination, and what the migration has to be told of it. */
async function peer(stage: Stage): Promise<{ line: CuttingProxy; options: Options }> {
  const { line, uri } = await stage.peerLine()
  return { line, options: { destination: uri, verify: stage.lines.destination.uri } }
}

async function peerKilled(stage: Stage): Promise<undefined> {
  await stage.boot()
  const { options } = await peer(stage)
  const client = stage.client({ ...slow, ...options })
  await copying(client)
  stage.struck()
  await client.kill()
  // The source goes on by itself, as slowly as it was told.
  await stage.until('source', ({ end }) => end === 'none', 300_000)
}

async function peerCutInCopy(stage: Stage): Promise<Said> {
  await stage.boot()
  const { line, options } = await peer(stage)
  const course = stage.begin({ ...slow, ...options })
  await copying(course)
  stage.struck()
  line.cut()
  return course.said
}

async function peerCutInFinish(stage: Stage): Promise<Said> {
  await stage.boot()
  const { line, options } = await peer(stage)
  stage.strike(line, call('finish'), async () => 'pass, then cut')
  return stage.begin(options).said
}

/** The copy takes too long, the guest is suspended for it, and the copy fails all the same. */
async function failSuspended(stage: Stage): Promise<Said> {
  await stage.boot()
  const course = stage.begin({ bandwidthMiBps: 1 })
  await copying(course)
  await stage.until('source', ({ words }) => words.startsWith('paused'))
  stage.struck()
  stage.lines.destination.cut(CONTROL)
  return course.said
}

/** As many as a host has workers, and a quarter more. */
const CROWD = 25
/** As the queue has it by default. */
const AT_A_TIME = 10
/** No daemon that has a worker left takes as long to end a copy. */
const ABORT_MS = 15_000

/** Guests that need no system: the firmware finds nothing to boot, and waits. They run, and their memory has to be moved. */
function idleXml(name: string): string {
  return `<domain type='qemu'>
  <name>${name}</name>
  <memory unit='MiB'>32</memory>
  <vcpu>1</vcpu>
  <os><type arch='x86_64' machine='pc-i440fx-7.2'>hvm</type></os>
  <cpu mode='custom' match='exact'><model>qemu64</model></cpu>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <controller type='usb' model='none'/>
    <memballoon model='none'/>
  </devices>
</domain>`
}

/** Puts idle guests beside the one that counts. @returns their names */
async function gather(stage: Stage): Promise<string[]> {
  const { source, destination, name } = stage
  const names = Array.from({ length: CROWD - 1 }, (_, n) => `${name}-${n + 1}`)
  const each = (script: string) => ['sh', '-c', script, ...names]
  stage.later(() =>
    Promise.all(
      [source, destination].map((host) =>
        host.exec(each('for one in "$0" "$@"; do virsh -q destroy "$one"; done'), 120_000),
      ),
    ),
  )
  const create = `for one in "$0" "$@"; do
  printf %s '${idleXml('NAME').replaceAll("'", '"')}' | sed "s/NAME/$one/" > "/tmp/$one.xml"
  virsh -q create "/tmp/$one.xml" || exit 1
  rm "/tmp/$one.xml"
done`
  const { code, stdout, stderr } = await source.exec(each(create), 180_000)
  if (code !== 0) throw new Error(`the crowd did not gather: ${stdout}${stderr}`)
  return names
}

/** A crowd leaves through one queue, this cell's guest with the first of them. */
async function leaveTogether(
  stage: Stage,
  options: Options,
  act: (course: Course, queue: MigrationQueue) => Promise<void>,
): Promise<Said> {
  await stage.boot()
  const names = await gather(stage)
  const queue = new MigrationQueue()
  const own = courseOf(await queue.migrate(stage.request(options)))
  stage.course = own
  let most = 0
  const others = names.map(async (domain): Promise<MigrationResult> => {
    const migration = await queue.migrate({ ...stage.request({ bandwidthMiBps: 1 }), domain })
    most = Math.max(most, queue.running(stage.lines.source.uri))
    return migration.result
  })
  const all = Promise.all(others)
  all.catch(() => {})
  if (queue.waiting !== CROWD - AT_A_TIME) {
    stage.complain(`${queue.waiting} waited for their turn`)
  }
  await act(own, queue)
  const said = await own.said
  for (const { kind, name, errors } of await within(300_000, 'the crowd', all)) {
    if (kind !== 'migrated') stage.complain(`'${name}' ${kind}: ${errors[0]?.message}`)
  }
  if (most > AT_A_TIME) stage.complain(`${most} went at a time`)
  const there = new Set((await stage.destination.virsh('list', '--name')).split('\n'))
  const here = new Set(await stage.source.domains())
  const lost = names.filter((name) => !there.has(name) || here.has(name))
  if (lost.length > 0) stage.complain(`not on the destination alone: ${lost.join(', ')}`)
  return said
}

const allLeave = (stage: Stage): Promise<Said> =>
  leaveTogether(stage, slow, async () => stage.struck())

/** The daemon has half of its workers at copies, and hears of an abort all the same. */
async function oneIsAborted(stage: Stage): Promise<Said> {
  const stop = new AbortController()
  return leaveTogether(stage, { ...slow, signal: stop.signal }, async (course, queue) => {
    await copying(course)
    const running = queue.running(stage.lines.source.uri)
    if (running !== AT_A_TIME) stage.complain(`only ${running} were under way at the abort`)
    stage.struck()
    stop.abort()
    await course.said
    if (stage.sinceFaultMs > ABORT_MS) {
      stage.complain(`the abort took ${Math.round(stage.sinceFaultMs)} ms`)
    }
  })
}

/** Somebody lets the leftover run: two copies, which only a look at both hosts can tell. */
async function resumeLeftover(stage: Stage): Promise<Said> {
  await stage.boot()
  stage.strike('destination', reply('finish'), async () => {
    stage.lines.source.cut(CONTROL)
    return 'pass'
  })
  stage.first = await stage.begin().said
  await stage.source.virsh('resume', stage.name)
  stage.struck()
  await stage.after()
  return stage.resolve()
}

async function stalls(stage: Stage): Promise<Said> {
  await stage.boot()
  stage.struck()
  const said = await stage.client({ ...slow, stallMs: 2000 }).said
  if (said.downtimeMs === undefined || said.gapMs === undefined) {
    stage.complain('it does not say how long the guest stood still')
  }
  return said
}

/** The line to the destination is silent; the copy goes on meanwhile. */
const silentInCopy = (options: Options, seconds: number) =>
  inCopy(async (stage) => {
    const { destination } = stage.lines
    destination.hole()
    void delay(seconds * 1000).then(() => destination.heal())
  }, options)

/** A whole host stands still, guests and all. */
const freeze = async (stage: Stage, seconds: number): Promise<void> => {
  const { destination } = stage
  await destination.pause()
  stage.beside(async () => {
    await delay(seconds * 1000)
    await destination.unpause()
  })
}

/** A host loses its power, and has it again after a while. */
async function powerCut(stage: Stage, side: Side): Promise<void> {
  const host = stage.host(side)
  await host.kill()
  stage.struck()
  stage.beside(async () => {
    await delay(3000)
    await host.start()
  })
}

/** The guest runs on the destination, which nobody can ask for five minutes. */
async function unpluggedAfterFinish(stage: Stage): Promise<Said> {
  await stage.boot()
  let plugIn: (() => Promise<void>) | undefined
  stage.strike('destination', reply('finish'), async () => {
    plugIn = await stage.destination.unplug()
    return 'cut'
  })
  stage.later(async () => plugIn?.())
  stage.first = await stage.begin().said
  await stage.meanwhile()
  await stage.after(300)
  await plugIn?.()
  plugIn = undefined
  return stage.resolve()
}

const cutInCopy = (side: Side) => inCopy(async (stage) => stage.lines[side].cut(CONTROL))

const sameRelease = (old: boolean): readonly [HostName, HostName] =>
  old ? ['old-a', 'old-b'] : ['new-a', 'new-b']
const across: readonly (readonly [HostName, HostName])[] = [
  ['new-a', 'old-b'],
  ['old-a', 'new-b'],
]

/**
 * A parameter that libvirt knows since 11.1.0 reaches the source, and never the destination, whichever that is; 9.0.0 as source could
 * not begin with it, and is given one that all know and no destination reads.
 */
async function newParameter(stage: Stage): Promise<Said> {
  await stage.boot()
  const old = stage.source.version === '9.0.0'
  const parameter = old ? 'bandwidth' : 'bandwidth.avail.switchover'
  const carrying = new Set<Phase>()
  for (const line of Object.values(stage.lines)) {
    line.rule = (frame) => {
      for (const phase of Object.keys(procedures) as Phase[]) {
        if (call(phase)(frame) && Buffer.from(frame.payload).includes(parameter))
          carrying.add(phase)
      }
      return 'pass'
    }
  }
  stage.struck()
  const options = old ? { bandwidthMiBps: 1000 } : { availableSwitchoverBandwidthMiBps: 100 }
  const said = await stage.begin(options).said
  if (!carrying.has('perform')) stage.complain(`${parameter} did not reach the source`)
  for (const phase of ['prepare', 'finish'] as const) {
    if (carrying.has(phase)) stage.complain(`the destination was sent ${parameter} in ${phase}`)
  }
  return said
}

const same: readonly (readonly [HostName, HostName])[] = [sameRelease(true), sameRelease(false)]

/** By row, then by position. */
export const plays: Readonly<Record<number, Readonly<Record<string, Play>>>> = {
  1: {
    'Begin before delivery': { run: cutAt('source', call('begin')) },
    'Begin delivered, reply swallowed': { run: cutAt('source', reply('begin')) },
    'Begin replied': { run: cutAt('source', reply('begin'), 'pass, then cut') },
  },
  2: {
    'Prepare before delivery': { run: cutAt('destination', call('prepare')) },
    'Prepare delivered, reply swallowed': { run: cutAt('destination', reply('prepare')) },
  },
  3: {
    'name conflict': { run: nameConflict },
    'missing disk': { run: missingDisk, special: true },
    'missing network': { run: missingNetwork, special: true },
    machine: { run: unknownMachine, pairs: across, special: true },
    'port range empty': { run: noPort, alone: 'daemon' },
  },
  4: {
    'Perform begun': { run: cutAt('source', call('perform'), 'pass, then cut', slow) },
    'Perform in its midst': { run: cutInCopy('source'), quick: true },
  },
  5: { 'Perform running': { run: inCopy(sourceAway) } },
  6: {
    'Perform completed, reply swallowed': { run: cutAt('source', reply('perform')), quick: true },
  },
  7: {
    'Perform begun': {
      run: heldAt(
        'source',
        call('perform'),
        async (stage) => {
          void delay(0).then(() => stage.lines.destination.cut(CONTROL))
          return 'pass'
        },
        slow,
      ),
    },
    'Perform in its midst': { run: cutInCopy('destination') },
  },
  8: {
    'Perform running': { run: silentInCopy({ bandwidthMiBps: 2 }, 20) },
    'Perform running, completed in the silence': { run: silentInCopy({ bandwidthMiBps: 8 }, 20) },
  },
  9: {
    'Perform completed': {
      run: heldAt('source', reply('perform'), async (stage) => {
        const { destination } = stage.lines
        destination.hole(CONTROL)
        void delay(60_000).then(() => destination.heal())
        return 'pass'
      }),
    },
  },
  10: {
    'Finish before delivery': { run: cutAt('destination', call('finish')), quick: true },
  },
  11: {
    'Finish delivered, reply swallowed': {
      run: cutAt('destination', reply('finish')),
      quick: true,
    },
    'Finish replied in part': { run: cutAt('destination', reply('finish'), 'cut within') },
  },
  12: { 'Finish delivered, reply swallowed': { long: true, run: destinationAway } },
  13: { 'after success': { run: secondFinish } },
  14: {
    'Finish running': {
      run: heldAt('destination', call('finish'), async (stage) => {
        void delay(0).then(() => stage.lines.source.cut(CONTROL))
        return 'pass'
      }),
    },
    'Finish done': {
      quick: true,
      run: heldAt('destination', reply('finish'), async (stage) => {
        stage.lines.source.cut(CONTROL)
        return 'pass'
      }),
    },
  },
  15: {
    'Confirm(0) before delivery': { run: cutAt('source', call('confirm')) },
    'Confirm(0) delivered, reply swallowed': { run: cutAt('source', reply('confirm')) },
  },
  16: {
    'Confirm(1) before delivery': { run: confirmLost(call('confirm', true)), quick: true },
    'Confirm(1) delivered, reply swallowed': { run: confirmLost(reply('confirm')) },
  },
  17: {
    Begin: { run: killedAt('source', call('begin')) },
    Prepare: { run: killedAt('destination', call('prepare')) },
    Perform: { run: killedInCopy },
    'Perform done': { run: killedAt('source', reply('perform')), quick: true },
    'Finish delivered': { run: killedAt('destination', call('finish')), quick: true },
    'before Confirm': { run: killedAt('destination', reply('finish')) },
  },
  18: { 'between Perform’s reply and Finish': { run: stopped } },
  19: {
    Begin: {
      alone: 'daemon',
      run: heldAt('source', reply('begin'), async (stage) => {
        await restart(stage, 'source')
        return 'pass'
      }),
    },
    Perform: { alone: 'daemon', run: inCopy((stage) => restart(stage, 'source')) },
    'after Perform': {
      alone: 'daemon',
      run: heldAt('source', reply('perform'), async (stage) => {
        await restart(stage, 'source')
        return 'cut'
      }),
    },
  },
  20: {
    Prepare: {
      alone: 'daemon',
      run: heldAt('destination', reply('prepare'), async (stage) => {
        await restart(stage, 'destination')
        return 'pass'
      }),
    },
    Perform: { alone: 'daemon', run: inCopy((stage) => restart(stage, 'destination')) },
    'after Perform': {
      alone: 'daemon',
      run: heldAt('destination', call('finish'), async (stage) => {
        await restart(stage, 'destination')
        return 'cut'
      }),
    },
    'inside Finish': { alone: 'daemon', run: dieInFinish },
  },
  21: {
    Perform: { run: inCopy((stage) => stage.source.signalGuest(stage.name, 'KILL')) },
  },
  22: {
    Perform: { run: inCopy((stage) => stage.destination.signalGuest(stage.name, 'KILL')) },
    'before Finish': { run: heldAt('destination', call('finish'), refuseFinish) },
  },
  23: {
    'Perform, until QEMU’s error': {
      run: dataBreaks(['-j', 'REJECT', '--reject-with', 'tcp-reset'], async () => {}),
    },
    'Perform, user cancels': {
      run: dataBreaks(['-j', 'DROP'], async (stop) => {
        await delay(5000)
        stop.abort()
      }),
    },
  },
  24: {
    'gap from Begin to Perform': { run: abortBefore },
    Perform: { run: abortInCopy },
    'after Perform': { run: abortAfter },
  },
  25: {
    Perform: { run: inCopy(powersOffInCopy), quick: true },
    'right after Finish, reply swallowed': {
      run: heldAt('destination', reply('finish'), powersOffAfterFinish),
    },
  },
  26: {
    'as 4: Perform running': { run: cutInCopy('source') },
    'as 6: Perform completed, reply swallowed': { run: cutAt('source', reply('perform')) },
    'as 10: Finish before delivery': { run: cutAt('destination', call('finish')) },
    'as 11: Finish delivered, reply swallowed': { run: cutAt('destination', reply('finish')) },
  },
  27: { Perform: { run: failSuspended } },
  28: { 'post-copy switch': { run: cutAt('source', reply('perform'), 'cut', switching) } },
  29: {
    'post-copy, Finish delivered': {
      run: cutAt('destination', call('finish'), 'pass, then cut', switching),
    },
  },
  30: {
    'post-copy switch, before Finish': {
      run: cutAt('destination', call('finish'), 'cut', switching),
    },
    'destination silent when the switch is wanted': {
      run: inCopy(async (stage) => {
        const { destination } = stage.lines
        destination.hole(CONTROL)
        await delay(15_000)
        destination.heal()
      }, switching),
    },
  },
  31: {
    'post-copy, then --postcopy-resume': { run: resumePostcopy },
    'post-copy': { run: breakInPostcopy },
  },
  32: { 'before any call': { run: resumeRefused } },
  33: { Finish: { run: failLateInFinish } },
  34: { '--offline, after Prepare': { run: cutAt('destination', call('finish')), special: true } },
  36: {
    'client killed in Perform': { run: peerKilled, unsaid: true },
    'source cut from destination in Perform': { run: peerCutInCopy },
    'source cut from destination in Finish': { run: peerCutInFinish },
  },
  37: { 'after migrated-leftover': { run: resumeLeftover } },
  38: {
    'all finish': { alone: 'daemon', single: true, run: allLeave },
    'one is aborted': { alone: 'daemon', single: true, run: oneIsAborted },
  },
  39: { Prepare: { run: newParameter, pairs: [...across, ...same] } },
  40: { 'all phases': { run: stalls } },
}

const stays = { source: 'running', destination: 'none', kinds: ['stayed'] } as const
const moves = { source: 'off', destination: 'running', kinds: ['migrated'] } as const
const leaves = { source: 'leftover', destination: 'running', kinds: ['migrated-leftover'] } as const

/** Positions that real hosts have and the common list has not: a whole host that freezes, vanishes or loses its power. */
export const more: Readonly<Record<number, readonly (Position & Play)[]>> = {
  8: [
    {
      name: 'destination frozen as a whole, 20 s',
      alone: 'guests',
      ends: [moves],
      run: inCopy((stage) => freeze(stage, 20)),
    },
  ],
  9: [
    {
      name: 'destination frozen as a whole, 60 s',
      alone: 'guests',
      // Finish waits in its socket: thawed, it carries it out, or finds its client gone.
      ends: [stays, moves, leaves],
      run: heldAt('source', reply('perform'), async (stage) => {
        await freeze(stage, 60)
        return 'pass'
      }),
    },
  ],
  12: [
    {
      name: 'Finish delivered, the destination loses its network',
      alone: 'daemon',
      long: true,
      first: ['undetermined'],
      meanwhile: { source: 'leftover', destination: 'running' },
      ends: [moves, { ...leaves, kinds: ['migrated', 'migrated-leftover'] }],
      run: unpluggedAfterFinish,
    },
  ],
  20: [
    {
      name: 'after Perform, the whole host loses its power',
      alone: 'guests',
      single: true,
      ends: [stays],
      run: heldAt('destination', call('finish'), async (stage) => {
        await powerCut(stage, 'destination')
        return 'cut'
      }),
    },
  ],
  21: [
    {
      name: 'Perform, the whole source loses its power',
      alone: 'guests',
      single: true,
      ends: [{ source: 'none', destination: 'none', kinds: ['lost', 'guest-stopped'] }],
      run: inCopy((stage) => powerCut(stage, 'source')),
    },
  ],
}

/** Rows that the lab does not play, and why. */
export const elsewhere: Readonly<Record<number, string>> = {
  35: 'the call never leaves the client, so no host can see it: test/migration and the embedded hosts',
}

/** Between which hosts a position is played for destinations of one release. */
export function pairsOf(play: Play, release: Version): readonly (readonly [HostName, HostName])[] {
  const same = [sameRelease(release === '9.0.0')]
  return (play.pairs ?? same).filter(([, to]) => hostVersions[to] === release)
}
