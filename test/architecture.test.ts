import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import t from 'tap'

/** An import as the source says it. */
interface Edge {
  readonly from: string
  readonly to: string
  readonly typeOnly: boolean
}

const IMPORT = /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/g

/** Files of ours below a folder, by their path from src. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.ts'))
    .sort()
}

/** What a source text imports; paths of ours from the root of the repository, others as they stand. */
function edgesOf(from: string, text: string): Edge[] {
  const plain = text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')
  const target = (specifier: string) =>
    specifier.startsWith('.') ? normalize(join(dirname(from), specifier)) : specifier
  const edges: Edge[] = []
  for (const [, type, specifier] of plain.matchAll(IMPORT)) {
    edges.push({ from, to: target(specifier!), typeOnly: type !== undefined })
  }
  for (const match of plain.matchAll(DYNAMIC)) {
    // `typeof import('x')` is a type.
    const typeOnly = /typeof\s+$/.test(plain.slice(0, match.index))
    edges.push({ from, to: target(match[1]!), typeOnly })
  }
  return edges
}

interface Rule {
  /** Folders (`src/rpc/`) and files that may be imported. */
  readonly may: readonly string[]
  /** Those of which types alone may be. */
  readonly types?: readonly string[]
  /** Packages, besides Node's own modules. */
  readonly packages?: readonly string[]
}

const ERRORS = 'src/errors.ts'
const TRACE = 'src/trace.ts'

/** The table of the house: who may import whom. A folder may always import itself. */
const rules: Readonly<Record<string, Rule>> = {
  'src/errors.ts': { may: [], types: ['src/generated/constants.ts', 'src/xdr/enumeration.ts'] },
  'src/trace.ts': { may: [] },
  'src/xdr/': { may: [] },
  'src/generated/': { may: ['src/xdr/'] },
  'src/transport/': { may: [ERRORS, TRACE], packages: ['ssh2'] },
  'src/rpc/': {
    may: [ERRORS, TRACE, 'src/xdr/', 'src/generated/net.ts', 'src/generated/keepalive.ts'],
    types: ['src/transport/transport.ts'],
  },
  'src/auth/': { may: [ERRORS, TRACE, 'src/rpc/', 'src/generated/'] },
  'src/api/': {
    may: [
      ERRORS,
      TRACE,
      'src/auth/',
      'src/rpc/',
      'src/generated/',
      'src/transport/uri.ts',
      'src/transport/resolve.ts',
      'src/transport/dial.ts',
      'src/transport/surroundings.ts',
      'src/transport/explain.ts',
    ],
    types: ['src/xdr/', 'src/transport/transport.ts', 'src/transport/ssh/candidates.ts'],
    packages: ['eventemitter3'],
  },
  'src/access/': {
    may: [
      ERRORS,
      TRACE,
      'src/api/connection.ts',
      'src/api/session.ts',
      'src/auth/auth-conf.ts',
      'src/transport/uri.ts',
      'src/transport/resolve.ts',
      'src/transport/node-error.ts',
      'src/transport/socket.ts',
      'src/transport/ssh/',
    ],
    types: ['src/rpc/', 'src/transport/prompt.ts', 'src/transport/transport.ts'],
  },
  'src/migration/': { may: [ERRORS, TRACE, 'src/api/'] },
  // Only what users can import, too: a command that needs more has found a gap in the library.
  'src/cli/': { may: ['src/index.ts', 'src/raw.ts', 'src/xdr.ts', 'src/migration/index.ts'] },
  // Opens connections to embedded hosts as users do: through the front door.
  'src/testing/lab.ts': { may: ['src/index.ts', 'src/testing/'], types: ['src/xdr/'] },
  'src/testing/': {
    may: [ERRORS, 'src/xdr/', 'src/generated/', 'src/rpc/packet.ts'],
    types: ['src/transport/transport.ts'],
  },
  // Front doors show what lies behind them.
  'src/index.ts': { may: [ERRORS, TRACE, 'src/api/', 'src/access/'], types: ['src/rpc/'] },
  'src/raw.ts': { may: ['src/generated/'], types: ['src/xdr/'] },
  'src/xdr.ts': { may: ['src/xdr/'] },
}

