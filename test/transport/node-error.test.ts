import t from 'tap'
import { connectError, lostError, wordsFor } from '../../src/transport/node-error.ts'

const nodeError = (code: string | number) => Object.assign(new Error(`connect ${code}`), { code })

t.test('codes become the words of the C library, anything else stays as it is', async (t) => {
  t.equal(wordsFor(nodeError('EHOSTUNREACH')), 'No route to host')
  t.equal(wordsFor(nodeError('ENEWCODE')), 'connect ENEWCODE')
  t.equal(wordsFor(nodeError(-71)), 'connect -71')
  t.equal(wordsFor('odd'), 'odd')
  t.equal(wordsFor(null), 'null')
})

t.test('a remedy stands with the reasons that have one', async (t) => {
  const failed = (code: string) => [{ where: 'h:1', error: nodeError(code) }]
  t.match(connectError('unix', '/s', failed('EACCES')), {
    code: 'connectFailed',
    number: 38,
    outcome: 'not sent',
    address: '/s',
    message:
      /^Failed to connect socket to '\/s': Permission denied \(this user may not open the socket/,
  })
  t.match(connectError('tcp', 'h:1', failed('ETIMEDOUT')).message, /any firewall in between\)$/)
  const plain = connectError('tcp', 'h:1', failed('EMFILE')).message
  t.equal(plain, "unable to connect to server at 'h:1': Too many open files")
  t.equal(connectError('tcp', 'h:1', []).message, "unable to connect to server at 'h:1': ")
})

t.test('a broken connection says which way it broke', async (t) => {
  const cause = nodeError('ECONNRESET')
  t.match(lostError('h:1', cause), {
    code: 'connectionLost',
    address: 'h:1',
    message: 'Cannot read data from h:1: Connection reset by peer',
    cause,
  })
  t.equal(lostError('h:1', nodeError('EPIPE')).message, 'Cannot write data to h:1: Broken pipe')
})
