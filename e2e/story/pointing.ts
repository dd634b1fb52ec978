import type { Locator, Page } from 'playwright-core'
import { firstAccount } from '../../apps/server/src/testing/first-account.ts'
import { widgetOn } from '../tools/widget.ts'
import type { Words } from './words.ts'

/** What a member does, whichever way they do it. */
export type MemberHands = {
  signIn: (url: string) => Promise<void>
  /** Opens the chat that rings. */
  answerCall: () => Promise<void>
  takeOver: () => Promise<void>
  note: (text: string) => Promise<void>
  reply: (text: string) => Promise<void>
  close: () => Promise<void>
  /** What the visitor said of the chat is looked up beside it. */
  showDetails: () => Promise<void>
  /** Finds a message by words of it and opens it. */
  find: (words: string) => Promise<void>
  openAnalytics: () => Promise<void>
}

export type VisitorHands = {
  open: () => Promise<void>
  say: (text: string) => Promise<void>
  askForPerson: () => Promise<void>
  rate: (comment: string) => Promise<void>
}

type Given = { page: Page; words: Words; isPhone: boolean }

const presser = (isPhone: boolean) => (target: Locator) => (isPhone ? target.tap() : target.click())

/** A member with a mouse, or with a finger on a phone. */
export function pointingMember({ page, words, isPhone }: Given): MemberHands {
  const { chats, shell, ring, search } = words
  const press = presser(isPhone)
  const named = (name: string) => page.getByRole('button', { name, exact: true })
  const write = async (field: Locator, text: string) => {
    await press(field)
    await page.keyboard.type(text)
  }
  async function goTo(name: string): Promise<void> {
    if (isPhone) {
      // On a phone an open chat has the whole screen.
      const back = page.getByRole('link', { name: chats.backToList })
      if (await back.isVisible()) await press(back)
      await press(named(shell.openNavigation))
    }
    await press(page.getByRole('navigation', { name: shell.mainNavigation }).getByRole('link', { name, exact: true }))
  }
  async function chooseMore(name: string): Promise<void> {
    await press(named(chats.more))
    await press(page.getByRole('menuitem', { name }))
  }

  return {
    async signIn(url) {
      await page.goto(`${url}/sign-in`)
      const form = page.locator('form')
      await write(form.getByRole('textbox').first(), firstAccount.email)
      await write(form.locator('input[type=password]'), firstAccount.password)
      await press(form.locator('button[type=submit]'))
    },
    answerCall: () => press(page.getByRole('alert').getByRole('link', { name: ring.open })),
    async takeOver() {
      await press(named(chats.takeOver))
      await named(chats.handBack).waitFor()
    },
    async note(text) {
      await press(named(chats.note))
      await write(page.getByLabel(chats.noteLabel), text)
      await press(named(chats.saveNote))
      await page.getByRole('article', { name: chats.note }).getByText(text).waitFor()
      await press(named(chats.reply))
    },
    async reply(text) {
      await write(page.getByLabel(chats.replyLabel), text)
      await press(named(chats.send))
    },
    async close() {
      await (isPhone ? chooseMore(chats.closeConfirm) : press(named(chats.closeChat)))
      await press(page.getByRole('dialog').getByRole('button', { name: chats.closeConfirm, exact: true }))
    },
    async showDetails() {
      if (isPhone) await chooseMore(chats.details)
    },
    async find(remembered) {
      if (isPhone) await press(page.getByRole('dialog').locator('header button'))
      await goTo(shell.search)
      await write(page.getByRole('searchbox', { name: search.label }), remembered)
      await press(page.getByRole('main').getByRole('listitem').getByRole('link').last())
    },
    openAnalytics: () => goTo(shell.analytics),
  }
}

/** A visitor with a mouse, or with a finger on a phone. */
export function pointingVisitor({ page, words: { widget: words }, isPhone }: Given): VisitorHands {
  const widget = widgetOn(page)
  const press = presser(isPhone)
  const named = (name: string) => widget.panel.getByRole('button', { name, exact: true })
  return {
    open: () => press(widget.launcher),
    async say(text) {
      await press(widget.field)
      await page.keyboard.type(text)
      await press(named(words.send))
    },
    askForPerson: () => press(named(words.talkToPerson).first()),
    async rate(comment) {
      await press(named(words.good))
      await press(widget.panel.getByPlaceholder(words.why))
      await page.keyboard.type(comment)
      await page.keyboard.press('Enter')
    },
  }
}
