// Temporary access against real sshd of both releases: granted by password and by key, once, with limits that sshd keeps,
// checked up to the daemon's answer, revoked and seen refused; what stands in the file beside it is as it was, also where the
// disk is full, where ten want in at once, and where everything is cut off in the middle.

import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import {
  type AccessGrant,
  checkAccess,
  connect,
  grantAccess,
  revokeAccess,
} from '../../src/index.ts'
import { migrate } from '../../src/migration/index.ts'
import { type DecisionTrace, traceChannels } from '../../src/trace.ts'
import { watchSecrets } from '../secrets.ts'
import { pairs, useLab } from './lab.ts'
import { type Sshd, SshHost, sshUser } from './sshd.ts'
import { bundledCli, type Exchange, onTerminal } from './terminal.ts'

const lab = await useLab(t)
const secrets = watchSecrets(t, { password: sshUser.password })
const prompt = async ({ kind }: { kind: string }) =>
  kind === 'password' ? sshUser.password : undefined
// Tried in the order of the password, the default key, and the agent: there is none of them here but what a test makes.
const settingsOf = (version: string) => [
  'AuthorizedKeysFile .ssh/authorized_keys',
  'MaxStartups 100',
  'PermitRootLogin yes',
  // Logins that fail on purpose would have the next ones wait.
  ...(version === '9.0.0' ? [] : ['PerSourcePenalties no']),
]

const home = mkdtempSync(join(tmpdir(), 'lvrpc-access-'))
mkdirSync(join(home, '.ssh'), { mode: 0o700 })
const before = { HOME: process.env.HOME, SSH_AUTH_SOCK: process.env.SSH_AUTH_SOCK }
process.env.HOME = home
delete process.env.SSH_AUTH_SOCK
t.teardown(() => {
  process.env.HOME = before.HOME
  if (before.SSH_AUTH_SOCK !== undefined) process.env.SSH_AUTH_SOCK = before.SSH_AUTH_SOCK
  rmSync(home, { recursive: true })
})

function know(...all: readonly Sshd[]): void {
  writeFileSync(join(home, '.ssh/known_hosts'), all.map((sshd) => sshd.known()).join(''))
}

function hear(grant: AccessGrant): AccessGrant {
  const { privateKey } = grant.connectOptions()
  secrets.add(grant.fingerprint, privateKey ?? readFileSync(grant.keyfile!, 'utf8'))
  secrets.hear('grant', grant)
  return grant
}

/** The user's authorized_keys on the host. */
class KeysFile {
  readonly #on: SshHost
  readonly path: string
  readonly #owner: string

  constructor(
    on: SshHost,
    path = `/home/${sshUser.name}/.ssh/authorized_keys`,
    owner: string = sshUser.name,
  ) {
    this.#on = on
    this.path = path
    this.#owner = owner
  }

  /** A character for a byte. */
  async read(): Promise<string> {
    const base64 = await this.#on.run('base64 -w 0 < "$0"', this.path)
    return Buffer.from(base64.trim(), 'base64').toString('latin1')
  }

  async write(text: string, mode = '600'): Promise<void> {
    const script = `set -e; d=$(dirname "$0"); mkdir -p "$d"; chmod 700 "$d"; chown "$3:" "$d"
      printf %s "$1" | base64 -d > "$0"; chmod "$2" "$0"; chown "$3:" "$0"`
    const base64 = Buffer.from(text, 'latin1').toString('base64')
    await this.#on.run(script, this.path, base64, mode, this.#owner)
  }

  async remove(): Promise<void> {
    await this.#on.run('rm -rf "$(dirname "$0")"', this.path)
  }

  stat(): Promise<string> {
    return this.#on.run('stat -c "%U:%G %a" "$0"', this.path)
  }

  /** What else is in its folder. */
  async beside(): Promise<string> {
    return (
      await this.#on.run('ls -A "$(dirname "$0")" | grep -v "^authorized_keys$" || true', this.path)
    ).trim()
  }
}

