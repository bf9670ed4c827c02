// Arguments to values: the global options before the command, then what the command's row allows. Everything that can be
// wrong is found here, before a connection exists; node:util cuts the arguments up, the rules are those of virsh.

import { parseArgs } from 'node:util'
import { type Command, type FileValue, type Option, type Options, WrongUsage } from './command.ts'
import { nearest } from './text.ts'

/** What stands before the command. `--json` and `--help` are understood after it, too. */
export interface Globals {
  readonly connect: string | undefined
  readonly readonly: boolean
  /** Undefined where neither number was given. */
  readonly keepalive: { readonly intervalS: number; readonly count: number } | undefined
  /** Nobody is to be asked, even where there is a terminal. */
  readonly noTty: boolean
  readonly debug: boolean
  readonly quiet: boolean
  readonly json: boolean
  readonly help: boolean
  readonly version: boolean
  /** Name of the command; undefined when there is none. */
  readonly command: string | undefined
  /** What follows it. */
  readonly rest: readonly string[]
}

/** The global options, for parsing and for help. */
export const globalOptions = {
  connect: { type: 'string', short: 'c', label: 'URI', help: 'the daemon to talk to' },
  readonly: { type: 'boolean', short: 'r', help: 'only look, change nothing' },
  'keepalive-interval': {
    type: 'string',
    short: 'k',
    label: 'SECONDS',
    help: 'ask a silent daemon for a sign of life after so long (5); 0: never',
    max: 2_000_000,
  },
  'keepalive-count': {
    type: 'string',
    short: 'K',
    label: 'N',
    help: 'give it up after so many without an answer (6)',
    max: 1_000_000,
  },
  'no-tty': { type: 'boolean', help: 'ask nobody for anything, not even at a terminal' },
  debug: { type: 'boolean', help: 'tell on stderr what is sent, received and decided' },
  quiet: {
    type: 'boolean',
    short: 'q',
    help: 'no headings, no confirmations, no blank line at the end',
  },
  json: { type: 'boolean', help: 'print JSON instead of text; also after the command' },
  help: { type: 'boolean', short: 'h', help: 'show help; also after the command' },
  version: { type: 'boolean', short: 'v', help: 'show the version of lvrpc' },
} as const

/** Reads up to the command. @throws WrongUsage */
export function readGlobals(argv: readonly string[]): Globals {
  const { tokens } = parseArgs({
    args: [...argv],
    options: globalOptions,
    strict: false,
    tokens: true,
  })
  const seen: Record<string, string | true> = {}
  let at = argv.length
  for (const token of tokens) {
    if (token.kind === 'positional') {
      at = token.index
      break
    }
    if (token.kind === 'option-terminator') continue
    const option = Object.hasOwn(globalOptions, token.name)
      ? globalOptions[token.name as keyof typeof globalOptions]
      : undefined
    if (option === undefined) {
      throw new WrongUsage(`unknown option '${token.rawName}' before the command; see lvrpc --help`)
    }
    if (option.type === 'boolean') {
      if (token.value !== undefined) throw new WrongUsage(`'${token.rawName}' takes no value`)
      seen[token.name] = true
    } else {
      if (token.value === undefined) {
        throw new WrongUsage(`'${token.rawName}' needs a value: ${token.rawName} ${option.label}`)
      }
      seen[token.name] = token.value
    }
  }
  return {
    connect: typeof seen.connect === 'string' ? seen.connect : undefined,
    readonly: seen.readonly === true,
    keepalive: readKeepalive(seen),
    noTty: seen['no-tty'] === true,
    debug: seen.debug === true,
    quiet: seen.quiet === true,
    json: seen.json === true,
    help: seen.help === true,
    version: seen.version === true,
    command: argv[at],
    rest: argv.slice(at + 1),
  }
}

const keepaliveDefaults = { intervalS: 5, count: 6 }

function readKeepalive(seen: Readonly<Record<string, string | true>>): Globals['keepalive'] {
  const numberOf = (name: 'keepalive-interval' | 'keepalive-count') => {
    const text = seen[name]
    if (typeof text !== 'string') return undefined
    return readNumber(name, { min: 0, max: globalOptions[name].max }, text)
  }
  const intervalS = numberOf('keepalive-interval')
  const count = numberOf('keepalive-count')
  if (intervalS === undefined && count === undefined) return undefined
  return {
    intervalS: intervalS ?? keepaliveDefaults.intervalS,
    count: count ?? keepaliveDefaults.count,
  }
}

/** The arguments of a command, checked; files are still paths. */
export interface Given {
  readonly json: boolean
  readonly help: boolean
  readonly texts: ReadonlyMap<string, string>
  readonly flags: ReadonlySet<string>
}

