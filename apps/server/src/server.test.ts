import { randomBytes } from 'node:crypto'
import { createClient } from '@minichat/client'
import { afterEach, describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import type { Connections } from './platform/database/connections.ts'
import { createLog } from './platform/telemetry/log.ts'
import { type RunningServer, startServer } from './server.ts'
import { cookieJar } from './testing/first-account.ts'
import { hasRedis, startRedis } from './testing/redis.ts'
import { clientWith, startVisitor } from './testing/test-app.ts'
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts'

const secret = randomBytes(32).toString('base64')
const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

/** One server of several on a database that is not its own, as operators run it. */
async function start(database: TestDatabase, env: Record<string, string> = {}): Promise<RunningServer> {
  const config = readConfig({
    MINICHAT_ENV: 'test',
    LOG_LEVEL: 'silent',
    PORT: '0',
    SECRET_KEY: secret,
    DATABASE_URL: database.urls.app,
    DATABASE_POOL_SIZE: '4',
    ...env,
  })
  const connections: Connections = {
    isEmbedded: false,
    app: database.urls.app,
    appRole: undefined,
    migration: database.urls.migration,
    appLogin: undefined,
    direct: database.urls.direct,
    worker: database.urls.worker,
    stop: async () => {},
  }
  const server = await startServer({ config, log: createLog('silent'), connections })
  cleanUps.push(() => server.stop())
  return server
}

async function twoServers(env: Record<string, string> = {}) {
  const database = await createTestDatabase()
  cleanUps.push(() => database.drop())
  const one = await start(database, { ...env, MINICHAT_ROLE: 'api' })
  const two = await start(database, { ...env, MINICHAT_ROLE: 'all' })
  const token = new URL(two.setupUrl ?? '').hash.slice('#token='.length)
  const jar = cookieJar()
  const response = await jar.fetch(`${one.url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      token,
      name: 'Mali',
      email: 'm@example.com',
      password: 'Correct-Horse-7',
      workspaceName: 'Mali',
    }),
  })
  expect(response.status).toBe(201)
  const cookie = jar.header()
  const { data: widgets } = await clientWith(one.url, cookie, null).request('GET /api/v1/widgets')
  return { database, one, two, cookie, widgetKey: widgets[0]?.key ?? '' }
}

async function givenRedis() {
  const redis = await startRedis()
  cleanUps.push(() => redis.stop('SIGKILL'))
  return redis
}

/** A visitor on the server without a worker: the answer is written by the other and must arrive here, streamed. */
async function seesAnAnswerFromTheOther({ one, cookie, widgetKey }: Awaited<ReturnType<typeof twoServers>>) {
  const visitor = await startVisitor(one.url, widgetKey)
  await clientWith(one.url, cookie, null).request('POST /api/v1/knowledge/entries', {
    body: { question: 'When are you open?', answer: 'Every day from 10:00 to 19:00, also on holidays.' },
  })
  const first = await visitor.say('Hello')
  const greeting = await visitor.answerAfter(first.seq)
  const types: string[] = []
  for await (const event of visitor.stream(greeting.seq, AbortSignal.timeout(15_000))) {
    types.push(event.type)
    if (event.type === 'ready') await visitor.say('When are you open?')
    if (event.type === 'message.created' && event.message.author.kind === 'ai') break
  }
  // Only what passes from process to process can be a delta: the database holds none.
  expect(types).toContain('answer.delta')
}

test('two servers share one database: what one writes arrives at the other live, by NOTIFY', async () => {
  await seesAnAnswerFromTheOther(await twoServers())
})

test('who signs out everywhere at one server is signed out at the other, which had them in memory, streams included', async () => {
  const { one, two, cookie } = await twoServers()
  const [here, there] = [clientWith(one.url, cookie, null), clientWith(two.url, cookie, null)]
  const stream = await there.stream('GET /api/v1/inbox/stream')
  const ended = (async () => {
    for await (const _ of stream.body ?? []);
  })()
  await there.request('GET /api/v1/me')
  await here.request('POST /api/v1/auth/logout-everywhere')
  await expect(here.request('GET /api/v1/me')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
  await ended
  const codeThere = () =>
    there.request('GET /api/v1/me').then(
      () => 'ok',
      (error: { code: string }) => error.code,
    )
  // As long as a notice takes, and far below the ten minutes that it is believed without one.
  await expect.poll(codeThere, { timeout: 5000 }).toBe('NOT_SIGNED_IN')
})

describe.skipIf(!hasRedis() && process.env.CI !== 'true')('with redis-server installed', () => {
  test('what one server writes arrives at the other by Redis, and still does when Redis is gone', async () => {
    const redis = await givenRedis()
    const servers = await twoServers({ REDIS_URL: redis.url })
    await seesAnAnswerFromTheOther(servers)
    await redis.stop('SIGKILL')
    const visitor = await startVisitor(servers.one.url, servers.widgetKey)
    const question = await visitor.say('Hello, still there?')
    expect((await visitor.answerAfter(question.seq)).author.kind).toBe('ai')
  })

  test('two servers count together who calls how often, and each goes on counting when Redis is gone', async () => {
    const redis = await givenRedis()
    const { one, two } = await twoServers({ REDIS_URL: redis.url })
    const ask = async ({ url }: RunningServer) => {
      const response = await fetch(`${url}/api/v1/setup`)
      return response.status === 429 ? 'refused' : Number(response.headers.get('ratelimit-remaining'))
    }
    const left = (await ask(one)) as number
    expect(await ask(two)).toBe(left - 1)
    for (let more = left - 1; more > 0; more -= 1) await ask(more % 2 === 0 ? one : two)
    expect([await ask(one), await ask(two)]).toEqual(['refused', 'refused'])
    await redis.stop('SIGKILL')
    let answered = 0
    while ((await ask(one)) !== 'refused' && answered <= 200) answered += 1
    expect(answered).toBe(100)
  })
})

test('a login that is a superuser is refused as the server’s own', async () => {
  const database = await createTestDatabase()
  cleanUps.push(() => database.drop())
  const superuser = { ...database, urls: { ...database.urls, app: database.urls.migration } }
  await expect(start(superuser)).rejects.toThrow(/row-level security|superuser|keep workspaces apart/)
})

test('a worker alone answers no API call, and says that it lives', async () => {
  const database = await createTestDatabase()
  cleanUps.push(() => database.drop())
  const worker = await start(database, { MINICHAT_ROLE: 'worker' })
  const address = worker.url
  expect((await fetch(`${address}/health/ready`)).status).toBe(200)
  await expect(createClient({ baseUrl: address }).request('GET /api/v1/setup')).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})
