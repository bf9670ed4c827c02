import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import type { LibvirtError } from '../../src/errors.ts'
import { resolveAdminUri, resolveTarget } from '../../src/transport/resolve.ts'
import type { Surroundings } from '../../src/transport/uri.ts'

const etc = mkdtempSync(join(tmpdir(), 'lvrpc-'))
t.teardown(() => rmSync(etc, { recursive: true }))
const file = join(etc, 'libvirt.conf')

type Failure = { code: string; message?: string | RegExp }

/** Root on a host with this file. */
function root(text: string | null, env: Surroundings['env'] = {}): Surroundings {
  rmSync(file, { force: true })
  if (text !== null) writeFileSync(file, text)
  return { uid: 0, env, etc }
}

t.test('who named the URI', async (t) => {
  const conf = '# ours\nuri_default = "test:///conf"'
  const env = { LIBVIRT_DEFAULT_URI: 'test:///env' }
  type Row = [given: string, conf: string | null, env: Surroundings['env'], text: string, object]
  const rows: Row[] = [
    ['qemu:///system', conf, env, 'qemu:///system', { is: 'argument' }],
    ['', conf, env, 'test:///env', { is: 'environment', name: 'LIBVIRT_DEFAULT_URI' }],
    ['', conf, { LIBVIRT_DEFAULT_URI: '' }, 'test:///conf', { is: 'file', file, line: 2 }],
    ['', conf, {}, 'test:///conf', { is: 'file', file, line: 2 }],
    ['', null, {}, '', { is: 'default' }],
    ['', 'x = 1', {}, '', { is: 'default' }],
  ]
  for (const [given, text, environment, uri, source] of rows) {
    const found = resolveTarget(given, { surroundings: root(text, environment) })
    t.match(found, { text: uri, source, alias: null, target: { uri } }, `'${given}' ${text}`)
    t.strictSame(found.file, { path: file, present: text !== null })
  }
})

t.test('names stand for URIs, once, the first that fits', async (t) => {
  const conf = [
    'uri_aliases = [',
    '  "a=test:///default", "a=qemu:///other",',
    '  "b=a", "A-b_9=qemu+tcp://h/system?x=1=2", "=qemu:///nobody", "empty=",',
    '  "not well formed",',
    ']',
  ].join('\n')
  const find = (name: string, more = {}) =>
    resolveTarget(name, { surroundings: root(conf), ...more })
  t.match(find('a'), { text: 'test:///default', alias: { name: 'a', file, line: 2 } })
  t.match(find('A-b_9'), { text: 'qemu+tcp://h/system?x=1=2', alias: { line: 3 } })
  t.equal(find('a').target.uri, 'test:///default')
  const wrong: [string, Failure][] = [
    ['b', { code: 'noConnect', message: `'a' (the URI comes from the alias 'b' in ${file}:3)` }],
    ['empty', { code: 'noConnect', message: `'' (the URI comes from the alias 'empty' in` }],
    // What stands in front of the one that is wanted must be well formed, so a whole URI meets all of them.
    ['qemu:///system', { code: 'confSyntax', message: `${file}:4: 'not well formed' in uri_alia` }],
  ]
  for (const [name, error] of wrong) t.throws(() => find(name), error, name)
  t.throws(() => find('a', { aliases: false }), { code: 'noConnect' })
  t.match(find('qemu:///system', { aliases: false }), { text: 'qemu:///system', alias: null })
  t.match(resolveTarget('', { surroundings: root(`uri_default = "a"\n${conf}`) }), {
    text: 'test:///default',
    source: { is: 'file', line: 1 },
    alias: { name: 'a', line: 3 },
  })
  const env = { LIBVIRT_DEFAULT_URI: 'a' }
  t.match(resolveTarget('', { surroundings: root(conf, env) }), {
    text: 'test:///default',
    source: { is: 'environment' },
  })
  t.match(resolveTarget('', { surroundings: root(null) }), { text: '', alias: null })
})

t.test('a name with other signs in it is a mistake of the file', async (t) => {
  for (const entry of ['a b=test:///default', 'qemu:///system=test:///default', 'no URI']) {
    const surroundings = root(`uri_aliases = [ "${entry}" ]`)
    t.throws(() => resolveTarget('a', { surroundings }), {
      code: 'confSyntax',
      message: `${file}:1: '${entry}' in uri_aliases must read NAME=URI`,
    })
  }
})

t.test('what a URI leaves open the file may say', async (t) => {
  const conf =
    'remote_mode = "direct"\nremote_proxy = "native"\ntls_priority = "NORMAL:-VERS-TLS1.3"'
  const rows: [uri: string, target: object, keys: string[]][] = [
    ['qemu:///system', { mode: 'direct' }, ['remote_mode']],
    ['', { mode: 'direct' }, ['remote_mode']],
    ['qemu:///system?mode=auto', { mode: 'auto' }, []],
    ['qemu+ssh://h/system', { mode: 'direct', proxy: 'native' }, ['remote_mode', 'remote_proxy']],
    ['qemu+ssh://h/system?proxy=auto', { proxy: 'auto' }, ['remote_mode']],
    [
      'qemu+libssh://h/system?netcat=/nc&mode=legacy',
      { proxy: 'netcat', mode: 'legacy' },
      ['remote_proxy'],
    ],
    [
      'qemu+tls://h/system',
      { tlsPriority: 'NORMAL:-VERS-TLS1.3', tlsPriorityFrom: `${file}:3: tls_priority` },
      ['tls_priority'],
    ],
    [
      'qemu+tls://h/system?tls_priority=NORMAL',
      { tlsPriority: 'NORMAL', tlsPriorityFrom: null },
      [],
    ],
    ['qemu+tcp://h/system', { transport: 'tcp' }, []],
  ]
  for (const [uri, target, keys] of rows) {
    const found = resolveTarget(uri, { surroundings: root(conf) })
    t.match(found.target, target, uri)
    t.strictSame(
      found.defaults.map(({ key }) => key),
      keys,
      uri,
    )
  }
  t.strictSame(resolveTarget('qemu:///system', { surroundings: root(conf) }).defaults, [
    { key: 'remote_mode', value: 'direct', file, line: 1 },
  ])
})

