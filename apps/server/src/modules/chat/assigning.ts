import type { ChatSummary } from '@minichat/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { MemberActor } from '../../platform/http/actor.ts'
import { readSession, type SessionRow, setAssignee, waitingUnassigned } from './chat.store.ts'
import { type ChatCore, chatTarget } from './chat-core.ts'
import type { Duty } from './duty.ts'
import { membersAmong } from './notes.store.ts'

const givenAtOnce = 100

/** Who is to see to a chat. Taking a chat over assigns it as well, without an event of its own. */
export function createAssigning(core: ChatCore, duty: Pick<Duty, 'hasRules' | 'pick'>, nowMs: () => number) {
  const { db, withLock, recordAside, summaryOf, giveSoonIn } = core
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
    // What somebody took off a list does not come back to it at once.
    if (session.assignee_id !== null && assigneeId !== null) await giveSoonIn(tx)
  }

  /** Gives a chat whose visitor waits, and that is nobody's, to whoever the rules say. The caller holds its lock. */
  async function assignByRulesIn(tx: Tx, chatId: string): Promise<void> {
    const session = await readSession(tx, chatId)
    if (!session?.waiting_since || session.assignee_id !== null || session.snoozed_until !== null) return
    const picked = await duty.pick(tx, chatId)
    if (picked) await assignIn(tx, chatId, session, picked, null)
  }

  /** What has gone meanwhile needs nobody. */
  const unlessGone = (error: unknown): void => {
    if (!(error instanceof AppError && error.code === 'NOT_FOUND')) throw error
  }

  return {
    assignIn,
    assignByRulesIn,

    /** Gives the chats that wait for somebody to be free, longest first. */
    async giveWaiting(workspaceId: string): Promise<void> {
      const chatIds = await db.transaction(workspaceId, async (tx) =>
        (await duty.hasRules(tx)) ? waitingUnassigned(tx, givenAtOnce) : [],
      )
      for (const chatId of chatIds) {
        await withLock(workspaceId, chatId, (tx) => assignByRulesIn(tx, chatId)).catch(unlessGone)
      }
    },

    /**
     * Says among members that a visitor waits for too long.
     * @param waitingSince the wait that it is about: over, it is not told.
     * @param take says, under the chat's lock, whether it is for this caller to tell.
     */
    async markOverdue(
      workspaceId: string,
      chatId: string,
      waitingSince: Date,
      take: (tx: Tx) => Promise<boolean>,
    ): Promise<void> {
      await withLock(workspaceId, chatId, async (tx, session) => {
        if (session.waiting_since?.getTime() !== waitingSince.getTime() || session.snoozed_until) return
        if (!(await take(tx))) return
        const at = new Date(nowMs()).toISOString()
        await recordAside(tx, chatId, 'chat.overdue', { at, byId: null, waitingSince: waitingSince.toISOString() })
      }).catch(unlessGone)
    },

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
