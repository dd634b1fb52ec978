import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { addProvider } from '../apps/server/src/testing/ai-provider.ts'
import { startFakeN8n } from '../apps/server/src/testing/fake-n8n.ts'
import { startFakeOpenAi } from '../apps/server/src/testing/fake-openai.ts'
import { sourcesIn } from '../apps/server/src/testing/prompt-sources.ts'
import { openBrowser } from '../e2e/tools/browser.ts'
import { startForeignSite } from '../e2e/tools/foreign-site.ts'
import { type Client, createClient } from '../packages/client/src/index.ts'
import { findBrowser, howToGet } from '../scripts/browser.ts'
import { makeDrillFolder } from './tools/data-folder.ts'
import type { Drill, DrillOptions, Outcome } from './tools/drill.ts'
import { type Member, signIn } from './tools/member.ts'
import { createOwnServer } from './tools/own-server.ts'
import { plantInbox } from './tools/planted-inbox.ts'
import { scriptPayloads } from './tools/script-payloads.ts'
import { withoutLimits } from './tools/without-limits.ts'

const sizes = {
  full: { step: 1, perChat: 30, furtherPages: true },
  short: { step: 16, perChat: 20, furtherPages: true },
  sabotaged: { step: 40, perChat: 20, furtherPages: false },
}
const tabs = 3
/** What the pages need to show all and to start what would start. */
const settleMs = 1200

export const noScriptRuns: Drill = {
  name: 'no-script-runs',
  number: 'R10',
  promise:
    'No script runs from what anybody wrote: messages, answers and their traces, notes, ratings, names, labels, facts, titles, addresses, documents',
  longestMs: { full: 900_000, short: 180_000, sabotaged: 150_000 },
  sabotages: { 'text-as-page': { says: 'the pages take text for HTML', fault: 'scripts run' } },
  run,
}

/**
 * Every payload through every text that is shown, then looked at in a real browser: the widget on a page of another site,
 * which has no policy that would help, and each page of the dashboard. Of the answers every other one is a workflow's, which
 * comes to the page as it is; the others are a model's, which cites a payload of the knowledge and is checked.
 */
async function run({ size, sabotage }: DrillOptions): Promise<Outcome> {
  const faults = {
    'scripts run': 0,
    'foreign elements': 0,
    'not shown': 0,
    'too few payloads in answers': 0,
    'no trace seen': 0,
  }
  const chromium = await findBrowser('Chromium')
  if (!chromium) return { faults: {}, figures: {}, details: [], skipped: [`all of it: ${howToGet('Chromium')}`] }
  const details: string[] = []
  const { step, perChat, furtherPages } = sizes[size]
  const payloads = scriptPayloads.filter((_, at) => at % step === 0)
  const { dataDir, remove } = await makeDrillFolder()
  let calls = 0
  const model = await startFakeOpenAi(({ chunk, finish, request, response }) => {
    calls += 1
    // Of a model's words no markup is left; the built-in responder, which steps in, quotes the knowledge as it is.
    if (calls % 3 !== 0) return void response.writeHead(400).end('{}')
    const [source] = sourcesIn(request)
    const said = source?.text ?? request.body.messages.at(-1)?.content ?? ''
    chunk(source ? `${said} [1: "${said.slice(0, 60)}"]` : said)
    finish()
  })
  let asked = 0
  const workflow = await startFakeN8n(({ json, request }) => {
    const said = request.body.chatInput
    const title = said.slice(0, 80)
    asked += 1
    if (asked % 3 !== 0) json({ error: said })
    else json({ output: said, quickReplies: [title], citations: [{ title, url: 'https://shop.test/"><img src=x>' }] })
  })
  const allowed = [model.host, workflow.host].join(',')
  const server = await createOwnServer({ ...withoutLimits, OUTGOING_ALLOW: allowed }, { dataDir })
  await server.start()
  const member = await signIn(server.url)
  const name = payloads[1]?.slice(0, 80) ?? ''
  await member.client.request('POST /api/v1/ai/providers', {
    body: { kind: 'n8n', name, settings: { url: `${workflow.origin}/webhook/shop` } },
  })
  await addProvider(member.client, { baseUrl: model.baseUrl, name, model: name })
  const visitor = createClient({ baseUrl: server.url })
  const chats = await plant(member, visitor, payloads, perChat)
  await plantInbox(member, visitor, chats, payloads)

  const site = await startForeignSite()
  const script = `<script async src="${server.url}/widget.js" data-widget="${member.widgetKey}"></script>`
  const shop = site.put('/', { body: script })
  const browser = await openBrowser({ executablePath: chromium })
  const context = await browser.newContext({ bypassCSP: sabotage !== null, viewport: { width: 1360, height: 1000 } })
  const ran = await countScripts(context)
  if (sabotage) await context.addInitScript(takeTextForHtml)
  await context.request.post(`${server.url}/api/v1/auth/login`, { data: member.account })
  let pages = 0
  try {
    for (const chat of chats) {
      await look(await openWidget(context, shop, member.widgetKey, chat.token), true)
      const page = await openPage(context, `${server.url}/chats/${chat.id}`)
      if (furtherPages && !(await openTrace(page))) faults['no trace seen'] += 1
      await look(page)
    }
    const paths = furtherPages ? [...furtherPaths] : []
    const lookAtRest = async () => {
      for (let path = paths.shift(); path; path = paths.shift()) await look(await openPage(context, server.url + path))
    }
    await Promise.all(Array.from({ length: tabs }, lookAtRest))
  } finally {
    await browser.close()
  }
  async function look(page: Page, isWidget = false) {
    pages += 1
    await page.waitForTimeout(settleMs)
    const seen = await page.evaluate(countForeign).catch(() => ({ foreign: 0, text: '' }))
    faults['foreign elements'] += seen.foreign
    if (seen.foreign > 0) details.push(`${seen.foreign} foreign elements on ${page.url()}`)
    if (isWidget && !seen.text.includes('onerror')) faults['not shown'] += 1
    await page.close()
  }
  faults['scripts run'] = ran.count()
  details.push(...ran.where().slice(0, 10))
  const inAnswers = chats.reduce((sum, chat) => sum + chat.payloadsInAnswers, 0)
  if (inAnswers < payloads.length / 3) faults['too few payloads in answers'] = 1
  const outcome = {
    faults,
    figures: { payloads: payloads.length, 'in answers': inAnswers, chats: chats.length, pages },
    details,
  }
  await server.remove()
  await model.stop()
  await workflow.stop()
  await site.stop()
  await remove()
  return outcome
}

