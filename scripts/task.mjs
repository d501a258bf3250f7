/** The project's tasks. Plain JavaScript, so that it runs before anything is installed. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [task, ...rest] = process.argv.slice(2)
const say = (text) => process.stderr.write(`${text}\n`)

const run = (command, args) => {
  const { status, signal } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? (signal === 'SIGINT' ? 130 : 1))
}
const bin = (name) => join(root, 'node_modules', '.bin', name)

/** Installs what the lockfile names, once per lockfile. */
const install = () => {
  const stamp = join(root, 'node_modules', '.nhip-lock')
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  say('Installing packages …')
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  writeFileSync(stamp, lock)
}

const newest = (folder) =>
  Math.max(
    ...readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  )

const build = () => {
  const made = join(root, 'dist', 'nhip.js')
  const sources = Math.max(
    newest(join(root, 'src')),
    statSync(join(root, 'package-lock.json')).mtimeMs,
    statSync(join(root, 'scripts', 'build.mjs')).mtimeMs,
  )
  if (existsSync(made) && statSync(made).mtimeMs > sources) return
  say('Building …')
  run(process.execPath, [join(root, 'scripts', 'build.mjs')])
}

/** The tests of the pages need a browser: Debian's, where it can be had. */
const browser = () => {
  const file = '/usr/bin/chromium'
  if (existsSync(file)) return
  const root = process.platform === 'linux' && process.getuid?.() === 0
  if (root && spawnSync('apt-get', ['--version']).status === 0) {
    say('Installing Chromium for the tests of the pages …')
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { stdio: 'ignore', env })
  }
  if (!existsSync(file)) say(`There is no ${file} (Debian: apt install chromium): the tests of the pages are skipped.`)
}

const check = () => {
  run(bin('tsc'), [])
  run(bin('tsc'), ['-p', join(root, 'src', 'web')])
  run(bin('biome'), ['check', '--error-on-warnings'])
  run(bin('vitest'), ['run', 'test/house'])
}

const tasks = {
  build: () => build(),
  check: () => check(),
  start: () => {
    build()
    const own = existsSync(join(root, 'nhip-data')) && rest.length === 0
    run(process.execPath, [join(root, 'dist', 'nhip.js'), ...(own ? ['start'] : ['demo']), ...rest])
  },
  test: () => {
    build()
    browser()
    if (!process.env.NHIP_TEST_DATA)
      say('NHIP_TEST_DATA names no folder of public data: the tests over them are skipped.')
    run(bin('vitest'), ['run', ...rest])
  },
  bench: () => {
    build()
    run(process.execPath, [join(root, 'bench', 'run.ts'), ...rest])
  },
  golden: () => run(bin('vitest'), ['run', '--update', ...rest]),
}

if (!tasks[task]) {
  say(`No task ${task}; the tasks are ${Object.keys(tasks).join(', ')}.`)
  process.exit(2)
}
install()
tasks[task]()
