// The names of every export, held against the list of exports.ts.

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

for (const [door, file] of Object.entries(doors)) {
  t.test(`the exports of ${door}`, async (t) => {
    t.strictSame(exportsOf(file), exportNames[door as keyof typeof doors])
  })
}
