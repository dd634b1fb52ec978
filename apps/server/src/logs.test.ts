import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createDatabase } from './platform/database/database.ts'
import { createMail } from './platform/mail/mail.ts'
import { createHub } from './platform/realtime/hub.ts'
import { createSecrets } from './platform/secrets/secrets.ts'
import { createLog } from './platform/telemetry/log.ts'
import { addProvider } from './testing/ai-provider.ts'
import { startFakeOpenAi } from './testing/fake-openai.ts'
import { makeFirstAccount } from './testing/first-account.ts'
import { startServerProcess } from './testing/server-process.ts'
import { startSmtpInbox } from './testing/smtp-inbox.ts'
import { startVisitor } from './testing/test-app.ts'
import { createTestDatabase } from './testing/test-database.ts'

const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

/** Without any form by which one would know them. */
const planted = {
  smtpPassword: 'walrus-in-the-attic',
  wrongPassword: 'Pelican-Umbrella-41',
  jsonPassword: 'Giraffe-Teapot-77',
  metricsToken: 'otter-otter-otter-otter',
  providerKey: 'badger-under-the-bridge',
  bearer: 'hedgehog-0123456789',
  cookie: 'kingfisher-0123456789',
  linkToken: 'salamander-0123456789',
  card: '4111 1111 1111 1111',
}

test('at debug level, what people and providers let slip stands in no line of the log', async () => {
  const database = await createTestDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'minichat-logs-'))
  const inbox = await startSmtpInbox({ login: { user: 'mali', password: 'another one' } })
  // It repeats the key, as some do.
  const model = await startFakeOpenAi(({ response, request }) => {
    response.writeHead(401, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ error: { message: `Wrong key: ${request.authorization}` } }))
  })
  cleanUps.push(
    () => database.drop(),
    () => rm(folder, { recursive: true, force: true }),
    () => inbox.stop(),
    () => model.stop(),
  )
  const key = randomBytes(32)
  const db = createDatabase({ connectionString: database.urls.app, maxConnections: 1, log: createLog('silent') })
  cleanUps.push(() => db.close())
  const hub = await createHub(createLog('silent'), null)
  const mail = createMail({ secrets: createSecrets(key), hub, isConfigured: true })
  const url = `https://chat.example.com/reset#token=${planted.linkToken}`
  await db.global((tx) =>
    mail.send(tx, { to: 'p@example.com', locale: 'en', template: 'password-reset', values: { name: 'P', url } }),
  )

  const server = startServerProcess({
    MINICHAT_ENV: 'test',
    PORT: '0',
    LOG_LEVEL: 'debug',
    DATA_DIR: folder,
    DATABASE_URL: database.urls.migration,
    SECRET_KEY: key.toString('base64'),
    METRICS_TOKEN: planted.metricsToken,
    OUTGOING_ALLOW: model.host,
    MAIL_FROM: 'chat@mali.example',
    SMTP_URL: `smtp://mali:${planted.smtpPassword}@127.0.0.1:${inbox.port}?certificate=any`,
  })
  cleanUps.push(() => server.stop())
  const ready = await server.ready
  const { client, widgetKey } = await makeFirstAccount(ready.url, ready.setupToken ?? '')
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(ready.url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })

  const login = { email: 'mali@example.com', password: planted.wrongPassword }
  expect((await post('/api/v1/auth/login', JSON.stringify(login))).status).toBe(401)
  const sameName = { ...login, email: 'MALI@example.com' }
  expect((await post('/api/v1/auth/login', JSON.stringify(sameName))).status).toBe(401)
  // Passwords get typed into the wrong field.
  const wrongField = { ...login, email: planted.wrongPassword }
  expect((await post('/api/v1/auth/login', JSON.stringify(wrongField))).status).toBe(401)
  expect((await post('/api/v1/auth/login', `{"password": "${planted.jsonPassword}`)).status).toBe(400)
  expect((await post('/api/v1/auth/login', JSON.stringify({ password: planted.jsonPassword }))).status).toBe(400)
  const credentials = { authorization: `Bearer ${planted.bearer}`, cookie: `minichat_session=${planted.cookie}` }
  expect((await fetch(`${ready.url}/api/v1/me?token=${planted.linkToken}`, { headers: credentials })).status).toBe(401)
  await fetch(`${ready.url}/metrics`, { headers: { authorization: `Bearer ${planted.metricsToken}` } })

  const { id: providerId } = await addProvider(client, { baseUrl: model.baseUrl, apiKey: planted.providerKey })
  const tried = client.request('POST /api/v1/ai/providers/test', {
    body: { question: 'Are you there?', provider: { providerId } },
  })
  await expect(tried).rejects.toMatchObject({ message: expect.stringContaining('Bearer [masked]') })
  const visitor = await startVisitor(ready.url, widgetKey)
  const { seq } = await visitor.say(`My card is ${planted.card}, my PIN is 4711.`)
  await visitor.answerAfter(seq)
  const tokens = [visitor.token, ready.setupToken ?? '', key.toString('base64')]
  await expect.poll(() => server.output(), { timeout: 10_000 }).toContain('A mail was not sent')
  const { output } = await server.stop()

  expect(output).toContain('"level":"debug"')
  expect(output).toContain('a responder failed')
  // What is printed for a person to use, once, is no line of the log.
  const lines = output.split('\n').filter((line) => line.startsWith('{'))
  expect(lines.length).toBeGreaterThan(10)
  for (const line of lines) {
    for (const secret of [...Object.values(planted), ...tokens]) expect(line).not.toContain(secret)
    expect(line).not.toContain(Buffer.from(planted.smtpPassword).toString('base64').slice(0, 12))
  }
  const refused = lines.map((line) => JSON.parse(line)).filter((line) => line.msg === 'A sign-in was refused.')
  const line = {
    step: 'password',
    who: expect.stringMatching(/^[\w-]{16}$/),
    address: '127.0.0.1',
    reason: 'WRONG_CREDENTIALS',
  }
  expect(refused).toMatchObject([line, line, line])
  expect(new Set(refused.map(({ who }) => who)).size).toBe(2)
  expect(refused[0].who).toBe(refused[1].who)
  expect(JSON.stringify(refused).toLowerCase()).not.toContain('mali')
  const stored = await db.query<{ error: string }>('select error from mails')
  expect(stored[0]?.error).toContain('535')
  expect(stored[0]?.error).not.toContain(planted.smtpPassword)
}, 60_000)
