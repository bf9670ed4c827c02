// A way in over ssh for the benches: an sshd of the lab, and a home folder in which both ssh2 and OpenSSH find the same key, the
// same known host and the same configuration.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Host } from '../test/lab/host.ts'
import { SshHost } from '../test/lab/sshd.ts'
import { cleanLab } from './lab.ts'

export interface SshGround {
  readonly host: Host
  /** `qemu+ssh://…/system`, for lvrpc and virsh alike. */
  readonly uri: string
  /** What a process needs in its environment to log in. */
  readonly env: NodeJS.ProcessEnv
  /** OpenSSH with that home, for `command=`. */
  readonly command: string
  /** Makes that home this process's own. @returns what takes it back */
  enter(): () => void
  close(): Promise<void>
}

export async function sshGround(name: 'old-a' | 'new-a'): Promise<SshGround> {
  const { lab, close } = await cleanLab()
  const host = lab.host(name)
  const undo: (() => unknown)[] = [close]
  const folder = mkdtempSync(join(tmpdir(), 'lvrpc-bench-'))
  undo.unshift(() => rmSync(folder, { recursive: true }))
  const scope = { teardown: (how: () => unknown) => void undo.unshift(how) }
  const on = await SshHost.on(scope, lab, host)
  const key = await on.keygen('ed25519')
  const sshd = await on.start({ settings: ['PermitRootLogin yes'], keys: [key.publicKey] })

  const dot = join(folder, '.ssh')
  await mkdir(dot, { mode: 0o700 })
  writeFileSync(join(dot, 'id_ed25519'), key.privateKey, { mode: 0o600 })
  writeFileSync(join(dot, 'known_hosts'), sshd.known())
  const config = `Host *
  IdentityFile ${dot}/id_ed25519
  IdentitiesOnly yes
  UserKnownHostsFile ${dot}/known_hosts
  GlobalKnownHostsFile none
  StrictHostKeyChecking yes
`
  writeFileSync(join(dot, 'config'), config)
  // OpenSSH asks the user database for the home folder, and virsh has no way to hand it a file.
  const command = join(folder, 'ssh')
  writeFileSync(command, `#!/bin/sh\nexec /usr/bin/ssh -F ${dot}/config "$@"\n`, { mode: 0o755 })
  const { SSH_AUTH_SOCK: _, NODE_EXTRA_CA_CERTS: __, ...rest } = process.env
  return {
    host,
    uri: `qemu+ssh://root@${sshd.authority}/system`,
    env: {
      ...rest,
      HOME: folder,
      XDG_CACHE_HOME: join(folder, 'cache'),
      PATH: `${folder}:${process.env.PATH}`,
    },
    command,
    enter() {
      const { HOME, SSH_AUTH_SOCK } = process.env
      process.env.HOME = folder
      delete process.env.SSH_AUTH_SOCK
      return () => {
        if (HOME === undefined) delete process.env.HOME
        else process.env.HOME = HOME
        if (SSH_AUTH_SOCK !== undefined) process.env.SSH_AUTH_SOCK = SSH_AUTH_SOCK
      }
    },
    async close() {
      for (const how of undo.splice(0)) await how()
    },
  }
}
