// `event`: waits for domain events and shows them in virsh's words, or as one JSON document per line. Which event is shown
// how is a table; one row per kind of event.

import type {
  ConnectionState,
  DomainEvent,
  DomainEventName,
  DomainEventOf,
  DomainEventStream,
  EventDomain,
  Gap,
  TypedRecord,
} from '../../index.ts'
import { type Command, command, EXIT } from '../command.ts'
import type { Io } from '../io.ts'
import { messageOf, type Output } from '../output.ts'
import { nearest, visible, words } from '../text.ts'

type EventRow<N extends DomainEventName> = N extends DomainEventName
  ? {
      /** virsh's name of it. */
      readonly name: string
      /** What stands behind the domain's name; nothing without it. */
      readonly text?: (event: DomainEventOf<N>) => string
    }
  : never

/** virsh's words where ours do not simply fall apart into them; by the name of the event, then by the name of the value. */
const texts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  lifecycle: {
    pmsuspended: 'PMSuspended',
    fromSnapshot: 'Snapshot',
    wakeup: 'Event wakeup',
    ioerror: 'I/O Error',
    apiError: 'API error',
    postcopy: 'Post-copy',
    postcopyFailed: 'Post-copy Error',
    guest: 'Finished after guest request',
    host: 'Finished after host request',
  },
  watchdog: { injectnmi: 'inject-nmi' },
  blockJob: {
    unknown: 'Unknown job',
    pull: 'Block Pull',
    copy: 'Block Copy',
    commit: 'Block Commit',
    activeCommit: 'Active Block Commit',
    backup: 'Backup',
  },
  diskChange: { changeMissingOnStart: 'changed', dropMissingOnStart: 'dropped' },
  trayChange: { open: 'opened', close: 'closed' },
  agentLifecycle: { channel: 'channel event' },
}

const textOf = (event: string, name: string): string => texts[event]?.[name] ?? words(name)

const lifecycleText = (name: string): string =>
  textOf('lifecycle', name).replace(/^./, (letter) => letter.toUpperCase())

const paramLines = (params: TypedRecord): string =>
  Object.entries(params)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => `\n\t${name}: ${one}`),
    )
    .join('')

const families = ['IPv4', 'IPv6', 'unix']

