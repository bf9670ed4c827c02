// The names of every export: what users can build on. A name that comes or goes changes this list, and the changelog.

import t from 'tap'
import ts from 'typescript'

const doors = {
  lvrpc: 'src/index.ts',
  'lvrpc/raw': 'src/raw.ts',
  'lvrpc/xdr': 'src/xdr.ts',
  'lvrpc/migration': 'src/migration/index.ts',
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

const expected: Record<keyof typeof doors, string[]> = {
  lvrpc: [
    'AdminConnection',
    'CancelledError',
    'Connection',
    'ConnectionError',
    'Domain',
    'DomainEventEmitter',
    'DomainEventStream',
    'LibvirtError',
    'ProtocolError',
    'RemoteError',
    'UsageError',
    'abortJobFlags',
    'connect',
    'connectAdmin',
    'createFlags',
    'defineFlags',
    'destroyFlags',
    'formatUuid',
    'jobStatsFlags',
    'listFlags',
    'param',
    'parseUuid',
    'shutdownModes',
    'statsFlags',
    'type CallOptions',
    'type CloseInfo',
    'type ConnectOptions',
    'type DomainEvent',
    'type DomainEventName',
    'type DomainEventOf',
    'type DomainInfo',
    'type DomainRef',
    'type DomainStateInfo',
    'type DomainStats',
    'type ErrorCode',
    'type ErrorDetail',
    'type EventDomain',
    'type FeatureName',
    'type FlagOptions',
    'type Gap',
    'type JobInfo',
    'type JobStats',
    'type ListedDomain',
    'type NodeInfo',
    'type Outcome',
    'type RpcStream',
    'type SecurityLabel',
    'type SecurityModel',
    'type ShutdownMode',
    'type ShutdownOptions',
    'type StatsGroup',
    'type Subscription',
    'type TypedRecord',
    'type TypedValue',
    'type Version',
    'type WatchOptions',
    'undefineFlags',
    'xmlFlags',
  ],
  'lvrpc/raw': [
    'admin',
    'constants',
    'keepalive',
    'lxc',
    'net',
    'qemu',
    'remote',
    'type AnyProcedure',
    'type Codec',
    'type Enumeration',
    'type Event',
    'type EventClass',
    'type EventProcedure',
    'type FdPassing',
    'type NameOf',
    'type Procedure',
    'type ProcedureTraits',
    'type Program',
    'type StreamSide',
    'type Value',
  ],
  'lvrpc/xdr': [
    'XdrError',
    'XdrReader',
    'XdrWriter',
    'array',
    'codec',
    'explain',
    'fixedList',
    'list',
    'optional',
    'type Codec',
    'type ReaderOptions',
    'type Value',
    'type XdrErrorCode',
  ],
  'lvrpc/migration': [
    'Migration',
    'exitCodes',
    'migrate',
    'type JobSeen',
    'type MigrationOptions',
    'type MigrationPlan',
    'type MigrationProgress',
    'type MigrationRequest',
    'type MigrationResult',
    'type Observation',
    'type PhaseName',
    'type PhaseRecord',
    'type ResultKind',
    'type Side',
  ],
}

for (const [door, file] of Object.entries(doors)) {
  t.test(`the exports of ${door}`, async (t) => {
    t.strictSame(exportsOf(file), expected[door as keyof typeof doors])
  })
}
