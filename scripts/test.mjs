// `npm test [-- PATTERN…]`: everything; with --unit (`npm run test:unit`) what needs no container
// engine, without coverage, in seconds. A pattern is a regular expression on the path of a test file.
// Every step counts: a check or a build that fails, a file that crashes, hangs or holds no test, and a
// run that found nothing to run are failures. The last line is `N passed, N failed[, N skipped]`.

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { closingLine } from './reporter.mjs'
import { setUp } from './setup.mjs'
import { countsIn, failuresIn, skipsIn } from './tap-text.mjs'

setUp(() => {
  process.stdout.write(`${closingLine({ passed: 0, failed: 1, skipped: 0 })}\n`)
  process.exit(1)
})

const args = process.argv.slice(2)
const unitOnly = args.includes('--unit')
const patterns = args.filter((arg) => !arg.startsWith('--')).map((arg) => new RegExp(arg))
const ci = !['', 'false', undefined].includes(process.env.CI)
const minutes = { unit: 3, lab: 20 }
const total = { passed: 0, failed: 0, skipped: 0, skips: [], failures: [] }
let interrupted = false
const children = new Set()
process.on('SIGINT', interrupt)
process.on('SIGTERM', interrupt)
// Whoever read our output has gone.
process.stdout.on('error', interrupt)

const files = testFiles()
const unitFiles = files.filter((file) => !isLab(file))
const labFiles = unitOnly ? [] : files.filter(isLab)

if (unitFiles.length + labFiles.length === 0) {
  fail(patterns.length > 0 ? `no test file matches ${patterns.join(' ')}` : 'no test file is there')
} else {
  if (!unitOnly && patterns.length === 0) {
    await step('generated code', ['--import', 'tsx', 'protocol/generate.ts', '--check'])
    const biome = 'node_modules/@biomejs/biome/bin/biome'
    await step('lint', [biome, 'check', '--colors=off', '--diagnostic-level=warn', '.'])
  }
  await step('types and build', [
    'node_modules/typescript/bin/tsc',
    ...['-p', 'tsconfig.test.json', '--incremental', '--tsBuildInfoFile', 'build/.tsbuildinfo'],
  ])
  // Tests that do not compile are built all the same: one type error shall not hide the rest.
  if (unitOnly || patterns.length > 0)
    await runEach(unitFiles, availableParallelism(), minutes.unit)
  else await runWithCoverage(unitFiles)
  if (labFiles.length > 0 && !interrupted) await inLab(() => runEach(labFiles, 1, minutes.lab))
}

if (interrupted) fail('interrupted')
for (const name of total.skips) process.stdout.write(`skipped: ${name}\n`)
for (const name of total.failures) process.stdout.write(`failed: ${name}\n`)
process.stdout.write(`${closingLine(total)}\n`)
process.exitCode = total.failed > 0 ? 1 : 0

/** Ends what runs and starts no more; a lab that this run brought up still goes down. */
function interrupt() {
  if (interrupted) return
  interrupted = true
  for (const child of children) child.kill()
}

function testFiles() {
  return readdirSync('test', { recursive: true })
    .map((name) => join('test', name))
    .filter((name) => name.endsWith('.test.ts'))
    .filter((name) => patterns.length === 0 || patterns.some((pattern) => pattern.test(name)))
    .sort()
}

function isLab(file) {
  return file.startsWith(join('test', 'lab/'))
}

function built(file) {
  return join('build', file.replace(/\.ts$/, '.js'))
}

function add({ passed, failed, skipped, skips = [] }) {
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
  total.skips.push(...skips)
}

function fail(name) {
  total.failed++
  total.failures.push(name)
}

/** One of the steps before the tests: counts as one. */
async function step(name, nodeArgs) {
  if (interrupted) return
  const { code } = await run(nodeArgs, { stdio: 'inherit' })
  if (code === 0) {
    total.passed++
    process.stdout.write(`ok ${name}\n`)
  } else {
    fail(name)
  }
}

