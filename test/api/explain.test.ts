import t from 'tap'
import { explainUri } from '../../src/index.ts'

t.test('a URI is taken apart without anything being opened', async (t) => {
  t.match(
    await explainUri('qemu+tcp://joe@[::1]:5/session?x=1&socket=/s&auth=sasl', { readonly: true }),
    {
      given: 'qemu+tcp://joe@[::1]:5/session?x=1&socket=/s&auth=sasl',
      uri: 'qemu+tcp://joe@[::1]:5/session?x=1&socket=/s&auth=sasl',
      source: { is: 'argument' },
      alias: null,
      transport: 'tcp',
      host: '::1',
      port: 5,
      user: 'joe',
      readonly: true,
      session: false,
      name: 'qemu:///session?x=1',
      auth: 'sasl',
      defaults: [],
      ignored: ['socket'],
      ways: [{ kind: 'address', host: '::1', port: 5 }],
      ssh: null,
    },
  )
})

t.test('files of a login are among those that would be looked at', async (t) => {
  const { files } = await explainUri('qemu:///system?authfile=/a/b')
  t.match(files.at(0), { kind: 'libvirt.conf' })
  t.strictSame(files.at(-1), { kind: 'auth.conf', path: '/a/b', present: false })
})

t.test('the default is explained, too', async (t) => {
  const { LIBVIRT_DEFAULT_URI: before } = process.env
  t.teardown(() => {
    if (before === undefined) delete process.env.LIBVIRT_DEFAULT_URI
    else process.env.LIBVIRT_DEFAULT_URI = before
  })
  process.env.LIBVIRT_DEFAULT_URI = 'qemu+ssh://h/session'
  t.match(await explainUri(''), {
    given: '',
    uri: 'qemu+ssh://h/session',
    source: { is: 'environment', name: 'LIBVIRT_DEFAULT_URI' },
    session: true,
    port: 22,
  })
  await t.rejects(explainUri('nonsense'), { code: 'noConnect' })
})

t.test(
  'an explanation can be shown: passwords are left out wherever the URI stands in it',
  async (t) => {
    const query = 'password=hunter2&x-token=opensesame'
    for (const scheme of ['qemu+ssh', 'qemu+tcp', 'qemu+tls']) {
      const told = await explainUri(`${scheme}://joe:hunter2@h/system?${query}`)
      t.notMatch(JSON.stringify(told), /hunter2|opensesame/, scheme)
      t.equal(told.name, 'qemu:///system?password=…&x-token=…', scheme)
    }
  },
)
