import t from 'tap'
import { nearest, padEnd, size, visible, width, words } from '../../src/cli/text.ts'

t.test('the width of a text is what a terminal gives it', async (t) => {
  const widths: [string, number][] = [
    ['', 0],
    ['web', 3],
    ['mañana', 6],
    ['man\u0303ana', 6],
    ['日本', 4],
    ['ｆｕｌｌ', 8],
    ['👍', 2],
  ]
  for (const [text, columns] of widths) t.equal(width(text), columns, text)
})

t.test('padding counts columns, not characters', async (t) => {
  t.equal(padEnd('日本', 6), '日本  ')
  t.equal(padEnd('toolong', 3), 'toolong')
})

t.test('control characters cannot reach the terminal', async (t) => {
  t.equal(visible('a\x1b[31mb\n\x7f\x9b'), 'a\\x1b[31mb\\x0a\\x7f\\x9b')
  t.equal(visible('plain ñ 日'), 'plain ñ 日')
})

t.test('names fall apart into words', async (t) => {
  t.equal(words('fromSnapshot'), 'from snapshot')
  t.equal(words('booted'), 'booted')
})

t.test('sizes have three decimals and the largest unit that fits', async (t) => {
  t.equal(size(0), '0.000 B')
  t.equal(size(1023), '1023.000 B')
  t.equal(size(1024), '1.000 KiB')
  t.equal(size(268967936), '256.508 MiB')
  t.equal(size(2 ** 60), '1.000 EiB')
})

t.test('the nearest known word is found, a far one is not', async (t) => {
  const known = ['list', 'start', 'suspend', 'domstate', 'dominfo']
  const cases: [string, string | undefined][] = [
    ['lst', 'list'],
    ['lsit', 'list'],
    ['strat', 'start'],
    ['dmostate', 'domstate'],
    ['domstat', 'domstate'],
    ['frobnicate', undefined],
    ['STATE', 'domstate'],
    ['x', undefined],
  ]
  for (const [typed, meant] of cases) t.equal(nearest(typed, known), meant, typed)
})
