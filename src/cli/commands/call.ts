// `call`: any procedure of any program, with arguments and answer in JSON. The rows of `lvrpc/raw` say everything about a
// call; here a name is turned into a row, JSON into its arguments, and a stream into a file.

import type { RpcStream } from '../../index.ts'
import type { Procedure } from '../../raw.ts'
import { type Command, type Context, command, type Values, WrongUsage } from '../command.ts'
import type { FileEnd } from '../io.ts'
import { toJson } from '../output.ts'
import { nearest } from '../text.ts'

const programs = ['remote', 'qemu', 'lxc', 'admin', 'keepalive'] as const

/** A row, whatever its types. */
type Row = Omit<Procedure, 'kind'> & { readonly kind: 'call' | 'event' }
type Rows = Readonly<Record<string, Row>>
type Prepared = Procedure<unknown, unknown>

const options = {
  program: {
    kind: 'text',
    label: 'PROGRAM',
    help: programs.join(', '),
    choices: programs,
    positional: true,
    required: true,
  },
  procedure: {
    kind: 'text',
    label: 'PROCEDURE',
    help: 'domainGetState, DOMAIN_GET_STATE or its number',
    positional: true,
    required: true,
  },
  args: { kind: 'text', label: 'JSON', help: 'the arguments, one object', positional: true },
  input: { kind: 'text', label: 'FILE', help: 'what a stream sends; stdin without it' },
  output: { kind: 'text', label: 'FILE', help: 'where a stream goes; stdout without it' },
} as const

const call = command({
  name: 'call',
  summary: 'call any procedure of the protocol, with JSON in and out',
  description: [
    'Fields are named as in docs/protocol.md. 64-bit integers are numbers or, beyond 2^53, strings of digits;',
    'bytes are strings of hex digits; UUIDs are text; enums and flags are numbers; a typed parameter is',
    '{"field":"x","value":{"type":7,"value":"y"}}; an optional field may be null or left out.',
    'A procedure with a read stream writes its bytes to stdout or --output, one with a write stream sends',
    'stdin or --input. Procedures that pass file descriptors cannot be called. Program admin talks to the',
    "daemon's admin socket: -c libvirtd:///system, or any virtNAMEd:///system?socket=PATH.",
    '',
    '  lvrpc call remote domainLookupByName \'{"name":"web"}\'',
  ],
  options,
  async run(context, values) {
    const row = await findRow(values)
    checkCallable(row, values)
    const { encodeJson } = await import('../json-values.ts')
    const json = values.args === undefined ? undefined : parseJson(values.args)
    const bytes = encodeJson(row.args, json)
    const files = await openFiles(context, row, values)
    try {
      await send(context, values.program, await prepare(row, bytes), json, files)
    } finally {
      await Promise.all([files.input?.close(), files.output?.close()])
    }
  },
})

async function findRow({ program, procedure }: Values<typeof options>): Promise<Row> {
  const raw = await import('../../raw.ts')
  // Rows of all types side by side; encodeJson checks at run time what their types would say.
  const rows = raw[program as (typeof programs)[number]].procedures as unknown as Rows
  if (Object.hasOwn(rows, procedure)) return rows[procedure]!
  const plain = (name: string) => name.replaceAll('_', '').toLowerCase()
  const wanted = plain(procedure.replace(/^[a-z]+_proc_/i, ''))
  const found = Object.values(rows).find(
    ({ name, number }) => plain(name) === wanted || String(number) === procedure,
  )
  if (found !== undefined) return found
  const near = nearest(procedure, Object.keys(rows))
  const help = near === undefined ? 'see docs/protocol.md' : `did you mean '${near}'?`
  throw new WrongUsage(`program ${program} has no procedure '${procedure}'; ${help}`)
}

