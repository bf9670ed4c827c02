// The lab's images: one guest, one host per libvirt version, all under tags that carry a hash of what
// they are made of, so that a change builds new ones and anything else finds them ready. Facts of the
// versions are here; what a host is when it runs is lab.ts's.

import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { docker, ensureCommands, LabUnavailable, mayInstall, type Say } from './engine.ts'
import { must, run } from './process.ts'

/** The libvirt versions of the lab, with the Debian release that carries each. */
export const releases = {
  '9.0.0': { suite: 'bookworm', qemu: '7.2', sharedFilesystems: false },
  '11.3.0': { suite: 'trixie', qemu: '10.0', sharedFilesystems: true },
} as const

export type Version = keyof typeof releases

/** What the guest's Dockerfile builds on. */
const guestSuite = 'bookworm'

const sources = { guest: 'test/lab/guest', host: 'test/lab/host' }

/** The host image of each version, built if it was not there. */
export async function ensureImages(say: Say): Promise<Record<Version, string>> {
  const guestHash = await hashOf([sources.guest])
  const hostHash = await hashOf([sources.guest, sources.host])
  const tag = (version: Version) => `lvrpc-lab-host:${version}-${hostHash}`
  const tags = { '9.0.0': tag('9.0.0'), '11.3.0': tag('11.3.0') }
  const missing: Version[] = []
  for (const version of Object.keys(releases) as Version[]) {
    if (!(await imageExists(tags[version]))) missing.push(version)
  }
  if (missing.length === 0) return tags

  const guest = `lvrpc-lab-guest:${guestHash}`
  const buildGuest = !(await imageExists(guest))
  const suites = new Set<string>(missing.map((version) => releases[version].suite))
  if (buildGuest) suites.add(guestSuite)
  await ensureBases([...suites], say)
  if (buildGuest) {
    say('building the guest')
    await build(sources.guest, guest, {})
  }
  await all(missing, async (version) => {
    const { suite, sharedFilesystems } = releases[version]
    say(`building the host of libvirt ${version}`)
    const shared = sharedFilesystems ? { SHARED: '/shared' } : {}
    await build(sources.host, tags[version], { SUITE: suite, GUEST: guest, ...shared })
  })
  return tags
}

async function build(
  folder: string,
  tag: string,
  args: Readonly<Record<string, string>>,
): Promise<void> {
  const given = Object.entries(args).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`])
  await docker('build', '-q', '--network', 'host', '--force-rm', ...given, '-t', tag, folder)
}

/** Debian base images: the official ones where a registry answers, else made by debootstrap. */
async function ensureBases(suites: readonly string[], say: Say): Promise<void> {
  const missing: string[] = []
  for (const suite of suites) {
    if (await imageExists(baseTag(suite))) continue
    const official = `debian:${suite}-slim`
    const pull = async () => (await run('docker', ['pull', '-q', official])).code === 0
    if ((await imageExists(official)) || (await pull())) {
      await docker('tag', official, baseTag(suite))
    } else {
      missing.push(suite)
    }
  }
  if (missing.length === 0) return
  if (!mayInstall()) {
    const pulls = missing.map((suite) => `\`docker pull debian:${suite}-slim\``).join(' and ')
    throw new LabUnavailable(
      `The lab's base images are not here and cannot be pulled: run ${pulls} where a registry can be reached.`,
    )
  }
  await ensureCommands({ debootstrap: 'debootstrap' }, say)
  await all(missing, async (suite) => {
    say(`making the base image of ${suite}`)
    await bootstrap(suite)
  })
}

async function bootstrap(suite: string): Promise<void> {
  // Not in /tmp: it is often mounted in a way that forbids the devices debootstrap makes.
  const folder = await mkdtemp('/var/tmp/lvrpc-lab-')
  try {
    const [tree, archive] = [join(folder, 'tree'), join(folder, 'tar')]
    await must('debootstrap', ['--variant=minbase', '--include=ca-certificates', suite, tree])
    await must('tar', ['-C', tree, '-cf', archive, '.'])
    await docker('import', archive, baseTag(suite))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function baseTag(suite: string): string {
  return `lvrpc-lab-base:${suite}`
}

/** All at once, and none left running when one fails. */
async function all<T>(items: readonly T[], body: (item: T) => Promise<void>): Promise<void> {
  for (const result of await Promise.allSettled(items.map(body))) {
    if (result.status === 'rejected') throw result.reason
  }
}

async function imageExists(tag: string): Promise<boolean> {
  return (await run('docker', ['image', 'inspect', '-f', '{{.Id}}', tag])).code === 0
}

async function hashOf(folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(releases))
  for (const folder of folders) {
    for (const name of (await readdir(folder)).sort()) {
      hash.update(`\0${folder}/${name}\0`).update(await readFile(join(folder, name)))
    }
  }
  return hash.digest('hex').slice(0, 12)
}
