// From arguments to an exit code: which command, its row, its checks, the connection, and what an error becomes. Nothing is
// opened or sent before everything the operator typed has been understood.

import type { Connection } from '../index.ts'
import { type Globals, readArguments, readGlobals, readValues } from './arguments.ts'
import { type Command, type Context, EXIT, WrongUsage } from './command.ts'
import { commandNames, findCommand } from './commands/catalogue.ts'
import type { Debug } from './debug.ts'
import type { Io } from './io.ts'
import { loginOptions } from './login.ts'
import { Output } from './output.ts'
import { nearest } from './text.ts'
import { version } from './version.ts'

/** Runs `lvrpc` with these arguments and returns its exit code; never throws. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  // Even an error in the arguments is told in JSON to who asked for JSON.
  let out = new Output(io, { json: argv.includes('--json'), quiet: false })
  let debug: Debug | undefined
  try {
    const globals = readGlobals(argv)
    if (globals.version) {
      out.show(version, { version })
      return EXIT.ok
    }
    const command = await commandOf(globals)
    // Who asks for help before the command need not get its arguments right either.
    const given = readArguments(command, globals.help ? ['--help'] : globals.rest)
    const { quiet } = globals
    out = new Output(io, { json: globals.json || given.json, quiet })
    if (given.help) {
      const { commandHelp, commandJson, overview } = await import('./help.ts')
      if (globals.command === undefined) await overview(out)
      else out.show(commandHelp(command), commandJson(command))
      return EXIT.ok
    }
    if (globals.debug) {
      const { debugOn } = await import('./debug.ts')
      debug = await debugOn(io)
    }
    const values = await readValues(command.options, given, io.readFile)
    const problem = command.check?.(values)
    if (problem !== undefined) throw new WrongUsage(problem)
    const world = globals.noTty ? { ...io, ask: undefined, startAgent: undefined } : io
    return await runCommand(command, values, globals, out, world)
  } catch (error) {
    debug?.failed(error)
    return out.fail(error)
  } finally {
    debug?.stop()
  }
}

async function commandOf(globals: Globals): Promise<Command> {
  const name = globals.command ?? (globals.help ? 'help' : undefined)
  if (name === undefined) throw new WrongUsage('no command given; see lvrpc --help')
  const command = await findCommand(name)
  if (command !== undefined) return command
  const near = nearest(name, commandNames)
  const help = near === undefined ? 'see lvrpc --help' : `did you mean '${near}'?`
  throw new WrongUsage(`unknown command '${name}'; ${help}`)
}

async function runCommand(
  command: Command,
  values: Parameters<Command['run']>[1],
  globals: Globals,
  out: Output,
  io: Io,
): Promise<number> {
  const variable = 'VIRSH_DEFAULT_CONNECT_URI'
  const uri = globals.connect ?? io.env[variable] ?? ''
  const { readonly, keepalive } = globals
  const login = {
    ...loginOptions(io, out),
    ...(readonly && { readonly }),
    ...(keepalive !== undefined && { keepalive }),
  }
  let opened: Promise<Connection> | undefined
  const context: Context = {
    out,
    io,
    uri,
    uriVariable: globals.connect === undefined && uri !== '' ? variable : undefined,
    adminUri: globals.connect ?? '',
    readonly,
    login,
    connection: (options) => {
      opened ??= io.connect(uri, { ...login, ...options })
      return opened
    },
  }
  try {
    const code = (await command.run(context, values)) ?? EXIT.ok
    if (code === EXIT.ok) out.end()
    return code
  } finally {
    // An opening that failed has been reported by the command; a goodbye that fails changes nothing.
    await opened?.then((connection) => connection.close()).catch(() => {})
  }
}
