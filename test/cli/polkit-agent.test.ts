// The agent as a program: how it is started, when it counts as ready, and that nothing of it is left. A script stands in for it.

import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { startAgent } from '../../src/cli/polkit-agent.ts'

/** An agent that does this; `$LOG` is where it keeps its arguments and its end. */
function program(t: Test, script: string): { path: string; log: () => string } {
  const folder = t.testdir({})
  const path = join(folder, 'agent')
  const log = join(folder, 'log')
  writeFileSync(path, `#!/bin/sh\nLOG=${log}\necho "$@" > $LOG\n${script}\n`, { mode: 0o755 })
  return { path, log: () => (existsSync(log) ? readFileSync(log, 'utf8') : '') }
}

const lives = `trap 'echo ended >> $LOG; exit' TERM
exec 3>&-
while kill -0 $2; do sleep 0.05; done 2> /dev/null`

t.test('it is started for this process, is ready when it says so, and ends', async (t) => {
  const { path, log } = program(t, lives)
  const before = process.listenerCount('SIGTERM')
  const agent = await startAgent(path)
  t.equal(log(), `--process ${process.pid} --notify-fd 3\n`)
  t.equal(process.listenerCount('SIGTERM'), before + 1)
  await agent?.stop()
  await agent?.stop()
  t.match(log(), /ended\n$/)
  t.equal(process.listenerCount('SIGTERM'), before)
})

t.test(
  'one that ends at once is as good as ready: the daemon will say what is wrong',
  async (t) => {
    const { path } = program(t, 'exit 1')
    const agent = await startAgent(path)
    t.ok(agent)
    await agent?.stop()
  },
)

t.test('where there is no such program there is no agent', async (t) => {
  const before = process.listenerCount('SIGTERM')
  t.equal(await startAgent(join(t.testdir({}), 'nothing')), undefined)
  t.equal(process.listenerCount('SIGTERM'), before)
})

interface Holder {
  readonly child: ChildProcess
  readonly says: (text: string) => Promise<void>
}

/** A process of its own that holds an agent, and is ready to be sent a signal. */
async function holder(t: Test, agent: string, listener: string): Promise<Holder> {
  const program = fileURLToPath(new URL('./agent-holder.js', import.meta.url))
  const child = spawn(process.execPath, [program, agent, listener], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said += text
  })
  const says = async (text: string) => {
    while (!said.includes(text)) await once(child.stdout, 'data')
  }
  await says('ready')
  return { child, says }
}

/** The script hears of its end between two naps. */
async function ended(log: () => string): Promise<void> {
  while (!log().includes('ended')) await once(execFile('true'), 'close')
}

t.test('a signal that ends the process ends the agent, too, whoever watches', async (t) => {
  for (const listener of ['nobody', 'watch']) {
    const { path, log } = program(t, lives)
    const { child } = await holder(t, path, listener)
    t.match(log(), `--process ${child.pid} `)
    child.kill('SIGTERM')
    const [, signal] = await once(child, 'exit')
    t.equal(signal, 'SIGTERM', listener)
    await ended(log)
  }
})

t.test('a signal that a command has in hand ends the agent and not the process', async (t) => {
  const { path, log } = program(t, lives)
  const { child, says } = await holder(t, path, 'handle')
  child.kill('SIGTERM')
  await says('handled')
  await ended(log)
  t.strictSame([child.exitCode, child.signalCode], [null, null])
  child.kill('SIGTERM')
  const [, signal] = await once(child, 'exit')
  t.equal(signal, 'SIGTERM', 'the next one, which nobody has in hand')
})
