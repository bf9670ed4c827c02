// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables as the files of ssh write them

import { createHash } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { UsageError } from '../../../src/errors.ts'
import { traceChannels } from '../../../src/trace.ts'
import { type HostConfig, readSshConfig } from '../../../src/transport/ssh/config.ts'
import { blocks, localUid, mistakes, values } from './config-cases.ts'

const uid = localUid
const nobody = { user: null, port: null }

/** A home and a folder of the system, with these files; `~/` and `/etc/ssh/` begin their names. */
function world(t: Test, files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), 'lvrpc-ssh-'))
  t.teardown(() => rmSync(root, { recursive: true, force: true }))
  const [home, etc] = [join(root, 'home'), join(root, 'etc')]
  mkdirSync(join(home, '.ssh'), { recursive: true, mode: 0o700 })
  mkdirSync(etc)
  for (const [name, text] of Object.entries(files)) {
    const path = name.replace(/^~/, home).replace(/^\/etc\/ssh/, etc)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text, { mode: 0o600 })
  }
  const surroundings = {
    home,
    etc,
    localUser: 'me',
    hostname: 'desk.example.org',
    uid,
    env: { HOME: home, GATE: 'gate', EMPTY: '' } as Record<string, string | undefined>,
  }
  const short = (text: string) => text.replaceAll(home, '~').replaceAll(etc, '/etc/ssh')
  return {
    home,
    etc,
    surroundings,
    short,
    read: (host = 'x', given: { user: string | null; port: number | null } = nobody) =>
      readSshConfig(host, given, surroundings),
  }
}

/** What one file of the user's says of a host, paths shortened. */
async function of(t: Test, text: string, host = 'x', given = nobody): Promise<HostConfig> {
  const { read, short } = world(t, { '~/.ssh/config': text })
  return JSON.parse(short(JSON.stringify(await read(host, given)))) as HostConfig
}

async function refusal(t: Test, files: Readonly<Record<string, string>>, host = 'x') {
  const { read, short } = world(t, files)
  const error = await read(host).catch((error: unknown) => error)
  t.type(error, UsageError)
  t.match(error, { code: 'confSyntax', number: 33, outcome: 'not sent' })
  return short((error as Error).message).replace('configuration file syntax error: ', '')
}

const defaults: HostConfig = {
  hostName: 'x',
  user: null,
  port: null,
  identityFiles: [],
  usualKeys: true,
  identitiesOnly: false,
  identityAgent: null,
  proxyJump: [],
  proxyCommand: null,
  hostKeyAlias: null,
  hostKeyAlgorithms: null,
  userKnownHostsFiles: ['~/.ssh/known_hosts', '~/.ssh/known_hosts2'],
  globalKnownHostsFiles: ['/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2'],
  strictHostKeyChecking: 'ask',
  hashKnownHosts: false,
  connectTimeoutS: null,
  addressFamily: 'any',
  batchMode: false,
  filesRead: [],
}

t.test('without files everything is as OpenSSH has it', async (t) => {
  const { read, short, surroundings } = world(t, {})
  t.strictSame(JSON.parse(short(JSON.stringify(await read('X')))), defaults)
  t.strictSame(
    (await readSshConfig('x', nobody, { ...surroundings, home: '' })).filesRead,
    [],
    'no home',
  )
  t.match(await read('x', { user: 'u', port: 7 }), { user: 'u', port: 7 })
})

t.test('what every keyword does', async (t) => {
  for (const [text, expected] of values) {
    const found = await of(t, text)
    t.strictSame(found, { ...defaults, filesRead: ['~/.ssh/config'], ...expected }, text)
  }
})

t.test('a hash of the connection has its jump host in it', async (t) => {
  const sum = (jump: string) =>
    createHash('sha1').update(`desk.example.orgx22me${jump}`).digest('hex')
  t.strictSame((await of(t, 'userknownhostsfile %C')).userKnownHostsFiles, [sum('')])
  const { userKnownHostsFiles } = await of(t, 'userknownhostsfile %C %j\nproxyjump a,u@J:1')
  t.strictSame(userKnownHostsFiles, [sum('J'), 'J'])
})

t.test('which blocks count', async (t) => {
  for (const [head, matches, host = 'x'] of blocks) {
    const { identitiesOnly } = await of(t, `${head}\n  IdentitiesOnly yes\n`, host)
    t.equal(identitiesOnly, matches, `${head} for ${host}`)
  }
})

t.test('Match sees what was found so far', async (t) => {
  const text = `
    HostName b
    User joe
    Match host x
      Port 1
    Match host B user joe
      Port 2
    Match originalhost x
      Port 3`
  t.match(await of(t, text), { hostName: 'b', user: 'joe', port: 2 })
  t.match(await of(t, text, 'x', { user: 'ann', port: null } as never), { user: 'ann', port: 3 })
})

