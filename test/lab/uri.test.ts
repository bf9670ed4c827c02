// Which daemon a URI means, or none: sockets of every name, libvirt.conf, aliases and defaults. What virsh inside the host does
// with the same files, sockets and environment is the measure.

import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { confCases, type Verdict } from '../transport/conf-cases.ts'
import { type Client, Elsewhere } from './elsewhere.ts'
import { guestXml } from './guest.ts'
import type { Host } from './host.ts'
import { useLab } from './lab.ts'
import type { Finished } from './process.ts'

const lab = await useLab(t)
const elsewhere = await Elsewhere.build()
t.teardown(() => elsewhere.remove())

const NOBODY = 65_534
const files = ['libvirt.conf', 'libvirt-admin.conf'] as const

async function must(host: Host, script: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await host.exec(['sh', '-ec', script, 'sh', ...args])
  if (code !== 0) throw new Error(`${host.name}: ${script}: ${stdout}${stderr}`)
  return stdout
}

/** A program of libvirt's inside the host, in the same surroundings as ours. */
async function theirs(host: Host, client: Client, ...argv: string[]): Promise<Finished> {
  const { uid = 0, env = {}, etc = {} } = client
  for (const name of files) {
    const put = 'if [ "$#" = 2 ]; then printf %s "$2" > "$1"; else rm -f "$1"; fi'
    await must(host, put, `/etc/libvirt/${name}`, ...[etc[name] ?? []].flat())
  }
  const settings = Object.entries({ HOME: '/tmp', ...env }).map(([k, v]) => `${k}=${v}`)
  const as = ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--']
  return host.exec([...as, 'timeout', '20', 'env', ...settings, ...argv])
}

/**
 * Sockets of /run/libvirt: the daemon's own, which it makes when it starts and no other time, under other names; and files behind
 * which nobody is.
 */
const own = { rw: 'kept-libvirt-sock', ro: 'kept-libvirt-sock-ro' }
const layouts = {
  'libvirtd alone': `mv ${own.rw} libvirt-sock; mv ${own.ro} libvirt-sock-ro`,
  'the modular daemon alone': `mv ${own.rw} virtqemud-sock; mv ${own.ro} virtqemud-sock-ro`,
  'the modular daemon, beside a libvirtd that is gone': `mv ${own.rw} virtqemud-sock; : > libvirt-sock`,
  'libvirtd, beside a modular daemon that is gone': `mv ${own.rw} libvirt-sock; : > virtqemud-sock`,
  'the modular daemon of another driver alone': `mv ${own.rw} virtlxcd-sock`,
  'no daemon': ':',
} as const

/** Takes the sockets back from wherever they are, then lays them out. */
function arrange(host: Host, layout: string): Promise<string> {
  const takeBack = `cd /run/libvirt
    for kind in sock sock-ro; do for name in libvirt virtqemud virtlxcd; do
      if [ -S "$name-$kind" ]; then mv "$name-$kind" "kept-libvirt-$kind"; else rm -f "$name-$kind"; fi
    done; done`
  return must(host, `${takeBack}\n${layout}`)
}

/** Puts back what tests change; that of a run that was killed, too. */
async function restore(host: Host): Promise<void> {
  const conf = files.map((name) => `/etc/libvirt/${name}`)
  const back = `for f in ${conf.join(' ')}; do [ ! -e "$f.before" ] || mv "$f.before" "$f"; done`
  await must(host, `${back}; pkill -u ${NOBODY} -x libvirtd || true`)
  await arrange(host, layouts['libvirtd alone'])
}

async function prepare(host: Host): Promise<void> {
  await restore(host)
  const keep = files.map((f) => `[ ! -e ${f} ] || cp ${f} ${f}.before`).join('; ')
  await must(host, `cd /etc/libvirt; ${keep}`)
}

const hosts = [lab.host('old-a'), lab.host('new-a')]
await Promise.all(hosts.map(prepare))
t.teardown(() => Promise.all(hosts.map(restore)))

