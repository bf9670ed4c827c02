// Real sshd in a lab host, as many as a test wants, each on a port of its own and set up as it says; the user they let in
// besides root, keys, and an agent that this machine can reach. All of it is gone again when the test is over.

import { join } from 'node:path'
import type { Test } from 'tap'
import type { Host } from './host.ts'
import type { Lab } from './lab.ts'

/** The ordinary user of every host with an sshd; its socket of libvirt is open to it as to all. */
export const sshUser = { name: 'fred', password: 'geheim-pencil 7' } as const

const FOLDER = '/srv/lvrpc-sshd'
const keyTypes = ['ed25519', 'ecdsa', 'rsa'] as const
export type KeyType = (typeof keyTypes)[number]

export interface SshdOptions {
  /** Lines of sshd_config; they come first, and the first of a kind counts. */
  readonly settings?: readonly string[]
  /** Programs that logins do not find. */
  readonly without?: readonly ('virt-ssh-helper' | 'nc')[]
  /** Lines of authorized_keys, for root and the user alike. */
  readonly keys?: readonly string[]
  /** Which of the host's keys it shows. */
  readonly hostKeys?: readonly KeyType[]
}

/** Both halves as OpenSSH writes them. */
export interface KeyPair {
  readonly privateKey: string
  /** `type base64 comment` */
  readonly publicKey: string
}

const setUp = `set -e
# What a run that was killed left behind.
for name in sshd ssh-agent; do pkill -x $name || true; done
pkill -KILL -u fred || true; userdel -r fred 2> /dev/null || true; rm -rf ${FOLDER}
useradd -m -s /bin/bash fred; echo "fred:$0" | chpasswd
mkdir -p /run/sshd ${FOLDER}; chmod 755 /run/sshd ${FOLDER}
for type in ${keyTypes.join(' ')}; do ssh-keygen -q -t $type -N '' -C "$HOSTNAME" -f ${FOLDER}/host_$type; done
# From 9.8 on it shuts out whoever fails often: tests do little else.
! /usr/sbin/sshd -T -f /dev/null -h ${FOLDER}/host_ed25519 -o PerSourcePenalties=no > /dev/null 2>&1 || echo 'PerSourcePenalties no' > ${FOLDER}/usual
touch ${FOLDER}/usual; cat ${FOLDER}/*.pub`
const takeBack = `
for pid in ${FOLDER}/*/pid ${FOLDER}/agent-*/pid; do [ ! -e "$pid" ] || kill "$(cat "$pid")"; done
for i in 1 2 3 4 5; do pkill -KILL -u fred || break; sleep 0.1; done
userdel -r fred 2> /dev/null; rm -rf ${FOLDER} /shared/agent-*; pkill -x sshd; pkill -f '^sshd-session' ; true`

/** Shell words. It goes to the background before it listens, and writes down its id afterwards. */
function startsIn(folder: string): string {
  return `/usr/sbin/sshd -f ${folder}/config -E ${folder}/log
      for i in $(seq 200); do [ ! -s ${folder}/pid ] || exit 0; sleep 0.05; done
      echo 'it does not listen' >&2; exit 1`
}

/** A host on which sshd can be started. */
export class SshHost {
  readonly host: Host
  readonly #lab: Lab
  /** By type, `type base64`. */
  readonly #hostKeys: ReadonlyMap<KeyType, string>
  #count = 0

  private constructor(lab: Lab, host: Host, hostKeys: ReadonlyMap<KeyType, string>) {
    this.#lab = lab
    this.host = host
    this.#hostKeys = hostKeys
  }

  /** Makes the user and the keys of the host, until the test is over. */
  static async on(t: Pick<Test, 'teardown'>, lab: Lab, host: Host): Promise<SshHost> {
    t.teardown(() => host.exec(['sh', '-c', takeBack]))
    const lines = (await inHost(host, setUp, sshUser.password)).trim().split('\n')
    const hostKeys = new Map<KeyType, string>()
    for (const line of lines) {
      const [type = '', base64 = ''] = line.split(' ')
      const name = keyTypes.find((one) => type.includes(one))!
      hostKeys.set(name, `${type} ${base64}`)
    }
    return new SshHost(lab, host, hostKeys)
  }

  /** Runs a script of the shell in the host; throws when it fails. */
  run(script: string, ...args: readonly string[]): Promise<string> {
    return inHost(this.host, script, ...args)
  }

