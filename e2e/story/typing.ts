import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { firstAccount } from '../../apps/server/src/testing/first-account.ts'
import { patienceMs } from '../tools/browser.ts'
import { focused, tabTo } from '../tools/keyboard.ts'
import { widgetOn } from '../tools/widget.ts'
import type { MemberHands, VisitorHands } from './pointing.ts'
import type { Words } from './words.ts'

type Given = { page: Page; words: Words }

/** A member without a mouse. */
export function typingMember({ page, words: { chats, search, shell, signIn } }: Given): MemberHands {
  const { keyboard } = page
  const write = async (text: string) => {
    await keyboard.type(text)
    await keyboard.press('Enter')
  }
  const hasFocus = (name: string) => expect.poll(() => focused(page), { timeout: patienceMs }).toBe(name)
  /** Opens the palette and takes the first of what it finds; last of all it offers to search further. */
  async function jump(text: string): Promise<void> {
    await keyboard.press('Control+k')
    await hasFocus(search.palette)
    await keyboard.type(text)
    await page.getByRole('option', { name: text }).nth(1).waitFor()
    await keyboard.press('Enter')
  }

  return {
    async signIn(url) {
      await page.goto(`${url}/sign-in`)
      await hasFocus(signIn.identifier)
      await keyboard.type(firstAccount.email)
      await keyboard.press('Tab')
      await write(firstAccount.password)
    },
    answerCall: () => keyboard.press('j'),
    async takeOver() {
      await keyboard.press('t')
      await page.getByRole('button', { name: chats.handBack }).waitFor()
    },
    async note(text) {
      await keyboard.press('n')
      await hasFocus(chats.noteLabel)
      await write(text)
      await page.getByRole('article', { name: chats.note }).getByText(text).waitFor()
      await keyboard.press('Escape')
    },
    async reply(text) {
      await keyboard.press('r')
      await hasFocus(chats.replyLabel)
      await write(text)
      await keyboard.press('Escape')
    },
    async close() {
      await keyboard.press('e')
      await page.getByRole('dialog').waitFor()
      await tabTo(page, chats.closeConfirm)
      await keyboard.press('Enter')
    },
    showDetails: async () => {},
    find: jump,
    openAnalytics: () => jump(shell.analytics),
  }
}

/** A visitor without a mouse. */
export function typingVisitor({ page, words: { widget: words } }: Given): VisitorHands {
  const { keyboard } = page
  return {
    async open() {
      await widgetOn(page).launcher.waitFor()
      await tabTo(page, /^(Open chat|เปิดแชท)$/)
      await keyboard.press('Enter')
    },
    async say(text) {
      await expect.poll(() => focused(page), { timeout: patienceMs }).toBe(words.message)
      await keyboard.type(text)
      await keyboard.press('Enter')
    },
    async askForPerson() {
      await tabTo(page, words.talkToPerson, 'Shift+Tab')
      await keyboard.press('Enter')
    },
    async rate(comment) {
      await tabTo(page, words.good)
      await keyboard.press('Enter')
      await tabTo(page, words.why)
      await keyboard.type(comment)
      await keyboard.press('Enter')
    },
  }
}
