import fc from 'fast-check'
import t from 'tap'
import { ProtocolError } from '../../src/errors.ts'
import {
  FRAME_MAX,
  type Frame,
  FrameReader,
  nextSerial,
  rawFrame,
  STREAM_DATA_MAX,
} from '../../src/rpc/packet.ts'
import { frame, hex, PING, REMOTE, u32 } from './bytes.ts'

const remote = { name: 'remote', program: REMOTE, version: 1 }

/** What a reader makes of chunks: frames with their payload copied out. */
function read(chunks: Iterable<Uint8Array>): { frames: unknown[]; reader: FrameReader } {
  const reader = new FrameReader()
  const frames: unknown[] = []
  for (const chunk of chunks) {
    reader.push(chunk)
    for (let next = reader.next(); next !== null; next = reader.next()) frames.push(plain(next))
  }
  return { frames, reader }
}

function plain({ bytes, own: _, start, end, ...header }: Frame): unknown {
  return { ...header, payload: Buffer.from(bytes.subarray(start, end)).toString('hex') }
}

t.test('golden: the frames of the protocol as daemons know them', async (t) => {
  const authList = hex('0000001c 20008086 00000001 00000042 00000000 00000001 00000000')
  const reply = hex(
    '00000024 20008086 00000001 00000042 00000001 00000001 00000000 00000001 00000000',
  )
  const { frames } = read([Buffer.concat([authList, reply, PING])])
  t.same(frames, [
    { program: REMOTE, version: 1, procedure: 66, type: 0, serial: 1, status: 0, payload: '' },
    {
      program: REMOTE,
      version: 1,
      procedure: 66,
      type: 1,
      serial: 1,
      status: 0,
      payload: '0000000100000000',
    },
    { program: 0x6b656570, version: 1, procedure: 1, type: 2, serial: 0, status: 0, payload: '' },
  ])
  const finish = hex('0000001c 20008086 00000001 000000d1 00000003 00000007 00000000')
  const abort = hex('0000001c 20008086 00000001 000000d1 00000003 00000007 00000001')
  t.same(rawFrame(remote, 209, 3, 7, 0), finish)
  t.same(rawFrame(remote, 209, 3, 7, 1), abort)
  const data = hex('0000001f 20008086 00000001 000000d1 00000003 00000007 00000002 616263')
  t.same(rawFrame(remote, 209, 3, 7, 2, Buffer.from('abc')), data)
})

const messages = Buffer.concat([
  PING,
  frame({ procedure: 1, serial: 0xffff_fffe }, Buffer.from('payload of no multiple of four')),
  frame({ procedure: -5, type: 3, status: 2, serial: 9 }, Buffer.alloc(300, 7)),
  // Two carrier bytes behind a reply with two descriptors.
  frame({ procedure: 343, type: 5, serial: 3 }, u32(2), Buffer.from('rest')),
  Buffer.from([0, 0]),
  frame({ procedure: 343, type: 5, serial: 4 }, u32(0)),
  PING,
])

t.test('the same frames come out of every split of the input', async (t) => {
  const { frames: whole } = read([messages])
  t.equal(whole.length, 6)
  const bytewise = Array.from(messages, (_, at) => messages.subarray(at, at + 1))
  const { frames, reader } = read(bytewise)
  t.same(frames, whole, 'one byte at a time')
  t.equal(reader.midFrame, false)
  for (let at = 1; at < messages.length; at++) {
    const { frames } = read([messages.subarray(0, at), messages.subarray(at)])
    if (JSON.stringify(frames) !== JSON.stringify(whole)) t.fail(`cut at ${at}`)
  }
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 200 })), (sizes) => {
      const chunks: Buffer[] = []
      let at = 0
      for (const size of sizes) {
        chunks.push(messages.subarray(at, at + size))
        at += size
      }
      chunks.push(messages.subarray(at))
      return JSON.stringify(read(chunks).frames) === JSON.stringify(whole)
    }),
  )
})

t.test('a frame within one chunk is not copied', async (t) => {
  const reader = new FrameReader()
  reader.push(messages)
  t.match(reader.next(), { bytes: messages, own: false })
})

t.test('a frame of several chunks has bytes of its own', async (t) => {
  const data = Buffer.from(rawFrame(remote, 209, 3, 7, 2, Buffer.alloc(STREAM_DATA_MAX, 'x')))
  for (const [cuts, what] of [
    [[1, 3, 200_000], 'in its length'],
    [[28], 'behind its header'],
    [[65_536, 131_072, 196_608, 262_144], 'where a socket cuts'],
  ] as const) {
    const reader = new FrameReader()
    // What follows in the same chunk is not part of it.
    const input = Buffer.concat([data, PING])
    let at = 0
    for (const end of cuts) {
      reader.push(input.subarray(at, end))
      t.equal(reader.next(), null, what)
      at = end
    }
    reader.push(input.subarray(at))
    const frame = reader.next()
    t.match(frame, { own: true, start: 28, end: data.length }, what)
    t.equal(frame?.bytes.buffer.byteLength, data.length, what)
    t.ok(data.equals(frame?.bytes ?? new Uint8Array()), what)
    input.fill(0, at, data.length)
    t.ok(data.equals(frame?.bytes ?? new Uint8Array()), 'what was pushed is not what came')
    t.match(reader.next(), { own: false, program: 0x6b656570 }, what)
  }
})

