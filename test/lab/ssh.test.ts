// Ssh in process against real sshd of both releases: every way to the daemon behind it, host keys under every policy, every
// login, jump hosts, connections that break, a guest that moves; then what runs programs: ProxyCommand, command=ssh and ext.
// The home of the client is one that each test makes; the hosts are as they were afterwards.

import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import {
  type Connection,
  type ConnectionState,
  type ConnectOptions,
  connect,
  type PromptQuestion,
} from '../../src/index.ts'
import { migrate } from '../../src/migration/index.ts'
import { type DecisionTrace, traceChannels } from '../../src/trace.ts'
import { watchSecrets } from '../secrets.ts'
import { guestXml } from './guest.ts'
import { type HostName, pairs, useLab } from './lab.ts'
import { run } from './process.ts'
import { type KeyPair, type Sshd, SshHost, sshUser } from './sshd.ts'
import { bundledCli, type Exchange, onTerminal } from './terminal.ts'

const lab = await useLab(t)
const PASSPHRASE = 'open sesame-17'
const WRONG = 'wrong-geheim'
const secrets = watchSecrets(t, {
  password: sshUser.password,
  passphrase: PASSPHRASE,
  'wrong password': WRONG,
})
const onWarning = (text: string) => secrets.hear('warning', text)

// --- the client's side ---

const folder = await mkdtemp(join(tmpdir(), 'lvrpc-ssh-'))
const home = join(folder, 'home')
const before = { ...process.env }
t.teardown(async () => {
  for (const name of ['HOME', 'SSH_AUTH_SOCK', 'PATH', 'XDG_CONFIG_HOME', 'LIBVIRT_AUTH_FILE']) {
    if (before[name] === undefined) delete process.env[name]
    else process.env[name] = before[name]
  }
  await rm(folder, { recursive: true, force: true })
})

interface Home {
  /** ~/.ssh/config */
  readonly config?: string
  /** ~/.ssh/known_hosts */
  readonly known?: string
  readonly agent?: string
  /** Files of ~/.ssh. */
  readonly files?: Readonly<Record<string, string>>
}

/** A home with this in it, and a PATH with nothing. */
async function live({ config = '', known = '', agent, files = {} }: Home): Promise<void> {
  await rm(home, { recursive: true, force: true })
  await mkdir(join(home, '.ssh'), { recursive: true, mode: 0o700 })
  for (const [name, text] of Object.entries({ config, known_hosts: known, ...files })) {
    await writeFile(join(home, '.ssh', name), text, { mode: 0o600 })
  }
  process.env.HOME = home
  process.env.PATH = join(folder, 'nothing')
  delete process.env.XDG_CONFIG_HOME
  delete process.env.LIBVIRT_AUTH_FILE
  if (agent === undefined) delete process.env.SSH_AUTH_SOCK
  else process.env.SSH_AUTH_SOCK = agent
}

const knownHosts = () => readFile(join(home, '.ssh/known_hosts'), 'utf8')

interface Uri {
  readonly user?: string | null
  readonly path?: string
  readonly query?: string
  readonly transport?: string
}

function to(sshd: Sshd | string, uri: Uri = {}): string {
  const { user = 'fred', path = 'system', query = '', transport = 'ssh' } = uri
  const where = typeof sshd === 'string' ? sshd : sshd.authority
  const who = user === null ? '' : `${user}@`
  return `qemu+${transport}://${who}${where}/${path}${query === '' ? '' : `?${query}`}`
}

let decided: string[] = []
const hearDecision = (message: unknown) => decided.push((message as DecisionTrace).text)
subscribe(traceChannels.decision, hearDecision)
t.teardown(() => unsubscribe(traceChannels.decision, hearDecision))

/** Goes there, asks for the host's name, and tells it with the way that led there. */
function visit(uri: string, options: ConnectOptions = {}): Promise<{ name: string; way: string }> {
  const visited = async () => {
    decided = []
    await using connection = await connect(uri, { timeoutMs: 60_000, onWarning, ...options })
    const name = await connection.getHostname()
    const way = decided.find((text) => text.endsWith(' leads to the daemon')) ?? ''
    return { name, way: way.replace(/ leads to the daemon$/, '') }
  }
  return secrets.of(visited())
}

/** Answers by kind of question, and remembers what was asked. */
function answers(given: Partial<Record<PromptQuestion['kind'], string | readonly string[]>>) {
  const asked: PromptQuestion[] = []
  const prompt = async (question: PromptQuestion): Promise<string | undefined> => {
    asked.push(question)
    const answer = given[question.kind]
    if (typeof answer === 'string' || answer === undefined) return answer
    return answer[asked.filter(({ kind }) => kind === question.kind).length - 1]
  }
  return { asked, prompt }
}

const nobody = {
  prompt: () => Promise.reject(new Error('asked')),
}

/** Changes of a connection in their order, none of them missed. */
class States {
  readonly #told: ConnectionState[] = []
  #wake = () => {}

  constructor(connection: Connection) {
    connection.on('state', (state) => {
      this.#told.push(state)
      this.#wake()
    })
  }

