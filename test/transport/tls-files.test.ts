import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import t from 'tap'
import { ConnectionError } from '../../src/errors.ts'
import { readCredentials, tlsPaths } from '../../src/transport/tls-files.ts'
import { Authority, expired, future, past, pkiFolder, scratch } from './certificates.ts'

const folder = scratch(t)
const ca = new Authority(folder, 'Root')
const other = new Authority(folder, 'Other')
const client = ca.issue('me', { usage: 'clientAuth' })
const keys = [ca, client].map(({ key }) => readFileSync(key, 'utf8').split('\n')[1]!)

const user = { uid: 7, env: { HOME: '/home/u' } }
const read = (pkipath: string, noSanity = false, now?: number) =>
  readCredentials({ pkipath, noSanity }, user, now)

/** The message with which files are refused; keys never stand in it. */
async function refusal(t: import('tap').Test, pkipath: string, now?: number): Promise<string> {
  const error = await read(pkipath, false, now).catch((error: unknown) => error)
  t.type(error, ConnectionError)
  t.match(error, { code: 'connectFailed', number: 38, outcome: 'not sent' })
  const whole = inspect(error, { depth: null, showHidden: true })
  t.notOk(
    keys.some((key) => whole.includes(key)),
    'no key in the error',
  )
  return (error as Error).message.replaceAll(pkipath, 'P')
}

const own = {
  ca: '/home/u/.pki/libvirt/cacert.pem',
  crl: '/home/u/.pki/libvirt/cacrl.pem',
  cert: '/home/u/.pki/libvirt/clientcert.pem',
  key: '/home/u/.pki/libvirt/clientkey.pem',
}
const system = {
  ca: '/etc/pki/CA/cacert.pem',
  crl: '/etc/pki/CA/cacrl.pem',
  cert: '/etc/pki/libvirt/clientcert.pem',
  key: '/etc/pki/libvirt/private/clientkey.pem',
}

t.test('a user has files of its own, and the system has those it lacks', async (t) => {
  const paths = (...there: string[]) => tlsPaths(null, user, (path) => there.includes(path))
  t.same(paths(own.ca, own.crl, own.cert, own.key), own)
  t.same(paths(), system)
  t.same(paths(own.ca), { ...system, ca: own.ca })
  t.same(paths(own.crl, own.cert), { ...system, crl: own.crl }, 'half a pair is none')
  t.same(paths(own.key, own.cert), { ...system, cert: own.cert, key: own.key })
})

t.test('root has those of the system, and pkipath is alone', async (t) => {
  const all = () => true
  t.same(tlsPaths(null, { uid: 0, env: { HOME: '/root' } }, all), system)
  t.same(tlsPaths(null, { uid: 7, env: {} }, all), system)
  t.same(
    tlsPaths('/p', user, () => false),
    {
      ca: '/p/cacert.pem',
      crl: '/p/cacrl.pem',
      cert: '/p/clientcert.pem',
      key: '/p/clientkey.pem',
    },
  )
})

t.test('what is there is read, what may be missing is left out', async (t) => {
  const whole = pkiFolder(t, { ca: ca.pem, crl: ca.list() + other.list(), client })
  const found = await read(whole)
  t.equal(found.ca, ca.pem)
  t.equal(found.crl?.length, 2)
  t.equal(found.client?.cert, readFileSync(client.cert, 'utf8'))
  t.equal(found.client?.key, readFileSync(client.key, 'utf8'))
  rmSync(join(whole, 'clientkey.pem'))
  t.match(await read(whole), { client: null })
  t.match(await read(pkiFolder(t, { ca: ca.pem })), { crl: null, client: null })

  const home = scratch(t)
  mkdirSync(join(home, '.pki/libvirt'), { recursive: true })
  writeFileSync(join(home, '.pki/libvirt/cacert.pem'), ca.pem)
  const mine = await readCredentials(
    { pkipath: null, noSanity: false },
    { uid: 7, env: { HOME: home } },
  )
  t.equal(mine.ca, ca.pem)
})

t.test('without a CA there is nobody to trust', async (t) => {
  t.equal(
    await refusal(t, pkiFolder(t, {})),
    "Cannot read CA certificate 'P/cacert.pem': No such file or directory (the CA that issued the certificate of the host)",
  )
})

