// XDR language (RFC 4506, section 6) to a tree: constants, enums, structs, unions and typedefs in the order of the file,
// with every name resolved and every mistake reported by file and line. `%import "remote.x"` brings the names of another
// file into scope. What the tree means in TypeScript is emit.ts; what `.x` cannot say is facts/.

export type Shape =
  | { is: 'scalar' }
  | { is: 'optional' }
  | { is: 'fixed'; size: Size }
  | { is: 'variable'; max: Size }

/** A length: its number, and the constant it was written with, if it was. */
export interface Size {
  value: number
  constant: string | null
}

export const primitives = [
  'int',
  'unsigned int',
  'hyper',
  'unsigned hyper',
  'short',
  'unsigned short',
  'char',
  'unsigned char',
  'double',
  'string',
  'opaque',
] as const
export type Primitive = (typeof primitives)[number]

/** Something declared in an imported file keeps that file's name. */
export type TypeRef =
  | { is: 'primitive'; name: Primitive }
  | { is: 'named'; name: string; file: string }

/** A field, an arm of a union, or what a typedef stands for. */
export interface Declaration {
  name: string
  type: TypeRef
  shape: Shape
}

export interface Constant {
  kind: 'const'
  name: string
  value: number
  line: number
}
export interface Enum {
  kind: 'enum'
  name: string
  values: { name: string; value: number }[]
  line: number
}
export interface Struct {
  kind: 'struct'
  name: string
  fields: Declaration[]
  line: number
}
export interface UnionCase {
  labels: Size[]
  /** null: void. */
  arm: Declaration | null
}
export interface Union {
  kind: 'union'
  name: string
  discriminant: Declaration
  cases: UnionCase[]
  line: number
}
export interface Typedef {
  kind: 'typedef'
  name: string
  declaration: Declaration
  line: number
}
export type TypeDefinition = Enum | Struct | Union | Typedef
export type Definition = Constant | TypeDefinition

/** One `.x` file. */
export interface Specification {
  /** File name without folder and suffix. */
  file: string
  imports: Specification[]
  definitions: Definition[]
}

/** A mistake in an `.x` file; the message begins with `file.x:line:`. */
export class XSyntaxError extends Error {
  readonly line: number

  constructor(file: string, line: number, message: string) {
    super(`${file}.x:${line}: ${message}`)
    this.name = 'XSyntaxError'
    this.line = line
  }
}

interface Token {
  is: 'word' | 'number' | 'mark' | 'import' | 'end'
  text: string
  line: number
}

const KEYWORDS = new Set(
  'const enum struct union switch case default typedef void unsigned int hyper short char double string opaque'.split(
    ' ',
  ),
)
const REFUSED = new Map([
  ['bool', 'the protocol has no bool; write int'],
  ['float', 'the protocol has no float'],
  ['quadruple', 'the protocol has no quadruple'],
  ['program', 'programs are given by constants and an enum of procedures'],
  ['default', 'a union lists its arms; any other discriminant is malformed'],
])

function tokenize(file: string, text: string): Token[] {
  const tokens: Token[] = []
  const pattern =
    /(\s+)|\/\*([\s\S]*?)\*\/|%import[ \t]+"([A-Za-z0-9_-]+)\.x"|([A-Za-z_][A-Za-z0-9_]*)|(-?(?:0[xX][0-9a-fA-F]+|\d+))|([{}()[\]<>*;:,=])/y
  let line = 1
  for (let at = 0; at < text.length; ) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match === null) {
      const unclosed = text.startsWith('/*', at)
      throw new XSyntaxError(
        file,
        line,
        unclosed ? 'a comment is not closed' : `unexpected '${text[at]}'`,
      )
    }
    const [all, , , imported, word, number, mark] = match
    if (imported !== undefined) tokens.push({ is: 'import', text: imported, line })
    else if (word !== undefined) tokens.push({ is: 'word', text: word, line })
    else if (number !== undefined) tokens.push({ is: 'number', text: number, line })
    else if (mark !== undefined) tokens.push({ is: 'mark', text: mark, line })
    line += all.split('\n').length - 1
    at += all.length
  }
  tokens.push({ is: 'end', text: 'end of file', line })
  return tokens
}

