// A live migration back and forth between two hosts of the lab, ours beside virsh's of the same guest in the same run. virsh
// runs inside the host the guest is on, so that both clients are one network hop away from both daemons.

import { migrate } from '../../src/migration/index.ts'
import type { Host } from '../../test/lab/host.ts'
import type { HostName } from '../../test/lab/lab.ts'
import type { Bench, Running, Sample } from '../harness.ts'
import { cleanLab } from '../lab.ts'

/** QEMU looks ten times a second whether the copy is complete, so Perform takes a step more or less by chance. */
const guest = { name: 'bench', dirtyMiB: 8 }

/** A lab with a guest that runs; whoever is asked moves it to the other host. */
async function open(pair: readonly [HostName, HostName]): Promise<Running> {
  const { lab, close } = await cleanLab()
  let [here, there]: [Host, Host] = [lab.host(pair[0]), lab.host(pair[1])]
  const counter = await lab.boot(here, guest)
  return {
    async sample(column) {
      // A guest that has settled: the copy of one that just arrived would be shorter.
      await counter.advance(5)
      const sample = column === 'ours' ? await ours(here, there) : await virsh(here, there)
      ;[here, there] = [there, here]
      return sample
    },
    async close() {
      await counter.advance(3)
      await counter.check()
      await close()
    },
  }
}

async function ours(from: Host, to: Host): Promise<Sample> {
  const request = { source: from.uri, destination: to.uri, domain: guest.name, live: true }
  const result = await migrate(request).result
  if (result.kind !== 'migrated') throw new Error(result.evidence.join('; '))
  const phases = result.phases.map(({ phase, durationMs }) => [phase, durationMs] as const)
  return {
    ...Object.fromEntries(phases),
    total: result.totalMs,
    outside: result.overheadMs,
    ...(result.downtimeMs !== undefined && { downtime: result.downtimeMs }),
  }
}

/** Timed inside the host, so that getting into the container costs virsh nothing. */
async function virsh(from: Host, to: Host): Promise<Sample> {
  const { code, stdout, stderr } = await from.exec([
    'bash',
    '-c',
    'begin=$(date +%s%N); virsh -c "$0" migrate --live "$1" "$2" || exit; ' +
      'echo $(( $(date +%s%N) - begin ))',
    from.uri,
    guest.name,
    to.uri,
  ])
  if (code !== 0) throw new Error(`virsh: ${stderr.trim()}`)
  const stats = await to.exec(['virsh', 'domjobinfo', '--completed', guest.name])
  const downtime = /Downtime w\/o network: +(\d+)/.exec(stats.stdout)?.[1]
  return {
    total: Number(stdout.trim().split('\n').at(-1)) / 1e6,
    ...(downtime !== undefined && { downtime: Number(downtime) }),
  }
}

function live(name: string, pair: readonly [HostName, HostName]): Bench {
  return {
    name: `migration/live/${name}`,
    columns: ['lvrpc', 'virsh'],
    rounds: 30,
    rows: {
      begin: { unit: 'ms' },
      prepare: { unit: 'ms' },
      perform: { unit: 'ms' },
      finish: { unit: 'ms' },
      confirm: { unit: 'ms' },
      outside: { unit: 'ms', limit: { of: 'ours', atMost: 50 } },
      downtime: { unit: 'ms' },
      total: { unit: 'ms', limit: { of: 'means', atMost: 1.05 } },
    },
    open: () => open(pair),
  }
}

export const benches: readonly Bench[] = [
  live('11.3.0', ['new-a', 'new-b']),
  live('9.0.0', ['old-a', 'old-b']),
]
