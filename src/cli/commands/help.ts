// `help`: the list of commands, or the page of one.

import { type Command, command, WrongUsage } from '../command.ts'
import { nearest } from '../text.ts'
import { commandNames, findCommand } from './catalogue.ts'

const help = command({
  name: 'help',
  summary: 'list the commands, or show the options of one',
  options: {
    command: { kind: 'text', label: 'COMMAND', help: 'the command to explain', positional: true },
  },
  async run({ out }, values) {
    const pages = await import('../help.ts')
    if (values.command === undefined) {
      await pages.overview(out)
      return
    }
    const found = await findCommand(values.command)
    if (found === undefined) {
      const near = nearest(values.command, commandNames)
      const hint = near === undefined ? 'see lvrpc help' : `did you mean '${near}'?`
      throw new WrongUsage(`unknown command '${values.command}'; ${hint}`)
    }
    out.show(pages.commandHelp(found), pages.commandJson(found))
  },
})

export const commands: readonly Command[] = [help]