t.test('the user comes before the system, file by file', async (t) => {
  const { read, short } = world(t, {
    '~/.ssh/config': 'Host x\nUser own\nIdentityFile ~/a\n',
    '/etc/ssh/ssh_config': 'User system\nIdentityFile /b\nHashKnownHosts yes\n',
  })
  const found = await read()
  t.match(found, { user: 'own', hashKnownHosts: true })
  t.strictSame(found.identityFiles.map(short), ['~/a', '/b'])
  t.strictSame(found.filesRead.map(short), ['~/.ssh/config', '/etc/ssh/ssh_config'])
  t.match(await read('y'), { user: 'system' })
})

t.test('Include brings in other files where it stands', async (t) => {
  const files = {
    '~/.ssh/config': `
      Include first conf.d/*.conf missing nothing/*
      Host y
        Include inner
        Port 7
      Host *
        User last`,
    '~/.ssh/first': 'HashKnownHosts yes\nHost z\n  User zed\n',
    '~/.ssh/conf.d/20.conf': 'HostName second',
    '~/.ssh/conf.d/10.conf': 'HostName first.%h',
    '~/.ssh/conf.d/.hidden.conf': 'HostName hidden',
    '~/.ssh/inner': 'IdentitiesOnly yes\nHost *\n  BatchMode yes\n',
    '/etc/ssh/ssh_config': 'Include more/[ab]? ${GATE}/%h\n',
    '/etc/ssh/more/a1': 'ConnectTimeout 5',
    '/etc/ssh/more/c1': 'AddressFamily inet',
    '/etc/ssh/gate/first.x': 'HostKeyAlias gated',
  }
  const { read, short } = world(t, files)
  const x = await read('x')
  t.match(x, {
    hostName: 'first.x',
    hashKnownHosts: true,
    user: 'last',
    port: null,
    identitiesOnly: false,
    batchMode: false,
    connectTimeoutS: 5,
    addressFamily: 'any',
    hostKeyAlias: 'gated',
  })
  t.strictSame(x.filesRead.map(short), [
    '~/.ssh/config',
    '~/.ssh/first',
    '~/.ssh/conf.d/10.conf',
    '~/.ssh/conf.d/20.conf',
    '~/.ssh/inner',
    '/etc/ssh/ssh_config',
    '/etc/ssh/more/a1',
    '/etc/ssh/gate/first.x',
  ])
  // The end of an included file ends its last block, and no more.
  t.match(await read('y'), { port: 7, identitiesOnly: true, batchMode: true, user: 'last' })
  t.match(await read('z'), { user: 'zed' })
})

t.test('Include goes so deep and no deeper', async (t) => {
  const chain = Object.fromEntries(
    Array.from({ length: 16 }, (_, i) => [`~/.ssh/c${i}`, `Include c${i + 1}\nPort ${i + 1}`]),
  )
  const { read } = world(t, { ...chain, '~/.ssh/config': 'Include c2' })
  t.match(await read(), { port: 16 })
  t.equal(
    await refusal(t, { '~/.ssh/config': 'Host y\n Include config' }),
    '~/.ssh/config:2: Include inside Include, 16 deep: does a file include itself?',
  )
})

t.test('mistakes are named with file and line, in blocks that do not match too', async (t) => {
  for (const [line, text] of mistakes) {
    t.equal(await refusal(t, { '~/.ssh/config': `Host y\n${line}` }), `~/.ssh/config:2: ${text}`)
  }
})

t.test('what cannot be expanded is named too, where it counts', async (t) => {
  const tokens = '%C, %d, %h, %i, %j, %k, %L, %l, %n, %p, %r, %u and %%'
  const cases: [string, string][] = [
    ['hostname %n', "'%n' in '%n' means nothing there: only %h and %%"],
    ['hostname a%', "'%' in 'a%' means nothing there: only %h and %%"],
    ['identityfile %T', `'%T' in '%T' means nothing there: only ${tokens}`],
    ['proxycommand nc %i', "'%i' in 'nc %i' means nothing there: only %h, %n, %p, %r and %%"],
    ['proxyjump %u', "'%u' in '%u' means nothing there: only %h, %n, %p, %r and %%"],
    [
      'user %r',
      "'%r' in '%r' means nothing there: only %d, %h, %i, %j, %k, %L, %l, %n, %p, %u and %%",
    ],
    ['identityfile ${NOPE}', 'the variable ${NOPE} is not set'],
    ['identityfile ${NOPE', 'the variable ${NOPE} is not set'],
    ['identityagent $1x', "'$1x' is not the name of a variable"],
    ['identityfile ~joe/x', "'~joe': homes of other users are not looked up, write the path"],
    [
      'hostname "a;b"\nproxycommand nc %h',
      "%h would put 'a;b' into a command, where it could mean more",
    ],
    ['user -x\nproxycommand nc %r', "%r would put '-x' into a command, where it could mean more"],
  ]
  for (const [lines, text] of cases) {
    const line = lines.split('\n').length
    t.equal(await refusal(t, { '~/.ssh/config': lines }), `~/.ssh/config:${line}: ${text}`)
    t.match(await of(t, `Host y\n${lines}`), { hostName: 'x' }, 'not of another host')
  }
  const many = Array.from({ length: 101 }, (_, i) => `identityfile ${i}`).join('\n')
  t.equal(await refusal(t, { '~/.ssh/config': many }), '~/.ssh/config:101: more than 100 key files')
})

