// The verdicts are tested where they happen, in session.test.ts; here what is asked for.

import t from 'tap'
import { hostKeyAlgorithms } from '../../../src/transport/ssh/host-key.ts'

const all = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
  'ssh-rsa',
]
const wanted = (configured: string | null, known: string[] = []) =>
  hostKeyAlgorithms({ hostKeyAlgorithms: configured, address: 'h:22' }, known)

t.test('what is known comes first, everything else after it', (t) => {
  t.strictSame(wanted(null), all)
  const rsa = ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa']
  t.strictSame(wanted(null, rsa), [...rsa, ...all.slice(0, 4)])
  t.strictSame(wanted(null, ['ssh-dss', 'ecdsa-sha2-nistp384']).slice(0, 2), [
    'ecdsa-sha2-nistp384',
    'ssh-ed25519',
  ])
  t.end()
})

t.test('HostKeyAlgorithms replaces, adds, takes away, or puts first', (t) => {
  const cases: [string, string[]][] = [
    ['rsa-sha2-256,ssh-ed25519', ['rsa-sha2-256', 'ssh-ed25519']],
    ['ssh-ed25519-cert-v01@openssh.com,ssh-ed25519', ['ssh-ed25519']],
    ['rsa-*', ['rsa-sha2-512', 'rsa-sha2-256']],
    ['+ssh-dss', all],
    ['-ecdsa-*,ssh-rsa', ['ssh-ed25519', 'rsa-sha2-512', 'rsa-sha2-256']],
    ['^ssh-rsa,rsa-sha2-256', ['ssh-rsa', 'rsa-sha2-256', ...all.slice(0, 5)]],
  ]
  for (const [configured, expected] of cases) t.strictSame(wanted(configured), expected, configured)
  t.strictSame(wanted('rsa-sha2-256,ssh-ed25519', ['ssh-ed25519']), ['rsa-sha2-256', 'ssh-ed25519'])
  for (const configured of ['sk-*', '-*', '']) {
    t.throws(() => wanted(configured), { code: 'connectFailed' }, configured)
  }
  t.end()
})
