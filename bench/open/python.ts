// libvirt-python in a process of its own, warm: it opens and closes connections when told to, and says how long each took.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { needPackage } from '../process.ts'

/** What one opening took, in ms: until it could be used, and with the goodbye. */
export interface Opened {
  readonly open: number
  readonly both: number
}

// Debian's own: bindings are built for the python they come with, and another one may come first in the PATH.
const PYTHON = '/usr/bin/python3'

const script = `
import json, libvirt, sys, time
now = time.perf_counter
for line in sys.stdin:
    count, uri = line.split(None, 1)
    times = []
    for _ in range(int(count)):
        begin = now()
        connection = libvirt.open(uri.strip())
        opened = now()
        connection.close()
        times.append({'open': (opened - begin) * 1000, 'both': (now() - begin) * 1000})
    print(json.dumps(times), flush=True)
`

/** libvirt-python on this machine. @throws Unavailable */
function needLibvirtPython(): void {
  const there = () => spawnSync(PYTHON, ['-c', 'import libvirt']).status === 0
  needPackage(there, `${PYTHON} has no libvirt`, 'python3-libvirt')
}

export class Python {
  readonly #child: ChildProcess
  readonly #lines: AsyncIterator<string>

  /** @throws Unavailable where libvirt-python is not to be had */
  constructor(env: NodeJS.ProcessEnv) {
    needLibvirtPython()
    const child = spawn(PYTHON, ['-c', script], {
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.#child = child
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  }

  /** Opens and closes as often as that, one after the other. */
  async open(uri: string, count: number): Promise<Opened[]> {
    this.#child.stdin?.write(`${count} ${uri}\n`)
    const { value, done } = await this.#lines.next()
    if (done === true) throw new Error(`libvirt-python could not open ${uri}`)
    // Our own script wrote it.
    return JSON.parse(value) as Opened[]
  }

  close(): void {
    this.#child.kill()
  }
}
