// The data beside the `.x` files, typed: what a procedure is besides its layout, which message carries which event, and
// the enums of the public API. facts/layout.json is not read here: it is what the tests hold the `.x` files against.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Everything is found relative to the project's root, which is the working directory of all scripts. */
export const root = process.cwd()

export interface ProcedureFacts {
  readonly since: string
  /** Only where no `_msg` struct tells that the daemon sends it by itself. */
  readonly kind?: 'event'
  readonly priority?: 'high'
  readonly stream?: 'read' | 'write'
  /** Name of the bit of `flags` that makes the stream sparse. */
  readonly sparseFlag?: string
  readonly fds?: 'in' | 'out' | 'both' | 'optional'
  /** C functions that end in this call. */
  readonly functions?: readonly string[]
}

export interface EventFacts {
  readonly id: number
  readonly name: string
  readonly enumName?: string
  readonly message: string
  readonly since: string
}

export interface EventClassFacts {
  readonly program: string
  readonly register: string
  readonly deregister: string
  readonly filterField: string | null
  readonly enum: string | null
  readonly events: readonly EventFacts[]
}

export interface EnumFacts {
  readonly type: string
  readonly api: string
  readonly since: string | null
  /** Name, number, first release. */
  readonly values: readonly (readonly [string, number, string | null])[]
}

export interface Facts {
  /** By program, then by name of the procedure. */
  readonly procedures: Readonly<Record<string, Readonly<Record<string, ProcedureFacts>>>>
  readonly classes: Readonly<Record<string, EventClassFacts>>
  readonly enums: readonly EnumFacts[]
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(root, 'protocol/facts', name), 'utf8'))
}

export function readFacts(): Facts {
  const { procedures } = readJson('procedures.json') as Pick<Facts, 'procedures'>
  const { classes } = readJson('events.json') as Pick<Facts, 'classes'>
  const { enums } = readJson('enums.json') as Pick<Facts, 'enums'>
  return { procedures, classes, enums }
}
