// Commands about storage volumes: each looks its volume up as virsh does and says what it did in virsh's words. How data
// travels is the library's; here are the line of progress and what an interrupt does.

import type {
  StoragePool,
  StorageVolume,
  TransferOptions,
  TransferProgress,
  WipeAlgorithm,
} from '../../index.ts'
import { type Command, type Context, command, EXIT, type Values, WrongUsage } from '../command.ts'
import type { Column } from '../output.ts'
import { Overdrawn, percentText } from '../progress.ts'
import { size, visible } from '../text.ts'
import { byName, poolOption, sizeText } from './pool.ts'

const volOption = {
  kind: 'text',
  label: 'VOL',
  help: 'name, key or path of the volume',
  positional: true,
  required: true,
} as const
/** Behind everything else a command needs. */
const inPool = { ...poolOption, help: 'name or UUID of the pool it is in' } as const
const thePool = { ...poolOption, required: true } as const
const flag = <const H extends string>(help: H) => ({ kind: 'flag', help }) as const

interface Named {
  readonly vol: string
  readonly pool: string | undefined
}

async function volumeOf(context: Context, values: Named): Promise<StorageVolume> {
  const connection = await context.connection()
  if (values.pool === undefined) return connection.lookupVolume(values.vol)
  const pool = await connection.lookupStoragePool(values.pool)
  return connection.lookupVolume(values.vol, { pool })
}

async function poolOf(context: Context, values: { readonly pool: string }): Promise<StoragePool> {
  return (await context.connection()).lookupStoragePool(values.pool)
}

/** A volume in JSON. */
const refJson = ({ poolName, name, key }: StorageVolume) => ({ pool: poolName, name, key })

interface ListedVolume {
  readonly name: string
  readonly path: string
  readonly json: object
  readonly type: string
  readonly capacityBytes: bigint
  readonly allocationBytes: bigint
}

const volList = command({
  name: 'vol-list',
  summary: 'list the volumes of a storage pool',
  options: { pool: thePool, details: flag('show types and sizes, too') },
  async run(context, values) {
    const { out } = context
    const pool = await poolOf(context, values)
    const whole = values.details || out.json
    const listed = await Promise.all(
      byName(await pool.listAllVolumes()).map(async (volume): Promise<ListedVolume> => {
        const [path, info] = await Promise.all([volume.getPath(), whole && volume.getInfo()])
        const { type = '', capacityBytes = 0n, allocationBytes = 0n } = info || {}
        const { name, key } = volume
        return { name, path, json: { key }, type, capacityBytes, allocationBytes }
      }),
    )
    const detail = (key: 'capacityBytes' | 'allocationBytes', title: string) => ({
      key,
      ...(values.details && { title }),
      value: (one: ListedVolume) => one[key],
      text: (one: ListedVolume) => sizeText(one[key]),
    })
    const columns: readonly Column<ListedVolume>[] = [
      { key: 'name', title: 'Name', value: ({ name }) => name },
      { key: 'path', title: 'Path', value: ({ path }) => path },
      { key: 'type', ...(values.details && { title: 'Type' }), value: ({ type }) => type },
      detail('capacityBytes', 'Capacity'),
      detail('allocationBytes', 'Allocation'),
    ]
    out.table(columns, listed)
  },
})

const volInfo = command({
  name: 'vol-info',
  summary: 'what a volume is and how large it is',
  options: {
    vol: volOption,
    pool: inPool,
    bytes: flag('sizes in bytes'),
    physical: flag('how long its file is, instead of how much of it is stored'),
  },
  async run(context, values) {
    const volume = await volumeOf(context, values)
    const { type, capacityBytes, allocationBytes } = await volume.getInfo({
      physical: values.physical,
    })
    const text = (bytes: bigint) => (values.bytes ? `${bytes} bytes` : sizeText(bytes))
    context.out.record(16, [
      { key: 'name', title: 'Name', value: volume.name },
      { key: 'pool', value: volume.poolName },
      { key: 'key', value: volume.key },
      { key: 'type', title: 'Type', value: type },
      {
        key: 'capacityBytes',
        title: 'Capacity',
        value: capacityBytes,
        text: text(capacityBytes),
      },
      {
        key: values.physical ? 'physicalBytes' : 'allocationBytes',
        title: values.physical ? 'Physical' : 'Allocation',
        value: allocationBytes,
        text: text(allocationBytes),
      },
    ])
  },
})

