import { afterAll, beforeAll, expect, test } from 'vitest'
import { addProvider } from '../apps/server/src/testing/ai-provider.ts'
import { bringMail } from '../apps/server/src/testing/bring-mail.ts'
import { startFakeOpenAi } from '../apps/server/src/testing/fake-openai.ts'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { freePort } from '../apps/server/src/testing/free-port.ts'
import { sourcesIn } from '../apps/server/src/testing/prompt-sources.ts'
import { startSmtpInbox } from '../apps/server/src/testing/smtp-inbox.ts'
import { patienceMs } from './tools/browser.ts'
import { signIn } from './tools/dashboard.ts'
import { inspect } from './tools/inspect.ts'
import { useStage } from './tools/stage.ts'
import { startVisitor } from './tools/visitor.ts'

/** A model that suggests what its source says, and otherwise what it is asked for. */
const model = await startFakeOpenAi(({ request, chunk, finish }) => {
  const rules = request.body.messages[0]?.content ?? ''
  const source = sourcesIn(request).find(({ text }) => text.includes('two days'))
  if (rules.includes('Sum up this chat')) chunk('- Asks how long shipping takes')
  else if (rules.startsWith('You translate')) chunk(rules.includes('English') ? 'How long does it take?' : 'สองวันค่ะ')
  else if (rules.includes('draft of a reply')) chunk('Shipping takes two days, with pleasure.')
  else if (source) chunk(`Shipping takes two days. [${source.number}: "Shipping to Chiang Mai takes two days"]`)
  else chunk('Hello!')
  finish()
})
const inbox = await startSmtpInbox()
const port = await freePort()
const stage = useStage(() => ({
  OUTGOING_ALLOW: model.host,
  SMTP_URL: inbox.url,
  MAIL_FROM: 'chat@mali.example',
  INBOUND_MAIL_ADDRESS: 'reply@in.mali.example',
  INBOUND_MAIL_PORT: String(port),
}))
let owner: Awaited<ReturnType<typeof makeFirstAccount>>
beforeAll(async () => {
  owner = await makeFirstAccount(stage.url(), stage.product().setupToken())
})
afterAll(async () => {
  await model.stop()
  await inbox.stop()
})

async function openChat(question: string, options: Parameters<typeof stage.newContext>[0] = {}) {
  const visitor = await startVisitor(stage.url(), owner.widgetKey)
  const { chatId } = await visitor.say(question)
  await owner.client.request('POST /api/v1/chats/:chatId/take-over', { params: { chatId } })
  const context = await stage.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  await signIn(context, stage.url())
  const page = await context.newPage()
  await page.goto(`${stage.url()}/chats/${chatId}`)
  await page.getByRole('log').getByText(question).waitFor()
  return { visitor, chatId, page, field: page.getByLabel('Reply to the visitor') }
}

/** Runs in the page: whether it knows that nothing helps, and has drawn since. */
async function hasBeenTold(): Promise<boolean> {
  const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
  const isAnswered = all.some(({ name, responseEnd }) => name.endsWith('/api/v1/assistance') && responseEnd > 0)
  for (let frames = 0; frames < 3; frames += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
  return isAnswered
}

test('without a provider nothing of the AI’s help is there', async () => {
  const { page, field } = await openChat('Is anybody there?')
  await field.waitFor()
  await expect.poll(() => page.evaluate(hasBeenTold), { timeout: patienceMs }).toBe(true)
  expect(await page.getByRole('button', { name: 'Suggest a reply' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Translate' }).count()).toBe(0)
})

test('the AI suggests, rewrites, sums up and translates, and nothing is sent by itself', async () => {
  await addProvider(owner.client, { baseUrl: model.baseUrl })
  const entry = { question: 'How long does shipping take?', answer: 'Shipping to Chiang Mai takes two days.' }
  await owner.client.request('POST /api/v1/knowledge/entries', { body: entry })
  const { page, field, chatId, visitor } = await openChat('How long does shipping take?')
  await page.getByRole('button', { name: 'Suggest a reply' }).click()
  const card = page.getByRole('region', { name: /Suggested by the AI/ })
  await card.getByText('Shipping takes two days.').waitFor()
  await card.getByRole('listitem').getByText('How long does shipping take?').waitFor()
  expect(await inspect(page, 'suggestion')).toEqual([])
  await card.getByRole('button', { name: 'Use it' }).click()
  expect(await field.inputValue()).toBe('Shipping takes two days.')

  await page.getByRole('button', { name: 'More from the AI' }).click()
  await page.getByRole('menuitem', { name: 'Friendlier' }).click()
  await expect.poll(() => field.inputValue()).toBe('Shipping takes two days, with pleasure.')
  await page.getByRole('button', { name: 'Back to my text' }).click()
  expect(await field.inputValue()).toBe('Shipping takes two days.')

  await page.getByRole('button', { name: 'More from the AI' }).click()
  await page.getByRole('menuitem', { name: 'Sum up the chat' }).click()
  const summary = page.getByRole('region', { name: 'Summary by the AI' })
  await summary.getByText('Asks how long shipping takes').waitFor()
  await summary.getByRole('button', { name: 'Close' }).click()

  await visitor.say('ส่งนานไหมคะ', 'th')
  await page.getByRole('log').getByText('ส่งนานไหมคะ').waitFor()
  await page.getByRole('button', { name: 'Translate', exact: true }).last().click()
  await page.getByRole('region', { name: 'Translated by the AI' }).getByText('How long does it take?').waitFor()
  const { data } = await owner.client.request('GET /api/v1/chats/:chatId', { params: { chatId } })
  expect(data.messages.filter(({ author }) => author.kind === 'member')).toEqual([])
})

test('a reply reaches who has left by mail, and the answer comes up in the chat, by whom it is', async () => {
  await owner.client.request('PATCH /api/v1/chat-mail', { body: { afterSeconds: 0 } })
  const { page, field, visitor } = await openChat('Could you hold the blue cup for me?', {
    viewport: { width: 390, height: 844 },
  })
  await visitor.act('profile', { email: 'som@example.com' })
  await field.fill('Until Friday')
  await field.press('Enter')
  const [received] = await inbox.mailsTo('som@example.com')
  const address = received?.mail.replyTo?.value[0]?.address ?? ''
  expect(await bringMail(port, { from: 'wife@example.net', to: address, text: 'We come on Thursday' })).toMatch(/^250/)
  const log = page.getByRole('log')
  await log.getByText('We come on Thursday').waitFor()
  await log.getByText('By e-mail from wife@example.net, which is not the visitor’s address').waitFor()
})

test('when replies are mailed is changed under the settings', async () => {
  const context = await stage.newContext()
  await signIn(context, stage.url())
  const page = await context.newPage()
  await page.goto(`${stage.url()}/settings/inbox`)
  await page.getByLabel('Minutes a reply may stay unread').fill('5')
  const save = page.getByRole('button', { name: 'Save' })
  await save.first().click()
  await page.getByText('Saved').waitFor()
  await page.getByLabel('Ask how the chat was').check()
  await save.last().click()
  await expect.poll(() => page.getByText('Saved').count()).toBe(2)
  const { data } = await owner.client.request('GET /api/v1/chat-mail')
  expect([data.afterSeconds, data.asksRating]).toEqual([300, true])
  expect(await inspect(page, 'inbox settings')).toEqual([])
})
