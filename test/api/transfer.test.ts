import { getEventListeners } from 'node:events'
import t from 'tap'
import { type Connection, connect, type StorageVolume, type UploadItem } from '../../src/index.ts'
import { failure } from '../rpc/peer.ts'
import { type Answers, FakeDaemon, Refusal, type Served } from './daemon.ts'

const vol = { pool: 'default', name: 'disk.img', key: '/images/disk.img' }

interface Sizes {
  readonly capacity: bigint
  readonly allocation?: bigint
  readonly physical?: bigint
}

/** Answers about sizes: what is stored for flags 0, how long the file is for flags 1. */
const sizes = ({ capacity, allocation = 0n, physical = capacity }: Sizes) => ({
  storageVolGetInfoFlags: ({ args }: Served) => ({
    type: 0,
    capacity,
    allocation: args.flags === 1 ? physical : allocation,
  }),
})

async function withVolume(
  t: { teardown(run: () => Promise<void>): void },
  answers: Answers,
): Promise<{ daemon: FakeDaemon; host: Connection; volume: StorageVolume }> {
  const daemon = await FakeDaemon.listen({ storageVolLookupByPath: { vol }, ...answers })
  const host = await connect(daemon.uri)
  t.teardown(async () => {
    await host.close()
    await daemon.close()
  })
  return { daemon, host, volume: await host.lookupVolumeByPath(vol.key) }
}

const opened = undefined
const argsOf = (daemon: FakeDaemon, name: string) =>
  daemon.calls.findLast((call) => call.name === name)?.args

async function all(items: AsyncIterable<UploadItem>): Promise<string[]> {
  const seen: string[] = []
  for await (const item of items) {
    if (item instanceof Uint8Array) throw new Error('items of a download are tagged')
    seen.push(item.kind === 'data' ? Buffer.from(item.bytes).toString() : `hole ${item.length}`)
  }
  return seen
}

/** A download that sends these, then the end of the data. */
const sending =
  (...parts: (string | bigint)[]) =>
  (call: Served) => {
    queueMicrotask(() => {
      for (const part of parts) {
        if (typeof part === 'bigint') call.hole(part)
        else call.stream(Buffer.from(part))
      }
      call.stream()
    })
    return opened
  }

t.test(
  'a download brings data and holes over a connection of its own, and is finished',
  async (t) => {
    const { daemon, host, volume } = await withVolume(t, {
      storageVolDownload: sending('abc', 5n, 'de'),
      ...sizes({ capacity: 10n }),
    })
    const told: object[] = []
    const seen = await all(
      volume.download({ sparse: true, offset: 2n, onProgress: (progress) => told.push(progress) }),
    )
    t.strictSame(seen, ['abc', 'hole 5', 'de'])
    t.strictSame(told, [
      { dataBytes: 3n, holeBytes: 0n, totalBytes: 8n },
      { dataBytes: 3n, holeBytes: 5n, totalBytes: 8n },
      { dataBytes: 5n, holeBytes: 5n, totalBytes: 8n },
    ])
    t.match(argsOf(daemon, 'storageVolDownload'), { vol, offset: 2n, length: 0n, flags: 1 })
    t.equal(daemon.connections, 2)
    await daemon.served(1)
    t.ok(host.isAlive)
  },
)

t.test('what is asked for is what is sent, and nothing more is asked', async (t) => {
  const { daemon, volume } = await withVolume(t, { storageVolDownload: sending('x') })
  await all(volume.download({ length: 7n }))
  t.match(argsOf(daemon, 'storageVolDownload'), { offset: 0n, length: 7n, flags: 0 })
  t.notOk(daemon.names().includes('storageVolGetInfoFlags'))
})

t.test('an error that comes with the finish is the download’s', async (t) => {
  const { daemon, volume } = await withVolume(t, { storageVolDownload: sending('abc') })
  daemon.finishing = new Refusal(38, 'cannot read')
  t.match(await failure(all(volume.download())), { name: 'RemoteError', code: 'systemError' })
  await daemon.served(1)
})

t.test('leaving a download early ends its connection', async (t) => {
  const { daemon, host, volume } = await withVolume(t, {
    storageVolDownload: (call: Served) => {
      queueMicrotask(() => call.stream(Buffer.from('abc')))
    },
  })
  for await (const item of volume.download()) {
    t.equal(item.kind, 'data')
    break
  }
  await daemon.served(1)
  t.ok(host.isAlive)
})

t.test('a signal and a deadline end a download that brings nothing', async (t) => {
  const { daemon, volume } = await withVolume(t, { storageVolDownload: opened })
  const cancel = new AbortController()
  const reading = failure(all(volume.download({ signal: cancel.signal })))
  await daemon.called('storageVolDownload')
  cancel.abort(new Error('enough'))
  t.match(await reading, { name: 'CancelledError', code: 'aborted', cause: { message: 'enough' } })
  t.equal(getEventListeners(cancel.signal, 'abort').length, 0)
  t.match(await failure(all(volume.download({ timeoutMs: 30 }))), { code: 'timeout' })
  await daemon.served(1)
  const late = failure(all(volume.download({ signal: cancel.signal })))
  t.match(await late, { code: 'aborted', outcome: 'not sent' })
  t.equal(daemon.connections, 3, 'nothing was opened for the last')
})

