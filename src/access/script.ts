// The part of an edit that runs on the other host: a script for whatever sh is there, and the talk with it. It takes a lock,
// shows the file, gets the new one back, and puts it in the place of the old by a rename, which happens whole or not at all.
// What the new file says is decided here, by the caller; nothing but the script is ever an argument of a process.

import type { Duplex, Readable } from 'node:stream'

/** A running program on the other host. */
export interface Running {
  readonly stream: Duplex
  readonly stderr: Readable
  readonly exit: Promise<{ readonly code: number | null; readonly signal: string | null }>
}

// In one line and without quotes of its kind, backslashes and exclamation marks: so it can stand in single quotes, and every
// login shell, csh and fish among them, hands it to sh as it is. Lines are joined with blanks.
const lines = [
  'umask 077; LC_ALL=C; export LC_ALL; unset TZ;',
  'say() { echo "lvrpc-access: $*"; };',
  'fail() { say fail "$1"; exit 1; };',
  // A group that may do nothing is no loss.
  'owner() { set -- $(ls -ldn "$1"); case $1 in ????---*) group=none;; *) group=$4;; esac; echo "$(echo "$1" | cut -c 1-10) $3 $group"; };',
  'same() { [ "$(cat "$1"; echo .)" = "$(cat "$2"; echo .)" ]; };',
  'for tool in basename cat cp cut dirname ln ls mkdir mv readlink rm uname wc; do',
  '  command -v $tool > /dev/null || { echo $tool >&2; fail tools; };',
  'done;',
  'IFS= read -r verb && IFS= read -r path && IFS= read -r at || fail input;',
  'case $path in /*) f=$path;; *) [ -d "$HOME" ] || fail home; f=$HOME/$path;; esac;',
  // The file itself: a rename onto a link would leave the file as it was and take the link away.
  'i=0;',
  'while [ -L "$f" ]; do',
  '  i=$((i + 1)); [ $i -le 40 ] || fail links;',
  '  to=$(readlink "$f") || fail links;',
  '  case $to in /*) f=$to;; *) f=$(dirname "$f")/$to;; esac;',
  'done;',
  'd=$(dirname "$f"); fresh=$f;',
  'if [ "$verb" = make ]; then :; elif [ -e "$f" ]; then :; else say absent 0; exit 0; fi;',
  'if [ -e "$f" ]; then [ -f "$f" ] || fail kind; [ -r "$f" ] || fail unreadable; fi;',
  'if [ "$verb" = look ]; then say file $(wc -c < "$f"); cat "$f"; exit 0; fi;',
  'if [ -d "$d/" ]; then :;',
  'elif [ "$path" = .ssh/authorized_keys ]; then mkdir "$d" || fail folder; fresh=$d;',
  'else fail nofolder; fi;',

  // A link is a lock that says who holds it, made in one step. One whose holder is gone is taken over, and so is one that the
  // same holder keeps for half a minute: no edit takes that long. That two hold it then does no harm, see below.
  'host=$(uname -n); lock=$d/.lvrpc-access.lock; me=$host/$$; old=$d/.lvrpc-access.old.$$.tmp; new=$d/.lvrpc-access.new.$$.tmp;',
  'end() { rm -f "$old" "$new"; if [ "$(readlink "$lock")" = "$me" ]; then rm -f "$lock"; fi; };',
  'trap end EXIT; trap "exit 1" HUP INT TERM PIPE;',
  'seen=; n=0; missing=0;',
  'until ln -s "$me" "$lock" 2> /dev/null; do',
  '  if [ -L "$lock" ]; then',
  '    held=$(readlink "$lock") || held=;',
  '    if [ "$held" = "$seen" ]; then n=$((n + 1)); else seen=$held; n=0; fi;',
  '    pid=$(basename "$held");',
  '    if [ "$held" = "$host/$pid" ]; then kill -0 "$pid" 2> /dev/null || [ -d "/proc/$pid" ] || n=300; fi;',
  '    if [ $n -ge 300 ]; then if [ "$(readlink "$lock")" = "$held" ]; then rm -f "$lock"; fi; n=0; fi;',
  '  else missing=$((missing + 1)); [ $missing -lt 20 ] || { ln -s "$me" "$lock"; fail lock; }; fi;',
  '  sleep 0.1 2> /dev/null || { sleep 1; n=$((n + 9)); };',
  'done;',
  'rm -f "$d"/.lvrpc-access.*.tmp;',

  'if [ "$at" = - ]; then :; else say time $(date -d "@$at" +%Y%m%d%H%M%S 2> /dev/null || date -r "$at" +%Y%m%d%H%M%S); fi;',
  'if [ -e "$f" ]; then',
  // Copies of the file take over its owner and mode; they are filled anew then.
  '  cp -p "$f" "$old" && cp -p "$f" "$new" || fail copy;',
  '  chcon --reference="$f" "$new" 2> /dev/null;',
  '  is=file; kept=no; now=$(owner "$f"); [ "$(owner "$new")" = "$now" ] && kept=yes;',
  'else : > "$old" && : > "$new" || fail copy; is=absent; fi;',
  'say $is $(wc -c < "$old"); cat "$old";',
  'IFS= read -r verb && IFS= read -r size || exit 1;',
  '[ "$verb" = write ] || exit 0;',
  'if [ $is = file ]; then [ -w "$f" ] || fail readonly; [ $kept = yes ] || fail owner; fi;',
  'cat > "$new" || fail write;',
  '[ $(wc -c < "$new") -eq "$size" ] || fail cut;',
  'sync "$new" 2> /dev/null;',
  // Not everybody asks for the lock. So the file is looked at once more, and what somebody wrote meanwhile stays.
  '[ "$(readlink "$lock")" = "$me" ] || fail changed;',
  'if [ $is = file ]; then same "$old" "$f" || fail changed;',
  'elif [ -e "$f" ]; then fail changed; fi;',
  'mv -f "$new" "$f" || fail move;',
  'if [ $is = absent ]; then restorecon -F "$fresh" "$f" 2> /dev/null; fi;',
  'say written $(wc -c < "$f"); cat "$f"',
]

