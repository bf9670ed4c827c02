// The package as users get it: packed, installed into an empty folder without a network, run and type-checked.

import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { exportNames } from './exports.ts'

const run = promisify(execFile)
const root = process.cwd()
const npm = async (cwd: string, ...args: string[]) => (await run('npm', args, { cwd })).stdout

const { version, dependencies } = JSON.parse(await readFile('package.json', 'utf8'))

/** A user of each front door; compiled, and run. */
const PROGRAM = `
import * as lvrpc from 'lvrpc'
import * as raw from 'lvrpc/raw'
import * as xdr from 'lvrpc/xdr'
import * as migration from 'lvrpc/migration'
import * as testing from 'lvrpc/testing'
import {
  CancelledError, type CallOptions, type ConnectOptions, connect, type Connection, ConnectionError, type Domain,
  type DomainEvent, type DomainInfo, type DomainStateInfo, type ErrorCode, formatUuid, LibvirtError, param, parseUuid,
  ProtocolError, RemoteError, type RpcStream, type TypedRecord, UsageError,
} from 'lvrpc'
import { admin, constants, keepalive, lxc, net, type Procedure, qemu, remote, type Value } from 'lvrpc/raw'
import { array, codec, type Codec, list, optional, XdrError, XdrReader, XdrWriter } from 'lvrpc/xdr'
import { exitCodes, type Migration, migrate, type MigrationProgress, type MigrationResult } from 'lvrpc/migration'
import { type Fault, lab, type Lab, VirtualClock } from 'lvrpc/testing'

export async function program(uri: string, options: ConnectOptions): Promise<void> {
  const connection: Connection = await connect(uri, options)
  const domain: Domain = await connection.lookupDomain('web')
  const info: DomainInfo = await domain.getInfo()
  const nanoseconds: bigint = info.cpuTimeNs
  const state: DomainStateInfo = await domain.getState({ signal: AbortSignal.timeout(1000) } satisfies CallOptions)
  const answer = await connection.call(remote.procedures.domainGetState, {
    dom: { name: domain.name, uuid: parseUuid(domain.uuid), id: domain.id ?? -1 },
    flags: 0,
  })
  const number: number = answer.state
  for await (const event of await connection.domainEvents({ events: ['lifecycle'] })) {
    if ('kind' in event && event.kind === 'lifecycle') console.log(event.detail satisfies string)
  }
  const hosts: Lab = await lab({ hosts: 2, clock: new VirtualClock() })
  const fault: Fault = { at: 'finish', when: 'reply', do: 'cut' }
  console.log((await hosts.host('host-1').connect()).uri, hosts.host('host-2').fault(fault).strikes)
  const moving: Migration = migrate({ source: connection, destination: uri, domain: 'web', live: true })
  for await (const news of moving) if (news.type === 'job') console.log(news.percent)
  const result: MigrationResult = await moving.result
  console.log(exitCodes[result.kind], nanoseconds, state.reason, number)
}

// What has the wrong type must be seen.
// @ts-expect-error an argument is missing
void ((connection: Connection) => connection.call(remote.procedures.domainGetState, { flags: 0 }))
// @ts-expect-error no such option
void ((domain: Domain) => domain.destroy({ gracefully: true }))

const point: Codec<{ x: number; y: number | null }> = codec(
  (w, v) => { w.int(v.x); w.uint(v.y === null ? 0 : 1); if (v.y !== null) w.int(v.y) },
  (r) => ({ x: r.int(), y: r.flag() ? r.int() : null }),
)
const round: Value<typeof point> = point.decode(point.encode({ x: 1, y: null }))
const types: [ErrorCode, DomainEvent?, MigrationProgress?, TypedRecord?, RpcStream?, Procedure?] = ['noDomain']
const values = [
  CancelledError, ConnectionError, LibvirtError, ProtocolError, RemoteError, UsageError, formatUuid, param,
  array, list, optional, XdrError, XdrReader, XdrWriter, admin, constants, keepalive, lxc, net, qemu,
]
if (values.some((value) => value === undefined)) throw new Error('an export is missing')
for (const door of [lvrpc, raw, xdr, migration, testing]) if (Object.keys(door).length === 0) throw new Error('an empty door')
console.log(JSON.stringify([round, types.length, remote.types.remote_domain_get_state_args.encode.length]))
`

const TSCONFIG = {
  compilerOptions: {
    target: 'es2022',
    lib: ['es2023', 'esnext.disposable'],
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    // What users see must hold without looking away.
    skipLibCheck: false,
    types: ['node'],
    outDir: 'out',
  },
  include: ['*.ts'],
}

/** Packages with all that they need in turn, but for what is optional. */
async function closure(names: readonly string[]): Promise<string[]> {
  const found = new Set(names)
  for (const name of found) {
    const text = await readFile(resolve('node_modules', name, 'package.json'), 'utf8')
    const { dependencies = {} } = JSON.parse(text) as { dependencies?: Record<string, string> }
    for (const one of Object.keys(dependencies)) found.add(one)
  }
  return [...found]
}

t.setTimeout(150_000)

