import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { patienceMs } from './tools/browser.ts'
import { countRequests } from './tools/requests.ts'
import { answer, question, useShop } from './tools/shop.ts'
import { useStage } from './tools/stage.ts'
import { callOn, widgetOn } from './tools/widget.ts'

const stage = useStage()
const shop = await useShop(stage)
const documentation = await readFile(new URL('../docs/javascript-api.md', import.meta.url), 'utf8')

/** A block of code of the documentation, by a word that it holds. */
function documented(language: string, word: string): string {
  const blocks = documentation.matchAll(new RegExp(`^ *\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\``, 'gm'))
  const code = [...blocks].map(([, code = '']) => code).find((code) => code.includes(word))
  if (!code) throw new Error(`The documentation has no ${language} with “${word}”.`)
  return code
}

/** What a page has been told, in order. */
const told = (page: Page) => page.evaluate(() => (window as unknown as { told?: string[] }).told ?? [])
const tell = `window.told = []; const note = (name) => () => told.push(name)`

const ways = [
  {
    name: 'methods of an inline script with a nonce',
    policy: (url: string) => `script-src 'nonce-n0nce' ${url}`,
    page: () => `${documented('html', 'window.MiniChat ||=').replaceAll('…', 'n0nce')}
      <script nonce="n0nce">${tell}
        MiniChat.on('ready', note('ready')); MiniChat.on('open', note('open')); MiniChat.open(); window.held = MiniChat
      </script>`,
  },
  {
    name: 'a queue in a script of its own, without an inline one',
    policy: (url: string) => `script-src 'self' ${url}`,
    page: () => {
      shop.site.putScript(
        '/queue.js',
        `${tell}; window.MiniChat = { q: [['on', 'ready', note('ready')], ['on', 'open', note('open')], ['open']] }; window.held = MiniChat`,
      )
      return '<script src="/queue.js"></script>'
    },
  },
  {
    name: 'the package, in a module of its own',
    policy: (url: string) => `script-src 'self' ${url}`,
    page: async () => {
      const source = await readFile(new URL('../packages/widget/index.js', import.meta.url), 'utf8')
      shop.site.putScript('/minichat.js', source)
      shop.site.putScript(
        '/app.js',
        `import { minichat } from './minichat.js'; ${tell.replace('window.told', 'globalThis.told')};
        minichat.on('ready', note('ready')); minichat.on('open', note('open')); minichat.open(); window.held = minichat`,
      )
      return '<script type="module" src="/app.js"></script>'
    },
  },
]

for (const { name, policy, page: code } of ways) {
  test(`calls made before the script is there run in order when it is, by ${name}`, async () => {
    const page = await stage.newPage()
    const { url } = stage
    const headers = {
      'content-security-policy': `${policy(url())}; connect-src ${url()}; require-trusted-types-for 'script'`,
    }
    await page.goto(shop.site.put('/queued', { head: await code(), headers }))
    await expect.poll(() => page.evaluate(() => 'held' in window)).toBe(true)
    // The widget comes last, as on a slow network.
    await page.evaluate(
      ([src, key]) => {
        const script = document.createElement('script')
        script.dataset.widget = key
        const trusted = (
          window as unknown as {
            trustedTypes: {
              createPolicy: (name: string, rules: object) => { createScriptURL: (url: string) => string }
            }
          }
        ).trustedTypes
        script.src = trusted.createPolicy('page', { createScriptURL: (own: string) => own }).createScriptURL(src)
        document.head.append(script)
      },
      [`${url()}/widget.js`, shop.widgetKey()] as const,
    )
    await widgetOn(page).field.waitFor()
    expect(await told(page)).toEqual(['ready', 'open'])

    await page.evaluate(() => (window as unknown as { held: { close: () => void } }).held.close())
    await widgetOn(page).panel.waitFor({ state: 'hidden' })
  })
}

