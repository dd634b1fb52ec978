import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addProvider } from '../apps/server/src/testing/ai-provider.ts'
import { startFakeN8n } from '../apps/server/src/testing/fake-n8n.ts'
import { says, startFakeProvider } from '../apps/server/src/testing/fake-provider.ts'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { startHttpScript } from '../apps/server/src/testing/http-script.ts'
import { patienceMs } from './tools/browser.ts'
import { signIn } from './tools/dashboard.ts'
import { inspect } from './tools/inspect.ts'
import { useStage } from './tools/stage.ts'

const model = await startFakeProvider('ollama', says('Every day from ten.'))
const broken = await startFakeProvider('anthropic', ({ response }) => {
  response.writeHead(529).end('{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}')
})
const n8n = await startFakeN8n(({ json }) => json({ output: 'Ask me about cups.' }))
const embedder = await startHttpScript(({ headers, body }) => {
  if (headers['authorization'] !== 'Bearer sk-right') return { status: 401, json: { error: { message: 'Wrong key' } } }
  const { input } = JSON.parse(body) as { input: string[] }
  return { json: { data: input.map((_text, index) => ({ index, embedding: [1, 0] })) } }
})
const embedderHost = new URL(embedder.origin).host
const stage = useStage(() => ({ OUTGOING_ALLOW: `${model.host},${broken.host},${n8n.host},${embedderHost}` }))
let owner: Awaited<ReturnType<typeof makeFirstAccount>>
beforeAll(async () => {
  owner = await makeFirstAccount(stage.url(), stage.product().setupToken())
})
afterAll(async () => {
  await model.stop()
  await broken.stop()
  await n8n.stop()
  await embedder.stop()
})

