import type { BrowserContext, Page, Request } from 'playwright-core'
import { expect, test } from 'vitest'
import { makeFirstAccount } from '../apps/server/src/testing/first-account.ts'
import { patienceMs } from './tools/browser.ts'
import { signIn } from './tools/dashboard.ts'
import { useStage } from './tools/stage.ts'
import { startVisitor } from './tools/visitor.ts'

const stage = useStage()

/** Streams of the inbox that pages of this profile hold open. */
function countStreams(context: BrowserContext) {
  const open = new Set<Request>()
  context.on('request', (request) => request.url().includes('/inbox/stream') && open.add(request))
  context.on('requestfinished', (request) => open.delete(request))
  context.on('requestfailed', (request) => open.delete(request))
  return () => [...open].filter((request) => !request.frame().page().isClosed()).length
}

test('tabs share one stream, one with another chat has its own, and when the first closes the next goes on', async () => {
  const { client, widgetKey } = await makeFirstAccount(stage.url(), stage.product().setupToken())
  const arrive = async (text: string) => {
    const visitor = await startVisitor(stage.url(), widgetKey)
    await visitor.say(text)
    return { visitor, chatId: (await client.request('GET /api/v1/chats')).data[0]?.id ?? '' }
  }
  const first = await arrive('About the teapot')
  const second = await arrive('About the bowls')

  const context = await stage.newContext()
  await signIn(context, stage.url())
  const streams = countStreams(context)
  const openTab = async (chatId: string): Promise<Page> => {
    const page = await context.newPage()
    await page.goto(`${stage.url()}/chats/${chatId}`)
    await page.getByRole('log').waitFor()
    return page
  }
  const shows = (page: Page, text: string) => page.getByRole('log').getByText(text, { exact: true }).waitFor()

  const leader = await openTab(first.chatId)
  await expect.poll(streams, { timeout: patienceMs }).toBe(1)
  const follower = await openTab(first.chatId)
  await first.visitor.say('Is it still there?')
  await Promise.all([leader, follower].map((page) => shows(page, 'Is it still there?')))
  await expect.poll(streams, { timeout: patienceMs }).toBe(1)

  const other = await openTab(second.chatId)
  await expect.poll(streams, { timeout: patienceMs }).toBe(2)
  await other.close()

  await leader.close()
  await first.visitor.say('And the lid?')
  await shows(follower, 'And the lid?')
  await expect.poll(streams, { timeout: patienceMs }).toBe(1)
})
