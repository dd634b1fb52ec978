import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { patienceMs } from './tools/browser.ts'
import { signIn } from './tools/dashboard.ts'
import { useStage } from './tools/stage.ts'
import { startVisitor } from './tools/visitor.ts'

const stage = useStage()

let account: ReturnType<typeof makeFirstAccount> | undefined

/** A chat that a member looks at, and its visitor. */
async function openChat(question: string) {
  account ??= makeFirstAccount(stage.url(), stage.product().setupToken())
  const { client, widgetKey } = await account
  const visitor = await startVisitor(stage.url(), widgetKey)
  const first = await visitor.say(question)
  const params = { chatId: first.chatId }
  const context = await stage.newContext({ viewport: { width: 1440, height: 900 } })
  await signIn(context, stage.url())
  const page = await context.newPage()
  await page.goto(`${stage.url()}/chats/${first.chatId}`)
  const chat = page.getByRole('log', { name: 'Messages' })
  await chat.getByText(question).waitFor()
  return {
    visitor,
    first,
    page,
    chat,
    async reply(text: string) {
      await page.getByLabel('Reply to the visitor').fill(text)
      await page.keyboard.press('Enter')
      await chat.getByText(text).waitFor()
    },
    newestSeq: async () =>
      (await client.request('GET /api/v1/chats/:chatId', { params })).data.messages.at(-1)?.seq ?? 0,
  }
}

const wordsOf = (page: Page) => page.getByRole('log', { name: 'Messages' }).innerText()

test('a reply shows how far it got, and can be changed and taken back with the keyboard', async () => {
  const { visitor, chat, page, reply, newestSeq } = await openChat('Is my order on its way?')
  await reply('It left today')
  await chat.getByText('Sent', { exact: true }).waitFor()
  const seq = await newestSeq()
  await visitor.act('marks', { deliveredSeq: seq })
  await chat.getByText('Delivered', { exact: true }).waitFor()
  await visitor.act('marks', { readSeq: seq })
  await chat.getByText('Read', { exact: true }).waitFor()

  await page.getByRole('button', { name: 'Edit “It left today”' }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('Edit your message').fill('It left yesterday')
  await page.keyboard.press('Enter')
  await chat.getByText('It left yesterday').waitFor()
  await chat.getByRole('button', { name: 'Edited' }).click()
  await page.getByRole('dialog', { name: 'Earlier texts' }).getByText('It left today').waitFor()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Take back “It left yesterday”' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  await chat.getByText('You took this message back').waitFor()
  expect(await wordsOf(page)).not.toContain('It left')
})

test('what the visitor changes, tells and does shows at once, and the same after a reload', async () => {
  const { visitor, first, chat, page, reply } = await openChat('My order is late')
  await reply('Let me look')
  await visitor.act('typing', {})
  await page.getByText('The visitor is writing…').waitFor()
  await visitor.act('edit', { messageId: first.id, text: 'My order 1234 is late' })
  await chat.getByText('My order 1234 is late').waitFor()
  const second = await visitor.say('Forget it')
  await visitor.act('remove', { messageId: second.id })
  await chat.getByText('The visitor took this message back').waitFor()
  await visitor.act('profile', { name: 'Somchai', attributes: { plan: 'pro' } })
  await visitor.act('track', { name: 'checkout_started', properties: { total: 1250 } })
  const details = page.getByRole('complementary', { name: 'Details' })
  for (const words of ['Somchai', 'pro', 'checkout_started', 'total: 1,250'])
    await details.getByText(words, { exact: true }).waitFor()

  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close chat' }).click()
  await page.getByRole('button', { name: 'Reopen' }).click()
  await chat.getByText('Mali opened the chat again').waitFor()
  const live = await wordsOf(page)
  await page.reload()
  await expect.poll(() => wordsOf(page), { timeout: patienceMs }).toBe(live)
})

test('a chat that its visitor deletes is empty at once and cannot be opened again', async () => {
  const { visitor, page } = await openChat('My secret is 4711')
  await visitor.act('profile', { name: 'Niran' })
  await page.getByRole('heading', { name: 'Niran' }).first().waitFor()
  await visitor.act('erase', {})
  await page.getByRole('heading', { name: 'The visitor deleted this chat' }).waitFor()
  expect(await page.getByLabel('Reply to the visitor').count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Reopen' }).count()).toBe(0)
  await page.reload()
  await page.getByRole('heading', { name: 'The visitor deleted this chat' }).waitFor()
  expect(await page.locator('body').innerText()).not.toMatch(/4711|Niran/)
})
