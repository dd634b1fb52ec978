import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { root, run } from './tools.ts'

/**
 * Everything with reload on change: the server restarts, the widget is built again, and the dashboard is served by Vite
 * with hot replacement at its own address, passing API calls on to the server.
 */
await run('scripts/build.ts')
const port = process.env.PORT || '3000'
const start = (args: string[], env: Record<string, string> = {}): ChildProcess =>
  spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })

const children = [
  start([
    '--watch-path=apps/server/src',
    '--watch-path=packages',
    '--watch-preserve-output',
    join(root, 'apps/server/src/main.ts'),
  ]),
  start([join(root, 'apps/widget/build.ts'), '--watch']),
  start([join(root, 'node_modules/vite/bin/vite.js'), 'apps/dashboard'], {
    MINICHAT_SERVER: `http://127.0.0.1:${port}`,
  }),
]
const stop = (signal: NodeJS.Signals) => {
  for (const child of children) child.kill(signal)
}
process.on('SIGINT', () => stop('SIGINT'))
process.on('SIGTERM', () => stop('SIGTERM'))
await Promise.all(children.map((child) => new Promise((resolve) => child.on('exit', resolve))))