/** One row per kind; kinds of newer daemons need a newer lvrpc. */
const rows: { readonly [N in DomainEventName]: EventRow<N> } = {
  lifecycle: {
    name: 'lifecycle',
    text: ({ event, detail }) => `: ${lifecycleText(event)} ${lifecycleText(detail)}`,
  },
  reboot: { name: 'reboot' },
  rtcChange: { name: 'rtc-change', text: ({ offset }) => `: ${offset}` },
  watchdog: { name: 'watchdog', text: ({ action }) => `: ${textOf('watchdog', action)}` },
  ioError: {
    name: 'io-error',
    text: ({ srcPath, devAlias, action }) => `: ${srcPath} (${devAlias}) ${action}`,
  },
  graphics: {
    name: 'graphics',
    text: ({ phase, local, remote, authScheme, subject }) => {
      const end = ({ family, node, service }: typeof local) =>
        `[${families[family] ?? family} ${node} ${service}]`
      const who = subject.map(({ type, name }) => `\n\t${type}=${name}`).join('')
      return ` ${phase} local${end(local)} remote${end(remote)} ${authScheme}${who}`
    },
  },
  ioErrorReason: {
    name: 'io-error-reason',
    text: ({ srcPath, devAlias, action, reason }) =>
      `: ${srcPath} (${devAlias}) ${action} due to ${reason}`,
  },
  controlError: { name: 'control-error' },
  blockJob: {
    name: 'block-job',
    text: ({ path, type, status }) => `: ${textOf('blockJob', type)} for ${path} ${status}`,
  },
  diskChange: {
    name: 'disk-change',
    text: ({ devAlias, oldSrcPath, newSrcPath, reason }) =>
      ` disk ${devAlias}: ${oldSrcPath ?? ''} -> ${newSrcPath ?? ''}: ${textOf('diskChange', reason)}`,
  },
  trayChange: {
    name: 'tray-change',
    text: ({ devAlias, reason }) => ` disk ${devAlias}: ${textOf('trayChange', reason)}`,
  },
  pmWakeup: { name: 'pm-wakeup' },
  pmSuspend: { name: 'pm-suspend' },
  balloonChange: { name: 'balloon-change', text: ({ actual }) => `: ${actual}KiB` },
  pmSuspendDisk: { name: 'pm-suspend-disk' },
  deviceRemoved: { name: 'device-removed', text: ({ devAlias }) => `: ${devAlias}` },
  blockJob2: {
    name: 'block-job-2',
    text: ({ dst, type, status }) => `: ${textOf('blockJob', type)} for ${dst} ${status}`,
  },
  tunable: { name: 'tunable', text: ({ params }) => `:${paramLines(params)}` },
  agentLifecycle: {
    name: 'agent-lifecycle',
    text: ({ state, reason }) =>
      `: state: '${state}' reason: '${textOf('agentLifecycle', reason)}'`,
  },
  deviceAdded: { name: 'device-added', text: ({ devAlias }) => `: ${devAlias}` },
  migrationIteration: {
    name: 'migration-iteration',
    text: ({ iteration }) => `: iteration: '${iteration}'`,
  },
  jobCompleted: { name: 'job-completed', text: ({ params }) => `:${paramLines(params)}` },
  deviceRemovalFailed: { name: 'device-removal-failed', text: ({ devAlias }) => `: ${devAlias}` },
  metadataChange: {
    name: 'metadata-change',
    text: ({ type, nsuri }) => `: type ${type}, uri ${nsuri ?? ''}`,
  },
  blockThreshold: {
    name: 'block-threshold',
    text: ({ dev, path, threshold, excess }) =>
      `: dev: ${dev}(${path ?? ''}) ${threshold} ${excess}`,
  },
  memoryFailure: {
    name: 'memory-failure',
    text: ({ recipient, action, flags }) =>
      `:\nrecipient: ${recipient}\naction: ${action}\nflags:` +
      `\n\taction required: ${flags & 1}\n\trecursive: ${(flags & 2) >> 1}`,
  },
  memoryDeviceSizeChange: {
    name: 'memory-device-size-change',
    text: ({ alias, size }) => `:\nalias: ${alias}\nsize: ${size}`,
  },
  nicMacChange: {
    name: 'nic-mac-change',
    text: ({ alias, oldMAC, newMAC }) =>
      `: alias: '${alias}' old MAC: ${oldMAC} new MAC: ${newMAC}`,
  },
  vcpuRemoved: { name: 'vcpu-removed', text: ({ vcpuid }) => `: vcpuid: ${vcpuid}` },
  channelLifecycle: {
    name: 'channel-lifecycle',
    text: ({ channelName, state, reason }) =>
      `: channel: '${channelName}' state: '${state}' reason: '${textOf('agentLifecycle', reason)}'`,
  },
}

/** virsh's name of an event to ours. */
const kinds = new Map(
  (Object.keys(rows) as DomainEventName[]).map((kind) => [rows[kind].name, kind] as const),
)

/** One event as virsh prints it. */
export function eventText(event: DomainEvent): string {
  const { name, text } = rows[event.kind] as { name: string; text?: (event: DomainEvent) => string }
  const domain: EventDomain = event.domain
  return `event '${name}' for domain '${visible(domain.name)}'${text?.(event) ?? ''}`
}

/** A line that stands where events are missing. */
export function gapText(gap: Gap): string {
  if (gap.reason === 'overflow') {
    return `gap: ${gap.lost} events were lost because they came faster than they could be read`
  }
  const { since, durationMs } = gap
  const seconds = (durationMs / 1000).toFixed(1)
  return `gap: not connected for ${seconds} s since ${timestamp(since)}; events may be missing`
}

/** Says that the connection is gone, and why it does not come back, each reason once. */
function warnings(out: Output): (state: ConnectionState) => void {
  let said: string | undefined
  return (state) => {
    const text = state.is === 'reconnecting' ? messageOf(state.error) : undefined
    if (text !== undefined && text !== said) out.warning(`not connected, trying again: ${text}`)
    said = text
  }
}

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0')

/** Local time with the offset from UTC, as virsh stamps events. */
export function timestamp(now: Date): string {
  const offset = -now.getTimezoneOffset()
  const sign = offset < 0 ? '-' : '+'
  const zone = `${sign}${pad(Math.floor(Math.abs(offset) / 60), 2)}${pad(Math.abs(offset) % 60, 2)}`
  const day = `${now.getFullYear()}-${pad(now.getMonth() + 1, 2)}-${pad(now.getDate(), 2)}`
  const time = `${pad(now.getHours(), 2)}:${pad(now.getMinutes(), 2)}:${pad(now.getSeconds(), 2)}`
  return `${day} ${time}.${pad(now.getMilliseconds(), 3)}${zone}`
}

