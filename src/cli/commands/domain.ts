// Commands about one domain and the list of all: each looks its domain up as virsh does, makes one call, and says so in
// virsh's words. Jobs, events and migration have files of their own.

import type { Domain, DomainStateInfo, ListedDomain, ShutdownMode } from '../../index.ts'
import { type Command, type Context, command } from '../command.ts'
import { type Column, codeOf } from '../output.ts'
import { visible, words } from '../text.ts'

const domainOption = {
  kind: 'text',
  label: 'DOMAIN',
  help: 'name, id or UUID of the domain',
  positional: true,
  required: true,
} as const

async function domainOf(context: Context, values: { readonly domain: string }): Promise<Domain> {
  return (await context.connection()).lookupDomain(values.domain)
}

/** A domain in JSON. */
const refJson = ({ name, uuid, id }: Domain) => ({ name, uuid, id: id ?? null })

/** Says what was done to a domain. */
function done(context: Context, domain: Domain, what: string, text: string): void {
  context.out.confirm(text, { domain: refJson(domain), done: what })
}

const quoted = (domain: Domain): string => `Domain '${visible(domain.name)}'`

/** virsh's words for states; a state without an entry is shown by its name. */
const stateTexts: Readonly<Record<string, string>> = {
  nostate: 'no state',
  blocked: 'idle',
  shutdown: 'in shutdown',
  shutoff: 'shut off',
}

/** virsh's words for reasons whose names do not simply fall apart into words. */
const reasonTexts: Readonly<Record<string, string>> = {
  wakeup: 'event wakeup',
  postcopy: 'post-copy',
  postcopyFailed: 'post-copy failed',
  ioerror: 'I/O error',
  migration: 'migrating',
  save: 'saving',
  dump: 'dumping',
  shuttingDown: 'shutting down',
  snapshot: 'creating snapshot',
  startingUp: 'starting up',
  user: 'user',
}

export const stateText = ({ state }: Pick<DomainStateInfo, 'state'>): string =>
  stateTexts[state] ?? state

export const reasonText = ({ reason }: Pick<DomainStateInfo, 'reason'>): string =>
  reasonTexts[reason] ?? words(reason)

/** virsh's filter options and the filters of `listAllDomains` they mean. */
const filters = {
  persistent: 'persistent',
  transient: 'transient',
  'state-running': 'running',
  'state-paused': 'paused',
  'state-shutoff': 'shutoff',
  'state-other': 'other',
  autostart: 'autostart',
  'no-autostart': 'noAutostart',
  'with-snapshot': 'hasSnapshot',
  'without-snapshot': 'noSnapshot',
  'with-checkpoint': 'hasCheckpoint',
  'without-checkpoint': 'noCheckpoint',
  'with-managed-save': 'managedSave',
  'without-managed-save': 'noManagedSave',
} as const

const flag = <const H extends string>(help: H) => ({ kind: 'flag', help }) as const