/** tap's own runner: slower by a second a file, but it measures coverage and holds it to .taprc. */
async function runWithCoverage(list) {
  const folder = mkdtempSync(join(tmpdir(), 'lvrpc-test-'))
  const counts = join(folder, 'counts.json')
  const { code } = await run(['node_modules/tap/dist/esm/run.mjs', ...list.map(built)], {
    stdio: 'inherit',
    env: { ...process.env, LVRPC_TEST_COUNTS: counts },
  })
  if (existsSync(counts)) {
    const counted = JSON.parse(readFileSync(counts, 'utf8'))
    add(counted)
    if (counted.failed > 0) total.failures.push(...counted.failures)
    else if (code !== 0) fail('coverage, as shown above')
    if (counted.passed + counted.failed + counted.skipped === 0) fail('the run counted no test')
  } else {
    fail(`tap ended with ${code} and without a count`)
  }
  rmSync(folder, { recursive: true, force: true })
}

/** Every file as a process of its own, so many at a time; a line for each, and all of what failed. */
async function runEach(list, atOnce, timeoutMinutes) {
  const queue = [...list]
  const worker = async () => {
    for (let file = queue.shift(); file !== undefined && !interrupted; file = queue.shift()) {
      await runFile(file, timeoutMinutes)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

async function runFile(file, timeoutMinutes) {
  const started = performance.now()
  const { code, stdout, stderr } = await run(['--enable-source-maps', built(file)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TAP: '1', TAP_TIMEOUT: String(timeoutMinutes * 60) },
    timeout: timeoutMinutes * 60_000,
    killSignal: 'SIGKILL',
  })
  const took = ((performance.now() - started) / 1000).toFixed(1)
  const counts = countsIn(stdout) ?? { passed: 0, failed: 0, skipped: 0 }
  // `1..0 # reason` is how a file leaves itself out.
  const skipped = /^1\.\.0 # (?!no tests found)(?:SKIP )?(.+)$/m.exec(stdout)?.[1]
  const sum = counts.passed + counts.failed + counts.skipped
  if (code === 0 && skipped !== undefined && sum === 0) {
    add({ passed: 0, failed: 0, skipped: 1, skips: [`${file}: ${skipped}`] })
    process.stdout.write(`skipped ${file}: ${skipped}\n`)
    return
  }
  if (code === 0 && counts.failed === 0 && sum > 0) {
    add({ ...counts, skips: skipsIn(stdout).map((name) => `${file}: ${name}`) })
    process.stdout.write(`ok ${file} (${counts.passed} passed, ${took} s)\n`)
    return
  }
  const why =
    code === 0 && sum === 0 ? 'it holds no test' : code === null ? `no end in ${took} s` : ''
  process.stdout.write(`${failuresIn(stdout)}\n${stderr}\nnot ok ${file} (${took} s) ${why}\n`)
  add({ ...counts, failed: Math.max(counts.failed, 1) })
  total.failures.push(`${file}${why && `: ${why}`}`)
}

/** With the lab up; it is taken down if it was not up before, and in CI in any case, engine and all. */
async function inLab(body) {
  const lab = (...rest) => [built('test/lab/main.ts'), ...rest]
  const { code, stdout } = await run(lab('up', '--json'), { stdio: ['ignore', 'pipe', 'inherit'] })
  // 3: this machine cannot carry the lab; each file then says so, and CI fails over it.
  if (code !== 0 && code !== 3) {
    fail('the lab did not come up')
    await run(lab('down'), { stdio: 'inherit', mustEnd: true })
    return
  }
  if (!interrupted) await body()
  const ours = code === 0 && !JSON.parse(stdout).reused
  if (!ours && !ci) return
  const engine = ci ? ['--engine'] : []
  const down = await run(lab('down', ...engine), { stdio: 'inherit', mustEnd: true })
  if (down.code !== 0) fail('the lab did not go down')
}

/** A Node process to its end, spared by an interruption if it must; code null when it was killed. */
function run(nodeArgs, { mustEnd = false, ...options }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, nodeArgs, options)
    if (!mustEnd) children.add(child)
    let stdout = ''
    let stderr = ''
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      stderr += text
    })
    child.on('error', (error) => resolve({ code: 127, stdout, stderr: String(error) }))
    child.on('close', (code) => {
      children.delete(child)
      resolve({ code, stdout, stderr })
    })
  })
}
