// SASL logins against real daemons of both versions, with Cyrus SASL behind them and users made by saslpasswd2: every
// mechanism both sides have, auth.conf and callback, refusals, a way others can read, and the prompt of the command line on a
// terminal. virsh beside it says how an auth.conf is to be read. The hosts are as they were afterwards.

import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { type ConnectOptions, connect } from '../../src/index.ts'
import { watchSecrets } from '../secrets.ts'
import type { Host } from './host.ts'
import { useLab } from './lab.ts'
import { next, reconnect } from './reconnecting.ts'
import { bundledCli, type Exchange, onTerminal } from './terminal.ts'

const lab = await useLab(t)
const folder = await mkdtemp(join(tmpdir(), 'lvrpc-sasl-'))
t.teardown(() => rm(folder, { recursive: true }))

const PASSWORD = 'pencil-case 7'
// What needs care in an auth.conf: blanks at both ends, a backslash, an equals sign, a letter that is not ASCII.
const ODD = ' b\\s=é# '
const ODD_WRITTEN = '\\sb\\\\s=é# '
const WRONG = 'wrong-geheim'
const secrets = watchSecrets(t, {
  password: PASSWORD,
  'odd password': ODD,
  'odd password as auth.conf has it': ODD_WRITTEN,
  'wrong password': WRONG,
})
const mechanisms = ['SCRAM-SHA-512', 'SCRAM-SHA-256', 'SCRAM-SHA-1', 'PLAIN'] as const

const setUp = `set -e
cp /etc/libvirt/libvirtd.conf /root/libvirtd.conf.before
cp /etc/sasl2/libvirt.conf /root/sasl.conf.before
sed -i 's/^auth_unix_rw = .*/auth_unix_rw = "sasl"/; s/^auth_tcp = .*/auth_tcp = "sasl"/' /etc/libvirt/libvirtd.conf
add() { printf %s "$2" | saslpasswd2 -p -a libvirt -f /etc/libvirt/passwd.db "$1"; }
add fred "$0"
add odd "$1"
`
const takeBack = `set -e
mv /root/libvirtd.conf.before /etc/libvirt/libvirtd.conf
mv /root/sasl.conf.before /etc/sasl2/libvirt.conf
rm -f /etc/libvirt/passwd.db /tmp/auth.conf`
// The lab's own way waits on sockets that need a login now; the read-only one never does.
const start = 'libvirtd -d --listen; until virsh -q -r uri > /dev/null 2>&1; do sleep 0.1; done'

async function inHost(host: Host, script: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await host.exec(['sh', '-c', script, ...args])
  if (code !== 0) throw new Error(`${host.name}: ${script}: ${code} ${stdout}${stderr}`)
  return stdout
}

/** Makes the daemon offer these mechanisms. */
async function offer(host: Host, ...names: string[]): Promise<void> {
  const conf = `mech_list: ${names.join(' ')}\nsasldb_path: /etc/libvirt/passwd.db\n`
  await inHost(host, 'printf %s "$0" > /etc/sasl2/libvirt.conf', conf)
  await restart(host)
}

async function restart(host: Host): Promise<void> {
  await host.killDaemon()
  await inHost(host, `timeout 60 sh -c '${start}'`)
}

async function authConf(name: string, authname: string, written: string): Promise<string> {
  const path = join(folder, name)
  const text = `[auth-libvirt-localhost]\ncredentials=c\n[credentials-c]\nauthname=${authname}\npassword=${written}\n`
  await writeFile(path, text)
  await chmod(path, 0o600)
  return path
}

const nobody = await authConf('nobody', '', '')
await writeFile(nobody, '')
const fred = await authConf('fred', 'fred', PASSWORD)
const odd = await authConf('odd', 'odd', ODD_WRITTEN)
const given = (authname: string, password: string): ConnectOptions => ({
  credentials: async () => ({ authname, password }),
})

const onWarning = (text: string) => secrets.hear('warning', text)

/** Logs in, and asks something that needs it. */
function hostname(uri: string, options: ConnectOptions = {}): Promise<string> {
  const asked = async () => {
    await using connection = await connect(uri, { timeoutMs: 20_000, onWarning, ...options })
    // Asked before it is closed again.
    return await connection.getHostname()
  }
  return secrets.of(asked())
}

