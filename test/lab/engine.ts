// A container engine, or the reason why there is none: one that answers is used as it is; on Debian as
// root what is missing is installed and started; elsewhere the reason says what to do. What runs in
// the engine is the business of images.ts and lab.ts.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { access } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { must, run } from './process.ts'

/** This machine cannot carry the lab; the message is one sentence that says what is missing. */
export class LabUnavailable extends Error {
  override readonly name = 'LabUnavailable'
}

/** Where the lab says what takes long: installing, building, starting. */
export type Say = (line: string) => void

const startSeconds = 60
const pidFile = join(tmpdir(), 'lvrpc-lab-dockerd.pid')
const logFile = join(tmpdir(), 'lvrpc-lab-dockerd.log')

/** Resolves once a container engine answers. @throws LabUnavailable when none can be had */
export async function ensureEngine(say: Say): Promise<void> {
  if (await answers()) return
  if (process.env.DOCKER_HOST !== undefined) {
    throw new LabUnavailable(
      'DOCKER_HOST is set but no container engine answers there: correct it, or unset it.',
    )
  }
  if (!mayInstall()) {
    throw new LabUnavailable(
      'No container engine answers to `docker info`: install Docker on this Linux machine, start it, and let this user reach its socket (as root on Debian the lab does so by itself).',
    )
  }
  await ensureCommands({ dockerd: 'docker.io', docker: 'docker.io', iptables: 'iptables' }, say)
  if (await answers()) return
  if (await exists('/run/systemd/system')) {
    say('starting docker.service')
    const started = await run('systemctl', ['start', 'docker'])
    if (started.code === 0 && (await answers())) return
    throw new LabUnavailable(
      'docker.service did not start: `systemctl status docker` tells the reason.',
    )
  }
  await startDaemon(say)
}

/** Stops the engine if it was the lab that started it, so that a run in CI leaves no daemon behind. */
export async function stopOwnEngine(): Promise<void> {
  const pid = ownDaemon()
  if (pid === undefined) return
  process.kill(pid, 'SIGTERM')
  for (let i = 0; i < 300 && ownDaemon() !== undefined; i++) await delay(100)
  rmSync(pidFile, { force: true })
  rmSync(logFile, { force: true })
}

/** Whether the lab may install packages here: root on Debian or one of its kin. */
export function mayInstall(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}

/** Installs the Debian packages of those commands that are not there. */
export async function ensureCommands(
  packageOf: Readonly<Record<string, string>>,
  say: Say,
): Promise<void> {
  const missing = new Set<string>()
  for (const [command, name] of Object.entries(packageOf)) {
    if ((await run('sh', ['-c', `command -v ${command}`])).code !== 0) missing.add(name)
  }
  if (missing.size === 0) return
  say(`installing ${[...missing].join(', ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...missing]
  let last = await run('apt-get', ['update', '-qq'], { env })
  if (last.code === 0) last = await run('apt-get', install, { env })
  if (last.code !== 0) {
    const said = last.stderr.trim().split('\n').at(-1) ?? ''
    throw new LabUnavailable(`apt-get could not install ${[...missing].join(', ')}: ${said}`)
  }
}

async function answers(): Promise<boolean> {
  return (await run('docker', ['info'])).code === 0
}

/** dockerd in a session of its own: it outlives this process, and Ctrl-C here does not reach it. */
async function startDaemon(say: Say): Promise<void> {
  say('starting dockerd')
  const log = openSync(logFile, 'a')
  const daemon = spawn('dockerd', [], { detached: true, stdio: ['ignore', log, log] })
  let ended = false
  once(daemon, 'exit').then(
    () => {
      ended = true
    },
    () => {
      ended = true
    },
  )
  for (let i = 0; i < startSeconds * 5 && !ended; i++) {
    await delay(200)
    if (!(await answers())) continue
    writeFileSync(pidFile, String(daemon.pid))
    daemon.unref()
    return
  }
  if (daemon.pid !== undefined && !ended) process.kill(daemon.pid)
  const said = readFileSync(logFile, 'utf8').trim().split('\n').at(-1) ?? ''
  throw new LabUnavailable(`dockerd did not start here (${logFile}): ${said}`)
}

/** The pid of the dockerd we started, if it still is one: a pid may have gone to another process. */
function ownDaemon(): number | undefined {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8'))
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'dockerd' ? pid : undefined
  } catch {
    return undefined
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** The docker command, for what has to succeed. */
export function docker(...args: string[]): Promise<string> {
  // Without BuildKit: it needs a plug-in that Debian does not ship.
  return must('docker', args, { env: { ...process.env, DOCKER_BUILDKIT: '0' } })
}
