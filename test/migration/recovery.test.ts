// The table of reactions, row by row: what may be sent at once after a failure.

import t from 'tap'
import { ConnectionError, RemoteError } from '../../src/errors.ts'
import { failureOf, isCleanUndo, reactions, reportedErrors } from '../../src/migration/recovery.ts'

function remoteError(
  code: RemoteError['code'],
  { domain = 10, procedure = '', message = code as string } = {},
): RemoteError {
  const nothing = { str1: null, str2: null, str3: null, int1: -1, int2: -1 }
  return new RemoteError(code, { number: 1, domain, level: 2, message, ...nothing }, { procedure })
}
const lost = new ConnectionError('connectionLost', 'gone', { outcome: 'unknown' })
const unsent = new ConnectionError('connectionClosed', 'gone', { outcome: 'not sent' })

t.test('Confirm(1) follows only where Finish was never sent or was refused by its host', (t) => {
  for (const [phase, row] of Object.entries(reactions)) {
    for (const [failure, reaction] of Object.entries(row)) {
      if (typeof reaction === 'string' || !reaction.undo.includes('confirm')) continue
      const proven = phase !== 'finish' || failure === 'refused' || failure === 'not sent'
      t.ok(proven, `${phase} ${failure}`)
      t.not(phase, 'confirm')
    }
  }
  t.equal(reactions.finish.unknown, 'ambiguous')
  t.equal(reactions.perform.unknown, 'ambiguous')
  t.same(reactions.perform.refused, { undo: ['finish'] }, 'a failed Perform is not confirmed')
  t.end()
})

t.test('what an error proves', (t) => {
  t.equal(failureOf('perform', remoteError('operationFailed')), 'refused')
  t.equal(failureOf('perform', lost), 'unknown')
  t.equal(failureOf('perform', unsent), 'not sent')
  t.equal(failureOf('finish', remoteError('internalError')), 'refused')
  t.equal(failureOf('finish', remoteError('operationInvalid')), 'unknown')
  t.equal(failureOf('finish', remoteError('rpc')), 'unknown')
  t.equal(failureOf('begin', remoteError('operationInvalid')), 'refused')
  t.ok(isCleanUndo(remoteError('migrateFinishOk')))
  t.ok(isCleanUndo(remoteError('noDomain')))
  t.notOk(isCleanUndo(remoteError('operationFailed')))
  t.notOk(isCleanUndo(lost))
  t.end()
})

t.test('two texts become one only where both are QEMU speaking of one transfer', (t) => {
  const perform = { procedure: 'DOMAIN_MIGRATE_PERFORM3_PARAMS', message: 'broke' }
  const finish = { procedure: 'DOMAIN_MIGRATE_FINISH3_PARAMS', message: 'load failed' }
  const first = remoteError('operationFailed', perform)
  const second = remoteError('internalError', finish)
  t.equal(reportedErrors([first, second])[0]?.message, 'broke; destination: load failed')
  const others = [
    [first],
    [first, lost],
    [remoteError('operationFailed', { ...perform, domain: 7 }), second],
    [remoteError('operationAborted', perform), second],
    [first, remoteError('internalError', { ...finish, message: 'broke' })],
  ]
  for (const errors of others) t.equal(reportedErrors(errors), errors)
  t.end()
})