const foreign = `# keys of the house\nssh-rsa AAAA no key, and bytes: \0\x80\xff\r\n\n\tfrom="10.*" ssh-ed25519 nonsense "x\nno end`

for (const name of ['old-a', 'new-a'] as const) {
  const host = lab.host(name)
  t.test(`${host.version}: access`, async (t) => {
    const on = await SshHost.on(t, lab, host)
    const settings = settingsOf(host.version)
    const sshd = await on.start({ settings })
    know(sshd)
    const file = new KeysFile(on)
    const place = `${sshUser.name}@${sshd.authority}`
    const keyfile = join(home, '.ssh', `lvrpc_${sshUser.name}@${sshd.on.host.address}_${sshd.port}`)

    await t.test('granted by password, used, granted again, checked, revoked', async (t) => {
      await file.remove()
      const grant = hear(await grantAccess(place, { prompt }))
      t.match(grant, {
        keyfile,
        made: true,
        added: true,
        user: sshUser.name,
        file: '~/.ssh/authorized_keys',
      })
      t.equal(await file.stat(), 'fred:fred 600\n')
      t.equal((await on.run('stat -c "%U:%G %a" /home/fred/.ssh')).trim(), 'fred:fred 700')
      t.match(await file.read(), /^ssh-ed25519 \S+ lvrpc-access [^\n]+\n$/)

      t.match(await grantAccess(place), { added: false, made: false, asAsked: true })
      t.match(await file.read(), /^ssh-ed25519 \S+ lvrpc-access [^\n]+\n$/)

      t.match(await checkAccess(place), {
        ok: true,
        failed: null,
        user: sshUser.name,
        address: sshd.authority,
        daemon: { version: host.version, hostname: host.name },
        expiresAt: null,
        way: /^socket \/var\/run\/libvirt\/libvirt-sock$/,
      })
      await using connection = await connect(grant.uri())
      t.equal(await connection.getHostname(), host.name)

      const done = await revokeAccess(place)
      t.match(done, { removed: 1, proved: true, deleted: [keyfile, `${keyfile}.pub`] })
      t.equal(await file.read(), '')
      t.notOk(existsSync(keyfile))
      t.ok(connection.isAlive, 'who is in stays in')
    })

    await t.test(
      'what else is in the file stays, byte for byte, with owner and mode',
      async (t) => {
        for (const mode of ['600', '640']) {
          await file.write(foreign, mode)
          {
            await using grant = hear(await grantAccess(place, { prompt, store: 'memory' }))
            t.match(grant.comment, /^lvrpc-access\+ /)
            t.ok((await file.read()).startsWith(`${foreign}\nssh-ed25519 `))
            t.equal(await file.stat(), `fred:fred ${mode}\n`)
            t.match(await grant.check(), { ok: true })
            await using connection = await connect(grant.uri(), grant.connectOptions())
            t.equal(await connection.getHostname(), host.name)
          }
          t.equal(await file.read(), foreign)
          t.equal(await file.stat(), `fred:fred ${mode}\n`)
        }
        t.equal(await file.beside(), '')
      },
    )

    await t.test('what cannot be kept is not touched', async (t) => {
      const rows: [string, RegExp][] = [
        ['chmod 444 "$0"', /read-only for this user/],
        // fred is in no such group, so that no new file of his could be.
        ['chgrp daemon "$0"; chmod 640 "$0"', /would not have its owner and mode/],
        ['rm "$0"; mkdir "$0"', /it is no file/],
        ['rm "$0"; ln -s "$0" "$0"', /symbolic link leads nowhere/],
        [
          'chown root:root "$(dirname "$0")"; chmod 755 "$(dirname "$0")"',
          /could not be locked.*Permission denied/,
        ],
      ]
      for (const [script, message] of rows) {
        await file.remove()
        await file.write(foreign)
        await on.run(script, file.path)
        const attempt = secrets.of(grantAccess(place, { prompt, store: 'memory' }))
        await t.rejects(attempt, { code: 'accessFailed', outcome: 'refused', message }, script)
        t.equal(await file.beside(), '', script)
      }
      await file.remove()
    })

    await t.test('limits are kept by sshd', async (t) => {
      await file.remove()
      const expiresAt = new Date(Date.now() + 3_600_000)
      const grant = hear(
        await grantAccess(place, {
          prompt,
          expiresAt,
          from: ['172.*', '10.0.0.0/8', '192.168.0.0/16'],
        }),
      )
      t.match(await grant.check(), {
        ok: true,
        expiresAt: new Date(Math.floor(expiresAt.getTime() / 1000) * 1000),
      })
      const whole = await file.read()
      const refused = {
        ok: false,
        failed: 'login',
        user: null,
        daemon: null,
        reason: /expired.*sshd does not tell which/,
      }
      // The same line, an hour and a second ago.
      await file.write(whole.replace(/expiry-time="\d{14}Z"/, 'expiry-time="20200101000000Z"'))
      t.match(await grant.check(), refused)
      await file.write(whole.replace(/from="[^"]*"/, 'from="192.0.2.1"'))
      t.match(await grant.check(), refused)
      // The form that sshd before 9.1 wants, which these two take as well.
      const tomorrow = await on.run('date -d tomorrow +%Y%m%d%H%M%S')
      await file.write(whole.replace(/expiry-time="\d{14}Z"/, `expiry-time="${tomorrow.trim()}"`))
      t.match(await grant.check(), { ok: true, expiresAt: null })
      await file.write(whole)
      t.match(await revokeAccess(place, { prompt }), { removed: 1, proved: true })
    })

    await t.test('an expired grant is revoked by password', async (t) => {
      const grant = hear(
        await grantAccess(place, { prompt, expiresAt: new Date(Date.now() + 3_600_000) }),
      )
      await file.write(
        (await file.read()).replace(/expiry-time="\d{14}Z"/, 'expiry-time="20200101000000Z"'),
      )
      await t.rejects(secrets.of(revokeAccess(place)), { code: 'authFailed' })
      t.match(await revokeAccess(place, { prompt, keepKey: true }), {
        removed: 1,
        proved: true,
        deleted: [],
      })
      t.ok(existsSync(grant.keyfile!))
      // Kept, so it can be granted again.
      t.match(await grantAccess(place, { prompt }), { made: false, added: true })
      t.match(await revokeAccess(place), { removed: 1 })
    })

    await t.test('a key that is there already grants more, and stays', async (t) => {
      const [first, second] = [await on.keygen('rsa'), await on.keygen('ecdsa')]
      const paths = [first, second].map(({ privateKey }, i) => {
        const path = join(home, `given-${i}`)
        writeFileSync(path, privateKey, { mode: 0o600 })
        secrets.add(`given ${i}`, privateKey)
        return path
      })
      await file.write(`${first.publicKey}\n`)
      const uri = `qemu+ssh://${place}/system?keyfile=${paths[0]}`
      const grant = await grantAccess(uri, { keyfile: paths[1]!, comment: 'move of rack 7' })
      t.match(grant, {
        added: true,
        made: false,
        type: 'ecdsa',
        comment: 'lvrpc-access move of rack 7',
      })
      t.match(await grant.check(), { ok: true })
      t.match(await revokeAccess(place, { keyfile: paths[1]! }), {
        removed: 1,
        proved: true,
        deleted: [],
      })
      t.equal(await file.read(), `${first.publicKey}\n`)
      t.ok(paths.every((path) => existsSync(path)))
    })

    await t.test('root edits the file of another, which stays theirs', async (t) => {
      const key = await on.keygen('ed25519')
      const path = join(home, 'root-key')
      writeFileSync(path, key.privateKey, { mode: 0o600 })
      secrets.add("root's key", key.privateKey)
      const roots = new KeysFile(on, '/root/.ssh/authorized_keys', 'root')
      t.teardown(() => roots.remove())
      await roots.write(`${key.publicKey}\n`)
      await file.write(foreign, '640')
      const authorizedKeys = file.path
      const uri = `qemu+ssh://root@${sshd.authority}/system?keyfile=${path}`
      const grant = hear(await grantAccess(uri, { store: 'temporary', authorizedKeys }))
      t.equal(await file.stat(), 'fred:fred 640\n')
      t.match(await checkAccess(place, { keyfile: grant.keyfile! }), {
        ok: true,
        user: sshUser.name,
      })
      await revokeAccess(place, { keyfile: grant.keyfile! })
      t.equal(await file.read(), foreign)
      t.match(await grant.revoke(), { removed: 0, proved: true })
      t.notOk(existsSync(grant.keyfile!))
    })

    await t.test('a full disk leaves the old file', async (t) => {
      await file.remove()
      await on.run(
        'mkdir /home/fred/.ssh; mount -t tmpfs -o size=64k,uid=$(id -u fred),mode=700 none /home/fred/.ssh',
      )
      t.teardown(() => on.run('umount /home/fred/.ssh'))
      await file.write(foreign)
      const large = `${foreign}\n${'# padding\n'.repeat(400)}`
      await file.write(large)
      await on.run(
        'cat /dev/zero > /home/fred/.ssh/filler 2> /dev/null || true; chown fred /home/fred/.ssh/filler',
      )
      for (const freeKiB of [0, 4, 8, 12]) {
        await on.run(`truncate -s -${freeKiB}K /home/fred/.ssh/filler`)
        const attempt = grantAccess(place, { prompt, store: 'memory' })
        const refused = {
          code: 'accessFailed',
          outcome: 'refused',
          message: /No space left on device/,
        }
        if (freeKiB < 12) await t.rejects(secrets.of(attempt), refused, `${freeKiB} KiB`)
        else await attempt.catch(() => {})
        const text = await file.read()
        t.ok(text === large || text.startsWith(`${large}ssh-ed25519 `), 'whole')
        t.equal(await file.beside(), 'filler')
        await file.write(large)
        await on.run('cat /dev/zero >> /home/fred/.ssh/filler 2> /dev/null || true')
      }
    })

    await t.test('ten at once, and all of them are there', async (t) => {
      await file.write(foreign)
      const all = await Promise.all(
        Array.from({ length: 10 }, () => grantAccess(place, { prompt, store: 'memory' })),
      )
      const text = await file.read()
      t.equal(text.match(/ssh-ed25519 \S+ lvrpc-access/g)?.length, 10)
      t.ok(text.startsWith(`${foreign}\n`))
      const done = await Promise.all(all.map((grant) => grant.revoke()))
      t.ok(done.every(({ removed, proved }) => removed === 1 && proved))
      t.ok((await file.read()).startsWith(foreign))
      t.equal(await file.beside(), '')
    })

    await t.test('cut off at any moment, it is the old file or the new one', async (t) => {
      const seen = { old: 0, new: 0 }
      for (let i = 0; i < 12; i++) {
        await file.write(foreign)
        const cutOff = await on.start({ settings })
        know(sshd, cutOff)
        await cutWhen(t, cutOff, i * 20, () =>
          grantAccess(`fred@${cutOff.authority}`, { prompt, store: 'memory' }),
        )
        const text = await file.read()
        if (text === foreign) seen.old++
        else {
          t.match(text.slice(foreign.length), /^\nssh-ed25519 \S+ lvrpc-access\+ [^\n]+\n$/)
          t.equal(text.slice(0, foreign.length), foreign)
          seen.new++
        }
      }
      t.comment(`the old one ${seen.old} times, the new one ${seen.new} times`)
      t.equal(seen.old + seen.new, 12)
      // Whatever was left behind is no obstacle, and is swept.
      await using grant = hear(await grantAccess(place, { prompt, store: 'memory' }))
      t.ok(grant.added)
      t.equal(await file.beside(), '')
    })

    await t.test('login shells that talk, and that are no shells', async (t) => {
      await file.remove()
      t.teardown(() => on.run('usermod -s /bin/bash fred; rm -f /home/fred/.bashrc'))
      await on.run('echo "echo Welcome back; echo really >&2" > /home/fred/.bashrc')
      {
        await using grant = hear(await grantAccess(place, { prompt, store: 'memory' }))
        t.ok(grant.added)
        await on.run('usermod -s /bin/dash fred')
        t.match(await grant.check(), { ok: true })
      }
      await on.run('usermod -s /usr/sbin/nologin fred')
      await t.rejects(secrets.of(grantAccess(place, { prompt, store: 'memory' })), {
        code: 'accessFailed',
        message:
          /is as it was: it said 'This account is currently not available.' and ended \(exit status 1\)/,
      })
    })

    await t.test('what stops a check is told apart', async (t) => {
      const grant = hear(await grantAccess(place, { prompt }))
      t.teardown(() => revokeAccess(place, { prompt }))
      const deaf = await on.start({
        settings: [...settings, 'AllowStreamLocalForwarding no', 'ForceCommand false'],
      })
      know(sshd)
      const elsewhere = `fred@${deaf.authority}`
      const { keyfile } = grant as { keyfile: string }
      t.match(await checkAccess(elsewhere, { keyfile }), {
        ok: false,
        failed: 'hostKey',
        user: null,
      })
      know(sshd, deaf)
      t.match(await checkAccess(elsewhere, { keyfile }), {
        failed: 'daemon',
        user: 'fred',
        daemon: null,
      })
      await deaf.cut()
      t.match(await checkAccess(elsewhere, { keyfile }), { failed: 'unreachable' })
      const stranger = join(home, 'stranger')
      writeFileSync(stranger, (await on.keygen('ed25519')).privateKey, { mode: 0o600 })
      t.match(await checkAccess(place, { keyfile: stranger }), { failed: 'login' })
      writeFileSync(stranger, (await on.keygen('ed25519', 'sesame')).privateKey, { mode: 0o600 })
      t.match(await checkAccess(place, { keyfile: stranger }), {
        failed: 'key',
        reason: /encrypted/,
      })
      await t.rejects(checkAccess(place, { keyfile: '/nowhere' }), { code: 'invalidArg' })
    })

    await t.test('a key in another file still logs in, and that is said', async (t) => {
      const both = await on.start({
        settings: [
          'AuthorizedKeysFile .ssh/authorized_keys .ssh/authorized_keys2',
          ...settings.slice(1),
        ],
      })
      know(sshd, both)
      const grant = hear(
        await grantAccess(`fred@${both.authority}`, { prompt, store: 'temporary' }),
      )
      await on.run('cp -p /home/fred/.ssh/authorized_keys /home/fred/.ssh/authorized_keys2')
      await t.rejects(secrets.of(grant.revoke()), {
        code: 'accessFailed',
        message: /still logs fred in/,
      })
      await on.run('rm /home/fred/.ssh/authorized_keys2')
      t.match(await grant.revoke({ prompt }), { removed: 0, proved: true })
    })
  })
}

for (const [from, to] of pairs) {
  const [source, destination] = [lab.host(from), lab.host(to)]
  t.test(
    `${source.version} to ${destination.version}: a live migration by two grants`,
    async (t) => {
      t.teardown(() => lab.cleanup())
      const ends = await Promise.all(
        [source, destination].map(async (host) => {
          const on = await SshHost.on(t, lab, host)
          const sshd = await on.start({ settings: settingsOf(host.version) })
          return { on, sshd, host: `${sshUser.name}@${sshd.authority}` }
        }),
      )
      know(...ends.map(({ sshd }) => sshd))
      const counter = await lab.boot(source, { name: 'granted', dirtyMiB: 8 })
      {
        const options = {
          prompt,
          store: 'temporary',
          expiresAt: new Date(Date.now() + 600_000),
        } as const
        await using there = hear(await grantAccess(ends[0]!.host, options))
        await using here = hear(await grantAccess(ends[1]!.host, options))
        const result = await migrate({
          source: there.uri(),
          destination: here.uri(),
          domain: 'granted',
          live: true,
        }).result
        t.match(result, { kind: 'migrated', host: 'destination', errors: [] })
      }
      t.same(await destination.domains(), ['granted'])
      await counter.advance(3)
      for (const { on } of ends) t.equal(await new KeysFile(on).read(), '')
    },
  )
}

t.test('the command line on a terminal', async (t) => {
  const on = await SshHost.on(t, lab, lab.host('new-a'))
  const sshd = await on.start({ settings: settingsOf('11.3.0') })
  const file = new KeysFile(on)
  know()
  const cli = await bundledCli(join(home, 'cli'))
  const lvrpc = async (args: string, ...dialogue: Exchange[]) => {
    const onShown = (_text: string, pid?: number) => secrets.hearProcesses(pid)
    const command = `'${process.execPath}' '${cli}' ${args}`
    const ran = await onTerminal(command, dialogue, { onShown })
    secrets.hear('cli', ran.shown)
    return ran
  }
  const host = `${sshUser.name}@${sshd.authority}`
  const granted = await lvrpc(
    `--debug access grant ${host} --expires 2h`,
    ['(yes/no)? ', 'yes'],
    ['Password for ', sshUser.password],
  )
  t.match(granted, { code: 0, shown: /Added to: +~\/.ssh\/authorized_keys of fred on / })
  t.match(await file.read(), /^expiry-time="\d{14}Z" ssh-ed25519 \S+ lvrpc-access [^\n]+\n$/)
  const keyfile = /Key: +(\S+) /.exec(granted.shown)?.[1] ?? ''
  secrets.add('key of the command line', readFileSync(keyfile, 'utf8'))
  t.match(await lvrpc(`access check ${host}`), {
    code: 0,
    shown: /Daemon: +libvirt 11.3.0 on new-a/,
  })
  const use = /Use: +lvrpc (.*)\r/.exec(granted.shown)?.[1] ?? ''
  t.match(await lvrpc(`${use} --no-tty hostname`), { code: 0, shown: /^new-a\r\n/ })
  t.match(await lvrpc(`access revoke ${host}`), { code: 0, shown: /Login: +refused\r\nDeleted: / })
  t.match(await lvrpc(`access check ${host}`), { code: 2, shown: /no key was granted to/ })
  t.equal(await file.read(), '')
})

/** Cuts everybody off so many ms after the login; the attempt may end as it likes. */
async function cutWhen(
  t: Test,
  sshd: Sshd,
  ms: number,
  attempt: () => Promise<unknown>,
): Promise<void> {
  let cut: Promise<void> | undefined
  const onDecision = (message: unknown) => {
    const { text, address } = message as DecisionTrace
    if (address !== sshd.authority || !text.endsWith('is logged in')) return
    cut ??= new Promise((resolve) => setTimeout(resolve, ms)).then(() => sshd.cut())
  }
  subscribe(traceChannels.decision, onDecision)
  try {
    await attempt().then(
      () => t.pass('it was faster'),
      (error) => t.match(error.code, /^(accessFailed|connectFailed|connectionLost)$/),
    )
  } finally {
    unsubscribe(traceChannels.decision, onDecision)
  }
  await cut
}

t.test('no secret was shown', async (t) =>
  secrets.prove(t, { grant: 10, error: 5, decision: 100, cli: 5, argv: 1 }),
)