const list = command({
  name: 'list',
  summary: 'list domains; the active ones unless told otherwise',
  options: {
    inactive: flag('inactive domains instead of active ones'),
    all: flag('active and inactive domains'),
    transient: flag('only those that are gone when they stop'),
    persistent: flag('only those that stay defined when they stop'),
    'with-snapshot': flag('only those with snapshots'),
    'without-snapshot': flag('only those without'),
    'with-checkpoint': flag('only those with checkpoints'),
    'without-checkpoint': flag('only those without'),
    'state-running': flag('only running ones'),
    'state-paused': flag('only paused ones'),
    'state-shutoff': flag('only those that are shut off'),
    'state-other': flag('only those in any other state'),
    autostart: flag('only those that start with the host'),
    'no-autostart': flag('only those that do not'),
    'with-managed-save': flag('only those with a managed save image'),
    'without-managed-save': flag('only those without'),
    uuid: flag('print UUIDs instead of the table'),
    name: flag('print names instead of the table'),
    id: flag('print ids instead of the table'),
    table: { kind: 'flag', help: 'print the table (default)', excludes: ['uuid', 'name', 'id'] },
    'managed-save': flag('show which inactive domains have a managed save image'),
  },
  async run(context, values) {
    const { out } = context
    const connection = await context.connection()
    const wanted = Object.entries(filters).filter(
      ([option]) => values[option as keyof typeof filters],
    )
    const inactive = values.all || values.inactive || values['state-shutoff']
    const active = values.all || !inactive
    const listed = await connection.listDomainStates({
      ...(active !== inactive && { active, inactive }),
      ...Object.fromEntries(wanted.map(([, filter]) => [filter, true])),
    })
    listed.sort(byIdThenName)

    const saved = new Set<ListedDomain>()
    if (values['managed-save']) {
      const off = listed.filter(({ state }) => state === 'shutoff')
      const images = await Promise.all(off.map(({ domain }) => domain.hasManagedSaveImage()))
      for (const [i, one] of off.entries()) if (images[i]) saved.add(one)
    }

    const columns: readonly Column<ListedDomain>[] = [
      {
        key: 'id',
        title: 'Id',
        value: ({ domain }) => domain.id ?? null,
        text: ({ domain }) => String(domain.id ?? '-'),
      },
      { key: 'name', title: 'Name', value: ({ domain }) => domain.name },
      { key: 'uuid', value: ({ domain }) => domain.uuid },
      {
        key: 'state',
        title: 'State',
        value: ({ state }) => state,
        text: (one) => (saved.has(one) ? 'saved' : stateText(one)),
      },
      { key: 'reason', value: ({ reason }) => reason },
      ...(values['managed-save']
        ? [{ key: 'managedSave', value: (one: ListedDomain) => saved.has(one) }]
        : []),
    ]
    const parts = (['uuid', 'id', 'name'] as const).filter((part) => values[part])
    if (out.json || parts.length === 0) out.table(columns, listed)
    else {
      const cells = parts.map((part) => columns.find(({ key }) => key === part)!)
      // Ids alone are those there are.
      const shown = parts.join() === 'id' ? listed.filter(({ domain }) => domain.id) : listed
      for (const one of shown) {
        const line = cells.map((column) => column.text?.(one) ?? String(column.value(one)))
        out.show(line.map(visible).join(' '), undefined)
      }
    }
  },
})

/** virsh's order: the active ones by id, then the others by name whatever its case. */
function byIdThenName(a: ListedDomain, b: ListedDomain): number {
  const { domain: left } = a
  const { domain: right } = b
  if (left.id !== undefined && right.id !== undefined) return left.id - right.id
  if (left.id !== undefined || right.id !== undefined) return left.id === undefined ? 1 : -1
  const [x, y] = [left.name.toLowerCase(), right.name.toLowerCase()]
  return x < y ? -1 : x > y ? 1 : 0
}

/** An answer that some drivers do not have: undefined instead of their refusal. */
async function ifSupported<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (codeOf(error) === 'noSupport') return undefined
    throw error
  }
}

const dominfo = command({
  name: 'dominfo',
  summary: 'what a domain is and has',
  options: { domain: domainOption },
  async run(context, values) {
    const domain = await domainOf(context, values)
    const host = await context.connection()
    const [info, osType, persistent, autostart, once, managedSave, model, messages] =
      await Promise.all([
        domain.getInfo(),
        domain.getOsType(),
        domain.isPersistent(),
        ifSupported(domain.getAutostart()),
        ifSupported(domain.getAutostartOnce()),
        ifSupported(domain.hasManagedSaveImage()),
        ifSupported(host.getSecurityModel()),
        ifSupported(domain.getMessages()),
      ])
    const label =
      model?.model && domain.id !== undefined ? await domain.getSecurityLabel() : undefined
    const security = model?.model ? model : undefined
    const cpuTime = (Number(info.cpuTimeNs) / 1e9).toFixed(1)
    context.out.record(16, [
      { key: 'id', title: 'Id', value: domain.id ?? null, text: String(domain.id ?? '-') },
      { key: 'name', title: 'Name', value: domain.name },
      { key: 'uuid', title: 'UUID', value: domain.uuid },
      { key: 'osType', title: 'OS Type', value: osType },
      { key: 'state', title: 'State', value: info.state, text: stateText(info) },
      { key: 'vcpus', title: 'CPU(s)', value: info.vcpus },
      {
        key: 'cpuTimeNs',
        ...(info.cpuTimeNs !== 0n && { title: 'CPU time' }),
        value: info.cpuTimeNs,
        text: `${cpuTime}s`,
      },
      {
        key: 'maxMemoryKiB',
        title: 'Max memory',
        value: info.maxMemoryKiB,
        text: `${info.maxMemoryKiB} KiB`,
      },
      {
        key: 'memoryKiB',
        title: 'Used memory',
        value: info.memoryKiB,
        text: `${info.memoryKiB} KiB`,
      },
      {
        key: 'persistent',
        title: 'Persistent',
        value: persistent,
        text: persistent ? 'yes' : 'no',
      },
      {
        key: 'autostart',
        ...(autostart !== undefined && { title: 'Autostart' }),
        value: autostart ?? null,
        text: autostart ? 'enable' : 'disable',
      },
      {
        key: 'autostartOnce',
        ...(once !== undefined && { title: 'Autostart Once' }),
        value: once ?? null,
        text: once ? 'enable' : 'disable',
      },
      {
        key: 'managedSave',
        title: 'Managed save',
        value: managedSave ?? null,
        text: managedSave === undefined ? 'unknown' : managedSave ? 'yes' : 'no',
      },
      {
        key: 'securityModel',
        ...(security && { title: 'Security model' }),
        value: security?.model ?? null,
      },
      {
        key: 'securityDoi',
        ...(security && { title: 'Security DOI' }),
        value: security?.doi ?? null,
      },
      {
        key: 'securityLabel',
        ...(label?.label && { title: 'Security label' }),
        value: label?.label ?? null,
        text: `${label?.label} (${label?.enforcing ? 'enforcing' : 'permissive'})`,
      },
      { key: 'securityEnforcing', value: label?.enforcing ?? null },
      {
        key: 'messages',
        ...(messages?.length && { title: 'Messages' }),
        value: messages ?? [],
        // Each on a line of its own, below the first.
        text: messages?.map(visible).join(`\n${' '.repeat(16)}`) ?? '',
      },
    ])
  },
})

