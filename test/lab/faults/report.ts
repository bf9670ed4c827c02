// The matrix as text: a line for each cell as it ends, and the page docs/fault-matrix.md with what was seen in every one.

import { rows } from '../../faults/rows.ts'
import { releases, type Version } from '../images.ts'
import { hostVersions, type Lab } from '../lab.ts'
import type { Outcome } from './judge.ts'
import { missing } from './matrix.ts'
import { elsewhere } from './plays.ts'

const versions = Object.keys(releases) as Version[]

const seconds = (ms: number | undefined) =>
  ms === undefined ? '?' : `${(ms / 1000).toFixed(ms < 9950 ? 1 : 0)} s`

/** How it ended, in the words of the row table: `stayed: running, none, 1.2 s`. */
export function endText({ said, seen, saidAfterMs, complaints }: Outcome): string {
  const word = (side: 'source' | 'destination') => seen?.[side].end ?? seen?.[side].words ?? '?'
  const text = `${said?.kind ?? 'no result'}: ${word('source')}, ${word('destination')}, ${seconds(saidAfterMs)}`
  return complaints.length === 0 ? text : `NOT MET ${text} (${complaints.join('; ')})`
}

/** Says where the guest came from, if that is a host of another release. */
function cellText(outcome: Outcome): string {
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

export interface Facts {
  /** As `hostLines` gives them, before any of them was hurt. */
  readonly hosts: readonly string[]
  readonly date: Date
  readonly minutes: number
  readonly atOnce: number
  /** Whether everything was played that there is. */
  readonly whole: boolean
}

/** Whole consoles may be in a complaint; the page has them below the table. */
const inTable = (text: string) => {
  const short = text.length > 300 ? `${text.slice(0, 300)} …` : text
  return short.replaceAll('|', '/').replaceAll('\n', ' ')
}

/** Everything that is known of a cell that was not met. */
function failureText(outcome: Outcome): string {
  const { cell, said, complaints } = outcome
  const where = `${cell.source} to ${cell.destination}`
  const list = [
    ...complaints,
    ...(said?.errors ?? []).map((error) => `error: ${error}`),
    ...(said?.evidence ?? []).map((evidence) => `evidence: ${evidence}`),
  ]
  const lines = list.map((text) => `- ${text.replaceAll('\n', ' ')}`)
  const title = `### Row ${cell.row.number}, ${cell.position.name}, ${where} (${cell.release})`
  return `${title}\n\n${lines.join('\n')}\n`
}

export function page(outcomes: readonly Outcome[], facts: Facts): string {
  const { met, of } = countOf(outcomes)
  const cells = outcomes.length
  const good = outcomes.filter(({ complaints }) => complaints.length === 0).length
  const table = rows.flatMap((row) => {
    const positions = [
      ...new Set(
        outcomes.filter(({ cell }) => cell.row === row).map(({ cell }) => cell.position.name),
      ),
    ]
    return positions.map((name, index) => {
      const columns = versions.map((version) => {
        const some = outcomes.filter(
          ({ cell }) => cell.row === row && cell.position.name === name && cell.release === version,
        )
        return some.map((one) => inTable(cellText(one))).join('<br>')
      })
      const [number, fault] = index === 0 ? [String(row.number), row.fault] : ['', '']
      return `| ${number} | ${fault} | ${name} | ${columns.join(' | ')} |`
    })
  })
  const again = outcomes.filter(({ before }) => before !== undefined).length
  const failures = outcomes.filter(({ complaints }) => complaints.length > 0).map(failureText)
  const played = [...new Set(outcomes.map(({ cell }) => cell.row.number))].sort((a, b) => a - b)
  const notPlayed = [
    ...Object.entries(elsewhere).map(([number, why]) => `- Row ${number}: ${why}.`),
    ...missing().map((one) => `- Row ${one}: not played in the lab yet.`),
  ]
  return `# The fault matrix on real daemons

What lvrpc does when a line, a process or a host dies at the worst moment, tried on the hosts of the [lab](lab.md) with a guest that
counts. Written by \`npm run test:faults -- --lab\`; the rows, their positions and what each demands are \`test/faults/rows.ts\`.

Last run: ${facts.date.toISOString().slice(0, 10)}, ${Math.round(facts.minutes)} minutes, up to ${facts.atOnce} cells at work on a host. **${met} of ${of} rows** were met at
every position, ${good} of ${cells} cells.${facts.whole ? '' : ` Not the whole matrix: rows ${played.join(', ')}, as far as they were asked for.`}${again === 0 ? '' : ` The stage of ${again} had to be set twice.`}

| host | libvirt | QEMU |
| --- | --- | --- |
${facts.hosts.join('\n')}

A cell shows the kind of result, how virsh on the source and on the destination showed the guest 45 s after the fault or later, and
how long after the fault the last word was said. \`leftover\` is a copy that stands stopped on the source and must not be resumed; \`off\` is
a guest that is not active; \`none\` one of which nothing is left. The guest's counter went on without a gap or a repetition wherever
a cell is met.

| # | fault | at | ${versions.map((version) => `to ${version}`).join(' | ')} |
| --- | --- | --- | ${versions.map(() => '---').join(' | ')} |
${table.join('\n')}
${failures.length === 0 ? '' : `\n## Not met\n\n${failures.join('\n')}`}${notPlayed.length === 0 ? '' : `\n## Not in this table\n\n${notPlayed.join('\n')}\n`}`
}
