// The SASL mechanisms lvrpc speaks, the best first, and those of one message: PLAIN, EXTERNAL, ANONYMOUS (RFC 4616, 4422,
// 4505). SCRAM is scram.ts; which mechanism is taken, and the calls that carry its messages, are sasl.ts. None of them puts a
// layer over the connection.

import { UsageError } from '../errors.ts'
import type { CredentialName, Credentials } from './credentials.ts'
import type { Mechanism } from './mechanism.ts'
import { Scram } from './scram.ts'

export interface MechanismRow {
  readonly name: string
  /** What it cannot do without. */
  readonly needs: readonly CredentialName[]
  /** @throws UsageError `invalidArg` on a name or password it cannot carry */
  begin(credentials: Credentials): Mechanism
}

const password = ['authname', 'password'] as const

const scram = (name: string, hash: 'sha1' | 'sha256' | 'sha512'): MechanismRow => ({
  name,
  needs: password,
  begin: (credentials) => new Scram(hash, credentials),
})

export const mechanisms: readonly MechanismRow[] = [
  scram('SCRAM-SHA-512', 'sha512'),
  scram('SCRAM-SHA-256', 'sha256'),
  scram('SCRAM-SHA-1', 'sha1'),
  {
    name: 'PLAIN',
    needs: password,
    begin: ({ username = '', authname = '', password = '' }) => {
      const parts = [username, authname, password]
      // NUL parts them, and half a surrogate pair has no bytes.
      if (parts.some((part) => /[\0\p{Cs}]/u.test(part))) {
        const text = 'a user name or password contains a character that SASL does not allow'
        throw new UsageError('invalidArg', text)
      }
      return new OneMessage(parts.join('\0'))
    },
  },
  { name: 'EXTERNAL', needs: [], begin: ({ username = '' }) => new OneMessage(username) },
  // The message is a trace for the daemon's log; it names the program, nobody's address.
  { name: 'ANONYMOUS', needs: [], begin: () => new OneMessage('lvrpc') },
]

/** All that is said is said at once. */
class OneMessage implements Mechanism {
  readonly #text: string
  #said = false

  constructor(text: string) {
    this.#text = text
  }

  get complete(): boolean {
    return this.#said
  }

  async respond(): Promise<Uint8Array> {
    this.#said = true
    return Buffer.from(this.#text)
  }
}
