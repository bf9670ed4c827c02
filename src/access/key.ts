// The key of a grant on this side: made or taken, in a file or in memory alone, and removed again. What it opens is
// access.ts's. A private key is written before anything else happens, never over another file, for its owner alone.

import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { UsageError } from '../errors.ts'
import { wordsFor } from '../transport/node-error.ts'
import { type KeyType, makeKeyPair } from '../transport/ssh/keygen.ts'
import { type KeyFile, keyIn, readKeyFile } from '../transport/ssh/keys.ts'
import { keyTypeOf } from '../transport/ssh/known-hosts.ts'
import { isOurs } from './authorized-keys.ts'

/** A key to grant access with. */
export interface AccessKey {
  /** Of the private half; null where it is in memory alone. */
  readonly path: string | null
  /** The private half; null where it is in a file. */
  readonly text: string | null
  readonly file: KeyFile
  /** The public half, as ssh sends it. */
  readonly blob: Buffer
  readonly comment: string
  /** Whether it is new. */
  readonly made: boolean
  /** Whether nobody is to have it longer than the grant. */
  readonly fleeting: boolean
  /** Deletes what was made; of a key that was taken, nothing. */
  discard(): Promise<void>
}

/** Where a new key goes. */
export type KeyPlace =
  | { readonly is: 'file'; readonly path: string }
  /** A file in a folder of its own, which goes when the access does. */
  | { readonly is: 'temporary' }
  | { readonly is: 'memory' }

/** `~/.ssh/lvrpc_HOST`, with user and port where they were given. */
export function usualPath(
  home: string,
  { user, host, port }: { user: string | null; host: string; port: number | null },
): string {
  const name = `${user === null ? '' : `${user}@`}${host}${port === null ? '' : `_${port}`}`
  // IPv6, and whatever a user name may hold.
  return join(home, '.ssh', `lvrpc_${name.replaceAll(/[^A-Za-z0-9._@-]/g, '-')}`)
}

/**
 * A key that is there already, with its public half; null where neither file is.
 * @throws UsageError `invalidArg` where it cannot be used
 */
export async function takeKey(path: string): Promise<AccessKey | null> {
  const file = await readKeyFile(path, process.geteuid?.() ?? -1)
  if (file.is === 'unusable' && file.absent && file.blob === null) return null
  if (file.blob === null) {
    const why =
      file.is === 'unusable' ? file.why : `it is encrypted, and ${path}.pub is not beside it`
    throw new UsageError('invalidArg', `the key ${path} cannot be used: ${why}`)
  }
  const comment = file.is === 'open' ? file.key.comment : ''
  const taken = { made: false, fleeting: false, discard: async () => {} } as const
  return { path, text: null, file, blob: file.blob, comment, ...taken }
}

/** A new key. @throws UsageError `operationInvalid` where a file is in its place */
export async function newKey(place: KeyPlace, type: KeyType, comment: string): Promise<AccessKey> {
  const { privateKey, publicKey } = await makeKeyPair(type, comment)
  const blob = Buffer.from(publicKey.split(' ')[1]!, 'base64')
  const common = { blob, comment, made: true, fleeting: place.is !== 'file' } as const
  if (place.is === 'memory') {
    const file = keyIn('in memory', privateKey)
    return { ...common, path: null, text: privateKey, file, discard: async () => {} }
  }
  const folder = place.is === 'temporary' ? await mkdtemp(join(tmpdir(), 'lvrpc-key-')) : null
  const path = place.is === 'file' ? place.path : join(folder!, 'key')
  await writeKey(path, privateKey, publicKey)
  const discard = async () => {
    if (folder === null) await deleteKey(path)
    else await rm(folder, { recursive: true, force: true })
  }
  return { ...common, path, text: null, file: keyIn(path, privateKey), discard }
}

async function writeKey(path: string, privateKey: string, publicKey: string): Promise<void> {
  const inTheWay = [path, `${path}.pub`].find((file) => existsSync(file))
  if (inTheWay !== undefined) {
    const how = 'it is not overwritten: move it away, or name another key'
    throw new UsageError('operationInvalid', `${inTheWay} is there already; ${how}`)
  }
  let written = false
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await writeFile(path, privateKey, { flag: 'wx', mode: 0o600 })
    written = true
    // What the mask of the process takes away, the owner still needs.
    await chmod(path, 0o600)
    await writeFile(`${path}.pub`, `${publicKey}\n`, { flag: 'wx', mode: 0o644 })
  } catch (cause) {
    if (written) await rm(path, { force: true })
    const text = `cannot write the key ${path}: ${wordsFor(cause)}`
    throw new UsageError('operationInvalid', text, { cause })
  }
}

/** Deletes both halves of a key that lvrpc made. @returns what it deleted */
export async function deleteOwn({ path, comment }: AccessKey): Promise<string[]> {
  return path !== null && isOurs(comment) ? deleteKey(path) : []
}

async function deleteKey(path: string): Promise<string[]> {
  const files = [path, `${path}.pub`].filter((file) => existsSync(file))
  await Promise.all(files.map((file) => rm(file, { force: true })))
  return files
}

/** `ed25519`, `ecdsa`, `rsa`, or what ssh calls it. */
export function typeOf(blob: Buffer): string {
  const name = keyTypeOf(blob) ?? ''
  return name.startsWith('ecdsa-sha2-') ? 'ecdsa' : name.replace(/^ssh-/, '')
}
