// What a differential script is played on: two hosts of one libvirt release that know each other, whoever they are. embedded.ts
// makes them of embedded daemons, test/lab/real-ground.ts of the lab's; scripts see neither, only stage.ts.

import type { Connection } from '../../src/index.ts'
import type { HostVersion } from '../../src/testing/index.ts'

export type Side = 'a' | 'b'

export interface GroundHost {
  /** As its peer calls it. */
  readonly name: string
  connect(): Promise<Connection>
  /** Kills the daemon and starts it; guests live on. */
  restartDaemon(): Promise<void>
  /** Lets a guest that is up go off by itself, whatever job it has. */
  powerOff(guest: string): Promise<void>
  /** Kills the QEMU of a guest. */
  killQemu(guest: string): Promise<void>
}

export interface Ground {
  readonly version: HostVersion
  readonly a: GroundHost
  readonly b: GroundHost
  /** Waits for what needs time to pass. */
  wait<T>(promise: Promise<T>): Promise<T>
  /** Lets time pass. */
  pass(ms: number): Promise<void>
  /** Makes ready what a guest of that name needs to start. */
  prepare(guest: string): Promise<void>
  /** Waits until a guest that was started can hear its power button. */
  booted(guest: string): Promise<void>
  /** Ends what a script left; the hosts are as they were before. */
  close(): Promise<void>
}

/** Gives every script fresh ground. */
export type Grounds = () => Promise<Ground>
