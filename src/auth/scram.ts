// SCRAM (RFC 5802, RFC 7677): both sides prove that they know the password and neither sends it. Without channel binding, which
// libvirt's daemons do not offer. The messages are text; sasl.ts carries them.
//
// States: `new`; `named` once our name and nonce went out; `proved` once our proof went out and the daemon's is awaited;
// `complete` when that was right.

import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { UsageError } from '../errors.ts'
import type { Credentials } from './credentials.ts'
import { type Mechanism, SaslError } from './mechanism.ts'
import { saslprep } from './saslprep.ts'

type State =
  | { readonly is: 'new' }
  | { readonly is: 'named'; readonly nonce: string; readonly message: string }
  | { readonly is: 'proved'; readonly signature: Buffer }
  | { readonly is: 'complete' }

export type ScramHash = 'sha1' | 'sha256' | 'sha512'

// Fewer make a stolen exchange cheap to guess from, which a false daemon would like; RFC 7677 has no daemon go below.
const ITERATIONS_MIN = 4096
// Two seconds of work. A false daemon could ask for hours.
const ITERATIONS_MAX = 2_000_000

const derive = promisify(pbkdf2)

export class Scram implements Mechanism {
  readonly #hash: ScramHash
  readonly #header: string
  readonly #name: string
  readonly #password: string
  readonly #newNonce: () => string
  #state: State = { is: 'new' }

  /**
   * @param newNonce printable characters without a comma; handed in by tests
   * @throws UsageError `invalidArg` on a name or password that cannot be prepared
   */
  constructor(
    hash: ScramHash,
    { authname = '', password = '', username }: Credentials,
    newNonce = () => randomBytes(24).toString('base64'),
  ) {
    this.#hash = hash
    this.#name = quote(saslprep(authname, 'user name'))
    if (this.#name === '') throw new UsageError('invalidArg', 'the user name is empty')
    this.#password = saslprep(password, 'password')
    // `n`: no channel binding. Then whom to act as, if that is somebody else.
    const other = username ? `a=${quote(saslprep(username, 'authorization name'))}` : ''
    this.#header = `n,${other},`
    this.#newNonce = newNonce
  }

  get complete(): boolean {
    return this.#state.is === 'complete'
  }

  async respond(challenge: Uint8Array | null): Promise<Uint8Array | null> {
    const state = this.#state
    switch (state.is) {
      case 'new': {
        const nonce = this.#newNonce()
        const message = `n=${this.#name},r=${nonce}`
        this.#state = { is: 'named', nonce, message }
        return Buffer.from(this.#header + message)
      }
      case 'named':
        return this.#prove(state, textOf(challenge))
      case 'proved':
        this.#verify(state.signature, textOf(challenge))
        this.#state = { is: 'complete' }
        return null
      case 'complete':
        throw new SaslError('the daemon asks for more after the last message')
    }
  }

  async #prove(
    { nonce, message }: State & { is: 'named' },
    challenge: string,
  ): Promise<Uint8Array> {
    const { nonce: both, salt, iterations } = readFirst(challenge, nonce)
    const salted = await derive(
      Buffer.from(this.#password),
      salt,
      iterations,
      sizes[this.#hash],
      this.#hash,
    )
    const clientKey = this.#hmac(salted, 'Client Key')
    const storedKey = createHash(this.#hash).update(clientKey).digest()
    const last = `c=${Buffer.from(this.#header).toString('base64')},r=${both}`
    const said = `${message},${challenge},${last}`
    const signature = this.#hmac(storedKey, said)
    const proof = Buffer.from(clientKey.map((byte, i) => byte ^ signature[i]!))
    this.#state = {
      is: 'proved',
      signature: this.#hmac(this.#hmac(salted, 'Server Key'), said),
    }
    return Buffer.from(`${last},p=${proof.toString('base64')}`)
  }

  #verify(expected: Buffer, text: string): void {
    const [first = ''] = text.split(',')
    if (first.startsWith('e=')) throw new SaslError('the daemon did not accept the proof')
    const signature = first.startsWith('v=') ? base64(first.slice(2)) : null
    if (
      signature === null ||
      signature.length !== expected.length ||
      !timingSafeEqual(signature, expected)
    ) {
      throw new SaslError('the daemon did not prove that it knows the password')
    }
  }

  #hmac(key: Uint8Array, text: string): Buffer {
    return createHmac(this.#hash, key).update(text).digest()
  }
}

const sizes = { sha1: 20, sha256: 32, sha512: 64 } as const

/** The daemon's first message: `r=NONCE,s=SALT,i=ITERATIONS`, and extensions that need not be known. */
function readFirst(
  text: string,
  ours: string,
): { readonly nonce: string; readonly salt: Buffer; readonly iterations: number } {
  const [nonce = '', salt = '', iterations = ''] = text.split(',')
  if (nonce.startsWith('m=')) throw new SaslError('the daemon demands an unknown extension')
  if (nonce.startsWith('e=')) throw new SaslError('the daemon ended the exchange')
  const saltBytes = salt.startsWith('s=') ? base64(salt.slice(2)) : null
  if (!nonce.startsWith('r=') || saltBytes === null || !/^i=[1-9][0-9]*$/.test(iterations)) {
    throw new SaslError('the daemon’s first message cannot be read')
  }
  if (!nonce.startsWith(`r=${ours}`) || nonce.length === 2 + ours.length) {
    throw new SaslError('the daemon’s nonce does not go on from ours')
  }
  if (!/^[\x21-\x7e]+$/.test(nonce)) {
    throw new SaslError('the daemon’s nonce has characters that it must not have')
  }
  const count = Number(iterations.slice(2))
  if (count < ITERATIONS_MIN || count > ITERATIONS_MAX) {
    const limits = `between ${ITERATIONS_MIN} and ${ITERATIONS_MAX}`
    throw new SaslError(`the daemon asks for an iteration count that is not ${limits}`)
  }
  return { nonce: nonce.slice(2), salt: saltBytes, iterations: count }
}

/** Strict: with its padding, and never empty. */
function base64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : null
}

function textOf(challenge: Uint8Array | null): string {
  if (challenge === null) throw new SaslError('the daemon sent nothing where its message is due')
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(challenge)
  } catch {
    throw new SaslError('the daemon’s message is not UTF-8')
  }
}

function quote(name: string): string {
  return name.replaceAll('=', '=3D').replaceAll(',', '=2C')
}
