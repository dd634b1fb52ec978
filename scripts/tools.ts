import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * Runs a script of the project with this Node, its output shown.
 * @throws Error when it ends with another code than 0.
 */
export async function run(script: string, args: string[] = [], env: Record<string, string> = {}): Promise<void> {
  const code = await exitCodeOf(script, args, env)
  if (code !== 0) throw new Error(`${script} ended with ${code}.`)
}

/** The same, but gives back the exit code. */
export function exitCodeOf(script: string, args: string[] = [], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, script), ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    })
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
