// `lvrpc/raw` as its users see it: every program, and types that the compiler holds them to.

import t from 'tap'
import {
  admin,
  type Codec,
  constants,
  keepalive,
  lxc,
  net,
  type Procedure,
  qemu,
  remote,
  type Value,
} from '../../src/raw.ts'

t.test('every program with its number, version, rows and types', async (t) => {
  const programs = { remote, qemu, lxc, admin, keepalive }
  const seen = Object.entries(programs).map(([name, { program, version, procedures }]) => [
    name,
    program,
    version,
    Object.keys(procedures).length,
  ])
  t.same(seen, [
    ['remote', 0x20008086, 1, 456],
    ['qemu', 0x20008087, 1, 7],
    ['lxc', 0x00068000, 1, 1],
    ['admin', 0x06900690, 1, 20],
    ['keepalive', 0x6b656570, 1, 2],
  ])
  t.equal(net.program, null)
  t.equal(net.types.virNetMessageHeader.name, 'virNetMessageHeader')
})

t.test('a row says everything about a call', async (t) => {
  t.match(remote.procedures.domainGetState, {
    kind: 'call',
    number: 212,
    name: 'DOMAIN_GET_STATE',
    stream: 'none',
    priority: 'high',
    since: '0.9.2',
    fds: 'none',
  })
  t.equal(remote.procedures.domainGetState.args, remote.types.remote_domain_get_state_args)
  t.equal(remote.procedures.domainGetState.ret, remote.types.remote_domain_get_state_ret)
  t.match(remote.procedures.storageVolUpload, { stream: 'write', sparseFlag: 1 })
  t.match(remote.procedures.domainEventCallbackLifecycle, { kind: 'event', number: 318 })
  t.match(keepalive.procedures.ping, { kind: 'event', number: 1, args: null, ret: null })
  t.equal(lxc.procedures.domainOpenNamespace.fds, 'out')
})

t.test('an event says how it is asked for and what it carries', async (t) => {
  const { migrationIteration } = remote.events.domain
  t.equal(migrationIteration.id, 20)
  t.equal(migrationIteration.message.number, 359)
  t.match(migrationIteration.class, {
    name: 'domain',
    filterField: 'dom',
    register: { number: 316 },
  })
  t.equal(Object.keys(remote.events.domain).length, 30)
  t.equal(remote.events.connection.closed.message.number, 362)
  t.equal(qemu.events.monitor.monitor.message.number, 6)
})

t.test('enums of the public API have names and numbers', async (t) => {
  t.equal(constants.domainState.values.running, 1)
  t.equal(constants.errorNumber.nameOf(42), 'noDomain')
  t.equal(constants.drvFeature.values.programKeepalive, 10)
})

t.test('values are typed by their codec', async (t) => {
  type Args = Value<typeof remote.types.remote_domain_get_state_args>
  const dom = { name: 'guest', uuid: new Uint8Array(16), id: 1 }
  const args: Args = { dom, flags: 0 }
  t.equal(remote.types.remote_domain_get_state_args.encode(args).length, 36)

  type Param = Value<typeof remote.types.remote_typed_param>
  const text: Param = { field: 'a', value: { type: 7, value: 'x' } }
  const big: Param = { field: 'a', value: { type: 4, value: 1n } }
  t.same(remote.types.remote_typed_param.decode(remote.types.remote_typed_param.encode(text)), text)
  t.same(remote.types.remote_typed_param.decode(remote.types.remote_typed_param.encode(big)), big)

  // The checks below are the compiler's; at run time the codecs refuse the same.
  const refused: (() => unknown)[] = [
    // @ts-expect-error a flag is a number
    () => remote.types.remote_domain_get_state_args.encode({ dom, flags: '0' }),
    // @ts-expect-error the domain is missing
    () => remote.types.remote_domain_get_state_args.encode({ flags: 0 }),
    // @ts-expect-error a UUID is bytes
    () => remote.types.remote_nonnull_domain.encode({ name: 'a', uuid: 'b', id: 1 }),
    // @ts-expect-error a name is not null
    () => remote.types.remote_nonnull_domain.encode({ name: null, uuid: dom.uuid, id: 1 }),
    // @ts-expect-error a 64-bit number is a bigint
    () => remote.types.remote_typed_param.encode({ field: 'a', value: { type: 4, value: 1 } }),
    // @ts-expect-error there is no type 8
    () => remote.types.remote_typed_param.encode({ field: 'a', value: { type: 8, value: 1 } }),
  ]
  for (const run of refused) t.throws(run, { name: 'XdrError' })
})

/** How a call is typed by its row. */
function call<A, R>(row: Procedure<A, R>, args: A): Codec<R> | null {
  row.args?.encode(args)
  return row.ret
}

t.test('a row types its arguments and its answer', async (t) => {
  const dom = { name: 'guest', uuid: new Uint8Array(16), id: 1 }
  const ret = call(remote.procedures.domainGetState, { dom, flags: 0 })
  const state: { state: number; reason: number } | undefined = ret?.decode(new Uint8Array(8))
  t.same(state, { state: 0, reason: 0 })
  call(remote.procedures.connectClose, undefined)
  // @ts-expect-error no such field
  call(remote.procedures.domainGetState, { dom, flags: 0, more: 1 })
  // @ts-expect-error an argument is missing
  t.throws(() => call(remote.procedures.domainGetState, { dom }))
  // @ts-expect-error an event cannot be called
  t.throws(() => call(remote.procedures.domainEventCallbackLifecycle, { callbackID: 1 }))
  // @ts-expect-error no such procedure
  t.equal(remote.procedures.domainFly, undefined)
})