t.test('an end of the input inside a frame is known', async (t) => {
  for (const at of [1, 4, 27]) t.equal(read([PING.subarray(0, at)]).reader.midFrame, true, `${at}`)
  const carrier = frame({ type: 5 }, u32(1))
  t.equal(read([carrier]).reader.midFrame, true, 'a carrier byte is still to come')
})

t.test('pitfall 12: a length is judged before anything is held for it', async (t) => {
  for (const length of [0, 1, 27, FRAME_MAX + 1, 0x7fff_ffff, 0xffff_ffff]) {
    t.throws(
      () => read([u32(length)]),
      { name: ProtocolError.name, code: 'malformedFrame' },
      `${length}`,
    )
    const [a, b, c, d] = u32(length)
    t.throws(
      () => read([a, b, c, d].map((byte) => Buffer.from([byte!]))),
      ProtocolError,
      `${length} bytewise`,
    )
  }
  t.throws(
    () => read([Buffer.from('HTTP/1.1 400 Bad Request')]),
    /announces 1213486160 bytes \(0x48545450\)/,
  )
})

t.test(
  'pitfall 12: the word of a length allocates nothing; buffers grow with what arrives',
  async (t) => {
    const before = process.memoryUsage().arrayBuffers
    const readers = Array.from({ length: 64 }, () => {
      const reader = new FrameReader()
      // 32 MiB announced, a few bytes sent: 2 GiB if they were believed.
      reader.push(Buffer.concat([u32(FRAME_MAX), Buffer.alloc(100)]))
      t.equal(reader.next(), null)
      return reader
    })
    const grown = process.memoryUsage().arrayBuffers - before
    t.ok(grown < 20 * 1024 * 1024, `${readers.length} readers hold ${grown} bytes`)
  },
)

t.test('the largest frame passes', async (t) => {
  const header = u32(FRAME_MAX, REMOTE, 1, 9, 3, 1, 2)
  const reader = new FrameReader()
  const chunk = Buffer.alloc(1 << 20, 1)
  reader.push(header)
  t.equal(reader.next(), null)
  let left = FRAME_MAX - header.length
  let found: Frame | null = null
  while (left > 0) {
    t.equal(found, null)
    const size = Math.min(left, chunk.length)
    reader.push(chunk.subarray(0, size))
    found = reader.next()
    left -= size
  }
  t.equal(found?.end, FRAME_MAX)
})

t.test('pitfall 15: a descriptor count above 32, or none at all, is an error', async (t) => {
  t.equal(read([frame({ type: 5 }, u32(32)), Buffer.alloc(32), PING]).frames.length, 2)
  t.throws(() => read([frame({ type: 5 }, u32(33))]), /announces 33 descriptors; at most 32/)
  t.throws(() => read([frame({ type: 5 }, u32(0xffff_ffff))]), /announces 4294967295 descriptors/)
  t.throws(() => read([frame({ type: 5 }, Buffer.alloc(3))]), /does not say how many/)
})

t.test('random bytes give frames or a ProtocolError', async (t) => {
  const bytes = fc.uint8Array({ maxLength: 400 })
  // Half of the time a plausible length, or random bytes would never get past the first word.
  const plausible = fc
    .tuple(fc.integer({ min: 20, max: 120 }), bytes)
    .map(([n, rest]) => Buffer.concat([u32(n), rest]))
  fc.assert(
    fc.property(fc.array(fc.oneof(bytes, plausible), { maxLength: 6 }), (chunks) => {
      try {
        read(chunks.filter((chunk) => chunk.length > 0))
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error
      }
    }),
    { numRuns: 2000 },
  )
  t.pass('2000 inputs')
})

t.test('serials go round after 2^32 calls, past 0 and past those in use', async (t) => {
  const used = (...serials: number[]) => {
    const set = new Set(serials)
    return (serial: number) => set.has(serial)
  }
  t.equal(nextSerial(0, used()), 1)
  t.equal(nextSerial(0xffff_fffe, used()), 0xffff_ffff)
  t.equal(nextSerial(0xffff_ffff, used()), 1)
  t.equal(nextSerial(0xffff_fffd, used(0xffff_fffe, 0xffff_ffff, 1, 2)), 3)
})
