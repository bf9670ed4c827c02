import { EventEmitter } from 'node:events'
import t from 'tap'
import { onInterrupts } from '../../src/cli/interrupts.ts'
import type { PhaseName } from '../../src/migration/result.ts'

function scene() {
  const signals = new EventEmitter()
  const seen: string[] = []
  let phase: PhaseName = 'connect'
  const stop = onInterrupts({
    signals,
    phase: () => phase,
    cancel: () => seen.push('cancel'),
    say: (text) => seen.push(text),
    giveUp: () => seen.push('give up'),
  })
  return {
    signals,
    seen,
    stop,
    interrupt(during: PhaseName, name: 'SIGINT' | 'SIGTERM' = 'SIGINT') {
      phase = during
      seen.length = 0
      signals.emit(name)
      return [...seen]
    },
  }
}

const ABORTING = 'cancelling: the source is asked to stop the copy; waiting for its answer'
const TOO_LATE = 'too late to cancel: the guest is changing hosts, waiting for the outcome'

t.test('the first interrupt cancels and says what that does now', async (t) => {
  const texts: [PhaseName, RegExp][] = [
    ['connect', /nothing has begun/],
    ['begin', /stops as soon as this step is answered/],
    ['prepare', /stops as soon as this step is answered/],
    ['perform', /source is asked to stop/],
    ['finish', /too late/],
    ['confirm', /too late/],
    ['probe', /where the guest is/],
  ]
  for (const [phase, text] of texts) {
    const [cancel, said, ...more] = scene().interrupt(phase)
    t.equal(cancel, 'cancel')
    t.match(said, text)
    t.strictSame(more, [])
  }
})

t.test('three interrupts within Perform give it up, and only there', async (t) => {
  const { interrupt } = scene()
  t.strictSame(interrupt('perform'), ['cancel', ABORTING])
  t.strictSame(interrupt('perform', 'SIGTERM'), [
    `${ABORTING} (1 more interrupt to leave it to itself)`,
  ])
  t.strictSame(interrupt('perform'), ['give up'])
  t.strictSame(interrupt('perform'), [], 'once')
})

t.test('interrupts before Perform do not count towards giving up', async (t) => {
  const { interrupt } = scene()
  interrupt('begin')
  interrupt('prepare')
  interrupt('prepare')
  t.strictSame(interrupt('perform'), [ABORTING])
  interrupt('perform')
  t.strictSame(interrupt('perform'), ['give up'])
})

t.test('between Perform’s answer and Confirm’s nothing gives up', async (t) => {
  const { interrupt } = scene()
  interrupt('perform')
  interrupt('perform')
  for (let i = 0; i < 10; i++) {
    t.strictSame(interrupt('finish'), [TOO_LATE])
    t.strictSame(interrupt('confirm'), [TOO_LATE])
  }
})

t.test('after the end nothing listens any more', async (t) => {
  const { signals, stop } = scene()
  const counts = () => ['SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => signals.listenerCount(name))
  t.same(counts(), [1, 1, 1])
  stop()
  t.same(counts(), [0, 0, 0])
})
