// The one place where Node's error codes are read: what failed at a socket, said in clear words with what to do about it.

import { ConnectionError } from '../errors.ts'

// In the words of the C library, which is how virsh ends such messages.
const words: Readonly<Record<string, string>> = {
  EACCES: 'Permission denied',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  EAGAIN: 'Resource temporarily unavailable',
  EAI_AGAIN: 'Temporary failure in name resolution',
  ECONNABORTED: 'Software caused connection abort',
  ECONNREFUSED: 'Connection refused',
  ECONNRESET: 'Connection reset by peer',
  EHOSTDOWN: 'Host is down',
  EHOSTUNREACH: 'No route to host',
  EINVAL: 'Invalid argument',
  ELOOP: 'Too many levels of symbolic links',
  EMFILE: 'Too many open files',
  ENAMETOOLONG: 'File name too long',
  ENETDOWN: 'Network is down',
  ENETUNREACH: 'Network is unreachable',
  ENFILE: 'Too many open files in system',
  ENOENT: 'No such file or directory',
  ENOTDIR: 'Not a directory',
  ENOTFOUND: 'Name or service not known',
  ENOTSOCK: 'Socket operation on non-socket',
  EPERM: 'Operation not permitted',
  EPIPE: 'Broken pipe',
  EPROTOTYPE: 'Protocol wrong type for socket',
  ETIMEDOUT: 'Connection timed out',
}

const unixRemedies: Readonly<Record<string, string>> = {
  EACCES: 'this user may not open the socket: join its group (often libvirt) or become root',
  ECONNREFUSED: 'the socket is there but no daemon listens on it: start the libvirt daemon',
  ENOENT: 'is the libvirt daemon running on this host?',
}

const tcpRemedies: Readonly<Record<string, string>> = {
  ECONNREFUSED:
    'no daemon listens on that port: check the port, and that libvirtd listens on TCP there',
  EHOSTUNREACH: 'check the address and the network between here and there',
  ENETUNREACH: 'check the address and the network between here and there',
  ENOTFOUND: 'check the spelling of the host name',
  EAI_AGAIN: 'check the name servers of this machine',
  ETIMEDOUT: 'the host does not answer: check the address and any firewall in between',
}

function codeOf(error: unknown): string | undefined {
  // Node puts a string there, and a number at times for errors it does not know.
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : undefined
}

/** Why it failed, in a few words without Node's prefix. */
export function wordsFor(error: unknown): string {
  const code = codeOf(error)
  const known = code === undefined ? undefined : words[code]
  if (known !== undefined) return known
  return error instanceof Error ? error.message : String(error)
}

/** One attempt that failed: where it went and what Node said. */
export interface FailedAttempt {
  readonly where: string
  readonly error: unknown
}

/** No connection to the socket or host; says of every address that was tried why it failed. */
export function connectError(
  kind: 'unix' | 'tcp',
  address: string,
  failed: readonly FailedAttempt[],
): ConnectionError {
  const last = failed.at(-1)
  const reasons = failed.map(({ where, error }) =>
    failed.length === 1 ? wordsFor(error) : `${where}: ${wordsFor(error)}`,
  )
  const remedies = kind === 'unix' ? unixRemedies : tcpRemedies
  const remedy = remedies[codeOf(last?.error) ?? '']
  const subject =
    kind === 'unix'
      ? `Failed to connect socket to '${address}'`
      : `unable to connect to server at '${address}'`
  const text = `${subject}: ${reasons.join('; ')}`
  return new ConnectionError('connectFailed', remedy === undefined ? text : `${text} (${remedy})`, {
    address,
    outcome: 'not sent',
    cause: last?.error,
  })
}

/** An open socket broke. */
export function lostError(address: string, error: unknown): ConnectionError {
  const code = codeOf(error)
  const verb = code === 'EPIPE' ? 'write data to' : 'read data from'
  return new ConnectionError('connectionLost', `Cannot ${verb} ${address}: ${wordsFor(error)}`, {
    address,
    cause: error,
  })
}
