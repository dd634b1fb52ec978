import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startFakeOpenAi } from '../apps/server/src/testing/fake-openai.ts'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { patienceMs } from './tools/browser.ts'
import { startForeignSite } from './tools/foreign-site.ts'
import { useStage } from './tools/stage.ts'
import { widgetOn } from './tools/widget.ts'

const words = Array.from({ length: 30 }, (_, at) => `word${at + 1}`)
const answer = words.join(' ')

/** A model that takes its time: about two seconds, a word at a time. */
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
let shop = ''

beforeAll(async () => {
  const { client, widgetKey } = await makeFirstAccount(stage.url(), stage.product().setupToken())
  const responder = { kind: 'openai', baseUrl: model.baseUrl, model: 'slow', apiKey: 'k' } as const
  await client.request('PATCH /api/v1/workspace', { body: { responder } })
  shop = site.put('/', { body: `<script async src="${stage.url()}/widget.js" data-widget="${widgetKey}"></script>` })
})
afterAll(async () => {
  await site.stop()
  await model.stop()
})

/** A visitor who has asked and sees the answer grow. */
async function visitorInTheMiddleOfAnAnswer() {
  const page = await stage.newPage()
  await page.goto(shop)
  const widget = widgetOn(page)
  await widget.open()
  await widget.say('Tell me everything.')
  await widget.root.getByText('word5').waitFor()
  expect((await widget.said('ai')).at(-1)).not.toContain('word30')
  return { page, widget }
}

test('a visitor who reloads in the middle of an answer sees the rest of it, once', async () => {
  const { page, widget } = await visitorInTheMiddleOfAnAnswer()
  const calls = model.requests.length

  await page.reload()
  await widget.open()
  await expect.poll(() => widget.said('ai'), { timeout: patienceMs }).toEqual([expect.any(String), answer])
  await widget.answers.filter({ hasText: 'word30' }).waitFor()
  expect(await widget.said('visitor')).toEqual(['Tell me everything.'])
  expect(model.requests.length).toBe(calls)
})

test('after the server was killed in the middle of an answer, the visitor sees one whole answer and goes on, without reloading', async () => {
  const { page, widget } = await visitorInTheMiddleOfAnAnswer()
  await page.evaluate(() => Object.assign(window, { isSamePage: true }))

  await stage.product().killHard()
  await stage.product().restart()
  // The answer's lease lapses after ten seconds; then it is begun again.
  await expect.poll(() => widget.answers.allInnerTexts(), { timeout: 40_000 }).toEqual([expect.any(String), answer])
  expect(await widget.said('ai')).toHaveLength(2)

  expect(await widget.ask('And once more?')).toBe(answer)
  expect(await widget.said('visitor')).toEqual(['Tell me everything.', 'And once more?'])
  expect(await widget.said('ai')).toHaveLength(3)
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true)
}, 90_000)
