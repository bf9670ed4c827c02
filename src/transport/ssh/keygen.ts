// New key pairs, in the form that OpenSSH writes (PROTOCOL.key). Who keeps them, and where, is the caller's. ssh2 can make
// keys, too, but one in a hundred of its ed25519 keys is a byte short, and nobody can read it.

import { generateKeyPair, type JsonWebKey, type KeyObject, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'

export const keyTypes = ['ed25519', 'ecdsa', 'rsa'] as const
export type KeyType = (typeof keyTypes)[number]

export interface KeyPair {
  /** In OpenSSH's own form, without a passphrase. */
  readonly privateKey: string
  /** `type base64 comment` */
  readonly publicKey: string
}

const generate = promisify(generateKeyPair)

async function newKey(type: KeyType): Promise<KeyObject> {
  switch (type) {
    case 'ed25519':
      return (await generate('ed25519')).privateKey
    case 'ecdsa':
      return (await generate('ec', { namedCurve: 'P-256' })).privateKey
    case 'rsa':
      return (await generate('rsa', { modulusLength: 3072 })).privateKey
  }
}

/** Makes a key pair; the comment stands in both halves. */
export async function makeKeyPair(type: KeyType, comment: string): Promise<KeyPair> {
  const { name, publicFields, privateFields } = fieldsOf(
    (await newKey(type)).export({ format: 'jwk' }),
  )
  const blob = Buffer.concat([string(name), ...publicFields])
  // The same number twice: by it OpenSSH knows that a passphrase was the right one.
  const check = randomBytes(4)
  const secret = Buffer.concat([check, check, string(name), ...privateFields, string(comment)])
  const padding = Buffer.from([1, 2, 3, 4, 5, 6, 7].slice(0, (8 - (secret.length % 8)) % 8))
  const none = string('none')
  const whole = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    ...[none, none, string('')],
    number(1),
    string(blob),
    string(Buffer.concat([secret, padding])),
  ])
  const lines = whole.toString('base64').match(/.{1,70}/g) ?? []
  const frame = (word: string) => `-----${word} OPENSSH PRIVATE KEY-----`
  return {
    privateKey: [frame('BEGIN'), ...lines, frame('END'), ''].join('\n'),
    publicKey: `${name} ${blob.toString('base64')} ${comment}`.trim(),
  }
}

interface Fields {
  readonly name: string
  readonly publicFields: readonly Buffer[]
  readonly privateFields: readonly Buffer[]
}

function fieldsOf({ kty, x, y, d, n, e, p, q, qi }: JsonWebKey): Fields {
  switch (kty) {
    case 'OKP': {
      const open = string(bytes(x))
      const both = string(Buffer.concat([bytes(d), bytes(x)]))
      return { name: 'ssh-ed25519', publicFields: [open], privateFields: [open, both] }
    }
    case 'EC': {
      const point = string(Buffer.concat([Buffer.from([4]), bytes(x), bytes(y)]))
      const open = [string('nistp256'), point]
      const name = 'ecdsa-sha2-nistp256'
      return { name, publicFields: open, privateFields: [...open, integer(d)] }
    }
    default:
      return {
        name: 'ssh-rsa',
        publicFields: [integer(e), integer(n)],
        privateFields: [n, e, d, qi, p, q].map(integer),
      }
  }
}

function bytes(text: string | undefined): Buffer {
  return Buffer.from(text ?? '', 'base64url')
}

function number(value: number): Buffer {
  const four = Buffer.alloc(4)
  four.writeUInt32BE(value)
  return four
}

function string(value: string | Buffer): Buffer {
  const content = Buffer.from(value as string)
  return Buffer.concat([number(content.length), content])
}

/** A whole number above zero: no zeros before it, but for the one that keeps it from being below zero. */
function integer(text: string | undefined): Buffer {
  const all = bytes(text)
  const first = all.findIndex((byte) => byte !== 0)
  const plain = all.subarray(first)
  return string(plain[0]! >= 0x80 ? Buffer.concat([Buffer.from([0]), plain]) : plain)
}
