// A line between a client and a daemon that can be cut at a chosen packet: frames are cut out of both directions and
// shown to a rule before they go on. It changes nothing else, so what is seen behind it is the real daemon.

import { createServer, connect as dial, type Server, type Socket } from 'node:net'
import { type Frame, FrameReader } from '../../src/rpc/packet.ts'

/** What the rule is shown of a frame. */
export interface Passing {
  readonly from: 'client' | 'daemon'
  readonly program: number
  readonly procedure: number
  readonly type: number
  /** Which of the proxy's connections, in the order they were opened. */
  readonly connection: number
}

/** `pass` lets the frame go on; `cut` drops it and its connection. */
export type Rule = (frame: Passing) => 'pass' | 'cut'

export class CuttingProxy {
  readonly port: number
  rule: Rule = () => 'pass'
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  private constructor(server: Server, port: number) {
    this.#server = server
    this.port = port
  }

  /** Listens on loopback for a daemon at host:port. */
  static async open(host: string, port = 16509): Promise<CuttingProxy> {
    let count = 0
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const proxy = new CuttingProxy(server, address.port)
    server.on('connection', (client) => {
      proxy.#join(client, dial({ host, port, noDelay: true }), count++)
    })
    return proxy
  }

  /** The URI of the daemon through this proxy. */
  get uri(): string {
    return `qemu+tcp://127.0.0.1:${this.port}/system`
  }

  #join(client: Socket, daemon: Socket, connection: number): void {
    client.setNoDelay(true)
    const cut = () => {
      client.resetAndDestroy()
      daemon.resetAndDestroy()
    }
    const carry = (from: 'client' | 'daemon', source: Socket, target: Socket) => {
      const frames = new FrameReader()
      this.#sockets.add(source)
      source.on('data', (chunk) => {
        frames.push(chunk)
        for (let frame = frames.next(); frame !== null; frame = frames.next()) {
          const { program, procedure, type } = frame
          if (this.rule({ from, program, procedure, type, connection }) === 'cut') {
            cut()
            return
          }
          target.write(wholeOf(frame))
        }
      })
      source.on('error', () => target.destroy())
      source.on('close', () => {
        this.#sockets.delete(source)
        target.destroy()
      })
    }
    carry('client', client, daemon)
    carry('daemon', daemon, client)
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

/** A frame lies in its receive buffer together with its length word and header. */
function wholeOf(frame: Frame): Uint8Array {
  return Uint8Array.prototype.slice.call(frame.bytes, frame.start - 28, frame.end)
}
