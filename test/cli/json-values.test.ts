import t from 'tap'
import { decodeJson, encodeJson } from '../../src/cli/json-values.ts'
import { toJson } from '../../src/cli/output.ts'
import * as remote from '../../src/generated/remote.ts'
import { codec } from '../../src/xdr.ts'

const UUID = '9224af07-4ab8-4dd9-8bb8-a91ade4b8ee3'
const uuid = Buffer.from(UUID.replaceAll('-', ''), 'hex')
const dom = { name: 'web', uuid, id: 3 }

t.test('JSON becomes the bytes of the value it means', async (t) => {
  const same = <T>(codec: { encode(value: T): Uint8Array }, json: unknown, value: T) =>
    t.same(
      Buffer.from(encodeJson(codec as never, json)).toString('hex'),
      Buffer.from(codec.encode(value)).toString('hex'),
      JSON.stringify(json),
    )
  const ref = { name: 'web', uuid: UUID, id: 3 }
  same(remote.DomainGetStateArgs, { dom: ref, flags: 0 }, { dom, flags: 0 })
  same(
    remote.DomainGetStateArgs,
    { dom: { ...ref, uuid: UUID.replaceAll('-', '') }, flags: 0 },
    { dom, flags: 0 },
  )
  // An optional: null, or left out.
  same(remote.ConnectOpenArgs, { name: null, flags: 1 }, { name: null, flags: 1 })
  same(remote.ConnectOpenArgs, { flags: 1 }, { name: null, flags: 1 })
  // 64 bits: a number, or digits.
  same(remote.DomainSetMaxMemoryArgs, { dom: ref, memory: 5 }, { dom, memory: 5n })
  same(
    remote.DomainSetMaxMemoryArgs,
    { dom: ref, memory: '18446744073709551615' },
    { dom, memory: 2n ** 64n - 1n },
  )
  // Typed parameters and bytes.
  const params = [
    { field: 'bandwidth', value: { type: 4, value: '7' } },
    { field: 'migrate_uri', value: { type: 7, value: 'tcp://b' } },
  ]
  const cookieIn = Uint8Array.of(1, 2, 255)
  same(
    remote.DomainMigratePerform3ParamsArgs,
    { dom: ref, params, cookieIn: '0102ff', flags: 0 },
    {
      dom,
      dconnuri: null,
      params: [
        { field: 'bandwidth', value: { type: 4, value: 7n } },
        { field: 'migrate_uri', value: { type: 7, value: 'tcp://b' } },
      ],
      cookieIn,
      flags: 0,
    },
  )
})

t.test('text becomes char arrays', async (t) => {
  const chars = codec<{ a: string; b: string }>(
    (w, v) => {
      w.fixedChars(v.a as never, 4)
      w.chars(v.b as never, 8)
    },
    () => ({ a: '', b: '' }),
  )
  t.equal(
    Buffer.from(encodeJson(chars as never, { a: 'xy', b: 'z' })).toString('hex'),
    '00000078000000790000000000000000000000010000007a',
  )
})

t.test('no arguments can be nothing or an empty object', async (t) => {
  for (const json of [undefined, null, {}]) t.equal(encodeJson(null, json).length, 0)
  t.throws(() => encodeJson(null, { a: 1 }), { message: 'this procedure takes no arguments' })
})

t.test('what is wrong is named with its path', async (t) => {
  const ref = { name: 'web', uuid: UUID, id: 3 }
  const param = (value: unknown) => ({
    dom: ref,
    params: [{ field: 'a', value }],
    cookieIn: '',
    flags: 0,
  })
  const cases: [object, unknown, string][] = [
    [remote.DomainGetStateArgs, { flags: 0 }, 'dom is missing'],
    [remote.DomainGetStateArgs, { dom: 1, flags: 0 }, 'dom: a string is wanted, not undefined'],
    [remote.DomainGetStateArgs, { dom: ref }, 'flags is missing'],
    [remote.DomainGetStateArgs, null, 'the arguments: an object or a list is wanted'],
    [
      remote.DomainGetStateArgs,
      { dom: ref, flags: '0' },
      'flags: a number is wanted, not a string',
    ],
    [
      remote.DomainGetStateArgs,
      { dom: ref, flags: -1 },
      'flags: -1 is no whole number from 0 to 4294967295',
    ],
    [
      remote.DomainGetStateArgs,
      { dom: { ...ref, uuid: 'x' }, flags: 0 },
      'dom.uuid: a UUID is wanted, not "x"',
    ],
    [
      remote.DomainGetStateArgs,
      { dom: { ...ref, uuid: 'x-y' }, flags: 0 },
      "dom.uuid: 'x-y' is not a UUID",
    ],
    [
      remote.DomainGetStateArgs,
      { dom: { ...ref, Name: 1 }, flags: 0 },
      "dom: unknown field 'Name'; did you mean 'name'?",
    ],
    [
      remote.DomainGetStateArgs,
      { dom: ref, flags: 0, xyz: 1 },
      "the arguments: unknown field 'xyz'; known are dom, flags",
    ],
    [
      remote.DomainSetMaxMemoryArgs,
      { dom: ref, memory: 2 ** 60 },
      'memory: a whole number or, beyond 2^53, its digits as a string are wanted, not 1152921504606847000',
    ],
    [
      remote.DomainSetMaxMemoryArgs,
      { dom: ref, memory: '1.5' },
      'memory: a whole number or, beyond 2^53, its digits as a string are wanted, not "1.5"',
    ],
    [
      remote.DomainMigratePerform3ParamsArgs,
      param({ type: 99, value: 1 }),
      /^params\[0\]\.value/.source,
    ],
    [
      remote.DomainMigratePerform3ParamsArgs,
      { ...param({ type: 1, value: 1 }), cookieIn: '123' },
      'cookieIn: a string of hex digits, two per byte, is wanted, not "123"',
    ],
    [
      remote.DomainMigratePerform3ParamsArgs,
      { ...param({ type: 1, value: 1 }), params: null },
      'params: an array is wanted, not null',
    ],
  ]
  for (const [codec, json, message] of cases) {
    const expected = message.startsWith('^') ? new RegExp(message) : message
    t.throws(() => encodeJson(codec as never, json), { name: 'WrongUsage', message: expected })
  }
})

t.test('answers print UUIDs, text, digits and hex', async (t) => {
  const print = <T>(codec: { encode(value: T): Uint8Array }, value: T): unknown =>
    JSON.parse(toJson(decodeJson(codec as never, codec.encode(value))))
  t.strictSame(print(remote.DomainLookupByNameRet, { dom }), {
    dom: { name: 'web', uuid: UUID, id: 3 },
  })
  t.strictSame(
    print(remote.NodeGetInfoRet, {
      model: Buffer.concat([Buffer.from('x86_64'), Buffer.alloc(26)]),
      memory: 2n ** 63n,
      cpus: 1,
      mhz: 2,
      nodes: 3,
      sockets: 4,
      cores: 5,
      threads: 6,
    }),
    {
      model: 'x86_64',
      memory: '9223372036854775808',
      cpus: 1,
      mhz: 2,
      nodes: 3,
      sockets: 4,
      cores: 5,
      threads: 6,
    },
  )
  // Sixteen bytes of data are no UUID.
  t.strictSame(print(remote.DomainMigrateBegin3ParamsRet, { cookieOut: uuid, xml: '<a/>' }), {
    cookieOut: uuid.toString('hex'),
    xml: '<a/>',
  })
})
