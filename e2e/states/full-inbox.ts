import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { searchText } from '../../apps/dashboard/src/features/search/search.text.ts'
import { root } from '../../scripts/tools.ts'
import { patienceMs } from '../tools/browser.ts'
import type { Product } from '../tools/product.ts'
import { type SeededWorkspace, seedOn, signInAs } from '../tools/seeded-workspace.ts'
import type { Variant } from './play.ts'

const seeds = { chats: '2400', messages: '12000', days: '40', members: '8' }
const pages = {
  'full-inbox': '/chats',
  'full-search': '/search?q=order',
  'full-analytics': '/analytics',
  'empty-analytics': '/analytics?from=2020-01-01&to=2020-01-31',
  'full-review': '/knowledge?tab=review',
  'full-assignment': '/settings/assignment',
}

/** Pictures of the pages of an inbox with thousands of chats, in each variant. */
export async function shootFullInbox(browser: Browser, product: Product, variants: Variant[]): Promise<void> {
  const folder = join(root, 'e2e/screenshots')
  await mkdir(folder, { recursive: true })
  const words = Object.entries(seeds).flatMap(([name, value]) => [`--${name}`, value])
  const seeded = await seedOn(product, words)
  for (const variant of variants) {
    const page = await openAs(browser, product, variant, seeded)
    const shoot = (name: string, fullPage = true) =>
      page.screenshot({ path: join(folder, `${name}-${variant.name}.png`), fullPage, animations: 'disabled' })
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(product.url() + path)
      await settle(page)
      if (name === 'full-review') await page.getByRole('article').first().waitFor()
      await shoot(name)
    }
    await page.goto(`${product.url()}/chats`)
    await settle(page)
    await page.keyboard.press('j')
    await page.locator('[data-seq]').first().waitFor()
    await settle(page)
    await shoot('full-chat', false)
    await page.keyboard.press('Control+k')
    const palette = searchText[variant.locale === 'th-TH' ? 'th' : 'en'].palette
    await page.getByRole('combobox', { name: palette }).fill('order')
    await page.getByRole('option').filter({ hasText: 'order' }).nth(1).waitFor()
    await shoot('full-palette', false)
    await page.context().close()
  }
}

async function openAs(browser: Browser, product: Product, variant: Variant, seeded: SeededWorkspace): Promise<Page> {
  const { width, height, scheme, locale } = variant
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, locale })
  context.setDefaultTimeout(patienceMs)
  await signInAs(context, product.url(), seeded)
  return context.newPage()
}

async function settle(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' })
  await page.waitForLoadState('load')
  await page.evaluate(() => document.fonts.ready)
}
