import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import * as remote from '../../src/generated/remote.ts'
import { domainRef, FakeDaemon, Refusal, type Served } from '../api/daemon.ts'
import { fakeIo, lvrpc, offline } from './fake-io.ts'

const web = domainRef('web', 1, 3)
const UUID = '01010101-0101-0101-0101-010101010101'

async function withDaemon(t: Test, answers: object = {}) {
  const daemon = await FakeDaemon.listen({
    domainLookupByName: { dom: web },
    domainLookupByUuid: new Refusal(42, 'Domain not found'),
    ...answers,
  })
  t.teardown(() => daemon.close())
  return {
    daemon,
    run: (...args: string[]) => lvrpc(['-c', daemon.uri, 'call', ...args]),
  }
}

t.test('a procedure has three names, arguments and answer are JSON', async (t) => {
  const { daemon, run } = await withDaemon(t)
  const answer = { dom: { name: 'web', uuid: UUID, id: 3 } }
  for (const name of [
    'domainLookupByName',
    'DOMAIN_LOOKUP_BY_NAME',
    'REMOTE_PROC_DOMAIN_LOOKUP_BY_NAME',
    '23',
  ]) {
    const { code, stdout } = await run('remote', name, '{"name":"web"}', '--json')
    t.equal(code, 0, name)
    t.equal(stdout, `${JSON.stringify(answer)}\n`)
  }
  t.match(daemon.calls[0], { name: 'domainLookupByName', args: { name: 'web' } })
  const text = await run('remote', 'domainLookupByName', '{"name":"web"}')
  t.equal(text.stdout, `${JSON.stringify(answer, null, 2)}\n\n`)
})

t.test('nothing in, nothing out', async (t) => {
  const { run } = await withDaemon(t, { domainSuspend: undefined })
  const dom = JSON.stringify({ dom: { name: 'web', uuid: UUID, id: 3 } })
  t.strictSame(await run('remote', 'domainSuspend', dom, '--json'), {
    code: 0,
    stdout: '{}\n',
    stderr: '',
  })
})

t.test('a refusal is the daemon’s', async (t) => {
  const { run } = await withDaemon(t)
  t.strictSame(await run('remote', 'domainLookupByUuid', `{"uuid":"${UUID}"}`), {
    code: 1,
    stdout: '',
    stderr: 'error: Domain not found\n',
  })
})

t.test('wrong usage opens no connection', async (t) => {
  const cases: [string[], string | RegExp][] = [
    [[], "'call' needs PROGRAM; see lvrpc help call"],
    [['remote'], "'call' needs PROCEDURE; see lvrpc help call"],
    [['remot', 'x'], "--program does not know 'remot'; did you mean 'remote'?"],
    [
      ['remote', 'domainGetStat'],
      "program remote has no procedure 'domainGetStat'; did you mean 'domainGetState'?",
    ],
    [
      ['qemu', 'monitorCommand'],
      "program qemu has no procedure 'monitorCommand'; did you mean 'domainMonitorCommand'?",
    ],
    [['remote', '99999'], "program remote has no procedure '99999'; see docs/protocol.md"],
    [['keepalive', 'ping'], 'PING is a message and no call'],
    [['remote', 'domainEventLifecycle'], 'DOMAIN_EVENT_LIFECYCLE is a message and no call'],
    [
      ['lxc', 'domainOpenNamespace'],
      'DOMAIN_OPEN_NAMESPACE passes file descriptors, which Node.js cannot do',
    ],
    [['remote', 'nodeGetInfo', '{'], /^the arguments are not JSON: /],
    [['remote', 'nodeGetInfo', '{"a":1}'], 'this procedure takes no arguments'],
    [['remote', 'domainLookupByName', '{}'], 'name is missing'],
    [
      ['remote', 'nodeGetInfo', '--output', 'x'],
      'NODE_GET_INFO opens no stream: --input and --output make no sense',
    ],
    [
      ['remote', 'storageVolUpload', uploadArgs(), '--output', 'x'],
      'STORAGE_VOL_UPLOAD sends a stream: --output makes no sense',
    ],
    [
      ['remote', 'storageVolUpload', uploadArgs(), '--input', '/nonexistent/x'],
      /^cannot open '\/nonexistent\/x': /,
    ],
  ]
  for (const [args, message] of cases) {
    const { code, stderr, stdout } = await lvrpc(['call', ...args], offline())
    t.equal(code, 2, args.join(' '))
    t.equal(stdout, '')
    t.match(stderr.replace(/^error: /, '').trimEnd(), message)
    t.match(stderr, /^error: [^\n]+\n$/, 'one line')
  }
})

