import type { Call } from '@minichat/widget'
import type { Locator, Page } from 'playwright-core'

/** The chat on a page, by what a visitor sees of it, in either language. */
export function widgetOn(page: Page) {
  const root = page.locator('minichat-widget')
  const launcher = root.getByRole('button', { name: /^(Open chat|Close chat|เปิดแชท|ปิดแชท)$/ })
  const panel = root.getByRole('dialog')
  const field = root.getByRole('textbox', { name: /^(Message|ข้อความ)$/ })
  /** The greeting is a bubble as well, but belongs to no chat. */
  const bubbles = (author: 'visitor' | 'ai' | 'member'): Locator => root.locator(`.item.${author} .bubble:not(.dots)`)
  const said = async (author: 'visitor' | 'ai' | 'member') =>
    (await bubbles(author).allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim())
  /** Stored ones only: one that is being written is not read out yet. */
  const answers = root.locator('.item.ai:not([aria-live="off"]) .bubble')

  return {
    root,
    launcher,
    panel,
    field,
    answers,
    said,
    sources: root.getByRole('list', { name: /^(Sources|แหล่งที่มา)$/ }).getByRole('link'),
    line: (text: string) => root.locator('.line', { hasText: text }),
    /** What happened between the messages, with the message before each. */
    lines: () => root.locator('.item:has(+ .line), .line').allInnerTexts(),
    async open() {
      await launcher.click()
      await field.waitFor()
    },
    async say(text: string) {
      await field.fill(text)
      await root.getByRole('button', { name: /^(Send|ส่ง)$/ }).click()
    },
    /** @returns the answer to a question, once it is whole. */
    async ask(text: string): Promise<string> {
      const before = await answers.count()
      await this.say(text)
      await answers.nth(before).waitFor()
      return (await said('ai')).at(-1) ?? ''
    },
  }
}

/** What a page's own code would call. */
export const callOn = (page: Page, ...calls: Call[]): Promise<void> =>
  page.evaluate((all) => window.MiniChat?.q.push(...all) as undefined, calls)
