// polkit on real hosts of both versions: a bus, polkitd and the daemon that asks it, and as clients people of the host itself,
// because polkit judges the process at the other end of the socket. So the command line as it is shipped runs inside the host,
// with this machine's Node. The hosts are as they were afterwards.

import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import t from 'tap'
import { watchSecrets } from '../secrets.ts'
import type { Host } from './host.ts'
import { useLab } from './lab.ts'
import type { Finished } from './process.ts'
import { bundledCli, type Exchange } from './terminal.ts'

const lab = await useLab(t)
const ROOTS = 'geheim-of-root'
const FREDS = 'geheim-of-fred'
const WRONG = 'pencil-case 7'
const secrets = watchSecrets(t, { 'root’s': ROOTS, 'fred’s': FREDS, 'a wrong one': WRONG })

await copyFile(process.execPath, join(lab.shared, 'node'))
await bundledCli(join(lab.shared, 'cli'))
await build({
  entryPoints: ['test/lab/terminal.ts'],
  outfile: join(lab.shared, 'terminal.mjs'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'warning',
})
// Somebody at a terminal inside the host: what to do is in a file, for everybody can read arguments.
await writeFile(
  join(lab.shared, 'drive.mjs'),
  `import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { onTerminal } from './terminal.mjs'
const { command, dialogue, kill } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const argv = new Set()
const onShown = (text) => {
  for (const line of execFileSync('ps', ['-eo', 'args']).toString().split('\\n')) argv.add(line)
  if (kill && text.includes('assword:')) execFileSync('pkill', ['-x', kill])
}
console.log(JSON.stringify({ ...(await onTerminal(command, dialogue, { onShown })), argv: [...argv] }))
`,
)

const kept = [
  '/etc/passwd',
  '/etc/shadow',
  '/etc/group',
  '/etc/gshadow',
  '/etc/libvirt/libvirtd.conf',
]
const RULES = '/etc/polkit-1/rules.d/10-lvrpc.rules'
const polkitd = `
[ ! -e /run/polkitd.pid ] || kill "$(cat /run/polkitd.pid)" 2> /dev/null || :
/usr/lib/polkit-1/polkitd --no-debug > /dev/null 2>&1 &
echo $! > /run/polkitd.pid
until dbus-send --system --print-reply --dest=org.freedesktop.DBus / \
  org.freedesktop.DBus.GetNameOwner string:org.freedesktop.PolicyKit1 > /dev/null 2>&1; do sleep 0.05; done`
// What a run that was killed has left goes first.
const takeBack = `
for pid in /run/polkitd.pid /run/dbus/pid; do [ ! -e $pid ] || kill "$(cat $pid)" 2> /dev/null; rm -f $pid; done
rm -rf ${RULES} /home/fred /home/anna
[ ! -e /root/before/done ] || { cd /root/before && cp -a passwd shadow group gshadow /etc && cp -a libvirtd.conf /etc/libvirt; }
cd /; rm -rf /root/before`
const setUp = `${takeBack}
set -e
mkdir /root/before
cp -a ${kept.join(' ')} /root/before
touch /root/before/done
useradd -m fred
useradd -m -G libvirt anna
chpasswd < /shared/passwords
mkdir -p /run/dbus
dbus-daemon --system --fork
${polkitd}
sed -i 's/^auth_unix_r\\([ow]\\) = .*/auth_unix_r\\1 = "polkit"/' /etc/libvirt/libvirtd.conf`

async function inHost(host: Host, script: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await host.exec(['bash', '-c', script, ...args])
  if (code !== 0) throw new Error(`${host.name}: ${script}: ${code} ${stdout}${stderr}`)
  return stdout
}

const URI = 'qemu+unix:///system'
/** Another user, on the same terminal: \`su\` would take it away. */
const as = (user: string) =>
  `setpriv --reuid ${user} --regid ${user} --init-groups env HOME=/tmp XDG_CACHE_HOME=/tmp/${user}`
const lvrpc = (...args: string[]) => `/shared/node /shared/cli/main.js -c ${URI} ${args.join(' ')}`

/** Runs the command line as a user of the host, without a terminal. */
async function alone(host: Host, user: string, ...args: string[]): Promise<Finished> {
  const ran = await host.exec(['sh', '-c', `${as(user)} ${lvrpc(...args)}`])
  secrets.hear('cli', ran.stdout + ran.stderr)
  return ran
}

/** The same at a terminal. @param kill program to kill when a password is asked for */
async function atTerminal(
  host: Host,
  user: string,
  args: readonly string[],
  dialogue: readonly Exchange[],
  kill?: string,
): Promise<{ readonly code: number; readonly shown: string; readonly questions: number }> {
  const command = `${as(user)} ${lvrpc(...args)}`
  await writeFile(join(lab.shared, 'drive.json'), JSON.stringify({ command, dialogue, kill }))
  const said = await inHost(host, '/shared/node /shared/drive.mjs /shared/drive.json')
  const ran: { code: number; shown: string; argv: string[] } = JSON.parse(said)
  secrets.hear('cli', ran.shown)
  for (const line of ran.argv) secrets.hear('argv', line)
  return { ...ran, questions: ran.shown.split('assword:').length - 1 }
}

/** Has polkit judge by this body of a rule for fred; the newest rule is asked first. */
async function rule(host: Host, body: string): Promise<void> {
  const text = `polkit.addRule(function (action, subject) {
  if (action.id === 'org.libvirt.unix.manage' && subject.user === 'fred') ${body}
})\n`
  await inHost(host, `printf %s "$0" > ${RULES}; ${polkitd}`, text)
}

const agents = (host: Host) => inHost(host, 'pgrep -c -x pkttyagent || :')
const asked = 'assword:'
const NOBODY =
  "error: authentication unavailable: no polkit agent available to authenticate action 'org.libvirt.unix.manage'"

for (const host of [lab.host('old-a'), lab.host('new-a')]) {
  t.test(`${host.version}: polkit`, async (t) => {
    await writeFile(join(lab.shared, 'passwords'), `root:${ROOTS}\nfred:${FREDS}\n`)
    await inHost(host, setUp)
    t.teardown(async () => {
      // First: without its bus a daemon may end by itself.
      await host.killDaemon()
      await inHost(host, takeBack)
      await host.startDaemon()
    })
    await host.restartDaemon()
    const welcome = `${host.name}\n\n`

    await t.test('root is let in without polkit, and whoever a rule lets in', async (t) => {
      const root = await alone(host, 'root', '--debug', 'hostname')
      t.match(root, { code: 0, stdout: welcome })
      t.match(root.stderr, /auth: the daemon asks for none: none is taken/)
      const group = await alone(host, 'anna', '--debug', 'hostname')
      t.match(group, { code: 0, stdout: welcome })
      t.match(group.stderr, /auth: polkit lets this process in/)
      t.match(await alone(host, 'fred', '-r', 'hostname'), { code: 0, stdout: welcome })
    })

    await t.test('others are refused, in words that say what to do', async (t) => {
      const refused = { code: 1, stdout: '' }
      const { stderr, ...rest } = await alone(host, 'fred', 'hostname')
      t.match(rest, refused)
      const [error, hint, ...more] = stderr.split('\n')
      t.equal(error, NOBODY)
      t.match(hint, /^hint: polkit has nobody to ask: .*pkttyagent.*root.*rule.*docs\/auth.md/)
      t.strictSame(more, [''])
      const json = await alone(host, 'fred', '--json', 'hostname')
      t.match(JSON.parse(json.stdout).error, { code: 'authUnavailable', number: 94, domain: 60 })
      const silent = await atTerminal(host, 'fred', ['--no-tty', '--debug', 'hostname'], [])
      t.equal(silent.code, 1)
      t.ok(silent.shown.includes(NOBODY))
      t.equal(silent.questions, 0)
      t.notMatch(silent.shown, /with an agent/)
    })

    await t.test('at a terminal the agent asks, and ends', async (t) => {
      const right = await atTerminal(host, 'fred', ['--debug', 'hostname'], [[asked, ROOTS]])
      t.equal(right.code, 0)
      t.equal(right.questions, 1)
      t.ok(right.shown.includes(`\r\n${host.name}\r\n`))
      t.match(right.shown, /auth: asking again with an agent of this process/)
      const twice = [
        [asked, WRONG],
        [asked, ROOTS],
      ] as const
      const second = await atTerminal(host, 'fred', ['hostname'], twice)
      t.match(second, { code: 0, questions: 2 })
      t.match(second.shown, /AUTHENTICATION FAILED/)
      const never = Array.from({ length: 6 }, () => [asked, WRONG] as const)
      const wrong = await atTerminal(host, 'fred', ['hostname'], never)
      t.match(wrong, { code: 1, questions: 5 })
      t.match(
        wrong.shown,
        /error: authentication failed: .*\r\nhint: polkit does not let this user in/,
      )
      t.equal((await agents(host)).trim(), '0')
    })

    await t.test('four connections of a command ask once', async (t) => {
      const args = ['migrate', 'nobody', URI]
      const ran = await atTerminal(host, 'fred', args, [[asked, ROOTS]])
      t.match(ran, { code: 1, questions: 1 })
      t.match(ran.shown, /error: Domain not found: no domain with matching name 'nobody'/)
    })

    await t.test(
      'a question that is called off, or whose agent dies, is a clear end',
      async (t) => {
        const interrupted = await atTerminal(host, 'fred', ['hostname'], [[asked, '\u0003']])
        t.equal(interrupted.code, 130)
        const killed = await atTerminal(host, 'fred', ['hostname'], [], 'pkttyagent')
        t.equal(killed.code, 1)
        t.match(killed.shown, /error: authentication (cancelled|unavailable|failed): /)
        t.equal((await agents(host)).trim(), '0')
      },
    )

    await t.test('rules decide: yes, no, and the user’s own password', async (t) => {
      await rule(host, 'return polkit.Result.YES')
      t.match(await alone(host, 'fred', 'hostname'), { code: 0, stdout: welcome })
      await rule(host, 'return polkit.Result.NO')
      const denied = await alone(host, 'fred', 'hostname')
      t.equal(denied.code, 1)
      t.match(
        denied.stderr,
        /^error: authentication failed: .*\nhint: polkit does not let this user/,
      )
      const deniedThere = await atTerminal(host, 'fred', ['hostname'], [])
      t.match(deniedThere, { code: 1, questions: 0 })
      await rule(host, 'return polkit.Result.AUTH_SELF')
      const own = await atTerminal(host, 'fred', ['hostname'], [[asked, FREDS]])
      t.match(own, { code: 0, questions: 1 })
    })
  })
}

t.test('no password was shown to anybody', async (t) => {
  secrets.prove(t, { cli: 20, argv: 20 })
})
