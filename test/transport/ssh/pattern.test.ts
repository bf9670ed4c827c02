import fc from 'fast-check'
import t from 'tap'
import {
  hasWildcards,
  matchesFileName,
  matchesList,
  matchesPattern,
} from '../../../src/transport/ssh/pattern.ts'

t.test('stars stand for anything, question marks for one sign', async (t) => {
  const cases: [string, string, boolean][] = [
    ['', '', true],
    ['', '*', true],
    ['', '?', false],
    ['a', '', false],
    ['a', 'a', true],
    ['a', 'A', false],
    ['a', '?', true],
    ['ab', '?', false],
    ['é', '?', true],
    ['abc', 'a*', true],
    ['abc', '*c', true],
    ['abc', 'a*b*c*', true],
    ['abcabd', '*abd', true],
    ['abcabd', '*ab?*d', true],
    ['abcabd', '*ab?*c', false],
    ['a.b', 'a.b', true],
    ['axb', 'a.b', false],
    ['[h]:22', '[h]:22', true],
    ['h', '[h]', false],
  ]
  for (const [text, pattern, expected] of cases) {
    t.equal(matchesPattern(text, pattern), expected, `${text} ~ ${pattern}`)
  }
})

t.test('a pattern that could be tried in many ways takes no longer for it', async (t) => {
  t.notOk(matchesPattern('a'.repeat(5000), `${'a*'.repeat(500)}b`))
})

t.test('a run of anything is what a regular expression would take for it', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 12 })
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), maxLength: 8 })
  fc.assert(
    fc.property(text, pattern, (text, pattern) => {
      const source = pattern.replaceAll('.', '\\.').replaceAll('?', '.').replaceAll('*', '.*')
      return matchesPattern(text, pattern) === new RegExp(`^${source}$`, 's').test(text)
    }),
    { numRuns: 5000 },
  )
})

t.test('in a list a matching negation vetoes, and alone it matches nothing', async (t) => {
  t.ok(matchesList('a', ['b', 'a']))
  t.notOk(matchesList('a', ['*', '!a']))
  t.notOk(matchesList('a', ['!a', '*']))
  t.notOk(matchesList('a', ['!b']))
  t.ok(matchesList('a', ['!b', '*']))
  t.notOk(matchesList('a', []))
})

t.test('names of files are matched as the shell does it', async (t) => {
  const cases: [string, string, boolean][] = [
    ['a.conf', '*.conf', true],
    ['.a.conf', '*.conf', false],
    ['.a', '.*', true],
    ['b', '[a-c]', true],
    ['d', '[a-c]', false],
    ['d', '[!a-c]', true],
    ['-', '[a-]', true],
    [']', '[]]', true],
    ['a', '[!]]', true],
    ['[', '[', true],
    ['*', '\\*', true],
    ['a', '\\*', false],
    ['a1z', 'a[0-9]*', true],
  ]
  for (const [name, pattern, expected] of cases) {
    t.equal(matchesFileName(name, pattern), expected, `${name} ~ ${pattern}`)
  }
  t.ok(hasWildcards('a[b'))
  t.notOk(hasWildcards('a/b.c'))
})
