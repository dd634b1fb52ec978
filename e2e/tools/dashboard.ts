import { guides } from '@minichat/contracts'
import type { BrowserContext, Page } from 'playwright-core'
import { firstAccount } from '../../apps/server/src/testing/first-account.ts'

/**
 * Fills the form behind the printed link, as its reader would. Ends in the chats of the new workspace, with no guide to
 * come on other pages.
 */
export async function setUpOn(page: Page, setupUrl: string): Promise<void> {
  await page.goto(setupUrl)
  await page.getByLabel('Your name').fill(firstAccount.name)
  await page.getByLabel('E-mail').fill(firstAccount.email)
  await page.getByLabel('Password', { exact: true }).fill(firstAccount.password)
  await page.getByLabel('Workspace name').fill(firstAccount.workspaceName)
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await page.waitForURL('**/chats')
  const path = new URL('/api/v1/me/guides', page.url()).href
  const response = await page.request.patch(path, { data: { seen: guides } })
  if (!response.ok()) throw new Error(`Guides could not be noted: ${response.status()}`)
}

/** Fills the form of the sign-in page. */
export async function signInOn(page: Page): Promise<void> {
  await page.getByLabel('E-mail or username').fill(firstAccount.email)
  await page.getByLabel('Password', { exact: true }).fill(firstAccount.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Signs a whole browser profile in, where the form is not what is looked at. */
export async function signIn(context: BrowserContext, url: string): Promise<void> {
  const { email, password } = firstAccount
  const response = await context.request.post(`${url}/api/v1/auth/login`, { data: { email, password } })
  if (!response.ok()) throw new Error(`Signing in was refused: ${response.status()}`)
}

/** One of the main pages, by the navigation. */
export const goTo = (page: Page, name: 'Chats' | 'Analytics' | 'Knowledge' | 'Widget' | 'Settings') =>
  page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name, exact: true }).click()

/** The code as the copy button gives it. Its context needs the rights to the clipboard. */
export async function copySnippet(page: Page): Promise<string> {
  await goTo(page, 'Widget')
  await page.getByRole('button', { name: 'Copy code' }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  return page.evaluate(() => navigator.clipboard.readText())
}