for (const host of hosts) {
  const version = host.version

  t.test(`${version}: which socket is taken, as virsh takes it`, async (t) => {
    t.teardown(() => restore(host))
    const asked: string[][] = [
      ['-c', 'qemu:///system'],
      ['-c', 'qemu:///system?mode=legacy'],
      ['-c', 'qemu:///system?mode=direct'],
      ['-c', 'remote:///'],
      ['-r', '-c', 'qemu:///system'],
      ['-c', 'qemu:///system?socket=/var/run/libvirt/virtqemud-sock'],
    ]
    const reached: string[] = []
    for (const [name, layout] of Object.entries(layouts)) {
      await arrange(host, layout)
      for (const args of asked) {
        const [ours, virsh] = await Promise.all([
          elsewhere.lvrpc(host, {}, ...args, 'hostname'),
          theirs(host, {}, 'virsh', ...args, 'hostname'),
        ])
        const label = `${name}: ${args.join(' ')}`
        t.equal(ours.code, virsh.code, `${label}: ${ours.stderr}${virsh.stderr}`)
        t.equal(ours.stdout.trim(), virsh.stdout.trim(), label)
        if (ours.code === 0) reached.push(label)
        else t.match(ours.stderr, /^error: [^\n]+\n$/, label)
      }
    }
    t.equal(reached.length, 13)
  })

  t.test(`${version}: without a URI the first daemon that has a socket is meant`, async (t) => {
    t.teardown(() => restore(host))
    // As Debian builds it virsh looks for libvirtd's socket alone.
    const cases: [layout: keyof typeof layouts, ours: boolean, virsh: boolean][] = [
      ['libvirtd alone', true, true],
      ['the modular daemon alone', true, false],
      ['the modular daemon, beside a libvirtd that is gone', true, false],
      ['the modular daemon of another driver alone', true, false],
      ['libvirtd, beside a modular daemon that is gone', false, true],
      ['no daemon', false, false],
    ]
    for (const [layout, reached, virshToo] of cases) {
      await arrange(host, layouts[layout])
      const [ours, virsh] = await Promise.all([
        elsewhere.lvrpc(host, {}, '-q', 'uri'),
        theirs(host, {}, 'virsh', '-q', 'uri'),
      ])
      t.strictSame([ours.code === 0, virsh.code === 0], [reached, virshToo], layout)
      if (reached) t.equal(ours.stdout, 'qemu:///system\n', layout)
    }
  })

  t.test(`${version}: what libvirt reads is read, what it refuses is refused there`, async (t) => {
    t.teardown(() => restore(host).then(() => prepare(host)))
    // All in one go: a start of virsh each.
    const loop = `for text in "$@"; do printf %s "$text" | base64 -d > /etc/libvirt/libvirt.conf
      virsh -q -c test:///default uri 2>&1 | tr '\\n' ' '; echo; done`
    const encoded = confCases.map(([text]) => Buffer.from(text).toString('base64'))
    const said = (await must(host, loop, ...encoded)).split('\n')
    for (const [i, [text, verdict]] of confCases.entries()) {
      const line = /libvirt\.conf:(\d+): /.exec(said[i]!)?.[1]
      const seen: Verdict = said[i]!.startsWith('test:///default') ? 'fine' : Number(line)
      t.equal(seen, verdict, `${JSON.stringify(text)}: ${said[i]}`)
    }
  })

  t.test(`${version}: who names the URI, aliases and defaults, as with virsh`, async (t) => {
    t.teardown(() => restore(host).then(() => prepare(host)))
    const aliases = 'uri_aliases = [ "a=test:///default", "q=qemu:///system", "b=a" ]\n'
    const byTest = 'uri_default = "test:///default"\n'
    const env = { LIBVIRT_DEFAULT_URI: 'qemu:///system' }
    const wrong = 'configuration file syntax error'
    /** Args, file, environment, and what is opened, or the words of the failure that both have. */
    const cases: [args: string[], conf: string, env: Record<string, string>, outcome: string][] = [
      [[], '', {}, 'qemu:///system'],
      [[], byTest, {}, 'test:///default'],
      [[], byTest, env, 'qemu:///system'],
      [[], byTest, { ...env, VIRSH_DEFAULT_CONNECT_URI: 'test:///default' }, 'test:///default'],
      [[], byTest, { VIRSH_DEFAULT_CONNECT_URI: '' }, 'test:///default'],
      [['-c', ''], byTest, { VIRSH_DEFAULT_CONNECT_URI: 'qemu:///system' }, 'test:///default'],
      [['-c', 'qemu:///system'], byTest, {}, 'qemu:///system'],
      [['-c', 'a'], aliases, {}, 'test:///default'],
      [['-c', 'q'], aliases, {}, 'qemu:///system'],
      [['-c', 'b'], aliases, {}, 'no connection driver available for '],
      [['-c', 'A'], aliases, {}, 'no connection driver available for '],
      [[], aliases, { LIBVIRT_DEFAULT_URI: 'a' }, 'test:///default'],
      [[], `${aliases}uri_default = "a"`, {}, 'test:///default'],
      [['-c', 'a'], 'uri_aliases = [ "bad", "a=test:///default" ]', {}, wrong],
      // The daemon looks what it is to open up in that file, too, and so meets the entry behind.
      [['-c', 'q'], 'uri_aliases = [ "q=qemu:///system", "bad" ]', {}, wrong],
      [['-c', 'qemu:///system'], 'uri_aliases = [ "bad" ]', {}, wrong],
      [['-c', 'qemu:///system'], 'uri_aliases = [ "a b=x" ]', {}, wrong],
      [['-c', 'a'], 'uri_aliases = [ "=x", "a=test:///default" ]', {}, 'test:///default'],
      [['-c', 'a'], 'uri_aliases = [ "a=" ]', {}, 'no connection driver available for '],
      [['-c', 'a'], 'uri_aliases = [ 5 ]', {}, wrong],
      [['-c', 'qemu:///system'], 'x', {}, wrong],
      [['-c', 'qemu:///system'], 'uri_default = 5', {}, 'qemu:///system'],
      [[], 'uri_default = 5', {}, 'uri_default'],
      [[], 'uri_default = ""', {}, 'no connection driver available for '],
      [[], `uri_default = "x"\n${byTest}`, {}, 'no connection driver available for '],
      [['-c', 'qemu:///system'], 'remote_mode = "direct"', {}, 'virtqemud-sock'],
      [['-c', 'qemu:///system?mode=legacy'], 'remote_mode = "direct"', {}, 'qemu:///system'],
      [['-c', 'qemu:///system?mode=auto'], 'remote_mode = "direct"', {}, 'qemu:///system'],
      [['-c', 'qemu:///system'], 'remote_mode = "legacy"', {}, 'qemu:///system'],
      [['-c', 'qemu:///system'], 'remote_mode = "x"', {}, 'invalid argument: '],
      [['-c', 'qemu:///system?mode=auto'], 'remote_mode = 5', {}, 'qemu:///system'],
      [[], 'remote_mode = "direct"', {}, 'Operation not supported: '],
      [['-c', 'qemu:///system'], 'remote_proxy = "x"', {}, 'invalid argument: '],
      [['-c', 'qemu:///system'], 'remote_proxy = "netcat"', {}, 'qemu:///system'],
      [['-c', 'qemu:///system'], 'tls_priority = 5', {}, 'qemu:///system'],
      [['-c', 'qemu+tls://localhost/system'], 'tls_priority = 5', {}, 'tls_priority'],
    ]
    for (const [args, conf, environment, outcome] of cases) {
      const client = { env: environment, etc: { 'libvirt.conf': conf } }
      const [ours, virsh] = await Promise.all([
        elsewhere.lvrpc(host, client, '-q', ...args, 'uri'),
        theirs(host, client, 'virsh', '-q', ...args, 'uri'),
      ])
      const label = `${args.join(' ')} with ${JSON.stringify(conf)} ${JSON.stringify(environment)}`
      t.equal(ours.code === 0, virsh.code === 0, `${label}: ${ours.stderr}${virsh.stderr}`)
      for (const [who, { code, stdout, stderr }] of Object.entries({ ours, virsh })) {
        // virsh shows the URI with the parameters of the way.
        if (code === 0) t.equal(stdout.trim().replace(/\?.*$/, ''), outcome, `${who}: ${label}`)
        else t.ok(stderr.includes(outcome), `${who}: ${label}: ${stderr}`)
      }
    }
    // What reaches TLS is refused before anything is dialled; virsh looks at its certificates first.
    const client = { etc: { 'libvirt.conf': 'tls_priority = "SECURE256"' } }
    const { stderr } = await elsewhere.lvrpc(host, client, '-c', 'qemu://localhost/system', 'uri')
    t.match(
      stderr,
      /^error: unsupported configuration: \/etc\/libvirt\/libvirt\.conf:1: tls_priority: 'SECURE256'/,
    )
  })

  t.test(`${version}: an ordinary user may look, and has a daemon of their own`, async (t) => {
    const inHost = '/shared/nobody'
    const here = join(lab.shared, 'nobody')
    await mkdir(join(here, 'run'), { recursive: true })
    for (const path of [here, join(here, 'run')]) await chmod(path, 0o777)
    t.teardown(async () => {
      await restore(host)
      await must(host, `rm -rf ${inHost}`)
    })
    const env = (home: string, more = {}) => ({
      ...{ HOME: home, XDG_RUNTIME_DIR: `${home}/run`, LIBVIRT_AUTOSTART: '0' },
      ...more,
    })
    const both = async (args: string[], more = {}): Promise<[Finished, Finished]> =>
      Promise.all([
        elsewhere.lvrpc(host, { uid: NOBODY, env: env(here, more) }, '-q', ...args),
        theirs(host, { uid: NOBODY, env: env(inHost, more) }, 'virsh', '-q', ...args),
      ])

    // The socket that only shows things is all that this user may open.
    await must(host, 'chmod 700 /run/libvirt/libvirt-sock')
    for (const [args, code] of [
      [['-c', 'qemu:///system', 'hostname'], 1],
      [['-r', '-c', 'qemu:///system', 'hostname'], 0],
      [['-r', '-c', 'qemu:///system', 'destroy', 'x'], 1],
    ] as const) {
      const [ours, virsh] = await both([...args])
      t.strictSame([ours.code, virsh.code], [code, code], `${args} ${ours.stderr}${virsh.stderr}`)
    }
    await must(host, 'chmod 777 /run/libvirt/libvirt-sock')

    for (const args of [['-c', 'qemu:///session', 'uri'], ['uri']]) {
      const [ours, virsh] = await both(args)
      t.strictSame([ours.code, virsh.code], [1, 1])
      const socket = `${here}/run/libvirt/libvirt-sock`
      t.match(
        ours.stderr,
        `error: Failed to connect socket to '${socket}': No such file or directory (no session daemon of this user listens; start one with '/usr/sbin/libvirtd --daemon --timeout=120')\n`,
      )
      t.match(virsh.stderr, /No such file or directory/)
    }

    const start = `setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups -- env HOME=${inHost} XDG_RUNTIME_DIR=${inHost}/run libvirtd --daemon --timeout=120
      until [ -S ${inHost}/run/libvirt/libvirt-sock ]; do sleep 0.05; done`
    await must(host, start)
    for (const args of [['-c', 'qemu:///session', 'uri'], ['uri'], ['-r', 'uri']]) {
      const [ours, virsh] = await both(args)
      t.strictSame([ours.code, virsh.code], [0, 0], `${args}: ${ours.stderr}${virsh.stderr}`)
      t.equal(ours.stdout, 'qemu:///session\n', args.join(' '))
      t.equal(virsh.stdout, ours.stdout)
    }
    // By the folder that counts where there is no runtime folder.
    const cache = { XDG_RUNTIME_DIR: '', XDG_CACHE_HOME: `${here}/run` }
    const ours = await elsewhere.lvrpc(
      host,
      { uid: NOBODY, env: env(here, cache) },
      ...['-q', '-c', 'qemu:///session', 'uri'],
    )
    t.equal(ours.stdout, 'qemu:///session\n', ours.stderr)

    // A user's own file, and root's not at all.
    await must(
      host,
      `mkdir -p ${inHost}/.config/libvirt; echo 'uri_aliases = [ "mine=qemu:///session" ]' > ${inHost}/.config/libvirt/libvirt.conf`,
    )
    for (const [more, code] of [
      [{}, 0],
      [{ XDG_CONFIG_HOME: '/nonexistent' }, 1],
    ] as const) {
      const [own, virsh] = await both(['-c', 'mine', 'uri'], more)
      t.strictSame([own.code === 0, virsh.code === 0], [code === 0, code === 0], own.stderr)
    }
    const etc = { 'libvirt.conf': 'syntax error' }
    const user = { uid: NOBODY, env: env(here), etc }
    t.equal((await elsewhere.lvrpc(host, user, '-c', 'qemu:///session', 'uri')).code, 0)
    await must(host, `pkill -u ${NOBODY} -x libvirtd`)
  })

  t.test(`${version}: root's session is the daemon of the system`, async (t) => {
    const [ours, virsh] = await Promise.all([
      elsewhere.lvrpc(host, {}, '-c', 'qemu:///session', 'uri'),
      theirs(host, {}, 'virsh', '-c', 'qemu:///session', 'uri'),
    ])
    t.equal(ours.code, virsh.code)
    t.equal(ours.stdout, virsh.stdout)
  })

  t.test(`${version}: the admin socket that is meant`, async (t) => {
    t.teardown(() => restore(host).then(() => prepare(host)))
    const conf =
      'uri_default = "d"\nuri_aliases = [ "d=libvirtd:///system", "gone=virtqemud:///system" ]'
    const cases: [args: string[], conf: string, env: Record<string, string>, fine: boolean][] = [
      [[], '', {}, true],
      [['-c', 'libvirtd:///system'], '', {}, true],
      [[], conf, {}, true],
      [['-c', 'd'], conf, {}, true],
      [['-c', 'd'], '', {}, false],
      [['-c', 'gone'], conf, {}, false],
      [[], conf, { LIBVIRT_ADMIN_DEFAULT_URI: 'virtlogd:///system' }, true],
      [[], conf, { LIBVIRT_ADMIN_DEFAULT_URI: 'virtqemud:///system' }, false],
      [[], 'x', {}, false],
      [['-c', 'libvirtd:///system?socket=/nonexistent'], '', {}, false],
    ]
    for (const [args, text, env, fine] of cases) {
      const client = { env, etc: { 'libvirt-admin.conf': text } }
      const [ours, admin] = await Promise.all([
        elsewhere.lvrpc(host, client, ...args, 'call', 'admin', 'connectGetLibVersion'),
        theirs(host, client, 'virt-admin', ...args, 'version'),
      ])
      const label = `${args.join(' ')} with ${text} ${JSON.stringify(env)}`
      t.equal(ours.code === 0, fine, `${label}: ${ours.stderr}`)
      t.equal(admin.code === 0, fine, `${label}: ${admin.stderr}`)
    }
  })

  t.test(`${version}: what --explain shows is what happens`, async (t) => {
    t.teardown(() => restore(host))
    const explained = async (args: string[], client: Client = {}) => {
      const { stdout } = await elsewhere.lvrpc(host, client, ...args, 'uri', '--explain', '--json')
      return JSON.parse(stdout)
    }
    const etc = { 'libvirt.conf': '\nuri_default = "a"\nuri_aliases = [ "a=qemu:///system" ]' }
    t.match(await explained([], { etc }), {
      uri: 'qemu:///system',
      source: { is: 'file', file: '/etc/libvirt/libvirt.conf', line: 2 },
      alias: { name: 'a', line: 3 },
      ways: [
        { path: '/var/run/libvirt/virtqemud-sock', present: false },
        { path: '/var/run/libvirt/libvirt-sock', present: true },
      ],
      files: [{ kind: 'libvirt.conf', path: '/etc/libvirt/libvirt.conf', present: true }],
    })
    await arrange(host, layouts['the modular daemon alone'])
    t.match(await explained(['-r', '-c', 'qemu:///system']), {
      ways: [
        { path: '/var/run/libvirt/virtqemud-sock-ro', present: true },
        { path: '/var/run/libvirt/libvirt-sock-ro', present: false },
      ],
    })
    t.match(await explained([]), { uri: '', source: { is: 'default' }, name: '' })
    const { stdout } = await elsewhere.lvrpc(host, {}, 'uri', '--explain', 'qemu+ssh://h/system')
    t.match(stdout, / 4 +nc +\/var\/run\/libvirt\/libvirt-sock +\?\n/)
  })
}

for (const [from, to] of [
  ['old-a', 'old-b'],
  ['new-a', 'new-b'],
] as const) {
  const source = lab.host(from)
  const destination = lab.host(to)
  t.test(`${source.version}: both ends of a migration may be aliases`, async (t) => {
    t.teardown(() => lab.cleanup())
    const write = ['sh', '-c', 'printf %s "$1" > /tmp/named.xml', 'sh', guestXml({ name: 'named' })]
    await source.exec(write)
    await source.virsh('define', '/tmp/named.xml')
    const conf = `uri_aliases = [ "a=qemu:///system", "b=${destination.uri}" ]`
    const client = { etc: { 'libvirt.conf': conf } }
    const args = ['migrate', '--offline', '--persistent', '--undefinesource', 'named', 'b']
    const moved = await elsewhere.lvrpc(source, client, '-c', 'a', ...args)
    t.equal(moved.code, 0, moved.stderr)
    t.match(moved.stdout, /Domain 'named' is shut off on b, /)
    t.same(await source.domains(), [])
    t.same(await destination.domains(), ['named'])
  })
}
