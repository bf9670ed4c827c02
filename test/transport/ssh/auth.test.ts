import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AuthContext, AuthenticationType, PasswordAuthContext } from 'ssh2'
import t, { type Test } from 'tap'
import type { PromptQuestion } from '../../../src/transport/prompt.ts'
import type { SshSurroundings } from '../../../src/transport/ssh/config.ts'
import { keyIn } from '../../../src/transport/ssh/keys.ts'
import { openSshSession, type SshOptions } from '../../../src/transport/ssh/session.ts'
import {
  acceptsKeys,
  endpoint,
  fingerprintOf,
  makeHome,
  makeKey,
  makePemKey,
  type Rules,
  sshServer,
  type TestServer,
} from './server.ts'

const ed = makeKey()
const other = makeKey()
const ecdsa = makeKey('ecdsa')
const rsa = makeKey('rsa')
const locked = makeKey('ed25519', 'sesame')
const lockedRsa = makeKey('rsa', 'sesame')
const pem = makePemKey('sesame')

/** Answers by kind; writes down what was asked. */
function answering(answers: Partial<Record<PromptQuestion['kind'], string | string[]>>): {
  readonly asked: PromptQuestion[]
  readonly prompt: NonNullable<SshOptions['prompt']>
} {
  const asked: PromptQuestion[] = []
  const left = new Map(Object.entries(answers).map(([kind, all]) => [kind, [all].flat()]))
  const prompt = async (question: PromptQuestion) => {
    asked.push(question)
    const list = left.get(question.kind)
    return list === undefined ? undefined : list.length > 1 ? list.shift() : list[0]
  }
  return { asked, prompt }
}

/** Takes one password, and names what it takes where it refuses. */
function takesPassword(
  word: string,
  methods: AuthenticationType[] = ['password'],
): NonNullable<Rules['auth']> {
  return (context) => {
    const right =
      context.method === 'password' && (context as PasswordAuthContext).password === word
    if (right) context.accept()
    else context.reject(methods)
  }
}

async function attempt(
  server: TestServer,
  home: SshSurroundings,
  how: Partial<typeof endpoint> = {},
  options: SshOptions = {},
): Promise<string> {
  const { port } = server
  try {
    const session = await openSshSession({ ...endpoint, port, ...how }, options, home)
    session.destroy()
    return `in as ${session.user}`
  } catch (error) {
    const { code, message } = error as { code: string; message: string }
    return `${code}: ${message}`
  }
}

t.test('a key of every kind that a server may take is shown to it and signs', async (t) => {
  for (const [name, pair] of Object.entries({ id_ed25519: ed, id_ecdsa: ecdsa, id_rsa: rsa })) {
    const server = await sshServer(t, { auth: acceptsKeys(pair) })
    const home = makeHome(t, { [name]: pair.private })
    t.equal(await attempt(server, home), 'in as joe', name)
    t.equal(server.attempts.length, 2, 'no attempt but that key, and its signature')
  }
})

t.test('the usual keys are tried in order, and the missing ones are not spoken of', async (t) => {
  const server = await sshServer(t, { auth: acceptsKeys(rsa) })
  const home = makeHome(t, { id_ed25519: ed.private, id_rsa: other.private })
  t.match(
    await attempt(server, home, { user: 'ann' }),
    /^authFailed: authentication failed: 127\.0\.0\.1:\d+ does not let ann in \(it takes publickey\): key \S+\/id_ed25519: refused; key \S+\/id_rsa: refused; password: the server does not take it; keyboard-interactive: the server does not take it$/,
  )
})

t.test('keyfile= is the only file, IdentityFile replaces the usual ones', async (t) => {
  const server = await sshServer(t, { auth: acceptsKeys(other) })
  const home = makeHome(t, {
    id_ed25519: ed.private,
    mine: other.private,
    config: 'Host conf*\n  HostName 127.0.0.1\n  User eve\n  IdentityFile ~/.ssh/mine\n',
  })
  t.equal(await attempt(server, home, { keyfile: join(home.home, '.ssh/mine') }), 'in as joe')
  t.equal(await attempt(server, home, { host: 'configured' }), 'in as eve')
  t.equal(await attempt(server, home, { host: 'configured', user: 'ann' }), 'in as ann')
  t.equal(server.attempts.length, 6)
})

