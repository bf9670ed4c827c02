// Post-copy that breaks between real hosts, and is gone on with where the destination's daemon outlives that. The transfer is
// interrupted by virsh, which leaves exactly what a line that broke leaves.

import t from 'tap'
import { type MigrationRequest, type MigrationResult, migrate } from '../../src/migration/index.ts'
import type { Counter } from './guest.ts'
import type { Host } from './host.ts'
import { pairs, useLab } from './lab.ts'

const lab = await useLab(t)

async function stateOn(host: Host, domain: string): Promise<string> {
  return host.virsh('domstate', domain, '--reason')
}

function requestOf(from: Host, to: Host, domain: string, journal: string): MigrationRequest {
  return {
    ...{ source: from.uri, destination: to.uri, domain, journal },
    ...{ live: true, postcopy: true, bandwidthMiBps: 8, postcopyBandwidthMiBps: 4 },
  }
}

/**
 * Interrupts it once the guest goes on at the destination; both halves know it then. Earlier, the processor would wait for the page
 * with its interrupt stack and hold QEMU's lock meanwhile: that QEMU answers nobody any more, libvirt waits for it forever, and
 * nothing can be gone on with.
 */
async function interrupted(
  request: MigrationRequest,
  source: Host,
  counter: Counter,
): Promise<MigrationResult> {
  const migration = migrate(request)
  let asked = false
  for await (const news of migration) {
    if (news.type === 'job' && !asked && (news.stats.memoryProcessed ?? 0) > 0) {
      asked = true
      await migration.startPostcopy()
    }
    if (news.type !== 'lifecycle' || news.side !== 'destination') continue
    if (news.event === 'resumed' && news.detail === 'postcopy') {
      await counter.advance(3, 60_000)
      await source.virsh('domjobabort', request.domain, '--postcopy')
    }
  }
  return migration.result
}

for (const [from, to] of pairs) {
  const [source, destination] = [lab.host(from), lab.host(to)]
  const way = `${source.version} to ${destination.version}`

  t.test(`${way}: a post-copy that broke leaves a half on each host`, async (t) => {
    t.teardown(() => lab.cleanup())
    const counter = await lab.boot(source, { name: 'half', dirtyMiB: 8 })
    const request = requestOf(source, destination, 'half', t.testdir())
    const failed = await interrupted(request, source, counter)
    t.match(failed, { kind: 'postcopy-failed', host: 'destination', postcopy: true })
    t.match(failed.source, { state: { state: 'paused', reason: 'postcopyFailed' } })
    t.match(failed.destination, { state: { state: 'running', reason: 'postcopyFailed' } })

    const again: MigrationRequest = { ...request, postcopyResume: true, postcopyBandwidthMiBps: 64 }
    if (destination.version === '9.0.0') {
      const result = await migrate(again).result
      t.match(result, { kind: 'migrated', host: 'destination', postcopy: true, errors: [] })
      t.same(await source.domains(), [])
      t.equal(await stateOn(destination, 'half'), 'running (migrated)')
      await counter.advance(3)
      await counter.check()
      return
    }
    await t.rejects(migrate(again).result, {
      code: 'argumentUnsupported',
      message: /runs libvirt 11\.3\.0/,
    })
    t.match(await stateOn(source, 'half'), /^paused \(post-copy failed\)/)
    t.match(await stateOn(destination, 'half'), /^running \(post-copy failed\)/)
  })

  t.test(`${way}: a guest whose post-copy did not fail is not touched`, async (t) => {
    t.teardown(() => lab.cleanup())
    const counter = await lab.boot(source, { name: 'sound' })
    const request = requestOf(source, destination, 'sound', t.testdir())
    const forced = { ...request, postcopyResume: true, forcePostcopyResume: true }
    await t.rejects(migrate(forced).result, { code: 'operationInvalid' })
    t.match(await source.virsh('domjobinfo', 'sound'), /None/)
    await counter.advance(3)
    await counter.check()
  })
}
