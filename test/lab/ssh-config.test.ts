// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables as the files of ssh write them
// What the real OpenSSH makes of the configurations that our reader is tested on: `ssh -G` of both releases in a lab host, in
// a world where home, system configuration, user and host name are those of the tables. Its known_hosts are written and read
// by ssh-keygen, too. Where we differ on purpose it says why.

import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import t from 'tap'
import { UsageError } from '../../src/errors.ts'
import { type HostConfig, type JumpHop, readSshConfig } from '../../src/transport/ssh/config.ts'
import { appendKnownHost, fingerprint, KnownHosts } from '../../src/transport/ssh/known-hosts.ts'
import { blocks, localUid, mistakes, values } from '../transport/ssh/config-cases.ts'
import type { Host } from './host.ts'
import { useLab } from './lab.ts'

interface Case {
  readonly host: string
  readonly files: Readonly<Record<string, string>>
}

const own = (text: string, host = 'x'): Case => ({ host, files: { '~/.ssh/config': text } })

/** Things that take more than one file, or that the tables have no line for. */
const wholes: Case[] = [
  { host: 'X.Lab', files: {} },
  own('Host a b *.lab !db.lab\n  User joe\n  Port 2222\nHost *\n  User other\n', 'web.lab'),
  own('Host a b *.lab !db.lab\n  User joe\n  Port 2222\nHost *\n  User other\n', 'db.lab'),
  own('HostName b\nUser joe\nMatch host x\n Port 1\nMatch host B user joe\n Port 2\n'),
  own('Match originalhost x host *\n HostName %h.lab\nMatch host x.lab\n Port 7\n'),
  own('ProxyJump a\nMatch user me\n ProxyCommand b\n ProxyJump c\n'),
  own('UserKnownHostsFile %h-%n-%p-%r-%u-%d-%L-%l-%k-%% ${GATE} ~/x\nHostName Y\nPort 3\nUser z\n'),
  own('UserKnownHostsFile %C\nHostName y\nUser z\n'),
  own('IdentityAgent ~/%h/${GATE}\n'),
  own('HostKeyAlias %h\nIdentityAgent %k\n'),
  own('IdentityFile a\nHost y\n IdentityFile b\nHost x\n IdentityFile c\n'),
  {
    host: 'x',
    files: {
      '~/.ssh/config': 'Include c/*.conf more gone\nHost y\n Include never\nHost *\n Port 9\n',
      '~/.ssh/c/2.conf': 'HostName two',
      '~/.ssh/c/10.conf': 'HostName ten\nHost y\n User no\n',
      '~/.ssh/c/.0.conf': 'HostName zero',
      '~/.ssh/more': 'Host y\n User why\n',
      '~/.ssh/never': 'User never\nHost *\n AddressFamily inet6\n',
      '/etc/ssh/ssh_config': 'Include d/?[0-4]\nUser system\nHashKnownHosts yes\n',
      '/etc/ssh/d/a4': 'BatchMode yes',
      '/etc/ssh/d/a5': 'IdentitiesOnly yes',
    },
  },
  { host: 'x', files: { '~/.ssh/config': 'Include config\n' } },
  { host: 'x', files: { '~/.ssh/config': 'Host y\n Include a\n', '~/.ssh/a': '\n\nport x\n' } },
  { host: 'x', files: { '/etc/ssh/ssh_config': 'Include ~/a\n' } },
  { host: 'x', files: { '/etc/ssh/ssh_config': 'port x\n' } },
]

const cases: readonly Case[] = [
  ...values.map(([text]) => own(text)),
  ...blocks.map(([head, , host]) => own(`${head}\n  IdentitiesOnly yes\n`, host)),
  ...mistakes.map(([line]) => own(`Host y\n${line}`)),
  ...wholes,
]

const newer = 'a keyword or value of a newer OpenSSH must not stop us'
const noPrograms = 'programs that a configuration names are not run to read it'
const once = 'the configuration is read once'
/** Where we differ, by a part of the text: on purpose, and why. */
const differences: readonly (readonly [part: string, why: string, version?: string])[] = [
  ['futurekeyword', newer],
  ['__proto__', newer],
  ['some-new', newer],
  ['Match tagged', newer, '9.0.0'],
  ['user %u', 'OpenSSH 9.2 does not expand it, 10.0 does', '9.0.0'],
  ['user %r', 'OpenSSH 9.2 does not expand it, 10.0 does', '9.0.0'],
  ['exec "', noPrograms],
  ['exec true', noPrograms],
  ['\0', 'OpenSSH does not see what is behind a NUL'],
  ['Match final', once],
  ['ssh://[::2]', 'OpenSSH takes no IPv6 address in this form; what is meant is plain'],
]

const here = { localUser: 'me', hostname: 'desk.example.org', uid: localUid }

