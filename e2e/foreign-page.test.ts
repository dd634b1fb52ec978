import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { startForeignSite } from './tools/foreign-site.ts'
import { countRequests } from './tools/requests.ts'
import { useStage } from './tools/stage.ts'
import { widgetOn } from './tools/widget.ts'

const site = await startForeignSite()
const stage = useStage()
let owner: Awaited<ReturnType<typeof makeFirstAccount>>
let snippet = ''

beforeAll(async () => {
  owner = await makeFirstAccount(stage.url(), stage.product().setupToken())
  await owner.client.request('POST /api/v1/knowledge/entries', {
    body: { question: 'When are you open?', answer: 'From nine to five.', locale: 'en', url: null },
  })
})
beforeEach(async () => {
  const { data } = await owner.client.request('GET /api/v1/widgets')
  snippet = data[0]?.snippet ?? ''
})
afterAll(() => site.stop())

test('a page with a strict content policy shows the chat without a violation, and it works', async () => {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-n0nce' ${stage.url()}`,
    `connect-src ${stage.url()}`,
    "style-src 'self'",
    'img-src data:',
    "require-trusted-types-for 'script'",
    'trusted-types minichat',
  ].join('; ')
  const strict = snippet.replace('<script ', '<script nonce="n0nce" ')
  const page = await stage.newPage()
  await page.addInitScript(() => {
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective))
    Object.assign(window, { violations })
  })
  await page.goto(site.put('/strict', { body: strict, headers: { 'content-security-policy': policy } }))
  const widget = widgetOn(page)
  await widget.open()
  expect(await widget.ask('When are you open?')).toContain('From nine to five')
  await expectItsPlace(page)
  expect(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([])
})

const hostile: Record<string, string> = {
  'resets and hides everything': `
    * { all: unset !important; display: none }
    body > * { display: none !important; visibility: hidden !important; opacity: 0 !important; transform: scale(0) !important }
    div { position: static !important; width: 9000px !important }
    button, textarea, a, p { font-size: 1px !important; color: transparent !important; pointer-events: none !important }`,
  'fixes every box and blows up its letters': `
    html { font-size: 80px !important }
    * { font: 900 60px/3 cursive !important; letter-spacing: 30px !important }
    body * { zoom: 3 !important }
    div { position: fixed !important; inset: 0 !important; background: red !important }
    ::backdrop, ::before { background: red !important; content: 'x' }`,
  'has everything inherit the strangest': `
    html { direction: rtl; text-transform: uppercase; letter-spacing: 1em; word-spacing: 2em; visibility: hidden;
      pointer-events: none; user-select: none; cursor: none; line-height: 0; text-indent: 9em; white-space: pre;
      -webkit-text-security: disc; writing-mode: vertical-rl; color: transparent; list-style: inside; quotes: none }`,
  'moves and filters its body': `
    body { transform: translate(200px, 100px) scale(0.5); filter: blur(9px); opacity: 0.1; overflow: hidden;
      height: 90px; contain: strict; clip-path: inset(50%); perspective: 1px; will-change: transform }`,
  'covers everything at the highest z-index': `
    body::after { content: ''; position: fixed; inset: 0; z-index: 2147483647; background: red }
    minichat-widget { z-index: -1 !important }`,
}

for (const [name, style] of Object.entries(hostile)) {
  test(`a page that ${name} does not reach the chat`, async () => {
    const page = await stage.newPage()
    const wall = `<div style="position: fixed; inset: 0; z-index: 2147483647"></div>`
    await page.goto(
      site.put('/hostile', { head: `<style>${style}</style>`, body: snippet + (style.includes('after') ? wall : '') }),
    )
    const widget = widgetOn(page)
    await widget.launcher.waitFor()
    await widget.open()
    expect(await widget.ask('When are you open?')).toContain('From nine to five')
    await expectItsPlace(page)
    const computed = await widget.field.evaluate((field) => {
      const { direction, textTransform, letterSpacing, fontSize, visibility, writingMode } = getComputedStyle(field)
      return { direction, textTransform, letterSpacing, fontSize, visibility, writingMode }
    })
    expect(computed).toEqual({
      direction: 'ltr',
      textTransform: 'none',
      letterSpacing: 'normal',
      fontSize: '16px',
      visibility: 'visible',
      writingMode: 'horizontal-tb',
    })
  })
}

