import type { Client } from '@minichat/client'
import { beforeAll, expect, test } from 'vitest'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { patienceMs } from './tools/browser.ts'
import { signIn } from './tools/dashboard.ts'
import { inspect } from './tools/inspect.ts'
import { countNotes } from './tools/sounds.ts'
import { useStage } from './tools/stage.ts'
import { widgetOn } from './tools/widget.ts'

const stage = useStage()
let client: Client
let widgetKey: string
beforeAll(async () => {
  const made = await makeFirstAccount(stage.url(), stage.product().setupToken())
  client = made.client
  widgetKey = made.widgetKey
})

async function openDashboard(path: string) {
  const context = await stage.newContext({ viewport: { width: 1440, height: 900 } })
  const notesOf = await countNotes(context)
  await signIn(context, stage.url())
  const page = await context.newPage()
  await page.goto(stage.url() + path)
  return { page, notes: () => notesOf(page) }
}

async function openWidget() {
  const page = await stage.newPage()
  await page.goto(`${stage.url()}/demo?widget=${widgetKey}`)
  const widget = widgetOn(page)
  await widget.open()
  await widget.ask('Hello there')
  return { page, widget }
}

const settings = async () => (await client.request('GET /api/v1/assignment')).data

test('hours, a holiday, a rule and waiting times are set on one page and are there when it is opened again', async () => {
  const { page } = await openDashboard('/settings/assignment')
  await page.getByRole('checkbox', { name: 'Somebody is always there' }).uncheck()
  await page.getByLabel('Monday, from').fill('08:30')
  await page.getByRole('button', { name: 'Add hours to Saturday' }).click()
  const card = (title: string) => page.locator('form', { has: page.getByRole('heading', { name: title }) })
  const save = (title: string) => card(title).getByRole('button', { name: 'Save' }).click()
  await save('Office hours')
  await card('Office hours').getByText('Saved').waitFor()

  await page.getByRole('button', { name: 'Add a holiday' }).click()
  await page.getByLabel('Date', { exact: true }).fill('2026-12-31')
  await page.getByLabel('Name of the holiday').fill('New Year’s Eve')
  await save('Holidays')
  await page.getByRole('button', { name: 'Add a rule' }).click()
  await page.getByLabel('Language').selectOption('th')
  await page.getByLabel('Shared out').selectOption('load')
  await save('Who gets which chat')
  await page.getByLabel('Answer within').selectOption('5')
  await save('Waiting')
  await card('Waiting').getByText('Saved').waitFor()

  expect(await settings()).toMatchObject({
    holidays: [{ date: '2026-12-31', name: 'New Year’s Eve' }],
    rules: [{ locale: 'th', sharing: 'load', memberIds: [] }],
    targetMinutes: 5,
  })
  const { week } = await settings()
  expect(week?.map((day) => day[0]?.from ?? null)).toEqual(['08:30', ...Array(4).fill('09:00'), '09:00', null])
  await page.reload()
  expect(await page.getByLabel('Monday, from').inputValue()).toBe('08:30')
  expect(await inspect(page, 'assignment and hours')).toEqual([])
})

test('a chat rings at whoever a rule gives it to, and its visitor sees their place until it is taken', async () => {
  const everybody = { widgetId: null, locale: null, labelId: null, memberIds: [], sharing: 'turns' as const }
  await client.request('PATCH /api/v1/assignment', { body: { week: null, rules: [everybody] } })
  const { page: member, notes } = await openDashboard('/chats')
  // A browser sounds once somebody has touched the page.
  await member.getByRole('navigation', { name: 'List of chats' }).click()
  const isHere = async () => (await client.request('GET /api/v1/duty')).data[0]?.isHere
  await expect.poll(isHere, { timeout: patienceMs }).toBe(true)

  const { widget } = await openWidget()
  await widget.panel.getByRole('button', { name: 'Talk to a person' }).first().click()
  await widget.panel.getByText('Number 1 in line', { exact: false }).waitFor()
  await member.getByText('is waiting for you', { exact: false }).waitFor()
  await expect.poll(notes, { timeout: patienceMs }).toBe(2)
  const { data: chats } = await client.request('GET /api/v1/chats', { query: { assignee: 'me' } })
  await client.request('POST /api/v1/chats/:chatId/take-over', { params: { chatId: chats[0]?.id ?? '' } })
  await expect.poll(() => widget.panel.getByText('in line', { exact: false }).count(), { timeout: patienceMs }).toBe(0)
})

test('outside the hours a visitor who asks for a person reads when somebody is back, and leaves an address', async () => {
  const closed = Array.from({ length: 7 }, () => [{ from: '00:00', to: '00:01' }])
  await client.request('PATCH /api/v1/assignment', { body: { week: closed, rules: [], holidays: [] } })
  const { page, widget } = await openWidget()
  await widget.panel.getByRole('button', { name: 'Talk to a person' }).first().click()
  await widget.panel.getByText(/Back .*00:00/).waitFor()
  const field = widget.panel.getByPlaceholder('Your e-mail')
  expect(await inspect(page, 'widget outside the hours')).toEqual([])
  await field.fill('som')
  await field.press('Enter')
  expect(await field.isVisible()).toBe(true)
  await field.fill('som@example.com')
  await field.press('Enter')
  await field.waitFor({ state: 'detached' })
  const emails = async () => (await client.request('GET /api/v1/chats')).data.map(({ visitor }) => visitor.email)
  await expect.poll(emails, { timeout: patienceMs }).toContain('som@example.com')
})