t.test('settings are looked at when they would count, and then by file and line', async (t) => {
  const wrong: [conf: string, uri: string, error: Failure][] = [
    ['x', 'qemu:///system', { code: 'confSyntax', message: `${file}:1: '=' was expected` }],
    ['uri_default = 5', '', { code: 'confSyntax', message: `${file}:1: uri_default must be` }],
    ['uri_default = ""', '', { code: 'noConnect', message: `uri_default in ${file}:1)` }],
    [
      '\nuri_default = "x"',
      '',
      { code: 'noConnect', message: `'x' (the URI comes from uri_default in ${file}:2)` },
    ],
    ['uri_aliases = "a=b"', 'a', { code: 'confSyntax', message: /uri_aliases must be a list/ }],
    ['uri_aliases = [ 5 ]', 'a', { code: 'confSyntax', message: /uri_aliases must be a list/ }],
    [
      'remote_mode = "DIRECT"',
      'qemu:///system',
      {
        code: 'invalidArg',
        message: `${file}:1: remote_mode is 'DIRECT': must be one of auto, legacy, direct`,
      },
    ],
    [
      'remote_mode = "x"',
      '',
      { code: 'invalidArg', message: /must be one of auto, legacy, direct$/ },
    ],
    ['remote_mode = ""', 'qemu+tcp://h/system', { code: 'invalidArg' }],
    [
      'remote_mode = 5',
      'qemu+tcp://h/system',
      { code: 'confSyntax', message: /:1: remote_mode must be a text/ },
    ],
    [
      'remote_proxy = "x"',
      'qemu:///system',
      { code: 'invalidArg', message: /remote_proxy is 'x'/ },
    ],
    [
      'tls_priority = 5',
      'qemu://h/system',
      { code: 'confSyntax', message: /:1: tls_priority must/ },
    ],
  ]
  for (const [conf, uri, error] of wrong) {
    t.throws(() => resolveTarget(uri, { surroundings: root(conf) }), error, `${conf} for '${uri}'`)
  }
  const fine: [conf: string, uri: string][] = [
    ['uri_default = 5', 'qemu:///system'],
    ['remote_mode = 5', 'qemu:///system?mode=legacy'],
    ['remote_proxy = "x"', 'qemu+ssh://h/system?proxy=auto'],
    ['tls_priority = 5', 'qemu:///system'],
    ['whatever = [ 5 ]', 'qemu:///system'],
  ]
  for (const [conf, uri] of fine) {
    t.match(resolveTarget(uri, { surroundings: root(conf) }), { text: uri }, `${conf} for '${uri}'`)
  }
})

t.test(
  'a mistake in a URI from elsewhere says where it stands, one that was typed does not',
  async (t) => {
    const failure = (text: string, surroundings: Surroundings) => {
      try {
        return resolveTarget(text, { surroundings }).text
      } catch (error) {
        return (error as LibvirtError).message
      }
    }
    const env = { LIBVIRT_DEFAULT_URI: 'qemu+carrier://h/system' }
    const typed = failure('qemu+carrier://h/system', root(null))
    t.match(typed, /^invalid argument: 'qemu\+carrier:.*unknown transport/)
    t.notMatch(typed, /comes from/)
    t.equal(failure('', root(null, env)), `${typed} (the URI comes from LIBVIRT_DEFAULT_URI)`)
  },
)

t.test('the daemon whose admin socket is meant', async (t) => {
  const admin = join(etc, 'libvirt-admin.conf')
  const find = (text: string, uid: number, env: Surroundings['env'], more = {}) =>
    resolveAdminUri(text, { surroundings: { uid, env, etc }, ...more })
  rmSync(admin, { force: true })
  t.match(find('', 0, { LIBVIRT_DEFAULT_URI: 'x' }), { text: 'libvirtd:///system' })
  t.match(find('', 7, { HOME: '/nonexistent' }), { text: 'libvirtd:///session' })
  t.match(find('', 0, { LIBVIRT_ADMIN_DEFAULT_URI: 'virtqemud:///system' }), {
    text: 'virtqemud:///system',
    source: { is: 'environment', name: 'LIBVIRT_ADMIN_DEFAULT_URI' },
  })
  writeFileSync(admin, 'uri_default = "log"\nuri_aliases = [ "log=virtlogd:///system" ]')
  t.match(find('', 0, {}), {
    text: 'virtlogd:///system',
    source: { is: 'file', file: admin, line: 1 },
    alias: { name: 'log', line: 2 },
  })
  t.match(find('log', 0, {}, { aliases: false }), { text: 'log', alias: null })
  t.match(find('libvirtd:///system', 0, {}), { text: 'libvirtd:///system' })
})
