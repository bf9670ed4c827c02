// The reporter of tap's runner (.taprc): one line per test file as it ends, everything that failed in
// full, and the count as the last line, for people and for scripts/test.mjs, which gathers the counts
// of several runs and so asks for them in a file instead.

import { writeFileSync } from 'node:fs'
import { Transform } from 'node:stream'
import { countsIn, failuresIn, skipsIn } from './tap-text.mjs'

const noTests = 'no tests found'

export default class Reporter extends Transform {
  #rest = ''
  #block = ''
  #skips = []
  #failures = []
  #empty = 0
  #counts
  #inFileNotes = false

  _transform(chunk, _encoding, done) {
    const lines = (this.#rest + chunk).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#line(line)
    done()
  }

  _flush(done) {
    this.#line(this.#rest)
    const { passed = 0, failed = 0, skipped = 0 } = this.#counts ?? {}
    const counts = {
      passed,
      // tap calls a file without tests skipped; nobody writes one on purpose.
      failed: failed + this.#empty,
      skipped: skipped - this.#empty,
      skips: this.#skips,
      failures: this.#failures,
    }
    const file = process.env.LVRPC_TEST_COUNTS
    if (file) writeFileSync(file, JSON.stringify(counts))
    else this.push(`\n${closingLine(counts)}\n`)
    done()
  }

  #line(line) {
    // What tap notes of a failed file is how it was started; only a bad end is worth showing.
    if (line === '  ---') this.#inFileNotes = true
    if (this.#inFileNotes) {
      if (/^ {2}(signal|expired|exitCode): (?!null)/.test(line)) this.push(`${line}\n`)
      if (line === '  ...') this.#inFileNotes = false
      return
    }
    const file = /^(not )?ok \d+ - (.*?)(?: # time=([\d.]+)ms)?(?: \{)?(?: # SKIP (.*))?$/.exec(
      line,
    )
    if (file !== null) {
      const [, not, name, time, skipped] = file
      const took = time === undefined ? '' : ` (${(Number(time) / 1000).toFixed(1)} s)`
      if (not) {
        this.push(`${failuresIn(this.#block)}\nnot ok ${name}${took}\n`)
        this.#failures.push(name)
      } else if (skipped === noTests) {
        this.#empty++
        this.#failures.push(`${name}: ${noTests}`)
        this.push(`not ok ${name}: ${noTests}\n`)
      } else {
        this.push(skipped ? `skipped ${name}: ${skipped}\n` : `ok ${name}${took}\n`)
      }
      if (skipped !== noTests) this.#skips.push(...skipsIn(`${this.#block}\n${line}`))
      this.#block = ''
      return
    }
    this.#counts = countsIn(line) ?? this.#counts
    this.#block += `${line}\n`
  }
}

/** The last line of every run, the one a program may look for. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
