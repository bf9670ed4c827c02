// The shape of a row: everything that is known of one procedure, one event, one class of events. Rows are data;
// rpc/ carries any of them over the wire, so a new procedure costs a row and no code.

import type { Codec, Writable } from './codec.ts'
import type { XdrReader } from './reader.ts'

/** A program of the protocol: its number and version stand in every frame header. */
export interface Program {
  readonly name: string
  readonly program: number
  readonly version: number
}

/** Which side of the stream a call opens, seen from the client; consoles are marked `read` but carry both ways. */
export type StreamSide = 'none' | 'read' | 'write'

/**
 * Whether the C client passes file descriptors along, which Node cannot: such calls are refused, but for `optional`, where
 * files may go to the daemon and none is allowed too.
 */
export type FdPassing = 'none' | 'in' | 'out' | 'both' | 'optional'

/** What stands beside the number and the codecs of a row; from protocol/facts. */
export interface ProcedureTraits {
  readonly stream: StreamSide
  /** `high`: daemons serve it from workers that slow calls cannot fill. */
  readonly priority: 'high' | 'low'
  /** First release with the public function or event; where there is none, the oldest of 9.0.0, 11.3.0, 12.8.0 that has it. */
  readonly since: string
  readonly fds: FdPassing
  /** Bit of `flags` that makes a stream sparse, if the call has one. */
  readonly sparseFlag: number
}

/** A call: `args` or `ret` is null where the protocol says void; then its value is `undefined`. */
export interface Procedure<Args = unknown, Ret = unknown> extends ProcedureTraits {
  readonly kind: 'call'
  readonly program: Program
  readonly number: number
  /** As in the `.x` file without prefix: `DOMAIN_GET_STATE`. */
  readonly name: string
  readonly args: Codec<Args> | null
  readonly ret: Codec<Ret> | null
}

/** A call of whatever types: every row is one, so that rows can stand side by side. */
export interface AnyProcedure extends ProcedureTraits {
  readonly kind: 'call'
  readonly program: Program
  readonly number: number
  readonly name: string
  readonly args: Writable | null
  readonly ret: { readonly read: (r: XdrReader) => unknown } | null
}

/** A message the daemon sends on its own: `ret` is null, `args` is the body. */
export interface EventProcedure<Body = unknown> extends ProcedureTraits {
  readonly kind: 'event'
  readonly program: Program
  readonly number: number
  readonly name: string
  readonly args: Codec<Body> | null
  readonly ret: null
}

/** How one class of events is switched on and off. Callback ids are unique within a class only. */
export interface EventClass {
  readonly name:
    | 'domain'
    | 'network'
    | 'storagePool'
    | 'nodeDevice'
    | 'secret'
    | 'monitor'
    | 'connection'
  /** The daemon answers `{ callbackID }`, except for `connection`, which has no id at all. */
  readonly register: AnyProcedure
  readonly deregister: AnyProcedure
  /** Name of the optional object in the register arguments (`dom`, `net`, …); null where there is none. */
  readonly filterField: string | null
}

/** One event: what to ask for (`id` within its class) and what arrives (`message`). */
export interface Event<Body = unknown> {
  readonly class: EventClass
  /** eventID of the register call; -1 where the class has no ids (monitor, connection). */
  readonly id: number
  /** Public name in camelCase: `lifecycle`, `migrationIteration`. */
  readonly name: string
  readonly message: EventProcedure<Body>
}

const ORDINARY: ProcedureTraits = {
  stream: 'none',
  priority: 'low',
  since: '9.0.0',
  fds: 'none',
  sparseFlag: 0,
}

/** A row for a call. */
export function procedure<Args = undefined, Ret = undefined>(
  program: Program,
  number: number,
  name: string,
  args: Codec<Args> | null,
  ret: Codec<Ret> | null,
  traits: Partial<ProcedureTraits>,
): Procedure<Args, Ret> {
  return { kind: 'call', program, number, name, args, ret, ...ORDINARY, ...traits }
}

/** A row for a message of the daemon's own. */
export function eventProcedure<Body = undefined>(
  program: Program,
  number: number,
  name: string,
  body: Codec<Body> | null,
  traits: Partial<ProcedureTraits>,
): EventProcedure<Body> {
  return { kind: 'event', program, number, name, args: body, ret: null, ...ORDINARY, ...traits }
}

/** An event of a class. */
export function event<Body>(
  eventClass: EventClass,
  id: number,
  name: string,
  message: EventProcedure<Body>,
): Event<Body> {
  return { class: eventClass, id, name, message }
}
