// Names and numbers of an enum, both ways.

import t from 'tap'
import { enumeration, type NameOf } from '../../src/xdr/enumeration.ts'

const state = enumeration('virState', { off: 0, on: 1, active: 1, lost: -1 })

t.test('names give numbers and numbers names', async (t) => {
  t.equal(state.type, 'virState')
  t.equal(state.values.lost, -1)
  t.equal(state.nameOf(0), 'off')
  t.equal(state.nameOf(-1), 'lost')
})

t.test('of two names with one number the first counts', async (t) => {
  t.equal(state.nameOf(1), 'on')
})

t.test('a number newer than the facts is unknown', async (t) => {
  t.equal(state.nameOf(99), 'unknown')
})

t.test('names are known to the compiler', async (t) => {
  const name: NameOf<typeof state> = state.nameOf(0)
  // @ts-expect-error no such name
  const wrong: NameOf<typeof state> = 'running'
  t.not(name, wrong)
})
