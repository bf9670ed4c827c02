// The matrix as text, cell by cell, as it is played.

import { hostVersions, type Lab } from '../lab.ts'
import type { Outcome } from './judge.ts'

const seconds = (ms: number | undefined) =>
  ms === undefined ? '?' : `${(ms / 1000).toFixed(ms < 9950 ? 1 : 0)} s`

/** How it ended, in the words of the row table: `stayed: running, none, 1.2 s`. */
export function endText({ said, seen, saidAfterMs, complaints }: Outcome): string {
  const word = (side: 'source' | 'destination') => seen?.[side].end ?? seen?.[side].words ?? '?'
  const text = `${said?.kind ?? 'no result'}: ${word('source')}, ${word('destination')}, ${seconds(saidAfterMs)}`
  return complaints.length === 0 ? text : `NOT MET ${text} (${complaints.join('; ')})`
}

/** Says where the guest came from, if that is a host of another release. */
export function cellText(outcome: Outcome): string {
  const { source, release } = outcome.cell
  const from = hostVersions[source]
  return from === release ? endText(outcome) : `from ${from}: ${endText(outcome)}`
}

export function lineOf(outcome: Outcome): string {
  const { row, position } = outcome.cell
  const mark = outcome.complaints.length === 0 ? 'ok    ' : 'not ok'
  const again = outcome.before === undefined ? '' : ` [second try; ${outcome.before.join('; ')}]`
  return `${mark} ${String(row.number).padStart(2)} ${outcome.cell.release.padEnd(6)} ${position.name}: ${cellText(outcome)}${again}`
}

/** How many rows were met at every position played, of those the lab plays. */
export function countOf(outcomes: readonly Outcome[]): { met: number; of: number } {
  const numbers = new Set(outcomes.map(({ cell }) => cell.row.number))
  const unmet = new Set(
    outcomes.filter(({ complaints }) => complaints.length > 0).map(({ cell }) => cell.row.number),
  )
  return { met: numbers.size - unmet.size, of: numbers.size }
}

/** libvirt and QEMU of each host, as they say themselves. */
export async function hostLines(lab: Lab): Promise<string[]> {
  return Promise.all(
    lab.hosts.map(async (host) => {
      const { stdout } = await host.exec([
        ...['sh', '-c', 'libvirtd --version; qemu-system-x86_64 --version | head -n 1'],
      ])
      const [libvirt = '', qemu = ''] = stdout.split('\n')
      const number = (text: string) => /\d+\.\d+\.\d+/.exec(text)?.[0] ?? text
      return `| \`${host.name}\` | ${number(libvirt)} | ${number(qemu)} |`
    }),
  )
}
