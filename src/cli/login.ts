// How the command line logs in where a daemon asks who is there: credentials come from auth.conf, and what is not in it is asked
// on the terminal, if there is one. Where polkit wants to ask a person, its own agent does that on the same terminal.

import type {
  ConnectOptions,
  CredentialsCallback,
  CredentialsWanted,
  PolkitAgent,
} from '../index.ts'
import type { Io } from './io.ts'
import type { Output } from './output.ts'

/** Options for every connection of one command: a person is asked once, however many connections it takes. */
export function loginOptions(
  { ask, startAgent }: Pick<Io, 'ask' | 'startAgent'>,
  out: Pick<Output, 'warning'>,
): Pick<ConnectOptions, 'credentials' | 'polkitAgent' | 'onWarning'> {
  const warned = new Set<string>()
  const onWarning = (text: string) => {
    if (!warned.has(text)) out.warning(text)
    warned.add(text)
  }
  return {
    onWarning,
    ...(ask && { credentials: asking(ask) }),
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

function asking(ask: NonNullable<Io['ask']>): CredentialsCallback {
  const given = new Map<string, ReturnType<CredentialsCallback>>()
  // One question at a time, though connections are opened side by side.
  let last: Promise<unknown> = Promise.resolve()
  return (wanted) => {
    const { address, mechanism, authname = '' } = wanted
    const key = [address, mechanism, authname].join('\0')
    let answer = given.get(key)
    if (answer === undefined) {
      answer = last.then(() => questions(ask, wanted))
      given.set(key, answer)
      last = answer.catch(() => {})
    }
    return answer
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
