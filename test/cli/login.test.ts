// How the command line asks who logs in: on a terminal alone, once, one question at a time, secrets unseen.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import t, { type Test } from 'tap'
import type { Io } from '../../src/cli/io.ts'
import { loginOptions } from '../../src/cli/login.ts'
import { ask } from '../../src/cli/prompt.ts'
import type { CredentialsWanted } from '../../src/index.ts'
import { FakeDaemon, type Served } from '../api/daemon.ts'
import { fakeIo, lvrpc } from './fake-io.ts'

/** A terminal of which we are the keyboard and the screen. */
function terminal() {
  const modes: boolean[] = []
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (raw: boolean) => modes.push(raw),
  })
  const output = new PassThrough()
  return { input, output, modes, shown: () => String(output.read() ?? '') }
}

t.test('a visible answer is seen, a hidden one is not', async (t) => {
  const seen = terminal()
  const name = ask('User name: ', { hidden: false }, seen.input, seen.output)
  seen.input.write('fxd\b\b')
  seen.input.write('red\r')
  t.equal(await name, 'fred')
  t.match(seen.shown(), /^.*User name: /s)
  const unseen = terminal()
  const modesWhenAsked: boolean[][] = []
  const write = unseen.output.write.bind(unseen.output)
  unseen.output.write = (chunk: unknown) => {
    modesWhenAsked.push([...unseen.modes])
    return write(chunk)
  }
  const password = ask('Password: ', { hidden: true }, unseen.input, unseen.output)
  unseen.input.write('ge hein\bm\tä')
  unseen.input.write('\r')
  t.equal(await password, 'ge heim\tä')
  t.equal(unseen.shown(), 'Password: \n')
  t.strictSame(unseen.modes, [true, false], 'no echo while it is typed, and again after it')
  t.strictSame(modesWhenAsked[0], [true], 'nor in the moment of the question')
})

t.test('a question that is called off has no answer', async (t) => {
  const cases: [string, (input: PassThrough, cancel: AbortController) => void][] = [
    ['Ctrl-C', (input) => input.write('half\u0003')],
    ['Ctrl-D', (input) => input.write('\u0004')],
    ['the end of input', (input) => input.end()],
    ['the signal', (_input, cancel) => cancel.abort()],
  ]
  for (const [what, act] of cases) {
    for (const hidden of [true, false]) {
      const { input, output, modes } = terminal()
      const cancel = new AbortController()
      const asked = ask('? ', { hidden, signal: cancel.signal }, input, output)
      act(input, cancel)
      await t.rejects(asked, { message: 'the question was called off' }, what)
      t.equal(modes.at(-1), false)
    }
  }
})

/** A person with answers. */
function person(...answers: (string | Error)[]) {
  const asked: string[] = []
  const reply: Io['ask'] = async (question, { hidden }) => {
    asked.push(`${question}${hidden ? '(hidden)' : ''}`)
    const answer = answers.shift()
    if (answer === undefined) throw new Error('asked too often')
    if (answer instanceof Error) throw answer
    return answer
  }
  return { asked, ask: reply }
}

const silent = { warning: () => {} }
const wanted = (changes: Partial<CredentialsWanted> = {}): CredentialsWanted => ({
  names: ['authname', 'password'],
  host: 'host-a',
  address: 'host-a:16514',
  mechanism: 'PLAIN',
  authname: undefined,
  signal: new AbortController().signal,
  ...changes,
})

t.test('what is missing is asked for, once, and one question after the other', async (t) => {
  const { asked, ask } = person('fred', 'one', 'two')
  const { credentials } = loginOptions({ ask, startAgent: undefined }, silent)
  const other = { address: 'host-b:16514', host: 'host-b' }
  const answers = await Promise.all([
    credentials!(wanted()),
    credentials!(wanted({ ...other, names: ['password'], authname: 'anna' })),
    credentials!(wanted()),
  ])
  t.match(answers, [
    { authname: 'fred', password: 'one' },
    { password: 'two' },
    { authname: 'fred', password: 'one' },
  ])
  t.strictSame(asked, [
    'User name for host-a: ',
    'Password for fred at host-a: (hidden)',
    'Password for anna at host-b: (hidden)',
  ])
})

t.test('a question that was called off does not stop the next', async (t) => {
  const { ask } = person(new Error('no'), 'fred', 'x')
  const { credentials } = loginOptions({ ask, startAgent: undefined }, silent)
  const first = credentials!(wanted())
  const second = credentials!(wanted({ address: 'elsewhere' }))
  await t.rejects(first, { message: 'no' })
  t.match(await second, { password: 'x' })
})

t.test("ssh's questions are put in words, secrets unseen, in turn with the others", async (t) => {
  const { asked, ask } = person('a', 'b', 'c', 'd', 'yes', 'fred', 'x')
  const { prompt, credentials } = loginOptions({ ask, startAgent: undefined }, silent)
  const { signal } = new AbortController()
  const who = { user: 'joe', host: 'h' }
  const challenge = { kind: 'challenge', ...who, instruction: '', prompt: 'Code:' } as const
  const answers = await Promise.all([
    prompt!({ kind: 'password', ...who }, signal),
    prompt!({ kind: 'passphrase', path: '/k' }, signal),
    prompt!({ ...challenge, echo: true }, signal),
    prompt!({ ...challenge, instruction: 'Two steps', echo: false }, signal),
    prompt!(
      {
        kind: 'hostKey',
        host: '[h]:2022',
        keyType: 'ssh-ed25519',
        fingerprint: 'SHA256:x',
        file: '/known_hosts',
      },
      signal,
    ),
    credentials!(wanted()),
  ])
  t.strictSame(answers.slice(0, 5), ['a', 'b', 'c', 'd', 'yes'])
  t.strictSame(asked.slice(0, 5), [
    'Password for joe at h: (hidden)',
    'Passphrase for /k: (hidden)',
    'joe at h: Code: ',
    'Two steps\njoe at h: Code: (hidden)',
    'The host [h]:2022 is not known; it shows the key ssh-ed25519 SHA256:x.\nIs it the right one, to be added to /known_hosts (yes/no)? ',
  ])
  const over = AbortSignal.abort(new Error('nobody waits'))
  await t.rejects(prompt!({ kind: 'passphrase', path: '/k' }, over), { message: 'nobody waits' })
  t.equal(asked.length, 7, 'and is not asked then')
  t.equal(loginOptions({ ask: undefined, startAgent: undefined }, silent).prompt, undefined)
})