/** What the login shell is told to run. */
export const editCommand = `sh -c '${lines.map((line) => line.trim()).join(' ')}'`

/** What the script says of why it stopped: in words for people, after the path. */
const failures: Readonly<Record<string, string>> = {
  input: 'the host cut the script off from its input',
  tools: 'a program is missing there',
  home: 'the user has no home folder there',
  links: 'the symbolic link leads nowhere',
  folder: 'its folder is not there and could not be made',
  nofolder: 'its folder is not there; make it first, so that sshd lets the user read in it',
  kind: 'it is no file',
  unreadable: 'the user cannot read it',
  readonly: 'it is read-only for this user, so it was left alone',
  lock: 'its folder could not be locked against other edits',
  copy: 'it could not be copied',
  write: 'the new file could not be written; the old one is as it was',
  cut: 'the new file did not arrive whole; the old one is as it was',
  owner: 'a new file would not have its owner and mode, so it was left alone: log in as its owner',
  move: 'the new file could not be put in its place; the old one is as it was',
}

/** What became of a file on the other host. Text is latin1, a character for a byte; null where there is no file. */
export type Edited =
  | { readonly is: 'done'; readonly before: string | null; readonly after: string | null }
  /** Somebody else wrote to it meanwhile: it is as they left it, and another try is worth while. */
  | { readonly is: 'changed' }
  /** Nothing was changed. */
  | { readonly is: 'failed'; readonly why: string }
  /** It broke off. Where `sent` is true the new file may be in its place, else nothing was changed. */
  | { readonly is: 'broken'; readonly why: string; readonly sent: boolean }

/** What is to be done with a file. */
export interface Edit {
  /** From the home folder, unless it begins with a slash. */
  readonly path: string
  /** Whether a file that is not there is made; without it there is nothing to edit then. */
  readonly create: boolean
  /** A moment whose local time on the host `edit` needs to know. */
  readonly at?: Date | undefined
  /** @returns the new text; the same where nothing is to change. What it throws is thrown, and nothing was changed */
  edit(text: string, localTime: string | null): string
}

// Of what a login shell prints by itself, and of a file: more is no authorized_keys.
const CHATTER_MAX = 65_536
const FILE_MAX = 4 * 1024 * 1024
const STDERR_MAX = 1024