/** Opens how an answer came about. */
async function openTrace(page: Page): Promise<boolean> {
  const why = page.getByText('Why this answer?').last()
  await why.click({ timeout: 10_000 }).catch(() => {})
  return page
    .getByRole('dialog')
    .waitFor({ timeout: 5000 })
    .then(
      () => true,
      () => false,
    )
}

/** Pages whose texts come from people. */
const furtherPaths = [
  '/chats',
  '/search?q=script',
  '/knowledge',
  '/knowledge?tab=documents',
  '/knowledge?tab=pages',
  '/knowledge?tab=conflicts',
  '/knowledge?tab=review',
  '/analytics',
  '/widget',
  '/settings',
  '/settings/ai',
  '/settings/inbox',
  '/settings/assignment',
  '/settings/ai-cost',
  '/settings/n8n',
  '/settings/workspace',
  '/settings/team',
  '/settings/api-keys',
  '/settings/audit',
  '/settings/identity',
  '/settings/plan',
  '/account',
  '/account/security',
  '/account/sessions',
  '/operator',
  '/operator/workspaces',
  '/operator/logs',
  '/operator/jobs',
  '/operator/ai-prices',
  '/operator/health',
]

/** Waits for the AI's answers. @returns how many hold one of the payloads as it is. */
async function answersIn(client: Client, chatId: string, payloads: readonly string[]): Promise<number> {
  const giveUpAt = performance.now() + 60_000
  for (;;) {
    const { data } = await client.request('GET /api/v1/chats/:chatId/messages', {
      params: { chatId },
      query: { limit: 200 },
    })
    const answers = data.filter(({ author }) => author.kind === 'ai')
    if (answers.length >= payloads.length)
      return answers.filter(({ text }) => payloads.some((payload) => text.includes(payload))).length
    if (performance.now() > giveUpAt) throw new Error('The AI did not answer everything.')
    await sleep(100)
  }
}

/** Everything that can be written, by everybody who can write. */
async function plant({ client, widgetKey }: Member, visitor: Client, payloads: readonly string[], perChat: number) {
  const params = { widgetKey }
  await plantKnowledge(client, payloads)
  const chats: { id: string; token: string; payloadsInAnswers: number }[] = []
  for (let from = 0; from < payloads.length; from += perChat) {
    const { data: session } = await visitor.request('POST /api/v1/visitor/:widgetKey/session', { params, body: {} })
    const token = session.token
    let chatId = ''
    for (const [at, text] of payloads.slice(from, from + perChat).entries()) {
      const key = `drill-script-${from + at}`
      const pageUrl = `https://shop.test/?q=${encodeURIComponent(text.slice(0, 100))}`
      const body = { token, clientMessageId: `${key}-v`, text, ...(at === 0 ? { pageUrl } : {}) }
      chatId = (await visitor.request('POST /api/v1/visitor/:widgetKey/messages', { params, body })).data.chatId
      const short = text.slice(0, 100)
      const tracked = { token, name: short.replace(/\p{C}/gu, ' ').slice(0, 80).trim(), properties: { fact: short } }
      await visitor.request('POST /api/v1/visitor/:widgetKey/track', { params, body: tracked })
      await visitor.request('POST /api/v1/visitor/:widgetKey/profile', {
        params,
        body: { token, name: short, phone: text.slice(0, 40), attributes: { fact: short } },
      })
    }
    const payloadsInAnswers = await answersIn(client, chatId, payloads.slice(from, from + perChat))
    for (const [at, text] of payloads.slice(from, from + perChat).entries()) {
      const body = { clientMessageId: `drill-script-${from + at}-m`, text }
      await client.request('POST /api/v1/chats/:chatId/messages', { params: { chatId }, body })
    }
    chats.push({ id: chatId, token, payloadsInAnswers })
  }
  const name = payloads.find((one) => one.length < 60 && one.startsWith('<img')) ?? '<img src=x onerror=__ran(1)>'
  const { data: widgets } = await client.request('GET /api/v1/widgets')
  await client.request('PATCH /api/v1/widgets/:widgetId', {
    params: { widgetId: widgets[0]?.id ?? '' },
    body: { name, title: name, greeting: { en: payloads.slice(0, 6).join('\n').slice(0, 500), th: name } },
  })
  await client.request('PATCH /api/v1/workspace', { body: { name } })
  await client.request('PATCH /api/v1/ai/settings', { body: { instructions: name } })
  await client.request('PUT /api/v1/admin/ai-prices', {
    body: { prices: [{ model: name, inputMicroUsd: 1, outputMicroUsd: 1 }] },
  })
  return chats
}

