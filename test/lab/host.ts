// One libvirt host of the lab: where it answers, and what a test may do to it. A host is a container,
// so to pause, kill and start it is what a power cut or a frozen machine is to a real one. Bringing
// hosts up is lab.ts's.

import { setTimeout as delay } from 'node:timers/promises'
import type { ContainerRuntimeClient } from 'testcontainers'
import type { Version } from './images.ts'
import type { Finished } from './process.ts'
import { within } from './within.ts'

type Container = ReturnType<ContainerRuntimeClient['container']['getById']>
type Inspected = Awaited<ReturnType<Container['inspect']>>

/** No command of the lab takes as long: one that does hangs. */
const EXEC_MS = 300_000
/** Nor does what is asked of the engine. */
const ENGINE_MS = 60_000

/** Ends every domain, definitions included, and takes back what a test did to the network. */
const cleanupScript = `
for id in $(virsh -q list --uuid); do virsh -q destroy "$id" > /dev/null 2>&1; done
for id in $(virsh -q list --all --uuid); do
  virsh -q undefine "$id" --managed-save --snapshots-metadata --checkpoints-metadata --nvram > /dev/null 2>&1
done
iptables -F; find /local -mindepth 1 -delete
virsh -q list --all --name | grep . && exit 1 || exit 0`

export class Host {
  readonly name: string
  /** What the host's libvirt is. */
  readonly version: Version
  /** What the host's daemon says it is: libvirt tells hosts apart by it. */
  readonly uuid: string
  /** The daemon's unix socket as this machine sees it. */
  readonly socket: string
  readonly #client: ContainerRuntimeClient
  readonly #container: Container
  #address: string

  constructor(
    client: ContainerRuntimeClient,
    container: Container,
    inspected: Inspected,
    labels: { readonly host: string; readonly version: string },
  ) {
    const label = (key: string) => inspected.Config.Labels[key] ?? ''
    const source = (path: string) =>
      inspected.Mounts.find((mount) => mount.Destination === path)?.Source ?? ''
    this.name = label(labels.host)
    this.version = label(labels.version) as Version
    this.uuid = inspected.Config.Env.find((line) => line.startsWith('HOST_UUID='))?.slice(10) ?? ''
    this.socket = `${source('/run/libvirt')}/libvirt-sock`
    this.#client = client
    this.#container = container
    this.#address = addressOf(inspected)
  }

  /** Its address on the lab's network, reachable from this machine; may change over kill and start. */
  get address(): string {
    return this.#address
  }

  /** The QEMU driver over TCP. Inside the lab the host's name works in place of its address. */
  get uri(): string {
    return `qemu+tcp://${this.address}/system`
  }

  /** The QEMU driver over the unix socket, from this machine. */
  get unixUri(): string {
    return `qemu+unix:///system?socket=${this.socket}`
  }

  /** libvirt's test driver in the same daemon: domains in memory, answers in microseconds. */
  get testUri(): string {
    return `test+tcp://${this.address}/default`
  }

  /** Runs a command inside the host. @throws Error when it is not over in time, or the host is not there */
  async exec(argv: readonly string[], timeoutMs = EXEC_MS): Promise<Finished> {
    const what = () => `${this.name}: ${argv.join(' ').slice(0, 200)}`
    const executed = this.#client.container.exec(this.#container, [...argv])
    const { exitCode, stdout, stderr } = await within(timeoutMs, what, executed)
    return { code: exitCode, stdout, stderr }
  }

  /** What virsh inside the host answers, without the line end; throws with its words when it fails. */
  async virsh(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.exec(['virsh', '-q', ...args])
    if (code !== 0) {
      throw new Error(`${this.name}: virsh ${args.join(' ')} ended with ${code}: ${stderr.trim()}`)
    }
    return stdout.trimEnd()
  }

  /** The names of its domains, running or not. */
  async domains(): Promise<string[]> {
    return (await this.virsh('list', '--all', '--name')).split('\n').filter((name) => name !== '')
  }

  /** Freezes the whole host, guests included; connections stay open and silent. */
  async pause(): Promise<void> {
    await this.#engine('to freeze it', this.#container.pause())
  }

  async unpause(): Promise<void> {
    await this.#engine('to thaw it', this.#container.unpause())
  }

  /** Freezes the daemon alone: guests run on. */
  async pauseDaemon(): Promise<void> {
    await this.#must(['pkill', '-STOP', '-x', 'libvirtd'])
  }

  async unpauseDaemon(): Promise<void> {
    await this.#must(['pkill', '-CONT', '-x', 'libvirtd'])
  }

