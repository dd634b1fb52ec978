import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addProvider } from '../apps/server/src/testing/ai-provider.ts'
import { startFakeOpenAi } from '../apps/server/src/testing/fake-openai.ts'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { nthQuestion } from '../apps/server/src/testing/model-sentences.ts'
import { patienceMs } from './tools/browser.ts'
import { startForeignSite } from './tools/foreign-site.ts'
import { useStage } from './tools/stage.ts'
import { widgetOn } from './tools/widget.ts'

const words = Array.from({ length: 30 }, (_, at) => nthQuestion(at).trim())
const answer = words.join(' ')

/** A model that takes its time: about two seconds, a sentence at a time. */
const model = await startFakeOpenAi(async ({ response, chunk, finish }) => {
  for (const [at, word] of words.entries()) {
    if (response.destroyed) return
    chunk(at === 0 ? word : ` ${word}`)
    await sleep(70)
  }
  finish()
})
const site = await startForeignSite()
const stage = useStage(() => ({ OUTGOING_ALLOW: model.host }))
let owner: Awaited<ReturnType<typeof makeFirstAccount>>
let shop = ''

beforeAll(async () => {
  owner = await makeFirstAccount(stage.url(), stage.product().setupToken())
  await addProvider(owner.client, { baseUrl: model.baseUrl })
  shop = site.put('/', {
    body: `<script async src="${stage.url()}/widget.js" data-widget="${owner.widgetKey}"></script>`,
  })
})
afterAll(async () => {
  await site.stop()
  await model.stop()
})

// First, while nobody else has written anything.
test('what was written without a network arrives once and in order, though the page was closed in between', async () => {
  const context = await stage.newContext()
  const page = await context.newPage()
  await page.goto(shop)
  const widget = widgetOn(page)
  await widget.open()

  await context.setOffline(true)
  await widget.panel.getByText('You are offline.').waitFor()
  const messages = ['First: is anybody there?', 'Second: do you open on Sundays?', 'Third: thank you!']
  for (const message of messages) await widget.say(message)
  await expect.poll(() => widget.said('visitor'), { timeout: patienceMs }).toEqual(messages)
  await widget.root.getByText('Waiting for the connection').first().waitFor()
  await page.close()
  expect(await storedVisitorMessages()).toEqual([])

  await context.setOffline(false)
  const again = await context.newPage()
  await again.goto(shop)
  // Nobody has to open the chat for that.
  await expect.poll(storedVisitorMessages, { timeout: patienceMs }).toEqual(messages)
  await widgetOn(again).open()
  await expect.poll(() => widgetOn(again).said('visitor'), { timeout: patienceMs }).toEqual(messages)
  await again.reload()
  await widgetOn(again).open()
  await expect.poll(() => widgetOn(again).said('visitor'), { timeout: patienceMs }).toEqual(messages)
  expect(await storedVisitorMessages()).toEqual(messages)
})

/** A visitor who has asked and sees the answer grow. */
async function visitorInTheMiddleOfAnAnswer() {
  const page = await stage.newPage()
  await page.goto(shop)
  const widget = widgetOn(page)
  await widget.open()
  await widget.say('Tell me everything.')
  await widget.root.getByText(words[4] ?? '').waitFor()
  expect((await widget.said('ai')).at(-1)).not.toContain(words[29])
  return { page, widget }
}

test('a visitor who reloads in the middle of an answer sees the rest of it, once', async () => {
  const { page, widget } = await visitorInTheMiddleOfAnAnswer()
  // Messages of the test before may still be on their way to the model.
  const calls = () => model.requests.filter(({ body }) => JSON.stringify(body).includes('Tell me everything.')).length
  const before = calls()

  await page.reload()
  await widget.open()
  await expect.poll(() => widget.said('ai'), { timeout: patienceMs }).toEqual([expect.any(String), answer])
  await widget.answers.filter({ hasText: words[29] }).waitFor()
  expect(await widget.said('visitor')).toEqual(['Tell me everything.'])
  expect(calls()).toBe(before)
})

test('after the server was killed in the middle of an answer, the visitor sees one whole answer and goes on, without reloading', async () => {
  const { page, widget } = await visitorInTheMiddleOfAnAnswer()
  await page.evaluate(() => Object.assign(window, { isSamePage: true }))

  await stage.product().killHard()
  await stage.product().restart()
  // The answer is begun again once the lease of the dead process has lapsed.
  await expect.poll(() => widget.answers.allInnerTexts(), { timeout: 40_000 }).toEqual([expect.any(String), answer])
  expect(await widget.said('ai')).toHaveLength(2)

  expect(await widget.ask('And once more?')).toBe(answer)
  expect(await widget.said('visitor')).toEqual(['Tell me everything.', 'And once more?'])
  expect(await widget.said('ai')).toHaveLength(3)
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true)
}, 90_000)

/** As the members of the workspace see them, over all chats. */
async function storedVisitorMessages(): Promise<string[]> {
  const { client } = owner
  const { data: chats } = await client.request('GET /api/v1/chats')
  const open = await Promise.all(
    chats.map(({ id }) => client.request('GET /api/v1/chats/:chatId', { params: { chatId: id } })),
  )
  const messages = open.flatMap(({ data }) => data.messages)
  return messages.filter(({ author }) => author.kind === 'visitor').map(({ text }) => text)
}