t.test('an encrypted key is opened when the server has said that it takes it', async (t) => {
  for (const pair of [locked, lockedRsa]) {
    const server = await sshServer(t, { auth: acceptsKeys(pair) })
    const home = makeHome(t, { id_ecdsa: pair.private, id_rsa: locked.private })
    const { asked, prompt } = answering({ passphrase: ['wrong', 'sesame'] })
    t.equal(await attempt(server, home, {}, { prompt }), 'in as joe')
    const path = join(home.home, '.ssh/id_ecdsa')
    t.strictSame(asked, [
      { kind: 'passphrase', path },
      { kind: 'passphrase', path },
    ])
  }
})

t.test('nobody is asked for the passphrase of a key that the server refuses', async (t) => {
  const server = await sshServer(t, { auth: acceptsKeys(ed) })
  const home = makeHome(t, { id_rsa: locked.private })
  const { asked, prompt } = answering({ passphrase: 'sesame' })
  t.match(await attempt(server, home, {}, { prompt }), /id_rsa: refused/)
  t.strictSame(asked, [])
})

t.test('of a key in the older form only its .pub or the passphrase can tell', async (t) => {
  const server = await sshServer(t, { auth: acceptsKeys(pem) })
  const { asked, prompt } = answering({ passphrase: 'sesame' })
  const bare = makeHome(t, { id_rsa: pem.private })
  t.equal(await attempt(server, bare, {}, { prompt }), 'in as joe')
  t.equal(asked.length, 1)
  const refusing = await sshServer(t, { auth: acceptsKeys(ed) })
  const paired = makeHome(t, { id_rsa: pem.private, 'id_rsa.pub': pem.public })
  t.match(await attempt(refusing, paired, {}, { prompt }), /id_rsa: refused/)
  t.equal(asked.length, 1, 'the .pub was enough')
})

t.test('a passphrase that stays wrong is given up, and nothing of it is told', async (t) => {
  const server = await sshServer(t, { auth: acceptsKeys(locked) })
  const home = makeHome(t, { id_rsa: locked.private })
  const { asked, prompt } = answering({ passphrase: 'hunter2' })
  const text = await attempt(server, home, {}, { prompt })
  t.match(text, /id_rsa: the passphrase is wrong/)
  t.notMatch(text, /hunter2|sesame/)
  t.equal(asked.length, 3)
})

t.test('a key that others can read is not used', async (t) => {
  const server = await sshServer(t, { auth: acceptsKeys(ed) })
  const home = makeHome(t, { id_ed25519: ed.private })
  const path = join(home.home, '.ssh/id_ed25519')
  chmodSync(path, 0o640)
  const text = await attempt(server, home)
  t.ok(text.includes(`others than its owner can read it (mode 0640): chmod 600 ${path}`), text)
  chmodSync(path, 0o600)
  t.equal(await attempt(server, home), 'in as joe')
})

t.test('what is no key, and a keyfile= that is not there, are told', async (t) => {
  const server = await sshServer(t, { auth: acceptsKeys(ed) })
  const home = makeHome(t, { id_rsa: 'not a key\n' })
  t.match(await attempt(server, home), /id_rsa: it is no private key in a form known here/)
  t.match(
    await attempt(server, home, { keyfile: '/nonexistent/key' }),
    /key \/nonexistent\/key: No such file/,
  )
})

t.test('a password is asked for only when the server takes one', async (t) => {
  const home = makeHome(t)
  const { asked, prompt } = answering({ password: ['wrong', 'open'] })
  const server = await sshServer(t, { auth: takesPassword('open') })
  t.equal(await attempt(server, home, { user: 'ann' }, { prompt }), 'in as ann')
  t.strictSame(asked, [
    { kind: 'password', user: 'ann', host: '127.0.0.1' },
    { kind: 'password', user: 'ann', host: '127.0.0.1' },
  ])
  t.strictSame(server.attempts, ['none', 'password', 'password'])
  const keysOnly = await sshServer(t, { auth: acceptsKeys(ed) })
  t.match(await attempt(keysOnly, home, {}, { prompt }), /password: the server does not take it/)
  t.equal(asked.length, 2)
})

t.test('a password that stays wrong is asked for three times', async (t) => {
  const server = await sshServer(t, { auth: takesPassword('open') })
  const { asked, prompt } = answering({ password: 'hunter2' })
  const text = await attempt(server, makeHome(t), {}, { prompt })
  t.match(
    text,
    /\(it takes password\): password: refused; password: refused; password: refused; keyb/,
  )
  t.notMatch(text, /hunter2/)
  t.equal(asked.length, 3)
})