  /** Kills the daemon without warning; guests run on. */
  async killDaemon(): Promise<void> {
    await this.#must(['pkill', '-KILL', '-x', 'libvirtd'])
    await this.#must(['sh', '-c', 'while pgrep -x libvirtd > /dev/null; do sleep 0.02; done'])
  }

  /** Starts the daemon if it does not run; it answers when this resolves. */
  async startDaemon(): Promise<void> {
    await this.#must(['start-daemon'])
  }

  async restartDaemon(): Promise<void> {
    await this.killDaemon()
    await this.startDaemon()
  }

  /** Sends a signal to the QEMU of a guest: `KILL` is its death without warning, `STOP` and `CONT` its silence. */
  async signalGuest(name: string, signal: 'KILL' | 'STOP' | 'CONT'): Promise<void> {
    const script = 'kill "-$1" "$(cat "/run/libvirt/qemu/$0.pid")"'
    await this.#must(['sh', '-c', script, name, signal])
  }

  /** Puts a rule in front of the host's firewall. @returns takes exactly this rule back */
  async firewall(...rule: readonly string[]): Promise<() => Promise<void>> {
    const [chain = '', ...rest] = rule
    await this.#must(['iptables', '-w', '-I', chain, ...rest])
    return () => this.#must(['iptables', '-w', '-D', chain, ...rest])
  }

  /** Loses the network: what is sent to it and from it is dropped, and nobody is told. @returns gives it back */
  async unplug(): Promise<() => Promise<void>> {
    const back = [
      await this.firewall('INPUT', '-i', 'eth0', '-j', 'DROP'),
      await this.firewall('OUTPUT', '-o', 'eth0', '-j', 'DROP'),
    ]
    return async () => {
      for (const undo of back) await undo()
    }
  }

  /** Pulls the plug: everything in the host dies at once. */
  async kill(): Promise<void> {
    await this.#engine('to cut its power', this.#container.kill())
  }

  /** Boots a killed host; its daemon answers when this resolves. */
  async start(): Promise<void> {
    await this.#engine('to boot it', this.#container.start())
    this.#address = addressOf(await this.#engine('to find it', this.#container.inspect()))
    // The host starts its daemons itself; to start them from here too would be a race.
    for (let i = 0; !(await this.answers()); i++) {
      if (i === 100) throw new Error(`${this.name}: libvirtd does not answer after a start`)
      await delay(200)
    }
  }

  /** Whether its daemon answers now. */
  async answers(): Promise<boolean> {
    const { code } = await this.exec(['timeout', '20', 'virsh', '-q', 'uri'], ENGINE_MS)
    return code === 0
  }

  /** Waits a little for a daemon that is just being started, and makes the host answer if it does not by itself. */
  async comeBack(): Promise<void> {
    for (let tries = 0; tries < 3; tries++) {
      if (await this.answers().catch(() => false)) return
      await delay(2000)
    }
    await this.#revive()
  }

  /** Whatever was done to it: thawed, booted, its daemon woken or started anew. */
  async #revive(): Promise<void> {
    const { State } = await this.#engine('to look at it', this.#container.inspect())
    if (State.Paused) await this.unpause()
    if (!State.Running) await this.start()
    const script = `pkill -CONT -x libvirtd; timeout 60 start-daemon && exit 0
pkill -KILL -x libvirtd; sleep 1; timeout 60 start-daemon`
    await this.#must(['sh', '-c', script])
  }

  #engine<T>(what: string, promise: Promise<T>): Promise<T> {
    return within(ENGINE_MS, `${this.name}: the engine was asked ${what}`, promise)
  }

  /** Destroys and undefines every domain, and takes back firewall rules and local disks. */
  async cleanup(): Promise<void> {
    const { code, stdout } = await this.exec(['sh', '-c', cleanupScript])
    if (code !== 0) throw new Error(`${this.name}: domains that would not go: ${stdout.trim()}`)
  }

  async #must(argv: readonly string[]): Promise<void> {
    const { code, stdout, stderr } = await this.exec(argv)
    if (code !== 0) {
      throw new Error(`${this.name}: ${argv.join(' ')} ended with ${code}: ${stdout}${stderr}`)
    }
  }
}

/** The address on the lab's network, which is the only one a host is on. */
export function addressOf(inspected: Inspected): string {
  for (const network of Object.values(inspected.NetworkSettings.Networks)) {
    if (network.IPAddress !== '') return network.IPAddress
  }
  return ''
}
