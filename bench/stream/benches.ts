// What carrying a volume costs. The API beside a socket that does nothing but write frames made beforehand, or count what comes:
// what is left there is the daemon and the system. The command line beside virsh, as whole processes with files in memory.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Connection, connect, type StorageVolume } from '../../src/index.ts'
import type { Host } from '../../test/lab/host.ts'
import { type Bench, type Running, Unavailable } from '../harness.ts'
import { cleanLab } from '../lab.ts'
import { sshGround } from '../ssh.ts'
import { BareStream } from './bare.ts'

const HOST = 'new-a'
const POOL = 'lvrpc-bench'
const MiB = 1 << 20
const SIZE = 256 * MiB
const LVRPC = join(process.cwd(), 'dist/cli/main.js')

interface Ground {
  readonly host: Host
  readonly connection: Connection
  readonly volume: StorageVolume
  close(): Promise<void>
}

/** A full volume in a pool that lies in the host's memory, so that no disk is measured. */
async function ground(): Promise<Ground> {
  const { lab, close } = await cleanLab()
  return volumeOn(lab.host(HOST), close)
}

async function volumeOn(host: Host, close: () => Promise<void>): Promise<Ground> {
  const connection = await connect(host.unixUri)
  const place = '/dev/shm/lvrpc-bench'
  // A run that was killed leaves both behind.
  await host.exec(['sh', '-c', `virsh pool-destroy ${POOL}; umount -l ${place}`])
  await host.exec(['sh', '-c', `mkdir -p ${place}; mount -t tmpfs -o size=600m tmpfs ${place}`])
  const pool = await connection.createStoragePool(
    `<pool type='dir'><name>${POOL}</name><target><path>${place}</path></target></pool>`,
  )
  const volume = await pool.createVolume(
    `<volume><name>v</name><capacity>${SIZE}</capacity></volume>`,
  )
  await volume.upload([Buffer.alloc(SIZE, 'x')])
  return {
    host,
    connection,
    volume,
    async close() {
      await volume.delete()
      await pool.destroy()
      await connection.close()
      await host.exec(['umount', place])
      await close()
    },
  }
}

const rate = (ms: number): Record<string, number> => ({ '': SIZE / MiB / (ms / 1000) })

const piece = Buffer.alloc(MiB, 'x')

/** All of a volume over a connection that is open. */
async function carry(
  volume: StorageVolume,
  direction: 'download' | 'upload',
  over: Connection,
): Promise<void> {
  if (direction === 'upload') {
    function* pieces(): Generator<Uint8Array> {
      for (let at = 0; at < SIZE; at += MiB) yield piece
    }
    await volume.upload(pieces(), { over })
    return
  }
  let bytes = 0
  for await (const item of volume.download({ over })) {
    if (item.kind === 'data') bytes += item.bytes.length
  }
  if (bytes !== SIZE) throw new Error(`${bytes} bytes came`)
}

/** One transfer on a connection that is open. */
async function streams(direction: 'download' | 'upload'): Promise<Running> {
  const { host, connection, volume, close } = await ground()
  const over = await connection.openTransferConnection()
  const bare = await BareStream.connect(host.socket)
  return {
    async sample(column) {
      const begin = performance.now()
      if (column === 'ours') await carry(volume, direction, over)
      else await bare[direction](volume.ref, SIZE)
      return rate(performance.now() - begin)
    },
    async close() {
      await bare.close()
      await over.close()
      await close()
    },
  }
}

/** One transfer over ssh, beside the same over an OpenSSH that carries the bytes, or over the unix socket itself. */
async function overSsh(
  direction: 'download' | 'upload',
  beside: 'openssh' | 'unix',
): Promise<Running> {
  const ssh = await sshGround(HOST)
  const { connection, volume, close } = await volumeOn(ssh.host, ssh.close)
  const restore = ssh.enter()
  const ours = await connect(ssh.uri)
  const openSsh = `${ssh.uri}?command=${encodeURIComponent(ssh.command)}`
  const other = beside === 'unix' ? connection : await connect(openSsh)
  restore()
  return {
    async sample(column) {
      const begin = performance.now()
      await carry(volume, direction, column === 'ours' ? ours : other)
      return rate(performance.now() - begin)
    },
    async close() {
      await ours.close()
      if (other !== connection) await other.close()
      await close()
    },
  }
}

/** Whole processes: start, connect, carry, end. */
async function processes(command: 'vol-download' | 'vol-upload'): Promise<Running> {
  if (spawnSync('virsh', ['--version']).status !== 0)
    throw new Unavailable('virsh is not installed')
  const { host, close } = await ground()
  const folder = mkdtempSync(join('/dev/shm', 'lvrpc-bench-'))
  const file = join(folder, 'file')
  writeFileSync(file, Buffer.alloc(SIZE, 'y'))
  const env = { ...process.env, XDG_CACHE_HOME: tmpdir(), NODE_EXTRA_CA_CERTS: undefined }
  const args = ['-c', host.unixUri, command, '--pool', POOL, 'v', file]
  return {
    sample(column) {
      const [program, ...before] = column === 'ours' ? [process.execPath, LVRPC] : ['virsh']
      const begin = performance.now()
      const { status, stderr } = spawnSync(program, [...before, ...args], { env })
      if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`)
      return rate(performance.now() - begin)
    },
    async close() {
      rmSync(folder, { recursive: true })
      await close()
    },
  }
}

const row = { unit: 'MiB/s' } as const
/** Both wait for the daemon most of the time; on a busy machine pairs are far apart. */
const besideVirsh = { ...row, limit: { of: 'ratio', atLeast: 0.7 } } as const

export const benches: readonly Bench[] = [
  ...(['download', 'upload'] as const).map(
    (direction): Bench => ({
      name: `stream/${direction}`,
      columns: ['lvrpc', 'bare socket'],
      rows: { '': row },
      open: () => streams(direction),
    }),
  ),
  ...(['download', 'upload'] as const).flatMap((direction): Bench[] => [
    {
      name: `stream/ssh/${direction}`,
      columns: ['lvrpc over ssh', 'over OpenSSH'],
      rows: { '': row },
      open: () => overSsh(direction, 'openssh'),
    },
    {
      name: `stream/ssh/${direction}-beside-unix`,
      columns: ['lvrpc over ssh', 'over unix'],
      rows: { '': row },
      open: () => overSsh(direction, 'unix'),
    },
  ]),
  ...(['vol-download', 'vol-upload'] as const).map(
    (command): Bench => ({
      name: `stream/cli/${command}`,
      columns: [`lvrpc ${command}`, `virsh ${command}`],
      rows: { '': besideVirsh },
      open: () => processes(command),
    }),
  ),
]
