import type { BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { firstAccount, makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { signIn } from './tools/dashboard.ts'
import { inspect } from './tools/inspect.ts'
import { focused, tabTo } from './tools/keyboard.ts'
import { useStage } from './tools/stage.ts'
import { startVisitor } from './tools/visitor.ts'

const stage = useStage()
let owner: Awaited<ReturnType<typeof makeFirstAccount>>
beforeAll(async () => {
  owner = await makeFirstAccount(stage.url(), stage.product().setupToken())
  await (await startVisitor(stage.url(), owner.widgetKey)).ask('When are you open?')
})

/** A colleague who has never been here. @returns opens a page on a device of theirs. */
async function joins(name: string) {
  const email = `${name.toLowerCase()}@example.com`
  const body = { email, role: 'admin' } as const
  const { data } = await owner.client.request('POST /api/v1/team/invitations', { body })
  const token = new URLSearchParams(new URL(data.link ?? '').hash.slice(1)).get('token')
  const { password } = firstAccount
  const accept = { path: '/api/v1/invitations/accept-new', data: { token, name, password } }
  const login = { path: '/api/v1/auth/login', data: { email, password } }
  let isMade = false
  return async (device: BrowserContextOptions): Promise<Page> => {
    const context = await stage.newContext(device)
    const call = isMade ? login : accept
    isMade = true
    const response = await context.request.post(stage.url() + call.path, { data: call.data })
    expect(response.status()).toBeLessThan(300)
    return context.newPage()
  }
}

const desk = { viewport: { width: 1440, height: 900 } }
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale: 'th-TH' }

test('a guide meets somebody once on whatever device, points at what is there, holds up nobody, and comes back when asked', async () => {
  const open = await joins('Somchai')
  const page = await open(desk)
  await page.goto(`${stage.url()}/chats`)
  const guide = page.getByRole('region', { name: 'Guide to the inbox' })
  await guide.getByText('1 of 5').waitFor()
  expect(await focused(page)).toBe('Where each chat is')
  expect(await inspect(page, 'a guide')).toEqual([])
  await tabTo(page, 'Next')
  await page.keyboard.press('Enter')
  await guide.getByText('2 of 5').waitFor()
  // Trying it goes on.
  await page.getByRole('button', { name: 'Filters and views' }).click()
  await guide.getByText('3 of 5').waitFor()
  await page.getByRole('button', { name: 'Filters and views' }).click()
  expect(await besides(page, '[data-guide="inbox-rows"]', guide)).toBe(true)
  // The keys of the page work on.
  await page.keyboard.press('j')
  await page.waitForURL(/chats\/./)
  await guide.getByText('3 of 5').waitFor()
  await page.keyboard.press('Escape')
  await guide.waitFor({ state: 'detached' })
  await page.keyboard.press('?')
  await page.getByRole('dialog').getByRole('button', { name: 'Show me around' }).click()
  await guide.getByText('1 of 5').waitFor()
  await guide.getByRole('button', { name: 'Skip' }).click()
  await guide.waitFor({ state: 'detached' })

  const second = await open(phone)
  await second.clock.install()
  await second.goto(`${stage.url()}/chats`)
  await second.locator('[data-guide="inbox-rows"] a').first().waitFor()
  await second.clock.runFor(5000)
  expect(await second.getByRole('region', { name: 'แนะนำหน้าแชท' }).count()).toBe(0)

  await second.goto(`${stage.url()}/widget`)
  const sheet = second.getByRole('region', { name: 'แนะนำหน้าวิดเจ็ต' })
  await second.clock.runFor(2000)
  await sheet.waitFor()
  for (const part of ['install', 'origins', 'preview']) {
    await expect.poll(() => besides(second, `[data-guide="widget-${part}"]`, sheet)).toBe(true)
    await sheet.getByRole('button', { name: 'ถัดไป' }).tap()
  }
  await expect.poll(() => besides(second, '[data-guide="widget-pause"]', sheet)).toBe(true)
  expect(await sheet.boundingBox()).toMatchObject({ x: 0, width: 360 })
  await sheet.getByRole('button', { name: 'เข้าใจแล้ว' }).tap()
  await sheet.waitFor({ state: 'detached' })
  await second.getByRole('button', { name: 'เปิดเมนู' }).tap()
  await second.getByRole('button', { name: /^บัญชี/ }).tap()
  await second.getByRole('menuitem', { name: 'แนะนำหน้านี้' }).tap()
  await sheet.getByText('1 จาก 4').waitFor()
})

/** Whether the beginning of what a guide points at is in sight, and not below its card. */
async function besides(page: Page, target: string, card: ReturnType<Page['getByRole']>): Promise<boolean> {
  const [one, other] = [await page.locator(target).boundingBox(), await card.boundingBox()]
  const { height } = page.viewportSize() ?? { height: 0 }
  if (!one || !other || one.y + one.height <= 0 || one.y >= height) return false
  const isBeside = one.x + one.width <= other.x || other.x + other.width <= one.x
  return isBeside || one.y < other.y || one.y >= other.y + other.height
}

test('times are shown by the clock that somebody chose, on all their devices, in Thai by the Buddhist Era', async () => {
  const open = await joins('Malee')
  const page = await open({ ...desk, timezoneId: 'America/New_York' })
  await page.goto(`${stage.url()}/account`)
  const zone = page.getByRole('combobox', { name: 'Time zone' })
  expect(await zone.inputValue()).toBe('')
  const saved = page.waitForResponse((answer) => answer.url().endsWith('/me') && answer.request().method() === 'PATCH')
  await zone.selectOption('Pacific/Auckland')
  expect((await saved).ok()).toBe(true)

  const { data: chats } = await owner.client.request('GET /api/v1/chats')
  const chatId = chats[0]?.id ?? ''
  const params = { chatId }
  const { data: messages } = await owner.client.request('GET /api/v1/chats/:chatId/messages', { params })
  const written = new Date(messages[0]?.createdAt ?? '')
  const shownAs = (tag: string) =>
    new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Pacific/Auckland' }).format(
      written,
    )
  const device = await open({ ...desk, timezoneId: 'America/New_York', locale: 'th-TH' })
  for (const [shown, tag] of [
    [page, 'en-GB'],
    [device, 'th-TH'],
  ] as const) {
    await shown.goto(`${stage.url()}/chats/${chatId}`)
    await shown.getByTitle(shownAs(tag)).first().waitFor()
  }
  const [year] = /\d{4}/.exec(shownAs('en-GB')) ?? []
  expect(shownAs('th-TH')).toContain(String(Number(year) + 543))
})

test('below the visitor’s newest message stands who of the team has seen it, at once, and still when they have left', async () => {
  const open = await joins('Anan')
  const { data: chats } = await owner.client.request('GET /api/v1/chats')
  const path = `${stage.url()}/chats/${chats[0]?.id}`
  const context = await stage.newContext(desk)
  await signIn(context, stage.url())
  const mine = await context.newPage()
  await mine.goto(path)
  await mine.getByText('When are you open?').last().waitFor()
  const theirs = await open(desk)
  await theirs.goto(path)
  await theirs.getByRole('img', { name: /^Seen by .*Mali/ }).waitFor()
  await mine.getByRole('img', { name: /^Seen by .*Anan/ }).waitFor()
  await theirs.close()
  await mine.reload()
  await mine.getByRole('img', { name: /^Seen by .*Anan/ }).waitFor()
})
