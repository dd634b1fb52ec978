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
let holding: typeof proxy
let owner: Awaited<ReturnType<typeof makeFirstAccount>>

beforeAll(async () => {
  owner = await makeFirstAccount(stage.url(), stage.product().setupToken())
  proxy = await startSilencingProxy(stage.url())
  holding = await startSilencingProxy(stage.url(), { holdsStreams: true })
})
afterAll(async () => {
  await proxy.stop()
  await holding.stop()
  await site.stop()
})

/** A visitor whose calls and streams take this way. */
async function openBehind({ url }: typeof proxy) {
  const page = await stage.newPage()
  const script = `<script async src="${url}/widget.js" data-widget="${owner.widgetKey}"></script>`
  await page.goto(site.put(`/${new URL(url).port}`, { body: script }))
  const widget = widgetOn(page)
  await widget.open()
  return { page, widget }
}

async function reply(text: string): Promise<void> {
  const { data: chats } = await owner.client.request('GET /api/v1/chats')
  await owner.client.request('POST /api/v1/chats/:chatId/messages', {
    params: { chatId: chats[0]?.id ?? '' },
    body: { clientMessageId: `m-silent-line-${text.length}`, text },
  })
}

test('a stream that stays open and falls silent is noticed, and what it kept back is there within 30 seconds', async () => {
  const { widget } = await openBehind(proxy)
  await widget.ask('Hello, is anybody there?')
  await expect.poll(proxy.openStreams).toBe(1)

  proxy.silence()
  const silentSince = performance.now()
  await reply('Yes, Mali here.')
  await widget.root.getByText('Yes, Mali here.').waitFor({ timeout: 60_000 })
  expect(performance.now() - silentSince).toBeLessThan(withinMs)
  expect(await widget.said('member')).toEqual(['Yes, Mali here.'])
}, 90_000)

test('where something on the way holds streams back, the chat asks instead, and is as live as with one', async () => {
  const { page, widget } = await openBehind(holding)
  const answered = page.waitForResponse((response) => response.url().endsWith('/poll') && response.ok())
  const reported = page.waitForRequest((request) => request.url().endsWith('/report'))
  await widget.say('Hello, is anybody there?')
  await widget.answers.nth(1).waitFor()
  await answered
  expect((await reported).postDataJSON()).toMatchObject({ kind: 'stream' })

  await reply('Mali here, by another way.')
  await widget.root.getByText('Mali here, by another way.').waitFor()
  await widget.panel.getByText('Mali · We usually answer later').waitFor()
  await reply('Still here.')
  await widget.root.getByText('Still here.').waitFor()
  expect(await widget.said('member')).toEqual(['Mali here, by another way.', 'Still here.'])
  expect(await widget.root.getByText('The connection was lost').count()).toBe(0)
}, 90_000)