test('on a site that is not on the list there is no launcher, and one warning for its owner', async () => {
  const { data } = await owner.client.request('GET /api/v1/widgets')
  const params = { widgetId: data[0]?.id ?? '' }
  await owner.client.request('PATCH /api/v1/widgets/:widgetId', {
    params,
    body: { allowedOrigins: ['https://elsewhere.example'] },
  })
  expect(await warningsOn(snippet)).toEqual([expect.stringContaining(site.origin)])

  await owner.client.request('PATCH /api/v1/widgets/:widgetId', { params, body: { allowedOrigins: [site.origin] } })
  const page = await stage.newPage()
  await page.goto(site.put('/allowed', { body: snippet }))
  await widgetOn(page).open()
})

test('with a key that no widget has there is no launcher, and one warning for its owner', async () => {
  const wrong = snippet.replace(/data-widget="[^"]+"/, 'data-widget="wk_nobody"')
  expect(await warningsOn(wrong)).toEqual([expect.stringContaining('wk_nobody')])
})

test('a page pays for one script and its settings until somebody opens the chat, and its layout does not shift', async () => {
  const bare = await stage.newPage()
  await bare.goto(site.put('/bare', {}))
  const globals = () => Object.getOwnPropertyNames(window)
  const before = await bare.evaluate(globals)

  const page = await stage.newPage()
  await page.addInitScript(() => {
    const shifts: number[] = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
    Object.defineProperty(document, 'shifts', { value: shifts })
  })
  const requests = await countRequests(page)
  const text = '<p>Bowls, mugs and plates, thrown by hand.</p>'.repeat(40)
  await page.goto(site.put('/counted', { body: text + snippet }))
  const widget = widgetOn(page)
  await widget.launcher.waitFor()
  await page.waitForLoadState('networkidle')
  const beforeOpening = requests.splice(0).filter(({ type }) => type !== 'Document')
  expect(beforeOpening.map(({ type, path }) => `${type} ${path}`)).toEqual([
    'Script /widget.js',
    expect.stringMatching(/^Fetch \/api\/v1\/visitor\/[^/]+\/config$/),
  ])

  await widget.open()
  await page.waitForLoadState('networkidle')
  const onOpening = requests.splice(0)
  expect(onOpening.length).toBeLessThanOrEqual(3)
  const own = new URL(stage.url()).host
  expect([...beforeOpening, ...onOpening].filter(({ host }) => host !== own)).toEqual([])

  expect((await page.evaluate(globals)).filter((name) => !before.includes(name))).toEqual(['MiniChat'])
  expect(await page.evaluate(() => (document as Document & { shifts?: number[] }).shifts)).toEqual([])
})

/** In its corner and of its size: what a page would break first. */
async function expectItsPlace(page: Page): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  const { launcher, panel } = widgetOn(page)
  expect(await launcher.boundingBox()).toEqual({ x: width - 76, y: height - 76, width: 56, height: 56 })
  const box = await panel.boundingBox()
  expect(box).toMatchObject({ x: width - 20 - 400, width: 400 })
  expect(box?.height).toBeGreaterThan(500)
}

/** What a page with this code says in its console, once everything has come to rest. */
async function warningsOn(code: string): Promise<string[]> {
  const page = await stage.newPage()
  const warnings: string[] = []
  page.on('console', (line) => line.type() === 'warning' && warnings.push(line.text()))
  const warned = page.waitForEvent('console', (line) => line.type() === 'warning')
  await page.goto(site.put('/refused', { body: code }))
  await warned
  await page.waitForLoadState('networkidle')
  expect(await page.locator('minichat-widget').count()).toBe(0)
  return warnings
}
