import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { hostname } from 'node:os'
import t from 'tap'
import { type Edited, editCommand, talk } from '../../src/access/script.ts'
import { Home, loginShells, posixShells } from './shells.ts'

// Many processes, on a machine that may be busy.
t.setTimeout(120_000)

const path = '.ssh/authorized_keys'
const isRoot = process.geteuid?.() === 0
const anyBytes = Array.from({ length: 256 }, (_, i) => String.fromCharCode(i)).join('')

/** An edit that appends. */
const append = (text: string, create = true) => ({
  path,
  create,
  edit: (before: string) => before + text,
})

/** What is left in the folder besides the file. */
const leftovers = (home: Home) =>
  readdirSync(home.at('.ssh')).filter((name) => name !== 'authorized_keys')

/** Lets the script come to where it waits for the new file, and hands it over there. */
async function held(
  home: Home,
  edited: (running: ReturnType<Home['start']>) => void,
): Promise<Edited> {
  const running = home.start()
  const result = talk(running, {
    path,
    create: true,
    edit: (before) => {
      edited(running)
      return `${before}ours\n`
    },
  })
  return result
}

t.test('the command can be quoted by every login shell', async (t) => {
  t.match(editCommand, /^sh -c '[^'\\!\n]+'$/)
})

for (const sh of posixShells) {
  t.test(`sh is ${sh}`, async (t) => {
    await t.test('a file is made where none was, with its folder', async (t) => {
      const home = new Home(t, { sh })
      t.strictSame(await talk(home.start(), append('one\n')), {
        is: 'done',
        before: null,
        after: 'one\n',
      })
      t.equal(home.read(), 'one\n')
      t.equal(statSync(home.at('.ssh')).mode & 0o777, 0o700)
      t.equal(statSync(home.at(path)).mode & 0o777, 0o600)
      t.strictSame(leftovers(home), [])
    })

    await t.test('every byte comes and goes as it is; owner and mode stay', async (t) => {
      const home = new Home(t, { sh })
      home.write(anyBytes)
      chmodSync(home.at(path), 0o640)
      if (isRoot) chownSync(home.at(path), 1234, 5678)
      const { uid, gid } = statSync(home.at(path))
      const result = await talk(home.start(), append(`\nmore${anyBytes}`))
      t.strictSame(result, { is: 'done', before: anyBytes, after: `${anyBytes}\nmore${anyBytes}` })
      t.equal(home.read(), `${anyBytes}\nmore${anyBytes}`)
      t.match(statSync(home.at(path)), { uid, gid, mode: 0o100640 })
      t.strictSame(leftovers(home), [])
    })

    await t.test('nothing is written where nothing changes', async (t) => {
      const home = new Home(t, { sh })
      home.write('one\n')
      const { ino, mtimeMs } = statSync(home.at(path))
      t.strictSame(await talk(home.start(), append('')), {
        is: 'done',
        before: 'one\n',
        after: 'one\n',
      })
      t.match(statSync(home.at(path)), { ino, mtimeMs })
      t.strictSame(await talk(home.start(), { path }), {
        is: 'done',
        before: 'one\n',
        after: 'one\n',
      })
    })

    await t.test('what is not there is not made by looking, nor by taking away', async (t) => {
      const home = new Home(t, { sh })
      const nothing = { is: 'done', before: null, after: null }
      t.strictSame(await talk(home.start(), { path }), nothing)
      t.strictSame(await talk(home.start(), append('x', false)), nothing)
      t.throws(() => statSync(home.at('.ssh')), { code: 'ENOENT' })
    })

    await t.test('links stay links, and the file they lead to is edited', async (t) => {
      const home = new Home(t, { sh })
      home.write('one\n', 'elsewhere/keys')
      mkdirSync(home.at('.ssh'), { mode: 0o700 })
      symlinkSync('../second', home.at(path))
      symlinkSync(home.at('elsewhere/keys'), home.at('second'))
      t.match(await talk(home.start(), append('two\n')), { is: 'done' })
      t.equal(readlinkSync(home.at(path)), '../second')
      t.equal(home.read('elsewhere/keys'), 'one\ntwo\n')
      t.strictSame(readdirSync(home.at('elsewhere')), ['keys'])

      symlinkSync('loop', home.at('loop'))
      t.match(await talk(home.start(), { ...append('x'), path: 'loop' }), {
        is: 'failed',
        why: 'the symbolic link leads nowhere',
      })
    })

    await t.test('somebody who writes meanwhile is not overwritten', async (t) => {
      const home = new Home(t, { sh })
      home.write('one\n')
      t.strictSame(await held(home, () => home.write('two\n')), { is: 'changed' })
      t.equal(home.read(), 'two\n')
      t.strictSame(leftovers(home), [])
      const fresh = new Home(t, { sh })
      t.strictSame(await held(fresh, () => fresh.write('first\n')), { is: 'changed' })
      t.equal(fresh.read(), 'first\n')
    })

    await t.test('ten at once: one after the other', async (t) => {
      const home = new Home(t, { sh })
      home.write('0\n')
      const lines = Array.from({ length: 10 }, (_, i) => `line ${i}\n`)
      const results = await Promise.all(lines.map((line) => talk(home.start(), append(line))))
      for (const result of results) t.match(result, { is: 'done' })
      t.strictSame(home.read().match(/.+\n/g)?.sort(), ['0\n', ...lines])
      t.strictSame(leftovers(home), [])
    })

    await t.test('a file that grows too large leaves the old one', async (t) => {
      const home = new Home(t, { sh })
      home.write('one\n')
      // The largest file allowed is one block.
      const running = home.start(`ulimit -f 1; ${editCommand}`)
      const result = await talk(running, append('x'.repeat(100_000)))
      t.match(result, {
        is: 'failed',
        why: /the new file could not be written; the old one is as it was/,
      })
      t.equal(home.read(), 'one\n')
      t.strictSame(leftovers(home), [])
    })

    await t.test('a new file that does not arrive whole leaves the old one', async (t) => {
      for (const sent of ['', 'write\n', 'write\n100\n', 'write\n100\nhalf of', 'drivel\n1\n1']) {
        const home = new Home(t, { sh })
        home.write('one\n')
        const running = home.start()
        running.stderr.resume()
        running.stream.write(`edit\n${path}\n-\n`)
        let said = ''
        for await (const chunk of running.stream) {
          said += chunk
          if (said.includes('one\n') && !running.stream.writableEnded) running.stream.end(sent)
        }
        await running.exit
        t.notMatch(said, 'written')
        t.equal(home.read(), 'one\n', JSON.stringify(sent))
        t.strictSame(leftovers(home), [])
      }
    })

    await t.test(
      'killed while it waits, it leaves the old file, and the next takes its place',
      async (t) => {
        const home = new Home(t, { sh })
        home.write('one\n')
        const broken = await held(home, ({ child }) => process.kill(-child.pid!, 'SIGKILL'))
        t.match(broken, { is: 'broken', sent: true })
        t.equal(home.read(), 'one\n')
        t.equal(leftovers(home).length, 3)
        t.match(await talk(home.start(), append('two\n')), { is: 'done', after: 'one\ntwo\n' })
        t.strictSame(leftovers(home), [])
      },
    )

    await t.test('killed while the new file comes in, it leaves the old one', async (t) => {
      const home = new Home(t, { sh })
      home.write('one\n')
      const running = home.start()
      running.stderr.resume()
      running.stream.on('error', () => {})
      running.stream.write(`edit\n${path}\n-\n`)
      await once(running.stream, 'data')
      running.stream.write(`write\n1000000\n${'x'.repeat(200_000)}`)
      // It is being written as soon as there is something in the new file.
      const growing = () =>
        readdirSync(home.at('.ssh')).some(
          (name) => name.includes('.new.') && statSync(home.at(`.ssh/${name}`)).size > 1000,
        )
      while (!growing()) await new Promise(setImmediate)
      process.kill(-running.child.pid!, 'SIGKILL')
      await running.exit
      t.equal(home.read(), 'one\n')
      t.match(await talk(home.start(), append('two\n')), { is: 'done', after: 'one\ntwo\n' })
      t.strictSame(leftovers(home), [])
    })

    await t.test('a lock that was taken away forbids to go on', async (t) => {
      const home = new Home(t, { sh })
      home.write('one\n')
      const lock = home.at('.ssh/.lvrpc-access.lock')
      const result = await held(home, () => {
        spawnSync('ln', ['-sfn', 'elsewhere/1', lock])
      })
      t.strictSame(result, { is: 'changed' })
      t.equal(home.read(), 'one\n')
      t.strictSame(leftovers(home), ['.lvrpc-access.lock'], 'and it is not ours to take it back')
    })

    await t.test(
      'the local time of a moment is that of the host, not that of the session',
      async (t) => {
        const home = new Home(t, { sh, env: { TZ: 'UTC+12' } })
        let told: string | null = null
        const at = new Date('2031-07-01T12:30:15Z')
        await talk(home.start(), {
          path,
          create: true,
          at,
          edit: (text, localTime) => {
            told = localTime
            return text
          },
        })
        const options = { env: { ...process.env, TZ: undefined }, encoding: 'utf8' } as const
        t.equal(
          told,
          spawnSync(
            'date',
            ['-d', `@${at.getTime() / 1000}`, '+%Y%m%d%H%M%S'],
            options,
          ).stdout.trim(),
        )
      },
    )

    await t.test('what is in the way is named', async (t) => {
      const home = new Home(t, { sh })
      mkdirSync(home.at('folder'))
      const rows: [string, RegExp][] = [
        ['folder', /^it is no file$/],
        ['nowhere/keys', /^its folder is not there; make it first/],
        ['/dev/null', /^it is no file$/],
        ['/proc/self/status/keys', /^its folder is not there/],
      ]
      for (const [path, why] of rows) {
        t.match(await talk(home.start(), { ...append('x'), path }), { is: 'failed', why }, path)
      }
      const homeless = new Home(t, { sh, env: { HOME: '/nowhere' } })
      t.match(await talk(homeless.start(), append('x')), {
        why: 'the user has no home folder there',
      })
    })
  })
}

