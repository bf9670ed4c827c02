// The lab by hand: `up` brings it up and prints where it answers, `down` takes it away, `demo` shows a guest moving there and
// back, `record` writes down what its daemons say to the differential scripts. Exit code 0, or 1 with one sentence on stderr;
// 3 when this machine cannot carry the lab.

import { demo } from './demo.ts'
import { LabUnavailable, stopOwnEngine } from './engine.ts'
import { labDown, labUp } from './lab.ts'
import { record } from './record.ts'

type Command = (args: readonly string[]) => Promise<void>

const say = (line: string) => void process.stderr.write(`lab: ${line}\n`)

const commands: Readonly<Record<string, Command>> = {
  up,
  down,
  demo,
  record: (names) => record(names, say),
}

async function up(args: readonly string[]): Promise<void> {
  const lab = await labUp(say)
  if (args.includes('--json')) {
    const { reused, shared } = lab
    const hosts = lab.hosts.map(({ name, version, uuid, uri, testUri, unixUri, socket }) => ({
      ...{ name, version, uuid, uri, testUri, unixUri, socket },
    }))
    process.stdout.write(`${JSON.stringify({ reused, shared, hosts })}\n`)
    return
  }
  const rows = lab.hosts.map((host) => [host.name, host.version, host.uri, host.unixUri])
  const table = [['host', 'libvirt', 'over TCP', 'over its unix socket'], ...rows]
  const widths = table[0]?.map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  )
  for (const row of table) {
    const cells = row.map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
    process.stdout.write(`${cells.join('  ').trimEnd()}\n`)
  }
}

/** With --engine a container engine that the lab started is stopped too. */
async function down(args: readonly string[]): Promise<void> {
  await labDown()
  if (args.includes('--engine')) await stopOwnEngine()
}

const [name = '', ...args] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
if (command === undefined) {
  process.stderr.write(`error: give one of: ${Object.keys(commands).join(', ')}\n`)
  process.exitCode = 2
} else {
  try {
    await command(args)
  } catch (error) {
    process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = error instanceof LabUnavailable ? 3 : 1
  }
}
