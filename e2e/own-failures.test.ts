import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser, patienceMs } from './tools/browser.ts'
import { answer, question, useShop } from './tools/shop.ts'
import { useStage } from './tools/stage.ts'
import { widgetOn } from './tools/widget.ts'

const stage = useStage()
const shop = await useShop(stage)

/** What the widget reports from now on. */
function reportsOf(page: Page): { kind: string; detail: string; origin: string }[] {
  const reports: { kind: string; detail: string; origin: string }[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/report')) reports.push(JSON.parse(request.postData() ?? ''))
  })
  return reports
}

/** What its owner sees of that. */
async function health(): Promise<{ kind: string; lastDetail: string; lastOrigin: string; lastBrowser: string }[]> {
  const { data: widgets } = await shop.client().request('GET /api/v1/widgets')
  const params = { widgetId: widgets[0]?.id ?? '' }
  return (await shop.client().request('GET /api/v1/widgets/:widgetId/health', { params })).data.problems
}

test('when the panel cannot be loaded the visitor is told, the page is told, the owner is told once, and trying again helps', async () => {
  const page = await stage.newPage()
  const reports = reportsOf(page)
  await page.goto(shop.site.put('/', { body: shop.tag() }))
  await page.evaluate(() => {
    const listener = ({ code }: { code: string }) => void Object.assign(window, { told: code })
    window.MiniChat?.q.push(['on', 'error', listener])
  })
  const widget = widgetOn(page)
  await page.route('**/panel-*.js', (route) => route.abort())
  for (let round = 0; round < 3; round += 1) {
    await widget.launcher.click()
    await widget.root.getByRole('alert').filter({ hasText: 'could not be loaded' }).waitFor()
  }
  expect(await page.evaluate(() => (window as unknown as { told?: string }).told)).toBe('PANEL_UNREACHABLE')
  expect(reports).toEqual([{ kind: 'panel', detail: '', origin: shop.site.origin }])
  await expect.poll(health, { timeout: patienceMs }).toMatchObject([{ kind: 'panel', lastOrigin: shop.site.origin }])

  await page.unroute('**/panel-*.js')
  await widget.open()
  expect(await widget.root.getByRole('alert').count()).toBe(0)
  expect(await widget.ask(question)).toContain(answer)
})

for (const [name, fault] of Object.entries({
  'an exception': `setTimeout(() => { throw new Error('ours') })`,
  'a promise that nobody looks after': `Promise.reject(new Error('ours'))`,
})) {
  test(`${name} of our own code is reported, and one of the page is not`, async () => {
    // A browser of its own: the errors are meant.
    const browser = await openBrowser()
    try {
      const page = await (await browser.newContext({ locale: 'en-US' })).newPage()
      page.setDefaultTimeout(patienceMs)
      const reports = reportsOf(page)
      const own = `<script>setTimeout(() => { throw new Error('theirs') }); Promise.reject(new Error('theirs, too'))</script>`
      await page.goto(shop.site.put('/faulty', { body: own + shop.tag() }))
      await page.route('**/panel-*.js', async (route) => {
        const response = await route.fetch()
        await route.fulfill({ response, body: `${await response.text()};${fault}` })
      })
      await widgetOn(page).open()
      await expect
        .poll(() => reports)
        .toEqual([{ kind: 'script', detail: expect.stringContaining('ours'), origin: shop.site.origin }])
    } finally {
      await browser.close()
    }
  })
}
