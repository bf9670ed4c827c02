// A line between a client and a daemon that can be cut, silenced or slowed at a chosen packet: frames are cut out of both
// directions and shown to a rule before they go on. It changes nothing else, so what is seen behind it is the real daemon.

import { createServer, connect as dial, type Server, type Socket } from 'node:net'
import { type Frame, FrameReader, HEADER_SIZE } from '../../src/rpc/packet.ts'

/** What the rule is shown of a frame. */
export interface Passing {
  readonly from: 'client' | 'daemon'
  readonly program: number
  readonly procedure: number
  readonly type: number
  readonly status: number
  /** Which of the proxy's connections, in the order they were opened. */
  readonly connection: number
  /** Of the receive buffer: good until the rule returns. */
  readonly payload: Uint8Array
}

/**
 * What becomes of a frame.
 * - `pass`: it goes on
 * - `cut`: it is dropped, and its connection is reset on both sides
 * - `pass, then cut`: it is delivered before the connection is reset
 * - `cut within`: half of it is delivered, then the connection is reset
 * - `hole`: nothing more passes on its connection, in either direction, and no side is told; what was sent meanwhile arrives
 *   after `heal`, as it does when a network comes back
 */
export type Verdict = 'pass' | 'cut' | 'pass, then cut' | 'cut within' | 'hole'

/** A rule may take its time: the frame, and what is behind it in the same direction, waits for the verdict. */
export type Rule = (frame: Passing) => Verdict | Promise<Verdict>

export class CuttingProxy {
  readonly port: number
  rule: Rule = () => 'pass'
  /** Whether new connections are reset at once. */
  refusing = false
  readonly #server: Server
  /** By number: a connection that is over keeps its place. */
  readonly #lines: Line[] = []
  #holed = false

  private constructor(server: Server, port: number) {
    this.#server = server
    this.port = port
  }

  /**
   * Listens for a daemon at host:port, on loopback if nothing else is said.
   * @param host a function where the address may change, as that of a host does which lost its power
   */
  static async open(
    host: string | (() => string),
    port = 16509,
    listen = '127.0.0.1',
  ): Promise<CuttingProxy> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, listen, resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const proxy = new CuttingProxy(server, address.port)
    server.on('connection', (client) => {
      if (proxy.refusing) {
        client.resetAndDestroy()
        return
      }
      const address = typeof host === 'string' ? host : host()
      proxy.#join(client, dial({ host: address, port, noDelay: true }))
    })
    return proxy
  }

  /** The URI of the daemon through this proxy. */
  get uri(): string {
    return `qemu+tcp://127.0.0.1:${this.port}/system`
  }

  /** Resets one connection, or all there are. */
  cut(connection?: number): void {
    for (const line of this.#chosen(connection)) line.cut()
  }

  /** Lets nothing pass on one connection; on all there are and all that will be, if none is named. */
  hole(connection?: number): void {
    if (connection === undefined) this.#holed = true
    for (const line of this.#chosen(connection)) line.hole()
  }

  /** Ends every hole: what was sent in it arrives, ends of connections included. */
  heal(): void {
    this.#holed = false
    for (const line of this.#lines) line.heal()
  }

  #chosen(connection: number | undefined): readonly Line[] {
    return this.#lines.filter((_, index) => connection === undefined || index === connection)
  }

  #join(client: Socket, daemon: Socket): void {
    const connection = this.#lines.length
    this.#lines.push(
      new Line(client, daemon, (from, { program, procedure, type, status, bytes, start, end }) => {
        const payload = bytes.subarray(start, end)
        return this.rule({ from, program, procedure, type, status, connection, payload })
      }),
    )
    if (this.#holed) this.#lines.at(-1)?.hole()
  }

  async close(): Promise<void> {
    for (const line of this.#lines) line.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

type Judge = (from: Passing['from'], frame: Frame) => Verdict | Promise<Verdict>

/** One connection: two sockets, and a queue for each direction so that a verdict that takes its time holds back what follows. */
class Line {
  readonly #client: Socket
  readonly #daemon: Socket
  readonly #judge: Judge
  #open: Promise<void> = Promise.resolve()
  #heal: (() => void) | undefined

  constructor(client: Socket, daemon: Socket, judge: Judge) {
    this.#client = client
    this.#daemon = daemon
    this.#judge = judge
    client.setNoDelay(true)
    this.#carry('client', client, daemon)
    this.#carry('daemon', daemon, client)
  }

  cut(): void {
    this.#client.resetAndDestroy()
    this.#daemon.resetAndDestroy()
  }

  hole(): void {
    if (this.#heal !== undefined) return
    this.#open = new Promise((resolve) => {
      this.#heal = resolve
    })
  }

  heal(): void {
    this.#heal?.()
    this.#heal = undefined
  }

  destroy(): void {
    this.#client.destroy()
    this.#daemon.destroy()
    this.heal()
  }

  #carry(from: Passing['from'], source: Socket, target: Socket): void {
    const frames = new FrameReader()
    let queue: Promise<void> = Promise.resolve()
    source.on('data', (chunk) => {
      frames.push(chunk)
      for (let frame = frames.next(); frame !== null; frame = frames.next()) {
        const whole = wholeOf(frame)
        // Asked now, in the order of arrival; carried out when everything before it is through.
        const verdict = this.#judge(from, frame)
        queue = queue.then(async () => this.#carryOut(await verdict, whole, target))
        if (verdict === 'cut') return
      }
    })
    source.on('error', () => {})
    source.on('close', () => {
      queue = queue.then(async () => {
        await this.#open
        target.destroy()
      })
    })
  }

  async #carryOut(verdict: Verdict, whole: Uint8Array, target: Socket): Promise<void> {
    if (verdict === 'hole') this.hole()
    await this.#open
    if (target.destroyed) return
    switch (verdict) {
      case 'cut':
        this.cut()
        return
      case 'pass, then cut':
      case 'cut within': {
        const sent = verdict === 'cut within' ? whole.subarray(0, whole.length >> 1) : whole
        await new Promise<void>((resolve) => target.write(sent, () => resolve()))
        this.cut()
        return
      }
      default:
        target.write(whole)
    }
  }
}

/** A frame lies in its receive buffer together with its length word and header. */
function wholeOf(frame: Frame): Uint8Array {
  return Uint8Array.prototype.slice.call(frame.bytes, frame.start - HEADER_SIZE, frame.end)
}
