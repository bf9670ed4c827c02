// `migrate`: options to a request, news to a progress line, the result to text, JSON and an exit code. What a migration does
// is `lvrpc/migration`; what an interrupt does is interrupts.ts.

import type {
  Migration,
  MigrationResult,
  Observation,
  Resolution,
  ResolveOptions,
  ResultKind,
  Side,
} from '../../migration/index.ts'
import { type Command, type Context, command, EXIT, type Values } from '../command.ts'
import { onInterrupts } from '../interrupts.ts'
import { messageOf } from '../output.ts'
import { type Progress, progressOn } from '../progress.ts'
import { visible } from '../text.ts'
import { stateText } from './domain.ts'

const options = {
  domain: {
    kind: 'text',
    label: 'DOMAIN',
    help: 'name, id or UUID of the domain; with --resolve a journal',
    positional: true,
  },
  desturi: {
    kind: 'text',
    label: 'DESTURI',
    help: 'the daemon to migrate to, as seen from here; with --p2p as the source sees it',
    positional: true,
  },
  live: { kind: 'flag', help: 'copy while the guest runs', excludes: ['offline'] },
  offline: {
    kind: 'flag',
    help: 'move the definition of a domain that is shut off',
    needs: ['persistent'],
  },
  persistent: { kind: 'flag', help: 'define the domain on the destination' },
  undefinesource: { kind: 'flag', help: 'undefine it on the source after success' },
  suspend: { kind: 'flag', help: 'leave the guest paused on the destination' },
  'change-protection': {
    kind: 'flag',
    help: 'fail unless the source can refuse changes to the domain meanwhile',
  },
  unsafe: {
    kind: 'flag',
    help: 'migrate although the source thinks the disks are not safe to move',
  },
  verbose: { kind: 'flag', help: 'show the progress' },
  'abort-on-error': { kind: 'flag', help: 'fail when the guest meets an I/O error meanwhile' },
  migrateuri: {
    kind: 'text',
    label: 'URI',
    help: 'where the source sends the data: tcp://HOST[:PORT]',
  },
  'listen-address': {
    kind: 'text',
    label: 'ADDRESS',
    help: 'address the destination listens on for the data',
  },
  dname: { kind: 'text', label: 'NAME', help: 'new name on the destination' },
  xml: { kind: 'file', label: 'FILE', help: 'description to run on the destination' },
  'persistent-xml': {
    kind: 'file',
    label: 'FILE',
    help: 'description to define on the destination',
    needs: ['persistent'],
  },
  bandwidth: {
    kind: 'number',
    label: 'MIBPS',
    min: 0,
    max: 2 ** 43 - 1,
    help: 'upper bound of the copy in MiB/s; 0 leaves it to the host',
  },
  postcopy: {
    kind: 'flag',
    help: 'allow the guest to go on there before all of its memory has followed',
    needs: ['live'],
    excludes: ['suspend'],
  },
  'postcopy-after-precopy': {
    kind: 'flag',
    help: 'let it go on there once the first pass over the memory is done',
    needs: ['postcopy'],
  },
  'postcopy-resume': {
    kind: 'flag',
    help: 'go on with a post-copy that broke; all other options as it was begun with',
    needs: ['postcopy'],
  },
  'force-postcopy-resume': {
    kind: 'flag',
    help: "even where the destination's daemon dies of it (libvirt 11.2.0 up to 12.8.0)",
    needs: ['postcopy-resume'],
  },
  'postcopy-bandwidth': {
    kind: 'number',
    label: 'MIBPS',
    min: 0,
    max: 2 ** 43 - 1,
    help: 'upper bound of what follows then in MiB/s; 0 leaves it to the host',
  },
  'available-switchover-bandwidth': {
    kind: 'number',
    label: 'MIBPS',
    min: 0,
    max: 2 ** 43 - 1,
    help: 'bandwidth to count on for the last of the copy in MiB/s; for a source since 11.1.0',
  },
  timeout: {
    kind: 'number',
    label: 'SECONDS',
    min: 1,
    max: 2_147_483,
    help: 'do something when the copy takes longer: stop the guest, if nothing else is said',
    needs: ['live'],
  },
  'timeout-suspend': {
    kind: 'flag',
    help: 'stop the guest for the rest of the copy',
    needs: ['timeout'],
    excludes: ['timeout-postcopy'],
  },
  'timeout-postcopy': {
    kind: 'flag',
    help: 'let it go on there, the rest of its memory following',
    needs: ['timeout'],
  },
  p2p: {
    kind: 'flag',
    help: 'let the source drive the migration; this client only watches it',
    excludes: ['direct'],
  },
  'verify-uri': {
    kind: 'text',
    label: 'URI',
    help: 'the destination as seen from here, to look at it before and after',
    needs: ['p2p'],
  },
  tunnelled: {
    kind: 'flag',
    help: 'send the data through the connection of the two daemons',
    needs: ['p2p'],
    excludes: ['postcopy', 'migrateuri', 'listen-address', 'offline'],
  },
  tunneled: {
    kind: 'flag',
    help: 'the same',
    needs: ['p2p'],
    excludes: ['postcopy', 'migrateuri', 'listen-address', 'offline'],
  },
  direct: {
    kind: 'flag',
    help: "let the source's hypervisor send the guest to --migrateuri; DESTURI is not used",
    needs: ['migrateuri'],
  },
  journals: {
    kind: 'text',
    label: 'FOLDER',
    help: 'where journals are kept (lvrpc/migrations in XDG_STATE_HOME)',
  },
  resolve: {
    kind: 'flag',
    help: 'bring the interrupted migration of a journal to its end',
    excludes: ['live', 'offline', 'desturi'],
  },
  all: {
    kind: 'flag',
    help: 'of every journal that is not done, oldest first',
    needs: ['resolve'],
    excludes: ['domain'],
  },
  'if-absent': {
    kind: 'text',
    label: 'WHAT',
    choices: ['resume', 'ask'],
    help: 'of a guest that left no trace on the destination: resume it on the source (default), or ask',
  },
  leftover: {
    kind: 'text',
    label: 'WHAT',
    choices: ['keep-paused', 'destroy'],
    help: 'of a stopped copy on the source: keep it (default), or destroy it once the guest is seen to run',
  },
  'prefer-forward': {
    kind: 'flag',
    help: 'of a guest that was copied whole when the source was lost: run it on the destination',
  },
} as const

