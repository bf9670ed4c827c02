// The channels themselves: nothing is made where nobody looks on, and what is told is told as it is.

import t from 'tap'
import { traceChannels, traceDecision, traceFrame, tracesFrames } from '../src/trace.ts'
import { lookOn } from './looking-on.ts'

t.test('a sentence is made only if somebody hears it', async (t) => {
  let made = 0
  const text = () => {
    made++
    return 'the first of two'
  }
  traceDecision('dial', text, '/run/x')
  t.equal(made, 0)
  t.equal(tracesFrames(), false)

  const { decisions, frames, stop } = lookOn(t)
  traceDecision('dial', text, '/run/x')
  traceDecision('uri', text)
  t.equal(made, 2)
  t.strictSame(decisions, [
    { part: 'dial', text: 'the first of two', address: '/run/x' },
    { part: 'uri', text: 'the first of two' },
  ])
  t.equal(tracesFrames(), true)
  const frame = {
    direction: 'sent',
    address: '/run/x',
    program: 'remote',
    procedure: 'AUTH_LIST',
    type: 'call',
    serial: 1,
    status: 'ok',
    bytes: 28,
  } as const
  traceFrame(frame)
  t.strictSame(frames, [frame])

  stop()
  t.equal(tracesFrames(), false)
})

t.test('the names of the channels are fixed', async (t) => {
  t.strictSame(traceChannels, { frame: 'lvrpc:frame', decision: 'lvrpc:decision' })
  t.ok(Object.isFrozen(traceChannels))
})
