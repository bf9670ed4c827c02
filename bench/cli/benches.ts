// What users of the command line wait for: starting it, and listing domains, beside node itself and beside virsh as processes
// of this machine, against the same daemon over the same socket. Node's own switches of this machine are left out.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../../src/index.ts'
import { guestXml } from '../../test/lab/guest.ts'
import type { Lab } from '../../test/lab/lab.ts'
import { type Bench, type Running, Unavailable } from '../harness.ts'
import { cleanLab } from '../lab.ts'

const LVRPC = join(process.cwd(), 'dist/cli/main.js')
/** Processes per sample: one alone says more about the machine than about the program. */
const RUNS = 5

type Command = readonly [program: string, ...args: string[]]

/** Times whole processes, in ms each. The cache is ours, so that its first filling is the warm-up's. */
function timing(ours: Command, other: Command, close: () => void | Promise<void>): Running {
  const cache = mkdtempSync(join(tmpdir(), 'lvrpc-bench-'))
  const env = { ...process.env, XDG_CACHE_HOME: cache, NODE_EXTRA_CA_CERTS: undefined }
  return {
    sample(column) {
      const [program, ...args] = column === 'ours' ? ours : other
      const begin = performance.now()
      for (let run = 0; run < RUNS; run++) {
        const { status, stderr } = spawnSync(program, args, { env, encoding: 'utf8' })
        if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`)
      }
      return { '': (performance.now() - begin) / RUNS }
    },
    async close() {
      rmSync(cache, { recursive: true })
      await close()
    },
  }
}

/** virsh on this machine; a fresh Debian gets it. @throws Unavailable */
function needVirsh(): void {
  const there = () => spawnSync('virsh', ['--version']).status === 0
  if (there()) return
  const install = ['install', '-y', '--no-install-recommends', 'libvirt-clients']
  if (process.geteuid?.() === 0) {
    spawnSync('apt-get', install)
    if (!there() && spawnSync('apt-get', ['update']).status === 0) spawnSync('apt-get', install)
  }
  if (!there())
    throw new Unavailable('virsh is not installed; on Debian: apt install libvirt-clients')
}

/** A host of the lab that `fill` has been made to hold the right domains. */
async function withHost(
  fill: (lab: Lab) => Promise<void>,
  list: readonly string[],
): Promise<Running> {
  needVirsh()
  const { lab, close } = await cleanLab()
  await fill(lab)
  const uri = lab.host(HOST).unixUri
  const ours = [process.execPath, LVRPC, '-c', uri, ...list] as const
  return timing(ours, ['virsh', '-c', uri, ...list], close)
}

const HOST = 'new-a'
const MANY = 1000

async function define(lab: Lab): Promise<void> {
  await using connection = await connect(lab.host(HOST).unixUri)
  const names = Array.from({ length: MANY }, (_, i) => `bench-${String(i).padStart(4, '0')}`)
  await Promise.all(names.map((name) => connection.defineDomain(guestXml({ name }))))
}

export const benches: readonly Bench[] = [
  {
    name: 'cli/start',
    columns: ['lvrpc --version', 'node -e 0'],
    rounds: 15,
    rows: { '': { unit: 'ms', limit: { of: 'ratio', atMost: 1.6 } } },
    open: () =>
      timing([process.execPath, LVRPC, '--version'], [process.execPath, '-e', '0'], () => {}),
  },
  {
    name: 'cli/list/one-guest',
    columns: ['lvrpc list', 'virsh list'],
    rounds: 15,
    rows: { '': { unit: 'ms', limit: { of: 'ratio', atMost: 2.5 } } },
    open: () =>
      withHost(
        async (lab) => {
          await lab.boot(lab.host(HOST), { name: 'bench' })
        },
        ['list'],
      ),
  },
  {
    name: 'cli/list/1000-domains',
    columns: ['lvrpc list --all', 'virsh list --all'],
    rounds: 7,
    rows: { '': { unit: 'ms', limit: { of: 'ratio', atMost: 0.6 } } },
    open: () => withHost(define, ['list', '--all']),
  },
]
