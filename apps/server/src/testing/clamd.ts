import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const program = ['/usr/sbin/clamd', '/usr/local/sbin/clamd', '/opt/homebrew/sbin/clamd'].find(
  (path) => spawnSync(path, ['--version']).status === 0,
)
/** Where it is not installed, its tests are skipped; not in CI, which installs it. */
export const hasClamd = program !== undefined || process.env.CI === 'true'

/** The test file that every scanner finds, made here so that no scanner finds this one. */
export const eicar = () =>
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!', '$H+H*'].join('')

/** A clamd of its own, on a unix socket in a folder of its own, that knows the test file and nothing else. */
export async function startClamd(settings: { streamMaxLength?: string } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'minichat-clamd-'))
  const socket = join(folder, 'clamd.sock')
  // Anywhere in the file: at its beginning alone, a file with something before it would pass. Of pages, clamd looks at a
  // form of its own, in small letters.
  const hex = (text: string) => Buffer.from(text).toString('hex')
  const signatures = [`Eicar-Test:0:*:${hex(eicar())}`, `Eicar-Test-Page:3:*:${hex(eicar().toLowerCase())}`]
  await writeFile(join(folder, 'own.ndb'), `${signatures.join('\n')}\n`)
  const lines = [
    'Foreground yes',
    `DatabaseDirectory ${folder}`,
    `LocalSocket ${socket}`,
    `StreamMaxLength ${settings.streamMaxLength ?? '25M'}`,
    'MaxThreads 4',
  ]
  await writeFile(join(folder, 'clamd.conf'), `${lines.join('\n')}\n`)
  const child = spawn(program ?? 'clamd', ['--config-file', join(folder, 'clamd.conf')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()))
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', (error) => {
      said += error.message
      resolve()
    })
  })

  async function stop(): Promise<void> {
    child.kill('SIGKILL')
    await ended
    await rm(folder, { recursive: true, force: true })
  }

  for (let tries = 0; !(await answers(socket)); tries++) {
    if (tries > 200 || child.exitCode !== null) {
      await stop()
      throw new Error(`clamd did not start: ${said}`)
    }
    await pause(100)
  }
  return { url: `unix://${socket}`, socket, stop }
}

const answers = (socket: string) =>
  new Promise<boolean>((resolve) => {
    const connection = connect({ path: socket })
    connection.once('connect', () => {
      connection.destroy()
      resolve(true)
    })
    connection.once('error', () => resolve(false))
  })
