import { afterAll, expect, test } from 'vitest'
import { addProvider } from '../apps/server/src/testing/ai-provider.ts'
import { startFakeOpenAi } from '../apps/server/src/testing/fake-openai.ts'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { signIn } from './tools/dashboard.ts'
import { useStage } from './tools/stage.ts'
import { startVisitor } from './tools/visitor.ts'

/** Says what its source holds, and one thing more that none does. */
const model = await startFakeOpenAi(({ chunk, finish }) => {
  chunk('We are open every day from 10:00 [1: "open every day from 10:00"]. Parking is free of charge.')
  finish()
})
afterAll(() => model.stop())
const stage = useStage(() => ({ OUTGOING_ALLOW: model.host }))
let chat = ''

test('one click below an answer shows why it says what it says, in both languages, and leads back', async () => {
  const owner = await makeFirstAccount(stage.url(), stage.product().setupToken())
  const { client, widgetKey } = owner
  const answer = 'We are open every day from 10:00 to 19:00.'
  await client.request('POST /api/v1/knowledge/entries', { body: { question: 'When are you open?', answer } })
  await addProvider(client, { baseUrl: model.baseUrl, apiKey: 'k' })
  const visitor = await startVisitor(stage.url(), widgetKey)
  chat = `${stage.url()}/chats/${(await visitor.say('When are you open?')).chatId}`

  const context = await stage.newContext({ viewport: { width: 1440, height: 900 } })
  await signIn(context, stage.url())
  const page = await context.newPage()
  await page.goto(chat)
  const why = page.getByRole('log', { name: 'Messages' }).getByRole('button', { name: 'Why this answer?' })
  await why.click()
  const drawer = page.getByRole('dialog', { name: 'Why this answer?' })
  const passage = drawer.getByRole('listitem').filter({ hasText: 'Cited as 1' })
  await passage.getByRole('blockquote').getByText(answer).waitFor()
  await passage.getByText(/^Fits \d+ %$/).waitFor()
  await drawer.getByText('A sentence without a source was left out').waitFor()
  await drawer.getByText('Parking is free of charge.').waitFor()
  await drawer.getByText('OpenAI-compatible endpoint, small: answered').waitFor()
  await passage.getByText('The whole passage').click()
  await passage.getByRole('paragraph').getByText(answer).waitFor()
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
  expect(await why.evaluate((button) => button === document.activeElement)).toBe(true)

  await page.evaluate(() => localStorage.setItem('minichat.locale', 'th'))
  await page.setViewportSize({ width: 360, height: 740 })
  await page.reload()
  await page.getByRole('button', { name: 'ทำไมจึงตอบแบบนี้' }).click()
  const thai = page.getByRole('dialog', { name: 'ทำไมจึงตอบแบบนี้' })
  await thai.getByText('ตัดประโยคที่ไม่มีแหล่งที่มาออก').waitFor()
  const overflow = await thai.evaluate((one) => one.scrollWidth - one.clientWidth)
  expect(overflow).toBeLessThanOrEqual(0)
})

test('an answer of which nothing was kept says so', async () => {
  const context = await stage.newContext({ viewport: { width: 1440, height: 900 } })
  await signIn(context, stage.url())
  const page = await context.newPage()
  await page.route('**/trace', (route) =>
    route.fulfill({
      status: 404,
      json: {
        success: false,
        error: { code: 'NOT_FOUND', message: 'Not found.', details: [] },
        metadata: { timestamp: new Date().toISOString(), requestId: 'none' },
      },
    }),
  )
  await page.goto(chat)
  await page.getByRole('button', { name: 'Why this answer?' }).click()
  await page.getByRole('dialog').getByText('Nothing was kept for this answer').waitFor()
})
