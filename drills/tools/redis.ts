import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { cleanUpLater } from './clean-up.ts'

export const hasRedis = () => spawnSync('redis-server', ['--version']).status === 0

/** A Redis of its own, in memory alone. */
export async function startRedis(): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort()
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const child = spawn('redis-server', settings, { stdio: 'ignore' })
  const ended = once(child, 'exit')
  const stop = cleanUpLater(async () => {
    child.kill('SIGTERM')
    await ended
  })
  for (let tries = 0; !(await answers(port)); tries += 1) {
    if (tries > 100) throw new Error('redis-server did not start.')
    await sleep(50)
  }
  return { url: `redis://127.0.0.1:${port}`, stop }
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

/** Redis cannot pick one by itself. */
const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
