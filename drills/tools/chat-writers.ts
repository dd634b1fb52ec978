import { setTimeout as sleep } from 'node:timers/promises'
import { ApiError, createClient } from '../../packages/client/src/index.ts'
import type { Member } from './member.ts'
import type { Random } from './random.ts'

const visitorTabs = 6
const replyingTabs = 2
export const writersInChat = visitorTabs + replyingTabs
const attemptMs = 10_000

export type LiveChat = { id: string; token: string }

/** A chat that a member has taken over, so that nobody but its writers says anything. */
export async function openChat(url: string, member: Member): Promise<LiveChat> {
  const client = createClient({ baseUrl: url })
  const params = { widgetKey: member.widgetKey }
  const { data } = await client.request('POST /api/v1/visitor/:widgetKey/session', { params, body: {} })
  const body = { token: data.token, clientMessageId: crypto.randomUUID(), text: 'Is anybody there?' }
  const { data: first } = await client.request('POST /api/v1/visitor/:widgetKey/messages', { params, body })
  await member.client.request('POST /api/v1/chats/:chatId/take-over', { params: { chatId: first.chatId } })
  return { id: first.chatId, token: data.token }
}

/**
 * Writes into a chat from several tabs of its visitor and of the member at once, until it is enough.
 * @returns what settles when all have ended; what the server refused for good rejects.
 */
export async function writeIntoChat(options: {
  url: string
  chat: LiveChat
  member: Member
  random: Random
  until: AbortSignal
  longestPauseMs: number
  onWritten: (seq: number) => void
}): Promise<void> {
  const { chat, member, random, until, longestPauseMs, onWritten } = options
  const client = createClient({ baseUrl: options.url })

  const asVisitor = (clientMessageId: string, text: string) =>
    client.request('POST /api/v1/visitor/:widgetKey/messages', {
      params: { widgetKey: member.widgetKey },
      body: { token: chat.token, clientMessageId, text },
      signal: AbortSignal.timeout(attemptMs),
    })
  const asMember = (clientMessageId: string, text: string) =>
    member.client.request('POST /api/v1/chats/:chatId/messages', {
      params: { chatId: chat.id },
      body: { clientMessageId, text },
      signal: AbortSignal.timeout(attemptMs),
    })
  async function tab(send: typeof asVisitor, own: Random): Promise<void> {
    for (let number = 1; !until.aborted; number += 1) {
      const clientMessageId = crypto.randomUUID()
      for (let isSent = false; !isSent && !until.aborted; ) {
        try {
          onWritten((await send(clientMessageId, `Message ${number}`)).data.seq)
          isSent = true
        } catch (error) {
          if (error instanceof ApiError && error.status >= 400 && error.status < 500) throw error
          await sleep(own.between(50, 150))
        }
      }
      await sleep(own.between(0, longestPauseMs))
    }
  }
  const tabs = Array.from({ length: writersInChat }, (_, at) =>
    tab(at < visitorTabs ? asVisitor : asMember, random.fork()),
  )
  await Promise.all(tabs)
}