const domstate = command({
  name: 'domstate',
  summary: "a domain's state",
  options: { domain: domainOption, reason: flag('and why it is so') },
  async run(context, values) {
    const domain = await domainOf(context, values)
    const info = await domain.getState()
    const { state, reason } = info
    const text = values.reason ? `${stateText(info)} (${reasonText(info)})` : stateText(info)
    context.out.show(text, { domain: refJson(domain), state, reason })
  },
})

const domid = command({
  name: 'domid',
  summary: "a domain's id",
  options: { domain: domainOption },
  async run(context, values) {
    const domain = await domainOf(context, values)
    context.out.show(String(domain.id ?? '-'), refJson(domain))
  },
})

const domuuid = command({
  name: 'domuuid',
  summary: "a domain's UUID",
  options: { domain: domainOption },
  async run(context, values) {
    const domain = await domainOf(context, values)
    context.out.show(domain.uuid, refJson(domain))
  },
})

const domname = command({
  name: 'domname',
  summary: "a domain's name",
  options: { domain: domainOption },
  async run(context, values) {
    const domain = await domainOf(context, values)
    context.out.show(visible(domain.name), refJson(domain))
  },
})

const start = command({
  name: 'start',
  summary: 'start a domain that is defined',
  description: [
    'From its managed save image if there is one. There is no --autodestroy: it would stop the domain when',
    'the connection closes, and lvrpc closes it as soon as the domain has started.',
  ],
  options: {
    domain: domainOption,
    paused: flag('leave its CPUs stopped'),
    'bypass-cache': flag('read a managed save image past the page cache'),
    'force-boot': flag('throw a managed save image away and boot'),
    'reset-nvram': flag('make its NVRAM new from the template'),
  },
  async run(context, values) {
    const domain = await domainOf(context, values)
    await domain.create({
      paused: values.paused,
      bypassCache: values['bypass-cache'],
      forceBoot: values['force-boot'],
      resetNvram: values['reset-nvram'],
    })
    done(context, domain, 'started', `${quoted(domain)} started`)
  },
})

const modes = ['acpi', 'agent', 'initctl', 'signal', 'paravirt'] as const satisfies ShutdownMode[]
const modeOption = {
  kind: 'text',
  label: 'MODE',
  help: `how to ask: ${modes.join(', ')}, or several with commas`,
  choices: modes,
  list: true,
} as const

/** `acpi,agent` as modes; parsing has checked each part. */
function modesOf(text: string | undefined): { modes: ShutdownMode[] } {
  return { modes: (text?.split(',') ?? []) as ShutdownMode[] }
}

const shutdown = command({
  name: 'shutdown',
  summary: 'ask the guest to power off',
  options: { domain: domainOption, mode: modeOption },
  async run(context, values) {
    const domain = await domainOf(context, values)
    await domain.shutdown(modesOf(values.mode))
    done(context, domain, 'shutdown', `${quoted(domain)} is being shutdown`)
  },
})

