// Commands about storage pools. What lies in them is volume.ts.

import type { StoragePool, StoragePoolInfo } from '../../index.ts'
import { type Command, type Context, command } from '../command.ts'
import { type Column, codeOf } from '../output.ts'
import { size, visible } from '../text.ts'

/** Every command names the pool the same way. */
export const poolOption = {
  kind: 'text',
  label: 'POOL',
  help: 'name or UUID of the pool',
  positional: true,
} as const

const POOL_TYPES = [
  'dir',
  'fs',
  'netfs',
  'logical',
  'disk',
  'iscsi',
  'scsi',
  'mpath',
  'rbd',
  'sheepdog',
  'gluster',
  'zfs',
  'vstorage',
  'iscsi-direct',
] as const

/** A pool in JSON. */
const refJson = ({ name, uuid }: StoragePool) => ({ name, uuid })

const flag = <const H extends string>(help: H) => ({ kind: 'flag', help }) as const
const yesNo = (on: boolean): string => (on ? 'yes' : 'no')

/** A size as virsh shows those of storage. */
export const sizeText = (bytes: bigint): string => size(Number(bytes), 2)

/** virsh's order of pools and volumes: by name, whatever its case. */
export function byName<T extends { readonly name: string }>(all: readonly T[]): T[] {
  return all
    .map((one) => ({ one, key: one.name.toLowerCase() }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ one }) => one)
}

interface ListedPool extends StoragePoolInfo {
  readonly pool: StoragePool
  readonly autostart: boolean
  readonly persistent: boolean
}

/** Pools with all that is shown of them; one that disappears meanwhile is left out. */
async function look(pools: readonly StoragePool[]): Promise<ListedPool[]> {
  const listed = await Promise.all(
    pools.map(async (pool) => {
      try {
        const [info, autostart, persistent] = await Promise.all([
          pool.getInfo(),
          pool.getAutostart(),
          pool.isPersistent(),
        ])
        return { pool, ...info, autostart, persistent }
      } catch (error) {
        if (codeOf(error) === 'noStoragePool') return undefined
        throw error
      }
    }),
  )
  return listed.filter((one) => one !== undefined)
}

type Size = 'capacityBytes' | 'allocationBytes' | 'availableBytes'

const poolList = command({
  name: 'pool-list',
  summary: 'list storage pools; the active ones unless told otherwise',
  options: {
    inactive: flag('inactive pools instead of active ones'),
    all: flag('active and inactive pools'),
    transient: flag('only those that are gone when they stop'),
    persistent: flag('only those that stay defined when they stop'),
    autostart: flag('only those that start with the host'),
    'no-autostart': flag('only those that do not'),
    type: {
      kind: 'text',
      label: 'TYPE',
      help: `only those of a type: ${POOL_TYPES.join(', ')}, or several with commas`,
      choices: POOL_TYPES,
      list: true,
    },
    details: { kind: 'flag', help: 'show sizes, too', excludes: ['uuid', 'name'] },
    uuid: flag('print UUIDs instead of the table'),
    name: flag('print names instead of the table'),
  },
  async run(context, values) {
    const { out } = context
    const connection = await context.connection()
    const types = (values.type?.split(',') ?? []).map((type) =>
      type === 'iscsi-direct' ? 'iscsiDirect' : type,
    )
    const pools = await connection.listAllStoragePools({
      active: values.all || !values.inactive,
      inactive: values.all || values.inactive,
      transient: values.transient,
      persistent: values.persistent,
      autostart: values.autostart,
      noAutostart: values['no-autostart'],
      ...Object.fromEntries(types.map((type) => [type, true])),
    })
    const sorted = byName(pools)
    if (!out.json && (values.uuid || values.name)) {
      for (const { uuid, name } of sorted) {
        const cells = [...(values.uuid ? [uuid] : []), ...(values.name ? [visible(name)] : [])]
        out.show(cells.join(' '), undefined)
      }
      return
    }
    const detail = (key: Size, title: string): Column<ListedPool> => ({
      key,
      ...(values.details && { title }),
      value: (one) => one[key],
      text: (one) => (one.state === 'inactive' ? '-' : sizeText(one[key])),
    })
    const columns: readonly Column<ListedPool>[] = [
      { key: 'name', title: 'Name', value: ({ pool }) => pool.name },
      { key: 'uuid', value: ({ pool }) => pool.uuid },
      {
        key: 'state',
        title: 'State',
        value: ({ state }) => state,
        text: ({ state }) => (values.details || state === 'inactive' ? state : 'active'),
      },
      {
        key: 'autostart',
        title: 'Autostart',
        value: ({ autostart }) => autostart,
        text: ({ autostart }) => yesNo(autostart),
      },
      {
        key: 'persistent',
        ...(values.details && { title: 'Persistent' }),
        value: ({ persistent }) => persistent,
        text: ({ persistent }) => yesNo(persistent),
      },
      detail('capacityBytes', 'Capacity'),
      detail('allocationBytes', 'Allocation'),
      detail('availableBytes', 'Available'),
    ]
    out.table(columns, await look(sorted))
  },
})

const required = { ...poolOption, required: true } as const

async function poolOf(context: Context, values: { readonly pool: string }): Promise<StoragePool> {
  return (await context.connection()).lookupStoragePool(values.pool)
}

