// The agent as a program: how it is started, when it counts as ready, and that nothing of it is left. A script stands in for it.

import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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
while :; do sleep 0.05; done`

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

t.test('a signal that ends the process ends the agent, too', async (t) => {
  const { path, log } = program(t, lives)
  const script = `const { startAgent } = await import(${JSON.stringify(join(process.cwd(), 'src/cli/polkit-agent.ts'))})
await startAgent(${JSON.stringify(path)})
console.log('ready')
setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  const [pid] = /\d+/.exec(log()) ?? []
  t.equal(Number(pid), child.pid)
  child.kill('SIGTERM')
  const [, signal] = await once(child, 'exit')
  t.equal(signal, 'SIGTERM')
  // The script hears of it between two naps.
  while (!log().includes('ended')) await once(execFile('true'), 'close')
})
