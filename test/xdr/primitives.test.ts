// Every primitive in both directions against bytes computed by hand from RFC 4506, and every refusal.

import t from 'tap'
import { XdrError, type XdrErrorCode } from '../../src/xdr/error.ts'
import { XdrReader } from '../../src/xdr/reader.ts'
import { XdrWriter } from '../../src/xdr/writer.ts'
import { hex, toHex } from './bytes.ts'

function written(write: (w: XdrWriter) => void): string {
  const w = new XdrWriter()
  write(w)
  return toHex(w.bytes())
}

function failure(run: () => unknown): XdrErrorCode | 'none' {
  try {
    run()
    return 'none'
  } catch (error) {
    if (error instanceof XdrError) return error.code
    throw error
  }
}

function reader(text: string, strict = false): XdrReader {
  const bytes = hex(text)
  return new XdrReader(bytes, 0, bytes.length, { strict })
}

/** A value, its bytes, and how both are made of the other. */
interface Case {
  what: string
  value: unknown
  bytes: string
  write(w: XdrWriter): void
  read(r: XdrReader): unknown
}

const cases: Case[] = [
  { what: 'int 0', value: 0, bytes: '00000000', write: (w) => w.int(0), read: (r) => r.int() },
  { what: 'int -1', value: -1, bytes: 'ffffffff', write: (w) => w.int(-1), read: (r) => r.int() },
  {
    what: 'least int',
    value: -2147483648,
    bytes: '80000000',
    write: (w) => w.int(-2147483648),
    read: (r) => r.int(),
  },
  {
    what: 'greatest uint',
    value: 4294967295,
    bytes: 'ffffffff',
    write: (w) => w.uint(4294967295),
    read: (r) => r.uint(),
  },
  {
    what: 'hyper -2',
    value: -2n,
    bytes: 'fffffffffffffffe',
    write: (w) => w.hyper(-2n),
    read: (r) => r.hyper(),
  },
  {
    what: 'least hyper',
    value: -(2n ** 63n),
    bytes: '8000000000000000',
    write: (w) => w.hyper(-(2n ** 63n)),
    read: (r) => r.hyper(),
  },
  {
    what: 'greatest uhyper',
    value: 2n ** 64n - 1n,
    bytes: 'ffffffffffffffff',
    write: (w) => w.uhyper(2n ** 64n - 1n),
    read: (r) => r.uhyper(),
  },
  {
    what: 'double 1.5',
    value: 1.5,
    bytes: '3ff8000000000000',
    write: (w) => w.double(1.5),
    read: (r) => r.double(),
  },
  {
    what: 'char -1',
    value: -1,
    bytes: 'ffffffff',
    write: (w) => w.char(-1),
    read: (r) => r.char(),
  },
  {
    what: 'uchar 200',
    value: 200,
    bytes: '000000c8',
    write: (w) => w.uchar(200),
    read: (r) => r.uchar(),
  },
  {
    what: 'short -32768',
    value: -32768,
    bytes: 'ffff8000',
    write: (w) => w.short(-32768),
    read: (r) => r.short(),
  },
  {
    what: 'ushort 65535',
    value: 65535,
    bytes: '0000ffff',
    write: (w) => w.ushort(65535),
    read: (r) => r.ushort(),
  },
  {
    what: 'the file name of RFC 4506, section 7',
    value: 'sillyprog',
    bytes: '00000009 73696c6c 7970726f 67000000',
    write: (w) => w.string('sillyprog', 255),
    read: (r) => r.string(255),
  },
  {
    what: 'the data of RFC 4506, section 7',
    value: new Uint8Array(hex('28717569 7429')),
    bytes: '00000006 28717569 74290000',
    write: (w) => w.opaque(hex('28717569 7429'), 65536),
    read: (r) => r.opaque(65536),
  },
  {
    what: 'no text at all',
    value: '',
    bytes: '00000000',
    write: (w) => w.string('', 0),
    read: (r) => r.string(0),
  },
  {
    what: 'text that is not ASCII',
    value: 'Gästé 🐧',
    bytes: '0000000c 47c3a473 74c3a920 f09f90a7',
    write: (w) => w.string('Gästé 🐧', 12),
    read: (r) => r.string(12),
  },
  {
    what: 'three bytes that both sides know of',
    value: Uint8Array.of(1, 2, 3),
    bytes: '01020300',
    write: (w) => w.fixedOpaque(Uint8Array.of(1, 2, 3), 3),
    read: (r) => r.fixedOpaque(3),
  },
  {
    what: 'pitfall 13: chars, one int per byte, sign-extended',
    value: Uint8Array.of(0x41, 0xe4),
    bytes: '00000002 00000041 ffffffe4',
    write: (w) => w.chars(Uint8Array.of(0x41, 0xe4), 2),
    read: (r) => r.chars(2),
  },
  {
    what: 'chars of known number',
    value: Uint8Array.of(0x41, 0),
    bytes: '00000041 00000000',
    write: (w) => w.fixedChars(Uint8Array.of(0x41, 0), 2),
    read: (r) => r.fixedChars(2),
  },
  {
    what: 'a flag',
    value: true,
    bytes: '00000001',
    write: (w) => w.flag('x'),
    read: (r) => r.flag(),
  },
  {
    what: 'no flag',
    value: false,
    bytes: '00000000',
    write: (w) => w.flag(null),
    read: (r) => r.flag(),
  },
  {
    what: 'a count',
    value: 3,
    bytes: '00000003 00000000 00000000 00000000',
    write: (w) => {
      w.array([1, 2, 3], 3)
      w.fixedArray([0, 0, 0], 3)
      for (let i = 0; i < 3; i++) w.int(0)
    },
    read: (r) => r.count(3, 4),
  },
]