/** Ends the wait: after `timeoutS`, at an interrupt, when nobody reads the output any more, or when it is stopped. */
function until(io: Io, timeoutS: number | undefined) {
  const over = new AbortController()
  const interrupt = () => over.abort('interrupted')
  const leave = () => over.abort('unread')
  const cancel =
    timeoutS === undefined ? () => {} : io.after(timeoutS * 1000, () => over.abort('timed out'))
  io.signals.on('SIGINT', interrupt)
  io.signals.on('SIGTERM', interrupt)
  io.signals.on('SIGHUP', interrupt)
  io.stdout.gone.addEventListener('abort', leave)
  return {
    signal: over.signal,
    stop() {
      cancel()
      io.signals.off('SIGINT', interrupt)
      io.signals.off('SIGTERM', interrupt)
      io.signals.off('SIGHUP', interrupt)
      io.stdout.gone.removeEventListener('abort', leave)
    },
  }
}

const event = command({
  name: 'event',
  summary: 'wait for domain events and print them',
  description: [
    'Ends after the first event unless --loop is given. Exit code 0 if there was an event, 1 if not.',
    'With --json every event is one line.',
    'With --reconnect a lost connection is opened again, for as long as it takes; a line says where events may be missing.',
  ],
  options: {
    domain: { kind: 'text', label: 'DOMAIN', help: 'only events of this domain' },
    event: {
      kind: 'text',
      label: 'NAME',
      help: 'which event to wait for; --list shows the names',
      excludes: ['all', 'list'],
    },
    all: {
      kind: 'flag',
      help: 'wait for every kind of event that the daemon knows',
      excludes: ['list'],
    },
    loop: { kind: 'flag', help: 'go on until the timeout or an interrupt' },
    reconnect: { kind: 'flag', help: 'open the connection again when it is lost' },
    timeout: {
      kind: 'number',
      label: 'SECONDS',
      min: 1,
      max: 2_000_000,
      help: 'give up after so many seconds',
    },
    list: { kind: 'flag', help: 'print the names of the events' },
    timestamp: { kind: 'flag', help: 'print the time before each event' },
  },
  check(values) {
    if (!values.list && !values.all && values.event === undefined) {
      return "'event' needs --event NAME, --all or --list"
    }
    if (values.event !== undefined && !kinds.has(values.event)) {
      const near = nearest(values.event, kinds.keys())
      const help = near === undefined ? 'see lvrpc event --list' : `did you mean '${near}'?`
      return `unknown event '${values.event}'; ${help}`
    }
    return undefined
  },
  async run({ connection, out, io }, values) {
    if (values.list) {
      out.show([...kinds.keys()].join('\n'), [...kinds.keys()])
      return
    }
    const host = await connection(values.reconnect ? { reconnect: true } : {})
    const warn = warnings(out)
    host.on('state', warn)
    const domain = values.domain === undefined ? undefined : await host.lookupDomain(values.domain)
    const wanted = values.event === undefined ? 'all' : [kinds.get(values.event)!]
    const wait = until(io, values.timeout)
    let count = 0
    let events: DomainEventStream | undefined
    try {
      const watched = await host.domainEvents({
        events: wanted,
        ...(domain && { domain }),
        signal: wait.signal,
      })
      events = watched
      wait.signal.addEventListener('abort', () => void watched.close())
      for await (const one of watched) {
        const isGap = one.kind === 'gap'
        if (!isGap) count++
        const at = io.now()
        const stamp = values.timestamp ? `${timestamp(at)}: ` : ''
        out.show(`${stamp}${isGap ? gapText(one) : eventText(one)}`, {
          ...(values.timestamp && { at: at.toISOString() }),
          ...one,
          ...(!isGap && { domain: { ...one.domain, id: one.domain.id ?? null } }),
        })
        await io.stdout.ready()
        if (isGap) continue
        if (!values.loop || wait.signal.aborted) break
      }
    } catch (error) {
      // An interrupt may come while the registration is still under way.
      if (!wait.signal.aborted) throw error
    } finally {
      host.off('state', warn)
      await events?.close()
      wait.stop()
    }
    const why: unknown = wait.signal.reason
    if (!out.json) {
      if (wait.signal.aborted && why !== 'unread') out.confirm(`event loop ${why}`, undefined)
      out.confirm(`events received: ${count}`, undefined)
    }
    return count > 0 || why === 'unread' ? EXIT.ok : EXIT.failed
  },
})

export const commands: readonly Command[] = [event]
