// Values of every type of the protocol, derived from the parsed `.x` files: names, ranges and lengths come from the
// definitions alone, never from what was generated out of them.

import fc from 'fast-check'
import { camelCase } from '../../protocol/names.ts'
import {
  type Declaration,
  type Primitive,
  resolve,
  type Specification,
  type TypeDefinition,
} from '../../protocol/parse.ts'

/** Lists are short, so that values stay small where lists are nested in lists. */
const LIST_MAX = 3
const TEXT_MAX = 30
const BYTES_MAX = 70

const int = { min: -0x80000000, max: 0x7fffffff }
const uint = { min: 0, max: 0xffffffff }
const primitives: Readonly<Record<Exclude<Primitive, 'string' | 'opaque'>, fc.Arbitrary<unknown>>> =
  {
    int: fc.integer(int),
    'unsigned int': fc.integer(uint),
    hyper: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    'unsigned hyper': fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    short: fc.integer({ min: -0x8000, max: 0x7fff }),
    'unsigned short': fc.integer({ min: 0, max: 0xffff }),
    char: fc.integer({ min: -0x80, max: 0x7f }),
    'unsigned char': fc.integer({ min: 0, max: 0xff }),
    double: fc.double(),
  }

/** Valid UTF-8 without NUL, at most `max` bytes. */
function text(max: number): fc.Arbitrary<string> {
  const characters = Math.min(TEXT_MAX, max)
  const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: characters })
  const any = fc
    .string({ unit: 'binary', maxLength: Math.floor(characters / 4) })
    .map((value) => value.replaceAll('\0', ''))
  return fc.oneof({ weight: 3, arbitrary: ascii }, { weight: 1, arbitrary: any })
}

function number(name: Primitive): fc.Arbitrary<unknown> {
  if (name === 'string' || name === 'opaque') throw new Error(`${name} without a length`)
  return primitives[name]
}

function ofDeclaration({ type, shape }: Declaration, within: Specification): fc.Arbitrary<unknown> {
  if (type.is === 'primitive' && (type.name === 'opaque' || type.name === 'char')) {
    if (shape.is === 'fixed') {
      return fc.uint8Array({ minLength: shape.size.value, maxLength: shape.size.value })
    }
    if (shape.is === 'variable')
      return fc.uint8Array({ maxLength: Math.min(BYTES_MAX, shape.max.value) })
  }
  if (type.is === 'primitive' && type.name === 'string') {
    if (shape.is !== 'variable') throw new Error('a string has a maximum')
    return text(shape.max.value)
  }
  const item =
    type.is === 'named' ? ofDefinition(resolve(within, type.name), within) : number(type.name)
  switch (shape.is) {
    case 'scalar':
      return item
    case 'optional':
      return fc.option(item, { nil: null })
    case 'fixed':
      return fc.array(item, { minLength: shape.size.value, maxLength: shape.size.value })
    case 'variable':
      return fc.array(item, { maxLength: Math.min(LIST_MAX, shape.max.value) })
  }
}

/** Values of one type; `within` is the file that defines it. */
export function ofDefinition(
  definition: TypeDefinition,
  within: Specification,
): fc.Arbitrary<unknown> {
  switch (definition.kind) {
    case 'enum':
      return fc.constantFrom(...definition.values.map(({ value }) => value))
    case 'typedef':
      return ofDeclaration(definition.declaration, within)
    case 'struct': {
      const fields = definition.fields.map(
        (field) => [camelCase(field.name), ofDeclaration(field, within)] as const,
      )
      return fc.record(Object.fromEntries(fields), { noNullPrototype: true })
    }
    case 'union': {
      const discriminant = camelCase(definition.discriminant.name)
      const arms = definition.cases.flatMap(({ labels, arm }) =>
        labels.map((label) =>
          fc.record(
            {
              [discriminant]: fc.constant(label.value),
              value: arm === null ? fc.constant(null) : ofDeclaration(arm, within),
            },
            { noNullPrototype: true },
          ),
        ),
      )
      return fc.oneof(...arms)
    }
  }
}
