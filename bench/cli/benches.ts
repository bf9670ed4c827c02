// What users of the command line wait for: starting it, and listing domains, beside node itself and beside virsh as processes
// of this machine, against the same daemon over the same socket. Node's own switches of this machine are left out.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../../src/index.ts'
import { guestXml } from '../../test/lab/guest.ts'
import type { Lab } from '../../test/lab/lab.ts'
import type { Bench, Running } from '../harness.ts'
import { cleanLab } from '../lab.ts'
import { type Command, needVirsh, timing } from '../process.ts'

const LVRPC = join(process.cwd(), 'dist/cli/main.js')
const RUNS = 5

/** The cache is ours, so that its first filling is the warm-up's. */
function inCache(
  ours: Command,
  other: Command,
  close: () => void | Promise<void> = () => {},
): Running {
  const cache = mkdtempSync(join(tmpdir(), 'lvrpc-bench-'))
  return timing(ours, other, {
    env: { ...process.env, XDG_CACHE_HOME: cache, NODE_EXTRA_CA_CERTS: undefined },
    runs: RUNS,
    async close() {
      rmSync(cache, { recursive: true })
      await close()
    },
  })
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
  return inCache(ours, ['virsh', '-c', uri, ...list], close)
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
    open: () => inCache([process.execPath, LVRPC, '--version'], [process.execPath, '-e', '0']),
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
