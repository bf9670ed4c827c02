// Keys to log in with: private key files, what can be known of them while they are locked, and the keys an agent holds. Which
// of them is offered when is auth.ts's. No message here holds more of a key than its fingerprint.

import { readFile, stat } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import ssh2, { type ParsedKey } from 'ssh2'
import { wordsFor } from '../node-error.ts'
import { unlessAborted } from './ask.ts'
import { fingerprint, keyTypeOf } from './known-hosts.ts'

/** A key file, as far as it can be known without its passphrase. */
export type KeyFile = {
  readonly path: string
  /** The public half, as ssh sends it; null where only the passphrase would tell. */
  readonly blob: Buffer | null
} & (
  | { readonly is: 'open'; readonly key: ParsedKey }
  | { readonly is: 'locked'; readonly text: string }
  /** Its private half cannot be had from this file, and why. */
  | { readonly is: 'unusable'; readonly why: string; readonly absent: boolean }
)

/**
 * Looks at a private key file. One that others may read is not used, as OpenSSH does.
 * @param uid whose files must be private; negative where files have no such modes
 */
export async function readKeyFile(path: string, uid: number): Promise<KeyFile> {
  let text: string
  try {
    const { mode, uid: owner } = await stat(path)
    if (uid >= 0 && owner === uid && (mode & 0o077) !== 0) {
      const bits = (mode & 0o777).toString(8).padStart(4, '0')
      const why = `others than its owner can read it (mode ${bits}): chmod 600 ${path}`
      return { path, blob: await publicHalf(path), is: 'unusable', why, absent: false }
    }
    text = await readFile(path, 'latin1')
  } catch (error) {
    const absent = (error as NodeJS.ErrnoException).code === 'ENOENT'
    const blob = await publicHalf(path)
    return { path, blob, is: 'unusable', why: wordsFor(error), absent: absent && blob === null }
  }
  const file = keyIn(path, text)
  if (file.is !== 'locked' || file.blob !== null) return file
  return { ...file, blob: await publicHalf(path) }
}

/** The key in the text of a private key file; `path` is what messages call it. */
export function keyIn(path: string, text: string): KeyFile {
  const locked = lockedKey(text)
  if (locked !== null) return { path, blob: locked.blob, is: 'locked', text }
  const key = parse(text)
  if (key === null) {
    const why = 'it is no private key in a form known here (ssh-keygen -p -f FILE writes one)'
    return { path, blob: null, is: 'unusable', why, absent: false }
  }
  const blob = key.getPublicSSH()
  if (key.isPrivateKey()) return { path, blob, is: 'open', key }
  const why = 'it is a public key, and the agent does not have its private half'
  return { path, blob, is: 'unusable', why, absent: false }
}

/** Opens a locked key; null if that is not its passphrase. */
export function unlock(text: string, passphrase: string): ParsedKey | null {
  const key = parse(text, passphrase)
  return key?.isPrivateKey() === true ? key : null
}

function parse(data: string | Buffer, passphrase?: string): ParsedKey | null {
  const parsed = ssh2.utils.parseKey(data, passphrase)
  const key: ParsedKey | Error | undefined = Array.isArray(parsed) ? parsed[0] : parsed
  return key === undefined || key instanceof Error ? null : key
}

/** The public key beside a private one. */
async function publicHalf(path: string): Promise<Buffer | null> {
  try {
    return parse(await readFile(`${path}.pub`, 'latin1'))?.getPublicSSH() ?? null
  } catch {
    return null
  }
}

const CONTAINER = /-----BEGIN OPENSSH PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END/
const MAGIC = 'openssh-key-v1\0'

