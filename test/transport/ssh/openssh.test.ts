import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { connectOpenSsh, openSshArguments } from '../../../src/transport/ssh/openssh.ts'
import { parseUri, type SshTarget } from '../../../src/transport/uri.ts'
import { hear } from '../listener.ts'

const target = (uri: string) => parseUri(uri) as SshTarget & { command: string }

t.test('the client is told what the URI says and nothing more', (t) => {
  const cases: [string, string[]][] = [
    ['qemu+ssh://h/system', ['-T', '-e', 'none', '--', 'h']],
    [
      'qemu+ssh://ann@h:2022/system?keyfile=/k&no_tty=1&no_verify=1',
      [
        ...['-p', '2022', '-l', 'ann', '-i', '/k', '-T', '-e', 'none', '-o', 'BatchMode=yes'],
        ...['-o', 'StrictHostKeyChecking=accept-new', '--', 'h'],
      ],
    ],
    ['qemu+ssh://-oProxyCommand=x/system', ['-T', '-e', 'none', '--', '-oProxyCommand=x']],
  ]
  for (const [uri, expected] of cases) {
    t.strictSame(openSshArguments(target(uri), false, false).slice(0, -1), expected)
  }
  t.end()
})

t.test('one command does for all ways that are commands', (t) => {
  const remote = (uri: string, readonly = false) =>
    openSshArguments(target(uri), readonly, false).at(-1)!
  t.match(
    remote('qemu+ssh://h/system'),
    /^sh -c 'if command -v virt-ssh-helper .*; then exec virt-ssh-helper .*qemu:\/\/\/system.*; fi; .*nc.* -U .*libvirt-sock/,
  )
  t.match(remote('qemu+ssh://h/system', true), /virt-ssh-helper -r .*libvirt-sock-ro/)
  t.match(remote('qemu+ssh://h/system?proxy=native'), /^sh -c 'exec virt-ssh-helper /)
  t.notMatch(remote('qemu+ssh://h/system?proxy=netcat'), /virt-ssh-helper/)
  t.throws(() => remote('qemu+ssh://h/system?proxy=streamlocal&pwd=hunter2'), {
    code: 'argumentUnsupported',
    message: /^(?!.*hunter2).*pwd=…/,
  })
  t.end()
})

/** A client that writes down its arguments and does what the text says. */
function client(t: Test, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'lvrpc-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'ssh')
  writeFileSync(file, `#!${process.execPath}\n${text}\n`)
  chmodSync(file, 0o755)
  return `qemu+ssh://h/system?command=${file}`
}

const ANSWERS = `
const answer = Buffer.from('00000024200080860000000100000042000000010000000000000000' + '0000000100000000', 'hex')
process.stdin.once('data', () => {
  process.stdout.write(answer)
  process.stdin.on('data', (chunk) => process.stdout.write(chunk))
})`

t.test('a daemon that answers through the client is reached', async (t) => {
  const transport = await connectOpenSsh(target(client(t, ANSWERS)), {})
  t.match(transport, { kind: 'ssh', secure: true, peer: 'h:22' })
  const heard = hear(transport)
  transport.write(Buffer.from('frames'))
  await heard.until('frames')
  t.equal(heard.text(), 'frames')
  transport.close()
  t.equal(await heard.closed, undefined)
})

t.test('nobody is asked by it who is not asked by us', async (t) => {
  const tells = "console.error(process.argv.slice(2, -2).join(' ')); process.exitCode = 1"
  const batch = /-o BatchMode=yes/
  await t.rejects(connectOpenSsh(target(client(t, tells)), {}), { message: batch })
  const prompt = async () => undefined
  const error = await connectOpenSsh(target(client(t, tells)), { prompt }).catch((e) => e)
  t.match(error.message, /-T -e none/)
  t.notMatch(error.message, batch)
})

t.test('what the client says is told when it fails, soon or late', async (t) => {
  const denied = "console.error('joe@h: Permission denied (publickey).'); process.exitCode = 255"
  await t.rejects(connectOpenSsh(target(client(t, denied)), {}), {
    code: 'connectFailed',
    message:
      /^no daemon through '.*ssh' to h:22: it exited with status 255: joe@h: Permission denied/,
  })
  const talks = "console.log('Welcome'); process.stdin.on('end', () => process.exit(0)).resume()"
  await t.rejects(connectOpenSsh(target(client(t, talks)), {}), {
    message: /text comes before the daemon's bytes: 'Welcome' .*; it exited with status 0$/,
  })
  await t.rejects(connectOpenSsh(target('qemu+ssh://h/system?command=/nonexistent/ssh'), {}), {
    code: 'connectFailed',
    message: "cannot run '/nonexistent/ssh', the client for h:22: No such file or directory",
  })
  const late = `${ANSWERS.replace('\n})', "\n  console.error('timed out'); process.exitCode = 255; process.stdin.destroy()\n})")}`
  const heard = hear(await connectOpenSsh(target(client(t, late)), {}))
  t.match(await heard.closed, { code: 'connectionLost', message: /status 255: timed out: Input/ })
})

t.test('a caller who gives up ends the client', async (t) => {
  const mute = client(t, 'setInterval(() => {}, 1 << 30)')
  await t.rejects(connectOpenSsh(target(mute), { timeoutMs: 300 }), { code: 'timeout' })
})
