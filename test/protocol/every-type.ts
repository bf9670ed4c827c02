// Every type of every program: its definition in the `.x` file beside its generated codec.

import { readFacts } from '../../protocol/facts.ts'
import { readModels } from '../../protocol/generate.ts'
import type { Specification, TypeDefinition } from '../../protocol/parse.ts'
import * as raw from '../../src/raw.ts'
import type { Codec } from '../../src/xdr/codec.ts'

export interface AnyType {
  readonly name: string
  readonly definition: TypeDefinition
  readonly within: Specification
  readonly codec: Codec<unknown>
}

export const facts = readFacts()
export const models = readModels(facts)

// Codecs of different types have no common one; what they are given here comes from their own definitions.
const programs = raw as unknown as Readonly<
  Record<string, { readonly types: Readonly<Record<string, Codec<unknown>>> }>
>

export const everyType: readonly AnyType[] = models.flatMap(({ file, types, specification }) =>
  types.map((definition) => {
    const codec = programs[file]?.types[definition.name]
    if (codec === undefined) throw new Error(`lvrpc/raw has no codec for ${definition.name}`)
    return { name: definition.name, definition, within: specification, codec }
  }),
)