t.test('files that hold something else are named', async (t) => {
  const cases: [string, string, string][] = [
    ['cacert.pem', 'x', "The CA certificate 'P/cacert.pem' holds no certificate in PEM form"],
    [
      'cacert.pem',
      '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n',
      "The CA certificate 'P/cacert.pem' cannot be read: ",
    ],
    ['cacrl.pem', ca.pem, "The CRL 'P/cacrl.pem' holds no list in PEM form"],
    [
      'cacrl.pem',
      '-----BEGIN X509 CRL-----\nQUJD\n-----END X509 CRL-----\n',
      "The CRL 'P/cacrl.pem' cannot be read: ",
    ],
    ['clientcert.pem', '', "The client certificate 'P/clientcert.pem' holds no certificate"],
    ['clientkey.pem', ca.pem, "The client key 'P/clientkey.pem' cannot be used: it is no private"],
    [
      'clientkey.pem',
      readFileSync(ca.key, 'utf8'),
      "The client key 'P/clientkey.pem' is not that of the certificate 'P/clientcert.pem'",
    ],
  ]
  for (const [file, text, message] of cases) {
    const pki = pkiFolder(t, { ca: ca.pem, crl: ca.list(), client })
    writeFileSync(join(pki, file), text)
    const said = await refusal(t, pki)
    t.ok(said.startsWith(message), said)
  }
  const pki = pkiFolder(t, { ca: ca.pem })
  mkdirSync(join(pki, 'cacrl.pem'))
  t.match(await refusal(t, pki), "Cannot read CRL 'P/cacrl.pem': ")
})

t.test('a key under a passphrase cannot be used', async (t) => {
  const pki = pkiFolder(t, { ca: ca.pem, client })
  const locked = join(pki, 'clientkey.pem')
  const how = ['-aes256', '-passout', 'pass:hunter2', '-out', locked]
  execFileSync('openssl', ['pkey', '-in', client.key, ...how], { stdio: 'pipe' })
  t.match(await refusal(t, pki), "The client key 'P/clientkey.pem' cannot be used: it is encrypted")
})

t.test('files that cannot work are refused, and taken with no_sanity', async (t) => {
  const late = new Authority(folder, 'Late', { to: expired })
  const early = new Authority(folder, 'Early', { from: future })
  const plain = other.issue('plain', { names: 'DNS:plain' })
  const cases: [{ ca: string; client?: typeof client }, RegExp][] = [
    [
      { ca: late.pem },
      /^The CA certificate 'P\/cacert.pem' expired at Jan {2}1 00:00:00 2021 GMT$/,
    ],
    [{ ca: ca.pem + late.pem }, /^The CA certificate 'P\/cacert.pem' expired/],
    [{ ca: early.pem }, /^The CA certificate 'P\/cacert.pem' is not valid before Jan {2}1 .* 2048/],
    [
      { ca: readFileSync(plain.cert, 'utf8') },
      /^The CA certificate 'P\/cacert.pem' is not that of a CA/,
    ],
    [
      { ca: ca.pem, client: ca.issue('old', { to: expired }) },
      /^The client certificate 'P\/clientcert.pem' expired at/,
    ],
    [
      { ca: ca.pem, client: ca.issue('new', { from: future }) },
      /^The client certificate 'P\/clientcert.pem' is not valid before/,
    ],
    [
      { ca: ca.pem, client: ca.issue('sub', { ca: true }) },
      /^The client certificate 'P\/clientcert.pem' is that of a CA, not of a client$/,
    ],
    [
      { ca: other.pem, client },
      /^The client certificate 'P\/clientcert.pem' was not issued by the CA of 'P\/cacert.pem'$/,
    ],
  ]
  for (const [files, message] of cases) {
    const pki = pkiFolder(t, files)
    t.match(await refusal(t, pki), message)
    t.ok(await read(pki, true), 'with no_sanity')
  }
})

t.test('dates are held against the clock', async (t) => {
  const pki = pkiFolder(t, { ca: ca.pem })
  t.match(
    await refusal(t, pki, Date.parse('2019-12-31')),
    /not valid before Jan {2}1 00:00:00 2020/,
  )
  t.match(await refusal(t, pki, Date.parse('2049-01-02')), /expired at/)
})

t.test('a client certificate may stand with those between it and the CA', async (t) => {
  const middle = new Authority(folder, 'Middle', {}, ca)
  const leaf = middle.issue('leaf')
  const pki = pkiFolder(t, { ca: ca.pem, client: leaf })
  t.match(await refusal(t, pki), /was not issued by the CA/)
  appendFileSync(join(pki, 'clientcert.pem'), middle.pem)
  t.ok((await read(pki)).client)
  t.ok((await read(pkiFolder(t, { ca: middle.pem, client: leaf }))).client, 'or at the CA itself')

  const stale = new Authority(folder, 'Stale', { from: past, to: expired }, ca)
  const under = pkiFolder(t, { ca: ca.pem, client: stale.issue('under') })
  appendFileSync(join(under, 'clientcert.pem'), stale.pem)
  t.match(await refusal(t, under), /^The client certificate 'P\/clientcert.pem' expired at/)
})
