// The lab: two hosts of each libvirt version on one network with one shared folder. Which hosts run is
// read from the containers' labels alone, so any process finds the lab that another brought up, and
// leftovers of a killed run are found and swept. LVRPC_LAB names the lab (default "main"): labs of
// different names stand side by side and never meet.

import { createHash } from 'node:crypto'
import { chmod, mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import {
  type ContainerRuntimeClient,
  GenericContainer,
  getContainerRuntimeClient,
  Wait,
} from 'testcontainers'
import { ensureEngine, LabUnavailable, type Say } from './engine.ts'
import { Counter, diskPath, type GuestOptions, guestXml, logName } from './guest.ts'
import { Host } from './host.ts'
import { ensureImages, type Version } from './images.ts'

// The reaper of testcontainers is an image to be pulled; labels do its work here.
process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true'

const labelOf = { lab: 'lvrpc.lab', host: 'lvrpc.lab.host', version: 'lvrpc.lab.version' }

/** The hosts of the lab and the libvirt version of each. */
export const hostVersions = {
  'old-a': '9.0.0',
  'old-b': '9.0.0',
  'new-a': '11.3.0',
  'new-b': '11.3.0',
} as const satisfies Readonly<Record<string, Version>>

export type HostName = keyof typeof hostVersions

const suiteTimeoutMs = 20 * 60_000
/** For one test of a suite: one that hangs fails with its name, and the others still run. */
const testTimeoutMs = 5 * 60_000

const hostNames = Object.keys(hostVersions) as HostName[]

/** Source and destination of the moves libvirt itself allows between these versions. */
export const pairs: readonly (readonly [HostName, HostName])[] = [
  ['old-a', 'old-b'],
  ['new-a', 'new-b'],
  ['old-a', 'new-a'],
]

/** The running lab. */
export class Lab {
  /** The hosts, in the order of `hostVersions`. */
  readonly hosts: readonly Host[]
  /** The folder /shared of all hosts, as this machine sees it. */
  readonly shared: string
  /** Whether it ran before it was asked for; who brought it up takes it down. */
  readonly reused: boolean

  constructor(hosts: readonly Host[], shared: string, reused: boolean) {
    this.hosts = hosts
    this.shared = shared
    this.reused = reused
  }

  host(name: HostName): Host {
    const host = this.hosts.find((candidate) => candidate.name === name)
    if (host === undefined) throw new Error(`the lab has no host ${name}`)
    return host
  }

  /** The counter of a guest made by `guestXml`, on whatever host it runs. */
  counter(guestName: string): Counter {
    return new Counter(join(this.shared, logName(guestName)))
  }

  /** Makes ready what a guest needs to start: an empty log, and the file of its disk on all hosts. */
  async prepare(guest: GuestOptions): Promise<Counter> {
    const counter = this.counter(guest.name)
    await counter.reset()
    const { disk = 'none' } = guest
    if (disk !== 'none') {
      const argv = ['truncate', '-s', '8M', diskPath(disk, guest.name)]
      await Promise.all(this.hosts.map((host) => host.exec(argv)))
    }
    return counter
  }

  /** Creates a guest (transient, or defined first when asked) and waits until it counts. */
  async boot(
    host: Host,
    guest: GuestOptions,
    options: { readonly persistent?: boolean; readonly timeoutMs?: number } = {},
  ): Promise<Counter> {
    const counter = await this.prepare(guest)
    const write = ['sh', '-c', 'printf %s "$1" > "/tmp/$0.xml"', guest.name, guestXml(guest)]
    await host.exec(write)
    if (options.persistent === true) {
      await host.virsh('define', `/tmp/${guest.name}.xml`)
      await host.virsh('start', guest.name)
    } else {
      await host.virsh('create', `/tmp/${guest.name}.xml`)
    }
    await counter.waitFor(1, options.timeoutMs ?? 60_000)
    return counter
  }

  /** Every host without domains, the shared folder empty. */
  async cleanup(): Promise<void> {
    await Promise.all(this.hosts.map((host) => host.cleanup()))
    await this.hosts[0]?.exec(['find', '/shared', '-mindepth', '1', '-delete'])
  }
}

/** testcontainers has no setters for these; each is a field of the engine's own request. */
class HostContainer extends GenericContainer {
  constructor(image: string, network: string, name: string) {
    super(image)
    this.withNetworkMode(network)
    this.createOpts.NetworkingConfig = { EndpointsConfig: { [network]: { Aliases: [name] } } }
    // A first process that reaps: libvirtd waits 40 s for a QEMU that stays a zombie.
    this.hostConfig.Init = true
    const tun = '/dev/net/tun'
    this.hostConfig.Devices = [{ PathOnHost: tun, PathInContainer: tun, CgroupPermissions: 'rwm' }]
  }
}

/**
 * Brings the lab up, or finds it running: what is missing or broken is made anew, what runs is left as
 * it is. Concurrent calls within a process share one lab.
 * @throws LabUnavailable when this machine cannot carry it
 */
export function labUp(say: Say = () => {}): Promise<Lab> {
  current ??= bringUp(say).catch((error: unknown) => {
    current = undefined
    throw error
  })
  return current
}

let current: Promise<Lab> | undefined

/** Removes every trace of the lab but its images. Without a lab, or without an engine, there is nothing to do. */
export async function labDown(): Promise<void> {
  current = undefined
  const client = await getContainerRuntimeClient().catch(() => undefined)
  if (client === undefined) return
  const containers = await containersOf(client)
  await Promise.all(
    containers.map(async ({ id, running }) => {
      // What a host wrote belongs to root; where we are not, only the host itself can remove it.
      const wipe = ['find', '/shared', '/run/libvirt', '-mindepth', '1', '-delete']
      const container = client.container.getById(id)
      if (running && process.getuid?.() !== 0) await client.container.exec(container, wipe)
      await removeContainer(client, id)
    }),
  )
  for (const network of await networksOf(client)) {
    await client.container.dockerode.getNetwork(network).remove()
  }
  await rm(folder(), { recursive: true, force: true })
}

/**
 * The lab for a test file, clean. Where no engine can be had the file is skipped with the reason; in
 * CI, where an engine is a promise, it fails.
 */
export async function useLab(t: Test): Promise<Lab> {
  // Guests boot in software and images may have to be built first.
  t.setTimeout(suiteTimeoutMs)
  t.beforeEach((t) => {
    t.setTimeout(testTimeoutMs)
  })
  try {
    const lab = await labUp((line) => t.comment(`lab: ${line}`))
    await lab.cleanup()
    t.teardown(() => lab.cleanup())
    // Journals of these migrations are nobody's business but the tests'.
    process.env.XDG_STATE_HOME = join(folder(), 'state')
    return lab
  } catch (error) {
    if (!(error instanceof LabUnavailable) || inCi()) throw error
    t.plan(0, error.message)
    // A file is a list of tests at its top level, so to leave them all out is to leave.
    process.exit(0)
  }
}

function inCi(): boolean {
  const { CI } = process.env
  return CI !== undefined && CI !== '' && CI !== 'false'
}

function labName(): string {
  const name = process.env.LVRPC_LAB ?? 'main'
  if (!/^[a-z0-9][a-z0-9-]{0,19}$/.test(name)) {
    throw new Error(`LVRPC_LAB must be a short lower-case name, not ${JSON.stringify(name)}`)
  }
  return name
}

function folder(): string {
  return join(tmpdir(), 'lvrpc-lab', labName())
}

async function bringUp(say: Say): Promise<Lab> {
  await ensureEngine(say)
  const images = await ensureImages(say)
  const client = await getContainerRuntimeClient()
  const network = await ensureNetwork(client)
  const shared = join(folder(), 'shared')
  await mkdir(shared, { recursive: true })
  await chmod(shared, 0o777)

  const found = await containersOf(client)
  const keep = new Map<string, string>()
  await Promise.all(
    found.map(async (container) => {
      const name = container.host as HostName
      const image = name in hostVersions ? images[hostVersions[name]] : undefined
      if (container.image === image && (await isHealthy(client, container, network.name))) {
        keep.set(name, container.id)
      } else {
        await removeContainer(client, container.id)
      }
    }),
  )
  const reused = keep.size === hostNames.length
  if (!reused) say(`starting ${hostNames.filter((name) => !keep.has(name)).join(', ')}`)
  const hosts = await Promise.all(
    hostNames.map(async (name) => {
      const id =
        keep.get(name) ?? (await startHost(images[hostVersions[name]], network.name, name, shared))
      const container = client.container.getById(id)
      return new Host(client, container, await container.inspect(), labelOf)
    }),
  )
  return new Lab(hosts, shared, reused)
}

async function startHost(
  image: string,
  network: string,
  name: HostName,
  shared: string,
): Promise<string> {
  const runFolder = join(folder(), name)
  await mkdir(runFolder, { recursive: true })
  const started = await new HostContainer(image, network, name)
    .withName(`lvrpc-lab-${labName()}-${name}`)
    .withHostname(name)
    .withLabels({
      [labelOf.lab]: labName(),
      [labelOf.host]: name,
      [labelOf.version]: hostVersions[name],
    })
    .withEnvironment({ HOST_UUID: hostUuid(name) })
    .withAddedCapabilities('ALL')
    // Where the machine itself lacks it, to ask for it would fail the start; nothing here needs it.
    .withDroppedCapabilities('SYS_RESOURCE')
    .withSecurityOpt('seccomp=unconfined', 'apparmor=unconfined')
    .withBindMounts([
      { source: shared, target: '/shared' },
      { source: runFolder, target: '/run/libvirt' },
    ])
    .withWaitStrategy(Wait.forLogMessage('READY'))
    .withStartupTimeout(60_000)
    .start()
  return started.getId()
}

/** The same for one host of one lab always, different for all others. */
function hostUuid(name: HostName): string {
  const hex = createHash('sha256').update(`${labName()}/${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

interface Found {
  readonly id: string
  readonly host: string
  readonly image: string
  readonly running: boolean
  readonly networks: readonly string[]
}

async function containersOf(client: ContainerRuntimeClient): Promise<Found[]> {
  const filters = { label: [`${labelOf.lab}=${labName()}`] }
  const list = await client.container.dockerode.listContainers({ all: true, filters })
  return list.map((info) => ({
    id: info.Id,
    host: info.Labels[labelOf.host] ?? '',
    image: info.Image,
    running: info.State === 'running',
    networks: Object.keys(info.NetworkSettings.Networks),
  }))
}

async function networksOf(client: ContainerRuntimeClient): Promise<string[]> {
  const filters = { label: [`${labelOf.lab}=${labName()}`] }
  return (await client.container.dockerode.listNetworks({ filters })).map(({ Id }) => Id)
}

async function ensureNetwork(client: ContainerRuntimeClient): Promise<{ readonly name: string }> {
  const name = `lvrpc-lab-${labName()}`
  if ((await networksOf(client)).length === 0) {
    await client.container.dockerode.createNetwork({
      Name: name,
      CheckDuplicate: true,
      Driver: 'bridge',
      Labels: { [labelOf.lab]: labName() },
    })
  }
  return { name }
}

/** Whether a host found running can be used as it is; a daemon that a test left dead is started. */
async function isHealthy(
  client: ContainerRuntimeClient,
  found: Found,
  network: string,
): Promise<boolean> {
  if (!found.running || !found.networks.includes(network)) return false
  const container = client.container.getById(found.id)
  const check = ['timeout', '20', 'sh', '-c', 'pkill -CONT -x libvirtd; start-daemon']
  const { exitCode } = await client.container.exec(container, check)
  return exitCode === 0
}

/** Forced, and content if another process was faster. */
async function removeContainer(client: ContainerRuntimeClient, id: string): Promise<void> {
  try {
    await client.container.getById(id).remove({ force: true, v: true })
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode !== 404) throw error
  }
}