  /** The next one of a kind; those before it are passed over. */
  async next(is: ConnectionState['is']): Promise<ConnectionState> {
    for (;;) {
      const state = this.#told.shift()
      if (state?.is === is) return state
      if (state !== undefined) continue
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}

// --- the hosts' side ---

const LEGACY = '/var/run/libvirt/libvirt-sock'

interface Site {
  readonly ssh: SshHost
  readonly name: string
  readonly key: KeyPair
  /** Everything is allowed, and by key alone. */
  readonly open: Sshd
  /** Without streamlocal forwarding. */
  readonly closed: Sshd
  readonly passwords: Sshd
  readonly challenges: Sshd
}

const on: Record<HostName, SshHost> = {
  'old-a': await SshHost.on(t, lab, lab.host('old-a')),
  'old-b': await SshHost.on(t, lab, lab.host('old-b')),
  'new-a': await SshHost.on(t, lab, lab.host('new-a')),
  'new-b': await SshHost.on(t, lab, lab.host('new-b')),
}

async function site(name: HostName): Promise<Site> {
  const ssh = on[name]
  const key = await ssh.keygen('ed25519')
  secrets.add(`private key for ${name}`, key.privateKey)
  const keys = [key.publicKey]
  const byKey = ['PasswordAuthentication no', 'KbdInteractiveAuthentication no']
  return {
    ssh,
    name,
    key,
    open: await ssh.start({ keys, settings: byKey }),
    closed: await ssh.start({ keys, settings: ['AllowStreamLocalForwarding no', ...byKey] }),
    passwords: await ssh.start({ settings: ['KbdInteractiveAuthentication no'] }),
    challenges: await ssh.start({
      settings: ['PasswordAuthentication no', 'KbdInteractiveAuthentication yes'],
    }),
  }
}

const sites = {
  old: await site('old-a'),
  new: await site('new-a'),
}

for (const { ssh, name, key, open, closed, passwords, challenges } of Object.values(sites)) {
  const { version } = ssh.host
  const files = { id_ed25519: key.privateKey }
  const all = [open, closed, passwords, challenges].map((sshd) => sshd.known()).join('')
  const usual: Home = { known: all, files }
  const keys = [key.publicKey]

  t.test(`${version}: ways to the daemon`, async (t) => {
    await live(usual)
    const closedWithout = (...without: ('virt-ssh-helper' | 'nc')[]) =>
      ssh.start({ keys, without, settings: ['AllowStreamLocalForwarding no'] })

    await t.test('sshd joins the channel to the socket, for anybody', async (t) => {
      for (const user of ['fred', 'root']) {
        t.strictSame(await visit(to(open, { user })), { name, way: `socket ${LEGACY}` }, user)
        const { way } = await visit(to(open, { user }), { readonly: true })
        t.equal(way, `socket ${LEGACY}-ro`)
      }
      await using connection = await connect(to(open), { readonly: true })
      const xml =
        '<domain type="qemu"><name>x</name><memory>1</memory><os><type>hvm</type></os></domain>'
      await t.rejects(secrets.of(connection.defineDomain(xml)), { code: 'operationDenied' })
      t.match(connection.peer, open.authority)
    })

    await t.test('the modular socket comes first where there is one', async (t) => {
      t.teardown(() => ssh.run('rm -f /run/libvirt/virtqemud-sock*'))
      await ssh.run('cd /run/libvirt; ln -s libvirt-sock virtqemud-sock')
      t.equal((await visit(to(open))).way, 'socket /var/run/libvirt/virtqemud-sock')
      const direct = { query: 'mode=direct' }
      t.equal((await visit(to(open, direct))).way, 'socket /var/run/libvirt/virtqemud-sock')
      t.equal((await visit(to(open, { query: 'mode=legacy' }))).way, `socket ${LEGACY}`)
      t.strictSame(await visit(to(closed, direct)), { name, way: 'virt-ssh-helper' })
      // Where modular daemons run there is no other.
      t.teardown(() => ssh.run('cd /run/libvirt; [ ! -e old ] || mv old libvirt-sock'))
      await ssh.run('cd /run/libvirt; mv libvirt-sock old; ln -sf old virtqemud-sock')
      t.equal((await visit(to(open))).way, 'socket /var/run/libvirt/virtqemud-sock')
      t.equal((await visit(to(closed))).way, 'virt-ssh-helper')
    })

    await t.test('without that channel the helper does it', async (t) => {
      for (const user of ['fred', 'root']) {
        t.strictSame(await visit(to(closed, { user })), { name, way: 'virt-ssh-helper' }, user)
      }
      t.strictSame(await visit(to(closed), { readonly: true }), { name, way: 'virt-ssh-helper' })
      await using connection = await connect(to(closed), { readonly: true })
      const xml =
        '<domain type="qemu"><name>x</name><memory>1</memory><os><type>hvm</type></os></domain>'
      await t.rejects(secrets.of(connection.defineDomain(xml)), { code: 'operationDenied' })
      const restricted = await ssh.start({ keys: [`restrict ${key.publicKey}`] })
      await live({ ...usual, known: restricted.known() })
      t.equal((await visit(to(restricted))).way, 'virt-ssh-helper', 'a key that may not forward')
    })

    await t.test('keys that are good for nothing else, as docs/ssh.md has them', async (t) => {
      const helper = 'command="virt-ssh-helper qemu:///system"'
      const forwards = await ssh.start({ keys: [`restrict,port-forwarding ${key.publicKey}`] })
      const runs = await ssh.start({ keys: [`restrict,${helper} ${key.publicKey}`] })
      await live({ ...usual, known: forwards.known() + runs.known() })
      t.strictSame(await visit(to(forwards)), { name, way: `socket ${LEGACY}` })
      t.strictSame(await visit(to(runs, { query: 'proxy=native' })), {
        name,
        way: 'virt-ssh-helper',
      })
    })

    await t.test('without the helper nc does it', async (t) => {
      const sshd = await closedWithout('virt-ssh-helper')
      await live({ ...usual, known: sshd.known() })
      for (const user of ['fred', 'root']) {
        t.strictSame(await visit(to(sshd, { user })), { name, way: `nc to ${LEGACY}` }, user)
      }
      t.equal((await visit(to(sshd), { readonly: true })).way, `nc to ${LEGACY}-ro`)
      await t.rejects(visit(to(sshd, { query: 'proxy=native' })), {
        code: 'connectFailed',
        message: /virt-ssh-helper: .*not found/,
      })
    })

    await t.test('with the helper alone', async (t) => {
      const sshd = await closedWithout('nc')
      await live({ ...usual, known: sshd.known() })
      t.strictSame(await visit(to(sshd)), { name, way: 'virt-ssh-helper' })
      await t.rejects(visit(to(sshd, { query: 'proxy=netcat' })), {
        code: 'connectFailed',
        message: /nc to .*libvirt-sock: .*not found/,
      })
    })

    await t.test('with none of them every way is told, and why it is none', async (t) => {
      const sshd = await closedWithout('nc', 'virt-ssh-helper')
      await live({ ...usual, known: sshd.known() })
      const error = await visit(to(sshd)).catch((error: unknown) => error as Error)
      t.match(error, { name: 'ConnectionError', code: 'connectFailed', outcome: 'not sent' })
      const { message } = error as Error
      for (const part of [
        /fred is logged in on .*, and no way leads to a daemon there: /,
        /1\. socket \/var\/run\/libvirt\/virtqemud-sock: /,
        /2\. socket \/var\/run\/libvirt\/libvirt-sock: /,
        /3\. virt-ssh-helper: .*virt-ssh-helper: not found/,
        /4\. nc to \/var\/run\/libvirt\/libvirt-sock: .*nc: not found/,
      ])
        t.match(message, part)
    })

    await t.test('the one that was asked for', async (t) => {
      await live(usual)
      const asked: [query: string, way: string][] = [
        ['proxy=netcat', `nc to ${LEGACY}`],
        ['proxy=native', 'virt-ssh-helper'],
        ['proxy=streamlocal', `socket ${LEGACY}`],
        ['netcat=/bin/nc.openbsd', `/bin/nc.openbsd to ${LEGACY}`],
        ['netcat=nc&socket=/run/libvirt/libvirt-sock', 'nc to /run/libvirt/libvirt-sock'],
        ['socket=/run/libvirt/libvirt-sock', 'socket /run/libvirt/libvirt-sock'],
      ]
      for (const [query, way] of asked) {
        t.strictSame(await visit(to(open, { query })), { name, way }, query)
      }
      const query = 'socket=/run/libvirt/libvirt-sock'
      t.equal((await visit(to(closed, { query }))).way, 'nc to /run/libvirt/libvirt-sock')
      await t.rejects(visit(to(closed, { query: 'proxy=streamlocal' })), {
        message: /no way leads to a daemon there: .*libvirt-sock: /,
      })
      // Shells have nothing to read in a path.
      const odd = "/tmp/it's $HOME `id`/sock"
      t.teardown(() => ssh.run('rm -rf "$(dirname "$0")"', odd))
      await ssh.run(
        'mkdir -p "$(dirname "$0")"; chmod 755 "$(dirname "$0")"; ln -s /run/libvirt/libvirt-sock "$0"',
        odd,
      )
      for (const sshd of [open, closed]) {
        t.equal((await visit(to(sshd, { query: `socket=${encodeURIComponent(odd)}` }))).name, name)
      }
    })

    await t.test('the session of the login user', async (t) => {
      await live(usual)
      const session = async (query: string) => {
        decided = []
        await using connection = await connect(to(open, { path: 'session', query }), {
          timeoutMs: 60_000,
        })
        t.equal(await connection.getUri(), 'qemu:///session')
        return decided.find((text) => text.endsWith(' leads to the daemon'))
      }
      t.equal(await session(''), 'virt-ssh-helper leads to the daemon', 'which starts it')
      t.equal(await session('proxy=netcat'), "nc to the session's libvirt-sock leads to the daemon")
    })

    await t.test('a login shell that talks is found out, if it matters', async (t) => {
      t.teardown(() => ssh.run('cp /etc/skel/.bashrc ~fred/.bashrc; rm -f /srv/lvrpc-sshd/banner'))
      await ssh.run(
        `echo 'echo "Welcome to production, $USER!"' > ~fred/.bashrc; echo Hello > /srv/lvrpc-sshd/banner`,
      )
      t.equal((await visit(to(open))).way, `socket ${LEGACY}`, 'no shell, no matter')
      await t.rejects(visit(to(closed)), {
        code: 'connectFailed',
        message:
          /virt-ssh-helper: text comes before the daemon's bytes: 'Welcome to production, fred!.*nc to .*text comes before/s,
      })
      t.equal((await visit(to(closed, { user: 'root' }))).way, 'virt-ssh-helper')
      const banner = await ssh.start({ keys, settings: ['Banner /srv/lvrpc-sshd/banner'] })
      await live({ ...usual, known: banner.known() })
      t.equal((await visit(to(banner))).name, name)
      t.ok(
        decided.some((text) => text.includes('Hello')),
        'it is told to whoever looks on',
      )
    })
  })

  t.test(`${version}: host keys`, async (t) => {
    const [ed25519 = '', ecdsa = '', rsa = ''] = open.hostKeys
    const known = `${open.knownAs} ${ed25519}\n`
    // Of the right kind, and another's.
    const foreign = (await ssh.keygen('ed25519')).publicKey.split(' ').slice(0, 2).join(' ')
    const unknown = { files, config: 'HashKnownHosts no\n' }
    const refused = { name: 'ConnectionError', code: 'hostKeyRefused', outcome: 'not sent' }

    await t.test('an unknown one is asked about', async (t) => {
      await live(unknown)
      const yes = answers({ hostKey: 'yes' })
      t.equal((await visit(to(open), yes)).name, name)
      t.match(yes.asked, [
        {
          kind: 'hostKey',
          host: open.knownAs,
          keyType: 'ssh-ed25519',
          fingerprint: (await ssh.run('ssh-keygen -lf /srv/lvrpc-sshd/host_ed25519.pub')).split(
            ' ',
          )[1],
          file: join(home, '.ssh/known_hosts'),
        },
      ])
      t.equal(await knownHosts(), known)
      t.equal((await visit(to(open), nobody)).name, name, 'once')

      await live(unknown)
      for (const hostKey of ['no', '', 'y']) {
        await t.rejects(visit(to(open), answers({ hostKey })), refused, hostKey)
      }
      await t.rejects(visit(to(open)), { ...refused, message: /is not known and there is nobody/ })
      await t.rejects(visit(to(open, { query: 'no_tty=1' }), nobody), {
        ...refused,
        message: /is not known and no_tty forbids to ask/,
      })
      t.equal(await knownHosts(), '')
    })

    await t.test('or as the policy says', async (t) => {
      const policies: [config: string, uri: Uri, is: 'added' | 'refused'][] = [
        ['StrictHostKeyChecking yes', {}, 'refused'],
        ['StrictHostKeyChecking accept-new', {}, 'added'],
        ['StrictHostKeyChecking no', {}, 'added'],
        ['BatchMode yes', {}, 'refused'],
        ['StrictHostKeyChecking yes', { query: 'no_verify=1' }, 'added'],
      ]
      for (const [config, uri, is] of policies) {
        await live({ files, config: `${config}\nHashKnownHosts no\n` })
        if (is === 'added') {
          t.equal((await visit(to(open, uri), nobody)).name, name, config)
          t.equal(await knownHosts(), known)
        } else {
          await t.rejects(visit(to(open, uri), nobody), refused, config)
          t.equal(await knownHosts(), '')
        }
      }
      await live({ files, config: 'StrictHostKeyChecking accept-new\nHashKnownHosts yes\n' })
      t.equal((await visit(to(open), nobody)).name, name)
      t.match(await knownHosts(), /^\|1\|[^|]+\|[^ ]+ ssh-ed25519 /)
      t.equal((await visit(to(open), nobody)).name, name, 'hashed, and found again')
    })

    await t.test('libssh and libssh2 have a file and words of their own', async (t) => {
      const file = join(folder, 'libssh-known')
      const query = (verify: string) =>
        `known_hosts=${file}&known_hosts_verify=${verify}&keyfile=${join(home, '.ssh/id_ed25519')}`
      for (const transport of ['libssh', 'libssh2']) {
        const uri = (verify: string): Uri => ({ transport, user: null, query: query(verify) })
        await live({ ...usual, known })
        await rm(file, { force: true })
        await t.rejects(visit(to(open, uri('normal'))), refused)
        t.equal((await visit(to(open, uri('ignore')), nobody)).name, name)
        await t.rejects(readFile(file), { code: 'ENOENT' })
        t.equal((await visit(to(open, uri('auto')), nobody)).name, name)
        t.equal(await readFile(file, 'utf8'), known)
        t.equal((await visit(to(open, uri('normal')), nobody)).name, name)

        await writeFile(file, `${open.knownAs} ${foreign}\n`)
        for (const verify of ['normal', 'auto']) {
          await t.rejects(visit(to(open, uri(verify)), nobody), { ...refused, message: /changed/ })
        }
        t.equal((await visit(to(open, uri('ignore')), nobody)).name, name)
        t.equal(await readFile(file, 'utf8'), `${open.knownAs} ${foreign}\n`)
        await writeFile(file, `@revoked * ${ed25519}\n`)
        await t.rejects(visit(to(open, uri('ignore')), nobody), { ...refused, message: /revoked/ })
      }
    })

    await t.test('one that changed is refused under every policy', async (t) => {
      const configs = ['ask', 'yes', 'no', 'accept-new']
      for (const policy of configs) {
        await live({
          files,
          known: `# a comment\n${open.knownAs} ${foreign}\n`,
          config: `StrictHostKeyChecking ${policy}`,
        })
        for (const query of ['', 'no_verify=1']) {
          await t.rejects(visit(to(open, { query }), answers({ hostKey: 'yes' })), {
            ...refused,
            message:
              /the key of .* has changed: it is ssh-ed25519 SHA256:.*known_hosts:2 has another/,
          })
        }
      }
    })

    await t.test('what the files say', async (t) => {
      const accepted: [what: string, known: string, config?: string][] = [
        ['a port', known],
        ['the host alone', `${ssh.host.address} ${ed25519}\n`],
        ['wildcards', `[*]:* ${ed25519}\n`],
        ['a key among others', `${open.knownAs} ${foreign}\n${known}`],
        ['ECDSA alone', `${open.knownAs} ${ecdsa}\n`],
        ['RSA alone', `${open.knownAs} ${rsa}\n`],
        ['an alias', `the.alias ${ed25519}\n`, 'HostKeyAlias The.Alias'],
        ['another file', '', 'UserKnownHostsFile ~/.ssh/gone ~/.ssh/%h'],
        ['what another hashed', `${await hashedBy(ssh, known)}`],
      ]
      for (const [what, known, config = ''] of accepted) {
        const named = { [ssh.host.address]: `${open.knownAs} ${ed25519}\n` }
        await live({ known, config, files: { ...files, ...named } })
        t.equal((await visit(to(open), nobody)).name, name, what)
      }
      const rejected: [what: string, known: string, message: RegExp][] = [
        ['revoked', `${known}@revoked * ${ed25519}\n`, /is revoked by .*known_hosts:2/],
        ['vetoed', `*,!${ssh.host.address},!${open.knownAs} ${ed25519}\n`, /is not known/],
        ['another port', `[${ssh.host.address}]:1 ${ed25519}\n`, /is not known/],
        [
          'authority',
          `@cert-authority * ${foreign}\n`,
          /certificate authority alone .*command=ssh/,
        ],
        ['only garbage', `${open.knownAs} ssh-ed25519 x\n\0\n@what ${known}`, /is not known/],
      ]
      for (const [what, known, message] of rejected) {
        await live({ known, files })
        await t.rejects(visit(to(open)), { ...refused, message }, what)
      }
    })
  })

  t.test(`${version}: logins`, async (t) => {
    const wrongKey = await ssh.keygen('ed25519')
    const locked = await ssh.keygen('ed25519', PASSPHRASE)
    const others = { ecdsa: await ssh.keygen('ecdsa'), rsa: await ssh.keygen('rsa') }
    const pairs = { locked, wrongKey, ...others }
    for (const [what, { privateKey }] of Object.entries(pairs)) secrets.add(what, privateKey)
    const keys = [locked, others.ecdsa, others.rsa, key].map(({ publicKey }) => publicKey)
    const sshd = await ssh.start({
      keys,
      settings: ['MaxAuthTries 3', 'PasswordAuthentication no', 'KbdInteractiveAuthentication no'],
    })
    const known = sshd.known() + all

    await t.test('keys of every kind, from where they are named', async (t) => {
      for (const [kind, { privateKey }] of Object.entries(others)) {
        await live({ known, files: { [`id_${kind}`]: privateKey } })
        t.equal((await visit(to(sshd), nobody)).name, name, `the usual file of ${kind}`)
      }
      await live({ known, files: { odd: key.privateKey } })
      t.equal((await visit(to(sshd, { query: `keyfile=${home}/.ssh/odd` }), nobody)).name, name)
      await live({ known, files: { odd: key.privateKey }, config: 'IdentityFile ~/.ssh/odd\n' })
      t.equal((await visit(to(sshd), nobody)).name, name)
      await live({
        known,
        files: { odd: key.privateKey },
        config: `Host it\n HostName ${ssh.host.address}\n Port ${sshd.port}\n User fred\n IdentityFile ~/.ssh/odd\n`,
      })
      t.equal(
        (await visit(to('it', { user: null }), nobody)).name,
        name,
        'all from the configuration',
      )

      await live({ known, files: { id_ed25519: wrongKey.privateKey } })
      await t.rejects(visit(to(sshd)), {
        name: 'ConnectionError',
        code: 'authFailed',
        message: /id_ed25519.*refused/,
      })
      await live({ known, files })
      await chmod(join(home, '.ssh/id_ed25519'), 0o644)
      await t.rejects(visit(to(sshd)), { code: 'authFailed', message: /others than its owner can/ })
    })

    await t.test('an encrypted key, and its passphrase', async (t) => {
      await live({ known, files: { id_ed25519: locked.privateKey } })
      const right = answers({ passphrase: [WRONG, PASSPHRASE] })
      t.equal((await visit(to(sshd), right)).name, name)
      const path = join(home, '.ssh/id_ed25519')
      t.strictSame(right.asked, [
        { kind: 'passphrase', path },
        { kind: 'passphrase', path },
      ])
      const wrong = answers({ passphrase: WRONG })
      await t.rejects(visit(to(sshd), wrong), {
        code: 'authFailed',
        message: /the passphrase is wrong/,
      })
      t.equal(wrong.asked.length, 3)
      await t.rejects(visit(to(sshd)), { code: 'authFailed', message: /nobody to ask/ })
      await t.rejects(visit(to(sshd, { query: 'no_tty=1' }), nobody), { code: 'authFailed' })
      // One that the server would not take anyway needs no passphrase.
      await live({ known, files: { id_ed25519: locked.privateKey } })
      await t.rejects(visit(to(open), nobody), { code: 'authFailed', message: /id_ed25519/ })
    })

    await t.test('an agent', async (t) => {
      const agent = await ssh.agent(key)
      await live({ known, agent })
      t.equal((await visit(to(sshd), nobody)).name, name)
      await live({ known, config: `IdentityAgent ${agent}\n` })
      t.equal((await visit(to(sshd), nobody)).name, name)
      await live({ known, agent, config: 'IdentityAgent none\n' })
      await t.rejects(visit(to(sshd)), { code: 'authFailed' })
      await live({ known, agent: join(folder, 'no-agent') })
      await t.rejects(visit(to(sshd)), { message: /agent at .*no-agent: No such file/ })
      // RSA with the signature that servers of today want.
      await live({ known, agent: await ssh.agent(others.rsa, others.ecdsa) })
      t.equal((await visit(to(sshd), nobody)).name, name)
    })

    await t.test('an agent that holds more than the server has patience for', async (t) => {
      const many = await Promise.all([1, 2, 3, 4].map(() => ssh.keygen('ed25519')))
      const agent = await ssh.agent(...many, key)
      await live({ known, agent })
      await t.rejects(visit(to(sshd)), { code: 'authFailed' }, 'three tries and no more')
      const only = { known, agent, config: 'IdentitiesOnly yes\nIdentityFile ~/.ssh/mine.pub\n' }
      await live({ ...only, files: { 'mine.pub': `${key.publicKey}\n` } })
      t.equal((await visit(to(sshd), nobody)).name, name, 'the public half picks one of them')
    })

    await t.test('a password, and what a server asks besides', async (t) => {
      const asks: [Sshd, PromptQuestion['kind']][] = [
        [passwords, 'password'],
        [challenges, 'challenge'],
      ]
      for (const [sshd, kind] of asks) {
        await live({ known: all })
        const right = answers({ [kind]: [WRONG, sshUser.password] })
        t.equal((await visit(to(sshd), right)).name, name)
        t.match(right.asked, [
          { kind, user: 'fred', host: ssh.host.address },
          { kind, user: 'fred', host: ssh.host.address },
        ])
        await t.rejects(visit(to(sshd), answers({ [kind]: [WRONG] })), {
          name: 'ConnectionError',
          code: 'authFailed',
          outcome: 'not sent',
        })
        await t.rejects(visit(to(sshd), answers({})), { code: 'authFailed' })
        await t.rejects(visit(to(sshd)), { code: 'authFailed', message: /nobody to ask/ })
        await t.rejects(visit(to(sshd, { query: 'no_tty=1' }), nobody), { code: 'authFailed' })

        const authfile = join(folder, 'auth.conf')
        await writeFile(
          authfile,
          `[auth-ssh-${ssh.host.address}]\ncredentials=c\n[credentials-c]\nauthname=fred\npassword=${sshUser.password}\n`,
          { mode: 0o600 },
        )
        t.equal((await visit(to(sshd, { query: `authfile=${authfile}` }))).name, name, 'auth.conf')
      }
      const challenge = answers({ challenge: sshUser.password })
      await visit(to(challenges), challenge)
      t.match(challenge.asked, [{ prompt: /^Password: ?$/, echo: false }])
    })

    await t.test('only by the ways that sshauth names', async (t) => {
      await live({ known: all, files })
      const sshauth = (list: string): Uri => ({
        transport: 'libssh',
        query: `known_hosts=${home}/.ssh/known_hosts&sshauth=${list}`,
      })
      t.equal((await visit(to(open, sshauth('privkey')), nobody)).name, name)
      await t.rejects(visit(to(open, sshauth('password'))), { code: 'authFailed' })
      const right = answers({ password: sshUser.password })
      t.equal((await visit(to(passwords, sshauth('password')), right)).name, name)
      t.equal(
        (await visit(to(open, { ...sshauth('privkey'), user: null }), nobody)).name,
        name,
        'root, if nobody is named',
      )
    })

    await t.test('nobody who is not let in', async (t) => {
      await live({ known, files })
      await t.rejects(visit(to(sshd, { user: 'nosuchuser' })), { code: 'authFailed' })
      const gone = `${ssh.host.address}:2`
      await t.rejects(visit(to(gone)), { code: 'connectFailed', message: /Connection refused/ })
      // No sshd: it hears the greeting of ours and goes.
      await t.rejects(visit(to(`${ssh.host.address}:16509`)), {
        code: 'connectFailed',
        message: /no ssh session with .*is it sshd/,
      })
      await live({ known, files, config: 'ConnectTimeout 1\n' })
      await ssh.host.pause()
      try {
        await t.rejects(visit(to(sshd)), { code: 'connectFailed', message: /no answer for 1 s/ })
        await live({ known, files })
        await t.rejects(visit(to(sshd), { timeoutMs: 500 }), { code: 'timeout' })
      } finally {
        await ssh.host.unpause()
      }
    })
  })

  t.test(`${version}: a connection that breaks under a call says so`, async (t) => {
    for (const settings of [[], ['AllowStreamLocalForwarding no']]) {
      const sshd = await ssh.start({ keys, settings })
      await live({ known: sshd.known(), files })
      const connection = await connect(to(sshd))
      await ssh.host.pauseDaemon()
      try {
        const call = secrets.of(connection.getHostname())
        const settled = t.rejects(call, { code: 'connectionLost', outcome: 'unknown' })
        await sshd.cut()
        await settled
        t.match(await connection.closed, { reason: /^(eof|error)$/ })
      } finally {
        await ssh.host.unpauseDaemon()
      }
    }
    await live(usual)
    const connection = await connect(to(open))
    await ssh.host.pauseDaemon()
    const settled = t.rejects(secrets.of(connection.getHostname()), {
      code: 'connectionLost',
      outcome: 'unknown',
    })
    try {
      await ssh.host.killDaemon()
      await settled
    } finally {
      await ssh.host.startDaemon()
    }
    t.equal((await visit(to(open))).name, name)
  })

  t.test(`${version}: lost over ssh it comes back, and asks nobody twice`, async (t) => {
    for (const settings of [[], ['AllowStreamLocalForwarding no']]) {
      const sshd = await ssh.start({ settings, hostKeys: ['ed25519'] })
      await live({})
      const { asked, prompt } = answers({
        hostKey: 'yes',
        password: sshUser.password,
        challenge: sshUser.password,
      })
      const connection = await connect(to(sshd), {
        prompt,
        keepalive: { intervalS: 1, count: 2 },
        reconnect: { firstDelayMs: 50, maxDelayMs: 500, giveUpAfterMs: 120_000 },
      })
      t.teardown(() => connection.close())
      const states = new States(connection)
      const events = await connection.domainEvents({ events: ['lifecycle'] })
      const iterator = events[Symbol.asyncIterator]()
      const isBack = async (what: string, error: object) => {
        t.match(await states.next('reconnecting'), { error }, what)
        t.match(await states.next('connected'), { gap: { reason: 'reconnected' } }, what)
        t.match(await iterator.next(), { value: { kind: 'gap' } }, what)
        t.equal(await connection.getHostname(), name, what)
      }

      await ssh.host.restartDaemon()
      await isBack('the daemon is another', { code: 'connectionLost' })
      await sshd.cut()
      await sshd.again(['ed25519'])
      await isBack('sshd is another', { code: 'connectionLost' })
      await ssh.host.pause()
      try {
        t.match(await states.next('reconnecting'), { error: { code: 'keepaliveTimeout' } })
      } finally {
        await ssh.host.unpause()
      }
      t.match(await states.next('connected'), { gap: { reason: 'reconnected' } })
      t.match(await iterator.next(), { value: { kind: 'gap' } })
      t.equal(asked.length, 2, 'the key and the password, once')

      await sshd.cut()
      await sshd.again(['ecdsa'])
      const error = { code: 'hostKeyRefused', message: /has changed/ }
      t.match(await connection.closed, { reason: 'error', error })
      await t.rejects(secrets.of(iterator.next()), error)
      t.equal(asked.length, 2)
    }
  })

  t.test(`${version}: a command that complains without end holds up no bytes`, async (t) => {
    const program = '/srv/lvrpc-sshd/complains'
    const script = '#!/bin/sh\n[ "$*" = -q ] && exit 1\nyes complaint >&2 &\nexec nc "$@"\n'
    await ssh.run('printf %s "$1" > "$0"; chmod 755 "$0"', program, script)
    const sshd = await ssh.start({ keys })
    await live({ known: sshd.known(), files })
    const query = `netcat=${program}`
    await using connection = await connect(to(sshd, { query }), { timeoutMs: 60_000 })
    for (let i = 0; i < 100; i++) t.equal(await connection.getHostname({ timeoutMs: 5000 }), name)
    await sshd.cut()
    const closed = await connection.closed
    const message = closed.error?.message ?? ''
    t.match(message, /complaint complaint/)
    t.ok(message.length < 1400, message)
  })

  t.test(`${version}: keys are renewed under a load, in both directions`, async (t) => {
    const sshd = await ssh.start({ keys, settings: ['RekeyLimit 1M', 'LogLevel DEBUG1'] })
    await live({ known: sshd.known(), files })
    await using connection = await connect(to(sshd), { timeoutMs: 60_000 })
    const description = 'x'.repeat(1 << 20)
    const domain = await connection.defineDomain(
      guestXml({ name: 'rekey' }).replace(
        '</name>',
        `</name><description>${description}</description>`,
      ),
    )
    try {
      for (let i = 0; i < 8; i++) {
        const texts = await Promise.all([domain.getXml(), domain.getXml(), domain.getXml()])
        for (const text of texts) t.ok(text.includes(description))
      }
    } finally {
      await domain.undefine()
    }
    const renewed = (await sshd.log()).match(/rekey out after|SSH2_MSG_KEXINIT sent/g) ?? []
    t.ok(renewed.length > 10, `${renewed.length} times`)
    t.equal((await knownHosts()).trim(), sshd.known().trim())
  })
}

for (const [from, by] of [
  [sites.old, 'old-b'],
  [sites.new, 'new-b'],
] as const) {
  t.test(`${from.ssh.host.version}: jump hosts and other ways to sshd`, async (t) => {
    const { ssh, name, key, open } = from
    const keys = [key.publicKey]
    // They lead on, and do nothing else.
    const settings = ['AllowStreamLocalForwarding no', 'ForceCommand /bin/false']
    const jump = on[by]
    const [first, second] = [
      await jump.start({ keys, settings }),
      await jump.start({ keys, settings }),
    ]
    const files = { id_ed25519: key.privateKey }
    // Names of the lab's own network mean nothing here: whoever arrives has come over the jump host.
    const target = `Host target\n  HostName ${name}\n  Port ${open.port}\n  User fred\n`
    const targetKey = open.known(`[${name}]:${open.port}`)
    const secondKey = second.known(`[${jump.host.name}]:${second.port}`)

    await t.test('over one', async (t) => {
      const config = `${target}  ProxyJump fred@${first.authority}\n`
      await live({ files, config, known: targetKey + first.known() })
      t.strictSame(await visit(toAlias('target'), nobody), { name, way: `socket ${LEGACY}` })
    })

    await t.test('over two, one of them by its own configuration', async (t) => {
      const known = targetKey + first.known() + secondKey
      const chain = `fred@${first.authority},root@${jump.host.name}:${second.port}`
      await live({ files, known, config: `${target}  ProxyJump ${chain}\n` })
      t.equal((await visit(toAlias('target'), nobody)).name, name)

      const hop = `Host hop\n  HostName ${jump.host.name}\n  Port ${second.port}\n  User root\n  ProxyJump fred@${first.authority}\n`
      await live({ files, known, config: `${target}  ProxyJump hop\n${hop}` })
      t.equal((await visit(toAlias('target'), nobody)).name, name)
    })

    await t.test('each is verified', async (t) => {
      const chain = `fred@${first.authority},root@${jump.host.name}:${second.port}`
      const config = `${target}  ProxyJump ${chain}\n`
      const foreign = (await jump.keygen('ed25519')).publicKey
      const wrong = (one: Sshd, as = one.knownAs) => `${as} ${foreign}\n`
      const good = { first: first.known(), second: secondKey, target: targetKey }
      const cases: [bad: string, known: Partial<typeof good>, message: RegExp][] = [
        [first.authority, { first: wrong(first) }, /has changed/],
        [`${jump.host.name}:${second.port}`, { second: '' }, /is not known/],
        ['target', { target: wrong(open, `[${name}]:${open.port}`) }, /has changed/],
      ]
      for (const [bad, changes, message] of cases) {
        await live({ files, config, known: Object.values({ ...good, ...changes }).join('') })
        const error = await visit(toAlias('target')).catch((error: unknown) => error as Error)
        t.match(error, { code: 'hostKeyRefused', message })
        t.ok((error as Error).message.includes(`the key of ${bad}`), (error as Error).message)
      }
    })

    await t.test(
      'one that does not lead on is named, and one that goes round in circles',
      async (t) => {
        const closed = await jump.start({ keys, settings: ['AllowTcpForwarding no'] })
        await live({
          files,
          config: `${target}  ProxyJump fred@${closed.authority}\n`,
          known: targetKey + closed.known(),
        })
        await t.rejects(visit(toAlias('target')), {
          code: 'connectFailed',
          message: new RegExp(`${closed.authority} does not lead on to `),
        })
        await live({ files, config: 'Host a\n  ProxyJump b\nHost b\n  ProxyJump a\n' })
        await t.rejects(visit(toAlias('a')), {
          code: 'invalidArg',
          message: /jump hosts on the way/,
        })
      },
    )

    await t.test('a ProxyCommand carries the bytes', async (t) => {
      const script = join(folder, 'proxy.mjs')
      await writeFile(
        script,
        `import { connect } from 'node:net'
const [host, port] = process.argv.slice(2)
const socket = connect(Number(port), host)
process.stdin.pipe(socket).pipe(process.stdout)
socket.on('error', (error) => { console.error(error.message); process.exit(7) })\n`,
      )
      const config = (command: string) =>
        `Host target\n  HostName ${ssh.host.address}\n  Port ${open.port}\n  User fred\n  ProxyCommand ${command}\n`
      const node = `${process.execPath} ${script}`
      await live({ files, config: config(`${node} %h %p`), known: open.known() })
      t.strictSame(await visit(toAlias('target'), nobody), { name, way: `socket ${LEGACY}` })
      await live({ files, config: config(`${node} %h 1`), known: open.known() })
      await t.rejects(visit(toAlias('target')), {
        code: 'connectFailed',
        message: /ProxyCommand .*ECONNREFUSED/,
      })
      await live({ files, config: config('/bin/sh -c "exit 3"'), known: open.known() })
      await t.rejects(visit(toAlias('target')), {
        code: 'connectFailed',
        message: /ProxyCommand .*3/,
      })
    })
  })
}

for (const [from, to_] of pairs) {
  const [source, destination] = [lab.host(from), lab.host(to_)]
  t.test(`${source.version} to ${destination.version}: a live guest moves over ssh`, async (t) => {
    t.teardown(() => lab.cleanup())
    const ends = await Promise.all(
      [from, to_].map(async (host) => {
        const ssh = on[host]
        const key = await ssh.keygen('ed25519')
        secrets.add(`private key of ${from} for ${host}`, key.privateKey)
        return { key, sshd: await ssh.start({ keys: [key.publicKey] }) }
      }),
    )
    const [here, there] = ends as [(typeof ends)[0], (typeof ends)[0]]
    const files = { a: here.key.privateKey, b: there.key.privateKey }
    await live({ files, known: ends.map(({ sshd }) => sshd.known()).join('') })
    // Without a program of that name nothing but ourselves can have spoken ssh.
    const started: unknown[] = []
    const onStart = (message: unknown) => started.push(message)
    subscribe('child_process', onStart)
    t.teardown(() => unsubscribe('child_process', onStart))
    const counter = await lab.boot(source, { name: 'ssh', dirtyMiB: 8 })
    const { result } = migrate({
      source: to(here.sshd, { user: 'root', query: `keyfile=${home}/.ssh/a` }),
      destination: to(there.sshd, { query: `keyfile=${home}/.ssh/b` }),
      domain: 'ssh',
      live: true,
    })
    t.match(await result, { kind: 'migrated', host: 'destination', errors: [], warnings: [] })
    t.strictSame(started, [], 'and no program was run')
    t.same(await source.domains(), [])
    t.equal(await destination.virsh('domstate', 'ssh', '--reason'), 'running (migrated)')
    await counter.advance(3)
    await counter.check()
  })
}

t.test('programs that carry the bytes', async (t) => {
  const { ssh, name, key, open } = sites.new
  await t.test('command= runs OpenSSH, by its own configuration', async (t) => {
    await live({})
    // The real client runs in a host of the lab, so that this machine need not have it.
    const client = on['new-b']
    const place = '/srv/lvrpc-sshd/client'
    const config = `Host *\n  IdentityFile ${place}/key\n  UserKnownHostsFile ${place}/known\n  GlobalKnownHostsFile none\n`
    const lay =
      'umask 77; mkdir -p "$0"; printf %s "$1" > $0/config; printf %s "$2" > $0/key; printf %s "$3" > $0/known'
    await client.run(lay, place, config, key.privateKey, open.known())
    const command = join(folder, 'ssh')
    const container = `lvrpc-lab-${process.env.LVRPC_LAB ?? 'main'}-new-b`
    const script = `#!/bin/sh\nPATH='${before.PATH}'; exec docker exec -i ${container} ssh -F ${place}/config "$@"\n`
    await writeFile(command, script, { mode: 0o755 })

    const uri = (query = '', path = 'system') =>
      to(open, { path, query: `command=${command}&no_tty=1${query}` })
    t.equal((await visit(uri())).name, name)
    t.equal((await visit(uri('&proxy=netcat'))).name, name)
    t.equal((await visit(uri('&proxy=native'), { readonly: true })).name, name)
    await using session = await connect(uri('', 'session'), { timeoutMs: 60_000 })
    t.equal(await session.getUri(), 'qemu:///session')
    await t.rejects(visit(uri('&proxy=streamlocal')), { code: 'argumentUnsupported' })

    await client.run('printf "" > "$0"', `${place}/known`)
    await t.rejects(visit(uri()), {
      code: 'connectFailed',
      message: /Host key verification failed/,
    })
    t.equal((await visit(uri('&no_verify=1'))).name, name)
    await t.rejects(visit(to(open, { query: `command=${folder}/none` })), {
      code: 'connectFailed',
      message: /cannot run '.*none', the client for .*: No such file/,
    })
  })

  await t.test('ext runs whatever it is told to', async (t) => {
    await live({})
    const command = join(folder, 'carry')
    const write = (text: string) =>
      writeFile(command, `#!${process.execPath}\n${text}`, { mode: 0o755 })
    const carry = `const socket = require('node:net').connect(${JSON.stringify(ssh.host.socket)})
process.stdin.pipe(socket).pipe(process.stdout)`
    await write(carry)
    const uri = `qemu+ext:///system?command=${command}`
    t.equal((await visit(uri)).name, name)
    await write(`console.error('not today'); process.exit(3)`)
    await t.rejects(visit(uri), { message: /not today/ })
    await t.rejects(visit(`${uri}-gone`), { code: 'connectFailed', message: /No such file/ })
  })
})

t.test('the command line, at a terminal and without', async (t) => {
  const { ssh, name, key, open, passwords, challenges } = sites.new
  const cli = await bundledCli(join(folder, 'cli'))
  const locked = await ssh.keygen('ed25519', PASSPHRASE)
  secrets.add('locked', locked.privateKey)
  const sshd = await ssh.start({ keys: [locked.publicKey] })
  const line = (uri: string) => `'${process.execPath}' '${cli}' -c '${uri}' hostname`
  const terminal = async (uri: string, ...dialogue: Exchange[]) => {
    const env = { ...process.env, PATH: before.PATH }
    const onShown = (_text: string, pid: number | undefined) => secrets.hearProcesses(pid)
    const found = await onTerminal(line(uri), dialogue, { env, onShown })
    secrets.hear('cli', found.shown)
    return found
  }
  const known = [open, passwords, challenges, sshd].map((one) => one.known()).join('')
  const files = { id_ed25519: key.privateKey }

  await live({ known, files })
  const quiet = await terminal(to(open))
  t.strictSame(quiet, { code: 0, shown: `${name}\r\n\r\n` }, 'nothing to ask')

  await live({ config: 'HashKnownHosts no\n' })
  const first = await terminal(
    to(passwords),
    ['yes/no', 'yes'],
    ['Password for fred', sshUser.password],
  )
  t.equal(first.code, 0, first.shown)
  t.ok(first.shown.includes(`The host ${passwords.knownAs} is not known`), first.shown)
  t.match(await knownHosts(), passwords.hostKeys[0])
  const second = await terminal(
    to(passwords),
    ['Password for fred', WRONG],
    ['Password for fred', sshUser.password],
  )
  t.equal(second.code, 0, second.shown)
  const asked = await terminal(to(challenges), ['yes/no', 'yes'], ['Password:', sshUser.password])
  t.equal(asked.code, 0, asked.shown)
  const no = await terminal(to(open), ['yes/no', 'no'])
  t.equal(no.code, 1)
  t.match(no.shown, /error: .*is not known and was not accepted/)

  await live({ known, files: { id_ed25519: locked.privateKey } })
  const unlocked = await terminal(to(sshd), [`Passphrase for ${home}/.ssh/id_ed25519`, PASSPHRASE])
  t.equal(unlocked.code, 0, unlocked.shown)

  await live({})
  const mute = await terminal(to(open, { query: 'no_tty=1' }))
  t.equal(mute.code, 1)
  t.match(mute.shown, /error: .*no_tty forbids to ask/)
  t.notMatch(mute.shown, /yes\/no/)
  const { code, stderr } = await run('/bin/sh', ['-c', `exec ${line(to(open))}`])
  secrets.hear('cli', stderr)
  t.equal(code, 1)
  t.match(stderr, /error: .*there is nobody to ask/)
})

t.test('no secret was shown', async (t) => {
  secrets.prove(t, { error: 60, decision: 200, frame: 100, cli: 6, argv: 5 })
})

function toAlias(host: string): string {
  return to(host, { user: null })
}

/** What ssh-keygen makes of a known_hosts file when it hides the names. */
function hashedBy(ssh: SshHost, known: string): Promise<string> {
  const script =
    'cd "$(mktemp -d /srv/lvrpc-sshd/XXXX)"; printf %s "$0" > k; ssh-keygen -q -H -f k > /dev/null 2>&1; cat k'
  return ssh.run(script, known)
}
