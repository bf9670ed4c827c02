// The lab for a bench: up if it was not, clean, and taken down again by whoever brought it up.

import { LabUnavailable } from '../test/lab/engine.ts'
import { type Lab, labDown, labUp } from '../test/lab/lab.ts'
import { Unavailable } from './harness.ts'

/** @throws Unavailable where no engine can be had */
export async function cleanLab(): Promise<{ readonly lab: Lab; close(): Promise<void> }> {
  const lab = await labUp().catch((error: unknown) => {
    throw error instanceof LabUnavailable ? new Unavailable(error.message) : error
  })
  await lab.cleanup()
  return {
    lab,
    async close() {
      await lab.cleanup()
      if (!lab.reused) await labDown()
    },
  }
}
