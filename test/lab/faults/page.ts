// The page docs/fault-matrix.md: what was seen in every cell when it was played last. A run of some rows replaces what the page said of
// them and leaves the rest as it is, so the page is read as well as written.

import { rows } from '../../faults/rows.ts'
import { releases, type Version } from '../images.ts'
import type { Outcome } from './judge.ts'
import { missing } from './matrix.ts'
import { elsewhere } from './plays.ts'
import { cellText } from './report.ts'

const versions = Object.keys(releases) as Version[]

export interface Facts {
  /** As `hostLines` gives them, before any of them was hurt. */
  readonly hosts: readonly string[]
  readonly date: Date
  readonly minutes: number
  readonly atOnce: number
  /** Whether everything was played that there is. */
  readonly whole: boolean
}

/** One position of a row: its text by release. Cells of the same release stand in one text, with `<br>` between them. */
interface Entry {
  readonly row: number
  readonly position: string
  readonly texts: Partial<Record<Version, string>>
}

/** What a page says. */
interface Said {
  /** When everything was played, and when some rows were since. */
  readonly runs: string
  readonly entries: readonly Entry[]
  /** With all that is known of them, by their titles. */
  readonly failures: ReadonlyMap<string, string>
}

/** Whole consoles may be in a complaint; the page has them below the table. */
const inTable = (text: string) => {
  const short = text.length > 300 ? `${text.slice(0, 300)} …` : text
  return short.replaceAll('|', '/').replaceAll('\n', ' ')
}

const day = (date: Date) => date.toISOString().slice(0, 10)
const isMet = (text: string) => !text.includes('NOT MET')

function titleOf({ cell }: Outcome): string {
  const where = `${cell.source} to ${cell.destination}`
  return `### Row ${cell.row.number}, ${cell.position.name}, ${where} (${cell.release})`
}

/** Everything that is known of a cell that was not met. */
function failureText({ said, complaints }: Outcome): string {
  const list = [
    ...complaints,
    ...(said?.errors ?? []).map((error) => `error: ${error}`),
    ...(said?.evidence ?? []).map((evidence) => `evidence: ${evidence}`),
  ]
  return list.map((text) => `- ${text.replaceAll('\n', ' ')}`).join('\n')
}

function heard(outcomes: readonly Outcome[]): Omit<Said, 'runs'> {
  const entries = rows.flatMap((row) => {
    const there = outcomes.filter(({ cell }) => cell.row === row)
    const positions = [...new Set(there.map(({ cell }) => cell.position.name))]
    return positions.map((position): Entry => {
      const texts: Partial<Record<Version, string>> = {}
      for (const version of versions) {
        const some = there.filter(
          ({ cell }) => cell.position.name === position && cell.release === version,
        )
        if (some.length > 0) texts[version] = some.map((one) => inTable(cellText(one))).join('<br>')
      }
      return { row: row.number, position, texts }
    })
  })
  const failed = outcomes.filter(({ complaints }) => complaints.length > 0)
  return { entries, failures: new Map(failed.map((one) => [titleOf(one), failureText(one)])) }
}

