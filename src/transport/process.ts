// A program whose stdin and stdout carry the bytes: `+ext`, an OpenSSH client, a ProxyCommand. Started without a shell unless
// asked to, braked like a socket, and gone when the stream is.

import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { Duplex, type Readable, type Writable } from 'node:stream'
import { endedError } from './node-error.ts'
import type { Line } from './socket.ts'
import { Tail } from './words.ts'

/** How a program ended. */
export interface Exit {
  readonly code: number | null
  readonly signal: string | null
}

// How long a program may take to leave when nobody talks to it any more, and again when it was asked to.
const GRACE_MS = 2000
// What a program that is gone still has to say is in the pipe; who holds it open after that is a child of its own.
const LEFT_MS = 200

/** stdout and stdin of a program as one stream. */
class ChildStream extends Duplex {
  readonly #stdin: Writable
  readonly #stdout: Readable

  constructor(stdin: Writable, stdout: Readable) {
    super()
    this.#stdin = stdin
    this.#stdout = stdout
    stdout.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) stdout.pause()
    })
    stdout.once('end', () => this.push(null))
    // What went wrong is said by how it exits.
    stdin.on('error', () => {})
    stdout.on('error', () => {})
  }

  override _read(): void {
    this.#stdout.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#stdin.write(chunk, () => done())
  }

  override _final(done: () => void): void {
    this.#stdin.end(() => done())
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#stdin.destroy()
    this.#stdout.destroy()
    done(error)
  }
}

/** A running program. */
export class ChildLine {
  readonly stream: Duplex
  /** Settles when it is gone and its output with it. */
  readonly exit: Promise<Exit>
  /** Settles when its output has been read to the end, or nobody will. */
  readonly read: Promise<void>
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>
  readonly #stderr = new Tail()
  #timer: NodeJS.Timeout | undefined
  #stderrTimer: NodeJS.Timeout | undefined

  /** Use `spawnLine`. */
  constructor(child: ChildProcessByStdio<Writable, Readable, Readable>) {
    this.#child = child
    this.stream = new ChildStream(child.stdin, child.stdout)
    this.stream.on('error', () => {})
    this.read = new Promise((resolve) => {
      this.stream.once('end', resolve)
      this.stream.once('close', resolve)
    })
    child.stderr.on('data', (chunk: Buffer) => this.#stderr.push(chunk))
    child.stderr.on('error', () => {})
    child.stdout.once('close', () => this.#silent())
    child.once('exit', () => this.#silent())
    this.exit = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        clearTimeout(this.#timer)
        clearTimeout(this.#stderrTimer)
        resolve({ code, signal })
      })
    })
  }

  /** The last it wrote to stderr, in one line. */
  get stderr(): string {
    return this.#stderr.text
  }

  finish(): void {
    // Whoever closes does not want to hear more.
    this.stream.end(() => {
      this.#timer ??= setTimeout(() => this.drop(), GRACE_MS)
      void this.exit.then(() => this.stream.destroy())
    })
  }

  drop(): void {
    this.stream.destroy()
    this.#part()
  }

  /** It says nothing more: one that stays all the same is helped along. What it has said is still its reader's. */
  #silent(): void {
    if (!this.#child.stdout.closed) return
    this.#child.stdin.end()
    if (!this.#gone) this.#timer ??= setTimeout(() => this.#part(), GRACE_MS)
    // A child of its own may keep stderr for good: OpenSSH's master of shared connections does.
    else this.#stderrTimer ??= setTimeout(() => this.#child.stderr.destroy(), LEFT_MS)
  }

  #part(): void {
    this.#child.stderr.destroy()
    this.#kill()
  }

  #kill(): void {
    if (this.#gone) return
    this.#child.kill('SIGTERM')
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#child.kill('SIGKILL'), GRACE_MS)
  }

  get #gone(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }
}

/** A program as a line: one that fails, or complains and ends, is a reason. */
export function childLine(child: ChildLine, address: string): Line {
  let leaving = false
  return {
    stream: child.stream,
    finish: () => {
      leaving = true
      child.finish()
    },
    drop: () => {
      leaving = true
      child.drop()
    },
    ended: (listener) => {
      const end = async () => {
        const exit = await child.exit
        const fine = exit.code === 0 && child.stderr === ''
        if (leaving || fine) listener()
        else listener(endedError(address, exitWords(exit, child.stderr)))
      }
      // Not before what came has been read.
      void Promise.all([child.exit, child.read]).then(end)
    },
  }
}

/** Starts a program; rejects with Node's own error when it cannot be started. */
export function spawnLine(command: string, args: readonly string[]): Promise<ChildLine> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    })
    child.once('error', reject)
    child.once('spawn', () => {
      // A kill that fails has nobody to tell.
      child.on('error', () => {})
      resolve(new ChildLine(child))
    })
  })
}

/** Starts a command line in the user's shell, which it replaces: signals reach the command itself. */
export function spawnShellLine(
  command: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ChildLine> {
  if (process.platform === 'win32') {
    return spawnLine(env.ComSpec || 'cmd.exe', ['/d', '/s', '/c', command])
  }
  return spawnLine(env.SHELL || '/bin/sh', ['-c', `exec ${command}`])
}

/** `exited with status 1: what it said`, for messages. */
export function exitWords({ code, signal }: Exit, stderr: string): string {
  const how =
    signal !== null
      ? `was ended by ${signal}`
      : code === null
        ? 'was cut off'
        : `exited with status ${code}`
  return stderr === '' ? how : `${how}: ${stderr}`
}
