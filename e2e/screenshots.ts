import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { addProvider } from '../apps/server/src/testing/ai-provider.ts'
import { startFakeOpenAi } from '../apps/server/src/testing/fake-openai.ts'
import { root } from '../scripts/tools.ts'
import { shootFullInbox } from './states/full-inbox.ts'
import { shootStates } from './states/shoot.ts'
import { openBrowser, patienceMs } from './tools/browser.ts'
import { account, openBusyOffice } from './tools/busy-office.ts'
import { launchProduct } from './tools/product.ts'
import { addOrderedKnowledge, startWebSite } from './tools/web-site.ts'
import { widgetOn } from './tools/widget.ts'

/** In the repository, for the README. */
const shown = join(root, 'docs/images')
/** To look at, and to compare with: everything, in every variant. */
const all = join(root, 'e2e/screenshots')

type Variant = { name: string; width: number; height: number; scheme: 'light' | 'dark'; locale: 'en-US' | 'th-TH' }
const variants: Variant[] = [
  { name: 'light', width: 1440, height: 900, scheme: 'light', locale: 'en-US' },
  { name: 'dark', width: 1440, height: 900, scheme: 'dark', locale: 'en-US' },
  { name: 'phone', width: 360, height: 740, scheme: 'light', locale: 'en-US' },
  { name: 'thai', width: 1440, height: 900, scheme: 'light', locale: 'th-TH' },
  { name: 'thai-phone-dark', width: 360, height: 740, scheme: 'dark', locale: 'th-TH' },
]

await Promise.all([shown, all].map((folder) => mkdir(folder, { recursive: true })))
const half = 'Is it the one with the gold rim, or the one with the plain glaze?'
const model = await startFakeOpenAi(({ chunk }) => chunk(half))
const site = await startWebSite()
const product = launchProduct({ OUTGOING_ALLOW: `${model.host},${site.host}`, REGISTRATION: 'open' })
const browser = await openBrowser()
try {
  await product.ready
  for (const variant of variants) await shootBeforeSetUp(variant)
  const office = await openBusyOffice(product.url(), product.setupToken())
  await addOrderedKnowledge(office.client, site.url)
  for (const variant of variants) {
    await shootSignIn(variant)
    await shootDashboard(variant, office.takenOver)
  }
  await shootFullInbox(browser, product, variants)
  await addProvider(office.client, { baseUrl: model.baseUrl })
  await (await office.arrive('care')).say('Can the gold-rim mug go into the dishwasher?')
  await shootRunningAnswer(await office.newestChat())
  await shootStates(browser)
  console.log(`Screenshots are in ${all}, the README's in ${shown}.`)
} finally {
  await browser.close()
  await product.stop()
  await model.stop()
  await site.stop()
}

async function shootBeforeSetUp(variant: Variant): Promise<void> {
  const page = await open(browser, variant)
  const isThai = variant.locale === 'th-TH'
  await page.goto(`${product.url()}/demo${isThai ? '?lang=th' : ''}`)
  const widget = widgetOn(page)
  await widget.launcher.waitFor()
  await shoot(page, `demo-${variant.name}`)
  await widget.open()
  await shoot(page, `panel-empty-${variant.name}`)
  await widget.ask(isThai ? 'แก้วแตกตอนส่งมา ทำยังไงดีคะ' : 'My mug arrived broken. What do I do?')
  await widget.sources.first().waitFor()
  if (variant.name === 'light') {
    await page.setViewportSize({ width: 1280, height: 860 })
    await page.screenshot({ path: join(shown, 'widget.png'), animations: 'disabled' })
    await page.setViewportSize(variant)
  }
  await widget.ask(isThai ? 'มีบริการห่อของขวัญไหม' : 'Can you gift-wrap my order?')
  await widget.sources.nth(1).waitFor()
  await shoot(page, `panel-${variant.name}`)
  await widget.ask(isThai ? 'ซ่อมจักรยานไหม' : 'Do you repair bicycles?')
  await shoot(page, `panel-declined-${variant.name}`)
  const [source] = await Promise.all([page.waitForEvent('popup'), widget.sources.first().click()])
  await source.waitForLoadState()
  await shoot(source, `source-${variant.name}`)

  await page.goto(product.setupUrl())
  await page.locator('form').waitFor()
  await shoot(page, `setup-${variant.name}`)
  await page.goto(`${product.url()}/sign-in`)
  await page.getByRole('alert').waitFor()
  await shoot(page, `sign-in-too-early-${variant.name}`)
  await page.context().close()
}

