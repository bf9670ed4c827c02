// The signals of this process, and which of them a command has in hand. Node ends a process by a signal only while nobody listens
// for it, and who merely watches listens, too (a profiler, what measures coverage, polkit-agent.ts): so the listeners of a
// process do not tell whether it lives on, and commands are counted here.

import type { SignalSource } from './io.ts'

const inHand = new Map<() => void, Set<string>>()

export const processSignals: SignalSource & { handled(name: NodeJS.Signals): boolean } = {
  on: (name, listener) => {
    process.on(name, listener)
    inHand.set(listener, (inHand.get(listener) ?? new Set<string>()).add(name))
  },
  off: (name, listener) => {
    process.off(name, listener)
    inHand.get(listener)?.delete(name)
  },
  /** Whether a command lives on after it; if not, it shall end the process. */
  handled: (name) => [...inHand.values()].some((names) => names.has(name)),
}