type Given = Values<typeof options>

const migrate = command({
  name: 'migrate',
  summary: 'move a domain to another host',
  description: [
    'Exit codes: 0 the guest is on the destination; 1 it stayed on the source; 2 wrong usage; 3 it is on the',
    'destination and a leftover is on the source; 4 it stopped meanwhile; 5 post-copy failed and can be gone',
    'on with; 6 not known where it is; 7 it is lost; 8 it was seen active on both hosts.',
    'An interrupt asks for cancellation; three while memory is copied leave the migration to itself.',
    'With --resolve: lvrpc migrate --resolve JOURNAL, or --resolve --all; of several the highest code counts.',
  ],
  options,
  check(values) {
    if (values.resolve) {
      const named = values.domain !== undefined || values.all
      return named ? undefined : "'migrate --resolve' needs a JOURNAL, or --all"
    }
    if (values.domain === undefined) return "'migrate' needs DOMAIN; see lvrpc help migrate"
    if (values.desturi === undefined) return "'migrate' needs DESTURI; see lvrpc help migrate"
    return values['timeout-postcopy'] && !values.postcopy
      ? '--timeout-postcopy needs --postcopy'
      : undefined
  },
  async run(context, values) {
    if (values.resolve) return resolveJournals(context, values)
    const { io, uri, login } = context
    const cancel = new AbortController()
    const { domain = '', desturi = '' } = values
    const names = await namesOf(uri, desturi)
    const migration = await io.migrate({
      source: uri,
      destination: desturi,
      domain,
      signal: cancel.signal,
      connect: login,
      ...(values.journals !== undefined && { journal: values.journals }),
      ...policiesOf(values),
      live: values.live,
      offline: values.offline,
      persistent: values.persistent,
      undefineSource: values.undefinesource,
      suspend: values.suspend,
      changeProtection: values['change-protection'],
      unsafe: values.unsafe,
      abortOnError: values['abort-on-error'],
      ...(values.migrateuri !== undefined && { migrateUri: values.migrateuri }),
      ...(values['listen-address'] !== undefined && { listenAddress: values['listen-address'] }),
      ...(values.dname !== undefined && { destinationName: values.dname }),
      ...(values.xml !== undefined && { destinationXml: values.xml.text }),
      ...(values['persistent-xml'] !== undefined && {
        persistentXml: values['persistent-xml'].text,
      }),
      ...(values.bandwidth !== undefined && { bandwidthMiBps: values.bandwidth }),
      p2p: values.p2p,
      tunnelled: values.tunnelled || values.tunneled,
      direct: values.direct,
      ...(values['verify-uri'] !== undefined && { verify: values['verify-uri'] }),
      postcopy: values.postcopy,
      postcopyAfterPrecopy: values['postcopy-after-precopy'],
      postcopyResume: values['postcopy-resume'],
      forcePostcopyResume: values['force-postcopy-resume'],
      ...(values['postcopy-bandwidth'] !== undefined && {
        postcopyBandwidthMiBps: values['postcopy-bandwidth'],
      }),
      ...(values['available-switchover-bandwidth'] !== undefined && {
        availableSwitchoverBandwidthMiBps: values['available-switchover-bandwidth'],
      }),
      ...(values.timeout !== undefined && {
        timeoutS: values.timeout,
        timeoutAction: values['timeout-postcopy'] ? 'postcopy' : 'suspend',
      }),
    })
    const shown = showNews(context, values, migration)

    let giveUp!: () => void
    const left = new Promise<undefined>((resolve) => {
      giveUp = () => resolve(undefined)
    })
    const stopListening = onInterrupts({
      signals: io.signals,
      phase: () => migration.phase,
      cancel: () => cancel.abort(),
      say: (text) => {
        shown.progress?.interrupt()
        io.stderr.write(`${text}\n`)
      },
      giveUp,
    })
    try {
      const result = await Promise.race([migration.result, left])
      if (result === undefined) return abandoned(context, names)
      await shown.read
      shown.progress?.end()
      return await report(context, result, names, values)
    } finally {
      shown.progress?.end()
      stopListening()
    }
  },
})

