import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import {
  type ChildLine,
  childLine,
  exitWords,
  spawnLine,
  spawnShellLine,
} from '../../src/transport/process.ts'
import { LineTransport } from '../../src/transport/socket.ts'
import { hear } from './listener.ts'

/** A Node program of its own, by its text. */
async function program(t: Test, text: string): Promise<ChildLine> {
  const folder = mkdtempSync(join(tmpdir(), 'lvrpc-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'program.cjs')
  writeFileSync(file, text)
  const child = await spawnLine(process.execPath, [file])
  t.teardown(() => child.drop())
  return child
}

const transport = (child: ChildLine) =>
  new LineTransport('ext', false, 'program', childLine(child, 'program'))

t.test('what is written comes back, and closing ends the program in order', async (t) => {
  const child = await program(t, 'process.stdin.pipe(process.stdout)')
  const way = transport(child)
  const heard = hear(way)
  way.write(Buffer.from('hello'))
  await heard.until('hello')
  way.close()
  t.equal(await heard.closed, undefined)
  t.strictSame(await child.exit, { code: 0, signal: null })
})

t.test('all it wrote is read before its end is told', async (t) => {
  const child = await program(t, "process.stdout.write('x'.repeat(1 << 20) + 'end')")
  const way = transport(child)
  way.pause()
  const heard = hear(way)
  await once(process, 'never', { signal: AbortSignal.timeout(100) }).catch(() => {})
  t.equal(heard.text(), '')
  way.resume()
  t.equal(await heard.closed, undefined)
  t.equal(heard.text().length, (1 << 20) + 3)
})

t.test(
  'its end does not hurry who reads, and closing does not wait for who does not',
  async (t) => {
    const text = "process.stdout.write('x'.repeat(1000))"
    const slow = await program(t, text)
    const way = transport(slow)
    way.pause()
    const heard = hear(way)
    await slow.exit
    way.resume()
    t.equal(await heard.closed, undefined)
    t.equal(heard.text().length, 1000)

    const left = transport(await program(t, text))
    left.pause()
    const closing = hear(left)
    left.close()
    t.equal(await closing.closed, undefined)
  },
)

t.test('a program that fails or complains is the reason', async (t) => {
  const cases: [string, RegExp][] = [
    [
      'process.exit(3)',
      /^End of file while reading data: exited with status 3: Input\/output error$/,
    ],
    ["console.error('no\\u001b way'); process.exit(1)", /: exited with status 1: no\? way: Input/],
    ["console.error('careful')", /: exited with status 0: careful: /],
    [
      "process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 1 << 30)",
      /: was ended by SIGTERM: /,
    ],
  ]
  for (const [text, expected] of cases) {
    const heard = hear(transport(await program(t, text)))
    t.match(await heard.closed, { code: 'connectionLost', message: expected }, text)
  }
})

t.test('of long complaints the last is kept, and they do not hold the program up', async (t) => {
  const text = "console.error('x'.repeat(1 << 20) + 'THE END'); process.exitCode = 1"
  const reason = await hear(transport(await program(t, text))).closed
  t.match(reason, { message: /x{900,1017}THE END: Input/ })
  t.ok(reason!.message.length < 1200)
})

t.test('destroyed it is killed, whatever it thinks of that', async (t) => {
  const cases = [
    'setInterval(() => {}, 1 << 30); console.log(1)',
    "process.on('SIGTERM', () => {}); setInterval(() => {}, 1 << 30); console.log(1)",
  ]
  for (const text of cases) {
    const child = await program(t, text)
    const way = transport(child)
    const heard = hear(way)
    await heard.until('1\n')
    const reason = new Error('enough')
    way.destroy(reason)
    t.equal(await heard.closed, reason)
    t.match(await child.exit, { signal: /^SIG(TERM|KILL)$/ })
  }
})

t.test('closed it may not stay', async (t) => {
  const child = await program(t, 'setInterval(() => {}, 1 << 30); console.log(1)')
  const way = transport(child)
  const heard = hear(way)
  await heard.until('1\n')
  way.close()
  t.equal(await heard.closed, undefined)
})

t.test('a child of its own that keeps its pipes does not keep the line', async (t) => {
  // As OpenSSH with ControlPersist leaves one behind, which keeps stderr; and one that keeps them all.
  for (const stdio of ["['ignore', 'ignore', 'inherit']", "['inherit', 'inherit', 'inherit']"]) {
    const child = await program(
      t,
      `const { spawn } = require('node:child_process')
const kept = spawn('sleep', ['600'], { stdio: ${stdio}, detached: true })
kept.unref()
console.log(kept.pid)
process.stdin.once('end', () => process.exit(0)).resume()`,
    )
    const way = transport(child)
    const heard = hear(way)
    await heard.until('\n')
    t.teardown(() => process.kill(Number(heard.text()), 'SIGKILL'))
    way.close()
    t.equal(await heard.closed, undefined)
    t.strictSame(await child.exit, { code: 0, signal: null })
  }
})

t.test('a program that does not read brakes the writer', async (t) => {
  const text =
    "let n = 0; setTimeout(() => process.stdin.on('data', (c) => { n += c.length; if (n === 1 << 22) console.log('all') }), 100)"
  const way = transport(await program(t, text))
  const heard = hear(way)
  const piece = Buffer.alloc(1 << 16)
  let held = 0
  for (let i = 0; i < 64; i++) if (!way.write(piece)) held++
  t.ok(held > 0)
  await heard.until('all\n')
  t.ok(heard.drains > 0)
  way.destroy()
  await heard.closed
})

t.test('writing to one that has gone harms nothing', async (t) => {
  const child = await program(t, 'process.stdin.destroy()')
  const way = transport(child)
  const heard = hear(way)
  for (let i = 0; i < 20; i++) way.write(Buffer.alloc(1 << 16))
  t.equal(await heard.closed, undefined)
})

t.test('one that cannot be started is an error of the start', async (t) => {
  await t.rejects(spawnLine('/nonexistent/program', []), { code: 'ENOENT' })
})

t.test('a shell line is replaced by its command, so signals reach it', async (t) => {
  const line = await spawnShellLine('sleep 1000', { SHELL: '/bin/sh', PATH: process.env.PATH })
  line.drop()
  t.strictSame(await line.exit, { code: null, signal: 'SIGTERM' })
  t.ok(existsSync('/bin/sh'))
})

t.test('how it ended, in words', (t) => {
  t.equal(exitWords({ code: 1, signal: null }, ''), 'exited with status 1')
  t.equal(exitWords({ code: null, signal: 'SIGKILL' }, 'ouch'), 'was ended by SIGKILL: ouch')
  t.equal(exitWords({ code: null, signal: null }, ''), 'was cut off')
  t.end()
})
