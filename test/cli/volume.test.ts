import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { scaled } from '../../src/cli/commands/volume.ts'
import { FakeDaemon, Refusal, type Served } from '../api/daemon.ts'
import { type FakeIo, fakeIo, lvrpc, offline } from './fake-io.ts'

const pool = { name: 'images', uuid: new Uint8Array(16).fill(1) }
const ref = (name: string) => ({ pool: 'images', name, key: `/images/${name}` })
const MiB = 1n << 20n

const volOf = ({ args }: Served) => (args.vol as { name: string }).name
const answers = {
  storagePoolLookupByName: { pool },
  storageVolLookupByName: ({ args }: Served) =>
    args.name === 'none' ? new Refusal(50, 'no volume') : { vol: ref(String(args.name)) },
  storageVolLookupByKey: new Refusal(50, 'no key'),
  storageVolLookupByPath: ({ args }: Served) => new Refusal(50, `no path '${args.path}'`),
  storagePoolListAllVolumes: { vols: [ref('b.img'), ref('A.img')], ret: 2 },
  storageVolGetPath: (call: Served) => ({ name: `/images/${volOf(call)}` }),
  storageVolGetInfoFlags: ({ args }: Served) => ({
    type: 0,
    capacity: 8n * MiB,
    allocation: args.flags === 1 ? 8n * MiB : 0n,
  }),
  storageVolCreateXml: { vol: ref('new.img') },
  storageVolDelete: undefined,
  storageVolResize: undefined,
  storageVolWipePattern: undefined,
  storageVolUpload: undefined,
  storageVolDownload: (call: Served) => {
    queueMicrotask(() => {
      call.stream(Buffer.from('abc'))
      call.stream()
    })
  },
}

async function withDaemon(t: { teardown(run: () => Promise<void>): void }, changes: object = {}) {
  const daemon = await FakeDaemon.listen({ ...answers, ...changes })
  t.teardown(() => daemon.close())
  const run = (args: string[], io?: FakeIo) => lvrpc(['-c', daemon.uri, ...args], io)
  return { daemon, run }
}

t.test('volumes as virsh lists them', async (t) => {
  const { daemon, run } = await withDaemon(t)
  t.equal(
    (await run(['vol-list', 'images'])).stdout,
    [
      ' Name    Path',
      '------------------------',
      ' A.img   /images/A.img',
      ' b.img   /images/b.img',
      '',
      '',
    ].join('\n'),
  )
  t.notOk(daemon.names().includes('storageVolGetInfoFlags'), 'sizes are asked where they are shown')
  const lines = (await run(['vol-list', '--pool', 'images', '--details'])).stdout.split('\n')
  t.equal(lines[0], ' Name    Path            Type   Capacity   Allocation')
  t.equal(lines[2], ' A.img   /images/A.img   file   8.00 MiB   0.00 B')
  t.match(JSON.parse((await run(['vol-list', 'images', '--json'])).stdout), [
    { name: 'A.img', path: '/images/A.img', type: 'file', capacityBytes: '8388608' },
    { name: 'b.img' },
  ])
})

t.test('what a volume is', async (t) => {
  const { run } = await withDaemon(t)
  const info = async (...args: string[]) => (await run(['vol-info', 'b.img', ...args])).stdout
  const head = 'Name:           b.img\nType:           file\n'
  const one = `${head}Capacity:       8.00 MiB\nAllocation:     0.00 B\n\n`
  t.equal(await info('--pool', 'images'), one)
  t.equal(await info('images'), one, 'the pool may stand last')
  t.equal(
    await info('images', '--bytes', '--physical'),
    `${head}Capacity:       8388608 bytes\nPhysical:       8388608 bytes\n\n`,
  )
  t.match(JSON.parse(await info('images', '--json')), {
    name: 'b.img',
    pool: 'images',
    key: '/images/b.img',
    allocationBytes: '0',
  })
  t.equal((await run(['vol-path', 'b.img', '--pool', 'images'])).stdout, '/images/b.img\n\n')
  t.equal((await run(['vol-key', 'b.img', '--pool', 'images'])).stdout, '/images/b.img\n\n')
  t.match(await run(['vol-path', 'lost']), { code: 1, stderr: "error: no path 'lost'\n" })
})

