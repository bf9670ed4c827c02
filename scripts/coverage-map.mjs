// What coverage is measured of (.taprc): what people wrote under src/. Generated code is checked against
// its definition instead, and helpers of the tests are no product.

import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

const files = readdirSync('src', { recursive: true })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('generated'))
  .map((name) => resolve(join('src', name)))

export default function coverageMap() {
  return files
}
