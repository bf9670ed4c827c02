// Builds what is published: the library by tsc (dist/), the command line by esbuild (dist/cli/), bundled with one chunk per
// group of commands. The new folder takes the old one's place only when all of it is there.

import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const staging = join(root, `dist.${process.pid}`)
const dist = join(root, 'dist')

/**
 * A bundler places whole files, so the rows that `call` needs, all of them, would travel with the few that every command
 * needs. Imported by the front door for raw calls, a program's file is a module of its own.
 */
const rawApart = {
  name: 'raw-apart',
  setup(bundle) {
    bundle.onResolve({ filter: /\/generated\/.*\.ts$/ }, ({ importer, path }) =>
      importer === join(root, 'src/raw.ts')
        ? { path: join(root, 'src', path), suffix: '?raw', sideEffects: false }
        : undefined,
    )
  },
}

/** Bundles the command line into a folder. @returns esbuild's account of what went where */
export async function bundleCli(outdir, { minify = true } = {}) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [{ in: 'src/cli/bin.ts', out: 'main' }],
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minify,
    metafile: true,
    chunkNames: 'chunk-[hash]',
    define: { LVRPC_VERSION: JSON.stringify(version) },
    plugins: [rawApart],
    logLevel: 'warning',
  })
  chmodSync(join(outdir, 'main.js'), 0o755)
  return metafile
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
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
