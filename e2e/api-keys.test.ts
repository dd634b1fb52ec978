import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { patienceMs } from './tools/browser.ts'
import { signIn } from './tools/dashboard.ts'
import { inspect } from './tools/inspect.ts'
import { useStage } from './tools/stage.ts'

const stage = useStage()
beforeAll(async () => {
  await makeFirstAccount(stage.url(), stage.product().setupToken())
})

async function openKeys(locale = 'en-US'): Promise<Page> {
  const context = await stage.newContext({ locale, permissions: ['clipboard-read', 'clipboard-write'] })
  await signIn(context, stage.url())
  const page = await context.newPage()
  await page.goto(`${stage.url()}/settings/api-keys`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expect.poll(() => page.locator('.mantine-Skeleton-root').count(), { timeout: patienceMs }).toBe(0)
  return page
}
const statusOf = async (secret: string) =>
  (await fetch(`${stage.url()}/api/v1/me`, { headers: { authorization: `Bearer ${secret}` } })).status

/** Copies the secret that is shown, and closes what shows it. */
async function takeSecret(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog', { name: 'Copy the key now' })
  await dialog.getByRole('button', { name: 'Copy key' }).click()
  await dialog.getByRole('button', { name: 'Copied' }).waitFor()
  const secret = await page.evaluate(() => navigator.clipboard.readText())
  await dialog.getByRole('button', { name: 'I have stored it' }).click()
  await dialog.waitFor({ state: 'hidden' })
  return secret
}

test('an admin makes a key, renames, rotates and revokes it with nothing but the screen', async () => {
  const page = await openKeys()
  await page.getByText('No API keys yet').waitFor()
  await page.getByRole('button', { name: 'Make a key' }).click()
  const form = page.getByRole('dialog', { name: 'Make a key' })
  await form.getByRole('button', { name: 'Make a key' }).click()
  await form.getByText('Write something here.').waitFor()
  await form.getByLabel('Name').fill('Nightly export')
  await form.getByLabel('Write', { exact: true }).check()
  await form.getByLabel('Works for how many days').fill('400')
  await form.getByRole('button', { name: 'Make a key' }).click()
  await form.getByText('Write a whole number from 1 to 365.').waitFor()
  await form.getByLabel('Works for how many days').fill('5')
  await form.getByRole('button', { name: 'Make a key' }).click()
  const first = await takeSecret(page)
  expect(await statusOf(first)).toBe(200)
  await page.getByText('Ends in 4 days').waitFor()
  expect(await page.content()).not.toContain(first)

  await page.getByRole('button', { name: 'Rename Nightly export' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Weekly export')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Rotate Weekly export' }).click()
  await page.getByRole('dialog', { name: 'Replace the secret' }).getByRole('button', { name: 'Rotate' }).click()
  const second = await takeSecret(page)
  await page.getByText(/^The old secret mck_…_\w{8} works until/).waitFor()
  expect([await statusOf(first), await statusOf(second)]).toEqual([200, 200])

  await page.getByRole('button', { name: 'Revoke Weekly export' }).click()
  await page.getByRole('dialog', { name: 'Revoke this key?' }).getByRole('button', { name: 'Revoke' }).click()
  await page.getByText('No API keys yet').waitFor()
  expect([await statusOf(first), await statusOf(second)]).toEqual([401, 401])
})

for (const { name, locale, make } of [
  { name: 'English', locale: 'en-US', make: 'Make a key' },
  { name: 'Thai', locale: 'th-TH', make: 'สร้างคีย์' },
]) {
  test(`the keys’ page and its form have no barrier and nothing that scrolls sideways, in ${name}`, async () => {
    const page = await openKeys(locale)
    const problems = await inspect(page, 'no keys')
    for (const [key, scope, expiresInDays] of [
      ['A key with a name that goes on for quite a while, as names do', 'admin', 90],
      ['ส่งออกทุกคืน', 'read', 3],
    ] as const) {
      await page.request.post(`${stage.url()}/api/v1/api-keys`, { data: { name: key, scope, expiresInDays } })
    }
    await page.reload()
    await page.getByRole('button', { name: make }).click()
    await page.getByRole('dialog').getByRole('radio').first().waitFor()
    problems.push(...(await inspect(page, 'the form')))
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    problems.push(...(await inspect(page, 'some keys')))
    expect(problems).toEqual([])
  })
}

test('the API docs run under the same strict policy, with nothing that it blocks', async () => {
  // What lies below the screen is not drawn.
  const page = await stage.newPage({ viewport: { width: 1280, height: 2000 } })
  const policies: string[] = []
  page.on('response', (response) => policies.push(response.headers()['content-security-policy'] ?? 'none'))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`blocked: ${event.violatedDirective} ${event.blockedURI}`)
    })
  })
  await page.goto(`${stage.url()}/docs`)
  // The viewer reads the whole description before it shows anything of it.
  await page.getByRole('heading', { name: /^API keys/ }).click({ timeout: 2 * patienceMs })
  await page.getByText('Make an API key', { exact: true }).click()
  await page.getByText('QUOTA_REACHED').first().waitFor()
  expect(policies.length).toBeGreaterThan(3)
  for (const policy of policies) expect(policy).toMatch(/script-src 'self'(;|$)/)
})
