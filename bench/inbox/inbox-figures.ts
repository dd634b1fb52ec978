import type { Page } from 'playwright-core'
import { createOwnServer } from '../../drills/tools/own-server.ts'
import { openBrowser } from '../../e2e/tools/browser.ts'
import { seedOn, signInAs } from '../../e2e/tools/seeded-workspace.ts'
import { findBrowser, howToGet } from '../../scripts/browser.ts'
import type { Figure } from '../figures.ts'
import { longestInteraction, scrollDown, watchPage } from './smoothness.ts'

const chats = 20_000
const seeds = ['--chats', String(chats), '--messages', '60000', '--members', '50']
const scrollMs = 20_000
/** Three frames are left out: it is seen. */
const seenMs = 50

/** The inbox of a large team in a real browser: what is seen of it while one scrolls and filters. */
export async function inboxFigures(): Promise<Figure[]> {
  const executablePath = await findBrowser('Chromium')
  if (!executablePath) {
    console.log(`The inbox's figures are left out: ${howToGet('Chromium')}.`)
    return []
  }
  const server = await createOwnServer({ MINICHAT_SAMPLE: 'off', MINICHAT_ENV: 'test' })
  await server.start()
  const seeded = await seedOn(server, seeds)
  const browser = await openBrowser({ executablePath })
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' })
    await signInAs(context, server.url, seeded)
    const page = await context.newPage()
    await page.addInitScript(watchPage)
    // Most of them have ended.
    await page.goto(`${server.url}/chats?tab=closed`)
    const rows = page.getByRole('navigation', { name: 'List of chats' }).locator('li')
    await rows.first().waitFor()
    await page.waitForLoadState('networkidle').catch(() => {})

    const { frames, passed } = await scrollDown(page, rows.first(), scrollMs)
    const late = frames.filter((ms) => ms > seenMs).length
    const filteringMs = await filter(page)
    return [
      {
        id: 'D1',
        measure: `scrolling ${chats.toLocaleString('en')} chats (${passed} rows passed): frames over ${seenMs} ms, of ${frames.length}`,
        value: (100 * late) / frames.length,
        unit: '%',
        reach: 1,
        goal: 0.1,
      },
      {
        id: 'D1',
        measure: 'the longest frame of it',
        value: Math.max(...frames),
        unit: 'ms',
        reach: 150,
        goal: seenMs,
      },
      {
        id: 'D2',
        measure: 'filtering them: the slowest reaction to a click or key',
        value: filteringMs,
        unit: 'ms',
        reach: 200,
        goal: 100,
      },
    ]
  } finally {
    await browser.close()
    await server.remove()
  }
}

/** Through the parts of the inbox and some filters. @returns how long the slowest reaction took. */
async function filter(page: Page): Promise<number> {
  const list = page.getByRole('navigation', { name: 'List of chats' })
  const tab = async (name: string) => {
    await list.locator(`[data-tab="${name}"]`).click()
    await list.locator('li, p').first().waitFor()
  }
  await tab('open')
  await tab('closed')
  await tab('unassigned')
  await tab('closed')
  await list.getByRole('button', { name: 'Filters and views' }).click()
  for (const label of ['Language', 'Widget']) {
    const field = list.getByLabel(label, { exact: true })
    await field.focus()
    const before = page.url()
    await page.keyboard.press('ArrowDown')
    await page.waitForURL((url) => url.href !== before)
    await list.locator('li').first().waitFor()
  }
  return longestInteraction(page)
}
