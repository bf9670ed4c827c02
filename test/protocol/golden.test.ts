// Frames recorded from real daemons, and the frames every daemon of the protocol sends: each payload decodes strictly, gives
// the same bytes again, and holds what was known of it when it was recorded.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { MessageError, MessageHeader, StreamHole } from '../../src/generated/net.ts'
import * as qemu from '../../src/generated/qemu.ts'
import * as remote from '../../src/generated/remote.ts'
import type { Codec } from '../../src/xdr/codec.ts'
import { hex, toHex } from '../xdr/bytes.ts'

interface Recorded {
  readonly driver: 'qemu' | 'test'
  readonly program: 'remote' | 'qemu'
  readonly procedure: string
  readonly call?: string
  readonly reply?: string
  readonly event?: string
}
interface Recording {
  readonly origin: string
  readonly frames: readonly Recorded[]
}

/** The part of a row that a payload needs; rows of different types have no common one. */
interface Row {
  readonly number: number
  readonly name: string
  readonly args: Codec<unknown> | null
  readonly ret: Codec<unknown> | null
}
const rows = [
  ...Object.values(remote.procedures),
  ...Object.values(qemu.procedures),
] as unknown as Row[]

const HEADER = 28

function payload(frame: Buffer): Buffer {
  return frame.subarray(HEADER)
}

function read(version: string): Recording {
  const path = join(process.cwd(), `test/golden/daemon-${version}.json`)
  return JSON.parse(readFileSync(path, 'utf8')) as Recording
}

for (const version of ['9.0.0', '11.3.0']) {
  const { origin, frames } = read(version)

  t.test(`golden: ${origin}`, async (t) => {
    for (const { procedure, program, call, reply, event } of frames) {
      const named = rows.filter(({ name }) => name === procedure)
      const number = program === 'qemu' ? qemu.program.program : remote.program.program
      for (const text of [call, reply, event]) {
        if (text === undefined) continue
        const frame = hex(text)
        const header = MessageHeader.decode(frame.subarray(4))
        const row = named.find((row) => row.number === header.proc)
        if (row === undefined) throw new Error(`${procedure} has not the number ${header.proc}`)
        t.equal(frame.readUInt32BE(), frame.length)
        t.equal(header.prog, number)
        t.equal(header.vers, 1)
        const failed = header.status === 1
        const codec = failed ? MessageError : text === reply ? row.ret : row.args
        const what = `${procedure} ${text === reply ? 'reply' : text === call ? 'call' : 'event'}`
        if (codec === null) {
          t.equal(frame.length, HEADER, `${what} has no payload`)
          continue
        }
        const value = (codec as Codec<unknown>).decode(payload(frame), { strict: true })
        t.equal(
          toHex((codec as Codec<unknown>).encode(value)),
          toHex(payload(frame)),
          `${what} is written as it was read`,
        )
      }
    }
  })

  const find = (procedure: string, driver: 'qemu' | 'test' = 'qemu') => {
    const found = frames.filter((frame) => frame.procedure === procedure && frame.driver === driver)
    return found.map(({ reply, event }) => payload(hex(reply ?? event ?? '')))
  }
  const one = (procedure: string, driver: 'qemu' | 'test' = 'qemu') => find(procedure, driver)[0]!

  t.test(`golden: what libvirt ${version} is known to have said`, async (t) => {
    const number = version === '9.0.0' ? 9_000_000n : 11_003_000n
    t.same(remote.ConnectGetLibVersionRet.decode(one('CONNECT_GET_LIB_VERSION')), {
      libVer: number,
    })
    t.same(remote.ConnectGetUriRet.decode(one('CONNECT_GET_URI')), { uri: 'qemu:///system' })
    t.same(remote.AuthListRet.decode(one('AUTH_LIST')), { types: [remote.REMOTE_AUTH_NONE] })
    t.same(remote.DomainGetStateRet.decode(one('DOMAIN_GET_STATE')), { state: 1, reason: 1 })
    const info = remote.DomainGetInfoRet.decode(one('DOMAIN_GET_INFO'))
    t.match(info, { state: 1, maxMem: 262_144n, memory: 262_144n, nrVirtCpu: 1 })
    const { domains, ret } = remote.ConnectListAllDomainsRet.decode(one('CONNECT_LIST_ALL_DOMAINS'))
    t.equal(ret, 1)
    t.match(domains, [{ name: 'guest', id: 2 }])
    t.equal(domains[0]?.uuid.length, 16)
    const label = remote.DomainGetSecurityLabelRet.decode(one('DOMAIN_GET_SECURITY_LABEL'))
    t.same(label, { label: Uint8Array.of(0), enforcing: 0 }, 'chars keep their NUL')
    const vcpus = remote.DomainGetVcpusRet.decode(one('DOMAIN_GET_VCPUS'))
    t.same(vcpus.cpumaps, Uint8Array.of(0b11))
    const status = qemu.DomainMonitorCommandRet.decode(one('DOMAIN_MONITOR_COMMAND'))
    t.match(JSON.parse(status.result), { return: { status: 'running', running: true } })
  })

  t.test(`golden: node info of libvirt ${version}'s test driver, with its 32 chars`, async (t) => {
    const info = remote.NodeGetInfoRet.decode(one('NODE_GET_INFO', 'test'))
    t.same(info, {
      model: Uint8Array.from([...Buffer.from('i686'), ...new Uint8Array(28)]),
      memory: 3_145_728n,
      cpus: 16,
      mhz: 1400,
      nodes: 2,
      sockets: 2,
      cores: 2,
      threads: 2,
    })
    const model = remote.NodeGetSecurityModelRet.decode(one('NODE_GET_SECURITY_MODEL', 'test'))
    t.equal(Buffer.from(model.model).toString(), 'testSecurity\0')
  })

  t.test(`golden: statistics of libvirt ${version}, with every kind of number`, async (t) => {
    const { retStats } = remote.ConnectGetAllDomainStatsRet.decode(
      one('CONNECT_GET_ALL_DOMAIN_STATS'),
    )
    t.equal(retStats.length, 1)
    t.equal(retStats[0]?.dom.name, 'guest')
    const params = new Map(retStats[0]?.params.map(({ field, value }) => [field, value]))
    t.equal(params.size, 23)
    t.same(params.get('state.state'), { type: 1, value: 1 })
    t.same(params.get('vcpu.maximum'), { type: 2, value: 1 })
    t.same(params.get('dirtyrate.calc_start_time'), { type: 3, value: 0n })
    t.same(params.get('balloon.maximum'), { type: 4, value: 262_144n })
    t.same(params.get('dirtyrate.calc_mode'), { type: 7, value: 'page-sampling' })
  })

  t.test(`golden: an error of libvirt ${version}`, async (t) => {
    const format = version === '9.0.0' ? 'Domain not found: %s' : 'Domain not found: %1$s'
    t.same(MessageError.decode(one('DOMAIN_LOOKUP_BY_NAME')), {
      code: 42,
      domain: 10,
      message: "Domain not found: no domain with matching name 'no-such-guest'",
      level: 2,
      dom: null,
      str1: format,
      str2: "no domain with matching name 'no-such-guest'",
      str3: null,
      int1: -1,
      int2: -1,
      net: null,
    })
  })

  t.test(`golden: events of libvirt ${version}, from start to stop`, async (t) => {
    const bodies = find('DOMAIN_EVENT_CALLBACK_LIFECYCLE').map((bytes) =>
      remote.DomainEventCallbackLifecycleMsg.decode(bytes, { strict: true }),
    )
    const seen = bodies.map(({ callbackID, msg }) => [
      callbackID,
      msg.dom.name,
      msg.dom.id,
      msg.event,
      msg.detail,
    ])
    t.same(seen, [
      [1, 'guest', 2, 4, 0],
      [1, 'guest', 2, 2, 0],
      [1, 'guest', 2, 6, 2],
      [1, 'guest', -1, 5, 1],
    ])
  })
}

