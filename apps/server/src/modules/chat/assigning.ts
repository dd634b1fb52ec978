import type { ChatSummary } from '@minichat/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import { type SessionRow, setAssignee } from './chat.store.ts'
import { type ChatCore, chatTarget } from './chat-core.ts'
import { membersAmong } from './notes.store.ts'

/** Who is to see to a chat. Taking a chat over assigns it as well, without an event of its own. */
export function createAssigning({ withLock, recordAside, summaryOf }: ChatCore, nowMs: () => number) {
  /** @param byId the member who does it; null for the server. */
  async function assignIn(
    tx: Tx,
    chatId: string,
    session: Pick<SessionRow, 'assignee_id'>,
    assigneeId: string | null,
    byId: string | null,
  ): Promise<void> {
    if (session.assignee_id === assigneeId) return
    await setAssignee(tx, chatId, assigneeId)
    await recordAside(tx, chatId, 'chat.assigned', { at: new Date(nowMs()).toISOString(), byId, assigneeId })
  }

  return {
    assignIn,

    /** @throws AppError NOT_FOUND also for who is no member of the workspace. */
    assign(member: MemberActor, chatId: string, assigneeId: string | null): Promise<ChatSummary> {
      return withLock(member.workspaceId, chatId, async (tx, session) => {
        if (session.status === 'closed') throw new AppError('SESSION_CLOSED')
        if (assigneeId !== null && (await membersAmong(tx, [assigneeId])).length === 0) throw new AppError('NOT_FOUND')
        if (session.assignee_id !== assigneeId) {
          await assignIn(tx, chatId, session, assigneeId, member.userId)
          const change = { before: { assignee: session.assignee_id }, after: { assignee: assigneeId } }
          await recordAudit(tx, { actor: member, action: 'chat.assigned', target: chatTarget(chatId), ...change })
        }
        return summaryOf(tx, chatId)
      })
    },
  }
}

export type Assigning = ReturnType<typeof createAssigning>
