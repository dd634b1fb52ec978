import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { firstAccount, makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { patienceMs } from './tools/browser.ts'
import { signIn } from './tools/dashboard.ts'
import { inspect } from './tools/inspect.ts'
import { useStage } from './tools/stage.ts'

const stage = useStage()
let client: Awaited<ReturnType<typeof makeFirstAccount>>['client']

beforeAll(async () => {
  client = (await makeFirstAccount(stage.url(), stage.product().setupToken())).client
})

const open = async (path: string, locale = 'en-US'): Promise<Page> => {
  const context = await stage.newContext({ locale })
  await signIn(context, stage.url())
  const page = await context.newPage()
  await page.goto(stage.url() + path)
  return page
}
const settled = async (page: Page) => {
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
  await expect.poll(() => page.locator('.mantine-Skeleton-root').count(), { timeout: patienceMs }).toBe(0)
}
const inviteByApi = async (email: string) => {
  const { data } = await client.request('POST /api/v1/team/invitations', { body: { email, role: 'member' } })
  return data.link ?? ''
}
/** Follows the link of an invitation as somebody new. */
async function joinOn(page: Page, link: string, name: string) {
  await page.goto(link)
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Password', { exact: true }).fill(firstAccount.password)
  await page.getByRole('button', { name: 'Make account and join' }).click()
  await page.waitForURL('**/chats')
}

test('a colleague is invited, joins, sees a new role without a reload, and is out at once when removed', async () => {
  const owner = await open('/settings/team')
  await owner.getByRole('button', { name: 'Invite people' }).click()
  const dialog = owner.getByRole('dialog')
  const addresses = dialog.getByLabel('E-mail addresses')
  const submit = dialog.getByRole('button', { name: /Send invitations|Make invitation links/ })
  await addresses.fill('somchai@example.com, not-an-address')
  await submit.click()
  await dialog.getByText('Check these: not-an-address').waitFor()
  await addresses.fill(`Somchai <somchai@example.com>\n${firstAccount.email}`)
  await submit.click()
  await dialog.getByText('This person is in the workspace already.').waitFor()
  const link = await dialog.getByLabel('Link for somchai@example.com').inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await owner.getByRole('region', { name: 'Invitations' }).getByText('somchai@example.com').waitFor()

  const colleague = await stage.newPage()
  await joinOn(colleague, link, 'Somchai')
  expect(new URL(colleague.url()).hash).toBe('')
  await colleague.goto(`${stage.url()}/settings/team`)
  await colleague.getByText('somchai@example.com').first().waitFor()
  expect(await colleague.getByRole('button', { name: 'Invite people' }).count()).toBe(0)

  await owner.reload()
  await owner.getByLabel('Role of Somchai').selectOption('admin')
  await colleague.getByRole('button', { name: 'Invite people' }).waitFor()

  await owner.getByRole('button', { name: 'Remove Somchai' }).click()
  await owner.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await colleague.getByRole('heading', { name: 'You are in no workspace' }).waitFor()
})

test('who is signed in with another address is told so, signs out, and goes on with the invitation', async () => {
  const link = await inviteByApi('malee@example.com')
  const page = await open('/chats')
  await page.goto(link)
  await page.getByText('You are signed in with another address').waitFor()
  await page.getByRole('button', { name: 'Sign out and go on' }).click()
  await page.getByLabel('Your name').waitFor()
  await joinOn(page, link, 'Malee')
  await page.goto(link)
  await page.getByText('This invitation no longer works').waitFor()
})

test('a person in no workspace makes one, deletes it by its name, and restores it', async () => {
  const page = await stage.newPage()
  await joinOn(page, await inviteByApi('mana@example.com'), 'Mana')
  await page.goto(`${stage.url()}/settings/team`)
  await page.getByRole('button', { name: 'Leave workspace' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Leave workspace' }).click()
  await page.getByRole('heading', { name: 'You are in no workspace' }).waitFor()
  expect(await inspect(page, 'no workspace')).toEqual([])
  await page.getByRole('link', { name: 'Your account' }).click()
  await page.getByRole('heading', { name: 'Profile' }).waitFor()
  await settled(page)
  expect(await inspect(page, 'account without a workspace')).toEqual([])
  await page.getByRole('link', { name: 'Your workspaces' }).click()
  await page.getByRole('heading', { name: 'You are in no workspace' }).waitFor()
  await page.getByLabel('Name of the new workspace').fill('Mana Books')
  await page.getByRole('button', { name: 'Make workspace' }).click()
  await page.waitForURL('**/chats')

  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(`${stage.url()}/settings/workspace`)
  await page.getByRole('button', { name: 'Delete this workspace' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name of the workspace').fill('Mana')
  await dialog.getByRole('button', { name: 'Delete this workspace' }).click()
  await dialog.getByText('This is not its name.').waitFor()
  await dialog.getByLabel('Name of the workspace').fill('Mana Books')
  await dialog.getByRole('button', { name: 'Delete this workspace' }).click()
  await page.getByRole('button', { name: 'Restore Mana Books' }).click()
  await page.waitForURL('**/chats')
  await page.getByRole('button', { name: 'Workspace Mana Books' }).waitFor()
})

for (const { name, locale } of [
  { name: 'English', locale: 'en-US' },
  { name: 'Thai', locale: 'th-TH' },
])
  test(`the pages of teams and workspaces have no barrier and nothing that scrolls sideways, in ${name}`, async () => {
    const link = await inviteByApi(`${name.toLowerCase()}@example.com`)
    const page = await open('/settings/team', locale)
    const problems: string[] = []
    for (const path of ['/settings/team', '/settings/workspace', '/workspaces']) {
      await page.goto(stage.url() + path)
      await settled(page)
      problems.push(...(await inspect(page, path)))
    }
    await page.goto(`${stage.url()}/settings/team`)
    await settled(page)
    await page.getByRole('main').getByRole('button').first().click()
    await page.getByRole('dialog').waitFor()
    problems.push(...(await inspect(page, 'invite dialog')))
    const stranger = await stage.newPage({ locale })
    await stranger.goto(link)
    await stranger.locator('form').waitFor()
    problems.push(...(await inspect(stranger, '/invitation')))
    await stranger.goto(`${stage.url()}/invitation#token=wrong`)
    await stranger.getByRole('alert').waitFor()
    problems.push(...(await inspect(stranger, '/invitation that has ended')))
    expect(problems).toEqual([])
  })
