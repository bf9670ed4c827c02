// What is made the same in every trace, whoever played the script, and why. Whatever no rule speaks of is compared as it is.

/** What a trace knows of its script besides the value at hand. */
export interface Known {
  /** Name of a domain, network or pool of the script by its UUID in hex. */
  readonly uuids: ReadonlyMap<string, string>
  /** The hosts, as they call each other: their names in traces. */
  readonly hosts: ReadonlyMap<string, string>
}

interface Rule {
  readonly about: string
  readonly why: string
  /**
   * The text that stands for a value; undefined when the rule is not about it. A typed parameter's field begins with `$`: the
   * downtime a job had is another in every run, the one a call sets is not.
   */
  readonly text: (field: string, value: unknown, known: Known) => string | undefined
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

const isNumber = (value: unknown): value is number | bigint =>
  typeof value === 'number' || typeof value === 'bigint'

function among(...names: readonly string[]): (field: string, value: unknown) => boolean {
  const set = new Set(names)
  return (field, value) => set.has(field) && isNumber(value)
}

/** A domain, network or pool as it travels. */
interface Ref {
  readonly name: string
  readonly uuid: Uint8Array
  readonly id?: number
}

const isRef = (value: unknown): value is Ref =>
  typeof value === 'object' && value !== null && 'name' in value && 'uuid' in value

const counts = among('ret', 'num')
const times = among('cpuTime', 'timeElapsed', '$time_elapsed', '$downtime', '$setup_time')
const amounts = among(
  ...['dataTotal', 'dataProcessed', 'dataRemaining', 'memTotal', 'memProcessed', 'memRemaining'],
  ...['$data_total', '$data_processed', '$data_remaining', '$memory_total', '$memory_processed'],
  ...[
    '$memory_remaining',
    '$memory_bps',
    '$memory_constant',
    '$memory_normal',
    '$memory_normal_bytes',
  ],
  ...['$memory_dirty_rate', '$memory_iteration', '$memory_postcopy_requests', '$disk_bps'],
)
const space = among('allocation', 'available')

const xmlName = (xml: string) => /<name>([^<]*)<\/name>/.exec(xml)?.[1]
const elements = ['name', 'uuid', 'hostname', 'hostuuid', 'statistics', 'network', 'graphics']

const rules: readonly Rule[] = [
  {
    about: 'a domain, network or pool is written as its name',
    why: 'UUIDs of scripts are known, so a wrong one is told; ids of running domains are given out by each host',
    text(_, value, { uuids }) {
      if (!isRef(value)) return undefined
      const uuid = hex(value.uuid)
      const whose = uuids.get(uuid)
      const wrong = whose === undefined || whose === value.name ? '' : ` with the uuid of ${whose}`
      return `${value.name}${(value.id ?? -1) < 0 ? '' : ', active'}${wrong}`
    },
  },
  {
    about: 'a UUID alone is written as whose it is',
    why: 'hosts make up what a script does not give',
    text(_, value, { uuids }) {
      if (!(value instanceof Uint8Array) || value.length !== 16) return undefined
      return `uuid of ${uuids.get(hex(value)) ?? 'another'}`
    },
  },
  {
    about: 'of lists only what the script made, in the order of names',
    why: 'hosts have things of their own, and no order of a list is promised',
    text(field, value, known) {
      if (!Array.isArray(value) || value.length === 0 || !value.every(isRef)) return undefined
      const own = value.filter(({ uuid }) => known.uuids.has(hex(uuid)))
      const order = own.sort((one, other) => (one.name < other.name ? -1 : 1))
      return `[${order.map((one) => ruled(field, one, known)).join('; ')}]`
    },
  },
  {
    about: 'how many there are is left out',
    why: 'hosts have things of their own; the list beside the number is compared',
    text: (field, value) => (counts(field, value) ? 'n' : undefined),
  },
  {
    about: 'a cookie by which of the things are in it that concern a client, and how it ends',
    why: 'cookies are what hosts say to each other; a client passes them on, and must keep the NUL at their end',
    text(field, value) {
      if (!(value instanceof Uint8Array) || !field.startsWith('cookie')) return undefined
      if (value.length === 0) return 'empty cookie'
      if (field === 'cookieIn') return 'cookie'
      const text = Buffer.from(value).toString()
      const held = elements.filter((name) => text.includes(`<${name}>`))
      return `cookie (${held.join(' ')}${text.endsWith('\0') ? ', NUL' : ''})`
    },
  },
  {
    about: 'an XML document by its element, its name, and whether it shows a UUID and an id',
    why: 'embedded hosts keep XML as it came; what libvirt adds to it is not modelled',
    text(_, value) {
      if (typeof value !== 'string' || !/^\s*</.test(value)) return undefined
      const [, element = '', attributes = ''] = /^\s*<(\w+)([^>]*)>/.exec(value) ?? []
      const parts = [element, xmlName(value) ?? '-']
      if (value.includes('<uuid>')) parts.push('uuid')
      if (/\bid=/.test(attributes)) parts.push('id')
      return `<${parts.join(' ')}>`
    },
  },
  {
    about: 'the hosts are called A and B, ports are left out',
    why: 'names and ports are those of whoever plays the script',
    text(field, value, { hosts }) {
      if (typeof value !== 'string' || !/uri/i.test(field)) return undefined
      let text = value.replace(/:\d+(\/?)$/, ':PORT$1')
      for (const [name, letter] of hosts) text = text.replaceAll(name, letter)
      return text
    },
  },
  {
    about: 'numbers of registrations are left out',
    why: 'each daemon counts its own',
    text: (field, value) => (field === 'callbackID' && isNumber(value) ? 'n' : undefined),
  },
  {
    about: 'times are left out',
    why: 'no two runs take the same',
    text: (field, value) => (times(field, value) ? 'n' : undefined),
  },
  {
    about: 'amounts of memory that were or are to be copied, and rates, are left out',
    why: 'they depend on the guest and on the moment; that the figure is there is compared',
    text: (field, value) => (amounts(field, value) ? 'n' : undefined),
  },
  {
    about: 'of what a pool says of itself its state',
    why: 'how large it is and how full is a matter of the machine',
    text: (_, value) =>
      typeof value === 'object' && value !== null && 'state' in value && 'available' in value
        ? `{state: ${value.state}, room}`
        : undefined,
  },
  {
    about: 'room on disk is left out',
    why: 'it is that of the machine, in blocks of its file system',
    text: (field, value) => (space(field, value) ? 'n' : undefined),
  },
]

/**
 * Figures of a job that are not even compared by name. libvirt leaves them out when the clocks of two hosts contradict each other,
 * and those of hosts in one machine do so now and then.
 */
export const unsteady: ReadonlySet<string> = new Set(['time_elapsed_net', 'downtime_net'])

/** What the first rule that is about it says. */
export function ruled(field: string, value: unknown, known: Known): string | undefined {
  for (const { text } of rules) {
    const said = text(field, value, known)
    if (said !== undefined) return said
  }
  return undefined
}
