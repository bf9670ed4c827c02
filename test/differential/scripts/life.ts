// Domains through their lives: what may be done with them in which state, what is told of it, and how a domain is found.

import * as remote from '../../../src/generated/remote.ts'
import { bytesOf, type Place, ref, type Script, type Stage, uuidOf } from '../stage.ts'

const guest = ref('guest')

async function startPersistent(stage: Stage, place: Place, flags = 0): Promise<void> {
  await stage.ground.prepare('guest')
  await place.main.call(remote.domainDefineXml, { xml: stage.xml() })
  await place.main.call(remote.domainCreateWithFlags, { dom: guest, flags })
}

export const life: readonly Script[] = [
  {
    about: 'a persistent domain from its definition to its end',
    async play(stage) {
      const { a } = stage
      const { main } = a
      await stage.ground.prepare('guest')
      await main.call(remote.domainDefineXml, { xml: stage.xml('guest', true) })
      await stage.show()
      await main.call(remote.domainDefineXmlFlags, { xml: stage.xml('guest', true), flags: 0 })
      await stage.events()
      await main.call(remote.domainCreate, { dom: guest })
      await stage.events()
      await stage.show()
      await main.call(remote.domainSuspend, { dom: guest })
      await stage.show()
      await main.call(remote.domainResume, { dom: guest })
      await stage.show()
      await stage.events()
      await stage.ground.booted('guest')
      await main.call(remote.domainShutdownFlags, { dom: guest, flags: 0 })
      await stage.until(a, 'its end', (look) => look?.state === 'shutoff')
      await stage.show()
      await stage.events()
      await main.call(remote.domainCreateWithFlags, { dom: guest, flags: 0 })
      await main.call(remote.domainDestroy, { dom: guest })
      await stage.show()
      await stage.events()
      await main.call(remote.domainUndefine, { dom: guest })
      await stage.show()
    },
  },
  {
    about: 'a transient domain is gone when it ends',
    async play(stage) {
      const { a } = stage
      const { main } = a
      await stage.ground.prepare('guest')
      await main.call(remote.domainCreateXml, { xmlDesc: stage.xml(), flags: 0 })
      await stage.show()
      await stage.events()
      await main.call(remote.domainUndefine, { dom: guest })
      await main.call(remote.domainUndefineFlags, { dom: guest, flags: 0 })
      await main.call(remote.domainSetAutostart, { dom: guest, autostart: 1 })
      await main.call(remote.domainGetAutostart, { dom: guest })
      await main.call(remote.domainDestroyFlags, { dom: guest, flags: 0 })
      await stage.show()
      await stage.events()
    },
  },
  {
    about: 'a transient domain that goes off by itself',
    async play(stage) {
      const { a } = stage
      await stage.guest(a, { boots: true })
      await stage.ground.booted('guest')
      await a.main.call(remote.domainShutdown, { dom: guest })
      await stage.until(a, 'its end', (look) => look === null)
      await stage.show()
      await stage.events()
    },
  },
  {
    about: 'a domain that is started paused',
    async play(stage) {
      const { a } = stage
      const { main } = a
      await startPersistent(stage, a, 1)
      await stage.show()
      await stage.events()
      await main.call(remote.domainSuspend, { dom: guest })
      await main.call(remote.domainResume, { dom: guest })
      await stage.show()
      await main.call(remote.domainResume, { dom: guest })
      await main.call(remote.domainSuspend, { dom: guest })
      await main.call(remote.domainSuspend, { dom: guest })
      await stage.show()
      await stage.events()
      await main.call(remote.domainShutdown, { dom: guest })
      await main.call(remote.domainDestroy, { dom: guest })
      await stage.events()
    },
  },
  {
    about: 'definition and running domain part ways',
    async play(stage) {
      const { a } = stage
      const { main } = a
      await startPersistent(stage, a)
      await main.call(remote.domainUndefineFlags, { dom: guest, flags: 0 })
      await stage.show()
      await main.call(remote.domainDefineXml, { xml: stage.xml() })
      await stage.show()
      await main.call(remote.domainDefineXml, { xml: stage.xml() })
      await stage.events()
      await main.call(remote.domainGetXmlDesc, { dom: guest, flags: 0 })
      await main.call(remote.domainGetXmlDesc, { dom: guest, flags: 2 })
      await main.call(remote.domainDestroy, { dom: guest })
      await main.call(remote.domainGetXmlDesc, { dom: guest, flags: 0 })
      await main.call(remote.domainCreateXml, { xmlDesc: stage.xml(), flags: 0 })
      await stage.show()
      await stage.events()
      await main.call(remote.domainDestroy, { dom: guest })
      await stage.show()
    },
  },
  {
    about: 'what a domain is not in the state for',
    async play(stage) {
      const { main } = stage.a
      await main.call(remote.domainDefineXml, { xml: stage.xml() })
      for (const row of [
        remote.domainSuspend,
        remote.domainResume,
        remote.domainShutdown,
        remote.domainDestroy,
        remote.domainAbortJob,
      ]) {
        await main.call(row, { dom: guest })
      }
      await main.call(remote.domainGetJobInfo, { dom: guest })
      await main.call(remote.domainGetJobStats, { dom: guest, flags: 0 })
      await main.call(remote.domainGetJobStats, { dom: guest, flags: 1 })
      await stage.ground.prepare('guest')
      await main.call(remote.domainCreate, { dom: guest })
      await main.call(remote.domainCreate, { dom: guest })
      await main.call(remote.domainCreateWithFlags, { dom: guest, flags: 1 })
      await main.call(remote.domainCreateXml, { xmlDesc: stage.xml(), flags: 0 })
      await main.call(remote.domainResume, { dom: guest })
      await main.call(remote.domainAbortJob, { dom: guest })
      await main.call(remote.domainGetJobInfo, { dom: guest })
      await main.call(remote.domainGetJobStats, { dom: guest, flags: 0 })
      await main.call(remote.domainGetJobStats, { dom: guest, flags: 1 })
      await main.call(remote.domainGetJobStats, { dom: guest, flags: 3 })
      await main.call(remote.domainGetJobStats, { dom: guest, flags: 0x80 })
      await stage.show()
      await stage.events()
    },
  },
  {
    about: 'names and UUIDs that are taken',
    async play(stage) {
      const { main } = stage.a
      await main.call(remote.domainDefineXml, { xml: stage.xml() })
      const sameUuid = stage.xml().replace('<name>guest<', '<name>other<')
      const sameName = stage.xml().replace(uuidOf('guest'), uuidOf('other'))
      for (const xml of [sameUuid, sameName]) {
        await main.call(remote.domainDefineXml, { xml })
        await main.call(remote.domainCreateXml, { xmlDesc: xml, flags: 0 })
      }
      await stage.ground.prepare('guest')
      await main.call(remote.domainCreate, { dom: guest })
      for (const xml of [sameUuid, sameName]) {
        await main.call(remote.domainDefineXml, { xml })
        await main.call(remote.domainCreateXml, { xmlDesc: xml, flags: 0 })
      }
      await stage.show()
      await stage.events()
    },
  },
  {
    about: 'documents that are no domain',
    async play(stage) {
      const { main } = stage.a
      const one = stage.xml()
      const broken = [
        '',
        'nonsense',
        '<network><name>guest</name></network>',
        one.replace(/<name>.*<\/name>/, ''),
        one.replace(/<name>.*<\/name>/, '<name></name>'),
        one.replace(/<uuid>.*<\/uuid>/, '<uuid>1234</uuid>'),
        one.replace('</domain>', ''),
        one.replace(/<memory.*<\/memory>/, ''),
      ]
      for (const xml of broken) {
        await main.call(remote.domainDefineXml, { xml })
        await main.call(remote.domainCreateXml, { xmlDesc: xml, flags: 0 })
      }
    },
  },
  {
    about: 'a domain looked for by name, UUID and id, found and not',
    async play(stage) {
      const { main } = stage.a
      const uuid = bytesOf(uuidOf('guest'))
      await main.call(remote.domainLookupByName, { name: 'guest' })
      await main.call(remote.domainLookupByUuid, { uuid })
      await main.call(remote.domainLookupById, { id: 99_999 })
      await main.call(remote.domainGetState, { dom: guest, flags: 0 })
      await main.call(remote.domainGetXmlDesc, { dom: guest, flags: 0 })
      await main.call(remote.domainCreate, { dom: guest })
      await main.call(remote.domainDestroy, { dom: guest })
      await main.call(remote.domainUndefine, { dom: guest })
      await main.call(remote.domainIsActive, { dom: guest })
      await main.call(remote.domainIsPersistent, { dom: guest })
      await main.call(remote.domainGetJobInfo, { dom: guest })
      await main.call(remote.domainAbortJob, { dom: guest })
      await startPersistent(stage, stage.a)
      await main.call(remote.domainLookupByName, { name: 'guest' })
      const found = await main.call(remote.domainLookupByUuid, { uuid })
      await main.quietly(remote.domainLookupById, { id: found?.dom.id ?? 0 })
      await main.call(remote.domainIsActive, { dom: guest })
      await main.call(remote.domainIsPersistent, { dom: guest })
      await main.call(remote.domainIsUpdated, { dom: guest })
      // Only the UUID tells which one is meant.
      await main.call(remote.domainGetState, { dom: { ...guest, name: 'other', id: 77 }, flags: 0 })
      await main.call(remote.domainLookupByName, { name: 'Guest' })
      await main.call(remote.domainLookupByName, { name: '' })
      await main.call(remote.domainDestroy, { dom: guest })
      await main.quietly(remote.domainLookupByName, { name: 'guest' })
      await main.call(remote.domainIsActive, { dom: guest })
    },
  },
  {
    about: 'what a domain says of itself',
    async play(stage) {
      const { main } = stage.a
      const asks = async () => {
        await main.call(remote.domainGetInfo, { dom: guest })
        await main.call(remote.domainGetState, { dom: guest, flags: 0 })
        await main.call(remote.domainGetState, { dom: guest, flags: 1 })
        await main.call(remote.domainGetOsType, { dom: guest })
        await main.call(remote.domainGetMaxMemory, { dom: guest })
        await main.call(remote.domainGetMaxVcpus, { dom: guest })
        await main.call(remote.domainGetAutostart, { dom: guest })
        await main.call(remote.domainHasManagedSaveImage, { dom: guest, flags: 0 })
        await main.call(remote.domainSnapshotNum, { dom: guest, flags: 0 })
      }
      await main.call(remote.domainDefineXml, { xml: stage.xml() })
      await asks()
      await main.call(remote.domainSetAutostart, { dom: guest, autostart: 1 })
      await main.call(remote.domainGetAutostart, { dom: guest })
      await main.call(remote.domainSetAutostart, { dom: guest, autostart: 0 })
      await stage.ground.prepare('guest')
      await main.call(remote.domainCreate, { dom: guest })
      await asks()
      await stage.events()
    },
  },
  {
    about: 'lists of domains by what they are',
    async play(stage) {
      const { main } = stage.a
      await stage.guest(stage.a)
      await main.call(remote.domainDefineXml, { xml: stage.xml('other') })
      for (const flags of [0, 1, 2, 4, 8, 16, 32, 64, 128, 1 | 4, 2 | 8, 256, 512, 1024, 2048]) {
        await main.call(remote.connectListAllDomains, { needResults: 1, flags })
      }
      await main.call(remote.connectListAllDomains, { needResults: 1, flags: 0x800000 })
      await main.call(remote.connectListAllDomains, { needResults: 0, flags: 0 })
    },
  },
  {
    about: 'autodestroy ends with the line that asked for it',
    async play(stage) {
      const { a } = stage
      const line = await a.line()
      await stage.ground.prepare('guest')
      await line.call(remote.domainCreateXml, { xmlDesc: stage.xml(), flags: 2 })
      await stage.show()
      line.cut()
      await stage.until(a, 'its end', (look) => look === null)
      await stage.events()
      const other = await a.line()
      await stage.ground.prepare('guest')
      await a.main.call(remote.domainDefineXml, { xml: stage.xml() })
      await other.call(remote.domainCreateWithFlags, { dom: guest, flags: 2 })
      await stage.events()
      await a.main.call(remote.domainMigrateBegin3Params, { dom: guest, params: [], flags: 1 })
      other.cut()
      await stage.until(a, 'its end', (look) => look?.state === 'shutoff')
      await stage.show()
    },
  },
  {
    about: "a guest's QEMU is killed",
    async play(stage) {
      const { a } = stage
      await stage.guest(a, { persistent: true })
      await a.host.killQemu('guest')
      await stage.until(a, 'its end', (look) => look?.state === 'shutoff')
      await stage.show()
      await stage.events()
    },
  },
  {
    about: 'a daemon is killed and started under its guests',
    async play(stage) {
      const { a } = stage
      await stage.guest(a, { persistent: true })
      await a.restartDaemon()
      await stage.show()
      await a.main.call(remote.domainSuspend, { dom: guest })
      await a.restartDaemon()
      await stage.show()
      await a.main.call(remote.domainResume, { dom: guest })
      await a.main.call(remote.domainUndefine, { dom: guest })
      await a.restartDaemon()
      await stage.show()
    },
  },
]