const reboot = command({
  name: 'reboot',
  summary: 'ask the guest to restart',
  options: { domain: domainOption, mode: modeOption },
  async run(context, values) {
    const domain = await domainOf(context, values)
    await domain.reboot(modesOf(values.mode))
    done(context, domain, 'rebooted', `${quoted(domain)} is being rebooted`)
  },
})

const destroy = command({
  name: 'destroy',
  summary: 'stop a domain at once, as if its plug were pulled',
  options: {
    domain: domainOption,
    graceful: flag('give up rather than kill a process that does not react'),
    'remove-logs': flag("delete the domain's log files, too"),
  },
  async run(context, values) {
    const domain = await domainOf(context, values)
    await domain.destroy({ graceful: values.graceful, removeLogs: values['remove-logs'] })
    done(context, domain, 'destroyed', `${quoted(domain)} destroyed`)
  },
})

const suspend = command({
  name: 'suspend',
  summary: "stop a guest's CPUs; its memory stays",
  options: { domain: domainOption },
  async run(context, values) {
    const domain = await domainOf(context, values)
    await domain.suspend()
    done(context, domain, 'suspended', `${quoted(domain)} suspended`)
  },
})

const resume = command({
  name: 'resume',
  summary: "let a guest's CPUs run again",
  options: { domain: domainOption },
  async run(context, values) {
    const domain = await domainOf(context, values)
    await domain.resume()
    done(context, domain, 'resumed', `${quoted(domain)} resumed`)
  },
})

const define = command({
  name: 'define',
  summary: 'define a domain from an XML file, or change its definition',
  options: {
    file: {
      kind: 'file',
      label: 'FILE',
      help: 'the description',
      positional: true,
      required: true,
    },
    validate: flag('let the daemon check it against the schema'),
  },
  async run(context, values) {
    const connection = await context.connection()
    const { path, text } = values.file
    const domain = await connection.defineDomain(text, { validate: values.validate })
    done(context, domain, 'defined', `${quoted(domain)} defined from ${path}`)
  },
})

const undefine = command({
  name: 'undefine',
  summary: 'remove a definition; a running domain goes on until it stops',
  options: {
    domain: domainOption,
    'managed-save': flag('delete its managed save image, too'),
    'snapshots-metadata': flag('forget its snapshots, too'),
    'checkpoints-metadata': flag('forget its checkpoints, too'),
    nvram: { kind: 'flag', help: 'delete its NVRAM file, too', excludes: ['keep-nvram'] },
    'keep-nvram': flag('keep its NVRAM file'),
    tpm: { kind: 'flag', help: 'delete the state of its TPM, too', excludes: ['keep-tpm'] },
    'keep-tpm': flag('keep the state of its TPM'),
  },
  async run(context, values) {
    const domain = await domainOf(context, values)
    await domain.undefine({
      managedSave: values['managed-save'],
      snapshotsMetadata: values['snapshots-metadata'],
      checkpointsMetadata: values['checkpoints-metadata'],
      nvram: values.nvram,
      keepNvram: values['keep-nvram'],
      tpm: values.tpm,
      keepTpm: values['keep-tpm'],
    })
    done(context, domain, 'undefined', `${quoted(domain)} has been undefined`)
  },
})

const autostart = command({
  name: 'autostart',
  summary: 'start a domain whenever its host starts, or no longer',
  options: { domain: domainOption, disable: flag('no longer') },
  async run(context, values) {
    const domain = await domainOf(context, values)
    await domain.setAutostart(!values.disable)
    const what = values.disable ? 'unmarked' : 'marked'
    done(context, domain, `autostart-${what}`, `${quoted(domain)} ${what} as autostarted`)
  },
})

const dumpxml = command({
  name: 'dumpxml',
  summary: "a domain's description as XML",
  options: {
    domain: domainOption,
    inactive: flag('what holds from the next start on'),
    'security-info': flag('with passwords and other secrets'),
    'update-cpu': flag("with the host's CPU features filled in"),
    migratable: flag('as a migration to an older host would send it'),
  },
  async run(context, values) {
    const domain = await domainOf(context, values)
    const xml = await domain.getXml({
      inactive: values.inactive,
      secure: values['security-info'],
      updateCpu: values['update-cpu'],
      migratable: values.migratable,
    })
    context.out.show(xml.replace(/\n$/, ''), { domain: refJson(domain), xml })
  },
})

export const commands: readonly Command[] = [
  list,
  dominfo,
  domstate,
  domid,
  domuuid,
  domname,
  start,
  shutdown,
  reboot,
  destroy,
  suspend,
  resume,
  define,
  undefine,
  autostart,
  dumpxml,
]
