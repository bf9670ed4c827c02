// How a guest stands on a host, as virsh inside it says: the only witness of the matrix. Nothing of the library is asked.

import { setTimeout as delay } from 'node:timers/promises'
import type { HostEnd } from '../../faults/rows.ts'
import type { Host } from '../host.ts'

export interface HostSeen {
  /** In the words of the matrix; undefined for what it has no word for. */
  readonly end: HostEnd | undefined
  /** In virsh's words: `paused (migrating), job none`. */
  readonly words: string
}

/** Prints nothing for a guest that the host does not know. */
const script = `
virsh -q list --all --uuid > "/tmp/$0.uuids" || exit 9
grep -qx -- "$0" "/tmp/$0.uuids" || { rm -f "/tmp/$0.uuids"; exit 0; }
rm -f "/tmp/$0.uuids"
virsh -q domstate "$0" --reason || exit 8
virsh -q domjobinfo "$0" 2>&1 | head -n 1`

/** How long a daemon may take to start that another cell has killed. */
const DAEMON_MS = 60_000

/** @param wasPaused whether the guest was paused before, so that a migration's pause is its owner's */
export async function lookAt(host: Host, uuid: string, wasPaused: boolean): Promise<HostSeen> {
  const deadline = performance.now() + DAEMON_MS
  for (;;) {
    const { code, stdout, stderr } = await host.exec(['timeout', '60', 'sh', '-c', script, uuid])
    if (code === 0) return seenIn(stdout.trim(), wasPaused)
    // 8: it went while it was looked at, or the daemon did; 9: no daemon answers.
    if ((code !== 8 && code !== 9) || performance.now() > deadline) {
      throw new Error(`${host.name}: the guest cannot be looked at (${code}): ${stderr.trim()}`)
    }
    await delay(100)
  }
}

function seenIn(stdout: string, wasPaused: boolean): HostSeen {
  if (stdout === '') return { end: 'none', words: 'absent' }
  const [state = '', jobLine = ''] = stdout.split('\n')
  const job = /^Job type: *(\w+)/.exec(jobLine)?.[1]?.toLowerCase()
  // The statistics of an arriving guest are refused; of one that is off too.
  const busy = job === undefined ? !state.startsWith('shut off') : job !== 'none'
  const end = endOf(state, busy, wasPaused)
  return { end, words: busy ? `${state}, job ${job ?? 'arriving'}` : state }
}

function endOf(state: string, busy: boolean, wasPaused: boolean): HostEnd | undefined {
  if (/^(shut off|crashed)/.test(state)) return 'off'
  if (/post-copy failed/.test(state)) return 'failed'
  if (busy) return undefined
  if (/^running/.test(state)) return 'running'
  if (/^paused \(migrating\)/.test(state)) return wasPaused ? 'paused' : 'leftover'
  if (/^paused/.test(state)) return 'paused'
  return undefined
}
