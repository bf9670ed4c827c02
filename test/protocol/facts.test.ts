// The `.x` files against facts/layout.json, which was read off libvirt's releases by other means: every constant, type,
// field, length and procedure, in both directions. And the other facts against each other.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { Declaration, Size, TypeDefinition } from '../../protocol/parse.ts'
import { facts, models } from './every-type.ts'

interface DeclarationFacts {
  name: string
  type: string
  shape: 'scalar' | 'optional' | 'fixed' | 'variable'
  size?: number
  sizeConst?: string
  max?: number
  maxConst?: string
}
type Pair = [string, number]
type TypeFacts =
  | ({ kind: 'typedef' } & DeclarationFacts)
  | { kind: 'struct'; name: string; fields: DeclarationFacts[] }
  | { kind: 'enum'; name: string; values: Pair[] }
  | {
      kind: 'union'
      name: string
      discriminant: { name: string; type: string }
      cases: { labels: Pair[]; field: DeclarationFacts }[]
    }
interface ProgramFacts {
  program: number | null
  version: number | null
  imports: string[]
  consts: Record<string, number>
  types: TypeFacts[]
  procedures: [number, string, 'call' | 'event', string | null, string | null, string | null][]
}
const layout = JSON.parse(
  readFileSync(join(process.cwd(), 'protocol/facts/layout.json'), 'utf8'),
) as { externalConsts: Record<string, number>; programs: Record<string, ProgramFacts> }

function ofDeclaration({ name, type, shape }: Declaration): DeclarationFacts {
  const constant = (size: Size) => (size.constant === null ? undefined : size.constant)
  const common = { name, type: type.name, shape: shape.is }
  if (shape.is === 'fixed') {
    const sizeConst = constant(shape.size)
    return { ...common, size: shape.size.value, ...(sizeConst === undefined ? {} : { sizeConst }) }
  }
  if (shape.is === 'variable') {
    const maxConst = constant(shape.max)
    return { ...common, max: shape.max.value, ...(maxConst === undefined ? {} : { maxConst }) }
  }
  return common
}

function ofType(type: TypeDefinition): TypeFacts {
  const { name } = type
  switch (type.kind) {
    case 'typedef':
      return { kind: 'typedef', ...ofDeclaration(type.declaration) }
    case 'struct':
      return { kind: 'struct', name, fields: type.fields.map(ofDeclaration) }
    case 'enum':
      return { kind: 'enum', name, values: type.values.map(({ name, value }) => [name, value]) }
    case 'union': {
      const { name: of, type: kind } = type.discriminant
      const cases = type.cases.map(({ labels, arm }) => {
        if (arm === null) throw new Error(`${name} has a void arm, which the facts do not`)
        return {
          labels: labels.map((label): Pair => [label.constant ?? '', label.value]),
          field: ofDeclaration(arm),
        }
      })
      return { kind: 'union', name, discriminant: { name: of, type: kind.name }, cases }
    }
  }
}

/** What a type is on the wire; two releases may name a field differently. */
function bare(type: TypeFacts): unknown {
  return JSON.parse(
    JSON.stringify(type, (key, value: unknown) =>
      key === 'nameIn12_8_0' || key === 'layoutFrom' ? undefined : value,
    ),
  )
}

t.same(models.map(({ file }) => file).sort(), Object.keys(layout.programs).sort(), 'six files')

let compared = 0
for (const { file, specification, program, constants, types, rows } of models) {
  const known = layout.programs[file]!

  t.test(`${file}.x: program, imports and constants`, async (t) => {
    t.equal(program?.number ?? null, known.program)
    t.equal(program?.version ?? null, known.version)
    t.same(
      specification.imports.map(({ file }) => file),
      known.imports,
    )
    const own = constants.filter(({ name }) => !Object.hasOwn(layout.externalConsts, name))
    t.same(
      new Map(own.map(({ name, value }) => [name, value])),
      new Map(Object.entries(known.consts)),
    )
    for (const { name, value } of constants) {
      if (Object.hasOwn(layout.externalConsts, name))
        t.equal(value, layout.externalConsts[name], name)
    }
  })

  t.test(`${file}.x: every type, field, length and case`, async (t) => {
    const ours = new Map(
      specification.definitions.flatMap((definition) =>
        definition.kind === 'const' ? [] : [[definition.name, ofType(definition)] as const],
      ),
    )
    const names = (list: Iterable<string>) => [...list].sort()
    t.same(names(ours.keys()), names(known.types.map(({ name }) => name)), 'the same types')
    for (const fact of known.types) {
      const our = ours.get(fact.name)
      compared++
      if (JSON.stringify(sorted(our)) !== JSON.stringify(sorted(bare(fact))))
        t.same(our, bare(fact), fact.name)
    }
    t.ok(types.length <= known.types.length)
  })

  t.test(`${file}.x: every procedure`, async (t) => {
    const ours = rows.map(({ number, name, kind, args, ret }) => {
      const event = kind === 'event'
      return [
        number,
        name,
        kind,
        event ? null : (args?.name ?? null),
        ret?.name ?? null,
        event ? (args?.name ?? null) : null,
      ]
    })
    t.same(ours, known.procedures)
    t.equal(new Set(rows.map(({ number }) => number)).size, rows.length, 'no number twice')
  })
}

