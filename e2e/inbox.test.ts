import { expect, test } from 'vitest'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { signIn } from './tools/dashboard.ts'
import { useStage } from './tools/stage.ts'
import { startVisitor } from './tools/visitor.ts'

// More visitors from one address than usual.
const stage = useStage(() => ({ ADDRESS_MESSAGES_PER_MINUTE: '1000' }))

let account: ReturnType<typeof makeFirstAccount> | undefined

/** Visitors who ask something, and a member who looks at the inbox. */
async function openInbox(questions: string[], viewport = { width: 1440, height: 900 }) {
  account ??= makeFirstAccount(stage.url(), stage.product().setupToken())
  const { client, widgetKey } = await account
  const visitors = []
  for (const question of questions) {
    const visitor = await startVisitor(stage.url(), widgetKey)
    const { chatId } = await visitor.say(question)
    // The row tells the newest message, which may be the answer: by their name they are found.
    await visitor.act('profile', { name: question })
    visitors.push({ ...visitor, chatId })
  }
  const context = await stage.newContext({ viewport })
  await signIn(context, stage.url())
  const page = await context.newPage()
  await page.goto(`${stage.url()}/chats`)
  const list = page.getByRole('navigation', { name: 'List of chats' })
  for (const question of questions) await list.getByText(question).waitFor()
  return { client, visitors, page, list, chat: page.getByRole('log', { name: 'Messages' }) }
}

test('a chat goes through the inbox by keys alone: found, taken, noted, answered, labelled, snoozed, closed', async () => {
  const { page, list, chat, visitors } = await openInbox(['Where is my teapot?'])
  await page.keyboard.press('j')
  await chat.getByText('Where is my teapot?').waitFor()
  const details = page.getByRole('complementary', { name: 'Details' })
  await details.getByText('Not asked for').waitFor()
  await visitors[0]?.act('whereabouts', { pageUrl: 'https://shop.example.com/teapots#blue' })
  const seen = details.getByRole('link', { name: '/teapots' })
  await seen.waitFor()
  expect(await seen.getAttribute('href')).toBe('https://shop.example.com/teapots')
  await page.keyboard.press('t')
  await list.getByRole('link', { name: /Mine 1/ }).waitFor()

  await page.keyboard.press('n')
  const note = page.getByLabel('Note for the team')
  await note.waitFor()
  await page.keyboard.type('Ships on Friday')
  await page.keyboard.press('Enter')
  await page.getByRole('article', { name: 'Note' }).getByText('Ships on Friday').waitFor()
  await page.keyboard.press('Escape')

  await page.keyboard.press('r')
  await page.getByLabel('Reply to the visitor').waitFor()
  await page.keyboard.type('On Friday')
  await page.keyboard.press('Enter')
  await chat.getByText('On Friday', { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  expect(JSON.stringify(await visitors[0]?.act('export', {}))).not.toContain('Ships on Friday')

  await page.keyboard.press('l')
  await page.getByRole('combobox', { name: /Find a label/ }).waitFor()
  await page.keyboard.type('Shipping')
  await page.keyboard.press('Enter')
  await page.getByText('Shipping', { exact: true }).first().waitFor()

  await page.keyboard.press('s')
  await page.getByRole('combobox', { name: 'Find a time' }).waitFor()
  await page.keyboard.press('Enter')
  await list.getByRole('link', { name: /Snoozed 1/ }).waitFor()
  await list.getByText('No open chats').waitFor()

  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await page.keyboard.press('Escape')

  await page.keyboard.press('e')
  await page.getByRole('dialog').getByRole('button', { name: 'Close chat' }).click()
  await list.getByRole('link', { name: 'Closed' }).click()
  await list.getByText('On Friday').waitFor()
})

test('many chats are closed at once, and it can be taken back', async () => {
  const { page, list } = await openInbox(['First of many', 'Second of many'])
  for (const question of ['First of many', 'Second of many']) {
    const row = list.getByRole('listitem').filter({ hasText: question })
    await row.hover()
    await row.getByRole('checkbox').check()
  }
  await page.getByRole('toolbar', { name: '2 selected' }).getByRole('button', { name: 'Close' }).click()
  await page.getByText('2 changed').waitFor()
  await list.getByText('First of many').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  for (const question of ['First of many', 'Second of many']) await list.getByText(question).waitFor()
})

test('a canned reply is made in the settings and taken with a slash, with the visitor’s name in it', async () => {
  const { page, visitors } = await openInbox(['Hello, it is me'])
  await visitors[0]?.act('profile', { name: 'Somchai' })
  await page.goto(`${stage.url()}/settings/inbox`)
  await page.getByRole('button', { name: 'Add a reply' }).click()
  await page.getByLabel('Shortcut').fill('hello')
  await page.getByLabel('Text').fill('Hello {{visitor.name}}, how can I help?')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText('/hello', { exact: true }).waitFor()

  await page.goto(`${stage.url()}/chats/${visitors[0]?.chatId}`)
  const field = page.getByLabel('Reply to the visitor')
  await page.getByRole('heading', { name: 'Somchai' }).first().waitFor()
  await field.pressSequentially('/he')
  await page.getByRole('option', { name: /\/hello/ }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => field.inputValue()).toBe('Hello Somchai, how can I help?')
})

test('a list of many chats draws those in sight, and reaches the last by scrolling', async () => {
  const { page, list, client } = await openInbox(['The very first of them'])
  const { widgetKey } = await (account as NonNullable<typeof account>)
  for (let at = 0; at < 120; at += 20) {
    await Promise.all(
      Array.from({ length: 20 }, async (_, n) =>
        (await startVisitor(stage.url(), widgetKey)).say(`Question ${at + n}`),
      ),
    )
  }
  const { data: counts } = await client.request('GET /api/v1/inbox/counts')
  await list.getByRole('link', { name: new RegExp(`All ${counts.open}`) }).waitFor()
  expect(await list.getByRole('listitem').count()).toBeLessThan(60)
  const first = list.getByText('The very first of them')
  await expect
    .poll(
      async () => {
        await list.getByRole('listitem').last().scrollIntoViewIfNeeded()
        return first.isVisible()
      },
      { timeout: 20_000 },
    )
    .toBe(true)
  expect(await list.getByRole('listitem').count()).toBeLessThan(60)
  await page.close()
})