/** The world of a case, in which paths and names are what the tables say. */
const run = `
mkdir -p /root; printf 'me:x:0:0::/root:/bin/sh\\n' > /shared/passwd
chown -R 0:0 /shared/cases
exec unshare -m -u sh -c '
hostname desk.example.org; mount --bind /shared/passwd /etc/passwd
for d in /shared/cases/*; do
  mount --bind $d/home /root; mount --bind $d/etc /etc/ssh
  env -i PATH=$PATH HOME=/root GATE=gate ssh -G "$(cat $d/host)" > $d/out 2> $d/err < /dev/null
  echo $? > $d/code
  umount /root /etc/ssh
done; chmod -R a+rX /shared/cases'
`

interface Answer {
  readonly values: Readonly<Record<string, string>> | null
  /** `config:2`, if the refusal names it. */
  readonly place: string | undefined
}

const hopText = ({ user, host, port }: JumpHop) =>
  `${user === null ? '' : `${user}@`}${host.includes(':') ? `[${host}]` : host}${port === null ? '' : `:${port}`}`

/** What we make of it, in the words of ssh -G. */
function ours(config: HostConfig, home: string, etc: string): Answer {
  const flag = (value: boolean) => (value ? 'yes' : 'no')
  const values = {
    hostname: config.hostName,
    user: config.user ?? here.localUser,
    port: String(config.port ?? 22),
    identityfile: config.usualKeys ? 'usual' : config.identityFiles.join(' '),
    identitiesonly: flag(config.identitiesOnly),
    identityagent: config.identityAgent ?? '',
    proxyjump: config.proxyJump.map(hopText).join(','),
    proxycommand: config.proxyCommand ?? '',
    hostkeyalias: config.hostKeyAlias ?? '',
    userknownhostsfile: config.userKnownHostsFiles.join(' ') || 'none',
    globalknownhostsfile: config.globalKnownHostsFiles.join(' ') || 'none',
    stricthostkeychecking: config.strictHostKeyChecking,
    hashknownhosts: flag(config.hashKnownHosts),
    connecttimeout: String(config.connectTimeoutS),
    addressfamily: config.addressFamily,
    batchmode: flag(config.batchMode),
  }
  const text = JSON.stringify(values).replaceAll(home, '/root').replaceAll(etc, '/etc/ssh')
  return { values: JSON.parse(text) as Record<string, string>, place: undefined }
}

/** What ssh -G says of the same; what it shows before it is expanded counts only where nothing is left to expand. */
function theirs(out: string, mine: Answer): Answer {
  const said = new Map<string, string>()
  const identities: string[] = []
  for (const line of out.split('\n')) {
    const [, name = '', value = ''] = /^(\S+) ?(.*)$/.exec(line) ?? []
    if (name === 'identityfile') identities.push(value)
    else said.set(name, value)
  }
  const home = (text: string) => text.replaceAll(/(^|,| )~\//g, '$1/root/')
  const usual = identities.length > 1 && identities.every((name) => name.startsWith('~/.ssh/id_'))
  const named = identities.filter((name) => name !== 'none').map(home)
  const strict: Readonly<Record<string, string>> = {
    true: 'yes',
    false: 'accept-new',
    'accept-new': 'accept-new',
  }
  const timeout = said.get('connecttimeout')
  const agent = said.get('identityagent') ?? ''
  const shown: Record<string, string> = {
    hostname: said.get('hostname') ?? '',
    user: said.get('user') ?? '',
    port: said.get('port') ?? '',
    identityfile: usual ? 'usual' : named.join(' '),
    identitiesonly: said.get('identitiesonly') ?? '',
    identityagent: agent === 'SSH_AUTH_SOCK' ? '' : agent,
    proxyjump: said.get('proxyjump') ?? '',
    proxycommand: said.get('proxycommand') ?? '',
    hostkeyalias: said.get('hostkeyalias') ?? '',
    userknownhostsfile: said.get('userknownhostsfile') ?? '',
    globalknownhostsfile: home(said.get('globalknownhostsfile') ?? ''),
    stricthostkeychecking: strict[said.get('stricthostkeychecking') ?? ''] ?? 'ask',
    hashknownhosts: said.get('hashknownhosts') ?? '',
    connecttimeout: timeout === 'none' || timeout === '0' ? 'null' : (timeout ?? ''),
    addressfamily: said.get('addressfamily') ?? '',
    batchmode: said.get('batchmode') ?? '',
  }
  for (const name of ['identityfile', 'identityagent', 'proxyjump', 'proxycommand']) {
    if (/[%$]/.test(shown[name]!)) shown[name] = mine.values?.[name] ?? ''
  }
  return { values: shown, place: undefined }
}

const lab = await useLab(t)

/** The same tree for us and for the host. */
async function lay(root: string, one: Case): Promise<void> {
  for (const folder of ['home/.ssh', 'etc']) await mkdir(join(root, folder), { recursive: true })
  await writeFile(join(root, 'host'), one.host)
  for (const [name, text] of Object.entries(one.files)) {
    const path = join(root, name.replace(/^~/, 'home').replace(/^\/etc\/ssh/, 'etc'))
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text, { mode: 0o644 })
    await chmod(path, 0o644)
  }
}

