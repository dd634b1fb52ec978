import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Client, createClient, readEventStream } from '@minichat/client'
import type { ChatEvent } from '@minichat/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { makeFirstAccount } from './testing/first-account.ts'
import { postgresOn, type Ready, type ServerProcess, startServerProcess } from './testing/server-process.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minichat-start-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const common = { MINICHAT_ENV: 'test', PORT: '0', LOG_LEVEL: 'warn' }

/** As long as a start may take, and for starts that go far before they give up. */
const startsWithinMs = 60_000
const patience = { timeout: startsWithinMs + 30_000 }

/** Starts it and waits until it has given up. */
async function refused(env: Record<string, string>): Promise<string> {
  const server = startServerProcess({ ...common, ...env })
  const timer = setTimeout(() => server.kill('SIGKILL'), startsWithinMs)
  const { code, output } = await server.ended
  clearTimeout(timer)
  expect({ code, output }).toMatchObject({ code: 1 })
  expect(output).not.toMatch(/\n {4}at /)
  return output
}

describe('a wrong environment', () => {
  test('is answered by one list of everything that is wrong, without secrets, before anything is touched', async () => {
    const output = await refused({
      DATA_DIR: join(folder, 'never-made'),
      PORT: 'http',
      PUBLIC_URL: 'chat.example.com/path',
      DATABASE_URL: 'mysql://root:hunter2@db/chat',
      DATABASE_POOL_SIZE: '0',
      METRICS_TOKEN_FILE: join(folder, 'missing'),
      MINICHAT_SAMPEL: 'on',
    })
    expect(output).toContain('The configuration has 6 problems:')
    for (const name of [
      'PORT',
      'PUBLIC_URL',
      'DATABASE_URL',
      'DATABASE_POOL_SIZE',
      'METRICS_TOKEN_FILE',
      'MINICHAT_SAMPEL',
    ]) {
      expect(output.match(new RegExp(`^ {2}- ${name}\\b.*\\.$`, 'gm'))).toHaveLength(1)
    }
    expect(output).not.toContain('hunter2')
    expect(await readdir(folder)).not.toContain('never-made')
  })

  test('says what production and separate roles need', async () => {
    const output = await refused({
      MINICHAT_ENV: 'production',
      MINICHAT_ROLE: 'worker',
      DATA_DIR: join(folder, 'never-made'),
    })
    expect(output).toMatch(/PUBLIC_URL is needed in production/)
    expect(output).toMatch(/MINICHAT_ROLE=worker needs DATABASE_URL/)
  })

  test('.env.example names every variable with the default that holds without it', async () => {
    const example = await readFile(fileURLToPath(new URL('../../../.env.example', import.meta.url)), 'utf8')
    const sourceOf = (name: string) => readFile(fileURLToPath(new URL(name, import.meta.url)), 'utf8')
    const configs = [
      './config.ts',
      './config-mail.ts',
      './config-inbound-mail.ts',
      './config-files.ts',
      './config-providers.ts',
    ]
    const source = (await Promise.all(configs.map(sourceOf))).join('\n')
    const stores = (await sourceOf('./stored-secrets.ts')).matchAll(/\b(?:VAULT_[A-Z_]+|AWS_SECRET_ID)\b/g)
    const shown = [...example.matchAll(/^# ([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(
      ([, name = '', value = '']) => [name, value] as const,
    )
    const known = [
      ...[...source.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name),
      ...new Set([...stores].map(([name]) => name)),
    ]
    expect(shown.map(([name]) => name).sort()).toEqual(known.sort())
    expect(readConfig(Object.fromEntries(shown))).toEqual(readConfig({}))
    expect(example.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([])
  })
})

describe('a broken data folder', () => {
  async function brokenBy(name: string, files: Record<string, string>) {
    const dataDir = join(folder, name)
    await mkdir(join(dataDir, 'postgres'), { recursive: true })
    for (const [file, text] of Object.entries(files)) await writeFile(join(dataDir, 'postgres', file), text)
    const output = await refused({ DATA_DIR: dataDir })
    expect(output).toContain(join(dataDir, 'postgres'))
    expect(await readdir(dataDir, { recursive: true })).toEqual([
      'postgres',
      ...Object.keys(files).map((file) => join('postgres', file)),
    ])
    for (const [file, text] of Object.entries(files))
      expect(await readFile(join(dataDir, 'postgres', file), 'utf8')).toBe(text)
    return output
  }

  test('is named with what is wrong with it, and left as it is', patience, async () => {
    expect(await brokenBy('strange', { 'holiday.txt': 'by the sea' })).toMatch(
      /holds no PostgreSQL database \(found holiday\.txt\)/,
    )
    expect(await brokenBy('old', { PG_VERSION: '12\n' })).toMatch(/was written by PostgreSQL 12/)
    expect(await brokenBy('torn', { PG_VERSION: '18\n' })).toMatch(/pg_control is missing.*Restore a backup/)
  })
})

test('a taken port is named, and nothing stays behind', patience, async () => {
  const stranger = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => stranger.once('listening', resolve))
  const { port } = stranger.address() as AddressInfo
  const dataDir = join(folder, 'taken')
  const output = await refused({ DATA_DIR: dataDir, PORT: String(port) })
  expect(output).toContain(`127.0.0.1:${port} is taken by another program. Set PORT`)
  expect(await postgresOn(dataDir)).toBeNull()
  expect(await readdir(dataDir)).not.toContain('minichat.lock')
  await new Promise((resolve) => stranger.close(resolve))
})

describe('a running server', () => {
  let dataDir: string
  let server: ServerProcess
  let ready: Ready
  let client: Client
  let widgetKey: string
  beforeAll(async () => {
    dataDir = join(folder, 'data')
    const keyFile = join(folder, 'key')
    const tokenFile = join(folder, 'token')
    await writeFile(keyFile, `${Buffer.alloc(32, 7).toString('base64')}\n`)
    await writeFile(tokenFile, 'a-token-from-a-file\n')
    server = startServerProcess({
      ...common,
      DATA_DIR: dataDir,
      SECRET_KEY_FILE: keyFile,
      METRICS_TOKEN_FILE: tokenFile,
    })
    ready = await server.ready
    widgetKey = (await makeFirstAccount(ready.url, ready.setupToken ?? '')).widgetKey
    client = createClient({ baseUrl: ready.url })
  })
  afterAll(() => server.stop())

  const params = () => ({ widgetKey })
  const session = async (token?: string) =>
    (await client.request('POST /api/v1/visitor/:widgetKey/session', { params: params(), body: { token } })).data
  const say = async (token: string, clientMessageId: string, text: string) =>
    (
      await client.request('POST /api/v1/visitor/:widgetKey/messages', {
        params: params(),
        body: { token, clientMessageId, text },
      })
    ).data

  test('reads what variables with _FILE name', async () => {
    expect((await fetch(`${ready.url}/metrics`)).status).toBe(404)
    const withToken = { headers: { authorization: 'Bearer a-token-from-a-file' } }
    expect((await fetch(`${ready.url}/metrics`, withToken)).status).toBe(200)
    expect(await readdir(dataDir)).not.toContain('secret.key')
  })

  test('lives on when another one is started on its data folder, which is refused with its process id', async () => {
    const output = await refused({ DATA_DIR: dataDir })
    expect(output).toContain(`The data folder ${dataDir} is in use by another MiniChat server (process ${server.pid})`)
    expect((await fetch(`${ready.url}/health/ready`)).status).toBe(200)
  })

  test('answers 503 while its PostgreSQL is gone, comes back by itself, and has lost nothing', async () => {
    const { token } = await session()
    const stored = await say(token, 'before-the-kill', 'Is anybody there?')
    const postgres = await postgresOn(dataDir)
    if (postgres === null) throw new Error('There is no PostgreSQL to kill.')
    process.kill(postgres, 'SIGKILL')

    const failures: unknown[] = []
    const health: number[] = []
    const deadline = Date.now() + 20_000
    let isBack = false
    while (!isBack && Date.now() < deadline) {
      health.push((await fetch(`${ready.url}/health/ready`)).status)
      isBack = await session(token).then(
        () => failures.length > 0 || health.includes(503),
        (error: unknown) => failures.push(error) < 0,
      )
      await sleep(20)
    }
    expect(isBack).toBe(true)
    for (const failure of failures) expect(failure).toMatchObject({ code: 'SERVICE_UNAVAILABLE', status: 503 })
    expect((await say(token, 'after-the-kill', 'Hello again')).seq).toBeGreaterThan(stored.seq)
    expect((await fetch(`${ready.url}/health/ready`)).status).toBe(200)
    const texts = (await session(token)).messages.filter((one) => one.author.kind === 'visitor').map((one) => one.text)
    expect(texts).toEqual(['Is anybody there?', 'Hello again'])
  })

  test('stops on SIGTERM with code 0, and tells open streams when to come back', async () => {
    const { token } = await session()
    const response = await client.stream('POST /api/v1/visitor/:widgetKey/stream', {
      params: params(),
      body: { token, after: 0 },
    })
    const events: ChatEvent[] = []
    const startedAt = performance.now()
    for await (const event of readEventStream<ChatEvent>(response, { silenceMs: 10_000 })) {
      events.push(event)
      if (event.type === 'ready') server.kill('SIGTERM')
    }
    expect(events).toEqual([
      { type: 'ready', lastSeq: 0 },
      { type: 'reconnect', afterMs: expect.any(Number) },
    ])
    const { code, signal } = await server.ended
    expect({ code, signal }).toEqual({ code: 0, signal: null })
    expect(performance.now() - startedAt).toBeLessThan(10_000)
    expect(await postgresOn(dataDir)).toBeNull()
    expect(await readdir(dataDir)).not.toContain('minichat.lock')
  })
})
