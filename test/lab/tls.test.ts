// TLS against real daemons of both versions. Certificates are made on this machine and put into the hosts; at the end the
// hosts have the settings and files again that they had before.

import { readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { ConnectionError } from '../../src/errors.ts'
import { type Connection, type ConnectOptions, connect } from '../../src/index.ts'
import { migrate } from '../../src/migration/index.ts'
import { watchSecrets } from '../secrets.ts'
import { Authority, expired, type Issued, pkiFolder, scratch } from '../transport/certificates.ts'
import { guestXml } from './guest.ts'
import type { Host } from './host.ts'
import { pairs, useLab } from './lab.ts'
import { next, reconnect } from './reconnecting.ts'

const lab = await useLab(t)
const folder = scratch(t)
const ca = new Authority(folder, 'Lab')
const other = new Authority(folder, 'Other')
const client = ca.issue('client', { usage: 'clientAuth' })
const usual = pkiFolder(t, { ca: ca.pem, client })

const PASSWORD = 'pencil-case 7'
const WRONG = 'wrong-geheim'
const secrets = watchSecrets(t, {
  'key of the client': readFileSync(client.key, 'utf8'),
  password: PASSWORD,
  'wrong password': WRONG,
})

const config = '/etc/libvirt/libvirtd.conf'
const sasl = '/etc/sasl2/libvirt.conf'
const users = '/etc/libvirt/passwd.db'
const ours = [
  '/etc/pki/CA/cacert.pem',
  '/etc/pki/CA/cacrl.pem',
  '/etc/pki/libvirt/servercert.pem',
  '/etc/pki/libvirt/private/serverkey.pem',
] as const

async function must(host: Host, script: string, ...args: string[]): Promise<void> {
  const { code, stdout, stderr } = await host.exec(['sh', '-ec', script, 'sh', ...args])
  if (code !== 0) throw new Error(`${host.name}: ${script}: ${stdout}${stderr}`)
}

/** Settings and files as they were, those of a run that was killed too; the daemon is not told. */
function restore(host: Host): Promise<void> {
  const undo = `if [ -e ${config}.before ]; then mv ${config}.before ${config}; fi; if [ -e ${sasl}.before ]; then mv ${sasl}.before ${sasl}; fi; rm -f ${users} ${ours.join(' ')}; for d in /etc/pki/CA /etc/pki/libvirt/private; do [ ! -d $d ] || rmdir -p --ignore-fail-on-non-empty $d; done`
  return must(host, undo)
}

/** Has the daemon listen with this certificate, and with this list of who is out. */
async function serve(
  host: Host,
  { cert, key }: Issued,
  crl?: string,
  mechanisms?: string,
): Promise<void> {
  await restore(host)
  const texts = [ca.pem, crl, readFileSync(cert, 'utf8'), readFileSync(key, 'utf8')]
  for (const [i, path] of ours.entries()) {
    const text = texts[i]
    if (text === undefined) continue
    await must(host, 'mkdir -p "$(dirname "$1")"; printf %s "$2" > "$1"', path, text)
  }
  // Without its look at its own files the daemon would not start with an expired certificate.
  const edit = `cp ${config} ${config}.before; sed -i 's/^listen_tls = 0/listen_tls = 1/' ${config}; echo tls_no_sanity_certificate = 1 >> ${config}`
  await must(host, edit)
  if (mechanisms !== undefined) {
    const login = `cp ${sasl} ${sasl}.before; echo 'auth_tls = "sasl"' >> ${config}
printf 'mech_list: %s\\nsasldb_path: ${users}\\n' "$1" > ${sasl}
printf %s "$2" | saslpasswd2 -p -a libvirt -f ${users} fred`
    await must(host, login, mechanisms, PASSWORD)
  }
  await host.restartDaemon()
}

function goodFor(host: Host): Issued {
  return ca.issue(host.name, { names: `DNS:${host.name},IP:${host.address}`, usage: 'serverAuth' })
}

function uriOf(host: Host, pkipath = usual, more = ''): string {
  return `qemu+tls://${host.address}/system?pkipath=${pkipath}${more}`
}

async function failure(t: Test, attempt: Promise<Connection>): Promise<Error> {
  const error = await secrets.of(attempt).then(
    async (connection) => {
      await connection.close()
      return new Error('it connected')
    },
    (error: Error) => error,
  )
  t.type(error, ConnectionError)
  return error
}

async function hostname(uri: string): Promise<string> {
  const connection = await connect(uri)
  try {
    return await connection.getHostname()
  } finally {
    await connection.close()
  }
}

t.teardown(async () => {
  for (const host of lab.hosts) {
    await restore(host)
    await host.restartDaemon()
  }
})

await Promise.all(lab.hosts.map((host) => serve(host, goodFor(host))))

for (const [from, to] of pairs) {
  const source = lab.host(from)
  const destination = lab.host(to)
  t.test(
    `${source.version} to ${destination.version}: a live guest moves, both ends over TLS`,
    async (t) => {
      t.teardown(() => lab.cleanup())
      const counter = await lab.boot(source, { name: 'tls', dirtyMiB: 8 })
      const { result } = migrate({
        source: uriOf(source),
        destination: uriOf(destination),
        domain: 'tls',
        live: true,
      })
      t.match(await result, { kind: 'migrated', host: 'destination', errors: [], warnings: [] })
      t.same(await source.domains(), [])
      t.equal(await destination.virsh('domstate', 'tls', '--reason'), 'running (migrated)')
      await counter.advance(3)
      await counter.check()
    },
  )
}

for (const host of [lab.host('old-a'), lab.host('new-a')]) {
  t.test(`${host.version}: a host answers over TLS as over its socket`, async (t) => {
    for (const priority of ['NORMAL', 'NORMAL:-VERS-TLS1.3', 'NORMAL:-VERS-TLS1.2']) {
      const connection = await connect(uriOf(host, usual, `&tls_priority=${priority}`))
      t.equal(connection.peer, `${host.address}:16514`)
      t.equal(await connection.getUri(), 'qemu:///system')
      t.equal((await connection.getCapabilities()).trimEnd(), await host.virsh('capabilities'))
      await connection.close()
      t.match(await connection.closed, { reason: 'client' })
    }
    const short = uriOf(host).replace('+tls', '')
    t.equal(await hostname(short), host.name, 'without a transport')
    t.equal(await hostname(`test+tls://${host.address}/default?pkipath=${usual}`), host.name)
  })

  t.test(`${host.version}: many calls at a time, and long ones, are all answered`, async (t) => {
    // Without pings, which would wake a daemon that forgot a call it has already received.
    const connection = await connect(uriOf(host), { keepalive: { intervalS: 0, count: 0 } })
    for (let round = 0; round < 10; round++) {
      const calls = Array.from({ length: 200 }, () => connection.getHostname({ timeoutMs: 30_000 }))
      t.same(new Set(await Promise.all(calls)), new Set([host.name]))
    }
    await connection.close()

    // Longer than a record of TLS can be.
    const description = 'TLS '.repeat(50_000)
    const xml = `<domain type='test'><name>long</name><memory>1024</memory><os><type>hvm</type></os><description>${description}</description></domain>`
    const test = await connect(`test+tls://${host.address}/default?pkipath=${usual}`)
    const long = await test.defineDomain(xml)
    t.ok((await long.getXml()).includes(description.trimEnd()))
    await long.undefine()
    await test.close()
  })

  t.test(`${host.version}: whom the daemon does not know it does not let in`, async (t) => {
    const nobody = pkiFolder(t, { ca: ca.pem })
    const stranger = pkiFolder(t, { ca: ca.pem, client: other.issue('stranger') })
    const late = pkiFolder(t, { ca: ca.pem, client: ca.issue('late', { to: expired }) })
    for (const version of ['2', '3']) {
      const more = `&no_sanity=1&tls_priority=NORMAL:-VERS-TLS1.${version}`
      for (const [pkipath, sent] of [
        [nobody, /\(no certificate was sent, for /],
        [stranger, /clientcert.pem' was sent/],
        [late, /clientcert.pem' was sent/],
      ] as const) {
        const error = await failure(t, connect(uriOf(host, pkipath, more)))
        t.match(error, { code: 'certificateRefused', number: 39, outcome: 'not sent' })
        t.match(error.message, sent)
      }
    }
    for (const [pkipath, text] of [
      [stranger, /clientcert.pem' was not issued by the CA of/],
      [late, /clientcert.pem' expired at/],
    ] as const) {
      const error = await failure(t, connect(uriOf(host, pkipath)))
      t.match(error, { code: 'connectFailed', message: text }, 'seen before the daemon is asked')
    }
  })

  t.test(`${host.version}: a daemon of another CA is not trusted`, async (t) => {
    const foreign = pkiFolder(t, { ca: other.pem })
    t.match(await failure(t, connect(uriOf(host, foreign))), {
      code: 'authFailed',
      number: 45,
      message: /no CA of that file issued it$/,
    })
  })

  t.test(`${host.version}: a daemon that dies takes its calls along`, async (t) => {
    const connection = await connect(uriOf(host))
    await host.pauseDaemon()
    const call = connection.getHostname().catch((error: unknown) => error)
    await host.killDaemon()
    try {
      t.match(await call, { code: 'connectionLost', outcome: 'unknown' })
    } finally {
      await host.startDaemon()
    }
    t.equal(await hostname(uriOf(host)), host.name)
  })

  t.test(`${host.version}: a lost line comes back, until it is let in no more`, async (t) => {
    t.teardown(() => lab.cleanup())
    const leaving = ca.issue('leaving', { usage: 'clientAuth' })
    const uri = uriOf(host, pkiFolder(t, { ca: ca.pem, client: leaving }))
    const patient = { ...reconnect, attemptTimeoutMs: 20_000 }
    const connection = await connect(uri, { reconnect: patient })
    t.teardown(() => connection.close())
    await using events = await connection.domainEvents({ events: ['lifecycle'] })
    const heard = events[Symbol.asyncIterator]()
    const back = next(connection, 'connected')
    await host.restartDaemon()
    t.match(await back, { gap: { reason: 'reconnected' } })
    t.match(await heard.next(), { value: { kind: 'gap', reason: 'reconnected' } })
    const domain = await connection.defineDomain(guestXml({ name: 'again' }))
    t.match(await heard.next(), { value: { kind: 'lifecycle', event: 'defined' } })
    await domain.undefine()
    t.match(await heard.next(), { value: { kind: 'lifecycle', event: 'undefined' } })

    ca.revoke(leaving)
    await serve(host, goodFor(host), ca.list())
    const { error } = await connection.closed
    t.match(error, { name: 'ConnectionError', code: 'certificateRefused' })
    secrets.hear('error', error)
    await t.rejects(heard.next(), { code: 'certificateRefused' })
  })

  t.test(`${host.version}: a certificate for another name`, async (t) => {
    await serve(host, ca.issue(host.address, { names: `DNS:${host.name},IP:192.0.2.1` }))
    t.match(await failure(t, connect(uriOf(host))), {
      code: 'authFailed',
      message: `it is not for '${host.address}' but for DNS:${host.name}, IP Address:192.0.2.1`,
    })
    t.equal(await hostname(uriOf(host, usual, '&no_verify=1')), host.name)
  })

  t.test(`${host.version}: an expired certificate`, async (t) => {
    await serve(host, ca.issue('old', { names: `IP:${host.address}`, to: expired }))
    t.match(await failure(t, connect(uriOf(host))), {
      code: 'authFailed',
      message: /: it has expired, or the clock/,
    })
    t.equal(await hostname(uriOf(host, usual, '&no_verify=1')), host.name)
  })

  t.test(`${host.version}: who is revoked, on either side, is out`, async (t) => {
    const gone = ca.issue('gone', { usage: 'clientAuth' })
    const server = goodFor(host)
    const without = ca.list()
    ca.revoke(gone)
    await serve(host, server, ca.list())
    const out = pkiFolder(t, { ca: ca.pem, client: gone })
    t.match(await failure(t, connect(uriOf(host, out))), { code: 'certificateRefused' })
    const fresh = pkiFolder(t, { ca: ca.pem, crl: without, client })
    t.equal(await hostname(uriOf(host, fresh)), host.name)

    ca.revoke(server)
    const knowing = pkiFolder(t, { ca: ca.pem, crl: ca.list(), client })
    t.match(await failure(t, connect(uriOf(host, knowing))), {
      code: 'authFailed',
      message: /cacrl.pem': it is revoked$/,
    })
  })

  t.test(`${host.version}: a login inside TLS`, async (t) => {
    await serve(host, goodFor(host), undefined, 'scram-sha-256 external')
    const login = (password: string): ConnectOptions => ({
      credentials: async () => ({ authname: 'fred', password }),
    })
    const connection = await connect(uriOf(host), login(PASSWORD))
    t.equal(await connection.getHostname(), host.name)
    await connection.close()
    t.match(await secrets.of(connect(uriOf(host), login(WRONG))).catch((error) => error), {
      name: 'RemoteError',
      code: 'authFailed',
      outcome: 'refused',
    })
    // libvirt never tells its SASL library whose certificate it has seen, and without that there is no EXTERNAL.
    const external = uriOf(host, usual, '&auth=sasl.EXTERNAL')
    t.match(
      (await failure(t, connect(external))).message,
      /EXTERNAL is not offered .*: SCRAM-SHA-256$/,
    )
  })
}

t.test('neither key nor password was shown to anybody', async (t) => {
  secrets.prove(t, { error: 6, frame: 100, decision: 20 })
})