for (const { what, value, bytes, write, read } of cases) {
  t.test(what, async (t) => {
    t.equal(written(write), bytes.replaceAll(' ', ''), 'is written')
    t.same(read(reader(bytes, true)), value, 'is read')
  })
}

t.test('text of every length is written and read as it is', async (t) => {
  for (let length = 0; length <= 80; length++) {
    const text = Array.from({ length }, (_, i) =>
      String.fromCharCode(33 + ((i + length) % 90)),
    ).join('')
    const padded = Math.ceil(length / 4) * 4
    const wanted = Buffer.alloc(4 + padded)
    wanted.writeUInt32BE(length)
    wanted.write(text, 4, 'latin1')
    const bytes = written((w) => w.string(text, 80))
    if (bytes !== wanted.toString('hex')) t.fail(`${length} characters: ${bytes}`)
    if (new XdrReader(wanted).string(80) !== text) t.fail(`${length} characters are read wrongly`)
    if (new XdrReader(wanted).word(80) !== text)
      t.fail(`${length} characters are read wrongly as a word`)
  }
  t.pass('0 to 80 characters')
})

t.test('a character above ASCII is seen wherever in a word it stands', async (t) => {
  for (const odd of ['\u0080', '\u00ff', '\u0100', '\u07ff', '\u0800', '\uffff', '\u{10ffff}']) {
    for (let at = 0; at < 9; at++) {
      const text = `${'a'.repeat(at)}${odd}${'b'.repeat(9 - at)}`
      const utf8 = Buffer.from(text)
      const bytes = hex(written((w) => w.string(text, 100)))
      t.equal(bytes.readUInt32BE(), utf8.length)
      t.ok(bytes.subarray(4, 4 + utf8.length).equals(utf8))
      t.equal(new XdrReader(bytes).string(100), text)
    }
  }
})

t.test('text with NUL goes neither way', async (t) => {
  for (let at = 0; at < 60; at += 7) {
    const text = `${'a'.repeat(at)}\0${'b'.repeat(60 - at)}`
    for (const length of [at + 1, 40, 61]) {
      const part = text.slice(0, Math.max(length, at + 1))
      t.equal(
        failure(() => new XdrWriter().string(part, 100)),
        'badString',
      )
      const bytes = Buffer.alloc(4 + Math.ceil(part.length / 4) * 4)
      bytes.writeUInt32BE(part.length)
      bytes.write(part, 4)
      t.equal(
        failure(() => new XdrReader(bytes).string(100)),
        'badString',
      )
    }
  }
})

t.test('bytes that are no UTF-8 go back to the daemon as they came', async (t) => {
  const lines = [
    ['00000001 ff000000', '\udcff'],
    ['00000003 61e46200', 'a\udce4b'],
    ['00000003 eda08000', '\udced\udca0\udc80'],
    ['00000002 c0800000', '\udcc0\udc80'],
    ['00000005 f09f90a7 ff000000', '🐧\udcff'],
    ['00000004 f4908080', '\udcf4\udc90\udc80\udc80'],
    ['00000003 e282c300', '\udce2\udc82\udcc3'],
  ] as const
  for (const [bytes, text] of lines) {
    t.equal(reader(bytes).string(100), text, bytes)
    t.equal(
      written((w) => w.string(text, 100)),
      bytes.replaceAll(' ', ''),
      bytes,
    )
  }
})

