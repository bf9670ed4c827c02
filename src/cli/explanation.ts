// How a URI would be dialled, as text for people; programs take the JSON.

import type { ExplainedFile, ExplainedSsh, ExplainedWay, UriExplanation } from '../index.ts'
import { tableText } from './output.ts'
import { padEnd, visible } from './text.ts'

const INDENT = 14

/** Lines of `Title:  text`, then a table of the ways and one of the files. */
export function textOf(explanation: UriExplanation): string {
  const { uri, transport, host, port, ssh, name, defaults, ignored, ways, files } = explanation
  const lines: [title: string, text: string | null][] = [
    ['URI', uri === '' ? 'none: a daemon of this host is looked for' : uri],
    ['From', sourceOf(explanation)],
    ['Transport', transport],
    ['Host', host],
    ['Port', port === null ? null : String(port)],
    ...(ssh === null
      ? [['User', explanation.user] as [string, string | null]]
      : sshLines(ssh, host)),
    ['Daemon', daemonOf(explanation)],
    ['Opens', name === '' ? 'what the daemon finds' : name],
    ['Login', explanation.auth ?? 'as the daemon asks'],
    ...defaults.map(({ key, value, file, line }): [string, string] => [
      'Setting',
      `${key} = ${value} (${file}:${line})`,
    ]),
    ['Ignored', ignored.length === 0 ? null : ignored.join(', ')],
  ]
  const record = lines
    .filter(([, text]) => text !== null)
    .map(([title, text]) => `${padEnd(`${title}:`, INDENT)}${visible(text!)}\n`)
  const wayRows = ways.map((way, i) => [String(i + 1), ...wayCells(way)])
  return [
    record.join(''),
    tableText(['Try', 'Way', 'Where', 'There'], wayRows),
    tableText(['File', 'Path', 'There'], files.map(fileCells)).trimEnd(),
  ].join('\n')
}

function sourceOf({ source, alias, given }: UriExplanation): string {
  const from = {
    argument: 'the command line',
    environment: source.is === 'environment' ? source.name : '',
    file: source.is === 'file' ? `uri_default in ${source.file}:${source.line}` : '',
    default: 'nowhere',
  }[source.is]
  if (alias === null) return from
  const name = given === alias.name ? 'it' : `'${alias.name}'`
  return `${from}; ${name} is an alias in ${alias.file}:${alias.line}`
}

function daemonOf({ session, readonly }: UriExplanation): string {
  return `${session ? "the user's session" : 'the system'}${readonly ? ', only to look' : ''}`
}

function sshLines(ssh: ExplainedSsh, host: string | null): [string, string | null][] {
  const { user, hostName, port, jumps, proxyCommand, logins, knownAs, rule } = ssh
  const newKey = { refuse: 'refused', ask: 'asked about', add: 'added', ignore: 'accepted' }
  return [
    ['User', user],
    ['Reached at', hostName === host ? null : `${hostName}, port ${port}`],
    ['Through', jumps.length === 0 ? proxyCommand : jumps.join(', ')],
    ['Logs in by', logins.join(', ')],
    ['Known as', `${knownAs}; an unknown key is ${newKey[ssh.unknownKeys]} (${rule})`],
  ]
}

function wayCells(way: ExplainedWay): string[] {
  switch (way.kind) {
    case 'socket': {
      const daemon = { given: 'socket of the URI', direct: 'modular socket', legacy: 'socket' }
      return [daemon[way.daemon], visible(way.path), yesNo(way.present)]
    }
    case 'address':
      return ['connection', visible(`${way.host}, port ${way.port}`), '?']
    case 'program':
      return ['program', visible(way.command), yesNo(way.present)]
    case 'streamlocal':
      return ['socket, by sshd', visible(way.path), '?']
    case 'helper':
      return ['virt-ssh-helper', visible(way.uri), '?']
    case 'netcat':
      return [visible(way.program), visible(way.socket ?? `$RUN/libvirt/${way.sessionSocket}`), '?']
  }
}

function fileCells({ kind, path, present }: ExplainedFile): string[] {
  return [kind, visible(path), yesNo(present)]
}

function yesNo(present: boolean): string {
  return present ? 'yes' : 'no'
}
