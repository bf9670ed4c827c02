// docs/cli.md has every command, as the rows have it. With LVRPC_WRITE=1 the pages are written instead of compared.

import { readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import { allGroups } from '../../src/cli/commands/catalogue.ts'
import { commandHelp } from '../../src/cli/help.ts'

const FILE = 'docs/cli.md'
const MARK = /^<!-- commands: .*-->\n/m

const groups = await allGroups()
const pages = groups
  .map(({ title, commands }) => {
    const blocks = commands.map((command) => `\`\`\`text\n${commandHelp(command)}\n\`\`\`\n`)
    return `\n### ${title}\n\n${blocks.join('\n')}`
  })
  .join('')

const text = readFileSync(FILE, 'utf8')
const mark = MARK.exec(text)
const head = text.slice(0, (mark?.index ?? 0) + (mark?.[0].length ?? 0))
if (process.env.LVRPC_WRITE === '1') writeFileSync(FILE, head + pages)

t.test('docs/cli.md shows every command with all its options', async (t) => {
  t.ok(mark, 'the mark is there')
  t.equal(readFileSync(FILE, 'utf8').slice(head.length), pages)
})

t.test('the table of JSON shapes names every command', async (t) => {
  const table = head.split('## Shapes of JSON')[1]!.split('\n## ')[0]!
  const first = [...table.matchAll(/^\| (`.+?`) \|/gm)].map(([, cell]) => cell!).join(' ')
  const named = [...first.matchAll(/`([^`]+)`/g)].map(([, name]) => name)
  const known = groups.flatMap(({ commands }) => commands.map(({ name }) => name))
  t.strictSame(named.sort(), known.sort())
})
