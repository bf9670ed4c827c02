// Golden traces: what real daemons said to a group of scripts, one file for each group and release, kept under
// test/golden/differential so that embedded daemons can be held to it where no real one is.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HostVersion } from '../../src/testing/index.ts'

export const versions: readonly HostVersion[] = ['9.0.0', '11.3.0']

export function goldenPath(group: string, version: HostVersion): string {
  return join(process.cwd(), 'test/golden/differential', `${group}-${version}.txt`)
}

/** Traces by what their scripts are about. */
export type Traces = ReadonlyMap<string, readonly string[]>

/** A group's file: a header that says what was recorded from, then script for script. */
export function textOf(header: string, traces: Traces): string {
  const sections = [...traces].map(([about, lines]) => `## ${about}\n${lines.join('\n')}\n`)
  return `# ${header}\n# Written by "npm run lab:record"; see docs/testing.md.\n\n${sections.join('\n')}`
}

export function tracesOf(text: string): Traces {
  const sections = text.split(/^## /m).slice(1)
  return new Map(
    sections.map((section) => {
      const [about = '', ...lines] = section.trimEnd().split('\n')
      return [about, lines]
    }),
  )
}

export async function readGolden(group: string, version: HostVersion): Promise<Traces> {
  return tracesOf(await readFile(goldenPath(group, version), 'utf8'))
}
