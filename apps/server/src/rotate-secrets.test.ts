import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, createClient } from '@minichat/client'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keyPlace } from './modules/providers/provider-keys.ts'
import { createDatabase, type Database } from './platform/database/database.ts'
import { newId } from './platform/ids.ts'
import { createMail, valuesPlace } from './platform/mail/mail.ts'
import { createHub } from './platform/realtime/hub.ts'
import { createSecrets } from './platform/secrets/secrets.ts'
import { createLog } from './platform/telemetry/log.ts'
import { addProvider } from './testing/ai-provider.ts'
import { startFakeN8n } from './testing/fake-n8n.ts'
import { startFakeOpenAi } from './testing/fake-openai.ts'
import { cookieJar, firstAccount, makeFirstAccount } from './testing/first-account.ts'
import { type SigningKey, signIdentity } from './testing/identity-token.ts'
import { runRotation, type ServerProcess, startServerProcess } from './testing/server-process.ts'
import { startVisitor } from './testing/test-app.ts'
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts'

const [oldKey, newKey] = [randomBytes(32), randomBytes(32)]
const base64 = (key: Buffer) => key.toString('base64')
const providerKey = 'provider-key-of-the-owner'
const workflowSecret = 'secret-of-the-workflow'
const crowd = 250

let database: TestDatabase
let db: Database
let folder: string
let model: Awaited<ReturnType<typeof startFakeOpenAi>>
let n8n: Awaited<ReturnType<typeof startFakeN8n>>
let server: ServerProcess | undefined
beforeAll(async () => {
  database = await createTestDatabase()
  db = createDatabase({ connectionString: database.urls.app, maxConnections: 3, log: createLog('silent') })
  folder = await mkdtemp(join(tmpdir(), 'minichat-rotation-'))
  model = await startFakeOpenAi(({ chunk, finish, request }) => {
    chunk(`Was I called with ${request.authorization}?`)
    finish()
  })
  n8n = await startFakeN8n(({ json, request }) => json({ output: `called with ${request.headers['x-shop']}` }))
})
afterAll(async () => {
  await server?.stop()
  await model.stop()
  await n8n.stop()
  await db.close()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const env = (keys: Record<string, string>) => ({
  MINICHAT_ENV: 'test',
  PORT: '0',
  LOG_LEVEL: 'warn',
  DATA_DIR: folder,
  DATABASE_URL: database.urls.migration,
  OUTGOING_ALLOW: `${model.host},${n8n.host}`,
  ...keys,
})
const onlyOld = { SECRET_KEY: base64(oldKey) }
const both = { SECRET_KEY: base64(newKey), SECRET_KEYS_OLD: base64(oldKey) }
const onlyNew = { SECRET_KEY: base64(newKey) }

async function restart(keys: Record<string, string>) {
  await server?.stop()
  server = startServerProcess(env(keys))
  return server.ready
}

/** As after a new sign-in. */
async function signedIn(url: string, workspaceId: string) {
  const { fetch } = cookieJar()
  const client = createClient({ baseUrl: url, workspaceId: () => workspaceId, fetch })
  const { email, password } = firstAccount
  await client.request('POST /api/v1/auth/login', { body: { email, password } })
  return client
}

/** More workspaces with keys, and mails, all sealed with the old key. */
async function givenCrowd() {
  const secrets = createSecrets(oldKey)
  for (let n = 0; n < crowd; n += 1) {
    const id = newId()
    await insertProvider(id, secrets.seal(`key ${n}`, keyPlace(id, id)))
  }
  const mail = createMail({ secrets, hub: await createHub(createLog('silent'), null), isConfigured: false })
  for (let n = 0; n < crowd; n += 1) {
    await db.global((tx) =>
      mail.send(tx, {
        to: `p${n}@example.com`,
        locale: 'en',
        template: 'password-reset',
        values: { name: `P ${n}`, url: 'https://chat.example.com/' },
      }),
    )
  }
}

/** A workspace with a provider that has its id, as those have that are older than the chain. */
const insertProvider = (id: string, sealed: string) =>
  db.transaction(id, async (tx) => {
    await tx.query(`insert into workspaces (id, name) values ($1, 'Another')`, [id])
    await tx.query(
      `insert into ai_providers (workspace_id, id, position, kind, name, base_url, api_key_sealed, max_output_tokens)
       values ($1, $1, 1, 'compatible', 'Model', 'https://model.example.com', $2, 100)`,
      [id, sealed],
    )
  })

/** A key of the workspace for identity tokens, and a secret for the account's codes. */
async function givenOtherSecrets(client: Client): Promise<{ key: SigningKey; codeSecret: string }> {
  const { data: made } = await client.request('POST /api/v1/identity-keys')
  const { data: begun } = await client.request('POST /api/v1/auth/2fa/setup', {
    body: { password: firstAccount.password },
  })
  return { key: { keyId: made.key.id, secret: made.secret }, codeSecret: begun.secret }
}

async function expectProven(client: Client, workspaceId: string, key: SigningKey) {
  const token = signIdentity(key, { sub: 'customer-1', aud: workspaceId })
  const { data } = await client.request('POST /api/v1/identity-keys/test', { body: { token } })
  expect(data).toMatchObject({ problem: null, identity: { externalId: 'customer-1' } })
}

test('a key is changed while requests come all the time: none fails, and afterwards everything opens without the old one', async () => {
  const first = await restart(onlyOld)
  const account = await makeFirstAccount(first.url, first.setupToken ?? '')
  const { id: providerId } = await addProvider(account.client, { baseUrl: model.baseUrl, apiKey: providerKey })
  const { data: workflow } = await account.client.request('POST /api/v1/ai/providers', {
    body: {
      kind: 'n8n',
      name: 'Workflow',
      settings: { url: `${n8n.origin}/webhook/shop`, auth: { kind: 'header', name: 'X-Shop' } },
      secret: workflowSecret,
    },
  })
  const changeKey = (apiKey: string) =>
    client.request('PATCH /api/v1/ai/providers/:providerId', { params: { providerId }, body: { apiKey } })
  const askModel = (by: Client, question: string) =>
    by.request('POST /api/v1/ai/providers/test', { body: { question, provider: { providerId } } })
  const { data: widgets } = await account.client.request('GET /api/v1/widgets')
  const visitor = await startVisitor(first.url, widgets[0]?.key ?? '')
  const oldToken = visitor.token
  const others = await givenOtherSecrets(account.client)
  await givenCrowd()

  // The server that runs does not know the new key: sealing with it now would take its secrets away.
  const early = await runRotation([], env(both))
  expect(early).toMatchObject({ code: 1, output: expect.stringContaining('A running server does not know the key') })

  const second = await restart(both)
  const client = createClient({
    baseUrl: second.url,
    workspaceId: () => account.workspaceId,
    fetch: account.fetch,
  })
  const back = await startVisitor(second.url, widgets[0]?.key ?? '')
  let isRotating = true
  let calls = 0
  async function keepAsking(ask: (n: number) => Promise<unknown>) {
    for (let n = 0; isRotating; n += 1) {
      await ask(n)
      calls += 1
    }
  }
  const load = Promise.all([
    keepAsking((n) => changeKey(`changed-${n}`)),
    // At most 30 a minute.
    keepAsking(async (n) => {
      if (n < 25) await askModel(client, 'Are you there?')
      await sleep(250)
    }),
    keepAsking(() => client.request('GET /api/v1/workspace')),
    keepAsking(() => back.post('session', { token: oldToken }).then((response) => expect(response.status).toBe(200))),
  ])
  load.catch(() => {})
  await expectProven(client, account.workspaceId, others.key)
  const preview = await runRotation(['--dry-run'], env(both))
  expect(preview.output).toContain(`mails.values_sealed: ${crowd} to be sealed anew`)
  expect(preview.output).toContain('Nothing was changed.')
  const rotated = await runRotation([], env(both))
  isRotating = false
  await load
  expect(calls).toBeGreaterThan(50)

  expect(rotated.code).toBe(0)
  expect(rotated.output).toContain(`mails.values_sealed: ${crowd} sealed anew`)
  expect(rotated.output).toContain('identity_keys.secret_sealed: 1 sealed anew')
  expect(rotated.output).toContain('two_factors.secret_sealed: 1 sealed anew')
  expect(rotated.output).toMatch(/ai_providers\.api_key_sealed: 25[12] sealed anew/)
  expect(rotated.output).toContain(`Everything is sealed with the key ${createSecrets(newKey).keyIds[0]}.`)
  expect(rotated.output).toContain(`The old key (${createSecrets(oldKey).keyIds[0]}) may go`)
  expect(rotated.output).not.toMatch(/\bkey \d{1,3}\b|provider-key|secret-of-the/)

  // What a server had opened before goes on.
  await expectProven(client, account.workspaceId, others.key)
  // Again: nothing is left to do.
  expect((await runRotation([], env(both))).output).toContain('mails.values_sealed: 0 sealed anew')

  await changeKey(providerKey)
  const third = await restart(onlyNew)
  const after = await signedIn(third.url, account.workspaceId)
  const { data: tried } = await askModel(after, 'And now?')
  expect(tried.text).toBe(`Was I called with Bearer ${providerKey}?`)
  await after.request('POST /api/v1/ai/providers/test', {
    body: { question: 'And now?', provider: { providerId: workflow.id } },
  })
  expect(n8n.requests.at(-1)?.headers['x-shop']).toBe(workflowSecret)
  await expectProven(after, account.workspaceId, others.key)
  const secrets = createSecrets(newKey)
  const mails = await db.query<{ id: string; values_sealed: string }>('select id, values_sealed from mails')
  expect(mails).toHaveLength(crowd)
  for (const { id, values_sealed } of mails)
    expect(secrets.open(values_sealed, valuesPlace(id))).toContain('"name":"P ')
  const code = new TOTP({ secret: Secret.fromBase32(others.codeSecret) }).generate()
  await after.request('POST /api/v1/auth/2fa/verify', { body: { code } })
}, 240_000)

test('a text that no key opens is told and left as it is, and the old key is not let go', async () => {
  const id = newId()
  const lost = createSecrets(randomBytes(32)).seal('x', keyPlace(id, id))
  await insertProvider(id, lost)
  const { code, output } = await runRotation([], env(both))
  expect(code).toBe(1)
  expect(output).toContain('ai_providers.api_key_sealed: 0 sealed anew, 1 that no key of the ring opens')
  expect(output).not.toContain('may go')
  const [row] = await db.transaction(id, (tx) =>
    tx.query<{ text: string }>('select api_key_sealed as text from ai_providers'),
  )
  expect(row?.text).toBe(lost)
})

test('a key in the data folder is changed by a new first line', async () => {
  const dataDir = join(folder, 'embedded')
  const own = { MINICHAT_ENV: 'test', PORT: '0', LOG_LEVEL: 'warn', DATA_DIR: dataDir, OUTGOING_ALLOW: model.host }
  const file = join(dataDir, 'secret.key')
  await server?.stop()
  server = startServerProcess(own)
  const first = await server.ready
  const account = await makeFirstAccount(first.url, first.setupToken ?? '')
  const { id: providerId } = await addProvider(account.client, { baseUrl: model.baseUrl, apiKey: providerKey })
  await server.stop()
  await writeFile(file, `${base64(newKey)}\n${await readFile(file, 'utf8')}`)
  server = startServerProcess(own)
  await server.ready
  expect(await runRotation([], own)).toMatchObject({ code: 0, output: expect.stringContaining('1 sealed anew') })
  await server.stop()
  await writeFile(file, `${base64(newKey)}\n`)
  server = startServerProcess(own)
  const last = await server.ready
  const client = await signedIn(last.url, account.workspaceId)
  const { data } = await client.request('POST /api/v1/ai/providers/test', {
    body: { question: 'And now?', provider: { providerId } },
  })
  expect(data.text).toBe(`Was I called with Bearer ${providerKey}?`)
}, 240_000)
