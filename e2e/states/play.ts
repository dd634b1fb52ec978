import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { chatsText } from '../../apps/dashboard/src/features/chats/chats.text.ts'
import { addProvider } from '../../apps/server/src/testing/ai-provider.ts'
import { makeFirstAccount } from '../../apps/server/src/testing/first-account.ts'
import { texts } from '../../apps/widget/src/panel/texts.ts'
import { root } from '../../scripts/tools.ts'
import { patienceMs } from '../tools/browser.ts'
import { signIn } from '../tools/dashboard.ts'
import type { startForeignSite } from '../tools/foreign-site.ts'
import type { startPuppetModel } from '../tools/puppet-model.ts'
import { widgetOn } from '../tools/widget.ts'

/** To look at: what every state of a message looks like, on both sides. Not kept in the repository. */
const folder = join(root, 'e2e/screenshots/states')

export type Variant = {
  name: string
  width: number
  height: number
  scheme: 'light' | 'dark'
  locale: 'en-US' | 'th-TH'
  dir?: 'rtl'
}

export const plainVariant: Variant = { name: 'light', width: 1280, height: 760, scheme: 'light', locale: 'en-US' }

type Theatre = {
  url: string
  owner: Awaited<ReturnType<typeof makeFirstAccount>>
  model: Awaited<ReturnType<typeof startPuppetModel>>
  site: Awaited<ReturnType<typeof startForeignSite>>
  newContext: (options: BrowserContextOptions) => Promise<BrowserContext>
}

export type Play = Awaited<ReturnType<typeof openPlay>>

/** An owner whose chats are answered by the model. */
export async function makeOwner(url: string, setupToken: string, model: Theatre['model']) {
  const owner = await makeFirstAccount(url, setupToken)
  await addProvider(owner.client, { baseUrl: model.baseUrl })
  return owner
}

/** A visitor on a shop's page, and a member who may come: two browsers side by side, in one variant. */
export async function openPlay({ url, owner, model, site, newContext }: Theatre, variant: Variant) {
  const { width, height, scheme, locale } = variant
  const language = locale === 'th-TH' ? 'th' : 'en'
  const options = { viewport: { width, height }, colorScheme: scheme, locale }
  const tag = `<script async src="${url}/widget.js" data-widget="${owner.widgetKey}" data-locale="${language}"></script>`
  const direct = variant.dir ? `<script>document.dir = '${variant.dir}'</script>` : ''
  const dark = scheme === 'dark' ? '<style>:root { color-scheme: dark }</style>' : ''
  const shop = site.put(`/${variant.name}`, { head: dark + direct, body: tag })
  const outside = await newContext({ ...options, permissions: [] })
  const visitor = await outside.newPage()
  await visitor.goto(shop)
  const widget = widgetOn(visitor)
  let member: Page | undefined

  async function takeSeat(): Promise<Page> {
    if (member) return member
    const office = await newContext(options)
    await signIn(office, url)
    member = await office.newPage()
    return member
  }

  async function newestChatId(): Promise<string> {
    const { data: chats } = await owner.client.request('GET /api/v1/chats')
    return chats[0]?.id ?? ''
  }

  let replies = 0
  /** The member answers without a browser, where their screen is not what is looked at. */
  async function reply(text: string): Promise<void> {
    replies += 1
    const body = { clientMessageId: `m-states-${Date.now()}-${replies}`, text }
    await owner.client.request('POST /api/v1/chats/:chatId/messages', {
      params: { chatId: await newestChatId() },
      body,
    })
  }

  return {
    outside,
    visitor,
    widget,
    model,
    client: owner.client,
    /** What the widget says. */
    words: texts[language],
    /** What the dashboard says. */
    office: chatsText[language],
    say: (english: string, thai: string) => (language === 'th' ? thai : english),
    reply,
    newestChatId,
    /** The member looks at a page of the dashboard. */
    memberAt: async (path: string) => {
      const page = await takeSeat()
      await page.goto(url + path)
      return page
    },
    /** The member opens the chat that was last active. */
    memberInChat: async () => {
      const page = await takeSeat()
      await page.goto(`${url}/chats/${await newestChatId()}`)
      await page.getByRole('log').waitFor()
      return page
    },
    /** What the visitor's or the member's screen shows now. */
    shoot: async (page: Page, name: string) => {
      await mkdir(folder, { recursive: true })
      await page.evaluate(() => document.fonts.ready)
      await page.screenshot({ path: join(folder, `${name}-${variant.name}.png`), animations: 'disabled' })
    },
    end: async () => {
      await outside.close()
      await member?.context().close()
    },
  }
}

/** @throws when it does not become true in time. */
export async function until(what: string, isTrue: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + patienceMs
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`Never came true: ${what}`)
    await sleep(50)
  }
}
