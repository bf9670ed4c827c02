// The command line as a host of the lab would run it, were Node there: in a mount namespace of its own, where the host's
// sockets lie in /run/libvirt and nothing but what is given in /etc. Nothing of it is seen outside.

import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Host } from './host.ts'
import { type Finished, must, run } from './process.ts'

/** Who runs it, and with what. */
export interface Client {
  /** Default 0. */
  readonly uid?: number
  readonly env?: Readonly<Record<string, string>>
  /** Files of /etc/libvirt, by name. */
  readonly etc?: Readonly<Record<string, string>>
}

const script = `set -e
mount -t tmpfs none /run
mkdir /run/libvirt
mount --bind "$1" /run/libvirt
mount --bind "$2" /etc
uid=$3
shift 3
exec setpriv --reuid="$uid" --regid="$uid" --clear-groups -- "$@"`

/** The shipped command line, built once and usable by everybody. */
export class Elsewhere {
  readonly #folder: string
  #places = 0

  private constructor(folder: string) {
    this.#folder = folder
  }

  static async build(): Promise<Elsewhere> {
    const folder = await mkdtemp(join(tmpdir(), 'lvrpc-elsewhere-'))
    await must(process.execPath, [
      ...['--input-type=module', '-e'],
      `await (await import('${process.cwd()}/scripts/build.mjs')).bundleCli('${folder}/cli')`,
    ])
    await chmod(folder, 0o755)
    return new Elsewhere(folder)
  }

  /** Runs `lvrpc` as if on the host. */
  async lvrpc(host: Host, client: Client, ...args: readonly string[]): Promise<Finished> {
    const { uid = 0, env = {}, etc = {} } = client
    const place = join(this.#folder, `etc-${this.#places++}`)
    await mkdir(join(place, 'libvirt'), { recursive: true })
    for (const [name, text] of Object.entries(etc)) {
      await writeFile(join(place, 'libvirt', name), text)
    }
    return run(
      'unshare',
      [
        ...['-m', 'sh', '-c', script, 'sh', dirname(host.socket), place, String(uid)],
        ...[process.execPath, join(this.#folder, 'cli/main.js'), ...args],
      ],
      // Nothing of the environment that these tests run in, so that defaults are those of the test.
      { env: { PATH: process.env.PATH, HOME: join(this.#folder, 'home'), ...env } },
    )
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true })
  }
}
