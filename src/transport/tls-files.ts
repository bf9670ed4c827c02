// The certificate files of a TLS client: where libvirt has them, what is in them, and whether they can be right. What is
// wrong with them is said before anything is dialled, naming the file; contents never stand in a message.

import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'
import { ConnectionError } from '../errors.ts'
import { wordsFor } from './node-error.ts'
import type { Surroundings, TlsTarget } from './uri.ts'

/** Paths of the four files; only that of the CA must exist. */
export interface TlsPaths {
  readonly ca: string
  readonly crl: string
  readonly cert: string
  readonly key: string
}

/** What the files hold, as PEM. */
export interface Credentials {
  readonly paths: TlsPaths
  readonly ca: string
  /** One entry a list, as OpenSSL takes them; null without the file. */
  readonly crl: readonly string[] | null
  /** Null if certificate or key is missing: daemons may be content without. */
  readonly client: { readonly cert: string; readonly key: string } | null
}

const system: TlsPaths = {
  ca: '/etc/pki/CA/cacert.pem',
  crl: '/etc/pki/CA/cacrl.pem',
  cert: '/etc/pki/libvirt/clientcert.pem',
  key: '/etc/pki/libvirt/private/clientkey.pem',
}

function inFolder(folder: string): TlsPaths {
  return {
    ca: `${folder}/cacert.pem`,
    crl: `${folder}/cacrl.pem`,
    cert: `${folder}/clientcert.pem`,
    key: `${folder}/clientkey.pem`,
  }
}

/**
 * Which files count: those of `pkipath` alone; else a user's own, and each that is missing there (certificate and key as
 * a pair) from the system. Root has the system's only.
 */
export function tlsPaths(
  pkipath: string | null,
  { uid, env }: Surroundings,
  exists: (path: string) => boolean = existsSync,
): TlsPaths {
  if (pkipath !== null) return inFolder(pkipath)
  if (uid === 0 || !env.HOME) return system
  const own = inFolder(`${env.HOME}/.pki/libvirt`)
  const { cert, key } = exists(own.cert) && exists(own.key) ? own : system
  return {
    ca: exists(own.ca) ? own.ca : system.ca,
    crl: exists(own.crl) ? own.crl : system.crl,
    cert,
    key,
  }
}

/**
 * Reads the files and, unless the target says `no_sanity`, looks whether they can work: dates, a CA that is one, a client
 * certificate that is none and comes from it.
 * @param now milliseconds since 1970
 * @throws ConnectionError `connectFailed` that names the file
 */
export async function readCredentials(
  { pkipath, noSanity }: Pick<TlsTarget, 'pkipath' | 'noSanity'>,
  surroundings: Surroundings,
  now = Date.now(),
): Promise<Credentials> {
  const paths = tlsPaths(pkipath, surroundings)
  const ca = await read('CA certificate', paths.ca)
  const authorities = certificatesIn('CA certificate', paths.ca, ca)
  if (!noSanity) checkAuthorities(paths.ca, authorities, now)
  const crl = existsSync(paths.crl) ? listsIn(paths.crl, await read('CRL', paths.crl)) : null
  if (!existsSync(paths.cert) || !existsSync(paths.key)) return { paths, ca, crl, client: null }

  const cert = await read('client certificate', paths.cert)
  const key = await read('client key', paths.key)
  const chain = certificatesIn('client certificate', paths.cert, cert)
  if (!chain[0]!.checkPrivateKey(privateKey(paths.key, key))) {
    throw wrong(`The client key '${paths.key}' is not that of the certificate '${paths.cert}'`)
  }
  if (!noSanity) checkClient(paths, chain, authorities, now)
  return { paths, ca, crl, client: { cert, key } }
}

async function read(what: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const hint =
      what === 'CA certificate' ? ' (the CA that issued the certificate of the host)' : ''
    throw wrong(`Cannot read ${what} '${path}': ${wordsFor(error)}${hint}`, error)
  }
}

function certificatesIn(what: string, path: string, text: string): X509Certificate[] {
  const blocks = blocksOf(text, '(?:X509 )?CERTIFICATE')
  if (blocks.length === 0) throw wrong(`The ${what} '${path}' holds no certificate in PEM form`)
  return blocks.map((block) => {
    try {
      return new X509Certificate(block)
    } catch (error) {
      throw wrong(`The ${what} '${path}' cannot be read: ${wordsFor(error)}`, error)
    }
  })
}

function listsIn(path: string, text: string): string[] {
  const blocks = blocksOf(text, 'X509 CRL')
  if (blocks.length === 0) throw wrong(`The CRL '${path}' holds no list in PEM form`)
  try {
    createSecureContext({ crl: blocks })
  } catch (error) {
    throw wrong(`The CRL '${path}' cannot be read: ${wordsFor(error)}`, error)
  }
  return blocks
}

function blocksOf(text: string, label: string): string[] {
  return text.match(new RegExp(`-----BEGIN ${label}-----[^-]*-----END ${label}-----`, 'g')) ?? []
}

function privateKey(path: string, text: string): KeyObject {
  try {
    return createPrivateKey(text)
  } catch (error) {
    const why = text.includes('ENCRYPTED')
      ? 'it is encrypted; store it without a passphrase, readable by its user alone'
      : 'it is no private key in PEM form'
    throw wrong(`The client key '${path}' cannot be used: ${why}`, error)
  }
}

function checkAuthorities(
  path: string,
  authorities: readonly X509Certificate[],
  now: number,
): void {
  for (const authority of authorities) {
    checkDates('CA certificate', path, authority, now)
    if (!authority.ca) {
      throw wrong(
        `The CA certificate '${path}' is not that of a CA: it must say CA:TRUE in its basic constraints, and its key usage, if any, keyCertSign`,
      )
    }
  }
}

function checkClient(
  { ca, cert }: TlsPaths,
  [leaf, ...between]: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
  now: number,
): void {
  checkDates('client certificate', cert, leaf!, now)
  if (leaf!.ca) throw wrong(`The client certificate '${cert}' is that of a CA, not of a client`)
  for (const one of between) checkDates('client certificate', cert, one, now)
  if (!comesFrom(leaf!, between, authorities)) {
    throw wrong(`The client certificate '${cert}' was not issued by the CA of '${ca}'`)
  }
}

function checkDates(what: string, path: string, certificate: X509Certificate, now: number): void {
  const { validFrom, validTo } = certificate
  const wrongDate =
    Date.parse(validFrom) > now
      ? `is not valid before ${validFrom}`
      : Date.parse(validTo) < now
        ? `expired at ${validTo}`
        : null
  if (wrongDate !== null) throw wrong(`The ${what} '${path}' ${wrongDate}`)
}

/** Whether some authority issued it, over what stands in between. */
function comesFrom(
  leaf: X509Certificate,
  between: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
): boolean {
  if (authorities.some((authority) => issued(leaf, authority))) return true
  const next = between.find((one) => one.ca && issued(leaf, one))
  // What was used is left out, so that a ring of signatures comes to an end.
  return (
    next !== undefined &&
    comesFrom(
      next,
      between.filter((one) => one !== next),
      authorities,
    )
  )
}

function issued(certificate: X509Certificate, by: X509Certificate): boolean {
  return certificate.checkIssued(by) && certificate.verify(by.publicKey)
}

function wrong(text: string, cause?: unknown): ConnectionError {
  return new ConnectionError('connectFailed', text, { outcome: 'not sent', cause })
}
