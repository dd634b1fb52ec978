import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { patienceMs } from './tools/browser.ts'
import { signIn } from './tools/dashboard.ts'
import { inspect } from './tools/inspect.ts'
import { useStage } from './tools/stage.ts'
import { startVisitor } from './tools/visitor.ts'
import { widgetOn } from './tools/widget.ts'

const stage = useStage()
let chatId = ''

const languages = [
  { name: 'English', locale: 'en-US', demo: '/demo', question: 'How can I pay?' },
  { name: 'Thai', locale: 'th-TH', demo: '/demo?lang=th', question: 'จ่ายเงินยังไงได้บ้าง' },
]

// Each page wide and narrow, light and dark. The set-up page is there only as long as there is no account.
for (const { name, locale, demo, question } of languages) {
  test(`a visitor meets no barrier and nothing that scrolls sideways, in ${name}`, async () => {
    const page = await stage.newPage({ locale })
    await page.goto(stage.url() + demo)
    const closed = await inspect(page, 'demo')
    await page.setViewportSize({ width: 1440, height: 900 })
    await widgetOn(page).open()
    await widgetOn(page).ask(question)
    await widgetOn(page).sources.first().waitFor()
    expect([...closed, ...(await inspect(page, 'demo with an answer'))]).toEqual([])
  })

  test(`set-up and sign-in have no barrier and nothing that scrolls sideways, in ${name}`, async () => {
    const page = await stage.newPage({ locale })
    await page.goto(stage.product().setupUrl())
    const setUp = await inspectForm(page, 'set-up')
    await page.goto(`${stage.url()}/sign-in`)
    expect([...setUp, ...(await inspectForm(page, 'sign-in'))]).toEqual([])
  })
}

test('the dashboard gets an account and a chat to look at', async () => {
  const { client, widgetKey } = await makeFirstAccount(stage.url(), stage.product().setupToken())
  const body = { question: 'How can I pay?', answer: 'By card or in cash.', locale: 'en' as const, url: null }
  await client.request('POST /api/v1/knowledge/entries', { body })
  const visitor = await startVisitor(stage.url(), widgetKey)
  expect((await visitor.ask('How can I pay?')).citations).toHaveLength(1)
  await visitor.ask('มีของแถมไหม', 'th')
  await visitor.requestPerson()
  const { data } = await client.request('GET /api/v1/chats')
  chatId = data[0]?.id ?? ''
})

for (const { name, locale } of languages) {
  test(`the dashboard has no barrier and nothing that scrolls sideways, in ${name}`, async () => {
    const context = await stage.newContext({ locale })
    await signIn(context, stage.url())
    const page = await context.newPage()
    const problems: string[] = []
    for (const path of ['/chats', `/chats/${chatId}`, '/knowledge', '/knowledge?tab=documents', '/widget', '/settings']) {
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.goto(stage.url() + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expect.poll(() => page.locator('.mantine-Skeleton-root').count(), { timeout: patienceMs }).toBe(0)
      problems.push(...(await inspect(page, path)))
    }
    expect(problems).toEqual([])
  })
}

async function inspectForm(page: Page, name: string): Promise<string[]> {
  await page.locator('form').waitFor()
  await page.waitForLoadState('networkidle')
  return inspect(page, name)
}
