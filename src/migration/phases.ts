// The steps of a migration as a table: which host is called, what is sent, and what is kept of the answer. Each step is one
// call; what happens when it fails stands in recovery.ts, who walks the table is migrate.ts.

import type { Connection } from '../api/connection.ts'
import type { DomainRef } from '../api/domain.ts'
import {
  type Cookie,
  fixedCalls,
  type MigrationCalls,
  paramsCalls,
} from '../api/migration-calls.ts'
import { ProtocolError } from '../errors.ts'
import { type CallPhase, flagsFor, type MigrationPlan, paramsFor } from './plan.ts'
import type { Side } from './result.ts'
import type { PostcopyState } from './switchover.ts'

/** Everything the steps read and write. */
export interface Run {
  readonly plan: MigrationPlan
  /** The guest on the source. */
  readonly domain: { readonly name: string; readonly uuid: string; readonly ref: DomainRef }
  /** Cookie of the last answer, for the next call; empty when there was none. */
  cookie: Cookie
  /** Description from Begin, for the destination. */
  xml: string | undefined
  /** Whether the guest was found paused after Begin, so that it must stay so. */
  paused: boolean
  /** Data URI, chosen after Prepare. */
  uri: string | undefined
  /** Whether Perform answered success: the copy is complete and the source stands still. */
  performed: boolean
  /** Whether the switch to post-copy may be asked for, or has been: then there is no way back. */
  postcopy: PostcopyState
  /** The guest on the destination, from Finish. */
  handle: DomainRef | undefined
}

/** One row: a call to one side. */
export interface Step {
  readonly phase: CallPhase
  readonly side: Side
  /** Left out of an offline migration. */
  readonly onlineOnly?: true
  /** @param line of that side */
  run(run: Run, line: Connection): Promise<void>
}

const NO_COOKIE: Cookie = new Uint8Array(0)

function callsOf(plan: MigrationPlan): MigrationCalls {
  return plan.protocol === 'params' ? paramsCalls : fixedCalls
}

function given(run: Run, phase: CallPhase) {
  const learned = { sourceName: run.domain.name, xml: run.xml, uri: run.uri }
  return {
    calls: callsOf(run.plan),
    params: paramsFor(run.plan, phase, learned),
    flags: flagsFor(run.plan, phase, run.paused),
  }
}

/**
 * A daemon that gets an empty cookie in Prepare or Perform dies, and with it the control of every guest on that host; so
 * such a call never leaves the client.
 */
function guardedCookie(cookie: Cookie, from: string): Cookie {
  if (cookie.length > 0) return cookie
  throw new ProtocolError(
    'malformedMessage',
    `${from} sent no migration cookie; going on could crash the other host's daemon`,
    { outcome: 'not sent' },
  )
}

export const steps: readonly Step[] = [
  {
    phase: 'begin',
    side: 'source',
    async run(run, line) {
      const { calls, params, flags } = given(run, 'begin')
      const answer = await calls.begin(line, run.domain.ref, params, flags)
      run.cookie = answer.cookie
      run.xml = answer.xml
    },
  },
  {
    phase: 'prepare',
    side: 'destination',
    async run(run, line) {
      const { calls, params, flags } = given(run, 'prepare')
      const cookie = guardedCookie(run.cookie, 'the source')
      const answer = await calls.prepare(line, params, cookie, flags)
      run.cookie = answer.cookie
      run.uri = answer.uri ?? run.plan.params.migrateUri
    },
  },
  {
    phase: 'perform',
    side: 'source',
    onlineOnly: true,
    async run(run, line) {
      if (run.uri === undefined) {
        throw new ProtocolError(
          'malformedMessage',
          'the destination named no address for the data',
          {
            outcome: 'not sent',
          },
        )
      }
      const { calls, params, flags } = given(run, 'perform')
      const cookie = guardedCookie(run.cookie, 'the destination')
      const answer = await calls.perform(line, run.domain.ref, params, cookie, flags)
      run.cookie = answer.cookie
      run.performed = true
    },
  },
  {
    phase: 'finish',
    side: 'destination',
    async run(run, line) {
      const { calls, params, flags } = given(run, 'finish')
      // Prepare's cookie is not Finish's to have.
      const cookie = run.performed ? run.cookie : NO_COOKIE
      const answer = await calls.finish(line, params, cookie, flags, false)
      run.cookie = answer.cookie
      run.handle = answer.dom
    },
  },
  {
    phase: 'confirm',
    side: 'source',
    async run(run, line) {
      const { calls, params, flags } = given(run, 'confirm')
      const cookie = run.handle === undefined ? NO_COOKIE : run.cookie
      await calls.confirm(line, run.domain.ref, params, cookie, flags, false)
    },
  },
]

/** The two calls that take a step back; both carry `cancelled` and no cookie. */
export const undoSteps: Readonly<Record<'finish' | 'confirm', Step>> = {
  finish: {
    phase: 'finish',
    side: 'destination',
    async run(run, line) {
      const { calls, params, flags } = given(run, 'finish')
      await calls.finish(line, params, NO_COOKIE, flags, true)
    },
  },
  confirm: {
    phase: 'confirm',
    side: 'source',
    async run(run, line) {
      const { calls, params, flags } = given(run, 'confirm')
      await calls.confirm(line, run.domain.ref, params, NO_COOKIE, flags, true)
    },
  },
}
