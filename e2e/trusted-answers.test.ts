import { afterAll, expect, test } from 'vitest'
import { docxOf, headingOf, paragraph } from '../apps/server/src/modules/knowledge/files/office.fixture.ts'
import { pdfOf } from '../apps/server/src/modules/knowledge/files/pdf.fixture.ts'
import type { FakeRequest } from '../apps/server/src/testing/fake-openai.ts'
import { type ProviderReply, startFakeProvider } from '../apps/server/src/testing/fake-provider.ts'
import { sourcesIn } from '../apps/server/src/testing/prompt-sources.ts'
import { patienceMs } from './tools/browser.ts'
import { goTo, setUpOn } from './tools/dashboard.ts'
import { takePictures } from './tools/pictures.ts'
import { useStage } from './tools/stage.ts'
import { widgetOn } from './tools/widget.ts'

/** What is in the documents, and what the model makes of it, with the words that it relies on. */
const facts = [
  {
    quote: 'costs 1,200 baht for two hours',
    says: 'A lesson costs 1,200 baht for two hours, clay and glaze included',
  },
  { quote: 'ทุกวันเสาร์ เวลา 10:00 ถึง 12:00 น.', says: 'เรียนเผาได้ทุกวันเสาร์ เวลา 10:00 ถึง 12:00 น. ค่ะ' },
]
const questions = { en: 'How much is a kiln lesson?', th: 'เรียนเผาวันไหนได้บ้าง' }

/** Says of the sources in its prompt what the question is about, as a good model would. */
function answerFromSources({ request, piece, finish }: ProviderReply): void {
  const body = request.body as FakeRequest['body']
  const asksInThai = /[\u0e00-\u0e7f]/.test(body.messages.at(-1)?.content ?? '')
  const fact = facts[asksInThai ? 1 : 0]
  const source = sourcesIn({ body }).find(({ text }) => fact && text.includes(fact.quote))
  for (const word of (source && fact ? `${fact.says} [${source.number}: "${fact.quote}"].` : 'Good morning!').split(
    /(?<= )/,
  ))
    piece(word)
  finish({ input: 1_840, output: 96 })
}
function fail({ response }: ProviderReply): void {
  response.writeHead(500, { 'content-type': 'application/json' })
  response.end('{"error":{"message":"The server had an error.","type":"server_error","param":null,"code":null}}')
}

const model = await startFakeProvider('openai', answerFromSources)
const stage = useStage(() => ({ OUTGOING_ALLOW: model.host }))
afterAll(() => model.stop())

const shoot = takePictures('trusted-answers')

test('somebody new gets from nothing to answers with sources, which outlive their provider, and sees what they cost and why', async () => {
  const office = await stage.newPage({ viewport: { width: 1280, height: 860 } })
  await setUpOn(office, stage.product().setupUrl())
  await shoot(office, 'first-page')

  // Documents.
  await goTo(office, 'Knowledge')
  await office.getByRole('tab', { name: 'Documents' }).click()
  const upload = (name: string, buffer: Buffer) =>
    office.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
  const ready = office.getByText('Ready', { exact: true })
  const lessons =
    headingOf(1, 'Kiln lessons') + paragraph('A kiln lesson costs 1,200 baht for two hours, with clay and glaze.')
  await upload('lessons.docx', docxOf(lessons))
  await expect.poll(() => ready.count(), { timeout: patienceMs }).toBe(1)
  await upload('parking.pdf', pdfOf([['Parking', 'There are six places for cars behind the house.']]))
  await expect.poll(() => ready.count(), { timeout: patienceMs }).toBe(2)
  await upload('เวลาเรียน.txt', Buffer.from('เวลาเรียน\n\nเรียนเผาได้ทุกวันเสาร์ เวลา 10:00 ถึง 12:00 น. ที่สตูดิโอของเรา\n'))
  await expect.poll(() => ready.count(), { timeout: patienceMs }).toBe(3)
  await shoot(office, 'documents')

  // A provider.
  await goTo(office, 'Settings')
  await office.getByRole('link', { name: 'AI providers' }).click()
  await office.getByRole('button', { name: 'Add a provider' }).click()
  const form = office.getByRole('dialog', { name: 'Add a provider' })
  await form.getByRole('textbox', { name: 'Address' }).fill(model.baseUrl)
  await form.getByRole('textbox', { name: 'API key' }).fill('sk-only-for-this-test')
  await form.getByLabel('Model', { exact: true }).fill('gpt-5.4-mini')
  await form.getByLabel('Try a question').fill(questions.en)
  await form.getByRole('button', { name: 'Test', exact: true }).click()
  await form.getByText(facts[0]?.says ?? '').waitFor()
  await shoot(office, 'provider-tested')
  await form.getByRole('button', { name: 'Add a provider' }).click()
  await form.waitFor({ state: 'hidden' })
  expect(model.requests.at(-1)?.headers.authorization).toBe('Bearer sk-only-for-this-test')

  // Questions on the demo page, in both languages.
  await goTo(office, 'Widget')
  const [demo] = await Promise.all([
    office.waitForEvent('popup'),
    office.getByRole('link', { name: 'Open the demo page' }).click(),
  ])
  const widget = widgetOn(demo)
  await widget.open()
  expect(await widget.ask(questions.en)).toContain(facts[0]?.says)
  expect(await widget.sources.last().getAttribute('title')).toContain(facts[0]?.quote)
  await shoot(demo, 'answer-english')
  await demo.getByRole('link', { name: 'ไทย' }).click()
  await demo.waitForURL('**lang=th**')
  await widget.open()
  expect(await widget.ask(questions.th)).toContain(facts[1]?.says)
  expect(await widget.sources.last().getAttribute('title')).toContain(facts[1]?.quote)
  await shoot(demo, 'answer-thai')

  // The provider fails.
  model.behave(fail)
  expect(await widget.ask('What does a kiln lesson cost?')).toContain('1,200 baht')
  await shoot(demo, 'fallback')
  await office.goto(`${stage.url()}/settings/ai`)
  await office.getByText('the provider answered 500: The server had an error.').waitFor()
  await office.getByText(/^Cost today: \$0\.003\d*$/).waitFor()
  await shoot(office, 'provider-failing')

  // What it cost: two answers and the test, at the price of the list.
  await office.getByRole('link', { name: 'AI cost' }).click()
  const today = office.getByRole('meter', { name: /^Today: \$0\.00[1-9]\d*$/ })
  await today.waitFor()
  await office.getByRole('rowheader', { name: 'gpt-5.4-mini' }).waitFor()
  await shoot(office, 'cost')

  // Why.
  await goTo(office, 'Chats')
  await office.getByRole('link').filter({ hasText: '1,200 baht' }).first().click()
  const why = office.getByRole('log', { name: 'Messages' }).getByRole('button', { name: 'Why this answer?' })
  await why.first().click()
  const drawer = office.getByRole('dialog', { name: 'Why this answer?' })
  await drawer.getByText('OpenAI, gpt-5.4-mini: answered').waitFor()
  await drawer.getByRole('listitem').filter({ hasText: 'Cited as 1' }).getByText('lessons').first().waitFor()
  await shoot(office, 'why')
  await office.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
  await why.last().click()
  await drawer.getByText('OpenAI, gpt-5.4-mini: failed').waitFor()
  await drawer.getByText('Built-in responder: answered').waitFor()
  await shoot(office, 'why-fallback')
})
