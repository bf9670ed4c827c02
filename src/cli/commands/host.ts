// Commands about the host and its daemon.

import type { UriExplanation, Version } from '../../index.ts'
import { type Command, command } from '../command.ts'
import { version as ownVersion } from '../version.ts'

const textOf = ({ major, minor, release }: Version): string => `${major}.${minor}.${release}`

const version = command({
  name: 'version',
  summary: 'versions of lvrpc, the hypervisor and the daemon',
  options: { daemon: { kind: 'flag', help: "show the daemon's version, too" } },
  async run({ connection, out }, values) {
    const host = await connection()
    const [driver, hypervisor, daemon] = await Promise.all([
      host.getType(),
      host.getVersion(),
      host.getLibVersion(),
    ])
    const fields = [
      { key: 'library', title: 'Using library', value: ownVersion, text: `lvrpc ${ownVersion}` },
      { key: 'driver', value: driver },
      {
        key: 'api',
        title: 'Using API',
        value: textOf(daemon),
        text: `${driver} ${textOf(daemon)}`,
      },
      {
        key: 'hypervisor',
        title: 'Running hypervisor',
        value: textOf(hypervisor),
        text: `${driver} ${textOf(hypervisor)}`,
      },
      {
        key: 'daemon',
        ...(values.daemon && { title: 'Running against daemon' }),
        value: textOf(daemon),
      },
    ]
    if (out.json) out.record(0, fields)
    else {
      const lines = fields.filter(({ title }) => title !== undefined)
      out.show(lines.map(({ title, value, text }) => `${title}: ${text ?? value}`).join('\n'), null)
    }
  },
})

const hostname = command({
  name: 'hostname',
  summary: "the host's name",
  options: {},
  async run({ connection, out }) {
    const text = await (await connection()).getHostname()
    out.show(text, { hostname: text })
  },
})

const uri = command({
  name: 'uri',
  summary: 'the URI the daemon opened, or how one would be dialled',
  description: [
    '--explain connects to nothing: it shows what a URI means, where it came from, the ways to the daemon in',
    'the order they would be tried, and the files that would be looked at.',
  ],
  options: {
    explain: { kind: 'flag', help: 'show how the URI would be dialled' },
    uri: {
      kind: 'text',
      label: 'URI',
      help: 'the URI to explain, or a name for one; without it that of -c, or the default',
      positional: true,
      needs: ['explain'],
    },
  },
  async run(context, values) {
    const { connection, out, io, readonly, uriVariable } = context
    if (!values.explain) {
      const text = await (await connection()).getUri()
      out.show(text, { uri: text })
      return
    }
    const found = await io.explainUri(values.uri ?? context.uri, { readonly })
    const named =
      values.uri === undefined && found.source.is === 'argument' ? uriVariable : undefined
    const explanation: UriExplanation =
      named === undefined ? found : { ...found, source: { is: 'environment', name: named } }
    out.show(out.json ? '' : (await import('../explanation.ts')).textOf(explanation), explanation)
  },
})

const capabilities = command({
  name: 'capabilities',
  summary: 'what the host and its hypervisor can do, as XML',
  options: {},
  async run({ connection, out }) {
    const xml = await (await connection()).getCapabilities()
    out.show(xml.replace(/\n$/, ''), { xml })
  },
})

const nodeinfo = command({
  name: 'nodeinfo',
  summary: "the host's CPUs and memory",
  options: {},
  async run({ connection, out }) {
    const info = await (await connection()).getNodeInfo()
    out.record(21, [
      { key: 'model', title: 'CPU model', value: info.model },
      { key: 'cpus', title: 'CPU(s)', value: info.cpus },
      { key: 'mhz', title: 'CPU frequency', value: info.mhz, text: `${info.mhz} MHz` },
      { key: 'sockets', title: 'CPU socket(s)', value: info.sockets },
      { key: 'cores', title: 'Core(s) per socket', value: info.cores },
      { key: 'threads', title: 'Thread(s) per core', value: info.threads },
      { key: 'nodes', title: 'NUMA cell(s)', value: info.nodes },
      {
        key: 'memoryKiB',
        title: 'Memory size',
        value: info.memoryKiB,
        text: `${info.memoryKiB} KiB`,
      },
    ])
  },
})

export const commands: readonly Command[] = [version, hostname, uri, capabilities, nodeinfo]
