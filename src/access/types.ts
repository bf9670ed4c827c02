// What temporary access is asked with, and what it answers: the shapes alone, and nothing behind them that a program which only
// reads their declarations would have to have.

import type { CallOptions } from '../api/connection.ts'
import type { LibvirtError } from '../errors.ts'
import type { PromptCallback } from '../transport/prompt.ts'
import type { KeyType } from '../transport/ssh/keygen.ts'

export type { KeyType } from '../transport/ssh/keygen.ts'

/** What every step needs. `signal` and `timeoutMs` bound the whole of it; questions to a person count. */
export interface AccessOptions extends CallOptions {
  /** Answers what ssh asks a person: passwords, passphrases, unknown host keys. Without it what needs an answer fails. */
  readonly prompt?: PromptCallback
  /** Hears in a sentence of what is no error. */
  readonly onWarning?: (text: string) => void
  /** The file on the host that is edited, from the user's home unless it begins with a slash; `.ssh/authorized_keys`. */
  readonly authorizedKeys?: string
}

/** What a step of a grant may have otherwise than the grant itself. */
export type StepOptions = Omit<AccessOptions, 'authorizedKeys'>

export interface GrantOptions extends AccessOptions {
  /** A key that is there already: its private file. */
  readonly keyfile?: string
  /**
   * Where a new key goes: `home` is `~/.ssh/lvrpc_HOST`, and where that is there already it is taken; `temporary` a file that
   * goes with the grant; `memory` no file at all. Default `home`.
   */
  readonly store?: 'home' | 'temporary' | 'memory'
  /** Of a new key; default `ed25519`. */
  readonly type?: KeyType
  /** From when on sshd refuses the key, by the host's own clock; to the second. */
  readonly expiresAt?: Date
  /** Where the key may come from: names and addresses with `*` and `?`, `address/bits`, `!` before what may not. */
  readonly from?: readonly string[]
  /** What the line's comment says besides that lvrpc wrote it; default who made it, where and when. */
  readonly comment?: string
}

export interface RevokeOptions extends AccessOptions {
  /** The key's private file; default `~/.ssh/lvrpc_HOST`. Its public half alone, beside it in `.pub`, is enough. */
  readonly keyfile?: string
  /** Leaves the files of a key that grant made; otherwise they are deleted. Keys that were only taken always stay. */
  readonly keepKey?: boolean
}

export type CheckOptions = Pick<AccessOptions, 'signal' | 'timeoutMs' | 'authorizedKeys'> & {
  /** The key's private file; default `~/.ssh/lvrpc_HOST`. */
  readonly keyfile?: string
}

/** What `checkAccess` found out. */
export interface AccessReport {
  /** Whether the key alone, without a question, leads to a daemon that answers. */
  readonly ok: boolean
  /**
   * Where it ended: `key` (it cannot be used without somebody), `unreachable` (no sshd answers), `hostKey` (not known, or not
   * the known one), `login` (refused: not granted, expired or not from here, which sshd tells nobody), `daemon`.
   */
  readonly failed: 'key' | 'unreachable' | 'hostKey' | 'login' | 'daemon' | null
  /** What went wrong, in a sentence. */
  readonly reason: string | null
  readonly error: LibvirtError | null
  readonly keyfile: string | null
  readonly fingerprint: string
  /** `host:port` of sshd. */
  readonly address: string
  /** Who is logged in by it. */
  readonly user: string | null
  /** When the line of authorized_keys ends the access, if it could be read and says so in UTC. */
  readonly expiresAt: Date | null
  /** How the daemon was reached from the login: `socket /var/run/libvirt/libvirt-sock`, `virt-ssh-helper`, … */
  readonly way: string | null
  /** The daemon's libvirt and the host's name. */
  readonly daemon: { readonly version: string; readonly hostname: string } | null
}

/** What `revokeAccess` did. */
export interface Revocation {
  readonly fingerprint: string
  readonly address: string
  readonly user: string
  /** The file on the host. */
  readonly file: string
  /** Lines that were taken out; 0 where the key was in none. */
  readonly removed: number
  /** sshd was seen to refuse the key afterwards. */
  readonly proved: boolean
  /** Why it was not: the private half is not here, or sshd did not answer any more. */
  readonly unproved: string | null
  /** Local files that were deleted. */
  readonly deleted: readonly string[]
}

/**
 * A key that was granted access (since 0.2.0). `await using` takes back what the grant brought: the line if it added one, and
 * the key if it made one.
 */
export interface AccessGrant {
  /** `host:port` of sshd. */
  readonly address: string
  /** Whose authorized_keys it is. */
  readonly user: string
  /** The file on the host. */
  readonly file: string
  /** File of the private half; null where the key is in memory alone. */
  readonly keyfile: string | null
  /** Whether the key is new. */
  readonly made: boolean
  /** `ed25519`, `ecdsa`, `rsa`, or what ssh calls it. */
  readonly type: string
  /** `SHA256:…`, as OpenSSH shows it. */
  readonly fingerprint: string
  /** Whether a line was added; false where the key was there already, and then nothing was changed. */
  readonly added: boolean
  /** Of the line. */
  readonly comment: string
  /** Of the line, as they stand there; null if there are none. */
  readonly options: string | null
  /** When the line ends the access; null where it does not, or where it says so in the host's own time. */
  readonly expiresAt: Date | null
  /** Whether the line, which was there already, limits the key as was asked. */
  readonly asAsked: boolean
  /**
   * The URI that connects by this key, with whatever else the host was named with; of a key in memory it names none, see
   * `connectOptions`. @param path `/system` or what the host was named with
   */
  uri(path?: string): string
  /** What `connect` needs beside the URI: a key in memory; nothing where it is in a file. Holds a secret. */
  connectOptions(): { readonly privateKey?: string }
  /** As `checkAccess`. */
  check(options?: CallOptions): Promise<AccessReport>
  /**
   * Takes back what the grant brought, and sees that sshd refuses the key; a line that was there before is left. Safe to call
   * twice; after a failure it can be called again.
   * @throws as `revokeAccess`
   */
  revoke(options?: StepOptions): Promise<Revocation>
  /** As `revoke`; a temporary key goes, whether it works or not. */
  [Symbol.asyncDispose](): Promise<void>
}
