import { spawnSync } from 'node:child_process'
import { createPublicKey, verify } from 'node:crypto'
import { join } from 'node:path'
import ssh2 from 'ssh2'
import t from 'tap'
import { type KeyPair, keyTypes, makeKeyPair } from '../../../src/transport/ssh/keygen.ts'

function parsed(text: string): ssh2.ParsedKey {
  const key = [ssh2.utils.parseKey(text)].flat()[0]
  if (key === undefined || key instanceof Error) throw key ?? new Error('no key')
  return key
}

/** Signs with the one half and verifies with the other, by OpenSSL. */
function fits({ privateKey, publicKey }: KeyPair): boolean {
  const key = parsed(privateKey)
  const data = Buffer.from('something to be signed')
  // ed25519 brings its own.
  const hash = publicKey.startsWith('ssh-ed25519') ? undefined : 'sha256'
  const signature = key.sign(data, hash)
  if (signature instanceof Error) throw signature
  return verify(hash, data, createPublicKey(parsed(publicKey).getPublicPEM()), signature)
}

t.test('a pair of every type can be read, and both halves belong together', async (t) => {
  for (const type of keyTypes) {
    const pair = await makeKeyPair(type, `me and ${type}`)
    const [name, base64, ...words] = pair.publicKey.split(' ')
    t.equal(name, type === 'ecdsa' ? 'ecdsa-sha2-nistp256' : `ssh-${type}`)
    t.equal(words.join(' '), `me and ${type}`)
    t.equal(parsed(pair.privateKey).comment, `me and ${type}`)
    t.equal(parsed(pair.privateKey).getPublicSSH().toString('base64'), base64)
    t.ok(fits(pair), type)
    const path = join(t.testdir({ key: '' }), 'key')
    const { status, stdout } = spawnSync(
      'sh',
      ['-c', 'umask 077; cat > "$0.new"; ssh-keygen -y -f "$0.new"', path],
      {
        input: pair.privateKey,
        encoding: 'utf8',
      },
    )
    // 127: no ssh-keygen here; the lab has one.
    if (status !== 127) t.equal(stdout.trim(), pair.publicKey)
  }
})

t.test('numbers that begin with zeros are no exception', async (t) => {
  const rows = [
    ['ed25519', 1200],
    ['ecdsa', 600],
  ] as const
  for (const [type, count] of rows) {
    const pairs = await Promise.all(
      Array.from({ length: count }, (_, i) => makeKeyPair(type, 'x'.repeat(i % 9))),
    )
    t.equal(pairs.filter(fits).length, count, type)
  }
})
