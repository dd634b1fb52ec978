import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { firstExecutable, howToGet } from '../../scripts/browser.ts'
import { patienceMs } from './browser.ts'

/** @throws Error where there is no Firefox. */
export async function openFirefox(): Promise<Browser> {
  const executablePath = await firstExecutable('Firefox')
  if (!executablePath) throw new Error(howToGet('Firefox'))
  return puppeteer.launch({
    browser: 'firefox',
    executablePath,
    // Names under .test lead to this machine, as in the other browser.
    extraPrefsFirefox: { 'network.dns.localDomains': 'shop.test', 'intl.accept_languages': 'en-US' },
  })
}

/** The chat on a page, through its shadow root. */
export function widgetIn(page: Page) {
  const find = (selector: string) => page.locator(`minichat-widget >>> ${selector}`).setTimeout(patienceMs)
  const texts = (selector: string) =>
    page.$$eval(`minichat-widget >>> ${selector}`, (found) =>
      found.map((one) => (one as HTMLElement).innerText.replace(/\s+/g, ' ').trim()),
    )
  return {
    said: (author: 'visitor' | 'ai') => texts(`.item.${author} .bubble:not(.dots)`),
    async open() {
      await find('.launcher').click()
      await find('textarea').wait()
    },
    async say(text: string) {
      await find('textarea').fill(text)
      await page.keyboard.press('Enter')
    },
  }
}
