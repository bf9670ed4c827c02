// Reads protocol/*.x and protocol/facts, writes src/generated, docs/protocol.md and the record that the benches use.
// The same input gives the same bytes. `--check` writes nothing and fails when a file differs from what would be written.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { document } from './document.ts'
import { emitConstants, emitProgram } from './emit.ts'
import { type Facts, readFacts, root } from './facts.ts'
import { type Model, makeModel } from './model.ts'
import { parse, type Specification } from './parse.ts'

/** In the order in which people meet them. */
export const programs = ['net', 'keepalive', 'remote', 'qemu', 'lxc', 'admin'] as const

const GENERATED = 'src/generated'

/** A loader of `.x` files of one folder that reads each once. */
export function loader(folder: string): (file: string) => Specification {
  const loaded = new Map<string, Specification>()
  const load = (file: string): Specification => {
    let specification = loaded.get(file)
    if (specification === undefined) {
      specification = parse(file, readFileSync(join(root, folder, `${file}.x`), 'utf8'), load)
      loaded.set(file, specification)
    }
    return specification
  }
  return load
}

export function readModels(facts: Facts): Model[] {
  const load = loader('protocol')
  return programs.map((file) => makeModel(load(file), facts))
}

/** Every generated file: path from the root to content. */
export function generate(): Map<string, string> {
  const facts = readFacts()
  const models = readModels(facts)
  const files = new Map<string, string>()
  for (const model of models) {
    const inputs = [`protocol/${model.file}.x`]
    if (model.rows.length > 0) inputs.push('protocol/facts/procedures.json')
    if (Object.keys(model.classes).length > 0) inputs.push('protocol/facts/events.json')
    files.set(`${GENERATED}/${model.file}.ts`, emitProgram(model, facts, inputs, '../xdr'))
  }
  files.set(`${GENERATED}/constants.ts`, emitConstants(facts, ['protocol/facts/enums.json']))
  files.set('docs/protocol.md', document(models))
  const record = makeModel(loader('bench/xdr')('record'), facts)
  files.set(
    'bench/generated/record.ts',
    emitProgram(record, facts, ['bench/xdr/record.x'], '../../src/xdr'),
  )
  return files
}

/** What is on disk and should not be, or the other way round. */
function differences(files: ReadonlyMap<string, string>): string[] {
  const found: string[] = []
  for (const [path, content] of files) {
    let present: string | undefined
    try {
      present = readFileSync(join(root, path), 'utf8')
    } catch {
      found.push(`${path} is missing`)
      continue
    }
    if (present === content) continue
    const lines = present.split('\n')
    const line = content.split('\n').findIndex((text, index) => text !== lines[index])
    found.push(`${path}:${line + 1} differs`)
  }
  for (const name of readdirSync(join(root, GENERATED))) {
    if (!files.has(`${GENERATED}/${name}`))
      found.push(`${GENERATED}/${name} is not generated from anything`)
  }
  return found
}

function main(check: boolean): number {
  const files = generate()
  if (check) {
    const found = differences(files)
    for (const text of found) console.error(text)
    if (found.length > 0) console.error('Run `npm run generate` and commit the result.')
    return found.length > 0 ? 1 : 0
  }
  for (const [path, content] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  for (const name of readdirSync(join(root, GENERATED))) {
    if (!files.has(`${GENERATED}/${name}`)) rmSync(join(root, GENERATED, name))
  }
  return 0
}

if (process.argv[1]?.endsWith('generate.ts'))
  process.exitCode = main(process.argv.includes('--check'))