t.test('mistakes of other files are named there', async (t) => {
  t.equal(
    await refusal(t, { '~/.ssh/config': 'Include a', '~/.ssh/a': '\nport x' }),
    "~/.ssh/a:2: 'x' is not a port number",
  )
  t.equal(
    await refusal(t, { '/etc/ssh/ssh_config': 'port x' }),
    "/etc/ssh/ssh_config:1: 'x' is not a port number",
  )
  t.match(
    await refusal(t, { '/etc/ssh/ssh_config': 'Include ~/x' }),
    /^\/etc\/ssh\/ssh_config:1: '~\/x': whose home/,
  )
  t.equal(
    await refusal(t, { '~/.ssh/config': 'Include d', '~/.ssh/d/file': '' }),
    '~/.ssh/config:1: cannot read ~/.ssh/d: EISDIR: illegal operation on a directory, read',
  )
  t.equal(
    await refusal(t, { '~/.ssh/config': `#${'x'.repeat(1 << 20)}` }),
    '~/.ssh/config: is longer than 1 MiB',
  )
})

t.test('a file that others may write to is refused', async (t) => {
  const { home, read, surroundings } = world(t, { '~/.ssh/config': 'Include a', '~/.ssh/a': '' })
  await read()
  for (const name of ['config', 'a']) {
    const path = join(home, '.ssh', name)
    for (const mode of [0o620, 0o602]) {
      chmodSync(path, mode)
      await t.rejects(read(), {
        code: 'confSyntax',
        message: `configuration file syntax error: ${path}: Bad owner or permissions: others than its owner may write to it: chmod 600`,
      })
    }
    chmodSync(path, 0o644)
    await read()
  }
  if (uid !== 0) {
    await t.rejects(readSshConfig('x', nobody, { ...surroundings, uid: uid + 1 }), {
      message: /config: Bad owner or permissions: it is not yours/,
    })
  }
})

t.test('every choice is told with its line, and no value with it', async (t) => {
  const told: string[] = []
  const listen = (message: unknown) => told.push((message as { text: string }).text)
  subscribe(traceChannels.decision, listen)
  t.teardown(() => unsubscribe(traceChannels.decision, listen))
  const { read, short } = world(t, {
    '~/.ssh/config':
      'User a\nProxyCommand sshpass -p geheim ssh gw\nIdentityFile b\nMatch exec "x"\n',
  })
  await read()
  t.strictSame(told.map(short), [
    '~/.ssh/config is read',
    'x: user is that of ~/.ssh/config:1',
    'x: proxycommand is that of ~/.ssh/config:2',
    'x: a key file is that of ~/.ssh/config:3',
    '~/.ssh/config:4: Match exec is not known here, so it does not match',
    '/etc/ssh/ssh_config is not read: No such file or directory',
  ])
})

t.test('whatever stands in the file: an answer, or a UsageError with its line, soon', async (t) => {
  const { home, read, short } = world(t, { '~/.ssh/config': '' })
  const path = join(home, '.ssh/config')
  const word = fc.oneof(
    fc.constantFrom(
      ...['Host', 'Match', 'HostName', 'Port', 'User', 'IdentityFile', 'ProxyJump', 'ProxyCommand'],
      ...['UserKnownHostsFile', 'ConnectTimeout', 'all', 'exec', '!x', '*', 'x', 'none', '=', '"'],
      ...['\\', '#', '%h', '%', '${', '${HOME}', '~', ',', '1m1', '[::1]:2', 'ssh://', '\r', '\n'],
      ...['\n', '\n', ' ', ' ', '\t', "'", '1'.repeat(50), 'a*'.repeat(30)],
    ),
    fc.string({ maxLength: 5 }),
  )
  const file = fc.oneof(
    fc.array(word, { maxLength: 40 }).map((words) => words.join('')),
    fc.array(word, { maxLength: 40 }).map((words) => words.join(' ')),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  )
  let refused = 0
  await fc.assert(
    fc.asyncProperty(file, fc.constantFrom('x', 'a'.repeat(200)), async (text, host) => {
      writeFileSync(path, text)
      try {
        await read(host)
      } catch (error) {
        refused++
        if (!(error instanceof UsageError)) throw error
        if (!/: ~\/\.ssh\/config:[0-9]+: /.test(short(error.message))) throw error
      }
    }),
    { numRuns: 1500 },
  )
  t.ok(refused > 50 && refused < 1450, `${refused} refused`)
})