t.test('half of a surrogate pair that stands for no byte is refused', async (t) => {
  for (const text of ['\ud83d', 'a\udc00', '\udc7f', '\udd00b', '\udc27\ud83d']) {
    t.equal(
      failure(() => new XdrWriter().string(text, 100)),
      'badString',
    )
  }
})

t.test('U+FFFD and the byte order mark are ordinary text', async (t) => {
  for (const text of ['\ufffd', '\ufeffa', 'x\ufffdy'.repeat(20)]) {
    const bytes = hex(written((w) => w.string(text, 1000)))
    t.equal(new XdrReader(bytes).string(1000), text)
  }
})

t.test('numbers out of range are refused', async (t) => {
  const refused: [string, (w: XdrWriter) => void][] = [
    ['int', (w) => w.int(2147483648)],
    ['int', (w) => w.int(0.5)],
    ['int', (w) => w.int(Number.NaN)],
    ['uint', (w) => w.uint(-1)],
    ['uint', (w) => w.uint(4294967296)],
    ['hyper', (w) => w.hyper(2n ** 63n)],
    ['hyper', (w) => w.hyper(-(2n ** 63n) - 1n)],
    ['uhyper', (w) => w.uhyper(-1n)],
    ['uhyper', (w) => w.uhyper(2n ** 64n)],
    ['char', (w) => w.char(128)],
    ['uchar', (w) => w.uchar(256)],
    ['short', (w) => w.short(32768)],
    ['ushort', (w) => w.ushort(-1)],
    ['fixedOpaque', (w) => w.fixedOpaque(new Uint8Array(15), 16)],
    ['fixedChars', (w) => w.fixedChars(new Uint8Array(3), 2)],
    ['fixedArray', (w) => w.fixedArray([1], 2)],
  ]
  for (const [what, write] of refused)
    t.equal(
      failure(() => write(new XdrWriter())),
      'outOfRange',
      what,
    )
})

t.test('values of another type are refused', async (t) => {
  const refused: [string, (w: XdrWriter) => void][] = [
    ['int', (w) => w.int('1' as never)],
    ['int', (w) => w.int(1n as never)],
    ['int', (w) => w.int(true as never)],
    ['uint', (w) => w.uint(null as never)],
    ['hyper', (w) => w.hyper(1 as never)],
    ['uhyper', (w) => w.uhyper('1' as never)],
    ['double', (w) => w.double(1n as never)],
    ['char', (w) => w.char(undefined as never)],
    ['string', (w) => w.string(undefined as never, 10)],
    ['string', (w) => w.string(null as never, 10)],
    ['string', (w) => w.string(new String('a') as never, 10)],
    ['opaque', (w) => w.opaque('aa' as never, 10)],
    ['opaque', (w) => w.opaque([1, 2] as never, 10)],
    ['fixedOpaque', (w) => w.fixedOpaque({} as never, 16)],
    ['chars', (w) => w.chars('a' as never, 10)],
    ['fixedChars', (w) => w.fixedChars(new ArrayBuffer(2) as never, 2)],
    ['array', (w) => w.array('' as never, 10)],
    ['array', (w) => w.array({ length: 0 } as never, 10)],
    ['fixedArray', (w) => w.fixedArray(null as never, 1)],
    ['flag', (w) => w.flag(undefined)],
  ]
  for (const [what, write] of refused)
    t.equal(
      failure(() => write(new XdrWriter())),
      'wrongType',
      what,
    )
})

t.test('declared maxima hold both ways, in bytes', async (t) => {
  t.equal(
    failure(() => new XdrWriter().string('äää', 5)),
    'tooLong',
  )
  t.equal(
    failure(() => new XdrWriter().string('\udcff'.repeat(6), 5)),
    'tooLong',
  )
  t.equal(
    failure(() => new XdrWriter().string('x'.repeat(100), 99)),
    'tooLong',
  )
  t.equal(
    failure(() => new XdrWriter().opaque(new Uint8Array(6), 5)),
    'tooLong',
  )
  t.equal(
    failure(() => new XdrWriter().chars(new Uint8Array(6), 5)),
    'tooLong',
  )
  t.equal(
    failure(() => new XdrWriter().array([1, 2], 1)),
    'tooLong',
  )
  t.equal(
    failure(() => reader('00000006 61616161 61610000').string(5)),
    'tooLong',
  )
  t.equal(
    failure(() => reader('00000006 61616161 61610000').opaque(5)),
    'tooLong',
  )
  t.equal(
    failure(() => reader('00000002 00000000 00000000').chars(1)),
    'tooLong',
  )
  t.equal(
    failure(() => reader('00000002 00000000 00000000').count(1, 4)),
    'tooLong',
  )
})

