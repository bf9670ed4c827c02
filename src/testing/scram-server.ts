// The other side of SCRAM, for tests: computed from RFC 5802 without the code under test, and able to misbehave.

import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'

const sizes = { sha1: 20, sha256: 32, sha512: 64 } as const

export interface ScramServerOptions {
  readonly hash?: keyof typeof sizes
  readonly password?: string
  readonly iterations?: number | string
  /** Changes the nonce that is sent back. */
  readonly nonce?: (ours: string) => string
}

export class ScramServer {
  readonly #hash: keyof typeof sizes
  readonly #salted: Buffer
  readonly #iterations: number | string
  readonly #nonce: (ours: string) => string
  #said = ''
  #header = ''
  /** The user that logs in, as it was sent. */
  user = ''

  constructor(options: ScramServerOptions = {}) {
    const { hash = 'sha256', password = 'pencil', iterations = 4096 } = options
    this.#hash = hash
    this.#iterations = iterations
    this.#nonce = options.nonce ?? ((ours) => `${ours}theirs`)
    // What a client refuses to do need not be done here either.
    const rounds = iterations === 4096 ? 4096 : 1
    this.#salted = pbkdf2Sync(password, 'salty', rounds, sizes[hash], hash)
  }

  first(message: Uint8Array): Buffer {
    const text = Buffer.from(message).toString()
    const [, header = '', bare = ''] = /^([^,]*,[^,]*,)(.*)$/.exec(text) ?? []
    const [, name = '', nonce = ''] = /^n=([^,]*),r=([^,]+)$/.exec(bare) ?? []
    this.user = name
    this.#header = header
    const salt = Buffer.from('salty').toString('base64')
    const answer = `r=${this.#nonce(nonce)},s=${salt},i=${this.#iterations}`
    this.#said = `${bare},${answer}`
    return Buffer.from(answer)
  }

  /** The daemon's proof, or undefined when the client's is wrong. */
  final(message: Uint8Array): Buffer | undefined {
    const text = Buffer.from(message).toString()
    const [, without = '', proof = ''] = /^(.*),p=(.*)$/.exec(text) ?? []
    const said = `${this.#said},${without}`
    const stored = createHash(this.#hash).update(this.#hmac(this.#salted, 'Client Key')).digest()
    const signature = this.#hmac(stored, said)
    const key = Buffer.from(proof, 'base64').map((byte, i) => byte ^ (signature[i] ?? 0))
    const right =
      createHash(this.#hash).update(key).digest().equals(stored) &&
      without.startsWith(`c=${Buffer.from(this.#header).toString('base64')},`)
    if (!right) return undefined
    const own = this.#hmac(this.#hmac(this.#salted, 'Server Key'), said)
    return Buffer.from(`v=${own.toString('base64')}`)
  }

  #hmac(key: Uint8Array, text: string): Buffer {
    return createHmac(this.#hash, key).update(text).digest()
  }
}
