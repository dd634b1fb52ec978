import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { firstAccount, makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { patienceMs } from './tools/browser.ts'
import { signIn } from './tools/dashboard.ts'
import { useStage } from './tools/stage.ts'
import { startVisitor } from './tools/visitor.ts'

const stage = useStage()

const keptDrafts = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('minichat.draft.')).length)

async function askToSignOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
}

test('signing out takes drafts off the device, and asks first when there is one', async () => {
  const { widgetKey } = await makeFirstAccount(stage.url(), stage.product().setupToken())
  const visitor = await startVisitor(stage.url(), widgetKey)
  const { chatId } = await visitor.say('Is my order on its way?')
  const context = await stage.newContext({ viewport: { width: 1440, height: 900 } })
  await signIn(context, stage.url())
  const page = await context.newPage()
  await page.goto(`${stage.url()}/chats/${chatId}`)
  const reply = page.getByLabel('Reply to the visitor')
  await reply.fill('It left yest')
  await expect.poll(() => keptDrafts(page), { timeout: patienceMs }).toBe(1)

  await askToSignOut(page)
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Begun or unsent replies').waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await dialog.waitFor({ state: 'hidden' })
  expect(await reply.inputValue()).toBe('It left yest')

  await askToSignOut(page)
  await dialog.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in')
  await expect.poll(() => keptDrafts(page), { timeout: patienceMs }).toBe(0)

  await signIn(context, stage.url())
  await page.goto(`${stage.url()}/chats/${chatId}`)
  expect(await reply.inputValue()).toBe('')
  await askToSignOut(page)
  await page.waitForURL('**/sign-in')
  expect(await page.getByRole('dialog').count()).toBe(0)

  // A way back that leads to the sign-in again is none.
  await page.goto(`${stage.url()}/sign-in?next=${encodeURIComponent('/sign-in?next=/chats')}`)
  await page.getByLabel('E-mail or username').fill(firstAccount.email)
  await page.getByLabel('Password', { exact: true }).fill(firstAccount.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('**/chats')
})
