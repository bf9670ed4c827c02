import fc from 'fast-check'
import t from 'tap'
import { formatUuid, looksLikeUuid, parseUuid } from '../../src/api/uuid.ts'

const TEXT = 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'
const BYTES = Buffer.from('f81d4fae7dec11d0a76500a0c91e6bf6', 'hex')

t.test('text and bytes', async (t) => {
  t.equal(formatUuid(BYTES), TEXT)
  t.same(Buffer.from(parseUuid(TEXT)), BYTES)
  t.same(Buffer.from(parseUuid(TEXT.toUpperCase())), BYTES)
  t.same(Buffer.from(parseUuid(TEXT.replaceAll('-', ''))), BYTES)
})

t.test('every sixteen bytes survive', async () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      const text = formatUuid(bytes)
      return looksLikeUuid(text) && Buffer.compare(parseUuid(text), bytes) === 0
    }),
  )
})

t.test('what is no UUID is refused', async (t) => {
  for (const text of ['', 'web', TEXT.slice(1), `${TEXT}0`, TEXT.replace('f', 'g'), ` ${TEXT}`]) {
    t.throws(() => parseUuid(text), {
      code: 'invalidArg',
      message: `invalid argument: '${text}' is not a UUID`,
    })
  }
})

t.test('only 36 characters look like one', async (t) => {
  t.equal(looksLikeUuid(TEXT), true)
  t.equal(looksLikeUuid(TEXT.toUpperCase()), true)
  t.equal(looksLikeUuid(TEXT.replaceAll('-', '')), false)
  t.equal(looksLikeUuid('a-name-of-thirty-six-characters-long'), false)
})