t.test('where nobody can be asked the message says why', async (t) => {
  const server = await sshServer(t, { auth: takesPassword('open') })
  const home = makeHome(t, { config: 'Host batch\n  HostName 127.0.0.1\n  BatchMode yes\n' })
  const { asked, prompt } = answering({ password: 'open' })
  t.match(await attempt(server, home), /password: there is nobody to ask/)
  t.match(
    await attempt(server, home, { noTty: true }, { prompt }),
    /password: no_tty forbids to ask/,
  )
  t.match(await attempt(server, home, { host: 'batch' }, { prompt }), /password: BatchMode forbids/)
  t.strictSame(asked, [])
})

t.test('the password of auth.conf comes before the question, for its own user alone', async (t) => {
  const server = await sshServer(t, { auth: takesPassword('open') })
  const home = makeHome(t)
  const hosts: string[] = []
  const storedLogin = async (host: string) => {
    hosts.push(host)
    return { authname: 'ann', password: 'open' }
  }
  t.equal(await attempt(server, home, {}, { storedLogin }), 'in as ann', 'and says who logs in')
  t.equal(await attempt(server, home, { user: 'ann' }, { storedLogin }), 'in as ann')
  t.match(
    await attempt(server, home, { user: 'eve' }, { storedLogin }),
    /password: there is nobody/,
  )
  t.strictSame(hosts, ['127.0.0.1', '127.0.0.1', '127.0.0.1'])
  const stale = async () => ({ password: 'old' })
  const { asked, prompt } = answering({ password: 'open' })
  t.equal(await attempt(server, home, {}, { storedLogin: stale, prompt }), 'in as joe')
  t.equal(asked.length, 1)
})

/** Asks what is given, and takes these answers. */
function challenges(
  prompts: readonly { prompt: string; echo: boolean }[],
  right: readonly string[],
): NonNullable<Rules['auth']> {
  return (context: AuthContext) => {
    if (context.method !== 'keyboard-interactive') return context.reject(['keyboard-interactive'])
    const ask = context.prompt as unknown as (
      prompts: unknown,
      title: string,
      instructions: string,
      answered: (answers: string[]) => void,
    ) => void
    ask.call(context, prompts, 'title', 'Two\nsteps', (answers) => {
      if (JSON.stringify(answers) === JSON.stringify(right)) context.accept()
      else context.reject(['keyboard-interactive'])
    })
  }
}

t.test(
  'challenges are put in the words of the server, without what a terminal obeys',
  async (t) => {
    const prompts = [
      { prompt: 'Password: \u001b[2J', echo: false },
      { prompt: 'Code: ', echo: true },
    ]
    const server = await sshServer(t, { auth: challenges(prompts, ['open', '1234']) })
    const asked: PromptQuestion[] = []
    const prompt = async (question: PromptQuestion) => {
      asked.push(question)
      return question.kind === 'challenge' && question.echo ? '1234' : 'open'
    }
    t.equal(await attempt(server, makeHome(t), {}, { prompt }), 'in as joe')
    const common = { kind: 'challenge', user: 'joe', host: '127.0.0.1', instruction: 'Two steps' }
    t.strictSame(asked, [
      { ...common, prompt: 'Password: ?[2J', echo: false },
      { ...common, prompt: 'Code:', echo: true },
    ])
  },
)

t.test('one hidden challenge may be answered from auth.conf; unanswered ones end it', async (t) => {
  const server = await sshServer(t, { auth: challenges([{ prompt: 'P', echo: false }], ['open']) })
  const home = makeHome(t)
  const storedLogin = async () => ({ password: 'open' })
  t.equal(await attempt(server, home, {}, { storedLogin }), 'in as joe')
  t.match(await attempt(server, home), /keyboard-interactive: there is nobody to ask/)
  const silent = { prompt: async () => undefined }
  t.match(await attempt(server, home, {}, silent), /keyboard-interactive: no answer was given/)
})

t.test('a question that is called off ends the login at once, in words of our own', async (t) => {
  for (const auth of [
    takesPassword('open'),
    challenges([{ prompt: 'P', echo: false }], ['open']),
  ]) {
    const server = await sshServer(t, { auth })
    const prompt = async () => {
      throw new Error('typed hunter2')
    }
    const text = await attempt(server, makeHome(t), {}, { prompt })
    t.match(text, /^authFailed: .*: the question for .* was not answered$/)
    t.notMatch(text, /hunter2/)
  }
})

