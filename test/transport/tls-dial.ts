// A process of its own for tls.test.ts: dials the URI of its argument and prints what became of it.

import { dial } from '../../src/transport/dial.ts'
import { parseUri } from '../../src/transport/uri.ts'

try {
  const transport = await dial(parseUri(process.argv[2] ?? ''))
  transport.destroy()
  process.stdout.write('connected')
} catch (error) {
  process.stdout.write((error as { code: string }).code)
}