interface Shown {
  readonly progress: Progress | undefined
  /** Settles when all news has been read. */
  readonly read: Promise<void>
}

/** Tells the news while it comes: progress where it was asked for, warnings always. */
function showNews({ io, out }: Context, { verbose }: Given, news: Migration | Resolution): Shown {
  const progress = verbose ? progressOn(out.json ? io.stdout : io.stderr, out.json) : undefined
  const read = (async () => {
    for await (const one of news) {
      progress?.show(one)
      if (one.type === 'warning') {
        progress?.interrupt()
        out.warning(one.message)
      }
    }
  })()
  return { progress, read }
}

function policiesOf(values: Given): ResolveOptions {
  const { leftover } = values
  const ifAbsent = values['if-absent']
  return {
    // What else it could be was refused when the arguments were read.
    ...(ifAbsent !== undefined && { ifAbsent: ifAbsent === 'ask' ? 'ask' : 'resume' }),
    ...(leftover !== undefined && { leftover: leftover === 'destroy' ? 'destroy' : 'keep-paused' }),
    ...(values['prefer-forward'] && { preferForward: true }),
  }
}

/** `--resolve`: one journal, or all; each is told as a migration is. */
async function resolveJournals(context: Context, values: Given): Promise<number> {
  const { io, out, login } = context
  const journals = values.all ? await io.openJournals(values.journals) : [values.domain ?? '']
  if (journals.length === 0) {
    out.confirm('no migration is open', { type: 'result', open: 0 })
    return EXIT.ok
  }
  let highest: number = EXIT.ok
  for (const journal of journals) {
    try {
      const resolution = await io.resolve({ journal, connect: login, ...policiesOf(values) })
      const shown = showNews(context, values, resolution)
      const result = await resolution.result.finally(() => shown.progress?.end())
      await shown.read
      const names = { source: result.uris.source, destination: result.uris.destination }
      highest = Math.max(highest, await report(context, result, names, values))
    } catch (error) {
      // One that cannot be read, or is being driven, keeps nobody from the others.
      if (!values.all) throw error
      out.error(`${journal}: ${messageOf(error)}`)
      highest = Math.max(highest, EXIT.failed)
    }
  }
  return highest
}