// What follows needs programs that can be stood in for; those of busybox are built in.
t.test('a lock of another host is waited for, and taken over when nothing stirs', async (t) => {
  const home = new Home(t, { programs: { sleep: 'exit 0' } })
  home.write('one\n')
  symlinkSync('elsewhere/17', home.at('.ssh/.lvrpc-access.lock'))
  t.match(await talk(home.start(), append('two\n')), { is: 'done', after: 'one\ntwo\n' })
  t.strictSame(leftovers(home), [])
})

t.test('a lock whose holder lives is waited for', async (t) => {
  const napped = 'echo nap >> "$HOME/naps"; exec /bin/sleep 0.01'
  const home = new Home(t, { programs: { sleep: napped } })
  home.write('one\n')
  const lock = home.at('.ssh/.lvrpc-access.lock')
  symlinkSync(`${hostname()}/${process.pid}`, lock)
  const waiting = talk(home.start(), append('two\n'))
  const naps = () => (readdirSync(home.path).includes('naps') ? home.read('naps').length : 0)
  while (naps() < 12) await new Promise(setImmediate)
  t.equal(home.read(), 'one\n')
  t.ok(lstatSync(lock).isSymbolicLink())
  spawnSync('rm', [lock])
  t.match(await waiting, { is: 'done' })
})

