// Whether the host at the other end is the one that is meant: its key held against known_hosts, and the rule for keys that are
// not there. Without this ssh2 would take any key. The file itself is read and written by known-hosts.ts.

import { ConnectionError } from '../../errors.ts'
import { traceDecision } from '../../trace.ts'
import { wordsFor } from '../node-error.ts'
import type { Questions } from './ask.ts'
import {
  appendKnownHost,
  fingerprint,
  isCanonical,
  type KnownHosts,
  keyTypeOf,
} from './known-hosts.ts'
import { matchesPattern } from './pattern.ts'
import type { Route } from './route.ts'

/**
 * Resolves if the key may be trusted.
 * @throws ConnectionError `hostKeyRefused` with file and line and both fingerprints' owner to ask
 */
export async function verifyHostKey(
  key: Uint8Array,
  route: Route,
  known: KnownHosts,
  questions: Questions,
  onWarning: ((text: string) => void) | undefined,
): Promise<void> {
  const { address, knownAs, unknownKeys, rule } = route
  const keyType = keyTypeOf(key) ?? 'unknown kind'
  const shown = `${keyType} ${fingerprint(key)}`
  const refused = (text: string) =>
    new ConnectionError('hostKeyRefused', text, { address, outcome: 'not sent' })
  const decided = (text: string) =>
    traceDecision('ssh', () => `host key ${shown}: ${text}`, address)
  // Files know a key by its bytes: the same number written otherwise would pass by its revocation.
  if (!isCanonical(key)) {
    throw refused(`the key of ${address}, ${shown}, is not written as ssh writes keys`)
  }
  const verdict = known.check(knownAs, key)
  switch (verdict.is) {
    case 'known':
      decided('known')
      return
    case 'revoked':
      throw refused(
        `the key of ${address}, ${shown}, is revoked by ${verdict.file}:${verdict.line}: whoever answers there has a key that must not be trusted`,
      )
    case 'changed': {
      const where = `${verdict.file}:${verdict.line} has another one (${verdict.keyType}) for ${knownAs}`
      if (unknownKeys === 'ignore') {
        decided(`accepted by ${rule}, though ${where}`)
        return
      }
      throw refused(
        `the key of ${address} has changed: it is ${shown}, and ${where}; somebody may be listening in. If the host was set up anew, take that line out of the file (ssh-keygen -R '${knownAs}')`,
      )
    }
    case 'authority':
      if (unknownKeys === 'ignore') break
      throw refused(
        `${knownAs} is known by its certificate authority alone (${verdict.file}:${verdict.line}), and certificates of hosts cannot be verified in process: command=ssh in the URI has OpenSSH do it, or add the host's own key, ${shown}`,
      )
    case 'unknown':
      break
  }
  switch (unknownKeys) {
    case 'ignore':
      decided(`accepted by ${rule}`)
      return
    case 'refuse':
      throw refused(
        `the key of ${address}, ${shown}, is not known, and ${rule} takes no new ones; ${howToAdd(route)}`,
      )
    case 'ask': {
      const { mute } = questions
      if (mute !== null) {
        throw refused(
          `the key of ${address}, ${shown}, is not known and ${mute}; ${howToAdd(route)}`,
        )
      }
      for (const file of known.unread) {
        onWarning?.(`${file}: whether it knows the key of ${knownAs} cannot be told`)
      }
      const answer = await questions.ask({
        kind: 'hostKey',
        host: knownAs,
        keyType,
        fingerprint: fingerprint(key),
        file: route.addTo ?? '',
      })
      if (answer?.trim().toLowerCase() !== 'yes') {
        throw refused(`the key of ${address}, ${shown}, is not known and was not accepted`)
      }
      decided('accepted by whoever was asked')
      break
    }
    case 'add':
      if (known.unread.length > 0) {
        throw refused(
          `the key of ${address}, ${shown}, may be known or not: ${known.unread.join(', ')} cannot be read, so ${rule} does not take it`,
        )
      }
      decided(`accepted and added by ${rule}`)
      break
  }
  await add(key, route, onWarning)
}

/** A host that shows another key than at first when keys are renewed. */
export function otherHostKey(key: Uint8Array, { address }: Route): ConnectionError {
  const shown = `${keyTypeOf(key) ?? 'unknown kind'} ${fingerprint(key)}`
  const text = `${address} shows another key than before, ${shown}, in the middle of the session`
  return new ConnectionError('hostKeyRefused', text, { address })
}

/** A file that cannot be written is no reason to fail: the key was accepted. */
async function add(
  key: Uint8Array,
  { addTo, knownAs, hashed }: Route,
  onWarning: ((text: string) => void) | undefined,
): Promise<void> {
  // What people write there to keep no file at all.
  if (addTo === null || addTo === 'none' || addTo === '/dev/null') return
  try {
    await appendKnownHost(addTo, knownAs, key, hashed)
  } catch (error) {
    onWarning?.(`the key of ${knownAs} could not be added to ${addTo}: ${wordsFor(error)}`)
  }
}

function howToAdd({ addTo, hostName, port }: Route): string {
  const where = port === 22 ? hostName : `-p ${port} ${hostName}`
  const file = addTo ?? 'the known_hosts file'
  return `look at it with ssh-keyscan ${where}, and if it is the right one add that line to ${file}`
}

// What ssh2 can verify, best first; SHA-1 signatures last, for hosts that have nothing else.
const algorithms = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
  'ssh-rsa',
] as const
export type HostKeyAlgorithm = (typeof algorithms)[number]

/**
 * Which kinds of host key to ask for. Those that are known of the host come first: a host known by one key must not look
 * changed because it showed another. What HostKeyAlgorithms says counts before that.
 * @throws ConnectionError `connectFailed` if nothing is left
 */
export function hostKeyAlgorithms(
  { hostKeyAlgorithms: configured, address }: Pick<Route, 'hostKeyAlgorithms' | 'address'>,
  knownTypes: readonly string[],
): HostKeyAlgorithm[] {
  if (configured !== null && !/^[+-]/.test(configured)) {
    const head = /^\^/.test(configured)
    const wanted = matching(configured.replace(/^\^/, ''))
    const all = head ? [...wanted, ...algorithms.filter((one) => !wanted.includes(one))] : wanted
    if (all.length > 0) return all
    throw none(configured, address)
  }
  // Everything there is is offered anyway, so what would be added is there.
  const without = configured?.startsWith('-') ? matching(configured.slice(1)) : []
  const rest = algorithms.filter((one) => !without.includes(one))
  if (rest.length === 0) throw none(configured ?? '', address)
  const isKnown = (one: string) => knownTypes.includes(one)
  return [...rest.filter(isKnown), ...rest.filter((one) => !isKnown(one))]
}

/** In the order of the list; names that are not ours are passed over, wildcards stand for all of ours. */
function matching(list: string): HostKeyAlgorithm[] {
  const found = list
    .split(',')
    .flatMap((word) => algorithms.filter((one) => matchesPattern(one, word.trim())))
  return [...new Set(found)]
}

function none(configured: string, address: string): ConnectionError {
  const known = algorithms.join(', ')
  const text = `HostKeyAlgorithms ${configured} leaves none that can be verified in process for ${address}; those are ${known} (command=ssh in the URI has OpenSSH do it)`
  return new ConnectionError('connectFailed', text, { address, outcome: 'not sent' })
}
