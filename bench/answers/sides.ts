import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const portkeyEntry = fileURLToPath(
  new URL('../../node_modules/@portkey-ai/gateway/build/start-server.js', import.meta.url),
)
const readyWithinMs = 20_000

/** Something that is asked for an answer by POST and streams it. */
export type Side = { url: string; pid: number; headers: Record<string, string>; stop: () => Promise<void> }

export const startModel = () => startFork('./model-server.ts', [])
export const startProductRelay = (modelUrl: string) => startFork('./relay-server.ts', ['product', modelUrl])
export const startBareRelay = (modelUrl: string) => startFork('./relay-server.ts', ['bare', modelUrl])

async function startFork(file: string, words: string[]): Promise<Side> {
  const child = fork(here(file), words, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [{ url }] = (await once(child, 'message')) as [{ url: string }]
  return { ...sideOf(child, url), stop: () => endOf(child, () => child.disconnect()) }
}

/** Portkey's gateway, as its own command starts it. With a newer node-server than package.json pins it refuses to stream. */
export async function startPortkey(modelUrl: string): Promise<Side> {
  const port = await freePort()
  const child = spawn(process.execPath, [portkeyEntry, `--port=${port}`, '--headless'], {
    stdio: 'ignore',
    env: { PATH: process.env.PATH, NODE_ENV: 'production', TRUSTED_CUSTOM_HOSTS: '127.0.0.1,localhost' },
  })
  const url = `http://127.0.0.1:${port}`
  const giveUpAt = performance.now() + readyWithinMs
  while (!(await fetch(url).catch(() => null))) {
    if (performance.now() > giveUpAt || child.exitCode !== null) throw new Error('Portkey’s gateway did not start.')
    await sleep(50)
  }
  return {
    ...sideOf(child, `${url}/v1/chat/completions`),
    headers: {
      authorization: 'Bearer bench',
      'x-portkey-provider': 'openai',
      'x-portkey-custom-host': `${modelUrl}/v1`,
    },
    stop: () => endOf(child, () => child.kill()),
  }
}

const sideOf = (child: ChildProcess, url: string) => ({ url, pid: child.pid as number, headers: {} })

async function endOf(child: ChildProcess, end: () => void): Promise<void> {
  const ended = once(child, 'exit')
  end()
  await ended
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
