// The command line as it is shipped, against real daemons; what virsh inside the host prints of the same thing is the measure.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { guestXml } from './guest.ts'
import type { Host } from './host.ts'
import { pairs, useLab } from './lab.ts'
import { type Finished, must, run } from './process.ts'

const lab = await useLab(t)

const folder = await mkdtemp(join(tmpdir(), 'lvrpc-cli-'))
t.teardown(() => rm(folder, { recursive: true }))
const env = { ...process.env, XDG_CACHE_HOME: folder, NODE_EXTRA_CA_CERTS: undefined }
await must(process.execPath, [
  ...['--input-type=module', '-e'],
  `await (await import('${process.cwd()}/scripts/build.mjs')).bundleCli('${folder}/cli')`,
])
const MAIN = join(folder, 'cli/main.js')

const lvrpc = (...args: string[]): Promise<Finished> =>
  run(process.execPath, [MAIN, ...args], { env })

/** What the command prints when it must go well. */
async function printed(uri: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await lvrpc('-c', uri, ...args)
  if (code !== 0 || stderr !== '') throw new Error(`${args.join(' ')}: ${code} ${stderr}`)
  return stdout
}

const virsh = (host: Host, ...args: string[]) => host.exec(['virsh', ...args])

/** Time goes on between two looks; virsh 9.0.0 ends capabilities with one empty line more. */
const still = (text: string) =>
  text.replace(/^(CPU time: +).*$/m, '$1…').replace(/(<\/capabilities>\n)\n+$/, '$1')

