// Which commands there are and which file holds them; a file is loaded when one of its commands is wanted. A test holds the
// names here and the rows there together.

import type { Command } from '../command.ts'

interface Group {
  readonly title: string
  readonly names: readonly string[]
  load(): Promise<{ readonly commands: readonly Command[] }>
}

const groups: readonly Group[] = [
  {
    title: 'Domains',
    names: [
      'list',
      'dominfo',
      'domstate',
      'domid',
      'domuuid',
      'domname',
      'start',
      'shutdown',
      'reboot',
      'destroy',
      'suspend',
      'resume',
      'define',
      'undefine',
      'autostart',
      'dumpxml',
    ],
    load: () => import('./domain.ts'),
  },
  { title: 'Jobs', names: ['domjobinfo', 'domjobabort'], load: () => import('./job.ts') },
  { title: 'Events', names: ['event'], load: () => import('./event.ts') },
  { title: 'Migration', names: ['migrate'], load: () => import('./migrate.ts') },
  {
    title: 'Migration under way',
    names: [
      'migrate-postcopy',
      'migrate-setmaxdowntime',
      'migrate-getmaxdowntime',
      'migrate-setspeed',
      'migrate-getspeed',
      'migrate-compcache',
    ],
    load: () => import('./migrate-tuning.ts'),
  },
  {
    title: 'Storage pools',
    names: [
      'pool-list',
      'pool-info',
      'pool-define',
      'pool-build',
      'pool-start',
      'pool-autostart',
      'pool-refresh',
      'pool-destroy',
      'pool-delete',
      'pool-undefine',
      'pool-dumpxml',
    ],
    load: () => import('./pool.ts'),
  },
  {
    title: 'Storage volumes',
    names: [
      'vol-list',
      'vol-info',
      'vol-path',
      'vol-key',
      'vol-create',
      'vol-create-as',
      'vol-resize',
      'vol-wipe',
      'vol-delete',
      'vol-dumpxml',
      'vol-download',
      'vol-upload',
    ],
    load: () => import('./volume.ts'),
  },
  {
    title: 'Host',
    names: ['version', 'hostname', 'uri', 'capabilities', 'nodeinfo'],
    load: () => import('./host.ts'),
  },
  { title: 'Access', names: ['access'], load: () => import('./access.ts') },
  { title: 'Everything else', names: ['call'], load: () => import('./call.ts') },
  { title: 'Help', names: ['help'], load: () => import('./help.ts') },
]

/** Every command's name, in the order of the help text. */
export const commandNames: readonly string[] = groups.flatMap(({ names }) => names)

export async function findCommand(name: string): Promise<Command | undefined> {
  const group = groups.find(({ names }) => names.includes(name))
  const { commands } = (await group?.load()) ?? { commands: [] }
  return commands.find((command) => command.name === name)
}

/** All rows, by group. */
export async function allGroups(): Promise<{ title: string; commands: readonly Command[] }[]> {
  return Promise.all(
    groups.map(async ({ title, load }) => ({ title, commands: (await load()).commands })),
  )
}
