// A client's process as the fault suites need one: what runs in it has a clock and lines of its own, so that it can be killed, or
// made to stand still and go on, in the middle of whatever it was doing, while the hosts live on. It is no process of the system:
// nothing that happens inside it may be seen outside but what goes over its lines and into its files.

import { Connection, type ConnectOptions } from '../../../src/index.ts'
import type { LabClock, LabHost, VirtualClock } from '../../../src/testing/index.ts'
import type { Transport, TransportHandler } from '../../../src/transport/transport.ts'

type State = 'running' | 'stopped' | 'dead'

/** Wall clock of the lab's zero, ms since 1970. */
const EPOCH_MS = Date.UTC(2030, 0, 1)

export class ClientProcess {
  readonly clock: LabClock & { wall(): number }
  readonly #lab: VirtualClock
  readonly #lines = new Set<Line>()
  #state: State = 'running'
  /** What comes due or arrives while it stands still, timers first, as an event loop has them. */
  #timers: (() => void)[] = []
  #input: (() => void)[] = []

  constructor(lab: VirtualClock) {
    this.#lab = lab
    this.clock = {
      now: () => lab.now(),
      wall: () => EPOCH_MS + lab.now(),
      setTimeout: (run, ms) => lab.setTimeout(() => this.#due(run), ms),
      clearTimeout: (timer) => lab.clearTimeout(timer),
      setImmediate: (run) => lab.setImmediate(() => this.#due(run)),
      sleep: (ms, signal) => this.#sleep(ms, signal),
    }
  }

  #sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        this.clock.clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const timer = this.clock.setTimeout(done, ms)
      signal?.addEventListener('abort', done)
    })
  }

  /** The ways for anything outside to run code in here: time, and what arrives, which keeps its order. */
  #due(run: () => void): void {
    if (this.#state === 'running') run()
    else if (this.#state === 'stopped') this.#timers.push(run)
  }

  #arrived(run: () => void): void {
    if (this.#state === 'running' && this.#input.length === 0) run()
    else if (this.#state !== 'dead') this.#input.push(run)
  }

  /** A connection to a host, opened from in here; so are its duplicates. */
  connect(host: LabHost, options: ConnectOptions = {}): Promise<Connection> {
    const timed = { ...options, clock: this.clock }
    return Connection.open(() => this.#dial(host), 'qemu:///system', host.uri, timed, {
      auth: null,
      authfile: null,
      host: host.name,
      local: false,
    })
  }

  /** What is handed to whoever opens connections by himself, also to a host that does not answer yet: duplicates are all it has. */
  pattern(host: LabHost): Connection {
    const duplicate = (options: ConnectOptions = {}) => this.connect(host, options)
    // Nothing else of it is asked for.
    return Object.assign(Object.create(Connection.prototype) as Connection, { duplicate })
  }

  async #dial(host: LabHost): Promise<Transport> {
    // A dead process waits for ever.
    if (this.#state === 'dead') await new Promise(() => {})
    const line = new Line(await host.dialer(), (run) => this.#arrived(run))
    if (this.#state === 'dead') line.destroy()
    else this.#lines.add(line)
    return line
  }

  get isDead(): boolean {
    return this.#state === 'dead'
  }

  /** SIGKILL: nothing more runs in here, and the kernel closes its lines. */
  kill(): void {
    this.#state = 'dead'
    this.#timers = []
    this.#input = []
    for (const line of this.#lines) line.destroy()
    this.#lines.clear()
  }

  /** SIGSTOP, and after `ms` SIGCONT; lines stay open, what arrives waits in them. */
  stop(ms: number): void {
    if (this.#state !== 'running') return
    this.#state = 'stopped'
    this.#lab.setTimeout(() => this.#goOn(), ms)
  }

  #goOn(): void {
    if (this.#state !== 'stopped') return
    this.#state = 'running'
    for (const run of this.#timers.splice(0)) run()
    // One by one, with room between for what each of them begins.
    const next = () => {
      if (this.#state !== 'running') return
      this.#input[0]?.()
      this.#input.shift()
      if (this.#input.length > 0) setImmediate(next)
    }
    next()
  }
}

/** A line of a process: what comes over it runs in there. */
class Line implements Transport {
  readonly #inner: Transport
  readonly #enter: (run: () => void) => void

  constructor(inner: Transport, enter: (run: () => void) => void) {
    this.#inner = inner
    this.#enter = enter
  }

  get kind(): string {
    return this.#inner.kind
  }

  get secure(): boolean {
    return this.#inner.secure
  }

  get peer(): string {
    return this.#inner.peer
  }

  start(handler: TransportHandler): void {
    this.#inner.start({
      data: (chunk) => this.#enter(() => handler.data(chunk)),
      drain: () => this.#enter(() => handler.drain()),
      closed: (reason) => this.#enter(() => handler.closed(reason)),
    })
  }

  write(chunk: Uint8Array): boolean {
    return this.#inner.write(chunk)
  }

  pause(): void {
    this.#inner.pause()
  }

  resume(): void {
    this.#inner.resume()
  }

  close(): void {
    this.#inner.close()
  }

  destroy(reason?: Error): void {
    this.#inner.destroy(reason)
  }
}
