// The commands that carry the bytes on the other host, and the proof that what answers there is a daemon. Commands pass two
// shells: the login shell, of whatever kind, and `sh`; so they are one line and quoted for both.

import type { Duplex } from 'node:stream'
import { printable } from '../words.ts'
import { unlessAborted } from './ask.ts'
import type { SshCandidate } from './candidates.ts'

/** Candidates that are commands. */
export type Command = Exclude<SshCandidate, { kind: 'streamlocal' }>

/** Quoted for sh; for every shell there is if it holds neither exclamation mark nor backslash, see `handedOn`. */
export function quoted(word: string): string {
  return `'${word.replaceAll("'", `'"'"'`)}'`
}

/**
 * The command line for a login shell.
 * @param commands one, or virt-ssh-helper and what is to run where it is not installed
 */
export function commandLine(commands: readonly Command[], readonly: boolean): string {
  const parts = commands.map((command, i) => {
    const last = i === commands.length - 1
    const script = command.kind === 'helper' ? helper(command, readonly) : netcat(command)
    if (last || command.kind !== 'helper') return script
    return `if command -v virt-ssh-helper >/dev/null 2>&1; then ${script}; fi`
  })
  return `sh -c ${quoted(handedOn(parts.join('; ')))}`
}

/**
 * A script that every login shell hands on as it is. No quotes keep csh from looking for what follows an exclamation mark in its
 * history, and to fish a backslash before a quote is no backslash. Only words in single quotes have either.
 */
function handedOn(script: string): string {
  const [mark, backslash] = [script.includes('!'), script.includes('\\')]
  const plain = script.replaceAll('!', `'"$e"'`).replaceAll('\\', `'"$b"'`)
  return `${mark ? "e=$(printf '\\041'); " : ''}${backslash ? "b=$(printf '\\134'); " : ''}${plain}`
}

function helper({ uri }: Command & { kind: 'helper' }, readonly: boolean): string {
  return `exec virt-ssh-helper ${readonly ? '-r ' : ''}${quoted(uri)}`
}

/** Some netcats stay when their input ends unless they are told not to, and others do not know how to be told. */
function netcat({ program, socket, sessionSocket }: Command & { kind: 'netcat' }): string {
  const folder = `"\${XDG_RUNTIME_DIR:-\${XDG_CACHE_HOME:-$HOME/.cache}}/libvirt"`
  const path = socket === null ? `${folder}/${quoted(sessionSocket)}` : quoted(socket)
  const name = quoted(program)
  const ask = `LC_ALL=C ${name} -q 2>&1 </dev/null | grep -q "requires an argument"`
  return `if ${ask}; then q=-q0; else q=; fi; exec ${name} $q -U ${path}`
}

// REMOTE_PROC_AUTH_LIST: every daemon answers it, before and after a login, and it changes nothing.
const QUESTION = Uint8Array.of(
  ...[0, 0, 0, 28, 0x20, 0, 0x80, 0x86, 0, 0, 0, 1, 0, 0, 0, 66],
  ...[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
)
const HEADER = 28
// Its answer is short; a text read as a length is not.
const ANSWER_MAX = 65_536

/** Something else than a daemon answered, or nothing did. */
export class NoDaemon extends Error {
  /** It ended and said nothing. */
  readonly mute: boolean

  constructor(text: string, mute: boolean) {
    super(text)
    this.mute = mute
  }
}

/**
 * Asks what is behind a stream and takes the answer off it; what follows is the caller's.
 * @throws NoDaemon when the stream ends first or begins with a text; the signal's reason
 */
export async function prove(stream: Duplex, signal: AbortSignal): Promise<void> {
  stream.write(QUESTION)
  let bytes = Buffer.alloc(0)
  let wanted = 4
  let stop = () => {}
  const answered = new Promise<void>((resolve, reject) => {
    const onReadable = () => {
      for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) {
        bytes = Buffer.concat([bytes, chunk as Buffer])
      }
      if (wanted === 4 && bytes.length >= 4) {
        wanted = bytes.readUInt32BE(0)
        if (wanted < HEADER || wanted > ANSWER_MAX) {
          const text = printable(bytes.subarray(0, 300), 200)
          const what = `text comes before the daemon's bytes: '${text}'`
          reject(new NoDaemon(`${what} (a login shell without a terminal has to be silent)`, false))
          return
        }
      }
      if (bytes.length >= wanted) resolve()
    }
    const onEnd = () => {
      const mute = bytes.length === 0
      reject(new NoDaemon(mute ? 'it ended' : `it ended after '${printable(bytes, 200)}'`, mute))
    }
    stream.on('readable', onReadable)
    stream.once('end', onEnd)
    stream.once('close', onEnd)
    stop = () => {
      stream.removeListener('readable', onReadable)
      stream.removeListener('end', onEnd)
      stream.removeListener('close', onEnd)
    }
  })
  try {
    await unlessAborted(answered, signal)
  } finally {
    stop()
  }
  if (bytes.length > wanted) stream.unshift(bytes.subarray(wanted))
}