function covers(place: string, path: string): boolean {
  return place.endsWith('/') ? path.startsWith(place) : path === place
}

/** What is wrong with an edge; undefined if nothing is. */
function complaint({ from, to, typeOnly }: Edge): string | undefined {
  const home = Object.keys(rules).find((place) => covers(place, from))
  if (home === undefined) return `${from} is in no folder of the table`
  const rule = rules[home]!
  const edge = `${from} imports ${typeOnly ? 'types of ' : ''}${to}`
  if (!to.startsWith('src/')) {
    if (to.startsWith('node:') || rule.packages?.includes(to)) return undefined
    return `${edge}: not a module of Node and not allowed there`
  }
  if (!to.endsWith('.ts')) return `${edge}: specifiers name .ts files`
  if (covers(home, to) || rule.may.some((place) => covers(place, to))) return undefined
  if (rule.types?.some((place) => covers(place, to))) {
    return typeOnly ? undefined : `${edge}: only its types may be imported there`
  }
  return `${edge}: that way is not allowed`
}

const files = filesBelow('src').map((name) => join('src', name))

t.test('every import follows the table', async (t) => {
  t.ok(files.length > 40, `${files.length} files`)
  const edges = files.flatMap((file) => edgesOf(file, readFileSync(file, 'utf8')))
  t.ok(edges.length > 150, `${edges.length} imports`)
  t.strictSame(
    edges.map(complaint).filter((text) => text !== undefined),
    [],
  )
})

t.test('every rule is about something that is there', async (t) => {
  for (const place of Object.keys(rules)) {
    t.ok(
      files.some((file) => covers(place, file)),
      place,
    )
  }
  for (const { may, types = [] } of Object.values(rules)) {
    for (const place of [...may, ...types])
      t.ok(
        files.some((file) => covers(place, file)),
        place,
      )
  }
})

t.test('nothing imports the embedded daemon', async (t) => {
  const edges = files
    .filter((file) => !file.startsWith('src/testing/'))
    .flatMap((file) => edgesOf(file, readFileSync(file, 'utf8')))
  t.strictSame(
    edges.filter(({ to }) => to.startsWith('src/testing/')),
    [],
  )
})

t.test('what is shipped imports neither tests nor tools', async (t) => {
  for (const file of files) {
    for (const { to } of edgesOf(file, readFileSync(file, 'utf8'))) {
      t.notMatch(to, /^(test|protocol|bench|scripts)\//, `${file} imports ${to}`)
    }
  }
})

t.test('no default exports, no export *, no enums, no any', async (t) => {
  const bad: [RegExp, string][] = [
    [/^export default/m, 'a default export'],
    [/^export \* from/m, 'export *'],
    [/^(export )?(const )?enum /m, 'an enum'],
    [/(: any\b|\bas any\b|<any>)/, 'any'],
  ]
  for (const file of files) {
    const text = readFileSync(file, 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')
    for (const [pattern, what] of bad) t.notMatch(text, pattern, `${file} has ${what}`)
  }
})

t.test('a forbidden edge is seen in every way it can be written', async (t) => {
  const source = (line: string) => edgesOf('src/rpc/x.ts', `// a file\n${line}\n`).map(complaint)
  const forbidden = [
    "import { connect } from '../api/connection.ts'",
    "import '../api/connection.ts'",
    "import * as api from '../api/connection.ts'",
    "import {\n  connect,\n} from '../api/connection.ts'",
    "export { connect } from '../api/connection.ts'",
    "import type { Connection } from '../api/connection.ts'",
    "const api = await import('../api/connection.ts')",
    "import { dial } from '../transport/transport.ts'",
    "import lodash from 'lodash'",
    "import { x } from '../errors.js'",
  ]
  for (const line of forbidden) t.match(source(line), [/^src\/rpc\/x\.ts imports/], line)
  const allowed = [
    "import { XdrReader } from '../xdr/reader.ts'",
    "import type { Transport } from '../transport/transport.ts'",
    "import { connect } from 'node:net'",
    "// import { connect } from '../api/connection.ts'",
    "import { Keepalive } from './keepalive.ts'",
  ]
  for (const line of allowed) t.strictSame(source(line).filter(Boolean), [], line)
})
