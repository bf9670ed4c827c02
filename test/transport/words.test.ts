import t from 'tap'
import { printable, STDERR_MAX, Tail } from '../../src/transport/words.ts'

t.test('what the other side wrote becomes one line that no terminal obeys', (t) => {
  const cases: [string | Uint8Array, string][] = [
    ['  plain  ', 'plain'],
    ['two\r\nlines\tand a tab', 'two lines and a tab'],
    ['\u001b[31mred\u0007', '?[31mred?'],
    ['right\u202eleft\u200b', 'right?left?'],
    [Uint8Array.of(0xff, 0x41, 0x00), '?A?'],
    ['', ''],
  ]
  for (const [text, expected] of cases) t.equal(printable(text), expected)
  t.equal(printable('abcdef', 3), 'abc…')
  t.end()
})

t.test('of what a program complains the last is kept', (t) => {
  const tail = new Tail()
  t.equal(tail.text, '')
  tail.push(Buffer.from('x'.repeat(5000)))
  tail.push(Buffer.from('the '))
  tail.push(Buffer.from('end\n'))
  t.equal(tail.text.length, STDERR_MAX - 1)
  t.match(tail.text, /xthe end$/)
  t.end()
})
