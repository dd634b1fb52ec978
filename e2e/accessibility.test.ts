import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { firstAccount, makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { patienceMs } from './tools/browser.ts'
import { signIn } from './tools/dashboard.ts'
import { inspect } from './tools/inspect.ts'
import { focused, tabTo } from './tools/keyboard.ts'
import { useStage } from './tools/stage.ts'
import { startVisitor } from './tools/visitor.ts'
import { widgetOn } from './tools/widget.ts'

const stage = useStage(() => ({ REGISTRATION: 'open' }))
const account = ['/account', '/account/notifications', '/account/security', '/account/sessions']
const linkPages = ['/verify-email', '/reset-password', '/unlock', '/confirm-email']

const languages = [
  { name: 'English', locale: 'en-US', demo: '/demo', question: 'How can I pay?' },
  { name: 'Thai', locale: 'th-TH', demo: '/demo?lang=th', question: 'จ่ายเงินยังไงได้บ้าง' },
]

// Each page is looked at wide and narrow, light and dark.
describe('before there is an account', () => {
  for (const { name, locale, demo, question } of languages) {
    test(`a visitor meets no barrier and nothing that scrolls sideways, in ${name}`, async () => {
      const page = await stage.newPage({ locale })
      await page.goto(stage.url() + demo)
      await widgetOn(page).open()
      await widgetOn(page).ask(question)
      await widgetOn(page).sources.first().waitFor()
      expect(await inspect(page, 'demo')).toEqual([])
    })

    test(`set-up, and the way to it, have no barrier and nothing that scrolls sideways, in ${name}`, async () => {
      const page = await stage.newPage({ locale })
      await page.goto(stage.product().setupUrl())
      const setUp = await inspectEntry(page, 'set-up')
      await page.goto(`${stage.url()}/sign-in`)
      await page.getByRole('alert').waitFor()
      expect(await page.locator('form').count()).toBe(0)
      expect([...setUp, ...(await inspect(page, 'sign-in before set-up'))]).toEqual([])
    })
  }

  test('a visitor gets an answer and its source with the keyboard alone, and Esc gives the focus back', async () => {
    const page = await stage.newPage()
    await page.goto(`${stage.url()}/demo`)
    const { launcher, panel, answers, sources } = widgetOn(page)
    await launcher.waitFor()
    await tabTo(page, 'Open chat')
    await page.keyboard.press('Enter')
    await expect.poll(() => focused(page)).toBe('Message')
    await page.keyboard.type('How can I pay?')
    await page.keyboard.press('Enter')
    await answers.filter({ hasText: 'PromptPay' }).waitFor()
    await sources.first().waitFor()
    expect(await focused(page)).toBe('Message')

    // Back from where one writes: to the newest answer and its source.
    const name = (await sources.first().innerText()).trim()
    await tabTo(page, name, 'Shift+Tab')
    const [source] = await Promise.all([page.waitForEvent('popup'), page.keyboard.press('Enter')])
    await source.close()

    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'hidden' })
    expect(await focused(page)).toBe('Open chat')
    await page.keyboard.press('Enter')
    await expect.poll(() => focused(page)).toBe('Message')
  })
})

describe('with an account and a chat', () => {
  let chatId = ''
  beforeAll(async () => {
    const { client, widgetKey } = await makeFirstAccount(stage.url(), stage.product().setupToken())
    const body = { question: 'How can I pay?', answer: 'By card or in cash.', locale: 'en' as const, url: null }
    await client.request('POST /api/v1/knowledge/entries', { body })
    const visitor = await startVisitor(stage.url(), widgetKey)
    await visitor.ask('มีของแถมไหม', 'th')
    await visitor.requestPerson()
    expect((await visitor.ask('How can I pay?')).citations).toHaveLength(1)
    const { data } = await client.request('GET /api/v1/chats')
    chatId = data[0]?.id ?? ''
  })

  for (const { name, locale } of languages) {
    test(`the dashboard has no barrier and nothing that scrolls sideways, in ${name}`, async () => {
      const context = await stage.newContext({ locale })
      await signIn(context, stage.url())
      const page = await context.newPage()
      const problems: string[] = []
      const paths = [
        '/chats',
        `/chats/${chatId}`,
        '/knowledge',
        '/knowledge?tab=documents',
        '/knowledge?tab=pages',
        '/knowledge?tab=conflicts',
        '/widget',
        '/settings',
        '/settings/assignment',
        '/settings/identity',
        '/settings/inbox',
        '/settings/n8n',
        ...account,
      ]
      for (const path of paths) {
        await page.goto(stage.url() + path)
        await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
        await expect.poll(() => page.locator('.mantine-Skeleton-root').count(), { timeout: patienceMs }).toBe(0)
        problems.push(...(await inspect(page, path)))
      }
      expect(problems).toEqual([])
    })
  }

  for (const { name, locale } of languages)
    test(`sign-in has no barrier and nothing that scrolls sideways, in ${name}`, async () => {
      const page = await stage.newPage({ locale })
      await page.goto(`${stage.url()}/sign-in`)
      expect(await inspectEntry(page, 'sign-in')).toEqual([])
    })

  for (const { name, locale } of languages)
    test(`registering, a new password and mailed links have no barrier, in ${name}`, async () => {
      const page = await stage.newPage({ locale })
      const problems: string[] = []
      for (const path of linkPages) {
        // Behind a token to set a password is a form, looked at below.
        const fragments = path === '/reset-password' ? [''] : ['', '#token=made-up']
        for (const fragment of locale === 'th-TH' ? fragments.slice(-1) : fragments) {
          // A fragment alone would load nothing anew.
          await page.goto('about:blank')
          await page.goto(stage.url() + path + fragment)
          await page.locator('main [role="alert"], main [role="status"]').filter({ hasText: /./ }).first().waitFor()
          await page.waitForLoadState('networkidle')
          problems.push(...(await inspect(page, path + fragment)))
        }
      }
      for (const path of ['/register', '/forgot-password', '/reset-password#token=made-up']) {
        await page.goto(stage.url() + path)
        problems.push(...(await inspectEntry(page, path)))
      }
      expect(problems).toEqual([])
    })

  test('a member signs in, takes a chat over and replies with the keyboard alone', async () => {
    const page = await stage.newPage()
    await page.goto(`${stage.url()}/sign-in`)
    await expect.poll(() => focused(page), { timeout: patienceMs }).toBe('E-mail or username')
    await page.keyboard.type(firstAccount.email)
    await page.keyboard.press('Tab')
    await page.keyboard.type(firstAccount.password)
    await page.keyboard.press('Enter')
    await page.getByRole('navigation', { name: 'List of chats' }).getByRole('listitem').waitFor()

    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Skip to content')
    await page.keyboard.press('Enter')
    await tabTo(page, /By card or in cash/)
    await page.keyboard.press('Enter')
    const takeOver = page.getByRole('button', { name: 'Take over' })
    await takeOver.waitFor()
    await tabTo(page, 'Take over')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Hand back to AI' }).waitFor()
    await tabTo(page, 'Reply to the visitor')
    await page.keyboard.type('We do, on Mondays.')
    await page.keyboard.press('Enter')
    await page.getByRole('log').getByText('We do, on Mondays.').waitFor()

    await tabTo(page, 'Close', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await expect.poll(() => focused(page)).toBe('Close')
  })
})

async function inspectEntry(page: Page, name: string): Promise<string[]> {
  await page.locator('form').waitFor()
  await page.waitForLoadState('networkidle')
  return inspect(page, name)
}
