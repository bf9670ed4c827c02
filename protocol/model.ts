// A specification with its facts: the rows of a program, each with the structs that belong to it. Emitter, documentation
// and tests start from here.

import type { EventClassFacts, Facts, ProcedureFacts } from './facts.ts'
import type { Constant, Specification, Struct, TypeDefinition } from './parse.ts'

export interface Row {
  readonly number: number
  /** `DOMAIN_GET_STATE`. */
  readonly name: string
  /** As in the `.x` file: `REMOTE_PROC_DOMAIN_GET_STATE`. */
  readonly fullName: string
  readonly kind: 'call' | 'event'
  /** Arguments of a call or body of an event; null: void. */
  readonly args: Struct | null
  readonly ret: Struct | null
  readonly facts: ProcedureFacts
}

export interface Model {
  readonly file: string
  readonly specification: Specification
  /** Null where the file only holds types. */
  readonly program: { readonly number: number; readonly version: number } | null
  readonly constants: readonly Constant[]
  /** Without the enum of procedures, which became `rows`. */
  readonly types: readonly TypeDefinition[]
  readonly rows: readonly Row[]
  readonly classes: Readonly<Record<string, EventClassFacts>>
}

/** @throws Error when a file and the facts do not fit together */
export function makeModel(specification: Specification, facts: Facts): Model {
  const { file, definitions } = specification
  const constants = definitions.filter((definition) => definition.kind === 'const')
  const number = constants.find(({ name }) => name.endsWith('_PROGRAM'))?.value
  const version = constants.find(({ name }) => name.endsWith('_PROTOCOL_VERSION'))?.value
  const program = number === undefined || version === undefined ? null : { number, version }
  const types = definitions.filter((definition) => definition.kind !== 'const')
  const procedures = types.find(({ kind, name }) => kind === 'enum' && name === `${file}_procedure`)
  const rows =
    procedures?.kind === 'enum'
      ? procedures.values.map((value) => makeRow(value, types, file, facts))
      : []
  const known = facts.procedures[file] ?? {}
  const stray = Object.keys(known).filter((name) => !rows.some((row) => row.name === name))
  if (stray.length > 0)
    throw new Error(`facts know procedures that ${file}.x does not: ${stray.join(', ')}`)
  const classes = Object.entries(facts.classes).filter(([, { program }]) => program === file)
  return {
    file,
    specification,
    program,
    constants,
    types: types.filter((type) => type !== procedures),
    rows,
    classes: Object.fromEntries(classes),
  }
}

function makeRow(
  { name: fullName, value: number }: { name: string; value: number },
  types: readonly TypeDefinition[],
  file: string,
  facts: Facts,
): Row {
  const name = fullName.replace(/^[A-Z]+_PROC_/, '')
  const known = facts.procedures[file]?.[name]
  if (known === undefined) throw new Error(`no facts about ${fullName} in facts/procedures.json`)
  const find = (suffix: string): Struct | null => {
    const wanted = `${file}_${name.toLowerCase()}_${suffix}`
    return (
      types.find((type): type is Struct => type.kind === 'struct' && type.name === wanted) ?? null
    )
  }
  const message = find('msg')
  const kind = known.kind ?? (message === null ? 'call' : 'event')
  return {
    number,
    name,
    fullName,
    kind,
    args: message ?? find('args'),
    ret: find('ret'),
    facts: known,
  }
}
