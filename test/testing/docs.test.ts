// docs/testing.md: every program in it compiles as it stands, and ends well.

import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import t from 'tap'
import ts from 'typescript'

const folder = mkdtempSync(join(tmpdir(), 'lvrpc-docs-'))
t.teardown(() => rmSync(folder, { recursive: true, force: true }))

/** Programs by file name: a first line that names one counts. */
const programs = new Map(
  [...readFileSync('docs/testing.md', 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)].map(
    ([, code = ''], index) => {
      const named = /^\/\/ (\S+\.ts)\n/.exec(code)?.[1]
      return [named ?? `block-${index}.ts`, code] as const
    },
  ),
)
for (const [name, code] of programs) writeFileSync(join(folder, name), code)

// The library as it is built for the tests, and Node's types, under the names users import.
const doors = { lvrpc: 'index', raw: 'raw', migration: 'migration/index', testing: 'testing/index' }
const paths: Record<string, string[]> = {}
const exports: Record<string, string> = {}
for (const [door, file] of Object.entries(doors)) {
  paths[door === 'lvrpc' ? door : `lvrpc/${door}`] = [resolve(`src/${file}.ts`)]
  exports[door === 'lvrpc' ? '.' : `./${door}`] = `./src/${file}.js`
}
const library = join(folder, 'node_modules/lvrpc')
mkdirSync(library, { recursive: true })
symlinkSync(resolve('build/src'), join(library, 'src'), 'dir')
writeFileSync(join(library, 'package.json'), JSON.stringify({ type: 'module', exports }))
writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }))

const config = ts.readConfigFile('tsconfig.json', ts.sys.readFile)
const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, '.')
const files = [...programs.keys()].map((name) => join(folder, name))
const program = ts.createProgram(files, {
  ...options,
  ...{ rootDir: '/', outDir: folder, paths, typeRoots: [resolve('node_modules/@types')] },
})

t.test('every program in docs/testing.md compiles', async (t) => {
  t.ok(programs.size >= 6, `${programs.size} programs`)
  t.ok(programs.has('mover.ts') && programs.has('mover.test.ts'))
  const wrong = files
    .flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)))
    .map(({ file, start, messageText }) => {
      const line = (file?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0) + 1
      return `${basename(file?.fileName ?? '')}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
    })
  t.strictSame(wrong, [])
})

for (const [name, code] of programs) {
  const compilerOptions = { ...options, module: ts.ModuleKind.ESNext, sourceMap: false }
  const js = ts.transpileModule(code, { compilerOptions }).outputText
  writeFileSync(join(folder, name.replace(/\.ts$/, '.js')), js)
}

/** Runs one to its end. */
function run(name: string): Promise<{ code: number | string; out: string }> {
  const env = { ...process.env, XDG_STATE_HOME: folder, TMPDIR: folder }
  return new Promise((done) => {
    execFile(process.execPath, [join(folder, name)], { env, timeout: 100_000 }, (error, out, err) =>
      done({ code: error === null ? 0 : (error.code ?? 1), out: `${out}${err}` }),
    )
  })
}

for (const name of programs.keys()) {
  if (name === 'mover.ts') continue
  t.test(`${name} of docs/testing.md ends well`, async (t) => {
    const { code, out } = await run(name.replace(/\.ts$/, '.js'))
    t.equal(code, 0, out)
    const text = programs.get(name) ?? ''
    // What the page says beside a line is what the line prints, up to an explanation behind it.
    for (const [, says = ''] of text.matchAll(/console\.log\(.*\) +\/\/ (.+)$/gm)) {
      t.match(out, says.split(/: [a-z]/)[0] as string)
    }
    const tests = [...text.matchAll(/^test\('/gm)].length
    if (tests > 0) t.match(out, new RegExp(`pass ${tests}\\b`))
  })
}
