import type { Client } from '../../packages/client/src/index.ts'

type PlantedChat = { id: string; token: string }

/** What members and visitors write around the messages of a chat: notes, ratings, and what the team arranges its inbox with. */
export async function plantInbox(
  { client, widgetKey }: { client: Client; widgetKey: string },
  visitor: Client,
  chats: readonly PlantedChat[],
  payloads: readonly string[],
): Promise<void> {
  const params = { widgetKey }
  const oneLine = (text: string, max: number) => text.replace(/\p{C}/gu, ' ').slice(0, max).trim()
  const labelIds: string[] = []
  for (const [at, text] of payloads.slice(0, 15).entries()) {
    const name = `${oneLine(text, 34)} ${at}`
    const { data: label } = await client.request('POST /api/v1/labels', { body: { name, color: 'red' } })
    labelIds.push(label.id)
    await client.request('POST /api/v1/canned-replies', { body: { shortcut: `payload${at}`, text } })
    await client.request('POST /api/v1/inbox/views', { body: { name, isShared: true, filter: { status: 'open' } } })
  }
  for (const { id: chatId, token } of chats) {
    for (const [at, text] of payloads.slice(0, 40).entries()) {
      const body = { clientNoteId: `drill-script-note-${at}`, text }
      await client.request('POST /api/v1/chats/:chatId/notes', { params: { chatId }, body })
    }
    await client.request('POST /api/v1/chats/:chatId/labels', { params: { chatId }, body: { labelIds } })
    const comment = payloads.at(-1) ?? ''
    await visitor.request('POST /api/v1/visitor/:widgetKey/rate', { params, body: { token, rating: 1, comment } })
    const { data } = await client.request('GET /api/v1/chats/:chatId/messages', { params: { chatId } })
    for (const { id: messageId } of data.filter(({ author }) => author.kind === 'ai')) {
      const body = { token, messageId, rating: 'down' } as const
      await visitor.request('POST /api/v1/visitor/:widgetKey/rate-answer', { params, body })
    }
  }
}
