// A process that answers the calls of these benches with canned replies, where no real daemon can be had. Started with a
// socket path; says `ready` on its channel.

import { createServer } from 'node:net'
import { FrameReader } from '../../src/rpc/packet.ts'

const payloads: Readonly<Record<number, Buffer>> = {
  1: Buffer.alloc(0),
  60: Buffer.from([0, 0, 0, 1]),
  66: Buffer.from([0, 0, 0, 1, 0, 0, 0, 0]),
  157: Buffer.alloc(8),
}

const server = createServer((socket) => {
  const reader = new FrameReader()
  socket.on('error', () => {})
  socket.on('data', (chunk) => {
    reader.push(chunk)
    for (let frame = reader.next(); frame !== null; frame = reader.next()) {
      const payload = payloads[frame.procedure] ?? Buffer.alloc(0)
      const head = Buffer.from(frame.bytes.subarray(frame.start - 28, frame.start))
      head.writeUInt32BE(28 + payload.length, 0)
      head.writeUInt32BE(1, 16)
      socket.write(Buffer.concat([head, payload]))
    }
  })
})
server.listen(process.argv[2], () => process.send?.('ready'))
process.on('disconnect', () => process.exit())