/** Entries, documents and sites whose every text is a payload. */
async function plantKnowledge(client: Client, payloads: readonly string[]): Promise<void> {
  for (const [at, text] of payloads.entries()) {
    const { data: entry } = await client.request('POST /api/v1/knowledge/entries', {
      body: { question: `Question ${at} ${text}`.slice(0, 400), answer: text },
    })
    if (at % 4 !== 0) continue
    await client.request('POST /api/v1/knowledge/documents', {
      body: { title: text.slice(0, 150), text: `# ${text}\n\nText ${at}. ${text}` },
    })
    const label = text.replace(/\p{C}/gu, ' ').slice(0, 30).trim()
    await client.request('POST /api/v1/knowledge/organise', {
      body: { sources: [{ kind: 'entry', id: entry.id }], folder: label, tags: [label] },
    })
    if (at % 32 === 0) await plantSite(client, text)
  }
}

/** One that cannot be read. */
const plantSite = (client: Client, text: string) =>
  client.request('POST /api/v1/knowledge/sites', {
    body: {
      kind: 'page',
      url: `https://sites.invalid/?q=${encodeURIComponent(text.slice(0, 60))}`,
      name: text.slice(0, 80),
      schedule: 'off',
    },
  })

async function openPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url, { waitUntil: 'load', timeout: 15_000 }).catch(() => {})
  return page
}

/** A page of another site, with the token of a chat in its storage, and the panel opened. */
async function openWidget(context: BrowserContext, address: string, widgetKey: string, token: string): Promise<Page> {
  const page = await context.newPage()
  await page.addInitScript(([name, value]) => localStorage.setItem(name, value), [
    `minichat:${widgetKey}:token`,
    token,
  ] as const)
  await page.goto(address)
  await page.waitForFunction(() => 'MiniChat' in window)
  await page.evaluate(() => (window as unknown as { MiniChat: { open: () => void } }).MiniChat.open())
  return page
}

async function countScripts(context: BrowserContext) {
  const where: string[] = []
  await context.exposeBinding('__ran', ({ page }) => void where.push(`ran on ${page.url()}`))
  context.on('dialog', (dialog) => {
    where.push(`dialog on ${dialog.page()?.url()}`)
    void dialog.dismiss()
  })
  context.on('request', (request) => {
    if (request.url().includes('xss.invalid')) where.push(`asked ${request.url()} on ${request.frame().url()}`)
  })
  return { count: () => where.length, where: () => where }
}

/** Runs in the page: elements and attributes that none of our pages makes. */
function countForeign(): { foreign: number; text: string } {
  let foreign = 0
  let text = ''
  const attributes = [
    'onerror',
    'onload',
    'onclick',
    'onfocus',
    'onmouseover',
    'ontoggle',
    'onbegin',
    'onstart',
    'srcdoc',
  ]
  const roots: (Document | ShadowRoot)[] = [document]
  for (let root = roots.pop(); root; root = roots.pop()) {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot)
      if (attributes.some((name) => element.hasAttribute(name))) foreign += 1
      const href = element.getAttribute('href') ?? element.getAttribute('src') ?? ''
      if (/^\s*(java\s*script|vbscript|data:text\/html)/i.test(href)) foreign += 1
      if (['MARQUEE', 'EMBED', 'OBJECT', 'BASE'].includes(element.tagName)) foreign += 1
    }
    text += root instanceof Document ? '' : (root.textContent ?? '')
  }
  return { foreign, text }
}

/** Runs in the page. Sabotage: each text that a page puts somewhere is read as HTML a moment later. */
function takeTextForHtml(): void {
  const read = (root: Node) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const texts: Text[] = []
    while (walker.nextNode()) texts.push(walker.currentNode as Text)
    for (const text of texts) {
      if (!text.data.includes('<') || /^(SCRIPT|STYLE)$/.test(text.parentElement?.tagName ?? '')) continue
      const holder = document.createElement('span')
      holder.innerHTML = text.data
      text.replaceWith(holder)
    }
  }
  const roots = new Set<Node>()
  const attach = Element.prototype.attachShadow
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options)
    roots.add(root)
    return root
  }
  setInterval(() => {
    if (document.body) read(document.body)
    for (const root of roots) read(root)
  }, 300)
}
