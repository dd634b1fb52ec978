import { afterAll, beforeAll } from 'vitest'
import { makeFirstAccount } from '../../apps/server/src/testing/first-account.ts'
import { startForeignSite } from './foreign-site.ts'
import type { Stage } from './stage.ts'

export const question = 'When are you open?'
export const answer = 'From nine to five'

/** Somebody's web site with a widget on it, and an owner who has told it one thing. */
export async function useShop(stage: Stage) {
  const site = await startForeignSite()
  let owner: Awaited<ReturnType<typeof makeFirstAccount>>
  beforeAll(async () => {
    owner = await makeFirstAccount(stage.url(), stage.product().setupToken())
    await owner.client.request('POST /api/v1/knowledge/entries', {
      body: { question, answer: `${answer}.`, locale: 'en', url: null },
    })
  })
  afterAll(() => site.stop())

  const chats = async () => (await owner.client.request('GET /api/v1/chats')).data
  return {
    site,
    client: () => owner.client,
    widgetKey: () => owner.widgetKey,
    /** The line that an owner pastes. @param more attributes beside those that it has. */
    tag: (more = '') =>
      `<script async src="${stage.url()}/widget.js" data-widget="${owner.widgetKey}" ${more}></script>`,
    chats,
    /** Replies in the chat that was last active. */
    async reply(text: string) {
      const [chat] = await chats()
      await owner.client.request('POST /api/v1/chats/:chatId/messages', {
        params: { chatId: chat?.id ?? '' },
        body: { clientMessageId: `m-reply-${Date.now()}-0123456789`, text },
      })
    },
  }
}
