import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { signIn } from './tools/dashboard.ts'
import { inspect } from './tools/inspect.ts'
import { useStage } from './tools/stage.ts'
import { startVisitor } from './tools/visitor.ts'

const stage = useStage()
let longChat: { chatId: string; words: string }

beforeAll(async () => {
  const { client, widgetKey } = await makeFirstAccount(stage.url(), stage.product().setupToken())
  await client.request('PATCH /api/v1/workspace', { body: { aiPaused: true } })
  const visitor = await startVisitor(stage.url(), widgetKey)
  const words = 'The kingfisher teapot has a crack'
  const { chatId } = await visitor.say(words)
  longChat = { chatId, words }
  await visitor.act('profile', { name: 'Somchai Jaidee', email: 'somchai@example.com' })
  // Replies, as visitors may write less in a minute; more than two pages of them.
  for (let number = 1; number <= 120; number += 1) {
    const body = { clientMessageId: `m-search-${number}`, text: `Line ${number} about something else` }
    await client.request('POST /api/v1/chats/:chatId/messages', { params: { chatId }, body })
  }
  const thai = await startVisitor(stage.url(), widgetKey)
  await thai.say('อยากทราบว่าเครื่องปั้นดินเผาลายครามมีกี่สีคะ', 'th')
  const entry = { question: 'How long does firing take?', answer: 'The kiln needs 14 hours.' }
  await client.request('POST /api/v1/knowledge/entries', { body: entry })
}, 120_000)

async function openDashboard(path: string, more = {}): Promise<Page> {
  const context = await stage.newContext({ viewport: { width: 1440, height: 900 }, ...more })
  await signIn(context, stage.url())
  const page = await context.newPage()
  await page.goto(stage.url() + path)
  return page
}

const isInView = (page: Page, text: string) =>
  page
    .getByRole('log')
    .getByText(text, { exact: true })
    .evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect()
      return top > 0 && bottom < window.innerHeight
    })

test('a hit far back opens the chat at the message, which is loaded, in view, marked and in focus', async () => {
  const page = await openDashboard('/search')
  await page.getByRole('searchbox').fill('kingfisher teapots')
  const hit = page.getByRole('listitem').filter({ hasText: 'kingfisher' })
  await hit.locator('mark', { hasText: 'teapot' }).waitFor()
  expect(await page.getByRole('status').innerText()).toContain('1 found')
  await hit.getByRole('link').click()
  await page.waitForURL(`**/chats/${longChat.chatId}?message=*`)
  const marked = page.locator('[data-found]')
  await marked.filter({ hasText: longChat.words }).waitFor()
  expect(await isInView(page, longChat.words)).toBe(true)
  expect(await marked.evaluate((element) => element === document.activeElement)).toBe(true)
  // And it stays there.
  await page.waitForTimeout(500)
  expect(await isInView(page, longChat.words)).toBe(true)
  await page.goBack()
  await hit.waitFor()
})

test('the palette finds and goes anywhere with the keyboard alone', async () => {
  const page = await openDashboard('/chats')
  await page.getByRole('heading', { name: 'Chats' }).waitFor({ state: 'attached' })
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: 'Search and go to' })
  await field.waitFor()
  await page.keyboard.type('api ke')
  await page.getByRole('option', { name: /API keys/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/settings/api-keys')

  await page.keyboard.press('Control+k')
  await page.keyboard.type('ดินเผาลาย')
  await page.getByRole('option', { name: /ลายคราม/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.locator('[data-found]').filter({ hasText: 'ลายคราม' }).waitFor()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('jaid')
  await page.getByRole('option', { name: /Somchai Jaidee/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/chats/${longChat.chatId}`)

  await page.keyboard.press('Control+k')
  await page.keyboard.type('kiln firing')
  await page.getByRole('option', { name: /How long does firing take/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByLabel('Question').waitFor()
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+k')
  await page.keyboard.type('kingfish')
  await page
    .getByRole('option', { name: /kingfisher/ })
    .first()
    .waitFor()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/search?q=kingfish')
  await page.getByText('Nothing found').waitFor()
  await page.keyboard.press('Control+k')
  await field.waitFor()
  await page.keyboard.press('Escape')
  await field.waitFor({ state: 'detached' })
})

test('filters narrow down, stand in the address and are cleared at once', async () => {
  const page = await openDashboard('/search?q=something')
  await page.getByText('20 and more found').waitFor()
  await page.getByLabel('Written by').selectOption({ label: 'Visitors' })
  await page.getByText('Nothing found').waitFor()
  await page.reload()
  await page.getByText('Nothing found').waitFor()
  expect(await page.getByLabel('Written by').inputValue()).toBe('visitor')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByText('20 and more found').waitFor()
  await page.getByLabel('Until').fill('2020-01-01')
  await page.getByText('Nothing found').waitFor()
})

for (const { name, locale } of [
  { name: 'English', locale: 'en-US' },
  { name: 'Thai', locale: 'th-TH' },
]) {
  test(`page and palette have no barrier and nothing that scrolls sideways, in ${name}`, async () => {
    const page = await openDashboard('/search?q=something', { locale })
    await page.getByRole('listitem').filter({ hasText: 'something' }).first().waitFor()
    expect(await inspect(page, 'search')).toEqual([])
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('something')
    await page.getByRole('option').filter({ hasText: 'something' }).first().waitFor()
    expect(await inspect(page, 'palette')).toEqual([])
  })
}

test('a search that fails says so and can be tried again', async () => {
  const page = await openDashboard('/search')
  await page.route('**/api/v1/search?*', (route) => route.fulfill({ status: 503, json: {} }))
  await page.getByRole('searchbox').fill('kingfisher')
  await page.getByRole('alert').waitFor()
  await page.unroute('**/api/v1/search?*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('listitem').filter({ hasText: 'kingfisher' }).waitFor()
})
