import { expect, test } from 'vitest'
import { addProvider } from '../../testing/ai-provider.ts'
import { startFakeN8n } from '../../testing/fake-n8n.ts'
import { says, startFakeProvider } from '../../testing/fake-provider.ts'
import { startTestApp } from '../../testing/test-app.ts'

const secret = 'secret-of-the-shop'
type Behaviour = Parameters<typeof startFakeN8n>[0]
const answers: Behaviour = ({ json }) => json({ output: 'From the workflow.' })
const fails: Behaviour = ({ json }) => json({ message: 'Error in workflow' }, 500)

/** A workspace with a model and a workflow at hand, neither in its chain yet. */
async function given(behave: Behaviour = answers) {
  const n8n = await startFakeN8n(behave)
  const other = await startFakeN8n(answers)
  const model = await startFakeProvider('compatible', says('Is this from the model?'))
  const server = await startTestApp({ OUTGOING_ALLOW: [n8n.host, other.host, model.host].join(',') })
  const owner = await server.given.owner()
  const { client } = owner
  await client.request('POST /api/v1/knowledge/entries', {
    body: { question: 'When are you open?', answer: 'We are open every day from 10:00 to 19:00.' },
  })
  const visitor = await server.given.visitor(owner)
  const settings = {
    url: `${n8n.origin}/webhook/shop`,
    auth: { kind: 'header' as const, name: 'X-Shop' },
    heartbeat: { en: 'Asking the shop…', th: '' },
    attributes: ['plan'],
  }
  return {
    n8n,
    other,
    model,
    server,
    owner,
    settings,
    addModel: () => addProvider(client, { baseUrl: model.baseUrl }),
    addWorkflow: async () =>
      (await client.request('POST /api/v1/ai/providers', { body: { kind: 'n8n', name: 'Shop', settings, secret } }))
        .data,
    change: async (providerId: string, body: object) =>
      (await client.request('PATCH /api/v1/ai/providers/:providerId', { params: { providerId }, body })).data,
    tryOut: async (provider: object) =>
      (await client.request('POST /api/v1/ai/providers/test', { body: { question: 'Hello?', provider } })).data,
    list: async () => (await client.request('GET /api/v1/ai/providers')).data,
    ask: async (text = 'When are you open?') => (await visitor.answerAfter((await visitor.say(text)).seq)).text,
    async [Symbol.asyncDispose]() {
      await server.stop()
      for (const one of [n8n, other, model]) await one.stop()
    },
  }
}

test('a chain of a workflow alone: it answers by what is stored, and behind it the built-in responder', async () => {
  let behave = answers
  await using link = await given((reply) => behave(reply))
  await link.addWorkflow()
  expect(await link.ask()).toBe('From the workflow.')
  expect(link.n8n.requests[0]?.headers['x-shop']).toBe(secret)
  behave = fails
  expect(await link.ask()).toContain('10:00')
})

test('a model before a workflow, and a workflow before a model: whoever fails is followed by the other', async () => {
  let behave = answers
  await using link = await given((reply) => behave(reply))
  const [model, workflow] = [await link.addModel(), await link.addWorkflow()]
  expect(await link.ask()).toBe('Is this from the model?')
  expect(link.n8n.requests).toHaveLength(0)
  link.model.behave(({ response }) => void response.writeHead(401).end('{}'))
  expect(await link.ask()).toBe('From the workflow.')

  link.model.behave(says('Is this from the model?'))
  const body = { ids: [workflow.id, model.id] }
  await link.owner.client.request('PUT /api/v1/ai/providers/order', { body })
  expect(await link.ask()).toBe('From the workflow.')
  behave = fails
  expect(await link.ask()).toBe('Is this from the model?')
  expect((await link.list()).map(({ kind, health }) => [kind, health.state])).toEqual([
    ['n8n', 'failing'],
    ['compatible', 'closed'],
  ])
  await link.change(workflow.id, { isEnabled: false })
  const asked = link.n8n.requests.length
  expect(await link.ask()).toBe('Is this from the model?')
  expect(link.n8n.requests).toHaveLength(asked)
})

test('a workflow is tested alone, stored or not, and its real reason is shown', async () => {
  let behave = fails
  await using link = await given((reply) => behave(reply))
  const { id: providerId } = await link.addWorkflow()
  await expect(link.tryOut({ providerId })).rejects.toMatchObject({
    code: 'RESPONDER_FAILED',
    message: 'n8n answered 500: Error in workflow',
  })
  expect(link.n8n.requests.at(-1)?.body.metadata).toMatchObject({ isTest: true })
  behave = answers
  expect((await link.tryOut({ providerId })).text).toBe('From the workflow.')
  expect((await link.tryOut({ kind: 'n8n', settings: link.settings, secret })).text).toBe('From the workflow.')
  await expect(link.tryOut({ kind: 'n8n' })).rejects.toMatchObject({ details: [{ path: 'provider.settings' }] })
})

