import t from 'tap'
import { UsageError } from '../../../src/errors.ts'
import { type SshCandidate, sshCandidates } from '../../../src/transport/ssh/candidates.ts'
import { parseUri, type SshTarget } from '../../../src/transport/uri.ts'

function textOf(candidate: SshCandidate): string {
  switch (candidate.kind) {
    case 'streamlocal':
      return candidate.path
    case 'helper':
      return `helper ${candidate.uri}`
    case 'netcat':
      return `${candidate.program} -U ${candidate.socket ?? `$RUN/libvirt/${candidate.sessionSocket}`}`
  }
}

const V = '/var/run/libvirt'
const rows: [uri: string, readonly: boolean, expected: string[]][] = [
  [
    'qemu+ssh://h/system',
    false,
    [
      `${V}/virtqemud-sock`,
      `${V}/libvirt-sock`,
      'helper qemu:///system',
      `nc -U ${V}/libvirt-sock`,
    ],
  ],
  [
    'QEMU+libssh2://h/system?x=1#f',
    true,
    [
      `${V}/virtqemud-sock-ro`,
      `${V}/libvirt-sock-ro`,
      'helper QEMU:///system?x=1#f',
      `nc -U ${V}/libvirt-sock-ro`,
    ],
  ],
  [
    'qemu+libssh://h/system?mode=legacy',
    false,
    [`${V}/libvirt-sock`, 'helper qemu:///system?mode=legacy', `nc -U ${V}/libvirt-sock`],
  ],
  [
    'qemu+ssh://h/system?mode=direct',
    false,
    [`${V}/virtqemud-sock`, 'helper qemu:///system?mode=direct', `nc -U ${V}/virtqemud-sock`],
  ],
  // A driver without a daemon of its own is not looked for under its name.
  [
    'test+ssh://h/default',
    false,
    [`${V}/libvirt-sock`, 'helper test:///default', `nc -U ${V}/libvirt-sock`],
  ],
  ['remote+ssh://h/', false, [`${V}/libvirt-sock`, 'helper remote:///', `nc -U ${V}/libvirt-sock`]],
  [
    'network+ssh://h/system',
    false,
    [
      `${V}/virtnetworkd-sock`,
      `${V}/libvirt-sock`,
      'helper network:///system',
      `nc -U ${V}/libvirt-sock`,
    ],
  ],
  // Sessions: the path is known on the other host alone, and there is no read-only socket.
  ['qemu+ssh://h/session', true, ['helper qemu:///session', 'nc -U $RUN/libvirt/libvirt-sock']],
  [
    'qemu+ssh://h/session?mode=direct',
    false,
    ['helper qemu:///session?mode=direct', 'nc -U $RUN/libvirt/virtqemud-sock'],
  ],
  ['qemu+ssh://h/session?proxy=netcat', false, ['nc -U $RUN/libvirt/libvirt-sock']],
  ['qemu+ssh://h/session?proxy=streamlocal&socket=/s', false, ['/s']],
  // A socket that was named is taken as it is.
  ['qemu+ssh://h/system?socket=/a%20b', true, ['/a b', 'nc -U /a b']],
  ['qemu+ssh://h/session?socket=/s', false, ['/s', 'nc -U /s']],
  [
    'qemu+ssh://h/system?socket=/a%20b&proxy=native',
    false,
    ['helper qemu:///system?socket=%2Fa%20b'],
  ],
  // One way alone.
  ['qemu+ssh://h/system?netcat=/opt/nc', false, [`/opt/nc -U ${V}/libvirt-sock`]],
  ['qemu+ssh://h/system?proxy=netcat', true, [`nc -U ${V}/libvirt-sock-ro`]],
  ['qemu+ssh://h/system?proxy=native', true, ['helper qemu:///system']],
  ['qemu+ssh://h/system?proxy=streamlocal', false, [`${V}/virtqemud-sock`, `${V}/libvirt-sock`]],
  // The name the daemon opens is not what the helper looks for.
  ['qemu+ssh://h/system?name=test:///default&proxy=native', false, ['helper qemu:///system']],
]

t.test('the ways to a daemon behind ssh, in this order', async (t) => {
  for (const [uri, readonly, expected] of rows) {
    const target = parseUri(uri) as SshTarget
    t.strictSame(
      sshCandidates(target, readonly).map(textOf),
      expected,
      `${uri}${readonly ? ' read-only' : ''}`,
    )
  }
})

t.test('a channel straight to a session socket needs its path', async (t) => {
  const target = parseUri('qemu+ssh://h/session?proxy=streamlocal') as SshTarget
  t.throws(() => sshCandidates(target, false), UsageError)
  t.throws(() => sshCandidates(target, false), { code: 'invalidArg', message: /socket=PATH/ })
  const uri = 'qemu+ssh://u:hunter2@h/session?proxy=streamlocal&password=hunter2'
  const withPassword = { ...target, uri }
  t.throws(() => sshCandidates(withPassword, false), { message: /^(?!.*hunter2).*password=…/ })
})
