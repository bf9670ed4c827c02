import t from 'tap'
import { saslprep } from '../../src/auth/saslprep.ts'

// RFC 4013, section 3, and one of each table.
t.test('examples of RFC 4013', async (t) => {
  const cases: [string, string][] = [
    ['I\u00adX', 'IX'],
    ['user', 'user'],
    ['USER', 'USER'],
    ['\u00aa', 'a'],
    ['\u2168', 'IX'],
    ['a\u3000b\u2009c', 'a b c'],
    ['a\u200cb\ufeff\ufe0f', 'ab'],
    ['e\u0301', '\u00e9'],
    ['\u0221', '\u0221'],
    ['😀', '😀'],
    ['', ''],
  ]
  for (const [written, prepared] of cases) t.equal(saslprep(written, 'x'), prepared)
})

t.test('prohibited characters are refused and not shown', async (t) => {
  const points = [
    0x07, 0x7f, 0x85, 0x06dd, 0x070f, 0x180e, 0x2028, 0x2061, 0x206c, 0xfff9, 0x1d174, 0xe000,
    0xf0000, 0x10fffd, 0xfdd0, 0xffff, 0x1fffe, 0xd800, 0xfffd, 0x2ff0, 0x200e, 0x202a, 0xe0001,
    0xe0041,
  ]
  for (const point of points) {
    const written = `geheim${String.fromCodePoint(point)}`
    t.throws(
      () => saslprep(written, 'password'),
      {
        code: 'invalidArg',
        message: 'invalid argument: the password contains a character that SASL does not allow',
      },
      point.toString(16),
    )
  }
})
