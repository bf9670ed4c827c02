import t from 'tap'
import { statsFlags } from '../../src/api/connection.ts'
import { undefineFlags } from '../../src/api/domain.ts'
import { bitsOf, flagsOf } from '../../src/api/flags.ts'

t.test('options that are true become bits', async (t) => {
  t.equal(flagsOf(undefineFlags), 0)
  t.equal(flagsOf(undefineFlags, {}), 0)
  t.equal(flagsOf(undefineFlags, { managedSave: true, nvram: false, tpm: undefined }), 1)
  t.equal(flagsOf(undefineFlags, { keepNvram: true, keepTpm: true }), 8 | 64)
})

t.test('the highest bit stays a positive number', async (t) => {
  t.equal(flagsOf(statsFlags, { enforceStats: true, active: true }), 0x80000001)
})

t.test('what stands beside the flags is left alone', async (t) => {
  const options = { nvram: true, signal: new AbortController().signal, timeoutMs: 5 }
  t.equal(flagsOf(undefineFlags, options as { nvram: true }), 4)
})

t.test('an unknown name is refused, even when it is off', async (t) => {
  const message =
    "invalid argument: unknown option 'acpi'; known are managedSave, snapshotsMetadata, nvram, " +
    'keepNvram, checkpointsMetadata, tpm, keepTpm'
  for (const on of [true, false]) {
    t.throws(() => flagsOf(undefineFlags, { acpi: on } as never), { code: 'invalidArg', message })
  }
  t.throws(() => flagsOf(undefineFlags, { constructor: true } as never), { code: 'invalidArg' })
})

t.test('a list of names becomes bits, whatever the names are', async (t) => {
  t.equal(bitsOf({ signal: 8, acpi: 1 }, ['signal', 'acpi']), 9)
  t.equal(bitsOf({ acpi: 1 }, []), 0)
  t.throws(() => bitsOf({ acpi: 1 }, ['agent' as 'acpi']), { code: 'invalidArg' })
})

t.test('options are checked by the compiler, too', async (t) => {
  // @ts-expect-error no such option
  t.throws(() => flagsOf(undefineFlags, { nvran: true }))
  // @ts-expect-error not a boolean
  t.equal(flagsOf(undefineFlags, { nvram: 1 }), 4)
})
