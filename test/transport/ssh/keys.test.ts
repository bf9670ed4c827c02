import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { agentKeys, describe, readKeyFile, unlock } from '../../../src/transport/ssh/keys.ts'
import { fingerprintOf, makeHome, makeKey, makePemKey } from './server.ts'

const open = makeKey()
const locked = makeKey('ed25519', 'sesame')
const pem = makePemKey('sesame')

t.test('what a file holds is told without its passphrase', async (t) => {
  const { home, uid } = makeHome(t, {
    open: open.private,
    locked: locked.private,
    pem: pem.private,
    paired: pem.private,
    'paired.pub': pem.public,
    'gone.pub': open.public,
    public: open.public,
  })
  const read = (name: string) => readKeyFile(join(home, '.ssh', name), uid)
  t.match(await read('open'), { is: 'open', blob: open.blob })
  const sealed = await read('locked')
  t.match(sealed, { is: 'locked', blob: locked.blob })
  t.match(await read('pem'), { is: 'locked', blob: null })
  t.match(await read('paired'), { is: 'locked', blob: pem.blob })
  t.match(await read('gone'), { is: 'unusable', blob: open.blob, absent: false })
  t.match(await read('absent'), { is: 'unusable', blob: null, absent: true })
  t.match(await read('public'), { is: 'unusable', blob: open.blob, why: /public key/ })
  t.equal(describe(open.blob), `ed25519 ${fingerprintOf(open)}`)
  if (sealed.is !== 'locked') return
  t.equal(unlock(sealed.text, 'wrong'), null)
  t.ok(unlock(sealed.text, 'sesame')?.isPrivateKey())
})

t.test('a file of anything is usable or says why not', async (t) => {
  const { home, uid } = makeHome(t, {})
  const file = join(home, '.ssh/any')
  const bytes = Buffer.from(locked.private.split('\n').slice(1, -2).join(''), 'base64')
  const armoured = (body: Uint8Array) =>
    `-----BEGIN OPENSSH PRIVATE KEY-----\n${Buffer.from(body).toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`
  const damaged = fc
    .tuple(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length))
    .map(([at, value, end]) => {
      const copy = Buffer.from(bytes)
      copy[at] = value
      return armoured(copy.subarray(0, end))
    })
  const text = fc.oneof(fc.string(), fc.uint8Array().map(armoured), damaged)
  await fc.assert(
    fc.asyncProperty(text, async (content) => {
      writeFileSync(file, content, { mode: 0o600 })
      const read = await readKeyFile(file, uid)
      return ['open', 'locked', 'unusable'].includes(read.is)
    }),
    { numRuns: 200 },
  )
})

t.test(
  'an agent that talks nonsense, leaves or says nothing is an error of the agent',
  async (t) => {
    const { home } = makeHome(t)
    const answers: [string, (write: (bytes: Uint8Array) => void, end: () => void) => void][] = [
      ['leaves', (_, end) => end()],
      ['refuses', (write) => write(Uint8Array.of(0, 0, 0, 1, 5))],
      ['counts wrong', (write) => write(Uint8Array.of(0, 0, 0, 5, 12, 255, 255, 255, 255))],
    ]
    for (const [name, act] of answers) {
      const path = join(home, name)
      const server = createServer((socket) => {
        socket.on('error', () => {})
        socket.once('data', () =>
          act(
            (bytes) => socket.write(bytes),
            () => socket.end(),
          ),
        )
      })
      await new Promise<void>((resolve) => server.listen(path, resolve))
      t.teardown(() => server.close())
      await t.rejects(agentKeys(path, new AbortController().signal), Error, name)
    }
    const path = join(home, 'mute')
    const server = createServer((socket) => void socket.on('error', () => {}).resume())
    await new Promise<void>((resolve) => server.listen(path, resolve))
    t.teardown(() => server.close())
    const nobody = new AbortController().signal
    await t.rejects(agentKeys(path, nobody, 50), { message: 'no answer for 0.05 s' })
    const flood = join(home, 'flood')
    const flooding = createServer((socket) => {
      socket.on('error', () => {})
      const more = () => {
        while (socket.writable && socket.write(Buffer.alloc(1 << 16, 255)));
      }
      socket.once('data', more).on('drain', more)
    })
    await new Promise<void>((resolve) => flooding.listen(flood, resolve))
    t.teardown(() => flooding.close())
    await t.rejects(agentKeys(flood, nobody), { message: /longer than 262144 bytes/ })

    const gone = new AbortController()
    const waiting = agentKeys(path, gone.signal)
    gone.abort(new Error('enough'))
    await t.rejects(waiting, { message: 'enough' })
  },
)
