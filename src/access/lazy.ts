// The doors to temporary access. What is behind them, ssh above all, is loaded when one is opened.

import type {
  AccessGrant,
  AccessReport,
  CheckOptions,
  GrantOptions,
  Revocation,
  RevokeOptions,
} from './types.ts'

/**
 * Grants access to a host: makes or takes a key and puts its public half into the user's authorized_keys, once. It logs in by
 * whatever ssh has: agent, keys, or a password from `prompt` (docs/access.md; since 0.2.0).
 * @param host `[user@]host[:port]`, `ssh://…`, or a connection URI over ssh with whatever it says of the way
 * @throws UsageError `invalidArg`, `operationUnsupported` where the host's sshd does not know the limits, `operationInvalid`
 * where a file is in the way
 * @throws ConnectionError `connectFailed`, `hostKeyRefused`, `authFailed` when the login fails; `accessFailed` when the file
 * could not be changed: by `outcome` it is as it was, or that is `unknown`, and then the new key is kept
 */
export async function grantAccess(host: string, options?: GrantOptions): Promise<AccessGrant> {
  return (await import('./access.ts')).grantAccess(host, options)
}

/**
 * Shows whether a key alone, without a question and without an agent, leads to the daemon, and what stops it if not (since
 * 0.2.0). What stops it is in the report; only what is no answer is thrown.
 * @throws UsageError `invalidArg` for a key that is not there; CancelledError
 */
export async function checkAccess(host: string, options?: CheckOptions): Promise<AccessReport> {
  return (await import('./access.ts')).checkAccess(host, options)
}

/**
 * Takes a key out of the user's authorized_keys, whoever put it there, and sees that sshd refuses it afterwards. Other lines
 * stay as they are. Logs in by the key itself if that works, else as `grantAccess` (since 0.2.0).
 * @throws ConnectionError as `grantAccess`; `accessFailed` also where the key still logs in: it stands in another file then
 */
export async function revokeAccess(host: string, options?: RevokeOptions): Promise<Revocation> {
  return (await import('./access.ts')).revokeAccess(host, options)
}
