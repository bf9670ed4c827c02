// The generator: what is in the repository is what it makes, the same each time, and it follows the definitions.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { emitConstants, emitProgram } from '../../protocol/emit.ts'
import type { Facts } from '../../protocol/facts.ts'
import { generate } from '../../protocol/generate.ts'
import { makeModel } from '../../protocol/model.ts'
import { camelCase, enumName, rowName, typeName, valueNames } from '../../protocol/names.ts'
import { parse, type Specification } from '../../protocol/parse.ts'
import { models } from './every-type.ts'

const none: Facts = { procedures: {}, classes: {}, enums: [] }

function emit(text: string, facts: Facts = none, file = 'demo'): string {
  const load = (file: string): Specification =>
    parse(file, 'const BASE_MAX = 4; struct base_thing { int a; };', load)
  return emitProgram(makeModel(parse(file, text, load), facts), facts, ['demo.x'], '../xdr')
}

t.test(
  'the generated files are what the generator makes, and it makes the same twice',
  async (t) => {
    const files = generate()
    for (const [path, content] of files) {
      t.ok(readFileSync(join(process.cwd(), path), 'utf8') === content, `${path} is up to date`)
    }
    t.same([...generate()], [...files])
  },
)

t.test('declarations stand in the order of the definitions, each with its name', async (t) => {
  for (const { file, types, rows } of models) {
    const text = readFileSync(join(process.cwd(), `src/generated/${file}.ts`), 'utf8')
    const comments = [...text.matchAll(/^\/\*\* (\w+) \*\/$/gm)].map(([, name]) => name)
    t.same(
      comments,
      [...types.map(({ name }) => name), ...rows.map(({ fullName }) => fullName)],
      file,
    )
  }
})

t.test('a struct becomes an interface and two straight functions', async (t) => {
  t.match(
    emit('const DEMO_MAX = 9; struct demo_point { int x_value; string name<DEMO_MAX>; };'),
    `/** demo_point */
export interface DemoPoint { xValue: number; name: string }
export const DemoPoint: Codec<DemoPoint> = /* @__PURE__ */ codec<DemoPoint>(
  (w, v) => { w.int(v.xValue); w.string(v.name, DEMO_MAX) },
  (r) => ({ xValue: r.int(), name: r.string(DEMO_MAX) }),
  'demo_point',
)
`,
  )
})

t.test('lists, arrays and optionals of anything', async (t) => {
  const text = emit(`
    struct demo_item { hyper a; };
    struct demo_all {
      demo_item list<3>;
      demo_item pair[2];
      demo_item *maybe;
      int *number;
      unsigned hyper numbers<7>;
      double doubles[3];
      opaque bytes<5>;
      opaque id[6];
      char chars<5>;
      char name[6];
      char one;
      unsigned char two;
      short three;
      unsigned short four;
    };`)
  for (const line of [
    'list: DemoItem[]',
    'maybe: DemoItem | null',
    'w.array(v.list, 3)',
    'for (const item of v.list) DemoItem.write(w, item)',
    'w.fixedArray(v.pair, 2)',
    'if (w.flag(v.maybe)) DemoItem.write(w, v.maybe)',
    'if (w.flag(v.number)) w.int(v.number)',
    'w.fixedOpaque(v.id, 6)',
    'w.fixedChars(v.name, 6)',
    'list: list(r, 3, 8, DemoItem.read)',
    'pair: fixedList(r, 2, DemoItem.read)',
    'maybe: r.flag() ? DemoItem.read(r) : null',
    'numbers: list(r, 7, 8, (r) => r.uhyper())',
    'doubles: fixedList(r, 3, (r) => r.double())',
    'chars: r.chars(5)',
    'one: r.char()',
    'two: r.uchar()',
    'three: r.short()',
    'four: r.ushort()',
  ]) {
    t.match(text, line)
  }
})

t.test('the fewest bytes of an element are counted through what it holds', async (t) => {
  const text = emit(`
    typedef string demo_text<9>;
    typedef demo_text *demo_maybe;
    union demo_value switch (int type) { case 1: hyper a; case 2: int b; };
    struct demo_item { demo_text a; demo_maybe b; opaque c[5]; char d[3]; demo_value e; hyper f[2]; };
    struct demo_list { demo_item items<4>; demo_maybe texts<4>; };`)
  // 4 + 4 + 8 + 12 + (4 + 4) + 16
  t.match(text, 'list(r, 4, 52, DemoItem.read)')
  t.match(text, 'list(r, 4, 4, (r) => r.flag() ? r.string(9) : null)')
  t.match(text, 'texts: (string | null)[]')
})

t.test('a union is told by its discriminant, void arms hold null', async (t) => {
  const text = emit(
    'enum demo_kind { DEMO_A = 1, DEMO_B = 2 };\nunion demo_u switch (demo_kind kind) { case DEMO_A: int a; case DEMO_B: void; };',
  )
  for (const line of [
    'export const DEMO_A = 1',
    '  | { kind: 1; value: number }',
    '  | { kind: 2; value: null }',
    'case DEMO_A: return w.int(v.value)',
    'case DEMO_A: return { kind, value: r.int() }',
    'case DEMO_B: return { kind, value: null }',
    'default: return r.noArm(kind)',
  ]) {
    t.match(text, line)
  }
})