for (const host of [lab.host('old-a'), lab.host('new-a')]) {
  t.test(`${host.version}: prints what virsh prints`, async (t) => {
    t.teardown(() => lab.cleanup())
    const counter = await lab.boot(host, { name: 'web' }, { persistent: true })
    await lab.boot(host, { name: 'asleep' })
    await host.virsh('suspend', 'asleep')
    for (const name of ['Zeta', 'alpha']) {
      const file = join(folder, `${name}.xml`)
      await writeFile(file, guestXml({ name }))
      await printed(host.uri, 'define', file)
    }
    await host.virsh('autostart', 'alpha')
    await counter.advance(3)

    const same: string[][] = [
      ['list'],
      ['list', '--all'],
      ['list', '--inactive'],
      ['list', '--all', '--name'],
      ['list', '--all', '--uuid', '--name'],
      ['list', '--all', '--id'],
      ['list', '--all', '--autostart'],
      ['list', '--all', '--no-autostart', '--transient'],
      ['list', '--state-paused'],
      ['list', '--state-shutoff'],
      ['list', '--state-running', '--persistent'],
      ['list', '--all', '--managed-save'],
      ['list', '--all', '--without-managed-save', '--without-snapshot'],
      ['dominfo', 'web'],
      ['dominfo', 'asleep'],
      ['dominfo', 'alpha'],
      ['domstate', 'web'],
      ['domstate', 'web', '--reason'],
      ['domstate', 'asleep', '--reason'],
      ['domstate', 'Zeta', '--reason'],
      ['domid', 'web'],
      ['domid', 'Zeta'],
      ['domuuid', 'web'],
      ['dumpxml', 'web'],
      ['dumpxml', 'web', '--inactive', '--security-info'],
      ['dumpxml', 'web', '--migratable', '--update-cpu'],
      ['domjobinfo', 'web'],
      ['domjobinfo', 'web', '--rawstats'],
      ['hostname'],
      ['uri'],
      ['nodeinfo'],
      ['capabilities'],
    ]
    for (const args of same) {
      const theirs = await virsh(host, ...args)
      t.equal(theirs.code, 0, args.join(' '))
      t.equal(still(await printed(host.uri, ...args)), still(theirs.stdout), args.join(' '))
    }
    const quiet = await virsh(host, '-q', 'list', '--all')
    t.equal(await printed(host.unixUri, '-q', 'list', '--all'), quiet.stdout)

    const versions = (await virsh(host, 'version', '--daemon')).stdout
    const ours = await printed(host.uri, 'version', '--daemon')
    const notTheLibrary = (text: string) =>
      text.split('\n').filter((line) => !/^(Compiled|Using library)/.test(line))
    t.strictSame(notTheLibrary(ours), notTheLibrary(versions))

    const id = (await printed(host.uri, 'domid', 'web')).trim()
    t.equal(await printed(host.uri, 'domname', id), 'web\n\n')
  })

  t.test(`${host.version}: says what it did in virsh’s words`, async (t) => {
    t.teardown(() => lab.cleanup())
    const file = join(folder, 'twin.xml')
    await lab.prepare({ name: 'twin' })
    await writeFile(file, guestXml({ name: 'twin' }))
    await host.exec(['sh', '-c', `cat > /tmp/twin.xml <<'END'\n${guestXml({ name: 'twin' })}END`])
    // Each step is done by virsh and taken back by us, or the other way round.
    const steps: string[][] = [
      ['start', 'twin', '--paused'],
      ['resume', 'twin'],
      ['suspend', 'twin'],
      ['resume', 'twin'],
      ['autostart', 'twin'],
      ['autostart', 'twin', '--disable'],
      ['destroy', 'twin'],
      ['start', 'twin'],
      ['shutdown', 'twin', '--mode', 'acpi'],
      ['reboot', 'twin', '--mode', 'acpi'],
      ['destroy', 'twin', '--graceful'],
      ['undefine', 'twin', '--managed-save', '--nvram'],
    ]
    const define = await printed(host.uri, 'define', file, '--validate')
    t.equal(define, `Domain 'twin' defined from ${file}\n\n`)
    const ours: string[] = []
    for (const step of steps) ours.push(await printed(host.uri, ...step))
    await host.virsh('define', '/tmp/twin.xml')
    const theirs: string[] = []
    for (const step of steps) theirs.push((await virsh(host, ...step)).stdout)
    t.strictSame(ours, theirs)
  })

  t.test(`${host.version}: events, as virsh prints them`, async (t) => {
    t.teardown(() => lab.cleanup())
    await lab.prepare({ name: 'loud' })
    await host.exec(['sh', '-c', `cat > /tmp/loud.xml <<'END'\n${guestXml({ name: 'loud' })}END`])
    const watch = ['event', '--event', 'lifecycle', '--loop']
    const ours = spawn(process.execPath, [MAIN, '-c', host.uri, ...watch, '--json'], { env })
    // All kinds are more than this daemon knows.
    const text = spawn(process.execPath, [MAIN, '-c', host.uri, 'event', '--all', '--loop'], {
      env,
    })
    const ended = Promise.all([once(ours, 'close'), once(text, 'close')])
    const theirs = host.exec(['virsh', ...watch, '--timeout', '8'])
    const output = { json: '', text: '' }
    ours.stdout.on('data', (chunk) => {
      output.json += chunk
    })
    text.stdout.on('data', (chunk) => {
      output.text += chunk
    })
    // All three have registered once each has seen an event of a domain that comes and goes.
    const probe = async () => {
      await host.virsh('define', '/tmp/loud.xml')
      await host.virsh('undefine', 'loud')
    }
    while (!output.json.includes('loud') || !output.text.includes('loud')) {
      if (ours.exitCode !== null || text.exitCode !== null) throw new Error('a watcher ended')
      await probe()
    }
    await host.virsh('create', '/tmp/loud.xml')
    await host.virsh('suspend', 'loud')
    await host.virsh('resume', 'loud')
    await host.virsh('destroy', 'loud')
    const { stdout } = await theirs
    for (const child of [ours, text]) child.kill('SIGINT')
    const [[code], [second]] = await ended
    t.equal(code, 0)
    t.equal(second, 0)
    const lines = (all: string) =>
      all.split('\n').filter((line) => /Started|Suspended|Resumed|Stopped/.test(line))
    t.strictSame(lines(output.text), lines(stdout))
    t.ok(lines(stdout).length >= 4)
    const events = output.json
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    const named = events.map(({ kind, event, detail, domain }) => [
      kind,
      domain.name,
      event,
      detail,
    ])
    for (const [event, detail] of [
      ['started', 'booted'],
      ['suspended', 'paused'],
      ['resumed', 'unpaused'],
      ['stopped', 'destroyed'],
    ]) {
      const wanted = `lifecycle,loud,${event},${detail}`
      t.ok(
        named.some((one) => one.join() === wanted),
        wanted,
      )
    }
  })

  t.test(`${host.version}: what goes wrong is one line and an exit code`, async (t) => {
    const oneLine = /^error: [^\n]+\n$/
    const cases: [string[], number, RegExp][] = [
      [
        ['-c', host.uri, 'dominfo', 'nope'],
        1,
        /Domain not found: no domain with matching name 'nope'/,
      ],
      [['-c', host.uri, 'domstate', '12345'], 1, /Domain not found/],
      [['-c', 'qemu+tcp://no-such-host.invalid/system', 'list'], 1, /no-such-host\.invalid/],
      [['-c', `qemu+tcp://${host.address}:1/system`, 'list'], 1, /refused/i],
      [
        ['-c', `nosuchdriver+tcp://${host.address}/system`, 'list'],
        1,
        /no connection driver available/,
      ],
      [['-c', `qemu+ssh://${host.address}:1/system`, 'list'], 1, /refused.*sshd/],
      [['-c', host.uri, 'dominfo'], 2, /needs DOMAIN/],
      [['-c', host.uri, '-r', 'start', 'nope'], 1, /Domain not found/],
    ]
    for (const [args, code, text] of cases) {
      const ran = await lvrpc(...args)
      t.equal(ran.code, code, args.join(' '))
      t.equal(ran.stdout, '')
      t.match(ran.stderr, oneLine)
      t.match(ran.stderr, text)
      const json = await lvrpc('--json', ...args)
      t.equal(json.code, code)
      t.match(JSON.parse(json.stdout), { error: { message: text } })
    }
  })

  t.test(`${host.version}: call reaches other programs and carries streams`, async (t) => {
    const json = async (...args: string[]) =>
      JSON.parse(await printed(host.uri, 'call', ...args, '--json'))
    t.match(await json('remote', 'connectGetLibVersion'), { libVer: /^\d+$/ })
    t.match(await json('remote', 'NODE_GET_INFO'), { model: 'x86_64', cpus: Number })

    const socket = host.socket.replace(/libvirt-sock$/, 'libvirt-admin-sock')
    const servers = await printed(
      `libvirtd:///system?socket=${socket}`,
      ...['call', 'admin', 'connectListServers', '{"needResults":1,"flags":0}', '--json'],
    )
    const { servers: listed, ret } = JSON.parse(servers) as {
      servers: { name: string }[]
      ret: number
    }
    // In whatever order the daemon's table has them.
    t.same(listed.map(({ name }) => name).sort(), ['admin', 'libvirtd'])
    t.equal(ret, 2)

    // Up into a volume and down again, a hole included.
    const xml = (text: string) => JSON.stringify({ xml: text, flags: 0 })
    const { pool } = await json(
      'remote',
      'storagePoolCreateXml',
      xml("<pool type='dir'><name>cli</name><target><path>/local</path></target></pool>"),
    )
    t.teardown(() => host.virsh('pool-destroy', 'cli'))
    const volume = "<volume><name>v</name><capacity unit='KiB'>200</capacity></volume>"
    const { vol } = await json(
      'remote',
      'storageVolCreateXml',
      JSON.stringify({ pool, xml: volume, flags: 0 }),
    )
    const [up, down] = [join(folder, 'up'), join(folder, 'down')]
    const content = Buffer.alloc(200 * 1024)
    content.write('begin', 0)
    content.write('end', content.length - 3)
    await writeFile(up, content)
    const range = (flags: number) => JSON.stringify({ vol, offset: 0, length: 0, flags })
    await printed(host.uri, 'call', 'remote', 'storageVolUpload', range(0), '--input', up)
    for (const flags of [0, 1]) {
      await printed(
        host.uri,
        'call',
        'remote',
        'storageVolDownload',
        range(flags),
        '--output',
        down,
      )
      await must('cmp', [up, down])
      const piped = `"$0" "$1" -c "$2" call remote storageVolDownload "$3" | cmp - "$4"`
      await must('sh', ['-c', piped, process.execPath, MAIN, host.uri, range(flags), up], { env })
    }
    const upload = `"$0" "$1" -c "$2" call remote storageVolUpload "$3" < "$4"`
    await must('sh', ['-c', upload, process.execPath, MAIN, host.uri, range(0), up], { env })
  })
}

