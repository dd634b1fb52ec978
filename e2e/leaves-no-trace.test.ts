import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { countLeftovers, leftOn } from './tools/instruments.ts'
import { answer, question, useShop } from './tools/shop.ts'
import { useStage } from './tools/stage.ts'
import { callOn, widgetOn } from './tools/widget.ts'

const stage = useStage()
const shop = await useShop(stage)

/** Adds the script as a page's own code would. */
const addScript = (page: Page) =>
  page.evaluate(
    ([src, key]) => {
      const { trust } = window as unknown as { trust?: (url: string) => string }
      const script = document.createElement('script')
      script.src = trust?.(src) ?? src
      script.dataset.widget = key
      script.onload = () => script.remove()
      document.body.append(script)
    },
    [`${stage.url()}/widget.js`, shop.widgetKey()] as const,
  )

test('after shutdown nothing is left on the page but what the chat needs, and it can start again, as often as one likes', async () => {
  const page = await stage.newPage()
  await countLeftovers(page)
  await page.goto(
    shop.site.put('/left', {
      head: `<meta http-equiv="content-security-policy" content="require-trusted-types-for 'script'; trusted-types minichat page">`,
    }),
  )
  await page.evaluate(() => {
    const { trustedTypes } = window as unknown as {
      trustedTypes: { createPolicy: (name: string, rules: object) => unknown }
    }
    const policy = trustedTypes.createPolicy('page', { createScriptURL: (own: string) => own }) as {
      createScriptURL: (url: string) => string
    }
    Object.assign(window, { trust: (url: string) => policy.createScriptURL(url) })
  })
  const before = await leftOn(page)
  const widget = widgetOn(page)

  for (let round = 0; round < 3; round += 1) {
    await addScript(page)
    await widget.open()
    if (round === 0) await widget.ask(question)
    await widget.answers.filter({ hasText: answer }).waitFor()
    expect((await leftOn(page)).counts).not.toEqual(before.counts)
    await callOn(page, ['shutdown'])
    await expect.poll(async () => (await leftOn(page)).counts).toEqual(before.counts)
    expect(await leftOn(page)).toEqual(before)
  }
  // The chat itself stays with the visitor.
  const kept = await page.evaluate(() => Object.keys(localStorage))
  expect(kept).toContain(`minichat:${shop.widgetKey()}:token`)
  expect(kept.filter((name) => !name.startsWith(`minichat:${shop.widgetKey()}:`))).toEqual([])
})

test('a widget that is shut down before its settings have come never shows', async () => {
  const page = await stage.newPage()
  await countLeftovers(page)
  await page.goto(shop.site.put('/early', {}))
  const before = await leftOn(page)
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/config', async (route) => {
    await held
    await route.continue().catch(() => {})
  })
  await Promise.all([page.waitForRequest('**/config'), addScript(page)])
  await callOn(page, ['shutdown'])
  release()
  await page.waitForLoadState('networkidle')
  expect(await leftOn(page)).toEqual(before)
})

test('calls made after a shutdown, before the script is there again, belong to the next start', async () => {
  const page = await stage.newPage()
  await page.goto(
    shop.site.put('/twice', {
      head: `<script>window.MiniChat = { q: [['open'], ['shutdown'], ['update', { locale: 'th' }]] }</script>`,
    }),
  )
  await addScript(page)
  await page.waitForFunction(() => window.MiniChat && !('version' in window.MiniChat))
  expect(await widgetOn(page).root.count()).toBe(0)
  await addScript(page)
  await page.getByRole('button', { name: 'เปิดแชท' }).waitFor()
})
