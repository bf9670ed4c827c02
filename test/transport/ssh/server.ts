// An ssh server in this process, for the tests of ssh/: what it accepts is a table, what it was asked is written down. It runs
// for one test and goes with it.

import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect as connectSocket, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ssh2, { type AuthContext, type Connection, type ServerChannel } from 'ssh2'
import type { Test } from 'tap'
import type { SshSurroundings } from '../../../src/transport/ssh/config.ts'
import type { SshEndpoint } from '../../../src/transport/ssh/route.ts'

/** A key pair in ssh's own forms. */
export interface Pair {
  readonly private: string
  /** `ssh-ed25519 AAAA…` */
  readonly public: string
  readonly blob: Buffer
}

export function makeKey(kind: 'ed25519' | 'ecdsa' | 'rsa' = 'ed25519', passphrase?: string): Pair {
  const bits = { rsa: 2048, ecdsa: 256, ed25519: 0 }[kind]
  const lock = passphrase !== undefined && { passphrase, cipher: 'aes256-ctr', rounds: 2 }
  // The types tell the kinds apart, which here are one.
  let made = ssh2.utils.generateKeyPairSync(kind as 'rsa', { bits, ...lock })
  // One ed25519 pair in a hundred comes out a byte short where a half begins with zero; OpenSSH cannot read it either.
  while (ssh2.utils.parseKey(made.private, passphrase) instanceof Error) {
    made = ssh2.utils.generateKeyPairSync(kind as 'rsa', { bits, ...lock })
  }
  const blob = Buffer.from(made.public.split(' ')[1]!, 'base64')
  return { private: made.private, public: made.public, blob }
}

/** A key in the older PEM form, encrypted: nothing of it can be known without the passphrase. */
export function makePemKey(passphrase: string): Pair {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const cipher = { cipher: 'aes-128-cbc', passphrase }
  const text = privateKey.export({ type: 'pkcs1', format: 'pem', ...cipher }).toString()
  const open = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
  const parsed = ssh2.utils.parseKey(open)
  if (parsed instanceof Error) throw parsed
  const blob = [parsed].flat()[0]!.getPublicSSH()
  return { private: text, public: `ssh-rsa ${blob.toString('base64')}`, blob }
}

export function fingerprintOf({ blob }: Pair): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`
}

export interface Rules {
  readonly hostKeys?: readonly Pair[]
  /** What the server says to an attempt; without it everybody comes in. */
  readonly auth?: (context: AuthContext, client: Connection) => void
  /** Runs a command; without it none is. */
  readonly exec?: (command: string, channel: ServerChannel) => void
  /** Joins to a socket; without it none is. */
  readonly streamLocal?: (path: string, accept: () => Duplexish, reject: () => void) => void
  /** Whether it leads on to other ports. */
  readonly forwards?: boolean
  readonly ident?: string
}

type Duplexish = ReturnType<() => ServerChannel>

export interface TestServer {
  readonly port: number
  /** Methods in the order they were tried, keys by their fingerprints. */
  readonly attempts: string[]
  readonly commands: string[]
  readonly paths: string[]
  readonly connections: Connection[]
  readonly sockets: Set<Socket>
}

/** Serves until the test is over. */
export async function sshServer(t: Test, rules: Rules = {}): Promise<TestServer> {
  const attempts: string[] = []
  const commands: string[] = []
  const paths: string[] = []
  const connections: Connection[] = []
  const sockets = new Set<Socket>()
  const hostKeys = (rules.hostKeys ?? [makeKey()]).map((pair) => pair.private)
  const server = new ssh2.Server({ hostKeys, ...(rules.ident && { ident: rules.ident }) })
  server.on('connection', (client) => {
    connections.push(client)
    client.on('error', () => {})
    client.on('authentication', (context) => {
      attempts.push(nameOf(context))
      if (rules.auth === undefined) context.accept()
      else rules.auth(context, client)
    })
    client.on('ready', () => {
      client.on('session', (accept) => {
        const session = accept()
        session.on('exec', (accept, reject, { command }) => {
          commands.push(command)
          if (rules.exec === undefined) return reject?.()
          rules.exec(command, accept())
        })
      })
      client.on(
        'openssh.streamlocal' as never,
        ((
          accept: () => ServerChannel,
          reject: () => void,
          { socketPath }: { socketPath: string },
        ) => {
          paths.push(socketPath)
          if (rules.streamLocal === undefined) return reject()
          rules.streamLocal(socketPath, accept, reject)
        }) as never,
      )
      client.on('tcpip', (accept, reject, { destIP, destPort }) => {
        if (rules.forwards !== true) return void reject()
        const onwards = connectSocket({ port: destPort, host: destIP, noDelay: true })
        onwards.once('error', () => reject())
        onwards.once('connect', () => {
          const channel = accept()
          channel.pipe(onwards).pipe(channel)
          channel.on('error', () => {})
          onwards.on('error', () => {})
          channel.once('close', () => onwards.destroy())
          onwards.once('close', () => channel.end())
        })
      })
    })
  })
  // As sshd does: what is written in pieces would wait for acknowledgements.
  const listener = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => sockets.delete(socket))
    server.injectSocket(socket)
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    for (const socket of sockets) socket.destroy()
    listener.close()
  })
  const { port } = listener.address() as AddressInfo
  return { port, attempts, commands, paths, connections, sockets }
}

function nameOf(context: AuthContext): string {
  if (context.method !== 'publickey') return context.method
  const print = createHash('sha256').update(context.key.data).digest('base64').replace(/=+$/, '')
  return `publickey ${print.slice(0, 8)}${context.signature === undefined ? '?' : ''}`
}

/** Lets in who signs with one of these keys, and nobody else. */
export function acceptsKeys(...pairs: readonly Pair[]): NonNullable<Rules['auth']> {
  return (context) => {
    if (context.method !== 'publickey') return context.reject(['publickey'])
    const pair = pairs.find(({ blob }) => blob.equals(context.key.data))
    if (pair === undefined) return context.reject(['publickey'])
    if (context.signature === undefined) return context.accept()
    const key = [ssh2.utils.parseKey(pair.public)].flat()[0]
    if (key === undefined || key instanceof Error) throw new Error('no key')
    const good = key.verify(context.blob!, context.signature, context.hashAlgo)
    if (good) context.accept()
    else context.reject(['publickey'])
  }
}

/** A home of its own with `.ssh` in it, and nothing of this machine's around it. */
export function makeHome(
  t: Test,
  files: Readonly<Record<string, string>> = {},
  env: SshSurroundings['env'] = {},
): SshSurroundings {
  const home = mkdtempSync(join(tmpdir(), 'lvrpc-'))
  t.teardown(() => rmSync(home, { recursive: true, force: true }))
  mkdirSync(join(home, '.ssh'), { mode: 0o700 })
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(home, '.ssh', name), text, { mode: 0o600 })
  }
  const uid = process.geteuid?.() ?? -1
  return { home, localUser: 'joe', hostname: 'desk', uid, env, etc: join(home, 'etc') }
}

export const endpoint: SshEndpoint = Object.freeze({
  transport: 'ssh',
  host: '127.0.0.1',
  port: null,
  user: null,
  keyfile: null,
  noVerify: true,
  noTty: false,
  knownHosts: null,
  knownHostsVerify: 'normal',
  sshauth: null,
})
