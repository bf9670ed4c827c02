// The shape of a command: a row of data (name, help, options) and the function that runs it. Help, checks and the
// documentation are read off the row, so a command costs its row and its function; parsing is arguments.ts.

import type { Connection, ConnectOptions } from '../index.ts'
import type { Io } from './io.ts'
import type { Output } from './output.ts'

interface OptionBase {
  readonly help: string
  /** May be given without its name, in the order of the row. */
  readonly positional?: true
  readonly required?: true
  /** Options that cannot stand beside this one; enough to say it on one of a pair. */
  readonly excludes?: readonly string[]
  /** Options without which this one makes no sense: at least one of them must be there. */
  readonly needs?: readonly string[]
}

/** Present or not: `--live`. */
export interface FlagOption extends OptionBase {
  readonly kind: 'flag'
}

/** Any text that is not empty: `--dname NAME`. */
export interface TextOption extends OptionBase {
  readonly kind: 'text'
  /** What stands for the value in help texts. */
  readonly label: string
  /** The only texts allowed. */
  readonly choices?: readonly string[]
  /** Several choices with commas between them. */
  readonly list?: true
}

/** A whole number within limits: `--bandwidth MIBPS`. */
export interface NumberOption extends OptionBase {
  readonly kind: 'number'
  readonly label: string
  readonly min: number
  readonly max: number
}

/** A file that is read before anything else happens: `--xml FILE`. */
export interface FileOption extends OptionBase {
  readonly kind: 'file'
  readonly label: string
}

export type Option = FlagOption | TextOption | NumberOption | FileOption

/** Options by the name virsh gives them, in the order of the help text. */
export type Options = Readonly<Record<string, Option>>

/** A file's path as it was given, and its content. */
export interface FileValue {
  readonly path: string
  readonly text: string
}

type ValueOf<O extends Option> = O extends FlagOption
  ? boolean
  : O extends TextOption
    ? string
    : O extends NumberOption
      ? number
      : FileValue

/** What a command receives for its options: flags are booleans, whatever is neither given nor required is undefined. */
export type Values<O extends Options> = {
  readonly [N in keyof O]: O[N] extends FlagOption | { readonly required: true }
    ? ValueOf<O[N]>
    : ValueOf<O[N]> | undefined
}

/** What a command works with besides its values. */
export interface Context {
  readonly out: Output
  readonly io: Io
  /** The URI of -c, else of VIRSH_DEFAULT_CONNECT_URI; empty leaves it to the library. */
  readonly uri: string
  /** The environment variable that named it, if one did. */
  readonly uriVariable: string | undefined
  /** The URI of -c for the admin program; empty leaves it to the library. */
  readonly adminUri: string
  readonly readonly: boolean
  /** What the global options say of every connection, for one that the command opens by itself. */
  readonly login: ConnectOptions
  /** The connection to `uri`, opened at the first call, which says how, and closed when the command is over. */
  connection(options?: Pick<ConnectOptions, 'reconnect'>): Promise<Connection>
}

/** One command. */
export interface Command<O extends Options = Options> {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** More, for the command's own help: whole lines. */
  readonly description?: readonly string[]
  readonly options: O
  /** A mistake that only the values together show, as one line; runs before anything is opened. */
  check?(values: Values<O>): string | undefined
  /** @returns the exit code; nothing means 0 */
  run(context: Context, values: Values<O>): Promise<number | undefined>
}

/** Infers the options of a row. */
export function command<const O extends Options>(row: Command<O>): Command<O> {
  return row
}

/** Wrong usage: one line for the operator, nothing was sent, exit code 2. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage'
}

/** Exit codes that do not depend on the command; those of a migration are `exitCodes` of `lvrpc/migration`. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const