const volPath = command({
  name: 'vol-path',
  summary: "a volume's path on its host",
  options: { vol: volOption, pool: inPool },
  async run(context, values) {
    const volume = await volumeOf(context, values)
    const path = await volume.getPath()
    context.out.show(visible(path), { ...refJson(volume), path })
  },
})

const volKey = command({
  name: 'vol-key',
  summary: "a volume's key, which is its own among all of its host",
  options: { vol: volOption, pool: inPool },
  async run(context, values) {
    const volume = await volumeOf(context, values)
    context.out.show(visible(volume.key), refJson(volume))
  },
})

/** Says what was done to a volume. */
function done(context: Context, volume: StorageVolume, what: string, text: string): void {
  context.out.confirm(text, { volume: refJson(volume), done: what })
}

const volCreate = command({
  name: 'vol-create',
  summary: 'make a volume from an XML file',
  options: {
    pool: thePool,
    file: {
      kind: 'file',
      label: 'FILE',
      help: 'the description',
      positional: true,
      required: true,
    },
    'prealloc-metadata': flag('store the metadata at once (qcow2)'),
    validate: flag('let the daemon check the description against the schema'),
  },
  async run(context, values) {
    const pool = await poolOf(context, values)
    const { path, text } = values.file
    const volume = await pool.createVolume(text, {
      preallocMetadata: values['prealloc-metadata'],
      validate: values.validate,
    })
    done(context, volume, 'created', `Vol ${visible(volume.name)} created from ${path}`)
  },
})

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}
const xmlText = (text: string): string => text.replace(/[&<>"']/g, (char) => escapes[char]!)

const SUFFIXES = 'kmgtpe'

/** `10G`, `10GiB`, `10GB` or plain bytes, as virsh scales them. @throws WrongUsage */
export function scaled(name: string, text: string): bigint {
  const [, digits = '', unit = ''] = /^(\d{1,19})([a-z]*)$/i.exec(text) ?? []
  const lower = unit.toLowerCase()
  const power = SUFFIXES.indexOf(lower.charAt(0) || '-') + 1
  const base = lower.endsWith('b') && !lower.endsWith('ib') ? 1000n : 1024n
  const known = power > 0 ? /^.(ib|b)?$/.test(lower) : /^(b|bytes?)?$/.test(lower)
  const bytes = digits === '' || !known ? -1n : BigInt(digits) * base ** BigInt(power)
  if (bytes >= 0n && bytes < 1n << 63n) return bytes
  throw new WrongUsage(`${name} must be a size such as 10G, 512MiB or 1000000, not '${text}'`)
}

const volCreateAs = command({
  name: 'vol-create-as',
  summary: 'make a volume by name and size',
  description: [
    'Sizes are bytes, or have a suffix: k, M, G, T, P, E and KiB, MiB … are powers of 1024, KB, MB … of 1000.',
    'Without --allocation all of the capacity is stored at once; with 0 nothing, which is what a sparse upload wants.',
  ],
  options: {
    pool: thePool,
    name: {
      kind: 'text',
      label: 'NAME',
      help: 'name of the volume',
      positional: true,
      required: true,
    },
    capacity: {
      kind: 'text',
      label: 'SIZE',
      help: 'how large it is',
      positional: true,
      required: true,
    },
    allocation: { kind: 'text', label: 'SIZE', help: 'how much of it is stored at once' },
    format: { kind: 'text', label: 'FORMAT', help: 'raw, qcow2 or another that the daemon knows' },
    'backing-vol': { kind: 'text', label: 'VOL', help: 'the volume that it lies upon' },
    'backing-vol-format': {
      kind: 'text',
      label: 'FORMAT',
      help: 'format of that volume',
      needs: ['backing-vol'],
    },
    'prealloc-metadata': flag('store the metadata at once (qcow2)'),
    'print-xml': flag('print the description and make nothing'),
    validate: flag('let the daemon check the description against the schema'),
  },
  async run(context, values) {
    const capacity = scaled('capacity', values.capacity)
    const allocation =
      values.allocation === undefined ? undefined : scaled('allocation', values.allocation)
    const pool = await poolOf(context, values)
    const backing = values['backing-vol']
    const below =
      backing === undefined
        ? undefined
        : await (await context.connection())
            .lookupVolume(backing, { pool })
            .then((v) => v.getPath())
    const format = (indent: string, type: string | undefined) =>
      type === undefined ? [] : [`${indent}<format type='${xmlText(type)}'/>`]
    const xml = [
      '<volume>',
      `  <name>${xmlText(values.name)}</name>`,
      `  <capacity>${capacity}</capacity>`,
      ...(allocation === undefined ? [] : [`  <allocation>${allocation}</allocation>`]),
      ...(values.format === undefined
        ? []
        : ['  <target>', ...format('    ', values.format), '  </target>']),
      ...(below === undefined
        ? []
        : [
            '  <backingStore>',
            `    <path>${xmlText(below)}</path>`,
            ...format('    ', values['backing-vol-format']),
            '  </backingStore>',
          ]),
      '</volume>',
    ].join('\n')
    if (values['print-xml']) {
      context.out.show(xml, { xml })
      return
    }
    const volume = await pool.createVolume(xml, {
      preallocMetadata: values['prealloc-metadata'],
      validate: values.validate,
    })
    done(context, volume, 'created', `Vol ${visible(volume.name)} created`)
  },
})

const volResize = command({
  name: 'vol-resize',
  summary: 'change how large a volume is',
  description: [
    'Sizes are as for vol-create-as. Not for a volume that a running guest uses: it would not be told.',
    'A size with a minus is taken away, which needs --shrink: --capacity=-1G --shrink.',
  ],
  options: {
    vol: volOption,
    capacity: {
      kind: 'text',
      label: 'SIZE',
      help: 'how large it will be',
      positional: true,
      required: true,
    },
    pool: inPool,
    allocate: flag('store what is new at once'),
    delta: flag('the size is what is added, with --shrink what is taken away'),
    shrink: flag('it may become smaller; what lay behind its new end is lost'),
  },
  check: ({ capacity, shrink }) =>
    capacity.startsWith('-') && !shrink ? 'a negative capacity needs --shrink' : undefined,
  async run(context, values) {
    const less = values.capacity.startsWith('-')
    const text = less ? values.capacity.slice(1) : values.capacity
    const bytes = scaled('capacity', text)
    const volume = await volumeOf(context, values)
    const delta = values.delta || less
    await volume.resize(bytes, { allocate: values.allocate, delta, shrink: values.shrink })
    const said = `changed ${delta ? 'by' : 'to'} ${text}`
    done(
      context,
      volume,
      'resized',
      `Size of volume '${visible(volume.name)}' successfully ${said}`,
    )
  },
})

const WIPE_ALGORITHMS = [
  'zero',
  'nnsa',
  'dod',
  'bsi',
  'gutmann',
  'schneier',
  'pfitzner7',
  'pfitzner33',
  'random',
  'trim',
] as const satisfies readonly WipeAlgorithm[]

const volWipe = command({
  name: 'vol-wipe',
  summary: "overwrite a volume's data, so that nobody reads it again",
  options: {
    vol: volOption,
    pool: inPool,
    algorithm: {
      kind: 'text',
      label: 'ALGORITHM',
      help: `zero (default), or if the host has it: ${WIPE_ALGORITHMS.slice(1).join(', ')}`,
      choices: WIPE_ALGORITHMS,
    },
  },
  async run(context, values) {
    const volume = await volumeOf(context, values)
    const algorithm = WIPE_ALGORITHMS.find((one) => one === values.algorithm) ?? 'zero'
    await volume.wipe({ algorithm })
    done(context, volume, 'wiped', `Vol ${visible(values.vol)} wiped`)
  },
})

const volDelete = command({
  name: 'vol-delete',
  summary: 'delete a volume with all its data',
  options: {
    vol: volOption,
    pool: inPool,
    'delete-snapshots': flag('delete its snapshots, too (some kinds of pools have them)'),
  },
  async run(context, values) {
    const volume = await volumeOf(context, values)
    await volume.delete({ withSnapshots: values['delete-snapshots'] })
    done(context, volume, 'deleted', `Vol ${visible(values.vol)} deleted`)
  },
})

const volDumpxml = command({
  name: 'vol-dumpxml',
  summary: "a volume's description as XML",
  options: { vol: volOption, pool: inPool },
  async run(context, values) {
    const volume = await volumeOf(context, values)
    const xml = await volume.getXml()
    context.out.show(xml.replace(/\n$/, ''), { volume: refJson(volume), xml })
  },
})

const transferOptions = {
  vol: volOption,
  file: { kind: 'text', label: 'FILE', help: 'the file here', positional: true, required: true },
  pool: inPool,
  offset: {
    kind: 'number',
    label: 'BYTES',
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    help: 'where in the volume to begin',
  },
  length: {
    kind: 'number',
    label: 'BYTES',
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    help: 'at most so many bytes',
  },
  sparse: flag('keep holes: do not send runs of zeros'),
} as const

/** How often the line of progress is drawn. */
const DRAWN_EVERY_MS = 200

/** Draws how far a transfer is, on a terminal. */
function progressLine({ io, out }: Context): {
  show: ((progress: TransferProgress) => void) | undefined
  end(): void
} {
  if (!io.stderr.isTTY || out.json || out.quiet) return { show: undefined, end() {} }
  const line = new Overdrawn(io.stderr)
  const began = io.now().getTime()
  let drawn = Number.NEGATIVE_INFINITY
  return {
    show({ dataBytes, holeBytes, totalBytes }) {
      const now = io.now().getTime()
      const at = dataBytes + holeBytes
      if (now - drawn < DRAWN_EVERY_MS && at !== totalBytes) return
      drawn = now
      const percent = totalBytes
        ? [`${percentText((Number(at) / Number(totalBytes)) * 100)} %`]
        : []
      const seconds = (now - began) / 1000
      const rate = seconds > 0 ? [`${size(Number(dataBytes) / seconds)}/s`] : []
      const of = totalBytes === undefined ? '' : ` of ${size(Number(totalBytes))}`
      line.draw([...percent, `${size(Number(at))}${of}`, ...rate].join('  '))
    },
    end: () => line.end(),
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Runs a transfer that the operator sees and can interrupt. */
async function transfer(
  context: Context,
  values: Values<typeof transferOptions>,
  what: 'downloaded' | 'uploaded',
  remains: string,
): Promise<number | undefined> {
  const { io, out } = context
  // Until here an interrupt simply ends the process: nothing has been begun.
  const volume = await volumeOf(context, values)
  const cancel = new AbortController()
  const leave = () => {
    for (const name of SIGNALS) io.signals.off(name, interrupt)
  }
  const interrupt = () => {
    cancel.abort()
    // The next one ends the process: what cannot be called off, a write to a terminal that stands still, shall not hold it.
    leave()
  }
  for (const name of SIGNALS) io.signals.on(name, interrupt)
  const progress = progressLine(context)
  try {
    const options: TransferOptions = {
      offset: BigInt(values.offset ?? 0),
      length: BigInt(values.length ?? 0),
      sparse: values.sparse,
      signal: cancel.signal,
      ...(progress.show && { onProgress: progress.show }),
    }
    const carried = await (what === 'uploaded'
      ? volume.uploadFromFile(values.file, options)
      : volume.downloadToFile(values.file, options))
    progress.end()
    // virsh says nothing but its blank line.
    if (out.json) out.show('', { volume: refJson(volume), done: what, ...carried })
    return
  } catch (error) {
    progress.end()
    if (!cancel.signal.aborted) throw error
    out.error(`interrupted; ${remains}`)
    if (out.json) out.show('', { error: { code: 'aborted', message: `interrupted; ${remains}` } })
    return EXIT.failed
  } finally {
    leave()
  }
}

const volDownload = command({
  name: 'vol-download',
  summary: "copy a volume's data into a file here",
  description: [
    'The file appears under its name only when all of it is there; one that had the name stays until then.',
    'A terminal shows the progress; an interrupt leaves nothing behind.',
  ],
  options: transferOptions,
  run: (context, values) =>
    transfer(context, values, 'downloaded', `'${values.file}' was not written`),
})

const volUpload = command({
  name: 'vol-upload',
  summary: "replace a volume's data by that of a file here",
  description: [
    'With --sparse, zeros are left out where the volume has nothing stored yet and are sent where it has.',
    'A terminal shows the progress; after an interrupt the volume holds what was sent so far.',
  ],
  options: transferOptions,
  run: (context, values) =>
    transfer(context, values, 'uploaded', `'${values.vol}' holds what was sent so far`),
})

export const commands: readonly Command[] = [
  volList,
  volInfo,
  volPath,
  volKey,
  volCreate,
  volCreateAs,
  volResize,
  volWipe,
  volDelete,
  volDumpxml,
  volDownload,
  volUpload,
]
