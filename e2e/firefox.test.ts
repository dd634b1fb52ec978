import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { patienceMs } from './tools/browser.ts'
import { openFirefox, widgetIn } from './tools/firefox.ts'
import { startForeignSite } from './tools/foreign-site.ts'
import { launchProduct, type Product } from './tools/product.ts'

let product: Product
let firefox: Browser
let shop = ''
const site = await startForeignSite()
const question = 'When are you open?'
const greetingAndAnswer = [expect.any(String), expect.stringContaining('From nine to five')]

beforeAll(async () => {
  product = launchProduct()
  firefox = await openFirefox()
  await product.ready
  const owner = await makeFirstAccount(product.url(), product.setupToken())
  await owner.client.request('POST /api/v1/knowledge/entries', {
    body: { question, answer: 'From nine to five.', locale: 'en', url: null },
  })
  const policy = `default-src 'none'; script-src ${product.url()}; connect-src ${product.url()}; img-src data:`
  shop = site.put('/', {
    body: `<script async src="${product.url()}/widget.js" data-widget="${owner.widgetKey}"></script>`,
    headers: { 'content-security-policy': policy },
  })
})
afterAll(async () => {
  await firefox?.close()
  await product?.stop()
  await site.stop()
})

/** A tab that collects what goes wrong in it. */
async function openTab(): Promise<{ page: Page; problems: string[] }> {
  const page = await firefox.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (line) => line.type() === 'error' && problems.push(line.text()))
  await page.goto(shop)
  return { page, problems }
}

test('in Firefox a visitor opens the chat, asks, is answered, and finds it all again after a reload and in another tab', async () => {
  const { page, problems } = await openTab()
  const widget = widgetIn(page)
  await widget.open()
  await widget.say(question)
  await expect.poll(() => widget.said('ai'), { timeout: patienceMs }).toEqual(greetingAndAnswer)
  expect(await widget.said('visitor')).toEqual([question])

  await page.reload()
  await widget.open()
  await expect.poll(() => widget.said('ai'), { timeout: patienceMs }).toEqual(greetingAndAnswer)
  expect(await widget.said('visitor')).toEqual([question])

  const other = await openTab()
  await widgetIn(other.page).open()
  await expect.poll(() => widgetIn(other.page).said('visitor'), { timeout: patienceMs }).toEqual([question])
  await widgetIn(other.page).say('And on Sunday?')
  await page.bringToFront()
  await expect.poll(() => widget.said('visitor'), { timeout: patienceMs }).toEqual([question, 'And on Sunday?'])
  expect([...problems, ...other.problems]).toEqual([])
})

test('in Firefox nothing is left of the widget after its shutdown, and it stands above whatever the page puts there', async () => {
  const { page } = await openTab()
  const widget = widgetIn(page)
  await page.evaluate(() => {
    const wall = document.body.appendChild(document.createElement('div'))
    Object.assign(wall.style, { position: 'fixed', inset: '0', zIndex: '2147483647' })
    Object.assign(document.body.style, { transform: 'scale(0.5)', filter: 'blur(9px)' })
  })
  // A click reaches what is on top.
  await widget.open()
  await page.evaluate(() => void window.MiniChat?.q.push(['shutdown']))
  const left = await page.evaluate(() => ['MiniChat' in window, document.querySelector('minichat-widget')])
  expect(left).toEqual([false, null])
})
