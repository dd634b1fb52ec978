import { mkdir } from 'node:fs/promises'
import { openBrowser, patienceMs } from './tools/browser.ts'
import { account, openBusyOffice } from './tools/busy-office.ts'
import { launchProduct } from './tools/product.ts'
import { widgetOn } from './tools/widget.ts'

const out = '/tmp/shots'
await mkdir(out, { recursive: true })
const product = launchProduct({})
const browser = await openBrowser()
try {
  await product.ready
  const office = await openBusyOffice(product.url(), product.setupToken())
  const v = await office.arrive('mugs')
  const a = await v.ask('Do you repair broken mugs?')
  await v.act('rate' as never, { messageId: a.id, rating: 'down', reason: 'incomplete' } as never)
  await (await office.arrive('mugs')).ask('can broken mugs be repaired?')
  await v.act('profile', { name: 'Somchai Jaidee', email: 'somchai@example.com', phone: '+66 81 234 5678' })
  const w = await office.arrive('x')
  await w.ask('มีที่จอดรถไหมคะ', 'th')
  await new Promise((r) => setTimeout(r, 2500))
  const variants = [
    { name: 'light', width: 1440, height: 900, scheme: 'light', locale: 'en-US' },
    { name: 'dark', width: 1440, height: 900, scheme: 'dark', locale: 'en-US' },
    { name: 'phone', width: 360, height: 740, scheme: 'light', locale: 'en-US' },
    { name: 'thai', width: 1440, height: 900, scheme: 'light', locale: 'th-TH' },
    { name: 'thai-phone-dark', width: 360, height: 740, scheme: 'dark', locale: 'th-TH' },
  ] as const
  for (const v of variants) {
    const context = await browser.newContext({
      locale: v.locale,
      viewport: { width: v.width, height: v.height },
      colorScheme: v.scheme,
    })
    context.setDefaultTimeout(patienceMs)
    await context.request.post(`${product.url()}/api/v1/auth/login`, {
      data: { email: account.email, password: account.password },
    })
    const page = await context.newPage()
    const shoot = async (name: string) => {
      await page.evaluate(() => document.fonts.ready)
      await page.waitForTimeout(300)
      await page.screenshot({ path: `${out}/${name}-${v.name}.png`, animations: 'disabled' })
    }
    const thai = v.locale === 'th-TH'
    await page.goto(`${product.url()}/search`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await shoot('start')
    await page.goto(`${product.url()}/search?q=${thai ? 'ดิน' : 'mug'}`)
    await page.locator('mark').first().waitFor()
    await shoot('search')
    await page.locator('a:has(mark)').first().click()
    await page.locator('[data-found]').waitFor()
    await shoot('hit')
    await page.goto(`${product.url()}/search?q=mugs&kind=knowledge`)
    await page.locator('mark').first().waitFor()
    await shoot('knowledge')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').waitFor()
    await shoot('palette-start')
    await page.keyboard.type(thai ? 'ส่ง' : 'mug')
    await page.getByRole('option').locator('mark').first().waitFor()
    await page.waitForTimeout(500)
    await shoot('palette')
    await page.keyboard.press('Escape')
    await page.goto(`${product.url()}/knowledge?tab=review`)
    await page.getByRole('article').first().waitFor()
    await page.locator('summary').first().click()
    await page.getByRole('article').first().getByRole('button').nth(1).click()
    await page.getByRole('status').first().waitFor()
    await page.waitForTimeout(800)
    await shoot('review')
    await page.getByRole('article').first().getByRole('button').first().click()
    await page.getByRole('dialog').waitFor()
    await shoot('answer')
    await page.goto(`${product.url()}/demo${thai ? '?lang=th' : ''}`)
    const widget = widgetOn(page)
    await widget.open()
    await widget.ask(thai ? 'จ่ายเงินยังไงได้บ้าง' : 'How can I pay?')
    await shoot('widget')
    await widget.panel.locator('.act[aria-pressed]').nth(1).click()
    await shoot('widget-reason')
    await context.close()
  }
} finally {
  await browser.close()
  await product.stop()
}
