// The names of every export, held against the list of exports.ts.

import { relative } from 'node:path'
import t from 'tap'
import ts from 'typescript'
import { exportNames } from './exports.ts'

const doors = {
  lvrpc: 'src/index.ts',
  'lvrpc/raw': 'src/raw.ts',
  'lvrpc/xdr': 'src/xdr.ts',
  'lvrpc/migration': 'src/migration/index.ts',
  'lvrpc/testing': 'src/testing/index.ts',
} as const

/** Names of values and of types that a front door exports, as the compiler sees them. */
function exportsOf(file: string): string[] {
  const symbol = checker.getSymbolAtLocation(program.getSourceFile(file)!)
  return checker
    .getExportsOfModule(symbol!)
    .map((one) => {
      const target = one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one
      const value = target.flags & ts.SymbolFlags.Value && !typeOnly(one)
      return value ? one.name : `type ${one.name}`
    })
    .sort()
}

/** A class of which only the type is let out: `export type { RpcStream }`. */
function typeOnly({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some(
    (one) => ts.isExportSpecifier(one) && ts.isTypeOnlyExportDeclaration(one),
  )
}

const config = ts.readConfigFile('tsconfig.json', ts.sys.readFile)
const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, '.')
const program = ts.createProgram(Object.values(doors), options)
const checker = program.getTypeChecker()

/** What a name leads to, past every re-export. */
function target(symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

/** Whether it is in nobody's reach: private, or the library's own although another of its files needs it. */
function isInternal(node: ts.Node): boolean {
  const isPrivate =
    ts.isClassElement(node) &&
    ((node.name !== undefined && ts.isPrivateIdentifier(node.name)) ||
      (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Private) !== 0)
  return isPrivate || ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal')
}

/**
 * Types of ours that signatures name and no front door exports, with the way to each. What a file does not export itself is no
 * name that anybody could have; what stands behind it is looked at. Generated types are reached through `lvrpc/raw`'s values.
 */
function unreachable(): string[] {
  const exported = new Map<ts.Symbol, string>()
  for (const file of Object.values(doors)) {
    const door = checker.getSymbolAtLocation(program.getSourceFile(file)!)!
    for (const one of checker.getExportsOfModule(door)) {
      exported.set(target(one), `${file}: ${one.name}${typeOnly(one) ? TYPE_ONLY : ''}`)
    }
  }
  const found = new Map<ts.Symbol, string>()
  const seen = new Set<ts.Symbol>()
  const look = (symbol: ts.Symbol, way: string) => {
    if (seen.has(symbol)) return
    seen.add(symbol)
    for (const declaration of symbol.declarations ?? []) walk(declaration, way)
  }
  const walk = (node: ts.Node, way: string) => {
    if (ts.isBlock(node) || ts.isTypeQueryNode(node) || isInternal(node)) return
    if (ts.isConstructorDeclaration(node) && way.endsWith(TYPE_ONLY)) return
    if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
      const name = ts.isTypeReferenceNode(node) ? node.typeName : node.expression
      const symbol = checker.getSymbolAtLocation(name)
      if (symbol !== undefined) note(target(symbol), way)
    }
    // What a value is made of is said by its type.
    const value =
      ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node) || ts.isParameter(node)
        ? node.initializer
        : undefined
    ts.forEachChild(node, (child) => {
      if (child !== value) walk(child, way)
    })
  }
  const note = (symbol: ts.Symbol, way: string) => {
    const declaration = symbol.declarations?.[0]
    if (declaration === undefined || symbol.flags & ts.SymbolFlags.TypeParameter) return
    if (!/^src\/(?!generated\/)/.test(relative('.', declaration.getSourceFile().fileName))) return
    const named = ts.canHaveModifiers(declaration) ? ts.getModifiers(declaration) : undefined
    const isExported = named?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false
    if (isExported && !exported.has(symbol)) found.set(symbol, `${way} > ${symbol.name}`)
    look(symbol, exported.get(symbol) ?? `${way} > ${symbol.name}`)
  }
  for (const [symbol, way] of exported) look(symbol, way)
  return [...found.values()]
}
const TYPE_ONLY = ' (type)'

t.test('every type that a public signature names can be imported', async (t) => {
  t.strictSame(unreachable(), [])
})

for (const [door, file] of Object.entries(doors)) {
  t.test(`the exports of ${door}`, async (t) => {
    t.strictSame(exportsOf(file), exportNames[door as keyof typeof doors])
  })
}