t.test('what fails on the host is told in its words', async (t) => {
  const full = new Home(t, { programs: { cp: 'echo "cp: No space left" >&2; exit 1' } })
  full.write('one\n')
  t.match(await talk(full.start(), append('x')), {
    why: 'it could not be copied: cp: No space left',
  })
  const strange = new Home(t, {
    programs: { cp: '/bin/cp "$@"; for last; do :; done; chmod 604 "$last"' },
  })
  strange.write('one\n')
  t.match(await talk(strange.start(), append('x')), {
    is: 'failed',
    why: /would not have its owner and mode/,
  })
  const stuck = new Home(t, { programs: { mv: 'echo "mv: no" >&2; exit 1' } })
  stuck.write('one\n')
  t.match(await talk(stuck.start(), append('x')), {
    why: /could not be put in its place.*: mv: no/,
  })
  t.equal(stuck.read(), 'one\n')
  t.strictSame([...leftovers(stuck), ...leftovers(strange), ...leftovers(full)], [])
  const unlockable = new Home(t, {
    programs: { ln: 'echo "ln: no" >&2; exit 1', sleep: ':' },
  })
  unlockable.write('one\n')
  t.match(await talk(unlockable.start(), append('x')), { why: /could not be locked.*: ln: no/ })
})

t.test('a host that lacks a program is told of', async (t) => {
  const home = new Home(t, { env: { PATH: '/nowhere' } })
  const result = await talk(
    home.start(`PATH=/nowhere; ${editCommand.replace('sh', '/bin/sh')}`),
    append('x'),
  )
  t.match(result, { is: 'failed', why: /^a program is missing there: basename$/ })
})

for (const shell of loginShells) {
  t.test(`the login shell is ${shell}`, async (t) => {
    const home = new Home(t)
    home.write(`${anyBytes}\n`)
    t.match(await talk(home.start(editCommand, shell), append("'!\\\n")), {
      is: 'done',
      after: `${anyBytes}\n'!\\\n`,
    })
  })
}

t.test(
  'a login shell that talks is passed over, one that runs something else is told of',
  async (t) => {
    const home = new Home(t)
    const chatty = `printf 'Welcome\\nlvrpc-access'; echo; ${editCommand}`
    t.match(await talk(home.start(chatty), append('one\n')), { is: 'done', after: 'one\n' })
    t.strictSame(
      await talk(home.start('echo This account is not available; exit 7'), append('x')),
      {
        is: 'broken',
        why: "it said 'This account is not available' and ended (exit status 7)",
        sent: false,
      },
    )
    t.match(await talk(home.start('nowhere-to-be-found'), append('x')), {
      is: 'broken',
      why: /nowhere-to-be-found.*\(exit status 127\)/,
    })
    t.match(await talk(home.start("printf '%070000d' 1"), append('x')), {
      is: 'broken',
      why: /prints something else/,
    })
    t.match(await talk(home.start('echo lvrpc-access: file 99999999999'), append('x')), {
      is: 'broken',
      why: /too many/,
    })
    t.match(await talk(home.start('echo lvrpc-access: file x'), append('x')), { is: 'broken' })
    t.equal(home.read(), 'one\n')
  },
)

t.test('what the edit throws is thrown, and nothing was changed', async (t) => {
  const home = new Home(t)
  home.write('one\n')
  const edit = () => {
    throw new RangeError('no')
  }
  await t.rejects(talk(home.start(), { path, create: true, edit }), RangeError)
  t.equal(home.read(), 'one\n')
  t.strictSame(leftovers(home), [])
})
