import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { firstAccount, makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { codeOf } from '../apps/server/src/testing/second-factor.ts'
import { signIn } from './tools/dashboard.ts'
import { inspect } from './tools/inspect.ts'
import { useStage } from './tools/stage.ts'

const stage = useStage()
let account: Awaited<ReturnType<typeof makeFirstAccount>>
beforeAll(async () => {
  account = await makeFirstAccount(stage.url(), stage.product().setupToken())
})

/** A colleague who has just joined. */
async function join(): Promise<Page> {
  const body = { email: 'somchai@example.com', role: 'member' } as const
  const { data } = await account.client.request('POST /api/v1/team/invitations', { body })
  const page = await stage.newPage()
  await page.goto(data.link ?? '')
  await page.getByLabel('Your name').fill('Somchai')
  await page.getByLabel('Password', { exact: true }).fill(firstAccount.password)
  await page.getByRole('button', { name: 'Make account and join' }).click()
  await page.waitForURL('**/chats')
  return page
}

async function turnTwoFactorOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Set up' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Your password').fill(firstAccount.password)
  await dialog.getByRole('button', { name: 'Set up' }).click()
  const secret = (await page.locator('code').innerText()).replaceAll(' ', '')
  await page.getByLabel('Then write the code').fill(codeOf(secret))
  await page.getByRole('button', { name: 'Turn on' }).click()
  await page.getByRole('heading', { name: 'Keep these backup codes' }).waitFor()
}

test('an owner asks for a second factor of everybody: a member is led to set one up, and then sees all again', async () => {
  const member = await join()
  const context = await stage.newContext()
  await signIn(context, stage.url())
  const owner = await context.newPage()
  await owner.goto(`${stage.url()}/settings/workspace`)
  const rule = owner.getByLabel('Every member needs two-factor sign-in or a passkey')
  await rule.click()
  await owner.getByText('This takes a second factor.').waitFor()
  expect(await rule.isChecked()).toBe(false)
  await owner.goto(`${stage.url()}/account/security`)
  await turnTwoFactorOn(owner)
  await owner.goto(`${stage.url()}/settings/workspace`)
  await rule.click()
  await expect.poll(() => rule.isChecked()).toBe(true)

  // Without a reload: what the open page asks for is refused.
  await member.getByRole('heading', { name: 'This workspace asks for a second factor' }).waitFor()
  expect(await inspect(member, 'second factor needed')).toEqual([])
  await member.setViewportSize({ width: 1440, height: 900 })
  await member.getByRole('link', { name: 'Set one up' }).click()
  await turnTwoFactorOn(member)
  // The codes are shown once: that everything is open again must not take them away.
  await member.getByRole('link', { name: 'Chats' }).waitFor()
  await member.getByRole('button', { name: 'I have kept them' }).click()
  await member.getByRole('link', { name: 'Chats' }).click()
  await member.waitForURL('**/chats')
  expect(await member.getByText('asks for a second factor').count()).toBe(0)
})
