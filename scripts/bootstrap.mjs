// The first thing every command runs, written for any Node from 20 on: it installs what is missing, then hands over to
// the Node that the project brings. No dependency, nothing newer than Node 20.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const neededMajor = 24
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.minichat-installed')
const lockFolder = join(root, '.installing')
const staleLockMs = 10 * 60_000

const commands = {
  start: ['apps/server/src/main.ts', 'build'],
  dev: ['scripts/dev.ts'],
  build: ['scripts/build.ts'],
  test: ['scripts/test.ts'],
  check: ['scripts/check.ts'],
  format: ['scripts/format.ts'],
  bench: ['bench/run.ts', 'build'],
  drill: ['drills/run.ts', 'build'],
  eval: ['apps/server/eval/run.ts'],
  admin: ['apps/server/src/admin.ts'],
  seed: ['apps/server/src/seed.ts'],
  'secrets:rotate': ['apps/server/src/rotate-secrets.ts'],
  screenshots: ['e2e/screenshots.ts', 'build'],
  newcomer: ['e2e/newcomer.ts', 'build'],
}

const [name = '', ...args] = process.argv.slice(2)
const command = commands[name]
if (!command) fail(`Unknown command. Use: npm run ${Object.keys(commands).join(' | npm run ')}`)
if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`MiniChat needs Node 20 or newer to start (this is ${process.versions.node}).`)
}

await install()
const node = findNode()
const [script, needsBuild] = command
if (needsBuild) await buildIfStale(node)
handOver(node, script, args)

/** Runs `npm ci` when the lockfile changed since the last time, or something was never installed. */
async function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')
  const isInstalled = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted
  if (isInstalled()) return
  await lock()
  try {
    if (isInstalled()) return
    console.log('Installing packages (once; about a minute) …')
    const npm = process.env.npm_execpath
    const [program, first] = npm && /\.[cm]?js$/.test(npm) ? [process.execPath, [npm]] : ['npm', []]
    const result = spawnSync(
      program,
      [
        ...first,
        'ci',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        '--ignore-scripts',
        '--include=dev',
        '--include=optional',
      ],
      { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
    )
    if (result.status === 0) writeFileSync(stampFile, wanted)
    else process.exitCode = 1
  } finally {
    rmSync(lockFolder, { recursive: true, force: true })
  }
  if (process.exitCode) fail('The packages could not be installed; see above. Check the network and try again.')
}

/** Two commands started at once must not install at once. */
async function lock() {
  for (let told = false; ; ) {
    try {
      mkdirSync(lockFolder)
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      const age = Date.now() - (statSync(lockFolder, { throwIfNoEntry: false })?.mtimeMs ?? 0)
      if (age > staleLockMs) {
        rmSync(lockFolder, { recursive: true, force: true })
        continue
      }
      if (!told) console.log('Waiting for another command that is installing …')
      told = true
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}

/** The Node that came with the packages, or this one where it is new enough. */
function findNode() {
  const own = join(modules, '.bin', 'node')
  for (const candidate of [own, process.execPath]) {
    const found = existsSync(candidate) && spawnSync(candidate, ['--version'], { encoding: 'utf8' })
    if (found && found.status === 0 && Number(found.stdout.slice(1).split('.')[0]) >= neededMajor) return candidate
  }
  return fail(
    `MiniChat runs on Node ${neededMajor} or newer. On Linux with glibc it brings its own; on this system ` +
      `(${process.platform} ${process.arch}) please install Node ${neededMajor}.`,
  )
}

async function buildIfStale(node) {
  const result = spawnSync(node, [join(root, 'scripts/build.ts')], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (result.status !== 0) fail('The build failed; see above.')
}

/** Ends with what the program ends with; signals are passed on to it. */
function handOver(node, script, rest) {
  const env = { ...process.env, PATH: `${join(modules, '.bin')}:${process.env.PATH ?? ''}` }
  const envFile = join(root, '.env')
  const options = existsSync(envFile) ? [`--env-file=${envFile}`] : []
  const child = spawn(node, [...options, join(root, script), ...rest], {
    cwd: root,
    stdio: 'inherit',
    env,
  })
  // A terminal sends its Ctrl-C to the whole group: the child has it already and must not be told twice.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => fail(`${node} could not be started: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}

function fail(message) {
  console.error(`\n${message}\n`)
  process.exit(1)
}