test('what a page calls in a wrong way is said in its console, and never thrown', async () => {
  const page = await stage.newPage()
  const warnings: string[] = []
  page.on('console', (line) => line.type() === 'warning' && warnings.push(line.text()))
  await page.goto(shop.site.put('/wrong', { body: shop.tag() }))
  await widgetOn(page).launcher.waitFor()
  const wrong: [string, ...unknown[]][] = [
    ['identify', 'Somchai'],
    ['identify', { nickname: 'Som' }],
    ['identify', { name: 7 }],
    ['identify', { attributes: { plan: { is: 'pro' } } }],
    ['identify', { attributes: { '9lives': true } }],
    ['update', { theme: 'pink' }],
    ['update', { colour: '#000000' }],
    ['setLocale', 'de'],
    ['track'],
    ['track', 'bought', { price: null }],
    ['consent', 'yes'],
    ['on', 'opened', 'function'],
    ['on', 'open'],
  ]
  const returned = await page.evaluate((calls) => {
    const { MiniChat } = window as unknown as {
      MiniChat: Record<string, (...args: unknown[]) => unknown> & { q: unknown[] }
    }
    const results = calls.map(([name, ...args]) => typeof MiniChat[name]?.(...args))
    MiniChat.q.push(['fly'], null)
    return results
  }, wrong)
  expect(returned).toEqual(wrong.map(() => 'undefined'))
  expect(warnings).toHaveLength(wrong.length + 2)
  for (const [at, [name]] of wrong.entries()) expect(warnings[at]).toMatch(new RegExp(`^MiniChat: ${name}\\(.+\\)`))
  expect(warnings[1]).toContain('nickname')
  expect(warnings.at(-2)).toContain('there is no fly')
})

test('who the visitor is and what they do is told to the page’s chat without loading it, and passed on once there is one', async () => {
  const page = await stage.newPage()
  const requests = await countRequests(page)
  await page.goto(shop.site.put('/told', { body: shop.tag() }))
  const widget = widgetOn(page)
  await widget.launcher.waitFor()
  await callOn(page, ['identify', { userId: 7, name: 'Somchai', attributes: { plan: 'pro' } }])
  await callOn(page, ['track', 'looked_at', { price: 1250 }])
  await page.waitForLoadState('networkidle')
  expect(requests.filter(({ type }) => type !== 'Document').map(({ path }) => path.split('/').at(-1))).toEqual([
    'widget.js',
    'config',
  ])
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])

  await widget.open()
  expect(await widget.ask(question)).toContain(answer)
  const [chat] = await shop.chats()
  await expect
    .poll(
      async () =>
        JSON.stringify(
          await shop.client().request('GET /api/v1/chats/:chatId', { params: { chatId: chat?.id ?? '' } }),
        ),
      { timeout: patienceMs },
    )
    .toMatch(/(?=.*Somchai)(?=.*looked_at)/)
})

test('another user of the same device finds no trace of the one before, at once or after a reload', async () => {
  const context = await stage.newContext()
  const page = await context.newPage()
  await page.goto(shop.site.put('/account', { body: shop.tag() }))
  const widget = widgetOn(page)
  const identify = (userId: string) => callOn(page, ['identify', { userId }])
  await widget.launcher.waitFor()
  await identify('somchai')
  await widget.open()
  await widget.ask(question)
  const chatsBefore = (await shop.chats()).length

  await page.reload()
  await identify('somchai')
  await widget.open()
  await widget.answers.filter({ hasText: answer }).waitFor()

  // While the panel is open.
  await identify('malee')
  await widget.answers.filter({ hasText: answer }).waitFor({ state: 'detached' })
  await widget.field.waitFor()
  expect(await widget.said('visitor')).toEqual([])
  await widget.say('This is Malee.')
  await expect
    .poll(async () => (await shop.chats()).map(({ visitor }) => visitor.id), { timeout: patienceMs })
    .toHaveLength(chatsBefore + 1)
  const visitors = (await shop.chats()).map(({ visitor }) => visitor.id)
  expect(new Set(visitors).size).toBe(visitors.length)

  // Before there is a panel.
  await page.reload()
  await widget.launcher.waitFor()
  await identify('somchai')
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
  await widget.open()
  expect(await widget.said('visitor')).toEqual([])
})

test('the launcher hides for a page’s own button, takes on another look and language, and the focus goes back', async () => {
  const page = await stage.newPage()
  await page.goto(
    shop.site.put('/own-button', {
      body: `<button onclick="MiniChat.open()">Ask us</button>${shop.tag('data-launcher="hidden" data-locale="en"')}`,
    }),
  )
  const widget = widgetOn(page)
  await widget.root.waitFor({ state: 'attached' })
  expect(await widget.launcher.count()).toBe(0)
  const own = page.getByRole('button', { name: 'Ask us' })
  await own.click()
  await widget.field.waitFor()
  await page.keyboard.press('Escape')
  await widget.panel.waitFor({ state: 'hidden' })
  expect(await own.evaluate((button) => button === document.activeElement)).toBe(true)

  await callOn(page, ['show'], ['update', { position: 'left', accentColor: '#7a1fa2', locale: 'th' }])
  await page.getByRole('button', { name: 'เปิดแชท' }).waitFor()
  expect(await widget.launcher.boundingBox()).toMatchObject({ x: 20 })
  expect(await widget.launcher.evaluate((button) => getComputedStyle(button).backgroundColor)).toBe('rgb(122, 31, 162)')
})

