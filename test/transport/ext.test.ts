import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { connectExt } from '../../src/transport/ext.ts'
import { hear } from './listener.ts'

t.test('the program gets no arguments and no shell, and carries the bytes', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'lvrpc $(false) '))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const command = join(folder, 'pro gram;')
  writeFileSync(command, '#!/bin/sh\necho "$#"\nexec cat\n')
  chmodSync(command, 0o755)
  const transport = await connectExt(command)
  t.match(transport, { kind: 'ext', secure: false, peer: command })
  const heard = hear(transport)
  await heard.until('0\n')
  transport.write(Buffer.from('bytes'))
  await heard.until('bytes')
  transport.close()
  t.equal(await heard.closed, undefined)
})

t.test('one that cannot be started, and a caller who gave up', async (t) => {
  await t.rejects(connectExt('/nonexistent/program'), {
    code: 'connectFailed',
    message: "cannot run '/nonexistent/program': No such file or directory",
  })
  await t.rejects(connectExt('cat', { signal: AbortSignal.abort() }), { code: 'aborted' })
})
