import { beforeAll, describe, expect, test } from 'vitest'
import { firstAccount, makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { signIn } from './tools/dashboard.ts'
import { inspect } from './tools/inspect.ts'
import { useStage } from './tools/stage.ts'
import { startVisitor } from './tools/visitor.ts'

const stage = useStage()
beforeAll(async () => {
  const { client, widgetKey } = await makeFirstAccount(stage.url(), stage.product().setupToken())
  const visitor = await startVisitor(stage.url(), widgetKey)
  await visitor.ask('Do you repair bowls?')
  const body = { question: 'How can I pay?', answer: 'By card or in cash.', locale: 'en' as const, url: null }
  const { data } = await client.request('POST /api/v1/knowledge/entries', { body })
  const params = { entryId: data.id }
  await client.request('PATCH /api/v1/knowledge/entries/:entryId', { params, body: { answer: 'By card.' } })
})

async function openDashboard(path: string, locale = 'en-US') {
  const context = await stage.newContext({ locale, acceptDownloads: true })
  await signIn(context, stage.url())
  const page = await context.newPage()
  await page.goto(stage.url() + path)
  return page
}

test('the audit log tells in words who changed what, is filtered by the address, and can be saved', async () => {
  const page = await openDashboard('/settings/audit')
  const entry = page.getByText('changed the question “How can I pay?”')
  await entry.click()
  const row = page.getByRole('row', { name: /Answer/ })
  expect(await row.innerText()).toMatch(/By card or in cash\.\s+By card\./)

  await page.getByLabel('About').selectOption('widget')
  await page.getByText('Nothing found').waitFor()
  expect(new URL(page.url()).searchParams.get('area')).toBe('widget')
  await page.goBack().catch(() => {})
  await page.goto(`${stage.url()}/settings/audit?area=knowledge`)
  await page.getByText('added the question').waitFor()
  expect(await page.getByText('signed in').count()).toBe(0)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^audit-.*\.csv$/)
})

test('an operator gives a plan, and its members see what it allows', async () => {
  const page = await openDashboard('/operator/workspaces')
  await page.getByLabel(`Plan of ${firstAccount.workspaceName}`).selectOption('free')
  await page.getByText('Done.').waitFor()
  await page.goto(`${stage.url()}/settings/plan`)
  await page.getByText('This workspace has the plan “Free”').waitFor()
  const members = page.getByRole('meter', { name: 'Members' })
  expect(await members.getAttribute('aria-valuetext')).toBe('1 of 3')
  const widgets = page.getByRole('meter', { name: 'Widgets' })
  expect(await widgets.getAttribute('aria-valuetext')).toBe('1 of 1')
  expect(await page.getByText('Used up: Widgets.').count()).toBe(0)
  await page.goto(`${stage.url()}/operator/workspaces`)
  await page.getByLabel(`Plan of ${firstAccount.workspaceName}`).selectOption('business')
  await page.getByText('Done.').waitFor()
})

test('an operator reads chats only with a reason, and it stands in the audit log', async () => {
  const page = await openDashboard('/operator/workspaces?search=' + encodeURIComponent(firstAccount.workspaceName))
  await page.getByRole('button', { name: 'Read chats' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Open the chats' }).click()
  await dialog.getByText('Write something here.').waitFor()
  await dialog.getByLabel('Reason').fill('Ticket 1042')
  await dialog.getByRole('button', { name: 'Open the chats' }).click()
  await page.getByText('Reason: Ticket 1042.').waitFor()
  await page.getByRole('link', { name: /Visitor/ }).click()
  await page.getByText('Do you repair bowls?').waitFor()
  await page.getByRole('button', { name: 'Stop reading' }).click()
  await page.waitForURL('**/operator/workspaces')
  await page.goto(`${stage.url()}/settings/audit`)
  await page.getByText('opened the chats of the workspace to read, as an operator').first().click()
  await page.getByRole('row', { name: /Ticket 1042/ }).waitFor()
})

describe('every page of the console and of the log', () => {
  const pages = [
    ['/operator', 'mali', 'mali'],
    ['/operator/workspaces', 'Plan', 'แพ็กเกจ'],
    ['/operator/logs', 'signed in', 'เข้าสู่ระบบ'],
    ['/operator/jobs', 'What failed', 'งานที่ไม่สำเร็จ'],
    ['/operator/health', 'PostgreSQL', 'PostgreSQL'],
    ['/settings/audit', 'added the question', 'เพิ่มคำถาม'],
    ['/settings/plan', 'Messages this month', 'ข้อความเดือนนี้'],
  ] as const
  for (const [locale, at] of [
    ['en-US', 1],
    ['th-TH', 2],
  ] as const) {
    test(`has no barrier and nothing that scrolls sideways, in ${locale}`, async () => {
      const page = await openDashboard('/operator', locale)
      const problems: string[] = []
      for (const one of pages) {
        await page.setViewportSize({ width: 1440, height: 900 })
        await page.goto(stage.url() + one[0])
        await page.getByText(one[at], { exact: false }).first().waitFor()
        await page.getByRole('heading', { level: 1 }).waitFor()
        problems.push(...(await inspect(page, one[0])))
      }
      expect(problems).toEqual([])
    })
  }
})
