// Every generated codec on values made from its definition: what it writes it reads back, cut short it is refused, with bits
// turned over it is a value or an XdrError, and no count makes it allocate.

import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { XdrError } from '../../src/xdr/error.ts'
import { ofDefinition } from './arbitrary.ts'
import { type AnyType, everyType } from './every-type.ts'

/** Another seed each day of the year, the same all day: new values over time, failures that can be repeated. */
const seed = Number(process.env.LVRPC_SEED ?? Math.floor(Date.now() / 86_400_000))
t.comment(`seed ${seed}; repeat with LVRPC_SEED=${seed}`)

function samples({ definition, within }: AnyType, count: number): unknown[] {
  return fc.sample(ofDefinition(definition, within), { seed, numRuns: count })
}

/** Numbers from 0 up to `below`, the same for the same seed. */
function* numbers(below: number): Generator<number> {
  let state = seed | 1
  for (;;) {
    state = Math.imul(state, 0x9e3779b1) ^ (state >>> 13)
    yield (state >>> 0) % below
  }
}

function isXdrError(error: unknown): boolean {
  if (error instanceof XdrError) return true
  throw error
}

t.test('what is written is read back', async (t) => {
  for (const type of everyType) {
    const { name, codec, definition, within } = type
    fc.assert(
      fc.property(ofDefinition(definition, within), (value) => {
        const bytes = codec.encode(value)
        assert.equal(bytes.length % 4, 0, name)
        const back = codec.decode(bytes, { strict: true })
        assert.deepEqual(plain(back), plain(value), name)
        assert.deepEqual(codec.encode(back), bytes, name)
      }),
      { seed, numRuns: 15 },
    )
  }
  t.pass(`${everyType.length} types`)
})

t.test('no part of a message is a message', async (t) => {
  let cuts = 0
  for (const type of everyType) {
    const { name, codec } = type
    for (const value of samples(type, 3)) {
      const bytes = codec.encode(value)
      for (let length = 0; length < bytes.length; length++) {
        cuts++
        try {
          codec.decode(bytes.subarray(0, length))
        } catch (error) {
          if (error instanceof XdrError && error.code === 'truncated') continue
          throw error
        }
        t.fail(`${name}: ${length} of ${bytes.length} bytes are read`)
      }
    }
  }
  t.pass(`${cuts} cuts`)
})

t.test(
  'a message with bits turned over is an XdrError or a value that can be written',
  async (t) => {
    let refused = 0
    let read = 0
    for (const type of everyType) {
      const { codec } = type
      for (const value of samples(type, 3)) {
        const original = codec.encode(value)
        if (original.length === 0) continue
        const positions = numbers(original.length * 8)
        for (let i = 0; i < 60; i++) {
          const bytes = Uint8Array.from(original)
          for (let flips = 0; flips <= i % 3; flips++) {
            const bit = positions.next().value as number
            bytes[bit >> 3] = bytes[bit >> 3]! ^ (1 << (bit & 7))
          }
          let value: unknown
          try {
            value = codec.decode(bytes)
          } catch (error) {
            if (isXdrError(error)) refused++
            continue
          }
          read++
          assert.deepEqual(plain(codec.decode(codec.encode(value))), plain(value))
        }
      }
    }
    t.ok(refused > 1000 && read > 1000, `${refused} refused, ${read} read`)
  },
)

t.test('noise is an XdrError or a value', async (t) => {
  const bytesOf = numbers(256)
  for (const { codec } of everyType) {
    for (let length = 4; length <= 256; length *= 4) {
      const noise = Uint8Array.from({ length }, (_, i) =>
        i % 4 === 3 ? (bytesOf.next().value as number) : 0,
      )
      try {
        codec.decode(noise)
      } catch (error) {
        isXdrError(error)
      }
    }
  }
  t.pass()
})

t.test('no count makes a decoder allocate', async (t) => {
  const hostile = [0x7fffffff, 0xffffffff, 4_194_304, 262_144, 65_536, 16_384, 2048, 64]
  const messages = hostile.map((count) => {
    const bytes = Buffer.alloc(64)
    for (let at = 0; at < bytes.length; at += 4) bytes.writeUInt32BE(count, at)
    return bytes
  })
  // Zeroes first, so that counts deeper inside are reached.
  const deep = messages.flatMap((bytes) =>
    [4, 8, 16, 28, 32].map((zeroes) => Buffer.concat([Buffer.alloc(zeroes), bytes])),
  )
  const ones = messages.map((bytes) => Buffer.concat([Buffer.from('00000001', 'hex'), bytes]))
  const tries = [...messages, ...deep, ...ones]
  let attempts = 0
  const start = process.hrtime.bigint()
  for (const { name, codec } of everyType) {
    for (const bytes of tries) {
      attempts++
      const before = process.memoryUsage()
      try {
        codec.decode(bytes)
      } catch (error) {
        isXdrError(error)
      }
      const after = process.memoryUsage()
      const grown = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers
      if (grown > 1_000_000) t.fail(`${name} took ${grown} bytes for ${bytes.length}`)
    }
  }
  const each = Number(process.hrtime.bigint() - start) / attempts
  t.ok(each < 1e6, `${attempts} hostile messages, ${Math.round(each / 1000)} µs each`)
})

t.test('every field that is missing or of another type is refused by its name', async (t) => {
  let fields = 0
  for (const type of everyType) {
    if (type.definition.kind !== 'struct') continue
    const { name, codec } = type
    const [value] = samples(type, 1)
    for (const [field, good] of Object.entries(value as Record<string, unknown>)) {
      for (const bad of [undefined, Symbol('bad'), good === null ? 5 : null]) {
        if (bad === null && acceptsNull(type, field)) continue
        fields++
        try {
          codec.encode({ ...(value as object), [field]: bad })
        } catch (error) {
          if (!(error instanceof XdrError)) throw error
          assert.equal(error.code, 'wrongType', `${name}.${field}`)
          assert.ok(
            error.path?.startsWith(`${name}.${field}`),
            `${error.path} should begin with ${name}.${field}`,
          )
          continue
        }
        t.fail(`${name}.${field} takes ${String(bad)}`)
      }
    }
  }
  t.pass(`${fields} wrong fields`)
})

/** Whether null is a value of this field: sampled, so that the test knows optionals from the definition alone. */
function acceptsNull(type: AnyType, field: string): boolean {
  return samples(type, 40).some((value) => (value as Record<string, unknown>)[field] === null)
}

/** Bytes of whatever class as hex, so that only what they hold is compared. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, plain(field)]))
}
