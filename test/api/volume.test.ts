import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { constants, openSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { type Connection, connect, type StoragePool, type StorageVolume } from '../../src/index.ts'
import { failure } from '../rpc/peer.ts'
import { type Answers, FakeDaemon, Refusal, type Served } from './daemon.ts'

const pool = { name: 'default', uuid: new Uint8Array(16).fill(3) }
const vol = { pool: 'default', name: 'disk.img', key: '/images/disk.img' }
const UUID = '03030303-0303-0303-0303-030303030303'

interface Ground {
  readonly daemon: FakeDaemon
  readonly host: Connection
  readonly images: StoragePool
  readonly volume: StorageVolume
}

async function ground(
  t: { teardown(run: () => Promise<void>): void },
  answers: Answers = {},
): Promise<Ground> {
  const daemon = await FakeDaemon.listen({
    storagePoolLookupByName: { pool },
    storageVolLookupByName: { vol },
    ...answers,
  })
  const host = await connect(daemon.uri)
  t.teardown(async () => {
    await host.close()
    await daemon.close()
  })
  const images = await host.lookupStoragePool('default')
  return { daemon, host, images, volume: await images.lookupVolume('disk.img') }
}

type Act = (ground: Ground) => Promise<unknown>
type Row = readonly [act: Act, procedure: string, answer: unknown, args: object, result?: unknown]

const rows: readonly Row[] = [
  [
    ({ images }) => images.getXml({ inactive: true }),
    'storagePoolGetXmlDesc',
    { xml: '<pool/>' },
    { pool, flags: 1 },
    '<pool/>',
  ],
  [({ images }) => images.isActive(), 'storagePoolIsActive', { active: 1 }, { pool }, true],
  [
    ({ images }) => images.isPersistent(),
    'storagePoolIsPersistent',
    { persistent: 0 },
    { pool },
    false,
  ],
  [
    ({ images }) => images.getAutostart(),
    'storagePoolGetAutostart',
    { autostart: 1 },
    { pool },
    true,
  ],
  [
    ({ images }) => images.setAutostart(true),
    'storagePoolSetAutostart',
    undefined,
    { pool, autostart: 1 },
  ],
  [
    ({ images }) => images.build({ overwrite: true }),
    'storagePoolBuild',
    undefined,
    { pool, flags: 8 },
  ],
  [
    ({ images }) => images.create({ withBuild: true }),
    'storagePoolCreate',
    undefined,
    { pool, flags: 1 },
  ],
  [({ images }) => images.destroy(), 'storagePoolDestroy', undefined, { pool }],
  [
    ({ images }) => images.delete({ zeroed: true }),
    'storagePoolDelete',
    undefined,
    { pool, flags: 1 },
  ],
  [({ images }) => images.undefine(), 'storagePoolUndefine', undefined, { pool }],
  [({ images }) => images.refresh(), 'storagePoolRefresh', undefined, { pool, flags: 0 }],
  [
    ({ images }) => images.getInfo(),
    'storagePoolGetInfo',
    { state: 2, capacity: 10n, allocation: 3n, available: 7n },
    { pool },
    {
      state: 'running',
      stateNumber: 2,
      capacityBytes: 10n,
      allocationBytes: 3n,
      availableBytes: 7n,
    },
  ],
  [
    async ({ images }) => (await images.listAllVolumes()).map(({ ref }) => ref),
    'storagePoolListAllVolumes',
    { vols: [vol], ret: 1 },
    { pool, needResults: 1, flags: 0 },
    [vol],
  ],
  [
    async ({ images }) => (await images.createVolume('<volume/>', { validate: true })).ref,
    'storageVolCreateXml',
    { vol },
    { pool, xml: '<volume/>', flags: 4 },
    vol,
  ],
  [
    async ({ images, volume }) =>
      (await images.createVolumeFrom('<volume/>', volume, { reflink: true })).ref,
    'storageVolCreateXmlFrom',
    { vol },
    { pool, xml: '<volume/>', clonevol: vol, flags: 2 },
    vol,
  ],
  [
    ({ volume }) => volume.getInfo({ physical: true }),
    'storageVolGetInfoFlags',
    { type: 99, capacity: 10n, allocation: 3n },
    { vol, flags: 1 },
    { type: 'unknown', typeNumber: 99, capacityBytes: 10n, allocationBytes: 3n },
  ],
  [
    ({ volume }) => volume.getXml(),
    'storageVolGetXmlDesc',
    { xml: '<volume/>' },
    { vol, flags: 0 },
    '<volume/>',
  ],
  [
    ({ volume }) => volume.getPath(),
    'storageVolGetPath',
    { name: '/images/disk.img' },
    { vol },
    '/images/disk.img',
  ],
  [
    ({ volume }) => volume.delete({ withSnapshots: true }),
    'storageVolDelete',
    undefined,
    { vol, flags: 2 },
  ],
  [
    ({ volume }) => volume.wipe(),
    'storageVolWipePattern',
    undefined,
    { vol, algorithm: 0, flags: 0 },
  ],
  [
    ({ volume }) => volume.wipe({ algorithm: 'random' }),
    'storageVolWipePattern',
    undefined,
    { vol, algorithm: 8, flags: 0 },
  ],
  [
    ({ volume }) => volume.resize(5n, { delta: true, shrink: true }),
    'storageVolResize',
    undefined,
    { vol, capacity: 5n, flags: 6 },
  ],
  [
    async ({ host }) =>
      (await host.listAllStoragePools({ active: true, dir: true })).map(({ uuid }) => uuid),
    'connectListAllStoragePools',
    { pools: [pool], ret: 1 },
    { needResults: 1, flags: 66 },
    [UUID],
  ],
  [
    async ({ host }) => (await host.lookupStoragePoolByUuid(UUID)).name,
    'storagePoolLookupByUuid',
    { pool },
    pool.uuid && { uuid: pool.uuid },
    'default',
  ],
  [
    async ({ host, volume }) => (await host.lookupStoragePoolByVolume(volume)).name,
    'storagePoolLookupByVolume',
    { pool },
    { vol },
    'default',
  ],
  [
    async ({ host }) => (await host.defineStoragePool('<pool/>', { validate: true })).name,
    'storagePoolDefineXml',
    { pool },
    { xml: '<pool/>', flags: 1 },
    'default',
  ],
  [
    async ({ host }) => (await host.createStoragePool('<pool/>')).uuid,
    'storagePoolCreateXml',
    { pool },
    { xml: '<pool/>', flags: 0 },
    UUID,
  ],
  [
    async ({ host }) => (await host.lookupVolumeByKey('k')).key,
    'storageVolLookupByKey',
    { vol },
    { key: 'k' },
    vol.key,
  ],
  [
    async ({ host }) => (await host.lookupVolumeByPath('/p')).poolName,
    'storageVolLookupByPath',
    { vol },
    { path: '/p' },
    'default',
  ],
]

t.test('each method makes its call and shapes the answer', async (t) => {
  for (const [act, procedure, answer, args, result] of rows) {
    const on = await ground(t, { [procedure]: answer })
    t.strictSame(await act(on), result, procedure)
    const last = on.daemon.calls.at(-1)
    t.equal(last?.name, procedure)
    const plain = (value: object) =>
      JSON.parse(
        JSON.stringify(value, (_, part) =>
          typeof part === 'bigint'
            ? `${part}`
            : part instanceof Uint8Array
              ? Buffer.from(part).toString('hex')
              : part,
        ),
      )
    t.strictSame(plain(last?.args ?? {}), plain(args), procedure)
  }
})

t.test('names that are not known are refused', async (t) => {
  const { daemon, images, volume } = await ground(t)
  const before = daemon.calls.length
  const wrong = { algorithm: 'bleach' as 'zero' }
  t.match(await failure(volume.wipe(wrong)), {
    name: 'UsageError',
    message: /unknown algorithm 'bleach'; known are zero/,
  })
  t.match(await failure(images.build({ nonsense: true } as object)), { name: 'UsageError' })
  t.equal(daemon.calls.length, before)
})

const no = new Refusal(50, 'no storage vol')

t.test('a volume is looked up as virsh does', async (t) => {
  const found = async (answers: Answers, withPool: boolean) => {
    const { daemon, host, images } = await ground(t, {
      storageVolLookupByName: { vol },
      ...answers,
    })
    const before = daemon.calls.length
    const looking = host.lookupVolume('x', withPool ? { pool: images } : {})
    const error = await looking.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    return { asked: daemon.names().slice(before), error }
  }
  const [byName, byKey, byPath] = [
    'storageVolLookupByName',
    'storageVolLookupByKey',
    'storageVolLookupByPath',
  ]
  const lost = { storageVolLookupByKey: no, storageVolLookupByPath: no }
  t.match(await found({}, true), { asked: [byName], error: undefined })
  t.match(await found({ storageVolLookupByKey: { vol } }, false), { asked: [byKey] })
  t.match(await found({ ...lost, storageVolLookupByPath: { vol } }, false), {
    asked: [byKey, byPath],
    error: undefined,
  })
  t.match(await found(lost, false), { asked: [byKey, byPath], error: { code: 'noStorageVol' } })
})

t.test('a volume of another pool is not the one that was meant', async (t) => {
  let first = true
  const { host, images } = await ground(t, {
    // The set-up of the test looks one up, too.
    storageVolLookupByName: () => {
      const answer = first ? { vol } : no
      first = false
      return answer
    },
    storageVolLookupByKey: { vol: { ...vol, pool: 'other' } },
  })
  t.match(await failure(host.lookupVolume('x', { pool: images })), {
    name: 'UsageError',
    message: /volume 'x' is not in pool 'default'/,
  })
})

t.test('text of a UUID’s shape is a UUID first, then a name', async (t) => {
  const { daemon, host } = await ground(t, { storagePoolLookupByUuid: new Refusal(49, 'no pool') })
  await host.lookupStoragePool(UUID)
  t.strictSame(daemon.names().slice(-2), ['storagePoolLookupByUuid', 'storagePoolLookupByName'])
  const { host: there } = await ground(t, { storagePoolLookupByUuid: new Refusal(88, 'denied') })
  t.match(await failure(there.lookupStoragePool(UUID)), { code: 'accessDenied' })
})

const info = ({ args }: Served) => ({
  type: 0,
  capacity: 100_000n,
  allocation: args.flags === 1 ? 100_000n : 0n,
})

t.test('files go up and come down', async (t) => {
  const folder = t.testdir({ up: 'x'.repeat(50_000) + '\0'.repeat(50_000) })
  const { daemon, volume } = await ground(t, {
    storageVolGetInfoFlags: info,
    storageVolUpload: undefined,
    storageVolDownload: (call: Served) => {
      queueMicrotask(() => {
        call.stream(Buffer.from('abc'))
        call.hole(1000n)
        call.stream()
      })
    },
  })
  const up = join(folder, 'up')
  const told: object[] = []
  const onProgress = (progress: object) => told.push(progress)
  const sent = await volume.uploadFromFile(up, { sparse: true, onProgress })
  t.equal(sent.dataBytes + sent.holeBytes, 100_000n)
  t.ok(sent.holeBytes > 30_000n)
  t.match(told.at(-1), { ...sent, totalBytes: 100_000n })
  t.strictSame(await volume.uploadFromFile(up), { dataBytes: 100_000n, holeBytes: 0n })

  const down = join(folder, 'down')
  t.strictSame(await volume.downloadToFile(down, { sparse: true }), {
    dataBytes: 3n,
    holeBytes: 1000n,
  })
  t.equal((await stat(down)).size, 1003)
  t.equal((await readFile(down)).subarray(0, 4).toString(), 'abc\0')

  daemon.finishing = new Refusal(38, 'cannot read')
  t.match(await failure(volume.downloadToFile(join(folder, 'not'), { sparse: true })), {
    code: 'systemError',
  })
  await t.rejects(stat(join(folder, 'not')), { code: 'ENOENT' })

  const connections = daemon.connections
  t.match(await failure(volume.uploadFromFile(up, { length: 99_999n })), {
    name: 'UsageError',
    message: /has 100000 bytes, more than the length given, 99999/,
    outcome: 'not sent',
  })
  t.match(await failure(volume.downloadToFile(join(folder, 'no/file'))), { code: 'ENOENT' })
  t.match(await failure(volume.uploadFromFile(join(folder, 'none'))), { code: 'ENOENT' })
  t.equal(daemon.connections, connections, 'none of these opened a connection')
})

t.test('a pipe whose reader stands still holds nobody who gives up', async (t) => {
  const pipe = join(t.testdir({}), 'pipe')
  await promisify(execFile)('mkfifo', [pipe])
  // More than a pipe takes in.
  const data = Buffer.alloc(200_000, 1)
  const ways: [string, Answers[string]][] = [
    ['bytes', (call: Served) => queueMicrotask(() => call.stream(data))],
    ['zeros of a hole', (call: Served) => queueMicrotask(() => call.hole(200_000n))],
  ]
  for (const [what, storageVolDownload] of ways) {
    const { volume } = await ground(t, { storageVolDownload })
    const fd = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK)
    const cancel = new AbortController()
    const downloading = failure(
      volume.downloadToFile(pipe, { sparse: true, signal: cancel.signal }),
    )
    // As soon as something is there, the rest waits.
    const readable = new Socket({ fd, readable: true, writable: false })
    await once(readable, 'readable')
    cancel.abort()
    t.match(await downloading, { name: 'CancelledError', code: 'aborted' }, what)
    readable.destroy()
    t.match(
      await failure(volume.downloadToFile(pipe, { signal: cancel.signal })),
      { code: 'ENXIO' },
      'and it is let go',
    )
  }
})