async function openProviders(locale = 'en-US'): Promise<Page> {
  const context = await stage.newContext({ locale })
  await signIn(context, stage.url())
  const page = await context.newPage()
  await page.goto(`${stage.url()}/settings/ai`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expect.poll(() => page.locator('.mantine-Skeleton-root').count(), { timeout: patienceMs }).toBe(0)
  return page
}
const stored = async () => (await owner.client.request('GET /api/v1/ai/providers')).data
const names = async () => (await stored()).map(({ name }) => name)
const add = (name: string, baseUrl = 'https://models.example.com/v1') => addProvider(owner.client, { name, baseUrl })

test('an admin adds a provider: sees its models, its real answer or the real reason, and is told what is missing', async () => {
  const page = await openProviders()
  await page.getByText('Visitors are answered already').waitFor()
  await page.getByText('Answers now').waitFor()
  await page.getByRole('button', { name: 'Add a provider' }).click()
  const form = page.getByRole('dialog', { name: 'Add a provider' })
  await form.getByLabel('Kind').selectOption('ollama')
  await form.getByRole('button', { name: 'Add a provider' }).click()
  await form.getByText('Write the address of the endpoint.').waitFor()

  await form.getByRole('textbox', { name: 'Address' }).fill(`http://${broken.host}`)
  await form.getByLabel('Model', { exact: true }).fill('small')
  await form.getByRole('button', { name: 'Test' }).click()
  await form.getByText('the provider answered 529: Overloaded').waitFor()
  await form.getByRole('textbox', { name: 'Address' }).fill('http://10.0.0.1:11434')
  await form.getByRole('button', { name: 'Test' }).click()
  await form.getByText('10.0.0.1:11434 is a private address.').waitFor()

  await form.getByRole('textbox', { name: 'Address' }).fill(model.baseUrl)
  await form.getByRole('button', { name: 'Show models' }).click()
  await form.getByText('Models to choose from: 2').waitFor()
  expect(
    await form.locator('datalist option').evaluateAll((all) => all.map((one) => one.getAttribute('value'))),
  ).toEqual(['large', 'small'])
  await form.getByRole('button', { name: 'Test' }).click()
  await form.getByText('I could not find a reliable answer').waitFor()
  await form.getByText('Every day from ten.').waitFor()
  await form.getByLabel('Name').fill('Own model')
  await form.getByRole('button', { name: 'Add a provider' }).click()
  await form.waitFor({ state: 'hidden' })
  await page.getByText('Own model').waitFor()
  await page.getByText('Always last').waitFor()
  expect(await stored()).toMatchObject([{ kind: 'ollama', name: 'Own model', model: 'small', isEnabled: true }])
})

test('providers are put in order by dragging and by buttons, switched off, changed and removed', async () => {
  for (const one of await stored()) {
    await owner.client.request('DELETE /api/v1/ai/providers/:providerId', { params: { providerId: one.id } })
  }
  for (const name of ['First', 'Second', 'Third']) await add(name)
  const page = await openProviders()
  const rows = page.getByRole('list', { name: 'Providers in the order' }).getByRole('listitem')
  const row = (name: string) => rows.filter({ hasText: name })
  await row('Third').dragTo(row('First'))
  await expect.poll(names, { timeout: patienceMs }).toEqual(['Third', 'First', 'Second'])
  expect(await rows.allInnerTexts()).toEqual([
    expect.stringContaining('Third'),
    expect.stringContaining('First'),
    expect.stringContaining('Second'),
    expect.stringContaining('Built-in'),
  ])
  await page.getByRole('button', { name: 'Move Second up' }).click()
  await page.getByRole('status').filter({ hasText: 'Second is now number 2 of 3.' }).waitFor()
  await expect.poll(names, { timeout: patienceMs }).toEqual(['Third', 'Second', 'First'])
  expect(await page.getByRole('button', { name: 'Move Third up' }).isDisabled()).toBe(true)

  await page.getByRole('switch', { name: 'Use Third' }).click({ force: true })
  await row('Third').getByText('Switched off').waitFor()
  await page.getByRole('button', { name: 'Edit First' }).click()
  const form = page.getByRole('dialog', { name: 'Edit provider' })
  await form.getByText('Limits').click()
  await form.getByLabel('First word within').fill('99')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByText('A whole number from 1 to 24.').waitFor()
  await form.getByLabel('First word within').fill('5')
  await form.getByLabel('API key').fill('sk-secret')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Remove Second' }).click()
  await page.getByRole('dialog', { name: 'Remove this provider?' }).getByRole('button', { name: 'Remove' }).click()
  await expect.poll(names, { timeout: patienceMs }).toEqual(['Third', 'First'])
  expect(await stored()).toMatchObject([
    { name: 'Third', isEnabled: false },
    { name: 'First', hasApiKey: true, timeouts: { firstTokenMs: 5000 } },
  ])
})

test('how the AI speaks is stored, and a provider that fails says so in the list', async () => {
  const page = await openProviders()
  await page.getByLabel('Formal').check()
  await page.getByLabel('Strict: one is enough').check()
  await page.getByLabel('Instructions').fill('Never promise discounts.')
  await page.getByRole('button', { name: 'Save' }).first().click()
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor()
  const { data } = await owner.client.request('GET /api/v1/ai/settings')
  const speech = { tone: 'formal', strictness: 'strict', instructions: 'Never promise discounts.' }
  expect(data).toEqual({ ...speech, reranks: false, moderates: false })
  await page.getByRole('switch', { name: 'Let a model order the passages' }).click({ force: true })
  await page.getByRole('switch', { name: 'Use OpenAI’s moderation' }).click({ force: true })
  await expect
    .poll(async () => (await owner.client.request('GET /api/v1/ai/settings')).data, { timeout: patienceMs })
    .toEqual({ ...speech, reranks: true, moderates: true })
  await page.getByLabel('Friendly').check()
  await page.getByRole('button', { name: 'Save' }).first().click()
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor()
  expect((await owner.client.request('GET /api/v1/ai/settings')).data).toEqual({
    ...speech,
    tone: 'friendly',
    reranks: true,
    moderates: true,
  })
  await owner.client.request('PATCH /api/v1/ai/settings', { body: { reranks: false, moderates: false } })

  const { id: providerId } = await addProvider(owner.client, {
    kind: 'anthropic',
    name: 'Busy',
    baseUrl: broken.baseUrl,
  })
  await owner.client.request('PUT /api/v1/ai/providers/order', { body: { ids: [providerId] } })
  const params = { widgetKey: owner.widgetKey }
  const session = await owner.client.request('POST /api/v1/visitor/:widgetKey/session', { params, body: {} })
  await owner.client.request('POST /api/v1/visitor/:widgetKey/messages', {
    params,
    body: { token: session.data.token, clientMessageId: 'm-ai-providers-1', text: 'When are you open?' },
  })
  await expect.poll(async () => (await stored())[0]?.health.state, { timeout: patienceMs }).toBe('failing')
  await page.reload()
  await page.getByText('the provider answered 529: Overloaded').waitFor()
})

test('a workflow of n8n is added to the chain, tested and changed; its secret is asked for once', async () => {
  const page = await openProviders()
  await page.getByRole('button', { name: 'Add a provider' }).click()
  const form = page.getByRole('dialog', { name: 'Add a provider' })
  await form.getByLabel('Kind').selectOption('n8n')
  await form.getByText('Webhook', { exact: true }).click()
  await form.getByLabel('Production address').fill(`${n8n.origin}/webhook/shop`)
  await form.getByText('Header', { exact: true }).click()
  await form.getByLabel('Name of the header').fill('X-Shop')
  await form.getByRole('button', { name: 'Test', exact: true }).click()
  await form.getByText('Fill this in.').waitFor()
  await form.getByLabel('Value of the header').fill('shop-secret')
  await form.getByLabel('What visitors read while they wait, in English').fill('Asking the shop…')
  await form.getByLabel('Attributes of the visitor').fill('plan, size')
  await form.getByRole('button', { name: 'Test', exact: true }).click()
  await form.getByText('Ask me about cups.').waitFor()
  await form.getByLabel('Name', { exact: true }).fill('Shop workflow')
  expect(await inspect(page, 'a workflow')).toEqual([])
  await form.getByRole('button', { name: 'Add a provider' }).click()
  await form.waitFor({ state: 'hidden' })
  const row = page.getByRole('listitem').filter({ hasText: 'Shop workflow' })
  await row.getByText(`${n8n.origin}/webhook/shop`).waitFor()

  await page.getByRole('button', { name: 'Edit Shop workflow' }).click()
  const edit = page.getByRole('dialog', { name: 'Edit provider' })
  await edit.getByText('One is stored. Leave this empty to keep it.').waitFor()
  await edit.getByLabel('Time for the whole answer').fill('30')
  await edit.getByRole('button', { name: 'Save' }).click()
  await edit.waitFor({ state: 'hidden' })
  const workflow = (await stored()).find(({ kind }) => kind === 'n8n')
  expect(workflow).toMatchObject({
    hasSecret: true,
    settings: { timeoutMs: 30_000, heartbeat: { en: 'Asking the shop…' }, attributes: ['plan', 'size'] },
  })
  expect(n8n.requests.at(-1)?.headers['x-shop']).toBe('shop-secret')
})

for (const { name, locale, adding } of [
  { name: 'English', locale: 'en-US', adding: 'Add a provider' },
  { name: 'Thai', locale: 'th-TH', adding: 'เพิ่มผู้ให้บริการ' },
]) {
  test(`the page and its form have no barrier and nothing that scrolls sideways, in ${name}`, async () => {
    await add('A provider with a name that goes on for quite a while, as names do')
    const page = await openProviders(locale)
    const problems = await inspect(page, 'some providers')
    await page.getByRole('button', { name: adding }).click()
    await page.getByRole('dialog').getByRole('combobox').first().waitFor()
    await page.getByRole('dialog').locator('summary').click()
    problems.push(...(await inspect(page, 'the form')))
    await page.getByRole('dialog').getByRole('combobox').first().selectOption('n8n')
    problems.push(...(await inspect(page, 'the form of a workflow')))
    expect(problems).toEqual([])
  })
}

test('the model that makes the vectors is chosen, refused with its reason, and seen through to the last passage', async () => {
  const page = await openProviders()
  const card = page.locator('form').filter({ hasText: 'How questions are matched' })
  const passages = (await owner.client.request('GET /api/v1/knowledge/embeddings')).data.passageCount
  await card.getByText(passages === 0 ? 'There is no knowledge yet.' : 'All passages have their vector').waitFor()
  await card.getByLabel('Vectors by').selectOption('openai')
  expect(await card.getByLabel('Address').inputValue()).toBe('https://api.openai.com/v1')
  await card.getByRole('button', { name: 'Save' }).click()
  await card.getByText('Write something here.').waitFor()
  await card.getByLabel('Address').fill(`${embedder.origin}/v1`)
  await card.getByLabel('Model').fill('text-embedding-3-small')
  await card.getByLabel('API key').fill('sk-wrong')
  await card.getByRole('button', { name: 'Save' }).click()
  await card.getByText('the provider answered 401: Wrong key').waitFor()
  await card.getByLabel('API key').fill('sk-right')
  await card.getByRole('button', { name: 'Save' }).click()
  await card.getByText('Saved').waitFor()
  await card.getByText('A key is stored').waitFor()
  await owner.client.request('POST /api/v1/knowledge/entries', { body: { question: 'Cups?', answer: 'Blue ones.' } })
  await page.reload()
  await card.getByText('All passages have their vector').waitFor()
  expect((await owner.client.request('GET /api/v1/knowledge/embeddings')).data).toMatchObject({
    kind: 'openai',
    model: 'text-embedding-3-small',
    hasApiKey: true,
    problem: null,
  })
  expect(await inspect(page, 'the vectors')).toEqual([])

  const thai = await openProviders('th-TH')
  await thai.getByRole('heading', { name: 'การจับคู่คำถามกับความรู้' }).waitFor()
})