/** @throws Error for a text that is no page of this form */
function read(text: string): Said {
  const runs = /^Last whole run: .+$/m.exec(text)?.[0]
  if (runs === undefined)
    throw new Error('docs/fault-matrix.md tells of no whole run: play the whole matrix first')
  let row = 0
  const entries: Entry[] = []
  for (const [, number = '', rest = ''] of text.matchAll(/^\| (\d*) \| (.*) \|$/gm)) {
    if (number !== '') row = Number(number)
    const [, position = '', ...cells] = rest.split(' | ').map((one) => one.trim())
    const texts: Partial<Record<Version, string>> = {}
    for (const [index, version] of versions.entries()) {
      const cell = cells[index] ?? ''
      if (cell !== '') texts[version] = cell
    }
    entries.push({ row, position, texts })
  }
  const failures = new Map<string, string>()
  for (const [, title = '', body = ''] of text.matchAll(/^(### .+)\n\n((?:- .*\n)+)/gm)) {
    failures.set(title, body.trimEnd())
  }
  return { runs, entries, failures }
}

/** What was said before, but for the cells that were played since. */
function overlaid(before: Said, news: Omit<Said, 'runs'>, date: Date): Said {
  const keyOf = ({ row, position }: Entry) => `${row}, ${position}`
  const found = new Map(before.entries.map((entry) => [keyOf(entry), entry]))
  const failures = new Map(before.failures)
  for (const entry of news.entries) {
    const texts = { ...found.get(keyOf(entry))?.texts, ...entry.texts }
    found.set(keyOf(entry), { ...entry, texts })
    for (const title of failures.keys()) {
      const rest = title.startsWith(`### Row ${keyOf(entry)}, `)
        ? title.slice(`### Row ${keyOf(entry)}, `.length)
        : ''
      const release = /^\S+ to \S+ \((.+)\)$/.exec(rest)?.[1]
      if (release !== undefined && release in entry.texts) failures.delete(title)
    }
  }
  for (const [title, text] of news.failures) failures.set(title, text)
  const again = [...new Set(news.entries.map(({ row }) => row))].join(', ')
  const order = rows.flatMap(({ number, positions }) =>
    [...found.values()]
      .filter(({ row }) => row === number)
      .sort((a, b) => indexIn(positions, a) - indexIn(positions, b)),
  )
  const entries = order.length === found.size ? order : [...found.values()]
  return { runs: `${before.runs} Rows ${again} again on ${day(date)}.`, entries, failures }
}

/** Those that only real hosts have come last. */
function indexIn(positions: readonly { readonly name: string }[], { position }: Entry): number {
  const index = positions.findIndex(({ name }) => name === position)
  return index === -1 ? positions.length : index
}

/**
 * @param before the page as it stands, when only some rows were played; undefined after a whole run
 * @throws Error when `before` is no such page
 */
export function page(outcomes: readonly Outcome[], facts: Facts, before?: string): string {
  const news = heard(outcomes)
  const twice = outcomes.filter((outcome) => outcome.before !== undefined).length
  const stage = twice === 0 ? '' : ` The stage of ${twice} had to be set twice.`
  const run = `Last whole run: ${day(facts.date)}, ${Math.round(facts.minutes)} minutes, up to ${facts.atOnce} cells at work on a host.${stage}`
  const said =
    before === undefined ? { ...news, runs: run } : overlaid(read(before), news, facts.date)
  const cells = said.entries.flatMap(({ texts }) =>
    Object.values(texts).flatMap((text) => text.split('<br>')),
  )
  const all = new Set(said.entries.map(({ row }) => row))
  const unmet = new Set(
    said.entries.filter(({ texts }) => !Object.values(texts).every(isMet)).map(({ row }) => row),
  )
  let last = 0
  const table = said.entries.map(({ row, position, texts }) => {
    const fault = rows.find(({ number }) => number === row)?.fault ?? ''
    const [number, what] = row === last ? ['', ''] : [String(row), fault]
    last = row
    return `| ${number} | ${what} | ${position} | ${versions.map((version) => texts[version] ?? '').join(' | ')} |`
  })
  const failures = [...said.failures].map(([title, text]) => `${title}\n\n${text}\n`)
  const notPlayed = [
    ...Object.entries(elsewhere).map(([number, why]) => `- Row ${number}: ${why}.`),
    ...missing().map((one) => `- Row ${one}: not played in the lab yet.`),
  ]
  return `# The fault matrix on real daemons

What lvrpc does when a line, a process or a host dies at the worst moment, tried on the hosts of the [lab](lab.md) with a guest that
counts. Written by \`npm run test:faults -- --lab\`; the rows, their positions and what each demands are \`test/faults/rows.ts\`.

${said.runs}
**${all.size - unmet.size} of ${all.size} rows** were met at every position, ${cells.filter(isMet).length} of ${cells.length} cells.

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
