import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, createClient } from '@minichat/client'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type Database } from './platform/database/database.ts'
import { newId } from './platform/ids.ts'
import { createMail, valuesPlace } from './platform/mail/mail.ts'
import { createHub } from './platform/realtime/hub.ts'
import { createSecrets } from './platform/secrets/secrets.ts'
import { createLog } from './platform/telemetry/log.ts'
import { startFakeOpenAi } from './testing/fake-openai.ts'
import { cookieJar, firstAccount, makeFirstAccount } from './testing/first-account.ts'
import { type SigningKey, signIdentity } from './testing/identity-token.ts'
import { runRotation, type ServerProcess, startServerProcess } from './testing/server-process.ts'
import { startVisitor } from './testing/test-app.ts'
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts'

const [oldKey, newKey] = [randomBytes(32), randomBytes(32)]
const base64 = (key: Buffer) => key.toString('base64')
const providerKey = 'provider-key-of-the-owner'
const crowd = 250

let database: TestDatabase
let db: Database
let folder: string
let model: Awaited<ReturnType<typeof startFakeOpenAi>>
let server: ServerProcess | undefined
beforeAll(async () => {
  database = await createTestDatabase()
  db = createDatabase({ connectionString: database.urls.app, maxConnections: 3, log: createLog('silent') })
  folder = await mkdtemp(join(tmpdir(), 'minichat-rotation-'))
  model = await startFakeOpenAi(({ chunk, finish, request }) => {
    chunk(`called with ${request.authorization}`)
    finish()
  })
})
afterAll(async () => {
  await server?.stop()
  await model.stop()
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
  OUTGOING_ALLOW: model.host,
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
    const sealed = secrets.seal(`key ${n}`, { workspaceId: id, column: 'workspaces.responder_api_key_sealed' })
    await db.transaction(id, (tx) =>
      tx.query('insert into workspaces (id, name, responder_api_key_sealed) values ($1, $2, $3)', [
        id,
        `W ${n}`,
        sealed,
      ]),
    )
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
  await account.client.request('PATCH /api/v1/workspace', {
    body: { responder: { kind: 'openai', baseUrl: model.baseUrl, model: 'm', apiKey: providerKey } },
  })
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
    keepAsking((n) =>
      client.request('PATCH /api/v1/workspace', { body: { responder: { kind: 'openai', apiKey: `changed-${n}` } } }),
    ),
    // At most 30 a minute.
    keepAsking(async (n) => {
      if (n < 25)
        await client.request('POST /api/v1/workspace/responder/test', { body: { question: 'Are you there?' } })
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
  expect(rotated.output).toMatch(/workspaces\.responder_api_key_sealed: 25[01] sealed anew/)
  expect(rotated.output).toContain(`Everything is sealed with the key ${createSecrets(newKey).keyIds[0]}.`)
  expect(rotated.output).toContain(`The old key (${createSecrets(oldKey).keyIds[0]}) may go`)
  expect(rotated.output).not.toMatch(/\bkey \d{1,3}\b|provider-key/)

  // What a server had opened before goes on.
  await expectProven(client, account.workspaceId, others.key)
  // Again: nothing is left to do.
  expect((await runRotation([], env(both))).output).toContain('mails.values_sealed: 0 sealed anew')

  await client.request('PATCH /api/v1/workspace', { body: { responder: { kind: 'openai', apiKey: providerKey } } })
  const third = await restart(onlyNew)
  const after = await signedIn(third.url, account.workspaceId)
  const { data: tried } = await after.request('POST /api/v1/workspace/responder/test', {
    body: { question: 'And now?' },
  })
  expect(tried.text).toBe(`called with Bearer ${providerKey}`)
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
  const lost = createSecrets(randomBytes(32)).seal('x', {
    workspaceId: id,
    column: 'workspaces.responder_api_key_sealed',
  })
  await db.transaction(id, (tx) =>
    tx.query('insert into workspaces (id, name, responder_api_key_sealed) values ($1, $2, $3)', [id, 'Lost', lost]),
  )
  const { code, output } = await runRotation([], env(both))
  expect(code).toBe(1)
  expect(output).toContain('workspaces.responder_api_key_sealed: 0 sealed anew, 1 that no key of the ring opens')
  expect(output).not.toContain('may go')
  const [row] = await db.transaction(id, (tx) =>
    tx.query<{ text: string }>('select responder_api_key_sealed as text from workspaces'),
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
  await account.client.request('PATCH /api/v1/workspace', {
    body: { responder: { kind: 'openai', baseUrl: model.baseUrl, model: 'm', apiKey: providerKey } },
  })
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
  const { data } = await client.request('POST /api/v1/workspace/responder/test', { body: { question: 'And now?' } })
  expect(data.text).toBe(`called with Bearer ${providerKey}`)
}, 240_000)
