// Builds what is published: the library by tsc (dist/), the command line by esbuild (dist/cli/). The new folder takes the old
// one's place only when all of it is there.
//
// The command line is four files of CommonJS, which Node starts faster than modules: main.js, tiny, answers --version and
// loads core.js; raw.js has all rows of the protocol and is loaded by `call` alone, ssh2.js for URIs with ssh. Within the core
// every command's modules are evaluated when the command is asked for.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** All rows would travel with the few that every command needs; beside the core they are loaded when they are needed. */
const rawApart = {
  name: 'raw-apart',
  setup(bundle) {
    bundle.onResolve({ filter: /\/raw\.ts$/ }, () => ({ path: './raw.js', external: true }))
  },
}

/** So does ssh2, which is larger than the core: it runs from V8's code of the last time, as the core does. */
function ssh2Apart(hash) {
  const contents = `
    const { join } = require('node:path')
    const { cacheFile, runCached } = require('./code-cache.ts')
    const ssh2 = runCached(join(__dirname, 'ssh2.js'), cacheFile('ssh2', '${hash}', process.env))
    process.once('exit', () => ssh2.keep())
    module.exports = ssh2.exports`
  return {
    name: 'ssh2-apart',
    setup(bundle) {
      bundle.onResolve({ filter: /^ssh2$/ }, () => ({ path: 'ssh2', namespace: 'apart' }))
      bundle.onLoad({ filter: /^ssh2$/, namespace: 'apart' }, () => ({
        contents,
        resolveDir: join(root, 'src/cli'),
      }))
    },
  }
}

/** Compiled helpers are taken where they are installed, if at all; ssh2 goes without. */
const withoutAddons = {
  name: 'without-addons',
  setup(bundle) {
    bundle.onResolve({ filter: /\.node$|^cpu-features$/ }, ({ path }) => ({ path, external: true }))
  },
}

/** Bundles the command line into a folder. @returns esbuild's accounts of what went where, by file */
export async function bundleCli(outdir, { minify = true } = {}) {
  const bundle = async (entry, file, { define = {}, plugins = [] } = {}) => {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: [entry],
      outfile: join(outdir, file),
      bundle: true,
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      supported: { 'dynamic-import': false },
      minify,
      metafile: true,
      define: { LVRPC_VERSION: JSON.stringify(version), ...define },
      plugins,
      logLevel: 'warning',
    })
    return metafile
  }
  mkdirSync(outdir, { recursive: true })
  writeFileSync(join(outdir, 'package.json'), '{ "type": "commonjs" }\n')
  const hashOf = (file) =>
    createHash('sha256')
      .update(readFileSync(join(outdir, file)))
      .digest('hex')
      .slice(0, 16)
  const raw = await bundle('src/raw.ts', 'raw.js')
  const ssh2 = await bundle('node_modules/ssh2/lib/index.js', 'ssh2.js', {
    plugins: [withoutAddons],
  })
  const core = await bundle('src/cli/start.ts', 'core.js', {
    plugins: [rawApart, ssh2Apart(hashOf('ssh2.js'))],
  })
  const main = await bundle('src/cli/bin.ts', 'main.js', {
    define: { LVRPC_CORE: JSON.stringify({ file: 'core.js', hash: hashOf('core.js') }) },
  })
  chmodSync(join(outdir, 'main.js'), 0o755)
  return { main, core, raw, ssh2 }
}

async function buildAll() {
  const staging = join(root, `dist.${process.pid}`)
  const dist = join(root, 'dist')
  try {
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    const args = [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', staging]
    execFileSync(process.execPath, args, { stdio: 'inherit' })
    await bundleCli(join(staging, 'cli'))
    if (existsSync(dist)) rmSync(dist, { recursive: true })
    renameSync(staging, dist)
  } catch (error) {
    rmSync(staging, { recursive: true, force: true })
    // The compiler has already said what is wrong.
    if (!('status' in error)) console.error(error.message)
    process.exitCode = 1
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll()
