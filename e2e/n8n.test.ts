import { afterAll, beforeAll, expect, test } from 'vitest'
import { startFakeN8n } from '../apps/server/src/testing/fake-n8n.ts'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { signIn } from './tools/dashboard.ts'
import { inspect } from './tools/inspect.ts'
import { useStage } from './tools/stage.ts'
import { widgetOn } from './tools/widget.ts'

const n8n = await startFakeN8n(({ request, replay, json }) => {
  if (request.path !== '/webhook/shop/chat') return replay('unknown')
  json({
    output: 'It left today.',
    quickReplies: ['Where is it now?'],
    citations: [{ title: 'Shipping', url: 'https://shop.example.com/shipping' }],
  })
})
const stage = useStage(() => ({ OUTGOING_ALLOW: n8n.host }))
beforeAll(() => makeFirstAccount(stage.url(), stage.product().setupToken()))
afterAll(n8n.stop)

test('an owner tries a workflow out, sees both sides of it, and what to do where it fails', async () => {
  const context = await stage.newContext()
  await signIn(context, stage.url())
  const page = await context.newPage()
  await page.goto(`${stage.url()}/settings`)
  await page.getByRole('link', { name: 'n8n' }).click()
  const ask = page.getByRole('button', { name: 'Ask', exact: true })
  await ask.click()
  await page.getByText('Fill this in.').waitFor()
  const address = page.getByLabel('Production address')
  await address.fill(`${n8n.origin}/webhook/nowhere/chat`)
  await ask.click()
  await page.getByText('There is no such workflow, or it is not published.').waitFor()
  await page.getByRole('region', { name: 'What came back' }).getByText('is not registered').waitFor()
  expect(await inspect(page, 'a failure')).toEqual([])

  await address.fill(`${n8n.origin}/webhook/shop/chat`)
  await page.getByRole('button', { name: 'Make a secret' }).click()
  const secret = await page
    .locator('code')
    .filter({ hasText: /^mcn8n_/ })
    .innerText()
  await page.getByRole('button', { name: 'I have it' }).click()
  await ask.click()
  await page.getByText('It left today.', { exact: true }).waitFor()
  await page.getByText('Quick replies: Where is it now?').waitFor()
  await page.getByRole('link', { name: 'Shipping' }).waitFor()
  const sent = page.getByRole('region', { name: 'What was sent' })
  await sent.getByText('x-minichat-signature: t=').waitFor()
  expect(await page.getByText(secret).count()).toBe(0)
  expect(await inspect(page, 'an answer')).toEqual([])
})

test('what was tried is used in the chain, and the console begins with it the next time', async () => {
  const context = await stage.newContext()
  await signIn(context, stage.url())
  const page = await context.newPage()
  await page.goto(`${stage.url()}/settings/n8n`)
  await page.getByRole('button', { name: 'Use this in the chain' }).click()
  await page.getByText('Fill this in.').waitFor()
  await page.getByLabel('Production address').fill(`${n8n.origin}/webhook/shop/chat`)
  await page.getByText('Basic', { exact: true }).click()
  await page.getByLabel('User name').fill('minichat')
  await page.getByLabel('Password').fill('basic-secret')
  await page.getByRole('button', { name: 'Use this in the chain' }).click()
  await page.getByText('The workflow is in the chain.').waitFor()
  await page.reload()
  await page.getByText('One is stored. Leave this empty to keep it.').waitFor()
  expect(await page.getByLabel('Production address').inputValue()).toBe(`${n8n.origin}/webhook/shop/chat`)
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await page.getByText('It left today.', { exact: true }).waitFor()
  const basic = `Basic ${Buffer.from('minichat:basic-secret').toString('base64')}`
  expect(n8n.requests.at(-1)?.headers.authorization).toBe(basic)
  await page.getByLabel('Time for the whole answer').fill('30')
  await page.getByRole('button', { name: 'Save in the chain' }).click()
  await page.getByText('The workflow is in the chain.').waitFor()
  await page.getByRole('link', { name: 'See the chain' }).click()
  await page.getByRole('switch', { name: 'Use n8n' }).waitFor()
})

test('the console reads as well in Thai', async () => {
  const context = await stage.newContext({ locale: 'th-TH' })
  await signIn(context, stage.url())
  const page = await context.newPage()
  await page.goto(`${stage.url()}/settings/n8n`)
  await page.getByLabel('ที่อยู่สำหรับใช้งานจริง').fill(`${n8n.origin}/webhook/nowhere/chat`)
  await page.getByRole('button', { name: 'ถาม', exact: true }).click()
  await page.getByText('ไม่มีเวิร์กโฟลว์นี้ หรือยังไม่ได้เผยแพร่').waitFor()
  expect(await inspect(page, 'Thai')).toEqual([])
})

test('what an answer offers to say next is said with one press, and offered no more', async () => {
  const page = await stage.newPage()
  // What a workflow would have said beside the answer.
  await page.route('**/session', async (route) => {
    const response = await route.fetch()
    const body = await response.json()
    const answer = body.data.messages.at(-1)
    if (answer) answer.quickReplies = ['Which cups are there?', 'Thank you']
    await route.fulfill({ response, json: body })
  })
  await page.goto(`${stage.url()}/demo`)
  const widget = widgetOn(page)
  await widget.open()
  await widget.ask('When are you open?')
  await page.reload()
  await widget.open()
  const reply = widget.root.getByRole('button', { name: 'Which cups are there?' })
  await reply.waitFor()
  expect(await inspect(page, 'quick replies')).toEqual([])
  await reply.click()
  await expect.poll(() => widget.said('visitor')).toContain('Which cups are there?')
  await expect.poll(() => reply.count()).toBe(0)
})
