// What a connection is asked before anything else, and what is asked of one in the wrong way.

import * as remote from '../../../src/generated/remote.ts'
import { procedure } from '../../../src/xdr/procedure.ts'
import type { Script } from '../stage.ts'

const { program } = remote.connectOpen
const unknown = (number: number) =>
  procedure(program, number, `PROCEDURE_${number}`, null, null, {})
const elsewhere = procedure(
  { name: 'nowhere', program: 0x1234_5678, version: 1 },
  1,
  'PROGRAM_12345678_PROCEDURE_1',
  null,
  null,
  {},
)
const otherVersion = procedure(
  { ...program, version: 9 },
  1,
  'VERSION_9_PROCEDURE_1',
  null,
  null,
  {},
)

export const connection: readonly Script[] = [
  {
    about: 'features by number',
    async play({ a, b }) {
      for (let feature = 1; feature <= 17; feature++) {
        await a.main.call(remote.connectSupportsFeature, { feature })
      }
      await b.main.call(remote.connectSupportsFeature, { feature: 6 })
      await a.main.call(remote.connectSupportsFeature, { feature: 0 })
      await a.main.call(remote.connectSupportsFeature, { feature: 99 })
    },
  },
  {
    about: 'procedures and programs nobody knows',
    async play({ a }) {
      await a.main.call(unknown(9999), undefined)
      await a.main.call(unknown(0), undefined)
      await a.main.call(elsewhere, undefined)
      await a.main.call(otherVersion, undefined)
      await a.main.call(remote.connectGetType, undefined)
    },
  },
  {
    about: 'what the host is',
    async play({ a }) {
      await a.main.call(remote.connectGetType, undefined)
      await a.main.call(remote.connectIsSecure, undefined)
      await a.main.call(remote.connectGetMaxVcpus, { type: null })
      await a.main.call(remote.connectGetCapabilities, undefined)
    },
  },
  {
    about: 'opened twice',
    async play({ a }) {
      const line = await a.line()
      await line.call(remote.connectOpen, { name: 'qemu:///system', flags: 0 })
      await line.call(remote.connectGetType, undefined)
    },
  },
  {
    about: 'registrations for events',
    async play({ a }) {
      const line = await a.line()
      const register = remote.connectDomainEventCallbackRegisterAny
      const first = await line.call(register, { eventID: 0, dom: null })
      await line.call(register, { eventID: 0, dom: null })
      await line.call(register, { eventID: 1000, dom: null })
      await line.call(register, { eventID: -1, dom: null })
      const callbackID = first?.callbackID ?? 0
      await line.call(remote.connectDomainEventCallbackDeregisterAny, { callbackID })
      await line.call(remote.connectDomainEventCallbackDeregisterAny, { callbackID })
      await line.call(remote.connectDomainEventCallbackDeregisterAny, { callbackID: 12_345 })
      await line.call(remote.connectNetworkEventDeregisterAny, { callbackID: 12_345 })
      await line.call(remote.connectStoragePoolEventRegisterAny, { eventID: 77, pool: null })
    },
  },
]
