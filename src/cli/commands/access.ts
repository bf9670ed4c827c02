// `access`: temporary access to a host over ssh. Options to what the library's functions take, and what they did to text and
// JSON. What a grant is, src/access/ knows.

import type { AccessGrant, AccessReport, ConnectOptions, Revocation } from '../../index.ts'
import { type Command, type Context, command, EXIT, type Values } from '../command.ts'
import type { Field } from '../output.ts'
import { visible } from '../text.ts'

const options = {
  action: {
    kind: 'text',
    label: 'ACTION',
    help: 'grant, check or revoke',
    positional: true,
    required: true,
    choices: ['grant', 'check', 'revoke'],
  },
  host: {
    kind: 'text',
    label: 'HOST',
    help: '[USER@]HOST[:PORT], or a connection URI over ssh',
    positional: true,
    required: true,
  },
  key: {
    kind: 'text',
    label: 'FILE',
    help: 'the private key; without it ~/.ssh/lvrpc_HOST, which grant makes',
  },
  type: {
    kind: 'text',
    label: 'TYPE',
    help: 'of a new key: ed25519, ecdsa or rsa; the first without it',
    choices: ['ed25519', 'ecdsa', 'rsa'],
    excludes: ['key'],
  },
  expires: {
    kind: 'text',
    label: 'WHEN',
    help: 'when the access ends: 30m, 2h, 7d, or 2026-12-31T18:00Z',
  },
  from: {
    kind: 'text',
    label: 'PATTERNS',
    help: 'where it may come from: names, addresses, * and ?, ADDRESS/BITS; ! excludes',
  },
  comment: { kind: 'text', label: 'TEXT', help: "what the line's comment says" },
  'authorized-keys': {
    kind: 'text',
    label: 'PATH',
    help: 'the file on the host; without it ~/.ssh/authorized_keys',
  },
  'keep-key': { kind: 'flag', help: 'revoke: leave the files of the key here' },
} as const

type Given = Values<typeof options>

/** Options that not every action has. */
const belongsTo: Readonly<Partial<Record<keyof typeof options, string>>> = {
  type: 'grant',
  expires: 'grant',
  from: 'grant',
  comment: 'grant',
  'keep-key': 'revoke',
}

const access = command({
  name: 'access',
  summary: 'temporary access to a host over ssh: grant, check, revoke',
  description: [
    "grant makes a key and puts its public half into the user's authorized_keys on the host, once; it logs in",
    'as ssh does, by agent, keys or password. check logs in by that key alone, asks nobody, and asks the daemon',
    'for its version. revoke takes exactly that key out again, sees that it no longer logs in, and deletes it here.',
    'Exit codes: 0 done; 1 not, or the check failed; 2 wrong usage.',
  ],
  options,
  check(values) {
    for (const [name, action] of Object.entries(belongsTo)) {
      const given = values[name as keyof Given]
      if (given === undefined || given === false || values.action === action) continue
      return `--${name} belongs to access ${action}`
    }
    if (values.expires !== undefined && momentOf(values.expires, new Date()) === undefined) {
      return `--expires: '${values.expires}' is neither a time from now, such as 30m, 2h or 7d, nor a moment such as 2026-12-31T18:00Z, with its zone`
    }
    return undefined
  },
  async run(context, values) {
    const { io, login } = context
    const cancel = new AbortController()
    const stop = () => cancel.abort(new Error('interrupted'))
    io.signals.on('SIGINT', stop)
    io.signals.on('SIGTERM', stop)
    const common = {
      signal: cancel.signal,
      ...askingOf(login),
      ...(values.key !== undefined && { keyfile: values.key }),
      ...(values['authorized-keys'] !== undefined && {
        authorizedKeys: values['authorized-keys'],
      }),
    }
    try {
      switch (values.action) {
        case 'grant': {
          const { expires, from, comment, type } = values
          const expiresAt = expires === undefined ? undefined : momentOf(expires, io.now())
          const grant = await io.access.grant(values.host, {
            ...common,
            ...(expiresAt !== undefined && { expiresAt }),
            ...(from !== undefined && { from: from.split(',') }),
            ...(comment !== undefined && { comment }),
            ...(type !== undefined && { type: type as 'ed25519' }),
          })
          return granted(context, values, grant)
        }
        case 'check':
          return checked(context, await io.access.check(values.host, common))
        default: {
          const { 'keep-key': keepKey } = values
          return revoked(context, await io.access.revoke(values.host, { ...common, keepKey }))
        }
      }
    } finally {
      io.signals.off('SIGINT', stop)
      io.signals.off('SIGTERM', stop)
    }
  },
})

function askingOf({
  prompt,
  onWarning,
}: ConnectOptions): Pick<ConnectOptions, 'prompt' | 'onWarning'> {
  return { ...(prompt && { prompt }), ...(onWarning && { onWarning }) }
}

const unitsS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