t.test('a server that wants two proofs gets them, in whatever order', async (t) => {
  for (const sshauth of [null, ['password', 'privkey']]) {
    const proofs: string[] = []
    const server = await sshServer(t, {
      auth: (context) => {
        const left = (['publickey', 'password'] as const).filter((one) => !proofs.includes(one))
        const key = context.method === 'publickey' && !proofs.includes('publickey')
        if (key && context.signature === undefined) return context.accept()
        const password = context.method === 'password' && proofs.length === 1
        if (!key && !password) return context.reject([left[0]!])
        proofs.push(context.method)
        if (proofs.length === 2) context.accept()
        else context.reject([left[1]!], true)
      },
    })
    const { prompt } = answering({ password: 'open' })
    const home = makeHome(t, { id_ed25519: ed.private })
    t.equal(await attempt(server, home, { sshauth }, { prompt }), 'in as joe', String(sshauth))
  }
})

t.test('a server that is never content is left in time', async (t) => {
  const server = await sshServer(t, {
    auth: (context) => {
      if (context.method === 'publickey' && !context.signature) context.accept()
      else context.reject(['publickey', 'password'], true)
    },
  })
  const { prompt } = answering({ password: 'open' })
  const home = makeHome(t, { id_ed25519: ed.private })
  t.match(
    await attempt(server, home, {}, { prompt }),
    /^authFailed: .*taken, and more is asked for/,
  )
  t.ok(server.attempts.length < 20, `${server.attempts.length} attempts`)
})

t.test('keys end where an attempt is left for the password', async (t) => {
  const files: Record<string, string> = {}
  let lines = 'Host many\n  HostName 127.0.0.1\n'
  for (let i = 0; i < 8; i++) {
    files[`k${i}`] = makeKey().private
    lines += `  IdentityFile ~/.ssh/k${i}\n`
  }
  const auth = takesPassword('open', ['publickey', 'password'])
  const server = await sshServer(t, { auth })
  const home = makeHome(t, { ...files, config: lines })
  const { prompt } = answering({ password: 'open' })
  t.equal(await attempt(server, home, { host: 'many' }, { prompt }), 'in as joe')
  t.equal(server.attempts.filter((one) => one.startsWith('publickey')).length, 5)
  t.match(
    await attempt(server, home, { host: 'many' }),
    /2 more keys: not offered, for servers end the session after 6 attempts: name the right one/,
  )
})

t.test('a server that goes in the middle of it is told with what was tried', async (t) => {
  const server = await sshServer(t, { auth: (_, client) => client.end() })
  const home = makeHome(t, { id_ed25519: ed.private })
  t.match(
    await attempt(server, home),
    /^authFailed: .*key \S+id_ed25519: the server ended it: the other side ended the connection$/,
  )
})

t.test('sshauth= chooses the ways and their order', async (t) => {
  const server = await sshServer(t, {
    auth: (context) => context.reject(['publickey', 'password', 'keyboard-interactive']),
  })
  const home = makeHome(t, { id_ed25519: ed.private })
  const { prompt } = answering({ password: 'x' })
  await attempt(server, home, { sshauth: ['password', 'privkey'] }, { prompt })
  t.strictSame(
    server.attempts.map((one) => one.split(' ')[0]),
    ['none', 'password', 'password', 'password', 'publickey'],
  )
  t.match(
    await attempt(server, home, { sshauth: ['kerberos'] }),
    /^invalidArg: .*sshauth=: 'kerberos' is not known; there are agent, privkey, password/,
  )
})

// --- with an agent ---

/** OpenSSH's agent with these keys, for one test. */
async function agent(t: Test, home: SshSurroundings, ...keys: (typeof ed)[]): Promise<string> {
  const path = join(home.home, 'agent')
  const child = spawn('ssh-agent', ['-D', '-a', path], { stdio: ['ignore', 'pipe', 'ignore'] })
  t.teardown(() => child.kill())
  await once(child.stdout, 'data')
  for (const [i, key] of keys.entries()) {
    const file = join(home.home, `loaded${i}`)
    writeFileSync(file, key.private, { mode: 0o600 })
    execFileSync('ssh-add', ['-q', file], { env: { ...process.env, SSH_AUTH_SOCK: path } })
  }
  return path
}

t.test('keys of an agent sign, of every kind', async (t) => {
  const home = makeHome(t)
  const SSH_AUTH_SOCK = await agent(t, home, ed, ecdsa, rsa)
  for (const pair of [ed, ecdsa, rsa]) {
    const server = await sshServer(t, { auth: acceptsKeys(pair) })
    t.equal(await attempt(server, { ...home, env: { SSH_AUTH_SOCK } }), 'in as joe')
  }
  const server = await sshServer(t, { auth: acceptsKeys(other) })
  const text = await attempt(server, { ...home, env: { SSH_AUTH_SOCK } })
  t.ok(text.includes(`the agent's key ed25519 ${fingerprintOf(ed)}`), text)
})

