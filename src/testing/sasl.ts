// The daemon's side of a SASL login: which mechanisms there are, and one exchange of SCRAM from its first message to its end.
// Over a line that others can read nothing is offered, as a real daemon would not.

import { Refusal } from './refusal.ts'
import { ScramServer } from './scram-server.ts'

/** Who is let in. */
export type HostAuth =
  | { readonly is: 'none' }
  | { readonly is: 'sasl'; readonly users: Readonly<Record<string, string>> }

const hashes = {
  'SCRAM-SHA-512': 'sha512',
  'SCRAM-SHA-256': 'sha256',
  'SCRAM-SHA-1': 'sha1',
} as const

export const mechanisms = Object.keys(hashes).join(',')

/** Every failure reads the same: nobody shall learn which part was wrong. */
export const refusedLogin = () => new Refusal('authFailed', 'authentication failed', 'rpc')

/** One login under way. */
export class SaslExchange {
  readonly #users: Readonly<Record<string, string>>
  #server: ScramServer | undefined

  constructor(users: Readonly<Record<string, string>>) {
    this.#users = users
  }

  /** @throws Refusal */
  start(
    mech: string,
    data: Uint8Array | null,
  ): { readonly data: Uint8Array; readonly done: boolean } {
    const hash = hashes[mech.toUpperCase() as keyof typeof hashes]
    if (hash === undefined || data === null) throw refusedLogin()
    const user = /^[^,]*,[^,]*,n=([^,]*),/.exec(Buffer.from(data).toString())?.[1] ?? ''
    const password = this.#users[user.replaceAll('=2C', ',').replaceAll('=3D', '=')]
    if (password === undefined) throw refusedLogin()
    this.#server = new ScramServer({ hash, password })
    return { data: this.#server.first(data), done: false }
  }

  /** @throws Refusal */
  step(data: Uint8Array | null): { readonly data: Uint8Array; readonly done: boolean } {
    const proof = data === null ? undefined : this.#server?.final(data)
    if (proof === undefined) throw refusedLogin()
    return { data: proof, done: true }
  }
}
