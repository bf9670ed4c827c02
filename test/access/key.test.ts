import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import t, { type Test } from 'tap'
import { deleteOwn, newKey, takeKey, typeOf, usualPath } from '../../src/access/key.ts'
import { makeKey } from '../transport/ssh/server.ts'

function folder(t: Test): string {
  const path = mkdtempSync(join(tmpdir(), 'lvrpc-key-'))
  t.teardown(() => rmSync(path, { recursive: true }))
  return path
}

t.test('the usual path is plain, whatever the host is called', async (t) => {
  const rows = [
    [{ user: null, host: 'a.example', port: null }, 'lvrpc_a.example'],
    [{ user: 'root', host: 'a', port: 2222 }, 'lvrpc_root@a_2222'],
    [{ user: 'DOM\\joe/..', host: 'fe80::1%eth0', port: null }, 'lvrpc_DOM-joe-..@fe80--1-eth0'],
  ] as const
  for (const [target, name] of rows) t.equal(usualPath('/home/me', target), `/home/me/.ssh/${name}`)
})

t.test('a new key is for its owner alone, and goes when it is discarded', async (t) => {
  const path = join(folder(t), 'ssh/key')
  const before = process.umask(0)
  t.teardown(() => void process.umask(before))
  const key = await newKey({ is: 'file', path }, 'ed25519', 'lvrpc-access me')
  t.match(key, { path, text: null, made: true, fleeting: false, comment: 'lvrpc-access me' })
  t.equal(statSync(path).mode & 0o777, 0o600)
  t.equal(statSync(dirname(path)).mode & 0o777, 0o700)
  t.match(readFileSync(`${path}.pub`, 'utf8'), /^ssh-ed25519 \S+ lvrpc-access me\n$/)
  t.match(await takeKey(path), { blob: key.blob, comment: 'lvrpc-access me', made: false })
  await key.discard()
  t.notOk(existsSync(path) || existsSync(`${path}.pub`))
})

t.test('temporary keys have a folder of their own, and those in memory no file', async (t) => {
  const key = await newKey({ is: 'temporary' }, 'ecdsa', 'x')
  t.equal(statSync(dirname(key.path!)).mode & 0o777, 0o700)
  await key.discard()
  t.notOk(existsSync(dirname(key.path!)))
  const memory = await newKey({ is: 'memory' }, 'ed25519', 'x')
  t.match(memory, { path: null, text: /BEGIN OPENSSH/, fleeting: true })
  await memory.discard()
})

t.test(
  'no file is ever overwritten, and a mask that takes too much does not lock us out',
  async (t) => {
    const home = folder(t)
    for (const name of ['key', 'key.pub']) {
      const path = join(home, name)
      writeFileSync(path, 'mine')
      const attempt = newKey({ is: 'file', path: join(home, 'key') }, 'ed25519', 'x')
      await t.rejects(attempt, {
        name: 'UsageError',
        code: 'operationInvalid',
        message: /there already/,
      })
      t.equal(readFileSync(path, 'utf8'), 'mine')
      rmSync(path)
      t.notOk(existsSync(join(home, 'key')), 'and nothing is left beside it')
    }
    const before = process.umask(0o777)
    t.teardown(() => void process.umask(before))
    mkdirSync(join(home, 'open'))
    chmodSync(join(home, 'open'), 0o700)
    await newKey({ is: 'file', path: join(home, 'open/key') }, 'ed25519', 'x')
    t.equal(statSync(join(home, 'open/key')).mode & 0o777, 0o600)
  },
)

t.test('what cannot be written is told of', async (t) => {
  const home = folder(t)
  writeFileSync(join(home, 'file'), '')
  for (const path of ['file/key', `${'x'.repeat(300)}`]) {
    const attempt = newKey({ is: 'file', path: join(home, path) }, 'ed25519', 'x')
    await t.rejects(attempt, {
      name: 'UsageError',
      code: 'operationInvalid',
      message: /cannot write the key/,
    })
  }
})

t.test('keys that are there are taken as far as they can be used', async (t) => {
  const home = folder(t)
  const path = join(home, 'key')
  t.equal(await takeKey(path), null)
  const pair = makeKey('rsa')
  writeFileSync(`${path}.pub`, `${pair.public}\n`)
  t.match(await takeKey(path), { blob: pair.blob, file: { is: 'unusable' } })
  writeFileSync(path, pair.private, { mode: 0o600 })
  t.match(await takeKey(path), { blob: pair.blob, file: { is: 'open' } })
  chmodSync(path, 0o644)
  t.match(await takeKey(path), { blob: pair.blob, file: { is: 'unusable', why: /chmod 600/ } })
  rmSync(`${path}.pub`)
  await t.rejects(takeKey(path), { code: 'invalidArg', message: /cannot be used: .*chmod 600/ })
  t.equal(typeOf(pair.blob), 'rsa')
  t.equal(typeOf(makeKey('ecdsa').blob), 'ecdsa')
  t.equal(typeOf(Buffer.alloc(0)), '')
})

t.test('only keys that say they are ours are deleted', async (t) => {
  const home = folder(t)
  for (const [comment, expected] of [
    ['lvrpc-access me', 2],
    ['me', 0],
  ] as const) {
    const path = join(home, comment)
    await newKey({ is: 'file', path }, 'ed25519', comment)
    t.equal((await deleteOwn((await takeKey(path))!)).length, expected)
    t.equal(existsSync(path), expected === 0)
  }
})
