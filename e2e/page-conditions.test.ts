import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser, openWithoutStorage, patienceMs } from './tools/browser.ts'
import { answer, question, useShop } from './tools/shop.ts'
import { useStage } from './tools/stage.ts'
import { callOn, widgetOn } from './tools/widget.ts'

const stage = useStage(undefined, openBrowser)
const shop = await useShop(stage)

/** What every page must let a visitor do. */
async function converse(page: Page): Promise<void> {
  const widget = widgetOn(page)
  await widget.open()
  expect(await widget.ask(question)).toContain(answer)
}

const swaps: [string, () => void][] = [
  [
    'navigates by pushState',
    () => {
      history.pushState({}, '', '/elsewhere')
      dispatchEvent(new PopStateEvent('popstate'))
    },
  ],
  [
    'swaps its body',
    () => {
      const body = document.createElement('body')
      body.innerHTML = '<main>Another page</main>'
      document.body.replaceWith(body)
    },
  ],
  [
    'puts its whole content anew',
    () => {
      document.body.innerHTML = '<div id="root">Another page</div>'
    },
  ],
  [
    'runs its scripts again',
    () => {
      const before = document.querySelector('script[data-widget]') as HTMLScriptElement
      const again = document.createElement('script')
      for (const { name, value } of before.attributes) again.setAttribute(name, value)
      before.replaceWith(again)
    },
  ],
]

for (const [name, swap] of swaps) {
  test(`a chat goes on, open and with its messages, when a single-page application ${name}`, async () => {
    const page = await stage.newPage()
    await page.goto(shop.site.put('/app', { body: `<main>A page</main>${shop.tag()}` }))
    const widget = widgetOn(page)
    await converse(page)
    for (let round = 0; round < 3; round += 1) await page.evaluate(swap)
    await expect.poll(() => widget.root.count()).toBe(1)
    await widget.answers.filter({ hasText: answer }).waitFor()
    expect(await widget.ask('And what then?')).not.toBe('')
    await widget.launcher.click()
    await widget.panel.waitFor({ state: 'hidden' })
  })
}

test('a page that takes away whatever it does not know goes on working', async () => {
  const page = await stage.newPage()
  await page.goto(shop.site.put('/tidy', { body: shop.tag() }))
  await widgetOn(page).launcher.waitFor()
  const frames = await page.evaluate(async () => {
    const tidy = () => document.querySelector('minichat-widget')?.remove()
    new MutationObserver(tidy).observe(document.body, { childList: true })
    tidy()
    for (let frame = 0; frame < 30; frame += 1) await new Promise(requestAnimationFrame)
    return 30
  })
  expect(frames).toBe(30)
})

test('a page that comes back from the back/forward cache has its chat, and what was said meanwhile', async () => {
  const browser = await openBrowser({ ignoreDefaultArgs: ['--disable-back-forward-cache'] })
  try {
    const page = await (await browser.newContext({ locale: 'en-US' })).newPage()
    page.setDefaultTimeout(patienceMs)
    await page.goto(shop.site.put('/first', { body: shop.tag() }))
    const second = shop.site.put('/second', {})
    await converse(page)
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }))
    })
    await page.goto(second)
    await shop.reply('While you were away.')
    await page.goBack({ waitUntil: 'commit' })
    await widgetOn(page).root.getByText('While you were away.').waitFor()
    expect(await page.evaluate(() => (window as unknown as { persisted?: boolean }).persisted)).toBe(true)
  } finally {
    await browser.close()
  }
})

test('on plain http in a local network, where browsers keep much from pages, the chat works and is there after a reload', async () => {
  const page = await stage.newPage()
  const server = stage.url().replace('127.0.0.1', 'chat.test')
  await page.goto(shop.site.put('/plain', { body: shop.tag().replace(stage.url(), server) }))
  expect(await page.evaluate(() => [isSecureContext, 'randomUUID' in crypto, 'locks' in navigator])).toEqual([
    false,
    false,
    false,
  ])
  await converse(page)
  await page.reload()
  await widgetOn(page).open()
  await widgetOn(page).answers.filter({ hasText: answer }).waitFor()
})

const phone = { viewport: { width: 390, height: 664 }, isMobile: true, hasTouch: true }
const inApp = {
  'the in-app browser of LINE': {
    ...phone,
    userAgent:
      'Mozilla/5.0 (Linux; Android 14; SM-A546E Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/122.0.0.0 Mobile Safari/537.36 Line/14.4.0/IAB',
  },
  'the in-app browser of Facebook': {
    ...phone,
    userAgent:
      'Mozilla/5.0 (Linux; Android 13; CPH2399; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/121.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/450.0.0.43.109;]',
  },
  'a browser on a desk': {},
}

for (const [name, options] of Object.entries(inApp)) {
  test(`with storage blocked, in ${name}, the chat works and can be closed and opened again`, async () => {
    const { context, close } = await openWithoutStorage(options)
    try {
      const page = await context.newPage()
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(String(error)))
      await page.goto(shop.site.put('/blocked', { body: shop.tag() }))
      const blocked = await page.evaluate(() => {
        try {
          return localStorage.length
        } catch (error) {
          return (error as Error).name
        }
      })
      expect(blocked).toBe('SecurityError')
      await callOn(page, ['identify', { userId: 'somchai', name: 'Somchai' }])
      const widget = widgetOn(page)
      await converse(page)
      if ('isMobile' in options) {
        const box = await widget.panel.boundingBox()
        expect(box).toMatchObject({ x: 0, y: 0, width: phone.viewport.width, height: phone.viewport.height })
      }
      await callOn(page, ['close'], ['open'])
      await widget.answers.filter({ hasText: answer }).waitFor()
      expect(errors).toEqual([])
    } finally {
      await close()
    }
  })
}

test('of two widgets on a page the first goes on, and its owner is told about the second', async () => {
  const page = await stage.newPage()
  const warnings: string[] = []
  page.on('console', (line) => line.type() === 'warning' && warnings.push(line.text()))
  const other = shop.tag('data-locale="th"').replace(shop.widgetKey(), 'wk_another')
  await page.goto(shop.site.put('/two', { body: shop.tag().replace('async', '') + other.replace('async', '') }))
  await converse(page)
  expect(await widgetOn(page).root.count()).toBe(1)
  expect(warnings).toEqual([expect.stringMatching(/^MiniChat: .*on this page already/)])
})

test('an element of the page called MiniChat is not taken for the chat', async () => {
  const page = await stage.newPage()
  await page.goto(shop.site.put('/named', { body: `<section id="MiniChat">Chat with us</section>${shop.tag()}` }))
  await converse(page)
})