function checkCallable(row: Row, values: Values<typeof options>): void {
  if (row.kind === 'event') {
    throw new WrongUsage(`${row.name} is a message and no call`)
  }
  if (row.fds !== 'none' && row.fds !== 'optional') {
    throw new WrongUsage(`${row.name} passes file descriptors, which Node.js cannot do`)
  }
  if (row.stream === 'none' && (values.input ?? values.output) !== undefined) {
    throw new WrongUsage(`${row.name} opens no stream: --input and --output make no sense`)
  }
  if (row.stream === 'write' && values.output !== undefined) {
    throw new WrongUsage(`${row.name} sends a stream: --output makes no sense`)
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new WrongUsage(`the arguments are not JSON: ${why}`)
  }
}

interface Files {
  readonly input: FileEnd | undefined
  readonly output: FileEnd | undefined
}

/** Files are opened before the connection is: a wrong path must not cost a call. */
async function openFiles(
  { io }: Context,
  row: Row,
  values: Values<typeof options>,
): Promise<Files> {
  if (row.stream === 'none') return { input: undefined, output: undefined }
  const open = async (path: string | undefined, mode: 'r' | 'w') => {
    if (path === undefined) return undefined
    try {
      return await io.openFile(path, mode)
    } catch (error) {
      throw new WrongUsage(
        `cannot open '${path}': ${error instanceof Error ? error.message : error}`,
      )
    }
  }
  return { input: await open(values.input, 'r'), output: await open(values.output, 'w') }
}

/** The row with codecs that carry bytes already written, and answers that print themselves. */
async function prepare({ kind: _, ...row }: Row, bytes: Uint8Array): Promise<Prepared> {
  const { codec } = await import('../../xdr.ts')
  const { decodeJson } = await import('../json-values.ts')
  const { ret } = row
  return {
    ...row,
    kind: 'call',
    // XDR comes in fours, so as an opaque of fixed size the bytes are what they are.
    args: codec<unknown>(
      (w) => w.fixedOpaque(bytes, bytes.length),
      () => undefined,
    ),
    ret:
      ret &&
      codec<unknown>(
        () => {},
        (r) => decodeJson(ret, r.fixedOpaque(r.remaining)),
      ),
  }
}

/** Makes the call; the JSON goes along because the connection reads off its flags whether a stream is sparse. */
async function send(
  context: Context,
  program: string,
  row: Prepared,
  json: unknown,
  files: Files,
): Promise<void> {
  if (program === 'admin') {
    const admin = await context.io.connectAdmin(context.adminUri)
    try {
      show(context, await admin.call(row, json))
    } finally {
      await admin.close()
    }
    return
  }
  const connection = await context.connection()
  if (row.stream === 'none') {
    show(context, await connection.call(row, json))
    return
  }
  const { ret, stream } = await connection.openStream(row, json)
  try {
    const sending = row.stream === 'write' || files.input !== undefined
    await Promise.all([
      sending && upload(stream, files.input?.read() ?? context.io.stdin()),
      row.stream === 'read' && download(context, stream, files.output),
    ])
    await stream.finish()
  } finally {
    await stream[Symbol.asyncDispose]()
  }
  // Where the bytes go to stdout, the answer must not mix with them.
  if (row.stream === 'write' || files.output !== undefined) show(context, ret)
  else if (ret !== undefined) context.io.stderr.write(`${toJson(ret)}\n`)
}

function show({ out }: Context, ret: unknown): void {
  out.show(toJson(ret ?? {}, out.json ? 0 : 2), ret ?? {})
}

async function upload(stream: RpcStream, input: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of input) await stream.write(chunk)
}

const ZEROS = new Uint8Array(65_536)

async function download(
  { io, out }: Context,
  stream: RpcStream,
  output: FileEnd | undefined,
): Promise<void> {
  let position = 0
  for await (const item of stream) {
    if (output !== undefined) {
      if (item.kind === 'data') await output.writeAt(item.bytes, position)
      position += item.kind === 'data' ? item.bytes.length : Number(item.length)
    } else if (item.kind === 'data') {
      await out.bytes(item.bytes)
    } else {
      for (let left = Number(item.length); left > 0; left -= ZEROS.length) {
        await out.bytes(ZEROS.subarray(0, left))
      }
    }
    if (io.stdout.gone.aborted && output === undefined) return
  }
  // A hole at the end is part of the file, too.
  await output?.truncate(position)
}

export const commands: readonly Command[] = [call]
