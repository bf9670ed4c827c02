import t from 'tap'
import { mechanisms } from '../../src/auth/mechanisms.ts'

const row = (name: string) => mechanisms.find((one) => one.name === name)!
const hex = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString('hex')

t.test('the best comes first', async (t) => {
  t.strictSame(
    mechanisms.map(({ name }) => name),
    ['SCRAM-SHA-512', 'SCRAM-SHA-256', 'SCRAM-SHA-1', 'PLAIN', 'EXTERNAL', 'ANONYMOUS'],
  )
})

t.test('PLAIN says it all at once', async (t) => {
  const plain = row('PLAIN').begin({ authname: 'tim', password: 'tänstaafl' })
  t.equal(plain.complete, false)
  t.equal(hex(await plain.respond(null)), hex(Buffer.from('\0tim\0tänstaafl')))
  t.equal(plain.complete, true)
  const acting = row('PLAIN').begin({ username: 'Ursel', authname: 'Kurt', password: 'x' })
  t.equal(hex(await acting.respond(null)), hex(Buffer.from('Ursel\0Kurt\0x')))
  for (const credentials of [
    { authname: 'a\0b', password: 'geheim' },
    { authname: 'a', password: 'ge\0heim' },
    { authname: 'a', password: 'geheim', username: '\0' },
    { authname: 'a', password: 'geheim\ud800' },
  ]) {
    t.throws(() => row('PLAIN').begin(credentials), {
      code: 'invalidArg',
      message: /does not allow$/,
    })
  }
})

t.test('EXTERNAL says whom to act as, which may be empty; ANONYMOUS leaves a trace', async (t) => {
  const external = row('EXTERNAL').begin({})
  const said = await external.respond(null)
  t.equal(said?.length, 0, 'empty, not nothing')
  t.equal(external.complete, true)
  t.equal(hex(await row('EXTERNAL').begin({ username: 'u' }).respond(null)), '75')
  const trace = await row('ANONYMOUS').begin({}).respond(null)
  t.equal(Buffer.from(trace!).toString(), 'lvrpc')
})
