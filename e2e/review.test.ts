import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { signIn } from './tools/dashboard.ts'
import { inspect } from './tools/inspect.ts'
import { useStage } from './tools/stage.ts'
import { startVisitor } from './tools/visitor.ts'
import { widgetOn } from './tools/widget.ts'

const stage = useStage()
const question = 'Do you repair broken cups?'
let widgetKey = ''

beforeAll(async () => {
  const account = await makeFirstAccount(stage.url(), stage.product().setupToken())
  widgetKey = account.widgetKey
  for (const text of [question, 'can broken cups be repaired']) {
    await (await startVisitor(stage.url(), widgetKey)).ask(text)
  }
}, 60_000)

async function openReview(locale = 'en-US'): Promise<Page> {
  const context = await stage.newContext({ locale, viewport: { width: 1440, height: 900 } })
  await signIn(context, stage.url())
  const page = await context.newPage()
  await page.goto(`${stage.url()}/knowledge?tab=review`)
  return page
}

for (const { name, locale } of [
  { name: 'English', locale: 'en-US' },
  { name: 'Thai', locale: 'th-TH' },
]) {
  test(`the queue has no barrier and nothing that scrolls sideways, in ${name}`, async () => {
    const page = await openReview(locale)
    await page.getByRole('article').first().waitFor()
    await page.locator('summary').first().click()
    expect(await inspect(page, 'review')).toEqual([])
  })
}

test('a member’s answer to what was asked twice is used at once, and asking again shows it', async () => {
  const page = await openReview()
  const group = page.getByRole('article').filter({ hasText: 'cups' })
  await group.getByText('2 × unanswered').waitFor()
  await group.getByText('Asked like this').click()
  await group.getByText(question).first().waitFor()
  await group.getByRole('button', { name: 'Ask again' }).click()
  await group.getByText('still found no source').waitFor()
  await group.getByRole('button', { name: 'Write the answer' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Save and use' }).click()
  await dialog.getByText('Write something here.').waitFor()
  await dialog.getByLabel('Right answer').fill('Yes, with gold lacquer, for 300 baht.')
  await dialog.getByRole('button', { name: 'Save and use' }).click()
  await dialog.getByText('gold lacquer').waitFor()
  await dialog.getByText(/^Source: /).waitFor()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.getByText('Nothing to review').waitFor()
  await page.getByText('Answered', { exact: true }).click()
  await page.getByRole('article').filter({ hasText: 'cups' }).getByRole('link', { name: 'Show the answer' }).click()
  await page.getByRole('dialog').getByLabel('Answer').waitFor()
  const answer = await (await startVisitor(stage.url(), widgetKey)).ask(question)
  expect(answer.text).toContain('gold lacquer')
})

test('a visitor rates an answer with a reason, sees that again after a reload, and can change it', async () => {
  const visitor = await stage.newPage()
  await visitor.goto(`${stage.url()}/demo`)
  const widget = widgetOn(visitor)
  await widget.open()
  await widget.ask('How can I pay?')
  const down = widget.panel.getByRole('button', { name: 'Not helpful' })
  await down.click()
  await widget.panel.getByRole('menuitem', { name: 'Off topic' }).click()
  await expect.poll(() => down.getAttribute('aria-pressed')).toBe('true')
  await visitor.reload()
  await widget.open()
  await expect.poll(() => down.getAttribute('aria-pressed')).toBe('true')
  await widget.panel.getByRole('button', { name: 'Helpful', exact: true }).click()
  await expect.poll(() => down.getAttribute('aria-pressed')).toBe('false')
})