  /** Starts one more; it answers when this resolves. */
  async start(options: SshdOptions = {}): Promise<Sshd> {
    const { settings = [], without = [], keys = [], hostKeys = keyTypes } = options
    const number = ++this.#count
    const [port, folder] = [2200 + number, `${FOLDER}/${number}`]
    const path = without.length === 0 ? [] : [`SetEnv PATH=${folder}/bin`]
    const config = [
      ...settings,
      ...path,
      `Port ${port}`,
      ...hostKeys.map((type) => `HostKey ${FOLDER}/host_${type}`),
      `PidFile ${folder}/pid`,
      `AuthorizedKeysFile ${folder}/authorized_keys`,
      'UsePAM yes',
      'PrintMotd no',
      'LogLevel VERBOSE',
    ]
    const script = `set -e
      mkdir -p ${folder}/bin; printf '%s\\n' "$0" | cat - ${FOLDER}/usual > ${folder}/config; printf '%s\\n' "$1" > ${folder}/authorized_keys
      ln -s /usr/bin/* ${folder}/bin/; cd ${folder}/bin; for name in $2; do rm -f $name; done
      ${startsIn(folder)}`
    const missing = without.flatMap((name) =>
      name === 'nc' ? ['nc', 'nc.openbsd', 'netcat'] : [name],
    )
    await this.run(script, config.join('\n'), keys.join('\n'), missing.join(' '))
    return new Sshd(
      this,
      port,
      folder,
      hostKeys.map((type) => this.#hostKeys.get(type)!),
    )
  }

  /** A key pair of ssh-keygen's making. */
  async keygen(type: KeyType, passphrase = ''): Promise<KeyPair> {
    const script = `set -e; cd $(mktemp -d ${FOLDER}/keygen.XXXX)
      ssh-keygen -q -t "$0" -N "$1" -C key-${++this.#count} -f key; cat key; cat key.pub`
    const text = await this.run(script, type, passphrase)
    const end = text.indexOf('-----END')
    const cut = text.indexOf('\n', end) + 1
    return { privateKey: text.slice(0, cut), publicKey: text.slice(cut).trim() }
  }

  /** An agent that holds these keys. @returns its socket as this machine sees it */
  async agent(...keys: readonly KeyPair[]): Promise<string> {
    const name = `agent-${this.host.name}-${++this.#count}`
    const uid = process.getuid?.() ?? 0
    // It talks to nobody but root and whoever runs it.
    const script = `set -e
      mkdir ${FOLDER}/${name}; export SSH_AUTH_SOCK=/shared/${name}; who=$0
      setpriv --reuid $who --regid $who --clear-groups ssh-agent -D -a $SSH_AUTH_SOCK > /dev/null 2>&1 &
      echo $! > ${FOLDER}/${name}/pid
      until [ -S $SSH_AUTH_SOCK ]; do sleep 0.02; done
      for key; do printf '%s' "$key" | ssh-add -q -; done`
    await this.run(script, String(uid), ...keys.map(({ privateKey }) => privateKey))
    return join(this.#lab.shared, name)
  }
}

/** One sshd. */
export class Sshd {
  readonly on: SshHost
  readonly port: number
  /** `type base64` of every key it shows. */
  readonly hostKeys: readonly string[]
  readonly #folder: string

  constructor(on: SshHost, port: number, folder: string, hostKeys: readonly string[]) {
    this.on = on
    this.port = port
    this.#folder = folder
    this.hostKeys = hostKeys
  }

  /** `address:port` for URIs and messages. */
  get authority(): string {
    return `${this.on.host.address}:${this.port}`
  }

  /** Its name in known_hosts. */
  get knownAs(): string {
    return `[${this.on.host.address}]:${this.port}`
  }

  /** Lines of known_hosts, under a name of its own if one is given. */
  known(name = this.knownAs): string {
    return this.hostKeys.map((key) => `${name} ${key}\n`).join('')
  }

  /** What it wrote about its logins. */
  log(): Promise<string> {
    return this.on.run(`cat ${this.#folder}/log`)
  }

  /** Ends it and everybody who is logged in, without a word. */
  async cut(): Promise<void> {
    // Its children are those of the one port; each login has two.
    const script = `pid=$(cat ${this.#folder}/pid); all() { for child in $(pgrep -P $1); do all $child; done; echo $1; }
      kill -KILL $(all $pid); rm ${this.#folder}/pid`
    await this.on.run(script)
  }

  /** Starts it again after `cut`, as one that shows these keys. */
  async again(hostKeys: readonly KeyType[]): Promise<void> {
    const script = `set -e; cd ${this.#folder}; sed -i '/^HostKey /d' config
      for type; do echo "HostKey ${FOLDER}/host_$type" >> config; done
      ${startsIn(this.#folder)}`
    await this.on.run(script, 'sh', ...hostKeys)
  }
}

async function inHost(host: Host, script: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await host.exec(['sh', '-c', script, ...args])
  if (code !== 0) throw new Error(`${host.name}: ${script}: ${code} ${stdout}${stderr}`)
  return stdout
}