t.test('closing the connection ends its transfers, and no new one begins', async (t) => {
  const { daemon, host, volume } = await withVolume(t, { storageVolDownload: opened })
  const reading = failure(all(volume.download()))
  await daemon.called('storageVolDownload')
  const spare = await host.openTransferConnection()
  await host.close()
  t.match(await reading, { name: 'ConnectionError', code: 'connectionClosed' })
  t.match(await spare.closed, { error: { code: 'connectionClosed' } })
  t.match(await failure(host.openTransferConnection()), { code: 'connectionClosed' })
  await daemon.deserted()
})

t.test('closing while the transfer connection is being opened ends that one, too', async (t) => {
  const { daemon, host } = await withVolume(t, {})
  const opening = failure(host.openTransferConnection())
  host.destroy()
  t.match(await opening, { name: 'ConnectionError', code: 'connectionClosed', outcome: 'not sent' })
  await daemon.deserted()
})

t.test('a transfer connection that is lost fails its transfer alone', async (t) => {
  const { daemon, host, volume } = await withVolume(t, {
    storageVolDownload: opened,
    connectGetHostname: { hostname: 'here' },
  })
  const reading = failure(all(volume.download()))
  await daemon.called('storageVolDownload')
  daemon.cut(1)
  t.match(await reading, { name: 'ConnectionError', code: 'connectionLost', outcome: 'unknown' })
  t.equal(await host.getHostname(), 'here')
})

t.test('a given connection carries the transfer and stays open', async (t) => {
  const { daemon, host, volume } = await withVolume(t, { storageVolDownload: sending('x') })
  const over = await host.openTransferConnection()
  for (let n = 0; n < 3; n++) t.strictSame(await all(volume.download({ over })), ['x'])
  t.equal(daemon.connections, 2)
  t.ok(over.isAlive)
  await over.close()
})

const MiB = 1n << 20n

t.test('an upload sends data in order and counts it', async (t) => {
  const { daemon, volume } = await withVolume(t, {
    storageVolUpload: opened,
    ...sizes({ capacity: MiB, allocation: MiB }),
  })
  const told: object[] = []
  async function* source(): AsyncGenerator<UploadItem> {
    yield Buffer.from('abc')
    yield Buffer.alloc(0)
    yield { kind: 'data', bytes: Buffer.from('de') }
  }
  const onProgress = (progress: object) => told.push(progress)
  const result = await volume.upload(source(), { offset: 4n, length: 5n, onProgress })
  t.strictSame(result, { dataBytes: 5n, holeBytes: 0n })
  t.equal(daemon.received(), 'abcde')
  t.match(argsOf(daemon, 'storageVolUpload'), { vol, offset: 4n, length: 5n, flags: 0 })
  t.strictSame(told.at(-1), { dataBytes: 5n, holeBytes: 0n, totalBytes: 5n })
  t.equal(told.length, 2)
  await daemon.served(1)
})

const hole = (length: bigint) => ({ kind: 'hole', length }) as const

t.test('holes travel as holes only where nothing is stored', async (t) => {
  const a = Buffer.from('a')
  const zeros = (length: number) => Buffer.alloc(length)
  const cases: {
    name: string
    is: Sizes
    sparse: boolean
    source: UploadItem[]
    sent: (Buffer | bigint)[]
  }[] = [
    {
      name: 'an empty volume takes them all, and gets its length back',
      is: { capacity: 100n },
      sparse: true,
      source: [a, hole(10n), a, hole(20n)],
      sent: [a, 10n, a, 20n, 68n],
    },
    {
      name: 'one that ends with the volume needs nothing more',
      is: { capacity: 30n },
      sparse: true,
      source: [a, hole(29n)],
      sent: [a, 29n],
    },
    {
      name: 'a volume that holds data gets zeros',
      is: { capacity: 100n, allocation: 100n },
      sparse: true,
      source: [a, hole(10n), a],
      sent: [a, zeros(10), a],
    },
    {
      name: 'behind the end of its file they are holes again',
      is: { capacity: 100n, allocation: 4n, physical: 4n },
      sparse: true,
      source: [a, hole(10n), a],
      sent: [a, zeros(3), 7n, a],
    },
    {
      name: 'beyond the capacity they are zeros',
      is: { capacity: 20n, allocation: 4n, physical: 4n },
      sparse: true,
      source: [a, hole(20n)],
      sent: [a, zeros(3), 16n, zeros(1)],
    },
    {
      name: 'without sparse they are zeros',
      is: { capacity: 100n },
      sparse: false,
      source: [a, hole(10n), hole(0n), a],
      sent: [a, zeros(10), a],
    },
    {
      name: 'without a hole nothing is added',
      is: { capacity: 100n },
      sparse: true,
      source: [a],
      sent: [a],
    },
  ]
  for (const { name, is, sparse, source, sent } of cases) {
    const { daemon, volume } = await withVolume(t, {
      storageVolUpload: opened,
      ...sizes({ ...is, physical: is.physical ?? is.capacity }),
      ...(is.physical !== undefined && grown(is, 40n)),
    })
    await volume.upload(source, { sparse })
    t.strictSame(daemon.items, sent, name)
    t.match(argsOf(daemon, 'storageVolUpload'), { flags: sparse ? 1 : 0 })
  }
})

