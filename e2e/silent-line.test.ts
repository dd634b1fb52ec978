import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { startForeignSite } from './tools/foreign-site.ts'
import { startSilencingProxy } from './tools/silencing-proxy.ts'
import { useStage } from './tools/stage.ts'
import { widgetOn } from './tools/widget.ts'

/** What is promised: noticed and caught up with. */
const withinMs = 30_000

const site = await startForeignSite()
const stage = useStage()
let proxy: Awaited<ReturnType<typeof startSilencingProxy>>
let owner: Awaited<ReturnType<typeof makeFirstAccount>>

beforeAll(async () => {
  owner = await makeFirstAccount(stage.url(), stage.product().setupToken())
  proxy = await startSilencingProxy(stage.url())
})
afterAll(async () => {
  await proxy.stop()
  await site.stop()
})

test('a stream that stays open and falls silent is noticed, and what it kept back is there within 30 seconds', async () => {
  const page = await stage.newPage()
  const src = `${proxy.url}/widget.js`
  await page.goto(site.put('/', { body: `<script async src="${src}" data-widget="${owner.widgetKey}"></script>` }))
  const widget = widgetOn(page)
  await widget.open()
  await widget.ask('Hello, is anybody there?')
  await expect.poll(proxy.openStreams).toBe(1)

  proxy.silence()
  const silentSince = performance.now()
  const { data: chats } = await owner.client.request('GET /api/v1/chats')
  await owner.client.request('POST /api/v1/chats/:chatId/messages', {
    params: { chatId: chats[0]?.id ?? '' },
    body: { clientMessageId: 'm-silent-line-1', text: 'Yes, Mali here.' },
  })
  await widget.root.getByText('Yes, Mali here.').waitFor({ timeout: 60_000 })
  expect(performance.now() - silentSince).toBeLessThan(withinMs)
  expect(await widget.said('member')).toEqual(['Yes, Mali here.'])
}, 90_000)
