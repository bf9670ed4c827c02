// Makes a fresh clone ready before anything that is installed is touched: plain Node, nothing imported
// from node_modules. Every script that a person starts calls `setUp` first.

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The project's folder; scripts work from there whatever folder they were started in. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Goes to the project's folder and installs the dependencies unless exactly those are there.
 * @param giveUp what to do, after the reason was printed, when they cannot be installed
 */
export function setUp(giveUp = () => process.exit(1)) {
  process.chdir(root)
  if (!isInstalled()) {
    process.stderr.write('installing dependencies (npm ci)\n')
    const npm = process.env.npm_execpath
    const [command, args] = npm ? [process.execPath, [npm, 'ci']] : ['npm', ['ci']]
    // What npm says goes to stderr: stdout belongs to the script.
    const { status } = spawnSync(command, args, { stdio: ['ignore', 2, 2] })
    if (status !== 0) {
      process.stderr.write('error: npm ci failed, so nothing was run\n')
      giveUp()
    }
  }
  // Needed for the install alone, and on Node 20 it costs every process that starts 70 ms. Who
  // installs again later (the package's own test) finds it under the other name.
  const { NODE_EXTRA_CA_CERTS } = process.env
  if (NODE_EXTRA_CA_CERTS !== undefined) {
    process.env.LVRPC_EXTRA_CA_CERTS = NODE_EXTRA_CA_CERTS
    delete process.env.NODE_EXTRA_CA_CERTS
  }
}

/** Whether node_modules holds what package-lock.json asks for, by npm's own record of it. */
function isInstalled() {
  let installed
  try {
    installed = JSON.parse(readFileSync('node_modules/.package-lock.json', 'utf8')).packages
  } catch {
    return false
  }
  const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true
    const found = installed[path]
    // An optional package of another platform is rightly absent.
    if (found === undefined) return optional === true
    return found.version === version && found.integrity === integrity
  })
}