/** A volume whose file is longer after it was uploaded to. */
function grown(is: Sizes, after: bigint): Answers {
  let asked = 0
  return {
    storageVolGetInfoFlags: ({ args }: Served) => {
      const first = asked++ < 2
      const physical = first ? (is.physical ?? is.capacity) : after
      const allocation = args.flags === 1 ? physical : (is.allocation ?? 0n)
      return { type: 0, capacity: is.capacity, allocation }
    },
  }
}

t.test('a confirmed upload that left the volume too short is no success', async (t) => {
  const { volume } = await withVolume(t, {
    storageVolUpload: opened,
    ...grown({ capacity: 100n }, 99n),
  })
  const error = await failure(volume.upload([hole(50n), Buffer.from('a')], { sparse: true }))
  t.match(error, { name: 'ProtocolError', code: 'streamBroken', outcome: 'unknown' })
  t.match((error as Error).message, /'disk.img' is 99 bytes long and not 100/)
})

t.test('what cannot be sent is refused before it is', async (t) => {
  const { daemon, volume } = await withVolume(t, {
    storageVolUpload: opened,
    ...sizes({ capacity: 100n }),
  })
  const wrong: [UploadItem[], object, RegExp][] = [
    [[Buffer.alloc(6)], { length: 5n }, /more than the length given, 5 bytes were left/],
    [[Buffer.alloc(6)], { length: 5n, sparse: true }, /more than the length given/],
    [[hole(1n << 62n)], { sparse: true }, /a hole of 4611686018427387904 bytes cannot belong/],
    [[hole(101n)], {}, /a hole of 101 bytes cannot belong to a volume of 100/],
    [[hole(-1n)], { sparse: true }, /a hole of -1 bytes/],
    [[], { offset: -1n }, /offset and length are 0 or more/],
    [[], { offset: 1n << 64n }, /STORAGE_VOL_UPLOAD/],
    [[], { timeoutMs: 0 }, /timeoutMs must be above 0/],
  ]
  for (const [source, options, text] of wrong) {
    const error = await failure(volume.upload(source, options))
    t.match(error, { name: 'UsageError', code: 'invalidArg' })
    t.match((error as Error).message, text)
  }
  t.strictSame(daemon.items, [])
  await daemon.served(1)
})

t.test('a source that throws fails the upload with its own error', async (t) => {
  const { daemon, volume } = await withVolume(t, {
    storageVolUpload: opened,
    ...sizes({ capacity: MiB }),
  })
  const own = new Error('the source broke')
  async function* source(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('abc')
    throw own
  }
  t.equal(await failure(volume.upload(source())), own)
  await daemon.served(1)
  t.equal(daemon.received(), 'abc')
})

t.test(
  'a daemon’s error is heard although the source waits, and the source is let go',
  async (t) => {
    const { volume } = await withVolume(t, {
      storageVolUpload: (call: Served) => {
        setImmediate(() => call.fail(38, 'No space left on device'))
      },
      ...sizes({ capacity: MiB }),
    })
    let returned = false
    const source: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        return: async () => {
          returned = true
          return { done: true, value: undefined }
        },
      }),
    }
    t.match(await failure(volume.upload(source)), {
      name: 'RemoteError',
      code: 'systemError',
      message: 'No space left on device',
    })
    t.ok(returned)
  },
)

t.test('a signal ends an upload whose source waits', async (t) => {
  const { daemon, volume } = await withVolume(t, {
    storageVolUpload: opened,
    ...sizes({ capacity: MiB }),
  })
  const cancel = new AbortController()
  async function* source(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('abc')
    await new Promise(() => {})
  }
  const uploading = failure(volume.upload(source(), { signal: cancel.signal }))
  await daemon.called('storageVolUpload')
  cancel.abort()
  t.match(await uploading, { name: 'CancelledError', code: 'aborted' })
  await daemon.served(1)
})

t.test('two uploads at once have a connection each', async (t) => {
  const { daemon, volume } = await withVolume(t, {
    storageVolUpload: opened,
    ...sizes({ capacity: MiB }),
  })
  await Promise.all([volume.upload([Buffer.from('a')]), volume.upload([Buffer.from('b')])])
  t.equal(daemon.connections, 3)
  t.strictSame([...daemon.received()].sort(), ['a', 'b'])
  await daemon.served(1)
})

t.test('an opening that is refused leaves no connection behind', async (t) => {
  const { daemon, volume } = await withVolume(t, {
    storageVolUpload: new Refusal(50, 'no storage vol'),
    storageVolDownload: new Refusal(50, 'no storage vol'),
    ...sizes({ capacity: MiB }),
  })
  t.match(await failure(volume.upload([])), { code: 'noStorageVol', outcome: 'refused' })
  t.match(await failure(all(volume.download())), { code: 'noStorageVol' })
  await daemon.served(1)
})
