import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { inspect } from './tools/inspect.ts'
import { type SeededWorkspace, seedOn, signInAs } from './tools/seeded-workspace.ts'
import { useStage } from './tools/stage.ts'

const stage = useStage()
let much: SeededWorkspace
let none: SeededWorkspace
beforeAll(async () => {
  much = await seedOn(stage.product(), ['--members', '6', '--chats', '120', '--messages', '1800', '--days', '20'])
  none = await seedOn(stage.product(), ['--members', '1', '--chats', '1', '--messages', '1', '--days', '1'])
})

async function openAnalytics(who: SeededWorkspace, query = '', locale = 'en-US'): Promise<Page> {
  const context = await stage.newContext({ locale, acceptDownloads: true })
  await signInAs(context, stage.url(), who)
  const page = await context.newPage()
  await page.goto(`${stage.url()}/analytics${query}`)
  return page
}

/** Seeded chats are counted within seconds. */
async function openCounted(query = '', locale = 'en-US'): Promise<Page> {
  const page = await openAnalytics(much, query, locale)
  const chats = page.locator('dl dd').first()
  await expect
    .poll(
      async () => {
        await page.reload()
        await chats.waitFor()
        return (await chats.innerText()).split('\n')[0]
      },
      { timeout: 30_000, interval: 1500 },
    )
    .toBe('120')
  return page
}

test('the answer comes first, and a number opens the chats it counts', async () => {
  const page = await openCounted()
  await page.getByText(/^120 chats began/).waitFor()
  const endings = page.getByRole('region', { name: 'How chats ended' })
  const assumed = endings.getByRole('row', { name: /Resolved, assumed/ }).getByRole('button')
  const count = Number(await assumed.innerText())
  expect(count).toBeGreaterThan(5)
  await assumed.click()
  const drawer = page.getByRole('dialog', { name: 'Resolved, assumed' })
  const rows = drawer.getByRole('link')
  for (const more = drawer.getByRole('button', { name: 'Load more' }); ; ) {
    await drawer.getByText('These are all.').or(more).waitFor()
    if (!(await more.isVisible())) break
    const before = await rows.count()
    await more.click()
    await expect.poll(() => rows.count()).toBeGreaterThan(before)
  }
  // A chat that ended twice is one row that says so.
  const timesOf = (row: string) => Number(/(\d+)×/.exec(row)?.[1] ?? 1)
  const times = (await rows.allInnerTexts()).map(timesOf)
  expect(times.reduce((sum, each) => sum + each, 0)).toBe(count)
  await rows.first().click()
  await page.waitForURL('**/chats/**')
})

test('by keyboard alone, an hour of the week is found and opened; Escape leads back to it', async () => {
  const page = await openCounted()
  const map = page.getByRole('region', { name: 'When visitors write' })
  const busiest = map.locator('button[tabindex="0"][title]')
  await busiest.focus()
  const before = await busiest.getAttribute('aria-label')
  // Below the last day of the week is none.
  const wayThereAndBack = before?.startsWith('Sunday') ? ['ArrowUp', 'ArrowDown'] : ['ArrowDown', 'ArrowUp']
  for (const key of wayThereAndBack) await page.keyboard.press(key)
  await page.keyboard.press('Enter')
  await page
    .getByRole('dialog', { name: before ?? '' })
    .getByRole('link')
    .first()
    .waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(before)
})

test('another period stands in the address, and a table is saved for a spreadsheet', async () => {
  const page = await openCounted()
  await page.getByLabel('Period').selectOption('Last 7 days')
  await page.waitForURL('**/analytics?period=last7')
  await page.getByLabel('Period').selectOption('Other days')
  await page.getByLabel('From', { exact: true }).waitFor()
  await page.waitForURL(/from=\d{4}-\d\d-\d\d/)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save “Chats and messages, day by day” as CSV' }).click(),
  ])
  const saved = await readFile(await download.path(), 'utf8')
  expect(saved.startsWith('\ufeffDay,Chats,Visitors,AI,Team\r\n')).toBe(true)
  expect(saved.split('\r\n')).toHaveLength(9)
})

test('in Thai, years are those of the Buddhist Era', async () => {
  const page = await openCounted('', 'th-TH')
  await page.getByRole('heading', { name: 'สถิติ' }).waitFor()
  await page
    .getByText(String(new Date().getFullYear() + 543))
    .first()
    .waitFor()
})

test('the time zone is set where its days are told', async () => {
  const page = await openCounted()
  await page.getByText('Asia/Bangkok').waitFor()
  await page.getByRole('link', { name: 'Change time zone' }).click()
  const zone = page.getByLabel('Time zone of the workspace')
  await zone.selectOption('Asia/Kathmandu')
  const card = page.locator('form', { has: zone })
  await card.getByRole('button', { name: 'Save' }).click()
  await card.getByText('Saved').waitFor()
  await page.getByRole('link', { name: 'Analytics' }).click()
  await page.getByText('Asia/Kathmandu').waitFor()
})

describe('the page', () => {
  for (const locale of ['en-US', 'th-TH']) {
    test(`has no barrier and nothing that scrolls sideways, in ${locale}`, async () => {
      const page = await openCounted('', locale)
      await page
        .getByRole('region', { name: /^(Team|ทีม)$/ })
        .first()
        .getByRole('row')
        .first()
        .waitFor()
      await page.locator('details summary').click()
      expect(await inspect(page, 'analytics')).toEqual([])
      await page.locator('dl dd button').first().click()
      await page.getByRole('dialog').getByRole('link').first().waitFor()
      expect(await inspect(page, 'analytics, the chats of a number')).toEqual([])
    })
  }

  test('says so where nothing has happened', async () => {
    const page = await openAnalytics(none, '?from=2020-01-01&to=2020-01-31')
    await page.getByText('No chats in this period').waitFor()
    expect(await inspect(page, 'analytics, empty')).toEqual([])
  })

  test('says so where it cannot be loaded, and loads again', async () => {
    const page = await openAnalytics(none)
    await page.getByRole('heading', { name: 'Analytics', level: 1 }).waitFor()
    await page.route('**/api/v1/analytics?**', (route) => route.abort())
    await page.reload()
    await page.getByText('This could not be loaded').waitFor()
    await page.unroute('**/api/v1/analytics?**')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page
      .getByText(/chat began|chats began|No chats/)
      .first()
      .waitFor()
  })
})