t.test('packed, installed and used', async (t) => {
  const work = await mkdtemp(join(tmpdir(), 'lvrpc-package-'))
  t.teardown(() => rm(work, { recursive: true, force: true }))
  const project = join(work, 'project')
  await mkdir(project)

  const [packed] = JSON.parse(
    // Packing builds; what the build says would stand in the way.
    (await npm(root, 'pack', '--json', '--silent', '--pack-destination', work)).replace(
      /^[^[]*/,
      '',
    ),
  )
  const names: string[] = packed.files.map(({ path }: { path: string }) => path)
  t.test('holds what users need and nothing else', async (t) => {
    for (const name of [
      'package.json',
      'README.md',
      'LICENSE',
      'dist/index.js',
      'dist/index.d.ts',
      'dist/raw.d.ts',
      'dist/xdr.d.ts',
      'dist/migration/index.d.ts',
      'dist/testing/index.d.ts',
      'dist/cli/main.js',
      'dist/cli/ssh2.js',
    ]) {
      t.ok(names.includes(name), name)
    }
    const strangers = names.filter((name) => !/^(dist\/|package\.json$|[A-Z]+(\.md)?$)/.test(name))
    t.strictSame(strangers, [])
    t.ok(packed.size < 1_000_000, `${packed.size} bytes packed`)
  })

  // No network: its dependencies are packed from where they are installed here.
  const needed = await closure(Object.keys(dependencies))
  const local = needed.map((name) => resolve('node_modules', name))
  const others: { readonly filename: string }[] = JSON.parse(
    await npm(root, 'pack', '--json', '--ignore-scripts', '--pack-destination', work, ...local),
  )
  t.equal(others.length, local.length)
  const archives = [packed, ...others].map(({ filename }) => join(work, filename))
  await writeFile(
    join(project, 'package.json'),
    '{"name":"project","type":"module","private":true}',
  )
  await npm(
    project,
    'install',
    '--offline',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    // Compiled helpers of ssh2: it goes without.
    '--omit=optional',
    ...archives,
  )

  t.test('brings an emitter, ssh2 with what that needs, and nothing more', async (t) => {
    const installed = await readdir(join(project, 'node_modules'))
    t.strictSame(installed.filter((name) => !name.startsWith('.')).sort(), [
      'asn1',
      'bcrypt-pbkdf',
      'eventemitter3',
      'lvrpc',
      'safer-buffer',
      'ssh2',
      'tweetnacl',
    ])
  })

  t.test('lvrpc --version', async (t) => {
    const bin = join(project, 'node_modules/.bin/lvrpc')
    t.ok((await stat(bin)).mode & 0o111, 'can be executed')
    t.strictSame(await run(bin, ['--version']), { stdout: `${version}\n`, stderr: '' })
    t.match((await run(bin, ['help'])).stdout, /^lvrpc \[-c URI\]/)
    await t.rejects(run(bin, ['frobnicate']), { code: 2, stderr: /^error: unknown command/ })
    // `call` loads the rest of the protocol from beside the core.
    const misspelt = run(bin, ['call', 'remote', 'nodeGetInf'])
    await t.rejects(misspelt, { code: 2, stderr: /mean 'nodeGetInfo'/ })
    await t.rejects(run(bin, ['-c', 'qemu+unix:///system?socket=/nonexistent', 'list']), {
      code: 1,
      stderr: /^error: [^\n]+\n$/,
    })
    // As is ssh, as far as the first packet.
    const greets = createServer((socket) => socket.end('SSH-2.0-none\r\n'))
    await new Promise<void>((listening) => greets.listen(0, '127.0.0.1', listening))
    const { port } = greets.address() as AddressInfo
    const uri = `qemu+ssh://joe@127.0.0.1:${port}/system`
    await t.rejects(run(bin, ['-c', uri, 'list']), {
      code: 1,
      stderr: /^error: no ssh session with 127\.0\.0\.1:\d+: the other side ended the connection/,
    })
    greets.close()
  })

  t.test('a program that imports every export type-checks and runs', async (t) => {
    await mkdir(join(project, 'node_modules/@types'))
    // Node's own types are the user's to bring.
    for (const name of ['@types/node', 'undici-types']) {
      await symlink(resolve('node_modules', name), join(project, 'node_modules', name), 'dir')
    }
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify(TSCONFIG))
    await writeFile(join(project, 'program.ts'), PROGRAM)
    for (const [door, names] of Object.entries(exportNames)) {
      const file = `${door.replace('/', '-')}.ts`
      await writeFile(join(project, file), `export { ${names.join(', ')} } from '${door}'\n`)
    }
    // What the README shows, as one program: a later block may use what an earlier one has made.
    const readme = await readFile('README.md', 'utf8')
    const shown = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code)
    t.ok(shown.length >= 3)
    await writeFile(join(project, 'readme.ts'), shown.join('\n'))
    const tsc = resolve('node_modules/typescript/bin/tsc')
    const compiled = await run(process.execPath, [tsc, '-p', project]).catch((error) => error)
    t.equal(compiled.stdout, '')
    const { stdout } = await run(process.execPath, ['out/program.js'], { cwd: project })
    t.equal(stdout, '[{"x":1,"y":null},1,1]\n')
  })
})
