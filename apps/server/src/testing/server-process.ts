import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { isPostgresOf } from '../platform/database/process-identity.ts'

const programs = {
  server: fileURLToPath(new URL('../main.ts', import.meta.url)),
  admin: fileURLToPath(new URL('../admin.ts', import.meta.url)),
  rotate: fileURLToPath(new URL('../rotate-secrets.ts', import.meta.url)),
  seed: fileURLToPath(new URL('../seed.ts', import.meta.url)),
}
const readyWithinMs = 60_000
const stopWithinMs = 30_000
/** The server says last that it is ready; an empty line ends what it says. */
const announcement = /MiniChat is ready after [\d.]+ s at (\S+)\n(?: {2}.*\n)*\n/

export type Ended = { code: number | null; signal: NodeJS.Signals | null; output: string }
export type Ready = { url: string; setupToken: string | null; tookMs: number }

export type ServerProcess = {
  pid: number
  /** Everything said so far, on stdout and stderr. */
  output: () => string
  /** Settles when it takes requests. Fails when it ends before, or needs longer than a minute. */
  ready: Promise<Ready>
  ended: Promise<Ended>
  kill: (signal: NodeJS.Signals) => void
  /** Asks it to stop, and makes it after 30 s. Leaves nothing running. */
  stop: () => Promise<Ended>
}

/** The real program, as a process of its own that knows nothing of this one's environment. */
export function startServerProcess(env: Record<string, string>): ServerProcess {
  const startedAt = performance.now()
  const running = start('server', [], env)
  const { promise: ready, resolve, reject } = Promise.withResolvers<Ready>()
  const late = setTimeout(
    () => reject(new Error(`Not ready after ${readyWithinMs} ms:\n${running.output()}`)),
    readyWithinMs,
  )
  void running.ended.then(() => {
    clearTimeout(late)
    reject(new Error(`It ended before it was ready:\n${running.output()}`))
  })
  running.onOutput(() => {
    const [said, url] = announcement.exec(running.output()) ?? []
    if (!said || !url) return
    clearTimeout(late)
    resolve({ url, setupToken: /#token=(\S+)/.exec(said)?.[1] ?? null, tookMs: performance.now() - startedAt })
  })
  ready.catch(() => {})
  return {
    ...running,
    ready,
    async stop() {
      running.kill('SIGTERM')
      const timer = setTimeout(() => running.kill('SIGKILL'), stopWithinMs)
      const ended = await running.ended
      clearTimeout(timer)
      if (env.DATA_DIR) await endPostgresOn(env.DATA_DIR)
      return ended
    },
  }
}

/** `npm run admin` with these words; `stdin` is what is piped into it. */
export const runAdmin = (words: string[], env: Record<string, string>, stdin = '') =>
  runTool('admin', words, env, stdin)

/** `npm run secrets:rotate` with these words. */
export const runRotation = (words: string[], env: Record<string, string>) => runTool('rotate', words, env, '')

/** `npm run seed` with these words. */
export const runSeed = (words: string[], env: Record<string, string>) => runTool('seed', words, env, '')

async function runTool(
  program: 'admin' | 'rotate' | 'seed',
  words: string[],
  env: Record<string, string>,
  stdin: string,
) {
  const running = start(program, words, env, stdin)
  const timer = setTimeout(() => running.kill('SIGKILL'), readyWithinMs)
  return running.ended.finally(() => clearTimeout(timer))
}

function start(program: keyof typeof programs, words: string[], env: Record<string, string>, stdin?: string) {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [programs[program], ...words], {
    env: { PATH, HOME, ...env },
    stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
  child.stdin?.on('error', () => {}).end(stdin)
  let output = ''
  let listener = () => {}
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
      listener()
    })
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal, output }))
  })
  return {
    pid: child.pid ?? 0,
    output: () => output,
    onOutput: (call: () => void) => {
      listener = call
    },
    ended,
    kill: (signal: NodeJS.Signals) => void child.kill(signal),
  }
}

/** The process of the embedded PostgreSQL on a data folder, or null when none runs. */
export async function postgresOn(dataDir: string): Promise<number | null> {
  const folder = join(dataDir, 'postgres')
  const pid = Number.parseInt(await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => ''), 10)
  return pid > 1 && isPostgresOf(pid, folder) ? pid : null
}

/** A killed server's PostgreSQL ends by itself; where the kernel did not tell it, it is ended here. */
async function endPostgresOn(dataDir: string): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    const pid = await postgresOn(dataDir)
    if (pid === null) return
    if (round === 100) process.kill(pid, 'SIGINT')
    if (round === 180) process.kill(pid, 'SIGKILL')
    await sleep(50)
  }
}
