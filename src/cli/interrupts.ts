// What Ctrl-C, SIGTERM and a closed terminal do to a migration. The first asks the engine to stop and the engine decides what that means;
// further ones only say so again. The process is given up after the third within Perform, never later: between Perform's
// answer and Confirm's the guest stands still, and only this process knows what comes next.

import type { PhaseName } from '../migration/index.ts'
import type { SignalSource } from './io.ts'

export interface Interrupted {
  readonly signals: SignalSource
  /** The step the migration is in now. */
  phase(): PhaseName
  /** Asks the migration to stop; called once. */
  cancel(): void
  /** Says something to the operator. */
  say(text: string): void
  /** Stops waiting for the migration; called once. */
  giveUp(): void
}

/** How many interrupts within Perform it takes to leave a migration alone. */
const PATIENCE = 3

const effects: Readonly<Record<PhaseName, string>> = {
  connect: 'cancelling: nothing has begun yet',
  begin: 'cancelling: the migration stops as soon as this step is answered',
  prepare: 'cancelling: the migration stops as soon as this step is answered',
  perform: 'cancelling: the source is asked to stop the copy; waiting for its answer',
  finish: 'too late to cancel: the guest is changing hosts, waiting for the outcome',
  confirm: 'too late to cancel: the guest is changing hosts, waiting for the outcome',
  probe: 'waiting for both hosts to say where the guest is',
}

/** Starts listening. @returns the function that stops it */
export function onInterrupts(migration: Interrupted): () => void {
  let cancelled = false
  let withinPerform = 0
  let given = false
  const listener = () => {
    if (given) return
    const phase = migration.phase()
    if (phase === 'perform') withinPerform++
    if (!cancelled) {
      cancelled = true
      migration.cancel()
    }
    if (phase === 'perform' && withinPerform >= PATIENCE) {
      given = true
      migration.giveUp()
      return
    }
    const left = PATIENCE - withinPerform
    const hint =
      phase === 'perform' && withinPerform > 1
        ? ` (${left} more ${left === 1 ? 'interrupt' : 'interrupts'} to leave it to itself)`
        : ''
    migration.say(`${effects[phase]}${hint}`)
  }
  migration.signals.on('SIGINT', listener)
  migration.signals.on('SIGTERM', listener)
  migration.signals.on('SIGHUP', listener)
  return () => {
    migration.signals.off('SIGINT', listener)
    migration.signals.off('SIGTERM', listener)
    migration.signals.off('SIGHUP', listener)
  }
}
