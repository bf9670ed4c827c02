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
  if (!(await imageExists(guest))) {
    await ensureBase('bookworm', say)
    say('building the guest')
    await build(sources.guest, guest, {})
  }
  const built = missing.map(async (version) => {
    const { suite, sharedFilesystems } = releases[version]
    await ensureBase(suite, say)
    say(`building the host of libvirt ${version}`)
    const shared = sharedFilesystems ? { SHARED: '/shared' } : {}
    await build(sources.host, tags[version], { SUITE: suite, GUEST: guest, ...shared })
  })
  for (const result of await Promise.allSettled(built)) {
    if (result.status === 'rejected') throw result.reason
  }
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

/** A Debian base image: the official one where a registry answers, else one made by debootstrap. */
async function ensureBase(suite: string, say: Say): Promise<void> {
  const tag = `lvrpc-lab-base:${suite}`
  if (await imageExists(tag)) return
  const official = `debian:${suite}-slim`
  if ((await imageExists(official)) || (await run('docker', ['pull', '-q', official])).code === 0) {
    await docker('tag', official, tag)
    return
  }
  if (!mayInstall()) {
    throw new LabUnavailable(
      `The image ${official} is not there and cannot be pulled: run \`docker pull ${official}\` where a registry can be reached.`,
    )
  }
  await ensureCommands({ debootstrap: 'debootstrap' }, say)
  say(`making the base image of ${suite}`)
  // Not in /tmp: it is often mounted in a way that forbids the devices debootstrap makes.
  const tree = await mkdtemp('/var/tmp/lvrpc-lab-')
  try {
    await must('debootstrap', ['--variant=minbase', '--include=ca-certificates', suite, tree])
    await must('sh', [
      '-c',
      'tar -C "$0" -c . > "$0.tar" && docker import - "$1" < "$0.tar"',
      tree,
      tag,
    ])
  } finally {
    await rm(tree, { recursive: true, force: true })
    await rm(`${tree}.tar`, { force: true })
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