test('a reply shows as unread to a visitor who has a chat, without opening it', async () => {
  const page = await stage.newPage()
  await page.goto(shop.site.put('/unread', { body: shop.tag() }))
  const widget = widgetOn(page)
  await widget.open()
  await widget.ask(question)
  await expect
    .poll(async () => (await shop.chats())[0]?.marks.visitorReadSeq ?? 0, { timeout: patienceMs, interval: 300 })
    .toBeGreaterThan(1)
  // Nobody comes near the launcher.
  await Promise.all([page.waitForRequest('**/stream'), page.reload()])
  await page.evaluate(() => {
    const listener = ({ count }: { count: number }) => void Object.assign(window, { told: [`${count}`] })
    window.MiniChat?.q.push(['on', 'unread', listener])
  })
  await shop.reply('We are open on Sunday, too.')
  await widget.root.getByRole('img', { name: '1 new message' }).waitFor()
  expect(await told(page)).toEqual(['1'])
  expect(await page.evaluate(() => (window.MiniChat as { unread?: number }).unread)).toBe(1)
  expect(await widget.panel.isVisible()).toBe(false)
})

test('the examples of the documentation run, in any order of script and calls', async () => {
  for (const isFirst of [true, false]) {
    const page = await stage.newPage()
    const warnings: string[] = []
    page.on('console', (line) => line.type() === 'warning' && warnings.push(line.text()))
    const head = documented('html', 'window.MiniChat ||=')
    await page.goto(shop.site.put('/documented', { head, body: isFirst ? shop.tag() : '' }))
    if (isFirst) await widgetOn(page).launcher.waitFor()
    await page.evaluate(() => Object.assign(window, { bell: document.createElement('i') }))
    for (const word of ['checkout_started', 'MiniChat.q.push']) {
      await page.evaluate(documented('js', word))
    }
    if (!isFirst) {
      await page.evaluate((html) => {
        document.body.append(document.createRange().createContextualFragment(html))
      }, shop.tag())
    }
    await widgetOn(page).field.waitFor()
    expect(warnings).toEqual([])
  }
})

const askers: [string, () => Promise<string>][] = [
  ['the page', async () => shop.tag('data-consent="required"')],
  [
    'the owner',
    async () => {
      const { data: widgets } = await shop.client().request('GET /api/v1/widgets')
      const params = { widgetId: widgets[0]?.id ?? '' }
      await shop.client().request('PATCH /api/v1/widgets/:widgetId', { params, body: { consentRequired: true } })
      return shop.tag()
    },
  ],
]

for (const [asker, tag] of askers) {
  test(`where ${asker} asks for consent, nothing of device and pages is kept before it is given, nor after it is taken back`, async () => {
    const page = await stage.newPage()
    await page.goto(shop.site.put('/consent', { body: await tag() }))
    const widget = widgetOn(page)
    const kept = () =>
      page.evaluate(async () => [
        ...Object.keys(localStorage),
        ...Object.keys(sessionStorage),
        ...(await indexedDB.databases()).map(({ name }) => name),
        document.cookie,
      ])
    const consent = (given: boolean) => callOn(page, ['consent', given])
    const whereaboutsAre = async (isConsentGiven: boolean) => {
      const { data: chats } = await shop.client().request('GET /api/v1/chats', { query: { limit: 1 } })
      const params = { chatId: chats[0]?.id ?? '' }
      const read = async () => (await shop.client().request('GET /api/v1/chats/:chatId/whereabouts', { params })).data
      await expect.poll(async () => (await read()).isConsentGiven, { timeout: patienceMs }).toBe(isConsentGiven)
      const { device, pages } = await read()
      expect(chats[0]?.pageUrl).toBeNull()
      expect([device !== null, pages.map(({ url }) => url)]).toEqual([
        isConsentGiven,
        isConsentGiven ? [page.url()] : [],
      ])
    }
    await callOn(page, ['identify', { userId: 'somchai' }], ['track', 'came'])
    await widget.open()
    await widget.ask(question)
    expect(await kept()).toEqual([''])
    await whereaboutsAre(false)

    await consent(true)
    await expect.poll(kept, { timeout: patienceMs }).toContainEqual(expect.stringMatching(/:token$/))
    await whereaboutsAre(true)
    await page.reload()
    await widget.open()
    await widget.answers.filter({ hasText: answer }).waitFor()

    await consent(false)
    expect(await kept()).toEqual([''])
    await whereaboutsAre(false)
    await widget.ask(question)
    expect(await kept()).toEqual([''])
    await page.reload()
    await widget.open()
    expect(await widget.said('visitor')).toEqual([])
  })
}
