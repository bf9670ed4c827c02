import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { cacheFile, runCached } from '../../src/cli/code-cache.ts'

const SCRIPT = `
function used() { return require('node:path').basename(__filename) }
exports.answer = used() + ':' + (module.exports === exports)
`

interface Answer {
  readonly answer: string
}

let scenes = 0

function scene(dir: string) {
  const file = join(dir, 'script.js')
  // Each its own text: what V8 has compiled once in a process it does not compile again.
  writeFileSync(file, `${SCRIPT}// ${scenes++}`)
  const cache = cacheFile('core', 'abc', { XDG_CACHE_HOME: dir })!
  return { file, cache, run: () => runCached<Answer>(file, cache) }
}

t.test('a script runs as Node would run it', async (t) => {
  const { file } = scene(t.testdir())
  t.equal(runCached<Answer>(file, undefined).exports.answer, 'script.js:true')
})

t.test('its code is kept and taken the next time', async (t) => {
  const { cache, run } = scene(t.testdir())
  const first = run()
  t.notOk(existsSync(cache), 'nothing is written unasked')
  first.keep()
  t.ok(statSync(cache).size > 0)
  t.equal(statSync(cache).mode & 0o777, 0o600)
  t.equal(statSync(join(cache, '..')).mode & 0o777, 0o700)
  const { mtimeMs } = statSync(cache)
  const second = run()
  t.equal(second.exports.answer, 'script.js:true')
  second.keep()
  t.equal(statSync(cache).mtimeMs, mtimeMs, 'what came from the cache is not written again')
})

/** Puts something where the code belongs. V8 refuses it only if it has not compiled the script in this process yet. */
function put(cache: string, content: string): void {
  mkdirSync(join(cache, '..'), { mode: 0o700 })
  writeFileSync(cache, content, { mode: 0o600 })
}

t.test('code that V8 refuses is replaced', async (t) => {
  const { cache, run } = scene(t.testdir())
  put(cache, 'nonsense')
  const again = run()
  t.equal(again.exports.answer, 'script.js:true')
  again.keep()
  t.ok(statSync(cache).size > 'nonsense'.length)
})

t.test('code that others could have written is not taken', async (t) => {
  const { cache, run } = scene(t.testdir())
  run().keep()
  for (const path of [cache, join(cache, '..')]) {
    const { mode } = statSync(path)
    chmodSync(path, 0o777)
    // What is not taken counts as missing; in an open folder nothing is written either.
    const { mtimeMs } = statSync(cache)
    const ran = run()
    t.equal(ran.exports.answer, 'script.js:true')
    ran.keep()
    t.equal(statSync(cache).mtimeMs === mtimeMs, path !== cache)
    chmodSync(path, mode)
  }
})

t.test('where nothing can be written everything still works', async (t) => {
  const dir = t.testdir({ lvrpc: 'a file where the folder should be' })
  const { run } = scene(dir)
  const ran = run()
  t.doesNotThrow(() => ran.keep())
  t.equal(ran.exports.answer, 'script.js:true')
})

t.test('code of replaced releases is removed, code of other V8s stays', async (t) => {
  const { cache, run } = scene(t.testdir())
  const folder = join(cache, '..')
  put(cache, 'nonsense')
  writeFileSync(join(folder, 'core-old-1-x64'), '')
  writeFileSync(join(folder, 'core-abc-2-x64'), '')
  writeFileSync(join(folder, 'other'), '')
  run().keep()
  const left = readdirSync(folder)
  t.notOk(left.includes('core-old-1-x64'))
  t.ok(left.includes('core-abc-2-x64'))
  t.ok(left.includes('other'))
  t.equal(left.length, 3, left.join(' '))
})

t.test(
  'the place is the user’s cache folder, unless there is none or it is switched off',
  async (t) => {
    const name = `core-h-${process.versions.v8}-${process.arch}`
    t.equal(cacheFile('core', 'h', { HOME: '/home/me' }), `/home/me/.cache/lvrpc/${name}`)
    t.equal(cacheFile('core', 'h', { HOME: '/h', XDG_CACHE_HOME: '/c' }), `/c/lvrpc/${name}`)
    t.equal(cacheFile('core', 'h', {}), undefined)
    t.equal(cacheFile('core', 'h', { XDG_CACHE_HOME: 'relative' }), undefined)
    t.equal(cacheFile('core', 'h', { HOME: '/h', NODE_DISABLE_COMPILE_CACHE: '1' }), undefined)
  },
)
