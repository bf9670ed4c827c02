// Questions that opening a connection may put to a person: ssh's passwords, passphrases, codes and unknown host keys. The
// shape alone; who asks is ssh/, who answers is the caller.

/** A question (since 0.2.0). Alternatives by `kind`. */
export type PromptQuestion =
  /** The password of a user on a host. */
  | { readonly kind: 'password'; readonly user: string; readonly host: string }
  /** The passphrase of an encrypted private key. */
  | { readonly kind: 'passphrase'; readonly path: string }
  /** One prompt of keyboard-interactive, in the server's words (control characters taken out). */
  | {
      readonly kind: 'challenge'
      readonly user: string
      readonly host: string
      readonly instruction: string
      readonly prompt: string
      /** Whether the answer may be seen while it is typed. */
      readonly echo: boolean
    }
  /** Whether an unknown host key is the right one: the answer `yes` accepts it, all else refuses. */
  | {
      readonly kind: 'hostKey'
      /** As known_hosts names it: `host`, or `[host]:port`. */
      readonly host: string
      /** `ssh-ed25519`, … */
      readonly keyType: string
      /** `SHA256:` and base64 without padding, as OpenSSH shows it. */
      readonly fingerprint: string
      /** The file it would be added to; empty where the configuration names none. */
      readonly file: string
    }

/** Answers a question; undefined where nobody can. The signal fires when nobody waits for the answer any more. */
export type PromptCallback = (
  question: PromptQuestion,
  signal: AbortSignal,
) => Promise<string | undefined>
