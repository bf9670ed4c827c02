// `npm run lab:record [-- GROUP[/PATTERN]… | --missing]`: plays differential scripts on the lab and writes down what its daemons
// say, script by script, beside what was recorded before.

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { connect } from '../../src/index.ts'
import type { HostVersion } from '../../src/testing/index.ts'
import { goldenPath, type Traces, textOf, tracesOf, versions } from '../differential/record.ts'
import { groups } from '../differential/scripts/index.ts'
import { play } from '../differential/stage.ts'
import type { Say } from './engine.ts'
import { type Lab, labUp } from './lab.ts'
import { realGround } from './real-ground.ts'

const dotted = ({ major, minor, release }: { major: number; minor: number; release: number }) =>
  `${major}.${minor}.${release}`

async function originOf(lab: Lab, version: HostVersion): Promise<string> {
  const host = lab.hosts.find((one) => one.version === version)
  if (host === undefined) throw new Error(`the lab has no ${version}`)
  await using connection = await connect(host.uri)
  const [libvirt, qemu] = [await connection.getLibVersion(), await connection.getVersion()]
  return `libvirt ${dotted(libvirt)} with QEMU ${dotted(qemu)}`
}

async function recorded(path: string): Promise<Traces> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return tracesOf(text)
}

interface Wanted {
  readonly group: string
  readonly pattern: RegExp
  readonly missing: boolean
}

function wantedOf(args: readonly string[]): readonly Wanted[] {
  const missing = args.includes('--missing')
  const named = args.filter((arg) => arg !== '--missing')
  return (named.length === 0 ? Object.keys(groups) : named).map((name) => {
    const [group = '', pattern = ''] = name.split('/', 2)
    if (!(group in groups)) throw new Error(`no scripts are called ${group}`)
    return { group, pattern: new RegExp(pattern), missing }
  })
}

/** Records both releases side by side. */
export async function record(args: readonly string[], say: Say): Promise<void> {
  const wanted = wantedOf(args)
  const lab = await labUp(say)
  await Promise.all(
    versions.map(async (version) => {
      const header = `What ${await originOf(lab, version)} said.`
      for (const one of wanted) await recordGroup(lab, version, header, one, say)
    }),
  )
}

async function recordGroup(
  lab: Lab,
  version: HostVersion,
  header: string,
  { group, pattern, missing }: Wanted,
  say: Say,
): Promise<void> {
  const path = goldenPath(group, version)
  await mkdir(dirname(path), { recursive: true })
  const traces = new Map(await recorded(path))
  const scripts = groups[group] ?? []
  const order = () =>
    new Map(
      scripts.flatMap(({ about }) => (traces.has(about) ? [[about, traces.get(about)!]] : [])),
    )
  for (const script of scripts) {
    if (!pattern.test(script.about) || (missing && traces.has(script.about))) continue
    const began = performance.now()
    traces.set(script.about, await play(script, await realGround(lab, version)))
    // After each: what takes long is not done twice.
    await writeFile(path, textOf(header, order()))
    const took = Math.round((performance.now() - began) / 1000)
    say(`${version} ${group}: ${script.about} (${took} s)`)
  }
}
