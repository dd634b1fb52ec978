import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser, patienceMs } from './tools/browser.ts'
import { useShop } from './tools/shop.ts'
import { useStage } from './tools/stage.ts'
import { widgetOn } from './tools/widget.ts'

const stage = useStage(undefined, openBrowser)
const shop = await useShop(stage)

type Notice = { title: string; body: string | undefined }

/** Browsers notify on secure pages only: this machine's own address counts as one. */
async function openChat(permissions: string[]) {
  const context = await stage.newContext()
  const { port } = new URL(shop.site.origin)
  const origin = `http://127.0.0.1:${port}`
  await context.grantPermissions(permissions, { origin })
  const page = await context.newPage()
  await page.addInitScript(noteNotices)
  shop.site.put('/notices', { body: shop.tag() })
  await page.goto(`${origin}/notices`)
  const widget = widgetOn(page)
  await widget.open()
  await widget.ask('Hello!')
  const wish = widget.root.getByRole('menuitemcheckbox', { name: 'Notifications' })
  const openMenu = () => widget.root.getByRole('button', { name: 'Chat options' }).click()
  return {
    page,
    widget,
    wish,
    openMenu,
    async toggle() {
      await openMenu()
      await wish.click()
    },
    close: () => widget.root.getByRole('button', { name: 'Close', exact: true }).click(),
  }
}

/** Runs in the page: keeps what the browser is asked to show, and has it shown. */
function noteNotices(): void {
  const notices: { title: string; body: string | undefined }[] = []
  const Shown = window.Notification
  class Noted extends Shown {
    constructor(title: string, options?: NotificationOptions) {
      super(title, options)
      notices.push({ title, body: options?.body })
    }
  }
  Object.assign(window, { Notification: Noted, notices })
}

const noticesOf = (page: Page) => page.evaluate(() => (window as unknown as { notices: Notice[] }).notices)

test('browser notifications are off until asked for, tell of what comes meanwhile, and stop when they are turned off', async () => {
  const { page, widget, wish, openMenu, toggle, close } = await openChat(['notifications'])
  await openMenu()
  expect(await wish.getAttribute('aria-checked')).toBe('false')
  await page.keyboard.press('Escape')
  await close()
  await shop.reply('Nobody asked to hear of this.')
  await widget.root.getByRole('img', { name: '1 new message' }).waitFor()

  await widget.open()
  await toggle()
  await openMenu()
  expect(await wish.getAttribute('aria-checked')).toBe('true')
  await page.keyboard.press('Escape')
  await close()
  await shop.reply('Your order is ready.')
  const first = { title: 'Mali Ceramics', body: 'Your order is ready.' }
  await expect.poll(() => noticesOf(page), { timeout: patienceMs }).toEqual([first])

  await page.reload()
  await widget.open()
  await toggle()
  await close()
  await shop.reply('Nor of this.')
  await widget.root.getByRole('img', { name: '1 new message' }).waitFor()
  await widget.open()
  await toggle()
  await close()
  await shop.reply('But of this.')
  // The one before would have come first.
  await expect
    .poll(() => noticesOf(page), { timeout: patienceMs })
    .toEqual([{ title: 'Mali Ceramics', body: 'But of this.' }])
})

test('a visitor whose browser blocks notifications is told so, and the switch stays off', async () => {
  const { widget, wish, openMenu, toggle } = await openChat([])
  await toggle()
  await widget.panel.getByText('Your browser blocks notifications for this page.').waitFor()
  await openMenu()
  expect(await wish.getAttribute('aria-checked')).toBe('false')
})
