// The tiny guest: its domain XML, and the counter it prints. The kernel and initrd lie under /guest on
// every host; the serial log lies in the folder all hosts share, and QEMU appends to it, so that one
// file tells the guest's whole life over any number of migrations.

import { readFile, writeFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'

/** What a guest may differ in. */
export interface GuestOptions {
  readonly name: string
  readonly uuid?: string
  /** Default 256, more if the guest rewrites much; all of it is sent by a migration unless it is zero. */
  readonly memoryMiB?: number
  /** How much memory the guest rewrites five times a second; default 0. */
  readonly dirtyMiB?: number
  /** Default `pc-i440fx-7.2`, the newest that both QEMU versions know. */
  readonly machine?: string
  /**
   * A small raw disk with the default cache mode: `shared` in the shared folder (libvirt 9.0.0 calls
   * its migration unsafe, 11.3.0 knows the folder), `local` on the host itself (11.3.0 calls it
   * unsafe too). `lab.boot` makes the file; `diskPath` names it.
   */
  readonly disk?: 'none' | 'shared' | 'local'
  /** Devices to add, as XML. */
  readonly devices?: string
}

/** Where the file of a guest's disk lies inside the hosts. */
export function diskPath(disk: 'shared' | 'local', name: string): string {
  return `/${disk}/${name}.img`
}

/** The file name of a guest's serial log, in the shared folder. */
export function logName(name: string): string {
  return `${name}.log`
}

/**
 * The domain XML of a guest that boots in a few seconds without any hardware help. Its kernel does not check the timer: on a busy
 * machine the ticks of a guest in software come so late that the check fails, and the kernel gives up.
 */
export function guestXml(options: GuestOptions): string {
  const { name, uuid, dirtyMiB = 0, machine = 'pc-i440fx-7.2', disk = 'none' } = options
  const { memoryMiB = Math.max(256, dirtyMiB + 128) } = options
  const diskXml =
    disk === 'none'
      ? ''
      : `
    <disk type='file' device='disk'>
      <driver name='qemu' type='raw'/>
      <source file='${xmlText(diskPath(disk, name))}'/>
      <target dev='vda' bus='virtio'/>
    </disk>`
  return `<domain type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>${xmlText(name)}</name>${uuid === undefined ? '' : `\n  <uuid>${uuid}</uuid>`}
  <memory unit='MiB'>${memoryMiB}</memory>
  <vcpu>1</vcpu>
  <os>
    <type arch='x86_64' machine='${machine}'>hvm</type>
    <kernel>/guest/kernel</kernel>
    <initrd>/guest/initrd</initrd>
    <cmdline>console=ttyS0 quiet loglevel=1 panic=-1 no_timer_check dirty=${dirtyMiB}</cmdline>
  </os>
  <features><acpi/></features>
  <cpu mode='custom' match='exact'><model>qemu64</model></cpu>
  <on_crash>destroy</on_crash>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>${diskXml}
    <controller type='usb' model='none'/>
    <serial type='file'>
      <source path='/shared/${xmlText(logName(name))}' append='on'/>
    </serial>
    <memballoon model='none'/>${options.devices ?? ''}
  </devices>
  <qemu:commandline>${oddMemory(memoryMiB).map(argXml).join('')}
  </qemu:commandline>
</domain>
`
}

/**
 * QEMU arguments that give the guest two pages less than it was promised. QEMU 7.2, emulating, looks for rewritten memory 64 pages
 * at a time and then forgets to tell the processor to report the next write, so a guest now and then arrives with a stack of
 * seconds ago: it panics, or stands still. Memory that does not end on such a boundary is looked at page by page, which is
 * right. libvirt itself only gives out whole MiB. QEMU 9.0 mended it.
 */
function oddMemory(memoryMiB: number): readonly string[] {
  const kib = memoryMiB * 1024 - 8
  return [
    ...['-object', `memory-backend-ram,id=odd.ram,size=${kib * 1024}`],
    ...['-m', `size=${kib}k`, '-machine', 'memory-backend=odd.ram'],
  ]
}

function argXml(value: string): string {
  return `
    <qemu:arg value='${xmlText(value)}'/>`
}

/** The numbers a guest has printed, and the judgement on them. */
export class Counter {
  readonly path: string

  /** @param path the guest's serial log as this machine sees it */
  constructor(path: string) {
    this.path = path
  }

  /** Empties the log, for a guest that is about to start. */
  async reset(): Promise<void> {
    await writeFile(this.path, '', { mode: 0o666 })
  }

  /** All numbers so far, in the order printed; a line not yet ended is left out. */
  async read(): Promise<number[]> {
    const text = await readFile(this.path, 'latin1').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return ''
      throw error
    })
    return [...text.matchAll(/^COUNT (\d+)\r?\n/gm)].map((match) => Number(match[1]))
  }

  /** The last number printed, 0 before the first. */
  async last(): Promise<number> {
    return (await this.read()).at(-1) ?? 0
  }

  /**
   * Proves that this was one guest all along: it counts from 1 by ones, so a number that is missing,
   * repeated or smaller than the one before means a guest that lost time, ran twice or started anew.
   * @returns the last number
   */
  async check(): Promise<number> {
    const numbers = await this.read()
    for (const [index, number] of numbers.entries()) {
      if (number === index + 1) continue
      const before = index === 0 ? 'nothing' : String(numbers[index - 1])
      throw new Error(`${this.path}: the guest printed ${number} after ${before}`)
    }
    return numbers.length
  }

  /** Resolves with the last number once it is at least `number`. */
  async waitFor(number: number, timeoutMs = 30_000): Promise<number> {
    const deadline = Date.now() + timeoutMs
    for (;;) {
      const last = await this.last()
      if (last >= number) return last
      if (Date.now() > deadline) {
        throw new Error(
          `${this.path}: the guest is at ${last} after ${timeoutMs} ms, not ${number}`,
        )
      }
      await delay(30)
    }
  }

  /** Resolves once the guest has printed so many more numbers from now: it runs. */
  async advance(by = 3, timeoutMs?: number): Promise<number> {
    return this.waitFor((await this.last()) + by, timeoutMs)
  }
}

function xmlText(text: string): string {
  return text.replace(/[&<>'"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
