// Whole processes as benches time them, and the programs of this machine that ours are held against.

import { spawnSync } from 'node:child_process'
import { type Running, Unavailable } from './harness.ts'

export type Command = readonly [program: string, ...args: string[]]

/** Times whole processes, in ms each: `runs` per sample, for one alone says more about the machine than about the program. */
export function timing(
  ours: Command,
  other: Command,
  how: {
    readonly env: NodeJS.ProcessEnv
    readonly runs: number
    close(): void | Promise<void>
  },
): Running {
  const { env, runs } = how
  return {
    sample(column) {
      const [program, ...args] = column === 'ours' ? ours : other
      const begin = performance.now()
      for (let run = 0; run < runs; run++) {
        const { status, stderr } = spawnSync(program, args, { env, encoding: 'utf8' })
        if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`)
      }
      return { '': (performance.now() - begin) / runs }
    },
    close: () => how.close(),
  }
}

/** Gets a fresh Debian what `there` looks for. @throws Unavailable with how to get it */
export function needPackage(there: () => boolean, what: string, name: string): void {
  if (there()) return
  const install = ['install', '-y', '--no-install-recommends', name]
  if (process.geteuid?.() === 0) {
    spawnSync('apt-get', install)
    if (!there() && spawnSync('apt-get', ['update']).status === 0) spawnSync('apt-get', install)
  }
  if (!there()) throw new Unavailable(`${what}; on Debian: apt install ${name}`)
}

/** virsh on this machine. @throws Unavailable */
export function needVirsh(): void {
  const there = () => spawnSync('virsh', ['--version']).status === 0
  needPackage(there, 'virsh is not installed', 'libvirt-clients')
}
