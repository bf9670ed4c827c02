// The real world for commands: this process's streams, signals and files, and the library, which is loaded at the first
// connection and not before.

import { isatty } from 'node:tty'
import type { FileEnd, Io, Sink } from './io.ts'
import { processSignals } from './signals.ts'

/**
 * A writable stream of the process. A failed write is remembered and ends nothing: a migration must not be left half done
 * because a disk is full or a pager was closed.
 */
function sinkOf(stream: NodeJS.WriteStream): Sink {
  const gone = new AbortController()
  stream.on('error', (error) => gone.abort(error))
  return {
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns || 80
    },
    write: (chunk) => {
      if (!gone.signal.aborted) stream.write(chunk)
    },
    ready: () => {
      if (gone.signal.aborted || !stream.writableNeedDrain) return Promise.resolve()
      return new Promise((resolve) => {
        const done = () => {
          stream.off('drain', done)
          gone.signal.removeEventListener('abort', done)
          resolve()
        }
        stream.once('drain', done)
        gone.signal.addEventListener('abort', done)
      })
    },
    gone: gone.signal,
  }
}

async function openFile(path: string, mode: 'r' | 'w'): Promise<FileEnd> {
  const { open } = await import('node:fs/promises')
  const file = await open(path, mode)
  return {
    read: () => file.createReadStream({ autoClose: false }),
    writeAt: async (bytes, position) => {
      let done = 0
      while (done < bytes.length) {
        const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done)
        done += bytesWritten
      }
    },
    truncate: (length) => file.truncate(length),
    close: () => file.close(),
  }
}

// Asked of the descriptor: to touch process.stdin would open it.
const atTerminal = isatty(0) && process.stderr.isTTY === true

export const processIo: Io = {
  stdout: sinkOf(process.stdout),
  stderr: sinkOf(process.stderr),
  stdin: () => process.stdin,
  env: process.env,
  signals: processSignals,
  ask: atTerminal
    ? async (question, options) => {
        const { ask } = await import('./prompt.ts')
        return ask(question, options)
      }
    : undefined,
  startAgent: atTerminal
    ? async () => {
        const { startAgent } = await import('./polkit-agent.ts')
        return startAgent()
      }
    : undefined,
  now: () => new Date(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  readFile: async (path) => {
    const { readFile } = await import('node:fs/promises')
    return readFile(path, 'utf8')
  },
  openFile,
  connect: async (uri, options) => {
    const { connect } = await import('../index.ts')
    return connect(uri, options)
  },
  connectAdmin: async (uri) => {
    const { connectAdmin } = await import('../index.ts')
    return connectAdmin(uri)
  },
  access: {
    grant: async (host, options) => (await import('../index.ts')).grantAccess(host, options),
    check: async (host, options) => (await import('../index.ts')).checkAccess(host, options),
    revoke: async (host, options) => (await import('../index.ts')).revokeAccess(host, options),
  },
  explainUri: async (uri, options) => {
    const { explainUri } = await import('../index.ts')
    return explainUri(uri, options)
  },
  migrate: async (request) => {
    const { migrate } = await import('../migration/index.ts')
    return migrate(request)
  },
  resolve: async (request) => {
    const { resolve } = await import('../migration/index.ts')
    return resolve(request)
  },
  openJournals: async (folder) => {
    const { journalFolder, openJournals } = await import('../migration/index.ts')
    return openJournals(folder ?? journalFolder())
  },
}

/** Waits until everything written has left the process. @returns why output was lost, unless its reader just left */
export async function flushed(): Promise<Error | undefined> {
  const ends = [process.stdout, process.stderr].map(
    (stream) =>
      new Promise<void>((resolve) => {
        if (stream.destroyed) resolve()
        else stream.write('', () => resolve())
      }),
  )
  await Promise.all(ends)
  const reason: unknown = processIo.stdout.gone.reason
  const lost = reason instanceof Error && !('code' in reason && reason.code === 'EPIPE')
  return lost ? reason : undefined
}
