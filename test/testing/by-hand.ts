// The phases of a migration called one by one: for tests that end it as the engine never would, for the demonstration, and to count
// what a host does with the calls alone.

import { paramsCalls } from '../../src/api/migration-calls.ts'
import type { Connection } from '../../src/index.ts'

const LIVE = 0x1
/** The source holds its job from Begin to Confirm. */
const HELD = 0x100

/** Begin and Prepare; what is left to do is in the functions of the answer. */
export async function prepared(
  source: Connection,
  destination: Connection,
  uuid: string,
  flags = LIVE,
) {
  const domain = await source.lookupDomainByUuid(uuid)
  const begun = await paramsCalls.begin(source, domain.ref, {}, flags | HELD)
  const params = { destinationXml: begun.xml, destinationName: domain.name }
  const ready = await paramsCalls.prepare(destination, params, begun.cookie, flags)
  const all = { ...params, migrateUri: ready.uri ?? '' }
  const none = new Uint8Array(0)
  const perform = () => paramsCalls.perform(source, domain.ref, all, ready.cookie, flags | HELD)
  const finish = (cancelled = false, over = destination) =>
    paramsCalls.finish(over, { destinationName: domain.name }, none, flags, cancelled)
  const confirm = (cancelled = false, over = source) =>
    paramsCalls.confirm(over, domain.ref, {}, none, flags | HELD, cancelled)
  return { source, destination, domain, begun, ready, all, perform, finish, confirm }
}
