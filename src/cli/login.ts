// How the command line logs in where a daemon or an ssh server asks who is there: credentials come from auth.conf, keys and
// agents, and what they do not give is asked on the terminal, if there is one. Where polkit wants to ask a person, its own agent
// does that on the same terminal.

import type {
  ConnectOptions,
  CredentialsCallback,
  CredentialsWanted,
  PolkitAgent,
  PromptQuestion,
} from '../index.ts'
import type { Io } from './io.ts'
import type { Output } from './output.ts'

/** What every connection of a command gets to log in with. */
export type LoginOptions = Pick<
  ConnectOptions,
  'credentials' | 'onWarning' | 'polkitAgent' | 'prompt'
>

/** Options for every connection of one command: a person is asked once, however many connections it takes. */
export function loginOptions(
  { ask, startAgent }: Pick<Io, 'ask' | 'startAgent'>,
  out: Pick<Output, 'warning'>,
): LoginOptions {
  const warned = new Set<string>()
  const onWarning = (text: string) => {
    if (!warned.has(text)) out.warning(text)
    warned.add(text)
  }
  return {
    onWarning,
    ...(ask && asking(ask)),
    ...(startAgent && { polkitAgent: withAgent(startAgent, onWarning) }),
  }
}

/** One attempt at a time, each with an agent of its own: an agent asks one thing at a time and ends when it is not needed. */
function withAgent(
  startAgent: NonNullable<Io['startAgent']>,
  onWarning: (text: string) => void,
): PolkitAgent {
  let last: Promise<unknown> = Promise.resolve()
  return (attempt, signal) => {
    const mine = last.then(async () => {
      if (signal.aborted) return
      const agent = await startAgent()
      if (agent === undefined) {
        onWarning('there is no pkttyagent to ask with; it is in the package polkitd')
        return
      }
      const stop = () => void agent.stop()
      signal.addEventListener('abort', stop)
      try {
        await attempt()
      } finally {
        signal.removeEventListener('abort', stop)
        await agent.stop()
      }
    })
    last = mine.catch(() => {})
    return mine
  }
}

/** One question at a time, though connections are opened side by side. */
function asking(
  ask: NonNullable<Io['ask']>,
): Required<Pick<LoginOptions, 'credentials' | 'prompt'>> {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn: InTurn = (question) => {
    const answer = last.then(question)
    last = answer.catch(() => {})
    return answer
  }
  return {
    credentials: askingCredentials(ask, inTurn),
    prompt: (question, signal) =>
      inTurn(() => {
        signal.throwIfAborted()
        const { text, hidden } = promptText(question)
        return ask(text, { hidden, signal })
      }),
  }
}

type InTurn = <T>(question: () => Promise<T>) => Promise<T>

function askingCredentials(ask: NonNullable<Io['ask']>, inTurn: InTurn): CredentialsCallback {
  const given = new Map<string, ReturnType<CredentialsCallback>>()
  return (wanted) => {
    const { address, mechanism, authname = '' } = wanted
    const key = [address, mechanism, authname].join('\0')
    let answer = given.get(key)
    if (answer === undefined) {
      answer = inTurn(() => questions(ask, wanted))
      given.set(key, answer)
    }
    return answer
  }
}

/** What ssh asks, for a terminal. The library has taken out what a server must not send to one. */
function promptText(question: PromptQuestion): { text: string; hidden: boolean } {
  switch (question.kind) {
    case 'password':
      return { text: `Password for ${question.user} at ${question.host}: `, hidden: true }
    case 'passphrase':
      return { text: `Passphrase for ${question.path}: `, hidden: true }
    case 'challenge': {
      const { user, host, instruction, prompt, echo } = question
      const lead = instruction === '' ? '' : `${instruction}\n`
      return { text: `${lead}${user} at ${host}: ${prompt} `, hidden: !echo }
    }
    case 'hostKey': {
      const { host, keyType, fingerprint, file } = question
      const text = `The host ${host} is not known; it shows the key ${keyType} ${fingerprint}.\n`
      const then = file === '' ? '' : `, to be added to ${file}`
      return { text: `${text}Is it the right one${then} (yes/no)? `, hidden: false }
    }
  }
}

async function questions(
  ask: NonNullable<Io['ask']>,
  { names, host, authname: known, signal }: CredentialsWanted,
): Promise<{ authname?: string; password?: string }> {
  const authname = names.includes('authname')
    ? await ask(`User name for ${host}: `, { hidden: false, signal })
    : known
  const whose = authname === undefined ? host : `${authname} at ${host}`
  return {
    ...(authname !== undefined && { authname }),
    ...(names.includes('password') && {
      password: await ask(`Password for ${whose}: `, { hidden: true, signal }),
    }),
  }
}
