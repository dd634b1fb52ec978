import type { Message } from '@minichat/contracts'
import { recordAudit } from '../../platform/audit.ts'
import { cancelOpenAnswers } from './answers.store.ts'
import { listMessages } from './chat.store.ts'
import { type ChatCore, chatTarget } from './chat-core.ts'
import { type MessageRow, presentVisitor } from './chat-rows.ts'
import type { Handling } from './handling.ts'
import type { VisitorToken } from './visitor-tokens.ts'
import {
  chatsOfVisitor,
  emptyVisitor,
  eraseContent,
  findVisitor,
  markErased,
  unerasedChatsOf,
} from './visitors.store.ts'
import { readWhereabouts } from './whereabouts.store.ts'

const chatsAtOnce = 50
const messagesAtOnce = 200

type ExportedChat = {
  id: string
  createdAt: string
  closedAt: string | null
  rating: number | null
  ratingComment: string | null
  messages: Message[]
}

/** All that is kept of a visitor, over all their chats: shown to them, or deleted. */
export function createVisitorData(core: ChatCore, handling: Handling, nowMs: () => number) {
  const { db, present, withLock, summaryOf, changeState, endCancelled } = core

  async function messagesOf(workspaceId: string, chatId: string): Promise<Message[]> {
    const newestFirst: MessageRow[] = []
    while (true) {
      const beforeSeq = newestFirst.at(-1)?.seq ?? null
      const rows = await db.transaction(workspaceId, (tx) => listMessages(tx, chatId, beforeSeq, messagesAtOnce))
      newestFirst.push(...rows)
      if (rows.length < messagesAtOnce) break
    }
    return newestFirst.reverse().map((row) => present.message(workspaceId, row))
  }

  async function chatsOf({ workspaceId, visitorId }: VisitorToken): Promise<ExportedChat[]> {
    const chats: ExportedChat[] = []
    while (true) {
      const afterId = chats.at(-1)?.id ?? null
      const rows = await db.transaction(workspaceId, (tx) => chatsOfVisitor(tx, visitorId, afterId, chatsAtOnce))
      for (const { id, created_at, closed_at, rating, rating_comment: ratingComment } of rows) {
        const messages = await messagesOf(workspaceId, id)
        chats.push({
          id,
          createdAt: created_at.toISOString(),
          closedAt: closed_at?.toISOString() ?? null,
          rating,
          ratingComment,
          messages,
        })
      }
      if (rows.length < chatsAtOnce) return chats
    }
  }

  async function eraseChat(workspaceId: string, chatId: string): Promise<void> {
    await handling.hush(workspaceId, chatId)
    await withLock(workspaceId, chatId, async (tx, session) => {
      if (session.erased_at) return
      for (const { id } of await cancelOpenAnswers(tx, chatId)) endCancelled(tx, chatId, id, 'lost')
      await eraseContent(tx, chatId)
      await emptyVisitor(tx, session.visitor_id)
      const { memberName } = await summaryOf(tx, chatId)
      const change = { status: 'closed', epoch: session.epoch + 1 } as const
      await changeState(tx, chatId, session, 'chat.erased', change, memberName)
      await markErased(tx, chatId)
      // The visitor asked for it, who is nobody that the log knows.
      await recordAudit(tx, { actor: { kind: 'system' }, action: 'chat.erased', target: chatTarget(chatId) })
    })
  }

  return {
    async exportVisitor(token: VisitorToken) {
      const { visitor, whereabouts } = await db.transaction(token.workspaceId, async (tx) => {
        const row = await findVisitor(tx, token.visitorId)
        return { visitor: row ? presentVisitor(row) : null, whereabouts: await readWhereabouts(tx, token.visitorId) }
      })
      const exportedAt = new Date(nowMs()).toISOString()
      return { schemaVersion: 1 as const, exportedAt, visitor, whereabouts, chats: await chatsOf(token) }
    },

    /** Goes on until no chat is left: one that a second tab began meanwhile is erased as well. */
    async eraseVisitor({ workspaceId, visitorId, proof }: VisitorToken): Promise<void> {
      while (true) {
        const chats = await db.transaction(workspaceId, (tx) => unerasedChatsOf(tx, visitorId, chatsAtOnce))
        for (const chatId of chats) await eraseChat(workspaceId, chatId)
        if (chats.length < chatsAtOnce) break
      }
      // Who is proven is known before they have written anything.
      if (proof) await db.transaction(workspaceId, (tx) => emptyVisitor(tx, visitorId))
    },
  }
}
