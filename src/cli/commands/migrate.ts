// `migrate`: options to a request, news to a progress line, the result to text, JSON and an exit code. What a migration does
// is `lvrpc/migration`; what an interrupt does is interrupts.ts.

import type { MigrationResult, Observation, Side } from '../../migration/index.ts'
import { type Command, type Context, command, EXIT, type Values } from '../command.ts'
import { onInterrupts } from '../interrupts.ts'
import { messageOf } from '../output.ts'
import { progressOn } from '../progress.ts'
import { visible } from '../text.ts'
import { stateText } from './domain.ts'

const options = {
  domain: {
    kind: 'text',
    label: 'DOMAIN',
    help: 'name, id or UUID of the domain',
    positional: true,
    required: true,
  },
  desturi: {
    kind: 'text',
    label: 'DESTURI',
    help: 'the daemon to migrate to, as seen from here',
    positional: true,
    required: true,
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
} as const

const migrate = command({
  name: 'migrate',
  summary: 'move a domain to another host',
  description: [
    'Exit codes: 0 the guest is on the destination; 1 it stayed on the source; 2 wrong usage; 3 it is on the',
    'destination and a leftover is on the source; 4 it stopped meanwhile; 6 not known where it is;',
    '8 it was seen active on both hosts.',
    'An interrupt asks for cancellation; three while memory is copied leave the migration to itself.',
  ],
  options,
  async run(context, values) {
    const { io, out, uri, login } = context
    const cancel = new AbortController()
    const migration = await io.migrate({
      source: uri,
      destination: values.desturi,
      domain: values.domain,
      signal: cancel.signal,
      connect: login,
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
    })

    const progress = values.verbose
      ? progressOn(out.json ? io.stdout : io.stderr, out.json)
      : undefined
    const reading = (async () => {
      for await (const news of migration) {
        progress?.show(news)
        if (news.type === 'warning') {
          progress?.interrupt()
          out.warning(news.message)
        }
      }
    })()

    let giveUp!: () => void
    const left = new Promise<undefined>((resolve) => {
      giveUp = () => resolve(undefined)
    })
    const stopListening = onInterrupts({
      signals: io.signals,
      phase: () => migration.phase,
      cancel: () => cancel.abort(),
      say: (text) => {
        progress?.interrupt()
        io.stderr.write(`${text}\n`)
      },
      giveUp,
    })
    try {
      const result = await Promise.race([migration.result, left])
      if (result === undefined) {
        progress?.end()
        return abandoned(context, values)
      }
      await reading
      progress?.end()
      return await report(context, values, result)
    } catch (error) {
      progress?.end()
      throw error
    } finally {
      stopListening()
    }
  },
})

const ABANDONED = 6

/** Three interrupts: the operator does not want to wait for the source's answer. */
function abandoned({ out, uri }: Context, values: Values<typeof options>): number {
  const text =
    'interrupted three times: the migration is left to itself, nothing is known of its end; ' +
    `look for the guest on ${nameOf(uri)} and on ${values.desturi}`
  out.error(text)
  if (out.json)
    out.show('', { type: 'result', kind: 'undetermined', abandoned: true, message: text })
  return ABANDONED
}

async function report(
  { out, uri }: Context,
  values: Values<typeof options>,
  result: MigrationResult,
): Promise<number> {
  const { exitCodes } = await import('../../migration/index.ts')
  const uris: Readonly<Record<Side, string>> = { source: uri, destination: values.desturi }
  const code = exitCodes[result.kind]
  const name = visible(result.name)
  const seen = `source: ${seenText(result.source)}; destination: ${seenText(result.destination)}`
  const [first] = result.errors
  if (code !== EXIT.ok)
    out.error(first === undefined ? `the migration ended as ${result.kind}` : messageOf(first))
  switch (result.kind) {
    case 'migrated':
    case 'migrated-leftover': {
      const downtime =
        result.downtimeMs === undefined ? '' : `, downtime ${Math.round(result.downtimeMs)} ms`
      const total = `${(result.totalMs / 1000).toFixed(2)} s in all`
      const text = `Domain '${name}' is ${stateOf(result.destination)} on ${values.desturi}${downtime}, ${total}`
      if (!out.json) out.confirm(text, undefined)
      if (result.kind === 'migrated-leftover') {
        out.warning(`a leftover is still on ${nameOf(uri)}: ${seen}`)
      }
      break
    }
    case 'guest-stopped':
    case 'undetermined':
    case 'split-brain':
      out.warning(`what was seen of '${name}' - ${seen}`)
      break
    default:
      if (values.verbose) out.warning(`'${name}' is ${stateOf(result.source)} on ${nameOf(uri)}`)
  }
  if (out.json) {
    out.show('', {
      type: 'result',
      uri: result.host && uris[result.host],
      exitCode: code,
      ...result,
    })
  }
  return code
}

/** What a person calls the host of a URI. */
function nameOf(uri: string): string {
  return uri === '' ? 'this host' : uri
}

function stateOf(seen: Observation): string {
  return seen.is === 'present' ? stateText(seen.state) : 'not'
}

function seenText(seen: Observation): string {
  if (seen.is === 'present') return stateText(seen.state)
  return seen.is === 'absent' ? 'not there' : `not known (${messageOf(seen.error)})`
}

export const commands: readonly Command[] = [migrate]