/** Whether a passphrase is needed; null if not. OpenSSH's own format shows the public half all the same. */
function lockedKey(text: string): { readonly blob: Buffer | null } | null {
  const body = CONTAINER.exec(text)?.[1]
  if (body === undefined) {
    const pem =
      /^Proc-Type: 4,ENCRYPTED/m.test(text) || text.includes('BEGIN ENCRYPTED PRIVATE KEY')
    return pem ? { blob: null } : null
  }
  const bytes = Buffer.from(body, 'base64')
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) return null
  let at = MAGIC.length
  const field = (): Buffer | null => {
    if (at + 4 > bytes.length) return null
    const end = at + 4 + bytes.readUInt32BE(at)
    if (end > bytes.length) return null
    const found = bytes.subarray(at + 4, end)
    at = end
    return found
  }
  const cipher = field()
  field() // kdf
  field() // its options
  if (cipher === null || cipher.toString('latin1') === 'none') return null
  at += 4 // how many keys: one, always
  const blob = field()
  return { blob: blob === null || parse(blob) === null ? null : blob }
}

/** `ED25519 SHA256:…`: enough to tell keys apart. */
export function describe(blob: Buffer): string {
  return `${(keyTypeOf(blob) ?? '').replace(/^ssh-|^ecdsa-sha2-/, '')} ${fingerprint(blob)}`
}

/** A key that an agent holds. */
export interface AgentKey {
  readonly blob: Buffer
  /** Often the path of its file. */
  readonly comment: string
  /** May ask the person whose agent it is. */
  sign(data: Buffer, hash: string | undefined): Promise<Buffer>
}

// To list its keys an agent asks nobody.
const LIST_MS = 5000
// What OpenSSH's takes and sends at most in one message.
const MESSAGE_MAX = 262_144

/**
 * The keys of an agent, in its order; kinds that this implementation of ssh does not know are not among them.
 * @param path its socket, or Windows' named pipe
 */
export async function agentKeys(
  path: string,
  signal: AbortSignal,
  listMs = LIST_MS,
): Promise<AgentKey[]> {
  const agent = new BoundAgent(path, signal)
  const keys = await agent.asked<ParsedKey[]>(
    (done) => agent.getIdentities((error, found) => done(error, found as ParsedKey[] | undefined)),
    listMs,
  )
  return keys.map((key) => ({
    blob: key.getPublicSSH(),
    comment: key.comment,
    sign: (data, hash) =>
      agent.asked<Buffer>((done) =>
        agent.sign(key, data, hash === undefined ? {} : { hash: hash as 'sha256' }, done),
      ),
  }))
}

type Done<T> = (error: Error | null | undefined, value?: T) => void

/** An agent whose sockets go when the signal fires or it talks too much, and that says why it did not answer. */
class BoundAgent extends ssh2.OpenSSHAgent {
  readonly #path: string
  readonly #signal: AbortSignal
  readonly #sockets = new Set<Socket>()
  #failure: Error | undefined

  constructor(path: string, signal: AbortSignal) {
    super(path)
    this.#path = path
    this.#signal = signal
  }

  override getStream(done: (error: Error | null, socket?: Socket) => void): void {
    const socket = connect(this.#path)
    this.#sockets.add(socket)
    const drop = () => socket.destroy()
    this.#signal.addEventListener('abort', drop, { once: true })
    socket.once('close', () => {
      this.#sockets.delete(socket)
      this.#signal.removeEventListener('abort', drop)
    })
    socket.once('connect', () => done(null, socket))
    socket.once('error', (error) => {
      this.#failure = error
      done(error)
    })
    let heard = 0
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.length
      if (heard > MESSAGE_MAX) this.#fail(`its answer is longer than ${MESSAGE_MAX} bytes`)
    })
  }

  /** @param ms how long it may take; without it as long as a person does */
  async asked<T>(question: (done: Done<T>) => void, ms?: number): Promise<T> {
    const answer = new Promise<T>((resolve, reject) => {
      question((error, value) => {
        if (value !== undefined && (error === null || error === undefined)) resolve(value)
        else reject(this.#failure ?? error ?? new Error('the agent did not answer'))
      })
    })
    const late =
      ms === undefined
        ? undefined
        : setTimeout(() => this.#fail(`no answer for ${ms / 1000} s`), ms)
    try {
      return await unlessAborted(answer, this.#signal)
    } finally {
      clearTimeout(late)
    }
  }

  #fail(why: string): void {
    this.#failure ??= new Error(why)
    for (const socket of this.#sockets) socket.destroy(this.#failure)
  }
}
