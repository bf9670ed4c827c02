import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Duplex, PassThrough } from 'node:stream'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import type { Command } from '../../../src/transport/ssh/remote.ts'
import { commandLine, NoDaemon, prove, quoted } from '../../../src/transport/ssh/remote.ts'

/** A PATH with these programs, which say how they were called, and the few that a script needs. */
function host(t: Test, programs: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const folder = mkdtempSync(join(tmpdir(), 'lvrpc-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  for (const name of ['sh', 'grep']) symlinkSync(which(name), join(folder, name))
  for (const [name, script] of Object.entries(programs)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  return { PATH: folder, HOME: '/home/joe' }
}

function which(name: string): string {
  return execFileSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim()
}

const shells = ['sh', 'bash', 'dash', 'zsh', 'fish', 'csh', 'tcsh', 'ksh'].filter(
  (name) => spawnSync('/bin/sh', ['-c', `command -v ${name}`]).status === 0,
)

/** What a login shell makes of it. */
function run(line: string, env: NodeJS.ProcessEnv, shell = 'sh'): string {
  const { stdout, stderr } = spawnSync(which(shell), ['-c', line], { env, encoding: 'utf8' })
  return stdout + stderr
}

const show = 'for one in "$@"; do printf "[%s]" "$one"; done'
// As OpenBSD's does, and as those do that do not know the option.
const wantsArgument = `[ "$*" = -q ] && { echo "nc: option requires an argument -- 'q'" >&2; exit 1; }`
const knowsNoQ = `[ "$*" = -q ] && { echo "nc: invalid option -- 'q'" >&2; exit 1; }`

const netcat = (changes: Partial<Command & { kind: 'netcat' }> = {}): Command => ({
  kind: 'netcat',
  program: 'nc',
  socket: '/var/run/libvirt/libvirt-sock',
  sessionSocket: 'libvirt-sock',
  ...changes,
})
const helper: Command = { kind: 'helper', uri: "qemu:///system?x=it's" }

t.test('nc is told to leave with its input where it knows how to be told', async (t) => {
  const line = commandLine([netcat()], false)
  for (const shell of shells) {
    const knows = host(t, { nc: `${wantsArgument}\n${show}` })
    t.equal(run(line, knows, shell), '[-q0][-U][/var/run/libvirt/libvirt-sock]', shell)
    const old = host(t, { nc: `${knowsNoQ}\n${show}` })
    t.equal(run(line, old, shell), '[-U][/var/run/libvirt/libvirt-sock]', shell)
  }
})

t.test('programs, paths and URIs reach their program as they are', async (t) => {
  const odd = `!a b'c"d$e\`f;g*h&i|j(k)l<m>n~o#p!q\\r!!\\\\'s\\`
  for (const shell of shells) {
    const env = host(t, { nc: show, 'virt-ssh-helper': show, [`bin/${odd}`]: show })
    const toSocket = commandLine([netcat({ socket: `/${odd}` })], false)
    t.equal(run(toSocket, env, shell), `[-U][/${odd}]`, shell)
    const uri = `qemu:///system?x=${odd}`
    t.equal(run(commandLine([{ kind: 'helper', uri }], false), env, shell), `[${uri}]`, shell)
    const program = `${env.PATH}/bin/${odd}`
    const line = commandLine([netcat({ program })], false)
    t.equal(run(line, env, shell), '[-U][/var/run/libvirt/libvirt-sock]', shell)
    // Where no csh and no fish is to be had.
    for (const one of [toSocket, line]) t.notMatch(one, /!|\\(?!041|134)/)
  }
})

t.test('whatever is quoted is one word to sh', async () => {
  const word = fc.string({ unit: 'grapheme' }).filter((text) => !/[\0\uD800-\uDFFF]/.test(text))
  fc.assert(
    fc.property(word, (text) => {
      const { stdout } = spawnSync('/bin/sh', ['-c', `printf %s ${quoted(text)}`])
      return stdout.equals(Buffer.from(text))
    }),
    { numRuns: 60 },
  )
})

t.test('the helper gets -r to read only', async (t) => {
  const env = host(t, { 'virt-ssh-helper': show })
  t.equal(run(commandLine([helper], true), env), "[-r][qemu:///system?x=it's]")
})

t.test('of two commands the helper is taken where it is installed', async (t) => {
  const line = commandLine([helper, netcat()], false)
  const both = host(t, { nc: show, 'virt-ssh-helper': show })
  t.equal(run(line, both), "[qemu:///system?x=it's]")
  t.equal(run(line, host(t, { nc: show })), '[-U][/var/run/libvirt/libvirt-sock]')
  t.match(run(line, host(t, {})), /nc: not found/)
})

t.test("a session's socket is where that host says", async (t) => {
  const line = commandLine([netcat({ socket: null })], false)
  const env = host(t, { nc: show })
  t.equal(run(line, env), '[-U][/home/joe/.cache/libvirt/libvirt-sock]')
  t.equal(run(line, { ...env, XDG_CACHE_HOME: '/c d' }), '[-U][/c d/libvirt/libvirt-sock]')
  const runtime = { ...env, XDG_CACHE_HOME: '/c', XDG_RUNTIME_DIR: '/run/user/7' }
  t.equal(run(line, runtime), '[-U][/run/user/7/libvirt/libvirt-sock]')
})

// --- the proof ---

/** A stream of which we are the other end. */
function pair(): { near: Duplex; far: PassThrough; written: () => Buffer } {
  const far = new PassThrough()
  const chunks: Buffer[] = []
  const near = new Duplex({
    read: () => {},
    write: (chunk, _, done) => {
      chunks.push(chunk)
      done()
    },
  })
  far.on('data', (chunk) => near.push(chunk))
  far.on('end', () => near.push(null))
  return { near, far, written: () => Buffer.concat(chunks) }
}

const answer = Buffer.from(
  '00000024200080860000000100000042000000010000000000000000' + '0000000100000000',
  'hex',
)
const never = new AbortController().signal

t.test('a daemon is asked what logins it knows, and its answer is taken off', async (t) => {
  for (let cut = 1; cut < answer.length; cut++) {
    const { near, far, written } = pair()
    const proof = prove(near, never)
    far.write(answer.subarray(0, cut))
    await new Promise(setImmediate)
    far.write(Buffer.concat([answer.subarray(cut), Buffer.from('rest')]))
    await proof
    t.equal(written().toString('hex'), `0000001c2000808600000001${'00000042'}${'00'.repeat(12)}`)
    const rest = new Promise((resolve) => near.once('data', (chunk) => resolve(String(chunk))))
    t.equal(await rest, 'rest', `cut at ${cut}`)
  }
})

t.test('text before the bytes is quoted, without what a terminal obeys', async (t) => {
  const { near, far } = pair()
  const proof = prove(near, never)
  far.write('Welcome to \u001b[31mhost\u001b[0m!\r\nHave fun.\n')
  await t.rejects(proof, {
    message:
      /^text comes before the daemon's bytes: 'Welcome to \?\[31mhost\?\[0m! Have fun\.' \(a/,
  })
})

t.test('an end, and a caller who does not wait', async (t) => {
  const silent = pair()
  silent.far.end()
  await t.rejects(prove(silent.near, never), { message: 'it ended', mute: true })
  const half = pair()
  half.far.end(answer.subarray(0, 3))
  await t.rejects(prove(half.near, never), { message: /^it ended after/ })
  const gone = new AbortController()
  const waiting = prove(pair().near, gone.signal)
  gone.abort(new Error('enough'))
  await t.rejects(waiting, { message: 'enough' })
})

t.test('whatever answers, it is a daemon or it is none', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      const { near, far } = pair()
      const proof = prove(near, never)
      far.end(bytes)
      try {
        await proof
        return Buffer.from(bytes).readUInt32BE(0) <= bytes.length
      } catch (error) {
        return error instanceof NoDaemon
      }
    }),
    { numRuns: 200 },
  )
})
