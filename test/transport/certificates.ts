// Certificates for tests, made by the openssl command: authorities with any dates, what they issue, revoke and list.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'

/** Paths of a certificate and its key. */
export interface Issued {
  readonly cert: string
  readonly key: string
}

export interface Wishes {
  /** As openssl writes them: `DNS:a.example,IP:192.0.2.1`. */
  readonly names?: string
  readonly usage?: 'serverAuth' | 'clientAuth'
  readonly ca?: boolean
  readonly from?: string
  readonly to?: string
}

export const past = '20200101000000Z'
export const expired = '20210101000000Z'
export const future = '20480101000000Z'
const farFuture = '20490101000000Z'

/** A folder that goes with the test. */
export function scratch(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'lvrpc-tls-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  return folder
}

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] })
}

/** An authority with its own folder; signed by itself, or by `parent`. */
export class Authority implements Issued {
  readonly cert: string
  readonly key: string
  readonly #folder: string
  readonly #config: string
  #count = 0

  constructor(folder: string, name: string, wishes: Wishes = {}, parent?: Authority) {
    this.#folder = join(folder, name)
    this.#config = join(this.#folder, 'openssl.cnf')
    mkdirSync(join(this.#folder, 'issued'), { recursive: true })
    writeFileSync(join(this.#folder, 'index'), '')
    writeFileSync(
      this.#config,
      `[ca]
default_ca = d
[d]
database = ${this.#folder}/index
new_certs_dir = ${this.#folder}/issued
rand_serial = yes
default_md = sha256
unique_subject = no
policy = p
[p]
commonName = supplied
[req]
distinguished_name = dn
[dn]
`,
    )
    if (parent !== undefined) {
      ;({ cert: this.cert, key: this.key } = parent.issue(name, { ca: true, ...wishes }))
      return
    }
    this.cert = join(this.#folder, 'ca.pem')
    this.key = this.#newKey('ca')
    this.#sign(name, 'ca', ['-selfsign', '-keyfile', this.key], { ca: true, ...wishes })
  }

  /** A certificate with this common name. */
  issue(name: string, wishes: Wishes = {}): Issued {
    this.#count++
    const file = `${this.#count}-${name.replace(/[^a-z0-9]/gi, '_')}`
    const key = this.#newKey(file)
    this.#sign(name, file, ['-cert', this.cert, '-keyfile', this.key], wishes)
    return { cert: join(this.#folder, `${file}.pem`), key }
  }

  revoke({ cert }: Issued): void {
    openssl('ca', '-config', this.#config, ...this.#self(), '-revoke', cert)
  }

  /** The list of what is revoked, as PEM. */
  list(dates: { readonly from?: string; readonly to?: string } = {}): string {
    const out = join(this.#folder, 'crl.pem')
    const { from = past, to = farFuture } = dates
    const during = ['-crl_lastupdate', from, '-crl_nextupdate', to]
    openssl('ca', '-config', this.#config, ...this.#self(), '-gencrl', ...during, '-out', out)
    return readFileSync(out, 'utf8')
  }

  get pem(): string {
    return readFileSync(this.cert, 'utf8')
  }

  #self(): string[] {
    return ['-cert', this.cert, '-keyfile', this.key]
  }

  #newKey(file: string): string {
    const key = join(this.#folder, `${file}.key`)
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', key)
    return key
  }

  #sign(name: string, file: string, issuer: string[], wishes: Wishes): void {
    const { names, usage, ca = false, from = past, to = farFuture } = wishes
    const request = join(this.#folder, `${file}.csr`)
    const extensions = join(this.#folder, `${file}.ext`)
    const lines = [
      `basicConstraints = critical,CA:${ca ? 'TRUE' : 'FALSE'}`,
      `keyUsage = critical,${ca ? 'keyCertSign,cRLSign' : 'digitalSignature,keyEncipherment'}`,
      ...(names === undefined ? [] : [`subjectAltName = ${names}`]),
      ...(usage === undefined ? [] : [`extendedKeyUsage = ${usage}`]),
    ]
    writeFileSync(extensions, lines.join('\n'))
    const config = ['-config', this.#config]
    const subject = ['-subj', `/CN=${name}`]
    const key = join(this.#folder, `${file}.key`)
    openssl('req', '-new', ...config, '-key', key, ...subject, '-out', request)
    const during = ['-startdate', from, '-enddate', to]
    const out = ['-out', join(this.#folder, `${file}.pem`), '-notext', '-batch']
    openssl('ca', ...config, ...issuer, ...during, '-extfile', extensions, '-in', request, ...out)
  }
}

export interface Pki {
  readonly ca?: string
  readonly crl?: string
  readonly client?: Issued
}

/** A folder for `pkipath=` with these files in it. */
export function pkiFolder(t: Test, { ca, crl, client }: Pki): string {
  const folder = scratch(t)
  if (ca !== undefined) writeFileSync(join(folder, 'cacert.pem'), ca)
  if (crl !== undefined) writeFileSync(join(folder, 'cacrl.pem'), crl)
  if (client !== undefined) {
    writeFileSync(join(folder, 'clientcert.pem'), readFileSync(client.cert))
    writeFileSync(join(folder, 'clientkey.pem'), readFileSync(client.key))
  }
  return folder
}
