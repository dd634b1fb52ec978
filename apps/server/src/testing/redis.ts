import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './free-port.ts'

export const hasRedis = () => spawnSync('redis-server', ['--version']).status === 0

export type TestRedis = { url: string; stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void> }

/** A Redis of its own, in memory alone, once it answers. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort()
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const child = spawn('redis-server', settings, { stdio: 'ignore' })
  const ended = once(child, 'exit')
  async function stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') {
    child.kill(signal)
    await ended
  }
  for (let tries = 0; !(await answers(port)); tries += 1) {
    if (tries > 100) {
      await stop('SIGKILL')
      throw new Error('redis-server did not start.')
    }
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