t.test('names of an imported file are taken from its module', async (t) => {
  const text = emit('%import "base.x"\nstruct demo_s { base_thing t; base_thing list<BASE_MAX>; };')
  t.match(text, "import * as base from './base.ts'")
  t.match(text, 'base.BaseThing.write(w, v.t)')
  t.match(text, 'list(r, base.BASE_MAX, 4, base.BaseThing.read)')
})

const program = `
  const DEMO_PROGRAM = 0x1234;
  const DEMO_PROTOCOL_VERSION = 2;
  struct demo_get_it_args { int a; };
  struct demo_it_event_msg { int callbackID; };
  enum demo_procedure { DEMO_PROC_GET_IT = 1, DEMO_PROC_IT_EVENT = 2, DEMO_PROC_LISTEN = 3 };`

t.test('a procedure becomes a row with what the facts say', async (t) => {
  const facts: Facts = {
    procedures: {
      demo: {
        GET_IT: {
          since: '1.2.3',
          priority: 'high',
          stream: 'read',
          sparseFlag: 'VIR_SPARSE',
          fds: 'out',
        },
        IT_EVENT: { since: '4.0.0' },
        LISTEN: { since: '9.0.0' },
      },
    },
    classes: {
      domain: {
        program: 'demo',
        register: 'LISTEN',
        deregister: 'LISTEN',
        filterField: 'dom',
        enum: null,
        events: [{ id: 0, name: 'happened', message: 'IT_EVENT', since: '4.0.0' }],
      },
    },
    enums: [{ type: 'virX', api: 'libvirt', since: null, values: [['VIR_SPARSE', 8, null]] }],
  }
  const text = emit(program, facts)
  for (const line of [
    "export const program = { name: 'demo', program: 0x00001234, version: 2 } as const",
    "export const getIt = /* @__PURE__ */ procedure(program, 1, 'GET_IT', DemoGetItArgs, null, { since: '1.2.3', priority: 'high', stream: 'read', sparseFlag: 8, fds: 'out' })",
    "export const itEvent = /* @__PURE__ */ eventProcedure(program, 2, 'IT_EVENT', DemoItEventMsg, { since: '4.0.0' })",
    "export const listen = /* @__PURE__ */ procedure(program, 3, 'LISTEN', null, null, { since: '9.0.0' })",
    "  happened: /* @__PURE__ */ event(domainEventClass, 0, 'happened', itEvent),",
  ]) {
    t.match(text, line)
  }
  t.throws(() => emit(program, { ...facts, enums: [] }), /no enum .* has VIR_SPARSE/)
})

t.test('definitions and facts that do not fit together are refused', async (t) => {
  t.throws(() => emit(program), /no facts about DEMO_PROC_GET_IT/)
  t.throws(
    () => emit('const A = 1;', { ...none, procedures: { demo: { GONE: { since: '1.0.0' } } } }),
    /facts know procedures that demo\.x does not: GONE/,
  )
})

t.test('names of types, rows, enums and their values', async (t) => {
  t.equal(camelCase('need_results'), 'needResults')
  t.equal(camelCase('callbackID'), 'callbackID')
  t.equal(typeName('remote', 'remote_nonnull_domain'), 'NonnullDomain')
  t.equal(typeName('net', 'virNetMessageHeader'), 'MessageHeader')
  t.equal(typeName('qemu', 'remote_uuid'), 'RemoteUuid')
  t.equal(rowName('DOMAIN_EVENT_BLOCK_JOB_2'), 'domainEventBlockJob2')
  t.equal(enumName('virDomainState'), 'domainState')
  t.equal(enumName('virCPUCompareResult'), 'cpuCompareResult')
  t.equal(enumName('virIPAddrType'), 'ipAddrType')
  const names = (type: string, ...values: string[]) => [...valueNames(type, values).values()]
  t.same(names('virDomainState', 'VIR_DOMAIN_NOSTATE', 'VIR_DOMAIN_RUNNING', 'VIR_DOMAIN_LAST'), [
    'nostate',
    'running',
  ])
  t.same(names('virErrorNumber', 'VIR_ERR_OK', 'VIR_WAR_NO_NETWORK', 'VIR_ERR_NO_DOMAIN'), [
    'ok',
    'warNoNetwork',
    'noDomain',
  ])
  t.same(names('virStreamFlags', 'VIR_STREAM_NONBLOCK'), ['nonblock'])
  t.same(names('virStorageVolUploadFlags', 'VIR_STORAGE_VOL_UPLOAD_SPARSE_STREAM'), [
    'sparseStream',
  ])
  t.same(names('virDomainBlockedReason', 'VIR_DOMAIN_BLOCKED_UNKNOWN', 'VIR_DOMAIN_BLOCKED_LAST'), [
    'unknown',
  ])
  t.same(names('virX', 'VIR_X_80211', 'VIR_X_TEN'), ['_80211', 'ten'])
})

t.test('an enum becomes names and numbers, without the mark of its end', async (t) => {
  const text = emitConstants(
    {
      ...none,
      enums: [
        {
          type: 'virDomainState',
          api: 'libvirt',
          since: '0.0.1',
          values: [
            ['VIR_DOMAIN_NOSTATE', 0, '0.0.1'],
            ['VIR_DOMAIN_RUNNING', 1, '0.0.1'],
            ['VIR_DOMAIN_LAST', 2, '0.9.5'],
          ],
        },
      ],
    },
    ['enums.json'],
  )
  t.match(
    text,
    "/** virDomainState */\nexport const domainState = /* @__PURE__ */ enumeration('virDomainState', { nostate: 0, running: 1 })",
  )
})
