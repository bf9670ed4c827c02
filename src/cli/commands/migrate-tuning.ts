// Commands about a migration that somebody drives: its limits, and the switch to post-copy. All of them are asked of the
// source, where the domain still is.

import type { Domain } from '../../index.ts'
import { type Command, command } from '../command.ts'
import type { Output } from '../output.ts'
import { size } from '../text.ts'

const domainOption = {
  kind: 'text',
  label: 'DOMAIN',
  help: 'name, id or UUID of the domain',
  positional: true,
  required: true,
} as const

const postcopyOption = { kind: 'flag', help: 'the speed of the post-copy part' } as const

/** What identifies the domain in a document. */
function about({ name, uuid, id }: Domain) {
  return { name, uuid, id: id ?? null }
}

/** These commands print nothing, as in virsh; programs are told what was done. */
function done(out: Output, domain: Domain, what: object): void {
  if (out.json) out.show('', { domain: about(domain), ...what })
}

const migratePostcopy = command({
  name: 'migrate-postcopy',
  summary: 'let a migrating guest go on at its destination at once',
  description: [
    'For a migration that was begun with post-copy allowed. The rest of the memory follows; a link lost before it is',
    'there stops the guest.',
  ],
  options: { domain: domainOption },
  async run({ connection, out }, values) {
    const domain = await (await connection()).lookupDomain(values.domain)
    await domain.migrateStartPostCopy()
    done(out, domain, { done: 'postcopy-requested' })
  },
})

const setMaxDowntime = command({
  name: 'migrate-setmaxdowntime',
  summary: 'set how long a migration may let the guest stand still',
  options: {
    domain: domainOption,
    downtime: {
      kind: 'number',
      label: 'MS',
      min: 1,
      max: Number.MAX_SAFE_INTEGER,
      help: 'milliseconds',
      positional: true,
      required: true,
    },
  },
  async run({ connection, out }, values) {
    const domain = await (await connection()).lookupDomain(values.domain)
    await domain.migrateSetMaxDowntime(values.downtime)
    done(out, domain, { done: 'max-downtime-set', downtimeMs: values.downtime })
  },
})

const getMaxDowntime = command({
  name: 'migrate-getmaxdowntime',
  summary: 'how long a migration may let the guest stand still, in ms',
  options: { domain: domainOption },
  async run({ connection, out }, values) {
    const domain = await (await connection()).lookupDomain(values.domain)
    const downtimeMs = await domain.migrateGetMaxDowntime()
    out.show(String(downtimeMs), { domain: about(domain), downtimeMs })
  },
})

const setSpeed = command({
  name: 'migrate-setspeed',
  summary: 'set how fast a migration may copy',
  description: ['A domain that is not running remembers it for its next migration.'],
  options: {
    domain: domainOption,
    bandwidth: {
      kind: 'number',
      label: 'MIBPS',
      min: 0,
      max: Number.MAX_SAFE_INTEGER,
      help: 'MiB/s',
      positional: true,
      required: true,
    },
    postcopy: postcopyOption,
  },
  async run({ connection, out }, values) {
    const { bandwidth, postcopy } = values
    const domain = await (await connection()).lookupDomain(values.domain)
    await domain.migrateSetMaxSpeed(bandwidth, { postcopy })
    done(out, domain, { done: 'max-speed-set', rateMiBps: bandwidth, postcopy })
  },
})

const getSpeed = command({
  name: 'migrate-getspeed',
  summary: 'how fast a migration may copy, in MiB/s',
  options: { domain: domainOption, postcopy: postcopyOption },
  async run({ connection, out }, values) {
    const { postcopy } = values
    const domain = await (await connection()).lookupDomain(values.domain)
    const rateMiBps = await domain.migrateGetMaxSpeed({ postcopy })
    out.show(String(rateMiBps), { domain: about(domain), rateMiBps, postcopy })
  },
})

const compressionCache = command({
  name: 'migrate-compcache',
  summary: 'show or set the size of the cache of compressed migrations',
  options: {
    domain: domainOption,
    size: {
      kind: 'number',
      label: 'BYTES',
      min: 0,
      max: Number.MAX_SAFE_INTEGER,
      help: 'set it to so much; hosts may round it',
    },
  },
  async run({ connection, out }, values) {
    const domain = await (await connection()).lookupDomain(values.domain)
    if (values.size !== undefined) await domain.migrateSetCompressionCache(values.size)
    const cacheBytes = await domain.migrateGetCompressionCache()
    out.show(`Compression cache: ${size(cacheBytes)}`, { domain: about(domain), cacheBytes })
  },
})

export const commands: readonly Command[] = [
  migratePostcopy,
  setMaxDowntime,
  getMaxDowntime,
  setSpeed,
  getSpeed,
  compressionCache,
]