function uploadArgs(flags = 0): string {
  const vol = { pool: 'p', name: 'v', key: 'k' }
  return JSON.stringify({ vol, offset: 0, length: 0, flags })
}

t.test('a read stream goes to stdout, or to a file with its holes', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'lvrpc-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const { run } = await withDaemon(t, {
    storageVolDownload: (call: Served) => {
      setImmediate(() => {
        call.stream(Buffer.from('one '))
        call.stream(Buffer.from('two'))
        call.stream()
      })
    },
  })
  const plain = await run('remote', 'storageVolDownload', uploadArgs())
  t.strictSame(plain, { code: 0, stdout: 'one two', stderr: '' })
  const file = join(folder, 'out')
  const kept = await run('remote', 'storageVolDownload', uploadArgs(), '--output', file)
  t.strictSame(kept, { code: 0, stdout: '{}\n\n', stderr: '' })
  t.equal(await readFile(file, 'utf8'), 'one two')
})

t.test('a write stream comes from stdin, or from a file', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'lvrpc-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const file = join(folder, 'in')
  await writeFile(file, 'from a file')
  const { daemon, run } = await withDaemon(t, { storageVolUpload: undefined })
  t.equal((await run('remote', 'storageVolUpload', uploadArgs(), '--input', file)).code, 0)
  t.equal(daemon.received(), 'from a file')
  const io = fakeIo({
    stdin: async function* () {
      yield Buffer.from('from ')
      yield Buffer.from('stdin')
    },
  })
  const args = ['-c', daemon.uri, 'call', 'remote', 'storageVolUpload', uploadArgs()]
  t.equal((await lvrpc(args, io)).code, 0)
  t.equal(daemon.received(), 'from stdin')
})

t.test('a stream that fails is an error', async (t) => {
  const { run } = await withDaemon(t, {
    storageVolDownload: new Refusal(50, 'Storage volume not found'),
  })
  t.strictSame(await run('remote', 'storageVolDownload', uploadArgs()), {
    code: 1,
    stdout: '',
    stderr: 'error: Storage volume not found\n',
  })
})

t.test('program admin has a socket of its own', async (t) => {
  const daemon = await FakeDaemon.listen({
    connectListServers: { servers: [{ name: 'libvirtd' }], ret: 1 },
  })
  t.teardown(() => daemon.close())
  const uri = `libvirtd:///system?socket=${daemon.socket}`
  const args = ['call', 'admin', 'connectListServers', '{"needResults":1,"flags":0}', '--json']
  const { code, stdout } = await lvrpc(['-c', uri, ...args])
  t.equal(code, 0)
  t.strictSame(JSON.parse(stdout), { servers: [{ name: 'libvirtd' }], ret: 1 })
  const wrong = await lvrpc(['-c', 'qemu:///system', ...args])
  t.equal(wrong.code, 2)
  t.match(wrong.stderr, /^error: invalid argument: 'qemu:\/\/\/system' names no daemon to manage/)
})

t.test('every procedure can be found by each of its names', async (t) => {
  const raw = await import('../../src/raw.ts')
  let rows = 0
  for (const program of [raw.remote, raw.qemu, raw.lxc, raw.admin]) {
    const names = Object.values(program.procedures).map(({ name }) => name)
    t.equal(new Set(names).size, names.length, 'no name twice')
    rows += names.length
  }
  t.equal(rows, Object.keys(remote.procedures).length + 7 + 1 + 20)
})
