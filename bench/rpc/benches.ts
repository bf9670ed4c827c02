// What a call costs beyond the socket: ours beside a bare loop over the same kind of socket to the same daemon, in one run. The
// daemon is a real one of the lab (test driver, so the work behind a call is next to nothing); without an engine a process
// with canned replies stands in for it.

import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as remote from '../../src/generated/remote.ts'
import { RpcConnection } from '../../src/rpc/connection.ts'
import { connectUnix } from '../../src/transport/unix.ts'
import { LabUnavailable } from '../../test/lab/engine.ts'
import { labDown, labUp } from '../../test/lab/lab.ts'
import { type Bench, type Running, type Sample, Unavailable } from '../harness.ts'
import { authList, BareSocket, feature, libVersion, open } from './bare.ts'

const CALLS = 2000
const OPENS = 50
const RESTING = 200

interface Daemon {
  readonly socket: string
  close(): Promise<void>
}

async function daemon(): Promise<Daemon> {
  try {
    const lab = await labUp()
    return {
      socket: lab.host('new-a').socket,
      close: async () => {
        if (!lab.reused) await labDown()
      },
    }
  } catch (error) {
    if (!(error instanceof LabUnavailable)) throw error
    process.stderr.write(`rpc: no lab (${error.message}); canned replies from a process instead\n`)
    return canned()
  }
}

async function canned(): Promise<Daemon> {
  const folder = mkdtempSync(join(tmpdir(), 'lvrpc-bench-'))
  const socket = join(folder, 'socket')
  // Beside this file, built or not.
  const script = fileURLToPath(import.meta.url).replace(/benches(\.[jt]s)$/, 'canned$1')
  const child = fork(script, [socket])
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve())
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the canned daemon ended with ${code}`)))
  })
  return {
    socket,
    close: async () => {
      child.removeAllListeners('exit')
      child.kill()
      rmSync(folder, { recursive: true })
    },
  }
}

async function openOurs(socket: string): Promise<RpcConnection> {
  const rpc = new RpcConnection(await connectUnix(socket))
  await rpc.call(remote.authList, undefined)
  await rpc.call(remote.connectSupportsFeature, { feature: 10 })
  await rpc.call(remote.connectOpen, { name: 'test:///default', flags: 0 })
  return rpc
}

async function openBare(socket: string): Promise<BareSocket> {
  const bare = await BareSocket.connect(socket)
  for (const exchange of [authList, feature, open]) await bare.exchange(exchange)
  return bare
}

/** `abreast` lanes, each with its next call as soon as the one before is answered. */
async function callOurs(rpc: RpcConnection, count: number, abreast: number): Promise<void> {
  let left = count
  const lane = async () => {
    while (left-- > 0) await rpc.call(remote.connectGetLibVersion, undefined)
  }
  await Promise.all(Array.from({ length: abreast }, lane))
}

async function calls(
  abreast: number,
  measure: (work: () => Promise<void>) => Promise<number>,
): Promise<Running> {
  const real = await daemon()
  const rpc = await openOurs(real.socket)
  rpc.startKeepalive()
  const bare = await openBare(real.socket)
  return {
    async sample(column): Promise<Sample> {
      const work =
        column === 'ours'
          ? () => callOurs(rpc, CALLS, abreast)
          : () => bare.exchange(libVersion, CALLS, abreast)
      return { '': (await measure(work)) / CALLS }
    },
    async close() {
      await Promise.all([rpc.close(), bare.close()])
      await real.close()
    },
  }
}

async function wallUs(work: () => Promise<void>): Promise<number> {
  const begin = performance.now()
  await work()
  return (performance.now() - begin) * 1000
}

async function cpuUs(work: () => Promise<void>): Promise<number> {
  const begin = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(begin)
  return user + system
}

const columns = ['lvrpc', 'bare socket'] as const

export const benches: readonly Bench[] = [
  {
    name: 'rpc/open',
    columns,
    rows: { '': { unit: 'ms' } },
    async open() {
      const real = await daemon()
      return {
        async sample(column) {
          let ms = 0
          for (let n = 0; n < OPENS; n++) {
            const begin = performance.now()
            const opened = await (column === 'ours' ? openOurs : openBare)(real.socket)
            ms += performance.now() - begin
            await opened.close()
          }
          return { '': ms / OPENS }
        },
        close: () => real.close(),
      }
    },
  },
  {
    name: 'rpc/call/one',
    columns,
    rounds: 15,
    rows: { '': { unit: 'µs', limit: { of: 'ratio', atMost: 1.15 } } },
    open: () => calls(1, wallUs),
  },
  {
    name: 'rpc/call/four',
    columns,
    rounds: 15,
    rows: { '': { unit: 'µs', limit: { of: 'ratio', atMost: 1.15 } } },
    open: () => calls(4, wallUs),
  },
  {
    name: 'rpc/cpu-per-call',
    columns,
    rounds: 15,
    rows: { '': { unit: 'µs' } },
    open: () => calls(1, cpuUs),
  },
  {
    name: 'rpc/memory',
    columns: ['lvrpc'],
    rows: { '': { unit: 'KB', limit: { of: 'ours', atMost: 150 } } },
    async open() {
      const { gc } = globalThis
      if (gc === undefined) throw new Unavailable('needs node --expose-gc')
      const real = await daemon()
      // With what buffers hold outside the heap of objects, so that nothing is hidden there.
      const heap = () => {
        for (let n = 0; n < 3; n++) gc()
        const { heapUsed, external } = process.memoryUsage()
        return heapUsed + external
      }
      return {
        async sample() {
          const before = heap()
          const resting: RpcConnection[] = []
          for (let n = 0; n < RESTING; n++) {
            const rpc = await openOurs(real.socket)
            rpc.startKeepalive()
            resting.push(rpc)
          }
          const grown = heap() - before
          await Promise.all(resting.map((rpc) => rpc.close()))
          return { '': grown / RESTING / 1024 }
        },
        close: () => real.close(),
      }
    },
  },
]