/** A time from now, or a moment with its zone; undefined for anything else. */
function momentOf(text: string, now: Date): Date | undefined {
  const span = /^(\d{1,6})([smhdw])$/.exec(text)
  if (span !== null) {
    const [, count, unit = 's'] = span
    return new Date(now.getTime() + Number(count) * unitsS[unit]! * 1000)
  }
  const plain = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/.exec(text)
  const iso =
    plain === null
      ? text
      : `${plain.slice(1, 4).join('-')}T${plain.slice(4, 6).join(':')}:${plain[6] ?? '00'}Z`
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(iso)) return undefined
  const moment = new Date(iso)
  return Number.isNaN(moment.getTime()) ? undefined : moment
}

const INDENT = 16

function granted({ out }: Context, values: Given, grant: AccessGrant): number {
  const { keyfile, made, type, fingerprint, address, user, file, added, comment, expiresAt } = grant
  const uri = grant.uri()
  const fields: Field[] = [
    {
      key: 'keyfile',
      title: 'Key',
      value: keyfile,
      text: `${visible(String(keyfile))} (${type}, ${made ? 'new' : 'there before'})`,
    },
    { key: 'fingerprint', title: 'Fingerprint', value: fingerprint },
    {
      key: 'file',
      title: added ? 'Added to' : 'Already in',
      value: file,
      text: `${file} of ${user} on ${address}`,
    },
    { key: 'comment', title: 'Comment', value: comment },
    { key: 'options', ...(grant.options !== null && { title: 'Limits' }), value: grant.options },
    {
      key: 'expiresAt',
      ...(expiresAt !== null && { title: 'Ends' }),
      value: expiresAt?.toISOString() ?? null,
    },
    ...fieldsOf({ address, user, type, made, added, asAsked: grant.asAsked }),
    { key: 'uri', title: 'Use', value: uri, text: `lvrpc -c ${quoted(uri)}` },
    ...commandsFor(values),
  ]
  const shown = out.quiet && !out.json ? [] : fields
  out.record(INDENT, out.json ? fields.filter(({ key }) => key !== '') : shown)
  if (grant.asAsked) return EXIT.ok
  out.error(
    `the key is in ${file} of ${user} on ${address} already, with other limits than asked for; nothing was changed: revoke it first`,
  )
  return EXIT.failed
}

/** What one would type next; for people only. */
function commandsFor(values: Given): Field[] {
  const rest = [
    quoted(values.host),
    ...(values.key === undefined ? [] : ['--key', quoted(values.key)]),
    ...(values['authorized-keys'] === undefined
      ? []
      : ['--authorized-keys', quoted(values['authorized-keys'])]),
  ].join(' ')
  return [
    { key: '', title: 'Check', value: `lvrpc access check ${rest}` },
    { key: '', title: 'Take back', value: `lvrpc access revoke ${rest}` },
  ]
}

function checked({ out }: Context, report: AccessReport): number {
  const { ok, user, address, keyfile, fingerprint, expiresAt, daemon, way, reason } = report
  const loggedIn = user !== null
  out.record(INDENT, [
    { key: 'ok', value: ok },
    { key: 'keyfile', title: 'Key', value: keyfile },
    { key: 'fingerprint', title: 'Fingerprint', value: fingerprint },
    {
      key: 'user',
      title: 'Login',
      value: user,
      text: loggedIn ? `as ${user} on ${address}, nobody asked` : 'no',
    },
    {
      key: 'expiresAt',
      ...(expiresAt !== null && { title: 'Ends' }),
      value: expiresAt?.toISOString() ?? null,
    },
    { key: 'way', ...(way !== null && { title: 'Way' }), value: way },
    {
      key: 'daemon',
      ...(daemon !== null && { title: 'Daemon' }),
      value: daemon,
      text: daemon === null ? '' : `libvirt ${daemon.version} on ${visible(daemon.hostname)}`,
    },
    ...fieldsOf({ address, failed: report.failed, reason }),
  ])
  if (ok) return EXIT.ok
  out.error(reason ?? 'the check failed')
  return EXIT.failed
}

function revoked({ out }: Context, done: Revocation): number {
  const { fingerprint, address, user, file, removed, proved, unproved, deleted } = done
  const where = `${file} of ${user} on ${address}`
  const lines = removed === 1 ? '1 line' : `${removed} lines`
  const fields: Field[] = [
    { key: 'fingerprint', title: 'Fingerprint', value: fingerprint },
    {
      key: 'removed',
      title: 'Taken out',
      value: removed,
      text: removed === 0 ? `nothing: it is not in ${where}` : `${lines} of ${where}`,
    },
    {
      key: 'proved',
      title: 'Login',
      value: proved,
      text: proved ? 'refused' : 'not known',
    },
    {
      key: 'deleted',
      ...(deleted.length > 0 && { title: 'Deleted' }),
      value: deleted,
      text: visible(deleted.join(', ')),
    },
    ...fieldsOf({ unproved, address, user, file }),
  ]
  out.record(INDENT, out.quiet && !out.json ? [] : fields)
  if (unproved === null) return EXIT.ok
  out.error(`whether sshd refuses the key was not found out: ${unproved}`)
  return EXIT.failed
}

/** Members of the JSON that have no line of their own. */
function fieldsOf(values: Readonly<Record<string, unknown>>): Field[] {
  return Object.entries(values).map(([key, value]) => ({ key, value }))
}

/** As a shell takes it for one word. */
function quoted(text: string): string {
  return /^[\w@%+=:,./~-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

export const commands: readonly Command[] = [access]