const poolInfo = command({
  name: 'pool-info',
  summary: 'what a storage pool is and how full it is',
  options: { pool: required, bytes: flag('sizes in bytes') },
  async run(context, values) {
    const pool = await poolOf(context, values)
    const [info, autostart, persistent] = await Promise.all([
      pool.getInfo(),
      pool.getAutostart(),
      pool.isPersistent(),
    ])
    const { state } = info
    const sized = state === 'running' || state === 'degraded'
    const sizeField = (key: Size, title: string) => ({
      key,
      ...(sized && { title }),
      value: info[key],
      text: values.bytes ? String(info[key]) : sizeText(info[key]),
    })
    context.out.record(16, [
      { key: 'name', title: 'Name', value: pool.name },
      { key: 'uuid', title: 'UUID', value: pool.uuid },
      { key: 'state', title: 'State', value: state },
      { key: 'persistent', title: 'Persistent', value: persistent, text: yesNo(persistent) },
      { key: 'autostart', title: 'Autostart', value: autostart, text: yesNo(autostart) },
      sizeField('capacityBytes', 'Capacity'),
      sizeField('allocationBytes', 'Allocation'),
      sizeField('availableBytes', 'Available'),
    ])
  },
})

/** Says what was done to a pool, which virsh calls as the operator did. */
function done(context: Context, pool: StoragePool, name: string, what: string, text = what): void {
  context.out.confirm(`Pool ${visible(name)} ${text}`, { pool: refJson(pool), done: what })
}

const poolDefine = command({
  name: 'pool-define',
  summary: 'define a storage pool from an XML file, or change its definition',
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
    const pool = await connection.defineStoragePool(text, { validate: values.validate })
    done(context, pool, pool.name, 'defined', `defined from ${path}`)
  },
})

/** What becomes of data that is there already. */
const overwriting = {
  overwrite: { ...flag('even over what is there'), excludes: ['no-overwrite'] },
  'no-overwrite': flag('only where nothing is there'),
} as const

const poolBuild = command({
  name: 'pool-build',
  summary: 'make what a storage pool lies on: a folder, a file system',
  options: { pool: required, ...overwriting },
  async run(context, values) {
    const pool = await poolOf(context, values)
    await pool.build({ overwrite: values.overwrite, noOverwrite: values['no-overwrite'] })
    done(context, pool, values.pool, 'built')
  },
})

const poolStart = command({
  name: 'pool-start',
  summary: 'start a storage pool that is defined',
  options: {
    pool: required,
    build: flag('make what it lies on first'),
    overwrite: { ...overwriting.overwrite, help: 'make it even over what is there' },
    'no-overwrite': flag('make it only where nothing is there'),
  },
  async run(context, values) {
    const pool = await poolOf(context, values)
    await pool.create({
      withBuild: values.build,
      withBuildOverwrite: values.overwrite,
      withBuildNoOverwrite: values['no-overwrite'],
    })
    done(context, pool, values.pool, 'started')
  },
})

const poolAutostart = command({
  name: 'pool-autostart',
  summary: 'start a storage pool whenever its host starts, or no longer',
  options: { pool: required, disable: flag('no longer') },
  async run(context, values) {
    const pool = await poolOf(context, values)
    await pool.setAutostart(!values.disable)
    const what = values.disable ? 'unmarked' : 'marked'
    done(context, pool, values.pool, `autostart-${what}`, `${what} as autostarted`)
  },
})

/** Commands that take a pool and nothing else. */
const plain = (
  [
    {
      name: 'pool-refresh',
      summary: 'have the daemon look again what lies in a storage pool',
      run: (pool) => pool.refresh(),
      done: 'refreshed',
    },
    {
      name: 'pool-destroy',
      summary: 'stop a storage pool; its volumes stay where they are',
      run: (pool) => pool.destroy(),
      done: 'destroyed',
    },
    {
      name: 'pool-delete',
      summary: 'delete what a stopped storage pool lies on; a folder must be empty',
      run: (pool) => pool.delete(),
      done: 'deleted',
    },
    {
      name: 'pool-undefine',
      summary: 'remove the definition of a stopped storage pool',
      run: (pool) => pool.undefine(),
      done: 'undefined',
      text: 'has been undefined',
    },
  ] satisfies {
    name: string
    summary: string
    run(pool: StoragePool): Promise<void>
    done: string
    text?: string
  }[]
).map(({ name, summary, run, done: what, text }) =>
  command({
    name,
    summary,
    options: { pool: required },
    async run(context, values) {
      const pool = await poolOf(context, values)
      await run(pool)
      done(context, pool, values.pool, what, text)
    },
  }),
)

const poolDumpxml = command({
  name: 'pool-dumpxml',
  summary: "a storage pool's description as XML",
  options: { pool: required, inactive: flag('what holds from the next start on') },
  async run(context, values) {
    const pool = await poolOf(context, values)
    const xml = await pool.getXml({ inactive: values.inactive })
    context.out.show(xml.replace(/\n$/, ''), { pool: refJson(pool), xml })
  },
})

export const commands: readonly Command[] = [
  poolList,
  poolInfo,
  poolDefine,
  poolBuild,
  poolStart,
  poolAutostart,
  ...plain,
  poolDumpxml,
]