async function shootSignIn(variant: Variant): Promise<void> {
  const page = await open(browser, variant)
  await page.goto(`${product.url()}/sign-in`)
  await page.locator('form').waitFor()
  await shoot(page, `sign-in-${variant.name}`)
  for (const name of ['register', 'forgot-password', 'reset-password#token=made-up']) {
    await page.goto(`${product.url()}/${name}`)
    await page.locator('form').waitFor()
    const password = page.locator('input[type="password"]')
    // So that the meter has something to say.
    if ((await password.count()) > 0) await password.fill('Summer2024!')
    await shoot(page, `${name.split('#')[0]}-${variant.name}`)
  }
  await page.goto(`${product.url()}/verify-email#token=made-up`)
  await page.getByRole('alert').waitFor()
  await shoot(page, `link-refused-${variant.name}`)
  await page.context().close()
}

async function shootDashboard(variant: Variant, chatId: string): Promise<void> {
  const page = await openSignedIn(variant)
  const pages = {
    chats: '/chats',
    chat: `/chats/${chatId}`,
    search: '/search?q=mug',
    'search-empty': '/search?q=giraffe',
    knowledge: '/knowledge',
    documents: '/knowledge?tab=documents',
    'web-pages': '/knowledge?tab=pages',
    conflicts: '/knowledge?tab=conflicts',
    widget: '/widget',
    settings: '/settings',
    'ai-providers': '/settings/ai',
    account: '/account',
    security: '/account/security',
    notifications: '/account/notifications',
    sessions: '/account/sessions',
    'inbox-settings': '/settings/inbox',
    assignment: '/settings/assignment',
    team: '/settings/team',
    plan: '/settings/plan',
    'ai-cost': '/settings/ai-cost',
    'api-keys': '/settings/api-keys',
    identity: '/settings/identity',
    n8n: '/settings/n8n',
    audit: '/settings/audit',
    workspace: '/settings/workspace',
    workspaces: '/workspaces',
    'operator-users': '/operator',
    'operator-workspaces': '/operator/workspaces',
    'operator-logs': '/operator/logs',
    'operator-prices': '/operator/ai-prices',
    'operator-jobs': '/operator/jobs',
    'operator-health': '/operator/health',
  }
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(product.url() + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' })
    if (name === 'chat') await page.getByRole('log').getByText('Thank you so much, Mali!').waitFor()
    await shoot(page, `${name}-${variant.name}`)
    if (name === 'chat' && variant.name === 'light')
      await page.screenshot({ path: join(shown, 'dashboard.png'), animations: 'disabled' })
  }
  await page.context().close()
}

async function shootRunningAnswer(chatId: string): Promise<void> {
  const page = await openSignedIn(variants[0] as Variant)
  await page.goto(`${product.url()}/chats/${chatId}`)
  await page.getByText(half).waitFor()
  await shoot(page, 'chat-answering-light')
  await page.context().close()
}

async function open(from: Browser, { width, height, scheme, locale }: Variant): Promise<Page> {
  const context = await from.newContext({ viewport: { width, height }, colorScheme: scheme, locale })
  context.setDefaultTimeout(patienceMs)
  return context.newPage()
}

async function openSignedIn(variant: Variant): Promise<Page> {
  const page = await open(browser, variant)
  const { email, password } = account
  await page.context().request.post(`${product.url()}/api/v1/auth/login`, { data: { email, password } })
  return page
}

/** The whole page, as somebody who scrolls would see it, once its fonts are there. */
async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  const fullPage = !name.startsWith('panel') && !name.startsWith('demo')
  await page.screenshot({ path: join(all, `${name}.png`), fullPage, animations: 'disabled' })
}
