import { modelKinds } from '@minichat/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addProvider } from '../../testing/ai-provider.ts'
import { says, startFakeProvider } from '../../testing/fake-provider.ts'
import { type Person, startTestApp, type TestApp } from '../../testing/test-app.ts'

const apiKey = 'sk-secret-of-the-owner'
let provider: Awaited<ReturnType<typeof startFakeProvider>>
let models: Record<string, Awaited<ReturnType<typeof startFakeProvider>>>
let server: TestApp
let owner: Person
beforeAll(async () => {
  const started = await Promise.all(
    modelKinds.map((kind) =>
      startFakeProvider(
        kind,
        says('We are open every day from 10:00 to 19:00 [1: "open every day from 10:00 to 19:00"].'),
      ),
    ),
  )
  models = Object.fromEntries(started.map((one) => [one.kind, one]))
  provider = models.compatible as typeof provider
  server = await startTestApp({ OUTGOING_ALLOW: started.map(({ host }) => host).join(',') })
  owner = await server.given.owner()
  await owner.client.request('POST /api/v1/knowledge/entries', {
    body: { question: 'When are you open?', answer: 'We are open every day from 10:00 to 19:00.' },
  })
})
afterAll(async () => {
  await server.stop()
  for (const one of Object.values(models)) await one.stop()
})

const list = async ({ client }: Person) => (await client.request('GET /api/v1/ai/providers')).data
const change = (providerId: string, body: object) =>
  owner.client.request('PATCH /api/v1/ai/providers/:providerId', { params: { providerId }, body })
const tryOut = async (draft: object, question = 'When are you open?') =>
  (await owner.client.request('POST /api/v1/ai/providers/test', { body: { question, provider: draft } })).data

test.each(modelKinds)('%s: a test shows the real answer, and the models are those that there are', async (kind) => {
  const { baseUrl } = models[kind] as typeof provider
  const draft = { kind, baseUrl, model: 'small', apiKey }
  const { text, modelText, citationCount, firstTokenMs, durationMs } = await tryOut(draft)
  expect({ text, citationCount }).toEqual({ text: 'We are open every day from 10:00 to 19:00 [1].', citationCount: 1 })
  expect(modelText).toContain('[1: "')
  expect(durationMs).toBeGreaterThanOrEqual(firstTokenMs)
  const { data } = await owner.client.request('POST /api/v1/ai/providers/models', { body: { provider: draft } })
  expect(data.map(({ id }) => id)).toEqual(['large', 'small'])
})

test('a test shows the real reason of a failure, without the key', async () => {
  const refusing = await startFakeProvider('openai', ({ response }) => {
    response.writeHead(401).end(JSON.stringify({ error: { message: `Incorrect API key provided: ${apiKey}.` } }))
  })
  await using app = await startTestApp({ OUTGOING_ALLOW: refusing.host })
  const { client } = await app.given.owner()
  const draft = { kind: 'openai', baseUrl: refusing.baseUrl, model: 'small', apiKey } as const
  const tried = client.request('POST /api/v1/ai/providers/test', { body: { question: 'Hello?', provider: draft } })
  const message = 'the provider answered 401: Incorrect API key provided: [masked].'
  await expect(tried).rejects.toMatchObject({ code: 'RESPONDER_FAILED', message })
  await refusing.stop()
  const gone = client.request('POST /api/v1/ai/providers/test', { body: { question: 'Hello?', provider: draft } })
  await expect(gone).rejects.toMatchObject({ message: 'the provider could not be reached (ECONNREFUSED)' })
})

test('a key is stored sealed, never given back, and sent to no other server than it was entered for', async () => {
  const made = await addProvider(owner.client, { baseUrl: provider.baseUrl, apiKey })
  expect(made.hasApiKey).toBe(true)
  await change(made.id, { name: 'Another name' })
  await tryOut({ providerId: made.id })
  expect(provider.requests.at(-1)?.headers.authorization).toBe(`Bearer ${apiKey}`)
  const rows = await server.db.transaction(owner.workspaceId, (tx) => tx.query('select * from ai_providers'))
  const { data: log } = await owner.client.request('GET /api/v1/admin/logs')
  expect(JSON.stringify([made, await list(owner), rows, log])).not.toContain(apiKey)

  const elsewhere = provider.baseUrl.replace('127.0.0.1', 'localhost')
  const moved = await change(made.id, { baseUrl: elsewhere })
  expect(moved.data).toMatchObject({ hasApiKey: false })
  // Nor by a test with another address.
  await change(made.id, { baseUrl: provider.baseUrl, apiKey })
  const other = models.openai as typeof provider
  await tryOut({ providerId: made.id, baseUrl: other.baseUrl })
  expect(other.requests.at(-1)?.headers.authorization).toBeUndefined()
})