t.test('a warning is shown once', async (t) => {
  const heard: string[] = []
  const { onWarning, credentials, polkitAgent } = loginOptions(
    { ask: undefined, startAgent: undefined },
    { warning: (text) => heard.push(text) },
  )
  for (const text of ['a', 'b', 'a']) onWarning!(text)
  t.strictSame(heard, ['a', 'b'])
  t.equal(credentials, undefined, 'without a terminal nobody is asked')
  t.equal(polkitAgent, undefined)
})

t.test('agents are there one at a time, each until its attempt is over', async (t) => {
  const seen: string[] = []
  let number = 0
  const startAgent = async () => {
    const name = String(++number)
    seen.push(`start ${name}`)
    return {
      stop: async () => {
        seen.push(`stop ${name}`)
      },
    }
  }
  const { polkitAgent } = loginOptions({ ask: undefined, startAgent }, silent)
  const never = new AbortController().signal
  const attempt = (name: string, error?: Error) => async () => {
    await new Promise((resolve) => setImmediate(resolve))
    seen.push(name)
    if (error !== undefined) throw error
  }
  const gone = new AbortController()
  const attempts = [
    polkitAgent!(attempt('a'), never),
    polkitAgent!(attempt('b', new Error('no')), never),
    polkitAgent!(attempt('nobody waits for it'), gone.signal),
    polkitAgent!(attempt('c'), never),
  ]
  gone.abort()
  const ends = await Promise.allSettled(attempts)
  t.strictSame(
    ends.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
  )
  t.strictSame(seen, [
    ...['start 1', 'a', 'stop 1'],
    ...['start 2', 'b', 'stop 2'],
    ...['start 3', 'c', 'stop 3'],
  ])
})

t.test('an agent is stopped when nobody waits any more', async (t) => {
  const given = new AbortController()
  let stop!: () => void
  const stopped = new Promise<void>((resolve) => {
    stop = resolve
  })
  const startAgent = async () => ({ stop: async () => stop() })
  const { polkitAgent } = loginOptions({ ask: undefined, startAgent }, silent)
  const attempt = polkitAgent!(async () => {
    given.abort()
    await stopped
    throw new Error('dismissed')
  }, given.signal)
  await t.rejects(attempt, { message: 'dismissed' })
})

t.test('where there is no such program it says so and tries nothing', async (t) => {
  const heard: string[] = []
  const { polkitAgent } = loginOptions(
    { ask: undefined, startAgent: async () => undefined },
    { warning: (text) => heard.push(text) },
  )
  await polkitAgent!(() => Promise.reject(new Error('tried')), new AbortController().signal)
  t.match(heard, [/^there is no pkttyagent/])
})

async function withPlain(t: Test) {
  const daemon = await FakeDaemon.listen({
    authList: { types: [1] },
    authSaslInit: { mechlist: 'PLAIN' },
    authSaslStart: { complete: 1, nil: 1, data: new Uint8Array() },
    connectGetHostname: { hostname: 'host-a' },
  })
  t.teardown(() => daemon.close())
  const file = join(t.testdir({}), 'auth.conf')
  await writeFile(file, '# nobody', { mode: 0o644 })
  return { daemon, uri: `${daemon.uri}&authfile=${file}`, file }
}

t.test('a command logs in with what it is told', async (t) => {
  const { daemon, uri, file } = await withPlain(t)
  const { ask, asked } = person('fred', 'geheim')
  const { code, stdout, stderr } = await lvrpc(['-c', uri, 'hostname'], fakeIo({ ask }))
  t.equal(code, 0)
  t.equal(stdout, 'host-a\n\n')
  t.equal(
    stderr,
    `warning: ${file} holds passwords and others than its owner can read it: chmod 600\n`,
  )
  t.strictSame(asked, ['User name for localhost: ', 'Password for fred at localhost: (hidden)'])
  const start = daemon.calls.find(({ name }) => name === 'authSaslStart') as Served
  t.equal(Buffer.from(start.args.data as Uint8Array).toString(), '\0fred\0geheim')
})

t.test('where nobody can be asked, and where nobody answers, it says so', async (t) => {
  const { uri } = await withPlain(t)
  const alone = await lvrpc(['-c', uri, 'hostname'])
  t.equal(alone.code, 1)
  t.match(alone.stderr, /error: authentication failed: No authentication callback available: PLAIN/)
  const { ask } = person('fred', new Error('called off'))
  const { code, stderr } = await lvrpc(['-c', uri, '--json', 'hostname'], fakeIo({ ask }))
  t.equal(code, 1)
  t.match(
    stderr,
    /error: authentication failed: the credentials that were asked for were not given( \(\S+\))?\n$/,
  )
})
