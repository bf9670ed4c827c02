// Which ways lead from a login on another host to its daemon, in the order they are tried. Nothing is opened here: the
// tunnel walks the list, and `lvrpc uri --explain` shows it.

import { UsageError } from '../../errors.ts'
import { helperUri, type SshTarget, shownUri } from '../uri.ts'

/** A way to the daemon once ssh is logged in. */
export type SshCandidate =
  /** A channel that sshd itself joins to the socket. */
  | { readonly kind: 'streamlocal'; readonly path: string }
  /** virt-ssh-helper, which finds the socket itself; read-only is an option of it, not part of the URI. */
  | { readonly kind: 'helper'; readonly uri: string }
  | {
      readonly kind: 'netcat'
      readonly program: string
      /** Null for a session: only the other host knows its user's runtime folder. */
      readonly socket: string | null
      /** The file that is looked for there where `socket` is null. */
      readonly sessionSocket: string
    }

const FOLDER = '/var/run/libvirt'

// Drivers that have a daemon of their own; a look at another host costs a round trip, so others are not asked for theirs.
const modular =
  /^(qemu|xen|lxc|vbox|bhyve|vz|ch|interface|network|nodedev|nwfilter|secret|storage)$/i

/**
 * The ways to try, best first; the first that answers is taken. A session has no read-only socket, and a socket that was
 * named is taken as it is.
 * @throws UsageError `invalidArg` where `proxy=streamlocal` would need the path of another user's session socket
 */
export function sshCandidates(target: SshTarget, readonly: boolean): SshCandidate[] {
  const { driver, mode, session, socket, netcat, proxy } = target
  const legacyName = 'libvirt-sock'
  const directName = `virt${driver.toLowerCase()}d-sock`
  const suffix = readonly ? '-ro' : ''
  const inFolder = (name: string) => `${FOLDER}/${name}${suffix}`

  const paths: string[] = []
  if (socket !== null) paths.push(socket)
  else if (!session) {
    if (mode === 'direct' || (mode === 'auto' && modular.test(driver))) {
      paths.push(inFolder(directName))
    }
    if (mode !== 'direct') paths.push(inFolder(legacyName))
  }

  const streamlocal = paths.map((path): SshCandidate => ({ kind: 'streamlocal', path }))
  const helper: SshCandidate = { kind: 'helper', uri: helperUri(target) }
  // Of several sockets the last: the single daemon's, or the proxy that stands there for the modular ones.
  const viaNetcat: SshCandidate = {
    kind: 'netcat',
    program: netcat ?? 'nc',
    socket: paths.at(-1) ?? null,
    sessionSocket: mode === 'direct' ? directName : legacyName,
  }
  switch (proxy) {
    case 'netcat':
      return [viaNetcat]
    case 'native':
      return [helper]
    case 'streamlocal':
      if (streamlocal.length > 0) return streamlocal
      throw new UsageError(
        'invalidArg',
        `'${shownUri(target.uri)}': where the session socket is on ${target.host} is known there alone; name it with socket=PATH, or leave proxy=streamlocal out`,
      )
    default:
      if (socket !== null) return [...streamlocal, viaNetcat]
      return [...streamlocal, helper, viaNetcat]
  }
}
