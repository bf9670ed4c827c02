// The ground of embedded daemons: made anew for every script, on a clock that costs nothing.

import { type HostVersion, type LabHost, lab, VirtualClock } from '../../src/testing/index.ts'
import type { Ground, GroundHost } from './ground.ts'

/** How often the process takes a turn before time is let pass for a call: an answer needs no time. */
const TURNS = 50

export async function embeddedGround(version: HostVersion): Promise<Ground> {
  const clock = new VirtualClock()
  const hosts = await lab({ hosts: 2, version, clock })
  const [a, b] = hosts.hosts.map(hostOf) as [GroundHost, GroundHost]
  return {
    version,
    a,
    b,
    async wait(promise) {
      let settled = false
      const over = () => {
        settled = true
      }
      promise.then(over, over)
      for (let turn = 0; turn < TURNS && !settled; turn++) {
        await new Promise<void>((resolve) => setImmediate(resolve))
      }
      return settled ? promise : clock.run(promise)
    },
    pass: (ms) => clock.advance(ms),
    prepare: async () => {},
    booted: () => clock.advance(1000),
    close: () => hosts.close(),
  }
}

function hostOf(host: LabHost): GroundHost {
  return {
    name: host.name,
    connect: () => host.connect(),
    async restartDaemon() {
      host.restart()
    },
    async powerOff(guest) {
      host.powerOff(guest)
    },
    async killQemu(guest) {
      host.killQemu(guest)
    },
  }
}