/** Objects with their keys in order, so that text can be compared. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => [key, sorted(field)]),
  )
}

t.test('numbers and versions of the programs', async (t) => {
  const count = (file: string) => models.find((model) => model.file === file)?.rows.length
  t.same(['remote', 'qemu', 'lxc', 'admin', 'keepalive'].map(count), [456, 7, 1, 20, 2])
  t.equal(compared, 782)
})

t.test(
  'every name that a length is given by is a constant, except where the facts have none',
  async (t) => {
    const bareLengths = Object.values(layout.programs).flatMap(({ types }) =>
      types.flatMap((type) => {
        const fields = type.kind === 'struct' ? type.fields : type.kind === 'typedef' ? [type] : []
        return fields.flatMap((field) => {
          const named = field.sizeConst !== undefined || field.maxConst !== undefined
          return named || field.shape === 'scalar' || field.shape === 'optional'
            ? []
            : [`${type.name}.${field.name}`]
        })
      }),
    )
    t.same(bareLengths, [
      'remote_node_get_info_ret.model',
      'remote_domain_announce_interface_args.params',
    ])
  },
)

t.test('calls with streams, descriptors and sparse streams', async (t) => {
  const remote = facts.procedures.remote!
  const having = (test: (name: string) => boolean) => Object.keys(remote).filter(test)
  t.same(
    having((name) => remote[name]?.stream === 'write'),
    [
      'DOMAIN_MIGRATE_PREPARE_TUNNEL',
      'STORAGE_VOL_UPLOAD',
      'DOMAIN_MIGRATE_PREPARE_TUNNEL3',
      'DOMAIN_MIGRATE_PREPARE_TUNNEL3_PARAMS',
    ],
  )
  t.same(
    having((name) => remote[name]?.stream === 'read'),
    ['DOMAIN_OPEN_CONSOLE', 'STORAGE_VOL_DOWNLOAD', 'DOMAIN_SCREENSHOT', 'DOMAIN_OPEN_CHANNEL'],
  )
  t.same(
    having((name) => remote[name]?.sparseFlag !== undefined),
    ['STORAGE_VOL_UPLOAD', 'STORAGE_VOL_DOWNLOAD'],
  )
  t.same(
    having((name) => remote[name]?.fds !== undefined),
    [
      'DOMAIN_OPEN_GRAPHICS',
      'DOMAIN_CREATE_XML_WITH_FILES',
      'DOMAIN_CREATE_WITH_FILES',
      'DOMAIN_OPEN_GRAPHICS_FD',
      'DOMAIN_FD_ASSOCIATE',
    ],
  )
})

t.test('every event id of the public enums has its message', async (t) => {
  for (const [name, { enum: type, events }] of Object.entries(facts.classes)) {
    if (type === null) continue
    const known = facts.enums.find((known) => known.type === type)?.values ?? []
    const real = known.filter(([value]) => !value.endsWith('_LAST'))
    t.same(
      events.map(({ id, enumName, since }) => [enumName, id, since]),
      real,
      name,
    )
  }
})

t.test('every message of a daemon is an event, or one of the old style', async (t) => {
  const used = new Set(
    Object.values(facts.classes).flatMap(({ events }) => events.map(({ message }) => message)),
  )
  const unused = models.flatMap(({ rows }) =>
    rows.filter(({ kind, name }) => kind === 'event' && !used.has(name)).map(({ name }) => name),
  )
  const old = unused.filter((name) => name !== 'PING' && name !== 'PONG')
  t.equal(old.length, 16)
  for (const name of old) {
    const callback = name.replace('DOMAIN_EVENT_', 'DOMAIN_EVENT_CALLBACK_')
    t.ok(used.has(callback), `${name} has ${callback} in its stead`)
  }
})

t.test('every callback message begins with its callback id', async (t) => {
  const messages = Object.entries(facts.classes).flatMap(([name, { events }]) =>
    name === 'connection' ? [] : events.map(({ message }) => message),
  )
  for (const { rows } of models) {
    for (const { name, args } of rows) {
      if (messages.includes(name)) t.equal(args?.fields[0]?.name, 'callbackID', name)
    }
  }
})