/** Reads a file, or edits it, by a freshly started `editCommand`. */
export async function talk(
  running: Running,
  wanted: Edit | { readonly path: string },
): Promise<Edited> {
  const { stream } = running
  const complaints = tailOf(running.stderr)
  const answers = new Answers(stream)
  const verb = !('edit' in wanted) ? 'look' : wanted.create ? 'make' : 'edit'
  const at =
    'edit' in wanted && wanted.at !== undefined ? Math.floor(wanted.at.getTime() / 1000) : '-'
  /** Not before it is over has everything been said, and the lock been given back. */
  const over = async () => {
    stream.end()
    await answers.drain()
    return running.exit
  }
  const refused = async ({ rest }: Answer): Promise<Edited> => {
    if (rest === 'changed') return { is: 'changed' }
    await over()
    const words = failures[rest] ?? `the script stopped at '${rest}'`
    return { is: 'failed', why: complaints() === '' ? words : `${words}: ${complaints()}` }
  }
  // What cannot be written will not be answered either.
  stream.on('error', () => {})
  stream.write(`${verb}\n${Buffer.from(wanted.path, 'utf8')}\n${at}\n`)
  let sent = false
  let before: string | null = null
  try {
    let localTime: string | null = null
    let answer = await answers.next()
    if (answer.is === 'time') {
      localTime = answer.rest
      answer = await answers.next()
    }
    if (answer.is === 'file') before = answer.text
    else if (answer.is !== 'absent') return await refused(answer)
    if (!('edit' in wanted) || (before === null && !wanted.create)) {
      return { is: 'done', before, after: before }
    }
    const after = wanted.edit(before ?? '', localTime)
    if (after === (before ?? '')) return { is: 'done', before, after: before }
    const bytes = Buffer.from(after, 'latin1')
    sent = true
    stream.write(`write\n${bytes.length}\n`)
    stream.end(bytes)
    const written = await answers.next()
    if (written.is !== 'written') return await refused(written)
    return { is: 'done', before, after: written.text }
  } catch (error) {
    if (!(error instanceof BrokenOff)) throw error
    // A program that ended says why; a line that dropped does not.
    const { code } = await over()
    const status = code === null ? '' : ` (exit status ${code})`
    return { is: 'broken', why: `${complaints() || error.message}${status}`, sent }
  } finally {
    await over()
  }
}

/** One thing the script said; `text` follows where a file does. */
interface Answer {
  readonly is: string
  readonly rest: string
  readonly text: string
}

class BrokenOff extends Error {}

const SAID = /lvrpc-access: ([a-z]+) ?([^\n]*)\n/

/** What the script says, one after the other; what a login shell printed before it is passed over. */
class Answers {
  readonly #chunks: AsyncIterator<Buffer>
  #text = ''

  constructor(stream: Duplex) {
    this.#chunks = stream[Symbol.asyncIterator]()
  }

  async next(): Promise<Answer> {
    for (;;) {
      const found = SAID.exec(this.#text)
      if (found !== null) {
        this.#text = this.#text.slice(found.index + found[0].length)
        const [, is = '', rest = ''] = found
        return {
          is,
          rest,
          text: /^(?:file|written)$/.test(is) ? await this.#take(Number(rest)) : '',
        }
      }
      if (this.#text.length > CHATTER_MAX) throw new BrokenOff('it prints something else')
      await this.#more()
    }
  }

  /** Reads to the end, whatever it is. */
  async drain(): Promise<void> {
    while ((await this.#chunk()) !== undefined) this.#text = ''
  }

  async #take(length: number): Promise<string> {
    if (!(length <= FILE_MAX))
      throw new BrokenOff(`the file has ${length} bytes: too many to be true`)
    while (this.#text.length < length) await this.#more()
    const text = this.#text.slice(0, length)
    this.#text = this.#text.slice(length)
    return text
  }

  async #more(): Promise<void> {
    const chunk = await this.#chunk()
    if (chunk === undefined) {
      const shown = this.#text
        .replaceAll(/[^\x20-\x7e]+/g, ' ')
        .trim()
        .slice(0, 200)
      throw new BrokenOff(shown === '' ? 'it ended too soon' : `it said '${shown}' and ended`)
    }
    this.#text += chunk.toString('latin1')
  }

  /** Nothing at the end, and where the line dropped. */
  async #chunk(): Promise<Buffer | undefined> {
    const { value } = await this.#chunks.next().catch(() => ({ value: undefined }))
    return value
  }
}

/** The last words of a program's complaints, in one line. */
function tailOf(stderr: Readable): () => string {
  let text = ''
  stderr.on('error', () => {})
  stderr.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString('utf8')).slice(-STDERR_MAX)
  })
  return () =>
    text
      .trim()
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/\p{Cc}/gu, '?')
}
