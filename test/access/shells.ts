// The other host of an edit, played by this one: a home folder of its own, and the shells there are here to run the script.

import {
  type ChildProcess,
  type ChildProcessWithoutNullStreams,
  spawn,
  spawnSync,
} from 'node:child_process'
import {
  accessSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Duplex } from 'node:stream'
import type { Test } from 'tap'
import { editCommand, type Running } from '../../src/access/script.ts'

/** Whether it can be run; no process is started to learn that, there are enough of them. */
function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function pathOf(program: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(':')
    .map((folder) => join(folder, program))
    .find(canRun)
}

/** Shells that may be the `sh` of a host, as far as this machine has them. */
export const posixShells = ['dash', 'bash', 'mksh', 'busybox'].filter((name) => pathOf(name))

/** Shells that somebody may have as the login shell. */
export const loginShells = ['dash', 'bash', 'mksh', 'tcsh', 'fish', 'zsh'].filter((name) =>
  pathOf(name),
)

/** Folders in which `sh` is one of those, for all homes that have no programs of their own. */
const bins = new Map<string, string>()

function binOf(sh: string): string {
  const made = bins.get(sh)
  if (made !== undefined) return made
  const bin = mkdtempSync(join(tmpdir(), 'lvrpc-bin-'))
  process.once('exit', () => rmSync(bin, { recursive: true }))
  bins.set(sh, bin)
  fillBin(bin, sh)
  return bin
}

function fillBin(bin: string, sh: string): void {
  const path = pathOf(sh)!
  if (sh !== 'busybox') {
    symlinkSync(path, join(bin, 'sh'))
    return
  }
  const applets = spawnSync(path, ['--list'], { encoding: 'utf8' }).stdout.trim().split('\n')
  for (const applet of applets) symlinkSync(path, join(bin, applet))
}

export interface HomeOptions {
  /** What `sh` is there; this machine's own without it. */
  readonly sh?: string
  /** Programs of the host that are stood in for: name and script. */
  readonly programs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
}

/** A user's home on the host. */
export class Home {
  readonly path: string
  readonly #options: HomeOptions
  readonly #bin: string

  constructor(t: Test, options: HomeOptions = {}) {
    this.path = mkdtempSync(join(tmpdir(), 'lvrpc-home-'))
    this.#options = options
    t.teardown(() => rmSync(this.path, { recursive: true }))
    const { sh, programs } = options
    if (programs === undefined && sh !== undefined) {
      this.#bin = binOf(sh)
      return
    }
    this.#bin = join(this.path, 'bin')
    mkdirSync(this.#bin)
    if (sh !== undefined) fillBin(this.#bin, sh)
    for (const [name, text] of Object.entries(programs ?? {})) {
      rmSync(join(this.#bin, name), { force: true })
      writeFileSync(join(this.#bin, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 })
    }
  }

  /** A path below it. */
  at(path: string): string {
    return join(this.path, path)
  }

  /** Bytes as text, a character for a byte. */
  read(path = '.ssh/authorized_keys'): string {
    return readFileSync(this.at(path), 'latin1')
  }

  write(text: string, path = '.ssh/authorized_keys', mode = 0o600): void {
    mkdirSync(join(this.at(path), '..'), { recursive: true, mode: 0o700 })
    writeFileSync(this.at(path), Buffer.from(text, 'latin1'), { mode })
  }

  /** What runs when a command is sent to it: the user's login shell with the command. */
  start(command = editCommand, loginShell = 'sh'): Running & { readonly child: ChildProcess } {
    const { sh, env } = this.#options
    const rest = sh === 'busybox' ? '' : `:${process.env.PATH}`
    const shell = loginShell === 'sh' ? (pathOf('sh') ?? '/bin/sh') : pathOf(loginShell)!
    const child = spawn(shell, ['-c', command], {
      cwd: '/',
      env: { HOME: this.path, PATH: `${this.#bin}${rest}`, ...env },
      // A group of its own, so that all of it can be killed at once.
      detached: true,
    })
    const exit = new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => resolve({ code, signal }))
    })
    return { stream: channelOf(child), stderr: child.stderr, exit, child }
  }
}

/** Both ends of a process as one stream, as a channel of ssh is: what it does not read any more is not an end of its output. */
function channelOf({ stdin, stdout }: ChildProcessWithoutNullStreams): Duplex {
  stdin.on('error', () => {})
  const stream = new Duplex({
    read: () => void stdout.resume(),
    write: (chunk, _encoding, done) => void stdin.write(chunk, () => done()),
    final: (done) => void stdin.end(() => done()),
  })
  stdout.on('data', (chunk: Buffer) => {
    if (!stream.push(chunk)) stdout.pause()
  })
  stdout.once('end', () => stream.push(null))
  return stream
}