t.test('volumes are made and deleted', async (t) => {
  const { daemon, run } = await withDaemon(t)
  const file = join(t.testdir({ 'v.xml': '<volume/>' }), 'v.xml')
  const created = await run(['vol-create', 'images', file, '--validate', '--prealloc-metadata'])
  t.equal(created.stdout, `Vol new.img created from ${file}\n\n`)
  t.match(daemon.calls.at(-1), { args: { xml: '<volume/>', flags: 5 } })
  const as = ['vol-create-as', 'images', 'new.img', '8M']
  t.equal((await run([...as, '--allocation', '0'])).stdout, 'Vol new.img created\n\n')
  t.equal(
    daemon.calls.at(-1)?.args.xml,
    [
      '<volume>',
      '  <name>new.img</name>',
      '  <capacity>8388608</capacity>',
      '  <allocation>0</allocation>',
      '</volume>',
    ].join('\n'),
  )
  const all = ['--format', 'qcow2', '--backing-vol', 'b<.img', '--backing-vol-format', 'raw']
  t.equal(
    (await run([...as, ...all, '--print-xml'])).stdout,
    [
      '<volume>',
      '  <name>new.img</name>',
      '  <capacity>8388608</capacity>',
      '  <target>',
      "    <format type='qcow2'/>",
      '  </target>',
      '  <backingStore>',
      '    <path>/images/b&lt;.img</path>',
      "    <format type='raw'/>",
      '  </backingStore>',
      '</volume>',
      '',
      '',
    ].join('\n'),
  )
  const deleted = await run(['vol-delete', 'b.img', '--pool', 'images', '--delete-snapshots'])
  t.equal(deleted.stdout, 'Vol b.img deleted\n\n')
  t.match(daemon.calls.at(-1), { name: 'storageVolDelete', args: { flags: 2 } })
})

t.test('a volume is resized', async (t) => {
  const { daemon, run } = await withDaemon(t)
  const rows: [args: string[], said: string, capacity: bigint, flags: number][] = [
    [['8M'], 'to 8M', 8n * MiB, 0],
    [['1GiB', '--allocate'], 'to 1GiB', 1024n * MiB, 1],
    [['1M', '--delta'], 'by 1M', MiB, 2],
    [['1k', '--shrink'], 'to 1k', 1024n, 4],
    [['1M', '--shrink', '--delta'], 'by 1M', MiB, 6],
    [['--capacity=-1M', '--shrink'], 'by 1M', MiB, 6],
    [['--shrink', '--delta', '--', '-1M'], 'by 1M', MiB, 6],
  ]
  for (const [args, said, capacity, flags] of rows) {
    const { stdout } = await run(['vol-resize', '--pool', 'images', '--vol', 'b.img', ...args])
    t.equal(stdout, `Size of volume 'b.img' successfully changed ${said}\n\n`)
    t.match(daemon.calls.at(-1), { name: 'storageVolResize', args: { capacity, flags } })
  }
  for (const args of [['--capacity=-1M'], ['--capacity=-1M', '--delta']]) {
    const refused = await lvrpc(['vol-resize', 'b.img', ...args], offline())
    t.match(refused, { code: 2, stderr: /needs --shrink/ })
  }
  for (const size of ['big', '+1M']) {
    t.match(await lvrpc(['vol-resize', 'b.img', size], offline()), { code: 2, stderr: /a size/ })
  }
  t.match(await lvrpc(['vol-resize', 'b.img', '--capacity=--1', '--shrink'], offline()), {
    code: 2,
  })
})

t.test('a volume is wiped, and described', async (t) => {
  const xml = '<volume/>'
  const { daemon, run } = await withDaemon(t, { storageVolGetXmlDesc: { xml: `${xml}\n` } })
  const wipe = ['vol-wipe', 'b.img', 'images']
  for (const [more, algorithm] of [
    [[], 0],
    [['--algorithm', 'zero'], 0],
    [['--algorithm', 'pfitzner33'], 7],
    [['--algorithm', 'trim'], 9],
  ] as const) {
    t.equal((await run([...wipe, ...more])).stdout, 'Vol b.img wiped\n\n')
    t.match(daemon.calls.at(-1), { name: 'storageVolWipePattern', args: { algorithm } })
  }
  const unknown = await lvrpc([...wipe, '--algorithm', 'randem'], offline())
  t.match(unknown, { code: 2, stderr: /did you mean 'random'/ })
  t.equal((await run(['vol-dumpxml', 'b.img', 'images'])).stdout, `${xml}\n\n`)
  const json = JSON.parse((await run(['vol-dumpxml', 'b.img', 'images', '--json'])).stdout)
  t.match(json, { volume: { name: 'b.img' }, xml: `${xml}\n` })
})

t.test('sizes are scaled as virsh does', async (t) => {
  const good: [string, bigint][] = [
    ['0', 0n],
    ['1000', 1000n],
    ['5b', 5n],
    ['5bytes', 5n],
    ['1k', 1024n],
    ['1KB', 1000n],
    ['2KiB', 2048n],
    ['3M', 3n << 20n],
    ['10GiB', 10n << 30n],
    ['1TB', 10n ** 12n],
    ['7E', 7n << 60n],
  ]
  for (const [text, bytes] of good) t.equal(scaled('capacity', text), bytes, text)
  for (const text of ['', 'x', '1Q', '-1', '1.5G', '1ki', '1kk', '8E', '1 G', '1gibi']) {
    t.throws(() => scaled('capacity', text), { name: 'WrongUsage', message: /capacity must be/ })
  }
})

