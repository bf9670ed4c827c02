// What to do at once when a step fails, as a table: (step, what is known of the failure) -> reaction. What is decided after a look
// at both hosts is decisions.ts. Pure: nothing here calls a daemon.
//
// The one rule behind the first table: Confirm with `cancelled` lets the guest run again on the source, so it is only sent
// with proof that the destination does not run it. Proof is that Finish was never sent, or that the destination's daemon
// itself refused it. Where there is no proof, nothing is sent before both hosts were looked at.

import { type LibvirtError, RemoteError } from '../errors.ts'
import type { CallPhase } from './plan.ts'

/** What is known of a step that did not succeed, or must not be followed by the next. */
export type Failure =
  /** The daemon answered with an error. */
  | 'refused'
  /** The call never left this client. */
  | 'not sent'
  /** It left, and no answer came. */
  | 'unknown'
  /** It succeeded, but the operator wants no more, or the other host's link is gone. */
  | 'stop after'

/** The way back from a failure, in order; `ambiguous`: look at both hosts before anything is sent. */
export type Reaction =
  | { readonly undo: readonly ('finish' | 'confirm')[] }
  | 'ambiguous'
  | 'settled'

/** (step, failure) -> reaction. `settled`: the migration has succeeded, only the source's leftovers are in question. */
export const reactions: Readonly<Record<CallPhase, Readonly<Record<Failure, Reaction>>>> = {
  begin: {
    refused: { undo: [] },
    'not sent': { undo: [] },
    // The daemon drops the job together with the connection; the guest was not touched.
    unknown: { undo: [] },
    'stop after': { undo: ['confirm'] },
  },
  prepare: {
    refused: { undo: ['confirm'] },
    'not sent': { undo: ['confirm'] },
    // The daemon undoes what it prepared once the call is over, because its connection is gone. Finish was not sent.
    unknown: { undo: ['confirm'] },
    'stop after': { undo: ['finish', 'confirm'] },
  },
  perform: {
    // The source has put the guest back and ended its job by itself: there is nothing left to confirm.
    refused: { undo: ['finish'] },
    'not sent': { undo: ['finish', 'confirm'] },
    unknown: 'ambiguous',
    // Reached only when the destination's link is gone, so that Finish cannot be sent: the guest never ran there.
    'stop after': { undo: ['confirm'] },
  },
  finish: {
    refused: { undo: ['confirm'] },
    'not sent': { undo: ['confirm'] },
    unknown: 'ambiguous',
    'stop after': 'settled',
  },
  confirm: {
    refused: 'settled',
    'not sent': 'settled',
    unknown: 'settled',
    'stop after': 'settled',
  },
}

/** What an error says about its call. A refused Finish proves nothing if the daemon did not get to the guest. */
export function failureOf(phase: CallPhase, error: LibvirtError): Exclude<Failure, 'stop after'> {
  if (error.outcome === 'not sent') return 'not sent'
  if (error.outcome !== 'refused') return 'unknown'
  if (phase === 'finish' && !provesNotRunning(error)) return 'unknown'
  return 'refused'
}

/** Errors with which a daemon may answer Finish although an earlier Finish has already let the guest run. */
function provesNotRunning(error: LibvirtError): boolean {
  return error instanceof RemoteError && error.code !== 'rpc' && error.code !== 'operationInvalid'
}

/** Finish with `cancelled` always answers with an error; these mean that it did what was asked. */
export function isCleanUndo(error: LibvirtError): boolean {
  return (
    error instanceof RemoteError && (error.code === 'migrateFinishOk' || error.code === 'noDomain')
  )
}

/**
 * The failure to report first. Only where QEMU says on both sides that the transfer failed are the two texts put together,
 * the source's first: either alone may be the one that means nothing.
 */
export function reportedErrors(errors: readonly LibvirtError[]): readonly LibvirtError[] {
  const [first, second, ...rest] = errors
  if (!(first instanceof RemoteError) || !(second instanceof RemoteError)) return errors
  const QEMU = 10
  const both =
    first.procedure?.includes('PERFORM') &&
    second.procedure?.includes('FINISH') &&
    first.domain === QEMU &&
    second.domain === QEMU &&
    first.code === 'operationFailed' &&
    second.message !== first.message
  if (!both) return errors
  const joined = new RemoteError(
    'operationFailed',
    {
      number: first.number,
      domain: first.domain,
      level: first.level,
      message: `${first.message}; destination: ${second.message}`,
      str1: first.strings[0],
      str2: first.strings[1],
      str3: first.strings[2],
      int1: first.ints[0],
      int2: first.ints[1],
    },
    { cause: first, ...(first.procedure !== undefined && { procedure: first.procedure }) },
  )
  return [joined, second, ...rest]
}
