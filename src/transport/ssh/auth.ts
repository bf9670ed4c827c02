// Logging in: which method is tried when, what is asked of a person and not before the server would take the answer, and the
// account of it all where nothing led in. ssh2 carries the messages; it asks here for each next attempt.

import type {
  AnyAuthMethod,
  AuthenticationType,
  AuthHandlerMiddleware,
  ParsedKey,
  Prompt,
} from 'ssh2'
import ssh2 from 'ssh2'
import { ConnectionError } from '../../errors.ts'
import { traceDecision } from '../../trace.ts'
import { wordsFor } from '../node-error.ts'
import { shownUser } from '../uri.ts'
import { printable } from '../words.ts'
import type { Asking, Questions } from './ask.ts'
import { type AgentKey, agentKeys, describe, type KeyFile, readKeyFile, unlock } from './keys.ts'
import type { Route } from './route.ts'

/** What auth.conf knows of a login. */
export type StoredLogin = { readonly authname?: string; readonly password?: string } | undefined

// sshd ends the session after as many refusals (MaxAuthTries), and never says how many it allows.
const REFUSALS_MAX = 6
// How often a person may mistype.
const TRIES_MAX = 3
// How many proofs in a row a server may ask for.
const PROOFS_MAX = 4

/** A key that may be offered, by its file, by an agent, or by both. */
interface Identity {
  /** As it is named in messages: a path, or an agent's key by its fingerprint. */
  readonly label: string
  readonly blob: Buffer | null
  readonly agent: AgentKey | null
  readonly file: KeyFile | null
}

/** An attempt the server has been asked for and has not answered yet. */
interface Attempt {
  readonly label: string
  /** What the server had to have signed, once it has said that it takes the key. */
  signing: { readonly data: Buffer; readonly hash: string | undefined } | null
  readonly accepted: (() => Promise<ParsedKey | null>) | null
}

// Handed to ssh2 where a signature takes longer than it waits: it then asks for the next attempt. Never a failure.
const later = new Error('the signature comes with the next attempt')

/** Whether an error of a client is no error but our own doing. */
export function isOurs(error: unknown): boolean {
  return error === later
}

/** What the caller brings to a login. */
export interface Brought {
  readonly stored: () => Promise<StoredLogin>
  /** A key to be tried first; `alone`: and nothing else. */
  readonly identity: { readonly file: KeyFile; readonly alone: boolean } | null
}

/** One login on one host. `handler` is ssh2's; where it has run out, `failure` says what was tried. */
export class Login {
  readonly #route: Route
  readonly #asking: Asking
  readonly #questions: Questions
  readonly #brought: Brought['identity']
  readonly #load: () => Promise<StoredLogin>
  #stored: StoredLogin
  readonly #abandon: (error: unknown) => void
  #steps: AsyncGenerator<AnyAuthMethod, void, void>
  readonly #tried: string[] = []
  #left: readonly string[] | null = null
  #current: Attempt | null = null
  #refusals = 0
  // Keys the server has seen, and needs not see again when it wants a second proof.
  readonly #seen = new Set<string>()
  #proofs = 0
  #keysOf: Identity[] | null = null

  /** @param abandon hears why there is nothing more to try: `failure()`, or that a question was called off */
  constructor(
    route: Route,
    asking: Asking,
    questions: Questions,
    { stored, identity }: Brought,
    abandon: (error: unknown) => void,
  ) {
    this.#route = route
    this.#asking = asking
    this.#questions = questions
    this.#load = stored
    this.#brought = identity
    this.#abandon = abandon
    this.#steps = this.#walk()
  }

  /** Whether the server has been asked for anything yet. */
  get begun(): boolean {
    return this.#current !== null || this.#tried.length > 0
  }

  readonly handler: AuthHandlerMiddleware = (left, partial, next) => {
    this.#asking.patience.restart()
    this.#next(left, partial).then(next).catch(this.#abandon)
  }

  async #next(left: AuthenticationType[] | null, partial: boolean | null): Promise<AnyAuthMethod> {
    const attempt = this.#current
    this.#current = null
    if (attempt?.signing != null && attempt.accepted !== null) {
      const key = await attempt.accepted()
      if (key !== null) {
        this.#current = { label: attempt.label, signing: null, accepted: null }
        return { type: 'publickey', username: this.#route.user, key }
      }
    } else if (attempt !== null) {
      // Without an answer of the server ssh2 has passed the attempt over.
      this.#left = left ?? this.#left
      this.#seen.add(attempt.label)
      if (partial === true) this.#onwards(attempt.label)
      else {
        this.#refusals++
        this.#note(attempt.label, 'refused')
      }
    }
    this.#asking.signal.throwIfAborted()
    const { value, done } = await this.#steps.next()
    if (done === true || value === undefined) throw this.failure()
    return value
  }

