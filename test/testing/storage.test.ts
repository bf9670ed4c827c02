// Pools, volumes and networks of an embedded host, and the bytes of a volume both ways.

import t from 'tap'
import { remote } from '../../src/raw.ts'
import { type LabHost, lab } from '../../src/testing/index.ts'

const VOLUME = (name: string, capacity: number) =>
  `<volume><name>${name}</name><capacity>${capacity}</capacity></volume>`

t.test("a pool and its volumes, with libvirt's errors", async (t) => {
  const made = await lab({ hosts: 1 })
  t.teardown(() => made.close())
  const host = made.hosts[0] as LabHost
  host.addPool('images', '/images')
  const connection = await host.connect()
  const pool = await connection.lookupStoragePool('images')
  const volume = await pool.createVolume(VOLUME('a', 1_000_000))
  t.equal((await volume.getInfo()).capacityBytes, 1_000_000n)
  t.equal(await volume.getPath(), '/images/a')
  await t.rejects(pool.createVolume(VOLUME('a', 1)), { code: 'storageVolExist' })
  await t.rejects(pool.lookupVolume('b'), { code: 'noStorageVol' })
  await t.rejects(connection.lookupStoragePool('nothing'), { code: 'noStoragePool' })
  t.strictSame(
    (await pool.listAllVolumes()).map(({ name }) => name),
    ['a'],
  )
  await volume.delete()
  t.strictSame(await pool.listAllVolumes(), [])
  await connection.close()
})

t.test('bytes go up and come down again, with holes where both sides want them', async (t) => {
  const made = await lab({ hosts: 1 })
  t.teardown(() => made.close())
  const host = made.hosts[0] as LabHost
  const { volumes } = host.addPool('images')
  const connection = await host.connect()
  const pool = await connection.lookupStoragePool('images')
  const size = 3_000_000
  const volume = await pool.createVolume(VOLUME('a', size))
  const content = new Uint8Array(size)
  for (let n = 500_000; n < 900_000; n++) content[n] = n % 251
  await volume.upload([content])
  t.ok(Buffer.from(volumes.get('a')!.bytes()).equals(content))
  const parts: Uint8Array[] = []
  for await (const item of volume.download()) if (item.kind === 'data') parts.push(item.bytes)
  t.ok(Buffer.concat(parts).equals(content))

  const sparse = await pool.createVolume(VOLUME('b', size))
  await sparse.upload([content.subarray(0, 400_000)])
  let [data, holes] = [0, 0]
  for await (const item of sparse.download({ sparse: true })) {
    if (item.kind === 'data') data += item.bytes.length
    else holes += Number(item.length)
  }
  t.equal(data + holes, size)
  t.ok(holes > 2_000_000, `${holes} bytes were not sent`)
  await connection.close()
})

t.test(
  'an upload longer than its range is refused, one beyond the end grows the volume, and a download may end early',
  async (t) => {
    const made = await lab({ hosts: 1 })
    t.teardown(() => made.close())
    const host = made.hosts[0] as LabHost
    host.addPool('images')
    const connection = await host.connect()
    const pool = await connection.lookupStoragePool('images')
    const volume = await pool.createVolume(VOLUME('a', 100_000))
    const bytes = new Uint8Array(200_000)
    const args = { vol: { pool: 'images', name: 'a', key: volume.key }, offset: 0n, flags: 0 }
    const { stream } = await connection.openStream(remote.procedures.storageVolUpload, {
      ...args,
      length: 1000n,
    })
    await stream.write(bytes).catch(() => {})
    await t.rejects(stream.finish(), { code: 'systemError' })
    for await (const _ of volume.download()) break
    t.equal((await volume.getInfo()).capacityBytes, 100_000n)
    await volume.upload([bytes])
    t.equal((await volume.getInfo()).capacityBytes, 200_000n)
    await connection.close()
  },
)

t.test('a network lives', async (t) => {
  const made = await lab({ hosts: 1 })
  t.teardown(() => made.close())
  const connection = await (made.hosts[0] as LabHost).connect()
  const rows = remote.procedures
  const { net } = await connection.call(rows.networkDefineXml, {
    xml: '<network><name>n</name></network>',
  })
  await connection.call(rows.networkCreate, { net })
  t.strictSame(await connection.call(rows.networkIsActive, { net }), { active: 1 })
  t.equal(
    (await connection.call(rows.connectListAllNetworks, { needResults: 1, flags: 2 })).nets.length,
    1,
  )
  await connection.call(rows.networkDestroy, { net })
  await connection.call(rows.networkUndefine, { net })
  await t.rejects(connection.call(rows.networkLookupByName, { name: 'n' }), { code: 'noNetwork' })
  await connection.close()
})

t.test(
  'a volume made from another holds its bytes; wiping and deleting take them away',
  async (t) => {
    const made = await lab({ hosts: 1 })
    t.teardown(() => made.close())
    const host = made.host('host-1')
    host.addPool('images')
    const connection = await host.connect()
    const pool = await connection.lookupStoragePool('images')
    const xml = (name: string, bytes: number) =>
      `<volume><name>${name}</name><capacity unit='bytes'>${bytes}</capacity></volume>`
    const first = await pool.createVolume(xml('first', 1000))
    await first.upload([new Uint8Array(1000).fill(9)])
    const copy = await pool.createVolumeFrom(xml('copy', 10), first)
    const all = async (volume: typeof copy) => {
      const parts: Uint8Array[] = []
      for await (const item of volume.download()) {
        if (item.kind === 'data') parts.push(item.bytes)
      }
      return Buffer.concat(parts)
    }
    t.strictSame(await all(copy), Buffer.alloc(1000, 9))
    await first.wipe()
    t.strictSame(await all(first), Buffer.alloc(1000))
    t.strictSame(await all(copy), Buffer.alloc(1000, 9), 'they share nothing')
    await pool.destroy()
    await t.rejects(pool.delete(), { code: 'systemError' }, 'something is in it')
    await pool.create()
    await first.delete()
    await copy.delete()
    await pool.destroy()
    await pool.delete()
  },
)
