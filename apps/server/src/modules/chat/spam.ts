import type { ChatSummary } from '@minichat/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import { type ChatCore, chatTarget } from './chat-core.ts'
import type { Handling } from './handling.ts'

/** Chats that nobody needs to see: closed, in a box of their own, counted nowhere else. */
export function createSpam(core: ChatCore, handling: Pick<Handling, 'hush' | 'closeIn'>, nowMs: () => number) {
  const { withLock, recordAside, summaryOf } = core
  return {
    async markSpam(member: MemberActor, chatId: string, isSpam: boolean): Promise<ChatSummary> {
      if (isSpam) await handling.hush(member.workspaceId, chatId)
      return withLock(member.workspaceId, chatId, async (tx, session) => {
        if ((session.spam_at !== null) !== isSpam) {
          if (isSpam) await handling.closeIn(tx, chatId, session, 'chat.closed')
          const now = new Date(nowMs())
          await tx.query('update chat_sessions set spam_at = $3 where workspace_id = $1 and id = $2', [
            tx.workspaceId,
            chatId,
            isSpam ? now : null,
          ])
          await recordAside(tx, chatId, 'chat.spam_marked', { at: now.toISOString(), byId: member.userId, isSpam })
          const action = isSpam ? 'chat.marked_spam' : 'chat.marked_not_spam'
          await recordAudit(tx, { actor: member, action, target: chatTarget(chatId) })
        }
        return summaryOf(tx, chatId)
      })
    },
  }
}

export type Spam = ReturnType<typeof createSpam>