  /** One proof of several was taken: what was passed over before may be what is wanted now. */
  #onwards(label: string): void {
    this.#note(label, 'taken, and more is asked for')
    if (++this.#proofs < PROOFS_MAX) this.#steps = this.#walk()
  }

  #note(label: string, what: string): void {
    this.#tried.push(`${label}: ${what}`)
    const { user, address } = this.#route
    traceDecision('ssh', () => `${label} for ${shownUser(user)}: ${what}`, address)
  }

  /**
   * What was tried and why each of it failed.
   * @param ended what the server said when it went, if it did
   * @param cause then the error behind it: so a line that dropped is told from a refusal
   */
  failure(ended?: string, cause?: unknown): ConnectionError {
    const { user, address } = this.#route
    if (this.#current !== null) this.#note(this.#current.label, ended ?? 'not answered')
    const takes =
      this.#left === null ? '' : ` (it takes ${this.#left.join(', ') || 'nothing more'})`
    const list = this.#tried.length === 0 ? 'nothing could be tried' : this.#tried.join('; ')
    const text = `${address} does not let ${shownUser(user)} in${takes}: ${list}`
    return new ConnectionError('authFailed', text, { address, outcome: 'not sent', cause })
  }

  // --- the order of things ---

  #takes(method: AuthenticationType): boolean {
    return this.#left === null || this.#left.includes(method)
  }

  /** Every attempt worth making, each made only when the ones before have not led in. */
  async *#walk(): AsyncGenerator<AnyAuthMethod, void, void> {
    const { ways } = this.#route
    this.#keysOf ??= await this.#identities()
    const identities = this.#keysOf.filter(({ label }) => !this.#seen.has(label))
    const words = ways.filter((way) => way === 'password' || way === 'keyboard-interactive')
    for (const way of ways) {
      if (way === 'password') yield* this.#passwords()
      else if (way === 'keyboard-interactive') yield* this.#challenges()
      else {
        // Both kinds of key at the first of the two, in the order of `identities`.
        const first = ways.find((one) => one === 'agent' || one === 'privkey')
        if (way === first) yield* this.#keys(identities, words.length > 0)
      }
    }
  }

  /** Asks what the server takes, where no refusal has told: nobody shall be asked for what would not do. */
  async *#learn(): AsyncGenerator<AnyAuthMethod, void, void> {
    if (this.#left !== null) return
    const first = this.#seen.size === 0
    yield this.#attempt('no credentials at all', { type: 'none', username: this.#route.user })
    this.#tried.pop()
    // sshd does not count it, if it comes first.
    if (first) this.#refusals = 0
  }

  async *#keys(
    identities: readonly Identity[],
    words: boolean,
  ): AsyncGenerator<AnyAuthMethod, void, void> {
    for (const [i, identity] of identities.entries()) {
      if (!this.#takes('publickey')) {
        this.#note('keys', 'the server takes none')
        return
      }
      const last = this.#refusals === REFUSALS_MAX - 1
      // The last attempt is kept for a password, where there may be one.
      if (this.#refusals >= REFUSALS_MAX || (last && words && (await this.#canAnswer()))) {
        const rest = identities.length - i
        const how =
          this.#route.keyfile === null ? 'name the right one with keyfile= or IdentityFile' : ''
        this.#note(
          `${rest} more ${rest === 1 ? 'key' : 'keys'}`,
          `not offered, for servers end the session after ${REFUSALS_MAX} attempts: ${how}`,
        )
        return
      }
      yield* this.#offer(identity)
    }
  }

  async *#offer({ label, blob, agent, file }: Identity): AsyncGenerator<AnyAuthMethod, void, void> {
    const username = this.#route.user
    if (agent !== null) {
      const sign = async (data: Buffer, hash: string | undefined) => {
        const wait = agent.sign(data, hash)
        try {
          // The agent may ask its owner first.
          return await this.#asking.patience.during(wait)
        } catch (error) {
          this.#asking.signal.throwIfAborted()
          this.#note(label, `the agent does not sign with it: ${wordsFor(error)}`)
          return null
        }
      }
      yield this.#probe(label, agent.blob, async (attempt) => {
        const { data, hash } = attempt.signing!
        const signature = await sign(data, hash)
        return signature === null ? null : signingKey(agent.blob, () => signature)
      })
      return
    }
    if (file === null) return
    if (file.is === 'unusable') {
      this.#note(label, file.why)
      return
    }
    if (file.is === 'open') {
      yield this.#attempt(label, { type: 'publickey', username, key: file.key })
      return
    }
    if (blob !== null) {
      yield this.#probe(label, blob, () => this.#unlock(label, file))
      return
    }
    // What it would be known by is locked in as well.
    const key = await this.#unlock(label, file)
    if (key !== null) yield this.#attempt(label, { type: 'publickey', username, key })
  }

  /** Offers the public half; the private one is asked for when the server has said that it would do. */
  #probe(
    label: string,
    blob: Buffer,
    accepted: (attempt: Attempt) => Promise<ParsedKey | null>,
  ): AnyAuthMethod {
    const attempt: Attempt = { label, signing: null, accepted: () => accepted(attempt) }
    this.#current = attempt
    const key = signingKey(blob, (data, hash) => {
      attempt.signing = { data: Buffer.from(data), hash }
      return later
    })
    return { type: 'publickey', username: this.#route.user, key }
  }

  #attempt(label: string, method: AnyAuthMethod): AnyAuthMethod {
    this.#current = { label, signing: null, accepted: null }
    return method
  }

  async #unlock(label: string, file: KeyFile & { is: 'locked' }): Promise<ParsedKey | null> {
    const { path } = file
    for (let i = 0; i < TRIES_MAX; i++) {
      const passphrase = await this.#questions.ask({ kind: 'passphrase', path })
      if (passphrase === undefined || passphrase === '') {
        const why = this.#questions.mute ?? 'none was given'
        this.#note(label, `its passphrase is not known, and ${why}`)
        return null
      }
      const key = unlock(file.text, passphrase)
      if (key !== null) return key
    }
    this.#note(label, 'the passphrase is wrong')
    return null
  }

  // --- what is typed ---

  async #canAnswer(): Promise<boolean> {
    return this.#questions.mute === null || (await this.#password()) !== null
  }

  /** The password of auth.conf, if it is this user's. */
  async #password(): Promise<string | null> {
    this.#stored ??= await this.#load()
    const { authname, password } = this.#stored ?? {}
    const mine = authname === undefined || authname === this.#route.user
    return mine && password !== undefined ? password : null
  }

  async *#passwords(): AsyncGenerator<AnyAuthMethod, void, void> {
    const { user, host } = this.#route
    const username = user
    yield* this.#learn()
    if (!this.#worthAsking('password')) return
    const stored = await this.#password()
    if (stored !== null) {
      const method = { type: 'password', username, password: stored } as const
      yield this.#attempt('password of auth.conf', method)
    }
    for (let i = 0; i < TRIES_MAX; i++) {
      if (this.#full('password')) return
      const password = await this.#questions.ask({ kind: 'password', user, host })
      if (password === undefined) {
        this.#note('password', this.#questions.mute ?? 'none was given')
        return
      }
      yield this.#attempt('password', { type: 'password', username, password })
      // After one that was taken the server may want something else.
      if (!this.#takes('password')) return
    }
  }

  async *#challenges(): AsyncGenerator<AnyAuthMethod, void, void> {
    const method = 'keyboard-interactive'
    yield* this.#learn()
    if (!this.#worthAsking(method)) return
    // What is stored is good for one answer.
    let stored = await this.#password()
    if (this.#questions.mute !== null && stored === null) {
      this.#note(method, this.#questions.mute)
      return
    }
    for (let i = 0; i < TRIES_MAX; i++) {
      if (this.#full(method)) return
      let unanswered = false
      const answers = async (instruction: string, prompts: Prompt[]): Promise<string[]> => {
        const hidden = prompts.length === 1 && prompts[0]!.echo !== true
        if (hidden && stored !== null) {
          const answer = stored
          stored = null
          return [answer]
        }
        const given: string[] = []
        for (const { prompt, echo } of prompts) {
          const answer = await this.#challenge(instruction, prompt, echo === true)
          if (answer === undefined) unanswered = true
          given.push(answer ?? '')
        }
        return given
      }
      yield this.#attempt(method, {
        type: method,
        username: this.#route.user,
        prompt: (_name, instruction, _language, prompts, finish) => {
          this.#asking.patience.restart()
          answers(instruction, prompts).then(
            (given) => finish(given),
            (error: unknown) => {
              // The server waits for an answer that never comes: the session ends here.
              this.#abandon(error)
            },
          )
        },
      })
      if (unanswered) {
        this.#note(method, this.#questions.mute ?? 'no answer was given')
        return
      }
      if (!this.#takes(method)) return
    }
  }

  #challenge(instruction: string, prompt: string, echo: boolean): Promise<string | undefined> {
    const { user, host } = this.#route
    return this.#questions.ask({
      kind: 'challenge',
      user,
      host,
      instruction: printable(instruction),
      prompt: printable(prompt),
      echo,
    })
  }

  #worthAsking(method: AuthenticationType): boolean {
    if (this.#takes(method)) return true
    this.#note(method, 'the server does not take it')
    return false
  }

  #full(method: string): boolean {
    if (this.#refusals < REFUSALS_MAX) return false
    this.#note(method, `given up after ${REFUSALS_MAX} refusals`)
    return true
  }

  // --- which keys ---

  /** All keys that may be offered, best first, each once. */
  async #identities(): Promise<Identity[]> {
    if (this.#brought === null) return this.#usual()
    const { file, alone } = this.#brought
    const first = { label: `key ${file.path}`, blob: file.blob, agent: null, file }
    return alone ? [first] : dedupe([first, ...(await this.#usual())])
  }

  async #usual(): Promise<Identity[]> {
    const { ways, keyfile, keyFiles, usualFiles, identitiesOnly, agent, uid } = this.#route
    if (!ways.includes('agent') && !ways.includes('privkey')) return []
    const paths = [...(keyfile === null ? [] : [keyfile]), ...keyFiles, ...usualFiles]
    const read = await Promise.all(paths.map((path) => readKeyFile(path, uid)))
    const files = read.filter((file) => {
      // Nobody asked for the usual ones: those that are not there need no mention.
      const absent = file.is === 'unusable' && file.absent && usualFiles.includes(file.path)
      return !absent
    })
    for (const file of read) {
      const what = file.is === 'unusable' ? file.why : file.is === 'locked' ? 'encrypted' : 'usable'
      traceDecision('ssh', () => `key ${file.path}: ${what}`, this.#route.address)
    }
    const held = ways.includes('agent') && agent !== null ? await this.#heldBy(agent) : []
    const heldFor = (file: KeyFile) =>
      held.find(({ blob }) => file.blob !== null && blob.equals(file.blob)) ?? null

    const mine: Identity[] = files.map((file) => ({
      label: `key ${file.path}`,
      blob: file.blob,
      agent: heldFor(file),
      file,
    }))
    const others: Identity[] = held
      .filter(({ blob }) => !files.some((file) => file.blob?.equals(blob)))
      .map((key) => ({
        label: `the agent's key ${describe(key.blob)}${key.comment === '' ? '' : ` (${printable(key.comment, 100)})`}`,
        blob: key.blob,
        agent: key,
        file: null,
      }))
    const loose = identitiesOnly ? [] : others
    const inAgent = mine.filter(({ agent }) => agent !== null)
    const onDisk = ways.includes('privkey') ? mine.filter(({ agent }) => agent === null) : []
    // A file that the URI names comes before all else; so it is not lost among what an agent happens to hold.
    const named = onDisk.filter(({ file }) => file?.path === keyfile)
    const rest = onDisk.filter(({ file }) => file?.path !== keyfile)
    const agentFirst = ways.indexOf('agent') < ways.indexOf('privkey') || !ways.includes('privkey')
    const fromAgent = [...inAgent, ...loose]
    return agentFirst
      ? dedupe([...inAgent, ...named, ...loose, ...rest])
      : dedupe([...named, ...rest, ...fromAgent])
  }

  async #heldBy(path: string): Promise<AgentKey[]> {
    try {
      const keys = await agentKeys(path, this.#asking.signal)
      const text = () => `the agent at ${path} holds ${keys.length} keys that can be used`
      traceDecision('ssh', text, this.#route.address)
      return keys
    } catch (error) {
      this.#asking.signal.throwIfAborted()
      this.#note(`agent at ${path}`, wordsFor(error))
      return []
    }
  }
}

function dedupe(identities: readonly Identity[]): Identity[] {
  return identities.filter(({ blob }, i) => {
    if (blob === null) return true
    return identities.findIndex((one) => one.blob?.equals(blob)) === i
  })
}

/** A public key that signs as it is told. ssh2 takes it for a private one. */
function signingKey(
  blob: Buffer,
  sign: (data: Buffer, hash: string | undefined) => Buffer | Error,
): ParsedKey {
  const parsed = ssh2.utils.parseKey(blob)
  const key: ParsedKey | Error | undefined = Array.isArray(parsed) ? parsed[0] : parsed
  // It was parsed before: only ssh2's types know other outcomes.
  if (key === undefined || key instanceof Error) throw new Error('a public key that is none')
  return Object.assign(key, { isPrivateKey: () => true, sign }) as ParsedKey
}