t.test('a length is held against what is left before anything is made of it', async (t) => {
  t.equal(
    failure(() => reader('00400000 61616161').string(4194304)),
    'truncated',
  )
  t.equal(
    failure(() => reader('ffffffff 61616161').string(0xffffffff)),
    'truncated',
  )
  t.equal(
    failure(() => reader('00000005 61616161 61').string(5)),
    'truncated',
    'padding is missing',
  )
  t.equal(
    failure(() => reader('00400000 61616161').opaque(4194304)),
    'truncated',
  )
  t.equal(
    failure(() => reader('00000002 00000000').chars(16)),
    'truncated',
  )
  t.equal(
    failure(() => reader('00000002 00000000').count(16, 4)),
    'truncated',
  )
  t.equal(
    failure(() => reader('000000').int()),
    'truncated',
  )
  t.equal(
    failure(() => reader('00000000 000000').hyper()),
    'truncated',
  )
  t.equal(
    failure(() => reader('00000000 000000').uhyper()),
    'truncated',
  )
  t.equal(
    failure(() => reader('00000000 000000').double()),
    'truncated',
  )
  t.equal(
    failure(() => reader('').uint()),
    'truncated',
  )
  t.equal(
    failure(() => reader('0000').fixedOpaque(3)),
    'truncated',
  )
})

t.test('a reader never goes past its end, though the buffer does', async (t) => {
  const bytes = hex('00000001 00000002 61626364 00000000')
  t.equal(
    failure(() => new XdrReader(bytes, 0, 3).int()),
    'truncated',
  )
  t.equal(
    failure(() => new XdrReader(bytes, 8, 11).fixedOpaque(4)),
    'truncated',
  )
  t.equal(new XdrReader(bytes, 4, 8).int(), 2)
  t.equal(new XdrReader(bytes.subarray(4), 0, 4).remaining, 4)
  t.throws(() => new XdrReader(bytes, 0, 17), RangeError)
  t.throws(() => new XdrReader(bytes, 9, 8), RangeError)
})

t.test('an optional begins with 0 or 1', async (t) => {
  t.equal(
    failure(() => reader('00000002').flag()),
    'badFlag',
  )
  t.equal(
    failure(() => reader('ffffffff').flag()),
    'badFlag',
  )
})

t.test('narrow integers are cut as C peers cut them', async (t) => {
  t.equal(reader('00000180').char(), -128)
  t.equal(reader('000001ff').uchar(), 255)
  t.equal(reader('00018000').short(), -32768)
  t.equal(reader('00018000').ushort(), 32768)
  t.same(reader('00000001 000001c3').chars(1), Uint8Array.of(0xc3))
})

t.test('padding is not looked at, except in strict mode', async (t) => {
  const text = '00000001 61010203'
  t.equal(reader(text).string(1), 'a')
  t.same(reader(text).opaque(1), Uint8Array.of(0x61))
  t.equal(
    failure(() => reader(text, true).string(1)),
    'padding',
  )
  t.equal(
    failure(() => reader(text, true).opaque(1)),
    'padding',
  )
  t.equal(
    failure(() => reader('61000001', true).fixedOpaque(1)),
    'padding',
  )
})

t.test('an error tells the offset of what was wrong', async (t) => {
  const at = (run: () => unknown) => {
    try {
      run()
    } catch (error) {
      if (error instanceof XdrError) return error.offset
    }
    return undefined
  }
  const r = reader('00000000 00000007 00000002')
  r.int()
  t.equal(
    at(() => r.flag()),
    4,
    'the flag itself',
  )
  t.equal(
    at(() => r.string(3)),
    4,
    'the length',
  )
  t.equal(
    at(() => r.count(100, 4)),
    4,
    'the count',
  )
  const w = new XdrWriter()
  w.int(1)
  t.equal(
    at(() => w.int(0.5)),
    4,
  )
  t.match(new XdrError('truncated', 12, 'nothing is left').message, /at byte 12/)
})

t.test("opaques are the caller's own, whatever their size and number", async (t) => {
  const w = new XdrWriter()
  const sizes = [0, 1, 3, 4, 16, 63, 64, 65, 200]
  const rounds = 300
  for (let round = 0; round < rounds; round++) {
    for (const size of sizes) w.opaque(new Uint8Array(size).fill(round), 1000)
  }
  const bytes = w.bytes()
  const r = new XdrReader(bytes)
  const all: Uint8Array[] = []
  for (let i = 0; i < rounds * sizes.length; i++) all.push(r.opaque(1000))
  bytes.fill(0xee)
  const wrong = all.filter((opaque, i) => {
    const value = Math.floor(i / sizes.length) & 0xff
    return opaque.length !== sizes[i % sizes.length] || opaque.some((byte) => byte !== value)
  })
  t.equal(wrong.length, 0, 'each holds what was written, though the input was overwritten')
  for (const opaque of all) opaque.fill(0x55)
  t.ok(
    all.every((opaque) => opaque.every((byte) => byte === 0x55)),
    'each can be written to',
  )
  t.ok(
    all.every(({ buffer }) => buffer !== bytes.buffer),
    'none is a view of the input',
  )
})

