// Answers that a test gives in a host's place: to procedures an embedded host does not know, of any program, and to those it does,
// in front of its own. Typed by the rows, as everything that travels.

import * as remote from '../generated/remote.ts'
import type { Procedure } from '../xdr/procedure.ts'
import { checkFlags } from './flags.ts'
import type { CallTools, Handler } from './handlers.ts'
import { Refusal } from './refusal.ts'
import type { Session } from './session.ts'

/** What an answer is told of its call besides the arguments. */
export interface AnsweredCall<R> {
  /** Which connection it came over: 0 is the first the host ever had. */
  readonly connection: number
  /** What the host itself answers; it carries the call out. Rejects with the refusal if that is one. */
  otherwise(): Promise<R>
}

/** Gives the value the row says, now or later; a thrown `Refusal` is an error of the daemon's. */
export type OwnAnswer<A, R> = (
  args: A,
  call: AnsweredCall<R>,
) => [R] extends [undefined] ? unknown : R | Promise<R>

/** An answer in force. */
export interface PlacedAnswer {
  /** How often it was asked. */
  readonly calls: number
  remove(): void
}

type Row = Procedure<unknown, unknown>

/** A row with who answers it. */
export interface Answered {
  readonly name: string
  readonly row: Row
  readonly handler: Handler
}

/** `DOMAIN_GET_STATE` as rows are called: `domainGetState`. */
export function rowName({ name }: { readonly name: string }): string {
  return name.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
}

const keyOf = (program: number, procedure: number) => `${program} ${procedure}`

/** The answers in force at one host; the latest to a row counts. */
export class Answers {
  readonly #placed = new Map<string, Answered>()

  add<A, R>(row: Procedure<A, R>, answer: OwnAnswer<NoInfer<A>, NoInfer<R>>): PlacedAnswer {
    const name = rowName(row)
    let calls = 0
    const handler = async (session: Session, args: A, tools: CallTools) => {
      calls++
      const otherwise = async () => {
        const own = row.program === remote.program ? session.server.handlerFor(name) : undefined
        if (own === undefined) throw new Refusal('rpc', `unknown procedure: ${row.number}`, 'rpc')
        checkFlags(name, args as Readonly<Record<string, unknown>>)
        // Handler and row belong together: the table of handlers is typed by the rows.
        return (await own(session, args as never, tools)) as R
      }
      return answer(args, { connection: session.index, otherwise })
    }
    const remove = this.place(row, handler)
    return {
      get calls() {
        return calls
      },
      remove,
    }
  }

  /** As `add`, with what the host's own handlers have: the session, and the stream of the call. Gives what takes it out again. */
  place<A, R>(
    row: Procedure<A, R>,
    answer: (session: Session, args: A, tools: CallTools) => unknown,
  ): () => void {
    const key = keyOf(row.program.program, row.number)
    const name = rowName(row)
    const handler = async (session: Session, args: A, tools: CallTools) => {
      const value = await answer(session, args, tools)
      if (name === 'connectOpen' && session.opened === null) {
        // Whoever answers this by himself has let the client in.
        const { name: opened, flags } = args as remote.ConnectOpenArgs
        session.opened = { name: opened ?? '', readonly: (flags & 1) !== 0 }
      }
      return value
    }
    // Both are taken out again under the same row.
    const placed = { name, row: row as Row, handler: handler as Handler }
    this.#placed.set(key, placed)
    return () => {
      if (this.#placed.get(key) === placed) this.#placed.delete(key)
    }
  }

  find(program: number, version: number, procedure: number): Answered | undefined {
    if (this.#placed.size === 0) return undefined
    const found = this.#placed.get(keyOf(program, procedure))
    return found?.row.program.version === version ? found : undefined
  }
}
