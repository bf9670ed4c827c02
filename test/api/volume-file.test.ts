import { execFile, spawn } from 'node:child_process'
import { constants } from 'node:fs'
import {
  chmod,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import t from 'tap'
import { runsOf, SourceFile, TargetFile } from '../../src/api/volume-file.ts'
import type { UploadItem } from '../../src/index.ts'
import { failure } from '../rpc/peer.ts'

const MiB = 1 << 20
const BLOCK = 16 * 1024

async function written(path: string, ...parts: (string | bigint)[]): Promise<void> {
  const file = await TargetFile.open(path)
  for (const part of parts) {
    if (typeof part === 'bigint') await file.hole(part)
    else await file.write(Buffer.from(part))
  }
  await file.commit()
}

t.test('a file appears under its name when it is whole', async (t) => {
  const folder = t.testdir({})
  const path = join(folder, 'disk.img')
  const file = await TargetFile.open(path)
  await file.write(Buffer.from('abc'))
  t.match(await readdir(folder), [/^\.lvrpc-[0-9a-f]{12}\.part$/])
  await file.commit()
  t.strictSame(await readdir(folder), ['disk.img'])
  t.equal(await readFile(path, 'utf8'), 'abc')
})

t.test('holes are holes, at the end, too', async (t) => {
  const path = join(t.testdir({}), 'sparse')
  await written(path, 'abc', BigInt(MiB), 'def', BigInt(8 * MiB))
  const { size, blocks } = await stat(path)
  t.equal(size, 9 * MiB + 6)
  t.ok(blocks * 512 < MiB, `${blocks} blocks`)
  const bytes = await readFile(path)
  t.equal(bytes.subarray(MiB + 3, MiB + 6).toString(), 'def')
  await written(path)
  t.equal((await stat(path)).size, 0, 'nothing is a file, too')
})

t.test('what is discarded leaves what was there', async (t) => {
  const folder = t.testdir({ old: 'old' })
  const file = await TargetFile.open(join(folder, 'old'))
  await file.write(Buffer.from('new'))
  await file.discard()
  await file.discard()
  t.strictSame(await readdir(folder), ['old'])
  t.equal(await readFile(join(folder, 'old'), 'utf8'), 'old')
})

t.test('a file that is replaced keeps its mode, and a link stays a link', async (t) => {
  const folder = t.testdir({ real: 'old' })
  const [real, link] = [join(folder, 'real'), join(folder, 'link')]
  await chmod(real, 0o640)
  await symlink('real', link)
  await written(link, 'new')
  t.equal(await readFile(real, 'utf8'), 'new')
  t.equal((await stat(real)).mode & 0o777, 0o640)
  t.strictSame((await readdir(folder)).sort(), ['link', 'real'])
})

t.test('what is no file is written as it stands, zeros for holes', async (t) => {
  await written('/dev/null', 'abc', BigInt(3 * MiB))
  t.ok((await stat('/dev/null')).isCharacterDevice())
})

t.test('a pipe is written into, by whatever name, and never replaced', async (t) => {
  const folder = t.testdir({})
  const pipe = join(folder, 'pipe')
  await promisify(execFile)('mkfifo', [pipe])
  await t.rejects(TargetFile.open(pipe), { code: 'ENXIO', message: /nobody reads from it yet/ })
  const child = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'inherit'] })
  // What a link such as /dev/stdout leads to has no name of its own.
  const probe = await open(pipe, constants.O_RDWR | constants.O_NONBLOCK)
  const link = join(folder, 'link')
  await symlink(`/proc/self/fd/${probe.fd}`, link)
  await written(link, 'abc')
  await probe.close()
  const chunks = await child.stdout.toArray()
  t.equal(Buffer.concat(chunks).toString(), 'abc')
  t.ok((await lstat(link)).isSymbolicLink())
  t.strictSame((await readdir(folder)).sort(), ['link', 'pipe'])
})