t.test('small opaques cannot write over their neighbours', async (t) => {
  const r = new XdrReader(new Uint8Array(1600))
  const all = Array.from({ length: 100 }, () => r.fixedOpaque(16))
  for (const [i, uuid] of all.entries()) uuid.fill(i)
  t.ok(all.every((uuid, i) => uuid.every((byte) => byte === i)))
})

t.test('repeated words are found by their bytes alone', async (t) => {
  const w = new XdrWriter()
  const words: string[] = []
  for (let i = 0; i < 4000; i++)
    words.push(`vcpu.${(i * 7919) % 1500}.${i % 3 === 0 ? 'time' : 'täme'}`)
  for (const word of words) w.string(word, 100)
  const r = new XdrReader(w.bytes())
  const wrong = words.filter((word) => r.word(100) !== word)
  t.same(wrong, [])
  const long = new XdrWriter()
  for (let i = 0; i < 40; i++) long.string('x'.repeat(i * 10), 1000)
  const again = new XdrReader(long.bytes())
  for (let i = 0; i < 40; i++)
    if (again.word(1000).length !== i * 10) t.fail(`${i * 10} characters`)
  t.equal(
    failure(() => {
      const bytes = Buffer.alloc(17 * 8 + 8)
      for (let i = 0; i < 17; i++) bytes.write('\0\0\0\x01a', i * 8, 'latin1')
      bytes.writeUInt32BE(2, 17 * 8)
      const r = new XdrReader(bytes)
      for (let i = 0; i < 17; i++) r.word(10)
      r.word(1)
    }),
    'tooLong',
  )
})

t.test('a writer grows, back-patches, resets and gives copies', async (t) => {
  const w = new XdrWriter(1)
  w.uint(0)
  for (let i = 0; i < 100_000; i++) w.int(i)
  w.setUint(0, w.length)
  const bytes = Buffer.from(w.bytes())
  t.equal(bytes.length, 400_004)
  t.equal(bytes.readUInt32BE(), 400_004)
  t.equal(bytes.readInt32BE(400_000), 99_999)
  w.reset()
  t.equal(w.length, 0)
  w.int(7)
  t.equal(bytes.readUInt32BE(), 400_004, 'the copy stayed as it was')
  t.equal(toHex(w.bytes()), '00000007')
  t.throws(() => w.setUint(4, 1), RangeError)
  t.throws(() => w.setUint(0, -1), XdrError)
  t.notOk(Buffer.isBuffer(w.bytes()), 'a plain Uint8Array')
})

t.test('a value that grows the buffer is written whole', async (t) => {
  for (let free = 0; free < 24; free += 4) {
    const make = () => {
      const w = new XdrWriter(512)
      while (w.length + free < 512) w.int(0)
      return w
    }
    const last = (write: (w: XdrWriter) => void, size: number) => {
      const w = make()
      write(w)
      return toHex(w.bytes().subarray(-size))
    }
    t.equal(
      last((w) => w.hyper(5n), 8),
      '0000000000000005',
    )
    t.equal(
      last((w) => w.string('abcde', 10), 12),
      '000000056162636465000000',
    )
    t.equal(
      last((w) => w.string('äbcd', 10), 12),
      '00000005c3a4626364000000',
    )
    t.equal(
      last((w) => w.opaque(Uint8Array.of(1, 2, 3, 4, 5), 10), 12),
      '000000050102030405000000',
    )
  }
})

t.test(
  'a writer that is done hands its buffer over, or a copy where that is mostly empty',
  async (t) => {
    for (const size of [1, 100, 5000, 70_000]) {
      for (const initial of [16, 512, 5100, 70_100, 300_000]) {
        const w = new XdrWriter(initial)
        for (let i = 0; i < size; i++) w.int(i)
        const bytes = Buffer.from(w.bytes())
        const taken = w.take()
        t.ok(bytes.equals(taken), `${size} ints in ${initial} bytes`)
        t.ok(taken.buffer.byteLength <= taken.length * 1.25, 'and keeps little else alive')
        t.notOk(Buffer.isBuffer(taken))
      }
    }
  },
)
