// What it takes until a daemon can be asked something. Over unix: connect() in a warm process beside libvirt-python's open()
// in one, over the same socket. Over ssh: whole processes up to their first answer, and openings in warm ones; the same sshd,
// key and known host for both. What either asks on the way is its own affair.

import { join } from 'node:path'
import { connect } from '../../src/index.ts'
import { type Bench, type Running, type Sample, spread } from '../harness.ts'
import { cleanLab } from '../lab.ts'
import { needVirsh, timing } from '../process.ts'
import { sshGround } from '../ssh.ts'
import { type Opened, Python } from './python.ts'

// Small batches and many rounds: the two columns then find the machine in the same mood.
const OPENS = 25
// Until what is compiled while running has been.
const WARMING = 3000

const LVRPC = join(process.cwd(), 'dist/cli/main.js')
const versions = ['9.0.0', '11.3.0'] as const
const hosts = { '9.0.0': 'old-a', '11.3.0': 'new-a' } as const

async function openOurs(uri: string, count: number): Promise<Opened[]> {
  const times: Opened[] = []
  for (let n = 0; n < count; n++) {
    const begin = performance.now()
    const connection = await connect(uri)
    const open = performance.now() - begin
    await connection.close()
    times.push({ open, both: performance.now() - begin })
  }
  return times
}

/** The median of a batch: what a busy machine does to one opening in ten says nothing of either. */
function sampleOf(times: readonly Opened[]): Sample {
  const median = (key: keyof Opened) => spread(times.map((time) => time[key]))?.median ?? Number.NaN
  return { '': median('open'), 'and-close': median('both') }
}

async function overUnix(name: 'old-a' | 'new-a', driver: string): Promise<Running> {
  const python = new Python(process.env)
  const { lab, close } = await cleanLab()
  const uri = driver.replace(':', '+unix:').concat(`?socket=${lab.host(name).socket}`)
  await openOurs(uri, WARMING)
  return {
    async sample(column) {
      const times = column === 'ours' ? openOurs(uri, OPENS) : python.open(uri, OPENS)
      return sampleOf(await times)
    },
    async close() {
      python.close()
      await close()
    },
  }
}

/** Whole processes, to the end of the first answer. */
async function processes(name: 'old-a' | 'new-a'): Promise<Running> {
  needVirsh()
  const { uri, env, close } = await sshGround(name)
  const ours = [process.execPath, LVRPC, '-c', uri, 'hostname'] as const
  return timing(ours, ['virsh', '-c', uri, 'hostname'], { env, runs: 2, close })
}

/** One login after the other within a process; libvirt-python starts an OpenSSH for each. */
async function overSsh(name: 'old-a' | 'new-a'): Promise<Running> {
  const { uri, env, enter, close } = await sshGround(name)
  const python = new Python(env)
  const restore = enter()
  return {
    async sample(column) {
      const times = column === 'ours' ? openOurs(uri, 3) : python.open(uri, 3)
      return sampleOf(await times)
    },
    async close() {
      restore()
      python.close()
      await close()
    },
  }
}

// What a daemon does to open its test driver takes longer than all the rest, and is the same for both: shown, not judged.
const limits = {
  'qemu:///system': { of: 'ratio', atMost: 0.9 },
  'test:///default': undefined,
} as const

const unix = versions.flatMap((version) =>
  (['qemu:///system', 'test:///default'] as const).map(
    (driver): Bench => ({
      name: `open/unix/${driver.slice(0, driver.indexOf(':'))}-${version}`,
      columns: ['lvrpc', 'libvirt-python'],
      rounds: 61,
      rows: {
        '': { unit: 'ms', ...(limits[driver] && { limit: limits[driver] }) },
        'and-close': { unit: 'ms' },
      },
      open: () => overUnix(hosts[version], driver),
    }),
  ),
)

const ssh = versions.flatMap((version): Bench[] => [
  {
    name: `open/ssh/process-${version}`,
    columns: ['lvrpc hostname', 'virsh hostname'],
    rounds: 15,
    rows: { '': { unit: 'ms', limit: { of: 'ratio', atMost: 1 } } },
    open: () => processes(hosts[version]),
  },
  {
    name: `open/ssh/in-process-${version}`,
    columns: ['lvrpc', 'libvirt-python'],
    rounds: 9,
    rows: { '': { unit: 'ms' }, 'and-close': { unit: 'ms' } },
    open: () => overSsh(hosts[version]),
  },
])

export const benches: readonly Bench[] = [...unix, ...ssh]