t.test('a download fills a file, in silence as virsh does', async (t) => {
  const { daemon, run } = await withDaemon(t)
  const folder = t.testdir({})
  const file = join(folder, 'out')
  const where = ['--pool', 'images', '--offset', '5', '--length', '7', '--sparse']
  t.match(await run(['vol-download', 'b.img', file, ...where]), {
    code: 0,
    stdout: '\n',
    stderr: '',
  })
  t.equal(await readFile(file, 'utf8'), 'abc')
  t.match(daemon.calls.at(-1), { args: { offset: 5n, length: 7n, flags: 1 } })
  const { stdout } = await run(['vol-download', 'b.img', file, 'images', '--json'])
  t.strictSame(JSON.parse(stdout), {
    volume: { pool: 'images', name: 'b.img', key: '/images/b.img' },
    done: 'downloaded',
    dataBytes: '3',
    holeBytes: '0',
  })
  t.match(await run(['vol-download', 'b.img', join(folder, 'no/file'), 'images']), {
    code: 1,
    stderr: /^error: cannot write '.*no\/file': no such file or folder\n$/,
  })
  t.match(await lvrpc(['vol-download', 'b.img', file, '--offset', '1G'], offline()), { code: 2 })
})

t.test('an upload sends a file', async (t) => {
  const { daemon, run } = await withDaemon(t)
  const file = join(t.testdir({ in: 'hello' }), 'in')
  t.match(await run(['vol-upload', 'b.img', file, '--pool', 'images', '--offset', '5']), {
    code: 0,
    stdout: '\n',
    stderr: '',
  })
  t.equal(daemon.received(), 'hello')
  t.match(await run(['vol-upload', 'b.img', file, '--pool', 'images', '--length', '4']), {
    code: 2,
    stderr: /has 5 bytes, more than the length given, 4/,
  })
  daemon.finishing = new Refusal(38, 'No space left on device')
  t.match(await run(['vol-upload', 'b.img', file, '--pool', 'images']), {
    code: 1,
    stderr: 'error: No space left on device\n',
  })
})

t.test('a terminal sees how far it is', async (t) => {
  const { run } = await withDaemon(t)
  const file = join(t.testdir({}), 'in')
  await writeFile(file, Buffer.alloc(3 << 20, 'x'))
  const onTerminal = () => {
    let ms = 0
    const now = () => {
      ms += 250
      return new Date(ms)
    }
    const io = fakeIo({ now })
    io.stderr.isTTY = true
    return io
  }
  const { stderr } = await run(['vol-upload', 'b.img', file, 'images'], onTerminal())
  const lines = stderr.split('\r').slice(1)
  t.equal(lines.length, 3)
  t.match(lines[0], /^33.33 % {2}1.000 MiB of 3.000 MiB {2}4.000 MiB\/s/)
  t.match(lines[2], /^100.00 % {2}3.000 MiB of 3.000 MiB .*\n$/)
  for (const quiet of [['-q'], ['--json']]) {
    const io = onTerminal()
    await run([...quiet, 'vol-upload', 'b.img', file, 'images'], io)
    t.equal(io.stderr.text, '')
  }
})

t.test('an interrupt leaves no file behind, and says so', async (t) => {
  const { daemon, run } = await withDaemon(t, {
    storageVolDownload: (call: Served) => call.stream(Buffer.from('abc')),
  })
  const folder = t.testdir({ old: 'old' })
  for (const [signal, name] of [
    ['SIGINT', 'old'],
    ['SIGTERM', 'new'],
  ] as const) {
    const io = fakeIo()
    const before = daemon.calls.length
    const file = join(folder, name)
    const running = run(['vol-download', 'b.img', file, 'images', '--json'], io)
    while (!daemon.names().slice(before).includes('storageVolDownload')) {
      await new Promise((resolve) => setImmediate(resolve))
    }
    io.signals.emit(signal)
    t.equal(io.signals.listenerCount(signal), 0, 'the next one ends the process')
    const { code, stdout, stderr } = await running
    t.equal(code, 1)
    t.equal(stderr, `error: interrupted; '${file}' was not written\n`)
    t.match(JSON.parse(stdout), { error: { code: 'aborted' } })
  }
  t.strictSame(await readdir(folder), ['old'])
  t.equal(await readFile(join(folder, 'old'), 'utf8'), 'old')
  await daemon.deserted()
})