t.test('an encrypted file whose key the agent has needs no passphrase', async (t) => {
  const home = makeHome(t, { 'id_rsa.pub': ed.public })
  const SSH_AUTH_SOCK = await agent(t, home, other, ed)
  writeFileSync(join(home.home, '.ssh/id_rsa'), pem.private, { mode: 0o600 })
  const server = await sshServer(t, { auth: acceptsKeys(ed) })
  t.equal(await attempt(server, { ...home, env: { SSH_AUTH_SOCK } }), 'in as joe')
  t.equal(server.attempts.length, 3, 'its own key came first: asked, asked for the agent, signed')
})

t.test(
  'IdentitiesOnly keeps what else the agent holds, IdentityAgent says which agent',
  async (t) => {
    const home = makeHome(t, { 'only.pub': ed.public, sole: other.private })
    const path = await agent(t, home, other, ed, rsa)
    const server = await sshServer(t, { auth: acceptsKeys(makeKey()) })
    const config = (text: string) =>
      writeFileSync(join(home.home, '.ssh/config'), `Host only\n  HostName 127.0.0.1\n${text}`)
    config(`IdentityAgent ${path}\nIdentitiesOnly yes\nIdentityFile ~/.ssh/only.pub\n`)
    const text = await attempt(server, home, { host: 'only' })
    t.match(text, /: key \S+only.pub: refused; password/)
    config('IdentityAgent none\n')
    await attempt(server, { ...home, env: { SSH_AUTH_SOCK: path } }, { host: 'only' })
    t.strictSame(
      server.attempts.map((one) => one.split(' ')[0]),
      ['publickey', 'none'],
    )
  },
)

t.test('an agent that is not there is no failure but is told', async (t) => {
  const server = await sshServer(t, { auth: acceptsKeys(ed) })
  const home = makeHome(t, {}, { SSH_AUTH_SOCK: '/nonexistent/agent' })
  t.match(await attempt(server, home), /agent at \/nonexistent\/agent: No such file or directory/)
  writeFileSync(join(home.home, '.ssh/id_ed25519'), ed.private, { mode: 0o600 })
  t.equal(await attempt(server, home), 'in as joe')
})

t.test('a key that the caller hands in is the only one, or the first', async (t) => {
  const shown = (pair: typeof ed) => `publickey ${fingerprintOf(pair).slice(7, 15)}`
  const home = makeHome(t, { id_ed25519: ed.private, id_rsa: rsa.private })
  const { asked, prompt } = answering({ password: 'wrong' })
  const privateKey = other.private

  const right = await sshServer(t, { auth: acceptsKeys(other) })
  t.equal(await attempt(right, home, {}, { privateKey }), 'in as joe')
  t.match(right.attempts, [`${shown(other)}?`, shown(other)])

  const wrong = await sshServer(t, { auth: acceptsKeys(ed) })
  const refused = await attempt(wrong, home, { keyfile: '/nowhere' }, { privateKey, prompt })
  t.match(refused, /^authFailed: .*key handed in by the caller: refused/)
  t.notMatch(refused, privateKey.split('\n')[3]!)
  t.strictSame(wrong.attempts, [`${shown(other)}?`])
  t.strictSame(asked, [])

  const then = await sshServer(t, { auth: acceptsKeys(rsa) })
  const identity = { file: keyIn('mine', privateKey), alone: false }
  t.equal(await attempt(then, home, {}, { identity }), 'in as joe')
  t.strictSame(then.attempts, [other, ed, rsa].map((pair) => `${shown(pair)}?`).concat(shown(rsa)))

  const drivel = await attempt(right, home, {}, { privateKey: 'no key' })
  t.match(drivel, /^authFailed: .*it is no private key in a form known here/)
})

t.test('a key that is handed in is not for the jump hosts', async (t) => {
  const last = await sshServer(t, { auth: acceptsKeys(other) })
  const jump = await sshServer(t, { auth: acceptsKeys(ed), forwards: true })
  const config = `Host last\n HostName 127.0.0.1\n Port ${last.port}\n ProxyJump 127.0.0.1:${jump.port}\nHost *\n StrictHostKeyChecking accept-new\n`
  const home = makeHome(t, { id_ed25519: ed.private, config })
  const how = { host: 'last', port: null } as const
  const session = await openSshSession({ ...endpoint, ...how }, { privateKey: other.private }, home)
  session.destroy()
  t.equal(jump.attempts.length, 2)
  t.equal(last.attempts.length, 2)
})