const ABANDONED = 6

/** Three interrupts: the operator does not want to wait for the source's answer. */
function abandoned({ out }: Context, names: Names): number {
  const text =
    'interrupted three times: the migration is left to itself, nothing is known of its end; ' +
    `look for the guest on ${names.source} and on ${names.destination}, or resolve its journal: lvrpc migrate --resolve --all`
  out.error(text)
  if (out.json)
    out.show('', { type: 'result', kind: 'undetermined', abandoned: true, message: text })
  return ABANDONED
}

async function report(
  { out }: Context,
  result: MigrationResult,
  names: Names,
  { verbose }: Given,
): Promise<number> {
  const { exitCodes } = await import('../../migration/index.ts')
  const code = exitCodes[result.kind]
  const name = visible(result.name)
  const seen = `source: ${seenText(result.source)}; destination: ${seenText(result.destination)}`
  const [first] = result.errors
  const because = result.evidence.at(-1) ?? ''
  if (code !== EXIT.ok)
    out.error(
      first === undefined ? `the migration ended as ${result.kind}: ${because}` : messageOf(first),
    )
  switch (result.kind) {
    case 'migrated':
    case 'migrated-leftover': {
      const downtime =
        result.downtimeMs === undefined ? '' : `, downtime ${Math.round(result.downtimeMs)} ms`
      const total = `${(result.totalMs / 1000).toFixed(2)} s in all`
      const way = result.postcopy ? ' by post-copy' : ''
      const text = `Domain '${name}' is ${stateOf(result.destination)} on ${names.destination}${way}${downtime}, ${total}`
      if (!out.json) out.confirm(text, undefined)
      if (result.kind === 'migrated-leftover') {
        out.warning(`a leftover is still on ${names.source}: ${seen}`)
      }
      break
    }
    case 'stayed':
      if (verbose) out.warning(`'${name}' is ${stateOf(result.source)} on ${names.source}`)
      break
    default:
      out.warning(`what was seen of '${name}' - ${seen}`)
  }
  if (!ADVISED.has(result.kind)) {
    out.warning(`what to do: ${result.advice}`)
    if (result.journal?.endsWith('.journal')) {
      out.warning(`to look again: lvrpc migrate --resolve ${shellWord(result.journal)}`)
    }
  }
  if (out.json) {
    const uri = result.host && names[result.host]
    out.show('', { type: 'result', uri, exitCode: code, ...result })
  }
  return code
}

/** Where the error says all there is to do. */
const ADVISED: ReadonlySet<ResultKind> = new Set(['migrated', 'stayed', 'guest-stopped'])

/** As it can be typed into a shell. */
function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

/** What people call the hosts. */
type Names = Readonly<Record<Side, string>>

async function namesOf(source: string, destination: string): Promise<Names> {
  const { shownUri } = await import('../../index.ts')
  return {
    source: source === '' ? 'this host' : shownUri(source),
    destination: shownUri(destination),
  }
}

function stateOf(seen: Observation): string {
  return seen.is === 'present' ? stateText(seen.state) : 'not'
}

function seenText(seen: Observation): string {
  if (seen.is === 'present') return stateText(seen.state)
  return seen.is === 'absent' ? 'not there' : `not known (${messageOf(seen.error)})`
}

export const commands: readonly Command[] = [migrate]