test('a private address is refused unless an operator allowed it, when it is entered and when it is called', async () => {
  for (const baseUrl of [
    'http://127.0.0.1:1/v1',
    'http://[::1]/v1',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://169.254.169.254/latest',
    'http://[::ffff:10.0.0.1]/',
  ]) {
    const refused = { code: 'ADDRESS_NOT_ALLOWED' }
    await expect(addProvider(owner.client, { baseUrl })).rejects.toMatchObject(refused)
    await expect(tryOut({ kind: 'ollama', baseUrl, model: 'm' })).rejects.toMatchObject(refused)
    const asked = owner.client.request('POST /api/v1/ai/providers/models', {
      body: { provider: { kind: 'ollama', baseUrl } },
    })
    await expect(asked).rejects.toMatchObject(refused)
  }
  // A name is looked up only when it is called.
  const { id: providerId } = await addProvider(owner.client, { baseUrl: 'http://localhost:1/v1' })
  await expect(tryOut({ providerId })).rejects.toMatchObject({
    code: 'RESPONDER_FAILED',
    message: expect.stringContaining('private address'),
  })
})

test('providers are added at the end, ordered, changed and removed; each change is told by the audit log', async () => {
  await using app = await startTestApp()
  const someone = await app.given.owner()
  const { client } = someone
  const add = (name: string) => addProvider(client, { name, baseUrl: 'https://model.example.com/v1', apiKey })
  const [first, second, third] = [await add('First'), await add('Second'), await add('Third')]
  expect((await list(someone)).map(({ name }) => name)).toEqual(['First', 'Second', 'Third'])
  const { data: ordered } = await client.request('PUT /api/v1/ai/providers/order', {
    body: { ids: [third.id, '0199c0de-7000-7000-8000-000000000001', first.id] },
  })
  expect(ordered.map(({ name }) => name)).toEqual(['Third', 'First', 'Second'])
  const params = { providerId: second.id }
  const body = { isEnabled: false, timeouts: { gapMs: 3000 } }
  const { data: changed } = await client.request('PATCH /api/v1/ai/providers/:providerId', { params, body })
  expect(changed).toMatchObject({ isEnabled: false, hasApiKey: true, timeouts: { firstTokenMs: 15_000, gapMs: 3000 } })
  await client.request('DELETE /api/v1/ai/providers/:providerId', { params })
  expect((await list(someone)).map(({ name }) => name)).toEqual(['Third', 'First'])
  const again = client.request('DELETE /api/v1/ai/providers/:providerId', { params })
  await expect(again).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const { data: log } = await client.request('GET /api/v1/admin/logs')
  expect(log.map(({ action }) => action).filter((action) => action.startsWith('ai.'))).toEqual([
    'ai.provider_removed',
    'ai.provider_changed',
    'ai.providers_ordered',
    'ai.provider_added',
    'ai.provider_added',
    'ai.provider_added',
  ])
})

test('a provider of another workspace is not there, and members may look but not change', async () => {
  const made = await addProvider(owner.client, { baseUrl: provider.baseUrl })
  const member = await server.given.colleague(owner, 'member')
  expect((await list(member)).map(({ id }) => id)).toContain(made.id)
  const params = { providerId: made.id }
  const body = { isEnabled: false }
  const tried = member.client.request('PATCH /api/v1/ai/providers/:providerId', { params, body })
  await expect(tried).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await using app = await startTestApp()
  const stranger = await app.given.owner()
  const strange = stranger.client.request('PATCH /api/v1/ai/providers/:providerId', { params, body })
  await expect(strange).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('an endpoint of one’s own needs an address', async () => {
  await expect(addProvider(owner.client, { kind: 'ollama' })).rejects.toMatchObject({
    code: 'VALIDATION_ERROR',
    details: [{ path: 'baseUrl' }],
  })
})
