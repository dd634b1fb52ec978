import type { Page } from 'playwright-core'

/** Goes on with Tab until something with that name has the focus; it must come within one round of the page. */
export async function tabTo(page: Page, name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = []
  for (let at = 0; at < 60; at += 1) {
    await page.keyboard.press(key)
    const now = await focused(page)
    if (typeof name === 'string' ? now === name : name.test(now)) return
    passed.push(now)
  }
  throw new Error(`${name} did not come: ${passed.join(' · ')}`)
}

/** What a screen reader would say has the focus, shadow roots included. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let element = document.activeElement
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    if (!(element instanceof HTMLElement)) return ''
    const label = (element as HTMLInputElement).labels?.[0]?.textContent
    const hint = element.getAttribute('placeholder')
    return (element.getAttribute('aria-label') ?? label ?? (element.innerText || hint || ''))
      .replace(/\s+/g, ' ')
      .trim()
  })
}