t.test('a reader that leaves ends it quietly', async (t) => {
  const host = lab.host('new-a')
  const piped = '"$0" "$1" -c "$2" capabilities | head -1; echo "$PIPESTATUS"'
  const ran = await run('bash', ['-c', piped, process.execPath, MAIN, host.uri], { env })
  t.strictSame(ran, { code: 0, stdout: '<capabilities>\n0\n', stderr: '' })
})

for (const [from, to] of pairs) {
  const [source, destination] = [lab.host(from), lab.host(to)]
  t.test(`migrate from ${source.name} to ${destination.name}`, async (t) => {
    t.teardown(() => lab.cleanup())
    const counter = await lab.boot(source, { name: 'mover', dirtyMiB: 4 })
    const stdout = await printed(source.uri, 'migrate', 'mover', destination.uri, '--live')
    t.match(
      stdout,
      /^Domain 'mover' is running on qemu\+tcp:\S+, downtime \d+ ms, \d+\.\d\d s in all\n\n$/,
    )
    t.ok(stdout.includes(destination.uri))
    t.strictSame(await source.domains(), [])
    t.strictSame(await destination.domains(), ['mover'])
    await counter.advance(5)
    await counter.check()
  })
}

t.test('migrate: the news as JSON, one document a line', async (t) => {
  t.teardown(() => lab.cleanup())
  const [source, destination] = [lab.host('new-a'), lab.host('new-b')]
  const counter = await lab.boot(source, { name: 'mover', dirtyMiB: 4 })
  const args = [
    'migrate',
    'mover',
    destination.uri,
    '--live',
    '--verbose',
    '--json',
    '--bandwidth',
    '40',
  ]
  const lines = (await printed(source.uri, ...args))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const phases = lines.filter(({ type }) => type === 'phase').map(({ phase }) => phase)
  t.strictSame(phases, ['connect', 'begin', 'prepare', 'perform', 'finish', 'confirm'])
  t.ok(lines.some(({ type, stats }) => type === 'job' && stats.memoryTotal > 0))
  t.ok(lines.some(({ type }) => type === 'iteration'))
  t.match(lines.at(-1), {
    type: 'result',
    kind: 'migrated',
    host: 'destination',
    uri: destination.uri,
    exitCode: 0,
    downtimeMs: Number,
  })
  await counter.advance(3)
  await counter.check()
})