class Parser {
  readonly #tokens: Token[]
  #at = 0
  readonly #result: Specification
  readonly #load: (file: string) => Specification
  readonly #numbers = new Map<string, number>()
  readonly #types = new Map<string, string>()

  constructor(file: string, text: string, load: (file: string) => Specification) {
    this.#tokens = tokenize(file, text)
    this.#load = load
    this.#result = { file, imports: [], definitions: [] }
  }

  parse(): Specification {
    for (;;) {
      const token = this.#next()
      if (token.is === 'end') return this.#result
      if (token.is === 'import') this.#import(token)
      else this.#define(token)
    }
  }

  #fail(token: Token, message: string): never {
    throw new XSyntaxError(this.#result.file, token.line, message)
  }

  #peek(): Token {
    return this.#tokens[this.#at]!
  }

  #next(): Token {
    const token = this.#tokens[this.#at]!
    if (token.is !== 'end') this.#at++
    return token
  }

  #take(text: string): boolean {
    if (this.#peek().text !== text || this.#peek().is === 'end') return false
    this.#at++
    return true
  }

  #expect(text: string): void {
    const token = this.#next()
    if (token.text !== text) this.#fail(token, `'${text}' is expected, not '${token.text}'`)
  }

  #name(what: string): Token {
    const token = this.#next()
    if (token.is !== 'word') this.#fail(token, `${what} is expected, not '${token.text}'`)
    if (KEYWORDS.has(token.text))
      this.#fail(token, `'${token.text}' is a keyword and cannot be ${what}`)
    return token
  }

  #import(token: Token): void {
    const imported = this.#load(token.text)
    this.#result.imports.push(imported)
    for (const definition of imported.definitions) this.#declare(definition, imported.file, token)
  }

  #declare(definition: Definition, file: string, token: Token): void {
    const { name } = definition
    if (this.#types.has(name) || this.#numbers.has(name))
      this.#fail(token, `'${name}' is already defined`)
    if (definition.kind === 'const') {
      this.#numbers.set(name, definition.value)
      return
    }
    this.#types.set(name, file)
    if (definition.kind !== 'enum') return
    for (const { name, value } of definition.values) {
      if (this.#numbers.has(name)) this.#fail(token, `'${name}' is already defined`)
      this.#numbers.set(name, value)
    }
  }

  #define(token: Token): void {
    const definition = this.#definition(token)
    this.#expect(';')
    this.#declare(definition, this.#result.file, token)
    this.#result.definitions.push(definition)
  }

  #definition(token: Token): Definition {
    const { line } = token
    switch (token.text) {
      case 'const': {
        const { text: name } = this.#name('the name of a constant')
        this.#expect('=')
        return { kind: 'const', name, value: this.#size().value, line }
      }
      case 'enum':
        return {
          kind: 'enum',
          name: this.#name('the name of an enum').text,
          values: this.#enumValues(),
          line,
        }
      case 'struct':
        return {
          kind: 'struct',
          name: this.#name('the name of a struct').text,
          fields: this.#fields(),
          line,
        }
      case 'union':
        return this.#union(line)
      case 'typedef': {
        const declaration = this.#declaration()
        return { kind: 'typedef', name: declaration.name, declaration, line }
      }
      default: {
        const why = REFUSED.get(token.text)
        this.#fail(token, why ?? `a definition is expected, not '${token.text}'`)
      }
    }
  }

  /** A number, or a constant of that value. */
  #size(): Size {
    const token = this.#next()
    if (token.is === 'number') return { value: Number(token.text), constant: null }
    if (token.is !== 'word')
      this.#fail(token, `a number or a constant is expected, not '${token.text}'`)
    const value = this.#numbers.get(token.text)
    if (value === undefined) this.#fail(token, `there is no constant '${token.text}'`)
    return { value, constant: token.text }
  }

  #enumValues(): Enum['values'] {
    const values: Enum['values'] = []
    this.#expect('{')
    do {
      const token = this.#name('the name of a value')
      this.#expect('=')
      const { value } = this.#size()
      if (values.some(({ name }) => name === token.text))
        this.#fail(token, `'${token.text}' stands here twice`)
      values.push({ name: token.text, value })
    } while (this.#take(','))
    this.#expect('}')
    return values
  }

  #fields(): Declaration[] {
    const fields: Declaration[] = []
    this.#expect('{')
    while (!this.#take('}')) {
      const token = this.#peek()
      const field = this.#declaration()
      if (fields.some(({ name }) => name === field.name))
        this.#fail(token, `'${field.name}' stands here twice`)
      fields.push(field)
      this.#expect(';')
    }
    return fields
  }

  #union(line: number): Union {
    const { text: name } = this.#name('the name of a union')
    this.#expect('switch')
    this.#expect('(')
    const token = this.#peek()
    const discriminant = this.#declaration()
    const { type, shape } = discriminant
    const fit = type.is === 'named' || type.name === 'int' || type.name === 'unsigned int'
    if (!fit || shape.is !== 'scalar')
      this.#fail(token, 'a discriminant is an int, an unsigned int or an enum')
    this.#expect(')')
    this.#expect('{')
    const cases: UnionCase[] = []
    const seen = new Set<number>()
    while (!this.#take('}')) {
      const labels: Size[] = []
      let token = this.#peek()
      while (this.#take('case')) {
        const label = this.#size()
        if (seen.has(label.value)) this.#fail(token, `${label.value} has an arm already`)
        seen.add(label.value)
        labels.push(label)
        this.#expect(':')
        token = this.#peek()
      }
      if (labels.length === 0)
        this.#fail(token, REFUSED.get(token.text) ?? `'case' is expected, not '${token.text}'`)
      cases.push({ labels, arm: this.#take('void') ? null : this.#declaration() })
      this.#expect(';')
    }
    return { kind: 'union', name, discriminant, cases, line }
  }

  #type(): TypeRef {
    const token = this.#next()
    let { text } = token
    if (token.is !== 'word') this.#fail(token, `a type is expected, not '${text}'`)
    const why = REFUSED.get(text)
    if (why !== undefined) this.#fail(token, why)
    if (text === 'unsigned') {
      const width = this.#peek().text
      text = ['int', 'hyper', 'short', 'char'].includes(width)
        ? `unsigned ${this.#next().text}`
        : 'unsigned int'
    }
    const primitive = primitives.find((name) => name === text)
    if (primitive !== undefined) return { is: 'primitive', name: primitive }
    const file = this.#types.get(text)
    if (file === undefined) this.#fail(token, `there is no type '${text}' above this line`)
    return { is: 'named', name: text, file }
  }

  #declaration(): Declaration {
    const token = this.#peek()
    const type = this.#type()
    const optional = this.#take('*')
    const { text: name } = this.#name('a name')
    const shape: Shape = optional ? { is: 'optional' } : this.#shape()
    const bytes = type.is === 'primitive' && (type.name === 'string' || type.name === 'opaque')
    if (bytes && (shape.is === 'scalar' || shape.is === 'optional')) {
      this.#fail(token, `${type.name} needs a length: ${type.name} ${name}<MAX>`)
    }
    if (type.is === 'primitive' && type.name === 'string' && shape.is === 'fixed') {
      this.#fail(token, `a string has no fixed length: string ${name}<MAX>`)
    }
    return { name, type, shape }
  }

  #shape(): Shape {
    const token = this.#peek()
    if (this.#take('[')) {
      const size = this.#size()
      if (size.value < 1) this.#fail(token, 'a fixed length is at least 1')
      this.#expect(']')
      return { is: 'fixed', size }
    }
    if (this.#take('<')) {
      if (this.#peek().text === '>') this.#fail(token, 'every length needs a maximum')
      const max = this.#size()
      if (max.value < 0) this.#fail(token, 'a maximum is not negative')
      this.#expect('>')
      return { is: 'variable', max }
    }
    return { is: 'scalar' }
  }
}

/**
 * Reads one file.
 * @param load gives the tree of an imported file, by its name without suffix
 * @throws XSyntaxError
 */
export function parse(
  file: string,
  text: string,
  load: (file: string) => Specification,
): Specification {
  return new Parser(file, text, load).parse()
}

/** The definition of a named type, wherever it stands. */
export function resolve(specification: Specification, name: string): TypeDefinition {
  for (const { definitions } of [specification, ...specification.imports]) {
    for (const definition of definitions) {
      if (definition.kind !== 'const' && definition.name === name) return definition
    }
  }
  throw new Error(`${specification.file}.x defines no type '${name}'`)
}
