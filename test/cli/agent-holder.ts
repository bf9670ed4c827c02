// A process that holds a polkit agent, run by polkit-agent.test.ts to be ended by signals. Its arguments: the agent's path, and who
// else listens for SIGTERM: nobody, one that watches, a command that handles the first and no other.

import { startAgent } from '../../src/cli/polkit-agent.ts'
import { processSignals } from '../../src/cli/signals.ts'

const [, , agent, listener] = process.argv
const signal = 'SIGTERM'
if (listener === 'watch') {
  // As what measures coverage does: it wants to know of the end, and leaves it to others while there are any.
  const before = process.listenerCount(signal)
  const watch = () => {
    if (process.listenerCount(signal) > before + 1) return
    process.off(signal, watch)
    process.kill(process.pid, signal)
  }
  process.on(signal, watch)
}
if (listener === 'handle') {
  const handle = () => {
    processSignals.off(signal, handle)
    console.log('handled')
  }
  processSignals.on(signal, handle)
}
await startAgent(agent)
console.log('ready')
setInterval(() => {}, 1000)