async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lvrpc-ssh-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  return folder
}

const local = await scratch()
for (const [i, one] of cases.entries()) await lay(join(local, String(i)), one)

async function answerOfOurs(i: number): Promise<Answer> {
  const [home, etc] = [join(local, String(i), 'home'), join(local, String(i), 'etc')]
  const env = { HOME: home, GATE: 'gate' }
  try {
    const given = { user: null, port: null }
    const config = await readSshConfig(cases[i]!.host, given, { ...here, home, etc, env })
    return ours(config, home, etc)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    const place = /: [^ ]*\/([^/ ]+:[0-9]+): /.exec(error.message)?.[1]
    return { values: null, place }
  }
}

async function must(host: Host, script: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await host.exec(['sh', '-c', script, ...args])
  if (code !== 0) throw new Error(`${host.name}: ${script}: ${code} ${stdout}${stderr}`)
  return stdout
}

for (const host of [lab.host('old-a'), lab.host('new-a')]) {
  t.test(`${host.version}: what ssh -G says is what we read`, async (t) => {
    t.teardown(() => must(host, 'rm -rf /shared/cases /shared/passwd'))
    for (const [i, one] of cases.entries()) await lay(join(lab.shared, 'cases', String(i)), one)
    await must(host, run)
    const unlike: string[] = []
    for (const [i, one] of cases.entries()) {
      const text = JSON.stringify(one.files)
      const of = (name: string) =>
        readFile(join(lab.shared, 'cases', String(i), name), 'utf8').then((read) => read.trimEnd())
      const mine = await answerOfOurs(i)
      const error = await of('err')
      const refused = (await of('code')) !== '0'
      const answer = refused
        ? { values: null, place: / ?([^/ ]+):? line ([0-9]+):/.exec(error)?.slice(1).join(':') }
        : theirs(await of('out'), mine)
      const same =
        JSON.stringify(answer.values) === JSON.stringify(mine.values) &&
        // It does not always know where it was.
        (answer.place === undefined || answer.place === mine.place)
      const known = differences.find(
        ([part, , version]) =>
          one.files['~/.ssh/config']?.includes(part) === true &&
          (version === undefined || version === host.version),
      )
      if (known !== undefined) {
        if (same) unlike.push(`${text} is alike after all`)
        continue
      }
      if (same) continue
      const both = Object.keys(answer.values ?? mine.values ?? {})
        .filter((key) => answer.values?.[key] !== mine.values?.[key])
        .map((key) => `${key}: ${answer.values?.[key]} and not ${mine.values?.[key]}`)
      unlike.push(`${one.host} ${text}: ${both} ${error} (${answer.place} and not ${mine.place})`)
    }
    t.strictSame(unlike, [])
  })

  t.test(`${host.version}: ssh-keygen finds what we write, and we what it hashes`, async (t) => {
    const file = join(lab.shared, 'known_hosts')
    t.teardown(() => must(host, 'rm -f /shared/known_hosts /shared/known_hosts.old'))
    // Its type and 32 bytes, each with its length.
    const hex = ['0000000b', Buffer.from('ssh-ed25519').toString('hex'), '00000020'].join('')
    const key = () => Buffer.concat([Buffer.from(hex, 'hex'), randomBytes(32)])
    const names = ['plain.lab', '[ported.lab]:2222', 'hashed.lab', '[::1]:2222', '[hashed.lab]:7']
    const keys = names.map(key)
    for (const [i, name] of names.entries()) {
      await appendKnownHost(file, name, keys[i]!, name.includes('hashed'))
    }
    await must(host, 'chown 0:0 /shared/known_hosts')
    const find = (name: string) =>
      must(host, 'ssh-keygen -l -F "$0" -f /shared/known_hosts', name).catch(() => '')
    for (const [i, name] of names.entries()) {
      const found = await find(name)
      t.ok(found.includes(fingerprint(keys[i]!)), `${name}: ${found}`)
    }
    t.equal(await find('other.lab'), '')

    await must(host, 'ssh-keygen -H -f /shared/known_hosts 2>&1; chmod 644 /shared/known_hosts')
    const text = await readFile(file, 'utf8')
    t.notMatch(text, 'lab')
    const known = KnownHosts.parse(text, file)
    for (const [i, name] of names.entries()) {
      t.strictSame(known.check(name, keys[i]!), { is: 'known' }, name)
      t.strictSame(known.keyTypes(name), ['ssh-ed25519'])
      t.match(known.check(name, key()), { is: 'changed', line: i + 1 })
    }
  })
}
