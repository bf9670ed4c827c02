// Every script, in groups; a group is a file of golden traces.

import type { Script } from '../stage.ts'
import { breaks } from './breaks.ts'
import { connection } from './connection.ts'
import { life } from './life.ts'
import { moves } from './moves.ts'
import { storage } from './storage.ts'

export const groups: Readonly<Record<string, readonly Script[]>> = {
  connection,
  life,
  storage,
  moves,
  breaks,
}

/** What is played on the lab each time, a minute or two of it; all the rest with LVRPC_DIFFERENTIAL=all. */
export const quick: ReadonlySet<string> = new Set([
  'features by number',
  'procedures and programs nobody knows',
  'registrations for events',
  'a transient domain is gone when it ends',
  'what a domain is not in the state for',
  'documents that are no domain',
  'a pool from its definition to its end',
  "a volume's data up and down",
  'an upload with holes',
  'a network from its definition to its end',
  'live, persistent there and undefined here',
  'a paused guest',
  'given up after Perform',
  "the destination's line is closed after Prepare",
])
