// Virtual networks of an embedded host: they can be defined, started, stopped, looked up and listed; nothing is connected.

import { randomUUID } from 'node:crypto'
import { elementText, identified } from './domain.ts'
import type { HostEvent } from './host.ts'
import { Refusal } from './refusal.ts'
import { checkRoot } from './xml.ts'

/** virNetworkEventLifecycleType */
const events = { defined: 0, undefined: 1, started: 2, stopped: 3 } as const

export interface VirtualNetwork {
  readonly uuid: string
  readonly name: string
  xml: string
  active: boolean
  persistent: boolean
  autostart: boolean
}

export class Networks {
  readonly #tell: (event: HostEvent) => void
  readonly all = new Map<string, VirtualNetwork>()

  constructor(tell: (event: HostEvent) => void) {
    this.#tell = tell
  }

  #event(network: VirtualNetwork, event: keyof typeof events): void {
    this.#tell({ kind: 'network', name: network.name, uuid: network.uuid, event: events[event] })
  }

  /** NETWORK_DEFINE_XML, and what CREATE_XML begins with. */
  define(given: string, persistent = true): VirtualNetwork {
    checkRoot(given, 'network', 'network')
    const name = elementText(given, 'name')
    if (name === undefined || name === '') {
      throw new Refusal('noName', 'a network needs a name', 'network')
    }
    const uuid = elementText(given, 'uuid')?.toLowerCase() ?? randomUUID()
    for (const other of this.all.values()) {
      if (other.name === name && other.uuid !== uuid && /<uuid>/.test(given)) {
        throw new Refusal(
          'operationFailed',
          `network '${name}' already exists with uuid ${other.uuid}`,
          'network',
        )
      }
      if (other.name === name && !/<uuid>/.test(given))
        return this.#update(other, given, persistent)
    }
    const same = this.all.get(uuid)
    if (same !== undefined && same.name !== name) {
      const text = `network '${same.name}' is already defined with uuid ${uuid}`
      throw new Refusal('operationFailed', text, 'network')
    }
    if (same !== undefined) return this.#update(same, given, persistent)
    const network: VirtualNetwork = {
      uuid,
      name,
      xml: identified(given, uuid),
      active: false,
      persistent,
      autostart: false,
    }
    this.all.set(uuid, network)
    if (persistent) this.#event(network, 'defined')
    return network
  }

  #update(network: VirtualNetwork, xml: string, persistent: boolean): VirtualNetwork {
    network.xml = identified(xml, network.uuid)
    network.persistent ||= persistent
    if (persistent) this.#event(network, 'defined')
    return network
  }

  start(network: VirtualNetwork): void {
    if (network.active)
      throw new Refusal('operationInvalid', 'network is already active', 'network')
    network.active = true
    this.#event(network, 'started')
  }

  stop(network: VirtualNetwork): void {
    if (!network.active) {
      throw new Refusal('operationInvalid', `network '${network.name}' is not active`, 'network')
    }
    network.active = false
    this.#event(network, 'stopped')
    if (!network.persistent) this.all.delete(network.uuid)
  }

  undefine(network: VirtualNetwork): void {
    if (!network.persistent) {
      throw new Refusal('operationInvalid', "can't undefine transient network", 'network')
    }
    network.persistent = false
    network.autostart = false
    this.#event(network, 'undefined')
    if (!network.active) this.all.delete(network.uuid)
  }

  setAutostart(network: VirtualNetwork, on: boolean): void {
    if (!network.persistent) {
      const text = 'cannot set autostart for transient network'
      throw new Refusal('operationInvalid', text, 'network')
    }
    network.autostart = on
  }

  find(by: { readonly name: string } | { readonly uuid: string }): VirtualNetwork {
    if ('uuid' in by) {
      const found = this.all.get(by.uuid)
      if (found !== undefined) return found
      throw new Refusal('noNetwork', `no network with matching uuid '${by.uuid}'`, 'network')
    }
    for (const network of this.all.values()) if (network.name === by.name) return network
    throw new Refusal('noNetwork', `no network with matching name '${by.name}'`, 'network')
  }
}
