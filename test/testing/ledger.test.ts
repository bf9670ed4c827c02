// Who ran a guest, and what must never be.

import t from 'tap'
import { Ledger } from '../../src/testing/ledger.ts'

t.test('a guest that goes on elsewhere where it stood is in order', async (t) => {
  const ledger = new Ledger()
  const boot = ledger.boot('g')
  ledger.begin('g', 'a', boot, 0, 0)
  ledger.end('g', 'a', 100, 100)
  ledger.begin('g', 'b', boot, 120, 100)
  t.match(ledger.of('g'), { running: ['b'], violations: [] })
  t.equal(ledger.of('g').runs.length, 2)
})

t.test('running twice and counting backwards are seen, starting again is neither', async (t) => {
  const ledger = new Ledger()
  const boot = ledger.boot('g')
  ledger.begin('g', 'a', boot, 0, 0)
  ledger.begin('g', 'b', boot, 50, 50)
  t.match(ledger.of('g').violations, [/on b while it ran on a/])
  ledger.end('g', 'a', 60, 60)
  ledger.end('g', 'b', 90, 90)
  ledger.begin('g', 'a', boot, 100, 60)
  t.match(ledger.of('g').violations, [/./, /from 60 on a, though it had come to 90/])
  ledger.end('g', 'a', 110, 70)
  ledger.begin('g', 'a', ledger.boot('g'), 120, 0)
  t.equal(ledger.of('g').violations.length, 2)
  // The copy of an earlier start, taken up again after a later one.
  ledger.end('g', 'a', 130, 10)
  ledger.begin('g', 'b', boot, 140, 90)
  t.match(ledger.of('g').violations[2], /as it was before it was started anew/)
})
