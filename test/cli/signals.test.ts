import t from 'tap'
import { processSignals } from '../../src/cli/signals.ts'

t.test('a signal is in hand while a command listens, whoever else watches', (t) => {
  const watch = () => {}
  const [first, second] = [() => {}, () => {}]
  const before = process.listenerCount('SIGHUP')
  process.on('SIGHUP', watch)
  t.notOk(processSignals.handled('SIGHUP'))
  processSignals.on('SIGHUP', first)
  processSignals.on('SIGINT', first)
  processSignals.on('SIGHUP', second)
  t.equal(process.listenerCount('SIGHUP'), before + 3)
  processSignals.off('SIGHUP', first)
  t.ok(processSignals.handled('SIGHUP'))
  processSignals.off('SIGHUP', second)
  processSignals.off('SIGHUP', second)
  t.strictSame(
    (['SIGHUP', 'SIGINT', 'SIGTERM'] as const).map((name) => processSignals.handled(name)),
    [false, true, false],
  )
  processSignals.off('SIGINT', first)
  process.off('SIGHUP', watch)
  t.equal(process.listenerCount('SIGHUP'), before)
  t.end()
})