test('a secret is stored sealed, never given back, and goes to its own server as what it was entered as', async () => {
  await using link = await given()
  const made = await link.addWorkflow()
  expect(made).toMatchObject({ kind: 'n8n', hasSecret: true, settings: { ...link.settings, mode: 'wait' } })
  await link.change(made.id, { name: 'Renamed', settings: { ...link.settings, mode: 'stream' } })
  const rows = await link.server.db.transaction(link.owner.workspaceId, (tx) => tx.query('select * from ai_providers'))
  const { data: log } = await link.owner.client.request('GET /api/v1/admin/logs')
  expect(JSON.stringify([made, await link.list(), rows, log])).not.toContain(secret)
  expect(await link.list()).toMatchObject([{ name: 'Renamed', hasSecret: true, settings: { mode: 'stream' } }])

  const elsewhere = { ...link.settings, url: `${link.other.origin}/webhook/shop` }
  await expect(link.tryOut({ providerId: made.id, settings: elsewhere })).rejects.toMatchObject({
    code: 'RESPONDER_FAILED',
  })
  const asked = async (settings: object) =>
    (
      await link.owner.client.request('POST /api/v1/n8n/try', {
        body: { settings: settings as typeof elsewhere, providerId: made.id, question: 'Hello?' },
      })
    ).data.problem?.kind ?? null
  expect(await asked(elsewhere)).toBe('no-secret')
  expect(link.other.requests).toHaveLength(0)
  expect(await asked(link.settings)).toBeNull()
  expect(link.n8n.requests.at(-1)?.headers['x-shop']).toBe(secret)
  expect(await link.change(made.id, { settings: { ...link.settings, auth: { kind: 'jwt' } } })).toMatchObject({
    hasSecret: false,
  })
  await link.change(made.id, { settings: link.settings, secret })
  expect(await link.change(made.id, { settings: elsewhere })).toMatchObject({ hasSecret: false })
})

test('what is not valid, not allowed to be called, or of another kind is refused', async () => {
  await using link = await given()
  const [model, workflow] = [await link.addModel(), await link.addWorkflow()]
  const invalid = (path: string) => ({ code: 'VALIDATION_ERROR', details: [{ path }] })
  await expect(link.change(workflow.id, { model: 'large' })).rejects.toMatchObject(invalid('model'))
  await expect(link.change(model.id, { secret })).rejects.toMatchObject(invalid('secret'))
  const settings = { ...link.settings, timeoutMs: 1 }
  await expect(link.change(workflow.id, { settings })).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
  const inside = { ...link.settings, url: 'http://169.254.169.254/webhook/x' }
  await expect(link.change(workflow.id, { settings: inside })).rejects.toMatchObject({ code: 'ADDRESS_NOT_ALLOWED' })
  expect(await link.list()).toMatchObject([{ model: 'small' }, { settings: link.settings, hasSecret: true }])
  const member = await link.server.given.colleague(link.owner, 'member')
  const params = { providerId: workflow.id }
  const tried = member.client.request('PATCH /api/v1/ai/providers/:providerId', { params, body: { isEnabled: false } })
  await expect(tried).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})

test('each call of a workflow is counted, also one that fails and an owner’s test; an operator’s price and a cap hold for it', async () => {
  let behave = answers
  await using link = await given((reply) => behave(reply))
  const workflow = await link.addWorkflow()
  const { client } = link.owner
  const spend = async () => (await client.request('GET /api/v1/ai/spend')).data
  await link.ask()
  behave = fails
  await link.ask()
  behave = ({ response }) => void response.destroy()
  await link.ask()
  behave = answers
  await client.request('POST /api/v1/n8n/try', {
    body: { settings: link.settings, providerId: workflow.id, question: 'Hello?' },
  })
  expect(link.n8n.requests).toHaveLength(4)
  expect(await spend()).toMatchObject({
    today: { calls: 4, failed: 2, costMicroUsd: 0, unpriced: 0 },
    providers: [{ providerId: workflow.id, kind: 'n8n' }],
    models: [{ model: 'n8n' }],
  })

  const price = { model: 'n8n', inputMicroUsd: 1_000_000, outputMicroUsd: 1_000_000 }
  await client.request('PUT /api/v1/admin/ai-prices', { body: { prices: [price] } })
  expect(await link.ask()).toBe('From the workflow.')
  const { today } = await spend()
  expect(today.costMicroUsd).toBeGreaterThan(0)
  await client.request('PATCH /api/v1/ai/caps', { body: { dayMicroUsd: today.costMicroUsd } })
  expect(await link.ask()).toContain('10:00')
  expect(link.n8n.requests).toHaveLength(5)
  expect((await spend()).today).toMatchObject({ calls: 5, refused: 1 })
})
