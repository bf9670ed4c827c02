// The demonstration behind `npm run demo:lab`: a guest that counts is moved between two real hosts and back, with the phases
// drawn, and its counter proves that it was one guest all along.

import { type MigrationResult, migrate } from '../../src/migration/index.ts'
import type { Host } from './host.ts'
import { labDown, labUp } from './lab.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const ms = (value: number | undefined) =>
  value === undefined ? 'unknown' : `${Math.round(value)} ms`

const guest = { name: 'demo', dirtyMiB: 8 }

/** Moves the guest and draws each phase as it ends. @throws Error when it did not arrive */
async function move(from: Host, to: Host): Promise<MigrationResult> {
  say(`\nlvrpc migrates '${guest.name}' from ${from.name} to ${to.name}, live`)
  const migration = migrate({
    source: from.uri,
    destination: to.uri,
    domain: guest.name,
    live: true,
    persistent: true,
    undefineSource: true,
  })
  for await (const news of migration) {
    if (news.type === 'job' && news.percent !== undefined) {
      const left = Math.round((news.stats.memoryRemaining ?? 0) / 2 ** 20)
      say(`            ${news.percent.toFixed(0).padStart(3)} %, ${left} MiB left`)
    }
    if (news.type === 'phase-done') {
      const { phase, cancelled, durationMs, error } = news.record
      const how = error === undefined ? 'ok' : `failed: ${error.message}`
      const name = cancelled ? `${phase} (undo)` : phase
      say(`  ${name.padEnd(9)} ${ms(durationMs).padStart(8)}  ${how}`)
    }
  }
  const result = await migration.result
  for (const error of result.errors) say(`  error: ${error.message}`)
  if (result.kind !== 'migrated')
    throw new Error(`the guest ${result.kind}: ${result.evidence.at(-1)}`)
  say(`  ${result.kind}: ${result.evidence.at(-1)}`)
  say(`  in all ${ms(result.totalMs)}, the guest stood still for ${ms(result.downtimeMs)}`)
  return result
}

/** Brings the lab up, shows both moves, and takes down what it brought up. */
export async function demo(): Promise<void> {
  say(
    'Two real libvirt hosts in containers; the first time they are built, which takes some minutes.',
  )
  const lab = await labUp((line) => say(`lab: ${line}`))
  try {
    await lab.cleanup()
    const [a, b] = [lab.host('new-a'), lab.host('new-b')]
    say(
      `${a.name} and ${b.name} run libvirt ${a.version}; booting a guest that counts on ${a.name}`,
    )
    const counter = await lab.boot(a, guest, { persistent: true })
    await counter.advance(10)
    const there = await counter.check()
    await move(a, b)
    await counter.advance(10)
    const back = await counter.check()
    await move(b, a)
    await counter.advance(10)
    const end = await counter.check()
    say(
      `\nThe guest counted to ${there} on ${a.name}, to ${back} on ${b.name} and to ${end} back on ${a.name}:`,
    )
    say('every number once and in order, so it is one guest that never stopped.')
    await lab.cleanup()
  } finally {
    if (lab.reused) say('The lab was running before and is left running.')
    else await labDown()
  }
}