t.test('a pipe is read to its end, and one that says nothing can be left', async (t) => {
  const pipe = join(t.testdir({}), 'pipe')
  await promisify(execFile)('mkfifo', [pipe])
  const source = await SourceFile.open(pipe)
  t.equal(source.size, undefined)
  const writing = writeFile(pipe, 'abc')
  const parts: UploadItem[] = []
  for await (const item of source.items(false)) parts.push(item)
  await writing
  t.equal(expanded(parts).toString(), 'abc')
  await source.close()

  for (const leave of ['nobody writes', 'somebody could'] as const) {
    const mute = await SourceFile.open(pipe)
    const writer = leave === 'nobody writes' ? undefined : await open(pipe, 'w')
    const reading = mute.items(true).next()
    reading.catch(() => {})
    await mute.close()
    t.ok(await Promise.allSettled([reading]), leave)
    await writer?.close()
  }
})

t.test('files that cannot be opened are named, with the reason', async (t) => {
  const folder = t.testdir({ file: '' })
  await mkdir(join(folder, 'sub'))
  const cases: [() => Promise<unknown>, string, RegExp][] = [
    [
      () => TargetFile.open(join(folder, 'no/file')),
      'ENOENT',
      /cannot write '.*no\/file': no such file/,
    ],
    [() => TargetFile.open(join(folder, 'sub')), 'EISDIR', /cannot write '.*sub': it is a folder/],
    [() => TargetFile.open(join(folder, 'file/x')), 'ENOTDIR', /part of its path is not a folder/],
    [() => SourceFile.open(join(folder, 'none')), 'ENOENT', /cannot read '.*none': no such file/],
    [() => SourceFile.open(join(folder, 'sub')), 'EISDIR', /cannot read '.*sub': it is a folder/],
  ]
  for (const [opening, code, text] of cases) {
    const error = (await failure(opening())) as Error
    t.match(error, { code })
    t.match(error.message, text)
  }
  t.strictSame((await readdir(folder)).sort(), ['file', 'sub'])
})

/** What the items stand for. */
function expanded(items: Iterable<UploadItem>): Buffer {
  return Buffer.concat(
    [...items].map((item) => {
      if (item instanceof Uint8Array) return Buffer.from(item)
      return item.kind === 'data' ? Buffer.from(item.bytes) : Buffer.alloc(Number(item.length))
    }),
  )
}

t.test('a source is read whole, with its zeros told apart', async (t) => {
  const path = join(t.testdir({}), 'source')
  const file = await open(path, 'w')
  await file.write(Buffer.alloc(BLOCK + 1, 'a'), 0, BLOCK + 1, 3 * MiB)
  await file.close()
  await truncate(path, 5 * MiB + 7)
  for (const sparse of [false, true]) {
    const source = await SourceFile.open(path)
    t.equal(source.size, BigInt(5 * MiB + 7))
    const items: UploadItem[] = []
    for await (const item of source.items(sparse)) {
      items.push(item instanceof Uint8Array ? Buffer.from(item) : item)
    }
    await source.close()
    t.ok(expanded(items).equals(await readFile(path)))
    const data = items.filter((item) => item instanceof Uint8Array)
    const bytes = data.reduce((sum, item) => sum + item.length, 0)
    t.equal(bytes, sparse ? 2 * BLOCK : 5 * MiB + 7)
  }
})

t.test('leaving a source early is no trouble', async (t) => {
  const path = join(t.testdir({}), 'source')
  await writeFile(path, Buffer.alloc(4 * MiB, 'a'))
  const source = await SourceFile.open(path)
  for await (const _ of source.items(true)) break
  await source.close()
})

t.test(
  'runs stand for the bytes they were cut from, and none borders on one of its kind',
  async (t) => {
    const block = fc.oneof(
      fc.constant(Buffer.alloc(BLOCK)),
      fc.constant(Buffer.alloc(BLOCK, 'x')),
      fc.constant(Buffer.concat([Buffer.alloc(BLOCK - 1), Buffer.from('y')])),
    )
    const tail = fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes))
    fc.assert(
      fc.property(fc.array(block, { maxLength: 12 }), tail, (blocks, end) => {
        const bytes = Buffer.concat([...blocks, end])
        const items = [...runsOf(bytes)]
        const kinds = items.map((item) => (item instanceof Uint8Array ? 'data' : item.kind))
        const apart = kinds.every((kind, i) => i === 0 || kind !== kinds[i - 1])
        return apart && expanded(items).equals(bytes)
      }),
    )
    t.pass()
  },
)