/** Reads what follows a command's name against its row. @throws WrongUsage */
export function readArguments(command: Command, args: readonly string[]): Given {
  const { options } = command
  const shapes: Record<string, { type: 'string' | 'boolean'; short?: string }> = {
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  }
  for (const [name, option] of Object.entries(options)) {
    shapes[name] = { type: option.kind === 'flag' ? 'boolean' : 'string' }
  }
  const { tokens } = parseArgs({ args: [...args], options: shapes, strict: false, tokens: true })

  const texts = new Map<string, string>()
  const flags = new Set<string>()
  const positionals = tokens.filter((token) => token.kind === 'positional')
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const { name, rawName, value } = token
    const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined
    if (shape === undefined) throw new WrongUsage(unknownOption(command, rawName))
    if (flags.has(name) || texts.has(name)) throw new WrongUsage(`'${rawName}' is given twice`)
    if (shape.type === 'boolean') {
      if (value !== undefined) throw new WrongUsage(`'${rawName}' takes no value`)
      flags.add(name)
    } else {
      const label = labelOf(options[name]!)
      if (value === undefined)
        throw new WrongUsage(`'${rawName}' needs a value: ${rawName} ${label}`)
      if (value === '') throw new WrongUsage(`'${rawName}' must not be empty`)
      texts.set(name, value)
    }
  }
  const given = { json: flags.has('json'), help: flags.has('help'), texts, flags }
  if (given.help) return given

  const places = Object.keys(options).filter((name) => options[name]!.positional)
  for (const { value } of positionals) {
    const place = places.find((name) => !texts.has(name))
    if (place === undefined) throw new WrongUsage(`'${command.name}' does not take '${value}'`)
    if (value === '') throw new WrongUsage(`${labelOf(options[place]!)} must not be empty`)
    texts.set(place, value)
  }
  checkTogether(command, new Set([...texts.keys(), ...flags]))
  return given
}

/** Rules about which options may and must stand together. @throws WrongUsage */
function checkTogether(command: Command, present: ReadonlySet<string>): void {
  for (const [name, option] of Object.entries(command.options)) {
    if (!present.has(name)) {
      if (!option.required) continue
      const what = option.positional ? labelOf(option) : `--${name} ${labelOf(option)}`
      throw new WrongUsage(`'${command.name}' needs ${what}; see lvrpc help ${command.name}`)
    }
    const other = option.excludes?.find((one) => present.has(one))
    if (other !== undefined) throw new WrongUsage(`--${name} and --${other} exclude each other`)
    if (option.needs !== undefined && !option.needs.some((one) => present.has(one))) {
      throw new WrongUsage(`--${name} needs ${option.needs.map((one) => `--${one}`).join(' or ')}`)
    }
  }
}

/** Texts to values: numbers and choices checked, files read. @throws WrongUsage */
export async function readValues(
  options: Options,
  given: Given,
  readFile: (path: string) => Promise<string>,
): Promise<Record<string, string | number | boolean | FileValue | undefined>> {
  const values: Record<string, string | number | boolean | FileValue | undefined> = {}
  const files: [name: string, path: string][] = []
  for (const [name, option] of Object.entries(options)) {
    const text = given.texts.get(name)
    if (option.kind === 'flag') values[name] = given.flags.has(name)
    else if (text === undefined) values[name] = undefined
    else if (option.kind === 'number') values[name] = readNumber(name, option, text)
    else if (option.kind === 'file') files.push([name, text])
    else values[name] = readText(name, option, text)
  }
  // Last: a wrong number is found without touching the disk.
  for (const [name, path] of files) {
    try {
      values[name] = { path, text: await readFile(path) }
    } catch (error) {
      throw new WrongUsage(`cannot read '${path}': ${reasonOf(error)}`)
    }
  }
  return values
}

function readNumber(
  name: string,
  option: { readonly min: number; readonly max: number },
  text: string,
): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (value >= option.min && value <= option.max) return value
  const limits = `a whole number from ${option.min} to ${option.max}`
  throw new WrongUsage(`--${name} must be ${limits}, not '${text}'`)
}

function readText(name: string, option: Option & { kind: 'text' }, text: string): string {
  const { choices } = option
  if (choices === undefined) return text
  for (const part of option.list ? text.split(',') : [text]) {
    if (choices.includes(part)) continue
    const near = nearest(part, choices)
    const help = near === undefined ? `one of ${choices.join(', ')}` : `did you mean '${near}'?`
    throw new WrongUsage(`--${name} does not know '${part}'; ${help}`)
  }
  return text
}

/** What stands for a value in usage lines. */
export function labelOf(option: Option): string {
  return option.kind === 'flag' ? '' : option.label
}

function unknownOption(command: Command, rawName: string): string {
  const known = [...Object.keys(command.options), 'json', 'help'].map((name) => `--${name}`)
  const near = nearest(rawName, known)
  const help = near === undefined ? `see lvrpc help ${command.name}` : `did you mean '${near}'?`
  return `'${command.name}' has no option '${rawName}'; ${help}`
}

/** A file error in words, without Node's code and call. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'no such file'
  if (code === 'EACCES') return 'permission denied'
  if (code === 'EISDIR') return 'it is a folder'
  return error instanceof Error ? error.message : String(error)
}
