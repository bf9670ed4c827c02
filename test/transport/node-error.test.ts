import t from 'tap'
import {
  connectError,
  handshakeError,
  lostError,
  untrustedError,
  wordsFor,
} from '../../src/transport/node-error.ts'

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

t.test(
  'TLS that fails says of itself what it is about, without numbers and files of OpenSSL',
  async (t) => {
    const ssl = (code: string, reason: string) =>
      Object.assign(new Error(`C0FFEE:error:0A000126:SSL routines:${reason}:x.c:1`), {
        code,
        reason,
      })
    const failed = (code: string, reason = 'no good') =>
      handshakeError('h:1', ssl(code, reason), 'S')
    t.match(failed('ERR_SSL_UNSUPPORTED_PROTOCOL'), {
      code: 'connectFailed',
      message: /^TLS handshake with h:1 failed: no good$/,
    })
    t.match(
      failed('ERR_SSL_WRONG_VERSION_NUMBER').message,
      /failed: no good \(does that port speak/,
    )
    t.match(failed('ECONNRESET').message, /ended the connection \(.* S\)$/)
    t.match(handshakeError('h:1', undefined, 'S').message, /ended the connection \(.* S\)$/)
    t.match(
      failed('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE').message,
      /want a certificate of ours: S/,
    )
    for (const alert of ['SSLV3_ALERT_CERTIFICATE_REVOKED', 'TLSV1_ALERT_UNKNOWN_CA']) {
      t.match(failed(`ERR_SSL_${alert}`), {
        code: 'certificateRefused',
        message: /failed: h:1: no good \(S; /,
      })
    }
    t.match(untrustedError('h:1', nodeError('NEW_REASON'), 'F'), {
      code: 'authFailed',
      message: /, of h:1, with F: connect NEW_REASON$/,
    })
    t.match(untrustedError('h:1', nodeError('INVALID_CA'), 'F').message, /not that of a CA$/)
  },
)

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
