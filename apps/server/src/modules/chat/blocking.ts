import type { ChatSummary } from '@minichat/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import { type ChatCore, chatTarget } from './chat-core.ts'
import type { Handling } from './handling.ts'
import { lockVisitor, openChatsOfVisitor, setBlocked } from './visitors.store.ts'

/** Visitors from whom nothing more is taken: their open chats are closed, and post_messages begins no other. */
export function createBlocking(core: ChatCore, handling: Pick<Handling, 'close'>, nowMs: () => number) {
  const { db, withLock, recordAside, summaryOf } = core
  return {
    async blockVisitor(member: MemberActor, chatId: string, isBlocked: boolean): Promise<ChatSummary> {
      const { workspaceId, userId } = member
      const { visitorId, summary } = await withLock(workspaceId, chatId, async (tx, { visitor_id }) => {
        const visitor = await lockVisitor(tx, visitor_id)
        if ((visitor.blocked_at !== null) !== isBlocked) {
          const now = new Date(nowMs())
          await setBlocked(tx, visitor_id, isBlocked ? now : null)
          await recordAside(tx, chatId, 'visitor.blocked', { at: now.toISOString(), byId: userId, isBlocked })
          const action = isBlocked ? 'chat.visitor_blocked' : 'chat.visitor_unblocked'
          await recordAudit(tx, { actor: member, action, target: chatTarget(chatId) })
        }
        return { visitorId: visitor_id, summary: await summaryOf(tx, chatId) }
      })
      if (!isBlocked) return summary
      // Nothing begins meanwhile: they are blocked by now.
      const open = await db.transaction(workspaceId, (tx) => openChatsOfVisitor(tx, visitorId))
      for (const id of open) await handling.close(member, id)
      return db.transaction(workspaceId, (tx) => summaryOf(tx, chatId))
    },
  }
}