t.test('golden: frames that every daemon knows', async (t) => {
  const header = (text: string) => MessageHeader.decode(hex(text).subarray(4), { strict: true })
  const frames = {
    'AUTH_LIST call': [
      '0000001c 20008086 00000001 00000042 00000000 00000001 00000000',
      [66, 0, 1, 0],
    ],
    PING: ['0000001c 6b656570 00000001 00000001 00000002 00000000 00000000', [1, 2, 0, 0]],
    finish: ['0000001c 20008086 00000001 000000d1 00000003 00000007 00000000', [209, 3, 7, 0]],
    abort: ['0000001c 20008086 00000001 000000d1 00000003 00000007 00000001', [209, 3, 7, 1]],
  } as const
  for (const [what, [text, wanted]] of Object.entries(frames)) {
    const value = header(text)
    t.same([value.proc, value.type, value.serial, value.status], wanted, what)
    t.equal(toHex(MessageHeader.encode(value)), toHex(hex(text)).slice(8), what)
  }
  t.same(remote.AuthListRet.decode(hex('00000001 00000000')), { types: [0] })
  t.equal(remote.authList.number, 0x42)
  t.equal(remote.storageVolDownload.number, 0xd1)

  const open = { name: 'qemu:///system', flags: 0 }
  const bytes = '00000001 0000000e 71656d75 3a2f2f2f 73797374 656d0000 00000000'.replaceAll(' ', '')
  t.equal(toHex(remote.ConnectOpenArgs.encode(open)), bytes)
  t.same(remote.ConnectOpenArgs.decode(hex(bytes)), open)
  t.equal(
    toHex(remote.ConnectOpenArgs.encode({ name: null, flags: 1 })),
    '0000000000000001',
    'null',
  )
  t.equal(
    toHex(remote.ConnectOpenArgs.encode({ name: '', flags: 1 })),
    '000000010000000000000001',
    'and no text are two things',
  )
  t.equal(toHex(StreamHole.encode({ length: 2n ** 20n, flags: 0 })), '000000000010000000000000')
})

t.test('golden: a typed parameter of each kind', async (t) => {
  const kinds: [remote.TypedParamValue, string][] = [
    [{ type: 1, value: -1 }, '00000001 ffffffff'],
    [{ type: 2, value: 4294967295 }, '00000002 ffffffff'],
    [{ type: 3, value: -1n }, '00000003 ffffffffffffffff'],
    [{ type: 4, value: 2n ** 64n - 1n }, '00000004 ffffffffffffffff'],
    [{ type: 5, value: -2 }, '00000005 c000000000000000'],
    [{ type: 6, value: 1 }, '00000006 00000001'],
    [{ type: 7, value: 'on' }, '00000007 00000002 6f6e0000'],
  ]
  for (const [value, bytes] of kinds) {
    t.equal(toHex(remote.TypedParamValue.encode(value)), bytes.replaceAll(' ', ''))
    t.same(remote.TypedParamValue.decode(hex(bytes)), value)
  }
  for (const type of ['00000000', '00000008', 'ffffffff']) {
    t.throws(() => remote.TypedParamValue.decode(hex(`${type} 00000000 00000000`)), {
      code: 'badUnion',
    })
  }
  t.throws(() => remote.TypedParamValue.encode({ type: 8, value: 1 } as never), {
    code: 'badUnion',
    path: 'remote_typed_param_value.type',
  })
})
