// Help texts out of the rows: the list of commands, and one page per command. docs/cli.md is made of the same pages.

import { globalOptions, labelOf } from './arguments.ts'
import type { Command, Option } from './command.ts'
import { allGroups } from './commands/catalogue.ts'
import type { Output } from './output.ts'

/** `list [--all] [--inactive] …` */
export function synopsis(command: Command): string {
  const parts = Object.entries(command.options).map(([name, option]) => {
    const use = option.positional ? labelOf(option) : usageOf(name, option)
    return option.required ? use : `[${use}]`
  })
  return [command.name, ...parts].join(' ')
}

function usageOf(name: string, option: Option): string {
  return option.kind === 'flag' ? `--${name}` : `--${name} ${option.label}`
}

/** The page of one command. */
export function commandHelp(command: Command): string {
  const lines = [
    `${command.name} - ${command.summary}`,
    '',
    `  lvrpc [-c URI] ${synopsis(command)}`,
  ]
  if (command.description !== undefined) lines.push('', ...command.description)
  const options = Object.entries(command.options)
  if (options.length > 0) {
    const uses = options.map(([name, option]) =>
      option.positional ? `[--${name}] ${labelOf(option)}` : usageOf(name, option),
    )
    lines.push('', ...columns(uses.map((use, i) => [use, options[i]![1].help])))
  }
  return lines.join('\n')
}

/** The page of one command as data. */
export function commandJson(command: Command): object {
  const options = Object.entries(command.options).map(([name, option]) => ({
    name,
    kind: option.kind,
    help: option.help,
    positional: option.positional ?? false,
    required: option.required ?? false,
  }))
  return { name: command.name, summary: command.summary, options }
}

/** The list of all commands. */
export async function overview(out: Output): Promise<void> {
  const groups = await allGroups()
  if (out.json) {
    out.show(
      '',
      groups.flatMap(({ commands }) => commands.map(commandJson)),
    )
    return
  }
  const lines = ['lvrpc [-c URI] [--json] COMMAND …', '']
  for (const { title, commands } of groups) {
    lines.push(`${title}:`, ...columns(commands.map(({ name, summary }) => [name, summary])), '')
  }
  const globals = Object.entries(globalOptions).map(([name, option]): [string, string] => {
    const short = 'short' in option ? `-${option.short}, ` : '    '
    const label = 'label' in option ? ` ${option.label}` : ''
    return [`${short}--${name}${label}`, option.help]
  })
  lines.push('Options before the command:', ...columns(globals), '')
  lines.push("'lvrpc help COMMAND' shows the options of one command.")
  out.show(lines.join('\n'), undefined)
}

function columns(rows: readonly (readonly [left: string, right: string])[]): string[] {
  const width = Math.min(28, Math.max(...rows.map(([left]) => left.length)))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}
