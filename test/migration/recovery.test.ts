// The two tables, row by row: what may be sent after a failure, and what may be said of the end.

import t from 'tap'
import { stateInfo } from '../../src/api/domain.ts'
import { ConnectionError, RemoteError } from '../../src/errors.ts'
import {
  failureOf,
  isCleanUndo,
  isSettled,
  type Knowledge,
  reactions,
  reportedErrors,
  verdict,
} from '../../src/migration/recovery.ts'
import type { JobSeen, Observation } from '../../src/migration/result.ts'

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

const seen = (state: number, reason: number, job: JobSeen = 'none'): Observation => ({
  is: 'present',
  state: stateInfo(state, reason),
  job,
})
const running = seen(1, 1)
const arrived = seen(1, 2)
const paused = seen(3, 1)
const stopped = seen(3, 2)
const held = seen(3, 2, 'out')
const waiting = seen(3, 2, 'in')
const off = seen(5, 4, 'inactive')
const absent: Observation = { is: 'absent' }
const unknown: Observation = { is: 'unknown', error: lost }

const failed: Knowledge = {
  committed: false,
  ambiguous: false,
  offline: false,
  wasActive: true,
  finishSent: false,
}
const done: Knowledge = { ...failed, committed: true, finishSent: true }
const open: Knowledge = { ...failed, ambiguous: true, finishSent: true }

t.test('what may be said of the end', (t) => {
  const rows: [string, Knowledge, Observation, Observation, string, string | undefined][] = [
    ['success', done, absent, arrived, 'migrated', 'destination'],
    ['success, definition kept', done, off, arrived, 'migrated', 'destination'],
    ['success, the destination silent', done, absent, unknown, 'migrated', 'destination'],
    ['success, a copy left', done, stopped, arrived, 'migrated-leftover', 'destination'],
    ['success, the source silent', done, unknown, arrived, 'migrated-leftover', 'destination'],
    ['success, then it ended', done, off, absent, 'guest-stopped', 'destination'],
    ['success, then it shut off', done, off, off, 'guest-stopped', 'destination'],
    ['failure', failed, running, absent, 'stayed', 'source'],
    ['failure, the destination silent', failed, running, unknown, 'stayed', 'source'],
    ['failure, the guest ended', failed, off, absent, 'guest-stopped', 'source'],
    ['failure, the guest is gone', failed, absent, absent, 'guest-stopped', undefined],
    ['failure, still stopped', failed, stopped, absent, 'undetermined', 'source'],
    ['failure, the source silent', failed, unknown, absent, 'undetermined', undefined],
    ['failure, another of that UUID there', failed, running, running, 'stayed', 'source'],
    [
      'failure of one that was off',
      { ...failed, wasActive: false },
      off,
      absent,
      'stayed',
      'source',
    ],
    [
      'refused Finish, and yet there',
      { ...failed, finishSent: true },
      stopped,
      arrived,
      'undetermined',
      'destination',
    ],
    ['open, it arrived', open, held, arrived, 'undetermined', 'destination'],
    ['open, it waits', open, held, waiting, 'undetermined', 'source'],
    ['open, gone there', open, stopped, absent, 'undetermined', 'source'],
    ['open, on both', open, running, arrived, 'split-brain', undefined],
    ['success, the copy was resumed', done, running, arrived, 'split-brain', undefined],
    [
      'success of one paused, a copy left',
      done,
      paused,
      paused,
      'migrated-leftover',
      'destination',
    ],
    ['open, one that was paused', open, paused, paused, 'undetermined', 'destination'],
    ['open, one that was paused and did not leave', open, paused, absent, 'undetermined', 'source'],
    ['open, both silent', open, unknown, unknown, 'undetermined', undefined],
    ['open, the source runs', open, running, absent, 'undetermined', 'source'],
  ]
  for (const [name, known, source, destination, kind, host] of rows) {
    t.match(verdict(known, source, destination), { kind, host, because: String }, name)
    t.equal(verdict(known, source, destination).host, host, `${name}: host`)
  }
  t.match(verdict(open, running, arrived).because, /BOTH/)
  t.end()
})

t.test('a look is worth repeating while a host is busy with the end', (t) => {
  t.equal(isSettled(absent, arrived), true)
  t.equal(isSettled(held, arrived), false)
  t.equal(isSettled(stopped, waiting), false)
  t.equal(isSettled(running, unknown), true)
  t.equal(isSettled(seen(1, 1, 'unknown'), absent), false)
  t.end()
})
