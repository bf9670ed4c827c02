// polkit's agent for a terminal, pkttyagent: started for this process, it asks on the terminal for the password that polkit wants
// to see; the password never passes here. Only process-io.ts uses it, and only where there is a terminal.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import type { Agent, SignalName } from './io.ts'
import { processSignals } from './signals.ts'

const signals: readonly SignalName[] = ['SIGINT', 'SIGTERM', 'SIGHUP']
/** Where the agent says that it is registered: it closes this descriptor. */
const NOTIFY_FD = 3

/**
 * Starts the agent and waits until it is registered with polkit, or has ended: then it has said why on stderr, or another agent
 * is there already. @returns undefined where there is no such program
 */
export async function startAgent(program = 'pkttyagent'): Promise<Agent | undefined> {
  // Not with --fallback: it leaves the question to an agent of the user's session, and polkit has just said that there is
  // none; worse, without a session of logind polkit never turns to a fallback (seen on 0.122 and 126).
  const args = ['--process', String(process.pid), '--notify-fd', String(NOTIFY_FD)]
  // It opens the terminal by itself.
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] })
  // Rejects where it could not be started at all.
  const ended = once(child, 'exit').catch(() => {})
  if (child.pid === undefined) {
    await ended
    return undefined
  }
  // A signal that ends this process shall not leave it behind.
  const onSignal = (name: NodeJS.Signals) => {
    child.kill()
    leave()
    if (!processSignals.handled(name)) process.kill(process.pid, name)
  }
  const leave = () => {
    for (const name of signals) process.off(name, onSignal)
  }
  // Before a command that has the signal in hand: it may let go of it the first time.
  for (const name of signals) process.prependListener(name, onSignal)
  const stop = async () => {
    leave()
    child.kill()
    await ended
  }
  await once((child.stdio[NOTIFY_FD] as Readable).resume(), 'close')
  return { stop }
}