t.test('migrate: what the daemons refuse is one line, and the guest runs on', async (t) => {
  t.teardown(() => lab.cleanup())
  const [source, destination] = [lab.host('new-a'), lab.host('new-b')]
  const counter = await lab.boot(source, { name: 'mover', disk: 'local' })
  await lab.prepare({ name: 'taken' })
  const cases: [string[], number, RegExp][] = [
    [['migrate', 'mover', destination.uri, '--live'], 1, /Unsafe migration/],
    [['migrate', 'nope', destination.uri, '--live'], 1, /no domain with matching name 'nope'/],
    [['migrate', 'mover', `qemu+tcp://${destination.address}:1/system`], 1, /refused/i],
    [['migrate', 'mover', 'qemu+tcp://no-such-host.invalid/system'], 1, /no-such-host/],
    [['migrate', 'mover', source.uri, '--live', '--unsafe'], 1, /./],
    [['migrate', 'mover', destination.uri, '--offline'], 2, /--offline needs --persistent/],
  ]
  for (const [args, code, text] of cases) {
    const ran = await lvrpc('-c', source.uri, ...args)
    t.equal(ran.code, code, args.join(' '))
    t.equal(ran.stdout, '')
    t.match(ran.stderr, /^error: [^\n]+\n$/, args.join(' '))
    t.match(ran.stderr, text)
  }
  await lab.boot(destination, { name: 'clash' })
  const clashing = await lab.boot(source, { name: 'other' })
  const clash = await lvrpc(
    '-c',
    source.uri,
    'migrate',
    'other',
    destination.uri,
    '--live',
    '--dname',
    'clash',
  )
  t.equal(clash.code, 1)
  t.match(clash.stderr, /^error: [^\n]*clash[^\n]*\n$/)
  t.strictSame((await source.domains()).sort(), ['mover', 'other'])
  t.strictSame(await destination.domains(), ['clash'])
  for (const each of [counter, clashing]) {
    await each.advance(3)
    await each.check()
  }
})

t.test('migrate: an interrupt stops the copy, and the guest stays', async (t) => {
  t.teardown(() => lab.cleanup())
  const [source, destination] = [lab.host('new-a'), lab.host('new-b')]
  const counter = await lab.boot(source, { name: 'mover', dirtyMiB: 4 })
  const args = ['migrate', 'mover', destination.uri, '--live', '--verbose', '--bandwidth', '2']
  const child = spawn(process.execPath, [MAIN, '-c', source.uri, ...args], { env })
  let stderr = ''
  const copying = new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk) => {
      stderr += chunk
      if (/ s {2}perform\n/.test(stderr)) resolve()
    })
  })
  await copying
  child.kill('SIGINT')
  const [code] = await once(child, 'close')
  t.equal(code, 1)
  t.match(stderr, /\ncancelling: the source is asked to stop the copy/)
  t.match(stderr, /\nerror: [^\n]*(canceled|cancelled|aborted)[^\n]*\n/)
  t.strictSame(await source.domains(), ['mover'])
  t.strictSame(await destination.domains(), [])
  t.equal(await source.virsh('domstate', 'mover'), 'running')
  await counter.advance(3)
  await counter.check()
})

t.test('migrate: a terminal shows one line that is drawn over itself', async (t) => {
  t.teardown(() => lab.cleanup())
  const [source, destination] = [lab.host('new-a'), lab.host('new-b')]
  await lab.boot(source, { name: 'mover', dirtyMiB: 4 })
  const command = `${process.execPath} ${MAIN} -c ${source.uri} migrate mover ${destination.uri} --live --verbose --bandwidth 60`
  const { code, stdout } = await run('script', ['-qec', command, '/dev/null'], { env })
  t.equal(code, 0)
  const drawn = stdout.split('\r').map((line) => line.trimEnd())
  t.ok(drawn.includes('Migration: connect'))
  t.ok(
    drawn.some((line) =>
      /^Migration: perform {2}\d+\.\d\d % {2}[\d.]+ \wi?B left {2}[\d.]+ MiB\/s {2}iteration \d+$/.test(
        line.replace('MiB left', 'xiB left'),
      ),
    ),
    JSON.stringify(drawn),
  )
  t.match(stdout, /Domain 'mover' is running on/)
})
