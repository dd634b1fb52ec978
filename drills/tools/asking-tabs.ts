import { createClient } from '../../packages/client/src/index.ts'
import { createTab, type Tab } from './tab.ts'
import type { WrittenChat } from './writer.ts'

/** A visitor with a tab. What `ask` sends is noted as that of a writer is. */
export type AskingTab = Tab & { chat: WrittenChat; ask: (count: number) => Promise<void> }

/** Visitors whose tabs are open and listen. */
export function openTabs(url: string, widgetKey: string, count: number): Promise<AskingTab[]> {
  const client = createClient({ baseUrl: url })
  const params = { widgetKey }
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const { data } = await client.request('POST /api/v1/visitor/:widgetKey/session', { params, body: {} })
      const { token } = data
      const tab = createTab(client, widgetKey, token)
      void tab.follow()
      const chat: WrittenChat = { token, asks: true, acknowledged: [] }
      const ask = async (number: number) => {
        const text = `Message ${number} of tab ${index}: how long does shipping take?`
        const body = { token, clientMessageId: `drill-tab-${index}-${number}`, text }
        const sent = await client.request('POST /api/v1/visitor/:widgetKey/messages', { params, body })
        chat.acknowledged.push({ text, number, stored: { id: sent.data.id, seq: sent.data.seq } })
      }
      return { ...tab, chat, ask }
    }),
  )
}
