// What must be there for a post-copy that broke to be gone on with: a half on each host, both of which know that it broke. Daemons
// check it, too, but only after Begin, and one of them may die of the next call.

import { UsageError } from '../errors.ts'
import type { Observation } from './result.ts'

const RUNNING = 1
const PAUSED = 3
/** Reasons: of the source paused, of the destination running; the second that it failed. */
const source = { postcopy: 12, failed: 13 } as const
const destination = { postcopy: 10, failed: 11 } as const

function isIn(seen: Observation, state: number, reason: number): boolean {
  return (
    seen.is === 'present' && seen.state.stateNumber === state && seen.state.reasonNumber === reason
  )
}

function stateOf(seen: Observation): string {
  return seen.is === 'present' ? `${seen.state.state} (${seen.state.reason})` : 'not there'
}

/**
 * Refuses to go on unless both halves wait for it.
 * @param to undefined where nobody may look at the destination
 * @throws UsageError `operationInvalid`; LibvirtError when the destination cannot be looked at
 */
export function checkHalves(name: string, from: Observation, to: Observation | undefined): void {
  const refuse = (text: string): never => {
    throw new UsageError('operationInvalid', text)
  }
  if (isIn(from, PAUSED, source.postcopy)) {
    refuse(`the post-copy of '${name}' has not failed: it is under way`)
  }
  if (!isIn(from, PAUSED, source.failed)) {
    refuse(`'${name}' is ${stateOf(from)} on the source: no post-copy of it has failed`)
  }
  if (to === undefined || isIn(to, RUNNING, destination.failed)) return
  if (to.is === 'unknown') throw to.error
  if (to.is === 'absent') {
    refuse(
      `the destination no longer has its part of '${name}': the running guest is lost, destroy what stands on the source and ` +
        'start it anew',
    )
  }
  if (isIn(to, RUNNING, destination.postcopy)) {
    refuse(
      `the destination has not noticed yet that the post-copy of '${name}' broke; try again in a moment`,
    )
  }
  refuse(`'${name}' is ${stateOf(to)} on the destination: no post-copy of it has failed there`)
}