for (const host of [lab.host('old-a'), lab.host('new-a')]) {
  t.test(`${host.version}: SASL`, async (t) => {
    t.teardown(async () => {
      await inHost(host, takeBack)
      await host.restartDaemon()
      if ((await hostname(host.unixUri)) !== host.name) throw new Error('not as it was')
    })
    await inHost(host, setUp, PASSWORD, ODD)
    await offer(host, ...mechanisms, 'DIGEST-MD5')
    const uri = `${host.unixUri}&authfile=${nobody}`

    await t.test('every mechanism, by callback and by auth.conf', async (t) => {
      for (const mechanism of mechanisms) {
        const by = `&auth=sasl.${mechanism}`
        t.equal(await hostname(uri + by, given('fred', PASSWORD)), host.name, mechanism)
        t.equal(await hostname(`${host.unixUri}${by}&authfile=${fred}`), host.name, mechanism)
        // A realm can be named.
        t.equal(await hostname(uri + by, given(`fred@${host.name}`, PASSWORD)), host.name)
      }
    })

    await t.test('the best is taken, and the daemon knows who it is', async (t) => {
      const asked: string[] = []
      await using connection = await connect(uri, {
        credentials: async ({ mechanism, names, host }) => {
          asked.push(mechanism, ...names, host)
          return { authname: 'fred', password: PASSWORD }
        },
      })
      t.strictSame(asked, ['SCRAM-SHA-512', 'authname', 'password', 'localhost'])
      const list =
        'virt-admin client-list libvirtd | sed -n "s/^ *\\([0-9]\\+\\) .*/\\1/p" | ' +
        'while read -r id; do virt-admin client-info libvirtd "$id"; done'
      t.match(await inHost(host, list), /sasl_user_name *: *fred/)
      await using second = await connection.duplicate()
      t.equal(await second.getHostname(), host.name)
    })

    await t.test('an auth.conf means what it means to virsh', async (t) => {
      t.equal(await hostname(uri, given('odd', ODD)), host.name)
      t.equal(await hostname(`${host.unixUri}&authfile=${odd}`), host.name)
      const conf = `[auth-libvirt-default]\ncredentials=c\n[credentials-c]\nauthname=odd\npassword=${ODD_WRITTEN}\n`
      await inHost(host, 'printf %s "$0" > /tmp/auth.conf', conf)
      const virsh =
        'LIBVIRT_AUTH_FILE=/tmp/auth.conf virsh -q -c "qemu+unix:///system?auth=sasl.SCRAM-SHA-256" hostname'
      t.equal((await inHost(host, virsh)).trim(), host.name)
    })

    await t.test('a wrong password and an unknown user look the same', async (t) => {
      const expected = {
        name: 'RemoteError',
        code: 'authFailed',
        number: 45,
        message: 'authentication failed: authentication failed',
        outcome: 'refused',
      }
      for (const mechanism of mechanisms) {
        const by = `${uri}&auth=sasl.${mechanism}`
        await t.rejects(hostname(by, given('fred', WRONG)), expected, mechanism)
        await t.rejects(hostname(by, given('nobody', PASSWORD)), expected, mechanism)
      }
      await t.rejects(hostname(uri), { code: 'authFailed', message: /No authentication callback/ })
      t.equal(await hostname(uri, given('fred', PASSWORD)), host.name, 'and the next may in')
    })

    await t.test('a lost line logs in again, until it may not', async (t) => {
      const passwords: string[] = []
      let password = PASSWORD
      const connection = await connect(uri, {
        onWarning,
        reconnect: { ...reconnect, attemptTimeoutMs: 20_000 },
        credentials: async () => {
          passwords.push(password)
          return { authname: 'fred', password }
        },
      })
      t.teardown(() => connection.close())
      await using events = await connection.domainEvents({ events: ['lifecycle'] })
      const heard = events[Symbol.asyncIterator]()
      const back = next(connection, 'connected')
      await restart(host)
      t.match(await back, { gap: { reason: 'reconnected' } })
      t.match(await heard.next(), { value: { kind: 'gap', reason: 'reconnected' } })
      t.equal(await connection.getHostname(), host.name)
      t.ok(passwords.length > 1, 'asked at every opening')

      password = WRONG
      await restart(host)
      const { error } = await connection.closed
      secrets.hear('error', error)
      t.match(error, { name: 'RemoteError', code: 'authFailed' })
      // Of the loss it is the reason, and not an answer to what was asked.
      await t.rejects(heard.next(), { code: 'connectionLost', cause: { code: 'authFailed' } })
      t.equal(passwords.indexOf(WRONG), passwords.length - 1, 'and not once more')
    })

    await t.test('what is not offered, and what is not spoken', async (t) => {
      await t.rejects(hostname(`${uri}&auth=sasl.EXTERNAL`, given('fred', PASSWORD)), {
        code: 'authFailed',
        message: /EXTERNAL is not offered by the daemon at .*SCRAM-SHA-256/,
      })
      await t.rejects(hostname(`${uri}&auth=sasl.digest-md5`, given('fred', PASSWORD)), {
        code: 'configUnsupported',
        message: /asks for the SASL mechanism digest-md5, and lvrpc speaks SCRAM-SHA-512/,
      })
      await t.rejects(hostname(`${uri}&auth=polkit`), {
        code: 'authFailed',
        message: /requested authentication type polkit rejected: .* asks for sasl/,
      })
    })

    const overTcp = {
      name: 'ConnectionError',
      code: 'authFailed',
      message: /SSF 0 was not strong enough: the way to .*:16509 is not encrypted/,
    }
    const uris = [host.uri, `${host.uri}?auth=sasl.PLAIN`, `${host.uri}?auth=sasl.SCRAM-SHA-256`]
    await t.test('over plain TCP no password is asked for', async (t) => {
      const never = { credentials: () => Promise.reject(new Error('asked')) }
      for (const uri of uris) await t.rejects(hostname(uri, never), overTcp)
      await t.rejects(hostname(host.uri, never), { message: /offers DIGEST-MD5 there/ })
    })

    await t.test('the command line asks on a terminal, and shows no password', async (t) => {
      const cli = await bundledCli(join(folder, `cli-${host.name}`))
      const command = `'${process.execPath}' '${cli}' --debug -c '${uri}' hostname`
      const lvrpc = async (...dialogue: Exchange[]) => {
        const onShown = (_text: string, pid?: number) => secrets.hearProcesses(pid)
        const ran = await onTerminal(command, dialogue, { onShown })
        secrets.hear('cli', ran.shown)
        return ran
      }
      const right = await lvrpc(
        ['User name for localhost: ', 'fred'],
        ['Password for fred at localhost: ', PASSWORD],
      )
      t.equal(right.code, 0)
      t.match(right.shown, new RegExp(`\\r\\n${host.name}\\r\\n`))
      const wrong = await lvrpc(['User name', 'fred'], ['Password', WRONG])
      t.equal(wrong.code, 1)
      t.match(wrong.shown, /error: authentication failed: authentication failed\r\n/)
      const interrupted = await lvrpc(['User name', 'fred'], ['Password', '\u0003'])
      t.equal(interrupted.code, 1)
      t.match(interrupted.shown, /error: authentication failed: the credentials .* were not given/)
    })

    await t.test('a daemon with SCRAM-SHA-256 alone, as docs/auth.md sets it up', async (t) => {
      await offer(host, 'scram-sha-256')
      const asked: string[] = []
      const options: ConnectOptions = {
        credentials: async ({ mechanism }) => {
          asked.push(mechanism)
          return { authname: 'fred', password: PASSWORD }
        },
      }
      t.equal(await hostname(`${uri}&auth=sasl`, options), host.name)
      t.strictSame(asked, ['SCRAM-SHA-256'])
      // Nothing it has is good enough for TCP: it refuses to name any.
      for (const uri of uris) await t.rejects(hostname(uri, options), overTcp)
      await t.rejects(hostname(host.uri), { message: /offers nothing there/ })
    })

    await t.test('nothing but what is not spoken', async (t) => {
      await offer(host, 'gssapi')
      await t.rejects(hostname(uri, given('fred', PASSWORD)), {
        name: 'UsageError',
        code: 'configUnsupported',
        message: /offers only these SASL mechanisms: GSSAPI, .* which is Kerberos, needs a native/,
      })
    })

    await t.test('anonymous', async (t) => {
      await offer(host, 'anonymous')
      t.equal(await hostname(`${uri}&auth=sasl.ANONYMOUS`), host.name)
    })
  })
}

t.test('no password was shown to anybody', async (t) => {
  secrets.prove(t, { error: 40, cli: 6, argv: 4, frame: 100, decision: 50 })
})
